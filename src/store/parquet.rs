//! The one writer and reader of table files.
//!
//! Settings that every reader tested likes (DuckDB, polars, pandas, pyarrow, Spark): version 1.0 pages, because polars cannot
//! read decimals in version 2 ones; list items named `element`; plain text columns. Nothing in a file tells when or where it
//! was written, so that the same rows give the same bytes.

use crate::error::{Error, Result};
use crate::schema::{self, Table, Type};
use arrow::array::RecordBatch;
use parquet::arrow::arrow_reader::{ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder, RowSelection};
use parquet::arrow::{ArrowSchemaConverter, ArrowWriter, ProjectionMask};
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::metadata::{KeyValue, PageIndexPolicy, SortingColumn};
use parquet::file::properties::{EnabledStatistics, WriterProperties, WriterVersion};
use parquet::schema::types::ColumnPath;
use std::collections::BTreeMap;
use std::fs::File;
use std::ops::Range;
use std::path::Path;

/// The default of DuckDB, which reads one row group per thread.
const ROW_GROUP_ROWS: usize = 122_880;
const ROW_GROUP_BYTES: usize = 128 << 20;
/// 6 % fewer bytes than level 1 for 27 % more CPU.
const ZSTD_LEVEL: i32 = 3;
/// Documents of one file are bounded (see the parts of a run); the filter shrinks to what is there.
const DISTINCT_DOCUMENTS: u64 = 8_192;

/// Writes the batches as one file as they come, synced to disk; gives the number of rows.
pub fn write(path: &Path, table: &Table, batches: impl IntoIterator<Item = Result<RecordBatch>>) -> Result<u64> {
    let failed = |e: Box<dyn std::error::Error + Send + Sync>| Error::on("write the table", path, e);
    let file = File::create_new(path).map_err(|e| failed(e.into()))?;
    let properties = properties(table).map_err(|e| failed(e.into()))?;
    let mut writer = ArrowWriter::try_new(file, table.arrow(), Some(properties)).map_err(|e| failed(e.into()))?;
    let mut rows = 0;
    for batch in batches {
        let batch = batch?;
        writer.write(&batch).map_err(|e| failed(e.into()))?;
        rows += batch.num_rows() as u64;
    }
    let file = writer.into_inner().map_err(|e| failed(e.into()))?;
    file.sync_all().map_err(|e| failed(e.into()))?;
    Ok(rows)
}

/// Every row of the file, after checking that it has the declared columns.
pub fn read(path: &Path, table: &Table) -> Result<Vec<RecordBatch>> {
    read_columns(path, table, None)
}

/// The rows of the file, of some columns only.
pub fn read_columns(path: &Path, table: &Table, columns: Option<&[&str]>) -> Result<Vec<RecordBatch>> {
    batches(path, table, columns)?.collect()
}

/// The same, a batch at a time.
pub fn batches(path: &Path, table: &Table, columns: Option<&[&str]>) -> Result<impl Iterator<Item = Result<RecordBatch>> + use<>> {
    let path = path.to_path_buf();
    let mut builder = open(&path, table, ArrowReaderOptions::new())?;
    if let Some(columns) = columns {
        let mask = ProjectionMask::columns(builder.parquet_schema(), columns.iter().copied());
        builder = builder.with_projection(mask);
    }
    let reader = builder.with_batch_size(8_192).build().map_err(|e| unread(&path, e))?;
    Ok(reader.map(move |batch| batch.map_err(|e| unread(&path, e))))
}

/// Some rows of the file, all columns: pages without any of them are not even unpacked.
pub fn read_rows(path: &Path, table: &Table, rows: &[Range<usize>]) -> Result<Vec<RecordBatch>> {
    let builder = open(path, table, ArrowReaderOptions::new().with_page_index_policy(PageIndexPolicy::Optional))?;
    let total = usize::try_from(builder.metadata().file_metadata().num_rows()).unwrap_or_default();
    let rows = rows.iter().map(|range| range.start.min(total)..range.end.min(total));
    let reader = builder.with_row_selection(RowSelection::from_consecutive_ranges(rows, total)).build();
    reader.and_then(|reader| reader.map(|batch| batch.map_err(Into::into)).collect()).map_err(|e| unread(path, e))
}

fn open(path: &Path, table: &Table, options: ArrowReaderOptions) -> Result<ParquetRecordBatchReaderBuilder<File>> {
    let file = File::open(path).map_err(|e| unread(path, e))?;
    let builder = ParquetRecordBatchReaderBuilder::try_new_with_options(file, options).map_err(|e| unread(path, e))?;
    matches_contract(path, table, builder.schema())?;
    Ok(builder)
}

fn unread(path: &Path, e: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    Error::on("read the table", path, e)
}

/// Reopens a finished file: checks that its columns are the declared ones; gives the number of rows from its footer.
pub fn verify(path: &Path, table: &Table) -> Result<u64> {
    let failed = |e: Box<dyn std::error::Error + Send + Sync>| Error::on("reopen the table", path, e);
    let file = File::open(path).map_err(|e| failed(e.into()))?;
    let metadata = ArrowReaderMetadata::load(&file, ArrowReaderOptions::new()).map_err(|e| failed(e.into()))?;
    matches_contract(path, table, metadata.schema())?;
    u64::try_from(metadata.metadata().file_metadata().num_rows()).map_err(|e| failed(e.into()))
}

/// All parts of a table must have one schema: DuckDB silently takes that of the first file otherwise.
fn matches_contract(path: &Path, table: &Table, found: &arrow::datatypes::Schema) -> Result<()> {
    let declared = table.arrow();
    let differs = declared.fields().len() != found.fields().len()
        || declared
            .fields()
            .iter()
            .zip(found.fields())
            .any(|(a, b)| a.name() != b.name() || a.data_type() != b.data_type() || a.is_nullable() != b.is_nullable());
    match differs {
        true => Err(Error::failed(format!("the file does not have the columns of `{}`", table.name)).path(path)),
        false => Ok(()),
    }
}

fn properties(table: &Table) -> parquet::errors::Result<WriterProperties> {
    let mut properties = WriterProperties::builder()
        .set_writer_version(WriterVersion::PARQUET_1_0)
        .set_created_by(format!("communique version {}.0.0 (build 0)", schema::VERSION))
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(ZSTD_LEVEL)?))
        .set_max_row_group_row_count(Some(ROW_GROUP_ROWS))
        .set_max_row_group_bytes(Some(ROW_GROUP_BYTES))
        .set_coerce_types(true)
        .set_statistics_enabled(EnabledStatistics::Page)
        .set_sorting_columns(Some(sorting(table)?))
        .set_key_value_metadata(Some(key_values(table)));
    for column in table.columns() {
        let path = || ColumnPath::from(column.name);
        if is_long_text(column.name, column.kind) {
            properties = properties.set_column_statistics_enabled(path(), EnabledStatistics::None);
        }
        if is_long_text(column.name, column.kind) || table.key == [column.name] {
            // Every value differs: a dictionary would be built and thrown away.
            properties = properties.set_column_dictionary_enabled(path(), false);
        }
        if column.name == "doc_id" {
            properties = properties.set_column_bloom_filter_enabled(path(), true);
            properties = properties.set_column_bloom_filter_max_ndv(path(), DISTINCT_DOCUMENTS);
        }
    }
    Ok(properties.build())
}

fn is_long_text(name: &str, kind: Type) -> bool {
    kind == Type::Text && matches!(name, "text" | "sentence" | "evidence")
}

fn sorting(table: &Table) -> parquet::errors::Result<Vec<SortingColumn>> {
    let leaves = ArrowSchemaConverter::new().with_coerce_types(true).convert(&table.arrow())?;
    let index = |name: &&str| leaves.columns().iter().position(|leaf| leaf.path().string() == **name);
    let column = |leaf: usize| SortingColumn { column_idx: leaf as i32, descending: false, nulls_first: true };
    Ok(table.sort.iter().filter_map(index).map(column).collect())
}

fn key_values(table: &Table) -> Vec<KeyValue> {
    let columns: BTreeMap<&str, &str> = table.columns().map(|column| (column.name, column.about)).collect();
    let columns = serde_json::to_string(&columns).unwrap_or_default();
    vec![
        KeyValue::new("communique.schema_version".to_string(), schema::VERSION.to_string()),
        KeyValue::new("communique.table".to_string(), table.name.to_string()),
        KeyValue::new("communique.description".to_string(), table.about.to_string()),
        KeyValue::new("communique.columns".to_string(), columns),
    ]
}
