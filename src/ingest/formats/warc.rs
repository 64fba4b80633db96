//! Web archives (ISO 28500), as Common Crawl publishes news in them: a record per page that was fetched.
//!
//! The day on which a page was fetched is not the day on which it was published, and is not taken for it.

use super::unpack;
use super::{Context, Record, Source, Take, at, give, html, numbered};
use crate::ingest::article::Article;
use crate::ingest::rejection;
use crate::model::Rejection;
use std::io::Read;

/// Fields of a record's head, at most; and the bytes of one.
const FIELDS: usize = 100;
const FIELD_BYTES: u64 = 64 * 1024;
/// Fields of the head of a response, at most.
const HTTP_FIELDS: usize = 256;

/// The head of a record.
#[derive(Default)]
struct Head {
    kind: String,
    url: Option<String>,
    content_type: String,
    length: Option<u64>,
    /// Bytes that it takes.
    bytes: u64,
}

/// The pages of an archive: responses that succeeded, resources, and texts made of them.
pub fn records(source: &mut Source, context: &Context, take: &mut Take) -> Result<(), Rejection> {
    let (mut offset, mut number) = (0, 0);
    while let Some(skipped) = find(source)? {
        offset += skipped;
        number += 1;
        let head = head(source)?;
        let begins = offset;
        offset += head.bytes;
        let Some(length) = head.length else {
            let detail = format!("{}: the record does not say how long it is", at(number, begins));
            if take(Record { id: numbered(&source.prefix, number), article: Err(rejection("malformed", detail)) }).is_break() {
                return Ok(());
            }
            continue;
        };
        offset += length;
        let too_large = length > context.input.max_bytes;
        let mut content = Vec::new();
        let mut rest = source.reader.take(length);
        let failed = |e: std::io::Error| unpack::unpacking(&e);
        if head.is_page() && !too_large {
            rest.read_to_end(&mut content).map_err(failed)?;
        }
        std::io::copy(&mut rest, &mut std::io::sink()).map_err(failed)?;
        let cut_off = rest.limit() > 0;
        if !head.is_page() {
            continue;
        }
        let read = || match (too_large, cut_off) {
            (true, _) => Err(rejection("too_large", format!("{}: {length} bytes are more than input.max_bytes", at(number, begins)))),
            (_, true) => Err(rejection("malformed", format!("{}: the file ends within the record", at(number, begins)))),
            _ => page(&head, content, context),
        };
        match read() {
            Ok(None) => continue,
            Ok(Some(bytes)) => {
                if give(context, take, &numbered(&source.prefix, number), || bytes.article(context)).is_break() {
                    return Ok(());
                }
            }
            Err(rejection) => {
                if take(Record { id: numbered(&source.prefix, number), article: Err(rejection) }).is_break() {
                    return Ok(());
                }
            }
        }
    }
    Ok(())
}

/// Skips to the next record: the bytes skipped with the record's first line, or `None` at the end.
fn find(source: &mut Source) -> Result<Option<u64>, Rejection> {
    let (mut line, mut skipped) = (Vec::new(), 0);
    while let Some(read) = unpack::line(source.reader, FIELD_BYTES, &mut line)? {
        skipped += read.length;
        if line.starts_with(b"WARC/") {
            return Ok(Some(skipped));
        }
    }
    Ok(None)
}

fn head(source: &mut Source) -> Result<Head, Rejection> {
    let (mut line, mut head) = (Vec::new(), Head::default());
    for _ in 0..FIELDS {
        let Some(read) = unpack::line(source.reader, FIELD_BYTES, &mut line)? else { break };
        head.bytes += read.length;
        if line.is_empty() {
            break;
        }
        let text = String::from_utf8_lossy(&line);
        let Some((name, value)) = text.split_once(':') else { continue };
        let value = value.trim();
        match name.to_ascii_lowercase().as_str() {
            "warc-type" => head.kind = value.to_ascii_lowercase(),
            "warc-target-uri" => head.url = Some(value.trim_matches(['<', '>']).to_string()),
            "content-type" => head.content_type = value.to_ascii_lowercase(),
            "content-length" => head.length = value.parse().ok(),
            _ => {}
        }
    }
    Ok(head)
}

impl Head {
    fn is_page(&self) -> bool {
        ["response", "resource", "conversion"].contains(&self.kind.as_str())
            && !self.url.as_deref().is_some_and(|url| url.starts_with("dns:"))
    }
}

/// What a record holds, without the head of the response.
struct Page {
    bytes: Vec<u8>,
    is_html: bool,
    charset: Option<String>,
    url: Option<String>,
}

impl Page {
    fn article(self, context: &Context) -> Result<Article, Rejection> {
        match self.is_html {
            true => html::page(self.bytes, self.charset.as_deref(), self.url, context),
            false => Ok(Article { url: self.url, ..super::text(self.bytes)? }),
        }
    }
}

/// The page of a record; none where it is an image, a redirection or an error.
fn page(head: &Head, content: Vec<u8>, context: &Context) -> Result<Option<Page>, Rejection> {
    let (content_type, bytes) = match head.kind.as_str() {
        "response" => match body(&content, context)? {
            Some(response) => response,
            None => return Ok(None),
        },
        _ => (head.content_type.clone(), content),
    };
    let is_html = content_type.contains("html");
    if !is_html && !content_type.starts_with("text/plain") {
        return Ok(None);
    }
    let charset = content_type.split("charset=").nth(1).map(|rest| rest.trim_matches(['"', '\'', ' ']).to_string());
    Ok(Some(Page { bytes, is_html, charset, url: head.url.clone() }))
}

/// The type and the body of a response that succeeded.
fn body(content: &[u8], context: &Context) -> Result<Option<(String, Vec<u8>)>, Rejection> {
    let mut fields = [httparse::EMPTY_HEADER; HTTP_FIELDS];
    let mut response = httparse::Response::new(&mut fields);
    let malformed = |what: String| rejection("malformed", format!("no HTTP response: {what}"));
    let start = match response.parse(content) {
        Ok(httparse::Status::Complete(start)) => start,
        Ok(httparse::Status::Partial) => return Err(malformed("it ends within its head".to_string())),
        Err(e) => return Err(malformed(e.to_string())),
    };
    if response.code != Some(200) {
        return Ok(None);
    }
    let field = |name: &str| {
        let found = response.headers.iter().find(|header| header.name.eq_ignore_ascii_case(name))?;
        Some(String::from_utf8_lossy(found.value).trim().to_ascii_lowercase())
    };
    let content_type = field("content-type").unwrap_or_else(|| "text/html".to_string());
    let mut bytes = content[start..].to_vec();
    if field("transfer-encoding").is_some_and(|how| how.contains("chunked")) {
        // archives often hold the body joined already and keep the field
        bytes = dechunked(&bytes).unwrap_or(bytes);
    }
    let packed = field("content-encoding").is_some_and(|how| how.contains("gzip")) && bytes.starts_with(&[0x1F, 0x8B]);
    if packed {
        let mut reader = std::io::BufReader::new(flate2::read::MultiGzDecoder::new(bytes.as_slice()));
        bytes = unpack::all(&mut reader, context.input.max_bytes)?;
    }
    Ok(Some((content_type, bytes)))
}

/// A body that was sent in chunks (RFC 9112, section 7.1), joined; `None` when it is not in chunks.
fn dechunked(mut bytes: &[u8]) -> Option<Vec<u8>> {
    let mut joined = Vec::with_capacity(bytes.len());
    loop {
        let end = bytes.windows(2).position(|pair| pair == b"\r\n")?;
        let size = std::str::from_utf8(&bytes[..end]).ok()?.split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        bytes = &bytes[end + 2..];
        if size == 0 {
            return Some(joined);
        }
        joined.extend_from_slice(bytes.get(..size)?);
        bytes = bytes.get(size..)?.strip_prefix(b"\r\n")?;
    }
}

#[cfg(test)]
mod tests {
    use super::dechunked;

    #[test]
    fn chunks_are_joined() {
        assert_eq!(dechunked(b"4\r\ntrad\r\n1;x=y\r\ne\r\n0\r\n\r\n").as_deref(), Some(&b"trade"[..]));
        assert_eq!(dechunked(b"<html>\r\n"), None);
        assert_eq!(dechunked(b"ffffffffffffffff\r\nx"), None);
    }
}
