//! Tables as text: lines without anything above the headings, and lines that end in old ways.

use super::*;

fn rows(table: &str) -> Vec<String> {
    told("a.csv", table.as_bytes()).into_iter().map(|(_, text)| text).collect()
}

#[test]
fn empty_lines_above_the_headings_hide_no_sign() {
    for empty in ["\n", "\n\n\n", "\r\n\r\n\r\n\r\n\r\n", "\u{feff}\n\n\n"] {
        assert_eq!(rows(&format!("{empty}title;text\nA;Kenya, it grew.\n")), ["A\n\nKenya, it grew."], "{empty:?}");
    }
}

#[test]
fn lines_may_end_in_a_return_alone() {
    let broken = rows("title,text\rA,\"Kenya grew.\"\rB,\"never closed\rC,\"It fell.\"\r");
    assert!(broken.len() == 3 && broken[1].contains("a quote is not closed") && broken[2] == "C\n\nIt fell.", "{broken:?}");
    assert_eq!(rows("sep=;\rtitle;text\rA;Kenya, it grew.\r"), ["A\n\nKenya, it grew."]);
}

#[test]
fn utf_32_is_refused_where_records_are_read_one_by_one() {
    let wide = |text: &str| -> Vec<u8> { format!("\u{feff}{text}").chars().flat_map(|c| u32::from(c).to_le_bytes()).collect() };
    let json = wide("{\"text\": \"Kenya grew.\"}");
    for (name, bytes) in [("a.json", json.clone()), ("a.jsonl", json), ("a.csv", wide("text\nKenya grew.\n"))] {
        let read = told(name, &bytes);
        assert!(read.len() == 1 && read[0].1.starts_with("malformed: it is in UTF-32"), "{name}: {read:?}");
    }
}
