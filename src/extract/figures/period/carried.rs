//! The period that a figure goes on with when its own sentence tells none.

use super::base::is_base;
use super::{slot, times};
use crate::calendar;
use crate::extract::article::Item;
use crate::extract::figures::head::{Found, Head};
use crate::extract::figures::{PeriodSlot, Reader, Statement};
use crate::model::{SlotBasis, Status};

/// What the figure before had: trade goes on with the period spoken of, an investment only within its sentence.
pub fn inherited(reader: &Reader, no: usize, k: usize, compared_here: bool, found: &Found) -> PeriodSlot {
    let trade = found.head.is_trade();
    let deal = matches!(found.head, Head::Project | Head::Financing);
    if !trade && found.tokens.is_some() && (deal || k == 0) {
        return PeriodSlot::default();
    }
    let reach = if trade { 9 } else { 0 };
    // "the largest surplus this year": a year that was still running is not what the figures are of
    let published = reader.article.document.published_on;
    let running = |s: &Statement| published.is_some_and(|p| s.period.end.is_some_and(|e| e > p));
    let before = || {
        reader.out.iter().rev().filter(|s| {
            !running(s) && s.head.is_trade() == trade && !s.is_comparison && s.status == Status::Actual && no - s.sentence <= reach
        })
    };
    // an earlier time told in passing ("at the end of 2022 it had exceeded ...") does not become what the passage is about
    let latest = before().filter_map(|s| s.period.end).max();
    let Some(last) = before().find(|s| s.sentence == no || s.period.opens || s.period.end >= latest) else {
        return if trade && k == 0 { spoken_of(reader, no) } else { PeriodSlot::default() };
    };
    if no - last.sentence > reach || compared_here && k == 0 {
        return PeriodSlot::default();
    }
    if compared_here {
        return year_before(reader, last);
    }
    PeriodSlot { basis: Some(SlotBasis::Inferred), ..last.period.clone() }
}

/// The year that the sentences right before speak of, when no figure has told one yet: "according to the data for 2022".
fn spoken_of(reader: &Reader, no: usize) -> PeriodSlot {
    let article = reader.article;
    let from = article.sentences[no.saturating_sub(2)].first;
    let past = |i: &Item| article.document.published_on.is_none_or(|p| article.mention(*i).period_end.is_some_and(|e| e <= p));
    let known = |i: &Item| {
        past(i)
            && article.mention(*i).period_start.is_some()
            && matches!(article.form(*i), "year" | "part" | "month")
            && !is_base(article, i.first)
    };
    match times(article, from..article.sentences[no].first).filter(known).last() {
        Some(item) => slot(article, item, SlotBasis::Inferred),
        None => PeriodSlot::default(),
    }
}

/// "compared to Dh993.9 million" with no period of its own: the year before, when the article compares with that throughout.
fn year_before(reader: &Reader, last: &Statement) -> PeriodSlot {
    let article = reader.article;
    let yearly = |i: usize| {
        article.starts(i, &["last", "year"])
            || article.starts(i, &["previous", "year"])
            || article.starts(i, &["year", "earlier"])
            || article.starts(i, &["previous", "fiscal"])
    };
    let compares =
        times(article, 0..article.tokens.len()).any(|i| article.form(i) == "comparison") || (0..article.tokens.len()).any(yearly);
    let shifted = last.period.start.zip(last.period.end).and_then(|i| calendar::shift_years(i, -1)).filter(|_| compares);
    match shifted {
        Some((start, end)) => PeriodSlot { start: Some(start), end: Some(end), basis: Some(SlotBasis::Inferred), ..PeriodSlot::default() },
        None => PeriodSlot::default(),
    }
}
