//! Newsletters: one message (EML), or a folder of messages in one file (MBOX).

use super::unpack::{self, Line};
use super::{Context, Source, Take, at, give, html, numbered};
use crate::calendar;
use crate::ingest::article::Article;
use crate::ingest::rejection;
use crate::model::{PublishedBasis, Rejection};
use mail_parser::{Message, MessageParser, PartType};

/// The article that a message is: its subject and its text, of all parts that are shown.
pub fn message(bytes: &[u8], context: &Context) -> Result<Article, Rejection> {
    let message = MessageParser::default().parse(bytes).ok_or_else(|| rejection("malformed", "it is no mail message"))?;
    let mut article = Article::default();
    for part in message.text_bodies() {
        let shown = match &part.body {
            PartType::Text(text) => Article::plain(text.replace("\r\n", "\n")),
            PartType::Html(markup) => html::fragment(None, markup, context)?,
            _ => continue,
        };
        article = joined(article, shown);
    }
    if article.text.trim().is_empty() {
        return Err(rejection("empty", "the message has no text"));
    }
    let noise = std::mem::take(&mut article.noise);
    let body = article.text.len();
    let headed = Article::headed(message.subject().map(str::to_string), article.text);
    let shift = (headed.text.len() - body) as u32;
    Ok(Article { published: published(&message), publisher: publisher(&message), ..headed.with_noise(html::shifted(noise, shift)) })
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
fn published(message: &Message) -> Option<(jiff::civil::Date, PublishedBasis)> {
    let date = message.date()?;
    Some((calendar::date(date.year.into(), date.month.into(), date.day.into())?, PublishedBasis::Metadata))
}

fn publisher(message: &Message) -> Option<String> {
    let sender = message.from()?.first()?;
    sender.name().map(|name| name.trim().to_string()).filter(|name| !name.is_empty())
}

/// The messages of a mailbox: each begins with a line "From " behind an empty one.
pub fn mailbox(source: &mut Source, context: &Context, take: &mut Take) -> Result<(), Rejection> {
    let limit = context.input.max_bytes;
    let (mut line, mut one) = (Vec::new(), Collected::default());
    let (mut offset, mut number, mut behind_empty) = (0, 0, true);
    loop {
        let read = unpack::line(source.reader, limit, &mut line)?;
        let begins = behind_empty && line.starts_with(b"From ");
        if (read.is_none() || begins) && one.any {
            number += 1;
            let collected = std::mem::take(&mut one);
            if give(context, take, &numbered(&source.prefix, number), || collected.article(number, context)).is_break() {
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

    fn article(self, number: u64, context: &Context) -> Result<Article, Rejection> {
        let place = at(number, self.begins);
        if self.too_large {
            return Err(rejection(
                "too_large",
                format!("{place}: the message is larger than input.max_bytes = {}", context.input.max_bytes),
            ));
        }
        message(&self.bytes, context).map_err(|r| rejection(&r.reason, format!("{place}: {}", r.detail)))
    }
}
