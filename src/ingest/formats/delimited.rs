//! CSV and its like: the first row names the fields, every other row is a record.

use super::unpack::Bounded;
use super::{Context, Record, Source, Take, at, give, metadata, numbered};
use crate::ingest::rejection;
use crate::model::Rejection;
use csv::{ByteRecord, ErrorKind, ReaderBuilder};
use std::cell::Cell;

/// The records of a table whose columns are told apart by `sign`.
pub fn rows(source: &mut Source, sign: u8, context: &Context, take: &mut Take) -> Result<(), Rejection> {
    let (since, prefix) = (Cell::new(0), source.prefix.clone());
    let reader = Bounded { reader: &mut *source.reader, since: &since, limit: context.input.max_bytes };
    let mut csv = ReaderBuilder::new().delimiter(sign).flexible(true).from_reader(reader);
    let failed = |e: &csv::Error, number: u64, offset: u64| match e.kind() {
        ErrorKind::Io(e) => super::unpack::unpacking(e),
        _ => rejection("malformed", format!("{}: {e}", at(number, offset))),
    };
    let names: Vec<String> = csv.byte_headers().map_err(|e| failed(&e, 0, 0))?.iter().map(name).collect();
    let mut row = ByteRecord::new();
    for number in 1.. {
        since.set(0);
        let offset = csv.position().byte();
        match csv.read_byte_record(&mut row) {
            Ok(true) => {}
            Ok(false) => break,
            // the rest cannot be told apart any more
            Err(e) => {
                _ = take(Record { id: numbered(&prefix, number), article: Err(failed(&e, number, offset)) });
                break;
            }
        }
        let read = || {
            metadata::article(context, |fields| {
                let cell = |field: &String| {
                    let column = names.iter().position(|name| name.eq_ignore_ascii_case(field))?;
                    Some(String::from_utf8_lossy(row.get(column)?).into_owned()).filter(|text| !text.is_empty())
                };
                fields.iter().find_map(cell)
            })
        };
        if give(context, take, &numbered(&prefix, number), read).is_break() {
            break;
        }
    }
    Ok(())
}

fn name(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)).trim().to_string()
}
