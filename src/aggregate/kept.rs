//! An aggregate of the last run with the groups renewed of which something was said since.
//!
//! What comes out is what making it of all facts gives: the same rows in the same order, and in batches of the same size, since
//! where batches are cut shows in the bytes of a file.

use crate::error::{Error, Result};
use crate::store::columns::date_of;
use arrow::array::{AsArray, RecordBatch};
use arrow::compute::concat_batches;
use arrow::datatypes::Date32Type;
use std::collections::{BTreeSet, VecDeque};
use std::iter::Peekable;

/// Rows of a batch that is written.
const ROWS: usize = 1_024;

/// The rows of the groups of `former` that are not in `changed`, and those of `renewed`, by the column that names groups, by
/// which both are sorted.
pub fn merged<'a>(
    former: impl Iterator<Item = Result<RecordBatch>> + 'a,
    renewed: impl Iterator<Item = Result<RecordBatch>> + 'a,
    named: &'static str,
    changed: &'a BTreeSet<String>,
) -> impl Iterator<Item = Result<RecordBatch>> + 'a {
    let stays = move |group: &Result<Group>| group.as_ref().map_or(true, |group| !changed.contains(&group.name));
    let mut former = Groups::of(former, named).filter(stays).peekable();
    let mut renewed = Groups::of(renewed, named).peekable();
    std::iter::from_fn(move || next(&mut former, &mut renewed)).map(|group| group.map(|group| group.rows))
}

/// Whichever comes first by name; an error at once.
fn next(
    former: &mut Peekable<impl Iterator<Item = Result<Group>>>,
    renewed: &mut Peekable<impl Iterator<Item = Result<Group>>>,
) -> Option<Result<Group>> {
    let takes_former = match (former.peek(), renewed.peek()) {
        (None, _) => false,
        (Some(Ok(a)), Some(Ok(b))) => a.name < b.name,
        (Some(_), None) | (Some(Err(_)), _) => true,
        (_, Some(Err(_))) => false,
    };
    if takes_former { former.next() } else { renewed.next() }
}

/// Neighbouring rows of one group.
struct Group {
    name: String,
    rows: RecordBatch,
}

/// Batches cut where one group ends and another begins.
struct Groups<I> {
    batches: I,
    named: &'static str,
    ahead: VecDeque<Group>,
}

impl<I: Iterator<Item = Result<RecordBatch>>> Groups<I> {
    fn of(batches: I, named: &'static str) -> Groups<I> {
        Groups { batches, named, ahead: VecDeque::new() }
    }

    fn cut(&mut self, batch: &RecordBatch) -> Result<()> {
        let names = names(batch, self.named)?;
        let mut start = 0;
        for same in names.chunk_by(|a, b| a == b) {
            self.ahead.push_back(Group { name: same[0].clone(), rows: batch.slice(start, same.len()) });
            start += same.len();
        }
        Ok(())
    }
}

impl<I: Iterator<Item = Result<RecordBatch>>> Iterator for Groups<I> {
    type Item = Result<Group>;

    fn next(&mut self) -> Option<Result<Group>> {
        while self.ahead.is_empty() {
            match self.batches.next()?.and_then(|batch| self.cut(&batch)) {
                Ok(()) => {}
                Err(e) => return Some(Err(e)),
            }
        }
        self.ahead.pop_front().map(Ok)
    }
}

/// The name of each row's group: a text, or the month of a day.
fn names(batch: &RecordBatch, column: &str) -> Result<Vec<String>> {
    let missing = || Error::failed(format!("an aggregate without `{column}`")).stage("aggregate");
    let array = batch.column_by_name(column).ok_or_else(missing)?;
    if let Some(texts) = array.as_string_opt::<i32>() {
        return Ok(texts.iter().map(|text| text.unwrap_or_default().to_string()).collect());
    }
    let days = array.as_primitive_opt::<Date32Type>().ok_or_else(missing)?;
    let month = |day: Option<i32>| day.and_then(date_of).map(|day| day.strftime("%Y-%m").to_string());
    Ok(days.iter().map(|day| month(day).unwrap_or_default()).collect())
}

/// The same rows in batches of one size, the last one smaller.
pub fn even(batches: impl Iterator<Item = Result<RecordBatch>>) -> impl Iterator<Item = Result<RecordBatch>> {
    let (mut batches, mut held, mut rows) = (batches, Vec::new(), 0);
    std::iter::from_fn(move || {
        while rows < ROWS {
            match batches.next() {
                Some(Ok(batch)) => {
                    rows += batch.num_rows();
                    held.push(batch);
                }
                Some(Err(e)) => return Some(Err(e)),
                None => break,
            }
        }
        let schema = held.first().map(RecordBatch::schema)?;
        let all = match concat_batches(&schema, &held) {
            Ok(all) => all,
            Err(e) => return Some(Err(Error::failed("cannot join rows of an aggregate").stage("aggregate").cause(e))),
        };
        held.clear();
        let first = all.slice(0, all.num_rows().min(ROWS));
        rows = all.num_rows() - first.num_rows();
        if rows > 0 {
            held.push(all.slice(first.num_rows(), rows));
        }
        Some(Ok(first)).filter(|first| first.as_ref().is_ok_and(|batch| batch.num_rows() > 0))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow::array::{ArrayRef, Int32Array, StringArray};
    use std::sync::Arc;

    fn batch(rows: &[(&str, i32)]) -> RecordBatch {
        let names: ArrayRef = Arc::new(rows.iter().map(|row| Some(row.0)).collect::<StringArray>());
        let numbers: ArrayRef = Arc::new(rows.iter().map(|row| Some(row.1)).collect::<Int32Array>());
        RecordBatch::try_from_iter([("pair", names), ("number", numbers)]).expect("columns of one length")
    }

    fn rows(batches: impl Iterator<Item = Result<RecordBatch>>) -> Vec<(String, i32)> {
        let of = |batch: RecordBatch| {
            let names = names(&batch, "pair").expect("names");
            let numbers = batch.column(1).as_primitive::<arrow::datatypes::Int32Type>().values().to_vec();
            names.into_iter().zip(numbers).collect::<Vec<_>>()
        };
        batches.flat_map(|batch| of(batch.expect("a batch"))).collect()
    }

    #[test]
    fn changed_groups_are_renewed_where_they_stand_and_gone_ones_go() {
        let former = [batch(&[("a", 1), ("b", 1), ("b", 2)]), batch(&[("b", 3), ("d", 1), ("e", 1)])];
        let renewed = [batch(&[("b", 7), ("c", 7), ("f", 7)])];
        let changed: BTreeSet<String> = ["b", "c", "d", "f"].map(String::from).into();
        let merged = rows(merged(former.into_iter().map(Ok), renewed.into_iter().map(Ok), "pair", &changed));
        let expected = [("a", 1), ("b", 7), ("c", 7), ("e", 1), ("f", 7)].map(|(name, number)| (name.to_string(), number));
        assert_eq!(merged, expected);
    }

    #[test]
    fn batches_become_even_whatever_they_were() {
        let row = |n: i32| batch(&[("a", n)]);
        let sizes =
            |batches: Vec<RecordBatch>| even(batches.into_iter().map(Ok)).map(|b| b.expect("a batch").num_rows()).collect::<Vec<_>>();
        let all: Vec<RecordBatch> = (0..2_600).map(row).collect();
        let large = concat_batches(&all[0].schema(), &all).expect("one schema");
        assert_eq!(sizes(all), [1_024, 1_024, 552]);
        assert_eq!(sizes(vec![large.slice(0, 1_100), large.slice(0, 0), large.slice(1_100, 1_500)]), [1_024, 1_024, 552]);
        assert_eq!(sizes(vec![large.slice(0, 1_024)]), [1_024]);
        assert!(sizes(vec![large.slice(0, 0)]).is_empty());
        assert_eq!(rows(even([large.slice(0, 1_100)].into_iter().map(Ok))).len(), 1_100);
    }
}
