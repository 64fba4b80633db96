//! Commissions that no phrase of the table names: "the Joint Kenyan-Peruvian Committee for Trade", "the Kenyan-Peruvian commission".

use super::clause::Trigger;
use crate::extract::article::{Article, CueHit, Item};
use crate::lexicon::{Cue, CueSet, MeetingWord};
use crate::model::{MeetingKind, MentionKind};

/// Adds them to the words of meeting of a sentence.
pub(super) fn find(article: &Article, no: usize, out: &mut Vec<Trigger>) {
    let s = article.sentences[no];
    for at in s.first..s.last {
        let Some(first) = commission(article, s.first, at) else { continue };
        // "the ninth session of the Kenyan-Peruvian commission": told by a word of its own
        if !meets(article, at, s.last) || out.iter().any(|(h, _)| h.first <= at && at <= h.end + NEAR) {
            continue;
        }
        let set = CueSet::of(&[Cue::Commission]);
        // "the commission met", "will meet in its first session": the words behind it tell of it
        let verb = |(h, kind): &Trigger| h.first > at && h.first <= at + REACH && *kind != MeetingKind::Visit;
        let end = out.iter().filter(|t| verb(t)).map(|(h, _)| h.end).max().unwrap_or(at + 1);
        out.retain(|t| !verb(t));
        out.insert(out.partition_point(|(h, _)| h.first < first), (CueHit { first, end, set }, MeetingKind::Commission));
    }
}

/// Tokens between another word of meeting and the name that it tells of.
const NEAR: usize = 6;

/// Tokens between the name and the verb.
const REACH: usize = 16;

/// Where the name begins whose last word is a commission of two economies, and that is told as joint.
fn commission(article: &Article, from: usize, at: usize) -> Option<usize> {
    const LONGEST: usize = 8;
    if !article.is_any(at, &["commission", "committee"]) {
        return None;
    }
    // "the commission last met in Lima": known to the reader
    let known = at > from && article.is(at - 1, "the") && article.is(at, "commission") && !article.tokens[at].capital;
    if known
        && !article.is(at + 1, "of")
        && (at + 1..at + 4).any(|i| article.is_any(i, &["last", "met", "will", "would", "convened", "is", "held"]))
    {
        return Some(at);
    }
    let run = at.saturating_sub(LONGEST).max(from)..at;
    let named: Vec<Item> = article.items_in(run.clone(), &[MentionKind::Country]).collect();
    let pair = named.windows(2).find(|w| w[1].first - w[0].end == 1 && article.sign(w[0].end, '-'))?;
    let beside =
        |range: std::ops::Range<usize>| range.into_iter().all(|i| article.tells(i, MeetingWord::StandingBody) || article.sign(i, '-'));
    let before = pair[0].first.checked_sub(1).filter(|&i| i >= from && article.tells(i, MeetingWord::StandingBody));
    beside(pair[1].end..at).then(|| before.unwrap_or(pair[0].first))
}

/// "will meet in its first session", "held its ninth meeting"
fn meets(article: &Article, at: usize, last: usize) -> bool {
    let behind = at + 1..(at + REACH).min(last);
    let verb = article.has_any(behind.clone(), &["meet", "meets", "met", "convene", "convened", "held", "hold", "sit", "gathered"]);
    verb && article.items_in(behind, &[MentionKind::Ordinal, MentionKind::Date, MentionKind::City]).next().is_some()
}
