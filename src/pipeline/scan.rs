//! The input as it is now, against what it was when the last run saw it.

use super::{Changes, Request};
use crate::config::Config;
use crate::error::{Error, Result};
use crate::ingest::files::{self, Found};
use crate::store::state::{InputFile, Rejection};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::PathBuf;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A file that was written so shortly before it was looked at may be written again without its time telling.
const RACY: Duration = Duration::from_secs(2);

/// The input as it is now.
pub struct Scan {
    /// Every file found, sorted by path.
    pub inputs: Vec<InputFile>,
    /// Distinct contents, sorted by id.
    pub documents: Vec<DocumentInput>,
    /// Against the last run.
    pub changes: Changes,
}

/// One distinct content.
pub struct DocumentInput {
    pub doc_id: String,
    /// BLAKE3 of the content.
    pub hash: String,
    /// The first path by name, relative to its input folder.
    pub source_path: String,
    /// The others.
    pub also_at: Vec<String>,
    /// Where to open each of them.
    pub paths: Vec<PathBuf>,
}

/// Looks at every input file; reads those whose size or time differs from `former`.
pub fn scan(config: &Config, request: &Request, former: &[InputFile]) -> Result<Scan> {
    let mut found = files::find(&config.input, &config.output.dir)?;
    if found.is_empty() {
        return Err(nothing_found(config));
    }
    found.truncate(request.limit.unwrap_or(usize::MAX));
    let trusted: HashMap<&str, &InputFile> = former.iter().map(|file| (file.source_path.as_str(), file)).collect();
    let newest = SystemTime::now().checked_sub(RACY).and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    let newest = newest.and_then(|since| i64::try_from(since.as_nanos()).ok()).unwrap_or(0);
    let look = |file: &Found| {
        let known = trusted.get(file.source_path.as_str()).copied().filter(|_| !request.verify);
        let mut input = look_at(config, file, known);
        if file.modified > newest {
            input.modified = 0;
        }
        super::check_stop(request)?;
        Ok(input)
    };
    let inputs: Vec<InputFile> = found.par_iter().map(look).collect::<Result<_>>()?;
    let documents = distinct(&inputs, &found);
    let changes = changes(&inputs, documents.len(), former);
    Ok(Scan { inputs, documents, changes })
}

fn nothing_found(config: &Config) -> Error {
    let hint = format!("input.paths is {:?}, input.extensions {:?}", config.input.paths, config.input.extensions);
    Error::failed("no input files found").stage("ingest").hint(hint)
}

fn look_at(config: &Config, file: &Found, known: Option<&InputFile>) -> InputFile {
    let mut input =
        InputFile { source_path: file.source_path.clone(), size: file.size, modified: file.modified, hash: String::new(), rejection: None };
    input.rejection = file.problem.clone().or_else(|| files::too_large(file.size, &config.input));
    if input.rejection.is_some() {
        return input;
    }
    let unchanged =
        |known: &&InputFile| known.modified != 0 && known.modified == file.modified && known.size == file.size && is_read(known);
    if let Some(known) = known.filter(unchanged) {
        return InputFile { hash: known.hash.clone(), rejection: known.rejection.clone(), ..input };
    }
    match files::read(&file.path, &config.input) {
        Ok(bytes) => {
            input.hash = files::hash(&bytes);
            input.rejection = files::decode(bytes).err();
        }
        Err(rejection) => reject(&mut input, rejection),
    }
    input
}

fn is_read(input: &InputFile) -> bool {
    !input.hash.is_empty()
}

/// Notes that a file could not be read; it is looked at again next time.
pub fn reject(input: &mut InputFile, rejection: Rejection) {
    input.rejection = Some(rejection);
    input.hash = String::new();
    input.modified = 0;
}

fn distinct(inputs: &[InputFile], found: &[Found]) -> Vec<DocumentInput> {
    let mut by_id: BTreeMap<&str, DocumentInput> = BTreeMap::new();
    for (input, file) in inputs.iter().zip(found).filter(|(input, _)| input.rejection.is_none()) {
        let doc_id = files::doc_id(&input.hash);
        match by_id.get_mut(doc_id) {
            Some(document) => {
                document.also_at.push(input.source_path.clone());
                document.paths.push(file.path.clone());
            }
            None => {
                let document = DocumentInput {
                    doc_id: doc_id.to_string(),
                    hash: input.hash.clone(),
                    source_path: input.source_path.clone(),
                    also_at: Vec::new(),
                    paths: vec![file.path.clone()],
                };
                by_id.insert(doc_id, document);
            }
        }
    }
    by_id.into_values().collect()
}

fn changes(inputs: &[InputFile], documents: usize, former: &[InputFile]) -> Changes {
    let before: HashMap<&str, &InputFile> = former.iter().map(|file| (file.source_path.as_str(), file)).collect();
    let now: BTreeSet<&str> = inputs.iter().map(|input| input.source_path.as_str()).collect();
    let quarantined = inputs.iter().filter(|input| input.rejection.is_some()).count();
    let path = |input: &InputFile| input.source_path.clone();
    let is_changed = |input: &&InputFile| {
        let known = before.get(input.source_path.as_str());
        known.is_some_and(|known| known.hash != input.hash || known.rejection != input.rejection)
    };
    Changes {
        files: inputs.len(),
        documents,
        duplicates: inputs.len() - quarantined - documents,
        quarantined,
        new: inputs.iter().filter(|input| !before.contains_key(input.source_path.as_str())).map(path).collect(),
        changed: inputs.iter().filter(is_changed).map(path).collect(),
        vanished: former.iter().filter(|input| !now.contains(input.source_path.as_str())).map(path).collect(),
    }
}
