//! A round recalled in the middle of the sentence that tells of another one: "the commission, which last met in Lima in 2019, will meet
//! again in Nairobi in June", "the fourth round, which follows the one held in Cairo in October, took place in Santiago".

use super::candidate::Candidate;
use super::clause::{Clause, TIMES, Trigger};
use crate::extract::article::{Article, CueHit};
use crate::lexicon::MeetingWord;
use crate::model::{MeetingKind, MentionKind};
use std::ops::Range;

/// Where the aside stands whose round is another than the one that its sentence tells of.
pub(super) fn find(article: &Article, no: usize, (hit, kind): Trigger) -> Option<Range<usize>> {
    const NAME: usize = 18;
    const LONGEST: usize = 24;
    const OPENS: &[&str] = &["which", "last", "previously", "most", "whose", "held", "first", "convened"];
    const RECALLS: &[&str] = &["last", "previously", "previous", "earlier", "follows", "followed", "following", "one"];
    let format = matches!(kind, MeetingKind::Commission | MeetingKind::Consultations | MeetingKind::Forum | MeetingKind::Summit);
    let last = article.sentences[no].last;
    let opens = |i: usize| article.sign(i, ',') && article.is_any(i + 1, OPENS);
    let open = (hit.first + 1..(hit.first + NAME).min(last)).find(|&i| format && opens(i))? + 1;
    let verb = |i: usize| {
        article.tells(i, MeetingWord::Past)
            || article.tells(i, MeetingWord::Occurs)
            || article.is_any(i, &["will", "is", "are", "has", "have", "would", "meets", "met", "should", "gets", "got"])
    };
    let close = (open + 1..(open + LONGEST).min(last)).find(|&i| article.sign(i, ',') && verb(i + 1))?;
    let placed =
        article.items_in(open..close, TIMES).next().is_some() || article.items_in(open..close, &[MentionKind::City]).next().is_some();
    (placed && article.has_any(open..close, RECALLS)).then_some(open..close)
}

impl Clause<'_> {
    /// The round that the aside recalls, and the one that is told around it: each with its own day, place and number.
    pub(super) fn around(&self, aside: &Range<usize>) -> Vec<Candidate> {
        let part = |range: Range<usize>| {
            let hit = CueHit { first: range.start, end: range.start + 1, set: self.hit.set };
            Clause { hit, range, ..*self }
        };
        let head = Clause { range: self.range.start..aside.start, ..*self };
        let people = head.persons();
        let parties = head.parties(&people, None);
        let mut out = Vec::new();
        if let Some(mut told) = part(aside.end + 1..self.range.end).candidate() {
            told.first = self.hit.first;
            told.ordinal = told.ordinal.or_else(|| head.ordinal());
            told.people.splice(0..0, people.iter().copied().filter(|p| !told.people.contains(p)).collect::<Vec<_>>());
            told.parties = parties.clone();
            told.parties.extend(told.people.iter().filter_map(|&p| self.people.all[p].country));
            out.push(told);
        }
        if let Some(mut recalled) = part(aside.clone()).candidate().filter(|_| !out.is_empty()) {
            recalled.parties = parties;
            (recalled.set_apart, recalled.dated_apart, recalled.planned) = (true, true, false);
            out.push(recalled);
        }
        out
    }
}
