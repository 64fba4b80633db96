//! Any bytes as `pipeline.toml`, and lines behind `---` as settings: what is accepted makes sense, what is refused is told.

#![no_main]

use communique::config::origins::{Origin, Setting};
use communique::config::{Config, MAX_THREADS};
use libfuzzer_sys::fuzz_target;
use std::path::Path;

fuzz_target!(|bytes: &[u8]| {
    let all = String::from_utf8_lossy(bytes);
    let (text, settings) = all.split_once("\n---\n").unwrap_or((&all, ""));
    let setting = |(key, value): (&str, &str)| Setting { key: key.to_string(), value: value.to_string(), origin: Origin::Option("--set") };
    let settings: Vec<Setting> = settings.lines().filter_map(|line| line.split_once('=')).map(setting).collect();
    let read = || Config::from_text(None, Path::new("/any/pipeline.toml"), text, &settings);
    match read() {
        Ok(config) => {
            assert!(config.run.threads <= MAX_THREADS && config.output.keep_generations > 0 && config.output.keep_runs > 0);
            assert!([config.run.max_quarantine_ratio, config.run.max_drop_ratio].iter().all(|ratio| (0.0..=1.0).contains(ratio)));
            assert!((1..=1 << 30).contains(&config.input.max_bytes) && !config.input.paths.is_empty());
            assert!(config.input.paths.iter().chain([&config.output.dir]).all(|path| path.is_absolute()));
            assert!(!config.input.paths.contains(&config.output.dir));
            assert!(read().is_ok_and(|again| again == config), "the same text gives other settings");
        }
        Err(error) => {
            assert_eq!(error.exit_code(), 78, "{error}");
            assert!(!error.message.is_empty() && error.in_words().ends_with('\n'));
        }
    }
});
