//! What lies between two flows that are held against each other: "exports exceeded imports by $3 million", "imports were $3 million higher
//! than exports". It is the balance, and neither flow is so large nor has grown by so much.

use super::{Found, Head, TRADE};
use crate::extract::article::{Article, CueHit};
use crate::extract::figures::Amount;
use crate::lexicon::{ClauseWord, Cue};
use crate::model::RejectReason;

/// The balance of the two flows before the amount, or around it; an amount between flows that have no direction is none.
pub(in crate::extract::figures) fn flows(article: &Article, from: usize, amount: Amount) -> Option<Result<Found, RejectReason>> {
    let (subject, object, more) = exceeds(article, from, amount).or_else(|| compared(article, from, amount))?;
    let sold = |hit: CueHit| (hit.set.has(Cue::Export) != hit.set.has(Cue::Import)).then(|| hit.set.has(Cue::Export));
    let Some((first, _)) = sold(subject).zip(sold(object)).filter(|(a, b)| a != b) else {
        return Some(Err(RejectReason::NoHead));
    };
    let head = if first == more { Head::Surplus } else { Head::Deficit };
    Some(Ok(Found { head, tokens: Some((subject.first, subject.end)), cue: subject.set, rule: "between_flows" }))
}

/// "exports exceeded imports by $3 million": the two flows, and that the first is larger.
fn exceeds(article: &Article, from: usize, amount: Amount) -> Option<(CueHit, CueHit, bool)> {
    const REACH: usize = 12;
    let near = amount.item.first.saturating_sub(REACH).max(from)..amount.item.first;
    let verb = near.rev().find(|&i| article.is_any(i, &["exceed", "exceeded", "exceeds", "exceeding", "outpaced", "outstripped"]))?;
    let object = article.cues_in(verb + 1..amount.item.first, TRADE).next()?;
    let subject = article.cues_in(from..verb, TRADE).last()?;
    article.has_any(object.end..amount.item.first, &["by"]).then_some((subject, object, true))
}

/// "imports were $3 million higher than exports": the two flows, and whether the first is larger.
fn compared(article: &Article, from: usize, amount: Amount) -> Option<(CueHit, CueHit, bool)> {
    const REACH: usize = 3;
    let than = amount.end + 1;
    let compares = article.is_word(amount.end, ClauseWord::Comparative) && article.is(than, "than");
    let object = article.cues_in(than + 1..than + 1 + REACH, TRADE).next().filter(|_| compares)?;
    let subject = article.cues_in(from..amount.item.first, TRADE).last()?;
    Some((subject, object, !article.is_any(amount.end, &["less", "lower", "smaller", "below", "down"])))
}
