//! The calendar: events per month, held and planned, over all pairs and for the pairs that meet most; and the latest events.
//!
//! Events are those of `meetings_by_month`, whoever reports them. A month of the whole calendar counts an event once, however many
//! parties it has; one of which a single party is named is in no pair, and each row that tells of such a one counts.

use super::published::Published;
use super::within::{self, Top};
use crate::error::Result;
use crate::schema;
use jiff::civil::Date;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Pairs with a calendar of their own.
const PAIRS: usize = 60;
/// Events that are listed.
const EVENTS: usize = 600;
const BYTES: usize = 180_000;
const EVENT: &[&str] =
    &["meeting_id", "date_start", "date_end", "kind", "status", "city", "country", "parties", "name", "ordinal", "evidence"];

/// Held and planned events by month (`2024-03`).
type Months = BTreeMap<String, [u64; 2]>;

/// The calendars and the events listed.
pub fn section(now: &Published) -> Result<Value> {
    let mut months = Months::new();
    // Eight bytes an event are kept to tell which row stands for one.
    let mut events: BTreeSet<u64> = BTreeSet::new();
    let pairs = of_pairs(now, &mut months, &mut events)?;
    let mut alone = 0;
    let mut undated = 0_u64;
    let mut latest: Top<(String, String, String)> = Top::new(EVENTS);
    now.each(&schema::MEETINGS, EVENT, |row| {
        let Some(start) = row.day("date_start") else { return undated += 1 };
        let id = row.text("meeting_id");
        let day = start.to_string();
        let is_alone = row.texts("parties").len() < 2 && is_of_a_month(start, row.day("date_end"));
        if is_alone {
            *count_of(&mut months, &day[..7], row.text("status")) += 1;
            alone += 1;
        }
        let is_later = latest.floor().is_none_or(|floor| (day.as_str(), id) > (floor.0.as_str(), floor.1.as_str()));
        if is_later && (is_alone || events.contains(&hash_of(id))) {
            latest.push((day, id.to_string(), Value::from(row.object(EVENT)).to_string()));
        }
    })?;
    let total = events.len() + alone;
    let events = latest.into_vec().into_iter().filter_map(|(.., event)| serde_json::from_str(&event).ok());
    Ok(json!({
        "months": months,
        "pairs": pairs,
        "events": within::bytes(BYTES, events),
        "total": total,
        "undated": undated,
    }))
}

/// The pairs that meet most, with their months; all events, and how many there are in each month.
fn of_pairs(now: &Published, all: &mut Months, events: &mut BTreeSet<u64>) -> Result<Vec<Value>> {
    let mut by_pair: BTreeMap<String, u64> = BTreeMap::new();
    now.each(&schema::MEETINGS_BY_MONTH, &["month", "pair", "status", "events", "event_ids"], |row| {
        *by_pair.entry(row.text("pair").to_string()).or_default() += row.count("events");
        let new = row.texts("event_ids").iter().filter(|id| events.insert(hash_of(id))).count() as u64;
        if let Some(month) = row.value("month").as_str().and_then(|month| month.get(..7)) {
            *count_of(all, month, row.text("status")) += new;
        }
    })?;
    let mut ranked: Vec<(String, u64)> = by_pair.into_iter().collect();
    ranked.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    ranked.truncate(PAIRS);
    let mut months: BTreeMap<String, Months> = ranked.iter().map(|(pair, _)| (pair.clone(), Months::new())).collect();
    now.each(&schema::MEETINGS_BY_MONTH, &["month", "pair", "status", "events"], |row| {
        if let (Some(months), Some(month)) = (months.get_mut(row.text("pair")), row.value("month").as_str()) {
            *count_of(months, &month[..7], row.text("status")) += row.count("events");
        }
    })?;
    Ok(ranked.into_iter().map(|(pair, events)| json!({ "months": months.get(&pair), "pair": pair, "events": events })).collect())
}

fn count_of<'a>(months: &'a mut Months, month: &str, status: &str) -> &'a mut u64 {
    let counts = months.entry(month.to_string()).or_default();
    &mut counts[usize::from(status == "planned")]
}

/// An event known to lie in a year only is not one of a month.
fn is_of_a_month(start: Date, end: Option<Date>) -> bool {
    end.is_none_or(|end| (end - start).get_days() < 31)
}

fn hash_of(id: &str) -> u64 {
    let hash = blake3::hash(id.as_bytes());
    hash.as_bytes().iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
}
