//! Which two economies a figure is about, and in which direction.
//!
//! "trade between A and B", "A's exports to B", "B's imports of A goods", "invested by A in B", "turnover with B" after A was
//! spoken of, "the two countries", "Kazakhstan (USD 2.49 billion)" in a ranking of partners.

mod acquisition;
mod antecedent;
mod behind;
pub mod body;
mod context;
mod directed;
pub mod direction;
mod hosts;
mod investment;
mod investor;
mod joint;
mod lending;
mod outward;
pub mod oversized;
mod partial;
mod places;
mod ranking;
pub mod retold;
mod roles;
mod several;
pub mod sums;
mod trade;
mod unnamed;
mod with_projects;

pub use investor::named_investor;
pub use joint::says_mutual;
pub use unnamed::{is_continent, is_outside_group};

use super::head::{self, Found};
use super::{Amount, PLACES, Reader};
use crate::model::{Code, SlotBasis};

/// The whole world as a partner.
pub const WORLD: Code = Code::of("WLD");

/// Where the parties of a figure are looked for.
#[derive(Clone, Copy)]
pub struct Reach {
    /// The sentence.
    pub sentence: usize,
    /// First token of the figure's part of the sentence.
    pub from: usize,
    /// One past its last.
    pub until: usize,
    /// The amount, when there is one.
    pub amount: Option<Amount>,
    /// The head.
    pub head: Found,
}

/// Reporter and partner of a trade figure, investor and host of an investment.
pub fn find(reader: &Reader, reach: &Reach) -> ((Option<Code>, Option<Code>), SlotBasis) {
    if let Some((head, until)) = head::sides_of_first(reader.article, &reach.head) {
        return find(reader, &Reach { until, amount: None, head, from: reader.article.sentences[reach.sentence].first, ..*reach });
    }
    let places = places::places(reader, reach);
    if let Some(pair) = trade::within_group(reader, reach, &places).filter(|_| reach.head.head.is_trade()) {
        return ((Some(pair.0), Some(pair.1)), SlotBasis::Stated);
    }
    let found =
        if reach.head.head.is_trade() { trade::trade(reader, reach, &places) } else { investment::investment(reader, reach, &places) };
    let ((a, b), basis) = found;
    let (a, b) = with_projects::investor(reader, reach, &places, (a, b)).unwrap_or((a, b));
    if a == b && a.is_some() {
        return ((None, None), SlotBasis::Unresolved);
    }
    ((a, b), basis)
}

/// Tokens from a head to the name that belongs to it: "the investments of the Republic of India".
const NEAR_HEAD: usize = 5;

type Parties = ((Option<Code>, Option<Code>), SlotBasis);
