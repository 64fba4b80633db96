//! Where those are who are told to be on a trip: what they do in its days, with those whom they visit, is done there.

use super::candidate::Candidate;
use super::people::People;
use crate::calendar;
use crate::extract::article::Article;
use crate::lexicon::Rank;
use crate::model::{Code, MeetingKind};
use jiff::civil::Date;

/// More trips than ordinary articles tell of.
const MOST: usize = 50;

/// No trip whose end is not told is taken to be longer, in days behind the first.
const LONGEST: i64 = 4;

/// Of a trip of which only a longer time is told, no day is known.
const MONTH: i32 = 31;

/// A trip that the article tells of.
struct Trip {
    /// Those of it who are of the first visitor's country.
    visitors: Vec<usize>,
    home: Code,
    goal: Code,
    city: Option<String>,
    days: Option<(Date, Date)>,
    /// One that is recalled or announced by its month or year.
    apart: bool,
    planned: bool,
}

/// Gives a place to the events for which nothing tells one.
pub(super) fn infer(people: &People, events: &mut [Candidate]) {
    let trips: Vec<Trip> = events.iter().filter_map(|e| trip(people, e)).take(MOST).collect();
    let placed = |e: &Candidate| e.city.is_some() || e.country.is_some();
    for event in events.iter_mut().filter(|e| !placed(e) && !e.remote && !matches!(e.kind, MeetingKind::Visit | MeetingKind::Call)) {
        let mut there = trips.iter().filter(|trip| is_on(trip, event));
        let Some(trip) = there.next() else { continue };
        if there.all(|other| other.goal == trip.goal) {
            event.city = trip.city.clone();
            event.country = Some(trip.goal);
        }
    }
}

/// Gives the place of a summit to talks that its leaders have on its day.
pub(super) fn at_summit(article: &Article, people: &People, events: &mut [Candidate]) {
    let held = |e: &&Candidate| e.kind == MeetingKind::Summit && e.city.is_some() && e.start.is_some() && !e.dated_apart;
    let summits: Vec<Candidate> = events.iter().filter(held).take(MOST).cloned().collect();
    let leads = |p: &usize| matches!(people.all[*p].rank, Some(Rank::HeadOfState | Rank::HeadOfGovernment));
    let open = |e: &&mut Candidate| e.kind == MeetingKind::Talks && e.city.is_none() && e.country.is_none() && !e.remote;
    for event in events.iter_mut().filter(open) {
        let of_day = |s: &&Candidate| s.start <= event.start && event.start <= s.end_date && s.planned == event.planned;
        let there = |s: &&Candidate| {
            let side = |c: &Code| s.parties.contains(c) || s.parties.iter().any(|group| article.lexicon.geography.is_member(*group, *c));
            let sides = event.parties.len() == 2 && event.parties.iter().all(side);
            event.people.len() == 2 && event.people.iter().all(leads) && sides
        };
        if let Some(summit) = summits.iter().find(|s| event.start.is_some() && of_day(s) && there(s)) {
            event.city = summit.city.clone();
            event.country = summit.country;
        }
    }
}

fn trip(people: &People, event: &Candidate) -> Option<Trip> {
    let goal = event.country.filter(|_| event.kind == MeetingKind::Visit)?;
    // a host may be named before the visitor
    let of_host = |p: &&usize| people.all[**p].country == Some(goal);
    let home = event.people.iter().find(|p| !of_host(p)).and_then(|&p| people.all[p].country)?;
    let visitors = event.people.iter().copied().filter(|&p| people.all[p].country == Some(home)).collect();
    let last = |first: Date| event.end_date.filter(|_| !event.arrival).or_else(|| calendar::plus_days(first, LONGEST));
    let days = event.start.and_then(|first| Some((first, last(first)?)));
    let apart = event.dated_apart || event.recalled || event.set_apart;
    Some(Trip { visitors, home, goal, city: event.city.clone(), days, apart, planned: event.planned })
}

/// Whether an event is one of a trip: of its economies, of its time, and its traveller takes part.
fn is_on(trip: &Trip, event: &Candidate) -> bool {
    let third = event.kind == MeetingKind::Talks && event.parties.len() > 2;
    let sides = event.parties.contains(&trip.home) && event.parties.contains(&trip.goal);
    let there = event.people.iter().any(|p| trip.visitors.contains(p));
    let under_way = || !trip.apart && !event.dated_apart && !event.recalled && trip.planned == event.planned;
    let of_time = match (trip.days, event.start) {
        (Some((first, last)), Some(day)) => {
            // a trip of some day of a month or year
            let vague = trip.apart && (trip.planned != event.planned || last.since(first).is_ok_and(|s| s.get_days() > MONTH));
            first <= day && day <= last && !vague
        }
        _ => under_way(),
    };
    sides && !third && there && of_time
}
