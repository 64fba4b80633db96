//! Which rows of `meetings` tell of one event.
//!
//! Reports of one event differ: one gives the day of the arrival and another that of the talks, one calls it a visit and another
//! tells the talks of it, one names all parties and another two of them. A report's own rows are events of their own, so that a
//! row joins at most one row of each other document: the one that agrees with it most.

use crate::model::{MeetingKind, MeetingStatus};
use jiff::ToSpan;
use jiff::civil::Date;
use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

/// A window of more days is not the event's own: it is known to lie in a month.
const EXACT: i32 = 7;
/// How many days may lie between the first day of an event and that of a report of it: one that is told of the day behind the last.
/// (A common number joins events of any day of a month.)
pub const REACH: i32 = EXACT + 1;

/// A row, as far as it tells events apart.
#[derive(Clone, Debug)]
pub struct Told {
    pub id: String,
    pub document: String,
    pub start: Date,
    /// The first day again where it is not told.
    pub end: Date,
    pub kind: MeetingKind,
    pub status: MeetingStatus,
    pub city: Option<String>,
    pub country: Option<String>,
    pub ordinal: Option<i64>,
    pub parties: Vec<String>,
}

impl Told {
    /// Each two of the parties, as tables write a pair.
    pub fn pairs(&self) -> Vec<String> {
        let behind = |i: usize| self.parties.iter().skip(i + 1);
        self.parties.iter().enumerate().flat_map(|(i, a)| behind(i).map(move |b| format!("{}-{}", a.min(b), a.max(b)))).collect()
    }

    fn days(&self) -> i32 {
        (self.end - self.start).get_days()
    }

    /// What comes first stands for the event: days, not a month; the visit, not its talks; more parties; the first day.
    fn rank(&self) -> (bool, bool, Reverse<usize>, Date, i32, &str) {
        (self.days() > EXACT, self.kind != MeetingKind::Visit, Reverse(self.parties.len()), self.start, self.days(), &self.id)
    }
}

/// For each row the number of the row that stands for its event, itself or another; whatever the order of the rows.
pub fn events(told: &[Told]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..told.len()).collect();
    order.sort_by(|a, b| told[*a].rank().cmp(&told[*b].rank()));
    let mut events: Vec<(usize, BTreeSet<&str>)> = Vec::new();
    let mut by_pair: HashMap<String, Vec<usize>> = HashMap::new();
    let mut event_of = vec![0; told.len()];
    for number in order {
        let row = &told[number];
        let pairs = row.pairs();
        let candidates: BTreeSet<usize> = pairs.iter().filter_map(|pair| by_pair.get(pair)).flatten().copied().collect();
        let free = candidates.into_iter().filter(|event| !events[*event].1.contains(row.document.as_str()));
        let same = free.filter(|event| is_same(&told[events[*event].0], row));
        let event = match same.max_by_key(|event| (agreement(&told[events[*event].0], row), Reverse(*event))) {
            Some(event) => event,
            None => {
                pairs.into_iter().for_each(|pair| by_pair.entry(pair).or_default().push(events.len()));
                events.push((number, BTreeSet::new()));
                events.len() - 1
            }
        };
        events[event].1.insert(&row.document);
        event_of[number] = events[event].0;
    }
    event_of
}

fn is_same(event: &Told, row: &Told) -> bool {
    let apart = |a: Option<i64>, b: Option<i64>| a.zip(b).is_some_and(|(a, b)| a != b);
    let within = |few: &Told, many: &Told| few.parties.iter().all(|party| many.parties.contains(party));
    event.status == row.status
        && is_one_kind(event.kind, row.kind)
        && (within(event, row) || within(row, event))
        && !apart(event.ordinal, row.ordinal)
        && is_one_place(event, row)
        && (event.ordinal.is_some() && event.ordinal == row.ordinal || are_near(event, row))
}

/// A visit is told by its talks or by what was signed on it; a forum on it is an event of its own.
fn is_one_kind(a: MeetingKind, b: MeetingKind) -> bool {
    let of_visit = |kind| matches!(kind, MeetingKind::Talks | MeetingKind::Ceremony);
    a == b || a == MeetingKind::Visit && of_visit(b) || b == MeetingKind::Visit && of_visit(a)
}

/// Not in two countries, nor in two cities, unless it is a visit, which may go to several.
fn is_one_place(a: &Told, b: &Told) -> bool {
    let differ = |a: &Option<String>, b: &Option<String>| a.as_ref().zip(b.as_ref()).is_some_and(|(a, b)| a != b);
    let visit = [a.kind, b.kind].contains(&MeetingKind::Visit);
    !differ(&a.country, &b.country) && (visit || !differ(&a.city, &b.city))
}

/// On a common day, or on the next.
fn are_near(a: &Told, b: &Told) -> bool {
    let eve = |day: Date| day.saturating_sub(1.day());
    eve(a.start) <= b.end && eve(b.start) <= a.end
}

/// How much two rows agree in what reports may differ in.
fn agreement(event: &Told, row: &Told) -> usize {
    let same = [event.kind == row.kind, event.start == row.start, event.end == row.end, event.city == row.city && row.city.is_some()];
    same.iter().filter(|same| **same).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    /// "LVA-UZB 6..8 visit Riga": the parties, days of March 2024, the kind, the city.
    fn told(number: usize, document: &str, text: &str) -> Told {
        let words: Vec<&str> = text.split(' ').collect();
        let (start, end) = words[1].split_once("..").unwrap_or((words[1], words[1]));
        let day = |text: &str| date(2024, 3, text.parse().expect("a day"));
        let city = words.get(3).filter(|city| !city.starts_with('#')).map(|city| city.to_string());
        Told {
            id: format!("m{number}"),
            document: document.to_string(),
            start: day(start),
            end: day(end),
            kind: MeetingKind::parse(words[2]).expect("a kind"),
            status: MeetingStatus::Held,
            country: None,
            city,
            ordinal: words.iter().find_map(|word| word.strip_prefix('#')).map(|n| n.parse().expect("a number")),
            parties: words[0].split('-').map(str::to_string).collect(),
        }
    }

    /// How many events some rows tell of, each of a document of its own.
    fn count(texts: &[&str]) -> usize {
        let rows: Vec<Told> = texts.iter().enumerate().map(|(n, text)| told(n, &format!("d{n}"), text)).collect();
        let forward: BTreeSet<String> = events(&rows).into_iter().map(|n| rows[n].id.clone()).collect();
        let turned: Vec<Told> = rows.iter().rev().cloned().collect();
        let backward: BTreeSet<String> = events(&turned).into_iter().map(|n| turned[n].id.clone()).collect();
        assert_eq!(forward, backward, "the order of rows shows");
        forward.len()
    }

    #[test]
    fn reports_of_one_event_may_differ() {
        assert_eq!(count(&["KEN-PER 7 visit", "KEN-PER 7 talks Lima", "KEN-PER 6 visit Lima"]), 1);
        assert_eq!(count(&["KEN-PER 6..8 visit", "KEN-PER 7 visit"]), 1);
        assert_eq!(count(&["KEN-PER 6 talks Lima", "KEN-PER 7 talks Lima"]), 1);
        assert_eq!(count(&["KEN-PER-POL 6 summit", "KEN-PER 6 summit", "KEN-POL 6 summit"]), 1);
        assert_eq!(count(&["KEN-PER 12 commission Lima #5", "KEN-PER 1..31 commission #5"]), 1);
    }

    #[test]
    fn events_stay_apart() {
        assert_eq!(count(&["KEN-PER 6 talks Lima", "KEN-PER 6 talks Nairobi"]), 2);
        assert_eq!(count(&["KEN-PER 6 talks", "KEN-PER 9 talks"]), 2);
        assert_eq!(count(&["KEN-PER 6 talks", "KEN-POL 6 talks"]), 2);
        assert_eq!(count(&["KEN-PER 6 visit", "KEN-PER 6 forum"]), 2);
        assert_eq!(count(&["KEN-PER 6 commission #5", "KEN-PER 6 commission #6"]), 2);
        assert_eq!(count(&["KEN-PER 5..6 visit", "KEN-PER 7..8 visit", "KEN-PER 9..10 visit"]), 2);
        let planned = Told { status: MeetingStatus::Planned, ..told(1, "b", "KEN-PER 6 talks") };
        assert_eq!(events(&[told(0, "a", "KEN-PER 6 talks"), planned]), [0, 1]);
    }

    #[test]
    fn rows_of_one_document_are_events_of_their_own() {
        let rows = [
            told(0, "a", "KEN-PER 6..7 visit"),
            told(1, "a", "KEN-PER 6 talks Lima"),
            told(2, "b", "KEN-PER 6 talks Lima"),
            told(3, "b", "KEN-PER 6 visit"),
        ];
        assert_eq!(events(&rows), [3, 1, 1, 3]);
    }
}
