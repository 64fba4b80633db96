//! Stage 2, documents -> mentions: what the words say, in ISO terms.

use crate::lexicon::Lexicon;
use crate::model::{Document, Mention};

/// Every recognised expression of the document, sorted by position.
pub fn mentions(_document: &Document, _lexicon: &Lexicon) -> Vec<Mention> {
    Vec::new()
}
