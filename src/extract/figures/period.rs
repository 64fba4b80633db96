//! The interval that a figure covers.
//!
//! Nearest first: right behind the amount ("5.9 million USD in 2021"), else before it in the sentence ("In 2022 - 181.3
//! million"), else behind it in its part of the sentence ("$13.2 billion was posted in 2018"), else what the figure before
//! had. What something is compared with ("more than in 2023") is no interval of the figure itself.

use super::head::{Found, Head};
use super::{Amount, PeriodSlot, Reader};
use crate::calendar;
use crate::extract::article::{Article, Item};
use crate::model::{Basis, MentionKind, SlotBasis};

const PERIODS: &[MentionKind] = &[MentionKind::Period];
const ANY_TIME: &[MentionKind] = &[MentionKind::Period, MentionKind::Date];

/// The interval of the `k`th amount of a sentence.
pub fn find(reader: &Reader, no: usize, amounts: &[Amount], k: usize, found: &Found) -> PeriodSlot {
    let article = reader.article;
    let sentence = article.sentences[no];
    let amount = amounts[k];
    let from = if k == 0 { sentence.first } else { amounts[k - 1].end };
    let until = amounts.get(k + 1).map_or(sentence.last, |a| a.item.first);
    if let Some(item) = right_behind(article, amount.end, until) {
        return slot(article, item, SlotBasis::Stated);
    }
    let compared_here = is_compared(article, from, amount.item.first);
    if let Some(item) = before(article, no, amounts, k, compared_here, found) {
        return slot(article, item, SlotBasis::Stated);
    }
    let behind = article.items_in(amount.end..until, PERIODS).find(|i| !is_base(article, i.first) && !leads_next(article, amounts, k, *i));
    if let Some(item) = behind.filter(|_| !compared_here) {
        return slot(article, item, SlotBasis::Stated);
    }
    if let Some(slot) = as_of_day(article, no, found) {
        return slot;
    }
    inherited(reader, no, k, compared_here, found)
}

/// The period for a change or share without an amount: within its clause, else its sentence, else carried over.
pub fn find_without_amount(reader: &Reader, no: usize, from: usize, at: usize, until: usize, head: Head) -> PeriodSlot {
    let article = reader.article;
    let sentence = article.sentences[no];
    let fits = |i: &Item| !is_base(article, i.first) && article.form(*i) != "comparison";
    let own = article.items_in(from..until, PERIODS).find(fits);
    let earlier = || article.items_in(sentence.first..at, PERIODS).filter(fits).last();
    if let Some(item) = own.or_else(earlier) {
        return slot(article, item, SlotBasis::Stated);
    }
    if let Some(base) = article.items_in(sentence.first..until, PERIODS).find(|i| is_base(article, i.first)) {
        if let Some(slot) = year_after(article, base) {
            return slot;
        }
    }
    let found = Found { head, tokens: None, cue: Default::default(), rule: "" };
    inherited(reader, no, 0, false, &found)
}

/// "Compared to 2021, imports increased" pins the year 2022.
fn year_after(article: &Article, base: Item) -> Option<PeriodSlot> {
    let mention = article.mention(base);
    let (start, end) = (mention.period_start?, mention.period_end?);
    let next = calendar::shift_years((start, end), 1)?;
    let text = Some(mention.span.of(&article.document.text).to_string());
    calendar::is_whole_years((start, end)).then_some(PeriodSlot { start: Some(next.0), end: Some(next.1), text, said: true, basis: Some(SlotBasis::Resolved) })
}

/// A period directly behind the amount, a preposition or bracket between allowed: "5.9 million USD in 2021".
fn right_behind(article: &Article, end: usize, until: usize) -> Option<Item> {
    let mut at = end;
    let skip = |at: usize| article.is_any(at, &["in", "for", "during", "over", "at", "by", "within", "as", "of", "the", "on"]) || article.sign(at, '(') || article.possessive(at);
    while at < until && at - end < 3 {
        if let Some(item) = article.items_in(at..at + 1, PERIODS).next() {
            return (!is_base(article, item.first)).then_some(item);
        }
        if !skip(at) {
            break;
        }
        at += 1;
    }
    None
}

/// The nearest period before the amount that no earlier amount has for itself.
fn before(article: &Article, no: usize, amounts: &[Amount], k: usize, compared_here: bool, found: &Found) -> Option<Item> {
    let sentence = article.sentences[no];
    let amount = amounts[k].item.first;
    let floor = if k == 0 { sentence.first } else { amounts[k - 1].end };
    let items: Vec<Item> = article.items_in(sentence.first..amount, PERIODS).collect();
    for item in items.into_iter().rev() {
        let base = is_base(article, item.first) || article.form(item) == "comparison";
        let leads_here = amount - item.end <= 3 && item.first >= floor;
        if base && !(compared_here || leads_here) {
            continue;
        }
        if base && item.first < floor {
            continue;
        }
        let taken = amounts[..k].iter().any(|a| right_behind(article, a.end, amount).is_some_and(|p| p.mention == item.mention));
        let same_list = found.tokens.is_none() || !taken;
        if taken && (compared_here || !same_list || k > 0 && found.tokens.is_none()) {
            // "$478 million from $123 million in 2017": the 2017 is the second's alone
            if item.first >= floor {
                return Some(item);
            }
            if compared_here {
                return None;
            }
        }
        if compared_here && item.first < floor {
            return None;
        }
        return Some(item);
    }
    None
}

/// Whether the period at `first` opens the part of the sentence that belongs to the next amount.
fn leads_next(article: &Article, amounts: &[Amount], k: usize, item: Item) -> bool {
    let Some(next) = amounts.get(k + 1) else { return false };
    let opened = (amounts[k].end..item.first).any(|i| matches!(article.tokens[i].kind, crate::text::TokenKind::Punct(',' | ';'))) || article.has_any(amounts[k].end..item.first, &["and", "while", "but"]);
    let adjacent = next.item.first - item.end <= 4;
    let verb_between = article.has_any(amounts[k].end..item.first, &["was", "were", "posted", "recorded", "registered", "reached"]);
    opened && adjacent && !verb_between
}

/// Whether the period at `first` is what a figure is compared with: "than in 2023", "compared to 2021", "against the same period".
pub fn is_base(article: &Article, first: usize) -> bool {
    let no = article.sentence_of(first);
    let from = article.sentences[no].first.max(first.saturating_sub(4));
    (from..first).rev().take_while(|&i| article.tokens[i].is_word() || article.possessive(i)).any(|i| {
        article.is_any(i, &["than", "compared", "against", "versus", "vs", "comparison", "comparing", "above", "below", "relative", "from"]) && !(article.is(i, "from") && article.starts(first, &["from"]))
    })
}

/// Whether the amount is told only to compare another with: "compared to 4.2 billion", "against $1.3 bn", "from $123 million".
pub fn is_compared(article: &Article, from: usize, amount: usize) -> bool {
    let start = from.max(amount.saturating_sub(12));
    (start..amount).rev().take_while(|&i| !matches!(article.tokens[i].kind, crate::text::TokenKind::Punct(',' | ';' | '.'))).any(|i| {
        let base = article.is_any(i, &["compared", "against", "versus", "vs", "than", "comparison"]);
        let from_amount = article.is(i, "from") && article.items_in(i..amount, &[MentionKind::Country, MentionKind::Group, MentionKind::City]).next().is_none() && amount - i <= 4;
        base || from_amount
    })
}

/// "As of 31 March 2021": from the beginning of that year.
fn as_of_day(article: &Article, no: usize, found: &Found) -> Option<PeriodSlot> {
    let sentence = article.sentences[no];
    let item = article.items_in(sentence.first..sentence.last, &[MentionKind::Date]).next()?;
    let as_of = item.first >= 2 && article.is(item.first - 1, "of") && article.is(item.first - 2, "as");
    let mention = article.mention(item);
    let day = mention.period_start?;
    let from_january = day.month() > 1 || day.day() > 1;
    if !as_of || !from_january || !found.head.is_trade() {
        return None;
    }
    let text = Some(format!("As of {}", mention.span.of(&article.document.text)));
    Some(PeriodSlot { start: calendar::date(i32::from(day.year()), 1, 1), end: Some(day), text, said: true, basis: Some(SlotBasis::Resolved) })
}

/// What the figure before had: trade goes on with the period spoken of, an investment only within its sentence.
fn inherited(reader: &Reader, no: usize, k: usize, compared_here: bool, found: &Found) -> PeriodSlot {
    let reach = if found.head.is_trade() { 9 } else { 0 };
    let Some(last) = reader.out.iter().rev().find(|s| s.head.is_trade() == found.head.is_trade() && !s.is_comparison && s.status == crate::model::Status::Actual) else {
        return PeriodSlot::default();
    };
    if no - last.sentence > reach || compared_here && k == 0 {
        return PeriodSlot::default();
    }
    if compared_here {
        return year_before(reader, last);
    }
    PeriodSlot { basis: Some(SlotBasis::Inferred), ..last.period.clone() }
}

/// "compared to Dh993.9 million" with no period of its own: the year before, when the article compares with that throughout.
fn year_before(reader: &Reader, last: &super::Statement) -> PeriodSlot {
    let article = reader.article;
    let compares = article.items_in(0..article.tokens.len(), PERIODS).any(|i| article.form(i) == "comparison");
    let shifted = last.period.start.zip(last.period.end).and_then(|i| calendar::shift_years(i, -1)).filter(|_| compares);
    match shifted {
        Some((start, end)) => PeriodSlot { start: Some(start), end: Some(end), text: None, said: false, basis: Some(SlotBasis::Inferred) },
        None => PeriodSlot::default(),
    }
}

/// A slot filled from a mention.
pub fn slot(article: &Article, item: Item, basis: SlotBasis) -> PeriodSlot {
    let mention = article.mention(item);
    let basis = match mention.basis {
        Basis::Unresolved => SlotBasis::Unresolved,
        Basis::Resolved => SlotBasis::Resolved,
        _ => basis,
    };
    let text = mention.span.of(&article.document.text).split_whitespace().collect::<Vec<_>>().join(" ");
    PeriodSlot { start: mention.period_start, end: mention.period_end, text: Some(text), said: true, basis: Some(basis) }
}

/// Whether any word of time stands in the run.
pub fn has_time(article: &Article, range: std::ops::Range<usize>) -> bool {
    article.items_in(range, ANY_TIME).next().is_some()
}
