//! Reported trade in all goods of whole years: one value per pair, year and flow.
//!
//! "Trade reached $3.02 billion in 2023" in one article and "over $3 billion" in another give one row with the value
//! 3,020,000,000, two statements, `agree`. "$3.4 billion" in a third makes it a `conflict`: it is shown, never averaged.
//! A target, a quarter or the trade in one good gives none.

use super::{failed, scan};
use crate::error::Result;
use crate::schema;
use crate::store::columns::Batch;
use arrow::array::RecordBatch;
use polars::prelude::{DataFrame, DataType, Expr, JoinArgs, JoinType, PolarsError, coalesce, col, lit};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

const FIGURE_COLUMNS: &[&str] = &[
    "fact_id",
    "doc_id",
    "published_on",
    "pair",
    "flow",
    "reporter",
    "value",
    "value_high",
    "currency",
    "alt_value",
    "alt_currency",
    "value_step",
    "qualifier",
    "status",
    "period_start",
    "period_end",
    "change_pct",
    "product",
];

const USD: &str = "USD";

/// Rows of `trade_by_pair_year`, from the files of `trade_figures` and `documents`.
pub fn rows(figures: &[PathBuf], documents: &[PathBuf]) -> Result<RecordBatch> {
    let frame = whole_years(figures, documents)?;
    let statements = statements(&frame).map_err(|e| failed("read trade figures", e))?;
    let mut groups: BTreeMap<Key, Vec<Statement>> = BTreeMap::new();
    for (key, statement) in statements {
        groups.entry(key).or_default().push(statement);
    }
    let chosen: BTreeMap<Key, Chosen> = groups.into_iter().filter_map(|(key, group)| Some((key, choose(group)?))).collect();
    to_batch(&chosen)
}

/// Actual figures of all goods that cover one calendar year, with the release that each document is a copy of.
fn whole_years(figures: &[PathBuf], documents: &[PathBuf]) -> Result<DataFrame> {
    let start = || col("period_start").dt();
    let end = || col("period_end").dt();
    let first_day = start().month().eq(lit(1)).and(start().day().eq(lit(1)));
    let last_day = end().month().eq(lit(12)).and(end().day().eq(lit(31)));
    let whole_year = first_day.and(last_day).and(start().year().eq(end().year()));
    let of_all_goods = col("status").eq(lit("actual")).and(col("product").is_null());
    let text = |name: &str| col(name).cast(DataType::String);
    let columns: Vec<Expr> = vec![text("value"), text("value_high"), text("alt_value"), text("value_step")];
    let releases = scan(documents, &["doc_id", "duplicate_group"])?;
    let frame = scan(figures, FIGURE_COLUMNS)?
        .filter(of_all_goods.and(whole_year).and(col("pair").is_not_null()))
        .with_columns(columns)
        .with_columns([start().year().alias("year"), col("published_on").cast(DataType::Int32)])
        .join(releases, [col("doc_id")], [col("doc_id")], JoinArgs::new(JoinType::Left))
        .with_columns([coalesce(&[col("duplicate_group"), col("doc_id")]).alias("release")])
        .sort(["doc_id", "fact_id"], Default::default());
    frame.collect().map_err(|e| failed("select trade figures", e))
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    pair: String,
    year: i32,
    flow: String,
    /// None for turnover, which has no direction.
    reporter: Option<String>,
}

/// One figure as stated.
#[derive(Clone, Debug)]
struct Statement {
    fact_id: String,
    doc_id: String,
    release: String,
    published_on: Option<i32>,
    /// The stated value with its currency.
    stated: Option<(Decimal, String)>,
    high: Option<Decimal>,
    /// The value in dollars where the text gives it.
    usd: Option<Decimal>,
    step: Option<Decimal>,
    qualifier: String,
    change_pct: Option<f64>,
}

impl Statement {
    /// The value in this currency, where the text gives it.
    fn amount(&self, currency: &str) -> Option<Decimal> {
        match &self.stated {
            Some((value, stated)) if stated == currency => Some(*value),
            _ => self.usd.filter(|_| currency == USD),
        }
    }

    fn is_bound(&self) -> bool {
        self.qualifier == "at_least" || self.qualifier == "at_most"
    }

    /// What comes first is chosen: exact, approximate, bounds; the finer step; the latest; the document's id.
    fn rank(&self) -> (u8, Decimal, std::cmp::Reverse<Option<i32>>, String, String) {
        let hedge = match self.qualifier.as_str() {
            "exact" => 0,
            "approx" => 1,
            _ => 2,
        };
        let step = self.step.unwrap_or(Decimal::MAX);
        (hedge, step, std::cmp::Reverse(self.published_on), self.doc_id.clone(), self.fact_id.clone())
    }
}

fn statements(frame: &DataFrame) -> std::result::Result<Vec<(Key, Statement)>, PolarsError> {
    let text = |name: &str| -> std::result::Result<Vec<Option<String>>, PolarsError> {
        Ok(frame.column(name)?.str()?.iter().map(|cell| cell.map(str::to_string)).collect())
    };
    let money = |name: &str| -> std::result::Result<Vec<Option<Decimal>>, PolarsError> {
        Ok(frame.column(name)?.str()?.iter().map(|cell| cell?.parse::<Decimal>().ok().map(|x| x.normalize())).collect())
    };
    let (fact_id, doc_id, release) = (text("fact_id")?, text("doc_id")?, text("release")?);
    let (pair, flow, reporter, qualifier) = (text("pair")?, text("flow")?, text("reporter")?, text("qualifier")?);
    let (value, value_high, value_step) = (money("value")?, money("value_high")?, money("value_step")?);
    let (currency, alt_value, alt_currency) = (text("currency")?, money("alt_value")?, text("alt_currency")?);
    let year: Vec<Option<i32>> = frame.column("year")?.i32()?.iter().collect();
    let published_on: Vec<Option<i32>> = frame.column("published_on")?.i32()?.iter().collect();
    let change_pct: Vec<Option<f64>> = frame.column("change_pct")?.f64()?.iter().collect();
    let owned = |column: &[Option<String>], row: usize| column[row].clone().unwrap_or_default();
    let statement = |row: usize| {
        let flow = owned(&flow, row);
        let reporter = reporter[row].clone().filter(|_| flow != "turnover");
        let key = Key { pair: owned(&pair, row), year: year[row].unwrap_or_default(), flow, reporter };
        let statement = Statement {
            fact_id: owned(&fact_id, row),
            doc_id: owned(&doc_id, row),
            release: owned(&release, row),
            published_on: published_on[row],
            stated: value[row].zip(currency[row].clone()),
            high: value_high[row],
            usd: in_dollars((value[row], &currency[row]), (alt_value[row], &alt_currency[row])),
            step: value_step[row],
            qualifier: owned(&qualifier, row),
            change_pct: change_pct[row],
        };
        (key, statement)
    };
    Ok((0..frame.height()).map(statement).collect())
}

fn in_dollars(stated: (Option<Decimal>, &Option<String>), alternative: (Option<Decimal>, &Option<String>)) -> Option<Decimal> {
    let dollars = |(value, currency): (Option<Decimal>, &Option<String>)| value.filter(|_| currency.as_deref() == Some(USD));
    dollars(stated).or(dollars(alternative))
}

/// What is known of one pair, year and flow.
#[derive(Debug)]
struct Chosen {
    value: Decimal,
    currency: String,
    lowest: Decimal,
    highest: Decimal,
    agreement: &'static str,
    /// Statements that count, best first.
    statements: Vec<Statement>,
    documents: usize,
    change_stated: Option<f64>,
    other_currency: bool,
}

impl Chosen {
    fn best(&self) -> &Statement {
        &self.statements[0]
    }

    /// Half of the last stated digit's unit to either side; nothing known is taken as exact.
    fn step(&self) -> Decimal {
        self.best().step.unwrap_or_default()
    }

    /// The value, unless it is only a bound.
    fn figure(&self) -> Option<Decimal> {
        (!self.best().is_bound()).then_some(self.value)
    }
}

/// Chooses among the statements of one key; none when no value with a currency is stated.
fn choose(mut group: Vec<Statement>) -> Option<Chosen> {
    group.sort_by_cached_key(Statement::rank);
    let change_stated = group.iter().find_map(|statement| statement.change_pct);
    let currency = currency_of(&group)?;
    let valued: Vec<Statement> = group.into_iter().filter(|s| s.stated.is_some() || s.usd.is_some()).collect();
    let all = valued.len();
    let comparable: Vec<Statement> = valued.into_iter().filter(|s| s.amount(&currency).is_some()).collect();
    let other_currency = comparable.len() < all;
    let statements = without_copies(comparable, &currency);
    let amounts: Vec<Decimal> = statements.iter().filter_map(|s| s.amount(&currency)).collect();
    let documents = statements.iter().map(|s| &s.release).collect::<BTreeSet<_>>().len();
    Some(Chosen {
        value: *amounts.first()?,
        lowest: *amounts.iter().min()?,
        highest: *amounts.iter().max()?,
        agreement: agreement(&statements, &amounts),
        currency,
        statements,
        documents,
        change_stated,
        other_currency,
    })
}

/// Dollars when any statement has them, else the currency of the best one.
fn currency_of(group: &[Statement]) -> Option<String> {
    match group.iter().any(|statement| statement.usd.is_some()) {
        true => Some(USD.to_string()),
        false => group.iter().find_map(|statement| statement.stated.as_ref().map(|(_, currency)| currency.clone())),
    }
}

/// The same figure in copies of one release counts once.
fn without_copies(statements: Vec<Statement>, currency: &str) -> Vec<Statement> {
    let mut seen = BTreeSet::new();
    let is_new = |s: &Statement| seen.insert((s.release.clone(), s.amount(currency), s.qualifier.clone()));
    let mut is_new = is_new;
    statements.into_iter().filter(|s| is_new(s)).collect()
}

/// Whether what is stated can all be true.
fn agreement(statements: &[Statement], amounts: &[Decimal]) -> &'static str {
    if statements.iter().all(Statement::is_bound) {
        return "bounds_only";
    }
    if statements.len() == 1 {
        return "single";
    }
    let best = (&statements[0], amounts[0]);
    let others = statements.iter().zip(amounts.iter().copied()).skip(1);
    match others.into_iter().all(|other| compatible(best, other)) {
        true => "agree",
        false => "conflict",
    }
}

/// Figures agree when they differ by less than the coarser one's step; a bound agrees with what lies on its side of it.
fn compatible(best: (&Statement, Decimal), other: (&Statement, Decimal)) -> bool {
    let step = best.0.step.unwrap_or_default().max(other.0.step.unwrap_or_default());
    let near = (best.1 - other.1).abs() < step || best.1 == other.1;
    let within = |range: (&Statement, Decimal), x: Decimal| range.0.high.is_some_and(|high| range.1 <= x && x <= high);
    match other.0.qualifier.as_str() {
        "at_least" => near || best.1 >= other.1,
        "at_most" => near || best.1 <= other.1,
        _ => near || within(best, other.1) || within(other, best.1),
    }
}

fn to_batch(rows: &BTreeMap<Key, Chosen>) -> Result<RecordBatch> {
    let (keys, chosen) = (|| rows.keys(), || rows.values());
    let best = || rows.values().map(Chosen::best);
    let usd = |row: &Chosen| row.best().usd.map(float);
    Batch::of(&schema::TRADE_BY_PAIR_YEAR, rows.len())
        .text("pair", keys().map(|k| Some(&k.pair)))
        .int("year", keys().map(|k| Some(k.year)))
        .text("flow", keys().map(|k| Some(&k.flow)))
        .text("reporter", keys().map(|k| k.reporter.as_ref()))
        .money("value", chosen().map(|c| Some(c.value)))
        .money("value_high", best().map(|s| s.high))
        .text("currency", chosen().map(|c| Some(&c.currency)))
        .float("value_usd", chosen().map(usd))
        .text("qualifier", best().map(|s| Some(&s.qualifier)))
        .money("value_min", chosen().map(|c| Some(c.lowest)))
        .money("value_max", chosen().map(|c| Some(c.highest)))
        .long("statements", chosen().map(|c| i64::try_from(c.statements.len()).ok()))
        .long("documents", chosen().map(|c| i64::try_from(c.documents).ok()))
        .text("agreement", chosen().map(|c| Some(c.agreement)))
        .text("best_fact_id", best().map(|s| Some(&s.fact_id)))
        .texts("fact_ids", chosen().map(|c| Some(c.statements.iter().map(|s| &s.fact_id))))
        .float("change_pct_stated", chosen().map(|c| c.change_stated))
        .float("change_pct_computed", rows.iter().map(|(k, c)| change(rows, k, c).map(|(pct, _)| pct)))
        .texts("checks", rows.iter().map(|(k, c)| Some(checks(rows, k, c))))
        .finish()
}

fn float(value: Decimal) -> f64 {
    value.to_string().parse().unwrap_or(f64::NAN)
}

/// Percent against the year before, and how far roundings alone can move it.
fn change(rows: &BTreeMap<Key, Chosen>, key: &Key, now: &Chosen) -> Option<(f64, f64)> {
    let before = rows.get(&Key { year: key.year - 1, ..key.clone() })?;
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

#[cfg(test)]
mod tests {
    use super::*;

    fn statement(id: &str, value: i64, step: i64, qualifier: &str) -> Statement {
        Statement {
            fact_id: id.to_string(),
            doc_id: id.to_string(),
            release: id.to_string(),
            published_on: None,
            stated: Some((value.into(), USD.to_string())),
            high: None,
            usd: Some(value.into()),
            step: Some(step.into()),
            qualifier: qualifier.to_string(),
            change_pct: None,
        }
    }

    #[track_caller]
    fn chosen(group: Vec<Statement>) -> (i64, &'static str, usize) {
        let chosen = choose(group).expect("a value");
        (i64::try_from(chosen.value).expect("small"), chosen.agreement, chosen.statements.len())
    }

    #[test]
    fn the_exact_and_finer_figure_is_chosen() {
        let group = vec![statement("a", 3000, 1000, "approx"), statement("b", 3000, 100, "exact"), statement("c", 3020, 10, "exact")];
        assert_eq!(chosen(group), (3020, "agree", 3));
    }

    #[test]
    fn a_conflict_is_shown() {
        assert_eq!(chosen(vec![statement("a", 3020, 10, "exact"), statement("b", 3400, 100, "exact")]), (3020, "conflict", 2));
        assert_eq!(chosen(vec![statement("a", 3020, 10, "exact"), statement("b", 3000, 1000, "at_least")]), (3020, "agree", 2));
        assert_eq!(chosen(vec![statement("a", 3020, 10, "exact"), statement("b", 3500, 100, "at_least")]), (3020, "conflict", 2));
        assert_eq!(chosen(vec![statement("b", 3000, 1000, "at_least")]), (3000, "bounds_only", 1));
    }

    #[test]
    fn copies_of_a_release_count_once() {
        let mut copy = statement("b", 3020, 10, "exact");
        copy.release = "a".to_string();
        assert_eq!(chosen(vec![statement("a", 3020, 10, "exact"), copy]), (3020, "single", 1));
    }
}
