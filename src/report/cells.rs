//! Cells of tables as JSON: amounts as text with all their digits, days as `2024-03-31`, nulls left out.

use arrow::array::{Array, ArrayRef, AsArray, RecordBatch};
use arrow::datatypes::{DataType, Date32Type, Decimal128Type, Float64Type, Int32Type, Int64Type};
use jiff::civil::Date;
use serde_json::{Map, Value};

use crate::store::columns::{date_of, of_units};

/// One row of a batch.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    pub batch: &'a RecordBatch,
    pub number: usize,
}

impl<'a> Row<'a> {
    /// A cell as JSON.
    pub fn value(&self, column: &str) -> Value {
        self.batch.column_by_name(column).map_or(Value::Null, |array| value(array, self.number))
    }

    /// A text or code; empty where it is null.
    pub fn text(&self, column: &str) -> &'a str {
        let array = self.batch.column_by_name(column).and_then(|array| array.as_string_opt::<i32>());
        array.filter(|array| array.is_valid(self.number)).map_or("", |array| array.value(self.number))
    }

    /// A count or a number; 0 where it is null.
    pub fn count(&self, column: &str) -> u64 {
        self.value(column).as_u64().unwrap_or_default()
    }

    /// A day.
    pub fn day(&self, column: &str) -> Option<Date> {
        let array = self.batch.column_by_name(column)?.as_primitive_opt::<Date32Type>()?;
        array.is_valid(self.number).then(|| date_of(array.value(self.number))).flatten()
    }

    /// Whether a cell is null.
    pub fn is_null(&self, column: &str) -> bool {
        self.batch.column_by_name(column).is_none_or(|array| array.is_null(self.number))
    }

    /// A list of texts; empty where it is null.
    pub fn texts(&self, column: &str) -> Vec<String> {
        let lists = self.batch.column_by_name(column).and_then(|array| array.as_list_opt::<i32>());
        let items = lists.filter(|lists| lists.is_valid(self.number)).map(|lists| lists.value(self.number));
        let items = items.as_ref().and_then(|items| items.as_string_opt::<i32>());
        items.map(|items| items.iter().flatten().map(str::to_string).collect()).unwrap_or_default()
    }

    /// The cells of these columns that are not null.
    pub fn object(&self, columns: &[&str]) -> Map<String, Value> {
        let cells = columns.iter().map(|column| (column.to_string(), self.value(column)));
        cells.filter(|(_, value)| !value.is_null()).collect()
    }
}

fn value(array: &ArrayRef, row: usize) -> Value {
    if array.is_null(row) {
        return Value::Null;
    }
    match array.data_type() {
        DataType::Utf8 => array.as_string::<i32>().value(row).into(),
        DataType::Int32 => array.as_primitive::<Int32Type>().value(row).into(),
        DataType::Int64 => array.as_primitive::<Int64Type>().value(row).into(),
        DataType::Float64 => array.as_primitive::<Float64Type>().value(row).into(),
        DataType::Date32 => date_of(array.as_primitive::<Date32Type>().value(row)).map_or(Value::Null, |day| day.to_string().into()),
        DataType::Decimal128(..) => {
            of_units(array.as_primitive::<Decimal128Type>().value(row)).map_or(Value::Null, |v| v.to_string().into())
        }
        DataType::List(_) => {
            let items = array.as_list::<i32>().value(row);
            (0..items.len()).map(|item| value(&items, item)).collect()
        }
        DataType::Struct(fields) => {
            let columns = array.as_struct().columns();
            fields.iter().zip(columns).map(|(field, column)| (field.name().clone(), value(column, row))).collect::<Map<_, _>>().into()
        }
        _ => Value::Null,
    }
}
