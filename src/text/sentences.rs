//! Splits tokens into sentences.

use super::tokens::{Token, TokenKind};
use crate::model::Span;

/// A sentence: its tokens and its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Index of the first token.
    pub first: usize,
    /// One past the last token.
    pub last: usize,
    /// Its bytes, from the first token's to the last's.
    pub span: Span,
    /// It opens a paragraph (a line of its own).
    pub opens_line: bool,
}

/// Words that end in a full stop without ending a sentence.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "st", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "no",
    "nos", "vs", "approx", "gen", "col", "lt", "sen", "rep", "gov", "hon", "inc", "ltd", "co", "corp", "jr", "sr", "rs", "dh", "dhs", "mt",
    "ft", "art", "fig", "vol", "ed", "etc", "e.g", "i.e", "ph", "adm", "amb", "capt", "sh", "shs", "ksh", "kshs", "tsh", "tshs", "ush",
    "ushs", "rp", "tk", "nu",
];

/// The sentences of a text, in order; a line break ends a sentence and is in none of them.
pub fn sentences(text: &str, tokens: &[Token]) -> Vec<Sentence> {
    let mut out = Vec::new();
    let mut first = 0;
    let mut opens_line = true;
    for i in 0..tokens.len() {
        let ends_line = tokens[i].kind == TokenKind::Newline;
        if ends_line || ends_sentence(text, tokens, i) {
            let last = if ends_line { i } else { closing(tokens, i) };
            if first < last {
                push(&mut out, tokens, first, last, opens_line);
                opens_line = opens_line && numbers_line(tokens, first, last);
            }
            first = first.max(last);
            if ends_line {
                first = i + 1;
                opens_line = true;
            }
        }
    }
    push(&mut out, tokens, first, tokens.len(), opens_line);
    out
}

/// "1." at the start of a line: what stands behind it opens the line all the same.
fn numbers_line(tokens: &[Token], first: usize, last: usize) -> bool {
    last - first == 2 && tokens[first].is_number() && tokens[first].span.end - tokens[first].span.start <= 2
}

fn push(out: &mut Vec<Sentence>, tokens: &[Token], first: usize, last: usize, opens_line: bool) {
    let mut first = first;
    while first < last && tokens[first].kind == TokenKind::Newline {
        first += 1;
    }
    // what runs on without end is cut: rules look at a sentence as a whole, and their cost must not grow with its square
    let mut opens_line = opens_line;
    while first < last {
        let end = if last - first > LONGEST { cut(tokens, first) } else { last };
        let span = tokens[first].span.join(tokens[end - 1].span);
        out.push(Sentence { first, last: end, span, opens_line });
        (first, opens_line) = (end, false);
    }
}

/// Tokens of the longest sentence that is left whole.
const LONGEST: usize = 400;

/// Where an endless sentence that begins at `first` is cut: behind the last comma or semicolon that it may still hold.
fn cut(tokens: &[Token], first: usize) -> usize {
    let limit = first + LONGEST;
    (first + LONGEST / 2..limit).rev().find(|&i| matches!(tokens[i].kind, TokenKind::Punct(',' | ';'))).map_or(limit, |i| i + 1)
}

/// One past the quotes and brackets that close behind an end mark.
fn closing(tokens: &[Token], end: usize) -> usize {
    let mut last = end + 1;
    while last < tokens.len() && !tokens[last].spaced && matches!(tokens[last].kind, TokenKind::Punct('"' | '\'' | ')' | ']')) {
        last += 1;
    }
    last
}

fn ends_sentence(text: &str, tokens: &[Token], i: usize) -> bool {
    let mark = match tokens[i].kind {
        TokenKind::Punct(c @ ('.' | '!' | '?' | '…')) => c,
        TokenKind::Word => return abbreviation_ends(text, tokens, i),
        _ => return false,
    };
    let after = closing(tokens, i);
    let Some(next) = tokens.get(after) else { return true };
    if next.kind == TokenKind::Newline {
        return true;
    }
    if !next.spaced && !matches!(next.kind, TokenKind::Punct('[')) {
        return false;
    }
    if mark == '.' && i > 0 && is_abbreviation(text, &tokens[i - 1]) {
        return false;
    }
    starts_sentence(tokens, after)
}

/// "in the U.S. The" ends a sentence, "U.S. President" does not: only a following article or pronoun tells.
fn abbreviation_ends(text: &str, tokens: &[Token], i: usize) -> bool {
    if text.as_bytes()[tokens[i].span.end as usize - 1] != b'.' {
        return false;
    }
    match tokens.get(i + 1) {
        Some(next) if next.kind == TokenKind::Newline => true,
        Some(next) => {
            next.capital
                && ["the", "it", "he", "she", "they", "in", "this", "a", "an", "on"].contains(&next.span.of(text).to_lowercase().as_str())
        }
        None => true,
    }
}

fn is_abbreviation(text: &str, token: &Token) -> bool {
    let word = token.span.of(text);
    if token.kind != TokenKind::Word {
        return false;
    }
    (word.chars().count() == 1 && token.capital) || ABBREVIATIONS.iter().any(|a| word.eq_ignore_ascii_case(a))
}

fn starts_sentence(tokens: &[Token], at: usize) -> bool {
    let next = &tokens[at];
    match next.kind {
        TokenKind::Word => next.capital,
        TokenKind::Number => true,
        TokenKind::Punct('"' | '\'' | '(' | '[' | '•' | '-' | '$' | '€' | '£') => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokenize;

    fn split(text: &str) -> Vec<&str> {
        sentences(text, &tokenize(text)).iter().map(|s| s.span.of(text)).collect()
    }

    #[test]
    fn abbreviations_do_not_end_sentences() {
        let text = "On Oct. 19 Mr. Smith met U.S. President J. Doe. He left for No. 10.";
        assert_eq!(split(text), ["On Oct. 19 Mr. Smith met U.S. President J. Doe.", "He left for No. 10."]);
    }

    #[test]
    fn lines_end_sentences() {
        assert_eq!(split("Country\nAmount\n$1.7 billion"), ["Country", "Amount", "$1.7 billion"]);
    }

    #[test]
    fn footnote_marks_close_the_sentence_before() {
        assert_eq!(split("It grew.[3] Then it fell."), ["It grew.", "[3] Then it fell."]);
    }
}
