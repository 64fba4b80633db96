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

#[test]
fn facts_told_by_the_same_words_have_ids_of_their_own() {
    let text = "The foreign minister of Kazakhstan Mukhtar Tleuberdi met his counterparts from Peru, Chile and Norway in Astana.";
    let reading = communique::engine::read("tour.txt", text.to_string(), &communique::lexicon::Lexicon::builtin());
    let ids: Vec<&str> = reading.facts.meetings.iter().map(|m| m.evidence.fact_id.as_str()).collect();
    let mut distinct = ids.clone();
    distinct.sort_unstable();
    distinct.dedup();
    assert_eq!((ids.len(), distinct.len()), (3, 3), "{ids:?}");
}
