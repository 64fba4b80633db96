//! The floor that the engine is measured against: what no reader of such articles can do without, and nothing else.
//!
//! It checks UTF-8, hashes the content, cuts it into tokens and sentences, looks every token up in the same words as the
//! engine, and looks at the neighbours of every number. One pass, one scratch, no allocation per article.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// The tables whose words the engine looks up in every article.
const TABLES: &[&str] = &[
    include_str!("../../lexicon/boilerplate.csv"),
    include_str!("../../lexicon/clause_words.csv"),
    include_str!("../../lexicon/countries.csv"),
    include_str!("../../lexicon/cues.csv"),
    include_str!("../../lexicon/currencies.csv"),
    include_str!("../../lexicon/given_names.csv"),
    include_str!("../../lexicon/goods.csv"),
    include_str!("../../lexicon/groups.csv"),
    include_str!("../../lexicon/places.csv"),
    include_str!("../../lexicon/roles.csv"),
    include_str!("../../lexicon/sector_terms.csv"),
];

/// Words by their hash, and what one article leaves in memory.
#[derive(Default)]
pub struct Floor {
    /// First word -> the rest of each phrase that begins with it.
    phrases: HashMap<u64, Vec<Box<[u64]>>, BuildHasherDefault<Given>>,
    tokens: Vec<Token>,
}

/// What was found, so that nothing of the work can be left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Found {
    pub tokens: usize,
    pub sentences: usize,
    pub phrases: usize,
    pub numbers: usize,
    pub content: u64,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Word,
    Number,
    Sign,
    Line,
}

#[derive(Clone, Copy)]
struct Token {
    start: u32,
    hash: u64,
    kind: Kind,
    first: u8,
}

/// The key is a hash already.
#[derive(Default)]
struct Given(u64);

impl Hasher for Given {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, _: &[u8]) {}
    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

impl Floor {
    /// Reads the tables: every cell of letters is a phrase, lists in it are parted by `|`.
    pub fn new() -> Floor {
        let mut floor = Floor::default();
        for table in TABLES {
            for line in table.lines().filter(|line| !line.starts_with('#')) {
                for phrase in line.split([',', '|', '"']).filter(|cell| cell.chars().any(char::is_alphabetic)) {
                    floor.cut(phrase.as_bytes());
                    let words: Vec<u64> = floor.tokens.iter().map(|t| t.hash).collect();
                    if let Some((&first, rest)) = words.split_first() {
                        floor.phrases.entry(first).or_default().push(rest.into());
                    }
                }
            }
        }
        floor.phrases.values_mut().for_each(|rests| rests.sort_by_key(|rest| std::cmp::Reverse(rest.len())));
        floor
    }

    /// One article.
    pub fn read(&mut self, bytes: &[u8]) -> Option<Found> {
        std::str::from_utf8(bytes).ok()?;
        let content = blake3::hash(bytes);
        self.cut(bytes);
        let mut found = Found { tokens: self.tokens.len(), ..Found::default() };
        found.content = content.as_bytes()[..8].iter().fold(0, |sum, b| sum << 8 | u64::from(*b));
        let mut at = 0;
        while at < self.tokens.len() {
            found.sentences += usize::from(self.ends_sentence(at));
            found.numbers += usize::from(self.tokens[at].kind == Kind::Number && self.is_figure(at));
            let phrase = self.phrase(at);
            found.phrases += usize::from(phrase.is_some());
            at += phrase.unwrap_or(1);
        }
        Some(found)
    }

    fn cut(&mut self, bytes: &[u8]) {
        self.tokens.clear();
        let mut at = 0;
        while at < bytes.len() {
            let (start, first) = (at, bytes[at]);
            let mut hash = 0xcbf2_9ce4_8422_2325_u64;
            let kind = match first {
                b'\n' => Kind::Line,
                b' ' | b'\t' | b'\r' => {
                    at += 1;
                    continue;
                }
                b'0'..=b'9' => Kind::Number,
                _ if is_letter(first) => Kind::Word,
                _ => Kind::Sign,
            };
            loop {
                hash = (hash ^ u64::from(bytes[at].to_ascii_lowercase())).wrapping_mul(0x0000_0100_0000_01b3);
                at += 1;
                let goes_on = match (kind, bytes.get(at)) {
                    (Kind::Word, Some(&b)) => is_letter(b),
                    (Kind::Number, Some(&b)) => {
                        b.is_ascii_digit() || matches!(b, b'.' | b',') && bytes.get(at + 1).is_some_and(u8::is_ascii_digit)
                    }
                    _ => false,
                };
                if !goes_on {
                    break;
                }
            }
            self.tokens.push(Token { start: start as u32, hash, kind, first });
        }
    }

    /// How many tokens the longest phrase that begins here takes.
    fn phrase(&self, at: usize) -> Option<usize> {
        let rests = self.phrases.get(&self.tokens[at].hash)?;
        let behind = &self.tokens[at + 1..];
        let fits = |rest: &[u64]| rest.len() <= behind.len() && rest.iter().zip(behind).all(|(word, token)| *word == token.hash);
        rests.iter().find(|rest| fits(rest)).map(|rest| rest.len() + 1)
    }

    fn ends_sentence(&self, at: usize) -> bool {
        let token = self.tokens[at];
        token.kind == Kind::Line
            || matches!(token.first, b'.' | b'!' | b'?')
                && self.tokens.get(at + 1).is_none_or(|next| next.first.is_ascii_uppercase() && next.start > token.start + 1)
    }

    /// Whether a sign of money or share, or a word of the tables, stands next to a number.
    fn is_figure(&self, at: usize) -> bool {
        let near = at.saturating_sub(2)..(at + 3).min(self.tokens.len());
        near.into_iter().any(|i| matches!(self.tokens[i].first, b'$' | b'%') || i != at && self.phrases.contains_key(&self.tokens[i].hash))
    }
}

fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte >= 0x80
}
