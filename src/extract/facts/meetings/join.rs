//! Joins candidates that tell of one event, and lets events of one programme share their day and place.

use super::candidate::Candidate;
use super::people::People;
use super::same::{compatible, compatible_towns, goes_on, is_same, is_that_trip, lists_those_of, of_unequal};
use super::{finish, host, present, standing, whereabouts};
use crate::extract::article::Article;
use crate::extract::discourse::Discourse;
use crate::model::{MeetingKind, SlotBasis};

/// How many events back one is looked for that the words could also mean: more than ordinary articles tell of.
const REACH: usize = 100;

/// The distinct events, in order of first mention.
pub fn join(article: &Article, discourse: &Discourse, people: &mut People, candidates: Vec<Candidate>) -> Vec<Candidate> {
    let mut events: Vec<Candidate> = Vec::new();
    for mut candidate in candidates {
        take_told_before(&events, &mut candidate);
        let fits = |i: &usize| {
            !(events[*i].kind == MeetingKind::Talks && is_that_trip(&events, &candidate))
                && is_same(people, &events[*i], &candidate)
                && !(candidate.only_joins && candidate.sentence - events[*i].sentence > told_of_within(&candidate))
        };
        // an event of the same kind comes before one that the words could also mean
        let back = || (events.len().saturating_sub(REACH)..events.len()).rev();
        let same = back().filter(|&i| events[i].kind == candidate.kind).find(fits).or_else(|| back().find(fits));
        match same {
            Some(i) => absorb(people, &mut events[i], candidate),
            None if tells_enough(&events, &candidate) => events.push(candidate),
            None => {}
        }
    }
    present::complete(article, people, &mut events);
    standing::infer(article, discourse, people, &events);
    host::of_visits(people, &mut events);
    programme(people, &mut events);
    principal(people, &mut events);
    // now that the traveller stands beside those he met
    standing::infer(article, discourse, people, &events);
    whereabouts::infer(people, &mut events);
    whereabouts::at_summit(article, people, &mut events);
    finish::settle(article, people, &mut events);
    events
}

/// Talks of who is on a visit, in the country that he visits.
fn is_of_visit(visit: &Candidate, talks: &Candidate) -> bool {
    let same = talks.people.is_empty() || talks.people.iter().any(|p| visit.people.contains(p));
    let there = talks.country.is_none() || talks.country == visit.country;
    visit.kind == MeetingKind::Visit && talks.kind == MeetingKind::Talks && visit.parties == talks.parties && same && there
}

/// What the words of a candidate leave to the events told before: "the same day", "there", "of the three countries".
fn take_told_before(events: &[Candidate], candidate: &mut Candidate) {
    if candidate.same_day
        && let Some(day) = events.iter().rev().take(REACH).find(|e| e.start.is_some() && !e.dated_apart)
    {
        (candidate.start, candidate.end_date, candidate.planned) = (day.start, day.end_date, day.planned);
        candidate.city = candidate.city.take().or_else(|| day.city.clone());
        candidate.country = candidate.country.or(day.country);
    }
    // "A day earlier the session was held"
    if let Some(shift) = candidate.day_shift
        && let Some(told) = events.last().filter(|e| e.start.is_some() && !e.dated_apart && candidate.sentence - e.told_last <= 2)
        // "visited Lima on April 20. The next day he met the president": a part of the visit
        && !is_of_visit(told, candidate)
        && let Some(from) = if shift > 0 { told.end_date.or(told.start) } else { told.start }
    {
        candidate.start = crate::calendar::plus_days(from, shift);
        candidate.end_date = candidate.start;
        candidate.date_basis = SlotBasis::Inferred;
    }
    // "On the sidelines of that meeting" of many, told right before
    if candidate.on_margins
        && candidate.date_text.is_none()
        && let Some(many) = events.last().filter(|e| e.of_so_many.is_some() && candidate.sentence == e.told_last + 1)
    {
        (candidate.start, candidate.end_date, candidate.planned) = (many.start, many.end_date, many.planned);
        candidate.city = candidate.city.take().or_else(|| many.city.clone());
        candidate.country = candidate.country.or(many.country);
        candidate.date_basis = SlotBasis::Inferred;
    }
    if candidate.homeward {
        candidate.start = None;
    }
    if candidate.made_for
        && let Some(trip) = events.last().filter(|e| e.kind == MeetingKind::Visit && e.sentence == candidate.sentence && !e.arrival)
    {
        (candidate.start, candidate.end_date, candidate.planned) = (trip.start, trip.end_date, trip.planned);
        candidate.date_basis = SlotBasis::Inferred;
    }
    if candidate.kind == MeetingKind::Summit
        && let [group] = candidate.parties.iter().copied().collect::<Vec<_>>()[..]
        && let Some(format) =
            events.iter().rev().take(REACH).find(|e| e.kind == MeetingKind::Summit && e.parties.len() == 2 && e.parties.contains(&group))
    {
        // "the first summit" of the format that the article is about
        candidate.parties = format.parties.clone();
    }
    // "the next summit", once one of three or more is told: not of the two that the article speaks of most
    if let Some(main) = events.first().filter(|e| e.kind == MeetingKind::Summit && e.parties.len() >= 3 && !e.of_two_sides)
        && candidate.kind == MeetingKind::Talks
        && candidate.of_summit
        && candidate.set_apart
        && candidate.people.is_empty()
        && candidate.parties.is_subset(&main.parties)
    {
        (candidate.kind, candidate.parties) = (MeetingKind::Summit, main.parties.clone());
    }
    // "Lima will host the eleventh summit": a round of the format of three or more that was told before
    let format = |e: &&Candidate| e.kind == candidate.kind && e.parties.len() >= 3 && e.ordinal.is_some() && e.ordinal != candidate.ordinal;
    if candidate.ordinal.is_some()
        && candidate.parties.len() < 3
        && let Some(format) = events.iter().rev().take(REACH).find(format)
        && candidate.parties.iter().filter(|c| format.parties.contains(c)).count() >= candidate.parties.len().min(1)
    {
        candidate.parties = format.parties.clone();
    }
    if candidate.there
        && candidate.city.is_none()
        && let Some(place) = events.iter().rev().take(REACH).find(|e| e.city.is_some())
    {
        candidate.city = place.city.clone();
        candidate.country = place.country;
    }
    // "he meets the president": part of a programme that lies ahead
    let main = events.first().filter(|main| main.planned && candidate.present && !candidate.told && candidate.kind == MeetingKind::Talks);
    if main.is_some_and(|main| candidate.start.is_none() || candidate.start >= main.start) {
        candidate.planned = true;
    }
    if let Some(many) = candidate.of_so_many.filter(|n| *n != candidate.parties.len())
        && let Some(told) = events.iter().rev().take(REACH).find(|e| e.parties.len() == many)
    {
        candidate.parties = told.parties.clone();
    }
    next_week(events, candidate);
    if candidate.during || follows_visit(events, candidate) {
        take_time_of_visit(events, candidate);
    }
}

/// How far behind an event a sentence tells more of it: "the visit will end on Friday" closes an article.
fn told_of_within(candidate: &Candidate) -> usize {
    if candidate.start.is_none() && candidate.end_date.is_some() { 20 } else { 3 }
}

/// "her visit from Sunday to Tuesday" beside "she will visit on Sunday": the Sunday to come, not the last.
fn next_week(events: &[Candidate], candidate: &mut Candidate) {
    let week = |d: jiff::civil::Date| crate::calendar::plus_days(d, 7);
    let announced = |e: &Candidate| e.planned && e.kind == candidate.kind && e.start.is_some() && e.start == candidate.start.and_then(week);
    if !candidate.planned && candidate.date_basis == SlotBasis::Resolved && events.iter().any(announced) {
        candidate.start = candidate.start.and_then(week);
        candidate.end_date = candidate.end_date.and_then(week);
        candidate.planned = true;
    }
}

/// "was in Nairobi in October and met the speaker": told in one breath with the visit.
fn follows_visit(events: &[Candidate], candidate: &Candidate) -> bool {
    let undated = candidate.kind == MeetingKind::Talks && candidate.date_text.is_none() && !candidate.set_apart;
    let with = |e: &Candidate| {
        e.kind == MeetingKind::Visit
            && !e.relative
            && e.sentence == candidate.sentence
            && e.people.iter().any(|p| candidate.people.contains(p))
    };
    undated && events.last().is_some_and(with)
}

/// "in the course of that visit", "On the sidelines, ...": the days and the country of the event told right before, else of the main one.
fn take_time_of_visit(events: &[Candidate], candidate: &mut Candidate) {
    const NEAR: usize = 4;
    let lasts = |e: &Candidate| !matches!(e.kind, MeetingKind::Talks | MeetingKind::Call);
    let main = events.first().filter(|e| lasts(e) && candidate.sentence.saturating_sub(e.told_last) <= NEAR);
    let near = |e: &&Candidate| candidate.sentence == e.sentence || e.kind == MeetingKind::Visit && candidate.sentence - e.sentence <= NEAR;
    let dated = || events.iter().rev().find(|e| e.start.is_some() && near(e));
    let visit = dated().or_else(|| events.iter().rev().find(|e| e.kind == MeetingKind::Visit && near(e))).or(main);
    let Some(visit) = visit else { return };
    // "during his visit he is to meet": on some day of a visit under way
    let main = events.first().is_some_and(|e| e.first == visit.first);
    let on_some_day = !visit.planned && candidate.planned || main && several_days(visit);
    if visit.start.is_some() && !on_some_day {
        (candidate.start, candidate.end_date, candidate.planned) = (visit.start, visit.end_date, visit.planned);
        candidate.date_basis = SlotBasis::Inferred;
        candidate.dated_apart = visit.kind == MeetingKind::Visit || visit.dated_apart;
    }
    let there = visit.country.is_none_or(|c| candidate.parties.contains(&c)) || visit.kind != MeetingKind::Visit;
    if candidate.city.is_none() && candidate.country.is_none() && lasts(visit) && candidate.kind != MeetingKind::Visit && there {
        candidate.city = visit.city.clone();
        candidate.country = visit.country;
    }
}

/// A trip of several days: an item of its programme has one of them, and which one is not told.
fn several_days(event: &Candidate) -> bool {
    event.kind == MeetingKind::Visit && event.start != event.end_date && !event.dated_apart && !event.arrival
}

/// Takes over what the event did not know yet.
fn absorb(people: &People, event: &mut Candidate, new: Candidate) {
    let promotes = event.kind == MeetingKind::Talks && new.kind == MeetingKind::Visit && !of_unequal(people, event);
    let listed = lists_those_of(event, &new);
    if new.kind == MeetingKind::Call {
        (event.kind, event.rule) = (new.kind, new.rule);
    }
    absorb_days(event, &new, promotes);
    let far = event.kind == MeetingKind::Visit && new.kind == MeetingKind::Visit && new.sentence - event.sentence > 2;
    // "Delhi", then "New Delhi"
    let fuller = event.city.as_ref().zip(new.city.as_ref()).is_some_and(|(a, b)| b.len() > a.len() && b.ends_with(a.as_str()));
    if (event.city.is_none() || fuller) && !far && (event.country.is_none() || event.country == new.country) {
        event.city = new.city;
    }
    event.country = event.country.or(new.country);
    event.ordinal = event.ordinal.or(new.ordinal);
    event.name = event.name.take().or(new.name);
    event.mentions.extend(new.mentions);
    event.told_last = event.told_last.max(new.told_last);
    event.on_margins |= new.on_margins;
    event.of_two_sides |= new.of_two_sides;
    if event.parties.len() < 2 || listed {
        event.parties.extend(new.parties);
    }
    for person in new.people {
        if !event.people.contains(&person) {
            event.people.push(person);
        }
    }
}

/// The days that the words are surest of.
fn absorb_days(event: &mut Candidate, new: &Candidate, promotes: bool) {
    let of_body = matches!(new.kind, MeetingKind::Commission | MeetingKind::Consultations);
    if promotes || of_body && matches!(event.kind, MeetingKind::Visit | MeetingKind::Talks) {
        event.kind = new.kind;
        event.rule = new.rule;
        event.arrival = false;
    }
    // a day told far from an undated event, of other words, is another's
    let near = new.sentence - event.sentence <= 2 || new.kind == event.kind || event.date_text.is_some();
    // "in July" of the headline, "on July 7" of the sentence below it
    let day_of_month =
        event.dated_apart && !new.dated_apart && new.kind == event.kind && new.start > event.start && new.end_date <= event.end_date;
    if new.start.is_some() && (event.start.is_none() && near || promotes || day_of_month) {
        event.start = new.start;
        event.end_date = new.end_date;
        event.date_text = new.date_text.clone();
        event.date_basis = new.date_basis;
        // "X met Y in Lima", then "the visit will last until Friday": it is under way
        let under_way = event.told && !event.planned && new.planned && promotes;
        event.planned = if new.only_joins || under_way { event.planned } else { new.planned };
        event.arrival = new.arrival;
        // "arrived for a three-day visit", then "was welcomed on Tuesday"
        if let Some((days, first)) = event.days.zip(event.start).filter(|_| event.start == event.end_date) {
            event.end_date = crate::calendar::plus_days(first, days - 1);
            event.arrival = false;
        }
        event.dated_apart &= !day_of_month;
    }
    // "the visit will end on September 23"
    if event.kind == MeetingKind::Visit && new.kind == event.kind && new.start.is_none() && new.end_date > event.start {
        event.end_date = new.end_date;
        event.arrival = false;
    }
    if goes_on(event, new) {
        event.end_date = new.end_date.or(new.start);
        event.arrival = false;
    }
    // "committee to sit today" of the headline, "is to convene today"
    let format = matches!(new.kind, MeetingKind::Commission | MeetingKind::Consultations | MeetingKind::Forum | MeetingKind::Summit);
    if format && new.start.is_some() && new.start == event.start && new.planned && !event.told && !event.present {
        event.planned = true;
    }
    // "arrives" of the headline, "has arrived" of the sentence below it
    let began = event.start.is_none() || event.start == new.start;
    if new.kind == event.kind && !new.planned && new.told && began {
        event.planned = false;
    }
    // "to visit on Friday", then "from March 25 to 27": the days that are told in full
    if event.kind == MeetingKind::Visit && event.start.is_some() && event.start == new.start && new.end_date > event.end_date {
        event.end_date = new.end_date;
        event.arrival = false;
    }
}

/// A candidate that nothing joins becomes an event when it tells when, where or who.
fn tells_enough(events: &[Candidate], new: &Candidate) -> bool {
    if new.only_joins || new.recounted && events.iter().any(|e| e.kind != MeetingKind::Call) {
        return false;
    }
    // "the summit took place amid unrest": the one told before
    let format = !matches!(new.kind, MeetingKind::Talks | MeetingKind::Visit | MeetingKind::Call);
    let bare = new.start.is_none() && new.date_text.is_none() && new.city.is_none() && new.country.is_none() && new.ordinal.is_none();
    if format && new.definite && bare && !new.between && events.iter().any(|e| e.kind == new.kind) {
        return false;
    }
    // "said that the meeting was held face to face": the session told before
    let session = |e: &Candidate| matches!(e.kind, MeetingKind::Summit | MeetingKind::Forum | MeetingKind::Commission);
    if new.kind == MeetingKind::Talks && new.definite && !new.with_whom && bare && new.people.len() <= 1 && events.iter().any(session) {
        return false;
    }
    let anchored = new.start.is_some() || new.city.is_some() || new.date_text.is_some() || new.ordinal.is_some();
    let placed = new.city.is_some() || new.ordinal.is_some() && new.country.is_some();
    match new.kind {
        MeetingKind::Talks => {
            new.people.len() >= 2
                || !new.people.is_empty() && (anchored || !events.is_empty() || new.parties.len() >= 2)
                || (new.start.is_some() || (new.between || new.ordinal.is_some()) && placed) && new.parties.len() >= 2
                // "the next edition will be hosted by Peru", of a format of three
                || new.planned && new.set_apart && new.of_so_many.is_some() && new.country.is_some()
        }
        MeetingKind::Visit => anchored || new.country.is_some() && (!new.people.is_empty() || new.parties.len() == 2),
        // "the phone talk dealt with trade": the one told before
        MeetingKind::Call => {
            !(new.definite && new.people.is_empty())
                || new.parties.len() >= 2 && !events.iter().any(|e| matches!(e.kind, MeetingKind::Talks | MeetingKind::Call))
        }
        // "Peru will be the host of the next summit"
        _ => anchored || new.between || !new.people.is_empty() || new.planned && new.set_apart && new.country.is_some(),
    }
}

/// Events told as part of the programme of the main event or of a later visit, with no day or place of their own, share its.
fn programme(people: &People, events: &mut [Candidate]) {
    let is_main =
        |i: usize, e: &Candidate| i == 0 || e.kind == MeetingKind::Visit && e.start.is_some() && !e.dated_apart || is_gathering(e);
    let rounds: Vec<(MeetingKind, i64)> = events.iter().filter(|e| e.start.is_some()).filter_map(|e| Some((e.kind, e.ordinal?))).collect();
    // "the tenth session will be hosted by Kenya", once the ninth has been told
    let is_next_round = |e: &Candidate| e.planned && e.ordinal.is_some_and(|n| rounds.contains(&(e.kind, n - 1)));
    let mains: Vec<(usize, Candidate)> = events.iter().cloned().enumerate().filter(|(i, e)| is_main(*i, e)).collect();
    for (i, event) in events.iter_mut().enumerate().skip(1) {
        let alone = event.kind == MeetingKind::Call || event.remote || event.recalled || is_next_round(event);
        let main = mains.iter().take_while(|(at, _)| *at < i).find(|(_, main)| is_of_programme(main, event));
        if let Some((at, main)) = main.filter(|_| !alone) {
            share(people, main, event, *at == 0 && several_days(main));
        }
    }
}

/// Whether an event can be one of the main event's programme: of its economies, and nothing told speaks against it.
fn is_of_programme(main: &Candidate, event: &Candidate) -> bool {
    let same_parties = event.parties.iter().all(|p| main.parties.contains(p)) || meets_there(main, event);
    // "the 6th meeting", recalled while the 7th is reported
    let other_round = event.kind == main.kind && event.ordinal.is_some() && event.ordinal != main.ordinal;
    let near = same_parties && !other_round && compatible_towns(&event.city, &main.city) && compatible(&event.country, &main.country);
    let other_day = event.start.is_some() && event.start != main.start && !(event.same_day && main.start.is_none());
    let unknown_day = event.date_text.is_some() && event.start.is_none() && !event.same_day;
    // an event recalled by its month or year lends its time to its own passage only
    let recalled = main.dated_apart && event.sentence.abs_diff(main.sentence) > 2;
    // what a visit under way has still ahead
    let ahead = main.kind == MeetingKind::Visit && event.kind == MeetingKind::Talks && event.planned && event.start.is_none();
    near && !other_day && !unknown_day && !recalled && (event.planned == main.planned || ahead)
}

/// A conference in a town, or talks on its sidelines: there its guests meet each other.
fn is_gathering(event: &Candidate) -> bool {
    let held = matches!(event.kind, MeetingKind::Forum | MeetingKind::Summit) || event.on_margins;
    held && event.city.is_some() && !event.people.is_empty() && !event.dated_apart && !event.recalled
}

/// "held also a meeting with the Kenyan minister": one who is told to be at a conference meets another of its guests.
fn meets_there(main: &Candidate, event: &Candidate) -> bool {
    const NEAR: usize = 10;
    let told = event.kind == MeetingKind::Talks && event.people.iter().any(|p| main.people.contains(p));
    is_gathering(main) && told && event.city.is_none() && event.country.is_none() && event.sentence.abs_diff(main.sentence) <= NEAR
}

/// Takes over the day and place of the main event, and who of it takes part.
fn share(people: &People, main: &Candidate, event: &mut Candidate, on_some_day: bool) {
    // what lies ahead in a visit of several days is on one of them, not told which
    let one_day = main.start == main.end_date && !main.arrival;
    let of_day = one_day || event.planned == main.planned && (event.on_margins || !on_some_day);
    if event.start.is_none() && event.kind != MeetingKind::Visit && of_day {
        event.start = main.start;
        event.end_date = if main.arrival { main.start } else { main.end_date };
        event.date_basis = SlotBasis::Inferred;
    }
    if event.city.is_none() {
        event.city = main.city.clone();
        event.country = event.country.or(main.country);
    }
    let principal = main.people.iter().copied().find(|&p| people.all[p].country.is_some_and(|c| event.parties.contains(&c)));
    if let (MeetingKind::Talks, Some(p)) = (event.kind, visitor_of(people, main).or(principal)) {
        let sole = event.people.len() == 1 && !event.people.contains(&p);
        let other_side = event.people.first().is_some_and(|&q| people.all[q].country != people.all[p].country);
        if sole && other_side {
            event.people.insert(0, p);
        }
    }
}

/// "the minister had one more call, with his Pakistani colleague", "an audience with the Pope comes next": the one side that is
/// not named is the article's own.
fn principal(people: &People, events: &mut [Candidate]) {
    let Some(main) = events.first().cloned() else { return };
    let traveller = visitor_of(people, &main);
    for event in events.iter_mut().skip(1).filter(|e| e.people.len() == 1) {
        let country = people.all[event.people[0]].country;
        let fits = |&p: &usize| people.all[p].country.is_some_and(|c| Some(c) != country && event.parties.contains(&c));
        let own = match event.kind {
            MeetingKind::Call => main.people.iter().copied().find(fits),
            MeetingKind::Talks if country.is_some() && !event.dated_apart => traveller.filter(fits),
            _ => None,
        };
        if let Some(own) = own {
            event.people.insert(0, own);
        }
    }
}

/// The one of the main event's people who is not at home where it takes place.
fn visitor_of(people: &People, main: &Candidate) -> Option<usize> {
    let country = main.country?;
    main.people.iter().copied().find(|&p| people.all[p].country.is_some_and(|c| c != country))
}
