//! `report.html`: what a generation says, on one page that asks the network for nothing.
//!
//! Made from the generation's own tables while it is in staging. A section is a file here, which says what is shown of the
//! tables, and a file in `page/`, which says how it looks and in which words. What is shown is bounded (the pairs with most
//! statements, some articles) and the page says how much it leaves out: the tables have all of it.

mod cells;
mod investment;
mod meetings;
mod news;
mod page;
mod pairs;
mod published;
mod quality;
mod reader;
mod sectors;
mod trade;
mod within;

use crate::error::Result;
use crate::schema::{self, Group};
use serde_json::{Map, Value, json};

pub use published::Published;

/// Its name in the generation.
pub const FILE: &str = "report.html";

/// The page of a generation; `before` is the one that it takes the place of.
///
/// The same tables give the same bytes, apart from the generation's name and time.
pub fn page(now: &Published, before: Option<&Published>) -> Result<String> {
    let news = news::section(now, before)?;
    let data = json!({
        "generation": generation(now),
        "parties": names(now, &schema::DIM_PARTY, "code", "name")?,
        "fields": names(now, &schema::DIM_SECTOR, "sector", "label")?,
        "columns": columns(),
        "pairs": pairs::section(now)?,
        "meetings": meetings::section(now)?,
        "sectors": sectors::section(now)?,
        "quality": quality::section(now)?,
        "reader": reader::section(now, &news.newest)?,
        "news": news.data,
    });
    Ok(page::with(&data))
}

fn generation(now: &Published) -> Value {
    let manifest = now.manifest;
    let rows: Map<String, Value> = manifest.tables.iter().map(|(name, table)| (name.clone(), table.rows.into())).collect();
    json!({
        "id": manifest.id,
        "created_at": manifest.created_at,
        "program": manifest.program,
        "limit": manifest.limit,
        "counts": manifest.counts,
        "rows": rows,
    })
}

/// What codes mean.
fn names(now: &Published, table: &'static schema::Table, code: &'static str, name: &'static str) -> Result<Map<String, Value>> {
    let mut names = Map::new();
    now.each(table, &[code, name], |row| {
        names.insert(row.text(code).to_string(), row.text(name).into());
    })?;
    Ok(names)
}

/// What the columns of facts mean, table by table: the reader's view explains slots with it.
fn columns() -> Map<String, Value> {
    let of = |table: &schema::Table| -> Map<String, Value> { table.columns().map(|c| (c.name.to_string(), c.about.into())).collect() };
    let facts = schema::TABLES.iter().filter(|table| table.group == Group::Facts);
    facts.map(|table| (table.name.to_string(), of(table).into())).collect()
}
