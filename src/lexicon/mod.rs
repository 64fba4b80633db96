//! Typed look-up over `lexicon/*.csv`, compiled in.

/// All tables, parsed once.
pub struct Lexicon {}

impl Lexicon {
    /// The tables that the program was built with.
    pub fn builtin() -> Lexicon {
        Lexicon {}
    }
}
