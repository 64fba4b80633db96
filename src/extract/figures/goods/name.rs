//! Names of goods: which words belong to one and where it ends.

use crate::extract::article::Article;
use crate::extract::figures::head::{INVESTMENT, TRADE};
use crate::lexicon::{Change, ClauseWord};
use crate::model::MentionKind;

/// The name of goods that ends before `mark`: words up to what stands in no such name, one of them a ware.
pub(super) fn named_goods(article: &Article, from: usize, mark: usize) -> Option<String> {
    if from >= mark {
        return None;
    }
    let mut first = mark;
    while first > from && mark - first < 8 && belongs_to_name(article, first - 1, from) {
        first -= 1;
    }
    while first < mark && (article.is_word(first, ClauseWord::GoodsLead) || !article.tokens[first].is_word()) {
        first += 1;
    }
    let words = first..mark;
    if article.is(first, "non") && article.has_any(words.clone(), &["oil"]) {
        return Some("non-oil".to_string());
    }
    let ware = words.clone().any(|i| is_goods_word(article, i) && !article.is_word(i, ClauseWord::GoodsGeneral));
    let head = article.cues_in(words.clone(), TRADE.with(INVESTMENT)).any(|c| !article.is_any(c.first, &["goods"]));
    (ware && !head).then(|| article.text(first, mark).to_string())
}

/// What is no part of a name of goods.
pub(super) const OTHERS: &[MentionKind] = &[
    MentionKind::Country,
    MentionKind::Group,
    MentionKind::Period,
    MentionKind::Date,
    MentionKind::City,
    MentionKind::Person,
    MentionKind::Percent,
    MentionKind::Change,
    MentionKind::Money,
    MentionKind::Number,
];

/// Whether a word may stand in the name of goods.
fn belongs_to_name(article: &Article, at: usize, from: usize) -> bool {
    let token = &article.tokens[at];
    if is_within_section(article, at) {
        return true;
    }
    if token.is('-') {
        return !token.spaced;
    }
    if article.is(at, "the") {
        return at > from && article.is(at - 1, "of");
    }
    // "ready-to-wear"
    let hyphen = |i: usize| article.sign(i, '-') && !article.tokens[i].spaced;
    if article.is(at, "to") && at > from && hyphen(at - 1) && hyphen(at + 1) {
        return true;
    }
    // "iron and steel and their products"
    if article.is(at, "their") {
        return at > from && article.is(at - 1, "and") && is_goods_word(article, at + 1);
    }
    // "products of the chemical industry", "ores of copper"; not "tons of", "exports of"
    if article.is(at, "of") {
        return at > from && is_goods_word(article, at - 1);
    }
    let named = token.is_word() && (!token.capital || is_goods_word(article, at) || at == from);
    named
        && article.item_at(at, OTHERS).is_none()
        && !article.is_word(at, ClauseWord::GoodsStop)
        && !article.is_word(at, ClauseWord::Posted)
        && !matches!(article.lexicon.changes.find(article.tokens, at), Some((_, Change::Rise | Change::Fall)))
}

/// "mineral fuels, lubricants and related materials": a comma in the name of a section of the trade classification.
pub(super) fn is_within_section(article: &Article, comma: usize) -> bool {
    const GO_ON: &[&[&str]] = &[
        &["lubricants", "and", "related"],
        &["lubricants", "and", "associated"],
        &["inedible"],
        &["except", "fuels"],
        &["fats", "and", "waxes"],
    ];
    article.sign(comma, ',') && GO_ON.iter().any(|words| article.starts(comma + 1, words))
}

/// "Mineral fuels, lubricants and related materials" from the first word of a sentence on.
pub(super) fn goods_list(article: &Article, from: usize, mark: usize) -> Option<String> {
    let words = from..mark;
    let first = words.clone().find(|&i| article.tokens[i].is_word() && !article.is_word(i, ClauseWord::GoodsLead))?;
    let words = first..mark;
    let list = words.len() <= 12
        && words.clone().any(|i| article.sign(i, ','))
        && article.has_any(words.clone(), &["and"])
        && words.clone().all(|i| article.sign(i, ',') || belongs_to_name(article, i, from));
    let ware = words.clone().any(|i| is_goods_word(article, i));
    let head = article.cues_in(words, TRADE.with(INVESTMENT)).any(|c| !article.is_any(c.first, &["goods"]));
    (list && ware && !head).then(|| article.text(first, mark).to_string())
}

/// A word of goods.
pub(super) fn is_goods_word(article: &Article, at: usize) -> bool {
    article.tokens.get(at).is_some_and(|t| article.lexicon.goods.has(t))
}
