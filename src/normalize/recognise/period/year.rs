//! Which year: "2023", "the year 2023", "last year", "the same year", "2022-23".

use super::YearRef;
use super::part::{is_glued_months, quarter_or_half};
use crate::lexicon::{GeoKind, TimeWord};
use crate::normalize::recognise::fiscal;
use crate::normalize::recognise::{Page, country};

/// "2023", "last year", "of this year", ", 2023" if there is one.
pub fn optional_year(page: &Page, at: usize) -> (usize, YearRef) {
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
pub fn year_ref(page: &Page, at: usize) -> Option<(usize, YearRef)> {
    if let Some((end, first)) = fiscal::pair(page, at) {
        return Some((end, YearRef::Split(first)));
    }
    let fy = page.says(at, TimeWord::Fiscal);
    let figures = at + 1 + usize::from(page.is(at + 1, "year"));
    if let (true, Some((end, first))) = (fy, fiscal::pair(page, figures)) {
        return Some((end, YearRef::Split(first)));
    }
    let calendar = |i: usize| i + usize::from(page.is(i, "calendar"));
    let the = usize::from(page.is(at, "the"));
    // "2022", "the 2022 calendar year"
    if let Some((end, y)) = year(page, at + the).filter(|(end, _)| the == 0 || page.is(calendar(*end), "year")) {
        let end = if page.is(calendar(end), "year") { calendar(end) + 1 } else { end };
        return Some((end, YearRef::Year(y)));
    }
    // "year 2022", "the calendar year 2022", "the year 2022-23"
    let noun = calendar(at + the);
    if page.is(noun, "year")
        && let Some((end, first)) = fiscal::pair(page, noun + 1)
    {
        return Some((end, YearRef::Split(first)));
    }
    if page.is(noun, "year")
        && let Some((end, y)) = year(page, noun + 1)
    {
        return Some((end, YearRef::Year(y)));
    }
    let word = at + the;
    let reference = match page.lower(word).as_str() {
        _ if page.says(word, TimeWord::Current) => YearRef::This,
        _ if page.says(word, TimeWord::Last) => YearRef::Last,
        _ if page.says(word, TimeWord::Previous) => YearRef::Previous,
        _ if page.says(word, TimeWord::Next) => YearRef::Next,
        "same" | "that" => YearRef::Same,
        // "over the year" is a comparison with the year before, not a year
        "year" if the == 1 && at > 0 && page.is_any(at - 1, &["over", "on"]) => return None,
        // "the year before the storm"
        "year" if the == 1 && page.is_any(word + 1, &["before", "after"]) => return None,
        // "said at the start of the year" tells when it was said
        "year" if the == 1 && at > 3 && page.is_any(at - 2, &["start", "beginning"]) && page.starts(at - 4, &["at", "the"]) => return None,
        "year" if the == 1 => return is_year_word(page, word).then_some((word + 1, YearRef::This)),
        _ => return None,
    };
    let extra = usize::from(page.is(word + 1, "calendar"));
    if is_year_word(page, word + 1 + extra) {
        return Some((word + 2 + extra, reference));
    }
    let foreign = country::geo(page, word + 1).filter(|(end, g)| g.kind == GeoKind::Adjective && is_year_word(page, calendar(*end)));
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
        // "2016 $", not "in 2016 $3 billion"
        || page.sign(at + 1, '$') && !page.tokens.get(at + 2).is_some_and(|t| t.is_number());
    let glued = page.tokens.get(at + 1).is_some_and(|t| !t.spaced && t.is_word() && !page.is_any(at + 1, &["year", "fy"]));
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
    let part = page.lexicon.calendar.find(page.tokens, before).is_some()
        || quarter_or_half(page, before.saturating_sub(1)).is_some()
        || is_glued_months(page, before.saturating_sub(1));
    !part && !page.says(before, TimeWord::BeforeYear)
}
