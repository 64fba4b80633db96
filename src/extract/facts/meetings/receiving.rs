//! Where one who receives guests is at home: "Prime Minister Adams received the Kenyan minister in Lima", "Minister Adams held talks with
//! Minister Baker, who is on a visit to Peru".

use super::beside::leads_side_met;
use super::goal::goals;
use super::people::People;
use crate::extract::article::{Article, Item};
use crate::lexicon::{Cue, CueSet, MeetingWord};
use crate::model::{Code, MentionKind};

/// The economy in which a sentence tells him as the host of a guest from abroad.
pub(super) fn at_home(article: &Article, people: &People, who: usize, sentences: impl IntoIterator<Item = usize>) -> Option<Code> {
    sentences.into_iter().find_map(|no| {
        let s = article.sentences[no];
        let named = || article.items_in(s.first..s.last, &[MentionKind::Person]);
        let first = named().next().filter(|i| people.of_item(article, *i) == Some(who))?;
        let place = receives_in(article, first, s.last).or_else(|| guest_goes(article, no, first))?;
        let guest = |i: Item| people.of_item(article, i).filter(|&p| p != who).and_then(|p| people.all[p].country);
        let mut guests = named().filter_map(guest);
        let abroad = guests.next().filter(|c| *c != place)?;
        guests.all(|c| c != place).then_some(place).filter(|p| *p != abroad)
    })
}

/// "received X in Lima", "hosted a reception in Lima for X"
fn receives_in(article: &Article, host: Item, last: usize) -> Option<Code> {
    const NEAR: usize = 3;
    let hit = article.cues_in(host.end..host.end + NEAR, CueSet::of(&[Cue::Received, Cue::Ceremony])).next();
    let verb = (host.end..host.end + NEAR).find(|&i| article.tells(i, MeetingWord::AtHome));
    let active = verb.is_some_and(|v| !article.is(v + 1, "by") && !article.is_any(v - 1, &["was", "is", "were", "be", "been"]));
    let hosts = hit.is_some() || verb.is_some_and(|v| article.is_any(v, &["hosted", "hosts"]) && article.is(v + 2, "reception"));
    let town = |i: &Item| article.is(i.first - 1, "in") && article.form(*i) != "region" && article.form(*i) != "seat";
    let town = article.items_in(host.end..last, &[MentionKind::City]).find(town)?;
    article.mention(town).country.filter(|_| active && hosts)
}

/// "held talks with Minister X, who is on an official visit to Peru": not the host's own trip.
fn guest_goes(article: &Article, no: usize, host: Item) -> Option<Code> {
    let s = article.sentences[no];
    let guest = article.items_in(host.end..s.last, &[MentionKind::Person]).next()?;
    let met = leads_side_met(article, guest);
    let who = (guest.end..(guest.end + 2).min(s.last)).find(|&i| article.is(i, "who"))?;
    let there = article.is_any(who + 1, &["is", "was", "arrived", "came", "has"]);
    goals(article, no).into_iter().find(|g| g.first > who).and_then(|g| article.mention(g).country).filter(|_| met && there)
}
