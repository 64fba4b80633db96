//! Words that mark page noise.

use super::phrases::Phrases;
use super::source;
use super::table::rows;
use super::vocabulary::Table;
use crate::model::BoilerplateKind;

/// How far the noise reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoiseScope {
    /// The line that has the words.
    Line,
    /// The line that begins with the words.
    LineStart,
    /// A line that has only these words.
    WholeLine,
    /// From this line to the end of the page.
    Tail,
}

/// What the words mark.
#[derive(Clone, Copy, Debug)]
pub struct Noise {
    /// What kind of noise.
    pub kind: BoilerplateKind,
    /// How far it reaches.
    pub scope: NoiseScope,
}

pub(super) fn builtin() -> Phrases<Noise> {
    let mut table = Phrases::new(Table::Noise);
    for row in rows(source("boilerplate"), 3) {
        let scope = match row[2].as_str() {
            "line_start" => NoiseScope::LineStart,
            "line_exact" => NoiseScope::WholeLine,
            "tail" => NoiseScope::Tail,
            _ => NoiseScope::Line,
        };
        if let Some(kind) = BoilerplateKind::parse(&row[1]) {
            table.insert(&row[0], Noise { kind, scope });
        }
    }
    table
}
