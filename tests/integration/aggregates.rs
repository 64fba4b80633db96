//! What aggregates make of several articles: conflicting and agreeing figures, sums that fit or not, copies, and events that reports
//! tell in different ways. Articles in, rows of one table out, as text.

use arrow::array::ArrayRef;
use arrow::util::display::ArrayFormatter;
use communique::config::Config;
use communique::pipeline::{self, Request, Silent};
use communique::schema;
use communique::store::parquet;
use std::fs;

/// The rows of a table that a project of these articles publishes, the named columns side by side; empty cells are `-`.
fn rows(articles: &[&str], table: &str, columns: &[&str]) -> Vec<String> {
    let dir = tempfile::tempdir().expect("a folder");
    let config = Config::defaults(dir.path()).expect("defaults");
    fs::create_dir_all(dir.path().join("seeds")).expect("a folder");
    for (number, article) in articles.iter().enumerate() {
        fs::write(dir.path().join(format!("seeds/{number}.txt")), article).expect("written");
    }
    pipeline::run(&config, &Request::default(), &Silent).expect("a run");
    let checks = pipeline::check(&config, None).expect("checks");
    assert!(checks.iter().all(|check| check.failures == 0), "{checks:?}");
    let table = schema::TABLES.iter().copied().find(|known| known.name == table).expect("a table");
    let path = pipeline::pinned_path(&config, table.name).expect("a path");
    let mut shown = Vec::new();
    for batch in parquet::read(&path, table).expect("read") {
        let column = |name: &&str| -> ArrayRef { batch.column_by_name(name).expect("a column").clone() };
        let arrays: Vec<ArrayRef> = columns.iter().map(column).collect();
        let cell = |array: &ArrayRef, row: usize| {
            let text = ArrayFormatter::try_new(array.as_ref(), &Default::default()).expect("shown").value(row).to_string();
            // amounts have decimals that are all noughts here
            let text = text.split_once(".0").map_or(text.clone(), |(whole, _)| whole.to_string());
            if text.is_empty() { "-".to_string() } else { text }
        };
        shown.extend((0..batch.num_rows()).map(|row| arrays.iter().map(|array| cell(array, row)).collect::<Vec<_>>().join(" ")));
    }
    shown
}

const TRADE: &[&str] = &["pair", "year", "flow", "reporter", "value", "value_min", "value_max", "statements", "agreement", "checks"];

#[test]
fn figures_that_contradict_each_other_stand_side_by_side() {
    let told = [
        "Nairobi, 5 March 2024\n\nTrade between Kenya and Poland reached $290 million in 2023.\n",
        "Warsaw, 7 March 2024\n\nPoland's trade with Kenya was over $280 million in 2023, an official said.\n",
        "Nairobi, 9 March 2024\n\nThe trade turnover of Kenya and Poland amounted to $410 million in 2023.\n",
    ];
    assert_eq!(rows(&told[..2], "trade_by_pair_year", TRADE), ["KEN-POL 2023 turnover - 290000000 280000000 290000000 2 agree []"]);
    assert_eq!(rows(&told, "trade_by_pair_year", TRADE), ["KEN-POL 2023 turnover - 410000000 280000000 410000000 3 conflict []"]);
}

#[test]
fn sums_and_growth_are_checked() {
    let told = [
        "Oslo, 5 March 2024\n\nTrade between Norway and Peru reached $100 million in 2022. In 2023 it grew by 20 percent to $120 million.\n\
         Norway's exports to Peru amounted to $70 million in 2023, and its imports from Peru to $50 million.\n",
        "Lima, 6 March 2024\n\nTrade between Peru and Kenya reached $10.0 million in 2022. In 2023 it grew by 50 percent to $12.0 million.\n\
         Peru's exports to Kenya amounted to $7.0 million in 2023, and its imports from Kenya to $2.0 million.\n",
    ];
    let checked: Vec<String> = rows(&told, "trade_by_pair_year", &["pair", "year", "flow", "checks"]);
    let of = |row: &str| checked.iter().find(|checked| checked.starts_with(row)).unwrap_or_else(|| panic!("{row} in {checked:?}"));
    assert!(of("NOR-PER 2023 turnover").ends_with("[change_ok, exports_plus_imports_ok]"), "{checked:?}");
    assert!(of("KEN-PER 2023 turnover").ends_with("[change_mismatch, exports_plus_imports_mismatch]"), "{checked:?}");
}

#[test]
fn capital_of_unknown_times_is_no_conflict() {
    let told = [
        "Nairobi, 5 March 2015\n\nThe stock of direct investment from Norway in Kenya is $1 billion.\n",
        "Nairobi, 5 March 2024\n\nThe stock of direct investment from Norway in Kenya is $3 billion.\n",
    ];
    let columns = ["investor", "host", "measure", "value", "statements", "agreement"];
    assert_eq!(rows(&told, "investment_by_pair", &columns), ["NOR KEN fdi_stock 3000000000 2 undated"]);
}

#[test]
fn the_latest_count_of_companies_stands() {
    let told = [
        "Nairobi, 5 March 2022\n\nThere are 40 Norwegian companies in Kenya.\n",
        "Nairobi, 5 March 2024\n\nSome 55 Norwegian companies operate in Kenya.\n",
    ];
    assert_eq!(rows(&told, "presence_by_pair", &["home", "host", "count", "qualifier"]), ["NOR KEN 55 approx"]);
}

const MONTH: &[&str] = &["month", "pair", "status", "kind", "events", "documents"];

#[test]
fn an_event_that_reports_tell_in_different_ways_counts_once() {
    let visit = [
        "Nairobi, 8 March 2024\n\nThe President of Peru, Ana Quispe, paid an official visit to Kenya on 6-8 March 2024.\n",
        "Nairobi, 7 March 2024\n\nKenyan President John Kamau held talks with the President of Peru, Ana Quispe, in Nairobi on 7 March 2024.\n",
        "Lima, 9 March 2024\n\nPresident of Peru Ana Quispe visited Kenya on 7 March 2024.\n",
    ];
    assert_eq!(rows(&visit, "meetings_by_month", MONTH), ["2024-03-01 KEN-PER held visit 1 3"]);
    let apart = [
        "Nairobi, 8 March 2024\n\nForeign Ministers of Kenya and Peru held talks in Nairobi on 6 March 2024.\n",
        "Lima, 8 March 2024\n\nEnergy Ministers of Kenya and Peru held talks in Lima on 6 March 2024.\n",
        "Lima, 28 March 2024\n\nForeign Ministers of Kenya and Peru held talks in Lima on 26 March 2024.\n",
    ];
    assert_eq!(rows(&apart, "meetings_by_month", MONTH), ["2024-03-01 KEN-PER held talks 3 3"]);
}

#[test]
fn an_event_over_the_end_of_a_month_counts_once() {
    let visit = [
        "Nairobi, 1 March 2024\n\nThe President of Peru, Ana Quispe, paid an official visit to Kenya from 28 February to 1 March 2024.\n",
        "Nairobi, 1 March 2024\n\nKenyan President John Kamau held talks with the President of Peru, Ana Quispe, in Nairobi on 1 March 2024.\n",
        "Lima, 4 March 2024\n\nForeign Ministers of Kenya and Peru held talks in Lima on 3 March 2024.\n",
    ];
    let expected = ["2024-02-01 KEN-PER held visit 1 2", "2024-03-01 KEN-PER held talks 1 1"];
    assert_eq!(rows(&visit, "meetings_by_month", MONTH), expected);
    // what is told of the second month alone is counted there
    assert_eq!(rows(&visit[1..], "meetings_by_month", MONTH), ["2024-03-01 KEN-PER held talks 2 2"]);
}
