//! A text with stretches of it marked, wrapped for a terminal: in colour, or with brackets where there is none.

use crate::model::Span;

/// A stretch to mark.
pub struct Mark {
    pub span: Span,
    /// Written before and after it, with colours or without.
    pub label: Option<(String, String)>,
    /// Written before and after it where there are no colours.
    pub brackets: Option<(String, String)>,
    /// The parameters of its ANSI colour sequence, such as `1;34`.
    pub style: &'static str,
}

/// A character and the number of its style.
#[derive(Clone, Copy)]
struct Cell {
    character: char,
    style: usize,
}

/// The text of `window`, at most `width` characters a line, `marks` marked.
pub fn render(text: &str, window: Span, marks: &[Mark], width: usize, colours: bool) -> String {
    let mut styles = vec![String::new()];
    let cells = cells(text, window, marks, colours, &mut styles);
    let mut out = String::new();
    let mut blank = true;
    for paragraph in cells.split(|c| c.character == '\n') {
        let empty = paragraph.iter().all(|c| c.character.is_whitespace());
        // Pages hold long runs of empty lines.
        if !(empty && blank) {
            for line in wrap(paragraph, width) {
                paint(line, &styles, &mut out);
            }
        }
        blank = empty;
    }
    out.trim_end().to_string() + "\n"
}

/// What happens at a position: a mark ends or begins there.
struct Event<'a> {
    at: u32,
    begins: bool,
    /// The number of the mark.
    order: i64,
    mark: &'a Mark,
}

fn events<'a>(window: Span, marks: &'a [Mark]) -> Vec<Event<'a>> {
    let mut events: Vec<Event<'a>> = Vec::new();
    for (order, mark) in (0..).zip(marks).filter(|(_, m)| window.covers(m.span) && m.span.start < m.span.end) {
        events.push(Event { at: mark.span.start, begins: true, order, mark });
        events.push(Event { at: mark.span.end, begins: false, order, mark });
    }
    // Ends before beginnings; of beginnings the longer mark first, of ends the shorter one, so that marks nest.
    let inward = |e: &Event<'_>| (-i64::from(e.mark.span.end - e.mark.span.start), e.order);
    let outward = |e: &Event<'_>| (i64::from(e.mark.span.end - e.mark.span.start), -e.order);
    events.sort_by_key(|e| (e.at, e.begins, if e.begins { inward(e) } else { outward(e) }));
    events
}

fn cells(text: &str, window: Span, marks: &[Mark], colours: bool, styles: &mut Vec<String>) -> Vec<Cell> {
    let mut cells = Vec::new();
    let mut active: Vec<&Mark> = Vec::new();
    let mut at = window.start;
    for event in events(window, marks) {
        let style = style_of(&active, colours, styles);
        push(Span::new(at, event.at).of(text), style, &mut cells);
        at = event.at;
        let brackets = event.mark.brackets.as_ref().filter(|_| !colours);
        let label = event.mark.label.as_ref().or(brackets);
        if event.begins {
            active.push(event.mark);
            push(label.map_or("", |l| &l.0), style_of(&active, colours, styles), &mut cells);
        } else {
            push(label.map_or("", |l| &l.1), style, &mut cells);
            active.retain(|m| !std::ptr::eq(*m, event.mark));
        }
    }
    push(Span::new(at, window.end).of(text), 0, &mut cells);
    cells
}

fn push(text: &str, style: usize, cells: &mut Vec<Cell>) {
    cells.extend(text.chars().filter(|c| *c != '\r').map(|c| Cell { character: if c == '\t' { ' ' } else { c }, style }));
}

/// The number of the style that these marks make together.
fn style_of(active: &[&Mark], colours: bool, styles: &mut Vec<String>) -> usize {
    if !colours {
        return 0;
    }
    let parts: Vec<&str> = active.iter().map(|m| m.style).filter(|s| !s.is_empty()).collect();
    let style = parts.join(";");
    styles.iter().position(|s| *s == style).unwrap_or_else(|| {
        styles.push(style);
        styles.len() - 1
    })
}

/// Lines of at most `width` characters, broken at spaces; a longer word has a line of its own.
fn wrap(paragraph: &[Cell], width: usize) -> Vec<&[Cell]> {
    let mut lines = Vec::new();
    let mut start = 0;
    while paragraph.len() - start > width {
        let window = &paragraph[start..=start + width];
        let space = window.iter().rposition(|c| c.character == ' ').filter(|i| *i > 0);
        let later = || paragraph[start + width..].iter().position(|c| c.character == ' ').map(|i| i + width);
        let Some(end) = space.or_else(later) else { break };
        lines.push(&paragraph[start..start + end]);
        start += end + 1;
    }
    lines.push(&paragraph[start..]);
    lines
}

fn paint(line: &[Cell], styles: &[String], out: &mut String) {
    let mut current = 0;
    for cell in line {
        if cell.style != current {
            *out += if current == 0 { "" } else { "\x1b[0m" };
            if cell.style != 0 {
                *out += &format!("\x1b[{}m", styles[cell.style]);
            }
            current = cell.style;
        }
        out.push(cell.character);
    }
    *out += if current == 0 { "\n" } else { "\x1b[0m\n" };
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(start: u32, end: u32, open: &str, close: &str) -> Mark {
        Mark { span: Span::new(start, end), label: None, brackets: Some((open.to_string(), close.to_string())), style: "1" }
    }

    fn plain(text: &str, marks: &[Mark], width: usize) -> String {
        render(text, Span::new(0, text.len() as u32), marks, width, false)
    }

    #[test]
    fn marks_nest_and_may_overlap() {
        let marks = [mark(0, 9, "{1:", ":1}"), mark(6, 9, "[", "]"), mark(6, 12, "{2:", ":2}")];
        assert_eq!(plain("trade USD 3 bn", &marks, 80), "{1:trade {2:[USD]:1} 3 :2}bn\n");
        assert_eq!(plain("USD", &[mark(0, 3, "{1:", ":1}"), mark(0, 3, "[", "]")], 80), "{1:[USD]:1}\n");
    }

    #[test]
    fn lines_break_at_spaces_and_long_words_stand_alone() {
        assert_eq!(plain("aa bb cc dddddddddd ee", &[], 5), "aa bb\ncc\ndddddddddd\nee\n");
    }

    #[test]
    fn runs_of_empty_lines_shrink_to_one() {
        assert_eq!(plain("a\r\n\n\n\nb", &[], 80), "a\n\nb\n");
    }

    #[test]
    fn colours_take_the_place_of_brackets() {
        let text = render("a b", Span::new(0, 3), &[mark(2, 3, "[", "]")], 80, true);
        assert_eq!(text, "a \x1b[1mb\x1b[0m\n");
    }
}
