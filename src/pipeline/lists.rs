//! What a run has yet to read, on disk: with a million articles ahead, a run holds the list of one part of them.

use super::scan::Found;
use crate::error::{Error, Result};
use crate::ingest::files::{self, Hash};
use crate::model::Rejection;
use crate::store::generation::Staging;
use crate::store::state::{self, INPUTS_FILE, InputFile};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

const WORK_FILE: &str = "work";

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
    /// The file of each of them, and how long the name of the record in it is.
    files: Vec<(PathBuf, usize)>,
}

/// Where a content lies.
pub struct Site<'a> {
    /// The file.
    pub path: &'a Path,
    /// The file's `source_path`.
    pub source_path: &'a str,
    /// The file's with the record's name.
    pub record: &'a str,
}

impl DocumentInput {
    /// Everywhere where it lies, in order.
    pub fn sites(&self) -> impl Iterator<Item = Site<'_>> {
        let names = [&self.source_path].into_iter().chain(&self.also_at);
        self.files.iter().zip(names).map(|((path, name), record)| {
            let source_path = record.get(..record.len().saturating_sub(*name)).unwrap_or(record);
            Site { path, source_path, record }
        })
    }
}

/// The lists of a run, in a hidden folder that vanishes with them.
pub struct Lists {
    staging: Staging,
    /// Where each part begins in the list of work, and where the last one ends.
    offsets: Vec<u64>,
    /// Files that are no documents, sorted by path.
    pub rejected: Vec<InputFile>,
}

impl Lists {
    /// The list of all inputs.
    pub fn inputs(&self) -> PathBuf {
        self.staging.dir().join(INPUTS_FILE)
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

    /// Notes files that turned out unreadable; gives whether there are any.
    pub fn reject(&mut self, late: Vec<(String, Rejection)>) -> Result<bool> {
        if late.is_empty() {
            return Ok(false);
        }
        let late: BTreeMap<String, Rejection> = late.into_iter().collect();
        let (path, new) = (self.inputs(), self.staging.file("inputs.new")?);
        let mut rejected = Vec::new();
        let with_late = |input: Result<InputFile>| {
            let mut input = input?;
            if let Some(rejection) = late.get(&input.place()) {
                super::scan::reject(&mut input, rejection.clone());
            }
            rejected.extend(input.rejection.is_some().then(|| input.clone()));
            Ok(input)
        };
        state::write_inputs(&new, state::inputs(&path)?.map(with_late))?;
        std::fs::rename(&new, &path).map_err(|e| Error::on("name the file", &path, e))?;
        self.rejected = rejected;
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
    pub fn add(&mut self, found: &Found<'_>, files: impl Iterator<Item = (PathBuf, usize)>) -> Result<()> {
        let mut record = found.hash.to_vec();
        record.extend(found.told.to_le_bytes());
        record.extend(found.release);
        let names: Vec<_> = [found.source_path.clone()].into_iter().chain(found.also_at()).collect();
        record.extend((names.len() as u32).to_le_bytes());
        names.iter().for_each(|name| put(&mut record, name.as_bytes()));
        for (path, name) in files {
            put(&mut record, path.as_os_str().as_encoded_bytes());
            record.extend((name as u32).to_le_bytes());
        }
        self.written += record.len() as u64;
        self.out.write_all(&record).map_err(|e| unwritten(&self.path, e))
    }

    /// What is added from now on belongs to the next part.
    pub fn end_part(&mut self) {
        self.offsets.push(self.written);
    }

    /// The lists, once all parts are written.
    pub fn finish(mut self, staging: Staging, rejected: Vec<InputFile>) -> Result<Lists> {
        self.out.flush().map_err(|e| unwritten(&self.path, e))?;
        Ok(Lists { staging, offsets: self.offsets, rejected })
    }
}

fn unwritten(path: &Path, e: io::Error) -> Error {
    Error::on("write the list of documents", path, e)
}

fn put(record: &mut Vec<u8>, text: &[u8]) {
    record.extend((text.len() as u32).to_le_bytes());
    record.extend(text);
}

fn document(rest: &mut &[u8]) -> io::Result<DocumentInput> {
    let (mut hash, mut release) = (Hash::default(), Hash::default());
    rest.read_exact(&mut hash)?;
    let mut told = [0; 8];
    rest.read_exact(&mut told)?;
    let told = u64::from_le_bytes(told);
    rest.read_exact(&mut release)?;
    let count = number(rest)?;
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).map_err(io::Error::other);
    let mut names: Vec<String> = (0..count).map(|_| take(rest).and_then(text)).collect::<io::Result<_>>()?;
    let file = |rest: &mut &[u8]| Ok((to_path(take(rest)?), number(rest)? as usize));
    let files = (0..count).map(|_| file(rest)).collect::<io::Result<_>>()?;
    let also_at = names.split_off(names.len().min(1));
    let (doc_id, release) = (files::doc_id(&hash), files::doc_id(&release));
    Ok(DocumentInput { doc_id, hash, told, release, source_path: names.pop().unwrap_or_default(), also_at, files })
}

fn number(rest: &mut &[u8]) -> io::Result<u32> {
    let mut bytes = [0; 4];
    rest.read_exact(&mut bytes)?;
    Ok(u32::from_le_bytes(bytes))
}

fn take(rest: &mut &[u8]) -> io::Result<Vec<u8>> {
    let length = number(rest)? as usize;
    let (text, behind) = rest.split_at_checked(length).ok_or(io::ErrorKind::UnexpectedEof)?;
    *rest = behind;
    Ok(text.to_vec())
}

#[cfg(unix)]
fn to_path(bytes: Vec<u8>) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    std::ffi::OsString::from_vec(bytes).into()
}

#[cfg(not(unix))]
fn to_path(bytes: Vec<u8>) -> PathBuf {
    String::from_utf8_lossy(&bytes).into_owned().into()
}
