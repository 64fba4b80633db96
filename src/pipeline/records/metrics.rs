//! `metrics.prom`: gauges about the last run and about what is published, in the text format of Prometheus.
//!
//! A failed run must not take away what an alert looks at: the time of the last success is handed on from file to file, and
//! what is published is read from its manifest, whoever published it.

use super::Ended;
use crate::schema::{self, Group};
use crate::store::generation::Manifest;
use std::fmt::Write;
use std::path::Path;

const LAST_SUCCESS: &str = "communique_last_success_timestamp_seconds";

/// The gauges after a run; `last_success` is what the file before said.
pub fn text(ended: &Ended, last_success: Option<i64>) -> String {
    let now = jiff::Timestamp::now().as_second();
    let published = ended.published();
    let last_success = match ended.is_up_to_date() {
        true => Some(now),
        false => last_success.or_else(|| created(published.as_ref()?)),
    };
    let mut page = Page::default();
    page.gauge("communique_last_run_exit_code", "Exit code of the last run, 0 = done or nothing to do.", ended.exit_code());
    page.gauge("communique_last_run_end_timestamp_seconds", "When the last run ended.", now);
    page.gauge("communique_last_run_duration_seconds", "How long the last run took.", ended.seconds);
    let about = "When a run last left the published tables up to date; age = time() - this.";
    page.gauges(LAST_SUCCESS, about, "", last_success.map(|at| (String::new(), at)));
    if let Ok(outcome) = ended.result {
        let seconds = outcome.stages.iter().map(|stage| (stage.stage.to_string(), stage.seconds));
        page.gauges("communique_last_run_stage_duration_seconds", "How long each stage of the last run took.", "stage", seconds);
    }
    if let Some(manifest) = &published {
        of_published(&mut page, manifest);
    }
    page.0
}

fn of_published(page: &mut Page, manifest: &Manifest) {
    let count = |name: &str| manifest.counts.get(name).copied().unwrap_or_default();
    let rows = || manifest.tables.iter().map(|(name, table)| (name.clone(), table.rows));
    let is_fact = |name: &str| schema::table(name).is_some_and(|table| table.group == Group::Facts);
    let facts: u64 = rows().filter(|(name, _)| is_fact(name)).map(|(_, rows)| rows).sum();
    let created = created(manifest).map(|at| (String::new(), at));
    page.gauges("communique_published_timestamp_seconds", "When the published generation was made.", "", created);
    page.gauge("communique_published_files", "Input files found for the published generation.", count("files"));
    page.gauge("communique_published_documents", "Distinct documents published.", count("documents"));
    page.gauge("communique_published_duplicate_files", "Files with the content of another one.", count("duplicates"));
    let quarantined = manifest.quarantined.iter().map(|(reason, files)| (reason.clone(), *files));
    page.gauges("communique_published_quarantined_files", "Files that could not be read as articles, by reason.", "reason", quarantined);
    page.gauge("communique_published_facts", "Rows of all tables of facts.", facts);
    page.gauges("communique_published_rows", "Rows of each published table.", "table", rows());
    let bytes = manifest.tables.iter().map(|(name, table)| (name.clone(), table.bytes));
    page.gauges("communique_published_bytes", "Bytes of each published table.", "table", bytes);
}

fn created(manifest: &Manifest) -> Option<i64> {
    manifest.created_at.parse::<jiff::Timestamp>().ok().map(|at| at.as_second())
}

/// The time of the last success that a former file tells.
pub fn last_success(file: &Path) -> Option<i64> {
    let text = std::fs::read_to_string(file).ok()?;
    text.lines().find_map(|line| line.strip_prefix(LAST_SUCCESS)?.trim().parse().ok())
}

#[derive(Default)]
struct Page(String);

impl Page {
    fn gauge(&mut self, name: &str, about: &str, value: impl std::fmt::Display) {
        self.gauges(name, about, "", [(String::new(), value)]);
    }

    /// One value per value of a label; nothing when there are none.
    fn gauges<V: std::fmt::Display>(&mut self, name: &str, about: &str, label: &str, values: impl IntoIterator<Item = (String, V)>) {
        let mut values = values.into_iter().peekable();
        if values.peek().is_none() {
            return;
        }
        // Writing to a String does not fail.
        let _ = writeln!(self.0, "# HELP {name} {about}\n# TYPE {name} gauge");
        for (of, value) in values {
            let label = if label.is_empty() { String::new() } else { format!("{{{label}=\"{}\"}}", escaped(&of)) };
            let _ = writeln!(self.0, "{name}{label} {value}");
        }
    }
}

fn escaped(value: &str) -> String {
    value.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")
}
