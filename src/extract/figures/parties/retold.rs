//! An amount that is told twice, once with its partner and once without: "Traders earned $102.69 million from the bloc" in a summary,
//! "They earned $102.69 million in the nine months" in the body.

use super::WORLD;
use crate::extract::figures::{Reader, Statement};
use crate::model::{Code, SlotBasis};
use rust_decimal::Decimal;

/// So many times its last digit: an amount that two flows have by chance is rounder.
const DIGITS: i64 = 1000;

/// Gives the partner of the one to the other, which was taken for trade with the world.
pub fn settle(reader: &mut Reader) {
    for i in 0..reader.out.len() {
        if let Some(partner) = partner(reader, i) {
            reader.out[i].parties.1 = Some(partner);
        }
    }
}

fn partner(reader: &Reader, i: usize) -> Option<Code> {
    let article = reader.article;
    let s = &reader.out[i];
    let sentence = article.sentences[s.sentence];
    let lent = s.head.is_trade() && s.parties.1 == Some(WORLD) && s.parties_basis == SlotBasis::Inferred;
    if !lent || article.has_any(sentence.first..sentence.last, &["total", "overall", "world", "global"]) {
        return None;
    }
    let value = told(reader, s)?;
    let again = |o: &&Statement| o.head == s.head && o.product == s.product && o.parties.0 == s.parties.0 && told(reader, o) == Some(value);
    let other = reader.out.iter().filter(again).find(|o| o.parties.1 != Some(WORLD))?;
    other.parties.1
}

/// The amount of a figure, when it is written with so many digits that no other has it by chance.
fn told(reader: &Reader, s: &Statement) -> Option<(Decimal, Option<Code>)> {
    let mention = reader.article.mention(s.amount?);
    let (value, step) = (mention.value?, mention.value_step?);
    (value >= step.checked_mul(Decimal::from(DIGITS))?).then_some((value, mention.currency))
}
