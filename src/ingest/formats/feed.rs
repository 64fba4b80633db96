//! Feeds saved to disk, RSS and Atom: a record per entry.

use super::{Context, Take, give, html, metadata, numbered};
use crate::calendar;
use crate::ingest::article::Article;
use crate::ingest::rejection;
use crate::lexicon::Lexicon;
use crate::model::{PublishedBasis, Rejection};
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use feed_rs::model::{Entry, Feed};
use jiff::civil::Date;
use std::sync::LazyLock;

/// Days in feeds are read as in all metadata: the day where it was written, not the day in Greenwich.
static WORDS: LazyLock<Lexicon> = LazyLock::new(Lexicon::builtin);

/// The entries of a feed.
pub fn entries(bytes: &[u8], prefix: &str, context: &Context, take: &mut Take) -> Result<(), Rejection> {
    let parser = feed_rs::parser::Builder::new().timestamp_parser(|text| midnight(metadata::day(text, &WORDS)?)).build();
    let feed = parser.parse(bytes).map_err(|e| rejection("malformed", format!("no feed: {e}")))?;
    let publisher = feed.title.as_ref().map(|title| title.content.trim().to_string()).filter(|title| !title.is_empty());
    let Feed { entries, .. } = feed;
    for (entry, number) in entries.iter().zip(1..) {
        if give(context, take, &numbered(prefix, number), || article(entry, publisher.clone(), context)).is_break() {
            break;
        }
    }
    Ok(())
}

fn midnight(day: Date) -> Option<DateTime<Utc>> {
    let unsigned = |n: i8| u32::try_from(n).ok();
    Some(NaiveDate::from_ymd_opt(day.year().into(), unsigned(day.month())?, unsigned(day.day())?)?.and_hms_opt(0, 0, 0)?.and_utc())
}

fn article(entry: &Entry, publisher: Option<String>, context: &Context) -> Result<Article, Rejection> {
    let title = entry.title.as_ref().map(|title| html::plain(&title.content));
    let body = entry.content.as_ref().and_then(|content| content.body.as_deref());
    let summary = entry.summary.as_ref().map(|summary| summary.content.as_str());
    let Some(body) = body.or(summary).filter(|text| !text.trim().is_empty()) else {
        return Err(rejection("empty", "the entry has neither content nor a summary"));
    };
    if body.len() as u64 > context.input.max_bytes {
        return Err(rejection("too_large", format!("{} bytes are more than input.max_bytes = {}", body.len(), context.input.max_bytes)));
    }
    let article = html::fragment(title, body, context)?;
    let day = entry.published.and_then(|time| calendar::date(time.year(), time.month() as i32, time.day() as i32));
    let link = entry.links.iter().find(|link| link.rel.as_deref().unwrap_or("alternate") == "alternate").or(entry.links.first());
    Ok(Article { published: day.map(|day| (day, PublishedBasis::Metadata)), url: link.map(|link| link.href.clone()), publisher, ..article })
}
