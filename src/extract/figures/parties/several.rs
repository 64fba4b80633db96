//! Capital between one economy and several together: "credit lines to Kenya, Peru and Ghana", "investments from Norway and Peru".

use super::PLACES;
use super::places::{Place, Relation};
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
        let taken =
            |i: &Code| places.iter().any(|p| p.code == *i && matches!(p.relation, Relation::Owner | Relation::Subject | Relation::By));
        return Some((investor.filter(taken), None));
    }
    listed(investor, &[Relation::From, Relation::By]).then_some((None, host))
}

/// "Kenya, Peru and Ghana", "Kenya and Peru": names that no amount of their own parts.
fn opens_list(article: &Article, at: usize) -> bool {
    let Some(mut item) = article.items_in(at..at + 1, PLACES).find(|i| article.form(*i) == "name") else { return false };
    loop {
        let and = article.is(item.end, "and") || article.sign(item.end, ',') && article.is(item.end + 1, "and");
        let comma = article.sign(item.end, ',');
        if !and && !comma {
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
