//! The contract: what is printed about tables is what is written.

use communique::ingest;
use communique::jsonl;
use communique::lexicon::Lexicon;
use communique::model::*;
use communique::schema::{self, Table};
use std::collections::BTreeSet;
use std::process::Command;

/// Columns that only tables have: they depend on other tables, or on the run. Spans go by other names in JSONL.
const TABLES_ONLY: &[&str] = &["span_start", "span_end", "mention_id", "value_usd", "value_usd_basis", "isic"];

#[test]
fn jsonl_rows_have_the_columns_of_their_tables() {
    let document = ingest::document("a.txt", "Kenya".to_string(), &Lexicon::builtin());
    let facts = one_of_each();
    let mut rows = jsonl::facts("a", &document, &facts);
    rows.extend(jsonl::mentions("a", &document, &[Mention::new(MentionKind::Country, Span::new(0, 5), 0)]));
    assert_eq!(rows.len(), 6);
    for row in rows {
        let name = row.get("table").and_then(|t| t.as_str()).expect("its table");
        let table = schema::table(name).expect("a declared table");
        let has: BTreeSet<&str> = row.columns().map(|(column, _)| column).collect();
        assert_eq!(missing(table, &has), Vec::<&str>::new(), "{name}");
    }
}

fn missing(table: &Table, has: &BTreeSet<&str>) -> Vec<&'static str> {
    // A line of JSONL names its document by the caller's id; mentions have no other.
    let known = |column: &str| has.contains(column) || TABLES_ONLY.contains(&column) || (column == "doc_id" && table.name == "mentions");
    table.columns().map(|c| c.name).filter(|column| !known(column)).collect()
}

fn one_of_each() -> Facts {
    let span = Span::new(0, 5);
    let evidence = Evidence {
        fact_id: "f".to_string(),
        span,
        sentence: span,
        sentence_no: 0,
        rule: "rule",
        confidence: 1.0,
        period_basis: SlotBasis::None,
        parties_basis: SlotBasis::None,
        attributed_to: None,
    };
    let code = Code::of("KEN");
    let figure = Figure {
        value: None,
        value_high: None,
        currency: None,
        alt_value: None,
        alt_currency: None,
        value_step: None,
        qualifier: Qualifier::Exact,
        status: Status::Actual,
        period: Period::default(),
        change_pct: None,
        change_value: None,
        share_pct: None,
    };
    let (flow, measure) = (Flow::Export, Measure::FdiFlow);
    let trade = TradeFigure { evidence: evidence.clone(), flow, reporter: code, partner: code, figure: figure.clone(), product: None };
    let gross_net = GrossNet::Unstated;
    let investment = Investment { evidence: evidence.clone(), measure, investor: None, host: None, figure, project_count: None, gross_net };
    let (qualifier, kind) = (Qualifier::Exact, PresenceKind::Company);
    let presence = BusinessPresence { evidence: evidence.clone(), home: code, host: code, count: 1, qualifier, kind, as_of: None };
    let meeting = Meeting {
        evidence: evidence.clone(),
        kind: MeetingKind::Talks,
        date_start: None,
        date_end: None,
        date_text: None,
        city: None,
        country: None,
        status: MeetingStatus::Held,
        ordinal: None,
        parties: Vec::new(),
        name: None,
        cameo_code: None,
        participants: Vec::new(),
    };
    let sector = Sector { evidence, sector: code, parties: None, stance: Stance::Ongoing, proponent: None };
    Facts {
        trade_figures: vec![trade],
        investments: vec![investment],
        business_presence: vec![presence],
        meetings: vec![meeting],
        sectors: vec![sector],
        ..Facts::default()
    }
}

#[test]
fn the_page_of_tables_is_what_the_program_prints() {
    let output = Command::new(env!("CARGO_BIN_EXE_communique")).args(["schema", "--format", "markdown"]).output().expect("it runs");
    let page = std::fs::read_to_string("docs/tables.md").expect("docs/tables.md");
    assert!(page.as_bytes() == output.stdout, "communique schema --format markdown > docs/tables.md");
}

#[test]
fn the_annotation_guidelines_name_every_fact_table() {
    let page = std::fs::read_to_string("docs/facts.md").expect("docs/facts.md");
    for table in ["trade_figures", "investments", "business_presence", "meetings", "sectors"] {
        assert!(page.contains(&format!("## {table}")), "{table}");
    }
}

#[test]
fn the_readme_names_every_table_and_exit_code() {
    let page = std::fs::read_to_string("README.md").expect("README.md");
    for table in schema::TABLES {
        assert!(page.contains(&format!("`{}`", table.name)), "README.md does not name {}", table.name);
    }
    for code in ["0 ", "1 ", "2 ", "3 ", "4 ", "5 ", "75 ", "78 ", "130"] {
        assert!(page.contains(code), "README.md does not name exit code {code}");
    }
}
