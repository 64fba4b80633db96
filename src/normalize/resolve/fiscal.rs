//! When the fiscal year of a document begins, as far as the document says it.
//!
//! "The fiscal year runs from July 1 to June 30", "in the financial year (April 2022-March 2023)", "the first quarter
//! (July-September) of the fiscal year". Nothing is known from elsewhere: a document that does not say it has no dates for
//! its fiscal years.

use crate::calendar::{self, Interval};
use crate::lexicon::TimeWord;
use crate::normalize::recognise::Page;
use crate::normalize::recognise::fiscal::in_one_word;
use crate::normalize::recognise::period::{Found, Part, When, YearRef, counted_part};
use jiff::civil::Date;

/// The first day of every fiscal year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Start {
    month: i32,
    day: i32,
    /// A fiscal year that is called by one number is called by the year that it ends in; `None` when that is not clear.
    named_by_end: Option<bool>,
}

/// Whether the document speaks of fiscal years.
pub fn is_spoken_of(found: &[Found]) -> bool {
    found.iter().any(|f| matches!(f.when, When::Fiscal(..) | When::InFiscal(..) | When::In(YearRef::Split(_), _)))
}

/// The first day of the fiscal year, when the document says it.
pub fn start(page: &Page, found: &[Found]) -> Option<Start> {
    let said = found.iter().enumerate().find_map(|(k, f)| told(page, f, found.get(k + 1)).or_else(|| of_part(page, f)));
    let by_days = (0..found.len()).find_map(|k| told_by_days(page, found, k));
    let (month, day) = said.or(by_days.map(|days| days.0)).or_else(|| of_same_length(found))?;
    let pinned = found.iter().find_map(|f| naming(page, f)).or(by_days.map(|days| days.1));
    // years that begin in April are called by their first year in some countries and by their second in others
    let named_by_end = pinned.or(match month {
        1 => Some(false),
        6..=12 => Some(true),
        _ => None,
    });
    Some(Start { month, day, named_by_end })
}

/// "The fiscal year runs from July 1 to June 30", "the fiscal year that ended on June 30", "the fiscal year (July-June)".
fn told(page: &Page, f: &Found, next: Option<&Found>) -> Option<(i32, i32)> {
    if let When::InFiscal(_, part) | When::In(YearRef::Split(_), part) = f.when
        && let Some(start) = whole_year(part)
    {
        return Some(start);
    }
    // "the financial year (April 2022-March 2023)"
    if let When::Between((YearRef::Year(a), first), (YearRef::Year(b), last)) = f.when
        && b == a + 1
        && (f.first..f.end).any(|i| page.says(i, TimeWord::Fiscal))
    {
        return whole_year(run(first, last)?);
    }
    let When::Fiscal(_, spoken_of) = f.when else { return None };
    let next = next.filter(|n| n.first >= f.end && n.first - f.end <= 8)?;
    let gap = f.end..next.first;
    if gap.clone().any(|i| !page.tokens[i].is_word() && !page.sign(i, ',') && !page.sign(i, '(')) {
        return None;
    }
    match next.when {
        When::In(_, part) => {
            if let Some(start) = whole_year(part) {
                return Some(start);
            }
            let does = |what: TimeWord| gap.clone().any(|i| page.says(i, what));
            let ends = spoken_of == Part::Whole && does(TimeWord::Ends);
            if does(TimeWord::Begins) { first_day(part) } else { ends.then(|| day_after(part)).flatten() }
        }
        When::Between((YearRef::Year(a), first), (YearRef::Year(b), last)) if b == a + 1 => whole_year(run(first, last)?),
        _ => None,
    }
}

/// One run of two ends.
fn run(first: Part, last: Part) -> Option<Part> {
    match (first, last) {
        (Part::Months(a, _), Part::Months(_, b)) => Some(Part::Months(a, b)),
        (Part::Days(a, _), Part::Days(_, b)) => Some(Part::Days(a, b)),
        _ => None,
    }
}

/// The first day of a part that is twelve months long.
fn whole_year(part: Part) -> Option<(i32, i32)> {
    match part {
        Part::Months(a, b) if a == b % 12 + 1 => Some((a, 1)),
        Part::Days(a, b) if day_after(Part::Days(b, b)) == Some(a) => Some(a),
        _ => None,
    }
}

/// Whether a part is twelve months long.
pub fn is_whole_year(part: Part) -> bool {
    whole_year(part).is_some()
}

fn first_day(part: Part) -> Option<(i32, i32)> {
    match part {
        Part::Months(a, _) => Some((a, 1)),
        Part::Days(a, _) => Some(a),
        _ => None,
    }
}

fn day_after(part: Part) -> Option<(i32, i32)> {
    match part {
        Part::Months(_, b) => Some((b % 12 + 1, 1)),
        Part::Days(_, b) => calendar::day_after(b),
        _ => None,
    }
}

/// "the first quarter (July-September) of the fiscal year": the part that is named, counted back to the first month.
fn of_part(page: &Page, f: &Found) -> Option<(i32, i32)> {
    // "the first three quarters of the financial year (July 2022-June 2023)"
    if let When::Between((_, Part::Months(first, _)), _) = f.when
        && (f.first..f.end).any(|i| page.says(i, TimeWord::Fiscal))
    {
        let (from, _) = counted_part(page, f.first)?;
        return Some(((first - from).rem_euclid(12) + 1, 1));
    }
    let (When::InFiscal(_, Part::Months(a, b)) | When::In(YearRef::Split(_), Part::Months(a, b))) = f.when else { return None };
    let (from, until) = counted_part(page, f.first)?;
    (length(a, b) == until - from + 1).then(|| ((a - from).rem_euclid(12) + 1, 1))
}

/// "in the first quarter of the fiscal year ... in July-September 2022-23": the only months named that are as long.
fn of_same_length(found: &[Found]) -> Option<(i32, i32)> {
    let counted = found.iter().find_map(|f| match f.when {
        When::Fiscal(_, part) => counted_months(part),
        _ => None,
    })?;
    let mut named = found.iter().filter_map(|f| match f.when {
        When::In(YearRef::Split(_), Part::Months(a, b)) if length(a, b) == counted => Some(a),
        _ => None,
    });
    match named.next() {
        Some(first) => named.all(|other| other == first).then_some((first, 1)),
        None => named_months(found, counted).map(|(_, first)| (first, 1)),
    }
}

/// The calendar year in which the fiscal year began that the document calls the current one: "the current fiscal year
/// (2020-21)", "the first half of the current fiscal ... April-September 2022".
pub fn current(page: &Page, found: &[Found]) -> Option<i32> {
    let named = found.iter().find_map(|f| match f.when {
        When::Fiscal(YearRef::Split(first), _) | When::InFiscal(YearRef::Split(first), _) | When::In(YearRef::Split(first), _)
            if (f.first..f.end).any(|i| page.says(i, TimeWord::Current)) =>
        {
            Some(first)
        }
        _ => None,
    });
    let counted = found.iter().find_map(|f| match f.when {
        When::Fiscal(YearRef::This, part) => counted_months(part),
        _ => None,
    });
    named.or_else(|| named_months(found, counted?).map(|(year, _)| year)).or_else(|| latest_split(found, counted?))
}

/// "the first half of the current fiscal year ... July-December (2018-19) from July-December (2017-18)": the latest told.
fn latest_split(found: &[Found], length_of: i32) -> Option<i32> {
    let told = found.iter().filter_map(|f| match f.when {
        When::In(YearRef::Split(first), Part::Months(a, b)) if length(a, b) == length_of => Some(first),
        _ => None,
    });
    told.max()
}

/// How many months a part has that is counted from the beginning of the year.
fn counted_months(part: Part) -> Option<i32> {
    match part {
        Part::Months(1, n) | Part::CountedMonths(n) => Some(n),
        _ => None,
    }
}

/// The only months of that length that are told with their year and begin later than January: the year and the first of them.
fn named_months(found: &[Found], length_of: i32) -> Option<(i32, i32)> {
    let mut named = found.iter().filter_map(|f| match f.when {
        When::In(YearRef::Year(y), Part::Months(a, b)) if a > 1 && a <= b && length(a, b) == length_of && length_of > 1 => Some((y, a)),
        _ => None,
    });
    let first = named.next()?;
    named.all(|other| other == first).then_some(first)
}

/// How many months run from one to another.
fn length(first: i32, last: i32) -> i32 {
    (last - first).rem_euclid(12) + 1
}

/// "FY16 (2015-16)": whether such a year is called by the year that it ends in.
fn naming(page: &Page, f: &Found) -> Option<bool> {
    let When::Fiscal(YearRef::Split(first), Part::Whole) = f.when else { return None };
    let named = (f.first..f.end).find_map(|i| in_one_word(page, i))?.1;
    match named {
        YearRef::Year(y) if y == first + 1 => Some(true),
        YearRef::Year(y) if y == first => Some(false),
        _ => None,
    }
}

/// "fiscal 2017, that is from April 1, 2017, to March 31, 2018": its first day, and whether it is called by the year that it ends in.
fn told_by_days(page: &Page, found: &[Found], k: usize) -> Option<((i32, i32), bool)> {
    const APART: usize = 8;
    let [f, first, last, ..] = found.get(k..)? else { return None };
    let (When::Fiscal(YearRef::Year(named), Part::Whole), When::In(YearRef::Year(a), from), When::In(YearRef::Year(b), until)) =
        (f.when, first.when, last.when)
    else {
        return None;
    };
    let near = first.first >= f.end && first.first - f.end <= APART && last.first >= first.end && last.first - first.end <= 2;
    let joined = near && (first.end..last.first).any(|i| page.is_any(i, &["to", "through", "until"]) || page.sign(i, '-'));
    let start = whole_year(run(from, until)?)?;
    (joined && b == a + 1 && (a..=b).contains(&named)).then_some((start, named == b))
}

impl Start {
    /// The calendar year in which the fiscal year that holds the day began.
    pub fn year_holding(self, day: Date) -> Option<i32> {
        let year = i32::from(day.year());
        Some(if calendar::date(year, self.month, self.day)? <= day { year } else { year - 1 })
    }

    /// The calendar year in which the fiscal year called by this number began.
    pub fn year_called(self, number: i32) -> Option<i32> {
        Some(number - i32::from(self.named_by_end?))
    }

    /// Months of the fiscal year that began in this calendar year, counted from its first day.
    pub fn months(self, year: i32, part: Part) -> Option<Interval> {
        let (from, until) = match part {
            Part::Whole => (1, 12),
            Part::Months(a, b) => (a, b),
            Part::CountedMonths(n) => (1, n),
            Part::Days(..) => return None,
        };
        let first = calendar::date(year, self.month, self.day)?;
        Some((calendar::plus_months(first, from - 1)?, calendar::plus_days(calendar::plus_months(first, until)?, -1)?))
    }

    /// Months of the calendar within the fiscal year that began in this calendar year.
    pub fn first_year_of(self, year: i32, month: i32) -> i32 {
        if month >= self.month { year } else { year + 1 }
    }
}
