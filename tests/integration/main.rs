//! All integration tests in one binary; low tests first. Without the feature `pipeline` the engine's own tests remain:
//! `cargo test --release --no-default-features` is a rule author's loop.

mod fixtures;

mod any_text;
mod confidence;
mod facts;
mod gold;
mod layering;
mod lexicon;
mod mentions;

#[cfg(feature = "pipeline")]
mod aggregates;
#[cfg(feature = "pipeline")]
mod cli;
#[cfg(feature = "pipeline")]
mod contract;
#[cfg(feature = "pipeline")]
mod crash;
#[cfg(feature = "pipeline")]
mod examples;
#[cfg(feature = "pipeline")]
mod formats;
#[cfg(feature = "pipeline")]
mod hostile_input;
#[cfg(feature = "pipeline")]
mod pipeline;
#[cfg(feature = "pipeline")]
mod project;
#[cfg(feature = "pipeline")]
mod published;
#[cfg(feature = "pipeline")]
mod records;
#[cfg(feature = "pipeline")]
mod report;
#[cfg(feature = "pipeline")]
mod schema;
#[cfg(feature = "pipeline")]
mod shards;
#[cfg(feature = "pipeline")]
mod store;

#[cfg(feature = "pipeline")]
#[allow(dead_code)]
#[path = "../../benches/corpus.rs"]
mod corpus;
#[allow(dead_code)]
#[path = "../scoring/mod.rs"]
mod scoring;
#[path = "../../benches/shapes.rs"]
mod shapes;
