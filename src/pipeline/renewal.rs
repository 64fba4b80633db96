//! What of the aggregates of the last run still holds: the groups (pairs, investors, months) of which the documents that came,
//! changed or went say nothing.
//!
//! Rows of a document are a function of the document and the rules, so that only documents that one of the two runs has and the
//! other has not can change an aggregate. All others are in both, with the same facts; but for those of which their container
//! tells something, which may say another day under the same id: they count as changed wherever their part has changed.

use super::carried::bare;
use super::decide::Decision;
use super::fingerprints::digest;
use super::shelf::{Source, tables};
use super::{Request, Stage};
use crate::aggregate::facts::Facts;
use crate::aggregate::recipe::Recipe;
use crate::error::Result;
use crate::schema::{self, Table};
use crate::store::parquet;
use crate::store::state::{Part, StageRecord};
use arrow::array::{AsArray, RecordBatch};
use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};

/// Above one changed document in so many, everything is made anew: most groups would be.
const ONE_IN: u64 = 10;

/// The aggregates of the last run, and what has changed since.
pub struct Renewal<'a> {
    former: &'a Source,
    /// Files of parts that one of the two runs has and the other has not: documents, and facts by table.
    documents: Vec<PathBuf>,
    facts: Vec<(&'static str, Vec<PathBuf>)>,
    /// Ids of documents that one of the two runs has and the other has not.
    changed: HashSet<String>,
}

impl<'a> Renewal<'a> {
    /// What can be kept; `None` when more than some documents has changed or the tables are gone. `extract` are the parts as they
    /// are now, and `files` tells where those of a table are.
    pub fn find(
        decision: &'a Decision,
        request: &Request,
        extract: Option<&[Part]>,
        files: &dyn Fn(&str) -> Result<Vec<PathBuf>>,
    ) -> Result<Option<Renewal<'a>>> {
        let (Some(now), false, true) = (extract, request.full_refresh, is_of_one_run(decision)) else { return Ok(None) };
        let former = decision.shelf.former(Stage::Aggregate).and_then(|record| decision.shelf.find(Stage::Aggregate, &record.fingerprint));
        let Some(former) = former else { return Ok(None) };
        let Some(before) = decision.shelf.former(Stage::Extract) else { return Ok(None) };
        let sources = decision.shelf.all_former_parts(Stage::Extract);
        let (own, others) = (fingerprints(now), fingerprints(&before.parts));
        let gone: Vec<&Source> =
            sources.iter().zip(&before.parts).filter(|(_, part)| !own.contains(part.fingerprint.as_str())).map(|(s, _)| s).collect();
        let come: Vec<usize> = (0..now.len()).filter(|part| !others.contains(now[*part].fingerprint.as_str())).collect();
        let is_whole = tables(Stage::Aggregate).iter().all(|table| parquet::verify(&former.file(table.name), table).is_ok());
        if sources.len() != before.parts.len() || !is_whole || !gone.iter().all(|source| source.is_complete(Stage::Extract)) {
            return Ok(None);
        }
        let of_both = |table: &str| -> Result<(Vec<PathBuf>, Vec<PathBuf>)> {
            let files = files(table)?;
            Ok((gone.iter().map(|source| source.file(table)).collect(), come.iter().map(|part| files[*part].clone()).collect()))
        };
        let (old, new) = of_both(schema::DOCUMENTS.name)?;
        let (was, is) = (ids(&old)?, ids(&new)?);
        let mut changed: HashSet<String> = was.all.symmetric_difference(&is.all).map(|(id, _)| id.clone()).collect();
        changed.extend(was.told.into_iter().chain(is.told));
        if changed.len() as u64 * ONE_IN > now.iter().map(|part| part.documents).sum() {
            return Ok(None);
        }
        let of_table = |table: &&'static Table| of_both(table.name).map(|(old, new)| (table.name, [old, new].concat()));
        let facts = tables(Stage::Extract).iter().map(of_table).collect::<Result<_>>()?;
        Ok(Some(Renewal { former, documents: [old, new].concat(), facts, changed }))
    }

    /// The groups of an aggregate of which something was said that came, changed or went.
    pub fn groups(&self, recipe: &Recipe, scratch: &Path) -> Result<BTreeSet<String>> {
        let facts = self.facts.iter().find(|(table, _)| *table == recipe.facts).map(|(_, files)| files.as_slice()).unwrap_or_default();
        Facts::of(facts, &self.documents, usize::MAX, scratch).groups_of(recipe, &self.changed)
    }

    /// The aggregate as the last run left it.
    pub fn former(&self, table: &Table) -> Result<impl Iterator<Item = Result<RecordBatch>> + use<>> {
        parquet::batches(&self.former.file(table.name), table, None)
    }
}

/// Whether all that is left of the last run belongs together, and its rules are those of today.
fn is_of_one_run(decision: &Decision) -> bool {
    let same_rules = |stage: &Stage| {
        let former = decision.shelf.former(*stage);
        former.is_some_and(|record| record.depends_on == decision.targets.depends_on[*stage as usize])
    };
    let fingerprint =
        |stage: Stage| decision.shelf.former(stage).map(|record: &StageRecord| record.fingerprint.as_str()).unwrap_or_default();
    let input = digest([fingerprint(Stage::Ingest), fingerprint(Stage::Extract)]);
    let made_of = decision.shelf.former(Stage::Aggregate).map(|record| record.input_fingerprint.as_str());
    Stage::ALL.iter().all(same_rules) && made_of == Some(input.as_str())
}

fn fingerprints(parts: &[Part]) -> HashSet<&str> {
    parts.iter().map(|part| part.fingerprint.as_str()).collect()
}

/// Ids of documents.
#[derive(Default)]
struct Ids {
    /// With the release that each reports: a copy that comes may change which one that is, and what is counted once.
    all: HashSet<(String, String)>,
    /// Those of which a container may tell something: that may change under an id that stays.
    told: HashSet<String>,
}

/// The ids of the documents in these files.
fn ids(files: &[PathBuf]) -> Result<Ids> {
    let mut ids = Ids::default();
    for file in files {
        for batch in parquet::batches(file, &schema::DOCUMENTS, Some(&["doc_id", "source_path", "duplicate_group", "flags"]))? {
            let batch = batch?;
            let documents = batch.column(0).as_string::<i32>();
            let releases = batch.column(2).as_string::<i32>();
            let is_bare = bare(batch.column(1).as_string(), batch.column(3).as_list());
            for (row, (id, release)) in documents.iter().flatten().zip(releases).enumerate() {
                ids.all.insert((id.to_string(), release.unwrap_or(id).to_string()));
                if !is_bare(row) {
                    ids.told.insert(id.to_string());
                }
            }
        }
    }
    Ok(ids)
}
