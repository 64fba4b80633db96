//! Words that announce facts: heads of figures, kinds of meetings, verbs of aim and expectation.

use super::phrases::Phrases;
use super::source;
use super::table::rows;
use super::vocabulary::Table;
use crate::model::codes;
use std::collections::BTreeMap;

codes! {
    /// What a phrase announces.
    Cue {
        /// A phrase that shields the words inside it ("trade agreement" is no trade figure).
        Shield = "shield",
        // heads of trade figures
        Turnover = "turnover",
        /// "exchange", "operations": turnover only beside a partner.
        TurnoverWeak = "turnover_weak",
        Export = "export",
        Import = "import",
        /// "sold", "shipped": export when a verb of a country.
        ExportVerb = "export_verb",
        ImportVerb = "import_verb",
        Surplus = "surplus",
        Deficit = "deficit",
        Balance = "balance",
        // heads of investment figures
        Fdi = "fdi",
        /// "investment": flow, stock or project by what stands beside it.
        Investment = "investment",
        InvestVerb = "invest_verb",
        Project = "project",
        Financing = "financing",
        FinancingVerb = "financing_verb",
        Outflow = "outflow",
        // what makes an amount something else
        Blocker = "blocker",
        Contract = "contract",
        Physical = "physical",
        /// "domestic sector": who in a country trades, which is not what an economy trades.
        Owners = "owners",
        // status
        Target = "target",
        Forecast = "forecast",
        Conditional = "conditional",
        Negation = "negation",
        // references
        Bilateral = "bilateral",
        Total = "total",
        Share = "share",
        Comparison = "comparison",
        // presence
        Company = "company",
        JointVenture = "joint_venture",
        Branch = "branch",
        Operate = "operate",
        // meetings
        Visit = "visit",
        VisitVerb = "visit_verb",
        Talks = "talks",
        Met = "met",
        Received = "received",
        /// "discussed": talks when two people do.
        Discussed = "discussed",
        Consultations = "consultations",
        Call = "call",
        Summit = "summit",
        Commission = "commission",
        Forum = "forum",
        Ceremony = "ceremony",
        Planned = "planned",
        Invitation = "invitation",
        Cancelled = "cancelled",
        Regular = "regular",
        // sectors
        Cooperation = "cooperation",
        Praise = "praise",
        Goods = "goods",
    }
}

/// A set of cues: what one phrase announces.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CueSet(u64);

impl CueSet {
    /// The set of these.
    pub const fn of(cues: &[Cue]) -> CueSet {
        let mut bits = 0;
        let mut i = 0;
        while i < cues.len() {
            bits |= 1 << (cues[i] as u64);
            i += 1;
        }
        CueSet(bits)
    }

    /// Whether it has this one.
    #[inline]
    pub const fn has(self, cue: Cue) -> bool {
        self.0 & (1 << (cue as u64)) != 0
    }

    /// Whether it has any of those.
    #[inline]
    pub const fn has_any(self, other: CueSet) -> bool {
        self.0 & other.0 != 0
    }

    /// Both together.
    pub const fn with(self, other: CueSet) -> CueSet {
        CueSet(self.0 | other.0)
    }
}

pub(super) fn builtin() -> Phrases<CueSet> {
    let mut sets: BTreeMap<String, CueSet> = BTreeMap::new();
    for row in rows(source("cues"), 2) {
        if let Some(cue) = Cue::parse(&row[1]) {
            let set = sets.entry(row[0].clone()).or_default();
            *set = set.with(CueSet::of(&[cue]));
        }
    }
    let mut table = Phrases::new(Table::Cues);
    for (phrase, set) in sets {
        table.insert(&phrase, set);
    }
    table
}
