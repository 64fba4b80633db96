//! Where tables live: the one Parquet writer and reader, model values as rows, generations, stage tables, the lock.

pub mod batches;
pub mod columns;
pub mod generation;
pub mod lock;
pub mod packed;
pub mod parquet;
pub mod rows;
pub mod scratch;
pub mod sorter;
pub mod state;
