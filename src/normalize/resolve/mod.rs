//! What an expression means in this document.

mod compared;
pub mod currencies;
pub mod dates;
pub mod dollars;
pub mod epithets;
mod fiscal;
mod led_to;
mod pinned;
mod told_twice;
