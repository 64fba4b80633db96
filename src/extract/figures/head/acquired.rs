//! "bought a 49% stake in the bank for 46 million euros": the price of a company or of a part of it.

use super::{Found, Head};
use crate::extract::article::Article;
use crate::extract::figures::Amount;
use crate::lexicon::{ClauseWord, CueSet};

/// The deal that an amount is the price of.
pub(super) fn deal(article: &Article, from: usize, amount: Amount) -> Option<Found> {
    let price = price_word(article, amount.item.first)?;
    let verb = (price.saturating_sub(25).max(from)..price).rev().find(|&i| is_trade_in_firms(article, i))?;
    let bought = (verb + 1..price).take_while(|&i| !article.is_any(i, &["from", "that", "which"])).any(|i| is_firm(article, i));
    let found = Found { head: Head::Project, tokens: Some((verb, verb + 1)), cue: CueSet::default(), rule: "acquisition" };
    bought.then_some(found)
}

/// The word that leads to a price: "for", "for about", "worth".
fn price_word(article: &Article, amount: usize) -> Option<usize> {
    let hedge =
        |i: usize| article.lexicon.hedges.find(article.tokens, i).is_some() || article.is_any(i, &["than", "to", "a", "total", "of"]);
    let word = (amount.saturating_sub(4)..amount).rev().find(|&i| !hedge(i))?;
    article.is(word, "for").then_some(word)
}

fn is_trade_in_firms(article: &Article, at: usize) -> bool {
    article.is_word(at, ClauseWord::Acquires) || article.is_word(at, ClauseWord::Divests)
}

fn is_firm(article: &Article, at: usize) -> bool {
    article.is_word(at, ClauseWord::CompanyKind) || article.is_word(at, ClauseWord::Asset)
}
