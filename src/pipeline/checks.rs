//! Data checks: what must hold of the tables before anybody reads them.
//!
//! They read the finished files back, so that what is checked is what is published. A run checks the parts that it computed;
//! `communique check` checks all of them.

use super::CheckResult;
use super::Stage;
use super::shelf::tables;
use crate::aggregate;
use crate::config::{Checks, Severity};
use crate::error::Result;
use crate::ingest::files::hash;
use crate::lexicon::sectors;
use crate::model::{
    Basis, Flow, GrossNet, Measure, MeetingKind, MeetingStatus, MentionKind, PresenceKind, PublishedBasis, Qualifier, RejectReason,
    SlotBasis, Stance, Status,
};
use crate::schema::{self, Table, Type};
use crate::store::columns::{Cells, cell};
use crate::store::generation::Manifest;
use crate::store::parquet;
use crate::store::state::part_file;
use crate::text::fold_hash;
use arrow::array::{Array, RecordBatch};
use arrow::row::{RowConverter, SortField};
use arrow::util::display::{ArrayFormatter, FormatOptions};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::Path;

/// Failures that are told in words.
const EXAMPLES: usize = 3;
/// Smaller tables may lose all their rows.
const FEWEST_ROWS: u64 = 10;
/// Ids of facts that are held at once, by their hashes.
const IDS_AT_ONCE: u64 = 2_000_000;

/// A generation, finished or in the making.
pub struct Scope<'a> {
    pub dir: &'a Path,
    pub manifest: &'a Manifest,
    pub parts: usize,
    /// The parts to look at; all when none are named.
    pub only: Option<&'a [usize]>,
    /// The generation that this one is to follow, and the share of a table's rows that may be gone from it.
    pub after: Option<(&'a Manifest, f64)>,
}

type Rows = BTreeMap<&'static str, Vec<RecordBatch>>;

/// Runs every check that is not switched off; one result per check and table.
pub fn run(scope: &Scope, checks: &Checks) -> Result<Vec<CheckResult>> {
    let all: Vec<usize> = (0..scope.parts).collect();
    let parts = scope.only.unwrap_or(&all);
    let one = |part: &usize| check_part(scope, *part);
    let mut found = Findings::default();
    for part in parts.par_iter().map(one).collect::<Result<Vec<_>>>()? {
        found.merge(part);
    }
    found.merge(check_aggregates(scope)?);
    found.merge(check_counts(scope));
    found.merge(check_drops(scope));
    Ok(found.results(checks))
}

/// One result in words.
pub fn in_words(result: &CheckResult) -> String {
    format!("{} of {}: {} failures ({})", result.check, result.table, result.failures, result.examples.join("; "))
}

/// Failures by check and table.
#[derive(Default)]
struct Findings(BTreeMap<(&'static str, &'static str), (u64, Vec<String>)>);

impl Findings {
    /// Notes that a check looked at a table.
    fn looked(&mut self, check: &'static str, table: &'static str) {
        self.0.entry((check, table)).or_default();
    }

    fn fail(&mut self, check: &'static str, table: &'static str, example: impl FnOnce() -> String) {
        let entry = self.0.entry((check, table)).or_default();
        entry.0 += 1;
        if entry.1.len() < EXAMPLES {
            entry.1.push(example());
        }
    }

    fn merge(&mut self, other: Findings) {
        for (key, (failures, examples)) in other.0 {
            let entry = self.0.entry(key).or_default();
            entry.0 += failures;
            entry.1.extend(examples);
            entry.1.truncate(EXAMPLES);
        }
    }

    fn results(self, checks: &Checks) -> Vec<CheckResult> {
        let severity = |check: &str| match check {
            "keys" => checks.keys,
            "references" => checks.references,
            "codes" => checks.codes,
            "evidence" => checks.evidence,
            "drops" => checks.drops,
            _ => checks.counts,
        };
        let result = |((check, table), (failures, examples)): ((&str, &str), (u64, Vec<String>))| {
            let blocking = severity(check) == Severity::Block;
            CheckResult { check: check.to_string(), table: table.to_string(), failures, examples, blocking }
        };
        self.0.into_iter().filter(|((check, _), _)| severity(check) != Severity::Off).map(result).collect()
    }
}

fn check_part(scope: &Scope, part: usize) -> Result<Findings> {
    let file = |table: &Table| scope.dir.join(part_file(table.name, part, scope.parts));
    let read = |table: &&'static Table| Ok((table.name, parquet::read(&file(table), table)?));
    let rows: Rows = tables(Stage::Extract).iter().map(read).collect::<Result<_>>()?;
    let mut found = Findings::default();
    for table in tables(Stage::Extract) {
        check_rows(&mut found, table, rows[table.name].iter().cloned().map(Ok))?;
    }
    check_references(&mut found, &rows)?;
    check_evidence(&mut found, &rows)?;
    check_fact_counts(&mut found, &rows)?;
    Ok(found)
}

fn check_aggregates(scope: &Scope) -> Result<Findings> {
    let mut found = Findings::default();
    for table in tables(Stage::Aggregate) {
        let file = scope.dir.join(part_file(table.name, 0, 1));
        let codes = table.columns().filter(|column| column.kind == Type::Code).map(|column| column.name);
        let columns: BTreeSet<&str> = table.key.iter().copied().chain(codes).collect();
        let columns: Vec<&str> = columns.into_iter().collect();
        check_rows(&mut found, table, parquet::batches(&file, table, Some(&columns))?)?;
        let names = ["fact_ids", "meeting_ids"].into_iter().find(|name| table.column(name).is_some());
        if let Some((recipe, names)) = aggregate::recipe(table.name).zip(names) {
            check_sources(&mut found, scope, (table, names), recipe.facts)?;
        }
    }
    Ok(found)
}

/// The facts that a column of an aggregate names are there. Ids are held by their hashes, a share of them at a time: this is the one check
/// that looks at all parts.
fn check_sources(found: &mut Findings, scope: &Scope, (table, names): (&'static Table, &str), facts: &str) -> Result<()> {
    found.looked("references", table.name);
    let Some(facts) = schema::table(facts) else { return Ok(()) };
    let aggregates = scope.dir.join(part_file(table.name, 0, 1));
    let shares = scope.manifest.tables.get(facts.name).map_or(1, |table| table.rows.div_ceil(IDS_AT_ONCE)).max(1);
    for share in 0..shares {
        let within = |id: &u64| id % shares == share;
        let mut ids: Vec<u64> = Vec::new();
        for part in 0..scope.parts {
            let file = scope.dir.join(part_file(facts.name, part, scope.parts));
            for batch in parquet::batches(&file, facts, Some(&[facts.key[0]]))? {
                ids.extend(Cells::of(&batch?).text(facts.key[0])?.iter().flatten().map(fold_hash).filter(within));
            }
        }
        ids.sort_unstable();
        for batch in parquet::batches(&aggregates, table, Some(&[names]))? {
            for id in Cells::of(&batch?).items(names)? {
                let hash = fold_hash(id);
                if within(&hash) && ids.binary_search(&hash).is_err() {
                    found.fail("references", table.name, || format!("no row of {} is called {id}", facts.name));
                }
            }
        }
    }
    Ok(())
}

/// Keys are unique, and codes are of their lists.
fn check_rows(found: &mut Findings, table: &'static Table, batches: impl Iterator<Item = Result<RecordBatch>>) -> Result<()> {
    let sectors = sectors::isic();
    let codes: Vec<&str> = table.columns().filter(|column| column.kind == Type::Code).map(|column| column.name).collect();
    // codes repeat: each distinct one is looked at once
    let (mut keys, mut known) = (HashSet::<[u8; 16]>::new(), vec![HashSet::new(); codes.len()]);
    found.looked("codes", table.name);
    if !table.key.is_empty() {
        found.looked("keys", table.name);
    }
    for batch in batches {
        let batch = batch?;
        if !table.key.is_empty() {
            for (row, key) in row_hashes(&batch, table.key)?.into_iter().enumerate() {
                if !keys.insert(key) {
                    let twice = row_texts(&batch.slice(row, 1), table.key)?.concat();
                    found.fail("keys", table.name, || format!("{twice} is there twice"));
                }
            }
        }
        for (column, known) in codes.iter().zip(&mut known) {
            for code in Cells::of(&batch).text(column)?.iter().flatten() {
                if !known.contains(code) {
                    match is_code(table.name, column, code, &sectors) {
                        true => drop(known.insert(code.to_string())),
                        false => found.fail("codes", table.name, || format!("{column} = {code}")),
                    }
                }
            }
        }
    }
    Ok(())
}

/// A hash of the cells of some columns for each row: equal for equal ones.
fn row_hashes(batch: &RecordBatch, columns: &[&str]) -> Result<Vec<[u8; 16]>> {
    let failed = |e: arrow::error::ArrowError| crate::error::Error::failed("cannot compare the rows of a table").cause(e);
    let columns: Vec<_> = columns.iter().filter_map(|name| batch.column_by_name(name).cloned()).collect();
    let fields = columns.iter().map(|column| SortField::new(column.data_type().clone())).collect();
    let rows = RowConverter::new(fields).and_then(|converter| converter.convert_columns(&columns)).map_err(failed)?;
    Ok(rows.iter().map(|row| hash(row.as_ref())).collect())
}

/// The cells of some columns as one text per row; null is told from empty.
pub fn row_texts(batch: &RecordBatch, columns: &[&str]) -> Result<Vec<String>> {
    let failed = |e: arrow::error::ArrowError| crate::error::Error::failed("cannot print the rows of a table").cause(e);
    let options = FormatOptions::default().with_null("null");
    let columns = columns.iter().filter_map(|name| batch.column_by_name(name));
    let formatters: Vec<ArrayFormatter> =
        columns.map(|column| ArrayFormatter::try_new(column, &options)).collect::<std::result::Result<_, _>>().map_err(failed)?;
    let row = |row: usize| formatters.iter().map(|f| f.value(row).to_string()).collect::<Vec<_>>().join(" ");
    Ok((0..batch.num_rows()).map(row).collect())
}

/// Whether a code is of the closed list of its column, or has the form of its kind.
fn is_code(table: &str, column: &str, code: &str, sectors: &HashMap<String, String>) -> bool {
    let is_party = || code.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_');
    match (table, column) {
        ("documents", "published_on_basis") => PublishedBasis::parse(code).is_some(),
        ("mentions", "kind") => MentionKind::parse(code).is_some(),
        ("mentions", "basis") => Basis::parse(code).is_some(),
        (_, "reject_reason") => RejectReason::parse(code).is_some(),
        (_, "qualifier") => Qualifier::parse(code).is_some(),
        (_, "flow") => Flow::parse(code).is_some(),
        ("meetings" | "meetings_by_month", "status") => MeetingStatus::parse(code).is_some(),
        (_, "status") => Status::parse(code).is_some(),
        ("meetings" | "meetings_by_month", "kind") => MeetingKind::parse(code).is_some(),
        ("business_presence" | "presence_by_pair", "kind") => PresenceKind::parse(code).is_some(),
        (_, "measure") => Measure::parse(code).is_some(),
        (_, "gross_net") => GrossNet::parse(code).is_some(),
        (_, "stance") => Stance::parse(code).is_some(),
        (_, "period_basis" | "parties_basis") => SlotBasis::parse(code).is_some(),
        (_, "currency" | "alt_currency") => code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase()),
        (_, "sector") => sectors.contains_key(code),
        (_, "reporter" | "partner" | "investor" | "home" | "host" | "proponent" | "country" | "group" | "member") => is_party(),
        _ => true,
    }
}

/// The values of a text column over all batches.
fn texts(batches: &[RecordBatch], column: &str) -> Result<HashSet<String>> {
    let mut texts = HashSet::new();
    for batch in batches {
        texts.extend(Cells::of(batch).text(column)?.iter().flatten().map(str::to_string));
    }
    Ok(texts)
}

fn check_references(found: &mut Findings, rows: &Rows) -> Result<()> {
    let documents = texts(&rows["documents"], "doc_id")?;
    let mut facts = HashSet::new();
    for table in tables(Stage::Extract).iter().filter(|table| table.column("evidence").is_some()) {
        facts.extend(texts(&rows[table.name], table.key[0])?);
    }
    let meetings = texts(&rows["meetings"], "meeting_id")?;
    let named = |table: &Table| -> Vec<(&str, &HashSet<String>)> {
        let mut named = vec![("doc_id", &documents)];
        match table.name {
            "documents" => named.clear(),
            "mentions" => named.push(("used_by", &facts)),
            "meeting_participants" => named.push(("meeting_id", &meetings)),
            _ => {}
        }
        named
    };
    for table in tables(Stage::Extract) {
        found.looked("references", table.name);
        for (column, ids) in named(table) {
            for batch in &rows[table.name] {
                for id in Cells::of(batch).text(column)?.iter().flatten().filter(|id| !ids.contains(*id)) {
                    found.fail("references", table.name, || format!("{column} = {id} does not exist"));
                }
            }
        }
    }
    Ok(())
}

/// The span of a row is the slice that it says it is: `evidence` of facts, `text` of mentions, `name` of participants is free.
fn check_evidence(found: &mut Findings, rows: &Rows) -> Result<()> {
    let mut documents: HashMap<&str, &str> = HashMap::new();
    for batch in &rows["documents"] {
        let (id, text) = (Cells::of(batch).text("doc_id")?, Cells::of(batch).text("text")?);
        documents.extend((0..batch.num_rows()).map(|row| (id.value(row), text.value(row))));
    }
    for table in tables(Stage::Extract) {
        let column = match table.name {
            "mentions" => "text",
            _ if table.column("evidence").is_some() => "evidence",
            _ => continue,
        };
        found.looked("evidence", table.name);
        for batch in &rows[table.name] {
            let cells = Cells::of(batch);
            let (id, evidence) = (cells.text("doc_id")?, cells.text(column)?);
            let (start, end) = (cells.int("span_start")?, cells.int("span_end")?);
            for row in 0..batch.num_rows() {
                let span = start.value(row) as usize..end.value(row) as usize;
                let slice = documents.get(id.value(row)).and_then(|text| text.get(span.clone()));
                if slice != cell(evidence, row) {
                    found.fail("evidence", table.name, || format!("bytes {span:?} of document {} are not the {column}", id.value(row)));
                }
            }
        }
    }
    Ok(())
}

/// `documents.fact_count` is the number of rows that fact tables have of the document.
fn check_fact_counts(found: &mut Findings, rows: &Rows) -> Result<()> {
    found.looked("counts", "documents");
    let mut facts: HashMap<String, i64> = HashMap::new();
    for table in tables(Stage::Extract).iter().filter(|table| table.column("evidence").is_some()) {
        for batch in &rows[table.name] {
            for id in Cells::of(batch).text("doc_id")?.iter().flatten() {
                *facts.entry(id.to_string()).or_default() += 1;
            }
        }
    }
    for batch in &rows["documents"] {
        let (id, count) = (Cells::of(batch).text("doc_id")?, Cells::of(batch).int("fact_count")?);
        for row in 0..batch.num_rows() {
            let expected = facts.get(id.value(row)).copied().unwrap_or_default();
            if i64::from(count.value(row)) != expected {
                found.fail("counts", "documents", || format!("{} has {expected} facts, not {}", id.value(row), count.value(row)));
            }
        }
    }
    Ok(())
}

/// No table of documents or facts loses too many of its rows. How many mentions are published is a setting.
fn check_drops(scope: &Scope) -> Findings {
    let mut found = Findings::default();
    let Some((former, ratio)) = scope.after else { return found };
    let rows = |manifest: &Manifest, table: &Table| manifest.tables.get(table.name).map_or(0, |table| table.rows);
    for table in tables(Stage::Extract).iter().filter(|table| table.name != schema::MENTIONS.name) {
        let (before, now) = (rows(former, table), rows(scope.manifest, table));
        found.looked("drops", table.name);
        if before >= FEWEST_ROWS && before.saturating_sub(now) as f64 > before as f64 * ratio {
            let hint = "raise run.max_drop_ratio for this run if that is as it should be";
            found.fail("drops", table.name, || format!("{now} rows after {before} in generation {}; {hint}", former.id));
        }
    }
    found
}

/// Files found = documents + duplicates + quarantined, and each is a row.
fn check_counts(scope: &Scope) -> Findings {
    let mut found = Findings::default();
    let count = |name: &str| scope.manifest.counts.get(name).copied().unwrap_or_default();
    let rows = |table: &str| scope.manifest.tables.get(table).map(|table| table.rows).unwrap_or_default();
    let [files, documents, duplicates, quarantined] = ["files", "documents", "duplicates", "quarantined"].map(count);
    for (table, expected) in [("documents", documents), ("quarantine", quarantined)] {
        found.looked("counts", table);
        if rows(table) != expected {
            found.fail("counts", table, || format!("{} rows, not {expected}", rows(table)));
        }
    }
    if files != documents + duplicates + quarantined {
        let sum = format!("{documents} documents + {duplicates} duplicates + {quarantined} quarantined");
        found.fail("counts", "documents", || format!("{files} files are not {sum}"));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aggregate::dimensions;

    #[test]
    fn every_party_that_is_known_has_a_code_that_passes() {
        let parties = dimensions::of("dim_party").expect("a dimension").expect("rows");
        let codes = Cells::of(&parties).text("code").expect("codes");
        let sectors = sectors::isic();
        assert!(codes.len() > 300);
        for code in codes.iter().flatten() {
            assert!(is_code("mentions", "country", code, &sectors), "{code}");
        }
    }
}
