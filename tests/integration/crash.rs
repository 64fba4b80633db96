//! Runs that are killed, told to stop, or left without disk: what is published stays whole, and the next run finishes the work
//! with the bytes of a run that nothing disturbed.
//!
//! `COMMUNIQUE_KILLS=300 cargo test --release kill` kills more often than the short form that runs every time.

use super::corpus::Corpus;
use super::published::{assert_same, tables};
use arrow::array::AsArray;
use communique::schema::{DOCUMENTS, TRADE_FIGURES, Table};
use communique::store::lock::Lock;
use communique::store::parquet;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// A project whose articles are a window of a generated corpus.
struct Project {
    dir: TempDir,
    corpus: Corpus,
}

impl Project {
    fn with(articles: Range<u64>) -> Project {
        let project = Project { dir: tempfile::tempdir().expect("a folder"), corpus: Corpus::new(11) };
        project.lay(articles);
        project
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// The folder of articles holds these and no others.
    fn lay(&self, articles: Range<u64>) {
        let folder = self.path("seeds");
        fs::create_dir_all(&folder).expect("made");
        let name = |n: u64| format!("{n:06}.txt");
        let keep: BTreeSet<String> = articles.clone().map(name).collect();
        for entry in fs::read_dir(&folder).expect("listed").map(|entry| entry.expect("an entry")) {
            if !keep.contains(&entry.file_name().to_string_lossy().into_owned()) {
                fs::remove_file(entry.path()).expect("removed");
            }
        }
        for n in articles.filter(|n| !folder.join(name(*n)).exists()) {
            fs::write(folder.join(name(n)), self.corpus.article(n)).expect("written");
        }
    }

    fn program(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_communique"));
        command.args(args).current_dir(self.dir.path()).env_remove("RUST_LOG").stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    #[track_caller]
    fn done(&self, args: &[&str]) {
        let output = self.program(args).output().expect("the program runs");
        assert!(output.status.success(), "{args:?}: {}", text(&output.stderr));
    }

    #[track_caller]
    fn refused(&self, args: &[&str], exit_code: i32) -> String {
        let output = self.program(args).output().expect("the program runs");
        assert_eq!(output.status.code(), Some(exit_code), "{args:?}: {}", text(&output.stderr));
        text(&output.stderr)
    }

    /// What `current` holds, every table's bytes by file; nothing when nothing was published.
    fn published(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        self.path("output/current").canonicalize().map(|dir| tables(&dir)).unwrap_or_default()
    }

    /// What a run that nothing disturbs publishes of these articles.
    fn undisturbed(articles: Range<u64>) -> BTreeMap<PathBuf, Vec<u8>> {
        let project = Project::with(articles);
        project.done(&["run", "--quiet"]);
        project.published()
    }

    fn leftovers(&self) -> Vec<PathBuf> {
        let hidden = |folder: &str| {
            let entries = fs::read_dir(self.path(folder)).into_iter().flatten().map(|entry| entry.expect("an entry").path());
            entries.filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))).collect::<Vec<_>>()
        };
        [hidden("output/generations"), hidden("output/stages")].concat()
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// What somebody sees who opens two tables of the published generation, again and again while runs come and go.
fn look(output: &Path) -> Result<bool, String> {
    let Ok(dir) = output.join("current").canonicalize() else { return Ok(false) };
    let documents: BTreeSet<String> = doc_ids(&dir, &DOCUMENTS)?.into_iter().collect();
    let figures = doc_ids(&dir, &TRADE_FIGURES)?;
    match figures.iter().find(|id| !documents.contains(*id)) {
        Some(id) => Err(format!("{}: a figure of the document {id}, which is not there", dir.display())),
        None => Ok(!figures.is_empty()),
    }
}

fn doc_ids(dir: &Path, table: &Table) -> Result<Vec<String>, String> {
    let path = dir.join(format!("{}.parquet", table.name));
    let batches = parquet::read_columns(&path, table, Some(&["doc_id"])).map_err(|e| e.to_string())?;
    let ids = batches.iter().flat_map(|batch| batch.column(0).as_string::<i32>().iter().flatten().map(str::to_string).collect::<Vec<_>>());
    Ok(ids.collect())
}

/// Looks on until told to stop; gives how often there was something to see.
fn watch(output: PathBuf, stop: &AtomicBool) -> Result<usize, String> {
    let mut seen = 0;
    while !stop.load(Ordering::Relaxed) {
        seen += usize::from(look(&output)?);
    }
    Ok(seen)
}

/// How many times the long form kills; the short form is enough to notice what is plainly wrong.
fn kills() -> u64 {
    std::env::var("COMMUNIQUE_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(8)
}

#[test]
fn a_killed_run_leaves_what_is_published_whole_and_the_next_one_finishes() {
    let window = |round: u64| round * 7..round * 7 + 120;
    let project = Project::with(window(0));
    let clock = Instant::now();
    project.done(&["run", "--quiet"]);
    let whole = clock.elapsed();
    let (mut rng, stop) = (fastrand::Rng::new(), AtomicBool::new(false));
    std::thread::scope(|scope| {
        let output = project.path("output");
        let reader = scope.spawn(|| watch(output, &stop));
        for round in 1..=kills() {
            let before = project.published();
            project.lay(window(round));
            let expected = Project::undisturbed(window(round));
            let mut run = project.program(&["run", "--quiet"]).spawn().expect("the program runs");
            std::thread::sleep(whole.mul_f64(rng.f64()));
            run.kill().expect("killed");
            run.wait().expect("gone");
            project.done(&["check", "--quiet"]);
            let left = project.published();
            assert!(left == before || left == expected, "round {round}: neither the tables before nor those after");
            project.done(&["run", "--quiet"]);
            assert_same(&project.published(), &expected);
            assert_eq!(project.leftovers(), Vec::<PathBuf>::new());
        }
        stop.store(true, Ordering::Relaxed);
        let seen = reader.join().expect("the reader ends").expect("no look at the tables fails");
        assert!(seen > 0, "the reader saw nothing");
    });
}

#[test]
fn a_run_that_is_told_to_stop_publishes_nothing_and_says_by_which_signal() {
    let project = Project::with(0..20);
    project.done(&["run", "--quiet"]);
    let before = project.published();
    project.lay(0..1_500);
    for (signal, code) in [("TERM", 143), ("INT", 130)] {
        let run = project.program(&["run", "--quiet"]).spawn().expect("the program runs");
        // once it has its folder it listens
        let begun = Instant::now();
        while project.leftovers().is_empty() && begun.elapsed() < Duration::from_secs(60) {
            std::thread::sleep(Duration::from_millis(5));
        }
        let told = Command::new("kill").args([format!("-{signal}"), run.id().to_string()]).status().expect("kill runs");
        assert!(told.success());
        let ended: Output = run.wait_with_output().expect("it ends");
        assert_eq!(ended.status.code(), Some(code), "{}", text(&ended.stderr));
        assert_same(&project.published(), &before);
    }
    project.done(&["run", "--quiet"]);
    assert_same(&project.published(), &Project::undisturbed(0..1_500));
}

#[test]
fn a_second_run_leaves_and_names_the_first() {
    let project = Project::with(0..3);
    project.done(&["run", "--quiet"]);
    let held = Lock::acquire(&project.path("output")).expect("free");
    let said = project.refused(&["run"], 75);
    assert!(said.contains(&format!("pid {}", std::process::id())), "{said}");
    drop(held);
    project.done(&["run", "--quiet"]);
}

/// Runs `communique run` from a shell that first does `before`.
fn run_after(project: &Project, before: &str) -> Output {
    let script = format!("{before}\nexec '{}' run --quiet", env!("CARGO_BIN_EXE_communique"));
    Command::new("sh").args(["-c", &script]).current_dir(project.dir.path()).env_remove("RUST_LOG").output().expect("a shell")
}

#[test]
fn a_file_that_cannot_grow_ends_the_run_and_nothing_is_published() {
    let project = Project::with(0..20);
    project.done(&["run", "--quiet"]);
    let before = project.published();
    project.lay(0..60);
    // a shell's unit is 512 bytes
    for blocks in [0, 1, 8, 64] {
        let ended = run_after(&project, &format!("trap '' XFSZ\nulimit -f {blocks}"));
        assert_eq!(ended.status.code(), Some(1), "{blocks} blocks: {}", text(&ended.stderr));
        assert!(text(&ended.stderr).contains("cannot write"), "{blocks} blocks: {}", text(&ended.stderr));
        assert_same(&project.published(), &before);
        project.done(&["check", "--quiet"]);
    }
    project.done(&["run", "--quiet"]);
    assert_same(&project.published(), &Project::undisturbed(0..60));
}

#[test]
fn a_disk_that_is_full_or_read_only_keeps_what_is_published() {
    // a disk of its own can only be had where mounting is allowed
    if !Command::new("unshare").args(["-m", "true"]).status().is_ok_and(|status| status.success()) {
        eprintln!("skipped: no right to mount");
        return;
    }
    let project = Project::with(0..20);
    let more = project.path("more");
    fs::create_dir(&more).expect("made");
    for n in 20..80 {
        fs::write(more.join(format!("{n:06}.txt")), project.corpus.article(n)).expect("written");
    }
    let script = format!(
        "set -e
mkdir output
mount -t tmpfs -o size=100m none output
communique() {{ '{}' --quiet \"$@\"; }}
communique run
readlink output/current > first
mount -o remount,size=$(($(du -sk output | cut -f1) + 40))k output
mv more/* seeds
if communique run 2> full; then exit 91; else [ $? = 1 ] || exit 92; fi
communique check
[ \"$(readlink output/current)\" = \"$(cat first)\" ] || exit 93
mount -o remount,size=100m,ro output
if communique run 2> readonly; then exit 94; else [ $? = 1 ] || exit 95; fi
communique check
mount -o remount,rw output
communique run
communique check
mkdir kept
cp -r output/. kept",
        env!("CARGO_BIN_EXE_communique")
    );
    let ended = Command::new("unshare").args(["-m", "sh", "-c", &script]).current_dir(project.dir.path()).output().expect("a shell");
    assert!(ended.status.success(), "{:?} {}{}", ended.status, text(&ended.stdout), text(&ended.stderr));
    let said = |name: &str| fs::read_to_string(project.path(name)).expect("what it said");
    assert!(said("full").contains("No space left"), "{}", said("full"));
    assert!(said("readonly").contains("Read-only"), "{}", said("readonly"));
    fs::remove_dir_all(project.path("output")).expect("an empty folder");
    fs::rename(project.path("kept"), project.path("output")).expect("renamed");
    assert_same(&project.published(), &Project::undisturbed(0..80));
}

#[test]
fn an_input_folder_that_vanishes_is_an_error_and_what_is_published_stays() {
    let project = Project::with(0..5);
    project.done(&["run", "--quiet"]);
    let before = project.published();
    fs::rename(project.path("seeds"), project.path("away")).expect("renamed");
    let said = project.refused(&["run"], 1);
    assert!(said.contains("seeds"), "{said}");
    assert_same(&project.published(), &before);
    fs::rename(project.path("away"), project.path("seeds")).expect("renamed");
    project.done(&["run", "--quiet"]);
    assert_same(&project.published(), &before);
}

#[test]
fn files_that_change_and_disappear_while_they_are_read_are_read_by_the_next_run() {
    let project = Project::with(0..400);
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let others = scope.spawn(|| {
            let mut rng = fastrand::Rng::with_seed(5);
            while !stop.load(Ordering::Relaxed) {
                let path = project.path("seeds").join(format!("{:06}.txt", rng.u64(0..400)));
                match rng.bool() {
                    true => fs::write(&path, project.corpus.article(rng.u64(1_000..2_000))).expect("written"),
                    false => fs::remove_file(&path).unwrap_or_default(),
                }
                std::thread::sleep(Duration::from_micros(200));
            }
        });
        let run = || project.program(&["--set", "run.max_drop_ratio=1", "run", "--quiet"]).output().expect("the program runs");
        let ended = [(); 3].map(|()| run());
        stop.store(true, Ordering::Relaxed);
        others.join().expect("it ends");
        for ended in ended {
            assert!(matches!(ended.status.code(), Some(0 | 4)), "{}", text(&ended.stderr));
        }
    });
    fs::remove_dir_all(project.path("seeds")).expect("removed");
    project.lay(0..400);
    project.done(&["run", "--quiet"]);
    assert_same(&project.published(), &Project::undisturbed(0..400));
}
