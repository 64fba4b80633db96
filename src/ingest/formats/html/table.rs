//! Tables of figures -> a line per row, each figure with the heading of its row and of its column.
//!
//! One cell over the whole width says something of what stands below it: above all other rows it is part of every column's
//! heading, between rows it opens a section, which ends where the next begins.

use super::again;
use super::grid::{Cell, Row, grid};
use super::render;
use super::unit::Measure;
use crate::lexicon::{CalendarWord, Lexicon, TableWord};
use dom_query::NodeRef;

/// Bytes of the lines of one table, at most: of a larger one each cell becomes a line of its own.
const BYTES: usize = 8 << 20;
/// Longer titles and sections stand above their rows and in no other line.
const TITLE: usize = 120;

impl Row {
    pub fn text(&self) -> &str {
        self.cells.first().map_or("", |cell| &cell.text)
    }

    /// One cell over all columns that names what follows.
    fn is_title(&self, lexicon: &Lexicon) -> bool {
        let text = self.text();
        let is_named = self.is_wide && text.len() <= TITLE && (!is_figure(text) || is_year(text)) && !text.ends_with('.');
        is_named && !is_note(text, lexicon)
    }
}

/// The lines of a table; `None` when it is no table of figures. A unit that stands in the heading of a column or a row, in that of
/// a section or in the table's caption comes to stand beside each figure.
pub fn lines(table: &NodeRef, lexicon: &Lexicon) -> Option<Vec<String>> {
    let rows = grid(table, lexicon)?;
    let columns = rows.iter().filter(|row| !row.is_wide).map(|row| row.cells.len()).max().filter(|columns| *columns >= 2)?;
    let (captions, rows) = rows.split_at(rows.iter().take_while(|row| row.is_wide && !row.is_title(lexicon)).count());
    let headings = headings(rows, lexicon)?;
    let (headings, body) = rows.split_at(headings);
    if !body.iter().flat_map(|row| &row.cells).any(|cell| is_figure(&cell.text)) {
        return None;
    }
    let caption = table.children_it(false).find(|node| node.has_name("caption")).map(|caption| render::line(&caption, lexicon));
    let captions: Vec<String> = caption.into_iter().chain(captions.iter().map(|row| row.text().to_string())).collect();
    let mut lines: Vec<String> = captions.into_iter().filter(|caption| !caption.is_empty()).collect();
    let above = Above::caption(&lines, lexicon);
    lines.extend(of_rows(headings, body, columns, above, lexicon)?);
    lines.retain(|line| !line.is_empty());
    Some(lines)
}

/// The lines of the rows below the headings; `None` where they are too long.
fn of_rows(headings: &[Row], body: &[Row], count: usize, mut above: Above, lexicon: &Lexicon) -> Option<Vec<String>> {
    let columns_under = |rows: &[&Row]| -> Vec<Column> { (0..count).map(|number| Column::of(rows, number, lexicon)).collect() };
    let mut columns = columns_under(&headings.iter().collect::<Vec<_>>());
    let again = again::headings(body, headings, lexicon);
    let (mut lines, mut bytes) = (Vec::new(), 0);
    for (at, row) in body.iter().enumerate() {
        if again[at] {
            if at == 0 || !again[at - 1] {
                let run = again[at..].iter().take_while(|again| **again).count();
                // below a section's title the one above all rows holds no more
                let titles = headings.iter().filter(|row| row.is_wide && above.section.is_empty());
                columns = columns_under(&titles.chain(&body[at..at + run]).collect::<Vec<_>>());
            }
            continue;
        }
        let line = if row.is_title(lexicon) {
            above = above.section(row.text(), lexicon);
            above.shown()
        } else {
            line(&row.cells, &columns, &above.of_row(row.text(), lexicon), lexicon)
        };
        bytes += line.len();
        if bytes > BYTES {
            return None;
        }
        lines.push(line);
    }
    Some(lines)
}

/// How many rows are headings: titles, then rows of headings or a first row of words and years; `None` where nothing else is.
fn headings(rows: &[Row], lexicon: &Lexicon) -> Option<usize> {
    let titles = rows.iter().take_while(|row| row.is_title(lexicon)).count();
    let is_heading = |row: &Row| !row.is_wide && row.cells.iter().all(|cell| cell.is_heading || cell.text.is_empty());
    let marked = rows[titles..].iter().take_while(|row| is_heading(row)).count();
    let all = match (marked, rows.get(titles)) {
        (0, Some(first)) if is_heading_row(&first.cells) => titles + 1,
        _ => titles + marked,
    };
    (all < rows.len()).then_some(all)
}

/// What is said above rows, for all of them: by the caption, and by the section that they stand in.
#[derive(Clone)]
struct Above {
    caption: Measure,
    section: String,
    /// What the section's title says.
    measure: Measure,
    /// Whether a sum stood in each section before this one, and nothing else than sections.
    are_summed: bool,
    /// Whether one stood in this.
    is_summed: bool,
}

impl Above {
    fn caption(captions: &[String], lexicon: &Lexicon) -> Above {
        let measures = captions.iter().map(|caption| Measure::of(caption, lexicon).1);
        let caption = measures.reduce(|all, one| if one == Measure::Unsaid { all } else { one }).unwrap_or(Measure::Unsaid);
        Above { caption, section: String::new(), measure: Measure::Unsaid, are_summed: true, is_summed: true }
    }

    /// The same in another section.
    fn section(self, title: &str, lexicon: &Lexicon) -> Above {
        let (rest, told) = Measure::of(title.trim_end_matches(':'), lexicon);
        let are_summed = self.are_summed && self.is_summed;
        Above { section: rest.trim_end().to_string(), measure: told, are_summed, is_summed: false, ..self }
    }

    /// The same for a row of this name: the sum of a table stands in no section, and a sum is that of the table where the sections
    /// before had none of their own, or this one had.
    fn of_row(&mut self, head: &str, lexicon: &Lexicon) -> Above {
        let sum = sum(head, lexicon);
        let is_own = sum != Some(TableWord::Whole) && self.are_summed && !self.is_summed;
        // rows above the first section are summed up with the others
        self.is_summed = if self.section.is_empty() { false } else { self.is_summed || sum.is_some() };
        match sum.is_none() || is_own {
            true => self.clone(),
            false => Above { section: String::new(), measure: Measure::Unsaid, ..self.clone() },
        }
    }

    /// The line that opens the section.
    fn shown(&self) -> String {
        if self.section.is_empty() || is_year(&self.section) { String::new() } else { format!("{}:", self.section) }
    }

    /// The head of a row: "Exports: Total", "2023: Kenya", because a total or a place alone does not tell of what and when.
    fn before(&self, head: &str, lexicon: &Lexicon) -> String {
        let is_total = sum(head, lexicon).is_some();
        match self.section.is_empty() || head.is_empty() || !is_total && !is_year(&self.section) {
            true => head.to_string(),
            false => format!("{}: {head}", self.section),
        }
    }
}

/// What stands above the figures of a column.
struct Column {
    heading: String,
    /// What its own heading says.
    measure: Measure,
    /// What a heading says that stands above other columns too.
    spread: Measure,
    /// Whether it may be of what is said beside or above the row: under a year stand figures of what the caption tells; under
    /// "Share" they may be anything.
    is_open: bool,
}

impl Column {
    fn of(headings: &[&Row], number: usize, lexicon: &Lexicon) -> Column {
        let mut column = Column { heading: String::new(), measure: Measure::Unsaid, spread: Measure::Unsaid, is_open: true };
        let (mut texts, mut lowest, mut last): (Vec<&str>, &str, &str) = (Vec::new(), "", "");
        for row in headings {
            let Some(cell) = row.cells.get(if row.is_wide { 0 } else { number }).filter(|cell| !cell.text.is_empty()) else { continue };
            // one that reaches down from the row above
            if std::mem::replace(&mut last, &*cell.text) == &*cell.text {
                continue;
            }
            let is_spread = row.is_wide || cell.is_spread;
            let (rest, told) = Measure::of(&cell.text, lexicon);
            texts.push(if told == Measure::Unsaid { &*cell.text } else { rest });
            lowest = if is_spread { lowest } else { &*cell.text };
            match (is_spread, told) {
                (_, Measure::Unsaid) => {}
                (true, told) => column.spread = told,
                (false, told) => column.measure = told,
            }
        }
        texts.retain(|text| !text.is_empty());
        column.heading = texts.join(", ");
        // a heading of several columns that states a unit is no more than a caption of theirs
        let named = if column.spread == Measure::Unsaid { column.heading.as_str() } else { lowest };
        column.is_open = column.measure == Measure::Unsaid && is_time(named, lexicon);
        column
    }

    /// A figure with its unit: that of the column, else the nearest that is said around it, of the row, of its section, of several
    /// columns, of the table.
    fn shown(&self, cell: &str, row: &Measure, above: &Above) -> String {
        let around = [row, &above.measure, &self.spread, &above.caption].into_iter().find(|measure| **measure != Measure::Unsaid);
        let measure = if self.is_open { around } else { Some(&self.measure) };
        let figure = match measure {
            Some(Measure::Unit(unit)) => unit.beside(cell),
            _ => cell.to_string(),
        };
        match self.heading.as_str() {
            "" => figure,
            heading => format!("{heading}: {figure}"),
        }
    }
}

/// Whether a heading names nothing, or a time: "", "2023", "January", "Q1 2023", "1st half of 2023".
pub fn is_time(heading: &str, lexicon: &Lexicon) -> bool {
    let has_figure = heading.contains(|c: char| c.is_ascii_digit());
    let is_month = |word: &str| matches!(lexicon.calendar.find(&lexicon.tokens(word), 0), Some((1, CalendarWord::Month(_))));
    let is_part = |word: &str| [TableWord::Time, TableWord::Link].iter().any(|role| lexicon.table_words.has_word(word, *role));
    let mut words = heading.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    words.all(|word| is_month(word) || has_figure && is_part(word))
}

/// A first row of words and years above rows of figures.
fn is_heading_row(row: &[Cell]) -> bool {
    row.iter().any(|cell| !cell.text.is_empty()) && row.iter().skip(1).all(|cell| !is_figure(&cell.text) || is_year(&cell.text))
}

/// "Source: the ministry", "* estimate".
fn is_note(text: &str, lexicon: &Lexicon) -> bool {
    let first = text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    text.starts_with('*') || lexicon.table_words.has_word(first, TableWord::Note)
}

/// What the name of a row says that it sums up, if anything: "Total", "In total:", "Grand total".
pub fn sum(head: &str, lexicon: &Lexicon) -> Option<TableWord> {
    let words: Vec<&str> = head.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let has = |word: &str, role| lexicon.table_words.has_word(word, role);
    let is_any = |role| words.iter().any(|word| has(word, role));
    let is_sum = words.iter().all(|word| [TableWord::Total, TableWord::Whole, TableWord::Link].iter().any(|role| has(word, *role)));
    let role = if is_any(TableWord::Whole) { TableWord::Whole } else { TableWord::Total };
    (is_sum && is_any(role)).then_some(role)
}

/// A cell that is a number: more figures than letters.
fn is_figure(text: &str) -> bool {
    let figures = text.chars().filter(char::is_ascii_digit).count();
    figures > 0 && text.chars().filter(|c| c.is_alphabetic()).count() <= figures
}

pub fn is_year(text: &str) -> bool {
    text.len() == 4 && text.parse::<u32>().is_ok_and(|year| (1900..=2100).contains(&year))
}

/// "2022: Exports: USD 12.5 mln; Imports: USD 7 mln".
fn line(row: &[Cell], columns: &[Column], above: &Above, lexicon: &Lexicon) -> String {
    let head = row.first().map_or("", |cell| &*cell.text);
    let (bare, told) = Measure::of(head, lexicon);
    let cells = || row.iter().zip(columns).skip(1).filter(|(cell, _)| !cell.text.is_empty());
    // "Exports, USD mln" before columns of years
    let is_shared = matches!(told, Measure::Unit(_)) && !bare.is_empty() && cells().all(|(_, column)| column.is_open);
    let head = if is_shared { bare } else { head };
    let parts: Vec<String> = cells().map(|(cell, column)| column.shown(&cell.text, &told, above)).collect();
    let head = above.before(head, lexicon);
    match (head.as_str(), parts.is_empty()) {
        ("", _) => parts.join("; "),
        (_, true) => head,
        (_, false) => format!("{head}: {}", parts.join("; ")),
    }
}
