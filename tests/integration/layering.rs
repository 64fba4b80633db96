//! Which way the arrows point: reads `src/` and says where a module imports what it may not (ARCHITECTURE.md).

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// From the front end to plain values: a module imports only what stands in a later group.
const LAYERS: &[&[&str]] = &[
    &["main"],
    &["cli"],
    &["pipeline"],
    &["engine"],
    &["ingest", "normalize", "extract", "aggregate", "report"],
    &["store", "jsonl"],
    &["calendar", "rates"],
    &["lexicon"],
    &["text"],
    &["model"],
];

/// Imported by anybody; import none of the layers.
const BESIDE: &[&str] = &["config", "schema", "error"];

/// Modules of the pure core: functions of their arguments.
const PURE: &[&str] = &["engine", "normalize", "extract", "jsonl", "calendar", "rates", "lexicon", "text", "model"];

/// What reaches out of a function: files, environment, clock, network.
const REACHES_OUT: &[&str] =
    &["std::fs", "std::env", "std::net", "std::process", "SystemTime", "Instant::now", "Zoned::now", "Timestamp::now"];

/// Paths inside a module that may not stand in another of its parts: (folder, path).
const INSIDE: &[(&str, &str)] = &[
    ("src/normalize/recognise", "resolve::"),
    ("src/normalize/recognise/number.rs", "money::"),
    ("src/normalize/recognise/number.rs", "percent::"),
    ("src/normalize/recognise/number.rs", "period::"),
    ("src/extract/discourse", "facts::"),
];

#[test]
fn modules_import_only_what_stands_to_their_right() {
    let mut wrong = Vec::new();
    for (path, code) in sources() {
        let module = module_of(&path);
        for imported in imports(&path, &code) {
            if imported != module && !may_import(&module, &imported) {
                wrong.push(format!("{}: `{module}` may not import `{imported}`", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_module_has_its_layer() {
    let known: BTreeSet<&str> = LAYERS.iter().copied().flatten().chain(BESIDE).copied().chain(["lib"]).collect();
    let unknown: BTreeSet<String> = sources().iter().map(|(path, _)| module_of(path)).filter(|m| !known.contains(m.as_str())).collect();
    assert!(unknown.is_empty(), "give {unknown:?} a place in tests/integration/layering.rs and ARCHITECTURE.md");
}

#[test]
fn the_core_reaches_out_to_nothing() {
    complain(REACHES_OUT, |module| PURE.contains(&module));
}

#[test]
fn only_the_command_line_prints_and_exits() {
    complain(&["println!", "print!(", "process::exit"], |module| !["cli", "main"].contains(&module));
}

#[test]
fn parts_of_a_stage_import_one_way() {
    for (folder, path) in INSIDE {
        for (file, code) in sources().iter().filter(|(file, _)| file.starts_with(folder)) {
            assert!(!code.contains(path), "{}: may not import {path}", file.display());
        }
    }
}

fn complain(words: &[&str], applies: impl Fn(&str) -> bool) {
    let mut wrong = Vec::new();
    for (path, code) in sources().iter().filter(|(path, _)| applies(&module_of(path))) {
        wrong.extend(words.iter().filter(|w| code.contains(**w)).map(|w| format!("{}: {w}", path.display())));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn may_import(module: &str, imported: &str) -> bool {
    let layer = |name: &str| LAYERS.iter().position(|group| group.contains(&name));
    match (layer(module), layer(imported)) {
        (_, None) => true,
        (Some(from), Some(to)) => from < to,
        (None, Some(_)) => module == "lib",
    }
}

/// Every source file without its comments and its own tests.
fn sources() -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    collect(Path::new("src"), &mut found);
    found.sort();
    found.into_iter().map(|path| (path.clone(), code(&fs::read_to_string(&path).expect("a source file")))).collect()
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        match path.is_dir() {
            true => collect(&path, found),
            false if path.extension().is_some_and(|e| e == "rs") => found.push(path),
            false => {}
        }
    }
}

fn code(text: &str) -> String {
    let body = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    let lines = body.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// The module right under the crate that a file belongs to.
fn module_of(path: &Path) -> String {
    let below = path.strip_prefix("src").unwrap_or(path);
    let first = below.components().next().map(|c| c.as_os_str().to_string_lossy().into_owned()).unwrap_or_default();
    first.trim_end_matches(".rs").to_string()
}

/// The modules right under the crate that a file names: `crate::X`, `crate::{X, Y}`, `super::X` where `super` is the crate,
/// and `communique::X` in the binary.
fn imports(path: &Path, code: &str) -> BTreeSet<String> {
    let mut roots = vec!["crate::", "communique::"];
    let depth = path.components().count() - if path.ends_with("mod.rs") { 1 } else { 0 };
    let up = "super::".repeat(depth.saturating_sub(1));
    if !up.is_empty() {
        roots.push(&up);
    }
    roots.iter().flat_map(|root| code.match_indices(root).map(|(at, _)| names(&code[at + root.len()..]))).flatten().collect()
}

/// The first names of a path: one, or those of a group.
fn names(path: &str) -> Vec<String> {
    let identifier = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let Some(group) = path.strip_prefix('{') else { return vec![identifier(path)] };
    let mut names = vec![String::new()];
    let mut depth = 0;
    for c in group.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => names.push(String::new()),
            c => names.last_mut().expect("a name").push(if depth == 0 { c } else { ' ' }),
        }
    }
    names.iter().map(|name| identifier(name.trim())).collect()
}

#[test]
fn imports_are_found_in_every_spelling() {
    let found = |path: &str, code: &str| imports(Path::new(path), code).into_iter().collect::<Vec<_>>().join(" ");
    assert_eq!(found("src/engine.rs", "use crate::model::{Document, Facts};"), "model");
    assert_eq!(found("src/engine.rs", "use crate::{extract, ingest::{self, header}, text};"), "extract ingest text");
    assert_eq!(found("src/ingest/mod.rs", "use super::store;"), "store");
    assert_eq!(found("src/ingest/files.rs", "use super::header; let x = super::super::store::go();"), "store");
    assert!(!may_import("ingest", "normalize") && !may_import("text", "lexicon") && may_import("extract", "model"));
    assert!(!may_import("config", "store") && may_import("store", "config"));
}
