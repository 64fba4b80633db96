//! Partners that have no code: "exports to the countries around Russia", "to other markets", "to non-EU countries", "trade between
//! Kenya and African states", "Asia ($3 million)", and the figures that go on about them.

use super::context::is_total;
use super::places::{Place, Relation};
use super::{PLACES, Reach, WORLD};
use crate::extract::article::{Article, Item};
use crate::extract::figures::Reader;
use crate::extract::figures::head::{self, Head};
use crate::lexicon::ClauseWord;
use crate::model::MentionKind;
use crate::text::TokenKind;

/// Tokens from a noun of trade to the preposition of its partner: "exports of fruit and vegetables to".
const FAR: usize = 8;

/// Tokens of what describes several economies: "the seven largest neighbouring countries".
const LONGEST: usize = 6;

/// Whether a figure of trade is with somebody who has no code.
pub(super) fn is_with_unnamed(reader: &Reader, reach: &Reach, places: &[Place]) -> bool {
    let article = reader.article;
    if is_outside_group(article, reach.sentence, reach.until) {
        return true;
    }
    // "between Russia's Far East and China": a part of an economy
    let noun_ends = reach.amount.map_or(reach.until, |a| a.item.first.min(reach.until));
    let noun = reach.head.tokens.map_or(reach.from, |t| t.1);
    if (noun.max(1)..noun_ends).any(|i| article.starts(i, &["far", "east"]) && article.possessive(i - 1)) {
        return true;
    }
    if is_of_unknown_name(reader, reach)
        || is_of_part_of_world(article, reach)
        || has_region_for_subject(article, reach)
        || follows_nobody(reader, reach, places)
    {
        return true;
    }
    let behind_amount = reach.amount.map(|a| a.end);
    if behind_amount.is_some_and(|at| leads_to_unnamed(article, reach, places, preposition_behind(article, at))) {
        return true;
    }
    // "goods worth $3 million came from Asia"
    let moved = behind_amount.filter(|_| reach.head.rule == "goods_moved").map(|at| (at, at + 1));
    let Some((first, end)) = reach.head.tokens.or(moved) else { return false };
    // "trade with" is one cue
    let end = end - usize::from(article.is(end - 1, "with"));
    is_of_several(article, end)
        || is_between_unnamed(article, reach, first, end)
        || prepositions(article, reach, end).any(|at| leads_to_unnamed(article, reach, places, at))
}

/// Where the partner may stand behind a noun of trade: up to its verb and before an amount that follows.
fn prepositions<'a>(article: &'a Article, reach: &Reach, end: usize) -> impl Iterator<Item = usize> + 'a {
    let stop = reach.amount.map(|a| a.item.first).filter(|at| *at >= end).unwrap_or(reach.until).min(end + FAR);
    let breaks = |i: usize| {
        matches!(article.tokens[i].kind, TokenKind::Punct(_))
            || article.is_word(i, ClauseWord::Posted)
            || article.is_word(i, ClauseWord::Moved)
    };
    (end..stop).take_while(move |&i| !breaks(i))
}

/// Where the preposition behind an amount stands: right there, or behind a verb: ", were destined for", "have been shipped from".
fn preposition_behind(article: &Article, amount: usize) -> usize {
    let verb = amount + usize::from(article.sign(amount, ','));
    let passive = article.is_any(verb, &["was", "were", "has", "have", "are", "is"]);
    let led = |i: &usize| article.is_any(*i, &["to", "from", "with", "for"]);
    (verb + 1..verb + 4).find(led).filter(|_| passive).unwrap_or(amount)
}

/// "to the neighbouring countries", "with third countries", "outside the EU"
fn leads_to_unnamed(article: &Article, reach: &Reach, places: &[Place], at: usize) -> bool {
    // "beyond the $12 million of 2013" says how much
    if article.is_any(at, &["outside", "beyond"]) && article.items_in(at + 1..at + 4, &[MentionKind::Money]).next().is_none() {
        return true;
    }
    let destined = article.is(at, "for") && article.is_any(at.saturating_sub(1), &["destined", "bound"]);
    if !destined && !article.is_any(at, &["to", "from", "with"]) {
        return false;
    }
    if (at + 1..at + 3).any(|i| article.is(i, "non") && (article.sign(i + 1, '-') || article.item_at(i + 1, PLACES).is_some())) {
        return true;
    }
    if is_those_told(article, reach, at + 1) {
        return true;
    }
    let Some(noun) = several(article, at + 1) else { return false };
    // "exports to its main partners, with Germany by 5 percent to $3 million", "to other regions, above all Peru (5 percent)": one of
    // them is named
    let before = reach.amount.map_or(reach.until, |a| a.item.first);
    let partner = |p: &Place| matches!(p.relation, Relation::To | Relation::From | Relation::With | Relation::Label);
    let named = places.iter().any(|p| partner(p) && (noun..before).contains(&p.at));
    !named || article.is_any(noun + 1, &["outside", "beyond"])
}

/// "exports to those countries" behind a sentence that names several of them.
fn is_those_told(article: &Article, reach: &Reach, at: usize) -> bool {
    let pointed = article.is_any(at, &["these", "those"]) && article.is_word(at + 1, ClauseWord::Several);
    let Some(before) = reach.sentence.checked_sub(1).filter(|_| pointed).map(|no| article.sentences[no]) else { return false };
    article.items_in(before.first..before.last, &[MentionKind::Country]).filter(|i| article.form(*i) == "name").nth(1).is_some()
}

/// The noun of "the seven regional countries", "9 neighbouring states", "Asia": several economies none of which is named.
fn several(article: &Article, from: usize) -> Option<usize> {
    let noun = (from..from + LONGEST)
        .take_while(|&i| !matches!(article.tokens.get(i).map(|t| t.kind), None | Some(TokenKind::Punct(_))))
        .find(|&i| {
        article.is_word(i, ClauseWord::Several) || article.is_word(i, ClauseWord::PartOfWorld) && article.item_at(i, PLACES).is_none()
    })?;
    let named = article.items_in(from..noun, PLACES).next().is_some()
        || article.items_in(noun..noun + 4, &[MentionKind::Group]).next().is_some()
        || is_apposition(article, noun + 1);
    let pointed = article.is_any(noun.saturating_sub(1), &["two", "both", "these", "those", "such"]);
    (!named && !pointed || article.is_any(noun + 1, &["outside", "beyond"])).then_some(noun)
}

/// "its two largest partners, namely the EU and Peru", "its neighbour countries Peru and Chile": the names stand right behind.
fn is_apposition(article: &Article, at: usize) -> bool {
    let at = at + usize::from(article.sign(at, ',') || article.sign(at, ':'));
    let at = at + usize::from(article.is(at, "namely"));
    let at = at + usize::from(article.is(at, "the"));
    article.item_at(at, PLACES).is_some_and(|i| i.first == at && article.form(i) == "name")
}

/// "trade between Kenya and African countries", "Kenya and its neighbours traded"
fn is_between_unnamed(article: &Article, reach: &Reach, first: usize, end: usize) -> bool {
    let behind_place = |at: usize, from: usize| article.items_in(from..at, PLACES).any(|i| i.end == at);
    let joins = |and: usize, from: usize| article.is(and, "and") && behind_place(and, from);
    let lists = |at: usize, from: usize| article.sign(at, ',') && behind_place(at, from);
    let range = first.saturating_sub(LONGEST).max(reach.from)..(end + 3).min(reach.until);
    let between = range.into_iter().find(|&i| article.is(i, "between"));
    let told_between = between.and_then(|b| (b + 1..b + LONGEST).find(|&at| joins(at, b + 1) || lists(at, b + 1)));
    let subject = || (first.saturating_sub(LONGEST).max(reach.from + 1)..first).find(|&and| joins(and, reach.from));
    told_between.or_else(subject).is_some_and(|and| several(article, and + 1).is_some_and(|noun| between.is_some() || noun < first))
}

/// "Europe ($976 million)", "Asia followed with $700 million", "Europe, followed by America with $3 million": a list of parts of the world.
pub(super) fn is_of_part_of_world(article: &Article, reach: &Reach) -> bool {
    const NEAR: usize = 10;
    let Some(amount) = reach.amount.map(|a| a.item.first) else { return false };
    let s = article.sentences[reach.sentence];
    let continent = |i: usize| is_continent(article, s.first..s.last, i);
    let opened = amount > 1 && (article.sign(amount - 1, '(') || article.is(amount - 1, "with"));
    // "other European countries with $3 million"
    let several = amount > 2
        && article.is(amount - 1, "with")
        && article.is_word(amount - 2, ClauseWord::Several)
        && article.item_at(amount - 2, PLACES).is_none()
        // "Uganda comes first among Kenya's export markets with $3 million"
        && !article.has_any(amount.saturating_sub(NEAR).max(s.first)..amount, &["among", "amongst"]);
    // "Europe was the largest importer of Kenyan goods (worth $3 million)"
    let worth = amount > 1 && article.is(amount - 1, "worth") && article.sign(amount - 2, '(');
    let told = |i: usize| continent(i) && article.is_any(i + 1, &["was", "is", "remained", "became", "took", "ranked"]);
    if worth && (s.first..amount).any(told) && article.items_in(s.first..amount, &[MentionKind::Money]).next().is_none() {
        return true;
    }
    let named = several && article.is_any(amount - 3, &["these", "those", "two", "both"]);
    // "by regions, Europe ranked first with $3 million"
    const REACH: usize = 6;
    let with = article.is_any(amount.saturating_sub(1), &["with", "at"]);
    let ranked = || (amount.saturating_sub(REACH).max(s.first)..amount).any(|i| article.is_word(i, ClauseWord::Rank));
    let subject = || (amount.saturating_sub(REACH).max(s.first + 1)..amount).any(|i| continent(i) && !article.is_any(i - 1, &["in", "to"]));
    let alone = || article.items_in(amount.saturating_sub(REACH).max(s.first)..amount, PLACES).next().is_none();
    opened && continent(amount - 2) || with && ranked() && subject() && alone() || several && !named
}

/// "Turkey with $3 million, United Stated with $2 million": an item of a list of partners whose name is nobody's that we know.
fn is_of_unknown_name(reader: &Reader, reach: &Reach) -> bool {
    let article = reader.article;
    let Some(amount) = reach.amount.filter(|_| reach.head.tokens.is_none()).map(|a| a.item.first) else { return false };
    let labelled = |s: &crate::extract::figures::Statement| s.amount.is_some_and(|a| head::label_before(article, a.first).is_some());
    if !reader.out.last().is_some_and(|s| s.sentence == reach.sentence && labelled(s)) {
        return false;
    }
    let hedged = (reach.from..amount).rev().find(|&i| !article.is_word(i, ClauseWord::Hedge));
    let Some(mark) = hedged.filter(|&i| article.is(i, "with") || article.sign(i, '(')) else { return false };
    let name = (reach.from..mark).rev().take_while(|&i| article.tokens[i].is_word() && article.tokens[i].capital).last();
    let parted = |i: usize| i > 0 && (article.sign(i - 1, ',') || article.is_any(i - 1, &["and", "by"]));
    name.is_some_and(|first| {
        let known = |i: usize| article.item_at(i, KNOWN).is_some() || article.lexicon.goods.has(&article.tokens[i]);
        parted(first) && mark - first > 1 && !(first..mark).any(known)
    })
}

/// What has a name that is known.
const KNOWN: &[MentionKind] =
    &[MentionKind::Country, MentionKind::Group, MentionKind::City, MentionKind::Period, MentionKind::Person, MentionKind::Sector];

/// "the value of extra-EU trade was $3 million in exports and $5 million in imports": with whoever is no member.
pub fn is_outside_group(article: &Article, no: usize, until: usize) -> bool {
    let groups = article.items_in(article.sentences[no].first..until, &[MentionKind::Group]);
    let marked = |i: Item| i.first >= 2 && article.sign(i.first - 1, '-') && article.is_any(i.first - 2, &["extra", "intra"]);
    groups.filter(|i| marked(*i)).last().is_some_and(|i| article.is(i.first - 2, "extra"))
}

/// A part of the world that has no code; America is one among others, and "North America" always.
pub fn is_continent(article: &Article, sentence: std::ops::Range<usize>, at: usize) -> bool {
    let among = || article.has_any(sentence, &["asia", "europe", "africa", "oceania"]);
    let america = article.is(at, "america") && (among() || at > 0 && article.is_any(at - 1, &["north", "south"]));
    america || article.is_word(at, ClauseWord::PartOfWorld) && article.item_at(at, PLACES).is_none()
}

/// "All of Asia, Peru included, gave a surplus of $3 million", "Trade with Asia and Europe was in deficit by $3 million": what the clause
/// opens with has no code.
fn has_region_for_subject(article: &Article, reach: &Reach) -> bool {
    let first = article.sentences[reach.sentence].first;
    let Some((head, _)) = reach.head.tokens.filter(|t| t.0 > first && t.0 >= reach.from) else { return false };
    let region = |i: usize| article.is_word(i, ClauseWord::PartOfWorld) && article.item_at(i, PLACES).is_none();
    let of_all = article.starts(first, &["all", "of"]) && region(first + 2);
    let with = article.starts(first, &["trade", "with"]) && region(first + 2) && !article.is_any(first + 3, &["countries", "states"]);
    (of_all || with) && matches!(reach.head.head, Head::Balance | Head::Surplus | Head::Deficit) && head - first <= 2 * FAR
}

/// "the trade of these three countries with the EU"
fn is_of_several(article: &Article, end: usize) -> bool {
    article.starts(end, &["of", "these"]) && article.is_word(end + 3, ClauseWord::Several) && !article.is(end + 2, "two")
}

/// "exports to the region rose to $2.6 billion from $2.1 billion", "exports to them": the figure goes on from one whose
/// economies have no name.
fn follows_nobody(reader: &Reader, reach: &Reach, places: &[Place]) -> bool {
    let last = reader.out.last().filter(|s| s.head.is_trade() == reach.head.head.is_trade() && s.parties == (None, None));
    let Some(last) = last else { return false };
    let partner = [Relation::To, Relation::From, Relation::With, Relation::Label, Relation::Between];
    if places.iter().any(|p| partner.contains(&p.relation)) {
        return false;
    }
    let near = reach.sentence - last.sentence;
    // "All of Asia gave a surplus of $3 million, exports coming to $5 million": those of the same
    let balance = |head: Head| matches!(head, Head::Balance | Head::Surplus | Head::Deficit);
    let of_region =
        || reader.out.iter().rev().take_while(|s| s.sentence == last.sentence).any(|s| balance(s.head) && s.parties == (None, None));
    let beside = near == 0 && places.is_empty() && of_region();
    let carried = near == 0 && reach.head.tokens.is_none() || beside;
    let refers = reader.article.has_any(reach.from..reach.until, &["them", "these", "those"]) && near <= 2;
    carried || refers || near <= 2 && goes_on(reader, reach, last.head)
}

/// "Trade exchange rose to $300 million in April" behind trade with a continent: the same goes on, if trade with the world has not
/// been told.
fn goes_on(reader: &Reader, reach: &Reach, head: Head) -> bool {
    let kind = |head: Head| if matches!(head, Head::Surplus | Head::Deficit) { Head::Balance } else { head };
    let total = reader.out.iter().any(|s| kind(s.head) == kind(head) && s.parties.1 == Some(WORLD));
    head == reach.head.head && !total && !is_total(reader.article, reach)
}
