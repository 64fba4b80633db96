//! Bytes of files and their hashes. Which files there are is told by `listing.rs`, what is in them by `formats/`.
//!
//! A file that cannot be read as an article is no error: it is rejected with a reason and becomes a row of `quarantine`.

use super::{io_rejection, rejection};
use crate::config::Input;
use crate::model::Rejection;
use std::io::Read;
use std::path::Path;

/// The hash of a content.
pub type Hash = [u8; 16];

/// Why a file of this size is not read at all.
pub fn too_large(size: u64, input: &Input) -> Option<Rejection> {
    let detail = || format!("{size} bytes are more than input.max_bytes = {}", input.max_bytes);
    (size > input.max_bytes).then(|| rejection("too_large", detail()))
}

/// The bytes of a file, at most `max_bytes` of them.
pub fn read(path: &Path, input: &Input) -> std::result::Result<Vec<u8>, Rejection> {
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(|e| io_rejection(&e))?;
    file.take(input.max_bytes + 1).read_to_end(&mut bytes).map_err(|e| io_rejection(&e))?;
    match too_large(bytes.len() as u64, input) {
        Some(rejection) => Err(rejection),
        None => Ok(bytes),
    }
}

/// The hash of a content, half of it the document's id.
pub fn hash(bytes: &[u8]) -> Hash {
    let mut hash = [0; 16];
    hash.copy_from_slice(&blake3::hash(bytes).as_bytes()[..16]);
    hash
}

/// Hexadecimal digits.
pub fn to_hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits = |byte: &u8| [byte >> 4, byte & 15].map(|digit| char::from(DIGITS[usize::from(digit)]));
    bytes.iter().flat_map(digits).collect()
}

/// The bytes that so many pairs of hexadecimal digits stand for.
pub fn of_hex<const N: usize>(hex: &str) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    for (byte, digits) in bytes.iter_mut().zip(hex.as_bytes().chunks(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?;
    }
    (hex.len() == 2 * N).then_some(bytes)
}

/// The part of a hash that is the document's id.
pub fn id_of(hash: &Hash) -> u64 {
    hash.iter().take(8).fold(0, |id, byte| id << 8 | u64::from(*byte))
}

/// The id of the document whose content has this hash: 16 hexadecimal digits.
pub fn doc_id(hash: &Hash) -> String {
    to_hex(&hash[..8])
}

/// Whether a look at the same bytes would reject them again: not where the file system failed or somebody was writing.
pub fn is_lasting(rejection: &Rejection) -> bool {
    !["vanished", "unreadable", "changed_while_read"].contains(&rejection.reason.as_str())
}
