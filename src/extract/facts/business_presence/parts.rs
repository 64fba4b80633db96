//! Parts of a count told right before: "Of these, around 80 are joint ventures", "Nineteen of them are branches".

use super::{COUNTED, is_of_them};
use crate::extract::article::{Article, CueHit, Item};
use crate::extract::evidence;
use crate::model::{BusinessPresence, SlotBasis};

const RULE: &str = "companies_part";

/// A part of the companies that `rows` tells of in this sentence or the one before: of the same home and host.
pub(super) fn part<'a>(
    article: &Article,
    number: Item,
    rows: impl DoubleEndedIterator<Item = &'a BusinessPresence> + Clone,
) -> Option<BusinessPresence> {
    let no = article.sentence_of(number.first);
    let s = article.sentences[no];
    let noun = kind_behind(article, number, s.last)?;
    let whole = whole(rows, no)?;
    // "Of those polled, 700 are joint ventures": of others
    let opens = is_of_them(article, s.first) && (article.sign(s.first + 2, ',') || super::hedge_start(article, number).0 == s.first + 2);
    if !(opens || is_of_them(article, number.end) || goes_on(article, number, s.first)) {
        return None;
    }
    // more than all of them is something else
    let count = super::count(article, number).filter(|count| *count < whole.count)?;
    let kind = super::kind(article, noun);
    let mut evidence = evidence::evidence(article, "b", number.first, noun.end, RULE);
    evidence.parties_basis = SlotBasis::Inferred;
    let qualifier = super::hedge_start(article, number).1;
    Some(BusinessPresence { evidence, home: whole.home, host: whole.host, count, qualifier, kind, as_of: whole.as_of })
}

/// "Of them 67 are joint ventures and 137 are foreign enterprises": the second part.
fn goes_on(article: &Article, number: Item, first: usize) -> bool {
    is_of_them(article, first) && article.is_any(super::hedge_start(article, number).0.saturating_sub(1), &["and", "while"])
}

/// "67 are joint ventures", "19 of them are branches": the noun behind the verb.
fn kind_behind(article: &Article, number: Item, last: usize) -> Option<CueHit> {
    const NEAR: usize = 3;
    let verb = number.end + if is_of_them(article, number.end) { 2 } else { 0 };
    let noun = article.cues_in(verb + 1..(verb + 1 + NEAR).min(last), COUNTED).next()?;
    article.is_any(verb, &["are", "were"]).then_some(noun)
}

/// The first count of the nearest sentence that has one: what comes behind it there is a part or of another year.
fn whole<'a>(rows: impl DoubleEndedIterator<Item = &'a BusinessPresence> + Clone, no: usize) -> Option<&'a BusinessPresence> {
    let told = |row: &&BusinessPresence| row.evidence.rule != RULE;
    let nearest = rows.clone().rev().find(told)?.evidence.sentence_no;
    let is_near = (no as u32).checked_sub(nearest).is_some_and(|apart| apart <= 1);
    rows.into_iter().filter(told).find(|row| is_near && row.evidence.sentence_no == nearest)
}
