//! Which stages a run takes: `extract`, `extract+` (and after), `+extract` (and before), several of them with spaces or commas.

use crate::error::{Error, Result};
use std::fmt;
use std::str::FromStr;

/// A step from files to aggregates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Files -> documents.
    Ingest,
    /// Documents -> mentions.
    Normalize,
    /// Documents + mentions -> facts.
    Extract,
    /// Facts -> aggregates and dimensions.
    Aggregate,
}

impl Stage {
    /// Every stage, in order.
    pub const ALL: [Stage; 4] = [Stage::Ingest, Stage::Normalize, Stage::Extract, Stage::Aggregate];

    /// Its name, as on the command line and in paths.
    pub const fn as_str(self) -> &'static str {
        match self {
            Stage::Ingest => "ingest",
            Stage::Normalize => "normalize",
            Stage::Extract => "extract",
            Stage::Aggregate => "aggregate",
        }
    }

    /// The stage of this name.
    pub fn parse(name: &str) -> Option<Stage> {
        Stage::ALL.into_iter().find(|stage| stage.as_str() == name)
    }
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The stages that a run takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection([bool; 4]);

impl Selection {
    /// Whether it takes `stage`.
    pub fn has(self, stage: Stage) -> bool {
        self.0[stage as usize]
    }

    /// Whether it takes every stage.
    pub fn is_everything(self) -> bool {
        self == Selection::default()
    }
}

/// Everything.
impl Default for Selection {
    fn default() -> Selection {
        Selection([true; 4])
    }
}

impl FromStr for Selection {
    type Err = Error;

    fn from_str(text: &str) -> Result<Selection> {
        let mut taken = [false; 4];
        for term in text.split([',', ' ']).filter(|term| !term.is_empty()) {
            let name = term.trim_start_matches('+').trim_end_matches('+');
            let stage = Stage::parse(name).ok_or_else(|| unknown(name))?;
            for other in Stage::ALL {
                let before = term.starts_with('+') && other < stage;
                let after = term.ends_with('+') && other > stage;
                taken[other as usize] |= other == stage || before || after;
            }
        }
        match taken {
            [false, false, false, false] => Err(unknown("")),
            taken => Ok(Selection(taken)),
        }
    }
}

fn unknown(name: &str) -> Error {
    let hint = "stages are ingest, normalize, extract, aggregate; `extract+` takes what follows too, `+extract` what comes before";
    let error = Error::usage(format!("the selection `{name}` matches no stage")).hint(hint);
    error.did_you_mean(name, Stage::ALL.map(Stage::as_str))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn stages(text: &str) -> Vec<&'static str> {
        let selection: Selection = text.parse().expect("a selection");
        Stage::ALL.into_iter().filter(|stage| selection.has(*stage)).map(Stage::as_str).collect()
    }

    #[test]
    fn plus_signs_reach_forwards_and_back() {
        assert_eq!(stages("extract"), ["extract"]);
        assert_eq!(stages("extract+"), ["extract", "aggregate"]);
        assert_eq!(stages("+normalize"), ["ingest", "normalize"]);
        assert_eq!(stages("+extract+"), ["ingest", "normalize", "extract", "aggregate"]);
        assert_eq!(stages("ingest,aggregate"), ["ingest", "aggregate"]);
    }

    #[test]
    fn a_selection_that_matches_nothing_is_a_usage_error() {
        for text in ["", "+", "extrakt", "extract,facts"] {
            assert_eq!(text.parse::<Selection>().map_err(|e| e.exit_code()), Err(2), "{text}");
        }
    }
}
