//! What stands beside a text in fields: the same for JSON, CSV, Parquet and Arrow records, and days as any metadata writes them.

use super::{Context, html};
use crate::calendar;
use crate::config::Fields;
use crate::ingest::article::Article;
use crate::ingest::date_label::{self, Label};
use crate::ingest::written_date::{Order, Written, YEARS};
use crate::ingest::{boilerplate, files, rejection};
use crate::lexicon::Lexicon;
use crate::model::{PublishedBasis, Rejection};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// Members in which an object of a record holds its own text: schema.org's publishers, WordPress's titles and contents.
pub const OWN: [&str; 2] = ["name", "rendered"];

/// Whether records are read for a field of this name.
pub fn is_field(fields: &Fields, name: &str) -> bool {
    let all = [&fields.text, &fields.title, &fields.published_on, &fields.url, &fields.publisher];
    all.iter().any(|names| names.iter().any(|known| known.eq_ignore_ascii_case(name)))
}

/// The article of a record; `field` gives the text of the field of a name. Of each list of names the first counts whose field holds
/// what it is to hold: an empty one, or a day that is none, is as good as missing.
pub fn article(context: &Context, field: impl Fn(&str) -> Option<String>) -> Result<Article, Rejection> {
    let fields = context.fields;
    let first = |names: &[String]| texts(names, &field).next();
    let Some(body) = first(&fields.text) else {
        return Err(rejection("empty", format!("it has no text in any of the fields {}", fields.text.join(", "))));
    };
    if let Some(too_large) = files::too_large(body.len() as u64, context.input) {
        return Err(too_large);
    }
    let article = markup_or_text(first(&fields.title), body, context)?;
    let day = texts(&fields.published_on, &field).find_map(|text| day(&text, context.lexicon));
    let told = |text: Option<String>| text.map(|text| text.trim().to_string());
    Ok(Article {
        published: day.map(|day| (day, PublishedBasis::Metadata)),
        url: told(first(&fields.url)),
        publisher: told(first(&fields.publisher)),
        ..article
    })
}

/// The article of a text that may be markup, or escaped, with its headline.
fn markup_or_text(title: Option<String>, body: String, context: &Context) -> Result<Article, Rejection> {
    if html::is_markup(&body) {
        return html::fragment_of_page(title, &body, context);
    }
    let plain = html::unescaped(&body).into_owned();
    match html::is_markup(&plain) {
        true => html::fragment_of_page(title, &plain, context),
        false => Ok(Article::headed(title.map(|title| html::unescaped(&title).into_owned()), plain)),
    }
}

/// The things of this name: of exactly this one first, then those that differ in their case.
pub fn named<T>(name: &str, things: impl Iterator<Item = T> + Clone, of: impl Fn(&T) -> &str + Copy) -> impl Iterator<Item = T> {
    let exact = things.clone().filter(move |thing| of(thing) == name);
    exact.chain(things.filter(move |thing| of(thing) != name && of(thing).eq_ignore_ascii_case(name)))
}

/// The texts that the fields of these names hold.
pub fn texts(names: &[String], field: impl Fn(&str) -> Option<String>) -> impl Iterator<Item = String> {
    names.iter().filter_map(move |name| field(name)).filter(|text| !text.trim().is_empty())
}

/// A day as metadata tells it: ISO 8601 (the day where it was written, whatever its offset), RFC 2822, seconds and smaller parts of
/// them since 1970, or as pages write it; `None` where day and month could be taken for each other, where it is said to be the day of
/// a change, and where several days are told and none is said to be that of publication.
pub fn day(text: &str, lexicon: &Lexicon) -> Option<Date> {
    let text = text.trim();
    let day = iso(text).or_else(|| clocked(text)).or_else(|| epoch(text)).or_else(|| rfc_2822(text)).or_else(|| written(text, lexicon));
    day.filter(is_plausible)
}

/// Whether articles may have been published on this day: clocks that were never set tell 1970.
pub fn is_plausible(day: &Date) -> bool {
    (1980..=*YEARS.end()).contains(&day.year())
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

/// "2024061809", "202406180930", "20240618093000": a day with its hour, minute and second and nothing between them.
fn clocked(text: &str) -> Option<Date> {
    let is_digits = matches!(text.len(), 10 | 12 | 14) && text.bytes().all(|byte| byte.is_ascii_digit());
    let part = |at: usize| text.get(at..at + 2)?.parse::<i32>().ok();
    let is_clock = part(8)? < 24 && (10..text.len()).step_by(2).all(|at| part(at).is_some_and(|part| part < 60));
    let century = text.get(..2).filter(|century| is_digits && is_clock && ["19", "20"].contains(century))?;
    // ten digits from 1900000000 on may be seconds: those of 2030 and later
    let is_hour = text.len() != 10 || century == "20";
    is_hour.then(|| calendar::date(text.get(..4)?.parse().ok()?, part(4)?, part(6)?))?
}

/// "1718703000", "1718703000000", "1718703000.25": seconds, thousandths, millionths, billionths.
fn epoch(text: &str) -> Option<Date> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let number: i64 = whole.parse().ok().filter(|_| part.bytes().all(|byte| byte.is_ascii_digit()))?;
    let timestamp = match whole.len() {
        9 | 10 => Timestamp::from_second(number),
        12 | 13 => Timestamp::from_millisecond(number),
        15 | 16 => Timestamp::from_microsecond(number),
        18 | 19 => Timestamp::from_nanosecond(i128::from(number)),
        _ => return None,
    };
    Some(timestamp.ok()?.to_zoned(TimeZone::UTC).date())
}

/// "Tue, 18 Jun 2024 09:30:00 GMT".
fn rfc_2822(text: &str) -> Option<Date> {
    jiff::fmt::rfc2822::parse(text).ok().map(|zoned| zoned.date())
}

/// "June 18, 2024, 9:30 am", "18.06.2024", "Tue Jun 18 09:30:00 2024", "Published 18 June 2024, updated 19 June 2024"; not
/// "06/07/2024", "Updated 19 June 2024", "from 1 to 18 June 2024".
fn written(text: &str, lexicon: &Lexicon) -> Option<Date> {
    let text: String = clockless(text).chars().take(100).collect();
    let tokens = lexicon.tokens(&text);
    let lines = boilerplate::lines(&text, &tokens);
    let dates = Written { text: &text, tokens: &tokens, lexicon };
    let order = Order::new(&dates, &lines);
    let (mut said, mut told) = (Vec::new(), Vec::new());
    for line in &lines {
        let mut at = line.first;
        while at < line.last {
            let Some((end, date)) = dates.full(at, line.last) else {
                at += 1;
                continue;
            };
            let label = date_label::before(&text, &tokens, lexicon, line.first, at);
            match label {
                Some(Label::Published) => said.push(order.meant(date, *line, at)),
                Some(Label::Changed | Label::Other) => {}
                None => told.push(order.meant(date, *line, at)),
            }
            at = end;
        }
    }
    let days = if said.is_empty() { told } else { said };
    days.first().copied().flatten().filter(|first| days.iter().all(|day| *day == Some(*first)))
}

/// "Tue Jun 18 09:30:00 UTC 2024" -> "Jun 18 2024".
fn clockless(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.as_slice() {
        [_, month, day, time, year] | [_, month, day, time, _, year] if time.contains(':') && year.len() == 4 => {
            format!("{month} {day} {year}")
        }
        _ => text.to_string(),
    }
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
            "2024061809",
            "202406180930",
            "20240618093000",
            "1718703000.25",
            "1718703000000000",
            "1718703000000000000",
            "Tue Jun 18 09:30:00 2024",
            "Tue Jun 18 09:30:00 UTC 2024",
            "Tuesday, June 18, 2024 at 9:30 AM EDT",
            "Published 18 June 2024, updated 19 June 2024",
            "Updated 19 June 2024, published 18 June 2024",
            "18 маусым 2024",
            "2024 жылғы 18 маусым",
        ] {
            assert_eq!(day(text).as_deref(), Some("2024-06-18"), "{text}");
        }
        for text in [
            "06/07/2024",
            "06-07-2024",
            "2024-13-01",
            "yesterday",
            "",
            "12",
            "0001-01-01",
            "2098-06-18",
            "Updated: 19 June 2024",
            "from 1 January 2024 to 18 June 2024",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
