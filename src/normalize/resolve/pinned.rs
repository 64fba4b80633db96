//! The year in which an undated document was published, as far as its own text proves it.
//!
//! "18% up on the same period of 2023" proves that the months it speaks of are those of 2024, and "January-July 2014" that
//! "January through July this year" is of 2014 (`told_twice.rs` has the proofs of that kind). Proofs that contradict one another
//! prove nothing.

use super::compared::{is_base, is_told_base};
use super::told_twice;
use crate::normalize::recognise::Page;
use crate::normalize::recognise::period::{Found, Part, When, YearRef};
use std::collections::BTreeMap;

/// A year of publication that is proved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pinned {
    /// The year.
    pub year: i32,
    /// The last month of it that was over.
    pub last_month: i32,
}

/// The year of publication, if everything that proves one proves the same.
pub fn year(page: &Page, found: &[Found]) -> Option<Pinned> {
    let dated = dated_parts(page, found);
    let latest = found.iter().filter_map(latest_year).max();
    let latest_part = dated.values().max().copied();
    let by_comparison = |k| by_comparison(page, found, k, latest);
    let proofs = (0..found.len()).filter_map(|k| by_comparison(k).or_else(|| said_twice(page, &dated, found[k], latest_part)));
    let proofs = proofs.chain(found.iter().filter_map(|f| by_end_to_come(page, found, *f)));
    let proofs = proofs.chain(told_twice::by_amount(page, found));
    let mut all: Option<Pinned> = None;
    for proof in proofs {
        let last_month = all.map_or(proof.last_month, |p| p.last_month.max(proof.last_month));
        if all.is_some_and(|p| p.year != proof.year) {
            return None;
        }
        all = Some(Pinned { last_month, ..proof });
    }
    all
}

/// The months of a part, counted ones from January.
fn months(part: Part) -> Option<(i32, i32)> {
    match part {
        Part::Months(a, b) if a <= b => Some((a, b)),
        Part::CountedMonths(n) => Some((1, n)),
        _ => None,
    }
}

fn led_by(page: &Page, f: &Found, words: &[&str]) -> bool {
    f.first > 0 && page.is_any(f.first - 1, words)
}

/// The latest year in which each part is told with its year, what others are compared with left out.
fn dated_parts(page: &Page, found: &[Found]) -> BTreeMap<(i32, i32), i32> {
    let mut latest = BTreeMap::new();
    for f in found {
        if let When::In(YearRef::Year(y), part) = f.when
            && let Some(months) = months(part)
            && !is_base(page, f.first)
            && !led_by(page, f, &["from", "over", "after"])
        {
            latest.entry(months).and_modify(|l: &mut i32| *l = y.max(*l)).or_insert(y);
        }
    }
    latest
}

/// "in the first nine months of 2017 ... In January-September this year"; a month of a year with a later one after it is another.
fn said_twice(page: &Page, dated: &BTreeMap<(i32, i32), i32>, f: Found, latest_part: Option<i32>) -> Option<Pinned> {
    let When::In(YearRef::This, part) = f.when else { return None };
    let (first, last_month) = months(part)?;
    let year = *dated.get(&(first, last_month))?;
    (!is_base(page, f.first) && latest_part == Some(year)).then_some(Pinned { year, last_month })
}

/// "the economy will close 2023 with a growth of 3 percent", "is expected to end 2023": the year that is running; not "to end 2026", a
/// year to come.
fn by_end_to_come(page: &Page, found: &[Found], f: Found) -> Option<Pinned> {
    let When::In(YearRef::Year(year), Part::Whole) = f.when else { return None };
    let verb = f.first.checked_sub(1).filter(|&i| i > 1 && page.is_any(i, &["close", "end", "finish"]))?;
    let expected = page.is(verb - 1, "to") && page.is_any(verb - 2, &["expected", "forecast", "projected", "set"]);
    let said = page.is(verb - 1, "will") || expected;
    let last_month = dateline_month(page, found);
    // any year to come may end so: what is told of a part of it says that it is running
    let part_told = || found.iter().any(|f| matches!(f.when, When::In(YearRef::Year(y), part) if y == year && part != Part::Whole));
    (said && (last_month > 0 || part_told())).then_some(Pinned { year, last_month })
}

/// The month of a dateline without a year, "LIMA, Dec 28 (Agency)"; none was over when there is none.
pub(super) fn dateline_month(page: &Page, found: &[Found]) -> i32 {
    const LEAD: usize = 3;
    let day = |f: &Found| match f.when {
        When::In(YearRef::Open, Part::Days(a, b)) if a == b => Some(a.0),
        _ => None,
    };
    let lead = found.iter().take_while(|f| page.sentences.partition_point(|s| s.last <= f.first) < LEAD);
    lead.filter(|f| f.first > 0 && page.sign(f.first - 1, ',')).find_map(day).unwrap_or_default()
}

/// What is told beside what it is compared with: "in January, compared to January 2023".
fn by_comparison(page: &Page, found: &[Found], k: usize, latest: Option<i32>) -> Option<Pinned> {
    let base = found[k];
    let (year, base_part) = match base.when {
        When::SamePeriod(YearRef::Year(y)) => (y, None),
        When::In(YearRef::Year(y), Part::Whole) if is_told_base(page, base.first) => (y, Some(Part::Whole)),
        When::In(YearRef::Year(y), part) if part != Part::Whole && is_base(page, base.first) => (y, Some(part)),
        _ => return None,
    };
    let same_part = |part: Part| base_part.is_none_or(|b| months(b).is_some() && months(b) == months(part));
    let proves = |told: Found| match told.when {
        When::In(YearRef::Last, _) if base_part.is_none_or(|p| p == Part::Whole) => Some(Pinned { year: year + 2, last_month: 12 }),
        // "in the months up to May this year exports were 35 percent below those of 2014"
        When::In(YearRef::This, part) if base_part == Some(Part::Whole) && latest == Some(year) => {
            months(part).map(|(_, last_month)| Pinned { year: year + 1, last_month })
        }
        When::In(YearRef::This | YearRef::Open, part) if same_part(part) => {
            months(part).map(|(_, last_month)| Pinned { year: year + 1, last_month })
        }
        When::MonthsTo(_, YearRef::Open, last_month) if base_part.is_none() => Some(Pinned { year: year + 1, last_month }),
        _ => None,
    };
    told_beside(page, found, k).and_then(proves).or_else(|| told_before(page, found, k, base_part?).and_then(proves))
}

/// The year that an expression names, the last of a span.
fn latest_year(f: &Found) -> Option<i32> {
    match f.when {
        When::In(YearRef::Year(y), _) | When::Between(_, (YearRef::Year(y), _)) | When::SamePeriod(YearRef::Year(y)) => Some(y),
        _ => None,
    }
}

/// Times looked at on either side.
const REACH: usize = 8;

/// Whether something is told of this time itself: it points to no other, and nothing is compared with it.
fn is_own(page: &Page, f: &Found) -> bool {
    let points_back = matches!(f.when, When::ThatPeriod | When::Reviewed(_) | When::ThatMonths(_) | When::SamePeriod(_)) || f.is_date;
    // "in January from December"
    !points_back && !is_base(page, f.first) && !led_by(page, f, &["from"])
}

/// The same part of a year told before the `k`th, a few times back: an article about September goes on to compare with "September
/// 2021". What is told last counts, and what is said to be of this year.
fn told_before(page: &Page, found: &[Found], k: usize, base: Part) -> Option<Found> {
    let same = |f: &Found| matches!(f.when, When::In(_, part) if months(part).is_some() && months(part) == months(base));
    let mut own = found[..k].iter().rev().take(REACH).filter(|f| is_own(page, f)).enumerate();
    let told = |(k, f): &(usize, &Found)| match f.when {
        When::In(YearRef::This, _) => same(f),
        When::In(YearRef::Open, _) => *k == 0 && same(f),
        _ => false,
    };
    own.find(told).map(|(_, f)| *f)
}

/// The time that something is compared with the `k`th: the nearest before it in its sentence or the one before, else behind it.
fn told_beside(page: &Page, found: &[Found], k: usize) -> Option<Found> {
    let no = |f: &Found| page.sentences.partition_point(|s| s.last <= f.first);
    let here = no(&found[k]);
    let is_own = |f: &&Found| is_own(page, f);
    let before = found[..k].iter().rev().take(REACH).filter(is_own);
    let behind = found[k + 1..].iter().take(REACH).filter(is_own);
    let near = before.take_while(|f| here - no(f) <= 1).next();
    near.or_else(|| behind.take_while(|f| no(f) == here).next()).copied()
}
