//! Changes that the amounts themselves confirm: "$1,858 million ... Last year imports were $1,491 million. Imports increased by
//! 25%" tells of the later amount, whatever stands next to the percentage.

use super::head::Head;
use super::{Reader, Statement};
use crate::calendar::{self, Interval};
use crate::model::Status;

/// How many figures before and behind a change its amounts are looked for.
const NEAR: usize = 16;

/// Takes away shares that exports or imports have in the turnover told before: "trade was $10 million, of which exports made up $6
/// million, or 60 percent" says nothing of all exports.
pub fn settle_shares(reader: &mut Reader) {
    for i in 0..reader.out.len() {
        let s = &reader.out[i];
        let part = matches!(s.head, Head::Export | Head::Import) && s.product.is_none();
        let Some(share) = s.share.filter(|_| part).map(|(share, _)| share) else { continue };
        let near = |w: &Statement| w.head == Head::Turnover && s.sentence.checked_sub(w.sentence).is_some_and(|n| n <= 2);
        let of_sum = (0..i).rev().take(NEAR).filter(|&w| near(&reader.out[w])).any(|w| makes(reader, i, w, share));
        if of_sum {
            reader.out[i].share = None;
        }
    }
}

/// Gives a balance that nothing says the sign of the one that exports and imports of the same two and the same time have: "exports made
/// $3 million and imports $6 million. The balance of trade was $3 million".
pub fn settle_balances(reader: &mut Reader) {
    for i in 0..reader.out.len() {
        let s = &reader.out[i];
        let balance = s.head == Head::Balance && s.amount.is_some();
        if balance
            && flow_beside(reader, i, Head::Export)
                .zip(flow_beside(reader, i, Head::Import))
                .is_some_and(|(sold, bought)| bought > sold && is_difference(reader, i, bought - sold))
        {
            reader.out[i].head = Head::Deficit;
        }
    }
}

/// Whether a balance is the difference of the two flows, within their rounding: that of services beside those of goods is not.
fn is_difference(reader: &Reader, balance: usize, difference: rust_decimal::Decimal) -> bool {
    let value = reader.out[balance].amount.and_then(|a| reader.article.mention(a).value);
    value.is_some_and(|value| (value - difference).abs() * rust_decimal::Decimal::TEN <= difference)
}

/// The value of the exports or imports told near a balance, of the same two and the same time.
fn flow_beside(reader: &Reader, balance: usize, flow: Head) -> Option<rust_decimal::Decimal> {
    const SENTENCES: usize = 3;
    let b = &reader.out[balance];
    let beside = |s: &&Statement| {
        s.head == flow
            && s.product.is_none()
            && s.parties == b.parties
            && days(s) == days(b)
            && s.sentence.abs_diff(b.sentence) <= SENTENCES
    };
    reader.out.iter().filter(beside).find_map(|s| reader.article.mention(s.amount?).value)
}

/// Whether a part is so many percent of a whole.
fn makes(reader: &Reader, part: usize, whole: usize, share: f64) -> bool {
    let money = |i: usize| {
        let mention = reader.article.mention(reader.out[i].amount?);
        Some((f64::try_from(mention.value?).ok().filter(|v| *v > 0.0)?, mention.currency))
    };
    let Some(((a, c1), (b, c2))) = money(part).zip(money(whole)) else { return false };
    c1 == c2 && (a / b * 100.0 - share).abs() <= 1.0
}

/// Gives changes that stand by themselves, or on the earlier of two amounts, to the later amount that rose or fell by so much.
pub fn settle(reader: &mut Reader) {
    let mut i = 0;
    while i < reader.out.len() {
        let Some((to, base)) = later(reader, i) else {
            i += 1;
            continue;
        };
        narrow(reader, to, base);
        let out = &mut reader.out;
        out[to].change = out[i].change.take();
        if out[to].product.is_none() {
            out[to].product = out[i].product.clone();
        }
        // a change that stood alone was no figure of its own
        if out[i].amount.is_none() && out[i].share.is_none() {
            out.remove(i);
        } else {
            i += 1;
        }
    }
}

/// The amount that the change of the `i`th figure is told of by what the amounts are, when that is not the one that it stands on,
/// and the amount that it is counted from.
fn later(reader: &Reader, i: usize) -> Option<(usize, usize)> {
    let s = &reader.out[i];
    let (change, _) = s.change?;
    let near = i.saturating_sub(NEAR)..(i + NEAR).min(reader.out.len());
    let kin: Vec<usize> = near.filter(|&k| is_kin(s, &reader.out[k])).collect();
    let of_goods = |k: usize| reader.out[k].product == s.product;
    let fits =
        |a: usize, b: usize| is_later(&reader.out[a], &reader.out[b]) && (of_goods(a) || of_goods(b)) && rose_by(reader, a, b, change);
    if s.amount.is_some() && kin.iter().any(|&b| fits(i, b)) {
        return None;
    }
    let free = |a: &usize| *a != i && reader.out[*a].change.is_none();
    let bases: Vec<usize> = if s.amount.is_some() { vec![i] } else { kin.clone() };
    let base = |a: usize| bases.iter().copied().find(|&b| fits(a, b)).map(|b| (a, b));
    kin.iter().copied().filter(free).find_map(base)
}

/// "Last year" of a sentence stands for the months that its amounts are compared with.
fn narrow(reader: &mut Reader, later: usize, base: usize) {
    let (meant, told) = (days(&reader.out[later]), days(&reader.out[base]));
    let part = meant.filter(|_| meant.map(length) != told.map(length)).and_then(|i| calendar::shift_years(i, -1));
    let Some((first, last)) = part else { return };
    let sentence = reader.out[base].sentence;
    for s in reader.out.iter_mut().filter(|s| s.sentence == sentence && days(s) == told) {
        s.period.start = Some(first);
        s.period.end = Some(last);
    }
}

/// Reported figures of the same trade.
fn is_kin(s: &Statement, other: &Statement) -> bool {
    let balance = |h: Head| matches!(h, Head::Balance | Head::Deficit | Head::Surplus);
    let head = s.head == other.head || balance(s.head) && balance(other.head);
    let goods = s.product == other.product || other.product.is_none();
    head && goods && s.parties == other.parties && s.status == Status::Actual && other.status == Status::Actual
}

fn days(s: &Statement) -> Option<Interval> {
    s.period.start.zip(s.period.end)
}

fn length(interval: Interval) -> i32 {
    (interval.1 - interval.0).get_days()
}

/// Whether one is of a later time than the other and as long, or of a part of the year behind the one that is called "last year".
fn is_later(a: &Statement, b: &Statement) -> bool {
    let Some((late, early)) = days(a).zip(days(b)) else { return false };
    let named = b.period.text.as_deref().is_some_and(|text| text.bytes().any(|c| c.is_ascii_digit()));
    let last_year = calendar::is_whole_years(early) && !named && late.0.year() == early.1.year() + 1 && late.1.year() == late.0.year();
    late.0 > early.0 && (length(late).abs_diff(length(early)) <= 3 || last_year)
}

/// Whether the later amount is so many percent above the earlier, as far as the digits of all three tell.
fn rose_by(reader: &Reader, later: usize, earlier: usize, change: f64) -> bool {
    const LOOSE: f64 = 1.5;
    let number = |i: usize| {
        let mention = reader.article.mention(reader.out[i].amount?);
        let value = f64::try_from(mention.value?).ok().filter(|v| *v > 0.0)?;
        let step = mention.value_step.and_then(|s| f64::try_from(s).ok()).unwrap_or(0.0);
        Some((value, step / value / 2.0, mention.currency))
    };
    let Some(((a, loose_a, c1), (b, loose_b, c2))) = number(later).zip(number(earlier)) else { return false };
    let own = if change.fract() == 0.0 { 0.5 } else { 0.06 };
    let loose = own + 100.0 * (a / b) * (loose_a + loose_b);
    c1 == c2 && loose <= LOOSE && ((a / b - 1.0) * 100.0 - change).abs() <= loose
}
