//! Lists of partners whose head stands behind the last amount: "Peru with $4 million, Chile with $3 million and Kenya with
//! $2 million of imports from Norway were the largest buyers".

use super::carried::label_before;
use super::{Found, Head, head_of, near};
use crate::extract::article::{Article, CueHit, Item};
use crate::extract::figures::Amount;
use crate::lexicon::{ClauseWord, Cue, CueSet};
use crate::model::MentionKind;

/// Tokens between the noun of a list of partners and what it is in: "trade", "export".
const NOUN: usize = 4;

/// Who is told to buy or sell by the noun alone.
const CUSTOMERS: &[&str] = &["customer", "customers", "supplier", "suppliers"];

/// "The main trade partners of Kenya were Peru with $4 million, Chile with $3 million": what the noun of partners says is traded.
pub(super) fn of_partners(article: &Article, from: usize, amount: Amount) -> Option<Found> {
    label_before(article, amount.item.first)?;
    traded(article, from, partner_noun(article, from, amount)?, amount)
}

/// "Peru was the top import source, with an estimated $4 million": the same of one partner.
pub(super) fn of_partner(article: &Article, from: usize, amount: Amount) -> Option<Found> {
    let noun = partner_noun(article, from, amount)?;
    // "in imports the top trade partner was Peru with $4 million"
    let flows = CueSet::of(&[Cue::Export, Cue::Import]);
    let told = |found: &Found| found.head != Head::Turnover || article.cues_in(from..amount.item.first, flows).next().is_none();
    let told_of = is_brought_by(article, noun, amount.item.first)
        || is_set_off(article, noun, amount.item.first)
        || is_among(article, noun, amount.item.first);
    told_of.then(|| traded(article, from, noun, amount)).flatten().filter(told)
}

/// "With $3 billion, or 11% of the total, Spain was the second largest buyer of Peruvian goods": what the noun behind says is traded.
pub(super) fn of_subject_behind(article: &Article, no: usize, amount: Amount) -> Option<Found> {
    let (_, noun) = ranked_behind(article, no, amount)?;
    let head = by_noun(article, noun)?;
    Some(Found { head, tokens: None, cue: CueSet::default(), rule: RANKED_BEHIND })
}

/// What the noun of partners that a sentence ranks says is traded, before a share or behind one that opens its sentence.
pub(in crate::extract::figures) fn of_ranked_noun(article: &Article, no: usize, share: usize) -> Option<Head> {
    const LEAD: usize = 8;
    let s = article.sentences[no];
    let names = |i: &usize| {
        let noun = [ClauseWord::Counterpart, ClauseWord::Sells, ClauseWord::Buys].iter().any(|part| article.is_word(*i, *part));
        noun && (i.saturating_sub(NOUN).max(s.first)..*i).any(|w| article.is_word(w, ClauseWord::Ranked))
    };
    let opens = share - s.first <= LEAD && article.is_any(s.first, &["with", "at"]);
    let noun = (s.first..share).rev().find(names).or_else(|| (share..s.last).find(names).filter(|_| opens))?;
    // "the fourth most important importer to this country"
    if article.is_word(noun, ClauseWord::Buys) && article.is(noun + 1, "to") {
        return None;
    }
    by_noun(article, noun)
}

/// What a noun of partners says is traded: "buyer", "import source", "trading partner", "market".
fn by_noun(article: &Article, noun: usize) -> Option<Head> {
    let says = |words: &[&str]| article.has_any(noun.saturating_sub(NOUN)..noun, words);
    match () {
        () if article.is_word(noun, ClauseWord::Buys) || says(&["export"]) => Some(Head::Export),
        () if article.is_word(noun, ClauseWord::Sells) || says(&["import"]) => Some(Head::Import),
        () if says(&["trade", "trading", "commercial"]) => Some(Head::Turnover),
        () if article.is_any(noun, &["destination", "market", "outlet", "destinations", "markets"]) => Some(Head::Export),
        () => None,
    }
}

/// The rule of an amount that opens a sentence which ranks the one that it belongs to.
pub(in crate::extract::figures) const RANKED_BEHIND: &str = "head_of_rank_behind";

/// The economy that a sentence opened by an amount is about, and the noun by which it is ranked.
pub(in crate::extract::figures) fn ranked_behind(article: &Article, no: usize, amount: Amount) -> Option<(Item, usize)> {
    const LEAD: usize = 5;
    const ASIDE: usize = 14;
    const VERBS: &[&str] = &["was", "is", "remained", "remains", "became", "ranked", "came", "stayed"];
    let s = article.sentences[no];
    // "With a GDP of $3 million": of something else
    let noun = article.has_any(s.first + 1..amount.item.first, &["of", "in", "gdp", "population", "reserves", "debt"]);
    let led = article.is_any(s.first, &["with", "at"]) && amount.item.first - s.first <= LEAD && !noun;
    let subject = |comma: usize| {
        let first = comma + 1 + usize::from(article.is(comma + 1, "the"));
        let item = article.item_at(first, &[MentionKind::Country, MentionKind::Group])?;
        (article.form(item) == "name" && article.is_any(item.end, VERBS)).then_some(item)
    };
    let commas = (amount.end..(amount.end + ASIDE).min(s.last)).filter(|&i| article.sign(i, ','));
    let subject = commas.filter(|_| led).find_map(subject)?;
    let names = |i: &usize| {
        let noun = [ClauseWord::Counterpart, ClauseWord::Sells, ClauseWord::Buys].iter().any(|part| article.is_word(*i, *part));
        noun && (i.saturating_sub(NOUN).max(subject.end)..*i).any(|w| article.is_word(w, ClauseWord::Ranked))
    };
    let noun = (subject.end..(subject.end + ASIDE).min(s.last)).find(names)?;
    article.items_in(amount.end..noun, &[MentionKind::Money]).next().is_none().then_some((subject, noun))
}

fn partner_noun(article: &Article, from: usize, amount: Amount) -> Option<usize> {
    let names = |i: &usize| article.is_word(*i, ClauseWord::Counterpart) || article.is_any(*i, CUSTOMERS);
    let noun = (from..amount.item.first).rev().find(names)?;
    let named = whose(article, noun, amount).is_some() && article.is_any(noun, CUSTOMERS);
    (!named || is_list(article, noun) || supplies(article, noun, amount)).then_some(noun)
}

/// "suppliers of goods to Ghana": the word that leads to whose customers or suppliers they are.
fn whose(article: &Article, noun: usize, amount: Amount) -> Option<usize> {
    let place = article.items_in(noun..amount.item.first, &[MentionKind::Country]).next()?;
    Some(place.first - 1).filter(|&lead| article.is_any(lead, &["to", "of", "in", "for"]))
}

/// "topped the list of suppliers to Ghana": told of Ghana's imports.
fn is_list(article: &Article, noun: usize) -> bool {
    (noun.saturating_sub(3)..noun).any(|i| article.is_any(i, &["list", "ranking"]) && article.is(i + 1, "of"))
}

/// "Kenya ranks fourth among suppliers of goods to Ghana": what is told of it are its exports.
fn supplies(article: &Article, noun: usize, amount: Amount) -> bool {
    !is_list(article, noun)
        && article.is_any(noun, &["supplier", "suppliers"])
        && whose(article, noun, amount).is_some_and(|lead| article.is(lead, "to"))
}

/// What is traded with "export partners", "import sources", "trade partners".
fn traded(article: &Article, from: usize, noun: usize, amount: Amount) -> Option<Found> {
    let says = |words: &[&str]| (noun.saturating_sub(NOUN).max(from)..noun).any(|i| article.is_any(i, words));
    let head = if says(&["export"]) {
        Head::Export
    } else if says(&["import"]) {
        Head::Import
    } else if says(&["trade", "trading", "commercial"]) {
        Head::Turnover
    } else if article.is_any(noun, &["customer", "customers"]) || supplies(article, noun, amount) {
        Head::Export
    } else if article.is_any(noun, &["supplier", "suppliers"]) {
        Head::Import
    } else {
        return None;
    };
    Some(Found { head, tokens: None, cue: CueSet::default(), rule: "head_of_partners" })
}

/// ", with revenue standing at $65 million", ", with an estimated $4 million": all that stands between a noun of partners and what
/// is traded with it.
fn is_brought_by(article: &Article, noun: usize, amount: usize) -> bool {
    const LONGEST: usize = 12;
    const LINKS: &[&str] = &["a", "an", "at", "estimated", "for", "goods", "of", "standing", "the", "total", "reaching", "worth"];
    let Some(with) = (noun + 1..amount).find(|&i| article.is(i, "with")).filter(|_| amount - noun <= LONGEST) else { return false };
    // "the supplier of the dam was paid with"
    let whose = |i: usize| {
        let link = article.is_any(i, &["to", "of", "in", "for", "the", "goods", "products", "during", "imports"]);
        link || article.possessive(i)
            || article.items_in(i..i + 1, &[MentionKind::Country, MentionKind::Group, MentionKind::Period]).next().is_some()
    };
    if article.is_any(noun, CUSTOMERS) && with - noun > 2 && !(noun + 1..with).all(whose) {
        return false;
    }
    let plain = |i: usize| article.is_any(i, LINKS) || article.is_word(i, ClauseWord::Hedge) || article.is_word(i, ClauseWord::MoneyNoun);
    (with + 1..amount).all(plain) && article.items_in(noun..with, &[MentionKind::Money, MentionKind::Percent]).next().is_none()
}

/// "among the suppliers Peru ($4 million) was ahead": the first of those, in a bracket.
fn is_among(article: &Article, noun: usize, amount: usize) -> bool {
    let led = article.is(noun.saturating_sub(1), "the") && article.is_any(noun.saturating_sub(2), &["among", "of"]);
    let label = label_before(article, amount);
    led && article.sign(amount - 1, '(') && label.is_some_and(|l| (noun + 1..l.first).all(|i| article.is(i, "the") || article.sign(i, ',')))
}

/// "Peru was the major trading partner of Kenya over the first four months of 2022 - about $3 million": a dash sets the amount off.
fn is_set_off(article: &Article, noun: usize, amount: usize) -> bool {
    const LONGEST: usize = 20;
    let dash = (noun..amount).rev().find(|&i| !article.is_word(i, ClauseWord::Hedge));
    let Some(dash) = dash.filter(|&i| article.sign(i, '-') && article.tokens[i].spaced && amount - noun <= LONGEST) else { return false };
    let kinds = &[MentionKind::Country, MentionKind::Group, MentionKind::Period];
    let mut at = noun + 1;
    while at < dash {
        let item = article.item_at(at, kinds).filter(|i| i.end <= dash);
        let links = article.is_any(at, &["of", "in", "for", "over", "during", "the"]) || article.possessive(at);
        at = match item {
            Some(item) => item.end,
            None if links => at + 1,
            None => return false,
        };
    }
    true
}

/// "the largest importer of Kenyan goods, with a turnover of $6 million", "the top import market with a turnover of": what it sells
/// or buys, not trade in both directions.
pub fn seen_from_rank(article: &Article, no: usize, found: Found) -> Found {
    let Some((first, end)) = found.tokens.filter(|t| found.head == Head::Turnover && article.is(t.0, "turnover") && t.1 == t.0 + 1) else {
        return found;
    };
    let sentence = article.sentences[no];
    let led = article.is_any(first.saturating_sub(1), &["a", "the", "total", "estimated", "with", "respective"]) && article.is(end, "of");
    let noun = (sentence.first..first)
        .rev()
        .find(|&i| [ClauseWord::Counterpart, ClauseWord::Buys, ClauseWord::Sells].iter().any(|part| article.is_word(i, *part)));
    let Some(noun) = noun.filter(|_| led) else { return found };
    let says = |word: &str| article.is(noun.saturating_sub(1), word);
    match () {
        () if article.is_word(noun, ClauseWord::Buys) || says("export") => Found { head: Head::Export, ..found },
        () if article.is_word(noun, ClauseWord::Sells) || says("import") => Found { head: Head::Import, ..found },
        () => found,
    }
}

/// The head behind the last amount of a list, when every amount is labelled by a partner and none has a head before it.
pub(super) fn head_behind_list(article: &Article, no: usize, amounts: &[Amount], k: usize) -> Option<Found> {
    let sentence = article.sentences[no];
    let (first, last) = (amounts.first()?, amounts.last()?);
    let labelled = amounts.iter().all(|a| label_before(article, a.item.first).is_some());
    let ranked = ranked_list(article, no, last.end).is_some();
    if k + 1 == amounts.len() && !ranked || !labelled || near::before(article, sentence.first, first.item.first).is_some() {
        return None;
    }
    if let Some(head) = ranked_list(article, no, last.end).and_then(|noun| by_noun(article, noun)) {
        return Some(Found { head, tokens: None, cue: CueSet::default(), rule: LIST_RANKED });
    }
    let hit = near::behind(article, last.end, sentence.last)?;
    let own = head_of(hit.set).filter(|head| matches!(head, Head::Export | Head::Import));
    let head = seen_from_label(article, last.item.first, hit).or(own)?;
    Some(Found { head, tokens: None, cue: CueSet::default(), rule: "head_behind_list" })
}

/// The rule of amounts whose labels are ranked behind the last of them.
pub(in crate::extract::figures) const LIST_RANKED: &str = "head_of_list_ranked";

/// "China ($8 million) and Russia ($6 million) were Peru's largest trading partners": the noun behind a list that ends before `end`.
pub(in crate::extract::figures) fn ranked_list(article: &Article, no: usize, end: usize) -> Option<usize> {
    const LONGEST: usize = 14;
    let verb = end + usize::from(article.sign(end, ')'));
    article.is_any(verb, &["were", "are", "remained", "remain", "became", "was", "is"]).then_some(())?;
    let names = |i: &usize| {
        let noun = [ClauseWord::Counterpart, ClauseWord::Sells, ClauseWord::Buys].iter().any(|part| article.is_word(*i, *part));
        noun && (i.saturating_sub(NOUN).max(verb)..*i).any(|w| article.is_word(w, ClauseWord::Ranked))
    };
    (verb..(verb + LONGEST).min(article.sentences[no].last)).find(names)
}

/// "China with $5 million worth of imports from Norway": what the label buys of another is that one's export.
pub(super) fn seen_from_label(article: &Article, amount: usize, hit: CueHit) -> Option<Head> {
    let label = label_before(article, amount).and_then(|l| article.party(l))?;
    // "goods of Kenya for $5 million were exported to Peru" are its own
    if hit.set.has_any(CueSet::of(&[Cue::ExportVerb, Cue::ImportVerb])) {
        return None;
    }
    let turned = match head_of(hit.set)? {
        Head::Import if article.is(hit.end, "from") => Head::Export,
        Head::Export if article.is(hit.end, "to") => Head::Import,
        _ => return None,
    };
    let name = (hit.end + 1..hit.end + 4).find(|&i| !article.is(i, "the"))?;
    let other = article.item_at(name, &[MentionKind::Country, MentionKind::Group]).and_then(|i| article.party(i));
    (other.is_some_and(|o| o != label) || other.is_none() && article.tokens[name].capital || article.is_any(name, &["it", "country"]))
        .then_some(turned)
}
