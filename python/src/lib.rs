//! The engine as a Python module: what comes from Python is handed on, what is given is handed back. No logic of its own.
//!
//! Tables go in and out by the Arrow PyCapsule interface, without a copy. Whatever takes time runs without the GIL.

mod tables;

use arrow::array::RecordBatch;
use arrow::datatypes::SchemaRef;
use communique::aggregate;
use communique::engine::{self, Wanted, cluster, tables as in_tables};
use communique::error::{Error, Kind};
use communique::lexicon::Lexicon;
use communique::schema;
use jiff::civil::Date;
use pyo3::exceptions::{PyFileNotFoundError, PyRuntimeError, PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyDict;
use pyo3_arrow::input::AnyRecordBatch;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{LazyLock, Mutex, PoisonError};
use tables::{Published, Table};

/// Built once a process: a call on one text takes less time than that.
static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::builtin);

/// The module `communique._engine`.
#[pymodule]
mod _engine {
    #[pymodule_export]
    use super::{Published, Table, aggregated, annotate, declared, dimensions, extract, marks, near, published, recipes};

    #[pymodule_init]
    fn init(module: &pyo3::Bound<'_, pyo3::types::PyModule>) -> pyo3::PyResult<()> {
        use pyo3::types::PyModuleMethods;
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}

/// See `communique.extract`; `columns` names columns by what they hold.
#[pyfunction]
#[pyo3(signature = (data, columns, mentions, threads))]
fn extract<'py>(
    py: Python<'py>,
    data: &Bound<'py, PyAny>,
    columns: HashMap<String, Option<String>>,
    mentions: bool,
    threads: Option<usize>,
) -> PyResult<Bound<'py, PyDict>> {
    let request = in_tables::Request { mentions, ..request(columns, threads)? };
    let made = interruptible(py, inputs(data)?, |schema, batches, go_on| in_tables::extract(&schema, &batches, &request, &LEXICON, go_on))?;
    let tables = PyDict::new(py);
    for (table, batches) in made {
        tables.set_item(table.name, Table::declared(table, batches))?;
    }
    Ok(tables)
}

fn request(columns: HashMap<String, Option<String>>, threads: Option<usize>) -> PyResult<in_tables::Request> {
    let mut request = in_tables::Request { threads: threads.unwrap_or(0), ..in_tables::Request::default() };
    for (holds, name) in columns {
        let column = match holds.as_str() {
            "text" => &mut request.text,
            "title" => &mut request.title,
            "published_on" => &mut request.published_on,
            "url" => &mut request.url,
            "publisher" => &mut request.publisher,
            "content" => &mut request.content,
            "id" => &mut request.id,
            _ => return Err(PyValueError::new_err(format!("no column holds `{holds}`"))),
        };
        *column = name;
    }
    Ok(request)
}

/// Work on all that was handed over, without the GIL; Ctrl-C is answered between articles.
fn interruptible<T: Send>(
    py: Python<'_>,
    inputs: Vec<AnyRecordBatch>,
    work: impl FnOnce(SchemaRef, Vec<RecordBatch>, &dyn Fn() -> Result<(), Error>) -> Result<T, Error> + Send,
) -> PyResult<T> {
    let interrupted = Mutex::new(None);
    let go_on = || {
        Python::attach(|py| py.check_signals()).map_err(|e| {
            *interrupted.lock().unwrap_or_else(PoisonError::into_inner) = Some(e);
            Error::new(Kind::Interrupted(2), "interrupted")
        })
    };
    let made = py.detach(|| {
        let (schema, batches) = tables::collected(inputs)?;
        work(schema, batches, &go_on)
    });
    match interrupted.into_inner().unwrap_or_else(PoisonError::into_inner) {
        Some(interrupt) => Err(interrupt),
        None => made.map_err(raised),
    }
}

/// See `communique::engine::cluster::marks`.
#[pyfunction]
#[pyo3(signature = (data, columns, threads))]
fn marks(py: Python<'_>, data: &Bound<'_, PyAny>, columns: HashMap<String, Option<String>>, threads: Option<usize>) -> PyResult<Table> {
    let request = request(columns, threads)?;
    let made = interruptible(py, inputs(data)?, |schema, batches, go_on| cluster::marks(&schema, &batches, &request, &LEXICON, go_on))?;
    Ok(Table::plain("marks", made))
}

/// See `communique::engine::cluster::near`.
#[pyfunction]
fn near(py: Python<'_>, pairs: &Bound<'_, PyAny>) -> PyResult<Table> {
    let made = interruptible(py, inputs(pairs)?, |schema, batches, _| cluster::near(&tables::joined(&schema, &batches)?))?;
    Ok(Table::plain("near", made))
}

/// See `communique::engine::cluster::aggregate`.
#[pyfunction]
fn aggregated(py: Python<'_>, table: &str, facts: &Bound<'_, PyAny>) -> PyResult<Table> {
    let made = interruptible(py, inputs(facts)?, |_, batches, _| cluster::aggregate(table, &batches))?;
    let declared = schema::table(table).ok_or_else(|| PyValueError::new_err(format!("no table is called `{table}`")))?;
    Ok(Table::declared(declared, vec![made]))
}

/// What aggregates are made of: table, facts, columns, which rows count and what they belong together by, in SQL.
#[pyfunction]
fn recipes(py: Python<'_>) -> PyResult<Vec<Bound<'_, PyDict>>> {
    let of = |table: &&'static schema::Table| Some((table.name, aggregate::recipe(table.name)?));
    let told = |(name, recipe): (&str, aggregate::recipe::Recipe)| {
        let told = PyDict::new(py);
        told.set_item("table", name)?;
        told.set_item("facts", recipe.facts)?;
        told.set_item("columns", &recipe.columns)?;
        told.set_item("counts", recipe.counts_sql())?;
        told.set_item("group", recipe.group.sql())?;
        Ok(told)
    };
    schema::TABLES.iter().filter_map(of).map(told).collect()
}

/// Every table that is published, without rows, with what its rows are sorted by.
#[pyfunction]
fn declared(py: Python<'_>) -> PyResult<Bound<'_, PyDict>> {
    let tables = PyDict::new(py);
    for table in schema::TABLES {
        tables.set_item(table.name, (Table::declared(table, Vec::new()), table.sort.to_vec()))?;
    }
    Ok(tables)
}

/// The tables that say what codes mean.
#[pyfunction]
fn dimensions(py: Python<'_>) -> PyResult<Bound<'_, PyDict>> {
    let tables = PyDict::new(py);
    for (table, rows) in cluster::dimensions().map_err(raised)? {
        tables.set_item(table.name, Table::declared(table, vec![rows]))?;
    }
    Ok(tables)
}

/// What has the interface itself, or a sequence of things that have it.
fn inputs(data: &Bound<'_, PyAny>) -> PyResult<Vec<AnyRecordBatch>> {
    let is_one = |thing: &Bound<'_, PyAny>| Ok::<_, PyErr>(thing.hasattr("__arrow_c_stream__")? || thing.hasattr("__arrow_c_array__")?);
    if is_one(data)? {
        return Ok(vec![data.extract()?]);
    }
    let refuse = |thing: &Bound<'_, PyAny>| {
        let kind = thing.get_type().name().map(|name| name.to_string()).unwrap_or_default();
        PyTypeError::new_err(format!("expected a table that Arrow can read (__arrow_c_stream__), or a list of batches, found {kind}"))
    };
    let mut inputs = Vec::new();
    for thing in data.try_iter().map_err(|_| refuse(data))? {
        let thing = thing?;
        match is_one(&thing)? {
            true => inputs.push(thing.extract()?),
            false => return Err(refuse(data)),
        }
    }
    Ok(inputs)
}

/// The rows of one text as JSON lines: what the command `annotate` prints.
#[pyfunction]
#[pyo3(signature = (text, published_on, id, only))]
fn annotate(py: Python<'_>, text: String, published_on: Option<&str>, id: &str, only: Option<&str>) -> PyResult<String> {
    let day = published_on.map(|day| day.parse::<Date>().map_err(|e| PyValueError::new_err(format!("published_on: {e}")))).transpose()?;
    let wanted = match only {
        None => Wanted::Both,
        Some("mentions") => Wanted::Mentions,
        Some("facts") => Wanted::Facts,
        Some(other) => return Err(PyValueError::new_err(format!("only: expected \"mentions\" or \"facts\", found \"{other}\""))),
    };
    Ok(py.detach(|| {
        let rows = engine::annotate(id, text, day, &LEXICON).rows(id, wanted);
        rows.iter().map(|row| format!("{row}\n")).collect()
    }))
}

/// See `communique.read`.
#[pyfunction]
fn published(py: Python<'_>, output_dir: PathBuf) -> PyResult<Published> {
    py.detach(|| Published::at(&output_dir)).map_err(raised)
}

/// The exception that an error of the engine is in Python.
fn raised(error: Error) -> PyErr {
    let mut message = error.to_string();
    for cause in error.causes() {
        message += &format!(": {cause}");
    }
    if let Some(hint) = &error.hint {
        message += &format!(" ({hint})");
    }
    match error.kind {
        Kind::Usage => PyValueError::new_err(message),
        Kind::Failed if error.path.as_ref().is_some_and(|path| !path.exists()) => PyFileNotFoundError::new_err(message),
        _ => PyRuntimeError::new_err(message),
    }
}
