//! A feed taken apart: its entries each as a small feed, told by their tags alone, so that what is wrong with one costs that one.

use std::borrow::Cow;
use std::ops::Range;

/// The first bytes of a file, in which its encoding has to be stated.
const DECLARATION: usize = 200;
/// The first tag of a feed and its title are no longer.
const ROOT: usize = 8_192;
const TITLE: usize = 1_000;
/// The name of a sign ("nbsp") is no longer.
const SIGN: usize = 32;

const LITERAL: (&str, &str) = ("<![CDATA[", "]]>");
const COMMENT: (&str, &str) = ("<!--", "-->");

/// The encoding that `<?xml version="1.0" encoding="windows-1251"?>` tells.
pub fn declared(bytes: &[u8]) -> Option<String> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(DECLARATION)]).into_owned();
    let declaration = &start[start.find("<?xml")?..];
    let declaration = &declaration[..declaration.find("?>")?];
    let rest = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = rest.chars().next().filter(|sign| matches!(sign, '"' | '\''))?;
    rest[1..].split_once(quote).map(|(name, _)| name.to_string())
}

/// A text without its declaration, which tells an encoding that it is not in any more.
pub fn without_declaration(text: &str) -> &str {
    let bare = text.trim_start();
    let behind = bare.strip_prefix("<?xml").filter(|rest| rest.starts_with(char::is_whitespace)).and_then(|rest| rest.split_once("?>"));
    behind.map_or(bare, |(_, rest)| rest)
}

/// A text in which each "&" that stands for itself is written as XML wants it.
pub fn escaped(text: &str) -> Cow<'_, str> {
    let (mut out, mut done, mut at) = (String::new(), 0, 0);
    while let Some(step) = text.get(at..).and_then(|rest| rest.find(['&', '<'])) {
        at += step;
        if let Some(end) = skipped(text, at) {
            at = end;
            continue;
        }
        if text[at..].starts_with('&') && !is_sign(&text[at + 1..]) {
            out.push_str(&text[done..at]);
            out.push_str("&amp;");
            done = at + 1;
        }
        at += 1;
    }
    match done {
        0 => Cow::Borrowed(text),
        _ => Cow::Owned(out + &text[done..]),
    }
}

/// Whether what stands behind a "&" is the name or number of a sign.
fn is_sign(rest: &str) -> bool {
    let Some(name) = rest.bytes().take(SIGN).position(|byte| byte == b';').map(|end| &rest[..end]) else { return false };
    match name.strip_prefix('#') {
        Some(number) => match number.strip_prefix(['x', 'X']) {
            Some(hex) => !hex.is_empty() && hex.bytes().all(|byte| byte.is_ascii_hexdigit()),
            None => !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()),
        },
        None => !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric()),
    }
}

/// Where a stretch that holds no tags ends which begins here.
fn skipped(text: &str, at: usize) -> Option<usize> {
    let (open, close) = [LITERAL, COMMENT].into_iter().find(|(open, _)| text[at..].starts_with(open))?;
    let from = at + open.len();
    Some(text[from..].find(close).map_or(text.len(), |end| from + end + close.len()))
}

/// The entries of a feed, each as a feed of its own.
pub struct Pieces<'a> {
    text: &'a str,
    at: usize,
    entry: &'static str,
    before: String,
    behind: String,
}

impl<'a> Pieces<'a> {
    /// Those of a text that opens as a feed does.
    pub fn of(text: &'a str) -> Option<Pieces<'a>> {
        let start = text.match_indices('<').map(|(at, _)| at).find(|at| text[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic()))?;
        let end = start + text[start..].find('>')? + 1;
        let root = Some(&text[start..end]).filter(|root| root.len() <= ROOT)?;
        let name = root[1..].split(|c: char| c.is_whitespace() || c == '>').next()?;
        let (entry, channel) = match name {
            "rss" => ("item", true),
            "feed" => ("entry", false),
            "rdf:RDF" => ("item", true),
            _ => return None,
        };
        let first = tag(text, end, entry).map_or(text.len(), |range| range.start);
        let title = title(text.get(end..first)?);
        let (before, behind) = match (channel, name) {
            (true, "rss") => (format!("{root}<channel>{title}"), "</channel></rss>".to_string()),
            (true, _) => (format!("{root}<channel>{title}</channel>"), format!("</{name}>")),
            (false, _) => (format!("{root}{title}"), format!("</{name}>")),
        };
        Some(Pieces { text, at: end, entry, before, behind })
    }
}

impl Iterator for Pieces<'_> {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        let opened = tag(self.text, self.at, self.entry)?;
        // an entry that is not closed ends where the next one begins
        let end = closing(self.text, opened.end, self.entry);
        self.at = end;
        Some(format!("{}{}{}", self.before, &self.text[opened.start..end], self.behind))
    }
}

/// The next opening tag of this name.
fn tag(text: &str, mut at: usize, name: &str) -> Option<Range<usize>> {
    while let Some(step) = text.get(at..).and_then(|rest| rest.find('<')) {
        at += step;
        if let Some(end) = skipped(text, at) {
            at = end;
            continue;
        }
        if opens(&text[at + 1..], name) {
            return Some(at..at + 1 + name.len());
        }
        at += 1;
    }
    None
}

fn opens(rest: &str, name: &str) -> bool {
    rest.strip_prefix(name).is_some_and(|rest| rest.starts_with(|c: char| c.is_whitespace() || c == '>' || c == '/'))
}

/// Where an entry ends: behind its closing tag, or before the next entry.
fn closing(text: &str, mut at: usize, name: &str) -> usize {
    while let Some(step) = text.get(at..).and_then(|rest| rest.find('<')) {
        at += step;
        if let Some(end) = skipped(text, at) {
            at = end;
            continue;
        }
        let rest = &text[at + 1..];
        if opens(rest, name) {
            return at;
        }
        if let Some(rest) = rest.strip_prefix('/').and_then(|rest| rest.strip_prefix(name)).map(str::trim_start)
            && rest.starts_with('>')
        {
            return text.len() - rest.len() + 1;
        }
        at += 1;
    }
    text.len()
}

/// The title of a feed as it is written; none where it has tags in it.
fn title(head: &str) -> &str {
    let whole = || {
        let start = head.find("<title")?;
        let end = start + head[start..].find("</title>")?;
        let inner = &head[start + head[start..end].find('>')? + 1..end];
        let is_plain = !inner.contains('<') || inner.trim().starts_with(LITERAL.0) && inner.trim().ends_with(LITERAL.1);
        (is_plain && inner.len() <= TITLE).then(|| &head[start..end + "</title>".len()])
    };
    whole().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_that_stand_for_themselves() {
        assert_eq!(escaped("R&D &amp; A &#38; B&nbsp;C &#x26; x&y=1; &"), "R&amp;D &amp; A &#38; B&nbsp;C &#x26; x&amp;y=1; &amp;");
        assert_eq!(escaped("<![CDATA[R&D]]>&<!-- & -->"), "<![CDATA[R&D]]>&amp;<!-- & -->");
        assert!(matches!(escaped("plain <b>&amp;</b>"), Cow::Borrowed(_)));
    }

    #[test]
    fn declarations() {
        assert_eq!(declared(b"\n<?xml version='1.0' encoding = 'koi8-r' ?><rss>").as_deref(), Some("koi8-r"));
        assert_eq!(declared(b"<rss encoding='x'>"), None);
        assert_eq!(without_declaration(" <?xml version='1.0'?><rss/>"), "<rss/>");
        assert_eq!(without_declaration("<rss/>"), "<rss/>");
    }

    #[test]
    fn a_feed_taken_apart() {
        let pieces = |text: &str| Pieces::of(text).map(|pieces| pieces.collect::<Vec<_>>());
        let feed = "<!-- x --><rss a='b'><channel><title>N</title><items/><item>1<![CDATA[<item>]]></item ><item x='y'>2<item>3";
        let piece = |inner: &str| format!("<rss a='b'><channel><title>N</title>{inner}</channel></rss>");
        assert_eq!(pieces(feed), Some(vec![piece("<item>1<![CDATA[<item>]]></item >"), piece("<item x='y'>2"), piece("<item>3")]));
        assert_eq!(pieces("<feed><entry>1</entry></feed>"), Some(vec!["<feed><entry>1</entry></feed>".to_string()]));
        assert_eq!(pieces("<html><item>1</item></html>"), None);
    }
}
