//! What an expression means in this document.

mod compared;
pub mod currencies;
pub mod dates;
mod fiscal;
mod led_to;
mod pinned;
