//! Where a trip goes: "to Kenya", "visited Lima", "in Kenya, Peru and the Comoros".

use crate::extract::article::{Article, Item};
use crate::lexicon::{Cue, CueSet};
use crate::model::MentionKind;

/// Words of travel.
pub(super) const TRIPS: CueSet = CueSet::of(&[Cue::Visit, Cue::VisitVerb]);

/// The places that a trip told in a sentence goes to.
pub(super) fn goals(article: &Article, no: usize) -> Vec<Item> {
    let s = article.sentences[no];
    if article.cues_in(s.first..s.last, TRIPS).next().is_none() {
        return Vec::new();
    }
    let goal = |i: &Item| !article.is_dateline(*i) && article.form(*i) != "seat" && is_goal(article, *i);
    article.items_in(s.first..s.last, &[MentionKind::Country, MentionKind::City]).filter(goal).collect()
}

/// "to Kenya", "to Kenya, Peru and the Comoros"
pub(super) fn is_goal(article: &Article, item: Item) -> bool {
    // the days of a stop between brackets
    const LONGEST: usize = 8;
    let the = usize::from(article.is(item.first.saturating_sub(1), "the"));
    let lead = item.first.saturating_sub(1 + the);
    let listed = || article.is(lead, "and") || article.sign(lead, ',');
    // "to Kenya (May 3-5) and Peru"
    let close = lead
        .checked_sub(1)
        .filter(|&i| article.sign(i, ')'))
        .and_then(|close| (close.saturating_sub(LONGEST)..close).rev().find(|&i| article.sign(i, '(')));
    let end = close.unwrap_or(lead);
    let before = || article.items_in(end.saturating_sub(3)..end, &[MentionKind::Country]).last().filter(|b| b.end == end);
    // "the ambassador to Kenya"
    if article.is(lead, "to") && lead > 0 && article.is_any(lead - 1, &["ambassador", "ambassadors", "envoy", "envoys", "commissioner"]) {
        return false;
    }
    article.is_any(lead, &["to", "in", "at", "for", "visit", "visits", "visited", "visiting", "reached", "reaches"])
        || listed() && before().is_some_and(|b| is_goal(article, b))
}
