//! `runs/RUN_ID/openlineage.ndjson`: run events of OpenLineage 2-0-2 (<https://openlineage.io/spec/2-0-2/OpenLineage.json>), one
//! a line, as they happen.
//!
//! A run is a job of its own; each stage that has work to do, and publishing, are jobs below it. Each begins with START and
//! ends with COMPLETE, with FAIL, or with ABORT when a signal stopped it. A stage that is up to date does not run: no event.
//! Stage tables have names without the fingerprint of their folder, so that they stay the same from night to night.

use crate::config::Config;
use crate::error::{Error, Kind, Result};
use crate::pipeline::shelf::tables;
use crate::pipeline::{Action, Outcome, Progress, Publication, Stage, StageOutcome};
use crate::schema::{self, Column, Table};
use crate::store::generation::{MANIFEST_FILE, Manifest, OutputDir};
use crate::store::state::read_json;
use serde_json::{Value, json};
use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The file in the run's folder.
pub const FILE: &str = "openlineage.ndjson";

const SPEC: &str = "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent";
const FACETS: &str = "https://openlineage.io/spec/facets";
const PRODUCER: &str = concat!("urn:communique:", env!("CARGO_PKG_VERSION"));

/// What has a beginning and an end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Job {
    Run,
    Stage(Stage),
    Publish,
}

impl Job {
    fn name(self) -> String {
        match self {
            Job::Run => "communique".to_string(),
            Job::Stage(stage) => format!("communique.{stage}"),
            Job::Publish => "communique.publish".to_string(),
        }
    }
}

/// Writes events and hands on what it is told.
pub struct Lineage<'a> {
    next: &'a dyn Progress,
    config: &'a Config,
    output: &'a OutputDir,
    run_id: &'a str,
    state: Mutex<State>,
}

struct State {
    /// None when it could not be made: a run does not fail for want of it.
    file: Option<File>,
    /// Jobs that began and did not end, in order.
    open: Vec<Job>,
}

impl<'a> Lineage<'a> {
    /// Begins the events of a run that has its folder.
    pub fn begin(config: &'a Config, output: &'a OutputDir, run_id: &'a str, next: &'a dyn Progress) -> Lineage<'a> {
        let file = File::create(output.run(run_id).join(FILE)).ok();
        let state = Mutex::new(State { file, open: Vec::new() });
        let lineage = Lineage { next, config, output, run_id, state };
        lineage.start(Job::Run);
        lineage
    }

    /// Ends them: what is still open has failed with the run.
    pub fn end(&self, result: &Result<Outcome>) {
        let (kind, facets) = match result {
            Ok(_) => ("COMPLETE", json!({})),
            Err(error) if matches!(error.kind, Kind::Interrupted(_)) => ("ABORT", error_message(error)),
            Err(error) => ("FAIL", error_message(error)),
        };
        let outputs = match result.as_ref().map(|outcome| &outcome.publication) {
            Ok(Publication::Published { path, .. }) => self.published(path),
            _ => Vec::new(),
        };
        loop {
            let last = self.state().open.pop();
            let Some(job) = last else { return };
            let outputs = if job == Job::Run { outputs.clone() } else { Vec::new() };
            self.event(kind, job, facets.clone(), outputs);
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn start(&self, job: Job) {
        self.event("START", job, json!({}), Vec::new());
        self.state().open.push(job);
    }

    fn complete(&self, job: Job, outputs: Vec<Value>) {
        self.state().open.retain(|open| *open != job);
        self.event("COMPLETE", job, json!({}), outputs);
    }

    fn event(&self, kind: &str, job: Job, mut run_facets: Value, outputs: Vec<Value>) {
        if job != Job::Run {
            let parent = json!({
                "run": { "runId": uuid(self.run_id, Job::Run) },
                "job": { "namespace": self.namespace(), "name": Job::Run.name() },
            });
            run_facets["parent"] = facet("1-2-0/ParentRunFacet", parent);
        }
        let engine = json!({ "name": "communique", "version": env!("CARGO_PKG_VERSION") });
        run_facets["processing_engine"] = facet("1-1-1/ProcessingEngineRunFacet", engine);
        let job_type = if job == Job::Run { "JOB" } else { "TASK" };
        let job_type = json!({ "processingType": "BATCH", "integration": "COMMUNIQUE", "jobType": job_type });
        let event = json!({
            "eventType": kind,
            "eventTime": jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%S.%6fZ").to_string(),
            "run": { "runId": uuid(self.run_id, job), "facets": run_facets },
            "job": {
                "namespace": self.namespace(),
                "name": job.name(),
                "facets": { "jobType": facet("2-0-4/JobTypeJobFacet", job_type) },
            },
            "inputs": self.inputs(job),
            "outputs": outputs,
            "producer": PRODUCER,
            "schemaURL": SPEC,
        });
        if let Some(file) = &mut self.state().file {
            // One write per event: a run that is killed leaves whole lines.
            let _ = file.write_all(format!("{event}\n").as_bytes());
        }
    }

    /// Output directories have jobs of their own: two projects on one machine must not be taken for one.
    fn namespace(&self) -> String {
        format!("communique:{}", self.output.root().display())
    }

    fn inputs(&self, job: Job) -> Vec<Value> {
        let of_stage = |stage: Stage| tables(stage).iter().map(move |table| dataset(&self.stage_path(stage, table)));
        match job {
            Job::Run | Job::Stage(Stage::Ingest) => self.config.input.paths.iter().map(|path| dataset(&path.to_string_lossy())).collect(),
            Job::Stage(Stage::Normalize) => of_stage(Stage::Ingest).collect(),
            Job::Stage(Stage::Extract) => of_stage(Stage::Ingest).chain(of_stage(Stage::Normalize)).collect(),
            Job::Stage(Stage::Aggregate) => of_stage(Stage::Extract).collect(),
            Job::Publish => of_stage(Stage::Extract).chain(of_stage(Stage::Aggregate)).collect(),
        }
    }

    fn stage_path(&self, stage: Stage, table: &Table) -> String {
        self.output.stages().join(stage.as_str()).join(table.name).to_string_lossy().into_owned()
    }

    fn written(&self, outcome: &StageOutcome) -> Vec<Value> {
        let output = |table: &&Table| {
            let rows = outcome.rows.get(table.name).copied().unwrap_or_default();
            let statistics = json!({ "rowCount": rows, "fileCount": outcome.parts });
            output(&self.stage_path(outcome.stage, table), table, statistics, None)
        };
        tables(outcome.stage).iter().map(output).collect()
    }

    /// The published tables, under the paths that readers know them by.
    fn published(&self, generation: &Path) -> Vec<Value> {
        let Ok(manifest) = read_json::<Manifest>(&generation.join(MANIFEST_FILE)) else { return Vec::new() };
        let output = |table: &&'static Table| {
            let of = manifest.tables.get(table.name)?;
            let name = match of.files.as_slice() {
                [file] => file.clone(),
                _ => table.name.to_string(),
            };
            let path = self.output.root().join("current").join(name);
            let statistics = json!({ "rowCount": of.rows, "size": of.bytes, "fileCount": of.files.len() });
            Some(output(&path.to_string_lossy(), table, statistics, Some(&manifest.id)))
        };
        schema::TABLES.iter().filter_map(output).collect()
    }
}

impl Progress for Lineage<'_> {
    fn stage_started(&self, stage: Stage, total: usize) {
        self.start(Job::Stage(stage));
        self.next.stage_started(stage, total);
    }

    fn advanced(&self, stage: Stage, done: usize, total: usize) {
        self.next.advanced(stage, done, total);
    }

    fn stage_finished(&self, outcome: &StageOutcome) {
        let job = Job::Stage(outcome.stage);
        let began = self.state().open.contains(&job);
        if outcome.action == Action::Run && !began {
            // Articles only vanished: rows were dropped and none was read.
            self.start(job);
        }
        if outcome.action == Action::Run || began {
            self.complete(job, self.written(outcome));
        }
        self.next.stage_finished(outcome);
    }

    fn publish_started(&self) {
        self.start(Job::Publish);
        self.next.publish_started();
    }

    fn publish_finished(&self, generation: &Path) {
        self.complete(Job::Publish, self.published(generation));
        self.next.publish_finished(generation);
    }
}

/// A UUID that anybody can compute who knows the run: version 8, which leaves its digits to the application.
fn uuid(run_id: &str, job: Job) -> String {
    let mut bytes = [0_u8; 16];
    bytes.copy_from_slice(&blake3::hash(format!("{run_id} {}", job.name()).as_bytes()).as_bytes()[..16]);
    bytes[6] = (bytes[6] & 0x0F) | 0x80;
    bytes[8] = (bytes[8] & 0x3F) | 0x80;
    let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    [&digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..]].join("-")
}

/// A facet: its own fields, and those that every facet has.
fn facet(of: &str, mut fields: Value) -> Value {
    let name = of.split('/').next_back().unwrap_or(of);
    fields["_producer"] = PRODUCER.into();
    fields["_schemaURL"] = format!("{FACETS}/{of}.json#/$defs/{name}").into();
    fields
}

fn error_message(error: &Error) -> Value {
    let message = json!({ "message": error.in_words().trim_end(), "programmingLanguage": "RUST" });
    json!({ "errorMessage": facet("1-0-1/ErrorMessageRunFacet", message) })
}

/// A file or folder, named as OpenLineage names those of a local file system.
fn dataset(path: &str) -> Value {
    json!({ "namespace": "file", "name": path })
}

fn output(path: &str, table: &Table, statistics: Value, version: Option<&str>) -> Value {
    let field = |column: &Column| json!({ "name": column.name, "type": column.kind.as_str(), "description": column.about });
    let fields: Vec<Value> = table.columns().map(field).collect();
    let mut facets = json!({ "schema": facet("1-2-0/SchemaDatasetFacet", json!({ "fields": fields })) });
    if let Some(version) = version {
        facets["version"] = facet("1-0-1/DatasetVersionDatasetFacet", json!({ "datasetVersion": version }));
    }
    let statistics = facet("1-0-2/OutputStatisticsOutputDatasetFacet", statistics);
    json!({ "namespace": "file", "name": path, "facets": facets, "outputFacets": { "outputStatistics": statistics } })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_have_the_form_of_a_uuid_and_differ_by_job() {
        let (run, stage) = (uuid("R", Job::Run), uuid("R", Job::Stage(Stage::Ingest)));
        assert_ne!(run, stage);
        assert_eq!(run, uuid("R", Job::Run));
        let form: String = run.chars().map(|c| if c == '-' { '-' } else { 'x' }).collect();
        assert_eq!(form, "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx");
        assert_eq!((run.as_bytes()[14], b"89ab".contains(&run.as_bytes()[19])), (b'8', true));
    }
}
