//! Which documents are near-identical reports of one release.
//!
//! Sketches of a million documents are 56 MB: they lie in a file, and are held band by band, sixteen bytes of each at a time. Within
//! a band, those that share its bins stand together; each is held against the first of them and the one before it, so that a
//! thousand pages with the same words cost a thousand looks. A release is all that is joined by such looks; what it is called by
//! is the first of its documents by path, so that a copy that comes in later changes itself alone.

use super::sketch::{BANDS, BYTES, Sketch};
use crate::error::{Error, Result};
use crate::store::scratch::Scratch;
use std::io::{self, Read};
use std::path::Path;

/// The sketches of all records in order, on disk.
#[derive(Default)]
pub struct Sketches {
    scratch: Scratch,
    len: u32,
}

/// What stands for a record without a sketch.
const NONE: [u8; BYTES] = [0; BYTES];

impl Sketches {
    /// None yet; they will lie in `scratch`.
    pub fn in_dir(scratch: &Path) -> Sketches {
        Sketches { scratch: Scratch::in_dir(scratch), len: 0 }
    }

    /// Adds the next record's.
    pub fn push(&mut self, sketch: Option<Sketch>) -> Result<()> {
        self.len += 1;
        self.scratch.append(&sketch.map_or(NONE, |sketch| sketch.0)).map_err(|e| failed("write sketches of documents", e))?;
        Ok(())
    }

    /// All of them, in order.
    fn all(&self) -> impl Iterator<Item = Result<Option<Sketch>>> {
        let mut reader = Scratch::reader(&self.scratch, 0..self.scratch.end());
        (0..self.len).map(move |_| read(&mut reader).map(some).map_err(|e| failed("read sketches of documents", e)))
    }

    /// The first record of the release that each record is a report of; a record that is like no other is one of its own.
    pub fn releases(&self) -> Result<Vec<u32>> {
        let mut joined = Joined((0..self.len).collect());
        for band in 0..BANDS {
            let mut keys = Vec::new();
            for (number, sketch) in (0..).zip(self.all()) {
                keys.extend(sketch?.map(|sketch| (sketch.band(band), number)));
            }
            keys.sort_unstable();
            for alike in keys.chunk_by(|a, b| a.0 == b.0).filter(|alike| alike.len() > 1) {
                self.join(alike, &mut joined).map_err(|e| failed("compare sketches of documents", e))?;
            }
        }
        Ok((0..self.len).map(|number| joined.first(number)).collect())
    }

    fn join(&self, alike: &[(u64, u32)], joined: &mut Joined) -> io::Result<()> {
        let (first, mut before) = (alike[0].1, alike[0].1);
        for (_, number) in &alike[1..] {
            for other in [first, before] {
                if joined.first(other) != joined.first(*number) && self.at(*number)?.is_near(&self.at(other)?) {
                    joined.join(other, *number);
                }
            }
            before = *number;
        }
        Ok(())
    }

    fn at(&self, number: u32) -> io::Result<Sketch> {
        let bytes = self.scratch.bytes(u64::from(number) * BYTES as u64, BYTES)?;
        Ok(Sketch(bytes.try_into().map_err(|_| io::ErrorKind::UnexpectedEof)?))
    }
}

fn read(reader: &mut impl Read) -> io::Result<[u8; BYTES]> {
    let mut bytes = NONE;
    reader.read_exact(&mut bytes)?;
    Ok(bytes)
}

fn some(bytes: [u8; BYTES]) -> Option<Sketch> {
    (bytes != NONE).then_some(Sketch(bytes))
}

fn failed(what: &str, e: io::Error) -> Error {
    Error::failed(format!("cannot {what}")).stage("ingest").cause(e)
}

/// Sets of records, each by a record before it or by itself when it is the first.
struct Joined(Vec<u32>);

impl Joined {
    fn first(&mut self, number: u32) -> u32 {
        let mut number = number;
        while self.0[number as usize] != number {
            // halve the way for those who come after
            self.0[number as usize] = self.0[self.0[number as usize] as usize];
            number = self.0[number as usize];
        }
        number
    }

    fn join(&mut self, one: u32, other: u32) {
        let (one, other) = (self.first(one), self.first(other));
        self.0[one.max(other) as usize] = one.min(other);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(from: usize, words: usize) -> String {
        (from..from + words).map(|n| format!("word{n}")).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn reports_of_a_release_are_told_by_its_first() {
        let texts = [text(0, 200), text(900, 200), text(10, 200), "short".to_string(), text(905, 195), text(0, 200), text(400, 200)];
        let mut sketches = Sketches::default();
        for text in &texts {
            sketches.push(Sketch::of(text)).expect("kept");
        }
        assert_eq!(sketches.releases().expect("told"), [0, 1, 0, 3, 1, 0, 6]);
        let all: Vec<_> = sketches.all().map(|sketch| sketch.expect("read")).collect();
        assert_eq!(all, texts.iter().map(|text| Sketch::of(text)).collect::<Vec<_>>());
        assert!(Sketches::default().releases().expect("none").is_empty());
    }
}
