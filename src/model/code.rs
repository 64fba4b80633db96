//! A short code (country, group, currency, sector, role) held in place: copied freely, never allocated.

use std::fmt;

const CAPACITY: usize = 31;

/// An ASCII code of at most 31 bytes, such as `KAZ`, `CENTRAL_ASIA`, `USD` or `transport_logistics`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code {
    bytes: [u8; CAPACITY],
    len: u8,
}

impl Code {
    /// The code spelled `text`; `None` when it is empty, longer than 31 bytes, or not ASCII.
    pub fn new(text: &str) -> Option<Code> {
        if text.is_empty() || text.len() > CAPACITY || !text.is_ascii() {
            return None;
        }
        let mut bytes = [0; CAPACITY];
        bytes[..text.len()].copy_from_slice(text.as_bytes());
        Some(Code { bytes, len: text.len() as u8 })
    }

    /// A code known at compile time.
    ///
    /// # Panics
    /// At compile time, when the text does not fit.
    pub const fn of(text: &str) -> Code {
        let source = text.as_bytes();
        assert!(!source.is_empty() && source.len() <= CAPACITY);
        let mut bytes = [0; CAPACITY];
        let mut i = 0;
        while i < source.len() {
            assert!(source[i].is_ascii());
            bytes[i] = source[i];
            i += 1;
        }
        Code { bytes, len: source.len() as u8 }
    }

    /// The code as text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..self.len as usize]).unwrap_or_default()
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
