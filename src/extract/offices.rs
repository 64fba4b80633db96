//! Offices that count a country's trade: "the Turkish Statistical Institute", "the Central Bank of Kenya", "the US Census Bureau".

use super::article::{Article, Item};
use crate::lexicon::ClauseWord;
use crate::model::{Code, MentionKind};
use std::ops::Range;

/// The economy whose statisticians, customs or central bank the article goes by. Figures are told from its side. Offices of two
/// economies tell nothing.
pub(super) fn counting_country(article: &Article) -> Option<Code> {
    let mut offices = article.items_in(0..article.tokens.len(), &[MentionKind::Country]).filter_map(|item| {
        let code = article.mention(item).country?;
        // "of Kenya": the office stands before it
        let of = (item.first.saturating_sub(3)..item.first).find(|&i| article.is(i, "of"));
        let before = of.is_some_and(|of| names_office(article, of.saturating_sub(4)..of));
        let behind = opens_office(article, item) || article.possessive(item.end) && names_office(article, item.end + 1..item.end + 6);
        (before || behind).then_some(code)
    });
    let first = offices.next()?;
    offices.all(|c| c == first).then_some(first)
}

/// Whether a country's name or adjective is the beginning of the name of such an office.
pub(super) fn opens_office(article: &Article, item: Item) -> bool {
    let in_name = article.form(item) == "name" && article.tokens.get(item.end).is_some_and(|t| t.capital);
    (in_name || article.form(item) == "adjective") && names_office(article, item.end..item.end + 4)
}

/// "Statistical Institute", "Central Bank": what it does and what it is, both in capitals.
fn names_office(article: &Article, range: Range<usize>) -> bool {
    let words = &article.lexicon.clause_words;
    let named = |kind: ClauseWord| {
        let mut capitals = range.clone().filter_map(|i| article.tokens.get(i)).filter(|t| t.capital);
        capitals.any(|t| words.has(t, kind))
    };
    named(ClauseWord::Counts) && named(ClauseWord::Agency)
}
