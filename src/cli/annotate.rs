//! `annotate`: mentions and facts of texts as JSONL, without a project and without writing a file.
//!
//! A named file is one text. Standard input holds one JSON object per line: `{"id", "text", "published_on"?}`. Texts are
//! read on all cores and printed in the order they came; what has arrived is answered before more is waited for, so that
//! another program can talk to it line by line.

use super::{Globals, print};
use crate::engine::{self, Wanted};
use crate::error::{Error, Result};
use crate::jsonl::Task;
use crate::lexicon::Lexicon;
use clap::Args;
use jiff::civil::Date;
use rayon::prelude::*;
use std::fmt::Write;
use std::io::{self, BufRead};
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::{fs, thread};

/// Arguments of `annotate`.
#[derive(Debug, Args)]
pub struct AnnotateArgs {
    /// A text file, a .jsonl file, or `-` for JSONL on standard input: {"id", "text", "published_on"?}
    #[arg(default_value = "-")]
    file: PathBuf,
    /// Print one kind of rows
    #[arg(long, value_name = "WHAT")]
    only: Option<Only>,
    /// Date of publication of texts that do not tell theirs
    #[arg(long, value_name = "YYYY-MM-DD")]
    published_on: Option<Date>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Only {
    /// Recognised expressions
    Mentions,
    /// Facts
    Facts,
}

/// Lines held between reading and answering, and answered at once: bounds the memory.
const BATCH: usize = 256;

pub(super) fn run(globals: &Globals, args: &AnnotateArgs) -> Result<ExitCode> {
    let threads = rayon::ThreadPoolBuilder::new().num_threads(globals.threads.unwrap_or(0).min(crate::config::MAX_THREADS)).build();
    let threads = threads.map_err(|e| Error::failed("cannot start threads").cause(e))?;
    threads.install(|| match kind_of(&args.file) {
        Source::StandardInput => answer_lines(args, io::BufReader::with_capacity(1 << 18, io::stdin())),
        Source::Lines => {
            let file = fs::File::open(&args.file).map_err(|e| Error::on("read the file", &args.file, e))?;
            answer_lines(args, io::BufReader::with_capacity(1 << 18, file))
        }
        Source::Text => answer_text(args),
    })
}

enum Source {
    StandardInput,
    Lines,
    Text,
}

fn kind_of(file: &Path) -> Source {
    match file.extension().and_then(|e| e.to_str()) {
        _ if file == Path::new("-") => Source::StandardInput,
        Some("jsonl" | "ndjson") => Source::Lines,
        _ => Source::Text,
    }
}

fn answer_text(args: &AnnotateArgs) -> Result<ExitCode> {
    let bytes = fs::read(&args.file).map_err(|e| Error::on("read the file", &args.file, e))?;
    let id = args.file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let task = Task { id, text: String::from_utf8_lossy(&bytes).into_owned(), published_on: args.published_on };
    let mut out = print::Out::new();
    out.text(&answer(task, args.only, &Lexicon::builtin()))?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn answer_lines(args: &AnnotateArgs, input: impl BufRead + Send + 'static) -> Result<ExitCode> {
    let lexicon = Lexicon::builtin();
    let (sender, lines) = sync_channel(BATCH);
    // Not joined: when the reader of our output leaves, standard input may stay silent for ever.
    thread::spawn(move || send_lines(input, &sender));
    let mut out = print::Out::new();
    let mut bad = 0;
    while let Some(batch) = next_batch(&lines) {
        let answers: Vec<_> = batch.into_par_iter().map(|(number, line)| answer_line(number, line, args, &lexicon)).collect();
        for answer in answers {
            match answer {
                Ok(rows) => out.text(&rows)?,
                Err(message) => {
                    bad += 1;
                    eprintln!("error: {message}");
                }
            }
        }
        out.flush()?;
    }
    match bad {
        0 => Ok(ExitCode::SUCCESS),
        n => Err(Error::failed(format!("{} could not be read", print::count(n, "line")))),
    }
}

/// A line with its number, or why there is none.
type Line = (usize, io::Result<Vec<u8>>);

fn send_lines(mut input: impl BufRead, sender: &SyncSender<Line>) {
    for number in 1.. {
        let mut line = Vec::new();
        let read = input.read_until(b'\n', &mut line);
        let (ended, failed) = (matches!(read, Ok(0)), read.is_err());
        if ended || sender.send((number, read.map(|_| line))).is_err() || failed {
            return;
        }
    }
}

/// What has arrived by now, at least one line; `None` at the end.
fn next_batch(lines: &Receiver<Line>) -> Option<Vec<Line>> {
    let mut batch = vec![lines.recv().ok()?];
    batch.extend(lines.try_iter().take(BATCH - 1));
    Some(batch)
}

fn answer_line(number: usize, line: io::Result<Vec<u8>>, args: &AnnotateArgs, lexicon: &Lexicon) -> std::result::Result<String, String> {
    let at_line = |message: String| format!("line {number}: {message}");
    let line = line.map_err(|e| at_line(format!("cannot be read: {e}")))?;
    let Some(mut task) = Task::of(&line).map_err(at_line)? else { return Ok(String::new()) };
    task.published_on = task.published_on.or(args.published_on);
    // A text that breaks the engine must not take the texts around it with it.
    panic::catch_unwind(AssertUnwindSafe(|| answer(task, args.only, lexicon))).map_err(|_| at_line("the engine failed on this text".into()))
}

/// The rows of one text, a line each.
fn answer(task: Task, only: Option<Only>, lexicon: &Lexicon) -> String {
    let wanted = match only {
        Some(Only::Mentions) => Wanted::Mentions,
        Some(Only::Facts) => Wanted::Facts,
        None => Wanted::Both,
    };
    let mut lines = String::new();
    for row in engine::annotate(&task.id, task.text, task.published_on, lexicon).rows(&task.id, wanted) {
        let _ = writeln!(lines, "{row}");
    }
    lines
}
