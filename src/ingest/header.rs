//! Reads the date of publication and the headline off the first lines of a page.
//!
//! " date 2025-03-19 Tell a friend", "Published August 7th, 2013 - 02:55 GMT", "24 August 2023 12:40 (UTC+04:00)",
//! "WASHINGTON, Nov. 7, 2025 —". A date in a sentence of the article is none; a dateline without a year neither; nor one that is
//! said to be that of a change, that stands beside rates, heads an entry of a chronology or belongs to the headline of another
//! article. Better no date than a wrong one.

use super::boilerplate::{self, Line};
use super::date_label::{self, Label};
use super::written_date::{Order, Written};
use crate::lexicon::{CalendarWord, DateWord, Lexicon};
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
    /// It is the day of a change: any other that is told is better.
    pub changed: bool,
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
const DATES_LOOKED_AT: usize = 8;
/// A line of more words is no label of the line below it.
const MOST_WORDS_OF_LABEL: usize = 6;

/// A date where pages put that of publication; the less its rank, the better the place.
struct Candidate {
    rank: u8,
    line: usize,
    published: Published,
    /// Nothing else is told by the line.
    alone: bool,
    has_weekday: bool,
    has_clock: bool,
}

/// Reads the header of a page, of whose lines some are marked as noise.
pub fn read(text: &str, tokens: &[Token], lines: &[Line], marks: &[Option<BoilerplateKind>], lexicon: &Lexicon) -> Header {
    let dates = Written { text, tokens, lexicon };
    let page = Page { text, tokens, lexicon, lines, marks, entries: entries(&dates, lines) };
    let order = Order::new(&dates, lines);
    let mut found: Vec<Candidate> = Vec::new();
    for (number, line) in lines.iter().enumerate().take(LINES_LOOKED_AT) {
        let in_line = (line.first..line.last).filter_map(|at| Some((at, dates.full(at, line.last)?)));
        let in_line: Vec<_> = in_line.take(DATES_LOOKED_AT).collect();
        if in_line.is_empty() {
            continue;
        }
        let words = others(tokens, lexicon, *line);
        for (at, (end, date)) in in_line {
            let Some((rank, basis)) = page.place(number, &words, at, end) else { continue };
            let Some(date) = order.meant(date, *line, at) else { continue };
            let first = if at > line.first && word(text, tokens, at - 1).eq_ignore_ascii_case("date") { at - 1 } else { at };
            found.push(Candidate {
                rank,
                line: number,
                published: Published { date, basis, span: tokens[first].span.join(tokens[end - 1].span), changed: rank == CHANGED },
                alone: rank == ALONE,
                has_weekday: (line.first..line.last)
                    .any(|i| matches!(lexicon.calendar.find(tokens, i), Some((_, CalendarWord::Weekday(_))))),
                has_clock: (end..line.last).any(|i| tokens[i].is(':') && i > line.first && tokens[i - 1].is_number()),
            });
        }
    }
    let best = found.iter().min_by_key(|candidate| candidate.rank);
    // "11:40 / 28.09.2019" of a list below the article: the day that heads the article is better
    let prose = |from: usize, to: usize| lines[from..to].iter().any(|line| boilerplate::is_prose(text, tokens, *line));
    let above = |best: &Candidate| found.iter().find(|c| best.alone && c.rank == NAMED && c.line < best.line && prose(c.line, best.line));
    let best = best.map(|best| above(best).unwrap_or(best));
    Header { published: best.map(|best| settled(best, &found).published) }
}

/// Of several lines that are only dates the first, but not the clock of the page: a weekday without a time above a day with one.
fn settled<'a>(best: &'a Candidate, found: &'a [Candidate]) -> &'a Candidate {
    let is_clock = best.alone && best.has_weekday && !best.has_clock;
    let later = |other: &&Candidate| other.alone && other.has_clock && other.line > best.line && other.published.date < best.published.date;
    found.iter().find(later).filter(|_| is_clock).unwrap_or(best)
}

/// The ranks of places.
const STAMPED: u8 = 0;
const LABELLED: u8 = 1;
const ALONE: u8 = 2;
const NAMED: u8 = 3;
const IN_TEXT: u8 = 4;
const CHANGED: u8 = 5;

/// The lines that begin with a date behind which words follow: entries of a chronology, where there are several.
fn entries(dates: &Written, lines: &[Line]) -> Vec<usize> {
    let tokens = dates.tokens;
    let heads_entry = |line: &Line| {
        let first = (line.first..line.last).find(|&at| !matches!(tokens[at].kind, TokenKind::Punct(_)))?;
        let (end, _) = dates.full(first, line.last)?;
        let is_parted = tokens.get(end).is_some_and(|t| t.is(':') || t.is('-')) && tokens.get(end + 1).is_some_and(Token::is_word);
        (end + 1 < line.last && is_parted).then_some(())
    };
    lines.iter().take(2 * LINES_LOOKED_AT).enumerate().filter(|(_, line)| heads_entry(line).is_some()).map(|(number, _)| number).collect()
}

/// The lines of a page, with what is known of them.
struct Page<'a> {
    text: &'a str,
    tokens: &'a [Token],
    lexicon: &'a Lexicon,
    lines: &'a [Line],
    marks: &'a [Option<BoilerplateKind>],
    entries: Vec<usize>,
}

impl Page<'_> {
    /// Whether a date stands where pages put the date of publication, and how good that place is.
    fn place(&self, number: usize, words: &[usize], at: usize, end: usize) -> Option<(u8, PublishedBasis)> {
        let Page { text, tokens, .. } = *self;
        let line = self.lines[number];
        if at == line.first + 1 && word(text, tokens, line.first).eq_ignore_ascii_case("date") {
            return Some((STAMPED, PublishedBasis::Header));
        }
        let label = self.label(number, at, end);
        if label == Some(Label::Other) || self.is_on_rates(line, at, end) || self.has_copyright(line) {
            return None;
        }
        if label == Some(Label::Published) && !self.has_word(line, DateWord::Place) {
            return Some((LABELLED, PublishedBasis::Header));
        }
        let before = words[at - line.first];
        let rest = words[line.last - line.first] - (words[end - line.first] - before);
        if self.is_of_else(number, at, end, rest) || at == line.first && self.goes_on_from_above(number, end) {
            return None;
        }
        // where nothing else tells a day: a page that shows only when it was changed was mostly published then
        if label == Some(Label::Changed) {
            return Some((CHANGED, PublishedBasis::Header));
        }
        if rest <= 8 && self.is_label_line(line, at, end) && !self.tells_event(line, at) {
            return Some((if rest == 0 { ALONE } else { NAMED }, PublishedBasis::Header));
        }
        if before <= 4 && (is_dateline(tokens, line, at, end) || self.is_dateline_in_brackets(line, at, end)) {
            return Some((IN_TEXT, PublishedBasis::Dateline));
        }
        // "No: 123, 18 June 2024, Press Release Regarding the Visit of the Minister"
        let numbered = word(text, tokens, line.first).eq_ignore_ascii_case("no") && (line.first + 1..at).any(|i| tokens[i].is_number());
        if numbered && at - line.first <= 5 && tokens.get(end).is_some_and(|t| t.is(',')) {
            return Some((IN_TEXT, PublishedBasis::Header));
        }
        // "Uzbekistan 09/04/2021 Headline": a date in figures near the start of a line that is no sentence
        let figures = tokens[at].is_number() && end - at != 3 && at - line.first <= 3;
        figures.then_some((IN_TEXT, PublishedBasis::Header))
    }

    /// What the line says of the date, or the line above where that is no more than a label.
    fn label(&self, number: usize, at: usize, end: usize) -> Option<Label> {
        let Page { text, tokens, lexicon, .. } = *self;
        let line = self.lines[number];
        let own = date_label::before(text, tokens, lexicon, line.first, at);
        let own = own.filter(|label| *label == Label::Other || !self.is_in_sentence(line, at, end));
        let opens = tokens[line.first..at].iter().all(|t| !t.is_word());
        let above =
            number.checked_sub(1).map(|above| self.lines[above]).filter(|above| own.is_none() && opens && above.last - above.first <= 4);
        own.or_else(|| date_label::before(text, tokens, lexicon, above?.first, above?.last))
    }

    /// "Data released on 14 June 2024 by the office show that exports grew": what stands before the day is no label.
    fn is_in_sentence(&self, line: Line, at: usize, end: usize) -> bool {
        let Page { text, tokens, lexicon, .. } = *self;
        let is_sign = |i: &usize| matches!(tokens[*i].kind, TokenKind::Punct('|' | '/' | '•' | '('));
        let first = (line.first..at).rev().find(is_sign).unwrap_or(line.first);
        let last = (end..line.last).find(is_sign).unwrap_or(line.last);
        let is_told = |i: usize| {
            let token = &tokens[i];
            let is_known = lexicon.date_words.has_any(token, DateWord::LABELS) || lexicon.calendar.find(tokens, i).is_some();
            token.is_word() && token.span.of(text).chars().next().is_some_and(char::is_lowercase) && !is_known
        };
        let told = (first..at).chain(end..last).filter(|i| is_told(*i)).count();
        told > 1 || told == 1 && last == line.last && tokens[last - 1].is('.')
    }

    /// A line on something else: a picture, another article, rates, an entry of a chronology, a message of a network.
    fn is_of_else(&self, number: usize, at: usize, end: usize, rest: usize) -> bool {
        let Page { tokens, .. } = *self;
        let line = self.lines[number];
        let other = match self.marks[number] {
            Some(BoilerplateKind::Rates) => true,
            Some(BoilerplateKind::Caption | BoilerplateKind::Advert | BoilerplateKind::Comments | BoilerplateKind::Teaser) => rest > 0,
            _ => false,
        };
        let is_entry = self.entries.contains(&number) && {
            let is_listed = tokens[line.first].is('•') || tokens[line.first].is('*');
            let is_sentence = boilerplate::is_prose(self.text, tokens, line);
            self.entries.len() > 1 || is_listed || tokens.get(end).is_some_and(|t| t.is(':')) && !is_sentence
        };
        let is_message = tokens[line.first].is('-') && (line.first..at).any(|i| tokens[i].is('@'));
        other || is_entry || is_message || self.is_beside_rates(number, at, end)
    }

    /// "25.06.2024 USD 470.2 EUR 505.1", "+25 °C 25 June 2024", or a date above such a line.
    fn is_beside_rates(&self, number: usize, at: usize, end: usize) -> bool {
        let line = self.lines[number];
        let part = |range: std::ops::Range<usize>, back: bool| {
            let mut part: Box<dyn Iterator<Item = usize>> = if back { Box::new(range.rev()) } else { Box::new(range) };
            part.find(|&i| self.tokens[i].is('|') || self.tokens[i].is('•'))
        };
        let first = part(line.first..at, true).unwrap_or(line.first);
        let last = part(end..line.last, false).unwrap_or(line.last);
        let beside = self.rates(first, at) + self.rates(end, last) > 0 || self.rates(line.first, line.last) > 1;
        let has_degrees = (line.first..line.last).any(|i| self.tokens[i].is('°'));
        let is_last = self.tokens[end..line.last].iter().all(|t| !t.is_word());
        let below = self.lines.get(number + 1).filter(|below| is_last && below.last - below.first <= 6);
        beside || has_degrees || below.is_some_and(|below| self.rates(below.first, below.last) > 0)
    }

    /// How many figures stand beside a currency and no scale.
    fn rates(&self, first: usize, last: usize) -> usize {
        let Page { text, tokens, lexicon, .. } = *self;
        let is_currency = |i: usize| (first..last).contains(&i) && lexicon.currencies.symbol(tokens[i].span.of(text)).is_some();
        let is_scaled = |i: usize| lexicon.numbers.find(tokens, i + 1).is_some();
        (first..last)
            .filter(|&i| tokens[i].is_number() && !is_scaled(i))
            .filter(|&i| is_currency(i + 1) || i > 0 && is_currency(i - 1) || i > 1 && tokens[i - 1].is('=') && is_currency(i - 2))
            .count()
    }

    /// "Exchange rates on 25 June 2024": words of rates near the date, but not somewhere in the sentence behind it.
    fn is_on_rates(&self, line: Line, at: usize, end: usize) -> bool {
        const NEAR: usize = 6;
        let near = Line { first: line.first.max(at.saturating_sub(NEAR)), last: line.last.min(end + NEAR / 2), ..line };
        self.has_word(near, DateWord::Rates)
    }

    fn has_word(&self, line: Line, word: DateWord) -> bool {
        self.tokens[line.first..line.last].iter().any(|token| self.lexicon.date_words.has(token, word))
    }

    /// A line that is a label and no sentence: no full stop at its end, and no preposition right before the date.
    fn is_label_line(&self, line: Line, at: usize, end: usize) -> bool {
        let Page { text, tokens, lexicon, .. } = *self;
        let stops = tokens[line.last - 1].is('.') && line.last - 1 > end;
        let before = |n: usize| at.checked_sub(n).filter(|before| *before >= line.first).map(|before| &tokens[before]);
        let has = |n: usize, word: DateWord| before(n).is_some_and(|token| lexicon.date_words.has(token, word));
        let reads = |words: &[&str]| before(1).is_some_and(|token| token.reads_any(text, words));
        // "By Staff Report in International on 18 June 2024"
        let byline = word(text, tokens, line.first) == "By" && reads(&["on"]) && end == line.last;
        // "Issued on 18 June 2024", "Press release of 18 June 2024"
        let labelled = reads(&["on", "at"]) && has(2, DateWord::Stamp) || reads(&["of", "from"]) && has(2, DateWord::Paper);
        !stops && (!has(1, DateWord::Lead) || byline || labelled)
    }

    fn has_copyright(&self, line: Line) -> bool {
        self.tokens[line.first..line.last].iter().any(|token| token.is('©'))
    }

    /// "Visit to Oslo, 5 September 2025", "Date: 5 September 2025, Place: Oslo".
    fn tells_event(&self, line: Line, at: usize) -> bool {
        let before = Line { last: at, ..line };
        let is_place =
            |i: usize| self.lexicon.date_words.has(&self.tokens[i], DateWord::Place) && self.tokens.get(i + 1).is_some_and(|t| t.is(':'));
        self.has_word(before, DateWord::Event) && !self.has_word(line, DateWord::Release) || (line.first..line.last).any(is_place)
    }

    /// "paid a visit from 3 to / 4 July 2006. With him came": the line goes on with the sentence of the one above.
    fn goes_on_from_above(&self, number: usize, end: usize) -> bool {
        let Some(above) = number.checked_sub(1).and_then(|above| self.lines.get(above)) else { return false };
        let Some(last) = (above.first..above.last).next_back().map(|last| &self.tokens[last]) else { return false };
        let next = &self.tokens[self.lines[number].first];
        let gap = self.text.get(last.span.end as usize..next.span.start as usize).unwrap_or_default();
        let is_open = last.is(',') || self.lexicon.date_words.has(last, DateWord::Link);
        let words = self.tokens[above.first..above.last].iter().filter(|t| t.is_word()).count();
        let goes_on = self.tokens.get(end).is_some_and(|t| t.is('.') || t.is(',')) && end + 1 < self.lines[number].last;
        goes_on && is_open && gap.matches('\n').count() == 1 && words > MOST_WORDS_OF_LABEL
    }

    /// "Georgetown, Guyana—(August 16, 2021) The visit", "RSS (KATHMANDU, 29 March 2022) – In Colombo".
    fn is_dateline_in_brackets(&self, line: Line, at: usize, end: usize) -> bool {
        let tokens = self.tokens;
        let Some(open) = (line.first..at).rev().find(|&i| tokens[i].is('(')) else { return false };
        let is_place = at - open > 1 && tokens[at - 1].is(',') || open > line.first && tokens[open - 1].is('-');
        let is_name = tokens[line.first..at].iter().all(|t| t.capital || matches!(t.kind, TokenKind::Punct(_)));
        let is_closed = tokens.get(end).is_some_and(|t| t.is(')'));
        is_closed && is_place && is_name && at - line.first <= 6 && boilerplate::is_prose(self.text, tokens, line)
    }
}

fn word<'a>(text: &'a str, tokens: &[Token], at: usize) -> &'a str {
    tokens.get(at).map_or("", |t| t.span.of(text))
}

/// How many words before each token of the line, and in all of it, are neither of a date, a time, nor a weekday.
fn others(tokens: &[Token], lexicon: &Lexicon, line: Line) -> Vec<usize> {
    let mut count = 0;
    let mut counts = vec![0];
    for i in line.first..line.last {
        let is_other =
            tokens[i].is_word() && lexicon.calendar.find(tokens, i).is_none() && !lexicon.date_words.has(&tokens[i], DateWord::Aside);
        count += usize::from(is_other);
        counts.push(count);
    }
    counts
}

/// "WASHINGTON, Nov. 7, 2025 —": capitals or a place, the date, then a dash, colon, bracket or full stop.
fn is_dateline(tokens: &[Token], line: Line, at: usize, end: usize) -> bool {
    let behind = tokens.get(end).is_some_and(|t| matches!(t.kind, TokenKind::Punct('-' | ':' | '(' | '.' | '/' | '|')));
    let before = || tokens[line.first..at].iter().all(|t| t.capital || matches!(t.kind, TokenKind::Punct(_)));
    behind && at - line.first <= 6 && before()
}

/// The headline: the first line, among the first few, that is neither noise, rates, a menu, nor a sentence of prose.
pub fn title(text: &str, tokens: &[Token], lines: &[Line], noise: &[Boilerplate], lexicon: &Lexicon) -> Option<Span> {
    let page = Page { text, tokens, lexicon, lines, marks: &[], entries: Vec::new() };
    for line in lines.iter().take(8) {
        let clear = |i: &usize| !noise.iter().any(|b| b.span.overlaps(tokens[*i].span));
        let words = (line.first..line.last).filter(|&i| tokens[i].is_word()).filter(clear).count();
        if words == 0 || page.rates(line.first, line.last) > 1 || is_menu(text, tokens, *line) {
            continue;
        }
        let stops = matches!(tokens[line.last - 1].kind, TokenKind::Punct('.' | ':'));
        if stops || words > 22 {
            return None;
        }
        if words >= 3 {
            return without_marks(tokens, (line.first..line.last).filter(clear).collect());
        }
    }
    None
}

/// The tokens without signs at either end that only set the line apart; quotes, brackets, percent and question marks belong to it.
fn without_marks(tokens: &[Token], mut title: Vec<usize>) -> Option<Span> {
    let is_apart = |at: &usize, signs: &[char]| matches!(tokens[*at].kind, TokenKind::Punct(sign) if signs.contains(&sign));
    let first = title
        .iter()
        .position(|at| !is_apart(at, &['|', '-', '•', '*', '#', '>', '/', '·', ',', ';', ':', '.', '!', '?', ')', ']', '%', '=']))
        .unwrap_or(0);
    title.drain(..first);
    while title.last().is_some_and(|at| is_apart(at, &['|', '-', '•', '*', '#', '>', '/', '·', ',', ';', ':', '(', '[', '='])) {
        title.pop();
    }
    Some(tokens[*title.first()?].span.join(tokens[*title.last()?].span))
}

/// "Home  News  World  Economy": names with space between them, as a menu leaves them.
fn is_menu(text: &str, tokens: &[Token], line: Line) -> bool {
    let gap = |at: usize| {
        text.get(tokens[at - 1].span.end as usize..tokens[at].span.start as usize)
            .is_some_and(|gap| gap.trim().is_empty() && gap.chars().count() > 1)
    };
    (line.first + 1..line.last).filter(|&at| gap(at)).count() >= 2
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
            "18 июнь 2024, 14:30",
            "18 de junio de 2024",
            "18 маусым 2024, 10:20",
            "2024 жылғы 18 маусым",
            "Жарияланған күні: 18 Маусым, 2024",
            "Civil Daily, Lima / 18 June '24 / 15:21",
            "Georgetown, Guyana—(June 18, 2024) The visit of the minister to Poland begins, it was said in the capital on Monday by his office.",
            "KNA (NAIROBI, 18 June 2024) – Trade with Norway is what the minister spoke of in the capital on Monday with his guest.",
            "Updated: 19 June 2024 | Published: 18 June 2024",
            "Обновлено 19.06.2024\n18.06.2024",
            "Latest news\nMinister of Peru opens a port 5 May 2017\nBank of Peru raises its rate 6 May 2017\nKenya trades more\n18 June 2024",
            "05.05.2017 Minister opens forum\n06.05.2017 Bank raises its rate\nKenya trades more\n18.06.2024",
            "25.06.2024\n$ 470.25\n€ 505.11\n18 June 2024, 10:20",
            "25.06.2024 USD 470.2 EUR 505.1\n18 June 2024",
            "Курсы валют на 25.06.2024\n18 June 2024",
            "Oslo +25 °C 25 June 2024\nJune 18, 2024",
            "Today is Friday, 5 November 2026\nHome\n18 June 2024",
            "Saturday, 27 July, 2024\nTue, 18 Jun, 2024 12:01:32 AM",
            "18 June 2024 | Views: 2023 | USD 470",
            "Kenya Today, 18 June 2024",
            "18 June 2024\nData released on 14 June 2024 by the statistics office show that exports grew.",
            "ANKARA, June 18, 2024 — The two countries will trade in national currencies.",
            "POLITICS | 14:12 / 18.06.2024\n\nThe minister of Kenya met his guest from Peru in the capital on Monday, it was said there.\n\n11:40 / 16.06.2024\nOld news",
            "Date of publication: 18 June 2024",
            "By Staff Report in International on 18 June 2024",
            "18.06.24 15:30",
        ] {
            assert_eq!(published(line), day, "{line}");
        }
    }

    #[test]
    fn months_before_days_where_the_page_shows_it() {
        assert_eq!(published("Lima, Jul. 2.\n\nPublished: 7/2/2024"), Some("2024-07-02".to_string()));
        assert_eq!(published("Tariffs from 13/05/2024\n\n07/02/2024"), Some("2024-02-07".to_string()));
        assert_eq!(published("Talks began on 5 February\n\n07/02/2024"), Some("2024-02-07".to_string()));
        for line in ["Published: 7/2/2024", "07-02-2024", "Friday, 07/02/2024"] {
            assert_eq!(published(line), None, "{line}");
        }
        assert_eq!(published("Tuesday, 07/02/2024"), Some("2024-07-02".to_string()));
        assert_eq!(published("07/02/2024 9:30 AM EDT"), Some("2024-07-02".to_string()));
    }

    #[test]
    fn a_day_of_change_is_better_than_none() {
        for line in [
            "Last updated: 19 June 2024 14:20",
            "Modified on 19 June 2024",
            "Last updated\n19 June 2024",
            "Обновлено: 19 июня 2024",
            "Жаңартылды: 19.06.2024",
            "This page was last updated on 19 June 2024",
        ] {
            assert_eq!(published(line), Some("2024-06-19".to_string()), "{line}");
            assert_eq!(
                published(&format!("{line}\n\nNAIROBI, June 18, 2024 - The minister met his guest.")),
                Some("2024-06-18".to_string()),
                "{line}"
            );
        }
    }

    #[test]
    fn dates_of_other_things() {
        for line in [
            "The treaty of 18 June 2024 is in force.",
            "NAIROBI, June 18 (KNA) The minister met his guest",
            "No one knew on 18 June 2024, he said.",
            "Agreement of 18 June 2024",
            "Accessed 19 June 2024",
            "Archived 19.06.2024",
            "National Bank official 25.06.2024\nUSD 470.25",
            "Photo: KNA, 5 May 2017",
            "Read also: Minister visits Peru, 5 May 2017",
            "Read also\nOld story of the ministry 5 May 2017",
            "5 May 1992: diplomatic relations\n6 May 1993: embassy",
            "• 1 March 2018 - relations restored",
            "5 May 2017: Event: Visit to Peru; People: 12",
            "— MFA (@mfa) June 1, 2019",
            "Visit to Norway, 5 September 2025",
            "Decree No. 55, 5 May 2017",
            "Deadline: 5 September 2025",
            "When: 5 September 2025",
            "Date: 5 September 2025, Place: Oslo",
            "18 June 2098",
            "18.06.24",
            "By the law on 18 June 2024 trade",
            "The forecast of growth was revised on 5 April 2024.",
            "Read also: Minister visits Peru, updated 5 May 2017",
            "The president of Norway paid a working visit to Peru with some of his ministers from 3 to\n4 July 2006. With him came others.",
        ] {
            assert_eq!(published(line), None, "{line}");
        }
    }

    #[test]
    fn headlines_keep_their_figures() {
        let title = |first: &str| {
            document("page.txt", format!("{first}\n\nTrade grew, it was said in the capital on Monday.\n"), &Lexicon::builtin()).title
        };
        for line in [
            "Kenya and Norway: trade up 19.5%",
            "«Kenya and Norway» in 2024",
            "5 facts on Kenya and Norway",
            "Will Kenya and Norway trade more?",
            "$2 billion of trade with Peru (2023)",
        ] {
            assert_eq!(title(line).as_deref(), Some(line));
        }
        assert_eq!(title("USD 421.58  EUR 496.83  RUB 5.02\nKenya and Norway trade more").as_deref(), Some("Kenya and Norway trade more"));
        assert_eq!(
            title("Home  News  World  Economy\n18.06.2024\nKenya and Norway trade more").as_deref(),
            Some("Kenya and Norway trade more")
        );
        assert_eq!(title("| Kenya and Norway trade more |").as_deref(), Some("Kenya and Norway trade more"));
    }

    #[test]
    fn a_line_of_many_dates_is_read_in_good_time() {
        assert_eq!(published(&"5 May 2024, ".repeat(20_000)), published("5 May 2024, 5 May 2024, 5 May 2024"));
    }
}
