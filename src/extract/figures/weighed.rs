//! Percentages told of goods by their weight: "exported 5 million tons of wheat, which is 39 percent more than a year before" says
//! nothing of money.

use super::head::TRADE;
use crate::extract::article::{Article, Item};
use crate::lexicon::ClauseWord;
use crate::model::MentionKind;

/// Tokens from a weight to the percentage that is told of it.
const REACH: usize = 26;

/// Units in which goods are weighed or measured.
const UNITS: &[&str] = &[
    "barrels",
    "bcm",
    "bushels",
    "hectolitres",
    "kg",
    "kilograms",
    "kilotons",
    "kwh",
    "liters",
    "litres",
    "meters",
    "metres",
    "mwh",
    "ton",
    "tonne",
    "tonnes",
    "tons",
];

/// Whether what a percentage tells of is a weight told right before it.
pub(super) fn is_of_weight(article: &Article, no: usize, item: Item) -> bool {
    let sentence = article.sentences[no];
    let from = item.first.saturating_sub(REACH).max(sentence.first);
    let Some(unit) = (from..item.first).rev().find(|&i| article.is_any(i, UNITS) && is_counted(article, sentence.first, i)) else {
        return false;
    };
    let gap = unit + 1..item.first;
    let money = article.items_in(gap.clone(), &[MentionKind::Money]).next().is_some()
        || article.has_any(gap.clone(), &["earned", "earnings", "revenue", "revenues", "value", "worth"]);
    let parted = gap.clone().any(|i| article.sign(i, ';') || article.is_word(i, ClauseWord::Contrast));
    // "up 17 percent in value to $1.7 billion"
    let of_value = article.starts(item.end, &["in", "value"]) || article.starts(item.end, &["by", "value"]);
    !money && !parted && !of_value && !article.is(item.end, "of") && article.cues_in(gap, TRADE).next().is_none()
}

/// "5 million tons", "300 metric tons"
fn is_counted(article: &Article, from: usize, unit: usize) -> bool {
    article
        .items_in(unit.saturating_sub(4).max(from)..unit, &[MentionKind::Number])
        .any(|n| unit - n.end <= 1 || article.is_any(n.end, &["cubic", "square", "metric"]) && unit - n.end <= 2)
}
