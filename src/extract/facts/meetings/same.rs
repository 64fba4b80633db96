//! Whether two candidates tell of one event.

use super::candidate::Candidate;
use super::people::{Known, People};
use super::present::ATTENDED_WITHIN;
use super::same_rank;
use crate::lexicon::Rank;
use crate::model::{Code, MeetingKind};

/// How many sentences behind talks those are named who attended them, where no other event is told in between.
const ATTENDED_AT_MEETING: usize = 15;

/// Whether two candidates tell of the same event.
pub(super) fn is_same(people: &People, event: &Candidate, new: &Candidate) -> bool {
    !is_told_apart(event, new) && (do_agree(event, new) && are_of_one(people, event, new) || lists_those_of(event, new))
}

/// "Ten ambassadors presented their credentials to the president. Those who handed them over are": who took part in one ceremony.
pub(super) fn lists_those_of(event: &Candidate, new: &Candidate) -> bool {
    let ceremonies = event.kind == MeetingKind::Ceremony && new.kind == event.kind;
    let silent = new.start.is_none() && new.date_text.is_none() && new.city.is_none();
    ceremonies && silent && new.sentence == event.told_last + 1 && new.people.len() >= 3
}

/// The words set the new one apart: it is the next round, an older visit, a forum of another name.
fn is_told_apart(event: &Candidate, new: &Candidate) -> bool {
    // "on his visit in October 2017" is not the undated visit of the day
    let recalled =
        (new.dated_apart || new.long_ago) && !new.planned && event.start.is_none() && !event.dated_apart && new.sentence != event.sentence;
    // "the next round" is not the last
    let round = new.kind == event.kind || new.of_summit && new.kind == MeetingKind::Talks;
    let next = round && new.kind != MeetingKind::Visit && new.set_apart && new.planned && !event.planned;
    // talks on the sidelines of a meeting of several are another
    let beside = new.on_margins && event.of_so_many.is_some() && event.sentence != new.sentence;
    let other_name = new.kind == MeetingKind::Forum && event.kind == new.kind && !alike(&event.name, &new.name);
    recalled || next || other_name || beside
}

/// Nothing that is told of the one speaks against the other: days, places, numbers, stages, economies.
fn do_agree(event: &Candidate, new: &Candidate) -> bool {
    // "will later leave for Cusco": a further stop of the trip to one country
    let stop = event.kind == MeetingKind::Visit
        && new.kind == MeetingKind::Visit
        && new.start.is_none()
        && new.country.is_some()
        && new.people.iter().any(|p| event.people.contains(p));
    let places = (stop || compatible_towns(&event.city, &new.city)) && compatible(&event.country, &new.country);
    let same_day = event.start.is_some() && event.start == new.start;
    let undated = new.start.is_none() || event.start.is_none() && event.date_text.is_none();
    let stages = event.planned == new.planned || same_day || undated || falls_within(event, new);
    let shared = event.parties.intersection(&new.parties).count() >= 2.min(event.parties.len().min(new.parties.len()));
    (compatible_dates(event, new) || goes_on(event, new)) && places && compatible(&event.ordinal, &new.ordinal) && stages && shared
}

/// "arrived on Tuesday", then "on Thursday the two met in the course of the visit": a later day of a trip whose end is not told.
pub(super) fn goes_on(trip: &Candidate, new: &Candidate) -> bool {
    const LONGEST: i32 = 5;
    let of_trip = trip.kind == MeetingKind::Visit && trip.arrival && !trip.dated_apart && !new.dated_apart && !new.set_apart;
    let days = trip.start.zip(new.start).and_then(|(first, day)| day.since(first).ok()).map_or(0, |gap| gap.get_days());
    let same = new.people.first().is_some_and(|p| trip.people.contains(p)) || new.people.iter().any(|p| trip.people.first() == Some(p));
    let kinds = matches!(new.kind, MeetingKind::Visit | MeetingKind::Talks) && !new.goes;
    of_trip && kinds && same && (1..=LONGEST).contains(&days)
}

/// Whether two that agree are one, by their kinds and by who takes part.
fn are_of_one(people: &People, event: &Candidate, new: &Candidate) -> bool {
    use MeetingKind::{Call, Commission, Consultations, Forum, Summit, Talks, Visit};
    let silent = new.people.iter().all(|p| event.people.contains(p));
    // "Present at the meeting were also": the one that the article is about
    let known = new.definite && new.date_text.is_none() && new.kind == event.kind;
    let within = if known { ATTENDED_AT_MEETING } else { ATTENDED_WITHIN };
    let attended = new.attended && new.sentence - event.sentence <= within;
    match (event.kind, new.kind) {
        (Talks, Talks) => attended || are_one_talk(people, event, new),
        (Visit, Visit) => !other_visitor(people, event, new) && !is_at_home(people, event, new) && !has_been_made(event, new),
        (a, b) if a == b => true,
        // "The commissioner is to visit Kenya", then talks that others have held
        (Visit, Talks) if event.people.is_empty() && event.planned && new.told && new.sentence != event.sentence => false,
        (Visit, Talks) => silent || is_host(people, event, new),
        (Talks, Visit) => is_trip_of_talks(people, event, new),
        // "had a conversation with Y", then "the phone talk dealt with"
        (Talks, Call) => silent && new.definite && new.sentence <= event.told_last + 2,
        // "X and Y met in Lima", then the session at which they did
        (Talks, Commission | Consultations) => is_body_of(event, new),
        // "At the negotiations Kazakhstan's delegation was headed by ..." names who held the event just told
        (_, Talks) if attended || event.people.is_empty() && new.sentence <= event.told_last + 3 && new.definite => true,
        // two of many who meet apart
        (Summit | Forum, Talks) if event.people.len() >= 3 && new.people.len() == 2 => false,
        (_, Talks) => silent && !(new.set_apart && new.start.is_some()) && !(event.planned && new.told),
        // a trip made for consultations is theirs
        (Visit, Consultations) => new.sentence - event.sentence <= 2 && new.people.iter().any(|p| event.people.contains(p)),
        (Consultations | Forum, Visit) => silent && new.goes,
        _ => false,
    }
}

/// Talks told twice: by each side, by its officers and then by their names, by the headline and then in full.
fn are_one_talk(people: &People, event: &Candidate, new: &Candidate) -> bool {
    let strangers = new.people.iter().filter(|p| !event.people.contains(p)).count();
    // a headline names one, the sentence below it both
    let many = event.parties.len() >= 3 && event.parties == new.parties;
    let named_in_full = (strangers == 1 || many)
        && event.people.iter().all(|p| new.people.contains(p))
        && new.sentence - event.sentence <= 4
        && (event.people.len() == 1 || event.end_date.is_none() && event.city.is_none());
    complements(people, event, new)
        || (strangers == 0 || named_in_full) && !new.set_apart
        || event.people.is_empty() && (event.sentence + 1 >= new.sentence || names_officers(event, new))
}

/// Whether the trip that is told behind talks is the one on which they were held.
fn is_trip_of_talks(people: &People, talks: &Candidate, visit: &Candidate) -> bool {
    let apart = visit.sentence != talks.sentence;
    let silent = visit.people.iter().all(|p| talks.people.contains(p));
    // "his visit" alone does not make talks one, but for those in a country where the visitor is not at home
    let abroad = |at: Code| visit.people.first().and_then(|&p| people.all[p].country).is_some_and(|home| home != at);
    let there = visit.country.is_some() || talks.country.is_some_and(|at| talks.parties.contains(&at) && abroad(at));
    if visit.start.is_none() && (!there || visit.people.is_empty() && apart) {
        return false;
    }
    // "will meet the Peruvian minister", then "came to Lima after a visit to Quito"
    if visit.country.is_some_and(|c| !talks.parties.contains(&c)) {
        return false;
    }
    // "met X, who is on a visit"
    if visit.relative && !apart {
        return visit.people.iter().any(|p| talks.people.contains(p));
    }
    // a president's talks with the minister whose trip is told are not the trip
    if of_unequal(people, talks) {
        return !apart;
    }
    silent || talks.people.iter().all(|p| visit.people.contains(p))
}

/// "arrived on Friday for a three-day visit; is to meet his counterpart on Saturday": on a day of the visit under way.
fn falls_within(visit: &Candidate, talks: &Candidate) -> bool {
    let days = visit.start.zip(visit.end_date.filter(|_| visit.kind == MeetingKind::Visit && talks.kind == MeetingKind::Talks));
    days.is_some_and(|(first, last)| talks.start.is_some_and(|day| first <= day && day <= last))
}

/// "met his Kenyan and Polish counterparts", then "in a meeting with Kenyan Minister X": the one side names who met, the other whom.
fn complements(people: &People, event: &Candidate, new: &Candidate) -> bool {
    const NEAR: usize = 8;
    let (&[a], &[b]) = (&event.people[..], &new.people[..]) else { return false };
    let sides = people.all[a].country.zip(people.all[b].country).filter(|(a, b)| a != b);
    sides.is_some() && event.parties == new.parties && event.planned == new.planned && new.sentence - event.sentence <= NEAR
}

/// "the ministers of Peru and Chile met in Lima on Friday", then, with the names, "Minister X met Y".
fn names_officers(event: &Candidate, new: &Candidate) -> bool {
    const NEAR: usize = 5;
    let told = (event.start.is_some() || event.city.is_some()) && event.parties.len() == 2 && event.parties == new.parties;
    let of_day = !event.dated_apart && !event.recalled && !event.planned;
    told && of_day && new.people.len() >= 2 && !new.set_apart && !new.during && new.sentence - event.sentence <= NEAR
}

/// Whether those who are told to have met did so in the session that is told right behind.
fn is_body_of(talks: &Candidate, session: &Candidate) -> bool {
    const NEAR: usize = 6;
    let same = talks.people.len() >= 2 && talks.people.iter().all(|p| session.people.contains(p));
    same && session.sentence - talks.sentence <= NEAR && !session.set_apart && talks.planned == session.planned
}

pub(super) fn compatible<T: PartialEq>(a: &Option<T>, b: &Option<T>) -> bool {
    a.is_none() || b.is_none() || a == b
}

/// "Delhi" and "New Delhi" are one town.
pub(super) fn compatible_towns(a: &Option<String>, b: &Option<String>) -> bool {
    let (Some(a), Some(b)) = (a, b) else { return true };
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    long == short || long.strip_suffix(short.as_str()).is_some_and(|rest| rest.ends_with(' '))
}

fn compatible_dates(a: &Candidate, b: &Candidate) -> bool {
    match (a.start, a.end_date, b.start, b.end_date) {
        (Some(a0), Some(a1), Some(b0), Some(b1)) => a0 <= b1 && b0 <= a1,
        (Some(a0), _, Some(b0), _) => a0 == b0,
        _ => a.date_text.is_none() || b.date_text.is_none() || a.start.is_some() != b.start.is_some() || a.date_text == b.date_text,
    }
}

/// Whether two names can be of one format: one is not told, or they have a word of its own in common.
fn alike(a: &Option<String>, b: &Option<String>) -> bool {
    let (Some(a), Some(b)) = (a, b) else { return true };
    a.split([' ', '-']).any(|w| b.split([' ', '-']).any(|v| w.eq_ignore_ascii_case(v)))
}

/// Two sides of different rank hold it.
pub(super) fn of_unequal(people: &People, event: &Candidate) -> bool {
    let ranked: Vec<_> = event.people.iter().map(|&p| &people.all[p]).filter(|k| k.rank.is_some() && k.country.is_some()).collect();
    match &ranked[..] {
        [a, b] => a.country != b.country && !same_rank(a.rank, b.rank) && !are_leaders(people, a, b),
        _ => false,
    }
}

/// A president who receives a prime minister, where the article knows of no prime minister of his: the one host.
fn are_leaders(people: &People, a: &Known, b: &Known) -> bool {
    let leader = |k: &Known| matches!(k.rank, Some(Rank::HeadOfState | Rank::HeadOfGovernment));
    let has_own = |of: &Known, office: &Known| people.all.iter().any(|k| k.country == of.country && same_rank(k.rank, office.rank));
    leader(a) && leader(b) && !has_own(a, b) && !has_own(b, a)
}

/// "will visit Peru", then, of others and of no day, "X visited Peru".
fn has_been_made(event: &Candidate, new: &Candidate) -> bool {
    let undated = event.start.is_none() && new.start.is_none();
    let others = !new.people.is_empty() && !event.people.is_empty() && !new.people.iter().any(|p| event.people.contains(p));
    undated && event.planned && new.told && !new.planned && others
}

/// A visit by somebody else: both name a visitor and they differ.
fn other_visitor(people: &People, event: &Candidate, new: &Candidate) -> bool {
    match (event.people.first(), new.people.first()) {
        (Some(a), Some(b)) => !event.people.contains(b) && !new.people.contains(a) && people.all[*a].country == people.all[*b].country,
        _ => false,
    }
}

/// "President X visited Peru", then "the visit of President Y" of Peru: who is told to go is at home where the other one went.
fn is_at_home(people: &People, event: &Candidate, new: &Candidate) -> bool {
    let home = new.people.first().and_then(|&p| people.all[p].country);
    home.is_some() && home == event.country && new.country.is_none() && new.people.len() == 1
}

/// Talks with the host of the visitor's rank belong to the visit.
fn is_host(people: &People, visit: &Candidate, talks: &Candidate) -> bool {
    let visitor = visit.people.first().map(|&p| &people.all[p]);
    let strangers: Vec<_> = talks.people.iter().filter(|p| !visit.people.contains(p)).map(|&p| &people.all[p]).collect();
    let receives = |visitor: &Known, host: &Known| visitor.same_office(host) && visitor.country != host.country;
    match (visitor, &strangers[..]) {
        (Some(visitor), [host])
            if talks.counterpart && visitor.country != host.country && visit.people.len() == 1 && talks.people.len() <= 2 =>
        {
            true
        }
        (Some(visitor), [host]) => receives(visitor, host) && !visit.people.iter().skip(1).any(|&p| receives(visitor, &people.all[p])),
        (None, _) => true,
        _ => false,
    }
}

/// "This visit would give an impulse", right behind another one's trip: it is spoken of, not the talks before it.
pub(super) fn is_that_trip(events: &[Candidate], candidate: &Candidate) -> bool {
    const NEAR: usize = 2;
    let bare = candidate.definite && candidate.start.is_none() && candidate.country.is_none() && candidate.city.is_none();
    let trip = events.last().is_some_and(|e| e.kind == MeetingKind::Visit && candidate.sentence - e.told_last <= NEAR);
    candidate.kind == MeetingKind::Visit && bare && trip
}
