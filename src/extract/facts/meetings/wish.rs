//! Meetings that are only wished for, proposed or possible: "is ready to visit", "the idea of a summit", "the possibility of a visit".

use super::clause::Clause;
use crate::lexicon::{Cue, CueSet};
use crate::model::{MeetingKind, MentionKind};

/// Who is this to meet has not yet agreed to.
const WILLING: &[&str] = &[
    "attracted",
    "encouraged",
    "able",
    "ready",
    "willing",
    "prepared",
    "keen",
    "eager",
    "wants",
    "want",
    "wishes",
    "wish",
    "hopes",
    "hope",
];

/// Where a wish is looked for before what is wished.
fn lead_of_wish(hit: usize, from: usize) -> std::ops::Range<usize> {
    const NEAR: usize = 9;
    hit.saturating_sub(NEAR).max(from)..hit
}

impl Clause<'_> {
    /// "is ready to visit", without a day.
    pub(super) fn is_wish(&self) -> bool {
        let (article, first) = (self.article, self.hit.first);
        if self.is_only_possible() {
            return true;
        }
        let willing = |to: usize| article.is(to, "to") && article.is_any(to.saturating_sub(1), WILLING);
        let day = || self.nearest(&[MentionKind::Date]).is_some_and(|i| i.first > first);
        // "suggested holding a forum in Lima"
        let lead = first.saturating_sub(5).max(self.range.start)..first;
        const PROPOSES: &[&str] = &["suggested", "proposed", "offered", "suggests", "proposes"];
        let proposed = lead
            .clone()
            .any(|i| article.is_any(i, PROPOSES) && article.is_any(i + 1, &["holding", "organizing", "organising", "to", "that"]));
        // "proposed to hold the fifth session of the joint commission"
        let format = !matches!(self.kind, MeetingKind::Visit | MeetingKind::Talks | MeetingKind::Call);
        let far = first.saturating_sub(12).max(self.range.start)..first;
        let to_hold = |i: usize| article.is(i + 1, "to") && article.is_any(i + 2, &["hold", "host", "convene", "organise", "organize"]);
        let held_out = far
            .into_iter()
            .any(|i| format && article.is_any(i, PROPOSES) && (to_hold(i) || article.is_any(i + 1, &["holding", "hosting"])));
        let proposed = proposed || held_out;
        // "proposed that Kenya may hold a fair"
        let that = (self.range.start..first).find(|&i| article.is_any(i, PROPOSES) && article.is(i + 1, "that"));
        let proposed = proposed || that.is_some_and(|i| article.has_any(i..first, &["may", "might", "could", "should"]));
        // "a forum was proposed for September", "the idea of a summit was voiced in June"
        let behind = self.hit.end..(self.hit.end + 3).min(self.range.end);
        let mooted = article.has_any(behind.clone(), &["was", "were"]) && article.has_any(behind, &["proposed", "suggested", "mooted"]);
        let idea = lead.clone().any(|i| article.is(i, "idea") && article.is(i + 1, "of"));
        let proposed = proposed || mooted || idea;
        // "the will of the president to visit Lima"
        const WILLS: &[&str] = &["will", "willingness", "readiness", "desire", "wish", "intention", "interest"];
        let to = article.is(first, "to") || article.is(first.saturating_sub(1), "to");
        let will = lead_of_wish(first, self.range.start).any(|i| article.is_any(i, WILLS) && article.is_any(i + 1, &["of", "to"]));
        // "may visit Kenya": not fixed
        let verb = self.hit.set.has_any(CueSet::of(&[Cue::Visit, Cue::VisitVerb, Cue::Met]));
        let may = verb
            && article.is_any(first.saturating_sub(1), &["may", "might", "could"])
            && !article.has_any(self.hit.end..self.range.end, &["when"]);
        may || proposed || (willing(first.saturating_sub(1)) || willing(first) || to && will) && !day()
    }

    /// "the possibility of the president's visit", "a possible visit", "talk of a trip to Lima", "your talks will give an impetus".
    fn is_only_possible(&self) -> bool {
        const POSSIBLE: &[&str] = &["possible", "potential", "prospective", "eventual", "hypothetical"];
        const IDEAS: &[&str] = &["possibility", "prospect", "prospects", "speculation", "talk", "rumours", "rumors"];
        const NEAR: usize = 9;
        let article = self.article;
        let from = article.sentences[self.no].first;
        let lead = self.hit.first.saturating_sub(NEAR).max(from)..self.hit.first;
        const SOUGHT: &[&str] = &["arranging", "considering", "mulling", "pursuing", "envisioned"];
        let about = |i: usize| {
            article.is_any(i, IDEAS) && article.is_any(i + 1, &["of", "about", "that"]) 
            // "considering the visit a success"
            || article.is_any(i, SOUGHT) && !article.has_any(self.hit.end..self.range.end, &["success", "successful", "failure"])
        };
        // between the idea and the visit only whose it is
        let whose = |i: usize| {
            article.tokens[i].capital
                || article.possessive(i)
                || article.is_any(
                    i,
                    &["of", "about", "a", "an", "the", "president", "minister", "prime", "foreign", "leader", "official", "state"],
                )
        };
        let idea = lead.rev().find(|&i| about(i)).is_some_and(|i| (i + 1..self.hit.first).all(whose));
        let visit = self.kind == MeetingKind::Visit && self.hit.set.has(Cue::Visit);
        let possible = article.is_any(self.hit.first.saturating_sub(1), POSSIBLE);
        let yours = article.is_any(self.hit.first.saturating_sub(1), &["your", "our"])
            && article.is_any(self.hit.first, &["talks", "visit", "meeting"]);
        let yours = yours && article.has_any(self.hit.end..self.range.end, &["impetus", "impulse", "contribute", "momentum"]);
        let dated = self.nearest(&[MentionKind::Date]).is_some_and(|i| i.first >= self.hit.end);
        let talks = self.kind == MeetingKind::Talks;
        !dated && (visit && (idea || possible) || talks && possible || yours)
    }

    /// "met in Lima on April 22 to prepare the visit of President X", "during the preparations for the visit the minister went to Lima": the day
    /// and the place are those of the event beside it.
    pub(super) fn is_prepared_at_another(&self) -> bool {
        let article = self.article;
        let s = article.sentences[self.no];
        let others = CueSet::of(&[Cue::VisitVerb, Cue::Met]);
        let day = article.items_in(self.hit.end..s.last, &[MentionKind::Date]).next();
        let own_day = day.is_some_and(|day| article.cues_in(self.hit.end..day.first, others).next().is_none());
        self.is_prepared_for() && !own_day && article.cues_in(s.first..s.last, others).any(|c| c.first != self.hit.first)
    }

    /// "asked whether the envoy was going to visit Peru"
    pub(super) fn is_asked(&self) -> bool {
        let article = self.article;
        let asked = (article.sentences[self.no].first..self.hit.first).rev().find(|&i| article.is(i, "whether"));
        // "asked whether a deal was near; the president then visited Peru", "asked whether they were ready, and met"
        let ends = |i: usize| article.sign(i, ';') || article.sign(i, ',') && article.is(i + 1, "and");
        asked.is_some_and(|whether| !(whether..self.hit.first).any(ends))
    }
}
