//! A page for whoever is told that a run failed: what, where, what readers see meanwhile, and what to do.

use super::Ended;
use crate::error::{Error, Kind};

/// The page, as plain text.
pub fn page(ended: &Ended, error: &Error) -> String {
    let run = ended.output.run(ended.id);
    let mut rows = vec![
        ("run", ended.id.to_string()),
        ("failed", format!("{} after {:.1} s", super::now(), ended.seconds)),
        ("exit code", format!("{}: {}", error.exit_code(), meaning(error.kind))),
        ("stage", error.stage.unwrap_or("before the first stage, or between two").to_string()),
    ];
    rows.extend(error.path.as_ref().map(|path| ("on", path.display().to_string())));
    rows.push(("log", run.join("log.jsonl").display().to_string()));
    rows.push(("published", published(ended)));
    rows.push(("what to do", next_step(error.kind).to_string()));
    let rows: String = rows.iter().map(|(name, value)| format!("{name:<11}{value}\n")).collect();
    format!("{}\n{rows}", error.in_words())
}

fn published(ended: &Ended) -> String {
    match ended.published() {
        Some(manifest) if manifest.id == ended.id => format!("{}, by this very run: only what came after it failed", manifest.id),
        Some(manifest) => format!("{} of {}, as before this run", manifest.id, manifest.created_at),
        None => "nothing yet".to_string(),
    }
}

fn meaning(kind: Kind) -> &'static str {
    match kind {
        Kind::Failed => "failed",
        Kind::Usage => "the request makes no sense",
        Kind::CheckFailed => "a blocking check failed, nothing was published",
        Kind::TooManyQuarantined => "too many files cannot be read as articles, nothing was published",
        Kind::Locked => "another run holds the lock",
        Kind::Config => "bad configuration",
        Kind::Interrupted(_) => "told to stop, nothing was published",
    }
}

/// What helps against a failure of this kind.
pub fn next_step(kind: Kind) -> &'static str {
    match kind {
        Kind::Failed => "mend the cause above and run again: what was finished is reused. `communique doctor` looks for common ones",
        Kind::Usage => "`communique help run` says what can be asked for",
        Kind::CheckFailed => {
            "look at the rows named above. As it should be? `communique --set checks.NAME=warn run` publishes in spite of check NAME"
        }
        Kind::TooManyQuarantined => "look at the files named above. As it should be? `communique --set run.max_quarantine_ratio=1 run`",
        Kind::Locked => "wait for the other run",
        Kind::Config => "mend the key named above",
        Kind::Interrupted(_) => "run again: it goes on with what was finished",
    }
}
