//! The goods that a figure is limited to: named with its head, before its change, or as the label of a line.

use super::head::{Found, HEADS, Head, INVESTMENT, TRADE};
use crate::extract::article::Article;
use crate::lexicon::{ClauseWord, Cue, CueSet};
use crate::model::MentionKind;

/// The goods that a head is limited to: "gold exports", "exports of grain", "non-oil trade".
pub fn product(article: &Article, found: &Found, no: usize, amount: Option<usize>) -> Option<String> {
    if found.rule == "goods_subject" {
        return subject_goods(article, article.sentences[no].first, amount?);
    }
    if found.rule == "listed_good" {
        let (first, end) = listed_label(article, no, amount?)?;
        return Some(article.text(first, end).to_string());
    }
    let sentence_first = article.sentences[no].first;
    if !matches!(found.head, Head::Turnover | Head::Export | Head::Import) {
        return None;
    }
    let Some((mut first, end)) = found.tokens else { return amount.and_then(|a| labelled_goods(article, a)) };
    // "trade turnover" in two cues: the goods stand before the first of them
    while let Some(hit) = article.cues_in(first.saturating_sub(6)..first, TRADE).find(|c| c.end == first) {
        if article.has_phrase(hit.first..hit.end, &["non"]) {
            return Some("non-oil".to_string());
        }
        first = hit.first;
    }
    let verb = found.cue.has_any(CueSet::of(&[Cue::ExportVerb, Cue::ImportVerb]));
    if verb && article.has_phrase(end..end + 3, &["non"]) {
        return Some("non-oil".to_string());
    }
    if let Some(label) = amount.and_then(|a| labelled_goods(article, a)) {
        return Some(label);
    }
    of_goods(article, end).or_else(|| goods_before(article, first, end, sentence_first)).filter(|p| !p.is_empty())
}

/// "Milk powder went up by 38%", "Automobiles shot up to reach $3.43 billion": the goods that the clause before `until` is about.
///
/// The words before the first word of change, back to where the clause begins, when one of them is a ware.
pub fn subject_goods(article: &Article, from: usize, until: usize) -> Option<String> {
    let change = (from..until).find(|&i| {
        article.lexicon.changes.find(&article.tokens, i).is_some()
            || article.is_any(i, &["shot", "was", "were", "took", "brought", "led", "made"])
    })?;
    let separator = |i: usize| {
        matches!(article.tokens[i].kind, crate::text::TokenKind::Punct(',' | ';' | ':' | '(' | '.'))
            || article.is_any(i, &["while", "whereas", "but", "with", "of", "that"])
    };
    let mut first = (from..change).rev().find(|&i| separator(i)).map_or(from, |i| i + 1);
    while first < change && article.is_any(first, &["and", "the", "also", "sales", "exports", "imports"]) {
        first += 1;
    }
    let words = first..change;
    let plain = !words.is_empty()
        && words.len() <= 8
        && words.clone().all(|i| article.tokens[i].is_word() && (!article.tokens[i].capital || i == first) || article.sign(i, '-'));
    let other = article
        .items_in(
            words.clone(),
            &[
                MentionKind::Country,
                MentionKind::Group,
                MentionKind::Period,
                MentionKind::Person,
                MentionKind::City,
                MentionKind::Money,
                MentionKind::Percent,
            ],
        )
        .next()
        .is_some();
    let ware = words.clone().any(|i| is_goods_word(article, i)) || article.items_in(words.clone(), &[MentionKind::Sector]).next().is_some();
    let head = article.cues_in(words.clone(), TRADE.with(INVESTMENT)).any(|c| !article.is_any(c.first, &["goods"]));
    (plain && ware && !other && !head).then(|| article.text(first, change).to_string())
}

/// "machines and equipment - USD 1.9 billion", "tractors ($9.7 million)": the goods that label an amount of a list.
pub fn labelled_goods(article: &Article, amount: usize) -> Option<String> {
    let mark = amount.checked_sub(1)?;
    let dash = article.sign(mark, '-') && article.tokens[mark].spaced;
    if !dash && !article.sign(mark, '(') {
        return None;
    }
    let no = article.sentence_of(amount);
    let from = article.sentences[no].first;
    let separator = |i: usize| {
        matches!(article.tokens[i].kind, crate::text::TokenKind::Punct(',' | ';' | ':' | '(' | ')' | '-'))
            && (article.tokens[i].spaced || !article.sign(i, '-'))
            || article.is_any(i, &["were", "are", "and", "include", "included", "including", "of"])
    };
    let first = (from..mark).rev().find(|&i| separator(i)).map_or(from, |i| i + 1);
    let words = first..mark;
    let plain = !words.is_empty()
        && words.len() <= 8
        && words.clone().all(|i| article.tokens[i].is_word() && (!article.tokens[i].capital || i == from) || article.sign(i, '-'));
    let place = article
        .items_in(
            words.clone(),
            &[
                MentionKind::Country,
                MentionKind::Group,
                MentionKind::Period,
                MentionKind::Date,
                MentionKind::City,
                MentionKind::Person,
                MentionKind::Percent,
                MentionKind::Money,
                MentionKind::Number,
            ],
        )
        .next()
        .is_some();
    (plain && !place && !article.has_word(words.clone(), ClauseWord::NoLabel)).then(|| article.text(first, mark).to_string())
}

/// "exports of agricultural products to ..."
fn of_goods(article: &Article, end: usize) -> Option<String> {
    if !article.is(end, "of") {
        return None;
    }
    let first = end + 1;
    let mut at = first;
    while at < article.tokens.len() && article.tokens[at].is_word() && !article.tokens[at].capital && at - first < 6 {
        if article.is_word(at, ClauseWord::AfterGoods) {
            let goes_on = article.is(at, "and")
                && article.tokens.get(at + 1).is_some_and(|t| t.is_word() && !t.capital)
                && !article.is_any(at + 1, &["imports", "import", "exports", "export", "the", "its"]);
            if !goes_on {
                break;
            }
        }
        at += 1;
    }
    (at > first && !article.is_word(first, ClauseWord::NoGoods)).then(|| article.text(first, at).to_string())
}

/// "gold exports", "crude oil exports", "non-oil trade turnover"
fn goods_before(article: &Article, head: usize, head_end: usize, sentence_first: usize) -> Option<String> {
    if article.is(head, "non") || article.has_phrase(head..head_end, &["non"]) {
        return Some("non-oil".to_string());
    }
    let mut first = head;
    while first > sentence_first && head - first < 4 {
        let at = first - 1;
        let token = article.tokens[at];
        let dash = article.sign(at, '-') && !token.spaced;
        let is_place = article
            .item_at(
                at,
                &[
                    MentionKind::Country,
                    MentionKind::Group,
                    MentionKind::City,
                    MentionKind::Period,
                    MentionKind::Person,
                    MentionKind::Money,
                    MentionKind::Percent,
                    MentionKind::Change,
                ],
            )
            .is_some();
        let noun = token.is_word() && !is_place && is_goods_word(article, at);
        if !(noun || dash && head - at > 1) {
            break;
        }
        first = at;
    }
    while first < head && article.sign(first, '-') {
        first += 1;
    }
    (first < head).then(|| article.text(first, head).to_string())
}

/// A word of goods.
fn is_goods_word(article: &Article, at: usize) -> bool {
    article.tokens.get(at).is_some_and(|t| article.lexicon.goods.contains(&t.hash))
}

/// The label of a list line that ends in an amount, when it names goods and no economy.
pub fn listed_label(article: &Article, no: usize, amount: usize) -> Option<(usize, usize)> {
    let sentence = article.sentences[no];
    let colon = amount.checked_sub(1).filter(|&c| article.sign(c, ':') || article.sign(c, '-') && article.tokens[c].spaced)?;
    let first = (sentence.first..colon).find(|&i| article.tokens[i].is_word())?;
    let words = article.tokens[first..colon]
        .iter()
        .all(|t| t.is_word() || matches!(t.kind, crate::text::TokenKind::Punct('-' | ',' | '&' | '(' | ')')));
    let place = article
        .items_in(first..colon, &[MentionKind::Country, MentionKind::Group, MentionKind::Period, MentionKind::Person])
        .next()
        .is_some();
    let head = article.cues_in(first..colon, HEADS).next().is_some();
    let short = colon - first <= 9 && sentence.last - amount <= 7;
    (sentence.opens_line && words && !place && !head && short).then_some((first, colon))
}
