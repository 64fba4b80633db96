//! Marks what is not the article: menus, share links, captions, teasers, subscription lines, footnote marks.
//!
//! A line is noise when the lexicon knows its words as such. A word that opens a list of other articles ("Read also")
//! takes along what follows: to the end of the page, as long as the lines look like headlines and not like prose.

use super::header::Header;
use crate::lexicon::{Lexicon, NoiseScope};
use crate::model::{Boilerplate, BoilerplateKind, Span};
use crate::text::{Token, TokenKind};

/// One line of the text: its tokens, without the line break.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    /// First token.
    pub first: usize,
    /// One past the last.
    pub last: usize,
    /// Its bytes.
    pub span: Span,
}

/// The lines that have any token.
pub fn lines(text: &str, tokens: &[Token]) -> Vec<Line> {
    let mut out = Vec::new();
    let mut first = 0;
    for at in 0..=tokens.len() {
        if at == tokens.len() || tokens[at].kind == TokenKind::Newline {
            if first < at {
                out.push(Line { first, last: at, span: tokens[first].span.join(tokens[at - 1].span) });
            }
            first = at + 1;
        }
    }
    debug_assert!(out.iter().all(|l| (l.span.end as usize) <= text.len()));
    out
}

/// What each line is, where it is noise by its words or by those of a line before it.
pub fn marks(text: &str, tokens: &[Token], lines: &[Line], lexicon: &Lexicon) -> Vec<Option<BoilerplateKind>> {
    let mut marks = vec![None; lines.len()];
    for (i, line) in lines.iter().enumerate() {
        marks[i] = line_noise(text, tokens, *line, lexicon);
    }
    tails(text, tokens, lines, lexicon, &mut marks);
    marks
}

/// All noise, in order, not overlapping.
pub fn find(
    text: &str,
    tokens: &[Token],
    lines: &[Line],
    mut marks: Vec<Option<BoilerplateKind>>,
    header: &Header,
    lexicon: &Lexicon,
) -> Vec<Boilerplate> {
    lone_headlines(text, tokens, lines, lexicon, &mut marks);
    let mut out: Vec<Boilerplate> = Vec::new();
    for (line, mark) in lines.iter().zip(marks) {
        if let Some(kind) = mark {
            out.push(Boilerplate { kind, span: line.span });
            continue;
        }
        if let Some(kind) = header.noise_in(line.span) {
            out.push(kind);
        }
        footnotes(text, tokens, *line, &mut out);
        inline_share(text, tokens, *line, lexicon, &mut out);
    }
    out.sort_by_key(|b| b.span);
    out.dedup_by(|b, a| a.span.overlaps(b.span));
    out
}

/// What a line is by its own words.
fn line_noise(text: &str, tokens: &[Token], line: Line, lexicon: &Lexicon) -> Option<BoilerplateKind> {
    let words = line.last - line.first;
    for at in line.first..line.last {
        let Some((end, noise)) = lexicon.noise.find_where(tokens, at, |end, noise| match noise.scope {
            NoiseScope::WholeLine => at == line.first && is_rest_signs(tokens, end, line.last),
            NoiseScope::LineStart => {
                at <= line.first + 1 && only_signs(tokens, line.first, at) && words <= 45 || at == line.first && words <= 12
            }
            NoiseScope::Line => words <= 45,
            NoiseScope::Tail => false,
        }) else {
            continue;
        };
        let _ = end;
        // A long line that also tells something stays an article line, whatever stands in it.
        let is_prose = words > 28 && matches!(noise.scope, NoiseScope::Line) && ends_like_prose(text, tokens, line) && at > line.first + 2;
        if !is_prose {
            return Some(noise.kind);
        }
    }
    // an image of Markdown: what stands for it is its caption
    let is_image = tokens[line.first].is('!') && tokens.get(line.first + 1).is_some_and(|t| t.is('[') && !t.spaced);
    if is_image {
        return Some(BoilerplateKind::Caption);
    }
    symbol_line(tokens, line).then_some(BoilerplateKind::Menu)
}

fn only_signs(tokens: &[Token], first: usize, at: usize) -> bool {
    tokens[first..at].iter().all(|t| matches!(t.kind, TokenKind::Punct(_)))
}

fn is_rest_signs(tokens: &[Token], end: usize, last: usize) -> bool {
    end <= last && tokens[end..last].iter().all(|t| matches!(t.kind, TokenKind::Punct(_) | TokenKind::Number))
}

/// "---", "«", "|": a line without a word.
fn symbol_line(tokens: &[Token], line: Line) -> bool {
    // one dash alone is an empty cell of a table
    if line.last - line.first == 1 && tokens[line.first].is('-') {
        return false;
    }
    tokens[line.first..line.last].iter().all(|t| matches!(t.kind, TokenKind::Punct(_)))
}

fn ends_like_prose(_text: &str, tokens: &[Token], line: Line) -> bool {
    matches!(tokens[line.last - 1].kind, TokenKind::Punct('.' | '"' | '!' | '?' | ')'))
}

/// Lists of other articles: from the words that open them on, while lines look like headlines.
fn tails(text: &str, tokens: &[Token], lines: &[Line], lexicon: &Lexicon, noise: &mut [Option<BoilerplateKind>]) {
    let mut in_tail: Option<BoilerplateKind> = None;
    for (i, line) in lines.iter().enumerate() {
        if let Some((at, kind)) = tail_start(tokens, *line, lexicon)
            && (at == line.first || only_signs(tokens, line.first, at))
        {
            noise[i] = Some(kind);
            in_tail = Some(kind);
            continue;
        }
        let Some(kind) = in_tail else { continue };
        if noise[i].is_some() {
            continue;
        }
        if is_prose(text, tokens, *line) && rest_has_article(text, tokens, &lines[i..]) {
            in_tail = None;
        } else {
            noise[i] = Some(kind);
        }
    }
}

/// Where a phrase that opens a list of other articles stands in the line.
///
/// A single word ("Related") opens one only as the whole line or before a colon or bar.
fn tail_start(tokens: &[Token], line: Line, lexicon: &Lexicon) -> Option<(usize, BoilerplateKind)> {
    let first = (line.first..line.last).find(|&at| !matches!(tokens[at].kind, TokenKind::Punct(_)))?;
    let (_, noise) = lexicon.noise.find_where(tokens, first, |end, noise| {
        let alone = end >= line.last || is_rest_signs(tokens, end, line.last);
        let headed = tokens.get(end).is_some_and(|t| t.is(':') || t.is('|'));
        let phrase = end - first >= 2;
        noise.scope == NoiseScope::Tail && end <= line.last && (alone || headed || phrase)
    })?;
    Some((first, noise.kind))
}

/// A line of running text: several words, ending in a full stop, with a lower-case word or two.
pub(super) fn is_prose(_text: &str, tokens: &[Token], line: Line) -> bool {
    let words = tokens[line.first..line.last].iter().filter(|t| t.is_word()).count();
    let stops = matches!(tokens[line.last - 1].kind, TokenKind::Punct('.' | '"' | '!' | '?' | ')' | ':'));
    words >= 14 && stops || words >= 22
}

/// The article goes on behind an inset ("Read also: ..." in mid-text): more than one line of prose follows.
fn rest_has_article(text: &str, tokens: &[Token], rest: &[Line]) -> bool {
    rest.iter().filter(|l| is_prose(text, tokens, **l)).count() >= 2
}

/// Headlines of other articles at the very end: lines behind the last line of prose that look like headlines.
///
/// Lines of a list or a table (short, or opened by a mark, or behind a line that ends in a colon, or that tell a figure behind its
/// heading) stay, and so does the line above a table.
fn lone_headlines(text: &str, tokens: &[Token], lines: &[Line], lexicon: &Lexicon, noise: &mut [Option<BoilerplateKind>]) {
    let Some(last) = (0..lines.len()).rev().find(|&i| noise[i].is_none() && is_prose(text, tokens, lines[i])) else { return };
    let prose = (0..=last).filter(|&i| noise[i].is_none() && is_prose(text, tokens, lines[i])).count();
    if prose < 2 || tokens[lines[last].last - 1].is(':') {
        return;
    }
    let mut above_row = false;
    for i in (last + 1..lines.len()).rev() {
        let is_row = is_row(text, tokens, lines[i], lexicon);
        if noise[i].is_none() && !is_row && !above_row && is_headline(tokens, lines[i]) {
            noise[i] = Some(BoilerplateKind::Teaser);
        }
        above_row = is_row;
    }
}

/// "2023: Exports: USD 14.1 mln; Imports: USD 8.2 mln": a figure and its unit alone between a colon and a semicolon or the end, or
/// headings with their cells.
fn is_row(text: &str, tokens: &[Token], line: Line, lexicon: &Lexicon) -> bool {
    let row = &tokens[line.first..line.last];
    let headed: Vec<usize> = (0..row.len().saturating_sub(1)).filter(|&at| row[at].is(':') && row[at + 1].spaced).collect();
    let parted = row.iter().position(|token| token.is(';'));
    let is_cell = |&at: &usize| {
        let end = (at + 1..row.len()).find(|&end| row[end].is(';')).unwrap_or(row.len());
        is_figure(text, tokens, line.first + at + 1, line.first + end, lexicon)
    };
    headed.iter().any(is_cell) || parted.is_some_and(|at| headed.iter().any(|&colon| colon < at) && headed.iter().any(|&colon| colon > at))
}

/// A number with a currency, a scale or a percent sign, and nothing else; no day, no time, no year.
fn is_figure(text: &str, tokens: &[Token], first: usize, last: usize, lexicon: &Lexicon) -> bool {
    let mut at = first;
    let mut numbers = Vec::new();
    let mut units = 0;
    while at < last {
        let token = &tokens[at];
        let named =
            lexicon.currencies.words.find(tokens, at).map(|(end, _)| end).or_else(|| lexicon.numbers.find(tokens, at).map(|(end, _)| end));
        let is_unit = lexicon.currencies.symbol(token.span.of(text)).is_some() || token.is('%') || token.reads_any(text, &["us"]);
        let is_sign = matches!(token.kind, TokenKind::Punct('$' | '+' | '-' | '.' | ','));
        if token.is_number() {
            numbers.push(token.span.of(text));
        }
        units += usize::from(named.is_some() || is_unit);
        at = match named {
            Some(end) => end,
            None if token.is_number() || is_unit || is_sign => at + 1,
            None => return false,
        };
    }
    // "1 234.5" is one number, "18.06.2024" none, "2024" alone a year
    let Some((head, groups)) = numbers.split_first() else { return false };
    let is_day = head.split(['.', ',']).count() > 2 && !head.split(['.', ',']).skip(1).all(|group| group.len() == 3);
    let is_year = groups.is_empty() && units == 0 && head.len() == 4 && (head.starts_with("19") || head.starts_with("20"));
    !is_day && !is_year && groups.iter().all(|group| group.split(['.', ',']).next().is_some_and(|digits| digits.len() == 3))
}

fn is_headline(tokens: &[Token], line: Line) -> bool {
    let words = tokens[line.first..line.last].iter().filter(|t| t.is_word()).count();
    let listed = matches!(tokens[line.first].kind, TokenKind::Punct('-' | '•' | '*'));
    let stops = matches!(tokens[line.last - 1].kind, TokenKind::Punct('.' | ';' | ':' | '!' | '"'));
    let inner_stop = tokens[line.first..line.last].windows(2).any(|w| w[0].is('.') && w[1].spaced);
    (4..=18).contains(&words) && !listed && !stops && !inner_stop
}

/// "[3][5]": marks of footnotes.
fn footnotes(text: &str, tokens: &[Token], line: Line, out: &mut Vec<Boilerplate>) {
    let mut at = line.first;
    while at + 2 < line.last {
        let is_mark = tokens[at].is('[') && tokens[at + 1].is_number() && tokens[at + 2].is(']') && tokens[at + 1].span.of(text).len() <= 2;
        if is_mark {
            out.push(Boilerplate { kind: BoilerplateKind::Footnote, span: tokens[at].span.join(tokens[at + 2].span) });
            at += 2;
        }
        at += 1;
    }
}

/// "Tell a friend" glued to the end or the start of a line of text.
fn inline_share(text: &str, tokens: &[Token], line: Line, lexicon: &Lexicon, out: &mut Vec<Boilerplate>) {
    for at in line.first..line.last {
        let found = lexicon.noise.find_where(tokens, at, |end, noise| {
            noise.kind == BoilerplateKind::Share
                && end - at >= 3
                && end <= line.last
                && matches!(noise.scope, NoiseScope::Line | NoiseScope::LineStart)
        });
        if let Some((end, noise)) = found {
            let span = tokens[at].span.join(tokens[end - 1].span);
            debug_assert!((span.end as usize) <= text.len());
            out.push(Boilerplate { kind: noise.kind, span });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::ingest::document;
    use crate::lexicon::Lexicon;

    /// The lines behind an article's prose that are marked.
    fn marked(behind: &str) -> Vec<String> {
        let prose =
            "Trade between Kenya and Norway grew by a tenth last year, it was said in Nairobi on Monday, and both sides were glad.\n\n";
        let document = document("page.txt", format!("Kenya and Norway trade more\n\n{prose}{prose}{behind}"), &Lexicon::builtin());
        document.boilerplate.iter().map(|b| b.span.of(&document.text).to_string()).collect()
    }

    #[test]
    fn tables_behind_the_article_are_no_headlines() {
        for table in [
            "2022: Exports of Kenya to Norway: USD 12.5 mln; Imports of Kenya from Norway: USD 7.1 mln",
            "Trade of Kenya with Norway, by partner and year\nNorway: Share of all exports: 12.5%",
            "2023: Partner of Kenya: Norway; Exports of the year: 12,500 thousand kroner",
        ] {
            assert!(marked(table).is_empty(), "{table}: {:?}", marked(table));
        }
    }

    #[test]
    fn headlines_behind_the_article_are_marked() {
        for headline in [
            "Peru and Poland: Trade reaches $14.1 million in 2023",
            "Minister of Peru visits Poland for talks: 18.06.2024",
            "Finland opens its embassy in Lima, 18 June 2024, 10:20",
            "Peru and Poland sign an agreement on trade: 2024",
        ] {
            assert_eq!(marked(headline), [headline]);
        }
        assert_eq!(marked("![Trade of Peru reached $9 billion](a.png)"), ["![Trade of Peru reached $9 billion](a.png)"]);
    }
}
