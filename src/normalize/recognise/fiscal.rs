//! Years that need not begin in January: "the current fiscal", "FY18", "fiscal year 2023-24", "2022/23".
//!
//! When such a year begins is asked afterwards: `resolve/fiscal.rs` looks whether the document says it.

use super::Page;
use super::period::{YearRef, year};
use crate::lexicon::TimeWord;

/// A fiscal year at token `at`: one past its end, and which one.
pub fn fiscal_year(page: &Page, at: usize) -> Option<(usize, YearRef)> {
    let the = usize::from(page.is(at, "the"));
    let word = at + the;
    let modifier = modifier(page, word);
    let noun = word + usize::from(modifier.is_some());
    if let Some((end, y)) = in_one_word(page, noun) {
        let (end, pair) = bracketed(page, end);
        return Some((end, pair.unwrap_or(y)));
    }
    if page.says(noun, TimeWord::Fiscal) {
        let year = usize::from(page.is(noun + 1, "year"));
        // "fiscal year (FY) 2021/2022"
        let short = page.sign(noun + 1 + year, '(') && page.word(noun + 2 + year) == "FY" && page.sign(noun + 3 + year, ')');
        let after = noun + 1 + year + if short { 3 } else { 0 };
        let (end, named) = figures(page, after).map_or((noun + 1 + year, None), |(end, y)| (end, Some(y)));
        let is_term = modifier.is_some() || year == 1 || named.is_some();
        let (end, named) = if named.is_none() { bracketed(page, end) } else { (end, named) };
        return is_term.then_some((end, named.or(modifier).unwrap_or(YearRef::Open)));
    }
    // "the 2021-2022 fiscal year"
    let long = figures(page, word).filter(|(end, y)| matches!(y, YearRef::Split(_)) && page.says(*end, TimeWord::Fiscal));
    let (end, pair) = match long {
        Some((end, YearRef::Split(first))) => (end, first),
        _ => pair(page, word)?,
    };
    // "the 2022-23 fiscal year"
    let fiscal = usize::from(page.says(end, TimeWord::Fiscal));
    if the > fiscal {
        return None;
    }
    let end = end + fiscal + usize::from(fiscal == 1 && page.is(end + 1, "year"));
    Some((end, YearRef::Split(pair)))
}

/// "of the current fiscal year 2022-23", "of the fiscal year (2022-23)" behind a part of a year.
pub fn of_fiscal_year(page: &Page, at: usize) -> Option<(usize, YearRef)> {
    let from = at + usize::from(page.sign(at, ',')) + usize::from(page.is_any(at, &["of", "in"]));
    fiscal_year(page, from)
}

/// "2023-24", "2022/23", "2022/2023": one past its end, and the first of the two years.
pub fn pair(page: &Page, at: usize) -> Option<(usize, i32)> {
    let text = page.word(at);
    let is_year = text.len() == 4 && page.tokens[at].is_number();
    let mark = page.sign(at + 1, '-') || page.sign(at + 1, '/');
    let second = page.tokens.get(at + 2).filter(|t| t.is_number() && !t.spaced)?;
    let next = second.span.of(page.text);
    // "2022/2023"; "2022-2023" may be two years
    let whole = next.len() == 4 && page.sign(at + 1, '/') && text.get(..2) == next.get(..2);
    let last = if whole { next.get(2..)? } else { next };
    let follows = last.len() == 2 && text.get(2..)?.parse::<i32>().ok()? + 1 == last.parse::<i32>().ok()?;
    (is_year && mark && follows).then_some(())?;
    Some((at + 3, text.parse().ok()?))
}

/// "current", "last", "the same" before the noun.
fn modifier(page: &Page, at: usize) -> Option<YearRef> {
    if page.says(at, TimeWord::Current) {
        Some(YearRef::This)
    } else if page.says(at, TimeWord::Last) {
        Some(YearRef::Last)
    } else if page.says(at, TimeWord::Previous) {
        Some(YearRef::Previous)
    } else if page.says(at, TimeWord::Next) {
        Some(YearRef::Next)
    } else {
        page.is_any(at, &["same", "that"]).then_some(YearRef::Same)
    }
}

/// "2023-24", "2022-2023", "2018" behind the noun.
fn figures(page: &Page, at: usize) -> Option<(usize, YearRef)> {
    if let Some((end, first)) = pair(page, at) {
        return Some((end, YearRef::Split(first)));
    }
    let (end, first) = year(page, at)?;
    let mark = page.sign(end, '-') || page.sign(end, '/');
    match mark.then(|| year(page, end + 1)).flatten() {
        Some((last_end, last)) if last == first + 1 => Some((last_end, YearRef::Split(first))),
        _ => Some((end, YearRef::Year(first))),
    }
}

/// "(2022-23)" behind a fiscal year that is called something else.
fn bracketed(page: &Page, at: usize) -> (usize, Option<YearRef>) {
    match page.sign(at, '(').then(|| figures(page, at + 1)).flatten() {
        Some((end, split @ YearRef::Split(_))) if page.sign(end, ')') => (end + 1, Some(split)),
        _ => (at, None),
    }
}

/// "FY18", "FY2018": one past its end, and the year that it is called by.
pub fn in_one_word(page: &Page, at: usize) -> Option<(usize, YearRef)> {
    let word = page.word(at);
    let glued = word == "FY" && page.tokens.get(at + 1).is_some_and(|t| t.is_number() && !t.spaced);
    let (end, digits) = if glued { (at + 2, page.word(at + 1)) } else { (at + 1, word.strip_prefix("FY")?) };
    let number: i32 = digits.parse().ok()?;
    match digits.len() {
        _ if glued && pair(page, at + 1).is_some() => None,
        2 => Some((end, YearRef::Year(2000 + number))),
        4 => Some((end, YearRef::Year(number))),
        _ => None,
    }
}
