//! Rounds told one behind the other by their numbers alone: "the second meeting was in Lima in 2013, the third in Doha in 2014, Kars received
//! the fourth one on 10 December".

use super::clause::TIMES;
use crate::extract::article::{Article, Item};
use crate::lexicon::MeetingWord;
use crate::model::MentionKind;
use std::ops::Range;

/// Words of a meeting beside which a number is that of a round.
const MEETINGS: &[&str] = &["meeting", "round", "edition", "session", "sitting", "summit", "consultations", "commission", "committee"];

/// What a town does with a round that it is the place of.
const RECEIVES: &[&str] = &["hosted", "received", "housed", "welcomed", "saw", "hosts", "held"];

/// "The first took place in Doha in 2015, the second in Trabzon": a number with a town and a time of its own, which goes on with rounds
/// that were told.
pub(super) fn is_of_series(article: &Article, item: Item, until: usize) -> bool {
    const PLACED: usize = 6;
    const DATED: usize = 10;
    let behind = article.items_in(item.end..until, &[MentionKind::City]).next();
    let own = |city: &Item| {
        let opens = article.is_any(item.end, &["took", "in", "was", "came", "meeting", "one", ",", "by", "will", "is", "being", "has"])
            || city.first == item.end;
        opens && city.first - item.end <= PLACED
    };
    let Some(city) = behind.filter(own).or_else(|| town_before(article, item)) else { return false };
    let from = item.end.max(city.end);
    let time = article.items_in(item.end..until, TIMES).next().filter(|t| t.first - item.end <= DATED);
    let dated = time.is_some() || opens_with_time(article, item, city);
    let last = time.map_or(from, |t| t.end.max(from));
    dated && !is_something_else(article, last) && (is_held(article, item.end..last) || rounds_told(article, item))
}

/// "Kars received the fourth one", "Athens the third", "Istanbul was the venue of the seventh meeting": the town right before a number.
pub(super) fn town_before(article: &Article, item: Item) -> Option<Item> {
    const NEAR: usize = 6;
    let from = item.first.saturating_sub(NEAR).max(article.sentences[article.sentence_of(item.first)].first);
    let city = article.items_in(from..item.first, &[MentionKind::City]).last()?;
    let the = item.first - usize::from(article.is(item.first - 1, "the"));
    let venue = article.is(city.end, "was") && article.has_any(city.end + 1..the, &["venue", "scene", "place", "host"]);
    let received = the == city.end + 1 && article.is_any(city.end, RECEIVES);
    // "in Lima the third on May 3" is a town too; "from Lima the third" is none
    let bare = the == city.end && the < item.first && !article.is_any(city.first.saturating_sub(1), &["from", "of"]);
    (venue || received || bare).then_some(city)
}

/// "the seventh by Dushanbe in May", "the eighth one was received by Nicosia": the town behind a number.
pub(super) fn town_behind(article: &Article, item: Item) -> Option<Item> {
    const NEAR: usize = 6;
    let last = (item.end + NEAR).min(article.sentences[article.sentence_of(item.first)].last);
    let city = article.items_in(item.end..last, &[MentionKind::City]).next()?;
    let by = city.first - 1;
    let verb = |i: usize| article.is_any(i, RECEIVES) || article.is_any(i, &["one", "was"]);
    (article.is(by, "by") && (item.end..by).all(verb)).then_some(city)
}

/// "On October 29, 2018, Istanbul was the venue of the seventh meeting", "and on May 3 the third was received by Lima": the day is told first.
fn opens_with_time(article: &Article, item: Item, city: Item) -> bool {
    const NEAR: usize = 3;
    let first = item.first.min(city.first);
    let from = article.sentences[article.sentence_of(first)].first;
    let time = article.items_in(first.saturating_sub(NEAR + 4).max(from)..first, TIMES).last();
    time.is_some_and(|t| first - t.end <= NEAR)
}

/// "took place", "was held", "was convened"
fn is_held(article: &Article, range: Range<usize>) -> bool {
    article.any_tells(range.clone(), MeetingWord::Occurs) || article.has_any(range, RECEIVES)
}

/// "The second in Lima on May 3 was a match": the number is that of another thing.
fn is_something_else(article: &Article, behind: usize) -> bool {
    article.is_any(behind, &["was", "is", "were", "are", "brought", "drew"]) && !article.tells(behind + 1, MeetingWord::Occurs)
}

/// A round with its number stands before, in this sentence or the one before: "the fourth session", "the first took place".
fn rounds_told(article: &Article, item: Item) -> bool {
    const BESIDE: usize = 5;
    const REACH: usize = 100;
    let from = article.sentences[article.sentence_of(item.first).saturating_sub(1)].first.max(item.first.saturating_sub(REACH));
    let beside = |i: Item| i.first.saturating_sub(BESIDE)..i.end + BESIDE;
    let round = |i: Item| article.has_any(beside(i), MEETINGS) || is_held(article, i.end..i.end + BESIDE);
    article.is_any(item.end, MEETINGS) || article.items_in(from..item.first, &[MentionKind::Ordinal]).any(round)
}
