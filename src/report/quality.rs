//! How good the data are: what was read, what was not, what stayed open, which numbers were left alone and why.

use super::published::Published;
use crate::error::Result;
use crate::schema;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Kinds of mention that are numbers.
const NUMBERS: &[&str] = &["money", "number", "percent", "change", "count", "ordinal"];

type Counts = BTreeMap<String, u64>;

/// All counts.
pub fn section(now: &Published) -> Result<Value> {
    Ok(json!({
        "documents": documents(now)?,
        "quarantine": counted(now, &schema::QUARANTINE, "reason")?,
        "facts": facts(now)?,
        "agreement": agreement(now)?,
        "numbers": numbers(now)?,
    }))
}

fn add(counts: &mut Counts, name: &str) {
    match counts.get_mut(name) {
        Some(count) => *count += 1,
        None => drop(counts.insert(name.to_string(), 1)),
    }
}

fn counted(now: &Published, table: &schema::Table, column: &str) -> Result<Counts> {
    let mut counts = Counts::new();
    now.each(table, &[column], |row| add(&mut counts, row.text(column)))?;
    Ok(counts)
}

fn documents(now: &Published) -> Result<Value> {
    let (mut dated_by, mut flags) = (Counts::new(), Counts::new());
    let (mut total, mut undated, mut without_facts, mut copies) = (0_u64, 0_u64, 0_u64, 0_u64);
    let columns = ["published_on", "published_on_basis", "fact_count", "also_at", "flags"];
    now.each(&schema::DOCUMENTS, &columns, |row| {
        total += 1;
        undated += u64::from(row.is_null("published_on"));
        without_facts += u64::from(row.count("fact_count") == 0);
        copies += row.texts("also_at").len() as u64;
        add(&mut dated_by, row.text("published_on_basis"));
        row.texts("flags").iter().for_each(|flag| add(&mut flags, flag));
    })?;
    Ok(json!({
        "total": total, "undated": undated, "without_facts": without_facts, "copies": copies, "dated_by": dated_by, "flags": flags,
    }))
}

/// Per table of facts: where periods and parties came from, and how often rows like its own are right.
fn facts(now: &Published) -> Result<Map<String, Value>> {
    let mut all = Map::new();
    for table in [&schema::TRADE_FIGURES, &schema::INVESTMENTS, &schema::BUSINESS_PRESENCE, &schema::MEETINGS, &schema::SECTORS] {
        let (mut periods, mut parties) = (Counts::new(), Counts::new());
        let (mut rows, mut certain) = (0_u64, 0.0);
        now.each(table, &["period_basis", "parties_basis", "confidence"], |row| {
            rows += 1;
            certain += row.value("confidence").as_f64().unwrap_or_default();
            add(&mut periods, row.text("period_basis"));
            add(&mut parties, row.text("parties_basis"));
        })?;
        // Three digits: a sum of many has no more to say.
        let confidence = (rows > 0).then(|| (certain / rows as f64 * 1_000.0).round() / 1_000.0);
        all.insert(table.name.to_string(), json!({ "rows": rows, "periods": periods, "parties": parties, "confidence": confidence }));
    }
    Ok(all)
}

/// Figures of years and parts of years by whether their statements agree, and the cross-checks among them.
fn agreement(now: &Published) -> Result<Value> {
    let (mut agreement, mut checks) = (Counts::new(), Counts::new());
    for table in [&schema::TRADE_BY_PAIR_YEAR, &schema::TRADE_BY_PAIR_PERIOD] {
        now.each(table, &["agreement", "checks"], |row| {
            add(&mut agreement, row.text("agreement"));
            row.texts("checks").iter().for_each(|check| add(&mut checks, check));
        })?;
    }
    Ok(json!({ "figures": agreement, "checks": checks }))
}

/// Numbers in the articles: how many a fact uses, and the others by the reason for which they were left alone.
fn numbers(now: &Published) -> Result<Value> {
    let (mut total, mut left) = (0_u64, Counts::new());
    now.each(&schema::MENTIONS, &["kind", "reject_reason"], |row| {
        if NUMBERS.contains(&row.text("kind")) {
            total += 1;
            if !row.is_null("reject_reason") {
                add(&mut left, row.text("reject_reason"));
            }
        }
    })?;
    Ok(json!({ "total": total, "left_alone": left }))
}
