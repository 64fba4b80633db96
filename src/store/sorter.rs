//! More values than memory should hold, in the order of their keys: runs of them are sorted in memory, laid aside, and merged as
//! they are read. (Crates for this want an iterator to sort; here values come from callbacks of parsers.)

use super::packed;
use super::scratch::{Scratch, Stretch};
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::sync::Arc;
use std::vec::IntoIter;

/// A key and a value.
pub type Pair = (Vec<u8>, Vec<u8>);

/// Runs of one length: those behind them are twice as long, so that few runs are merged of however many pairs.
const RUNS_OF_A_LENGTH: usize = 64;

/// Pairs to be sorted by key; those of one key stay in the order in which they came.
pub struct Sorter {
    /// Bytes held before a run is laid aside.
    most: usize,
    held: Vec<u8>,
    pairs: Vec<Held>,
    aside: Scratch,
    /// Where each run ends.
    ends: Vec<u64>,
    len: usize,
}

/// Where a held pair begins, where its key ends, and where its value does.
#[derive(Clone, Copy)]
struct Held {
    start: usize,
    middle: usize,
    end: usize,
}

impl Held {
    fn key(self, held: &[u8]) -> &[u8] {
        &held[self.start..self.middle]
    }
}

impl Sorter {
    /// An empty one that holds so many bytes, or one pair, and lays aside what is more in `dir`.
    pub fn in_dir(dir: &Path, most: usize) -> Sorter {
        Sorter { most, held: Vec::new(), pairs: Vec::new(), aside: Scratch::in_dir(dir), ends: Vec::new(), len: 0 }
    }

    /// How many pairs there are.
    pub fn count(&self) -> usize {
        self.len
    }

    /// Adds a pair.
    pub fn push(&mut self, key: &[u8], value: &[u8]) -> io::Result<()> {
        let start = self.held.len();
        self.held.extend(key);
        let middle = self.held.len();
        self.held.extend(value);
        self.pairs.push(Held { start, middle, end: self.held.len() });
        self.len += 1;
        let held = self.held.len() + self.pairs.len() * size_of::<Held>();
        if held > self.most { self.lay_aside() } else { Ok(()) }
    }

    fn sort_held(&mut self) {
        let held = &self.held;
        self.pairs.sort_unstable_by_key(|pair| (pair.key(held), pair.start));
    }

    fn lay_aside(&mut self) -> io::Result<()> {
        self.sort_held();
        let mut pair = Vec::new();
        for held in &self.pairs {
            pair.clear();
            packed::put(&mut pair, held.key(&self.held));
            packed::put(&mut pair, &self.held[held.middle..held.end]);
            self.aside.append(&pair)?;
        }
        self.ends.push(self.aside.end());
        if self.ends.len().is_multiple_of(RUNS_OF_A_LENGTH) {
            self.most *= 2;
        }
        self.held.clear();
        self.pairs.clear();
        Ok(())
    }

    /// All pairs in order.
    pub fn sorted(mut self) -> io::Result<impl Iterator<Item = io::Result<Pair>>> {
        if self.ends.is_empty() {
            self.sort_held();
            return Ok(Sorted::Held(self.held, self.pairs.into_iter()));
        }
        if !self.pairs.is_empty() {
            self.lay_aside()?;
        }
        let aside = Arc::new(self.aside);
        let starts = [0].into_iter().chain(self.ends.iter().copied());
        let mut runs: Vec<_> = starts.zip(&self.ends).map(|(start, end)| Scratch::reader(aside.clone(), start..*end)).collect();
        let mut first = BinaryHeap::new();
        for (number, run) in runs.iter_mut().enumerate() {
            first.extend(next(run)?.map(|(key, value)| Reverse((key, number, value))));
        }
        Ok(Sorted::Merged(runs, first))
    }
}

/// The pairs of a [`Sorter`] in order.
enum Sorted {
    /// All were held: they, and where they are.
    Held(Vec<u8>, IntoIter<Held>),
    /// The runs, and the first pair of each that is not read yet.
    Merged(Vec<Run>, BinaryHeap<Reverse<First>>),
}

type Run = BufReader<Stretch<Arc<Scratch>>>;
/// A key, the run that it is the first of, and its value.
type First = (Vec<u8>, usize, Vec<u8>);

impl Iterator for Sorted {
    type Item = io::Result<Pair>;

    fn next(&mut self) -> Option<io::Result<Pair>> {
        match self {
            Sorted::Held(held, pairs) => {
                let pair = pairs.next()?;
                Some(Ok((pair.key(held).to_vec(), held[pair.middle..pair.end].to_vec())))
            }
            Sorted::Merged(runs, first) => {
                let Reverse((key, number, value)) = first.pop()?;
                match next(&mut runs[number]) {
                    Ok(pair) => first.extend(pair.map(|(key, value)| Reverse((key, number, value)))),
                    Err(e) => return Some(Err(e)),
                }
                Some(Ok((key, value)))
            }
        }
    }
}

/// The next pair of a run.
fn next(run: &mut Run) -> io::Result<Option<Pair>> {
    if run.fill_buf()?.is_empty() {
        return Ok(None);
    }
    let mut length = [0; 8];
    run.read_exact(&mut length)?;
    let key = fill(run, length)?;
    run.read_exact(&mut length)?;
    Ok(Some((key, fill(run, length)?)))
}

fn fill(run: &mut Run, length: [u8; 8]) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; usize::try_from(u64::from_le_bytes(length)).map_err(io::Error::other)?];
    run.read_exact(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_sorted_whether_they_are_held_or_not() {
        let pairs: Vec<Pair> = (0..3_000_u32)
            .map(|n| (format!("key {}", n.wrapping_mul(2_654_435_761) % 700).into_bytes(), n.to_be_bytes().to_vec()))
            .collect();
        let mut expected = pairs.clone();
        expected.sort();
        for most in [0, 1_000, 1 << 20] {
            let mut sorter = Sorter::in_dir(Path::new("no folder"), most);
            pairs.iter().for_each(|(key, value)| sorter.push(key, value).expect("kept"));
            assert_eq!((sorter.count(), sorter.ends.is_empty()), (3_000, most > 1_000));
            let sorted: Vec<Pair> = sorter.sorted().expect("sorted").map(|pair| pair.expect("read")).collect();
            assert_eq!(sorted, expected, "with {most} bytes held");
        }
        assert_eq!(Sorter::in_dir(Path::new("no folder"), 0).sorted().expect("sorted").count(), 0);
    }
}
