//! When two rows are the same fact, and which of their slots agree.

use super::{Row, Tally};
use serde_json::Value;
use std::collections::BTreeSet;

/// What is compared in a table.
#[derive(Debug)]
pub struct Table {
    pub name: &'static str,
    /// All of these right = an exact row.
    pub core: &'static [&'static str],
    /// Reported, and used to choose between candidates.
    pub extra: &'static [&'static str],
}

impl Table {
    pub const ALL: &'static [Table] = &[
        Table {
            name: "trade_figures",
            core: &[
                "flow",
                "pair",
                "value",
                "value_high",
                "currency",
                "qualifier",
                "status",
                "period_start",
                "period_end",
                "change_pct",
                "share_pct",
                "product",
            ],
            extra: &["alt_value", "alt_currency", "change_value"],
        },
        Table {
            name: "investments",
            core: &["measure", "investor", "host", "value", "value_high", "currency", "qualifier", "status", "period_start", "period_end"],
            extra: &["alt_value", "alt_currency", "change_pct", "change_value", "share_pct", "project_count"],
        },
        Table { name: "business_presence", core: &["home", "host", "count", "qualifier", "kind"], extra: &["as_of"] },
        Table { name: "meetings", core: &["kind", "date_start", "date_end", "country", "status", "parties"], extra: &["city", "ordinal"] },
        Table { name: "sectors", core: &["sector", "parties"], extra: &[] },
    ];
}

/// Pairs of (gold, got) row numbers: the best agreement first, each row used once.
pub fn pair_up(table: &Table, gold: &[Row], got: &[Row]) -> Vec<(usize, usize)> {
    let mut candidates = Vec::new();
    for (i, g) in gold.iter().enumerate() {
        for (j, p) in got.iter().enumerate() {
            if same_fact(table, g, p) {
                candidates.push((std::cmp::Reverse(agreement(table, g, p)), i, j));
            }
        }
    }
    candidates.sort();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (_, i, j) in candidates {
        if !pairs.iter().any(|p| p.0 == i || p.1 == j) {
            pairs.push((i, j));
        }
    }
    pairs
}

/// The core slots in which a row differs from gold.
pub fn wrong_slots(table: &Table, gold: &Row, got: &Row) -> Vec<&'static str> {
    table.core.iter().copied().filter(|slot| !slot_equal(slot, gold, got)).collect()
}

/// Whether a slot of a row says the same as gold.
pub fn slot_equal(slot: &str, gold: &Row, got: &Row) -> bool {
    let (g, p) = (value(gold, slot), value(got, slot));
    match slot {
        "pair" if text(gold, "flow") == Some("turnover") => both_parties(gold) == both_parties(got),
        "pair" => parties_in_order(gold) == parties_in_order(got) || mirrored(gold, got) || other_side_of_balance(gold, got),
        "flow" if mirrored(gold, got) => true,
        "value" if other_side_of_balance(gold, got) => opposite(g, p),
        "product" => g.is_null() == p.is_null(),
        "parties" => codes(g) == codes(p),
        "city" => g.as_str().unwrap_or_default().to_lowercase() == p.as_str().unwrap_or_default().to_lowercase(),
        _ if g.is_number() || p.is_number() => same_number(g, p),
        _ => g == p,
    }
}

/// The people named in a meeting by both, by gold, by the row: compared by surname.
pub fn people_shared(gold: &Row, got: &Row) -> Tally {
    let (want, have) = (surnames(gold), surnames(got));
    Tally { hit: want.intersection(&have).count(), gold: want.len(), got: have.len() }
}

fn same_fact(table: &Table, gold: &Row, got: &Row) -> bool {
    match table.name {
        "trade_figures" if other_side_of_balance(gold, got) && !value(gold, "value").is_null() => {
            opposite(value(gold, "value"), value(got, "value")) && value(gold, "currency") == value(got, "currency")
        }
        "trade_figures" => same_figure(gold, got, &["change_pct", "share_pct", "change_value"]),
        "investments" => same_figure(gold, got, &["change_pct", "share_pct", "project_count"]),
        "business_presence" => same_number(value(gold, "count"), value(got, "count")),
        "meetings" => !codes(value(gold, "parties")).is_disjoint(&codes(value(got, "parties"))) && meeting_evidence(gold, got) > 0,
        _ => value(gold, "sector") == value(got, "sector"),
    }
}

/// The same amount in the same currency; without an amount, the same change, share or amount of change.
fn same_figure(gold: &Row, got: &Row, instead: &[&str]) -> bool {
    let (g, p) = (value(gold, "value"), value(got, "value"));
    if !g.is_null() {
        return same_number(g, p) && value(gold, "currency") == value(got, "currency");
    }
    p.is_null() && instead.iter().any(|k| !value(gold, k).is_null() && same_number(value(gold, k), value(got, k)))
}

/// How much two rows agree: decides between rows that could both be the gold row.
fn agreement(table: &Table, gold: &Row, got: &Row) -> usize {
    let slots = table.core.iter().chain(table.extra).filter(|slot| slot_equal(slot, gold, got)).count();
    slots + if table.name == "meetings" { meeting_evidence(gold, got) } else { 0 }
}

/// What speaks for two rows being the same event.
fn meeting_evidence(gold: &Row, got: &Row) -> usize {
    let same = |slot: &str| !value(gold, slot).is_null() && slot_equal(slot, gold, got);
    2 * usize::from(same("kind")) + 2 * usize::from(same("date_start")) + usize::from(same("city")) + people_shared(gold, got).hit
}

/// A's exports to B are B's imports from A: the same figure, told from the other side.
fn mirrored(gold: &Row, got: &Row) -> bool {
    let flows = [text(gold, "flow"), text(got, "flow")];
    (flows == [Some("export"), Some("import")] || flows == [Some("import"), Some("export")]) && parties_swapped(gold, got)
}

/// A's deficit with B is B's surplus with A: the same figure with its sign turned.
fn other_side_of_balance(gold: &Row, got: &Row) -> bool {
    text(gold, "flow") == Some("balance") && text(got, "flow") == Some("balance") && parties_swapped(gold, got)
}

fn parties_in_order(row: &Row) -> [&Value; 2] {
    [value(row, "reporter"), value(row, "partner")]
}

fn parties_swapped(gold: &Row, got: &Row) -> bool {
    let [reporter, partner] = parties_in_order(got);
    parties_in_order(gold) == [partner, reporter]
}

fn both_parties(row: &Row) -> BTreeSet<Option<&str>> {
    parties_in_order(row).into_iter().map(Value::as_str).collect()
}

fn value<'a>(row: &'a Row, slot: &str) -> &'a Value {
    row.get(slot).unwrap_or(&Value::Null)
}

fn text<'a>(row: &'a Row, slot: &str) -> Option<&'a str> {
    value(row, slot).as_str()
}

fn codes(list: &Value) -> BTreeSet<&str> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

fn same_number(a: &Value, b: &Value) -> bool {
    match (a.as_f64(), b.as_f64()) {
        (Some(a), Some(b)) => close(a, b),
        _ => a.is_null() && b.is_null(),
    }
}

fn opposite(a: &Value, b: &Value) -> bool {
    matches!((a.as_f64(), b.as_f64()), (Some(a), Some(b)) if close(a, -b)) || (a.is_null() && b.is_null())
}

/// Equal but for rounding.
fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-4 * a.abs().max(b.abs()).max(1.0)
}

fn surnames(meeting: &Row) -> BTreeSet<String> {
    let people = value(meeting, "participants").as_array().into_iter().flatten();
    people.filter_map(|p| p.get("name")?.as_str()).map(surname).collect()
}

fn surname(name: &str) -> String {
    name.replace('-', " ").split_whitespace().last().unwrap_or_default().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn row(value: Value) -> Row {
        value.as_object().cloned().unwrap_or_default()
    }

    fn trade(flow: &str, reporter: &str, partner: &str, value: i64) -> Row {
        row(json!({"flow": flow, "reporter": reporter, "partner": partner, "value": value, "currency": "USD"}))
    }

    fn right(gold: &Row, got: &Row) -> bool {
        let table = &Table::ALL[0];
        same_fact(table, gold, got) && wrong_slots(table, gold, got).is_empty()
    }

    #[test]
    fn a_figure_told_from_the_other_side_is_the_same() {
        assert!(right(&trade("export", "KAZ", "ROU", 5), &trade("import", "ROU", "KAZ", 5)));
        assert!(right(&trade("balance", "KAZ", "ROU", 5), &trade("balance", "ROU", "KAZ", -5)));
        assert!(right(&trade("turnover", "KAZ", "ROU", 5), &trade("turnover", "ROU", "KAZ", 5)));
        assert!(!right(&trade("export", "KAZ", "ROU", 5), &trade("export", "ROU", "KAZ", 5)));
        assert!(!right(&trade("balance", "KAZ", "ROU", 5), &trade("balance", "ROU", "KAZ", 5)));
    }

    #[test]
    fn rows_without_a_value_meet_by_change_or_share() {
        let gold = row(json!({"flow": "export", "value": null, "change_pct": 18.0}));
        assert!(same_fact(&Table::ALL[0], &gold, &row(json!({"flow": "export", "change_pct": 18}))));
        assert!(!same_fact(&Table::ALL[0], &gold, &row(json!({"flow": "export", "change_pct": 18, "value": 5}))));
    }

    #[test]
    fn each_row_is_used_once_and_the_best_agreement_wins() {
        let gold = [trade("export", "KAZ", "ROU", 5), trade("import", "KAZ", "ROU", 5)];
        let got = [trade("import", "KAZ", "ROU", 5)];
        assert_eq!(pair_up(&Table::ALL[0], &gold, &got), [(1, 0)]);
    }

    #[test]
    fn meetings_need_a_shared_party_and_something_in_common() {
        let gold = row(json!({"kind": "talks", "date_start": null, "city": null, "parties": ["BGR", "KAZ"],
            "participants": [{"name": "Roman Vassilenko"}]}));
        let other = row(json!({"kind": "visit", "parties": ["KAZ"], "participants": [{"name": "R. VASSILENKO"}]}));
        assert!(same_fact(&Table::ALL[3], &gold, &other));
        assert!(!same_fact(&Table::ALL[3], &gold, &row(json!({"kind": "visit", "parties": ["KAZ"]}))));
        assert!(!same_fact(&Table::ALL[3], &gold, &row(json!({"kind": "talks", "parties": ["ROU"]}))));
    }
}
