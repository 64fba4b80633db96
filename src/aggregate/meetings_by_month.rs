//! How often two economies meet: events per month, held and planned apart.
//!
//! Five outlets that report one visit are one event ([`events`]), of the kind that most of it is: a visit with its talks is a visit.
//! An event counts in the month of the row that stands for it. Reports of it may lie in the month before or after, so that a month is
//! made of its own rows and of those a few days off.

use super::events::{REACH, Told, events};
use super::recipe::{Condition, FactColumns, GROUP, Group, RELEASE, Recipe};
use crate::error::Result;
use crate::model::{MeetingKind, MeetingStatus};
use crate::schema;
use crate::store::columns::Batch;
use arrow::array::RecordBatch;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// An event whose date is only known to lie in so many days is not one of a month.
const LONGEST: i32 = 31;

/// Month, pair, status, kind.
type Key = (Date, String, MeetingStatus, MeetingKind);

#[derive(Default)]
struct Month {
    /// Of each event the row that stands for it.
    events: BTreeSet<String>,
    releases: BTreeSet<String>,
    meeting_ids: BTreeSet<String>,
}

/// Made of the rows of `meetings` count: those with a day, month by month.
pub fn recipe() -> Recipe {
    Recipe {
        facts: "meetings",
        columns: vec!["meeting_id", "doc_id", "date_start", "date_end", "status", "kind", "city", "country", "ordinal", "parties"],
        counts: &[Condition::Known("date_start")],
        group: Group::Months { of: "date_start", margin: REACH },
        named: "month",
        rows,
    }
}

/// Rows of `meetings_by_month`, of some months.
fn rows(facts: &dyn FactColumns) -> Result<RecordBatch> {
    let mut by_month: BTreeMap<Date, Vec<(Told, String)>> = BTreeMap::new();
    for (month, told, release) in read(facts)? {
        by_month.entry(month).or_default().push((told, release));
    }
    let mut months: BTreeMap<Key, Month> = BTreeMap::new();
    for (month, meetings) in by_month {
        let (told, releases): (Vec<Told>, Vec<String>) = meetings.into_iter().unzip();
        let of_month = |event: &usize| told[*event].start.first_of_month() == month;
        for ((row, release), event) in told.iter().zip(releases).zip(events(&told)).filter(|(_, event)| of_month(event)) {
            for pair in row.pairs() {
                let month = months.entry((month, pair, row.status, told[event].kind)).or_default();
                month.events.insert(told[event].id.clone());
                month.releases.insert(release.clone());
                month.meeting_ids.insert(row.id.clone());
            }
        }
    }
    let count = |n: usize| i64::try_from(n).ok();
    Batch::of(&schema::MEETINGS_BY_MONTH, months.len())
        .date("month", months.keys().map(|k| Some(k.0)))
        .text("pair", months.keys().map(|k| Some(&k.1)))
        .text("status", months.keys().map(|k| Some(k.2.as_str())))
        .text("kind", months.keys().map(|k| Some(k.3.as_str())))
        .long("events", months.values().map(|m| count(m.events.len())))
        .long("documents", months.values().map(|m| count(m.releases.len())))
        .texts("event_ids", months.values().map(|m| Some(&m.events)))
        .texts("meeting_ids", months.values().map(|m| Some(&m.meeting_ids)))
        .finish()
}

/// Meetings, each with the month that it is looked at for and the release that tells of it.
fn read(facts: &dyn FactColumns) -> Result<Vec<(Date, Told, String)>> {
    let (id, document, release) = (facts.texts("meeting_id")?, facts.texts("doc_id")?, facts.texts(RELEASE)?);
    let (status, kind, parties) = (facts.texts("status")?, facts.texts("kind")?, facts.lists("parties")?);
    let (city, country, ordinals) = (facts.texts("city")?, facts.texts("country")?, facts.integers("ordinal")?);
    let (start, end, months) = (facts.dates("date_start")?, facts.dates("date_end")?, facts.texts(GROUP)?);
    let owned = |column: &[Option<String>], row: usize| column[row].clone().unwrap_or_default();
    let meeting = |row: usize| -> Option<(Date, Told, String)> {
        let start = start[row]?;
        let month = format!("{}-01", months[row].as_deref()?).parse().ok()?;
        let told = Told {
            id: owned(&id, row),
            document: owned(&document, row),
            start,
            end: end[row].filter(|end| *end >= start).unwrap_or(start),
            kind: MeetingKind::parse(kind[row].as_deref()?)?,
            status: MeetingStatus::parse(status[row].as_deref()?)?,
            city: city[row].clone(),
            country: country[row].clone(),
            ordinal: ordinals[row],
            parties: parties[row].clone(),
        };
        let is_of_a_month = (told.end - start).get_days() < LONGEST;
        is_of_a_month.then(|| (month, told, owned(&release, row)))
    };
    Ok((0..facts.count()).filter_map(meeting).collect())
}
