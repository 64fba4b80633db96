//! Bytes -> text: UTF-8 where they are UTF-8 but for a few, else what a label says, else the likeliest encoding.

use super::rejection;
use crate::model::Rejection;
use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::cell::Cell;
use std::io::{self, BufRead, Read};
use std::rc::Rc;

/// So many of the first bytes are looked at to tell an encoding: enough for any language, and bounded.
const LOOKED_AT: usize = 64 * 1024;
/// Bytes that a container says to be in another encoding are UTF-8 all the same when so many times more of them fit than do not.
const SURELY: usize = 4;
/// What stands where a character was lost.
const LOST: char = '\u{fffd}';
/// The marks of UTF-32, which no browser reads any more and some exports still write.
const UTF_32_LE: [u8; 4] = [0xFF, 0xFE, 0, 0];
const UTF_32_BE: [u8; 4] = [0, 0, 0xFE, 0xFF];

/// The text of some bytes and remarks on how it was read: `decoded_ENCODING`, and `decoded_lossy` where characters were lost.
///
/// `label` is the encoding that the container states; bytes that are UTF-8 are UTF-8 whatever it says.
pub fn decode(bytes: Vec<u8>, label: Option<&str>) -> Result<(String, Vec<String>), Rejection> {
    let (text, flags) = match (in_utf_32(&bytes), Encoding::for_bom(&bytes)) {
        (Some(told), _) => told,
        (None, Some((encoding, length))) if encoding == UTF_8 => in_utf8(bytes[length..].to_vec(), label)?,
        (None, Some((encoding, length))) => decoded(&bytes[length..], encoding),
        (None, None) => in_utf8(bytes, label)?,
    };
    if text.contains('\0') {
        return Err(rejection("binary", "it holds NUL bytes"));
    }
    match text.trim().is_empty() {
        true => Err(rejection("empty", "it holds no text")),
        false => Ok((text, flags)),
    }
}

/// What the bytes of a line or row are in, which nobody tells.
pub fn of(bytes: &[u8]) -> &'static Encoding {
    if std::str::from_utf8(bytes).is_ok() { UTF_8 } else { told(bytes, None) }
}

/// Whether some bytes begin with a mark of UTF-32; one of its marks begins as that of UTF-16 does.
pub fn is_utf_32(bytes: &[u8]) -> bool {
    bytes.starts_with(&UTF_32_LE) || bytes.starts_with(&UTF_32_BE)
}

fn in_utf_32(bytes: &[u8]) -> Option<(String, Vec<String>)> {
    let (mark, letters) = bytes.split_first_chunk::<4>()?;
    let (letters, rest) = letters.as_chunks::<4>();
    let (flag, number): (_, fn([u8; 4]) -> u32) = match *mark {
        UTF_32_LE => ("decoded_utf_32le", u32::from_le_bytes),
        UTF_32_BE => ("decoded_utf_32be", u32::from_be_bytes),
        _ => return None,
    };
    let text: String = letters.iter().map(|letter| char::from_u32(number(*letter)).unwrap_or(LOST)).collect();
    let lossy = (!rest.is_empty() || text.contains(LOST)).then(|| "decoded_lossy".to_string());
    Some((text, std::iter::once(flag.to_string()).chain(lossy).collect()))
}

fn is_wide(encoding: &'static Encoding) -> bool {
    [UTF_16LE, UTF_16BE].contains(&encoding)
}

fn in_utf8(bytes: Vec<u8>, label: Option<&str>) -> Result<(String, Vec<String>), Rejection> {
    let stated = label.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    if bytes.contains(&0) {
        return match stated.filter(|encoding| is_wide(encoding)) {
            Some(wide) => Ok(decoded(&bytes, wide)),
            None => Err(rejection("binary", "it holds NUL bytes")),
        };
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok((text, Vec::new())),
        Err(e) => Ok(decoded(e.as_bytes(), told(e.as_bytes(), stated.filter(|encoding| !is_wide(encoding))))),
    }
}

/// What bytes are in that are not all UTF-8: UTF-8 nevertheless where a few do not fit, else what is stated, else the likeliest.
fn told(bytes: &[u8], stated: Option<&'static Encoding>) -> &'static Encoding {
    let (fit, stray) = weighed(bytes);
    let stated = stated.filter(|encoding| *encoding != UTF_8);
    let enough = if stated.is_some() { stray * SURELY + 1 } else { stray };
    match fit > 0 && fit >= enough {
        true => UTF_8,
        false => stated.unwrap_or_else(|| likeliest(bytes)),
    }
}

/// Whether some bytes are ASCII but for a letter that their end cuts off: it may be UTF-8 as well as any other encoding.
fn is_cut_letter(bytes: &[u8]) -> bool {
    !bytes.is_ascii() && weighed(bytes) == (0, 0)
}

/// How many letters beyond ASCII are UTF-8, and how many stretches are not; one that the end cuts off is neither.
fn weighed(bytes: &[u8]) -> (usize, usize) {
    let (mut fit, mut stray, mut behind) = (0, 0, 0);
    for chunk in bytes.utf8_chunks() {
        fit += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        behind += chunk.valid().len() + chunk.invalid().len();
        let is_cut = || behind == bytes.len() && std::str::from_utf8(chunk.invalid()).is_err_and(|e| e.error_len().is_none());
        stray += usize::from(!chunk.invalid().is_empty() && !is_cut());
    }
    (fit, stray)
}

fn decoded(bytes: &[u8], encoding: &'static Encoding) -> (String, Vec<String>) {
    let (text, lossy) = encoding.decode_without_bom_handling(bytes);
    (text.into_owned(), remarks(encoding, lossy))
}

/// What `documents.flags` says of a text that was read in this encoding.
pub fn remarks(encoding: &'static Encoding, lossy: bool) -> Vec<String> {
    let name = encoding.name().to_lowercase().replace('-', "_");
    let decoded = (encoding != UTF_8).then(|| format!("decoded_{name}"));
    decoded.into_iter().chain(lossy.then(|| "decoded_lossy".to_string())).collect()
}

/// What the bytes are most likely in, as browsers guess it for a page without a label.
fn likeliest(bytes: &[u8]) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    // the first bytes beyond ASCII tell, wherever they stand
    let start = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0).saturating_sub(LOOKED_AT / 2);
    detector.feed(&bytes[start..bytes.len().min(start + LOOKED_AT)], true);
    detector.guess(None, chardetng::Utf8Detection::Deny)
}

/// The encoding of a file that is read piece by piece, once it is known.
#[derive(Clone, Default)]
pub struct Known(Rc<Cell<Option<&'static Encoding>>>);

impl Known {
    /// Remarks on a text out of the file.
    pub fn remarks(&self, text: &str) -> Vec<String> {
        self.0.get().map_or_else(Vec::new, |encoding| remarks(encoding, text.contains(LOST)))
    }
}

/// A file in whatever encoding, as UTF-8: UTF-16 by its mark or its NUL bytes; with `guess` others too, by the first bytes beyond
/// ASCII. Else its bytes are left as they are.
pub struct Reading<'a> {
    reader: &'a mut dyn BufRead,
    known: Known,
    guess: bool,
    /// The first bytes of a letter that a piece of the file cut off, before the encoding was known.
    cut: Vec<u8>,
    decoder: Option<Decoder>,
    text: Vec<u8>,
    at: usize,
    ended: bool,
}

/// Bytes of text that are made at a time.
const STEP: usize = 16 * 1024;

impl<'a> Reading<'a> {
    /// A file from its beginning; `known` tells its encoding afterwards.
    pub fn of(reader: &'a mut dyn BufRead, guess: bool, known: Known) -> io::Result<Reading<'a>> {
        let start = reader.fill_buf()?;
        let marked = Encoding::for_bom(start).map(|(encoding, _)| encoding).filter(|encoding| is_wide(encoding));
        let wide = marked.or(match start {
            [first, 0, second, 0, ..] if *first > 0 && *second > 0 => Some(UTF_16LE),
            [0, first, 0, second, ..] if *first > 0 && *second > 0 => Some(UTF_16BE),
            _ => None,
        });
        let mut reading = Reading { reader, known, guess, cut: Vec::new(), decoder: None, text: Vec::new(), at: 0, ended: false };
        if let Some(wide) = wide {
            reading.decode_from(wide);
        }
        Ok(reading)
    }

    fn decode_from(&mut self, encoding: &'static Encoding) {
        self.known.0.set(Some(encoding));
        self.decoder = Some(encoding.new_decoder_with_bom_removal());
        self.text = vec![0; STEP];
        self.at = STEP;
    }

    /// Guesses the encoding by the next piece of the file, if it tells; how many of its bytes are ASCII and can be read before.
    fn guess(&mut self) -> io::Result<usize> {
        loop {
            let bytes = self.reader.fill_buf()?;
            let ascii = bytes.iter().take_while(|byte| byte.is_ascii()).count();
            if self.cut.is_empty() && (ascii == bytes.len() || ascii > 0 && is_cut_letter(bytes)) {
                return Ok(ascii);
            }
            let joined = [self.cut.as_slice(), bytes].concat();
            if bytes.is_empty() || !is_cut_letter(&joined) {
                self.decode_from(of(&joined));
                return Ok(0);
            }
            let read = bytes.len();
            self.cut = joined;
            self.reader.consume(read);
        }
    }

    /// Makes the next piece of text.
    fn fill(&mut self) -> io::Result<()> {
        let Some(decoder) = &mut self.decoder else { return Ok(()) };
        while !self.ended && self.at >= self.text.len() {
            self.text.resize(STEP, 0);
            let cut = std::mem::take(&mut self.cut);
            let bytes = if cut.is_empty() { self.reader.fill_buf()? } else { cut.as_slice() };
            let is_last = bytes.is_empty();
            let (result, read, written, _) = decoder.decode_to_utf8(bytes, &mut self.text, is_last);
            if cut.is_empty() {
                self.reader.consume(read);
            }
            self.text.truncate(written);
            self.at = 0;
            self.ended = is_last && result == CoderResult::InputEmpty;
        }
        Ok(())
    }
}

impl Read for Reading<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        read_buffered(self, into)
    }
}

/// How those read that have a buffer.
pub fn read_buffered(from: &mut impl BufRead, into: &mut [u8]) -> io::Result<usize> {
    let mut buffer = from.fill_buf()?;
    let read = buffer.read(into)?;
    from.consume(read);
    Ok(read)
}

impl BufRead for Reading<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.decoder.is_none() && self.guess {
            let ascii = self.guess()?;
            if self.decoder.is_none() {
                return Ok(&self.reader.fill_buf()?[..ascii]);
            }
        }
        match self.decoder.is_some() {
            true => {
                self.fill()?;
                Ok(&self.text[self.at.min(self.text.len())..])
            }
            false => self.reader.fill_buf(),
        }
    }

    fn consume(&mut self, used: usize) {
        match self.decoder.is_some() {
            true => self.at += used,
            false => self.reader.consume(used),
        }
    }
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
    fn a_stray_byte_costs_itself() {
        let mixed = ["Kenya paid €412 million – less than Peru".as_bytes(), b" (na\xEFve)"].concat();
        assert_eq!(text(&mixed), read("Kenya paid €412 million – less than Peru (na\u{fffd}ve)", &["decoded_lossy"]));
        let cut = "It cost “€3”".as_bytes();
        assert_eq!(text(&cut[..cut.len() - 1]), read("It cost “€3\u{fffd}", &["decoded_lossy"]));
        assert_eq!(text(b"\xABTrud\xBB wrote, \xAB\xCC\xC8\xC4\xBB too: \xD2\xEE\xF0\xE3\xEE\xE2\xEB\xFF").1, ["decoded_windows_1251"]);
        let labelled = decode(mixed, Some("iso-8859-1")).expect("text");
        assert!(labelled.0.contains("â‚¬"), "a label is believed where no more than a letter or two speak against it");
    }

    #[test]
    fn utf_32_is_told_by_its_mark() {
        let le: Vec<u8> = "\u{feff}Trade €3".chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
        let be: Vec<u8> = "\u{feff}Trade €3".chars().flat_map(|c| u32::from(c).to_be_bytes()).collect();
        assert_eq!(text(&le), read("Trade €3", &["decoded_utf_32le"]));
        assert_eq!(text(&be), read("Trade €3", &["decoded_utf_32be"]));
    }

    #[test]
    fn files_are_decoded_as_they_are_read() {
        let told = |bytes: &[u8], guess: bool| {
            // the first piece tells the encoding of a file without a mark
            let room = if guess { 4_096 } else { 7 };
            let (mut bytes, known, mut text) = (io::BufReader::with_capacity(room, bytes), Known::default(), Vec::new());
            Reading::of(&mut bytes, guess, known.clone()).and_then(|mut reading| reading.read_to_end(&mut text)).expect("read");
            let text = String::from_utf8_lossy(&text).into_owned();
            let remarks = known.remarks(&text);
            (text, remarks)
        };
        let long = "Kenya – Norway, €3. ".repeat(5_000);
        let wide: Vec<u8> = format!("\u{feff}{long}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(told(&wide, false), (long.clone(), vec!["decoded_utf_16le".to_string()]));
        assert_eq!(told(&wide[2..], false).0, long, "without its mark");
        assert_eq!(told(long.as_bytes(), true), (long.clone(), Vec::new()));
        let narrow: Vec<u8> = b"na\xEFve caf\xE9 ".repeat(3_000);
        assert_eq!(told(&narrow, true), ("naïve café ".repeat(3_000), vec!["decoded_windows_1252".to_string()]));
        for letters in ["€ – a", "é", "\u{1f600}"] {
            for before in 4_090..4_100 {
                let cut = "a".repeat(before) + letters;
                assert_eq!(told(cut.as_bytes(), true), (cut.clone(), Vec::new()), "{before}");
            }
        }
        let narrow: Vec<u8> = ["a".repeat(4_095).as_bytes(), b"\xE9 caf\xE9"].concat();
        assert_eq!(told(&narrow, true), ("a".repeat(4_095) + "é café", vec!["decoded_windows_1252".to_string()]));
        assert_eq!(told(b"plain \xE9", true).0, "plain é");
        assert_eq!(told(b"plain", true), ("plain".to_string(), Vec::new()));
    }

    #[test]
    fn what_is_no_text_is_rejected() {
        let reason = |bytes: &[u8]| decode(bytes.to_vec(), None).map_err(|r| r.reason);
        assert_eq!(reason(b""), Err("empty".to_string()));
        assert_eq!(reason(b" \n\t"), Err("empty".to_string()));
        assert_eq!(reason(b"PK\x03\x04\0\0"), Err("binary".to_string()));
    }
}
