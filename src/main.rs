//! The command line program: parse, run, print what went wrong, exit code.

use clap::Parser;
use communique::cli::{self, Cli};
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = Cli::parse();
    cli::run(&cli).unwrap_or_else(|error| cli::report(&cli, &error))
}
