//! Dates and periods as they are said: "the first eight months of 2023", "from 2005 to Q3 2023", "5 – 6 February", "on Monday".
//!
//! What "last year" is, is not asked here: `resolve/dates.rs` does that.

mod part;
mod relative;
mod year;

pub use part::counted_part;
pub use year::year;

use super::Page;
use super::fiscal::{fiscal_year, of_fiscal_year};
use super::number::number;
use crate::calendar;
use crate::lexicon::TimeWord;
use crate::text::Token;
use part::{counted_months, day, length_in_months, month, months, one_day, part, past_month_of, quarter_or_half};
use relative::{month_by_word, relative_day, same_period, since, vague};
use year::{optional_year, year_ref};

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
    /// "so far this year", "so far in 2016"
    ToDate(YearRef),
    /// "year to date": up to the month reported
    YearToDate,
    /// "the past seven months"
    PastMonths(i32),
    /// "the previous six months": before those spoken of
    MonthsBefore(i32),
    /// "last month", "this month", "next month", "the previous month"
    Month(YearRef),
    /// "last quarter", "the preceding quarter"
    Quarter(YearRef),
    /// "three years starting 2018"
    YearsFrom(i32, i32),
    /// "the same period of 2023", "a year earlier"
    SamePeriod(YearRef),
    /// "one year later", "five years later": the same months so many years after
    YearsLater(i32),
    /// "in the same period", "the seven months"
    ThatPeriod,
    /// "the period under review", "for the quarter": the one that the article is about, of so many months if they are said
    Reviewed(Option<i32>),
    /// "the same eight months": those spoken of
    ThatMonths(i32),
    /// "in ten months", "ten-month exports": those spoken of, if there are any
    SomeMonths(i32),
    /// "the current fiscal", "the first half of 2023-24": months are counted from the beginning of such a year
    Fiscal(YearRef, Part),
    /// "July-February of the current fiscal year": months of the calendar
    InFiscal(YearRef, Part),
    /// "nine months through September", "the year ended June 2023": so many months up to that one
    MonthsTo(i32, YearRef, i32),
    /// "the five months to August 21": so many months up to that day
    MonthsToDay(i32, YearRef, (i32, i32)),
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

/// Whether a date or period may open with this token: most words can be passed over. What opens one is of these tables;
/// behind an article, what goes on.
fn may_open(page: &Page, at: usize) -> bool {
    const OPENING: &[TimeWord] = &[
        TimeWord::Current,
        TimeWord::Fiscal,
        TimeWord::Given,
        TimeWord::Last,
        TimeWord::Next,
        TimeWord::Opens,
        TimeWord::Previous,
        TimeWord::Same,
        TimeWord::That,
    ];
    let Some(token) = page.tokens.get(at) else { return false };
    if page.is(at, "the") || page.is(at, "a") {
        return page.tokens.get(at + 1).is_some_and(|next| page.lexicon.time_words.knows(next) || is_part(page, at + 1));
    }
    is_part(page, at) || page.lexicon.time_words.has_any(token, OPENING)
}

/// A number in figures or words, a month, a weekday, an ordinal, a fiscal year.
fn is_part(page: &Page, at: usize) -> bool {
    let (token, lexicon) = (&page.tokens[at], page.lexicon);
    let in_words =
        || is_roman_part(page, at) || lexicon.calendar.begins(token) || lexicon.numbers.begins(token) || lexicon.ordinals.begins(token);
    token.is_number() && is_time_number(page, at) || token.is_word() && (in_words() || token.capital && page.word(at).starts_with("FY"))
}

/// "II quarter"
fn is_roman_part(page: &Page, at: usize) -> bool {
    matches!(page.word(at), "I" | "II" | "III" | "IV") && page.is_any(at + 1, &["quarter", "half"])
}

/// Whether a number may be a year or a day, or counts months or years: most numbers are amounts.
fn is_time_number(page: &Page, at: usize) -> bool {
    const UNITS: &[&str] = &["month", "months", "quarters", "year", "years"];
    let digits = page.word(at);
    let counts = || number(page, at).is_some_and(|n| page.is_any(n.end + usize::from(page.sign(n.end, '-')), UNITS));
    digits.len() == 4 || digits.parse::<u32>().is_ok_and(|n| n <= 31) || counts()
}

fn opening_at(page: &Page, at: usize) -> Option<Found> {
    let found = explicit_days(page, at)
        .or_else(|| from_to(page, at))
        .or_else(|| months_to(page, at))
        .or_else(|| since(page, at))
        .or_else(|| same_period(page, at))
        .or_else(|| fiscal_whole(page, at))
        .or_else(|| month_by_word(page, at))
        .or_else(|| vague(page, at))
        .or_else(|| relative_day(page, at))
        .or_else(|| dated(page, at))?;
    (!is_name(page, &found) && !is_of_title(page, &found)).then(|| with_bracketed_days(page, found))
}

/// "the June 2019 Trade Bulletin": a month in the name of what is published tells no period of what is in it.
fn is_of_title(page: &Page, found: &Found) -> bool {
    // its year is none either
    let month_before = found.first.checked_sub(1).filter(|&before| month(page, before).is_some());
    let is_month = matches!(found.when, When::In(_, Part::Months(..))) || month_before.is_some();
    let first = month_before.unwrap_or(found.first);
    let led = page.is(first, "the") || first > 0 && page.is_any(first - 1, &["the", "its", "their", "a", "this"]);
    let capital = |i: usize| page.tokens.get(i).is_some_and(|t| t.is_word() && t.capital && t.spaced);
    is_month && led && (found.end..found.end + 4).take_while(|&i| capital(i)).any(|i| page.says(i, TimeWord::Publication))
}

/// "Jan Bor", "Theresa May", "June Smith": a month alone beside another capitalised word of a name.
fn is_name(page: &Page, found: &Found) -> bool {
    let month = matches!(found.when, When::In(YearRef::Open, Part::Months(a, b)) if a == b);
    // "Pham Thi Thu"
    let short_day = matches!(found.when, When::Weekday(..)) && matches!(page.word(found.first), "Thu" | "Sun" | "Sat" | "Mon");
    let alone = (month || short_day) && found.end == found.first + 1;
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
        let when = of_year_told(period.when, years.when).unwrap_or(years.when);
        return Found { first: period.first, end: years.end + 1, when, is_date: false };
    }
    // "the first quarter (July-September) of 2022-23": the months are what counts
    match months(page, period.end + 1) {
        Some((end, part))
            if page.sign(end, ')') && matches!(period.when, When::In(..) | When::Fiscal(..) | When::ThatPeriod | When::Reviewed(_)) =>
        {
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

/// "the first three quarters of the financial year (July 2022-June 2023)": months counted from the first in the bracket.
fn of_year_told(part: When, year: When) -> Option<When> {
    let (When::Fiscal(_, Part::Months(from, until)), When::Between((YearRef::Year(y), Part::Months(first, _)), _)) = (part, year) else {
        return match (part, year) {
            (When::Fiscal(year_ref, Part::CountedMonths(n)), _) => of_year_told(When::Fiscal(year_ref, Part::Months(1, n)), year),
            _ => None,
        };
    };
    let point = |month: i32| {
        let at = first - 1 + month - 1;
        let in_year = at.rem_euclid(12) + 1;
        (YearRef::Year(y + at.div_euclid(12)), Part::Months(in_year, in_year))
    };
    Some(When::Between(point(from), point(until)))
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
        // "Q1-23"
        if let Some((year_end, y)) = short_year(page, at + the, end) {
            return Some(found(at, year_end, When::In(YearRef::Year(y), part)));
        }
        let end = past_short_form(page, end, part);
        // "the July-September period of the current fiscal year", "the January-March months of this year", "period this year"
        let of = usize::from(page.is(end + 1, "of"));
        let end = end + usize::from(page.is_any(end, &["period", "months"]) && is_year(page, end + 1 + of));
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
            let meant = the == 1 || definite;
            let some = || some_months(page, at, end, part);
            return meant.then(|| found(at, end, When::In(YearRef::Open, part))).or_else(some);
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
    // "as last year in July the inflow was"
    if let (YearRef::This | YearRef::Last, true, Some((month_end, m))) = (year, page.is(end, "in"), month(page, end + 1))
        && optional_year(page, month_end).1 == YearRef::Open
        && day(page, month_end).is_none()
    {
        return Some(found(at, month_end, When::In(year, Part::Months(m, m))));
    }
    if year == YearRef::This && page.starts(end, &["to", "date"]) {
        return Some(found(at, end + 2, When::YearToDate));
    }
    let to_date = page.starts(end, &["so", "far"]) && year == YearRef::This;
    Some(if to_date { found(at, end + 2, When::ToDate(year)) } else { found(at, end, When::In(year, Part::Whole)) })
}

/// "in ten months", "ten-month exports"; not "in ten months' time", "ten months ago", "for two months in a row".
fn some_months(page: &Page, at: usize, end: usize, part: Part) -> Option<Found> {
    const OTHERWISE: &[&str] =
        &["after", "ago", "ahead", "before", "earlier", "in", "later", "long", "old", "running", "straight", "time", "to"];
    let Part::CountedMonths(n) = part else { return None };
    let led = at > 0 && page.is_any(at - 1, &["in", "for", "over", "during"]) && page.is(end - 1, "months");
    let hyphened = page.is(end - 1, "month") && page.sign(end - 2, '-');
    let plain = !page.is_any(end, OTHERWISE) && !page.sign(end, '-') && !page.sign(end, '\'') && n > 1;
    (plain && (led || hyphened)).then(|| found(at, end, When::SomeMonths(n)))
}

fn is_year(page: &Page, at: usize) -> bool {
    year_ref(page, at).is_some() || fiscal_year(page, at).is_some()
}

/// "-23", "'23" behind a quarter or half in short form, "21" in "1Q21".
fn short_year(page: &Page, at: usize, end: usize) -> Option<(usize, i32)> {
    let unit = |i: usize| page.word(i).eq_ignore_ascii_case("q") || page.word(i) == "H";
    let turned = page.tokens.get(at).is_some_and(|t| t.is_number()) && end == at + 2 && unit(at + 1);
    let mark = (page.sign(end, '-') || page.sign(end, '\'')) && !page.tokens[end].spaced;
    let year = end + usize::from(mark);
    let glued = |t: &&Token| t.is_number() && !t.spaced && t.span.end - t.span.start == 2;
    let digits = page.tokens.get(year).filter(|_| unit(at) && mark || turned).filter(glued)?.span.of(page.text);
    digits.parse::<i32>().ok().map(|y| (year + 1, 2000 + y))
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

/// "2021-2023", "the period 2015 to 2022"
fn second_year(page: &Page, at: usize, first: i32) -> Option<(usize, i32)> {
    let touching = page.sign(at, '-') && (!page.tokens[at].spaced || page.tokens.get(at + 1).is_some_and(|t| t.spaced));
    let led = at > 1 && page.is_any(at - 2, &["period", "years", "during", "over"]);
    // "in 2015 -2017"
    let led_in = at > 1 && page.sign(at, '-') && page.is_any(at - 2, &["in", "between"]);
    let joined = touching || led_in || led && page.says(at, TimeWord::To);
    let (end, last) = joined.then(|| year(page, at + 1)).flatten()?;
    (last > first).then_some((end, last))
}

/// "the end of 2022", "the end of the year", "year end": the year itself; "year to date".
fn end_of_year(page: &Page, at: usize) -> Option<Found> {
    let the = usize::from(page.is(at, "the"));
    if page.is_any(at + the, &["end", "close"]) && page.is(at + the + 1, "of") {
        let (end, year) = year_ref(page, at + the + 2)?;
        return Some(found(at, end, When::In(year, Part::Whole)));
    }
    let word = at + the;
    let hyphen = usize::from(page.sign(word + 1, '-'));
    if page.is(word, "year") && page.is(word + 1 + hyphen, "to") && page.is(word + 2 + 2 * hyphen, "date") {
        return Some(found(at, word + 3 + 2 * hyphen, When::YearToDate));
    }
    let year_end = page.is(at, "year") && (page.is(at + 1, "end") || (page.sign(at + 1, '-') && page.is(at + 2, "end")));
    year_end.then(|| found(at, at + 2 + usize::from(page.sign(at + 1, '-')), When::In(YearRef::This, Part::Whole)))
}

/// "last September", "this June", "next May", "the coming May"
fn nearest_month(page: &Page, at: usize) -> Option<Found> {
    let reference = match page.lower(at).as_str() {
        "last" | "past" => YearRef::Last,
        "this" => YearRef::This,
        "next" | "coming" => YearRef::Next,
        _ => return None,
    };
    let (end, month) = month(page, at + 1)?;
    if day(page, end).is_some() {
        return None;
    }
    // "this July-September"
    if let (YearRef::This | YearRef::Last, Some((end, Part::Months(a, b)))) = (reference, months(page, at + 1))
        && a < b
    {
        return Some(found(at, end, When::In(reference, Part::Months(a, b))));
    }
    // "last January 2019": the year is said
    if let Some((end, y)) = year(page, end) {
        return Some(found(at, end, When::In(YearRef::Year(y), Part::Months(month, month))));
    }
    Some(found(at, end, When::Nearest(month, reference)))
}

/// "from 2005 to Q3 2023", "between 2005 and 2020", "2005 to 2020"
fn from_to(page: &Page, at: usize) -> Option<Found> {
    if !page.is_any(at, &["from", "between"]) {
        return None;
    }
    let (a_end, a) = endpoint(page, at + 1)?;
    let joined = page.says(a_end, TimeWord::To) || page.sign(a_end, '-') || (page.is(at, "between") && page.is(a_end, "and"));
    let up = usize::from(page.starts(a_end, &["up", "to"]) || page.starts(a_end, &["up", "till"]));
    let to = a_end + 1 + up;
    // "from 2007 to the end of the first quarter of this year"
    let end_of = to + usize::from(page.is(to, "the"));
    let to = if page.starts(end_of, &["end", "of"]) { end_of + 2 } else { to };
    let (end, b) = (joined || up == 1).then(|| endpoint(page, to)).flatten()?;
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

/// "the March 2022 quarter", "the June quarter of 2023": the three months up to it.
fn quarter_to(page: &Page, at: usize) -> Option<Found> {
    let the = usize::from(page.is(at, "the"));
    let (last_end, last) = month(page, at + the)?;
    let (year_end, year) = optional_year(page, last_end);
    let noun = year_end + usize::from(page.sign(year_end, '-'));
    if !page.is(noun, "quarter") || last % 3 != 0 {
        return None;
    }
    let (end, year) = if year == YearRef::Open { optional_year(page, noun + 1) } else { (noun + 1, year) };
    Some(found(at, end, When::MonthsTo(3, year, last)))
}

/// "nine months through September", "the half year to June", "the year ended March 31, 2023"
fn months_to(page: &Page, at: usize) -> Option<Found> {
    let the = usize::from(page.is(at, "the"));
    if let Some(quarter) = quarter_to(page, at) {
        return Some(quarter);
    }
    if let Some(run) = months_up_to(page, at, at + the) {
        return Some(run);
    }
    let (end, n) = length_in_months(page, at + the)?;
    let leads = page.is(end, "leading") && page.is(end + 1, "to");
    let ends = page.is_any(end, &["ended", "ending"]);
    if !leads && !ends && !page.says(end, TimeWord::To) {
        return None;
    }
    let from = end + 1 + usize::from(leads) + usize::from(ends && page.is_any(end + 1, &["on", "in"]));
    let the_end = usize::from(page.is(from, "the"));
    let from = if page.starts(from + the_end, &["end", "of"]) { from + the_end + 2 } else { from + usize::from(page.is(from, "end")) };
    // "the four quarters to the end of Q2 2023"
    if let Some((last_end, Part::Months(_, last))) = quarter_or_half(page, from).filter(|_| page.is(from, "q")) {
        let (year_end, year) = optional_year(page, last_end);
        return Some(found(at, year_end, When::MonthsTo(n, year, last)));
    }
    let (last_end, last) = match one_day(page, from) {
        Some((day_end, (month, day))) if calendar::month(2023, month)?.1.day() as i32 <= day => (day_end, month),
        Some((day_end, day)) if n < 12 => {
            let (year_end, year) = optional_year(page, day_end);
            return Some(found(at, year_end, When::MonthsToDay(n, year, day)));
        }
        Some(_) => return None,
        // "the five months to late August": counted from nobody knows which day
        None if page.is_any(from, &["early", "late", "mid"]) => {
            let (end, _) = month(page, from + 1 + usize::from(page.sign(from + 1, '-')))?;
            return Some(found(at, end, When::Vague));
        }
        None => month(page, from)?,
    };
    let (year_end, year) = optional_year(page, last_end);
    Some(found(at, year_end, When::MonthsTo(n, year, last)))
}

/// "the months up to May this year": those from January.
fn months_up_to(page: &Page, at: usize, noun: usize) -> Option<Found> {
    let led = page.is(noun, "months") && (page.starts(noun + 1, &["up", "to"]) || page.is_any(noun + 1, &["through", "until", "till"]));
    let last = noun + 2 + usize::from(page.is(noun + 1, "up"));
    let (end, last) = led.then(|| month(page, last)).flatten()?;
    let (end, year) = optional_year(page, end);
    (last > 1).then(|| found(at, end, When::In(year, Part::Months(1, last))))
}

/// A point of time that a span runs from or to.
fn endpoint(page: &Page, at: usize) -> Option<(usize, (YearRef, Part))> {
    let at = past_month_of(page, at);
    let the = usize::from(page.is(at, "the"));
    // "the beginning of the year", "the first day of 2023"
    let beginning = match page.lower(at + the).as_str() {
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

/// "the current fiscal", "FY2023", "fiscal year 2023-24", "2022/23"
fn fiscal_whole(page: &Page, at: usize) -> Option<Found> {
    let (end, year) = fiscal_year(page, at)?;
    // "during the fiscal year under review"
    if year == YearRef::Open && page.starts(end, &["under", "review"]) {
        return Some(found(at, end + 2, When::Reviewed(Some(12))));
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use std::collections::BTreeSet;
    use std::path::Path;

    fn texts(dir: &Path, out: &mut Vec<String>) {
        for path in std::fs::read_dir(dir).expect("listed").map(|entry| entry.expect("an entry").path()) {
            match path.extension() {
                None if path.is_dir() => texts(&path, out),
                Some(end) if end == "txt" => out.push(std::fs::read_to_string(&path).expect("read")),
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
        let mut passed_over = BTreeSet::new();
        for text in &articles {
            let cut = lexicon.cut(text);
            let (page, tokens) = (Page::new(text, &cut, &lexicon), &cut.tokens);
            let words = (0..tokens.len()).filter(|&at| tokens[at].is_word() && !may_open(&page, at));
            passed_over.extend(words.filter(|&at| opening_at(&page, at).is_some()).map(|at| [page.word(at), page.word(at + 1)].join(" ")));
        }
        assert!(passed_over.is_empty(), "these open a period: give them a role in time_words.csv: {passed_over:?}");
    }
}
