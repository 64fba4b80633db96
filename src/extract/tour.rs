//! Several economies that one visits or whose envoys one receives: what is told of trade in between is with the one named last, not of
//! two of them.

use super::article::{Article, Item};
use crate::lexicon::{Cue, CueSet, MeetingWord};
use crate::model::{Code, MentionKind};

/// Tokens from what is told of them to the first of a list.
const REACH: usize = 8;

/// Tokens between two economies of a list: ", the Republic of", "and Vice President of the Republic of".
const APART: usize = 5;

/// The economies of every list that is visited, or whose ambassadors are received.
pub(super) fn hosts(article: &Article) -> Vec<Code> {
    let places: Vec<Item> =
        article.items_in(0..article.tokens.len(), &[MentionKind::Country]).filter(|i| article.form(*i) == "name").collect();
    let mut hosts: Vec<Code> = Vec::new();
    for list in places.chunk_by(|a, b| is_next(article, *a, *b)).filter(|list| list.len() > 1 && is_visited(article, list[0])) {
        let codes = list.iter().filter_map(|i| article.party(*i));
        codes.for_each(|code| {
            if !hosts.contains(&code) {
                hosts.push(code);
            }
        });
    }
    if hosts.len() > 1 { hosts } else { Vec::new() }
}

fn is_next(article: &Article, a: Item, b: Item) -> bool {
    const LINKS: &[&str] = &["and", "the", "republic", "of", "kingdom", "state"];
    // "Peru (May 9-12) and Chile (May 12-16)"
    let close = if article.sign(a.end, '(') { (a.end..b.first).find(|&i| article.sign(i, ')')) } else { None };
    let gap = close.map_or(a.end, |close| close + 1)..b.first;
    let links = |i: usize| article.sign(i, ',') || article.is_any(i, LINKS);
    let joined = article.has_any(gap.clone(), &["and"]) || gap.clone().any(|i| article.sign(i, ','));
    gap.len() <= APART && joined && gap.into_iter().all(links) && article.party(a) != article.party(b)
}

/// "to visit Peru and Chile", "a visit to the Republic of Peru and", "a tour of", "received the ambassadors of"; not "by their
/// visit Peru and Chile show".
fn is_visited(article: &Article, first: Item) -> bool {
    const BETWEEN: &[&str] = &["to", "of", "in", "the", "republic", "kingdom", "state", "official", "from"];
    let sentence = article.sentences[article.sentence_of(first.first)];
    let from = first.first.saturating_sub(REACH).max(sentence.first);
    let Some(word) = (from..first.first).rev().find(|&i| !article.is_any(i, BETWEEN)) else { return false };
    let led = article.has_any(word + 1..first.first, &["to", "of"]) || article.is(word, "visit") && article.is(word.wrapping_sub(1), "to");
    let visited = article.tells(word, MeetingWord::Visiting) || led && article.tells(word, MeetingWord::Trip);
    visited || led && article.tells(word, MeetingWord::Envoys) && are_received(article, word)
}

/// "received the ambassadors of Peru and Chile", "met with the ambassadors"; not "the ambassadors said", "the ambassadors met".
fn are_received(article: &Article, envoys: usize) -> bool {
    let sentence = article.sentences[article.sentence_of(envoys)];
    let received = article.cues_in(sentence.first..sentence.last, CueSet::of(&[Cue::Received])).next().is_some();
    received || article.cues_in(sentence.first..envoys, CueSet::of(&[Cue::Met])).next().is_some()
}
