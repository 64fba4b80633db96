//! `gc`: remove generations beyond those to keep, and what died runs left.

use super::{Globals, OutputArg, print};
use crate::error::Result;
use crate::pipeline;
use clap::Args;
use std::process::ExitCode;

/// Arguments of `gc`.
#[derive(Debug, Args)]
pub struct GcArgs {
    #[command(flatten)]
    output: OutputArg,
}

pub(super) fn run(globals: &Globals, args: &GcArgs) -> Result<ExitCode> {
    let config = globals.load(&args.output)?;
    let removed = pipeline::gc(&config)?;
    let mut out = print::Out::new();
    if removed.is_empty() && !globals.quiet {
        out.line("nothing to remove")?;
    }
    for path in removed.iter().filter(|_| !globals.quiet) {
        out.line(format_args!("removed {}", path.display()))?;
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
