//! Runs over a share of the input each, and their results put together, for schedulers that only start programs.
//!
//! A shard is every file whose path falls into it by its hash: who runs it, where, and what else there is does not matter. What
//! depends on other documents (copies, releases, parts, aggregates) is made when shards are put together, from their lists
//! of inputs and their tables; no file is opened again.

use super::fingerprints::{depends_on, endings};
use super::shelf::{Shelf, Source};
use super::{Request, Stage};
use crate::config::{Config, Mentions};
use crate::error::{Error, Result};
use crate::ingest::files::{hash, id_of};
use crate::rates::Rates;
use crate::schema;
use crate::store::generation::{Manifest, OutputDir};
use crate::store::lock::Lock;
use crate::store::state::{self, INPUTS_FILE, InputFile};
use std::collections::BTreeSet;
use std::fmt;
use std::iter::Peekable;
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// A share of the input: one of so many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    /// From 1.
    number: u64,
    of: u64,
}

impl Shard {
    /// Whether the file at this path, relative to its input folder, is in it.
    pub fn holds(self, source_path: &str) -> bool {
        id_of(&hash(source_path.as_bytes())) % self.of == self.number - 1
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> std::result::Result<Shard, String> {
        let numbers = text.split_once('/').and_then(|(number, of)| Some((number.parse().ok()?, of.parse().ok()?)));
        let shard = numbers.map(|(number, of)| Shard { number, of }).filter(|shard| (1..=shard.of).contains(&shard.number));
        shard.ok_or_else(|| "expected I/N, such as 2/8: one of 1/8 to 8/8".to_string())
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.of)
    }
}

/// The results of all shards of an input, in order; no run changes them meanwhile.
pub struct Shards(Vec<Done>);

/// The result of a run over one shard.
struct Done {
    shard: Shard,
    shelf: Shelf,
    inputs: PathBuf,
    _lock: Lock,
}

impl Shards {
    /// The shards in these output directories. All of them must be there, made by the rules and settings of now.
    pub fn open(dirs: &[PathBuf], config: &Config, rates: &Rates) -> Result<Shards> {
        refuse_twice(dirs)?;
        let mut found = dirs.iter().map(|dir| Done::open(dir)).collect::<Result<Vec<_>>>()?;
        found.sort_by_key(|done| (done.shard.of, done.shard.number));
        let of = found.first().map_or(0, |done| done.shard.of);
        if let Some(other) = found.iter().find(|done| done.shard.of != of) {
            return Err(Error::usage(format!("shard {} does not go with one of {of}", other.shard)));
        }
        for (done, number) in found.iter().zip(1..) {
            if done.shard.number < number {
                return Err(Error::usage(format!("shard {} is there twice", done.shard)));
            }
            if done.shard.number > number {
                return Err(missing(number, of));
            }
            done.refuse_other(config, rates)?;
        }
        match found.len() as u64 == of && of > 0 {
            true => Ok(Shards(found)),
            false => Err(missing(found.len() as u64 + 1, of)),
        }
    }

    /// Every record that the shards found, by path.
    pub fn inputs(&self) -> Result<impl Iterator<Item = Result<InputFile>> + use<>> {
        let lists = self.0.iter().map(|done| Ok(of_shard(done.shard, state::inputs(&done.inputs)?).peekable()));
        Ok(Merged(lists.collect::<Result<Vec<_>>>()?))
    }

    /// The tables of a stage that may hold documents of files from `first` to `last`, shard by shard.
    pub fn parts(&self, stage: Stage, first: &str, last: &str) -> Result<Vec<&Source>> {
        let gone = |done: &Done| Error::failed(format!("the tables of `{stage}` of shard {} are gone", done.shard));
        let of = |done| Done::parts(done, stage, first, last).ok_or_else(|| gone(done));
        Ok(self.0.iter().map(of).collect::<Result<Vec<_>>>()?.concat())
    }
}

/// A directory that is named twice, or led to by a link, would be locked by the one and awaited by the other.
fn refuse_twice(dirs: &[PathBuf]) -> Result<()> {
    let mut seen = BTreeSet::new();
    let is_again = |dir: &&PathBuf| dir.canonicalize().is_ok_and(|dir| !seen.insert(dir));
    match dirs.iter().find(is_again) {
        Some(dir) => Err(Error::usage("this directory of a shard is named twice").path(dir)),
        None => Ok(()),
    }
}

fn missing(number: u64, of: u64) -> Error {
    Error::usage(format!("shard {number}/{of} is missing")).hint(format!("`communique run --shard {number}/{of} --output DIR` makes it"))
}

impl Done {
    fn open(dir: &Path) -> Result<Done> {
        let output = OutputDir::at(dir);
        let nothing =
            || Error::usage("no shard is published there").path(dir).hint("`communique run --shard I/N --output DIR` publishes one");
        let lock = if dir.is_dir() { Lock::acquire(dir)? } else { return Err(nothing()) };
        let id = output.current().ok_or_else(nothing)?;
        let shelf = Shelf::open(&output)?;
        let manifest = shelf.current.as_ref().ok_or_else(nothing)?;
        let shard: Option<Shard> = manifest.shard.as_ref().and_then(|shard| shard.parse().ok());
        let shard = shard.ok_or_else(|| Error::usage("what is published there is no shard").path(dir))?;
        if manifest.limit.is_some() {
            return Err(Error::usage(format!("shard {shard} was made with --limit")).path(dir));
        }
        Ok(Done { shard, inputs: output.generation(&id).join(INPUTS_FILE), shelf, _lock: lock })
    }

    /// Rows of other rules or settings than those of now are not those that a run would make.
    fn refuse_other(&self, config: &Config, rates: &Rates) -> Result<()> {
        let manifest = self.shelf.current.as_ref();
        let again = |why: String| {
            let hint = format!("run it again: communique run --shard {0} ...", self.shard);
            Err(Error::usage(format!("shard {} {why}", self.shard)).hint(hint))
        };
        let version = (manifest.map(|m| m.program.as_str()), manifest.map(|m| m.schema_version));
        if version != (Some(env!("CARGO_PKG_VERSION")), Some(schema::VERSION)) {
            return again(format!("was made by version {}", version.0.unwrap_or("unknown")));
        }
        for stage in [Stage::Ingest, Stage::Normalize, Stage::Extract] {
            let published = manifest.and_then(|manifest| record(manifest, stage));
            let Some(published) = published else { return again(format!("has no record of `{stage}`")) };
            let now = depends_on(stage, config, rates);
            let other: Vec<&str> =
                now.iter().filter(|(key, value)| published.depends_on.get(*key) != Some(value)).map(|(key, _)| key.as_str()).collect();
            if !other.is_empty() {
                return again(format!("was made with other settings or rules: {} ({stage})", other.join(", ")));
            }
            if stage == Stage::Ingest && published.endings != endings(config) {
                return again("was made with other settings: `input.extensions`".to_string());
            }
            let on_disk = self.shelf.former(stage).map(|record| &record.fingerprint);
            if needed(config).contains(&stage) && on_disk != Some(&published.fingerprint) {
                return again(format!("has other tables of `{stage}` than those that it published"));
            }
        }
        Ok(())
    }

    fn parts(&self, stage: Stage, first: &str, last: &str) -> Option<Vec<&Source>> {
        let parts = self.shelf.former_parts(stage, first, last)?;
        (self.shelf.all_former_parts(stage).len() == self.shelf.former(stage)?.parts.len()).then_some(parts)
    }
}

/// The stages whose tables hold what is put together: those of `extract` hold those before, but for mentions that are not published.
pub fn needed(config: &Config) -> &'static [Stage] {
    match config.output.mentions {
        Mentions::All => &[Stage::Extract],
        Mentions::Used | Mentions::None => &[Stage::Normalize, Stage::Extract],
    }
}

fn record(manifest: &Manifest, stage: Stage) -> Option<&state::StageRecord> {
    manifest.stages.iter().find(|record| record.stage == stage.as_str())
}

/// The inputs of a shard: each must be one of its own.
fn of_shard(shard: Shard, inputs: impl Iterator<Item = Result<InputFile>>) -> impl Iterator<Item = Result<InputFile>> {
    inputs.map(move |input| {
        let input = input?;
        match shard.holds(&input.source_path) {
            true => Ok(input),
            false => Err(Error::failed(format!("`{}` is none of shard {shard}", input.source_path))),
        }
    })
}

/// Lists sorted by path as one.
struct Merged<I: Iterator<Item = Result<InputFile>>>(Vec<Peekable<I>>);

impl<I: Iterator<Item = Result<InputFile>>> Iterator for Merged<I> {
    type Item = Result<InputFile>;

    fn next(&mut self) -> Option<Result<InputFile>> {
        let mut first: Option<(String, usize)> = None;
        for (number, list) in self.0.iter_mut().enumerate() {
            // an error comes before everything
            let path = list.peek().map(|input| input.as_ref().map_or(String::new(), |input| input.source_path.clone()));
            if let Some(path) = path.filter(|path| first.as_ref().is_none_or(|(first, _)| path < first)) {
                first = Some((path, number));
            }
        }
        self.0.get_mut(first?.1)?.next()
    }
}

/// Refuses to put a share where something else is.
pub fn refuse_share(request: &Request, current: Option<&Manifest>) -> Result<()> {
    let (Some(shard), Some(current)) = (request.shard, current) else { return Ok(()) };
    if current.shard.as_deref() == Some(shard.to_string().as_str()) {
        return Ok(());
    }
    let there = current.shard.as_ref().map_or("all documents".to_string(), |other| format!("shard {other}"));
    Err(Error::usage(format!("shard {shard} would replace {there} in `current`")).hint("give each shard an --output of its own"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shard_is_one_of_so_many() {
        let shard = |text: &str| text.parse::<Shard>().map(|shard| shard.to_string());
        assert_eq!(shard("2/8").as_deref(), Ok("2/8"));
        for text in ["0/8", "9/8", "2", "2/", "/8", "a/b", "1/0", "-1/2", "1/2/3", ""] {
            assert!(shard(text).is_err_and(|why| why.contains("I/N")), "{text}");
        }
    }

    #[test]
    fn every_path_is_in_one_shard() {
        let shards: Vec<Shard> = (1..=7).map(|number| Shard { number, of: 7 }).collect();
        let mut sizes = [0; 7];
        for path in (0..7_000).map(|n| format!("2024/{n}.txt")) {
            let of: Vec<usize> = (0..7).filter(|n| shards[*n].holds(&path)).collect();
            assert_eq!(of.len(), 1, "{path}");
            sizes[of[0]] += 1;
        }
        assert!(sizes.iter().all(|size| (850..1_150).contains(size)), "{sizes:?}");
    }
}
