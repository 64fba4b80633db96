//! Time over size for texts that are made to be slow: what doubles in size may about double in time.

use communique::engine;
use communique::lexicon::Lexicon;

/// A shape and how a text of so many bytes is made of it.
const SHAPES: &[(&str, &str)] = &[
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

/// Bytes of the texts; the last two are compared.
const SIZES: [usize; 3] = [250_000, 500_000, 1_000_000];

/// Prints a table: seconds of CPU for each shape and size, and by what the time grows when the size doubles.
pub fn sizes() {
    let lexicon = Lexicon::builtin();
    println!("{:<20} {:>8} {:>8} {:>8} {:>8}", "seconds of CPU", "250 KB", "500 KB", "1 MB", "growth");
    for (name, piece) in SHAPES {
        let seconds = SIZES.map(|size| {
            let text = piece.repeat(size / piece.len());
            super::timed(|| engine::read("hostile.txt", text, &lexicon).mentions.len())
        });
        println!("{name:<20} {:>8.2} {:>8.2} {:>8.2} {:>8.2}", seconds[0], seconds[1], seconds[2], seconds[2] / seconds[1]);
    }
}
