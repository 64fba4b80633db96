//! Newsletters: one message (EML), or a folder of messages in one file (MBOX).

use super::unpack::{self, Line};
use super::{Context, Source, Take, at, give, html, metadata, numbered};
use crate::calendar;
use crate::ingest::article::Article;
use crate::ingest::{encoding, rejection};
use crate::model::{PublishedBasis, Rejection};
use encoding_rs::{Encoding, UTF_8};
use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders, PartType};
use std::ops::ControlFlow;

/// Messages within messages are followed so far.
const DEPTH: usize = 3;
/// Fields of which every message has one.
const FIELDS: &[&str] = &["from", "to", "date", "subject", "received", "message-id", "mime-version", "content-type", "return-path"];

/// A message, and those that are attached to it: `id` with a number behind it.
pub fn messages(bytes: &[u8], id: &str, place: &str, context: &Context, take: &mut Take) -> ControlFlow<()> {
    let parsed = super::caught(|| match has_head(bytes) {
        true => MessageParser::default().parse(bytes).ok_or_else(|| rejection("malformed", "it is no mail message")),
        false => Err(rejection("malformed", "it is no mail message: it does not begin with its sender, subject or date")),
    });
    match parsed {
        Ok(message) => of_message(&message, id, place, 0, context, take),
        Err(broken) => give(context, take, id, || Err(placed(broken, place))),
    }
}

fn placed(rejection: Rejection, place: &str) -> Rejection {
    if place.is_empty() { rejection } else { Rejection { detail: format!("{place}: {}", rejection.detail), ..rejection } }
}

fn of_message(message: &Message, id: &str, place: &str, depth: usize, context: &Context, take: &mut Take) -> ControlFlow<()> {
    give(context, take, id, || article(message, context).map_err(|broken| placed(broken, place)))?;
    let attached = message.parts.iter().filter_map(|part| match &part.body {
        PartType::Message(attached) => Some(attached),
        _ => None,
    });
    for (attached, number) in attached.zip(1..) {
        let id = numbered(id, number);
        match depth < DEPTH {
            true => of_message(attached, &id, place, depth + 1, context, take)?,
            false => {
                let nested = rejection("nested", format!("it is attached to messages that are attached more than {DEPTH} times"));
                take(super::Record { id, article: Err(placed(nested, place)) })?;
            }
        }
    }
    ControlFlow::Continue(())
}

/// Whether some bytes begin as a message does, with lines like "Subject: Trade grows".
fn has_head(bytes: &[u8]) -> bool {
    let lines = bytes.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii_end);
    let mut head =
        lines.skip_while(|line| line.is_empty() || line.starts_with(b"From ")).take_while(|line| !line.is_empty()).take(HEAD_LINES);
    let name = |line: &[u8]| {
        let end = line.iter().position(|byte| *byte == b':')?;
        line[..end].iter().all(u8::is_ascii_graphic).then(|| String::from_utf8_lossy(&line[..end]).to_lowercase())
    };
    let Some(first) = head.next().and_then(name) else { return false };
    let known = |name: &String| FIELDS.contains(&name.as_str());
    known(&first) || head.filter_map(name).any(|name| known(&name))
}

/// Lines of a head that are looked at.
const HEAD_LINES: usize = 200;

/// The article that a message is: its subject and its text, of all parts that are shown.
fn article(message: &Message, context: &Context) -> Result<Article, Rejection> {
    let mut article = Article::default();
    for part in message.text_bodies() {
        let (shown, source) = match &part.body {
            PartType::Text(text) => (Article::plain(text.replace("\r\n", "\n")), text),
            PartType::Html(markup) => match html::fragment(None, markup, context) {
                // a picture that counts who opens the letter
                Err(rejection) if rejection.reason == "empty" => continue,
                told => (told?, markup),
            },
            _ => continue,
        };
        article.flags.extend(remarks(part, source));
        article = joined(article, shown);
    }
    if article.text.trim().is_empty() {
        return Err(rejection("empty", "the message has no text"));
    }
    let (noise, flags) = (std::mem::take(&mut article.noise), std::mem::take(&mut article.flags));
    let body = article.text.len();
    let headed = Article::headed(message.subject().map(str::to_string), article.text);
    let shift = (headed.text.len() - body) as u32;
    let published = published(message, context);
    Ok(Article { published, publisher: publisher(message), flags, ..headed.with_noise(html::shifted(noise, shift)) })
}

/// Remarks on the encoding of a part.
fn remarks(part: &MessagePart, text: &str) -> Vec<String> {
    let label = part.content_type().and_then(|kind| kind.attribute("charset")).unwrap_or("utf-8");
    let stated = Encoding::for_label(label.trim().as_bytes()).filter(|_| !text.is_ascii());
    encoding::remarks(stated.unwrap_or(UTF_8), text.contains('\u{fffd}'))
}

fn joined(mut first: Article, second: Article) -> Article {
    if !first.text.is_empty() {
        first.text.push_str("\n\n");
    }
    let shift = first.text.len() as u32;
    first.text.push_str(&second.text);
    first.noise.extend(html::shifted(second.noise, shift));
    first
}

/// The day on which it was sent, where it was sent.
fn published(message: &Message, context: &Context) -> Option<(jiff::civil::Date, PublishedBasis)> {
    let sent = message.date().and_then(|date| calendar::date(date.year.into(), date.month.into(), date.day.into()));
    let day = sent.filter(metadata::is_plausible).or_else(|| metadata::day(message.header_raw("Date")?, context.lexicon))?;
    Some((day, PublishedBasis::Metadata))
}

fn publisher(message: &Message) -> Option<String> {
    let sender = message.from()?.first()?;
    sender.name().map(|name| name.trim().to_string()).filter(|name| !name.is_empty())
}

/// Whether a line is the one that a message of a mailbox begins with: "From a@b Tue Jun 18 23:00:00 2024". Texts have lines that
/// begin with "From " too.
fn opens_message(line: &[u8], behind_empty: bool) -> bool {
    let Some(rest) = line.strip_prefix(b"From ") else { return false };
    let rest = String::from_utf8_lossy(&rest[..rest.len().min(200)]);
    let words = || rest.split_ascii_whitespace();
    let digits = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let is_time = |word: &str| word.split_once(':').is_some_and(|(hour, rest)| digits(hour) && rest.get(..2).is_some_and(digits));
    let is_year = |word: &str| word.len() == 4 && digits(word);
    let is_weekday = |word: &str| ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].contains(&word.trim_end_matches(','));
    let dated = words().any(is_year) && words().any(is_weekday) && words().any(is_time);
    // a line of a text may begin with an address as well
    let half_dated = words().any(is_year) && (words().any(is_weekday) || words().any(is_time));
    dated || half_dated && behind_empty && words().next().is_some_and(|sender| sender.contains('@'))
}

/// The messages of a mailbox.
pub fn mailbox(source: &mut Source, context: &Context, take: &mut Take) -> Result<(), Rejection> {
    let limit = context.input.max_bytes;
    let (mut line, mut one) = (Vec::new(), Collected::default());
    let (mut offset, mut number, mut behind_empty) = (0, 0, true);
    loop {
        let read = unpack::line(source.reader, limit, &mut line)?;
        let begins = opens_message(&line, behind_empty) || offset == 0 && line.starts_with(b"From ");
        if (read.is_none() || begins) && one.any {
            number += 1;
            let collected = std::mem::take(&mut one);
            if collected.messages(&numbered(&source.prefix, number), &at(number, collected.begins), context, take).is_break() {
                return Ok(());
            }
        }
        let Some(Line { length, .. }) = read else { return Ok(()) };
        match begins {
            true => one = Collected { begins: offset, any: true, ..Collected::default() },
            false => one.add(&line, limit),
        }
        behind_empty = line.is_empty();
        offset += length;
    }
}

/// The lines of a message.
#[derive(Default)]
struct Collected {
    bytes: Vec<u8>,
    begins: u64,
    any: bool,
    too_large: bool,
}

impl Collected {
    fn add(&mut self, line: &[u8], limit: u64) {
        self.any |= !line.is_empty();
        // ">From " is what a line of the message became that begins with "From "
        let quoted = line.iter().take_while(|byte| **byte == b'>').count();
        let line = if quoted > 0 && line[quoted..].starts_with(b"From ") { &line[1..] } else { line };
        self.too_large |= (self.bytes.len() + line.len()) as u64 > limit;
        if !self.too_large {
            self.bytes.extend_from_slice(line);
            self.bytes.push(b'\n');
        }
    }

    fn messages(&self, id: &str, place: &str, context: &Context, take: &mut Take) -> ControlFlow<()> {
        if self.too_large {
            let detail = format!("{place}: the message is larger than input.max_bytes = {}", context.input.max_bytes);
            return take(super::Record { id: id.to_string(), article: Err(rejection("too_large", detail)) });
        }
        messages(&self.bytes, id, place, context, take)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_open_a_message() {
        for line in ["From a@b Tue Jun 18 23:00:00 2024", "From - Tue Jun 18 23:00:00 2024", "From MAILER-DAEMON Tue Jun 18 23:00 2024"] {
            assert!(opens_message(line.as_bytes(), false), "{line}");
        }
        for line in ["From a@b Tue Jun 18 2024", "From a@b 18 Jun 2024 23:00:00"] {
            assert!(opens_message(line.as_bytes(), true) && !opens_message(line.as_bytes(), false), "{line}");
        }
        // an address alone may stand in a text too
        for line in ["From a@b", "From press@ministry.example comes word of the talks.", "From press@ministry.example: trade of 2023"] {
            assert!(!opens_message(line.as_bytes(), true), "{line}");
        }
        for line in ["From Nairobi it was reported that talks were held in 2024.", "From 10:00 on 5 May 2024 the road is open.", "To a@b"] {
            assert!(!opens_message(line.as_bytes(), true), "{line}");
        }
    }

    #[test]
    fn heads_of_messages() {
        assert!(has_head(b"From a@b Tue Jun 18 23:00:00 2024\nX-Mailer: x\r\nSubject: Kenya\r\n\r\n"));
        assert!(!has_head(b"Kenya: trade grows\n\nSubject: none\n"));
        assert!(!has_head(b"Trade of Kenya grew.\nDate: none\n"));
    }
}
