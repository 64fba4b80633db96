//! Counts whose noun stands before them: "The number of Norwegian firms at work in Peru had reached 160".

use super::COUNTED;
use super::joint::is_joint;
use crate::extract::article::{Article, CueHit, Item};
use crate::lexicon::ClauseWord;
use crate::model::MentionKind;

/// Tokens from "number of" to the noun: "the number of people employed by Norwegian firms" counts people.
const REACH: usize = 6;
/// And where they are two economies': "the number of joint Norwegian-Peruvian enterprises".
const REACH_OF_TWO: usize = 8;

/// The noun that the number counts, when it stands before it.
pub(super) fn noun(article: &Article, number: Item, first: usize) -> Option<CueHit> {
    told(article, number, first).or_else(|| subject(article, number, first))
}

/// "the number of Norwegian firms rose from 100 to 160"
fn told(article: &Article, number: Item, first: usize) -> Option<CueHit> {
    const LEADS: &[&str] = &["is", "was", "to", "at", "from", "made", "crossed", "exceeded", "passed", "topped", "surpassed", "against"];
    let verb = (first..number.first).rev().find(|&i| article.is_word(i, ClauseWord::Posted) || article.is_any(i, LEADS))?;
    let start = (first..verb).rev().find(|&i| article.is(i, "number") && article.is_any(i + 1, &["of"]))?;
    let near = |noun: &CueHit| noun.first < start + REACH || is_joint(article, *noun);
    let noun = article.cues_in(start..verb.min(start + REACH_OF_TWO), COUNTED).next().filter(near)?;
    // "has risen by 55 percent and made 1,983"
    let start_of_rise = |i: &Item| article.is_any(i.first - 1, &["from", "by"]);
    let figures = &[MentionKind::Number, MentionKind::Money, MentionKind::Percent];
    let other = article.items_in(noun.end..number.first, figures).any(|i| !start_of_rise(&i));
    let units = article.has_any(number.end..number.end + 1, &["percent", "per", "million", "billion", "%", "tons", "times"]);
    let grows = article.is(number.first.saturating_sub(1), "by")
        || article.has_any(noun.end..verb, &["sanctioned", "closed", "liquidated", "fined", "listed"]);
    (number.first - verb <= 4 && !other && !units && !grows).then_some(noun)
}

/// "Norwegian companies in Peru number about 160"
fn subject(article: &Article, number: Item, first: usize) -> Option<CueHit> {
    const FAR: usize = 12;
    const VERBS: &[&str] = &["number", "numbered", "totalled", "totaled", "total"];
    let near = number.first.saturating_sub(3).max(first)..number.first;
    let colon = |i: usize| article.sign(i, ':') && i + 1 == number.first;
    let verb = near.rev().find(|&i| article.is_any(i, VERBS) || colon(i))?;
    if article.is_any(verb.saturating_sub(1), &["the", "a", "this", "total"]) {
        return None;
    }
    let noun = article.cues_in(verb.saturating_sub(FAR).max(first)..verb, COUNTED).last()?;
    // "Applications from Norwegian firms totalled 450": firms are the subject
    let led = (first..noun.first).any(|i| article.is_any(i, &["from", "by", "of", "included"]));
    let numbered = article.is_any(verb, &["number", "numbered"]);
    let placed = article.items_in(noun.end..verb, super::PLACES).next().is_some() && noun.first <= first + 3;
    (numbered || !led && placed).then_some(noun)
}
