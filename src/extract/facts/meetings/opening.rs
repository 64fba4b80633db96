//! Openings told without the word ceremony: "the minister opened the trade office in Lima", "witnessed the opening of the refinery".

use super::clause::Trigger;
use crate::extract::article::{Article, CueHit};
use crate::lexicon::{ClauseWord, Cue, CueSet, MeetingWord};
use crate::model::{MeetingKind, MentionKind};

/// Adds them to the words of meeting of a sentence.
pub(super) fn find(article: &Article, no: usize, out: &mut Vec<Trigger>) {
    let s = article.sentences[no];
    for at in s.first..s.last {
        let free = !out.iter().any(|(h, _)| h.first <= at && at < h.end + 1);
        let opened = |at: usize| is_mission_opened(article, s.first, at, s.last);
        // "laid the foundation stone at a ceremony in Lima": told by the word
        let told = out.iter().any(|(_, kind)| *kind == MeetingKind::Ceremony);
        let begun = |at: usize| {
            let act = is_act(article, at, s.last) && officials(article, s.first, at);
            !told && (act || is_award(article, s.first, at, s.last))
        };
        let by_officials = |at: usize| is_opened_by_officials(article, s.first, at, s.last) && names_two(article, s.first, s.last);
        let busy = out
            .iter()
            .any(|(_, kind)| matches!(kind, MeetingKind::Forum | MeetingKind::Ceremony | MeetingKind::Commission | MeetingKind::Summit));
        if free && (!busy && by_officials(at) || opened(at) || begun(at))
            || free && is_opening(article, at, s.last) && (officials(article, s.first, at) || is_of_mission(article, at, s.last))
        {
            let hit = CueHit { first: at, end: at + 1, set: CueSet::of(&[Cue::Ceremony]) };
            out.insert(out.partition_point(|(h, _)| h.first < at), (hit, MeetingKind::Ceremony));
        }
    }
}

/// "cut the ribbon", "broke ground", "laid the foundation stone": what officials do at a ceremony.
fn is_act(article: &Article, at: usize, last: usize) -> bool {
    let behind = at + 1..(at + 5).min(last);
    article.is_any(at, &["cut", "cutting"]) && article.has_any(behind.clone(), &["ribbon"])
        || article.is_any(at, &["broke", "break", "breaking"]) && article.is(at + 1, "ground")
        || article.is_any(at, &["laid", "lay", "laying"]) && article.has_any(behind.clone(), &["foundation", "cornerstone"])
        || article.is_any(at, &["turned", "turn"]) && article.has_any(behind, &["sod"])
}

/// "conferred the Order of the Sun on Ambassador X", "received the Medal of Merit from President X": somebody is decorated.
fn is_award(article: &Article, first: usize, at: usize, last: usize) -> bool {
    const VERBS: &[&str] =
        &["awarded", "conferred", "bestowed", "received", "presented", "pinned", "decorated", "honoured", "honored", "given", "handed"];
    const AWARDS: &[&str] = &["order", "medal", "cross", "decoration", "insignia", "star"];
    const NEAR: usize = 12;
    const WHO: &[MentionKind] = &[MentionKind::Person, MentionKind::Role];
    if !article.is_any(at, VERBS) {
        return false;
    }
    let award = |i: usize| article.is_any(i, AWARDS) && article.tokens[i].capital && article.is_any(i + 1, &["of", "for"]);
    let Some(order) = (at + 1..(at + NEAR).min(last)).find(|&i| award(i)) else { return false };
    let somebody = article.items_in(first..at, WHO).next().is_some() || article.items_in(at..order, WHO).next().is_some();
    let other = article.items_in(order..last, WHO).next().is_some() || article.items_in(at..order, WHO).next().is_some();
    somebody && other || article.items_in(order..last, &[MentionKind::Person]).next().is_some()
}

/// "opened the new office", "will officially open the site", "the opening of the refinery".
fn is_opening(article: &Article, at: usize, last: usize) -> bool {
    let told = article.is_any(at, &["opened", "inaugurated", "inaugurates", "unveiled", "unveil"]);
    let ahead =
        article.is_any(at, &["open", "inaugurate", "unveil"]) && (at.saturating_sub(3)..at).any(|i| article.is_any(i, &["will", "to"]));
    let noun = article.is_any(at, &["opening", "inauguration"]) && article.is(at + 1, "of");
    (told || ahead || noun) && house(article, at, last).is_some()
}

/// "A consulate of Kenya was ceremonially opened in Lima today": with its day, whoever opened it.
fn is_mission_opened(article: &Article, first: usize, at: usize, last: usize) -> bool {
    const FAR: usize = 20;
    const NEAR: usize = 8;
    let be = at.saturating_sub(3).max(first)..at;
    const MONUMENTS: &[&str] = &["monument", "statue", "bust", "plaque", "memorial", "sculpture", "mural"];
    let passive = article.is_any(at, &["opened", "inaugurated", "unveiled"]) && article.has_any(be, &["was", "were", "been", "be"]);
    let before = at.saturating_sub(FAR).max(first)..at;
    let monument = article.is(at, "unveiled") && article.has_any(before.clone(), MONUMENTS);
    let high = article.has_phrase(before.clone(), &["high", "commission"]);
    let mission = monument || high || article.has_any(before, &["embassy", "consulate", "mission"]);
    passive && mission && article.items_in(at..(at + NEAR).min(last), &[MentionKind::Date]).next().is_some()
}

/// "A bridge was opened on Friday by Ministers X and Y", "Kenya and Peru opened a plant in the presence of X": by those who are named behind.
fn is_opened_by_officials(article: &Article, first: usize, at: usize, last: usize) -> bool {
    const NEAR: usize = 24;
    let be = at.saturating_sub(3).max(first)..at;
    let passive = article.has_any(be, &["was", "were", "been", "be"]);
    let behind = at + 1..(at + NEAR).min(last);
    let led = behind.clone().find(|&i| passive && article.is(i, "by") || article.starts(i, &["in", "the", "presence", "of"]));
    const CLOSE: usize = 7;
    let official = |from: usize| {
        let until = (from + CLOSE).min(last);
        article.items_in(from..until, &[MentionKind::Person, MentionKind::Role]).next().is_some()
            && !(from..until).any(|i| article.tells(i, MeetingWord::Speech))
    };
    // a bridge or a plant; not an attack, a probe, a plan
    let thing = (first..at)
        .any(|i| article.tells(i, MeetingWord::Opened) || article.is_word(i, ClauseWord::Asset) || article.is_word(i, ClauseWord::Works));
    // "built by a Turkish company": whose firm built it is not who opens it
    let firm = article.cues_in(first..last, CueSet::of(&[Cue::Company])).next().is_some();
    article.is_any(at, &["opened", "inaugurated", "unveiled", "launched", "commissioned"])
        && led.is_some_and(official)
        && thing
        && !firm
        && article.items_in(first..last, &[MentionKind::Date]).next().is_some()
}

/// Two economies are named, by those who stand for them too.
fn names_two(article: &Article, first: usize, last: usize) -> bool {
    const WHO: &[MentionKind] = &[MentionKind::Country, MentionKind::Group, MentionKind::City, MentionKind::Role, MentionKind::Person];
    let mut named = article.items_in(first..last, WHO).filter_map(|i| article.mention(i).country);
    named.next().is_some_and(|one| named.any(|other| other != one))
}

/// What is opened with a ceremony: the word for a house behind the verb.
fn house(article: &Article, at: usize, last: usize) -> Option<usize> {
    const NEAR: usize = 14;
    let stops = |i: usize| article.sign(i, ',') || article.sign(i, ';') || article.is_any(i, &["that", "which", "where", "when", "for"]);
    (at + 1..(at + NEAR).min(last)).take_while(|&i| !stops(i)).find(|&i| article.tells(i, MeetingWord::Opened))
}

/// An official who acts, or two: named before the verb.
fn officials(article: &Article, first: usize, at: usize) -> bool {
    const NEAR: usize = 16;
    let from = at.saturating_sub(NEAR).max(first);
    article.items_in(from..at, &[MentionKind::Person, MentionKind::Role]).next().is_some() || article.has_any(from..at, &["he", "she"])
}

/// "Kenya opened its embassy in Lima on 2 May": on a day that is told.
fn is_of_mission(article: &Article, at: usize, last: usize) -> bool {
    let mission = house(article, at, last).is_some_and(|i| article.is_any(i, &["embassy", "consulate"]));
    mission && article.items_in(at..last, &[MentionKind::Date]).next().is_some()
}
