//! What is up to date: fingerprints of stages and of parts of the documents.
//!
//! A part's fingerprint hashes all that its rows depend on: the stage's rules, the word tables, the schema, the settings that the
//! stage reads, and the documents themselves, through the fingerprint of the stage before. Never times, paths of the
//! machine, threads or the spelling of the configuration.

use super::Stage;
use super::scan::DocumentInput;
use crate::config::{Config, Mentions};
use crate::rates::Rates;
use crate::schema;
use crate::store::state::{InputFile, Part, StageRecord};
use std::collections::BTreeMap;
use std::ops::Range;

/// Documents of a part: enough to keep the cores busy, few enough that a new article costs little.
const PART_DOCUMENTS: usize = 4_096;
/// The leading bits of a document's id that can be told apart here.
const MAX_BITS: u32 = 16;

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
}

/// One part of the documents.
pub struct PartTarget {
    /// Which documents, in the order of their ids.
    pub documents: Range<usize>,
    /// Fingerprints after ingest, normalize and extract.
    pub fingerprints: [String; 3],
}

impl Targets {
    /// The targets of these documents, sorted by id.
    pub fn of(documents: &[DocumentInput], config: &Config, rates: &Rates) -> Targets {
        let depends_on = Stage::ALL.map(|stage| depends_on(stage, config, rates));
        let bits = part_bits(documents.len());
        let mut parts = Vec::new();
        let mut start = 0;
        for part in 0..1_usize << bits {
            let length = documents[start..].iter().take_while(|d| part_of(&d.doc_id, 1 << bits) == part).count();
            let range = start..start + length;
            let fingerprints = part_fingerprints(&documents[range.clone()], &depends_on);
            parts.push(PartTarget { documents: range, fingerprints });
            start += length;
        }
        Targets { parts, depends_on }
    }

    /// The records of the four stages, given the fingerprints that their parts ended with.
    pub fn records(&self, parts: [Vec<Part>; 3], inputs: &[InputFile]) -> [StageRecord; 4] {
        let [ingest, normalize, extract] = parts;
        let files = inputs_fingerprint(inputs);
        let ingest = self.record(Stage::Ingest, files, ingest);
        let normalize = self.record(Stage::Normalize, ingest.fingerprint.clone(), normalize);
        let extract = self.record(Stage::Extract, normalize.fingerprint.clone(), extract);
        let input = digest([&ingest.fingerprint, &extract.fingerprint]);
        let aggregate = self.record(Stage::Aggregate, input, Vec::new());
        [ingest, normalize, extract, aggregate]
    }

    /// The records that a run should end with.
    pub fn expected(&self, inputs: &[InputFile]) -> [StageRecord; 4] {
        let parts = |stage: usize| self.parts.iter().map(|part| part.expected(stage)).collect();
        self.records([parts(0), parts(1), parts(2)], inputs)
    }

    fn record(&self, stage: Stage, input_fingerprint: String, parts: Vec<Part>) -> StageRecord {
        let depends_on = self.depends_on[stage as usize].clone();
        let own = depends_on.iter().flat_map(|(key, value)| [key, value]);
        let hashes = parts.iter().map(|part| &part.fingerprint);
        let fingerprint = digest(own.chain([&input_fingerprint]).chain(hashes));
        StageRecord { stage: stage.to_string(), fingerprint, input_fingerprint, depends_on, parts }
    }
}

impl PartTarget {
    fn expected(&self, stage: usize) -> Part {
        Part { fingerprint: self.fingerprints[stage].clone(), documents: self.documents.len() as u64, ..Part::default() }
    }
}

/// What a stage depends on besides its input, by name.
fn depends_on(stage: Stage, config: &Config, rates: &Rates) -> BTreeMap<String, String> {
    let mut on = BTreeMap::from([
        ("the rules".to_string(), rules_version(stage).to_string()),
        ("the schema".to_string(), schema::VERSION.to_string()),
        ("the word tables".to_string(), WORDS_VERSION.to_string()),
    ]);
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

fn part_fingerprints(documents: &[DocumentInput], depends_on: &[BTreeMap<String, String>; 4]) -> [String; 3] {
    let own = |stage: Stage| depends_on[stage as usize].iter().flat_map(|(key, value)| [key.as_str(), value.as_str()]);
    let contents = documents.iter().flat_map(|d| {
        let paths = [d.hash.as_str(), d.source_path.as_str()].into_iter();
        paths.chain(d.also_at.iter().map(String::as_str))
    });
    let ingest = digest(own(Stage::Ingest).chain(contents));
    let normalize = digest(own(Stage::Normalize).chain([ingest.as_str()]));
    let extract = digest(own(Stage::Extract).chain([normalize.as_str()]));
    [ingest, normalize, extract]
}

/// What was found and what of it is no document.
fn inputs_fingerprint(inputs: &[InputFile]) -> String {
    let of = |input: &InputFile| {
        let rejection = input.rejection.as_ref().map(|r| format!("{} {} {}", r.reason, r.detail, input.size));
        [input.source_path.clone(), input.hash.clone(), rejection.unwrap_or_default()]
    };
    digest(inputs.iter().flat_map(of))
}

/// BLAKE3 over the texts and their lengths, 32 hexadecimal digits.
pub fn digest<S: AsRef<str>>(texts: impl IntoIterator<Item = S>) -> String {
    let mut hasher = blake3::Hasher::new();
    for text in texts {
        let text = text.as_ref();
        hasher.update(&(text.len() as u64).to_le_bytes());
        hasher.update(text.as_bytes());
    }
    hasher.finalize().to_hex()[..32].to_string()
}

/// One part up to 4,096 documents, then twice as many whenever there are twice as many documents: a function of their
/// number alone, so that the same documents give the same files whatever came before.
fn part_bits(documents: usize) -> u32 {
    documents.div_ceil(PART_DOCUMENTS).max(1).next_power_of_two().trailing_zeros().min(MAX_BITS)
}

/// The part, of so many, that a document belongs to: the leading bits of its id, with which the ids of its facts begin too.
pub fn part_of(id: &str, parts: usize) -> usize {
    let leading = id.get(..4).and_then(|digits| usize::from_str_radix(digits, 16).ok()).unwrap_or(0);
    leading >> (MAX_BITS - parts.max(1).trailing_zeros().min(MAX_BITS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_depend_on_the_number_of_documents_alone() {
        assert_eq!([0, 1, 4096, 4097, 8192, 8193].map(part_bits), [0, 0, 0, 1, 1, 2]);
        assert_eq!(part_of("ffff000000000000", 1), 0);
        assert_eq!(part_of("7fff000000000000", 2), 0);
        assert_eq!(part_of("8000000000000000", 2), 1);
        assert_eq!(part_of("c000000000000000", 4), 3);
    }

    #[test]
    fn digests_tell_borders_apart() {
        assert_ne!(digest(["ab", "c"]), digest(["a", "bc"]));
    }
}
