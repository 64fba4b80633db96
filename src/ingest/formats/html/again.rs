//! Rows in the body of a table that begin new columns: its headings repeated or others, as where two tables are made into one.

use super::grid::Row;
use super::table::{is_time, is_year, sum};
use crate::lexicon::Lexicon;

/// Which rows of the body are headings of those that follow them.
pub fn headings(body: &[Row], headings: &[Row], lexicon: &Lexicon) -> Vec<bool> {
    let lowest = headings.last().filter(|row| !row.is_wide);
    let mut again: Vec<bool> = body.iter().map(|row| is_heading(row, lowest, lexicon)).collect();
    // what nothing stands below is no heading
    again.iter_mut().rev().take_while(|again| **again).for_each(|again| *again = false);
    again
}

/// A row that is marked as headings and holds no figures, or one of years where figures would stand. Rows of sums are marked as
/// headings too, and a row may hold years that are its figures.
fn is_heading(row: &Row, lowest: Option<&Row>, lexicon: &Lexicon) -> bool {
    let behind: Vec<&str> = texts(row).collect();
    if row.is_wide || behind.is_empty() || sum(row.text(), lexicon).is_some() {
        return false;
    }
    let is_marked = row.cells.iter().all(|cell| cell.is_heading || cell.text.is_empty());
    is_marked && behind.iter().all(|text| is_name(text, lexicon)) || is_years(&behind) && stands_for(row, lowest)
}

/// The cells behind the first that are not empty.
fn texts(row: &Row) -> impl Iterator<Item = &str> {
    row.cells.iter().skip(1).map(|cell| &*cell.text).filter(|text| !text.is_empty())
}

/// "Exports", "Share of 2023", "H1 2023"; not "5 mln", nor a dash.
fn is_name(text: &str, lexicon: &Lexicon) -> bool {
    let mut numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty());
    text.contains(char::is_alphanumeric) && (is_time(text, lexicon) || numbers.all(is_year))
}

/// Years that follow one another.
fn is_years(texts: &[&str]) -> bool {
    let years: Vec<u32> = texts.iter().filter(|text| is_year(text)).filter_map(|text| text.parse().ok()).collect();
    years.len() > 1 && years.len() == texts.len() && years.windows(2).all(|pair| pair[0].abs_diff(pair[1]) == 1)
}

/// Whether a row of years names no row of figures: it begins as the headings do, or those are years too.
fn stands_for(row: &Row, lowest: Option<&Row>) -> bool {
    row.text().is_empty() || lowest.is_some_and(|lowest| lowest.text() == row.text() || texts(lowest).any(is_year))
}
