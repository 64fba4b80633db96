//! Whole runs over small folders: incremental, repeatable, and never half published.

use super::corpus::Corpus;
use super::published::{assert_same, tables};
use arrow::array::{AsArray, RecordBatch};
use arrow::compute::concat_batches;
use arrow::datatypes::{Float64Type, Int64Type};
use communique::aggregate;
use communique::aggregate::facts::Facts;
use communique::config::origins::{Origin, Setting};
use communique::config::{Config, Mentions};
use communique::pipeline::{self, Action, Outcome, Paths, Publication, Request, Silent, Stage};
use communique::schema::{SECTORS_BY_PAIR, TABLES, TRADE_BY_PAIR_YEAR, TRADE_FIGURES};
use communique::store::parquet;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::time::{Duration, SystemTime};
use tempfile::TempDir;

const BULGARIA: &str = "Sofia, 12 March 2024\n\nTrade between Bulgaria and Kazakhstan reached $375 million in 2023, the minister said.\n\
    Exports from Kazakhstan to Bulgaria amounted to $300 million, imports to $75 million.\n";
const SPAIN: &str =
    "Spain and Chile held political consultations in Madrid on 3 May 2024. Bilateral trade exceeded 3 billion euros in 2022.\n";
const QATAR: &str = "Qatar and Italy agreed to cooperate in tourism, agriculture and energy.\n";

struct Project {
    dir: TempDir,
    config: Config,
}

impl Project {
    fn with(files: &[(&str, &str)]) -> Project {
        let dir = tempfile::tempdir().expect("a folder");
        let config = Config::defaults(dir.path()).expect("defaults");
        let project = Project { dir, config };
        files.iter().for_each(|(name, text)| project.write(name, text));
        project
    }

    fn three() -> Project {
        Project::with(&[("a.txt", BULGARIA), ("b/c.txt", SPAIN), ("d.txt", QATAR)])
    }

    fn seed(&self, name: &str) -> PathBuf {
        self.dir.path().join("seeds").join(name)
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.seed(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }

    fn run(&self, select: &str) -> communique::error::Result<Outcome> {
        let select = if select.is_empty() { Default::default() } else { select.parse()? };
        pipeline::run(&self.config, &Request { select, ..Request::default() }, &Silent)
    }

    fn actions(&self, select: &str) -> Vec<Action> {
        self.run(select).expect("a run").stages.iter().map(|stage| stage.action).collect()
    }

    /// The bytes of every published table.
    fn published(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        tables(&pipeline::pinned_dir(&self.config).expect("published"))
    }
}

use Action::{Reuse, Run, Skip};

#[test]
fn the_shipped_configuration_is_the_default() {
    let shipped = Config::load(Some(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/pipeline.toml"))), &[]).expect("pipeline.toml");
    let defaults = Config::defaults(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("defaults");
    assert_eq!(Config { file: None, ..shipped }, defaults);
}

/// As `--set` gives them.
fn settings(sets: &[(&str, &str)]) -> Vec<Setting> {
    let setting = |(key, value): &(&str, &str)| Setting { key: key.to_string(), value: value.to_string(), origin: Origin::Option("--set") };
    sets.iter().map(setting).collect()
}

#[track_caller]
fn refused(text: &str, sets: &[(&str, &str)]) -> (String, String) {
    let dir = tempfile::tempdir().expect("a folder");
    let path = dir.path().join("pipeline.toml");
    fs::write(&path, text).expect("written");
    let error = Config::load(Some(&path), &settings(sets)).expect_err("a bad configuration");
    assert_eq!(error.exit_code(), 78);
    (error.to_string().replace(&dir.path().display().to_string(), ""), error.hint.unwrap_or_default())
}

#[test]
fn a_bad_configuration_names_file_line_key_and_what_was_expected() {
    let (message, hint) = refused("[input]\npathz = [\"x\"]\n", &[]);
    assert!(message.starts_with("/pipeline.toml:2: `input.pathz`: unknown field"), "{message}");
    assert_eq!(hint, "did you mean `paths`?");
    let (message, _) = refused("[output]\n\nmentions = \"some\"\n", &[]);
    assert!(message.starts_with("/pipeline.toml:3: `output.mentions`"), "{message}");
    let (message, _) = refused("[run]\nmax_quarantine_ratio = 7.0\n", &[]);
    assert!(message.contains(":2: `run.max_quarantine_ratio`: expected a number from 0 to 1"), "{message}");
    let (message, _) = refused("", &[("output.mentions", "some")]);
    assert!(message.starts_with("--set: `output.mentions`"), "{message}");
    let (message, hint) = refused("", &[("run.treads", "2")]);
    assert!(message.starts_with("--set: `run.treads`") && hint.contains("threads"), "{message} {hint}");
}

#[test]
fn sets_override_keys() {
    let dir = tempfile::tempdir().expect("a folder");
    let path = dir.path().join("pipeline.toml");
    fs::write(&path, "[run]\nthreads = 3\n").expect("written");
    let sets = [("run.threads", "2"), ("input.paths", "news"), ("output.mentions", "used"), ("run.max_quarantine_ratio", "1")];
    let config = Config::load(Some(&path), &settings(&sets)).expect("a configuration");
    assert_eq!((config.run.threads, config.input.paths), (2, vec![dir.path().join("news")]));
}

#[test]
fn a_second_run_has_nothing_to_do() {
    let project = Project::three();
    let first = project.run("").expect("a run");
    assert!(matches!(first.publication, Publication::Published { .. }));
    assert_eq!(first.documents.documents, 3);
    let second = project.run("").expect("a run");
    assert!(matches!(second.publication, Publication::NothingToDo { .. }), "{second:?}");
    assert_eq!(second.stages.iter().map(|s| s.action).collect::<Vec<_>>(), [Reuse; 4]);
    assert!(pipeline::plan(&project.config, &Request::default()).expect("a plan").is_nothing());
    assert_eq!(pipeline::status(&project.config).expect("status").generations.len(), 1);
}

/// A run notes what it saw; the note stands for nothing but these files, these settings and this generation.
#[test]
fn the_note_of_a_run_that_saw_everything_settled_is_only_a_shortcut() {
    let mut project = Project::three();
    let note = project.dir.path().join("output/.unchanged.json");
    let is_nothing = |project: &Project| {
        let outcome = project.run("").expect("a run");
        assert_eq!(outcome.documents.files, outcome.documents.documents, "{outcome:?}");
        matches!(outcome.publication, Publication::NothingToDo { .. })
    };
    project.run("").expect("a run");
    assert!(!note.exists(), "files so young may still change");
    ["a.txt", "b/c.txt", "d.txt"].iter().for_each(|name| settle(&project, name, 0));
    assert!(is_nothing(&project) && note.exists());
    let rows = |project: &Project| project.run("").expect("a run").stages.into_iter().map(|stage| stage.rows).collect::<Vec<_>>();
    let short = rows(&project);
    let written = fs::read(&note).expect("read");
    fs::write(&note, "{}").expect("written");
    assert_eq!(rows(&project), short, "the long way tells the same");
    assert_eq!(fs::read(&note).expect("read"), written);
    // another text of the same size: told by its time, or by --verify alone
    project.write("a.txt", BULGARIA.replace("375", "573"));
    settle(&project, "a.txt", 0);
    assert!(is_nothing(&project));
    let verify = Request { verify: true, ..Request::default() };
    let outcome = pipeline::run(&project.config, &verify, &Silent).expect("a run");
    assert_eq!(outcome.documents.changed.first, ["a.txt"]);
    project.write("a.txt", BULGARIA.replace("375", "735"));
    settle(&project, "a.txt", 1);
    assert!(!is_nothing(&project) && is_nothing(&project));
    // a file under another name, one more, one less
    fs::rename(project.seed("d.txt"), project.seed("e.txt")).expect("renamed");
    assert!(!is_nothing(&project) && is_nothing(&project));
    project.write("f.txt", "Peru and Norway agreed to cooperate in tourism.\n");
    settle(&project, "f.txt", 0);
    assert!(!is_nothing(&project) && is_nothing(&project));
    fs::remove_file(project.seed("f.txt")).expect("removed");
    assert!(!is_nothing(&project) && is_nothing(&project));
    // other settings, another generation, tables that are gone
    project.config.currency.rates = "none".into();
    assert!(!is_nothing(&project) && is_nothing(&project));
    project.config.input.extensions.push("text".to_string());
    assert!(is_nothing(&project), "no such file");
    pipeline::rollback(&project.config, None).expect("rolled back");
    assert!(!is_nothing(&project) && is_nothing(&project));
    fs::remove_dir_all(project.dir.path().join("output/stages")).expect("removed");
    project.run("").expect("a run");
    assert_eq!(project.actions("aggregate"), [Skip, Skip, Skip, Reuse]);
    project.config.run.max_quarantine_ratio = 0.1;
    ["g.txt", "h.txt"].iter().for_each(|name| project.write(name, ""));
    assert_eq!(project.run("").expect_err("two of five").exit_code(), 4);
    let full = Request { full_refresh: true, ..Request::default() };
    ["g.txt", "h.txt"].iter().for_each(|name| fs::remove_file(project.seed(name)).expect("removed"));
    let outcome = pipeline::run(&project.config, &full, &Silent).expect("a run");
    assert!(outcome.stages.iter().all(|stage| stage.action == Run));
}

/// Gives a file a time long ago, which can be trusted.
fn settle(project: &Project, name: &str, seconds: u64) {
    let file = fs::File::options().append(true).open(project.seed(name)).expect("opened");
    file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000 + seconds)).expect("set");
}

#[test]
fn the_history_of_a_folder_leaves_no_trace_in_the_tables() {
    let grown = Project::with(&[("a.txt", BULGARIA)]);
    grown.run("").expect("a run");
    grown.write("x.txt", "Soon gone: Peru and Norway.");
    grown.write("b/c.txt", SPAIN);
    grown.run("").expect("a run");
    fs::remove_file(grown.seed("x.txt")).expect("removed");
    grown.write("d.txt", QATAR);
    let outcome = grown.run("").expect("a run");
    let first = |paths: &Paths| (paths.count, paths.first.clone());
    assert_eq!(first(&outcome.documents.new), (1, vec!["d.txt".to_string()]));
    assert_eq!(first(&outcome.documents.vanished), (1, vec!["x.txt".to_string()]));
    let mut fresh = Project::three();
    fresh.config.run.threads = 1;
    fresh.run("").expect("a run");
    assert_same(&grown.published(), &fresh.published());
}

/// Rows of articles that stay are carried over from the tables of the last run; nothing shows of that, whatever is published.
#[test]
fn what_is_carried_over_is_what_reading_it_again_gives() {
    let corpus = Corpus::new(3);
    let name = |n: u64| format!("{:02}/{n}.txt", n % 5);
    for mentions in [Mentions::All, Mentions::Used, Mentions::None] {
        let mut grown = Project::with(&[]);
        grown.config.output.mentions = mentions;
        (0..60).for_each(|n| grown.write(&name(n), corpus.article(n)));
        grown.run("").expect("a run");
        // some new, one changed, one gone, one under two names, one under another name
        (60..70).for_each(|n| grown.write(&name(n), corpus.article(n)));
        grown.write(&name(7), corpus.article(500));
        grown.write("twice.txt", corpus.article(8));
        grown.write("renamed.txt", corpus.article(9));
        [name(9), name(10)].iter().for_each(|gone| fs::remove_file(grown.seed(gone)).expect("removed"));
        let outcome = grown.run("").expect("a run");
        assert_eq!((outcome.documents.documents, outcome.documents.duplicates), (69, 1));
        let mut fresh = Project::with(&[]);
        fresh.config.output.mentions = mentions;
        copy(&grown.seed(""), &fresh.seed(""));
        fresh.run("").expect("a run");
        assert_same(&grown.published(), &fresh.published());
    }
}

/// Few articles among many: groups of facts of which they say nothing are taken from the aggregates on disk.
#[test]
fn aggregates_are_renewed_where_something_was_said() {
    let corpus = Corpus::new(5);
    let name = |n: u64| format!("{:02}/{n}.txt", n / 50);
    let articles = |project: &Project, range: std::ops::Range<u64>| range.for_each(|n| project.write(&name(n), corpus.article(n)));
    let later = |project: &Project| {
        articles(project, 300..306);
        project.write(&name(7), corpus.article(500));
        project.write("00/7a.txt", corpus.article(30));
        fs::remove_file(project.seed(&name(100))).expect("removed");
    };
    let grown = Project::with(&[]);
    articles(&grown, 0..300);
    grown.run("").expect("a run");
    later(&grown);
    grown.run("").expect("a run");
    let fresh = Project::with(&[]);
    articles(&fresh, 0..300);
    later(&fresh);
    fresh.run("").expect("a run");
    assert_same(&grown.published(), &fresh.published());
    // what is not renewed is taken as it lies there: with an empty table, only renewed groups are left
    let folder = grown.dir.path().join("output/stages/aggregate");
    let file = fs::read_dir(&folder).expect("listed").next().expect("one").expect("an entry").path().join("sectors_by_pair.parquet");
    fs::remove_file(&file).expect("removed");
    parquet::write(&file, &SECTORS_BY_PAIR, []).expect("written");
    for project in [&grown, &fresh] {
        articles(project, 306..308);
    }
    let rows = |project: &Project| project.run("").expect("a run").stages[3].rows["sectors_by_pair"];
    let (renewed, all) = (rows(&grown), rows(&fresh));
    assert!(0 < renewed && renewed < all / 4, "{renewed} of {all} rows");
}

#[test]
fn an_article_that_stays_is_not_opened_again() {
    let project = Project::three();
    ["a.txt", "b/c.txt", "d.txt"].iter().for_each(|name| settle(&project, name, 0));
    project.run("").expect("a run");
    // another text of the same size and time: who opens it sees that it is not what was found
    project.write("a.txt", BULGARIA.replace("375", "573"));
    settle(&project, "a.txt", 0);
    project.write("new.txt", "Peru and Norway agreed to cooperate in tourism.\n");
    let outcome = project.run("").expect("a run");
    assert_eq!((outcome.documents.documents, outcome.documents.quarantined), (4, 0));
    assert_eq!(outcome.stages[2].parts_run, 1);
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("made");
    for path in fs::read_dir(from).expect("listed").map(|entry| entry.expect("an entry").path()) {
        let to = to.join(path.file_name().expect("a name"));
        if path.is_dir() { copy(&path, &to) } else { _ = fs::copy(&path, &to).expect("copied") }
    }
}

#[test]
fn a_full_refresh_gives_the_same_bytes() {
    let project = Project::three();
    project.run("").expect("a run");
    let before = project.published();
    let request = Request { full_refresh: true, ..Request::default() };
    let outcome = pipeline::run(&project.config, &request, &Silent).expect("a run");
    assert!(outcome.stages.iter().all(|stage| stage.action == Run));
    assert_same(&before, &project.published());
}

/// Sentences that no two of them share all words and numbers of, and that hold no fact.
fn sentences(numbers: std::ops::Range<usize>) -> String {
    let sentence = |n: usize| {
        format!("In the district of sample {n} the two sides named a further {n}00 hectares for joint work on seeds, water and roads.\n")
    };
    numbers.map(sentence).collect()
}

/// A report of one release: near the others that have most of its sentences.
fn story(headline: &str, numbers: std::ops::Range<usize>) -> String {
    format!("{headline}\n\n{BULGARIA}{}", sentences(numbers))
}

/// More documents than one part holds: parts are files, an unchanged part is not computed again, and neither the number
/// of threads nor the way there shows.
#[test]
fn parts_are_reused_and_threads_leave_no_trace() {
    let text = |i: usize| format!("Trade between Peru and Norway reached ${}.5 million in 2023.\n", i + 1);
    let many = |threads: usize| {
        let mut project = Project::with(&[]);
        project.config.run.threads = threads;
        (0..4200).for_each(|i| project.write(&format!("{}/{i}.txt", i % 7), text(i)));
        project
    };
    let one = many(1);
    one.write("last.txt", story("Trade grows", 0..9));
    let first = one.run("").expect("a run");
    let parts = first.stages[2].parts;
    assert!(parts > 1 && first.stages[2].parts_run == parts, "{parts} parts");
    assert!(pipeline::pinned_path(&one.config, "documents").expect("a path").is_dir());
    one.write("new.txt", text(9999));
    let second = one.run("").expect("a run");
    assert_eq!((second.stages[2].parts, second.stages[2].parts_run), (parts, 1));
    // an edited copy in the first part gives its release to a document of the last one
    one.write("0/0.txt", story("A ministry reports on trade", 0..8));
    let third = one.run("").expect("a run");
    assert_eq!((third.stages[2].parts, third.stages[2].parts_run), (parts, 2));
    let two = many(2);
    two.write("new.txt", text(9999));
    two.write("last.txt", story("Trade grows", 0..9));
    two.write("0/0.txt", story("A ministry reports on trade", 0..8));
    two.run("").expect("a run");
    assert_same(&one.published(), &two.published());
    assert!(pipeline::check(&two.config, None).expect("checks").iter().all(|result| result.failures == 0));
}

#[test]
fn stages_run_alone_give_what_a_whole_run_gives() {
    let whole = Project::three();
    whole.run("").expect("a run");
    let alone = Project::three();
    assert_eq!(alone.actions("ingest"), [Run, Skip, Skip, Skip]);
    assert_eq!(alone.actions("normalize"), [Skip, Run, Skip, Skip]);
    assert_eq!(alone.actions("extract"), [Skip, Skip, Run, Skip]);
    assert!(pipeline::pinned_dir(&alone.config).is_err(), "nothing is published before aggregate");
    assert_eq!(alone.actions("aggregate"), [Skip, Skip, Skip, Run]);
    assert_same(&whole.published(), &alone.published());
    assert!(pipeline::plan(&alone.config, &Request::default()).expect("a plan").is_nothing());
}

#[test]
fn a_part_of_the_stages_refuses_stale_inputs() {
    let project = Project::three();
    let refused = project.run("extract").expect_err("nothing to start from");
    assert_eq!(refused.exit_code(), 2);
    assert!(refused.to_string().contains("`ingest` is not up to date (it has not run here before)"), "{refused}");
    project.run("").expect("a run");
    project.write("e.txt", "Ghana and Togo signed an agreement.");
    let refused = project.run("extract+").expect_err("stale");
    assert!(refused.to_string().contains("1 new file"), "{refused}");
    assert_eq!(project.actions("+extract"), [Run, Run, Run, Skip]);
    assert_eq!(project.actions("aggregate"), [Skip, Skip, Skip, Run]);
}

#[test]
fn lost_stage_tables_are_made_again() {
    let project = Project::three();
    project.run("").expect("a run");
    let before = project.published();
    fs::remove_dir_all(project.dir.path().join("output/stages")).expect("removed");
    project.run("").expect("a run");
    assert_eq!(project.actions("extract"), [Skip, Skip, Reuse, Skip]);
    assert_same(&before, &project.published());
}

#[test]
fn nothing_disappears_without_a_row() {
    let project = Project::three();
    project.write("copy.txt", SPAIN);
    project.write("empty.txt", " \n");
    project.write("binary.txt", b"PK\x03\x04\0\0\0");
    project.write("image.png", "not looked at");
    let outcome = project.run("").expect("a run");
    let documents = &outcome.documents;
    assert_eq!((documents.files, documents.documents, documents.duplicates, documents.quarantined), (6, 3, 1, 2));
    assert_eq!(outcome.stages[3].rows["quarantine"], 2);
    let checks = pipeline::check(&project.config, None).expect("checks");
    assert!(checks.iter().all(|result| result.failures == 0), "{checks:?}");
    fs::remove_file(project.seed("empty.txt")).expect("removed");
    assert_eq!(project.run("").expect("a run").documents.quarantined, 1);
}

#[test]
fn too_much_quarantine_publishes_nothing() {
    let project = Project::with(&[("a.txt", ""), ("b.txt", " "), ("c.txt", QATAR)]);
    assert_eq!(project.run("").expect_err("two of three").exit_code(), 4);
    assert!(pipeline::pinned_dir(&project.config).is_err());
}

#[test]
fn an_empty_or_missing_input_is_a_failure() {
    let project = Project::with(&[]);
    assert_eq!(project.run("").expect_err("no folder").exit_code(), 1);
    fs::create_dir_all(project.dir.path().join("seeds")).expect("made");
    assert_eq!(project.run("").expect_err("no file").exit_code(), 1);
}

#[test]
fn an_interrupted_run_publishes_nothing_and_leaves_nothing() {
    let project = Project::three();
    let request = Request::default();
    request.stop.store(15, Ordering::Relaxed);
    let error = pipeline::run(&project.config, &request, &Silent).expect_err("interrupted");
    assert_eq!(error.exit_code(), 143);
    let status = pipeline::status(&project.config).expect("status");
    assert!(status.generations.is_empty() && status.leftovers.is_empty(), "{status:?}");
    project.run("").expect("the next run is not harmed");
}

#[test]
fn rollback_and_diff_tell_generations_apart() {
    let project = Project::three();
    project.run("").expect("a run");
    let old = pipeline::pinned_dir(&project.config).expect("published");
    project.write("a.txt", BULGARIA.replace("375", "475"));
    let outcome = project.run("").expect("a run");
    assert_eq!(outcome.documents.changed.first, ["a.txt"]);
    let ids: Vec<String> = pipeline::status(&project.config).expect("status").generations.into_iter().map(|g| g.id).collect();
    let differences = pipeline::diff(&project.config, &ids[1], "current").expect("a difference");
    let documents = differences.iter().find(|d| d.table == "documents").expect("documents differ");
    assert_eq!((documents.added.len(), documents.removed.len(), documents.changed.len()), (1, 1, 0));
    assert_eq!(pipeline::rollback(&project.config, None).expect("rolled back"), ids[1]);
    assert_eq!(pipeline::pinned_dir(&project.config).expect("published"), old);
    assert_eq!(pipeline::rollback(&project.config, Some("nope")).expect_err("unknown").exit_code(), 2);
}

#[test]
fn a_trial_does_not_replace_the_full_tables() {
    let project = Project::three();
    let trial = Request { limit: Some(1), ..Request::default() };
    assert_eq!(pipeline::run(&project.config, &trial, &Silent).expect("a trial").documents.documents, 1);
    project.run("").expect("a run");
    assert_eq!(pipeline::run(&project.config, &trial, &Silent).expect_err("a trial").exit_code(), 2);
}

#[test]
fn mentions_can_be_narrowed() {
    let mut project = Project::three();
    project.run("").expect("a run");
    project.config.output.mentions = Mentions::None;
    let outcome = project.run("").expect("a run");
    assert_eq!(outcome.stages.iter().map(|s| s.action).collect::<Vec<_>>(), [Reuse, Reuse, Run, Run]);
    assert_eq!(outcome.stages[2].because, ["`output.mentions` has changed"]);
    assert_eq!(outcome.stages[2].rows["mentions"], 0);
    assert_eq!(project.actions("extract"), [Skip, Skip, Reuse, Skip]);
    assert_eq!(outcome.stages[2].stage, Stage::Extract);
}

#[test]
fn every_table_of_the_contract_is_published() {
    let project = Project::three();
    project.run("").expect("a run");
    let dir = pipeline::pinned_dir(&project.config).expect("published");
    for table in communique::schema::TABLES {
        let path = pipeline::pinned_path(&project.config, table.name).expect("a path");
        assert!(path.starts_with(&dir) && path.is_file(), "{path:?}");
    }
    assert!(dir.join("views.sql").is_file() && dir.join("datapackage.json").is_file() && dir.join("manifest.json").is_file());
}

#[test]
fn copies_of_a_release_count_once_in_aggregates() {
    let story =
        format!("{BULGARIA}\nThe sides also spoke about logistics, agriculture and education, and agreed to meet again in autumn.\n")
            .repeat(3);
    let project = Project::with(&[("a.txt", &story), ("b.txt", &format!("{story}\n\nRead also\n")), ("c.txt", SPAIN)]);
    let outcome = project.run("").expect("a run");
    assert_eq!(outcome.documents.documents, 3, "copies with another page around them are documents of their own");
    assert!(pipeline::check(&project.config, None).expect("checks").iter().all(|result| result.failures == 0));
    let years = pipeline::pinned_path(&project.config, "trade_by_pair_year").expect("a path");
    let batches = parquet::read(&years, &TRADE_BY_PAIR_YEAR).expect("read");
    let documents = batches[0].column_by_name("documents").expect("a column").as_primitive::<Int64Type>();
    assert!(documents.iter().all(|documents| documents == Some(1)), "{documents:?}");
}

/// A copy that is edited joins the release that it is of, and leaves it again; other runs give the same bytes.
#[test]
fn an_edited_copy_joins_its_release() {
    let mut grown = Project::with(&[("a.txt", &story("Trade grows", 0..9)), ("c.txt", SPAIN)]);
    let corpus = Corpus::new(11);
    (0..30).for_each(|n| grown.write(&format!("n/{n}.txt"), corpus.article(n)));
    let releases = |project: &Project| -> BTreeMap<String, String> {
        let documents = pipeline::pinned_path(&project.config, "documents").expect("a path");
        let columns = Some(&["doc_id", "source_path", "duplicate_group"][..]);
        let batches = parquet::read_columns(&documents, &communique::schema::DOCUMENTS, columns).expect("read");
        let texts = |column: usize| batches[0].column(column).as_string::<i32>().iter().flatten().map(str::to_string).collect::<Vec<_>>();
        let paths: BTreeMap<String, String> = texts(0).into_iter().zip(texts(1)).collect();
        texts(1).into_iter().zip(texts(2)).map(|(path, first)| (path, paths[&first].clone())).collect()
    };
    let documents_of = |project: &Project, pair: &str| -> i64 {
        let years = pipeline::pinned_path(&project.config, "trade_by_pair_year").expect("a path");
        let batches = parquet::read(&years, &TRADE_BY_PAIR_YEAR).expect("read");
        let pairs = batches[0].column_by_name("pair").expect("a column").as_string::<i32>();
        let documents = batches[0].column_by_name("documents").expect("a column").as_primitive::<Int64Type>();
        (0..documents.len()).filter(|row| pairs.value(*row) == pair).map(|row| documents.value(row)).max().unwrap_or_default()
    };
    let as_fresh = |grown: &Project| {
        grown.run("").expect("a run");
        let fresh = Project::with(&[]);
        copy(&grown.seed(""), &fresh.seed(""));
        fresh.run("").expect("a run");
        assert_same(&grown.published(), &fresh.published());
    };
    grown.config.run.max_drop_ratio = 1.0;
    as_fresh(&grown);
    grown.write("b.txt", story("A ministry reports on trade", 0..8));
    as_fresh(&grown);
    assert_eq!((releases(&grown)["b.txt"].as_str(), documents_of(&grown, "BGR-KAZ")), ("a.txt", 1));
    // the first of them by name is another now
    grown.write("A.txt", story("Trade of the two countries grows", 0..9));
    as_fresh(&grown);
    assert_eq!(releases(&grown)["a.txt"], "A.txt");
    // it has become another report: other words, other numbers
    grown.write("A.txt", format!("{BULGARIA}{}", sentences(40..60)));
    grown.write("a.txt", QATAR);
    as_fresh(&grown);
    assert_eq!((releases(&grown)["b.txt"].as_str(), documents_of(&grown, "BGR-KAZ")), ("b.txt", 2));
    // two reports of a pair that are too far apart, until one that says nothing of that pair stands between them
    let years: String = (1941..1981).map(|year| format!("{year}, ")).collect();
    let part = |numbers| format!("The register of districts is kept for these years: {years}and no others.\n{}", sentences(numbers));
    grown.write("w.txt", format!("{}{SPAIN}", part(60..74)));
    grown.write("z.txt", format!("{SPAIN}{}", part(66..80)));
    as_fresh(&grown);
    assert_eq!((releases(&grown)["z.txt"].as_str(), documents_of(&grown, "CHL-ESP")), ("z.txt", 3));
    grown.write("y.txt", part(60..80));
    as_fresh(&grown);
    assert_eq!((releases(&grown)["z.txt"].as_str(), documents_of(&grown, "CHL-ESP")), ("w.txt", 2));
}

/// Aggregates are computed some groups at a time, so that memory does not grow with the corpus. How many at a time shows nowhere.
#[test]
fn aggregates_do_not_depend_on_how_many_rows_are_held_at_once() {
    let corpus = Corpus::new(7);
    let names: Vec<(String, String)> = (0..200_u64).map(|n| (format!("{n}.txt"), corpus.article(n))).collect();
    let articles: Vec<(&str, &str)> = names.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let project = Project::with(&articles);
    project.run("").expect("a run");
    let scratch = tempfile::tempdir().expect("a folder");
    let file = |table: &str| [pipeline::pinned_path(&project.config, table).expect("a path")];
    for table in TABLES {
        let Some(recipe) = aggregate::recipe(table.name) else { continue };
        let rows = |rows_at_once: usize| {
            let facts = Facts::of(&file(recipe.facts), &file("documents"), rows_at_once, scratch.path());
            let batches: Vec<RecordBatch> = facts.aggregate(&recipe, None).expect("groups").collect::<Result<_, _>>().expect("rows");
            (batches.len(), concat_batches(&table.arrow(), &batches).expect("one schema"))
        };
        let ((one, all), (many, few)) = (rows(usize::MAX), rows(1));
        assert!(one == 1 && many > 1 && all.num_rows() > 1, "{}: {one} and {many} batches", table.name);
        assert_eq!(all, few, "{}", table.name);
    }
}

/// What the text says in dollars comes first; then the average rate of a period that is known; a rate is never invented.
#[test]
fn amounts_are_converted_at_the_average_rate_of_their_period() {
    let mut project = Project::with(&[
        ("a.txt", "Trade between Spain and Chile reached 3 billion euros in 2019."),
        ("b.txt", "Trade between Spain and Chile stands at 2 billion euros."),
        ("c.txt", "Trade between Spain and Chile reached 4 billion euros ($5 billion) in 2020."),
        ("d.txt", "Trade between Spain and Chile reached $1 billion in 2018."),
        ("e.txt", "Trade between Spain and Chile reached 7 billion tenge in 1999."),
    ]);
    let converted = |project: &Project| {
        project.run("").expect("a run");
        let figures = pipeline::pinned_path(&project.config, "trade_figures").expect("a path");
        let batch = parquet::read(&figures, &TRADE_FIGURES).expect("read").remove(0);
        let column = |name: &str| batch.column_by_name(name).expect("a column").clone();
        let (usd, basis) = (column("value_usd"), column("value_usd_basis"));
        let (usd, basis) = (usd.as_primitive::<Float64Type>(), basis.as_string::<i32>());
        let rows = usd.iter().zip(basis.iter()).map(|(usd, basis)| (usd.map(|x| x.round() as i64), basis.unwrap_or("-").to_string()));
        rows.collect::<BTreeSet<_>>()
    };
    let rows = |rows: &[(Option<i64>, &str)]| rows.iter().map(|(usd, basis)| (*usd, basis.to_string())).collect::<BTreeSet<_>>();
    let said = [(None, "-"), (Some(1_000_000_000), "stated"), (Some(5_000_000_000), "alternative")];
    let with = |usd| rows(&[said[0], said[1], said[2], (Some(usd), "annual_average")]);
    // 3 billion / 0.893409 euros to the dollar
    assert_eq!(converted(&project), with(3_357_924_534));
    project.config.currency.rates = "none".into();
    assert_eq!(converted(&project), rows(&said));
    project.config.currency.rates = project.dir.path().join("rates.csv");
    fs::write(&project.config.currency.rates, "currency,year,units_per_usd,source\nEUR,2019,0.5,mine\n").expect("written");
    assert_eq!(project.actions(""), [Reuse, Reuse, Run, Run], "other rates touch no mention");
    assert_eq!(converted(&project), with(6_000_000_000));
    fs::write(&project.config.currency.rates, "currency,year,units_per_usd,source\nEUR,2019,none,mine\n").expect("written");
    let refused = project.run("").expect_err("a bad table");
    assert_eq!(refused.exit_code(), 78, "{refused}");
    assert!(refused.to_string().contains("rates.csv:2: `units_per_usd`: expected a number above 0"), "{refused}");
}

/// An input folder that is half gone is more often an accident than not; tables of a few rows come and go.
#[test]
fn a_table_that_loses_most_of_its_rows_is_not_published_unasked() {
    let articles: Vec<(String, String)> =
        (1..=12).map(|n| (format!("{n}.txt"), format!("Trade between Peru and Norway reached ${n} million in 2019."))).collect();
    let articles: Vec<(&str, &str)> = articles.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let mut project = Project::with(&articles);
    project.run("").expect("a run");
    let before = project.published();
    let seeds = project.seed("");
    let remove = |n: usize| fs::remove_file(seeds.join(format!("{n}.txt"))).expect("removed");
    (1..=7).for_each(remove);
    let refused = project.run("").expect_err("too few rows");
    assert_eq!(refused.exit_code(), 3, "{refused}");
    assert!(refused.to_string().contains("drops of documents: 1 failures (5 rows after 12 in generation"), "{refused}");
    assert_same(&project.published(), &before);
    project.config.run.max_drop_ratio = 0.6;
    project.run("").expect("a run");
    project.config.run.max_drop_ratio = 0.0;
    remove(8);
    project.run("").expect("five rows are too few to tell");
}

/// Checks see what is on disk: tables that somebody changed between computing and publishing are not published, not even by
/// the run after the one that refused them.
#[test]
fn a_failed_check_blocks_every_run_until_it_is_mended() {
    let project = Project::three();
    project.run("+extract").expect("a run");
    let folder = project.dir.path().join("output/stages/extract");
    let stage = fs::read_dir(&folder).expect("listed").next().expect("one").expect("an entry").path();
    // The facts of other documents: their doc_ids do not exist here.
    let other = Project::with(&[("x.txt", "Trade between Peru and Norway reached $2 million in 2019.")]);
    other.run("").expect("a run");
    let figures = pipeline::pinned_path(&other.config, "trade_figures").expect("a path");
    fs::remove_file(stage.join("trade_figures.parquet")).expect("removed");
    fs::copy(figures, stage.join("trade_figures.parquet")).expect("copied");
    for _ in 0..2 {
        let refused = project.run("").expect_err("a failed check");
        assert_eq!(refused.exit_code(), 3, "{refused}");
        assert!(refused.to_string().contains("references of trade_figures"), "{refused}");
        assert!(pipeline::pinned_dir(&project.config).is_err());
    }
    assert_eq!(pipeline::status(&project.config).expect("status").leftovers.len(), 1, "the last rejected output is kept");
    let request = Request { full_refresh: true, ..Request::default() };
    pipeline::run(&project.config, &request, &Silent).expect("computed anew");
}
