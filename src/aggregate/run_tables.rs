//! What the run itself leaves as tables: what it could not read, and what each stage did.

use crate::error::{Error, Result};
use crate::schema;
use crate::store::columns::Batch;
use crate::store::packed;
use crate::store::rows;
use crate::store::sorter::Sorter;
use crate::store::state::InputFile;
use arrow::array::RecordBatch;
use std::io;
use std::path::Path;

/// Bytes of rows that are held to be sorted.
const HELD: usize = 4 << 20;
/// Rows of a batch.
const ROWS: usize = 8_192;

/// Why a record is no document.
struct Refused {
    source_path: String,
    reason: String,
    detail: String,
    size: u64,
}

/// Rows of `quarantine`: the inputs that are no documents, by path; what is not held of them is laid aside in `scratch`.
pub fn quarantine(inputs: impl Iterator<Item = Result<InputFile>>, scratch: &Path) -> Result<impl Iterator<Item = Result<RecordBatch>>> {
    let mut sorter = Sorter::in_dir(scratch, HELD);
    for input in inputs {
        let input = input?;
        let Some(rejection) = &input.rejection else { continue };
        let mut rest = Vec::new();
        packed::put(&mut rest, rejection.reason.as_bytes());
        packed::put(&mut rest, rejection.detail.as_bytes());
        packed::put_number(&mut rest, input.size);
        sorter.push(input.place().as_bytes(), &rest).map_err(unsorted)?;
    }
    let batches = sorter.count().div_ceil(ROWS).max(1);
    let mut sorted = sorter.sorted().map_err(unsorted)?.map(|pair| pair.and_then(refused).map_err(unsorted));
    Ok((0..batches).map(move |_| batch(&sorted.by_ref().take(ROWS).collect::<Result<Vec<_>>>()?)))
}

fn refused((place, rest): (Vec<u8>, Vec<u8>)) -> io::Result<Refused> {
    let rest = &mut rest.as_slice();
    let source_path = String::from_utf8(place).map_err(io::Error::other)?;
    Ok(Refused { source_path, reason: packed::text(rest)?, detail: packed::text(rest)?, size: packed::number(rest)? })
}

fn unsorted(e: io::Error) -> Error {
    Error::failed("cannot sort the rows of `quarantine`").stage("aggregate").cause(e)
}

fn batch(refused: &[Refused]) -> Result<RecordBatch> {
    let rows = refused.iter().map(|Refused { source_path, reason, detail, size }| rows::Rejected {
        source_path,
        reason,
        detail,
        size: Some(*size),
    });
    rows::quarantine(&rows.collect::<Vec<_>>())
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
