//! Sessions that are only named: of which a paper is signed, a plan is made, or whose body is founded.

use super::clause::{Clause, TIMES};
use crate::model::MentionKind;

impl Clause<'_> {
    /// "the protocol of the 11th session of the commission was signed": a paper, of which no session is told.
    pub(super) fn is_signed_paper(&self) -> bool {
        const NEAR: usize = 16;
        const NAME: &[&str] = &["of", "the", "final", "session", "meeting", "sitting", "round", "joint", "and", "intergovernmental"];
        let article = self.article;
        let lead = self.hit.first.saturating_sub(NEAR).max(article.sentences[self.no].first)..self.hit.first;
        let paper = lead.rev().find(|&i| article.is_any(i, &["protocol", "minutes"]));
        let name = |i: usize| {
            article.tokens[i].capital
                || article.sign(i, '-')
                || article.is_any(i, NAME)
                || article.item_at(i, &[MentionKind::Ordinal]).is_some()
        };
        let named = paper.is_some_and(|p| article.is(p + 1, "of") && (p + 1..self.hit.first).all(name));
        let signed = article.has_any(self.range.clone(), &["signed", "signing", "inked"]);
        let held = article.has_any(self.hit.end..self.range.end, &["held", "place", "took", "ended", "which", "that"]);
        named && signed && !held && self.nearest(TIMES).is_none()
    }

    /// "the plan of consultations for 2022-2023": a paper.
    pub(super) fn is_in_plan(&self) -> bool {
        let article = self.article;
        let first = self.hit.first;
        article.is_any(first.saturating_sub(1), &["of", "for", "on"])
            && article.is_any(first.saturating_sub(2), &["plan", "programme", "program", "schedule", "memorandum", "protocol"])
    }

    /// "the commission was established in 1998"
    pub(super) fn is_founded(&self) -> bool {
        let article = self.article;
        // "have decided to form a joint commission"
        const FORMS: &[&str] =
            &["form", "forming", "establish", "establishing", "create", "creating", "establishment", "creation", "formation"];
        let lead = self.hit.first.saturating_sub(4).max(article.sentences[self.no].first)..self.hit.first;
        if article.has_any(lead.clone(), FORMS) || article.has_phrase(lead, &["set", "up"]) {
            return true;
        }
        // "established their commission in 2005"; not "the newly established commission met"
        const FORMED: &[&str] = &["formed", "established", "created", "founded", "launched"];
        let lead = self.hit.first.saturating_sub(4).max(article.sentences[self.no].first)..self.hit.first;
        if lead.into_iter().any(|i| article.is_any(i, FORMED) && article.is_any(i + 1, &["a", "an", "the", "their", "its"])) {
            return true;
        }
        let mut behind = self.hit.end..self.range.end;
        behind.any(|i| {
            article.is_any(i, &["was", "were", "been"]) && article.is_any(i + 1, &["created", "established", "founded", "formed", "set"])
        })
    }
}
