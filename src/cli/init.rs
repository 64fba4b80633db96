//! `init`: a new project in a directory.

use super::{Globals, print};
use crate::config::DEFAULT_FILE;
use crate::error::{Error, Result};
use clap::Args;
use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments of `init`.
#[derive(Debug, Args)]
pub struct InitArgs {
    /// The directory; made when it is not there
    dir: PathBuf,
}

/// Every setting with its default and what it does.
const CONFIGURATION: &str = include_str!("../../pipeline.toml");

pub(super) fn run(globals: &Globals, args: &InitArgs) -> Result<ExitCode> {
    let file = args.dir.join(DEFAULT_FILE);
    if file.exists() {
        return Err(Error::usage("there is a project already").path(&file));
    }
    let articles = args.dir.join("seeds");
    fs::create_dir_all(&articles).map_err(|e| Error::on("make the folder", &articles, e))?;
    fs::write(&file, CONFIGURATION).map_err(|e| Error::on("write the file", &file, e))?;
    if globals.quiet {
        return Ok(ExitCode::SUCCESS);
    }
    let mut out = print::Out::new();
    out.line(format_args!("wrote {}", file.display()))?;
    out.line(format_args!("put articles into {} as text files, then: cd {} && communique", articles.display(), args.dir.display()))?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
