//! What is new: documents and facts that the generation before did not have.
//!
//! Files that both share (the same file on disk) are not opened: what stays mostly lies in such.

use super::published::Published;
use super::within::Top;
use crate::error::Result;
use crate::schema::{self, Table};
use crate::store::generation::identity;
use crate::store::parquet;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::path::PathBuf;

use super::cells::Row;

/// New documents and facts that are listed.
const LISTED: usize = 60;
/// Keys that are held at once.
const KEYS_AT_ONCE: u64 = 2_000_000;
const FACTS: &[&Table] = &[&schema::TRADE_FIGURES, &schema::INVESTMENTS, &schema::BUSINESS_PRESENCE, &schema::MEETINGS, &schema::SECTORS];
const DOCUMENT: &[&str] = &["doc_id", "title", "source_path", "published_on", "fact_count"];

/// What is new, and the documents that the reader's view should have.
pub struct News {
    pub data: Value,
    /// Ids of new documents, the newest first.
    pub newest: Vec<String>,
}

/// Compares with the generation before, where there is one.
pub fn section(now: &Published, before: Option<&Published>) -> Result<News> {
    let Some(before) = before else { return Ok(News { data: json!({ "first": true }), newest: Vec::new() }) };
    let heading = json!({ "id": before.manifest.id, "created_at": before.manifest.created_at });
    // A generation that another version wrote may have other columns; its counts are in its manifest all the same.
    let compared = match before.manifest.schema_version == now.manifest.schema_version {
        true => compared(now, before).ok(),
        false => None,
    };
    let Some((tables, documents, facts)) = compared else {
        let tables: Vec<Value> = [&schema::DOCUMENTS].iter().chain(FACTS).map(|table| counts(now, before, table)).collect();
        return Ok(News { data: json!({ "before": heading, "tables": tables }), newest: Vec::new() });
    };
    let newest = documents.iter().filter_map(|row| Some(row.get("doc_id")?.as_str()?.to_string())).collect();
    Ok(News { data: json!({ "before": heading, "tables": tables, "documents": documents, "facts": facts }), newest })
}

fn counts(now: &Published, before: &Published, table: &Table) -> Value {
    let rows = |of: &Published| of.manifest.tables.get(table.name).map_or(0, |table| table.rows);
    json!({ "table": table.name, "rows": rows(now), "before": rows(before) })
}

type Rows = Vec<Map<String, Value>>;

/// Counts by table, the newest documents, the newest facts.
fn compared(now: &Published, before: &Published) -> Result<(Vec<Value>, Rows, Rows)> {
    let mut tables = Vec::new();
    let mut newest_facts = Top::new(LISTED);
    let mut documents = Vec::new();
    for table in [&schema::DOCUMENTS].iter().chain(FACTS) {
        let mut newest = Top::new(LISTED);
        let (new, old) = apart(now.files(table), before.files(table));
        let (added, removed) = differences((&new, &old), before, table, &mut |id, day| newest.push((day, id.to_string())))?;
        let mut line = counts(now, before, table);
        line["added"] = added.into();
        line["removed"] = removed.into();
        tables.push(line);
        let newest = newest.into_vec();
        match table.name {
            "documents" => documents = rows_of(&new, table, DOCUMENT, &newest)?,
            name => newest.into_iter().for_each(|(day, id)| newest_facts.push((day, name, id))),
        }
    }
    let newest_facts = newest_facts.into_vec();
    let mut facts = Vec::new();
    for table in FACTS {
        let of_table = newest_facts.iter().filter(|(_, name, _)| *name == table.name);
        let ids: Vec<_> = of_table.map(|(day, _, id)| (day.clone(), id.clone())).collect();
        let columns: Vec<&str> = table.columns().map(|column| column.name).collect();
        let (new, _) = apart(now.files(table), before.files(table));
        let tagged = |mut row: Map<String, Value>| {
            row.insert("table".to_string(), table.name.into());
            row
        };
        facts.extend(rows_of(&new, table, &columns, &ids)?.into_iter().map(tagged));
    }
    Ok((tables, documents, facts))
}

/// These rows of a table's files, in the order of their ids here.
fn rows_of(files: &[PathBuf], table: &'static Table, columns: &[&str], ids: &[(String, String)]) -> Result<Rows> {
    let [key] = table.key else { return Ok(Vec::new()) };
    let wanted: BTreeSet<&str> = ids.iter().map(|(_, id)| id.as_str()).collect();
    let mut found = std::collections::BTreeMap::new();
    for file in files.iter().filter(|_| !wanted.is_empty()) {
        for batch in parquet::batches(file, table, Some(columns))? {
            let batch = batch?;
            for row in (0..batch.num_rows()).map(|number| Row { batch: &batch, number }).filter(|row| wanted.contains(row.text(key))) {
                found.insert(row.text(key).to_string(), row.object(columns));
            }
        }
    }
    Ok(ids.iter().filter_map(|(_, id)| found.remove(id)).collect())
}

/// How many rows were added and removed, by key; each added one is told with its day. Keys are held by their hashes, a share of
/// them at a time.
fn differences(
    (new, old): (&[PathBuf], &[PathBuf]),
    before: &Published,
    table: &'static Table,
    tell: &mut dyn FnMut(&str, String),
) -> Result<(u64, u64)> {
    let rows = before.manifest.tables.get(table.name).map_or(0, |table| table.rows);
    let shares = rows.div_ceil(KEYS_AT_ONCE).max(1);
    let (mut added, mut removed) = (0, 0);
    for share in 0..shares {
        let within = |key: u64| key % shares == share;
        let mut known: Vec<u64> = Vec::new();
        each_key(old, table, |row, key| known.extend(Some(hash(row.text(key))).filter(|key| within(*key))))?;
        known.sort_unstable();
        let mut kept = 0;
        each_key(new, table, |row, key| {
            let hash = hash(row.text(key));
            if within(hash) {
                match known.binary_search(&hash) {
                    Ok(_) => kept += 1,
                    Err(_) => {
                        added += 1;
                        tell(row.text(key), row.value("published_on").as_str().unwrap_or_default().to_string());
                    }
                }
            }
        })?;
        removed += (known.len() as u64).saturating_sub(kept);
    }
    Ok((added, removed))
}

/// The files of each of two generations that the other does not share.
fn apart(new: Vec<PathBuf>, old: Vec<PathBuf>) -> (Vec<PathBuf>, Vec<PathBuf>) {
    let identities = |files: &[PathBuf]| files.iter().filter_map(|file| identity(file)).collect::<BTreeSet<_>>();
    let (of_new, of_old) = (identities(&new), identities(&old));
    let own = |files: Vec<PathBuf>, others: &BTreeSet<_>| -> Vec<PathBuf> {
        files.into_iter().filter(|file| identity(file).is_none_or(|identity| !others.contains(&identity))).collect()
    };
    (own(new, &of_old), own(old, &of_new))
}

/// Every row of these files with the name of its key, read as they are asked for.
fn each_key(files: &[PathBuf], table: &'static Table, mut take: impl FnMut(Row<'_>, &'static str)) -> Result<()> {
    let key = table.key.first().copied().unwrap_or("doc_id");
    for file in files {
        for batch in parquet::batches(file, table, Some(&[key, "published_on"]))? {
            let batch = batch?;
            (0..batch.num_rows()).for_each(|number| take(Row { batch: &batch, number }, key));
        }
    }
    Ok(())
}

fn hash(key: &str) -> u64 {
    let hash = blake3::hash(key.as_bytes());
    hash.as_bytes().iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
}
