//! Goods that label the amounts of a list: "machines - $2 million", "tractors ($9.7 million)", "Passenger cars: $105 million".

use super::name::{OTHERS, is_goods_word, is_within_section};
use crate::extract::article::Article;
use crate::extract::figures::head::{HEADS, behind_share};
use crate::lexicon::{Change, ClauseWord, Cue, CueSet};
use crate::model::MentionKind;

/// "machines and equipment - USD 1.9 billion", "tractors ($9.7 million)": the goods that label an amount of a list.
pub fn labelled_goods(article: &Article, amount: usize) -> Option<String> {
    let mark = behind_share(article, amount).checked_sub(1)?;
    let dash = article.sign(mark, '-') && article.tokens[mark].spaced;
    if !dash && !article.sign(mark, '(') {
        return None;
    }
    let no = article.sentence_of(amount);
    let sentence = article.sentences[no];
    // in a list with semicolons commas belong to the names
    let listed = (sentence.first..sentence.last).any(|i| article.sign(i, ';'));
    let label = |listed| label_of(article, sentence.first, mark, listed);
    if listed { label(true).or_else(|| label(false)) } else { label(false) }
}

/// Whether the label of an amount names wares that are known.
pub fn is_label_of_goods(article: &Article, amount: usize) -> bool {
    let near = amount.saturating_sub(8)..amount;
    labelled_goods(article, amount).is_some() && near.into_iter().any(|i| is_goods_word(article, i))
}

/// Words from where a change is told to be to the goods: "registered mainly in", "came from".
const LOCATED: &[&str] = &["by", "chiefly", "due", "for", "from", "in", "largely", "mainly", "mostly", "of", "primarily", "the", "to"];

/// The label that ends before `mark`; commas part labels unless the list has semicolons or its item before was closed by a
/// bracket.
fn label_of(article: &Article, from: usize, mark: usize, listed: bool) -> Option<String> {
    let end = without_bracket(article, from, mark);
    let stop = (from..end).rev().find(|&i| ends_label(article, i));
    let commas = listed || stop.is_some_and(|i| article.sign(i, ')'));
    let parts = |i: usize| {
        article.sign(i, ',') && !commas && !is_within_section(article, i)
            || article.is_any(i, &["and", "of"]) && !commas && !is_goods_word(article, i - 1)
    };
    let open = stop.map_or(from, |i| i + 1);
    let mut first = (open..end).rev().find(|&i| i > from && parts(i)).map_or(open, |i| i + 1);
    // "mainly thanks to coffee (39%)"
    let cause = |i: usize| {
        article.is_any(i, &["above", "all", "especially", "mainly", "notably"])
            || article.is_any(i, &["thanks", "due"]) && article.is(i + 1, "to")
            || article.is(i, "to") && article.is_any(i - 1, &["thanks", "due"])
    };
    let leads = |i: usize| article.is_any(i, &["the", "also"]) || article.is_word(i, ClauseWord::GoodsTrail) || cause(i);
    // "the main increases were registered in chemicals (", "reflected decreases in travel ("
    if let Some(located) =
        (first..end).rev().find(|&i| article.is_word(i, ClauseWord::Locates) || article.is_word(i, ClauseWord::ChangeNoun))
    {
        first = (located + 1..end).find(|&i| !article.is_any(i, LOCATED)).unwrap_or(end);
    }
    while first < end && (article.sign(first, ',') || article.is(first, "and") || leads(first)) {
        first += 1;
    }
    // "imports of oil also increased - $3 million": the verb is no name
    let verb = (first..end).find(|&i| matches!(article.lexicon.changes.find(article.tokens, i), Some((_, Change::Rise | Change::Fall))));
    if verb.is_some_and(|v| v + 1 == end) {
        return None;
    }
    let words = first..end;
    let plain = !words.is_empty()
        && words.len() <= if commas { 14 } else { 8 }
        && words.clone().all(|i| {
            article.tokens[i].is_word() && (!article.tokens[i].capital || i == from || is_goods_word(article, i))
                || article.sign(i, '-')
                || article.sign(i, '/')
                || article.sign(i, ',') && (commas || is_within_section(article, i))
        });
    // behind a place stands more than goods: "exports to Peru alone (2 million)", "a record one - $2 million" is no name
    let doubtful = stop.is_some_and(|i| article.item_at(i, OTHERS).is_some()) || article.is_any(first, &["a", "an"]);
    let named = !doubtful || words.clone().any(|i| is_goods_word(article, i));
    (plain && named && !words.clone().any(|i| bars_label(article, first, i)))
        .then(|| article.text(first, mark).trim_end_matches(',').to_string())
}

/// A word that stands in no label; "manufactured goods" are one, "goods" and "exported goods" are none.
fn bars_label(article: &Article, first: usize, at: usize) -> bool {
    let kind = article.is(at, "goods") && at > first && !article.is_word(at - 1, ClauseWord::GoodsGeneral);
    let other_than = article.is(at, "than") && at > first && article.is(at - 1, "other");
    article.is_word(at, ClauseWord::NoLabel) && !kind && !other_than || article.is_word(at, ClauseWord::Comparative)
}

/// "raw materials (except fuel) ($5 million)": a bracket of words belongs to the name before it.
fn without_bracket(article: &Article, from: usize, mark: usize) -> usize {
    if mark == from || !article.sign(mark - 1, ')') {
        return mark;
    }
    let open = (from..mark - 1).rev().take(8).find(|&i| article.sign(i, '('));
    let words = |open: &usize| (open + 1..mark - 1).all(|i| article.tokens[i].is_word() && article.item_at(i, OTHERS).is_none());
    open.filter(words).unwrap_or(mark)
}

/// What a label cannot reach over: a mark of the list, an amount, a place, a verb.
fn ends_label(article: &Article, at: usize) -> bool {
    let mark = matches!(article.tokens[at].kind, crate::text::TokenKind::Punct(';' | ':' | '(' | ')'));
    let spaced_dash = article.sign(at, '-') && article.tokens[at].spaced;
    let verb = article.is_any(at, &["were", "was", "are", "is", "include", "included", "includes", "including", "by", "as", "namely"]);
    let trades = article.cues_in(at..at + 1, CueSet::of(&[Cue::ExportVerb, Cue::ImportVerb])).next().is_some();
    mark || spaced_dash || verb || trades || article.item_at(at, OTHERS).is_some()
}

/// The label of a list line that leads to an amount, when it names goods and no economy: "Tea: $5 million", "Tea, worth $5 million",
/// "Tea ($5 million)".
pub fn listed_label(article: &Article, no: usize, amount: usize) -> Option<(usize, usize)> {
    let sentence = article.sentences[no];
    let sign = amount.checked_sub(1).filter(|&i| is_set_off(article, i) || article.sign(i, '('));
    let end = sign.or_else(|| super::joint(article, sentence.first, amount))?;
    let first = (sentence.first..end).find(|&i| article.tokens[i].is_word())?;
    let words = article.tokens[first..end]
        .iter()
        .all(|t| t.is_word() || matches!(t.kind, crate::text::TokenKind::Punct('-' | ',' | '&' | '(' | ')')));
    let place = article
        .items_in(first..end, &[MentionKind::Country, MentionKind::Group, MentionKind::Period, MentionKind::Person])
        .next()
        .is_some();
    let head = article.cues_in(first..end, HEADS).next().is_some();
    let short = end - first <= LONGEST && sentence.last - amount <= TAIL;
    (sentence.opens_line && words && !place && !head && short).then_some((first, end))
}

/// Words of the longest label of a line.
const LONGEST: usize = 12;

/// Tokens of a line from its amount on: "$5 million (4.5 percent of all)".
const TAIL: usize = 14;

/// A colon, or a dash between spaces.
pub fn is_set_off(article: &Article, at: usize) -> bool {
    article.sign(at, ':') || article.sign(at, '-') && article.tokens[at].spaced
}
