//! Two economies: which pairs are shown, and what is stated of each.

use super::published::Published;
use super::{investment, trade, within};
use crate::error::Result;
use crate::schema;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Pairs that can be chosen; fewer where they have much to show.
const PAIRS: usize = 120;
const BYTES: usize = 600_000;
/// Rows of one kind for one pair.
const ROWS: usize = 60;

/// What every table of chosen figures says of one.
pub const CHOSEN: &[&str] =
    &["value", "value_high", "currency", "qualifier", "value_min", "value_max", "statements", "documents", "agreement", "best_fact_id"];

/// Rows of one pair, in lists by name.
type Lists = BTreeMap<&'static str, Vec<Map<String, Value>>>;

/// What is stated of each pair that is shown.
pub struct Shown {
    pairs: BTreeMap<String, Lists>,
}

impl Shown {
    /// Whether this pair is shown.
    pub fn has(&self, pair: &str) -> bool {
        self.pairs.contains_key(pair)
    }

    /// Adds a row to a list of a pair that is shown; a long list loses its first rows, which are the oldest.
    pub fn push(&mut self, pair: &str, list: &'static str, row: Map<String, Value>) {
        if let Some(lists) = self.pairs.get_mut(pair) {
            let rows = lists.entry(list).or_default();
            rows.push(row);
            if rows.len() > ROWS {
                rows.remove(0);
            }
        }
    }

    /// The rows of one list, over all pairs.
    pub fn rows_mut(&mut self, list: &'static str) -> impl Iterator<Item = &mut Map<String, Value>> {
        self.pairs.values_mut().filter_map(move |lists| lists.get_mut(list)).flatten()
    }
}

/// Codes of two economies as tables write a pair.
pub fn name_of(a: &str, b: &str) -> String {
    format!("{}-{}", a.min(b), a.max(b))
}

/// The pairs with most statements, most first, with all that is shown of them.
pub fn section(now: &Published) -> Result<Value> {
    let ranked = ranked(now)?;
    let names = ranked.iter().take(PAIRS).map(|(pair, _)| (pair.clone(), Lists::new()));
    let mut shown = Shown { pairs: names.collect() };
    trade::collect(now, &mut shown)?;
    investment::collect(now, &mut shown)?;
    let views = ranked.iter().filter_map(|(pair, statements)| {
        let lists = shown.pairs.remove(pair)?;
        let mut view: Map<String, Value> = lists.into_iter().map(|(name, rows)| (name.to_string(), json!(rows))).collect();
        view.insert("pair".to_string(), pair.as_str().into());
        view.insert("statements".to_string(), (*statements).into());
        Some(Value::Object(view))
    });
    Ok(json!({ "total": ranked.len(), "shown": within::bytes(BYTES, views) }))
}

/// Pairs by the number of statements about trade, capital and companies, most first.
fn ranked(now: &Published) -> Result<Vec<(String, u64)>> {
    let mut statements: BTreeMap<String, u64> = BTreeMap::new();
    for table in [&schema::TRADE_FIGURES, &schema::INVESTMENTS, &schema::BUSINESS_PRESENCE] {
        now.each(table, &["pair"], |row| {
            let pair = row.text("pair");
            match statements.get_mut(pair) {
                Some(count) => *count += 1,
                None if pair.is_empty() => {}
                None => drop(statements.insert(pair.to_string(), 1)),
            }
        })?;
    }
    let mut ranked: Vec<(String, u64)> = statements.into_iter().collect();
    ranked.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    Ok(ranked)
}
