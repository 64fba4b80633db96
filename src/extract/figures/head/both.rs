//! Exports and imports told together: "exports and imports were $3 billion and $4 billion" are two figures in that order,
//! "imports and exports reached $7 billion" is one of both.

use super::{Found, HEADS, Head, head_of};
use crate::extract::article::{Article, CueHit, Item};
use crate::extract::figures::{Amount, PLACES, list};
use crate::lexicon::{Cue, CueSet};
use crate::model::RejectReason;

/// Tokens between the two: "exports to and imports from".
const APART: usize = 4;

const FLOWS: CueSet = CueSet::of(&[Cue::Export, Cue::Import]);

/// The flow of the `k`th amount of a sentence behind exports and imports that are told together.
pub(super) fn flows(article: &Article, no: usize, amounts: &[Amount], k: usize) -> Option<Result<Found, RejectReason>> {
    let items: Vec<Item> = amounts.iter().map(|a| Item { end: a.end, ..a.item }).collect();
    let run = list::run(article, &items, k);
    let start = if run.start == 0 { article.sentences[no].first } else { amounts[run.start - 1].end };
    let second = article.cues_in(start..amounts[run.start].item.first, HEADS).last()?;
    if let Some(first) = named_together(article, second, start).filter(|_| run.len() == 2) {
        let own = if k == run.start { first } else { second };
        let tokens = Some((first.first, first.end));
        return Some(Ok(Found { head: head_of(own.set)?, tokens, cue: CueSet::default(), rule: NAMED }));
    }
    let first = together(article, second, start)?;
    if article.has_any(first.first.saturating_sub(2)..first.first, &["between"]) {
        // the difference between the two: which is the greater is not told
        return Some(Err(RejectReason::Ambiguous));
    }
    let both = one(first, second);
    Some(Ok(match (run.len(), k - run.start) {
        (2, 0) => Found { head: head_of(first.set)?, ..both },
        (2, 1) => Found { head: head_of(second.set)?, ..both },
        // "imports and exports to Peru, Chile and Ghana were $3 billion, $2 billion and $1 billion"
        _ => both,
    }))
}

/// The rule of two flows that are told together with the names of their sides.
const NAMED: &str = "both_flows_named";

/// "exports from Namibia to Spain and imports from that country": the other flow with its sides, which "and" joins to this one.
fn named_together(article: &Article, second: CueHit, start: usize) -> Option<CueHit> {
    const APART: usize = 10;
    const LINKS: &[&str] = &["and", "its", "to", "from", "of", "the", "that", "there", "country", "with", "total", "goods"];
    let first = article.cues_in(start..second.first, FLOWS).last()?;
    let gap = first.end..second.first;
    let named = article.items_in(gap.clone(), PLACES).next().is_some();
    let plain = |i: usize| article.is_any(i, LINKS) || article.items_in(i..i + 1, PLACES).next().is_some() || article.possessive(i);
    let joined = gap.len() <= APART && article.is(second.first - 1, "and") && gap.clone().all(plain);
    let other = head_of(first.set) != head_of(second.set) && second.set.has_any(FLOWS);
    (named && joined && other).then_some(first)
}

/// Where the sides of such flows are told: with the first of them, whose end is `end`.
pub(in crate::extract::figures) fn sides_of_first(article: &Article, found: &Found) -> Option<(Found, usize)> {
    let (first, end) = found.tokens.filter(|_| found.rule == NAMED)?;
    let hit = article.cues_in(first..first + 1, FLOWS).next()?;
    let until = article.cues_in(end..article.sentences[article.sentence_of(first)].last, FLOWS).next().map(|c| c.first)?;
    Some((Found { head: head_of(hit.set)?, tokens: found.tokens, cue: hit.set, rule: "both_flows" }, until))
}

/// A change of exports and imports together is one of their sum.
pub fn as_one(article: &Article, found: Found) -> Found {
    let Some((first, _)) = found.tokens else { return found };
    let sentence = article.sentences[article.sentence_of(first)];
    let Some(second) = article.cues_in(first..first + 1, FLOWS).next() else { return found };
    together(article, second, sentence.first).map_or(found, |other| one(other, second))
}

fn one(first: CueHit, second: CueHit) -> Found {
    Found { head: Head::Turnover, tokens: Some((first.first, second.end)), cue: CueSet::of(&[Cue::Turnover]), rule: "both_flows" }
}

/// The other flow that "and" joins to this one.
fn together(article: &Article, second: CueHit, start: usize) -> Option<CueHit> {
    let first = article.cues_in(start..second.first, FLOWS).last()?;
    let gap = first.end..second.first;
    let joined = gap.len() <= APART
        && article.has_any(gap.clone(), &["and", "&"])
        && gap.into_iter().all(|i| article.is_any(i, &["and", "&", "its", "to", "from", "total", "the"]));
    let other = head_of(first.set) != head_of(second.set) && second.set.has_any(FLOWS);
    (joined && other).then_some(first)
}
