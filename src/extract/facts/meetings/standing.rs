//! For whom they stand whose office is told without a country: the other side of an event of two, the traveller's own.

use super::candidate::Candidate;
use super::goal::is_goal;
use super::people::{Known, People};
use crate::extract::article::Article;
use crate::extract::discourse::Discourse;
use crate::lexicon::{MeetingWord, Rank};
use crate::model::{Code, MeetingKind, MentionKind};
use std::collections::{BTreeMap, BTreeSet};

/// Gives a country to those for whom the events leave one; who would have different countries in different events has none.
pub(super) fn infer(article: &Article, discourse: &Discourse, people: &mut People, events: &[Candidate]) {
    let mut told: BTreeMap<usize, BTreeSet<Code>> = BTreeMap::new();
    for (who, country) in events.iter().filter_map(|e| other_side(article, discourse, people, e)) {
        told.entry(who).or_default().insert(country);
    }
    for (who, countries) in told {
        // who travels to a country is not of it
        let goes = |c: Code| events.iter().any(|e| e.kind == MeetingKind::Visit && e.people.first() == Some(&who) && e.country == Some(c));
        if let [country] = countries.into_iter().collect::<Vec<_>>()[..]
            && !goes(country)
        {
            people.all[who].country = Some(country);
        }
    }
}

/// The one person without a country in an event of two economies, and the economy that is left for him.
fn other_side(article: &Article, discourse: &Discourse, people: &People, event: &Candidate) -> Option<(usize, Code)> {
    let office = |r: Rank| !matches!(r, Rank::Official | Rank::Business | Rank::Clergy | Rank::InternationalOfficial);
    let mut unknown = event.people.iter().copied().filter(|&p| people.all[p].country.is_none());
    let (one, None) = (unknown.next()?, unknown.next()) else { return None };
    let many = matches!(event.kind, MeetingKind::Summit | MeetingKind::Forum);
    // an ambassador who opens an exhibition of two
    let leads = |r: Rank| matches!(r, Rank::Ambassador | Rank::HeadOfState | Rank::HeadOfGovernment);
    let many = many && !(event.parties.len() == 2 && people.all[one].rank.is_some_and(leads));
    if many || !people.all[one].rank.is_some_and(office) {
        return None;
    }
    if let Some(home) = met_at_home(article, people, event, one) {
        return Some((one, home));
    }
    if event.parties.len() != 2 {
        return None;
    }
    let known = match event.people[..] {
        [_] => event.country.filter(|_| travels(article, people, event, one))?,
        [a, b] => people.all[if a == one { b } else { a }].country?,
        _ => return None,
    };
    // who goes to a country is not of it
    if event.kind == MeetingKind::Visit && event.people.first() == Some(&one) && event.people.len() > 1 && event.country != Some(known) {
        return None;
    }
    // the minister who travels with a visitor is of his country, his own rank's holder is the host
    let hosted = || event.people.windows(2).all(|w| receives(&people.all[w[0]], &people.all[w[1]]));
    if event.kind == MeetingKind::Visit && event.country != Some(known) && !hosted() {
        return None;
    }
    let other = event.parties.iter().copied().find(|c| *c != known).filter(|_| event.parties.contains(&known))?;
    // who receives the ambassadors of several economies is of none of them
    let guests = |k: &Known| k.rank == Some(Rank::Ambassador) && k.country == Some(other);
    if event.people.iter().any(|&p| people.all[p].rank == Some(Rank::Ambassador)) && people.all.iter().any(guests) {
        return None;
    }
    let s = article.sentences[event.sentence];
    let named = article.items_in(s.first..s.last, &[MentionKind::Country]).any(|i| article.party(i) == Some(other) && !is_goal(article, i));
    (named || discourse.other(known) == Some(other)).then_some((one, other))
}

/// "the Kenyan minister met President X in Lima": who does not travel is at home there, but for the sidelines of a summit.
fn met_at_home(article: &Article, people: &People, event: &Candidate, one: usize) -> Option<Code> {
    let &[a, b] = &event.people[..] else { return None };
    let guest = people.all[if a == one { b } else { a }].country?;
    let talks = event.kind == MeetingKind::Talks && event.placed && !event.on_margins;
    let of_third = event.parties.iter().any(|c| *c != guest && Some(*c) != event.country);
    // a town alone may lie in a third country
    let named = |home: Code| article.items_in(0..article.tokens.len(), &[MentionKind::Country]).any(|i| article.party(i) == Some(home));
    event.country.filter(|home| talks && *home != guest && !of_third && (event.parties.contains(home) || named(*home)))
}

/// "President X is on a visit to Peru", "the visit of X": named before the visit or as its own, with no host in the sentence.
fn travels(article: &Article, people: &People, event: &Candidate, who: usize) -> bool {
    let s = article.sentences[event.sentence];
    let hosted = article.any_tells(s.first..s.last, MeetingWord::Receives);
    let named = article.items_in(s.first..event.end, &[MentionKind::Person]).any(|i| people.of_item(article, i) == Some(who));
    event.kind == MeetingKind::Visit && named && !hosted
}

/// Whether the one can be the other's host: of one office, or both leaders.
fn receives(a: &Known, b: &Known) -> bool {
    let leader = |k: &Known| matches!(k.rank, Some(Rank::HeadOfState | Rank::HeadOfGovernment));
    a.same_office(b) || leader(a) && leader(b)
}
