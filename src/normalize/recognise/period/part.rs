//! Which part of a year: "the first quarter", "nine months", "January-May", "18 November".

use super::Part;
use super::year::{year, year_ref};
use crate::lexicon::{CalendarWord, TimeWord};
use crate::normalize::recognise::Page;
use crate::normalize::recognise::fiscal::fiscal_year;
use crate::normalize::recognise::number::{number, ordinal};
use rust_decimal::prelude::ToPrimitive;

/// The part of a year at `at`; whether it says which months it means.
pub fn part(page: &Page, at: usize) -> Option<(usize, Part, bool)> {
    if let Some((end, p)) = quarter_or_half(page, at) {
        return Some((end, p, true));
    }
    if let Some((end, n)) = ordinal(page, at)
        && page.is(end, "month")
        && (1..=12).contains(&n)
        && !is_in_a_row(page, end + 1)
        && (page.is(end + 1, "of") || page.is_any(at.saturating_sub(1), &["the"]))
    {
        let m = n as i32;
        return Some((end + 1, Part::Months(m, m), true));
    }
    if let Some((end, p)) = first_days(page, at).or_else(|| first_thirds(page, at)) {
        return Some((end, p, true));
    }
    if let Some((end, p)) = counted_months(page, at) {
        return Some((end, p, page.is_any(at, &["first", "same"])));
    }
    days_of_month(page, at).or_else(|| months(page, at)).map(|(end, p)| (end, p, true))
}

/// "the sixth month running", "the third quarter in a row": how many there were, not which.
fn is_in_a_row(page: &Page, at: usize) -> bool {
    // "the sixth month of decline in a row"
    let at = at + 2 * usize::from(page.is(at, "of") && page.starts(at + 2, &["in", "a", "row"]));
    page.is_any(at, &["running", "straight", "consecutively"])
        || page.is(at, "in") && (page.is(at + 2, "row") || page.is(at + 1, "succession"))
}

/// "the second half of April": of no year.
fn is_of_month(page: &Page, at: usize) -> bool {
    page.is(at, "of") && month(page, at + 1).is_some()
}

/// "first half", "H1", "1H", "second quarter", "Q3", "3Q", "first half-year"
pub fn quarter_or_half(page: &Page, at: usize) -> Option<(usize, Part)> {
    let halves = |n: i64| nth_part(n, 6);
    let quarters = |n: i64| nth_part(n, 3);
    let of_unit = |end: usize, n: i64| -> Option<(usize, Part)> {
        let part = nth_part(n, unit_months(page, end)?)?;
        let year = usize::from(page.sign(end + 1, '-') && page.is(end + 2, "year")) * 2;
        let plain_year = usize::from(year == 0 && page.is(end + 1, "year"));
        let of_half = if page.is(end, "half") { year + plain_year } else { 0 };
        Some((end + 1 + of_half, part))
    };
    // "first-half"
    let unit = |end: usize| end + usize::from(page.sign(end, '-') && !page.tokens[end].spaced);
    if let Some((end, n)) = ordinal(page, at)
        && let Some(hit) = of_unit(unit(end), n).filter(|(end, _)| !is_in_a_row(page, *end) && !is_of_month(page, *end))
    {
        return Some(hit);
    }
    // "the II quarter of 2017"
    if let Some(n) = roman(page, at)
        && let Some(hit) = of_unit(at + 1, n)
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

/// The Roman number of a quarter or a half; "I" is one in "the I quarter" alone.
fn roman(page: &Page, at: usize) -> Option<i64> {
    match page.tokens.get(at).map(|_| page.word(at))? {
        "I" => (at > 0 && page.is(at - 1, "the") && page.is(at + 1, "quarter")).then_some(1),
        "II" => Some(2),
        "III" => Some(3),
        "IV" => Some(4),
        _ => None,
    }
}

/// How many months the parts have that a year is divided into: "half", "quarter", "quadrimester".
fn unit_months(page: &Page, at: usize) -> Option<i32> {
    if page.is_any(at, &["quarter", "trimester"]) {
        return Some(3);
    }
    if page.is_any(at, &["half", "semester"]) {
        return Some(6);
    }
    let third = page.is_any(at, &["quadrimester", "quadrimestre"]).then_some(4);
    third.or_else(|| page.is(at, "bimester").then_some(2))
}

/// The `n`th of the parts of so many months.
fn nth_part(n: i64, months: i32) -> Option<Part> {
    let last = i32::try_from(n).ok()?.checked_mul(months)?;
    (n > 0 && last <= 12).then(|| Part::Months(last - months + 1, last))
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

/// "the first third of the year", "the first two-thirds of 2023"
fn first_thirds(page: &Page, at: usize) -> Option<(usize, Part)> {
    let two = usize::from(page.is(at + 1, "two"));
    let third = at + 1 + two + usize::from(two == 1 && page.sign(at + 2, '-'));
    let noun = page.is(third, if two == 1 { "thirds" } else { "third" });
    let year = third + 2 + usize::from(page.is_any(third + 2, &["the", "this"]));
    let of_year = page.is(third + 1, "of") && (page.is(year, "year") || year_ref(page, third + 2).is_some());
    (page.is(at, "first") && noun && of_year).then_some((third + 1, Part::Months(1, if two == 1 { 8 } else { 4 })))
}

/// "first eight months", "8 months", "the first three quarters", "9M", "seven-month period"
pub fn counted_months(page: &Page, at: usize) -> Option<(usize, Part)> {
    let first = usize::from(page.is_any(at, &["first", "same", "initial"]) || ordinal_first(page, at))
        * if ordinal_first(page, at) { 2 } else { 1 };
    let from = at + first;
    if let Some(end) = short_months(page, from) {
        return Some((end, Part::CountedMonths(page.word(from).parse().ok()?)));
    }
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
    (page.is(unit, "quarters") && count <= 4).then_some((unit + 1, Part::CountedMonths(count * 3)))
}

/// "9M 2022", "8M of 2023", "9M/2024": one past it. With no year behind it, such a number is millions.
fn short_months(page: &Page, at: usize) -> Option<usize> {
    let slash = usize::from(page.sign(at + 2, '/'));
    let of = usize::from(page.is(at + 2, "of"));
    (is_glued_months(page, at) && year(page, at + 2 + slash + of).is_some()).then_some(at + 2 + slash)
}

/// "9M", not "$9M" and not "USD 9M".
pub fn is_glued_months(page: &Page, at: usize) -> bool {
    let count = page.word(at).parse().is_ok_and(|count: u32| (1..=12).contains(&count));
    if !count || page.word(at + 1) != "M" || page.tokens[at + 1].spaced {
        return false;
    }
    let in_money = at.checked_sub(1).is_some_and(|before| match page.tokens[before].is_word() {
        true => page.word(before).chars().all(char::is_uppercase),
        false => !page.tokens[at].spaced,
    });
    !in_money
}

/// How many months a stretch has that is told by its length: "nine months", "the half year", "quarter", "year".
pub fn length_in_months(page: &Page, at: usize) -> Option<(usize, i32)> {
    let first = at + usize::from(page.is_any(at, &["first", "past", "last"]));
    if let Some((end, Part::CountedMonths(n))) = counted_months(page, first) {
        return Some((end, n));
    }
    if page.starts(at, &["four", "quarters"]) {
        return Some((at + 2, 12));
    }
    // "this year to June" is counted from January
    let of_this = || at > 0 && page.is_any(at - 1, &["this", "last", "current", "fiscal", "financial"]);
    let hyphen = usize::from(page.sign(at + 1, '-'));
    match page.lower(at).as_str() {
        "half" if page.is(at + 1 + hyphen, "year") => Some((at + 2 + hyphen, 6)),
        "quarter" => Some((at + 1, 3)),
        "year" if !of_this() => Some((at + 1, 12)),
        _ => None,
    }
}

fn ordinal_first(page: &Page, at: usize) -> bool {
    page.word(at) == "1" && page.is(at + 1, "st")
}

/// "January-May", "between January and October", "January through May", "March"
pub fn months(page: &Page, at: usize) -> Option<(usize, Part)> {
    let between = usize::from(page.is_any(at, &["between", "from"]));
    let (end, first) = month(page, past_month_of(page, at + between))?;
    let joined = page.says(end, TimeWord::To) || page.sign(end, '-') || page.sign(end, '/') || (between == 1 && page.is(end, "and"));
    // "January-to-April"
    let hyphened = page.sign(end, '-') && page.says(end + 1, TimeWord::To) && page.sign(end + 2, '-');
    if joined
        && let Some((last_end, last)) = month(page, end + if hyphened { 3 } else { 1 })
        && last != first
    {
        return Some((last_end, Part::Months(first, last)));
    }
    // "Theresa May and June Smith"
    let named =
        at > 0 && page.tokens[at - 1].is_word() && page.tokens[at - 1].capital && page.tokens.get(end + 2).is_some_and(|t| t.capital);
    (between == 0).then(|| if named { (end, Part::Months(first, first)) } else { months_listed(page, end, first) })
}

/// One past "the month of" at `at`, else `at`.
pub fn past_month_of(page: &Page, at: usize) -> usize {
    let the = at + usize::from(page.is(at, "the"));
    if page.is_any(the, &["month", "months"]) && page.is(the + 1, "of") { the + 2 } else { at }
}

/// "July, August and September", "January and February": months in a row; else the first alone.
fn months_listed(page: &Page, end: usize, first: i32) -> (usize, Part) {
    const APART: usize = 20;
    let (mut last_end, mut last) = (end, first);
    let mut closed = false;
    while !closed && last - first < 6 {
        let comma = usize::from(page.sign(last_end, ','));
        let and = usize::from(page.is(last_end + comma, "and"));
        let next = (comma + and > 0).then(|| month(page, last_end + comma + and)).flatten();
        let Some((next_end, m)) = next.filter(|&(e, m)| m == last + 1 && day(page, e).is_none()) else { break };
        (last_end, last, closed) = (next_end, m, and == 1);
    }
    // "in January and February they were $2 billion and $3 billion, respectively"
    let ends = |i: &usize| page.sentences.get(page.sentences.partition_point(|s| s.last <= last_end)).is_some_and(|s| *i < s.last);
    let apart = || (last_end..last_end + APART).take_while(ends).any(|i| page.is_any(i, &["respectively", "both", "each"]));
    let whole = closed && (last > first + 1 || last > first && !apart());
    if whole { (last_end, Part::Months(first, last)) } else { (end, Part::Months(first, first)) }
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

/// "18 November", "November 18th", "18th of November": month and day.
pub fn one_day(page: &Page, at: usize) -> Option<(usize, (i32, i32))> {
    if let Some((end, month)) = month(page, at) {
        let (end, day) = day(page, end)?;
        return Some((end, (month, day)));
    }
    let (end, day) = day(page, at)?;
    let end = end + usize::from(page.is(end, "of"));
    let (end, month) = month(page, end)?;
    Some((end, (month, day)))
}

pub fn day(page: &Page, at: usize) -> Option<(usize, i32)> {
    let token = page.tokens.get(at)?;
    if !token.is_number() {
        return None;
    }
    let day: i32 = page.word(at).parse().ok().filter(|d| (1..=31).contains(d))?;
    let end = ordinal(page, at).map_or(at + 1, |(end, _)| end);
    // "10:30" is no day, that of "LIMA, May 10: ..." is
    let hour = page.sign(end, ':') && page.tokens.get(end + 1).is_some_and(|t| t.is_number() && !t.spaced);
    let counts = page.sign(end, '%') || page.says(end, TimeWord::Unit) || hour;
    (!counts).then_some((end, day))
}

/// A month's name; its abbreviation's full stop belongs to it. "may" and "march" need their capital.
pub fn month(page: &Page, at: usize) -> Option<(usize, i32)> {
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
