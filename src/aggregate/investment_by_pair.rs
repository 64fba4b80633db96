//! Reported direct investment: one value per investor, host, measure and period.
//!
//! Flows and stocks only. "A $300 million plant" and "a $500 million plant" are two projects, not two statements of one figure.

use super::statements::{self, Chosen, Statement, choose, dates, release, texts, typed};
use super::{failed, scan};
use crate::error::Result;
use crate::schema;
use crate::store::columns::Batch;
use arrow::array::RecordBatch;
use jiff::civil::Date;
use polars::prelude::{DataFrame, JoinArgs, JoinType, PolarsResult, col, lit};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Investor, host, measure, first and last day.
type Key = (String, String, String, Option<Date>, Option<Date>);

/// Rows of `investment_by_pair`, from the files of `investments` and `documents`.
pub fn rows(investments: &[PathBuf], documents: &[PathBuf]) -> Result<RecordBatch> {
    let frame = totals(investments, documents)?;
    let keys = keys(&frame).map_err(|e| failed("read investments", e))?;
    let statements = statements::statements(&frame).map_err(|e| failed("read investments", e))?;
    let mut groups: BTreeMap<Key, Vec<Statement>> = BTreeMap::new();
    for (key, statement) in keys.into_iter().zip(statements) {
        if let Some(key) = key {
            groups.entry(key).or_default().push(statement);
        }
    }
    let rows: Vec<(Key, Chosen)> = groups.into_iter().filter_map(|(key, group)| Some((key, choose(group)?))).collect();
    let batch = Batch::of(&schema::INVESTMENT_BY_PAIR, rows.len())
        .text("investor", rows.iter().map(|(k, _)| Some(&k.0)))
        .text("host", rows.iter().map(|(k, _)| Some(&k.1)))
        .text("measure", rows.iter().map(|(k, _)| Some(&k.2)))
        .date("period_start", rows.iter().map(|(k, _)| k.3))
        .date("period_end", rows.iter().map(|(k, _)| k.4));
    statements::columns(batch, rows.iter().map(|(_, c)| c)).finish()
}

fn totals(investments: &[PathBuf], documents: &[PathBuf]) -> Result<DataFrame> {
    let columns: Vec<&str> = statements::COLUMNS.iter().copied().chain(["investor", "host", "measure"]).collect();
    let is_total = col("measure").eq(lit("fdi_flow")).or(col("measure").eq(lit("fdi_stock")));
    let frame = scan(investments, &columns)?
        .filter(col("status").eq(lit("actual")).and(is_total))
        .with_columns(typed())
        .join(scan(documents, &["doc_id", "duplicate_group"])?, [col("doc_id")], [col("doc_id")], JoinArgs::new(JoinType::Left))
        .with_columns([release()])
        .sort(["doc_id", "fact_id"], Default::default());
    frame.collect().map_err(|e| failed("select investments", e))
}

fn keys(frame: &DataFrame) -> PolarsResult<Vec<Option<Key>>> {
    let (investor, host, measure) = (texts(frame, "investor")?, texts(frame, "host")?, texts(frame, "measure")?);
    let (start, end) = (dates(frame, "period_start")?, dates(frame, "period_end")?);
    let key = |row: usize| Some((investor[row].clone()?, host[row].clone()?, measure[row].clone()?, start[row], end[row]));
    Ok((0..frame.height()).map(key).collect())
}
