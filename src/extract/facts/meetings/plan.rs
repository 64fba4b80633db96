//! Whether an event is told as one to come: by the words of a plan beside it, when nothing says that it has been held.

use super::clause::{Clause, TIMES};
use crate::extract::article::Article;
use crate::lexicon::{Cue, MeetingWord};
use crate::model::{MeetingKind, MentionKind};
use std::ops::Range;

impl Clause<'_> {
    /// Whether the words fix it for later.
    pub(super) fn is_planned(&self) -> bool {
        let article = self.article;
        let near = self.hit.first.saturating_sub(12).max(self.range.start)..(self.hit.end + 14).min(self.range.end);
        // "the planned visit", whatever is told of it in the past; not "the scheduled talks were held"
        if article.any_tells(self.hit.first.saturating_sub(1)..self.hit.end, MeetingWord::Upcoming) {
            return !self.was_held();
        }
        if (self.is_prepared_for() || self.is_part_of_what_comes() || self.is_fixed_for()) && !self.was_held() {
            return true;
        }
        let past = self.is_past();
        // "began on Friday in Cali a two-day visit"
        // not "it was made known that the next session"
        let lead = self.hit.first.saturating_sub(9).max(self.range.start)..self.hit.first;
        let behind = |i: usize| article.is_any(i, &["has", "have"]) && article.is_any(i + 1, &["begun", "started", "opened"]);
        let begun = article.any_tells(lead.clone(), MeetingWord::Begun) && !article.has_any(lead, &["be", "will", "that"])
            || self.range.clone().any(behind);
        if begun || self.is_under_way() || self.is_first_to() || self.is_recalled() {
            return false;
        }
        if self.is_which_is_to_come() {
            return true;
        }
        let weekday = self.nearest(TIMES).is_some_and(|i| article.form(i) == "weekday");
        let holds = weekday && article.any_tells(near.clone(), MeetingWord::WeekdayVerb);
        let awaited = holds
            || article.has_phrase(article.sentences[self.no].first..self.hit.first, &["look", "forward"])
            || article.has_phrase(article.sentences[self.no].first..self.hit.first, &["looking", "forward"]);
        (article.has_cue(near.clone(), Cue::Planned)
            || article.has_any(near.clone(), &["will", "shall"])
            // "heads to Lima", not "the Heads of State"
            || near.clone().any(|i| article.tells(i, MeetingWord::SetsOut) && !article.is(i + 1, "of"))
            || awaited
            || self.is_carried_ahead()
            || self.is_due()
            || is_foreseen(article, near.clone())
            || self.is_to_be(near.clone())
            || self.is_in_plan_of_headline()
            || self.is_on_eve()
            // "is in the plans for autumn"
            || near.clone().any(|i| article.is_any(i, &["is", "are"]) && article.starts(i + 1, &["in", "the", "plans"]))
            // "visits Lima later this year"
            || article.has_phrase(near.clone(), &["later", "this"])
            || weekday && self.is_progressive(near))
            && !past
    }

    /// "a visit has been fixed for August"
    fn is_fixed_for(&self) -> bool {
        let article = self.article;
        let fixed = |i: usize| article.is(i + 1, "fixed") || article.tells(i + 1, MeetingWord::Foreseen);
        (self.hit.end..self.range.end).any(|i| article.is(i, "been") && fixed(i) && article.is(i + 2, "for"))
    }

    /// "the upcoming visit as part of the 19th forum"
    fn is_part_of_what_comes(&self) -> bool {
        let article = self.article;
        let first = article.sentences[self.no].first;
        let Some(trip) = (first..self.hit.first).rev().find(|&i| article.is_any(i, &["upcoming", "forthcoming"])) else { return false };
        let within =
            article.has_phrase(trip..self.hit.first, &["part", "of"]) || article.has_phrase(trip..self.hit.first, &["framework", "of"]);
        let format = matches!(self.kind, MeetingKind::Forum | MeetingKind::Commission | MeetingKind::Summit);
        format && within && !article.any_tells(trip..self.hit.first, MeetingWord::Past)
    }

    /// "the preparations for the visit of the minister to Peru", "announced the minister's visit": one to come, whatever is told of them.
    pub(super) fn is_prepared_for(&self) -> bool {
        const NEAR: usize = 12;
        const PREPARE: &[&str] = &["preparation", "preparations", "prepare", "preparing", "announced", "announces", "preparatory"];
        let article = self.article;
        let lead = self.hit.first.saturating_sub(NEAR).max(article.sentences[self.no].first)..self.hit.first;
        let Some(at) = lead.rev().find(|&i| article.is_any(i, PREPARE)) else { return false };
        // "announced the summit held in Lima had been a success"
        const OVER: &[&str] = &["agreed", "ended", "had", "held", "led", "success", "successful", "took", "was", "were"];
        let announced = article.is_any(at, &["announced", "announces"]);
        if announced && article.has_any(self.hit.end..article.sentences[self.no].last, OVER) {
            return false;
        }
        let led = announced
            || article.is_any(at, &["prepare", "preparing"])
            || article.is(at, "preparatory") && article.has_any(at + 1..at + 3, &["on", "for", "of"])
            || article.is_any(at + 1, &["of", "for", "to"]);
        let name = |i: usize| {
            article.tokens[i].capital
                || article.possessive(i)
                || article.is_any(
                    i,
                    &["for", "of", "on", "meeting", "the", "a", "an", "to", "official", "first", "next", "minister", "president", "and"],
                )
                || article.item_at(i, &[MentionKind::Role, MentionKind::Country, MentionKind::Ordinal]).is_some()
        };
        let trip = self.kind != MeetingKind::Talks && self.kind != MeetingKind::Call && !self.hit.set.has(Cue::VisitVerb);
        led && trip && (at + 1..self.hit.first).all(name)
    }

    /// "the forum has begun in Lima", "the session is being held"
    pub(super) fn has_begun(&self) -> bool {
        let article = self.article;
        let begun = |i: usize| {
            article.is_any(i, &["has", "have"]) && article.is_any(i + 1, &["begun", "started", "opened", "kicked"])
                || article.is(i, "is") && (article.starts(i + 1, &["being", "held"]) || article.is(i + 1, "underway"))
        };
        (self.hit.end..self.range.end).any(begun)
    }

    /// "on the eve of the official visit of President X to Peru", with no day: one to come.
    fn is_on_eve(&self) -> bool {
        const NEAR: usize = 6;
        let article = self.article;
        let lead = self.hit.first.saturating_sub(NEAR).max(article.sentences[self.no].first)..self.hit.first;
        let eve = article.has_phrase(lead.clone(), &["on", "eve"])
            || article.has_phrase(lead.clone(), &["eve", "of"])
            || article.has_phrase(lead, &["ahead", "of", "the"]);
        eve && self.kind == MeetingKind::Visit && self.hit.set.has(Cue::Visit) && self.nearest(TIMES).is_none()
    }

    /// "the talks of the ministers were held", "the talks took place"
    pub(super) fn was_held(&self) -> bool {
        let article = self.article;
        (self.hit.end..self.range.end).any(|i| {
            article.is_any(i, &["was", "were"]) && article.tells(i + 1, MeetingWord::Occurs) || article.starts(i, &["took", "place"])
        })
    }

    /// "the first foreign minister to visit Kenya": told of who does or did.
    pub(super) fn is_first_to(&self) -> bool {
        const NEAR: usize = 7;
        let article = self.article;
        let to = article.is(self.hit.first, "to") || article.is(self.hit.first.saturating_sub(1), "to");
        let lead = self.hit.first.saturating_sub(NEAR).max(self.range.start)..self.hit.first;
        to && self.hit.set.has(Cue::VisitVerb)
            && article.has_any(lead.clone(), &["first", "only", "second", "third", "latest"])
            && !article.has_any(lead, &["will", "would"])
    }

    /// A verb in the past stands by.
    pub(super) fn is_past(&self) -> bool {
        let article = self.article;
        let near = self.hit.first.saturating_sub(12).max(self.range.start)..(self.hit.end + 14).min(self.range.end);
        // "will be held on May 3, an official said": when it was told
        let reported = |i: usize| i > self.hit.end && article.tells(i, MeetingWord::Reporting);
        near.clone().any(|i| article.tells(i, MeetingWord::Past) && !reported(i))
            && !article.has_any(near, &["will", "be", "scheduled", "upcoming", "forthcoming", "agreed", "decided"])
    }

    /// "is to meet with the president", "there is to be a meeting"; not "the aim is to meet".
    fn is_due(&self) -> bool {
        const NEAR: usize = 5;
        // "is to take part on Friday in the second tripartite meeting"
        const ATTENDING: usize = 13;
        const WHO: &[MentionKind] = &[MentionKind::Person, MentionKind::Role, MentionKind::Country];
        let article = self.article;
        let due = |i: usize| article.is_any(i, &["is", "are"]) && article.is(i + 1, "to");
        let near = self.hit.first.saturating_sub(NEAR).max(self.range.start)..self.hit.first;
        let far = self.hit.first.saturating_sub(ATTENDING).max(self.range.start)..self.hit.first;
        let attends = |i: usize| due(i) && article.any_tells(i + 2..i + 4, MeetingWord::Attends);
        let Some(be) = near.into_iter().find(|&i| due(i)).or_else(|| far.into_iter().find(|&i| attends(i))) else { return false };
        let Some(before) = be.checked_sub(1) else { return false };
        let somebody = article.items_in(be.saturating_sub(NEAR)..be, WHO).any(|i| i.end == be);
        somebody || article.is_any(before, &["he", "she", "they", "who", "there", "both", "delegation", "delegations"])
    }

    /// "the session is to be convened", "the visit that he is to make"; not "the aim of the visit is to make ties stronger".
    fn is_to_be(&self, mut near: Range<usize>) -> bool {
        let article = self.article;
        let lead = self.hit.first.saturating_sub(3).max(self.range.start)..self.hit.first;
        let aim = article.has_any(lead, &["aim", "purpose", "goal", "objective", "task"]);
        let due = |i: usize| article.is_any(i, &["is", "are"]) && article.is(i + 1, "to");
        let held = |i: usize| article.is(i, "be") && article.tells(i + 1, MeetingWord::Occurs);
        !aim && near.any(|i| due(i) && (held(i + 2) || article.tells(i + 2, MeetingWord::Undertaken)))
    }

    /// "Kenyan minister to visit Peru, hold talks with Adams", "Adams off to Peru, to meet the president": a headline leaves out what is planned.
    fn is_in_plan_of_headline(&self) -> bool {
        const WHO: &[MentionKind] = &[MentionKind::Person, MentionKind::Role, MentionKind::Country];
        const WHERE: &[MentionKind] = &[MentionKind::City, MentionKind::Country];
        let article = self.article;
        let first = article.sentences[self.no].first;
        // "Lima, Nairobi to hold a session in May": no verb before
        let joins = |i: usize| article.item_at(i, WHERE).is_some() || article.is(i, "and") || article.sign(i, ',') || article.sign(i, '-');
        let bare = (first..self.hit.first).find(|&i| !joins(i)).is_some_and(|i| i > first && article.is(i, "to"));
        if bare {
            return true;
        }
        let plan = |i: usize| {
            article.is(i, "to")
                && (article.sign(i - 1, ',') || article.items_in(first..i, WHO).any(|who| who.end == i))
                && article.item_at(i + 1, WHERE).is_none()
                && !article.is(i + 1, "the")
        };
        article.is_title(self.no) && (first + 1..self.hit.first + 1).any(plan)
    }

    /// "is in Peru on a state visit, which will last three days"
    fn is_under_way(&self) -> bool {
        const NEAR: usize = 8;
        let article = self.article;
        let lead = self.hit.first.saturating_sub(NEAR).max(self.range.start)..self.hit.first;
        let there =
            |i: usize| article.is_any(i, &["is", "are"]) && article.is(i + 1, "in") && article.has_any(i + 2..self.hit.first, &["on"]);
        // "the fair which is currently underway"
        let behind = self.hit.end..(self.hit.end + NEAR).min(self.range.end);
        let underway =
            |i: usize| article.is(i, "underway") || article.starts(i, &["under", "way"]) || article.starts(i, &["being", "held"]);
        let now = article.is_any(self.hit.end, &["which", "that", "now", "currently"]) && behind.into_iter().any(underway);
        now || self.kind == MeetingKind::Visit && self.hit.set.has(Cue::Visit) && lead.into_iter().any(there)
    }

    /// "the session of the commission, which is scheduled for the second half of the year": whatever is told beside it.
    fn is_which_is_to_come(&self) -> bool {
        let article = self.article;
        let which = |i: usize| article.is_any(i, &["which", "that"]) && article.is_any(i + 1, &["is", "are"]);
        let ahead = |i: usize| article.tells(i + 2, MeetingWord::Foreseen) || article.starts(i + 2, &["to", "be", "held"]);
        let behind = self.hit.end..self.range.end;
        // ", due in Lima in June,"
        const DUE: &[&str] = &["due", "set", "scheduled", "slated", "planned", "expected"];
        let due = |i: usize| article.sign(i, ',') && article.is_any(i + 1, DUE) && article.is_any(i + 2, &["in", "for", "on", "to", "at"]);
        let due = behind.clone().any(due) && !self.was_held();
        due || matches!(self.kind, MeetingKind::Commission | MeetingKind::Forum | MeetingKind::Consultations | MeetingKind::Summit)
            && behind.into_iter().any(|i| which(i) && ahead(i))
    }

    /// "the recent visit is expected to give an impulse": it has been made.
    pub(super) fn is_recalled(&self) -> bool {
        let article = self.article;
        let lead = self.hit.first.saturating_sub(4).max(self.range.start);
        // "earlier told the delegation at talks", not "earlier today"
        let far = self.hit.first.saturating_sub(7).max(self.range.start);
        let earlier = |i: usize| article.is(i, "earlier") && article.tells(i + 1, MeetingWord::Reporting);
        // "will be built in line with the accord reached during the talks"
        const REACHED: &[&str] = &["reached", "agreed", "signed", "concluded", "adopted", "made", "struck", "given", "achieved", "taken"];
        let fruit = |i: usize| article.is_any(i, REACHED) && article.is_any(i + 1, &["during", "at", "in", "after", "following"]);
        article.has_any(lead..self.hit.end, &["recent", "previous", "previously", "ago", "recently"])
            || article.is(article.sentences[self.no].first, "recently")
                && !article.has_any(article.sentences[self.no].first..self.hit.first, &["will", "to", "appointed", "elected", "named"])
            || (far..self.hit.first).any(|i| earlier(i) || fruit(i) && !article.is_any(i - 1, &["be", "is", "are"]))
    }

    /// "is scheduled to meet the president on Sunday, apart from holding a meeting": the plan holds for the rest of the sentence.
    fn is_carried_ahead(&self) -> bool {
        let article = self.article;
        let first = article.sentences[self.no].first;
        // "will travel to India with a delegation on Wednesday to attend the exhibition"
        let format = matches!(self.kind, MeetingKind::Forum | MeetingKind::Commission | MeetingKind::Summit | MeetingKind::Consultations);
        // "will be in Lima for the third session of the commission"
        let lead = self.range.start..self.hit.first;
        let trip = format && (article.any_tells(lead.clone(), MeetingWord::Attends) || article.has_any(lead, &["for"]));
        let before = if trip { self.hit.first } else { self.range.start };
        let Some(plan) = (first..before).rev().find(|&i| article.is_any(i, &["will", "shall", "scheduled", "due", "expected", "agreed"]))
        else {
            return false;
        };
        let until = (self.hit.end + 14).min(self.range.end);
        // "will be held"
        let over = |i: usize| article.tells(i, MeetingWord::Past) && !article.is(i - 1, "be");
        // ", an official said" closes the sentence
        let reported = |i: usize| i > self.hit.end && article.is(i, "said");
        !(plan + 1..until).any(|i| !reported(i) && (over(i) || article.is_any(i, &["said", "after"])))
    }

    /// "is arriving on Friday"
    fn is_progressive(&self, mut near: Range<usize>) -> bool {
        let article = self.article;
        near.any(|i| article.is_any(i, &["is", "are"]) && article.tells(i + 1, MeetingWord::Travelling))
    }
}

/// "is also planned to hold", "the leader, expected to meet", "likely to sit in July"
fn is_foreseen(article: &Article, mut near: Range<usize>) -> bool {
    near.any(|i| article.tells(i, MeetingWord::Foreseen) && article.is(i + 1, "to"))
}
