//! Phrases looked up by the hashes of their words.

use super::hashed::HashedMap;
use super::vocabulary::Table;
use crate::text::{Token, TokenKind, tokenize};

/// A phrase without its first word, by which it is found.
struct Entry<V> {
    /// The second word, by which most phrases are ruled out.
    second: Option<u64>,
    /// The words behind it.
    rest: Box<[u64]>,
    value: V,
}

impl<V> Entry<V> {
    fn words(&self) -> usize {
        usize::from(self.second.is_some()) + self.rest.len()
    }
}

/// A table of phrases with a value each; the longest match wins.
pub struct Phrases<V> {
    table: Table,
    by_first: HashedMap<Vec<Entry<V>>>,
}

impl<V> Phrases<V> {
    /// An empty table that is this one of the lexicon's.
    pub fn new(table: Table) -> Self {
        Phrases { table, by_first: HashedMap::default() }
    }

    /// Adds a phrase; hyphens part words like spaces do.
    pub fn insert(&mut self, phrase: &str, value: V) {
        let words: Vec<u64> = tokenize(phrase).iter().filter(|t| !t.is('-')).map(key).collect();
        let Some((&first, words)) = words.split_first() else { return };
        let (second, rest) = words.split_first().map_or((None, words), |(second, rest)| (Some(*second), rest));
        let entries = self.by_first.entry(first).or_default();
        let at = entries.partition_point(|other| other.words() >= words.len());
        entries.insert(at, Entry { second, rest: rest.into(), value });
    }

    /// The longest phrase that starts at token `at`: one past its last token, and its value.
    #[inline]
    pub fn find(&self, tokens: &[Token], at: usize) -> Option<(usize, &V)> {
        self.find_where(tokens, at, |_, _| true)
    }

    /// The longest phrase that starts at token `at` and is accepted.
    #[inline]
    pub fn find_where(&self, tokens: &[Token], at: usize, accept: impl Fn(usize, &V) -> bool) -> Option<(usize, &V)> {
        if !tokens.get(at)?.known.may(self.table.bit()) {
            return None;
        }
        self.look_up(tokens, at, accept)
    }

    fn look_up(&self, tokens: &[Token], at: usize, accept: impl Fn(usize, &V) -> bool) -> Option<(usize, &V)> {
        let token = tokens.get(at)?;
        let entries = self.by_first.get(&key(token))?;
        let next = past_gap(tokens, at + 1);
        let second = tokens.get(next).map(key);
        entries.iter().find_map(|entry| {
            let end = match entry.second {
                None => at + 1,
                _ if entry.second == second => match_words(tokens, next + 1, &entry.rest)?,
                _ => return None,
            };
            accept(end, &entry.value).then_some((end, &entry.value))
        })
    }

    /// Whether some phrase begins with this token: cheaper than to look for one.
    #[inline]
    pub fn begins(&self, token: &Token) -> bool {
        token.known.may(self.table.bit()) && self.by_first.contains_key(&key(token))
    }

    /// Keys of the tokens that phrases begin with.
    pub(super) fn firsts(&self) -> impl Iterator<Item = u64> {
        self.by_first.keys().copied()
    }
}

/// Hyphens and quotes between two words of a phrase; a text of nothing else must not be read to its end from each of them.
const LONGEST_GAP: usize = 3;

fn match_words(tokens: &[Token], from: usize, words: &[u64]) -> Option<usize> {
    let mut at = from;
    for &word in words {
        at = past_gap(tokens, at);
        if key(tokens.get(at)?) != word {
            return None;
        }
        at += 1;
    }
    Some(at)
}

/// The next word of a phrase: hyphens join and quotes set off words inside one, as in the "green" economy.
fn past_gap(tokens: &[Token], at: usize) -> usize {
    at + (at..at + LONGEST_GAP).take_while(|&i| is_joining_hyphen(tokens, i) || tokens.get(i).is_some_and(|t| t.is('"'))).count()
}

/// A hyphen without spaces around it.
fn is_joining_hyphen(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|t| t.is('-') && !t.spaced) && tokens.get(at + 1).is_some_and(|t| !t.spaced)
}

/// What a token is looked up by: signs by their plain form, words and numbers by their text.
#[inline]
pub(super) fn key(token: &Token) -> u64 {
    match token.kind {
        TokenKind::Word | TokenKind::Number => token.hash,
        TokenKind::Possessive => 1,
        TokenKind::Punct(c) => 0x1000 + u64::from(c as u32),
        TokenKind::Newline => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longest_match_wins_and_hyphens_are_spaces() {
        let mut table = Phrases::new(Table::Cues);
        table.insert("trade", 1);
        table.insert("trade turnover", 2);
        let tokens = tokenize("Trade-turnover grew");
        assert_eq!(table.find(&tokens, 0), Some((3, &2)));
        assert_eq!(table.find(&tokens, 3), None);
    }

    #[test]
    fn a_spaced_dash_parts_phrases() {
        let mut table = Phrases::new(Table::Cues);
        table.insert("trade turnover", 2);
        assert_eq!(table.find(&tokenize("trade - turnover"), 0), None);
    }
}
