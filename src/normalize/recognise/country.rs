//! Countries, groups and cities by any of their forms.

use super::Page;
use crate::lexicon::{Geo, GeoKind};
use crate::text::TokenKind;

/// The form at token `at`: one past its end, and what it stands for.
///
/// Case tells: "US" is a country, "us" is not; "Turkey" is, "turkey" is not.
#[inline]
pub fn geo<'a>(page: &Page<'a>, at: usize) -> Option<(usize, &'a Geo)> {
    let token = page.tokens.get(at)?;
    if token.capital && token.is_word() { capitalised(page, at) } else { None }
}

fn capitalised<'a>(page: &Page<'a>, at: usize) -> Option<(usize, &'a Geo)> {
    let lexicon = page.lexicon;
    let (end, geo) = lexicon.geography.forms.find_where(page.tokens, at, |end, geo| well_cased(page, at, end, geo))?;
    (!is_dollar_of(page, at, end) && !is_of_dish(page, at, end) && !names_paper(page, end)).then_some((end, geo))
}

/// "French fries", "Brazil nuts": what is called after a country, wherever it was made.
fn is_of_dish(page: &Page, at: usize, end: usize) -> bool {
    const DISHES: &[(&str, &[&str])] = &[
        ("brazil", &["nut", "nuts"]),
        ("chinese", &["cabbage", "cabbages"]),
        ("danish", &["pastries", "pastry"]),
        ("french", &["bean", "beans", "fries", "fry"]),
        ("greek", &["yoghurt", "yogurt"]),
        ("guinea", &["fowl", "pig", "pigs"]),
        ("jerusalem", &["artichoke", "artichokes"]),
        ("panama", &["hat", "hats"]),
        ("swiss", &["chard"]),
        ("turkish", &["delight", "delights"]),
    ];
    end == at + 1 && DISHES.iter().any(|(name, dishes)| page.is(at, name) && page.is_any(end, dishes))
}

/// "the Jordan Times", "China Daily", "Pakistan Point News": a paper, not its country.
fn names_paper(page: &Page, end: usize) -> bool {
    const PAPERS: &[&str] = &["times", "herald", "gazette", "tribune", "telegraph", "daily"];
    let capital = page.tokens.get(end).is_some_and(|t| t.capital && t.spaced);
    capital && (page.is_any(end, PAPERS) || page.is(end, "point") && page.is(end + 1, "news"))
}

/// "US$5", "US $5", "HK$5" name a dollar; "Japan $5 million", "the EU $5 million" label an amount with its economy.
fn is_dollar_of(page: &Page, at: usize, end: usize) -> bool {
    let sign = || format!("{}$", page.span(at, end).of(page.text));
    page.sign(end, '$') && (!page.tokens[end].spaced || page.lexicon.currencies.symbol(&sign()).is_some())
}

fn well_cased(page: &Page, at: usize, end: usize, geo: &Geo) -> bool {
    let text = page.span(at, end).of(page.text);
    if geo.upper && text.chars().any(char::is_lowercase) {
        return false;
    }
    match geo.kind {
        // "EU-China" is two parties, "Sino-Russian" one adjective.
        // But "Indo-Pacific" is an ocean.
        GeoKind::Prefix => {
            page.sign(end, '-') && page.tokens.get(end + 1).is_some_and(|t| t.capital && !t.spaced) && !page.is(end + 1, "pacific")
        }
        _ => last_word_is_capital(page, at, end),
    }
}

/// "Central Asian states" may go on in lower case, "chad" or "Turkey red" may not begin so.
fn last_word_is_capital(page: &Page, at: usize, end: usize) -> bool {
    end - at > 1 || page.tokens[at].capital
}

/// Whether a token stands behind the first one of a place's name: "African" of "the South African president", "New" of "Papua New Guinea".
pub fn ends_geo(page: &Page, at: usize) -> bool {
    const LONGEST: usize = 4;
    (at.saturating_sub(LONGEST)..at).any(|first| geo(page, first).is_some_and(|(end, _)| end > at))
}

/// "Central Asia's second largest economy", "the EU's most populous country": one of the group, whose name stands elsewhere.
pub fn is_of_superlative(page: &Page, end: usize, geo: &Geo) -> bool {
    const REACH: usize = 6;
    let behind = || end + 1..end + REACH;
    matches!(geo.kind, GeoKind::Group)
        && page.tokens.get(end).is_some_and(|t| t.kind == TokenKind::Possessive)
        && behind().any(|i| page.is_any(i, &["largest", "biggest", "most", "smallest", "richest", "poorest"]))
        && behind().any(|i| page.is_any(i, &["economy", "country", "nation"]))
}
