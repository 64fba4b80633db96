//! Where the documents are cut into parts.
//!
//! Documents stand in the order of their paths, because those that come together mostly lie together: in the folder of a day,
//! behind the last number. A part ends where the hash of a path says so, not after so many documents, so that a document that
//! comes or goes moves the borders around it and no others. The same documents give the same parts, whatever came before.

use super::scan::{Found, Scan};
use crate::error::Result;
use crate::ingest::files::{hash, id_of};
use std::ops::Range;

/// A part has so many documents at least, if there are as many: tables in a thousand files serve no reader.
const FEWEST: usize = 1_024;
/// Behind those, one document in so many is the last of its part.
const ONE_IN: u64 = 2_048;
/// No part has more: a part is held in memory.
const MOST: usize = 4_096;
const MOST_BYTES: u64 = 24 << 20;

/// One part of the documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PartOf {
    /// The numbers of records among which its documents are.
    pub records: Range<usize>,
    pub documents: usize,
    /// The paths of the files of its first and last document: files stand in the order of their paths, records do not ("a.jsonl
    /// (2).jsonl#1" is before "a.jsonl#1", and its file is behind).
    pub first: String,
    pub last: String,
}

/// A document: the number and place of its first record, and the path and size of the file that it is in.
struct Measured {
    number: usize,
    place: String,
    path: String,
    size: u64,
}

/// The parts of all documents: one at least.
pub fn parts(scan: &Scan) -> Result<Vec<PartOf>> {
    let measured =
        |found: Found| Measured { number: found.number, place: found.place(), path: found.file().to_string(), size: found.size() };
    cut(scan.documents(0..scan.len()).map(|document| document.map(measured)), scan.len())
}

fn cut(documents: impl Iterator<Item = Result<Measured>>, records: usize) -> Result<Vec<PartOf>> {
    let mut parts = Vec::new();
    let (mut part, mut bytes) = (PartOf::default(), 0);
    for document in documents {
        let Measured { number, place, path, size } = document?;
        if part.documents == MOST || part.documents > 0 && bytes + size > MOST_BYTES {
            parts.push(end(&mut part, number));
            bytes = 0;
        }
        if part.documents == 0 {
            part.first.clone_from(&path);
        }
        part.documents += 1;
        bytes += size;
        part.last.clone_from(&path);
        if part.documents >= FEWEST && is_last(&place) {
            parts.push(end(&mut part, number + 1));
            bytes = 0;
        }
    }
    if part.documents > 0 || parts.is_empty() {
        parts.push(end(&mut part, records));
    }
    Ok(parts)
}

/// The part as it is; the next one begins at this record.
fn end(part: &mut PartOf, record: usize) -> PartOf {
    part.records.end = record;
    let next = PartOf { records: record..record, ..PartOf::default() };
    std::mem::replace(part, next)
}

fn is_last(place: &str) -> bool {
    id_of(&hash(place.as_bytes())).is_multiple_of(ONE_IN)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn cut_at(numbers: impl Iterator<Item = usize>, size: u64) -> Vec<PartOf> {
        let paths: Vec<String> = numbers.map(|n| format!("{n:08}.txt")).collect();
        let measured = |(number, path): (usize, &String)| Ok(Measured { number, place: path.clone(), path: path.clone(), size });
        cut(paths.iter().enumerate().map(measured), paths.len()).expect("no error in the documents")
    }

    #[test]
    fn every_file_is_in_one_part_and_parts_are_bounded() {
        let parts = cut_at(0..50_000, 3_000);
        assert_eq!(parts.iter().map(|part| part.documents).sum::<usize>(), 50_000);
        assert!(parts.windows(2).all(|two| two[0].records.end == two[1].records.start && two[0].last < two[1].first));
        assert!(parts[..parts.len() - 1].iter().all(|part| (FEWEST..=MOST).contains(&part.documents)));
        assert!(parts.len() > 12 && cut_at(0..1_000, 3_000).len() == 1 && cut_at(0..0, 0).len() == 1);
        assert!(cut_at(0..2_000, 1 << 20).iter().all(|part| part.documents == 24 || part.records.end == 2_000));
    }

    #[test]
    fn a_document_that_comes_or_goes_moves_few_borders() {
        let paths = |part: PartOf| (part.first, part.last, part.documents);
        let all: BTreeSet<_> = cut_at(0..100_000, 3_000).into_iter().map(paths).collect();
        for gone in [0, 7, 31_000, 64_123, 99_999] {
            let parts = cut_at((0..100_000).filter(|n| *n != gone), 3_000).into_iter().map(paths);
            let other = parts.filter(|part| !all.contains(part)).count();
            assert!((1..=4).contains(&other), "without {gone}: {other} of {} parts differ", all.len());
        }
    }
}
