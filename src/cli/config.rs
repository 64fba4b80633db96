//! `config`: the settings of a run, and where each came from.

use super::{Globals, print};
use crate::config::origins::{Shown, shown};
use crate::error::{Error, Result};
use clap::{Args, Subcommand};
use serde_json::{Value, json};
use std::process::ExitCode;

/// Arguments of `config`.
#[derive(Debug, Args)]
pub struct ConfigArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Print every setting as a run would take it, and where its value came from
    #[command(after_help = super::examples::CONFIG)]
    Show {
        /// How to print it
        #[arg(long, default_value = "toml")]
        format: Format,
    },
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Format {
    /// As a configuration file
    Toml,
    /// A JSON array of settings
    Json,
}

pub(super) fn run(globals: &Globals, args: &ConfigArgs) -> Result<ExitCode> {
    let What::Show { format } = &args.what;
    let settings = shown(globals.config.as_deref(), &globals.settings()?)?;
    let mut out = print::Out::new();
    out.text(&match format {
        Format::Toml => toml(&settings),
        Format::Json => json_text(&settings)?,
    })?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn toml(settings: &[Shown]) -> String {
    let assigned = |setting: &Shown| format!("{} = {}", setting.key, setting.value);
    let width = settings.iter().map(|setting| assigned(setting).chars().count()).filter(|width| *width <= 60).max().unwrap_or(0);
    let mut text = String::new();
    let mut section = "";
    for setting in settings {
        if setting.section != section {
            section = &setting.section;
            let gap = if text.is_empty() { "" } else { "\n" };
            text += &format!("{gap}[{section}]\n");
        }
        text += &format!("{:<width$}  # {}\n", assigned(setting), setting.origin);
    }
    text
}

fn json_text(settings: &[Shown]) -> Result<String> {
    let one = |setting: &Shown| {
        let value = serde_json::to_value(&setting.value).map_err(|e| Error::failed("cannot restate the setting").cause(e))?;
        Ok(json!({ "key": format!("{}.{}", setting.section, setting.key), "value": value, "from": setting.origin.to_string() }))
    };
    let all: Value = settings.iter().map(one).collect::<Result<Vec<Value>>>()?.into();
    Ok(format!("{all:#}\n"))
}
