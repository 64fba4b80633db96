//! What a cluster that holds a corpus in pieces asks of each: the articles' ids and sketches, whether two are reports of one release,
//! the aggregates of facts that it brought together.
//!
//! Which articles are copies, and which facts belong together, is seen where all of them are: that is the cluster's work, and what a run
//! does in `pipeline/`. Both ask the same functions.

use super::tables::{Request, Work, doc_id};
use crate::aggregate::recipe::{GROUP, RELEASE};
use crate::aggregate::{self, dimensions};
use crate::error::{Error, Result};
use crate::ingest::sketch::{BANDS, BYTES, Sketch};
use crate::lexicon::Lexicon;
use crate::schema::{self, Group, Table};
use arrow::array::{Array, ArrayRef, AsArray, BinaryArray, BooleanArray, Int64Array, ListArray, RecordBatch, StringArray};
use arrow::buffer::OffsetBuffer;
use arrow::compute::{cast, concat_batches};
use arrow::datatypes::{DataType, Field, Schema};
use std::sync::Arc;

/// One row per record, in order: its name (`source_path`), the id of its document, its sketch with what each band of it holds, and, for
/// one that is no document, the reason and its detail.
///
/// # Errors
/// As [`super::tables::extract`].
pub fn marks(
    schema: &Schema,
    records: &[RecordBatch],
    request: &Request,
    lexicon: &Lexicon,
    go_on: &dyn Fn() -> Result<()>,
) -> Result<RecordBatch> {
    let records = Work::begin(request.threads, lexicon, go_on)?.records(schema, records, request)?;
    let r = || records.iter();
    let sketches = || r().map(|record| record.sketch.as_ref().filter(|_| record.article.is_ok()));
    let bands = || sketches().flatten().flat_map(|sketch| (0..BANDS).map(|band| sketch.band(band) as i64));
    let lengths = sketches().map(|sketch| sketch.map_or(0, |_| BANDS));
    let items = Arc::new(Field::new("element", DataType::Int64, false));
    let bands = ListArray::try_new(items, OffsetBuffer::from_lengths(lengths), Arc::new(bands().collect::<Int64Array>()), None);
    let refused = || r().map(|record| record.article.as_ref().err());
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("source_path", Arc::new(r().map(|record| Some(&record.place)).collect::<StringArray>())),
        ("doc_id", Arc::new(r().map(|record| record.article.as_ref().ok().map(doc_id)).collect::<StringArray>())),
        ("sketch", Arc::new(sketches().map(|sketch| sketch.map(|sketch| sketch.0)).collect::<BinaryArray>())),
        ("bands", Arc::new(bands.map_err(|e| Error::failed("cannot write bands of sketches").cause(e))?)),
        ("reason", Arc::new(refused().map(|r| r.map(|r| &r.reason)).collect::<StringArray>())),
        ("detail", Arc::new(refused().map(|r| r.map(|r| &r.detail)).collect::<StringArray>())),
    ];
    let columns = columns.into_iter().map(|(name, column)| (name, column, true));
    RecordBatch::try_from_iter_with_nullable(columns).map_err(|e| Error::failed("cannot mark records").cause(e))
}

/// Whether the sketches in the columns `one` and `other` are those of reports of one release: the column `near`.
pub fn near(pairs: &RecordBatch) -> Result<RecordBatch> {
    let (one, other) = (sketches(pairs, "one")?, sketches(pairs, "other")?);
    let near: BooleanArray = one.iter().zip(&other).map(|(one, other)| one.zip(*other).map(|(one, other)| one.is_near(&other))).collect();
    RecordBatch::try_from_iter([("near", Arc::new(near) as ArrayRef)]).map_err(|e| Error::failed("cannot compare sketches").cause(e))
}

fn sketches(batch: &RecordBatch, name: &str) -> Result<Vec<Option<Sketch>>> {
    let column = batch.column_by_name(name).and_then(|column| cast(column, &DataType::Binary).ok());
    let column = column.ok_or_else(|| Error::usage(format!("there is no column `{name}` of sketches")))?;
    let column = column.as_binary::<i32>();
    let sketch = |bytes: &[u8]| <[u8; BYTES]>::try_from(bytes).map(Sketch).map_err(|_| Error::usage(format!("`{name}` holds no sketches")));
    column.iter().map(|bytes| bytes.map(sketch).transpose()).collect()
}

/// The rows of an aggregate, of all facts of some of its groups, with the columns [`RELEASE`] and [`GROUP`].
///
/// # Errors
/// When it is no aggregate, and when a column that it is made of is missing or of another type.
pub fn aggregate(table: &str, facts: &[RecordBatch]) -> Result<RecordBatch> {
    let recipe = aggregate::recipe(table).ok_or_else(|| Error::usage(format!("`{table}` is no aggregate")))?;
    let declared = schema::table(recipe.facts).ok_or_else(|| Error::usage(format!("`{}` is no table", recipe.facts)))?;
    let kind = |name: &str| declared.column(name).map_or(DataType::Utf8, |column| column.kind.arrow());
    let names: Vec<&str> = recipe.columns.iter().copied().chain([RELEASE, GROUP]).collect();
    let fields: Vec<Field> = names.iter().map(|name| Field::new(*name, kind(name), true)).collect();
    let schema = Arc::new(Schema::new(fields));
    let typed = |batch: &RecordBatch| -> Result<RecordBatch> {
        let column = |name: &&str| -> Result<ArrayRef> {
            let column = batch.column_by_name(name).ok_or_else(|| Error::usage(format!("no column is called `{name}`")))?;
            cast(column, &kind(name)).map_err(|e| Error::usage(format!("column `{name}` is {}", column.data_type())).cause(e))
        };
        let columns = names.iter().map(column).collect::<Result<Vec<_>>>()?;
        RecordBatch::try_new(schema.clone(), columns).map_err(|e| Error::failed("cannot read facts").cause(e))
    };
    let facts = facts.iter().map(typed).collect::<Result<Vec<_>>>()?;
    (recipe.rows)(&concat_batches(&schema, &facts).map_err(|e| Error::failed("cannot read facts").cause(e))?)
}

/// The tables that say what codes mean.
pub fn dimensions() -> Result<Vec<(&'static Table, RecordBatch)>> {
    let of_group = schema::TABLES.iter().filter(|table| table.group == Group::Dimensions);
    of_group.filter_map(|table| Some(dimensions::of(table.name)?.map(|rows| (*table, rows)))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::tables::extract;
    use crate::store::columns::Cells;

    fn go_on() -> Result<()> {
        Ok(())
    }

    fn articles(texts: &[&str]) -> RecordBatch {
        let texts: StringArray = texts.iter().map(|text| Some(*text)).collect();
        RecordBatch::try_from_iter([("text", Arc::new(texts) as ArrayRef)]).expect("a batch")
    }

    /// The words of a release, from one number to another, in what may be English.
    fn release(words: std::ops::Range<usize>) -> String {
        words.map(|n| format!("the word{n} of")).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn copies_have_one_id_and_reports_of_a_release_are_near() {
        let (first, edited, other) = (release(0..200), release(8..200), release(900..1_100));
        let texts = articles(&[&first, "", &edited, &first, &other]);
        let request = Request { threads: 1, ..Request::default() };
        let lexicon = Lexicon::builtin();
        let marks = marks(&texts.schema(), std::slice::from_ref(&texts), &request, &lexicon, &go_on).expect("marked");
        let cells = Cells::of(&marks);
        let (ids, reasons) = (cells.text("doc_id").expect("ids"), cells.text("reason").expect("reasons"));
        assert_eq!(ids.value(0), ids.value(3));
        assert_ne!(ids.value(0), ids.value(2));
        assert!(ids.is_null(1) && reasons.value(1) == "empty" && reasons.is_null(0));
        let sketch = |row: u32| {
            let rows = arrow::array::UInt32Array::from(vec![row; 4]);
            arrow::compute::take(marks.column_by_name("sketch").expect("sketches"), &rows, None).expect("taken")
        };
        let pairs =
            RecordBatch::try_from_iter([("one", sketch(0)), ("other", marks.column_by_name("sketch").expect("sketches").slice(0, 4))]);
        let near = near(&pairs.expect("pairs")).expect("compared");
        let near: Vec<Option<bool>> = near.column(0).as_boolean().iter().collect();
        assert_eq!(near, [Some(true), None, Some(true), Some(true)]);
    }

    #[test]
    fn facts_that_were_brought_together_give_the_rows_of_a_run() {
        let texts = articles(&[
            "Trade between Kenya and Peru reached $300 million in 2023.",
            "Trade between Peru and Kenya was $412 million in 2023, the ministry said.",
        ]);
        let lexicon = Lexicon::builtin();
        let tables = extract(&texts.schema(), std::slice::from_ref(&texts), &Request::default(), &lexicon, &go_on).expect("read");
        let facts = &tables.iter().find(|(table, _)| table.name == "trade_figures").expect("a table").1[0];
        let releases = facts.column_by_name("doc_id").expect("ids").clone();
        let groups = facts.column_by_name("pair").expect("pairs").clone();
        let schema = facts.schema();
        let columns = schema.fields().iter().map(|field| field.name().clone()).zip(facts.columns().to_vec());
        let facts =
            RecordBatch::try_from_iter(columns.chain([(RELEASE.to_string(), releases), (GROUP.to_string(), groups)])).expect("facts");
        let rows = aggregate("trade_by_pair_year", &[facts.slice(0, 1), facts.slice(1, facts.num_rows() - 1)]).expect("made");
        let cells = Cells::of(&rows);
        assert_eq!(rows.num_rows(), 1);
        assert_eq!((cells.text("pair").expect("pairs").value(0), cells.long("statements").expect("statements").value(0)), ("KEN-PER", 2));
        assert_eq!(cells.text("agreement").expect("agreements").value(0), "conflict");
        assert!(aggregate("trade_figures", std::slice::from_ref(&facts)).is_err() && aggregate("trade_by_pair_year", &[texts]).is_err());
    }
}
