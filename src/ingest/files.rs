//! Files -> texts: which files there are, and what of their bytes is text.
//!
//! A file that cannot be read as an article is no error: it is rejected with a reason and becomes a row of `quarantine`.

use super::document;
use crate::config::Input;
use crate::error::{Error, Result};
use crate::lexicon::Lexicon;
use crate::model::Document;
use crate::store::state::Rejection;
use std::collections::HashSet;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// A file that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Relative to its input folder, `/` as separator.
    pub source_path: String,
    /// Where to open it.
    pub path: PathBuf,
    pub size: u64,
    /// Nanoseconds since 1970, 0 where the file system does not tell.
    pub modified: i64,
    /// Set when it was found but cannot be looked at.
    pub problem: Option<Rejection>,
}

/// Every file below the input paths, sorted by `source_path`; `output` is not descended into.
pub fn find(input: &Input, output: &Path) -> Result<Vec<Found>> {
    let (mut found, mut taken, mut seen) = (Vec::new(), HashSet::new(), HashSet::new());
    for root in &input.paths {
        for mut file in below(root, input, output)? {
            if !seen.insert(file.path.clone()) {
                continue;
            }
            if taken.contains(&file.source_path) {
                // Two input folders hold the same relative path: the later one is told apart by its folder's name.
                file.source_path = format!("{}/{}", root.file_name().unwrap_or_default().to_string_lossy(), file.source_path);
            }
            if taken.contains(&file.source_path) {
                file.source_path = told_apart(&file.source_path, root.as_os_str());
            }
            taken.insert(file.source_path.clone());
            found.push(file);
        }
    }
    found.sort_by(|a, b| (&a.source_path, &a.path).cmp(&(&b.source_path, &b.path)));
    Ok(found)
}

fn below(root: &Path, input: &Input, output: &Path) -> Result<Vec<Found>> {
    let metadata = std::fs::metadata(root).map_err(|e| {
        Error::on("find the input", root, e).stage("ingest").hint("name folders or files in `input.paths`, or give --input")
    })?;
    if metadata.is_file() {
        let name = root.file_name().unwrap_or_default().to_string_lossy().into_owned();
        return Ok(vec![found(name, root.to_path_buf(), Ok(metadata))]);
    }
    let output = output.to_path_buf();
    let walk = ignore::WalkBuilder::new(root)
        .standard_filters(false)
        .follow_links(input.follow_links)
        .filter_entry(move |entry| entry.path() != output)
        .build();
    let mut files = Vec::new();
    for entry in walk {
        match entry {
            Ok(entry) => files.extend(file_of(root, entry, input)),
            Err(e) => files.push(unreadable_entry(root, &e)),
        }
    }
    Ok(files)
}

fn file_of(root: &Path, entry: ignore::DirEntry, input: &Input) -> Option<Found> {
    let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
    let extension = entry.path().extension().unwrap_or_default().to_string_lossy().to_lowercase();
    if !is_file || !input.extensions.contains(&extension) {
        return None;
    }
    let name = relative(root, entry.path());
    let metadata = entry.metadata().map_err(|e| std::io::Error::other(e.to_string()));
    Some(found(name, entry.into_path(), metadata))
}

fn relative(root: &Path, path: &Path) -> String {
    let path = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    let name = parts.join("/");
    // bytes that are no text all read alike, so that two names might become one
    if path.to_str().is_some() { name } else { told_apart(&name, path.as_os_str()) }
}

/// A path with the beginning of a hash of what tells it from others that read like it.
fn told_apart(name: &str, by: &std::ffi::OsStr) -> String {
    format!("{name}~{}", &hash(by.as_encoded_bytes())[..8])
}

fn found(source_path: String, path: PathBuf, metadata: std::io::Result<std::fs::Metadata>) -> Found {
    match metadata {
        Ok(metadata) => {
            let since = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
            let modified = since.and_then(|time| i64::try_from(time.as_nanos()).ok()).unwrap_or(0);
            Found { source_path, path, size: metadata.len(), modified, problem: None }
        }
        Err(e) => Found { source_path, path, size: 0, modified: 0, problem: Some(io_rejection(&e)) },
    }
}

/// A folder that cannot be listed, a link that leads nowhere.
fn unreadable_entry(root: &Path, error: &ignore::Error) -> Found {
    let path = path_of(error).unwrap_or(root).to_path_buf();
    let problem = rejection("unreadable", error.to_string());
    Found { source_path: relative(root, &path), path, size: 0, modified: 0, problem: Some(problem) }
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } => path_of(err),
        ignore::Error::Loop { child, .. } => Some(child),
        _ => None,
    }
}

fn rejection(reason: &str, detail: impl Into<String>) -> Rejection {
    Rejection { reason: reason.to_string(), detail: detail.into() }
}

fn io_rejection(error: &std::io::Error) -> Rejection {
    match error.kind() {
        ErrorKind::NotFound => rejection("vanished", "it was gone when it was to be read"),
        _ => rejection("unreadable", error.to_string()),
    }
}

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

/// The hash of a content: 32 hexadecimal digits, of which the first 16 are the document's id.
pub fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex()[..32].to_string()
}

/// The id of the document whose content has this hash.
pub fn doc_id(hash: &str) -> &str {
    hash.get(..16).unwrap_or(hash)
}

/// The document that a file's bytes are.
pub fn to_document(source_path: &str, also_at: Vec<String>, bytes: Vec<u8>, lexicon: &Lexicon) -> std::result::Result<Document, Rejection> {
    let (hash, byte_count) = (hash(&bytes), bytes.len() as u64);
    let (text, flags) = decode(bytes)?;
    let mut document = document(source_path, text, lexicon);
    document.doc_id = doc_id(&hash).to_string();
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
