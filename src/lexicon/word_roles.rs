//! Tables of single words with the roles that each plays: one look-up for all of them.

use super::hashed::HashedMap;
use super::source;
use super::table::rows;
use super::vocabulary::Table;
use crate::text::{Token, fold_hash};
use std::marker::PhantomData;

/// A part that a word may play.
pub trait WordRole: Copy {
    /// Its bit among those of its table.
    fn bit(self) -> u128;
}

/// The roles of every word of a table; a word may have several.
pub struct WordRoles<R> {
    table: Table,
    /// A bit for each role.
    roles: HashedMap<u128>,
    of_role: PhantomData<R>,
}

impl<R: WordRole> WordRoles<R> {
    /// Whether the token plays any role.
    #[inline]
    pub fn knows(&self, token: &Token) -> bool {
        self.of(token) != 0
    }

    /// Whether the token plays this role.
    #[inline]
    pub fn has(&self, token: &Token, role: R) -> bool {
        self.of(token) & role.bit() != 0
    }

    /// Whether the token plays one of these roles.
    #[inline]
    pub fn has_any(&self, token: &Token, roles: &[R]) -> bool {
        let of = self.of(token);
        roles.iter().any(|role| of & role.bit() != 0)
    }

    /// Whether this word plays this role.
    pub fn has_word(&self, word: &str, role: R) -> bool {
        self.roles.get(&fold_hash(word)).is_some_and(|of| of & role.bit() != 0)
    }

    /// Hashes of the words.
    pub(super) fn words(&self) -> impl Iterator<Item = u64> {
        self.roles.keys().copied()
    }

    #[inline]
    fn of(&self, token: &Token) -> u128 {
        if token.known.may(self.table.bit()) { self.roles.get(&token.hash).copied().unwrap_or(0) } else { 0 }
    }
}

/// The built-in table of this name, whose second column `parse` reads.
pub(super) fn builtin<R: WordRole>(name: &'static str, table: Table, parse: fn(&str) -> Option<R>) -> WordRoles<R> {
    let mut roles: HashedMap<u128> = HashedMap::default();
    for row in rows(source(name), 2) {
        if let Some(role) = parse(&row[1]) {
            *roles.entry(fold_hash(&row[0])).or_default() |= role.bit();
        }
    }
    WordRoles { table, roles, of_role: PhantomData }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{ClauseWord, DateWord, MeetingWord, TableWord, TimeWord};
    use crate::text::tokenize;

    #[test]
    fn every_role_of_the_tables_is_known() {
        let unknown = |table: &'static str, known: fn(&str) -> bool| -> Vec<String> {
            rows(source(table), 2).filter(|row| !known(&row[1])).map(|row| row.join(",")).collect()
        };
        let found = [
            unknown("date_words", |role| DateWord::parse(role).is_some()),
            unknown("clause_words", |role| ClauseWord::parse(role).is_some()),
            unknown("meeting_words", |role| MeetingWord::parse(role).is_some()),
            unknown("table_words", |role| TableWord::parse(role).is_some()),
            unknown("time_words", |role| TimeWord::parse(role).is_some()),
        ];
        assert!(found.iter().all(Vec::is_empty), "{found:?}");
    }

    #[test]
    fn there_are_bits_for_all_roles() {
        assert!(
            [ClauseWord::ALL.len(), DateWord::ALL.len(), MeetingWord::ALL.len(), TableWord::ALL.len(), TimeWord::ALL.len()]
                .iter()
                .all(|roles| *roles <= u128::BITS as usize)
        );
    }

    #[test]
    fn a_word_has_its_roles_and_no_others() {
        let words = builtin("clause_words", Table::ClauseWords, ClauseWord::parse);
        let word = &tokenize("cooperation")[0];
        assert!(words.has(word, ClauseWord::Joint) && words.has(word, ClauseWord::Agenda) && !words.has(word, ClauseWord::Lender));
    }
}
