//! Gives each stage the version of its rules: a hash of the sources and word tables that it depends on.
//!
//! A version number that somebody must remember to raise is forgotten sooner or later, and a run then publishes old rows
//! under new rules. Hashing too much (a comment, say) only costs a run that was not needed.

use std::fs;
use std::path::{Path, PathBuf};

/// Read by every stage; the word tables have a version of their own, so that a plan can say which of the two changed.
const SHARED: &[&str] = &["src/model", "src/text", "src/lexicon", "src/calendar.rs", "src/rates.rs", "src/schema.rs", "src/store"];

const STAGES: &[(&str, &[&str])] = &[
    ("INGEST", &["src/ingest"]),
    ("NORMALIZE", &["src/normalize"]),
    ("EXTRACT", &["src/extract"]),
    ("AGGREGATE", &["src/aggregate"]),
    ("LEXICON", &["lexicon"]),
];

fn main() {
    println!("cargo:rerun-if-changed=src");
    println!("cargo:rerun-if-changed=lexicon");
    for (stage, own) in STAGES {
        let shared: &[&str] = if *stage == "LEXICON" { &[] } else { SHARED };
        let mut hash = Fnv::new();
        for path in shared.iter().chain(own.iter()) {
            for file in files(Path::new(path)) {
                hash.add(file.to_string_lossy().as_bytes());
                hash.add(&fs::read(&file).unwrap_or_default());
            }
        }
        println!("cargo:rustc-env=COMMUNIQUE_{stage}_VERSION={:016x}", hash.0);
    }
}

/// Every file at or below `path`, sorted.
fn files(path: &Path) -> Vec<PathBuf> {
    if path.is_file() {
        return vec![path.to_path_buf()];
    }
    let entries = fs::read_dir(path).into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> = entries.flat_map(|entry| files(&entry.path())).collect();
    found.sort();
    found
}

/// FNV-1a: enough to tell versions apart, and no dependency to build first.
struct Fnv(u64);

impl Fnv {
    fn new() -> Fnv {
        Fnv(0xcbf2_9ce4_8422_2325)
    }

    fn add(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
        self.0 = (self.0 ^ bytes.len() as u64).wrapping_mul(0x0000_0100_0000_01b3);
    }
}
