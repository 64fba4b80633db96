//! Whether only the first day of an event is told: "who arrived in Lima today", "the session was opened today".

use super::clause::Clause;
use crate::extract::article::Item;
use crate::model::{MeetingKind, MentionKind};

impl Clause<'_> {
    /// "the visit of X, who arrived in Lima today", "came on an official visit on May 29": only the first day is told.
    pub(super) fn arrives_on(&self, time: Item) -> bool {
        const NEAR: usize = 5;
        let article = self.article;
        let day = article.mention(time).kind == MentionKind::Date && time.first >= self.hit.end;
        let before = self.hit.first.saturating_sub(NEAR).max(self.range.start)..self.hit.first;
        let behind = time.first.saturating_sub(NEAR).max(self.hit.end)..time.first;
        let comes = |i: usize| article.is_any(i, &["arrived", "arrives", "came", "landed"]);
        let who = |i: usize| comes(i) && article.is(i - 1, "who");
        let on = |i: usize| comes(i) && article.has_any(i + 1..self.hit.end, &["on", "for", "with"]);
        self.kind == MeetingKind::Visit && day && (before.into_iter().any(on) || behind.into_iter().any(who))
    }

    /// "the session was opened today", "the forum which opens on Friday": only its first day is told.
    pub(super) fn is_opened(&self) -> bool {
        const NEAR: usize = 26;
        let article = self.article;
        let format = matches!(self.kind, MeetingKind::Commission | MeetingKind::Consultations | MeetingKind::Summit);
        let behind = self.hit.end..(self.hit.end + NEAR).min(self.range.end);
        let verb = |i: usize| article.is_any(i, &["opened", "opens"]);
        let dated = |i: usize| article.items_in(i + 1..i + 4, &[MentionKind::Date]).next().is_some();
        format && behind.into_iter().any(|i| verb(i) && dated(i))
    }
}
