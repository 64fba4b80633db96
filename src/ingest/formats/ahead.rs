//! Looking ahead in a file that is read once, from its beginning to its end.

use crate::ingest::encoding::read_buffered;
use std::io::{self, BufRead, Read};

/// A file that may be looked at ahead of where it has been read to.
pub struct Ahead<'a> {
    reader: &'a mut dyn BufRead,
    held: Vec<u8>,
    at: usize,
    ended: bool,
    /// Bytes read for good.
    pub passed: u64,
}

impl<'a> Ahead<'a> {
    /// A file from where its reader is.
    pub fn of(reader: &'a mut dyn BufRead) -> Ahead<'a> {
        Ahead { reader, held: Vec::new(), at: 0, ended: false, passed: 0 }
    }

    /// The next so many bytes, or all that are left; they stay unread.
    pub fn part(&mut self, wanted: usize) -> io::Result<&[u8]> {
        // what was read is let go of when it is half of what is held, so that each byte is moved once
        if self.at > 0 && self.at * 2 >= self.held.len() {
            self.held.drain(..self.at);
            self.at = 0;
        }
        while self.held.len() - self.at < wanted && !self.ended {
            let buffer = self.reader.fill_buf()?;
            self.ended = buffer.is_empty();
            let used = buffer.len().min(wanted - (self.held.len() - self.at));
            self.held.extend_from_slice(&buffer[..used]);
            self.reader.consume(used);
        }
        Ok(&self.held[self.at..self.held.len().min(self.at + wanted)])
    }
}

impl Read for Ahead<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        read_buffered(self, into)
    }
}

impl BufRead for Ahead<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        match self.at < self.held.len() {
            true => Ok(&self.held[self.at..]),
            false => self.reader.fill_buf(),
        }
    }

    fn consume(&mut self, used: usize) {
        let held = used.min(self.held.len() - self.at);
        self.at += held;
        self.passed += used as u64;
        if used > held {
            self.reader.consume(used - held);
        }
    }
}
