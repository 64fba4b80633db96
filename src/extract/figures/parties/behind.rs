//! Investors told behind their capital: "$465 million of foreign investments accounted for Azerbaijan", "direct investments from this
//! country", and those that have no code: "investments by Asian countries".

use super::places::{Place, Relation};
use super::{Parties, Reach};
use crate::extract::article::Item;
use crate::extract::figures::Reader;
use crate::extract::figures::head::Head;
use crate::lexicon::ClauseWord;
use crate::model::{Code, MentionKind, SlotBasis};

/// What may invest or take capital in.
const ECONOMIES: &[MentionKind] = &[MentionKind::Country, MentionKind::Group];

/// Tokens from an amount to the verb that says whose share it is.
const REACH: usize = 26;

/// Investor and host of capital whose investor is told behind it.
pub(super) fn sides(reader: &Reader, reach: &Reach, places: &[Place]) -> Option<Parties> {
    let (head, amount) = (reach.head.tokens.filter(|_| matches!(reach.head.head, Head::Fdi | Head::Investment))?, reach.amount?);
    if is_by_region(reader, head.1) {
        return Some(((None, None), SlotBasis::Unresolved));
    }
    let host = |investor: Code| {
        let inside = |p: &&Place| matches!(p.relation, Relation::In | Relation::To | Relation::Of) && p.code != investor;
        let s = reader.article.sentences[reach.sentence];
        let led = |i: &Item| reader.article.is_any(i.first.saturating_sub(1), &["in", "into", "of"]) && reader.article.form(*i) == "name";
        let behind = reader.article.items_in(head.1..s.last, ECONOMIES).find(led).and_then(|i| reader.article.party(i));
        let named = places.iter().find(inside).map(|p| p.code).or(behind.filter(|h| *h != investor));
        named.or_else(|| reader.discourse.direction.main_host()).filter(|h| *h != investor)
    };
    if let Some(investor) = country_before(reader, reach, head.1) {
        return Some(((Some(investor), host(investor)), SlotBasis::Inferred));
    }
    match share_of(reader, reach, amount.end.max(head.1))? {
        Some(investor) => Some(((Some(investor), Some(host(investor)?)), SlotBasis::Stated)),
        None => Some(((None, None), SlotBasis::Unresolved)),
    }
}

/// "accounted for Azerbaijan", "account for the share of European countries": who stands behind the verb, unless its subject is one;
/// `Some(None)` is somebody without a code.
fn share_of(reader: &Reader, reach: &Reach, from: usize) -> Option<Option<Code>> {
    let article = reader.article;
    let s = article.sentences[reach.sentence];
    let accounts = |i: &usize| article.is_any(*i, &["account", "accounted", "accounts"]) && article.is(i + 1, "for");
    let verb = (from..s.last.min(from + REACH)).find(accounts)?;
    // a part of the amount: "$1.2 billion, of which $465 million accounted for Peru"
    let part = article.items_in(from..verb, &[MentionKind::Money]).next().is_some() || article.has_phrase(from..verb, &["of", "which"]);
    if part || (from..verb).any(|i| article.sign(i, ',') && article.is(i + 1, "and")) {
        return None;
    }
    let led = |at: usize| article.is_any(at.saturating_sub(1), &["in", "into", "of", "the", "to"]);
    let acts = article.items_in(s.first..verb, ECONOMIES).any(|i| article.form(i) == "name" && !led(i.first) && !article.possessive(i.end));
    if acts {
        return None;
    }
    let share = 3 * usize::from(article.starts(verb + 2, &["the", "share", "of"]));
    let name = verb + 2 + share + usize::from(article.is(verb + 2 + share, "the"));
    if let Some(item) =
        article.item_at(name, ECONOMIES).filter(|i| i.first == name && article.form(*i) == "name" && !article.possessive(i.end))
    {
        return article.party(item).map(Some);
    }
    let several = (name..name + 3).any(|i| article.is_word(i, ClauseWord::Several));
    (share > 0 && several).then_some(None)
}

/// "investments by Asian countries"
fn is_by_region(reader: &Reader, end: usize) -> bool {
    let article = reader.article;
    let region = end + 1 + usize::from(article.is(end + 1, "the"));
    let regional = article.is_any(region, &["african", "american", "arab", "asian", "european"]);
    article.is_any(end, &["by", "from", "of"]) && regional && article.is_word(region + 1, ClauseWord::Several)
}

/// "from this country": the one that the sentence before opens with.
fn country_before(reader: &Reader, reach: &Reach, end: usize) -> Option<Code> {
    const OPENS: usize = 3;
    let article = reader.article;
    let points = article.is(end, "from") && article.is_any(end + 1, &["this", "that"]) && article.is(end + 2, "country");
    let before = article.sentences[reach.sentence.checked_sub(1).filter(|_| points)?];
    let mut named = article.items_in(before.first..before.last, ECONOMIES).filter(|i| article.form(*i) == "name");
    let opening = named.next().filter(|i| i.first < before.first + OPENS)?;
    // "Kenya's largest investor was Peru. Investments from this country"; not "Kenya is a large partner of Egypt"
    let invests = article.has_any(before.first..before.last, &["invested", "invests", "investor", "investors", "investing"]);
    let last = named.last().filter(|i| i.first != opening.first);
    let of_other = article.has_any(before.first..before.last, &["among"]) || last.is_none();
    let subject = match (article.possessive(opening.end), invests) {
        (_, false) => return None,
        (true, true) => last?,
        (false, true) if of_other || article.has_any(opening.end..opening.end + 3, &["has", "invested", "invests"]) => opening,
        _ => return None,
    };
    article.party(subject)
}
