//! One text through ingest, normalize and extract, in memory: the pure engine that other programs call.

use crate::ingest::article::Article;
use crate::lexicon::Lexicon;
use crate::model::{Document, Facts, Mention};
use crate::text::Cut;
use crate::{extract, ingest, normalize};

/// Everything read from one document.
pub struct Reading {
    /// The document with its publication date and noise.
    pub document: Document,
    /// Every recognised expression, sorted by position.
    pub mentions: Vec<Mention>,
    /// The facts.
    pub facts: Facts,
}

/// Reads what a document states: its publication date and noise are taken as they are.
pub fn read_document(document: Document, lexicon: &Lexicon) -> Reading {
    let mut mentions = normalize::mentions(&document, lexicon);
    let facts = extract::facts(&document, &mut mentions, lexicon);
    Reading { document, mentions, facts }
}

/// Reads one text as if it had been found at `source_path`.
pub fn read(source_path: &str, text: String, lexicon: &Lexicon) -> Reading {
    let tokens = lexicon.tokens(&text);
    let document = ingest::document_of(source_path, Article::plain(text), &tokens, lexicon);
    let cut = Cut::new(&document.text, tokens);
    let mut mentions = normalize::mentions_of(&document, &cut, lexicon);
    let facts = extract::facts_of(&document, &cut, &mut mentions, lexicon);
    Reading { document, mentions, facts }
}
