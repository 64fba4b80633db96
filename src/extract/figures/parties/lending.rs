//! Who lends and who borrows where a bank is named: "a loan agreement with the Norwegian Development Bank", "a loan of the World Bank".

use super::investment::partner_of;
use super::places::{Place, Relation};
use super::{PLACES, Reach, WORLD};
use crate::extract::article::{Article, Item};
use crate::extract::figures::Reader;
use crate::extract::figures::head::Head;
use crate::lexicon::ClauseWord;
use crate::model::{Code, MentionKind};

/// Lender and borrower of an agreement with a bank; a bank of several states is no economy.
pub(super) fn sides(reader: &Reader, reach: &Reach, places: &[Place]) -> Option<(Option<Code>, Option<Code>)> {
    if reach.head.head != Head::Financing {
        return None;
    }
    let article = reader.article;
    let first = |relations: &[Relation]| places.iter().find(|p| relations.contains(&p.relation)).map(|p| p.code);
    let receives = first(&[Relation::In, Relation::To]);
    if let Some(giver) = lends_to_many(reader, reach, places) {
        return Some((Some(giver), Some(WORLD)));
    }
    if let Some(giver) = thanked(article, reach, places) {
        return Some((Some(giver), partner_of(reader, reach, giver)));
    }
    if let Some(lender) = lending_partner(article, reach) {
        let borrower = receives.or_else(|| first(&[Relation::Subject, Relation::Owner])).filter(|b| *b != lender);
        return Some((Some(lender), borrower.or_else(|| partner_of(reader, reach, lender))));
    }
    // "Kuwait signed a loan agreement with Senegal": which of them lends, the article says
    if let (Some(a), Some(b), None) = (first(&[Relation::Subject]), first(&[Relation::With]), receives)
        && let Some((lender, borrower)) = reader.discourse.direction.of(a, b)
    {
        return Some((Some(lender), Some(borrower)));
    }
    // "Sri Lanka's cabinet approved a loan from the ADB": where a body of states lends, the one economy that is named borrows
    let own = |p: &&Place| reader.discourse.home == Some(p.code);
    let named = || places.first().filter(own).filter(|p| borrows(article, p) && lends(article, reach)).map(|p| p.code);
    let borrower = receives.or_else(|| first(&[Relation::Between])).or_else(named)?;
    let alone = places.iter().all(|p| p.code == borrower);
    (alone && is_of_body(article, reach)).then_some((None, Some(borrower)))
}

/// "Exim Bank has 276 lines of credit, covering 62 countries in Africa and the CIS, with commitments of $27 billion": who lends to all
/// of them.
fn lends_to_many(reader: &Reader, reach: &Reach, places: &[Place]) -> Option<Code> {
    let article = reader.article;
    let at = reach.amount?.item.first;
    let s = article.sentences[reach.sentence];
    let many = |i: &Item| article.is_any(i.end, &["countries", "nations", "states"]) && article.mention(*i).number.is_some_and(|n| n > 5.0);
    let countries = article.items_in(s.first..at, &[MentionKind::Number, MentionKind::Count]).find(many)?;
    let named = places.iter().find(|p| p.at < countries.first && matches!(p.relation, Relation::Owner | Relation::Subject | Relation::Of));
    let before = || reader.out.iter().rev().find(|s| s.head == Head::Financing).and_then(|s| s.parties.0);
    named.map(|p| p.code).or_else(before)
}

/// "Kenya's cabinet approved"; not "Norway's Eximbank", "a Norwegian loan", "Norway will provide the World Bank with".
fn borrows(article: &Article, place: &Place) -> bool {
    let named = matches!(place.relation, Relation::Subject | Relation::Owner) && !place.adjective;
    let behind = place.at + 1..place.at + 6;
    named && !article.has_word(behind.clone(), ClauseWord::Gives) && !article.has_word(behind, ClauseWord::Lender)
}

/// "a loan from the World Bank", "an agreement with the EBRD", "the World Bank has decided to lend"
fn lends(article: &Article, reach: &Reach) -> bool {
    let s = article.sentences[reach.sentence];
    let led = |at: usize| article.is_any(at, &["from", "with", "by"]);
    let body = |i: &Item| article.mention(*i).country.is_some() && article.has_word(i.first..i.end, ClauseWord::Lender);
    article.items_in(s.first..s.last, &[MentionKind::Organisation]).filter(body).any(|i| {
        let before = i.first.saturating_sub(1);
        led(before)
            || article.is(before, "the") && led(before.saturating_sub(1))
            || article.is_any(i.end, &["has", "will", "approved", "agreed"])
    })
}

/// "expressed gratitude to Norway for its financial support", "thanked Norway for the loan"
fn thanked(article: &Article, reach: &Reach, places: &[Place]) -> Option<Code> {
    const THANKS: &[&str] = &["gratitude", "thanked", "thanks", "grateful", "thankful", "appreciation"];
    let amount = reach.amount?.item.first;
    let s = article.sentences[reach.sentence];
    let thanks = (s.first..amount).rev().find(|&i| article.is_any(i, THANKS))?;
    places.iter().find(|p| p.at > thanks && p.at < amount && p.at - thanks <= 6).map(|p| p.code)
}

/// "signed three loan agreements with the Norwegian Development Bank": its economy lends, unless a lender stands before it too
/// ("Korea's Eximbank signed a credit line with Kenya's Development Bank").
fn lending_partner(article: &Article, reach: &Reach) -> Option<Code> {
    let s = article.sentences[reach.sentence];
    let with =
        |i: &Item| article.is_any(i.first.saturating_sub(1), &["with"]) || article.starts(i.first.saturating_sub(2), &["with", "the"]);
    let item = article.items_in(s.first..s.last, PLACES).find(|i| with(i) && is_named_lender(article, i.end, s.last))?;
    let alone = !article.has_word(s.first..item.first, ClauseWord::Lender);
    alone.then(|| article.party(item)).flatten()
}

/// "German Development Bank", "Korea's Export-Import Bank": lends abroad by its name.
fn is_named_lender(article: &Article, at: usize, last: usize) -> bool {
    let abroad = |i: usize| article.is_any(i, &["development", "import", "eximbank", "exim"]) && article.tokens[i].capital;
    (at..(at + 4).min(last)).any(abroad) && article.has_word(at..(at + 5).min(last), ClauseWord::Lender)
}

/// "The EBRD's loan", "signed with the European Investment Bank"
pub(super) fn is_of_body(article: &Article, reach: &Reach) -> bool {
    let sentence = article.sentences[reach.sentence];
    let body = |i: Item| article.mention(i).country.is_some() && article.has_word(i.first..i.end, ClauseWord::Lender);
    article.items_in(sentence.first..sentence.last, &[MentionKind::Organisation]).any(body)
}
