//! Capital told by where it went inside one economy: "the energy sector received the largest share of FDI, $37 million".
//!
//! Whose money it is nobody says, so that such amounts are no figures between two economies.

use super::head::{Found, Head};
use super::parties::WORLD;
use super::{Amount, PLACES, Statement};
use crate::extract::article::{Article, Item};
use crate::lexicon::{ClauseWord, Cue, CueSet};
use crate::model::{MentionKind, SlotBasis};

/// Branches told by one word.
const BRANCHES: &[&str] = &["agriculture", "construction", "finance", "manufacturing", "mining", "services", "tourism"];

/// Whether an amount of capital is that of an industry: its sentence speaks of sectors and names no economy.
pub fn is_of_industry(article: &Article, no: usize, amount: Amount, found: &Found) -> bool {
    let s = article.sentences[no];
    // "services attracted $3 million and export trade $2 million": a branch that takes capital
    let trades = found.tokens.is_some_and(|t| t.1 <= amount.item.first && article.starts(t.0, &["export", "trade"]));
    if found.head.is_trade() && trades && article.has_word(s.first..amount.item.first, ClauseWord::Attracts) {
        return true;
    }
    if !matches!(found.head, Head::Fdi | Head::Investment) {
        return false;
    }
    let sentence = s.first..s.last;
    let sector = |i: usize| article.is_any(i, &["sector", "sectors", "industry", "industries", "activity", "activities"]);
    let taken = |i: usize| article.is_word(i, ClauseWord::Attracts) && article.is(i + 1, "by") && article.item_at(i + 2, PLACES).is_none();
    // "in terms of value manufacturing led with $5 million"
    let leads = |i: usize| {
        article.is_any(i, BRANCHES) && article.is_any(i + 1, &["attracted", "came", "dominated", "drew", "led", "ranked", "topped"])
    };
    // "manufacturing absorbed $3 million of the FDI in Kenya", "mining took in $4 million": the branch is the subject
    let takes = |i: usize| {
        let took = article.is_word(i, ClauseWord::Attracts) && !article.is(i + 1, "by")
            || article.starts(i, &["took", "in"])
            || article.starts(i, &["accounted", "for"]);
        let opens = i > s.first
            && i - s.first <= 3
            && (article.is_any(i - 1, BRANCHES) || article.item_at(i - 1, &[MentionKind::Sector]).is_some());
        took && opens && article.items_in(s.first..i, PLACES).next().is_none()
    };
    if sentence.clone().any(takes) {
        return true;
    }
    let ranked = sentence.clone().any(|i| sector(i) && !is_named(article, i) || taken(i) || leads(i));
    // "they invested $2 billion in the energy sector": who did stands before
    let put_in = found.cue.has(Cue::InvestVerb);
    let acts = article.has_any(s.first..amount.item.first, &["they", "we", "which", "who"])
        || article.has_any(s.first..amount.item.first, &["it"]) && put_in
        || article.cues_in(s.first..amount.item.first, CueSet::of(&[Cue::Company])).next().is_some() && put_in;
    // "the most popular sector in Kenya was mining": where it goes is not whose it is
    let ranks = article.has_any(sentence.clone(), &["most", "largest", "biggest", "leading", "leader"]);
    let inside = |i: &Item| ranks && article.form(*i) == "name" && article.is_any(i.first.saturating_sub(1), &["in", "into"]);
    let placed = article.items_in(sentence, PLACES).any(|i| article.mention(i).kind != MentionKind::City && !inside(&i));
    is_part_of_branch(article, amount)
        || attracted_by_branch(article, amount, found)
        || (ranked || goes_to_branch(article, amount, found)) && !placed && !acts
}

/// "$14 billion, about $13 billion of which falls on the oil and gas sector"
fn is_part_of_branch(article: &Article, amount: Amount) -> bool {
    const LONGEST: usize = 7;
    let verb = amount.end + 2;
    let falls = article.starts(amount.end, &["of", "which"])
        && article.is_any(verb, &["falls", "fell", "fall"])
        && article.is_any(verb + 1, &["on", "to"]);
    falls && (verb + 2..verb + 2 + LONGEST).any(|i| article.is_any(i, &["sector", "sectors", "industry"]))
}

/// "direct investments attracted to Kenya's non-oil sector amounted to $8 million"
fn attracted_by_branch(article: &Article, amount: Amount, found: &Found) -> bool {
    const LONGEST: usize = 9;
    let Some((_, end)) = found.tokens.filter(|t| t.1 < amount.item.first) else { return false };
    let verb = article.is_any(end, &["attracted", "directed", "made"]) && article.is_any(end + 1, &["to", "in", "into"]);
    let stop = amount.item.first.min(end + 2 + LONGEST);
    let branch = (end + 2..stop).find(|&i| article.is_any(i, &["sector", "industry"]));
    verb && branch.is_some_and(|b| article.items_in(b + 1..amount.item.first, PLACES).next().is_none())
}

/// "FDI into communication services rose to $8 million": the branch behind the head.
fn goes_to_branch(article: &Article, amount: Amount, found: &Found) -> bool {
    const LONGEST: usize = 5;
    let Some((_, end)) = found.tokens.filter(|t| t.1 < amount.item.first && article.is_any(t.1, &["in", "into", "to"])) else {
        return false;
    };
    let branch = |i: usize| article.is_any(i, &["services", "manufacturing"]) || article.item_at(i, &[MentionKind::Sector]).is_some();
    (end + 1..(end + LONGEST).min(amount.item.first)).any(branch)
}

/// "the Ministry of Industry": a name, not an industry.
fn is_named(article: &Article, at: usize) -> bool {
    article.tokens[at].capital
        && article.has_any(at.saturating_sub(6)..at, &["ministry", "minister", "chamber", "agency", "and", "department"])
}

/// "investments in Peru that include $1012 million in power generation", "foreign investment in oil and gas in Peru": the branch behind
/// the amount or the head divides capital of nobody named; not "Norway invested $37 million in the energy sector".
pub fn is_split(article: &Article, s: &Statement) -> bool {
    let Some(amount) = s.amount.filter(|_| matches!(s.head, Head::Fdi | Head::Investment)) else { return false };
    // "in 2018. Manufacturing ...": what opens the next sentence is nothing of this one
    let last = article.sentences[s.sentence].last;
    let sector = |from: usize| article.items_in(from..(from + 3).min(last), &[MentionKind::Sector]).next().is_some();
    // "$526 million - came from finance": so do branches that the capital went to
    let came = (amount.end..amount.end + 3).find(|&i| article.is(i, "came") && article.is_any(i + 1, &["from", "to"]));
    let branch = article.is_any(amount.end, &["in", "into"]) && sector(amount.end + 1) || came.is_some_and(|i| sector(i + 2));
    let acts = s.head_tokens.is_some_and(|t| article.has_cue(t.0..t.1, Cue::InvestVerb));
    let led = |t: (usize, usize)| t.1 < amount.first && article.is_any(t.1, &["in", "into", "to"]) && sector(t.1 + 1);
    let branch = branch || s.head_tokens.is_some_and(led);
    branch && !acts && (s.parties_basis == SlotBasis::Inferred || s.parties.0 == Some(WORLD))
}
