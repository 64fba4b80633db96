//! What is up to date: fingerprints of stages and of parts of the documents.
//!
//! A part's fingerprint hashes all that its rows depend on: the stage's rules, the word tables, the schema, the settings that the
//! stage reads, and the documents themselves, through the fingerprint of the stage before. Never times, paths of the
//! machine, threads or the spelling of the configuration.

use super::Stage;
use super::parts::{PartOf, parts};
use super::scan::{Found, Scan};
use crate::config::{Config, Mentions};
use crate::error::Result;
use crate::ingest::files::to_hex;
use crate::rates::Rates;
use crate::schema;
use crate::store::state::{InputFile, Part, StageRecord};
use std::collections::BTreeMap;

/// Version of the word tables that the program was built with.
const WORDS_VERSION: &str = env!("COMMUNIQUE_LEXICON_VERSION");

/// Version of a stage's rules: a hash of the sources that they are written in (see `build.rs`).
pub const fn rules_version(stage: Stage) -> &'static str {
    match stage {
        Stage::Ingest => env!("COMMUNIQUE_INGEST_VERSION"),
        Stage::Normalize => env!("COMMUNIQUE_NORMALIZE_VERSION"),
        Stage::Extract => env!("COMMUNIQUE_EXTRACT_VERSION"),
        Stage::Aggregate => env!("COMMUNIQUE_AGGREGATE_VERSION"),
    }
}

/// What a run should end with: one entry per part, one list of dependencies per stage.
pub struct Targets {
    pub parts: Vec<PartTarget>,
    /// By stage.
    pub depends_on: [BTreeMap<String, String>; 4],
    endings: String,
}

/// One part of the documents.
pub struct PartTarget {
    /// Which documents.
    pub of: PartOf,
    /// Fingerprints after ingest, normalize and extract.
    pub fingerprints: [String; 3],
}

impl Targets {
    /// The targets of these documents.
    pub fn of(scan: &Scan, config: &Config, rates: &Rates) -> Result<Targets> {
        let depends_on = Stage::ALL.map(|stage| depends_on(stage, config, rates));
        let target = |of: PartOf| {
            let fingerprints = part_fingerprints(scan.documents(of.records.clone()), &depends_on)?;
            Ok(PartTarget { of, fingerprints })
        };
        let parts = parts(scan)?.into_iter().map(target).collect::<Result<_>>()?;
        Ok(Targets { parts, depends_on, endings: endings(config) })
    }

    /// The records of the four stages, given the fingerprints that their parts ended with and that of the inputs.
    pub fn records(&self, parts: [Vec<Part>; 3], inputs: String) -> [StageRecord; 4] {
        let [ingest, normalize, extract] = parts;
        let ingest = self.record(Stage::Ingest, inputs, ingest);
        let normalize = self.record(Stage::Normalize, ingest.fingerprint.clone(), normalize);
        let extract = self.record(Stage::Extract, normalize.fingerprint.clone(), extract);
        let input = digest([&ingest.fingerprint, &extract.fingerprint]);
        let aggregate = self.record(Stage::Aggregate, input, Vec::new());
        [ingest, normalize, extract, aggregate]
    }

    /// The records that a run should end with.
    pub fn expected(&self, inputs: String) -> [StageRecord; 4] {
        let parts = |stage: usize| self.parts.iter().map(|part| part.blank(stage)).collect();
        self.records([parts(0), parts(1), parts(2)], inputs)
    }

    fn record(&self, stage: Stage, input_fingerprint: String, parts: Vec<Part>) -> StageRecord {
        let depends_on = self.depends_on[stage as usize].clone();
        let own = depends_on.iter().flat_map(|(key, value)| [key, value]);
        let hashes = parts.iter().map(|part| &part.fingerprint);
        let fingerprint = digest(own.chain([&input_fingerprint]).chain(hashes));
        let endings = if stage == Stage::Ingest { self.endings.clone() } else { String::new() };
        StageRecord { stage: stage.to_string(), fingerprint, input_fingerprint, depends_on, endings, parts }
    }
}

impl PartTarget {
    /// What is known of the part's tables before they are written.
    pub fn blank(&self, stage: usize) -> Part {
        Part {
            fingerprint: self.fingerprints[stage].clone(),
            documents: self.of.documents as u64,
            first: self.of.first.clone(),
            last: self.of.last.clone(),
            ..Part::default()
        }
    }
}

/// Endings of the files that are read of folders and archives.
pub fn endings(config: &Config) -> String {
    config.input.extensions.join(" ")
}

/// What a stage depends on besides its input, by name.
pub fn depends_on(stage: Stage, config: &Config, rates: &Rates) -> BTreeMap<String, String> {
    let mut on = BTreeMap::from([
        ("the rules".to_string(), rules_version(stage).to_string()),
        ("the schema".to_string(), schema::VERSION.to_string()),
        ("the word tables".to_string(), WORDS_VERSION.to_string()),
    ]);
    if stage == Stage::Ingest {
        on.insert("`fields`".to_string(), config.fields.as_text());
        on.insert("`input.max_bytes`".to_string(), config.input.max_bytes.to_string());
        on.insert("`input.dates_from_names`".to_string(), config.input.dates_from_names.to_string());
    }
    if stage == Stage::Extract {
        let mentions = match config.output.mentions {
            Mentions::All => "all",
            Mentions::Used => "used",
            Mentions::None => "none",
        };
        on.insert("`output.mentions`".to_string(), mentions.to_string());
        on.insert("the exchange rates".to_string(), rates.version.clone());
    }
    on
}

fn part_fingerprints<'a>(
    documents: impl Iterator<Item = Result<Found<'a>>>,
    depends_on: &[BTreeMap<String, String>; 4],
) -> Result<[String; 3]> {
    let own = |stage: Stage| depends_on[stage as usize].iter().flat_map(|(key, value)| [key.as_str(), value.as_str()]);
    let mut contents = Digest::of(own(Stage::Ingest));
    for found in documents {
        let found = found?;
        contents.add(&to_hex(&found.hash));
        contents.add(&found.told().to_string());
        contents.add(&to_hex(&found.release()?));
        contents.add(&found.place());
        for copy in found.copies() {
            contents.add(&copy?.place());
        }
    }
    let ingest = contents.finish();
    let normalize = digest(own(Stage::Normalize).chain([ingest.as_str()]));
    let extract = digest(own(Stage::Extract).chain([normalize.as_str()]));
    Ok([ingest, normalize, extract])
}

/// What was found and what of it is no document.
pub fn inputs_fingerprint(inputs: impl Iterator<Item = Result<InputFile>>) -> Result<String> {
    let mut digest = Digest::default();
    for input in inputs {
        let input = input?;
        let rejection = input.rejection.as_ref().map(|r| format!("{} {} {}", r.reason, r.detail, input.size));
        [input.place(), input.hash, input.told.to_string(), rejection.unwrap_or_default()].iter().for_each(|text| digest.add(text));
    }
    Ok(digest.finish())
}

/// BLAKE3 over the texts and their lengths, 32 hexadecimal digits.
pub fn digest<S: AsRef<str>>(texts: impl IntoIterator<Item = S>) -> String {
    Digest::of(texts).finish()
}

/// A digest in the making.
#[derive(Default)]
pub struct Digest(blake3::Hasher);

impl Digest {
    fn of<S: AsRef<str>>(texts: impl IntoIterator<Item = S>) -> Digest {
        let mut digest = Digest::default();
        texts.into_iter().for_each(|text| digest.add(text.as_ref()));
        digest
    }

    fn add(&mut self, text: &str) {
        self.0.update(&(text.len() as u64).to_le_bytes());
        self.0.update(text.as_bytes());
    }

    fn finish(&self) -> String {
        self.0.finalize().to_hex()[..32].to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_tell_borders_apart() {
        assert_ne!(digest(["ab", "c"]), digest(["a", "bc"]));
    }
}
