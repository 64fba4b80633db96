//! Rounds of a format: "the previous, eleventh sitting", "the first took place in Doha in 2015, the second in Trabzon", "the ninth session
//! of the Kenyan-Peruvian commission".

use super::clause::TIMES;
use super::series::is_of_series;
use crate::extract::article::{Article, CueHit, Item};
use crate::lexicon::{Cue, CueSet, MeetingWord};
use crate::model::{MeetingKind, MentionKind};

/// "the previous, eleventh sitting (Tbilisi, December 2021)", "the second in Trabzon in 2016": of the format that the article is about.
pub(super) fn numbered(article: &Article, no: usize, out: &mut Vec<(CueHit, MeetingKind)>) {
    let sentence = article.sentences[no];
    let formats = CueSet::of(&[Cue::Commission, Cue::Consultations, Cue::Summit]);
    neighbouring(article, no, out);
    let ordinals: Vec<Item> = article.items_in(sentence.first..sentence.last, &[MentionKind::Ordinal]).collect();
    for (k, item) in ordinals.iter().enumerate() {
        let until = ordinals.get(k + 1).map_or(sentence.last, |next| next.first);
        let named = article.is_any(item.end, ROUNDS);
        let beside = |(h, kind): &(CueHit, MeetingKind)| {
            h.first >= item.first && h.first <= item.end + 12 && h.first < until && *kind != MeetingKind::Visit
        };
        // "the Summit returned to Lima in its seventh session"
        let its = article.is(item.first.saturating_sub(1), "its") && article.is_any(item.first.saturating_sub(2), &["in", "for"]);
        let own = |(h, _): &(CueHit, MeetingKind)| its && h.set.has(Cue::Summit) && h.end <= item.first && item.first - h.end <= 7;
        // "the joint commission will be convened in Lima on May 3 for its eighth session"
        let its_round = |(h, kind): &(CueHit, MeetingKind)| {
            let format = matches!(kind, MeetingKind::Commission | MeetingKind::Consultations | MeetingKind::Forum);
            let far = sentence.first.max(item.first.saturating_sub(22));
            its && named && format && h.first >= far && h.end <= item.first && !(h.end..item.first).any(|i| article.sign(i, ';'))
        };
        let near = out.iter().any(beside) || out.iter().any(own) || out.iter().any(its_round);
        let round = CueHit { first: item.end, end: item.end + 1, set: CueSet::of(&[Cue::Commission]) };
        let body = if named && is_of_body(article, round) { Some(round) } else { None };
        // "the 4th session of the commission"
        let of_format = article.starts(item.end + 1, &["of", "the"]) && article.is_any(item.end + 3, FORMATS);
        let of_other = article.is_any(item.end + 1, &["of"]) && body.is_none() && !of_format;
        if near || of_other || !(named || is_of_series(article, *item, until)) {
            continue;
        }
        // "a second edition is slated for Lima": of the forum
        let edition = article.is(item.end, "edition").then(|| last_cue(article, item.first, CueSet::of(&[Cue::Forum]))).flatten();
        if let Some(format) = body
            .or(edition)
            .or_else(|| last_cue(article, sentence.last, formats))
            .or_else(|| body_before(article, item.first))
            .or_else(|| out.iter().rev().find(|(h, kind)| *kind == MeetingKind::Commission && h.end <= item.first).map(|(h, _)| *h))
            .or_else(|| of_three(article, *item))
        {
            let kind = match () {
                () if format.set.has(Cue::Commission) => MeetingKind::Commission,
                () if format.set.has(Cue::Forum) => MeetingKind::Forum,
                () if format.set.has(Cue::Summit) => MeetingKind::Summit,
                () if format.set.has(Cue::Talks) => MeetingKind::Talks,
                () => MeetingKind::Consultations,
            };
            let hit = CueHit { first: item.first, end: item.end + 1, set: format.set };
            let at = out.partition_point(|(h, _)| h.first < hit.first);
            out.insert(at, (hit, kind));
        }
    }
}

/// "The previous round had taken place in February 2019 in Lima": of the format that the article is about, with a time or a city.
fn neighbouring(article: &Article, no: usize, out: &mut Vec<(CueHit, MeetingKind)>) {
    let s = article.sentences[no];
    let round = |i: usize| article.is_any(i, ROUNDS) || article.is(i, "one");
    let Some(at) = (s.first + 1..s.last).find(|&i| round(i) && is_neighbour(article, i)) else { return };
    let behind =
        article.items_in(at..s.last, TIMES).next().is_some() || article.items_in(at..s.last, &[MentionKind::City]).next().is_some();
    // "The next edition will be hosted by Kenya"
    let inside = |i: Item| article.is(i.first - 1, "in") && article.form(i) == "name";
    let behind =
        behind || article.has_any(at..s.last, &["hosted", "host"]) || article.items_in(at..s.last, &[MentionKind::Country]).any(inside);
    let named = out.iter().any(|(h, _)| h.first <= at + 12 && h.end + 4 > at);
    let three = || trilateral_before(article, at).then_some(MeetingKind::Talks);
    // "and the next one will take place in Lima": the summit that was told
    let gathering = || {
        let cue = last_cue(article, at, CueSet::of(&[Cue::Summit, Cue::Forum]))?;
        Some(if cue.set.has(Cue::Summit) { MeetingKind::Summit } else { MeetingKind::Forum })
    };
    let kind = || three().filter(|_| article.is(at, "edition")).or_else(|| format_before(article, at)).or_else(three).or_else(gathering);
    if let (true, false, Some(kind)) = (behind, named, kind()) {
        let hit = CueHit { first: at, end: at + 1, set: CueSet::of(&[]) };
        out.insert(out.partition_point(|(h, _)| h.first < at), (hit, kind));
    }
}

/// Words for a format told before.
const FORMATS: &[&str] = &["commission", "committee", "council", "consultations"];

/// Words for one meeting of a format.
const ROUNDS: &[&str] = &["round", "edition", "session", "sitting"];

/// "the previous", "the last", "the next" before a word.
pub(super) fn is_neighbour(article: &Article, at: usize) -> bool {
    at > 1 && article.is_any(at - 1, &["previous", "last", "next", "preceding"]) && article.is_any(at - 2, &["the", "its", "their"])
}

/// The nearest cue of a set before a token; one very far back is not meant.
fn last_cue(article: &Article, before: usize, set: CueSet) -> Option<CueHit> {
    const REACH: usize = 1000;
    let until = article.cues.partition_point(|c| c.first < before);
    article.cues[until.saturating_sub(REACH)..until].iter().rev().find(|c| c.set.has_any(set)).copied()
}

/// "the ninth session of the Kenyan-Peruvian commission", told before a token: a body that is no phrase of its own.
fn body_before(article: &Article, before: usize) -> Option<CueHit> {
    const REACH: usize = 400;
    let round = |i: Item| CueHit { first: i.end, end: i.end + 1, set: CueSet::of(&[Cue::Commission]) };
    let told = article.items_in(before.saturating_sub(REACH)..before, &[MentionKind::Ordinal]);
    told.filter(|i| article.is_any(i.end, ROUNDS)).map(round).find(|hit| is_of_body(article, *hit))
}

/// "the third in Lima on May 3" of an article on trilateral meetings.
fn of_three(article: &Article, item: Item) -> Option<CueHit> {
    trilateral_before(article, item.first).then(|| CueHit { first: item.first, end: item.end, set: CueSet::of(&[Cue::Talks]) })
}

/// Whether meetings of three were told before a token: "the ninth trilateral meeting", "the tripartite format".
pub(super) fn trilateral_before(article: &Article, before: usize) -> bool {
    const REACH: usize = 1000;
    let meeting = |i: usize| article.has_any(i + 1..i + 4, &["meeting", "meetings", "format", "talks", "mechanism"]);
    // "the edition of the Trilateral took place"
    let noun = |i: usize| !article.tokens[i + 1].is_word() || article.is_any(i + 1, &["at", "will", "took", "in", "was"]);
    (before.saturating_sub(REACH)..before).any(|i| article.is_any(i, &["trilateral", "tripartite"]) && (meeting(i) || noun(i)))
}

/// The format that the article spoke of before, a commission or consultations.
pub(super) fn format_before(article: &Article, at: usize) -> Option<MeetingKind> {
    let format = last_cue(article, at, CueSet::of(&[Cue::Commission, Cue::Consultations])).or_else(|| body_before(article, at))?;
    Some(if format.set.has(Cue::Commission) { MeetingKind::Commission } else { MeetingKind::Consultations })
}

/// "the second meeting of the Joint Planning Group": a standing body of two governments met.
pub(super) fn is_of_body(article: &Article, hit: CueHit) -> bool {
    let alone = hit.end - hit.first == 1 || !hit.set.has(Cue::Talks);
    let meeting = article.is_any(hit.end - 1, &["meeting", "session", "sitting", "round"]) && alone && article.is(hit.end, "of");
    let run = hit.end + 1..(hit.end + 9).min(article.tokens.len());
    let clear = run
        .clone()
        .take_while(|&i| article.tokens[i].is_word() || article.sign(i, '-'))
        .find(|&i| article.is_any(i, &["group", "committee", "council", "commission"]));
    let standing = |at: usize| {
        let run = hit.end + 1..at;
        article.any_tells(run.clone(), MeetingWord::StandingBody)
            || article.is_any(at, &["committee", "commission"])
                && article.has_any(at + 1..at + 2, &["on", "for"])
                && article.items_in(run.clone(), &[MentionKind::Group, MentionKind::Organisation]).next().is_none()
            // "the Kenyan-Peruvian commission"
            || article.items_in(run, &[MentionKind::Country]).count() >= 2
    };
    meeting && clear.is_some_and(standing)
}
