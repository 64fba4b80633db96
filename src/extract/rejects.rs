//! Why a number was left alone: every number of a body is used by a fact or says so.

use super::article::{Article, Item};
use super::evidence::{self, NUMERIC};
use crate::lexicon::{Cue, CueSet};
use crate::model::{Mention, MentionKind, RejectReason};

/// The reason for each number that no fact uses and that has none yet.
pub fn of_rest(article: &Article, used: &[(usize, String)], rejected: &[(usize, RejectReason)]) -> Vec<(usize, RejectReason)> {
    let mut known = vec![false; article.mentions.len()];
    used.iter().map(|(mention, _)| *mention).chain(rejected.iter().map(|(mention, _)| *mention)).for_each(|m| known[m] = true);
    let told: Vec<&Mention> = used.iter().map(|(mention, _)| &article.mentions[*mention]).filter(|m| m.value.is_some()).collect();
    let left = article.items_in(0..article.tokens.len(), NUMERIC).filter(|i| !known[i.mention]);
    left.map(|i| (i.mention, reason(article, i, &told))).collect()
}

/// `told` are the amounts of rows.
fn reason(article: &Article, item: Item, told: &[&Mention]) -> RejectReason {
    match article.mention(item).kind {
        MentionKind::Ordinal => RejectReason::Ordinal,
        MentionKind::Percent | MentionKind::Change => RejectReason::NoFigure,
        MentionKind::Money if told.iter().any(|other| is_near(other, article.mention(item))) => RejectReason::Duplicate,
        MentionKind::Money => RejectReason::Ambiguous,
        _ if is_date_part(article, item) => RejectReason::DatePart,
        _ if article.sign(item.first.saturating_sub(1), '[') || article.sign(item.first.saturating_sub(1), '#') => RejectReason::Citation,
        _ if counts(article, item, Cue::Company) => RejectReason::Attendance,
        _ if counts(article, item, Cue::Physical) => RejectReason::PhysicalQuantity,
        _ => RejectReason::NoHead,
    }
}

/// Whether one amount is the other, or rounds it as headlines do.
fn is_near(one: &Mention, other: &Mention) -> bool {
    one.currency == other.currency && one.value.zip(other.value).is_some_and(|(a, b)| evidence::is_near(a, b, 3))
}

fn is_date_part(article: &Article, item: Item) -> bool {
    let n = article.mention(item).number.unwrap_or_default();
    let year = (1800.0..2100.0).contains(&n) && n.fract() == 0.0 && item.end - item.first == 1 && article.word(item.first).len() == 4;
    year || article.sign(item.end, ':') || article.sign(item.first.saturating_sub(1), ':')
}

fn counts(article: &Article, item: Item, cue: Cue) -> bool {
    article.cues_in(item.end..item.end + 4, CueSet::of(&[cue])).next().is_some()
}
