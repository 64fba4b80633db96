//! Tables of figures -> a line per row, each figure with the heading of its row and of its column.

use super::render;
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

/// The lines of a table; `None` when it is no table of figures.
pub fn lines(table: &NodeRef) -> Option<Vec<String>> {
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
    Some(rows[headings..].iter().map(|row| line(row, &rows[..headings])).filter(|line| !line.is_empty()).collect())
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

/// "2022: Exports, USD mln: 12.5; Imports, USD mln: 7".
fn line(row: &[Cell], headings: &[Vec<Cell>]) -> String {
    let mut parts: Vec<String> = Vec::new();
    for (column, cell) in row.iter().enumerate().skip(1).filter(|(_, cell)| !cell.text.is_empty()) {
        let mut heading: Vec<&str> =
            headings.iter().filter_map(|row| Some(row.get(column)?.text.as_str())).filter(|t| !t.is_empty()).collect();
        heading.dedup();
        parts.push(match heading.is_empty() {
            true => cell.text.clone(),
            false => format!("{}: {}", heading.join(", "), cell.text),
        });
    }
    let head = row.first().map_or("", |cell| cell.text.as_str());
    match (head, parts.is_empty()) {
        ("", _) => parts.join("; "),
        (head, true) => head.to_string(),
        (head, false) => format!("{head}: {}", parts.join("; ")),
    }
}
