//! Reporter and partner of a trade figure.

use super::antecedent::antecedent;
use super::context::{context_other, context_pair, context_reporter, is_total, speaks_of_partner, speaks_of_two, with_world};
use super::directed::directed;
use super::places::{Place, Relation, near_head};
use super::ranking::ranked;
use super::unnamed::is_with_unnamed;
use super::{Parties, Reach, WORLD, several};
use crate::extract::figures::Reader;
use crate::extract::figures::head::Head;
use crate::model::{Code, MentionKind, SlotBasis};

pub(super) fn trade(reader: &Reader, reach: &Reach, places: &[Place]) -> Parties {
    if is_with_unnamed(reader, reach, places) {
        return ((None, None), SlotBasis::Unresolved);
    }
    if let Some(parties) = from_there(reader, reach, places) {
        return parties;
    }
    if let Some(parties) = ranked(reader, reach, places) {
        return parties;
    }
    if several::are_partners(reader.article, reach, places) || several::act_together(reader.article, reach, places) {
        return ((None, None), SlotBasis::Unresolved);
    }
    match reach.head.head {
        Head::Turnover => turnover(reader, reach, places),
        _ => directed(reader, reach, places),
    }
}

/// "shipments of $5 million to Peru, and imports of $3 million from there": the same two as the figure before in the sentence.
fn from_there(reader: &Reader, reach: &Reach, places: &[Place]) -> Option<Parties> {
    let article = reader.article;
    let there = |i: usize| article.is(i, "there") && article.is_any(i.saturating_sub(1), &["from", "to"]);
    let last = reader.last(reach.sentence, 0).filter(|_| reach.head.tokens.is_some() && (reach.from..reach.until).any(there))?;
    let (Some(a), Some(b)) = last.parties else { return None };
    let others = places.iter().any(|p| p.code != a && p.code != b);
    let flows = [last.head, reach.head.head].iter().all(|head| matches!(head, Head::Export | Head::Import));
    (flows && !others && b != WORLD).then_some((last.parties, SlotBasis::Inferred))
}

/// "intra-EAEU trade", "mutual trade of the EAEU states": both sides are the group; "the intra-EU trade of Romania": a member and the others.
pub(super) fn within_group(reader: &Reader, reach: &Reach, places: &[Place]) -> Option<(Code, Code)> {
    let article = reader.article;
    let (first, end) = reach.head.tokens?;
    let group = |p: &&Place| article.item_at(p.at, &[MentionKind::Group]).is_some();
    if let Some(intra) = places.iter().filter(group).find(|p| p.at >= 2 && article.sign(p.at - 1, '-') && article.is(p.at - 2, "intra")) {
        // "the intra-EU trade of Romania", told by one of its members: with the others
        let is_member = |code: Code| reader.article.lexicon.geography.is_member(intra.code, code);
        let members: Vec<&Place> = places.iter().filter(|p| is_member(p.code)).collect();
        // "Intra-EU exports of Poland to Germany"
        if members.len() > 1 {
            return None;
        }
        let owns = |p: &&&Place| matches!(p.relation, Relation::Of | Relation::Owner);
        let home = reader.discourse.home.filter(|home| members.is_empty() && is_member(*home));
        let member = members.iter().find(owns).map(|p| p.code).or(home);
        return Some((member.unwrap_or(intra.code), intra.code));
    }
    // "trade among the members of the EAEU", "mutual trade within ASEAN"
    let among = article.is_any(end, &["among", "amongst", "within", "inside"]);
    let mutual = among || article.has_any(first.saturating_sub(2)..end, &["mutual", "internal", "intra"]);
    match places {
        [only] if mutual && matches!(only.relation, Relation::Of | Relation::Between | Relation::Other | Relation::In) => {
            Some(only).filter(group).map(|p| (p.code, p.code))
        }
        _ => None,
    }
}

/// The economy that a clause opens with behind "for", when it names no other.
fn spoken_for(reader: &Reader, reach: &Reach, places: &[Place]) -> Option<Code> {
    let article = reader.article;
    let amount = reach.amount?.item.first;
    let ahead: Vec<&Place> = places.iter().filter(|p| p.at < amount).collect();
    let [only] = ahead[..] else { return None };
    let lead = only.at.checked_sub(1).filter(|&i| article.is(i, "for"))?;
    let first = article.sentences[reach.sentence].first;
    let opens = lead == first || article.is_any(lead - 1, &["and", "while", "whereas"]) || article.sign(lead - 1, ',');
    let home = reader.discourse.home.is_some_and(|h| h != only.code);
    (opens && home && !reader.discourse.bilateral).then_some(only.code)
}

/// "total foreign trade turnover", "overall external trade"; not that "of the two countries", nor "with it".
fn is_foreign(reader: &Reader, reach: &Reach) -> bool {
    let article = reader.article;
    let Some((first, end)) = reach.head.tokens else { return false };
    let near = first.saturating_sub(3)..end;
    let foreign =
        article.has_any(near.clone(), &["foreign", "external"]) && article.has_any(near, &["total", "overall", "entire", "whole"]);
    foreign && !speaks_of_partner(article, reach.from..reach.until)
}

fn turnover(reader: &Reader, reach: &Reach, places: &[Place]) -> Parties {
    let pick = |relations: &[Relation]| places.iter().filter(|p| relations.contains(&p.relation)).map(|p| p.code).collect::<Vec<_>>();
    // "from $5 billion despite the virus in the two ASEAN states": behind an amount without a noun stand no sides
    let told = |p: &&Place| reach.head.tokens.is_some() || reach.amount.is_none_or(|a| p.at < a.item.first);
    let of_whom = [Relation::Between, Relation::Of, Relation::Owner, Relation::Subject];
    let mut sides: Vec<Code> = places.iter().filter(told).filter(|p| of_whom.contains(&p.relation)).map(|p| p.code).collect();
    sides.dedup();
    let partners = pick(&[Relation::With, Relation::Label]);
    let stated = |a, b| ((Some(a), Some(b)), SlotBasis::Stated);
    let between = pick(&[Relation::Between]);
    if let [a, b, ..] = between[..]
        && a != b
    {
        let (a, b) = reader.discourse.ordered(a, b);
        return stated(a, b);
    }
    // "while for Nepal it increased to $11 million", "For Peru, the trade fell": with whom, where one economy's trade with many is told
    if let Some(partner) = spoken_for(reader, reach, places)
        && let Some(owner) = context_reporter(reader, reach, partner)
    {
        return ((Some(owner), Some(partner)), SlotBasis::Inferred);
    }
    let label = places.iter().find(|p| p.relation == Relation::Label).map(|p| p.code);
    if let (Some(partner), None) = (label, reach.head.tokens)
        && let Some(owner) = context_reporter(reader, reach, partner)
    {
        return ((Some(owner), Some(partner)), SlotBasis::Inferred);
    }
    let with = near_head(reach, places, &[Relation::With]).map(|p| p.code);
    if let Some(partner) = with.or(partners.last().copied()) {
        let owner = sides.iter().rev().find(|s| **s != partner).copied().or_else(|| context_reporter(reader, reach, partner));
        return match owner {
            Some(owner) => ((Some(owner), Some(partner)), SlotBasis::Stated),
            None => ((None, Some(partner)), SlotBasis::Unresolved),
        };
    }
    if let Some(partner) = antecedent(reader, reach, sides.last().copied().or(reader.discourse.home)) {
        return ((sides.last().copied().or_else(|| context_reporter(reader, reach, partner)), Some(partner)), SlotBasis::Inferred);
    }
    let mut distinct: Vec<Code> = Vec::new();
    sides.iter().for_each(|s| {
        if !distinct.contains(s) {
            distinct.push(*s)
        }
    });
    let world = is_total(reader.article, reach);
    match distinct[..] {
        [one] if world => stated(one, WORLD),
        // "China's trade rose to $2 billion" in an article about China's trade with many
        [one] if reader.discourse.home == Some(one) && with_world(reader, reach) => ((Some(one), Some(WORLD)), SlotBasis::Inferred),
        [a, b] => {
            let (a, b) = reader.discourse.ordered(a, b);
            stated(a, b)
        }
        [one] => match context_other(reader, reach, one) {
            Some(other) => ((Some(one), Some(other)), SlotBasis::Inferred),
            // "China is on top with ...": a partner of the economy spoken of
            None => match context_reporter(reader, reach, one) {
                Some(owner) => ((Some(owner), Some(one)), SlotBasis::Inferred),
                None => ((Some(one), None), SlotBasis::Unresolved),
            },
        },
        [] if with_world(reader, reach) && (world || reader.discourse.pair.is_none()) && reader.discourse.home.is_some() => {
            ((reader.discourse.home, Some(WORLD)), SlotBasis::Inferred)
        }
        // "the total foreign trade turnover reached $10 million" in an article on two
        [] if world && is_foreign(reader, reach) && reader.discourse.home.is_some() => {
            ((reader.discourse.home, Some(WORLD)), SlotBasis::Inferred)
        }
        [] if reader.discourse.pair.is_none()
            && reader.discourse.hosts.is_empty()
            && (world || reader.last(reach.sentence, 4).is_none())
            && !(speaks_of_two(reader.article, reach.from..reach.until) && reader.last(reach.sentence, 9).is_some()) =>
        {
            ((reader.discourse.home, Some(WORLD)), SlotBasis::Inferred)
        }
        _ => context_pair(reader, reach),
    }
}
