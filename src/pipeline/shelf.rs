//! The tables that are on disk already: in the stages' folders and in the published generation.

use super::Stage;
use crate::error::Result;
use crate::schema::{self, Table};
use crate::store::generation::{Manifest, OutputDir, names};
use crate::store::state::{INPUTS_FILE, Part, STAGE_FILE, StageRecord, part_file, read_json};
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

const OF_INGEST: &[&Table] = &[&schema::DOCUMENTS];
const OF_NORMALIZE: &[&Table] = &[&schema::MENTIONS];
const OF_EXTRACT: &[&Table] = &[
    &schema::DOCUMENTS,
    &schema::MENTIONS,
    &schema::TRADE_FIGURES,
    &schema::INVESTMENTS,
    &schema::BUSINESS_PRESENCE,
    &schema::MEETINGS,
    &schema::MEETING_PARTICIPANTS,
    &schema::SECTORS,
];
const OF_AGGREGATE: &[&Table] = &[
    &schema::TRADE_BY_PAIR_YEAR,
    &schema::TRADE_BY_PAIR_PERIOD,
    &schema::INVESTMENT_BY_PAIR,
    &schema::PRESENCE_BY_PAIR,
    &schema::MEETINGS_BY_MONTH,
    &schema::SECTORS_BY_PAIR,
    &schema::DIM_PARTY,
    &schema::DIM_PARTY_MEMBER,
    &schema::DIM_SECTOR,
    &schema::DIM_CURRENCY,
    &schema::DIM_DATE,
    &schema::QUARANTINE,
    &schema::RUNS,
];

/// The tables that a stage writes, one file per part of the documents (`aggregate`: one file each).
pub fn tables(stage: Stage) -> &'static [&'static Table] {
    match stage {
        Stage::Ingest => OF_INGEST,
        Stage::Normalize => OF_NORMALIZE,
        Stage::Extract => OF_EXTRACT,
        Stage::Aggregate => OF_AGGREGATE,
    }
}

/// One part of a stage's tables on disk.
#[derive(Clone, Debug)]
pub struct Source {
    dir: PathBuf,
    part: usize,
    parts: usize,
    /// Rows per table.
    pub rows: BTreeMap<String, u64>,
}

impl Source {
    /// The file of one of its tables.
    pub fn file(&self, table: &str) -> PathBuf {
        self.dir.join(part_file(table, self.part, self.parts))
    }

    /// Whether all tables of the stage are there.
    pub fn is_complete(&self, stage: Stage) -> bool {
        tables(stage).iter().all(|table| self.file(table.name).is_file())
    }
}

/// What is on disk, by what it was computed from.
#[derive(Default)]
pub struct Shelf {
    sources: HashMap<(Stage, String), Vec<Source>>,
    /// The last record of each stage.
    former: [Option<StageRecord>; 4],
    /// The tables that it describes, part by part; none where only the record is left.
    former_parts: [Vec<Source>; 4],
    /// The list of inputs as the last run saw them.
    pub inputs: Option<PathBuf>,
    /// The published generation.
    pub current: Option<Manifest>,
}

impl Shelf {
    /// Looks through the output directory.
    pub fn open(output: &OutputDir) -> Result<Shelf> {
        let mut shelf = Shelf::default();
        for stage in Stage::ALL {
            let folder = output.stages().join(stage.as_str());
            for name in names(&folder)? {
                shelf.add_stage_dir(stage, &folder.join(name))?;
            }
        }
        if let Some(id) = output.current() {
            let (dir, manifest) = (output.generation(&id), output.manifest(&id)?);
            for record in &manifest.stages {
                match Stage::parse(&record.stage) {
                    Some(stage) if stage >= Stage::Extract => shelf.add(stage, record.clone(), &dir),
                    Some(stage) => shelf.remember(stage, record.clone()),
                    None => {}
                }
            }
            shelf.inputs = shelf.inputs.or_else(|| list_in(&dir));
            shelf.current = Some(manifest);
        }
        Ok(shelf)
    }

    fn add_stage_dir(&mut self, stage: Stage, dir: &Path) -> Result<()> {
        // A folder without its record is none of ours, or of a version that kept other records.
        let Ok(record) = read_json::<StageRecord>(&dir.join(STAGE_FILE)) else { return Ok(()) };
        self.add(stage, record, dir);
        if stage == Stage::Ingest {
            self.inputs = list_in(dir);
        }
        Ok(())
    }

    fn add(&mut self, stage: Stage, record: StageRecord, dir: &Path) {
        let parts = record.parts.len();
        let is_last = self.former[stage as usize].is_none();
        for (number, part) in record.parts.iter().enumerate() {
            let source = Source { dir: dir.to_path_buf(), part: number, parts, rows: part.rows.clone() };
            for (before, fingerprint) in &part.before {
                // The tables of `extract` hold those of the stages before it.
                if let Some(before) = Stage::parse(before) {
                    self.sources.entry((before, fingerprint.clone())).or_default().push(source.clone());
                }
            }
            if is_last {
                self.former_parts[stage as usize].push(source.clone());
            }
            self.sources.entry((stage, part.fingerprint.clone())).or_default().push(source);
        }
        if stage == Stage::Aggregate {
            let source = Source { dir: dir.to_path_buf(), part: 0, parts: 1, rows: BTreeMap::new() };
            self.sources.entry((stage, record.fingerprint.clone())).or_default().push(source);
        }
        self.remember(stage, record);
    }

    fn remember(&mut self, stage: Stage, record: StageRecord) {
        self.former[stage as usize].get_or_insert(record);
    }

    /// The tables of a stage that were computed from what this fingerprint stands for.
    pub fn find(&self, stage: Stage, fingerprint: &str) -> Option<&Source> {
        let sources = self.sources.get(&(stage, fingerprint.to_string()))?;
        sources.iter().find(|source| source.is_complete(stage))
    }

    /// The stage's tables on disk that may hold documents of files from `first` to `last`: none when those of a part are gone.
    pub fn former_parts(&self, stage: Stage, first: &str, last: &str) -> Option<Vec<&Source>> {
        let record = self.former(stage)?;
        // A part without its paths was written by a version that cut parts otherwise.
        let within = |part: &Part| part.documents > 0 && part.first.as_str() <= last && first <= part.last.as_str();
        let sources = self.former_parts[stage as usize].iter().zip(&record.parts);
        let found: Vec<&Source> = sources.filter(|(_, part)| within(part)).map(|(source, _)| source).collect();
        found.iter().all(|source| source.is_complete(stage)).then_some(found)
    }

    /// The stage's tables on disk, part by part.
    pub fn all_former_parts(&self, stage: Stage) -> &[Source] {
        &self.former_parts[stage as usize]
    }

    /// What the stage's tables on disk were computed from.
    pub fn former(&self, stage: Stage) -> Option<&StageRecord> {
        self.former[stage as usize].as_ref()
    }
}

/// The list of inputs in a folder, where there is one.
fn list_in(dir: &Path) -> Option<PathBuf> {
    Some(dir.join(INPUTS_FILE)).filter(|path| path.is_file())
}
