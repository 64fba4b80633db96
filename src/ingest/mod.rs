//! Stage 1, files -> documents.

#[cfg(feature = "pipeline")]
pub mod files;

use crate::lexicon::Lexicon;
use crate::model::{Document, PublishedBasis};

/// A document from the text of one record: its publication date, title and noise are read off the text.
pub fn document(source_path: &str, text: String, _lexicon: &Lexicon) -> Document {
    let doc_id = blake3::hash(text.as_bytes()).to_hex()[..16].to_string();
    Document {
        doc_id,
        source_path: source_path.to_string(),
        also_at: Vec::new(),
        title: None,
        publisher: None,
        url: None,
        language: "en".to_string(),
        published_on: None,
        published_on_basis: PublishedBasis::None,
        byte_count: text.len() as u64,
        duplicate_group: None,
        boilerplate: Vec::new(),
        flags: Vec::new(),
        text,
    }
}
