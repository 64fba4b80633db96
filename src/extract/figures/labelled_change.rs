//! Changes in brackets behind the partners of a list: "Norway (8.9 percent), Peru (7 percent) and Chile (13 percent) took more of
//! Kenya's exports", "first among them are Norway (growth of 60%), Peru (+29%)".

use super::change::{self, trade_head};
use super::head::{self, Found};
use super::{Amount, Reader, list};
use crate::extract::article::{Article, Item};
use crate::lexicon::{Cue, CueSet};

/// Tokens from the last bracket to the noun of trade that the whole list is of.
const BEHIND: usize = 8;

/// Tokens from the last bracket to the verb of the list: ") took more".
const VERB: usize = 4;

/// The first token of the words that stand before a percentage in its bracket: "(growth of 60%)", "(up 5%)".
fn opening(article: &Article, percent: Item) -> Option<usize> {
    let says = |i: usize| change::sign_at(article, i).is_some() || article.is_any(i, &["of", "by", "a", "an"]);
    let first = (0..percent.first).rev().take(4).take_while(|&i| says(i)).last().unwrap_or(percent.first);
    first.checked_sub(1).filter(|&i| article.sign(i, '('))
}

/// Where what a label belongs to begins: behind the bracket of a percentage.
fn inside(article: &Article, percent: Item) -> usize {
    opening(article, percent).map_or(percent.first, |open| open + 1)
}

/// The partner that stands before the bracket of a percentage.
fn label(article: &Article, percent: Item) -> Option<Item> {
    head::label_before(article, inside(article, percent))
}

/// A percentage as what its label belongs to, when it has one behind `floor`.
pub(super) fn labelled(article: &Article, percent: Item, floor: usize) -> Option<Amount> {
    label(article, percent).filter(|l| l.first >= floor)?;
    Some(Amount { item: Item { first: inside(article, percent), ..percent }, alt: None, end: percent.end })
}

/// The last of the brackets in a row that the `k`th percentage is in, when more than one has a label.
fn end_of_list(article: &Article, percents: &[Item], k: usize) -> Option<usize> {
    let labelled = |p: &Item| opening(article, *p).is_some() && label(article, *p).is_some();
    let next = |i: usize| {
        percents
            .get(i + 1)
            .is_some_and(|p| labelled(p) && list::joins(article, percents[i].end, label(article, *p).map_or(p.first, |l| l.first)))
    };
    let last = (k..percents.len()).find(|&i| !next(i))?;
    let listed = labelled(&percents[k]) && (last > k || k > 0 && labelled(&percents[k - 1]));
    listed.then_some(percents[last].end)
}

/// The change of the `k`th of a list that only the words behind it tell to be one: ") took more", ") rose".
pub(super) fn signed(article: &Article, percents: &[Item], k: usize) -> Option<f64> {
    let end = end_of_list(article, percents, k)?;
    let sentence = article.sentences[article.sentence_of(percents[k].first)];
    let told =
        (sentence.first..percents[k].first).rev().take_while(|&i| !article.sign(i, ';')).any(|i| change::sign_at(article, i).is_some());
    let sign = (end..sentence.last.min(end + VERB)).find_map(|i| change::sign_at(article, i)).filter(|_| !told)?;
    article.mention(percents[k]).number.map(|number| number * sign)
}

/// What a list of changes is of: what the words behind it name, else what the sentence before told.
pub(super) fn head(reader: &Reader, no: usize, percents: &[Item], k: usize) -> Option<Found> {
    let article = reader.article;
    let end = end_of_list(article, percents, k)?;
    let nouns = CueSet::of(&[Cue::Export, Cue::Import, Cue::Turnover]);
    let last = article.sentences[no].last;
    let behind = article.cues_in(end..(end + BEHIND).min(last), nouns).next().and_then(trade_head);
    let before = || reader.last(no, 1).filter(|s| s.head.is_trade()).map(|s| s.head);
    let head = behind.map(|found| found.head).or_else(before)?;
    Some(Found { head, tokens: None, cue: CueSet::default(), rule: "labelled_change" })
}
