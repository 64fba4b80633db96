//! How many rows each rule wrote on the gold articles, and how many of them were exactly right.

use super::hashed::HashedMap;
use super::source;
use super::table::rows;
use crate::text::exact_hash;

/// Rows written, and exactly right ones among them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub rows: u32,
    pub right: u32,
}

/// Tallies by table, rule and where parties and period came from, each part summed over what follows it.
#[derive(Default)]
pub struct Tallies {
    /// By the hash of the path.
    by_path: HashedMap<Tally>,
}

impl Tallies {
    /// The tally of "table", "table/rule", "table/rule/parties" or "table/rule/parties/period".
    pub fn of(&self, path: &str) -> Tally {
        self.by_path.get(&exact_hash(path)).copied().unwrap_or_default()
    }

    fn add(&mut self, steps: &[String], rows: u32, right: u32) {
        for depth in 1..=steps.len() {
            let tally = self.by_path.entry(exact_hash(&steps[..depth].join("/"))).or_default();
            tally.rows += rows;
            tally.right += right;
        }
    }
}

pub(super) fn builtin() -> Tallies {
    let mut tallies = Tallies::default();
    for row in rows(source("confidence"), 6) {
        let count = |cell: &str| cell.parse().unwrap_or_else(|e| panic!("lexicon/confidence.csv: `{cell}`: {e}"));
        tallies.add(&row[..4], count(&row[4]), count(&row[5]));
    }
    tallies
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_has_the_rows_of_all_that_follow_it() {
        let mut tallies = Tallies::default();
        tallies.add(&["t", "a", "stated", "none"].map(String::from), 3, 2);
        tallies.add(&["t", "a", "inferred", "none"].map(String::from), 4, 1);
        tallies.add(&["t", "b", "stated", "none"].map(String::from), 5, 5);
        assert_eq!(tallies.of("t"), Tally { rows: 12, right: 8 });
        assert_eq!(tallies.of("t/a"), Tally { rows: 7, right: 3 });
        assert_eq!(tallies.of("t/a/inferred/none"), Tally { rows: 4, right: 1 });
        assert_eq!(tallies.of("t/c"), Tally::default());
    }

    #[test]
    fn no_rule_is_right_more_often_than_it_wrote() {
        assert!(builtin().by_path.values().all(|tally| tally.right <= tally.rows));
    }
}
