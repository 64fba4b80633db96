//! Who came to an event: "companies from the energy and transport spheres attended it" names no field of cooperation.

use crate::extract::article::{Article, Item};
use crate::lexicon::{Cue, CueSet};

/// Whether the term says of those who attended what they do.
pub(super) fn are_from(article: &Article, item: Item, no: usize) -> bool {
    const ATTEND: &[&str] = &["attended", "attend", "attending", "participated", "graced", "accompanied", "gathered", "joined"];
    const TALK: &[&str] = &["discussed", "discuss", "discussing", "talked", "cooperate", "cooperation", "agreed", "explored", "considered"];
    const REACH: usize = 30;
    let s = article.sentences[no];
    // "was attended by the heads of ministries, industry associations and banks"
    let by = |i: usize| article.is_any(i, ATTEND) && article.is(i + 1, "by");
    if (s.first..item.first).any(|i| by(i) && !article.has_any(i..item.first, TALK) && item.first - i <= REACH) {
        return true;
    }
    let attend = article.has_any(s.first..s.last, ATTEND) || article.has_phrase(s.first..s.last, &["took", "part"]);
    let from = item.first.saturating_sub(REACH).max(s.first);
    let who = article.cues_in(from..item.first, CueSet::of(&[Cue::Company])).last().map(|c| c.end);
    let who = who.or_else(|| {
        (from..item.first)
            .rev()
            .find(|&i| article.is_any(i, &["representatives", "experts", "delegates", "executives", "managers"]))
            .map(|i| i + 1)
    });
    let does = |end: usize| {
        let gap = end..item.first;
        article.is_any(end, &["from", "in", "of", "working", "operating", "representing"])
            && !article.has_any(gap.clone(), ATTEND)
            && !article.has_any(gap, TALK)
    };
    attend && who.is_some_and(does)
}
