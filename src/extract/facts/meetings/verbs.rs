//! Verbs that tell of an event only with what stands behind them: "will lead a delegation to Lima", "called President X to
//! congratulate him", "spent two days in Lima", "the Kenyan and Peruvian ministers meet in Lima".

use super::clause::Trigger;
use super::people::office_of_several;
use crate::extract::article::{Article, CueHit, Item};
use crate::lexicon::{Cue, CueSet};
use crate::model::{MeetingKind, MentionKind};

const WHO: &[MentionKind] = &[MentionKind::Person, MentionKind::Role];
const PLACES: &[MentionKind] = &[MentionKind::City, MentionKind::Country];

/// Adds them to the words of meeting of a sentence.
pub(super) fn find(article: &Article, no: usize, out: &mut Vec<Trigger>) {
    const NEAR: usize = 14;
    let s = article.sentences[no];
    for at in s.first..s.last {
        let told = [
            leads_delegation(article, at, s.last).map(|end| (end, Cue::VisitVerb, MeetingKind::Visit)),
            spends_days(article, s.first, at).map(|end| (end, Cue::VisitVerb, MeetingKind::Visit)),
            is_due(article, s.first, at).map(|end| (end, Cue::VisitVerb, MeetingKind::Visit)),
            calls(article, s.first, at, s.last).map(|end| (end, Cue::Call, MeetingKind::Call)),
            ministers_meet(article, s.first, at, s.last).map(|end| (end, Cue::Met, MeetingKind::Talks)),
        ];
        let Some((end, cue, kind)) = told.into_iter().flatten().next() else { continue };
        // "will lead a delegation on a visit to Lima" has its own word
        let own = |(h, k): &Trigger| h.first < end && at < h.end || *k == kind && h.first >= end && h.first - end <= NEAR;
        if !out.iter().any(own) {
            let hit = CueHit { first: at, end, set: CueSet::of(&[cue]) };
            out.insert(out.partition_point(|(h, _)| h.first < at), (hit, kind));
        }
    }
}

/// "will head a business delegation to Lima", "led a team of experts to Peru": where the words for it end.
fn leads_delegation(article: &Article, at: usize, last: usize) -> Option<usize> {
    const LONG: usize = 6;
    const OF: usize = 9;
    const VERBS: &[&str] = &["lead", "leads", "led", "head", "heads", "headed", "heading", "leading", "takes", "took", "brings", "brought"];
    if !article.is_any(at, VERBS) || article.is(at + 1, "by") {
        return None;
    }
    // not a team that plays, nor a mission of troops
    let sent = |i: usize| match () {
        () if article.is(i, "team") => article.is(i + 1, "of"),
        () if article.is(i, "mission") => article.is_any(i - 1, &["trade", "business", "economic", "investment"]),
        () => article.is(i, "delegation"),
    };
    let noun = (at + 1..(at + LONG).min(last)).find(|&i| sent(i))?;
    let to = (noun + 1..(noun + OF).min(last)).find(|&i| article.is(i, "to"))?;
    let the = usize::from(article.is(to + 1, "the"));
    article.item_at(to + 1 + the, PLACES).filter(|i| article.form(*i) != "adjective" && !article.possessive(i.end))?;
    Some(to)
}

/// "spent three days in Lima", of an official.
fn spends_days(article: &Article, first: usize, at: usize) -> Option<usize> {
    const NEAR: usize = 14;
    let spends = article.is_any(at, &["spent", "spends", "spend"]);
    let days = (at + 1..at + 4).find(|&i| article.is_any(i, &["day", "days"])).filter(|_| spends)?;
    let place = article.item_at(days + 2, PLACES).filter(|_| article.is(days + 1, "in"))?;
    let home = |i: Item| article.mention(i).country;
    let who = article.items_in(at.saturating_sub(NEAR).max(first)..at, WHO).last()?;
    (home(who).is_none() || home(who) != home(place)).then_some(days + 1)
}

/// "Kenyan President due in Lima on Friday": of a headline.
fn is_due(article: &Article, first: usize, at: usize) -> Option<usize> {
    const NEAR: usize = 6;
    let who = article.items_in(at.saturating_sub(NEAR).max(first)..at, WHO).last().filter(|w| w.end == at)?;
    let place = article.item_at(at + 2, PLACES).filter(|_| article.is_any(at, &["due", "expected"]) && article.is(at + 1, "in"))?;
    let day = article.items_in(place.end..place.end + 3, &[MentionKind::Date]).next();
    let abroad = article.mention(who).country.is_some_and(|home| article.mention(place).country != Some(home));
    day.filter(|_| abroad && article.form(place) != "adjective").map(|_| at + 1)
}

/// "called President X on Monday to congratulate him", "rang his Kenyan counterpart": not "called X a friend", "called on X".
fn calls(article: &Article, first: usize, at: usize, last: usize) -> Option<usize> {
    const OFFICE: usize = 5;
    const NEAR: usize = 14;
    const FOR: &[&str] = &[
        "convey",
        "congratulate",
        "discuss",
        "express",
        "thank",
        "offer",
        "wish",
        "brief",
        "inform",
        "reaffirm",
        "review",
        "condole",
        "invite",
    ];
    if !article.is_any(at, &["called", "calls", "rang"]) || article.items_in(first..at, WHO).next().is_none() {
        return None;
    }
    let office = |i: usize| {
        article.tokens[i].capital || article.possessive(i) || article.is_any(i, &["his", "her", "the"]) || article.item_at(i, WHO).is_some()
    };
    let who = article.items_in(at + 1..(at + OFFICE).min(last), WHO).next().filter(|w| (at + 1..w.first).all(office))?;
    // "rang his counterpart", "called President X to convey", "called him on Friday"
    let end = article.items_in(at + 1..(at + NEAR).min(last), WHO).take_while(|w| w.first <= who.end + 1).last().map_or(who.end, |w| w.end);
    let purpose = (end..(end + 5).min(last)).any(|i| article.is(i, "to") && article.is_any(i + 1, FOR));
    let day = article.items_in(end..(end + 2).min(last), &[MentionKind::Date]).next().is_some();
    (purpose || day).then_some(at + 1)
}

/// "Kenyan and Peruvian foreign ministers meet in Lima": the verb of a headline, of the holders of one office of two countries.
fn ministers_meet(article: &Article, first: usize, at: usize, last: usize) -> Option<usize> {
    const NEAR: usize = 12;
    let verb = article.is_any(at, &["meet", "talked", "confer"]) && article.is_any(at + 1, &["in", "on", "at", "over", "about"]);
    let plural = |i: &Item| article.mention(*i).name.as_deref() == Some("plural");
    let who = article.items_in(at.saturating_sub(NEAR).max(first)..at, &[MentionKind::Role]).filter(plural).last().filter(|_| verb)?;
    let placed = article.items_in(at..last, &[MentionKind::City, MentionKind::Date]).next().is_some();
    (placed && office_of_several(article, first, who, at)).then_some(at + 1)
}
