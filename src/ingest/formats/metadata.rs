//! What stands beside a text in fields: the same for JSON, CSV, Parquet and Arrow records, and days as any metadata writes them.

use super::{Context, html};
use crate::calendar;
use crate::ingest::article::Article;
use crate::ingest::written_date::Written;
use crate::ingest::{boilerplate, rejection};
use crate::lexicon::Lexicon;
use crate::model::{PublishedBasis, Rejection};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// The article of a record; `field` gives the text of the first of these fields that the record has.
pub fn article(context: &Context, field: impl Fn(&[String]) -> Option<String>) -> Result<Article, Rejection> {
    let fields = context.fields;
    let Some(body) = field(&fields.text).filter(|text| !text.trim().is_empty()) else {
        return Err(rejection("empty", format!("it has no text in any of the fields {}", fields.text.join(", "))));
    };
    if body.len() as u64 > context.input.max_bytes {
        return Err(rejection("too_large", format!("{} bytes are more than input.max_bytes = {}", body.len(), context.input.max_bytes)));
    }
    let title = field(&fields.title);
    let article = match html::is_markup(&body) {
        true => html::fragment(title, &body, context)?,
        false => Article::headed(title, body),
    };
    let day = field(&fields.published_on).and_then(|text| day(&text, context.lexicon));
    let told = |text: Option<String>| text.map(|text| text.trim().to_string()).filter(|text| !text.is_empty());
    Ok(Article {
        published: day.map(|day| (day, PublishedBasis::Metadata)),
        url: told(field(&fields.url)),
        publisher: told(field(&fields.publisher)),
        ..article
    })
}

/// A day as metadata tells it: ISO 8601 (the day where it was written, whatever its offset), RFC 2822, seconds or milliseconds since
/// 1970, or as pages write it; `None` where day and month could be taken for each other.
pub fn day(text: &str, lexicon: &Lexicon) -> Option<Date> {
    let text = text.trim();
    let plausible = |day: &Date| (1980..=2100).contains(&day.year());
    iso(text).or_else(|| epoch(text)).or_else(|| rfc_2822(text)).or_else(|| written(text, lexicon)).filter(plausible)
}

/// "2024-06-18", "2024-06-18T09:30:00+06:00", "2024-06-18 09:30", "20240618", "20240618T0930Z", "2024/06/18".
fn iso(text: &str) -> Option<Date> {
    let digits = |range: std::ops::Range<usize>| {
        let part = text.get(range)?;
        part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse::<i32>().ok())?
    };
    let ends = |at: usize| text.get(at..).is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()));
    let sign = |at: usize| text.as_bytes().get(at).is_some_and(|byte| matches!(byte, b'-' | b'/'));
    match sign(4) && sign(7) {
        true => ends(10).then(|| calendar::date(digits(0..4)?, digits(5..7)?, digits(8..10)?))?,
        false => ends(8).then(|| calendar::date(digits(0..4)?, digits(4..6)?, digits(6..8)?))?,
    }
}

/// "1718703000", "1718703000000".
fn epoch(text: &str) -> Option<Date> {
    let number: i64 = text.parse().ok()?;
    let timestamp = match text.len() {
        9 | 10 => Timestamp::from_second(number),
        12 | 13 => Timestamp::from_millisecond(number),
        _ => return None,
    };
    Some(timestamp.ok()?.to_zoned(TimeZone::UTC).date())
}

/// "Tue, 18 Jun 2024 09:30:00 GMT".
fn rfc_2822(text: &str) -> Option<Date> {
    jiff::fmt::rfc2822::parse(text).ok().map(|zoned| zoned.date())
}

/// "June 18, 2024, 9:30 am", "18.06.2024"; not "06/07/2024".
fn written(text: &str, lexicon: &Lexicon) -> Option<Date> {
    let text: String = text.chars().take(100).collect();
    let tokens = lexicon.tokens(&text);
    let line = *boilerplate::lines(&text, &tokens).first()?;
    let dates = Written { text: &text, tokens: &tokens, lexicon };
    let (at, date) = (line.first..line.last).find_map(|at| Some((at, dates.full(at, line.last)?.1)))?;
    let slashes = tokens.get(at + 1).is_some_and(|t| t.is('/')) && tokens.get(at + 2).is_some_and(|t| t.is_number());
    (!slashes || date.day() > 12 || i32::from(date.day()) == i32::from(date.month())).then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_as_metadata_writes_them() {
        let lexicon = Lexicon::builtin();
        let day = |text: &str| day(text, &lexicon).map(|day| day.to_string());
        for text in [
            "2024-06-18",
            "2024-06-18T23:30:00-05:00",
            "2024-06-18 09:30",
            "20240618",
            "1718703000",
            "1718703000000",
            "Tue, 18 Jun 2024 09:30:00 GMT",
            "Tue, 18 Jun 2024 23:30:00 -0500",
            "June 18, 2024, 9:30 am",
            "18.06.2024",
            "18/06/2024",
            " 18 June 2024 ",
        ] {
            assert_eq!(day(text).as_deref(), Some("2024-06-18"), "{text}");
        }
        for text in ["06/07/2024", "2024-13-01", "yesterday", "", "12", "0001-01-01"] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
