//! A corpus of any size: articles put together from `sentences.txt` by chance, the same for the same seed.
//!
//! Article `n` depends on the seed and `n` alone, so that a larger corpus begins with the smaller one.

use fastrand::Rng;
use std::path::Path;

/// Sentences with slots in braces; blocks are parted by a line that opens with `#`.
const SENTENCES: &str = include_str!("sentences.txt");
/// Names, adjectives and capitals of economies, as the engine knows them.
const COUNTRIES: &str = include_str!("../lexicon/countries.csv");
/// Articles in one folder.
const IN_FOLDER: u64 = 1_000;

/// What articles are made of.
pub struct Corpus {
    seed: u64,
    titles: Vec<&'static str>,
    facts: Vec<&'static str>,
    prose: Vec<&'static str>,
    noise: Vec<&'static str>,
    economies: Vec<Economy>,
}

struct Economy {
    name: String,
    adjective: String,
    capital: String,
}

impl Corpus {
    /// A corpus of its own for each seed.
    pub fn new(seed: u64) -> Corpus {
        let block = |name: &str| -> Vec<&'static str> {
            let lines = SENTENCES.lines().skip_while(|line| line.trim_start_matches("# ") != name || !line.starts_with('#'));
            lines.skip(1).take_while(|line| !line.starts_with('#')).filter(|line| !line.is_empty()).collect()
        };
        let blocks = [block("titles"), block("facts"), block("prose"), block("noise")];
        assert!(blocks.iter().all(|b| !b.is_empty()), "sentences.txt lacks a block");
        let [titles, facts, prose, noise] = blocks;
        Corpus { seed, titles, facts, prose, noise, economies: economies() }
    }

    /// The text of article `n`: about 3 KB, with a title, a date line, some ten sentences that state facts, prose and page noise.
    pub fn article(&self, n: u64) -> String {
        let mut rng = Rng::with_seed(self.seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ n);
        rng.u64(..);
        let mut about = About::new(self, &mut rng);
        let mut text = about.fill(self.pick(&self.titles, &mut rng), &mut rng);
        text.push_str(&format!("\n{}\n\n", about.date(&mut rng)));
        for _ in 0..rng.usize(4..9) {
            for _ in 0..rng.usize(2..5) {
                let block = if rng.u8(..100) < 45 { &self.facts } else { &self.prose };
                text.push_str(&about.fill(self.pick(block, &mut rng), &mut rng));
                text.push(' ');
            }
            text.push_str("\n\n");
            if rng.u8(..100) < 20 {
                text.push_str(&about.fill(self.pick(&self.noise, &mut rng), &mut rng));
                text.push_str("\n\n");
            }
            // articles are about two economies, and some about more
            if rng.u8(..100) < 15 {
                about = About::new(self, &mut rng);
            }
        }
        text.push_str(&format!("Article {n}\n"));
        text
    }

    /// Writes articles `range` below a folder, a thousand to a subfolder.
    pub fn write(&self, dir: &Path, range: std::ops::Range<u64>) -> std::io::Result<()> {
        for n in range {
            let folder = dir.join(format!("{:05}", n / IN_FOLDER));
            if n % IN_FOLDER == 0 || !folder.exists() {
                std::fs::create_dir_all(&folder)?;
            }
            std::fs::write(folder.join(format!("{n:08}.txt")), self.article(n))?;
        }
        Ok(())
    }

    fn pick(&self, from: &[&'static str], rng: &mut Rng) -> &'static str {
        from[rng.usize(..from.len())]
    }
}

/// Rows of the lexicon's table of countries that have a name, an adjective and a capital.
fn economies() -> Vec<Economy> {
    let mut rows = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(COUNTRIES.as_bytes());
    let headers = rows.headers().expect("countries.csv has a header").clone();
    let column = |name: &str| headers.iter().position(|h| h == name).unwrap_or_else(|| panic!("countries.csv has no column {name}"));
    let (name, adjectives, capital) = (column("name"), column("adjectives"), column("capital"));
    let first = |cell: &str| cell.split(['|', ';']).next().unwrap_or_default().trim().to_string();
    rows.records()
        .filter_map(Result::ok)
        .map(|row| Economy { name: first(&row[name]), adjective: first(&row[adjectives]), capital: first(&row[capital]) })
        .filter(|e| !e.name.is_empty() && !e.adjective.is_empty() && !e.capital.is_empty())
        .collect()
}

/// What one article keeps to: its two economies and its year.
struct About<'a> {
    home: &'a Economy,
    partner: &'a Economy,
    year: i32,
}

impl<'a> About<'a> {
    fn new(corpus: &'a Corpus, rng: &mut Rng) -> About<'a> {
        let mut pick = || &corpus.economies[rng.usize(..corpus.economies.len())];
        let (home, partner) = (pick(), pick());
        About { home, partner, year: rng.i32(2005..2026) }
    }

    fn date(&self, rng: &mut Rng) -> String {
        format!("{} {} {}", rng.u8(1..29), MONTHS[rng.usize(..12)], self.year)
    }

    fn fill(&self, sentence: &str, rng: &mut Rng) -> String {
        let mut out = String::with_capacity(sentence.len() * 2);
        let mut rest = sentence;
        while let Some((before, behind)) = rest.split_once('{') {
            let (slot, after) = behind.split_once('}').expect("a brace that opens closes");
            out.push_str(before);
            out.push_str(&self.slot(slot, rng));
            rest = after;
        }
        out + rest
    }

    fn slot(&self, slot: &str, rng: &mut Rng) -> String {
        let any = |words: &[&str], rng: &mut Rng| words[rng.usize(..words.len())].to_string();
        match slot {
            "home" => self.home.name.clone(),
            "partner" => self.partner.name.clone(),
            "Home" => self.home.adjective.clone(),
            "Partner" => self.partner.adjective.clone(),
            "capital" => self.home.capital.clone(),
            "city" => self.partner.capital.clone(),
            "money" => money(rng),
            "percent" => format!("{}{}", decimal(rng, 90), any(&[" percent", "%", " per cent"], rng)),
            "count" => rng.u32(3..4_000).to_string(),
            "year" => self.year.to_string(),
            "past" => (self.year - rng.i32(1..6)).to_string(),
            "month" => any(&MONTHS, rng),
            "day" => any(&["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"], rng),
            "date" => self.date(rng),
            "months" => any(&["two", "three", "four", "five", "seven", "eight", "ten"], rng),
            "person" => format!("{} {}", any(&GIVEN, rng), any(&FAMILY, rng)),
            "office" => any(&OFFICES, rng),
            "sector" => any(&SECTORS, rng),
            "goods" => any(&GOODS, rng),
            "rank" => any(&["second", "third", "fourth", "fifth", "tenth"], rng),
            other => panic!("sentences.txt: no slot {other}"),
        }
    }
}

fn decimal(rng: &mut Rng, below: u32) -> String {
    format!("{}.{}", rng.u32(1..below), rng.u32(..10))
}

fn money(rng: &mut Rng) -> String {
    let amount = decimal(rng, 900);
    match rng.u8(..6) {
        0 => format!("${amount} million"),
        1 => format!("US$ {amount}bn"),
        2 => format!("€{amount} million"),
        3 => format!("USD {amount} mln"),
        4 => format!("{amount} million dollars"),
        _ => format!("{} billion euros", decimal(rng, 40)),
    }
}

const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const GIVEN: [&str; 12] = ["Anna", "Ivan", "Maria", "Ahmed", "Li", "José", "Fatima", "Peter", "Aigul", "Thomas", "Nguyen", "Amina"];
const FAMILY: [&str; 12] =
    ["Petrov", "Okafor", "Silva", "Nowak", "Haddad", "Tanaka", "Müller", "Kamau", "Ivanova", "Rossi", "Sultanov", "Larsen"];
const OFFICES: [&str; 8] = [
    "Foreign Minister",
    "Prime Minister",
    "Deputy Minister of Trade",
    "Minister of Economy",
    "President",
    "Ambassador",
    "Minister of Energy",
    "Deputy Prime Minister",
];
const SECTORS: [&str; 12] = [
    "agriculture",
    "renewable energy",
    "transport and logistics",
    "tourism",
    "education",
    "mining",
    "information technology",
    "health care",
    "textiles",
    "water management",
    "civil aviation",
    "construction",
];
const GOODS: [&str; 10] = [
    "wheat",
    "machinery",
    "copper ore",
    "crude oil",
    "pharmaceuticals",
    "passenger cars",
    "fertilizers",
    "coffee",
    "iron and steel",
    "garments",
];
