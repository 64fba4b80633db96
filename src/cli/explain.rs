//! `explain`: a text with its mentions and facts marked; for each fact its rule, its slots and where each came from; then
//! every number that was left alone, and why.

use super::marked::{self, Mark};
use super::{Globals, OutputArg, log, print, published};
use crate::config::Config;
use crate::engine::{self, Reading};
use crate::error::{Error, Result};
use crate::jsonl::{self, Row};
use crate::lexicon::Lexicon;
use crate::model::{Document, Mention, MentionKind, Span};
use crate::pipeline;
use clap::Args;
use jiff::civil::Date;
use serde_json::Value;
use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::process::ExitCode;

/// Arguments of `explain`.
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// A file, with the name of a record where it holds several (news.jsonl#3); or what is published: a document's id or path,
    /// or the id of a fact
    #[arg(value_name = "FILE|DOCUMENT|FACT_ID")]
    what: String,
    #[command(flatten)]
    output: OutputArg,
    /// Date of publication of a file that does not tell its own
    #[arg(long, value_name = "YYYY-MM-DD")]
    published_on: Option<Date>,
    /// Colours instead of brackets
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    color: Colour,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Colour {
    /// On a terminal
    Auto,
    Always,
    Never,
}

/// What fits any terminal.
const WIDTH: usize = 80;

pub(super) fn run(globals: &Globals, args: &ExplainArgs) -> Result<ExitCode> {
    let (reading, fact) = reading(globals, args)?;
    let page = Page::new(&reading, fact.as_deref())?;
    let colours = match args.color {
        Colour::Auto => log::colours(&io::stdout()),
        Colour::Always => true,
        Colour::Never => false,
    };
    let mut out = print::Out::new();
    out.text(&page.told(colours))?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// The document read anew, and the fact that was asked for, if one was.
fn reading(globals: &Globals, args: &ExplainArgs) -> Result<(Reading, Option<String>)> {
    let lexicon = Lexicon::builtin();
    let config = globals.load(&args.output)?;
    let what = args.what.as_str();
    let (path, record) = match what.split_once('#') {
        Some((path, _)) if !Path::new(what).is_file() => what.split_at(path.len()),
        _ => (what, ""),
    };
    if Path::new(path).is_file() {
        return Ok((pipeline::annotate_file(Path::new(path), record, args.published_on, &config, &lexicon)?, None));
    }
    let (document, fact) = find(&config, what)?;
    Ok((engine::read_document(document, &lexicon), fact))
}

fn find(config: &Config, what: &str) -> Result<(Document, Option<String>)> {
    if let Some(document) = published::document(config, what)? {
        return Ok((document, None));
    }
    let document = published::document_of_fact(config, what)?.ok_or_else(|| {
        Error::usage(format!("`{what}` is no file, and no document or fact that is published"))
            .hint("`communique path documents` is the table of documents")
    })?;
    Ok((document, Some(what.to_string())))
}

/// What is shown: the whole document, or one fact in its sentence.
struct Page<'a> {
    document: &'a Document,
    mentions: &'a [Mention],
    /// Facts in order of position, with the number each is marked with.
    facts: Vec<(usize, Row)>,
    window: Span,
}

impl<'a> Page<'a> {
    fn new(reading: &'a Reading, only: Option<&str>) -> Result<Page<'a>> {
        let Reading { document, mentions, facts } = reading;
        let mut rows = jsonl::facts(&document.source_path, document, facts);
        rows.sort_by_key(|row| (span(row).start, span(row).end));
        let mut facts: Vec<(usize, Row)> = rows.into_iter().enumerate().map(|(i, row)| (i + 1, row)).collect();
        let mut window = Span::new(0, document.text.len() as u32);
        if let Some(id) = only {
            facts.retain(|(_, row)| key(row) == id);
            let (_, row) = facts.first().ok_or_else(|| {
                Error::failed(format!("the fact `{id}` is published, but this version does not read it any more"))
                    .hint("`communique run` brings the tables up to date")
            })?;
            window = sentence_of(row, document).join(span(row));
        }
        Ok(Page { document, mentions, facts, window })
    }

    fn told(&self, colours: bool) -> String {
        let heading = |text: &str| if colours { format!("\n\x1b[1m{text}\x1b[0m\n") } else { format!("\n{text}\n") };
        let mut page = self.header();
        page += "\n";
        page += &marked::render(&self.document.text, self.window, &self.marks(), WIDTH, colours);
        page += &heading(&format!("FACTS: {}", self.facts.len()));
        for (number, row) in &self.facts {
            page += &self.fact(*number, row);
            page += &self.elsewhere(row);
        }
        let left = self.left_alone();
        page += &heading(&format!("NUMBERS LEFT ALONE: {}", left.len()));
        for mention in left {
            page += &self.left_alone_line(mention);
        }
        page
    }

    fn header(&self) -> String {
        let Document { source_path, doc_id, published_on, published_on_basis, .. } = self.document;
        let date = published_on.map_or("no publication date".to_string(), |d| format!("published {d} ({published_on_basis})"));
        fill(&format!("{source_path}  {doc_id}  {date}"), 0) + &fill("{1:facts:1} [mentions] <noise>", 0)
    }

    fn marks(&self) -> Vec<Mark> {
        let mut marks = Vec::new();
        for noise in &self.document.boilerplate {
            let brackets = Some((format!("<{}: ", noise.kind), ">".to_string()));
            marks.push(Mark { span: noise.span, label: None, brackets, style: "2" });
        }
        for (number, row) in &self.facts {
            let label = Some((format!("{{{number}:"), format!(":{number}}}")));
            marks.push(Mark { span: span(row), label, brackets: None, style: "1;4" });
        }
        for mention in self.mentions {
            let brackets = Some(("[".to_string(), "]".to_string()));
            marks.push(Mark { span: mention.span, label: None, brackets, style: colour(mention.kind) });
        }
        marks
    }

    fn fact(&self, number: usize, row: &Row) -> String {
        let mut lines = format!("\n{{{number}}} {}  {}\n", shown(row, "table"), key(row));
        let confidence = row.get("confidence").and_then(Value::as_f64).unwrap_or_default();
        lines += &slot("rule", &format!("{}, confidence {confidence:.2}", shown(row, "rule")));
        lines += &slot("sentence", &shown(row, "sentence_no"));
        for (name, value) in slots(row) {
            let origin = self.origin(row, name).or_else(|| words(row, name)).unwrap_or_else(|| basis(row, name));
            lines += &slot(name, &format!("{value}{origin}"));
        }
        if row.get("attributed_to").is_some_and(|v| !v.is_null()) {
            lines += &slot("said by", &shown(row, "attributed_to"));
        }
        lines
    }

    /// The mention that a slot was read from: the nearest that says the same.
    fn nearest(&self, row: &Row, name: &str) -> Option<&Mention> {
        let value = row.get(name).or_else(|| row.get(PERIODS.iter().find(|p| p.0 == name)?.1))?;
        self.mentions.iter().filter(|m| says(m, name, value)).min_by_key(|m| self.distance(m, row))
    }

    /// What the slots from sentences that are not shown were read from, such as the headings of a table.
    fn elsewhere(&self, row: &Row) -> String {
        let mentions = slots(row).into_iter().filter_map(|(name, _)| self.nearest(row, name));
        let unseen = mentions.filter(|m| !self.window.covers(m.span));
        let lines: BTreeMap<u32, String> = unseen.map(|m| (m.sentence_no, line_around(&self.document.text, m.span))).collect();
        lines.into_iter().map(|(number, line)| slot(&format!("sentence {number}"), &line)).collect()
    }

    fn origin(&self, row: &Row, name: &str) -> Option<String> {
        let nearest = self.nearest(row, name)?;
        let words = nearest.span.of(&self.document.text).split_whitespace().collect::<Vec<_>>().join(" ");
        let basis = match nearest.basis.as_str() {
            "stated" => String::new(),
            basis => format!(", {basis}"),
        };
        let place = match sentence_of(row, self.document).covers(nearest.span) {
            true => String::new(),
            false => format!(", sentence {}", nearest.sentence_no),
        };
        Some(format!(" <- \"{words}\"{basis}{place}"))
    }

    fn distance(&self, mention: &Mention, row: &Row) -> (bool, u32) {
        let place = span(row);
        let apart = place.start.saturating_sub(mention.span.end) + mention.span.start.saturating_sub(place.end);
        (mention.used_by.as_deref() != Some(key(row)), apart)
    }

    fn left_alone(&self) -> Vec<&Mention> {
        let left = |m: &&Mention| m.used_by.is_none() && is_number(m.kind);
        self.mentions.iter().filter(left).filter(|m| self.window.covers(m.span)).collect()
    }

    fn left_alone_line(&self, mention: &Mention) -> String {
        let reason = mention.reject_reason.map_or("no reason given", |r| r.as_str());
        let text = &self.document.text;
        let before = one_line(&text[..mention.span.start as usize], 20, true);
        let after = one_line(&text[mention.span.end as usize..], 20, false);
        fill(&format!("  {reason:18} {before}[{}]{after}", one_line(mention.span.of(text), 30, false)), 21)
    }
}

/// Slots that stand in two columns, shown as one.
const PERIODS: [(&str, &str, &str, &str); 2] =
    [("period", "period_start", "period_end", "period_text"), ("date", "date_start", "date_end", "date_text")];

/// Columns that say where a row stands rather than what it states, or that another slot shows.
const NOT_SLOTS: &[&str] = &[
    "doc",
    "table",
    "start",
    "end",
    "char_start",
    "char_end",
    "fact_id",
    "meeting_id",
    "doc_id",
    "published_on",
    "pair",
    "sentence",
    "sentence_no",
    "evidence",
    "rule",
    "confidence",
    "period_basis",
    "parties_basis",
    "attributed_to",
    "currency",
    "alt_currency",
    "period_start",
    "period_end",
    "period_text",
    "date_start",
    "date_end",
    "date_text",
    "participants",
];

/// What a row states, slot by slot.
fn slots(row: &Row) -> Vec<(&'static str, String)> {
    let mut slots = Vec::new();
    for (name, value) in row.columns().filter(|(name, value)| !value.is_null() && !NOT_SLOTS.contains(name)) {
        let unit = match name {
            "value" | "value_high" | "change_value" | "value_step" => format!(" {}", shown(row, "currency")),
            "alt_value" => format!(" {}", shown(row, "alt_currency")),
            "change_pct" | "share_pct" => " %".to_string(),
            _ => String::new(),
        };
        slots.push((name, plain(value) + &unit));
    }
    for (name, start, end, words) in PERIODS {
        let side = |column| row.get(column).map_or("?".to_string(), |v| if v.is_null() { "?".to_string() } else { plain(v) });
        let stated = [start, end, words].iter().any(|c| row.get(c).is_some_and(|v| !v.is_null()));
        if stated {
            slots.push((name, format!("{}..{}", side(start), side(end))));
        }
    }
    for person in row.get("participants").and_then(Value::as_array).into_iter().flatten() {
        let parts = ["name", "role", "country"].map(|slot| person[slot].as_str().unwrap_or("?"));
        slots.push(("participant", parts.join(", ")));
    }
    slots
}

/// The words of a period that no mention resolves.
fn words(row: &Row, name: &str) -> Option<String> {
    let (.., words) = PERIODS.iter().find(|p| p.0 == name)?;
    let words = row.get(words)?.as_str()?;
    Some(format!(" <- \"{words}\"{}", basis(row, name)))
}

/// Where the fact says that a slot without a mention came from.
fn basis(row: &Row, name: &str) -> String {
    let column = match name {
        "period" | "date" => "period_basis",
        "reporter" | "partner" | "investor" | "host" | "home" | "parties" => "parties_basis",
        _ => return String::new(),
    };
    format!(" ({})", shown(row, column))
}

/// Whether the normal form of a mention is what a slot holds.
fn says(m: &Mention, slot: &str, value: &Value) -> bool {
    let is = |number: Option<f64>| number.is_some_and(|n| value.as_f64().is_some_and(|v| n.abs() == v.abs()));
    let money = |amount: Option<rust_decimal::Decimal>| is(amount.and_then(|a| rust_decimal::prelude::ToPrimitive::to_f64(&a)));
    let day = |date: Option<Date>| date.is_some_and(|d| value.as_str() == Some(d.to_string().as_str()));
    match slot {
        "value" | "value_high" | "alt_value" | "change_value" => money(m.value) || money(m.value_high),
        "change_pct" | "share_pct" | "count" | "project_count" | "ordinal" => is(m.number),
        "period" | "date" | "as_of" => day(m.period_start),
        "reporter" | "partner" | "investor" | "host" | "home" | "country" => m.country.is_some_and(|c| value == c.as_str()),
        "city" => m.kind == MentionKind::City && m.name.as_deref() == value.as_str(),
        "sector" => m.kind == MentionKind::Sector && m.code.is_some_and(|c| value == c.as_str()),
        _ => false,
    }
}

fn is_number(kind: MentionKind) -> bool {
    use MentionKind::{Change, Count, Money, Number, Ordinal, Percent};
    matches!(kind, Money | Number | Percent | Change | Count | Ordinal)
}

/// The ANSI colour of a kind of mention.
fn colour(kind: MentionKind) -> &'static str {
    match kind {
        MentionKind::Money => "32",
        MentionKind::Number | MentionKind::Percent | MentionKind::Change | MentionKind::Count | MentionKind::Ordinal => "33",
        MentionKind::Period | MentionKind::Date => "36",
        MentionKind::Country | MentionKind::Group | MentionKind::City => "34",
        MentionKind::Person | MentionKind::Role | MentionKind::Organisation => "35",
        MentionKind::Sector => "31",
    }
}

fn span(row: &Row) -> Span {
    let at = |column| row.get(column).and_then(Value::as_u64).unwrap_or_default() as u32;
    Span::new(at("start"), at("end"))
}

fn key(row: &Row) -> &str {
    row.get("fact_id").or(row.get("meeting_id")).and_then(Value::as_str).unwrap_or_default()
}

/// Where the sentence of a fact stands: its text, nearest before or around the evidence.
fn sentence_of(row: &Row, document: &Document) -> Span {
    let place = span(row);
    let sentence = row.get("sentence").and_then(Value::as_str).unwrap_or_default();
    let holds = |start: &usize| Span::new(*start as u32, (*start + sentence.len()) as u32).covers(place);
    let start = document.text.match_indices(sentence).map(|m| m.0).find(holds);
    start.map_or(place, |start| Span::new(start as u32, (start + sentence.len()) as u32))
}

fn shown(row: &Row, column: &str) -> String {
    row.get(column).map_or(String::new(), plain)
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join(" "),
        other => other.to_string(),
    }
}

fn slot(name: &str, value: &str) -> String {
    fill(&format!("    {name:13} {value}"), 18)
}

/// The line that a mention stands in, as much of it as two lines of a terminal hold.
fn line_around(text: &str, span: Span) -> String {
    let (before, behind) = (&text[..span.start as usize], &text[span.end as usize..]);
    let before = before.rsplit('\n').next().unwrap_or_default();
    let behind = behind.split('\n').next().unwrap_or_default();
    format!("{}{}{}", one_line(before, WIDTH / 2, true), one_line(span.of(text), WIDTH / 2, false), one_line(behind, WIDTH / 2, false))
}

/// At most `most` characters of the end or the beginning of a text, on one line.
fn one_line(text: &str, most: usize, end: bool) -> String {
    let plain = |c: char| if c.is_whitespace() { ' ' } else { c };
    if end {
        let mut tail: Vec<char> = text.chars().rev().take(most).map(plain).collect();
        tail.reverse();
        return tail.into_iter().collect();
    }
    text.chars().take(most).map(plain).collect()
}

/// A line wrapped at the width of the page, later lines indented.
fn fill(line: &str, indent: usize) -> String {
    let mut out = String::new();
    let mut width = 0;
    for (i, word) in line.split(' ').enumerate() {
        let length = word.chars().count();
        if i > 0 && width + 1 + length > WIDTH && length > 0 {
            out = out.trim_end().to_string() + "\n" + &" ".repeat(indent);
            width = indent;
        } else if i > 0 {
            out.push(' ');
            width += 1;
        }
        out += word;
        width += length;
    }
    out.trim_end().to_string() + "\n"
}
