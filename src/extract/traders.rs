//! Whose trade an article tells of: the economies that exports and imports are said to be of, and those they go to.
//!
//! "Peruvian exports to China", "the imports of Estonia", "Latvia exported", "Zimbabwe's main market": who owns the trade is
//! told from who is only its other side, however often that one is named.

use super::article::{Article, Item};
use super::figures::head::label_before;
use crate::lexicon::{ClauseWord, Cue, CueSet};
use crate::model::{Code, MentionKind};
use std::collections::{BTreeMap, BTreeSet};

const NOUNS: CueSet = CueSet::of(&[Cue::Turnover, Cue::Export, Cue::Import, Cue::Surplus, Cue::Deficit, Cue::Balance]);
const VERBS: CueSet = CueSet::of(&[Cue::ExportVerb, Cue::ImportVerb]);
const PLACES: &[MentionKind] = &[MentionKind::Country, MentionKind::Group];

/// What leads to a partner.
const SIDES: &[&str] = &["to", "from", "with"];

/// The economies whose trade is told, and their partners.
#[derive(Clone, Debug, Default)]
pub struct Traders {
    owners: BTreeMap<Code, u32>,
    partners: BTreeSet<Code>,
    /// How often exports, imports or trade are said to be to, from or with an economy.
    sides: BTreeMap<Code, u32>,
}

impl Traders {
    /// Counts what an article says.
    pub fn read(article: &Article) -> Traders {
        let mut traders = Traders::default();
        for hit in article.cues_in(0..article.tokens.len(), NOUNS.with(VERBS)) {
            let sentence = article.sentences[article.sentence_of(hit.first)];
            let verb = !hit.set.has_any(NOUNS);
            let before = article.items_in(hit.first.saturating_sub(5).max(sentence.first)..hit.first, PLACES).last();
            let behind = article.items_in(hit.end..(hit.end + 5).min(sentence.last), PLACES).next();
            let owner = before.filter(|i| owns(article, *i, hit.first, verb)).and_then(|i| article.party(i));
            if let Some(code) = owner.filter(|_| verb && takes_share(article, hit.end)) {
                traders.deals_with(code);
            } else if let Some(code) = owner {
                *traders.owners.entry(code).or_default() += 1;
            } else {
                // "to Peru the exports fell"
                traders.partners.extend(before.filter(|i| is_led(article, *i)).and_then(|i| article.party(i)));
            }
            let Some((code, led)) = behind.and_then(|i| Some((article.party(i)?, led_by(article, i)))) else { continue };
            if article.is(led, "of") && led == hit.end {
                *traders.owners.entry(code).or_default() += 1;
            } else if article.is_any(led, SIDES) {
                traders.deals_with(code);
            }
        }
        for figure in article.items_in(0..article.tokens.len(), &[MentionKind::Money, MentionKind::Percent]) {
            traders.partners.extend(beside(article, figure));
        }
        for noun in 0..article.tokens.len() {
            if let Some(code) = owner_of_counterpart(article, noun) {
                *traders.owners.entry(code).or_default() += 1;
            }
        }
        traders
    }

    /// Trade is told to be with an economy.
    fn deals_with(&mut self, code: Code) {
        self.partners.insert(code);
        *self.sides.entry(code).or_default() += 1;
    }

    /// How often trade is told to be of an economy.
    pub fn owned(&self, code: Code) -> u32 {
        self.owners.get(&code).copied().unwrap_or_default()
    }

    /// How often trade is told to be with an economy, beyond how often it is told to be of it.
    fn sided(&self, code: Code) -> u32 {
        self.sides.get(&code).copied().unwrap_or_default().saturating_sub(self.owned(code))
    }

    /// Whether trade is told to be of an economy or with it.
    pub fn deals(&self, code: Code) -> bool {
        self.owned(code) > 0 || self.partners.contains(&code)
    }

    /// Whether trade is told to be of the second of two, and with the first.
    pub fn are_turned(&self, (a, b): (Code, Code)) -> bool {
        self.owned(b) >= 2 * self.owned(a) + 2 || self.owned(b) > self.owned(a) && self.sided(a) >= self.sided(b) + 2
    }

    /// The one economy that most trade is of.
    pub fn main(&self) -> Option<Code> {
        let (code, most) = self.owners.iter().max_by_key(|(_, n)| **n)?;
        let second = self.owners.iter().filter(|(c, _)| *c != code).map(|(_, n)| *n).max().unwrap_or_default();
        (*most > second && (*most >= 2 || second == 0)).then_some(*code)
    }

    /// The one that trade is of, when none is of the two that are named most: "German exports fell as demand from China and
    /// the United States weakened".
    pub fn owner_beside(&self, (a, b): (Code, Code)) -> Option<Code> {
        let others = self.owned(a) == 0 && self.owned(b) == 0;
        self.main().filter(|main| others && (self.owned(*main) >= 2 || self.are_partners((a, b))))
    }

    /// Whether the two that are named most are only partners.
    pub fn are_partners(&self, (a, b): (Code, Code)) -> bool {
        self.partners.contains(&a) && self.partners.contains(&b)
    }

    /// Whether trade is told again and again to be with each of the two, and never to be of one.
    pub fn are_sides(&self, (a, b): (Code, Code)) -> bool {
        [a, b].iter().all(|c| self.owned(*c) == 0 && self.sided(*c) >= 2)
    }

    /// Whether trade goes to many more than one.
    pub fn has_many_partners(&self) -> bool {
        self.partners.len() >= 4
    }
}

/// The partner of a figure in a list: "238 percent to India", "China ($3 billion)".
fn beside(article: &Article, figure: Item) -> Option<Code> {
    let led = article.is_any(figure.end, SIDES);
    let behind = article.items_in(figure.end + 1..figure.end + 3, PLACES).next().filter(|i| led && led_by(article, *i) == figure.end);
    behind.or_else(|| label_before(article, figure.first)).and_then(|i| article.party(i))
}

/// "Zimbabwe's main market", "the largest importers of Vietnam"
fn owner_of_counterpart(article: &Article, noun: usize) -> Option<Code> {
    const COUNTERPARTS: &[ClauseWord] = &[ClauseWord::Counterpart, ClauseWord::Sells, ClauseWord::Buys];
    if !article.lexicon.clause_words.has_any(&article.tokens[noun], COUNTERPARTS) {
        return None;
    }
    let sentence = article.sentences[article.sentence_of(noun)];
    let before = article.items_in(noun.saturating_sub(6).max(sentence.first)..noun, PLACES).last();
    let behind = article.items_in(noun + 1..(noun + 4).min(sentence.last), PLACES).next();
    let of = |i: &Item| led_by(article, *i) == noun + 1 && article.is_any(noun + 1, &["of", "for"]);
    before.filter(|i| owns(article, *i, noun, false)).or(behind.filter(of)).and_then(|i| article.party(i))
}

/// "Peru took 34 percent of exports": of those of another.
fn takes_share(article: &Article, behind: usize) -> bool {
    const HEDGED: usize = 3;
    let share = article.items_in(behind..behind + HEDGED, &[MentionKind::Percent]).next();
    share.is_some_and(|s| article.is(s.end, "of"))
}

/// "Peruvian exports", "Peru's total exports", "Peru exported": right before the word, as an owner.
fn owns(article: &Article, item: Item, head: usize, verb: bool) -> bool {
    let close = (item.end..head).all(|i| article.tokens[i].is_word() || article.possessive(i));
    let form = article.form(item);
    close && if verb { form == "name" && item.end == head } else { form == "adjective" || article.possessive(item.end) }
}

fn is_led(article: &Article, item: Item) -> bool {
    article.is_any(led_by(article, item), SIDES)
}

/// The token that leads to an economy: "to", "of the".
fn led_by(article: &Article, item: Item) -> usize {
    let the = usize::from(article.is(item.first.saturating_sub(1), "the"));
    item.first.saturating_sub(1 + the)
}
