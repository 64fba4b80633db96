//! `diff`: the rows that two generations do not share.

use super::{DIFFERENT, Globals, OutputArg, print};
use crate::error::Result;
use crate::pipeline::{self, TableDiff};
use clap::Args;
use std::process::ExitCode;

/// Arguments of `diff`.
#[derive(Debug, Args)]
pub struct DiffArgs {
    /// The earlier generation, the beginning of its name, `current` or `previous`
    a: String,
    /// The later one
    b: String,
    #[command(flatten)]
    output: OutputArg,
    /// Exit with 5 when there is a difference
    #[arg(long)]
    exit_code: bool,
    /// Keys listed per table and kind of difference
    #[arg(long, value_name = "N", default_value_t = 20)]
    keys: usize,
}

pub(super) fn run(globals: &Globals, args: &DiffArgs) -> Result<ExitCode> {
    let config = globals.load(&args.output)?;
    let tables = pipeline::diff(&config, &args.a, &args.b)?;
    let mut out = print::Out::new();
    if tables.is_empty() {
        out.line("no difference")?;
    }
    for table in &tables {
        out.text(&told(table, args.keys))?;
    }
    out.flush()?;
    Ok(if args.exit_code && !tables.is_empty() { ExitCode::from(DIFFERENT) } else { ExitCode::SUCCESS })
}

fn told(diff: &TableDiff, keys: usize) -> String {
    let TableDiff { table, added, removed, changed } = diff;
    let mut text = format!("{table}: {} added, {} removed, {} changed\n", added.len(), removed.len(), changed.len());
    for (mark, rows) in [('+', added), ('-', removed), ('~', changed)] {
        for key in print::some_of(rows, keys) {
            text += &format!("  {mark} {key}\n");
        }
    }
    text
}
