//! Trips told without a word of travel: "Prime Minister X was in Lima on Monday", "the next stop is Berlin", "that of Y to Oslo".

use super::clause::Trigger;
use super::journey::{delegation, is_way_home};
use crate::extract::article::{Article, CueHit, Item};
use crate::lexicon::{Cue, CueSet, MeetingWord};
use crate::model::{MeetingKind, MentionKind};

const PLACES: &[MentionKind] = &[MentionKind::City, MentionKind::Country];

/// Adds them to the words of meeting of a sentence.
pub(super) fn find(article: &Article, no: usize, out: &mut Vec<Trigger>) {
    const NEAR: usize = 12;
    let s = article.sentences[no];
    for at in s.first..s.last {
        let of_same_word = is_that_of(article, s.first, at);
        let told = of_same_word || is_stay(article, s.first, at) || is_stop(article, at);
        let end = if told { Some(at + 1) } else { end_of_departure(article, s.first, at) };
        let home = is_way_home(article, at);
        if home {
            out.retain(|(h, _)| h.first != at);
        }
        let end = if home { Some(at + 1) } else { end };
        // "is in Peru on an official visit" has its own word
        let near = |(h, kind): &Trigger| h.first <= at && at < h.end || *kind == MeetingKind::Visit && h.first > at && h.first - at <= NEAR;
        if let Some(end) = end.filter(|_| !out.iter().any(near)) {
            let cue = if of_same_word { Cue::Visit } else { Cue::VisitVerb };
            let hit = CueHit { first: at, end, set: CueSet::of(&[cue]) };
            out.insert(out.partition_point(|(h, _)| h.first < at), (hit, MeetingKind::Visit));
        }
    }
}

/// "Prime Minister X was in Lima on Monday", "Minister Y is in Peru for talks": an official's name, and a place that the clause stays at.
fn is_stay(article: &Article, first: usize, at: usize) -> bool {
    const NEAR: usize = 8;
    let Some(place) = place_of_stay(article, at) else { return false };
    let who = article.items_in(at.saturating_sub(NEAR).max(first)..at, &[MentionKind::Person]).last();
    let official = |i: Item| is_official(article, i);
    // "President X of Kenya was in Lima"
    let own = |w: usize| article.is_any(w, &["of", "the"]) || article.item_at(w, &[MentionKind::Country]).is_some();
    let subject = |i: Item| {
        (i.end..at).all(own) || (i.end..at).any(|w| article.sign(w, ',')) && article.sign(at - 1, ',') || article.sign(at - 1, ')')
    };
    // for something, or on a day: "was in Lima" alone may be where he lives
    let dated = article.items_in(first..place.end + 3, &[MentionKind::Date, MentionKind::Period]).next().is_some();
    let goes_on = dated || article.is_any(place.end, &["for", "to", "on", "where", "with"]);
    let met = |i: Item| article.is(i.first.saturating_sub(1), "with");
    // "when the Kenyan minister was in Lima in May 2023"
    let of_office = article
        .item_at(at.saturating_sub(1), &[MentionKind::Role])
        .filter(|r| dated && at > first && r.end == at && article.mention(*r).name.as_deref() == Some("office"))
        .and_then(|r| article.mention(r).country)
        .is_some_and(|home| article.mention(place).country.is_some_and(|there| there != home));
    // "He had been in Lima on July 18-20"
    let pronoun = dated && at > first && article.is_any(at - 1, &["he", "she"]) && !article.is_any(at, &["is", "was"]);
    // "the Kenyan leader is expected in Lima"
    let office = article.item_at(at.saturating_sub(1), &[MentionKind::Role]).filter(|_| at > first && is_ahead(article, at));
    // "is due in Lima to attend the session": a trip made for another event
    let behind = place.end..place.end + NEAR;
    let format = article.cues_in(behind.clone(), CueSet::of(&[Cue::Summit, Cue::Forum, Cue::Commission])).next().is_some();
    let for_event = is_ahead(article, at) && (format || article.any_tells(behind, MeetingWord::Attends));
    let delegation = delegation(article, first, at).is_some_and(|home| Some(home) != article.mention(place).country);
    let somebody =
        !for_event && (delegation || of_office || pronoun || office.is_some() || who.is_some_and(|i| subject(i) && !met(i) && official(i)));
    goes_on && !article.possessive(place.end) && somebody
}

/// "is expected in", "will be in", "would be in"
fn is_ahead(article: &Article, at: usize) -> bool {
    article.is_any(at, &["is", "are"]) && article.is_any(at + 1, &["expected", "awaited", "due"]) && article.is(at + 2, "in")
        || article.is_any(at, &["will", "would"]) && article.starts(at + 1, &["be", "in"])
}

/// "was in Lima", "stayed in Peru", "had been to Lima and Cusco": the last of the places.
fn place_of_stay(article: &Article, at: usize) -> Option<Item> {
    let been = article.is_any(at, &["had", "has", "have"]) && article.is(at + 1, "been") && article.is_any(at + 2, &["in", "to"]);
    let stays = article.is_any(at, &["is", "was", "are", "were", "stayed"]) && article.is(at + 1, "in");
    let ahead = is_ahead(article, at);
    let prep = if been || ahead { at + 2 } else { at + 1 };
    let place = |at: usize| {
        let at = at + usize::from(article.is(at, "the"));
        article.item_at(at, PLACES).filter(|i| i.first == at && article.form(*i) != "adjective")
    };
    let first = place(prep + 1).filter(|_| been || stays || ahead)?;
    let second = if article.is(first.end, "and") { place(first.end + 1) } else { None };
    Some(second.unwrap_or(first))
}

/// Told with his office here or elsewhere in the article.
fn is_official(article: &Article, who: Item) -> bool {
    let holds = |i: Item| article.mention(i).role.is_some() || article.mention(i).code.is_some();
    let name = &article.mention(who).name;
    let same = |i: &Item| article.mention(*i).name == *name;
    holds(who) || article.items_in(0..article.tokens.len(), &[MentionKind::Person]).filter(same).any(holds)
}

/// "left Lima for Quito and La Paz": one who sets out from a town to another place; where the words for it end.
fn end_of_departure(article: &Article, first: usize, at: usize) -> Option<usize> {
    const NEAR: usize = 12;
    if !article.is_any(at, &["left", "leaves", "departed", "departs"]) {
        return None;
    }
    let home = article.item_at(at + 1, &[MentionKind::City]).filter(|i| article.is(i.end, "for"))?;
    let the = usize::from(article.is(home.end + 1, "the"));
    let goal = article.item_at(home.end + 1 + the, PLACES);
    let officer = |i: Item| article.mention(i).kind == MentionKind::Role || is_official(article, i);
    let who = article.items_in(at.saturating_sub(NEAR).max(first)..at, &[MentionKind::Person, MentionKind::Role]).next();
    goal.and(who).filter(|i| officer(*i)).map(|_| home.end + 1)
}

/// "two visits: that of President X to Peru, and that of Y to Kenya"
fn is_that_of(article: &Article, first: usize, at: usize) -> bool {
    const REACH: usize = 24;
    if !article.starts(at, &["that", "of"]) || !article.has_cue(first..at, Cue::Visit) {
        return false;
    }
    let goal = |i: &Item| article.is(i.first.saturating_sub(1), "to");
    let who = article.items_in(at..at + REACH, &[MentionKind::Person]).next();
    who.is_some_and(|who| article.items_in(who.end..who.end + 3, PLACES).any(|i| goal(&i)))
}

/// "Tonga is her next stop", "the last stop in Africa will be Senegal"
fn is_stop(article: &Article, at: usize) -> bool {
    const ORDER: &[&str] = &["next", "last", "final", "first", "second", "third", "fourth", "another"];
    let stop = article.is_any(at, &["stop", "leg"]) && at > 0 && article.is_any(at - 1, ORDER);
    stop && place_of_stop(article, at).is_some()
}

/// Where the trip stops: the place that the word for a stop is said to be.
pub(super) fn place_of_stop(article: &Article, at: usize) -> Option<Item> {
    const NEAR: usize = 9;
    let s = article.sentences[article.sentence_of(at)];
    let is = |i: usize| article.is_any(i, &["is", "was", "be", "are"]);
    let behind = article.items_in(at..(at + NEAR).min(s.last), PLACES).find(|i| is(i.first - 1) && article.form(*i) != "adjective");
    let be = || (at.saturating_sub(4).max(s.first)..at).find(|&i| is(i));
    let before =
        || article.items_in(s.first..at, PLACES).find(|i| be() == Some(i.end) || article.is(i.end, "will") && be() == Some(i.end + 1));
    behind.or_else(before)
}
