//! One error: what failed, on which file, in which stage, and what to do next.
//!
//! A bad article is no error (it becomes a row of `quarantine`); an error ends the run with the exit code of its kind.

use std::fmt;
use std::path::{Path, PathBuf};

/// The result of everything that can end a run.
pub type Result<T> = std::result::Result<T, Error>;

type Cause = Box<dyn std::error::Error + Send + Sync>;

/// What kind of failure it is; decides the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Reading, writing or computing failed.
    Failed,
    /// The request makes no sense: unknown stage, stale inputs, no such generation.
    Usage,
    /// A blocking data check failed; nothing was published.
    CheckFailed,
    /// More of the input was quarantined than `run.max_quarantine_ratio` allows; nothing was published.
    TooManyQuarantined,
    /// Another run holds the lock of the output directory.
    Locked,
    /// `pipeline.toml` or a `--set` is wrong.
    Config,
    /// A signal asked to stop; holds the signal's number.
    Interrupted(i32),
}

/// Why a run ended: the message, and where known the file, the stage, the cause and the next step.
#[derive(Debug, thiserror::Error)]
pub struct Error {
    /// What kind of failure.
    pub kind: Kind,
    /// One line: what failed.
    pub message: String,
    /// The file or folder that it failed on.
    pub path: Option<PathBuf>,
    /// The stage that was at work: `ingest`, `normalize`, `extract`, `aggregate` or `publish`.
    pub stage: Option<&'static str>,
    /// What the reader can do about it.
    pub hint: Option<String>,
    /// The page that a run left about it; boxed, because results carry errors about everywhere.
    pub page: Option<Box<PathBuf>>,
    /// What it came from.
    #[source]
    pub cause: Option<Cause>,
}

impl Error {
    /// An error of this kind that says `message`.
    pub fn new(kind: Kind, message: impl Into<String>) -> Error {
        Error { kind, message: message.into(), path: None, stage: None, hint: None, page: None, cause: None }
    }

    /// Reading, writing or computing failed.
    pub fn failed(message: impl Into<String>) -> Error {
        Error::new(Kind::Failed, message)
    }

    /// The request makes no sense.
    pub fn usage(message: impl Into<String>) -> Error {
        Error::new(Kind::Usage, message)
    }

    /// `what` failed on `path`: the usual wrapper of an I/O or format error.
    pub fn on(what: &str, path: impl AsRef<Path>, cause: impl Into<Cause>) -> Error {
        Error::failed(format!("cannot {what}")).path(path).cause(cause)
    }

    /// A wrong key of the configuration: where it stands and what was expected there.
    pub fn config(file: &Path, line: Option<usize>, key: &str, expected: impl fmt::Display) -> Error {
        let place = match line {
            Some(line) => format!("{}:{line}", file.display()),
            None => file.display().to_string(),
        };
        let key = if key.is_empty() { String::new() } else { format!("`{key}`: ") };
        Error::new(Kind::Config, format!("{place}: {key}{expected}")).path(file)
    }

    /// Adds the file that it failed on.
    pub fn path(mut self, path: impl AsRef<Path>) -> Error {
        self.path = Some(path.as_ref().to_path_buf());
        self
    }

    /// Adds the stage that was at work.
    pub fn stage(mut self, stage: &'static str) -> Error {
        self.stage = Some(stage);
        self
    }

    /// Adds what the reader can do about it.
    pub fn hint(mut self, hint: impl Into<String>) -> Error {
        self.hint = Some(hint.into());
        self
    }

    /// Adds the known word that was probably meant, when one is near enough to be a slip.
    pub fn did_you_mean<'a>(self, word: &str, known: impl IntoIterator<Item = &'a str>) -> Error {
        match (nearest(word, known), self.hint.clone()) {
            (None, _) => self,
            (Some(known), None) => self.hint(format!("did you mean `{known}`?")),
            (Some(known), Some(hint)) => self.hint(format!("did you mean `{known}`? {hint}")),
        }
    }

    /// Adds what it came from.
    pub fn cause(mut self, cause: impl Into<Cause>) -> Error {
        self.cause = Some(cause.into());
        self
    }

    /// What it came from, what that came from, and so on.
    pub fn causes(&self) -> Vec<String> {
        let mut causes = Vec::new();
        let mut next = std::error::Error::source(self);
        while let Some(cause) = next {
            causes.push(cause.to_string());
            next = cause.source();
        }
        causes
    }

    /// The error for a person: one cause per line, then what to do.
    pub fn in_words(&self) -> String {
        let mut text = format!("error: {self}\n");
        for cause in self.causes() {
            text += &format!("  because: {cause}\n");
        }
        if let Some(hint) = &self.hint {
            text += &format!("  hint: {hint}\n");
        }
        text
    }

    /// The exit code of the process that ends with this error.
    pub fn exit_code(&self) -> i32 {
        match self.kind {
            Kind::Failed => 1,
            Kind::Usage => 2,
            Kind::CheckFailed => 3,
            Kind::TooManyQuarantined => 4,
            Kind::Locked => 75,
            Kind::Config => 78,
            Kind::Interrupted(signal) => 128 + signal,
        }
    }
}

/// The message with stage and file; the cause and the hint are left to whoever prints the chain.
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(stage) = self.stage {
            write!(f, "{stage}: ")?;
        }
        f.write_str(&self.message)?;
        match &self.path {
            // A configuration error opens with its file.
            Some(path) if self.kind != Kind::Config => write!(f, " ({})", path.display()),
            _ => Ok(()),
        }
    }
}

/// The candidate that is fewest edits away, when that is near enough to be a slip.
fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    candidates.into_iter().map(|c| (edits(word, c), c)).min().filter(|(n, c)| *n <= 1 + c.len() / 4).map(|(_, c)| c)
}

/// Levenshtein's distance.
fn edits(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let cost = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = cost.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_its_exit_code() {
        let code = |kind| Error::new(kind, "x").exit_code();
        assert_eq!([code(Kind::Failed), code(Kind::Usage), code(Kind::CheckFailed), code(Kind::TooManyQuarantined)], [1, 2, 3, 4]);
        assert_eq!([code(Kind::Locked), code(Kind::Config), code(Kind::Interrupted(2)), code(Kind::Interrupted(15))], [75, 78, 130, 143]);
    }

    #[test]
    fn display_names_stage_and_file() {
        let error = Error::on("read the file", "a/b.txt", std::io::Error::other("gone")).stage("ingest");
        assert_eq!(error.to_string(), "ingest: cannot read the file (a/b.txt)");
        let error = Error::config(Path::new("pipeline.toml"), Some(3), "input.paths", "expected a list of texts");
        assert_eq!(error.to_string(), "pipeline.toml:3: `input.paths`: expected a list of texts");
    }
}
