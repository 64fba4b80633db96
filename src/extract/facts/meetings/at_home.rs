//! Where those meet of whom one receives the other: at the host's.

use super::clause::Clause;
use crate::extract::article::Item;
use crate::lexicon::{Cue, MeetingWord, Rank};
use crate::model::{Code, MentionKind};

impl Clause<'_> {
    /// "President X received him": at home, when nothing says that they met elsewhere.
    pub(super) fn host_country(&self) -> Option<Code> {
        let article = self.article;
        let hit = self.hit;
        let s = article.sentences[self.no];
        let margins = article.any_tells(s.first..s.last, MeetingWord::Margins);
        let calls = article.has_any(hit.first..hit.end, &["call", "calls", "called"]);
        let receives = (hit.first..hit.end).any(|i| article.tells(i, MeetingWord::AtHome));
        if margins || !hit.set.has(Cue::Received) || !(calls || receives) {
            return None;
        }
        let aux = hit.first.saturating_sub(2).max(self.range.start)..hit.first;
        let guest_first = calls || article.is(hit.end - 1, "by") || article.has_any(aux, &["was", "were", "is", "be", "been"]);
        let host = match guest_first {
            true => article.items_in(hit.end..self.range.end, &[MentionKind::Person]).next(),
            false => article.items_in(self.range.start..hit.first, &[MentionKind::Person]).last(),
        };
        let known = match host {
            Some(item) => &self.people.all[self.people.of_item(article, item)?],
            None if guest_first => return None,
            None => &self.people.all[self.subject()?],
        };
        known.rank.filter(|r| is_office_at_home(*r)).and(known.country)
    }

    /// "the summit hosted by Peru", "Peru will be the host of the next session", "the meeting which Peru will hold in August".
    pub(super) fn host_of_event(&self) -> Option<Code> {
        const HOSTS: &[&str] = &["host", "hosts", "hosted", "hosting"];
        const HOLDS: &[&str] = &["hold", "holds", "held"];
        let article = self.article;
        // not "hosted by Peru Ambassador X"
        let office = |i: &Item| article.item_at(i.end, &[MentionKind::Role]).is_some();
        let named = |i: &Item| article.form(*i) == "name" && !article.possessive(i.end) && !office(i);
        // "will", "is to be the", and the time told between
        let glue = |i: usize| {
            article.is_any(
                i,
                &["will", "would", "is", "was", "due", "set", "to", "be", "the", "a", "again", "in", "has", "had", "this", "next"],
            ) || article.items_in(i..i + 1, &[MentionKind::Date, MentionKind::Period]).next().is_some()
        };
        let subject = |at: usize| {
            let item = article.items_in(at.saturating_sub(10).max(self.range.start)..at, &[MentionKind::Country]).last()?;
            ((item.end..at).all(glue) && named(&item)).then_some(item)
        };
        let host = self.range.clone().find_map(|i| {
            let the = usize::from(article.is(i + 2, "the"));
            let by = || article.item_at(i + 2 + the, &[MentionKind::Country]).filter(|c| article.is(i + 1, "by") && named(c));
            let which =
                |c: &Item| c.first > 0 && article.is_any(c.first - 1 - usize::from(article.is(c.first - 1, "the")), &["which", "that"]);
            match () {
                () if article.is_any(i, HOSTS) => by().or_else(|| subject(i)),
                () if article.is_any(i, HOLDS) => subject(i).filter(which),
                () => None,
            }
        });
        host.and_then(|i| article.party(i))
    }

    /// "President X will host Y for a state visit"
    pub(super) fn host_of_visit(&self) -> Option<Code> {
        let article = self.article;
        let lead = self.range.start..self.hit.first;
        let at = lead.clone().rev().find(|&i| article.tells(i, MeetingWord::AtHome))?;
        let by = article.is(at + 1, "by");
        let host = if by {
            article.items_in(at..self.range.end, &[MentionKind::Person]).next()
        } else {
            article.items_in(lead.start..at, &[MentionKind::Person]).last()
        };
        let known = &self.people.all[self.people.of_item(article, host?)?];
        let guests = article.items_in(at..self.hit.first, &[MentionKind::Person]).filter_map(|i| self.people.of_item(article, i));
        let other = || guests.filter_map(|p| self.people.all[p].country).find_map(|c| self.discourse.other(c)).filter(|_| !by);
        known.rank.filter(|r| is_office_at_home(*r)).and(known.country.or_else(other))
    }
}

/// Offices whose holders receive guests at home: not those who serve abroad or for no country.
fn is_office_at_home(rank: Rank) -> bool {
    !matches!(rank, Rank::Ambassador | Rank::Envoy | Rank::InternationalOfficial | Rank::Business)
}
