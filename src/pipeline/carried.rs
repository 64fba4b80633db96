//! Rows of documents that the last run read by the same rules: carried over from its tables, so that a part to which a few
//! articles came costs a few articles.
//!
//! What comes out is byte for byte what reading every document anew gives: the same rows, in the same order, in batches cut at
//! the same places. `tests/integration/` holds it to that.

use super::decide::Decision;
use super::lists::DocumentInput;
use super::parts::PartOf;
use super::shards::Shards;
use super::shelf::{Source, tables};
use super::{Request, Stage};
use crate::error::{Error, Result};
use crate::ingest::formats;
use crate::schema::{self, Table};
use crate::store::batches::batches;
use crate::store::parquet;
use crate::store::rows::{self, Beside, Read};
use arrow::array::{Array, AsArray, BooleanArray, ListArray, RecordBatch, StringArray};
use arrow::compute::{concat_batches, filter_record_batch, interleave_record_batch};
use arrow::datatypes::Int64Type;
use std::collections::HashMap;
use std::ops::Range;

/// Parts of which one is made anew, at most: more of them are hardly worth it.
const MOST_SOURCES: usize = 6;

/// The tables as the last run left them, of the parts in which the documents of a part were.
pub struct Carried<'a> {
    sources: HashMap<Stage, Vec<&'a Source>>,
    /// The documents that they hold.
    documents: HashMap<String, Kept>,
    /// They are those of shards: the same document may be in several of them, with what different containers told of it.
    of_shards: bool,
}

/// A document that tables on disk hold.
struct Kept {
    /// The number of the source.
    source: usize,
    bytes: u64,
}

/// A document of a part, in the order of ids.
pub struct Slot<'a> {
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
        for (number, source) in extract.iter().enumerate() {
            for batch in parquet::read_columns(&source.file(schema::DOCUMENTS.name), &schema::DOCUMENTS, columns)? {
                let (ids, paths) = (batch.column(0).as_string::<i32>(), batch.column(1).as_string::<i32>());
                let (bytes, flags) = (batch.column(2).as_primitive::<Int64Type>(), batch.column(3).as_list::<i32>());
                let bare = bare(paths, flags);
                let of = |row: usize| (ids.value(row).to_string(), Kept::of(number, bytes.value(row)));
                documents.extend((0..batch.num_rows()).filter(|row| bare(*row)).map(of));
            }
        }
        let kept = inputs.iter().filter(|input| input.told == 0 && documents.contains_key(&input.doc_id)).count();
        Ok((kept * 2 > inputs.len()).then_some(Carried { sources, documents, of_shards: false }))
    }

    /// All that shards hold of a part: each document from the shard that its first path is in.
    pub fn of_shards(shards: &'a Shards, of: &PartOf, inputs: &[DocumentInput], stages: &[Stage]) -> Result<Carried<'a>> {
        let mut sources = HashMap::new();
        for stage in stages {
            sources.insert(*stage, shards.parts(*stage, &of.first, &of.last)?);
        }
        let wanted: HashMap<&str, &str> = inputs.iter().map(|input| (input.doc_id.as_str(), input.source_path.as_str())).collect();
        let columns = Some(&["doc_id", "source_path", "byte_count"][..]);
        let mut documents = HashMap::new();
        for (number, source) in sources.get(&Stage::Extract).into_iter().flatten().enumerate() {
            for batch in parquet::read_columns(&source.file(schema::DOCUMENTS.name), &schema::DOCUMENTS, columns)? {
                let (ids, paths) = (batch.column(0).as_string::<i32>(), batch.column(1).as_string::<i32>());
                let bytes = batch.column(2).as_primitive::<Int64Type>();
                let is_wanted = |row: &usize| wanted.get(ids.value(*row)) == Some(&paths.value(*row));
                let of = |row: usize| (ids.value(row).to_string(), Kept::of(number, bytes.value(row)));
                documents.extend((0..batch.num_rows()).filter(is_wanted).map(of));
            }
        }
        match inputs.iter().find(|input| !documents.contains_key(&input.doc_id)) {
            Some(input) => Err(Error::failed(format!("no shard has the document of `{}`", input.source_path)).stage("ingest")),
            None => Ok(Carried { sources, documents, of_shards: true }),
        }
    }

    /// Whether the document's rows are there.
    pub fn has(&self, input: &DocumentInput) -> bool {
        (self.of_shards || input.told == 0) && self.documents.contains_key(&input.doc_id)
    }

    /// The part's documents, those that were carried over and those that were read; a document that turned out unreadable is none.
    pub fn slots<'b>(&self, inputs: &'b [DocumentInput], reads: &[Read]) -> Vec<Slot<'b>> {
        let read: HashMap<&str, u64> = reads.iter().map(|read| (read.document.doc_id.as_str(), read.document.byte_count)).collect();
        let slot = |input: &'b DocumentInput| match read.get(input.doc_id.as_str()) {
            Some(bytes) => Some(Slot { input, bytes: *bytes, read: true }),
            None => {
                self.documents.get(&input.doc_id).filter(|_| self.has(input)).map(|kept| Slot { input, bytes: kept.bytes, read: false })
            }
        };
        inputs.iter().filter_map(slot).collect()
    }

    /// The rows of one table of a stage: those carried over and `read`, by document, in batches of bounded size.
    pub fn batches(&self, stage: Stage, table: &'static Table, slots: &[Slot], read: &RecordBatch) -> Result<Vec<RecordBatch>> {
        let sources = self.sources.get(&stage).ok_or_else(|| Error::failed(format!("no rows of `{}` to carry over", table.name)))?;
        let failed = |e: arrow::error::ArrowError| Error::failed(format!("cannot carry rows of `{}` over", table.name)).cause(e);
        let mut former = Vec::new();
        for (number, source) in sources.iter().enumerate() {
            for batch in parquet::batches(&source.file(table.name), table, None)? {
                former.push(if self.of_shards { self.chosen(number, &batch?).map_err(failed)? } else { batch? });
            }
        }
        let mut carried = concat_batches(&table.arrow(), &former).map_err(failed)?;
        drop(former);
        if table.name == schema::DOCUMENTS.name {
            let beside = slots.iter().map(|Slot { input, .. }| {
                let now = Beside { source_path: &input.source_path, also_at: &input.also_at, group: &input.release };
                (input.doc_id.as_str(), now)
            });
            carried = rows::with_beside(&carried, &beside.collect())?;
        }
        let (of_carried, of_read) = (ranges(&carried)?, ranges(read)?);
        let sizes: Vec<usize> = slots.iter().map(|slot| slot.bytes as usize).collect();
        let mut merged = Vec::new();
        for range in batches(&sizes) {
            let mut rows: Vec<(usize, usize)> = Vec::new();
            for slot in &slots[range] {
                let (from, ranges) = if slot.read { (1, &of_read) } else { (0, &of_carried) };
                let range = ranges.get(slot.input.doc_id.as_str()).cloned().unwrap_or_default();
                rows.extend(range.map(|row| (from, row)));
            }
            merged.push(interleave_record_batch(&[&carried, read], &rows).map_err(failed)?);
        }
        Ok(merged)
    }

    /// The rows of those documents that are taken from this source.
    fn chosen(&self, source: usize, batch: &RecordBatch) -> std::result::Result<RecordBatch, arrow::error::ArrowError> {
        let ids = batch.column_by_name("doc_id").and_then(|ids| ids.as_string_opt::<i32>());
        let is_chosen = |id: Option<&str>| id.and_then(|id| self.documents.get(id)).is_some_and(|kept| kept.source == source);
        let mask: BooleanArray = ids.into_iter().flatten().map(|id| Some(is_chosen(id))).collect();
        filter_record_batch(batch, &mask)
    }
}

impl Kept {
    fn of(source: usize, bytes: i64) -> Kept {
        Kept { source, bytes: u64::try_from(bytes).unwrap_or_default() }
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
