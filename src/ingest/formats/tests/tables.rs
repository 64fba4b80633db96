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
