//! Stage 4, facts -> aggregates and dimensions. Facts on disk are read, chosen and grouped with polars ([`facts`]).

pub mod dimensions;
mod events;
#[cfg(feature = "pipeline")]
pub mod facts;
mod investment_by_pair;
#[cfg(feature = "pipeline")]
pub mod kept;
mod meetings_by_month;
mod presence_by_pair;
pub mod recipe;
#[cfg(feature = "pipeline")]
pub mod run_tables;
mod sectors_by_pair;
mod statements;
mod trade;

use recipe::Recipe;

/// How a table of aggregates is made of facts; none for other tables.
pub fn recipe(table: &str) -> Option<Recipe> {
    match table {
        "trade_by_pair_year" => Some(trade::by_year()),
        "trade_by_pair_period" => Some(trade::by_period()),
        "investment_by_pair" => Some(investment_by_pair::recipe()),
        "presence_by_pair" => Some(presence_by_pair::recipe()),
        "meetings_by_month" => Some(meetings_by_month::recipe()),
        "sectors_by_pair" => Some(sectors_by_pair::recipe()),
        _ => None,
    }
}
