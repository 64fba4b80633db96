//! Companies of two economies together: which of them is the home of the capital and which the host.

use super::PLACES;
use crate::extract::article::{Article, CueHit, Item};
use crate::extract::discourse::Discourse;
use crate::lexicon::Cue;
use crate::model::{BusinessPresence, Code};

/// Tokens between "joint" and its noun: "joint Norwegian-Kenyan enterprises".
const REACH: usize = 4;

/// "joint Norwegian-Kenyan enterprises", where the noun alone is any company's; not "joint stock companies".
pub(super) fn is_joint(article: &Article, noun: CueHit) -> bool {
    let joint = (noun.first.saturating_sub(REACH)..noun.first).find(|&i| article.is(i, "joint"));
    let stock = |at: usize| article.is(at + usize::from(article.sign(at, '-')), "stock");
    joint.is_some_and(|joint| !stock(joint + 1) && (joint + 1..noun.first).all(|i| !article.sign(i, ',')))
}

/// Home and host of companies that two economies have together; `Some(None)` where nothing tells which is which.
pub(super) fn parties(
    article: &Article,
    discourse: &Discourse,
    number: Item,
    noun: CueHit,
    before: Option<&BusinessPresence>,
) -> Option<Option<(Code, Code)>> {
    if !(noun.set.has(Cue::JointVenture) || is_joint(article, noun)) {
        return None;
    }
    let s = article.sentences[article.sentence_of(number.first)];
    let inside = |i: &Item| i.first > 0 && article.is(i.first - 1, "in") && article.form(*i) == "name";
    let mut stated = article.items_in(s.first..s.last, PLACES).filter(inside).filter_map(|i| article.party(i));
    let Some((a, b)) = sides(article, noun) else {
        // "More than 900 joint ventures work in Kenya": with the other one that the article is about; not where parts are told apart
        if (number.end..s.last).any(|i| article.is(i, "including") || super::is_of_them(article, i)) {
            return None;
        }
        let named = article.items_in(s.first..s.last, PLACES).count();
        let host = stated.next().filter(|_| named == 1 && !article.has_any(s.first..s.last, &["foreign", "international"]))?;
        return Some(Some((discourse.other(host)?, host)));
    };
    let near = before.filter(|row| article.sentence_of(number.first) as u32 - row.evidence.sentence_no <= 2).map(|row| row.host);
    let host = stated.chain(near).chain(discourse.home).find(|host| [a, b].contains(host));
    Some(host.map(|host| (if host == a { b } else { a }, host)))
}

/// "Norwegian-Kenyan joint ventures".
fn sides(article: &Article, noun: CueHit) -> Option<(Code, Code)> {
    let mut places = article.items_in(noun.first.saturating_sub(REACH + 1)..noun.first, PLACES);
    let (a, b) = (places.next()?, places.next()?);
    let (one, other) = (article.party(a)?, article.party(b)?);
    (article.sign(a.end, '-') && b.first == a.end + 1 && one != other).then_some((one, other))
}
