//! What the figures before measure, flow or stock, and of what time: what a figure without a kind of its own goes on from.

use super::Reading;
use crate::calendar;
use crate::extract::article::Article;
use crate::extract::figures::head::Head;
use crate::extract::figures::parties::WORLD;
use crate::extract::figures::status::says_approved;
use crate::extract::figures::{Statement, period};
use crate::lexicon::{ClauseWord, Cue};
use crate::model::{Code, Investment, Measure, MentionKind, Period, SlotBasis, Status};

/// What the figures before measure, flow or stock, and of what time: "FDI in Kenya was $300 million in 2023. Most of it came
/// from Norway, $100 million, then Peru, $50 million".
#[derive(Default)]
pub(super) struct Passage {
    /// The figure that was told last, with its sentence.
    whole: Option<Whole>,
    /// The time of the last flow.
    flow_period: Period,
    /// The time of the last flow that was approved.
    approved_period: Period,
    /// The day by which the last stock had come together.
    stock_day: Option<StockDay>,
}

/// A day, or the end of a quarter, by which capital had come together.
struct StockDay {
    period: Period,
    host: Option<Code>,
    sentence: usize,
}

struct Whole {
    row: Investment,
    sentence: usize,
    kind_said: bool,
}

impl Passage {
    /// How many sentences behind a figure another may go on with it.
    const REACH: usize = 8;

    /// Gives a figure that says neither kind nor time those of the figure that it goes on from.
    pub(super) fn settle(&mut self, article: &Article, reading: &Reading, row: &mut Investment) {
        let s = reading.statement;
        let whole = self.whole.as_ref().filter(|w| s.sentence - w.sentence <= Self::REACH);
        let part = whole.filter(|w| reading.is_made() && is_part(article, w, reading));
        let is_part = part.is_some();
        if let Some(whole) = part {
            row.measure = whole.row.measure;
            if !s.period.said && !s.is_comparison {
                infer_period(row, whole.row.figure.period.clone());
            }
            // "$15 billion by the end of June, 13% more than the $13 billion in the same period of 2019": by a day as well
            let day = &whole.row.figure.period;
            if row.measure == Measure::FdiStock && day.end.is_some() && day.start == day.end && row.figure.period.end.is_some() {
                row.figure.period.start = row.figure.period.end;
            }
        } else if whole.is_some_and(|w| raises(article, s, &w.row, row)) {
            row.measure = Measure::FdiStock;
        } else if let Some(period) = spoken_period(article, s).filter(|_| reading.is_made()) {
            row.measure = Measure::FdiFlow;
            infer_period(row, period);
        }
        if let Some(whole) = self.whole.as_mut().filter(|w| is_year_before(article, &w.row, s, row)) {
            whole.sentence = s.sentence;
            return;
        }
        self.settle_time(article, s, row);
        self.settle_day(article, reading, row);
        self.remember(reading, row, is_part);
    }

    /// A change against the year before, or a share, is of the period that the inflows before were of.
    fn settle_time(&mut self, article: &Article, s: &Statement, row: &mut Investment) {
        if row.measure != Measure::FdiFlow {
            return;
        }
        // "Norway pledged $3 million or 16 percent of the total": of what was approved in that time
        if row.figure.status != Status::Actual {
            let approved = row.figure.status == Status::Target && s.head_tokens.is_some_and(|head| says_approved(article, head));
            if row.figure.period.text.is_none() && s.share.is_some() && row.figure.status == Status::Target {
                infer_period(row, self.approved_period.clone());
            } else if row.figure.period.start.is_some() && approved && !s.is_comparison {
                self.approved_period = row.figure.period.clone();
            }
            return;
        }
        if row.figure.period.text.is_none() && (s.change.is_some() || s.amount.is_none()) {
            infer_period(row, self.flow_period.clone());
        } else if row.figure.period.start.is_some() && !s.is_comparison {
            self.flow_period = row.figure.period.clone();
        }
    }

    /// "Cumulative FDI in Kenya was $9 million as at 31 March. It totalled $5 million in Peru": a stock told as one is of that day.
    fn settle_day(&mut self, article: &Article, reading: &Reading, row: &mut Investment) {
        if row.measure != Measure::FdiStock || !reading.is_made() {
            return;
        }
        let sentence = reading.statement.sentence;
        let period = &row.figure.period;
        if reading.statement.is_comparison {
            return;
        }
        if period.end.is_some() {
            self.stock_day = Some(StockDay { period: period.clone(), host: row.host, sentence });
            return;
        }
        let Some(day) = self.stock_day.as_mut().filter(|d| period.text.is_none() && sentence - d.sentence <= Self::REACH) else { return };
        // "The FDI of Norway in Kenya reached $5 million" among such investors
        let is_next = row.investor.is_some_and(|i| i != WORLD) && row.host == day.host;
        if reading.kind_said || !reading.is_told() || lists_investors(article, reading.statement) || is_next {
            day.sentence = sentence;
            infer_period(row, day.period.clone());
        }
    }

    /// A part leaves the whole what the passage is about; another figure that is told takes its place.
    fn remember(&mut self, reading: &Reading, row: &Investment, is_part: bool) {
        let s = reading.statement;
        let within = is_part || self.whole.as_ref().is_some_and(|w| reading.is_made() && is_within(&w.row, row));
        match &mut self.whole {
            Some(whole) if within => whole.sentence = s.sentence,
            // a change told of a figure leaves that figure what the passage is about
            Some(whole) if row.figure.value.is_none() && whole.row.figure.value.is_some() => {}
            _ if reading.is_told() && reading.is_made() && !s.is_comparison => {
                self.whole = Some(Whole { row: row.clone(), sentence: s.sentence, kind_said: reading.kind_said });
            }
            _ => {}
        }
    }
}

/// "72 projects came in the first half of 2023. This is lower than in the first half of 2022, when 117 came with $238 million": a figure of
/// the year before told to compare with, which the passage does not go on from.
fn is_year_before(article: &Article, whole: &Investment, s: &Statement, row: &Investment) -> bool {
    const COMPARES: &[&str] = &["against", "compared", "comparison", "down", "earlier", "higher", "lower", "than", "up"];
    let days = |i: &Investment| i.figure.period.start.zip(i.figure.period.end);
    let before = days(whole).and_then(|d| calendar::shift_years(d, -1));
    let sentence = article.sentences[s.sentence];
    let same = (whole.investor, whole.host) == (row.investor, row.host) || row.investor == Some(WORLD) && whole.host == row.host;
    same && before.is_some() && before == days(row) && article.has_any(sentence.first..sentence.last, COMPARES)
}

/// "The largest investors in Kenya were Norway ($5 billion) and Peru ($3 billion)"
fn lists_investors(article: &Article, s: &Statement) -> bool {
    s.head_tokens.is_some_and(|t| article.has_any(t.0..t.1, &["investors"]))
}

fn infer_period(row: &mut Investment, period: Period) {
    row.figure.period = period;
    row.evidence.period_basis = SlotBasis::Inferred;
}

/// "Norway led among the investors in Kenya in the first half of 2014. For the report period it put in $75 million": the time that
/// the sentences before speak of.
fn spoken_period(article: &Article, s: &Statement) -> Option<Period> {
    let amount = s.amount.filter(|_| s.period.start.is_none())?;
    let sentence = article.sentences[s.sentence];
    let points_back = (sentence.first..amount.first).any(|i| {
        article.is_any(i, &["period", "time"])
            && (article.has_any(i.saturating_sub(2)..i, &["reporting", "report", "reviewed", "this", "that"])
                || article.is(i, "period")
                    && article.is(i.saturating_sub(1), "the")
                    && article.is_any(i.saturating_sub(2), &["during", "over"])
                || article.is(i, "period")
                    && (article.starts(i.saturating_sub(2), &["of", "the"]) || article.starts(i + 1, &["under", "review"])))
    });
    let capital = |no: usize| {
        let range = article.sentences[no].first..article.sentences[no].last;
        article.has_cue(range.clone(), Cue::Fdi)
            || article.has_cue(range.clone(), Cue::Investment)
            || article.has_any(range, &["investor", "investors"])
    };
    let time = |no: usize| {
        let range = article.sentences[no].first..article.sentences[no].last;
        let items = article.items_in(range, &[MentionKind::Period]);
        items
            .filter(|i| match article.form(*i) {
                "part" | "month" | "span" => true,
                form => form == "year" && article.mention(*i).period_start.is_some(),
            })
            .last()
    };
    // "FDI made during the first three months. In all, this FDI comes to $2 million"
    let this_capital =
        (sentence.first..amount.first).any(|i| article.is_any(i, &["this", "these", "such"]) && article.has_cue(i + 1..i + 2, Cue::Fdi));
    let points_back = points_back || this_capital;
    let item = points_back.then(|| (s.sentence.saturating_sub(2)..s.sentence).rev().filter(|no| capital(*no)).find_map(time)).flatten()?;
    let slot = period::slot(article, item, SlotBasis::Inferred);
    Some(Period { start: slot.start, end: slot.end, text: slot.text })
}

/// Whether a figure without a kind of its own goes on from the one told before: an item of its list, or one country's part.
fn is_part(article: &Article, whole: &Whole, reading: &Reading) -> bool {
    let (s, part, all) = (reading.statement, &reading.row, &whole.row);
    let (to, from) = (all.host == part.host, all.investor == part.investor);
    // an item has no words of its own, so that nothing but a time makes it a flow
    let own_kind =
        reading.kind_said && (s.head_tokens.is_some() || !whole.kind_said || s.rule == "table_cell" && part.measure == Measure::FdiStock);
    // "Investment came to Rp 513 trillion in 2017. Singapore ranks first with $6 billion"
    let same_money = all.figure.currency == part.figure.currency;
    let split = to && all.investor == Some(WORLD) && part.investor.is_some() || from && all.host == Some(WORLD) && !to;
    if own_kind || !(same_money || split && !from && is_ranking(article, s)) || !(to || from) {
        return false;
    }
    let less = !same_money || all.figure.value.zip(part.figure.value).is_some_and(|(x, y)| y <= x);
    // "FDI in Kenya was $300 million in 2023. Peru's was $200 million"
    let next = !to && all.investor == Some(WORLD) && from;
    // "Norway put in $5 million in 2022. Among the next is Peru, whose investment is $3 million"
    let ranked = to && all.investor.is_some() && part.investor.is_some() && is_ranking(article, s);
    // "In 2019 Norway invested $5 million in Kenya. Peru poured in $3 million"
    let beside = to && is_put_in_beside(article, whole, reading);
    !reading.is_told() || next || beside || to && is_changed(article, s) || less && (ranked || split && !is_total(article, s))
}

/// Another investor's capital in the same host, told next by a verb of putting in.
fn is_put_in_beside(article: &Article, whole: &Whole, reading: &Reading) -> bool {
    let (s, part, before) = (reading.statement, &reading.row, &whole.row);
    // "Norway put in $5 million, and the Peruvian investment reached $3 million"
    let put_in = s
        .head_tokens
        .is_some_and(|t| article.has_cue(t.0..t.1, Cue::InvestVerb) || s.head == Head::Investment && s.sentence == whole.sentence);
    let named = |investor: Option<Code>| investor.is_some_and(|code| code != WORLD);
    put_in
        && s.sentence - whole.sentence <= 1
        && before.measure == Measure::FdiFlow
        && named(before.investor)
        && named(part.investor)
        && before.investor != part.investor
}

/// "That from Peru surged to $80 million": another's capital of the same kind, told by how it changed.
fn is_changed(article: &Article, s: &Statement) -> bool {
    let Some(amount) = s.amount else { return false };
    let lead = amount.first.saturating_sub(6).max(article.sentences[s.sentence].first)..amount.first;
    let to = lead.clone().rev().find(|&i| article.is_any(i, &["to", "from"]));
    to.is_some_and(|to| (to.saturating_sub(2).max(lead.start)..to).any(|i| article.lexicon.changes.find(article.tokens, i).is_some()))
}

/// One country's capital in a host whose total was told, of the same kind.
fn is_within(whole: &Investment, row: &Investment) -> bool {
    whole.investor == Some(WORLD)
        && row.investor.is_some_and(|i| i != WORLD)
        && (whole.host, whole.measure) == (row.host, row.measure)
        && (row.figure.period.start.is_none() || row.figure.period.start == whole.figure.period.start)
}

/// "second came Peru", "among the top ten": one investor after another in the order of what they put in.
fn is_ranking(article: &Article, s: &Statement) -> bool {
    let lead = article.sentences[s.sentence].first..s.amount.map_or(s.first, |a| a.first);
    article.has_word(lead.clone(), ClauseWord::Rank)
        || article.has_any(lead, &["second", "third", "fourth", "fifth", "next", "followed", "top", "among"])
}

/// "investments that total", "of the total" behind the amount: all that there is, or what it is a part of.
fn is_total(article: &Article, s: &Statement) -> bool {
    let lead = s.amount.map_or(0..0, |x| s.first.min(x.first).saturating_sub(3)..x.first);
    article.has_any(lead, &["accumulated", "stock", "cumulative", "total", "overall", "far", "date"])
}

/// "the aim is to bring them to $10 billion": a goal for what has come together is of the same kind.
fn raises(article: &Article, s: &Statement, before: &Investment, row: &Investment) -> bool {
    let Some(amount) = s.amount.filter(|_| s.status != Status::Actual) else { return false };
    let lead = amount.first.saturating_sub(8).max(article.sentences[s.sentence].first)..amount.first;
    before.measure == Measure::FdiStock
        && row.measure == Measure::FdiFlow
        && (before.investor, before.host) == (row.investor, row.host)
        && article.has_word(lead, ClauseWord::Raises)
}
