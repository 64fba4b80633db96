//! Files -> articles: one module per format that articles come in.
//!
//! A file is unpacked as its endings say (`news.jsonl.gz` is gzip around JSON lines), then read record by record, so that memory
//! is bounded by one record whatever the size of the file. A record that cannot be read costs that record.

mod ahead;
mod arrow_lengths;
mod attributes;
mod delimited;
mod feed;
pub mod html;
mod json;
mod mail;
mod metadata;
mod parquet;
mod pdf;
mod unpack;
mod warc;

use super::article::Article;
#[cfg(feature = "tables")]
use super::files;
use super::{encoding, language, name, rejection};
use crate::config::{Fields, Input};
use crate::lexicon::Lexicon;
use crate::model::Rejection;
#[cfg(feature = "tables")]
use arrow::array::{ArrayRef, RecordBatch};
#[cfg(feature = "tables")]
pub use metadata::OWN;
use std::io::BufRead;
use std::ops::ControlFlow;
use std::path::Path;
use unpack::Packing;

/// What a file is, told by its last ending that is no packing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The article itself, with whatever a page has around it.
    Text,
    /// A web page.
    Html,
    /// One JSON value: a record, a list of records, or an object that holds one.
    Json,
    /// A JSON value per line.
    JsonLines,
    /// A record per row, a column per field; the sign between columns.
    Delimited(u8),
    /// A Parquet file, a record per row.
    Parquet,
    /// An Arrow file or stream, a record per row.
    Arrow,
    /// RSS or Atom saved to disk.
    Feed,
    /// A web archive.
    Warc,
    /// One message.
    Mail,
    /// A folder of messages in one file.
    Mailbox,
    /// Pages.
    Pdf,
}

/// Endings, in lower case, and what they stand for.
const ENDINGS: &[(&str, Format)] = &[
    ("txt", Format::Text),
    ("text", Format::Text),
    ("md", Format::Text),
    ("markdown", Format::Text),
    ("html", Format::Html),
    ("htm", Format::Html),
    ("xhtml", Format::Html),
    ("json", Format::Json),
    ("jsonl", Format::JsonLines),
    ("ndjson", Format::JsonLines),
    ("csv", Format::Delimited(b',')),
    ("tsv", Format::Delimited(b'\t')),
    ("parquet", Format::Parquet),
    ("arrow", Format::Arrow),
    ("feather", Format::Arrow),
    ("arrows", Format::Arrow),
    ("rss", Format::Feed),
    ("atom", Format::Feed),
    ("xml", Format::Feed),
    ("warc", Format::Warc),
    ("wet", Format::Warc),
    ("eml", Format::Mail),
    ("mbox", Format::Mailbox),
    ("pdf", Format::Pdf),
];

impl Format {
    /// Whether a file of this format is one record.
    fn is_one(self) -> bool {
        matches!(self, Format::Text | Format::Html | Format::Mail | Format::Pdf)
    }

    /// The format that an ending, without its dot, stands for.
    pub fn of(ending: &str) -> Option<Format> {
        ENDINGS.iter().find(|(known, _)| known.eq_ignore_ascii_case(ending)).map(|(_, format)| *format)
    }
}

/// The ending of a name that tells its format: `jsonl` of `news.jsonl.gz`, `zip` of `news.zip`; in lower case, empty for none.
pub fn ending(name: &str) -> String {
    let (stem, packing) = unpack::packings(name);
    match (Path::new(stem).extension(), packing.first()) {
        (Some(ending), _) => ending.to_string_lossy().to_lowercase(),
        (None, Some(Packing::Zip)) => "zip".to_string(),
        (None, _) => String::new(),
    }
}

/// Whether a file of this name holds one article at most and nothing around it: its text is its content.
pub fn is_plain(name: &str) -> bool {
    let (stem, packing) = unpack::packings(name);
    packing.is_empty() && format_of(stem) == Format::Text
}

/// Whether a file of this name holds files of which some are chosen by their endings.
pub fn is_archive(name: &str) -> bool {
    unpack::packings(name).1.contains(&Packing::Zip)
}

/// Whether a file of this name may hold several records.
pub fn holds_several(name: &str) -> bool {
    let (stem, packing) = unpack::packings(name);
    !format_of(stem).is_one() || packing.contains(&Packing::Zip)
}

fn format_of(stem: &str) -> Format {
    Path::new(stem).extension().and_then(|ending| Format::of(&ending.to_string_lossy())).unwrap_or(Format::Text)
}

/// A feed may be so large; each of its entries is bounded as any article.
const FEED_BYTES: u64 = 64 << 20;

/// One record of a file.
#[derive(Debug)]
pub struct Record {
    /// What tells it from other records of the file: empty where the file is one record, else `#3`, `#inner/name.html`.
    pub id: String,
    /// Its article, or why it has none.
    pub article: Result<Article, Rejection>,
}

/// What the readers of formats need besides the bytes.
pub struct Context<'a> {
    /// Limits.
    pub input: &'a Input,
    /// The names of the fields of records.
    pub fields: &'a Fields,
    /// The words that dates are written in.
    pub lexicon: &'a Lexicon,
    /// A folder for files that have to be unpacked to be read.
    pub scratch: &'a Path,
}

/// Is given each record in turn; says whether to go on.
pub type Take<'a> = dyn FnMut(Record) -> ControlFlow<()> + 'a;

/// Gives every record of a file to `take`. What cannot be read is given as a record too, with the reason.
pub fn read(path: &Path, file_name: &str, context: &Context, take: &mut Take) {
    let mut any = false;
    let mut counted = |mut record: Record| {
        any = true;
        let name = name_of(file_name, &record.id).to_string();
        record.article = record.article.map(|article| named(article, &name, context.input));
        take(record)
    };
    let file = std::fs::File::open(path).map_err(|e| super::io_rejection(&e));
    let outcome = file.and_then(|file| caught(|| unpack::file(file, file_name, context, &mut counted)));
    if let Err(rejection) = outcome {
        // what stands before the place that broke has been read: the rest is one record that is missing
        let id = if any { "#rest".to_string() } else { String::new() };
        _ = take(Record { id, article: Err(rejection) });
    } else if !any {
        _ = take(Record { id: String::new(), article: Err(rejection("empty", "it holds no records")) });
    }
}

/// The article with the day that its address tells, or the name of its file.
pub fn named(article: Article, file_name: &str, input: &Input) -> Article {
    let of_file = || input.dates_from_names.then(|| name::in_file_name(file_name)).flatten();
    let day_in_name = article.url.as_deref().and_then(name::in_address).or_else(of_file);
    Article { day_in_name, ..article }
}

/// The name of the file that is a record, without what it is packed in; empty where a file holds many: the day in the name of an
/// archive or a dump is that on which it was made.
fn name_of<'a>(file_name: &'a str, id: &'a str) -> &'a str {
    let name = id.rsplit('#').next().filter(|name| !name.is_empty()).unwrap_or(file_name);
    let is_inner = !id.is_empty();
    let (stem, packing) = unpack::packings(name);
    let is_one = format_of(stem).is_one() && !packing.contains(&Packing::Zip);
    let is_numbered = is_inner && name.bytes().all(|byte| byte.is_ascii_digit());
    if is_one && !is_numbered { name } else { "" }
}

/// A file without packing around it, from its beginning.
struct Source<'a> {
    reader: &'a mut dyn BufRead,
    /// What its records' ids begin with.
    prefix: String,
    format: Format,
}

/// Reads the records of a file that is not packed.
fn records(source: &mut Source, context: &Context, take: &mut Take) -> Result<(), Rejection> {
    match source.format {
        Format::Text | Format::Html | Format::Mail | Format::Feed | Format::Pdf => whole(source, context, take),
        // a line or row that is no UTF-8 tells its encoding itself
        Format::Json => in_utf8(source, true, take, &mut |source, take| json::values(source, context, take)),
        Format::JsonLines => in_utf8(source, false, take, &mut |source, take| json::lines(source, context, take)),
        Format::Delimited(sign) => in_utf8(source, false, take, &mut |source, take| delimited::rows(source, sign, context, take)),
        Format::Parquet | Format::Arrow => {
            parquet::file(unpack::on_disk(source.reader, context)?, source.format, &source.prefix, context, take)
        }
        Format::Warc => warc::records(source, context, take),
        Format::Mailbox => mail::mailbox(source, context, take),
    }
}

/// Reads the records of a text that may be in another encoding; with `guess` also one that has no mark.
fn in_utf8(
    source: &mut Source,
    guess: bool,
    take: &mut Take,
    read: &mut dyn FnMut(&mut Source, &mut Take) -> Result<(), Rejection>,
) -> Result<(), Rejection> {
    if encoding::is_utf_32(source.reader.fill_buf().map_err(|e| unpack::unpacking(&e))?) {
        return Err(rejection("malformed", "it is in UTF-32, which is read in files of one article only"));
    }
    let known = encoding::Known::default();
    let mut reader = encoding::Reading::of(&mut *source.reader, guess, known.clone()).map_err(|e| unpack::unpacking(&e))?;
    let mut source = Source { reader: &mut reader, prefix: source.prefix.clone(), format: source.format };
    read(&mut source, &mut |mut record| {
        if let Ok(article) = &mut record.article {
            article.flags.extend(known.remarks(&article.text));
        }
        take(record)
    })
}

/// Formats that are read at once: one article, or a list that is small by its nature.
fn whole(source: &mut Source, context: &Context, take: &mut Take) -> Result<(), Rejection> {
    let limit = match source.format {
        Format::Feed => FEED_BYTES,
        Format::Pdf => pdf::FILE_BYTES,
        _ => context.input.max_bytes,
    };
    let bytes = unpack::all(&mut *source.reader, limit)?;
    let prefix = &source.prefix;
    _ = match source.format {
        Format::Feed => return feed::entries(bytes, prefix, context, take),
        Format::Html => give(context, take, prefix, || html::page(bytes, None, None, context)),
        Format::Mail => mail::messages(&bytes, prefix, "", context, take),
        Format::Pdf => give(context, take, prefix, || pdf::article(bytes, context.input.max_bytes)),
        _ => give(context, take, prefix, || text(bytes)),
    };
    Ok(())
}

/// The article of a plain text.
pub fn text(bytes: Vec<u8>) -> Result<Article, Rejection> {
    let (text, flags) = encoding::decode(bytes, None)?;
    Ok(Article { flags, ..Article::plain(text) })
}

/// The parsers of foreign formats are others' code: should one panic, what it was reading is lost and no more.
fn caught<T>(read: impl FnOnce() -> Result<T, Rejection>) -> Result<T, Rejection> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(read))
        .unwrap_or_else(|_| Err(rejection("malformed", "the parser of its format gave up on it")))
}

/// Reads one record and gives it to `take`.
fn give(context: &Context, take: &mut Take, id: &str, read: impl FnOnce() -> Result<Article, Rejection>) -> ControlFlow<()> {
    take(Record { id: id.to_string(), article: in_english(context, read) })
}

/// The article that `read` gives, unless it is written in another language.
fn in_english(context: &Context, read: impl FnOnce() -> Result<Article, Rejection>) -> Result<Article, Rejection> {
    caught(read).and_then(|article| match language::of(&article.text, context.lexicon) {
        Some(other) => Err(rejection("language", format!("it is written in {other}"))),
        None => Ok(article),
    })
}

/// The article of a row of a table in memory, as a file with this table would give it as its n-th record.
#[cfg(feature = "tables")]
pub fn row(batch: &RecordBatch, row: usize, n: u64, context: &Context) -> Result<Article, Rejection> {
    in_english(context, || parquet::article(batch, row, n, context)).map(|article| named(article, "", context.input))
}

/// The article of a file in memory, as [`read`] gives that of one on disk. Of JSON lines it is one line that is at hand, of other formats
/// a whole file of one article.
#[cfg(feature = "tables")]
pub fn one(bytes: &[u8], file_name: &str, context: &Context) -> Result<Article, Rejection> {
    if let Some(rejection) = files::too_large(bytes.len() as u64, context.input) {
        return Err(rejection);
    }
    let (stem, packing) = unpack::packings(file_name);
    let format = format_of(stem);
    let name = match format {
        // a cluster unpacks what it cuts into lines
        Format::JsonLines => "",
        Format::Text | Format::Html | Format::Pdf if packing.is_empty() => file_name,
        _ => return Err(rejection("nested", "it may hold several articles: hand over each by itself")),
    };
    let (mut bytes, mut found) = (bytes, None);
    let mut source = Source { reader: &mut bytes, prefix: String::new(), format };
    let outcome = caught(|| {
        records(&mut source, context, &mut |record| {
            found = Some(record.article);
            ControlFlow::Break(())
        })
    });
    let article = match (found, outcome) {
        (Some(article), _) => article,
        (None, Err(rejection)) => Err(rejection),
        (None, Ok(())) => Err(rejection("empty", "it holds no records")),
    };
    article.map(|article| named(article, name, context.input))
}

/// The bytes of a cell that holds a file, as bytes or as text; none where it is null.
#[cfg(feature = "tables")]
pub fn content(column: &ArrayRef, row: usize) -> Option<Vec<u8>> {
    parquet::cell::bytes(column, row)
}

/// The text of a cell of a table in memory; none where it is null, empty, or of a type that holds no text.
#[cfg(feature = "tables")]
pub fn cell(column: &ArrayRef, row: usize) -> Option<String> {
    parquet::cell::text(column, row)
}

/// The id of the n-th record, from 1.
fn numbered(prefix: &str, n: u64) -> String {
    format!("{prefix}#{n}")
}

/// Where in a file something broke, in words.
fn at(record: u64, offset: u64) -> String {
    format!("record {record}, byte {offset} of the unpacked file")
}

#[cfg(test)]
mod tests;
