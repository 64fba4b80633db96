//! Candidates for events: a word of meeting and what its clause tells of it.

use super::aside;
use super::clause::{self, Clause, TIMES};
use super::people::People;
use super::present::names_those_present;
use super::rounds::is_neighbour;
use super::time::last_day;
use super::trigger::triggers;
use crate::calendar;
use crate::extract::article::{Article, Item};
use crate::extract::discourse::Discourse;
use crate::lexicon::{Cue, MeetingWord, Rank};
use crate::model::{Code, MeetingKind, MentionKind, SlotBasis};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// What one clause tells of an event.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Kind of event.
    pub kind: MeetingKind,
    /// The sentence.
    pub sentence: usize,
    /// The last sentence that tells of it.
    pub told_last: usize,
    /// First token of the evidence.
    pub first: usize,
    /// One past its last token.
    pub end: usize,
    /// First day.
    pub start: Option<Date>,
    /// Last day.
    pub end_date: Option<Date>,
    /// The words of the date.
    pub date_text: Option<String>,
    /// Where the date came from.
    pub date_basis: SlotBasis,
    /// The city.
    pub city: Option<String>,
    /// The country.
    pub country: Option<Code>,
    /// Fixed for later.
    pub planned: bool,
    /// Told with a verb in the past.
    pub told: bool,
    /// Number of a format.
    pub ordinal: Option<i64>,
    /// The number told of it, of whatever kind it is.
    pub number: Option<i64>,
    /// "the previous meeting of the three countries": how many of those told before hold it.
    pub of_so_many: Option<usize>,
    /// The economies.
    pub parties: BTreeSet<Code>,
    /// Indices into the people of the article.
    pub people: Vec<usize>,
    /// Those of its sentence who only tell of it.
    pub tellers: Vec<usize>,
    /// The format's own name.
    pub name: Option<String>,
    /// It is told with words that set it apart: "a separate meeting", "then", "previous".
    pub set_apart: bool,
    /// Told as known: "the talks", "the meeting".
    pub definite: bool,
    /// "the meeting with", "the talks between": those who hold it are named right behind.
    pub with_whom: bool,
    /// Told as a summit, of however many, or as the previous or next meeting.
    pub of_summit: bool,
    /// Told as that for which a trip is made.
    pub made_for: bool,
    /// "At the meeting X promised": opens a sentence on what was said at talks told before.
    pub recounted: bool,
    /// The sentence names those present at an event told before.
    pub attended: bool,
    /// Only the day of arrival is known.
    pub arrival: bool,
    /// Dated by a month or year: an event recalled or announced, not the one of the day.
    pub dated_apart: bool,
    /// Of a day months before that of the article.
    pub long_ago: bool,
    /// "recent talks", "a month ago": not of the day.
    pub recalled: bool,
    /// A trip told by its goal alone, "arrived in Lima": it may have been made for another event.
    pub goes: bool,
    /// Told in a relative clause: "who had arrived in Lima".
    pub relative: bool,
    /// Placed by "there".
    pub there: bool,
    /// Dated by "a day earlier", "the next day": so many days behind the event told before.
    pub day_shift: Option<i64>,
    /// Dated by "the same day".
    pub same_day: bool,
    /// The length of a visit whose first day its own words do not tell.
    pub days: Option<i64>,
    /// "leaves for home on Friday": tells the last day of a visit.
    pub homeward: bool,
    /// Told as part of the event before: "during which", "in the course of that visit".
    pub during: bool,
    /// "The visit is planned for Friday": tells of an event told before, and of none by itself.
    pub only_joins: bool,
    /// Held by video link: it has no place.
    pub remote: bool,
    /// Its own words tell the country.
    pub placed: bool,
    /// Told in the present tense: "meets", "receives".
    pub present: bool,
    /// "on the sidelines of the summit": not where either side is at home.
    pub on_margins: bool,
    /// Its own words name the economies that hold it: "the Kenyan-Polish forum", "the ministers of Kenya and Poland".
    pub between: bool,
    /// "met his counterpart": of one office, whatever it is called.
    pub counterpart: bool,
    /// A group of states is named as one of the sides, not by its officials.
    pub with_group: bool,
    /// Held by the officers of a body: "the CIS foreign ministers met".
    pub of_officers: bool,
    /// Its name tells two sides, a body among them: "the EU-India summit".
    pub of_two_sides: bool,
    /// Mentions that it rests on.
    pub mentions: Vec<usize>,
    /// The rule that found it.
    pub rule: &'static str,
}

/// Words of meeting so near behind an aside tell of the event around it: ", will hold its fifth meeting".
const BESIDE: usize = 8;

/// Every candidate of the article, in order.
pub fn find(article: &Article, discourse: &Discourse, people: &People) -> Vec<Candidate> {
    let mut out = Vec::new();
    for no in 0..article.sentences.len() {
        if article.is_noise_sentence(no) {
            continue;
        }
        let triggers = triggers(article, no);
        // up to where an aside and what stands around it have told of two rounds
        let mut told = 0;
        for (k, &(hit, kind)) in triggers.iter().enumerate() {
            if hit.first < told {
                continue;
            }
            let range = clause::range(article, no, &triggers, k);
            let clause = Clause { article, discourse, people, no, hit, kind, range };
            if let Some(found) = aside::find(article, no, (hit, kind)) {
                let last =
                    triggers.iter().map(|(h, _)| h.first).find(|&first| first >= found.end + BESIDE).unwrap_or(article.sentences[no].last);
                let around = Clause { range: clause.range.start..last, ..clause }.around(&found);
                if !around.is_empty() {
                    told = last;
                    out.extend(around);
                    continue;
                }
            }
            out.extend(clause.candidate().into_iter().flat_map(|candidate| clause.several(candidate)));
        }
    }
    out
}

impl Clause<'_> {
    pub(super) fn candidate(&self) -> Option<Candidate> {
        let (hit, kind) = (self.hit, self.kind);
        let article = self.article;
        let sentence = article.sentences[self.no];
        let range = &self.range;
        let people = self.visitor_first(self.persons());
        let homeward = kind == MeetingKind::Visit && self.is_homeward();
        let welcome = self.is_welcome();
        let only_joins = match self.is_no_event(&people) {
            _ if homeward => true,
            true if self.refers_back() || welcome => true,
            true => return None,
            false => false,
        };
        // "plans to attend the meeting": the one that is told before
        let attends = kind == MeetingKind::Talks
            && article.is(hit.first.saturating_sub(1), "the")
            && article.is_any(hit.first.saturating_sub(2), &["attend", "attending"])
            && !article.is_any(hit.end, &["with", "between", "of"]);
        let only_joins = only_joins || attends && self.nearest(TIMES).is_none();
        let time = self.nearest(TIMES).filter(|i| self.dates_event(*i)).or_else(|| self.day_of_speech()).or_else(|| self.day_of_sentence());
        let planned_words = self.is_planned();
        let (start, end_date, date_basis) = time.map_or((None, None, SlotBasis::None), |t| self.days(t, planned_words));
        let planned = self.lies_ahead(time, start, end_date, planned_words);
        let remote = range.clone().any(|i| article.tells(i, MeetingWord::Remote));
        let (city, country) = if remote { (None, None) } else { self.place() };
        let ordinal = self.ordinal();
        let parties = self.parties(&people, country);
        let duration = self.duration();
        let told_days = kind == MeetingKind::Visit || duration.is_some();
        let ends = told_days && start.is_some() && start == end_date && self.is_ending();
        let (start, end_date) = match ends {
            _ if homeward => (None, end_date),
            true => (duration.and_then(|n| start.and_then(|s| calendar::plus_days(s, 1 - n))), start),
            false => (start, last_day(kind, start, end_date, duration, self.until())),
        };
        let same_day = time.is_some_and(|t| article.text(t.first, t.end).to_lowercase().ends_with("same day"))
            || time.is_none() && (self.is_on_same_occasion() || self.is_held_beside());
        let arrival = end_date == start
            && duration.is_none()
            && (kind == MeetingKind::Visit || self.is_opened())
            && (self.is_opened()
                || time.is_some_and(|t| self.arrives_on(t))
                || hit.set.has(Cue::VisitVerb) && article.any_tells(hit.first..hit.end, MeetingWord::Arrival)
                || time.is_some_and(|t| article.mention(t).kind == MentionKind::Date && self.is_beginning(t)));
        let between = self.is_between();
        let definite = article.is_any(hit.first.saturating_sub(1), &["the", "these", "this", "their"]);
        let mut candidate = Candidate {
            kind: match self.is_trip_of_envoy(&people, country) {
                true if kind == MeetingKind::Visit => MeetingKind::Talks,
                _ => self.kind_held(remote, definite, &parties, &people),
            },
            sentence: self.no,
            told_last: self.no,
            first: hit.first,
            end: hit.end,
            start,
            end_date,
            date_text: time.map(|t| article.text(t.first, t.end).to_string()),
            date_basis,
            city,
            country,
            planned,
            told: self.is_past() || self.has_begun(),
            ordinal,
            number: self.number(),
            of_so_many: self.how_many(),
            parties,
            people,
            tellers: self.told_by().map_or_else(Vec::new, |verb| self.people.in_range(article, sentence.first..verb)),
            name: self.format_name(),
            set_apart: self.is_set_apart(),
            definite,
            with_whom: (hit.end - 1..hit.end + 1).any(|i| article.is_any(i, &["with", "between", "of"])),
            of_summit: kind == MeetingKind::Summit || is_neighbour(article, hit.first),
            made_for: time.is_none() && self.is_made_for(),
            recounted: time.is_none() && self.is_recounted(),
            attended: names_those_present(article, sentence),
            arrival,
            dated_apart: time.is_some_and(|t| article.mention(t).kind == MentionKind::Period),
            long_ago: self.is_long_ago(end_date),
            recalled: time.is_none() && kind == MeetingKind::Commission && between || self.is_recalled(),
            relative: article.has_any(range.start.saturating_sub(1)..(range.start + 2).min(range.end), &["who"]),
            between,
            counterpart: article.has_any(hit.end..(hit.end + 4).min(range.end), &["counterpart"]),
            with_group: self.is_with_group(),
            of_officers: kind == MeetingKind::Talks && self.group_of_officers().is_some()
                || kind == MeetingKind::Forum && article.has_any(hit.first..hit.end + 3, &["ministers", "ministerial"]),
            of_two_sides: self.is_of_two_sides(),
            goes: hit.set.has(Cue::VisitVerb) && !hit.set.has(Cue::Visit),
            mentions: Vec::new(),
            only_joins,
            remote,
            placed: country.is_some(),
            present: self.is_present(),
            on_margins: article.any_tells(sentence.first..sentence.last, MeetingWord::Margins),
            there: article.has_any(range.start..(range.start + 2).min(range.end), &["there"])
                || article.has_any(hit.end..(hit.end + 4).min(range.end), &["there"]),
            same_day,
            day_shift: if time.is_none() && (homeward || !self.sentence_is_dated()) { self.day_shift() } else { None },
            days: duration.filter(|_| kind == MeetingKind::Visit && start.is_none()),
            homeward,
            during: time.is_none() && self.is_during(),
            rule: rule(kind),
        };
        self.widen(&mut candidate, time, sentence.first, sentence.last);
        if welcome && only_joins {
            self.turn_into_arrival(&mut candidate);
        }
        // an ambassador's trips in the country where he serves
        if candidate.kind == MeetingKind::Talks && kind == MeetingKind::Visit {
            (candidate.arrival, candidate.goes) = (false, false);
        }
        Some(candidate)
    }

    /// A welcome at the airport tells the day of arrival, and the host, where he holds the visitor's office.
    fn turn_into_arrival(&self, candidate: &mut Candidate) {
        (candidate.kind, candidate.rule) = (MeetingKind::Visit, rule(MeetingKind::Visit));
        candidate.arrival = candidate.start.is_some() && candidate.start == candidate.end_date;
        candidate.planned = false;
        let all = &self.people.all;
        let guest = candidate.people.first().copied();
        candidate.people.retain(|&p| guest.is_some_and(|g| g == p || all[g].same_office(&all[p])));
    }

    /// "The Ambassador to Kenya visited Mombasa": a trip in the country where he serves, or in none that is told to be another.
    fn is_trip_of_envoy(&self, people: &[usize], goal: Option<Code>) -> bool {
        let Some(envoy) = people.first().map(|&p| &self.people.all[p]) else { return false };
        // of a town that no table has: the office tells where he serves
        let serves = envoy.role.as_deref().is_some_and(|role| role.contains(" to "));
        let own = envoy.country.is_some_and(|home| goal.map_or(serves, |goal| goal != home));
        let others = people
            .iter()
            .any(|&p| self.people.all[p].rank.is_some_and(|r| r != Rank::Ambassador && self.people.all[p].country == envoy.country));
        // "Ambassador-at-Large": he serves in no country
        let roams = envoy.role.as_deref().is_some_and(|role| role.to_lowercase().contains("large"));
        // "paid a visit", "was on a trip to"; not "expected results from the visit"
        let lead = self.hit.first.saturating_sub(4).max(self.range.start)..self.hit.first;
        let makes = lead
            .clone()
            .any(|i| self.article.tells(i, MeetingWord::Undertaken) || self.article.is_any(i, &["paid", "made", "pays", "makes"]));
        let goes = self.hit.set.has(Cue::VisitVerb) || makes || self.article.has_phrase(lead, &["on", "a"]);
        envoy.rank == Some(Rank::Ambassador) && own && !others && !roams && goes
    }

    /// A day months before that of the article.
    fn is_long_ago(&self, last: Option<Date>) -> bool {
        const LONG: i32 = 60;
        let published = self.article.document.published_on;
        let gap = last.zip(published).and_then(|(last, published)| published.since(last).ok());
        gap.is_some_and(|gap| gap.get_days() > LONG)
    }

    /// Whether the event is fixed for later, by its day and the words told of it.
    fn lies_ahead(&self, time: Option<Item>, start: Option<Date>, end_date: Option<Date>, planned_words: bool) -> bool {
        let article = self.article;
        let published = article.document.published_on;
        match (start, published) {
            (Some(start), Some(published)) if start > published => true,
            // "will meet the president today"
            (Some(start), Some(published)) if start == published && planned_words => true,
            (Some(_), Some(published)) if end_date.is_some_and(|e| e < published) => false,
            (Some(start), Some(published)) if start <= published && time.is_some_and(|t| article.mention(t).kind == MentionKind::Date) => {
                false
            }
            _ => planned_words,
        }
    }

    /// "meets the president", "there are also talks with the minister"
    fn is_present(&self) -> bool {
        const NEAR: usize = 4;
        let article = self.article;
        let lead = self.hit.first.saturating_sub(NEAR).max(self.range.start)..self.hit.first;
        let there = lead.into_iter().any(|i| article.is(i, "there") && article.is_any(i + 1, &["is", "are"]));
        (there || article.is_any(self.hit.first, &["meets", "receives", "holds", "calls"])) && !article.is_title(self.no)
    }

    fn is_set_apart(&self) -> bool {
        let article = self.article;
        let near = self.hit.first.saturating_sub(8).max(self.range.start)..(self.hit.end + 3).min(self.range.end);
        // "the two also discussed": at the talks told before
        let more = |i: usize| self.hit.set.has(Cue::Discussed) && article.is_any(i, &["also", "besides"]);
        near.into_iter().any(|i| article.tells(i, MeetingWord::SetApart) && !more(i))
    }

    /// Lets the evidence take in the date and the ordinal that stand near.
    fn widen(&self, candidate: &mut Candidate, time: Option<Item>, first: usize, last: usize) {
        let hit = self.hit;
        if let Some(t) = time {
            let near = t.first.abs_diff(hit.end) <= 14 || hit.first.abs_diff(t.end) <= 14;
            if near && t.first >= first && t.end <= last {
                candidate.first = candidate.first.min(t.first);
                candidate.end = candidate.end.max(t.end);
            }
            candidate.mentions.push(t.mention);
        }
        let ordinal = self.article.items_in(hit.first.saturating_sub(8).max(first)..hit.first, &[MentionKind::Ordinal]).last();
        if let (Some(item), true) = (ordinal, candidate.ordinal.is_some()) {
            candidate.first = candidate.first.min(item.first);
            candidate.mentions.push(item.mention);
        }
    }
}

/// Kinds of event whose length in days is told: "a two-day visit", "the three-day exhibition".
pub(super) fn lasts(kind: MeetingKind) -> bool {
    matches!(kind, MeetingKind::Visit | MeetingKind::Forum | MeetingKind::Summit | MeetingKind::Commission)
}

fn rule(kind: MeetingKind) -> &'static str {
    match kind {
        MeetingKind::Visit => "visit_told",
        MeetingKind::Talks => "talks_told",
        MeetingKind::Consultations => "consultations_told",
        MeetingKind::Call => "call_told",
        MeetingKind::Summit => "summit_told",
        MeetingKind::Commission => "commission_told",
        MeetingKind::Forum => "forum_told",
        MeetingKind::Ceremony => "ceremony_told",
    }
}
