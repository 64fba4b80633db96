//! The four stages in order: files -> documents -> mentions -> facts -> aggregates, and what of it is published.
//!
//! The only module besides [`crate::engine`] that knows more than one stage. A front end calls [`plan`] to see what would
//! be done, [`run`] to do it, and the rest to look at, compare and put back what was published.

mod carried;
mod checks;
mod decide;
mod descriptions;
mod fingerprints;
mod generations;
mod inventory;
mod lists;
mod parts;
mod publish;
mod records;
mod renewal;
mod run;
mod scan;
mod select;
mod shards;
mod shelf;
mod unchanged;
mod work;

use crate::config::Config;
use crate::engine::{self, Reading};
use crate::error::{Error, Kind, Result};
use crate::ingest;
use crate::ingest::formats::{self, Context};
use crate::lexicon::Lexicon;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

pub use select::{Selection, Stage};
pub use shards::Shard;

/// What a run is asked to do.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// Which stages; everything when not stated.
    pub select: Selection,
    /// Computes everything anew, whatever is up to date.
    pub full_refresh: bool,
    /// Leaves `current` alone: stage tables are written, nothing is published.
    pub no_publish: bool,
    /// Only so many documents, the first ones by path.
    pub limit: Option<usize>,
    /// Only the files of this share.
    pub shard: Option<Shard>,
    /// Hashes every file instead of trusting size and modification time.
    pub verify: bool,
    /// The number of the signal that asks to stop; 0 = carry on. [`stop_on_signals`] gives one that signals set.
    pub stop: Arc<AtomicUsize>,
}

/// What would be done, and why.
#[derive(Clone, Debug)]
pub struct Plan {
    /// One entry per stage, in order.
    pub stages: Vec<StagePlan>,
    /// The input against the last run.
    pub documents: Changes,
    /// Whether a run would swap `current`.
    pub publishes: bool,
    /// The generation that is published now.
    pub current: Option<String>,
}

impl Plan {
    /// Whether a run would do nothing.
    pub fn is_nothing(&self) -> bool {
        !self.publishes && self.stages.iter().all(|stage| stage.action != Action::Run)
    }
}

/// What would be done in one stage.
#[derive(Clone, Debug)]
pub struct StagePlan {
    pub stage: Stage,
    pub action: Action,
    /// Why: never empty.
    pub reasons: Vec<String>,
    /// Parts (documents in the order of their paths) to compute.
    pub parts_to_run: usize,
    /// Parts in all.
    pub parts: usize,
    /// What the stage's tables depend on, hashed.
    pub fingerprint: String,
}

/// What is done with a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Computed, at least in part.
    Run,
    /// Up to date: what is on disk is taken.
    Reuse,
    /// Not selected.
    Skip,
}

/// The input against the last run.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    /// Files found, and records of files that hold several.
    pub files: usize,
    /// Distinct documents.
    pub documents: usize,
    /// Those of them whose content is that of another one.
    pub duplicates: usize,
    /// Those of them that could not be read as an article.
    pub quarantined: usize,
    /// Paths that were not there.
    pub new: Paths,
    /// Paths whose content differs.
    pub changed: Paths,
    /// Paths that are gone.
    pub vanished: Paths,
}

/// How many paths, and the first of them: all may be new, and nobody reads a million.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paths {
    pub count: usize,
    /// In order.
    pub first: Vec<String>,
}

impl Paths {
    /// How many are kept.
    const KEPT: usize = 100;

    /// One more.
    fn push(&mut self, path: &str) {
        self.count += 1;
        if self.first.len() < Paths::KEPT {
            self.first.push(path.to_string());
        }
    }
}

/// What a run did.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Names `runs/RUN_ID/`, and the generation where one was published.
    pub run_id: String,
    /// `runs/RUN_ID/`, where the front end may write `log.jsonl`.
    pub run_dir: PathBuf,
    /// One entry per stage, in order.
    pub stages: Vec<StageOutcome>,
    /// The input against the last run.
    pub documents: Changes,
    /// What became of the result.
    pub publication: Publication,
    /// Data checks that failed without blocking.
    pub warnings: Vec<String>,
    /// Wall time in all.
    pub seconds: f64,
}

/// What a run did in one stage.
#[derive(Clone, Debug)]
pub struct StageOutcome {
    pub stage: Stage,
    pub action: Action,
    /// Why.
    pub because: Vec<String>,
    /// Rows per table, computed and reused alike.
    pub rows: BTreeMap<String, u64>,
    /// Parts computed.
    pub parts_run: usize,
    /// Parts in all.
    pub parts: usize,
    /// Wall time.
    pub seconds: f64,
}

/// What became of a run's result.
#[derive(Clone, Debug)]
pub enum Publication {
    /// `current` points to it now.
    Published { generation: String, path: PathBuf },
    /// What is published is up to date.
    NothingToDo { generation: String, path: PathBuf },
    /// Asked not to publish, or the selection ends before `aggregate`.
    NotPublished { because: String },
}

/// Is told how a run gets on; every method has an empty default. Called from worker threads.
pub trait Progress: Sync {
    /// The run has its directory: before anything else.
    fn run_started(&self, _run_id: &str, _run_dir: &std::path::Path) {}
    /// A stage begins; `total` documents (or tables, in `aggregate`) are ahead.
    fn stage_started(&self, _stage: Stage, _total: usize) {}
    /// So many of them are done.
    fn advanced(&self, _stage: Stage, _done: usize, _total: usize) {}
    /// A stage ended. Stages run interleaved, part by part; each ends once.
    fn stage_finished(&self, _outcome: &StageOutcome) {}
    /// A generation is put together, checked and published.
    fn publish_started(&self) {}
    /// It is published, at this path.
    fn publish_finished(&self, _generation: &std::path::Path) {}
}

/// A progress that tells nobody.
pub struct Silent;

impl Progress for Silent {}

/// One published generation.
#[derive(Clone, Debug)]
pub struct Generation {
    pub id: String,
    pub path: PathBuf,
    /// Whether `current` points to it.
    pub current: bool,
    /// UTC, RFC 3339.
    pub created_at: String,
    /// Rows per table.
    pub rows: BTreeMap<String, u64>,
    /// Bytes of its tables (files shared with other generations count in each).
    pub bytes: u64,
    /// Set when it was made with `--limit`.
    pub limit: Option<usize>,
    /// Set when it was made with `--shard`.
    pub shard: Option<String>,
}

/// What is published and what is left over.
#[derive(Clone, Debug)]
pub struct Status {
    pub output: PathBuf,
    /// Newest first.
    pub generations: Vec<Generation>,
    /// Staged directories of runs that died, and outputs that checks rejected.
    pub leftovers: Vec<PathBuf>,
    /// Who holds the lock, if somebody does.
    pub running: Option<String>,
}

/// Rows of one table that differ between two generations, by key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableDiff {
    pub table: String,
    /// Keys, sorted.
    pub added: Vec<String>,
    pub removed: Vec<String>,
    /// Same key, another value in some column.
    pub changed: Vec<String>,
}

/// The result of one data check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckResult {
    /// `keys`, `references`, `codes`, `evidence` or `counts`, as in `[checks]`.
    pub check: String,
    pub table: String,
    /// Rows that fail it.
    pub failures: u64,
    /// Some of them, in words.
    pub examples: Vec<String>,
    /// Whether it keeps a generation from being published.
    pub blocking: bool,
}

/// What a request would do, without doing it. Reads new and changed input files.
pub fn plan(config: &Config, request: &Request) -> Result<Plan> {
    run::pool(config)?.install(|| decide::decide(config, request, scan::list(config, request)?)).map(|decision| decision.plan)
}

/// Brings everything selected up to date and publishes it.
pub fn run(config: &Config, request: &Request, progress: &dyn Progress) -> Result<Outcome> {
    run::run(config, request, progress)
}

/// Puts the results of runs over all shards of an input together, and publishes what one run over all of it would have published:
/// the same tables, to the byte. Reads the output directories `shards`, and no article.
pub fn merge(config: &Config, request: &Request, shards: &[PathBuf], progress: &dyn Progress) -> Result<Outcome> {
    run::merge(config, request, shards, progress)
}

/// What is published, since when, and what is left over.
pub fn status(config: &Config) -> Result<Status> {
    generations::status(config)
}

/// The tables in which two generations differ; `a` and `b` are ids, their unambiguous beginnings, or `current`.
pub fn diff(config: &Config, a: &str, b: &str) -> Result<Vec<TableDiff>> {
    generations::diff(config, a, b)
}

/// Points `current` at `generation`, or at the one before the current one; gives its id.
pub fn rollback(config: &Config, generation: Option<&str>) -> Result<String> {
    generations::rollback(config, generation)
}

/// Removes generations beyond `output.keep_generations`, what died runs left, and records of runs beyond `output.keep_runs`; gives
/// the paths.
pub fn gc(config: &Config) -> Result<Vec<PathBuf>> {
    generations::gc(config)
}

/// Runs every data check on a generation (`None` = current). Each check on each table has a row, failures or not.
pub fn check(config: &Config, generation: Option<&str>) -> Result<Vec<CheckResult>> {
    generations::check(config, generation)
}

/// The directory of the published generation, link resolved, so that all tables read from it belong together.
pub fn pinned_dir(config: &Config) -> Result<PathBuf> {
    generations::pinned_dir(config)
}

/// The file or folder of one published table, link resolved.
pub fn pinned_path(config: &Config, table: &str) -> Result<PathBuf> {
    generations::pinned_path(config, table)
}

/// Sets `stop` to the signal's number on SIGTERM and SIGINT; a run then ends at the next document and publishes nothing.
pub fn stop_on_signals(stop: &Arc<AtomicUsize>) -> Result<()> {
    use signal_hook::consts::{SIGINT, SIGTERM};
    for signal in [SIGTERM, SIGINT] {
        let registered = signal_hook::flag::register_usize(signal, stop.clone(), signal.unsigned_abs() as usize);
        registered.map_err(|e| Error::failed("cannot listen to signals").cause(e))?;
    }
    Ok(())
}

/// An error once the request's `stop` is set.
fn check_stop(request: &Request) -> Result<()> {
    match request.stop.load(Ordering::Relaxed) {
        0 => Ok(()),
        signal => {
            let signal = i32::try_from(signal).unwrap_or(2);
            Err(Error::new(Kind::Interrupted(signal), "interrupted; nothing was published"))
        }
    }
}

/// Reads a record of a file in any format, as a run would: the one of this name (`#3`), or the only one that there is.
///
/// # Errors
/// When the file holds no such record, or several and none is named, or the record is no article.
pub fn annotate_file(path: &Path, record: &str, published_on: Option<Date>, config: &Config, lexicon: &Lexicon) -> Result<Reading> {
    let Config { input, fields, output, .. } = config;
    let context = Context { input, fields, lexicon, scratch: &output.dir };
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let (mut found, mut count) = (None, 0);
    formats::read(path, &name, &context, &mut |one| {
        count += 1;
        if record.is_empty() || one.id == record {
            found.get_or_insert(one);
        }
        if count > 1 && found.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    let refuse = |message: String| Err(Error::usage(message).path(path));
    let Some(found) = found else { return refuse(format!("it holds no record `{record}`")) };
    if record.is_empty() && count > 1 {
        return refuse(format!("it holds several records: name one, such as {}{}", path.display(), found.id));
    }
    match found.article {
        Ok(article) => {
            let document = ingest::document_of_article(&format!("{name}{}", found.id), article, lexicon);
            Ok(engine::read_document(engine::dated(document, published_on), lexicon))
        }
        Err(rejection) => refuse(format!("it cannot be read as an article ({}): {}", rejection.reason, rejection.detail)),
    }
}
