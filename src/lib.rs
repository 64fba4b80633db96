//! Reads news articles and communiqués about relations between countries; writes analytics-ready tables.

#[cfg(feature = "tables")]
pub mod aggregate;
pub mod calendar;
#[cfg(feature = "pipeline")]
pub mod cli;
#[cfg(feature = "config")]
pub mod config;
pub mod engine;
pub mod error;
pub mod extract;
pub mod ingest;
pub mod jsonl;
pub mod lexicon;
pub mod model;
pub mod normalize;
#[cfg(feature = "pipeline")]
pub mod pipeline;
pub mod rates;
#[cfg(feature = "pipeline")]
pub mod report;
#[cfg(feature = "tables")]
pub mod schema;
#[cfg(feature = "tables")]
pub mod store;
pub mod text;
