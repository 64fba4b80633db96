//! What the run itself leaves as tables: what it could not read, and what each stage did.

use crate::error::Result;
use crate::schema;
use crate::store::columns::Batch;
use crate::store::state::InputFile;
use arrow::array::RecordBatch;

/// Rows of `quarantine`: the inputs that are no documents.
pub fn quarantine(inputs: &[InputFile]) -> Result<RecordBatch> {
    let rejected = inputs.iter().filter_map(|input| input.rejection.as_ref().map(|rejection| (input, rejection)));
    let mut rows: Vec<_> = rejected.collect();
    rows.sort_by_key(|row| row.0.place());
    let size = |input: &InputFile| i64::try_from(input.size).ok();
    Batch::of(&schema::QUARANTINE, rows.len())
        .text("source_path", rows.iter().map(|row| Some(row.0.place())))
        .text("stage", rows.iter().map(|_| Some("ingest")))
        .text("reason", rows.iter().map(|row| Some(&row.1.reason)))
        .text("detail", rows.iter().map(|row| Some(&row.1.detail)))
        .long("byte_count", rows.iter().map(|row| size(row.0)))
        .finish()
}

/// What one stage did, as far as it does not depend on when and where.
#[derive(Clone, Debug)]
pub struct StageRow {
    pub stage: String,
    pub rules_version: String,
    pub input_fingerprint: String,
    pub fingerprint: String,
    pub rows_in: u64,
    pub rows_out: u64,
}

/// Rows of `runs`.
pub fn runs(stages: &[StageRow]) -> Result<RecordBatch> {
    let s = || stages.iter();
    let count = |n: u64| i64::try_from(n).ok();
    Batch::of(&schema::RUNS, stages.len())
        .int("seq", (1..).take(stages.len()).map(Some))
        .text("stage", s().map(|x| Some(&x.stage)))
        .text("rules_version", s().map(|x| Some(&x.rules_version)))
        .text("input_fingerprint", s().map(|x| Some(&x.input_fingerprint)))
        .text("fingerprint", s().map(|x| Some(&x.fingerprint)))
        .long("rows_in", s().map(|x| count(x.rows_in)))
        .long("rows_out", s().map(|x| count(x.rows_out)))
        .finish()
}
