//! Candidates for events: a word of meeting and what its clause tells of it.

use super::people::People;
use crate::calendar;
use crate::extract::article::{Article, CueHit, Item};
use crate::extract::discourse::Discourse;
use crate::lexicon::{Cue, CueSet, Rank};
use crate::model::{Code, MeetingKind, MentionKind, SlotBasis};
use jiff::civil::{Date, Weekday};
use std::collections::BTreeSet;

const TRIGGERS: CueSet = CueSet::of(&[
    Cue::Visit,
    Cue::VisitVerb,
    Cue::Talks,
    Cue::Met,
    Cue::Received,
    Cue::Consultations,
    Cue::Call,
    Cue::Summit,
    Cue::Commission,
    Cue::Forum,
    Cue::Ceremony,
]);
const PLACES: &[MentionKind] = &[MentionKind::Country, MentionKind::Group];
const TIMES: &[MentionKind] = &[MentionKind::Date, MentionKind::Period];

/// What one clause tells of an event.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Kind of event.
    pub kind: MeetingKind,
    /// The sentence.
    pub sentence: usize,
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
    /// Number of a format.
    pub ordinal: Option<i64>,
    /// The economies.
    pub parties: BTreeSet<Code>,
    /// Indices into the people of the article.
    pub people: Vec<usize>,
    /// The format's own name.
    pub name: Option<String>,
    /// It is told with words that set it apart: "a separate meeting", "then", "previous".
    pub set_apart: bool,
    /// Told as known: "the talks", "the meeting".
    pub definite: bool,
    /// Only the day of arrival is known.
    pub arrival: bool,
    /// Dated by a month or year: an event recalled or announced, not the one of the day.
    pub dated_apart: bool,
    /// Placed by "there".
    pub there: bool,
    /// Dated by "the same day".
    pub same_day: bool,
    /// Held by video link: it has no place.
    pub remote: bool,
    /// Mentions that it rests on.
    pub mentions: Vec<usize>,
    /// The rule that found it.
    pub rule: &'static str,
}

/// Every candidate of the article, in order.
pub fn find(article: &Article, discourse: &Discourse, people: &People) -> Vec<Candidate> {
    let mut out = Vec::new();
    for no in 0..article.sentences.len() {
        if article.is_noise_sentence(no) {
            continue;
        }
        let triggers = triggers(article, no);
        for k in 0..triggers.len() {
            let context = Context { article, discourse, people, no, triggers: &triggers, k };
            out.extend(context.candidate());
        }
    }
    out
}

/// The triggers of a sentence; what only repeats its neighbour's event is dropped ("the 8th meeting of the commission").
fn triggers(article: &Article, no: usize) -> Vec<(CueHit, MeetingKind)> {
    let sentence = article.sentences[no];
    let mut out: Vec<(CueHit, MeetingKind)> = Vec::new();
    let ordinals: Vec<usize> = article.items_in(sentence.first..sentence.last, &[MentionKind::Ordinal]).map(|i| i.end).collect();
    for hit in article.cues_in(sentence.first..sentence.last, TRIGGERS) {
        let Some(kind) = kind_of(article, hit) else { continue };
        if is_background(article, no, hit) {
            continue;
        }
        // "the ninth meeting was in Doha": of the format that the article is about
        let kind = if kind == MeetingKind::Talks && ordinals.contains(&hit.first) {
            format_before(article, hit.first).unwrap_or(kind)
        } else {
            kind
        };
        match out.last().copied() {
            Some((last, last_kind)) if absorbs(article, last, last_kind, hit, kind) => {
                let stronger = weight(kind) > weight(last_kind);
                if let (true, Some(slot)) = (stronger, out.last_mut()) {
                    *slot = (CueHit { first: last.first, end: hit.end, set: hit.set }, kind);
                }
            }
            _ => out.push((hit, kind)),
        }
    }
    numbered(article, no, &mut out);
    out
}

/// "the previous, eleventh sitting (Tbilisi, December 2021)", "the second in Trabzon in 2016": of the format that the article is about.
fn numbered(article: &Article, no: usize, out: &mut Vec<(CueHit, MeetingKind)>) {
    let sentence = article.sentences[no];
    let formats = CueSet::of(&[Cue::Commission, Cue::Consultations]);
    let ordinals: Vec<Item> = article.items_in(sentence.first..sentence.last, &[MentionKind::Ordinal]).collect();
    for (k, item) in ordinals.iter().enumerate() {
        let until = ordinals.get(k + 1).map_or(sentence.last, |next| next.first);
        let named = article.is_any(item.end, &["sitting", "session", "round", "edition"]);
        let near = out.iter().any(|(h, _)| h.first >= item.first && h.first <= item.end + 12 && h.first < until);
        let of_other = article.is_any(item.end + 1, &["of"]);
        if near || of_other || !(named || is_of_series(article, *item, until)) {
            continue;
        }
        if let Some(format) = article.cues_in(0..sentence.last, formats).last() {
            let kind = if format.set.has(Cue::Commission) { MeetingKind::Commission } else { MeetingKind::Consultations };
            let hit = CueHit { first: item.first, end: item.end + 1, set: format.set };
            let at = out.partition_point(|(h, _)| h.first < hit.first);
            out.insert(at, (hit, kind));
        }
    }
}

/// "The first took place in Doha in 2015, the second in Trabzon": an ordinal alone with a city and a time behind it.
fn is_of_series(article: &Article, item: Item, until: usize) -> bool {
    let city = article.items_in(item.end..until, &[MentionKind::City]).next();
    let time = article.items_in(item.end..until, TIMES).next();
    let opens =
        article.is_any(item.end, &["took", "in", "was", "came", "meeting", "one", ","]) || city.is_some_and(|c| c.first == item.end);
    opens && city.is_some_and(|c| c.first - item.end <= 6) && time.is_some_and(|t| t.first - item.end <= 10)
}

/// The format that the article spoke of before, a commission or consultations.
fn format_before(article: &Article, at: usize) -> Option<MeetingKind> {
    let format = article.cues_in(0..at, CueSet::of(&[Cue::Commission, Cue::Consultations])).last()?;
    Some(if format.set.has(Cue::Commission) { MeetingKind::Commission } else { MeetingKind::Consultations })
}

/// "Even before the consultations", "on the sidelines of the General Assembly", "the results of the talks": no event is told here.
fn is_background(article: &Article, no: usize, hit: CueHit) -> bool {
    let from = article.sentences[no].first;
    let margins = hit.first.saturating_sub(9).max(from)..hit.first;
    let on_margins = margins.clone().any(|i| article.is_any(i, &["margins", "sidelines", "fringes"]));
    let the = hit.first > from && article.is_any(hit.first - 1, &["the", "these", "those"]);
    let led = the
        && hit.first > from + 1
        && article.is_any(hit.first - 2, &["before", "after", "following", "results", "outcomes", "outcome", "framework"]);
    let of_results = the
        && hit.first > from + 2
        && article.is(hit.first - 2, "of")
        && article.is_any(hit.first - 3, &["results", "outcomes", "outcome", "framework", "margins", "eve", "wake"]);
    let after = hit.first >= 2 && article.is_any(hit.first - 2, &["before", "after"]);
    let dated = !after && article.items_in(hit.end..(hit.end + 18).min(article.sentences[no].last), TIMES).next().is_some();
    let told_here = article.is_any(hit.end, &["with", "between", "in", "on"]) && !led || dated;
    (on_margins && article.is_any(hit.first.saturating_sub(1), &["the", "general", "un", "session"]) || on_margins && !dated)
        || ((led || of_results) && !told_here)
}

fn kind_of(article: &Article, hit: CueHit) -> Option<MeetingKind> {
    let set = hit.set;
    let table = [
        (Cue::Call, MeetingKind::Call),
        (Cue::Consultations, MeetingKind::Consultations),
        (Cue::Commission, MeetingKind::Commission),
        (Cue::Summit, MeetingKind::Summit),
        (Cue::Forum, MeetingKind::Forum),
        (Cue::Ceremony, MeetingKind::Ceremony),
        (Cue::Visit, MeetingKind::Visit),
        (Cue::VisitVerb, MeetingKind::Visit),
        (Cue::Received, MeetingKind::Talks),
        (Cue::Met, MeetingKind::Talks),
        (Cue::Talks, MeetingKind::Talks),
    ];
    let kind = table.iter().find(|(cue, _)| set.has(*cue)).map(|(_, kind)| *kind)?;
    let kind = if kind == MeetingKind::Talks && is_of_body(article, hit) { MeetingKind::Commission } else { kind };
    let plain = |words: &[&str]| hit.end - hit.first == 1 && article.is_any(hit.first, words);
    // "received goods", "met the needs", "tour operators", "fair conditions", "the club of"
    let idle = plain(&["met"])
        && article.is_any(hit.end, &["the", "with"])
        && article.is_any(hit.end + 1, &["needs", "demand", "requirements", "target", "resistance"])
        || plain(&["trip", "tour", "tours", "visits"]) && article.is_any(hit.end, &["operators", "operator", "agency"])
        || plain(&[
            "fair",
            "club",
            "congress",
            "presentation",
            "discussion",
            "discussions",
            "dialogue",
            "encounter",
            "received",
            "hosted",
            "hosts",
            "welcomed",
            "greeted",
        ]) && !has_person_near(article, hit)
            && kind != MeetingKind::Forum
        || plain(&["forum", "conference", "club", "fair", "presentation", "congress", "seminar", "workshop", "exhibition"])
            && article.is_any(hit.end, &["room", "hall", "platform"])
        || plain(&["conference", "conferences"]) && article.is_any(hit.first.saturating_sub(1), &["press", "news", "media"]);
    // "received money" is no reception: a person or office follows, or "was received by"
    let active = plain(&["received", "receives", "hosted", "hosts", "welcomed", "greeted", "receiving"]);
    let object = article.items_in(hit.end..hit.end + 7, &[MentionKind::Person, MentionKind::Role]).next().is_some();
    let passive = article.is(hit.end, "by") || article.is_any(hit.end, &["in", "at", "on"]) && object;
    // "came to 1 billion dollars" is no arrival
    let amount = set.has(Cue::VisitVerb)
        && article.items_in(hit.end..hit.end + 3, &[MentionKind::Money, MentionKind::Number, MentionKind::Percent]).next().is_some();
    (!(idle || amount || active && !object && !passive)).then_some(kind)
}

/// "the second meeting of the Joint Planning Group": a standing body of two governments met.
fn is_of_body(article: &Article, hit: CueHit) -> bool {
    let meeting =
        article.is_any(hit.first, &["meeting", "session", "sitting", "round"]) && hit.end - hit.first == 1 && article.is(hit.end, "of");
    let run = hit.end + 1..(hit.end + 9).min(article.tokens.len());
    let clear = run
        .clone()
        .take_while(|&i| article.tokens[i].is_word() || article.sign(i, '-'))
        .find(|&i| article.is_any(i, &["group", "committee", "council", "commission"]));
    meeting
        && clear.is_some_and(|at| {
            article.has_any(
                hit.end..at,
                &[
                    "joint",
                    "mixed",
                    "intergovernmental",
                    "inter",
                    "bilateral",
                    "coordination",
                    "strategic",
                    "economic",
                    "working",
                    "ministerial",
                    "supreme",
                    "high",
                ],
            )
        })
}

fn has_person_near(article: &Article, hit: CueHit) -> bool {
    let no = article.sentence_of(hit.first);
    let s = article.sentences[no];
    let near = hit.first.saturating_sub(14).max(s.first)..(hit.end + 16).min(s.last);
    article.items_in(near, &[MentionKind::Person, MentionKind::Role]).next().is_some()
}

fn weight(kind: MeetingKind) -> u8 {
    match kind {
        MeetingKind::Talks => 0,
        MeetingKind::Visit => 1,
        _ => 2,
    }
}

/// Whether two triggers tell one event: "meeting of the commission", "held talks during an official visit", "summit meeting".
fn absorbs(article: &Article, a: CueHit, ka: MeetingKind, b: CueHit, kb: MeetingKind) -> bool {
    let gap = a.end..b.first;
    let has_person = article.items_in(gap.clone(), &[MentionKind::Person]).next().is_some();
    let near = gap.len() <= 7 && !has_person;
    let of = gap.len() <= 4 && article.has_any(gap.clone(), &["of", "at", "during", "for", "the"]);
    let verb_of_body = weight(ka) == 2
        && kb == MeetingKind::Talks
        && article.is_any(b.first, &["met", "meets", "held", "meeting", "sitting"])
        && gap.len() <= 18
        && !has_person
        && article.items_in(b.end..b.end + 5, &[MentionKind::Person]).next().is_none();
    let same_trip = ka == MeetingKind::Talks && kb == MeetingKind::Visit && a.set.has(Cue::Received) && gap.len() <= 16;
    if verb_of_body || same_trip {
        return true;
    }
    let breaks = gap.clone().any(|i| article.sign(i, ';')) || article.has_any(gap.clone(), &["then", "also", "after", "before", "later"]);
    if breaks {
        return false;
    }
    match (weight(ka), weight(kb)) {
        (0, 2) | (2, 0) => near || of,
        (2, 2) => ka == kb && near,
        (1, 1) => true,
        (0, 0) => near,
        _ => false,
    }
}

struct Context<'a> {
    article: &'a Article<'a>,
    discourse: &'a Discourse,
    people: &'a People,
    no: usize,
    triggers: &'a [(CueHit, MeetingKind)],
    k: usize,
}

impl Context<'_> {
    fn candidate(&self) -> Option<Candidate> {
        let (hit, kind) = self.triggers[self.k];
        let article = self.article;
        let sentence = article.sentences[self.no];
        let range = self.range();
        if self.is_no_event(hit, kind, &range) {
            return None;
        }
        let time = self.nearest(TIMES, &range).filter(|i| self.dates_event(*i));
        let planned_words = self.is_planned(hit, &range);
        let (start, end_date, date_basis) = time.map_or((None, None, SlotBasis::None), |t| self.days(t, planned_words, &range));
        let published = article.document.published_on;
        let planned = match (start, published) {
            (Some(start), Some(published)) if start > published => true,
            (Some(_), Some(published)) if end_date.is_some_and(|e| e < published) => false,
            (Some(start), Some(published)) if start <= published && time.is_some_and(|t| article.mention(t).kind == MentionKind::Date) => {
                false
            }
            _ => planned_words,
        };
        let remote = article
            .has_any(range.clone(), &["videoconference", "videoconferencing", "online", "virtual", "virtually", "conferencing"])
            || article.has_phrase(range.clone(), &["video", "link"])
            || article.has_phrase(range.clone(), &["video", "conference"]);
        let (city, country) = if remote { (None, None) } else { self.place(hit, kind, &range) };
        let people = self.persons(kind, &range);
        let ordinal = self.ordinal(hit, kind, &range);
        let parties = self.parties(kind, &range, &people, country);
        let duration = self.duration(&range);
        let end_date = last_day(kind, start, end_date, duration, self.until(&range));
        let same_day = time.is_some_and(|t| article.text(t.first, t.end).to_lowercase().ends_with("same day"));
        let arrival = end_date == start
            && duration.is_none()
            && kind == MeetingKind::Visit
            && hit.set.has(Cue::VisitVerb)
            && article.is_any(
                hit.first,
                &[
                    "arrived", "arrives", "arrive", "arriving", "came", "leaves", "left", "flew", "flies", "departs", "departed", "heads",
                    "headed", "flown", "landed", "fly",
                ],
            );
        let mut candidate = Candidate {
            kind: if kind == MeetingKind::Talks && self.is_summit(&range, &parties, &people) { MeetingKind::Summit } else { kind },
            sentence: self.no,
            first: hit.first,
            end: hit.end,
            start,
            end_date,
            date_text: time.map(|t| article.text(t.first, t.end).to_string()),
            date_basis,
            city,
            country,
            planned,
            ordinal,
            parties,
            people,
            name: self.format_name(hit, kind),
            set_apart: self.is_set_apart(hit, &range),
            definite: article.is_any(hit.first.saturating_sub(1), &["the", "these", "this", "their"]),
            arrival,
            dated_apart: time.is_some_and(|t| article.mention(t).kind == MentionKind::Period),
            mentions: Vec::new(),
            remote,
            there: article.has_any(range.start..(range.start + 2).min(range.end), &["there"])
                || article.has_any(hit.end..(hit.end + 4).min(range.end), &["there"]),
            same_day,
            rule: rule(kind),
        };
        self.widen(&mut candidate, time, sentence.first, sentence.last);
        Some(candidate)
    }

    /// The part of the sentence that is this trigger's: half way to its neighbours of another event.
    fn range(&self) -> std::ops::Range<usize> {
        let sentence = self.article.sentences[self.no];
        let (hit, _) = self.triggers[self.k];
        let mut first = sentence.first;
        let mut last = sentence.last;
        if self.k > 0 {
            first = self.split(self.triggers[self.k - 1].0.end, hit.first);
        }
        if let Some((next, _)) = self.triggers.get(self.k + 1) {
            last = self.split(hit.end, next.first);
        }
        first..last
    }

    /// Where one event's words end and the next one's begin: at a comma or "and" nearest to the second, else half way.
    fn split(&self, from: usize, to: usize) -> usize {
        let article = self.article;
        let cut = (from..to).rev().find(|&i| {
            article.sign(i, ',')
                || article.sign(i, ';')
                || article.sign(i, ':')
                || article.is_any(i, &["and", "as", "where", "after", "before", "while", "then", "which", "who"])
        });
        // ", on November 19, had a meeting": the date between two commas belongs to what follows
        let dated = cut.and_then(|c| {
            let before = (from..c).rev().find(|&i| article.sign(i, ','))?;
            (c - before <= 6 && article.items_in(before..c, &[MentionKind::Date]).next().is_some()).then_some(before)
        });
        dated.or(cut).unwrap_or(from)
    }

    /// Regular formats, invitations, wishes, cancelled events, and words of meeting that tell of none.
    fn is_no_event(&self, hit: CueHit, kind: MeetingKind, range: &std::ops::Range<usize>) -> bool {
        let article = self.article;
        let has = |cue: Cue| article.has_cue(range.clone(), cue);
        let time = self.nearest(TIMES, range).is_some();
        if has(Cue::Cancelled) || has(Cue::Regular) && !time {
            return true;
        }
        let lead = hit.first.saturating_sub(8).max(range.start)..hit.first;
        let sentence = article.sentences[self.no];
        if kind == MeetingKind::Forum
            && article.has_cue(sentence.first..hit.first, Cue::Invitation)
            && !article.has_any(sentence.first..hit.first, &["accepted"])
        {
            return true;
        }
        let invited = article.has_cue(lead.clone(), Cue::Invitation)
            || kind == MeetingKind::Visit && article.has_cue(hit.end..(hit.end + 3), Cue::Invitation) && !time;
        let accepted = article.has_any(lead.clone(), &["accepted"]);
        let at_invitation = article.has_phrase(range.start..range.end, &["at", "the", "invitation"])
            || article.has_phrase(range.start..range.end, &["on", "the", "invitation"]);
        if invited && !accepted && !at_invitation && kind != MeetingKind::Summit {
            return true;
        }
        let generic = article
            .is_any(hit.first.saturating_sub(1), &["for", "future", "mutual", "regular", "exchange", "such", "frequent", "more"])
            && !time
            && kind == MeetingKind::Visit;
        let people = !self.people.in_range(article, range.clone()).is_empty() || self.pronoun(range).is_some();
        let city = article.items_in(range.clone(), &[MentionKind::City]).next().is_some();
        let ordinal = self.ordinal(hit, kind, range).is_some();
        let day = self.nearest(TIMES, range).is_some_and(|i| article.form(i) != "year");
        let occurs = article.has_any(
            range.clone(),
            &[
                "held",
                "took",
                "place",
                "hosted",
                "hosts",
                "chaired",
                "sitting",
                "session",
                "meeting",
                "round",
                "convened",
                "opened",
                "kicked",
                "venue",
                "conducted",
                "concluded",
                "gathered",
                "signed",
                "co-chaired",
                "led",
                "addressed",
                "speaking",
                "attended",
                "completed",
                "ended",
                "took",
                "starts",
                "started",
                "begins",
                "began",
            ],
        );
        match kind {
            MeetingKind::Commission => generic || !(ordinal || time || city || occurs && people) || !(occurs || ordinal || time),
            MeetingKind::Consultations => !(ordinal || day || city || occurs && (people || time)),
            MeetingKind::Forum | MeetingKind::Summit => generic || !(time || city && (occurs || people) || ordinal || occurs && people),
            MeetingKind::Ceremony => {
                !(people
                    && (time
                        || city
                        || article.has_any(range.clone(), &["accepted", "presented", "handed", "received", "attended", "opened"])))
            }
            MeetingKind::Visit => {
                generic
                    || hit.set.has(Cue::VisitVerb) && !self.travels(range)
                    || !(people
                        || city && !self.people.in_sentence(article, self.no).is_empty()
                        || time && self.named(range)
                        || self.named(range) && article.has_any(range.clone(), &["visit", "trip", "tour", "mission", "arrived"]) && time)
            }
            MeetingKind::Call => !(people || self.named(range) || self.leaders(range)),
            MeetingKind::Talks => {
                !(people || time && self.named(range) || (time || city) && !self.people.in_sentence(article, self.no).is_empty())
            }
        }
    }

    /// Leaders of three or more, or of a group as a whole.
    fn is_summit(&self, range: &std::ops::Range<usize>, parties: &BTreeSet<Code>, people: &[usize]) -> bool {
        let heads = people.iter().filter(|&&p| matches!(self.people.all[p].rank, Some(Rank::HeadOfState | Rank::HeadOfGovernment))).count();
        let group = parties.iter().any(|p| self.article.lexicon.geography.members.contains_key(p) && p.as_str() != "EU");
        parties.len() >= 3 && heads >= 2
            || group && self.leaders(range) && self.article.has_any(range.clone(), &["leaders", "presidents", "heads"])
    }

    /// "a delegation", "the minister": somebody who can travel is named in the clause.
    fn travels(&self, range: &std::ops::Range<usize>) -> bool {
        let article = self.article;
        article.items_in(range.clone(), &[MentionKind::Role]).next().is_some()
            || article.has_any(range.clone(), &["delegation", "mission", "he", "she", "who", "guest", "leader"])
            || !self.people.in_sentence(article, self.no).is_empty()
    }

    /// "the two leaders", "the presidents"
    fn leaders(&self, range: &std::ops::Range<usize>) -> bool {
        self.article.items_in(range.clone(), &[MentionKind::Role]).any(|i| self.article.mention(i).name.as_deref() == Some("plural"))
    }

    fn named(&self, range: &std::ops::Range<usize>) -> bool {
        self.article.items_in(range.clone(), PLACES).next().is_some()
    }

    /// The nearest item of these kinds within the range.
    fn nearest(&self, kinds: &'static [MentionKind], range: &std::ops::Range<usize>) -> Option<Item> {
        let (hit, _) = self.triggers[self.k];
        let distance = |i: &Item| if i.first >= hit.end { i.first - hit.end } else { hit.first.saturating_sub(i.end) + 2 };
        let limit = |i: &Item| self.article.is_any(i.first.saturating_sub(1), &["till", "until"]);
        self.article.items_in(range.clone(), kinds).filter(|i| self.fits_time(*i) && !limit(i)).min_by_key(distance)
    }

    /// Days, single months and years that stand for a date; not "the first eight months", not "for the past decade".
    fn fits_time(&self, item: Item) -> bool {
        let mention = self.article.mention(item);
        if mention.kind == MentionKind::Date {
            return true;
        }
        mention.kind == MentionKind::Period && mention.code.is_some_and(|c| matches!(c.as_str(), "month" | "year"))
    }

    /// "diplomatic relations since 1992", "adopted in 2007" date other things.
    fn dates_event(&self, item: Item) -> bool {
        let (hit, _) = self.triggers[self.k];
        let article = self.article;
        let gap = if item.first >= hit.end { hit.end..item.first } else { item.end..hit.first };
        let is_year = article.form(item) == "year" && !article.has_any(gap.clone(), &["held", "place", "scheduled"]);
        let before_it = item.first < hit.first && article.has_any(gap.clone(), &["after", "before", "following"]);
        if before_it {
            return false;
        }
        let other_verb = article.has_any(
            gap.clone(),
            &[
                "established",
                "earthquakes",
                "bring",
                "signed",
                "adopted",
                "founded",
                "relations",
                "trade",
                "turnover",
                "since",
                "elected",
                "appointed",
                "announced",
                "reported",
                "compared",
            ],
        );
        !(other_verb && gap.len() > 2) && !(is_year && gap.len() > 9) && !article.is_any(item.first.saturating_sub(1), &["since"])
    }

    /// The days of a date; one without its year looks ahead when the event is planned.
    fn days(&self, item: Item, planned: bool, range: &std::ops::Range<usize>) -> (Option<Date>, Option<Date>, SlotBasis) {
        let article = self.article;
        let mention = article.mention(item);
        let published = article.document.published_on;
        let stated = |a, b| (a, b, if mention.basis == crate::model::Basis::Stated { SlotBasis::Stated } else { SlotBasis::Resolved });
        if let (true, Some(open)) = (planned, mention.number) {
            let open = open as i32;
            if let Some(published) = published {
                return self.ahead(item, open, published);
            }
            // "in April", planned, in an undated article whose year the text proves
            if let Some(year) = self.proved_year()
                && open >= 100
                && open % 100 == 0
            {
                let month = calendar::month(year, open / 100);
                return (month.map(|m| m.0), month.map(|m| m.1), SlotBasis::Inferred);
            }
        }
        if let (Some(open), Some(published), Some(past)) = (mention.number, published, mention.period_start) {
            // no tense tells: the nearer of the last and the next such day
            let ahead = self.ahead(item, open as i32, published);
            let told = self.article.has_any(
                range.clone(),
                &["held", "took", "visited", "was", "were", "met", "had", "arrived", "received", "hosted", "came", "said"],
            );
            let days = |a: Date, b: Date| b.since(a).map_or(0, |s| s.get_days());
            if !told && ahead.0.is_some_and(|next| days(published, next) <= 45) && days(past, published) > 200 {
                return ahead;
            }
        }
        let second = article
            .items_in(item.end + 1..item.end + 2, &[MentionKind::Date])
            .next()
            .filter(|_| article.is_any(item.end, &["and", "to"]) || article.sign(item.end, '-'));
        if let Some(last) = second.and_then(|s| article.mention(s).period_end).filter(|l| Some(*l) > mention.period_start) {
            return (mention.period_start, Some(last), SlotBasis::Resolved);
        }
        match (mention.period_start, mention.period_end) {
            (None, None) => (None, None, SlotBasis::Unresolved),
            (a, b) => stated(a, b),
        }
    }

    fn ahead(&self, item: Item, open: i32, published: Date) -> (Option<Date>, Option<Date>, SlotBasis) {
        let mention = self.article.mention(item);
        let basis = SlotBasis::Resolved;
        if open < 10 {
            let day = Weekday::from_monday_one_offset(open as i8).ok().and_then(|w| calendar::next_weekday(published, w));
            return (day, day, basis);
        }
        if open % 100 == 0 {
            let month = calendar::next_month(published, open / 100);
            return (month.map(|m| m.0), month.map(|m| m.1), basis);
        }
        let start = calendar::next_day(published, open / 100, open % 100);
        let length = mention.period_start.zip(mention.period_end).map_or(0, |(a, b)| i64::from(b.since(a).map_or(0, |s| s.get_days())));
        (start, start.and_then(|s| calendar::plus_days(s, length)), basis)
    }

    /// The year that resolved expressions of an undated article prove.
    fn proved_year(&self) -> Option<i32> {
        crate::extract::published_year(self.article)
    }

    fn is_planned(&self, hit: CueHit, range: &std::ops::Range<usize>) -> bool {
        let article = self.article;
        let near = hit.first.saturating_sub(12).max(range.start)..(hit.end + 14).min(range.end);
        let past = article.has_any(
            near.clone(),
            &["held", "took", "visited", "met", "was", "were", "arrived", "had", "received", "hosted", "paid", "concluded"],
        ) && !article.has_any(near.clone(), &["will", "be", "scheduled", "upcoming", "forthcoming"]);
        // "began on Friday in Cali a two-day visit"
        let begun = article.has_any(
            hit.first.saturating_sub(7).max(range.start)..hit.first,
            &["began", "started", "opened", "paid", "made", "concluded", "arrived", "held", "ended", "completed"],
        ) && !article.has_any(hit.first.saturating_sub(7).max(range.start)..hit.first, &["be", "will"]);
        if begun {
            return false;
        }
        let weekday = self.nearest(TIMES, range).is_some_and(|i| article.form(i) == "weekday");
        let holds = weekday && article.has_any(near.clone(), &["holds", "hosts", "opens", "starts", "begins", "meets", "visits"]);
        let awaited = holds
            || article.has_phrase(article.sentences[self.no].first..hit.first, &["look", "forward"])
            || article.has_phrase(article.sentences[self.no].first..hit.first, &["looking", "forward"]);
        (article.has_cue(near.clone(), Cue::Planned)
            || article.has_any(near.clone(), &["will", "shall"])
            || article.has_any(near, &["goes", "travels", "departs", "heads", "pays", "leaves", "flies"])
            || awaited)
            && !past
    }

    /// The city and country of the event.
    fn place(&self, hit: CueHit, kind: MeetingKind, range: &std::ops::Range<usize>) -> (Option<String>, Option<Code>) {
        let article = self.article;
        let at_place = |i: &Item| {
            let before = i.first.checked_sub(1);
            let led = before.is_some_and(|b| {
                article.is_any(
                    b,
                    &[
                        "in", "at", "to", "for", "near", "visited", "visiting", "visit", "visits", "outside", "from", "by", "capital",
                        "of", "(", "city", "resort",
                    ],
                ) || article.sign(b, '(')
                    || article.sign(b, ',')
            }) || i.first == article.sentences[self.no].first;
            let the = before.is_some_and(|b| article.is(b, "the") && article.is_any(b.saturating_sub(1), &["in", "at", "to"]));
            let hosts = article.is_any(i.end, &["hosted", "hosts", "will", "became"])
                || (i.first.saturating_sub(2)..i.first).any(|w| article.is(w, "by")) && article.has_any(hit.first..i.first, &["hosted"]);
            let numbered = article.items_in(hit.first..hit.first + 1, &[MentionKind::Ordinal]).next().is_some();
            (led || the || hosts || numbered && i.first >= hit.end) && !self.is_actor(*i) && !self.is_dateline(*i)
        };
        let distance = |i: &Item| if i.first >= hit.end { i.first - hit.end } else { hit.first.saturating_sub(i.end) + 3 };
        let city = article
            .items_in(range.clone(), &[MentionKind::City])
            .filter(|i| article.form(*i) != "region")
            .filter(at_place)
            .min_by_key(distance);
        if let Some(item) = city {
            let mention = article.mention(item);
            return (mention.name.clone(), mention.country);
        }
        if let Some((capital, country)) = self.capital_city(range) {
            return (Some(capital), Some(country));
        }
        if kind == MeetingKind::Visit {
            return (None, self.destination(hit, range));
        }
        let inside = article.items_in(range.clone(), &[MentionKind::Country]).find(|i| {
            let p = i.first.saturating_sub(1);
            article.form(*i) == "name"
                && (article.is(p, "in") || article.is(p, "the") && article.is(p.saturating_sub(1), "in"))
                && !article.is_any(p.saturating_sub(1), &["interests", "companies", "investments", "interest", "situation"])
        });
        (None, inside.and_then(|i| article.party(i)))
    }

    /// "in the Kazakh capital"
    fn capital_city(&self, range: &std::ops::Range<usize>) -> Option<(String, Code)> {
        let article = self.article;
        let at = range.clone().find(|&i| article.is(i, "capital") && !article.is_any(i + 1, &["of", "in"]))?;
        let item = article.items_in(at.saturating_sub(2)..at, &[MentionKind::Country]).last()?;
        let code = article.party(item)?;
        Some((article.lexicon.geography.capitals.get(&code)?.clone(), code))
    }

    /// "Bucharest is interested": a capital that acts is no place.
    fn is_actor(&self, item: Item) -> bool {
        self.article.is_any(item.end, &["is", "was", "has", "welcomed", "and"])
            && !self.article.is_any(item.first.saturating_sub(1), &["in", "at", "to"])
    }

    /// "ASTANA – Kazakh Deputy Prime Minister ..."
    fn is_dateline(&self, item: Item) -> bool {
        let article = self.article;
        let sentence = article.sentences[self.no];
        let shouted =
            article.word(item.first).chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase) && article.word(item.first).len() > 3;
        let opens = item.first <= sentence.first + 3;
        let dash = (item.end..(item.end + 10).min(sentence.last))
            .any(|i| article.sign(i, '-') || article.sign(i, ':') || article.sign(i, '.') || article.sign(i, ')') || article.sign(i, '/'));
        opens && dash && (shouted || sentence.opens_line && (article.sign(item.end, ':') || article.sign(item.end, '(')))
    }

    /// "an official visit to Kazakhstan", "arrives in Kazakhstan", "the country received"
    fn destination(&self, hit: CueHit, range: &std::ops::Range<usize>) -> Option<Code> {
        let article = self.article;
        let behind = article.items_in(hit.first..range.end, PLACES).find(|i| {
            let p = i.first.saturating_sub(1);
            let led = |w: usize| article.is_any(w, &["to", "in", "for", "visited", "visiting", "visits", "visit"]);
            led(p) || article.is(p, "the") && led(p.saturating_sub(1))
        });
        behind
            .and_then(|i| article.party(i))
            .or_else(|| article.has_phrase(range.clone(), &["the", "country", "received"]).then_some(self.discourse.home).flatten())
    }

    /// The people of the clause who take part: those who report or only invite do not.
    fn persons(&self, kind: MeetingKind, range: &std::ops::Range<usize>) -> Vec<usize> {
        let article = self.article;
        let _ = kind;
        let mut out = Vec::new();
        for item in article.items_in(range.clone(), &[MentionKind::Person]) {
            let lead = item.first.saturating_sub(9).max(range.start)..item.first;
            let invites = article.has_phrase(lead.clone(), &["invitation", "of"])
                || article.has_phrase(lead.clone(), &["invited", "by"])
                || article.has_phrase(lead.clone(), &["signed", "by"])
                || article.has_phrase(lead.clone(), &["on", "behalf", "of"]);
            let reports = article.is_any(item.end, &["said", "told", "wrote", "announced", "reported"])
                && article.has_any(item.end..item.end + 3, &["told", "said"])
                && self.is_speaker(item);
            let counterpart_of_invitation = invites && !article.has_any(lead, &["counterpart"]);
            if counterpart_of_invitation || reports {
                continue;
            }
            if let Some(i) = self.people.of_item(article, item)
                && !out.contains(&i)
            {
                out.push(i);
            }
        }
        if let Some(i) = self.pronoun(range).filter(|i| !out.contains(i)) {
            out.insert(0, i);
        }
        out
    }

    /// Who "he" or "she", subject of the clause, is: the first person of the nearest sentence before that names one.
    fn pronoun(&self, range: &std::ops::Range<usize>) -> Option<usize> {
        let article = self.article;
        let (hit, _) = self.triggers[self.k];
        let sentence = article.sentences[self.no];
        let who = range.start > sentence.first && article.is_any(range.start, &["who", "where"])
            || article.is(range.start.saturating_sub(1), "who");
        if who {
            let before = article.items_in(sentence.first..range.start, &[MentionKind::Person]).last()?;
            return self.people.of_item(article, before);
        }
        let subject = (range.start..hit.first).find(|&i| article.is_any(i, &["he", "she"]))?;
        let in_sentence = article.items_in(sentence.first..subject, &[MentionKind::Person]).next();
        let before = (self.no.saturating_sub(3)..self.no).rev().find_map(|n| {
            let s = article.sentences[n];
            article.items_in(s.first..s.last, &[MentionKind::Person]).next()
        });
        self.people.of_item(article, in_sentence.or(before)?)
    }

    /// Ambassadors, analysts and spokespeople who only tell the news.
    fn is_speaker(&self, item: Item) -> bool {
        let role = self.article.mention(item).role.as_deref().unwrap_or("").to_lowercase();
        role.contains("spokes") || role.contains("press") || role.contains("analyst") || role.contains("expert")
    }

    fn ordinal(&self, hit: CueHit, kind: MeetingKind, range: &std::ops::Range<usize>) -> Option<i64> {
        if matches!(kind, MeetingKind::Visit | MeetingKind::Talks | MeetingKind::Call | MeetingKind::Ceremony) {
            return None;
        }
        let article = self.article;
        let from = hit.first.saturating_sub(8).max(range.start);
        if let Some(own) = article.items_in(hit.first..hit.first + 1, &[MentionKind::Ordinal]).next() {
            return article.mention(own).number.map(|n| n as i64);
        }
        let item = article.items_in(from..(hit.end + 5).min(range.end), &[MentionKind::Ordinal]).find(|i| {
            let gap = if i.first < hit.first { i.end..hit.first } else { hit.end..i.first };
            !gap.clone().any(|w| article.sign(w, ';'))
                && !article.has_any(i.end..i.end + 1, &["place", "quarter", "half", "largest", "time", "session"])
                || article.is(i.end, "session") && !article.has_phrase(i.end..i.end + 4, &["session", "of", "the", "un"])
        })?;
        article.mention(item).number.map(|n| n as i64)
    }

    /// Who is represented: the countries of the people, those that the clause joins, the destination.
    fn parties(&self, kind: MeetingKind, range: &std::ops::Range<usize>, people: &[usize], country: Option<Code>) -> BTreeSet<Code> {
        let article = self.article;
        let mut parties: BTreeSet<Code> = people.iter().filter_map(|&p| self.people.all[p].country).collect();
        for item in article.items_in(range.clone(), PLACES) {
            let Some(code) = article.party(item) else { continue };
            let prev = item.first.saturating_sub(1);
            let (hit, _) = self.triggers[self.k];
            let names_event = item.first < hit.first && hit.first - item.end <= 5;
            // a traveller stands for a country; a group beside him is what he talks about
            if kind == MeetingKind::Visit && article.mention(item).kind == MentionKind::Group && !names_event {
                continue;
            }
            let in_place = !names_event && (article.is(prev, "in") || article.is(prev, "the") && article.is(prev.saturating_sub(1), "in"));
            let office_of_group = code.as_str().len() > 3 && article.is_any(prev, &["strategy"]);
            let region = article.form(item) == "region";
            let joined = article.sign(item.end, '-')
                || article.sign(prev, '-')
                || article.is(item.end, "and")
                || article.is(prev, "and")
                || article.is_any(prev, &["between", "with", "of"]);
            // "the Ukraine Recovery Conference": what it is about
            let subject = kind == MeetingKind::Forum
                && names_event
                && !joined
                && article.form(item) == "name"
                && self.discourse.pair.is_some_and(|(a, b)| code != a && code != b);
            if !(in_place || office_of_group || region || subject || self.is_topic(item)) {
                parties.insert(code);
            }
        }
        let elsewhere = country.filter(|c| self.discourse.pair.is_some_and(|(a, b)| a != *c && b != *c));
        if matches!(kind, MeetingKind::Visit) || kind == MeetingKind::Talks && elsewhere.is_some() && parties.is_empty() {
            parties.extend(country);
        }
        let of_both = article.has_phrase(range.clone(), &["two", "countries"])
            || article.has_phrase(range.clone(), &["both", "countries"])
            || article.has_phrase(range.clone(), &["two", "states"]);
        if let (true, Some((a, b))) = (of_both && parties.iter().all(|p| Some(*p) == country), self.discourse.pair) {
            return BTreeSet::from([a, b]);
        }
        let stranger = parties.len() == 1 && self.discourse.pair.is_none_or(|(a, b)| !parties.contains(&a) && !parties.contains(&b));
        if stranger {
            parties.extend(self.discourse.home);
        }
        if kind == MeetingKind::Summit && parties.is_empty() {
            parties.extend(self.group_before());
            if !parties.is_empty() {
                return parties;
            }
        }
        self.drop_groups_of_members(&mut parties);
        if matches!(kind, MeetingKind::Summit | MeetingKind::Forum) {
            parties.extend(self.bodies_in_name());
        }
        if parties.len() < 2
            && let Some((a, b)) = self.discourse.pair
        {
            let fits = parties.iter().all(|p| *p == a || *p == b);
            let country_fits = country.is_none_or(|c| c == a || c == b || kind != MeetingKind::Visit);
            if fits && country_fits {
                parties.extend([a, b]);
            }
        }
        if parties.len() == 1 && kind == MeetingKind::Visit {
            parties.extend(country);
            parties.extend(self.discourse.home);
        }
        parties
    }

    /// The body that an event is of: "the BRICS summit", "the OSCE Conference".
    fn bodies_in_name(&self) -> Vec<Code> {
        let article = self.article;
        let (hit, _) = self.triggers[self.k];
        let from = hit.first.saturating_sub(4).max(article.sentences[self.no].first);
        article
            .items_in(from..hit.first, &[MentionKind::Group, MentionKind::Organisation])
            .filter(|i| (i.end..hit.first).all(|w| article.tokens[w].is_word() && article.tokens[w].capital || article.sign(w, '-')))
            .filter_map(|i| article.mention(i).country)
            .collect()
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
        article.has_any(
            from..item.first,
            &[
                "situation",
                "war",
                "conflict",
                "regarding",
                "about",
                "issues",
                "relations",
                "concerning",
                "including",
                "accession",
                "strategy",
            ],
        ) && !article.has_any(from..item.first, &["between", "with", "of"])
    }

    /// A group beside one of its members is background, unless it is named as one of the sides.
    fn drop_groups_of_members(&self, parties: &mut BTreeSet<Code>) {
        if parties.len() <= 2 {
            return;
        }
        let all: Vec<Code> = parties.iter().copied().collect();
        let geography = &self.article.lexicon.geography;
        parties.retain(|p| !all.iter().any(|m| m != p && geography.is_member(*p, *m)));
    }

    fn is_set_apart(&self, hit: CueHit, range: &std::ops::Range<usize>) -> bool {
        let article = self.article;
        let near = hit.first.saturating_sub(8).max(range.start)..(hit.end + 3).min(range.end);
        article.has_any(
            near,
            &["separate", "separately", "previous", "earlier", "another", "last", "next", "then", "besides", "also", "recent", "upcoming"],
        )
    }

    /// "which will last till June 12": the last day.
    fn until(&self, range: &std::ops::Range<usize>) -> Option<Date> {
        let article = self.article;
        let item = article
            .items_in(range.clone(), &[MentionKind::Date])
            .find(|i| article.is_any(i.first.saturating_sub(1), &["till", "until"]))?;
        let mention = article.mention(item);
        match (mention.number, article.document.published_on) {
            (Some(open), Some(published)) => self.ahead(item, open as i32, published).0,
            _ => mention.period_end,
        }
    }

    /// "a two-day visit"
    fn duration(&self, range: &std::ops::Range<usize>) -> Option<i64> {
        let article = self.article;
        range.clone().filter(|&i| article.is(i, "day") && i >= 2).find_map(|at| self.days_before(at))
    }

    /// The number before "-day".
    fn days_before(&self, at: usize) -> Option<i64> {
        let article = self.article;
        let word = article.word(if article.sign(at - 1, '-') { at - 2 } else { at - 1 }).to_lowercase();
        ["zero", "one", "two", "three", "four", "five", "six", "seven"]
            .iter()
            .position(|w| *w == word)
            .map(|n| n as i64)
            .or_else(|| word.parse().ok())
            .filter(|n| (1..=10).contains(n))
    }

    /// "38th meeting of the Berlin Eurasian Club": the capitalised words of the trigger.
    fn format_name(&self, hit: CueHit, kind: MeetingKind) -> Option<String> {
        if !matches!(kind, MeetingKind::Forum | MeetingKind::Commission | MeetingKind::Summit) {
            return None;
        }
        let article = self.article;
        let capital = |i: usize| article.tokens[i].is_word() && article.tokens[i].capital;
        let mut last = hit.end;
        if !capital(last - 1) {
            return None;
        }
        let mut first = last - 1;
        while first > 0 && (capital(first - 1) || article.sign(first - 1, '-')) {
            first -= 1;
        }
        while article.tokens.get(last).is_some_and(|t| t.is_word() && t.capital) {
            last += 1;
        }
        (last - first >= 2).then(|| article.text(first, last).to_string())
    }

    /// Lets the evidence take in the date and the ordinal that stand near.
    fn widen(&self, candidate: &mut Candidate, time: Option<Item>, first: usize, last: usize) {
        let (hit, _) = self.triggers[self.k];
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

/// The last day of a visit: told, or from its length in days.
fn last_day(kind: MeetingKind, start: Option<Date>, end: Option<Date>, days: Option<i64>, until: Option<Date>) -> Option<Date> {
    if kind != MeetingKind::Visit || start.is_none() || start != end {
        return end;
    }
    let lasting = days.and_then(|n| start.and_then(|s| calendar::plus_days(s, n - 1)));
    until.filter(|u| Some(*u) > start).or(lasting).or(end)
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
