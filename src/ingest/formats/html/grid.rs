//! The cells of a table by row and column, those that cover several repeated in each.

use super::render;
use crate::lexicon::Lexicon;
use dom_query::NodeRef;
use std::rc::Rc;

/// A cell covers so many columns or rows, at most.
const SPAN: usize = 200;
/// Cells of one table, at most, those that cover several counted again.
const CELLS: usize = 400_000;
/// Longer cells that hold lines are text that was laid out.
const LONG: usize = 300;

/// What stands in one column of one row.
#[derive(Clone, Default)]
pub struct Cell {
    /// Shared by the columns and rows that the cell covers.
    pub text: Rc<str>,
    pub is_heading: bool,
    /// It covers other columns too.
    pub is_spread: bool,
}

pub struct Row {
    pub cells: Vec<Cell>,
    /// It is one cell.
    pub is_wide: bool,
}

/// The rows of a table that show anything; `None` of tables around others, of text that was laid out, and of what is too large.
pub fn grid(table: &NodeRef, lexicon: &Lexicon) -> Option<Vec<Row>> {
    let inside: Vec<NodeRef> = table.descendants_it().collect();
    if inside.iter().any(|node| node.has_name("table")) {
        return None;
    }
    let (mut rows, mut reaching, mut count) = (Vec::new(), Reaching::default(), 0);
    for tr in inside.iter().filter(|node| node.has_name("tr")) {
        let mut row: Vec<Cell> = Vec::new();
        let mut own = 0;
        for cell in tr.children_it(false).filter(|cell| cell.has_name("td") || cell.has_name("th")) {
            reaching.fill(&mut row);
            own += 1;
            if !put(&cell, &mut row, &mut reaching, lexicon) || count + row.len() > CELLS {
                return None;
            }
        }
        reaching.finish(&mut row);
        count += row.len();
        if count > CELLS {
            return None;
        }
        // a lone cell of a row that is cut short may be the label of a row without figures
        let is_wide =
            own == 1 && row.len() > 1 && row.iter().all(|cell| cell.text == row[0].text) || own == 1 && row.len() == 1 && row[0].is_heading;
        if own > 0 && row.iter().any(|cell| !cell.text.is_empty()) {
            rows.push(Row { cells: row, is_wide });
        }
    }
    (rows.len() >= 2).then_some(rows)
}

/// Puts a cell at the end of a row; not one of text that was laid out.
fn put(node: &NodeRef, row: &mut Vec<Cell>, reaching: &mut Reaching, lexicon: &Lexicon) -> bool {
    let (columns, rows) = (span(node, "colspan"), span(node, "rowspan"));
    let cell = Cell { text: render::line(node, lexicon).into(), is_heading: node.has_name("th"), is_spread: columns > 1 };
    if cell.text.len() > LONG && is_laid_out(node) {
        return false;
    }
    for _ in 0..columns {
        reaching.set(row.len(), rows - 1, &cell);
        row.push(cell.clone());
    }
    true
}

/// By column: into how many of the next rows a cell reaches down, and which.
#[derive(Default)]
struct Reaching(Vec<(usize, Cell)>);

impl Reaching {
    fn set(&mut self, column: usize, rows: usize, cell: &Cell) {
        if self.0.len() <= column {
            self.0.resize(column + 1, (0, Cell::default()));
        }
        self.0[column] = (rows, cell.clone());
    }

    /// The cell that reaches into the next column of a row.
    fn next(&mut self, column: usize) -> Option<Cell> {
        let (left, cell) = self.0.get_mut(column).filter(|(left, _)| *left > 0)?;
        *left -= 1;
        Some(cell.clone())
    }

    /// Goes on with a row as far as cells reach into it.
    fn fill(&mut self, row: &mut Vec<Cell>) {
        while let Some(cell) = self.next(row.len()) {
            row.push(cell);
        }
    }

    /// Ends a row: one that is short or empty has what reaches into its other columns too, and uses it up.
    fn finish(&mut self, row: &mut Vec<Cell>) {
        let end = self.0.iter().rposition(|(left, _)| *left > 0).map_or(0, |last| last + 1);
        while row.len() < end {
            let cell = self.next(row.len()).unwrap_or_default();
            row.push(cell);
        }
    }
}

/// Whether a cell holds lines.
fn is_laid_out(cell: &NodeRef) -> bool {
    cell.descendants_it().any(|node| ["p", "div", "br", "ul", "ol", "h1", "h2", "h3", "h4"].iter().any(|name| node.has_name(name)))
}

fn span(cell: &NodeRef, name: &str) -> usize {
    cell.attr(name).and_then(|n| n.trim().parse().ok()).unwrap_or(1).clamp(1, SPAN)
}
