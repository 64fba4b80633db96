//! Capital and companies of the pairs that are shown: reported flows and stocks, projects and loans, companies abroad.

use super::pairs::{CHOSEN, Shown, name_of};
use super::published::Published;
use crate::error::Result;
use crate::schema;

const OF_CAPITAL: &[&str] = &["investor", "host", "measure", "period_start", "period_end"];
/// Single projects and loans, and whatever is only planned: statements as they are, since nothing tells which are the same.
const PROJECTS: &[&str] = &[
    "fact_id",
    "investor",
    "host",
    "measure",
    "status",
    "value",
    "value_high",
    "currency",
    "qualifier",
    "period_start",
    "period_end",
    "project_count",
    "evidence",
];
const COMPANIES: &[&str] =
    &["home", "host", "kind", "count", "qualifier", "published_on", "count_min", "count_max", "statements", "documents", "best_fact_id"];

/// Adds `capital`, `projects` and `companies`.
pub fn collect(now: &Published, shown: &mut Shown) -> Result<()> {
    let capital = [OF_CAPITAL, CHOSEN].concat();
    now.each(&schema::INVESTMENT_BY_PAIR, &capital, |row| {
        let pair = name_of(row.text("investor"), row.text("host"));
        if shown.has(&pair) {
            shown.push(&pair, "capital", row.object(&capital));
        }
    })?;
    now.each(&schema::INVESTMENTS, &[PROJECTS, &["pair"]].concat(), |row| {
        let single = matches!(row.text("measure"), "project" | "financing") || row.text("status") != "actual";
        if single && shown.has(row.text("pair")) && !row.is_null("value") {
            shown.push(row.text("pair"), "projects", row.object(PROJECTS));
        }
    })?;
    now.each(&schema::PRESENCE_BY_PAIR, COMPANIES, |row| {
        let pair = name_of(row.text("home"), row.text("host"));
        if shown.has(&pair) {
            shown.push(&pair, "companies", row.object(COMPANIES));
        }
    })
}
