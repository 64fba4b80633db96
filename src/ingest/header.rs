//! Reads the date of publication and the headline off the first lines of a page.
//!
//! " date 2025-03-19 Tell a friend", "Published August 7th, 2013 - 02:55 GMT", "24 August 2023 12:40 (UTC+04:00)",
//! "WASHINGTON, Nov. 7, 2025 —". A date in a sentence of the article is none; a dateline without a year neither; better no
//! date than a wrong one.

use super::boilerplate::Line;
use crate::calendar;
use crate::lexicon::{CalendarWord, Lexicon};
use crate::model::{Boilerplate, BoilerplateKind, PublishedBasis, Span};
use crate::text::{Token, TokenKind};
use jiff::civil::Date;

/// A date of publication and where it was read.
#[derive(Clone, Copy, Debug)]
pub struct Published {
    /// The day.
    pub date: Date,
    /// What kind of place.
    pub basis: PublishedBasis,
    /// The bytes of the date with its label.
    pub span: Span,
}

/// What the first lines tell.
#[derive(Clone, Debug, Default)]
pub struct Header {
    /// The date of publication.
    pub published: Option<Published>,
}

impl Header {
    /// The date's own bytes, when they lie in this line.
    pub fn noise_in(&self, line: Span) -> Option<Boilerplate> {
        let published = self.published?;
        line.covers(published.span).then_some(Boilerplate { kind: BoilerplateKind::Header, span: published.span })
    }
}

const LINES_LOOKED_AT: usize = 25;

/// Reads the header of a page.
pub fn read(text: &str, tokens: &[Token], lines: &[Line], lexicon: &Lexicon) -> Header {
    let mut best: Option<(u8, Published)> = None;
    for line in lines.iter().take(LINES_LOOKED_AT) {
        if is_rates_line(text, tokens, *line) {
            continue;
        }
        let words = others(text, tokens, lexicon, *line);
        for at in line.first..line.last {
            let Some((end, date)) = full_date(text, tokens, lexicon, at, line.last) else { continue };
            let Some((rank, basis)) = place(text, tokens, *line, &words, at, end) else { continue };
            let first = if at > line.first && word(text, tokens, at - 1).eq_ignore_ascii_case("date") { at - 1 } else { at };
            let published = Published { date, basis, span: tokens[first].span.join(tokens[end - 1].span) };
            if best.is_none_or(|(other, _)| rank < other) {
                best = Some((rank, published));
            }
        }
    }
    Header { published: best.map(|(_, p)| p) }
}

fn word<'a>(text: &'a str, tokens: &[Token], at: usize) -> &'a str {
    tokens.get(at).map_or("", |t| t.span.of(text))
}

/// "Currency rates from 24/06/2025" dates a widget, not the article.
fn is_rates_line(text: &str, tokens: &[Token], line: Line) -> bool {
    (line.first..line.last).any(|i| {
        let w = word(text, tokens, i);
        ["rates", "rate", "copyright", "weather", "©"].iter().any(|x| w.eq_ignore_ascii_case(x)) || tokens[i].is('©')
    })
}

/// A date with its year at `at`: one past its end.
fn full_date(text: &str, tokens: &[Token], lexicon: &Lexicon, at: usize, last: usize) -> Option<(usize, Date)> {
    numeric_date(text, tokens, at, last).or_else(|| spelled_date(text, tokens, lexicon, at, last))
}

/// "2025-03-19", "05.02.2019", "24/06/2025": day before month unless that cannot be.
fn numeric_date(text: &str, tokens: &[Token], at: usize, last: usize) -> Option<(usize, Date)> {
    let token = tokens.get(at).filter(|t| t.is_number())?;
    let glued_before = at > 0 && !token.spaced && !matches!(tokens[at - 1].kind, TokenKind::Newline | TokenKind::Punct('|' | ':' | '('));
    if glued_before {
        return None;
    }
    // 05.02.2019 is one token
    let dotted: Vec<&str> = word(text, tokens, at).split('.').collect();
    if let [a, b, c] = dotted[..] {
        return date_of(a, b, c).map(|d| (at + 1, d));
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
    let (a, b, c) = (word(text, tokens, at), word(text, tokens, at + 2), word(text, tokens, at + 4));
    date_of(a, b, c).map(|d| (at + 5, d))
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
    (1990..2100).contains(&date.year()).then_some(date)
}

/// "19 March 2025", "March 19, 2025", "August 7th, 2013", "7 Nov 2025"
fn spelled_date(text: &str, tokens: &[Token], lexicon: &Lexicon, at: usize, last: usize) -> Option<(usize, Date)> {
    let number = |i: usize| -> Option<i32> { tokens.get(i).filter(|t| t.is_number())?.span.of(text).parse().ok() };
    let suffix =
        |i: usize| usize::from(["st", "nd", "rd", "th"].iter().any(|s| word(text, tokens, i).eq_ignore_ascii_case(s)) && !tokens[i].spaced);
    let month = |i: usize| match lexicon.calendar.find(tokens, i) {
        Some((end, CalendarWord::Month(m))) if tokens[i].capital => {
            Some((end + usize::from(tokens.get(end).is_some_and(|t| t.is('.'))), *m))
        }
        _ => None,
    };
    let comma = |i: usize| usize::from(tokens.get(i).is_some_and(|t| t.is(',')));
    let (end, day, m) = if let Some((end, m)) = month(at) {
        let day = number(end)?;
        (end + 1 + suffix(end + 1), day, m)
    } else {
        let day = number(at)?;
        let from = at + 1 + suffix(at + 1);
        let comma_before_month = comma(from);
        let (end, m) = month(from + comma_before_month)?;
        (end, day, m)
    };
    // "Addis Ababa July 22/2022/ENA/"
    let slash = usize::from(tokens.get(end).is_some_and(|t| t.is('/') && !t.spaced));
    let year_at = end + comma(end).max(slash);
    let year = number(year_at).filter(|y| (1990..2100).contains(y))?;
    let date = calendar::date(year, m, day)?;
    (year_at < last).then_some((year_at + 1, date))
}

/// Whether a date stands where pages put the date of publication, and how good that place is (less is better).
fn place(text: &str, tokens: &[Token], line: Line, words: &[usize], at: usize, end: usize) -> Option<(u8, PublishedBasis)> {
    let label = (at.saturating_sub(4).max(line.first)..at).map(|i| word(text, tokens, i).to_lowercase()).collect::<Vec<_>>();
    let says = |words: &[&str]| label.iter().any(|l| words.contains(&l.as_str()));
    if at == line.first + 1 && label == ["date"] {
        return Some((0, PublishedBasis::Header));
    }
    if says(&["published", "posted", "publication", "дата", "опубликовано"]) {
        return Some((1, PublishedBasis::Header));
    }
    let before = words[at - line.first];
    let rest = words[line.last - line.first] - (words[end - line.first] - before);
    let updated = says(&["updated", "modified"]);
    if rest <= 8 && is_label_line(text, tokens, line, at, end) {
        return Some((if updated { 4 } else { 2 }, PublishedBasis::Header));
    }
    if is_dateline(tokens, line, at, end) && before <= 4 {
        return Some((3, PublishedBasis::Dateline));
    }
    // "No: 123, 18 June 2024, Press Release Regarding the Visit of the Minister"
    let numbered = word(text, tokens, line.first).eq_ignore_ascii_case("no") && (line.first + 1..at).any(|i| tokens[i].is_number());
    if numbered && at - line.first <= 5 && tokens.get(end).is_some_and(|t| t.is(',')) {
        return Some((3, PublishedBasis::Header));
    }
    // "Uzbekistan 09/04/2021 Headline": a date in figures near the start of a line that is no sentence
    let figures = tokens[at].is_number() && end - at != 3 && at - line.first <= 3;
    (figures && !updated).then_some((3, PublishedBasis::Header))
}

/// How many words before each token of the line, and in all of it, are neither of a date, a time, nor a weekday.
fn others(text: &str, tokens: &[Token], lexicon: &Lexicon, line: Line) -> Vec<usize> {
    let mut count = 0;
    let mut counts = vec![0];
    for i in line.first..line.last {
        let is_other = tokens[i].is_word()
            && lexicon.calendar.find(tokens, i).is_none()
            && !["utc", "gmt", "am", "pm", "date", "by", "updated", "at"].contains(&word(text, tokens, i).to_lowercase().as_str());
        count += usize::from(is_other);
        counts.push(count);
    }
    counts
}

/// A line that is a label and no sentence: no full stop at its end, and no preposition right before the date.
fn is_label_line(text: &str, tokens: &[Token], line: Line, at: usize, end: usize) -> bool {
    let stops = tokens[line.last - 1].is('.') && line.last - 1 > end;
    let led = at > line.first
        && ["on", "in", "by", "since", "from", "until", "of", "to", "till", "for", "as"]
            .contains(&word(text, tokens, at - 1).to_lowercase().as_str());
    !stops && !led
}

/// "WASHINGTON, Nov. 7, 2025 —": capitals or a place, the date, then a dash, colon, bracket or full stop.
fn is_dateline(tokens: &[Token], line: Line, at: usize, end: usize) -> bool {
    let behind = tokens.get(end).is_some_and(|t| matches!(t.kind, TokenKind::Punct('-' | ':' | '(' | '.' | '/' | '|')));
    let before = || tokens[line.first..at].iter().all(|t| t.capital || matches!(t.kind, TokenKind::Punct(_)));
    behind && at - line.first <= 6 && before()
}

/// The headline: the first line, among the first few, that is neither noise nor a sentence of prose.
pub fn title(tokens: &[Token], lines: &[Line], noise: &[Boilerplate]) -> Option<Span> {
    for line in lines.iter().take(8) {
        let clear = |i: &usize| !noise.iter().any(|b| b.span.overlaps(tokens[*i].span));
        let words: Vec<usize> = (line.first..line.last).filter(|&i| tokens[i].is_word()).filter(clear).collect();
        let (Some(&first), Some(&last)) = (words.first(), words.last()) else { continue };
        let stops = matches!(tokens[line.last - 1].kind, TokenKind::Punct('.' | ':'));
        if stops || words.len() > 22 {
            return None;
        }
        if words.len() >= 3 {
            return Some(tokens[first].span.join(tokens[last].span));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::ingest::document;
    use crate::lexicon::Lexicon;

    fn published(first_line: &str) -> Option<String> {
        let text = format!("{first_line}\n\nTrade grew, it was said in the capital, and this is good for everyone.\n");
        document("page.txt", text, &Lexicon::builtin()).published_on.map(|d| d.to_string())
    }

    #[test]
    fn dates_where_pages_put_them() {
        let day = Some("2024-06-18".to_string());
        for line in [
            "18.06.2024 15:30",
            "Publication date: 18 June 2024",
            "By John Smith / 18 Jun 2024",
            "Nairobi, Kenya - June 18, 2024: The minister met his guest",
            "Addis Ababa June 18/2024/ENA/ The minister met his guest",
            "No: 123, 18 June 2024, Press Release Regarding the Visit of the Minister",
        ] {
            assert_eq!(published(line), day, "{line}");
        }
    }

    #[test]
    fn dates_of_other_things() {
        for line in [
            "The treaty of 18 June 2024 is in force.",
            "NAIROBI, June 18 (KNA) The minister met his guest",
            "No one knew on 18 June 2024, he said.",
        ] {
            assert_eq!(published(line), None, "{line}");
        }
    }

    #[test]
    fn a_line_of_many_dates_is_read_in_good_time() {
        assert_eq!(published(&"5 May 2024, ".repeat(20_000)), published("5 May 2024, 5 May 2024, 5 May 2024"));
    }
}
