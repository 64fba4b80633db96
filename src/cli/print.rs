//! Writing results to standard output: buffered, columns aligned, a vanished reader told apart from a failure.

use crate::error::{Error, Result};
use std::fmt;
use std::io::{self, BufWriter, ErrorKind, StdoutLock, Write};

/// Standard output, as commands write to it.
pub struct Out(BufWriter<StdoutLock<'static>>);

impl Out {
    /// Locks standard output.
    pub fn new() -> Out {
        Out(BufWriter::with_capacity(1 << 16, io::stdout().lock()))
    }

    /// Writes a line.
    pub fn line(&mut self, line: impl fmt::Display) -> Result<()> {
        writeln!(self.0, "{line}").map_err(failed)
    }

    /// Writes text as it is.
    pub fn text(&mut self, text: &str) -> Result<()> {
        self.0.write_all(text.as_bytes()).map_err(failed)
    }

    /// Hands on what was written so far.
    pub fn flush(&mut self) -> Result<()> {
        self.0.flush().map_err(failed)
    }
}

fn failed(cause: io::Error) -> Error {
    Error::failed("cannot write to standard output").cause(cause)
}

/// Whether an error only says that nobody reads standard output any more.
pub fn reader_left(error: &Error) -> bool {
    let cause = error.cause.as_deref().and_then(|c| c.downcast_ref::<io::Error>());
    cause.is_some_and(|e| e.kind() == ErrorKind::BrokenPipe)
}

/// Rows as lines, columns padded to their widest cell; columns of numbers to the right.
pub fn columns(head: &[&str], rows: &[Vec<String>]) -> String {
    let width = |i: usize| rows.iter().filter_map(|r| r.get(i)).map(|c| c.chars().count()).chain([head[i].chars().count()]).max();
    let widths: Vec<usize> = (0..head.len()).map(|i| width(i).unwrap_or(0)).collect();
    let numeric: Vec<bool> = (0..head.len()).map(|i| rows.iter().all(|r| r.get(i).is_some_and(|c| is_number(c)))).collect();
    let line = |cells: &mut dyn Iterator<Item = &str>| {
        let mut line = String::new();
        for (i, cell) in cells.enumerate() {
            let pad = " ".repeat(widths[i].saturating_sub(cell.chars().count()));
            line += &if numeric[i] { format!("{pad}{cell}  ") } else { format!("{cell}{pad}  ") };
        }
        line.trim_end().to_string() + "\n"
    };
    let body: String = rows.iter().map(|r| line(&mut r.iter().map(String::as_str))).collect();
    line(&mut head.iter().copied()) + &body
}

fn is_number(cell: &str) -> bool {
    !cell.is_empty() && cell.chars().all(|c| c.is_ascii_digit() || c == ',' || c == '.')
}

/// `1234567` as `1,234,567`.
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `1 document`, `2 documents`.
pub fn count(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", thousands(number as u64))
}

/// Bytes in the unit that reads best.
pub fn bytes(bytes: u64) -> String {
    let units = ["B", "KB", "MB", "GB", "TB"];
    let mut size = bytes as f64;
    let mut unit = 0;
    while size >= 1000.0 && unit + 1 < units.len() {
        size /= 1000.0;
        unit += 1;
    }
    if unit == 0 { format!("{bytes} B") } else { format!("{size:.1} {}", units[unit]) }
}

/// A list of paths or keys, cut after `most`.
pub fn some_of(items: &[String], most: usize) -> Vec<String> {
    let mut shown: Vec<String> = items.iter().take(most).cloned().collect();
    if items.len() > most {
        shown.push(format!("... and {} more", thousands((items.len() - most) as u64)));
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_separated() {
        assert_eq!([thousands(7), thousands(999), thousands(1000), thousands(1_234_567)], ["7", "999", "1,000", "1,234,567"]);
    }

    #[test]
    fn columns_of_numbers_stand_to_the_right() {
        let rows = [vec!["a".to_string(), "7".to_string()], vec!["bcd".to_string(), "1,000".to_string()]];
        assert_eq!(columns(&["table", "rows"], &rows), "table   rows\na          7\nbcd    1,000\n");
    }

    #[test]
    fn bytes_take_the_unit_that_reads_best() {
        assert_eq!([bytes(999), bytes(1500), bytes(2_000_000)], ["999 B", "1.5 KB", "2.0 MB"]);
    }
}
