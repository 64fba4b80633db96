//! Model values as rows of the declared tables, and documents and mentions back again.
//!
//! `extract` can start from the tables on disk as well as from memory, so a mention that went through its row must be the
//! mention that it was; [`settle`] brings it into the form that a row can hold before anybody uses it.

use super::columns::{Batch, Cells, cell, settle_money};
use crate::error::{Error, Result};
use crate::model::{
    Basis, Boilerplate, BoilerplateKind, Code, Document, Evidence, Facts, Figure, Meeting, Mention, MentionKind, Participant,
    PublishedBasis, Qualifier, RejectReason, Span,
};
use crate::rates::Rates;
use crate::schema::{self, Table};
use arrow::array::{Array, RecordBatch};
use rust_decimal::Decimal;
use std::collections::HashMap;

/// A longer sentence (a table without line ends, say) is not repeated in each of its facts.
const SENTENCE_BYTES: usize = 16_384;

/// A document with all that was read from it.
#[derive(Clone, Debug)]
pub struct Read {
    pub document: Document,
    pub mentions: Vec<Mention>,
    pub facts: Facts,
}

impl Read {
    /// Facts over all tables.
    pub fn fact_count(&self) -> usize {
        let facts = &self.facts;
        facts.trade_figures.len() + facts.investments.len() + facts.business_presence.len() + facts.meetings.len() + facts.sectors.len()
    }
}

/// Brings a mention into the form that its row holds: amounts of two digits behind the point, numbers that are finite.
pub fn settle(mention: &mut Mention) {
    mention.value = mention.value.and_then(settle_money);
    mention.value_high = mention.value_high.and_then(settle_money);
    mention.value_step = mention.value_step.and_then(settle_money);
    mention.number = mention.number.filter(|number| number.is_finite());
}

/// Mentions as `extract` is to see them, whether they come from memory or from a table: settled, and in the order of their rows.
pub fn settled(mut mentions: Vec<Mention>) -> Vec<Mention> {
    mentions.iter_mut().for_each(settle);
    mentions.sort_by_key(|mention| mention.span.start);
    mentions
}

/// Rows of `documents`.
pub fn documents(reads: &[Read]) -> Result<RecordBatch> {
    let docs = || reads.iter().map(|read| &read.document);
    let stretch = |b: &Boilerplate| (b.kind.as_str(), b.span.start as i32, b.span.end as i32);
    Batch::of(&schema::DOCUMENTS, reads.len())
        .text("doc_id", docs().map(|d| Some(&d.doc_id)))
        .text("source_path", docs().map(|d| Some(&d.source_path)))
        .texts("also_at", docs().map(|d| Some(&d.also_at)))
        .text("title", docs().map(|d| d.title.as_ref()))
        .text("publisher", docs().map(|d| d.publisher.as_ref()))
        .text("url", docs().map(|d| d.url.as_ref()))
        .text("language", docs().map(|d| Some(&d.language)))
        .date("published_on", docs().map(|d| d.published_on))
        .text("published_on_basis", docs().map(|d| Some(d.published_on_basis.as_str())))
        .int("published_year_inferred", reads.iter().map(|read| read.facts.published_year_inferred))
        .long("byte_count", docs().map(|d| i64::try_from(d.byte_count).ok()))
        .int("sentence_count", reads.iter().map(|read| Some(read.facts.sentence_count as i32)))
        .int("fact_count", reads.iter().map(|read| Some(read.fact_count() as i32)))
        .text("duplicate_group", docs().map(|d| d.duplicate_group.as_ref()))
        .stretches("boilerplate", docs().map(|d| d.boilerplate.iter().map(stretch).collect()))
        .texts("flags", docs().map(|d| Some(&d.flags)))
        .text("text", docs().map(|d| Some(&d.text)))
        .finish()
}

/// What of a document is no function of its content alone.
pub struct Beside<'a> {
    /// The first path that its content is found at.
    pub source_path: &'a str,
    /// The others.
    pub also_at: &'a [String],
    /// Its `duplicate_group`.
    pub group: &'a str,
}

/// Rows of `documents` with what stands beside their contents now, by `doc_id`.
pub fn with_beside(batch: &RecordBatch, now: &HashMap<&str, Beside>) -> Result<RecordBatch> {
    let cells = Cells::of(batch);
    let (ids, source_path) = (cells.text("doc_id")?, cells.text("source_path")?);
    let (also_at, group) = (cells.texts("also_at")?, cells.text("duplicate_group")?);
    let of = |row: usize| now.get(ids.value(row));
    let others = also_at.iter().enumerate().map(|(row, known)| of(row).map_or(known.as_slice(), |now| now.also_at));
    let rows = 0..batch.num_rows();
    Batch::like(&schema::DOCUMENTS, batch, &["source_path", "also_at", "duplicate_group"])
        .text("source_path", rows.clone().map(|row| Some(of(row).map_or(source_path.value(row), |now| now.source_path))))
        .texts("also_at", others.map(Some))
        .text("duplicate_group", rows.map(|row| of(row).map_or(cell(group, row), |now| Some(now.group))))
        .finish()
}

/// The documents that rows of `documents` hold.
pub fn to_documents(batch: &RecordBatch) -> Result<Vec<Document>> {
    let cells = Cells::of(batch);
    let (doc_id, source_path, title) = (cells.text("doc_id")?, cells.text("source_path")?, cells.text("title")?);
    let (publisher, url, language) = (cells.text("publisher")?, cells.text("url")?, cells.text("language")?);
    let (published_on, basis) = (cells.date("published_on")?, cells.text("published_on_basis")?);
    let (byte_count, group, text) = (cells.long("byte_count")?, cells.text("duplicate_group")?, cells.text("text")?);
    let (mut also_at, mut flags) = (cells.texts("also_at")?.into_iter(), cells.texts("flags")?.into_iter());
    let mut boilerplate = cells.stretches("boilerplate")?.into_iter();
    let owned = |column, row| cell(column, row).map(str::to_string);
    let document = |row: usize| -> Result<Document> {
        Ok(Document {
            doc_id: doc_id.value(row).to_string(),
            source_path: source_path.value(row).to_string(),
            also_at: also_at.next().unwrap_or_default(),
            title: owned(title, row),
            publisher: owned(publisher, row),
            url: owned(url, row),
            language: language.value(row).to_string(),
            published_on: published_on[row],
            published_on_basis: known("published_on_basis", basis.value(row), PublishedBasis::parse)?,
            byte_count: u64::try_from(byte_count.value(row)).unwrap_or_default(),
            duplicate_group: owned(group, row),
            boilerplate: to_boilerplate(boilerplate.next().unwrap_or_default())?,
            flags: flags.next().unwrap_or_default(),
            text: text.value(row).to_string(),
        })
    };
    (0..batch.num_rows()).map(document).collect()
}

fn to_boilerplate(stretches: Vec<(String, i32, i32)>) -> Result<Vec<Boilerplate>> {
    let one = |(kind, start, end): (String, i32, i32)| {
        Ok(Boilerplate { kind: known("boilerplate", &kind, BoilerplateKind::parse)?, span: Span::new(start as u32, end as u32) })
    };
    stretches.into_iter().map(one).collect()
}

/// The value that a code of a closed list stands for.
fn known<T>(column: &str, code: &str, parse: impl Fn(&str) -> Option<T>) -> Result<T> {
    parse(code).ok_or_else(|| Error::failed(format!("`{code}` is no code of column `{column}`")))
}

/// Rows of `mentions`, of all or of those that a fact uses.
pub fn mentions(reads: &[Read], only_used: bool) -> Result<RecordBatch> {
    let mut rows: Vec<(&Document, &Mention, String)> = Vec::new();
    for read in reads {
        let ids = mention_ids(&read.document, &read.mentions);
        let of_document = read.mentions.iter().zip(ids).filter(|(m, _)| !only_used || m.used_by.is_some());
        let first = rows.len();
        rows.extend(of_document.map(|(mention, id)| (&read.document, mention, id)));
        // Stable: where several start at one byte, the order of `normalize` is kept for `extract` to find again.
        rows[first..].sort_by_key(|row| row.1.span.start);
    }
    let mentions = || rows.iter().map(|row| row.1);
    Batch::of(&schema::MENTIONS, rows.len())
        .text("mention_id", rows.iter().map(|row| Some(&row.2)))
        .text("doc_id", rows.iter().map(|row| Some(&row.0.doc_id)))
        .int("sentence_no", mentions().map(|m| Some(m.sentence_no as i32)))
        .int("span_start", mentions().map(|m| Some(m.span.start as i32)))
        .int("span_end", mentions().map(|m| Some(m.span.end as i32)))
        .text("text", rows.iter().map(|row| Some(row.1.span.of(&row.0.text))))
        .text("kind", mentions().map(|m| Some(m.kind.as_str())))
        .money("value", mentions().map(|m| m.value))
        .money("value_high", mentions().map(|m| m.value_high))
        .money("value_step", mentions().map(|m| m.value_step))
        .text("currency", mentions().map(|m| m.currency.as_ref().map(Code::as_str)))
        .float("number", mentions().map(|m| m.number))
        .text("qualifier", mentions().map(|m| m.qualifier.map(Qualifier::as_str)))
        .date("period_start", mentions().map(|m| m.period_start))
        .date("period_end", mentions().map(|m| m.period_end))
        .text("country", mentions().map(|m| m.country.as_ref().map(Code::as_str)))
        .text("code", mentions().map(|m| m.code.as_ref().map(Code::as_str)))
        .text("name", mentions().map(|m| m.name.as_ref()))
        .text("role", mentions().map(|m| m.role.as_ref()))
        .text("basis", mentions().map(|m| Some(m.basis.as_str())))
        .text("used_by", mentions().map(|m| m.used_by.as_ref()))
        .text("reject_reason", mentions().map(|m| m.reject_reason.map(RejectReason::as_str)))
        .finish()
}

/// Ids of the mentions of one document: its id and the span, and a number where several expressions share a span.
fn mention_ids(document: &Document, mentions: &[Mention]) -> Vec<String> {
    let mut seen: HashMap<Span, u32> = HashMap::with_capacity(mentions.len());
    let mut id = |mention: &Mention| {
        let nth = seen.entry(mention.span).or_insert(0);
        *nth += 1;
        match *nth {
            1 => format!("{}-{}-{}", document.doc_id, mention.span.start, mention.span.end),
            n => format!("{}-{}-{}-{n}", document.doc_id, mention.span.start, mention.span.end),
        }
    };
    mentions.iter().map(&mut id).collect()
}

/// The mentions that rows of `mentions` hold, each with its document's id, as `normalize` gave them: of the reasons why no fact
/// uses one, `normalize` knows that it stands in page noise; the others and `used_by` are `extract`'s, and left out.
pub fn to_mentions(batch: &RecordBatch) -> Result<Vec<(String, Mention)>> {
    let cells = Cells::of(batch);
    let (doc_id, sentence_no) = (cells.text("doc_id")?, cells.int("sentence_no")?);
    let (start, end, kind) = (cells.int("span_start")?, cells.int("span_end")?, cells.text("kind")?);
    let (value, value_high, value_step) = (cells.money("value")?, cells.money("value_high")?, cells.money("value_step")?);
    let (currency, number, qualifier) = (cells.text("currency")?, cells.float("number")?, cells.text("qualifier")?);
    let (period_start, period_end) = (cells.date("period_start")?, cells.date("period_end")?);
    let (country, code, basis) = (cells.text("country")?, cells.text("code")?, cells.text("basis")?);
    let (name, role, reject_reason) = (cells.text("name")?, cells.text("role")?, cells.text("reject_reason")?);
    let owned = |column, row| cell(column, row).map(str::to_string);
    let is_noise = |row| cell(reject_reason, row) == Some(RejectReason::Boilerplate.as_str());
    let mention = |row: usize| -> Result<(String, Mention)> {
        let span = Span::new(start.value(row) as u32, end.value(row) as u32);
        let kind = known("kind", kind.value(row), MentionKind::parse)?;
        let mut mention = Mention::new(kind, span, sentence_no.value(row) as u32);
        mention.value = value[row];
        mention.value_high = value_high[row];
        mention.value_step = value_step[row];
        mention.currency = cell(currency, row).and_then(Code::new);
        mention.number = number.is_valid(row).then(|| number.value(row));
        mention.qualifier = cell(qualifier, row).map(|code| known("qualifier", code, Qualifier::parse)).transpose()?;
        mention.period_start = period_start[row];
        mention.period_end = period_end[row];
        mention.country = cell(country, row).and_then(Code::new);
        mention.code = cell(code, row).and_then(Code::new);
        mention.name = owned(name, row);
        mention.role = owned(role, row);
        mention.basis = known("basis", basis.value(row), Basis::parse)?;
        mention.reject_reason = is_noise(row).then_some(RejectReason::Boilerplate);
        Ok((doc_id.value(row).to_string(), mention))
    };
    (0..batch.num_rows()).map(mention).collect()
}

/// A fact with its document.
struct Row<'a, F> {
    document: &'a Document,
    fact: &'a F,
    evidence: &'a Evidence,
    pair: Option<String>,
}

impl<'a, F> Row<'a, F> {
    fn new(document: &'a Document, fact: &'a F, evidence: &'a Evidence, parties: [Option<Code>; 2]) -> Row<'a, F> {
        Row { document, fact, evidence, pair: pair(parties) }
    }
}

/// Rows of one fact table, in its order, from the facts of each document.
fn fact_rows<'a, F: 'a>(
    reads: &'a [Read],
    facts: impl Fn(&'a Facts) -> &'a [F],
    evidence: impl Fn(&'a F) -> &'a Evidence,
    parties: impl Fn(&'a F) -> [Option<Code>; 2],
) -> Vec<Row<'a, F>> {
    let mut rows: Vec<Row<'a, F>> = Vec::new();
    for read in reads {
        let first = rows.len();
        rows.extend(facts(&read.facts).iter().map(|fact| Row::new(&read.document, fact, evidence(fact), parties(fact))));
        rows[first..].sort_by(|a, b| (a.evidence.span.start, &a.evidence.fact_id).cmp(&(b.evidence.span.start, &b.evidence.fact_id)));
    }
    rows
}

/// Two codes as a pair, sorted: `BGR-KAZ`.
fn pair(parties: [Option<Code>; 2]) -> Option<String> {
    let [Some(a), Some(b)] = parties else { return None };
    Some(format!("{}-{}", a.min(b), a.max(b)))
}

/// The pair of a list of parties, when it has just two.
fn pair_of(parties: &[Code]) -> [Option<Code>; 2] {
    match parties {
        [a, b] => [Some(*a), Some(*b)],
        _ => [None, None],
    }
}

/// The columns that every fact has.
fn evidence_columns<F>(batch: Batch, key: &'static str, rows: &[Row<'_, F>]) -> Batch {
    let evidence = || rows.iter().map(|row| row.evidence);
    batch
        .text(key, evidence().map(|e| Some(&e.fact_id)))
        .text("doc_id", rows.iter().map(|row| Some(&row.document.doc_id)))
        .date("published_on", rows.iter().map(|row| row.document.published_on))
        .text("pair", rows.iter().map(|row| row.pair.as_ref()))
        .text("sentence", rows.iter().map(|row| Some(sentence(row.document, row.evidence))))
        .int("sentence_no", evidence().map(|e| Some(e.sentence_no as i32)))
        .text("evidence", rows.iter().map(|row| Some(row.evidence.span.of(&row.document.text))))
        .int("span_start", evidence().map(|e| Some(e.span.start as i32)))
        .int("span_end", evidence().map(|e| Some(e.span.end as i32)))
        .text("rule", evidence().map(|e| Some(e.rule)))
        .float("confidence", evidence().map(|e| Some(e.confidence)))
        .text("period_basis", evidence().map(|e| Some(e.period_basis.as_str())))
        .text("parties_basis", evidence().map(|e| Some(e.parties_basis.as_str())))
        .text("attributed_to", evidence().map(|e| e.attributed_to.as_ref()))
}

fn sentence<'a>(document: &'a Document, evidence: &Evidence) -> &'a str {
    let sentence = evidence.sentence.of(&document.text);
    match sentence.len() > SENTENCE_BYTES {
        true => evidence.span.of(&document.text),
        false => sentence,
    }
}

/// The columns of an amount, its period and its change.
fn figure_columns<'a>(batch: Batch, figures: impl Iterator<Item = &'a Figure> + Clone, rates: &Rates) -> Batch {
    let f = || figures.clone();
    let code = |code: &'a Option<Code>| code.as_ref().map(Code::as_str);
    batch
        .money("value", f().map(|x| x.value))
        .money("value_high", f().map(|x| x.value_high))
        .text("currency", f().map(|x| code(&x.currency)))
        .money("alt_value", f().map(|x| x.alt_value))
        .text("alt_currency", f().map(|x| code(&x.alt_currency)))
        .float("value_usd", f().map(|x| usd(x, rates).map(|(value, _)| value)))
        .text("value_usd_basis", f().map(|x| usd(x, rates).map(|(_, basis)| basis)))
        .money("value_step", f().map(|x| x.value_step))
        .text("qualifier", f().map(|x| Some(x.qualifier.as_str())))
        .text("status", f().map(|x| Some(x.status.as_str())))
        .date("period_start", f().map(|x| x.period.start))
        .date("period_end", f().map(|x| x.period.end))
        .text("period_text", f().map(|x| x.period.text.as_ref()))
        .float("change_pct", f().map(|x| x.change_pct))
        .money("change_value", f().map(|x| x.change_value))
        .float("share_pct", f().map(|x| x.share_pct))
}

/// The value in US dollars and where it came from: the text says it, or the average rates of a period that is known.
fn usd(figure: &Figure, rates: &Rates) -> Option<(f64, &'static str)> {
    const USD: Code = Code::of("USD");
    let float = |value: Decimal| value.to_string().parse::<f64>().ok();
    let stated = figure.value.filter(|_| figure.currency == Some(USD)).and_then(float);
    let alternative = figure.alt_value.filter(|_| figure.alt_currency == Some(USD)).and_then(float);
    let average = || rates.in_usd(figure.value?, figure.currency?, figure.period.start?, figure.period.end?);
    let said = stated.map(|value| (value, "stated")).or(alternative.map(|value| (value, "alternative")));
    said.or_else(|| average().map(|value| (value, "annual_average")))
}

/// Rows of a table of facts; `isic` gives the ISIC code of a sector.
pub fn facts(table: &Table, reads: &[Read], rates: &Rates, isic: &HashMap<String, String>) -> Result<RecordBatch> {
    match table.name {
        "trade_figures" => trade_figures(reads, rates),
        "investments" => investments(reads, rates),
        "business_presence" => business_presence(reads),
        "meetings" => meetings(reads),
        "meeting_participants" => meeting_participants(reads),
        "sectors" => sectors(reads, isic),
        name => Err(Error::failed(format!("`{name}` is no table of facts"))),
    }
}

/// Rows of `trade_figures`.
pub fn trade_figures(reads: &[Read], rates: &Rates) -> Result<RecordBatch> {
    let rows = fact_rows(reads, |f| &f.trade_figures, |t| &t.evidence, |t| [Some(t.reporter), Some(t.partner)]);
    let facts = || rows.iter().map(|row| row.fact);
    let batch = evidence_columns(Batch::of(&schema::TRADE_FIGURES, rows.len()), "fact_id", &rows);
    figure_columns(batch, facts().map(|t| &t.figure), rates)
        .text("flow", facts().map(|t| Some(t.flow.as_str())))
        .text("reporter", facts().map(|t| Some(t.reporter.as_str())))
        .text("partner", facts().map(|t| Some(t.partner.as_str())))
        .text("product", facts().map(|t| t.product.as_ref()))
        .finish()
}

/// Rows of `investments`.
pub fn investments(reads: &[Read], rates: &Rates) -> Result<RecordBatch> {
    let rows = fact_rows(reads, |f| &f.investments, |i| &i.evidence, |i| [i.investor, i.host]);
    let facts = || rows.iter().map(|row| row.fact);
    let batch = evidence_columns(Batch::of(&schema::INVESTMENTS, rows.len()), "fact_id", &rows);
    figure_columns(batch, facts().map(|i| &i.figure), rates)
        .text("measure", facts().map(|i| Some(i.measure.as_str())))
        .text("investor", facts().map(|i| i.investor.as_ref().map(Code::as_str)))
        .text("host", facts().map(|i| i.host.as_ref().map(Code::as_str)))
        .long("project_count", facts().map(|i| i.project_count))
        .text("gross_net", facts().map(|i| Some(i.gross_net.as_str())))
        .finish()
}

/// Rows of `business_presence`.
pub fn business_presence(reads: &[Read]) -> Result<RecordBatch> {
    let rows = fact_rows(reads, |f| &f.business_presence, |b| &b.evidence, |b| [Some(b.home), Some(b.host)]);
    let facts = || rows.iter().map(|row| row.fact);
    evidence_columns(Batch::of(&schema::BUSINESS_PRESENCE, rows.len()), "fact_id", &rows)
        .text("home", facts().map(|b| Some(b.home.as_str())))
        .text("host", facts().map(|b| Some(b.host.as_str())))
        .long("count", facts().map(|b| Some(b.count)))
        .text("qualifier", facts().map(|b| Some(b.qualifier.as_str())))
        .text("kind", facts().map(|b| Some(b.kind.as_str())))
        .date("as_of", facts().map(|b| b.as_of))
        .finish()
}

/// Rows of `meetings`.
pub fn meetings(reads: &[Read]) -> Result<RecordBatch> {
    let rows = fact_rows(reads, |f| &f.meetings, |m| &m.evidence, |m| pair_of(&m.parties));
    let facts = || rows.iter().map(|row| row.fact);
    evidence_columns(Batch::of(&schema::MEETINGS, rows.len()), "meeting_id", &rows)
        .text("kind", facts().map(|m| Some(m.kind.as_str())))
        .date("date_start", facts().map(|m| m.date_start))
        .date("date_end", facts().map(|m| m.date_end))
        .text("date_text", facts().map(|m| m.date_text.as_ref()))
        .text("city", facts().map(|m| m.city.as_ref()))
        .text("country", facts().map(|m| m.country.as_ref().map(Code::as_str)))
        .text("status", facts().map(|m| Some(m.status.as_str())))
        .long("ordinal", facts().map(|m| m.ordinal))
        .texts("parties", facts().map(|m| Some(m.parties.iter().map(Code::as_str))))
        .text("name", facts().map(|m| m.name.as_ref()))
        .text("cameo_code", facts().map(|m| m.cameo_code))
        .finish()
}

/// Rows of `meeting_participants`.
pub fn meeting_participants(reads: &[Read]) -> Result<RecordBatch> {
    let mut rows: Vec<(&Document, &Meeting, usize, &Participant)> = Vec::new();
    for read in reads {
        let mut meetings: Vec<&Meeting> = read.facts.meetings.iter().collect();
        meetings.sort_by(|a, b| a.evidence.fact_id.cmp(&b.evidence.fact_id));
        for meeting in meetings {
            rows.extend(meeting.participants.iter().enumerate().map(|(i, person)| (&read.document, meeting, i + 1, person)));
        }
    }
    let people = || rows.iter().map(|row| row.3);
    Batch::of(&schema::MEETING_PARTICIPANTS, rows.len())
        .text("meeting_id", rows.iter().map(|row| Some(&row.1.evidence.fact_id)))
        .text("doc_id", rows.iter().map(|row| Some(&row.0.doc_id)))
        .int("seq", rows.iter().map(|row| i32::try_from(row.2).ok()))
        .text("name", people().map(|p| Some(&p.name)))
        .text("role", people().map(|p| p.role.as_ref()))
        .text("organisation", people().map(|p| p.organisation.as_ref()))
        .text("country", people().map(|p| p.country.as_ref().map(Code::as_str)))
        .int("span_start", people().map(|p| Some(p.span.start as i32)))
        .int("span_end", people().map(|p| Some(p.span.end as i32)))
        .finish()
}

/// Rows of `sectors`; `isic` gives the ISIC code of a sector.
pub fn sectors<'a>(reads: &[Read], isic: &'a HashMap<String, String>) -> Result<RecordBatch> {
    let rows = fact_rows(reads, |f| &f.sectors, |s| &s.evidence, |s| pair_of(s.parties.as_deref().unwrap_or_default()));
    let facts = || rows.iter().map(|row| row.fact);
    let isic_of = |code: &Code| -> Option<&'a str> { Some(isic.get(code.as_str()).map_or("", String::as_str)) };
    evidence_columns(Batch::of(&schema::SECTORS, rows.len()), "fact_id", &rows)
        .text("sector", facts().map(|s| Some(s.sector.as_str())))
        .texts("parties", facts().map(|s| s.parties.as_ref().map(|parties| parties.iter().map(Code::as_str))))
        .text("isic", facts().map(|s| isic_of(&s.sector)))
        .text("stance", facts().map(|s| Some(s.stance.as_str())))
        .text("proponent", facts().map(|s| s.proponent.as_ref().map(Code::as_str)))
        .finish()
}

/// A record that is no document: where it is, why, and its size where that is known.
pub struct Rejected<'a> {
    pub source_path: &'a str,
    pub reason: &'a str,
    pub detail: &'a str,
    pub size: Option<u64>,
}

/// Rows of `quarantine`, of records sorted by path.
pub fn quarantine(rejected: &[Rejected<'_>]) -> Result<RecordBatch> {
    let rows = || rejected.iter();
    Batch::of(&schema::QUARANTINE, rejected.len())
        .text("source_path", rows().map(|row| Some(row.source_path)))
        .text("stage", rows().map(|_| Some("ingest")))
        .text("reason", rows().map(|row| Some(row.reason)))
        .text("detail", rows().map(|row| Some(row.detail)))
        .long("byte_count", rows().map(|row| row.size.and_then(|size| i64::try_from(size).ok())))
        .finish()
}
