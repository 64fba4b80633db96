//! THE CONTRACT: one schema per table, every column with its type, whether it may be null, and what it means in a line.
//!
//! The writer builds batches from these declarations, the reader and the data checks read them back against them, and the
//! documentation is printed from them. Columns may be added, none renamed or dropped. The order of columns is the order here.

use arrow::datatypes::{DataType, Field, Fields, Schema, SchemaRef};
use std::collections::HashMap;
use std::sync::Arc;

/// Goes up when a column is added or a type changes; part of every fingerprint and of every file.
pub const VERSION: u32 = 1;

/// Digits of an amount in all, and behind the point.
pub const MONEY_DIGITS: (u8, i8) = (24, 2);

/// One table of the contract.
#[derive(Debug)]
pub struct Table {
    /// Its name in files, views and on the command line.
    pub name: &'static str,
    /// What a row is.
    pub about: &'static str,
    /// What group of the data dictionary it is in.
    pub group: Group,
    /// Columns that together are unique; none when rows have no key.
    pub key: &'static [&'static str],
    /// Columns that rows are sorted by, ascending, nulls first.
    pub sort: &'static [&'static str],
    /// Its columns, in runs, because some runs are shared by tables.
    parts: &'static [&'static [Column]],
}

/// A group of tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// What was read.
    Text,
    /// What it states.
    Facts,
    /// Charts without further work.
    Aggregates,
    /// What codes mean.
    Dimensions,
    /// How the run went.
    Run,
}

/// One column of a table.
#[derive(Debug)]
pub struct Column {
    pub name: &'static str,
    pub kind: Type,
    pub nullable: bool,
    pub about: &'static str,
}

/// The type of a column, in the words of the data model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// Text.
    Text,
    /// Text from a closed list.
    Code,
    /// A day.
    Date,
    /// An amount in whole currency units.
    Money,
    /// Percent: 39.0 = 39 %.
    Percent,
    /// A number that is never NaN.
    Float,
    /// A small integer.
    Int,
    /// A count.
    Long,
    /// A list of texts, never null.
    Texts,
    /// A list of codes, never null.
    Codes,
    /// Stretches of noise: kind, span_start, span_end.
    Stretches,
}

impl Type {
    /// The name that the data dictionary uses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Type::Text => "text",
            Type::Code => "code",
            Type::Date => "date",
            Type::Money => "money",
            Type::Percent => "pct",
            Type::Float => "float",
            Type::Int | Type::Long => "int",
            Type::Texts => "list<text>",
            Type::Codes => "list<code>",
            Type::Stretches => "list<struct<kind code, span_start int, span_end int>>",
        }
    }

    /// The Arrow type.
    pub fn arrow(self) -> DataType {
        match self {
            Type::Text | Type::Code => DataType::Utf8,
            Type::Date => DataType::Date32,
            Type::Money => DataType::Decimal128(MONEY_DIGITS.0, MONEY_DIGITS.1),
            Type::Percent | Type::Float => DataType::Float64,
            Type::Int => DataType::Int32,
            Type::Long => DataType::Int64,
            Type::Texts | Type::Codes => DataType::List(Arc::new(element(DataType::Utf8))),
            Type::Stretches => DataType::List(Arc::new(element(DataType::Struct(stretch_fields())))),
        }
    }
}

/// The item of a list, under the name that every Parquet reader expects.
fn element(kind: DataType) -> Field {
    Field::new("element", kind, false)
}

/// The fields of a stretch of noise.
pub fn stretch_fields() -> Fields {
    let field = |name, kind| Field::new(name, kind, false);
    vec![field("kind", DataType::Utf8), field("span_start", DataType::Int32), field("span_end", DataType::Int32)].into()
}

impl Table {
    /// Its columns, in order.
    pub fn columns(&self) -> impl Iterator<Item = &'static Column> + use<> {
        self.parts.iter().flat_map(|part| part.iter())
    }

    /// The column of this name.
    pub fn column(&self, name: &str) -> Option<&'static Column> {
        self.columns().find(|column| column.name == name)
    }

    /// Its Arrow schema; each field carries its `description`.
    pub fn arrow(&self) -> SchemaRef {
        let field = |column: &Column| {
            let about = HashMap::from([("description".to_string(), column.about.to_string())]);
            Field::new(column.name, column.kind.arrow(), column.nullable).with_metadata(about)
        };
        Arc::new(Schema::new(self.columns().map(field).collect::<Vec<_>>()))
    }
}

/// The table of this name.
pub fn table(name: &str) -> Option<&'static Table> {
    TABLES.iter().copied().find(|table| table.name == name)
}

const fn req(name: &'static str, kind: Type, about: &'static str) -> Column {
    Column { name, kind, nullable: false, about }
}

const fn opt(name: &'static str, kind: Type, about: &'static str) -> Column {
    Column { name, kind, nullable: true, about }
}

use Type::{Code, Codes, Date, Float, Int, Long, Money, Percent, Stretches, Text, Texts};

/// Every published table, in the order of the data dictionary.
pub const TABLES: &[&Table] = &[
    &DOCUMENTS,
    &MENTIONS,
    &TRADE_FIGURES,
    &INVESTMENTS,
    &BUSINESS_PRESENCE,
    &MEETINGS,
    &MEETING_PARTICIPANTS,
    &SECTORS,
    &TRADE_BY_PAIR_YEAR,
    &TRADE_BY_PAIR_PERIOD,
    &INVESTMENT_BY_PAIR,
    &PRESENCE_BY_PAIR,
    &MEETINGS_BY_MONTH,
    &SECTORS_BY_PAIR,
    &DIM_PARTY,
    &DIM_PARTY_MEMBER,
    &DIM_SECTOR,
    &DIM_CURRENCY,
    &DIM_DATE,
    &QUARANTINE,
    &RUNS,
];

/// One row per distinct document.
pub static DOCUMENTS: Table = Table {
    name: "documents",
    about: "One row per distinct document.",
    group: Group::Text,
    key: &["doc_id"],
    sort: &["doc_id"],
    parts: &[&[
        req("doc_id", Text, "First 16 hexadecimal digits of the BLAKE3 hash of the text"),
        req("source_path", Text, "Where it was found, relative to its input folder; the first by name when found more than once"),
        req("also_at", Texts, "Other paths with the same content, sorted"),
        opt("title", Text, "Headline"),
        opt("publisher", Text, "Who published it, when stated"),
        opt("url", Text, "Its address, when stated"),
        req("language", Code, "ISO 639-1 code of the language"),
        opt("published_on", Date, "Date of publication; null when the document does not tell"),
        req("published_on_basis", Code, "Where that date was read: header, metadata, dateline, file_name, none"),
        opt("published_year_inferred", Int, "Year of publication where the text alone proves it"),
        req("byte_count", Long, "Bytes of the text"),
        req("sentence_count", Int, "Sentences of the text"),
        req("fact_count", Int, "Facts read from it, over all fact tables"),
        opt("duplicate_group", Text, "Same value = near-identical reports of one release: the doc_id of the first of them by path"),
        req("boilerplate", Stretches, "Noise of the page, as byte spans of text; it gives no facts"),
        req("flags", Codes, "Remarks on how it was read, such as decoded_windows_1252, decoded_lossy; sorted"),
        req("text", Text, "The text, UTF-8; every span in every table is a byte offset into it"),
    ]],
};

/// One row per recognised expression.
pub static MENTIONS: Table = Table {
    name: "mentions",
    about: "One row per recognised expression, used by a fact or not.",
    group: Group::Text,
    key: &["mention_id"],
    sort: &["doc_id", "span_start"],
    parts: &[&[
        req("mention_id", Text, "Document and span; a number behind it where two expressions share a span"),
        req("doc_id", Text, "The document"),
        req("sentence_no", Int, "Number of its sentence, from 0"),
        req("span_start", Int, "First byte in documents.text"),
        req("span_end", Int, "One past the last byte"),
        req("text", Text, "The expression as written"),
        req(
            "kind",
            Code,
            "money, number, percent, change, period, date, country, group, city, person, role, sector, organisation, count, ordinal",
        ),
        opt("value", Money, "Amount in whole currency units; the low end of a range"),
        opt("value_high", Money, "High end of a range"),
        opt("value_step", Money, "Unit of the last stated digit"),
        opt("currency", Code, "ISO 4217 code"),
        opt("number", Float, "Percent, count or ordinal"),
        opt("qualifier", Code, "exact, approx, at_least, at_most"),
        opt("period_start", Date, "First day, inclusive"),
        opt("period_end", Date, "Last day, inclusive"),
        opt("country", Code, "ISO 3166-1 alpha-3 or the code of a group"),
        opt("code", Code, "Sector, rank of role or shape of period"),
        opt("name", Text, "Canonical name of a city or a person"),
        opt("role", Text, "A person's role as written, without the country"),
        req("basis", Code, "How the normal form was reached: stated, inherited, resolved, inferred, unresolved"),
        opt("used_by", Text, "The fact that uses it"),
        opt("reject_reason", Code, "Why no fact uses it"),
    ]],
};

const FACT_KEY: &[Column] = &[
    req("fact_id", Text, "Stable while the document and the fact's span stay the same"),
    req("doc_id", Text, "The document"),
    opt("published_on", Date, "Its date of publication"),
    opt("pair", Text, "The two economies, codes sorted: BGR-KAZ"),
];

const MEETING_KEY: &[Column] = &[
    req("meeting_id", Text, "Stable while the document and the fact's span stay the same"),
    req("doc_id", Text, "The document"),
    opt("published_on", Date, "Its date of publication"),
    opt("pair", Text, "The two parties where there are just two, codes sorted: BGR-KAZ"),
];

const EVIDENCE: &[Column] = &[
    req("sentence", Text, "The sentence it stands in"),
    req("sentence_no", Int, "Number of the sentence, from 0"),
    req("evidence", Text, "The shortest run of the text that holds the fact"),
    req("span_start", Int, "First byte of the evidence in documents.text"),
    req("span_end", Int, "One past its last byte"),
    req("rule", Code, "The rule that wrote the row"),
    req(
        "confidence",
        Float,
        "Share of rows like this one (same rule, parties and period from the same place) that are exactly right on gold articles",
    ),
    req("period_basis", Code, "Where the period came from: stated, resolved, inferred, unresolved, none"),
    req("parties_basis", Code, "Where the parties came from: stated, resolved, inferred, unresolved, none"),
    opt("attributed_to", Text, "Whom the text gives as its source"),
];

const FIGURE: &[Column] = &[
    opt("value", Money, "Whole currency units; the low end of a range; null where only a change or a share is stated"),
    opt("value_high", Money, "High end of a range"),
    opt("currency", Code, "ISO 4217 code"),
    opt("alt_value", Money, "The same amount in a second currency"),
    opt("alt_currency", Code, "ISO 4217 code of that"),
    opt("value_usd", Float, "The value in US dollars"),
    opt(
        "value_usd_basis",
        Code,
        "Where value_usd came from: stated (the value is in USD), alternative (alt_value is), annual_average (average rates of the period)",
    ),
    opt("value_step", Money, "Unit of the last stated digit: figures that differ by less agree"),
    req("qualifier", Code, "exact, approx, at_least, at_most"),
    req("status", Code, "actual, target, forecast"),
    opt("period_start", Date, "First day that the figure covers"),
    opt("period_end", Date, "Last day, inclusive"),
    opt("period_text", Text, "The period in the document's words"),
    opt("change_pct", Percent, "Signed percent against an earlier period, as stated"),
    opt("change_value", Money, "The same in currency units"),
    opt("share_pct", Percent, "Share of the reporter's (investment: the host's) total, percent"),
];

const FACT_SORT: &[&str] = &["doc_id", "span_start", "fact_id"];

/// Trade between two economies.
pub static TRADE_FIGURES: Table = Table {
    name: "trade_figures",
    about: "One row per stated value, change or share of trade between two economies.",
    group: Group::Facts,
    key: &["fact_id"],
    sort: FACT_SORT,
    parts: &[
        FACT_KEY,
        &[
            req("flow", Code, "turnover (two-way), export, import, balance (surplus positive)"),
            req("reporter", Code, "The economy whose flow it is; for turnover the one named first"),
            req("partner", Code, "The other one; WLD for total foreign trade"),
        ],
        FIGURE,
        &[opt("product", Text, "Goods that the figure is limited to, as in the text; null = all")],
        EVIDENCE,
    ],
};

/// Capital that goes from one economy to another.
pub static INVESTMENTS: Table = Table {
    name: "investments",
    about: "One row per stated amount, change or share of capital that goes from one economy to another.",
    group: Group::Facts,
    key: &["fact_id"],
    sort: FACT_SORT,
    parts: &[
        FACT_KEY,
        &[
            req("measure", Code, "fdi_flow, fdi_stock, project, financing"),
            opt("investor", Code, "Source economy; WLD for foreign investors in general"),
            opt("host", Code, "Receiving economy"),
        ],
        FIGURE,
        &[
            opt("project_count", Long, "Projects that the amount covers"),
            req("gross_net", Code, "Before (gross) or after (net) withdrawals, or unstated"),
        ],
        EVIDENCE,
    ],
};

/// Companies of one economy in another.
pub static BUSINESS_PRESENCE: Table = Table {
    name: "business_presence",
    about: "One row per stated count of companies of one economy that work in another.",
    group: Group::Facts,
    key: &["fact_id"],
    sort: FACT_SORT,
    parts: &[
        FACT_KEY,
        &[
            req("home", Code, "Origin of the capital"),
            req("host", Code, "Where they work"),
            req("count", Long, "How many"),
            req("qualifier", Code, "exact, approx, at_least, at_most"),
            req("kind", Code, "company, joint_venture, branch"),
            opt("as_of", Date, "Date stated for the count"),
        ],
        EVIDENCE,
    ],
};

/// Events between representatives of economies.
pub static MEETINGS: Table = Table {
    name: "meetings",
    about: "One row per event between representatives of economies, held or planned.",
    group: Group::Facts,
    key: &["meeting_id"],
    sort: &["doc_id", "span_start", "meeting_id"],
    parts: &[
        MEETING_KEY,
        &[
            req("kind", Code, "visit, talks, consultations, call, summit, commission, forum, ceremony"),
            opt("date_start", Date, "First day"),
            opt("date_end", Date, "Last day, inclusive"),
            opt("date_text", Text, "The date in the document's words"),
            opt("city", Text, "Where"),
            opt("country", Code, "Where"),
            req("status", Code, "held, planned"),
            opt("ordinal", Long, "Number within a numbered format (8th round: 8)"),
            req("parties", Codes, "Economies or bodies represented, sorted"),
            opt("name", Text, "The format's own name"),
            opt("cameo_code", Text, "CAMEO event code, leading zero kept"),
        ],
        EVIDENCE,
    ],
};

/// People who take part in meetings.
pub static MEETING_PARTICIPANTS: Table = Table {
    name: "meeting_participants",
    about: "One row per person named as taking part in a meeting.",
    group: Group::Facts,
    key: &["meeting_id", "seq"],
    sort: &["doc_id", "meeting_id", "seq"],
    parts: &[&[
        req("meeting_id", Text, "The meeting"),
        req("doc_id", Text, "The document"),
        req("seq", Int, "Order within the meeting, from 1"),
        req("name", Text, "Name, without titles"),
        opt("role", Text, "Role as in the text, without the country"),
        opt("organisation", Text, "Body that the person represents"),
        opt("country", Code, "Whom the person represents"),
        req("span_start", Int, "First byte of the name in documents.text"),
        req("span_end", Int, "One past its last byte"),
    ]],
};

/// Fields of cooperation.
pub static SECTORS: Table = Table {
    name: "sectors",
    about: "One row per field of cooperation and its parties, once per document.",
    group: Group::Facts,
    key: &["fact_id"],
    sort: FACT_SORT,
    parts: &[
        FACT_KEY,
        &[
            req("sector", Code, "See dim_sector"),
            opt("parties", Codes, "Codes, sorted; null when unclear"),
            req("isic", Text, "ISIC Rev.4 code; several separated by a blank; empty when the sector is not listed"),
            req("stance", Code, "potential, interest, discussed, agreed, ongoing"),
            opt("proponent", Code, "Who proposes it"),
        ],
        EVIDENCE,
    ],
};

/// The columns of a figure chosen among statements.
const CHOSEN: &[Column] = &[
    req("value", Money, "The chosen value: exact before approximate before bounds, then the finer step, then the latest published"),
    opt("value_high", Money, "High end, where the chosen figure is a range"),
    req("currency", Code, "ISO 4217 code of value, value_min and value_max"),
    opt("value_usd", Float, "The chosen value in US dollars"),
    req("qualifier", Code, "Hedge of the chosen figure: exact, approx, at_least, at_most"),
    req("value_min", Money, "Lowest value stated in this currency"),
    req("value_max", Money, "Highest value stated in this currency"),
    req("statements", Long, "Statements; the same release carried by several outlets counts once"),
    req("documents", Long, "Documents that state it; copies of one release count once"),
    req("agreement", Code, "single, agree, conflict, bounds_only; undated when they differ and no period is known: the latest is chosen"),
    req("best_fact_id", Text, "The chosen figure, in its fact table"),
    req("fact_ids", Texts, "All statements, best first"),
    opt("change_pct_stated", Percent, "Change against the year before as stated, the best statement's first"),
];

const TRADE_CHECKS: &[Column] = &[
    opt("change_pct_computed", Percent, "Change against the value chosen for the year before, where neither is a bound"),
    req(
        "checks",
        Codes,
        "Cross-checks within the roundings: exports_plus_imports, balance, change (each _ok or _mismatch); other_currency_left_out",
    ),
];

/// What is stated of a year's trade, one row per pair and flow.
pub static TRADE_BY_PAIR_YEAR: Table = Table {
    name: "trade_by_pair_year",
    about: "Reported trade in all goods of whole years: one chosen value per pair, year and flow, with what contradicts it.",
    group: Group::Aggregates,
    key: &["pair", "year", "flow", "reporter"],
    sort: &["pair", "year", "flow", "reporter"],
    parts: &[
        &[
            req("pair", Text, "The two economies, codes sorted"),
            req("year", Int, "Calendar year"),
            req("flow", Code, "turnover, export, import, balance"),
            opt("reporter", Code, "The economy whose flow it is; null for turnover"),
        ],
        CHOSEN,
        TRADE_CHECKS,
    ],
};

/// The same for other periods than years.
pub static TRADE_BY_PAIR_PERIOD: Table = Table {
    name: "trade_by_pair_period",
    about: "Reported trade in all goods of known periods other than a calendar year, chosen as in trade_by_pair_year.",
    group: Group::Aggregates,
    key: &["pair", "period_start", "period_end", "flow", "reporter"],
    sort: &["pair", "period_start", "period_end", "flow", "reporter"],
    parts: &[
        &[
            req("pair", Text, "The two economies, codes sorted"),
            req("period_start", Date, "First day"),
            req("period_end", Date, "Last day, inclusive"),
            req("flow", Code, "turnover, export, import, balance"),
            opt("reporter", Code, "The economy whose flow it is; null for turnover"),
        ],
        CHOSEN,
        TRADE_CHECKS,
    ],
};

/// Direct investment between two economies.
pub static INVESTMENT_BY_PAIR: Table = Table {
    name: "investment_by_pair",
    about: "Reported direct investment (flows and stocks, not single projects): one chosen value per pair, measure and period.",
    group: Group::Aggregates,
    key: &["investor", "host", "measure", "period_start", "period_end"],
    sort: &["investor", "host", "measure", "period_start", "period_end"],
    parts: &[
        &[
            req("investor", Code, "Source economy"),
            req("host", Code, "Receiving economy"),
            req("measure", Code, "fdi_flow, fdi_stock"),
            opt("period_start", Date, "First day; null where no period is known"),
            opt("period_end", Date, "Last day, inclusive"),
        ],
        CHOSEN,
    ],
};

/// Companies of one economy in another, at last count.
pub static PRESENCE_BY_PAIR: Table = Table {
    name: "presence_by_pair",
    about: "Companies of one economy in another: the latest count per pair and kind, with the range of all counts.",
    group: Group::Aggregates,
    key: &["home", "host", "kind"],
    sort: &["home", "host", "kind"],
    parts: &[&[
        req("home", Code, "Origin of the capital"),
        req("host", Code, "Where they work"),
        req("kind", Code, "company, joint_venture, branch"),
        req("count", Long, "The latest published count; of one day the exact before the hedged"),
        req("qualifier", Code, "exact, approx, at_least, at_most"),
        opt("published_on", Date, "When that count was published"),
        req("count_min", Long, "Lowest count stated"),
        req("count_max", Long, "Highest count stated"),
        req("statements", Long, "Statements; the same release carried by several outlets counts once"),
        req("documents", Long, "Documents that state one; copies of one release count once"),
        req("best_fact_id", Text, "The chosen count, in business_presence"),
    ]],
};

/// How often two economies meet.
pub static MEETINGS_BY_MONTH: Table = Table {
    name: "meetings_by_month",
    about: "Events between each two parties per month, held and planned apart; an event told by several documents counts once.",
    group: Group::Aggregates,
    key: &["month", "pair", "status", "kind"],
    sort: &["month", "pair", "status", "kind"],
    parts: &[&[
        req("month", Date, "First day of the month in which the event begins; events without a date or known to a year only are left out"),
        req("pair", Text, "Two of the parties, codes sorted; an event of three parties counts for three pairs"),
        req("status", Code, "held, planned"),
        req("kind", Code, "visit, talks, consultations, call, summit, commission, forum, ceremony"),
        req("events", Long, "Events: reports of one may differ in a day, in calling it a visit or talks, and in naming all parties"),
        req("documents", Long, "Documents that tell of one; copies of one release count once"),
        req("event_ids", Texts, "Of each event the row of meetings that stands for it, sorted"),
        req("meeting_ids", Texts, "All rows of meetings that tell of them, sorted"),
    ]],
};

/// What two economies cooperate in.
pub static SECTORS_BY_PAIR: Table = Table {
    name: "sectors_by_pair",
    about: "Fields of cooperation per pair: how many documents name them, and how far they have come.",
    group: Group::Aggregates,
    key: &["pair", "sector"],
    sort: &["pair", "sector"],
    parts: &[&[
        req("pair", Text, "The two economies, codes sorted"),
        req("sector", Code, "See dim_sector"),
        req("documents", Long, "Documents that name it; copies of one release count once"),
        req("stance", Code, "The furthest stance told: potential, interest, discussed, agreed, ongoing"),
        opt("first_published_on", Date, "Date of the first document that has one"),
        opt("last_published_on", Date, "Date of the last"),
        req("fact_ids", Texts, "Rows of sectors, sorted"),
    ]],
};

/// What party codes mean.
pub static DIM_PARTY: Table = Table {
    name: "dim_party",
    about: "One row per country, group of countries, and the world.",
    group: Group::Dimensions,
    key: &["code"],
    sort: &["code"],
    parts: &[&[
        req("code", Code, "ISO 3166-1 alpha-3 or the code of a group"),
        req("kind", Code, "country, group, world"),
        req("name", Text, "English name"),
        opt("iso2", Text, "ISO 3166-1 alpha-2"),
        opt("iso3", Text, "ISO 3166-1 alpha-3"),
        opt("m49", Text, "UN M49 number, leading zeros kept"),
        opt("region", Text, "UN M49 sub-region"),
    ]],
};

/// Which countries belong to which group, and when.
pub static DIM_PARTY_MEMBER: Table = Table {
    name: "dim_party_member",
    about: "One row per membership of a country in a group.",
    group: Group::Dimensions,
    key: &["group", "member", "valid_from"],
    sort: &["group", "member", "valid_from"],
    parts: &[&[
        req("group", Code, "Code of the group"),
        req("member", Code, "Code of the member"),
        opt("valid_from", Date, "First day of membership; null = from the group's beginning"),
        opt("valid_to", Date, "Last day of membership; null = still a member"),
    ]],
};

/// What sector codes mean.
pub static DIM_SECTOR: Table = Table {
    name: "dim_sector",
    about: "One row per sector.",
    group: Group::Dimensions,
    key: &["sector"],
    sort: &["sector"],
    parts: &[&[
        req("sector", Code, "Code, as in sectors"),
        req("label", Text, "What it covers"),
        req("isic", Text, "ISIC Rev.4 section, division or group; several separated by a blank"),
    ]],
};

/// What currency codes mean.
pub static DIM_CURRENCY: Table = Table {
    name: "dim_currency",
    about: "One row per currency that the program knows.",
    group: Group::Dimensions,
    key: &["currency"],
    sort: &["currency"],
    parts: &[&[
        req("currency", Code, "ISO 4217 code"),
        req("name", Text, "English name; with years where it is no longer in use"),
        opt("minor_units", Int, "Decimal places of its minor unit"),
        req("symbols", Texts, "Signs and abbreviations next to a number, as in the word table"),
        req("countries", Codes, "Countries that issue or use it, sorted"),
    ]],
};

/// The calendar, to join dates with.
pub static DIM_DATE: Table = Table {
    name: "dim_date",
    about: "One row per day from 1900 to 2100.",
    group: Group::Dimensions,
    key: &["date"],
    sort: &["date"],
    parts: &[&[
        req("date", Date, "The day"),
        req("year", Int, "Calendar year"),
        req("quarter", Int, "Quarter, 1 to 4"),
        req("month", Int, "Month, 1 to 12"),
        req("day", Int, "Day of the month"),
        req("weekday", Int, "Day of the week, 1 = Monday (ISO 8601)"),
        req("month_start", Date, "First day of its month"),
        req("year_start", Date, "First day of its year"),
    ]],
};

/// What could not be read, and why.
pub static QUARANTINE: Table = Table {
    name: "quarantine",
    about: "One row per file, or record in a file, that could not be read as an article: nothing disappears without one.",
    group: Group::Run,
    key: &["source_path"],
    sort: &["source_path"],
    parts: &[&[
        req("source_path", Text, "Relative to its input folder"),
        req("stage", Code, "The stage that gave it up"),
        req("reason", Code, "empty, binary, malformed, too_large, bomb, nested, language, unreadable, vanished, changed_while_read"),
        req("detail", Text, "The same in words"),
        opt("byte_count", Long, "Size, where known"),
    ]],
};

/// What the run that published these tables did.
pub static RUNS: Table = Table {
    name: "runs",
    about: "One row per stage of the run that published these tables; its times are in manifest.json.",
    group: Group::Run,
    key: &["stage"],
    sort: &["seq"],
    parts: &[&[
        req("seq", Int, "Order of the stages, from 1"),
        req("stage", Code, "ingest, normalize, extract, aggregate"),
        req("rules_version", Text, "Version of the stage's rules"),
        req("input_fingerprint", Text, "Hash of what the stage read"),
        req("fingerprint", Text, "Hash of all that its tables depend on"),
        req("rows_in", Long, "Files, documents, mentions or facts that it read"),
        req("rows_out", Long, "Rows that it wrote"),
    ]],
};
