//! Banks and funds of several states, which lend in their own name: "a loan of the World Bank", "the EBRD lends Kenya $9 million".

use super::places::{Place, Relation};
use super::{Parties, Reach, WORLD, lending, roles, several};
use crate::extract::article::{Article, Item};
use crate::extract::figures::Reader;
use crate::extract::figures::head::Head;
use crate::lexicon::{ClauseWord, Cue};
use crate::model::{Code, MentionKind};

/// Words before a bank that is told as nobody's lender: what it is a place of, a way for money, or who takes it.
const PASSED_OVER: &[&str] = &["through", "via", "to", "for", "in", "at", "than", "like"];

/// Words before a bank that lends without being the subject: "a loan from the EBRD".
const LED: &[&str] = &["of", "from", "by", "with", "between", "and"];

/// Tokens between two banks that act together.
const TOGETHER: usize = 6;

/// Whether a mention names a bank or a fund of several states.
pub fn is_lender(article: &Article, item: Item) -> bool {
    item.kind == MentionKind::Organisation
        && article.mention(item).country.is_some()
        && article.has_word(item.first..item.end, ClauseWord::Lender)
}

/// Such banks in a run of tokens.
fn lenders<'r>(article: &'r Article, range: std::ops::Range<usize>) -> impl Iterator<Item = Item> + 'r {
    article.items_in(range, &[MentionKind::Organisation]).filter(|i| is_lender(article, *i))
}

/// The word that leads a name in, past its article.
fn led_by(article: &Article, item: Item, words: &[&str]) -> bool {
    let the = usize::from(article.is(item.first.saturating_sub(1), "the"));
    article.is_any(item.first.saturating_sub(1 + the), words)
}

/// Which bank of several states lends the amount: the subject before it, else the only one that its sentence names.
pub(super) fn named(article: &Article, reach: &Reach) -> Option<Code> {
    let s = article.sentences[reach.sentence];
    let at = reach.amount.map_or(reach.until, |a| a.item.first);
    if let Some(subject) = subject(article, s.first, at) {
        return subject;
    }
    let code = |i: Item| article.mention(i).country;
    let mut others = lenders(article, s.first..s.last).filter(|i| !led_by(article, *i, PASSED_OVER)).filter_map(code);
    let one = others.next()?;
    others.all(|other| other == one).then_some(one)
}

/// The bank that acts before the amount, when no economy does.
pub(super) fn signs(article: &Article, reach: &Reach) -> Option<Code> {
    let s = article.sentences[reach.sentence];
    let at = reach.amount?.item.first;
    let bank = lenders(article, s.first..at).filter(|i| acts(article, *i)).last()?;
    let economy = article.items_in(bank.end..at, &[MentionKind::Country, MentionKind::Money]).next().is_some();
    let code = subject(article, s.first, at)??;
    (!economy).then_some(code)
}

/// Lender and borrower where a bank of several states acts: "the OPEC Fund ended the meetings in Norway with loan agreements of $9
/// million": not every place tells where it lends.
pub(super) fn lends(reader: &Reader, reach: &Reach, places: &[Place]) -> Option<(Option<Code>, Option<Code>)> {
    let article = reader.article;
    if let Some((lender, borrower)) = reach.amount.and_then(|a| joined(article, reach.sentence, a.item.first)) {
        return Some((Some(lender), Some(borrower)));
    }
    let all = reach.head.tokens.is_some_and(|t| owns(article, t.0)) && places.is_empty();
    if let Some(bank) = named(article, reach).filter(|_| all) {
        return Some((Some(bank), None));
    }
    let lender = signs(article, reach)?;
    let behind = |p: &&Place| {
        let to = matches!(p.relation, Relation::In | Relation::To | Relation::With);
        // "with the Development Bank of Kenya"
        let bank = p.relation == Relation::Of && article.has_word(p.at.saturating_sub(3)..p.at, ClauseWord::Lender);
        (to || bank) && reach.amount.is_some_and(|a| p.at > a.end)
    };
    let partner = |p: &&Place| matches!(p.relation, Relation::With | Relation::Between);
    let with = places.iter().find(behind).or_else(|| places.iter().find(partner)).map(|p| p.code);
    let borrower = with
        .or_else(|| roles::receiver(article, reach, places))
        .or_else(|| if places.is_empty() { borrower_before(reader, reach) } else { None });
    let several = several::sides(article, places, Some(lender), borrower);
    Some((Some(lender), several.map_or(borrower, |sides| sides.1)))
}

/// "Kenya and the World Bank signed a loan agreement", "World Bank, Kenya sign two financing agreements": a bank and one economy that sign
/// together; the bank lends.
pub(super) fn joined(article: &Article, no: usize, amount: usize) -> Option<(Code, Code)> {
    const GAP: usize = 3;
    const REACH: usize = 8;
    let s = article.sentences[no];
    let sign = (s.first..amount).find(|&i| article.is_word(i, ClauseWord::Signs) || article.is_any(i, &["sign", "ink"]))?;
    let name = |i: &Item| article.form(*i) == "name" && !led_by(article, *i, &["of", "in", "to", "from", "with", "by"]);
    let bank = lenders(article, s.first..sign).last()?;
    let beside = article.items_in(s.first..sign, &[MentionKind::Country]).find(|place| {
        let gap = if place.end <= bank.first { place.end..bank.first } else { bank.end.min(place.first)..place.first };
        let and = |i: usize| article.is_any(i, &["and", "the"]) || article.sign(i, ',') || article.sign(i, '(') || article.sign(i, ')');
        let short = |i: usize| article.sign(i - 1, '(') && article.sign(i + 1, ')');
        name(place) && gap.len() <= GAP + 3 && !gap.is_empty() && gap.into_iter().all(|i| and(i) || short(i))
    })?;
    let end = beside.end.max(bank.end);
    let code = article.mention(bank).country?;
    let alone = lenders(article, s.first..sign).all(|i| article.mention(i).country == Some(code));
    (sign - end <= REACH && alone).then_some((code, article.party(beside)?))
}

/// The one bank of several states that an article tells of from its first sentences on, if no other lends in it.
pub(super) fn sole(reader: &Reader) -> Option<Code> {
    const OPENING: usize = 3;
    let article = reader.article;
    let code = |i: Item| article.mention(i).country;
    let opening = article.sentences.get(OPENING).map_or(article.tokens.len(), |s| s.first);
    let first = lenders(article, 0..opening).find(|i| code(*i).is_some())?;
    let bank = code(first)?;
    // "told of new loans"
    let sentence = article.sentences[article.sentence_of(first.first)];
    let of_loans = article.has_cue(sentence.first..sentence.last, Cue::Financing);
    let alone = lenders(article, 0..article.tokens.len()).filter_map(code).all(|other| other == bank);
    let mut loans = reader.out.iter().filter(|s| s.head == Head::Financing).peekable();
    let lends = (of_loans || loans.peek().is_some()) && loans.all(|s| s.parties.0 == Some(bank));
    (alone && lends).then_some(bank)
}

/// "the EBRD's total investments": what a bank of several states puts in is lent.
fn owns(article: &Article, head: usize) -> bool {
    const NEAR: usize = 3;
    let first = article.sentences[article.sentence_of(head)].first;
    let total = |i: usize| article.possessive(i) || article.is_any(i, &["total", "overall", "cumulative", "new"]);
    lenders(article, head.saturating_sub(3 * NEAR).max(first)..head)
        .any(|i| article.possessive(i.end) && head - i.end <= NEAR && (i.end..head).all(total))
}

/// Whether a bank stands as one that does something, led in by no preposition.
fn acts(article: &Article, bank: Item) -> bool {
    !led_by(article, bank, PASSED_OVER) && !led_by(article, bank, LED)
}

/// The bank before an amount that no preposition leads in; nobody when two do it together.
fn subject(article: &Article, first: usize, at: usize) -> Option<Option<Code>> {
    let bank = lenders(article, first..at).filter(|i| acts(article, *i)).last()?;
    let code = article.mention(bank).country;
    // "the OPEC Fund and the Islamic Development Bank"; not "... ended the meetings of the World Bank and the IMF with"
    let beside = |i: &Item| i.first - bank.end <= TOGETHER && led_by(article, *i, &["and"]) && article.mention(*i).country != code;
    let together = lenders(article, bank.end..at).any(|i| beside(&i));
    Some(code.filter(|_| !together))
}

/// "The Asian Development Bank has approved $9 million", "the EBRD put $5 million into 20 projects": what such a bank gives is lent,
/// whatever noun stands beside it.
pub fn gives(article: &Article, no: usize, head: Option<usize>, amount: usize) -> bool {
    const REACH: usize = 14;
    let first = article.sentences[no].first;
    if joined(article, no, amount).is_some() || head.is_some_and(|head| owns(article, head)) {
        return true;
    }
    let pointed = || {
        let the = (first..amount).rev().find(|&i| article.is(i, "the") && article.is_any(i + 1, &["bank", "fund"]))?;
        pointed_to(article, no).map(|_| the + 2)
    };
    let named = lenders(article, first..amount).filter(|i| acts(article, *i)).last().map(|i| i.end);
    let Some(end) = named.or_else(pointed) else { return false };
    // "the fund has pledged to invest $5 million": what a state's own fund puts in is not lent
    let invests = |i: usize| named.is_some() && article.has_cue(i..i + 1, Cue::InvestVerb);
    let to_invest = named.is_none() && (end..amount).any(|i| article.has_cue(i..i + 1, Cue::InvestVerb));
    if to_invest {
        return false;
    }
    let between = end..amount;
    let others = article.items_in(between.clone(), &[MentionKind::Country, MentionKind::Money]).next().is_some();
    let verb = |i: usize| {
        article.is_word(i, ClauseWord::Gives)
            || invests(i)
            || article.is_word(i, ClauseWord::Signs) && article.has_any(i..amount, &["agreement", "agreements"])
            || article.is_any(i, &["approved", "pledged", "pledges", "committed", "commits", "lending", "providing"])
    };
    between.len() <= REACH && !others && between.into_iter().any(verb)
}

/// "the Fund concluded an agreement of $9 million with Peru", "were signed by the bank": the lender that the sentences before name last,
/// a bank of several states or an economy's own.
pub(super) fn pointed_to(article: &Article, no: usize) -> Option<Code> {
    const NEAR: usize = 8;
    let s = article.sentences[no];
    const NAMES: &[MentionKind] = &[MentionKind::Organisation, MentionKind::Country, MentionKind::City];
    let points = |i: usize| {
        article.is_any(i, &["bank", "fund"])
            && article.is(i - 1, "the")
            && article.item_at(i, NAMES).is_none()
            && article.item_at(i + 1, NAMES).is_none()
            && !article.is_any(i + 1, &["of", "for"])
            && !article.tokens[i + 1].capital
    };
    (s.first + 1..s.last.saturating_sub(1)).find(|&i| points(i))?;
    let before = article.sentences[no.saturating_sub(NEAR)].first..s.first;
    article
        .items_in(before, &[MentionKind::Organisation, MentionKind::Country, MentionKind::City])
        .filter(|i| is_lender(article, *i) || i.kind != MentionKind::Organisation && lending::is_lender(article, *i))
        .filter_map(|i| article.mention(i).country)
        .last()
}

/// "agreements of the bank with Pakistan worth $5 million": no country lends to a bank of several states, nor invests in one.
pub(super) fn as_lender(article: &Article, found: Parties) -> Parties {
    let geography = &article.lexicon.geography;
    let country = |code: Code| geography.capitals.contains_key(&code);
    let body = |code: Code| !country(code) && !geography.members.contains_key(&code) && code != WORLD;
    let named = |code: Code| {
        article.items_in(0..article.tokens.len(), &[MentionKind::Organisation]).any(|i| article.mention(i).country == Some(code))
    };
    match found {
        ((Some(a), Some(b)), basis) if country(a) && body(b) && named(b) => ((Some(b), Some(a)), basis),
        _ => found,
    }
}

/// To whom the loans told right before went, for one whose clause names no borrower.
pub(super) fn borrower_before(reader: &Reader, reach: &Reach) -> Option<Code> {
    const NEAR: usize = 4;
    reader.last(reach.sentence, NEAR).filter(|s| s.head == Head::Financing).and_then(|s| s.parties.1)
}
