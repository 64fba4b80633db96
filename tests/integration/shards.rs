//! Runs over shares of the input, put together: the bytes of one run over all of it, or nothing.

use super::corpus::Corpus;
use super::project::Project;
use super::published::{assert_same, tables};
use communique::config::{Config, Mentions};
use communique::error::{Error, Result};
use communique::pipeline::{self, Action, Outcome, Progress, Publication, Request, Silent, Stage};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Articles of all sorts: files, records of one file, copies in other files that tell more, an edited copy, what is no article.
fn project() -> Project {
    let mut project = Project::empty();
    project.config.run.max_quarantine_ratio = 0.5;
    let corpus = Corpus::new(5);
    corpus.write(&project.path("seeds"), 0..40).expect("articles");
    let record = |n: u64, day: &str| format!("{}\n", serde_json::json!({ "text": corpus.article(n), "published_on": day }));
    project.article("copies.jsonl", record(3, "2020-01-01") + &record(100, "2020-01-02") + &record(101, "2020-01-03"));
    project.article("00000/a.jsonl", record(7, "2021-01-01") + &record(100, "2021-01-02") + "{broken\n");
    project.article("z/copy.txt", corpus.article(11));
    project.article("z/edited.txt", format!("Updated report. {}", corpus.article(12)));
    project.article("z/empty.txt", "");
    project
}

impl Project {
    fn to(&self, output: &str) -> Config {
        let mut config = self.config.clone();
        config.output.dir = self.path(output);
        config
    }

    fn whole(&self, output: &str) -> BTreeMap<PathBuf, Vec<u8>> {
        pipeline::run(&self.to(output), &Request::default(), &Silent).expect("a run");
        self.published(output)
    }

    fn published(&self, output: &str) -> BTreeMap<PathBuf, Vec<u8>> {
        tables(&pipeline::pinned_dir(&self.to(output)).expect("published"))
    }

    fn shard(&self, shard: &str, output: &str) -> Result<Outcome> {
        let request = Request { shard: Some(shard.parse().expect("a shard")), ..Request::default() };
        pipeline::run(&self.to(output), &request, &Silent)
    }

    /// Runs all shards; gives their directories.
    fn shards(&self, of: usize) -> Vec<PathBuf> {
        let one = |number: usize| {
            let output = format!("shards/{of}/{number}");
            self.shard(&format!("{number}/{of}"), &output).expect("a run over a shard");
            self.path(&output)
        };
        (1..=of).map(one).collect()
    }

    fn merge(&self, output: &str, shards: &[PathBuf]) -> Result<Outcome> {
        pipeline::merge(&self.to(output), &Request::default(), shards, &Silent)
    }

    /// Refused: nothing is published; the message.
    #[track_caller]
    fn refused(&self, shards: &[PathBuf]) -> String {
        let error = self.merge("refused", shards).expect_err("refused");
        assert_eq!(error.exit_code(), 2, "{error}");
        assert!(!self.path("refused/current").exists());
        error.to_string()
    }
}

fn documents(dir: &Path) -> usize {
    let mut config = Config::defaults(dir).expect("defaults");
    config.output.dir = dir.to_path_buf();
    let status = pipeline::status(&config).expect("a status");
    status.generations[0].rows["documents"] as usize
}

#[test]
fn shards_put_together_have_the_bytes_of_one_run() {
    for mentions in [Mentions::All, Mentions::Used, Mentions::None] {
        let mut project = project();
        project.config.output.mentions = mentions;
        let whole = project.whole("whole");
        let many = if mentions == Mentions::All { &[1, 3, 30][..] } else { &[3] };
        for of in many.iter().copied() {
            let shards = project.shards(of);
            let sizes: Vec<usize> = shards.iter().map(|dir| documents(dir)).collect();
            // copies are documents of both shards that they are in
            assert!(of != 30 || sizes.iter().sum::<usize>() > documents(&project.path("whole")), "{sizes:?}");
            assert!(of != 3 || sizes.iter().all(|size| *size > 5), "{sizes:?}");
            assert!(of != 30 || sizes.contains(&0), "a shard may be empty: {sizes:?}");
            let mut mixed = shards.clone();
            mixed.reverse();
            let output = format!("merged/{of}");
            project.merge(&output, &mixed).expect("put together");
            assert_same(&project.published(&output), &whole);
            assert!(pipeline::check(&project.to(&output), None).expect("checks").iter().all(|check| check.failures == 0));
        }
    }
}

#[test]
fn no_article_is_needed_to_put_shards_together() {
    let project = project();
    let (whole, shards) = (project.whole("whole"), project.shards(3));
    fs::remove_dir_all(project.path("seeds")).expect("gone");
    project.merge("merged", &shards).expect("put together");
    assert_same(&project.published("merged"), &whole);
    let again = project.merge("merged", &shards).expect("once more");
    assert!(matches!(again.publication, Publication::NothingToDo { .. }), "{:?}", again.publication);
}

#[test]
fn a_run_goes_on_from_what_was_put_together() {
    let project = project();
    project.merge("merged", &project.shards(3)).expect("put together");
    let outcome = pipeline::run(&project.to("merged"), &Request::default(), &Silent).expect("a run");
    assert!(outcome.stages.iter().all(|stage| stage.action == Action::Reuse), "{:?}", outcome.stages);
    // and from a shard that found something new
    project.article("new.txt", "Spain exported goods worth $3 million to Chile in 2023.\n");
    let whole = project.whole("whole");
    project.merge("merged", &project.shards(3)).expect("put together");
    assert_same(&project.published("merged"), &whole);
}

#[test]
fn shards_of_many_parts() {
    let project = project();
    Corpus::new(9).write(&project.path("seeds/more"), 0..5_000).expect("articles");
    let whole = project.whole("whole");
    assert!(whole.contains_key(Path::new("documents/part-0001.parquet")), "several parts");
    project.merge("merged", &project.shards(2)).expect("put together");
    assert_same(&project.published("merged"), &whole);
}

#[test]
fn all_shards_must_be_there_once() {
    let project = project();
    let (three, two) = (project.shards(3), project.shards(2));
    assert_eq!(project.refused(&three[..2]), "shard 3/3 is missing");
    assert_eq!(project.refused(&three[1..]), "shard 1/3 is missing");
    assert_eq!(project.refused(&[three[0].clone(), three[2].clone()]), "shard 2/3 is missing");
    assert!(project.refused(&[three[0].clone(), two[1].clone()]).contains("does not go with"));
    let copy = project.path("copy");
    project.shard("2/3", "copy").expect("a run over a shard");
    assert_eq!(project.refused(&[three[0].clone(), three[1].clone(), copy, three[2].clone()]), "shard 2/3 is there twice");
    project.whole("whole");
    assert!(project.refused(&[project.path("whole")]).contains("is no shard"));
    assert!(project.refused(&[three[0].clone(), project.path("nowhere")]).contains("no shard is published there"));
    let into = pipeline::merge(&project.to("shards/3/1"), &Request::default(), &three, &Silent).expect_err("refused");
    assert!(into.to_string().contains("in one of them"), "{into}");
}

/// A setting that is another one than that of the shards.
type Change = fn(&mut Config);

#[test]
fn shards_of_other_settings_or_rules_are_refused() {
    let project = project();
    let shards = project.shards(3);
    let other = |change: Change| -> Error {
        let mut config = project.to("refused");
        change(&mut config);
        pipeline::merge(&config, &Request::default(), &shards, &Silent).expect_err("refused")
    };
    let changes: [(&str, Change); 3] = [
        ("`output.mentions`", |config| config.output.mentions = Mentions::Used),
        ("`fields`", |config| config.fields.text = vec!["words".to_string()]),
        ("`input.extensions`", |config| config.input.extensions = vec!["txt".to_string()]),
    ];
    for (key, change) in changes {
        let error = other(change);
        assert!(error.exit_code() == 2 && error.to_string().contains("shard 1/3 was made with other settings"), "{error}");
        assert!(error.to_string().contains(key), "{error}");
    }
    let manifest = shards[1].join("current/manifest.json");
    let text = fs::read_to_string(&manifest).expect("a manifest");
    fs::write(&manifest, text.replace("\"the rules\": \"", "\"the rules\": \"0")).expect("written");
    assert!(project.refused(&shards).contains("shard 2/3 was made with other settings or rules: the rules"));
    let version = format!("\"program\": \"{}\"", env!("CARGO_PKG_VERSION"));
    assert!(text.contains(&version));
    fs::write(&manifest, text.replace(&version, "\"program\": \"0.0.1\"")).expect("written");
    assert_eq!(project.refused(&shards), "shard 2/3 was made by version 0.0.1");
}

#[test]
fn tables_that_are_not_whole_are_refused() {
    let project = project();
    let shards = project.shards(2);
    for folder in ["stages/extract", "stages/normalize", "stages/ingest"] {
        fs::remove_dir_all(shards[0].join(folder)).expect("gone");
    }
    // what is published holds all that stage tables do
    project.merge("merged", &shards).expect("put together");
    fs::remove_file(shards[0].join("current/meetings.parquet")).expect("gone");
    let error = project.merge("refused", &shards).expect_err("refused");
    assert!(error.to_string().contains("the tables of `extract` of shard 1/2 are gone"), "{error}");
    assert!(!project.path("refused/current").exists());
}

/// "a.jsonl (2).jsonl" is behind "a.jsonl", and each record of it before each record of "a.jsonl".
#[test]
fn names_that_sort_otherwise_than_their_records() {
    let project = Project::empty();
    for (name, text) in [("a.jsonl", "Kenya and Peru met in Lima."), ("a.jsonl (2).jsonl", "Kenya and Poland met in Warsaw.")] {
        project.article(name, serde_json::json!({ "text": text }).to_string());
    }
    let whole = project.whole("whole");
    assert_eq!(documents(&project.path("whole")), 2);
    for of in [1, 2, 5] {
        let output = format!("merged/{of}");
        project.merge(&output, &project.shards(of)).expect("put together");
        assert_same(&project.published(&output), &whole);
    }
}

/// Is told that a run has looked at its files and is about to read them.
struct AboutToRead<F>(F);

impl<F: Fn() + Sync> Progress for AboutToRead<F> {
    fn stage_started(&self, stage: Stage, _total: usize) {
        if stage == Stage::Ingest {
            (self.0)();
        }
    }
}

#[test]
fn a_document_whose_files_vanished_while_a_shard_ran() {
    let project = project();
    let copies = ["z/copy.txt", "z/another.txt"];
    copies.iter().for_each(|copy| project.article(copy, "Kenya and Peru met in Lima to talk of their trade.\n"));
    let request = Request { shard: Some("1/1".parse().expect("a shard")), ..Request::default() };
    let vanish = AboutToRead(|| copies.iter().for_each(|copy| _ = fs::remove_file(project.path("seeds").join(copy))));
    let outcome = pipeline::run(&project.to("one"), &request, &vanish).expect("a run over a shard");
    project.merge("merged", &[project.path("one")]).expect("put together");
    let rows = pipeline::status(&project.to("merged")).expect("a status").generations[0].rows.clone();
    assert_eq!((rows["documents"], rows["quarantine"]), (outcome.documents.documents as u64, outcome.documents.quarantined as u64));
    assert_eq!(rows["quarantine"], 2 + 2, "both places of it, what is empty, and what is broken");
}

#[test]
fn a_directory_is_named_once() {
    let project = project();
    let shards = project.shards(2);
    let [a, b] = shards.as_slice() else { panic!("two shards") };
    assert!(project.refused(&[a.clone(), a.clone(), b.clone()]).starts_with("this directory of a shard is named twice"));
    let link = project.path("link");
    std::os::unix::fs::symlink(a, &link).expect("a link");
    assert!(project.refused(&[a.clone(), b.clone(), link]).starts_with("this directory of a shard is named twice"));
}

#[test]
fn a_shard_takes_the_place_of_nothing_else() {
    let project = project();
    project.whole("whole");
    let message = |output: &str, shard: &str| project.shard(shard, output).expect_err("refused").to_string();
    assert_eq!(message("whole", "1/3"), "shard 1/3 would replace all documents in `current`");
    project.shard("1/3", "one").expect("a shard");
    assert_eq!(message("one", "2/3"), "shard 2/3 would replace shard 1/3 in `current`");
    project.article("new.txt", "Spain exported goods worth $3 million to Chile in 2023.\n");
    project.shard("1/3", "one").expect("the same shard again");
}
