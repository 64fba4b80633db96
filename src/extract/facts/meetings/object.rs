//! Who is named as an object, and acts in no clause: "met with X", "hosted by X", "with a delegation including X".

use super::beside::are_listed;
use super::clause::Clause;
use crate::extract::article::Item;
use crate::lexicon::MeetingWord;
use crate::model::MentionKind;

/// How many tokens an office may take up before a name.
const REACH_OF_OFFICE: usize = 8;

impl Clause<'_> {
    /// "met with Prime Minister X", "hosted by X": behind a preposition, so no subject.
    pub(super) fn is_object(&self, no: usize, item: Item) -> bool {
        let article = self.article;
        let from = item.first.saturating_sub(REACH_OF_OFFICE).max(article.sentences[no].first);
        let far = item.first.saturating_sub(2 * REACH_OF_OFFICE).max(article.sentences[no].first);
        let before = article.items_in(far..item.first, &[MentionKind::Person]).last();
        match before {
            // "was visited by X"
            before if article.has_any(before.map_or(from, |p| p.end.max(from))..item.first, &["visited", "led", "headed", "attended"]) => {
                false
            }
            // "with Party Secretary X and President Y", "including Minister X, Minister Y and"
            Some(before) if article.is(before.end, "and") || are_listed(article, before, item) && self.is_in_company(no, before) => {
                self.is_object(no, before)
            }
            // "at a dinner given by the president, Minister X met Y"
            _ if self.opens_clause(item) => false,
            before => {
                let lead = before.map_or(from, |p| p.end.max(from))..item.first;
                let calls = |i: usize| article.is(i, "on") && article.is_any(i - 1, &["call", "calls", "called", "calling"]);
                article.has_any(lead.clone(), &["with", "by", "invitation", "under", "including", "includes"])
                    || self.is_met(item)
                    || lead.start > 0 && lead.clone().any(calls)
            }
        }
    }

    /// "accompanied by a delegation including Minister X": one of those who travel with somebody.
    fn is_in_company(&self, no: usize, item: Item) -> bool {
        const COMPANY: &[&str] = &["accompanied", "including", "includes", "together"];
        self.article.has_any(self.article.sentences[no].first..item.first, COMPANY)
    }

    /// "..., Foreign Minister X met": only his office stands between a comma and the name, and a verb right behind it.
    fn opens_clause(&self, item: Item) -> bool {
        let article = self.article;
        let office = article.items_in(item.first.saturating_sub(8)..item.first, &[MentionKind::Role]).last();
        let first = office.filter(|r| r.end == item.first).map_or(item.first, |r| r.first);
        let the = usize::from(article.is(first.saturating_sub(1), "the"));
        let comma = first.checked_sub(1 + the).is_some_and(|i| article.sign(i, ','));
        comma && office.is_some() && article.tells(item.end, MeetingWord::Past)
    }

    /// "met the Kenyan President X", "received X": right behind the verb, but for his office.
    fn is_met(&self, item: Item) -> bool {
        const NEAR: usize = 8;
        let article = self.article;
        let from = item.first.saturating_sub(NEAR).max(article.sentences[article.sentence_of(item.first)].first + 1);
        let office = |i: usize| {
            article.tokens[i].capital
                || article.possessive(i)
                || article.is_any(i, &["the", "of", "and", "for"])
                || article.items_in(i..i + 1, &[MentionKind::Role]).next().is_some()
        };
        let verb = (from..item.first).rev().find(|&i| !office(i));
        verb.is_some_and(|i| article.is_any(i, &["met", "meets", "meet", "received", "hosted", "welcomed"]))
    }
}
