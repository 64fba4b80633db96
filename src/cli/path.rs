//! `path`: where published tables lie, with the link resolved, so that a script reads one generation throughout.

use super::{Globals, OutputArg, print, schema};
use crate::error::Result;
use crate::pipeline;
use clap::Args;
use std::process::ExitCode;

/// Arguments of `path`.
#[derive(Debug, Args)]
pub struct PathArgs {
    /// A table; the directory of all of them when not named
    table: Option<String>,
    #[command(flatten)]
    output: OutputArg,
}

pub(super) fn run(globals: &Globals, args: &PathArgs) -> Result<ExitCode> {
    let config = globals.load(&args.output)?;
    let path = match &args.table {
        Some(name) if crate::schema::table(name).is_none() => return Err(schema::unknown(name)),
        Some(name) => pipeline::pinned_path(&config, name)?,
        None => pipeline::pinned_dir(&config)?,
    };
    let mut out = print::Out::new();
    out.line(path.display())?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
