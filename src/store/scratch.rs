//! Bytes laid aside for the length of a run, in a file without a name: it is gone when the run ends, however it ends.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::ops::{Deref, Range};
use std::path::{Path, PathBuf};

/// What is held in memory before it is written: a small run writes nothing.
const HELD: usize = 256 << 10;
/// What is read at once: little, because many stretches may be read side by side.
const AT_ONCE: usize = 8 << 10;

/// What is added stays; it may be read while more is added.
#[derive(Default)]
pub struct Scratch {
    dir: PathBuf,
    file: Option<File>,
    /// Bytes in the file.
    written: u64,
    /// Those behind them.
    held: Vec<u8>,
}

impl Scratch {
    /// An empty one; its file will be in `dir`, or where the system keeps such files when that is no folder that can be written to.
    pub fn in_dir(dir: &Path) -> Scratch {
        Scratch { dir: dir.to_path_buf(), ..Scratch::default() }
    }

    /// Where the next bytes will begin: how many there are.
    pub fn end(&self) -> u64 {
        self.written + self.held.len() as u64
    }

    /// Adds bytes; gives where they begin.
    pub fn append(&mut self, bytes: &[u8]) -> io::Result<u64> {
        let (start, before) = (self.end(), self.held.len());
        self.held.extend(bytes);
        if self.held.len() > HELD
            && let Err(e) = self.write_held()
        {
            // what could not be added is not held either
            self.held.truncate(before);
            return Err(e);
        }
        Ok(start)
    }

    fn write_held(&mut self) -> io::Result<()> {
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(tempfile::tempfile_in(&self.dir).or_else(|_| tempfile::tempfile())?),
        };
        file.seek(SeekFrom::Start(self.written))?;
        file.write_all(&self.held)?;
        self.written += self.held.len() as u64;
        self.held.clear();
        Ok(())
    }

    /// So many bytes from `start` on.
    pub fn bytes(&self, start: u64, length: usize) -> io::Result<Vec<u8>> {
        let end = start.checked_add(length as u64).filter(|end| *end <= self.end()).ok_or(io::ErrorKind::UnexpectedEof)?;
        let mut bytes = vec![0; length];
        Stretch { scratch: self, rest: start..end }.read_exact(&mut bytes)?;
        Ok(bytes)
    }

    /// A reader of a stretch of it.
    pub fn reader<S: Deref<Target = Scratch>>(scratch: S, stretch: Range<u64>) -> BufReader<Stretch<S>> {
        BufReader::with_capacity(AT_ONCE, Stretch { scratch, rest: stretch })
    }

    /// Fills some of `into` with what stands at `start`.
    fn read_at(&self, start: u64, into: &mut [u8]) -> io::Result<usize> {
        if let Some(start) = start.checked_sub(self.written) {
            let held = usize::try_from(start).ok().and_then(|start| self.held.get(start..)).unwrap_or_default();
            let length = held.len().min(into.len());
            into[..length].copy_from_slice(&held[..length]);
            return Ok(length);
        }
        let in_file = usize::try_from(self.written - start).unwrap_or(usize::MAX).min(into.len());
        self.file.as_ref().map_or(Ok(0), |file| read_at(file, start, &mut into[..in_file]))
    }
}

#[cfg(unix)]
fn read_at(file: &File, start: u64, into: &mut [u8]) -> io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, into, start)
}

#[cfg(not(unix))]
fn read_at(mut file: &File, start: u64, into: &mut [u8]) -> io::Result<usize> {
    file.seek(SeekFrom::Start(start))?;
    file.read(into)
}

/// A stretch of a [`Scratch`], as far as it has not been read.
pub struct Stretch<S> {
    scratch: S,
    rest: Range<u64>,
}

impl<S: Deref<Target = Scratch>> Read for Stretch<S> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let ahead = usize::try_from(self.rest.end.saturating_sub(self.rest.start)).unwrap_or(usize::MAX);
        let length = into.len().min(ahead);
        let read = self.scratch.read_at(self.rest.start, &mut into[..length])?;
        self.rest.start += read as u64;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_laid_aside_is_read_wherever_it_lies() {
        let mut scratch = Scratch::in_dir(Path::new("no folder"));
        let line = |n: usize| format!("{n:09}\n").into_bytes();
        let starts: Vec<u64> = (0..60_000).map(|n| scratch.append(&line(n)).expect("kept")).collect();
        assert!(scratch.written > 0 && !scratch.held.is_empty(), "some of it is on disk, some is held");
        for n in [0, 1, 25_000, 59_999] {
            assert_eq!(scratch.bytes(starts[n], 10).expect("read"), line(n));
        }
        let mut all = String::new();
        Scratch::reader(&scratch, 10..scratch.end()).read_to_string(&mut all).expect("read");
        assert!(all.lines().map(|line| line.parse::<u32>().expect("a number")).eq(1..60_000));
        assert!(scratch.bytes(scratch.end() - 3, 4).is_err());
    }
}
