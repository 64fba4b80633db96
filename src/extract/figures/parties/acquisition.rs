//! Who buys what where: "the Turkish holding bought a Spanish bank for 180 million euros", "sold its plant in Peru to a Norwegian group".

use super::places::{Place, Relation};
use super::{Parties, Reach};
use crate::extract::article::Article;
use crate::lexicon::ClauseWord;
use crate::model::SlotBasis;

/// Buyer and the bought company's economy, when the head is a verb of buying or selling companies and its clause names both.
pub(super) fn sides(article: &Article, reach: &Reach, places: &[Place]) -> Option<Parties> {
    let (verb, _) = reach.head.tokens.filter(|_| reach.head.rule == "acquisition")?;
    let last_before = || places.iter().rev().find(|p| p.at < verb && !matches!(p.relation, Relation::In | Relation::With | Relation::From));
    let to = || places.iter().find(|p| p.at > verb && p.relation == Relation::To);
    let sold = article.is_word(verb, ClauseWord::Divests);
    let buyer = if sold { to() } else { last_before() };
    let target = |p: &&Place| Some(p.code) != buyer.map(|b| b.code) && !matches!(p.relation, Relation::From | Relation::By | Relation::To);
    let inside = places.iter().find(|p| p.at > verb && p.relation == Relation::In).filter(|p| target(p));
    let bought =
        inside.or_else(|| places.iter().filter(|p| p.at > verb).find(target)).or_else(|| last_before().filter(|p| sold && target(p)));
    // "a Norwegian group bought a Norwegian brewery"
    let at_home = |b: &&Place| places.iter().any(|p| p.at > verb) && places.iter().all(|p| p.code == b.code);
    if !sold && buyer.as_ref().is_some_and(at_home) {
        return Some(((None, None), SlotBasis::Unresolved));
    }
    Some(((Some(buyer?.code), Some(bought?.code)), SlotBasis::Stated))
}
