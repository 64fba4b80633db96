//! Percentages that are neither the change of a figure of trade nor its share.
//!
//! "the coverage of imports by exports was 69.5%", "from 42.7% to 44.5%", "down 7% in terms of weight", "exports of the
//! domestic sector rose by 4%".

use crate::extract::article::{Article, Item};
use crate::lexicon::{ClauseWord, Cue};
use crate::model::MentionKind;

use super::head::TRADE;

/// Whether a percentage tells of something else than trade in money.
pub(super) fn is_of_something_else(article: &Article, no: usize, item: Item) -> bool {
    let before = article.sentences[no].first..item.first;
    is_ratio(article, before.clone(), item) || is_physical(article, no, item) || article.has_cue(before, Cue::Owners)
}

/// "the coverage of imports by exports was 69.5%, less than a year before, when it was 76.9%"
fn is_ratio(article: &Article, before: std::ops::Range<usize>, item: Item) -> bool {
    let Some(word) = before.rev().find(|&i| article.is_word(i, ClauseWord::Ratio)) else { return false };
    // "of imports by exports" belongs to the ratio; another head has a change of its own
    let own = (word + 6).min(item.first);
    article.cues_in(own..item.first, TRADE).next().is_none()
}

/// "7% in terms of weight", "1.2% in volume terms"
fn is_physical(article: &Article, no: usize, item: Item) -> bool {
    let tail = item.end..(item.end + 6).min(article.sentences[no].last);
    let words: Vec<usize> = tail.take_while(|&i| article.tokens[i].is_word()).collect();
    words.iter().any(|&i| {
        article.is_word(i, ClauseWord::PhysicalMeasure)
            && article.is_any(i - 1, &["in", "by", "of"])
            && !article.is(i + 1, "of")
            && !(article.is(i + 1, "and") && article.is(i + 2, "value"))
            && (article.is_any(i - 1, &["in", "by"]) || article.is(i - 2, "terms"))
    })
}

/// "from 42.7% to 44.5%", "rose to 44.5%": how high something is, not by how much it changed.
pub(super) fn is_level(article: &Article, no: usize, item: Item) -> bool {
    if article.mention(item).kind != MentionKind::Percent {
        return false;
    }
    let from = article.sentences[no].first;
    let aside = |i: usize| {
        article.possessive(i)
            || article.is_any(i, &["about", "around", "nearly", "almost", "only", "just", "some", "over", "the", "last", "year"])
    };
    let Some(lead) = (from..item.first).rev().find(|&i| !aside(i)) else { return false };
    let cause = lead > from && article.is_any(lead - 1, &["due", "thanks", "owing", "up", "equivalent", "equal", "amounted", "amounting"]);
    article.is(lead, "to") && !cause || article.is(lead, "from") && leads_to_percent(article, no, item)
}

fn leads_to_percent(article: &Article, no: usize, item: Item) -> bool {
    let tail = item.end..(item.end + 9).min(article.sentences[no].last);
    tail.into_iter().any(|i| article.is(i, "to") && article.items_in(i + 1..i + 3, super::change::PERCENTS).next().is_some())
}
