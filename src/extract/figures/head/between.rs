//! What lies between two flows that are held against each other: "exports exceeded imports by $3 million", "imports were $3 million higher
//! than exports". It is the balance, and neither flow is so large nor has grown by so much.

use super::{Found, Head, TRADE};
use crate::extract::article::{Article, CueHit};
use crate::extract::figures::{Amount, ECONOMIES, Reader};
use crate::lexicon::{ClauseWord, Cue, CueSet};
use crate::model::{MentionKind, RejectReason};

/// Two flows that are held against each other, and whether the first is larger.
struct Pair {
    subject: CueHit,
    object: CueHit,
    more: bool,
}

/// The balance of the two flows before the amount, or around it. An amount between others, of goods or of other partners, is no figure.
pub(in crate::extract::figures) fn flows(article: &Article, from: usize, amount: Amount) -> Option<Result<Found, RejectReason>> {
    if let Some(found) = outdone(article, from, amount) {
        return Some(Ok(found));
    }
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

/// "Kenya sold Uganda $3 million more than it bought there", "bought goods worth $2 million more from Peru than it sold to it".
fn outdone(article: &Article, from: usize, amount: Amount) -> Option<Found> {
    const VERBS: CueSet = CueSet::of(&[Cue::ExportVerb, Cue::ImportVerb]);
    const APART: usize = 12;
    const NEAR: usize = 5;
    let more = amount.end + 2 * usize::from(article.starts(amount.end, &["worth", "of"]));
    let more = more + usize::from(article.is_any(more, &["goods", "products"]));
    let is_more = article.is(more, "more");
    if !is_more && !article.is_any(more, &["fewer", "less"]) {
        return None;
    }
    let than =
        (more + 1..more + APART).take_while(|&i| article.tokens.get(i).is_some_and(|t| t.is_word())).find(|&i| article.is(i, "than"))?;
    let other = article.cues_in(than + 1..than + NEAR, VERBS).next()?;
    let told = article.is_any(than + 1, &["it", "they", "what", "the"]) || article.tokens[than + 1].capital;
    let verb = article.cues_in(from.max(amount.item.first.saturating_sub(APART))..amount.item.first, VERBS).last()?;
    // "Investors bought $3 million more in bonds than they sold"
    const PAPERS: &[&str] = &["bonds", "currency", "dollars", "equities", "securities", "shares", "stocks", "treasuries"];
    const TRADERS: &[&str] = &["bank", "banks", "foreigners", "fund", "funds", "investors", "residents"];
    let s = article.sentences[article.sentence_of(amount.item.first)];
    if article.has_any(from..than, PAPERS) || article.has_any(s.first..verb.first, TRADERS) {
        return None;
    }
    let sells = |hit: CueHit| hit.set.has(Cue::ExportVerb);
    let head = if sells(verb) == is_more { Head::Surplus } else { Head::Deficit };
    (told && sells(verb) != sells(other)).then_some(Found {
        head,
        tokens: Some((verb.first, verb.end)),
        cue: CueSet::default(),
        rule: "between_flows",
    })
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
    // "its imports from there", "imports from Uganda" of what was named before
    let back = |i: usize| {
        let again = article
            .item_at(i, ECONOMIES)
            .and_then(|p| article.party(p))
            .is_some_and(|code| article.items_in(from..verb, ECONOMIES).any(|p| article.party(p) == Some(code)));
        again || article.is_any(i, &["from", "to", "there", "it", "that", "the", "this", "country"])
    };
    let alone = (object.end..by).all(back);
    Some(subject(article, from, verb).filter(|_| alone).map(|subject| Pair { subject, object, more: true }))
}

/// "imports were $3 million higher than exports"
fn compared(article: &Article, from: usize, amount: Amount) -> Option<Option<Pair>> {
    const REACH: usize = 3;
    // "$600 million above imports"
    let beside = article.is_any(amount.end, &["above", "below"]);
    let than = amount.end + usize::from(!beside);
    let compares = beside || article.is_word(amount.end, ClauseWord::Comparative) && article.is(than, "than");
    let object = article.cues_in(than + 1..than + 1 + REACH, TRADE).next().filter(|_| compares)?;
    // "than exports of 2022", "than exports to Peru" are others
    let next = article.tokens.get(object.end).is_none_or(|t| !t.is_word());
    let ends = next || article.item_at(object.end + 1, &[MentionKind::Period]).is_some() && article.is(object.end, "in");
    let verb = (from..amount.item.first).rev().find(|&i| !is_hedge(article, i) && !article.is(i, "by"))?;
    let told = article.is_any(verb, &["are", "is", "was", "were"]);
    let more = !article.is_any(amount.end, &["less", "lower", "smaller", "below", "down"]);
    Some(subject(article, from, verb).filter(|_| ends && told).map(|subject| Pair { subject, object, more }))
}

/// "trade closed 2022 with a plus of $17 million", "exports $214 million, imports $151 million, balance +$63 million": the balance of
/// trade that was told before.
pub(super) fn told_by_sign(reader: &Reader, no: usize, amount: usize) -> Option<Found> {
    let article = reader.article;
    let first = article.sentences[no].first;
    let sign = |i: usize| {
        article.sign(i, '+') || article.sign(i, '-') || article.sign(i, ':') || article.is_any(i, &["minus", "plus", "of", "was", "is"])
    };
    let lead = (first..amount).rev().find(|&i| !is_hedge(article, i) && !sign(i))?;
    let found = |head, at: usize| Found { head, tokens: Some((at, at + 1)), cue: CueSet::of(&[Cue::Balance]), rule: "told_by_sign" };
    let told = reader.out.iter().rev().take_while(|s| s.sentence == no);
    let flows = told.filter(|s| matches!(s.head, Head::Export | Head::Import)).count() > 1;
    // not "the budget balance", "the difference of $3 million from last year"
    const KINDS: &[&str] = &[
        "the",
        "a",
        "trade",
        "this",
        "that",
        "their",
        "its",
        "foreign",
        "positive",
        "negative",
        "bilateral",
        "overall",
        "and",
        "resulting",
    ];
    let plain = lead <= first || article.is_any(lead - 1, KINDS) || !article.tokens[lead - 1].is_word();
    let end = article.item_at(amount, &[MentionKind::Money]).map_or(amount, |i| i.end);
    let compared = article.is_any(end, &["from", "over", "than", "on", "compared"]);
    if article.is_any(lead, &["balance", "difference"]) && flows && plain && !compared {
        return Some(found(Head::Balance, lead));
    }
    let of = (lead + 1..amount).find(|&i| article.is(i, "of"))?;
    let trade = article.cues_in(first..lead, CueSet::of(&[Cue::Turnover])).next().is_some();
    let with = article.is(lead.saturating_sub(1), "with") && article.is_any(lead, &["a", "an"]) && trade;
    match article.word(of - 1).to_ascii_lowercase().as_str() {
        "plus" if with => Some(found(Head::Surplus, of - 1)),
        "minus" if with => Some(found(Head::Deficit, of - 1)),
        _ => None,
    }
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
