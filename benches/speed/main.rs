//! How fast the engine is against what any reader of articles has to do, measured side by side: each round runs both on the
//! same articles, and the ratio of a round is what counts, as machines are noisy.
//!
//! `cargo bench --bench speed -- engine [ARTICLES]`, `... sizes`, `... generate DIR FROM..TO`, `... floor DIR`.

#[path = "../corpus.rs"]
mod corpus;
mod floor;
mod hostile;
#[path = "../shapes.rs"]
mod shapes;

use communique::lexicon::Lexicon;
use communique::{engine, extract, ingest, normalize};
use corpus::Corpus;
use floor::Floor;
use std::hint::black_box;
use std::path::{Path, PathBuf};

const SEED: u64 = 7;
/// Rounds of which the median is told.
const ROUNDS: usize = 7;

fn main() {
    // cargo bench adds `--bench`
    let args: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args[..] {
        [] | ["engine"] => compare_engine(2_000),
        ["engine", articles] => compare_engine(articles.parse().expect("a number of articles")),
        ["sizes"] => hostile::sizes(),
        ["generate", dir, range] => generate(Path::new(dir), range),
        ["floor", dir] => floor_from_files(Path::new(dir)),
        _ => {
            eprintln!("speed engine [ARTICLES] | sizes | generate DIR FROM..TO | floor DIR");
            std::process::exit(2);
        }
    }
}

/// CPU seconds of this thread so far.
fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").expect("Linux tells the time of a thread");
    stat.split(' ').next().and_then(|ns| ns.parse::<f64>().ok()).expect("nanoseconds first") / 1e9
}

fn timed<T>(work: impl FnOnce() -> T) -> f64 {
    let begun = cpu();
    black_box(work());
    cpu() - begun
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn compare_engine(articles: u64) {
    let corpus = Corpus::new(SEED);
    let texts: Vec<String> = (0..articles).map(|n| corpus.article(n)).collect();
    let megabytes = texts.iter().map(String::len).sum::<usize>() as f64 / 1e6;
    let lexicon = Lexicon::builtin();
    let mut floor = Floor::new();
    let mut rounds: Vec<[f64; 5]> = Vec::new();
    let mut rows = 0;
    for _ in 0..ROUNDS {
        let floor = timed(|| {
            texts
                .iter()
                .filter_map(|text| floor.read(text.as_bytes()))
                .map(|f| f.tokens + f.sentences + f.phrases + f.numbers)
                .sum::<usize>()
        });
        let mut stages = [0.0; 3];
        let copies = texts.clone();
        let whole = timed(|| {
            copies.into_iter().enumerate().map(|(n, text)| engine::read(&format!("{n}.txt"), text, &lexicon).mentions.len()).sum::<usize>()
        });
        rows = 0;
        for text in texts.iter().cloned() {
            let (mut document, mut mentions, mut facts) = (None, Vec::new(), None);
            stages[0] += timed(|| document = Some(ingest::document("a.txt", text, &lexicon)));
            let Some(document) = document else { continue };
            stages[1] += timed(|| mentions = normalize::mentions(&document, &lexicon));
            stages[2] += timed(|| facts = Some(extract::facts(&document, &mut mentions, &lexicon)));
            rows += facts.map_or(0, |f| {
                f.trade_figures.len() + f.investments.len() + f.business_presence.len() + f.meetings.len() + f.sectors.len()
            });
        }
        rounds.push([floor, whole, stages[0], stages[1], stages[2]]);
    }
    let column = |at: usize| median(rounds.iter().map(|r| r[at]).collect());
    let ratio = |at: usize| median(rounds.iter().map(|r| r[0] / r[at]).collect());
    println!("{articles} articles, {megabytes:.1} MB, {rows} facts; CPU of one thread, median of {ROUNDS} rounds");
    println!("{:<10} {:>8} {:>10} {:>15}", "what", "MB/s", "us/article", "part of floor");
    for (at, name) in ["floor", "engine", "ingest", "normalize", "extract"].into_iter().enumerate() {
        println!("{name:<10} {:>8.1} {:>10.1} {:>15.3}", megabytes / column(at), column(at) * 1e6 / articles as f64, ratio(at));
    }
}

fn generate(dir: &Path, range: &str) {
    let (from, to) = range.split_once("..").expect("FROM..TO");
    let range = from.parse().expect("a number")..to.parse().expect("a number");
    Corpus::new(SEED).write(dir, range).expect("the folder can be written");
}

/// The floor from a folder of files, read one by one: what `bench.sh` holds a whole run against.
fn floor_from_files(dir: &Path) {
    let mut floor = Floor::new();
    let (mut files, mut figures) = (0_u64, 0);
    let mut folders = vec![PathBuf::from(dir)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("the folder can be read").filter_map(Result::ok) {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if let Some(found) = std::fs::read(&path).ok().and_then(|bytes| floor.read(&bytes)) {
                (files, figures) = (files + 1, figures + found.numbers);
            }
        }
    }
    println!("{files} files, {figures} numbers next to a word that is known");
}
