//! Where a record of a web archive ends: behind as many bytes as it says, or, where the next record is not found there, before the
//! next record. Archives whose lines were converted, or that were cut and joined, tell lengths that are none.

use crate::ingest::formats::ahead::Ahead;
use std::io::{self, BufRead};

/// What the first line of a record begins with.
pub const HEAD: &[u8] = b"WARC/";
/// Line ends between records, and what the next one begins with.
const BETWEEN: usize = 16;
/// So many bytes are searched at a time.
const STEP: usize = 64 * 1024;

/// Where a record ends.
pub enum Extent {
    /// Behind so many bytes.
    Of(usize),
    /// The file ends within it.
    CutOff,
    /// Not within the bytes that are allowed.
    TooLarge,
}

impl Ahead<'_> {
    /// Where a record ends that says how long it is.
    pub fn extent(&mut self, length: u64, limit: u64) -> io::Result<Extent> {
        let within = usize::try_from(length.min(limit)).unwrap_or(usize::MAX - BETWEEN);
        let held = self.part(within + BETWEEN)?;
        let ends = held.get(within..);
        if length <= limit && ends.is_some_and(opens_next) {
            return Ok(Extent::Of(within));
        }
        let is_cut = ends.is_none();
        Ok(match self.next_head(usize::try_from(limit).unwrap_or(usize::MAX / 2))? {
            Some(end) => Extent::Of(end),
            None if length > limit => Extent::TooLarge,
            None if is_cut => Extent::CutOff,
            None => Extent::Of(within),
        })
    }

    /// Reads past a record.
    pub fn pass(&mut self, extent: &Extent, length: u64) -> io::Result<()> {
        match extent {
            Extent::Of(bytes) => self.consume(*bytes),
            Extent::CutOff | Extent::TooLarge => self.skip(length)?,
        }
        Ok(())
    }

    /// The bytes before the next record, when it begins within the limit.
    fn next_head(&mut self, limit: usize) -> io::Result<Option<usize>> {
        let mut searched = 0;
        while searched <= limit {
            let held = self.part(searched + STEP)?;
            if let Some(found) = find(&held[searched..], searched == 0) {
                let end = searched + found;
                let bare = held[..end].strip_suffix(b"\r\n\r\n").or(held[..end].strip_suffix(b"\n\n")).map_or(end, <[u8]>::len);
                return Ok(Some(bare).filter(|bare| *bare <= limit));
            }
            if held.len() < searched + STEP {
                break;
            }
            searched = held.len() - HEAD.len() - 1;
        }
        Ok(None)
    }

    /// Reads past so many bytes, but not past the next record.
    fn skip(&mut self, mut left: u64) -> io::Result<()> {
        while left > 0 {
            let part = self.part(STEP)?;
            let (length, found) = (part.len(), find(part, false));
            let passed = match found {
                Some(found) => found,
                None if length < STEP => length,
                None => length - HEAD.len() - 1,
            };
            let passed = passed.min(usize::try_from(left).unwrap_or(usize::MAX));
            self.consume(passed);
            left -= passed as u64;
            if found.is_some() || length < STEP {
                break;
            }
        }
        Ok(())
    }
}

/// Whether these bytes lead from the end of a record to the next one, or to the end of the file.
fn opens_next(bytes: &[u8]) -> bool {
    let next = bytes.trim_ascii_start();
    next.starts_with(HEAD) || HEAD.starts_with(next)
}

/// Where a line begins as a record does.
fn find(bytes: &[u8], at_start: bool) -> Option<usize> {
    if at_start && bytes.starts_with(HEAD) {
        return Some(0);
    }
    let ends = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1);
    ends.into_iter().find(|at| bytes[*at..].starts_with(HEAD))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(archive: &str, length: u64, limit: u64) -> Result<String, &'static str> {
        let mut bytes = archive.as_bytes();
        let mut ahead = Ahead::of(&mut bytes);
        match ahead.extent(length, limit).expect("read") {
            Extent::Of(bytes) => Ok(String::from_utf8_lossy(ahead.part(bytes).expect("read")).into_owned()),
            Extent::CutOff => Err("cut off"),
            Extent::TooLarge => Err("too large"),
        }
    }

    #[test]
    fn a_record_ends_where_the_next_begins() {
        let archive = "Kenya\nWARC/1.0 is told here\r\n\r\nWARC/1.0\r\nPeru\r\n\r\n";
        assert_eq!(first(archive, 27, 100).as_deref(), Ok("Kenya\nWARC/1.0 is told here"), "its length leads to the next one");
        let archive = "Kenya\r\nand Peru\r\n\r\nWARC/1.0\r\nPeru\r\n\r\n";
        for wrong in [3, 9, 30, 1_000, u64::MAX] {
            assert_eq!(first(archive, wrong, 100).as_deref(), Ok("Kenya\r\nand Peru"), "{wrong}");
        }
        assert_eq!(first("Kenya\r\n\r\n", 5, 100).as_deref(), Ok("Kenya"));
        assert_eq!(first("Kenya", 9, 100), Err("cut off"));
        assert_eq!(first(&"Kenya ".repeat(100), 600, 100), Err("too large"));
    }

    #[test]
    fn what_is_too_large_is_passed_but_not_the_next_record() {
        let archive = format!("{}\r\n\r\nWARC/1.0\r\nPeru", "Kenya ".repeat(50_000));
        for length in [300_000, 300_010, u64::MAX] {
            let mut bytes = archive.as_bytes();
            let mut ahead = Ahead::of(&mut bytes);
            let extent = ahead.extent(length, 1_000).expect("read");
            assert!(matches!(extent, Extent::TooLarge));
            ahead.pass(&extent, length).expect("read");
            let rest = String::from_utf8_lossy(ahead.part(100).expect("read")).into_owned();
            assert_eq!(rest.trim_start(), "WARC/1.0\r\nPeru", "{length}");
        }
    }
}
