//! What is up to date: which files went in, and which fingerprints the tables on disk were computed from.
//!
//! Both are stored next to the tables that they describe (in a stage's folder, and in the generation), so that one rename
//! commits tables and state together.

use crate::error::{Error, Result};
use crate::model::Rejection;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;

/// The file that lists the inputs.
pub const INPUTS_FILE: &str = "inputs.jsonl";
/// The file that describes a stage's folder.
pub const STAGE_FILE: &str = "stage.json";

/// One record of an input file, as it was last seen; most files are one record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputFile {
    /// Relative to its input folder.
    pub source_path: String,
    /// What tells the record from others of the file: `#3`; empty where the file is one record.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub record: String,
    /// Of the file.
    pub size: u64,
    /// Nanoseconds since 1970; 0 = hash the file again whatever its time says.
    pub modified: i64,
    /// BLAKE3 of the text, 32 hexadecimal digits; empty where there is none.
    pub hash: String,
    /// A sum over what its container tells besides the text; 0 when it tells nothing.
    #[serde(skip_serializing_if = "is_zero", default)]
    pub told: u64,
    /// What tells near-identical texts, in hexadecimal digits; empty where there is none.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub sketch: String,
    /// Why it is no document, when it is none.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub rejection: Option<Rejection>,
}

fn is_zero(number: &u64) -> bool {
    *number == 0
}

impl InputFile {
    /// Where the record is: the path of the file and what tells the record from others.
    pub fn place(&self) -> String {
        format!("{}{}", self.source_path, self.record)
    }
}

/// What the tables of a stage were computed from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageRecord {
    pub stage: String,
    /// Hash of all below and of the parts.
    pub fingerprint: String,
    /// What the stage read, hashed.
    pub input_fingerprint: String,
    /// What it depends on besides its input, by name, so that a plan can say which of it changed.
    pub depends_on: BTreeMap<String, String>,
    /// Of `ingest`: the endings of the files that were read of archives. Another choice finds other files in an archive that has not
    /// changed; what is read of all others stays.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub endings: String,
    /// Documents in the order of their paths; one entry per part, in order.
    pub parts: Vec<Part>,
}

/// The tables of one part of the documents.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// What these rows depend on, hashed, for this stage.
    pub fingerprint: String,
    /// The same for the stages before it, by stage: their tables can be had from here too.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    pub before: BTreeMap<String, String>,
    /// Documents in it.
    pub documents: u64,
    /// The paths of the files that its first and its last document are in.
    #[serde(default)]
    pub first: String,
    #[serde(default)]
    pub last: String,
    /// Rows per table.
    pub rows: BTreeMap<String, u64>,
}

/// The name of the file that holds a part of a table, in a folder with `parts` of them.
pub fn part_file(table: &str, part: usize, parts: usize) -> String {
    match parts {
        0 | 1 => format!("{table}.parquet"),
        _ => format!("{table}/part-{part:04}.parquet"),
    }
}

/// Writes the list of inputs, sorted by path, synced to disk.
pub fn write_inputs(path: &Path, inputs: impl IntoIterator<Item = Result<InputFile>>) -> Result<()> {
    let failed = |e: std::io::Error| Error::on("write the list of inputs", path, e);
    let mut out = BufWriter::new(File::create(path).map_err(failed)?);
    for input in inputs {
        serde_json::to_writer(&mut out, &input?).map_err(|e| failed(e.into()))?;
        out.write_all(b"\n").map_err(failed)?;
    }
    out.into_inner().map_err(|e| failed(e.into_error()))?.sync_all().map_err(failed)
}

/// Reads a list of inputs, one at a time.
pub fn inputs(path: &Path) -> Result<impl Iterator<Item = Result<InputFile>> + use<>> {
    let file = File::open(path);
    let path = path.to_path_buf();
    let failed = move |e: std::io::Error| Error::on("read the list of inputs", &path, e);
    let lines = BufReader::new(file.map_err(&failed)?).lines();
    Ok(lines.map(move |line| serde_json::from_str(&line.map_err(&failed)?).map_err(|e| failed(e.into()))))
}

/// Writes a value as JSON, synced to disk.
pub fn write_json(path: &Path, value: &impl Serialize) -> Result<()> {
    let text = serde_json::to_string_pretty(value).map_err(|e| Error::on("write the file", path, e))?;
    write_text(path, &(text + "\n"))
}

/// Writes a text, synced to disk.
pub fn write_text(path: &Path, text: &str) -> Result<()> {
    let write = || -> std::io::Result<()> {
        let mut file = File::create(path)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()
    };
    write().map_err(|e| Error::on("write the file", path, e))
}

/// Reads a value from JSON.
pub fn read_json<T: serde::de::DeserializeOwned>(path: &Path) -> Result<T> {
    let text = std::fs::read_to_string(path).map_err(|e| Error::on("read the file", path, e))?;
    serde_json::from_str(&text).map_err(|e| Error::on("read the file", path, e))
}
