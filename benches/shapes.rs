//! Texts that are made to be slow to read.

/// A shape and how a text of so many bytes is made of it.
pub const SHAPES: &[(&str, &str)] = &[
    ("digits", "7"),
    ("bare numbers", "1 "),
    ("years", "2021 "),
    ("amounts", "$5 million "),
    ("percentages", "5 percent "),
    ("dates", "5 May 2024, "),
    ("open parentheses", "("),
    ("quotes", "\""),
    ("capitals", "A. B. "),
    ("countries", "France, Kenya and "),
    ("one long word", "x"),
    ("one long sentence", "and the trade of the two countries grew, "),
    ("figures", "exports to Kenya grew by 5 percent to $5 million, "),
    ("meetings", "Foreign Minister Anna Nowak met her Kenyan counterpart on Monday. "),
    ("sectors", "cooperation in agriculture, energy and "),
    ("empty lines", "\n"),
    ("short lines", "a\n"),
    ("table rows", "Kenya\n5.2\n$7 million\n"),
];
