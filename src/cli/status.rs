//! `status`: which generations are published, how old and how large they are.

use super::{Globals, OutputArg, print};
use crate::error::Result;
use crate::pipeline::{self, Generation, Status};
use clap::Args;
use std::process::ExitCode;

/// Arguments of `status`.
#[derive(Debug, Args)]
pub struct StatusArgs {
    #[command(flatten)]
    output: OutputArg,
}

pub(super) fn run(globals: &Globals, args: &StatusArgs) -> Result<ExitCode> {
    let config = globals.load(&args.output)?;
    let status = pipeline::status(&config)?;
    let mut out = print::Out::new();
    out.text(&told(&status))?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn told(status: &Status) -> String {
    let mut text = format!("output {}\n", status.output.display());
    if status.generations.is_empty() {
        text += "nothing is published yet: `communique run`\n";
    } else {
        text += &generations(&status.generations);
    }
    if let Some(current) = status.generations.iter().find(|g| g.current) {
        let rows: Vec<Vec<String>> = current.rows.iter().map(|(t, n)| vec![t.clone(), print::thousands(*n)]).collect();
        text += &format!("\n{}", print::columns(&["current table", "rows"], &rows));
    }
    for leftover in &status.leftovers {
        text += &format!("left over: {} (`communique gc` removes it)\n", leftover.display());
    }
    if let Some(holder) = &status.running {
        text += &format!("a run is at work: {holder}\n");
    }
    text
}

fn generations(generations: &[Generation]) -> String {
    let row = |g: &Generation| {
        let rows = |table: &str| print::thousands(g.rows.get(table).copied().unwrap_or(0));
        let facts: u64 = FACT_TABLES.iter().filter_map(|t| g.rows.get(*t)).sum();
        let mark = if g.current { "current" } else { "" };
        let limit = g.limit.map(|n| format!("--limit {n}")).unwrap_or_default();
        let shard = g.shard.as_ref().map(|shard| format!("--shard {shard}")).unwrap_or_default();
        vec![
            g.id.clone(),
            g.created_at.clone(),
            rows("documents"),
            print::thousands(facts),
            print::bytes(g.bytes),
            [mark, &shard, &limit].into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "),
        ]
    };
    let rows: Vec<Vec<String>> = generations.iter().map(row).collect();
    print::columns(&["generation", "created", "documents", "facts", "size", ""], &rows)
}

const FACT_TABLES: [&str; 5] = ["trade_figures", "investments", "business_presence", "meetings", "sectors"];
