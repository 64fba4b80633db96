//! Amounts of a rise or fall: which figure they belong to, and those that are figures by themselves.
//!
//! "rose by $3 million to $20 million", "exports to Peru were down by $5 million", "the biggest increase was in exports to Peru
//! (up by $5 million), Chile (up by $4 million)".

use super::change::{PERCENTS, direction, sign_at};
use super::head::{self, Found, HEADS};
use super::{Amount, Reader, Statement, difference, goods, listed_change, period};
use crate::extract::article::{Article, Item};
use crate::lexicon::ClauseWord;
use crate::model::{MentionKind, SlotBasis};

/// Tokens from a percentage to the amount that tells the same change.
const BESIDE: usize = 4;

/// Tokens from "a $3 million decrease in" to its noun of trade.
const BEHIND: usize = 7;

/// Gives the changes told as amounts to the figures of the sentence, or makes them figures of their own.
pub(super) fn attach(reader: &mut Reader, no: usize, amounts: &[Amount], changes: &[bool], from: usize) {
    let article = reader.article;
    let led: Vec<Amount> = amounts.iter().zip(changes).map(|(a, change)| if *change { with_lead(article, *a) } else { *a }).collect();
    let mut last = None;
    for k in (0..amounts.len()).filter(|&k| changes[k]) {
        let item = amounts[k].item;
        let sign = listed_change::sign(article, no, amounts[k]).or_else(|| direction(article, no, item.first, amounts[k].end)).or(last);
        last = sign;
        let change = (sign == Some(-1.0), item);
        if let Some(i) = owner(reader, no, amounts, k, from) {
            // "€3 million, $200,000 more than in 2021": the row has one currency
            let currency = |i: Item| article.mention(i).currency;
            if reader.out[i].amount.is_none_or(|a| currency(a) == currency(item)) {
                reader.out[i].change_value = Some(change);
            }
        } else if let Some(statement) = alone(reader, no, &led, k) {
            reader.out.push(Statement { change_value: Some(change), ..statement });
        }
    }
}

/// The figure of the sentence whose change the `k`th amount tells.
fn owner(reader: &Reader, no: usize, amounts: &[Amount], k: usize, from: usize) -> Option<usize> {
    let article = reader.article;
    let item = amounts[k].item;
    let beside = |c: Item| c.first.max(item.first) - c.end.min(item.end) <= BESIDE;
    let changed_by = |s: &Statement| s.change.is_some_and(|c| beside(c.1));
    // "$5 million, up $1 million from $4 million in May": what it is counted from has not risen
    let here = || (from..reader.out.len()).filter(|&i| !reader.out[i].is_comparison);
    if let Some(i) = here().find(|&i| changed_by(&reader.out[i])) {
        return Some(i);
    }
    let noun = own_noun(article, no, amounts, k);
    if let Some(noun) = noun {
        let of_noun = |s: &Statement| s.head_tokens.is_some_and(|t| t.0 == noun.0) && s.change_value.is_none();
        return here().find(|&i| of_noun(&reader.out[i]));
    }
    let joined = |k: usize| k > 0 && k < amounts.len() && difference::goes_on(article, amounts[k - 1], amounts[k]);
    let listed = || listed_change::sign(article, no, amounts[k]).is_some() || joined(k) || joined(k + 1);
    if is_labelled(article, item) || goods::labels_change(article, item.first) || listed() {
        return None;
    }
    here().filter(|&i| reader.out[i].change_value.is_none()).min_by_key(|&i| {
        let s = &reader.out[i];
        let at = s.change.map_or(s.amount.map_or(s.first, |a| a.first), |c| c.1.first);
        at.abs_diff(item.first)
    })
}

/// The noun of trade or capital in the amount's own part of the sentence.
fn own_noun(article: &Article, no: usize, amounts: &[Amount], k: usize) -> Option<(usize, usize)> {
    let from = if k == 0 { article.sentences[no].first } else { amounts[k - 1].end };
    article.cues_in(from..amounts[k].item.first, HEADS).last().map(|hit| (hit.first, hit.end))
}

/// A change without the amount that it led to.
fn alone(reader: &Reader, no: usize, amounts: &[Amount], k: usize) -> Option<Statement> {
    let article = reader.article;
    let found = match noun_behind(article, amounts[k]) {
        Some(found) => found,
        None => reader.head(no, amounts, k, None).ok()?,
    };
    let mut statement = reader.statement(no, amounts, k, found);
    let open = article.sign(amounts[k].item.first.saturating_sub(1), '(');
    // "came from fuels (down by $3 million)" compares nothing
    let told = found.head.is_trade() && (open || !statement.is_comparison);
    let untimed = !matches!(statement.period.basis, Some(SlotBasis::Stated | SlotBasis::Resolved));
    if untimed || open && statement.is_comparison {
        let (from, until) = (article.sentences[no].first, article.sentences[no].last);
        statement.period = period::find_without_amount(reader, no, from, amounts[k].item.first, until, found.head);
    }
    // "the rise was led by cars, up $3 million": of something that has no name here
    let first = amounts[k].item.first;
    let set_off = article.sign(first.saturating_sub(1), ',') || article.sign(first.saturating_sub(1), '(');
    let labelled = head::label_before(article, first).is_some();
    let of_goods = goods::labels_change(article, first) || found.rule == "goods_subject";
    // the goods of the amount before are not those of this one
    let carried = found.tokens.is_none() && statement.product.is_some() && !of_goods;
    // "exports to Peru fell the most (by $3 million)", "fell the most, by $3 million"
    let by = article.sign(first.saturating_sub(1), '(') || set_off && article.is(first, "by");
    let of_pair = by && found.tokens.is_some() && statement.parties_basis == SlotBasis::Stated;
    let named = statement.product.is_some() || labelled || of_pair;
    (told && !carried && (named || !set_off)).then_some(Statement { amount: None, alt: None, rule: "change_value_alone", ..statement })
}

/// "a $3 million decrease in exports"
fn noun_behind(article: &Article, amount: Amount) -> Option<Found> {
    let noun = article.is_word(amount.end, ClauseWord::ChangeNoun) && article.is_any(amount.end + 1, &["in", "of"]);
    let hit = article.cues_in(amount.end..amount.end + BEHIND, HEADS).next().filter(|_| noun)?;
    let head = head::head_of(hit.set)?;
    Some(Found { head, tokens: Some((hit.first, hit.end)), cue: hit.set, rule: "head_behind" })
}

/// An amount of change from the words on that lead to it: what stands before those is its label.
fn with_lead(article: &Article, amount: Amount) -> Amount {
    Amount { item: Item { first: leads(article, amount.item.first), ..amount.item }, ..amount }
}

/// The first of the words that lead to an amount of change: "up by", "which were down by", "a fall of".
fn leads(article: &Article, amount: usize) -> usize {
    let says = |i: usize| {
        sign_at(article, i).is_some()
            || article.is_word(i, ClauseWord::Hedge)
            || article.is_any(i, &["by", "of", "a", "an", "which", "that", "were", "was", "had"])
    };
    (amount.saturating_sub(6)..amount).rev().take_while(|&i| says(i)).last().unwrap_or(amount)
}

/// Whether an amount of change has a label of its own: "Chile (up by $4 million)", "Peru, up by $3 million".
fn is_labelled(article: &Article, item: Item) -> bool {
    let first = leads(article, item.first);
    let percent = article.items_in(first.saturating_sub(BESIDE)..first, PERCENTS).next().is_some();
    let open = first.checked_sub(1).filter(|&i| article.sign(i, '('));
    // "$11 million (a rise of $3 million)" goes on about the amount
    let of_amount = open.is_some_and(|open| article.item_at(open.saturating_sub(1), &[MentionKind::Money]).is_some());
    !percent && !of_amount && (head::label_before(article, first).is_some() || open.is_some())
}
