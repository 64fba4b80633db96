//! Facts: `tests/fixtures/facts/*.txt`, a file per table.

use super::fixtures;
use super::scoring::matching::Table;

#[test]
fn facts_are_read_as_expected() {
    fixtures::check("facts");
}

#[test]
fn every_fact_table_has_its_fixtures() {
    let mut tables: Vec<String> = Table::ALL.iter().map(|t| t.name.to_string()).collect();
    tables.sort();
    assert_eq!(fixtures::stems("facts"), tables);
}
