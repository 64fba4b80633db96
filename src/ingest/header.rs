//! Reads the date of publication and the headline off the first lines of a page.
//!
//! " date 2025-03-19 Tell a friend", "Published August 7th, 2013 - 02:55 GMT", "24 August 2023 12:40 (UTC+04:00)",
//! "WASHINGTON, Nov. 7, 2025 —". A date in a sentence of the article is none; a dateline without a year neither; better no
//! date than a wrong one.

use super::boilerplate::Line;
use super::written_date::{Written, days_told};
use crate::lexicon::Lexicon;
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
    let dates = Written { text, tokens, lexicon };
    let top = &lines[..lines.len().min(LINES_LOOKED_AT)];
    let told = days_told(&dates, top);
    for line in top {
        let found: Vec<_> = (line.first..line.last).filter_map(|at| Some((at, dates.full(at, line.last)?))).collect();
        if found.is_empty() || is_rates_line(text, tokens, *line) {
            continue;
        }
        let words = others(text, tokens, lexicon, *line);
        for (at, (end, date)) in found {
            let Some((rank, basis)) = place(text, tokens, *line, &words, at, end) else { continue };
            let first = if at > line.first && word(text, tokens, at - 1).eq_ignore_ascii_case("date") { at - 1 } else { at };
            let date = dates.in_order(date, *line, at, &told);
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
    (line.first..line.last).any(|i| tokens[i].reads_any(text, &["rates", "rate", "copyright", "weather", "©"]) || tokens[i].is('©'))
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
            && !tokens[i].reads_any(text, &["utc", "gmt", "am", "pm", "date", "by", "updated", "at"]);
        count += usize::from(is_other);
        counts.push(count);
    }
    counts
}

/// A line that is a label and no sentence: no full stop at its end, and no preposition right before the date.
fn is_label_line(text: &str, tokens: &[Token], line: Line, at: usize, end: usize) -> bool {
    let stops = tokens[line.last - 1].is('.') && line.last - 1 > end;
    let before = |n: usize| if at >= line.first + n { word(text, tokens, at - n).to_lowercase() } else { String::new() };
    let led = ["on", "in", "by", "since", "from", "until", "of", "to", "till", "for", "as"].contains(&before(1).as_str());
    // "Issued on 18 June 2024", "Press release of 18 June 2024"
    let labelled = match before(1).as_str() {
        "on" | "at" => ["issued", "published", "posted", "updated", "modified", "created", "added", "uploaded", "released"]
            .contains(&before(2).as_str()),
        "of" | "from" => ["release", "statement", "bulletin", "news", "publication"].contains(&before(2).as_str()),
        _ => false,
    };
    !stops && (!led || labelled)
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
            "Sport Tuesday 18/June/2024 22:10 PM",
            "By JT - Jun 18,2024 - Last updated at Jun 19,2024",
            "Press release of 18 June 2024",
            "Issued on 18 June 2024",
            "18th Tuesday, June 2024 - 07:32 UTC",
            "18-Jun-2024",
            "18 июня 2024, 14:30",
            "18 de junio de 2024",
        ] {
            assert_eq!(published(line), day, "{line}");
        }
    }

    #[test]
    fn months_before_days_where_the_page_shows_it() {
        assert_eq!(published("Lima, Jul. 2.\n\nPublished: 7/2/2024"), Some("2024-07-02".to_string()));
        assert_eq!(published("Published: 7/2/2024"), Some("2024-02-07".to_string()));
        assert_eq!(published("Tuesday, 07/02/2024"), Some("2024-07-02".to_string()));
        assert_eq!(published("07/02/2024 9:30 AM EDT"), Some("2024-07-02".to_string()));
    }

    #[test]
    fn dates_of_other_things() {
        for line in [
            "The treaty of 18 June 2024 is in force.",
            "NAIROBI, June 18 (KNA) The minister met his guest",
            "No one knew on 18 June 2024, he said.",
            "Agreement of 18 June 2024",
        ] {
            assert_eq!(published(line), None, "{line}");
        }
    }

    #[test]
    fn a_line_of_many_dates_is_read_in_good_time() {
        assert_eq!(published(&"5 May 2024, ".repeat(20_000)), published("5 May 2024, 5 May 2024, 5 May 2024"));
    }
}
