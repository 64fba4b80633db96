//! Files -> texts: what of their bytes is text. Which files there are is told by `listing.rs`.
//!
//! A file that cannot be read as an article is no error: it is rejected with a reason and becomes a row of `quarantine`.

use super::document;
use crate::config::Input;
use crate::lexicon::Lexicon;
use crate::model::Document;
use crate::store::state::Rejection;
use std::io::{ErrorKind, Read};
use std::path::Path;

/// The reason of a file that is not read for its size.
pub const TOO_LARGE: &str = "too_large";

/// A reason in its code and in words.
pub fn rejection(reason: &str, detail: impl Into<String>) -> Rejection {
    Rejection { reason: reason.to_string(), detail: detail.into() }
}

/// Why the file system does not give a file.
pub fn io_rejection(error: &std::io::Error) -> Rejection {
    match error.kind() {
        ErrorKind::NotFound => rejection("vanished", "it was gone when it was to be read"),
        _ => rejection("unreadable", error.to_string()),
    }
}

/// Why a file of this size is not read at all.
pub fn too_large(size: u64, input: &Input) -> Option<Rejection> {
    let detail = || format!("{size} bytes are more than input.max_bytes = {}", input.max_bytes);
    (size > input.max_bytes).then(|| rejection(TOO_LARGE, detail()))
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
pub fn hash(bytes: &[u8]) -> [u8; 16] {
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

/// The part of a hash that is the document's id.
pub fn id_of(hash: &[u8; 16]) -> u64 {
    hash.iter().take(8).fold(0, |id, byte| id << 8 | u64::from(*byte))
}

/// The id of the document whose content has this hash: 16 hexadecimal digits.
pub fn doc_id(hash: &[u8; 16]) -> String {
    to_hex(&hash[..8])
}

/// The document that a file's bytes are.
pub fn to_document(source_path: &str, also_at: Vec<String>, bytes: Vec<u8>, lexicon: &Lexicon) -> std::result::Result<Document, Rejection> {
    let (hash, byte_count) = (hash(&bytes), bytes.len() as u64);
    let (text, flags) = decode(bytes)?;
    let mut document = document(source_path, text, lexicon);
    document.doc_id = doc_id(&hash);
    document.byte_count = byte_count;
    document.also_at = also_at;
    document.flags.extend(flags.into_iter().map(str::to_string));
    document.flags.sort();
    document.flags.dedup();
    Ok(document)
}

/// The text of a file's bytes, with remarks on how it was read.
pub fn decode(bytes: Vec<u8>) -> std::result::Result<(String, Vec<&'static str>), Rejection> {
    let (text, flags) = match bytes.as_slice() {
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8_or_guess(rest.to_vec())?,
        [0xFF, 0xFE, rest @ ..] => (utf16(rest, u16::from_le_bytes), vec!["decoded_utf16"]),
        [0xFE, 0xFF, rest @ ..] => (utf16(rest, u16::from_be_bytes), vec!["decoded_utf16"]),
        _ => utf8_or_guess(bytes)?,
    };
    match text.trim().is_empty() {
        true => Err(rejection("empty", "it holds no text")),
        false => Ok((text, flags)),
    }
}

/// UTF-8, or else windows-1252, which is what unlabelled Western text on the web is; the flag says that it is a guess.
fn utf8_or_guess(bytes: Vec<u8>) -> std::result::Result<(String, Vec<&'static str>), Rejection> {
    if bytes.contains(&0) {
        return Err(rejection("binary", "it holds NUL bytes"));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok((text, Vec::new())),
        Err(e) => Ok((e.as_bytes().iter().map(|byte| windows_1252(*byte)).collect(), vec!["decoded_lossy"])),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// The WHATWG table: Latin-1 but for 0x80 to 0x9F.
fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}', '‘', '’', '“', '”', '•',
        '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9F => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn text(bytes: &[u8]) -> (String, Vec<&'static str>) {
        decode(bytes.to_vec()).expect("text")
    }

    #[test]
    fn encodings_are_told_by_their_mark_or_guessed() {
        assert_eq!(text(b"\xEF\xBB\xBFtrade"), ("trade".to_string(), vec![]));
        assert_eq!(text(b"\xFF\xFEt\0r\0"), ("tr".to_string(), vec!["decoded_utf16"]));
        assert_eq!(text(b"\xFE\xFF\0t\0r"), ("tr".to_string(), vec!["decoded_utf16"]));
        assert_eq!(text(b"\x80 3bn \x96 caf\xE9"), ("€ 3bn – café".to_string(), vec!["decoded_lossy"]));
        assert_eq!(text("€ 3bn".as_bytes()), ("€ 3bn".to_string(), vec![]));
    }

    #[test]
    fn what_is_no_text_is_rejected() {
        let reason = |bytes: &[u8]| decode(bytes.to_vec()).map_err(|r| r.reason);
        assert_eq!(reason(b""), Err("empty".to_string()));
        assert_eq!(reason(b" \n\t"), Err("empty".to_string()));
        assert_eq!(reason(b"PK\x03\x04\0\0"), Err("binary".to_string()));
    }
}
