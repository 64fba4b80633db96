//! "the Norwegian company is building a resort worth $5 million", "the bridge is expected to cost $9 million": what is built is a
//! project, whatever it is called.

use super::{Found, Head};
use crate::extract::article::Article;
use crate::extract::figures::Amount;
use crate::lexicon::{ClauseWord, Cue, CueSet};
use crate::model::MentionKind;
use std::ops::Range;

/// The verb of building that an amount is the price of, where another economy's firm does it.
pub(super) fn worth(article: &Article, from: usize, amount: Amount) -> Option<Found> {
    const PRICE: &[&str] = &["worth", "valued", "costing", "cost", "for"];
    const REACH: usize = 14;
    let at = amount.item.first;
    let price = (at.saturating_sub(4).max(from)..at).rev().find(|&i| article.is_any(i, PRICE))?;
    let verb = (price.saturating_sub(REACH).max(from)..price).rev().find(|&i| article.is_word(i, ClauseWord::Builds))?;
    // "are being built by Norwegian firms for $5 million"
    let passive = article.is(verb + 1, "by");
    if article.is(price, "for") && !passive {
        return None;
    }
    let until = if passive { price } else { verb };
    let foreign =
        article.items_in(from..until, &[MentionKind::Country]).any(|i| article.form(i) == "adjective" || article.possessive(i.end));
    let placed = article.items_in(from..amount.end + 6, &[MentionKind::Country]).count() > 1;
    let found = Found { head: Head::Project, tokens: Some((verb, verb + 1)), cue: CueSet::default(), rule: "built" };
    (foreign && placed).then_some(found)
}

/// The cost that somebody expects of what is to be built: "the bridge is estimated to cost $9 million", "its cost is put at $9 million".
pub(super) fn estimated(article: &Article, from: usize, amount: Amount) -> Option<Found> {
    let cost = cost_to_come(article, from..amount.item.first)?;
    let thing =
        |i: usize| article.is_word(i, ClauseWord::Asset) || article.is(i, "construction") || article.has_cue(i..i + 1, Cue::Project);
    let named = (article.sentences[article.sentence_of(cost)].first..cost).any(thing);
    named.then(|| Found { head: Head::Project, tokens: Some((cost, cost + 1)), cue: CueSet::default(), rule: "cost_estimated" })
}

/// "is estimated to cost", "would cost another", "whose cost is put at", "at an estimated cost of": the word of a cost right before its
/// amount, when it is an estimate.
pub fn cost_to_come(article: &Article, lead: Range<usize>) -> Option<usize> {
    const ESTIMATE: &[&str] =
        &["estimated", "estimates", "expected", "expects", "projected", "put", "will", "would", "could", "may", "should"];
    const REACH: usize = 6;
    let near = lead.end.saturating_sub(REACH).max(lead.start)..lead.end;
    let cost = near.rev().find(|&i| article.is_any(i, &["cost", "costs"]))?;
    let has = article.is_any(cost.saturating_sub(1), &["has", "have", "had"]);
    // "will be built in two years at a cost of"
    let at = article.has_any(cost.saturating_sub(3).max(lead.start)..cost, &["at"]);
    let long = at || article.is(cost.saturating_sub(1), "to");
    let verb = cost.saturating_sub(if long { 14 } else { 3 }).max(lead.start);
    (!has && article.has_any(verb..lead.end, ESTIMATE)).then_some(cost)
}
