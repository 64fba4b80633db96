//! Who only speaks of an event: "Minister X expressed the hope that the forum in Lima will succeed" was not there.

use super::clause::Clause;
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
    "spoke",
    "proposed",
    "suggested",
    "highlighted",
    "underlined",
    "underscored",
    "pointed",
    "believes",
    "dwelt",
];

/// How far before a word of meeting the verb is looked for.
const REACH: usize = 60;

/// How many tokens behind a name its verb stands.
const NEAR: usize = 4;

impl Clause<'_> {
    /// The verb before the word of meeting whose subject tells of the event and takes no part in it: of a session that others hold,
    /// or of another one's trip.
    pub(super) fn told_by(&self) -> Option<usize> {
        let article = self.article;
        let first = article.sentences[self.no].first.max(self.hit.first.saturating_sub(REACH));
        let verb = (first..self.hit.first).rev().find(|&i| article.tells(i, MeetingWord::Speech) || article.is_any(i, SPEAKS))?;
        // "said at the forum", "said that he would attend the forum"
        let lead = self.hit.first.saturating_sub(6).max(verb + 1)..self.hit.first;
        let there = article.has_any(lead, &["at", "during", "in", "attending", "addressing", "opening", "chairing", "hosting"]);
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
}
