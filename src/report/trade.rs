//! Trade of the pairs that are shown: reported years and parts of years, targets and forecasts, and every statement behind a
//! figure that is contradicted.

use super::pairs::{CHOSEN, Shown};
use super::published::Published;
use crate::error::Result;
use crate::schema;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Statements listed behind one contradicted figure.
const STATEMENTS: usize = 8;

const OF_TRADE: &[&str] = &["flow", "reporter", "value_usd", "change_pct_stated", "change_pct_computed", "checks"];
const PLANNED: &[&str] =
    &["fact_id", "flow", "reporter", "value", "value_high", "currency", "qualifier", "status", "period_start", "period_end", "period_text"];
const STATED: &[&str] = &["fact_id", "value", "value_high", "currency", "qualifier", "published_on", "evidence"];

/// Adds `years`, `periods` and `plans`.
pub fn collect(now: &Published, shown: &mut Shown) -> Result<()> {
    let tables: [(&'static str, &schema::Table, &[&str]); 2] =
        [("years", &schema::TRADE_BY_PAIR_YEAR, &["year"]), ("periods", &schema::TRADE_BY_PAIR_PERIOD, &["period_start", "period_end"])];
    for (list, table, when) in tables {
        let columns = [when, CHOSEN, OF_TRADE].concat();
        now.each(table, &[columns.as_slice(), &["pair", "fact_ids"]].concat(), |row| {
            if shown.has(row.text("pair")) {
                let mut figure = row.object(&columns);
                if row.text("agreement") == "conflict" {
                    figure.insert("fact_ids".to_string(), row.texts("fact_ids").into_iter().take(STATEMENTS).collect());
                }
                shown.push(row.text("pair"), list, figure);
            }
        })?;
    }
    let wanted = contradicted(shown);
    let mut stated: BTreeMap<String, Value> = BTreeMap::new();
    let columns: BTreeSet<&str> = PLANNED.iter().chain(STATED).chain(&["pair", "product"]).copied().collect();
    now.each(&schema::TRADE_FIGURES, &columns.into_iter().collect::<Vec<_>>(), |row| {
        let is_plan = || row.text("status") != "actual" && row.is_null("product") && !row.is_null("value");
        if shown.has(row.text("pair")) && is_plan() {
            shown.push(row.text("pair"), "plans", row.object(PLANNED));
        }
        if wanted.contains(row.text("fact_id")) {
            stated.insert(row.text("fact_id").to_string(), row.object(STATED).into());
        }
    })?;
    for list in ["years", "periods"] {
        shown.rows_mut(list).for_each(|row| spell_out(row, &stated));
    }
    Ok(())
}

fn ids(row: &Map<String, Value>) -> impl Iterator<Item = &str> {
    row.get("fact_ids").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
}

fn contradicted(shown: &mut Shown) -> BTreeSet<String> {
    let mut wanted = BTreeSet::new();
    for list in ["years", "periods"] {
        shown.rows_mut(list).for_each(|row| wanted.extend(ids(row).map(str::to_string)));
    }
    wanted
}

/// The statements themselves in the place of their ids.
fn spell_out(row: &mut Map<String, Value>, stated: &BTreeMap<String, Value>) {
    let statements: Vec<Value> = ids(row).filter_map(|id| stated.get(id).cloned()).collect();
    if row.remove("fact_ids").is_some() {
        row.insert("stated".to_string(), statements.into());
    }
}
