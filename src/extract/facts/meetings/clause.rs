//! A word of meeting and the part of its sentence that tells of it.

use super::people::People;
use super::several::GOALS;
use crate::extract::article::{Article, CueHit, Item};
use crate::extract::discourse::Discourse;
use crate::lexicon::MeetingWord;
use crate::model::{MeetingKind, MentionKind};

pub(super) const PLACES: &[MentionKind] = &[MentionKind::Country, MentionKind::Group];
pub(super) const TIMES: &[MentionKind] = &[MentionKind::Date, MentionKind::Period];

/// A word of meeting and the kind of event that it announces.
pub(super) type Trigger = (CueHit, MeetingKind);

/// What the rules for one candidate look at.
pub(super) struct Clause<'a> {
    pub article: &'a Article<'a>,
    pub discourse: &'a Discourse,
    pub people: &'a People,
    /// The sentence.
    pub no: usize,
    /// The word of meeting.
    pub hit: CueHit,
    /// What it announces.
    pub kind: MeetingKind,
    /// The tokens that are its own.
    pub range: std::ops::Range<usize>,
}

/// The part of the sentence that is this trigger's: half way to its neighbours of another event.
pub(super) fn range(article: &Article, no: usize, triggers: &[Trigger], k: usize) -> std::ops::Range<usize> {
    let sentence = article.sentences[no];
    let (hit, _) = triggers[k];
    let first = if k > 0 { split(article, triggers[k - 1].0.end, hit.first) } else { sentence.first };
    let last = match triggers.get(k + 1) {
        Some(&next) if are_joined(article, triggers[k], next) => range(article, no, triggers, k + 1).end,
        Some((next, _)) => split(article, hit.end, next.first),
        None => sentence.last,
    };
    first..last
}

/// "The council session and the business forum opened today": two formats that share what is told behind them.
fn are_joined(article: &Article, (a, a_kind): Trigger, (b, b_kind): Trigger) -> bool {
    const FORMATS: &[MeetingKind] = &[MeetingKind::Commission, MeetingKind::Consultations, MeetingKind::Forum];
    const NEAR: usize = 7;
    let formats = a_kind != b_kind && FORMATS.contains(&a_kind) && FORMATS.contains(&b_kind);
    let gap = a.end..b.first;
    let and = gap.clone().find(|&i| article.is(i, "and"));
    let named = |i: usize| {
        article.tokens[i].capital
            || article.is_any(i, &["the", "a", "an", "and", "joint", "business", "meeting", "session"])
            || article.sign(i, '-')
            || article.item_at(i, &[MentionKind::Ordinal]).is_some()
    };
    formats && gap.len() <= NEAR && and.is_some() && gap.clone().all(named)
}

/// "to Kenya, Peru and the Comoros": a comma or "and" between two countries parts no events.
fn is_in_list(article: &Article, from: usize, at: usize) -> bool {
    const COUNTRY: &[MentionKind] = &[MentionKind::Country];
    let and = usize::from(article.sign(at, ',') && article.is(at + 1, "and"));
    let the = usize::from(article.is(at + 1 + and, "the"));
    let comma = usize::from(at > from && article.sign(at - 1, ','));
    let before = article.items_in(from..at, COUNTRY).last().is_some_and(|c| c.end + comma == at);
    let behind = article.item_at(at + 1 + and + the, COUNTRY).filter(|c| article.form(*c) == "name" && !article.possessive(c.end));
    before && behind.is_some()
}

/// Where one event's words end and the next one's begin: at a comma or "and" nearest to the second, else half way.
fn split(article: &Article, from: usize, to: usize) -> usize {
    // "will visit Peru and Chile on Friday to meet the presidents": the day is that of the trip
    if article.is(to, "to") && article.items_in(from..to, TIMES).any(|time| time.end == to) {
        return to;
    }
    // "the session was held in Lima today together with a business forum": when and where is told of the session
    if let Some(at) = (to.saturating_sub(BESIDE).max(from)..to).find(|&i| is_beside(article, i)) {
        return at;
    }
    if let Some(at) = acting_behind(article, from, to) {
        return at;
    }
    // "Minister X and his delegation had talks"
    let own = |i: usize| article.is(i, "and") && article.is_any(i + 1, &["his", "her", "their"]);
    let sign = |i: usize| [',', ';', ':', '('].iter().any(|&c| article.sign(i, c));
    let parts = |i: usize| sign(i) || article.tells(i, MeetingWord::Parting) && !own(i);
    let cut = (from..to).rev().find(|&i| parts(i) && !is_in_list(article, from, i));
    // ", on November 19, had a meeting": the date between two commas belongs to what follows
    let dated = cut.and_then(|c| {
        let before = (from..c).rev().find(|&i| article.sign(i, ','))?;
        (c - before <= 6 && article.items_in(before..c, &[MentionKind::Date]).next().is_some()).then_some(before)
    });
    // "met the minister during his visit": the object belongs to what stands before the preposition
    // "was received in Lima on Friday to present her credentials": so does the day
    let led = || {
        let at = (from..to).rev().find(|&i| article.tells(i, MeetingWord::Leading))?;
        let day = article.item_at(at + 1, TIMES).filter(|t| article.is(t.end, "to") && t.end < to);
        Some(day.map_or(at, |t| t.end))
    };
    // "in his visit to Peru he had talks"
    let goal = || goal_behind(article, from).map_or(from, |goal| goal.end.min(to));
    // "travel to Kenya and Peru from May 4 to 14 for meetings": the list and what is told of it belong to the trip
    let listed = || (from..to).any(|i| parts(i) && is_in_list(article, from, i));
    dated.or(cut).or_else(led).unwrap_or_else(|| if listed() { to } else { goal() })
}

/// "will hold talks with A, and B, chairman of the board, will meet him": the second clause begins with the one who acts in it, whose
/// office stands between commas.
fn acting_behind(article: &Article, from: usize, to: usize) -> Option<usize> {
    const OFFICE: usize = 8;
    const VERB: usize = 3;
    let and = (from + 1..to).rev().find(|&i| article.is_any(i, &["and", "while"]) && article.sign(i - 1, ','))?;
    let who = article.items_in(and..(and + OFFICE).min(to), &[MentionKind::Person]).next()?;
    let office = |i: usize| article.tokens[i].capital || article.is_any(i, &["the", "of"]) || article.possessive(i);
    let closes = (to.saturating_sub(VERB).max(who.end + 1)..to).any(|i| article.sign(i, ','));
    let verb = article.is_any(to, &["will", "met", "received", "held", "hold", "holds", "had"]) || article.is(to.saturating_sub(1), "will");
    (article.sign(who.end, ',') && closes && verb && (and + 1..who.first).all(office)).then_some(and)
}

/// How many tokens "together with" stands before what was held beside.
const BESIDE: usize = 5;

/// "together with", "along with"
fn is_beside(article: &Article, at: usize) -> bool {
    article.is_any(at, &["together", "along", "alongside"]) && (article.is(at + 1, "with") || article.is(at, "alongside"))
}

impl Clause<'_> {
    /// "..., together with a business forum": on the day of the event told before.
    pub(super) fn is_held_beside(&self) -> bool {
        let format = matches!(self.kind, MeetingKind::Forum | MeetingKind::Commission | MeetingKind::Consultations);
        let start = self.range.start;
        format && start > self.article.sentences[self.no].first && is_beside(self.article, start)
    }
}

/// The place that the words right behind a word of meeting lead to: "to Peru", "in the Gambia".
fn goal_behind(article: &Article, at: usize) -> Option<Item> {
    let the = usize::from(article.is(at + 1, "the"));
    let goal = article.item_at(at + 1 + the, GOALS).filter(|_| article.is_any(at, &["to", "in"]))?;
    (article.form(goal) != "adjective" && !article.possessive(goal.end)).then_some(goal)
}
