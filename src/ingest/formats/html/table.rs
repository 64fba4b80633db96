//! Tables of figures -> a line per row, each figure with the heading of its row and of its column.

use super::render;
use super::unit::Unit;
use crate::lexicon::Lexicon;
use dom_query::NodeRef;

/// A cell covers so many columns or rows, at most.
const SPAN: usize = 40;
/// Rows and columns read of one table, at most.
const ROWS: usize = 2_000;
const COLUMNS: usize = 100;
/// Longer cells are text that was laid out.
const CELL: usize = 300;

struct Cell {
    text: String,
    is_heading: bool,
}

/// The lines of a table; `None` when it is no table of figures. A unit that stands in the heading of a column, or in the table's
/// caption, comes to stand beside each figure.
pub fn lines(table: &NodeRef, lexicon: &Lexicon) -> Option<Vec<String>> {
    let rows = grid(table)?;
    let headings = rows.iter().take_while(|row| row.iter().all(|cell| cell.is_heading || cell.text.is_empty())).count();
    let headings = match headings {
        0 if is_heading_row(&rows[0]) => 1,
        all if all == rows.len() => return None,
        some => some,
    };
    let figures = rows[headings..].iter().flatten().filter(|cell| is_figure(&cell.text)).count();
    if figures == 0 || rows.iter().map(Vec::len).max()? < 2 {
        return None;
    }
    let caption = table.children_it(false).find(|node| node.has_name("caption")).map(|caption| render::line(&caption));
    let of_all = caption.as_deref().and_then(|caption| Unit::of(caption, lexicon)).map(|(_, unit)| unit);
    let columns = rows.iter().map(Vec::len).max()?;
    let columns: Vec<Column> = (0..columns).map(|number| Column::of(&rows[..headings], number, of_all.as_ref(), lexicon)).collect();
    let lines = rows[headings..].iter().map(|row| line(row, &columns)).filter(|line| !line.is_empty());
    Some(caption.into_iter().filter(|caption| !caption.is_empty()).chain(lines).collect())
}

/// What stands above the figures of a column.
struct Column {
    heading: String,
    unit: Option<Unit>,
}

impl Column {
    fn of(headings: &[Vec<Cell>], number: usize, of_all: Option<&Unit>, lexicon: &Lexicon) -> Column {
        let mut texts: Vec<&str> =
            headings.iter().filter_map(|row| Some(row.get(number)?.text.as_str())).filter(|t| !t.is_empty()).collect();
        texts.dedup();
        let mut unit = None;
        for text in &mut texts {
            if let Some((rest, told)) = Unit::of(text, lexicon) {
                *text = rest;
                unit = Some(told);
            }
        }
        texts.retain(|text| !text.is_empty());
        let heading = texts.join(", ");
        // under a year stand figures of what the caption tells; under "Share" they may be anything
        let unit = unit.or_else(|| of_all.filter(|_| !heading.contains(char::is_alphabetic)).cloned());
        Column { heading, unit }
    }

    fn shown(&self, cell: &str) -> String {
        let figure = self.unit.as_ref().map_or_else(|| cell.to_string(), |unit| unit.beside(cell));
        match self.heading.as_str() {
            "" => figure,
            heading => format!("{heading}: {figure}"),
        }
    }
}

/// The cells by row and column, those that cover several repeated.
fn grid(table: &NodeRef) -> Option<Vec<Vec<Cell>>> {
    let inside: Vec<NodeRef> = table.descendants_it().collect();
    if inside.iter().any(|node| node.has_name("table")) {
        return None;
    }
    let mut rows = Vec::new();
    // by column: the cell that reaches down into the next rows, and into how many
    let mut reaching: Vec<(usize, String, bool)> = Vec::new();
    for tr in inside.iter().filter(|node| node.has_name("tr")).take(ROWS) {
        let mut row: Vec<Cell> = Vec::new();
        let mut cells = tr.children_it(false).filter(|cell| cell.has_name("td") || cell.has_name("th"));
        loop {
            let column = row.len();
            if column >= COLUMNS {
                break;
            }
            if let Some((left, text, is_heading)) = reaching.get_mut(column).filter(|(left, ..)| *left > 0) {
                *left -= 1;
                row.push(Cell { text: text.clone(), is_heading: *is_heading });
                continue;
            }
            let Some(cell) = cells.next() else { break };
            let (text, is_heading) = (render::line(&cell), cell.has_name("th"));
            if text.len() > CELL {
                return None;
            }
            for _ in 0..span(&cell, "colspan") {
                let column = row.len();
                if reaching.len() <= column {
                    reaching.resize(column + 1, (0, String::new(), false));
                }
                reaching[column] = (span(&cell, "rowspan") - 1, text.clone(), is_heading);
                row.push(Cell { text: text.clone(), is_heading });
            }
        }
        if row.iter().any(|cell| !cell.text.is_empty()) {
            rows.push(row);
        }
    }
    (rows.len() >= 2).then_some(rows)
}

fn span(cell: &NodeRef, name: &str) -> usize {
    cell.attr(name).and_then(|n| n.trim().parse().ok()).unwrap_or(1).clamp(1, SPAN)
}

/// A first row of words and years above rows of figures.
fn is_heading_row(row: &[Cell]) -> bool {
    row.iter().any(|cell| !cell.text.is_empty()) && row.iter().skip(1).all(|cell| !is_figure(&cell.text) || is_year(&cell.text))
}

/// A cell that is a number: more figures than letters.
fn is_figure(text: &str) -> bool {
    let figures = text.chars().filter(char::is_ascii_digit).count();
    figures > 0 && text.chars().filter(|c| c.is_alphabetic()).count() <= figures
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.parse::<u32>().is_ok_and(|year| (1900..=2100).contains(&year))
}

/// "2022: Exports: USD 12.5 mln; Imports: USD 7 mln".
fn line(row: &[Cell], columns: &[Column]) -> String {
    let cells = row.iter().zip(columns).skip(1).filter(|(cell, _)| !cell.text.is_empty());
    let parts: Vec<String> = cells.map(|(cell, column)| column.shown(&cell.text)).collect();
    let head = row.first().map_or("", |cell| cell.text.as_str());
    match (head, parts.is_empty()) {
        ("", _) => parts.join("; "),
        (head, true) => head.to_string(),
        (head, false) => format!("{head}: {}", parts.join("; ")),
    }
}
