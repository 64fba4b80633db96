//! What a run leaves besides tables: `runs/RUN_ID/run.json`, and `metrics.prom` for a Prometheus textfile collector.

use super::{Outcome, Publication};
use crate::error::{Error, Result};
use crate::store::generation::OutputDir;
use crate::store::state::{write_json, write_text};
use std::fmt::Write;

/// Writes both. A record that cannot be written does not undo a run: the next one writes its own.
pub fn write(output: &OutputDir, id: &str, seconds: f64, result: &Result<Outcome>) {
    let record = match result {
        Ok(outcome) => succeeded(outcome),
        Err(error) => failed(error),
    };
    let mut record = record;
    record["run_id"] = id.into();
    record["seconds"] = seconds.into();
    record["ended_at"] = jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string().into();
    let _ = write_json(&output.run(id).join("run.json"), &record);
    let new = output.root().join(".metrics.prom.new");
    let renamed = |()| std::fs::rename(&new, output.root().join("metrics.prom")).map_err(|e| Error::on("name the file", &new, e));
    let _ = write_text(&new, &metrics(seconds, result)).and_then(renamed);
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
        "exit_code": 0,
        "publication": publication,
        "files": documents.files,
        "documents": documents.documents,
        "duplicates": documents.duplicates,
        "quarantined": documents.quarantined,
        "new": documents.new.len(),
        "changed": documents.changed.len(),
        "vanished": documents.vanished.len(),
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
    serde_json::json!({ "exit_code": error.exit_code(), "error": error.to_string(), "hint": error.hint })
}

fn metrics(seconds: f64, result: &Result<Outcome>) -> String {
    let exit_code = result.as_ref().map_or_else(Error::exit_code, |_| 0);
    let mut values = vec![
        ("last_run_exit_code", f64::from(exit_code)),
        ("last_run_end_timestamp_seconds", jiff::Timestamp::now().as_second() as f64),
        ("last_run_duration_seconds", seconds),
    ];
    if let Ok(outcome) = result {
        values.push(("documents", outcome.documents.documents as f64));
        values.push(("quarantined", outcome.documents.quarantined as f64));
    }
    let mut text = String::new();
    for (name, value) in values {
        // Writing to a String does not fail.
        let _ = writeln!(text, "# TYPE communique_{name} gauge\ncommunique_{name} {value}");
    }
    text
}
