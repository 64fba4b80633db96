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
use crate::text::{Sentence, Token, is_one_of};

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
}

impl<'a> Page<'a> {
    /// The token's text.
    #[inline]
    pub fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |t| t.span.of(self.text))
    }

    /// Whether the token at `at` is this word, whatever its case.
    #[inline]
    pub fn is(&self, at: usize, word: &str) -> bool {
        self.word(at).eq_ignore_ascii_case(word)
    }

    /// Whether the token at `at` is one of these words, whatever its case.
    pub fn is_any(&self, at: usize, words: &[&str]) -> bool {
        is_one_of(self.word(at), words)
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
