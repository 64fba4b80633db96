//! Every record of the input, in the order of paths, on disk: of a million of them a run holds one at a time, and some thirty bytes
//! each of what `scan.rs` makes of them all.

use crate::error::{Error, Result};
use crate::ingest::files::Hash;
use crate::ingest::listing::ListedFile;
use crate::ingest::sketch::{self, Sketch};
use crate::model::Rejection;
use crate::store::packed;
use crate::store::scratch::Scratch;
use crate::store::sorter::Sorter;
use std::io::{self, BufRead, Read};
use std::ops::Range;
use std::path::{Path, PathBuf};

/// Where one record in so many begins is known, and one of the others is found from there.
const STEP: usize = 32;
/// Bytes of a file's records that are held to be sorted.
const HELD: usize = 256 << 10;

/// What a look at a record gives.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    /// What tells it from others of its file.
    pub name: String,
    /// None where it has no text.
    pub hash: Option<Hash>,
    /// What its container tells besides the text, summed up; 0 when it tells nothing.
    pub told: u64,
    pub sketch: Option<Sketch>,
    pub rejection: Option<Rejection>,
    /// Where it was kept when it had to be unpacked to be seen.
    pub spooled: Option<u64>,
}

impl Seen {
    /// What it is, without its name.
    fn pack(&self, out: &mut Vec<u8>) {
        put_option(out, self.spooled.as_ref(), |out, at| packed::put_number(out, *at));
        self.pack_content(out);
    }

    /// What a look at the record tells, wherever it was kept.
    fn pack_content(&self, out: &mut Vec<u8>) {
        put_option(out, self.hash.as_ref(), |out, hash| out.extend(hash));
        packed::put_number(out, self.told);
        put_option(out, self.sketch.as_ref(), |out, sketch| out.extend(sketch.0));
        put_option(out, self.rejection.as_ref(), |out, rejection| {
            packed::put(out, rejection.reason.as_bytes());
            packed::put(out, rejection.detail.as_bytes());
        });
    }

    fn unpack(name: String, rest: &mut &[u8]) -> io::Result<Seen> {
        let spooled = take_option(rest, packed::number)?;
        let (hash, told) = (take_option(rest, packed::array)?, packed::number(rest)?);
        let sketch = take_option(rest, packed::array::<{ sketch::BYTES }>)?.map(Sketch);
        let rejection = take_option(rest, |rest| Ok(Rejection { reason: packed::text(rest)?, detail: packed::text(rest)? }))?;
        Ok(Seen { name, hash, told, sketch, rejection, spooled })
    }
}

fn put_option<T>(out: &mut Vec<u8>, value: Option<&T>, put: impl Fn(&mut Vec<u8>, &T)) {
    out.push(u8::from(value.is_some()));
    if let Some(value) = value {
        put(out, value);
    }
}

fn take_option<T>(rest: &mut &[u8], take: impl Fn(&mut &[u8]) -> io::Result<T>) -> io::Result<Option<T>> {
    match packed::array::<1>(rest)? {
        [0] => Ok(None),
        _ => take(rest).map(Some),
    }
}

/// The records of one file, in the order of their names: mostly there is one.
#[derive(Default)]
pub struct Records {
    first: Option<Seen>,
    /// All of them, when there are more.
    all: Option<Sorter>,
}

impl Records {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.as_ref().map_or(usize::from(self.first.is_some()), Sorter::count)
    }

    /// Adds one; more than a few hundred are laid aside in `scratch`.
    pub fn push(&mut self, seen: Seen, scratch: &Path) -> Result<()> {
        if self.len() == 0 {
            self.first = Some(seen);
            return Ok(());
        }
        let all = self.all.get_or_insert_with(|| Sorter::in_dir(scratch, HELD));
        for seen in self.first.take().iter().chain([&seen]) {
            let mut packed = Vec::new();
            seen.pack(&mut packed);
            all.push(seen.name.as_bytes(), &packed).map_err(unkept)?;
        }
        Ok(())
    }

    /// All of them.
    pub fn sorted(self) -> Result<impl Iterator<Item = Result<Seen>>> {
        let text = |name| String::from_utf8(name).map_err(io::Error::other);
        let unpack = move |(name, packed): (Vec<u8>, Vec<u8>)| Seen::unpack(text(name)?, &mut packed.as_slice());
        let all = self.all.map(Sorter::sorted).transpose().map_err(unkept)?;
        let all = all.into_iter().flatten().map(move |pair| pair.and_then(unpack).map_err(unkept));
        Ok(self.first.map(Ok).into_iter().chain(all))
    }
}

/// Sums records up in their order, so that two looks at a file can be compared.
#[derive(Default)]
pub struct Sum(blake3::Hasher);

impl Sum {
    /// Adds a record, wherever it was kept.
    pub fn add(&mut self, seen: &Seen) {
        let mut packed = Vec::new();
        packed::put(&mut packed, seen.name.as_bytes());
        seen.pack_content(&mut packed);
        self.0.update(&packed);
    }

    /// The sum.
    pub fn finish(&self) -> [u8; 32] {
        self.0.finalize().into()
    }
}

/// A record and the file that it is in.
#[derive(Debug, PartialEq)]
pub struct Entry {
    pub file: ListedFile,
    /// How many records the file holds.
    pub beside: u64,
    /// What a look at it gave.
    pub seen: Seen,
}

impl Entry {
    /// Where the record is: the path of its file with its name.
    pub fn place(&self) -> String {
        format!("{}{}", self.file.source_path, self.seen.name)
    }
}

/// The records of all files, numbered in the order of files and, within a file, of their names.
#[derive(Default)]
pub struct Inventory {
    entries: Scratch,
    /// Where each [`STEP`]th begins.
    starts: Vec<u64>,
    len: usize,
}

impl Inventory {
    /// An empty one that will lie in `scratch`.
    pub fn in_dir(scratch: &Path) -> Inventory {
        Inventory { entries: Scratch::in_dir(scratch), ..Inventory::default() }
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Adds the next one.
    pub fn push(&mut self, entry: &Entry) -> Result<()> {
        let Entry { file, beside, seen } = entry;
        let mut packed = Vec::new();
        packed::put(&mut packed, file.source_path.as_bytes());
        packed::put_path(&mut packed, &file.path);
        packed::put_number(&mut packed, file.size);
        packed::put_number(&mut packed, file.modified.cast_unsigned());
        packed::put_number(&mut packed, *beside);
        packed::put(&mut packed, seen.name.as_bytes());
        seen.pack(&mut packed);
        let start = self.entries.end();
        self.entries.append(&(packed.len() as u64).to_le_bytes()).and_then(|_| self.entries.append(&packed)).map_err(unkept)?;
        if self.len.is_multiple_of(STEP) {
            self.starts.push(start);
        }
        self.len += 1;
        Ok(())
    }

    /// Some of the records.
    pub fn entries(&self, numbers: Range<usize>) -> impl Iterator<Item = Result<Entry>> {
        let numbers = numbers.start.min(self.len)..numbers.end.min(self.len);
        let start = self.starts.get(numbers.start / STEP).copied().unwrap_or(self.entries.end());
        let mut reader = Scratch::reader(&self.entries, start..self.entries.end());
        let mut before = numbers.start % STEP;
        let mut packed = Vec::new();
        numbers.map(move |_| {
            for _ in 0..std::mem::take(&mut before) {
                next(&mut reader, &mut packed).map_err(unkept)?;
            }
            next(&mut reader, &mut packed).and_then(|()| unpack(&packed)).map_err(unkept)
        })
    }

    /// One of the records.
    pub fn entry(&self, number: usize) -> Result<Entry> {
        let gone = || Err(unkept(io::ErrorKind::UnexpectedEof.into()));
        self.entries(number..number.saturating_add(1)).next().unwrap_or_else(gone)
    }
}

/// Reads the next record's bytes.
fn next(reader: &mut impl BufRead, packed: &mut Vec<u8>) -> io::Result<()> {
    let mut length = [0; size_of::<u64>()];
    reader.read_exact(&mut length)?;
    packed.clear();
    let length = u64::from_le_bytes(length);
    match reader.take(length).read_to_end(packed)? as u64 == length {
        true => Ok(()),
        false => Err(io::ErrorKind::UnexpectedEof.into()),
    }
}

fn unpack(mut rest: &[u8]) -> io::Result<Entry> {
    let rest = &mut rest;
    let (source_path, path): (String, PathBuf) = (packed::text(rest)?, packed::path(rest)?);
    let (size, modified) = (packed::number(rest)?, packed::number(rest)?.cast_signed());
    let (beside, name) = (packed::number(rest)?, packed::text(rest)?);
    let file = ListedFile { source_path, path, size, modified, problem: None };
    Ok(Entry { file, beside, seen: Seen::unpack(name, rest)? })
}

fn unkept(e: io::Error) -> Error {
    Error::failed("cannot lay the list of records aside").stage("ingest").cause(e)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(n: u64) -> Seen {
        let rejection = (n.is_multiple_of(7)).then(|| Rejection { reason: "empty".to_string(), detail: format!("no {n}") });
        let (hash, sketch) = ((!n.is_multiple_of(7)).then_some([n as u8; 16]), (n.is_multiple_of(3)).then_some(Sketch([9; sketch::BYTES])));
        Seen { name: format!("#{n}"), hash, told: n, sketch, rejection, spooled: (n.is_multiple_of(2)).then_some(n) }
    }

    #[test]
    fn records_come_back_by_name_and_sums_tell_them_apart() {
        let sorted = |numbers: &mut dyn Iterator<Item = u64>| {
            let mut records = Records::default();
            numbers.for_each(|n| records.push(seen(n), Path::new("no folder")).expect("kept"));
            let (mut sum, len) = (Sum::default(), records.len());
            let all: Vec<Seen> = records.sorted().expect("sorted").map(|seen| seen.expect("read")).collect();
            all.iter().for_each(|seen| sum.add(seen));
            (all, len, sum.finish())
        };
        let (all, len, sum) = sorted(&mut (0..9_000).rev());
        let mut expected: Vec<Seen> = (0..9_000).map(seen).collect();
        expected.sort_by(|a, b| a.name.cmp(&b.name));
        assert!(all == expected && len == 9_000);
        assert_eq!(sum, sorted(&mut (0..9_000)).2);
        assert_ne!(sum, sorted(&mut (1..9_001)).2);
        assert_eq!(sorted(&mut (5..6)).0, [seen(5)]);
    }

    #[test]
    fn any_record_is_found() {
        let entry = |n: u64| {
            let (source_path, path) = (format!("a/{}.jsonl", n / 40), PathBuf::from(format!("/in/a/{}.jsonl", n / 40)));
            Entry { file: ListedFile { source_path, path, size: n, modified: -1, problem: None }, beside: 40, seen: seen(n) }
        };
        let mut inventory = Inventory::default();
        (0..5_000).for_each(|n| inventory.push(&entry(n)).expect("kept"));
        for n in [0, 31, 32, 33, 4_095, 4_999] {
            assert_eq!(inventory.entry(n as usize).expect("read"), entry(n));
        }
        assert!(inventory.entries(63..4_990).map(|found| found.expect("read")).eq((63..4_990).map(entry)));
        assert_eq!(inventory.entries(4_998..9_999).count(), 2);
        assert!(inventory.entry(5_000).is_err());
    }
}
