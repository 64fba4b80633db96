//! Who only speaks of an event: "Minister X expressed the hope that the forum in Lima will succeed", "..., Minister X said" was not there.

use super::clause::Clause;
use crate::extract::article::{Article, Item};
use crate::lexicon::{Cue, MeetingWord};
use crate::model::{MeetingKind, MentionKind};

/// What is said of an event besides that it is told of.
const SPEAKS: &[&str] = &[
    "expressed",
    "hopes",
    "hoped",
    "praised",
    "hailed",
    "lauded",
    "thanked",
    "recalled",
    "reminded",
    "mentioned",
    "discussed",
    "discussing",
    "discuss",
    "spoke",
    "proposed",
    "suggested",
    "highlighted",
    "underlined",
    "underscored",
    "pointed",
    "believes",
    "coincides",
    "coincided",
    "dwelt",
];

/// How far before a word of meeting the verb is looked for.
const REACH: usize = 60;

/// How far before a session the meeting that prepares it is told.
const NEAR_MEETING: usize = 12;

/// How many tokens behind a name its verb stands.
const NEAR: usize = 4;

impl Clause<'_> {
    /// The verb before the word of meeting whose subject tells of the event and takes no part in it: of a session that others hold,
    /// or of another one's trip.
    pub(super) fn told_by(&self) -> Option<usize> {
        let article = self.article;
        let first = article.sentences[self.no].first.max(self.hit.first.saturating_sub(REACH));
        // "chaired a preparatory meeting on the 8th conference"
        let format = matches!(self.kind, MeetingKind::Forum | MeetingKind::Summit | MeetingKind::Commission);
        let prepares = (self.hit.first.saturating_sub(NEAR_MEETING).max(first)..self.hit.first).find(|&i| article.is(i, "preparatory"));
        if format && prepares.is_some_and(|at| article.has_any(at + 1..at + 3, &["on", "for"])) {
            return prepares;
        }
        let verb = (first..self.hit.first).rev().find(|&i| article.tells(i, MeetingWord::Speech) || article.is_any(i, SPEAKS))?;
        // "said at the forum", "said that he would attend the forum"
        let lead = self.hit.first.saturating_sub(6).max(verb + 1)..self.hit.first;
        let there = article.has_any(lead, &["at", "during", "in", "attending", "addressing", "opening", "chairing", "hosting"])
            || article.has_any(verb + 1..self.hit.first, &["address", "speech", "remarks"])
            // "told the conference in Lima that"
            || article.is(verb, "told") && article.is(verb + 1, "the") && self.hit.first - verb <= 8
                && article.items_in(verb + 1..self.hit.first, &[MentionKind::Person, MentionKind::Role]).next().is_none();
        const ATTENDS: &[&str] = &["attend", "attended", "attending", "join", "joined", "participate", "participated", "participating"];
        let takes_part = article.has_any(verb + 1..self.hit.first, ATTENDS)
            || article.has_any(verb + 1..self.hit.first, &["he", "she", "we", "i", "they", "both", "host", "chair", "lead", "open"]);
        let spoken = !there && !takes_part;
        // "He also said Speaker X is planning to visit Lima", "said that the foreign minister will visit"
        let other = || {
            let named = article.items_in(verb + 1..self.hit.first, &[MentionKind::Person]).next().is_some();
            named || article.items_in(verb + 1..self.hit.first, &[MentionKind::Role]).any(|i| self.is_bare_office(i))
        };
        let told = match self.kind {
            MeetingKind::Forum | MeetingKind::Summit | MeetingKind::Commission => spoken && self.is_spoken_of(verb),
            MeetingKind::Visit => spoken && self.hit.set.has(Cue::VisitVerb) && self.is_spoken_of(verb) && other(),
            _ => false,
        };
        told.then_some(verb)
    }

    /// Somebody stands before the verb as its subject.
    fn is_spoken_of(&self, verb: usize) -> bool {
        const WHO: &[MentionKind] = &[MentionKind::Person, MentionKind::Role];
        let article = self.article;
        let first = article.sentences[self.no].first;
        let near = verb.saturating_sub(NEAR).max(first)..verb;
        article.items_in(verb.saturating_sub(REACH).max(first)..verb, WHO).any(|i| i.end + NEAR >= verb)
            || article.has_any(near, &["he", "she", "they", "sides", "parties", "ministers", "interlocutors"])
    }

    /// Who only tells the news: "..., Minister X said", "X said that Y would visit".
    pub(super) fn is_reporter(&self, item: Item) -> bool {
        let article = self.article;
        // "Receiving Ambassador X in Lima, Minister Y said": he who received
        let opens = self.hit.first == article.sentences[self.no].first && article.word(self.hit.first).ends_with("ing");
        if opens && article.items_in(self.hit.end..item.first, &[MentionKind::Person]).count() <= 1 {
            return false;
        }
        if self.is_told_at_end(item) {
            return true;
        }
        let announces = item.first >= self.hit.end && self.kind != MeetingKind::Talks && self.is_planned();
        if announces && speaks_behind_office(article, item) {
            return true;
        }
        // "the ministry's representative, Adams, said that Baker will"
        let aside = usize::from(article.sign(item.end, ',') && article.sign(item.first.saturating_sub(1), ','));
        let speaks = article.tells(item.end + aside, MeetingWord::Speech);
        // "Adams: Baker to visit Lima"
        let headline = article.is_title(self.no) && article.sign(item.end, ':') && item.end <= self.hit.first;
        if headline && article.items_in(item.end..self.range.end, &[MentionKind::Person]).next().is_some() {
            return true;
        }
        if !speaks {
            return false;
        }
        if item.first > self.hit.end {
            return self.closes(item);
        }
        let between = item.end + 1..self.hit.first;
        // "X said after the talks with Y"
        let linked = article.any_tells(item.end + 1..item.end + 2, MeetingWord::Preposition)
            || article.any_tells(self.hit.first.saturating_sub(5).max(item.end)..self.hit.first, MeetingWord::Preposition);
        !linked && article.items_in(between, &[MentionKind::Person]).next().is_some()
    }

    /// "President X will visit Kenya, said Foreign Minister Y."
    fn is_told_at_end(&self, item: Item) -> bool {
        const END: usize = 3;
        let article = self.article;
        let s = article.sentences[self.no];
        let Some(verb) = said_before(article, item) else { return false };
        let others = || article.items_in(s.first..verb, &[MentionKind::Person, MentionKind::Role]).next().is_some();
        // "the commission will meet in Lima, said Minister X, adding that May had been agreed upon"
        let announces = self.is_planned() && !matches!(self.kind, MeetingKind::Talks | MeetingKind::Visit | MeetingKind::Call);
        let adds = article.sign(item.end, ',') && article.is_any(item.end + 1, &["adding", "noting", "stressing", "without", "citing"]);
        article.sign(verb - 1, ',') && (adds || s.last - item.end <= END) && (announces || others())
    }

    /// "..., Foreign Minister X said.": behind the comma that ends what is told of others.
    fn closes(&self, item: Item) -> bool {
        let article = self.article;
        let from = item.first.saturating_sub(10).max(self.hit.end);
        let behind_comma = (from..item.first).any(|i| article.sign(i, ',') || article.sign(i, '"') || article.sign(i, '”'));
        let subclause = article.has_any(from..item.first, &["that", "when", "where", "who"]);
        let last = article.sentences[self.no].last;
        let ends = last - item.end <= 8 && !article.has_any(item.end + 1..last, &["that", "during", "at", "after", "following"]);
        let own = article.has_any(self.range.clone(), &["we", "i", "our", "us"]);
        let others = article.items_in(article.sentences[self.no].first..item.first, &[MentionKind::Person]).next().is_some();
        // "will be held in Moscow, Deputy Minister X said at a press conference"
        let announces =
            self.is_planned() && self.kind != MeetingKind::Talks && article.is_any(item.end, &["said", "says", "told", "announced"]);
        behind_comma && !subclause && !own && (ends && others || announces)
    }
}

/// "The forum will be held in May, X, Chairman of the Board of Directors, said": his office stands before the verb.
pub(super) fn speaks_behind_office(article: &Article, item: Item) -> bool {
    const ASIDE: usize = 26;
    let until = (item.end + ASIDE).min(article.sentences[article.sentence_of(item.first)].last);
    let verb = (item.end + 1..until).find(|&i| article.sign(i, ',') && article.is_any(i + 1, &["said", "says", "told", "announced"]));
    let alone = |verb: usize| article.items_in(item.end..verb, &[MentionKind::Person]).next().is_none();
    // "hold a summit with X, President of Kenya, on May 20, said the ministry": somebody else speaks
    let led = article.is_any(item.first.saturating_sub(1), &["by", "to", "with"]);
    let other = |verb: usize| article.is_any(verb + 2, &["a", "an", "the"]);
    article.sign(item.end, ',') && !led && verb.is_some_and(|verb| alone(verb) && !other(verb))
}

/// ", said Kenya's Foreign Minister X": the verb before him and his office.
pub(super) fn said_before(article: &Article, item: Item) -> Option<usize> {
    let s = article.sentences[article.sentence_of(item.first)];
    let office = article.items_in(item.first.saturating_sub(8).max(s.first)..item.first, &[MentionKind::Role]).last();
    let first = office.filter(|r| r.end == item.first).map_or(item.first, |r| r.first);
    let owner = article.items_in(s.first..first, &[MentionKind::Country]).last();
    let first = owner.filter(|c| c.end == first || c.end + 1 == first && article.possessive(c.end)).map_or(first, |c| c.first);
    let first = first - usize::from(first > s.first && article.is(first - 1, "the"));
    first.checked_sub(1).filter(|&i| article.tells(i, MeetingWord::Speech) && i > s.first)
}
