//! Counts of companies in lists of the economies that they come from: lines below a heading, and rankings in prose.

use super::{COUNTED, PLACES};
use crate::extract::article::{Article, Item};
use crate::extract::discourse::Discourse;
use crate::extract::evidence;
use crate::extract::figures::head::label_before;
use crate::lexicon::{ClauseWord, Cue};
use crate::model::{BusinessPresence, Code, MentionKind, PresenceKind, Qualifier, SlotBasis};
use rust_decimal::prelude::ToPrimitive;

/// Words of companies that were set up in a time: they are no companies at work.
const NEW: &[&str] = &["new", "newly", "created", "established", "founded", "formed", "liquidated", "closed"];

/// What else is counted by where it comes from.
const OTHERS: &[&str] = &["projects", "proposals", "applications"];

/// "Norway – 230" in the lines below "Number of firms with foreign capital:".
pub(super) fn below(article: &Article, discourse: &Discourse, number: Item, before: Option<&BusinessPresence>) -> Option<BusinessPresence> {
    const LONGEST_LIST: usize = 40;
    let no = article.sentence_of(number.first);
    let line = |no: usize| {
        let s = article.sentences[no];
        let label = article.items_in(s.first..s.last, PLACES).next().filter(|i| i.first <= s.first + 2)?;
        let marked = article.sign(label.end, '-') || article.sign(label.end, ':');
        (s.opens_line && marked && s.last - s.first <= 10).then_some(label)
    };
    let home = article.party(line(no)?).filter(|_| number.end == article.sentences[no].last)?;
    let heading = (no.saturating_sub(LONGEST_LIST)..no).rev().find(|&n| line(n).is_none())?;
    let h = article.sentences[heading];
    let head = h.first..h.last;
    let noun = article.cues_in(head.clone(), COUNTED).next()?;
    let counts = article.has_phrase(head.clone(), &["number", "of"]) || article.has_any(head.clone(), &["registered", "operating"]);
    // companies that were set up in a time are no companies at work
    if !counts || !article.sign(h.last - 1, ':') || article.has_any(head, &["new", "newly", "created", "established", "liquidated"]) {
        return None;
    }
    let host = super::host(article, h.first, h.last, h.last, home)
        .or(before.map(|b| b.host))
        .or_else(|| super::host_from_discourse(article, discourse, no, home));
    let host = host.filter(|host| *host != home)?;
    let count = article.mention(number).number?.to_i64().filter(|n| *n > 0)?;
    let first = article.sentences[no].first;
    let mut evidence = evidence::evidence(article, "b", first, number.end, "companies_listed");
    evidence.parties_basis = SlotBasis::Inferred;
    let as_of = before.filter(|b| b.host == host).and_then(|b| b.as_of);
    let qualifier = article.mention(number).qualifier.unwrap_or(Qualifier::Exact);
    Some(BusinessPresence { evidence, home, host, count, qualifier, kind: super::kind(article, noun), as_of })
}

/// "Norwegian firms topped the list with 22,353, followed by Peru with 1,089 companies and Chile (198)" behind a count of all of them.
pub(super) fn ranked(article: &Article, number: Item, before: Option<&BusinessPresence>) -> Option<BusinessPresence> {
    const NEAR: u32 = 3;
    let no = article.sentence_of(number.first);
    let before = before.filter(|b| (no as u32).checked_sub(b.evidence.sentence_no).is_some_and(|n| n <= NEAR))?;
    let s = article.sentences[no];
    let sentence = s.first..s.last;
    let ranks =
        article.has_word(sentence.clone(), ClauseWord::Rank) || article.has_any(sentence.clone(), &["list", "includes", "including"]);
    let counts = article.cues_in(sentence.clone(), COUNTED).next().is_some();
    if !(ranks && (counts || before.evidence.rule == RANKED))
        || article.has_any(sentence.clone(), NEW)
        || article.has_any(sentence.clone(), OTHERS)
        || super::is_event(article, sentence)
    {
        return None;
    }
    if !ends_count(article, number) {
        return None;
    }
    // "... of foreign businesses in Turkey with 3,852" is labelled with the host
    let label = label_before(article, number.first).and_then(|l| article.party(l)).filter(|home| *home != before.host);
    let home = label.or_else(|| told_of(article, number, s.first)).filter(|home| *home != before.host)?;
    let count = article.mention(number).number?.to_i64().filter(|n| *n > 0)?;
    let mut evidence = evidence::evidence(article, "b", number.first, number.end, RANKED);
    evidence.parties_basis = SlotBasis::Inferred;
    let qualifier = article.mention(number).qualifier.unwrap_or(Qualifier::Exact);
    Some(BusinessPresence { evidence, home, host: before.host, count, qualifier, kind: PresenceKind::Company, as_of: None })
}

const RANKED: &str = "companies_ranked";

/// Nothing but companies is counted: "1,089 companies", "198)", "3,852, while".
fn ends_count(article: &Article, number: Item) -> bool {
    let next = number.end;
    let noun = article.cues_in(next..next + 2, COUNTED).next().is_some();
    let ends = article.tokens.get(next).is_none_or(|t| !t.is_word()) && !article.sign(next, '%') && !article.sign(next, '-');
    noun || ends || article.is_any(next, &["and", "with", "while"])
}

/// "German companies take the lead with 3,852", "British firms reaching 3,074", "Peru, which has 2,791 firms there": those that the
/// clause tells of.
fn told_of(article: &Article, number: Item, first: usize) -> Option<Code> {
    const FAR: usize = 16;
    let from = number.first.saturating_sub(FAR).max(first);
    let which = (from + 1..number.first).rev().find(|&i| article.is(i, "which") && article.is_any(i + 1, &["has", "have"]));
    if let Some(which) = which.filter(|w| number.first - w <= 3 && article.sign(w - 1, ',')) {
        return article.items_in(which.saturating_sub(4)..which, PLACES).last().and_then(|i| article.party(i));
    }
    if !article.is_any(number.first.saturating_sub(1), &["with", "reaching", "at", "numbering"]) {
        return None;
    }
    let figures = article.items_in(from..number.first, &[MentionKind::Number, MentionKind::Percent]).last();
    let from = figures.map_or(from, |i| i.end);
    let firms = |i: &Item| {
        let behind = i.first >= first + 2 && article.is_any(i.first - 2, &["firms", "companies"]);
        article.has_cue(i.end..i.end + 1, Cue::Company) || behind
    };
    article.items_in(from..number.first, PLACES).find(firms).and_then(|i| article.party(i))
}
