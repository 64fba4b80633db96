//! For whom they stand who invite: "at the invitation of President X", "hosted by President X" is at home where the trip goes.

use super::goal::goals;
use super::people::{Known, People};
use crate::extract::article::{Article, Item};
use crate::lexicon::{MeetingWord, Rank};
use crate::model::{Code, MentionKind};

/// Gives a country to leaders of whom no sentence tells one and who are told to invite.
pub(super) fn infer(article: &Article, people: &mut People) {
    for item in article.items_in(0..article.tokens.len(), &[MentionKind::Person]) {
        let leader = people.of_item(article, item).filter(|&p| people.all[p].country.is_none() && is_leader(&people.all[p]));
        if let Some(who) = leader {
            let home = if invites(article, item) { sole_goal(article, item) } else { None };
            people.all[who].country = home.or_else(|| town_of_host(article, item));
        }
    }
}

/// The one country that the trip told in the sentence goes to.
fn sole_goal(article: &Article, item: Item) -> Option<Code> {
    let mut countries = goals(article, article.sentence_of(item.first)).into_iter().filter_map(|goal| article.mention(goal).country);
    let country = countries.next()?;
    countries.all(|c| c == country).then_some(country)
}

/// "In Lima he will be hosted by Minister X", "was received in Lima on Monday by Minister X": who receives a guest in a town is at
/// home there, but for the sidelines of an event.
fn town_of_host(article: &Article, item: Item) -> Option<Code> {
    const REACH: usize = 40;
    const ASIDE: usize = 14;
    let s = article.sentences[article.sentence_of(item.first)];
    let margins = article.any_tells(s.first..item.first.min(s.first + REACH), MeetingWord::Margins);
    let verb = |i: usize| article.is_any(i, &["hosted", "received", "welcomed", "greeted"]);
    let guest = |i: usize| article.has_any(i.saturating_sub(3).max(s.first)..i, &["was", "were", "be", "been"]);
    let host = |i: usize| article.is(i + 1, "by") && (i.saturating_sub(ASIDE).max(s.first)..i + 1).any(|v| verb(v) && guest(v));
    let town = |c: &Item| c.first > s.first && article.is(c.first - 1, "in") && !matches!(article.form(*c), "region" | "seat");
    let mut towns = article.items_in(s.first..s.last, &[MentionKind::City]).filter(town);
    let home = towns.next().filter(|_| !margins && towns.next().is_none() && led_by_office(article, item, host))?;
    article.mention(home).country
}

/// "at the invitation of X", "invited by X", "hosted by X": but for his office, right behind.
fn invites(article: &Article, item: Item) -> bool {
    let verb = |i: usize| article.is_any(i, &["invited", "hosted"]) && article.is(i + 1, "by");
    let noun = |i: usize| article.is_any(i, &["invitation", "guest"]) && article.is_any(i + 1, &["of", "by", "from"]);
    led_by_office(article, item, |i| verb(i) || noun(i))
}

/// Whether these two words stand before a name, with no more than his office between.
fn led_by_office(article: &Article, item: Item, words: impl Fn(usize) -> bool) -> bool {
    const NEAR: usize = 8;
    let from = item.first.saturating_sub(NEAR).max(article.sentences[article.sentence_of(item.first)].first);
    let office = |i: usize| article.tokens[i].capital || article.is_any(i, &["the", "of", "and", "his", "her"]) || article.possessive(i);
    (from..item.first).rev().find(|&i| words(i)).is_some_and(|i| (i + 2..item.first).all(office))
}

fn is_leader(known: &Known) -> bool {
    use Rank::*;
    matches!(known.rank, Some(HeadOfState | HeadOfGovernment | DeputyHeadOfGovernment | ForeignMinister | Minister | ParliamentSpeaker))
}
