//! A table of articles -> tables of documents, mentions and facts, in memory: what a run makes of the same records, without a
//! project, without a file.
//!
//! Rows are read as records of a Parquet file are (docs/formats.md), so that a table gives the same rows from here as from disk.
//! What is no article becomes a row of `quarantine`; a column that is missing or holds something else is an error.

use crate::config::{Fields, Input, MAX_THREADS};
use crate::error::{Error, Result};
use crate::ingest::article::Article;
use crate::ingest::files;
use crate::ingest::formats::{self, Context};
use crate::ingest::releases::Sketches;
use crate::ingest::sketch::Sketch;
use crate::lexicon::{Lexicon, sectors};
use crate::model::{Document, Facts, Rejection};
use crate::rates::Rates;
use crate::schema::{self, Group, Table};
use crate::store::batches::batches;
use crate::store::rows::{self, Read};
use crate::{extract, ingest, normalize};
use arrow::array::RecordBatch;
use arrow::datatypes::{DataType, Schema};
use rayon::prelude::*;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::path::Path;

/// How a table of articles is read.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// The columns that hold the text, headline, day, address and publisher. Where none is named, those are looked for whose names
    /// the setting `fields` lists.
    pub text: Option<String>,
    pub title: Option<String>,
    pub published_on: Option<String>,
    pub url: Option<String>,
    pub publisher: Option<String>,
    /// The column that holds files instead: each a file of one article, or a line of JSON lines, in a format that `id` tells by its
    /// ending, up to a `#`.
    pub content: Option<String>,
    /// The column that names the record: its `source_path`. Without one, records are called `#1`, `#2` and so on.
    pub id: Option<String>,
    /// Whether the table `mentions` is made too.
    pub mentions: bool,
    /// Worker threads; 0 = one per core.
    pub threads: usize,
}

/// Tables in the order of the data dictionary, each with its batches: one at least.
pub type Tables = Vec<(&'static Table, Vec<RecordBatch>)>;

/// Records between two questions whether to go on.
const AT_ONCE: usize = 256;

/// What the records of a table state. `go_on` is asked now and then, on the calling thread; its error ends the work.
///
/// # Errors
/// When a column is not there or cannot hold what it is to hold, and when `go_on` says so. An article that cannot be read is none.
pub fn extract(
    schema: &Schema,
    records: &[RecordBatch],
    request: &Request,
    lexicon: &Lexicon,
    go_on: &dyn Fn() -> Result<()>,
) -> Result<Tables> {
    let work = Work::begin(request.threads, lexicon, go_on)?;
    let (found, rejected) = distinct(work.records(schema, records, request)?)?;
    let mut tables = work.tables(found, request.mentions)?;
    tables.push((&schema::QUARANTINE, vec![quarantine(&rejected)?]));
    Ok(tables)
}

impl Request {
    fn fields(&self) -> Fields {
        let known = Fields::default();
        let or = |named: &Option<String>, known: Vec<String>| named.clone().map_or(known, |name| vec![name]);
        Fields {
            text: or(&self.text, known.text),
            title: or(&self.title, known.title),
            published_on: or(&self.published_on, known.published_on),
            url: or(&self.url, known.url),
            publisher: or(&self.publisher, known.publisher),
        }
    }

    /// Refuses what would silently give no text or no day.
    fn check(&self, schema: &Schema, fields: &Fields) -> Result<()> {
        let kind = |name: &String| column(schema, name).map(|at| schema.field(at).data_type());
        if self.content.is_some() && self.id.is_none() {
            return Err(Error::usage("what files are called is not known").hint("name the column that holds their names: id"));
        }
        // of several that may hold the text, one is enough
        let texts: Vec<&String> = fields.text.iter().filter(|name| kind(name).is_some()).collect();
        let text = texts.iter().copied().find(|name| kind(name).is_some_and(|kind| Holds::Text.fits(kind))).or(texts.first().copied());
        if self.text.is_none() && text.is_none() && self.content.is_none() {
            let message = format!("no column is called {}", fields.text.join(", "));
            return Err(Error::usage(message).hint(choice("name the column that holds the text", schema)));
        }
        let named = [
            (&self.text, Holds::Text),
            (&self.title, Holds::Text),
            (&self.published_on, Holds::Day),
            (&self.url, Holds::Text),
            (&self.publisher, Holds::Text),
            (&self.content, Holds::File),
            (&self.id, Holds::Name),
        ];
        let named = named.into_iter().filter_map(|(name, holds)| Some((name.as_ref()?, holds)));
        for (name, holds) in named.chain(text.map(|name| (name, Holds::Text))) {
            match kind(name) {
                Some(kind) if holds.fits(kind) => {}
                Some(kind) => return Err(Error::usage(format!("column `{name}` is {kind}: expected {}", holds.in_words()))),
                None => return Err(Error::usage(format!("no column is called `{name}`")).hint(choice("name another", schema))),
            }
        }
        Ok(())
    }
}

/// The column of this name, in whatever case, as records of files are read.
fn column(schema: &Schema, name: &str) -> Option<usize> {
    let names = || schema.fields().iter().map(|field| field.name());
    names().position(|known| known == name).or_else(|| names().position(|known| known.eq_ignore_ascii_case(name)))
}

fn choice(ask: &str, schema: &Schema) -> String {
    let names: Vec<&str> = schema.fields().iter().map(|field| field.name().as_str()).collect();
    format!("{ask}; there are {}", names.join(", "))
}

/// What a column is to hold.
#[derive(Clone, Copy)]
enum Holds {
    Text,
    Day,
    Name,
    File,
}

impl Holds {
    fn fits(self, kind: &DataType) -> bool {
        match self {
            Holds::Text => is_text(kind) || is_texts(kind),
            Holds::Day => is_text(kind) || kind.is_integer() || is_moment(kind),
            Holds::Name => is_text(kind) || kind.is_integer(),
            Holds::File => is_text(kind) || matches!(kind, DataType::Binary | DataType::LargeBinary | DataType::BinaryView),
        }
    }

    fn in_words(self) -> &'static str {
        match self {
            Holds::Text => "text, or lists of paragraphs",
            Holds::Day => "days, moments, seconds since 1970, or text",
            Holds::Name => "text, or integers",
            Holds::File => "bytes, or text",
        }
    }
}

fn is_text(kind: &DataType) -> bool {
    match kind {
        // some writers give a column of nothing but nulls no other type
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Null => true,
        DataType::Dictionary(_, values) => is_text(values),
        _ => false,
    }
}

/// Paragraphs as a list; a struct that holds its own text.
fn is_texts(kind: &DataType) -> bool {
    match kind {
        DataType::List(item) | DataType::LargeList(item) => is_text(item.data_type()),
        DataType::Struct(fields) => formats::OWN.iter().any(|own| fields.find(own).is_some_and(|(_, field)| is_text(field.data_type()))),
        _ => false,
    }
}

fn is_moment(kind: &DataType) -> bool {
    matches!(kind, DataType::Date32 | DataType::Date64 | DataType::Timestamp(..))
}

/// A record of the table: what it is called, and its article.
pub struct Record {
    pub place: String,
    pub article: std::result::Result<Article, Rejection>,
    pub sketch: Option<Sketch>,
}

/// A distinct content, with what stands beside it.
struct Found {
    doc_id: String,
    place: String,
    also_at: Vec<String>,
    /// The id of the first document of the release that it reports.
    release: String,
    article: Article,
}

/// Records that are no documents, and why.
type Refused = Vec<(String, Rejection)>;

/// The distinct contents, sorted by id, and the records that have none. The first record by name is the document's, the others are
/// copies.
fn distinct(mut records: Vec<Record>) -> Result<(Vec<Found>, Refused)> {
    records.sort_by(|a, b| a.place.cmp(&b.place));
    let mut sketches = Sketches::default();
    records.iter().try_for_each(|record| sketches.push(record.sketch))?;
    let ids: Vec<String> = records.iter().map(|record| record.article.as_ref().map_or(String::new(), doc_id)).collect();
    let (mut found, mut rejected) = (Vec::<Found>::new(), Vec::new());
    let mut known: HashMap<&String, usize> = HashMap::new();
    for ((record, id), first) in records.into_iter().zip(&ids).zip(sketches.releases()?) {
        let article = match record.article {
            Ok(article) => article,
            Err(rejection) => {
                rejected.push((record.place, rejection));
                continue;
            }
        };
        match known.entry(id) {
            Entry::Occupied(at) => found[*at.get()].also_at.push(record.place),
            Entry::Vacant(new) => {
                new.insert(found.len());
                let release = ids[first as usize].clone();
                found.push(Found { doc_id: id.clone(), place: record.place, also_at: Vec::new(), release, article });
            }
        }
    }
    found.sort_unstable_by(|a, b| a.doc_id.cmp(&b.doc_id));
    Ok((found, rejected))
}

fn quarantine(refused: &Refused) -> Result<RecordBatch> {
    // a row has no file whose size could be told
    let rows =
        refused.iter().map(|(place, Rejection { reason, detail })| rows::Rejected { source_path: place, reason, detail, size: None });
    rows::quarantine(&rows.collect::<Vec<_>>())
}

/// The id of the document that an article is.
pub fn doc_id(article: &Article) -> String {
    files::doc_id(&files::hash(article.text.as_bytes()))
}

/// What the work is done with.
pub struct Work<'a> {
    pool: rayon::ThreadPool,
    lexicon: &'a Lexicon,
    go_on: &'a dyn Fn() -> Result<()>,
}

impl<'a> Work<'a> {
    /// With so many threads; 0 = one per core.
    pub fn begin(threads: usize, lexicon: &'a Lexicon, go_on: &'a dyn Fn() -> Result<()>) -> Result<Work<'a>> {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads.min(MAX_THREADS)).build();
        Ok(Work { pool: pool.map_err(|e| Error::failed("cannot start worker threads").cause(e))?, lexicon, go_on })
    }

    /// Every row as a record, in order.
    ///
    /// # Errors
    /// When a column is not there or cannot hold what it is to hold.
    pub fn records(&self, schema: &Schema, batches: &[RecordBatch], request: &Request) -> Result<Vec<Record>> {
        let fields = request.fields();
        request.check(schema, &fields)?;
        let (input, lexicon) = (Input::default(), self.lexicon);
        let context = Context { input: &input, fields: &fields, lexicon, scratch: Path::new("") };
        let rows = batches.iter().flat_map(|batch| (0..batch.num_rows()).map(move |row| (batch, row)));
        self.each((1..).zip(rows).collect(), |(number, (batch, row))| {
            let held = |name: &Option<String>| name.as_deref().and_then(|name| column(batch.schema_ref(), name)).map(|at| batch.column(at));
            let name = held(&request.id).and_then(|column| formats::cell(column, row));
            let article = match held(&request.content) {
                Some(column) => file(formats::content(column, row), name.as_deref().unwrap_or_default(), &context),
                None => formats::row(batch, row, numbered(name.as_deref()).unwrap_or(number), &context),
            };
            let sketch = article.as_ref().ok().and_then(|article| Sketch::of(&article.text));
            Record { place: name.unwrap_or_else(|| format!("#{number}")), article, sketch }
        })
    }

    /// The tables of the documents, as many documents at a time as a run would take.
    fn tables(&self, found: Vec<Found>, mentions: bool) -> Result<Tables> {
        let (rates, isic, lexicon) = (Rates::builtin(), sectors::isic(), self.lexicon);
        let is_made = |table: &&&'static Table| match table.group {
            Group::Text => mentions || table.name != schema::MENTIONS.name,
            group => group == Group::Facts,
        };
        let mut tables: Tables = schema::TABLES.iter().filter(is_made).map(|table| (*table, Vec::new())).collect();
        let sizes: Vec<usize> = found.iter().map(|found| found.article.text.len()).collect();
        let mut found = found.into_iter();
        for range in batches(&sizes) {
            let reads = self.each(found.by_ref().take(range.len()).collect(), |found| read(found, lexicon))?;
            let batch = |table: &'static Table| match table.name {
                "documents" => rows::documents(&reads),
                "mentions" => rows::mentions(&reads, false),
                _ => rows::facts(table, &reads, &rates, &isic),
            };
            let made = self.pool.install(|| tables.par_iter().map(|(table, _)| batch(table)).collect::<Result<Vec<_>>>())?;
            tables.iter_mut().zip(made).for_each(|((_, batches), batch)| batches.push(batch));
        }
        Ok(tables)
    }

    /// One function over many values on all threads, in order.
    fn each<T: Send, U: Send>(&self, values: Vec<T>, work: impl Fn(T) -> U + Sync) -> Result<Vec<U>> {
        let mut done = Vec::with_capacity(values.len());
        let mut ahead = values.into_iter();
        loop {
            let some: Vec<T> = ahead.by_ref().take(AT_ONCE).collect();
            if some.is_empty() {
                return Ok(done);
            }
            (self.go_on)()?;
            done.extend(self.pool.install(|| some.into_par_iter().map(&work).collect::<Vec<U>>()));
        }
    }
}

/// The number that a record has in its file, where its name tells it: 17 of `news.parquet#17`.
fn numbered(name: Option<&str>) -> Option<u64> {
    name?.rsplit_once('#')?.1.parse().ok()
}

/// The article of a file, or of a line of one, by what it is called.
fn file(content: Option<Vec<u8>>, place: &str, context: &Context) -> std::result::Result<Article, Rejection> {
    let path = place.split('#').next().unwrap_or_default();
    let name = Path::new(path).file_name().unwrap_or_default().to_string_lossy();
    match content {
        Some(bytes) => formats::one(&bytes, &name, context),
        None => Err(Rejection { reason: "empty".to_string(), detail: "the cell is null".to_string() }),
    }
}

fn read(found: Found, lexicon: &Lexicon) -> Read {
    let document = ingest::document_of_article(&found.place, found.article, lexicon);
    let document = Document { also_at: found.also_at, duplicate_group: Some(found.release), ..document };
    let mut mentions = rows::settled(normalize::mentions(&document, lexicon));
    let facts: Facts = extract::facts(&document, &mut mentions, lexicon);
    Read { document, mentions, facts }
}
