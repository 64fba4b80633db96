//! What an expression means in this document.

pub mod currencies;
pub mod dates;
mod fiscal;
mod pinned;
