//! Inputs that are no articles, and names that are no names: each is read or has its row in `quarantine`, and nothing else happens.
//!
//! `COMMUNIQUE_FILES=200000 cargo test --release full_folder` fills a folder more than the short form that runs every time.

use communique::config::Config;
use communique::error::Result;
use communique::pipeline::{self, Outcome, Request, Silent};
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const ARTICLE: &str = "Trade turnover between Kenya and Poland amounted to 292 million US dollars in 2024.\n";

struct Folder(TempDir);

impl Folder {
    fn new() -> Folder {
        let folder = Folder(tempfile::tempdir().expect("a folder"));
        fs::create_dir(folder.seed("")).expect("made");
        folder
    }

    fn seed(&self, name: impl AsRef<Path>) -> PathBuf {
        self.0.path().join("seeds").join(name)
    }

    fn write(&self, name: impl AsRef<Path>, bytes: impl AsRef<[u8]>) {
        fs::write(self.seed(name), bytes).expect("written");
    }

    fn run(&self) -> Result<Outcome> {
        let mut config = Config::defaults(self.0.path()).expect("defaults");
        config.run.max_quarantine_ratio = 1.0;
        config.input.max_bytes = 2_000_000;
        let outcome = pipeline::run(&config, &Request::default(), &Silent)?;
        let checks = pipeline::check(&config, None)?;
        assert!(checks.iter().all(|check| check.failures == 0), "{checks:?}");
        Ok(outcome)
    }

    /// Reasons by path, as the published list of inputs has them.
    fn quarantined(&self) -> BTreeMap<String, String> {
        let inputs = fs::read_to_string(self.0.path().join("output/current/inputs.jsonl")).expect("a list of inputs");
        let rows = inputs.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"));
        let text = |value: &serde_json::Value| value.as_str().expect("text").to_string();
        rows.filter(|row| !row["rejection"].is_null()).map(|row| (text(&row["source_path"]), text(&row["rejection"]["reason"]))).collect()
    }
}

#[test]
fn each_file_is_read_or_quarantined_with_its_reason() {
    let folder = Folder::new();
    let utf16 = |order: fn(u16) -> [u8; 2]| ARTICLE.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    let rejected: &[(&str, Vec<u8>, &str)] = &[
        ("empty.txt", vec![], "empty"),
        ("blank.txt", b" \n\t\r\n".to_vec(), "empty"),
        ("nul.txt", b"Trade grew.\0\0".to_vec(), "binary"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(), "binary"),
        ("utf16-unmarked.txt", utf16(u16::to_le_bytes), "binary"),
        ("long.txt", ARTICLE.repeat(30_000).into_bytes(), "too_large"),
    ];
    rejected.iter().for_each(|(name, bytes, _)| folder.write(name, bytes));
    // a sparse file of a gigabyte that is one line
    File::create(folder.seed("gigabyte.txt")).and_then(|file| file.set_len(1 << 30)).expect("a sparse file");
    let read: &[(&str, Vec<u8>)] = &[
        ("plain.txt", ARTICLE.into()),
        ("bom.txt", [b"\xEF\xBB\xBF".as_slice(), b"One. ", ARTICLE.as_bytes()].concat()),
        ("utf16le.txt", [vec![0xFF, 0xFE], utf16(u16::to_le_bytes)].concat()),
        ("utf16be.txt", [vec![0xFE, 0xFF], utf16(u16::to_be_bytes)].concat()),
        ("latin.txt", b"Caf\xE9 exports reached $3 million in 2024, Peru said.\n".to_vec()),
        ("mixed.txt", [ARTICLE.as_bytes(), b"caf\xE9 caf\xC3\xA9"].concat()),
        ("one-line.txt", "and trade went on ".repeat(50_000).into_bytes()),
        ("controls.txt", b"Trade\x01\x02 grew\x1b[31m by 5%\x7f.\n".to_vec()),
    ];
    read.iter().for_each(|(name, bytes)| folder.write(name, bytes));
    let outcome = folder.run().expect("a run");
    let mut expected: BTreeMap<String, String> = rejected.iter().map(|(name, _, reason)| (name.to_string(), reason.to_string())).collect();
    expected.insert("gigabyte.txt".to_string(), "too_large".to_string());
    assert_eq!(folder.quarantined(), expected);
    let documents = &outcome.documents;
    // in three encodings, one article
    assert_eq!((documents.files, documents.documents, documents.duplicates), (15, 6, 2));
}

#[test]
fn links_are_not_followed_and_what_is_no_file_is_passed_over() {
    let folder = Folder::new();
    let outside = folder.0.path().join("outside");
    fs::create_dir(&outside).expect("made");
    fs::write(outside.join("secret.txt"), "Peru exported fish worth $9 million to Chile in 2024.").expect("written");
    folder.write("a.txt", ARTICLE);
    symlink(outside.join("secret.txt"), folder.seed("link.txt")).expect("linked");
    symlink(&outside, folder.seed("folder-link")).expect("linked");
    symlink(folder.seed(""), folder.seed("loop")).expect("linked");
    symlink("nowhere.txt", folder.seed("dangling.txt")).expect("linked");
    let fifo = std::process::Command::new("mkfifo").arg(folder.seed("pipe.txt")).status().expect("mkfifo runs");
    assert!(fifo.success());
    let outcome = folder.run().expect("a run");
    assert_eq!((outcome.documents.files, outcome.documents.documents), (1, 1));
}

#[test]
fn odd_names_stay_apart() {
    let folder = Folder::new();
    let names: &[&[u8]] = &[
        b"a\nb.txt",
        b"q\"uo'te.txt",
        b"comma,;|.txt",
        b"-rf.txt",
        b"inv\xFF.txt",
        b"inv\xFE.txt",
        b"inv\xFD.txt",
        b"$(x) `y`.txt",
        "\u{202e}txt.txt".as_bytes(),
    ];
    for (n, name) in names.iter().enumerate() {
        folder.write(OsStr::from_bytes(name), format!("{n} companies of Peru work in Chile. {ARTICLE}"));
    }
    folder.write(OsStr::from_bytes(b"inv\xFC.txt"), b"");
    let outcome = folder.run().expect("a run");
    assert_eq!((outcome.documents.files, outcome.documents.documents, outcome.documents.quarantined), (10, 9, 1));
    let inputs = fs::read_to_string(folder.0.path().join("output/current/inputs.jsonl")).expect("a list of inputs");
    let paths: std::collections::BTreeSet<String> =
        inputs.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON")["source_path"].to_string()).collect();
    assert_eq!(paths.len(), 10, "two files share a path: {paths:?}");
    // what is known of each by its path holds on the next run
    let again = folder.run().expect("a run").documents;
    assert_eq!((again.new.count, again.changed.count, again.vanished.count), (0, 0, 0));
}

#[test]
fn one_content_under_many_names_is_one_document() {
    let folder = Folder::new();
    for n in 0..300 {
        folder.write(format!("{n:03}.txt"), ARTICLE);
    }
    let outcome = folder.run().expect("a run");
    assert_eq!((outcome.documents.files, outcome.documents.documents, outcome.documents.duplicates), (300, 1, 299));
}

/// How many files the long form puts in one folder.
fn files() -> usize {
    std::env::var("COMMUNIQUE_FILES").ok().and_then(|n| n.parse().ok()).unwrap_or(3_000)
}

#[test]
fn a_deep_tree_and_a_full_folder_are_walked() {
    let folder = Folder::new();
    let mut deep = folder.seed("");
    for _ in 0..400 {
        deep.push("deep");
    }
    fs::create_dir_all(&deep).expect("made");
    fs::write(deep.join("a.txt"), ARTICLE).expect("written");
    for n in 0..files() {
        folder.write(format!("{n}.txt"), format!("Number {n}.\n"));
    }
    assert_eq!(folder.run().expect("a run").documents.documents, files() + 1);
}
