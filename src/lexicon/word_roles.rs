//! Tables of single words with the roles that each plays: one look-up for all of them.

use super::hashed::HashedMap;
use super::source;
use super::table::rows;
use crate::text::fold_hash;

/// The roles of every word of a table; a word may have several.
pub struct WordRoles<R> {
    roles: HashedMap<Vec<R>>,
}

impl<R: Copy + PartialEq> WordRoles<R> {
    /// Whether the word with this hash plays any role.
    pub fn knows(&self, hash: u64) -> bool {
        self.roles.contains_key(&hash)
    }

    /// Whether the word with this hash plays this role.
    pub fn has(&self, hash: u64, role: R) -> bool {
        self.roles.get(&hash).is_some_and(|roles| roles.contains(&role))
    }
}

/// The built-in table of this name, whose second column `parse` reads.
pub(super) fn builtin<R>(table: &'static str, parse: fn(&str) -> Option<R>) -> WordRoles<R> {
    let mut roles: HashedMap<Vec<R>> = HashedMap::default();
    for row in rows(source(table), 2) {
        if let Some(role) = parse(&row[1]) {
            roles.entry(fold_hash(&row[0])).or_default().push(role);
        }
    }
    WordRoles { roles }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{ClauseWord, MeetingWord, TimeWord};

    #[test]
    fn every_role_of_the_tables_is_known() {
        let unknown = |table: &'static str, known: fn(&str) -> bool| -> Vec<String> {
            rows(source(table), 2).filter(|row| !known(&row[1])).map(|row| row.join(",")).collect()
        };
        let found = [
            unknown("clause_words", |role| ClauseWord::parse(role).is_some()),
            unknown("meeting_words", |role| MeetingWord::parse(role).is_some()),
            unknown("time_words", |role| TimeWord::parse(role).is_some()),
        ];
        assert!(found.iter().all(Vec::is_empty), "{found:?}");
    }

    #[test]
    fn a_word_has_its_roles_and_no_others() {
        let words = builtin("clause_words", ClauseWord::parse);
        let hash = fold_hash("cooperation");
        assert!(words.has(hash, ClauseWord::Joint) && words.has(hash, ClauseWord::Agenda) && !words.has(hash, ClauseWord::Lender));
    }
}
