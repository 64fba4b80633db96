//! What is left to say of events once all candidates are joined: which are none, their kind by who met, their economies by who took part.

use super::candidate::Candidate;
use super::goal::goals;
use super::people::{Known, People};
use crate::extract::article::{Article, Item};
use crate::lexicon::Rank;
use crate::model::{Code, MeetingKind};
use std::collections::BTreeSet;

/// Drops what is no event, and settles the slots of the others.
pub(super) fn settle(article: &Article, people: &People, events: &mut Vec<Candidate>) {
    events.retain(|event| is_event(event) && !is_trip_to_body(article, event));
    visit_told(article, people, events);
    of_format(article, events);
    for event in events {
        open_end(event);
        city_state(article, event);
        many_sided(people, event);
        attending(article, people, event);
        destination(article, people, event);
        of_visitor(people, event);
        represented(people, event);
    }
}

/// "The two foreign ministers had talks in Lima. ... This visit will give an impulse": talks with the host are the visit that is spoken of.
fn visit_told(article: &Article, people: &People, events: &mut [Candidate]) {
    let Some((main, others)) = events.split_first_mut() else { return };
    let [a, b] = main.people[..] else { return };
    let (a, b) = (&people.all[a], &people.all[b]);
    let at_home = |k: &Known| k.country.is_some() && k.country == main.country;
    let guest = a.same_office(b) && a.country.is_some() && b.country.is_some() && at_home(a) != at_home(b);
    let told = others.iter().any(|e| e.kind == MeetingKind::Visit);
    let apart = main.on_margins || main.of_so_many.is_some() || main.parties.len() != 2;
    if main.kind == MeetingKind::Talks && guest && !told && !apart && speaks_of_visit(article, main.sentence) {
        main.kind = MeetingKind::Visit;
        main.rule = "visit_told";
    }
}

/// "this visit", before another trip is named: the one that the article is about.
fn speaks_of_visit(article: &Article, told: usize) -> bool {
    let speaks = |no: usize| {
        let s = article.sentences[no];
        let this = (s.first..s.last).find(|&i| article.starts(i, &["this", "visit"]))?;
        let from = if no > told { told + 1 } else { no };
        let before = |i: &Item| i.first < this;
        let other = (from..=no).any(|n| goals(article, n).iter().any(before));
        (!article.is_noise_sentence(no)).then_some(!other)
    };
    (0..article.sentences.len()).find_map(speaks).unwrap_or(false)
}

/// "Peru will be the host of the next summit", "the ministers of the five states": those who met at the summit that is told first.
fn of_format(article: &Article, events: &mut [Candidate]) {
    let country = |c: &Code| article.lexicon.geography.capitals.contains_key(c);
    let format = |kind: MeetingKind| matches!(kind, MeetingKind::Summit | MeetingKind::Forum);
    let whole = |e: &&Candidate| format(e.kind) && e.parties.len() >= 3 && e.parties.iter().all(country);
    let Some(main) = events.first().filter(whole).cloned() else { return };
    for event in events.iter_mut().skip(1).filter(|e| e.people.is_empty() && e.parties.is_subset(&main.parties)) {
        // "the previous meeting"
        if event.kind == MeetingKind::Talks && event.of_summit && event.set_apart && main.kind == MeetingKind::Summit {
            event.kind = main.kind;
        }
        let round = event.kind == main.kind && (event.ordinal.is_some() || event.set_apart) && event.parties.len() < main.parties.len();
        if round || event.of_so_many == Some(main.parties.len()) {
            event.parties = main.parties.clone();
        }
    }
}

/// A trip of which no more is known than a body that met then.
fn is_trip_to_body(article: &Article, event: &Candidate) -> bool {
    let body = |c: &Code| !article.lexicon.geography.capitals.contains_key(c);
    event.kind == MeetingKind::Visit && event.country.is_none() && event.parties.len() == 2 && event.parties.iter().any(body)
}

fn is_event(event: &Candidate) -> bool {
    !event.planned || event.start.is_some() || event.city.is_some() || event.country.is_some()
}

/// "visited Singapore": the city is the state.
fn city_state(article: &Article, event: &mut Candidate) {
    const CITIES: &[&str] = &["SGP", "HKG", "MCO", "VAT"];
    let state = event.country.filter(|c| CITIES.contains(&c.as_str()) && event.city.is_none() && !event.remote);
    event.city = event.city.take().or_else(|| article.lexicon.geography.capitals.get(&state?).cloned());
}

/// A visit of which only the arrival is told, and a session that was only opened, has no known end.
fn open_end(event: &mut Candidate) {
    if event.arrival && event.start == event.end_date {
        event.end_date = None;
    }
}

/// Talks of three or more: a summit of leaders, a forum of others. A leader who meets "the leaders of" a group holds one too.
fn many_sided(people: &People, event: &mut Candidate) {
    let leaders = event.people.iter().any(|&p| matches!(people.all[p].rank, Some(Rank::HeadOfState | Rank::HeadOfGovernment)));
    let group = event.with_group && event.people.len() <= 1;
    if event.kind == MeetingKind::Talks && (event.parties.len() >= 3 || group && leaders) {
        event.kind = if leaders { MeetingKind::Summit } else { MeetingKind::Forum };
        event.ordinal = event.number;
    }
}

/// Leaders named at a summit stand for their countries, members of the body that holds it too; and where one body meets some of its
/// members or guests, the host is one of them. A summit of two sides is theirs, wherever it is held.
fn attending(article: &Article, people: &People, event: &mut Candidate) {
    if event.kind != MeetingKind::Summit {
        return;
    }
    event.parties.extend(event.people.iter().filter_map(|&p| people.all[p].country));
    let bodies = event.parties.iter().filter(|c| !article.lexicon.geography.capitals.contains_key(c)).count();
    if bodies == 1 && event.parties.len() > 1 && !event.of_two_sides {
        event.parties.extend(event.country);
    }
}

/// Talks and calls are between the economies of those who hold them, when both sides are known.
fn represented(people: &People, event: &mut Candidate) {
    if !matches!(event.kind, MeetingKind::Talks | MeetingKind::Call) || event.people.len() < 2 {
        return;
    }
    let sides: BTreeSet<_> = event.people.iter().filter_map(|&p| people.all[p].country).collect();
    if sides.len() >= 2 && event.people.iter().all(|&p| people.all[p].country.is_some()) {
        event.parties = sides;
    }
}

/// A visit is of the visitor's country and of the one that he goes to, whatever else its words name.
fn of_visitor(people: &People, event: &mut Candidate) {
    let visitor = event.people.first().and_then(|&p| people.all[p].country);
    if let (MeetingKind::Visit, Some(visitor), Some(goal)) = (event.kind, visitor, event.country.filter(|c| Some(*c) != visitor)) {
        let stands = |c: &Code| event.people.iter().any(|&p| people.all[p].country == Some(*c));
        event.parties.retain(stands);
        event.parties.extend([visitor, goal]);
    }
}

/// A visit told without its destination is to the other economy's.
fn destination(article: &Article, people: &People, event: &mut Candidate) {
    if event.kind != MeetingKind::Visit || event.country.is_some() || event.parties.len() != 2 {
        return;
    }
    let visitor = event.people.first().and_then(|&p| people.all[p].country);
    let country = |c: &Code| article.lexicon.geography.capitals.contains_key(c);
    event.country = visitor.and_then(|v| event.parties.iter().copied().find(|c| *c != v && country(c)));
}
