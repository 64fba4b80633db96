//! Mentions and facts as JSON objects, one per line: the tables' columns without the tables.
//!
//! Keys are the column names of the tables and stand in a fixed order. Every line gives its place twice: `start` and `end`
//! count bytes of the UTF-8 text, `char_start` and `char_end` count characters, as most languages index strings.

mod task;

pub use task::Task;

use crate::model::{
    BusinessPresence, Code, Document, Evidence, Facts, Figure, Investment, Meeting, Mention, Participant, Sector, Span, TradeFigure,
};
use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde_json::{Map, Value};
use std::fmt;

/// One row: its columns in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row(Vec<(&'static str, Value)>);

impl Row {
    /// The value of a column, `None` when there is no such column.
    pub fn get(&self, column: &str) -> Option<&Value> {
        self.0.iter().find(|(name, _)| *name == column).map(|(_, value)| value)
    }

    /// The columns in order, with their values.
    pub fn columns(&self) -> impl Iterator<Item = (&'static str, &Value)> {
        self.0.iter().map(|(name, value)| (*name, value))
    }

    /// The row as a JSON object; the order of its columns is lost.
    pub fn into_object(self) -> Map<String, Value> {
        self.0.into_iter().map(|(name, value)| (name.to_string(), value)).collect()
    }

    fn set(&mut self, column: &'static str, value: impl Into<Value>) -> &mut Row {
        self.0.push((column, value.into()));
        self
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("{")?;
        for (i, (name, value)) in self.0.iter().enumerate() {
            let comma = if i == 0 { "" } else { "," };
            write!(f, "{comma}\"{name}\":{value}")?;
        }
        f.write_str("}")
    }
}

/// The mentions of a document as rows of the table `mentions`. `doc` is what the caller knows the document by.
pub fn mentions(doc: &str, document: &Document, mentions: &[Mention]) -> Vec<Row> {
    let offsets = CharOffsets::new(&document.text);
    mentions.iter().map(|m| mention(doc, m, &document.text, &offsets)).collect()
}

/// The facts of a document as rows of their tables, table by table.
pub fn facts(doc: &str, document: &Document, facts: &Facts) -> Vec<Row> {
    let place = Place { doc, document, offsets: CharOffsets::new(&document.text) };
    let mut rows = Vec::new();
    rows.extend(facts.trade_figures.iter().map(|f| trade_figure(&place, f)));
    rows.extend(facts.investments.iter().map(|f| investment(&place, f)));
    rows.extend(facts.business_presence.iter().map(|f| business_presence(&place, f)));
    rows.extend(facts.meetings.iter().map(|f| meeting(&place, f)));
    rows.extend(facts.sectors.iter().map(|f| sector(&place, f)));
    rows
}

/// Character offsets of a text: one number per 64 bytes, so that a look-up counts few characters.
struct CharOffsets<'a> {
    text: &'a str,
    before: Vec<u32>,
}

const STRIDE: usize = 64;

impl<'a> CharOffsets<'a> {
    fn new(text: &'a str) -> CharOffsets<'a> {
        let mut before = vec![0];
        for block in text.as_bytes().chunks(STRIDE) {
            before.push(before.last().copied().unwrap_or(0) + characters(block));
        }
        CharOffsets { text, before }
    }

    fn at(&self, byte: u32) -> u32 {
        let byte = byte as usize;
        let block = byte / STRIDE;
        self.before[block] + characters(&self.text.as_bytes()[block * STRIDE..byte])
    }
}

/// Characters that begin in `bytes`.
fn characters(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|b| (**b as i8) >= -0x40).count() as u32
}

struct Place<'a> {
    doc: &'a str,
    document: &'a Document,
    offsets: CharOffsets<'a>,
}

fn begin(doc: &str, table: &str, span: Span, offsets: &CharOffsets<'_>) -> Row {
    let mut row = Row::default();
    row.set("doc", doc).set("table", table);
    row.set("start", span.start).set("end", span.end);
    row.set("char_start", offsets.at(span.start)).set("char_end", offsets.at(span.end));
    row
}

fn mention(doc: &str, m: &Mention, text: &str, offsets: &CharOffsets<'_>) -> Row {
    let mut row = begin(doc, "mentions", m.span, offsets);
    row.set("kind", m.kind.as_str()).set("text", m.span.of(text)).set("sentence_no", m.sentence_no);
    row.set("value", money(m.value)).set("value_high", money(m.value_high));
    row.set("value_step", money(m.value_step)).set("currency", code(m.currency));
    row.set("number", float(m.number)).set("qualifier", m.qualifier.map(|q| q.as_str()));
    row.set("period_start", date(m.period_start)).set("period_end", date(m.period_end));
    row.set("country", code(m.country)).set("code", code(m.code));
    row.set("name", m.name.clone()).set("role", m.role.clone()).set("basis", m.basis.as_str());
    row.set("used_by", m.used_by.clone()).set("reject_reason", m.reject_reason.map(|r| r.as_str()));
    row
}

/// The columns that every fact table begins with.
fn fact(place: &Place<'_>, table: &str, key: &'static str, evidence: &Evidence, pair: Option<String>) -> Row {
    let text = &place.document.text;
    let mut row = begin(place.doc, table, evidence.span, &place.offsets);
    row.set(key, evidence.fact_id.as_str()).set("doc_id", place.document.doc_id.as_str());
    row.set("published_on", date(place.document.published_on)).set("pair", pair);
    row.set("sentence", evidence.sentence.of(text)).set("sentence_no", evidence.sentence_no);
    row.set("evidence", evidence.span.of(text)).set("rule", evidence.rule).set("confidence", float(Some(evidence.confidence)));
    row.set("period_basis", evidence.period_basis.as_str()).set("parties_basis", evidence.parties_basis.as_str());
    row.set("attributed_to", evidence.attributed_to.clone());
    row
}

fn figure(row: &mut Row, f: &Figure) {
    row.set("value", money(f.value)).set("value_high", money(f.value_high)).set("currency", code(f.currency));
    row.set("alt_value", money(f.alt_value)).set("alt_currency", code(f.alt_currency)).set("value_step", money(f.value_step));
    row.set("qualifier", f.qualifier.as_str()).set("status", f.status.as_str());
    row.set("period_start", date(f.period.start)).set("period_end", date(f.period.end)).set("period_text", f.period.text.clone());
    row.set("change_pct", float(f.change_pct)).set("change_value", money(f.change_value)).set("share_pct", float(f.share_pct));
}

fn trade_figure(place: &Place<'_>, f: &TradeFigure) -> Row {
    let mut row = fact(place, "trade_figures", "fact_id", &f.evidence, pair(&[Some(f.reporter), Some(f.partner)]));
    row.set("flow", f.flow.as_str()).set("reporter", f.reporter.as_str()).set("partner", f.partner.as_str());
    figure(&mut row, &f.figure);
    row.set("product", f.product.clone());
    row
}

fn investment(place: &Place<'_>, f: &Investment) -> Row {
    let mut row = fact(place, "investments", "fact_id", &f.evidence, pair(&[f.investor, f.host]));
    row.set("measure", f.measure.as_str()).set("investor", code(f.investor)).set("host", code(f.host));
    figure(&mut row, &f.figure);
    row.set("project_count", f.project_count).set("gross_net", f.gross_net.as_str());
    row
}

fn business_presence(place: &Place<'_>, f: &BusinessPresence) -> Row {
    let mut row = fact(place, "business_presence", "fact_id", &f.evidence, pair(&[Some(f.home), Some(f.host)]));
    row.set("home", f.home.as_str()).set("host", f.host.as_str()).set("count", f.count);
    row.set("qualifier", f.qualifier.as_str()).set("kind", f.kind.as_str()).set("as_of", date(f.as_of));
    row
}

fn meeting(place: &Place<'_>, f: &Meeting) -> Row {
    let mut row = fact(place, "meetings", "meeting_id", &f.evidence, pair_of(&f.parties));
    row.set("kind", f.kind.as_str()).set("date_start", date(f.date_start)).set("date_end", date(f.date_end));
    row.set("date_text", f.date_text.clone()).set("city", f.city.clone()).set("country", code(f.country));
    row.set("status", f.status.as_str()).set("ordinal", f.ordinal).set("parties", codes(&f.parties));
    row.set("name", f.name.clone()).set("cameo_code", f.cameo_code);
    let people: Vec<Value> = f.participants.iter().map(|p| participant(place, p)).collect();
    row.set("participants", people);
    row
}

fn participant(place: &Place<'_>, p: &Participant) -> Value {
    let mut row = Row::default();
    row.set("name", p.name.as_str()).set("role", p.role.clone()).set("organisation", p.organisation.clone());
    row.set("country", code(p.country)).set("start", p.span.start).set("end", p.span.end);
    row.set("char_start", place.offsets.at(p.span.start)).set("char_end", place.offsets.at(p.span.end));
    Value::Object(row.into_object())
}

fn sector(place: &Place<'_>, f: &Sector) -> Row {
    let pair = f.parties.as_deref().and_then(pair_of);
    let mut row = fact(place, "sectors", "fact_id", &f.evidence, pair);
    row.set("sector", f.sector.as_str()).set("parties", f.parties.as_deref().map(codes));
    row.set("stance", f.stance.as_str()).set("proponent", code(f.proponent));
    row
}

/// `BGR-KAZ`: two different economies in the order of their codes.
fn pair(economies: &[Option<Code>; 2]) -> Option<String> {
    let [Some(a), Some(b)] = economies else { return None };
    pair_of(&[*a, *b])
}

fn pair_of(parties: &[Code]) -> Option<String> {
    let [a, b] = parties else { return None };
    (a != b).then(|| format!("{}-{}", a.min(b), a.max(b)))
}

fn code(code: Option<Code>) -> Value {
    code.map_or(Value::Null, |c| c.as_str().into())
}

fn codes(codes: &[Code]) -> Value {
    codes.iter().map(|c| c.as_str()).collect()
}

fn date(date: Option<Date>) -> Value {
    date.map_or(Value::Null, |d| d.to_string().into())
}

/// An amount as a JSON number: without a fraction unless it has one.
fn money(amount: Option<Decimal>) -> Value {
    let Some(amount) = amount else { return Value::Null };
    match amount.normalize() {
        whole if whole.scale() == 0 => whole.to_i64().map_or_else(|| float(amount.to_f64()), Value::from),
        _ => float(amount.to_f64()),
    }
}

fn float(number: Option<f64>) -> Value {
    number.map_or(Value::Null, Value::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::MentionKind;
    use crate::{ingest, lexicon::Lexicon};

    #[test]
    fn character_offsets_count_characters_not_bytes() {
        let text = "Trade hit €47.3bn — “over” ".repeat(20);
        let offsets = CharOffsets::new(&text);
        for (n, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(offsets.at(byte as u32), n as u32);
        }
        assert_eq!(offsets.at(text.len() as u32), text.chars().count() as u32);
    }

    #[test]
    fn amounts_are_exact_whole_numbers() {
        assert_eq!(money(Some(Decimal::from(2_920_000_000_i64))).to_string(), "2920000000");
        assert_eq!(money(Some(Decimal::new(1850, 2))).to_string(), "18.5");
        assert_eq!(money(None), Value::Null);
    }

    #[test]
    fn a_mention_is_one_line_with_both_kinds_of_offsets() {
        let document = ingest::document("a.txt", "– $3 bn".to_string(), &Lexicon::builtin());
        let mut money = Mention::new(MentionKind::Money, Span::new(4, 9), 0);
        money.value = Some(Decimal::from(3_000_000_000_i64));
        money.currency = Some(Code::of("USD"));
        let line = mentions("a", &document, &[money])[0].to_string();
        assert!(
            line.starts_with(
                r#"{"doc":"a","table":"mentions","start":4,"end":9,"char_start":2,"char_end":7,"kind":"money","text":"$3 bn""#
            ),
            "{line}"
        );
        assert!(serde_json::from_str::<Value>(&line).is_ok());
    }
}
