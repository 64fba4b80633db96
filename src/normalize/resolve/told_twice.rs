//! A figure that is told once with its year and once with "last year": "Deficit of $29.7 million in 2017", and below it "closed
//! last year with a deficit of $29.7 million".

use super::compared::is_base;
use super::pinned::{Pinned, dateline_month};
use crate::normalize::recognise::Page;
use crate::normalize::recognise::money::money;
use crate::normalize::recognise::period::{Found, Part, When, YearRef};

/// Sentences at the beginning of an article that tell its news twice: headline and lead.
const LEAD: usize = 4;

/// The year of publication that the same number in two of the first sentences proves.
pub(super) fn by_amount(page: &Page, found: &[Found]) -> Option<Pinned> {
    let no = |f: &Found| page.sentences.partition_point(|s| s.last <= f.first);
    let lead = || found.iter().filter(|f| no(f) < LEAD && !is_base(page, f.first));
    let year = |f: &Found| match f.when {
        When::In(YearRef::Year(y), Part::Whole) => Some((no(f), y)),
        _ => None,
    };
    let last = |f: &Found| matches!(f.when, When::In(YearRef::Last, Part::Whole)).then(|| no(f));
    let (named, y) = lead().find_map(year)?;
    let meant = lead().filter_map(last).find(|n| *n != named)?;
    // "last year, while statistics for most of 2017 are not out": of the same year
    let same = |f: &&Found| matches!(f.when, When::In(YearRef::Last, Part::Whole)) || year(f).is_some_and(|told| told.1 == y);
    let alone = lead().filter(|f| [named, meant].contains(&no(f))).all(|f| same(&f));
    (alone && shares_number(page, named, meant)).then(|| Pinned { year: y + 1, last_month: dateline_month(page, found) })
}

/// Whether two sentences tell the same amount or percentage, or the same number with a decimal: a count of things may be the same
/// by chance, and what is to be done in a year was not done in the one before.
fn shares_number(page: &Page, a: usize, b: usize) -> bool {
    let numbers = |n: usize| {
        let sentence = page.sentences[n];
        (sentence.first..sentence.last).filter(|&i| page.tokens[i].is_number())
    };
    let share = |i: usize| page.sign(i + 1, '%') || page.is_any(i + 1, &["percent", "pct"]) || page.starts(i + 1, &["per", "cent"]);
    let counts = |i: &usize| page.word(*i).contains(['.', ',']) || share(*i) || money(page, *i).is_some();
    let planned = |n: usize| (page.sentences[n].first..page.sentences[n].last).any(|i| is_to_come(page, i));
    let same = |i: usize| numbers(b).any(|other| page.word(other) == page.word(i));
    !planned(a) && !planned(b) && numbers(a).filter(counts).any(same)
}

/// "will open", "Kenya to open": not "rose to", "up to".
fn is_to_come(page: &Page, at: usize) -> bool {
    let verb = page.tokens.get(at + 1).is_some_and(|t| t.is_word() && !t.capital);
    page.is(at, "will") || page.is(at, "to") && verb && at > 0 && page.tokens[at - 1].capital
}
