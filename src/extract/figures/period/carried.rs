//! The period that a figure goes on with when its own sentence tells none.

use super::base::is_base;
use super::{opens_passage, slot, times};
use crate::calendar;
use crate::extract::article::{Article, Item};
use crate::extract::figures::head::{Found, Head, TRADE};
use crate::extract::figures::{PeriodSlot, Reader, Statement};
use crate::lexicon::{ClauseWord, Cue, CueSet};
use crate::model::{MentionKind, SlotBasis, Status};
use jiff::civil::Date;

/// Days before a month is over that its figures may be told.
const DAYS_EARLY: i32 = 5;

/// What the figure before had: trade and inflows go on with the period spoken of, other investments only within their sentence.
pub fn inherited(reader: &Reader, no: usize, k: usize, at: usize, compared_here: bool, found: &Found) -> PeriodSlot {
    let trade = found.head.is_trade();
    let deal = matches!(found.head, Head::Project | Head::Financing);
    let flow = found.tokens.is_some_and(|t| reader.article.has_any(t.0..t.1 + 1, &["inflow", "inflows", "flow", "flows"]));
    // a share is one of what came in, and a list of investors tells what they put in, in the time spoken of
    let flow = flow || found.head == Head::Fdi && found.tokens.is_none() && found.rule.is_empty() || is_ranked_investor(reader, no, found);
    if !trade && !flow && found.tokens.is_some() && (deal || k == 0) {
        return PeriodSlot::default();
    }
    let reach = match (trade, flow) {
        (true, _) => 9,
        (false, true) => 2,
        _ => 0,
    };
    // "the largest surplus this year": a year that was still running is not what the figures are of
    let published = reader.article.document.published_on;
    // months are told some days before their last one is over
    let days_left = |p: Date, e: Date| e.since(p).map_or(0, |s| s.get_days());
    let running = |s: &Statement| published.is_some_and(|p| s.period.end.is_some_and(|e| days_left(p, e) > DAYS_EARLY));
    let near = move |s: &&Statement| no - s.sentence <= reach;
    let before = || {
        let told = |s: &&Statement| {
            !running(s)
                && (s.sentence == no || !is_on_other_basis(reader.article, s.sentence))
                && s.head.is_trade() == trade
                && !s.is_comparison
                && s.status == Status::Actual
                && !is_of_goods_within(reader, s)
        };
        reader.out.iter().rev().take_while(near).filter(told)
    };
    // "Poland - USD 4.7 billion (USD 6.7 billion in 2022), Romania - USD 3.7 billion": a bracket keeps its time to itself
    let bracketed = |s: &Statement| s.amount.is_some_and(|a| reader.article.bracketed(a.first, s.sentence));
    let in_bracket = |s: &Statement| {
        let mut beside = reader.out.iter().rev().take_while(|o| o.sentence >= s.sentence);
        !reader.article.bracketed(at, no) && bracketed(s) && beside.any(|o| o.sentence == s.sentence && !bracketed(o))
    };
    // an earlier time told in passing ("at the end of 2022 it had exceeded ...") does not become what the passage is about
    let latest = before().filter_map(|s| s.period.end).max();
    // "turnover reached $62.5 billion in 2023. Exports rose to $24.4 billion": the parts of what was just told
    let part = |s: &Statement| {
        s.head == Head::Turnover
            && s.head_tokens.is_some()
            && matches!(found.head, Head::Export | Head::Import)
            && s.period.basis == Some(SlotBasis::Stated)
            && no - s.sentence <= 2
            && reader.out.iter().rev().take_while(|o| o.sentence >= s.sentence).all(|o| o.period.end <= s.period.end)
    };
    // a month and the months up to it in one release: the sentence goes on with the one before
    let same_year = |s: &Statement| {
        no - s.sentence <= 1 && s.period.basis != Some(SlotBasis::Inferred) && s.period.end.map(|e| e.year()) == latest.map(|l| l.year())
    };
    // a list of that time right before is no passing remark
    let shared = |s: &Statement| {
        let beside = |o: &&Statement| o.sentence == s.sentence && o.period.end == s.period.end && !o.is_comparison;
        no - s.sentence <= 1 && reader.out.iter().rev().take_while(|o| o.sentence >= s.sentence).filter(beside).count() > 2
    };
    let goes_on = |s: &&Statement| {
        !in_bracket(s) && (s.sentence == no || s.period.opens || s.period.end >= latest || part(s) || same_year(s) || shared(s))
    };
    let Some(last) = before().find(goes_on) else {
        let first_told = reader.last(no, 0).is_none();
        return if (trade || flow) && first_told { spoken_of(reader, no) } else { PeriodSlot::default() };
    };
    if no - last.sentence > reach || compared_here && k == 0 && !leads_on(reader, at) {
        return PeriodSlot::default();
    }
    if let Some(slot) = opened_since(reader, no).filter(|_| trade || flow) {
        return slot;
    }
    if compared_here {
        return base_before(reader, no, last).unwrap_or_else(|| year_before(reader, last));
    }
    if deal && is_told_behind(reader, last) {
        return PeriodSlot::default();
    }
    PeriodSlot { basis: Some(SlotBasis::Inferred), ..last.period.clone() }
}

/// "In the first quarter Peru ranked second among those who invested. Chile took the leading position investing $317 million"
fn is_ranked_investor(reader: &Reader, no: usize, found: &Found) -> bool {
    let article = reader.article;
    let s = article.sentences[no];
    let invests = found.tokens.is_none_or(|t| article.is(t.0, "investing")) && matches!(found.head, Head::Fdi | Head::Investment);
    // "In 2023 trade reached $5 billion. Norway also leads among investors": the time is that of trade
    let before = article.sentences[no.saturating_sub(1)];
    let of_capital = article.cues_in(before.first..before.last, CueSet::of(&[Cue::Fdi, Cue::Investment, Cue::InvestVerb])).next().is_some()
        && article.cues_in(before.first..before.last, TRADE).next().is_none();
    invests && of_capital && article.has_word(s.first..s.last, ClauseWord::Rank)
}

/// "In January-July trade reached $34 billion. Gold brought in $5 billion in July": a part of the time spoken of, told of some goods by the
/// way.
fn is_of_goods_within(reader: &Reader, s: &Statement) -> bool {
    const SENTENCES: usize = 2;
    let days = |s: &Statement| s.period.start.zip(s.period.end);
    // "In December, exports of copper stood at $5 billion": what follows goes on with the month
    let opens = reader.article.sentences[s.sentence].first;
    let frame = times(reader.article, opens..opens + 3).next().is_some();
    let Some(own) = days(s).filter(|_| s.product.is_some() && !frame) else { return false };
    let around = |o: &Statement| {
        let near = o.sentence < s.sentence && s.sentence - o.sentence <= SENTENCES && o.product.is_none() && !o.is_comparison;
        near && o.head.is_trade() && days(o).is_some_and(|d| d != own && d.0 <= own.0 && own.1 <= d.1)
    };
    reader.out.iter().any(around)
}

/// "$36 million for 2025-2027, $5 million for a dam": the time right behind one sum that was agreed on is not that of the next.
fn is_told_behind(reader: &Reader, last: &Statement) -> bool {
    const NEAR: usize = 8;
    let Some(end) = last.amount.map(|a| last.alt.map_or(a.end, |alt| alt.end)) else { return false };
    let own = times(reader.article, end..(end + NEAR).min(reader.article.sentences[last.sentence].last)).next();
    own.is_some_and(|i| last.period.text.as_deref() == slot(reader.article, i, SlotBasis::Stated).text.as_deref())
}

/// "On a month-on-month basis, the imports fell to $2 million in May": told by the way, of another time than the passage.
fn is_on_other_basis(article: &Article, no: usize) -> bool {
    const REACH: usize = 10;
    let s = article.sentences[no];
    let basis = (s.first..s.last.min(s.first + REACH)).find(|&i| article.is(i, "basis"));
    basis.is_some_and(|b| article.is_any(b - 1, &["annual", "monthly", "month", "year", "yearly"]) && article.has_any(s.first..b, &["on"]))
}

/// "Over the nine months trade grew. Exports were ...": the time that a sentence opened with behind the last figure.
fn opened_since(reader: &Reader, no: usize) -> Option<PeriodSlot> {
    const REACH: usize = 2;
    let article = reader.article;
    let last = reader.out.last()?.sentence;
    let known = |i: &Item| {
        let mention = article.mention(*i);
        let told = |end| article.document.published_on.is_none_or(|p| calendar::is_told(end, p));
        mention.period_start.is_some() && mention.period_end.is_some_and(told) && matches!(article.form(*i), "year" | "part" | "month")
    };
    let opening = |s: usize| {
        let sentence = article.sentences[s];
        times(article, sentence.first..(sentence.first + 3).min(sentence.last))
            .find(|i| known(i) && opens_passage(article, *i) && !is_base(article, i.first) && !is_recalled(article, *i))
    };
    let item = (last + 1..no).rev().take(REACH).filter(|s| !article.is_noise_sentence(*s)).find_map(opening)?;
    Some(slot(article, item, SlotBasis::Inferred))
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
            && !is_recalled(article, *i)
            && tells_of_figures(article, *i)
    };
    match times(article, from..article.sentences[no].first).filter(known).last() {
        Some(item) => slot(article, item, SlotBasis::Inferred),
        None => PeriodSlot::default(),
    }
}

/// "according to the data for 2022", "trade grew in 2022"; not "the president came in July 2022".
fn tells_of_figures(article: &Article, item: Item) -> bool {
    const DATA: &[&str] =
        &["annual", "data", "economy", "economic", "figures", "indicators", "report", "results", "statistics", "statistical"];
    if article.form(item) != "month" {
        return true;
    }
    let sentence = article.sentences[article.sentence_of(item.first)];
    let run = sentence.first..sentence.last;
    article.has_any(run.clone(), DATA) || article.cues_in(run, TRADE).next().is_some()
}

/// "Only in 2016 were they higher", "since 2017", "met last in May 2022": a time that is recalled in passing.
fn is_recalled(article: &Article, item: Item) -> bool {
    let led = item.first.saturating_sub(3)..item.first;
    article.has_any(led, &["only", "not", "except"]) && article.is(item.first.saturating_sub(1), "in")
}

/// "went from $221 million to $167 million": the amount before the one that the clause tells.
fn leads_on(reader: &Reader, amount: usize) -> bool {
    let article = reader.article;
    let Some(item) = article.item_at(amount, &[MentionKind::Money]) else { return false };
    article.is(amount.saturating_sub(1), "from")
        && article.is(item.end, "to")
        && article.items_in(item.end + 1..item.end + 4, &[MentionKind::Money]).next().is_some()
}

/// "dropped from $5 million in January to $4 million, exports to Peru from $3 million to $2 million": what the figures right before are
/// compared with.
fn base_before(reader: &Reader, no: usize, last: &Statement) -> Option<PeriodSlot> {
    const REACH: usize = 2;
    let near = || reader.out.iter().rev().take_while(|s| no - s.sentence <= REACH);
    let base = near().find(|s| s.is_comparison && s.head.is_trade() && s.period.start.is_some())?;
    let days = |s: &Statement| (s.period.start, s.period.end);
    let of_same = near().any(|s| s.sentence == base.sentence && !s.is_comparison && days(s) == days(last));
    (of_same && base.period.end < last.period.start).then(|| PeriodSlot {
        basis: Some(SlotBasis::Inferred),
        opens: false,
        ..base.period.clone()
    })
}

/// "compared to Dh993.9 million" with no period of its own: the year before, when the article compares with that throughout.
fn year_before(reader: &Reader, last: &Statement) -> PeriodSlot {
    let article = reader.article;
    let yearly = |i: usize| {
        article.starts(i, &["last", "year"])
            || article.starts(i, &["previous", "year"])
            || article.starts(i, &["year", "earlier"])
            || article.is(i, "year") && article.is_any(i + 2, &["on", "over"]) && article.is(i + 4, "year")
            || article.is_any(i, &["yoy", "y-o-y"])
            || article.starts(i, &["previous", "fiscal"])
    };
    let compares =
        times(article, 0..article.tokens.len()).any(|i| article.form(i) == "comparison") || (0..article.tokens.len()).any(yearly);
    let shifted = last.period.start.zip(last.period.end).and_then(|i| calendar::shift_years(i, -1)).filter(|_| compares);
    match shifted {
        Some((start, end)) => {
            PeriodSlot { start: Some(start), end: Some(end), said: true, basis: Some(SlotBasis::Inferred), ..PeriodSlot::default() }
        }
        None => PeriodSlot::default(),
    }
}
