//! Stage 4, facts -> aggregates and dimensions (polars).

pub mod dimensions;
pub mod investment_by_pair;
pub mod meetings_by_month;
pub mod presence_by_pair;
pub mod run_tables;
pub mod sectors_by_pair;
mod statements;
pub mod trade;

use crate::error::{Error, Result};
use polars::prelude::{DataFrame, IntoLazy, LazyFrame, UnionArgs, concat};
use polars_io::SerReader;
use polars_io::parquet::read::ParquetReader;
use std::fs::File;
use std::path::PathBuf;

/// Some columns of a table, over all its files.
fn scan(files: &[PathBuf], columns: &[&str]) -> Result<LazyFrame> {
    let frames: Vec<LazyFrame> = files.iter().map(|file| read(file, columns).map(IntoLazy::lazy)).collect::<Result<_>>()?;
    concat(frames, UnionArgs::default()).map_err(|e| failed("join the parts of a table", e))
}

fn read(path: &PathBuf, columns: &[&str]) -> Result<DataFrame> {
    let file = File::open(path).map_err(|e| Error::on("read the table", path, e).stage("aggregate"))?;
    let columns = columns.iter().map(|name| name.to_string()).collect();
    let frame = ParquetReader::new(file).with_columns(Some(columns)).finish();
    frame.map_err(|e| Error::on("read the table", path, e).stage("aggregate"))
}

fn failed(what: &str, cause: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::failed(format!("cannot {what}")).stage("aggregate").cause(cause)
}
