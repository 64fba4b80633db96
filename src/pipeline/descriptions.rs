//! What other programs want to know of a generation, told from the one schema: views for DuckDB, a Frictionless data package,
//! sources for dbt.
//!
//! All three name the files of this very generation: two tables read through `current` may be of two generations.

use super::Stage;
use super::fingerprints::rules_version;
use crate::schema::{self, Column, MONEY_DIGITS, Table, Type};
use crate::store::generation::Manifest;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

/// `views.sql`: a view per table, with its comment.
pub fn views(manifest: &Manifest, dir: &Path) -> String {
    let mut sql = format!("-- Tables of generation {}, for DuckDB: .read views.sql\n", manifest.id);
    for table in tables(manifest) {
        // Writing to a String does not fail.
        let _ = writeln!(sql, "CREATE OR REPLACE VIEW {} AS SELECT * FROM {};", table.name, read_parquet(manifest, dir, table));
        let _ = writeln!(sql, "COMMENT ON VIEW {} IS {};", table.name, quoted(table.about));
    }
    sql
}

/// `datapackage.json`: every table with every column's type and meaning.
pub fn data_package(manifest: &Manifest) -> Value {
    let rules: BTreeMap<&str, &str> = Stage::ALL.iter().map(|stage| (stage.as_str(), rules_version(*stage))).collect();
    json!({
        "name": "communique",
        "title": "Trade, investments, meetings and cooperation between economies, read from news",
        "version": manifest.id,
        "created": manifest.created_at,
        "rules": rules,
        "resources": tables(manifest).map(|table| resource(manifest, table)).collect::<Vec<Value>>(),
    })
}

/// `sources.yml`: the tables as sources of a dbt project on DuckDB, with tests for their keys.
pub fn sources(manifest: &Manifest, dir: &Path) -> String {
    let mut yaml = format!(
        "# Tables of generation {}, for dbt with dbt-duckdb: copy or link it below `models/`.\nversion: 2\nsources:\n  - name: communique\n",
        manifest.id
    );
    yaml += "    description: \"Trade, investments, meetings and cooperation between economies, read from news\"\n    tables:\n";
    for table in tables(manifest) {
        let location = read_parquet(manifest, dir, table);
        let _ = writeln!(yaml, "      - name: {}\n        description: {}", table.name, scalar(table.about));
        let _ = writeln!(yaml, "        config:\n          meta:\n            external_location: {}", scalar(&braced(&location)));
        yaml += "        columns:\n";
        for column in table.columns() {
            let _ = writeln!(yaml, "          - name: {}\n            description: {}", column.name, scalar(column.about));
            let _ = writeln!(yaml, "            quote: true\n            data_type: {}", scalar(&duckdb_type(column.kind)));
            if table.key == [column.name] {
                yaml += "            data_tests: [unique, not_null]\n";
            } else if table.key.contains(&column.name) && !column.nullable {
                yaml += "            data_tests: [not_null]\n";
            }
        }
    }
    yaml
}

fn tables(manifest: &Manifest) -> impl Iterator<Item = &'static Table> {
    schema::TABLES.iter().copied().filter(|table| manifest.tables.contains_key(table.name))
}

fn files<'a>(manifest: &'a Manifest, table: &Table) -> &'a [String] {
    manifest.tables.get(table.name).map(|table| table.files.as_slice()).unwrap_or_default()
}

/// DuckDB's way to read the files of one table.
fn read_parquet(manifest: &Manifest, dir: &Path, table: &Table) -> String {
    let paths: Vec<String> = files(manifest, table).iter().map(|file| quoted(&dir.join(file).to_string_lossy())).collect();
    format!("read_parquet([{}])", paths.join(", "))
}

/// A text in SQL.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// A text in YAML, which takes those of JSON.
fn scalar(text: &str) -> String {
    Value::from(text).to_string()
}

/// dbt-duckdb fills in names in braces: those of a path are doubled.
fn braced(text: &str) -> String {
    text.replace('{', "{{").replace('}', "}}")
}

fn resource(manifest: &Manifest, table: &Table) -> Value {
    let files = files(manifest, table);
    let mut schema = json!({ "fields": table.columns().map(field).collect::<Vec<Value>>() });
    if !table.key.is_empty() {
        schema["primaryKey"] = table.key.into();
    }
    json!({
        "name": table.name,
        "description": table.about,
        "type": "table",
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "path": if let [file] = files { json!(file) } else { json!(files) },
        "schema": schema,
    })
}

fn field(column: &Column) -> Value {
    let kind = match column.kind {
        Type::Text | Type::Code => "string",
        Type::Date => "date",
        Type::Money | Type::Percent | Type::Float => "number",
        Type::Int | Type::Long => "integer",
        Type::Texts | Type::Codes | Type::Stretches => "array",
    };
    json!({
        "name": column.name,
        "type": kind,
        "description": column.about,
        "constraints": { "required": !column.nullable },
    })
}

fn duckdb_type(kind: Type) -> String {
    match kind {
        Type::Text | Type::Code => "VARCHAR".to_string(),
        Type::Date => "DATE".to_string(),
        Type::Money => format!("DECIMAL({},{})", MONEY_DIGITS.0, MONEY_DIGITS.1),
        Type::Percent | Type::Float => "DOUBLE".to_string(),
        Type::Int => "INTEGER".to_string(),
        Type::Long => "BIGINT".to_string(),
        Type::Texts | Type::Codes => "VARCHAR[]".to_string(),
        Type::Stretches => "STRUCT(kind VARCHAR, span_start INTEGER, span_end INTEGER)[]".to_string(),
    }
}
