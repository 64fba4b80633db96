//! Tables of single words.

use super::hashed::HashedSet;
use super::source;
use super::table::rows;
use super::vocabulary::Table;
use crate::text::{Token, fold_hash};

/// A set of words, whatever their case.
pub struct WordSet {
    table: Table,
    words: HashedSet,
}

impl WordSet {
    /// Whether the token is one of them.
    #[inline]
    pub fn has(&self, token: &Token) -> bool {
        token.known.may(self.table.bit()) && self.words.contains(&token.hash)
    }

    /// Whether this word is one of them.
    pub fn has_word(&self, word: &str) -> bool {
        self.words.contains(&fold_hash(word))
    }

    /// Their hashes.
    pub(super) fn words(&self) -> impl Iterator<Item = u64> {
        self.words.iter().copied()
    }
}

/// The first column of the built-in table of this name.
pub(super) fn builtin(name: &'static str, table: Table) -> WordSet {
    WordSet { table, words: rows(source(name), 1).map(|row| fold_hash(&row[0])).collect() }
}
