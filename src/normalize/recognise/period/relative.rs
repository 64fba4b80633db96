//! Times told from the day of publication or from another time: "the same period of 2023", "last month", "yesterday", "since 2005".

use super::part::{counted_months, day, one_day, quarter_or_half};
use super::year::{optional_year, year, year_ref};
use super::{Found, Part, When, YearRef};
use super::{endpoint, found};
use crate::lexicon::{CalendarWord, TimeWord};
use crate::normalize::recognise::Page;
use crate::normalize::recognise::number::number;
use crate::text::TokenKind;
use rust_decimal::prelude::ToPrimitive;

/// "since 2005", "since the beginning of the year", "starting from 2020"
pub fn since(page: &Page, at: usize) -> Option<Found> {
    let from = if page.is(at, "since") {
        at + 1
    } else if page.is(at, "starting") && page.is_any(at + 1, &["from", "in"]) {
        at + 2
    } else {
        return None;
    };
    // "since the year of 2005"
    let from = if page.starts(from, &["the", "year", "of"]) { from + 3 } else { from };
    // "since early 2015"
    let from = if page.is(from, "early") { from + 1 } else { from };
    let the = usize::from(page.is(from, "the"));
    let beginning = if page.is_any(from + the, &["beginning", "start"]) && page.is(from + the + 1, "of") { from + the + 2 } else { from };
    if let Some((end, (year, part))) = endpoint(page, beginning) {
        // "a visit starting from July 26": a day, not a time that goes on
        if matches!(part, Part::Days(a, _) if a != (1, 1)) && page.is(at, "starting") {
            return None;
        }
        let to_date = year == YearRef::This && beginning > from;
        return Some(found(at, end, if to_date { When::ToDate(year) } else { When::Since(year, part) }));
    }
    page.is_any(from, &["independence", "gaining"]).then(|| found(at, from + 1, When::Vague))
}

/// "the same period of 2023", "the corresponding period last year", "a year earlier", "a year later", "in the same
/// period"
pub fn same_period(page: &Page, at: usize) -> Option<Found> {
    // "a year prior", not "a year prior to the war"
    let prior = page.is(at + 1, "year") && page.is(at + 2, "prior") && !page.is(at + 3, "to");
    if page.is_any(at, &["a", "one"]) && page.is(at + 1, "year") && (page.says(at + 2, TimeWord::Earlier) || prior) {
        return Some(found(at, at + 3, When::SamePeriod(YearRef::Previous)));
    }
    if let Some(later) = years_later(page, at) {
        return Some(later);
    }
    if page.starts(at, &["the", "year"]) && (prior || page.is_any(at + 2, &["before", "earlier"])) && !is_before_event(page, at + 3) {
        return Some(found(at, at + 3, When::SamePeriod(YearRef::Previous)));
    }
    let the = usize::from(page.is_any(at, &["the", "a"]));
    let word = at + the;
    // "the year-ago period"
    if page.is(word, "year") && page.sign(word + 1, '-') && page.says(word + 2, TimeWord::Earlier) {
        let unit = page.says(word + 3, TimeWord::Span) || page.is_any(word + 3, &["month", "quarter", "half"]);
        return unit.then(|| found(at, word + 4, When::SamePeriod(YearRef::Previous)));
    }
    // "the same time last year", "this time last year"
    let same = page.says(word, TimeWord::Same);
    if (same || page.is(at, "this"))
        && page.is(word + 1, "time")
        && let Some((end, year @ (YearRef::Last | YearRef::Previous))) = year_ref(page, word + 2)
    {
        return Some(found(at, end, When::SamePeriod(year)));
    }
    let given = page.says(word, TimeWord::Given) && (the == 1 || page.says(word + 1, TimeWord::Span));
    let demonstrative = page.says(at, TimeWord::That) || given;
    if !same && !demonstrative {
        return bare_period(page, at);
    }
    // "the comparable 2018 period"
    if let Some((noun, y)) = same.then(|| year(page, word + 1)).flatten()
        && (page.says(noun, TimeWord::Span) || page.is_any(noun, &["quarter", "month", "months", "half"]))
    {
        return Some(found(at, noun + 1, When::SamePeriod(YearRef::Year(y))));
    }
    let noun = if page.is(word + 1, "time") { word + 2 } else { word + 1 };
    let counted = counted_months(page, word + 1).map(|(end, _)| end);
    let unit = if page.says(noun, TimeWord::Span) {
        noun + 1
    } else if page.is(noun, "half") && page.sign(noun + 1, '-') && page.is(noun + 2, "year") {
        noun + 3
    } else if same && page.is_any(noun, &["quarter", "month", "months", "half"]) || page.is_any(noun, &["span", "interval"]) {
        noun + 1
    } else {
        counted.filter(|_| same || demonstrative)?
    };
    let unit = past_bracketed_part(page, unit);
    let prep = usize::from(page.is_any(unit, &["of", "in", "a", "for"]) && !page.starts(unit, &["a", "year"]));
    if page.is(unit, "a") && page.is(unit + 1, "year") && page.says(unit + 2, TimeWord::Earlier) {
        return Some(found(at, unit + 3, When::SamePeriod(YearRef::Previous)));
    }
    // "the corresponding period of the previous fiscal year"
    let year = unit + prep + usize::from(page.is(unit + prep, "the"));
    if page.says(year + 1, TimeWord::Fiscal) {
        let end = year + 2 + usize::from(page.is(year + 2, "year"));
        let reference = match page.lower(year).as_str() {
            "previous" | "last" | "preceding" | "past" => Some(YearRef::Previous),
            "current" | "this" => Some(YearRef::This),
            _ => None,
        };
        if let Some(reference) = reference {
            return Some(found(at, end, When::SamePeriod(reference)));
        }
    }
    match year_ref(page, unit + prep) {
        Some((end, year)) => Some(found(at, end, When::SamePeriod(year))),
        None => match counted_months(page, word + 1) {
            Some((end, Part::CountedMonths(n))) if end == unit => Some(found(at, unit, When::ThatMonths(n))),
            _ if given => Some(found(at, unit, When::Reviewed(months_of(page, noun)))),
            _ => Some(found(at, unit, When::ThatPeriod)),
        },
    }
}

/// "the year before the pandemic", "the year before Kenya joined": what stands behind tells which year.
fn is_before_event(page: &Page, at: usize) -> bool {
    let Some(token) = page.tokens.get(at).filter(|t| t.is_word()) else { return false };
    // "The year before it had been $3 million"
    const AMOUNTED: &[&str] = &["was", "had", "stood", "amounted", "came", "reached", "made", "totalled", "totaled", "were"];
    if page.is_any(at, &["it", "they"]) && page.is_any(at + 1, AMOUNTED) && !page.starts(at + 1, &["came", "into"]) {
        return false;
    }
    token.capital || page.is_any(at, &["the", "a", "an", "it", "they", "he", "she", "that", "last", "its", "their", "his", "her", "this"])
}

/// "a year later", "five years later"; not "a year later than planned".
fn years_later(page: &Page, at: usize) -> Option<Found> {
    // "from $2 million in 2023 to $3 million the year after"; not "the year after the war"
    if page.starts(at, &["the", "year", "after"]) && page.tokens.get(at + 3).is_none_or(|t| !t.is_word() && !t.is_number()) {
        return Some(found(at, at + 3, When::YearsLater(1)));
    }
    // "In 2022 exports were $3 million. The following year they rose"
    if page.starts(at, &["the", "following", "year"]) {
        return Some(found(at, at + 3, When::YearsLater(1)));
    }
    let (end, count) = match number(page, at).filter(|n| !n.scaled) {
        Some(n) => (n.end, n.value.to_i32().filter(|c| (1..=50).contains(c))?),
        None if page.is(at, "a") => (at + 1, 1),
        None => return None,
    };
    let told = page.is_any(end, &["year", "years"]) && page.is(end + 1, "later") && !page.is_any(end + 2, &["than", "on"]);
    told.then(|| found(at, end + 2, When::YearsLater(count)))
}

/// How many months the noun stands for: "month", "quarter".
fn months_of(page: &Page, noun: usize) -> Option<i32> {
    match page.lower(noun).as_str() {
        "month" => Some(1),
        "quarter" => Some(3),
        _ => None,
    }
}

/// One past "(Q1)" in "the corresponding period (Q1) of 2022".
fn past_bracketed_part(page: &Page, at: usize) -> usize {
    let short = page.sign(at, '(').then(|| quarter_or_half(page, at + 1)).flatten();
    short.filter(|(end, _)| page.sign(*end, ')')).map_or(at, |(end, _)| end + 1)
}

/// "in the period", "during the period under review", "for the quarter", "of the quarter's total"
fn bare_period(page: &Page, at: usize) -> Option<Found> {
    let owns = page.tokens.get(at + 2).is_some_and(|t| t.kind == TokenKind::Possessive);
    if owns && page.starts(at, &["the", "quarter"]) {
        return Some(found(at, at + 2, When::Reviewed(Some(3))));
    }
    let led = at > 0 && page.is_any(at - 1, &["in", "during", "over", "for", "within"]);
    let noun = led && page.is(at, "the") && (page.is(at + 1, "period") || months_of(page, at + 1).is_some());
    let under = page.is_any(at + 2, &["under", "in"]) && page.is_any(at + 3, &["review", "consideration", "question", "study", "report"]);
    let end = at + 2 + if under { 2 } else { 0 };
    // "in the period of transition", "in the period when", "in the period February to September"
    let goes_on = page.is_any(
        end,
        &[
            "of", "from", "between", "when", "where", "before", "after", "since", "until", "up", "to", "that", "which", "covering",
            "running",
        ],
    ) || page.says(end, TimeWord::Ends)
        || page.lexicon.calendar.find(page.tokens, end).is_some()
        || page.tokens.get(end).is_some_and(|t| t.is_number());
    (noun && !goes_on).then(|| found(at, end, When::Reviewed(months_of(page, at + 1))))
}

/// "last month", "this month", "the coming month", "the previous quarter"; not "the last month of the year".
pub fn month_by_word(page: &Page, at: usize) -> Option<Found> {
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
    if hyphen || page.is_any(word + 2, &["of", "period", "in"]) {
        return None;
    }
    match page.lower(word + 1).as_str() {
        "month" => Some(found(at, word + 2, When::Month(which))),
        // "the last quarter" may be that of the year
        "quarter" if which != YearRef::Last || the == 0 && !(at > 0 && page.is(at - 1, "the")) => {
            Some(found(at, word + 2, When::Quarter(which)))
        }
        _ => None,
    }
}

/// "the past seven months"; "over the past decade", "in recent years", "the next three years", "the medium term": no dates
pub fn vague(page: &Page, at: usize) -> Option<Found> {
    let the = usize::from(page.is(at, "the"));
    let word = at + the;
    if is_decade(page, word) {
        return Some(found(at, word + 2, When::Vague));
    }
    // "has tripled in the decade"
    let led = || at > 0 && page.is_any(at - 1, &["in", "over", "during", "within"]);
    if the == 1 && page.is(word, "decade") && led() {
        return Some(found(at, word + 1, When::Vague));
    }
    if page.tokens[at].is_number() {
        return years_counted(page, at);
    }
    if page.is_any(word, &["medium", "long", "short", "near"]) && page.is_any(word + 1, &["term", "future", "run"]) {
        return Some(found(at, word + 2, When::Vague));
    }
    let earlier = page.is_any(word, &["previous", "prior", "preceding"]);
    let past = earlier || page.is_any(word, &["past", "last", "recent"]);
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
                let when = match n > 0 && !page.is(end + 1, "of") {
                    true if earlier => When::MonthsBefore(n),
                    true if past => When::PastMonths(n),
                    _ => When::Vague,
                };
                return (!page.is(end + 1, "of")).then(|| found(at, end + 1, when));
            }
        }
        return None;
    }
    if page.is_any(at, &["so", "thus"]) && page.is(at + 1, "far") {
        let from = at + 2 + usize::from(page.is_any(at + 2, &["during", "in"]));
        let (end, year) = year_ref(page, from).filter(|(_, y)| matches!(y, YearRef::This | YearRef::Year(_)))?;
        return Some(found(at, end, When::ToDate(year)));
    }
    years_counted(page, at)
}

/// "1990s", "2010s": no dates, but not the period spoken of before either.
fn is_decade(page: &Page, at: usize) -> bool {
    let digits = page.tokens.get(at).filter(|token| token.is_number()).map_or("", |_| page.word(at));
    let of_years = digits.len() == 4 && digits.ends_with('0') && (digits.starts_with("19") || digits.starts_with("20"));
    of_years && page.is(at + 1, "s") && !page.tokens[at + 1].spaced
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
    match page.lower(at).as_str() {
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
pub fn relative_day(page: &Page, at: usize) -> Option<Found> {
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
    let direction = match page.lower(at).as_str() {
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
