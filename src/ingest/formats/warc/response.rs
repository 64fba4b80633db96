//! What a server sent: the head of its answer taken off, chunks joined, packing undone.

use crate::ingest::formats::unpack;
use crate::ingest::rejection;
use crate::model::Rejection;
use std::io::Read;

/// Fields of the head of a response, at most.
const FIELDS: usize = 256;
/// The line that tells the size of a chunk is no longer.
const SIZE_LINE: usize = 1_024;
/// So many bytes tell whether a body is text.
const LOOKED_AT: usize = 512;
/// What bodies packed with zstd begin with.
const ZSTD: &[u8] = &[0x28, 0xB5, 0x2F, 0xFD];
const GZIP: &[u8] = &[0x1F, 0x8B];

/// The body of a response.
#[derive(Debug, PartialEq)]
pub struct Body {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// It did not come to its end.
    pub cut_off: bool,
}

fn malformed(what: impl std::fmt::Display) -> Rejection {
    rejection("malformed", format!("no HTTP response: {what}"))
}

/// The type and the body of a response that succeeded and is of a type that is wanted.
pub fn body(content: &[u8], limit: u64, is_wanted: fn(&str) -> bool) -> Result<Option<(String, Body)>, Rejection> {
    let mut fields = [httparse::EMPTY_HEADER; FIELDS];
    let mut response = httparse::Response::new(&mut fields);
    let start = match response.parse(content) {
        Ok(httparse::Status::Complete(start)) => start,
        Ok(httparse::Status::Partial) => return Err(malformed("it ends within its head")),
        Err(e) => return Err(malformed(e)),
    };
    if response.code != Some(200) {
        return Ok(None);
    }
    let field = |name: &str| {
        let found = response.headers.iter().find(|header| header.name.eq_ignore_ascii_case(name))?;
        Some(String::from_utf8_lossy(found.value).trim().to_ascii_lowercase())
    };
    let content_type = field("content-type").unwrap_or_else(|| "text/html".to_string());
    if !is_wanted(&content_type) {
        return Ok(None);
    }
    let mut body = Body { bytes: content[start..].to_vec(), cut_off: false };
    if field("transfer-encoding").is_some_and(|how| how.contains("chunked")) {
        // archives often hold the body joined already and keep the field
        body = dechunked(&body.bytes)?.unwrap_or(body);
    }
    for packing in field("content-encoding").unwrap_or_default().rsplit(',') {
        body.bytes = unpacked(body.bytes, packing.trim(), limit)?;
    }
    Ok(Some((content_type, body)))
}

/// A body without one of the packings that it was sent in; archives often hold it unpacked and keep the field.
fn unpacked(bytes: Vec<u8>, packing: &str, limit: u64) -> Result<Vec<u8>, Rejection> {
    let packed = bytes.as_slice();
    let read = |reader: &mut dyn Read| unpack::all(reader, limit);
    match packing {
        "gzip" | "x-gzip" if packed.starts_with(GZIP) => read(&mut flate2::read::MultiGzDecoder::new(packed)),
        "zstd" if packed.starts_with(ZSTD) => {
            let mut decoder = zstd::Decoder::with_buffer(packed).map_err(|e| unpack::unpacking(&e))?;
            decoder.window_log_max(unpack::ZSTD_WINDOW).map_err(|e| unpack::unpacking(&e))?;
            read(&mut decoder)
        }
        _ if is_text(packed) => Ok(bytes),
        // some servers leave the wrapping away that the standard asks for
        "deflate" => match read(&mut flate2::read::ZlibDecoder::new(packed)) {
            Err(e) if e.reason == "malformed" => read(&mut flate2::read::DeflateDecoder::new(packed)),
            other => other,
        },
        "br" | "gzip" | "x-gzip" | "zstd" | "compress" => {
            Err(malformed(format!("its body is packed with {packing} and cannot be unpacked")))
        }
        _ => Ok(bytes),
    }
}

/// Whether bytes look like text in any encoding but UTF-16: no signs for machines among the first of them.
fn is_text(bytes: &[u8]) -> bool {
    !bytes.iter().take(LOOKED_AT).any(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31))
}

/// A body that was sent in chunks (RFC 9112, section 7.1), joined as far as it came; `None` when it is not in chunks.
fn dechunked(mut bytes: &[u8]) -> Result<Option<Body>, Rejection> {
    let (mut joined, mut is_first) = (Vec::new(), true);
    let ended = |bytes, cut_off| Ok(Some(Body { bytes, cut_off }));
    loop {
        let Some((size, rest)) = size_line(bytes) else {
            let is_cut = bytes.len() < SIZE_LINE && !bytes.contains(&b'\n');
            return match (is_first, is_cut) {
                (true, _) => Ok(None),
                (false, true) => ended(joined, true),
                (false, false) => Err(malformed("its chunks do not fit together")),
            };
        };
        if size == 0 {
            return ended(joined, false);
        }
        let Some(chunk) = rest.get(..size) else {
            // no server sends a chunk of a size that no memory has
            let is_chunk = !is_first || size <= u32::MAX as usize;
            joined.extend_from_slice(rest);
            return if is_chunk { ended(joined, true) } else { Ok(None) };
        };
        joined.extend_from_slice(chunk);
        bytes = match rest[size..].strip_prefix(b"\r\n") {
            Some(next) => next,
            None if b"\r\n".starts_with(&rest[size..]) => return ended(joined, true),
            None if is_first => return Ok(None),
            None => return Err(malformed("its chunks do not fit together")),
        };
        is_first = false;
    }
}

/// The size of the next chunk, and what stands behind its line.
fn size_line(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let end = bytes.windows(2).take(SIZE_LINE).position(|pair| pair == b"\r\n")?;
    let size = std::str::from_utf8(&bytes[..end]).ok()?.split(';').next()?.trim();
    Some((usize::from_str_radix(size, 16).ok()?, &bytes[end + 2..]))
}

/// What of a page that was cut off is whole: a number that was cut would be another number.
pub fn whole_part(mut bytes: Vec<u8>, is_html: bool) -> Vec<u8> {
    let end = bytes.iter().rposition(|byte| *byte == if is_html { b'>' } else { b'\n' }).map_or(0, |at| at + 1);
    bytes.truncate(end);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_joined() {
        let told = |bytes: &[u8]| dechunked(bytes).map(|body| body.map(|b| (String::from_utf8_lossy(&b.bytes).into_owned(), b.cut_off)));
        let joined = |text: &str, cut_off| Ok(Some((text.to_string(), cut_off)));
        assert_eq!(told(b"4\r\ntrad\r\n1;x=y\r\ne\r\n0\r\n\r\n"), joined("trade", false));
        assert_eq!(told(b"4\r\ntrad\r\n1\r\ne\r\n"), joined("trade", true), "without the last chunk");
        assert_eq!(told(b"4\r\ntrad\r\n9\r\ne of"), joined("trade of", true));
        assert_eq!(told(b"4\r\ntrad\r\n1"), joined("trad", true), "cut within the line of a size");
        assert_eq!(told(b"<html>\r\n"), Ok(None));
        assert_eq!(told(b"ffffffffffffffff\r\nx"), Ok(None));
        assert_eq!(told(b"12\r\nKenya and Norway traded more"), Ok(None));
        assert!(told(b"4\r\ntrad\r\ne grew\r\n").is_err());
    }

    #[test]
    fn packings_are_undone() {
        let packed = |how: &str, bytes: &[u8]| unpacked(bytes.to_vec(), how, 1_000).map_err(|r| r.reason);
        let mut zlib = flate2::read::ZlibEncoder::new(&b"Trade grew."[..], flate2::Compression::fast());
        let mut raw = flate2::read::DeflateEncoder::new(&b"Trade grew."[..], flate2::Compression::fast());
        let (mut with, mut without) = (Vec::new(), Vec::new());
        zlib.read_to_end(&mut with).and_then(|_| raw.read_to_end(&mut without)).expect("packed");
        let plain = b"Trade grew.".as_slice();
        for (how, bytes) in [("deflate", with.as_slice()), ("deflate", without.as_slice()), ("br", plain), ("identity", plain)] {
            assert_eq!(packed(how, bytes).as_deref(), Ok(plain), "{how}");
        }
        assert_eq!(packed("br", b"\x8b\x01\x80\x02"), Err("malformed".to_string()));
        assert_eq!(packed("zstd", &zstd::encode_all(&b"Trade grew."[..], 1).expect("packed")).as_deref(), Ok(plain));
    }

    #[test]
    fn a_number_that_was_cut_is_left_out() {
        assert_eq!(whole_part(b"<p>It rose.</p><p>It reached $3".to_vec(), true), b"<p>It rose.</p><p>");
        assert_eq!(whole_part(b"It rose.\nIt reached $3".to_vec(), false), b"It rose.\n");
    }
}
