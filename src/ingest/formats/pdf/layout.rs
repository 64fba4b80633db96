//! Glyphs and their places -> lines, paragraphs, rows of tables.

use std::collections::HashMap;

/// Units in which fonts measure: the height of a line of type.
pub const EM: f32 = 1000.0;
/// A gap of so much of the size is a space between words...
const SPACE: f64 = 0.15;
/// ...and one of so much divides the cells of a table.
const CELL: f64 = 2.0;
/// Baselines that differ by less are one line.
const SAME_LINE: f64 = 0.5;
/// Lines of a paragraph are no further apart than so many times the size.
const LINE_SPACING: f64 = 1.7;
/// A footnote's number is so much smaller than the text, and raised by so much of its size.
const SMALL: f64 = 0.8;
const RAISED: f64 = 0.15;
/// Lines at the top and at the bottom of a page that may be its furniture.
const EDGE: usize = 2;

/// A letter, or several drawn as one, and where it stands on its page; y grows downwards.
pub struct Glyph {
    pub letters: String,
    pub start: f64,
    pub end: f64,
    pub base: f64,
    pub size: f64,
}

/// A line of a page.
#[derive(Debug)]
pub struct Line {
    text: String,
    start: f64,
    end: f64,
    base: f64,
    size: f64,
    /// Where its first word ends.
    first_word: Option<f64>,
    /// It is a row of cells.
    cells: bool,
}

/// The lines of a page, in the order in which they are drawn.
pub fn lines(glyphs: &[Glyph]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for glyph in glyphs {
        match lines.last_mut().filter(|line| line.goes_on(glyph)) {
            Some(line) => line.add(glyph),
            None => lines.push(Line::begun(glyph)),
        }
    }
    lines.retain(|line| !line.text.trim().is_empty());
    // bold letters are sometimes the same line drawn twice
    lines.dedup_by(|line, before| line.text == before.text && (line.base - before.base).abs() < SAME_LINE * line.size);
    lines
}

impl Line {
    fn begun(glyph: &Glyph) -> Line {
        let Glyph { letters, start, end, base, size } = glyph;
        let text = letters.trim_start().to_string();
        Line { text, start: *start, end: *end, base: *base, size: *size, first_word: None, cells: false }
    }

    fn goes_on(&self, glyph: &Glyph) -> bool {
        let size = self.size.max(glyph.size);
        (glyph.base - self.base).abs() < SAME_LINE * size && glyph.start > self.end - size
    }

    fn add(&mut self, glyph: &Glyph) {
        let is_footnote = glyph.size < SMALL * self.size
            && self.base - glyph.base > RAISED * self.size
            && glyph.letters.chars().all(|c| c.is_ascii_digit() || c == '*');
        let gap = glyph.start - self.end;
        self.end = self.end.max(glyph.end);
        if is_footnote {
            return;
        }
        let is_space = glyph.letters.trim().is_empty();
        if gap > CELL * self.size && !is_space {
            self.text.truncate(self.text.trim_end().len());
            self.text.push_str(" | ");
            self.cells = true;
        } else if (gap > SPACE * self.size || is_space) && !self.text.ends_with(' ') {
            self.text.push(' ');
        }
        if is_space {
            // a space is drawn or left out: its width counts as a gap
            self.end = self.end.min(glyph.start);
        } else {
            self.text.push_str(&glyph.letters);
        }
        if self.first_word.is_none() && self.text.ends_with(' ') {
            self.first_word = Some(glyph.start);
        }
    }

    fn width_of_first_word(&self) -> f64 {
        self.first_word.unwrap_or(self.end) - self.start
    }

    /// Whether the next line may be of the same paragraph, by where it stands.
    fn is_above(&self, next: &Line) -> bool {
        let down = next.base - self.base;
        let alike = (self.size - next.size).abs() < 0.1 * self.size;
        alike && !self.cells && !next.cells && down > 0.0 && down < LINE_SPACING * self.size && next.start < self.end
    }
}

/// The text of all pages.
pub fn text(mut pages: Vec<Vec<Line>>) -> String {
    drop_furniture(&mut pages);
    let mut text = String::new();
    for lines in pages {
        let mut first = true;
        for block in lines.chunk_by(Line::is_above) {
            let right = block.iter().map(|line| line.end).fold(0.0, f64::max);
            for (number, line) in block.iter().enumerate() {
                let before = number.checked_sub(1).and_then(|before| block.get(before));
                match before {
                    // the word would have had room on the line before, had the paragraph gone on
                    Some(before) if before.end + SPACE * line.size + line.width_of_first_word() > right => go_on(&mut text, &line.text),
                    Some(_) => text.push('\n'),
                    None if first && goes_on(&text, &line.text) => go_on(&mut text, &line.text),
                    None if line.cells && !first => text.push('\n'),
                    None => text.push_str(if text.is_empty() { "" } else { "\n\n" }),
                }
                text.push_str(line.text.trim_end());
                first = false;
            }
        }
    }
    text
}

/// Whether a paragraph goes on over a page's end.
fn goes_on(text: &str, next: &str) -> bool {
    text.ends_with(|c: char| c.is_alphanumeric() || c == ',' || c == '-') && next.starts_with(char::is_lowercase)
}

/// Makes room for the next line of a paragraph; a word that was cut at the end of the line is one again.
fn go_on(text: &mut String, next: &str) {
    let cut = text.strip_suffix(['-', '\u{ad}', '\u{2010}']).filter(|word| word.ends_with(char::is_lowercase)).map(str::len);
    match cut.filter(|_| next.starts_with(char::is_lowercase)) {
        Some(length) => text.truncate(length),
        None => text.push(' '),
    }
}

/// Takes away what stands at the edge of half of the pages and more: running titles, page numbers.
fn drop_furniture(pages: &mut [Vec<Line>]) {
    let shape = |line: &Line| line.text.chars().filter(|c| !c.is_ascii_digit()).collect::<String>();
    let is_edge = |at: usize, length: usize| at < EDGE || at + EDGE >= length;
    let mut seen: HashMap<String, usize> = HashMap::new();
    for lines in pages.iter() {
        let edges = lines.iter().enumerate().filter(|(at, _)| is_edge(*at, lines.len()));
        let mut shapes: Vec<String> = edges.map(|(_, line)| shape(line)).collect();
        shapes.sort();
        shapes.dedup();
        shapes.into_iter().for_each(|shape| *seen.entry(shape).or_default() += 1);
    }
    let half = (pages.len() / 2).max(2);
    for lines in pages {
        let (mut at, length) = (0, lines.len());
        lines.retain(|line| {
            at += 1;
            !(is_edge(at - 1, length) && seen.get(&shape(line)).is_some_and(|count| *count >= half))
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The glyphs of lines of type, each from a place, in letters half as wide as they are high.
    fn set(lines: &[(&str, f64, f64)]) -> Vec<Glyph> {
        let glyph = |(at, letter): (usize, char), (x, y): (f64, f64)| {
            let start = x + 5.0 * at as f64;
            Glyph { letters: letter.to_string(), start, end: start + 5.0, base: y, size: 10.0 }
        };
        lines.iter().flat_map(|(text, x, y)| text.chars().enumerate().map(move |letter| glyph(letter, (*x, *y)))).collect()
    }

    fn page(lines_of_type: &[(&str, f64, f64)]) -> String {
        text(vec![lines(&set(lines_of_type))])
    }

    #[test]
    fn lines_of_a_paragraph_are_joined() {
        let set =
            [("Trade of the two coun-", 0.0, 10.0), ("tries reached 120", 0.0, 22.0), ("million.", 0.0, 34.0), ("It grew.", 0.0, 46.0)];
        assert_eq!(page(&set), "Trade of the two countries reached 120 million.\nIt grew.");
        assert_eq!(page(&[("Trade grows", 0.0, 10.0), ("It grew.", 0.0, 40.0)]), "Trade grows\n\nIt grew.");
    }

    #[test]
    fn rows_of_tables_have_cells() {
        let set = [("Year", 0.0, 10.0), ("Exports", 90.0, 10.0), ("2023", 0.0, 22.0), ("14.1", 90.0, 22.0)];
        assert_eq!(page(&set), "Year | Exports\n2023 | 14.1");
    }

    #[test]
    fn words_stand_apart_and_footnotes_are_no_digits() {
        assert_eq!(page(&[("It", 0.0, 10.0), ("grew", 12.0, 10.0)]), "It grew");
        let mut glyphs = set(&[("worth 500", 0.0, 10.0)]);
        glyphs.push(Glyph { letters: "2".to_string(), start: 45.0, end: 47.0, base: 6.0, size: 6.0 });
        assert_eq!(text(vec![lines(&glyphs)]), "worth 500");
        let twice = [("Trade grows", 0.0, 10.0), ("Trade grows", 0.2, 10.0)];
        assert_eq!(page(&twice), "Trade grows");
    }

    #[test]
    fn furniture_of_pages_goes() {
        let page = |number: &str, body: &str| lines(&set(&[("Example Office", 0.0, 0.0), (body, 0.0, 60.0), (number, 0.0, 90.0)]));
        let pages = vec![page("Page 1", "Exports rose to"), page("Page 2", "120 million and went on"), page("Page 3", "to rise.")];
        assert_eq!(text(pages), "Exports rose to\n\n120 million and went on to rise.");
    }
}
