//! The input as it is now, against what it was when the last run saw it.
//!
//! Both are sorted by path and compared as they are read: the former list is never held, and of the present one a file costs
//! its path and some eighty bytes, until [`Scan::put_on_disk`] has written it down and lets go of it.

use super::lists::{Lists, Work};
use super::{Changes, Request};
use crate::config::Config;
use crate::error::{Error, Result};
use crate::ingest::files;
use crate::ingest::listing::{self, Listing};
use crate::store::generation::Staging;
use crate::store::state::{self, INPUTS_FILE, InputFile, Rejection};
use rayon::prelude::*;
use std::iter::Peekable;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A file that was written so shortly before it was looked at may be written again without its time telling.
const RACY: Duration = Duration::from_secs(2);
/// Files that are looked at side by side.
const AT_ONCE: usize = 8_192;

/// The hash of a content.
pub type Hash = [u8; 16];

/// The input as it is now, sorted by path.
#[derive(Default)]
pub struct Scan {
    listing: Listing,
    /// By file; zeros where it was not read.
    hashes: Vec<Hash>,
    /// By file: whether it is the first with its content.
    is_document: Vec<bool>,
    /// Files whose content is that of an earlier file: the earlier one, then this one; sorted.
    copies: Vec<(u32, u32)>,
    /// Files that are no documents, and why; sorted.
    rejected: Vec<(u32, Rejection)>,
    /// Against the last run.
    pub changes: Changes,
    /// The files as [`Listing::sum`] has them; none when a file is to be looked at again whatever its time says.
    pub seen: Option<String>,
}

/// A distinct content, as it lies in a [`Scan`].
pub struct Found<'a> {
    /// The number of its first file.
    pub number: usize,
    pub hash: &'a Hash,
    /// Of its first file.
    pub source_path: &'a str,
    pub size: u64,
    /// The number of this file and of each other one with the content.
    copies: &'a [(u32, u32)],
    scan: &'a Scan,
}

impl Found<'_> {
    /// The paths of the other files with this content.
    pub fn also_at(&self) -> impl Iterator<Item = &str> {
        self.copies.iter().map(|(_, copy)| self.scan.listing.source_path(*copy as usize))
    }

    /// Where to open each of its files.
    fn paths(&self) -> impl Iterator<Item = PathBuf> {
        let numbers = [self.number].into_iter().chain(self.copies.iter().map(|(_, copy)| *copy as usize));
        numbers.map(|number| self.scan.listing.path(number))
    }
}

/// Every input file, unsorted.
pub fn list(config: &Config) -> Result<Listing> {
    let listing = listing::find(&config.input, &config.output.dir)?;
    match listing.is_empty() {
        true => Err(nothing_found(config)),
        false => Ok(listing),
    }
}

/// Looks at every file listed; reads those whose size or time differs from the list of `former` inputs.
pub fn scan(config: &Config, request: &Request, mut listing: Listing, former: Option<&Path>) -> Result<Scan> {
    listing.sort(request.limit);
    let former = former.map(state::inputs).transpose()?.into_iter().flatten();
    let seen = Some(listing.sum());
    let mut scan = Scan { listing, seen, ..Scan::default() };
    scan.compare(config, request, former.peekable())?;
    scan.tell_copies();
    Ok(scan)
}

fn nothing_found(config: &Config) -> Error {
    let hint = format!("input.paths is {:?}, input.extensions {:?}", config.input.paths, config.input.extensions);
    Error::failed("no input files found").stage("ingest").hint(hint)
}

/// What a look at a file gives.
struct Seen {
    /// None where it was not read.
    hash: Option<Hash>,
    rejection: Option<Rejection>,
}

impl Scan {
    /// Looks at every file, some at a time, beside what is known of it.
    fn compare(&mut self, config: &Config, request: &Request, mut former: Peekable<impl Iterator<Item = Result<InputFile>>>) -> Result<()> {
        let newest = SystemTime::now().checked_sub(RACY).and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        let newest = newest.and_then(|since| i64::try_from(since.as_nanos()).ok()).unwrap_or(0);
        for start in (0..self.listing.len()).step_by(AT_ONCE) {
            let numbers = start..self.listing.len().min(start + AT_ONCE);
            let known: Vec<Option<InputFile>> = numbers.clone().map(|number| self.known(number, &mut former)).collect::<Result<_>>()?;
            let look = |(number, known): (usize, &Option<InputFile>)| {
                super::check_stop(request)?;
                Ok(look_at(config, &self.listing, number, known.as_ref().filter(|_| !request.verify)))
            };
            let seen: Vec<Seen> = numbers.clone().into_par_iter().zip(&known).map(look).collect::<Result<_>>()?;
            for ((number, known), seen) in numbers.zip(known).zip(seen) {
                self.note(number, known, seen, newest);
            }
        }
        former.try_for_each(|file| file.map(|file| self.changes.vanished.push(&file.source_path)))?;
        self.changes.files = self.listing.len();
        self.changes.quarantined = self.rejected.len();
        Ok(())
    }

    /// What the last run knew of a file; those before it that it knew are gone.
    fn known(&mut self, number: usize, former: &mut Peekable<impl Iterator<Item = Result<InputFile>>>) -> Result<Option<InputFile>> {
        let path = self.listing.source_path(number);
        let before = |file: &Result<InputFile>| file.as_ref().map_or(true, |file| file.source_path.as_str() < path);
        while let Some(gone) = former.next_if(before) {
            self.changes.vanished.push(&gone?.source_path);
        }
        former.next_if(|file| file.as_ref().is_ok_and(|file| file.source_path == path)).transpose()
    }

    fn note(&mut self, number: usize, known: Option<InputFile>, seen: Seen, newest: i64) {
        let hash = seen.hash.unwrap_or_default();
        match known {
            None => self.changes.new.push(self.listing.source_path(number)),
            Some(known) if to_hash(&known.hash) != seen.hash || known.rejection != seen.rejection => {
                self.changes.changed.push(self.listing.source_path(number));
            }
            Some(_) => {}
        }
        if self.listing.modified(number) > newest {
            self.listing.forget_time(number);
            self.seen = None;
        }
        if seen.rejection.as_ref().is_some_and(|rejection| seen.hash.is_none() && rejection.reason != files::TOO_LARGE) {
            self.seen = None;
        }
        self.hashes.push(hash);
        self.is_document.push(false);
        if let Some(rejection) = seen.rejection {
            self.rejected.push((number as u32, rejection));
        }
    }

    /// The first file by path with a content is the document's, the others are copies.
    fn tell_copies(&mut self) {
        let mut rejected = self.rejected.iter().map(|(number, _)| *number).peekable();
        let mut read: Vec<u32> = (0..self.hashes.len() as u32).filter(|number| rejected.next_if_eq(number).is_none()).collect();
        let id = |number: u32| files::id_of(&self.hashes[number as usize]);
        read.par_sort_unstable_by_key(|number| (id(*number), *number));
        for same in read.chunk_by(|a, b| id(*a) == id(*b)) {
            self.is_document[same[0] as usize] = true;
            self.copies.extend(same[1..].iter().map(|copy| (same[0], *copy)));
        }
        self.copies.sort_unstable();
        self.changes.duplicates = self.copies.len();
        self.changes.documents = read.len() - self.copies.len();
    }

    /// The distinct contents among these files, in the order of their first paths.
    pub fn documents(&self, files: Range<usize>) -> impl Iterator<Item = Found<'_>> {
        let start = self.copies.partition_point(|(first, _)| (*first as usize) < files.start);
        let mut copies = &self.copies[start..];
        files.filter(|number| self.is_document[*number]).map(move |number| {
            let own = copies.partition_point(|(first, _)| *first as usize <= number);
            let (own, others) = copies.split_at(own);
            copies = others;
            Found {
                number,
                hash: &self.hashes[number],
                source_path: self.listing.source_path(number),
                size: self.listing.size(number),
                copies: own,
                scan: self,
            }
        })
    }

    /// Files found.
    pub fn len(&self) -> usize {
        self.hashes.len()
    }

    /// Every file as the state keeps it.
    pub fn inputs(&self) -> impl Iterator<Item = InputFile> {
        let mut rejected = self.rejected.iter().peekable();
        (0..self.len()).map(move |number| {
            let rejection = rejected.next_if(|(of, _)| *of as usize == number).map(|(_, rejection)| rejection.clone());
            self.input(number, rejection)
        })
    }

    /// The files that are no documents.
    pub fn rejected(&self) -> impl Iterator<Item = InputFile> {
        self.rejected.iter().map(|(number, rejection)| self.input(*number as usize, Some(rejection.clone())))
    }

    fn input(&self, number: usize, rejection: Option<Rejection>) -> InputFile {
        let hash = self.hashes[number];
        InputFile {
            source_path: self.listing.source_path(number).to_string(),
            size: self.listing.size(number),
            modified: self.listing.modified(number),
            hash: if hash == Hash::default() { String::new() } else { files::to_hex(&hash) },
            rejection,
        }
    }

    /// Writes down what is left to read, part by part, and lets go of it.
    pub fn put_on_disk(&mut self, staging: Staging, parts: impl Iterator<Item = Range<usize>>) -> Result<Lists> {
        state::write_inputs(&staging.file(INPUTS_FILE)?, self.inputs())?;
        let mut work = Work::create(&staging)?;
        for files in parts {
            for found in self.documents(files) {
                work.add(&found, found.paths())?;
            }
            work.end_part();
        }
        let lists = work.finish(staging, self.rejected().collect())?;
        *self = Scan { changes: std::mem::take(&mut self.changes), seen: self.seen.take(), ..Scan::default() };
        Ok(lists)
    }
}

fn look_at(config: &Config, listing: &Listing, number: usize, known: Option<&InputFile>) -> Seen {
    let (size, modified) = (listing.size(number), listing.modified(number));
    if let Some(rejection) = listing.problem(number).cloned().or_else(|| files::too_large(size, &config.input)) {
        return Seen { hash: None, rejection: Some(rejection) };
    }
    let unchanged = |known: &&InputFile| known.modified != 0 && known.modified == modified && known.size == size;
    if let Some((known, hash)) = known.filter(unchanged).and_then(|known| Some((known, to_hash(&known.hash)?))) {
        return Seen { hash: Some(hash), rejection: known.rejection.clone() };
    }
    match files::read(&listing.path(number), &config.input) {
        Ok(bytes) => Seen { hash: Some(files::hash(&bytes)), rejection: files::decode(bytes).err() },
        Err(rejection) => Seen { hash: None, rejection: Some(rejection) },
    }
}

fn to_hash(hex: &str) -> Option<Hash> {
    let mut hash = Hash::default();
    for (byte, digits) in hash.iter_mut().zip(hex.as_bytes().chunks(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?;
    }
    (hex.len() == 2 * hash.len()).then_some(hash)
}

/// Notes that a file could not be read after all; it is looked at again next time.
pub fn reject(input: &mut InputFile, rejection: Rejection) {
    input.rejection = Some(rejection);
    input.hash = String::new();
    input.modified = 0;
}
