//! The contract as text: a change to a column shows in review, and DATAMODEL's columns are all there.

use communique::schema::{self, TABLES};
use communique::store::parquet;
use std::fmt::Write;

fn as_text() -> String {
    let mut text = format!("schema version {}\n", schema::VERSION);
    for table in TABLES {
        let (key, sort) = (table.key.join(", "), table.sort.join(", "));
        writeln!(text, "\n{} ({:?}): {}\n  key: {key}\n  sorted by: {sort}", table.name, table.group, table.about).expect("a String");
        for column in table.columns() {
            let null = if column.nullable { "?" } else { "" };
            writeln!(text, "  {:<24} {:<12} {}", column.name, format!("{}{null}", column.kind.as_str()), column.about).expect("a String");
        }
    }
    text
}

#[test]
fn the_contract_is_what_was_reviewed() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/snapshots/schema.txt");
    let now = as_text();
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(path, &now).expect("the snapshot is writable");
    }
    let reviewed = std::fs::read_to_string(path).expect("tests/snapshots/schema.txt");
    assert!(reviewed == now, "the schema differs from tests/snapshots/schema.txt; UPDATE_EXPECT=1 rewrites it, then read the diff");
}

#[test]
fn tables_are_sound() {
    for table in TABLES {
        let names: Vec<&str> = table.columns().map(|column| column.name).collect();
        let mut unique = names.clone();
        unique.sort();
        unique.dedup();
        assert_eq!(unique.len(), names.len(), "{}: a column is declared twice", table.name);
        for name in table.key.iter().chain(table.sort) {
            assert!(names.contains(name), "{}: no column `{name}`", table.name);
        }
        assert!(table.columns().all(|column| column.about.len() > 4), "{}: a column is not described", table.name);
        assert_eq!(schema::table(table.name).map(|found| found.name), Some(table.name));
    }
}

#[test]
fn an_empty_table_keeps_its_types() {
    let dir = tempfile::tempdir().expect("a folder");
    for table in TABLES {
        let path = dir.path().join(format!("{}.parquet", table.name));
        assert_eq!(parquet::write(&path, table, []).expect("written"), 0);
        assert_eq!(parquet::verify(&path, table).expect("reopened"), 0);
    }
}

#[test]
fn a_file_of_another_table_is_refused() {
    let dir = tempfile::tempdir().expect("a folder");
    let path = dir.path().join("x.parquet");
    parquet::write(&path, &schema::DIM_SECTOR, []).expect("written");
    assert!(parquet::verify(&path, &schema::DIM_PARTY).is_err());
}
