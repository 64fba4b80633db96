//! The tables of a generation, a batch at a time.

use super::cells::Row;
use crate::error::Result;
use crate::schema::Table;
use crate::store::generation::Manifest;
use crate::store::parquet;
use arrow::array::RecordBatch;
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

fn rows(batch: &RecordBatch, take: &mut impl FnMut(Row<'_>)) {
    (0..batch.num_rows()).for_each(|number| take(Row { batch, number }));
}
