//! Words that turn a number or a noun into a period: "same", "previous", "through", "than".

use super::word_roles::WordRole;
use crate::model::codes;

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
        /// "yesterday", "since": a date or period may open with it.
        Opens = "opens",
        /// "preceding": the one before the one spoken of.
        Previous = "previous",
        /// "bulletin": a month in its name tells no period of what is in it.
        Publication = "publication",
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

impl WordRole for TimeWord {
    #[inline]
    fn bit(self) -> u128 {
        1 << self as u32
    }
}
