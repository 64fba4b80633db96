//! The tables of a generation, a batch at a time.

use super::cells::Row;
use crate::error::Result;
use crate::schema::Table;
use crate::store::generation::Manifest;
use crate::store::parquet;
use arrow::array::{Array, AsArray, RecordBatch, StringArray};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::{Path, PathBuf};

/// A generation, published or in staging.
pub struct Published<'a> {
    /// Where its files are.
    pub dir: &'a Path,
    pub manifest: &'a Manifest,
}

impl Published<'_> {
    /// The files of a table, in the order of their rows.
    pub fn files(&self, table: &Table) -> Vec<PathBuf> {
        let files = self.manifest.tables.get(table.name).map(|table| table.files.as_slice()).unwrap_or_default();
        files.iter().map(|file| self.dir.join(file)).collect()
    }

    /// Every row of a table, some of its columns.
    pub fn each(&self, table: &Table, columns: &[&str], mut take: impl FnMut(Row<'_>)) -> Result<()> {
        for file in self.files(table) {
            for batch in parquet::batches(&file, table, Some(columns))? {
                rows(&batch?, &mut take);
            }
        }
        Ok(())
    }

    /// The same with the place of each row: the number of its file and of the row in it.
    pub fn each_with_place(&self, table: &Table, columns: &[&str], mut take: impl FnMut(Row<'_>, (usize, usize))) -> Result<()> {
        for (number, file) in self.files(table).iter().enumerate() {
            let mut first = 0;
            for batch in parquet::batches(file, table, Some(columns))? {
                let batch = batch?;
                rows(&batch, &mut |row: Row<'_>| take(row, (number, first + row.number)));
                first += batch.num_rows();
            }
        }
        Ok(())
    }

    /// Where the rows of these documents are: ranges of rows by file. A file's rows are sorted by document.
    pub fn rows_of(&self, table: &Table, ids: &BTreeSet<&str>) -> Result<BTreeMap<usize, Vec<Range<usize>>>> {
        let mut runs: BTreeMap<usize, Vec<Range<usize>>> = BTreeMap::new();
        for (number, file) in self.files(table).iter().enumerate() {
            let mut first = 0;
            for batch in parquet::batches(file, table, Some(&["doc_id"]))? {
                let batch = batch?;
                let column = batch.column(0).as_string::<i32>();
                let behind = |is_before: &dyn Fn(&str) -> bool| partition_point(column, is_before);
                let Some(last) = column.len().checked_sub(1).map(|last| column.value(last)) else { continue };
                for id in ids.range(column.value(0)..=last) {
                    let rows = first + behind(&|other| other < *id)..first + behind(&|other| other <= *id);
                    let runs = runs.entry(number).or_default();
                    match runs.last_mut().filter(|run| run.end == rows.start) {
                        Some(run) => run.end = rows.end,
                        None if rows.is_empty() => {}
                        None => runs.push(rows),
                    }
                }
                first += batch.num_rows();
            }
        }
        Ok(runs)
    }

    /// Some rows of one file of a table, all columns.
    pub fn some(&self, table: &Table, file: usize, ranges: &[Range<usize>], mut take: impl FnMut(Row<'_>)) -> Result<()> {
        let files = self.files(table);
        let Some(file) = files.get(file) else { return Ok(()) };
        for batch in parquet::read_rows(file, table, ranges)? {
            rows(&batch, &mut take);
        }
        Ok(())
    }
}

/// How many values of a sorted column come first.
fn partition_point(column: &StringArray, is_before: &dyn Fn(&str) -> bool) -> usize {
    let (mut low, mut high) = (0, column.len());
    while low < high {
        let middle = usize::midpoint(low, high);
        if is_before(column.value(middle)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

fn rows(batch: &RecordBatch, take: &mut impl FnMut(Row<'_>)) {
    (0..batch.num_rows()).for_each(|number| take(Row { batch, number }));
}
