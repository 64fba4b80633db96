//! Who takes part in the event of a clause: the people, and the economies that they stand for.

use super::clause::{Clause, PLACES};
use crate::extract::article::Item;
use crate::lexicon::{Cue, MeetingWord, Rank};
use crate::model::{Code, MeetingKind, MentionKind};
use std::collections::BTreeSet;

impl Clause<'_> {
    /// The people of the clause who take part: those who report, only invite, or are only spoken of do not.
    pub(super) fn persons(&self) -> Vec<usize> {
        let article = self.article;
        let own = self.own_visitor();
        let of_office = own.is_none() && self.is_of_office();
        let told = self.told_by();
        let mut out = Vec::new();
        for item in article.items_in(self.range.clone(), &[MentionKind::Person]) {
            let of_other = (own.is_some() || of_office) && item.first < self.hit.first && self.people.of_item(article, item) != own;
            let before = told.is_some_and(|at| item.end <= at);
            if of_other || before || self.is_met_later(item) || self.is_absent(item) || self.is_reporter(item) {
                continue;
            }
            if let Some(i) = self.people.of_item(article, item)
                && !out.contains(&i)
            {
                out.push(i);
            }
        }
        // of whom only the words before the verb of telling speak
        let tells = |i: usize| told.is_some_and(|at| !self.people.in_range(article, at..self.hit.first).contains(&i));
        if let Some(i) = self.subject().filter(|i| own.is_none() && !of_office && !tells(*i) && !out.contains(i)) {
            out.insert(0, i);
        }
        for i in self.object().into_iter().chain(self.by_office()).chain(self.both()) {
            if !out.contains(&i) {
                out.push(i);
            }
        }
        out.retain(|&i| !self.people.all[i].tells_news());
        out
    }

    /// "will meet Minister X before visiting President Y", "to travel there, after Minister Z": of another meeting.
    fn is_met_later(&self, item: Item) -> bool {
        const NEXT: &[&str] = &["visiting", "meeting", "seeing", "calling", "holding"];
        let article = self.article;
        let lead = self.hit.end..item.first.max(self.hit.end);
        let then = |i: usize| article.is_any(i, &["before", "after"]) && article.is_any(i + 1, NEXT);
        let after = |i: usize| article.sign(i, ',') && article.is_any(i + 1, &["after", "following"]);
        let trip = self.kind == MeetingKind::Visit && self.hit.set.has(Cue::VisitVerb);
        lead.into_iter().any(|i| then(i) || trip && after(i))
    }

    /// Who is represented: the countries of the people, those that the clause joins, the destination.
    pub(super) fn parties(&self, people: &[usize], country: Option<Code>) -> BTreeSet<Code> {
        let article = self.article;
        // what the consultations of two dealt with is none of them
        if let (MeetingKind::Consultations | MeetingKind::Commission, Some((a, b))) = (self.kind, self.pair_in_name()) {
            return BTreeSet::from([a, b]);
        }
        let mut parties: BTreeSet<Code> = people.iter().filter_map(|&p| self.people.all[p].country).collect();
        let spoken_of = parties.len() >= 2;
        let told = self.told_by();
        for item in article.items_in(self.range.clone(), PLACES) {
            let Some(code) = article.party(item).filter(|_| told.is_none_or(|verb| item.first >= verb)) else { continue };
            let prev = item.first.saturating_sub(1);
            let names_event = item.end <= self.hit.first && self.hit.first - item.end <= 5;
            // a traveller stands for a country; a group beside him is what he talks about
            if self.kind == MeetingKind::Visit && article.mention(item).kind == MentionKind::Group && !names_event {
                continue;
            }
            // "in Lima, Peru"
            let of_city = (article.sign(prev, ',') || article.sign(prev, '('))
                && article.items_in(item.first.saturating_sub(4)..prev, &[MentionKind::City]).last().is_some_and(|c| c.end == prev);
            let in_place =
                !names_event && (of_city || article.is(prev, "in") || article.is(prev, "the") && article.is(prev.saturating_sub(1), "in"));
            let office_of_group = code.as_str().len() > 3 && article.is_any(prev, &["strategy"]);
            let region = article.form(item) == "region";
            let joined = article.sign(item.end, '-')
                || article.sign(prev, '-')
                || article.is(item.end, "and")
                || article.is(prev, "and")
                || article.is_any(prev, &["between", "with", "of"]);
            // "the Ukraine Recovery Conference": what it is about
            let subject = self.kind == MeetingKind::Forum
                && names_event
                && !joined
                && article.form(item) == "name"
                && self.discourse.pair.is_some_and(|(a, b)| code != a && code != b);
            // "north of Albania's capital"
            let place = article.possessive(item.end) && article.is(item.end + 1, "capital");
            let topic = place
                || self.is_task_of_envoy(item)
                || self.is_topic(item)
                || spoken_of && self.is_talked_of(item)
                || self.is_beneficiary(item)
                || self.is_source(item);
            // "On the sidelines of the UN General Assembly, the ministers of Kenya and Peru met"
            let frame = self.kind == MeetingKind::Talks && item.end <= self.hit.first && self.is_of_frame(item);
            let topic = topic || frame;
            if !(in_place || office_of_group || region || subject || topic || self.is_name_of_house_abroad(item)) {
                parties.insert(code);
            }
        }
        if parties.len() <= 1 && people.is_empty() {
            parties.extend(self.office_beside().and_then(|i| article.mention(i).country));
            parties.extend(self.delegation_of_body());
        }
        // "the CIS foreign ministers met": theirs, wherever it is held
        if let Some(body) = self.group_of_officers().filter(|_| self.kind == MeetingKind::Talks) {
            let stands = |c: &Code| people.iter().any(|&p| self.people.all[p].country == Some(*c));
            parties.retain(|c| stands(c));
            parties.insert(body);
            return parties;
        }
        let elsewhere = country.filter(|c| self.discourse.pair.is_some_and(|(a, b)| a != *c && b != *c));
        if matches!(self.kind, MeetingKind::Visit) || self.kind == MeetingKind::Talks && elsewhere.is_some() && parties.is_empty() {
            parties.extend(country);
        }
        let of_both = self.names_the_two()
            || article.has_phrase(self.range.clone(), &["two", "countries"])
            || article.has_phrase(self.range.clone(), &["both", "countries"])
            || article.has_phrase(self.range.clone(), &["two", "states"]);
        if let (true, Some((a, b))) = (of_both && parties.iter().all(|p| Some(*p) == country), self.discourse.pair) {
            return BTreeSet::from([a, b]);
        }
        // "the summit of Central Asia": of the group, wherever it is held
        let known = people.iter().all(|&p| self.people.all[p].country.is_some());
        if known && parties.len() == 1 && self.is_of_group(&parties) && (self.kind == MeetingKind::Summit || self.leaders()) {
            return parties;
        }
        let stranger = parties.len() == 1 && self.discourse.pair.is_none_or(|(a, b)| !parties.contains(&a) && !parties.contains(&b));
        // "met Prime Minister X in Lima": of neither of the two perhaps
        let office = |&p: &usize| self.people.all[p].country.is_none() && self.people.all[p].rank.is_some_and(is_of_government);
        let abroad = self.kind == MeetingKind::Talks && people.iter().any(office);
        if stranger && !(abroad && country.is_some_and(|c| Some(c) != self.discourse.home)) {
            parties.extend(self.home());
        }
        if self.kind == MeetingKind::Summit && parties.is_empty() {
            parties.extend(self.group_before());
            if !parties.is_empty() {
                return parties;
            }
        }
        self.drop_groups_of_members(&mut parties);
        if matches!(self.kind, MeetingKind::Summit | MeetingKind::Forum) {
            parties.extend(self.bodies_in_name());
        }
        if parties.len() < 2
            && let Some((a, b)) = self.discourse.pair
        {
            let fits = parties.iter().all(|p| *p == a || *p == b);
            let country_fits = country.is_none_or(|c| c == a || c == b || self.kind != MeetingKind::Visit);
            let of_third = abroad && country.is_some_and(|c| c != a && c != b);
            if fits && country_fits && !(of_third && parties.len() == 1) {
                parties.extend([a, b]);
            }
        }
        if parties.len() == 1 && self.kind == MeetingKind::Visit {
            parties.extend(country);
            parties.extend(self.home());
        }
        parties
    }

    /// The article's own economy: no body has ministers that an article names without it.
    fn home(&self) -> Option<Code> {
        self.discourse.home.filter(|c| self.article.lexicon.geography.capitals.contains_key(c))
    }

    /// "the meeting of the two foreign ministers", when nobody is known to be of a third economy.
    fn names_the_two(&self) -> bool {
        let article = self.article;
        let plural = |i: &Item| article.mention(*i).name.as_deref() == Some("plural") && article.mention(*i).country.is_none();
        let two = |i: &Item| article.is_any(i.first.saturating_sub(1), &["two", "both"]);
        let behind = self.hit.end..(self.hit.end + 6).min(self.range.end);
        self.kind == MeetingKind::Talks && article.items_in(behind, &[MentionKind::Role]).any(|i| plural(&i) && two(&i))
    }

    /// The body that an event is of: "the BRICS summit", "the OSCE Conference".
    fn bodies_in_name(&self) -> Vec<Code> {
        let article = self.article;
        let from = self.hit.first.saturating_sub(4).max(article.sentences[self.no].first);
        const BODIES: &[MentionKind] = &[MentionKind::Group, MentionKind::Organisation];
        let before = article
            .items_in(from..self.hit.first, BODIES)
            .filter(|i| (i.end..self.hit.first).all(|w| article.tokens[w].is_word() && article.tokens[w].capital || article.sign(w, '-')));
        // "the Council of Ministers of the Economic Cooperation Organization"
        let of_name = |w: usize| article.tokens[w].capital || article.is_any(w, &["of", "the", "for"]) || article.sign(w, '(');
        let last = (self.hit.end + 12).min(self.range.end);
        let until = (self.hit.end..last).find(|&w| !of_name(w)).unwrap_or(last);
        before.chain(article.items_in(self.hit.end..until, BODIES)).filter_map(|i| article.mention(i).country).collect()
    }

    /// The group that the sentence or the one before speaks of: "the Consultative Meeting" of Central Asia.
    fn group_before(&self) -> Option<Code> {
        let article = self.article;
        let from = article.sentences[self.no.saturating_sub(1)].first;
        article.items_in(from..article.sentences[self.no].last, &[MentionKind::Group]).last().and_then(|i| article.party(i))
    }

    /// "discussed the situation in Ukraine", "relations with the EU" name topics.
    fn is_topic(&self, item: Item) -> bool {
        let article = self.article;
        let from = item.first.saturating_sub(7).max(article.sentences[self.no].first);
        article.any_tells(from..item.first, MeetingWord::Topic) && !article.has_any(from..item.first, &["between", "with", "of"])
    }

    /// "discussed the Afghan peace process": of what two who are known talk.
    fn is_talked_of(&self, item: Item) -> bool {
        let discusses = self.hit.set.has(Cue::Discussed) && item.first >= self.hit.end;
        discusses && !self.article.has_any(self.hit.end..item.first, &["with", "between", "counterpart", "counterparts"])
    }

    /// "Within the framework of the UN General Assembly, ...": the body of the event that frames the talks, told before a comma.
    fn is_of_frame(&self, item: Item) -> bool {
        let article = self.article;
        let s = article.sentences[self.no];
        let group = article.mention(item).kind == MentionKind::Group && !article.possessive(item.end);
        let framed =
            |i: usize| article.tells(i, MeetingWord::Margins) || article.is_any(i, &["framework", "during", "while", "attending", "at"]);
        let comma = (item.end..self.hit.first).any(|i| article.sign(i, ','));
        let other = article.items_in(s.first..item.first, &[MentionKind::Person, MentionKind::Role]).next().is_some();
        group && comma && !other && item.first - s.first <= 9 && (s.first..item.first).any(framed)
    }

    /// "Special Envoy for Sudan": what he sees to.
    fn is_task_of_envoy(&self, item: Item) -> bool {
        let article = self.article;
        let office = article.items_in(item.first.saturating_sub(8)..item.first, &[MentionKind::Role]).find(|r| r.end >= item.end);
        let office = office.filter(|_| article.is(item.first.saturating_sub(1), "for"));
        office.is_some_and(|r| article.mention(r).country != article.party(item))
    }

    /// "the summit and the support for Ukraine": for whom something is done.
    fn is_beneficiary(&self, item: Item) -> bool {
        const HELP: &[&str] = &["support", "aid", "assistance", "help", "solidarity"];
        let behind = item.first >= self.hit.end.max(2);
        behind && self.article.is_any(item.first - 1, &["for", "to", "with"]) && self.article.is_any(item.first - 2, HELP)
    }

    /// "..., the Ministry of Trade of Kenya reports": who tells the news.
    fn is_source(&self, item: Item) -> bool {
        const HOUSES: &[&str] = &["ministry", "embassy", "service", "department", "agency", "office"];
        const NEAR: usize = 10;
        let article = self.article;
        let last = article.sentences[self.no].last;
        let lead = item.first.saturating_sub(NEAR).max(self.hit.end)..item.first.max(self.hit.end);
        let house = lead.clone().any(|i| article.is_any(i, HOUSES)) && lead.into_iter().any(|i| article.sign(i, ','));
        let tells = (item.end..(item.end + 3).min(last)).any(|i| article.tells(i, MeetingWord::Reporting));
        item.first > self.hit.end && house && tells
    }

    /// A group beside one of its members is background, unless it is named as one of the sides.
    fn drop_groups_of_members(&self, parties: &mut BTreeSet<Code>) {
        if parties.len() <= 2 {
            return;
        }
        let all: Vec<Code> = parties.iter().copied().collect();
        let geography = &self.article.lexicon.geography;
        let article = self.article;
        // "a summit of Australia and ASEAN"
        let side = |group: Code| {
            let named = article.items_in(self.hit.end..(self.hit.end + 6).min(self.range.end), PLACES);
            let joined = |i: &Item| article.is_any(i.first.saturating_sub(1), &["and", "of", "with", "between"]);
            self.kind == MeetingKind::Summit && named.filter(joined).any(|i| article.party(i) == Some(group))
        };
        parties.retain(|p| side(*p) || !all.iter().any(|m| m != p && geography.is_member(*p, *m)));
    }
}

/// Offices of a government, at home where their holders meet guests.
fn is_of_government(rank: Rank) -> bool {
    matches!(rank, Rank::HeadOfState | Rank::HeadOfGovernment | Rank::DeputyHeadOfGovernment | Rank::ForeignMinister | Rank::Minister)
}
