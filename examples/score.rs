//! Scores the engine on gold articles, in memory:
//!
//! ```text
//! cargo run --release --no-default-features --example score -- GOLD_DIR... [--articles DIR]... [--misses]
//! ```
//!
//! `GOLD_DIR` holds STEM.json files, `--articles` the STEM.txt files (default: the gold folders themselves).
//! `--rows DIR` scores STEM.json files in the gold form instead of what the engine reads; `--dump DIR` writes what it read.
//! `--save FILE` keeps what became of every row, `--compare FILE` shows what a change gained and lost against it,
//! `--confidence FILE` counts the rows of each rule and the right ones among them (`lexicon/confidence.csv`),
//! `--json FILE` writes the figures; `--floors SECTION` fails when a table stays below its floor in `tests/gold/floors.toml`.

#[path = "../tests/scoring/mod.rs"]
mod scoring;

use communique::lexicon::Lexicon;
use scoring::{DocRows, report};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs, io};

const FLOORS: &str = "tests/gold/floors.toml";

#[derive(Default)]
struct Options {
    gold: Vec<PathBuf>,
    articles: Vec<PathBuf>,
    rows: Vec<PathBuf>,
    misses: bool,
    dump: Option<PathBuf>,
    save: Option<PathBuf>,
    compare: Option<PathBuf>,
    json: Option<PathBuf>,
    confidence: Option<PathBuf>,
    floors: Option<PathBuf>,
}

fn main() -> ExitCode {
    match options(env::args().skip(1)).and_then(|options| run(&options)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("score: {message}");
            ExitCode::FAILURE
        }
    }
}

fn options(mut args: impl Iterator<Item = String>) -> Result<Options, String> {
    let mut o = Options::default();
    while let Some(arg) = args.next() {
        let mut value = || args.next().map(PathBuf::from).ok_or(format!("{arg} needs a value"));
        match arg.as_str() {
            "--articles" => o.articles.push(value()?),
            "--rows" => o.rows.push(value()?),
            "--dump" => o.dump = Some(value()?),
            "--save" => o.save = Some(value()?),
            "--compare" => o.compare = Some(value()?),
            "--confidence" => o.confidence = Some(value()?),
            "--json" => o.json = Some(value()?),
            "--floors" => o.floors = Some(value()?),
            "--misses" => o.misses = true,
            _ if arg.starts_with('-') => return Err(format!("{arg}: no such option")),
            _ => o.gold.push(PathBuf::from(&arg)),
        }
    }
    if o.articles.is_empty() {
        o.articles = o.gold.clone();
    }
    Ok(o)
}

fn run(o: &Options) -> Result<(), String> {
    let mut gold = Vec::new();
    for folder in &o.gold {
        gold.extend(scoring::load(folder)?);
    }
    if gold.is_empty() {
        return Err("no gold documents: name a folder of STEM.json files".to_string());
    }
    let got = rows(o)?;
    if let Some(folder) = &o.dump {
        dump(folder, &got)?;
    }
    let score = scoring::score(&gold, &got);
    if o.misses {
        print(&report::misses(&score));
    }
    print(&report::table(&score));
    if let Some(path) = &o.compare {
        let earlier = fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
        print(&report::compare(&score, &earlier));
    }
    if let Some(path) = &o.save {
        write(path, &report::record(&score))?;
    }
    if let Some(path) = &o.confidence {
        write(path, &report::confidence(&score))?;
    }
    if let Some(path) = &o.json {
        write(path, &format!("{:#}\n", report::json(&score)))?;
    }
    let below = match &o.floors {
        Some(section) => scoring::below(&score, &scoring::floors(Path::new(FLOORS), &section.to_string_lossy())?),
        None => Vec::new(),
    };
    if below.is_empty() { Ok(()) } else { Err(below.join("\n")) }
}

/// A reader that has seen enough (`| head`) is no failure.
fn print(text: &str) {
    let _ = io::stdout().write_all(text.as_bytes());
}

fn rows(o: &Options) -> Result<Vec<DocRows>, String> {
    let lexicon = Lexicon::builtin();
    let mut got = Vec::new();
    for folder in &o.rows {
        got.extend(scoring::load(folder)?);
    }
    for folder in o.articles.iter().filter(|_| o.rows.is_empty()) {
        got.extend(scoring::read_articles(folder, &lexicon)?);
    }
    Ok(got)
}

fn dump(folder: &Path, got: &[DocRows]) -> Result<(), String> {
    fs::create_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    got.iter().try_for_each(|d| write(&folder.join(format!("{}.json", d.doc)), &format!("{:#}\n", d.to_json())))
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|e| format!("{}: {e}", path.display()))
}
