//! Partners that have no code: "exports to the countries around Russia", "to other markets", "to non-EU countries", "Asia ($3 million)".

use super::places::{Place, Relation};
use super::{CONTINENTS, PLACES, Reach, UNNAMED};
use crate::extract::article::Article;
use crate::model::MentionKind;
use crate::text::TokenKind;

/// Whether a figure of trade is with somebody who has no code.
pub(super) fn is_with_unnamed(article: &Article, reach: &Reach, places: &[Place]) -> bool {
    let Some((_, end)) = reach.head.tokens else { return is_of_region(article, reach) };
    let of_goods =
        article.starts(end, &["of", "goods", "and", "services"]) as usize * 2 + article.starts(end, &["of", "goods"]) as usize * 2;
    // "trade with" is one cue
    let end = end - usize::from(article.is(end - 1, "with"));
    let behind_amount = reach.amount.filter(|a| a.end >= end).map(|a| a.end);
    [Some(end + of_goods), behind_amount].into_iter().flatten().any(|at| leads_to_unnamed(article, reach, places, at))
        || is_of_region(article, reach)
        || is_of_several(article, end)
}

/// "to the neighbouring countries", "with third countries", "outside the EU"
fn leads_to_unnamed(article: &Article, reach: &Reach, places: &[Place], at: usize) -> bool {
    if article.is_any(at, &["outside", "beyond"]) || (at..at + 3).any(|i| article.is(i, "non") && article.sign(i + 1, '-') && i > at) {
        return true;
    }
    if !article.is_any(at, &["to", "from", "with"]) {
        return false;
    }
    // the words up to the noun may describe it: "the seven regional countries", "9 neighbouring states"
    let noun = (at + 1..at + 7)
        .take_while(|&i| !matches!(article.tokens.get(i).map(|t| t.kind), None | Some(TokenKind::Punct(_))))
        .find(|&i| article.is_any(i, UNNAMED) || article.is_any(i, CONTINENTS) && article.item_at(i, PLACES).is_none());
    let Some(n) = noun else { return false };
    // "exports to its main partners, with Germany by 5 percent to $3 million": one of them is named
    let before = reach.amount.map_or(reach.until, |a| a.item.first);
    let named = places.iter().any(|p| matches!(p.relation, Relation::To | Relation::From | Relation::With) && (n..before).contains(&p.at));
    let outside = article.is_any(n + 1, &["outside", "beyond"]);
    outside
        || !named
            && article.items_in(at + 1..n, PLACES).next().is_none()
            && !article.is_any(n.saturating_sub(1), &["two", "both", "these", "those", "such"])
            && article.items_in(n..n + 4, &[MentionKind::Group]).next().is_none()
}

/// "Europe ($976 million)", "Asia followed with $700 million": a list of parts of the world.
fn is_of_region(article: &Article, reach: &Reach) -> bool {
    let Some(amount) = reach.amount.map(|a| a.item.first) else { return false };
    let opened = amount > 1 && article.sign(amount - 1, '(');
    opened && article.is_any(amount - 2, CONTINENTS) && article.item_at(amount - 2, PLACES).is_none()
}

/// "the trade of these three countries with the EU"
fn is_of_several(article: &Article, end: usize) -> bool {
    article.starts(end, &["of", "these"]) && article.is_any(end + 3, UNNAMED) && !article.is_any(end + 2, &["two"])
}
