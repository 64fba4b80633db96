//! What is packed is unpacked as it is read: gzip, zstd, bzip2 around anything, and zip archives.
//!
//! A small file may unpack to one that fills the disk, so what comes out is counted against what went in.

use super::{Context, Format, Source, Take, format_of, records};
use crate::ingest::rejection;
use crate::model::Rejection;
use std::cell::Cell;
use std::collections::HashSet;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::ops::ControlFlow;
use std::path::Path;
use std::rc::Rc;

/// A way to pack files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    Gzip,
    Zstd,
    Bzip2,
    Zip,
}

/// Endings of packed files.
const ENDINGS: &[(&str, Packing)] = &[
    ("gz", Packing::Gzip),
    ("gzip", Packing::Gzip),
    ("zst", Packing::Zstd),
    ("zstd", Packing::Zstd),
    ("bz2", Packing::Bzip2),
    ("zip", Packing::Zip),
];

/// Archives within archives are followed so far.
const DEPTH: usize = 3;
/// Files in one archive, at most.
const ENTRIES: usize = 1_000_000;
/// A file may unpack to so many times its size...
const RATIO: u64 = 250;
/// ...or to so many bytes, whatever its size: a short text of one word repeated packs very well.
const FREE: u64 = 16 << 20;
/// The window of zstd may be so large (2^27 = 128 MB, what its own tool allows).
pub const ZSTD_WINDOW: u32 = 27;

/// A name without the endings that say how it is packed, and those packings, the outermost first.
pub fn packings(name: &str) -> (&str, Vec<Packing>) {
    let (mut stem, mut packings) = (name, Vec::new());
    while let Some((rest, ending)) = stem.rsplit_once('.') {
        let Some((_, packing)) = ENDINGS.iter().find(|(known, _)| known.eq_ignore_ascii_case(ending)) else { break };
        packings.push(*packing);
        stem = rest;
    }
    (stem, packings)
}

/// Bytes that may still come out of all packings of one file, given the bytes that went in.
#[derive(Clone)]
struct Budget(Rc<Cell<u64>>);

impl Budget {
    fn of(packed: u64) -> Budget {
        Budget(Rc::new(Cell::new(packed.saturating_mul(RATIO).max(FREE))))
    }
}

/// A reader that a record at a time may be read from, no larger than a limit.
pub struct Bounded<'a> {
    /// What is read.
    pub reader: &'a mut dyn BufRead,
    /// Bytes read since the last record ended; set to 0 by whoever ends one.
    pub since: &'a Cell<u64>,
    /// Bytes that a record may have.
    pub limit: u64,
}

impl Read for Bounded<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(into)?;
        let since = self.since.get() + read as u64;
        self.since.set(since);
        // readers read ahead by less than this
        match since > self.limit + (1 << 20) {
            true => Err(io::Error::new(io::ErrorKind::FileTooLarge, "a record is larger than input.max_bytes")),
            false => Ok(read),
        }
    }
}

/// Counts what comes out of a packing.
struct Counted<R> {
    inner: R,
    budget: Budget,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(into)?;
        let left = self.budget.0.get().checked_sub(read as u64);
        match left {
            Some(left) => {
                self.budget.0.set(left);
                Ok(read)
            }
            None => Err(io::Error::new(io::ErrorKind::QuotaExceeded, "bomb")),
        }
    }
}

/// Reads the records of a file as its name says.
pub fn file(file: File, name: &str, context: &Context, take: &mut Take) -> Result<(), Rejection> {
    let size = file.metadata().map_or(0, |metadata| metadata.len());
    let budget = Budget::of(size);
    let (stem, packed) = packings(name);
    let inside = Inside { context, budget: &budget, depth: 0 };
    match packed.as_slice() {
        [] if needs_order(stem) => super::parquet::file(file, format_of(stem), "", context, take),
        [Packing::Zip, ..] => inside.archive(file, "", take),
        packed => inside.unpack(&mut BufReader::with_capacity(1 << 16, file), stem, packed, "", take),
    }
}

/// Whether the format is read out of order, so that it must be a file on disk.
fn needs_order(stem: &str) -> bool {
    matches!(format_of(stem), Format::Parquet | Format::Arrow)
}

/// Within how many packings, and what may still come out of them.
struct Inside<'a> {
    context: &'a Context<'a>,
    budget: &'a Budget,
    depth: usize,
}

impl Inside<'_> {
    fn unpack(&self, reader: &mut dyn BufRead, stem: &str, packed: &[Packing], prefix: &str, take: &mut Take) -> Result<(), Rejection> {
        if packed.len() + self.depth > DEPTH {
            return Err(rejection("nested", format!("it is packed more than {DEPTH} times")));
        }
        let Some((outermost, rest)) = packed.split_first() else { return self.plain(reader, stem, prefix, take) };
        let mut inner = match outermost {
            // a web archive is one member per record
            Packing::Gzip => self.counted(Box::new(flate2::bufread::MultiGzDecoder::new(reader))),
            Packing::Bzip2 => self.counted(Box::new(bzip2::bufread::MultiBzDecoder::new(reader))),
            Packing::Zstd => {
                let mut decoder = zstd::Decoder::with_buffer(reader).map_err(|e| unpacking(&e))?;
                decoder.window_log_max(ZSTD_WINDOW).map_err(|e| unpacking(&e))?;
                self.counted(Box::new(decoder))
            }
            Packing::Zip => {
                let file = on_disk(reader, self.context)?;
                return self.archive(file, prefix, take);
            }
        };
        let deeper = Inside { depth: self.depth + 1, ..*self };
        deeper.unpack(&mut inner, stem, rest, prefix, take)
    }

    fn counted<'r>(&self, inner: Box<dyn Read + 'r>) -> BufReader<Counted<Box<dyn Read + 'r>>> {
        BufReader::with_capacity(1 << 16, Counted { inner, budget: self.budget.clone() })
    }

    fn plain(&self, reader: &mut dyn BufRead, stem: &str, prefix: &str, take: &mut Take) -> Result<(), Rejection> {
        let format = format_of(stem);
        let mut source = Source { reader, prefix: prefix.to_string(), format };
        records(&mut source, self.context, take)
    }

    /// The files of a zip archive, in its own order.
    fn archive(&self, file: File, prefix: &str, take: &mut Take) -> Result<(), Rejection> {
        if self.depth >= DEPTH {
            return Err(rejection("nested", format!("it is packed more than {DEPTH} times")));
        }
        let failed = |e: zip::result::ZipError| rejection("malformed", format!("no zip archive: {e}"));
        let listing = file.try_clone().map_err(|e| unpacking(&e))?;
        let mut archive = zip::ZipArchive::new(BufReader::new(file)).map_err(failed)?;
        if archive.len() > ENTRIES {
            return Err(rejection("too_large", format!("{} files are more than {ENTRIES} in one archive", archive.len())));
        }
        let hidden = match archive.has_duplicate_names() {
            true => hidden(&listing, archive.central_directory_start()).map_err(|e| unpacking(&e))?,
            false => Vec::new(),
        };
        let hidden = hidden.into_iter().filter(|name| self.is_wanted(name));
        let deeper = Inside { depth: self.depth + 1, ..*self };
        let mut ids = HashSet::new();
        for name in hidden {
            let id = told_apart(format!("{prefix}#{name}~"), &mut ids);
            let article = Err(rejection("malformed", "the archive has another file of this name, and only the last one can be read"));
            if take(super::Record { id, article }).is_break() {
                return Ok(());
            }
        }
        for number in 0..archive.len() {
            let entry = match archive.by_index(number) {
                Ok(entry) => entry,
                Err(e) => {
                    let article = Err(rejection("malformed", format!("entry {number} of the archive: {e}")));
                    if take(super::Record { id: super::numbered(prefix, number as u64 + 1), article }).is_break() {
                        return Ok(());
                    }
                    continue;
                }
            };
            let name = entry.name().map_or_else(|_| format!("entry {number}"), |name| name.into_owned());
            if entry.is_dir() || !self.is_wanted(&name) {
                continue;
            }
            let id = told_apart(format!("{prefix}#{name}"), &mut ids);
            if let Some(packing) = not_read(entry.compression()) {
                let article = Err(rejection("malformed", format!("it is packed with {packing}, which is not read")));
                if take(super::Record { id, article }).is_break() {
                    return Ok(());
                }
                continue;
            }
            let mut reader = BufReader::with_capacity(1 << 16, Counted { inner: entry, budget: self.budget.clone() });
            let (stem, packed) = packings(&name);
            let mut go_on = ControlFlow::Continue(());
            let mut watched = |record| {
                go_on = take(record);
                go_on
            };
            // what is wrong with one file costs that file, unless there is no end to what comes out
            let outcome = deeper.unpack(&mut reader, stem, &packed, &id, &mut watched);
            drop(reader);
            if let Err(broken) = outcome {
                let bomb = broken.reason == BOMB;
                go_on = take(super::Record { id, article: Err(broken) });
                let names = archive.file_names().skip(number + 1).filter_map(Result::ok);
                let behind = names.filter(|name| !name.ends_with('/') && self.is_wanted(name)).count();
                if bomb && behind > 0 && go_on.is_continue() {
                    let article =
                        Err(rejection(BOMB, format!("what comes behind a file that unpacks without end is not read: {behind} files")));
                    _ = take(super::Record { id: format!("{prefix}#rest"), article });
                }
                if bomb {
                    return Ok(());
                }
            }
            if go_on.is_break() {
                return Ok(());
            }
        }
        Ok(())
    }

    /// Whether a file inside an archive is one to read: by its ending, as in folders.
    fn is_wanted(&self, name: &str) -> bool {
        let ending = super::ending(name);
        self.context.input.extensions.contains(&ending)
            && !Path::new(name).file_name().is_none_or(|n| n.to_string_lossy().starts_with("._"))
    }
}

/// An id that no other file of the archive has.
fn told_apart(mut id: String, ids: &mut HashSet<String>) -> String {
    while !ids.insert(id.clone()) {
        id.push('~');
    }
    id
}

/// The name of a packing that is not read.
fn not_read(packing: zip::CompressionMethod) -> Option<String> {
    if [zip::CompressionMethod::Stored, zip::CompressionMethod::Deflated].contains(&packing) {
        return None;
    }
    const NAMES: &[(zip::CompressionMethod, &str)] = &[
        (zip::CompressionMethod::BZIP2, "bzip2"),
        (zip::CompressionMethod::LZMA, "LZMA"),
        (zip::CompressionMethod::ZSTD, "Zstandard"),
        (zip::CompressionMethod::DEFLATE64, "Deflate64"),
        (zip::CompressionMethod::XZ, "XZ"),
    ];
    let name = NAMES.iter().find(|(known, _)| *known == packing).map(|(_, name)| name.to_string());
    Some(name.unwrap_or_else(|| format!("{packing:?}")))
}

/// What an entry of the list of files at the end of an archive begins with, and how long it is without its names.
const ENTRY: &[u8] = b"PK\x01\x02";
const ENTRY_BYTES: usize = 46;

/// The names of files that another one of the same name behind them hides.
fn hidden(mut file: &File, start: u64) -> io::Result<Vec<String>> {
    file.seek(SeekFrom::Start(start))?;
    let mut list = BufReader::new(file);
    let (mut seen, mut hidden) = (HashSet::new(), Vec::new());
    let mut entry = [0; ENTRY_BYTES];
    while seen.len() + hidden.len() <= ENTRIES && list.read_exact(&mut entry).is_ok() && entry.starts_with(ENTRY) {
        let length = |at: usize| usize::from(u16::from_le_bytes([entry[at], entry[at + 1]]));
        let mut name = vec![0; length(28)];
        list.read_exact(&mut name)?;
        list.seek_relative((length(30) + length(32)) as i64)?;
        let text = String::from_utf8_lossy(&name).into_owned();
        if !seen.insert(name) {
            hidden.push(text);
        }
    }
    Ok(hidden)
}

/// A copy without a name, gone when it is closed: for what is read out of order.
pub fn on_disk(reader: &mut dyn BufRead, context: &Context) -> Result<File, Rejection> {
    let failed = |e: io::Error| unpacking(&e);
    let file = tempfile::tempfile_in(context.scratch).or_else(|_| tempfile::tempfile());
    let mut file = file.map_err(failed)?;
    io::copy(reader, &mut file).map_err(failed)?;
    file.seek(SeekFrom::Start(0)).map_err(failed)?;
    Ok(file)
}

/// The reason of what unpacks without end.
pub const BOMB: &str = "bomb";

/// Why reading a packed or plain file failed.
pub fn unpacking(error: &io::Error) -> Rejection {
    match error.kind() {
        io::ErrorKind::QuotaExceeded => rejection(BOMB, format!("it unpacks to more than {RATIO} times its size")),
        io::ErrorKind::FileTooLarge => rejection("too_large", error.to_string()),
        io::ErrorKind::UnexpectedEof
        | io::ErrorKind::InvalidInput
        | io::ErrorKind::InvalidData
        | io::ErrorKind::Other
        | io::ErrorKind::Unsupported => rejection("malformed", format!("it cannot be unpacked: {error}")),
        _ => super::super::io_rejection(error),
    }
}

/// All that is left, if it is no more than `limit` bytes.
pub fn all(reader: impl Read, limit: u64) -> Result<Vec<u8>, Rejection> {
    let mut bytes = Vec::new();
    reader.take(limit + 1).read_to_end(&mut bytes).map_err(|e| unpacking(&e))?;
    match bytes.len() as u64 > limit {
        true => Err(rejection("too_large", format!("it is larger than input.max_bytes = {limit}"))),
        false => Ok(bytes),
    }
}

/// One line without its end, or `None` behind the last; of a line longer than `limit` so many bytes and that it was cut.
pub fn line(reader: &mut dyn BufRead, limit: u64, into: &mut Vec<u8>) -> Result<Option<Line>, Rejection> {
    into.clear();
    let (mut length, mut any) = (0, false);
    loop {
        let buffer = reader.fill_buf().map_err(|e| unpacking(&e))?;
        if buffer.is_empty() {
            return Ok(any.then_some(Line { length, cut: length > limit }));
        }
        any = true;
        let end = buffer.iter().position(|byte| *byte == b'\n');
        let used = end.map_or(buffer.len(), |end| end + 1);
        let room = (limit + 1).saturating_sub(into.len() as u64) as usize;
        into.extend_from_slice(&buffer[..used.min(room)]);
        reader.consume(used);
        length += used as u64;
        if end.is_some() {
            let cut = length > limit + 1;
            while matches!(into.last(), Some(b'\n' | b'\r')) {
                into.pop();
            }
            return Ok(Some(Line { length, cut }));
        }
    }
}

/// A line that was read.
pub struct Line {
    /// Its bytes with its end.
    pub length: u64,
    /// It was longer than allowed.
    pub cut: bool,
}
