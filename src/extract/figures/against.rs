//! Changes that name what they are against: "This is a 20 percent increase on the same period of 2024 ($3 million) and a 25 percent rise
//! against 2023".

use super::change::COMPARES;
use super::{Reader, Statement, head};
use crate::extract::article::{Article, Item};
use crate::lexicon::ClauseWord;
use crate::model::MentionKind;

/// "Trade came to $3 million. This is a 20 percent increase on the same period of 2024 ($2 million)": of what the sentence before told.
pub(super) fn of_sentence_before(reader: &Reader, no: usize, item: Item) -> Option<usize> {
    const LEAD: usize = 6;
    let article = reader.article;
    let first = article.sentences[no].first;
    let points = article.is_any(first, &["this", "that", "it"]) && article.is_word(first + 1, ClauseWord::Means);
    let noun = article.is_word(item.end, ClauseWord::ChangeNoun);
    let before = no.checked_sub(1).filter(|_| points && noun && item.first - first <= LEAD)?;
    let own = |s: &Statement| s.sentence == before && !s.is_comparison && s.head.is_trade() && s.amount.is_some();
    let mut told = (0..reader.out.len()).filter(|&i| own(&reader.out[i]));
    told.next().filter(|&i| told.next().is_none() && reader.out[i].change.is_none())
}

/// "a 20 percent increase on 2024 ($3 million) and a 25 percent rise against 2023": the second tells the change of the same figure against
/// another time, and not that of the amount before it.
pub(super) fn is_of_another_base(article: &Article, percents: &[Item], k: usize) -> bool {
    const LEAD: usize = 3;
    let item = percents[k];
    let Some(before) = k.checked_sub(1).map(|j| percents[j]) else { return false };
    let timed = |at: usize| article.items_in(at..at + LEAD, &[MentionKind::Period]).next().is_some();
    let noun = |p: Item| article.is_word(p.end, ClauseWord::ChangeNoun) && article.is_any(p.end + 1, COMPARES) && timed(p.end + 2);
    let joined = article.has_any(item.first.saturating_sub(LEAD).max(before.end)..item.first, &["and"]);
    joined && noun(before) && noun(item) && article.cues_in(before.end..item.first, head::HEADS).next().is_none()
}
