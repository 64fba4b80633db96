//! Prints a score, keeps what became of every row, and compares two such records.

use super::{Outcome, Row, Score, TableScore, Tally};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write;

/// The figures as a table, one line per table of facts, then slots, people and dates.
pub fn table(score: &Score) -> String {
    let mut out = String::new();
    let head = ("table", "gold", "rows", "found P", "R", "F1", "exact P", "R", "F1");
    let (a, b, c, d, e, f, g, h, i) = head;
    let _ = writeln!(out, "{a:18} {b:>5} {c:>5}   {d:>7} {e:>6} {f:>6}   {g:>7} {h:>6} {i:>6}");
    for t in &score.tables {
        let _ = writeln!(out, "{:18} {:5} {:5}   {}   {}", t.table.name, t.found.gold, t.found.got, figures(t.found), figures(t.exact));
    }
    for t in &score.tables {
        let _ = writeln!(out, "  {} slots: {}", t.table.name, slots(t));
    }
    let people = score.tables.iter().map(|t| t.people).find(|p| p.gold + p.got > 0).unwrap_or_default();
    let _ = writeln!(out, "  meeting participants: f1={:.3}", people.f1());
    let dates = score.dates_right as f64 / score.documents.max(1) as f64;
    let _ = writeln!(out, "documents {}, missing {}, published_on right {dates:.3}", score.documents, score.missing);
    let _ = writeln!(out, "mean F1: found {:.3} exact {:.3}", score.mean(|t| t.found.f1()), score.mean(|t| t.exact.f1()));
    out
}

fn figures(t: Tally) -> String {
    format!("{:7.3} {:6.3} {:6.3}", t.precision(), t.recall(), t.f1())
}

fn slots(t: &TableScore) -> String {
    let share = |right: usize| if t.found.hit > 0 { right as f64 / t.found.hit as f64 } else { 0.0 };
    t.slots.iter().map(|(slot, right)| format!("{slot}={:.2}", share(*right))).collect::<Vec<_>>().join(" ")
}

/// The figures as JSON, for floors and charts.
pub fn json(score: &Score) -> Value {
    let tally = |t: Tally| json!({"precision": t.precision(), "recall": t.recall(), "f1": t.f1()});
    let mut object = Row::new();
    for t in &score.tables {
        let figures = json!({"gold": t.found.gold, "rows": t.found.got, "found": tally(t.found), "exact": tally(t.exact)});
        object.insert(t.table.name.to_string(), figures);
    }
    object.insert("exact_f1_mean".into(), score.mean(|t| t.exact.f1()).into());
    object.insert("found_f1_mean".into(), score.mean(|t| t.found.f1()).into());
    Value::Object(object)
}

/// Rows of each rule, by where their parties and period came from, and how many of them are exactly right: the table
/// `lexicon/confidence.csv`.
pub fn confidence(score: &Score) -> String {
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for o in &score.outcomes {
        if let Some(got) = &o.got {
            let key = ["rule", "parties_basis", "period_basis"].map(|slot| shown(got, slot));
            let count = counts.entry(format!("{},{}", o.table.name, key.join(","))).or_default();
            count.0 += 1;
            count.1 += usize::from(o.is_right());
        }
    }
    let head = "# How many rows each rule wrote on gold articles and how many of them were exactly right, by where the row's parties\n\
                # and period came from. Written by the scorer, never by hand: CONTRIBUTING.md says how and when.\n\
                table,rule,parties_basis,period_basis,rows,right\n";
    counts.iter().fold(head.to_string(), |out, (key, (rows, right))| out + &format!("{key},{rows},{right}\n"))
}

/// Every row that is wrong, missed or extra, a line each.
pub fn misses(score: &Score) -> String {
    score.outcomes.iter().filter_map(miss).fold(String::new(), |out, line| out + &line + "\n")
}

fn miss(o: &Outcome) -> Option<String> {
    let place = format!("{} {}", o.doc, o.table.name);
    match (&o.gold, &o.got) {
        (Some(gold), Some(got)) if !o.wrong.is_empty() => {
            let slots: Vec<String> = o.wrong.iter().map(|s| difference(s, gold, got)).collect();
            Some(format!("WRONG   {place}: {} | {} | {}", slots.join("; "), shown(gold, "evidence"), origin(got)))
        }
        (Some(_), Some(_)) | (None, None) => None,
        (Some(gold), None) => Some(format!("MISSED  {place}: {}", stated(gold))),
        (None, Some(got)) => Some(format!("EXTRA   {place}: {} | {}", stated(got), origin(got))),
    }
}

fn difference(slot: &str, gold: &Row, got: &Row) -> String {
    let side = |row: &Row| match slot {
        "pair" => format!("{} {}", shown(row, "reporter"), shown(row, "partner")),
        _ => shown(row, slot),
    };
    format!("{slot}: want {} got {}", side(gold), side(got))
}

fn shown(row: &Row, slot: &str) -> String {
    match row.get(slot) {
        None | Some(Value::Null) => "null".to_string(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

/// Which rule wrote a row, and where.
fn origin(got: &Row) -> String {
    format!("rule {}, got from: {}", shown(got, "rule"), shown(got, "evidence"))
}

/// Columns that say nothing about the fact itself.
const BOOKKEEPING: &[&str] = &[
    "doc",
    "doc_id",
    "table",
    "start",
    "end",
    "char_start",
    "char_end",
    "fact_id",
    "meeting_id",
    "published_on",
    "pair",
    "sentence",
    "sentence_no",
    "rule",
    "confidence",
    "period_basis",
    "parties_basis",
    "attributed_to",
    "value_step",
    "cameo_code",
    "gross_net",
    "stance",
    "proponent",
    "organisation",
    "date_text",
    "period_text",
];

/// What a row states, without empty slots and bookkeeping.
fn stated(row: &Row) -> String {
    let mut parts: Vec<String> = Vec::new();
    for (name, value) in row {
        let empty = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
        if name == "participants" && !empty {
            parts.push(format!("people={}", people(value)));
        } else if !empty && name != "evidence" && !BOOKKEEPING.contains(&name.as_str()) {
            parts.push(format!("{name}={}", shown(row, name).replace('"', "")));
        }
    }
    format!("{} | {}", parts.join(" "), shown(row, "evidence"))
}

fn people(list: &Value) -> String {
    let names = list.as_array().into_iter().flatten().filter_map(|p| p.get("name")?.as_str());
    names.collect::<Vec<_>>().join(", ")
}

/// What became of every row: a line each, the row and its outcome with a tab between. Gold rows are known by their number,
/// so that a record can be compared with one made after a change.
pub fn record(score: &Score) -> String {
    entries(score).into_iter().fold(String::new(), |out, (row, outcome)| out + &row + "\t" + &outcome + "\n")
}

fn entries(score: &Score) -> BTreeMap<String, String> {
    let mut entries = BTreeMap::new();
    for o in &score.outcomes {
        let (row, outcome) = entry(o);
        // Two extra rows may state the same.
        let key = (1..).map(|n| if n == 1 { row.clone() } else { format!("{row} ({n})") }).find(|k| !entries.contains_key(k));
        entries.insert(key.unwrap_or(row), outcome);
    }
    entries
}

fn entry(o: &Outcome) -> (String, String) {
    let flat = |row: &Row| stated(row).replace(['\t', '\n'], " ");
    let outcome = match (&o.gold, &o.got) {
        (Some(_), None) => "missed".to_string(),
        (None, _) => "extra".to_string(),
        _ if o.wrong.is_empty() => "right".to_string(),
        _ => format!("wrong {}", o.wrong.join(" ")),
    };
    let row = match (&o.gold, &o.got, o.gold_no) {
        (Some(gold), _, Some(n)) => format!("{} {} gold row {}: {}", o.doc, o.table.name, n + 1, flat(gold)),
        (_, Some(got), _) => format!("{} {} not in gold: {}", o.doc, o.table.name, flat(got)),
        _ => String::new(),
    };
    (row, outcome)
}

/// What a change gained and lost against an earlier record, row by row.
pub fn compare(score: &Score, earlier: &str) -> String {
    let before: BTreeMap<String, String> = earlier.lines().filter_map(|l| l.rsplit_once('\t')).map(|(r, o)| (r.into(), o.into())).collect();
    let after = entries(score);
    let mut changes: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for row in before.keys().chain(after.keys().filter(|r| !before.contains_key(*r))) {
        let (was, is) = (outcome_of(&before, row), outcome_of(&after, row));
        if was != is {
            let verdict = match rank(is).cmp(&rank(was)) {
                std::cmp::Ordering::Greater => "GAINED",
                std::cmp::Ordering::Less => "LOST",
                std::cmp::Ordering::Equal => "CHANGED",
            };
            changes.entry(verdict).or_default().push(format!("{verdict:8}{row}: {was} -> {is}"));
        }
    }
    let count = |verdict: &str| changes.get(verdict).map_or(0, Vec::len);
    let summary = format!("{} gained, {} lost, {} changed\n", count("GAINED"), count("LOST"), count("CHANGED"));
    changes.values().flatten().fold(String::new(), |out, line| out + line + "\n") + &summary
}

fn outcome_of<'a>(entries: &'a BTreeMap<String, String>, row: &str) -> &'a str {
    entries.get(row).map_or("absent", String::as_str)
}

/// How good an outcome is. A row that is not in gold is best absent.
fn rank(outcome: &str) -> u8 {
    match outcome.split(' ').next() {
        Some("right" | "absent") => 2,
        Some("wrong") => 1,
        _ => 0,
    }
}
