//! The bytes of published tables, and whether they are the same.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The bytes of every table below a folder, by path.
pub fn tables(dir: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut tables = BTreeMap::new();
    collect(dir, dir, &mut tables);
    tables
}

fn collect(root: &Path, dir: &Path, tables: &mut BTreeMap<PathBuf, Vec<u8>>) {
    for entry in fs::read_dir(dir).expect("listed") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(root, &path, tables);
        } else if path.extension().is_some_and(|end| end == "parquet") {
            tables.insert(path.strip_prefix(root).expect("below").to_path_buf(), fs::read(&path).expect("read"));
        }
    }
}

/// Fails with the names of the tables that differ.
#[track_caller]
pub fn assert_same(got: &BTreeMap<PathBuf, Vec<u8>>, expected: &BTreeMap<PathBuf, Vec<u8>>) {
    assert_eq!(got.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
    let differing: Vec<&PathBuf> = got.keys().filter(|file| got[*file] != expected[*file]).collect();
    assert!(differing.is_empty(), "these tables differ: {differing:?}");
}
