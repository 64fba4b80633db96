//! Rows of documents that the last run read by the same rules: carried over from its tables, so that a part to which a few
//! articles came costs a few articles.
//!
//! What comes out is byte for byte what reading every document anew gives: the same rows, in the same order, in batches cut at
//! the same places. `tests/integration/` holds it to that.

use super::decide::Decision;
use super::lists::DocumentInput;
use super::shelf::{Source, tables};
use super::{Request, Stage};
use crate::error::{Error, Result};
use crate::ingest::formats;
use crate::schema::{self, Table};
use crate::store::batches::batches;
use crate::store::parquet;
use crate::store::rows::{self, Beside, Read};
use arrow::array::{Array, AsArray, ListArray, RecordBatch, StringArray};
use arrow::compute::{concat_batches, interleave_record_batch};
use arrow::datatypes::Int64Type;
use std::collections::HashMap;
use std::ops::Range;

/// Parts of which one is made anew, at most: more of them are hardly worth it.
const MOST_SOURCES: usize = 6;

/// The tables as the last run left them, of the parts in which the documents of a part were.
pub struct Carried<'a> {
    sources: HashMap<Stage, Vec<&'a Source>>,
    /// Bytes of each document that they hold.
    documents: HashMap<String, u64>,
}

/// A document of a part, in the order of ids.
pub struct Place<'a> {
    input: &'a DocumentInput,
    bytes: u64,
    /// It was read in this run.
    read: bool,
}

impl<'a> Carried<'a> {
    /// What can be carried over to part `number`, which is to hold `inputs`, by these stages; `None` when something else than
    /// documents has changed since, when the tables are gone, or when hardly anything is left to carry.
    pub fn find(
        decision: &'a Decision,
        request: &Request,
        number: usize,
        inputs: &[DocumentInput],
        stages: &[Stage],
    ) -> Result<Option<Carried<'a>>> {
        let same_rules = Stage::ALL[..3].iter().all(|stage| {
            let former = decision.shelf.former(*stage);
            former.is_some_and(|record| record.depends_on == decision.targets.depends_on[*stage as usize])
        });
        let same_run = decision.shelf.former(Stage::Extract).map(|record| record.input_fingerprint.as_str())
            == decision.shelf.former(Stage::Normalize).map(|record| record.fingerprint.as_str());
        if request.full_refresh || !same_rules || !(same_run || stages == [Stage::Extract]) {
            return Ok(None);
        }
        let of = &decision.targets.parts[number].of;
        let source = |stage: &Stage| Some((*stage, decision.shelf.former_parts(*stage, &of.first, &of.last)?));
        let sources: HashMap<Stage, Vec<&Source>> = stages.iter().filter_map(source).collect();
        // a damaged table is no reason to fail: its documents are read again
        let is_whole = |stage: &Stage, source: &Source| tables(*stage).iter().all(|t| parquet::verify(&source.file(t.name), t).is_ok());
        let are_whole = |(stage, of_stage): (&Stage, &Vec<&Source>)| of_stage.iter().all(|source| is_whole(stage, source));
        let Some(extract) = sources.get(&Stage::Extract).filter(|parts| parts.len() <= MOST_SOURCES) else { return Ok(None) };
        if sources.len() < stages.len() || !sources.iter().all(are_whole) {
            return Ok(None);
        }
        // What a container tells may change under a text that stays: documents of which one tells something are read again.
        let columns = Some(&["doc_id", "source_path", "byte_count", "flags"][..]);
        let mut documents = HashMap::new();
        for source in extract {
            for batch in parquet::read_columns(&source.file(schema::DOCUMENTS.name), &schema::DOCUMENTS, columns)? {
                let (ids, paths) = (batch.column(0).as_string::<i32>(), batch.column(1).as_string::<i32>());
                let (bytes, flags) = (batch.column(2).as_primitive::<Int64Type>(), batch.column(3).as_list::<i32>());
                let bare = bare(paths, flags);
                let of = |row: usize| (ids.value(row).to_string(), u64::try_from(bytes.value(row)).unwrap_or_default());
                documents.extend((0..batch.num_rows()).filter(|row| bare(*row)).map(of));
            }
        }
        let kept = inputs.iter().filter(|input| input.told == 0 && documents.contains_key(&input.doc_id)).count();
        Ok((kept * 2 > inputs.len()).then_some(Carried { sources, documents }))
    }

    /// Whether the document's rows are there.
    pub fn has(&self, input: &DocumentInput) -> bool {
        input.told == 0 && self.documents.contains_key(&input.doc_id)
    }

    /// The part's documents, those that were carried over and those that were read; a document that turned out unreadable is none.
    pub fn places<'b>(&self, inputs: &'b [DocumentInput], reads: &[Read]) -> Vec<Place<'b>> {
        let read: HashMap<&str, u64> = reads.iter().map(|read| (read.document.doc_id.as_str(), read.document.byte_count)).collect();
        let place = |input: &'b DocumentInput| match read.get(input.doc_id.as_str()) {
            Some(bytes) => Some(Place { input, bytes: *bytes, read: true }),
            None => self.documents.get(&input.doc_id).filter(|_| self.has(input)).map(|bytes| Place { input, bytes: *bytes, read: false }),
        };
        inputs.iter().filter_map(place).collect()
    }

    /// The rows of one table of a stage: those carried over and `read`, by document, in batches of bounded size.
    pub fn batches(&self, stage: Stage, table: &'static Table, places: &[Place], read: &RecordBatch) -> Result<Vec<RecordBatch>> {
        let sources = self.sources.get(&stage).ok_or_else(|| Error::failed(format!("no rows of `{}` to carry over", table.name)))?;
        let failed = |e: arrow::error::ArrowError| Error::failed(format!("cannot carry rows of `{}` over", table.name)).cause(e);
        let mut former = Vec::new();
        for source in sources {
            former.extend(parquet::read(&source.file(table.name), table)?);
        }
        let mut carried = concat_batches(&table.arrow(), &former).map_err(failed)?;
        drop(former);
        if table.name == schema::DOCUMENTS.name {
            let beside = places.iter().map(|Place { input, .. }| {
                let now = Beside { source_path: &input.source_path, also_at: &input.also_at, group: &input.release };
                (input.doc_id.as_str(), now)
            });
            carried = rows::with_beside(&carried, &beside.collect())?;
        }
        let (of_carried, of_read) = (ranges(&carried)?, ranges(read)?);
        let sizes: Vec<usize> = places.iter().map(|place| place.bytes as usize).collect();
        let mut merged = Vec::new();
        for range in batches(&sizes) {
            let mut rows: Vec<(usize, usize)> = Vec::new();
            for place in &places[range] {
                let (from, ranges) = if place.read { (1, &of_read) } else { (0, &of_carried) };
                let range = ranges.get(place.input.doc_id.as_str()).cloned().unwrap_or_default();
                rows.extend(range.map(|row| (from, row)));
            }
            merged.push(interleave_record_batch(&[&carried, read], &rows).map_err(failed)?);
        }
        Ok(merged)
    }
}

/// Whether the document of a row is a file that tells nothing but its text, by its path and its flags.
pub fn bare<'a>(paths: &'a StringArray, flags: &'a ListArray) -> impl Fn(usize) -> bool + 'a {
    move |row| {
        let path = paths.value(row);
        formats::is_plain(path) && !path.contains('#') && flags.value_length(row) == 0
    }
}

/// Where each document's rows stand: tables are sorted by document.
fn ranges(batch: &RecordBatch) -> Result<HashMap<&str, Range<usize>>> {
    let ids = batch.column_by_name("doc_id").ok_or_else(|| Error::failed("a table without `doc_id`"))?.as_string::<i32>();
    let mut ranges: HashMap<&str, Range<usize>> = HashMap::new();
    for row in 0..ids.len() {
        ranges.entry(ids.value(row)).or_insert(row..row).end = row + 1;
    }
    Ok(ranges)
}
