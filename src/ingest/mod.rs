//! Stage 1, files -> documents.

pub mod boilerplate;
#[cfg(feature = "pipeline")]
pub mod files;
pub mod header;
#[cfg(feature = "pipeline")]
pub mod listing;
mod written_date;

use crate::lexicon::Lexicon;
use crate::model::{Document, PublishedBasis};
use crate::text::Token;

/// A document from the text of one record: its publication date, title and noise are read off the text.
///
/// `source_path` is only carried along: nothing is read off a file's name.
pub fn document(source_path: &str, text: String, lexicon: &Lexicon) -> Document {
    let tokens = lexicon.tokens(&text);
    document_of(source_path, text, &tokens, lexicon)
}

/// The same for a text whose tokens are known already.
pub fn document_of(source_path: &str, text: String, tokens: &[Token], lexicon: &Lexicon) -> Document {
    let doc_id = blake3::hash(text.as_bytes()).to_hex()[..16].to_string();
    let lines = boilerplate::lines(&text, tokens);
    let header = header::read(&text, tokens, &lines, lexicon);
    let noise = boilerplate::find(&text, tokens, &lines, &header, lexicon);
    let title = header::title(tokens, &lines, &noise);
    let duplicate_group = boilerplate::body_fingerprint(tokens, &noise);
    Document {
        doc_id,
        source_path: source_path.to_string(),
        also_at: Vec::new(),
        title: title.map(|span| span.of(&text).trim().to_string()),
        publisher: None,
        url: None,
        language: "en".to_string(),
        published_on: header.published.map(|p| p.date),
        published_on_basis: header.published.map_or(PublishedBasis::None, |p| p.basis),
        byte_count: text.len() as u64,
        duplicate_group,
        boilerplate: noise,
        flags: Vec::new(),
        text,
    }
}
