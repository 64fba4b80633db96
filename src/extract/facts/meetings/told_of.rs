//! Words by which a clause leaves its day to the event told before: "on this occasion", "for the session", "at the meeting".

use super::clause::Clause;
use crate::extract::article::Item;
use crate::model::{MeetingKind, MentionKind};

impl Clause<'_> {
    /// "A and B, who came on a visit": the one who came is named first.
    pub(super) fn visitor_first(&self, mut people: Vec<usize>) -> Vec<usize> {
        const NEAR: usize = 4;
        let article = self.article;
        let lead = self.hit.first.saturating_sub(NEAR).max(self.range.start)..self.hit.first;
        let who = lead.into_iter().find(|&i| article.is(i, "who") && article.is_any(i + 1, &["came", "arrived", "is", "was"]));
        let named = who.and_then(|who| article.items_in(self.range.start..who, &[MentionKind::Person]).last());
        let visitor = named.and_then(|i| self.people.of_item(article, i)).filter(|_| self.kind == MeetingKind::Visit);
        people.sort_by_key(|p| Some(*p) != visitor);
        people
    }

    /// "will be in Lima on May 3 and 4 for the session of the commission": the event that a trip told before is made for.
    pub(super) fn is_made_for(&self) -> bool {
        const NEAR: usize = 5;
        let article = self.article;
        let lead = self.hit.first.saturating_sub(NEAR).max(article.sentences[self.no].first)..self.hit.first;
        let format = matches!(self.kind, MeetingKind::Commission | MeetingKind::Consultations | MeetingKind::Summit | MeetingKind::Forum);
        format && lead.into_iter().any(|i| article.is(i, "for") && article.is_any(i + 1, &["the", "a"]))
    }

    /// "On this occasion he met the speaker too": on the day of the event told before.
    pub(super) fn is_on_same_occasion(&self) -> bool {
        let article = self.article;
        let lead = article.sentences[self.no].first..self.hit.first;
        let on = |i: usize| article.is(i, "on") && article.is_any(i + 1, &["this", "that", "the"]);
        matches!(self.kind, MeetingKind::Talks | MeetingKind::Consultations)
            && lead.into_iter().any(|i| on(i) && (article.is(i + 2, "occasion") || article.starts(i + 2, &["same", "occasion"])))
    }

    /// A day is told somewhere in the sentence.
    pub(super) fn sentence_is_dated(&self) -> bool {
        let s = self.article.sentences[self.no];
        self.article.items_in(s.first..s.last, &[MentionKind::Date]).next().is_some()
    }

    /// "A day earlier the session was held", "met the president the next day"
    pub(super) fn day_shift(&self) -> Option<i64> {
        const NEAR: usize = 16;
        const AFTER: [&[&str]; 5] =
            [&["the", "next", "day"], &["the", "following", "day"], &["a", "day", "later"], &["one", "day", "later"], &["next", "day"]];
        const BEFORE: [&[&str]; 5] = [
            &["a", "day", "earlier"],
            &["the", "day", "before"],
            &["one", "day", "earlier"],
            &["a", "day", "before"],
            &["the", "previous", "day"],
        ];
        let article = self.article;
        let near = self.hit.first.saturating_sub(NEAR).max(self.range.start)..(self.hit.end + NEAR).min(self.range.end);
        let told = |words: &[&str]| {
            // "the day before yesterday", "the next day of the forum"
            let at = near.clone().find(|&i| article.starts(i, words))?;
            let end = at + words.len();
            (!article.is_any(end, &["yesterday", "of", "the", "his", "her", "its"]) || article.is(near.start, "a")).then_some(at)
        };
        if AFTER.iter().any(|words| told(words).is_some()) {
            return Some(1);
        }
        // "flew home two days later"
        let later = near.clone().find(|&i| i > near.start && article.starts(i, &["days", "later"]));
        if let Some(days) = later.and_then(|at| self.days_before(at)) {
            return Some(days);
        }
        BEFORE.iter().any(|words| told(words).is_some()).then_some(-1)
    }

    /// "On March 16 he will meet the speaker and open a forum": the day that opens the sentence is that of all that it tells.
    pub(super) fn day_of_sentence(&self) -> Option<Item> {
        const NEAR: usize = 4;
        let article = self.article;
        let s = article.sentences[self.no];
        let mut days = article.items_in(s.first..s.last, &[MentionKind::Date]);
        let first = days.next().filter(|i| i.first <= s.first + 1 && i.end < self.range.start)?;
        let goes_on = article.is(self.range.start, "and") && self.hit.first - self.range.start <= NEAR;
        let kinds = matches!(self.kind, MeetingKind::Talks | MeetingKind::Forum | MeetingKind::Ceremony);
        (days.next().is_none() && goes_on && kinds).then_some(first)
    }

    /// "At the meeting X promised", "During the talks"; not "at the meeting with Y".
    pub(super) fn is_recounted(&self) -> bool {
        let article = self.article;
        let first = article.sentences[self.no].first;
        let opens = article.is_any(first, &["at", "during"]) && article.is(first + 1, "the") && self.hit.first == first + 2;
        let more = article.is_any(self.hit.end, &["with", "between", "of", "in", "held", "on", "which"]);
        self.kind == MeetingKind::Talks && opens && !more
    }
}
