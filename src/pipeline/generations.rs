//! Looking at what was published: status, differences, going back, cleaning up.

use super::checks::{self, Scope, row_texts};
use super::records;
use super::{CheckResult, Generation, Stage, Status, TableDiff};
use crate::config::Config;
use crate::error::{Error, Result};
use crate::schema::{self, Table};
use crate::store::generation::{Manifest, OutputDir, identity, remove};
use crate::store::lock::{self, Lock};
use crate::store::parquet;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// See [`super::status`].
pub fn status(config: &Config) -> Result<Status> {
    let output = OutputDir::at(&config.output.dir);
    let current = output.current();
    let generation = |id: String| -> Result<Generation> {
        let manifest = output.manifest(&id)?;
        Ok(Generation {
            path: output.generation(&id),
            current: Some(&id) == current.as_ref(),
            created_at: manifest.created_at,
            rows: manifest.tables.iter().map(|(name, table)| (name.clone(), table.rows)).collect(),
            bytes: manifest.tables.values().map(|table| table.bytes).sum(),
            limit: manifest.limit,
            shard: manifest.shard,
            id,
        })
    };
    let generations = output.list()?.into_iter().map(generation).collect::<Result<_>>()?;
    let (leftovers, running) = (output.leftovers()?, lock::holder(output.root()));
    Ok(Status { output: config.output.dir.clone(), generations, leftovers, running })
}

/// The generation that a user names: `current`, `previous` (the one before it), an id, or its unambiguous beginning.
fn named(output: &OutputDir, name: &str) -> Result<String> {
    if name == "current" {
        return output.current().ok_or_else(|| nothing_published(output));
    }
    if name == "previous" {
        let current = output.current().ok_or_else(|| nothing_published(output))?;
        return before(output, &current);
    }
    let matching: Vec<String> = output.list()?.into_iter().filter(|id| id.starts_with(name) && !name.is_empty()).collect();
    match matching.as_slice() {
        [id] => Ok(id.clone()),
        [] => Err(Error::usage(format!("no generation is called `{name}`")).hint("`communique status` lists them")),
        _ => Err(Error::usage(format!("`{name}` begins the names of {} generations", matching.len())).hint("give more of it")),
    }
}

fn before(output: &OutputDir, current: &str) -> Result<String> {
    let none = || Error::usage("there is no generation before the current one").hint("`communique status` lists what is kept");
    output.list()?.into_iter().find(|id| id.as_str() < current).ok_or_else(none)
}

fn nothing_published(output: &OutputDir) -> Error {
    Error::failed("nothing has been published yet").path(output.root()).hint("`communique run` publishes")
}

/// See [`super::diff`].
pub fn diff(config: &Config, a: &str, b: &str) -> Result<Vec<TableDiff>> {
    let output = OutputDir::at(&config.output.dir);
    let (a, b) = (named(&output, a)?, named(&output, b)?);
    let (old, new) = (output.manifest(&a)?, output.manifest(&b)?);
    let mut differences = Vec::new();
    for table in schema::TABLES {
        let rows = |id: &str, manifest: &Manifest, other: &Manifest, other_id: &str| {
            let others = identities(&output.generation(other_id), other, table);
            let shared = |file: &String| identity(&output.generation(id).join(file)).is_some_and(|own| others.contains(&own));
            rows_by_key(&output.generation(id), manifest, table, &shared)
        };
        let difference = compare(table, rows(&a, &old, &new, &b)?, rows(&b, &new, &old, &a)?);
        if difference != (TableDiff { table: table.name.to_string(), ..TableDiff::default() }) {
            differences.push(difference);
        }
    }
    Ok(differences)
}

/// The files of a table on disk: those that two generations share need not be read.
fn identities(dir: &Path, manifest: &Manifest, table: &Table) -> BTreeSet<(u64, u64)> {
    let files = manifest.tables.get(table.name).map(|table| table.files.as_slice()).unwrap_or_default();
    files.iter().filter_map(|file| identity(&dir.join(file))).collect()
}

/// Each row's key with a hash of the whole row.
fn rows_by_key(dir: &Path, manifest: &Manifest, table: &Table, skip: &dyn Fn(&String) -> bool) -> Result<BTreeMap<String, blake3::Hash>> {
    let all: Vec<&str> = table.columns().map(|column| column.name).collect();
    let mut rows = BTreeMap::new();
    let files = manifest.tables.get(table.name).map(|table| table.files.as_slice()).unwrap_or_default();
    for file in files.iter().filter(|file| !skip(file)) {
        for batch in parquet::read(&dir.join(file), table)? {
            let (keys, values) = (row_texts(&batch, table.key)?, row_texts(&batch, &all)?);
            rows.extend(keys.into_iter().zip(values.iter().map(|value| blake3::hash(value.as_bytes()))));
        }
    }
    Ok(rows)
}

fn compare(table: &Table, old: BTreeMap<String, blake3::Hash>, new: BTreeMap<String, blake3::Hash>) -> TableDiff {
    let missing_in = |a: &BTreeMap<String, blake3::Hash>, b: &BTreeMap<String, blake3::Hash>| -> Vec<String> {
        a.keys().filter(|key| !b.contains_key(*key)).cloned().collect()
    };
    let changed = old.iter().filter(|(key, hash)| new.get(*key).is_some_and(|other| other != *hash));
    TableDiff {
        table: table.name.to_string(),
        added: missing_in(&new, &old),
        removed: missing_in(&old, &new),
        changed: changed.map(|(key, _)| key.clone()).collect(),
    }
}

/// See [`super::rollback`].
pub fn rollback(config: &Config, generation: Option<&str>) -> Result<String> {
    let output = OutputDir::at(&config.output.dir);
    let current = output.current().ok_or_else(|| nothing_published(&output))?;
    let _lock = Lock::acquire(output.root())?;
    let id = match generation {
        Some(name) => named(&output, name)?,
        None => before(&output, &current)?,
    };
    output.swap(&id)?;
    Ok(id)
}

/// See [`super::gc`].
pub fn gc(config: &Config) -> Result<Vec<PathBuf>> {
    let output = OutputDir::at(&config.output.dir);
    if !output.root().is_dir() {
        return Ok(Vec::new());
    }
    let _lock = Lock::acquire(output.root())?;
    let mut gone = output.leftovers()?;
    gone.iter().try_for_each(|path| remove(path))?;
    gone.extend(output.prune(config.output.keep_generations)?);
    gone.extend(records::forget(&output, config.output.keep_runs)?);
    Ok(gone)
}

/// See [`super::check`].
pub fn check(config: &Config, generation: Option<&str>) -> Result<Vec<CheckResult>> {
    let output = OutputDir::at(&config.output.dir);
    let id = named(&output, generation.unwrap_or("current"))?;
    let manifest = output.manifest(&id)?;
    let of_extract = manifest.stages.iter().find(|record| record.stage == Stage::Extract.as_str());
    let parts = of_extract.map_or(1, |record| record.parts.len());
    let dir = output.generation(&id);
    super::run::pool(config)?
        .install(|| checks::run(&Scope { dir: &dir, manifest: &manifest, parts, only: None, after: None }, &config.checks))
}

/// See [`super::pinned_dir`].
pub fn pinned_dir(config: &Config) -> Result<PathBuf> {
    let output = OutputDir::at(&config.output.dir);
    let id = named(&output, "current")?;
    Ok(output.generation(&id))
}

/// See [`super::pinned_path`].
pub fn pinned_path(config: &Config, table: &str) -> Result<PathBuf> {
    let known = || schema::TABLES.iter().map(|table| table.name).collect::<Vec<_>>().join(", ");
    let table = schema::table(table).ok_or_else(|| Error::usage(format!("no table is called `{table}`")).hint(known()))?;
    let dir = pinned_dir(config)?;
    let (file, folder) = (dir.join(format!("{}.parquet", table.name)), dir.join(table.name));
    Ok(if file.is_file() { file } else { folder })
}
