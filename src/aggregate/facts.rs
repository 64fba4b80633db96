//! Facts with the release that each one's document is a copy of, a bounded number of rows at a time.
//!
//! Every aggregate is made group by group: nothing about one pair's trade depends on another pair. So the rows of whole groups
//! are held at once, as many groups as make up [`ROWS_AT_ONCE`], and the memory of the stage does not grow with the corpus. Tables
//! come part by part, and the documents of a part's facts are in the same part.

use super::failed;
use crate::error::{Error, Result};
use arrow::array::RecordBatch;
use polars::prelude::{DataFrame, DataType, Expr, IntoLazy, JoinArgs, JoinType, LazyFrame, UnionArgs, coalesce, col, concat, lit};
use polars_io::SerReader;
use polars_io::parquet::read::ParquetReader;
use std::collections::BTreeMap;
use std::fs::File;
use std::ops::RangeInclusive;
use std::path::PathBuf;

/// Rows that are held at once, or those of one group where it has more.
pub const ROWS_AT_ONCE: usize = 100_000;
/// The column that holds the name of a row's group.
const GROUP: &str = "group";

/// One table of facts, with the documents that they are from.
pub struct Facts {
    /// Facts and documents of each part, in the order of the parts.
    parts: Vec<(PathBuf, PathBuf)>,
    rows_at_once: usize,
}

/// How an aggregate is made of a table of facts.
pub struct Recipe {
    /// The table.
    pub facts: &'static str,
    pub columns: Vec<&'static str>,
    /// True of the rows that count.
    pub filter: Expr,
    /// The text by which rows belong together; a row without it does not count.
    pub group: Expr,
    /// Columns in other types than the table has them in.
    pub typed: Vec<Expr>,
    /// The aggregate's rows, from the facts of some groups, in no certain order.
    pub rows: fn(&DataFrame) -> Result<RecordBatch>,
}

impl Facts {
    /// The facts and the documents in these files, one of each per part.
    pub fn of(facts: &[PathBuf], documents: &[PathBuf], rows_at_once: usize) -> Facts {
        Facts { parts: facts.iter().cloned().zip(documents.iter().cloned()).collect(), rows_at_once }
    }

    /// The aggregate's rows, some groups at a time, in the order of their names.
    pub fn aggregate<'a>(&'a self, recipe: &'a Recipe) -> Result<impl Iterator<Item = Result<RecordBatch>> + 'a> {
        let runs = runs(self.group_sizes(recipe)?, self.rows_at_once);
        Ok(runs.into_iter().map(move |groups| (recipe.rows)(&self.rows(recipe, &groups)?)))
    }

    /// How many rows each group has.
    fn group_sizes(&self, recipe: &Recipe) -> Result<BTreeMap<String, usize>> {
        let mut sizes = BTreeMap::new();
        for (facts, _) in &self.parts {
            let groups = recipe.wanted(facts)?.select([col(GROUP)]).collect().map_err(|e| failed("count the rows of groups", e))?;
            for group in groups.column(GROUP).and_then(|c| c.str()).map_err(|e| failed("count the rows of groups", e))?.iter().flatten() {
                match sizes.get_mut(group) {
                    Some(size) => *size += 1,
                    None => drop(sizes.insert(group.to_string(), 1)),
                }
            }
        }
        Ok(sizes)
    }

    fn rows(&self, recipe: &Recipe, groups: &RangeInclusive<String>) -> Result<DataFrame> {
        let within = col(GROUP).gt_eq(lit(groups.start().as_str())).and(col(GROUP).lt_eq(lit(groups.end().as_str())));
        let part = |(facts, documents): &(PathBuf, PathBuf)| -> Result<LazyFrame> {
            let releases = read(documents, &["doc_id", "duplicate_group"])?.lazy();
            let rows = recipe.wanted(facts)?.filter(within.clone()).with_columns(recipe.typed.clone());
            let rows = rows.join(releases, [col("doc_id")], [col("doc_id")], JoinArgs::new(JoinType::Left));
            let rows = rows.with_columns([coalesce(&[col("duplicate_group"), col("doc_id")]).alias("release")]);
            Ok(rows.collect().map_err(|e| failed("select facts", e))?.lazy())
        };
        let parts: Vec<LazyFrame> = self.parts.iter().map(part).collect::<Result<_>>()?;
        concat(parts, UnionArgs::default()).and_then(LazyFrame::collect).map_err(|e| failed("join the parts of a table", e))
    }
}

impl Recipe {
    fn wanted(&self, facts: &PathBuf) -> Result<LazyFrame> {
        let rows = read(facts, &self.columns)?.lazy().filter(self.filter.clone());
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
