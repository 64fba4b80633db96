//! Whether those whom a clause names were met one by one: "in separate talks", "on the sidelines", each behind a "with" of his own.

use super::candidate::Candidate;
use super::clause::Clause;
use crate::lexicon::{Cue, MeetingWord};
use crate::model::{Code, MeetingKind, MentionKind};
use std::collections::BTreeSet;

impl Clause<'_> {
    /// "received Minister X of Kenya and the Polish security adviser": guests of two countries are no summit of three.
    pub(super) fn received_apart(&self, candidate: &mut Candidate) {
        let sides: BTreeSet<Code> = candidate.people.iter().filter_map(|&p| self.people.all[p].country).collect();
        let known = candidate.people.len() == 2 && sides.len() == 2;
        // "The prime minister of Japan received the president of Palau X and the president of Nauru Y": no guest is the host
        let s = self.article.sentences[self.no];
        let host = self.article.items_in(s.first..self.hit.first, &[MentionKind::Person]).next().is_some();
        let received = host && self.hit.set.has(Cue::Received) && matches!(candidate.kind, MeetingKind::Talks | MeetingKind::Summit);
        if known && received && candidate.parties.len() > 2 {
            (candidate.kind, candidate.parties) = (MeetingKind::Talks, sides);
        }
    }

    /// "separate meetings with", "met separately": not all at once.
    pub(super) fn is_held_apart(&self) -> bool {
        let near = self.hit.first.saturating_sub(2)..(self.hit.end + 2).min(self.range.end);
        self.article.has_any(near, &["separate", "separately"])
    }

    /// "bilateral meetings", "in separate talks"
    pub(super) fn is_with_each(&self) -> bool {
        self.article.has_any(self.hit.first.saturating_sub(2)..self.hit.end, &["bilateral", "separate"])
    }

    /// "will meet Presidents A and B on the sidelines of the summit": each alone.
    pub(super) fn is_beside_summit(&self) -> bool {
        let article = self.article;
        let met = self.hit.set.has(Cue::Met) && self.kind == MeetingKind::Talks;
        let two = article.items_in(self.hit.end..self.range.end, &[MentionKind::Person]).count() >= 2;
        met && two && article.any_tells(self.hit.end..article.sentences[self.no].last, MeetingWord::Margins)
    }

    pub(super) fn are_of_different_countries(&self, guests: &[usize]) -> bool {
        let countries: BTreeSet<_> = guests.iter().filter_map(|&g| self.people.all[g].country).collect();
        countries.len() == guests.len()
    }

    /// "met with the foreign ministers of Kenya A, Peru B and Chile C": holders of one office, each of another country.
    pub(super) fn are_counterparts(&self, guests: &[usize]) -> bool {
        let article = self.article;
        let known = |&g: &usize| &self.people.all[g];
        let countries: BTreeSet<_> = guests.iter().filter_map(|g| known(g).country).collect();
        let with = self.hit.set.has(Cue::Met) && article.has_any(self.hit.end - 1..self.hit.end + 1, &["with"]);
        let joint = article.has_any(article.sentences[self.no].first..self.range.end, &["jointly", "together", "summit", "trilateral"]);
        with && !joint
            && guests.len() >= 3
            && countries.len() == guests.len()
            && guests.iter().all(|g| known(g).same_office(known(&guests[0])))
    }

    /// "bilateral discussions with Minister A of Kenya, Minister B of Peru and Minister C of Chile": all of different countries.
    pub(super) fn are_of_many(&self, guests: &[usize]) -> bool {
        let article = self.article;
        let countries: BTreeSet<_> = guests.iter().filter_map(|&g| self.people.all[g].country).collect();
        self.is_with_each()
            && guests.len() >= 3
            && countries.len() == guests.len()
            && article.has_any(self.hit.end..self.range.end, &["with"])
    }

    /// "talks with Minister A, and with B": each behind a "with" of his own.
    pub(super) fn each_with_its_own(&self, guests: &[usize]) -> bool {
        let article = self.article;
        let mut from = self.hit.first;
        let named = article.items_in(self.hit.end..self.range.end, &[MentionKind::Person]);
        guests.len() >= 2
            && named.filter(|i| self.people.of_item(article, *i).is_some_and(|p| guests.contains(&p))).all(|i| {
                let led = article.has_any(from..i.first, &["with"]);
                from = i.end;
                led
            })
    }

    /// "talks with A, Minister of Trade; B, Minister of Energy; and C": each with his office between semicolons.
    pub(super) fn are_parted_by_semicolons(&self, guests: &[usize]) -> bool {
        let article = self.article;
        let mut from = None;
        let named = || article.items_in(self.hit.end..self.range.end, &[MentionKind::Person]);
        let with = named().next().is_some_and(|i| article.has_any(self.hit.end - 1..i.first, &["with"]));
        with && guests.len() >= 2
            && named().filter(|i| self.people.of_item(article, *i).is_some_and(|p| guests.contains(&p))).all(|i| {
                let parted = from.is_none_or(|from| (from..i.first).any(|w| article.sign(w, ';')));
                from = Some(i.end);
                parted
            })
    }
}
