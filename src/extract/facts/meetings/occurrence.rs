//! Whether a word of meeting tells of an event: not of a regular format, an invitation, a wish or something cancelled.

use super::clause::{Clause, PLACES, TIMES};
use super::journey::delegation;
use super::people::Known;
use super::rounds::is_neighbour;
use crate::extract::article::Item;
use crate::lexicon::{Cue, CueSet, MeetingWord, Rank};
use crate::model::{Code, MeetingKind, MentionKind};
use std::collections::BTreeSet;

/// What a commission does, besides being held.
const MEETS: &[&str] =
    &["convene", "convenes", "gather", "gathers", "meet", "meets", "met", "reconvene", "reconvenes", "sit", "sits", "sat"];

/// What an embassy does with a reception.
const GIVES: &[&str] = &["gave", "gives", "give", "hosted", "hosts", "host", "threw", "held", "holds", "organised", "organized"];

/// What one does at a ceremony.
const AT_CEREMONY: &[&str] =
    &["accepted", "presented", "handed", "received", "attended", "opened", "speaking", "addressing", "cut", "broke", "laid", "unveiled"];

impl Clause<'_> {
    /// Regular formats, invitations, wishes, cancelled events, and words of meeting that tell of none.
    pub(super) fn is_no_event(&self, persons: &[usize]) -> bool {
        self.is_wish()
            || self.is_asked()
            || self.is_prepared_at_another()
            || self.is_to_attend()
            || self.is_called_off()
            || self.is_invitation()
            || self.is_at_home()
            || self.is_among_own(persons)
            || self.tells_too_little(!persons.is_empty())
    }

    /// "arrived in Lima to attend the meeting of ministers": no visit.
    fn is_to_attend(&self) -> bool {
        const NEAR: usize = 14;
        let article = self.article;
        let set = self.hit.set;
        let behind = self.hit.end..(self.hit.end + NEAR).min(self.range.end);
        let attends = |i: usize| article.is(i, "to") && article.is_any(i + 1, &["attend", "participate"]);
        // "to attend the ministers' meet"
        let meets = |i: usize| article.is(i, "meet") && article.is_any(i - 1, &["to", "and", "will"]);
        let more = || (behind.start..self.range.end).any(|i| article.is_any(i, &["visit", "talks"]) || meets(i));
        set.has(Cue::VisitVerb) && !set.has(Cue::Visit) && behind.clone().any(attends) && !more()
    }

    /// "President X was in Lima" of a Peruvian president, "before he leaves for Lima": no trip.
    fn is_at_home(&self) -> bool {
        let article = self.article;
        let stay = article.is_any(self.hit.first, &["is", "was", "are", "were"]) && self.hit.end == self.hit.first + 1;
        // "when the Kenyan leader visited Lima": not the one named before him
        let named = article.items_in(self.range.start..self.hit.first, &[MentionKind::Person, MentionKind::Role]).last();
        // "at the invitation of X"
        let who = named.filter(|i| stay || !self.is_absent(*i) && !self.is_object(self.no, *i));
        let who = || who.and_then(|i| self.people.of_item(article, i)).or_else(|| self.subject().filter(|_| !stay));
        // "the Kenyan leader is expected in Lima"
        let office = named.filter(|i| stay && i.end == self.hit.first).and_then(|i| article.mention(i).country);
        let delegation = || delegation(article, article.sentences[self.no].first, self.hit.first);
        let home = || who().and_then(|p| self.people.all[p].country).or(office).or_else(delegation);
        let there = || self.place().1;
        match stay {
            true => there().is_none() || home().is_none() || home() == there(),
            false => self.sets_out() && home().is_some() && home() == there(),
        }
    }

    /// "had talks with his prime minister": of one economy, and no other is named.
    fn is_among_own(&self, persons: &[usize]) -> bool {
        let article = self.article;
        // "chaired a preparatory meeting on the 8th session"
        let prepares = article.is(self.hit.first.saturating_sub(1), "preparatory") && article.is_any(self.hit.end, &["on", "for"]);
        if prepares && self.kind == MeetingKind::Talks && persons.len() <= 1 {
            return true;
        }
        let talks = matches!(self.kind, MeetingKind::Talks | MeetingKind::Call);
        let home = persons.first().and_then(|&p| self.people.all[p].country).filter(|_| talks && persons.len() >= 2);
        let Some(home) = home.filter(|h| persons.iter().all(|&p| self.people.all[p].country == Some(*h))) else { return false };
        let behind = self.hit.end..self.range.end;
        let object = article.items_in(behind, &[MentionKind::Person]).any(|i| self.is_object(self.no, i));
        let other = |i: Item| article.mention(i).country.is_some_and(|c| c != home);
        let named = article.items_in(self.range.clone(), &[MentionKind::Country, MentionKind::Group, MentionKind::Role]).any(other);
        // "A met the president, in the presence of B"
        let offices = article.items_in(self.hit.end..self.range.end, &[MentionKind::Role]).filter(|i| self.is_bare_office(*i)).count();
        object && !named && offices == 0
    }

    /// A verb of travel alone; not "President X hosted Y, who arrived".
    fn sets_out(&self) -> bool {
        let hosted = (self.hit.first..self.hit.end).any(|i| self.article.tells(i, MeetingWord::AtHome));
        // "will conclude his visit and depart for Lima"
        let leaves = self.article.is(self.hit.end - 1, "for");
        let verb = leaves || self.hit.set.has(Cue::VisitVerb) && !self.hit.set.has(Cue::Visit);
        self.kind == MeetingKind::Visit && verb && !hosted
    }

    /// Cancelled, spoken of as a regular format, or no more than a welcome at the airport.
    fn is_called_off(&self) -> bool {
        let article = self.article;
        let has = |cue: Cue| article.has_cue(self.range.clone(), cue);
        let welcomed = self.hit.set.has(Cue::Received) || article.is(self.hit.first, "met");
        let arrives = self.is_welcome() || welcomed && self.is_met_by_own_envoy();
        // "no meetings were held", "no bilateral talks", "have not met"
        let none = |i: usize| article.is(i, "no") && !article.is_any(i + 1, &["fewer", "less", "longer", "later", "more"]);
        let near = self.hit.first.saturating_sub(2).max(article.sentences[self.no].first)..self.hit.first;
        if near.clone().any(none) || near.into_iter().any(|i| article.is_any(i, &["not", "never"]) && !article.is(i + 1, "only")) {
            return true;
        }
        // "is no longer expected to visit Peru", "does not plan to meet"
        let denied = |i: usize| article.is_any(i, &["not", "never"]) || article.starts(i, &["no", "longer"]);
        let from = self.hit.first.saturating_sub(4).max(self.range.start);
        let ahead = |i: usize| {
            let planned = article.cues_in(i..self.hit.end, CueSet::of(&[Cue::Planned])).next().is_some();
            planned || article.is_any(i + 1, &["going", "intend", "plan", "planning"])
        };
        let denied = (from..self.hit.first).any(|i| denied(i) && ahead(i));
        // "the postponed forum will now take place in May"
        let anew = self.is_planned() && article.has_any(self.range.clone(), &["now", "instead", "rescheduled"]);
        // "the date of the third session has not been set"
        let open = |i: usize| {
            article.starts(i, &["not", "been"]) || article.starts(i, &["yet", "to", "be"]) || article.starts(i, &["not", "yet", "been"])
        };
        const FIXED: &[&str] = &["set", "fixed", "agreed", "decided", "determined", "announced", "scheduled", "confirmed"];
        let unfixed = self.range.clone().any(|i| open(i) && article.has_any(i + 2..i + 4, FIXED));
        denied
            || unfixed
            || has(Cue::Cancelled) && !anew
            || has(Cue::Regular) && !self.nearest(TIMES).is_some_and(|i| self.dates_event(i))
            || arrives
    }

    /// "was received by Minister A and Kenyan Ambassador B", of a Kenyan president: at the airport.
    fn is_met_by_own_envoy(&self) -> bool {
        let article = self.article;
        let known = |i: Item| self.people.of_item(article, i).map(|p| &self.people.all[p]);
        let guest = article.items_in(self.range.start..self.hit.first, &[MentionKind::Person]).last().and_then(known);
        let guest = guest.or_else(|| self.subject().map(|p| &self.people.all[p]));
        let Some(home) = guest.and_then(|k| k.country).filter(|_| article.is(self.hit.end - 1, "by")) else { return false };
        let own = |k: &Known| k.rank == Some(Rank::Ambassador) && k.country == Some(home);
        article.items_in(self.hit.end..self.range.end, &[MentionKind::Person]).filter_map(known).any(own)
    }

    /// Somebody is invited and has not accepted.
    fn is_invitation(&self) -> bool {
        let article = self.article;
        let before = article.sentences[self.no].first..self.hit.first;
        // "Expo in Lima: invitation for the president"
        let far_of_join = |before: &std::ops::Range<usize>| before.end.saturating_sub(16).max(before.start)..before.end;
        let told = article.has_cue(before.clone(), Cue::Invitation) || article.has_cue(self.hit.end..self.hit.end + 5, Cue::Invitation);
        if self.kind == MeetingKind::Forum && told && !article.has_any(before.clone(), &["accepted"]) {
            return true;
        }
        let lead = self.hit.first.saturating_sub(8).max(self.range.start)..self.hit.first;
        let behind = self.hit.end..self.hit.end + 3;
        // "invited the president, whose long name stands between, to pay a visit"
        let far = self.hit.first.saturating_sub(24).max(self.range.start)..self.hit.first;
        let to_come = self.kind == MeetingKind::Visit
            && (self.hit.first.saturating_sub(4)..self.hit.first).any(|i| article.is(i, "to") && article.is_any(i + 1, &["pay", "make"]));
        let invited = article.has_cue(lead.clone(), Cue::Invitation)
            || to_come && article.has_cue(far, Cue::Invitation)
            || self.kind == MeetingKind::Visit && article.has_cue(behind, Cue::Invitation) && self.nearest(TIMES).is_none();
        // "to invite him once again to join us at the meeting"
        let joins = |i: usize| article.is(i, "to") && article.is_any(i + 1, &["join", "attend", "participate"]);
        let asked = article.has_any(far_of_join(&before), &["invite", "invited", "invites", "inviting"]);
        let invited = invited || asked && (self.hit.first.saturating_sub(8)..self.hit.first).any(joins);
        let accepted = article.has_any(lead, &["accepted"]);
        let at_invitation = ["at", "on"].iter().any(|prep| article.has_phrase(self.range.clone(), &[prep, "the", "invitation"]));
        invited && !accepted && !at_invitation && self.kind != MeetingKind::Summit
    }

    /// Neither when, where nor who, as far as an event of the kind needs it.
    fn tells_too_little(&self, people: bool) -> bool {
        const GENERAL: &[&str] = &["for", "future", "mutual", "regular", "exchange", "such", "frequent", "more"];
        const MANY: &[&str] = &["previous", "past", "many", "several", "numerous", "earlier"];
        let article = self.article;
        let time = self.nearest(TIMES).is_some_and(|i| self.kind != MeetingKind::Commission || self.dates_event(i));
        let city = article.items_in(self.range.clone(), &[MentionKind::City]).next().is_some();
        let ordinal = self.ordinal().is_some();
        let day = self.nearest(TIMES).is_some_and(|i| article.form(i) != "year");
        let occurs = article.any_tells(self.range.clone(), MeetingWord::Occurs);
        let somebody = || !self.people.in_sentence(article, self.no).is_empty();
        match self.kind {
            MeetingKind::Commission if !ordinal && (self.is_in_title() || self.is_founded()) || self.is_signed_paper() => true,
            MeetingKind::Commission if self.is_the_session() => false,
            MeetingKind::Commission => {
                let meets = occurs || article.has_any(self.range.clone(), MEETS);
                !(ordinal || time || city || meets && people) || !(meets || ordinal || time)
            }
            MeetingKind::Consultations => {
                self.is_in_plan() || !(ordinal || day || city || occurs && (people || time) || self.is_next_placed())
            }
            MeetingKind::Forum | MeetingKind::Summit => {
                let told = occurs
                    || self.is_opened_there()
                    || article.any_tells(self.range.clone(), MeetingWord::Attends)
                    || self.is_there()
                    || self.is_spoken_at();
                let hosted = || {
                    self.is_held_beside()
                        || self.is_next_hosted()
                        || city && article.has_any(self.range.clone(), &["hosting", "runs", "running", "continues"])
                };
                // "dwelt on the regular business forum"
                let regular = article.is_any(self.hit.first.saturating_sub(1), &["regular", "annual"])
                    || article.is_any(self.hit.first.saturating_sub(2), &["regular", "annual"]);
                let dated = self.nearest(TIMES).is_some_and(|i| self.dates_event(i));
                if regular && !dated && !city && !ordinal && !occurs {
                    return true;
                }
                // "a round table also took place during the visit"
                let on_visit = || {
                    occurs && (self.hit.end..self.range.end).any(|i| article.is(i, "during") && article.starts(i + 1, &["the", "visit"]))
                };
                !(time || city && (occurs || people) || ordinal || told && (people || self.is_of_pair()) || hosted() || on_visit())
            }
            MeetingKind::Ceremony
                if self.hit.end == self.hit.first + 1
                    && article.is_any(self.hit.first, &["opened", "open", "opens", "inaugurated", "inaugurate", "unveiled", "unveil"]) =>
            {
                !(people || day)
            }
            // "the opening ceremony of Kenya's embassy in Lima will take place on May 3", "Kenya's embassy in Lima gave a reception on Sunday"
            MeetingKind::Ceremony if day && city && (occurs || article.has_any(self.range.clone(), GIVES)) => !(people || self.named()),
            MeetingKind::Ceremony => !(people && (time || city || article.has_any(self.range.clone(), AT_CEREMONY))),
            MeetingKind::Visit => {
                let many = article.is(self.hit.end - 1, "visits") && article.is_any(self.hit.first.saturating_sub(1), MANY);
                // "helps the visits of businessmen": of none in particular
                let visits = article.is(self.hit.end - 1, "visits") && self.hit.set.has(Cue::Visit);
                // "visits from Kenya rose by 4 percent"
                let counted = visits
                    && !people
                    && (article.is(self.hit.end, "from") || article.is_any(self.hit.first - 1, &["tourist", "guest", "foreign"]));
                if counted {
                    return true;
                }
                let plural = visits && self.place().1.is_none();
                !time && (many || plural || article.is_any(self.hit.first.saturating_sub(1), GENERAL))
                    || self.hit.set.has(Cue::VisitVerb) && !self.travels()
                    || !(people
                        || self.officer_abroad()
                        || self.is_of_delegation()
                        || (city || self.place().0.is_some()) && somebody()
                        || time && self.named())
            }
            MeetingKind::Call => !(people || self.named() || self.leaders() || article.is(self.hit.first.saturating_sub(1), "the")),
            MeetingKind::Talks => {
                let place = || city || self.place().1.is_some();
                self.is_many() && !time && !city
                    || !((self.is_round() || self.how_many().is_some()) && (time || place()))
                        && !(people
                            || time && self.named()
                            || (time || city)
                                && (somebody() || self.officers().is_some() || !self.is_many() && self.leaders() && self.named()))
            }
        }
    }

    /// "the next round is to take place in Peru"
    fn is_next_placed(&self) -> bool {
        is_neighbour(self.article, self.hit.first) && self.place().1.is_some()
    }

    /// "Peru will be the host of the next summit": an economy where it is to be.
    fn is_next_hosted(&self) -> bool {
        let next = self.article.is_any(self.hit.first.saturating_sub(1), &["next", "following"]);
        next && self.host_of_event().is_some()
    }

    /// "The visit is planned for Friday": opens its sentence and tells when or where.
    pub(super) fn refers_back(&self) -> bool {
        let article = self.article;
        let first = article.sentences[self.no].first;
        let cue = CueSet::of(&[Cue::Cancelled, Cue::Regular, Cue::Invitation]);
        // "During the trip, which is scheduled for May 3"
        let led = usize::from(article.is(first, "during") && article.sign(self.hit.end, ',') && article.is(self.hit.end + 1, "which"));
        let opens = article.is_any(first + led, &["the", "this"]) && self.hit.first - first <= 2 + led && !article.possessive(self.hit.end);
        let told = article.any_tells(self.hit.end..self.range.end, MeetingWord::Occurs) || self.is_planned();
        // "today's meeting"
        let dated = self.hit.first >= 2 && article.possessive(self.hit.first - 1);
        if dated && article.items_in(self.hit.first.saturating_sub(3)..self.hit.first, &[MentionKind::Date]).next().is_some() {
            return true;
        }
        opens && told && self.nearest(TIMES).is_some() && article.cues_in(self.range.clone(), cue).next().is_none()
    }

    /// "the recent meeting of the joint commission was fruitful": one that is known to have met.
    pub(super) fn is_the_session(&self) -> bool {
        let article = self.article;
        let first = self.hit.first;
        let known = article.is_any(first.saturating_sub(1), &["the", "recent", "last"]);
        let session = article.is_any(first, &["meeting", "session", "sitting", "round"]);
        known && session && !self.is_planned() && (self.is_past() || article.any_tells(self.range.clone(), MeetingWord::Occurs))
    }

    /// "said at the Kenyan-Peruvian business forum", "making a speech at the forum"
    fn is_spoken_at(&self) -> bool {
        const NEAR: usize = 8;
        let article = self.article;
        let lead = self.hit.first.saturating_sub(NEAR).max(self.range.start)..self.hit.first;
        let speech = |i: usize| article.tells(i, MeetingWord::Speech) || article.is_any(i, &["speech", "remarks", "address", "spoke"]);
        lead.into_iter().any(|i| speech(i) && article.is(i + 1, "at"))
    }

    /// "will open a business forum"
    fn is_opened_there(&self) -> bool {
        let article = self.article;
        let lead = self.hit.first.saturating_sub(3).max(article.sentences[self.no].first)..self.hit.first;
        lead.into_iter().any(|i| article.is_any(i, &["open", "inaugurate", "address"]) && article.is_any(i + 1, &["a", "an", "the"]))
    }

    /// "there was also a business forum"
    fn is_there(&self) -> bool {
        const NEAR: usize = 7;
        let from = self.hit.first.saturating_sub(NEAR).max(self.range.start);
        (from..self.hit.first).any(|i| self.article.is(i, "there") && self.article.is_any(i + 1, &["was", "were", "will"]))
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
        let leaders_listed = || self.officers().is_some_and(|rank| matches!(rank, Rank::HeadOfState | Rank::HeadOfGovernment));
        parties.len() >= 3 && (heads >= 2 || leaders_listed())
            || group && self.leaders() && self.article.has_any(self.range.clone(), &["leaders", "presidents", "heads"])
    }

    /// Whether a group of economies is one of the sides.
    pub(super) fn is_of_group(&self, parties: &BTreeSet<Code>) -> bool {
        parties.iter().any(|p| self.article.lexicon.geography.members.contains_key(p))
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
        // "is to pay a visit to Lima", "began a visit"
        const MAKES: &[&str] =
            &["pay", "pays", "paid", "paying", "make", "makes", "made", "making", "undertake", "undertakes", "undertook"];
        let makes = article.has_any(self.hit.first.saturating_sub(5).max(self.range.start)..self.hit.first, MAKES);
        let office = if verb { before } else { behind().or(before.filter(|_| makes)) };
        let office = office.or_else(|| self.office_beside());
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
            || self.stop().is_some()
            || self.office_beside().is_some()
    }

    /// "the recent meetings of X and Y had given an impulse": of no event in particular.
    fn is_many(&self) -> bool {
        let article = self.article;
        let lead = self.hit.first.saturating_sub(6).max(self.range.start)..self.hit.first;
        let many = article.is_any(self.hit.end - 1, &["meetings", "conversations", "encounters"]);
        many && !article.any_tells(lead.clone(), MeetingWord::Holding) || article.has_any(lead, &["several", "numerous"])
    }

    /// "the two leaders", "the presidents"
    pub(super) fn leaders(&self) -> bool {
        self.article.items_in(self.range.clone(), &[MentionKind::Role]).any(|i| self.article.mention(i).name.as_deref() == Some("plural"))
    }

    fn named(&self) -> bool {
        self.article.items_in(self.range.clone(), PLACES).next().is_some()
    }
}
