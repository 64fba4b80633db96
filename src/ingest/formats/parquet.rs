//! Parquet and Arrow files: a record per row, in columns named as in the settings `fields`.

pub(super) mod cell;

use super::arrow_lengths::{self, Sound};
use super::{Context, Format, Take, give, metadata, numbered};
use crate::ingest::article::Article;
use crate::ingest::rejection;
use crate::model::Rejection;
use arrow::array::RecordBatch;
use arrow::datatypes::Schema;
use arrow::error::ArrowError;
use arrow::ipc::reader::{FileReader, StreamReader};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::basic::Compression;
use parquet::file::metadata::ParquetMetaData;
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
    refuse_packed(builder.metadata(), &wanted)?;
    let mask = ProjectionMask::roots(builder.parquet_schema(), wanted);
    let reader = builder.with_projection(mask).with_batch_size(ROWS).build().map_err(failed)?;
    batches(reader, prefix, context, take)
}

/// Columns may be packed in a way that is not built in.
fn refuse_packed(metadata: &ParquetMetaData, wanted: &[usize]) -> Result<(), Rejection> {
    let schema = metadata.file_metadata().schema_descr();
    let columns = metadata.row_groups().iter().flat_map(|group| group.columns().iter().enumerate());
    let mut packings =
        columns.filter(|(leaf, _)| wanted.contains(&schema.get_column_root_idx(*leaf))).map(|(_, column)| column.compression());
    match packings.find(|packing| matches!(packing, Compression::BROTLI(_) | Compression::LZO)) {
        Some(packing) => Err(rejection("malformed", format!("its columns are packed with {packing}, which is not read"))),
        None => Ok(()),
    }
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
    let is_wanted = |name: &str| metadata::is_field(context.fields, name);
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
            if give(context, take, &numbered(prefix, number), || article(&batch, row, number, context)).is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
    }
    Ok(ControlFlow::Continue(()))
}

/// The article of a row, the record of this number.
pub(super) fn article(batch: &RecordBatch, row: usize, number: u64, context: &Context) -> Result<Article, Rejection> {
    let columns = || batch.schema_ref().fields().iter().zip(batch.columns());
    let named = |name: &str| metadata::named(name, columns(), |(field, _)| field.name()).next().map(|(_, column)| column);
    let article = metadata::article(context, |name| cell::text(named(name)?, row));
    article.map_err(|r| rejection(&r.reason, format!("record {number}: {}", r.detail)))
}
