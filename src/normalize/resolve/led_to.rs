//! The year of a month that an amount rises or falls from: "from $3 billion in October to $4 billion in November 2013".

use super::compared::is_of_amount;
use crate::normalize::recognise::Page;
use crate::normalize::recognise::period::{Found, Part, When, YearRef};

/// The expressions with the years that the month behind each gives it.
pub fn with_years(page: &Page, found: &[Found]) -> Vec<Found> {
    let next = found.iter().skip(1).map(Some).chain([None]);
    found.iter().zip(next).map(|(f, next)| next.and_then(|n| dated(page, *f, *n)).unwrap_or(*f)).collect()
}

/// A month before the one that it leads to, of the same year or the one before.
fn dated(page: &Page, found: Found, next: Found) -> Option<Found> {
    const REACH: usize = 9;
    let (When::In(YearRef::Open, Part::Months(month, until)), When::In(YearRef::Year(year), Part::Months(last, _))) =
        (found.when, next.when)
    else {
        return None;
    };
    let near = next.first.checked_sub(found.end).is_some_and(|gap| gap <= REACH);
    let leads = near && (found.end..next.first).any(|i| page.is(i, "to")) && is_of_amount(page, found.first);
    let year = if month <= last { year } else { year - 1 };
    leads.then_some(Found { when: When::In(YearRef::Year(year), Part::Months(month, until)), ..found })
}
