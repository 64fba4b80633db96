//! What a run has yet to read, on disk: with a million articles ahead, a run holds the list of one part of them.

use super::scan::{Found, Place};
use crate::error::{Error, Result};
use crate::ingest::files::{self, Hash};
use crate::model::Rejection;
use crate::store::generation::Staging;
use crate::store::packed;
use crate::store::state::{self, INPUTS_FILE, InputFile};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

const WORK_FILE: &str = "work";
const REJECTED_FILE: &str = "rejected.jsonl";
/// Where a record is that was not kept.
const NOT_SPOOLED: u64 = u64::MAX;

/// One distinct content.
pub struct DocumentInput {
    pub doc_id: String,
    pub hash: Hash,
    /// What the container of its first record tells of it, summed up; 0 when nothing.
    pub told: u64,
    /// The id of the first document of the release that it reports.
    pub release: String,
    /// The first path by name, relative to its input folder.
    pub source_path: String,
    /// The others.
    pub also_at: Vec<String>,
    /// The file of each of them.
    files: Vec<InFile>,
}

/// A record in a file.
struct InFile {
    path: PathBuf,
    /// How long the name of the record is.
    name: usize,
    /// As in [`Site`].
    spooled: Option<u64>,
}

/// Where a content lies.
pub struct Site<'a> {
    /// The file.
    pub path: &'a Path,
    /// The file's `source_path`.
    pub source_path: &'a str,
    /// The file's with the record's name.
    pub record: &'a str,
    /// Where this run has kept the record, if it had to unpack it.
    pub spooled: Option<u64>,
}

impl DocumentInput {
    /// Everywhere where it lies, in order.
    pub fn sites(&self) -> impl Iterator<Item = Site<'_>> {
        let names = [&self.source_path].into_iter().chain(&self.also_at);
        self.files.iter().zip(names).map(|(InFile { path, name, spooled }, record)| {
            let source_path = record.get(..record.len().saturating_sub(*name)).unwrap_or(record);
            Site { path, source_path, record, spooled: *spooled }
        })
    }
}

/// The lists of a run, in a hidden folder that vanishes with them.
pub struct Lists {
    staging: Staging,
    /// Where each part begins in the list of work, and where the last one ends.
    offsets: Vec<u64>,
    /// How many records are no documents, by reason.
    pub quarantined: BTreeMap<String, u64>,
}

impl Lists {
    /// The list of all inputs.
    pub fn inputs(&self) -> PathBuf {
        self.staging.dir().join(INPUTS_FILE)
    }

    /// The records that are no documents, sorted by path.
    pub fn rejected(&self) -> Result<impl Iterator<Item = Result<InputFile>> + use<>> {
        state::inputs(&self.staging.dir().join(REJECTED_FILE))
    }

    /// Writes down which inputs are no documents.
    fn note_rejected(&mut self) -> Result<()> {
        self.quarantined.clear();
        let quarantined = &mut self.quarantined;
        let rejected = state::inputs(&self.staging.dir().join(INPUTS_FILE))?.filter(|input| {
            let rejection = input.as_ref().map_or(Some(None), |input| input.rejection.as_ref().map(Some));
            if let Some(Some(rejection)) = rejection {
                *quarantined.entry(rejection.reason.clone()).or_default() += 1;
            }
            rejection.is_some()
        });
        state::write_inputs(&self.staging.file(REJECTED_FILE)?, rejected)
    }

    /// The documents of a part, sorted by id.
    pub fn part(&self, number: usize) -> Result<Vec<DocumentInput>> {
        let path = self.staging.dir().join(WORK_FILE);
        let failed = |e| Error::on("read the list of documents", &path, e);
        let (start, end) = (self.offset(number), self.offset(number + 1));
        let mut file = File::open(&path).map_err(failed)?;
        file.seek(SeekFrom::Start(start)).map_err(failed)?;
        let mut bytes = Vec::new();
        file.take(end.saturating_sub(start)).read_to_end(&mut bytes).map_err(failed)?;
        let (mut rest, mut documents) = (bytes.as_slice(), Vec::new());
        while !rest.is_empty() {
            documents.push(document(&mut rest).map_err(failed)?);
        }
        documents.sort_unstable_by(|a, b| a.doc_id.cmp(&b.doc_id));
        Ok(documents)
    }

    fn offset(&self, part: usize) -> u64 {
        self.offsets.get(part).or(self.offsets.last()).copied().unwrap_or_default()
    }

    /// Notes records, by place, that turned out unreadable; gives whether there are any. A copy that stayed would be a document without
    /// rows.
    pub fn reject(&mut self, late: Vec<(String, Rejection)>) -> Result<bool> {
        if late.is_empty() {
            return Ok(false);
        }
        let late: BTreeMap<String, Rejection> = late.into_iter().collect();
        let (path, new) = (self.inputs(), self.staging.file("inputs.new")?);
        let with_late = |input: Result<InputFile>| {
            let mut input = input?;
            if let Some(rejection) = late.get(&input.place()) {
                super::scan::reject(&mut input, rejection.clone());
            }
            Ok(input)
        };
        state::write_inputs(&new, state::inputs(&path)?.map(with_late))?;
        std::fs::rename(&new, &path).map_err(|e| Error::on("name the file", &path, e))?;
        self.note_rejected()?;
        Ok(true)
    }
}

/// The list of documents to read, in the making.
pub struct Work {
    path: PathBuf,
    out: BufWriter<File>,
    written: u64,
    offsets: Vec<u64>,
}

impl Work {
    /// A new list.
    pub fn create(staging: &Staging) -> Result<Work> {
        let path = staging.file(WORK_FILE)?;
        let file = File::create(&path).map_err(|e| unwritten(&path, e))?;
        Ok(Work { path, out: BufWriter::new(file), written: 0, offsets: vec![0] })
    }

    /// Adds a document to the part that is being written.
    pub fn add(&mut self, found: Found<'_>) -> Result<()> {
        let mut record = found.hash.to_vec();
        packed::put_number(&mut record, found.told());
        record.extend(found.release()?);
        let places = found.places()?;
        packed::put_number(&mut record, places.len() as u64);
        for Place { source_path, path, name, spooled } in &places {
            packed::put(&mut record, source_path.as_bytes());
            packed::put_path(&mut record, path);
            packed::put_number(&mut record, *name as u64);
            packed::put_number(&mut record, spooled.unwrap_or(NOT_SPOOLED));
        }
        self.written += record.len() as u64;
        self.out.write_all(&record).map_err(|e| unwritten(&self.path, e))
    }

    /// What is added from now on belongs to the next part.
    pub fn end_part(&mut self) {
        self.offsets.push(self.written);
    }

    /// The lists, once all parts are written.
    pub fn finish(mut self, staging: Staging) -> Result<Lists> {
        self.out.flush().map_err(|e| unwritten(&self.path, e))?;
        let mut lists = Lists { staging, offsets: self.offsets, quarantined: BTreeMap::new() };
        lists.note_rejected()?;
        Ok(lists)
    }
}

fn unwritten(path: &Path, e: io::Error) -> Error {
    Error::on("write the list of documents", path, e)
}

fn document(rest: &mut &[u8]) -> io::Result<DocumentInput> {
    let (hash, told) = (packed::array(rest)?, packed::number(rest)?);
    let (release, count): (Hash, u64) = (packed::array(rest)?, packed::number(rest)?);
    let (mut names, mut files) = (Vec::new(), Vec::new());
    for _ in 0..count {
        names.push(packed::text(rest)?);
        let (path, name) = (packed::path(rest)?, packed::number(rest)? as usize);
        files.push(InFile { path, name, spooled: Some(packed::number(rest)?).filter(|at| *at != NOT_SPOOLED) });
    }
    let also_at = names.split_off(names.len().min(1));
    let (doc_id, release) = (files::doc_id(&hash), files::doc_id(&release));
    Ok(DocumentInput { doc_id, hash, told, release, source_path: names.pop().unwrap_or_default(), also_at, files })
}
