//! The goods that an article is about: under the headline "Garment exports to the EU rise" a list of partners is of garments.

use super::product;
use crate::extract::article::Article;
use crate::extract::figures::head::{Found, Head, head_of};
use crate::extract::figures::parties::WORLD;
use crate::extract::figures::{Reader, Statement};
use crate::lexicon::{Cue, CueSet};

/// Figures of the flow within which the body takes up the goods of the headline.
const TAKEN_UP: usize = 3;

/// Gives the goods of the headline to the figures of single partners that name none.
pub fn settle(reader: &mut Reader) {
    let article = reader.article;
    let Some((title, head, goods)) = of_title(article) else { return };
    let mut flow = reader.out.iter().filter(|s| s.head == head && s.sentence > title).take(TAKEN_UP);
    if !flow.any(|s| s.product.is_some()) {
        return;
    }
    let value = |s: &Statement| article.mention(s.amount?).value;
    let largest = reader.out.iter().filter(|s| s.head == head && s.product.is_some()).filter_map(value).max();
    for s in reader.out.iter_mut().filter(|s| s.head == head && s.product.is_none() && s.sentence > title) {
        // a figure with a noun of its own ("Exports to Peru stood at") may be of all goods, when it is larger
        let smaller = || value(s).is_some_and(|v| largest.is_some_and(|l| v <= l));
        let partner = s.parties.1.is_some_and(|p| p != WORLD) && (s.head_tokens.is_none() || smaller());
        let sentence = article.sentences[s.sentence];
        if partner && !article.has_any(sentence.first..sentence.last, &["total", "overall", "all", "foreign"]) {
            s.product = Some(goods.clone());
        }
    }
}

/// The exports or imports of some goods that the headline speaks of.
fn of_title(article: &Article) -> Option<(usize, Head, String)> {
    const LEAD: usize = 6;
    let title = (0..article.sentences.len().min(LEAD)).find(|&no| article.is_title(no))?;
    let sentence = article.sentences[title];
    let flows = CueSet::of(&[Cue::Export, Cue::Import]);
    let hits: Vec<_> = article.cues_in(sentence.first..sentence.last, flows).collect();
    let [hit] = hits[..] else { return None };
    let head = head_of(hit.set).filter(|head| matches!(head, Head::Export | Head::Import))?;
    let found = Found { head, tokens: Some((hit.first, hit.end)), cue: hit.set, rule: "title" };
    Some((title, head, product(article, &found, title, None)?))
}
