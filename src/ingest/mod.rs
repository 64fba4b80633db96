//! Stage 1, files -> documents.

pub mod article;
pub mod boilerplate;
mod date_label;
#[cfg(feature = "formats")]
mod encoding;
#[cfg(feature = "formats")]
pub mod files;
#[cfg(feature = "formats")]
pub mod formats;
pub mod header;
#[cfg(feature = "formats")]
mod language;
#[cfg(feature = "pipeline")]
pub mod listing;
#[cfg(feature = "formats")]
mod name;
#[cfg(feature = "tables")]
pub mod releases;
#[cfg(feature = "formats")]
pub mod sketch;
#[cfg(feature = "pipeline")]
pub mod spool;
mod written_date;

use crate::lexicon::Lexicon;
#[cfg(feature = "formats")]
use crate::model::Rejection;
use crate::model::{Boilerplate, Document, PublishedBasis};
use crate::text::Token;
use article::Article;

/// A document from a plain text: its publication date, title and noise are read off the text.
///
/// `source_path` is only carried along: nothing is read off a file's name.
pub fn document(source_path: &str, text: String, lexicon: &Lexicon) -> Document {
    document_of_article(source_path, Article::plain(text), lexicon)
}

/// A document from what one record holds; what its container does not tell is read off the text.
pub fn document_of_article(source_path: &str, article: Article, lexicon: &Lexicon) -> Document {
    let tokens = lexicon.tokens(&article.text);
    document_of(source_path, article, &tokens, lexicon)
}

/// The same for a text whose tokens are known already.
pub fn document_of(source_path: &str, article: Article, tokens: &[Token], lexicon: &Lexicon) -> Document {
    let Article { text, title, published, day_in_name, url, publisher, noise, mut flags } = article;
    let doc_id = blake3::hash(text.as_bytes()).to_hex()[..16].to_string();
    let lines = boilerplate::lines(&text, tokens);
    let marks = boilerplate::marks(&text, tokens, &lines, lexicon);
    let header = header::read(&text, tokens, &lines, &marks, lexicon);
    let noise = with_marked(boilerplate::find(&text, tokens, &lines, marks, &header, lexicon), noise);
    let title = title.or_else(|| header::title(&text, tokens, &lines, &noise, lexicon).map(|span| span.of(&text).trim().to_string()));
    let read = |changed: bool| header.published.filter(|p| p.changed == changed).map(|p| (p.date, p.basis));
    let in_name = day_in_name.map(|day| (day, PublishedBasis::FileName));
    let published = published.or_else(|| read(false)).or(in_name).or_else(|| read(true));
    flags.sort();
    flags.dedup();
    Document {
        doc_id,
        source_path: source_path.to_string(),
        also_at: Vec::new(),
        title,
        publisher,
        url,
        language: "en".to_string(),
        published_on: published.map(|(date, _)| date),
        published_on_basis: published.map_or(PublishedBasis::None, |(_, basis)| basis),
        byte_count: text.len() as u64,
        duplicate_group: None,
        boilerplate: noise,
        flags,
        text,
    }
}

/// Noise found by its words with that which the container marks, in order, not overlapping.
fn with_marked(mut found: Vec<Boilerplate>, marked: Vec<Boilerplate>) -> Vec<Boilerplate> {
    if !marked.is_empty() {
        found.retain(|b| !marked.iter().any(|m| m.span.overlaps(b.span)));
        found.extend(marked);
        found.sort_by_key(|b| b.span);
    }
    found
}

#[cfg(feature = "formats")]
fn rejection(reason: &str, detail: impl Into<String>) -> Rejection {
    Rejection { reason: reason.to_string(), detail: detail.into() }
}

#[cfg(feature = "formats")]
fn io_rejection(error: &std::io::Error) -> Rejection {
    match error.kind() {
        std::io::ErrorKind::NotFound => rejection("vanished", "it was gone when it was to be read"),
        _ => rejection("unreadable", error.to_string()),
    }
}
