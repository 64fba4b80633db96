//! Words that turn a number or a noun into a period: "same", "previous", "through", "than".

use super::source;
use super::table::rows;
use crate::model::codes;
use crate::text::fold_hash;
use std::collections::HashMap;

codes! {
    /// What a word does in an expression of time.
    TimeWord {
        /// "compared": what follows is what something is compared with.
        Base = "base",
        /// "runs": what follows is the first day.
        Begins = "begins",
        /// "as": a year behind it is a year, though the word is capitalised.
        BeforeYear = "before_year",
        /// "current": the year that is running.
        Current = "current",
        /// "earlier" behind "a year".
        Earlier = "earlier",
        /// "ending": what follows is the last day.
        Ends = "ends",
        /// "fiscal".
        Fiscal = "fiscal",
        /// "reporting": the period spoken of.
        Given = "given",
        /// "last".
        Last = "last",
        /// "next".
        Next = "next",
        /// "preceding": the one before the one spoken of.
        Previous = "previous",
        /// "same": as long as the one spoken of, or that one itself.
        Same = "same",
        /// "period".
        Span = "span",
        /// "largest": "since June" behind it says how rare a figure is, not when it was.
        Superlative = "superlative",
        /// "that".
        That = "that",
        /// "through", between the first day and the last.
        To = "to",
        /// A word behind a number that makes it no year and no day: "billion".
        Unit = "unit",
    }
}

/// The words by their hash, a bit for each thing that a word does.
#[derive(Default)]
pub struct TimeWords(HashMap<u64, u32>);

impl TimeWords {
    /// Whether the word of this hash does that.
    pub fn has(&self, hash: u64, word: TimeWord) -> bool {
        self.0.get(&hash).is_some_and(|bits| bits & (1 << (word as u32)) != 0)
    }
}

pub(super) fn builtin() -> TimeWords {
    let mut table = TimeWords::default();
    for row in rows(source("time_words"), 2) {
        if let Some(word) = TimeWord::parse(&row[1]) {
            *table.0.entry(fold_hash(&row[0])).or_default() |= 1 << (word as u32);
        }
    }
    table
}
