//! The input as it is now, against what it was when the last run saw it.
//!
//! Both are sorted by path and compared as they are read: the former list is never held, and of the present one a file costs
//! its path and some eighty bytes, until [`Scan::put_on_disk`] has written it down and lets go of it.

use super::entries::Entries;
use super::lists::{Lists, Work};
use super::releases::Sketches;
use super::{Changes, Request};
use crate::config::{Config, Input};
use crate::error::{Error, Result};
use crate::ingest::article::Article;
use crate::ingest::files::{self, Hash};
use crate::ingest::formats::{self, Context};
use crate::ingest::listing::{self, Listing};
use crate::ingest::sketch::Sketch;
use crate::ingest::spool::Spool;
use crate::lexicon::Lexicon;
use crate::model::Rejection;
use crate::store::generation::Staging;
use crate::store::state::{self, INPUTS_FILE, InputFile};
use rayon::prelude::*;
use std::borrow::Cow;
use std::iter::Peekable;
use std::ops::{ControlFlow, Range};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A file that was written so shortly before it was looked at may be written again without its time telling.
const RACY: Duration = Duration::from_secs(2);
/// Files that are looked at side by side.
const AT_ONCE: usize = 8_192;

/// The input as it is now, sorted by path.
#[derive(Default)]
pub struct Scan {
    listing: Listing,
    /// The records in the files of the listing.
    entries: Entries,
    /// By record; zeros where it has no text.
    hashes: Vec<Hash>,
    /// By record: whether it is the first with its content.
    is_document: Vec<bool>,
    /// Records whose content is that of an earlier one: the earlier one, then this one; sorted.
    copies: Vec<(u32, u32)>,
    /// Records that are no documents, and why; sorted.
    rejected: Vec<(u32, Rejection)>,
    /// Records of which their container tells something, and the sum over it; sorted.
    told: Vec<(u32, u64)>,
    /// By record: the first record of the release that it reports.
    releases: Vec<u32>,
    /// What tells near-identical records.
    sketches: Sketches,
    /// What had to be unpacked to be looked at.
    pub spool: Spool,
    /// Against the last run.
    pub changes: Changes,
    /// The files as [`Listing::sum`] has them; none when a file is to be looked at again whatever its time says.
    pub seen: Option<String>,
}

/// A distinct content, as it lies in a [`Scan`].
pub struct Found<'a> {
    /// The number of its first record.
    pub number: usize,
    pub hash: &'a Hash,
    /// What the container of its first record tells of it, summed up; 0 when nothing.
    pub told: u64,
    /// The content of the first document of the release that it reports, by path: its own when no earlier one does.
    pub release: &'a Hash,
    /// Of its first record.
    pub source_path: Cow<'a, str>,
    /// Of its first record, taking the records of a file to be of one size.
    pub size: u64,
    /// The number of this record and of each other one with the content.
    copies: &'a [(u32, u32)],
    scan: &'a Scan,
}

impl Found<'_> {
    /// Where the other records with this content are.
    pub fn also_at(&self) -> impl Iterator<Item = Cow<'_, str>> {
        self.copies.iter().map(|(_, copy)| self.scan.source_path(*copy as usize))
    }

    /// The file of each of its records, and how long the name of the record in it is.
    fn files(&self) -> impl Iterator<Item = (PathBuf, usize)> {
        let numbers = [self.number].into_iter().chain(self.copies.iter().map(|(_, copy)| *copy as usize));
        numbers.map(|number| {
            let (file, name) = self.scan.entries.file_and_name(number);
            (self.scan.listing.path(file), name.len())
        })
    }
}

/// What the last run left about the inputs.
#[derive(Clone, Copy)]
pub struct Former<'a> {
    /// Their list.
    pub inputs: Option<&'a Path>,
    /// Whether it was made by the rules and settings of now, so that a file of the same size and time need not be read.
    pub same_rules: bool,
    /// Whether the same files would be chosen of an archive.
    pub same_endings: bool,
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
pub fn scan(config: &Config, request: &Request, mut listing: Listing, former: Former) -> Result<Scan> {
    listing.sort(request.limit);
    let known = former.inputs.map(state::inputs).transpose()?.into_iter().flatten();
    let seen = Some(listing.sum());
    let mut scan = Scan { listing, seen, ..Scan::default() };
    let looking = Looking {
        config,
        request,
        lexicon: &Lexicon::builtin(),
        trusts: former.same_rules && !request.verify,
        same_endings: former.same_endings,
    };
    scan.compare(&looking, known.peekable())?;
    scan.tell_copies();
    scan.releases = scan.sketches.releases()?;
    Ok(scan)
}

fn nothing_found(config: &Config) -> Error {
    let Input { paths, extensions, .. } = &config.input;
    let places: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
    let (places, endings) = (places.join(", "), extensions.join(", "));
    let hint =
        format!("put articles into {places} (input.paths), in files that end in {endings} (input.extensions), or name others with --input");
    Error::failed("no input files found").stage("ingest").hint(hint)
}

/// What a look at a record gives.
#[derive(PartialEq)]
struct Seen {
    /// What tells it from others of its file.
    name: Box<str>,
    /// None where it has no text.
    hash: Option<Hash>,
    /// As in [`InputFile`].
    told: u64,
    sketch: Option<Sketch>,
    rejection: Option<Box<Rejection>>,
}

/// What the last run knew of a file.
#[derive(Default)]
struct Known {
    size: u64,
    /// 0 where it is to be read whatever its time says.
    modified: i64,
    records: Vec<Seen>,
}

impl Known {
    fn add(&mut self, record: InputFile) {
        let lasting = !record.hash.is_empty() || record.rejection.as_ref().is_some_and(files::is_lasting);
        let first = self.records.is_empty();
        self.size = record.size;
        self.modified = if lasting && (first || self.modified == record.modified) { record.modified } else { 0 };
        let (hash, rejection) = (files::of_hex(&record.hash), record.rejection.map(Box::new));
        let sketch = files::of_hex(&record.sketch).map(Sketch);
        self.records.push(Seen { name: record.record.into(), hash, told: record.told, sketch, rejection });
    }
}

/// A file against what was known of it.
#[derive(Clone, Copy)]
enum Change {
    New,
    Changed,
    Same,
}

/// What is looked with.
struct Looking<'a> {
    config: &'a Config,
    request: &'a Request,
    lexicon: &'a Lexicon,
    /// Whether a file of the same size and time is taken to be the same...
    trusts: bool,
    /// ...even an archive.
    same_endings: bool,
}

impl Scan {
    /// Looks at every file, some at a time, beside what is known of it.
    fn compare(&mut self, looking: &Looking, mut former: Peekable<impl Iterator<Item = Result<InputFile>>>) -> Result<()> {
        let newest = SystemTime::now().checked_sub(RACY).and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        let newest = newest.and_then(|since| i64::try_from(since.as_nanos()).ok()).unwrap_or(0);
        for start in (0..self.listing.len()).step_by(AT_ONCE) {
            let numbers = start..self.listing.len().min(start + AT_ONCE);
            let known: Vec<Known> = numbers.clone().map(|number| self.known(number, &mut former)).collect::<Result<_>>()?;
            let look = |(number, known): (usize, Known)| {
                super::check_stop(looking.request)?;
                self.look_at(looking, number, known)
            };
            let seen: Vec<(Change, Vec<Seen>)> = numbers.clone().into_par_iter().zip(known).map(look).collect::<Result<_>>()?;
            for (number, (change, seen)) in numbers.zip(seen) {
                for one in &seen {
                    self.sketches.push(one.sketch, &looking.config.output.dir)?;
                }
                self.note(number, change, seen, newest);
            }
        }
        let mut last = String::new();
        for gone in former {
            self.gone(gone?, &mut last);
        }
        self.changes.files = self.entries.len();
        self.changes.quarantined = self.rejected.len();
        Ok(())
    }

    /// What the last run knew of a file; files before it that it knew are gone.
    fn known(&mut self, number: usize, former: &mut Peekable<impl Iterator<Item = Result<InputFile>>>) -> Result<Known> {
        let mut last = String::new();
        let before = |file: &Result<InputFile>, path: &str| file.as_ref().map_or(true, |file| file.source_path.as_str() < path);
        while let Some(gone) = former.next_if(|file| before(file, self.listing.source_path(number))) {
            self.gone(gone?, &mut last);
        }
        let path = self.listing.source_path(number);
        let mut known = Known::default();
        while let Some(record) = former.next_if(|file| file.as_ref().is_ok_and(|file| file.source_path == path)) {
            known.add(record?);
        }
        Ok(known)
    }

    /// Notes a file that is there no more, once for all its records.
    fn gone(&mut self, record: InputFile, last: &mut String) {
        if *last != record.source_path {
            self.changes.vanished.push(&record.source_path);
            *last = record.source_path;
        }
    }

    fn note(&mut self, number: usize, change: Change, seen: Vec<Seen>, newest: i64) {
        let path = self.listing.source_path(number);
        match change {
            Change::New => self.changes.new.push(path),
            Change::Changed => self.changes.changed.push(path),
            Change::Same => {}
        }
        if self.listing.modified(number) > newest {
            self.listing.forget_time(number);
            self.seen = None;
        }
        if seen.iter().filter_map(|seen| seen.rejection.as_ref()).any(|rejection| !files::is_lasting(rejection)) {
            self.seen = None;
        }
        match seen.as_slice() {
            [one] if one.name.is_empty() => self.entries.push_file(),
            several => self.entries.push_records(several.iter().map(|seen| &*seen.name)),
        }
        for seen in seen {
            if let Some(rejection) = seen.rejection {
                self.rejected.push((self.hashes.len() as u32, *rejection));
            }
            if seen.told != 0 {
                self.told.push((self.hashes.len() as u32, seen.told));
            }
            self.hashes.push(seen.hash.unwrap_or_default());
            self.is_document.push(false);
        }
    }

    /// The records of a file: those known when it is the same file still, else those that are in it, by name.
    fn look_at(&self, looking: &Looking, number: usize, known: Known) -> Result<(Change, Vec<Seen>)> {
        let (size, modified) = (self.listing.size(number), self.listing.modified(number));
        let chosen = looking.same_endings || !formats::is_archive(self.listing.source_path(number));
        let unchanged = looking.trusts && chosen && known.modified != 0 && known.modified == modified && known.size == size;
        let problem = self.listing.problem(number);
        if unchanged && problem.is_none() {
            return Ok((Change::Same, known.records));
        }
        let seen = match problem {
            Some(rejection) => {
                vec![Seen { name: "".into(), hash: None, told: 0, sketch: None, rejection: Some(Box::new(rejection.clone())) }]
            }
            None => self.read(looking, number)?,
        };
        let change = match known.records.is_empty() {
            true => Change::New,
            false if known.records == seen => Change::Same,
            false => Change::Changed,
        };
        Ok((change, seen))
    }

    /// Reads every record of a file; keeps what had to be unpacked.
    fn read(&self, looking: &Looking, number: usize) -> Result<Vec<Seen>> {
        let (path, source_path) = (self.listing.path(number), self.listing.source_path(number));
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let (config, scratch) = (looking.config, looking.config.output.dir.as_path());
        let context = Context { input: &config.input, fields: &config.fields, lexicon: looking.lexicon, scratch };
        let keeps = !formats::is_plain(&name) && scratch.is_dir();
        let (mut seen, mut kept) = (Vec::new(), Ok(()));
        formats::read(&path, &name, &context, &mut |record| {
            let hash = record.article.as_ref().ok().map(|article| files::hash(article.text.as_bytes()));
            if let Some(article) = record.article.as_ref().ok().filter(|_| keeps) {
                let place = format!("{source_path}{}", record.id);
                kept = super::check_stop(looking.request).and_then(|()| self.spool.put(&place, article, scratch));
            }
            let told = record.article.as_ref().map_or(0, Article::told);
            let sketch = record.article.as_ref().ok().and_then(|article| Sketch::of(&article.text));
            seen.push(Seen { name: record.id.into(), hash, told, sketch, rejection: record.article.err().map(Box::new) });
            if kept.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        kept?;
        seen.sort_unstable_by(|a, b| a.name.cmp(&b.name));
        Ok(seen)
    }

    /// The first record by path with a content is the document's, the others are copies.
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

    fn told(&self, number: usize) -> u64 {
        let found = self.told.binary_search_by_key(&number, |(record, _)| *record as usize);
        found.ok().and_then(|at| self.told.get(at)).map_or(0, |(_, told)| *told)
    }

    /// Where a record is.
    fn source_path(&self, number: usize) -> Cow<'_, str> {
        match self.entries.file_and_name(number) {
            (file, "") => Cow::Borrowed(self.listing.source_path(file)),
            (file, name) => Cow::Owned(format!("{}{name}", self.listing.source_path(file))),
        }
    }

    /// The distinct contents among these records, in the order of their first places.
    pub fn documents(&self, records: Range<usize>) -> impl Iterator<Item = Found<'_>> {
        let start = self.copies.partition_point(|(first, _)| (*first as usize) < records.start);
        let mut copies = &self.copies[start..];
        records.filter(|number| self.is_document[*number]).map(move |number| {
            let own = copies.partition_point(|(first, _)| *first as usize <= number);
            let (own, others) = copies.split_at(own);
            copies = others;
            let (file, _) = self.entries.file_and_name(number);
            let size = self.listing.size(file) / self.entries.beside(number) as u64;
            let (told, release) = (self.told(number), &self.hashes[self.releases[number] as usize]);
            Found {
                number,
                hash: &self.hashes[number],
                told,
                release,
                source_path: self.source_path(number),
                size,
                copies: own,
                scan: self,
            }
        })
    }

    /// Records found.
    pub fn len(&self) -> usize {
        self.hashes.len()
    }

    /// Every file as the state keeps it, without sketches.
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
        let (file, record) = self.entries.file_and_name(number);
        InputFile {
            source_path: self.listing.source_path(file).to_string(),
            record: record.to_string(),
            size: self.listing.size(file),
            modified: self.listing.modified(file),
            hash: if hash == Hash::default() { String::new() } else { files::to_hex(&hash) },
            told: self.told(number),
            sketch: String::new(),
            rejection,
        }
    }

    /// Writes down what is left to read, part by part, and lets go of it.
    pub fn put_on_disk(&mut self, staging: Staging, parts: impl Iterator<Item = Range<usize>>) -> Result<Lists> {
        let mut sketches = std::mem::take(&mut self.sketches);
        let with_sketch = |(input, sketch): (InputFile, Result<Option<Sketch>>)| {
            Ok(InputFile { sketch: sketch?.map(|sketch| files::to_hex(&sketch.0)).unwrap_or_default(), ..input })
        };
        state::write_inputs(&staging.file(INPUTS_FILE)?, self.inputs().zip(sketches.all()?).map(with_sketch))?;
        let mut work = Work::create(&staging)?;
        for records in parts {
            for found in self.documents(records) {
                work.add(&found, found.files())?;
            }
            work.end_part();
        }
        let lists = work.finish(staging, self.rejected().collect())?;
        let (changes, seen, spool) = (std::mem::take(&mut self.changes), self.seen.take(), std::mem::take(&mut self.spool));
        *self = Scan { changes, seen, spool, ..Scan::default() };
        Ok(lists)
    }
}

/// Notes that a file could not be read after all; it is looked at again next time.
pub fn reject(input: &mut InputFile, rejection: Rejection) {
    input.rejection = Some(rejection);
    input.hash = String::new();
    input.sketch = String::new();
    input.modified = 0;
}
