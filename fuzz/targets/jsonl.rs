//! Any bytes as lines of JSONL: a line is a text, nothing, or told what is wrong with it; what is written again reads the same.

#![no_main]

use communique::jsonl::Task;
use libfuzzer_sys::fuzz_target;
use serde_json::json;

fuzz_target!(|bytes: &[u8]| {
    for line in bytes.split(|byte| *byte == b'\n') {
        match Task::of(line) {
            Ok(Some(task)) => {
                let day = task.published_on.map(|day| day.to_string());
                let again = json!({ "id": task.id, "text": task.text, "published_on": day }).to_string();
                assert_eq!(Task::of(again.as_bytes()), Ok(Some(task)));
            }
            Ok(None) => assert!(String::from_utf8_lossy(line).trim_start_matches('\u{feff}').trim().is_empty()),
            Err(why) => assert!(!why.is_empty()),
        }
    }
});
