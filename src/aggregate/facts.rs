//! Facts with the release that each one's document is a copy of, a bounded number of rows at a time.
//!
//! Every aggregate is made group by group: nothing about one pair's trade depends on another pair. So the rows of whole groups
//! are held at once, as many groups as make up [`ROWS_AT_ONCE`], and the memory of the stage does not grow with the corpus. Tables
//! are read once, part by part (the documents of a part's facts are in the same part), and rows are laid aside on disk by the
//! groups that they belong to when there are too many to hold.

use super::failed;
use crate::error::{Error, Result};
use arrow::array::RecordBatch;
use polars::prelude::{
    BooleanChunked, DataFrame, DataType, Expr, IdxCa, IntoLazy, JoinArgs, JoinType, LazyFrame, NamedFrom, NewChunkedArray, UnionArgs,
    coalesce, col, concat,
};
use polars_io::SerReader;
use polars_io::parquet::read::ParquetReader;
use polars_io::parquet::write::ParquetWriter;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs::File;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

/// Rows that are held at once, or those of one group where it has more.
pub const ROWS_AT_ONCE: usize = 50_000;
/// The column that holds the name of a row's group.
const GROUP: &str = "group";

/// One table of facts, with the documents that they are from.
pub struct Facts<'a> {
    /// Facts and documents of each part, in the order of the parts.
    parts: Vec<(PathBuf, PathBuf)>,
    rows_at_once: usize,
    /// A folder for rows that are laid aside.
    scratch: &'a Path,
}

/// How an aggregate is made of a table of facts.
pub struct Recipe {
    /// The table.
    pub facts: &'static str,
    pub columns: Vec<&'static str>,
    /// Those of them that `filter` and `group` read.
    pub keys: &'static [&'static str],
    /// True of the rows that count.
    pub filter: Expr,
    /// The text by which rows belong together; a row without it does not count.
    pub group: Expr,
    /// The column of the aggregate that names a row's group; rows are sorted by it first.
    pub named: &'static str,
    /// Columns in other types than the table has them in.
    pub typed: Vec<Expr>,
    /// The aggregate's rows, from the facts of some groups, sorted.
    pub rows: fn(&DataFrame) -> Result<RecordBatch>,
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
        Ok(self.lay_apart(recipe, only, &groups)?.into_iter().map(move |run| rows(&run.into_frame()?)))
    }

    /// The groups that these documents say something of.
    pub fn groups_of(&self, recipe: &Recipe, documents: &HashSet<String>) -> Result<BTreeSet<String>> {
        let mut groups = BTreeSet::new();
        let columns: Vec<&str> = recipe.keys.iter().copied().chain(["doc_id"]).collect();
        for (facts, _) in &self.parts {
            let frame = recipe.wanted(facts, &columns)?.select([col("doc_id"), col(GROUP)]).collect();
            let frame = frame.map_err(|e| failed("name the groups of facts", e))?;
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
            let groups =
                recipe.wanted(facts, recipe.keys)?.select([col(GROUP)]).collect().map_err(|e| failed("count the rows of groups", e))?;
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

    /// The rows of one part that count, typed, with the releases that they are from.
    fn rows(&self, recipe: &Recipe, facts: &PathBuf, documents: &PathBuf, only: Option<&BTreeSet<String>>) -> Result<DataFrame> {
        let select = |e| failed("select facts", e);
        let mut rows = recipe.wanted(facts, &recipe.columns)?.collect().map_err(select)?;
        if let Some(only) = only {
            let groups = rows.column(GROUP).and_then(|c| c.str()).map_err(select)?;
            let mask: Vec<bool> = groups.iter().map(|group| group.is_some_and(|group| only.contains(group))).collect();
            rows = rows.filter(&BooleanChunked::from_slice("mask".into(), &mask)).map_err(select)?;
        }
        let releases = read(documents, &["doc_id", "duplicate_group"])?.lazy();
        let rows = rows.lazy().with_columns(recipe.typed.clone());
        let rows = rows.join(releases, [col("doc_id")], [col("doc_id")], JoinArgs::new(JoinType::Left));
        rows.with_columns([coalesce(&[col("duplicate_group"), col("doc_id")]).alias("release")]).collect().map_err(select)
    }
}

/// Gives each run its rows of the frame.
fn split(frame: &DataFrame, groups: &[RangeInclusive<String>], runs: &mut [Run]) -> polars::prelude::PolarsResult<()> {
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
    let frames: Vec<LazyFrame> = frames.into_iter().map(DataFrame::lazy).collect();
    concat(frames, UnionArgs::default()).and_then(LazyFrame::collect).map_err(|e| failed("join the parts of a table", e))
}

impl Recipe {
    fn wanted(&self, facts: &PathBuf, columns: &[&str]) -> Result<LazyFrame> {
        let rows = read(facts, columns)?.lazy().filter(self.filter.clone());
        let rows = rows.with_columns([self.group.clone().cast(DataType::String).alias(GROUP)]);
        Ok(rows.filter(col(GROUP).is_not_null()))
    }
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
