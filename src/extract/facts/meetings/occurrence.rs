//! Whether a word of meeting tells of an event: not of a regular format, an invitation, a wish or something cancelled.

use super::clause::{Clause, PLACES, TIMES};
use crate::lexicon::{Cue, CueSet, MeetingWord, Rank};
use crate::model::{Code, MeetingKind, MentionKind};
use std::collections::BTreeSet;

/// Who is this to meet has not yet agreed to.
const WILLING: &[&str] = &["ready", "willing", "prepared", "keen", "eager", "wants", "want", "wishes", "wish", "hopes", "hope"];

impl Clause<'_> {
    /// Regular formats, invitations, wishes, cancelled events, and words of meeting that tell of none.
    pub(super) fn is_no_event(&self, persons: &[usize]) -> bool {
        let article = self.article;
        let has = |cue: Cue| article.has_cue(self.range.clone(), cue);
        let time = self.nearest(TIMES).is_some();
        let willing = article.is(self.hit.first.saturating_sub(1), "to") && article.is_any(self.hit.first.saturating_sub(2), WILLING)
            || article.is(self.hit.first, "to") && article.is_any(self.hit.first.saturating_sub(1), WILLING);
        if willing && !self.nearest(&[MentionKind::Date]).is_some_and(|i| i.first > self.hit.first) {
            return true;
        }
        let welcomed = self.hit.set.has(Cue::Received) || article.is(self.hit.first, "met");
        let arrives = welcomed && article.any_tells(self.hit.end..(self.hit.end + 24).min(self.range.end), MeetingWord::Arriving);
        if has(Cue::Cancelled) || has(Cue::Regular) && !time || arrives {
            return true;
        }
        let lead = self.hit.first.saturating_sub(8).max(self.range.start)..self.hit.first;
        let sentence = article.sentences[self.no];
        if self.kind == MeetingKind::Forum
            && article.has_cue(sentence.first..self.hit.first, Cue::Invitation)
            && !article.has_any(sentence.first..self.hit.first, &["accepted"])
        {
            return true;
        }
        let invited = article.has_cue(lead.clone(), Cue::Invitation)
            || self.kind == MeetingKind::Visit && article.has_cue(self.hit.end..(self.hit.end + 3), Cue::Invitation) && !time;
        let accepted = article.has_any(lead.clone(), &["accepted"]);
        let at_invitation = article.has_phrase(self.range.start..self.range.end, &["at", "the", "invitation"])
            || article.has_phrase(self.range.start..self.range.end, &["on", "the", "invitation"]);
        if invited && !accepted && !at_invitation && self.kind != MeetingKind::Summit {
            return true;
        }
        let generic = article
            .is_any(self.hit.first.saturating_sub(1), &["for", "future", "mutual", "regular", "exchange", "such", "frequent", "more"])
            && !time
            && self.kind == MeetingKind::Visit;
        let people = !persons.is_empty();
        let city = article.items_in(self.range.clone(), &[MentionKind::City]).next().is_some();
        let ordinal = self.ordinal().is_some();
        let day = self.nearest(TIMES).is_some_and(|i| article.form(i) != "year");
        let occurs = article.any_tells(self.range.clone(), MeetingWord::Occurs);
        match self.kind {
            MeetingKind::Commission if !ordinal && (self.is_in_title() || self.is_founded()) => true,
            MeetingKind::Commission => generic || !(ordinal || time || city || occurs && people) || !(occurs || ordinal || time),
            MeetingKind::Consultations => self.is_in_plan() || !(ordinal || day || city || occurs && (people || time)),
            MeetingKind::Forum | MeetingKind::Summit => {
                let attended = article.any_tells(self.range.clone(), MeetingWord::Attends);
                let told = occurs || attended;
                generic || !(time || city && (occurs || people) || ordinal || told && people || told && self.is_of_pair())
            }
            MeetingKind::Ceremony => {
                !(people
                    && (time
                        || city
                        || article.has_any(
                            self.range.clone(),
                            &["accepted", "presented", "handed", "received", "attended", "opened", "speaking", "addressing"],
                        )))
            }
            MeetingKind::Visit => {
                generic
                    || self.hit.set.has(Cue::VisitVerb) && !self.travels()
                    || !(people
                        || self.officer_abroad()
                        || city && !self.people.in_sentence(article, self.no).is_empty()
                        || time && self.named()
                        || self.named() && article.has_any(self.range.clone(), &["visit", "trip", "tour", "mission", "arrived"]) && time)
            }
            MeetingKind::Call => !(people || self.named() || self.leaders()),
            MeetingKind::Talks => {
                self.is_many() && !time && !city
                    || !(people || time && self.named() || (time || city) && !self.people.in_sentence(article, self.no).is_empty())
            }
        }
    }

    /// "The visit is planned for Friday": opens its sentence and tells when or where.
    pub(super) fn refers_back(&self) -> bool {
        let article = self.article;
        let first = article.sentences[self.no].first;
        let cue = CueSet::of(&[Cue::Cancelled, Cue::Regular, Cue::Invitation]);
        let opens = article.is_any(first, &["the", "this"]) && self.hit.first - first <= 2 && !article.possessive(self.hit.end);
        let told = article.any_tells(self.hit.end..self.range.end, MeetingWord::Occurs) || self.is_planned();
        // "today's meeting"
        let dated = self.hit.first >= 2 && article.possessive(self.hit.first - 1);
        if dated && article.items_in(self.hit.first.saturating_sub(3)..self.hit.first, &[MentionKind::Date]).next().is_some() {
            return true;
        }
        opens && told && self.nearest(TIMES).is_some() && article.cues_in(self.range.clone(), cue).next().is_none()
    }

    /// "the plan of consultations for 2022-2023": a paper.
    fn is_in_plan(&self) -> bool {
        let article = self.article;
        let first = self.hit.first;
        article.is_any(first.saturating_sub(1), &["of", "for", "on"])
            && article.is_any(first.saturating_sub(2), &["plan", "programme", "program", "schedule", "memorandum", "protocol"])
    }

    /// "the Kenyan-Polish business forum"
    fn is_of_pair(&self) -> bool {
        let article = self.article;
        let from = self.hit.first.saturating_sub(6).max(self.range.start);
        let named: Vec<_> = article.items_in(from..self.hit.first, &[MentionKind::Country]).collect();
        named.windows(2).any(|w| w[1].first - w[0].end == 1 && article.sign(w[0].end, '-'))
    }

    /// "the commission was established in 1998"
    fn is_founded(&self) -> bool {
        let article = self.article;
        let mut behind = self.hit.end..self.range.end;
        behind.any(|i| {
            article.is_any(i, &["was", "were", "been"]) && article.is_any(i + 1, &["created", "established", "founded", "formed", "set"])
        })
    }

    /// "the Business Council president", "chairman of the commission": part of somebody's title.
    fn is_in_title(&self) -> bool {
        let article = self.article;
        let of_name = |i: usize| article.tokens[i].capital || article.is(i, "in") || article.sign(i, '(') || article.sign(i, ')');
        let behind = article.items_in(self.hit.end..self.hit.end + 6, &[MentionKind::Role]).next();
        let before = article.items_in(self.hit.first.saturating_sub(8)..self.hit.first, &[MentionKind::Role]).last();
        behind.is_some_and(|r| (self.hit.end..r.first).all(of_name))
            || before.is_some_and(|r| {
                r.end >= self.hit.first || (r.end..self.hit.first).all(|i| article.is_any(i, &["of", "the"]) || of_name(i))
            })
    }

    /// Leaders of three or more, or of a group as a whole.
    pub(super) fn is_summit(&self, parties: &BTreeSet<Code>, people: &[usize]) -> bool {
        let heads = people.iter().filter(|&&p| matches!(self.people.all[p].rank, Some(Rank::HeadOfState | Rank::HeadOfGovernment))).count();
        let group = parties.iter().any(|p| self.article.lexicon.geography.members.contains_key(p) && p.as_str() != "EU");
        parties.len() >= 3 && heads >= 2
            || group && self.leaders() && self.article.has_any(self.range.clone(), &["leaders", "presidents", "heads"])
    }

    /// "the Kenyan foreign minister visited Poland", "the visit of the Kenyan president to Warsaw": an office of one country and
    /// where its holder goes.
    fn officer_abroad(&self) -> bool {
        const NEAR: usize = 12;
        let article = self.article;
        let verb = self.hit.set.has(Cue::VisitVerb);
        let before = article.items_in(self.range.start..self.hit.first, &[MentionKind::Role]).last();
        let behind = || {
            let of = article.is_any(self.hit.end, &["of", "by"]);
            article.items_in(self.hit.end..(self.hit.end + NEAR).min(self.range.end), &[MentionKind::Role]).next().filter(|_| of)
        };
        let office = if verb { before } else { behind() };
        let home = office.and_then(|i| article.mention(i).country);
        let goal = self.place().1;
        home.is_some() && goal.is_some() && home != goal
    }

    /// "a delegation", "the minister": somebody who can travel is named in the clause.
    fn travels(&self) -> bool {
        let article = self.article;
        article.items_in(self.range.clone(), &[MentionKind::Role]).next().is_some()
            || article.has_any(self.range.clone(), &["delegation", "mission", "he", "she", "who", "guest", "leader"])
            || !self.people.in_sentence(article, self.no).is_empty()
    }

    /// "the recent meetings of X and Y had given an impulse": of no event in particular.
    fn is_many(&self) -> bool {
        let article = self.article;
        let lead = self.hit.first.saturating_sub(6).max(self.range.start)..self.hit.first;
        let many = article.is_any(self.hit.end - 1, &["meetings", "conversations", "encounters"]);
        many && !article.any_tells(lead.clone(), MeetingWord::Holding) || article.has_any(lead, &["several", "numerous"])
    }

    /// "the two leaders", "the presidents"
    fn leaders(&self) -> bool {
        self.article.items_in(self.range.clone(), &[MentionKind::Role]).any(|i| self.article.mention(i).name.as_deref() == Some("plural"))
    }

    fn named(&self) -> bool {
        self.article.items_in(self.range.clone(), PLACES).next().is_some()
    }
}
