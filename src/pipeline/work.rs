//! The work on one part of the documents: from files, or from tables on disk, to the tables of the selected stages.

use super::carried::{Carried, Slot};
use super::decide::Decision;
use super::lists::{DocumentInput, Lists, Site};
use super::shards::{Shards, needed};
use super::shelf::{Source, tables};
use super::{Progress, Request, Stage, check_stop};
use crate::config::{Config, Mentions};
use crate::error::{Error, Result};
use crate::extract;
use crate::ingest::article::Article;
use crate::ingest::formats::{self, Context};
use crate::ingest::{self, files};
use crate::lexicon::Lexicon;
use crate::model::{Document, Facts, Mention, Rejection};
use crate::normalize;
use crate::schema::{self, Table};
use crate::store::batches::batches;
use crate::store::generation::Staging;
use crate::store::parquet;
use crate::store::rows::{self, Read};
use crate::store::state::{Part, part_file};
use arrow::array::RecordBatch;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

/// Documents between two words to [`Progress`].
const PROGRESS_STEP: usize = 64;

/// What stays the same over all parts.
pub struct Worker<'a> {
    pub config: &'a Config,
    pub request: &'a Request,
    pub progress: &'a dyn Progress,
    pub decision: &'a Decision,
    /// Where rows come from instead of files.
    pub shards: Option<&'a Shards>,
    pub lists: &'a Lists,
    pub lexicon: &'a Lexicon,
    /// ISIC code by sector.
    pub isic: &'a HashMap<String, String>,
    /// Where each stage's tables are built; none for a stage that is not selected.
    pub staging: &'a [Option<Staging>; 3],
    /// Documents done and ahead, by stage.
    pub done: [AtomicUsize; 3],
    pub total: [usize; 3],
}

/// What the tables of one part are made of.
struct Content<'a> {
    /// Documents read in this run.
    reads: &'a [Read],
    /// Where rows are carried over: from what, and all documents in order.
    slots: Option<(&'a Carried<'a>, Vec<Slot<'a>>)>,
}

/// What became of one part.
pub struct PartDone {
    /// By stage, where it is selected.
    pub parts: [Part; 3],
    /// Records that could not be read after all, by place.
    pub rejected: Vec<(String, Rejection)>,
    /// By stage.
    pub seconds: [f64; 3],
}

impl Worker<'_> {
    /// Brings one part up to date.
    pub fn part(&self, number: usize) -> Result<PartDone> {
        check_stop(self.request)?;
        let mut needs = Stage::ALL[..3].iter().map(|stage| self.decision.to_run[*stage as usize][number]).collect::<Vec<_>>();
        if self.shards.is_some() && needs.contains(&true) {
            // shards have a document's rows of all stages; its file may not be here
            needs.fill(true);
        }
        let (mut seconds, mut rejected) = ([0.0; 3], Vec::new());
        let mut parts = [0, 1, 2].map(|stage| self.decision.targets.parts[number].blank(stage));
        if needs.contains(&true) {
            let inputs = self.lists.part(number)?;
            let carried = self.carried(number, &inputs, &needs)?;
            let reads = self.reads((number, &inputs), &needs, carried.as_ref(), &mut seconds, &mut rejected)?;
            if !rejected.is_empty() {
                // The tables are not those of the fingerprint: another run must look at this part again.
                parts.iter_mut().for_each(|part| part.fingerprint = super::fingerprints::digest([part.fingerprint.as_str(), "incomplete"]));
            }
            let content = Content { slots: carried.as_ref().map(|c| (c, c.slots(&inputs, &reads))), reads: &reads };
            self.write(number, &needs, &content, &mut parts, &mut seconds)?;
        }
        for stage in [Stage::Ingest, Stage::Normalize, Stage::Extract] {
            if !needs[stage as usize] {
                self.take(number, stage, &mut parts[stage as usize])?;
            }
        }
        let [ingest, normalize, mut extract] = parts;
        extract.before = BTreeMap::from([(Stage::Ingest.to_string(), ingest.fingerprint.clone())]);
        if self.config.output.mentions == Mentions::All {
            extract.before.insert(Stage::Normalize.to_string(), normalize.fingerprint.clone());
        }
        Ok(PartDone { parts: [ingest, normalize, extract], rejected, seconds })
    }

    fn parts(&self) -> usize {
        self.decision.targets.parts.len()
    }

    fn source(&self, number: usize, stage: Stage) -> Result<&Source> {
        let fingerprint = &self.decision.targets.parts[number].fingerprints[stage as usize];
        let source = self.decision.shelf.find(stage, fingerprint);
        source.ok_or_else(|| Error::failed(format!("the tables of `{stage}` are gone")).stage(stage.as_str()))
    }

    /// Takes a part's tables that are up to date into the stage's new folder.
    fn take(&self, number: usize, stage: Stage, part: &mut Part) -> Result<()> {
        let Some(staging) = &self.staging[stage as usize] else { return Ok(()) };
        let source = self.source(number, stage)?;
        for table in tables(stage) {
            staging.take(&source.file(table.name), &part_file(table.name, number, self.parts()))?;
            part.rows.insert(table.name.to_string(), source.rows.get(table.name).copied().unwrap_or_default());
        }
        Ok(())
    }

    /// What of the part need not be read again, when all three stages are to run.
    fn carried(&self, number: usize, inputs: &[DocumentInput], needs: &[bool]) -> Result<Option<Carried<'_>>> {
        let of = &self.decision.targets.parts[number].of;
        if let Some(shards) = self.shards {
            return Carried::of_shards(shards, of, inputs, needed(self.config)).map(Some);
        }
        let all = needs.iter().all(|needed| *needed) && self.staging.iter().all(Option::is_some);
        if all { Carried::find(self.decision, self.request, number, inputs, needed(self.config)) } else { Ok(None) }
    }

    /// The part's documents with their mentions and facts, as far as stages need them, without those that are carried over.
    fn reads(
        &self,
        (number, inputs): (usize, &[DocumentInput]),
        needs: &[bool],
        carried: Option<&Carried>,
        seconds: &mut [f64; 3],
        rejected: &mut Vec<(String, Rejection)>,
    ) -> Result<Vec<Read>> {
        let clock = Instant::now();
        let documents = match needs[0] || self.no_documents_on_disk(number) {
            true => self.documents_from_files(inputs, carried, rejected)?,
            false => documents_from_table(self.source(number, Stage::Ingest)?)?,
        };
        seconds[0] += clock.elapsed().as_secs_f64();
        let clock = Instant::now();
        let mut reads: Vec<Read> = match (needs[1], needs[2]) {
            (true, _) => self.each(Stage::Normalize, documents, |document| {
                let mentions = rows::settled(normalize::mentions(&document, self.lexicon));
                Read { document, mentions, facts: Facts::default() }
            })?,
            (false, true) => with_mentions(documents, self.source(number, Stage::Normalize)?)?,
            (false, false) => {
                documents.into_iter().map(|document| Read { document, mentions: Vec::new(), facts: Facts::default() }).collect()
            }
        };
        seconds[1] += clock.elapsed().as_secs_f64();
        if needs[2] {
            let clock = Instant::now();
            reads = self.each(Stage::Extract, reads, |mut read| {
                read.facts = extract::facts(&read.document, &mut read.mentions, self.lexicon);
                read
            })?;
            seconds[2] += clock.elapsed().as_secs_f64();
        }
        Ok(reads)
    }

    /// A later stage is to run while this one's tables are gone and it is selected too: start from the files.
    fn no_documents_on_disk(&self, number: usize) -> bool {
        self.source(number, Stage::Ingest).is_err()
    }

    fn documents_from_files(
        &self,
        all: &[DocumentInput],
        carried: Option<&Carried>,
        rejected: &mut Vec<(String, Rejection)>,
    ) -> Result<Vec<Document>> {
        let inputs: Vec<&DocumentInput> = all.iter().filter(|input| !carried.is_some_and(|carried| carried.has(input))).collect();
        // those carried over are done in every stage
        self.done.iter().for_each(|done| _ = done.fetch_add(all.len() - inputs.len(), Ordering::Relaxed));
        let results = self.each(Stage::Ingest, inputs, |input| self.document(input))?;
        let mut documents = Vec::with_capacity(results.len());
        for result in results {
            match result {
                Ok(document) => documents.push(document),
                Err(problems) => rejected.extend(problems),
            }
        }
        Ok(documents)
    }

    /// The document of a content that was found; the content must still be there, at one of its places: else what is wrong with each.
    fn document(&self, input: &DocumentInput) -> std::result::Result<Document, Vec<(String, Rejection)>> {
        let mut problems = Vec::new();
        for site in input.sites() {
            let problem = match self.article(&site) {
                Ok(article) if files::hash(article.text.as_bytes()) == input.hash => {
                    let document = ingest::document_of_article(&input.source_path, article, self.lexicon);
                    let duplicate_group = Some(input.release.clone());
                    return Ok(Document { also_at: input.also_at.clone(), duplicate_group, ..document });
                }
                Ok(_) => {
                    let detail = "its content changed between two looks at it; the next run reads it".to_string();
                    Rejection { reason: "changed_while_read".to_string(), detail }
                }
                Err(rejection) => rejection,
            };
            problems.push((site.record.to_string(), problem));
        }
        Err(problems)
    }

    fn article(&self, site: &Site) -> std::result::Result<Article, Rejection> {
        let name = site.path.file_name().unwrap_or_default().to_string_lossy();
        if formats::is_plain(&name) {
            let article = formats::text(files::read(site.path, &self.config.input)?)?;
            return Ok(formats::named(article, &name, &self.config.input));
        }
        let Config { input, fields, output, .. } = self.config;
        let context = Context { input, fields, lexicon: self.lexicon, scratch: &output.dir };
        let (spool, name) = (&self.decision.scan.spool, site.record.get(site.source_path.len()..).unwrap_or_default());
        site.spooled.map_or_else(|| spool.article_of(name, site.path, &context), |at| spool.article(at))
    }

    /// One function over many values in parallel, in order; stops when asked to.
    fn each<T: Send, U: Send>(&self, stage: Stage, values: Vec<T>, work: impl Fn(T) -> U + Sync + Send) -> Result<Vec<U>> {
        let (done, total) = (&self.done[stage as usize], self.total[stage as usize]);
        let one = |value: T| {
            check_stop(self.request)?;
            let result = work(value);
            let done = done.fetch_add(1, Ordering::Relaxed) + 1;
            if done % PROGRESS_STEP == 0 || done == total {
                self.progress.advanced(stage, done, total);
            }
            Ok(result)
        };
        values.into_par_iter().map(one).collect()
    }

    /// Writes the tables of the stages that ran; what two stages share is written once.
    fn write(&self, number: usize, needs: &[bool], content: &Content, parts: &mut [Part; 3], seconds: &mut [f64; 3]) -> Result<()> {
        let mut jobs: Vec<(Stage, &'static Table, bool)> = Vec::new();
        let all_mentions = self.config.output.mentions == Mentions::All;
        for stage in [Stage::Ingest, Stage::Normalize, Stage::Extract] {
            if needs[stage as usize] && self.staging[stage as usize].is_some() {
                let shared = needs[Stage::Extract as usize] && stage < Stage::Extract && (stage == Stage::Ingest || all_mentions);
                jobs.extend(tables(stage).iter().map(|table| (stage, *table, shared)));
            }
        }
        let write = |(stage, table, _): &(Stage, &'static Table, bool)| {
            let clock = Instant::now();
            let batches = self.batches(*stage, table, content)?;
            let rows = parquet::write(&self.file(number, *stage, table)?, table, batches.into_iter().map(Ok))?;
            Ok((*stage, *table, rows, clock.elapsed().as_secs_f64()))
        };
        let clock = Instant::now();
        let written: Vec<(Stage, &Table, u64, f64)> = jobs.par_iter().filter(|job| !job.2).map(write).collect::<Result<_>>()?;
        let (wall, busy) = (clock.elapsed().as_secs_f64(), written.iter().map(|w| w.3).sum::<f64>().max(f64::MIN_POSITIVE));
        for (stage, table, rows, time) in written {
            parts[stage as usize].rows.insert(table.name.to_string(), rows);
            // Tables are written side by side: each stage gets its share of the time on the wall.
            seconds[stage as usize] += wall * time / busy;
        }
        for (stage, table, _) in jobs.iter().filter(|job| job.2) {
            let Some(staging) = &self.staging[*stage as usize] else { continue };
            staging.take(&self.file(number, Stage::Extract, table)?, &part_file(table.name, number, self.parts()))?;
            let rows = parts[Stage::Extract as usize].rows.get(table.name).copied().unwrap_or_default();
            parts[*stage as usize].rows.insert(table.name.to_string(), rows);
        }
        Ok(())
    }

    fn file(&self, number: usize, stage: Stage, table: &Table) -> Result<std::path::PathBuf> {
        let staging = self.staging[stage as usize].as_ref().ok_or_else(|| Error::failed("a stage that is not selected writes nothing"))?;
        staging.file(&part_file(table.name, number, self.parts()))
    }

    /// The rows of one table, in batches of bounded size.
    fn batches(&self, stage: Stage, table: &'static Table, content: &Content) -> Result<Vec<RecordBatch>> {
        if let Some((carried, slots)) = &content.slots {
            return carried.batches(stage, table, slots, &self.batch(stage, table, content.reads)?);
        }
        let sizes: Vec<usize> = content.reads.iter().map(|read| read.document.byte_count as usize).collect();
        batches(&sizes).into_iter().map(|range| self.batch(stage, table, &content.reads[range])).collect()
    }

    fn batch(&self, stage: Stage, table: &Table, reads: &[Read]) -> Result<RecordBatch> {
        let mentions = self.config.output.mentions;
        match table.name {
            "documents" => rows::documents(reads),
            "mentions" if stage == Stage::Extract && mentions == Mentions::None => rows::mentions(&[], true),
            "mentions" => rows::mentions(reads, stage == Stage::Extract && mentions == Mentions::Used),
            _ => rows::facts(table, reads, &self.decision.rates, self.isic),
        }
    }
}

fn documents_from_table(source: &Source) -> Result<Vec<Document>> {
    let batches = parquet::read(&source.file("documents"), &schema::DOCUMENTS)?;
    let lists: Vec<Vec<Document>> = batches.iter().map(rows::to_documents).collect::<Result<_>>()?;
    Ok(lists.into_iter().flatten().collect())
}

fn with_mentions(documents: Vec<Document>, source: &Source) -> Result<Vec<Read>> {
    let mut by_document: HashMap<String, Vec<Mention>> = HashMap::new();
    for batch in parquet::read(&source.file("mentions"), &schema::MENTIONS)? {
        for (doc_id, mention) in rows::to_mentions(&batch)? {
            by_document.entry(doc_id).or_default().push(mention);
        }
    }
    let read = |document: Document| {
        let mentions = by_document.remove(&document.doc_id).unwrap_or_default();
        Read { document, mentions, facts: Facts::default() }
    };
    Ok(documents.into_iter().map(read).collect())
}
