//! "the Norwegian company is building a resort worth $5 million": what is built is a project, whatever it is called.

use super::{Found, Head};
use crate::extract::article::Article;
use crate::extract::figures::Amount;
use crate::lexicon::{ClauseWord, CueSet};
use crate::model::MentionKind;

/// The verb of building that an amount is the price of, where another economy's firm does it.
pub(super) fn worth(article: &Article, from: usize, amount: Amount) -> Option<Found> {
    const PRICE: &[&str] = &["worth", "valued", "costing", "cost"];
    const REACH: usize = 14;
    let at = amount.item.first;
    let price = (at.saturating_sub(4).max(from)..at).rev().find(|&i| article.is_any(i, PRICE))?;
    let verb = (price.saturating_sub(REACH).max(from)..price).rev().find(|&i| article.is_word(i, ClauseWord::Builds))?;
    let foreign =
        article.items_in(from..verb, &[MentionKind::Country]).any(|i| article.form(i) == "adjective" || article.possessive(i.end));
    let placed = article.items_in(from..amount.end + 6, &[MentionKind::Country]).count() > 1;
    let found = Found { head: Head::Project, tokens: Some((verb, verb + 1)), cue: CueSet::default(), rule: "built" };
    (foreign && placed).then_some(found)
}
