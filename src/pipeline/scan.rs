//! The input as it is now, against what it was when the last run saw it.
//!
//! Both are sorted by path and compared as they are read. Neither is held: what was found of a record lies on disk
//! (`inventory.rs`), and in memory it costs a number or two until [`Scan::put_on_disk`] has cut the work into parts.

use super::inventory::{Entry, Inventory, Records, Seen, Sum};
use super::lists::{Lists, Work};
use super::{Changes, Request};
use crate::config::{Config, Input};
use crate::error::{Error, Result};
use crate::ingest::article::Article;
use crate::ingest::files::{self, Hash};
use crate::ingest::formats::{self, Context};
use crate::ingest::listing::{self, ListedFile, Listing};
use crate::ingest::releases::Sketches;
use crate::ingest::sketch::Sketch;
use crate::ingest::spool::Spool;
use crate::lexicon::Lexicon;
use crate::model::Rejection;
use crate::store::generation::Staging;
use crate::store::state::{self, INPUTS_FILE, InputFile};
use rayon::prelude::*;
use std::iter::Peekable;
use std::ops::{ControlFlow, Range};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A file that was written so shortly before it was looked at may be written again without its time telling.
const RACY: Duration = Duration::from_secs(2);
/// Files that are looked at side by side...
const AT_ONCE: usize = 8_192;
/// ...and those of them that may hold several records.
const CONTAINERS_AT_ONCE: usize = 32;

/// The input as it is now, sorted by path.
#[derive(Default)]
pub struct Scan {
    inventory: Inventory,
    /// Records with a text: the id of the text, and the record's number. Empty once copies are told.
    ids: Vec<(u64, u32)>,
    /// By record: whether it is the first with its content.
    is_document: Vec<bool>,
    /// Records whose content is that of an earlier one: the earlier one, then this one; sorted.
    copies: Vec<(u32, u32)>,
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
    /// Its first record.
    entry: Entry,
    /// The number of its first record.
    pub number: usize,
    pub hash: Hash,
    /// The number of the first record of the release that it reports.
    release: usize,
    /// The number of this record and of each other one with the content.
    copies: &'a [(u32, u32)],
    inventory: &'a Inventory,
}

/// Where a record is.
pub struct Place {
    /// Its file's `source_path` with its name.
    pub source_path: String,
    /// Its file.
    pub path: PathBuf,
    /// How long the name is.
    pub name: usize,
    /// Where it was kept when it had to be unpacked to be seen.
    pub spooled: Option<u64>,
}

impl Place {
    fn of(entry: Entry) -> Place {
        Place { source_path: entry.place(), path: entry.file.path, name: entry.seen.name.len(), spooled: entry.seen.spooled }
    }
}

impl Found<'_> {
    /// Where its first record is.
    pub fn place(&self) -> String {
        self.entry.place()
    }

    /// The path of the file that its first record is in.
    pub fn file(&self) -> &str {
        &self.entry.file.source_path
    }

    /// What the container of its first record tells of it, summed up; 0 when nothing.
    pub fn told(&self) -> u64 {
        self.entry.seen.told
    }

    /// Of its first record, taking the records of a file to be of one size.
    pub fn size(&self) -> u64 {
        self.entry.file.size / self.entry.beside.max(1)
    }

    /// The content of the first document of the release that it reports, by path: its own when no earlier one does.
    pub fn release(&self) -> Result<Hash> {
        if self.release == self.number {
            return Ok(self.hash);
        }
        Ok(self.inventory.entry(self.release)?.seen.hash.unwrap_or_default())
    }

    /// The other records with this content.
    pub fn copies(&self) -> impl Iterator<Item = Result<Entry>> {
        self.copies.iter().map(|(_, copy)| self.inventory.entry(*copy as usize))
    }

    /// Where it is, and where the other records with this content are.
    pub fn places(self) -> Result<Vec<Place>> {
        let others: Vec<Place> = self.copies().map(|entry| entry.map(Place::of)).collect::<Result<_>>()?;
        Ok([Place::of(self.entry)].into_iter().chain(others).collect())
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

/// Every input file. A shard may have none.
pub fn list(config: &Config, request: &Request) -> Result<Listing> {
    let listing = listing::find(&config.input, &config.output.dir)?;
    if listing.is_empty() {
        return Err(nothing_found(config));
    }
    match request.shard {
        Some(shard) => listing.keep(&config.output.dir, |path| shard.holds(path)),
        None => Ok(listing),
    }
}

/// The input as other runs saw it, from their lists sorted by path: no file is looked at.
pub fn of_lists(config: &Config, inputs: impl Iterator<Item = Result<InputFile>>) -> Result<Scan> {
    let scratch = config.output.dir.as_path();
    // without `seen`: the files may be others by now, and the next run looks at each
    let mut scan = Scan { inventory: Inventory::in_dir(scratch), sketches: Sketches::in_dir(scratch), ..Scan::default() };
    let mut inputs = inputs.peekable();
    while let Some(first) = inputs.next() {
        let first = first?;
        let InputFile { source_path, size, modified, .. } = first.clone();
        let mut known = Known::default();
        known.add(first, scratch)?;
        while let Some(record) = inputs.next_if(|file| file.as_ref().is_ok_and(|file| file.source_path == source_path)) {
            known.add(record?, scratch)?;
        }
        let file = ListedFile { source_path, path: PathBuf::new(), size, modified, problem: None };
        scan.note(Looked { file, records: known.records, known: None }, i64::MAX)?;
    }
    scan.count()?;
    Ok(scan)
}

/// Looks at every file listed; reads those whose size or time differs from the list of `former` inputs.
pub fn scan(config: &Config, request: &Request, listing: Listing, former: Former) -> Result<Scan> {
    let known = former.inputs.map(state::inputs).transpose()?.into_iter().flatten();
    let scratch = config.output.dir.as_path();
    let mut scan = Scan {
        inventory: Inventory::in_dir(scratch),
        sketches: Sketches::in_dir(scratch),
        seen: request.limit.is_none().then(|| listing.sum()),
        ..Scan::default()
    };
    let looking = Looking {
        config,
        request,
        lexicon: &Lexicon::builtin(),
        trusts: former.same_rules && !request.verify,
        same_endings: former.same_endings,
    };
    let files = listing.sorted()?.take(request.limit.unwrap_or(usize::MAX));
    scan.compare(&looking, files.peekable(), known.peekable())?;
    scan.count()?;
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

/// What the last run knew of a file.
#[derive(Default)]
struct Known {
    size: u64,
    /// 0 where it is to be read whatever its time says.
    modified: i64,
    sum: Sum,
    records: Records,
}

impl Known {
    fn add(&mut self, record: InputFile, scratch: &Path) -> Result<()> {
        let lasting = !record.hash.is_empty() || record.rejection.as_ref().is_some_and(files::is_lasting);
        let first = self.records.len() == 0;
        self.size = record.size;
        self.modified = if lasting && (first || self.modified == record.modified) { record.modified } else { 0 };
        let (hash, sketch) = (files::of_hex(&record.hash), files::of_hex(&record.sketch).map(Sketch));
        let seen = Seen { name: record.record, hash, told: record.told, sketch, rejection: record.rejection, spooled: None };
        self.sum.add(&seen);
        self.records.push(seen, scratch)
    }
}

/// A file that was looked at.
struct Looked {
    file: ListedFile,
    records: Records,
    /// Set when it was read: how many records were known of it, and their sum.
    known: Option<(usize, [u8; 32])>,
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
    fn compare(
        &mut self,
        looking: &Looking,
        mut files: Peekable<impl Iterator<Item = Result<ListedFile>>>,
        mut former: Peekable<impl Iterator<Item = Result<InputFile>>>,
    ) -> Result<()> {
        let newest = SystemTime::now().checked_sub(RACY).and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        let newest = newest.and_then(|since| i64::try_from(since.as_nanos()).ok()).unwrap_or(0);
        while files.peek().is_some() {
            let mut ahead = Vec::new();
            for file in some_of(&mut files) {
                let file = file?;
                let known = self.known(looking, &file, &mut former)?;
                ahead.push((file, known));
            }
            let look = |(file, known): (ListedFile, Known)| {
                super::check_stop(looking.request)?;
                looking.look_at(&self.spool, file, known)
            };
            let looked: Vec<Looked> = ahead.into_par_iter().map(look).collect::<Result<_>>()?;
            looked.into_iter().try_for_each(|looked| self.note(looked, newest))?;
        }
        let mut last = String::new();
        for gone in former {
            self.gone(gone?, &mut last);
        }
        Ok(())
    }

    /// What is found among the records, once all of them are known.
    fn count(&mut self) -> Result<()> {
        self.changes.files = self.inventory.len();
        self.tell_copies();
        self.releases = self.sketches.releases()?;
        Ok(())
    }

    /// What the last run knew of a file; files before it that it knew are gone.
    fn known(
        &mut self,
        looking: &Looking,
        file: &ListedFile,
        former: &mut Peekable<impl Iterator<Item = Result<InputFile>>>,
    ) -> Result<Known> {
        let mut last = String::new();
        let path = file.source_path.as_str();
        while let Some(gone) = former.next_if(|file| file.as_ref().map_or(true, |file| file.source_path.as_str() < path)) {
            self.gone(gone?, &mut last);
        }
        let mut known = Known::default();
        while let Some(record) = former.next_if(|file| file.as_ref().is_ok_and(|file| file.source_path == path)) {
            known.add(record?, looking.scratch())?;
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

    /// Notes a file with its records.
    fn note(&mut self, looked: Looked, newest: i64) -> Result<()> {
        let Looked { mut file, records, known } = looked;
        if file.modified > newest {
            file.modified = 0;
            self.seen = None;
        }
        let (beside, mut sum) = (records.len(), Sum::default());
        let mut entry = None;
        for seen in records.sorted()? {
            let seen = seen?;
            sum.add(&seen);
            self.sketches.push(seen.sketch)?;
            let number = self.inventory.len() as u32;
            match (&seen.rejection, &seen.hash) {
                (None, hash) => self.ids.push((files::id_of(&hash.unwrap_or_default()), number)),
                (Some(rejection), _) => {
                    self.changes.quarantined += 1;
                    if !files::is_lasting(rejection) {
                        self.seen = None;
                    }
                }
            }
            let entry = entry.get_or_insert_with(|| Entry { file: file.clone(), beside: beside as u64, seen: seen.clone() });
            entry.seen = seen;
            self.inventory.push(entry)?;
        }
        match known {
            None => {}
            Some((0, _)) => self.changes.new.push(&file.source_path),
            Some((_, before)) if before != sum.finish() => self.changes.changed.push(&file.source_path),
            Some(_) => {}
        }
        Ok(())
    }

    /// The first record by path with a content is the document's, the others are copies.
    fn tell_copies(&mut self) {
        let mut read = std::mem::take(&mut self.ids);
        read.par_sort_unstable();
        self.is_document = vec![false; self.inventory.len()];
        for same in read.chunk_by(|a, b| a.0 == b.0) {
            self.is_document[same[0].1 as usize] = true;
            self.copies.extend(same[1..].iter().map(|copy| (same[0].1, copy.1)));
        }
        self.copies.par_sort_unstable();
        self.changes.duplicates = self.copies.len();
        self.changes.documents = read.len() - self.copies.len();
    }

    /// The distinct contents among these records, in the order of their first places.
    pub fn documents(&self, records: Range<usize>) -> impl Iterator<Item = Result<Found<'_>>> {
        let start = self.copies.partition_point(|(first, _)| (*first as usize) < records.start);
        let mut copies = &self.copies[start..];
        let entries = records.clone().zip(self.inventory.entries(records));
        entries.filter(|(number, _)| self.is_document[*number]).map(move |(number, entry)| {
            let own = copies.partition_point(|(first, _)| *first as usize <= number);
            let (own, others) = copies.split_at(own);
            copies = others;
            let (entry, release) = (entry?, self.releases[number] as usize);
            let hash = entry.seen.hash.unwrap_or_default();
            Ok(Found { entry, number, hash, release, copies: own, inventory: &self.inventory })
        })
    }

    /// Records found.
    pub fn len(&self) -> usize {
        self.inventory.len()
    }

    /// Every record as the state keeps it.
    pub fn inputs(&self) -> impl Iterator<Item = Result<InputFile>> {
        self.inventory.entries(0..self.len()).map(|entry| entry.map(input))
    }

    /// Writes down what is left to read, part by part, and lets go of it.
    pub fn put_on_disk(&mut self, staging: Staging, parts: impl Iterator<Item = Range<usize>>) -> Result<Lists> {
        state::write_inputs(&staging.file(INPUTS_FILE)?, self.inputs())?;
        let mut work = Work::create(&staging)?;
        for records in parts {
            for found in self.documents(records) {
                work.add(found?)?;
            }
            work.end_part();
        }
        let lists = work.finish(staging)?;
        let (changes, seen, spool) = (std::mem::take(&mut self.changes), self.seen.take(), std::mem::take(&mut self.spool));
        *self = Scan { changes, seen, spool, ..Scan::default() };
        Ok(lists)
    }
}

impl Looking<'_> {
    fn scratch(&self) -> &Path {
        &self.config.output.dir
    }

    /// The records of a file: those known when it is the same file still, else those that are in it.
    fn look_at(&self, spool: &Spool, file: ListedFile, known: Known) -> Result<Looked> {
        let chosen = self.same_endings || !formats::is_archive(&file.source_path);
        let unchanged = self.trusts && chosen && known.modified != 0 && known.modified == file.modified && known.size == file.size;
        if unchanged && file.problem.is_none() {
            return Ok(Looked { file, records: known.records, known: None });
        }
        let records = match &file.problem {
            Some(_) => {
                let mut records = Records::default();
                let seen = Seen { name: String::new(), hash: None, told: 0, sketch: None, rejection: file.problem.clone(), spooled: None };
                records.push(seen, self.scratch())?;
                records
            }
            None => self.read(spool, &file)?,
        };
        Ok(Looked { file, records, known: Some((known.records.len(), known.sum.finish())) })
    }

    /// Reads every record of a file; keeps what had to be unpacked.
    fn read(&self, spool: &Spool, file: &ListedFile) -> Result<Records> {
        let name = file.path.file_name().unwrap_or_default().to_string_lossy();
        let (config, scratch) = (self.config, self.scratch());
        let context = Context { input: &config.input, fields: &config.fields, lexicon: self.lexicon, scratch };
        let keeps = !formats::is_plain(&name) && scratch.is_dir();
        let (mut records, mut kept) = (Records::default(), Ok(()));
        formats::read(&file.path, &name, &context, &mut |record| {
            let keep = |article: &Article| super::check_stop(self.request).and_then(|()| spool.put(article, scratch));
            let article = record.article.as_ref().ok();
            kept = article.filter(|_| keeps).map(keep).transpose().and_then(|spooled| {
                let hash = article.map(|article| files::hash(article.text.as_bytes()));
                let (told, sketch) = (article.map_or(0, Article::told), article.and_then(|article| Sketch::of(&article.text)));
                let rejection = record.article.as_ref().err().cloned();
                records.push(Seen { name: record.id.clone(), hash, told, sketch, rejection, spooled }, scratch)
            });
            if kept.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        kept?;
        Ok(records)
    }
}

/// The next files: few of them when they hold several records.
fn some_of(files: &mut Peekable<impl Iterator<Item = Result<ListedFile>>>) -> Vec<Result<ListedFile>> {
    let (mut some, mut containers) = (Vec::new(), 0);
    while some.len() < AT_ONCE && containers < CONTAINERS_AT_ONCE {
        let Some(file) = files.next() else { break };
        containers += usize::from(file.as_ref().is_ok_and(|file| formats::holds_several(&file.source_path)));
        some.push(file);
    }
    some
}

fn input(entry: Entry) -> InputFile {
    let Entry { file, seen, .. } = entry;
    InputFile {
        source_path: file.source_path,
        record: seen.name,
        size: file.size,
        modified: file.modified,
        hash: seen.hash.map(|hash| files::to_hex(&hash)).unwrap_or_default(),
        told: seen.told,
        sketch: seen.sketch.map(|sketch| files::to_hex(&sketch.0)).unwrap_or_default(),
        rejection: seen.rejection,
    }
}

/// Notes that a file could not be read after all; it is looked at again next time.
pub fn reject(input: &mut InputFile, rejection: Rejection) {
    input.rejection = Some(rejection);
    input.hash = String::new();
    input.sketch = String::new();
    input.modified = 0;
}
