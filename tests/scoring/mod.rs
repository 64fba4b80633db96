//! Compares rows with gold rows: how many are found, how many are right in every core slot.
//!
//! The matching rules are those of the annotation guidelines (`docs/facts.md`): a figure told from the other side is the
//! same figure, turnover has no direction, a product is limited or not. `matching` says when two rows are the same fact and
//! which slots agree, `report` prints. Used by `examples/score.rs` and by the integration tests.

pub mod matching;
pub mod report;

use communique::lexicon::Lexicon;
use communique::{engine, jsonl};
use matching::{Table, people_shared, slot_equal};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// A row in the form of the gold files.
pub type Row = Map<String, Value>;

/// The rows of one document, gold or written by the engine.
pub struct DocRows {
    /// The stem of its file.
    pub doc: String,
    /// Its publication date.
    pub published_on: Value,
    /// Rows per table, in the order of [`Table::ALL`].
    pub tables: Vec<Vec<Row>>,
}

/// What became of one gold row, or of one row that gold does not have.
pub struct Outcome {
    pub doc: String,
    pub table: &'static Table,
    /// Position of the gold row in its table; `None` for a row that should not be there.
    pub gold_no: Option<usize>,
    pub gold: Option<Row>,
    pub got: Option<Row>,
    /// Core slots that differ; empty when right, and for missed and extra rows.
    pub wrong: Vec<&'static str>,
}

/// Hits against gold rows and written rows.
#[derive(Clone, Copy, Default)]
pub struct Tally {
    pub hit: usize,
    pub gold: usize,
    pub got: usize,
}

/// The figures of one table.
pub struct TableScore {
    pub table: &'static Table,
    pub found: Tally,
    pub exact: Tally,
    /// Found rows that have this slot right, core slots first.
    pub slots: Vec<(&'static str, usize)>,
    /// People of found meetings.
    pub people: Tally,
}

/// The figures of a set of documents, and what became of every row.
pub struct Score {
    pub tables: Vec<TableScore>,
    pub outcomes: Vec<Outcome>,
    pub documents: usize,
    pub missing: usize,
    pub dates_right: usize,
}

impl Tally {
    pub fn precision(self) -> f64 {
        share(self.hit, self.got, self.gold)
    }

    pub fn recall(self) -> f64 {
        share(self.hit, self.gold, self.got)
    }

    pub fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }
}

/// `hit` of `of`; nothing out of nothing is perfect, unless the other side has rows.
fn share(hit: usize, of: usize, other: usize) -> f64 {
    match (of, other) {
        (0, 0) => 1.0,
        (0, _) => 0.0,
        _ => hit as f64 / of as f64,
    }
}

impl DocRows {
    fn parse(path: &Path) -> Result<DocRows, String> {
        let text = fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
        let mut object: Row = serde_json::from_str(&text).map_err(|e| format!("{}: {e}", path.display()))?;
        let mut table = |name: &str| match object.remove(name) {
            Some(Value::Array(rows)) => rows.into_iter().filter_map(object_of).collect(),
            _ => Vec::new(),
        };
        let tables = Table::ALL.iter().map(|t| table(t.name)).collect();
        let doc = object.get("doc").and_then(Value::as_str).map_or_else(|| stem(path), str::to_string);
        Ok(DocRows { doc, published_on: object.remove("published_on").unwrap_or(Value::Null), tables })
    }

    /// What the engine reads in one text.
    pub fn read(doc: &str, text: String, lexicon: &Lexicon) -> DocRows {
        let reading = engine::read(&format!("{doc}.txt"), text, lexicon);
        let published_on = reading.document.published_on.map_or(Value::Null, |d| d.to_string().into());
        let mut tables = vec![Vec::new(); Table::ALL.len()];
        for row in jsonl::facts(doc, &reading.document, &reading.facts) {
            let row = row.into_object();
            if let Some(n) = Table::ALL.iter().position(|t| row["table"] == t.name) {
                tables[n].push(row);
            }
        }
        DocRows { doc: doc.to_string(), published_on, tables }
    }

    /// The same in the form of a gold file.
    pub fn to_json(&self) -> Value {
        let mut object = Row::new();
        object.insert("doc".into(), self.doc.as_str().into());
        object.insert("published_on".into(), self.published_on.clone());
        for (table, rows) in Table::ALL.iter().zip(&self.tables) {
            object.insert(table.name.into(), rows.iter().cloned().map(Value::Object).collect());
        }
        Value::Object(object)
    }
}

fn object_of(value: Value) -> Option<Row> {
    match value {
        Value::Object(row) => Some(row),
        _ => None,
    }
}

fn stem(path: &Path) -> String {
    path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default()
}

fn files(folder: &Path, extension: &str) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut paths: Vec<PathBuf> = entries.filter_map(|e| e.ok().map(|e| e.path())).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == extension));
    paths.sort();
    Ok(paths)
}

/// The rows of every STEM.json in a folder, sorted by name.
pub fn load(folder: &Path) -> Result<Vec<DocRows>, String> {
    files(folder, "json")?.iter().map(|p| DocRows::parse(p)).collect()
}

/// What the engine reads in every STEM.txt of a folder.
pub fn read_articles(folder: &Path, lexicon: &Lexicon) -> Result<Vec<DocRows>, String> {
    let read = |path: &PathBuf| {
        let bytes = fs::read(path).map_err(|e| format!("{}: {e}", path.display()))?;
        Ok(DocRows::read(&stem(path), String::from_utf8_lossy(&bytes).into_owned(), lexicon))
    };
    files(folder, "txt")?.iter().map(read).collect()
}

/// Compares what was read with gold, document by document.
pub fn score(gold: &[DocRows], got: &[DocRows]) -> Score {
    let by_doc: BTreeMap<&str, &DocRows> = got.iter().map(|d| (d.doc.as_str(), d)).collect();
    let mut outcomes = Vec::new();
    let mut tables = Vec::new();
    for (n, table) in Table::ALL.iter().enumerate() {
        let mut sum = TableScore::empty(table);
        for doc in gold {
            let rows = by_doc.get(doc.doc.as_str()).map_or(&[][..], |d| &d.tables[n]);
            outcomes.extend(sum.add(&doc.doc, &doc.tables[n], rows));
        }
        tables.push(sum);
    }
    let read = |doc: &DocRows| by_doc.get(doc.doc.as_str());
    Score {
        tables,
        outcomes,
        documents: gold.len(),
        missing: gold.iter().filter(|d| read(d).is_none()).count(),
        dates_right: gold.iter().filter(|d| read(d).is_some_and(|r| r.published_on == d.published_on)).count(),
    }
}

impl TableScore {
    fn empty(table: &'static Table) -> TableScore {
        let slots = table.core.iter().chain(table.extra).map(|s| (*s, 0)).collect();
        TableScore { table, found: Tally::default(), exact: Tally::default(), slots, people: Tally::default() }
    }

    /// Adds the rows of one document; says what became of each.
    fn add(&mut self, doc: &str, gold: &[Row], got: &[Row]) -> Vec<Outcome> {
        let table = self.table;
        let pairs = matching::pair_up(table, gold, got);
        self.count(gold, got, &pairs);
        let outcome = |i: Option<usize>, j: Option<usize>| Outcome {
            doc: doc.to_string(),
            table,
            gold_no: i,
            gold: i.map(|i| gold[i].clone()),
            got: j.map(|j| got[j].clone()),
            wrong: match (i, j) {
                (Some(i), Some(j)) => matching::wrong_slots(table, &gold[i], &got[j]),
                _ => Vec::new(),
            },
        };
        let partner = |i: usize| pairs.iter().find(|p| p.0 == i).map(|p| p.1);
        let extra = (0..got.len()).filter(|j| !pairs.iter().any(|p| p.1 == *j));
        (0..gold.len()).map(|i| outcome(Some(i), partner(i))).chain(extra.map(|j| outcome(None, Some(j)))).collect()
    }

    fn count(&mut self, gold: &[Row], got: &[Row], pairs: &[(usize, usize)]) {
        for tally in [&mut self.found, &mut self.exact] {
            tally.gold += gold.len();
            tally.got += got.len();
        }
        self.found.hit += pairs.len();
        for (i, j) in pairs {
            let (gold, got) = (&gold[*i], &got[*j]);
            self.exact.hit += usize::from(matching::wrong_slots(self.table, gold, got).is_empty());
            for (slot, right) in &mut self.slots {
                *right += usize::from(slot_equal(slot, gold, got));
            }
            if self.table.name == "meetings" {
                let shared = people_shared(gold, got);
                self.people.hit += shared.hit;
                self.people.gold += shared.gold;
                self.people.got += shared.got;
            }
        }
    }
}

impl Outcome {
    /// A row that gold has, with every core slot right.
    pub fn is_right(&self) -> bool {
        self.gold.is_some() && self.got.is_some() && self.wrong.is_empty()
    }
}

impl Score {
    /// The mean over tables of one of their figures.
    pub fn mean(&self, figure: impl Fn(&TableScore) -> f64) -> f64 {
        self.tables.iter().map(figure).sum::<f64>() / self.tables.len() as f64
    }
}

/// The exact F1 that each table of a set of articles must reach: a section of `tests/gold/floors.toml`.
pub fn floors(path: &Path, section: &str) -> Result<BTreeMap<String, f64>, String> {
    let text = fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let mut floors = BTreeMap::new();
    let mut here = false;
    for line in text.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#')) {
        if line.starts_with('[') {
            here = line == format!("[{section}]");
        } else if here {
            let (table, floor) = line.split_once('=').ok_or_else(|| format!("{}: `{line}`", path.display()))?;
            let floor = floor.trim().parse().map_err(|e| format!("{}: `{line}`: {e}", path.display()))?;
            floors.insert(table.trim().to_string(), floor);
        }
    }
    match floors.is_empty() {
        true => Err(format!("{}: no floors in [{section}]", path.display())),
        false => Ok(floors),
    }
}

/// The tables that stay below their floor, a line each.
pub fn below(score: &Score, floors: &BTreeMap<String, f64>) -> Vec<String> {
    let low = |t: &&TableScore| floors.get(t.table.name).is_some_and(|floor| t.exact.f1() < *floor);
    let tell = |t: &TableScore| format!("{}: exact F1 {:.3} is below the floor {:.3}", t.table.name, t.exact.f1(), floors[t.table.name]);
    score.tables.iter().filter(low).map(tell).collect()
}
