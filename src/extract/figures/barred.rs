//! Tables whose cells bars divide: "Year | Export | Import | Growth (%)", "2019 | 1,012.9 | 1,735.2 | +9.2".
//!
//! The first row with nouns of trade names the columns. A row is of the time or the economy in its first cell.

use super::head::{self, Head};
use super::table::{self, Columns, Label};
use super::{Amount, Reader, Statement};
use crate::extract::article::{Article, Item};
use crate::lexicon::{ClauseWord, Cue, CueSet};
use crate::model::{Code, MentionKind};
use jiff::civil::Date;
use std::ops::Range;

/// Bars of the shortest row.
const FEWEST: usize = 2;

/// What the cells of a column are.
#[derive(Clone, Copy, PartialEq)]
enum Column {
    /// Amounts of a flow, and whose it is said to be: "Peru's exports".
    Flow(Head, Option<Code>),
    /// By how many percent the column before has changed.
    Growth,
    Other,
}

/// The runs of lines with bars, as ranges of sentences.
pub(super) fn blocks(article: &Article) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let rows = (0..article.sentences.len()).filter(|&no| cells(article, no).len() > FEWEST && !article.is_noise_sentence(no));
    for no in rows {
        match out.last_mut().filter(|block| block.end == no) {
            Some(block) => block.end = no + 1,
            None => out.push(no..no + 1),
        }
    }
    out.retain(|block| block.len() > 1 && columns(article, block.start).is_some());
    out
}

/// Reads the table in a block.
pub(super) fn read(reader: &mut Reader, block: Range<usize>) {
    let article = reader.article;
    let heading = table::heading(reader, block.start);
    let Some(columns) = columns(article, block.start) else { return };
    for no in block.start + 1..block.end {
        let cells = cells(article, no);
        let Some(label) = cells.first().and_then(|cell| label(article, cell.clone())) else { continue };
        for (cell, column) in cells.iter().zip(&columns).skip(1) {
            let from = reader.out.len();
            match column {
                Column::Flow(head, owner) => {
                    let Some(item) = article.items_in(cell.clone(), &[MentionKind::Money]).next() else { continue };
                    let amount = Amount { item, alt: None, end: item.end };
                    table::cell(reader, no, &heading, Columns { heads: &[*head], times: &[] }, 0, Some(label), amount);
                    reader.out[from..].iter_mut().for_each(|s| settle(s, *owner));
                }
                Column::Growth => {
                    let change = growth(article, cell.clone());
                    if let Some(last) = reader.out.last_mut().filter(|s| s.sentence == no) {
                        last.change = change;
                    }
                }
                Column::Other => {}
            }
        }
    }
}

/// Turns the sides of a figure to whose column it stands in, and leaves the days of a fiscal year open.
fn settle(statement: &mut Statement, owner: Option<Code>) {
    if owner.is_some() && owner == statement.parties.1 {
        statement.parties = (statement.parties.1, statement.parties.0);
    }
    // "2016-2017" is a year whose first month nobody told
    if is_fiscal(statement.period.start, statement.period.end) {
        (statement.period.start, statement.period.end) = (None, None);
    }
}

/// The cells of a line; the empty ones outside of its first and last bar are none.
fn cells(article: &Article, no: usize) -> Vec<Range<usize>> {
    let s = article.sentences[no];
    let bars: Vec<usize> = (s.first..s.last).filter(|&i| article.sign(i, '|')).collect();
    if bars.len() < FEWEST {
        return Vec::new();
    }
    let first = if bars[0] == s.first { None } else { Some(s.first..bars[0]) };
    let last = bars[bars.len() - 1] + 1;
    let between = bars.windows(2).map(|w| w[0] + 1..w[1]);
    first.into_iter().chain(between).chain((last < s.last).then_some(last..s.last)).collect()
}

/// The columns that a line names, when one of them is a flow and none holds an amount.
fn columns(article: &Article, no: usize) -> Option<Vec<Column>> {
    let s = article.sentences[no];
    if article.items_in(s.first..s.last, &[MentionKind::Money, MentionKind::Percent]).next().is_some() {
        return None;
    }
    let flows = CueSet::of(&[Cue::Turnover, Cue::Export, Cue::Import, Cue::Balance, Cue::Deficit, Cue::Surplus]);
    let column = |cell: Range<usize>| {
        let rate = cell.clone().any(|i| article.is_word(i, ClauseWord::ChangeNoun) || article.is_any(i, &["change", "share", "%"]));
        let owns = |i: &Item| article.possessive(i.end) || article.form(*i) == "adjective";
        let owner = article.items_in(cell.clone(), &[MentionKind::Country]).find(owns).and_then(|i| article.party(i));
        match article.cues_in(cell.clone(), flows).next().and_then(|hit| head::head_of(hit.set)) {
            Some(head) if !rate => Column::Flow(head, owner),
            None if rate && !article.has_any(cell, &["share"]) => Column::Growth,
            _ => Column::Other,
        }
    };
    let columns: Vec<Column> = cells(article, no).into_iter().map(column).collect();
    columns.iter().any(|c| matches!(c, Column::Flow(..))).then_some(columns)
}

/// The time or the economy that a row is of.
fn label(article: &Article, cell: Range<usize>) -> Option<Label> {
    let time = article.items_in(cell.clone(), &[MentionKind::Period]).next().map(Label::Time);
    let item = || article.items_in(cell, &[MentionKind::Country, MentionKind::Group]).next();
    time.or_else(|| item().and_then(|item| Some(Label::Economy(article.party(item)?, item))))
}

/// "+9.23", "-9", "7.0 %": the signed percentage of a cell and its mention.
fn growth(article: &Article, cell: Range<usize>) -> Option<(f64, Item)> {
    let item = article.items_in(cell.clone(), &[MentionKind::Number, MentionKind::Percent, MentionKind::Money]).next()?;
    let digits: String = article.text(cell.start, cell.end).chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
    let number = article.mention(item).number.or_else(|| digits.parse().ok())?;
    let falls = number > 0.0 && (cell.start..item.first).any(|i| article.sign(i, '-'));
    Some((if falls { -number } else { number }, item))
}

/// Whether an interval is two years, one behind the other.
fn is_fiscal(start: Option<Date>, end: Option<Date>) -> bool {
    start.zip(end).is_some_and(|(a, b)| b.year() == a.year() + 1 && (a.month(), a.day(), b.month(), b.day()) == (1, 1, 12, 31))
}
