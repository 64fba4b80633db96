//! A turnover and the exports and imports that add up to it are of the same two economies, whoever the clauses name.

use super::{PLACES, WORLD};
use crate::extract::figures::head::Head;
use crate::extract::figures::{Reader, Statement};
use crate::model::SlotBasis;
use rust_decimal::Decimal;

/// How many figures behind a turnover its parts stand.
const NEAR: usize = 4;

/// Gives parts that were taken for trade with the world the economies of their sum.
pub fn settle(reader: &mut Reader) {
    for whole in 0..reader.out.len() {
        if reader.out[whole].head != Head::Turnover || reader.out[whole].parties.0.is_none() || reader.out[whole].parties.1.is_none() {
            continue;
        }
        let Some((export, import)) = parts(reader, whole) else { continue };
        for part in [export, import] {
            give(&mut reader.out, whole, part);
        }
        take(&mut reader.out, whole, export, import);
    }
}

/// "imports reached $3 billion, and out of this amount $1 million were goods from Peru": the whole is not that of the part, but of trade
/// with the world.
pub fn settle_parts(reader: &mut Reader) {
    for part in 1..reader.out.len() {
        if is_part_with_partner(reader, part) {
            let whole = &mut reader.out[part - 1];
            let (first, second) = whole.parties;
            whole.parties = if whole.head.is_trade() { (first, Some(WORLD)) } else { (Some(WORLD), second) };
        }
    }
}

/// Whether a figure is told to be a part of the one before it, and names the partner that the whole only took from the article.
fn is_part_with_partner(reader: &Reader, part: usize) -> bool {
    const REACH: usize = 60;
    let article = reader.article;
    let (whole, s) = (&reader.out[part - 1], &reader.out[part]);
    let same = whole.sentence == s.sentence && whole.head == s.head && whole.parties == s.parties && whole.product == s.product;
    let (Some(first), Some(second)) = (whole.amount, s.amount) else { return false };
    let value = |item| article.mention(item).value;
    let divided = s.head.is_trade() || matches!(s.head, Head::Fdi | Head::Investment);
    if !same || !divided || whole.parties_basis == SlotBasis::Stated || value(first) <= value(second) {
        return false;
    }
    let points = |i: usize| article.is(i, "of") && article.is_any(i + 1, &["this", "that", "which", "them", "these"]);
    let Some(pointer) = (first.end..second.first.min(first.end + REACH)).find(|&i| points(i)) else { return false };
    // who invests is what the part tells of capital
    let partner = if s.head.is_trade() { s.parties.1 } else { s.parties.0 };
    let last = article.sentences[s.sentence].last.min(first.end + REACH);
    article.items_in(pointer.min(last)..last, PLACES).any(|i| article.party(i) == partner)
}

/// The exports and imports close behind that add up to a turnover.
fn parts(reader: &Reader, whole: usize) -> Option<(usize, usize)> {
    let near = whole + 1..(whole + 1 + NEAR).min(reader.out.len());
    let part = |head: Head| {
        let fits = |i: &usize| reader.out[*i].head == head && reader.out[*i].product.is_none() && !reader.out[*i].is_comparison;
        near.clone().find(|i| fits(i))
    };
    let (export, import) = (part(Head::Export)?, part(Head::Import)?);
    let value = |i: usize| {
        let mention = reader.article.mention(reader.out[i].amount?);
        Some((mention.value?, mention.currency?))
    };
    let ((sum, currency), (sold, c1), (bought, c2)) = (value(whole)?, value(export)?, value(import)?);
    let close = reader.out[export].sentence.max(reader.out[import].sentence) - reader.out[whole].sentence <= 2;
    let adds_up = (sold + bought - sum).abs() * Decimal::from(50) <= sum;
    (close && adds_up && currency == c1 && currency == c2).then_some((export, import))
}

/// "With the total trade amounting to $5 million, Kenya's exports to Peru were $3 million and its imports $2 million": the total of two.
fn take(out: &mut [Statement], whole: usize, export: usize, import: usize) {
    let between = out[export].parties;
    let two = between == out[import].parties && between.0.is_some() && between.1.is_some_and(|p| p != WORLD);
    if two && out[whole].parties.1 == Some(WORLD) {
        out[whole].parties = between;
    }
}

fn give(out: &mut [Statement], whole: usize, part: usize) {
    let (a, b) = out[whole].parties;
    let (reporter, partner) = out[part].parties;
    if partner.is_some_and(|p| p != WORLD) || out[part].parties_basis == SlotBasis::Stated {
        return;
    }
    out[part].parties = if reporter == b { (b, a) } else { (a, b) };
}
