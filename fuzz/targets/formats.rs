//! A file of any format: its first line is its ending ("jsonl.gz"), the rest its bytes. Every record is an article or told what is
//! wrong with it, and the spans of its noise lie in its text.

#![no_main]

use communique::config::{Fields, Input};
use communique::ingest::formats::{self, Context};
use communique::lexicon::Lexicon;
use libfuzzer_sys::fuzz_target;
use std::ops::ControlFlow;
use std::sync::LazyLock;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    // a parser that panics is caught and told by its record; what is not caught still ends the trial
    std::panic::set_hook(Box::new(|_| {}));
    Lexicon::builtin()
});

fuzz_target!(|bytes: &[u8]| {
    LazyLock::force(&LEXICON);
    let Some(end) = bytes.iter().position(|byte| *byte == b'\n') else { return };
    let Ok(ending) = std::str::from_utf8(&bytes[..end]) else { return };
    let scratch = std::env::temp_dir();
    let path = scratch.join(format!("communique-fuzz-{}", std::process::id()));
    std::fs::write(&path, &bytes[end + 1..]).expect("a file");
    let (input, fields) = (Input::default(), Fields::default());
    let context = Context { input: &input, fields: &fields, lexicon: &LEXICON, scratch: &scratch };
    let mut any = false;
    formats::read(&path, &format!("file.{ending}"), &context, &mut |record| {
        any = true;
        match record.article {
            Ok(article) => assert!(article.noise.iter().all(|noise| article.text.get(noise.span.start as usize..noise.span.end as usize).is_some())),
            Err(rejection) => assert!(!rejection.reason.is_empty() && !rejection.detail.is_empty()),
        }
        ControlFlow::Continue(())
    });
    assert!(any);
});
