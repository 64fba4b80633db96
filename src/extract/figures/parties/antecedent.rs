//! Partners that are spoken of without their name: "imports from there", "exports to the neighbouring country", "trade with the
//! bloc". The name stands before, in the sentence or the one before it.

use super::{PLACES, Reach};
use crate::extract::article::{Article, Item};
use crate::extract::figures::Reader;
use crate::extract::figures::head::Head;
use crate::lexicon::ClauseWord;
use crate::model::{Code, MentionKind};

const COUNTRIES: &[MentionKind] = &[MentionKind::Country];
const GROUPS: &[MentionKind] = &[MentionKind::Group];

/// The economy that the words behind the head point back to, other than `reporter`.
pub(super) fn antecedent(reader: &Reader, reach: &Reach, reporter: Option<Code>) -> Option<Code> {
    let article = reader.article;
    let (_, head_end) = reach.head.tokens?;
    let near = head_end.saturating_sub(8).max(reach.from)..(head_end + 6).min(reach.until);
    let (pointer, kinds) = near.into_iter().find_map(|i| Some((i, points_to(article, i, reach.head.head)?)))?;
    let named = |range| {
        let parties = |i: Item| article.party(i).filter(|c| Some(*c) != reporter);
        article.items_in(range, kinds).filter(|i| !article.is_noise(i.first)).filter_map(parties).last()
    };
    let own = article.sentences[reach.sentence].first;
    let before = article.sentences[reach.sentence.saturating_sub(1)].first;
    let told = || reader.last(reach.sentence, 3).and_then(|s| s.parties.1).filter(|c| Some(*c) != reporter && *c != super::WORLD);
    let is_group = kinds == GROUPS;
    named(own..pointer)
        .or_else(|| named(before..own))
        .or_else(|| named(0..own).filter(|_| is_group))
        .or_else(|| told().filter(|_| !is_group))
}

/// What kind of economy the words behind a preposition stand for, when they name none.
fn points_to(article: &Article, preposition: usize, head: Head) -> Option<&'static [MentionKind]> {
    let at = preposition + 1;
    // "what Kenya bought there was worth $3 million"
    if article.is(at, "there") && article.is_any(preposition, &["bought", "purchased", "sold"]) {
        return Some(COUNTRIES);
    }
    if !article.is_any(preposition, &["from", "to", "with"]) {
        return None;
    }
    if article.is(at, "there") {
        return Some(COUNTRIES);
    }
    // "to bloc partners"
    if article.is_word(at, ClauseWord::Bloc) {
        return Some(GROUPS);
    }
    // "exports to that market"
    if article.is_any(at, &["that", "this"]) && article.is_any(at + 1, &["market", "destination"]) {
        return Some(COUNTRIES);
    }
    if !article.is_any(at, &["the", "that", "this", "its"]) {
        return None;
    }
    let noun = (at + 1..at + 4).find(|&i| article.is_word(i, ClauseWord::Neighbour) || article.is_word(i, ClauseWord::Bloc))?;
    let named = article.items_in(at..noun + 3, PLACES).next().is_some();
    if named || article.possessive(noun + 1) || !(at..noun).all(|i| article.tokens[i].is_word()) {
        return None;
    }
    if article.is_word(noun, ClauseWord::Bloc) {
        return Some(GROUPS);
    }
    // "imports into the country", "exports from the country" speak of the reporter
    let outward = match head {
        Head::Export => "to",
        Head::Import => "from",
        _ => "with",
    };
    let plain = noun == at + 1 && article.is_any(at, &["the", "its"]);
    (!plain || article.is(preposition, outward)).then_some(COUNTRIES)
}
