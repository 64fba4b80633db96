//! How often rows like this one are exactly right, measured on gold articles (`lexicon/confidence.csv`).
//!
//! Rows are alike when the same rule of the same table wrote them and their parties and period came from the same place: a
//! figure whose pair stands in its own clause is right more often than one that takes it from the discourse. The share is
//! read from the coarse to the fine, table -> rule -> parties -> period, each step drawn towards the one before:
//!
//! ```text
//! share(table) = (right + 1) / (rows + 2)
//! share(step)  = (right + WEIGHT * share(step before)) / (rows + WEIGHT)
//! ```
//!
//! Few rows say little: a rule that was right in its only row is no better than its table, and nothing is ever certain. A
//! rule that gold has never seen has the share of its table; a table that it has never seen, one half.

use crate::lexicon::Lexicon;
use crate::lexicon::confidence::Tallies;
use crate::model::{Evidence, Facts};

/// How many rows the coarser share counts for. On gold left out document by document, and on articles that no rule was
/// written for, 3 to 20 rank rows equally well.
const WEIGHT: f64 = 10.0;

/// Gives every fact its confidence, once its rule and the places of its slots are settled.
pub fn assign(facts: &mut Facts, lexicon: &Lexicon) {
    let tallies = &lexicon.confidence;
    facts.trade_figures.iter_mut().for_each(|f| measure(tallies, "trade_figures", &mut f.evidence));
    facts.investments.iter_mut().for_each(|f| measure(tallies, "investments", &mut f.evidence));
    facts.business_presence.iter_mut().for_each(|f| measure(tallies, "business_presence", &mut f.evidence));
    facts.meetings.iter_mut().for_each(|f| measure(tallies, "meetings", &mut f.evidence));
    facts.sectors.iter_mut().for_each(|f| measure(tallies, "sectors", &mut f.evidence));
}

fn measure(tallies: &Tallies, table: &str, e: &mut Evidence) {
    e.confidence = of(tallies, table, e.rule, e.parties_basis.as_str(), e.period_basis.as_str());
}

/// The share of exactly right rows among those like this one, to three digits.
fn of(tallies: &Tallies, table: &str, rule: &str, parties_basis: &str, period_basis: &str) -> f64 {
    let mut path = String::with_capacity(96);
    path.push_str(table);
    let all = tallies.of(&path);
    let mut share = (f64::from(all.right) + 1.0) / (f64::from(all.rows) + 2.0);
    for step in [rule, parties_basis, period_basis] {
        path.push('/');
        path.push_str(step);
        let tally = tallies.of(&path);
        share = (f64::from(tally.right) + WEIGHT * share) / (f64::from(tally.rows) + WEIGHT);
    }
    (share * 1000.0).round() / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(table: &str, rule: &str, parties: &str, period: &str) -> f64 {
        of(&Lexicon::builtin().confidence, table, rule, parties, period)
    }

    #[test]
    fn what_gold_has_not_seen_has_the_share_of_what_it_has() {
        assert_eq!(share("no_table", "no_rule", "stated", "stated"), 0.5);
        let table = share("trade_figures", "no_rule", "stated", "stated");
        assert!(table > 0.0 && table < 1.0);
        assert_eq!(table, share("trade_figures", "another", "inferred", "none"));
    }

    #[test]
    fn shares_are_neither_nothing_nor_all() {
        for rule in ["head_before", "head_carried_over", "table_cell", "counted_companies", "visit_told", "named_field"] {
            for table in ["trade_figures", "investments", "business_presence", "meetings", "sectors"] {
                let share = share(table, rule, "stated", "stated");
                assert!(share > 0.0 && share < 1.0, "{table} {rule}: {share}");
            }
        }
    }
}
