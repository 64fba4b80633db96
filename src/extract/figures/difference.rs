//! Amounts that tell by how much something changed, and are no figures of their own.

use super::change::{PERCENTS, direction, sign_at};
use super::head::{TRADE, between};
use super::{ANY_TIME, Amount, listed_change};
use crate::extract::article::{Article, Item};
use crate::lexicon::ClauseWord;
use crate::model::MentionKind;

/// Tokens of a bracket behind its amount: "in January-October 2022".
const BRACKET: usize = 10;

/// Which amounts of a sentence tell by how much something changed; "increases of $3 million and $2 million respectively" are two.
pub fn changes(article: &Article, no: usize, amounts: &[Amount]) -> Vec<bool> {
    let mut out: Vec<bool> = Vec::new();
    for (k, amount) in amounts.iter().enumerate() {
        let listed =
            k > 0 && out[k - 1] && (goes_on(article, amounts[k - 1], *amount) || is_by_of_another(article, amounts[k - 1], *amount));
        out.push(listed || is_change_value(article, no, *amount));
    }
    out
}

/// Whether two amounts are told together: "$3 million and $2 million respectively".
pub(super) fn goes_on(article: &Article, before: Amount, amount: Amount) -> bool {
    const REACH: usize = 14;
    let last = article.sentences[article.sentence_of(amount.item.first)].last;
    let said = (amount.end..last.min(amount.end + REACH)).any(|i| article.is(i, "respectively"));
    said && article.is(before.end, "and") && before.end + 1 == amount.item.first && !article.is(amount.end, "to")
}

/// "imports were lower by $3 million, exports by $2 million": the change of another flow by the verb before.
fn is_by_of_another(article: &Article, before: Amount, amount: Amount) -> bool {
    const APART: usize = 14;
    let gap = before.end..amount.item.first;
    let by = article.is(amount.item.first - 1, "by");
    let joined = article.sign(gap.start, ',') || article.is_any(gap.start, &["and", "while"]);
    let verb = gap.clone().any(|i| moves(article, i) || article.is_word(i, ClauseWord::Posted));
    // "sales to Peru fell by $3 million, and those to Chile by $2 million"
    let those = || gap.clone().any(|i| article.is(i, "those") && article.is_any(i + 1, &["from", "to", "with"]));
    by && joined && !verb && gap.len() <= APART && (those() || article.cues_in(gap.clone(), TRADE).next().is_some())
}

/// Whether an amount tells by how much something changed: "5.8 percent, or by $388 million", "6.4 percent ($83.4 million)".
pub fn is_change_value(article: &Article, no: usize, amount: Amount) -> bool {
    let first = amount.item.first;
    let sentence = article.sentences[no];
    // "exports were $3 million lower than imports": the balance of the two
    if between::flows(article, sentence.first, amount).is_some() {
        return false;
    }
    let mut at = first;
    let mut by = false;
    let mut joined = false;
    while at > sentence.first && first - at < 4 {
        let word = at - 1;
        if article.is(word, "by") {
            by = true;
        } else if article.is(word, "or") || article.sign(word, '(') {
            joined = true;
        } else if !(article.sign(word, ',') || article.is_word(word, ClauseWord::Hedge)) {
            break;
        }
        at = word;
    }
    let behind_percent = article.items_in(at.saturating_sub(4).max(sentence.first)..at, PERCENTS).any(|p| p.end == at);
    let changes = (sentence.first.max(at.saturating_sub(5))..first).any(|i| moves(article, i));
    // "fell the most (by $3 million)"
    let alone = article.sign(at, '(') && article.is(at + 1, "by") && article.sign(amount.end, ')');
    let told_by = by && (alone || changes && (!joined || article.is(amount.end, "to")) || is_by_of_object(article, sentence.first, at));
    // "grew 27% ($1.4 billion after $1.1 billion)": what it came to
    // "a decrease of 3.1% or £24 million compared to 2022" names no other amount
    let other = article.items_in(amount.end..amount.end + 6, &[MentionKind::Money]).next().is_some() || article.sign(at, '(');
    let compared = other && article.is_any(amount.end, &["after", "against", "compared", "from", "versus", "vs"]);
    // "a decline of 30 percent ($24 million in 2022)": what it was before
    let close = (amount.end..(amount.end + BRACKET).min(sentence.last)).find(|&i| article.sign(i, ')')).unwrap_or(amount.end);
    let dated = article.items_in(amount.end..close, &[MentionKind::Period]).next().is_some();
    let beside_percent =
        joined && behind_percent && !compared && !dated && direction(article, no, at.saturating_sub(2), amount.end).is_some();
    beside_percent || told_by || is_difference(article, sentence.first, amount) || listed_change::sign(article, no, amount).is_some()
}

/// "increased the volume of trade turnover with Peru by $3 million": the verb stands before what it raises.
fn is_by_of_object(article: &Article, first: usize, by: usize) -> bool {
    const REACH: usize = 14;
    const VERBS: &[&str] = &["boosted", "cut", "decreased", "expanded", "increased", "raised", "reduced"];
    let clause = first.max(by.saturating_sub(REACH))..by;
    let verb = clause.rev().take_while(|&i| !article.sign(i, ',') && !article.sign(i, ';')).find(|&i| article.is_any(i, VERBS));
    verb.is_some_and(|v| {
        let object = article.is_any(v + 1, &["the", "its", "their", "trade", "exports", "imports"]);
        object && article.cues_in(v..by, TRADE).next().is_some() && article.items_in(v..by, &[MentionKind::Money]).next().is_none()
    })
}

/// "by $6 million (21%)", "$95 million (0.5%)": a percentage alone in the bracket right behind an amount.
pub(super) fn is_bracketed_percent(article: &Article, percent: Item) -> bool {
    let or = usize::from(percent.first > 2 && article.is(percent.first - 1, "or"));
    let open = percent.first.checked_sub(2 + or).filter(|&i| article.sign(i + 1, '(') && article.sign(percent.end, ')'));
    open.is_some_and(|i| article.item_at(i, &[MentionKind::Money]).is_some())
}

/// Whether the word at `at` tells of a rise or a fall.
pub(super) fn moves(article: &Article, at: usize) -> bool {
    sign_at(article, at).is_some()
}

/// "dropped $2.1 billion", "down $3 million from May", "an increase of $4 billion", "a $2 billion decrease", "$5 million less than".
fn is_difference(article: &Article, from: usize, amount: Amount) -> bool {
    // "$95 million or 0.5% more than", "a $1.9 billion or 7-percent decrease", "$95 million (0.5%) higher at"
    let opened = usize::from(article.sign(amount.end, '(') && article.is(amount.end + 1, "or"));
    let joined = article.items_in(amount.end..amount.end + 2 + opened, PERCENTS).next();
    let or = joined.filter(|p| article.is(p.first - 1, "or") && opened == 0).map(|p| p.end);
    let bracket = joined.filter(|p| is_bracketed_percent(article, *p)).map(|p| p.end + 1);
    let end = or.or(bracket).unwrap_or(amount.end);
    let compared = article.is_word(end, ClauseWord::Comparative)
        && (article.is_any(end + 1, &["at", "compared"])
            || article.is(end + 1, "than")
                && article.items_in(end + 2..end + 4, PERCENTS).next().is_none()
                && !article.is_any(end + 2, &["half", "twice", "double"]));
    let Some(before) = (from..amount.item.first).rev().find(|&i| !article.is_word(i, ClauseWord::Hedge)) else { return compared };
    if is_told_to_differ(article, from, before, end) {
        return true;
    }
    // "by 4.6 billion euros lower", "has decreased on $2 billion", "an increase in the trade deficit of $3 million"
    let by = article.is(before, "by") && article.is_word(end, ClauseWord::Comparative);
    let on = article.is(before, "on")
        && before > from
        && sign_at(article, before - 1).is_some()
        && !article.is_word(before - 1, ClauseWord::ChangeNoun)
        && !article.is_any(before - 1, &["off", "up", "down"])
        // "rose on $3 million worth of sales", "increased on a base of"
        && !article.is_any(amount.end, &["base", "of", "worth"]);
    if by || on || is_rise_of_flow(article, from, before) {
        return true;
    }
    // "88 percent of the level of 2016, or some $3 million fewer"
    let compared = compared || article.is(before, "or") && article.is_word(end, ClauseWord::Comparative) && !article.is(end + 1, "than");
    let grown = moves(article, before)
        && !article.is_word(before, ClauseWord::Comparative)
        && !article.is_word(before, ClauseWord::ChangeNoun)
        && !article.is_any(before, &["minus", "plus", "off", "raised", "lost"])
        // "a target to climb $10 billion"
        && !(before > from + 1 && article.is_any(before, &["climb", "rise", "soar"]) && article.is(before - 1, "to")
            && article.is_any(before - 2, &["aim", "goal", "plan", "target"]))
        && (!article.is_any(before, &["up", "down"]) || is_adverb(article, from, before));
    let of_noun = article.is(before, "of") && before > from && article.is_word(before - 1, ClauseWord::ChangeNoun);
    let noun_behind =
        article.is_any(before, &["a", "an", "the"]) && article.is_word(end, ClauseWord::ChangeNoun) && !article.is(amount.end, "in");
    compared || grown || of_noun || noun_behind
}

/// "exports were $640 million lower in 2020 than before", "imports came in $3 million down": what "be" tells to be higher or lower.
fn is_told_to_differ(article: &Article, from: usize, before: usize, end: usize) -> bool {
    // "bought goods worth $3 million more from Peru than a year before", "than it did in 2020"
    let than = (end + 1..end + 7).take_while(|&i| article.tokens.get(i).is_some_and(|t| t.is_word())).find(|&i| article.is(i, "than"));
    let earlier = than.is_some_and(|i| {
        let did = article.is_any(i + 1, &["it", "they"]) && article.is(i + 2, "did");
        did || i > end + 1 && article.items_in(i + 1..i + 4, ANY_TIME).next().is_some()
    });
    if earlier && article.is_any(end, &["more", "less"]) && !article.is(before, "by") {
        return true;
    }
    let differs = article.is_word(end, ClauseWord::Comparative) || article.is_any(end, &["down", "up"]);
    let told = article.is_any(before, &["are", "been", "is", "was", "were"])
        || article.is(before, "in") && before > from && article.is_any(before - 1, &["came", "come", "comes"]);
    // "were $3 million, up on 2021" has a comma; "was $3 million more than half of it" is no fall
    // "$3 million higher than those to Peru", "less than expected": no change over time
    let other =
        than.is_some_and(|i| article.is_any(i + 1, &["those", "that", "expected", "planned", "forecast", "to", "exports", "imports"]));
    differs && told && !other && !article.is_any(end + 2, &["half", "twice", "double"])
}

/// "an increase in the trade deficit of": by how much a flow rose.
fn is_rise_of_flow(article: &Article, from: usize, of: usize) -> bool {
    const LONGEST: usize = 6;
    if !article.is(of, "of") {
        return false;
    }
    let near = from.max(of.saturating_sub(LONGEST))..of;
    let noun = near.rev().take_while(|&i| article.tokens[i].is_word()).find(|&i| article.is_word(i, ClauseWord::ChangeNoun));
    noun.is_some_and(|n| article.is(n + 1, "in") && article.cues_in(n + 2..of, TRADE).any(|c| c.end == of))
}

/// "down" by itself, not as a part of a verb: ", down $3 billion", "was up $1 billion"; not "made up $3 billion".
fn is_adverb(article: &Article, from: usize, at: usize) -> bool {
    at == from
        || matches!(article.tokens[at - 1].kind, crate::text::TokenKind::Punct(',' | '(' | '-' | ';' | ':'))
        || article.is_any(at - 1, &["was", "were", "is", "are", "been", "and", "or"])
}
