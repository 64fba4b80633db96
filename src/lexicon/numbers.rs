//! Number words, ordinals, hedges, words of change, months and weekdays.

use super::phrases::Phrases;
use super::source;
use super::table::rows;
use super::vocabulary::Table;
use crate::model::Qualifier;
use rust_decimal::Decimal;

/// A number word.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum NumberWord {
    /// 1 to 19.
    Unit(i64),
    /// 20, 30 ... 90.
    Tens(i64),
    /// "hundred".
    Hundred,
    /// "million": multiplies what stands before it.
    Scale(Decimal),
    /// "m": a scale directly behind digits only.
    Abbreviation(Decimal),
    /// "half".
    Fraction(Decimal),
}

/// Where a hedge stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HedgeSide {
    /// "over 40"
    Before,
    /// "40 or more"
    After,
    /// "exceeded 40"
    Verb,
}

/// A hedge.
#[derive(Clone, Copy, Debug)]
pub struct Hedge {
    /// What it does to the figure.
    pub qualifier: Qualifier,
    /// Where it stands.
    pub side: HedgeSide,
}

/// A word of change.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Change {
    /// "rose": a percentage next to it is positive.
    Rise,
    /// "fell": negative.
    Fall,
    /// "doubled": a change by itself, in percent.
    Factor(f64),
}

/// A month (1 to 12) or weekday (Monday = 1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CalendarWord {
    /// 1 to 12.
    Month(i32),
    /// The same in another language, as headers of English pages may have it.
    MonthAbroad(i32),
    /// Monday = 1 to Sunday = 7.
    Weekday(i8),
}

pub(super) fn numbers() -> Phrases<NumberWord> {
    let mut table = Phrases::new(Table::Numbers);
    for row in rows(source("numbers"), 3) {
        let value: Decimal = row[2].parse().unwrap_or_default();
        let small = i64::try_from(value).unwrap_or(0);
        let word = match row[1].as_str() {
            "unit" => NumberWord::Unit(small),
            "tens" => NumberWord::Tens(small),
            "hundred" => NumberWord::Hundred,
            "abbreviation" => NumberWord::Abbreviation(value),
            "fraction" => NumberWord::Fraction(value),
            _ => NumberWord::Scale(value),
        };
        table.insert(&row[0], word);
    }
    table
}

pub(super) fn ordinals() -> Phrases<i64> {
    let mut table = Phrases::new(Table::Ordinals);
    for row in rows(source("ordinals"), 2) {
        table.insert(&row[0], row[1].parse().unwrap_or_default());
    }
    table
}

pub(super) fn hedges() -> Phrases<Hedge> {
    let mut table = Phrases::new(Table::Hedges);
    for row in rows(source("hedges"), 3) {
        let side = match row[2].as_str() {
            "after" => HedgeSide::After,
            "verb" => HedgeSide::Verb,
            _ => HedgeSide::Before,
        };
        if let Some(qualifier) = Qualifier::parse(&row[1]) {
            table.insert(&row[0], Hedge { qualifier, side });
        }
    }
    table
}

pub(super) fn changes() -> Phrases<Change> {
    let mut table = Phrases::new(Table::Changes);
    for row in rows(source("changes"), 3) {
        let change = match row[1].as_str() {
            "rise" => Change::Rise,
            "fall" => Change::Fall,
            _ => Change::Factor(row[2].parse().unwrap_or_default()),
        };
        table.insert(&row[0], change);
    }
    table
}

pub(super) fn calendar() -> Phrases<CalendarWord> {
    let mut table = Phrases::new(Table::Calendar);
    for row in rows(source("calendar"), 3) {
        let value: i32 = row[2].parse().unwrap_or_default();
        let word = match row[1].as_str() {
            "month" => CalendarWord::Month(value),
            "month_abroad" => CalendarWord::MonthAbroad(value),
            _ => CalendarWord::Weekday(value as i8),
        };
        table.insert(&row[0], word);
    }
    table
}
