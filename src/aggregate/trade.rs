//! Reported trade in all goods: one value per pair, period and flow; whole years and other periods apart.
//!
//! A target, an expectation or the trade in one good gives no row. Exports and imports are checked against turnover, a stated
//! change against the figure of a year before.

use super::recipe::{Condition, FactColumns, Group, Recipe};
use super::statements::{self, Chosen, Statement, choose, float};
use crate::error::Result;
use crate::schema;
use crate::store::columns::Batch;
use arrow::array::RecordBatch;
use jiff::civil::{Date, date};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// `trade_by_pair_year`.
pub fn by_year() -> Recipe {
    recipe(|facts| Trade::of(facts)?.by_year())
}

/// `trade_by_pair_period`.
pub fn by_period() -> Recipe {
    recipe(|facts| Trade::of(facts)?.by_period())
}

/// Made of the actual figures of all goods whose period is known, pair by pair.
fn recipe(rows: fn(&dyn FactColumns) -> Result<RecordBatch>) -> Recipe {
    Recipe {
        facts: "trade_figures",
        columns: statements::COLUMNS.iter().copied().chain(["pair", "flow", "reporter", "product"]).collect(),
        counts: &[
            Condition::Is("status", &["actual"]),
            Condition::Unknown("product"),
            Condition::Known("period_start"),
            Condition::Known("period_end"),
        ],
        group: Group::Text("pair"),
        named: "pair",
        rows,
    }
}

/// Chosen figures of every period and flow of some pairs.
struct Trade(BTreeMap<Key, Chosen>);

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    pair: String,
    start: Date,
    end: Date,
    flow: String,
    /// None for turnover, which has no direction.
    reporter: Option<String>,
}

impl Key {
    fn is_year(&self) -> bool {
        let year = self.start.year();
        self.start == date(year, 1, 1) && self.end == date(year, 12, 31)
    }

    /// The same a year before; none where that day does not exist.
    fn year_before(&self) -> Option<Key> {
        let before = |day: Date| Date::new(day.year() - 1, day.month(), day.day()).ok();
        // A February ends when it ends.
        let end = before(self.end).or_else(|| before(self.end.first_of_month()).map(Date::last_of_month))?;
        Some(Key { start: before(self.start)?, end, ..self.clone() })
    }
}

impl Trade {
    /// Chooses among the figures.
    fn of(facts: &dyn FactColumns) -> Result<Trade> {
        let (keys, statements) = (keys(facts)?, statements::statements(facts)?);
        let mut groups: BTreeMap<Key, Vec<Statement>> = BTreeMap::new();
        for (key, statement) in keys.into_iter().zip(statements) {
            if let Some(key) = key {
                groups.entry(key).or_default().push(statement);
            }
        }
        Ok(Trade(groups.into_iter().filter_map(|(key, group)| Some((key, choose(group)?))).collect()))
    }

    fn by_year(&self) -> Result<RecordBatch> {
        let rows = self.rows(true);
        let batch = Batch::of(&schema::TRADE_BY_PAIR_YEAR, rows.len());
        self.columns(batch.int("year", rows.iter().map(|(k, _)| Some(i32::from(k.start.year())))), &rows)
    }

    fn by_period(&self) -> Result<RecordBatch> {
        let rows = self.rows(false);
        let batch = Batch::of(&schema::TRADE_BY_PAIR_PERIOD, rows.len())
            .date("period_start", rows.iter().map(|(k, _)| Some(k.start)))
            .date("period_end", rows.iter().map(|(k, _)| Some(k.end)));
        self.columns(batch, &rows)
    }

    fn rows(&self, years: bool) -> Vec<(&Key, &Chosen)> {
        self.0.iter().filter(|(key, _)| key.is_year() == years).collect()
    }

    fn columns(&self, batch: Batch, rows: &[(&Key, &Chosen)]) -> Result<RecordBatch> {
        let batch = batch
            .text("pair", rows.iter().map(|(k, _)| Some(&k.pair)))
            .text("flow", rows.iter().map(|(k, _)| Some(&k.flow)))
            .text("reporter", rows.iter().map(|(k, _)| k.reporter.as_ref()));
        statements::columns(batch, rows.iter().map(|(_, c)| *c))
            .float("change_pct_computed", rows.iter().map(|(k, c)| change(&self.0, k, c).map(|(pct, _)| pct)))
            .texts("checks", rows.iter().map(|(k, c)| Some(checks(&self.0, k, c))))
            .finish()
    }
}

fn keys(facts: &dyn FactColumns) -> Result<Vec<Option<Key>>> {
    let (pair, flow, reporter) = (facts.texts("pair")?, facts.texts("flow")?, facts.texts("reporter")?);
    let (start, end) = (facts.dates("period_start")?, facts.dates("period_end")?);
    let key = |row: usize| {
        let flow = flow[row].clone()?;
        let reporter = reporter[row].clone().filter(|_| flow != "turnover");
        Some(Key { pair: pair[row].clone()?, start: start[row]?, end: end[row]?, flow, reporter })
    };
    Ok((0..facts.count()).map(key).collect())
}

/// Percent against the year before, and how far roundings alone can move it.
fn change(rows: &BTreeMap<Key, Chosen>, key: &Key, now: &Chosen) -> Option<(f64, f64)> {
    let before = rows.get(&key.year_before()?)?;
    if before.currency != now.currency {
        return None;
    }
    let (old, new) = (float(before.figure()?), float(now.figure()?));
    if old <= 0.0 {
        return None;
    }
    let slack = (float(now.step()) + float(before.step()) * (new / old).abs()) / 2.0 / old * 100.0;
    let pct = (new - old) / old * 100.0;
    Some(((pct * 100.0).round() / 100.0, slack))
}

/// Cross-checks of one row against others, sorted.
fn checks(rows: &BTreeMap<Key, Chosen>, key: &Key, row: &Chosen) -> Vec<&'static str> {
    let mut found = BTreeSet::new();
    if let (Some((computed, slack)), Some(stated)) = (change(rows, key, row), row.change_stated) {
        // Stated percentages are rounded too, most of them to whole ones.
        let fits = (computed - stated).abs() <= slack + 0.5;
        found.insert(if fits { "change_ok" } else { "change_mismatch" });
    }
    for reporter in key.pair.split('-') {
        let of = |flow: &str| rows.get(&Key { flow: flow.to_string(), reporter: Some(reporter.to_string()), ..key.clone() });
        let (Some(exports), Some(imports)) = (of("export"), of("import")) else { continue };
        match key.flow.as_str() {
            "turnover" => found.extend(adds_up(row, exports, imports, Decimal::ONE).map(|fits| match fits {
                true => "exports_plus_imports_ok",
                false => "exports_plus_imports_mismatch",
            })),
            "balance" if key.reporter.as_deref() == Some(reporter) => {
                found.extend(adds_up(row, exports, imports, Decimal::NEGATIVE_ONE).map(|fits| match fits {
                    true => "balance_ok",
                    false => "balance_mismatch",
                }));
            }
            _ => {}
        }
    }
    if row.other_currency {
        found.insert("other_currency_left_out");
    }
    found.into_iter().collect()
}

/// Whether `exports + sign * imports` is the sum within the steps of the three; `None` when they cannot be compared.
fn adds_up(sum: &Chosen, exports: &Chosen, imports: &Chosen, sign: Decimal) -> Option<bool> {
    if exports.currency != sum.currency || imports.currency != sum.currency {
        return None;
    }
    let difference = exports.figure()?.checked_add(sign * imports.figure()?)?.checked_sub(sum.figure()?)?;
    Some(difference.abs() <= sum.step() + exports.step() + imports.step())
}
