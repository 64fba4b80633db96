//! Lines that were broken to fit a width: such a break is a space, not the end of anything.

use super::tokens::{Token, TokenKind};
use std::ops::Range;

/// The tokens of a text, whose lines may have been broken at a width, without the breaks that stand inside a sentence.
///
/// A break is one of those when the next line goes on in lower case behind a long line, when the line ends in a word that
/// nothing can end in ("amounted to"), or when the next word would not have fitted and the text is broken at that width
/// elsewhere. Other breaks stay: a table flattened into lines keeps its lines.
pub fn unwrapped(text: &str, mut tokens: Vec<Token>) -> Vec<Token> {
    let breaks: Vec<Break> = breaks(text, &tokens);
    let width = width(text, &breaks);
    let mut joined = breaks.iter().filter(|b| b.goes_on() || b.is_full(width)).map(|b| b.token).peekable();
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

/// Words that stand before what they belong to.
const DANGLING: &[&str] =
    &["to", "of", "the", "a", "an", "and", "in", "with", "for", "by", "from", "at", "between", "into", "its", "their", "his"];

fn breaks(text: &str, tokens: &[Token]) -> Vec<Break> {
    let mut start = 0;
    let mut out = Vec::new();
    for (i, token) in tokens.iter().enumerate().filter(|(_, t)| t.kind == TokenKind::Newline) {
        let line = start..token.span.start as usize;
        start = token.span.end as usize;
        let (Some(before), Some(next)) = (i.checked_sub(1).map(|b| tokens[b]), tokens.get(i + 1)) else { continue };
        if before.kind == TokenKind::Newline || next.kind == TokenKind::Newline {
            continue;
        }
        out.push(Break {
            token: i,
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
