//! Reported direct investment: one value per investor, host, measure and period.
//!
//! Flows and stocks only. "A $300 million plant" and "a $500 million plant" are two projects, not two statements of one figure.

use super::recipe::{Condition, FactColumns, Group, Recipe};
use super::statements::{self, Chosen, Statement, choose, choose_undated};
use crate::error::Result;
use crate::schema;
use crate::store::columns::Batch;
use arrow::array::RecordBatch;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Investor, host, measure, first and last day.
type Key = (String, String, String, Option<Date>, Option<Date>);

/// Made of the rows of `investments` count: capital that has come or is there, investor by investor.
pub fn recipe() -> Recipe {
    Recipe {
        facts: "investments",
        columns: statements::COLUMNS.iter().copied().chain(["investor", "host", "measure"]).collect(),
        counts: &[Condition::Is("status", &["actual"]), Condition::Is("measure", &["fdi_flow", "fdi_stock"])],
        group: Group::Text("investor"),
        named: "investor",
        rows,
    }
}

/// Rows of `investment_by_pair`, of some investors.
fn rows(facts: &dyn FactColumns) -> Result<RecordBatch> {
    let (keys, statements) = (keys(facts)?, statements::statements(facts)?);
    let mut groups: BTreeMap<Key, Vec<Statement>> = BTreeMap::new();
    for (key, statement) in keys.into_iter().zip(statements) {
        if let Some(key) = key {
            groups.entry(key).or_default().push(statement);
        }
    }
    let of_key = |key: &Key, group| if key.3.is_none() && key.4.is_none() { choose_undated(group) } else { choose(group) };
    let rows: Vec<(Key, Chosen)> = groups.into_iter().filter_map(|(key, group)| of_key(&key, group).map(|chosen| (key, chosen))).collect();
    let batch = Batch::of(&schema::INVESTMENT_BY_PAIR, rows.len())
        .text("investor", rows.iter().map(|(k, _)| Some(&k.0)))
        .text("host", rows.iter().map(|(k, _)| Some(&k.1)))
        .text("measure", rows.iter().map(|(k, _)| Some(&k.2)))
        .date("period_start", rows.iter().map(|(k, _)| k.3))
        .date("period_end", rows.iter().map(|(k, _)| k.4));
    statements::columns(batch, rows.iter().map(|(_, c)| c)).finish()
}

fn keys(facts: &dyn FactColumns) -> Result<Vec<Option<Key>>> {
    let (investor, host, measure) = (facts.texts("investor")?, facts.texts("host")?, facts.texts("measure")?);
    let (start, end) = (facts.dates("period_start")?, facts.dates("period_end")?);
    let key = |row: usize| Some((investor[row].clone()?, host[row].clone()?, measure[row].clone()?, start[row], end[row]));
    Ok((0..facts.count()).map(key).collect())
}
