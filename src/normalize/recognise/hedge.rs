//! Hedges beside a figure: "over", "nearly", "exceeded", "or more".

use super::Page;
use crate::lexicon::HedgeSide;
use crate::model::Qualifier;

/// The hedge that ends right before token `at` or begins at token `end`, and the first token of the hedged expression.
///
/// A verb bounds a figure ("exceeded $2.8 billion") unless a hedge of its own stands between ("exceeded about $2 billion").
pub fn around(page: &Page, at: usize, end: usize) -> (Option<Qualifier>, usize) {
    if let Some((first, qualifier)) = before(page, at) {
        // "reforms under the $300 million loan"; "under the $300 million mark" is a bound
        let by_terms = page.is(first, "under") && page.is_any(first + 1, &["the", "a", "an"]);
        const TERMS: &[&str] =
            &["agreement", "arrangement", "credit", "deal", "facility", "grant", "line", "loan", "program", "programme", "project"];
        let terms = (end..end + 5).any(|i| page.is_any(i, TERMS)) && !(page.is(end, "line") && !page.is(end + 1, "of"));
        if by_terms && terms {
            return (None, at);
        }
        return (Some(qualifier), first);
    }
    (after(page, end), at)
}

/// The longest hedge that ends right before `at`, articles and small words between skipped.
fn before(page: &Page, at: usize) -> Option<(usize, Qualifier)> {
    let mut end = at;
    while end > 0 && page.is_any(end - 1, &["the", "a", "an", "mark", "of", "level", "line", "threshold", "even", "only", "just", "some"]) {
        if let Some(found) = ending_at(page, end) {
            return Some(found);
        }
        end -= 1;
    }
    ending_at(page, end)
}

fn ending_at(page: &Page, end: usize) -> Option<(usize, Qualifier)> {
    (end.saturating_sub(4)..end).find_map(|first| {
        let (last, hedge) = page.lexicon.hedges.find_where(page.tokens, first, |last, h| last == end && h.side != HedgeSide::After)?;
        let means_to = page.starts(first, &["up", "to"]) && !is_bound(page, first);
        // "10.9 percent above the $410 million of 2022" compares
        let compares = page.is_any(first, &["above", "below"])
            && first > 0
            && (page.sign(first - 1, '%') || page.is_any(first - 1, &["percent", "cent", "pct"]));
        (last == end && !means_to && !compares).then_some((first, hedge.qualifier))
    })
}

/// "up to" is a bound, save behind a change, where it means "to": "rose by 11% up to $12 bn".
fn is_bound(page: &Page, up: usize) -> bool {
    let from = up.saturating_sub(6);
    let behind_change = (from..up).any(|i| page.lexicon.changes.find(page.tokens, i).is_some() || page.sign(i, '%'));
    let behind_bring = (from..up).any(|i| {
        page.is_any(
            i,
            &[
                "bring",
                "bringing",
                "brought",
                "raise",
                "raising",
                "take",
                "percent",
                "cent",
                "go",
                "goes",
                "went",
                "going",
                "gone",
                "lift",
                "lifting",
                "coming",
                "came",
                "adding",
                "amounting",
                "amounts",
            ],
        )
    });
    !(behind_change || behind_bring)
}

fn after(page: &Page, end: usize) -> Option<Qualifier> {
    let (_, hedge) = page.lexicon.hedges.find_where(page.tokens, end, |_, h| h.side == HedgeSide::After)?;
    Some(hedge.qualifier)
}
