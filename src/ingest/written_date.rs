//! How pages write a day with its year: "2025-03-19", "05.02.2019", "18-Jun-2024", "March 19, 2025", "18 de junio de 2024".

use super::boilerplate::Line;
use crate::calendar;
use crate::lexicon::{CalendarWord, DateWord, Lexicon};
use crate::text::{Token, TokenKind};
use jiff::civil::{Date, Weekday};
use std::cell::OnceCell;
use std::ops::RangeInclusive;

/// Years in which pages were published. A program that does not look at the clock has to end them somewhere.
pub const YEARS: RangeInclusive<i16> = 1990..=2050;

/// The tokens of a page, asked for dates.
pub struct Written<'a> {
    /// The text.
    pub text: &'a str,
    /// Its tokens.
    pub tokens: &'a [Token],
    /// The words.
    pub lexicon: &'a Lexicon,
}

/// The days that the lines tell by the month's name, with or without a year.
pub fn days_told(dates: &Written, lines: &[Line]) -> Vec<(i32, i32)> {
    let tokens = lines.iter().flat_map(|line| line.first..line.last);
    tokens.filter_map(|at| dates.month_and_day(at)).map(|(_, day)| day).collect()
}

impl<'a> Written<'a> {
    /// A date with its year at `at`: one past its end.
    pub fn full(&self, at: usize, last: usize) -> Option<(usize, Date)> {
        if !self.may_open(at) {
            return None;
        }
        self.numeric(at, last).or_else(|| self.year_first(at, last)).or_else(|| self.spelled(at, last))
    }

    /// "06/07/2024", with this sign.
    fn is_in_figures(&self, at: usize, sign: char) -> bool {
        let short = |at: usize| self.number(at).is_some() && self.word(at).len() <= 2;
        self.is(at + 1, sign) && self.is(at + 3, sign) && short(at) && short(at + 2) && self.word(at + 4).len() == 4
    }

    /// Whether a date may open with this token: with a number or a month.
    #[inline]
    fn may_open(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.is_number() || self.lexicon.calendar.begins(t))
    }

    fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |t| t.span.of(self.text))
    }

    fn is(&self, at: usize, sign: char) -> bool {
        self.tokens.get(at).is_some_and(|t| t.is(sign))
    }

    /// Whether the word plays this part in a day.
    fn has(&self, at: usize, part: DateWord) -> bool {
        self.tokens.get(at).is_some_and(|token| self.lexicon.date_words.has(token, part))
    }

    fn number(&self, at: usize) -> Option<i32> {
        self.tokens.get(at).filter(|t| t.is_number())?.span.of(self.text).parse().ok()
    }

    fn weekday(&self, at: usize) -> Option<Weekday> {
        match self.lexicon.calendar.find(self.tokens, at) {
            Some((_, CalendarWord::Weekday(w))) if self.tokens[at].capital => Weekday::from_monday_one_offset(*w).ok(),
            _ => None,
        }
    }

    /// A month by its name, in English with a capital, or in another language that page headers are written in.
    fn month(&self, at: usize) -> Option<(usize, i32)> {
        let (end, month) = match self.lexicon.calendar.find(self.tokens, at)? {
            (end, CalendarWord::Month(m)) if self.tokens[at].capital => (end, *m),
            (end, CalendarWord::MonthAbroad(m)) => (end, *m),
            _ => return None,
        };
        Some((end + usize::from(self.is(end, '.')), month))
    }

    /// The ending of an ordinal ("18th").
    fn suffix(&self, at: usize) -> usize {
        usize::from(self.has(at, DateWord::Suffix) && !self.tokens[at].spaced)
    }

    /// What may stand between the parts of a date: a comma or stop, a stroke that touches both, "de".
    fn joint(&self, at: usize) -> usize {
        let touches = |sign: char| self.is(at, sign) && self.tokens[at + 1..].first().is_some_and(|t| !t.spaced) && !self.tokens[at].spaced;
        let sign = self.is(at, ',') || self.is(at, '.') || touches('/') || touches('-');
        usize::from(sign || self.has(at, DateWord::Joint))
    }

    /// "2025-03-19", "05.02.2019", "24/06/2025": day before month unless that cannot be.
    fn numeric(&self, at: usize, last: usize) -> Option<(usize, Date)> {
        let tokens = self.tokens;
        let token = tokens.get(at).filter(|t| t.is_number())?;
        let glued_before =
            at > 0 && !token.spaced && !matches!(tokens[at - 1].kind, TokenKind::Newline | TokenKind::Punct('|' | ':' | '('));
        if glued_before {
            return None;
        }
        // 05.02.2019 is one token
        let mut dotted = self.word(at).split('.');
        if let (Some(a), Some(b), Some(c), None) = (dotted.next(), dotted.next(), dotted.next(), dotted.next()) {
            return date_of(a, b, c).or_else(|| self.of_short_year(a, b, c, at + 1)).map(|d| (at + 1, d));
        }
        let sign = tokens.get(at + 1)?;
        if !(sign.is('-') || sign.is('/')) || at + 5 > last {
            return None;
        }
        let same = matches!((sign.kind, tokens[at + 3].kind), (TokenKind::Punct(a), TokenKind::Punct(b)) if a == b);
        let tight = tokens[at + 1..at + 5].iter().all(|t| !t.spaced);
        if !same || !tight {
            return None;
        }
        date_of(self.word(at), self.word(at + 2), self.word(at + 4)).map(|d| (at + 5, d))
    }

    /// "09.10.24 11:20": a year of two digits, where a time of day stands behind it.
    fn of_short_year(&self, day: &str, month: &str, year: &str, behind: usize) -> Option<Date> {
        let clock = self.number(behind).is_some() && self.is(behind + 1, ':') && self.number(behind + 2).is_some();
        let in_twos = [day, month, year].iter().all(|part| part.len() == 2);
        let year = year.parse::<i32>().ok().filter(|year| clock && in_twos && *year <= 50)?;
        calendar::date(2000 + year, month.parse().ok()?, day.parse().ok()?)
    }

    /// "19 March 2025", "March 19, 2025", "August 7th, 2013", "7 Nov 2025", "18th Tuesday, June 2024"
    fn spelled(&self, at: usize, last: usize) -> Option<(usize, Date)> {
        let (end, (month, day)) = self.month_and_day(at)?;
        // "Mar 28,2017": day and year are one token
        let glued = self.word(end - 1).split_once(',').and_then(|(_, y)| y.parse().ok());
        let year_at = if glued.is_some() { end - 1 } else { end + self.joint(end) };
        let short = || self.short_year(end).map(|year| (end + 1, year));
        let (year_at, year) = glued.or_else(|| self.number(year_at)).map(|year| (year_at, year)).or_else(short)?;
        let date = calendar::date(year, month, day).filter(|date| YEARS.contains(&date.year()))?;
        (year_at < last).then_some((year_at + 1, date))
    }

    /// "17 May '10"
    fn short_year(&self, at: usize) -> Option<i32> {
        let digits = self.word(at + 1);
        let year: i32 = digits.parse().ok().filter(|_| self.is(at, '\'') && digits.len() == 2)?;
        Some(if year <= 50 { 2000 + year } else { 1900 + year })
    }

    /// "2024 жылғы 18 маусым": the year and the word for it first.
    fn year_first(&self, at: usize, last: usize) -> Option<(usize, Date)> {
        let year = self.number(at).filter(|_| self.word(at).len() == 4)?;
        let day_at = at + 2 + usize::from(self.is(at + 2, '.'));
        let (end, (month, day)) = self.month_and_day(day_at).filter(|_| self.has(at + 1, DateWord::Year))?;
        let date = calendar::date(year, month, day).filter(|date| YEARS.contains(&date.year()))?;
        (end <= last).then_some((end, date))
    }

    /// A month by its name and a day of it, in either order: one past them.
    fn month_and_day(&self, at: usize) -> Option<(usize, (i32, i32))> {
        if !self.may_open(at) {
            return None;
        }
        if let Some((end, month)) = self.month(at) {
            let day_at = end + usize::from(self.is(end, '-') && !self.tokens[end].spaced);
            let (day, glued_year) = self.word(day_at).split_once(',').unwrap_or((self.word(day_at), ""));
            let day: i32 = day.parse().ok().filter(|_| self.tokens[day_at].is_number() && matches!(glued_year.len(), 0 | 4))?;
            return Some((day_at + 1 + self.suffix(day_at + 1), (month, day)));
        }
        let day = self.number(at).filter(|d| (1..=31).contains(d))?;
        let from = at + 1 + self.suffix(at + 1);
        let from = from + self.joint(from);
        let from = if self.weekday(from).is_some() { from + 1 + usize::from(self.is(from + 1, ',')) } else { from };
        let (end, month) = self.month(from)?;
        Some((end, (month, day)))
    }
}

/// How a page orders the day and the month of dates in figures: which of the two "06/07/2024" is.
pub struct Order<'a> {
    dates: &'a Written<'a>,
    lines: &'a [Line],
    evidence: OnceCell<Evidence>,
}

/// What a page shows of it.
struct Evidence {
    told: Vec<(i32, i32)>,
    day_first: bool,
    month_first: bool,
}

/// What happened so many days before its report is told with its day.
const NEAR: i32 = 3;

impl<'a> Order<'a> {
    /// Of a page with these lines.
    pub fn new(dates: &'a Written<'a>, lines: &'a [Line]) -> Order<'a> {
        Order { dates, lines, evidence: OnceCell::new() }
    }

    /// The date at a token as it was meant; none where it can be read in two ways. "7/2/2017" is 2 July where its weekday or time
    /// zone says so, where the page names 2 July or a day shortly before, or where another date of the page can only be read so.
    pub fn meant(&self, date: Date, line: Line, at: usize) -> Option<Date> {
        let dates = self.dates;
        let Some(sign) = ['/', '-'].into_iter().find(|sign| dates.is_in_figures(at, *sign)) else { return Some(date) };
        let Some(swapped) = calendar::date(i32::from(date.year()), i32::from(date.day()), i32::from(date.month())) else {
            return Some(date);
        };
        if swapped == date {
            return Some(date);
        }
        let chosen = |date_is: bool, swapped_is: bool| match (date_is, swapped_is) {
            (true, false) => Some(date),
            (false, true) => Some(swapped),
            _ => None,
        };
        let weekday = (line.first..line.last).find_map(|i| dates.weekday(i));
        if let Some(by_weekday) = weekday.and_then(|weekday| chosen(date.weekday() == weekday, swapped.weekday() == weekday)) {
            return Some(by_weekday);
        }
        // behind a time of day: "PT" opens names of companies too
        let is_time = |i: usize| dates.number(i).is_some() || dates.has(i, DateWord::Half);
        let is_zone = |i: usize| dates.has(i, DateWord::MonthFirst) && dates.word(i).chars().all(char::is_uppercase);
        let american = |i: usize| i > line.first && is_time(i - 1) && is_zone(i);
        if sign == '/' && weekday.is_none() && (line.first..line.last).any(american) {
            return Some(swapped);
        }
        let evidence = self.evidence.get_or_init(|| self.evidence());
        let is_near = |day: Date| {
            let (month, day) = (i32::from(day.month()), i32::from(day.day()));
            evidence.told.iter().any(|(m, d)| *m == month && (day - NEAR..=day).contains(d))
        };
        chosen(is_near(date), is_near(swapped)).or_else(|| chosen(evidence.day_first, evidence.month_first))
    }

    fn evidence(&self) -> Evidence {
        let dates = self.dates;
        let at = || self.lines.iter().flat_map(|line| line.first..line.last);
        let in_figures = |at: &usize| dates.is_in_figures(*at, '/') || dates.is_in_figures(*at, '-');
        let is_more = |at: usize| dates.number(at).is_some_and(|number| (13..=31).contains(&number));
        Evidence {
            told: days_told(dates, self.lines),
            day_first: at().filter(in_figures).any(is_more),
            month_first: at().filter(in_figures).any(|at| is_more(at + 2)),
        }
    }
}

fn date_of(a: &str, b: &str, c: &str) -> Option<Date> {
    let (a_len, c_len) = (a.len(), c.len());
    let (a, b, c): (i32, i32, i32) = (a.parse().ok()?, b.parse().ok()?, c.parse().ok()?);
    let date = match (a_len, c_len) {
        (4, _) => calendar::date(a, b, c),
        (_, 4) if b <= 12 => calendar::date(c, b, a),
        (_, 4) => calendar::date(c, a, b),
        _ => None,
    }?;
    YEARS.contains(&date.year()).then_some(date)
}
