//! Amounts in brackets that tell by how much each of a list rose or fell: "the main increases were registered in chemicals
//! (€3 million) and food (€2 million)", "machinery (€5 million) accounted for the main decrease", "higher imports were recorded in
//! fuels (€4 million)", "imports from Peru fell most (€2 million)"; not "the rise in exports to Peru ($3 million)".

use super::Amount;
use super::change::sign_at;
use super::head::HEADS;
use crate::extract::article::{Article, Item};
use crate::lexicon::{ClauseWord, TimeWord};
use crate::model::MentionKind;

/// Tokens from "accounted for" to the noun of change: "for most of the year's".
const CAUSE: usize = 6;

/// Tokens of the longest list of goods with their amounts.
const LIST: usize = 150;

/// The sign of the change that an amount alone in its bracket tells, if its list tells changes.
pub(super) fn sign(article: &Article, no: usize, amount: Amount) -> Option<f64> {
    let by = usize::from(amount.item.first > 0 && article.is(amount.item.first - 1, "by"));
    let open = amount.item.first.checked_sub(1 + by).filter(|&i| article.sign(i, '('))?;
    let closed = article.sign(amount.end, ')') || article.sign(amount.end - 1, ')');
    if !closed {
        return None;
    }
    let sentence = article.sentences[no];
    most(article, sentence.first, open)
        .or_else(|| led(article, sentence.first, open))
        .or_else(|| summed_up(article, amount.end, sentence.last))
}

/// "went up most (", "fell the most ("
fn most(article: &Article, from: usize, open: usize) -> Option<f64> {
    const REACH: usize = 3;
    let most = open.checked_sub(1).filter(|&i| article.is(i, "most"))?;
    (from.max(most.saturating_sub(REACH))..most).rev().find_map(|i| sign_at(article, i))
}

/// "increases in the sales of seven commodities, namely sugar (18%)": the sign of the change that a percentage alone in its bracket
/// tells.
pub(super) fn sign_of_percent(article: &Article, no: usize, percent: Item) -> Option<f64> {
    let open = percent.first.checked_sub(1).filter(|&i| article.sign(i, '(') && article.sign(percent.end, ')'))?;
    let sentence = article.sentences[no].first;
    // "The rise was due to eight groups. These include tea (18%)"
    let goes_on =
        no > 0 && article.is_any(sentence, &["these", "they"]) && article.is_any(sentence + 1, &["are", "include", "included", "were"]);
    let from = if goes_on { article.sentences[no - 1].first } else { sentence };
    let from = from.max(open.saturating_sub(LIST));
    let noun = (from..open).rev().take_while(|&i| !tells_level(article, i)).find(|&i| article.is_word(i, ClauseWord::ChangeNoun))?;
    let enumerated = goes_on || (noun + 1..open).any(|i| article.is_any(i, NAMES) || article.is_word(i, ClauseWord::Locates));
    enumerated.then(|| sign_at(article, noun)).flatten()
}

/// Words that open a list of what was spoken of.
const NAMES: &[&str] = &["especially", "including", "namely", "notably", "particularly"];

/// "increases in consumer goods (", "the decrease was due to food ("
fn led(article: &Article, from: usize, open: usize) -> Option<f64> {
    let from = from.max(open.saturating_sub(LIST));
    let noun = (from..open).rev().take_while(|&i| !tells_level(article, i)).find(|&i| is_change(article, i))?;
    let located = (noun + 1..open).any(|i| article.is_word(i, ClauseWord::Locates))
        || (article.says(noun.saturating_sub(1), TimeWord::Superlative) || article.is(noun.saturating_sub(1), "main"))
        || article.starts(noun.saturating_sub(2), &["behind", "the"]);
    let within = article.is(noun + 1, "in") && article.cues_in(noun..open, HEADS).next().is_none();
    let many = article.word(noun).ends_with('s') || article.is_any(noun.saturating_sub(1), &["a", "an"]);
    // "the main increase and decrease were from Peru ($3 million) and Chile ($2 million) respectively"
    let first = noun.checked_sub(2).filter(|&i| article.is(i + 1, "and") && is_change(article, i));
    let told = first.filter(|_| article.items_in(noun..open, &[MentionKind::Money]).next().is_none()).unwrap_or(noun);
    (located || within && many).then(|| sign_at(article, told)).flatten()
}

/// "food ($3 million) accounted for the main increase", "it was food ($3 million) that fell most": what the list is told to be the
/// cause of.
fn summed_up(article: &Article, from: usize, last: usize) -> Option<f64> {
    const VERB: usize = 4;
    let that = (from..last.min(from + LIST)).take_while(|&i| !tells_level(article, i)).find(|&i| article.is(i, "that"));
    let fell = that.filter(|that| article.has_any(that + 1..that + 1 + VERB, &["most"]));
    if let Some(sign) = fell.and_then(|that| (that + 1..that + VERB).find_map(|i| sign_at(article, i))) {
        return Some(sign);
    }
    let cause = (from..last.min(from + LIST))
        .take_while(|&i| !tells_level(article, i))
        .find(|&i| article.is_any(i, &["accounted", "contributed"]))?;
    let noun = (cause + 2..(cause + 2 + CAUSE).min(last)).find(|&i| article.is_word(i, ClauseWord::ChangeNoun))?;
    sign_at(article, noun)
}

/// A noun of change, or "higher imports".
fn is_change(article: &Article, at: usize) -> bool {
    let compared = article.is_any(at, &["higher", "lower"]) && article.cues_in(at + 1..at + 2, HEADS).next().is_some();
    article.is_word(at, ClauseWord::ChangeNoun) || compared
}

/// Behind a verb that tells what something came to, or an amount out of brackets, no list of changes goes on.
fn tells_level(article: &Article, at: usize) -> bool {
    let opened = |first: usize| {
        let by = usize::from(first > 0 && article.is(first - 1, "by"));
        article.sign(first.saturating_sub(1 + by), '(')
    };
    let bare = article.item_at(at, &[MentionKind::Money]).is_some_and(|m| !opened(m.first));
    bare || article.is_any(at, &["amounted", "reached", "reaching", "stood", "totalled", "totaled", "valued", "worth", "to"])
        && !article.is_any(at.saturating_sub(1), &["due", "attributed", "attributable", "directed"])
}
