//! From which of two economies capital goes to the other, by all that an article says of it.
//!
//! "South Korea's Eximbank", "Emirati companies", "to invest in Uzbekistan": a figure whose clause names neither side, or both
//! alike ("joint projects of A and B"), goes the way that the rest of the article tells.

use super::lending::is_lender;
use crate::extract::article::{Article, CueHit, Item};
use crate::extract::figures::ECONOMIES;
use crate::lexicon::{ClauseWord, Cue, CueSet};
use crate::model::{Code, MentionKind};
use std::collections::BTreeMap;

const MONEY: CueSet =
    CueSet::of(&[Cue::Fdi, Cue::Investment, Cue::InvestVerb, Cue::Project, Cue::Financing, Cue::FinancingVerb, Cue::Company]);

/// Signs that make a host the main one: two clauses.
const ENOUGH: u32 = 4;

/// How often each economy of an article is told to give capital, and to take it.
#[derive(Clone, Debug, Default)]
pub struct Direction {
    gives: BTreeMap<Code, u32>,
    takes: BTreeMap<Code, u32>,
    /// How often it speaks of foreign investment.
    foreign: u32,
}

impl Direction {
    /// Counts the signs that an article gives.
    pub fn read(article: &Article) -> Direction {
        let mut direction = Direction::default();
        for hit in article.cues_in(0..article.tokens.len(), MONEY) {
            direction.foreign += u32::from(hit.set.has(Cue::Fdi));
            let s = article.sentences[article.sentence_of(hit.first)];
            let before = hit.first.saturating_sub(4).max(s.first)..hit.first;
            let behind = hit.end..behind_amount(article, hit.end).min(s.last);
            let company = !hit.set.has_any(CueSet::of(&[Cue::Fdi, Cue::Investment, Cue::InvestVerb, Cue::Financing, Cue::FinancingVerb]));
            for place in article.items_in(before, ECONOMIES) {
                if gives(article, place, hit.first)
                    && !(company && is_joined(article, place))
                    && let Some(code) = article.party(place)
                {
                    *direction.gives.entry(code).or_default() += if company { 1 } else { 2 };
                }
            }
            if let Some(code) = taker(article, hit, s.first) {
                *direction.takes.entry(code).or_default() += 2;
            }
            for place in article.items_in(behind, ECONOMIES) {
                let Some(code) = article.party(place) else { continue };
                let word = place.first - 1 - usize::from(article.is(place.first - 1, "the"));
                // "a loan for Kenya", "an investment package for Kenya"
                let package = hit.set.has(Cue::Financing) || article.is(hit.end - 1, "package");
                let lent = article.is(word, "for") && word == hit.end && package;
                let owner = article.is(word, "to") && article.possessive(place.end);
                if (lent || article.is_any(word, &["in", "into", "to"])) && article.form(place) != "adjective" && !owner {
                    *direction.takes.entry(code).or_default() += if company { 1 } else { 2 };
                } else if article.is_any(word, &["by", "from"]) {
                    *direction.gives.entry(code).or_default() += 2;
                }
                break;
            }
        }
        for place in article.items_in(0..article.tokens.len(), ECONOMIES) {
            let Some(code) = article.party(place) else { continue };
            if is_lender(article, place) {
                *direction.gives.entry(code).or_default() += 2;
            }
            *direction.takes.entry(code).or_default() += has_investors(article, place);
        }
        direction
    }

    /// The economy whose inward capital the article is about: told to take it, twice as often as any other, or alone where foreign
    /// investment is spoken of again and again.
    pub fn main_host(&self) -> Option<Code> {
        const OFTEN: u32 = 3;
        if let Some(only) = self.only_host().filter(|only| self.foreign >= OFTEN && !self.gives.contains_key(only)) {
            return Some(only);
        }
        let (host, count) = self.takes.iter().max_by_key(|(_, n)| **n)?;
        let second = self.takes.iter().filter(|(code, _)| *code != host).map(|(_, n)| *n).max().unwrap_or_default();
        (*count >= ENOUGH && *count >= 2 * second).then_some(*host)
    }

    /// The one economy that is told to take capital at all.
    pub fn only_host(&self) -> Option<Code> {
        let mut hosts = self.takes.iter().filter(|(_, n)| **n > 0);
        let (host, _) = hosts.next()?;
        hosts.next().is_none().then_some(*host)
    }

    /// Investor and host of the two, when the article leaves no doubt.
    pub fn of(&self, a: Code, b: Code) -> Option<(Code, Code)> {
        let count = |map: &BTreeMap<Code, u32>, code: Code| map.get(&code).copied().unwrap_or_default();
        let there = count(&self.gives, a) + count(&self.takes, b);
        let back = count(&self.gives, b) + count(&self.takes, a);
        if there >= 2 * back + 2 {
            Some((a, b))
        } else if back >= 2 * there + 2 {
            Some((b, a))
        } else {
            None
        }
    }
}

/// "Kenya received $3 billion of foreign investment": the subject of a verb of getting before the word.
fn taker(article: &Article, hit: CueHit, first: usize) -> Option<Code> {
    if !hit.set.has_any(CueSet::of(&[Cue::Fdi, Cue::Investment])) {
        return None;
    }
    let verb = (hit.first.saturating_sub(10).max(first)..hit.first).rev().find(|&i| article.is_word(i, ClauseWord::Attracts))?;
    let place = article.items_in(verb.saturating_sub(3).max(first)..verb, ECONOMIES).last()?;
    let subject = article.form(place) == "name" && !article.is_any(place.first.saturating_sub(1), &["from", "to", "with", "by"]);
    subject.then(|| article.party(place)).flatten()
}

/// "Norwegian and Kenyan companies", "Norwegian, Kenyan firms": both alike; not "In Norway, Kenyan firms"
fn is_joined(article: &Article, place: Item) -> bool {
    let and = place.first.saturating_sub(1);
    let Some(before) = article.items_in(and.saturating_sub(1)..and, ECONOMIES).next() else { return false };
    article.is(and, "and") || article.sign(and, '-') || article.sign(and, ',') && article.form(before) == "adjective"
}

/// "Emirati investments", "China's direct investment", "Korean companies": right before the word, as an owner.
fn gives(article: &Article, place: Item, cue: usize) -> bool {
    let adjective = matches!(article.form(place), "adjective" | "people" | "prefix");
    let owner = article.possessive(place.end);
    (adjective || owner) && (place.end..cue).all(|i| article.possessive(i) || article.is_word(i, ClauseWord::InvestAdjective))
        || article.is_word(place.end, ClauseWord::Invests) && place.end == cue
        || place.end == cue
            && !adjective
            && (article.has_cue(cue..cue + 3, Cue::InvestVerb) || article.has_cue(cue..cue + 3, Cue::FinancingVerb))
            && !is_led(article, place)
}

/// "firms in Norway will invest"
fn is_led(article: &Article, place: Item) -> bool {
    let before = place.first.saturating_sub(1 + usize::from(article.is(place.first.saturating_sub(1), "the")));
    article.is_any(before, &["in", "of", "to", "from", "with", "and", "by"])
}

/// How far behind a word of capital its host may stand: a few tokens, or right behind its amount.
fn behind_amount(article: &Article, from: usize) -> usize {
    const NEAR: usize = 7;
    let amounts = article.items_in(from..from + NEAR, &[MentionKind::Money]);
    amounts.map(|i| i.end + 3).max().unwrap_or(0).max(from + NEAR)
}

/// "investors into the Kenyan economy"; twice as much "the largest foreign investor in Vietnam".
fn has_investors(article: &Article, place: Item) -> u32 {
    let the = usize::from(article.is(place.first.saturating_sub(1), "the"));
    let word = place.first.saturating_sub(1 + the);
    // "the major investor countries in Georgia"
    let noun = word.saturating_sub(1 + usize::from(article.is_any(word.saturating_sub(1), &["country", "countries"])));
    if !article.is_any(word, &["in", "into"]) || !article.is_any(noun, &["investor", "investors"]) {
        return 0;
    }
    if article.has_any(noun.saturating_sub(3)..noun, &["largest", "biggest", "top", "leading", "main", "major"]) {
        ENOUGH
    } else {
        ENOUGH / 2
    }
}
