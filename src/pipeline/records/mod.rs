//! What a run leaves besides tables, all that knows about time and machine: `runs/RUN_ID/` with `run.json`, `openlineage.ndjson`
//! and, when it failed, `failure.txt`; and `metrics.prom` for a Prometheus textfile collector.

mod failure;
pub mod lineage;
mod metrics;

use super::{Outcome, Publication};
use crate::error::{Error, Result};
use crate::store::generation::{Manifest, OutputDir, names, remove};
use crate::store::state::{write_json, write_text};
use std::path::PathBuf;

/// Says what failed, and what to do, to a person; next to `run.json` of a run that failed.
const FAILURE_FILE: &str = "failure.txt";
const METRICS_FILE: &str = "metrics.prom";

/// A run that is over.
pub struct Ended<'a> {
    pub output: &'a OutputDir,
    pub id: &'a str,
    pub seconds: f64,
    pub result: &'a Result<Outcome>,
}

impl Ended<'_> {
    fn exit_code(&self) -> i32 {
        self.result.as_ref().map_or_else(Error::exit_code, |_| 0)
    }

    /// What is published now, whoever published it.
    fn published(&self) -> Option<Manifest> {
        self.output.manifest(&self.output.current()?).ok()
    }

    /// Whether what is published is what the articles and settings give.
    fn is_up_to_date(&self) -> bool {
        let publication = self.result.as_ref().map(|outcome| &outcome.publication);
        matches!(publication, Ok(Publication::Published { .. } | Publication::NothingToDo { .. }))
    }
}

/// Writes all of them, and removes those of runs that are too many; gives the page about the failure where there is one. A
/// record that cannot be written does not undo a run: the next one writes its own.
pub fn write(ended: &Ended, keep_runs: usize) -> Option<PathBuf> {
    let _ = write_json(&ended.output.run(ended.id).join("run.json"), &run_json(ended));
    let metrics = ended.output.root().join(METRICS_FILE);
    let text = metrics::text(ended, metrics::last_success(&metrics));
    // The collector may look at any moment: the file is renamed into place.
    let new = ended.output.root().join(format!(".{METRICS_FILE}.new"));
    let renamed = |()| std::fs::rename(&new, &metrics).map_err(|e| Error::on("name the file", &new, e));
    let _ = write_text(&new, &text).and_then(renamed);
    let _ = forget(ended.output, keep_runs);
    let error = ended.result.as_ref().err()?;
    let page = ended.output.run(ended.id).join(FAILURE_FILE);
    write_text(&page, &failure::page(ended, error)).ok().map(|()| page)
}

/// Removes the records of all but the newest `keep` runs; those of kept generations stay. Gives the paths.
pub fn forget(output: &OutputDir, keep: usize) -> Result<Vec<PathBuf>> {
    let (kept, runs) = (output.list()?, output.runs());
    let old = names(&runs)?.into_iter().rev().skip(keep).filter(|id| !kept.contains(id));
    let paths: Vec<PathBuf> = old.map(|id| runs.join(id)).collect();
    paths.iter().try_for_each(|path| remove(path))?;
    Ok(paths)
}

fn now() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

fn run_json(ended: &Ended) -> serde_json::Value {
    let mut record = match ended.result {
        Ok(outcome) => succeeded(outcome),
        Err(error) => failed(error),
    };
    record["run_id"] = ended.id.into();
    record["exit_code"] = ended.exit_code().into();
    record["seconds"] = ended.seconds.into();
    record["ended_at"] = now().into();
    record
}

fn succeeded(outcome: &Outcome) -> serde_json::Value {
    let stages: Vec<serde_json::Value> = outcome.stages.iter().map(stage).collect();
    let documents = &outcome.documents;
    let publication = match &outcome.publication {
        Publication::Published { generation, .. } => serde_json::json!({ "published": generation }),
        Publication::NothingToDo { generation, .. } => serde_json::json!({ "nothing_to_do": generation }),
        Publication::NotPublished { because } => serde_json::json!({ "not_published": because }),
    };
    serde_json::json!({
        "publication": publication,
        "files": documents.files,
        "documents": documents.documents,
        "duplicates": documents.duplicates,
        "quarantined": documents.quarantined,
        "new": documents.new.count,
        "changed": documents.changed.count,
        "vanished": documents.vanished.count,
        "stages": stages,
        "warnings": outcome.warnings,
    })
}

fn stage(stage: &super::StageOutcome) -> serde_json::Value {
    serde_json::json!({
        "stage": stage.stage.as_str(),
        "action": format!("{:?}", stage.action).to_lowercase(),
        "because": stage.because,
        "rows": stage.rows,
        "parts_run": stage.parts_run,
        "parts": stage.parts,
        "seconds": stage.seconds,
    })
}

fn failed(error: &Error) -> serde_json::Value {
    serde_json::json!({
        "error": error.message,
        "stage": error.stage,
        "path": error.path.as_ref().map(|path| path.display().to_string()),
        "causes": error.causes(),
        "hint": error.hint,
        "next_step": failure::next_step(error.kind),
    })
}
