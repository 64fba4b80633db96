//! What `normalize` hands on: expressions with their normal forms.

use super::{Code, Span, codes};
use jiff::civil::Date;
use rust_decimal::Decimal;

codes! {
    /// What an expression is.
    MentionKind {
        Money = "money",
        Number = "number",
        Percent = "percent",
        Change = "change",
        Period = "period",
        Date = "date",
        Country = "country",
        Group = "group",
        City = "city",
        Person = "person",
        Role = "role",
        Sector = "sector",
        Organisation = "organisation",
        Count = "count",
        Ordinal = "ordinal",
    }
}

codes! {
    /// How a figure is hedged.
    Qualifier {
        Exact = "exact",
        Approx = "approx",
        AtLeast = "at_least",
        AtMost = "at_most",
    }
}

codes! {
    /// How a normal form was reached.
    Basis {
        /// The expression says it in full.
        Stated = "stated",
        /// Carried over from an expression before it ("2.78 billion" in a list of dollars).
        Inherited = "inherited",
        /// Worked out against the publication date or what the text pins.
        Resolved = "resolved",
        /// Worked out by a rule of thumb that the text does not contradict.
        Inferred = "inferred",
        /// Nothing in the document decides it.
        Unresolved = "unresolved",
    }
}

codes! {
    /// Why a number or an amount was left alone.
    RejectReason {
        /// A rank or the number of an event.
        Ordinal = "ordinal",
        /// A date or part of one.
        DatePart = "date_part",
        /// When something was founded, opened or signed.
        FoundingDate = "founding_date",
        /// People at an event.
        Attendance = "attendance",
        /// Tonnes, kilometres, barrels, people, flights.
        PhysicalQuantity = "physical_quantity",
        /// Stands in page noise.
        Boilerplate = "boilerplate",
        /// A footnote mark or the number of a document.
        Citation = "citation",
        /// About one economy alone or about a company: GDP, revenue, reserves, budget.
        NotBilateral = "not_bilateral",
        /// The price or value of a single contract or good.
        Contract = "contract",
        /// "if", "would have".
        Hypothetical = "hypothetical",
        /// "no", "not".
        Negated = "negated",
        /// The same figure as one already told.
        Duplicate = "duplicate",
        /// More than one reading, none better.
        Ambiguous = "ambiguous",
        /// No head noun says what is counted or measured.
        NoHead = "no_head",
        /// The two economies are not known.
        NoPair = "no_pair",
        /// An amount whose currency is not known.
        NoCurrency = "no_currency",
        /// A share or change of something that has no row.
        NoFigure = "no_figure",
        /// A rate of exchange.
        ExchangeRate = "exchange_rate",
    }
}

/// One recognised expression.
///
/// Which of the normal-form fields are filled depends on `kind`: money has `value` (whole currency units), `value_high`
/// and `currency`; percent and change have `number` (percent, 39.0 = 39 %); period and date have the interval (inclusive);
/// country and group have `country`; city has `country` and `code` (none for an ambiguous one) and `name`;
/// person has `name`, `role`, `country`; sector and role have `code`; number, count and ordinal have `number`.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Where it stands.
    pub span: Span,
    /// The sentence it stands in, from 0.
    pub sentence_no: u32,
    /// What it is.
    pub kind: MentionKind,
    /// Amount in whole currency units; the low end of a range.
    pub value: Option<Decimal>,
    /// The high end of a range.
    pub value_high: Option<Decimal>,
    /// The unit of the last stated digit, in whole currency units.
    pub value_step: Option<Decimal>,
    /// ISO 4217.
    pub currency: Option<Code>,
    /// The hedge.
    pub qualifier: Option<Qualifier>,
    /// First day.
    pub period_start: Option<Date>,
    /// Last day.
    pub period_end: Option<Date>,
    /// ISO 3166-1 alpha-3 or a group's code.
    pub country: Option<Code>,
    /// What else the kind is coded with: a sector, a rank of roles, a shape of period.
    pub code: Option<Code>,
    /// Percent, count or ordinal.
    pub number: Option<f64>,
    /// The canonical name of a city or a person.
    pub name: Option<String>,
    /// A person's role as the text gives it, without the country.
    pub role: Option<String>,
    /// How the normal form was reached.
    pub basis: Basis,
    /// The fact that uses it.
    pub used_by: Option<String>,
    /// Why no fact uses it.
    pub reject_reason: Option<RejectReason>,
}

impl Mention {
    /// A mention with nothing known but its place and kind.
    pub fn new(kind: MentionKind, span: Span, sentence_no: u32) -> Mention {
        Mention {
            span,
            sentence_no,
            kind,
            value: None,
            value_high: None,
            value_step: None,
            currency: None,
            qualifier: None,
            period_start: None,
            period_end: None,
            country: None,
            code: None,
            number: None,
            name: None,
            role: None,
            basis: Basis::Stated,
            used_by: None,
            reject_reason: None,
        }
    }
}
