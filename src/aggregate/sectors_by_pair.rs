//! What two economies cooperate in, and how far it has come.

use super::recipe::{FactColumns, Group, RELEASE, Recipe};
use crate::error::Result;
use crate::model::Stance;
use crate::schema;
use crate::store::columns::Batch;
use arrow::array::RecordBatch;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Default)]
struct Field {
    stance: Option<Stance>,
    published_on: BTreeSet<Date>,
    releases: BTreeSet<String>,
    fact_ids: BTreeSet<String>,
}

/// Made of the rows of `sectors` count: all, pair by pair.
pub fn recipe() -> Recipe {
    Recipe {
        facts: "sectors",
        columns: vec!["fact_id", "doc_id", "published_on", "pair", "sector", "stance"],
        counts: &[],
        group: Group::Text("pair"),
        named: "pair",
        rows,
    }
}

/// Rows of `sectors_by_pair`, of some pairs.
fn rows(facts: &dyn FactColumns) -> Result<RecordBatch> {
    let fields = read(facts)?;
    let count = |n: usize| i64::try_from(n).ok();
    Batch::of(&schema::SECTORS_BY_PAIR, fields.len())
        .text("pair", fields.keys().map(|k| Some(&k.0)))
        .text("sector", fields.keys().map(|k| Some(&k.1)))
        .long("documents", fields.values().map(|f| count(f.releases.len())))
        .text("stance", fields.values().map(|f| f.stance.map(Stance::as_str)))
        .date("first_published_on", fields.values().map(|f| f.published_on.first().copied()))
        .date("last_published_on", fields.values().map(|f| f.published_on.last().copied()))
        .texts("fact_ids", fields.values().map(|f| Some(&f.fact_ids)))
        .finish()
}

/// Fields of cooperation by pair and sector. Stances are declared in the order in which cooperation gets on.
fn read(facts: &dyn FactColumns) -> Result<BTreeMap<(String, String), Field>> {
    let (pair, sector, stance) = (facts.texts("pair")?, facts.texts("sector")?, facts.texts("stance")?);
    let (fact_id, release, published_on) = (facts.texts("fact_id")?, facts.texts(RELEASE)?, facts.dates("published_on")?);
    let mut fields: BTreeMap<(String, String), Field> = BTreeMap::new();
    for row in 0..facts.count() {
        let (Some(pair), Some(sector)) = (&pair[row], &sector[row]) else { continue };
        let field = fields.entry((pair.clone(), sector.clone())).or_default();
        field.stance = field.stance.max(stance[row].as_deref().and_then(Stance::parse));
        field.published_on.extend(published_on[row]);
        field.releases.extend(release[row].clone());
        field.fact_ids.extend(fact_id[row].clone());
    }
    Ok(fields)
}
