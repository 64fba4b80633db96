//! Intervals of whole days: months, quarters, halves, years, and what composes them (ISO 8601, inclusive at both ends).

use jiff::civil::{Date, Weekday};

/// First and last day, inclusive.
pub type Interval = (Date, Date);

/// The date, `None` when there is no such day.
pub fn date(year: i32, month: i32, day: i32) -> Option<Date> {
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// A year.
pub fn year(year: i32) -> Option<Interval> {
    months(year, 1, 12)
}

/// The months `first` to `last` (1 to 12) of a year.
pub fn months(year: i32, first: i32, last: i32) -> Option<Interval> {
    let start = date(year, first, 1)?;
    Some((start, date(year, last, 1)?.last_of_month()))
}

/// A month.
pub fn month(year: i32, month: i32) -> Option<Interval> {
    months(year, month, month)
}

/// The `n` full months before the month of `day`: "the past seven months" on 2024-09-16 is February to August.
pub fn months_before(day: Date, n: i32) -> Option<Interval> {
    let this = i32::from(day.year()) * 12 + i32::from(day.month()) - 1;
    let (first, last) = (this - n, this - 1);
    let start = date(first.div_euclid(12), first.rem_euclid(12) + 1, 1)?;
    let end = date(last.div_euclid(12), last.rem_euclid(12) + 1, 1)?.last_of_month();
    (n > 0).then_some((start, end))
}

/// The same days `years` later (earlier when negative); 29 February becomes the 28th where there is none.
pub fn shift_years(interval: Interval, years: i32) -> Option<Interval> {
    let shift = |d: Date| {
        let to = i32::from(d.year()) + years;
        let is_month_end = d == d.last_of_month();
        let first = date(to, i32::from(d.month()), 1)?;
        if is_month_end { Some(first.last_of_month()) } else { date(to, i32::from(d.month()), i32::from(d.day())) }
    };
    Some((shift(interval.0)?, shift(interval.1)?))
}

/// The latest such month and day not after `published`.
pub fn latest_day(published: Date, month: i32, day: i32) -> Option<Date> {
    let year = i32::from(published.year());
    date(year, month, day).filter(|&d| d <= published).or_else(|| date(year - 1, month, day))
}

/// The next such month and day on or after `published`.
pub fn next_day(published: Date, month: i32, day: i32) -> Option<Date> {
    let year = i32::from(published.year());
    date(year, month, day).filter(|&d| d >= published).or_else(|| date(year + 1, month, day))
}

/// The latest such month not beginning after `published`.
pub fn latest_month(published: Date, m: i32) -> Option<Interval> {
    let year = i32::from(published.year());
    month(year, m).filter(|i| i.0 <= published).or_else(|| month(year - 1, m))
}

/// The next such month not ending before `published`.
pub fn next_month(published: Date, m: i32) -> Option<Interval> {
    let year = i32::from(published.year());
    month(year, m).filter(|i| i.1 >= published).or_else(|| month(year + 1, m))
}

/// The latest such weekday not after `published`.
pub fn latest_weekday(published: Date, weekday: Weekday) -> Option<Date> {
    let back = published.weekday().since(weekday);
    published.checked_sub(jiff::Span::new().days(i64::from(back))).ok()
}

/// The next such weekday on or after `published`.
pub fn next_weekday(published: Date, weekday: Weekday) -> Option<Date> {
    let ahead = weekday.since(published.weekday());
    published.checked_add(jiff::Span::new().days(i64::from(ahead))).ok()
}

/// The day `days` later (earlier when negative).
pub fn plus_days(day: Date, days: i64) -> Option<Date> {
    day.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

/// The month and day behind a month and day, in a year without 29 February.
pub fn day_after((month, day): (i32, i32)) -> Option<(i32, i32)> {
    let next = plus_days(date(2023, month, day)?, 1)?;
    Some((i32::from(next.month()), i32::from(next.day())))
}

/// The `n` months up to the end of the month that the interval is.
pub fn months_up_to(month: Interval, n: i32) -> Option<Interval> {
    Some((plus_months(month.0, 1 - n)?, month.1))
}

/// Whether figures up to this day can be out: some offices tell those of a month a few days before its end.
pub fn is_told(last_day: Date, published: Date) -> bool {
    const EARLY: i64 = 7;
    plus_days(published, EARLY).is_some_and(|p| last_day <= p)
}

/// The day so many months later (earlier when negative); the last of its month where there is no such day.
pub fn plus_months(day: Date, months: i32) -> Option<Date> {
    day.checked_add(jiff::Span::new().try_months(months).ok()?).ok()
}

/// Whether the interval is whole calendar years.
pub fn is_whole_years(interval: Interval) -> bool {
    let (start, end) = interval;
    start.month() == 1 && start.day() == 1 && end.month() == 12 && end.day() == 31
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(y: i32, m: i32, day: i32) -> Date {
        date(y, m, day).expect("a real day")
    }

    #[test]
    fn past_months_are_full_months() {
        assert_eq!(months_before(d(2024, 9, 16), 7), Some((d(2024, 2, 1), d(2024, 8, 31))));
        assert_eq!(months_before(d(2024, 2, 1), 3), Some((d(2023, 11, 1), d(2024, 1, 31))));
    }

    #[test]
    fn shifting_keeps_month_ends() {
        assert_eq!(shift_years((d(2024, 2, 1), d(2024, 2, 29)), -1), Some((d(2023, 2, 1), d(2023, 2, 28))));
    }

    #[test]
    fn weekdays_look_back_and_ahead() {
        // 2026-01-13 is a Tuesday.
        assert_eq!(latest_weekday(d(2026, 1, 13), Weekday::Monday), Some(d(2026, 1, 12)));
        assert_eq!(next_weekday(d(2026, 1, 13), Weekday::Monday), Some(d(2026, 1, 19)));
    }
}
