//! The command line: what can be asked, one file per subcommand. No work of its own: each calls [`crate::pipeline`] and
//! prints. Results go to standard output, everything else to standard error.

mod annotate;
mod check;
mod completions;
mod config;
mod diff;
mod doctor;
mod examples;
mod explain;
mod gc;
mod init;
mod log;
mod man;
mod marked;
mod merge;
mod path;
mod plan;
mod print;
mod progress;
mod published;
mod quarantine;
mod report;
mod rollback;
mod run;
mod schema;
mod status;

use crate::config::origins::{Origin, Setting, from_environment};
use crate::config::{Config, MAX_THREADS};
use crate::error::{Error, Result};
use crate::pipeline::{Request, Selection, Shard};
use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

/// Reads news articles about relations between countries; writes analytics-ready Parquet tables.
///
/// Without a command: `run`.
#[derive(Debug, Parser)]
#[command(name = "communique", version, after_help = examples::PROGRAM, max_term_width = 100)]
pub struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    globals: Globals,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Do everything that is not up to date, then publish
    #[command(after_help = examples::RUN)]
    Run(run::RunArgs),
    /// Put the results of runs over all shards of an input together, and publish them
    #[command(after_help = examples::MERGE)]
    Merge(merge::MergeArgs),
    /// Say what a run would do, and why
    #[command(after_help = examples::PLAN)]
    Plan(plan::PlanArgs),
    /// List the published generations: the current one and those before it
    #[command(after_help = examples::STATUS)]
    Status(status::StatusArgs),
    /// Print mentions and facts of one text, or of JSONL on standard input, as JSONL; write no file
    #[command(after_help = examples::ANNOTATE)]
    Annotate(annotate::AnnotateArgs),
    /// Show a text with its mentions and facts marked, and where each slot came from
    #[command(after_help = examples::EXPLAIN)]
    Explain(explain::ExplainArgs),
    /// Run the data checks on a generation
    #[command(after_help = examples::CHECK)]
    Check(check::CheckArgs),
    /// List the rows that two generations do not share
    #[command(after_help = examples::DIFF)]
    Diff(diff::DiffArgs),
    /// Publish an earlier generation again
    #[command(after_help = examples::ROLLBACK)]
    Rollback(rollback::RollbackArgs),
    /// Remove old generations and what died runs left
    #[command(after_help = examples::GC)]
    Gc(gc::GcArgs),
    /// List what could not be read, and why
    #[command(after_help = examples::QUARANTINE)]
    Quarantine(quarantine::QuarantineArgs),
    /// Print the data dictionary: every table and column
    #[command(after_help = examples::SCHEMA)]
    Schema(schema::SchemaArgs),
    /// Print where the published tables lie, link resolved, for scripts
    #[command(after_help = examples::PATH)]
    Path(path::PathArgs),
    /// Print where the page to look at in a browser lies, link resolved
    #[command(after_help = examples::REPORT)]
    Report(report::ReportArgs),
    /// Check that this machine and project are fit for a run
    #[command(after_help = examples::DOCTOR)]
    Doctor(doctor::DoctorArgs),
    /// Start a new project in a directory
    #[command(after_help = examples::INIT)]
    Init(init::InitArgs),
    /// Show the settings and where each came from
    #[command(after_help = examples::CONFIG)]
    Config(config::ConfigArgs),
    /// Print shell completions
    #[command(after_help = examples::COMPLETIONS)]
    Completions(completions::CompletionsArgs),
    /// Print the manual page
    #[command(after_help = examples::MAN)]
    Man(man::ManArgs),
}

/// What every command takes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Global options")]
struct Globals {
    /// Configuration file [default: pipeline.toml, if there is one]
    #[arg(short = 'c', long = "config", value_name = "FILE", global = true)]
    config: Option<PathBuf>,
    /// Override a setting, such as output.mentions=used; COMMUNIQUE_OUTPUT__MENTIONS=used in the environment does the same
    #[arg(long, value_name = "KEY=VALUE", value_parser = setting, global = true)]
    set: Vec<Setting>,
    /// Print nothing but errors and what was asked for
    #[arg(short, long, conflicts_with = "verbose", global = true)]
    quiet: bool,
    /// Print more of what is done; twice for more
    #[arg(short, long, action = clap::ArgAction::Count, global = true)]
    verbose: u8,
    /// How log lines on standard error look
    #[arg(long, value_name = "FORMAT", default_value = "text", global = true)]
    log_format: log::Format,
    /// Worker threads, one per core by default; changes no byte of the output
    #[arg(long, value_name = "N", value_parser = threads, global = true)]
    threads: Option<usize>,
    /// No progress bar and no progress lines
    #[arg(long, global = true)]
    no_progress: bool,
}

/// Another output directory than the configured one.
#[derive(Debug, Default, Args)]
struct OutputArg {
    /// Output directory [default: output.dir]
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
}

/// What a run is asked to do.
#[derive(Debug, Default, Args)]
struct RequestArgs {
    /// Stages to take: `extract`, `extract+` (and after), `+extract` (and before)
    #[arg(long, value_name = "SEL")]
    select: Vec<String>,
    /// Files and folders to read [default: input.paths]
    #[arg(long, value_name = "PATH", num_args = 1..)]
    input: Vec<PathBuf>,
    #[command(flatten)]
    output: OutputArg,
    /// Compute everything anew, whatever is up to date
    #[arg(long)]
    full_refresh: bool,
    /// Only the first N documents by path
    #[arg(long, value_name = "N", value_parser = at_least_one)]
    limit: Option<usize>,
    /// Only the files of one of N shards, told by their paths; `communique merge` puts them together
    #[arg(long, value_name = "I/N", value_parser = str::parse::<Shard>)]
    shard: Option<Shard>,
    /// Hash every file instead of trusting size and modification time
    #[arg(long)]
    verify: bool,
}

fn setting(text: &str) -> std::result::Result<Setting, String> {
    let (key, value) = text.split_once('=').ok_or("expected KEY=VALUE, such as output.mentions=used")?;
    Ok(Setting { key: key.trim().to_string(), value: value.to_string(), origin: Origin::Option("--set") })
}

fn threads(text: &str) -> std::result::Result<usize, String> {
    let expected = format!("expected a number from 0 to {MAX_THREADS}");
    text.parse().ok().filter(|n| *n <= MAX_THREADS).ok_or(expected)
}

fn at_least_one(text: &str) -> std::result::Result<usize, String> {
    text.parse().ok().filter(|n| *n > 0).ok_or("expected a number from 1".to_string())
}

impl Globals {
    /// The configuration with what the command line overrides.
    fn load(&self, output: &OutputArg) -> Result<Config> {
        let mut config = Config::load(self.config.as_deref(), &self.settings()?)?;
        if let Some(dir) = &output.output {
            config.override_output(dir)?;
        }
        Ok(config)
    }

    /// What takes the place of settings of the file; the later one wins.
    fn settings(&self) -> Result<Vec<Setting>> {
        let mut settings = from_environment(std::env::vars_os())?;
        settings.extend(self.set.iter().cloned());
        let threads =
            self.threads.map(|n| Setting { key: "run.threads".to_string(), value: n.to_string(), origin: Origin::Option("--threads") });
        settings.extend(threads);
        Ok(settings)
    }
}

impl RequestArgs {
    /// The configuration and the request that these arguments make.
    fn resolve(&self, globals: &Globals) -> Result<(Config, Request)> {
        let mut config = globals.load(&self.output)?;
        if !self.input.is_empty() {
            config.override_input(&self.input)?;
        }
        let select: Selection = match self.select.is_empty() {
            true => Selection::default(),
            false => self.select.join(",").parse()?,
        };
        let RequestArgs { full_refresh, limit, shard, verify, .. } = *self;
        let request = Request { select, full_refresh, limit, shard, verify, ..Request::default() };
        Ok((config, request))
    }
}

/// Does what was asked; gives the exit code.
pub fn run(cli: &Cli) -> Result<ExitCode> {
    let globals = &cli.globals;
    let run_log = log::start(globals.log_format, globals.quiet, globals.verbose);
    let done = match &cli.command {
        None => run::run(globals, &run::RunArgs::default(), &run_log),
        Some(Command::Run(args)) => run::run(globals, args, &run_log),
        Some(Command::Merge(args)) => merge::run(globals, args, &run_log),
        Some(Command::Plan(args)) => plan::run(globals, args),
        Some(Command::Status(args)) => status::run(globals, args),
        Some(Command::Annotate(args)) => annotate::run(globals, args),
        Some(Command::Explain(args)) => explain::run(globals, args),
        Some(Command::Check(args)) => check::run(globals, args),
        Some(Command::Diff(args)) => diff::run(globals, args),
        Some(Command::Rollback(args)) => rollback::run(globals, args),
        Some(Command::Gc(args)) => gc::run(globals, args),
        Some(Command::Quarantine(args)) => quarantine::run(globals, args),
        Some(Command::Schema(args)) => schema::run(args),
        Some(Command::Path(args)) => path::run(globals, args),
        Some(Command::Report(args)) => report::run(globals, args),
        Some(Command::Doctor(args)) => doctor::run(globals, args),
        Some(Command::Init(args)) => init::run(globals, args),
        Some(Command::Config(args)) => config::run(globals, args),
        Some(Command::Completions(args)) => completions::run(args),
        Some(Command::Man(args)) => man::run(args),
    };
    match done {
        // The reader of a pipe has seen enough: that is its right.
        Err(error) if print::reader_left(&error) => Ok(ExitCode::SUCCESS),
        done => done,
    }
}

/// Prints an error, one cause per line, then what to do next; gives the exit code.
pub fn report(cli: &Cli, error: &Error) -> ExitCode {
    log::error(cli.globals.log_format, error);
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(1))
}

/// The exit code for `--exit-code`: there is a difference, work to do, or something new was published.
const DIFFERENT: u8 = 5;
