//! The goods that a figure is limited to: named with its head, before its change, or as the label of a line.

use super::head::{Found, HEADS, Head, INVESTMENT, TRADE};
use crate::extract::article::Article;
use crate::lexicon::{Change, ClauseWord, Cue, CueSet};
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
    let Some((mut first, end)) = found.tokens else {
        return amount.and_then(|a| labelled_goods(article, a).or_else(|| joined_goods(article, sentence_first, a)));
    };
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
    if let Some(label) = amount.and_then(|a| labelled_goods(article, a).or_else(|| joined_goods(article, sentence_first, a))) {
        return Some(label);
    }
    // "comprising 11 percent of total imports and increasing to $5 million": the goods whose share was told
    let share = article
        .items_in(first.saturating_sub(5).max(sentence_first)..first, &[MentionKind::Percent])
        .last()
        .filter(|p| article.is(p.end, "of") && (p.end + 1..first).all(|i| article.is_any(i, &["the", "all", "its", "total", "overall"])));
    if let (Some(share), Some(_)) = (share, amount) {
        return of_share(article, sentence_first, share.first);
    }
    of_goods(article, end)
        .or_else(|| goods_before(article, first, end, sentence_first))
        .filter(|p| !p.is_empty())
        .or_else(|| leading_goods(article, sentence_first, (first, end), amount?))
}

/// "Milk powder went up by 38%", "Automobiles shot up to reach $3.43 billion": the goods that the clause before `until` is about.
///
/// The words before the first word of change, back to where the clause begins, when one of them is a ware.
pub fn subject_goods(article: &Article, from: usize, until: usize) -> Option<String> {
    let change = (from..until).find(|&i| {
        article.lexicon.changes.find(&article.tokens, i).is_some()
            || article.is_any(i, &["shot", "was", "were", "took", "brought", "led"])
            || article.is(i, "made") && !article.is(i.saturating_sub(1), "ready")
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
    // in a list with semicolons commas belong to the names
    let listed = (from..article.sentences[no].last).any(|i| article.sign(i, ';'));
    let label = |listed| label_of(article, from, mark, listed);
    if listed { label(true).or_else(|| label(false)) } else { label(false) }
}

/// The label between the last separator and `mark`; commas part labels unless the list has semicolons.
fn label_of(article: &Article, from: usize, mark: usize, listed: bool) -> Option<String> {
    let separator = |i: usize| {
        let comma = article.sign(i, ',') && !listed;
        let mark = matches!(article.tokens[i].kind, crate::text::TokenKind::Punct(';' | ':' | '(' | ')'));
        let spaced_dash = article.sign(i, '-') && article.tokens[i].spaced;
        let word =
            article.is_any(i, &["were", "are", "include", "included", "including"]) || article.item_at(i, &[MentionKind::Money]).is_some();
        // "products of the chemical industry", "metals and their products" are one name
        let inner = is_goods_word(article, i.saturating_sub(1));
        comma || mark || spaced_dash || word || article.is_any(i, &["and", "of"]) && !inner
    };
    let first = (from..mark).rev().find(|&i| separator(i)).map_or(from, |i| i + 1);
    let first = first + usize::from(article.is(first, "and"));
    let words = first..mark;
    let plain = !words.is_empty()
        && words.len() <= 8
        && words.clone().all(|i| {
            article.tokens[i].is_word() && (!article.tokens[i].capital || i == from)
                || article.sign(i, '-')
                || listed && article.sign(i, ',')
        });
    let place = article.items_in(words.clone(), OTHERS).next().is_some();
    (plain && !place && !article.has_word(words.clone(), ClauseWord::NoLabel)).then(|| article.text(first, mark).to_string())
}

/// Whether an amount is joined to the name of goods by "with", "at", "worth".
pub fn labels(article: &Article, from: usize, amount: usize) -> bool {
    joined_goods(article, from, amount).is_some()
}

/// "30 tonnes of pistachio worth $2 million", "motor cars with USD 3 million", "petrol leading at N306 million",
/// "carpets brought Rs 2 million": the goods that an amount is joined to.
fn joined_goods(article: &Article, from: usize, amount: usize) -> Option<String> {
    let hedged =
        |i: usize| article.is_any(i, &["about", "around", "nearly", "almost", "over", "some", "approximately", "only", "than", "more"]);
    let mut mark = (from..amount).rev().find(|&i| !hedged(i))?;
    // "with an export value of", "with total revenues of"
    if article.is(mark, "of") && article.is_word(mark - 1, ClauseWord::MoneyNoun) {
        let with = (from.max(mark.saturating_sub(6))..mark).rev().find(|&i| article.is(i, "with"))?;
        let plain = (with + 1..mark).all(|i| article.tokens[i].is_word() && !article.is_word(i, ClauseWord::GoodsWorth));
        mark = plain.then_some(with)?;
    } else if !article.is_word(mark, ClauseWord::GoodsWorth) && !article.is_word(mark, ClauseWord::GoodsEarn) {
        return None;
    }
    if article.is(mark, "at") && mark > from && article.is_any(mark - 1, &["valued", "estimated"]) {
        mark -= 1;
    }
    while mark > from && (article.is_word(mark - 1, ClauseWord::GoodsTrail) || article.sign(mark - 1, '"')) {
        mark -= 1;
    }
    named_goods(article, from, mark)
}

/// "Cars remained the top export with $3 million", "Copper ores were the first among exports, USD 5 million": what the clause is about.
fn leading_goods(article: &Article, from: usize, head: (usize, usize), amount: usize) -> Option<String> {
    let verb = (from.max(head.0.saturating_sub(11))..head.0).find(|&i| article.is_word(i, ClauseWord::SubjectVerb))?;
    let direct = (verb..head.0).all(|i| article.tokens[i].is_word() || article.possessive(i) || article.sign(i, '-'));
    let gap = head.1..amount;
    let leads_on = gap.len() <= 10
        && !gap.clone().any(|i| article.is_word(i, ClauseWord::Posted) || article.is_word(i, ClauseWord::Moved))
        && article.cues_in(gap, HEADS).all(|c| !c.set.has_any(TRADE));
    let mark = (from..verb).rev().find(|&i| !is_aside(article, i))? + 1;
    if !(direct && leads_on) {
        return None;
    }
    goods_list(article, from, mark).or_else(|| named_goods(article, from, mark))
}

/// "Mineral fuels, lubricants and related materials" from the first word of a sentence on.
fn goods_list(article: &Article, from: usize, mark: usize) -> Option<String> {
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

/// The goods whose share a percentage is: "Gold contributed 37.5 percent", "consumer goods, which made up 28 percent",
/// "machines with 19 percent of all imports", "the share of grain was 12 percent".
pub fn of_share(article: &Article, from: usize, percent: usize) -> Option<String> {
    let cue = article.cues_in(from.max(percent.saturating_sub(8))..percent, CueSet::of(&[Cue::Share])).last();
    if let Some(noun) = cue.filter(|c| article.is_any(c.first, &["share", "shares", "part", "proportion"])) {
        let first = noun.end + usize::from(article.is(noun.end, "of"));
        let first = first + usize::from(article.is(first, "the"));
        let end = (first..percent).find(|&i| article.is_word(i, ClauseWord::GoodsStop)).unwrap_or(percent);
        return named_goods(article, first, end);
    }
    let joined = |i: usize| {
        article.is_any(i, &["with", "at", "by"])
            || article.sign(i, ',')
            || article.sign(i, '(')
            || article.sign(i, '-') && article.tokens[i].spaced
    };
    let before = (from..percent).rev().find(|&i| !article.is_any(i, &["a", "an", "the", "substantial", "about", "nearly", "over", "some"]));
    let mark = cue.map(|c| c.first).or_else(|| before.filter(|&i| joined(i)))?;
    let named = |mark: usize| {
        let mark = (from..mark).rev().find(|&i| !is_aside(article, i))? + 1;
        goods_list(article, from, mark).or_else(|| named_goods(article, from, mark))
    };
    // "Cars ranked second, comprising 11 percent": what the clause is about
    let subject = || named((from..mark).find(|&i| article.is_word(i, ClauseWord::SubjectVerb))?);
    named(mark).or_else(subject)
}

/// What may stand between goods and what is said of them.
fn is_aside(article: &Article, at: usize) -> bool {
    article.sign(at, ',')
        || article.is_any(at, &["which", "that", "and", "meanwhile", "however", "again", "still"])
        || article.is_word(at, ClauseWord::GoodsTrail)
}

/// The name of goods that ends before `mark`: words up to what stands in no such name, one of them a ware.
fn named_goods(article: &Article, from: usize, mark: usize) -> Option<String> {
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
const OTHERS: &[MentionKind] = &[
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
    if token.is('-') {
        return !token.spaced;
    }
    if article.is(at, "the") {
        return at > from && article.is(at - 1, "of");
    }
    // "products of the chemical industry", "ores of copper"; not "tons of", "exports of"
    if article.is(at, "of") {
        return at > from && is_goods_word(article, at - 1);
    }
    let named = token.is_word() && (!token.capital || is_goods_word(article, at) || at == from);
    named
        && article.item_at(at, OTHERS).is_none()
        && !article.is_word(at, ClauseWord::GoodsStop)
        && !matches!(article.lexicon.changes.find(&article.tokens, at), Some((_, Change::Rise | Change::Fall)))
}

/// "exports of agricultural products to ..."
fn of_goods(article: &Article, end: usize) -> Option<String> {
    if !article.is(end, "of") {
        return None;
    }
    let the = article.is(end + 1, "the");
    let first = end + 1 + usize::from(the);
    let mut at = first;
    while at < article.tokens.len() && article.tokens[at].is_word() && !article.tokens[at].capital && at - first < 6 {
        let changes = matches!(article.lexicon.changes.find(&article.tokens, at), Some((_, Change::Rise | Change::Fall)));
        if changes || article.is_word(at, ClauseWord::SubjectVerb) {
            break;
        }
        if article.is_word(at, ClauseWord::AfterGoods) && !(article.is(at, "made") && article.is(at - 1, "ready")) {
            let goes_on = article.is(at, "and")
                && article.tokens.get(at + 1).is_some_and(|t| t.is_word() && !t.capital)
                && !article.is_any(at + 1, &["imports", "import", "exports", "export", "the", "its"]);
            if !goes_on {
                break;
            }
        }
        at += 1;
    }
    // "exports of the country" are of all goods, "exports of the agricultural products" are not
    let named = !the || (first..at).any(|i| is_goods_word(article, i));
    let general = (first..at).all(|i| article.is_word(i, ClauseWord::GoodsGeneral));
    (at > first && named && !general && !article.is_word(first, ClauseWord::NoGoods)).then(|| article.text(first, at).to_string())
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
