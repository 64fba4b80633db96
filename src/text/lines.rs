//! Lines that were broken to fit a width: such a break is a space, not the end of anything.

use super::tokens::{Token, TokenKind};
use std::ops::Range;

/// The tokens of a text, whose lines may have been broken at a width, without the breaks that stand inside a sentence.
///
/// A break is one of those when the next line goes on in lower case behind a long line, when the line ends in a word that
/// nothing can end in ("amounted to"), or when the next word would not have fitted and the text is broken at that width
/// elsewhere, or in every line of a paragraph. Other breaks stay: a table flattened into lines keeps its lines.
pub fn unwrapped(text: &str, mut tokens: Vec<Token>) -> Vec<Token> {
    let breaks: Vec<Break> = breaks(text, &tokens);
    let width = width(text, &breaks);
    let full = in_full_blocks(text, &breaks);
    let inside = |(k, b): (usize, &Break)| (b.goes_on() || b.is_full(width) || full[k]).then_some(b.token);
    let mut joined = breaks.iter().enumerate().filter_map(inside).peekable();
    if joined.peek().is_none() {
        return tokens;
    }
    let mut at = 0;
    tokens.retain(|_| {
        let inside = joined.next_if_eq(&at).is_some();
        at += 1;
        !inside
    });
    for i in 1..tokens.len() {
        let between = tokens[i - 1].span.end as usize..tokens[i].span.start as usize;
        tokens[i].spaced |= text.get(between).is_some_and(|gap| gap.contains('\n'));
    }
    tokens
}

/// One line break between two lines that hold words.
struct Break {
    /// Index of its token.
    token: usize,
    /// Where the line before it begins.
    start: usize,
    /// Where the next line begins.
    end: usize,
    /// Characters of the line before it.
    line: usize,
    /// Characters of the first word behind it.
    next: usize,
    /// The next line opens with a word in lower case.
    lower: bool,
    /// The line ends in a word, a number, a comma or a bracket.
    open: bool,
    /// The line ends in a word that never ends a sentence or a heading.
    dangling: bool,
}

impl Break {
    fn goes_on(&self) -> bool {
        self.open && self.lower && self.line > LONG || self.dangling && self.line > LONG / 2
    }

    fn is_full(&self, width: Option<usize>) -> bool {
        width.is_some_and(|width| self.open && self.line <= width && self.line + 1 + self.next > width)
    }
}

/// Characters of a line that is longer than most headings and cells of tables.
const LONG: usize = 45;
/// The widest line that is still taken for a broken one.
const WIDEST: usize = 100;
/// Broken lines that show that a text is broken at a width throughout.
const ENOUGH: usize = 3;

/// How much longer than the others a line is that is none of them.
const SHIFT: usize = 6;

/// Characters of the longest line of a paragraph that is taken for broken by itself: wider than most headings.
const FULL: std::ops::RangeInclusive<usize> = 84..=140;

/// Words that stand before what they belong to.
const DANGLING: &[&str] =
    &["to", "of", "the", "a", "an", "and", "in", "with", "for", "by", "from", "at", "between", "into", "its", "their", "his"];

fn breaks(text: &str, tokens: &[Token]) -> Vec<Break> {
    let mut start = 0;
    let mut out = Vec::new();
    for (i, token) in tokens.iter().enumerate().filter(|(_, t)| t.kind == TokenKind::Newline) {
        let line = start..token.span.start as usize;
        let opens = start;
        start = token.span.end as usize;
        let (Some(before), Some(next)) = (i.checked_sub(1).map(|b| tokens[b]), tokens.get(i + 1)) else { continue };
        if before.kind == TokenKind::Newline || next.kind == TokenKind::Newline {
            continue;
        }
        out.push(Break {
            token: i,
            start: opens,
            end: start,
            line: text[line].trim().chars().count(),
            next: first_word(text, next.span.start as usize..text.len()),
            lower: next.is_word() && !next.capital,
            open: matches!(before.kind, TokenKind::Word | TokenKind::Number | TokenKind::Possessive | TokenKind::Punct(',' | ')')),
            dangling: before.is_word() && DANGLING.contains(&before.span.of(text)),
        });
    }
    out
}

fn first_word(text: &str, range: Range<usize>) -> usize {
    text[range].chars().take(WIDEST).take_while(|c| !c.is_whitespace()).count()
}

/// The width that the text is broken at, if it is: the longest of the lines that go on, when no line is much longer. One line may
/// be: what stands before the text is put in front of its first one.
fn width(text: &str, breaks: &[Break]) -> Option<usize> {
    let mut going_on: Vec<usize> = breaks.iter().filter(|b| b.goes_on()).map(|b| b.line).collect();
    going_on.sort_unstable();
    let width = match going_on[..] {
        [.., before, last] if going_on.len() > ENOUGH && last > before + SHIFT => before,
        [.., last] if going_on.len() >= ENOUGH => last,
        _ => return None,
    };
    let mut lines: Vec<usize> = text.lines().map(|l| l.trim().chars().count()).collect();
    lines.sort_unstable_by(|a, b| b.cmp(a));
    let longest = lines.iter().copied().find(|&line| line <= width + SHIFT)?;
    (lines[0] <= WIDEST).then_some(width.max(longest))
}

/// Which breaks stand in a paragraph that is broken at a width: no line but the last had room for the next word, and only the last
/// one ends a sentence.
fn in_full_blocks(text: &str, breaks: &[Break]) -> Vec<bool> {
    let mut out = Vec::with_capacity(breaks.len());
    for block in breaks.chunk_by(|a, b| a.end == b.start) {
        let last = block.last().map_or("", |b| text[b.end..].lines().next().unwrap_or("").trim());
        let length = last.chars().count();
        let longest = block.iter().map(|b| b.line).max().unwrap_or(0).max(length);
        let ends = last.ends_with(['.', '!', '?', '"', '”']);
        let full = |b: &Break| b.open && b.line + 1 + b.next > longest;
        let wrapped = ends && FULL.contains(&longest) && block.iter().all(full);
        out.resize(out.len() + block.len(), wrapped);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{sentences, tokenize};

    fn split(text: &str) -> Vec<String> {
        sentences(text, &unwrapped(text, tokenize(text))).iter().map(|s| s.span.of(text).replace('\n', " ")).collect()
    }

    #[test]
    fn a_long_line_goes_on_in_lower_case() {
        assert_eq!(split("a line that is long enough to have been wrapped at a width\nof a terminal.").len(), 1);
        assert_eq!(split("Country\nAmount\n$1.7 billion"), ["Country", "Amount", "$1.7 billion"]);
    }

    #[test]
    fn a_paragraph_of_full_lines_goes_on_in_upper_case() {
        let text = "The ministers of trade of the two countries have met on the margins of the fair with Deputy\nMinister Adams of Chile.";
        assert_eq!(split(text).len(), 1);
        let heading = "The ministers of trade of the two countries have met on the margins of the fair in Lima\n\nMinister Adams came.";
        assert_eq!(split(heading).len(), 2);
        let room =
            format!("A heading of some length that has room for the words of the line below it, which is short\n{}", "A word. ".repeat(15));
        assert!(split(&room).len() > 10);
    }

    #[test]
    fn a_preposition_ends_no_line() {
        assert_eq!(split("Exports of the country amounted to\n$1.7 billion.").len(), 1);
        assert_eq!(split("Exports of the country\n$1.7 billion").len(), 2);
    }

    #[test]
    fn full_lines_of_a_broken_text_go_on_in_upper_case() {
        let text = "Trade news\n\nThe minister of the one country said that the minister of\n\
                    the other country had told him that trade of the country\n\
                    was on the rise, and that a committee would soon sit in\n\
                    the capital. He spoke on the margins of a meeting with\n\
                    Chile and Peru, where he had been since Monday\n\
                    Short line\nThe end";
        assert!(
            split(text).contains(&"He spoke on the margins of a meeting with Chile and Peru, where he had been since Monday".to_string()),
            "{:?}",
            split(text)
        );
        assert!(split(text).contains(&"The end".to_string()));
    }
}
