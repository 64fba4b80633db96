//! Mentions: `tests/fixtures/mentions/*.txt`, a file per recogniser.

use super::fixtures;

#[test]
fn mentions_are_read_as_expected() {
    fixtures::check("mentions");
}

#[test]
fn every_fixture_belongs_to_a_recogniser() {
    for stem in fixtures::stems("mentions") {
        let source = format!("src/normalize/recognise/{stem}");
        let exists = |path: &str| std::path::Path::new(path).exists();
        assert!(exists(&format!("{source}.rs")) || exists(&format!("{source}/mod.rs")), "tests/fixtures/mentions/{stem}.txt: no {source}");
    }
}
