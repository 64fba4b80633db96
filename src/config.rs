//! `pipeline.toml` -> [`Options`] (what the file may say) -> [`Config`] (complete, checked, paths resolved), then read-only.
//!
//! Every key has a default, so that a project needs no file at all; the file in the repository's root shows the defaults.
//! Unknown keys are refused: a misspelt one would otherwise be a setting that silently does nothing.

pub mod origins;

use crate::error::{Error, Kind, Result};
use origins::Setting;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// The name of the file that is read when none is named.
pub const DEFAULT_FILE: &str = "pipeline.toml";

/// The rates table that the program was built with.
pub const BUILTIN_RATES: &str = "builtin";
/// No rates at all: `value_usd` is what texts say.
pub const NO_RATES: &str = "none";

/// More worker threads are never started, whatever is asked for: a slip of the finger must not bring the machine down.
pub const MAX_THREADS: usize = 256;

/// What `pipeline.toml` may say.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Options {
    /// Where articles are read from.
    pub input: Input,
    /// What the fields of records hold.
    pub fields: Fields,
    /// Where tables are written to.
    pub output: Output,
    /// How amounts are converted.
    pub currency: Currency,
    /// How a run behaves.
    pub run: Run,
    /// What each data check does before publishing.
    pub checks: Checks,
}

/// Where articles are read from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Input {
    /// Files and folders; folders are read with everything below them.
    pub paths: Vec<PathBuf>,
    /// Endings of the files to read inside folders, without the dot; a file that is named itself is always read.
    pub extensions: Vec<String>,
    /// Larger files are quarantined.
    pub max_bytes: u64,
    /// Whether symbolic links inside folders are followed.
    pub follow_links: bool,
    /// Whether a file's name may tell the day of publication where nothing else does.
    pub dates_from_names: bool,
}

/// The fields of JSON, CSV, Parquet and Arrow records by what they hold: of each list the first that a record has. Dots lead into fields of JSON fields.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Fields {
    /// The article; plain text or HTML.
    pub text: Vec<String>,
    /// Its headline.
    pub title: Vec<String>,
    /// The day of publication.
    pub published_on: Vec<String>,
    /// Its address.
    pub url: Vec<String>,
    /// Who published it.
    pub publisher: Vec<String>,
}

impl Fields {
    /// The names as one text, to tell whether files were read with these or others.
    pub fn as_text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// Where tables are written to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Output {
    /// The output directory.
    pub dir: PathBuf,
    /// Which mentions are published.
    pub mentions: Mentions,
    /// How many generations are kept, the current one included.
    pub keep_generations: usize,
    /// The records of how many runs are kept; those of kept generations always are.
    pub keep_runs: usize,
    /// Whether each generation has a page to look at, `report.html`.
    pub report: bool,
}

/// Which mentions are published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mentions {
    /// Every recognised expression, with the reason where no fact uses it.
    All,
    /// Those that a fact uses.
    Used,
    /// None: the table is there and empty.
    None,
}

/// How a run behaves.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Run {
    /// Worker threads; 0 = one per core, at most 256. Changes no byte of the output.
    pub threads: usize,
    /// A run in which a larger share of the files found is quarantined publishes nothing and exits with 4.
    pub max_quarantine_ratio: f64,
    /// Share of the published documents, or of the facts of one kind, that may be gone from the next generation.
    pub max_drop_ratio: f64,
}

/// What each data check does before publishing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Checks {
    /// Keys are unique.
    pub keys: Severity,
    /// Ids that a row names exist.
    pub references: Severity,
    /// Codes are of their closed lists.
    pub codes: Severity,
    /// `evidence` is the slice of `documents.text` that the span names.
    pub evidence: Severity,
    /// Files found = documents + duplicates + quarantined.
    pub counts: Severity,
    /// Rows of no table drop by more than `run.max_drop_ratio`.
    pub drops: Severity,
}

impl Checks {
    /// The settings as one text, to tell whether tables passed these or others.
    pub fn as_text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// How amounts are converted to US dollars.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Currency {
    /// The table of average rates: a file, [`BUILTIN_RATES`] or [`NO_RATES`].
    pub rates: PathBuf,
}

/// What a failed data check does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Nothing is published; exit code 3.
    Block,
    /// It is reported.
    Warn,
    /// It is not looked at.
    Off,
}

impl Default for Input {
    fn default() -> Input {
        Input {
            paths: vec!["seeds".into()],
            extensions: DEFAULT_EXTENSIONS.iter().map(ToString::to_string).collect(),
            max_bytes: 4_000_000,
            follow_links: false,
            dates_from_names: false,
        }
    }
}

impl Default for Fields {
    fn default() -> Fields {
        let names = |names: &[&str]| names.iter().map(ToString::to_string).collect();
        Fields {
            text: names(&["text", "body", "content", "article_body", "articleBody", "full_text", "article", "content_html", "maintext"]),
            title: names(&["title", "headline", "heading"]),
            published_on: names(&[
                "published_on",
                "date_published",
                "datePublished",
                "published_at",
                "published",
                "publish_date",
                "publication_date",
                "pubDate",
                "pub_date",
                "date_publish",
                "date",
                "datetime",
                "timestamp",
            ]),
            url: names(&["url", "link", "canonical_url", "source_url"]),
            publisher: names(&["publisher", "source", "site_name", "site", "outlet", "domain", "source_domain"]),
        }
    }
}

/// The endings that are read inside folders when nothing else is asked for: every format that is known, but for `pdf`, which no
/// limit here bounds, and `xml`, which may be anything; the rarer spellings are left to who has them.
const DEFAULT_EXTENSIONS: &[&str] = &[
    "txt", "md", "html", "htm", "json", "jsonl", "ndjson", "csv", "tsv", "parquet", "arrow", "feather", "rss", "atom", "warc", "wet",
    "eml", "mbox", "zip",
];

impl Default for Output {
    fn default() -> Output {
        Output { dir: "output".into(), mentions: Mentions::All, keep_generations: 5, keep_runs: 30, report: true }
    }
}

impl Default for Currency {
    fn default() -> Currency {
        Currency { rates: BUILTIN_RATES.into() }
    }
}

impl Default for Run {
    fn default() -> Run {
        Run { threads: 0, max_quarantine_ratio: 0.5, max_drop_ratio: 0.5 }
    }
}

impl Default for Checks {
    fn default() -> Checks {
        let block = Severity::Block;
        Checks { keys: block, references: block, codes: block, evidence: block, counts: block, drops: block }
    }
}

/// What the code reads: complete, checked, every path absolute.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// The file it was read from, if there was one.
    pub file: Option<PathBuf>,
    /// Where articles are read from.
    pub input: Input,
    /// What the fields of records hold.
    pub fields: Fields,
    /// Where tables are written to.
    pub output: Output,
    /// How amounts are converted.
    pub currency: Currency,
    /// How a run behaves.
    pub run: Run,
    /// What each data check does.
    pub checks: Checks,
}

impl Config {
    /// Reads `path`, or `pipeline.toml` in the current directory when that exists, or takes the defaults; then applies
    /// `settings` in order.
    pub fn load(path: Option<&Path>, settings: &[Setting]) -> Result<Config> {
        let file = match path {
            Some(path) => Some(path.to_path_buf()),
            None => Some(PathBuf::from(DEFAULT_FILE)).filter(|path| path.exists()),
        };
        let name = file.clone().unwrap_or_else(|| PathBuf::from(DEFAULT_FILE));
        let text = match &file {
            Some(path) => std::fs::read_to_string(path).map_err(|e| unreadable(path, e))?,
            None => String::new(),
        };
        Config::from_text(file, &name, &text, settings)
    }

    /// The same for a text that was read from `file` or stands for what would be called `name`.
    pub fn from_text(file: Option<PathBuf>, name: &Path, text: &str, settings: &[Setting]) -> Result<Config> {
        let options = with_settings(parse(name, text)?, settings)?;
        check(&options, name, text)?;
        let base = name.parent().unwrap_or(Path::new("")).to_path_buf();
        resolve(options, file, &base)
    }

    /// The defaults, relative to `base`.
    pub fn defaults(base: &Path) -> Result<Config> {
        resolve(Options::default(), None, base)
    }

    /// Takes these inputs instead (`--input`), relative to the current directory.
    pub fn override_input(&mut self, paths: &[PathBuf]) -> Result<()> {
        self.input.paths = paths.iter().map(|path| absolute(Path::new(""), path)).collect::<Result<_>>()?;
        apart(&self.input, &self.output, None)
    }

    /// Writes there instead (`--output`), relative to the current directory.
    pub fn override_output(&mut self, dir: &Path) -> Result<()> {
        self.output.dir = absolute(Path::new(""), dir)?;
        apart(&self.input, &self.output, None)
    }
}

fn unreadable(path: &Path, cause: std::io::Error) -> Error {
    Error::config(path, None, "", "cannot be read").cause(cause).hint("`communique init DIR` writes a pipeline.toml to start from")
}

/// The options that `text` states; `file` is named in errors.
fn parse(file: &Path, text: &str) -> Result<Options> {
    toml::from_str(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start.min(text.len()));
        let line = text.get(..at).unwrap_or_default().matches('\n').count() + 1;
        explain(file, Some(line), &key_at(text, line), error.message())
    })
}

/// The dotted key that stands in a line of TOML: the name before `=` behind the last `[section]` above.
fn key_at(text: &str, line: usize) -> String {
    let lines: Vec<&str> = text.lines().take(line).collect();
    let name = lines.last().and_then(|l| l.split_once('=')).map(|(key, _)| key.trim()).unwrap_or_default();
    let section = lines.iter().rev().map(|l| l.trim()).find(|l| l.starts_with('[')).map(|l| l.trim_matches(['[', ']'])).unwrap_or_default();
    match (section, name) {
        ("", name) => name.to_string(),
        (section, "") => section.to_string(),
        (section, name) => format!("{section}.{name}"),
    }
}

/// A configuration error from serde's message, with the nearest known key when the key is unknown.
fn explain(file: &Path, line: Option<usize>, key: &str, message: &str) -> Error {
    let error = Error::config(file, line, key, plain(message.trim()));
    let mut quoted = message.split('`').skip(1).step_by(2);
    match (message.starts_with("unknown "), quoted.next()) {
        (true, Some(unknown)) => error.did_you_mean(unknown, quoted),
        _ => error,
    }
}

/// serde's message without the names of Rust's types.
fn plain(message: &str) -> String {
    const WORDS: &[(&str, &str)] = &[
        ("invalid type: ", "found "),
        ("invalid value: ", "found "),
        ("expected usize", "expected a whole number from 0"),
        ("expected u64", "expected a whole number from 0"),
        ("expected f64", "expected a number"),
        ("expected a sequence", "expected a list, such as [\"seeds\"]"),
        ("expected a boolean", "expected true or false"),
    ];
    WORDS.iter().fold(message.to_string(), |text, (from, to)| text.replace(from, to))
}

/// The options with each setting applied in order.
fn with_settings(mut options: Options, settings: &[Setting]) -> Result<Options> {
    for setting in settings {
        options = with_setting(&options, setting)?;
    }
    Ok(options)
}

fn with_setting(options: &Options, Setting { key, value, origin }: &Setting) -> Result<Options> {
    let from = PathBuf::from(origin.to_string());
    let from = from.as_path();
    let mut table = toml::Table::try_from(options).map_err(|e| Error::failed("cannot restate the options").cause(e))?;
    let Some((section, name)) = key.split_once('.') else {
        return Err(Error::config(from, None, key, "expected SECTION.KEY=VALUE, such as output.mentions=used"));
    };
    let section = table.entry(section).or_insert_with(|| toml::Table::new().into());
    let Some(section) = section.as_table_mut() else {
        return Err(Error::config(from, None, key, "expected a section"));
    };
    section.insert(name.to_string(), value_of(section.get(name), value));
    table.try_into().map_err(|e: toml::de::Error| explain(from, None, key, e.message()))
}

/// The text as a TOML value; what is no TOML (a bare word, a path) is a text, a single text for a list is a list of one.
fn value_of(present: Option<&toml::Value>, text: &str) -> toml::Value {
    let parsed = toml::from_str::<toml::Table>(&format!("x = {text}")).ok().and_then(|mut table| table.remove("x"));
    let value = parsed.unwrap_or_else(|| toml::Value::String(text.to_string()));
    match (present, &value) {
        (Some(toml::Value::Array(_)), toml::Value::String(_)) => toml::Value::Array(vec![value]),
        (Some(toml::Value::Float(_)), toml::Value::Integer(n)) => toml::Value::Float(*n as f64),
        _ => value,
    }
}

/// Values that have the right type and make no sense.
fn check(options: &Options, file: &Path, text: &str) -> Result<()> {
    let refuse = |key: &str, expected: &str| {
        let line = (1..=text.lines().count()).find(|line| key_at(text, *line) == key);
        Err(Error::config(file, line, key, expected))
    };
    if options.input.paths.is_empty() {
        return refuse("input.paths", "expected at least one file or folder");
    }
    if options.input.extensions.iter().any(|e| e.is_empty() || e.starts_with('.')) {
        return refuse("input.extensions", "expected endings without the dot, such as \"txt\"");
    }
    if options.fields.text.is_empty() {
        return refuse("fields.text", "expected at least one name of a field that holds the article");
    }
    if options.input.max_bytes == 0 || options.input.max_bytes > 1 << 30 {
        return refuse("input.max_bytes", "expected a number from 1 to 1073741824");
    }
    if options.output.keep_generations == 0 {
        return refuse("output.keep_generations", "expected a number from 1: the current generation is one of them");
    }
    if options.output.keep_runs == 0 {
        return refuse("output.keep_runs", "expected a number from 1: the run that just ended is one of them");
    }
    if options.run.threads > MAX_THREADS {
        return refuse("run.threads", &format!("expected a number from 0 to {MAX_THREADS}; 0 = one thread per core"));
    }
    for (key, ratio) in [("max_quarantine_ratio", options.run.max_quarantine_ratio), ("max_drop_ratio", options.run.max_drop_ratio)] {
        if !(0.0..=1.0).contains(&ratio) {
            return refuse(&format!("run.{key}"), "expected a number from 0 to 1");
        }
    }
    Ok(())
}

/// The options with every path absolute.
fn resolve(options: Options, file: Option<PathBuf>, base: &Path) -> Result<Config> {
    let Options { mut input, fields, mut output, mut currency, run, checks } = options;
    input.paths = input.paths.iter().map(|path| absolute(base, path)).collect::<Result<_>>()?;
    output.dir = absolute(base, &output.dir)?;
    if ![BUILTIN_RATES, NO_RATES].iter().any(|word| currency.rates == Path::new(word)) {
        currency.rates = absolute(base, &currency.rates)?;
    }
    apart(&input, &output, file.as_deref())?;
    Ok(Config { file, input, fields, output, currency, run, checks })
}

/// Tables are never written among the articles: a run would read what it wrote, and a reader could not tell them apart.
fn apart(input: &Input, output: &Output, file: Option<&Path>) -> Result<()> {
    match input.paths.contains(&output.dir) {
        true => Err(Error::config(
            file.unwrap_or(Path::new(DEFAULT_FILE)),
            None,
            "output.dir",
            "expected another folder than those in input.paths",
        )),
        false => Ok(()),
    }
}

fn absolute(base: &Path, path: &Path) -> Result<PathBuf> {
    std::path::absolute(base.join(path)).map_err(|e| Error::new(Kind::Config, "cannot resolve a path").path(path).cause(e))
}
