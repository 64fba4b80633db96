//! One run: decide, work part by part, aggregate, publish; or stop at the first error with nothing changed.

use super::decide::{Decision, decide, decide_for_shards, rates};
use super::fingerprints::{inputs_fingerprint, rules_version};
use super::lists::Lists;
use super::publish::{Publishing, publish};
use super::records::{self, Ended, lineage::Lineage};
use super::renewal::Renewal;
use super::scan;
use super::shards::{Shards, refuse_share};
use super::shelf::tables;
use super::unchanged::{self, Note};
use super::work::{PartDone, Worker};
use super::{Action, Outcome, Progress, Publication, Request, Stage, StageOutcome, check_stop};
use crate::aggregate::facts::{Facts, ROWS_AT_ONCE};
use crate::aggregate::run_tables::StageRow;
use crate::aggregate::{self, dimensions, kept, run_tables};
use crate::config::{Config, Input};
use crate::error::{Error, Kind, Result};
use crate::lexicon::{Lexicon, sectors};
use crate::schema::{self, Table};
use crate::store::generation::{Manifest, OutputDir, Staging, names, remove};
use crate::store::lock::Lock;
use crate::store::parquet;
use crate::store::state::{INPUTS_FILE, InputFile, Part, STAGE_FILE, StageRecord, inputs, part_file, write_json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::atomic::AtomicUsize;
use std::time::Instant;

/// Runs what a request asks for, in a pool of its own threads.
pub fn run(config: &Config, request: &Request, progress: &dyn Progress) -> Result<Outcome> {
    run_or_merge(config, request, &[], progress)
}

/// The same for what is in the output directories of shards.
pub fn merge(config: &Config, request: &Request, shards: &[PathBuf], progress: &dyn Progress) -> Result<Outcome> {
    let input = Input { paths: shards.to_vec(), ..config.input.clone() };
    let own = config.output.dir.canonicalize().ok();
    if own.is_some() && shards.iter().any(|dir| dir.canonicalize().ok() == own) {
        return Err(Error::usage("the shards would be put together in one of them")
            .path(&config.output.dir)
            .hint("name another directory first"));
    }
    run_or_merge(&Config { input, ..config.clone() }, request, shards, progress)
}

fn run_or_merge(config: &Config, request: &Request, shards: &[PathBuf], progress: &dyn Progress) -> Result<Outcome> {
    let output = OutputDir::at(&config.output.dir);
    std::fs::create_dir_all(output.root()).map_err(|e| Error::on("create the output directory", output.root(), e))?;
    let _lock = Lock::acquire(output.root())?;
    output.clear_leftovers()?;
    let id = run_id();
    let run_dir = output.run(&id);
    std::fs::create_dir_all(&run_dir).map_err(|e| Error::on("create the folder", &run_dir, e))?;
    progress.run_started(&id, &run_dir);
    let clock = Instant::now();
    let lineage = Lineage::begin(config, &output, &id, progress);
    let run = Run { config, request, progress: &lineage, output: &output, id: &id, run_dir: &run_dir, shards };
    let result = pool(config).and_then(|pool| pool.install(|| run.run()));
    lineage.end(&result);
    let ended = Ended { output: &output, id: &id, seconds: clock.elapsed().as_secs_f64(), result: &result };
    let page = records::write(&ended, config.output.keep_runs).map(Box::new);
    result.map_err(|error| Error { page, ..error })
}

/// The threads that a run or a plan may use.
pub fn pool(config: &Config) -> Result<rayon::ThreadPool> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(config.run.threads.min(crate::config::MAX_THREADS)).build();
    pool.map_err(|e| Error::failed("cannot start worker threads").cause(e))
}

/// The time to the microsecond and something of one's own: ids sort by time, and no two runs share one.
fn run_id() -> String {
    const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let now = jiff::Timestamp::now();
    let within_second = now.subsec_nanosecond().unsigned_abs() / 1_000;
    // 20 bits of microseconds before 10 bits of the process: six digits of Crockford's base 32.
    let bits = (within_second << 10) | (std::process::id() & 0x3FF);
    let digit = |place: u32| char::from(DIGITS[(bits >> (5 * place)) as usize & 31]);
    let own: String = (0..6).rev().map(digit).collect();
    format!("{}-{own}", now.strftime("%Y%m%dT%H%M%SZ"))
}

struct Run<'a> {
    config: &'a Config,
    request: &'a Request,
    progress: &'a dyn Progress,
    output: &'a OutputDir,
    id: &'a str,
    run_dir: &'a PathBuf,
    /// Output directories to put together; none where files are read.
    shards: &'a [PathBuf],
}

/// The stages' tables after a run: where they are, and what they were computed from.
struct Shelved {
    records: [StageRecord; 4],
    /// By stage; none where it was not selected.
    dirs: [Option<PathBuf>; 4],
    lists: Lists,
    seconds: [f64; 4],
}

impl Shelved {
    /// The parts of `extract`, where it was selected.
    fn extract_parts(&self) -> Option<&[Part]> {
        let stage = Stage::Extract as usize;
        self.dirs[stage].as_ref().map(|_| self.records[stage].parts.as_slice())
    }
}

impl Run<'_> {
    fn run(&self) -> Result<Outcome> {
        let clock = Instant::now();
        let rates = rates(&self.config.currency)?;
        let shards = (!self.shards.is_empty()).then(|| Shards::open(self.shards, self.config, &rates)).transpose()?;
        let mut decision = match &shards {
            Some(shards) => decide_for_shards(self.config, self.request, shards, rates)?,
            None => {
                let listing = scan::list(self.config, self.request)?;
                if let Some(manifest) = unchanged::find(self.config, self.request, &rates, self.output, &listing) {
                    check_stop(self.request)?;
                    return Ok(self.nothing(&manifest, clock));
                }
                decide(self.config, self.request, listing)?
            }
        };
        self.refuse_quarantine(&decision, decision.scan.inputs())?;
        if decision.plan.publishes {
            refuse_share(self.request, decision.shelf.current.as_ref())?;
        }
        self.refuse_limit(&decision)?;
        let scanning = clock.elapsed().as_secs_f64();
        let current = decision.plan.current.clone();
        if decision.plan.is_nothing() && self.everything_is_shelved(&decision) {
            let stages = Stage::ALL.map(|stage| self.ended(&decision, None, stage, if stage == Stage::Ingest { scanning } else { 0.0 }));
            return Ok(self.outcome(&decision, stages.into(), self.unpublished(current), Vec::new(), clock));
        }
        let mut shelved = self.documents(&mut decision, shards.as_ref())?;
        shelved.seconds[0] += scanning;
        self.recount(&mut decision, &shelved)?;
        let ended = |stage: Stage, shelved: &Shelved| self.ended(&decision, Some(shelved), stage, shelved.seconds[stage as usize]);
        let mut stages: Vec<StageOutcome> = Stage::ALL[..3].iter().map(|stage| ended(*stage, &shelved)).collect();
        if self.request.select.has(Stage::Aggregate) {
            self.aggregate(&decision, &mut shelved)?;
        }
        stages.push(ended(Stage::Aggregate, &shelved));
        check_stop(self.request)?;
        let mut warnings = Vec::new();
        let publication = match decision.plan.publishes {
            true => self.publish(&decision, &shelved, &mut warnings)?,
            false => self.unpublished(current),
        };
        self.forget_former_stages(&shelved)?;
        Ok(self.outcome(&decision, stages, publication, warnings, clock))
    }

    fn refuse_quarantine(&self, decision: &Decision, inputs: impl Iterator<Item = Result<InputFile>>) -> Result<()> {
        let changes = &decision.scan.changes;
        let ratio = changes.quarantined as f64 / changes.files.max(1) as f64;
        // how many there are of all files is seen when shards are put together
        if ratio <= self.config.run.max_quarantine_ratio || self.request.shard.is_some() {
            return Ok(());
        }
        let example = |input: InputFile| Some(format!("{}: {}", input.place(), input.rejection?.detail));
        let examples: Vec<String> = inputs.filter_map(|input| input.map(example).transpose()).take(3).collect::<Result<_>>()?;
        let message = format!("{} of {} files cannot be read as articles ({})", changes.quarantined, changes.files, examples.join("; "));
        Err(Error::new(Kind::TooManyQuarantined, message).stage("ingest").hint("raise run.max_quarantine_ratio if that is as it should be"))
    }

    /// A trial with `--limit` must not take the place of the full tables.
    fn refuse_limit(&self, decision: &Decision) -> Result<()> {
        let full = decision.shelf.current.as_ref().is_some_and(|manifest| manifest.limit.is_none());
        match self.request.limit.is_some() && full && decision.plan.publishes {
            true => Err(Error::usage("with --limit, a part of the documents would replace all of them in `current`")
                .hint("add --no-publish, or another --output")),
            false => Ok(()),
        }
    }

    /// Whether single-stage runs could start from the tables on disk.
    fn everything_is_shelved(&self, decision: &Decision) -> bool {
        let dir = |stage: Stage| self.output.stages().join(stage.as_str()).join(&decision.expected[stage as usize].fingerprint);
        Stage::ALL.into_iter().filter(|stage| self.request.select.has(*stage)).all(|stage| dir(stage).join(STAGE_FILE).is_file())
    }

    /// Ingest, normalize and extract, part by part.
    fn documents(&self, decision: &mut Decision, shards: Option<&Shards>) -> Result<Shelved> {
        let lists = self.begin_as("inputs")?;
        let files: Vec<_> = decision.targets.parts.iter().map(|part| part.of.records.clone()).collect();
        let lists = decision.scan.put_on_disk(lists, files.into_iter())?;
        let decision = &*decision;
        let begin = |stage: Stage| self.request.select.has(stage).then(|| self.begin(stage)).transpose();
        let staging = [begin(Stage::Ingest)?, begin(Stage::Normalize)?, begin(Stage::Extract)?];
        let parts = &decision.targets.parts;
        let ahead = |stage: usize| -> usize {
            let runs = parts.iter().zip(&decision.to_run[stage]).filter(|(_, run)| **run);
            runs.map(|(part, _)| part.of.documents).sum()
        };
        let total = [ahead(0), ahead(1), ahead(2)];
        for stage in [Stage::Ingest, Stage::Normalize, Stage::Extract].into_iter().filter(|stage| total[*stage as usize] > 0) {
            self.progress.stage_started(stage, total[stage as usize]);
        }
        let (lexicon, isic) = (Lexicon::builtin(), sectors::isic());
        let worker = Worker {
            config: self.config,
            request: self.request,
            progress: self.progress,
            decision,
            shards,
            lists: &lists,
            lexicon: &lexicon,
            isic: &isic,
            staging: &staging,
            done: [const { AtomicUsize::new(0) }; 3],
            total,
        };
        let done: Vec<PartDone> = (0..parts.len()).map(|number| worker.part(number)).collect::<Result<_>>()?;
        self.shelve(decision, lists, staging, done)
    }

    fn begin(&self, stage: Stage) -> Result<Staging> {
        self.begin_as(stage.as_str())
    }

    fn begin_as(&self, name: &str) -> Result<Staging> {
        Staging::begin(&self.output.stages(), &format!("{}-{name}", self.id))
    }

    /// Gives the stages' new folders their names.
    fn shelve(&self, decision: &Decision, mut lists: Lists, staging: [Option<Staging>; 3], done: Vec<PartDone>) -> Result<Shelved> {
        let mut seconds = [0.0; 4];
        let mut parts: [Vec<Part>; 3] = Default::default();
        let mut rejected = Vec::new();
        for part in done {
            rejected.extend(part.rejected);
            for (stage, one) in part.parts.into_iter().enumerate() {
                seconds[stage] += part.seconds[stage];
                parts[stage].push(one);
            }
        }
        let files = match lists.reject(rejected)? {
            true => inputs_fingerprint(inputs(&lists.inputs())?)?,
            false => decision.expected[Stage::Ingest as usize].input_fingerprint.clone(),
        };
        let records = decision.targets.records(parts, files);
        let mut dirs = [const { None }; 4];
        for (stage, staging) in Stage::ALL.into_iter().zip(staging) {
            let Some(staging) = staging else { continue };
            if stage == Stage::Ingest {
                staging.take(&lists.inputs(), INPUTS_FILE)?;
            }
            dirs[stage as usize] = Some(self.finish(stage, staging, &records[stage as usize])?);
        }
        Ok(Shelved { records, dirs, lists, seconds })
    }

    fn finish(&self, stage: Stage, staging: Staging, record: &StageRecord) -> Result<PathBuf> {
        write_json(&staging.file(STAGE_FILE)?, record)?;
        let dir = self.output.stages().join(stage.as_str()).join(&record.fingerprint);
        staging.finish(&dir)?;
        Ok(dir)
    }

    /// Files that turned out unreadable after the scan count as quarantined.
    fn recount(&self, decision: &mut Decision, shelved: &Shelved) -> Result<()> {
        let quarantined = shelved.lists.quarantined.values().sum::<u64>() as usize;
        let lost = quarantined - decision.scan.changes.quarantined;
        if lost > 0 {
            let documents = shelved.records[0].parts.iter().filter_map(|part| part.rows.get("documents")).sum::<u64>() as usize;
            let changes = &mut decision.scan.changes;
            changes.quarantined = quarantined;
            changes.documents = documents;
            changes.duplicates = changes.files - quarantined - documents;
            decision.plan.documents = decision.scan.changes.clone();
            decision.scan.seen = None;
            self.refuse_quarantine(decision, shelved.lists.rejected()?)?;
        }
        Ok(())
    }

    fn aggregate(&self, decision: &Decision, shelved: &mut Shelved) -> Result<()> {
        let clock = Instant::now();
        let staging = self.begin(Stage::Aggregate)?;
        let fingerprint = shelved.records[3].fingerprint.clone();
        let ready = decision.shelf.find(Stage::Aggregate, &fingerprint).filter(|_| !decision.aggregates);
        let tables = tables(Stage::Aggregate);
        match ready {
            Some(source) => tables.iter().try_for_each(|table| staging.take(&source.file(table.name), &part_file(table.name, 0, 1)))?,
            None => {
                self.progress.stage_started(Stage::Aggregate, tables.len());
                self.write_aggregates(decision, shelved, &staging)?;
                self.progress.advanced(Stage::Aggregate, tables.len(), tables.len());
            }
        }
        let dir = self.finish(Stage::Aggregate, staging, &shelved.records[3])?;
        shelved.dirs[3] = Some(dir);
        shelved.seconds[3] = clock.elapsed().as_secs_f64();
        Ok(())
    }

    fn write_aggregates(&self, decision: &Decision, shelved: &Shelved, staging: &Staging) -> Result<()> {
        let files = |table: &str| self.extracted(decision, shelved, table);
        let documents = files("documents")?;
        let file = |table: &Table| staging.file(&part_file(table.name, 0, 1));
        let small =
            |table: &Table| dimensions::of(table.name).unwrap_or_else(|| Err(Error::failed(format!("no stage writes `{}`", table.name))));
        let tables = tables(Stage::Aggregate).iter().filter(|table| table.name != schema::RUNS.name);
        let (renewal, scratch) = (Renewal::find(decision, self.request, shelved.extract_parts(), &files)?, self.begin_as("facts")?);
        let write = |table: &'static Table| {
            if table.name == schema::QUARANTINE.name {
                return parquet::write(&file(table)?, table, run_tables::quarantine(shelved.lists.rejected()?, scratch.dir())?);
            }
            let Some(recipe) = aggregate::recipe(table.name) else { return parquet::write(&file(table)?, table, [small(table)]) };
            let facts = Facts::of(&files(recipe.facts)?, &documents, ROWS_AT_ONCE, scratch.dir());
            match &renewal {
                None => parquet::write(&file(table)?, table, kept::even(facts.aggregate(&recipe, None)?)),
                Some(renewal) => {
                    let (changed, former) = (renewal.groups(&recipe, scratch.dir())?, renewal.former(table)?);
                    let rows = kept::merged(former, facts.aggregate(&recipe, Some(&changed))?, recipe.named, &changed);
                    parquet::write(&file(table)?, table, kept::even(rows))
                }
            }
        };
        let written: Vec<u64> = tables.map(|table| write(table)).collect::<Result<_>>()?;
        let stages = stage_rows(decision, shelved, self.extracted_rows(decision, shelved)?, written.iter().sum());
        parquet::write(&file(&schema::RUNS)?, &schema::RUNS, [run_tables::runs(&stages)])?;
        Ok(())
    }

    /// The files of one table of `extract`, as this run or an earlier one left them.
    fn extracted(&self, decision: &Decision, shelved: &Shelved, table: &str) -> Result<Vec<PathBuf>> {
        let parts = decision.targets.parts.len();
        match &shelved.dirs[Stage::Extract as usize] {
            Some(dir) => Ok((0..parts).map(|part| dir.join(part_file(table, part, parts))).collect()),
            None => decision.extract_sources()?.iter().map(|source| Ok(source.file(table))).collect(),
        }
    }

    /// Rows of the tables that the stages before `aggregate` left, by table.
    fn extracted_rows(&self, decision: &Decision, shelved: &Shelved) -> Result<BTreeMap<String, u64>> {
        let mut rows = BTreeMap::new();
        match &shelved.dirs[Stage::Extract as usize] {
            Some(_) => shelved.records[Stage::Extract as usize].parts.iter().for_each(|part| add(&mut rows, &part.rows)),
            None => decision.extract_sources()?.iter().for_each(|source| add(&mut rows, &source.rows)),
        }
        Ok(rows)
    }

    fn publish(&self, decision: &Decision, shelved: &Shelved, warnings: &mut Vec<String>) -> Result<Publication> {
        let mut files: Vec<(&str, PathBuf, String)> = Vec::new();
        let parts = decision.targets.parts.len();
        for table in tables(Stage::Extract) {
            let sources = self.extracted(decision, shelved, table.name)?;
            files.extend(sources.into_iter().enumerate().map(|(part, source)| (table.name, source, part_file(table.name, part, parts))));
        }
        let dir = shelved.dirs[3].as_ref().ok_or_else(|| Error::failed("aggregates are missing").stage("publish"))?;
        let aggregates = tables(Stage::Aggregate).iter().map(|table| (table.name, part_file(table.name, 0, 1)));
        files.extend(aggregates.map(|(name, file)| (name, dir.join(&file), file)));
        let seconds = Stage::ALL.iter().map(|stage| (stage.to_string(), shelved.seconds[*stage as usize])).collect();
        let records = self.published_records(decision, shelved);
        let unchecked = self.unchecked(decision, &records[Stage::Extract as usize]);
        let publishing = Publishing {
            config: self.config,
            request: self.request,
            output: self.output,
            id: self.id,
            records,
            files,
            unchecked: &unchecked,
            current: decision.shelf.current.as_ref(),
            parts,
            lists: &shelved.lists,
            changes: &decision.scan.changes,
            seconds,
        };
        self.progress.publish_started();
        let path = publish(publishing, warnings)?;
        self.progress.publish_finished(&path);
        Ok(Publication::Published { generation: self.id.to_string(), path })
    }

    /// Parts that are not in the published generation: what is in it has passed these very checks. (Stage tables have not: an
    /// output that was rejected leaves them, and the next run must not let them through.)
    fn unchecked(&self, decision: &Decision, extract: &StageRecord) -> Vec<usize> {
        let parts = 0..extract.parts.len();
        let current = decision.shelf.current.as_ref().filter(|manifest| manifest.checks == self.config.checks.as_text());
        let records = current.map(|manifest| manifest.stages.as_slice()).unwrap_or_default();
        let published = records.iter().filter(|record| record.stage == extract.stage).flat_map(|record| &record.parts);
        let passed: BTreeSet<&str> = published.map(|part| part.fingerprint.as_str()).collect();
        parts.filter(|part| self.request.full_refresh || !passed.contains(extract.parts[*part].fingerprint.as_str())).collect()
    }

    /// The records with the rows of parts that an earlier run left, where a stage was not selected.
    fn published_records(&self, decision: &Decision, shelved: &Shelved) -> Vec<StageRecord> {
        let former = |stage: Stage| decision.shelf.former(stage).cloned();
        let kept = |stage: Stage| shelved.dirs[stage as usize].is_none().then(|| former(stage)).flatten();
        Stage::ALL.into_iter().map(|stage| kept(stage).unwrap_or_else(|| shelved.records[stage as usize].clone())).collect()
    }

    /// Stage tables of this run take the place of those before.
    fn forget_former_stages(&self, shelved: &Shelved) -> Result<()> {
        for stage in Stage::ALL {
            let Some(dir) = &shelved.dirs[stage as usize] else { continue };
            let folder = self.output.stages().join(stage.as_str());
            let others = names(&folder)?.into_iter().map(|name| folder.join(name)).filter(|path| path != dir);
            others.into_iter().try_for_each(|path| remove(&path))?;
        }
        Ok(())
    }

    fn unpublished(&self, current: Option<String>) -> Publication {
        let not = |because: &str| Publication::NotPublished { because: because.to_string() };
        match current {
            _ if !self.request.select.has(Stage::Aggregate) => not("the selection ends before `aggregate`"),
            _ if self.request.no_publish => not("it was asked not to"),
            Some(generation) => Publication::NothingToDo { path: self.output.generation(&generation), generation },
            None => not("nothing was computed"),
        }
    }

    /// What became of a stage; whoever watches is told.
    fn ended(&self, decision: &Decision, shelved: Option<&Shelved>, stage: Stage, seconds: f64) -> StageOutcome {
        let plan = &decision.plan.stages[stage as usize];
        let outcome = StageOutcome {
            stage,
            action: plan.action,
            because: plan.reasons.clone(),
            rows: self.rows(decision, shelved, stage),
            parts_run: plan.parts_to_run,
            parts: plan.parts,
            seconds,
        };
        if outcome.action != Action::Skip {
            self.progress.stage_finished(&outcome);
        }
        outcome
    }

    fn outcome(
        &self,
        decision: &Decision,
        stages: Vec<StageOutcome>,
        publication: Publication,
        warnings: Vec<String>,
        clock: Instant,
    ) -> Outcome {
        let generation = match &publication {
            Publication::Published { generation, .. } | Publication::NothingToDo { generation, .. } => Some(generation),
            Publication::NotPublished { .. } => None,
        };
        if let (Some(generation), Some(seen), None) = (generation, &decision.scan.seen, self.request.limit) {
            Note::new(self.config, &decision.rates, seen, generation).write(self.output);
        }
        Outcome {
            run_id: self.id.to_string(),
            run_dir: self.run_dir.clone(),
            stages,
            documents: decision.scan.changes.clone(),
            publication,
            warnings,
            seconds: clock.elapsed().as_secs_f64(),
        }
    }

    /// A run that finds nothing to do.
    fn nothing(&self, manifest: &Manifest, clock: Instant) -> Outcome {
        let looking = clock.elapsed().as_secs_f64();
        let stage = |stage: Stage| {
            let (rows, parts) = unchanged::rows(manifest, stage);
            let (because, seconds) = (vec!["up to date".to_string()], if stage == Stage::Ingest { looking } else { 0.0 });
            StageOutcome { stage, action: Action::Reuse, because, rows, parts_run: 0, parts, seconds }
        };
        let stages = Stage::ALL.map(stage);
        stages.iter().for_each(|stage| self.progress.stage_finished(stage));
        Outcome {
            run_id: self.id.to_string(),
            run_dir: self.run_dir.clone(),
            stages: stages.into(),
            documents: unchanged::changes(manifest),
            publication: self.unpublished(Some(manifest.id.clone())),
            warnings: Vec::new(),
            seconds: clock.elapsed().as_secs_f64(),
        }
    }

    /// Rows per table of one stage, new and reused alike.
    fn rows(&self, decision: &Decision, shelved: Option<&Shelved>, stage: Stage) -> BTreeMap<String, u64> {
        let mut rows = BTreeMap::new();
        let (record, dir) = match shelved {
            Some(shelved) => (Some(&shelved.records[stage as usize]), shelved.dirs[stage as usize].clone()),
            None => {
                let fingerprint = &decision.expected[stage as usize].fingerprint;
                let dir = self.output.stages().join(stage.as_str()).join(fingerprint);
                (decision.shelf.former(stage).filter(|record| record.fingerprint == *fingerprint), Some(dir))
            }
        };
        let (Some(record), Some(dir)) = (record, dir) else { return rows };
        record.parts.iter().for_each(|part| add(&mut rows, &part.rows));
        if stage == Stage::Aggregate {
            let count = |table: &Table| parquet::verify(&dir.join(part_file(table.name, 0, 1)), table).ok();
            rows.extend(tables(stage).iter().filter_map(|table| Some((table.name.to_string(), count(table)?))));
        }
        rows
    }
}

/// Adds rows by table.
fn add(rows: &mut BTreeMap<String, u64>, more: &BTreeMap<String, u64>) {
    for (table, count) in more {
        *rows.entry(table.clone()).or_default() += count;
    }
}

/// One row per stage; `aggregates` rows were written besides these.
fn stage_rows(decision: &Decision, shelved: &Shelved, rows: BTreeMap<String, u64>, aggregates: u64) -> Vec<StageRow> {
    let of = |table: &str| rows.get(table).copied().unwrap_or_default();
    let facts: u64 = tables(Stage::Extract)[2..].iter().map(|table| of(table.name)).sum();
    let counts = |stage: Stage| match stage {
        Stage::Ingest => (decision.scan.changes.files as u64, of("documents")),
        Stage::Normalize => (of("documents"), of("mentions")),
        Stage::Extract => (of("mentions"), facts),
        Stage::Aggregate => (facts, aggregates),
    };
    let row = |stage: Stage| {
        let record = &shelved.records[stage as usize];
        let (rows_in, rows_out) = counts(stage);
        StageRow {
            stage: stage.to_string(),
            rules_version: rules_version(stage).to_string(),
            input_fingerprint: record.input_fingerprint.clone(),
            fingerprint: record.fingerprint.clone(),
            rows_in,
            rows_out,
        }
    };
    Stage::ALL.into_iter().map(row).collect()
}
