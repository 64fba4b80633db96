//! One text through ingest, normalize and extract, in memory: the pure engine that other programs call.

#[cfg(feature = "tables")]
pub mod cluster;
#[cfg(feature = "tables")]
pub mod tables;

use crate::ingest::article::Article;
use crate::lexicon::Lexicon;
use crate::model::{Document, Facts, Mention, PublishedBasis};
use crate::text::Cut;
use crate::{extract, ingest, jsonl, normalize};
use jiff::civil::Date;

/// Everything read from one document.
pub struct Reading {
    /// The document with its publication date and noise.
    pub document: Document,
    /// Every recognised expression, sorted by position.
    pub mentions: Vec<Mention>,
    /// The facts.
    pub facts: Facts,
}

/// Which rows of a text are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    Mentions,
    Facts,
    Both,
}

impl Reading {
    /// Its rows, mentions before facts. `doc` is what the caller knows the text by.
    pub fn rows(&self, doc: &str, wanted: Wanted) -> Vec<jsonl::Row> {
        let mut rows = Vec::new();
        if wanted != Wanted::Facts {
            rows.extend(jsonl::mentions(doc, &self.document, &self.mentions));
        }
        if wanted != Wanted::Mentions {
            rows.extend(jsonl::facts(doc, &self.document, &self.facts));
        }
        rows
    }
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

/// Reads one text; `published_on` is used when the text does not tell.
pub fn annotate(name: &str, text: String, published_on: Option<Date>, lexicon: &Lexicon) -> Reading {
    if published_on.is_none() {
        return read(name, text, lexicon);
    }
    read_document(dated(ingest::document(name, text, lexicon), published_on), lexicon)
}

/// The document with a day of publication that the caller knows, where it tells none itself.
pub fn dated(mut document: Document, published_on: Option<Date>) -> Document {
    if document.published_on.is_none() && published_on.is_some() {
        document.published_on = published_on;
        document.published_on_basis = PublishedBasis::Metadata;
    }
    document
}
