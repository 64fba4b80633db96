//! Tables of words are sorted by their first column and say nothing twice: what is added finds its place, and two who add to
//! one table do not meet at its end.

use std::fs;
use std::path::Path;

#[test]
fn tables_of_words_are_sorted() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("lexicon");
    let mut wrong = Vec::new();
    for entry in fs::read_dir(folder).expect("lexicon/") {
        let path = entry.expect("a file").path();
        let text = fs::read_to_string(&path).expect("UTF-8");
        let rows: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).skip(1).collect();
        for (a, b) in rows.iter().zip(rows.iter().skip(1)) {
            if first_cell(a) > first_cell(b) || a == b {
                wrong.push(format!("{}: {b:?} behind {a:?}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "not sorted by the first column, or twice:\n{}", wrong.join("\n"));
}

/// The text up to the first comma, or inside quotes.
fn first_cell(row: &str) -> &str {
    match row.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next().unwrap_or(quoted),
        None => row.split(',').next().unwrap_or(row),
    }
}
