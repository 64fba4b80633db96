//! Words that name fields of cooperation.

use super::phrases::Phrases;
use super::source;
use super::table::rows;
use super::vocabulary::Table;
use crate::model::Code;
use std::collections::HashMap;

/// How sure a term names its field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strength {
    /// Wherever cooperation is spoken of.
    Strong,
    /// Only in a list of fields or right beside a word of cooperation.
    Weak,
}

/// A term; without a sector it shields the words inside it ("security council").
#[derive(Clone, Copy, Debug)]
pub struct SectorTerm {
    /// The field.
    pub sector: Option<Code>,
    /// How sure.
    pub strength: Strength,
}

pub(super) fn terms() -> Phrases<SectorTerm> {
    let mut table = Phrases::new(Table::Sectors);
    for row in rows(source("sector_terms"), 3) {
        let sector = if row[1] == "none" { None } else { Code::new(&row[1]) };
        let strength = if row[2] == "weak" { Strength::Weak } else { Strength::Strong };
        table.insert(&row[0], SectorTerm { sector, strength });
    }
    table
}

/// The ISIC codes of each field, by its code.
pub fn isic() -> HashMap<String, String> {
    rows(source("sectors"), 3).map(|row| (row[0].clone(), row[2].clone())).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_field_has_its_isic_codes() {
        let isic = super::isic();
        assert_eq!(isic.get("nuclear").map(String::as_str), Some("D35"));
        assert!(isic.len() > 20 && !isic.contains_key("sector"));
    }
}
