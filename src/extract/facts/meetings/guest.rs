//! For whom they stand who are told of a trip: who invites is at home where it goes, the traveller is of his ambassador's country.

use super::home::goals;
use super::people::{Known, People};
use crate::extract::article::{Article, Item};
use crate::lexicon::Rank;
use crate::model::{Code, MentionKind};

/// Gives a country to hosts who are told as such, and to travellers whom their own ambassador stands beside.
pub(super) fn infer(article: &Article, people: &mut People) {
    for (who, country) in hosts(article, people) {
        let known = &mut people.all[who];
        known.country = known.country.or(Some(country));
    }
}

/// "will visit Peru at the invitation of President X", "in Peru he will be hosted by President X".
fn hosts(article: &Article, people: &People) -> Vec<(usize, Code)> {
    let invites = |i: Item| {
        let who = people.of_item(article, i).filter(|&p| people.all[p].country.is_none() && is_leader(&people.all[p]))?;
        let goals = goals(article, article.sentence_of(i.first));
        let mut countries = goals.into_iter().filter_map(|goal| article.mention(goal).country);
        let country = countries.next().filter(|_| is_host(article, i))?;
        countries.all(|c| c == country).then_some((who, country))
    };
    article.items_in(0..article.tokens.len(), &[MentionKind::Person]).filter_map(invites).collect()
}

/// "at the invitation of X", "invited by X", "hosted by X": but for his office, right behind.
fn is_host(article: &Article, item: Item) -> bool {
    const NEAR: usize = 8;
    let from = item.first.saturating_sub(NEAR).max(article.sentences[article.sentence_of(item.first)].first);
    let office = |i: usize| article.tokens[i].capital || article.is_any(i, &["the", "of", "and", "his", "her"]) || article.possessive(i);
    let verb = |i: usize| article.is_any(i, &["invited", "hosted"]) && article.is(i + 1, "by");
    let noun = |i: usize| article.is_any(i, &["invitation", "guest"]) && article.is_any(i + 1, &["of", "by", "from"]);
    (from..item.first).rev().find(|&i| verb(i) || noun(i)).is_some_and(|i| (i + 2..item.first).all(office))
}

fn is_leader(known: &Known) -> bool {
    use Rank::*;
    matches!(known.rank, Some(HeadOfState | HeadOfGovernment | DeputyHeadOfGovernment | ForeignMinister | Minister | ParliamentSpeaker))
}
