//! Dates and periods as they are said: "the first eight months of 2023", "from 2005 to Q3 2023", "5 – 6 February", "on Monday".
//!
//! What "last year" is, is not asked here: `resolve/dates.rs` does that.

use super::Page;
use super::fiscal::{self, fiscal_year, of_fiscal_year};
use super::number::{number, ordinal};
use crate::calendar;
use crate::lexicon::{CalendarWord, GeoKind, TimeWord};
use rust_decimal::prelude::ToPrimitive;

/// Which year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YearRef {
    /// "2023"
    Year(i32),
    /// "this year", "the year"
    This,
    /// "last year"
    Last,
    /// "next year"
    Next,
    /// "the previous year": the one before the year spoken of
    Previous,
    /// "the same year"
    Same,
    /// A year that begins in the middle of one and ends in the next ("July-September 2022-23"): the first of the two
    Split(i32),
    /// A year that does not begin in January ("the current Iranian year"), nothing more known
    Foreign,
    /// Not said
    Open,
}

/// Which part of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// All of it
    Whole,
    /// Months, inclusive
    Months(i32, i32),
    /// "the seven months": so many from January, or those spoken of
    CountedMonths(i32),
    /// First and last month and day
    Days((i32, i32), (i32, i32)),
}

/// When, as said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// A part of a year
    In(YearRef, Part),
    /// "last September", "this June": the month nearest in that direction
    Nearest(i32, YearRef),
    /// From a part of one year to a part of another
    Between((YearRef, Part), (YearRef, Part)),
    /// "since 2005"
    Since(YearRef, Part),
    /// "so far this year"
    ToDate,
    /// "the past seven months"
    PastMonths(i32),
    /// "last month", "this month", "next month", "the previous month"
    Month(YearRef),
    /// "three years starting 2018"
    YearsFrom(i32, i32),
    /// "the same period of 2023", "a year earlier"
    SamePeriod(YearRef),
    /// "in the same period", "the seven months"
    ThatPeriod,
    /// "the same eight months": those spoken of
    ThatMonths(i32),
    /// "the current fiscal", "the first half of 2023-24": months are counted from the beginning of such a year
    Fiscal(YearRef, Part),
    /// "July-February of the current fiscal year": months of the calendar
    InFiscal(YearRef, Part),
    /// "over the past decade": no dates meant
    Vague,
    /// Days from the publication: "yesterday" is -1
    Offset(i64),
    /// "on Monday"; the direction is -1 for "last Monday", 1 for "next Monday"
    Weekday(i8, i8),
    /// "the same day"
    SameDay,
}

/// A date or period and where it stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found {
    /// First token.
    pub first: usize,
    /// One past the last token.
    pub end: usize,
    /// What it says.
    pub when: When,
    /// It names days, not months or years.
    pub is_date: bool,
}

/// The date or period that starts at token `at`.
pub fn period(page: &Page, at: usize) -> Option<Found> {
    may_open(page, at).then(|| opening_at(page, at)).flatten()
}

/// Whether a date or period may open with this token: most words can be passed over. What opens one is of these tables.
fn may_open(page: &Page, at: usize) -> bool {
    let Some(token) = page.tokens.get(at) else { return false };
    let lexicon = page.lexicon;
    let known = lexicon.time_words.knows(token.hash) || lexicon.calendar.begins(token) || lexicon.numbers.begins(token);
    token.is_number() || token.is_word() && (known || lexicon.ordinals.begins(token) || page.word(at).starts_with("FY"))
}

fn opening_at(page: &Page, at: usize) -> Option<Found> {
    let found = explicit_days(page, at)
        .or_else(|| from_to(page, at))
        .or_else(|| since(page, at))
        .or_else(|| same_period(page, at))
        .or_else(|| fiscal_whole(page, at))
        .or_else(|| month_by_word(page, at))
        .or_else(|| vague(page, at))
        .or_else(|| relative_day(page, at))
        .or_else(|| dated(page, at))?;
    (!is_name(page, &found)).then(|| with_bracketed_days(page, found))
}

/// "Jan Bor", "Theresa May", "June Smith": a month alone beside another capitalised word of a name.
fn is_name(page: &Page, found: &Found) -> bool {
    let alone = matches!(found.when, When::In(YearRef::Open, Part::Months(a, b)) if a == b) && found.end == found.first + 1;
    let capital = |i: usize| page.tokens.get(i).is_some_and(|t| t.is_word() && t.capital && t.spaced);
    let Some(before) = found.first.checked_sub(1).filter(|_| alone) else { return false };
    let opens = page.sentences.binary_search_by_key(&found.first, |s| s.first).is_ok();
    let opened = page.sentences.binary_search_by_key(&before, |s| s.first).is_ok();
    let led = page.says(before, TimeWord::BeforeYear) || page.is_any(before, &["this", "last", "next", "the"]);
    let calendar = |i: usize| page.lexicon.calendar.find(page.tokens, i).is_some();
    let surname = capital(before) && !opened && !calendar(before);
    let given = capital(found.end) && !calendar(found.end) && !opens;
    let listed = page.is(before, "and") && given;
    (!led || listed) && page.tokens[before].is_word() && (surname || given)
}

fn found(first: usize, end: usize, when: When) -> Found {
    let is_date = match when {
        When::In(_, Part::Days(..)) | When::Offset(_) | When::Weekday(..) | When::SameDay => true,
        When::Between((_, a), (_, b)) => matches!((a, b), (Part::Days(..), Part::Days(..))),
        _ => false,
    };
    Found { first, end, when, is_date }
}

/// A period of no calendar's ("the current Iranian year") takes the days that a bracket behind it gives.
fn with_bracketed_days(page: &Page, period: Found) -> Found {
    // "the past Iranian calendar year 1401 (March 21, 2022-March 20, 2023)"
    let number = page.tokens.get(period.end).is_some_and(|t| t.is_number()) && page.sign(period.end + 1, '(');
    let period = if number && !period.is_date { Found { end: period.end + 1, ..period } } else { period };
    if period.is_date || !page.sign(period.end, '(') {
        return period;
    }
    if let Some(days) = explicit_days(page, period.end + 1).filter(|d| page.sign(d.end, ')')) {
        let when = match (period.when, days.when) {
            (When::Fiscal(year, _), When::In(YearRef::Open, part)) => When::InFiscal(year, part),
            _ => days.when,
        };
        return Found { first: period.first, end: days.end + 1, when, is_date: false };
    }
    // "the financial year (April 2022-March 2023)"
    let years = matches!(period.when, When::Fiscal(..)).then(|| dated(page, period.end + 1)).flatten();
    if let Some(years) = years.filter(|y| matches!(y.when, When::Between(..)) && page.sign(y.end, ')')) {
        return Found { first: period.first, end: years.end + 1, when: years.when, is_date: false };
    }
    // "the first quarter (July-September) of 2022-23": the months are what counts
    match months(page, period.end + 1) {
        Some((end, part)) if page.sign(end, ')') && matches!(period.when, When::In(..) | When::Fiscal(..) | When::ThatPeriod) => {
            let fiscal = of_fiscal_year(page, end + 1);
            let (after, year) = fiscal.unwrap_or_else(|| optional_year(page, end + 1));
            let when = match (year, period.when) {
                (YearRef::Split(_), _) => When::In(year, part),
                _ if fiscal.is_some() => When::InFiscal(year, part),
                (YearRef::Open, When::Fiscal(year @ YearRef::Split(_), _)) => When::In(year, part),
                (YearRef::Open, When::Fiscal(year, _)) => When::InFiscal(year, part),
                (YearRef::Open, When::In(year, _)) => When::In(year, part),
                (year, _) => When::In(year, part),
            };
            Found { first: period.first, end: after, when, is_date: false }
        }
        _ => period,
    }
}

/// "March 21 through June 21, 2023", "16 July – 16 October 2023"
fn explicit_days(page: &Page, at: usize) -> Option<Found> {
    let (a_end, a) = one_day(page, at)?;
    let (a_end, a_year) = optional_year(page, a_end);
    let joined = page.says(a_end, TimeWord::To) || page.sign(a_end, '-');
    let (b_end, b) = joined.then(|| one_day(page, a_end + 1)).flatten()?;
    let (end, b_year) = optional_year(page, b_end);
    let a_year = if a_year == YearRef::Open { b_year } else { a_year };
    let when = if a_year == b_year {
        When::In(b_year, Part::Days(a, b))
    } else {
        When::Between((a_year, Part::Days(a, a)), (b_year, Part::Days(b, b)))
    };
    Some(found(at, end, when))
}

/// "18 November", "November 18th", "18th of November": month and day.
fn one_day(page: &Page, at: usize) -> Option<(usize, (i32, i32))> {
    if let Some((end, month)) = month(page, at) {
        let (end, day) = day(page, end)?;
        return Some((end, (month, day)));
    }
    let (end, day) = day(page, at)?;
    let end = end + usize::from(page.is(end, "of"));
    let (end, month) = month(page, end)?;
    Some((end, (month, day)))
}

fn day(page: &Page, at: usize) -> Option<(usize, i32)> {
    let token = page.tokens.get(at)?;
    if !token.is_number() {
        return None;
    }
    let day: i32 = page.word(at).parse().ok().filter(|d| (1..=31).contains(d))?;
    let end = ordinal(page, at).map_or(at + 1, |(end, _)| end);
    let counts = page.sign(end, '%') || page.says(end, TimeWord::Unit) || page.sign(end, ':');
    (!counts).then_some((end, day))
}

/// A month's name; its abbreviation's full stop belongs to it. "may" and "march" need their capital.
fn month(page: &Page, at: usize) -> Option<(usize, i32)> {
    let token = page.tokens.get(at)?;
    match page.lexicon.calendar.find(page.tokens, at)? {
        (end, CalendarWord::Month(m)) if token.capital => {
            let stop = usize::from(page.sign(end, '.') && end - at == 1 && page.word(at).len() <= 4 && !page.tokens[end].spaced);
            let ends_sentence = stop == 1 && page.tokens.get(end + 1).is_none_or(|t| t.kind == crate::text::TokenKind::Newline);
            Some((end + if ends_sentence { 0 } else { stop }, *m))
        }
        _ => None,
    }
}

/// "2023", "last year", "of this year", ", 2023" if there is one.
fn optional_year(page: &Page, at: usize) -> (usize, YearRef) {
    if let (true, Some((end, first))) = (page.sign(at, '('), fiscal::pair(page, at + 1))
        && page.sign(end, ')')
    {
        return (end + 1, YearRef::Split(first));
    }
    let comma = usize::from(page.sign(at, ','));
    let of = usize::from(page.is_any(at + comma, &["of", "in"]));
    let from = at + comma + of;
    match year_ref(page, from) {
        Some((_, YearRef::This | YearRef::Last | YearRef::Previous | YearRef::Same)) if comma == 1 => (at, YearRef::Open),
        Some((end, year)) => (end, year),
        None => (at, YearRef::Open),
    }
}

/// A year in figures or words at `at`.
fn year_ref(page: &Page, at: usize) -> Option<(usize, YearRef)> {
    if let Some((end, first)) = fiscal::pair(page, at) {
        return Some((end, YearRef::Split(first)));
    }
    let fy = page.says(at, TimeWord::Fiscal);
    let figures = at + 1 + usize::from(page.is(at + 1, "year"));
    if let (true, Some((end, first))) = (fy, fiscal::pair(page, figures)) {
        return Some((end, YearRef::Split(first)));
    }
    if let Some((end, y)) = year(page, at) {
        let end = end + usize::from(page.is_any(end, &["year"]));
        return Some((end, YearRef::Year(y)));
    }
    if page.is(at, "year") {
        return year(page, at + 1).map(|(end, y)| (end, YearRef::Year(y)));
    }
    let the = usize::from(page.is(at, "the"));
    let word = at + the;
    let reference = match page.word(word).to_ascii_lowercase().as_str() {
        _ if page.says(word, TimeWord::Current) => YearRef::This,
        _ if page.says(word, TimeWord::Last) => YearRef::Last,
        _ if page.says(word, TimeWord::Previous) => YearRef::Previous,
        _ if page.says(word, TimeWord::Next) => YearRef::Next,
        "same" | "that" => YearRef::Same,
        // "over the year" is a comparison with the year before, not a year
        "year" if the == 1 && at > 0 && page.is_any(at - 1, &["over", "on"]) => return None,
        // "said at the start of the year" tells when it was said
        "year" if the == 1 && at > 3 && page.is_any(at - 2, &["start", "beginning"]) && page.starts(at - 4, &["at", "the"]) => return None,
        "year" if the == 1 => return is_year_word(page, word).then_some((word + 1, YearRef::This)),
        _ => return None,
    };
    let extra = usize::from(page.is(word + 1, "calendar"));
    if is_year_word(page, word + 1 + extra) {
        return Some((word + 2 + extra, reference));
    }
    let calendar = |end: usize| end + usize::from(page.is(end, "calendar"));
    let foreign = super::country::geo(page, word + 1).filter(|(end, g)| g.kind == GeoKind::Adjective && is_year_word(page, calendar(*end)));
    foreign.map(|(end, _)| (calendar(end) + 1, if reference == YearRef::Last { YearRef::Previous } else { YearRef::Foreign }))
}

/// "year", not "year-on-year" or "year's".
fn is_year_word(page: &Page, at: usize) -> bool {
    page.is(at, "year") && !(page.sign(at + 1, '-') && page.is_any(at + 2, &["on", "over", "old", "long"]))
}

/// Four digits from 1900 to 2099 that neither count nor name something ("EXPO 2017", "2,000 companies").
pub fn year(page: &Page, at: usize) -> Option<(usize, i32)> {
    let token = page.tokens.get(at)?;
    let text = page.word(at);
    if !token.is_number() || text.len() != 4 || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let year: i32 = text.parse().ok().filter(|y| (1900..2100).contains(y))?;
    let next_is_unit = page
        .is_any(at + 1, &["million", "billion", "mln", "bln", "bn", "percent", "per", "tons", "tonnes", "km", "companies", "US", "USD"])
        || page.sign(at + 1, '%')
        || page.sign(at + 1, '$');
    let glued = page.tokens.get(at + 1).is_some_and(|t| !t.spaced && t.is_word() && !page.is(at + 1, "year"));
    (!next_is_unit && !glued && !names_something(page, at)).then_some((at + 1, year))
}

/// A capitalised word directly before a year makes it part of a name, unless that word opens the sentence.
fn names_something(page: &Page, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let token = page.tokens[before];
    if matches!(token.kind, crate::text::TokenKind::Punct('$' | '€' | '£' | '#')) {
        return true;
    }
    if !token.is_word() || !token.capital {
        return false;
    }
    // "Take 2014. Romanian goods ..."
    let opens = page.sentences.binary_search_by_key(&before, |s| s.first).is_ok() && (page.sign(at + 1, '.') || page.sign(at + 1, ','));
    if opens && page.word(before).chars().any(char::is_lowercase) {
        return false;
    }
    let part = page.lexicon.calendar.find(page.tokens, before).is_some() || quarter_or_half(page, before.saturating_sub(1)).is_some();
    !part && !page.says(before, TimeWord::BeforeYear)
}

/// A part of a year and the year, in either order: "Q1 2021", "January-May of this year", "2023".
fn dated(page: &Page, at: usize) -> Option<Found> {
    if let Some(f) = nearest_month(page, at) {
        return Some(f);
    }
    let the = usize::from(page.is(at, "the"));
    if let Some((end, part, definite)) = part(page, at + the) {
        // "the eight months from July to February of 2022-23": the months named are meant
        if matches!(part, Part::CountedMonths(_))
            && page.is_any(end, &["from", "between"])
            && months(page, end)
                .is_some_and(|(last, _)| !page.tokens.get(last).is_some_and(|t| t.is_number() && t.span.end - t.span.start < 4))
        {
            return dated(page, end).map(|f| Found { first: at, ..f });
        }
        let named = matches!(part, Part::Days(..)) || months(page, at + the).is_some();
        let end = past_short_form(page, end, part);
        let (year_end, year) = match of_fiscal_year(page, end) {
            Some((fiscal_end, year)) if !named => return Some(found(at, fiscal_end, When::Fiscal(year, part))),
            Some((fiscal_end, first @ YearRef::Split(_))) => (fiscal_end, first),
            Some((fiscal_end, year)) => return Some(found(at, fiscal_end, When::InFiscal(year, part))),
            None => optional_year(page, end),
        };
        // "the first quarter of 2022-23"
        if matches!(year, YearRef::Split(_)) && !named {
            return Some(found(at, year_end, When::Fiscal(year, part)));
        }
        // "April 2022-March 2023"
        if let Some((last_end, last)) = second_month(page, year_end, part, year) {
            return Some(found(at, last_end, When::Between((year, part), last)));
        }
        if year == YearRef::Open && matches!(part, Part::CountedMonths(_)) {
            // "over eight months" without a year: those spoken of, if they are definite
            return (the == 1 || definite).then(|| found(at, end, When::In(YearRef::Open, part)));
        }
        return Some(found(at, year_end, When::In(year, part)));
    }
    if let Some(end_of) = end_of_year(page, at) {
        return Some(end_of);
    }
    let (end, year) = year_ref(page, at).filter(|(_, y)| !matches!(y, YearRef::Split(_)))?;
    if let YearRef::Year(first) = year
        && let Some((last_end, last)) = second_year(page, end, first)
    {
        let when = When::Between((YearRef::Year(first), Part::Whole), (YearRef::Year(last), Part::Whole));
        return Some(found(at, last_end, when));
    }
    let to_date = page.starts(end, &["so", "far"]) && year == YearRef::This;
    Some(if to_date { found(at, end + 2, When::ToDate) } else { found(at, end, When::In(year, Part::Whole)) })
}

/// One past "(Q1)" behind "the first quarter".
fn past_short_form(page: &Page, end: usize, part: Part) -> usize {
    let short = page.sign(end, '(').then(|| quarter_or_half(page, end + 1).or_else(|| counted_months(page, end + 1))).flatten();
    short.filter(|(close, p)| *p == part && page.sign(*close, ')')).map_or(end, |(close, _)| close + 1)
}

/// "-March 2023" behind "April 2022": the month of a later year that the months run on to.
fn second_month(page: &Page, at: usize, first: Part, year: YearRef) -> Option<(usize, (YearRef, Part))> {
    let (Part::Months(a, b), YearRef::Year(from)) = (first, year) else { return None };
    let joined = page.sign(at, '-') || page.says(at, TimeWord::To);
    let (end, last) = (joined && a == b).then(|| month(page, at + 1)).flatten()?;
    match optional_year(page, end) {
        (end, YearRef::Year(until)) if (until, last) > (from, a) => Some((end, (YearRef::Year(until), Part::Months(last, last)))),
        _ => None,
    }
}

/// "2021-2023"
fn second_year(page: &Page, at: usize, first: i32) -> Option<(usize, i32)> {
    let touching = page.sign(at, '-') && (!page.tokens[at].spaced || page.tokens.get(at + 1).is_some_and(|t| t.spaced));
    let (end, last) = touching.then(|| year(page, at + 1)).flatten()?;
    (last > first).then_some((end, last))
}

/// "the end of 2022", "the end of the year", "year end": the year itself.
fn end_of_year(page: &Page, at: usize) -> Option<Found> {
    let the = usize::from(page.is(at, "the"));
    if page.is_any(at + the, &["end", "close"]) && page.is(at + the + 1, "of") {
        let (end, year) = year_ref(page, at + the + 2)?;
        return Some(found(at, end, When::In(year, Part::Whole)));
    }
    let year_end = page.is(at, "year") && (page.is(at + 1, "end") || (page.sign(at + 1, '-') && page.is(at + 2, "end")));
    year_end.then(|| found(at, at + 2 + usize::from(page.sign(at + 1, '-')), When::In(YearRef::This, Part::Whole)))
}

/// "last September", "this June", "next May", "the coming May"
fn nearest_month(page: &Page, at: usize) -> Option<Found> {
    let reference = match page.word(at).to_ascii_lowercase().as_str() {
        "last" | "past" => YearRef::Last,
        "this" => YearRef::This,
        "next" | "coming" => YearRef::Next,
        _ => return None,
    };
    let (end, month) = month(page, at + 1)?;
    if day(page, end).is_some() {
        return None;
    }
    Some(found(at, end, When::Nearest(month, reference)))
}

/// The part of a year at `at`; whether it says which months it means.
fn part(page: &Page, at: usize) -> Option<(usize, Part, bool)> {
    if let Some((end, p)) = quarter_or_half(page, at) {
        return Some((end, p, true));
    }
    if let Some((end, n)) = ordinal(page, at)
        && page.is(end, "month")
        && (1..=12).contains(&n)
        && (page.is(end + 1, "of") || page.is_any(at.saturating_sub(1), &["the"]))
    {
        let m = n as i32;
        return Some((end + 1, Part::Months(m, m), true));
    }
    if let Some((end, p)) = first_days(page, at) {
        return Some((end, p, true));
    }
    if let Some((end, p)) = counted_months(page, at) {
        return Some((end, p, page.is_any(at, &["first", "same"])));
    }
    days_of_month(page, at).or_else(|| months(page, at)).map(|(end, p)| (end, p, true))
}

/// "first half", "H1", "1H", "second quarter", "Q3", "3Q", "first half-year"
fn quarter_or_half(page: &Page, at: usize) -> Option<(usize, Part)> {
    let halves = |n: i64| (1..=2).contains(&n).then(|| Part::Months(n as i32 * 6 - 5, n as i32 * 6));
    let quarters = |n: i64| (1..=4).contains(&n).then(|| Part::Months(n as i32 * 3 - 2, n as i32 * 3));
    let of_unit = |end: usize, n: i64| -> Option<(usize, Part)> {
        if page.is(end, "half") {
            let year = usize::from(page.sign(end + 1, '-') && page.is(end + 2, "year")) * 2;
            let plain_year = usize::from(year == 0 && page.is(end + 1, "year") && !page.is(end, "year"));
            return halves(n).map(|p| (end + 1 + year + plain_year, p));
        }
        page.is(end, "quarter").then(|| quarters(n)).flatten().map(|p| (end + 1, p))
    };
    if let Some((end, n)) = ordinal(page, at)
        && let Some(hit) = of_unit(end, n)
    {
        return Some(hit);
    }
    // "the last quarter of 2023"; "the last quarter" alone may be the latest
    let of_year =
        |end: usize| page.is_any(end, &["of", "in"]) && (year_ref(page, end + 1).is_some() || fiscal_year(page, end + 1).is_some());
    if page.is_any(at, &["last", "final", "closing"])
        && let Some((end, part)) = of_unit(at + 1, if page.is(at + 1, "half") { 2 } else { 4 }).filter(|(end, _)| of_year(*end))
    {
        return Some((end, part));
    }
    let glued_digit = |i: usize| -> Option<i64> {
        let t = page.tokens.get(i)?;
        (t.is_number() && page.word(i).len() == 1).then(|| page.word(i).parse().ok()).flatten()
    };
    if page.word(at).eq_ignore_ascii_case("q") || page.word(at) == "H" {
        let n = glued_digit(at + 1).filter(|_| !page.tokens[at + 1].spaced)?;
        let p = if page.is(at, "q") { quarters(n) } else { halves(n) };
        return p.map(|p| (at + 2, p));
    }
    let n = glued_digit(at)?;
    let unit = page.tokens.get(at + 1).filter(|t| !t.spaced && t.is_word())?;
    match unit.span.of(page.text) {
        "Q" => quarters(n).map(|p| (at + 2, p)),
        "H" => halves(n).map(|p| (at + 2, p)),
        _ => None,
    }
}

/// The first and last month of a part that is counted, not named: "the first quarter", "the first eight months".
pub fn counted_part(page: &Page, at: usize) -> Option<(i32, i32)> {
    let at = at + usize::from(page.is(at, "the"));
    if let Some((_, Part::Months(a, b))) = quarter_or_half(page, at) {
        return Some((a, b));
    }
    match counted_months(page, at)? {
        (_, Part::CountedMonths(n)) if page.is_any(at, &["first", "initial"]) => Some((1, n)),
        _ => None,
    }
}

/// "first 20 days of July"
fn first_days(page: &Page, at: usize) -> Option<(usize, Part)> {
    if !page.is(at, "first") {
        return None;
    }
    let n = number(page, at + 1).filter(|n| !n.scaled)?;
    let count = n.value.to_i32().filter(|c| (2..=31).contains(c))?;
    let of = page.is(n.end, "days") && page.is_any(n.end + 1, &["of", "in"]);
    let (end, month) = of.then(|| month(page, n.end + 2)).flatten()?;
    Some((end, Part::Days((month, 1), (month, count))))
}

/// "first eight months", "8 months", "the first three quarters", "9M", "seven-month period"
fn counted_months(page: &Page, at: usize) -> Option<(usize, Part)> {
    let first = usize::from(page.is_any(at, &["first", "same", "initial"]) || ordinal_first(page, at))
        * if ordinal_first(page, at) { 2 } else { 1 };
    let from = at + first;
    let n = number(page, from).filter(|n| !n.scaled)?;
    let count = n.value.to_i32().filter(|c| (1..=12).contains(c))?;
    let hyphen = usize::from(page.sign(n.end, '-'));
    let unit = n.end + hyphen;
    if page.is_any(unit, &["months", "month"]) {
        if page.is(unit, "month") && hyphen == 0 && count != 1 {
            return None;
        }
        let end = unit + 1 + usize::from(page.is(unit + 1, "period"));
        return (count > 1 || first > 0).then_some((end, Part::CountedMonths(count)));
    }
    if page.is(unit, "quarters") && count <= 4 {
        return Some((unit + 1, Part::CountedMonths(count * 3)));
    }
    let glued_m = page.word(unit) == "M" && hyphen == 0 && !page.tokens[unit].spaced;
    glued_m.then_some((unit + 1, Part::CountedMonths(count)))
}

fn ordinal_first(page: &Page, at: usize) -> bool {
    page.word(at) == "1" && page.is(at + 1, "st")
}

/// "January-May", "between January and October", "January through May", "March"
fn months(page: &Page, at: usize) -> Option<(usize, Part)> {
    let between = usize::from(page.is_any(at, &["between", "from"]));
    let (end, first) = month(page, at + between)?;
    let joined = page.says(end, TimeWord::To) || page.sign(end, '-') || (between == 1 && page.is(end, "and"));
    if joined
        && let Some((last_end, last)) = month(page, end + 1)
        && last != first
    {
        return Some((last_end, Part::Months(first, last)));
    }
    (between == 0).then(|| months_listed(page, end, first))
}

/// "July, August and September": months in a row; else the first alone.
fn months_listed(page: &Page, end: usize, first: i32) -> (usize, Part) {
    let (mut last_end, mut last) = (end, first);
    let mut closed = false;
    while !closed && last - first < 6 {
        let comma = usize::from(page.sign(last_end, ','));
        let and = usize::from(page.is(last_end + comma, "and"));
        let next = (comma + and > 0).then(|| month(page, last_end + comma + and)).flatten();
        let Some((next_end, m)) = next.filter(|&(e, m)| m == last + 1 && day(page, e).is_none()) else { break };
        (last_end, last, closed) = (next_end, m, and == 1);
    }
    if closed && last > first + 1 { (last_end, Part::Months(first, last)) } else { (end, Part::Months(first, first)) }
}

/// "18 November", "November 18-19", "from 22 to 23 October", "May 15 to 19", "5 – 6 February", "October 4 and 5"
fn days_of_month(page: &Page, at: usize) -> Option<(usize, Part)> {
    let from = usize::from(page.is_any(at, &["from", "between"]));
    if let Some((end, m)) = month(page, at + from) {
        let (end, first) = day(page, end)?;
        if year(page, end - 1).is_some() {
            return None;
        }
        let joined = page.sign(end, '-') || page.says(end, TimeWord::To) || page.is(end, "and");
        if let Some((last_end, last)) = joined.then(|| day(page, end + 1)).flatten() {
            let other_month = month(page, last_end).is_some();
            if last > first && !other_month {
                return Some((last_end, Part::Days((m, first), (m, last))));
            }
        }
        return Some((end, Part::Days((m, first), (m, first))));
    }
    let (end, first) = day(page, at + from)?;
    let joined = page.sign(end, '-') || page.says(end, TimeWord::To) || page.is(end, "and");
    if let Some((last_end, last)) = joined.then(|| day(page, end + 1)).flatten() {
        let of = usize::from(page.is(last_end, "of"));
        if let Some((m_end, m)) = month(page, last_end + of)
            && last > first
        {
            return Some((m_end, Part::Days((m, first), (m, last))));
        }
    }
    let of = usize::from(page.is(end, "of"));
    let (m_end, m) = month(page, end + of)?;
    Some((m_end, Part::Days((m, first), (m, first))))
}

/// "from 2005 to Q3 2023", "between 2005 and 2020", "2005 to 2020"
fn from_to(page: &Page, at: usize) -> Option<Found> {
    if !page.is_any(at, &["from", "between"]) {
        return None;
    }
    let (a_end, a) = endpoint(page, at + 1)?;
    let joined = page.says(a_end, TimeWord::To) || page.sign(a_end, '-') || (page.is(at, "between") && page.is(a_end, "and"));
    let up = usize::from(page.starts(a_end, &["up", "to"]) || page.starts(a_end, &["up", "till"]));
    let (end, b) = (joined || up == 1).then(|| endpoint(page, a_end + 1 + up)).flatten()?;
    // "from January to May 2024" lies in one year
    let a = if a.0 == YearRef::Open { (b.0, a.1) } else { a };
    let b = if b.0 == YearRef::Open { (a.0, b.1) } else { b };
    if let (true, Part::Months(first, _), Part::Months(_, last)) = (a.0 == b.0, a.1, b.1) {
        return Some(found(at, end, When::In(a.0, Part::Months(first, last))));
    }
    if let (true, Part::Days(first, _), Part::Days(_, last)) = (a.0 == b.0, a.1, b.1) {
        return Some(found(at, end, When::In(a.0, Part::Days(first, last))));
    }
    Some(found(at, end, When::Between(a, b)))
}

fn endpoint(page: &Page, at: usize) -> Option<(usize, (YearRef, Part))> {
    let the = usize::from(page.is(at, "the"));
    // "the beginning of the year", "the first day of 2023"
    let beginning = match page.word(at + the).to_ascii_lowercase().as_str() {
        "beginning" | "start" => Some(at + the + 1),
        "first" if page.is(at + the + 1, "day") => Some(at + the + 2),
        _ => None,
    };
    if let Some((end, year)) = beginning.filter(|&of| page.is(of, "of")).and_then(|of| year_ref(page, of + 1)) {
        return Some((end, (year, Part::Days((1, 1), (1, 1)))));
    }
    if let Some((end, part, _)) = part(page, at + the) {
        let (end, year) = optional_year(page, end);
        return Some((end, (year, part)));
    }
    let (end, year) = year_ref(page, at)?;
    Some((end, (year, Part::Whole)))
}

/// "since 2005", "since the beginning of the year", "starting from 2020"
fn since(page: &Page, at: usize) -> Option<Found> {
    let from = if page.is(at, "since") {
        at + 1
    } else if page.is(at, "starting") && page.is_any(at + 1, &["from", "in"]) {
        at + 2
    } else {
        return None;
    };
    let the = usize::from(page.is(from, "the"));
    let beginning = if page.is_any(from + the, &["beginning", "start"]) && page.is(from + the + 1, "of") { from + the + 2 } else { from };
    if let Some((end, (year, part))) = endpoint(page, beginning) {
        // "a visit starting from July 26": a day, not a time that goes on
        if matches!(part, Part::Days(a, _) if a != (1, 1)) && page.is(at, "starting") {
            return None;
        }
        let to_date = year == YearRef::This && beginning > from;
        return Some(found(at, end, if to_date { When::ToDate } else { When::Since(year, part) }));
    }
    page.is_any(from, &["independence", "gaining"]).then(|| found(at, from + 1, When::Vague))
}

/// "the same period of 2023", "the corresponding period last year", "a year earlier", "in the same period"
fn same_period(page: &Page, at: usize) -> Option<Found> {
    if page.is_any(at, &["a", "one"]) && page.is(at + 1, "year") && page.says(at + 2, TimeWord::Earlier) {
        return Some(found(at, at + 3, When::SamePeriod(YearRef::Previous)));
    }
    let the = usize::from(page.is_any(at, &["the", "a"]));
    let word = at + the;
    let same = page.says(word, TimeWord::Same);
    let demonstrative = page.says(at, TimeWord::That) || page.says(word, TimeWord::Given);
    if !same && !demonstrative {
        return None;
    }
    let noun = if page.is(word + 1, "time") { word + 2 } else { word + 1 };
    let counted = counted_months(page, word + 1).map(|(end, _)| end);
    let unit = if page.says(noun, TimeWord::Span) {
        noun + 1
    } else if page.is(noun, "half") && page.sign(noun + 1, '-') && page.is(noun + 2, "year") {
        noun + 3
    } else if same && (page.is_any(noun, &["quarter", "month", "months", "span", "interval", "half"])) {
        noun + 1
    } else {
        counted.filter(|_| same || demonstrative)?
    };
    let prep = usize::from(page.is_any(unit, &["of", "in", "a", "for"]) && !page.starts(unit, &["a", "year"]));
    if page.is(unit, "a") && page.is(unit + 1, "year") && page.says(unit + 2, TimeWord::Earlier) {
        return Some(found(at, unit + 3, When::SamePeriod(YearRef::Previous)));
    }
    // "the corresponding period of the previous fiscal year"
    let year = unit + prep + usize::from(page.is(unit + prep, "the"));
    if page.is_any(year, &["previous", "last", "preceding", "past"]) && page.says(year + 1, TimeWord::Fiscal) {
        let end = year + 2 + usize::from(page.is(year + 2, "year"));
        return Some(found(at, end, When::SamePeriod(YearRef::Previous)));
    }
    match year_ref(page, unit + prep) {
        Some((end, year)) => Some(found(at, end, When::SamePeriod(year))),
        None => match counted_months(page, word + 1) {
            Some((end, Part::CountedMonths(n))) if end == unit => Some(found(at, unit, When::ThatMonths(n))),
            _ => Some(found(at, unit, When::ThatPeriod)),
        },
    }
}

/// "the current fiscal", "FY2023", "fiscal year 2023-24", "2022/23"
fn fiscal_whole(page: &Page, at: usize) -> Option<Found> {
    let (end, year) = fiscal_year(page, at)?;
    let of_words = |(end, when)| Found { first: at, end, when, is_date: false };
    Some(up_to(page, end, year).map_or(found(at, end, When::Fiscal(year, Part::Whole)), of_words))
}

/// "the fiscal year that ended on June 30, 2024", "ending March 2025": the twelve months up to that day.
fn up_to(page: &Page, at: usize, year: YearRef) -> Option<(usize, When)> {
    let verb = at + usize::from(page.is_any(at, &["that", "which"]));
    let last = verb + 1 + usize::from(page.is_any(verb + 1, &["on", "in"]));
    if year != YearRef::Open || !page.says(verb, TimeWord::Ends) {
        return None;
    }
    let (end, part) = match one_day(page, last) {
        Some((end, day)) => (end, Part::Days(calendar::day_after(day)?, day)),
        None => month(page, last).map(|(end, m)| (end, Part::Months(m % 12 + 1, m)))?,
    };
    match optional_year(page, end) {
        (end, YearRef::Year(y)) => Some((end, When::InFiscal(YearRef::Year(y), part))),
        _ if page.is(verb, "ended") => Some((end, When::InFiscal(YearRef::Last, part))),
        _ => Some((end, When::InFiscal(YearRef::This, part))),
    }
}

/// "last month", "this month", "the coming month", "the previous month"; not "the last month of the year".
fn month_by_word(page: &Page, at: usize) -> Option<Found> {
    let the = usize::from(page.is(at, "the"));
    let word = at + the;
    let which = if page.says(word, TimeWord::Current) {
        YearRef::This
    } else if page.says(word, TimeWord::Last) {
        YearRef::Last
    } else if page.says(word, TimeWord::Next) {
        YearRef::Next
    } else if page.says(word, TimeWord::Previous) {
        YearRef::Previous
    } else {
        return None;
    };
    let hyphen = page.sign(word + 2, '-') && !page.tokens[word + 2].spaced;
    let is_month = page.is(word + 1, "month") && !hyphen && !page.is_any(word + 2, &["of", "period"]);
    is_month.then(|| found(at, word + 2, When::Month(which)))
}

/// "the past seven months"; "over the past decade", "in recent years", "the next three years", "the medium term": no dates
fn vague(page: &Page, at: usize) -> Option<Found> {
    let the = usize::from(page.is(at, "the"));
    let word = at + the;
    if page.is_any(word, &["medium", "long", "short", "near"]) && page.is_any(word + 1, &["term", "future", "run"]) {
        return Some(found(at, word + 2, When::Vague));
    }
    let past = page.is_any(word, &["past", "last", "previous", "recent"]);
    let ahead = page.is_any(word, &["next", "coming", "following", "upcoming", "within", "foreseeable"]);
    if past || ahead {
        let from = word + 1 + usize::from(page.is_any(word, &["within"]) && page.is(word + 1, "the"));
        if page.is_any(from, &["decade", "decades", "years", "months", "period"]) {
            return Some(found(at, from + 1, When::Vague));
        }
        let few = if page.is_any(from, &["few", "several", "couple"]) {
            Some((from + 1 + usize::from(page.is(from + 1, "of")), 0))
        } else {
            None
        };
        let counted = few.or_else(|| number(page, from).map(|n| (n.end, n.value.to_i32().unwrap_or(0))));
        if let Some((end, n)) = counted {
            if page.is_any(end, &["years", "decades", "year"]) {
                return Some(found(at, end + 1, When::Vague));
            }
            if page.is_any(end, &["months", "month"]) {
                let when = if past && n > 0 && !page.is(end + 1, "of") { When::PastMonths(n) } else { When::Vague };
                return (!page.is(end + 1, "of")).then(|| found(at, end + 1, when));
            }
        }
        return None;
    }
    if page.starts(at, &["so", "far", "this", "year"]) {
        return Some(found(at, at + 4, When::ToDate));
    }
    years_counted(page, at)
}

/// "three years starting 2018", "30 years of independence", "the years of independence"
fn years_counted(page: &Page, at: usize) -> Option<Found> {
    let the = usize::from(page.is(at, "the"));
    if page.starts(at + the, &["years", "of", "independence"]) {
        return Some(found(at, at + the + 3, When::Vague));
    }
    let n = number(page, at).filter(|n| !n.scaled)?;
    let count = n.value.to_i32().filter(|c| (1..=100).contains(c))?;
    if !page.is_any(n.end, &["years", "year"]) {
        return None;
    }
    if page.is_any(n.end + 1, &["starting", "from", "beginning"]) {
        let from = n.end + 2 + usize::from(page.is_any(n.end + 2, &["from", "in"]));
        let (end, start) = year(page, from)?;
        return Some(found(at, end, When::YearsFrom(count, start)));
    }
    let span = at > 0 && page.is_any(at - 1, &["in", "over", "within", "for", "during"]);
    if span && !page.is_any(n.end + 1, &["ago", "old", "later", "earlier"]) && !page.sign(n.end + 1, '-') {
        return Some(found(at, n.end + 1, When::Vague));
    }
    page.starts(n.end + 1, &["of", "independence"]).then(|| found(at, n.end + 3, When::Vague))
}

/// "today", "this evening", "last night", "the day after tomorrow": days from the publication.
fn day_from_today(page: &Page, at: usize) -> Option<(usize, i64)> {
    let from = at + usize::from(page.is(at, "the"));
    if page.starts(from, &["day", "before", "yesterday"]) {
        return Some((from + 3, -2));
    }
    if page.starts(from, &["day", "after", "tomorrow"]) {
        return Some((from + 3, 2));
    }
    let part_of_day = page.is_any(at + 1, &["morning", "afternoon", "evening", "night"]);
    match page.word(at).to_ascii_lowercase().as_str() {
        "today" | "tonight" => Some((at + 1, 0)),
        "yesterday" => Some((at + 1, -1)),
        "tomorrow" => Some((at + 1, 1)),
        "this" if part_of_day => Some((at + 2, 0)),
        "last" if part_of_day && page.is_any(at + 1, &["evening", "night"]) => Some((at + 2, -1)),
        _ => None,
    }
}

/// "(05)", "(July 28)" behind a day that is told by its name: one past it, and the day and month if both are said.
fn day_in_bracket(page: &Page, at: usize) -> Option<(usize, Option<When>)> {
    if !page.sign(at, '(') {
        return None;
    }
    if let Some((end, day)) = one_day(page, at + 1) {
        let (end, year) = optional_year(page, end);
        return page.sign(end, ')').then_some((end + 1, Some(When::In(year, Part::Days(day, day)))));
    }
    let (end, _) = day(page, at + 1)?;
    page.sign(end, ')').then_some((end + 1, None))
}

/// "today", "yesterday", "on Monday", "the same day"
fn relative_day(page: &Page, at: usize) -> Option<Found> {
    if let Some((end, days)) = day_from_today(page, at) {
        let (end, dated) = day_in_bracket(page, end).unwrap_or((end, None));
        return Some(found(at, end, dated.unwrap_or(When::Offset(days))));
    }
    if page.is_any(at, &["earlier", "later"]) && page.starts(at + 1, &["in", "the", "day"]) {
        return Some(found(at, at + 4, When::SameDay));
    }
    let the = usize::from(page.is(at, "the"));
    if page.is_any(at + the, &["same", "that", "previous", "next"]) && page.is(at + the + 1, "day") {
        let when = if page.is_any(at + the, &["same", "that"]) { When::SameDay } else { return None };
        return Some(found(at, at + the + 2, when));
    }
    let direction = match page.word(at).to_ascii_lowercase().as_str() {
        "last" => -1,
        "next" | "coming" => 1,
        _ => 0,
    };
    let word = at + usize::from(direction != 0);
    let token = page.tokens.get(word).filter(|t| t.capital)?;
    match page.lexicon.calendar.find(page.tokens, word)? {
        (end, CalendarWord::Weekday(w)) if token.span.end - token.span.start > 3 || page.sign(end, '.') => {
            // "Monday, May 6": the date behind it says more
            let comma = usize::from(page.sign(end, ',')) + usize::from(page.sign(end, '('));
            if one_day(page, end + comma).is_some() {
                return None;
            }
            let (end, _) = day_in_bracket(page, end).unwrap_or((end, None));
            Some(found(at, end, When::Weekday(*w, direction)))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use crate::text::{sentences, unwrapped};
    use std::path::Path;

    fn texts(dir: &Path, out: &mut Vec<String>) {
        for path in std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()) {
            match path.extension() {
                None if path.is_dir() => texts(&path, out),
                Some(end) if end == "txt" => out.push(std::fs::read_to_string(&path).unwrap()),
                _ => {}
            }
        }
    }

    #[test]
    fn what_opens_a_period_is_in_the_tables() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut articles = Vec::new();
        ["seeds", "tests/gold", "tests/fixtures"].iter().for_each(|dir| texts(&root.join(dir), &mut articles));
        assert!(articles.len() > 50);
        let lexicon = Lexicon::builtin();
        for text in &articles {
            let tokens = unwrapped(text);
            let sentences = sentences(text, &tokens);
            let page = Page { text, tokens: &tokens, sentences: &sentences, lexicon: &lexicon, decimal_comma: false };
            for at in (0..tokens.len()).filter(|&at| !may_open(&page, at) && tokens[at].is_word()) {
                assert_eq!(opening_at(&page, at), None, "`{}` opens a period: give it a role in time_words.csv", page.word(at));
            }
        }
    }
}
