//! `report`: where the published page lies, with the link resolved.

use super::{Globals, OutputArg, print};
use crate::error::{Error, Result};
use crate::{pipeline, report};
use clap::Args;
use std::process::ExitCode;

/// Arguments of `report`.
#[derive(Debug, Args)]
pub struct ReportArgs {
    #[command(flatten)]
    output: OutputArg,
}

pub(super) fn run(globals: &Globals, args: &ReportArgs) -> Result<ExitCode> {
    let config = globals.load(&args.output)?;
    let path = pipeline::pinned_dir(&config)?.join(report::FILE);
    if !path.is_file() {
        let hint = "set output.report = true; the next generation has one, and `communique run --full-refresh` makes one at once";
        return Err(Error::failed("this generation has no report").path(&path).hint(hint));
    }
    let mut out = print::Out::new();
    out.line(path.display())?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
