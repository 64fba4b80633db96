//! Fields of cooperation: "transport and logistics", "green energy".

use super::Page;
use crate::lexicon::{SectorTerm, Strength};

/// The term at token `at`: one past its end, and what it names. A shield ("security council") names nothing.
pub fn sector(page: &Page, at: usize) -> Option<(usize, SectorTerm)> {
    if page.tokens.get(at)?.capital && page.word(at) == "IT" {
        let in_list = page.sign(at + 1, ',') || page.is(at + 1, "and") || page.is_any(at + 1, &["sector", "sphere", "industry", "field"]);
        let code = crate::model::Code::new("ict_digital");
        if in_list {
            return Some((at + 1, SectorTerm { sector: code, strength: Strength::Weak }));
        }
    }
    let (end, term) = page.lexicon.sectors.find(page.tokens, at)?;
    Some((end, *term))
}
