//! Years that stand for the part of them that the passage speaks of: "$501 million in the three months ... from $559 million
//! last year", "$2.4 billion in 2020" in July of that year.

use super::base::is_compared;
use crate::calendar::{self, Interval};
use crate::extract::article::{Article, Item};
use crate::extract::figures::change::sign_at;
use crate::extract::figures::{Amount, PeriodSlot, Reader, Statement};
use crate::lexicon::ClauseWord;
use crate::model::{Basis, MentionKind, SlotBasis, Status};

/// What a whole year is told to mean by the figures before; other periods are left as they are.
pub fn part_spoken_of(reader: &Reader, no: usize, amount: Amount, slot: PeriodSlot) -> PeriodSlot {
    let meant = same_part(reader, no, amount, &slot).or_else(|| running_part(reader, no, &slot));
    match meant {
        Some((start, end)) => PeriodSlot { start: Some(start), end: Some(end), basis: Some(SlotBasis::Resolved), ..slot },
        None => slot,
    }
}

/// "between 2015 and 2021 it rose from $2 million to $6 million": the first year has the one amount, the last year the other.
pub fn end_of_span(article: &Article, amounts: &[Amount], k: usize, slot: PeriodSlot) -> PeriodSlot {
    let leads = |a: Amount, b: Amount| {
        let gap = a.end..b.item.first;
        article.is(a.item.first.saturating_sub(1), "from") && gap.len() <= 4 && article.is(a.end, "to")
    };
    let first = amounts.get(k + 1).is_some_and(|next| leads(amounts[k], *next));
    let last = k > 0 && leads(amounts[k - 1], amounts[k]) || is_come_to(article, amounts[k]);
    let years = slot.start.zip(slot.end).filter(|i| calendar::is_whole_years(*i) && i.0.year() < i.1.year());
    let year = years.filter(|_| first != last).map(|(start, end)| if first { start.year() } else { end.year() });
    match year.and_then(|y| calendar::year(i32::from(y))) {
        Some((start, end)) => PeriodSlot { start: Some(start), end: Some(end), basis: Some(SlotBasis::Resolved), ..slot },
        None => slot,
    }
}

/// "exports fell by 4 percent from 2023 to 2024, amounting to $3 million": what it came to after the change.
fn is_come_to(article: &Article, amount: Amount) -> bool {
    const REACH: usize = 24;
    let sentence = article.sentences[article.sentence_of(amount.item.first)];
    let lead = sentence.first.max(amount.item.first.saturating_sub(REACH))..amount.item.first;
    let near = amount.item.first.saturating_sub(4).max(lead.start)..amount.item.first;
    let comes = near.into_iter().any(|i| article.is_word(i, ClauseWord::LeadsTo) || article.is(i, "to"));
    // "from 1995 to 2021 they amounted to more than $3 million" hedges
    let changed = lead.clone().any(|i| sign_at(article, i).is_some() && !article.is_word(i, ClauseWord::Hedge));
    comes && changed && article.items_in(lead, &[MentionKind::Money]).next().is_none()
}

/// The figures right before that are told for their own sake.
fn told<'a>(reader: &'a Reader, no: usize, reach: usize) -> impl Iterator<Item = &'a Statement> {
    let near = move |s: &&Statement| no - s.sentence <= reach;
    reader.out.iter().rev().take_while(near).filter(|s| s.head.is_trade() && !s.is_comparison && s.status == Status::Actual)
}

/// "from US$ 559 million last year": the same months of last year.
fn same_part(reader: &Reader, no: usize, amount: Amount, slot: &PeriodSlot) -> Option<Interval> {
    let article = reader.article;
    let words = slot.text.as_deref()?.to_lowercase();
    let relative =
        ["last year", "previous year", "preceding year", "a year earlier", "a year before", "a year ago", "year before", "year-ago"];
    let relative = relative.iter().any(|r| words.strip_prefix("the ").unwrap_or(&words) == *r);
    if !relative || !is_compared(article, article.sentences[no].first, amount.item.first) {
        return None;
    }
    // "a year before" is counted from the time told last; a figure of its own sentence says better from which
    let reach = usize::from(!words.starts_with("a year"));
    let main = told(reader, no, reach).next().and_then(|s| s.period.start.zip(s.period.end))?;
    let not_after = slot.start.is_none_or(|s| s.year() <= main.1.year());
    calendar::shift_years(main, -1).filter(|_| not_after && !calendar::is_whole_years(main))
}

/// "$2.4 billion this year": a year that was still running is the part of it that the figures before are of.
fn running_part(reader: &Reader, no: usize, slot: &PeriodSlot) -> Option<Interval> {
    const REACH: usize = 4;
    let published = reader.article.document.published_on.filter(|_| !slot.by)?;
    let year = slot.start.zip(slot.end).filter(|i| calendar::is_whole_years(*i) && !calendar::is_told(i.1, published))?;
    let parts = told(reader, no, REACH).filter_map(|s| s.period.start.zip(s.period.end));
    let inside = |i: &Interval| *i != year && i.1 >= year.0 && i.1 <= year.1 && calendar::is_told(i.1, published);
    parts.take(3).find(inside)
}

/// "This year ... the figure hit $9.2bn in January-May": the months behind the amount within the year before it.
pub fn is_narrower(article: &Article, year: Item, behind: Item) -> bool {
    let days = |i: Item| article.mention(i).period_start.zip(article.mention(i).period_end);
    let (Some(whole), Some(part)) = (days(year), days(behind)) else { return false };
    let inside = calendar::is_whole_years(whole) && part != whole && part.0 >= whole.0 && part.1 <= whole.1;
    // months that say their own year are told of something else
    let open = article.mention(behind).basis == Basis::Resolved && matches!(article.form(behind), "part" | "month");
    inside && open
}
