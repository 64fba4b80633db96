//! The host of a visit: the one who holds the visitor's office where he goes.

use super::candidate::Candidate;
use super::people::People;
use crate::model::MeetingKind;

/// Adds to each visit made, not only begun, the host that the article names elsewhere; who will receive a visitor is told, not guessed.
pub(super) fn of_visits(people: &People, events: &mut [Candidate]) {
    for event in events.iter_mut().filter(|e| e.kind == MeetingKind::Visit && !(e.dated_apart || e.planned || e.arrival)) {
        if let Some(host) = host(people, event) {
            event.people.push(host);
        }
    }
}

fn host(people: &People, event: &Candidate) -> Option<usize> {
    let visitor = &people.all[*event.people.first()?];
    let at_home = event.country.filter(|c| visitor.country.is_some_and(|v| v != *c))?;
    if event.people.iter().any(|&p| people.all[p].country == Some(at_home)) {
        return None;
    }
    let mut holders = people.all.iter().enumerate().filter(|(_, k)| k.country == Some(at_home) && k.same_office(visitor));
    let (first, _) = holders.next()?;
    holders.next().is_none().then_some(first)
}
