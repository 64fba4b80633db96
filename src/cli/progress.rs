//! How a run gets on: a bar per stage on a terminal, else a line every 30 seconds.

use super::log::RunLog;
use super::{print, run};
use crate::pipeline::{self, Stage, StageOutcome};
use indicatif::{MultiProgress, ProgressBar, ProgressStyle};
use std::io::{self, IsTerminal};
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

const LINE_EVERY: Duration = Duration::from_secs(30);

/// Tells a person, the log, and the log file of the run.
pub struct Reporter {
    how: How,
    /// Whether stages are told on standard output as they end.
    tell_stages: bool,
    run_log: RunLog,
}

enum How {
    Bars { all: MultiProgress, of_stage: [ProgressBar; 4] },
    Lines { begun: Instant, last: Mutex<Instant> },
    Nothing,
}

impl Reporter {
    /// A reporter for the streams at hand.
    pub fn new(quiet: bool, no_progress: bool, run_log: RunLog) -> Reporter {
        let how = match (quiet || no_progress, io::stderr().is_terminal()) {
            (true, _) => How::Nothing,
            (false, true) => How::Bars { all: MultiProgress::new(), of_stage: Stage::ALL.map(|_| ProgressBar::hidden()) },
            (false, false) => How::Lines { begun: Instant::now(), last: Mutex::new(Instant::now()) },
        };
        Reporter { how, tell_stages: !quiet, run_log }
    }

    /// Prints a line on standard output without tearing a bar. A run goes on when nobody reads it.
    fn tell(&self, line: &str) {
        let print = || {
            let mut out = print::Out::new();
            let _ = out.line(line).and_then(|()| out.flush());
        };
        match &self.how {
            How::Bars { all, .. } => all.suspend(print),
            _ => print(),
        }
    }
}

impl pipeline::Progress for Reporter {
    fn run_started(&self, run_id: &str, run_dir: &Path) {
        self.run_log.open(run_dir);
        tracing::info!(run_id, "run started");
    }

    fn stage_started(&self, stage: Stage, total: usize) {
        tracing::debug!(%stage, total, "stage started");
        if let How::Bars { all, of_stage } = &self.how {
            let bar = &of_stage[stage as usize];
            let style = ProgressStyle::with_template("{prefix:10} {wide_bar} {human_pos}/{human_len} {eta}");
            bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
            bar.set_prefix(stage.as_str());
            bar.set_length(total as u64);
            all.add(bar.clone());
        }
    }

    fn advanced(&self, stage: Stage, done: usize, total: usize) {
        match &self.how {
            How::Bars { of_stage, .. } => of_stage[stage as usize].set_position(done as u64),
            How::Lines { begun, last } => {
                let mut last = last.lock().unwrap_or_else(PoisonError::into_inner);
                if last.elapsed() >= LINE_EVERY {
                    *last = Instant::now();
                    let (done, total) = (print::thousands(done as u64), print::thousands(total as u64));
                    eprintln!("{stage}: {done} of {total} after {} s", begun.elapsed().as_secs());
                }
            }
            How::Nothing => {}
        }
    }

    fn stage_finished(&self, outcome: &StageOutcome) {
        if let How::Bars { of_stage, .. } = &self.how {
            of_stage[outcome.stage as usize].finish_and_clear();
        }
        let StageOutcome { stage, action, rows, seconds, because, .. } = outcome;
        tracing::info!(%stage, action = ?action, rows = ?rows, seconds, because = ?because, "stage finished");
        if self.tell_stages {
            self.tell(&run::stage_line(outcome));
        }
    }
}
