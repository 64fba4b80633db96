//! What is new: documents and facts that the generation before did not have.
//!
//! Tables are sorted by document, so that two generations are compared as they are read, a document at a time; files that both
//! share (the same file on disk) are not opened.

use super::published::Published;
use super::within::Top;
use crate::error::Result;
use crate::schema::{self, Table};
use crate::store::generation::same_file;
use crate::store::parquet;
use arrow::array::RecordBatch;
use serde_json::{Map, Value, json};
use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::iter::Peekable;
use std::path::PathBuf;

use super::cells::Row;

/// New documents and facts that are listed.
const LISTED: usize = 60;
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
        let (added, removed) = differences(now, before, table, &mut |id, day| newest.push((day, id.to_string())))?;
        let mut line = counts(now, before, table);
        line["added"] = added.into();
        line["removed"] = removed.into();
        tables.push(line);
        let newest = newest.into_vec();
        match table.name {
            "documents" => documents = rows_of(now, table, DOCUMENT, &newest)?,
            name => newest.into_iter().for_each(|(day, id)| newest_facts.push((day, name, id))),
        }
    }
    let newest_facts = newest_facts.into_vec();
    let mut facts = Vec::new();
    for table in FACTS {
        let of_table = newest_facts.iter().filter(|(_, name, _)| *name == table.name);
        let ids: Vec<_> = of_table.map(|(day, _, id)| (day.clone(), id.clone())).collect();
        let columns: Vec<&str> = table.columns().map(|column| column.name).collect();
        let tagged = |mut row: Map<String, Value>| {
            row.insert("table".to_string(), table.name.into());
            row
        };
        facts.extend(rows_of(now, table, &columns, &ids)?.into_iter().map(tagged));
    }
    Ok((tables, documents, facts))
}

/// These rows of a table, in the order of their ids here.
fn rows_of(now: &Published, table: &Table, columns: &[&str], ids: &[(String, String)]) -> Result<Rows> {
    let [key] = table.key else { return Ok(Vec::new()) };
    let wanted: BTreeSet<&str> = ids.iter().map(|(_, id)| id.as_str()).collect();
    let mut found = std::collections::BTreeMap::new();
    if !wanted.is_empty() {
        now.each(table, columns, |row| {
            if wanted.contains(row.text(key)) {
                found.insert(row.text(key).to_string(), row.object(columns));
            }
        })?;
    }
    Ok(ids.iter().filter_map(|(_, id)| found.remove(id)).collect())
}

/// The rows of one document: keys, each with the day of publication.
struct Group {
    doc_id: String,
    keys: Vec<(String, String)>,
}

/// How many rows were added and removed, by key; each added one is told with its day.
fn differences(now: &Published, before: &Published, table: &'static Table, tell: &mut dyn FnMut(&str, String)) -> Result<(u64, u64)> {
    let (new, old) = (now.files(table), before.files(table));
    let shared = |file: &PathBuf, others: &[PathBuf]| others.iter().any(|other| same_file(file, other));
    let own = |files: &[PathBuf], others: &[PathBuf]| files.iter().filter(|file| !shared(file, others)).cloned().collect::<Vec<_>>();
    let (mut new, mut old) = (groups(own(&new, &old), table), groups(own(&old, &new), table));
    let (mut added, mut removed) = (0, 0);
    while let Some(order) = next_of(&mut new, &mut old) {
        let group = if order == Ordering::Greater { None } else { new.next().transpose()? };
        let other = if order == Ordering::Less { None } else { old.next().transpose()? };
        let keys = |group: Option<Group>| group.map(|group| group.keys).unwrap_or_default();
        let (group, other) = (keys(group), keys(other));
        let known: BTreeSet<&str> = other.iter().map(|(key, _)| key.as_str()).collect();
        let mut kept = 0;
        for (key, day) in group {
            match known.contains(key.as_str()) {
                true => kept += 1,
                false => {
                    added += 1;
                    tell(&key, day);
                }
            }
        }
        removed += (known.len() as u64).saturating_sub(kept);
    }
    Ok((added, removed))
}

/// Which of two sorted runs has the document that comes next: the first (less), the second, or both.
fn next_of(
    a: &mut Peekable<impl Iterator<Item = Result<Group>>>,
    b: &mut Peekable<impl Iterator<Item = Result<Group>>>,
) -> Option<Ordering> {
    match (a.peek(), b.peek()) {
        (None, None) => None,
        (Some(_), None) | (Some(Err(_)), _) => Some(Ordering::Less),
        (None, Some(_)) | (_, Some(Err(_))) => Some(Ordering::Greater),
        (Some(Ok(a)), Some(Ok(b))) => Some(a.doc_id.cmp(&b.doc_id)),
    }
}

/// The rows of these files, document by document.
fn groups(files: Vec<PathBuf>, table: &'static Table) -> Peekable<impl Iterator<Item = Result<Group>>> {
    let mut rows = files.into_iter().flat_map(move |file| keys(&file, table)).peekable();
    let next = move || {
        let (doc_id, key, day) = match rows.next()? {
            Ok(row) => row,
            Err(e) => return Some(Err(e)),
        };
        let mut group = Group { doc_id, keys: vec![(key, day)] };
        while let Some(Ok((_, key, day))) = rows.next_if(|row| row.as_ref().is_ok_and(|row| row.0 == group.doc_id)) {
            group.keys.push((key, day));
        }
        Some(Ok(group))
    };
    std::iter::from_fn(next).peekable()
}

type Key = (String, String, String);

/// Document, key and day of publication of each row, read as they are asked for.
fn keys(file: &std::path::Path, table: &'static Table) -> Box<dyn Iterator<Item = Result<Key>>> {
    let key = table.key.first().copied().unwrap_or("doc_id");
    let batches = match parquet::batches(file, table, Some(&["doc_id", key, "published_on"])) {
        Ok(batches) => batches,
        Err(e) => return Box::new(std::iter::once(Err(e))),
    };
    Box::new(batches.flat_map(move |batch| match batch {
        Ok(batch) => (0..batch.num_rows()).map(|number| Ok(key_of(&batch, number, key))).collect::<Vec<_>>(),
        Err(e) => vec![Err(e)],
    }))
}

fn key_of(batch: &RecordBatch, number: usize, key: &str) -> Key {
    let row = Row { batch, number };
    let day = row.value("published_on").as_str().unwrap_or_default().to_string();
    (row.text("doc_id").to_string(), row.text(key).to_string(), day)
}
