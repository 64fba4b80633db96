//! `schema`: the data dictionary.

use super::print;
use crate::error::{Error, Result};
use crate::schema::{self, Column, Group, Table};
use clap::Args;
use serde_json::{Value, json};
use std::process::ExitCode;

/// Arguments of `schema`.
#[derive(Debug, Args)]
pub struct SchemaArgs {
    /// One table; all when not named
    table: Option<String>,
    /// How to print it
    #[arg(long, default_value = "text")]
    format: Format,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Format {
    /// Columns for a terminal
    Text,
    /// A JSON array of tables
    Json,
    /// The page docs/tables.md
    Markdown,
}

pub(super) fn run(args: &SchemaArgs) -> Result<ExitCode> {
    let tables = match &args.table {
        Some(name) => vec![schema::table(name).ok_or_else(|| unknown(name))?],
        None => schema::TABLES.to_vec(),
    };
    let mut out = print::Out::new();
    out.text(&match args.format {
        Format::Text => tables.iter().map(|t| text(t)).collect::<Vec<_>>().join("\n"),
        Format::Json => format!("{:#}\n", tables.iter().map(|t| json(t)).collect::<Value>()),
        Format::Markdown => markdown(&tables),
    })?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

pub(super) fn unknown(name: &str) -> Error {
    let names: Vec<&str> = schema::TABLES.iter().map(|t| t.name).collect();
    Error::usage(format!("there is no table `{name}`")).hint(format!("tables are {}", names.join(", "))).did_you_mean(name, names)
}

fn type_name(column: &Column) -> String {
    format!("{}{}", column.kind.as_str(), if column.nullable { "?" } else { "" })
}

fn text(table: &Table) -> String {
    let rows: Vec<Vec<String>> = table.columns().map(|c| vec![c.name.into(), type_name(c), c.about.into()]).collect();
    let key = if table.key.is_empty() { String::new() } else { format!(" Key: {}.", table.key.join(", ")) };
    let columns: String = print::columns(&["column", "type", "meaning"], &rows).lines().map(|l| format!("  {l}\n")).collect();
    format!("{}\n{}{key}\n{columns}", table.name, table.about)
}

fn json(table: &Table) -> Value {
    let column = |c: &Column| json!({"name": c.name, "type": c.kind.as_str(), "arrow": c.kind.arrow().to_string(), "nullable": c.nullable, "about": c.about});
    json!({
        "table": table.name, "about": table.about, "group": group(table.group), "key": table.key, "sort": table.sort,
        "columns": table.columns().map(column).collect::<Vec<_>>(),
    })
}

fn group(group: Group) -> &'static str {
    match group {
        Group::Text => "text",
        Group::Facts => "facts",
        Group::Aggregates => "aggregates",
        Group::Dimensions => "dimensions",
        Group::Run => "run",
    }
}

fn markdown(tables: &[&Table]) -> String {
    let mut page = format!("# Tables\n\nWritten by `communique schema --format markdown`; schema version {}.\n", schema::VERSION);
    page += "`?` = may be null. Amounts are whole currency units, percentages are percent (39.0 = 39 %), days are dates without a time.\n";
    for table in tables {
        page += &format!("\n## {}\n\n{}", table.name, table.about);
        if !table.key.is_empty() {
            page += &format!(" Key: `{}`.", table.key.join("`, `"));
        }
        page += "\n\n| column | type | meaning |\n|---|---|---|\n";
        for c in table.columns() {
            page += &format!("| `{}` | {} | {} |\n", c.name, type_name(c), c.about.replace('|', "\\|"));
        }
    }
    page
}
