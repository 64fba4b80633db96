//! Capital that goes out of an economy: "Norway's outward FDI", "the outflow was $23 million".

use super::places::{Place, Relation};
use super::{Parties, Reach, WORLD};
use crate::extract::article::{Article, Item};
use crate::extract::figures::head::Head;
use crate::extract::figures::{Reader, Statement};
use crate::lexicon::{ClauseWord, Cue, CueSet};
use crate::model::{Code, MentionKind, SlotBasis};

/// Whether the figure's head or its clause says that capital goes out.
pub(super) fn is_outward(article: &Article, reach: &Reach) -> bool {
    let inflow = reach.head.tokens.is_some_and(|t| article.has_any(t.0..t.1, &["inflow", "inflows"]));
    // "contractors completed 148 projects abroad worth $11 billion"
    let abroad = reach.head.head == Head::Project
        && reach.head.tokens.is_some_and(|t| article.is_any(t.1, &["abroad", "overseas"]) || article.is(t.0.saturating_sub(1), "overseas"))
        || reach.head.head == Head::Project && reach.amount.is_some_and(|a| article.is_any(a.end, &["abroad", "overseas"]));
    reach.head.cue.has(Cue::Outflow)
        || abroad
        || is_put_abroad(article, reach)
        || is_in_many(article, reach)
        || is_of_firms(article, reach)
        || !inflow && says_out(article, reach)
}

/// "the outflow of direct investments was $7 million", "$7 million of direct investments went out"; not of what the next amount is.
fn says_out(article: &Article, reach: &Reach) -> bool {
    const NEAR: usize = 6;
    let Some((_, head)) = reach.head.tokens else { return false };
    let until = reach.amount.map_or(reach.until, |a| (a.end.max(head) + NEAR).min(reach.until));
    article.has_cue(reach.from..until, Cue::Outflow)
}

/// "Norwegian businessmen invested $7 million in foreign countries", "invested $5 million abroad"
fn is_put_abroad(article: &Article, reach: &Reach) -> bool {
    let Some(end) = reach.amount.map(|a| a.end).filter(|_| reach.head.cue.has(Cue::InvestVerb)) else { return false };
    // "the $9 million that Norwegian firms invested abroad"
    if reach.head.tokens.is_some_and(|t| t.0 >= end && article.is_any(t.1, &["abroad", "overseas"])) {
        return true;
    }
    article.is_any(end, &["abroad", "overseas"]) || article.starts(end, &["in", "foreign", "countries"])
}

/// "contractors have undertaken 700 projects in 133 countries"
fn is_in_many(article: &Article, reach: &Reach) -> bool {
    let Some((_, end)) = reach.head.tokens.filter(|_| reach.head.head == Head::Project) else { return false };
    let led = article.is_any(end, &["in", "across"]);
    let many = |i: &Item| article.is_any(i.end, &["countries", "states"]) && article.mention(*i).number.is_some_and(|n| n > 5.0);
    led && article.items_in(end + 1..end + 3, &[MentionKind::Number, MentionKind::Count]).any(|i| many(&i))
}

/// "Norwegian entrepreneurs' foreign investments"
fn is_of_firms(article: &Article, reach: &Reach) -> bool {
    let Some((head, _)) = reach.head.tokens.filter(|t| article.is(t.0, "foreign")) else { return false };
    let firms = article.cues_in(head.saturating_sub(3)..head, CueSet::of(&[Cue::Company])).last();
    firms.is_some_and(|c| article.possessive(c.end) || article.sign(c.end, '\'') || article.sign(c.end, '’'))
}

/// From whom it goes, and to whom when that is told.
pub(super) fn sides(reader: &Reader, reach: &Reach, places: &[Place]) -> Parties {
    let last = |relations: &[Relation]| places.iter().rev().find(|p| relations.contains(&p.relation)).map(|p| p.code);
    let owner = || places.iter().find(|p| matches!(p.relation, Relation::Owner | Relation::Subject)).map(|p| p.code);
    if let Some(pair) = back_from(reader, reach) {
        return (pair, SlotBasis::Inferred);
    }
    let source = last(&[Relation::From, Relation::Of]).or_else(owner).or_else(|| source_before(reader, reach));
    let host = last(&[Relation::In, Relation::To]).filter(|h| Some(*h) != source).unwrap_or(WORLD);
    match source {
        Some(source) => ((Some(source), Some(host)), SlotBasis::Stated),
        None => ((None, None), SlotBasis::Unresolved),
    }
}

/// "The inflow from Peru was $288 million, while this year a net outflow of $26 million was noted": the same capital goes back.
fn back_from(reader: &Reader, reach: &Reach) -> Option<(Option<Code>, Option<Code>)> {
    let article = reader.article;
    let (head, end) = reach.head.tokens?;
    let plain = end == head + 1 && article.is(head, "outflow") && article.has_any(head.saturating_sub(2)..head, &["a", "an", "the"]);
    let inflow = reader.last(reach.sentence, 0).filter(|s| s.head == Head::Fdi && s.parties.1.is_some_and(|h| h != WORLD))?;
    plain.then_some(inflow.parties)
}

/// "The outflow was $23 million in 2018": from where the outward capital before came, else from the article's own economy.
fn source_before(reader: &Reader, reach: &Reach) -> Option<Code> {
    let article = reader.article;
    let several = |i: usize| article.has_word(i..i + 3, ClauseWord::Several);
    if (reach.from..reach.until).any(|i| article.is_any(i, &["from", "of"]) && several(i + 1)) {
        return None;
    }
    let out = |s: &&Statement| !s.head.is_trade() && s.parties.1 == Some(WORLD);
    let before = reader.out.iter().rev().find(out).filter(|s| reach.sentence - s.sentence <= 5);
    before.and_then(|s| s.parties.0).or(reader.discourse.home)
}

/// "Global FDI flows declined to $1.75 trillion": the world's, between no two economies.
pub(super) fn is_of_the_world(article: &Article, reach: &Reach) -> bool {
    let Some((first, end)) = reach.head.tokens.filter(|_| reach.head.head == Head::Fdi) else { return false };
    article.has_any(first.saturating_sub(2)..first, &["global", "worldwide", "world"])
        || article.is_any(end, &["worldwide", "globally"])
        || article.is(end, "of") && article.is(end + 1, "global")
}
