//! Mentions: `tests/fixtures/mentions/*.txt`, a file per recogniser.

use super::fixtures;

#[test]
fn mentions_are_read_as_expected() {
    fixtures::check("mentions");
}

#[test]
fn every_fixture_belongs_to_a_recogniser() {
    for stem in fixtures::stems("mentions") {
        let source = format!("src/normalize/recognise/{stem}.rs");
        assert!(std::path::Path::new(&source).exists(), "tests/fixtures/mentions/{stem}.txt: there is no {source}");
    }
}
