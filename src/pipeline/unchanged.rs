//! Nothing new: told by a look at every file's path, size and time, and by nothing else.
//!
//! A run that leaves everything up to date notes what it saw, as one sum over all files, with the settings and rules that it
//! worked by. The next run adds up what it sees: where the sum, the settings and the published generation are the same there
//! is nothing to do. The note is only a shortcut: without it, or where anything differs, files and fingerprints are compared
//! one by one. It is not written when a file is so young that it may change without its time telling, or could not be read.

use super::fingerprints::{depends_on, digest};
use super::{Changes, Request, Stage};
use crate::config::Config;
use crate::ingest::listing::Listing;
use crate::rates::Rates;
use crate::store::generation::{Manifest, OutputDir};
use crate::store::state::{STAGE_FILE, read_json, write_json};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

const FILE: &str = ".unchanged.json";

/// What a run saw that left everything up to date.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// What was published then.
    generation: String,
    /// Every file's path, size and time, summed up.
    files: String,
    /// Settings and rules, hashed.
    settings: String,
}

impl Note {
    /// The note of a run that saw these files and left this generation.
    pub fn new(config: &Config, rates: &Rates, files: &str, generation: &str) -> Note {
        Note { generation: generation.to_string(), files: files.to_string(), settings: settings(config, rates) }
    }

    /// Writes it down. A note that cannot be written does not undo a run.
    pub fn write(&self, output: &OutputDir) {
        let path = output.root().join(FILE);
        let new = path.with_extension("new");
        if read_json::<Note>(&path).ok().as_ref() != Some(self) && write_json(&new, self).is_ok() {
            let _ = std::fs::rename(&new, &path);
        }
    }
}

/// What is published, if a run would find nothing to do.
pub fn find(config: &Config, request: &Request, rates: &Rates, output: &OutputDir, listing: &Listing) -> Option<Manifest> {
    let plain = request.select.is_everything() && !request.full_refresh && !request.no_publish && !request.verify;
    let note: Note =
        Some(plain && request.limit.is_none()).filter(|plain| *plain).and_then(|_| read_json(&output.root().join(FILE)).ok())?;
    let same =
        note.settings == settings(config, rates) && output.current().as_ref() == Some(&note.generation) && note.files == listing.sum();
    let manifest = Some(same).filter(|same| *same).and_then(|_| output.manifest(&note.generation).ok())?;
    is_on_disk(output, &manifest).then_some(manifest)
}

/// What depends on nothing in the files: two runs with the same settings give the same tables of the same files.
fn settings(config: &Config, rates: &Rates) -> String {
    let rules = Stage::ALL.iter().flat_map(|stage| depends_on(*stage, config, rates)).flat_map(|(key, value)| [key, value]);
    let own = [format!("{:?} {}", config.input, config.run.max_quarantine_ratio), env!("CARGO_PKG_VERSION").to_string()];
    digest(rules.chain(own))
}

/// Whether the published tables are there, and those from which single stages would start.
fn is_on_disk(output: &OutputDir, manifest: &Manifest) -> bool {
    let dir = output.generation(&manifest.id);
    let shelved = |stage: &str, fingerprint: &str| output.stages().join(stage).join(fingerprint).join(STAGE_FILE).is_file();
    manifest.tables.values().flat_map(|table| &table.files).all(|file| dir.join(file).is_file())
        && manifest.stages.len() == Stage::ALL.len()
        && manifest.stages.iter().all(|record| shelved(&record.stage, &record.fingerprint))
}

/// The input that a generation was made of, with nothing new.
pub fn changes(manifest: &Manifest) -> Changes {
    let count = |name: &str| manifest.counts.get(name).map_or(0, |count| usize::try_from(*count).unwrap_or(usize::MAX));
    Changes {
        files: count("files"),
        documents: count("documents"),
        duplicates: count("duplicates"),
        quarantined: count("quarantined"),
        ..Changes::default()
    }
}

/// Rows per table of a stage, and the stage's parts.
pub fn rows(manifest: &Manifest, stage: Stage) -> (BTreeMap<String, u64>, usize) {
    let mut rows = BTreeMap::new();
    if stage == Stage::Aggregate {
        let of_stage = super::shelf::tables(stage).iter().filter_map(|table| manifest.tables.get_key_value(table.name));
        rows.extend(of_stage.map(|(name, table)| (name.clone(), table.rows)));
        return (rows, 1);
    }
    let record = manifest.stages.iter().find(|record| record.stage == stage.as_str());
    let parts = record.map(|record| record.parts.as_slice()).unwrap_or_default();
    for (table, count) in parts.iter().flat_map(|part| &part.rows) {
        *rows.entry(table.clone()).or_default() += count;
    }
    (rows, parts.len())
}
