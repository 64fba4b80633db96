//! What an aggregate is made of, as data: which facts count, which belong together, and the function from facts to rows.
//!
//! A run reads the facts from files with polars ([`super::facts`]); a cluster that holds them elsewhere asks for the same conditions as
//! SQL and hands over batches. The function sees columns and cannot tell.

use crate::error::{Error, Result};
use crate::store::columns::{Cells, cell};
use arrow::array::{Array, RecordBatch};
use arrow::datatypes::DataType;
use jiff::civil::Date;
use rust_decimal::Decimal;

/// The column that says which release a fact's document is a report of: that of `documents.duplicate_group`, else its own id.
pub const RELEASE: &str = "release";
/// The column that says which group a row is in.
pub const GROUP: &str = "group";

/// How an aggregate is made of a table of facts.
pub struct Recipe {
    /// The table.
    pub facts: &'static str,
    pub columns: Vec<&'static str>,
    /// The rows that count: those of which all of it is true.
    pub counts: &'static [Condition],
    /// By what rows belong together; a row without it does not count.
    pub group: Group,
    /// The column of the aggregate that names a row's group; rows are sorted by it first.
    pub named: &'static str,
    /// The aggregate's rows, from the facts of some groups, sorted.
    pub rows: fn(&dyn FactColumns) -> Result<RecordBatch>,
}

/// What must be true of a fact.
#[derive(Clone, Copy, Debug)]
pub enum Condition {
    /// The column has one of these texts.
    Is(&'static str, &'static [&'static str]),
    Known(&'static str),
    Unknown(&'static str),
}

/// The text by which facts belong together.
#[derive(Clone, Copy, Debug)]
pub enum Group {
    /// A column of text.
    Text(&'static str),
    /// The month of a day, as 2024-05, and the month next to it that begins or ends so few days from it: a row may be in two groups.
    Months { of: &'static str, margin: i32 },
}

impl Recipe {
    /// The columns that tell which rows count and belong together.
    pub fn keys(&self) -> Vec<&'static str> {
        let mut keys: Vec<_> = self.counts.iter().map(|condition| condition.column()).chain([self.group.column()]).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// Which rows count, in SQL.
    pub fn counts_sql(&self) -> String {
        let all: Vec<String> = self.counts.iter().map(Condition::sql).chain([format!("{} IS NOT NULL", self.group.column())]).collect();
        all.join(" AND ")
    }
}

impl Condition {
    fn column(&self) -> &'static str {
        match self {
            Condition::Is(column, _) | Condition::Known(column) | Condition::Unknown(column) => column,
        }
    }

    fn sql(&self) -> String {
        match self {
            Condition::Is(column, texts) => format!("{column} IN ('{}')", texts.join("', '")),
            Condition::Known(column) => format!("{column} IS NOT NULL"),
            Condition::Unknown(column) => format!("{column} IS NULL"),
        }
    }
}

impl Group {
    /// What it is told from.
    pub fn column(self) -> &'static str {
        match self {
            Group::Text(column) | Group::Months { of: column, .. } => column,
        }
    }

    /// The same in SQL; a row that is in two groups becomes two.
    pub fn sql(self) -> String {
        match self {
            Group::Text(column) => column.to_string(),
            Group::Months { of, margin } => {
                let month = |side: &str| format!("substr(CAST({side}({of}, {margin}) AS STRING), 1, 7)");
                format!("explode(array_distinct(array({}, {})))", month("date_sub"), month("date_add"))
            }
        }
    }
}

/// Facts by column, with [`RELEASE`] and [`GROUP`].
pub trait FactColumns {
    /// How many there are.
    fn count(&self) -> usize;
    /// A column of texts or codes.
    fn texts(&self, name: &str) -> Result<Vec<Option<String>>>;
    /// A column of days.
    fn dates(&self, name: &str) -> Result<Vec<Option<Date>>>;
    /// A column of amounts.
    fn amounts(&self, name: &str) -> Result<Vec<Option<Decimal>>>;
    /// A column of numbers.
    fn numbers(&self, name: &str) -> Result<Vec<Option<f64>>>;
    /// A column of integers.
    fn integers(&self, name: &str) -> Result<Vec<Option<i64>>>;
    /// A column of lists of texts or codes; null as an empty list.
    fn lists(&self, name: &str) -> Result<Vec<Vec<String>>>;
}

impl FactColumns for RecordBatch {
    fn count(&self) -> usize {
        self.num_rows()
    }

    fn texts(&self, name: &str) -> Result<Vec<Option<String>>> {
        let column = Cells::of(self).text(name)?;
        Ok((0..column.len()).map(|row| cell(column, row).map(str::to_string)).collect())
    }

    fn dates(&self, name: &str) -> Result<Vec<Option<Date>>> {
        Cells::of(self).date(name)
    }

    fn amounts(&self, name: &str) -> Result<Vec<Option<Decimal>>> {
        Cells::of(self).money(name)
    }

    fn numbers(&self, name: &str) -> Result<Vec<Option<f64>>> {
        Ok(Cells::of(self).float(name)?.iter().collect())
    }

    fn integers(&self, name: &str) -> Result<Vec<Option<i64>>> {
        let cells = Cells::of(self);
        match self.column_by_name(name).map(|column| column.data_type()) {
            Some(DataType::Int32) => Ok(cells.int(name)?.iter().map(|n| n.map(i64::from)).collect()),
            Some(_) => Ok(cells.long(name)?.iter().collect()),
            None => Err(Error::failed(format!("the table has no column `{name}`"))),
        }
    }

    fn lists(&self, name: &str) -> Result<Vec<Vec<String>>> {
        Cells::of(self).texts(name)
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_recipe_in_sql() {
        let recipe = crate::aggregate::recipe("trade_by_pair_year").expect("an aggregate");
        let counts =
            "status IN ('actual') AND product IS NULL AND period_start IS NOT NULL AND period_end IS NOT NULL AND pair IS NOT NULL";
        assert_eq!((recipe.counts_sql().as_str(), recipe.group.sql().as_str()), (counts, "pair"));
        assert_eq!(recipe.keys(), ["pair", "period_end", "period_start", "product", "status"]);
        let months = crate::aggregate::recipe("meetings_by_month").expect("an aggregate");
        let (before, behind) =
            ("substr(CAST(date_sub(date_start, 8) AS STRING), 1, 7)", "substr(CAST(date_add(date_start, 8) AS STRING), 1, 7)");
        assert_eq!(months.group.sql(), format!("explode(array_distinct(array({before}, {behind})))"));
    }

    #[test]
    fn what_a_recipe_reads_is_declared() {
        let tables = crate::schema::TABLES.iter().filter_map(|table| crate::aggregate::recipe(table.name));
        for recipe in tables {
            let declared = crate::schema::table(recipe.facts).expect("a table");
            let read = recipe.columns.iter().chain(&recipe.keys()).copied().collect::<Vec<_>>();
            assert!(read.iter().all(|name| declared.column(name).is_some()), "{}: {read:?}", recipe.facts);
        }
    }
}
