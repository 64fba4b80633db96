//! A new generation: linked together, verified, checked, described, renamed, and only then what `current` points to.

use super::checks::{self, Scope};
use super::fingerprints::rules_version;
use super::{Changes, Request, Stage, check_stop};
use crate::config::Config;
use crate::error::{Error, Kind, Result};
use crate::schema::{self, Table};
use crate::store::generation::{MANIFEST_FILE, Manifest, OutputDir, Staging, TableFiles};
use crate::store::parquet;
use crate::store::state::{INPUTS_FILE, InputFile, StageRecord, write_inputs, write_json, write_text};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

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
    pub inputs: &'a [InputFile],
    pub changes: &'a Changes,
    pub seconds: BTreeMap<String, f64>,
}

/// Publishes; gives the path of the new generation. `warnings` takes the checks that failed without blocking.
pub fn publish(publishing: Publishing, warnings: &mut Vec<String>) -> Result<PathBuf> {
    let Publishing { config, request, output, id, .. } = publishing;
    let staging = Staging::begin(&output.generations(), id)?;
    let tables = link(&staging, &publishing.files)?;
    let manifest = describe(&publishing, tables);
    write_inputs(&staging.file(INPUTS_FILE)?, publishing.inputs)?;
    write_json(&staging.file(MANIFEST_FILE)?, &manifest)?;
    let to = output.generation(id);
    write_text(&staging.file("views.sql")?, &views(&manifest, &to))?;
    write_json(&staging.file("datapackage.json")?, &data_package(&manifest))?;
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
        checks: publishing.config.checks.as_text(),
        counts: BTreeMap::from([
            count("files", changes.files),
            count("documents", changes.documents),
            count("duplicates", changes.duplicates),
            count("quarantined", changes.quarantined),
        ]),
        tables,
        stages: publishing.records.clone(),
        seconds: publishing.seconds.clone(),
    }
}

/// DuckDB views over the files of this very generation: two tables read through `current` may be of two generations.
fn views(manifest: &Manifest, dir: &Path) -> String {
    let mut sql = format!("-- Tables of generation {}, for DuckDB: .read views.sql\n", manifest.id);
    for table in schema::TABLES.iter().filter(|table| manifest.tables.contains_key(table.name)) {
        let files = &manifest.tables[table.name].files;
        let paths: Vec<String> = files.iter().map(|file| quoted(&dir.join(file).to_string_lossy())).collect();
        // Writing to a String does not fail.
        let _ = writeln!(sql, "CREATE OR REPLACE VIEW {} AS SELECT * FROM read_parquet([{}]);", table.name, paths.join(", "));
        let _ = writeln!(sql, "COMMENT ON VIEW {} IS {};", table.name, quoted(table.about));
    }
    sql
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// The tables as a Frictionless data package, with every column's meaning.
fn data_package(manifest: &Manifest) -> serde_json::Value {
    let resource = |table: &&Table| {
        let fields: Vec<serde_json::Value> = table.columns().map(field).collect();
        serde_json::json!({
            "name": table.name,
            "description": table.about,
            "format": "parquet",
            "path": manifest.tables[table.name].files,
            "schema": { "fields": fields, "primaryKey": table.key },
        })
    };
    let tables = schema::TABLES.iter().filter(|table| manifest.tables.contains_key(table.name));
    let resources: Vec<serde_json::Value> = tables.map(resource).collect();
    let rules: BTreeMap<&str, &str> = Stage::ALL.iter().map(|stage| (stage.as_str(), rules_version(*stage))).collect();
    serde_json::json!({ "name": "communique", "version": manifest.id, "rules": rules, "resources": resources })
}

fn field(column: &schema::Column) -> serde_json::Value {
    let kind = match column.kind {
        schema::Type::Text | schema::Type::Code => "string",
        schema::Type::Date => "date",
        schema::Type::Money | schema::Type::Percent | schema::Type::Float => "number",
        schema::Type::Int | schema::Type::Long => "integer",
        schema::Type::Texts | schema::Type::Codes | schema::Type::Stretches => "array",
    };
    serde_json::json!({
        "name": column.name,
        "type": kind,
        "description": column.about,
        "constraints": { "required": !column.nullable },
    })
}
