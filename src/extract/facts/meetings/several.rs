//! One clause that tells of several meetings: "met separately with his counterparts from X and Y".

use super::candidate::Candidate;
use super::clause::{Clause, TIMES};
use super::goal::is_goal;
use super::people::Known;
use crate::extract::article::Item;
use crate::lexicon::{Cue, CueSet, MeetingWord, Rank};
use crate::model::{Code, MeetingKind, MentionKind, SlotBasis};
use crate::text::TokenKind;
use std::collections::BTreeSet;

pub(super) const GOALS: &[MentionKind] = &[MentionKind::City, MentionKind::Country];

impl Clause<'_> {
    /// The meetings that a clause of talks tells of: as many as there are counterparts met one by one, else the one.
    pub(super) fn several(&self, mut candidate: Candidate) -> Vec<Candidate> {
        self.received_apart(&mut candidate);
        if candidate.kind == MeetingKind::Visit {
            let each = self.visits_of_each(&candidate);
            return if each.is_empty() { self.stops(candidate) } else { each };
        }
        // "met President A on Monday and President B on Wednesday": three who never sat together
        if matches!(candidate.kind, MeetingKind::Summit | MeetingKind::Forum)
            && self.hit.set.has_any(CueSet::of(&[Cue::Met, Cue::Received]))
        {
            let talks = Candidate { kind: MeetingKind::Talks, ..candidate.clone() };
            let apart = self.met_on_days(&talks);
            return if apart.len() >= 2 { apart } else { vec![candidate] };
        }
        if !matches!(candidate.kind, MeetingKind::Talks | MeetingKind::Call) {
            return vec![candidate];
        }
        let countries = self.counterparts_of();
        if countries.len() >= 2 {
            return self.one_for_each_country(&candidate, &countries);
        }
        let dated = self.met_on_days(&candidate);
        if dated.len() >= 2 {
            return dated;
        }
        let offices = self.offices_met();
        if offices >= 2 {
            let one = |k: usize| Candidate { set_apart: k > 0 || candidate.set_apart, ..candidate.clone() };
            return (0..offices).map(one).collect();
        }
        let (mut hosts, guests) = self.sides(&candidate);
        if hosts.is_empty() && self.are_of_many(&guests) {
            hosts.extend(self.subject_before(|k| k.country.is_some() && !guests.iter().any(|&g| self.people.all[g].country == k.country)));
        }
        if !hosts.is_empty() && guests.len() >= 2 && self.one_by_one(&guests) {
            return guests.iter().map(|&g| self.between(&candidate, &hosts, g)).collect();
        }
        vec![candidate]
    }

    /// "had meetings with the foreign minister and with the minister of trade": how many whose names are not told.
    fn offices_met(&self) -> usize {
        const NEAR: usize = 12;
        let article = self.article;
        let behind = self.hit.end..self.range.end;
        // "meetings, too, with"
        let with = article.has_any(self.hit.end..(self.hit.end + 4).min(self.range.end), &["with"]);
        let meetings = article.is(self.hit.end - 1, "meetings") && with;
        if !meetings || article.items_in(behind.clone(), &[MentionKind::Person]).next().is_some() {
            return 0;
        }
        let mut at = self.hit.end;
        let offices = article.items_in(behind, &[MentionKind::Role]).filter(|i| self.is_bare_office(*i));
        let listed = offices.take_while(|i| {
            let near = i.first.saturating_sub(at) <= NEAR && article.is_any(i.first - 1, &["the", "with"])
                || article.mention(*i).country.is_some();
            at = i.end;
            near
        });
        listed.count()
    }

    /// "met Minister A on Monday and the president on Tuesday": each on a day of its own.
    fn met_on_days(&self, candidate: &Candidate) -> Vec<Candidate> {
        const DAYS: &[MentionKind] = &[MentionKind::Date];
        const WHO: &[MentionKind] = &[MentionKind::Person, MentionKind::Role];
        let article = self.article;
        let behind = self.hit.end..self.range.end;
        let alone = |i: &Item| article.items_in(i.end..i.end + 3, &[MentionKind::Person]).next().is_none();
        let office = |i: &Item| article.mention(*i).name.as_deref() == Some("office") && alone(i);
        let named =
            |i: &Item| article.items_in(i.first.saturating_sub(2)..i.first, &[MentionKind::Person]).any(|p| article.sign(p.end, ','));
        let holds = |i: &Item| i.kind == MentionKind::Person || office(i) && !named(i);
        let whom: Vec<Item> = article.items_in(behind.clone(), WHO).filter(holds).collect();
        let days: Vec<Item> = article.items_in(behind, DAYS).collect();
        let met = self.hit.set.has_any(CueSet::of(&[Cue::Met, Cue::Received])) && whom.len() == days.len() && whom.len() >= 2;
        let parted = || whom.windows(2).all(|w| article.has_any(w[0].end..w[1].first, &["and", "then"]));
        if !met || days[0].first < whom[0].end || !parted() {
            return Vec::new();
        }
        // between two of them no verb of another clause
        let plain = |i: usize| !article.tells(i, MeetingWord::Past) && !article.tells(i, MeetingWord::Speech);
        if !(whom[0].first..days[days.len() - 1].end).all(plain) {
            return Vec::new();
        }
        let objects: Vec<Option<usize>> = whom.iter().map(|w| self.people.of_item(article, *w)).collect();
        let hosts: Vec<usize> = candidate.people.iter().copied().filter(|p| !objects.contains(&Some(*p))).collect();
        let each = |(k, day): (usize, &Item)| {
            let mut one = match objects[k] {
                Some(object) => self.between(candidate, &hosts, object),
                None => Candidate { people: hosts.clone(), ..candidate.clone() },
            };
            // whose host has no country is no talk of the guests
            let guests: BTreeSet<Code> = objects.iter().flatten().filter_map(|&o| self.people.all[o].country).collect();
            let own = objects[k].and_then(|o| self.people.all[o].country);
            if one.parties.len() > 1 && guests.len() > 1 && one.parties.iter().filter(|p| guests.contains(p)).count() > 1 {
                one.parties.retain(|p| !guests.contains(p) || Some(*p) == own);
            }
            (one.start, one.end_date, one.date_basis) = self.days(*day, candidate.planned);
            one.date_text = Some(article.text(day.first, day.end).to_string());
            one.set_apart = k > 0 || candidate.set_apart;
            one
        };
        let each: Vec<Candidate> = days.iter().enumerate().map(each).collect();
        let distinct = each.windows(2).all(|w| w[0].start.is_some() && w[0].start != w[1].start);
        if distinct { each } else { Vec::new() }
    }

    /// "visited Asmara on Tuesday and Juba on Wednesday": towns of different countries, each with days of its own.
    fn towns_on_days(&self) -> Vec<(Item, Item)> {
        let article = self.article;
        let mut out: Vec<(Item, Item)> = Vec::new();
        let mut at = self.hit.end;
        let link = |i: usize| {
            article.is_any(i, &["to", "in", "and", "then", "the", "on", "at"])
                || article.sign(i, ',')
                || article.sign(i, '(')
                || article.sign(i, ')')
        };
        for town in article.items_in(self.hit.end..self.range.end, &[MentionKind::City]) {
            let day = article.items_in(town.end..(town.end + 3).min(self.range.end), &[MentionKind::Date]).next();
            let Some(day) = day.filter(|_| (at..town.first).all(link)) else { break };
            at = day.end;
            out.push((town, day));
        }
        let country = |k: usize| article.mention(out[k].0).country;
        let apart = out.len() >= 2 && (1..out.len()).all(|k| country(k).is_some() && country(k) != country(k - 1));
        if apart { out } else { Vec::new() }
    }

    /// "the visits to Peru by X in May and Y in June 2023": one by each, of their dates.
    fn visits_of_each(&self, candidate: &Candidate) -> Vec<Candidate> {
        const NEAR: usize = 5;
        let article = self.article;
        let tells = |i: &Item| article.tells(i.end, MeetingWord::Speech);
        let named = article.items_in(self.hit.end..self.range.end, &[MentionKind::Person]);
        let behind: Vec<Item> = named.filter(|i| !tells(i)).collect();
        let own_time = |k: usize| {
            let until = behind.get(k + 1).map_or(self.range.end, |next| next.first);
            let offices = behind[k].end..until.min(behind[k].end + 2 * NEAR);
            article.items_in(offices, TIMES).find(|t| t.first - behind[k].end <= NEAR || article.is(t.first - 1, "in"))
        };
        let dated: Vec<(Item, Item)> = match self.respective_times(&behind) {
            Some(times) => behind.iter().copied().zip(times).collect(),
            None => (0..behind.len()).filter_map(|k| Some((behind[k], own_time(k)?))).collect(),
        };
        let each = |&(who, time): &(Item, Item)| {
            let mut one = candidate.clone();
            one.people = self.people.of_item(article, who).into_iter().collect();
            if let Some(goal) = article.items_in(who.end..time.first, GOALS).find(|i| is_goal(article, *i)) {
                one.city = article.mention(goal).name.clone().filter(|_| article.mention(goal).kind == MentionKind::City);
                one.country = article.mention(goal).country;
            }
            (one.start, one.end_date, one.date_basis) = self.days(time, self.is_planned());
            one.planned = one.start.is_some_and(|s| article.document.published_on.map_or(candidate.planned, |p| s > p));
            one.date_text = Some(article.text(time.first, time.end).to_string());
            (one.first, one.end) = (who.first, time.end);
            one.dated_apart = article.mention(time).kind == MentionKind::Period;
            one
        };
        if dated.len() >= 2 { dated.iter().map(each).collect() } else { Vec::new() }
    }

    /// "the visits by A, B and C in 2015, 2017 and 2022, respectively": a time for each.
    fn respective_times(&self, people: &[Item]) -> Option<Vec<Item>> {
        const NEAR: usize = 4;
        let article = self.article;
        let last = people.last()?.end;
        let until = (last..self.range.end).find(|&i| article.is(i, "respectively"))?;
        let times: Vec<Item> = article.items_in(last..until, TIMES).collect();
        let beside = times.last().is_some_and(|t| until - t.end <= NEAR);
        (beside && times.len() == people.len() && people.len() >= 2).then_some(times)
    }

    /// "will visit Eritrea, Kenya and the Comoros": a visit to each, within the days that are told of all.
    fn stops(&self, candidate: Candidate) -> Vec<Candidate> {
        let article = self.article;
        let towns = self.towns_on_days();
        if !towns.is_empty() {
            let home = candidate.people.iter().find_map(|&p| self.people.all[p].country).or_else(|| self.office_before());
            let each = |&(town, day): &(Item, Item)| {
                let mut one = candidate.clone();
                (one.city, one.country) = (article.mention(town).name.clone(), article.mention(town).country);
                one.parties = home.into_iter().chain(one.country).collect();
                (one.start, one.end_date, one.date_basis) = self.days(day, candidate.planned);
                one.date_text = Some(article.text(day.first, day.end).to_string());
                one
            };
            return towns.iter().map(each).collect();
        }
        let stops = self.listed_stops();
        let people = &self.people.all;
        let own = candidate.people.iter().find_map(|&p| people[p].country).or_else(|| self.office_before());
        let own = own.filter(|c| stops.iter().all(|(stop, _)| stop != c));
        // whose country no sentence tells may still be known from the other events
        let traveller = own.is_some() || candidate.people.iter().any(|&p| people[p].country.is_none() && people[p].rank.is_some());
        if !traveller || stops.len() < 2 {
            return vec![candidate];
        }
        // the days of one leg are not those of another
        let apart = stops[..stops.len() - 1].iter().any(|(_, time)| time.is_some());
        let each = |&(stop, time): &(Code, Option<Item>)| {
            let mut one = candidate.clone();
            one.parties = own.into_iter().chain([stop]).collect();
            one.people.retain(|&p| people[p].country.is_none_or(|c| Some(c) == own || c == stop));
            (one.city, one.country) = (None, Some(stop));
            if candidate.arrival && stop != stops[0].0 && !apart {
                // the day on which the tour begins
                (one.start, one.end_date, one.date_text, one.date_basis) = (None, None, None, SlotBasis::None);
            }
            if apart {
                (one.start, one.end_date, one.date_basis) = time.map_or((None, None, SlotBasis::None), |t| self.days(t, self.is_planned()));
                one.date_text = time.map(|t| article.text(t.first, t.end).to_string());
            }
            one
        };
        stops.iter().map(each).collect()
    }

    /// "The Kenyan foreign minister will visit": the country of the office named before, whose holder need not be.
    fn office_before(&self) -> Option<Code> {
        let article = self.article;
        let office = |i: &Item| article.mention(*i).name.as_deref() == Some("office");
        let offices = article.items_in(self.range.start..self.hit.first, &[MentionKind::Role]).filter(office);
        offices.filter_map(|i| article.mention(i).country).last()
    }

    /// "a visit to three countries, namely Rwanda and Uganda", "a tour that will take him to Rwanda and Uganda": where the list begins.
    fn first_stop(&self) -> Option<Item> {
        const REACH: usize = 16;
        let article = self.article;
        let behind = self.hit.end..(self.hit.end + REACH).min(self.range.end);
        let led = |i: &Item| {
            let prev = i.first.saturating_sub(1 + usize::from(article.is(i.first.saturating_sub(1), "the")));
            article.is_any(prev, &["to", "namely", "of", "with", "in", "visit", "visiting", "includes", "include", "including", "covers"])
                || article.sign(prev, ':')
                || article.sign(prev, '-')
        };
        let city =
            |i: &Item| article.sign(i.first - 1, ',') && article.items_in(i.first - 2..i.first - 1, &[MentionKind::City]).any(|c| led(&c));
        let first = article.items_in(behind, &[MentionKind::Country]).find(|i| (led(i) || city(i)) && article.form(*i) == "name")?;
        let of_several = article.is_any(self.hit.end - 1, &["tour", "trip", "trips", "visits"])
            || article.has_any(self.hit.first..first.first, &["countries", "nations", "states", "tour", "visits", "visiting"]);
        let somebody = article.items_in(self.hit.end..first.first, &[MentionKind::Person]).next().is_some();
        (of_several && !somebody).then_some(first)
    }

    /// The countries listed behind the word of visit, each with the days that stand behind it.
    fn listed_stops(&self) -> Vec<(Code, Option<Item>)> {
        let article = self.article;
        let mut out: Vec<(Code, Option<Item>)> = Vec::new();
        let mut at = self.first_stop().map_or(self.hit.end, |i| i.first);
        let time_behind = |at: usize| article.items_in(at..(at + 3).min(self.range.end), TIMES).next();
        for item in article.items_in(at..self.range.end, &[MentionKind::Country]) {
            let link = |i: usize| {
                article.is_any(i, &["to", "in", "the", "and", "on", "from", "republic", "of"])
                    || article.item_at(i, &[MentionKind::City]).is_some()
                    || matches!(article.tokens[i].kind, TokenKind::Punct(',' | '(' | ')'))
            };
            let from = out.last().and_then(|(_, time)| *time).map_or(at, |t| t.end);
            if !(from..item.first).all(link) || article.form(item) != "name" || article.possessive(item.end) {
                break;
            }
            at = item.end;
            if let Some(stop) = article.party(item).filter(|c| out.iter().all(|(stop, _)| stop != c)) {
                let days = time_behind(at).filter(|t| (at..t.first).all(link));
                out.push((stop, days));
            }
        }
        out
    }

    /// "his counterparts from X, Y and Z": the countries.
    fn counterparts_of(&self) -> Vec<Code> {
        let article = self.article;
        const NEAR: usize = 8;
        let Some(role) = article.items_in(self.hit.first..self.range.end, &[MentionKind::Role]).find(|i| {
            article.is_any(i.end - 1, &["counterparts", "colleagues", "peers", "homologues"])
                || article.has_any(i.first..i.end, &["counterparts"])
                || self.are_met_apart(*i)
        }) else {
            return Vec::new();
        };
        let mut out = self.adjectives_before(role.first);
        // "ministers of five different countries: Kenya, Poland and Finland"
        let colon = (role.end..(role.end + NEAR).min(self.range.end)).find(|&i| article.sign(i, ':'));
        let mut at = colon.map_or(role.first, |i| i + 1);
        for item in article.items_in(at..self.range.end, &[MentionKind::Country]) {
            let listed = (at.max(role.end)..item.first).all(|i| article.is_any(i, &["from", "of", "and", "the"]) || article.sign(i, ','));
            if !listed {
                break;
            }
            at = item.end;
            out.extend(article.party(item).filter(|c| !out.contains(c)));
        }
        out
    }

    /// "bilateral meetings with ministers of Kenya, Poland and Finland", "talks with ministers of three different countries": one with each.
    fn are_met_apart(&self, role: Item) -> bool {
        let article = self.article;
        let with = article.is(role.first.saturating_sub(1), "with") || article.is(role.first.saturating_sub(2), "with");
        let different = with && article.has_any(role.first..(role.end + 4).min(self.range.end), &["different"]);
        let apart = self.is_with_each();
        let several = article.mention(role).name.as_deref() == Some("plural");
        // "received the ambassadors of Kenya, Poland and Finland"
        let envoys = article.mention(role).code.and_then(|c| Rank::parse(c.as_str())) == Some(Rank::Ambassador);
        let received = self.hit.set.has(Cue::Received) || article.has_any(self.hit.first..self.hit.end, &["audience", "audiences"]);
        several
            && (apart && with && article.is(self.hit.end - 1, "meetings")
                || different
                || envoys && (received || with && self.is_held_apart()))
    }

    /// "his Kenyan, Polish and Finnish counterparts": the countries.
    fn adjectives_before(&self, at: usize) -> Vec<Code> {
        let article = self.article;
        let listed = |i: usize| article.is(i, "and") || article.sign(i, ',') || article.item_at(i, &[MentionKind::Country]).is_some();
        let first = (self.hit.end..at).rev().take_while(|&i| listed(i)).last().unwrap_or(at);
        article.items_in(first..at, &[MentionKind::Country]).filter_map(|i| article.party(i)).collect()
    }

    fn one_for_each_country(&self, candidate: &Candidate, countries: &[Code]) -> Vec<Candidate> {
        let people = &self.people.all;
        let objects: Vec<usize> = self
            .article
            .items_in(self.range.clone(), &[MentionKind::Person])
            .filter(|i| self.is_object(self.no, *i))
            .filter_map(|i| self.people.of_item(self.article, i))
            .collect();
        let abroad = |p: usize| people[p].country.is_some_and(|c| countries.contains(&c));
        let subject: Vec<usize> = candidate.people.iter().copied().filter(|p| !abroad(*p) && !objects.contains(p)).collect();
        // whose minister it is must be told, or nobody named at all
        let home = if subject.is_empty() { self.office_before().or(self.discourse.home) } else { None };
        let Some(own) = subject.iter().find_map(|&p| people[p].country).or(home).filter(|c| !countries.contains(c)) else {
            return Vec::new();
        };
        let each = |&country: &Code| {
            let mut one = candidate.clone();
            one.parties = BTreeSet::from([own, country]);
            one.people = subject.clone();
            one.people.extend(candidate.people.iter().copied().filter(|&p| people[p].country == Some(country)));
            one
        };
        countries.iter().map(each).collect()
    }

    /// Those named before the word of meeting, and those it is held with.
    fn sides(&self, candidate: &Candidate) -> (Vec<usize>, Vec<usize>) {
        let article = self.article;
        let from = self.with_behind_hosts().unwrap_or(self.hit.end);
        let behind = |item: &Item| item.first >= from;
        let guests: Vec<usize> = article
            .items_in(self.range.clone(), &[MentionKind::Person])
            .filter(behind)
            .filter_map(|i| self.people.of_item(article, i))
            .filter(|p| candidate.people.contains(p))
            .collect();
        let hosts = candidate.people.iter().copied().filter(|p| !guests.contains(p)).collect();
        (hosts, guests)
    }

    /// "meetings", "separately", or holders of different high offices: each was met alone.
    fn one_by_one(&self, guests: &[usize]) -> bool {
        let article = self.article;
        // "held separate talks in Lima on Thursday with"
        let first = article.items_in(self.hit.end..self.range.end, &[MentionKind::Person]).next().map_or(self.hit.end, |p| p.first);
        let apart = self.is_held_apart() && article.has_any(self.hit.end..first, &["with"]);
        let with = apart
            || article.has_any(self.hit.end..self.hit.end + 2, &["with"])
            || self.with_behind_hosts().is_some()
            || article.is_any(self.hit.end - 1, &["with", "met", "meet", "meets", "by", "on"]);
        let told = article.has_phrase(self.hit.end..self.range.end, &["as", "well", "as"])
            || article.has_any(self.range.clone(), &["separate", "separately", "respectively"])
            || article.has_any(self.hit.end - 1..self.hit.end + 1, &["meetings", "conversations", "calls"]);
        let known = |&p: &usize| &self.people.all[p];
        let high = |k: &Known| matches!(k.rank, Some(Rank::HeadOfState | Rank::HeadOfGovernment | Rank::ParliamentSpeaker));
        // "the President of the Senate A and the President of the Chamber of Deputies B" are of two offices
        let chamber = |k: &Known| k.role.clone().filter(|_| k.rank == Some(Rank::ParliamentSpeaker));
        let ranks: BTreeSet<_> = guests.iter().map(known).map(|k| (k.rank.map(|r| r.as_str()), chamber(k))).collect();
        // "is to meet Prime Minister A, Minister B and Minister C"
        let company = article.has_any(self.range.clone(), &["presence", "accompanied", "together", "including", "attended"]);
        let list = !company
            && guests.len() >= 3
            && self.hit.set.has(Cue::Met)
            && ranks.len() > 1
            && guests.iter().all(|p| known(p).rank.is_some());
        self.each_with_its_own(guests)
            || self.are_of_many(guests)
            || self.is_beside_summit() && self.are_of_different_countries(guests)
            || self.are_counterparts(guests)
            || self.are_parted_by_semicolons(guests)
            || with && (told || list || guests.iter().all(|p| high(known(p))) && ranks.len() == guests.len())
    }

    /// "Meetings await Minister A in Lima with Minister B, Minister C": the word that parts the one who is awaited from those he meets.
    fn with_behind_hosts(&self) -> Option<usize> {
        const REACH: usize = 24;
        let article = self.article;
        let noun = article.is_any(self.hit.end - 1, &["meetings", "talks", "conversations", "meeting", "discussions"]);
        let with = (self.hit.end..(self.hit.end + REACH).min(self.range.end)).find(|&i| article.is(i, "with")).filter(|_| noun)?;
        article.items_in(self.hit.end..with, &[MentionKind::Person]).next().map(|_| with)
    }

    fn between(&self, candidate: &Candidate, hosts: &[usize], guest: usize) -> Candidate {
        let mut one = candidate.clone();
        one.people = hosts.to_vec();
        one.people.push(guest);
        let sides: BTreeSet<Code> = one.people.iter().filter_map(|&p| self.people.all[p].country).collect();
        if sides.len() == 2 {
            one.parties = sides;
        }
        one
    }
}
