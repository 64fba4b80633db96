//! The reader's view: some articles with everything that was read in them.
//!
//! New articles come first, then those with most facts. Offsets count UTF-16 units, as the page's script does.

use super::cells::Row;
use super::published::Published;
use super::within::{self, Top};
use crate::error::Result;
use crate::schema::{self, Table};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Articles that can be read.
const ARTICLES: usize = 200;
/// New ones among them.
const NEW: usize = 60;
const BYTES: usize = 1_150_000;
/// Of a longer article the beginning is shown.
const TEXT: usize = 24_000;

const FACTS: &[&Table] = &[&schema::TRADE_FIGURES, &schema::INVESTMENTS, &schema::BUSINESS_PRESENCE, &schema::MEETINGS, &schema::SECTORS];
/// Columns that say the same for each fact of an article, or that the place of the fact tells.
const NOT_SHOWN: &[&str] =
    &["doc_id", "published_on", "pair", "sentence", "sentence_no", "evidence", "value_step", "value_usd_basis", "span_start", "span_end"];
const DOCUMENT: &[&str] =
    &["doc_id", "title", "publisher", "source_path", "published_on", "published_on_basis", "duplicate_group", "fact_count"];

/// The articles shown, by what they are sorted by; `newest` are the ids of new ones.
pub fn section(now: &Published, newest: &[String]) -> Result<Value> {
    let chosen = chosen(now, newest)?;
    let ids: BTreeSet<&str> = chosen.iter().map(|(id, _)| id.as_str()).collect();
    let mut articles = texts(now, &chosen)?;
    for table in FACTS {
        for (doc_id, rows) in rows_of(now, table, &ids, |row| fact(row, table))? {
            if let Some(article) = articles.get_mut(&doc_id) {
                article.facts.extend(rows);
            }
        }
    }
    let mut codes = Codes::default();
    for (doc_id, rows) in rows_of(now, &schema::MENTIONS, &ids, |row| mention(row, &mut codes))? {
        if let Some(article) = articles.get_mut(&doc_id) {
            article.use_mentions(rows);
        }
    }
    for (doc_id, rows) in rows_of(now, &schema::MEETING_PARTICIPANTS, &ids, participant)? {
        if let Some(article) = articles.get_mut(&doc_id) {
            article.seat(rows);
        }
    }
    let shown = chosen.iter().filter_map(|(id, _)| articles.remove(id)).map(Article::told);
    let total = now.manifest.tables.get(schema::DOCUMENTS.name).map_or(0, |table| table.rows);
    Ok(json!({ "total": total, "codes": codes.names, "articles": within::bytes(BYTES, shown) }))
}

/// File and row of a document.
type Place = (usize, usize);

/// Documents to show, with their places: new ones, then those with most facts.
fn chosen(now: &Published, newest: &[String]) -> Result<Vec<(String, Place)>> {
    let new: BTreeMap<&str, usize> = newest.iter().take(NEW).enumerate().map(|(rank, id)| (id.as_str(), rank)).collect();
    let mut top = Top::new(ARTICLES);
    now.each_with_place(&schema::DOCUMENTS, &["doc_id", "published_on", "fact_count"], |row, place| {
        let id = row.text("doc_id");
        let first = new.get(id).map(|rank| std::cmp::Reverse(*rank));
        let day = row.value("published_on").as_str().unwrap_or_default().to_string();
        top.push((first, row.count("fact_count"), day, id.to_string(), place));
    })?;
    Ok(top.into_vec().into_iter().map(|(.., id, place)| (id, place)).collect())
}

/// An article in the making.
struct Article {
    document: Map<String, Value>,
    offsets: Offsets,
    text: String,
    noise: Vec<Value>,
    mentions: Vec<Value>,
    facts: Vec<Value>,
}

impl Article {
    fn new(row: Row<'_>) -> Article {
        let whole = row.text("text");
        let text = &whole[..whole.floor_char_boundary(TEXT)];
        let offsets = Offsets::of(text);
        let mut document = row.object(DOCUMENT);
        if text.len() < whole.len() {
            document.insert("cut".to_string(), whole.len().into());
        }
        let noise = match row.value("boilerplate") {
            Value::Array(stretches) => stretches.iter().map(|s| json!([s["span_start"], s["span_end"]])).collect(),
            _ => Vec::new(),
        };
        Article { document, offsets, text: text.to_string(), noise, mentions: Vec::new(), facts: Vec::new() }
    }

    /// A mention names the fact that uses it by its number in the article.
    fn use_mentions(&mut self, mut mentions: Vec<Value>) {
        let numbers: BTreeMap<&str, usize> =
            self.facts.iter().enumerate().filter_map(|(n, fact)| Some((fact["id"].as_str()?, n))).collect();
        for mention in &mut mentions {
            let number = mention[5].as_str().and_then(|id| numbers.get(id));
            mention[5] = number.map_or(Value::from(-1), |number| (*number).into());
        }
        self.mentions = mentions;
    }

    /// People are shown with the meeting that they take part in.
    fn seat(&mut self, people: Vec<Value>) {
        for person in people {
            let meeting = self.facts.iter_mut().find(|fact| fact["id"] == person["meeting_id"]);
            if let Some(seats) = meeting.and_then(|meeting| meeting["participants"].as_array_mut()) {
                seats.push(person["told"].clone());
            }
        }
    }

    fn told(mut self) -> Value {
        let offsets = &self.offsets;
        self.noise.retain_mut(|item| offsets.place(item));
        self.mentions.retain_mut(|item| offsets.place(item));
        // A fact keeps its number, since mentions name it: behind the end of what is shown, it has no place.
        for fact in &mut self.facts {
            if !offsets.place(fact) {
                fact["0"] = offsets.unit(offsets.bytes).into();
                fact["1"] = fact["0"].clone();
            }
        }
        let mut told = self.document;
        told.extend([
            ("noise".to_string(), self.noise.into()),
            ("mentions".to_string(), self.mentions.into()),
            ("facts".to_string(), self.facts.into()),
            ("text".to_string(), self.text.into()),
        ]);
        told.into()
    }
}

fn texts(now: &Published, chosen: &[(String, Place)]) -> Result<BTreeMap<String, Article>> {
    let mut files: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    chosen.iter().for_each(|(_, (file, row))| files.entry(*file).or_default().push(*row));
    let mut articles = BTreeMap::new();
    for (file, mut rows) in files {
        rows.sort_unstable();
        let ranges: Vec<Range<usize>> = rows.into_iter().map(|row| row..row + 1).collect();
        now.some(&schema::DOCUMENTS, file, &ranges, |row| {
            articles.insert(row.text("doc_id").to_string(), Article::new(row));
        })?;
    }
    Ok(articles)
}

/// The rows of these documents, each turned into what is shown of it. Whole rows are read of these documents only.
fn rows_of(
    now: &Published,
    table: &'static Table,
    ids: &BTreeSet<&str>,
    mut shown: impl FnMut(Row<'_>) -> Value,
) -> Result<BTreeMap<String, Vec<Value>>> {
    let runs = now.rows_of(table, ids)?;
    let mut rows: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for (file, runs) in runs {
        now.some(table, file, &runs, |row| rows.entry(row.text("doc_id").to_string()).or_default().push(shown(row)))?;
    }
    Ok(rows)
}

/// Codes by number, since each stands in thousands of mentions.
#[derive(Default)]
struct Codes {
    names: Vec<String>,
}

impl Codes {
    fn number(&mut self, name: &str) -> usize {
        self.names.iter().position(|known| known == name).unwrap_or_else(|| {
            self.names.push(name.to_string());
            self.names.len() - 1
        })
    }
}

/// Start, end, kind, normal form, how that was reached, the fact that uses it, why none does. Short, as there are many.
fn mention(row: Row<'_>, codes: &mut Codes) -> Value {
    let mut code = |column: &str| codes.number(row.text(column));
    let (kind, basis, reason) = (code("kind"), code("basis"), code("reject_reason"));
    json!([row.value("span_start"), row.value("span_end"), kind, normal_form(row), basis, row.text("used_by"), reason])
}

/// What an expression says, in a few signs.
fn normal_form(row: Row<'_>) -> String {
    let text = |column: &str| match row.value(column) {
        Value::Null => String::new(),
        Value::String(text) => text,
        other => other.to_string(),
    };
    let range = |from: &str, to: &str| match (text(from), text(to)) {
        (from, to) if from == to || to.is_empty() => from,
        (from, to) => format!("{from} to {to}"),
    };
    let parts = match row.text("kind") {
        "money" => vec![text("currency"), range("value", "value_high")],
        "percent" | "change" => vec![text("number"), "%".to_string()],
        "period" | "date" => vec![range("period_start", "period_end")],
        _ => vec![text("number"), text("value"), text("name"), text("code"), text("role"), text("country")],
    };
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

fn fact(row: Row<'_>, table: &Table) -> Value {
    let key = table.key.first().copied().unwrap_or("fact_id");
    let columns: Vec<&str> = table.columns().map(|column| column.name).filter(|name| *name != key && !NOT_SHOWN.contains(name)).collect();
    let mut fact = json!({ "0": row.value("span_start"), "1": row.value("span_end"), "id": row.text(key), "table": table.name });
    if let Value::Object(fact) = &mut fact {
        fact.insert("slots".to_string(), row.object(&columns).into());
        if row.text("currency") == "USD" {
            fact["slots"].as_object_mut().map(|slots| slots.remove("value_usd"));
        }
        if table.name == schema::MEETINGS.name {
            fact.insert("participants".to_string(), Value::Array(Vec::new()));
        }
    }
    fact
}

fn participant(row: Row<'_>) -> Value {
    json!({ "meeting_id": row.text("meeting_id"), "told": row.object(&["name", "role", "organisation", "country"]) })
}

/// Bytes of a text to UTF-16 units.
struct Offsets {
    /// Byte and unit behind each character that takes another number of the one than of the other.
    steps: Vec<(u64, u64)>,
    bytes: u64,
}

impl Offsets {
    fn of(text: &str) -> Offsets {
        let (mut steps, mut byte, mut unit) = (vec![(0, 0)], 0, 0);
        for c in text.chars() {
            byte += c.len_utf8() as u64;
            unit += c.len_utf16() as u64;
            if c.len_utf8() != c.len_utf16() {
                steps.push((byte, unit));
            }
        }
        Offsets { steps, bytes: byte }
    }

    fn unit(&self, byte: u64) -> u64 {
        let before = self.steps.partition_point(|step| step.0 <= byte);
        let (at, unit) = self.steps[before.saturating_sub(1)];
        unit + (byte - at)
    }

    /// Turns the first two entries of a list, or `0` and `1` of an object, from bytes to units; false when they lie behind the
    /// end of what is shown.
    fn place(&self, item: &mut Value) -> bool {
        for number in 0..2 {
            let place = side(item, number).filter(|place| place.as_u64().is_some_and(|byte| byte <= self.bytes));
            let Some(place) = place else { return false };
            *place = self.unit(place.as_u64().unwrap_or_default()).into();
        }
        true
    }
}

/// The start (0) or the end (1) of a mark.
fn side(item: &mut Value, number: usize) -> Option<&mut Value> {
    match item {
        Value::Array(items) => items.get_mut(number),
        item => item.get_mut(if number == 0 { "0" } else { "1" }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_count_as_scripts_do() {
        let text = "a€b😀c";
        let offsets = Offsets::of(text);
        let units: Vec<u64> = ["a", "€", "b", "😀", "c"].iter().filter_map(|c| text.find(c)).map(|b| offsets.unit(b as u64)).collect();
        assert_eq!(units, [0, 1, 2, 3, 5]);
        assert_eq!(offsets.unit(text.len() as u64), 6);
    }

    #[test]
    fn what_lies_behind_the_end_is_left_out() {
        let offsets = Offsets::of("four");
        let mut inside = json!([1, 4, "money"]);
        assert!(offsets.place(&mut inside) && !offsets.place(&mut json!([1, 5])));
        let mut fact = json!({ "0": 0, "1": 2, "id": "x" });
        assert!(offsets.place(&mut fact));
    }
}
