//! A text cut once for all that reads it.

use super::lines::unwrapped;
use super::sentences::{Sentence, sentences};
use super::tokens::Token;

/// The tokens and sentences of a text.
pub struct Cut {
    /// Words, numbers and signs, without the breaks inside a sentence that only fit it to a width.
    pub tokens: Vec<Token>,
    /// The sentences that they make.
    pub sentences: Vec<Sentence>,
}

impl Cut {
    /// The cut of a text from all of its tokens.
    pub fn new(text: &str, tokens: Vec<Token>) -> Cut {
        let tokens = unwrapped(text, tokens);
        let sentences = sentences(text, &tokens);
        Cut { tokens, sentences }
    }
}
