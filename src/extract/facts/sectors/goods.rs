//! Goods that a sentence lists without a word of trade: "the companies show food and textiles there".

use crate::extract::article::Article;
use crate::lexicon::{Cue, CueSet};

/// "More than 70 companies show there food, textiles and building materials": the exhibits of a fair told here or in the two sentences before.
pub(super) fn are_shown(article: &Article, no: usize) -> bool {
    const SHOWS: &[&str] = &["show", "showed", "exhibit", "exhibited", "display", "displayed", "showcased", "showcase"];
    const EXHIBITIONS: &[&str] = &["exhibition", "expo", "fair", "exhibitions"];
    let s = article.sentences[no];
    let firms = article.cues_in(s.first..s.last, CueSet::of(&[Cue::Company])).next().is_some();
    let from = article.sentences[no.saturating_sub(2)].first;
    firms && article.has_any(s.first..s.last, SHOWS) && article.has_any(from..s.last, EXHIBITIONS)
}
