//! All integration tests in one binary: linking polars once takes long enough.

mod pipeline;
mod schema;
mod store;
