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

/// A cell alone ("1500") is no evidence that somebody can read.
#[test]
fn the_evidence_of_a_cell_begins_at_its_rows_label() {
    let text = "Trade of Kenya and Peru came to much over the years, as follows from the figures of the ministry.\n\n\
                Kenya's trade with Peru, million US dollars\nYear\nTurnover\nExports\n2021\n1600\n1500\n2022\n1700\n1400\n";
    let reading = communique::engine::read("table.txt", text.to_string(), &communique::lexicon::Lexicon::builtin());
    let told = |span: communique::model::Span| span.of(&reading.document.text);
    let cells: Vec<_> = reading.facts.trade_figures.iter().map(|row| (told(row.evidence.span), told(row.evidence.sentence))).collect();
    let rows = ["2021\n1600", "2021\n1600\n1500", "2022\n1700", "2022\n1700\n1400"];
    assert_eq!(cells, rows.map(|row| (row, row)));
}
