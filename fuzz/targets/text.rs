//! Any bytes as an article: the engine ends, its spans cut the text, the same text gives the same facts.

#![no_main]

use communique::engine;
use communique::lexicon::Lexicon;
use communique::model::MentionKind;
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::builtin);

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let reading = engine::read("any.txt", text, &LEXICON);
    let text = &reading.document.text;
    for mention in &reading.mentions {
        assert!(!mention.span.of(text).is_empty());
        let is_number = matches!(mention.kind, MentionKind::Number | MentionKind::Money | MentionKind::Percent);
        assert!(!is_number || mention.used_by.is_some() || mention.reject_reason.is_some());
    }
    let rows = || communique::jsonl::facts("any", &reading.document, &reading.facts).into_iter().map(|row| row.into_object());
    for row in rows() {
        let place = |column: &str| row[column].as_u64().expect("an offset") as usize;
        assert_eq!(row["evidence"].as_str(), text.get(place("start")..place("end")));
    }
    let again = engine::read("any.txt", text.clone(), &LEXICON);
    let again = communique::jsonl::facts("any", &again.document, &again.facts).into_iter().map(|row| row.into_object());
    assert!(rows().eq(again), "the same text gives other facts");
});
