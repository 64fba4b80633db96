//! Lists of partners whose head stands behind the last amount: "Peru with $4 million, Chile with $3 million and Kenya with
//! $2 million of imports from Norway were the largest buyers".

use super::carried::label_before;
use super::{Found, Head, head_of, near};
use crate::extract::article::{Article, CueHit};
use crate::extract::figures::Amount;
use crate::lexicon::{ClauseWord, CueSet};
use crate::model::MentionKind;

/// Tokens between the noun of a list of partners and what it is in: "trade", "export".
const NOUN: usize = 4;

/// "The main trade partners of Kenya were Peru with $4 million, Chile with $3 million": what the noun of partners says is traded.
pub(super) fn of_partners(article: &Article, from: usize, amount: Amount) -> Option<Found> {
    label_before(article, amount.item.first)?;
    let noun = (from..amount.item.first).rev().find(|&i| article.is_word(i, ClauseWord::Counterpart))?;
    let says = |words: &[&str]| (noun.saturating_sub(NOUN).max(from)..noun).any(|i| article.is_any(i, words));
    let head = if says(&["export"]) {
        Head::Export
    } else if says(&["import"]) {
        Head::Import
    } else if says(&["trade", "trading", "commercial"]) {
        Head::Turnover
    } else {
        return None;
    };
    Some(Found { head, tokens: None, cue: CueSet::default(), rule: "head_of_partners" })
}

/// The head behind the last amount of a list, when every amount is labelled by a partner and none has a head before it.
pub(super) fn head_behind_list(article: &Article, no: usize, amounts: &[Amount], k: usize) -> Option<Found> {
    let sentence = article.sentences[no];
    let (first, last) = (amounts.first()?, amounts.last()?);
    let labelled = amounts.iter().all(|a| label_before(article, a.item.first).is_some());
    if k + 1 == amounts.len() || !labelled || near::before(article, sentence.first, first.item.first).is_some() {
        return None;
    }
    let hit = near::behind(article, last.end, sentence.last)?;
    let own = head_of(hit.set).filter(|head| matches!(head, Head::Export | Head::Import));
    let head = seen_from_label(article, last.item.first, hit).or(own)?;
    Some(Found { head, tokens: None, cue: CueSet::default(), rule: "head_behind_list" })
}

/// "China with $5 million worth of imports from Norway": what the label buys of another is that one's export.
pub(super) fn seen_from_label(article: &Article, amount: usize, hit: CueHit) -> Option<Head> {
    let label = label_before(article, amount).and_then(|l| article.party(l))?;
    let turned = match head_of(hit.set)? {
        Head::Import if article.is(hit.end, "from") => Head::Export,
        Head::Export if article.is(hit.end, "to") => Head::Import,
        _ => return None,
    };
    let name = (hit.end + 1..hit.end + 4).find(|&i| !article.is(i, "the"))?;
    let other = article.item_at(name, &[MentionKind::Country, MentionKind::Group]).and_then(|i| article.party(i));
    (other.is_some_and(|o| o != label) || other.is_none() && article.tokens[name].capital || article.is_any(name, &["it", "country"]))
        .then_some(turned)
}
