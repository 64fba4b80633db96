//! Batches built column by column against the declared schema, and read back by name.
//!
//! A column that is missing, given twice or of another type than declared is an error here, not in a reader's notebook.

use crate::error::{Error, Result};
use crate::schema::{self, MONEY_DIGITS, Table, Type};
use arrow::array::{
    Array, ArrayRef, AsArray, BooleanBufferBuilder, Date32Array, Decimal128Array, Float64Array, Int32Array, Int64Array, ListArray,
    RecordBatch, RecordBatchOptions, StringArray, StructArray,
};
use arrow::buffer::{NullBuffer, OffsetBuffer};
use arrow::datatypes::{DataType, Date32Type, Decimal128Type, Float64Type, Int32Type, Int64Type};
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::collections::HashMap;
use std::sync::Arc;

/// Bytes of text that one column of one batch can hold: offsets are 32 bits wide.
const COLUMN_BYTES: usize = i32::MAX as usize;

/// A batch in the making.
pub struct Batch {
    table: &'static Table,
    rows: usize,
    columns: HashMap<&'static str, ArrayRef>,
    problem: Option<String>,
}

impl Batch {
    /// A batch of so many rows of `table`.
    pub fn of(table: &'static Table, rows: usize) -> Batch {
        Batch { table, rows, columns: HashMap::new(), problem: None }
    }

    /// The columns of a batch of `table`, without those that are to be built anew.
    pub fn like(table: &'static Table, batch: &RecordBatch, without: &[&str]) -> Batch {
        let mut like = Batch::of(table, batch.num_rows());
        for (column, array) in table.columns().zip(batch.columns()).filter(|(column, _)| !without.contains(&column.name)) {
            like = like.put(column.name, array.clone());
        }
        like
    }

    fn put(mut self, name: &'static str, array: ArrayRef) -> Batch {
        if self.columns.insert(name, array).is_some() {
            self.problem = Some(format!("column `{name}` is given twice"));
        }
        self
    }

    /// A text or code column.
    pub fn text<S: AsRef<str>>(mut self, name: &'static str, values: impl Iterator<Item = Option<S>> + Clone) -> Batch {
        let bytes: usize = values.clone().flatten().map(|value| value.as_ref().len()).sum();
        if bytes > COLUMN_BYTES {
            self.problem = Some(format!("column `{name}` has too much text for one batch"));
            return self;
        }
        self.put(name, Arc::new(values.collect::<StringArray>()))
    }

    /// A day column.
    pub fn date(self, name: &'static str, values: impl Iterator<Item = Option<Date>>) -> Batch {
        self.put(name, Arc::new(values.map(|value| value.map(days_since_1970)).collect::<Date32Array>()))
    }

    /// An amount column; what does not fit (see [`settle_money`]) becomes null.
    pub fn money(self, name: &'static str, values: impl Iterator<Item = Option<Decimal>>) -> Batch {
        let array: Decimal128Array = values.map(|value| value.and_then(to_units)).collect();
        self.put(name, Arc::new(array.with_data_type(Type::Money.arrow())))
    }

    /// A column of numbers; NaN and infinities become null.
    pub fn float(self, name: &'static str, values: impl Iterator<Item = Option<f64>>) -> Batch {
        self.put(name, Arc::new(values.map(|value| value.filter(|x| x.is_finite())).collect::<Float64Array>()))
    }

    /// A column of small integers.
    pub fn int(self, name: &'static str, values: impl Iterator<Item = Option<i32>>) -> Batch {
        self.put(name, Arc::new(values.collect::<Int32Array>()))
    }

    /// A column of counts.
    pub fn long(self, name: &'static str, values: impl Iterator<Item = Option<i64>>) -> Batch {
        self.put(name, Arc::new(values.collect::<Int64Array>()))
    }

    /// A column of lists of texts or codes.
    pub fn texts<L: IntoIterator<Item = S>, S: AsRef<str>>(self, name: &'static str, values: impl Iterator<Item = Option<L>>) -> Batch {
        let (mut items, mut lengths, mut present) = (Vec::new(), Vec::new(), BooleanBufferBuilder::new(self.rows));
        for list in values {
            present.append(list.is_some());
            let before = items.len();
            items.extend(list.into_iter().flatten());
            lengths.push(items.len() - before);
        }
        let items = StringArray::from_iter_values(items);
        self.list(name, Type::Texts, lengths, Arc::new(items), Some(NullBuffer::new(present.finish())))
    }

    /// A column of lists of stretches.
    pub fn stretches<'a>(self, name: &'static str, values: impl Iterator<Item = Vec<(&'a str, i32, i32)>>) -> Batch {
        let lists: Vec<_> = values.collect();
        let lengths = lists.iter().map(Vec::len).collect();
        let items = || lists.iter().flatten();
        let columns: Vec<ArrayRef> = vec![
            Arc::new(items().map(|item| Some(item.0)).collect::<StringArray>()),
            Arc::new(items().map(|item| Some(item.1)).collect::<Int32Array>()),
            Arc::new(items().map(|item| Some(item.2)).collect::<Int32Array>()),
        ];
        match StructArray::try_new_with_length(schema::stretch_fields(), columns, None, items().count()) {
            Ok(items) => self.list(name, Type::Stretches, lengths, Arc::new(items), None),
            Err(e) => self.broken(name, e),
        }
    }

    fn list(self, name: &'static str, kind: Type, lengths: Vec<usize>, items: ArrayRef, nulls: Option<NullBuffer>) -> Batch {
        let DataType::List(field) = kind.arrow() else {
            return self.broken(name, "is no list");
        };
        let nulls = nulls.filter(|nulls| nulls.null_count() > 0);
        match ListArray::try_new(field, OffsetBuffer::from_lengths(lengths), items, nulls) {
            Ok(array) => self.put(name, Arc::new(array)),
            Err(e) => self.broken(name, e),
        }
    }

    fn broken(mut self, name: &str, why: impl std::fmt::Display) -> Batch {
        self.problem = Some(format!("column `{name}` {why}"));
        self
    }

    /// The batch, once every declared column is there.
    pub fn finish(mut self) -> Result<RecordBatch> {
        let failed = |why: String| Error::failed(format!("cannot build rows of `{}`: {why}", self.table.name));
        if let Some(problem) = self.problem {
            return Err(failed(problem));
        }
        let mut arrays = Vec::new();
        for column in self.table.columns() {
            let array = self.columns.remove(column.name);
            arrays.push(array.ok_or_else(|| failed(format!("column `{}` is missing", column.name)))?);
        }
        if let Some(name) = self.columns.keys().next() {
            return Err(failed(format!("column `{name}` is not declared")));
        }
        let options = RecordBatchOptions::new().with_row_count(Some(self.rows));
        RecordBatch::try_new_with_options(self.table.arrow(), arrays, &options).map_err(|e| failed(e.to_string()))
    }
}

/// The cells of a batch that was read.
pub struct Cells<'a> {
    batch: &'a RecordBatch,
}

impl<'a> Cells<'a> {
    /// The cells of `batch`.
    pub fn of(batch: &'a RecordBatch) -> Cells<'a> {
        Cells { batch }
    }

    fn column(&self, name: &str) -> Result<&'a ArrayRef> {
        self.batch.column_by_name(name).ok_or_else(|| Error::failed(format!("the table has no column `{name}`")))
    }

    /// A text or code column.
    pub fn text(&self, name: &str) -> Result<&'a StringArray> {
        self.column(name)?.as_string_opt::<i32>().ok_or_else(|| wrong(name))
    }

    /// A column of small integers.
    pub fn int(&self, name: &str) -> Result<&'a Int32Array> {
        self.column(name)?.as_primitive_opt::<Int32Type>().ok_or_else(|| wrong(name))
    }

    /// A column of counts.
    pub fn long(&self, name: &str) -> Result<&'a Int64Array> {
        self.column(name)?.as_primitive_opt::<Int64Type>().ok_or_else(|| wrong(name))
    }

    /// A column of numbers.
    pub fn float(&self, name: &str) -> Result<&'a Float64Array> {
        self.column(name)?.as_primitive_opt::<Float64Type>().ok_or_else(|| wrong(name))
    }

    /// A day column.
    pub fn date(&self, name: &str) -> Result<Vec<Option<Date>>> {
        let days = self.column(name)?.as_primitive_opt::<Date32Type>().ok_or_else(|| wrong(name))?;
        Ok(days.iter().map(|day| day.and_then(date_of)).collect())
    }

    /// An amount column.
    pub fn money(&self, name: &str) -> Result<Vec<Option<Decimal>>> {
        let units = self.column(name)?.as_primitive_opt::<Decimal128Type>().ok_or_else(|| wrong(name))?;
        Ok(units.iter().map(|value| value.and_then(of_units)).collect())
    }

    /// A column of lists of texts or codes; null as an empty list.
    pub fn texts(&self, name: &str) -> Result<Vec<Vec<String>>> {
        let lists = self.column(name)?.as_list_opt::<i32>().ok_or_else(|| wrong(name))?;
        let one = |list: Option<ArrayRef>| -> Result<Vec<String>> {
            let Some(list) = list else { return Ok(Vec::new()) };
            let items = list.as_string_opt::<i32>().ok_or_else(|| wrong(name))?;
            Ok(items.iter().flatten().map(str::to_string).collect())
        };
        lists.iter().map(one).collect()
    }

    /// The texts of a column of lists, those of all rows one behind the other.
    pub fn items(&self, name: &str) -> Result<impl Iterator<Item = &'a str>> {
        let lists = self.column(name)?.as_list_opt::<i32>().ok_or_else(|| wrong(name))?;
        let items = lists.values().as_string_opt::<i32>().ok_or_else(|| wrong(name))?;
        let offsets = lists.value_offsets();
        let place = |offset: Option<&i32>| offset.map_or(0, |offset| usize::try_from(*offset).unwrap_or_default());
        Ok((place(offsets.first())..place(offsets.last())).filter(|item| items.is_valid(*item)).map(|item| items.value(item)))
    }

    /// A column of lists of stretches.
    pub fn stretches(&self, name: &str) -> Result<Vec<Vec<(String, i32, i32)>>> {
        let lists = self.column(name)?.as_list_opt::<i32>().ok_or_else(|| wrong(name))?;
        let one = |list: Option<ArrayRef>| -> Result<Vec<(String, i32, i32)>> {
            let Some(list) = list else { return Ok(Vec::new()) };
            let items = list.as_struct_opt().ok_or_else(|| wrong(name))?;
            let kind = items.column(0).as_string_opt::<i32>().ok_or_else(|| wrong(name))?;
            let start = items.column(1).as_primitive_opt::<Int32Type>().ok_or_else(|| wrong(name))?;
            let end = items.column(2).as_primitive_opt::<Int32Type>().ok_or_else(|| wrong(name))?;
            Ok((0..items.len()).map(|i| (kind.value(i).to_string(), start.value(i), end.value(i))).collect())
        };
        lists.iter().map(one).collect()
    }
}

/// The text of a cell, `None` where it is null.
pub fn cell(column: &StringArray, row: usize) -> Option<&str> {
    column.is_valid(row).then(|| column.value(row))
}

fn wrong(name: &str) -> Error {
    Error::failed(format!("column `{name}` has another type than declared"))
}

fn days_since_1970(date: Date) -> i32 {
    (date - jiff::civil::date(1970, 1, 1)).get_days()
}

/// The day so many days after 1970 began.
pub fn date_of(days: i32) -> Option<Date> {
    jiff::civil::date(1970, 1, 1).checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

/// The amount as a table holds it: two digits behind the point; `None` when it is too large for the column.
pub fn settle_money(value: Decimal) -> Option<Decimal> {
    to_units(value).and_then(of_units)
}

/// Hundredths, rounded half to even.
fn to_units(value: Decimal) -> Option<i128> {
    let rounded = value.round_dp(MONEY_DIGITS.1 as u32);
    let factor = 10_i128.pow(MONEY_DIGITS.1 as u32 - rounded.scale());
    let units = rounded.mantissa().checked_mul(factor)?;
    (units.unsigned_abs() < 10_u128.pow(u32::from(MONEY_DIGITS.0))).then_some(units)
}

/// The amount of so many hundredths.
pub fn of_units(units: i128) -> Option<Decimal> {
    Decimal::try_from_i128_with_scale(units, MONEY_DIGITS.1 as u32).ok().map(|value| value.normalize())
}
