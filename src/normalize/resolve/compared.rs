//! Whether a time is what something is compared with: "than in 2023", "compared to the amount recorded in the second quarter",
//! "from EUR 1.4 billion in August".

use crate::normalize::recognise::Page;
use crate::text::TokenKind;

/// Whether the time at `first` is a base for comparison.
pub fn is_base(page: &Page, first: usize) -> bool {
    is_told_base(page, first) || is_of_amount(page, first)
}

/// "than in 2023", "against 2022", "compared to the amount recorded in the second quarter of 2023".
pub fn is_told_base(page: &Page, first: usize) -> bool {
    const NEAR: usize = 4;
    const REACH: usize = 9;
    if is_of_others(page, first) || is_of_level(page, first) {
        return true;
    }
    let run = (first.saturating_sub(REACH)..first).rev().take_while(|&i| !breaks(page, i));
    run.into_iter().any(|i| {
        page.is_any(i, &["compared", "comparison"])
            || first - i <= NEAR && page.is_any(i, &["than", "against", "versus", "vs"]) && !is_bound(page, i)
    })
}

/// "35 percent below those of 2014", "above the level of the year before".
fn is_of_others(page: &Page, first: usize) -> bool {
    let Some(noun) = first.checked_sub(2).filter(|_| page.is(first - 1, "of")) else { return false };
    let the = usize::from(noun > 0 && page.is(noun - 1, "the"));
    let beside = |side: usize| page.is_any(side, &["below", "above", "over", "under"]);
    page.is_any(noun, &["those", "that", "level", "levels"]) && (noun.checked_sub(1 + the)).is_some_and(beside)
}

/// "88 percent of the January-April 2016 level", "102 percent of the level of 2016": how much of what was then there is now.
pub fn is_of_level(page: &Page, first: usize) -> bool {
    const LONGEST: usize = 7;
    const LEVEL: &[&str] = &["level", "levels"];
    let the = first - usize::from(first > 0 && page.is(first - 1, "the"));
    let of = the > 0 && page.is(the - 1, "of");
    let noun = the.checked_sub(2).filter(|&noun| of && page.is_any(noun, LEVEL));
    let behind = (first + 1..first + LONGEST).take_while(|&i| i < page.tokens.len() && !breaks(page, i)).any(|i| page.is_any(i, LEVEL));
    // the token behind the percentage
    let end = match noun {
        Some(noun) => noun.checked_sub(1 + usize::from(noun > 0 && page.is(noun - 1, "the"))).filter(|&i| page.is(i, "of")),
        None => (of && behind).then(|| the - 1),
    };
    end.is_some_and(|end| end > 0 && (page.sign(end - 1, '%') || page.is_any(end - 1, &["percent", "cent", "pct"])))
}

/// "from EUR 1.4 billion in August": the time of an amount that another is compared with.
pub fn is_of_amount(page: &Page, first: usize) -> bool {
    const REACH: usize = 9;
    // "imports from its neighbours jumped by 42 per cent in nine months": behind a verb of change nothing is a base
    // "from a 3 percent drop in June": a noun of change is no verb
    let noun = |i: usize| i > 0 && (page.sign(i - 1, '%') || page.is_any(i - 1, &["percent", "cent", "pct", "a", "an", "the"]));
    let goes_on = |i: &usize| {
        !breaks(page, *i)
            && !page.is_any(*i, &["to", "and", "at", "by"])
            && (noun(*i) || page.lexicon.changes.find(page.tokens, *i).is_none())
    };
    let mut number = false;
    for i in (first.saturating_sub(REACH)..first).rev().take_while(goes_on) {
        if number && page.is_any(i, &["from", "versus", "vs", "against", "than", "compared", "after", "following"]) && !is_bound(page, i) {
            return true;
        }
        number |= page.tokens[i].is_number();
    }
    false
}

/// "more than 5 billion in January" compares nothing; "3 percent more than the 5 billion of January" does.
fn is_bound(page: &Page, than: usize) -> bool {
    let number = |i: usize| page.tokens.get(i).is_some_and(|t| t.is_number());
    let bounds = than > 0 && page.is(than, "than") && page.is_any(than - 1, &["more", "less", "fewer"]);
    let counted = than > 1 && (page.sign(than - 2, '%') || page.is_any(than - 2, &["percent", "cent", "pct", "million", "billion"]));
    page.is(than, "than") && number(than + 1) || bounds && !counted && (number(than + 2) || number(than + 3))
}

fn breaks(page: &Page, at: usize) -> bool {
    matches!(page.tokens[at].kind, TokenKind::Punct(',' | ';') | TokenKind::Newline)
}
