//! Meetings of several told by a verb alone: "the foreign ministers of the five states gathered in Lima", "the presidents came together".

use super::clause::{TIMES, Trigger};
use crate::extract::article::{Article, CueHit, Item};
use crate::lexicon::{Cue, CueSet};
use crate::model::{MeetingKind, MentionKind};

/// Adds them to the words of meeting of a sentence.
pub(super) fn find(article: &Article, no: usize, out: &mut Vec<Trigger>) {
    const NEAR: usize = 8;
    const FAR: usize = 20;
    let s = article.sentences[no];
    for at in s.first..s.last {
        let Some(end) = end_of_verb(article, at) else { continue };
        // "gathered for the summit": told by a word of its own
        let for_it = |h: &CueHit| {
            let purpose = |i: usize| article.is(i, "for") && article.is_any(i + 1, &["a", "an", "the", "their", "its"]);
            h.first > end && h.first < end + FAR && (h.first.saturating_sub(NEAR).max(end)..h.first).any(purpose)
        };
        let told = |(h, _): &Trigger| h.first < end + NEAR && at < h.end + NEAR || for_it(h);
        if out.iter().any(told) || !officers_before(article, s.first, at) || !is_anchored(article, no, at, end) {
            continue;
        }
        let hit = CueHit { first: at, end, set: CueSet::of(&[Cue::Met]) };
        out.insert(out.partition_point(|(h, _)| h.first < at), (hit, MeetingKind::Talks));
    }
}

/// "gathered", "came together": one past the verb.
fn end_of_verb(article: &Article, at: usize) -> Option<usize> {
    if article.is_any(at, &["gathered", "gather", "convened", "convene", "assembled", "assemble", "huddled", "reconvened", "congregated"]) {
        return Some(at + 1);
    }
    let together = article.is(at + 1, "together") && article.is_any(at, &["came", "come", "got", "get", "sat", "sit"]);
    together.then_some(at + 2)
}

/// "the foreign ministers of the five states" before the verb: officers in the plural, and no other one who acts.
fn officers_before(article: &Article, first: usize, at: usize) -> bool {
    const REACH: usize = 14;
    let plural = |i: &Item| article.mention(*i).name.as_deref() == Some("plural");
    let roles = article.items_in(at.saturating_sub(REACH).max(first)..at, &[MentionKind::Role]);
    roles.last().is_some_and(|i| plural(&i) && !article.is_any(i.end, &["said", "who", "that"]))
}

/// A day or a town in the sentence, near the verb.
fn is_anchored(article: &Article, no: usize, at: usize, end: usize) -> bool {
    const NEAR: usize = 12;
    let s = article.sentences[no];
    let near = at.saturating_sub(2 * NEAR).max(s.first)..(end + NEAR).min(s.last);
    article.items_in(near.clone(), TIMES).next().is_some() || article.items_in(near, &[MentionKind::City]).next().is_some()
}
