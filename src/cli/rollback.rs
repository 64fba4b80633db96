//! `rollback`: publish an earlier generation again.

use super::{Globals, OutputArg, print};
use crate::error::Result;
use crate::pipeline;
use clap::Args;
use std::process::ExitCode;

/// Arguments of `rollback`.
#[derive(Debug, Args)]
pub struct RollbackArgs {
    /// A generation or the beginning of its name; the one before the current one when not named
    generation: Option<String>,
    #[command(flatten)]
    output: OutputArg,
}

pub(super) fn run(globals: &Globals, args: &RollbackArgs) -> Result<ExitCode> {
    let config = globals.load(&args.output)?;
    let generation = pipeline::rollback(&config, args.generation.as_deref())?;
    if globals.quiet {
        return Ok(ExitCode::SUCCESS);
    }
    let mut out = print::Out::new();
    out.line(format_args!("current is {generation}; the next run publishes from the articles again"))?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
