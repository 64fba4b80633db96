//! Who lends and who borrows where a bank is named: "a loan agreement with the Norwegian Development Bank", "a loan of the World Bank".

use super::investment::partner_of;
use super::places::{Place, Relation};
use super::{PLACES, Parties, Reach, WORLD, body, roles, several};
use crate::extract::article::{Article, Item};
use crate::extract::figures::head::Head;
use crate::extract::figures::{Reader, giving};
use crate::lexicon::ClauseWord;
use crate::model::{Code, MentionKind, SlotBasis};

/// What a lender is called after: "the Kuwait Fund", "the Abu Dhabi Fund for Development".
const SEATS: &[MentionKind] = &[MentionKind::Country, MentionKind::Group, MentionKind::City];

/// What an export-import bank is called by.
const EXIM: &[&str] = &["import", "exim", "eximbank"];

/// Tokens of the name of a bank beside its country.
const NAME: usize = 5;

/// Lender and borrower of an agreement with a bank; a bank of several states is no economy.
pub(super) fn sides(reader: &Reader, reach: &Reach, places: &[Place]) -> Option<(Option<Code>, Option<Code>)> {
    if reach.head.head != Head::Financing {
        return None;
    }
    let article = reader.article;
    if let Some(told) = reach.amount.and_then(|amount| giving::find(article, reach.sentence, amount)) {
        return Some((Some(told.giver), Some(told.taker)));
    }
    if let Some(taker) = reach.amount.and_then(|amount| giving::helped(article, reach.sentence, amount)) {
        let subject = places.iter().find(|p| p.relation == Relation::Subject && p.code != taker).map(|p| p.code);
        return Some((body::named(article, reach).or_else(|| named_lender(article, reach)).or(subject), Some(taker)));
    }
    let first = |relations: &[Relation]| places.iter().find(|p| relations.contains(&p.relation)).map(|p| p.code);
    // "$36 million to Kenya and $20 million to Ghana"
    let behind =
        |p: &&Place| reach.amount.is_some_and(|a| p.at > a.end && p.at - a.end <= 2) && matches!(p.relation, Relation::In | Relation::To);
    let receives = places.iter().find(behind).map(|p| p.code).or_else(|| first(&[Relation::In, Relation::To]));
    if let Some(giver) = lends_to_many(reader, reach, places) {
        return Some((Some(giver), None));
    }
    if let Some(giver) = thanked(article, reach, places) {
        return Some((Some(giver), partner_of(reader, reach, giver)));
    }
    if let Some(parties) = body::lends(reader, reach, places) {
        return Some(parties);
    }
    let pointed = || body::pointed_to(article, reach.sentence).filter(|_| !is_of_body(article, reach));
    if let Some(lender) = named_lender(article, reach).or_else(pointed) {
        let other = |p: &&Place| p.code != lender && !matches!(p.relation, Relation::Other | Relation::Label);
        let gets = || roles::receiver(article, reach, places).filter(|b| *b != lender);
        let borrower = receives.filter(|b| *b != lender).or_else(gets).or_else(|| places.iter().find(other).map(|p| p.code));
        if let Some(to_several) = several::sides(article, places, Some(lender), borrower) {
            return Some(to_several);
        }
        return Some((Some(lender), borrower.or_else(|| partner_of(reader, reach, lender))));
    }
    // "Kuwait signed a loan agreement with Senegal": which of them lends, the article says
    if let (Some(a), Some(b), None) = (first(&[Relation::Subject]), first(&[Relation::With]), receives)
        && let Some((lender, borrower)) = reader.discourse.direction.of(a, b)
    {
        return Some((Some(lender), Some(borrower)));
    }
    // "Exim Bank of Norway signed agreements. It lends $5 million to Kenya and $2 million to Ghana"
    if let Some(borrower) = receives
        && let Some(lender) = only_lender(article)
    {
        let to_others = places.iter().all(|p| p.code == borrower || matches!(p.relation, Relation::In | Relation::To));
        if to_others && lender != borrower && !is_of_body(article, reach) {
            return Some((Some(lender), Some(borrower)));
        }
    }
    // "the World Bank agreed to provide the railway a $5 million grant": to whom the loans before went
    if places.is_empty() && is_of_body(article, reach) {
        let (lender, borrower) = (body::named(article, reach), body::borrower_before(reader, reach));
        return (lender.is_some() || borrower.is_some()).then_some((lender, borrower));
    }
    // "a loan agreement between Kenya and the OFID": who lent before lends again, else nobody that has a code
    if let ([borrower], Some(_)) = (places, first(&[Relation::Between])) {
        let before = reader.last(reach.sentence, 3).filter(|s| s.head == Head::Financing).and_then(|s| s.parties.0);
        let lender = body::named(article, reach).or(before);
        return Some((lender.filter(|lender| *lender != borrower.code), Some(borrower.code)));
    }
    // "Sri Lanka's cabinet approved a loan from the ADB": where a body of states lends, the one economy that is named borrows
    let own = |p: &&Place| reader.discourse.home == Some(p.code);
    let named = || places.first().filter(own).filter(|p| borrows(article, p) && lends(article, reach)).map(|p| p.code);
    let borrower = receives.or_else(|| first(&[Relation::Between])).or_else(named)?;
    let alone = places.iter().all(|p| p.code == borrower);
    (alone && is_of_body(article, reach)).then(|| (body::named(article, reach), Some(borrower)))
}

/// The sides of a loan or grant as they may be: the whole world lends nothing, a beneficiary gets it, and where one bank's loans are told
/// it is the bank that lends.
pub(super) fn settled(reader: &Reader, reach: &Reach, places: &[Place], found: Parties) -> Parties {
    let article = reader.article;
    let ((lender, borrower), basis) = found;
    let named = |code: Option<Code>| places.iter().any(|p| Some(p.code) == code);
    let bank = || body::named(article, reach).or_else(|| body::sole(reader));
    if let Some(beneficiary) = beneficiary(article, reach, places) {
        let lender = bank().or(lender.filter(|l| named(Some(*l)))).filter(|l| *l != beneficiary);
        return ((lender, Some(beneficiary)), SlotBasis::Stated);
    }
    // "the bank is helping Kenya's energy sector under a $300 million loan": whose sector it is borrows
    let owns =
        |p: &&Place| Some(p.code) == lender && matches!(p.relation, Relation::Owner | Relation::Subject) && article.possessive(p.at + 1);
    if let (None, Some(owner), Some(bank)) = (borrower, places.iter().find(owns), body::named(article, reach))
        && article.lexicon.geography.capitals.contains_key(&owner.code)
        && reach.head.tokens.is_none_or(|t| t.0 != owner.at + 2)
        // what a country has that a bank may help; not "Japan's development agency", "China's example"
        && article.has_any(owner.at + 2..owner.at + 5, &["budget", "economy", "grid", "industry", "infrastructure", "network", "railway", "railways", "reforms", "roads", "sector", "sectors", "system"])
        && !article.has_any(owner.at - 2..owner.at, &["and"])
    {
        return ((Some(bank), Some(owner.code)), SlotBasis::Inferred);
    }
    // "its vice president for Europe and Central Asia": a region lends nothing
    let lender = lender.filter(|l| *l != WORLD && *l != Code::of("CENTRAL_ASIA"));
    if basis != SlotBasis::Inferred {
        return ((lender, borrower), basis);
    }
    // "a loan of $9 million to the city" where one bank's loans are told
    let lender = if named(lender) { lender } else { body::sole(reader).filter(|b| Some(*b) != borrower).or(lender) };
    ((lender, borrower), basis)
}

/// "Kenya was the biggest beneficiary with a loan of $9 million": who gets it.
fn beneficiary(article: &Article, reach: &Reach, places: &[Place]) -> Option<Code> {
    const NOUNS: &[&str] = &["beneficiary", "borrower", "recipient"];
    let at = reach.amount?.item.first;
    let noun = (reach.from..at).rev().find(|&i| article.is_any(i, NOUNS) && !article.is(i + 1, "of"))?;
    places.iter().rev().find(|p| p.at < noun && p.relation == Relation::Subject && !p.adjective).map(|p| p.code)
}

/// "$9 million is a loan of Norway's, while the government of Kenya will provide $2 million": what the borrower pays itself.
pub(super) fn is_own_share(reader: &Reader, reach: &Reach, places: &[Place]) -> bool {
    let Some(before) = reader.last(reach.sentence, 0).filter(|s| s.head == Head::Financing && reach.head.head == Head::Financing) else {
        return false;
    };
    let until = reach.amount.map_or(reach.until, |a| a.item.first);
    let [payer] = places else { return false };
    let gives = payer.at + 1..until;
    // "the EBRD $9 million and the Government of Kenya $2 million"
    let beside_banks = is_government(reader.article, payer.at) && before.parties.1.is_none() && until - payer.at <= 2;
    if beside_banks {
        return true;
    }
    Some(payer.code) == before.parties.1
        && reader.article.has_word(gives.clone(), ClauseWord::Gives)
        && !reader.article.has_any(gives, &["to", "for", "be", "been"])
}

/// "the Government of Kenya"
fn is_government(article: &Article, place: usize) -> bool {
    place > 1 && article.starts(place - 2, &["government", "of"])
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
    article.items_in(s.first..s.last, &[MentionKind::Organisation]).filter(|i| body::is_lender(article, *i)).any(|i| {
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

/// The one economy whose bank or fund the sentence names as party to a loan: "Kenya and the Norwegian Fund for Development signed",
/// "an agreement with the Norwegian Development Bank". A bank that lends at home as well ("Kenya's Development Bank") may be who borrows.
fn named_lender(article: &Article, reach: &Reach) -> Option<Code> {
    let s = article.sentences[reach.sentence];
    let led = |i: &Item, by: &[&str]| {
        let the = usize::from(article.is(i.first.saturating_sub(1), "the"));
        article.is_any(i.first.saturating_sub(1 + the), by)
    };
    let other =
        |i: &Item| (s.first..i.first.saturating_sub(NAME)).any(|w| article.tokens[w].capital && article.is_word(w, ClauseWord::Lender));
    let lends = |i: &Item| !led(i, &["to", "for"]) && !other(i) && (lends_abroad(article, *i) || led(i, &["with"]));
    if let Some(lender) = on_behalf_of(article, s.first..s.last) {
        return Some(lender);
    }
    let mut lenders = article.items_in(s.first..s.last, SEATS).filter(|i| is_lender(article, *i));
    let first = lenders.next().filter(lends).and_then(|i| article.mention(i).country)?;
    lenders.all(|i| article.mention(i).country == Some(first)).then_some(first)
}

/// The one economy whose bank or fund an article names as lending abroad.
fn only_lender(article: &Article) -> Option<Code> {
    let lends = |i: &Item| is_lender(article, *i) && lends_abroad(article, *i);
    let mut lenders = article.items_in(0..article.tokens.len(), SEATS).filter(lends).filter_map(|i| article.mention(i).country);
    let one = lenders.next()?;
    lenders.all(|other| other == one).then_some(one)
}

/// "Exim Bank has extended ten lines of credit on behalf of the government of India": for whom a bank lends.
fn on_behalf_of(article: &Article, sentence: std::ops::Range<usize>) -> Option<Code> {
    const REACH: usize = 5;
    let behalf = sentence.clone().find(|&i| article.starts(i, &["on", "behalf", "of"]))?;
    let bank = |i: usize| article.tokens[i].capital && article.is_word(i, ClauseWord::Lender);
    let lends = (sentence.start..behalf).any(bank) && article.has_word(sentence.start..behalf, ClauseWord::Gives);
    let named = article.items_in(behalf + 3..behalf + 3 + REACH, PLACES).next().filter(|_| lends);
    named.and_then(|i| article.party(i))
}

/// "China's Eximbank", "the Export-Import Bank of China", "the German Development Bank", "the Kuwait Fund for Arab Economic Development":
/// whether an economy is named as that of a bank or a fund which lends.
pub(super) fn is_lender(article: &Article, place: Item) -> bool {
    let s = article.sentences[article.sentence_of(place.first)];
    let until = (place.end + NAME + 1).min(s.last);
    // a bank of several states beside a country is not the country's
    let bank = |i: usize| {
        let lender = article.is_word(i, ClauseWord::Lender) || article.is(i, "agency") && article.is(i - 1, "development");
        lender && article.item_at(i, &[MentionKind::Organisation]).is_none()
    };
    let develops = |i: usize| (article.is(i, "development") || article.is_any(i, EXIM)) && article.tokens[i].capital;
    let mut name = (place.end..until).take_while(|&i| article.sign(i, '-') || article.tokens[i].capital);
    name.any(|i| develops(i) && (bank(i) || (i + 1..until).any(bank)))
        || place.end < until && article.is(place.end, "fund") && article.tokens[place.end].capital
        || article.possessive(place.end) && (place.end + 1..until).any(bank)
        || article.is(place.first.saturating_sub(1), "of") && (place.first.saturating_sub(NAME).max(s.first)..place.first).any(bank)
}

/// An export-import bank, or a fund for the development of others.
fn lends_abroad(article: &Article, place: Item) -> bool {
    let s = article.sentences[article.sentence_of(place.first)];
    let name = place.first.saturating_sub(NAME).max(s.first)..(place.end + NAME).min(s.last);
    let abroad =
        |i: usize| article.starts(i, &["fund", "for"]) || article.starts(i, &["development", "agency"]) && article.tokens[i].capital;
    name.clone().any(|i| article.tokens[i].capital && article.is_any(i, EXIM)) || name.clone().any(abroad)
}

/// "The EBRD's loan", "signed with the European Investment Bank"
pub(super) fn is_of_body(article: &Article, reach: &Reach) -> bool {
    let sentence = article.sentences[reach.sentence];
    article.items_in(sentence.first..sentence.last, &[MentionKind::Organisation]).any(|i| body::is_lender(article, i))
}
