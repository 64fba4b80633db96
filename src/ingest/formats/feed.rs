//! Feeds saved to disk, RSS and Atom: a record per entry.

mod pieces;

use super::{Context, Record, Take, give, html, metadata, numbered};
use crate::calendar;
use crate::ingest::article::Article;
use crate::ingest::{encoding, files, rejection};
use crate::lexicon::Lexicon;
use crate::model::{PublishedBasis, Rejection};
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use feed_rs::model::{Entry, Feed};
use feed_rs::parser::ParseFeedError;
use jiff::civil::Date;
use pieces::Pieces;
use std::ops::ControlFlow;
use std::sync::LazyLock;

/// Days in feeds are read as in all metadata: the day where it was written, not the day in Greenwich.
static WORDS: LazyLock<Lexicon> = LazyLock::new(Lexicon::builtin);

/// The entries of a feed.
///
/// Feeds are often not quite XML: a "&" that stands for itself, a tag that is not closed, an end that is missing. Where the whole of
/// one cannot be read, its entries are read one by one.
pub fn entries(bytes: Vec<u8>, prefix: &str, context: &Context, take: &mut Take) -> Result<(), Rejection> {
    let label = pieces::declared(&bytes);
    let (text, flags) = encoding::decode(bytes, label.as_deref())?;
    let text = pieces::without_declaration(&text);
    let text = pieces::escaped(text);
    let failed = |e: ParseFeedError| rejection("malformed", format!("no feed: {e}"));
    match parse(&text).map_err(failed) {
        Ok(feed) => {
            let publisher = publisher(&feed);
            for (entry, number) in feed.entries.iter().zip(1..) {
                if given(entry, &numbered(prefix, number), &publisher, &flags, context, take).is_break() {
                    break;
                }
            }
        }
        Err(broken) => {
            let Some(pieces) = Pieces::of(&text) else { return Err(broken) };
            let mut any = false;
            for (piece, number) in pieces.zip(1..) {
                any = true;
                let id = numbered(prefix, number);
                let parsed = parse(&piece).map_err(|e| rejection("malformed", format!("entry {number} of the feed: {e}")));
                let flow = match parsed.as_ref().map(|feed| feed.entries.first().map(|entry| (entry, publisher(feed)))) {
                    Ok(Some((entry, publisher))) => given(entry, &id, &publisher, &flags, context, take),
                    Ok(None) => continue,
                    Err(broken) => take(Record { id, article: Err(broken.clone()) }),
                };
                if flow.is_break() {
                    break;
                }
            }
            if !any {
                return Err(broken);
            }
        }
    }
    Ok(())
}

fn parse(text: &str) -> Result<Feed, ParseFeedError> {
    let parser = feed_rs::parser::Builder::new().timestamp_parser(|text| midnight(metadata::day(text, &WORDS)?)).build();
    parser.parse(text.as_bytes())
}

fn publisher(feed: &Feed) -> Option<String> {
    feed.title.as_ref().map(|title| title.content.trim().to_string()).filter(|title| !title.is_empty())
}

fn given(entry: &Entry, id: &str, publisher: &Option<String>, flags: &[String], context: &Context, take: &mut Take) -> ControlFlow<()> {
    give(context, take, id, || Ok(Article { flags: flags.to_vec(), ..article(entry, publisher.clone(), context)? }))
}

fn midnight(day: Date) -> Option<DateTime<Utc>> {
    let unsigned = |n: i8| u32::try_from(n).ok();
    Some(NaiveDate::from_ymd_opt(day.year().into(), unsigned(day.month())?, unsigned(day.day())?)?.and_hms_opt(0, 0, 0)?.and_utc())
}

fn article(entry: &Entry, publisher: Option<String>, context: &Context) -> Result<Article, Rejection> {
    let title = entry.title.as_ref().map(|title| html::plain(&title.content));
    let article = shown(entry, title, context)?;
    let day = entry.published.and_then(|time| calendar::date(time.year(), time.month() as i32, time.day() as i32));
    let link = entry.links.iter().find(|link| link.rel.as_deref().unwrap_or("alternate") == "alternate").or(entry.links.first());
    Ok(Article { published: day.map(|day| (day, PublishedBasis::Metadata)), url: link.map(|link| link.href.clone()), publisher, ..article })
}

/// What the first part of an entry shows that shows anything: its content may be an empty element, or a picture, and its summary full.
fn shown(entry: &Entry, title: Option<String>, context: &Context) -> Result<Article, Rejection> {
    let content = entry.content.as_ref().and_then(|content| content.body.as_deref());
    let summary = entry.summary.as_ref().map(|summary| summary.content.as_str());
    for body in [content, summary].into_iter().flatten() {
        if let Some(too_large) = files::too_large(body.len() as u64, context.input) {
            return Err(too_large);
        }
        match html::fragment(title.clone(), body, context) {
            Err(rejection) if rejection.reason == "empty" => {}
            told => return told,
        }
    }
    Err(rejection("empty", "the entry has neither content nor a summary"))
}
