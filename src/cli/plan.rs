//! `plan`: what a run would do, and why, without doing it.

use super::{DIFFERENT, Globals, RequestArgs, print};
use crate::error::Result;
use crate::pipeline::{self, Action, Changes, Paths, Plan, StagePlan};
use clap::Args;
use std::process::ExitCode;

/// Arguments of `plan`.
#[derive(Debug, Args)]
pub struct PlanArgs {
    #[command(flatten)]
    request: RequestArgs,
    /// Exit with 5 when there is work to do
    #[arg(long)]
    exit_code: bool,
}

/// Paths listed before the rest is only counted.
const SHOWN: usize = 20;

pub(super) fn run(globals: &Globals, args: &PlanArgs) -> Result<ExitCode> {
    let (config, request) = args.request.resolve(globals)?;
    let plan = pipeline::plan(&config, &request)?;
    let mut out = print::Out::new();
    out.text(&told(&plan))?;
    out.flush()?;
    Ok(if args.exit_code && !plan.is_nothing() { ExitCode::from(DIFFERENT) } else { ExitCode::SUCCESS })
}

fn told(plan: &Plan) -> String {
    let mut text: String = plan.stages.iter().map(|stage| stage_line(stage) + "\n").collect();
    text += &documents(&plan.documents);
    text += &match (&plan.current, plan.publishes) {
        (Some(current), true) => format!("publish    a new generation after {current}\n"),
        (None, true) => "publish    the first generation\n".to_string(),
        (Some(current), false) => format!("publish    nothing: {current} stays\n"),
        (None, false) => "publish    nothing\n".to_string(),
    };
    text
}

fn stage_line(stage: &StagePlan) -> String {
    let action = match stage.action {
        Action::Run if stage.parts_to_run < stage.parts => format!("run {} of {} parts", stage.parts_to_run, stage.parts),
        Action::Run => "run".to_string(),
        Action::Reuse => "reuse".to_string(),
        Action::Skip => "skip".to_string(),
    };
    format!("{:10} {action} because {}", stage.stage, stage.reasons.join("; "))
}

fn documents(changes: &Changes) -> String {
    let Changes { files, documents, duplicates, quarantined, new, changed, vanished } = changes;
    let mut text = format!(
        "documents  {} of {}: {} new, {} changed, {} vanished, {duplicates} duplicate, {quarantined} quarantined\n",
        print::thousands(*documents as u64),
        print::count(*files, "file"),
        new.count,
        changed.count,
        vanished.count
    );
    for (what, paths) in [("new", new), ("changed", changed), ("vanished", vanished)] {
        for path in some_of(paths) {
            text += &format!("  {what:9} {path}\n");
        }
    }
    text
}

fn some_of(paths: &Paths) -> Vec<String> {
    let mut shown: Vec<String> = paths.first.iter().take(SHOWN).cloned().collect();
    if paths.count > shown.len() {
        shown.push(format!("... and {} more", print::thousands((paths.count - shown.len()) as u64)));
    }
    shown
}
