//! Text as text: tokens, sentences, lines. Knows no words of any language but the abbreviations that end in a full stop
//! and those that end no line.

pub mod cut;
pub mod lines;
pub mod sentences;
pub mod tokens;

pub use cut::Cut;
pub use lines::unwrapped;
pub use sentences::{Sentence, sentences};
pub use tokens::{KnownTo, Shapes, Token, TokenKind, exact_hash, fold_hash, tokenize};
