//! Reading back what is published, for commands that show rows of it.

use crate::config::Config;
use crate::error::{Error, Result};
use crate::model::Document;
use crate::pipeline;
use crate::schema::{self, Table};
use crate::store::columns::{Cells, cell};
use crate::store::{parquet, rows};
use arrow::array::RecordBatch;
use std::fs;
use std::path::PathBuf;

/// Every row of a published table: some of its columns, or all.
pub fn read(config: &Config, table: &Table, columns: Option<&[&str]>) -> Result<Vec<RecordBatch>> {
    let mut batches = Vec::new();
    for part in parts(pipeline::pinned_path(config, table.name)?)? {
        batches.extend(parquet::read_columns(&part, table, columns)?);
    }
    Ok(batches)
}

/// The files of a table, which is one file or a folder of parts.
fn parts(path: PathBuf) -> Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path]);
    }
    let entries = fs::read_dir(&path).map_err(|e| Error::on("list the folder", &path, e))?;
    let mut parts: Vec<PathBuf> = entries.filter_map(|e| e.ok().map(|e| e.path())).collect();
    parts.retain(|p| p.extension().is_some_and(|e| e == "parquet"));
    parts.sort();
    Ok(parts)
}

/// The published document with this id, path, or file name without its ending.
pub fn document(config: &Config, name: &str) -> Result<Option<Document>> {
    for batch in read(config, &schema::DOCUMENTS, None)? {
        let is_it = |d: &Document| d.doc_id == name || d.also_at.iter().chain([&d.source_path]).any(|path| names(path, name));
        if let Some(document) = rows::to_documents(&batch)?.into_iter().find(is_it) {
            return Ok(Some(document));
        }
    }
    Ok(None)
}

fn names(path: &str, name: &str) -> bool {
    let file = path.rsplit('/').next().unwrap_or(path);
    path == name || file == name || file.rsplit_once('.').is_some_and(|(stem, _)| stem == name)
}

/// The document that a published fact was read from.
pub fn document_of_fact(config: &Config, fact_id: &str) -> Result<Option<Document>> {
    for table in schema::TABLES.iter().filter(|t| t.group == schema::Group::Facts) {
        let [key] = table.key else { continue };
        for batch in read(config, table, Some(&[*key, "doc_id"]))? {
            let cells = Cells::of(&batch);
            let (keys, docs) = (cells.text(key)?, cells.text("doc_id")?);
            if let Some(row) = (0..batch.num_rows()).find(|row| cell(keys, *row) == Some(fact_id)) {
                return document(config, docs.value(row));
            }
        }
    }
    Ok(None)
}
