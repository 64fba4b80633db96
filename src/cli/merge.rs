//! `merge`: the results of runs over all shards of an input as one generation.

use super::log::RunLog;
use super::progress::Reporter;
use super::{Globals, OutputArg};
use crate::error::Result;
use crate::pipeline::{self, Request};
use clap::Args;
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments of `merge`.
#[derive(Debug, Args)]
pub struct MergeArgs {
    /// Output directory of the whole
    #[arg(value_name = "OUT")]
    out: PathBuf,
    /// Output directories of all shards, in any order
    #[arg(value_name = "SHARD_DIR", required = true)]
    shards: Vec<PathBuf>,
    /// Exit with 5 when something new was published
    #[arg(long)]
    exit_code: bool,
}

pub(super) fn run(globals: &Globals, args: &MergeArgs, run_log: &RunLog) -> Result<ExitCode> {
    let config = globals.load(&OutputArg { output: Some(args.out.clone()) })?;
    let request = Request::default();
    pipeline::stop_on_signals(&request.stop)?;
    let progress = Reporter::new(globals.quiet, globals.no_progress, run_log.clone());
    let outcome = pipeline::merge(&config, &request, &args.shards, &progress)?;
    Ok(super::run::ended(globals, &config, &outcome, args.exit_code))
}
