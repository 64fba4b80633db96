//! What the dates and periods of one document mean, given its publication date or what the text itself pins.
//!
//! Unknown stays null: nothing takes the publication date by default.

use super::{compared, fiscal, led_to, pinned};
use crate::calendar::{self, Interval};
use crate::model::Basis;
use crate::normalize::recognise::Page;
use crate::normalize::recognise::period::{Found, Part, When, YearRef};
use jiff::civil::{Date, Weekday};

/// A date or period with its days.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Resolved {
    /// What was said.
    pub found: Found,
    /// First day.
    pub start: Option<Date>,
    /// Last day.
    pub end: Option<Date>,
    /// How the days were reached.
    pub basis: Basis,
    /// Shape, a code of the `mentions` table.
    pub shape: &'static str,
    /// Month * 100 + day, month * 100, or a weekday: set when the year was not said, so that a planned event can look ahead.
    pub open: Option<i32>,
}

/// The days of every expression, in order, and the year of publication if the text alone proves it.
pub fn resolve(page: &Page, found: &[Found], published: Option<Date>) -> (Vec<Resolved>, Option<i32>) {
    let found = &led_to::with_years(page, found);
    let pinned = if published.is_none() { pinned::year(page, found) } else { None };
    let inferred = pinned.map(|p| p.year);
    let mut state = State {
        published,
        year: published.map(|d| i32::from(d.year())).or(inferred),
        pinned,
        fiscal: fiscal::start(page, found),
        speaks_fiscal: fiscal::is_spoken_of(found),
        current_fiscal: fiscal::current(page, found),
        ..State::default()
    };
    let resolved = found.iter().map(|f| state.resolve(page, *f)).collect();
    (resolved, inferred)
}

#[derive(Default)]
struct State {
    published: Option<Date>,
    /// The year of publication, known or proved.
    year: Option<i32>,
    /// What proved it in an undated document.
    pinned: Option<pinned::Pinned>,
    /// When fiscal years begin, if that is said.
    fiscal: Option<fiscal::Start>,
    /// Fiscal years are spoken of, so that "the eight months" need not begin in January.
    speaks_fiscal: bool,
    /// The calendar year in which the fiscal year began that an undated document calls the current one.
    current_fiscal: Option<i32>,
    last_period: Option<Interval>,
    /// The last period told, be it what something is compared with.
    last_told: Option<Interval>,
    /// What was told last is a time without dates ("over the past decade"), to which "in that period" goes back.
    after_vague: bool,
    /// Every part of a year spoken of.
    parts: Vec<Interval>,
    /// What was told last is a part of a fiscal year whose days nobody knows: nothing is the same period a year ago.
    after_unknown: bool,
    /// The one of them that ends last, the last told of those.
    latest: Option<Interval>,
    last_date: Option<Interval>,
    /// The later told of the two.
    last_spoken_of: Option<Interval>,
    /// The last year that was written out, and the token where.
    said_year: Option<(usize, i32)>,
}

impl State {
    fn resolve(&mut self, page: &Page, found: Found) -> Resolved {
        let (interval, basis) = if self.is_of_unknown(page, found) { (None, Basis::Unresolved) } else { self.interval(found) };
        let (start, end) = match (found.when, interval) {
            (_, Some((start, end))) => (Some(start), Some(end)),
            // "since 1991", "so far in 2016" without a publication date are open at their end
            (When::Since(YearRef::Year(y), _) | When::ToDate(YearRef::Year(y)), None) => (calendar::date(y, 1, 1), None),
            _ => (None, None),
        };
        self.remember(page, found, interval);
        Resolved { found, start, end, basis, shape: shape(found.when), open: open(found.when) }
    }

    /// "during the first quarter" behind "the first quarter of the current fiscal year", whose days nobody knows.
    fn is_of_unknown(&self, page: &Page, found: Found) -> bool {
        let part = matches!(found.when, When::In(YearRef::Open, Part::Months(a, b)) if a != b);
        part && self.after_unknown && (found.first..found.end).any(|i| page.is_any(i, &["quarter", "half"]))
    }

    fn interval(&self, found: Found) -> (Option<Interval>, Basis) {
        let resolved = |i: Option<Interval>| (i, if i.is_some() { Basis::Resolved } else { Basis::Unresolved });
        match found.when {
            When::In(YearRef::Year(y), part) => (of_part(y, part), Basis::Stated),
            When::In(YearRef::Split(first), part) => (self.of_split(first, part), Basis::Stated),
            When::In(YearRef::This, Part::CountedMonths(n)) if self.speaks_fiscal && self.fiscal_months(n).is_some() => {
                resolved(self.fiscal_months(n))
            }
            // "the first four months of the current year" behind "(March 21-July 22)"
            When::In(YearRef::This, Part::CountedMonths(n)) if self.middle_months(n).is_some() => resolved(self.middle_months(n)),
            When::In(YearRef::Open, part) => resolved(self.open_year(found.first, part)),
            When::In(YearRef::Foreign, _) => resolved(self.last_period),
            When::In(YearRef::Same, Part::Whole) if self.last_period.is_some_and(is_a_year) => resolved(self.last_period),
            When::In(year, part) => resolved(self.year_of(year).and_then(|y| of_part(y, part))),
            When::Nearest(month, year) => resolved(self.nearest(month, year)),
            When::Between(a, b) => {
                let stated = matches!((a.0, b.0), (YearRef::Year(_), YearRef::Year(_)));
                let interval = self.endpoint(a, b).and_then(|x| Some((x.0, self.endpoint(b, a)?.1)));
                (interval, if stated { Basis::Stated } else { resolved(interval).1 })
            }
            When::Since(year, part) => {
                let start = self.year_of(year).and_then(|y| of_part(y, part)).map(|i| i.0);
                resolved(start.zip(self.published).filter(|(a, b)| a <= b))
            }
            When::ToDate(year) => resolved(self.to_date(year)),
            When::YearToDate => resolved(self.year_to_date()),
            When::Month(which) => resolved(self.month(which)),
            When::Quarter(which) => resolved(self.quarter(which)),
            When::PastMonths(n) => resolved(self.published.and_then(|p| calendar::months_before(p, n))),
            When::MonthsBefore(n) => {
                let spoken_of = self.last_period.filter(|i| months_in(*i) == n).map(|i| i.0);
                resolved(spoken_of.or(self.published).and_then(|day| calendar::months_before(day, n)))
            }
            When::MonthsTo(n, year, month) => {
                let last = match year {
                    YearRef::Open => self.open_year(found.first, Part::Months(month, month)),
                    year => self.year_of(year).and_then(|y| calendar::month(y, month)),
                };
                let stated = if matches!(year, YearRef::Year(_)) { Basis::Stated } else { Basis::Resolved };
                let interval = last.and_then(|i| calendar::months_up_to(i, n));
                (interval, if interval.is_some() { stated } else { Basis::Unresolved })
            }
            When::MonthsToDay(n, year, (month, day)) => {
                let last = match year {
                    YearRef::Open => self.published.and_then(|p| calendar::latest_day(p, month, day)),
                    year => self.year_of(year).and_then(|y| calendar::date(y, month, day)),
                };
                let first = |day: Date| calendar::plus_months(day, -n).and_then(|d| calendar::plus_days(d, 1));
                resolved(last.and_then(|day| Some((first(day)?, day))))
            }
            When::YearsFrom(n, y) => (calendar::year(y).zip(calendar::year(y + n - 1)).map(|(a, b)| (a.0, b.1)), Basis::Stated),
            When::SamePeriod(year) => resolved(self.same_period(year)),
            When::YearsLater(n) => resolved(self.last_told.and_then(|i| calendar::shift_years(i, n))),
            When::ThatPeriod => resolved(self.last_period.filter(|_| !self.after_vague && !self.after_unknown)),
            When::Reviewed(months) => resolved(self.reviewed(months)),
            When::ThatMonths(n) => resolved(self.parts.iter().rev().copied().find(|i| months_in(*i) == n).or(self.last_period)),
            When::SomeMonths(n) => resolved(self.parts.iter().rev().copied().find(|i| months_in(*i) == n)),
            When::Fiscal(year, part) => resolved(self.fiscal_year(year).zip(self.fiscal).and_then(|(y, start)| start.months(y, part))),
            When::InFiscal(year, part) => resolved(self.in_fiscal(year, part)),
            When::Vague => (None, Basis::Unresolved),
            When::Offset(days) => resolved(self.published.and_then(|p| calendar::plus_days(p, days)).map(|d| (d, d))),
            When::Weekday(w, direction) => resolved(self.weekday(w, direction).map(|d| (d, d))),
            When::SameDay => resolved(self.last_date.filter(|d| d.0 == d.1)),
        }
    }

    fn year_of(&self, year: YearRef) -> Option<i32> {
        match year {
            YearRef::Year(y) => Some(y),
            YearRef::This => self.year,
            YearRef::Last => self.year.map(|y| y - 1),
            YearRef::Next => self.year.map(|y| y + 1),
            // "$190 million in FY24 from $180 million in the previous year": the one before that, whose days nobody knows
            YearRef::Previous if self.after_unknown => None,
            YearRef::Previous => match self.last_period {
                Some((start, _)) => Some(i32::from(start.year()) - 1),
                None => self.year.map(|y| y - 1),
            },
            YearRef::Same => self.last_spoken_of.map(|(start, _)| i32::from(start.year())),
            YearRef::Split(y) => Some(y),
            YearRef::Foreign | YearRef::Open => None,
        }
    }

    /// A part of a year that was not said: the latest not after publication, else the year spoken of just before.
    fn open_year(&self, at: usize, part: Part) -> Option<Interval> {
        if let Part::CountedMonths(n) = part {
            let spoken_of = self.last_period.filter(|&(start, end)| {
                start.day() == 1 && start.month() == 1 && start.year() == end.year() && i32::from(end.month()) == n
            });
            if spoken_of.is_some() {
                return spoken_of;
            }
            let year_here = self.said_year.filter(|&(said_at, _)| said_at < at && at - said_at < 12);
            if let Some((_, year)) = year_here {
                return of_part(year, part);
            }
            if self.speaks_fiscal {
                let so_far = || Some(self.fiscal?.months(self.fiscal_year(YearRef::This)?, part)?).filter(|i| Some(i.1) <= self.published);
                return self.fiscal_months(n).or_else(so_far);
            }
        }
        let Some(published) = self.published else {
            // "the first eight months of 2019 ... From January to August"
            let same = |i: &&Interval| !matches!(part, Part::Days(..)) && of_part(i32::from(i.1.year()), part) == Some(**i);
            if let Some(told) = self.parts.iter().filter(same).max_by_key(|i| i.1) {
                return Some(*told);
            }
            // "in January, compared to January 2023" proves the year
            if let Some(pinned) = self.pinned.filter(|_| !matches!(part, Part::Days(..))) {
                return of_part(pinned.year, part).filter(|i| i32::from(i.1.month()) <= pinned.last_month);
            }
            // "in the first nine months of 2021 ... in September": a month of those
            if let Some((start, end)) = self.latest.filter(|l| l.0.year() == l.1.year() && !calendar::is_whole_years(*l)) {
                let inside = of_part(i32::from(end.year()), part).filter(|i| i.0 >= start && i.1 <= end);
                if inside.is_some() && !matches!(part, Part::Days(..)) {
                    return inside;
                }
            }
            let (said_at, year) = self.said_year.filter(|&(said_at, _)| at.saturating_sub(said_at) < 90)?;
            return (said_at < at).then(|| of_part(year, part)).flatten();
        };
        match part {
            Part::Months(a, b) if a == b => calendar::latest_month(published, a),
            Part::Days(a, b) if a == b => calendar::latest_day(published, a.0, a.1).map(|d| (d, d)),
            _ => {
                let year = i32::from(published.year());
                let this = of_part(year, part)?;
                let begun = if matches!(part, Part::Days(..)) { this.0 <= published } else { calendar::is_told(this.1, published) };
                if begun { Some(this) } else { of_part(year - 1, part) }
            }
        }
    }

    /// The calendar year in which a fiscal year began.
    fn fiscal_year(&self, year: YearRef) -> Option<i32> {
        let start = self.fiscal?;
        let current = || match self.published {
            Some(published) => start.year_holding(published),
            None => self.current_fiscal,
        };
        let spoken_of = || start.year_holding(self.last_period?.0);
        match year {
            YearRef::Split(first) => Some(first),
            YearRef::Year(y) => start.year_called(y),
            YearRef::This | YearRef::Open => current(),
            YearRef::Last => current().map(|y| y - 1),
            YearRef::Next => current().map(|y| y + 1),
            YearRef::Previous => spoken_of().or_else(current).map(|y| y - 1),
            YearRef::Same => spoken_of(),
            YearRef::Foreign => None,
        }
    }

    /// "July-February of the current fiscal year": the latest that had begun when the article was published, or one before it.
    fn in_fiscal(&self, year: YearRef, part: Part) -> Option<Interval> {
        let back = match year {
            YearRef::This | YearRef::Open => 0,
            YearRef::Last | YearRef::Previous => -1,
            // "the fiscal year that ended on June 30, 2024"
            YearRef::Year(y) if fiscal::is_whole_year(part) => return of_part(y, part),
            YearRef::Year(y) => return self.of_split(self.fiscal?.year_called(y)?, part),
            _ => return None,
        };
        let Some(published) = self.published else { return self.of_split(self.current_fiscal? + back, part) };
        let this = i32::from(published.year());
        let begun = |y: i32| of_part(y, part).filter(|i| i.0 <= published);
        calendar::shift_years(begun(this + 1).or_else(|| begun(this)).or_else(|| begun(this - 1))?, back)
    }

    /// Months of a year that is split over two calendar years: those from July on lie in its first, those up to March in its
    /// second; April to June lie in the first of years that begin in April, the usual ones of that kind where English news is
    /// written, unless the months run on from July or the document says when the year begins.
    fn of_split(&self, first: i32, part: Part) -> Option<Interval> {
        let year = |month: i32| match self.fiscal {
            Some(start) => start.first_year_of(first, month),
            None => first + i32::from(month <= 3),
        };
        match part {
            Part::Months(a, b) if a > b => Some((calendar::date(first, a, 1)?, calendar::month(first + 1, b)?.1)),
            Part::Months(a, b) => calendar::months(year(a), a, b),
            _ => None,
        }
    }

    /// "so far this year", "so far in 2016": up to the publication, in an undated text to the month that it reports on; a year that
    /// was over is meant whole.
    fn to_date(&self, year: YearRef) -> Option<Interval> {
        let published = |p: Date| Some((calendar::date(i32::from(p.year()), 1, 1)?, p));
        match (year, self.published) {
            (YearRef::Year(y), Some(p)) if i32::from(p.year()) != y => calendar::year(y),
            (YearRef::Year(y), None) => calendar::date(y, 1, 1).zip(self.reported_in(y)),
            (_, p) => published(p?),
        }
    }

    /// From January to the month that an article reports on, else to the day of publication.
    fn year_to_date(&self) -> Option<Interval> {
        let year = self.year?;
        Some((calendar::date(year, 1, 1)?, self.reported_in(year).or(self.published)?))
    }

    /// The last day of what an article reports on in a year.
    fn reported_in(&self, year: i32) -> Option<Date> {
        self.latest.map(|l| l.1).filter(|end| i32::from(end.year()) == year)
    }

    /// The period that an article reports on: the latest that it tells, unless it has gone back to an earlier one of its kind.
    fn reviewed(&self, months: Option<i32>) -> Option<Interval> {
        let (latest, last) = (self.latest?, self.last_period?);
        if let Some(n) = months {
            let near = [latest, last].into_iter().find(|i| months_in(*i) == n);
            return near.or_else(|| self.parts.iter().rev().copied().find(|i| months_in(*i) == n));
        }
        let compared = calendar::shift_years(latest, -1) == Some(last);
        let went_back = latest != last && months_in(latest) == months_in(last) && !compared;
        (!self.after_vague && !self.after_unknown && !went_back).then_some(latest)
    }

    /// The last months spoken of that are as many and do not begin in January.
    fn fiscal_months(&self, n: i32) -> Option<Interval> {
        self.parts.iter().rev().copied().find(|i| months_in(*i) == n && i.0.month() != 1)
    }

    /// The last so many months spoken of, if all that have been told begin in the middle of one.
    fn middle_months(&self, n: i32) -> Option<Interval> {
        self.parts.iter().rev().copied().find(|i| months_in(*i) == n && is_from_middle(*i))
    }

    /// "last month", "the previous month": counted from the publication, or back from the month spoken of.
    fn month(&self, which: YearRef) -> Option<Interval> {
        let spoken_of = self.last_period.filter(|i| months_in(*i) == 1).map(|i| i.0);
        let (from, months) = match which {
            YearRef::This => (self.published?, 0),
            YearRef::Last => (self.published?, -1),
            YearRef::Next => (self.published?, 1),
            YearRef::Previous => (spoken_of.or(self.published)?, -1),
            _ => return None,
        };
        let day = calendar::plus_months(from.first_of_month(), months)?;
        Some((day, day.last_of_month()))
    }

    /// "last quarter", "the preceding quarter": counted from the publication, or back from the quarter spoken of.
    fn quarter(&self, which: YearRef) -> Option<Interval> {
        let spoken_of = self.last_period.filter(|i| months_in(*i) == 3).map(|i| i.0);
        let quarter = |day: Date| calendar::plus_months(day.first_of_month(), -((i32::from(day.month()) - 1) % 3));
        let first = match which {
            YearRef::This => quarter(self.published?)?,
            YearRef::Last => calendar::plus_months(quarter(self.published?)?, -3)?,
            YearRef::Previous => calendar::plus_months(spoken_of?, -3)?,
            _ => return None,
        };
        Some((first, calendar::plus_months(first, 2)?.last_of_month()))
    }

    fn nearest(&self, month: i32, direction: YearRef) -> Option<Interval> {
        let published = self.published?;
        let this_month = i32::from(published.month());
        let year = i32::from(published.year());
        match direction {
            YearRef::Last => calendar::month(if month < this_month { year } else { year - 1 }, month),
            YearRef::Next => calendar::month(if month > this_month { year } else { year + 1 }, month),
            _ => calendar::month(year, month),
        }
    }

    fn endpoint(&self, point: (YearRef, Part), other: (YearRef, Part)) -> Option<Interval> {
        let year = if point.0 == YearRef::Open { other.0 } else { point.0 };
        match self.year_of(year) {
            Some(y) => of_part(y, point.1),
            None => self.open_year(usize::MAX, point.1),
        }
    }

    fn same_period(&self, year: YearRef) -> Option<Interval> {
        let last = self.last_period.filter(|_| !self.after_unknown)?;
        let last_year = i32::from(last.0.year());
        let target = match year {
            YearRef::Previous | YearRef::Foreign => last_year - 1,
            // "the corresponding period of 2017-18": the months of that year
            YearRef::Split(first) => first + last_year - self.first_year_of(last)?,
            // "the same period of the current year" where years are fiscal ones
            YearRef::This if self.speaks_fiscal && self.fiscal.is_some() => {
                self.fiscal_year(YearRef::This)? + last_year - self.first_year_of(last)?
            }
            // never the period itself: "last year" of July 2022 to February 2023, told in March 2023, is the year before
            YearRef::Last if self.year.is_none_or(|y| y >= last_year) => last_year - 1,
            other => self.year_of(other)?,
        };
        calendar::shift_years(last, target - last_year)
    }

    /// The calendar year in which the fiscal year that holds an interval began.
    fn first_year_of(&self, interval: Interval) -> Option<i32> {
        let day = interval.0;
        self.fiscal.map_or(Some(i32::from(day.year()) - i32::from(day.month() <= 3)), |start| start.year_holding(day))
    }

    fn weekday(&self, weekday: i8, direction: i8) -> Option<Date> {
        let day = Weekday::from_monday_one_offset(weekday).ok()?;
        let published = self.published?;
        match direction {
            1 => calendar::next_weekday(calendar::plus_days(published, 1)?, day),
            -1 => calendar::latest_weekday(calendar::plus_days(published, -1)?, day),
            _ => calendar::latest_weekday(published, day),
        }
    }

    /// What "the same period" goes back to from now on.
    fn come_back_to(&mut self, interval: Interval) {
        self.last_period = Some(interval);
        self.after_unknown = false;
    }

    fn remember(&mut self, page: &Page, found: Found, interval: Option<Interval>) {
        if let When::In(YearRef::Year(y), _) | When::Between(_, (YearRef::Year(y), _)) = found.when {
            self.said_year = Some((found.first, y));
        }
        let fiscal = matches!(found.when, When::Fiscal(..) | When::InFiscal(..));
        self.after_unknown |= fiscal && interval.is_none();
        self.after_vague = matches!(found.when, When::Vague) || self.after_vague && (interval.is_none() || found.is_date);
        let Some(interval) = interval.map(|i| from_january(page, found, i).unwrap_or(i)) else { return };
        if found.is_date {
            self.last_date = Some(interval);
            self.last_spoken_of = Some(interval);
            // "the July 1-20 period" is what "a year earlier" is counted from
            if interval.1.since(interval.0).is_ok_and(|s| s.get_days() >= 9) && self.published.is_none_or(|p| interval.1 <= p) {
                self.come_back_to(interval);
            }
            return;
        }
        self.last_told = Some(interval);
        // "exports rose in January from December", "from the preceding quarter"
        let from = found.first > 0 && page.is(found.first - 1, "from");
        let by_nature = matches!(found.when, When::SamePeriod(_) | When::Month(YearRef::Previous) | When::Quarter(YearRef::Previous));
        let compares = by_nature || from || compared::is_base(page, found.first);
        // "the fifth surplus this year": a year still running is nothing to come back to
        let running = self.published.is_some_and(|p| !calendar::is_told(interval.1, p));
        let open_ended = running || matches!(found.when, When::Since(..) | When::PastMonths(_) | When::MonthsBefore(_));
        if !compares && !open_ended {
            self.come_back_to(interval);
            self.last_spoken_of = Some(interval);
            self.parts.push(interval);
            let narrows = |l: Interval| calendar::is_whole_years(l) && l.0 <= interval.0 && interval.1 <= l.1;
            if self.latest.is_none_or(|l| interval.1 >= l.1 || narrows(l)) {
                self.latest = Some(interval);
            }
        }
    }
}

/// "up to the end of September", "up to September": what goes on with "that period" is counted from January.
fn from_january(page: &Page, found: Found, interval: Interval) -> Option<Interval> {
    let When::In(_, Part::Months(a, b)) = found.when else { return None };
    let before = |n: usize, words: &[&str]| found.first >= n && page.starts(found.first - n, words);
    let led = before(2, &["up", "to"]) || before(5, &["up", "to", "the", "end", "of"]) || before(4, &["up", "to", "end", "of"]);
    (a == b && led).then(|| calendar::months(i32::from(interval.0.year()), 1, b)).flatten()
}

/// How many months an interval of whole months has.
fn months_in(interval: Interval) -> i32 {
    let months = |d: Date| i32::from(d.year()) * 12 + i32::from(d.month());
    months(interval.1) - months(interval.0) + i32::from(!is_from_middle(interval))
}

/// "March 21-July 22": months of a year that begins in the middle of one of ours.
fn is_from_middle((start, end): Interval) -> bool {
    start.day() > 15 && (end.day() - start.day()).abs() <= 3
}

/// An interval of about a year, whatever day it begins on.
fn is_a_year(interval: Interval) -> bool {
    interval.1.since(interval.0).is_ok_and(|s| (360..=371).contains(&s.get_days()))
}

fn of_part(year: i32, part: Part) -> Option<Interval> {
    match part {
        Part::Whole => calendar::year(year),
        Part::Months(a, b) if a > b => Some((calendar::date(year - 1, a, 1)?, calendar::month(year, b)?.1)),
        Part::Months(a, b) => calendar::months(year, a, b),
        Part::CountedMonths(n) => calendar::months(year, 1, n),
        Part::Days(a, b) => Some((calendar::date(if a > b { year - 1 } else { year }, a.0, a.1)?, calendar::date(year, b.0, b.1)?)),
    }
}

fn shape(when: When) -> &'static str {
    match when {
        When::In(_, Part::Whole) => "year",
        When::In(_, Part::Months(a, b)) if a == b => "month",
        When::In(_, Part::Days(a, b)) if a == b => "day",
        When::In(_, Part::Days(..)) => "days",
        When::In(..) | When::MonthsTo(..) | When::MonthsToDay(..) | When::Quarter(_) => "part",
        When::Nearest(..) | When::Month(_) => "month",
        When::Between(..) | When::YearsFrom(..) => "span",
        When::Since(..) => "since",
        When::ToDate(_) | When::YearToDate | When::PastMonths(_) | When::MonthsBefore(_) => "past",
        When::SamePeriod(_) => "comparison",
        When::YearsLater(_) => "year",
        When::ThatPeriod | When::Reviewed(_) | When::ThatMonths(_) | When::SomeMonths(_) => "that",
        When::Fiscal(..) | When::InFiscal(..) => "fiscal",
        When::Vague => "vague",
        When::Offset(_) | When::SameDay => "day",
        When::Weekday(..) => "weekday",
    }
}

fn open(when: When) -> Option<i32> {
    match when {
        When::In(YearRef::Open, Part::Days(a, _)) => Some(a.0 * 100 + a.1),
        When::In(YearRef::Open, Part::Months(a, b)) if a == b => Some(a * 100),
        When::Weekday(w, 0) => Some(i32::from(w)),
        _ => None,
    }
}
