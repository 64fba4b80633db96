//! Objects that hold records in lists: cut off, large, and named in any case.

use super::*;

fn record(n: usize, words: usize) -> String {
    serde_json::json!({ "title": format!("Number {n}"), "text": "Trade grew. ".repeat(words) }).to_string()
}

/// Ids with the title, or with the reason why there is no article.
fn titles(input: &Input, bytes: &[u8]) -> Vec<(String, String)> {
    let records = read_with(input, "a.json", bytes).into_iter();
    records.map(|r| (r.id, r.article.map_or_else(|r| r.reason, |a| a.title.unwrap_or_default()))).collect()
}

fn pairs(of: &[(&str, &str)]) -> Vec<(String, String)> {
    of.iter().map(|(id, title)| (id.to_string(), title.to_string())).collect()
}

#[test]
fn records_before_a_break_are_read() {
    let two = format!("{},{}", record(1, 3), record(2, 3));
    let cut = record(3, 40);
    let cut = &cut[..cut.len() - 20];
    let whole = pairs(&[("#1", "Number 1"), ("#2", "Number 2"), ("#rest", "malformed")]);
    for file in [
        format!("{{\"articles\":[{two},{cut}"),
        format!("{{\"title\":\"News\",\"count\":3,\"items\":[{two}],\"posts\":[{cut}"),
        format!("{{\"text\":\"All of today.\",\"Articles\":[{two}], oops"),
        format!("[{two},{cut}"),
    ] {
        assert_eq!(titles(&Input::default(), file.as_bytes()), whole, "{file}");
    }
    // packed, and cut off in the middle
    let figures: String = (0..20_000_u32).map(|n| format!("{} ", n.wrapping_mul(2_654_435_761))).collect();
    let long = |n: u32| serde_json::json!({ "text": format!("Trade grew. {figures} {n}") });
    let packed = gzip(serde_json::json!({ "articles": [long(1), long(2), long(3), long(4)] }).to_string().as_bytes());
    let ids: Vec<String> = told("a.json.gz", &packed[..packed.len() / 2]).into_iter().map(|(id, _)| id).collect();
    assert!(ids.len() > 1 && ids[0] == "#1" && ids.last().is_some_and(|id| id == "#rest"), "{ids:?}");
}

#[test]
fn a_record_that_is_cut_off_is_none() {
    let (long, lists) = ("Trade of Kenya grew. ".repeat(20), record(1, 3));
    for file in [
        format!("{{\"text\":\"{long}\",\"items\":[{lists}],\"date\":\"2024-"),
        // they may be its pictures
        "{\"title\":\"Trade\",\"items\":[{\"image\":\"a.jpg\"}],\"text\":\"Trade gr".to_string(),
    ] {
        assert_eq!(titles(&Input::default(), file.as_bytes()), pairs(&[("", "malformed")]), "{file}");
    }
}

/// What waits to be told from an article's own lists takes nothing from what a record may have.
#[test]
fn a_large_record_may_stand_behind_others() {
    let input = Input { max_bytes: 3 << 20, ..Input::default() };
    let of_bytes = |n: usize, bytes: usize| record(n, bytes / 12);
    let (small, large) = (of_bytes(1, 1 << 20), of_bytes(2, 5 << 19));
    let read = titles(&input, format!("{{\"articles\":[{small},{large},{small}]}}").as_bytes());
    assert_eq!(read, pairs(&[("#1", "Number 1"), ("#2", "Number 2"), ("#3", "Number 1")]));
    // the fields of the object itself are bounded together, whatever lists stand between them
    let field = |n: usize| format!("\"x{n}\":\"{}\",\"items\":[{}]", "y".repeat(3 << 19), record(n, 3));
    let fields: Vec<String> = (0..4).map(field).collect();
    let read = titles(&input, format!("{{{}}}", fields.join(",")).as_bytes());
    assert_eq!(read.last().map(|(id, reason)| (id.as_str(), reason.as_str())), Some(("#rest", "too_large")), "{read:?}");
}

#[test]
fn lists_of_records_are_named_in_any_case() {
    for name in ["articles", "Articles", "ITEMS"] {
        let file = format!("{{\"{name}\":[{},{}]}}", record(1, 3), record(2, 3));
        assert_eq!(titles(&Input::default(), file.as_bytes()), pairs(&[("#1", "Number 1"), ("#2", "Number 2")]), "{name}");
    }
}

#[test]
fn an_exact_name_comes_before_its_other_cases() {
    let twice = "{\"TEXT\":\"It fell.\",\"text\":\"Trade grew.\"}";
    assert_eq!(told("a.json", twice.as_bytes())[0].1, "Trade grew.");
    assert_eq!(
        told("a.csv", b"TEXT,text\nIt fell.,Trade grew.\nIt fell.,\n").into_iter().map(|r| r.1).collect::<Vec<_>>(),
        ["Trade grew.", "It fell."]
    );
}
