//! What has to be done, and why.

use super::fingerprints::{PartTarget, Targets, depends_on, endings, inputs_fingerprint};
use super::scan::{Former, Scan, of_lists, scan};
use super::shards::Shards;
use super::shelf::{Shelf, Source};
use super::{Action, Changes, Plan, Request, Stage, StagePlan};
use crate::config::{BUILTIN_RATES, Config, Currency, NO_RATES};
use crate::error::{Error, Kind, Result};
use crate::ingest::listing::Listing;
use crate::rates::Rates;
use crate::store::generation::OutputDir;
use crate::store::state::StageRecord;
use std::path::Path;

/// The input, what is on disk, and what is missing between the two.
pub struct Decision {
    pub scan: Scan,
    pub shelf: Shelf,
    pub rates: Rates,
    pub targets: Targets,
    /// What each stage should end with.
    pub expected: [StageRecord; 4],
    /// By stage (ingest, normalize, extract) and part: whether it is to be computed.
    pub to_run: [Vec<bool>; 3],
    /// Whether aggregates are to be computed.
    pub aggregates: bool,
    pub plan: Plan,
}

/// Decides for a request and these files. Refuses a selection whose inputs are stale.
pub fn decide(config: &Config, request: &Request, listing: Listing) -> Result<Decision> {
    let shelf = Shelf::open(&OutputDir::at(&config.output.dir))?;
    let rates = rates(&config.currency)?;
    let now = depends_on(Stage::Ingest, config, &rates);
    let former = shelf.former(Stage::Ingest);
    let same_rules = former.is_some_and(|record| record.depends_on == now);
    let same_endings = former.is_some_and(|record| record.endings == endings(config));
    let scan = scan(config, request, listing, Former { inputs: shelf.inputs.as_deref(), same_rules, same_endings })?;
    decide_for(config, request, (scan, shelf, rates))
}

/// Decides for what other runs found.
pub fn decide_for_shards(config: &Config, request: &Request, shards: &Shards, rates: Rates) -> Result<Decision> {
    let shelf = Shelf::open(&OutputDir::at(&config.output.dir))?;
    decide_for(config, request, (of_lists(config, shards.inputs()?)?, shelf, rates))
}

fn decide_for(config: &Config, request: &Request, (scan, shelf, rates): (Scan, Shelf, Rates)) -> Result<Decision> {
    let targets = Targets::of(&scan, config, &rates)?;
    let expected = targets.expected(inputs_fingerprint(scan.inputs())?);
    let of_stage = |stage: Stage| -> Vec<bool> {
        targets.parts.iter().map(|part| is_to_run(request, &shelf, stage, &part.fingerprints[stage as usize])).collect()
    };
    let to_run = [of_stage(Stage::Ingest), of_stage(Stage::Normalize), of_stage(Stage::Extract)];
    let fingerprint = &expected[Stage::Aggregate as usize].fingerprint;
    let aggregates = is_to_run(request, &shelf, Stage::Aggregate, fingerprint);
    let current = shelf.current.as_ref();
    let is_published = current.is_some_and(|manifest| manifest.fingerprint == *fingerprint);
    let publishes = request.select.has(Stage::Aggregate) && !request.no_publish && (!is_published || request.full_refresh);
    let current = current.map(|manifest| manifest.id.clone());
    let mut decision = Decision {
        plan: Plan { stages: Vec::new(), documents: scan.changes.clone(), publishes, current },
        scan,
        shelf,
        rates,
        targets,
        expected,
        to_run,
        aggregates,
    };
    refuse_stale(&decision, request)?;
    decision.plan.stages = Stage::ALL.iter().map(|stage| decision.stage_plan(request, *stage)).collect();
    Ok(decision)
}

/// The rates table that the configuration names.
pub fn rates(currency: &Currency) -> Result<Rates> {
    let path = &currency.rates;
    if path == Path::new(BUILTIN_RATES) {
        return Ok(Rates::builtin());
    }
    if path == Path::new(NO_RATES) {
        return Ok(Rates::default());
    }
    let text = std::fs::read_to_string(path);
    let text = text.map_err(|e| Error::new(Kind::Config, "cannot read the rates table that `currency.rates` names").path(path).cause(e))?;
    Rates::parse(&text).map_err(|e| Error::config(path, e.line, e.column, e.expected))
}

fn is_to_run(request: &Request, shelf: &Shelf, stage: Stage, fingerprint: &str) -> bool {
    match request.select.has(stage) {
        true => request.full_refresh || shelf.find(stage, fingerprint).is_none(),
        false => false,
    }
}

/// A stage that is not selected must be up to date when a later one is to read its tables.
fn refuse_stale(decision: &Decision, request: &Request) -> Result<()> {
    for stage in [Stage::Ingest, Stage::Normalize, Stage::Extract] {
        let Some(reader) = Stage::ALL.into_iter().find(|later| *later > stage && request.select.has(*later)) else { continue };
        if request.select.has(stage) {
            continue;
        }
        let parts = &decision.targets.parts;
        let missing = parts.iter().any(|part| decision.shelf.find(stage, &part.fingerprints[stage as usize]).is_none());
        if missing {
            let because = decision.reasons(request, stage).join(", ");
            let message = format!("`{reader}` would read stale tables: `{stage}` is not up to date ({because})");
            return Err(Error::usage(message).hint(format!("select `+{reader}` to bring what comes before up to date too")));
        }
    }
    Ok(())
}

impl Decision {
    /// The tables of `extract` on disk, part by part: what `aggregate` reads when `extract` is not selected.
    pub fn extract_sources(&self) -> Result<Vec<&Source>> {
        let find = |part: &PartTarget| {
            let found = self.shelf.find(Stage::Extract, &part.fingerprints[Stage::Extract as usize]);
            found.ok_or_else(|| Error::failed("the tables of `extract` are gone").stage("aggregate"))
        };
        self.targets.parts.iter().map(find).collect()
    }

    fn stage_plan(&self, request: &Request, stage: Stage) -> StagePlan {
        let (parts_to_run, parts) = match stage {
            Stage::Aggregate => (usize::from(self.aggregates), 1),
            stage => (self.to_run[stage as usize].iter().filter(|run| **run).count(), self.targets.parts.len()),
        };
        let (action, reasons) = match (request.select.has(stage), parts_to_run) {
            (false, _) => (Action::Skip, vec!["not selected".to_string()]),
            (true, 0) => (Action::Reuse, vec!["up to date".to_string()]),
            (true, _) => (Action::Run, self.reasons(request, stage)),
        };
        let fingerprint = self.expected[stage as usize].fingerprint.clone();
        StagePlan { stage, action, reasons, parts_to_run, parts, fingerprint }
    }

    /// What differs from the stage's tables on disk.
    fn reasons(&self, request: &Request, stage: Stage) -> Vec<String> {
        if request.full_refresh && request.select.has(stage) {
            return vec!["a full refresh was asked for".to_string()];
        }
        let Some(former) = self.shelf.former(stage) else {
            return vec!["it has not run here before".to_string()];
        };
        let expected = &self.expected[stage as usize];
        let differs = |(key, value): &(&String, &String)| former.depends_on.get(*key) != Some(*value);
        let mut reasons: Vec<String> = expected
            .depends_on
            .iter()
            .filter(differs)
            .map(|(key, _)| format!("{key} {} changed", if key.ends_with('s') { "have" } else { "has" }))
            .collect();
        if expected.input_fingerprint != former.input_fingerprint {
            reasons.push(match of_documents(&self.scan.changes) {
                Some(changes) => changes,
                None if stage == Stage::Ingest => "the input changed".to_string(),
                None => "the stage before it changed".to_string(),
            });
        }
        if reasons.is_empty() {
            reasons.push("its tables on disk are gone".to_string());
        }
        reasons
    }
}

/// "3 new, 1 changed, 2 vanished files".
fn of_documents(changes: &Changes) -> Option<String> {
    let counts = [(changes.new.count, "new"), (changes.changed.count, "changed"), (changes.vanished.count, "vanished")];
    let parts: Vec<String> = counts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
    (!parts.is_empty())
        .then(|| format!("{} {}", parts.join(", "), if counts.iter().map(|c| c.0).sum::<usize>() == 1 { "file" } else { "files" }))
}
