//! What keeps an amount from being what its head says: a price, a contract, a company's own figure.

use super::capital;
use super::carried::label_before;
use super::{Found, Head, INVESTMENT, head_of};
use crate::extract::article::{Article, CueHit};
use crate::extract::figures::{Amount, PLACES, goods, level};
use crate::lexicon::{ClauseWord, Cue, CueSet};
use crate::model::{MentionKind, Qualifier, RejectReason};

/// A unit behind an amount makes it a price: "$59.3 a barrel", "$83.65 per barrel", "340 billion euro economy".
pub(super) fn counted(article: &Article, end: usize) -> Option<RejectReason> {
    let per = article.is(end, "per") || (article.is(end, "a") && article.is_word(end + 1, ClauseWord::PricedUnit));
    if per && !article.is_any(end + 1, &["year", "annum"]) {
        return Some(RejectReason::NotBilateral);
    }
    // "has $450 billion under management"
    if article.starts(end, &["under", "management"]) || article.is_any(end, &["in", "of"]) && article.is(end + 1, "assets") {
        return Some(RejectReason::NotBilateral);
    }
    article.is_any(end, &["economy", "market", "budget", "company", "bond", "bonds", "eurobond"]).then_some(RejectReason::NotBilateral)
}

/// "commodities that brought over $1 billion each", "the value of each ton was $1,650", "daily average exports": of one thing, or
/// one day, among many.
pub(super) fn of_each(article: &Article, from: usize, amount: Amount) -> bool {
    let unit = |i: usize| {
        article.is_any(i, &["each", "per", "average"]) && article.is_any(i + 1, &["ton", "tonne", "barrel", "kilogram", "price"])
    };
    // "the average project size is $20 million", "$12 million/project", "above the national average of $5 million"
    let end = amount.end;
    let per_one =
        article.sign(end, '/') && article.is_any(end + 1, &["project", "company", "capita", "person", "business", "working", "day"]);
    let sized = |i: usize| {
        let noun = |words| article.has_any(i + 1..amount.item.first, words);
        article.is(i, "average") && amount.item.first - i <= 8 && (noun(&["size", "scale"]) || noun(&["project"]))
    };
    let national = article.has_phrase(amount.item.first.saturating_sub(4)..amount.item.first, &["national", "average"]);
    if per_one || national || (from..amount.item.first).any(sized) {
        return true;
    }
    let behind = (amount.end..amount.end + 5).take_while(|&i| article.tokens.get(i).is_some_and(|t| t.is_word()));
    behind.into_iter().any(|i| article.is(i, "each")) || (from..amount.item.first).any(|i| unit(i) || level::is_daily(article, i))
}

/// "to 8 of them for more than $100 million", "countries where exports exceed $1 million": a bound by which economies are counted.
pub(super) fn bounds_many(article: &Article, from: usize, amount: Amount) -> bool {
    const REACH: usize = 8;
    let at = amount.item.first;
    if article.mention(amount.item).qualifier != Some(Qualifier::AtLeast) {
        return false;
    }
    let near = at.saturating_sub(REACH).max(from)..at;
    let counted = |i: usize| i > 0 && article.item_at(i - 1, &[MentionKind::Number]).is_some();
    let where_to = |i: usize| article.is(i + 1, "where") || article.is_any(i + 1, &["to", "with", "from"]) && article.is(i + 2, "which");
    near.clone().any(|i| article.starts(i, &["of", "them"]) && counted(i) || article.is_word(i, ClauseWord::Several) && where_to(i))
        || article.is(at.saturating_sub(1 + hedges(article, at)), "for")
            && near.into_iter().any(|i| article.is(i, "to") && article.item_at(i + 1, &[MentionKind::Number]).is_some())
}

/// Words right before an amount that say how exact it is.
fn hedges(article: &Article, at: usize) -> usize {
    (0..at).rev().take_while(|&i| article.is_word(i, ClauseWord::Hedge)).count()
}

/// "the foreign-invested sector exported $3 million": of a part of the economy that no goods stand for.
pub(super) fn of_owners(article: &Article, from: usize, amount: Amount, until: usize) -> bool {
    article.has_cue(from..until.min(amount.end + 6), Cue::Owners)
}

/// "for 537 sleeping and couchette coaches": the price of goods.
pub(super) fn buys_goods(article: &Article, end: usize) -> bool {
    let number = article.items_in(end + 1..end + 3, &[MentionKind::Number]).next();
    article.is(end, "for") && number.is_some_and(|n| article.cues_in(n.end..n.end + 6, CueSet::of(&[Cue::Physical])).next().is_some())
}

/// The figure that a head makes of an amount, or what speaks against it.
pub(super) fn accept(article: &Article, hit: CueHit, amount: Amount, rule: &'static str) -> Result<Found, RejectReason> {
    if hit.set.has(Cue::Contract) && !hit.set.has_any(INVESTMENT) {
        return Err(RejectReason::Contract);
    }
    if hit.set.has(Cue::Blocker) && head_of(hit.set).is_none() {
        return Err(RejectReason::NotBilateral);
    }
    let mut head = head_of(hit.set).ok_or(RejectReason::NoHead)?;
    if article.is(hit.first, "took") && !takes_goods(article, hit) {
        return Err(RejectReason::NoHead);
    }
    // "is purchasing 26 jets for $7 million": a contract; not "purchasing $8 million of goods", "has been purchasing tea"
    let hedged = (hit.end..amount.item.first).all(|i| article.is_word(i, ClauseWord::Hedge));
    if hit.end == hit.first + 1 && article.is(hit.first, "purchasing") && !hedged {
        return Err(RejectReason::Contract);
    }
    // "foreign investments are crucial for Kenya, which needs around $1 trillion"
    if head == Head::Fdi && article.has_any(hit.end..amount.item.first, &["need", "needs", "require", "requires"]) {
        return Err(RejectReason::NoHead);
    }
    if capital::is_within_one(article, head, hit, amount) {
        return Err(RejectReason::NotBilateral);
    }
    // "an investment of $300 million", "the $1.5 billion investment": one deal, not a flow
    let single = article.is(hit.end - 1, "investment") && head == Head::Investment;
    let of_amount =
        hit.first > 0 && article.has_any(hit.first.saturating_sub(2)..hit.first, &["a", "an", "this"]) && article.is(hit.end, "of");
    let come_together = article.has_any(hit.first.saturating_sub(1)..hit.end, &["accumulated", "accumulative", "cumulative"]);
    let whole =
        come_together || is_held(article, hit) || is_of_many(article, hit.first) || is_ranked(article, hit.first.min(amount.item.first));
    if single && !whole && (of_amount || hit.first == amount.end) {
        head = Head::Project;
    }
    if hit.set.has_any(CueSet::of(&[Cue::ExportVerb, Cue::ImportVerb])) && !trades_goods(article, hit, amount) {
        return Err(RejectReason::NoHead);
    }
    let exchanged_goods = article.has_any(hit.end..hit.end + 7, &["goods", "products"]) || trade_with_each_other(article, hit, amount);
    // "Goods worth $3 million changed hands"; not firms
    let hands = article.is(hit.end - 1, "hands");
    if hands && !article.has_any(article.sentences[article.sentence_of(hit.first)].first..hit.first, &["goods", "merchandise", "products"])
    {
        return Err(RejectReason::NoHead);
    }
    if hit.set.has(Cue::TurnoverWeak) && !article.is_any(hit.end, &["with", "between", "of"]) && !exchanged_goods {
        return Err(RejectReason::NoHead);
    }
    // "440 enterprises, whose trade volumes exceeded $5 billion"
    let first = article.sentences[article.sentence_of(hit.first)].first;
    let whose = hit.first > first && article.is(hit.first - 1, "whose");
    if head == Head::Turnover && whose && article.has_cue(first..hit.first, Cue::Company) {
        return Err(RejectReason::NotBilateral);
    }
    if head == Head::Export && article.is_any(hit.end - 1, &["sales"]) && is_of_seller(article, hit) {
        return Err(RejectReason::NotBilateral);
    }
    if head == Head::Turnover && article.word(hit.first).eq_ignore_ascii_case("turnover") && is_of_company(article, hit, amount) {
        return Err(RejectReason::NotBilateral);
    }
    if head == Head::Turnover && has_sign(article, hit.end..amount.item.first) {
        head = Head::Balance;
    }
    Ok(Found { head, tokens: Some((hit.first, hit.end)), cue: hit.set, rule })
}

/// "Singapore took nearly 1.29 billion USD" tells trade only where trade is told, and no capital.
fn takes_goods(article: &Article, hit: CueHit) -> bool {
    let s = article.sentences[article.sentence_of(hit.first)];
    let invested = article.cues_in(s.first..s.last, CueSet::of(&[Cue::Fdi, Cue::Investment])).next().is_some();
    !invested && article.has_word(s.first..hit.end + 8, ClauseWord::TradeSign)
}

/// "the trade turnover remained positive for Kenya and topped $48 million": what has a sign is the difference of exports and imports; not
/// "the dynamics of the turnover is positive".
fn has_sign(article: &Article, between: std::ops::Range<usize>) -> bool {
    const REACH: usize = 30;
    const NEAR: usize = 6;
    let first = article.sentences[article.sentence_of(between.start)].first;
    let of_growth = |i: usize| article.has_any(i.saturating_sub(2 * NEAR).max(first)..i, &["dynamics", "growth", "tendency", "trend"]);
    let stays = |i: usize| article.has_any(i.saturating_sub(NEAR).max(first)..i, &["remained", "remains", "stayed", "still"]);
    let for_one = |i: usize| article.is(i + 1, "for") && article.item_at(i + 2, PLACES).is_some();
    // "on a positive trajectory"
    let describes = |i: usize| article.tokens[i + 1].is_word() && !article.is_word(i + 1, ClauseWord::AfterSign);
    let signs = |i: usize| article.is_any(i, &["positive", "negative"]) && !describes(i);
    between.take(REACH).any(|i| signs(i) && !of_growth(i) && (stays(i) || for_one(i)))
}

/// "4,100 Norwegian enterprises with an estimated investment of $7 billion": what many companies have put in is no single deal.
pub fn is_of_many(article: &Article, head: usize) -> bool {
    let first = article.sentences[article.sentence_of(head)].first;
    let companies = article.cues_in(head.saturating_sub(12).max(first)..head, CueSet::of(&[Cue::Company])).next();
    companies.is_some_and(|c| article.items_in(c.first.saturating_sub(4)..c.first, &[MentionKind::Number]).next().is_some())
}

/// "Norway has an investment of $5 million in Kenya": what a country holds, not a deal of one firm.
fn is_held(article: &Article, hit: CueHit) -> bool {
    let first = article.sentences[article.sentence_of(hit.first)].first;
    let verb =
        hit.first.checked_sub(2).filter(|&i| i > first && article.is_any(i, &["has", "have"]) && article.is_any(i + 1, &["a", "an"]));
    let lead = first..verb.unwrap_or(first);
    let owner = article.items_in(lead.clone(), PLACES).last().filter(|i| article.form(*i) == "name");
    let company = article.cues_in(lead, CueSet::of(&[Cue::Company])).next().is_some();
    owner.is_some_and(|i| !article.is_any(i.first.saturating_sub(1), &["in", "of", "to", "from", "with", "by"])) && !company
}

/// "Next was Norway with an investment of $5 million", "the second-largest investor is Peru, with some $4 million investment": all that
/// an economy has put in, in the order of such.
fn is_ranked(article: &Article, at: usize) -> bool {
    const REACH: usize = 10;
    let s = article.sentences[article.sentence_of(at)];
    // "Norway tops the list of investors in Kenya with a total investment of $5 million"
    let near = at.saturating_sub(REACH).max(s.first)..at;
    let list = near.clone().rev().find(|&i| article.is(i, "investors"));
    if list.is_some_and(|list| article.has_word(list.saturating_sub(REACH).max(s.first)..list, ClauseWord::Rank)) {
        return true;
    }
    let Some(place) = article.items_in(near, &[MentionKind::Country]).last() else { return false };
    let links = |i: usize| {
        article.is_word(i, ClauseWord::Rank)
            || article.is_word(i, ClauseWord::RankLink)
            || article.is_any(i, &["a", "an", "still", "investor", "total"])
            || !article.tokens[i].is_word()
    };
    let led = article.is_any(place.first.saturating_sub(1), &["in", "into", "to", "from", "of", "between"]);
    let ranks = article.has_word(s.first..at, ClauseWord::Rank) || article.has_any(s.first..at, &["investor", "investors"]);
    article.form(place) == "name" && !led && ranks && (place.end..at).all(links)
}

/// "Kenya and Peru traded $39 million", "the two countries traded over $39 million"
fn trade_with_each_other(article: &Article, hit: CueHit, amount: Amount) -> bool {
    let from = article.sentences[article.sentence_of(hit.first)].first.max(hit.first.saturating_sub(6));
    let named = article.items_in(from..hit.first, &[MentionKind::Country, MentionKind::Group]).count();
    let both = named >= 2 || article.has_any(from..hit.first, &["two", "both", "sides"]);
    let goods = |i: usize| article.is_any(i, &["goods", "worth"]) || article.is_word(i, ClauseWord::Hedge);
    both && amount.item.first >= hit.end && (hit.end..amount.item.first).all(goods)
}

/// "bought the steelworks for €46m" is no trade: a verb of trade has goods, a partner or the amount as its object.
fn trades_goods(article: &Article, hit: CueHit, amount: Amount) -> bool {
    // "Countries that bought most: Poland - USD 4.7 billion"
    if label_before(article, amount.item.first).is_some() || goods::is_label_of_goods(article, amount.item.first) {
        return true;
    }
    // "bought 10 percent for $622 million": a share of a company
    let stake = article.item_at(hit.end, &[MentionKind::Percent]).is_some_and(|p| article.is_any(p.end, &["for", "of", "in", "stake"]));
    if stake {
        return false;
    }
    let (first, end) = (hit.first.min(amount.item.first), hit.end.max(amount.end));
    let no = article.sentence_of(hit.first);
    let sentence = article.sentences[no];
    let near = first.saturating_sub(8).max(sentence.first)..(end + 6).min(sentence.last);
    // "the value of exported tea decreased from $9 million"
    let valued = first >= 2 && article.is(hit.first - 1, "of") && article.is_word(hit.first - 2, ClauseWord::MoneyNoun);
    let goods = valued || article.has_word(near.clone(), ClauseWord::TradeObject) || near.clone().any(|i| article.sign(i, '%'));
    // "has so far exported only $25 million"
    let hedged =
        || (hit.end..amount.item.first).all(|i| article.is_word(i, ClauseWord::Hedge) || article.is_any(i, &["just", "so", "far"]));
    let direct = article.is_any(hit.end, &["for", "to", "from"]) || hit.end <= amount.item.first && hedged();
    // "for $5 million were exported and for $3 million imported"
    let joined = hit.first == amount.end && article.starts(amount.item.first.saturating_sub(2), &["and", "for"]);
    let passive = article.is_any(hit.first, &["were", "was"]);
    let sum = article.starts(hit.end, &["in", "the", "amount"]) || article.starts(hit.end, &["to", "the", "value"]);
    goods || direct || joined || passive || sum || hit.end < amount.item.first && goods::ends_in_goods(article, hit.end, amount.item.first)
}

/// "The online shop posted sales of $3 million", "a Swedish furniture maker had sales of $2 million in Kenya": what a firm sells.
fn is_of_seller(article: &Article, hit: CueHit) -> bool {
    const SHOPS: &[&str] = &[
        "airline",
        "bakery",
        "brand",
        "brewer",
        "brewery",
        "carmaker",
        "chain",
        "distillery",
        "giant",
        "label",
        "outlet",
        "platform",
        "portal",
        "retailer",
        "shop",
        "startup",
        "store",
        "subsidiary",
        "supermarket",
        "website",
        "wholesaler",
        "winery",
        "winemaker",
    ];
    const VERBS: &[&str] =
        &["posted", "reported", "had", "has", "recorded", "registered", "made", "generated", "achieved", "saw", "announced", "booked"];
    let first = article.sentences[article.sentence_of(hit.first)].first;
    let verb = hit.first.saturating_sub(3).max(first)..hit.first;
    let subject = || (first..verb.end).any(|i| article.is_any(i, SHOPS) || article.is_word(i, ClauseWord::CompanyKind));
    verb.clone().any(|i| article.is_any(i, VERBS)) && subject() && !article.has_any(verb, &["export", "foreign"])
}

/// "firms with Peruvian owners had a turnover of $3 billion"
fn is_of_company(article: &Article, hit: CueHit, _amount: Amount) -> bool {
    let no = article.sentence_of(hit.first);
    let first = article.sentences[no].first;
    // "The firms have created 10,000 jobs and have a turnover of $1 million here"
    let owned = hit.first >= first + 2
        && article.is(hit.first - 1, "a")
        && article.is_any(hit.first - 2, &["have", "has", "had", "with", "generated", "generate", "made", "make"]);
    article.cues_in(first..hit.first, CueSet::of(&[Cue::Company])).any(|c| hit.first - c.end < 8 || owned)
}
