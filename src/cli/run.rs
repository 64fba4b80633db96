//! `run`: do everything that is not up to date, then publish.

use super::log::RunLog;
use super::progress::Reporter;
use super::{DIFFERENT, Globals, RequestArgs, print};
use crate::config::Config;
use crate::error::Result;
use crate::pipeline::{self, Action, Outcome, Publication, StageOutcome};
use crate::report;
use clap::Args;
use std::process::ExitCode;

/// Arguments of `run`.
#[derive(Debug, Default, Args)]
pub struct RunArgs {
    #[command(flatten)]
    request: RequestArgs,
    /// Write stage tables, leave what is published alone
    #[arg(long)]
    no_publish: bool,
    /// Exit with 5 when something new was published
    #[arg(long)]
    exit_code: bool,
}

pub(super) fn run(globals: &Globals, args: &RunArgs, run_log: &RunLog) -> Result<ExitCode> {
    let (config, mut request) = args.request.resolve(globals)?;
    request.no_publish = args.no_publish;
    pipeline::stop_on_signals(&request.stop)?;
    let progress = Reporter::new(globals.quiet, globals.no_progress, run_log.clone());
    let outcome = pipeline::run(&config, &request, &progress)?;
    Ok(ended(globals, &config, &outcome, args.exit_code))
}

/// Says what became of a run; gives its exit code.
pub(super) fn ended(globals: &Globals, config: &Config, outcome: &Outcome, exit_code: bool) -> ExitCode {
    for warning in &outcome.warnings {
        tracing::warn!("{warning}");
    }
    tracing::info!(run_id = outcome.run_id, seconds = outcome.seconds, "{}", last_line(outcome));
    if !globals.quiet {
        tell(outcome, config);
    }
    let published = matches!(outcome.publication, Publication::Published { .. });
    if exit_code && published { ExitCode::from(DIFFERENT) } else { ExitCode::SUCCESS }
}

/// The last lines. The run is over and published: a reader that left changes nothing about that.
fn tell(outcome: &Outcome, config: &Config) {
    let mut out = print::Out::new();
    let documents = &outcome.documents;
    if documents.quarantined > 0 {
        let files = print::count(documents.quarantined, "file");
        let _ = out.line(format_args!("quarantine {files}: see `communique quarantine --output {}`", config.output.dir.display()));
    }
    let _ = out.line(last_line(outcome));
    if let Publication::Published { path, .. } = &outcome.publication {
        let page = path.join(report::FILE);
        let _ = if page.is_file() { out.line(format_args!("report     {}", page.display())) } else { Ok(()) };
    }
    let _ = out.flush();
}

/// `extract    computed trade_figures 9, investments 7 in 0.12 s because 5 new documents`
pub(super) fn stage_line(stage: &StageOutcome) -> String {
    let rows: Vec<String> = stage.rows.iter().map(|(table, rows)| format!("{table} {}", print::thousands(*rows))).collect();
    let did = match stage.action {
        Action::Run if stage.parts_run < stage.parts => format!("computed {} of {} parts:", stage.parts_run, stage.parts),
        Action::Run => "computed".to_string(),
        Action::Reuse => "reused".to_string(),
        Action::Skip => return format!("{:10} skipped because {}", stage.stage, stage.because.join("; ")),
    };
    let because = stage.because.join("; ");
    format!("{:10} {did} {} in {:.2} s because {because}", stage.stage, rows.join(", "), stage.seconds)
}

fn last_line(outcome: &Outcome) -> String {
    match &outcome.publication {
        Publication::Published { path, .. } => format!("published  {} in {:.2} s", path.display(), outcome.seconds),
        Publication::NothingToDo { path, .. } => format!("up to date {}: nothing to do", path.display()),
        Publication::NotPublished { because } => format!("not published because {because}"),
    }
}
