//! Web archives (ISO 28500), as Common Crawl publishes news in them: a record per page that was fetched.
//!
//! The day on which a page was fetched is not the day on which it was published, and is not taken for it.

mod extent;
mod response;

use super::ahead::Ahead;
use super::unpack;
use super::{Context, Record, Source, Take, at, give, html, numbered};
use crate::ingest::article::Article;
use crate::ingest::rejection;
use crate::model::Rejection;
use extent::Extent;
use response::Body;
use std::io::BufRead;

/// Fields of a record's head, at most; and the bytes of one.
const FIELDS: usize = 100;
const FIELD_BYTES: u64 = 64 * 1024;
/// What the parts of a page that was not fetched to its end are told by.
const CUT_OFF: &str = "cut_off";

/// The head of a record.
#[derive(Default)]
struct Head {
    kind: String,
    url: Option<String>,
    content_type: String,
    length: Option<u64>,
    /// The page was not fetched to its end.
    truncated: bool,
}

/// The pages of an archive: responses that succeeded, resources, and texts made of them.
pub fn records(source: &mut Source, context: &Context, take: &mut Take) -> Result<(), Rejection> {
    let failed = |e: std::io::Error| unpack::unpacking(&e);
    let mut archive = Ahead::of(source.reader);
    let mut number = 0;
    while find(&mut archive)? {
        number += 1;
        let begins = archive.passed;
        let head = head(&mut archive)?;
        let Some(length) = head.length else {
            let detail = format!("{}: the record does not say how long it is", at(number, begins));
            if take(Record { id: numbered(&source.prefix, number), article: Err(rejection("malformed", detail)) }).is_break() {
                return Ok(());
            }
            continue;
        };
        let extent = archive.extent(length, context.input.max_bytes).map_err(failed)?;
        let content = match extent {
            Extent::Of(bytes) if head.is_page() => archive.part(bytes).map_err(failed)?.to_vec(),
            _ => Vec::new(),
        };
        archive.pass(&extent, length).map_err(failed)?;
        if !head.is_page() {
            continue;
        }
        let place = || at(number, begins);
        let read = match extent {
            Extent::TooLarge => Err(rejection("too_large", format!("{}: {length} bytes are more than input.max_bytes", place()))),
            Extent::CutOff => Err(rejection("malformed", format!("{}: the file ends within the record", place()))),
            Extent::Of(_) => page(&head, content, context).map_err(|r| rejection(&r.reason, format!("{}: {}", place(), r.detail))),
        };
        let flow = match read {
            Ok(None) => continue,
            Ok(Some(page)) => give(context, take, &numbered(&source.prefix, number), || page.article(context)),
            Err(rejection) => take(Record { id: numbered(&source.prefix, number), article: Err(rejection) }),
        };
        if flow.is_break() {
            return Ok(());
        }
    }
    Ok(())
}

/// Goes to the next record, past its first line; whether there is one.
fn find(archive: &mut Ahead) -> Result<bool, Rejection> {
    let mut line = Vec::new();
    while unpack::line(archive, FIELD_BYTES, &mut line)?.is_some() {
        if line.starts_with(extent::HEAD) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn head(archive: &mut dyn BufRead) -> Result<Head, Rejection> {
    let (mut line, mut head) = (Vec::new(), Head::default());
    for _ in 0..FIELDS {
        if unpack::line(archive, FIELD_BYTES, &mut line)?.is_none() || line.is_empty() {
            break;
        }
        let text = String::from_utf8_lossy(&line);
        let Some((name, value)) = text.split_once(':') else { continue };
        let value = value.trim();
        match name.to_ascii_lowercase().as_str() {
            "warc-type" => head.kind = value.to_ascii_lowercase(),
            "warc-target-uri" => head.url = Some(value.trim_matches(['<', '>']).to_string()),
            "warc-truncated" => head.truncated = true,
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
    body: Body,
    is_html: bool,
    charset: Option<String>,
    url: Option<String>,
}

impl Page {
    fn article(self, context: &Context) -> Result<Article, Rejection> {
        let bytes = match self.body.cut_off {
            true => response::whole_part(self.body.bytes, self.is_html),
            false => self.body.bytes,
        };
        let mut article = match self.is_html {
            true => html::page(bytes, self.charset.as_deref(), self.url, context)?,
            false => Article { url: self.url, ..super::text(bytes)? },
        };
        if self.body.cut_off {
            article.flags.push(CUT_OFF.to_string());
        }
        Ok(article)
    }
}

/// The page of a record; none where it is an image, a redirection or an error.
fn page(head: &Head, content: Vec<u8>, context: &Context) -> Result<Option<Page>, Rejection> {
    let (content_type, mut body) = match head.kind.as_str() {
        "response" => match response::body(&content, context.input.max_bytes, is_text)? {
            Some(response) => response,
            None => return Ok(None),
        },
        _ => (head.content_type.clone(), Body { bytes: content, cut_off: false }),
    };
    if !is_text(&content_type) {
        return Ok(None);
    }
    body.cut_off |= head.truncated;
    let charset = content_type.split("charset=").nth(1).and_then(|rest| rest.split(';').next());
    let charset = charset.map(|name| name.trim_matches(['"', '\'', ' ']).to_string());
    Ok(Some(Page { body, is_html: is_html(&content_type), charset, url: head.url.clone() }))
}

fn is_html(content_type: &str) -> bool {
    content_type.contains("html")
}

fn is_text(content_type: &str) -> bool {
    is_html(content_type) || content_type.starts_with("text/plain")
}
