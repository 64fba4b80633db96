//! `check`: the data checks on a published generation.

use super::{Globals, OutputArg, print};
use crate::error::{Error, Kind, Result};
use crate::pipeline::{self, CheckResult};
use clap::Args;
use std::process::ExitCode;

/// Arguments of `check`.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// A generation or the beginning of its name; the current one when not named
    generation: Option<String>,
    #[command(flatten)]
    output: OutputArg,
}

pub(super) fn run(globals: &Globals, args: &CheckArgs) -> Result<ExitCode> {
    let config = globals.load(&args.output)?;
    let results = pipeline::check(&config, args.generation.as_deref())?;
    let mut out = print::Out::new();
    let failed = |r: &&CheckResult| r.failures > 0;
    if !globals.quiet {
        let rows: Vec<Vec<String>> = results.iter().map(row).collect();
        out.text(&print::columns(&["check", "table", "failures", ""], &rows))?;
    }
    for result in results.iter().filter(failed) {
        for example in &result.examples {
            out.line(format_args!("{} {}: {example}", result.check, result.table))?;
        }
    }
    out.flush()?;
    match results.iter().filter(failed).filter(|r| r.blocking).count() {
        0 => Ok(ExitCode::SUCCESS),
        n => Err(Error::new(Kind::CheckFailed, format!("{} failed", print::count(n, "blocking check")))),
    }
}

fn row(result: &CheckResult) -> Vec<String> {
    let verdict = match (result.failures, result.blocking) {
        (0, _) => "ok",
        (_, true) => "FAILED",
        (_, false) => "warning",
    };
    vec![result.check.clone(), result.table.clone(), print::thousands(result.failures), verdict.to_string()]
}
