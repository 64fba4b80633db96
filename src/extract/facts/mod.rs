//! One file per fact table.

pub mod business_presence;
pub mod investments;
pub mod meetings;
pub mod sectors;
pub mod trade_figures;
