//! What countries put into one economy, told one after the other without a noun of capital beside each amount: "Ranking of the largest
//! investor countries of Kenya: Norway: $9 million; Peru: $5 million", "The countries from which most came: Norway is in first place with
//! $9 million, then Peru with $5 million", "In 2021 Peru alone gave $4 million".

use super::head::{Found, Head, label_before};
use super::parties::WORLD;
use super::{Amount, Reader, Statement};
use crate::extract::article::{Article, Item};
use crate::lexicon::{ClauseWord, Cue, CueSet};
use crate::model::{Code, MentionKind};
use crate::text::TokenKind;

/// The name of the rule.
pub const RULE: &str = "investor_listed";

const ECONOMIES: &[MentionKind] = &[MentionKind::Country, MentionKind::Group];

/// What a list may be of instead: "the largest decreases were recorded from Norway ($2 million)".
const CHANGES: &[&str] = &["decrease", "decreases", "increase", "increases", "reduction"];

/// Sentences from one figure of such a list to the next.
const NEAR: usize = 2;

/// Lines of the longest list.
const LINES: usize = 12;

/// What the `k`th amount of a sentence measures that one of several investors has put in.
pub(super) fn find(reader: &Reader, no: usize, from: usize, amount: Amount) -> Option<Found> {
    let label = label(reader.article, no, from, amount.item.first)?;
    let article = reader.article;
    let investor = article.party(label)?;
    let host = host(reader, no, label)?;
    let found = Found { head: Head::Fdi, tokens: None, cue: CueSet::default(), rule: RULE };
    let change = article.sign(amount.item.first.saturating_sub(1), '-') && !article.tokens[amount.item.first].spaced;
    let changed = article.has_any(article.sentences[no].first..label.first, CHANGES);
    (host != investor && !change && !changed && !is_divided(article, no)).then_some(found)
}

/// Investor and host of an amount that the rule found.
pub(super) fn sides(reader: &Reader, no: usize, from: usize, amount: Amount) -> Option<(Option<Code>, Option<Code>)> {
    let label = label(reader.article, no, from, amount.item.first)?;
    Some((reader.article.party(label), host(reader, no, label)))
}

/// The economy that leads to the amount, when nothing but what ranks it, links it or says that it gave stands between.
fn label(article: &Article, no: usize, from: usize, amount: usize) -> Option<Item> {
    const LONGEST: usize = 12;
    if let Some(source) = source_behind(article, amount) {
        return Some(source);
    }
    let end = article.item_at(amount, &[MentionKind::Money])?.end;
    if article.is(end, "from") && article.is_any(end + 1, &["other", "others"]) {
        return None;
    }
    if let Some(label) = label_before(article, amount) {
        // "$2 million from Norway, $9 million": of the amount before
        let of_before = article.is_any(label.first.saturating_sub(1 + usize::from(article.is(label.first - 1, "the"))), &["from"]);
        return Some(label).filter(|_| !of_before);
    }
    let label = article.items_in(amount.saturating_sub(LONGEST).max(from)..amount, ECONOMIES).last()?;
    let before = label.first.checked_sub(1 + usize::from(article.is(label.first.saturating_sub(1), "the")));
    let led = before.is_some_and(|b| b >= article.sentences[no].first && article.is_any(b, LEADS));
    let mut at = label.end;
    while at < amount {
        let counted = article.item_at(at, &[MentionKind::Percent, MentionKind::Number, MentionKind::Ordinal]).filter(|i| i.end <= amount);
        at = match counted {
            Some(item) => item.end,
            None if links(article, at) || says_little(article, at) => at + 1,
            None => return None,
        };
    }
    (article.form(label) == "name" && !led).then_some(label)
}

/// "$2 million from Norway", "$2 million originated from Norway": who stands right behind the amount.
fn source_behind(article: &Article, amount: usize) -> Option<Item> {
    const CAME: &[&str] = &["came", "come", "comes", "coming", "originate", "originated", "originates", "originating"];
    let end = article.item_at(amount, &[MentionKind::Money])?.end;
    let from = end + usize::from(article.is_any(end, CAME));
    let name = from + 1 + usize::from(article.is(from + 1, "the"));
    let source = article.item_at(name, ECONOMIES).filter(|i| i.first == name && article.form(*i) == "name");
    source.filter(|_| article.is(from, "from"))
}

/// Words behind which an economy is not the one that acts.
const LEADS: &[&str] = &["of", "in", "into", "to", "by", "for", "against", "than", "without", "including", "and"];

/// What may stand between an investor and its amount.
fn links(article: &Article, at: usize) -> bool {
    const PLAIN: &[&str] = &[
        "a", "alone", "also", "an", "and", "distant", "follows", "for", "had", "has", "held", "holds", "it", "its", "next", "projects",
        "share", "spot", "still", "up",
    ];
    const GAVE: &[&str] = &["brought", "contributed", "contributing", "gave", "given", "pledging", "provided", "put", "sent"];
    [
        ClauseWord::GoodsReach,
        ClauseWord::Rank,
        ClauseWord::RankLink,
        ClauseWord::Ordinal,
        ClauseWord::Hedge,
        ClauseWord::Posted,
        ClauseWord::MoneyNoun,
    ]
    .iter()
    .any(|kind| article.is_word(at, *kind))
        || article.is_any(at, PLAIN)
        || article.is_any(at, GAVE)
        || [',', ':', '(', '-', '–'].iter().any(|sign| article.sign(at, *sign))
}

/// What may be said of who gives: "stayed on top", "alone committed", "were".
fn says_little(article: &Article, at: usize) -> bool {
    const PLAIN: &[&str] = &[
        "alone",
        "also",
        "are",
        "came",
        "comes",
        "commits",
        "committed",
        "contributed",
        "invested",
        "invests",
        "is",
        "itself",
        "on",
        "placed",
        "pledged",
        "pledges",
        "poured",
        "registered",
        "remained",
        "remains",
        "still",
        "stayed",
        "stays",
        "then",
        "this",
        "time",
        "top",
        "was",
        "were",
        "applied",
        "applications",
    ];
    article.is_any(at, PLAIN)
}

/// Where the capital of a list goes: as its opener says, as the item before had it, or as all capital that was told before.
fn host(reader: &Reader, no: usize, label: Item) -> Option<Code> {
    opened(reader, no, label).or_else(|| gone_on(reader, no)).or_else(|| of_all(reader, no))
}

/// "the largest investor countries of Kenya in 2023:" in the sentence before the label, or above the lines of the list.
fn opened(reader: &Reader, no: usize, label: Item) -> Option<Code> {
    let article = reader.article;
    let s = article.sentences[no];
    if let Some(noun) = opener(article, s.first..label.first) {
        return told_host(reader, noun, label.first);
    }
    let listed = |n: usize| reader.out.iter().rev().take_while(|s| s.sentence >= n).any(|s| s.sentence == n && s.rule == RULE);
    let above = (no.saturating_sub(LINES)..no).rev().find(|&n| !listed(n) && !article.is_noise_sentence(n))?;
    let s = article.sentences[above];
    let colon = (s.first..s.last)
        .rev()
        .find(|&i| !article.is_noise(i) && article.tokens[i].kind != TokenKind::Newline)
        .is_some_and(|i| article.sign(i, ':'));
    let told = article.items_in(s.first..s.last, &[MentionKind::Money]).next().is_some();
    let noun = opener(article, s.first..s.last).filter(|_| colon || s.opens_line && !told)?;
    told_host(reader, noun, s.last)
}

/// The word by which a clause announces who has invested: "the largest investors", "investor countries", "the countries from which most
/// investments came", "the main sources of foreign capital".
fn opener(article: &Article, clause: std::ops::Range<usize>) -> Option<usize> {
    const NEAR: usize = 6;
    const STATES: &[&str] = &["countries", "country", "nations", "states"];
    const MANY: &[&str] = &["largest", "biggest", "main", "major", "top", "leading", "list", "ranking", "first", "among", "share"];
    let capital = || {
        article.has_cue(clause.clone(), Cue::Fdi)
            || article.has_cue(clause.clone(), Cue::Investment)
            || article.has_any(clause.clone(), &["capital"])
    };
    let many = |i: usize| article.has_any(i.saturating_sub(NEAR).max(clause.start)..i, MANY);
    let came = |i: usize| {
        let from = article.is(i + 1, "from") && article.is(i + 2, "which") || article.is(i + 1, "that") || article.is(i + 1, "where");
        from && article.has_any(i + 2..(i + 2 + NEAR).min(clause.end), &["came", "come", "invest", "invested"])
    };
    clause.clone().rev().find(|&i| {
        article.is(i, "investors") && many(i)
            || article.is_any(i, &["investor", "investing", "investment"]) && article.is_any(i + 1, STATES)
            || article.is_any(i, &["sources", "source"]) && many(i) && capital()
            || article.is_any(i, STATES) && came(i)
    })
}

/// The economy named behind an opener, else the one whose inward capital the article tells of.
fn told_host(reader: &Reader, noun: usize, until: usize) -> Option<Code> {
    const REACH: usize = 5;
    let article = reader.article;
    let named = article.items_in(noun + 1..(noun + REACH).min(until), &[MentionKind::Country]).next();
    let place = named.filter(|i| {
        let the = usize::from(article.is(i.first - 1, "the"));
        article.is_any(i.first - 1 - the, &["in", "into", "of", "to"])
    });
    place.and_then(|i| article.party(i)).or_else(|| reader.discourse.direction.main_host()).or_else(|| all(reader).map(|(host, _)| host))
}

/// The item before was one of the same list.
fn gone_on(reader: &Reader, no: usize) -> Option<Code> {
    let last = reader.last(no, NEAR)?;
    (last.rule == RULE).then_some(last.parties.1).flatten()
}

/// Every figure so far is capital of the same host, and several investors have been told of, or all of them together and one of them
/// right before.
fn of_all(reader: &Reader, no: usize) -> Option<Code> {
    const SEVERAL: usize = 3;
    let (host, investors) = all(reader)?;
    let whole = |s: &Statement| s.parties == (Some(WORLD), Some(host)) && s.head == Head::Fdi;
    let last = reader.last(no, NEAR);
    let one_of_all = last.is_some() && investors > 1 && reader.out.iter().any(whole);
    (investors >= SEVERAL || one_of_all || last.is_some_and(whole)).then_some(host)
}

/// The one host of the capital that the figures so far tell of, and how many investors were told of.
fn all(reader: &Reader) -> Option<(Code, usize)> {
    let capital = || reader.out.iter().rev().filter(|s| !s.head.is_trade());
    let host = capital().next()?.parties.1.filter(|host| *host != WORLD)?;
    let flows = |s: &Statement| matches!(s.head, Head::Fdi | Head::Investment) && s.parties.1 == Some(host);
    if !capital().all(|s| flows(s) || s.parties == (None, None)) || reader.out.last().is_some_and(|s| s.head.is_trade()) {
        return None;
    }
    let mut investors: Vec<Code> = capital().filter_map(|s| s.parties.0).collect();
    investors.sort_unstable();
    investors.dedup();
    Some((host, investors.len()))
}

/// A sentence that divides the capital by branches or parts of the country, or tells of trade, or of capital that went back.
fn is_divided(article: &Article, no: usize) -> bool {
    const PARTS: &[&str] = &["sector", "sectors", "industry", "industries", "province", "region", "regions", "district"];
    const TRADE: &[&str] =
        &["goods", "customer", "customers", "buyer", "buyers", "supplier", "suppliers", "partner", "partners", "products"];
    const BACK: &[&str] = &["outflow", "outflows", "divestment", "divestments", "withdrawal", "withdrawn", "flowed"];
    let s = article.sentences[no];
    let before = article.sentences[no.saturating_sub(1)].first..s.last;
    article.has_any(s.first..s.last, PARTS)
        || article.has_any(s.first..s.last, TRADE)
        || article.cues_in(s.first..s.last, super::head::TRADE).next().is_some()
        || article.has_any(before, BACK)
}
