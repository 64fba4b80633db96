//! `quarantine`: what could not be read, and why.

use super::{Globals, OutputArg, print, published};
use crate::error::Result;
use crate::schema;
use crate::store::columns::{Cells, cell};
use clap::Args;
use std::process::ExitCode;

/// Arguments of `quarantine`.
#[derive(Debug, Args)]
pub struct QuarantineArgs {
    #[command(flatten)]
    output: OutputArg,
}

const COLUMNS: [&str; 4] = ["source_path", "stage", "reason", "detail"];

pub(super) fn run(globals: &Globals, args: &QuarantineArgs) -> Result<ExitCode> {
    let config = globals.load(&args.output)?;
    let mut rows = Vec::new();
    for batch in published::read(&config, &schema::QUARANTINE, None)? {
        let cells = Cells::of(&batch);
        let columns = COLUMNS.map(|name| cells.text(name));
        let columns = columns.into_iter().collect::<Result<Vec<_>>>()?;
        rows.extend((0..batch.num_rows()).map(|row| columns.iter().map(|c| cell(c, row).unwrap_or_default().to_string()).collect()));
    }
    let mut out = print::Out::new();
    match rows.is_empty() {
        true => out.line("nothing is quarantined")?,
        false => out.text(&print::columns(&COLUMNS, &rows))?,
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
