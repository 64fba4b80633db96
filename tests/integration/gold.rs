//! Whole articles with the rows they should give: `tests/gold`, scored as `examples/score.rs` scores, against floors.

use super::scoring::{self, report};
use communique::lexicon::Lexicon;
use std::path::Path;

/// A change may move a row; it may not cost a table.
#[test]
fn our_own_articles_score_no_lower_than_before() {
    let gold = scoring::load(Path::new("tests/gold")).expect("gold rows");
    let got = scoring::read_articles(Path::new("seeds"), &Lexicon::builtin()).expect("articles");
    let score = scoring::score(&gold, &got);
    println!("{}", report::table(&score));
    assert_eq!(score.missing, 0, "a gold file without its article in seeds/");
    let floors = scoring::floors(Path::new("tests/gold/floors.toml"), "own").expect("floors");
    let below = scoring::below(&score, &floors);
    assert!(below.is_empty(), "{}\n{}", below.join("\n"), report::table(&score));
}

#[test]
fn every_article_has_its_gold_rows() {
    let stems = |folder: &str, extension: &str| {
        let entries = std::fs::read_dir(folder).expect("a folder");
        let paths = entries.map(|e| e.expect("an entry").path()).filter(|p| p.extension().is_some_and(|e| e == extension));
        let mut stems: Vec<_> = paths.filter_map(|p| Some(p.file_stem()?.to_string_lossy().into_owned())).collect();
        stems.sort();
        stems
    };
    assert_eq!(stems("seeds", "txt"), stems("tests/gold", "json"));
    assert_eq!(stems("tests/gold/validation", "txt"), stems("tests/gold/validation", "json"));
}
