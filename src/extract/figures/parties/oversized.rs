//! Figures that are too large for the two economies that they were taken for: an article on the trade of two goes on with "exports
//! fell to $13 billion in June", when the two traded for $130 million. Such are of trade with the world.

use super::context::speaks_of_partner;
use super::{PLACES, WORLD};
use crate::calendar::Interval;
use crate::extract::figures::head::Head;
use crate::extract::figures::{Reader, Statement};
use crate::model::{Code, SlotBasis, Status};
use rust_decimal::Decimal;

/// So many times what is told of two economies about that time is not theirs.
const FAR_MORE: i64 = 20;

/// So many times what is told of the same flow of two economies about the same days is not theirs.
const MORE: i64 = 3;

/// So many times where the days of one of the two are not known.
const ABSURDLY_MORE: i64 = 500;

/// Years within which trade does not grow so much.
const NEAR: i16 = 2;

/// What is told of two economies by name.
struct Told {
    pair: [Code; 2],
    head: Head,
    currency: Code,
    value: Decimal,
    days: Option<Interval>,
}

/// Gives figures that only the article lent a partner to trade with the world, where what it tells of the two rules them out.
pub fn settle(reader: &mut Reader) {
    let named: Vec<Told> = reader.out.iter().filter(|s| s.parties_basis == SlotBasis::Stated).filter_map(|s| told(reader, s)).collect();
    for i in 0..reader.out.len() {
        let lent = told(reader, &reader.out[i]).filter(|_| is_lent(reader, &reader.out[i]));
        let of_world = lent.is_some_and(|figure| is_oversized(&figure, &named) || is_like_those_of_world(reader, i, &figure));
        if of_world || goes_on_with_world(reader, i) {
            reader.out[i].parties.1 = Some(WORLD);
        }
    }
}

/// "Exports had ended 2021 at $225 billion, and are expected to reach $250 billion": what a figure of trade with the world is to become.
fn goes_on_with_world(reader: &Reader, at: usize) -> bool {
    let s = &reader.out[at];
    let before = at.checked_sub(1).map(|i| &reader.out[i]).filter(|b| b.sentence == s.sentence && b.head == s.head);
    let carried = s.status != Status::Actual && s.head_tokens.is_none() && is_lent(reader, s);
    carried && before.is_some_and(|b| b.parties == (s.parties.0, Some(WORLD)) && b.product == s.product)
}

/// "exports jumped to $188 billion. They had ended 2021 at $225 billion": a figure that only the article lent a partner, behind one of trade
/// with the world that is about as large.
fn is_like_those_of_world(reader: &Reader, at: usize, figure: &Told) -> bool {
    const SENTENCES: usize = 2;
    let s = &reader.out[at];
    let flow = |head: Head| matches!(head, Head::Export | Head::Import);
    let beside = |w: &Statement| flow(w.head) && flow(s.head) && s.sentence - w.sentence <= 1;
    let world =
        |w: &&Statement| w.parties == (s.parties.0, Some(WORLD)) && (w.head == s.head && s.sentence - w.sentence <= SENTENCES || beside(w));
    let last = reader.out[..at].iter().rev().find(world).filter(|w| w.product.is_none());
    let value = last
        .and_then(|w| w.amount)
        .map(|a| reader.article.mention(a))
        .filter(|m| m.currency == Some(figure.currency))
        .and_then(|m| m.value);
    let near = |v: Decimal| figure.value < v * Decimal::TWO && v < figure.value * Decimal::TWO;
    let named_small = reader.out[..at].iter().any(|w| w.parties == s.parties && w.parties_basis == SlotBasis::Stated);
    value.is_some_and(near) && named_small
}

/// Whether the partner of a figure is only the article's, and its sentence neither names it nor points to it.
fn is_lent(reader: &Reader, s: &Statement) -> bool {
    let article = reader.article;
    let run = article.sentences[s.sentence].first..article.sentences[s.sentence].last;
    let named = || article.items_in(run.clone(), PLACES).any(|i| article.party(i) == s.parties.1);
    s.parties_basis == SlotBasis::Inferred && s.parties.1 != Some(WORLD) && !named() && !speaks_of_partner(article, run.clone())
}

/// An amount of all goods that two economies traded.
fn told(reader: &Reader, s: &Statement) -> Option<Told> {
    let mention = reader.article.mention(s.amount.filter(|_| s.head.is_trade() && s.product.is_none() && s.status == Status::Actual)?);
    let (Some(reporter), Some(partner)) = s.parties else { return None };
    let days = s.period.start.zip(s.period.end);
    let mut pair = [reporter, partner];
    pair.sort_unstable();
    Some(Told { pair, head: s.head, currency: mention.currency?, value: mention.value?, days })
}

/// More than the turnover of the time that it lies in, or far more than anything told of the two about that time.
fn is_oversized(figure: &Told, named: &[Told]) -> bool {
    let lies_in = |t: &Told| figure.days.zip(t.days).is_some_and(|(f, t)| t.0 <= f.0 && f.1 <= t.1);
    // two sources may differ in a turnover, but not by half
    let most = |t: &Told| if figure.head == Head::Turnover { t.value * Decimal::TWO } else { t.value };
    let more_than_all = |t: &Told| t.head == Head::Turnover && lies_in(t) && figure.value > most(t);
    // the same flow of the same time, told of the two by name, is another figure
    let of_others =
        |t: &Told| t.head == figure.head && figure.days.is_some() && t.days == figure.days && figure.value > t.value * Decimal::from(MORE);
    let far_more = |t: &&Told| figure.value > t.value * Decimal::from(FAR_MORE);
    let beside = |t: &&&Told| figure.days.zip(t.days).is_some_and(|(f, t)| (f.1.year() - t.1.year()).abs() <= NEAR);
    let kin: Vec<&Told> = named.iter().filter(|t| t.pair == figure.pair && t.currency == figure.currency).collect();
    let mut near = kin.iter().filter(beside).peekable();
    let absurd = !kin.is_empty() && kin.iter().all(|t| figure.value > t.value * Decimal::from(ABSURDLY_MORE));
    kin.iter().any(|t| more_than_all(t) || of_others(t)) || near.peek().is_some() && near.all(far_more) || absurd
}
