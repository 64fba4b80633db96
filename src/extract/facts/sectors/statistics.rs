//! Branches that figures are told of: shares, growth and sums by branch are statistics, no fields of cooperation.

use crate::extract::article::{Article, Item};
use crate::lexicon::{ClauseWord, Cue, CueSet};
use crate::model::MentionKind;

const AMOUNTS: &[MentionKind] = &[MentionKind::Money, MentionKind::Percent];

/// Growth or trade of a branch told in figures is a statistic, not a field of cooperation.
pub(super) fn is_measured(article: &Article, item: Item, no: usize) -> bool {
    let sentence = article.sentences[no];
    let near = item.first.saturating_sub(7).max(sentence.first)..(item.end + 7).min(sentence.last);
    let figure = article.items_in(near.clone(), AMOUNTS).next().is_some();
    let measured =
        article.cues_in(near, CueSet::of(&[Cue::Export, Cue::Import, Cue::Turnover, Cue::Physical, Cue::Blocker])).next().is_some();
    let cooperation = article.has_word(sentence.first..sentence.last, ClauseWord::FieldNoun);
    figure && measured && !cooperation
}

/// "24.1 percent on processing industry", "about 84 percent of the investments went to mining, finance and trade": a branch's share of
/// something, where no economy is named.
pub(super) fn is_share(article: &Article, item: Item, no: usize) -> bool {
    let sentence = article.sentences[no];
    let before = item.first.saturating_sub(4).max(sentence.first)..item.first;
    let share = article
        .items_in(before, &[MentionKind::Percent])
        .last()
        .is_some_and(|p| (p.end..item.first).all(|i| article.is_any(i, &["on", "in", "to", "for", "into", "of", "the", "went", "by"])));
    let divided = |p: Item| {
        let of = p.end + usize::from(article.is(p.end, "of"));
        let capital = CueSet::of(&[Cue::Fdi, Cue::Investment]);
        of > p.end && p.end < item.first && article.cues_in(of..(of + 4).min(sentence.last), capital).next().is_some()
    };
    let divided = article.items_in(sentence.first..item.first, &[MentionKind::Percent]).any(divided);
    (share || divided) && article.items_in(sentence.first..sentence.last, &[MentionKind::Country]).next().is_none()
}

/// "mining, $9.7 billion", "Electricity (38.4 percent)", "$408 million in textiles, $282 million in banking": a branch with its figure.
pub(super) fn beside_amount(article: &Article, item: Item, no: usize) -> bool {
    const LISTED: usize = 3;
    const LEADS: &[&str] = &["in", "into", "to", "for", "the", "on", "falls", "fell", "falling", "was", "were", "placed", "goes", "went"];
    let s = article.sentences[no];
    let behind = item.end..(item.end + 4).min(s.last);
    let figure = article
        .items_in(behind, AMOUNTS)
        .next()
        .is_some_and(|m| (item.end..m.first).all(|i| !article.tokens[i].is_word() || article.is_any(i, &["with", "for", "by", "at"])));
    let led = article.items_in(item.first.saturating_sub(7).max(s.first)..item.first, AMOUNTS).last();
    let led = led.is_some_and(|m| (m.end..item.first).all(|i| article.is_any(i, LEADS)));
    figure || led && article.items_in(s.first..s.last, AMOUNTS).count() >= LISTED
}

/// "mining leads with 27 per cent, hydropower has 25 per cent, then come agriculture and hotels": shares of branches, no fields.
pub(super) fn is_of_breakdown(article: &Article, items: &[Item], no: usize) -> bool {
    let sentence = article.sentences[no];
    let from = items.partition_point(|i| i.first < sentence.first);
    let named = items[from..].iter().take_while(|i| i.first < sentence.last);
    named.filter(|i| beside_amount(article, **i, no)).count() >= 2 || ranks_branches(article, no) || follows_ranking(article, no)
}

/// "Transport came second with $3 billion. Mining and chemicals follow.": the end of a list of branches by their figures.
fn follows_ranking(article: &Article, no: usize) -> bool {
    const LAST: usize = 3;
    let s = article.sentences[no];
    let before = no.checked_sub(1).map(|before| article.sentences[before]);
    let priced = before.is_some_and(|b| article.items_in(b.first..b.last, AMOUNTS).next().is_some());
    // "Agriculture had the largest number of projects. Others are in mining and tourism"
    let ranked = before
        .is_some_and(|b| article.has_word(b.first..b.last, ClauseWord::Rank) && article.has_any(b.first..b.last, &["number", "most"]));
    let rest = article.is_any(s.first, &["others", "other"]) && article.has_any(s.first..(s.first + 4).min(s.last), &["are", "were"]);
    if ranked && rest {
        return true;
    }
    priced && article.has_any(s.last.saturating_sub(LAST).max(s.first)..s.last, &["follow", "followed", "follows"])
}

/// "Manufacturing, with more than $88 million, is the second largest investment sector", "fuels (3.7 percentage points)": branches in
/// the order of their figures, where no economy is named.
fn ranks_branches(article: &Article, no: usize) -> bool {
    let s = article.sentences[no];
    let sentence = s.first..s.last;
    let ranks = article.has_word(sentence.clone(), ClauseWord::Rank) || article.has_any(sentence.clone(), &["leader", "most"]);
    let branches = article.has_any(sentence.clone(), &["sector", "sectors", "industry", "industries"]);
    let priced = article.items_in(sentence.clone(), AMOUNTS).next().is_some();
    let placed = article.items_in(sentence.clone(), &[MentionKind::Country, MentionKind::Group]).next().is_some();
    article.has_phrase(sentence, &["percentage", "points"]) || ranks && branches && priced && !placed
}
