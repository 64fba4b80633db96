//! Time over size for texts that are made to be slow: what doubles in size may about double in time.

use super::shapes::SHAPES;
use communique::engine;
use communique::lexicon::Lexicon;

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
