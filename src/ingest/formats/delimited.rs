//! CSV and its like: the first row names the fields, every other row is a record.
//!
//! Read here and not by the `csv` crate, which does not tell a quote that was never closed from one that was: the rows up to the
//! next quote became one cell.

use super::ahead::Ahead;
use super::{Context, Record, Source, Take, at, give, metadata, numbered, unpack};
use crate::config::Fields;
use crate::ingest::article::Article;
use crate::ingest::{encoding, rejection};
use crate::model::Rejection;
use std::io::BufRead;
use std::ops::Range;

/// Bytes looked at first; twice as many where a row does not end within them.
const STEP: usize = 64 * 1024;
/// Signs between cells that a file may have whatever its ending says.
const SIGNS: &[u8] = b",;\t|";

/// The records of a table whose columns are told apart by `sign`, or by what its first row shows.
pub fn rows(source: &mut Source, sign: u8, context: &Context, take: &mut Take) -> Result<(), Rejection> {
    let limit = usize::try_from(context.input.max_bytes).unwrap_or(usize::MAX / 4);
    let mut table = Table { file: Ahead::of(source.reader), sign, limit };
    let Some(names) = table.names(context.fields)? else { return Ok(()) };
    // behind a row that broke, the next one is that which has as many cells as there are headings, and so has the one behind it: a line
    // of the broken cell may have as many by chance
    let mut is_lost = false;
    let mut number = 0;
    loop {
        let offset = table.file.passed;
        let article = match table.next()? {
            Next::End => return Ok(()),
            Next::Empty => continue,
            Next::Row(row) if is_lost && !(is_like(&row.cells, &names) && table.fits_behind(row.length, &names)?) => {
                table.pass_line()?;
                continue;
            }
            Next::Row(row) => {
                is_lost = false;
                number += 1;
                table.file.consume(row.length);
                let place = || at(number, offset);
                give(context, take, &numbered(&source.prefix, number), || row.article(&names, place, context))
            }
            Next::Broken(_) if is_lost => {
                table.pass_line()?;
                continue;
            }
            Next::Broken(broken) => {
                is_lost = true;
                number += 1;
                table.pass_line()?;
                let place = at(number, offset);
                let rejection = match broken {
                    Broken::Quote => rejection("malformed", format!("{place}: a quote is not closed where its cell ends")),
                    Broken::TooLarge => {
                        rejection("too_large", format!("{place}: the row is longer than input.max_bytes = {}", context.input.max_bytes))
                    }
                };
                take(Record { id: numbered(&source.prefix, number), article: Err(rejection) })
            }
        };
        if article.is_break() {
            return Ok(());
        }
    }
}

/// A table from where it has been read to.
struct Table<'a> {
    file: Ahead<'a>,
    sign: u8,
    limit: usize,
}

enum Next {
    End,
    Empty,
    Row(Row),
    Broken(Broken),
}

/// What is wrong with a row.
#[derive(Debug, PartialEq)]
enum Broken {
    Quote,
    TooLarge,
}

impl Table<'_> {
    /// The names of the columns; none where the file is empty.
    fn names(&mut self, fields: &Fields) -> Result<Option<Vec<String>>, Rejection> {
        let failed = |e: std::io::Error| unpack::unpacking(&e);
        if self.file.part(3).map_err(failed)? == b"\xEF\xBB\xBF" {
            self.file.consume(3);
        }
        // no sign is tried on a line that has none
        while self.file.part(1).map_err(failed)?.iter().any(|byte| matches!(byte, b'\r' | b'\n')) {
            self.file.consume(1);
        }
        // "sep=;" is what Excel asks for
        let start = self.file.part(6).map_err(failed)?;
        let stated = start.strip_prefix(b"sep=").and_then(|rest| rest.first().copied()).filter(|sign| !sign.is_ascii_alphanumeric());
        if let Some(sign) = stated {
            self.sign = sign;
            self.pass_line()?;
            return self.heads();
        }
        let known = |names: &Option<Vec<String>>| names.iter().flatten().filter(|name| metadata::is_field(fields, name)).count();
        let mut best = (self.sign, 0);
        for sign in std::iter::once(self.sign).chain(SIGNS.iter().copied()) {
            self.sign = sign;
            let count = known(&self.look()?);
            if count > best.1 {
                best = (sign, count);
            }
        }
        self.sign = best.0;
        self.heads()
    }

    /// The cells of the first row, which stays unread.
    fn look(&mut self) -> Result<Option<Vec<String>>, Rejection> {
        Ok(match self.next()? {
            Next::Row(row) => Some(row.names()),
            _ => None,
        })
    }

    /// The cells of the first row that is not empty.
    fn heads(&mut self) -> Result<Option<Vec<String>>, Rejection> {
        loop {
            match self.next()? {
                Next::End => return Ok(None),
                Next::Empty => {}
                Next::Row(row) => {
                    self.file.consume(row.length);
                    return Ok(Some(row.names()));
                }
                Next::Broken(_) => {
                    return Err(rejection("malformed", "its first row names no columns: a quote is not closed, or it is too long"));
                }
            }
        }
    }

    /// The next row, which stays unread unless it is empty.
    fn next(&mut self) -> Result<Next, Rejection> {
        let most = self.limit.saturating_add(STEP);
        let mut wanted = STEP;
        loop {
            let sign = self.sign;
            let bytes = self.file.part(wanted).map_err(|e| unpack::unpacking(&e))?;
            let is_whole = bytes.len() < wanted;
            if bytes.is_empty() {
                return Ok(Next::End);
            }
            match scan(bytes, sign, is_whole) {
                Scan::More if wanted >= most => return Ok(Next::Broken(Broken::TooLarge)),
                Scan::More => wanted = wanted.saturating_mul(2).min(most),
                Scan::Quote => return Ok(Next::Broken(Broken::Quote)),
                Scan::Row { cells, length } if is_empty(&cells) => {
                    self.file.consume(length);
                    return Ok(Next::Empty);
                }
                Scan::Row { cells, length } => {
                    let bytes = bytes[..length].to_vec();
                    return Ok(Next::Row(Row { bytes, cells, length }));
                }
            }
        }
    }

    /// Whether what stands so many bytes further on is no other thing than a row of the table: one that is broken may be one.
    fn fits_behind(&mut self, mut from: usize, names: &[String]) -> Result<bool, Rejection> {
        let most = self.limit.saturating_add(STEP);
        let mut wanted = STEP;
        loop {
            let sign = self.sign;
            let bytes = self.file.part(from.saturating_add(wanted)).map_err(|e| unpack::unpacking(&e))?;
            let is_whole = bytes.len() < from.saturating_add(wanted);
            let behind = bytes.get(from..).unwrap_or_default();
            if behind.is_empty() {
                return Ok(true);
            }
            match scan(behind, sign, is_whole) {
                Scan::More if wanted < most => wanted = wanted.saturating_mul(2).min(most),
                Scan::More | Scan::Quote => return Ok(true),
                Scan::Row { cells, length } if is_empty(&cells) => from += length,
                Scan::Row { cells, .. } => return Ok(is_like(&cells, names)),
            }
        }
    }

    /// Reads past the end of a line, however lines end in this file; what is left of a pair of signs is an empty row.
    fn pass_line(&mut self) -> Result<(), Rejection> {
        loop {
            let bytes = self.file.part(STEP).map_err(|e| unpack::unpacking(&e))?;
            let end = bytes.iter().position(|byte| matches!(byte, b'\r' | b'\n'));
            let passed = end.map_or(bytes.len(), |end| end + 1);
            self.file.consume(passed);
            if end.is_some() || passed == 0 {
                return Ok(());
            }
        }
    }
}

/// A cell among the bytes of its row.
#[derive(Clone, Debug, PartialEq)]
struct Cell {
    range: Range<usize>,
    is_quoted: bool,
}

/// A row as it stands in the file.
struct Row {
    bytes: Vec<u8>,
    cells: Vec<Cell>,
    length: usize,
}

impl Row {
    fn names(&self) -> Vec<String> {
        self.texts().0.iter().map(|name| name.trim().to_string()).collect()
    }

    /// The cells, and remarks on their encoding.
    fn texts(&self) -> (Vec<String>, Vec<String>) {
        let (encoding, mut lossy) = (encoding::of(&self.bytes), false);
        let texts = self.cells.iter().map(|cell| {
            let (text, has_lost) = encoding.decode_without_bom_handling(&self.bytes[cell.range.clone()]);
            lossy |= has_lost;
            if cell.is_quoted { text.replace("\"\"", "\"") } else { text.into_owned() }
        });
        (texts.collect(), encoding::remarks(encoding, lossy))
    }

    fn article(&self, names: &[String], place: impl Fn() -> String, context: &Context) -> Result<Article, Rejection> {
        let (cells, remarks) = self.texts();
        if cells.iter().skip(names.len()).any(|cell| !cell.trim().is_empty()) {
            let detail = format!("{}: it has {} cells and the table {} headings", place(), cells.len(), names.len());
            return Err(rejection("malformed", detail));
        }
        let article = metadata::article(context, |field| {
            let mut named = metadata::named(field, names.iter().zip(&cells), |(name, _)| name).map(|(_, cell)| cell);
            named.find(|cell| !cell.is_empty()).cloned()
        });
        let article = article.map_err(|r| rejection(&r.reason, format!("{}: {}", place(), r.detail)))?;
        Ok(Article { flags: article.flags.into_iter().chain(remarks).collect(), ..article })
    }
}

/// Whether some cells may be a row of a table with these headings.
fn is_like(cells: &[Cell], names: &[String]) -> bool {
    cells.len() == names.len() && (names.len() > 1 || cells[0].is_quoted)
}

fn is_empty(cells: &[Cell]) -> bool {
    matches!(cells, [cell] if cell.range.is_empty() && !cell.is_quoted)
}

/// What the first row of some bytes is.
#[derive(Debug, PartialEq)]
enum Scan {
    /// It does not end within them.
    More,
    Row {
        cells: Vec<Cell>,
        length: usize,
    },
    /// A quote was opened and not closed.
    Quote,
}

/// The first row of some bytes, which are all that is left where they are `whole`.
fn scan(bytes: &[u8], sign: u8, whole: bool) -> Scan {
    let unfinished = if whole { Scan::Quote } else { Scan::More };
    let (mut cells, mut at) = (Vec::new(), 0);
    loop {
        let start = at;
        let quote = start + bytes[start..].iter().take_while(|byte| **byte == b' ').count();
        let mut quoted = None;
        if bytes.get(quote) == Some(&b'"') {
            let Some(end) = closing(bytes, quote + 1) else { return unfinished };
            let behind = end + 1 + bytes[end + 1..].iter().take_while(|byte| **byte == b' ').count();
            match bytes.get(behind) {
                None if !whole => return Scan::More,
                Some(byte) if ![sign, b'\r', b'\n'].contains(byte) => {
                    // `"Yes" was the answer`: a quote that stands for itself, unless it took other rows along
                    if bytes[quote..end].contains(&b'\n') {
                        return Scan::Quote;
                    }
                }
                _ => quoted = Some((quote + 1..end, behind)),
            }
        }
        match quoted {
            Some((range, behind)) => {
                cells.push(Cell { range, is_quoted: true });
                at = behind;
            }
            None => {
                let end = bytes[start..].iter().position(|byte| [sign, b'\r', b'\n'].contains(byte)).map(|length| start + length);
                let end = match end {
                    Some(end) => end,
                    None if whole => bytes.len(),
                    None => return Scan::More,
                };
                let quotes = bytes[start..end].iter().filter(|byte| **byte == b'"').count();
                if sign != b'\t' && bytes.get(quote) == Some(&b'"') && quotes % 2 == 1 {
                    return Scan::Quote;
                }
                cells.push(Cell { range: start..end, is_quoted: false });
                at = end;
            }
        }
        match (bytes.get(at), bytes.get(at + 1)) {
            (Some(byte), _) if *byte == sign => at += 1,
            (Some(b'\r'), None) if !whole => return Scan::More,
            (Some(b'\r'), Some(b'\n')) => return Scan::Row { cells, length: at + 2 },
            (Some(_), _) => return Scan::Row { cells, length: at + 1 },
            (None, _) if whole => return Scan::Row { cells, length: at },
            (None, _) => return Scan::More,
        }
    }
}

/// Where a quoted cell ends: at a quote that is not doubled.
fn closing(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += bytes.get(at..)?.iter().position(|byte| *byte == b'"')?;
        match bytes.get(at + 1) {
            Some(b'"') => at += 2,
            _ => return Some(at),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(row: &str, sign: u8) -> Option<Vec<&str>> {
        match scan(row.as_bytes(), sign, true) {
            Scan::Row { cells, .. } => Some(cells.iter().map(|cell| &row[cell.range.clone()]).collect()),
            _ => None,
        }
    }

    #[test]
    fn cells_of_a_row() {
        assert_eq!(cells("Kenya,Peru,\nPoland", b','), Some(vec!["Kenya", "Peru", ""]));
        assert_eq!(cells("\"Kenya, Peru\", \"a\"\"b\" \r\nPoland", b','), Some(vec!["Kenya, Peru", "a\"\"b"]));
        assert_eq!(cells("\"two\nlines\";x", b';'), Some(vec!["two\nlines", "x"]));
        assert_eq!(cells("\"Yes\" was the answer,x", b','), Some(vec!["\"Yes\" was the answer", "x"]));
        assert_eq!(cells("\"Yes,\" he said\tx", b'\t'), Some(vec!["\"Yes,\" he said", "x"]));
        assert_eq!(cells("Kenya,\"it never ends\n\"Peru\",x\n", b','), None);
        assert_eq!(cells("Kenya,\"He said \"yes\", and left\"\n", b','), None);
        assert_eq!(cells("Kenya,\"it never ends", b','), None);
    }

    #[test]
    fn a_row_is_the_same_however_much_of_the_file_is_seen() {
        let table = b"\"a\"\"b\", \"c\nd\" ,e\r\nnext,row";
        let row = scan(table, b',', true);
        for seen in 0..table.len() {
            let part = scan(&table[..seen], b',', false);
            assert!(part == Scan::More || part == row, "{seen}: {part:?}");
        }
    }
}
