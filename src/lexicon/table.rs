//! Reads one CSV table that was compiled in.

/// The rows of a table without its header and comment lines; every row has `columns` cells.
///
/// # Panics
/// When a table is malformed: the tables are part of the program, and a test reads each of them.
pub(crate) fn rows(text: &'static str, columns: usize) -> impl Iterator<Item = Vec<String>> {
    let reader = csv::ReaderBuilder::new().comment(Some(b'#')).flexible(true).from_reader(text.as_bytes());
    reader.into_records().map(move |record| {
        let record = record.unwrap_or_else(|e| panic!("lexicon table: {e}"));
        let mut row: Vec<String> = record.iter().map(|cell| cell.trim().to_string()).collect();
        row.resize(columns, String::new());
        row
    })
}

/// The entries of a list cell.
pub(crate) fn list(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|').map(str::trim).filter(|s| !s.is_empty())
}
