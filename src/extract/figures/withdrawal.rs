//! Capital that was taken back: "the FDI flow was negative and amounted to 67 million", "a net outflow of 26 million was noted".

use super::Statement;
use super::head::Head;
use super::parties::WORLD;
use crate::extract::article::Article;
use crate::lexicon::Cue;
use crate::model::MentionKind;

/// What a minus may stand behind.
const CODES: &[&str] = &["chf", "eur", "euro", "gbp", "usd"];

/// Whether the `i`th figure is told as negative, or goes on from one that is, in a list of the same sentence.
pub fn is_negative(article: &Article, statements: &[Statement], i: usize) -> bool {
    has_sign(article, &statements[i]) || is_of_negative(article, statements, i)
}

/// "fell to negative $196 million", "Kenya (-$196 million)", "was minus $196 million", "Kenya (EUR -1.8 bn)": that amount alone.
fn has_sign(article: &Article, s: &Statement) -> bool {
    let Some(amount) = s.amount.filter(|_| matches!(s.head, Head::Fdi | Head::Investment)) else { return false };
    let before = amount.first.saturating_sub(1);
    let behind_code = article.is_any(before.saturating_sub(1), CODES) && !article.tokens[amount.first].spaced;
    article.is_any(before, &["minus", "negative"])
        || article.sign(before, '-') && (article.sign(before.saturating_sub(1), '(') || behind_code)
}

fn is_of_negative(article: &Article, statements: &[Statement], i: usize) -> bool {
    let s = &statements[i];
    let Some(amount) = s.amount.filter(|_| matches!(s.head, Head::Fdi | Head::Investment)) else { return false };
    let last = statements[..i].last().filter(|b| b.sentence == s.sentence);
    let first = last.and_then(|b| b.amount).map_or(article.sentences[s.sentence].first, |a| a.end);
    let lead = first..amount.first.max(first);
    let carried = s.head_tokens.is_none() && last.is_some() && !article.has_any(lead.clone(), &["positive", "largest"]);
    lead.into_iter().any(|at| says_negative(article, at))
        || is_taken_back(article, s)
        || carried && is_of_negative(article, statements, i - 1)
}

/// "negative flows", "the flow was negative", "fell to negative $3 million"; not "a negative outlook".
fn says_negative(article: &Article, at: usize) -> bool {
    article.is(at, "negative")
        && (article.is_any(at + 1, &["flow", "flows", "inflow", "inflows", "fdi", "net", "value"])
            || article.item_at(at + 1, &[MentionKind::Money]).is_some()
            || article.is_any(at.saturating_sub(1), &["was", "were", "remained", "turned", "is", "net"]))
}

/// "a net outflow of $26 million": told of an investor in a host, capital that goes out goes back.
fn is_taken_back(article: &Article, s: &Statement) -> bool {
    // "outward investment" goes out, and back to nobody
    const BACK: &[&str] = &["outflow", "outflows", "out"];
    let outflow = s.head_tokens.is_some_and(|t| article.has_cue(t.0..t.1, Cue::Outflow) && article.has_any(t.0..t.1, BACK));
    outflow && s.parties.1.is_some_and(|host| host != WORLD) && s.parties.0.is_some_and(|investor| investor != WORLD)
}
