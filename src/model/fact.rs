//! What `extract` hands on: facts, one struct per table, fields as in the tables.

use super::{Code, Qualifier, Span, codes};
use jiff::civil::Date;
use rust_decimal::Decimal;

codes! {
    /// Direction of trade between two economies.
    Flow {
        /// Exports plus imports.
        Turnover = "turnover",
        Export = "export",
        Import = "import",
        /// Exports minus imports of the reporter.
        Balance = "balance",
    }
}

codes! {
    /// Whether a figure is reported, aimed at, or expected.
    Status {
        Actual = "actual",
        Target = "target",
        Forecast = "forecast",
    }
}

codes! {
    /// What an investment figure measures (BPM6, OECD BMD4 for the first two).
    Measure {
        FdiFlow = "fdi_flow",
        FdiStock = "fdi_stock",
        Project = "project",
        Financing = "financing",
    }
}

codes! {
    /// Whether an inflow is counted before or after withdrawals.
    GrossNet {
        Gross = "gross",
        Net = "net",
        Unstated = "unstated",
    }
}

codes! {
    /// What is counted in business presence.
    PresenceKind {
        Company = "company",
        JointVenture = "joint_venture",
        Branch = "branch",
    }
}

codes! {
    /// What kind of event a meeting is.
    MeetingKind {
        Visit = "visit",
        Talks = "talks",
        Consultations = "consultations",
        Call = "call",
        Summit = "summit",
        Commission = "commission",
        Forum = "forum",
        Ceremony = "ceremony",
    }
}

codes! {
    /// Whether a meeting took place or is fixed for later.
    MeetingStatus {
        Held = "held",
        Planned = "planned",
    }
}

codes! {
    /// How far along cooperation in a sector is.
    Stance {
        Potential = "potential",
        Interest = "interest",
        Discussed = "discussed",
        Agreed = "agreed",
        Ongoing = "ongoing",
    }
}

codes! {
    /// Where a slot came from.
    SlotBasis {
        /// The evidence or its clause says it.
        Stated = "stated",
        /// Worked out against the publication date or what the text pins.
        Resolved = "resolved",
        /// Carried over from the discourse.
        Inferred = "inferred",
        /// The text says something that nothing in the document decides ("last year", undated).
        Unresolved = "unresolved",
        /// The text says nothing.
        None = "none",
    }
}

/// The interval that a figure covers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Period {
    /// First day, inclusive.
    pub start: Option<Date>,
    /// Last day, inclusive.
    pub end: Option<Date>,
    /// The words in the document, without a leading preposition.
    pub text: Option<String>,
}

/// What every fact carries: where it stands and how it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// Key of the fact: stable while the document and the fact's span stay the same.
    pub fact_id: String,
    /// The shortest run of the text that holds the fact.
    pub span: Span,
    /// The sentence it stands in.
    pub sentence: Span,
    /// Its number, from 0.
    pub sentence_no: u32,
    /// Name of the rule that wrote it.
    pub rule: &'static str,
    /// Share of rows like this one (same rule, parties and period from the same place) that are right on the gold articles.
    pub confidence: f64,
    /// Where the period came from.
    pub period_basis: SlotBasis,
    /// Where the two economies came from.
    pub parties_basis: SlotBasis,
    /// Whom the text gives as its source.
    pub attributed_to: Option<String>,
}

/// The figure of a trade or investment fact.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Whole currency units; the low end of a range; `None` when only a change or a share is stated.
    pub value: Option<Decimal>,
    /// The high end of a range.
    pub value_high: Option<Decimal>,
    /// ISO 4217.
    pub currency: Option<Code>,
    /// The same amount in a second currency.
    pub alt_value: Option<Decimal>,
    /// ISO 4217 of that.
    pub alt_currency: Option<Code>,
    /// The unit of the last stated digit.
    pub value_step: Option<Decimal>,
    /// The hedge.
    pub qualifier: Qualifier,
    /// Reported, aimed at or expected.
    pub status: Status,
    /// What interval it covers.
    pub period: Period,
    /// Signed percent against an earlier period.
    pub change_pct: Option<f64>,
    /// The same in currency units.
    pub change_value: Option<Decimal>,
    /// Percent of the reporter's (host's) total.
    pub share_pct: Option<f64>,
}

/// Trade between two economies.
#[derive(Clone, Debug, PartialEq)]
pub struct TradeFigure {
    pub evidence: Evidence,
    pub flow: Flow,
    pub reporter: Code,
    pub partner: Code,
    pub figure: Figure,
    /// The goods that the figure is limited to, as in the text.
    pub product: Option<String>,
}

/// Capital that goes from one economy to another.
#[derive(Clone, Debug, PartialEq)]
pub struct Investment {
    pub evidence: Evidence,
    pub measure: Measure,
    pub investor: Option<Code>,
    pub host: Option<Code>,
    pub figure: Figure,
    /// Projects that the amount covers.
    pub project_count: Option<i64>,
    pub gross_net: GrossNet,
}

/// How many companies of one economy work in another.
#[derive(Clone, Debug, PartialEq)]
pub struct BusinessPresence {
    pub evidence: Evidence,
    pub home: Code,
    pub host: Code,
    pub count: i64,
    pub qualifier: Qualifier,
    pub kind: PresenceKind,
    pub as_of: Option<Date>,
}

/// An event between representatives of economies.
#[derive(Clone, Debug, PartialEq)]
pub struct Meeting {
    pub evidence: Evidence,
    pub kind: MeetingKind,
    pub date_start: Option<Date>,
    pub date_end: Option<Date>,
    pub date_text: Option<String>,
    pub city: Option<String>,
    pub country: Option<Code>,
    pub status: MeetingStatus,
    pub ordinal: Option<i64>,
    /// Codes, sorted.
    pub parties: Vec<Code>,
    /// The format's own name ("Berlin Eurasian Club").
    pub name: Option<String>,
    /// CAMEO event code, leading zero kept.
    pub cameo_code: Option<&'static str>,
    pub participants: Vec<Participant>,
}

/// A person who takes part in a meeting.
#[derive(Clone, Debug, PartialEq)]
pub struct Participant {
    pub name: String,
    pub role: Option<String>,
    pub organisation: Option<String>,
    pub country: Option<Code>,
    pub span: Span,
}

/// A field of cooperation.
#[derive(Clone, Debug, PartialEq)]
pub struct Sector {
    pub evidence: Evidence,
    pub sector: Code,
    /// Codes, sorted; `None` when unclear.
    pub parties: Option<Vec<Code>>,
    pub stance: Stance,
    /// Who proposes it.
    pub proponent: Option<Code>,
}

/// All facts of one document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    pub trade_figures: Vec<TradeFigure>,
    pub investments: Vec<Investment>,
    pub business_presence: Vec<BusinessPresence>,
    pub meetings: Vec<Meeting>,
    pub sectors: Vec<Sector>,
    /// The year of publication when the text alone proves it.
    pub published_year_inferred: Option<i32>,
    /// Sentences of the document.
    pub sentence_count: u32,
}
