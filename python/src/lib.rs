//! The engine as a Python module: what comes from Python is handed on, what is given is handed back. No logic of its own.
//!
//! Tables go in and out by the Arrow PyCapsule interface, without a copy. Whatever takes time runs without the GIL.

mod tables;

use communique::engine::{self, Wanted, tables as in_tables};
use communique::error::{Error, Kind};
use communique::lexicon::Lexicon;
use jiff::civil::Date;
use pyo3::exceptions::{PyFileNotFoundError, PyRuntimeError, PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyDict;
use pyo3_arrow::input::AnyRecordBatch;
use std::path::PathBuf;
use std::sync::{LazyLock, Mutex, PoisonError};
use tables::{Published, Table};

/// Built once a process: a call on one text takes less time than that.
static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::builtin);

/// The module `communique._engine`.
#[pymodule]
mod _engine {
    #[pymodule_export]
    use super::{Published, Table, annotate, extract, published};

    #[pymodule_init]
    fn init(module: &pyo3::Bound<'_, pyo3::types::PyModule>) -> pyo3::PyResult<()> {
        use pyo3::types::PyModuleMethods;
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}

/// See `communique.extract`.
#[pyfunction]
#[pyo3(signature = (data, *, text=None, title=None, published_on=None, url=None, publisher=None, id=None, mentions=false, threads=None))]
#[allow(clippy::too_many_arguments, reason = "the keywords of a Python function")]
fn extract<'py>(
    py: Python<'py>,
    data: &Bound<'py, PyAny>,
    text: Option<String>,
    title: Option<String>,
    published_on: Option<String>,
    url: Option<String>,
    publisher: Option<String>,
    id: Option<String>,
    mentions: bool,
    threads: Option<usize>,
) -> PyResult<Bound<'py, PyDict>> {
    let request = in_tables::Request { text, title, published_on, url, publisher, id, mentions, threads: threads.unwrap_or(0) };
    let inputs = inputs(data)?;
    let interrupted = Mutex::new(None);
    let go_on = || {
        // Ctrl-C is answered between articles
        Python::attach(|py| py.check_signals()).map_err(|e| {
            *interrupted.lock().unwrap_or_else(PoisonError::into_inner) = Some(e);
            Error::new(Kind::Interrupted(2), "interrupted")
        })
    };
    let made = py.detach(|| {
        let (schema, batches) = tables::collected(inputs)?;
        in_tables::extract(&schema, &batches, &request, &LEXICON, &go_on)
    });
    if let Some(interrupt) = interrupted.into_inner().unwrap_or_else(PoisonError::into_inner) {
        return Err(interrupt);
    }
    let tables = PyDict::new(py);
    for (table, batches) in made.map_err(raised)? {
        tables.set_item(table.name, Table::held(table, batches))?;
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
