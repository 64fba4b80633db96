//! Phrases looked up by the hashes of their words.

use super::hashed::HashedMap;
use super::vocabulary::Table;
use crate::text::{Token, TokenKind, tokenize};

/// The words behind the second one, and the value.
type Entry<V> = (Box<[u64]>, V);

/// A table of phrases with a value each; the longest match wins.
pub struct Phrases<V> {
    table: Table,
    /// By the first word: the values of phrases that are this word alone, none where it only begins longer ones.
    words: HashedMap<Vec<V>>,
    /// By the first two words: the longer phrases, longest first.
    longer: HashedMap<Vec<Entry<V>>>,
}

impl<V> Phrases<V> {
    /// An empty table that is this one of the lexicon's.
    pub fn new(table: Table) -> Self {
        Phrases { table, words: HashedMap::default(), longer: HashedMap::default() }
    }

    /// Adds a phrase; hyphens part words like spaces do, and the apostrophe of a plural is left out.
    pub fn insert(&mut self, phrase: &str, value: V) {
        let words: Vec<u64> = tokenize(phrase).iter().filter(|t| !t.is('-') && !t.is('\'')).map(key).collect();
        let Some((&first, behind)) = words.split_first() else { return };
        let alone = self.words.entry(first).or_default();
        let Some((&second, rest)) = behind.split_first() else { return alone.push(value) };
        let entries = self.longer.entry(pair(first, second)).or_default();
        let at = entries.partition_point(|(other, _)| other.len() >= rest.len());
        entries.insert(at, (rest.into(), value));
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
        let first = key(tokens.get(at)?);
        let alone = self.words.get(&first)?;
        let next = past_gap(tokens, at + 1);
        let longer = tokens.get(next).and_then(|second| self.longer.get(&pair(first, key(second))));
        let longer = longer.into_iter().flatten().find_map(|(rest, value)| {
            let end = match_words(tokens, next + 1, rest)?;
            accept(end, value).then_some((end, value))
        });
        longer.or_else(|| alone.iter().find(|value| accept(at + 1, value)).map(|value| (at + 1, value)))
    }

    /// Whether some phrase begins with this token: cheaper than to look for one.
    #[inline]
    pub fn begins(&self, token: &Token) -> bool {
        token.known.may(self.table.bit()) && self.words.contains_key(&key(token))
    }

    /// Keys of the tokens that phrases begin with.
    pub(super) fn firsts(&self) -> impl Iterator<Item = u64> {
        self.words.keys().copied()
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

/// The next word of a phrase: hyphens join and quotes set off words inside one, as in the "green" economy; "leaders' summit" is a
/// summit of leaders.
fn past_gap(tokens: &[Token], at: usize) -> usize {
    let sets_off = |t: &Token| t.is('"') || t.is('\'') && !t.spaced;
    at + (at..at + LONGEST_GAP).take_while(|&i| is_joining_hyphen(tokens, i) || tokens.get(i).is_some_and(sets_off)).count()
}

/// A hyphen without spaces around it.
fn is_joining_hyphen(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|t| t.is('-') && !t.spaced) && tokens.get(at + 1).is_some_and(|t| !t.spaced)
}

/// What two words are looked up by together, in this order.
fn pair(first: u64, second: u64) -> u64 {
    (first.rotate_left(29) ^ second).wrapping_mul(0x9e37_79b9_7f4a_7c15)
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
