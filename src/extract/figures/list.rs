//! Things told one after the other: "$3 billion, about $2 billion and $1 billion", "Peru, Chile and the EU".

use crate::extract::article::{Article, Item};
use crate::lexicon::ClauseWord;
use std::ops::Range;

/// Tokens between two items of a list.
const APART: usize = 7;

/// What may stand between two items besides commas and brackets.
const LINKS: &[&str] = &["and", "by", "the"];

/// Ways to write that a change is against the year before, which may stand behind an item.
const YEARLY: &[&[&str]] =
    &[&["yoy"], &["y", "/", "y"], &["y", "-", "o", "-", "y"], &["year", "-", "on", "-", "year"], &["year", "on", "year"]];

/// The first and one past the last of the list that the `k`th item is in.
pub fn run(article: &Article, items: &[Item], k: usize) -> Range<usize> {
    run_by(items, k, |a, b| joins(article, a.end, b.first))
}

/// The same of items of which each is `joined` to the next.
pub fn run_by(items: &[Item], k: usize, joined: impl Fn(&Item, &Item) -> bool) -> Range<usize> {
    let first = (0..k).rev().take_while(|&i| joined(&items[i], &items[i + 1])).last().unwrap_or(k);
    let last = (k + 1..items.len()).take_while(|&i| joined(&items[i - 1], &items[i])).last().unwrap_or(k);
    first..last + 1
}

/// Whether nothing but what links a list stands between.
pub fn joins(article: &Article, from: usize, to: usize) -> bool {
    if from >= to || to - from > APART {
        return false;
    }
    let mut at = from;
    while at < to && (links(article, at) || yearly(article, at).is_some()) {
        at = yearly(article, at).unwrap_or(at + 1);
    }
    at == to
}

fn links(article: &Article, at: usize) -> bool {
    article.is_any(at, LINKS) || article.is_word(at, ClauseWord::Hedge) || [',', '(', ')'].iter().any(|sign| article.sign(at, *sign))
}

/// One past "year-on-year" at `at`.
fn yearly(article: &Article, at: usize) -> Option<usize> {
    let word = |i: usize, part: &str| article.is(i, part) || part.len() == 1 && part.chars().all(|sign| article.sign(i, sign));
    let parts = YEARLY.iter().find(|parts| parts.iter().enumerate().all(|(k, part)| word(at + k, part)))?;
    Some(at + parts.len())
}
