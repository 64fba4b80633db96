//! What words do in tables: "tonnes", "total", "source".

use super::word_roles::WordRole;
use crate::model::codes;

codes! {
    /// What a word does in a table.
    TableWord {
        /// "tonnes", "people": what is counted is no money.
        Thing = "thing",
        /// "in", "of": stands between the parts of a unit, or in the name of a sum.
        Link = "link",
        /// "total": a sum, of a section or of everything.
        Total = "total",
        /// "grand", "overall": the sum of everything.
        Whole = "whole",
        /// "quarter", "H": with a figure, a part of the year ("H1 2023").
        Time = "time",
        /// "source": begins a line on what the table is made of.
        Note = "note",
        /// "percent": figures are shares of a whole.
        Percent = "percent",
        /// "km": what stands raised behind it is a power ("km2"), and no footnote.
        Length = "length",
    }
}

impl WordRole for TableWord {
    fn bit(self) -> u128 {
        1 << self as u32
    }
}
