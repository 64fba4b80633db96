//! Several statements of one figure: which of them is chosen, and whether they agree.
//!
//! "Trade reached $3.02 billion in 2023" in one article and "over $3 billion" in another give the value 3,020,000,000, two
//! statements, `agree`. "$3.4 billion" in a third makes it a `conflict`: it is shown, never averaged.

use super::recipe::{FactColumns, RELEASE};
use crate::error::Result;
use crate::model::Qualifier;
use crate::store::columns::Batch;
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::collections::BTreeSet;

const USD: &str = "USD";

/// The columns of a figure that [`statements`] reads.
pub const COLUMNS: &[&str] = &[
    "fact_id",
    "doc_id",
    "published_on",
    "value",
    "value_high",
    "currency",
    "alt_value",
    "alt_currency",
    "value_usd",
    "value_step",
    "qualifier",
    "status",
    "period_start",
    "period_end",
    "change_pct",
];

/// One figure as stated.
#[derive(Clone, Debug)]
pub struct Statement {
    /// Begins with the document's id.
    fact_id: String,
    release: String,
    published_on: Option<Date>,
    /// The stated value with its currency.
    stated: Option<(Decimal, String)>,
    high: Option<Decimal>,
    /// The value in dollars where the text gives it: what statements are compared by.
    usd: Option<Decimal>,
    /// The value in dollars, converted too.
    value_usd: Option<f64>,
    step: Option<Decimal>,
    qualifier: Qualifier,
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
        matches!(self.qualifier, Qualifier::AtLeast | Qualifier::AtMost)
    }

    /// What comes first is chosen: exact, approximate, bounds; the finer step; the latest; the document's id.
    fn rank(&self) -> (u8, Decimal, std::cmp::Reverse<Option<Date>>, String) {
        let hedge = match self.qualifier {
            Qualifier::Exact => 0,
            Qualifier::Approx => 1,
            _ => 2,
        };
        let step = self.step.unwrap_or(Decimal::MAX);
        (hedge, step, std::cmp::Reverse(self.published_on), self.fact_id.clone())
    }
}

/// The statement in each of some facts with [`COLUMNS`].
pub fn statements(facts: &dyn FactColumns) -> Result<Vec<Statement>> {
    let (fact_id, release) = (facts.texts("fact_id")?, facts.texts(RELEASE)?);
    let (value, high, step) = (facts.amounts("value")?, facts.amounts("value_high")?, facts.amounts("value_step")?);
    let (currency, alt_value, alt_currency) = (facts.texts("currency")?, facts.amounts("alt_value")?, facts.texts("alt_currency")?);
    let (qualifier, published_on) = (facts.texts("qualifier")?, facts.dates("published_on")?);
    let (change_pct, value_usd) = (facts.numbers("change_pct")?, facts.numbers("value_usd")?);
    let owned = |column: &[Option<String>], row: usize| column[row].clone().unwrap_or_default();
    let statement = |row: usize| Statement {
        fact_id: owned(&fact_id, row),
        release: owned(&release, row),
        published_on: published_on[row],
        stated: value[row].zip(currency[row].clone()),
        high: high[row],
        usd: in_dollars((value[row], &currency[row]), (alt_value[row], &alt_currency[row])),
        value_usd: value_usd[row],
        step: step[row],
        qualifier: qualifier[row].as_deref().and_then(Qualifier::parse).unwrap_or(Qualifier::Exact),
        change_pct: change_pct[row],
    };
    Ok((0..facts.count()).map(statement).collect())
}

fn in_dollars(stated: (Option<Decimal>, &Option<String>), alternative: (Option<Decimal>, &Option<String>)) -> Option<Decimal> {
    let dollars = |(value, currency): (Option<Decimal>, &Option<String>)| value.filter(|_| currency.as_deref() == Some(USD));
    dollars(stated).or(dollars(alternative))
}

/// What is known of one figure.
#[derive(Debug)]
pub struct Chosen {
    pub value: Decimal,
    pub currency: String,
    lowest: Decimal,
    highest: Decimal,
    agreement: &'static str,
    /// Statements that count, best first.
    statements: Vec<Statement>,
    documents: usize,
    pub change_stated: Option<f64>,
    pub other_currency: bool,
}

impl Chosen {
    pub fn best(&self) -> &Statement {
        &self.statements[0]
    }

    /// The unit of its last stated digit; where none is known it is taken as exact.
    pub fn step(&self) -> Decimal {
        self.best().step.unwrap_or_default()
    }

    /// The value, unless it is only a bound.
    pub fn figure(&self) -> Option<Decimal> {
        (!self.best().is_bound()).then_some(self.value)
    }
}

/// Chooses among the statements of one key; none when no value with a currency is stated.
pub fn choose(mut group: Vec<Statement>) -> Option<Chosen> {
    group.sort_by_cached_key(Statement::rank);
    chosen(group)
}

/// Chooses among statements whose period is not known: the latest. Others may be of other times, so that they are no conflict.
pub fn choose_undated(mut group: Vec<Statement>) -> Option<Chosen> {
    group.sort_by_cached_key(|statement| (std::cmp::Reverse(statement.published_on), statement.rank()));
    let chosen = chosen(group)?;
    Some(Chosen { agreement: if chosen.agreement == "conflict" { "undated" } else { chosen.agreement }, ..chosen })
}

fn chosen(group: Vec<Statement>) -> Option<Chosen> {
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
    statements.into_iter().filter(|s| seen.insert((s.release.clone(), s.amount(currency), s.qualifier))).collect()
}

/// Whether what is stated can all be true.
fn agreement(statements: &[Statement], amounts: &[Decimal]) -> &'static str {
    if statements.iter().all(Statement::is_bound) {
        let bounds = |side: Qualifier| statements.iter().zip(amounts).filter(move |(s, _)| s.qualifier == side).map(|(_, amount)| *amount);
        let crossed = bounds(Qualifier::AtLeast).max().zip(bounds(Qualifier::AtMost).min()).is_some_and(|(least, most)| least > most);
        return if crossed { "conflict" } else { "bounds_only" };
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
    match other.0.qualifier {
        Qualifier::AtLeast => near || best.1 >= other.1,
        Qualifier::AtMost => near || best.1 <= other.1,
        _ => near || within(best, other.1) || within(other, best.1),
    }
}

/// The columns that every table of chosen figures has.
pub fn columns<'a>(batch: Batch, rows: impl Iterator<Item = &'a Chosen> + Clone) -> Batch {
    let chosen = || rows.clone();
    let best = || rows.clone().map(Chosen::best);
    batch
        .money("value", chosen().map(|c| Some(c.value)))
        .money("value_high", best().map(|s| s.high))
        .text("currency", chosen().map(|c| Some(&c.currency)))
        .float("value_usd", best().map(|s| s.value_usd))
        .text("qualifier", best().map(|s| Some(s.qualifier.as_str())))
        .money("value_min", chosen().map(|c| Some(c.lowest)))
        .money("value_max", chosen().map(|c| Some(c.highest)))
        .long("statements", chosen().map(|c| i64::try_from(c.statements.len()).ok()))
        .long("documents", chosen().map(|c| i64::try_from(c.documents).ok()))
        .text("agreement", chosen().map(|c| Some(c.agreement)))
        .text("best_fact_id", best().map(|s| Some(&s.fact_id)))
        .texts("fact_ids", chosen().map(|c| Some(c.statements.iter().map(|s| &s.fact_id))))
        .float("change_pct_stated", chosen().map(|c| c.change_stated))
}

/// The amount as a float.
pub fn float(value: Decimal) -> f64 {
    value.to_string().parse().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Qualifier::{Approx, AtLeast, AtMost, Exact};

    fn statement(id: &str, value: i64, step: i64, qualifier: Qualifier) -> Statement {
        Statement {
            fact_id: id.to_string(),
            release: id.to_string(),
            published_on: None,
            stated: Some((value.into(), USD.to_string())),
            high: None,
            usd: Some(value.into()),
            value_usd: None,
            step: Some(step.into()),
            qualifier,
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
        let group = vec![statement("a", 3000, 1000, Approx), statement("b", 3000, 100, Exact), statement("c", 3020, 10, Exact)];
        assert_eq!(chosen(group), (3020, "agree", 3));
    }

    #[test]
    fn a_conflict_is_shown() {
        assert_eq!(chosen(vec![statement("a", 3020, 10, Exact), statement("b", 3400, 100, Exact)]), (3020, "conflict", 2));
        assert_eq!(chosen(vec![statement("a", 3020, 10, Exact), statement("b", 3000, 1000, AtLeast)]), (3020, "agree", 2));
        assert_eq!(chosen(vec![statement("a", 3020, 10, Exact), statement("b", 3500, 100, AtLeast)]), (3020, "conflict", 2));
        assert_eq!(chosen(vec![statement("b", 3000, 1000, AtLeast)]), (3000, "bounds_only", 1));
    }

    #[test]
    fn bounds_that_leave_nothing_between_them_are_a_conflict() {
        let bounds = |least: i64, most: i64| vec![statement("a", least, 100, AtLeast), statement("b", most, 100, AtMost)];
        assert_eq!(chosen(bounds(300, 400)), (300, "bounds_only", 2));
        assert_eq!(chosen(bounds(400, 300)), (400, "conflict", 2));
    }

    #[test]
    fn without_a_period_the_latest_is_chosen_and_nothing_is_contradicted() {
        let of =
            |id: &str, value: i64, year: i16| Statement { published_on: Date::new(year, 3, 1).ok(), ..statement(id, value, 10, Exact) };
        let chosen = choose_undated(vec![of("a", 1000, 2015), of("b", 3000, 2024)]).expect("a value");
        assert_eq!((chosen.value, chosen.agreement, chosen.lowest), (3000.into(), "undated", 1000.into()));
        assert_eq!(choose_undated(vec![of("a", 1000, 2015), of("b", 1000, 2024)]).expect("a value").agreement, "agree");
    }

    #[test]
    fn copies_of_a_release_count_once() {
        let mut copy = statement("b", 3020, 10, Exact);
        copy.release = "a".to_string();
        assert_eq!(chosen(vec![statement("a", 3020, 10, Exact), copy]), (3020, "single", 1));
    }
}
