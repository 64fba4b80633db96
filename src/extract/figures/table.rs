//! Tables that a saved page flattened into lines.
//!
//! A run of short lines is a table: lines that name heads ("Exports", "Turnover"), lines that label a row (an economy, a
//! year) and lines that are amounts. One head is a section for all rows below it; several in a row are the columns of each
//! row; several times in a row are columns too. What the heading above the table says (the economy, the period, the head) holds for
//! every row.

use super::head::{self, Found, Head};
use super::{Amount, PeriodSlot, Reader, Statement, amounts, period};
use crate::extract::article::{Article, Item};
use crate::lexicon::{Cue, CueSet};
use crate::model::{Code, MentionKind, Qualifier, SlotBasis, Status};

const SHORT: usize = 8;
const FEWEST: usize = 5;
/// Tokens of a row, up to a cell.
const ROW: usize = 24;

/// What a line of a table is.
enum Line {
    /// Names what is measured.
    Head(Head),
    /// Labels a row.
    Economy(Code, Item),
    /// Labels a row by its time.
    Time(Item),
    /// A cell.
    Cell(Amount),
    /// A label and its cell in one line: "Türkiye - $1.21 billion".
    Row((Code, Item), Amount),
    /// An empty cell.
    Empty,
    /// A column head or a note.
    Other,
}

/// The runs of short lines that hold tables, as ranges of sentences.
pub fn blocks(article: &Article) -> Vec<std::ops::Range<usize>> {
    let mut out = Vec::new();
    let mut first = 0;
    while first < article.sentences.len() {
        let last = (first..article.sentences.len()).find(|&no| !is_short_line(article, no)).unwrap_or(article.sentences.len());
        let cells = (first..last).filter(|&no| !amounts(article, no).is_empty()).count();
        if last - first >= FEWEST && cells >= 3 {
            out.push(first..last);
        }
        first = last + 1;
    }
    out
}

fn is_short_line(article: &Article, no: usize) -> bool {
    let s = article.sentences[no];
    let alone = s.opens_line && article.sentences.get(no + 1).is_none_or(|next| next.opens_line);
    let stops = matches!(article.tokens[s.last - 1].kind, crate::text::TokenKind::Punct('.' | '!' | '?'));
    alone && s.last - s.first <= SHORT && !stops && !article.is_noise_sentence(no)
}

/// Reads the table in a block.
pub fn read(reader: &mut Reader, block: std::ops::Range<usize>) {
    let heading = heading(reader, block.start);
    let mut columns: Vec<Head> = Vec::new();
    let times = time_columns(reader.article, block.clone());
    let mut label: Option<Label> = None;
    let mut column = 0;
    let mut counting = true;
    for no in block {
        match line(reader.article, no) {
            Line::Head(head) => {
                if !counting {
                    columns.clear();
                }
                columns.push(head);
                counting = true;
                label = None;
            }
            Line::Economy(code, item) => {
                (label, column, counting) = (Some(Label::Economy(code, item)), 0, false);
            }
            Line::Time(item) if times.iter().any(|time| time.first == item.first) => label = None,
            Line::Time(item) => {
                (label, column, counting) = (Some(Label::Time(item)), 0, false);
            }
            Line::Row((code, item), amount) => {
                counting = false;
                cell(reader, no, &heading, Columns { heads: &columns, times: &[] }, 0, Some(Label::Economy(code, item)), amount);
            }
            Line::Cell(amount) => {
                counting = false;
                cell(reader, no, &heading, Columns { heads: &columns, times: &times }, column, label, amount);
                column += 1;
            }
            Line::Empty => column += 1,
            Line::Other => {}
        }
    }
}

/// The times that stand one below the other before the first row: "End of 2022" and "End of 2023" are the columns of each row.
fn time_columns(article: &Article, block: std::ops::Range<usize>) -> Vec<Item> {
    let mut times: Vec<Item> = Vec::new();
    for no in block {
        match line(article, no) {
            Line::Time(item) => times.push(item),
            Line::Cell(_) | Line::Row(..) | Line::Economy(..) => break,
            _ => times.clear(),
        }
    }
    if times.len() < 2 { Vec::new() } else { times }
}

/// What the columns of a table are: flows or times.
#[derive(Clone, Copy)]
pub(super) struct Columns<'a> {
    pub(super) heads: &'a [Head],
    pub(super) times: &'a [Item],
}

/// What a row is labelled by.
#[derive(Clone, Copy)]
pub(super) enum Label {
    /// A partner, and where it is named.
    Economy(Code, Item),
    /// A time.
    Time(Item),
}

impl Label {
    /// The label's first token, where it is near enough to be shown with a cell.
    fn beside(self, cell: usize) -> Option<usize> {
        let (Label::Economy(_, item) | Label::Time(item)) = self;
        Some(item.first).filter(|first| *first <= cell && cell - first <= ROW)
    }
}

/// What the lines above a table say of all its rows.
pub(super) struct Heading {
    head: Option<Head>,
    economies: Vec<Code>,
    period: Option<Item>,
    outward: bool,
}

pub(super) fn heading(reader: &Reader, block: usize) -> Heading {
    let article = reader.article;
    let mut heading = Heading { head: None, economies: Vec::new(), period: None, outward: false };
    for no in (block.saturating_sub(3)..(block + 1).min(article.sentences.len())).rev() {
        let s = article.sentences[no];
        if no < block && s.last - s.first > 40 {
            break;
        }
        let range = s.first..s.last;
        if heading.head.is_none() {
            heading.head = article.cues_in(range.clone(), head::HEADS).filter_map(|c| head::head_of(c.set)).last();
            heading.outward = article.has_cue(range.clone(), Cue::Outflow);
        }
        // the label of a first row is no economy that the table is of
        let is_row = no == block && !amounts(article, no).is_empty();
        if heading.economies.is_empty() && !is_row {
            heading.economies =
                article.items_in(range.clone(), &[MentionKind::Country, MentionKind::Group]).filter_map(|i| article.party(i)).collect();
            heading.economies.dedup();
        }
        heading.period = heading.period.or_else(|| article.items_in(range, &[MentionKind::Period]).last());
    }
    heading
}

fn line(article: &Article, no: usize) -> Line {
    let s = article.sentences[no];
    let range = s.first..s.last;
    let economy = article.items_in(range.clone(), &[MentionKind::Country, MentionKind::Group]).next();
    if let [amount] = amounts(article, no)[..] {
        return match economy.filter(|e| e.end <= amount.item.first).and_then(|e| Some((article.party(e)?, e))) {
            Some(label) => Line::Row(label, amount),
            None => Line::Cell(amount),
        };
    }
    let number = article.items_in(range.clone(), &[MentionKind::Number, MentionKind::Percent]).next().is_some();
    let words = article.tokens[range.clone()].iter().filter(|t| t.is_word()).count();
    if let Some((code, item)) = economy.filter(|e| e.end - e.first + 2 >= words && !number).and_then(|e| Some((article.party(e)?, e))) {
        return Line::Economy(code, item);
    }
    if let Some(item) = article.items_in(range.clone(), &[MentionKind::Period]).next().filter(|i| is_whole_line(article, *i, range.clone()))
    {
        return Line::Time(item);
    }
    if article.tokens[range.clone()].iter().all(|t| matches!(t.kind, crate::text::TokenKind::Punct('-' | '…' | '*'))) {
        return Line::Empty;
    }
    let set = CueSet::of(&[Cue::Turnover, Cue::Export, Cue::Import, Cue::Balance, Cue::Deficit, Cue::Surplus, Cue::Fdi]);
    match article.cues_in(range, set).next().and_then(|c| head::head_of(c.set)) {
        Some(head) if words <= 4 && !number => Line::Head(head),
        _ => Line::Other,
    }
}

/// Nothing but a time in the line: "January", "End of Q2 2019".
fn is_whole_line(article: &Article, time: Item, line: std::ops::Range<usize>) -> bool {
    let the_end = article.starts(line.start, &["end", "of"]) && time.first == line.start + 2;
    time.end - time.first + 1 + if the_end { 2 } else { 0 } >= line.len()
}

/// Writes the figure of one cell.
pub(super) fn cell(
    reader: &mut Reader,
    no: usize,
    heading: &Heading,
    columns: Columns,
    column: usize,
    label: Option<Label>,
    amount: Amount,
) {
    let article = reader.article;
    let Columns { heads, times } = columns;
    let head = match heads {
        [] => heading.head,
        [only] => Some(*only),
        many => many.get(column).copied(),
    };
    let (Some(head), Some(label)) = (head, label) else { return };
    if heads.len() < 2 && column > 0 && column >= times.len() || article.mention(amount.item).currency.is_none() {
        return;
    }
    let Some(parties) = parties(reader, heading, head, label) else { return };
    let period = match label {
        Label::Time(item) => period::slot(article, item, SlotBasis::Stated),
        Label::Economy(..) if !times.is_empty() => times.get(column).map_or_else(PeriodSlot::default, |item| of_column(article, *item)),
        Label::Economy(..) => heading.period.map_or_else(|| carried(reader), |item| period::slot(article, item, SlotBasis::Inferred)),
    };
    let found = Found { head, tokens: None, cue: CueSet::default(), rule: "table_cell" };
    reader.out.push(Statement {
        head: found.head,
        head_tokens: None,
        sentence: no,
        first: label.beside(amount.item.first).unwrap_or(amount.item.first),
        end: amount.end,
        amount: Some(amount.item),
        alt: amount.alt,
        change: None,
        change_value: None,
        share: None,
        qualifier: article.mention(amount.item).qualifier.unwrap_or(Qualifier::Exact),
        status: Status::Actual,
        period,
        parties,
        parties_basis: SlotBasis::Inferred,
        product: None,
        is_comparison: false,
        rule: found.rule,
    });
}

/// The time of a column, with "End of" before it.
fn of_column(article: &Article, item: Item) -> PeriodSlot {
    let slot = period::slot(article, item, SlotBasis::Stated);
    let the_end = item.first > 1 && article.starts(item.first - 2, &["end", "of"]);
    PeriodSlot { text: slot.text.map(|text| if the_end { format!("End of {text}") } else { text }), ..slot }
}

/// The period that the figures before the table were about.
fn carried(reader: &Reader) -> PeriodSlot {
    reader.out.last().map_or_else(PeriodSlot::default, |s| PeriodSlot { basis: Some(SlotBasis::Inferred), ..s.period.clone() })
}

type Parties = (Option<Code>, Option<Code>);

/// The economy that the table is of, and the row's.
fn parties(reader: &Reader, heading: &Heading, head: Head, label: Label) -> Option<Parties> {
    let own = heading.economies.first().copied();
    let code = match label {
        Label::Economy(code, _) => code,
        Label::Time(_) => {
            let pair = match heading.economies[..] {
                [a, b, ..] => Some((a, b)),
                _ => reader.discourse.pair,
            };
            let (a, b) = pair?;
            return Some(if head.is_trade() { (Some(a), Some(b)) } else { (Some(b), Some(a)) });
        }
    };
    let reporter = reader
        .out
        .iter()
        .rev()
        .find(|s| s.head.is_trade() == head.is_trade())
        .and_then(|s| if head.is_trade() { s.parties.0 } else { s.parties.1 });
    let own = own.filter(|o| *o != code).or(reporter.filter(|r| *r != code)).or(reader.discourse.home.filter(|h| *h != code))?;
    Some(if head.is_trade() || heading.outward { (Some(own), Some(code)) } else { (Some(code), Some(own)) })
}
