//! Tables as Python sees them: held in memory, or the published files of one.

use arrow::array::{RecordBatch, RecordBatchIterator, RecordBatchReader, StructArray};
use arrow::compute::concat_batches;
use arrow::datatypes::{Field, SchemaRef};
use arrow::error::ArrowError;
use communique::error::{Error, Result};
use communique::schema;
use communique::store::generation::{Manifest, OutputDir};
use communique::store::parquet;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use pyo3_arrow::error::PyArrowResult;
use pyo3_arrow::ffi::{ArrayIterator, to_schema_pycapsule, to_stream_pycapsule};
use pyo3_arrow::input::AnyRecordBatch;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Every batch of what was handed over; all must have one schema.
pub fn collected(inputs: Vec<AnyRecordBatch>) -> Result<(SchemaRef, Vec<RecordBatch>)> {
    let failed = |e: ArrowError| Error::failed("cannot read the table that was handed over").cause(e);
    let (mut schema, mut batches): (Option<SchemaRef>, Vec<RecordBatch>) = (None, Vec::new());
    for input in inputs {
        let reader = input.into_reader().map_err(|e| Error::failed(e.to_string()))?;
        let own = reader.schema();
        let first = schema.get_or_insert_with(|| own.clone());
        if first.fields() != own.fields() {
            return Err(Error::usage("the batches have different columns"));
        }
        for batch in reader {
            batches.push(batch.map_err(failed)?);
        }
    }
    let schema = schema.ok_or_else(|| Error::usage("there is no batch, so that no columns are known"))?;
    Ok((schema, batches))
}

/// All batches as one.
pub fn joined(schema: &SchemaRef, batches: &[RecordBatch]) -> Result<RecordBatch> {
    concat_batches(schema, batches).map_err(|e| Error::failed("cannot read the table that was handed over").cause(e))
}

/// A table with the Arrow PyCapsule interface.
#[pyclass(frozen, module = "communique")]
pub struct Table {
    name: &'static str,
    schema: SchemaRef,
    rows: u64,
    content: Content,
}

enum Content {
    Held(Vec<RecordBatch>),
    /// Read anew each time.
    Files(&'static schema::Table, Vec<PathBuf>),
}

impl Table {
    /// A table of the data dictionary in memory.
    pub fn declared(table: &'static schema::Table, batches: Vec<RecordBatch>) -> Table {
        let rows = batches.iter().map(|batch| batch.num_rows() as u64).sum();
        Table { name: table.name, schema: table.arrow(), rows, content: Content::Held(batches) }
    }

    /// Any other.
    pub fn plain(name: &'static str, batch: RecordBatch) -> Table {
        Table { name, schema: batch.schema(), rows: batch.num_rows() as u64, content: Content::Held(vec![batch]) }
    }

    fn reader(&self) -> Result<Box<dyn RecordBatchReader + Send>> {
        let schema = self.schema.clone();
        match &self.content {
            Content::Held(batches) => Ok(Box::new(RecordBatchIterator::new(batches.clone().into_iter().map(Ok), schema))),
            Content::Files(declared, files) => {
                let open = |path: &PathBuf| parquet::batches(path, declared, None);
                let readers = files.iter().map(open).collect::<Result<Vec<_>>>()?;
                let own = schema.clone();
                let batches = readers.into_iter().flatten().map(move |batch| {
                    let batch = batch.map_err(|e| ArrowError::ExternalError(Box::new(e)))?;
                    RecordBatch::try_new(own.clone(), batch.columns().to_vec())
                });
                Ok(Box::new(RecordBatchIterator::new(batches, schema)))
            }
        }
    }
}

#[pymethods]
impl Table {
    /// Its name.
    #[getter]
    fn name(&self) -> &str {
        self.name
    }

    /// How many rows it has.
    #[getter]
    fn num_rows(&self) -> u64 {
        self.rows
    }

    /// The names of its columns, in order.
    #[getter]
    fn column_names(&self) -> Vec<&str> {
        self.schema.fields().iter().map(|field| field.name().as_str()).collect()
    }

    /// The Parquet files that it is read from; none of a table in memory.
    #[getter]
    fn files(&self) -> Vec<String> {
        match &self.content {
            Content::Held(_) => Vec::new(),
            Content::Files(_, files) => files.iter().map(|path| path.to_string_lossy().into_owned()).collect(),
        }
    }

    fn __len__(&self) -> usize {
        usize::try_from(self.rows).unwrap_or(usize::MAX)
    }

    fn __repr__(&self) -> String {
        format!("<communique.Table {}: {} rows, {} columns>", self.name, self.rows, self.schema.fields().len())
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyArrowResult<Bound<'py, PyCapsule>> {
        to_schema_pycapsule(py, self.schema.as_ref())
    }

    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyArrowResult<Bound<'py, PyCapsule>> {
        let reader = self.reader().map_err(super::raised)?;
        let row = Field::new_struct("", self.schema.fields().clone(), false);
        let arrays = reader.map(|batch| Ok(Arc::new(StructArray::from(batch?)) as _));
        to_stream_pycapsule(py, Box::new(ArrayIterator::new(arrays, Arc::new(row))), requested_schema)
    }
}

/// The generation that was current when it was opened; later runs do not change it.
#[pyclass(frozen, module = "communique")]
pub struct Published {
    dir: PathBuf,
    manifest: Manifest,
}

impl Published {
    /// What is published in an output directory.
    pub fn at(output_dir: &Path) -> Result<Published> {
        let output = OutputDir::at(output_dir);
        let none = || Error::failed("nothing is published there").path(output_dir.join("current")).hint("`communique run` publishes");
        let id = output.current().ok_or_else(none)?;
        Ok(Published { dir: output.generation(&id), manifest: output.manifest(&id)? })
    }
}

#[pymethods]
impl Published {
    /// The generation's id.
    #[getter]
    fn generation(&self) -> &str {
        &self.manifest.id
    }

    /// Its folder: the files in it never change.
    #[getter]
    fn path(&self) -> String {
        self.dir.to_string_lossy().into_owned()
    }

    /// The names of its tables, in the order of the data dictionary.
    fn names(&self) -> Vec<&str> {
        schema::TABLES.iter().map(|table| table.name).filter(|name| self.manifest.tables.contains_key(*name)).collect()
    }

    /// The table of this name, if there is one.
    fn table(&self, name: &str) -> Option<Table> {
        let (declared, files) = (schema::table(name)?, self.manifest.tables.get(name)?);
        let paths = files.files.iter().map(|file| self.dir.join(file)).collect();
        Some(Table { name: declared.name, schema: declared.arrow(), rows: files.rows, content: Content::Files(declared, paths) })
    }
}
