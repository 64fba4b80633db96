//! How often two economies meet: events per month, held and planned apart.
//!
//! Five outlets that report one visit are one event: same parties, same kind, same first day.

use super::facts::Recipe;
use super::failed;
use super::statements::{dates, texts};
use crate::error::Result;
use crate::schema;
use crate::store::columns::Batch;
use arrow::array::RecordBatch;
use jiff::civil::Date;
use polars::prelude::{DataFrame, DataType, PolarsResult, col, lit};
use std::collections::{BTreeMap, BTreeSet};

/// An event whose date is only known to lie in so many days is not one of a month.
const LONGEST: i32 = 31;

/// Month, pair, status, kind.
type Key = (Date, String, String, String);

#[derive(Default)]
struct Month {
    /// First day and all parties.
    events: BTreeSet<(Date, Vec<String>)>,
    releases: BTreeSet<String>,
    meeting_ids: BTreeSet<String>,
}

struct Meeting {
    id: String,
    release: String,
    start: Option<Date>,
    end: Option<Date>,
    status: String,
    kind: String,
    parties: Vec<String>,
}

/// Made of the rows of `meetings` count: those with a day, month by month.
pub fn recipe() -> Recipe {
    let days = |name: &str| col(name).cast(DataType::Int32);
    Recipe {
        facts: "meetings",
        columns: vec!["meeting_id", "doc_id", "date_start", "date_end", "status", "kind", "parties"],
        keys: &["date_start"],
        filter: col("date_start").is_not_null(),
        group: col("date_start").dt().to_string("%Y-%m"),
        named: "month",
        typed: vec![days("date_start"), days("date_end"), col("parties").list().join(lit(" "), true)],
        rows,
    }
}

/// Rows of `meetings_by_month`, of some months.
fn rows(frame: &DataFrame) -> Result<RecordBatch> {
    let mut months: BTreeMap<Key, Month> = BTreeMap::new();
    for meeting in read(frame).map_err(|e| failed("read meetings", e))? {
        let Some(start) = meeting.start.filter(|start| is_of_a_month(*start, meeting.end)) else { continue };
        for pair in pairs(&meeting.parties) {
            let month = months.entry((start.first_of_month(), pair, meeting.status.clone(), meeting.kind.clone())).or_default();
            month.events.insert((start, meeting.parties.clone()));
            month.releases.insert(meeting.release.clone());
            month.meeting_ids.insert(meeting.id.clone());
        }
    }
    let count = |n: usize| i64::try_from(n).ok();
    Batch::of(&schema::MEETINGS_BY_MONTH, months.len())
        .date("month", months.keys().map(|k| Some(k.0)))
        .text("pair", months.keys().map(|k| Some(&k.1)))
        .text("status", months.keys().map(|k| Some(&k.2)))
        .text("kind", months.keys().map(|k| Some(&k.3)))
        .long("events", months.values().map(|m| count(m.events.len())))
        .long("documents", months.values().map(|m| count(m.releases.len())))
        .texts("meeting_ids", months.values().map(|m| Some(&m.meeting_ids)))
        .finish()
}

fn is_of_a_month(start: Date, end: Option<Date>) -> bool {
    end.is_none_or(|end| (end - start).get_days() < LONGEST)
}

/// Each two of the parties.
fn pairs(parties: &[String]) -> Vec<String> {
    let behind = |i: usize| parties.iter().skip(i + 1);
    parties.iter().enumerate().flat_map(|(i, a)| behind(i).map(move |b| format!("{}-{}", a.min(b), a.max(b)))).collect()
}

fn read(frame: &DataFrame) -> PolarsResult<Vec<Meeting>> {
    let (id, release, parties) = (texts(frame, "meeting_id")?, texts(frame, "release")?, texts(frame, "parties")?);
    let (status, kind) = (texts(frame, "status")?, texts(frame, "kind")?);
    let (start, end) = (dates(frame, "date_start")?, dates(frame, "date_end")?);
    let owned = |column: &[Option<String>], row: usize| column[row].clone().unwrap_or_default();
    let meeting = |row: usize| Meeting {
        id: owned(&id, row),
        release: owned(&release, row),
        start: start[row],
        end: end[row],
        status: owned(&status, row),
        kind: owned(&kind, row),
        parties: owned(&parties, row).split_whitespace().map(str::to_string).collect(),
    };
    Ok((0..frame.height()).map(meeting).collect())
}
