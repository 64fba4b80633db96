//! Stage 4, facts -> aggregates and dimensions (polars).

pub mod dimensions;
mod events;
pub mod facts;
mod investment_by_pair;
pub mod kept;
mod meetings_by_month;
mod presence_by_pair;
pub mod run_tables;
mod sectors_by_pair;
mod statements;
mod trade;

use crate::error::Error;
use facts::Recipe;

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

fn failed(what: &str, cause: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::failed(format!("cannot {what}")).stage("aggregate").cause(cause)
}
