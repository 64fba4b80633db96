//! What codes mean: parties, members of groups, sectors, currencies; and the calendar. Straight from the word tables that the
//! program was built with.

use crate::error::{Error, Result};
use crate::schema;
use crate::store::columns::Batch;
use arrow::array::RecordBatch;
use jiff::civil::Date;

const COUNTRIES: &str = include_str!("../../lexicon/countries.csv");
const GROUPS: &str = include_str!("../../lexicon/groups.csv");
const MEMBERS: &str = include_str!("../../lexicon/group_members.csv");
const CURRENCIES: &str = include_str!("../../lexicon/currencies.csv");
const SECTORS: &str = include_str!("../../lexicon/sectors.csv");
/// The whole world: named by no word table, written by the engine itself.
const WORLD: &str = "WLD";

/// The rows of a word table, sorted.
fn rows(name: &str, text: &str) -> Result<Vec<csv::StringRecord>> {
    let reader = csv::ReaderBuilder::new().comment(Some(b'#')).flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
    let rows: std::result::Result<Vec<_>, csv::Error> = reader.into_records().collect();
    let mut rows = rows.map_err(|e| Error::failed(format!("cannot read the word table {name}")).stage("aggregate").cause(e))?;
    rows.sort_by(|a, b| a.iter().cmp(b.iter()));
    Ok(rows)
}

/// A cell, `None` when it is empty.
fn filled(row: &csv::StringRecord, column: usize) -> Option<String> {
    row.get(column).filter(|cell| !cell.is_empty()).map(str::to_string)
}

/// The rows of a table that says what codes mean; none for other tables.
pub fn of(table: &str) -> Option<Result<RecordBatch>> {
    match table {
        "dim_party" => Some(dim_party()),
        "dim_party_member" => Some(dim_party_member()),
        "dim_sector" => Some(dim_sector()),
        "dim_currency" => Some(dim_currency()),
        "dim_date" => Some(dim_date()),
        _ => None,
    }
}

struct Party {
    code: String,
    kind: &'static str,
    name: String,
    iso2: Option<String>,
    iso3: Option<String>,
    m49: Option<String>,
    region: Option<String>,
}

/// Rows of `dim_party`.
fn dim_party() -> Result<RecordBatch> {
    let mut parties: Vec<Party> = rows("countries", COUNTRIES)?.iter().map(country).collect();
    parties.extend(rows("groups", GROUPS)?.iter().map(group));
    if !parties.iter().any(|party| party.code == WORLD) {
        parties.push(Party { name: "World".to_string(), ..group(&csv::StringRecord::from(vec![WORLD])) });
    }
    parties.sort_by(|a, b| a.code.cmp(&b.code));
    let p = || parties.iter();
    Batch::of(&schema::DIM_PARTY, parties.len())
        .text("code", p().map(|x| Some(&x.code)))
        .text("kind", p().map(|x| Some(x.kind)))
        .text("name", p().map(|x| Some(&x.name)))
        .text("iso2", p().map(|x| x.iso2.as_ref()))
        .text("iso3", p().map(|x| x.iso3.as_ref()))
        .text("m49", p().map(|x| x.m49.as_ref()))
        .text("region", p().map(|x| x.region.as_ref()))
        .finish()
}

fn country(row: &csv::StringRecord) -> Party {
    let code = filled(row, 0).unwrap_or_default();
    let name = filled(row, 3).unwrap_or_default();
    let (iso2, iso3, m49, region) = (filled(row, 1), Some(code.clone()), filled(row, 2), filled(row, 4));
    Party { code, kind: "country", name, iso2, iso3, m49, region }
}

fn group(row: &csv::StringRecord) -> Party {
    let code = filled(row, 0).unwrap_or_default();
    let kind = if code == WORLD { "world" } else { "group" };
    let name = filled(row, 2).unwrap_or_else(|| code.clone());
    let m49 = (code == WORLD).then(|| "001".to_string());
    Party { code, kind, name, iso2: None, iso3: None, m49, region: None }
}

/// Rows of `dim_party_member`.
fn dim_party_member() -> Result<RecordBatch> {
    let members = rows("group_members", MEMBERS)?;
    let m = || members.iter();
    let date = |row: &csv::StringRecord, column| filled(row, column).and_then(|cell| cell.parse::<Date>().ok());
    Batch::of(&schema::DIM_PARTY_MEMBER, members.len())
        .text("group", m().map(|x| x.get(0)))
        .text("member", m().map(|x| x.get(1)))
        .date("valid_from", m().map(|x| date(x, 2)))
        .date("valid_to", m().map(|x| date(x, 3)))
        .finish()
}

/// Rows of `dim_sector`.
fn dim_sector() -> Result<RecordBatch> {
    let sectors = rows("sectors", SECTORS)?;
    let s = || sectors.iter();
    Batch::of(&schema::DIM_SECTOR, sectors.len())
        .text("sector", s().map(|x| x.get(0)))
        .text("label", s().map(|x| Some(x.get(1).unwrap_or_default())))
        .text("isic", s().map(|x| Some(x.get(2).unwrap_or_default())))
        .finish()
}

/// Rows of `dim_currency`.
fn dim_currency() -> Result<RecordBatch> {
    let currencies = rows("currencies", CURRENCIES)?;
    let c = || currencies.iter();
    let list = |row: &csv::StringRecord, column| -> Vec<String> {
        let cell = row.get(column).unwrap_or_default();
        let mut entries: Vec<String> = cell.split('|').map(str::trim).filter(|entry| !entry.is_empty()).map(str::to_string).collect();
        entries.sort();
        entries
    };
    Batch::of(&schema::DIM_CURRENCY, currencies.len())
        .text("currency", c().map(|x| x.get(0)))
        .text("name", c().map(|x| Some(x.get(1).unwrap_or_default())))
        .int("minor_units", c().map(|x| x.get(2).and_then(|cell| cell.parse().ok())))
        .texts("symbols", c().map(|x| Some(list(x, 4))))
        .texts("countries", c().map(|x| Some(list(x, 6))))
        .finish()
}

/// Rows of `dim_date`: fixed years, so that the table depends on nothing.
fn dim_date() -> Result<RecordBatch> {
    let first = jiff::civil::date(1900, 1, 1);
    let days: Vec<Date> = first.series(jiff::Span::new().days(1)).take_while(|day| day.year() <= 2100).collect();
    let d = || days.iter().copied();
    Batch::of(&schema::DIM_DATE, days.len())
        .date("date", d().map(Some))
        .int("year", d().map(|day| Some(i32::from(day.year()))))
        .int("quarter", d().map(|day| Some((i32::from(day.month()) + 2) / 3)))
        .int("month", d().map(|day| Some(i32::from(day.month()))))
        .int("day", d().map(|day| Some(i32::from(day.day()))))
        .int("weekday", d().map(|day| Some(i32::from(day.weekday().to_monday_one_offset()))))
        .date("month_start", d().map(|day| Some(day.first_of_month())))
        .date("year_start", d().map(|day| Some(day.first_of_year())))
        .finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_table_gives_rows() {
        assert!(dim_party().expect("parties").num_rows() > 250);
        assert!(dim_party_member().expect("members").num_rows() > 100);
        assert!(dim_sector().expect("sectors").num_rows() > 20);
        assert!(dim_currency().expect("currencies").num_rows() > 100);
        assert_eq!(dim_date().expect("days").num_rows(), 73_414);
    }
}
