//! What lies between two flows that are held against each other: "exports exceeded imports by $3 million", "imports were $3 million higher
//! than exports". It is the balance, and neither flow is so large nor has grown by so much.

use super::{Found, Head, TRADE};
use crate::extract::article::{Article, CueHit};
use crate::extract::figures::Amount;
use crate::lexicon::{ClauseWord, Cue};
use crate::model::{MentionKind, RejectReason};

/// Two flows that are held against each other, and whether the first is larger.
struct Pair {
    subject: CueHit,
    object: CueHit,
    more: bool,
}

/// The balance of the two flows before the amount, or around it. An amount between others, of goods or of other partners, is no figure.
pub(in crate::extract::figures) fn flows(article: &Article, from: usize, amount: Amount) -> Option<Result<Found, RejectReason>> {
    let pair = exceeds(article, from, amount).or_else(|| compared(article, from, amount))?;
    let sold = |hit: CueHit| (hit.set.has(Cue::Export) != hit.set.has(Cue::Import)).then(|| hit.set.has(Cue::Export));
    let balance = pair.and_then(|pair| {
        let (first, second) = sold(pair.subject).zip(sold(pair.object))?;
        let head = if first == pair.more { Head::Surplus } else { Head::Deficit };
        let tokens = Some((pair.subject.first, pair.subject.end));
        (first != second).then_some(Found { head, tokens, cue: pair.subject.set, rule: "between_flows" })
    });
    Some(balance.ok_or(RejectReason::NoHead))
}

/// "exports exceeded imports by $3 million"; `Some(None)` where more is said of the second flow.
fn exceeds(article: &Article, from: usize, amount: Amount) -> Option<Option<Pair>> {
    const REACH: usize = 3;
    let by = (from..amount.item.first).rev().find(|&i| !is_hedge(article, i)).filter(|&i| article.is(i, "by"))?;
    let verb = (from..by).rev().find(|&i| article.is_any(i, &["exceed", "exceeded", "exceeds", "exceeding", "outpaced", "outstripped"]))?;
    let object = article.cues_in(verb + 1..(verb + 1 + REACH).min(by), TRADE).next()?;
    let parted = |i: usize| !article.tokens[i].is_word() || article.is_any(i, &["and", "as", "while"]);
    if (verb + 1..by).any(parted) {
        return None;
    }
    let alone = object.end == by;
    Some(subject(article, from, verb).filter(|_| alone).map(|subject| Pair { subject, object, more: true }))
}

/// "imports were $3 million higher than exports"
fn compared(article: &Article, from: usize, amount: Amount) -> Option<Option<Pair>> {
    const REACH: usize = 3;
    let than = amount.end + 1;
    let compares = article.is_word(amount.end, ClauseWord::Comparative) && article.is(than, "than");
    let object = article.cues_in(than + 1..than + 1 + REACH, TRADE).next().filter(|_| compares)?;
    // "than exports of 2022", "than exports to Peru" are others
    let next = article.tokens.get(object.end).is_none_or(|t| !t.is_word());
    let ends = next || article.item_at(object.end + 1, &[MentionKind::Period]).is_some() && article.is(object.end, "in");
    let verb = (from..amount.item.first).rev().find(|&i| !is_hedge(article, i) && !article.is(i, "by"))?;
    let told = article.is_any(verb, &["are", "is", "was", "were"]);
    let more = !article.is_any(amount.end, &["less", "lower", "smaller", "below", "down"]);
    Some(subject(article, from, verb).filter(|_| ends && told).map(|subject| Pair { subject, object, more }))
}

/// "Kenya's exports to Peru": the flow before the verb, with nothing but names between.
fn subject(article: &Article, from: usize, verb: usize) -> Option<CueHit> {
    let subject = article.cues_in(from..verb, TRADE).last()?;
    let name = |i: usize| article.is_any(i, &["and", "from", "the", "to", "with"]) || article.tokens[i].capital;
    let other = article.has_any(from.max(subject.first.saturating_sub(2))..subject.first, &["services", "not"]);
    ((subject.end..verb).all(name) && !other).then_some(subject)
}

fn is_hedge(article: &Article, at: usize) -> bool {
    article.is_word(at, ClauseWord::Hedge) || article.is_any(at, &["more", "than"])
}
