//! Amounts that stand before what is told of them: "$3 billion, a record, was the trade of Kenya and Peru", "From $3 billion in
//! 2021 trade rose to $4 billion".

use super::HEADS;
use crate::extract::article::{Article, CueHit};
use crate::extract::figures::Amount;
use crate::lexicon::{ClauseWord, Cue, CueSet};
use crate::model::MentionKind;

const FLOWS: CueSet = CueSet::of(&[Cue::Turnover, Cue::Export, Cue::Import, Cue::Balance, Cue::Surplus, Cue::Deficit]);

/// Tokens that may lead to an amount that opens its sentence: "In 2023 more than".
const LEAD: usize = 5;

/// Tokens of what is said by the way between an amount and its verb.
const ASIDE: usize = 18;

/// Tokens between a verb and the noun: "was the sum of all shipments".
const NOUN: usize = 8;

/// The noun that an amount opening its sentence is told to be, or the one that rises from it.
pub(super) fn noun(article: &Article, no: usize, amounts: &[Amount], k: usize) -> Option<CueHit> {
    let amount = amounts[k];
    // the date of the page may stand in the line
    let first = (article.sentences[no].first..amount.item.first).find(|&i| !article.is_noise(i)).unwrap_or(amount.item.first);
    let opens = k == 0 && amount.item.first - first <= LEAD && article.cues_in(first..amount.item.first, HEADS).next().is_none();
    if !opens {
        return None;
    }
    subject(article, no, amount)
        .or_else(|| starting_point(article, first, amount, amounts.get(1)?))
        .or_else(|| stage_before(article, first, amount, amounts.get(1)?))
        .or_else(|| value_first(article, no, first, amount))
}

/// "$3 billion, 4 percent more than in 2022, was the sum of shipments": the verb stands behind what is said by the way.
fn subject(article: &Article, no: usize, amount: Amount) -> Option<CueHit> {
    let last = article.sentences[no].last;
    let open = Some(amount.end).filter(|&i| article.sign(i, ','))?;
    let is_verb = |i: usize| article.is_any(i, &["was", "were", "is", "are", "made", "became"]);
    let close = (open + 1..(open + ASIDE).min(last)).find(|&i| article.sign(i, ',') && is_verb(i + 1))?;
    let plain =
        |range| article.items_in(range, &[MentionKind::Money]).next().is_none() && article.cues_in(open..close, HEADS).next().is_none();
    let hit = article.cues_in(close + 2..(close + 2 + NOUN).min(last), HEADS).next()?;
    plain(open..hit.first).then_some(hit)
}

/// "From $3 billion in 2021 trade rose to $4 billion"
fn starting_point(article: &Article, first: usize, amount: Amount, next: &Amount) -> Option<CueHit> {
    let from = (first..amount.item.first).any(|i| article.is(i, "from"));
    let to = article.has_any(next.item.first.saturating_sub(4).max(amount.end)..next.item.first, &["to"]);
    article.cues_in(amount.end..next.item.first, HEADS).last().filter(|_| from && to)
}

/// "After falling to $1 billion in 2020, trade rose to $2 billion", "Having peaked at $2 billion, trade fell back to $1 billion".
fn stage_before(article: &Article, first: usize, amount: Amount, next: &Amount) -> Option<CueHit> {
    const MOVING: &[&str] = &[
        "amounting",
        "climbing",
        "declining",
        "dipping",
        "dropping",
        "exceeding",
        "falling",
        "growing",
        "hitting",
        "increasing",
        "jumping",
        "peaking",
        "plunging",
        "reaching",
        "rising",
        "shrinking",
        "sinking",
        "sliding",
        "slipping",
        "soaring",
        "standing",
        "surging",
        "totalling",
        "totaling",
        "tumbling",
    ];
    const MOVED: &[&str] = &[
        "amounted",
        "climbed",
        "declined",
        "dropped",
        "exceeded",
        "fallen",
        "grown",
        "hit",
        "increased",
        "jumped",
        "peaked",
        "plunged",
        "reached",
        "risen",
        "shrunk",
        "slipped",
        "soared",
        "stood",
        "surged",
        "totalled",
        "totaled",
        "tumbled",
    ];
    // not "Having borrowed $1 million, exports"
    let led = article.is_any(first, &["after", "following", "since"]) && article.is_any(first + 1, MOVING)
        || article.is(first, "having") && article.is_any(first + 1, MOVED);
    let comma = (amount.end..next.item.first).find(|&i| article.sign(i, ',')).filter(|_| led)?;
    main_subject(article, comma, next.item.first)
}

/// "At $1.4 billion, trade between Sudan and Egypt was the highest in ten years", "With $2 billion in 2022, exports to Peru set a record".
fn value_first(article: &Article, no: usize, first: usize, amount: Amount) -> Option<CueHit> {
    const TIME: usize = 4;
    let led = article.is_any(first, &["at", "with"]);
    let comma = (amount.end..amount.end + TIME).find(|&i| article.sign(i, ',')).filter(|_| led)?;
    main_subject(article, comma, article.sentences[no].last)
}

/// The trade that a clause opens with behind a comma, before its verb.
fn main_subject(article: &Article, comma: usize, until: usize) -> Option<CueHit> {
    const LEADS: &[&str] = &["the", "total", "overall", "annual", "of", "this", "its", "their", "goods", "in"];
    let hit = article.cues_in(comma + 1..(comma + 1 + NOUN).min(until), HEADS).next().filter(|c| c.set.has_any(FLOWS))?;
    let plain = |i: usize| {
        let named = article.tokens[i].capital || article.is_word(i, ClauseWord::HeadAdjective) || article.possessive(i);
        named || article.is_any(i, LEADS) || article.sign(i, '-') || article.lexicon.goods.has(&article.tokens[i])
    };
    (comma + 1..hit.first).all(plain).then_some(hit)
}

/// "$5 million of the trade fell on imports and $9 million on exports", "$5 million or 32% relates to exports, and $9 million or 68% to
/// imports": the flow that an amount is told to be.
pub(super) fn falls_on(article: &Article, amount: Amount, until: usize) -> Option<CueHit> {
    let flows = CueSet::of(&[Cue::Export, Cue::Import]);
    let end = behind_percent(article, amount.end);
    let leads = |i: usize| article.is(i, "on") || article.is(i, "to");
    let at = (end..(end + NOUN).min(until)).find(|&i| leads(i))?;
    let verb = match article.is(at, "on") {
        true => article.is_any(at - 1, &["fell", "falls", "fall", "falling"]),
        false => article.is_any(at - 1, &["belongs", "pertains", "refer", "referred", "refers", "relate", "related", "relates"]),
    };
    let goes_on = at == end && (article.is(at, "on") || end > amount.end);
    let noun = at + 1 + usize::from(article.is(at + 1, "the"));
    article.cues_in(noun..noun + 1, flows).next().filter(|_| verb || goes_on)
}

/// One past "or 32 percent", "(32 percent)" behind an amount.
pub(super) fn behind_percent(article: &Article, end: usize) -> usize {
    let opens = article.is(end, "or") || article.sign(end, '(');
    let percent = article.item_at(end + 1, &[MentionKind::Percent]).filter(|_| opens);
    percent.map_or(end, |p| p.end + usize::from(article.sign(p.end, ')')))
}
