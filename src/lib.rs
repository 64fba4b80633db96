//! Reads news articles and communiqués about relations between countries; writes analytics-ready tables.

pub mod engine;
pub mod extract;
pub mod ingest;
pub mod jsonl;
pub mod lexicon;
pub mod model;
pub mod normalize;
