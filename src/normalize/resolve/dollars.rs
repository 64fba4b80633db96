//! Whose dollars "$" and "dollars" are here: of the country that the document says, or that the codes beside its signs do.

use super::currencies;
use crate::model::Code;
use crate::normalize::recognise::{Page, money};
use std::collections::BTreeMap;

/// The dollars of another country that bare signs stand for.
#[derive(Clone, Copy)]
pub struct Dollars {
    code: Code,
    coded: bool,
}

impl Dollars {
    /// What the document says of its dollars, given how often each country is named; `None` if it says two kinds, or nothing.
    pub fn of(page: &Page, countries: &BTreeMap<Code, usize>) -> Option<Self> {
        let noted = noted(page, countries).map(|code| Self { code, coded: false });
        noted.or_else(|| coded(page, countries).map(|code| Self { code, coded: true }))
    }

    /// Whose the bare dollars are that begin at `first`; those in the bracket behind coded ones tell the same in another currency:
    /// "FJD$500 million ($220 million)".
    pub fn at(self, page: &Page, first: usize) -> Option<Code> {
        const REACH: usize = 6;
        let open = first.checked_sub(1).filter(|&i| self.coded && page.sign(i, '('));
        let told_again = open.is_some_and(|open| (open.saturating_sub(REACH).max(1)..open).any(|i| mark(page, i).is_some()));
        (!told_again).then_some(self.code)
    }
}

/// The dollars of another country that the document says its amounts are in.
fn noted(page: &Page, countries: &BTreeMap<Code, usize>) -> Option<Code> {
    let tokens = 0..page.tokens.len();
    if !tokens.clone().any(|at| page.is(at, "dollars")) {
        return None;
    }
    let notes = tokens.filter_map(|at| money::note(page, at));
    let mut dollars = notes.filter_map(|c| currencies::resolve(c, countries));
    let first = dollars.next()?;
    dollars.all(|other| other == first).then_some(first)
}

/// "FJD$5 million ... $3 million": the dollars whose code stands with the sign, if they are the only ones so marked, and those of the
/// country that is named most or of half of all signs. One amount among many in other dollars says nothing of them.
fn coded(page: &Page, countries: &BTreeMap<Code, usize>) -> Option<Code> {
    let signs: Vec<usize> = (1..page.tokens.len()).filter(|&at| page.sign(at, '$')).collect();
    let marks: Vec<Option<Code>> = signs.iter().filter_map(|&at| mark(page, at)).collect();
    let first = (*marks.first()?)?;
    let alone = marks.iter().all(|mark| *mark == Some(first));
    let often = marks.len() >= 2 && marks.len() * 2 >= signs.len();
    (alone && (often || is_of_the_most_named(page, first, countries))).then_some(first)
}

/// What a word that touches the sign at `at` says of it: the code of a currency, or something else ("US$").
fn mark(page: &Page, at: usize) -> Option<Option<Code>> {
    let glued = page.sign(at, '$') && !page.tokens[at].spaced && page.tokens[at - 1].is_word();
    let symbol = page.span(at - 1, at + 1).of(page.text);
    let found = || page.lexicon.currencies.symbol(symbol).filter(|_| symbol.len() == 4)?.first().map(|c| c.code);
    glued.then(found)
}

fn is_of_the_most_named(page: &Page, currency: Code, countries: &BTreeMap<Code, usize>) -> bool {
    let Some(users) = page.lexicon.currencies.countries.get(&currency) else { return false };
    let most = |own: bool| countries.iter().filter(|(c, _)| users.contains(c) == own).map(|(_, n)| *n).max().unwrap_or(0);
    most(true) > most(false)
}
