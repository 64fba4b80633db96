//! What `ingest` hands on: one distinct document.

use super::{Span, codes};
use jiff::civil::Date;

codes! {
    /// How `published_on` became known.
    PublishedBasis {
        /// A date in a header or footer line of the page.
        Header = "header",
        /// Metadata of the container: a field, a tag.
        Metadata = "metadata",
        /// A dateline that has its year.
        Dateline = "dateline",
        /// The file's name or address.
        FileName = "file_name",
        /// Not known.
        None = "none",
    }
}

codes! {
    /// What a stretch of noise is.
    BoilerplateKind {
        Menu = "menu",
        Teaser = "teaser",
        Share = "share",
        Caption = "caption",
        Subscribe = "subscribe",
        Copyright = "copyright",
        Tags = "tags",
        Byline = "byline",
        Breadcrumb = "breadcrumb",
        Counter = "counter",
        Rates = "rates",
        Advert = "advert",
        Comments = "comments",
        ReadingTime = "reading_time",
        Header = "header",
        Source = "source",
        Footnote = "footnote",
    }
}

/// A stretch of the text that is not the article: it gives no facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "config", derive(serde::Serialize, serde::Deserialize))]
pub struct Boilerplate {
    /// What kind of noise.
    pub kind: BoilerplateKind,
    /// Where it stands.
    pub span: Span,
}

/// Why a file, or a record of it, is no document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "config", derive(serde::Serialize, serde::Deserialize))]
pub struct Rejection {
    /// A code of `quarantine.reason`.
    pub reason: String,
    /// The same in words.
    pub detail: String,
}

/// One distinct document, as read; what later stages find is kept elsewhere.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// The first 16 hexadecimal digits of the BLAKE3 hash of the content as it arrived.
    pub doc_id: String,
    /// Where it was first found, relative to its input folder, `/` as separator.
    pub source_path: String,
    /// Other paths with the same content, sorted.
    pub also_at: Vec<String>,
    /// The headline, when the text shows which line that is.
    pub title: Option<String>,
    /// Who published it, when stated.
    pub publisher: Option<String>,
    /// Its address, when stated.
    pub url: Option<String>,
    /// ISO 639-1 code.
    pub language: String,
    /// The date of publication, `None` when the document does not tell.
    pub published_on: Option<Date>,
    /// Where that date was read.
    pub published_on_basis: PublishedBasis,
    /// Bytes of the content as it arrived.
    pub byte_count: u64,
    /// Same value = near-identical reports of one release: the `doc_id` of the first of them by path. Told by those who see the other
    /// documents; `None` for a text read by itself.
    pub duplicate_group: Option<String>,
    /// Noise, in order of position, not overlapping.
    pub boilerplate: Vec<Boilerplate>,
    /// Remarks on how it was read, such as `decoded_lossy`; sorted.
    pub flags: Vec<String>,
    /// The text itself, UTF-8; every span in every table is an offset into it.
    pub text: String,
}
