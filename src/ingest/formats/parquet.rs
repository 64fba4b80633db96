//! Parquet and Arrow files: a record per row, in columns named as in the settings `fields`.

use super::arrow_lengths::{self, Sound};
use super::{Context, Format, Take, give, metadata, numbered};
use crate::ingest::rejection;
use crate::model::Rejection;
use arrow::array::{Array, AsArray, RecordBatch};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Schema};
use arrow::error::ArrowError;
use arrow::ipc::reader::{FileReader, StreamReader};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use std::fs::File;
use std::io::{BufReader, Read};
use std::ops::ControlFlow;

/// Rows held at a time.
const ROWS: usize = 64;

/// Records of a file on disk that is read out of order.
pub fn file(file: File, format: Format, prefix: &str, context: &Context, take: &mut Take) -> Result<(), Rejection> {
    _ = match format {
        Format::Arrow => arrow(file, prefix, context, take)?,
        _ => parquet(file, prefix, context, take)?,
    };
    Ok(())
}

fn parquet(file: File, prefix: &str, context: &Context, take: &mut Take) -> Result<ControlFlow<()>, Rejection> {
    let failed = |e: parquet::errors::ParquetError| rejection("malformed", format!("no Parquet that can be read: {e}"));
    let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(failed)?;
    let wanted = wanted(builder.schema(), context);
    let mask = ProjectionMask::roots(builder.parquet_schema(), wanted);
    let reader = builder.with_projection(mask).with_batch_size(ROWS).build().map_err(failed)?;
    batches(reader, prefix, context, take)
}

fn arrow(mut file: File, prefix: &str, context: &Context, take: &mut Take) -> Result<ControlFlow<()>, Rejection> {
    let failed = |e: ArrowError| rejection("malformed", format!("no Arrow data that can be read: {e}"));
    match arrow_lengths::sound(&mut file)? {
        Sound::File => batches(FileReader::try_new(BufReader::new(file), None).map_err(failed)?, prefix, context, take),
        Sound::Stream(bytes, broken) => {
            let stream = StreamReader::try_new(BufReader::new(file.take(bytes)), None).map_err(failed)?;
            match batches(stream, prefix, context, take)? {
                ControlFlow::Continue(()) => broken.map_or(Ok(ControlFlow::Continue(())), Err),
                stopped => Ok(stopped),
            }
        }
    }
}

/// The columns that any of the fields is read from.
fn wanted(schema: &Schema, context: &Context) -> Vec<usize> {
    let fields = context.fields;
    let names = [&fields.text, &fields.title, &fields.published_on, &fields.url, &fields.publisher];
    let is_wanted = |name: &str| names.iter().any(|names| names.iter().any(|n| n == name));
    schema.fields().iter().enumerate().filter(|(_, field)| is_wanted(field.name())).map(|(i, _)| i).collect()
}

fn batches(
    batches: impl Iterator<Item = Result<RecordBatch, ArrowError>>,
    prefix: &str,
    context: &Context,
    take: &mut Take,
) -> Result<ControlFlow<()>, Rejection> {
    let mut number = 0;
    for batch in batches {
        let batch = batch.map_err(|e| rejection("malformed", format!("behind record {number}: {e}")))?;
        for row in 0..batch.num_rows() {
            number += 1;
            if give(context, take, &numbered(prefix, number), || metadata::article(context, |names| cell(&batch, row, names))).is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
    }
    Ok(ControlFlow::Continue(()))
}

/// The text of the first of these columns that has one in this row.
fn cell(batch: &RecordBatch, row: usize, names: &[String]) -> Option<String> {
    names.iter().find_map(|name| {
        let column = batch.column_by_name(name)?.slice(row, 1);
        let text = cast(&column, &DataType::Utf8).ok()?;
        let text = text.as_string_opt::<i32>()?;
        (!text.is_null(0)).then(|| text.value(0).to_string()).filter(|text| !text.is_empty())
    })
}
