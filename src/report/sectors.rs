//! Fields of cooperation: the pairs with most of them against every field.

use super::published::Published;
use crate::error::Result;
use crate::schema;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Pairs that are shown.
const PAIRS: usize = 40;

/// The pairs named by most documents, each with its fields.
pub fn section(now: &Published) -> Result<Value> {
    let (mut pairs, mut fields): (BTreeMap<String, u64>, BTreeMap<String, u64>) = Default::default();
    now.each(&schema::SECTORS_BY_PAIR, &["pair", "sector", "documents"], |row| {
        *pairs.entry(row.text("pair").to_string()).or_default() += row.count("documents");
        *fields.entry(row.text("sector").to_string()).or_default() += row.count("documents");
    })?;
    let total = pairs.len();
    let ranked = most_first(pairs, PAIRS);
    let mut cells: BTreeMap<String, Map<String, Value>> = ranked.iter().map(|pair| (pair.clone(), Map::new())).collect();
    now.each(&schema::SECTORS_BY_PAIR, &["pair", "sector", "documents", "stance"], |row| {
        if let Some(cells) = cells.get_mut(row.text("pair")) {
            cells.insert(row.text("sector").to_string(), json!([row.count("documents"), row.text("stance")]));
        }
    })?;
    let rows: Vec<Value> = ranked.iter().map(|pair| json!({ "pair": pair, "fields": cells.get(pair) })).collect();
    Ok(json!({ "pairs": rows, "fields": most_first(fields, usize::MAX), "total": total }))
}

fn most_first(counts: BTreeMap<String, u64>, most: usize) -> Vec<String> {
    let mut ranked: Vec<(String, u64)> = counts.into_iter().collect();
    ranked.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    ranked.into_iter().take(most).map(|(name, _)| name).collect()
}
