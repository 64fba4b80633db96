//! Who else was at an event, told in the sentences behind it: who led the sides, who attended, who spoke there.

use super::candidate::Candidate;
use super::people::{Known, People};
use super::subject::serves_him;
use super::teller::{said_before, speaks_behind_office};
use crate::extract::article::{Article, Item};
use crate::lexicon::{MeetingWord, Rank};
use crate::model::{MeetingKind, MentionKind};
use crate::text::Sentence;
use std::collections::BTreeMap;

/// How many sentences behind an event those present are named.
pub(super) const ATTENDED_WITHIN: usize = 3;

/// How many sentences behind the main event its speakers are quoted.
const QUOTED_WITHIN: usize = 12;

/// Adds to the events those whom the sentences behind them name as present.
pub(super) fn complete(article: &Article, people: &mut People, events: &mut [Candidate]) {
    lead_in(article, people, events);
    attendance(article, people, events);
    speakers(article, people, events);
    company(article, people, events);
}

/// An event of two delegations or of many.
fn is_of_many(event: &Candidate) -> bool {
    let kinds = [MeetingKind::Consultations, MeetingKind::Commission, MeetingKind::Forum, MeetingKind::Ceremony];
    kinds.contains(&event.kind) || event.kind == MeetingKind::Talks && event.parties.len() >= 3
}

/// Those who lead delegations in the sentences right behind the main event take part in it.
fn lead_in(article: &Article, people: &People, events: &mut [Candidate]) {
    let Some(main) = events.first_mut().filter(|e| is_of_many(e)) else { return };
    for no in main.sentence..(main.told_last + 4).min(article.sentences.len()) {
        let s = article.sentences[no];
        let leads = article.has_any(
            s.first..s.last,
            &[
                "headed",
                "led",
                "represented",
                "chaired",
                "co-chaired",
                "chairs",
                "chairmanship",
                "side",
                "delegation",
                "delegations",
                "participation",
            ],
        ) || no == main.sentence
            || no == main.sentence + 1 && article.is_any(s.first, &["these", "they", "among", "taking"]);
        if !leads {
            continue;
        }
        // who announces an event to come need not be there
        let speaks =
            |i: &Item| article.tells(i.end, MeetingWord::Speech) || speaks_behind_office(article, *i) || said_before(article, *i).is_some();
        // "a monument to the poet X was unveiled"
        let honoured = |i: &Item| {
            let lead = i.first.saturating_sub(8).max(s.first)..i.first;
            lead.into_iter().any(|w| article.is_any(w, &["monument", "statue", "bust", "plaque"]) && article.is_any(w + 1, &["to", "of"]))
        };
        let announces = |i: &Item| main.planned && speaks(i);
        let there = |i: &Item| !announces(i) && !honoured(i) && !serves_him(article, *i);
        let named: Vec<Item> = article.items_in(s.first..s.last, &[MentionKind::Person]).filter(there).collect();
        for person in named.into_iter().filter_map(|i| people.of_item(article, i)) {
            let tells = no == main.sentence && main.tellers.contains(&person);
            if !tells && !main.people.contains(&person) && !people.all[person].tells_news() {
                main.people.push(person);
                main.parties.extend(people.all[person].country);
            }
        }
    }
}

/// As what somebody is named among others.
const PRESENT: &[&str] =
    &["speakers", "participants", "guests", "attendees", "those", "delegates", "signatories", "panellists", "panelists", "dignitaries"];

/// What is done to an event by those who are there.
const LED: &[&str] =
    &["opened", "inaugurated", "addressed", "moderated", "presided", "cochaired", "hosted", "launched", "officiated", "kicked"];

/// "The meeting was attended by X", "It was led by X".
pub(super) fn names_those_present(article: &Article, s: Sentence) -> bool {
    let of_event =
        article.is_any(s.first, &["it", "also"]) || article.is(s.first, "the") && article.tells(s.first + 1, MeetingWord::EventNoun);
    let presence = |i: usize| article.tells(i, MeetingWord::Presence);
    // "Secretary X was also present during the meeting"
    let also = |i: usize| article.is(i, "present") && article.is_any(i - 1, &["also", "were"]);
    // "Ministers X and Y attended the meeting"
    let attended = |i: usize| {
        let named = article.items_in(s.first..i, &[MentionKind::Person]).next().is_some();
        let part = article.is(i, "in") && (article.is(i - 1, "part") || article.any_tells(i - 1..i, MeetingWord::Attends));
        let the = article.is(i + 1, "the") && article.tells(i + 2, MeetingWord::EventNoun) && !article.is(i + 3, "of");
        (article.is(i, "attended") || part && article.has_any(s.first..i, &["also", "will"])) && the && named
    };
    // "X was among the speakers", "X was in the chair", "X was the guest of honour"
    let among = |i: usize| {
        let be = article.is_any(i, &["was", "were"]);
        be && article.has_any(i + 1..i + 2, &["among"]) && article.has_any(i + 2..(i + 6).min(s.last), PRESENT)
            || be && article.starts(i + 1, &["in", "the", "chair"])
            || be && article.is_any(i + 1, &["the", "a"]) && article.starts(i + 2, &["guest", "of"])
            || be && article.is_any(i + 1, &["in", "also"]) && article.has_any(i + 2..i + 4, &["attendance"])
    };
    let named = |i: usize| article.items_in(s.first..i, &[MentionKind::Person]).next().is_some();
    // "Minister X took part."
    let part = |i: usize| {
        article.is(i, "part")
            && article.is_any(i - 1, &["took", "takes", "taking"])
            && (i + 2 >= s.last
                || article.is(i + 1, "in") && article.is_any(i + 2, &["it", "them"])
                || article.is_any(i + 1, &["too", "as"]))
    };
    if (s.first + 1..s.last).any(|i| part(i) && named(i)) {
        return true;
    }
    // "It was opened by X"
    let led = |i: usize| article.is_any(i, LED) && article.is(i + 1, "by");
    if of_event && (s.first..(s.first + 9).min(s.last)).any(led) || (s.first + 1..s.last).any(|i| among(i) && named(i)) {
        return true;
    }
    (s.first + 1..s.last).any(|i| also(i) || attended(i))
        || of_event && (s.first..(s.first + 6).min(s.last)).any(presence)
        || article.starts(s.first, &["present", "at", "the"])
        || article.is(s.first, "attending")
        || article.starts(s.first, &["taking", "part"])
        || article.starts(s.first, &["in", "attendance"])
        || article.has_phrase(s.first..(s.first + 6).min(s.last), &["participants", "of", "the", "meeting"])
}

/// "The meeting was attended by X", "It was led by X together with Y": who else takes part in the event told just before.
fn attendance(article: &Article, people: &People, events: &mut [Candidate]) {
    let mut last: BTreeMap<usize, usize> = BTreeMap::new();
    for (i, event) in events.iter().enumerate().filter(|(_, e)| e.kind != MeetingKind::Call) {
        last.insert(event.sentence, i);
    }
    for no in 1..article.sentences.len() {
        if !names_those_present(article, article.sentences[no]) || article.is_noise_sentence(no) {
            continue;
        }
        let near = last.range(no.saturating_sub(ATTENDED_WITHIN)..no).next_back().map(|(_, &i)| i);
        let main = || events.first().filter(|e| is_of_many(e) && (e.sentence..e.told_last + QUOTED_WITHIN).contains(&no)).map(|_| 0);
        let Some(i) = near.or_else(main) else { continue };
        let event = &mut events[i];
        for person in people.in_sentence(article, no) {
            if !event.people.contains(&person) {
                event.people.push(person);
            }
            if matches!(event.kind, MeetingKind::Summit | MeetingKind::Forum | MeetingKind::Ceremony) {
                event.parties.extend(people.all[person].country);
            }
        }
    }
}

/// "The president was accompanied by Minister X", "Minister X is part of the delegation": who travels with the first visitor.
fn company(article: &Article, people: &mut People, events: &mut [Candidate]) {
    const TOLD_WITHIN: usize = 10;
    let Some(visit) = events.iter_mut().find(|e| e.kind == MeetingKind::Visit && !e.dated_apart) else { return };
    let Some(&visitor) = visit.people.first() else { return };
    let home = people.all[visitor].country;
    for no in visit.sentence..(visit.told_last + TOLD_WITHIN).min(article.sentences.len()) {
        let s = article.sentences[no];
        let Some(named) = company_named(article, s).filter(|_| !article.is_noise_sentence(no)) else { continue };
        for person in people.in_range(article, named) {
            let known = &mut people.all[person];
            let travels = known.country.is_none() || known.country == home;
            if travels && holds_office(known) && !visit.people.contains(&person) {
                known.country = home;
                visit.people.push(person);
            }
        }
    }
}

/// Where they stand: behind "was accompanied by" and "the delegation includes", before "are part of the delegation".
fn company_named(article: &Article, s: Sentence) -> Option<std::ops::Range<usize>> {
    const TAKES_IN: &[&str] = &["includes", "include", "included", "including", "comprises", "comprised", "consists", "consisted"];
    (s.first..s.last).find_map(|i| {
        let next = i + 1..(i + 3).min(s.last);
        let delegation = article.is_any(i, &["delegation", "entourage"]);
        let by = article.is(i, "accompanied") && article.has_any(next.clone(), &["by"]);
        if by || delegation && article.has_any(next, TAKES_IN) {
            // "at the invitation of X": he is at home
            return Some(i..(i..s.last).find(|&w| article.is(w, "invitation")).unwrap_or(s.last));
        }
        let part = delegation && article.has_phrase(i.saturating_sub(5).max(s.first)..i, &["part", "of"]);
        part.then_some(s.first..i)
    })
}

/// "At the forum Minister X said", "Y, in turn, noted": who spoke at the main event.
fn speakers(article: &Article, people: &People, events: &mut [Candidate]) {
    let apart: Vec<usize> = events.iter().skip(1).map(|e| e.sentence).collect();
    let Some(main) = events.first_mut().filter(|e| is_of_many(e) && !e.planned) else { return };
    let until = (main.told_last + QUOTED_WITHIN).min(article.sentences.len());
    for no in main.sentence..until {
        if article.is_noise_sentence(no) || apart.contains(&no) || !is_speech_there(article, article.sentences[no]) {
            continue;
        }
        let Some(person) = speaker(article, people, article.sentences[no]) else { continue };
        let of_side = people.all[person].country.is_none_or(|c| main.parties.contains(&c));
        if of_side && !main.people.contains(&person) {
            main.people.push(person);
        }
    }
    if main.people.is_empty() {
        main.people = both_sides(article, people, main, until);
    }
}

/// An article that names nobody as present quotes those who were: two holders of offices or more, none of a third economy.
fn both_sides(article: &Article, people: &People, main: &Candidate, until: usize) -> Vec<usize> {
    const MOST: usize = 6;
    let mut out: Vec<usize> = Vec::new();
    for no in (main.sentence..until).filter(|&no| !article.is_noise_sentence(no)) {
        let quoted = speaker(article, people, article.sentences[no]);
        out.extend(quoted.filter(|p| !out.contains(p)));
    }
    let of_side = |p: &usize| people.all[*p].country.is_none_or(|c| main.parties.contains(&c));
    if (2..=MOST).contains(&out.len()) && out.iter().all(of_side) { out } else { Vec::new() }
}

/// The one named first in a sentence, when he holds an office that takes part and is no object.
fn speaker(article: &Article, people: &People, s: Sentence) -> Option<usize> {
    let item: Item = article.items_in(s.first..s.last, &[MentionKind::Person]).next()?;
    let object = article.has_any(item.first.saturating_sub(4).max(s.first)..item.first, &["with", "by", "to", "from", "after"]);
    let index = people.of_item(article, item).filter(|_| !object)?;
    holds_office(&people.all[index]).then_some(index)
}

fn holds_office(known: &Known) -> bool {
    let former = known.role.as_deref().is_some_and(|r| r.to_lowercase().contains("former"));
    known.rank.is_some_and(|r| r != Rank::Business) && !known.tells_news() && !former
}

/// "At the meeting", "in his opening remarks", "in turn", "on her part": the words of one who is there.
fn is_speech_there(article: &Article, s: Sentence) -> bool {
    let own = |i: usize| article.is_any(i, &["his", "her", "their", "opening", "welcoming", "welcome", "keynote"]);
    (s.first..s.last).any(|i| {
        let before = i.saturating_sub(1).max(s.first);
        let at_event = article.tells(i, MeetingWord::EventNoun) || article.is_any(i, &["event", "opening", "occasion", "gathering"]);
        // "at the signing ceremony", not "at the press conference"
        let lead = i.saturating_sub(4).max(s.first)..i;
        let led = article.has_any(lead.clone(), &["at", "addressing"]) && !article.has_any(lead, &["press", "news", "media", "joint"]);
        let speech = article.is_any(i, &["speech", "remarks", "address", "statement"]) && own(before);
        let part = article.is(i, "part") && article.is_any(before, &["his", "her"]);
        let turn = article.is(i, "turn") && article.is_any(before, &["in", "his", "her"]);
        at_event && led || speech || part || turn
    })
}
