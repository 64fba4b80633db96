//! One economy and several together: "credit lines to Kenya, Peru and Ghana", "exports to Norway and Peru amounted to $3 million".

use super::directed::takes;
use super::places::{Place, Relation, respective};
use super::{PLACES, Reach};
use crate::extract::article::Article;
use crate::model::Code;

/// Investor and host when one side is a list of economies: that side is nobody.
pub(super) fn sides(
    article: &Article,
    places: &[Place],
    investor: Option<Code>,
    host: Option<Code>,
) -> Option<(Option<Code>, Option<Code>)> {
    let listed = |code: Option<Code>, relations: &[Relation]| {
        places.iter().any(|p| Some(p.code) == code && relations.contains(&p.relation) && opens_list(article, p.at))
    };
    if listed(host, &[Relation::In, Relation::To]) {
        // the names behind the first belong to the list: "India's Exim Bank will lend to Ghana and Mozambique"
        let list = places.iter().find(|p| Some(p.code) == host).map_or(usize::MAX, |p| p.at);
        let before = |p: &&Place| p.at < list && matches!(p.relation, Relation::Owner | Relation::Subject | Relation::Of);
        let giver = |p: &&Place| p.relation == Relation::By || before(p);
        let named = investor.filter(|i| places.iter().any(|p| p.code == *i && giver(&p)));
        return Some((named.or_else(|| places.iter().find(before).map(|p| p.code)), None));
    }
    listed(investor, &[Relation::From, Relation::By]).then_some((None, host))
}

/// Whether the partners of a figure of trade are several together, and no part of it is told for each.
pub(super) fn are_partners(article: &Article, reach: &Reach, places: &[Place]) -> bool {
    let partner = |p: &&Place| matches!(p.relation, Relation::To | Relation::From | Relation::With);
    let partners: Vec<&Place> = places.iter().filter(partner).collect();
    let [first, rest @ ..] = &partners[..] else { return false };
    let alone = rest.iter().all(|p| p.code == first.code || p.at - first.at <= LONGEST);
    let labelled = places.iter().any(|p| p.relation == Relation::Label);
    let near = reach.amount.is_none_or(|a| first.at < a.item.first || first.at <= a.end + 2);
    alone && near && !labelled && respective(article, reach).is_none() && opens_list(article, first.at)
}

/// "Together, Kenya and Uganda bought goods worth $3 million from Ghana": no one of them alone.
pub(super) fn act_together(article: &Article, reach: &Reach, places: &[Place]) -> bool {
    let Some((head, _)) = reach.head.tokens.filter(|_| takes(reach)) else { return false };
    let first = article.sentences[reach.sentence].first;
    let acting: Vec<&Place> = places.iter().filter(|p| p.at < head && p.relation == Relation::Subject && !p.adjective).collect();
    let [a, b, ..] = acting[..] else { return false };
    let said = article.has_any(first..head, &["together", "jointly", "combined"]);
    said && a.code != b.code && opens_list(article, a.at) && respective(article, reach).is_none()
}

/// Tokens of a list of economies.
const LONGEST: usize = 24;

/// "Kenya, Peru and Ghana", "Kenya and Peru": names that no amount of their own parts.
fn opens_list(article: &Article, at: usize) -> bool {
    let Some(mut item) = article.items_in(at..at + 1, PLACES).find(|i| article.form(*i) == "name") else { return false };
    let opening = item.end;
    loop {
        let and = article.is(item.end, "and") || article.sign(item.end, ',') && article.is(item.end + 1, "and");
        let comma = article.sign(item.end, ',');
        // "$3 million to Kenya, and Peru bought ..." opens a clause
        if !and && !comma || and && comma && item.end == opening {
            return false;
        }
        let from = item.end + 1 + usize::from(comma && and);
        let from = from + usize::from(article.is(from, "the"));
        let Some(next) = article.item_at(from, PLACES).filter(|i| i.first == from && article.form(*i) == "name") else { return false };
        if and {
            return !article.is_any(next.end, &["have", "has", "are", "is", "will", "plan", "agreed"]);
        }
        item = next;
    }
}
