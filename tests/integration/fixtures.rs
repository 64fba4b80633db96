//! Cases as text: a piece of an article, and the rows it gives, a line each.
//!
//! ```text
//! --- what the case is about
//! published: 2024-05-02
//! text: The sides agreed to bring trade between Spain and Chile
//!   to $3 billion by 2030.
//! trade_figures: turnover ESP CHL value=3000000000 USD period=2030 status=target
//! investments: none
//! ```
//!
//! `published` may be left out. Text goes on in lines that are indented by two spaces; an empty line in between belongs to it.
//! A case names the tables (or kinds of mention) that it looks at; `none` = no row. Rows may stand in any order. Slots that
//! are empty, `exact`, `actual`, `held` and `stated` are not written. The notation:
//!
//! | line | slots |
//! |---|---|
//! | `trade_figures:` | FLOW REPORTER PARTNER, figure, `product="..."` |
//! | `investments:` | MEASURE INVESTOR HOST (`-` = not stated), figure, `projects=N` |
//! | figure | `value=N CUR` or `value=LOW..HIGH CUR`, `alt=N CUR`, `qualifier=`, `period=`, `status=`, `change=` (percent), `change_value=N`, `share=` (percent) |
//! | `business_presence:` | HOME HOST COUNT KIND, `qualifier=`, `as_of=` |
//! | `meetings:` | KIND PARTY+PARTY, `date=`, `city="..."`, `country=`, `status=`, `ordinal=`, `people="Name (CODE, role); ..."` |
//! | `sectors:` | SECTOR PARTY+PARTY (`-` = unclear) |
//! | `money:` ... | `"words"`, `value=N CUR` or `number=N`, `qualifier=`, `period=`, `country=`, `code=`, `name="..."`, `role="..."`, `basis=`: as `normalize` hands them on |
//! | `left:` | `"words"` REASON: numbers that no fact uses, and why |
//! | period, date | `2030` a year, `2024-05` a month, `2024-05-02` a day, else `FIRST..LAST`, `?` for an open side |
//!
//! A fixture may open with lines that begin with `#`. `UPDATE_FIXTURES=1 cargo test` rewrites expected rows; read the diff.

use communique::lexicon::Lexicon;
use communique::model::{Document, Facts, Mention, MentionKind};
use communique::{extract, ingest, jsonl, normalize};
use serde_json::{Map, Value};
use std::fs;
use std::path::{Path, PathBuf};

/// Reads every fixture of a folder and compares; or rewrites it.
pub fn check(folder: &str) {
    let lexicon = Lexicon::builtin();
    let update = std::env::var_os("UPDATE_FIXTURES").is_some_and(|v| v == "1");
    let mut failures = Vec::new();
    let mut cases = 0;
    for path in files(folder) {
        let mut fixture = Fixture::parse(&path);
        assert!(!fixture.cases.is_empty(), "{}: no case", path.display());
        cases += fixture.cases.len();
        for case in &mut fixture.cases {
            failures.extend(case.check(&path, &lexicon));
        }
        if update {
            fs::write(&path, fixture.print()).expect("fixture is writable");
        }
    }
    let failed = if update { 0 } else { failures.len() };
    assert!(failed == 0, "{failed} of {cases} cases differ (UPDATE_FIXTURES=1 rewrites them):\n{}", failures.join("\n"));
}

/// The names of the fixtures of a folder, sorted.
pub fn stems(folder: &str) -> Vec<String> {
    files(folder).iter().filter_map(|p| Some(p.file_stem()?.to_string_lossy().into_owned())).collect()
}

fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new("tests/fixtures").join(folder);
    let entries = fs::read_dir(&folder).expect("the folder of fixtures");
    let mut paths: Vec<PathBuf> = entries.map(|e| e.expect("an entry").path()).collect();
    paths.sort();
    paths
}

#[test]
fn no_fixture_is_left_unread() {
    for folder in ["mentions", "facts"] {
        for path in files(folder) {
            assert!(path.extension().is_some_and(|e| e == "txt"), "{}: only .txt files are read", path.display());
        }
    }
    let folders = fs::read_dir("tests/fixtures").expect("tests/fixtures");
    let mut names: Vec<_> = folders.map(|e| e.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.retain(|name| !["mentions", "facts", "config"].contains(&name.as_str()));
    assert!(names.is_empty(), "nothing reads tests/fixtures/{names:?}");
}

#[test]
fn a_fixture_that_is_read_and_printed_is_the_same() {
    for path in ["mentions", "facts"].into_iter().flat_map(files) {
        let text = fs::read_to_string(&path).expect("a fixture");
        assert_eq!(Fixture::parse(&path).print(), text, "{}", path.display());
    }
}

struct Fixture {
    /// Lines before the first case.
    comment: String,
    cases: Vec<Case>,
}

struct Case {
    name: String,
    published: Option<String>,
    /// The text as it stands in the fixture, with its indentation.
    written: String,
    text: String,
    /// Tables in the order of their first line, with the rows expected.
    expected: Vec<(String, Vec<String>)>,
}

impl Fixture {
    fn parse(path: &Path) -> Fixture {
        let text = fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let mut fixture = Fixture { comment: String::new(), cases: Vec::new() };
        for (n, line) in text.lines().enumerate() {
            match (line.strip_prefix("--- "), fixture.cases.last_mut()) {
                (Some(name), _) => fixture.cases.push(Case::named(name)),
                (None, Some(case)) => case.add(line).unwrap_or_else(|| panic!("{}:{}: cannot read `{line}`", path.display(), n + 1)),
                (None, None) => fixture.comment += &format!("{line}\n"),
            }
        }
        for case in &fixture.cases {
            assert!(
                !case.text.is_empty() && !case.expected.is_empty(),
                "{}: `{}` has no text or looks at nothing",
                path.display(),
                case.name
            );
        }
        fixture
    }

    fn print(&self) -> String {
        self.cases.iter().fold(self.comment.clone(), |page, case| page + &case.print())
    }
}

impl Case {
    fn named(name: &str) -> Case {
        Case { name: name.to_string(), published: None, written: String::new(), text: String::new(), expected: Vec::new() }
    }

    /// Adds a line; `None` when it cannot be understood.
    fn add(&mut self, line: &str) -> Option<()> {
        let in_text = !self.written.is_empty() && self.expected.is_empty();
        if in_text && (line.is_empty() || line.starts_with("  ")) {
            self.written += &format!("{line}\n");
            self.text += &format!("\n{}", line.strip_prefix("  ").unwrap_or(line));
            return Some(());
        }
        let (key, value) = line.split_once(": ")?;
        match key {
            "published" => self.published = Some(value.to_string()),
            "text" => {
                self.text = value.to_string();
                self.written = format!("{value}\n");
            }
            table => self.expect(table, value),
        }
        Some(())
    }

    fn expect(&mut self, table: &str, row: &str) {
        if !self.expected.iter().any(|(name, _)| name == table) {
            self.expected.push((table.to_string(), Vec::new()));
        }
        let rows = self.expected.iter_mut().find(|(name, _)| name == table);
        if let (Some((_, rows)), true) = (rows, row != "none") {
            rows.push(row.to_string());
        }
    }

    /// Compares with what the engine reads, which takes the place of what was expected.
    fn check(&mut self, path: &Path, lexicon: &Lexicon) -> Option<String> {
        let document = self.document(lexicon);
        let mentions = normalize::mentions(&document, lexicon);
        let mut used = mentions.clone();
        let facts = extract::facts(&document, &mut used, lexicon);
        let mut report = String::new();
        for (table, expected) in &mut self.expected {
            let actual = match MentionKind::parse(table) {
                Some(kind) => mention_lines(&document, &mentions, kind),
                None if table == "left" => left_alone(&document, &used),
                None => fact_lines(&document, &facts, table),
            };
            report += &difference(table, expected, &actual);
            if !same_rows(expected, &actual) {
                *expected = actual;
            }
        }
        (!report.is_empty()).then(|| format!("{}: {}\n{report}", path.display(), self.name))
    }

    fn document(&self, lexicon: &Lexicon) -> Document {
        let mut document = ingest::document("fixture.txt", self.text.trim_end().to_string(), lexicon);
        if let Some(date) = &self.published {
            document.published_on = Some(date.parse().expect("published: YYYY-MM-DD"));
        }
        document
    }

    fn print(&self) -> String {
        let mut lines = format!("--- {}\n", self.name);
        if let Some(date) = &self.published {
            lines += &format!("published: {date}\n");
        }
        lines += &format!("text: {}", self.written);
        for (table, rows) in &self.expected {
            if rows.is_empty() {
                lines += &format!("{table}: none\n");
            }
            for row in rows {
                lines += &format!("{table}: {row}\n");
            }
        }
        lines
    }
}

fn same_rows(a: &[String], b: &[String]) -> bool {
    let sorted = |rows: &[String]| {
        let mut rows = rows.to_vec();
        rows.sort();
        rows
    };
    sorted(a) == sorted(b)
}

fn difference(table: &str, expected: &[String], actual: &[String]) -> String {
    if same_rows(expected, actual) {
        return String::new();
    }
    let missing = expected.iter().filter(|row| !actual.contains(row)).map(|row| format!("  - {table}: {row}\n"));
    let extra = actual.iter().filter(|row| !expected.contains(row)).map(|row| format!("  + {table}: {row}\n"));
    missing.chain(extra).collect()
}

/// The rows of a fact table, by position.
fn fact_lines(document: &Document, facts: &Facts, table: &str) -> Vec<String> {
    let known = ["trade_figures", "investments", "business_presence", "meetings", "sectors"];
    assert!(known.contains(&table), "`{table}` is no table of facts and no kind of mention");
    let rows = jsonl::facts("fixture", document, facts).into_iter().map(jsonl::Row::into_object);
    let mut rows: Vec<_> = rows.filter(|row| row["table"] == table).collect();
    rows.sort_by_key(|row| (row["start"].as_u64(), row["end"].as_u64()));
    rows.into_iter().map(|row| fact_line(table, Slots { row })).collect()
}

fn fact_line(table: &str, row: Slots) -> String {
    let words = match table {
        "trade_figures" => {
            [row.code("flow"), row.code("reporter"), row.code("partner"), row.figure(), row.quoted("product", "product")].to_vec()
        }
        "investments" => {
            [row.code("measure"), row.code("investor"), row.code("host"), row.figure(), row.unless("projects", "project_count", "")]
                .to_vec()
        }
        "business_presence" => {
            let counted = [row.code("home"), row.code("host"), row.plain("count"), row.code("kind")];
            [counted.join(" "), row.unless("qualifier", "qualifier", "exact"), row.unless("as_of", "as_of", "")].to_vec()
        }
        "meetings" => [
            row.code("kind"),
            row.parties(),
            row.interval("date", "date_start", "date_end"),
            row.quoted("city", "city"),
            row.unless("country", "country", ""),
            row.unless("status", "status", "held"),
            row.unless("ordinal", "ordinal", ""),
            row.people(),
        ]
        .to_vec(),
        _ => [row.code("sector"), row.parties()].to_vec(),
    };
    join(&words)
}

/// The mentions of a kind, by position.
fn mention_lines(document: &Document, mentions: &[Mention], kind: MentionKind) -> Vec<String> {
    let rows = jsonl::mentions("fixture", document, mentions).into_iter().map(jsonl::Row::into_object);
    rows.filter(|row| row["kind"] == kind.as_str()).map(|row| mention_line(Slots { row })).collect()
}

fn mention_line(row: Slots) -> String {
    join(&[
        format!("{:?}", row.text("text").unwrap_or_default()),
        row.amount("value", "value", "currency"),
        row.unless("number", "number", ""),
        row.unless("qualifier", "qualifier", "exact"),
        row.interval("period", "period_start", "period_end"),
        row.unless("country", "country", ""),
        row.unless("code", "code", ""),
        row.quoted("name", "name"),
        row.quoted("role", "role"),
        row.unless("basis", "basis", "stated"),
    ])
}

fn left_alone(document: &Document, mentions: &[Mention]) -> Vec<String> {
    let left = mentions.iter().filter_map(|m| Some(format!("{:?} {}", m.span.of(&document.text), m.reject_reason?)));
    left.collect()
}

fn join(words: &[String]) -> String {
    words.iter().filter(|w| !w.is_empty()).cloned().collect::<Vec<_>>().join(" ")
}

/// A row and the ways to write its slots.
struct Slots {
    row: Map<String, Value>,
}

impl Slots {
    fn text(&self, slot: &str) -> Option<&str> {
        self.row.get(slot).and_then(Value::as_str)
    }

    fn code(&self, slot: &str) -> String {
        self.text(slot).unwrap_or("-").to_string()
    }

    /// Numbers without a needless fraction, texts without quotes; empty when there is nothing.
    fn plain(&self, slot: &str) -> String {
        match self.row.get(slot) {
            None | Some(Value::Null) => String::new(),
            Some(Value::String(text)) => text.clone(),
            Some(Value::Number(n)) => n.as_f64().map_or(String::new(), |n| n.to_string()),
            Some(other) => other.to_string(),
        }
    }

    fn unless(&self, name: &str, slot: &str, usual: &str) -> String {
        let value = self.plain(slot);
        if value.is_empty() || value == usual { String::new() } else { format!("{name}={value}") }
    }

    fn quoted(&self, name: &str, slot: &str) -> String {
        self.text(slot).map_or(String::new(), |text| format!("{name}={text:?}"))
    }

    fn amount(&self, name: &str, slot: &str, currency: &str) -> String {
        let (low, high) = (self.plain(slot), self.plain(&format!("{slot}_high")));
        if low.is_empty() {
            return String::new();
        }
        let range = if high.is_empty() { low } else { format!("{low}..{high}") };
        format!("{name}={range} {}", self.text(currency).unwrap_or("?"))
    }

    fn figure(&self) -> String {
        join(&[
            self.amount("value", "value", "currency"),
            self.amount("alt", "alt_value", "alt_currency"),
            self.unless("qualifier", "qualifier", "exact"),
            self.interval("period", "period_start", "period_end"),
            self.unless("status", "status", "actual"),
            self.unless("change", "change_pct", ""),
            self.unless("change_value", "change_value", ""),
            self.unless("share", "share_pct", ""),
        ])
    }

    fn interval(&self, name: &str, first: &str, last: &str) -> String {
        match (self.text(first), self.text(last)) {
            (None, None) => String::new(),
            (first, last) => format!("{name}={}", interval(first.unwrap_or("?"), last.unwrap_or("?"))),
        }
    }

    fn parties(&self) -> String {
        match self.row.get("parties").and_then(Value::as_array) {
            None => "-".to_string(),
            Some(codes) => codes.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("+"),
        }
    }

    fn people(&self) -> String {
        let list = self.row.get("participants").and_then(Value::as_array).cloned().unwrap_or_default();
        let person = |p: &Value| {
            let about: Vec<&str> = ["country", "role"].iter().filter_map(|slot| p[*slot].as_str()).collect();
            let about = if about.is_empty() { String::new() } else { format!(" ({})", about.join(", ")) };
            format!("{}{about}", p["name"].as_str().unwrap_or_default())
        };
        let people: Vec<String> = list.iter().map(person).collect();
        if people.is_empty() { String::new() } else { format!("people={:?}", people.join("; ")) }
    }
}

/// A whole year or month by its name, a day once, anything else by both ends.
fn interval(first: &str, last: &str) -> String {
    let year = |date: &str| date.get(..4).map(str::to_string);
    let month = |date: &str| date.get(..7).map(str::to_string);
    if first == last {
        return first.to_string();
    }
    if first.ends_with("-01-01") && last.ends_with("-12-31") && year(first) == year(last) {
        return year(first).unwrap_or_default();
    }
    let days = first.parse::<jiff::civil::Date>().map(|d| d.days_in_month()).unwrap_or(0);
    if first.ends_with("-01") && last.ends_with(&format!("-{days}")) && month(first) == month(last) {
        return month(first).unwrap_or_default();
    }
    format!("{first}..{last}")
}

#[test]
fn intervals_are_written_by_their_shortest_name() {
    assert_eq!(interval("2024-01-01", "2024-12-31"), "2024");
    assert_eq!(interval("2024-02-01", "2024-02-29"), "2024-02");
    assert_eq!(interval("2024-02-01", "2024-02-28"), "2024-02-01..2024-02-28");
    assert_eq!(interval("2024-05-02", "2024-05-02"), "2024-05-02");
    assert_eq!(interval("2024-05-02", "?"), "2024-05-02..?");
}
