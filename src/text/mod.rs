//! Text as text: tokens, sentences, lines. Knows no words of any language but the abbreviations that end in a full stop.

pub mod sentences;
pub mod tokens;

pub use sentences::{Sentence, sentences};
pub use tokens::{Token, TokenKind, fold_hash, tokenize};
