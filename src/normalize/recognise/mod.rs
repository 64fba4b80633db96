//! What an expression says, at its place, before anything else in the document is asked.

pub mod country;
pub mod fiscal;
pub mod hedge;
pub mod money;
pub mod number;
pub mod office;
pub mod percent;
pub mod period;
pub mod person;
pub mod sector;

use crate::lexicon::{Lexicon, TimeWord};
use crate::model::Span;
use crate::text::{Cut, Sentence, Token};
use number::Numbers;

/// A text cut into tokens and sentences, with the words to look things up by.
pub struct Page<'a> {
    /// The text.
    pub text: &'a str,
    /// Its tokens.
    pub tokens: &'a [Token],
    /// Its sentences.
    pub sentences: &'a [Sentence],
    /// The words.
    pub lexicon: &'a Lexicon,
    /// Numbers are written with a decimal comma ("381,5 million").
    pub decimal_comma: bool,
    /// Its numbers.
    pub numbers: Numbers,
}

impl<'a> Page<'a> {
    /// A text with its cut and the numbers in it.
    pub fn new(text: &'a str, cut: &'a Cut, lexicon: &'a Lexicon) -> Page<'a> {
        let Cut { tokens, sentences } = cut;
        let decimal_comma = number::has_decimal_commas(text, tokens);
        let mut page = Page { text, tokens, sentences, lexicon, decimal_comma, numbers: Numbers::default() };
        page.numbers = Numbers::of(&page);
        page
    }

    /// The token's text.
    #[inline]
    pub fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |t| t.span.of(self.text))
    }

    /// Whether the token at `at` is this word, whatever its case.
    #[inline]
    pub fn is(&self, at: usize, word: &str) -> bool {
        self.tokens.get(at).is_some_and(|t| t.reads(self.text, word))
    }

    /// Whether the token at `at` is one of these words, whatever its case.
    #[inline(always)]
    pub fn is_any(&self, at: usize, words: &[&str]) -> bool {
        self.tokens.get(at).is_some_and(|t| t.reads_any(self.text, words))
    }

    /// The token's text in lower case, to be matched against short words; empty when it is none.
    pub fn lower(&self, at: usize) -> Lower {
        Lower::of(self.tokens.get(at).filter(|t| t.is_word()).map_or("", |t| t.span.of(self.text)))
    }

    /// Whether the token does this in expressions of time.
    #[inline]
    pub fn says(&self, at: usize, what: TimeWord) -> bool {
        self.tokens.get(at).is_some_and(|t| t.is_word() && self.lexicon.time_words.has(t, what))
    }

    /// Whether these words stand at `at`, one token each.
    #[inline]
    pub fn starts(&self, at: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(k, w)| self.is(at + k, w))
    }

    /// Whether the token is this sign.
    #[inline]
    pub fn sign(&self, at: usize, sign: char) -> bool {
        self.tokens.get(at).is_some_and(|t| t.is(sign))
    }

    /// The bytes from token `first` up to, not including, token `last`.
    #[inline]
    pub fn span(&self, first: usize, last: usize) -> Span {
        self.tokens[first].span.join(self.tokens[last - 1].span)
    }
}

/// A short word in lower case.
pub struct Lower {
    letters: [u8; Lower::LONGEST],
    length: usize,
}

impl Lower {
    const LONGEST: usize = 12;

    fn of(word: &str) -> Lower {
        let mut letters = [0; Lower::LONGEST];
        let length = if word.is_ascii() && word.len() <= Lower::LONGEST { word.len() } else { 0 };
        letters[..length].copy_from_slice(&word.as_bytes()[..length]);
        letters.make_ascii_lowercase();
        Lower { letters, length }
    }

    /// Its letters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.letters[..self.length]).unwrap_or_default()
    }
}
