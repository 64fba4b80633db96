//! Confidence tells right rows from wrong ones: on our own articles, the more confident half is the better half.

use super::scoring::matching::Table;
use super::scoring::{self, Outcome};
use communique::lexicon::Lexicon;
use std::path::Path;

/// Fewer rows than these prove nothing.
const ENOUGH_ROWS: usize = 30;
const ENOUGH_ON_A_SIDE: usize = 10;

#[test]
fn the_more_confident_half_is_the_better_half() {
    let outcomes = outcomes();
    let all: Vec<&Outcome> = outcomes.iter().collect();
    let mut worse = Vec::new();
    worse.extend(complaint("all tables", &all));
    for table in Table::ALL {
        let rows: Vec<&Outcome> = outcomes.iter().filter(|o| o.table.name == table.name).collect();
        if rows.len() >= ENOUGH_ROWS {
            worse.extend(complaint(table.name, &rows));
        }
    }
    assert!(worse.is_empty(), "lexicon/confidence.csv does not fit the rules (CONTRIBUTING.md):\n{}", worse.join("\n"));
}

#[test]
fn confidence_is_a_share() {
    for outcome in outcomes() {
        let confidence = confidence(&outcome);
        assert!(confidence > 0.0 && confidence < 1.0, "{}: {confidence}", outcome.table.name);
    }
}

/// Rows of equal confidence stay together: the halves meet at the border nearest to the middle.
fn complaint(name: &str, rows: &[&Outcome]) -> Option<String> {
    let mut rows = rows.to_vec();
    rows.sort_by(|a, b| confidence(a).total_cmp(&confidence(b)));
    let borders = (1..rows.len()).filter(|&i| confidence(rows[i - 1]) < confidence(rows[i]));
    let middle = borders.min_by_key(|i| i.abs_diff(rows.len() / 2))?;
    let (lower, upper) = rows.split_at(middle);
    let (low, high) = (share_right(lower), share_right(upper));
    println!("{name}: {} rows {low:.2} right, {} rows {high:.2} right", lower.len(), upper.len());
    let enough = lower.len().min(upper.len()) >= ENOUGH_ON_A_SIDE;
    (enough && high <= low).then(|| format!("{name}: {low:.2} of the less confident half right, {high:.2} of the more confident"))
}

fn share_right(rows: &[&Outcome]) -> f64 {
    rows.iter().filter(|o| o.is_right()).count() as f64 / rows.len() as f64
}

fn confidence(outcome: &Outcome) -> f64 {
    outcome.got.as_ref().and_then(|row| row["confidence"].as_f64()).unwrap_or_default()
}

/// What became of every row that the engine wrote on our own articles.
fn outcomes() -> Vec<Outcome> {
    let lexicon = Lexicon::builtin();
    let score = |gold: &str, articles: &str| {
        let gold = scoring::load(Path::new(gold)).expect("gold rows");
        scoring::score(&gold, &scoring::read_articles(Path::new(articles), &lexicon).expect("articles"))
    };
    let scores = [score("tests/gold", "seeds"), score("tests/gold/more", "tests/gold/more")];
    scores.into_iter().flat_map(|s| s.outcomes).filter(|o| o.got.is_some()).collect()
}
