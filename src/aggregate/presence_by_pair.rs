//! Companies of one economy in another: the latest count.
//!
//! Unlike a figure of a past year a count goes on changing, so that the latest published one is chosen and two different ones
//! are no conflict.

use super::recipe::{FactColumns, Group, RELEASE, Recipe};
use crate::error::Result;
use crate::schema;
use crate::store::columns::Batch;
use arrow::array::RecordBatch;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Home, host, kind.
type Key = (String, String, String);

struct Count {
    published_on: Option<Date>,
    qualifier: String,
    count: i64,
    fact_id: String,
    release: String,
}

/// Made of the rows of `business_presence` count: all, home by home.
pub fn recipe() -> Recipe {
    Recipe {
        facts: "business_presence",
        columns: vec!["fact_id", "doc_id", "published_on", "home", "host", "kind", "count", "qualifier"],
        counts: &[],
        group: Group::Text("home"),
        named: "home",
        rows,
    }
}

/// Rows of `presence_by_pair`, of some homes.
fn rows(facts: &dyn FactColumns) -> Result<RecordBatch> {
    let mut groups: BTreeMap<Key, Vec<Count>> = BTreeMap::new();
    for (key, count) in read(facts)? {
        groups.entry(key).or_default().push(count);
    }
    for group in groups.values_mut() {
        // The latest first, then the exact; hedges sort as approx, at_least, at_most, exact.
        group.sort_by(|a, b| {
            let rank = |c: &Count| (std::cmp::Reverse(c.published_on), c.qualifier != "exact", c.fact_id.clone());
            rank(a).cmp(&rank(b))
        });
        let mut seen = BTreeSet::new();
        group.retain(|c| seen.insert((c.release.clone(), c.count, c.qualifier.clone())));
    }
    let (keys, best) = (|| groups.keys(), || groups.values().filter_map(|group| group.first()));
    let number = |n: usize| i64::try_from(n).ok();
    let releases = |group: &Vec<Count>| group.iter().map(|c| &c.release).collect::<BTreeSet<_>>().len();
    Batch::of(&schema::PRESENCE_BY_PAIR, groups.len())
        .text("home", keys().map(|k| Some(&k.0)))
        .text("host", keys().map(|k| Some(&k.1)))
        .text("kind", keys().map(|k| Some(&k.2)))
        .long("count", best().map(|c| Some(c.count)))
        .text("qualifier", best().map(|c| Some(&c.qualifier)))
        .date("published_on", best().map(|c| c.published_on))
        .long("count_min", groups.values().map(|group| group.iter().map(|c| c.count).min()))
        .long("count_max", groups.values().map(|group| group.iter().map(|c| c.count).max()))
        .long("statements", groups.values().map(|group| number(group.len())))
        .long("documents", groups.values().map(|group| number(releases(group))))
        .text("best_fact_id", best().map(|c| Some(&c.fact_id)))
        .finish()
}

fn read(facts: &dyn FactColumns) -> Result<Vec<(Key, Count)>> {
    let (home, host, kind) = (facts.texts("home")?, facts.texts("host")?, facts.texts("kind")?);
    let (qualifier, fact_id, release) = (facts.texts("qualifier")?, facts.texts("fact_id")?, facts.texts(RELEASE)?);
    let published_on = facts.dates("published_on")?;
    let count = facts.integers("count")?;
    let owned = |column: &[Option<String>], row: usize| column[row].clone().unwrap_or_default();
    let row = |row: usize| {
        let key = (owned(&home, row), owned(&host, row), owned(&kind, row));
        let (qualifier, fact_id, release) = (owned(&qualifier, row), owned(&fact_id, row), owned(&release, row));
        (key, Count { published_on: published_on[row], qualifier, count: count[row].unwrap_or_default(), fact_id, release })
    };
    Ok((0..facts.count()).map(row).collect())
}
