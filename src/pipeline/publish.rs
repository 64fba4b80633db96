//! A new generation: linked together, verified, checked, described, renamed, and only then what `current` points to.

use super::checks::{self, Scope};
use super::descriptions;
use super::lists::Lists;
use super::{Changes, Request, check_stop};
use crate::config::Config;
use crate::error::{Error, Kind, Result};
use crate::report::{self, Published};
use crate::schema;
use crate::store::generation::{MANIFEST_FILE, Manifest, OutputDir, Staging, TableFiles};
use crate::store::parquet;
use crate::store::state::{INPUTS_FILE, StageRecord, write_json, write_text};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// All that a generation is made of.
pub struct Publishing<'a> {
    pub config: &'a Config,
    pub request: &'a Request,
    pub output: &'a OutputDir,
    pub id: &'a str,
    pub records: Vec<StageRecord>,
    /// Table, where its file is now, what it is called in the generation.
    pub files: Vec<(&'a str, PathBuf, String)>,
    /// Parts that have not passed the checks yet.
    pub unchecked: &'a [usize],
    /// What is published now.
    pub current: Option<&'a Manifest>,
    pub parts: usize,
    pub lists: &'a Lists,
    pub changes: &'a Changes,
    pub seconds: BTreeMap<String, f64>,
}

/// Publishes; gives the path of the new generation. `warnings` takes the checks that failed without blocking.
pub fn publish(publishing: Publishing, warnings: &mut Vec<String>) -> Result<PathBuf> {
    let Publishing { config, request, output, id, .. } = publishing;
    let staging = Staging::begin(&output.generations(), id)?;
    let tables = link(&staging, &publishing.files)?;
    let manifest = describe(&publishing, tables);
    staging.take(&publishing.lists.inputs(), INPUTS_FILE)?;
    write_json(&staging.file(MANIFEST_FILE)?, &manifest)?;
    let to = output.generation(id);
    write_text(&staging.file("views.sql")?, &descriptions::views(&manifest, &to))?;
    write_json(&staging.file("datapackage.json")?, &descriptions::data_package(&manifest))?;
    write_text(&staging.file("sources.yml")?, &descriptions::sources(&manifest, &to))?;
    if config.output.report {
        write_text(&staging.file(report::FILE)?, &report_of(&publishing, &staging, &manifest)?)?;
    }
    let after = publishing.current.map(|current| (current, config.run.max_drop_ratio));
    let scope = Scope { dir: staging.dir(), manifest: &manifest, parts: publishing.parts, only: Some(publishing.unchecked), after };
    let results = checks::run(&scope, &config.checks)?;
    warnings.extend(results.iter().filter(|r| r.failures > 0 && !r.blocking).map(checks::in_words));
    let blocking: Vec<String> = results.iter().filter(|r| r.failures > 0 && r.blocking).map(checks::in_words).collect();
    if !blocking.is_empty() {
        let kept = staging.reject()?;
        let message = format!("nothing was published: {}", blocking.join("; "));
        return Err(Error::new(Kind::CheckFailed, message).stage("publish").hint(format!("the rejected output is in {}", kept.display())));
    }
    check_stop(request)?;
    staging.finish(&to)?;
    output.swap(id)?;
    output.prune(config.output.keep_generations)?;
    Ok(to)
}

/// The report compares with what is published until now.
fn report_of(publishing: &Publishing, staging: &Staging, manifest: &Manifest) -> Result<String> {
    let current = publishing.current.map(|current| (publishing.output.generation(&current.id), current));
    let before = current.as_ref().map(|(dir, manifest)| Published { dir, manifest });
    report::page(&Published { dir: staging.dir(), manifest }, before.as_ref()).map_err(|e| e.stage("publish"))
}

/// Links every file into the generation and reopens it there: what readers will see is what is verified.
fn link(staging: &Staging, files: &[(&str, PathBuf, String)]) -> Result<BTreeMap<String, TableFiles>> {
    let mut tables: BTreeMap<String, TableFiles> = BTreeMap::new();
    for (name, from, file) in files {
        staging.take(from, file)?;
        let path = staging.dir().join(file);
        let table = schema::table(name).ok_or_else(|| Error::failed(format!("no table is called `{name}`")))?;
        let entry = tables.entry(name.to_string()).or_default();
        entry.rows += parquet::verify(&path, table)?;
        entry.bytes += path.metadata().map_err(|e| Error::on("look at the file", &path, e))?.len();
        entry.files.push(file.clone());
    }
    Ok(tables)
}

fn describe(publishing: &Publishing, tables: BTreeMap<String, TableFiles>) -> Manifest {
    let changes = publishing.changes;
    let count = |name: &str, n: usize| (name.to_string(), n as u64);
    Manifest {
        id: publishing.id.to_string(),
        created_at: jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        program: env!("CARGO_PKG_VERSION").to_string(),
        schema_version: schema::VERSION,
        fingerprint: publishing.records.last().map(|record| record.fingerprint.clone()).unwrap_or_default(),
        limit: publishing.request.limit,
        shard: publishing.request.shard.map(|shard| shard.to_string()),
        checks: publishing.config.checks.as_text(),
        counts: BTreeMap::from([
            count("files", changes.files),
            count("documents", changes.documents),
            count("duplicates", changes.duplicates),
            count("quarantined", changes.quarantined),
        ]),
        quarantined: publishing.lists.quarantined.clone(),
        tables,
        stages: publishing.records.clone(),
        seconds: publishing.seconds.clone(),
    }
}
