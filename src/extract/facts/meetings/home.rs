//! For whom they stand whose office the article names without a country: its own.
//!
//! "Prime Minister Adams" is of the economy whose prime minister the article speaks of elsewhere without the name, else of the one
//! where the article is written, unless it tells that he is a guest there or another one holds the office.

use super::beside::leads_side_met;
use super::goal::{TRIPS, goals};
use super::people::{Known, People};
use super::receiving;
use crate::extract::article::{Article, Item};
use crate::extract::discourse::Discourse;
use crate::lexicon::{Cue, CueSet, Rank};
use crate::model::{Code, MentionKind};
use std::collections::{BTreeMap, BTreeSet};

/// The economies whose officials need no country beside their office.
struct Homes {
    /// Where the article's ambassadors serve.
    host: Option<Code>,
    /// Where the article is written.
    dateline: Option<Code>,
    /// The one of its pair whose side it takes.
    told: Option<Code>,
    /// Named most often.
    most: Vec<(usize, Code)>,
    /// Where each of the people is told as a guest: "Prime Minister Adams arrived in Kenya".
    guests: Vec<BTreeSet<Code>>,
}

/// Gives a country to the holders of high office of whom no sentence tells one.
pub(super) fn infer(article: &Article, discourse: &Discourse, people: &mut People) {
    let open: Vec<usize> = (0..people.all.len()).filter(|&who| office_alone(&people.all[who]).is_some()).collect();
    if open.is_empty() {
        return;
    }
    let homes = Homes {
        host: accredited_to(article).or_else(|| host_of_envoys(article)),
        dateline: article.dateline_country(),
        // no body has a president or minister of its own
        told: discourse.pair.map(|p| p.0).filter(|c| article.lexicon.geography.capitals.contains_key(c)),
        most: most_named(article),
        guests: guests(article, people),
    };
    let found: Vec<(usize, Code)> = open.into_iter().filter_map(|who| Some((who, country(article, people, &homes, who)?))).collect();
    for (who, country) in found {
        people.all[who].country = Some(country);
    }
}

fn country(article: &Article, people: &People, homes: &Homes, who: usize) -> Option<Code> {
    let known = &people.all[who];
    let rank = office_alone(known)?;
    // an office of less weight tells nothing by itself, but he who is told to go abroad is of the country where the news is written
    if !is_high(rank) {
        return homes.dateline.filter(|home| travels(homes, who) && !homes.guests[who].contains(home));
    }
    let others = || people.all.iter().enumerate().filter(|(i, k)| *i != who && k.same_office(known));
    let taken = |c: Code| is_of_one(rank) && others().any(|(_, k)| k.country == Some(c));
    let free = |c: &Code| !taken(*c) && !homes.guests[who].contains(c);
    let named: BTreeSet<Code> = spoken_of(article, known).into_iter().filter(free).collect();
    if let Some(host) = receiving::at_home(article, people, who, sentences_of(article, people, who)).filter(free) {
        return Some(host);
    }
    if let Some(host) = homes.host.filter(|host| free(host) && meets_envoy(article, people, who, *host)) {
        return Some(host);
    }
    // of two ministers of unknown countries either may be the article's own, unless it is he who travels
    // one who is named in passing is no rival of whom the article is about
    let told = |i: usize| sentences_of(article, people, i).len();
    let in_passing = |i: usize| told(i) * PASSING <= told(who);
    let rivals: Vec<usize> = others().filter(|(_, k)| is_of_one(rank) && k.country.is_none()).map(|(i, _)| i).collect();
    let alone = rivals.is_empty();
    let own = |home: &Code| alone && free(home);
    let leaves = |home: &Code| free(home) && travels(homes, who);
    let one_of_it = |home: &Code| !may_be_other(article, people, who, *home);
    let third = || third_country(article, people, homes, who).filter(free);
    let home = match homes.host.filter(own).or(homes.dateline.filter(|home| own(home) || leaves(home))) {
        Some(home) => Some(home).filter(one_of_it),
        None if rivals.iter().filter(|i| travels(homes, **i)).take(MOST_RIVALS).any(|&i| !in_passing(i)) => None,
        None => homes.told.filter(own).filter(one_of_it).or_else(third),
    };
    match home {
        Some(home) if named.is_empty() || named.contains(&home) => Some(home),
        // "the Kenyan president" of an article that knows of one more president only
        _ if alone && is_of_one(rank) && named.len() == 1 => named.first().copied(),
        _ => None,
    }
}

/// More travellers of one office without a country than ordinary articles name.
const MOST_RIVALS: usize = 8;

/// Who is named in so many times fewer sentences is named in passing.
const PASSING: usize = 3;

/// "Minister Adams will go to Kenya and Finland": of the one country more that his article speaks of, more often than of others.
fn third_country(article: &Article, people: &People, homes: &Homes, who: usize) -> Option<Code> {
    const OFTEN: usize = 2;
    if !travels(homes, who) {
        return None;
    }
    let own = |c: Code| !homes.guests[who].contains(&c) && !meets_those_of(article, people, who, c);
    let left: Vec<(usize, Code)> = homes.most.iter().copied().filter(|&(_, c)| own(c)).collect();
    match left[..] {
        [(n, code), ..] if n >= OFTEN && left.get(1).is_none_or(|(next, _)| *next < n) => Some(code),
        _ => None,
    }
}

/// Told as a guest in one of the countries that the article speaks of.
fn travels(homes: &Homes, who: usize) -> bool {
    homes.most.iter().any(|(_, c)| homes.guests[who].contains(c))
}

/// The countries that the article names most often, with how often.
fn most_named(article: &Article) -> Vec<(usize, Code)> {
    const MOST: usize = 8;
    let mut counts: BTreeMap<Code, usize> = BTreeMap::new();
    for item in article.items_in(0..article.tokens.len(), &[MentionKind::Country]) {
        if let Some(code) = article.party(item) {
            *counts.entry(code).or_default() += 1;
        }
    }
    let mut most: Vec<(usize, Code)> = counts.into_iter().map(|(c, n)| (n, c)).collect();
    most.sort_unstable_by(|a, b| b.cmp(a));
    most.truncate(MOST);
    most
}

/// "Ambassador Baker called on Prime Minister Adams": beside an envoy to that country, and nobody of it.
fn meets_envoy(article: &Article, people: &People, who: usize, host: Code) -> bool {
    let beside = |no: usize| people.in_sentence(article, no).into_iter().filter(|&p| p != who).map(|p| &people.all[p]);
    let sentences = sentences_of(article, people, who);
    let envoy = |k: &Known| k.rank == Some(Rank::Ambassador) && k.country.is_some_and(|c| c != host);
    // "received the ambassadors of Kenya and Peru"
    let envoys = |no: usize| {
        let s = article.sentences[no];
        let of_other = |i: Item| rank_of(article, i) == Some(Rank::Ambassador) && article.mention(i).country.is_some_and(|c| c != host);
        article.items_in(s.first..s.last, &[MentionKind::Role]).any(of_other)
    };
    sentences.iter().any(|&no| beside(no).any(envoy) || envoys(no))
        && !sentences.iter().any(|&no| beside(no).any(|k| k.country == Some(host)))
}

/// His office, when it is one of a government and no sentence tells whose.
fn office_alone(known: &Known) -> Option<Rank> {
    known.rank.filter(|r| known.country.is_none() && (is_high(*r) || *r == Rank::Official))
}

/// Offices whose holder an article of his own country names without it.
fn is_high(rank: Rank) -> bool {
    use Rank::*;
    matches!(
        rank,
        HeadOfState | HeadOfGovernment | DeputyHeadOfGovernment | ForeignMinister | Minister | DeputyMinister | ParliamentSpeaker
    )
}

/// Offices of which a country has one.
fn is_of_one(rank: Rank) -> bool {
    matches!(rank, Rank::HeadOfState | Rank::HeadOfGovernment | Rank::ForeignMinister | Rank::ParliamentSpeaker)
}

/// The countries whose holder of this office is spoken of without a name: "an Indian prime minister".
fn spoken_of(article: &Article, known: &Known) -> BTreeSet<Code> {
    let of_rank = |i: &Item| {
        let mention = article.mention(*i);
        let leads_name = article.tokens.get(i.end).is_some_and(|t| t.is_word() && t.capital);
        let office = mention.name.as_deref() == Some("office") && !leads_name;
        office && mention.code.and_then(|c| Rank::parse(c.as_str())) == known.rank
    };
    let all = 0..article.tokens.len();
    article.items_in(all, &[MentionKind::Role]).filter(of_rank).filter_map(|i| article.mention(i).country).collect()
}

/// "Prime Minister Adams met the Kenyan minister", "he was received by Prime Minister Adams": of one side or the other, unless he
/// is the one who acts and those of that country are not named beside him.
fn may_be_other(article: &Article, people: &People, who: usize, home: Code) -> bool {
    sentences_of(article, people, who).into_iter().any(|no| {
        let s = article.sentences[no];
        let told = told_beside(article, people, who, no);
        let meets = article.cues_in(s.first..s.last, MEETING).next().is_some();
        let unknown = || people.in_sentence(article, no).into_iter().any(|p| p != who && people.all[p].country.is_none());
        match acts(article, people, no, who) {
            true => told.contains(&home) || meets && unknown(),
            false => meets || !told.is_empty(),
        }
    })
}

/// "Minister Adams met the Kenyan minister": not of the country of those whom he meets.
fn meets_those_of(article: &Article, people: &People, who: usize, country: Code) -> bool {
    sentences_of(article, people, who).into_iter().any(|no| {
        let s = article.sentences[no];
        told_beside(article, people, who, no).contains(&country) && article.cues_in(s.first..s.last, MEETING).next().is_some()
    })
}

/// The countries of the others that a sentence names, with their names or by their offices.
fn told_beside(article: &Article, people: &People, who: usize, no: usize) -> BTreeSet<Code> {
    let s = article.sentences[no];
    let office = |i: &Item| article.mention(*i).name.as_deref() == Some("office");
    let offices = article.items_in(s.first..s.last, &[MentionKind::Role]).filter(office).filter_map(|i| article.mention(i).country);
    let others = people.in_sentence(article, no).into_iter().filter(|&p| p != who);
    others.filter_map(|p| people.all[p].country).chain(offices).chain(sides_told(article, no)).collect()
}

/// "told the Kenyan delegation", "said to the Peruvian side": the countries of those who are spoken to.
fn sides_told(article: &Article, no: usize) -> impl Iterator<Item = Code> {
    const SIDES: &[&str] = &["delegation", "side", "guests", "guest", "counterparts", "colleagues"];
    let s = article.sentences[no];
    let told = |i: &Item| {
        let the = i.first.saturating_sub(1 + usize::from(article.is(i.first.saturating_sub(1), "the")));
        article.form(*i) == "adjective" && article.is_any(i.end, SIDES) && article.is_any(the, &["told", "to", "informed", "with"])
    };
    article.items_in(s.first..s.last, &[MentionKind::Country]).filter(told).filter_map(|i| article.party(i))
}

const MEETING: CueSet = CueSet::of(&[
    Cue::Visit,
    Cue::VisitVerb,
    Cue::Met,
    Cue::Talks,
    Cue::Received,
    Cue::Discussed,
    Cue::Call,
    Cue::Consultations,
    Cue::Commission,
    Cue::Forum,
]);

/// Named first in the sentence, and not as "received by Prime Minister Adams".
fn acts(article: &Article, people: &People, no: usize, who: usize) -> bool {
    const LEAD: usize = 6;
    let s = article.sentences[no];
    let first = article.items_in(s.first..s.last, &[MentionKind::Person]).next();
    first.is_some_and(|i| {
        let lead = i.first.saturating_sub(LEAD).max(s.first)..i.first;
        people.of_item(article, i) == Some(who) && !article.has_any(lead, &["with", "by", "to"])
    })
}

/// The countries in which each of the people is told as a guest.
fn guests(article: &Article, people: &People) -> Vec<BTreeSet<Code>> {
    let mut out = vec![BTreeSet::new(); people.all.len()];
    for no in 0..article.sentences.len() {
        let goals = goals(article, no);
        let s = article.sentences[no];
        let named = if goals.is_empty() { s.first..s.first } else { s.first..s.last };
        for item in article.items_in(named, &[MentionKind::Person]) {
            let Some(who) = people.of_item(article, item) else { continue };
            let his = |goal: &&Item| !is_trip_of_other(article, people, who, **goal) && !is_met_there(article, **goal, item);
            out[who].extend(goals.iter().filter(his).filter_map(|i| article.mention(*i).country));
        }
    }
    out
}

/// "was on a visit in Lima and had talks with President Adams": he is at home there.
fn is_met_there(article: &Article, goal: Item, item: Item) -> bool {
    const NEAR: usize = 4;
    let lead = item.first.saturating_sub(NEAR).max(goal.end)..item.first;
    goal.end <= item.first && (leads_side_met(article, item) || article.has_any(lead, &["with", "met", "meets", "meet"]))
}

/// "Minister Adams commended President Baker's visit to Kenya", "met President Baker, who is in Kenya": another one's trip.
fn is_trip_of_other(article: &Article, people: &People, who: usize, goal: Item) -> bool {
    const NEAR: usize = 4;
    let first = article.sentences[article.sentence_of(goal.first)].first;
    let Some(trip) = article.cues_in(first..goal.first, TRIPS).last() else { return false };
    let lead = trip.first.saturating_sub(NEAR).max(first)..trip.first;
    let before = |at: usize| article.items_in(first..at, &[MentionKind::Person]).last();
    let owned = || before(trip.first).filter(|i| article.possessive(i.end) && i.end >= lead.start);
    let owner = lead.clone().find(|&i| article.is(i, "who")).map_or_else(owned, before);
    owner.is_some_and(|i| people.of_item(article, i) != Some(who))
}

/// The sentences that name him, the first ones of very many.
fn sentences_of(article: &Article, people: &People, who: usize) -> BTreeSet<usize> {
    const MOST: usize = 50;
    people.seen.iter().filter(|(_, i)| *i == who).take(MOST).map(|(at, _)| article.sentence_of(*at)).collect()
}

/// How high the office of an item is.
fn rank_of(article: &Article, item: Item) -> Option<Rank> {
    article.mention(item).code.and_then(|c| Rank::parse(c.as_str()))
}

/// "received the ambassadors of Kenya and Peru": the one economy left that the article names often.
fn host_of_envoys(article: &Article) -> Option<Code> {
    const OFTEN: usize = 2;
    let offices =
        article.items_in(0..article.tokens.len(), &[MentionKind::Role]).filter(|i| rank_of(article, *i) == Some(Rank::Ambassador));
    let behind = |r: Item| article.items_in(r.first..r.end, &[MentionKind::Country]).filter_map(|i| article.party(i));
    let senders: BTreeSet<Code> = offices.flat_map(|r| article.mention(r).country.into_iter().chain(behind(r))).collect();
    let left: Vec<(usize, Code)> = most_named(article).into_iter().filter(|(_, c)| !senders.contains(c)).collect();
    match left[..] {
        [(n, host), ..] if senders.len() >= 2 && n >= OFTEN && left.get(1).is_none_or(|(next, _)| *next * 2 <= n) => Some(host),
        _ => None,
    }
}

/// "the Kenyan ambassador to Peru": whoever receives him is of Peru.
fn accredited_to(article: &Article) -> Option<Code> {
    const ENVOYS: &[&str] = &["ambassador", "envoy", "ambassadors", "envoys"];
    let high = |i: usize| article.is_any(i, &["commissioner", "commissioners"]) && article.is(i.saturating_sub(1), "high");
    let lead = |i: Item| {
        let to = (i.first.saturating_sub(2)..i.first).find(|&w| article.is_any(w, &["to", "in"]))?;
        let envoy = article.is_any(to.saturating_sub(1), ENVOYS) || high(to.saturating_sub(1));
        article.mention(i).country.filter(|_| envoy)
    };
    let places = article.items_in(0..article.tokens.len(), &[MentionKind::Country, MentionKind::City]);
    let found: BTreeSet<Code> = places.filter_map(lead).collect();
    found.first().copied().filter(|_| found.len() == 1)
}
