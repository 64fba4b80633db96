//! One look-up for all tables: which of them know a word, or a phrase that begins with it.
//!
//! Most words of a text are in most tables unknown. Each token is looked up once and carries the answer along, so that a table
//! is asked only for what it may know.

use super::hashed::HashedMap;
use super::phrases::key;
use crate::text::{KnownTo, Token};

/// The tables, each a bit of [`KnownTo`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    Calendar,
    Changes,
    ClauseWords,
    Cues,
    Currencies,
    DateWords,
    FunctionWords,
    Geography,
    GivenNames,
    Goods,
    Hedges,
    Honorifics,
    MeetingWords,
    NameParticles,
    Noise,
    NotNames,
    Numbers,
    Ordinals,
    OrganisationWords,
    Portfolios,
    Roles,
    Sectors,
    TableWords,
    TimeWords,
}

impl Table {
    /// The set of this table alone.
    #[inline]
    pub const fn bit(self) -> KnownTo {
        KnownTo(1 << self as u32)
    }
}

/// Every word of the tables and every first word of their phrases, with the tables that know it.
#[derive(Default)]
pub struct Vocabulary {
    known: HashedMap<KnownTo>,
}

impl Vocabulary {
    /// Adds what a table knows, by the keys of tokens.
    pub(super) fn add(&mut self, table: Table, keys: impl Iterator<Item = u64>) {
        for key in keys {
            let known = self.known.entry(key).or_insert(KnownTo::NONE);
            *known = known.with(table.bit());
        }
    }

    /// Looks every token up.
    pub fn mark(&self, tokens: &mut [Token]) {
        for token in tokens {
            token.known = self.known.get(&key(token)).copied().unwrap_or(KnownTo::NONE);
        }
    }
}
