//! Bytes -> text: UTF-8 where they are UTF-8, else what a label says, else the likeliest encoding.

use super::rejection;
use crate::model::Rejection;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// So many of the first bytes are looked at to tell an encoding: enough for any language, and bounded.
const LOOKED_AT: usize = 64 * 1024;

/// The text of some bytes and remarks on how it was read: `decoded_ENCODING`, and `decoded_lossy` where characters were lost.
///
/// `label` is the encoding that the container states; bytes that are UTF-8 are UTF-8 whatever it says.
pub fn decode(bytes: Vec<u8>, label: Option<&str>) -> Result<(String, Vec<String>), Rejection> {
    let (text, flags) = match Encoding::for_bom(&bytes) {
        Some((encoding, length)) if encoding == UTF_8 => in_utf8(bytes[length..].to_vec(), label)?,
        Some((encoding, length)) => decoded(&bytes[length..], encoding),
        None => in_utf8(bytes, label)?,
    };
    match text.trim().is_empty() {
        true => Err(rejection("empty", "it holds no text")),
        false => Ok((text, flags)),
    }
}

fn in_utf8(bytes: Vec<u8>, label: Option<&str>) -> Result<(String, Vec<String>), Rejection> {
    let stated = label.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    let is_wide = |encoding: &&Encoding| [UTF_16LE, UTF_16BE].contains(encoding);
    if bytes.contains(&0) {
        return match stated.filter(is_wide) {
            Some(wide) => Ok(decoded(&bytes, wide)),
            None => Err(rejection("binary", "it holds NUL bytes")),
        };
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok((text, Vec::new())),
        Err(e) => {
            let bytes = e.into_bytes();
            let encoding = stated.filter(|encoding| *encoding != UTF_8 && !is_wide(encoding)).unwrap_or_else(|| likeliest(&bytes));
            Ok(decoded(&bytes, encoding))
        }
    }
}

fn decoded(bytes: &[u8], encoding: &'static Encoding) -> (String, Vec<String>) {
    let (text, lossy) = encoding.decode_without_bom_handling(bytes);
    let name = encoding.name().to_lowercase().replace('-', "_");
    let mut flags = vec![format!("decoded_{name}")];
    if lossy {
        flags.push("decoded_lossy".to_string());
    }
    (text.into_owned(), flags)
}

/// What the bytes are most likely in, as browsers guess it for a page without a label.
fn likeliest(bytes: &[u8]) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    // the first bytes beyond ASCII tell, wherever they stand
    let start = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0).saturating_sub(LOOKED_AT / 2);
    detector.feed(&bytes[start..bytes.len().min(start + LOOKED_AT)], true);
    detector.guess(None, chardetng::Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn text(bytes: &[u8]) -> (String, Vec<String>) {
        decode(bytes.to_vec(), None).expect("text")
    }

    fn read(text: &str, flags: &[&str]) -> (String, Vec<String>) {
        (text.to_string(), flags.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn encodings_are_told_by_their_mark_or_guessed() {
        assert_eq!(text(b"\xEF\xBB\xBFtrade"), read("trade", &[]));
        assert_eq!(text(b"\xFF\xFEt\0r\0"), read("tr", &["decoded_utf_16le"]));
        assert_eq!(text(b"\xFE\xFF\0t\0r"), read("tr", &["decoded_utf_16be"]));
        assert_eq!(text(b"It cost \x80 3bn \x96 in a caf\xE9"), read("It cost € 3bn – in a café", &["decoded_windows_1252"]));
        assert_eq!(text("€ 3bn".as_bytes()), read("€ 3bn", &[]));
    }

    #[test]
    fn a_label_is_believed_where_the_bytes_allow_it() {
        let labelled = |bytes: &[u8], label| decode(bytes.to_vec(), Some(label)).expect("text");
        assert_eq!(labelled(b"\xD2\xEE\xF0\xE3", "windows-1251"), read("Торг", &["decoded_windows_1251"]));
        assert_eq!(labelled("café".as_bytes(), "iso-8859-1"), read("café", &[]));
        assert_eq!(labelled(b"caf\xE9", "no such thing").0, "café");
    }

    #[test]
    fn what_is_no_text_is_rejected() {
        let reason = |bytes: &[u8]| decode(bytes.to_vec(), None).map_err(|r| r.reason);
        assert_eq!(reason(b""), Err("empty".to_string()));
        assert_eq!(reason(b" \n\t"), Err("empty".to_string()));
        assert_eq!(reason(b"PK\x03\x04\0\0"), Err("binary".to_string()));
    }
}
