//! Reads news articles and communiqués about relations between countries; writes analytics-ready tables.

pub mod calendar;
pub mod engine;
pub mod extract;
pub mod ingest;
pub mod lexicon;
pub mod model;
pub mod normalize;
pub mod text;
