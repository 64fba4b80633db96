//! Figures told once more in another currency: "Exports were 12 billion euros. Expressed in dollars, they came to 13 billion".

use super::{Reader, Statement};
use crate::extract::article::Article;

/// Sentences back to the figure that is told once more.
const NEAR: usize = 3;

/// Makes amounts that convert a figure told before its second amount.
pub(super) fn settle(reader: &mut Reader) {
    let article = reader.article;
    let mut i = 1;
    while i < reader.out.len() {
        match original(article, &reader.out, i) {
            Some(whole) => {
                reader.out[whole].alt = reader.out[i].amount;
                reader.out.remove(i);
            }
            None => i += 1,
        }
    }
}

/// The figure that the `i`th tells once more.
fn original(article: &Article, out: &[Statement], i: usize) -> Option<usize> {
    let s = &out[i];
    let amount = s.amount?;
    let currency = |s: &Statement| article.mention(s.amount?).currency;
    let sentence = article.sentences[s.sentence];
    (sentence.first..amount.first).find(|&at| converts(article, at))?;
    let same = |w: &Statement| {
        let time = (w.period.start, w.period.end) == (s.period.start, s.period.end);
        (w.head, w.parties, &w.product, w.status, w.is_comparison) == (s.head, s.parties, &s.product, s.status, s.is_comparison) && time
    };
    let told = |w: &&Statement| w.alt.is_none() && same(w) && currency(w).is_some() && currency(w) != currency(s);
    let near = out[..i].iter().rev().take_while(|w| s.sentence - w.sentence <= NEAR).count();
    (i - near..i).rev().find(|&w| told(&&out[w]))
}

/// "expressed in dollars", "in dollar terms"
fn converts(article: &Article, at: usize) -> bool {
    let name = |first: usize| article.lexicon.currencies.words.find(article.tokens, first).map(|(end, _)| end);
    let said = article.is_any(at, &["calculated", "converted", "expressed"]);
    let into = at + 1 + usize::from(article.is_any(at + 1, &["in", "into", "to"]));
    said && name(into).is_some() || article.is(at, "in") && name(at + 1).is_some_and(|end| article.is(end, "terms"))
}
