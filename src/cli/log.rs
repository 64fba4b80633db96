//! What goes to standard error, and into a run's `log.jsonl`.

use crate::error::Error;
use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use tracing::level_filters::LevelFilter;
use tracing_subscriber::Layer;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

/// How log lines look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}

/// Starts logging. What is logged before [`RunLog::open`] goes to standard error only.
pub fn start(format: Format, quiet: bool, verbose: u8) -> RunLog {
    let level = match (quiet, verbose, format) {
        (true, ..) => LevelFilter::ERROR,
        // Stages are told on standard output; a program that reads JSON gets them as events.
        (_, 0, Format::Text) => LevelFilter::WARN,
        (_, 0, Format::Json) | (_, 1, _) => LevelFilter::INFO,
        _ => LevelFilter::DEBUG,
    };
    let run_log = RunLog::default();
    let text = (format == Format::Text).then(|| tracing_subscriber::fmt::layer().without_time().with_target(false).with_writer(io::stderr));
    let text = text.map(|layer| layer.with_ansi(colours(&io::stderr())).with_filter(level));
    let json = (format == Format::Json).then(|| tracing_subscriber::fmt::layer().json().with_writer(io::stderr).with_filter(level));
    let file = tracing_subscriber::fmt::layer().json().with_writer(run_log.clone()).with_filter(LevelFilter::INFO);
    // A second start in one process (tests) keeps the first.
    let _ = tracing_subscriber::registry().with(text).with(json).with(file).try_init();
    run_log
}

/// Whether a stream wants colours: it is a terminal, and nobody asked for none (<https://no-color.org>).
pub fn colours(stream: &impl io::IsTerminal) -> bool {
    let refused = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|v| v == "dumb");
    stream.is_terminal() && !refused && !dumb
}

/// Prints an error, one cause per line, then what to do next.
pub fn error(format: Format, error: &Error) {
    let page = error.page.as_ref().map(|page| page.display().to_string());
    if format == Format::Json {
        tracing::error!(exit_code = error.exit_code(), causes = ?error.causes(), hint = error.hint, page, "{error}");
        return;
    }
    let mut text = error.in_words();
    if let Some(page) = page {
        text += &format!("  more: {page}\n");
    }
    let _ = io::stderr().write_all(text.as_bytes());
    // Standard error has it; this is for the run's own log.
    tracing::info!(exit_code = error.exit_code(), "{error}");
}

/// The log file of a run, once the run has its directory.
#[derive(Clone, Default)]
pub struct RunLog(Arc<Mutex<Option<File>>>);

impl RunLog {
    /// Writes `log.jsonl` in this directory from now on. A run does not fail for want of its log.
    pub fn open(&self, run_dir: &Path) {
        match File::create(run_dir.join("log.jsonl")) {
            Ok(file) => *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(file),
            Err(error) => tracing::warn!("no log.jsonl in {}: {error}", run_dir.display()),
        }
    }
}

impl Write for RunLog {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        match &mut *self.0.lock().unwrap_or_else(PoisonError::into_inner) {
            Some(file) => file.write(line),
            None => Ok(line.len()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for RunLog {
    type Writer = RunLog;

    fn make_writer(&self) -> RunLog {
        self.clone()
    }
}
