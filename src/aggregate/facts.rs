//! Facts with the release that each one's document is a copy of, a bounded number of rows at a time.
//!
//! Every aggregate is made group by group: nothing about one pair's trade depends on another pair. So the rows of whole groups
//! are held at once, as many groups as make up [`ROWS_AT_ONCE`], and the memory of the stage does not grow with the corpus. Tables
//! are read once, part by part (the documents of a part's facts are in the same part), and rows are laid aside on disk by the
//! groups that they belong to when there are too many to hold.

use super::recipe::{self, Condition, GROUP, Group, RELEASE, Recipe};
use crate::error::{Error, Result};
use crate::store::columns::date_of;
use arrow::array::RecordBatch;
use jiff::civil::Date;
use polars::prelude::{BooleanChunked, Column, DataFrame, DataType, IdxCa, NamedFrom, NewChunkedArray, PolarsResult, Series};
use polars_io::SerReader;
use polars_io::parquet::read::ParquetReader;
use polars_io::parquet::write::ParquetWriter;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fs::File;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

/// Rows that are held at once, or those of one group where it has more.
pub const ROWS_AT_ONCE: usize = 50_000;

/// One table of facts, with the documents that they are from.
pub struct Facts<'a> {
    /// Facts and documents of each part, in the order of the parts.
    parts: Vec<(PathBuf, PathBuf)>,
    rows_at_once: usize,
    /// A folder for rows that are laid aside.
    scratch: &'a Path,
}

/// The rows of neighbouring groups: those at hand, and files of those laid aside.
#[derive(Default)]
struct Run {
    frames: Vec<DataFrame>,
    files: Vec<PathBuf>,
}

impl<'a> Facts<'a> {
    /// The facts and the documents in these files, one of each per part.
    pub fn of(facts: &[PathBuf], documents: &[PathBuf], rows_at_once: usize, scratch: &'a Path) -> Facts<'a> {
        Facts { parts: facts.iter().cloned().zip(documents.iter().cloned()).collect(), rows_at_once, scratch }
    }

    /// The aggregate's rows, some groups at a time, in the order of their names; of some groups only where they are named.
    pub fn aggregate(&self, recipe: &Recipe, only: Option<&BTreeSet<String>>) -> Result<impl Iterator<Item = Result<RecordBatch>> + use<>> {
        let groups = runs(self.group_sizes(recipe, only)?, self.rows_at_once);
        let rows = recipe.rows;
        Ok(self.lay_apart(recipe, only, &groups)?.into_iter().map(move |run| rows(&run.into_frame()? as &dyn recipe::FactColumns)))
    }

    /// The groups that these documents say something of.
    pub fn groups_of(&self, recipe: &Recipe, documents: &HashSet<String>) -> Result<BTreeSet<String>> {
        let mut groups = BTreeSet::new();
        let columns: Vec<&str> = recipe.keys().into_iter().chain(["doc_id"]).collect();
        for (facts, _) in &self.parts {
            let frame = wanted(recipe, facts, &columns)?;
            let text = |name: &str| frame.column(name).and_then(|c| c.str()).map_err(|e| failed("name the groups of facts", e));
            for (document, group) in text("doc_id")?.iter().zip(text(GROUP)?.iter()) {
                let is_named = document.is_some_and(|id| documents.contains(id));
                groups.extend(group.filter(|group| is_named && !groups.contains(*group)).map(str::to_string));
            }
        }
        Ok(groups)
    }

    /// How many rows each group has.
    fn group_sizes(&self, recipe: &Recipe, only: Option<&BTreeSet<String>>) -> Result<BTreeMap<String, usize>> {
        let mut sizes = BTreeMap::new();
        for (facts, _) in &self.parts {
            let groups = wanted(recipe, facts, &recipe.keys())?;
            for group in groups.column(GROUP).and_then(|c| c.str()).map_err(|e| failed("count the rows of groups", e))?.iter().flatten() {
                match sizes.get_mut(group) {
                    Some(size) => *size += 1,
                    None if only.is_some_and(|only| !only.contains(group)) => {}
                    None => drop(sizes.insert(group.to_string(), 1)),
                }
            }
        }
        Ok(sizes)
    }

    /// The rows of each run of groups.
    fn lay_apart(&self, recipe: &Recipe, only: Option<&BTreeSet<String>>, groups: &[RangeInclusive<String>]) -> Result<Vec<Run>> {
        let mut runs: Vec<Run> = groups.iter().map(|_| Run::default()).collect();
        let mut held = 0;
        for (facts, documents) in self.parts.iter().filter(|_| !groups.is_empty()) {
            let frame = self.rows(recipe, facts, documents, only)?;
            held += frame.height();
            split(&frame, groups, &mut runs).map_err(|e| failed("tell the groups of facts apart", e))?;
            if held > self.rows_at_once && groups.len() > 1 {
                for (number, run) in runs.iter_mut().enumerate() {
                    run.lay_aside(&self.scratch.join(format!("{number}-{}", run.files.len())))?;
                }
                held = 0;
            }
        }
        Ok(runs)
    }

    /// The rows of one part that count, with the releases that they are from.
    fn rows(&self, recipe: &Recipe, facts: &PathBuf, documents: &PathBuf, only: Option<&BTreeSet<String>>) -> Result<DataFrame> {
        let select = |e| failed("select facts", e);
        let mut rows = wanted(recipe, facts, &recipe.columns)?;
        if let Some(only) = only {
            let groups = rows.column(GROUP).and_then(|c| c.str()).map_err(select)?;
            let mask: Vec<bool> = groups.iter().map(|group| group.is_some_and(|group| only.contains(group))).collect();
            rows = rows.filter(&BooleanChunked::from_slice("mask".into(), &mask)).map_err(select)?;
        }
        let releases = releases(documents)?;
        let ids = rows.column("doc_id").and_then(|c| c.str()).map_err(select)?;
        let release: Vec<Option<&str>> = ids.iter().map(|id| id.map(|id| releases.get(id).map_or(id, String::as_str))).collect();
        let release = Column::from(Series::new(RELEASE.into(), release));
        rows.with_column(release).map_err(select)?;
        Ok(rows)
    }
}

/// The release that each document of a part reports, where it is not its own.
fn releases(documents: &PathBuf) -> Result<HashMap<String, String>> {
    let frame = read(documents, &["doc_id", "duplicate_group"])?;
    let text = |name: &str| frame.column(name).and_then(|c| c.str()).map_err(|e| failed("read the releases of documents", e));
    let pairs = text("doc_id")?.iter().zip(text("duplicate_group")?.iter());
    let others = pairs.filter_map(|(id, release)| id.zip(release)).filter(|(id, release)| id != release);
    Ok(others.map(|(id, release)| (id.to_string(), release.to_string())).collect())
}

/// Gives each run its rows of the frame.
fn split(frame: &DataFrame, groups: &[RangeInclusive<String>], runs: &mut [Run]) -> PolarsResult<()> {
    if groups.len() == 1 {
        runs[0].frames.push(frame.clone());
        return Ok(());
    }
    let mut rows: Vec<Vec<u32>> = vec![Vec::new(); groups.len()];
    for (row, group) in (0..).zip(frame.column(GROUP)?.str()?.iter()) {
        let Some(group) = group else { continue };
        let run = groups.partition_point(|run| run.end().as_str() < group);
        rows[run].push(row);
    }
    for (run, rows) in runs.iter_mut().zip(rows).filter(|(_, rows)| !rows.is_empty()) {
        run.frames.push(frame.take(&IdxCa::new("rows".into(), rows))?);
    }
    Ok(())
}

impl Run {
    /// Writes the rows at hand to a file.
    fn lay_aside(&mut self, path: &Path) -> Result<()> {
        if self.frames.is_empty() {
            return Ok(());
        }
        let mut frame = joined(std::mem::take(&mut self.frames))?;
        let failed = |e: Box<dyn std::error::Error + Send + Sync>| Error::on("write rows aside", path, e).stage("aggregate");
        let file = File::create(path).map_err(|e| failed(e.into()))?;
        ParquetWriter::new(file).finish(&mut frame).map_err(|e| failed(e.into()))?;
        self.files.push(path.to_path_buf());
        Ok(())
    }

    /// All of its rows; the files go.
    fn into_frame(self) -> Result<DataFrame> {
        let mut frames = Vec::new();
        for path in &self.files {
            let file = File::open(path).map_err(|e| Error::on("read rows again", path, e).stage("aggregate"))?;
            frames.push(ParquetReader::new(file).finish().map_err(|e| failed("read rows again", e))?);
            std::fs::remove_file(path).map_err(|e| Error::on("remove the file", path, e))?;
        }
        frames.extend(self.frames);
        joined(frames)
    }
}

fn joined(frames: Vec<DataFrame>) -> Result<DataFrame> {
    let mut frames = frames.into_iter();
    let mut all = frames.next().unwrap_or_default();
    for frame in frames {
        all.vstack_mut(&frame).map_err(|e| failed("join the parts of a table", e))?;
    }
    Ok(all)
}

/// The facts in a file that count, with the name of their group, once for each group that they are in.
fn wanted(recipe: &Recipe, facts: &PathBuf, columns: &[&str]) -> Result<DataFrame> {
    let frame = read(facts, columns)?;
    let chosen = |frame: &DataFrame| -> PolarsResult<DataFrame> {
        let mut mask = frame.column(recipe.group.column())?.is_not_null();
        for condition in recipe.counts {
            mask = mask & holds(condition, frame)?;
        }
        grouped(recipe.group, frame.filter(&mask)?)
    };
    chosen(&frame).map_err(|e| failed("choose among facts", e))
}

/// Of which rows a condition is true.
fn holds(condition: &Condition, frame: &DataFrame) -> PolarsResult<BooleanChunked> {
    Ok(match condition {
        Condition::Is(column, texts) => {
            let column = frame.column(column)?.str()?;
            let mask: Vec<bool> = column.iter().map(|text| text.is_some_and(|text| texts.contains(&text))).collect();
            BooleanChunked::from_slice("mask".into(), &mask)
        }
        Condition::Known(column) => frame.column(column)?.is_not_null(),
        Condition::Unknown(column) => frame.column(column)?.is_null(),
    })
}

/// The rows with the name of their group, once for each group that they are in.
fn grouped(group: Group, mut frame: DataFrame) -> PolarsResult<DataFrame> {
    let told = frame.column(group.column())?;
    let Group::Months { margin, .. } = group else {
        let group = told.clone().with_name(GROUP.into());
        frame.with_column(group)?;
        return Ok(frame);
    };
    let days = told.cast(&DataType::Int32)?;
    let month = |day: Option<i32>, off: i32| Some(date_of(day?.checked_add(off)?)?.strftime("%Y-%m").to_string());
    let months = |off: i32| -> PolarsResult<Vec<Option<String>>> { Ok(days.i32()?.iter().map(|day| month(day, off)).collect()) };
    let (first, second) = (months(-margin)?, months(margin)?);
    let differ: Vec<bool> = first.iter().zip(&second).map(|(a, b)| a != b).collect();
    let mut again = frame.clone();
    frame.with_column(Column::from(Series::new(GROUP.into(), first)))?;
    again.with_column(Column::from(Series::new(GROUP.into(), second)))?;
    frame.vstack(&again.filter(&BooleanChunked::from_slice("mask".into(), &differ))?)
}

impl recipe::FactColumns for DataFrame {
    fn count(&self) -> usize {
        self.height()
    }

    fn texts(&self, name: &str) -> Result<Vec<Option<String>>> {
        let column = self.column(name).and_then(|c| c.str()).map_err(|e| failed("read facts", e))?;
        Ok(column.iter().map(|cell| cell.map(str::to_string)).collect())
    }

    fn dates(&self, name: &str) -> Result<Vec<Option<Date>>> {
        let days = typed(self, name, &DataType::Int32)?;
        let days = days.i32().map_err(|e| failed("read facts", e))?;
        Ok(days.iter().map(|day| day.and_then(date_of)).collect())
    }

    fn amounts(&self, name: &str) -> Result<Vec<Option<Decimal>>> {
        // as text, which loses no digit
        let amounts = typed(self, name, &DataType::String)?;
        let amounts = amounts.str().map_err(|e| failed("read facts", e))?;
        Ok(amounts.iter().map(|amount| amount?.parse::<Decimal>().ok().map(|x| x.normalize())).collect())
    }

    fn numbers(&self, name: &str) -> Result<Vec<Option<f64>>> {
        let numbers = self.column(name).and_then(|c| c.f64()).map_err(|e| failed("read facts", e))?;
        Ok(numbers.iter().collect())
    }

    fn integers(&self, name: &str) -> Result<Vec<Option<i64>>> {
        let integers = typed(self, name, &DataType::Int64)?;
        let integers = integers.i64().map_err(|e| failed("read facts", e))?;
        Ok(integers.iter().collect())
    }

    fn lists(&self, name: &str) -> Result<Vec<Vec<String>>> {
        let lists = self.column(name).and_then(|c| c.list()).map_err(|e| failed("read facts", e))?;
        let words = |list: Option<Series>| -> PolarsResult<Vec<String>> {
            let Some(list) = list else { return Ok(Vec::new()) };
            Ok(list.str()?.iter().flatten().map(str::to_string).collect())
        };
        lists.series_iter().map(|list| words(list).map_err(|e| failed("read facts", e))).collect()
    }
}

fn typed(frame: &DataFrame, name: &str, kind: &DataType) -> Result<Column> {
    frame.column(name).and_then(|column| column.cast(kind)).map_err(|e| failed("read facts", e))
}

/// Neighbouring groups that together have at most so many rows, or one group.
fn runs(sizes: BTreeMap<String, usize>, limit: usize) -> Vec<RangeInclusive<String>> {
    let mut runs: Vec<(String, String)> = Vec::new();
    let mut rows = 0;
    for (group, size) in sizes {
        match runs.last_mut().filter(|_| rows + size <= limit) {
            Some(run) => {
                run.1 = group;
                rows += size;
            }
            None => {
                runs.push((group.clone(), group));
                rows = size;
            }
        }
    }
    runs.into_iter().map(|(first, last)| first..=last).collect()
}

fn read(path: &PathBuf, columns: &[&str]) -> Result<DataFrame> {
    let file = File::open(path).map_err(|e| Error::on("read the table", path, e).stage("aggregate"))?;
    let columns = columns.iter().map(|name| name.to_string()).collect();
    let frame = ParquetReader::new(file).with_columns(Some(columns)).finish();
    frame.map_err(|e| Error::on("read the table", path, e).stage("aggregate"))
}

fn failed(what: &str, cause: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::failed(format!("cannot {what}")).stage("aggregate").cause(cause)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_full_or_one_group() {
        let sizes = |sizes: &[(&str, usize)]| sizes.iter().map(|(group, size)| (group.to_string(), *size)).collect();
        let run = |first: &str, last: &str| first.to_string()..=last.to_string();
        assert_eq!(runs(sizes(&[]), 10), []);
        assert_eq!(runs(sizes(&[("a", 4), ("b", 6), ("c", 1)]), 10), [run("a", "b"), run("c", "c")]);
        assert_eq!(runs(sizes(&[("a", 30), ("b", 3), ("c", 30)]), 10), [run("a", "a"), run("b", "b"), run("c", "c")]);
    }
}
