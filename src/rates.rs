//! Exchange rates: what an amount of a known period comes to in US dollars, by annual averages.
//!
//! For comparing amounts with one another; what a text itself says in dollars always comes first. No rate is invented: a
//! currency or a year that is not in the table gives nothing.

use crate::model::Code;
use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::collections::HashMap;

const BUILTIN: &str = include_str!("../rates/annual_average.csv");

/// Units of a currency per US dollar, by calendar year.
#[derive(Clone, Debug, Default)]
pub struct Rates {
    units_per_usd: HashMap<(Code, i16), f64>,
    /// Hash of the table, to tell what was computed with it.
    pub version: String,
}

/// What is wrong with a table, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RatesError {
    pub line: Option<usize>,
    pub column: &'static str,
    pub expected: &'static str,
}

impl Rates {
    /// The table that the program was built with.
    pub fn builtin() -> Rates {
        Rates::parse(BUILTIN).unwrap_or_default()
    }

    /// Reads a table: columns `currency` (ISO 4217), `year`, `units_per_usd`, `source`; lines that begin with `#` are notes.
    pub fn parse(text: &str) -> Result<Rates, RatesError> {
        let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).trim(csv::Trim::All).from_reader(text.as_bytes());
        let error = |line, column, expected| RatesError { line, column, expected };
        let headers = reader.headers().map_err(|_| error(None, "currency", "expected a CSV table in UTF-8"))?.clone();
        let find = |column| {
            let expected = "expected the columns currency, year, units_per_usd, source";
            headers.iter().position(|header| header == column).ok_or(error(Some(1), column, expected))
        };
        let (currency, year, units, _) = (find("currency")?, find("year")?, find("units_per_usd")?, find("source")?);
        let mut units_per_usd = HashMap::new();
        for row in reader.records() {
            let row = row.map_err(|e| error(e.position().map(line), "currency", "expected as many cells as there are columns"))?;
            let at = row.position().map(line);
            let cell = |column: usize| row.get(column).unwrap_or_default();
            let is_code = cell(currency).len() == 3 && cell(currency).bytes().all(|b| b.is_ascii_uppercase());
            let code = is_code.then(|| Code::new(cell(currency))).flatten();
            let code = code.ok_or(error(at, "currency", "expected an ISO 4217 code such as \"EUR\""))?;
            let year = cell(year).parse::<i16>().ok().filter(|year| (1900..=2200).contains(year));
            let year = year.ok_or(error(at, "year", "expected a calendar year"))?;
            let rate = cell(units).parse::<f64>().ok().filter(|rate| rate.is_normal() && *rate > 0.0);
            let rate = rate.ok_or(error(at, "units_per_usd", "expected a number above 0"))?;
            if units_per_usd.insert((code, year), rate).is_some() {
                return Err(error(at, "year", "expected one rate for a currency and year"));
            }
        }
        Ok(Rates { units_per_usd, version: blake3::hash(text.as_bytes()).to_hex()[..32].to_string() })
    }

    /// The amount in whole US dollars at the average rate of the period: that of its year, or of its years by how many of its days
    /// lie in each. `None` when a year has no rate.
    pub fn in_usd(&self, amount: Decimal, currency: Code, first: Date, last: Date) -> Option<f64> {
        let (mut days, mut weighted) = (0.0, 0.0);
        for year in first.year()..=last.year() {
            let rate = self.units_per_usd.get(&(currency, year))?;
            let from = first.max(Date::new(year, 1, 1).ok()?);
            let to = last.min(Date::new(year, 12, 31).ok()?);
            let within = f64::from((to - from).get_days() + 1);
            days += within;
            weighted += within * rate;
        }
        (days > 0.0).then(|| (amount.to_f64().unwrap_or(f64::NAN) / (weighted / days)).round()).filter(|usd| usd.is_finite())
    }
}

fn line(position: &csv::Position) -> usize {
    usize::try_from(position.line()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use std::collections::{BTreeMap, BTreeSet};

    const EUR: Code = Code::of("EUR");

    #[test]
    fn the_table_has_forty_currencies_since_2000() {
        let rates = Rates::builtin();
        let mut years: BTreeMap<&str, BTreeSet<i16>> = BTreeMap::new();
        rates.units_per_usd.keys().for_each(|(code, year)| _ = years.entry(code.as_str()).or_default().insert(*year));
        let whole = years.values().filter(|years| (2000..=2025).all(|year| years.contains(&year))).count();
        assert!(whole >= 90, "{whole}");
        // those that the ECB and the Federal Reserve give nothing for
        let recent = |code: &str| (2018..=2024).all(|year| years[code].contains(&year));
        assert!(["AMD", "AZN", "BYN", "GEL", "GHS", "KGS", "KZT", "RUB", "TJS", "UAH", "UZS"].into_iter().all(recent));
    }

    #[test]
    fn a_period_has_the_rate_of_its_days() {
        let rates = Rates::parse("# mine\ncurrency,year,units_per_usd,source\nEUR,2019,2,x\nEUR,2020,4,x\n").expect("a table");
        let usd = |amount: i64, first, last| rates.in_usd(amount.into(), EUR, first, last);
        assert_eq!(usd(100, date(2019, 4, 1), date(2019, 6, 30)), Some(50.0));
        assert_eq!(usd(-100, date(2019, 12, 31), date(2020, 1, 1)), Some(-33.0));
        assert_eq!(usd(100, date(2020, 1, 1), date(2021, 12, 31)), None, "2021 has no rate");
        assert_eq!(usd(100, date(2020, 2, 1), date(2020, 1, 1)), None, "no period");
        assert_eq!(rates.in_usd(1.into(), Code::of("KZT"), date(2019, 1, 1), date(2019, 12, 31)), None);
    }

    #[test]
    fn a_bad_table_is_told_by_line_and_column() {
        let problem = |rows: &str| Rates::parse(&format!("currency,year,units_per_usd,source\n{rows}")).expect_err("bad");
        assert_eq!((problem("EURO,2019,1,x").line, problem("EURO,2019,1,x").column), (Some(2), "currency"));
        assert_eq!((problem("EUR,2019,1,x\nEUR,19,1,x").line, problem("EUR,19,1,x").column), (Some(3), "year"));
        assert_eq!(problem("EUR,2019,0,x").column, "units_per_usd");
        assert_eq!(problem("EUR,2019,1,x\nEUR,2019,2,x").expected, "expected one rate for a currency and year");
        assert_eq!(problem("EUR,2019").expected, "expected as many cells as there are columns");
        assert_eq!(Rates::parse("currency,year\nEUR,2019\n").expect_err("bad").column, "units_per_usd");
    }
}
