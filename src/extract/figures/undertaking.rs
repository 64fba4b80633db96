//! What those of one economy build, open or buy in another at a price, whatever noun the price has: "a Peruvian group is to spend $5
//! million on a mill in Nairobi", "the takeover of a Kenyan brewery", "a contract to build a road in Ghana was won by a Norwegian firm".

use super::head::cost_to_come;
use super::{Amount, PLACES};
use crate::extract::article::{Article, Item};
use crate::lexicon::{ClauseWord, Cue, CueSet};
use crate::model::{Code, MentionKind, Status};
use std::ops::Range;

/// The name of the rule.
pub const RULE: &str = "undertaking";

/// Who undertakes something, and where.
#[derive(Clone, Copy, Debug)]
pub struct Undertaking {
    /// What is built, or the verb that says so: the token that the amount belongs to.
    pub at: usize,
    /// Whose firm it is; `None` when firms of several economies act together.
    pub investor: Option<Code>,
    /// Where it is built or bought.
    pub host: Code,
}

/// Whether what a contract is for is built.
pub fn constructs(article: &Article, no: usize, amount: Amount) -> bool {
    article.has_word(told(article, no, amount), ClauseWord::Constructs)
}

/// How an amount belongs to what is undertaken.
#[derive(Clone, Copy, PartialEq)]
pub enum Link {
    /// As its price: "worth", "for", "is to spend", or told alone in the sentence behind.
    Price,
    /// It describes it: "a $5 million mill".
    Describes,
    /// By a noun of its own: "with the investment volume of".
    Noun,
}

/// The undertaking that an amount is the price of, where one economy acts and another is where it does.
pub fn find(article: &Article, no: usize, amount: Amount, link: Link) -> Option<Undertaking> {
    let told = told(article, no, amount);
    let here = told.start == article.sentences[no].first;
    let at = match link {
        Link::Noun => amount.item.first,
        _ if !here => amount.item.first,
        Link::Price => priced(article, &told, amount)?,
        Link::Describes => priced(article, &told, amount).filter(|at| *at >= amount.end || article.is_any(*at, PAID))?,
    };
    let trade = CueSet::of(&[Cue::Turnover, Cue::Export, Cue::Import, Cue::Financing]);
    if article.cues_in(told.clone(), trade).next().is_some()
        || article.has_any(told.clone(), &["supply", "deliver", "delivery", "supplies"])
        || article.is_any(amount.item.first.saturating_sub(2), MANAGES)
        || article.is_any(amount.item.first - 1, MANAGES)
    {
        return None;
    }
    if article.has_word(told.clone(), ClauseWord::NoDeal) {
        return None;
    }
    let act = act(article, &told, at)?;
    let actors = actors(article, &told, act)?;
    let host = host(article, &told, act, &actors)?;
    let investor = Some(actors[0].0).filter(|first| actors.iter().all(|(code, _)| code == first));
    let known = |code: Code| code == host || actors.iter().any(|(actor, _)| *actor == code);
    // towns of many countries share a name
    let tells = |i: &Item| article.mention(*i).kind != MentionKind::City || article.form(*i) == "capital";
    let others = article
        .items_in(told, PLACES)
        .filter(tells)
        .filter(|i| !is_seller(article, i.first))
        .filter_map(|i| article.mention(i).country)
        .any(|code| !known(code));
    (!others).then_some(Undertaking { at, investor, host })
}

/// "which manages $5 billion": what somebody has, not what is undertaken.
const MANAGES: &[&str] = &["manages", "manage", "managing", "oversees", "holds", "owns", "has"];

/// "with the investment volume of $5 million", "The amount of the investment is": a noun of capital that tells the price of something else.
pub fn is_beside(article: &Article, no: usize, noun: usize, end: usize, amount: Amount) -> bool {
    const NEAR: usize = 4;
    let with = article.has_any(noun.saturating_sub(NEAR - 1)..noun, &["with", "at", "for"]);
    let s = article.sentences[no];
    no > 0 && is_price_alone(article, s.first..amount.item.first) || with && amount.item.first.saturating_sub(end) <= NEAR
}

/// "manages some $5 billion", "oversees assets of $3 billion": what a fund has.
pub fn is_managed(article: &Article, amount: usize) -> bool {
    let hedge = |i: usize| article.is_word(i, ClauseWord::Hedge) || article.is_any(i, &["some", "assets", "of", "than", "more", "worth"]);
    let word = (amount.saturating_sub(5)..amount).rev().find(|&i| !hedge(i));
    word.is_some_and(|i| article.is_any(i, &["manages", "managing", "oversees"]))
}

/// The tokens that tell of the undertaking: the sentence, or the one before where this one tells the price alone.
fn told(article: &Article, no: usize, amount: Amount) -> Range<usize> {
    let here = article.sentences[no];
    let alone = no > 0 && is_price_alone(article, here.first..amount.item.first);
    let told = article.sentences[no - usize::from(alone)];
    told.first..told.last
}

/// What is won, signed or bought has a price; what somebody is to build is planned, and what it is to cost an estimate.
pub fn status(article: &Article, no: usize, amount: Amount) -> Status {
    const SETTLED: &[&str] = &["awarded", "commissioned", "contracted", "entrusted", "hired", "signed", "tender", "won"];
    const LEADS: &[&str] = &[
        "about",
        "aim",
        "aims",
        "are",
        "decided",
        "due",
        "going",
        "hopes",
        "intend",
        "intends",
        "is",
        "plan",
        "planning",
        "plans",
        "prepares",
        "preparing",
        "ready",
        "set",
        "wants",
        "want",
        "wishes",
    ];
    let sentence = told(article, no, amount);
    let s = article.sentences[no];
    if article.has_any(sentence.clone(), SETTLED) {
        return Status::Actual;
    }
    // "will open a store at a cost of" tells of a plan, "is estimated to cost" of an estimate
    let at_cost = article.has_phrase(amount.item.first.saturating_sub(6)..amount.item.first, &["at", "a", "cost", "of"]);
    if !at_cost && cost_to_come(article, s.first..amount.item.first).is_some() {
        return Status::Forecast;
    }
    let acts = |i: usize| {
        [ClauseWord::Builds, ClauseWord::Acquires, ClauseWord::Undertakes].iter().any(|part| article.is_word(i, *part))
            || article.is_any(i, &["be", "begin", "buy", "invest", "lay", "make", "pay", "put", "take"])
    };
    let to_come = |i: usize| {
        let led = article.is(i, "to") && i > sentence.start && (article.is_any(i - 1, LEADS) || is_firm(article, i - 1));
        (article.is_any(i, &["will", "would"]) || led) && (acts(i + 1) || acts(i + 2))
    };
    if sentence.clone().any(to_come) { Status::Target } else { Status::Actual }
}

/// Whether a word names somebody who builds or buys: "contractor", "carmaker", "firm".
pub fn is_firm(article: &Article, at: usize) -> bool {
    const SHORTEST: usize = 6;
    let maker = article.word(at).len() >= SHORTEST && (article.word(at).ends_with("maker") || article.word(at).ends_with("makers"));
    article.is_word(at, ClauseWord::CompanyKind)
        || article.is_word(at, ClauseWord::Firm)
        || article.has_cue(at..at + 1, Cue::Company)
        || maker
}

/// "The price was", "The contract is worth", "Its cost amounts to": a sentence that tells the price of what was told before.
fn is_price_alone(article: &Article, lead: Range<usize>) -> bool {
    const LONGEST: usize = 15;
    const PRICE: &[&str] = &[
        "amount",
        "contract",
        "cost",
        "costs",
        "deal",
        "investment",
        "investments",
        "price",
        "transaction",
        "purchase",
        "value",
        "volume",
    ];
    const KINDS: &[&str] = &["total", "overall", "purchase", "contract", "estimated", "investment", "acquisition", "project"];
    const WHOLE: &[&str] =
        &["investment", "investments", "project", "contract", "deal", "works", "purchase", "acquisition", "construction", "transaction"];
    if !article.is_any(lead.start, &["the", "its", "this"])
        || lead.len() > LONGEST
        || article.items_in(lead.clone(), PLACES).next().is_some()
    {
        return false;
    }
    let noun = lead.start + 1 + usize::from(article.is_any(lead.start + 1, KINDS) && article.is_any(lead.start + 2, PRICE));
    // "The price of the car": of something else
    let of = noun + 2 + usize::from(article.is_any(noun + 2, &["the", "this"]));
    let own = !article.is(noun + 1, "of") || article.is_any(of, WHOLE);
    article.is_any(noun, PRICE) && own && !article.is_any(noun + 1, &["for", "in", "per"])
}

/// Verbs whose amount goes into what is named behind it.
const PAID: &[&str] = &[
    "invest",
    "invested",
    "investing",
    "invests",
    "paid",
    "pay",
    "paying",
    "pays",
    "put",
    "puts",
    "putting",
    "pump",
    "pumped",
    "spend",
    "spending",
    "spends",
    "spent",
];

/// The token that an amount is the price of: behind "worth", "for", "at a cost of", "is to spend", or what it describes, "a $5 million mill".
fn priced(article: &Article, sentence: &Range<usize>, amount: Amount) -> Option<usize> {
    const BEHIND: usize = 6;
    let at = amount.item.first;
    let behind = amount.end + usize::from(article.possessive(amount.end));
    let object = (behind..(behind + BEHIND).min(sentence.end))
        .take_while(|&i| article.tokens[i].is_word() || article.sign(i, '-'))
        .take_while(|&i| !article.is_any(i, &["in", "to", "for", "on", "at", "by", "from", "and", "is", "was", "has", "will", "with"]))
        .find(|&i| is_object(article, i) || article.is_any(i, &["contract", "deal", "acquisition", "purchase", "takeover", "tender"]));
    if object.is_some() && !article.is(amount.end, "worth") {
        return object;
    }
    let hedge = |i: usize| {
        article.is_word(i, ClauseWord::Hedge)
            || article.is_any(i, &["a", "an", "total", "of", "another", "than", "more", "some", "up", "to"])
    };
    let word = (at.saturating_sub(6).max(sentence.start)..at).rev().find(|&i| !hedge(i))?;
    // "valued at $66 billion" of who acts
    if article.is_any(word, &["worth", "valued", "at", "estimated"]) && (word.saturating_sub(2)..word).any(|i| article.sign(i, ',')) {
        return None;
    }
    // "tractors worth $5 million": of what is built or bought alone
    let of_object = |i: usize| {
        (i.saturating_sub(3)..i).any(|w| is_object(article, w) || article.is_any(w, &["contract", "deal", "project", "projects"]))
    };
    if article.is(word, "worth") && !of_object(word) {
        return None;
    }
    // "paid $5 million for an estate", "is to put $3 million into a power station", "has invested in a new line"
    let goes = article.is_any(amount.end, &["for", "in", "into", "on"])
        && (amount.end + 1..(amount.end + 8).min(sentence.end))
            .take_while(|&i| article.tokens[i].is_word() || article.tokens[i].is_number() || article.sign(i, '-') || article.possessive(i))
            .take_while(|&i| !article.is_any(i, PARTS) || i == amount.end + 1)
            .any(|i| is_object(article, i) || article.is_any(amount.end + 1, &["a", "an"]) && is_firm(article, i));
    if article.is_any(word, PAID) && goes {
        return Some(word);
    }
    const PRICE: &[&str] = &["for", "worth", "valued", "cost", "costs", "costing", "price", "outlay"];
    let valued = article.is(word, "at") && article.is_any(word.saturating_sub(1), &["valued", "estimated", "priced"]);
    let is = article.is_any(word, &["is", "was", "be"]) && article.has_any(word.saturating_sub(5)..word, &["price", "cost", "value"]);
    (article.is_any(word, PRICE) || valued || is).then_some(word)
}

/// "Norbio of Norway invested $5 million in a mill": whether a firm's capital goes into one thing that is built or bought.
pub fn goes_into_one(article: &Article, verb: usize, end: usize) -> bool {
    const REACH: usize = 7;
    let into = article.is_any(end, &["in", "into"]) && article.is_any(end + 1, &["a", "an", "its", "one", "the"]);
    let in_firm = |i: usize| article.is_any(end + 1, &["a", "an"]) && is_firm(article, i);
    let near = end + 2..(end + REACH).min(article.tokens.len());
    let object = near.into_iter().take_while(|&i| article.tokens[i].is_word()).find(|&i| is_object(article, i) || in_firm(i));
    let one = object.is_some_and(|i| !article.word(i).ends_with('s') || article.is_any(i, &["works", "premises"]));
    let s = article.sentences[article.sentence_of(verb)];
    // "the refinery, in which the Norwegian firm invested $5 million"
    let which = (s.first + 2..verb).rev().find(|&i| article.is(i, "which") && article.is_any(i - 1, &["in", "into"]));
    let relative = which.is_some_and(|i| (i.saturating_sub(4)..i - 1).any(|w| is_object(article, w)));
    (into && one || relative) && article.items_in(s.first..verb, PLACES).any(|i| names_firm(article, i, &(s.first..s.last)))
}

/// What is built or bought.
fn is_object(article: &Article, at: usize) -> bool {
    const KINDS: &[&str] = &["building", "construction", "engineering"];
    let works = article.is_any(at, &["contract", "contracts"]) && article.is_any(at.saturating_sub(1), KINDS);
    works || article.is_word(at, ClauseWord::Asset) || article.is_word(at, ClauseWord::Works) || article.has_cue(at..at + 1, Cue::Project)
}

/// What was done, and whether it is told as done by somebody: the verb nearest to the price that builds, opens or buys something, or the
/// price itself where it describes what is owned: "Norbio's $5 million mill in Kenya".
#[derive(Clone, Copy)]
struct Act {
    first: usize,
    /// "is being built by".
    passive: bool,
}

fn act(article: &Article, told: &Range<usize>, price: usize) -> Option<Act> {
    let object = told.clone().any(|i| is_object(article, i));
    let verb = |i: &usize| {
        let i = *i;
        article.is_word(i, ClauseWord::Builds) || article.is_word(i, ClauseWord::Acquires) || article.is_word(i, ClauseWord::Undertakes)
    };
    let nearest = told.clone().filter(verb).min_by_key(|i| i.abs_diff(price));
    let first = nearest?;
    let passive = article.is_any(first.saturating_sub(1), &["was", "were", "been", "being", "be", "is", "are"])
        || article.has_any(first + 1..(first + 6).min(told.end), &["by"]);
    object.then_some(Act { first, passive })
}

/// Those who act: before the verb, or behind "by" where it is passive.
fn actors(article: &Article, told: &Range<usize>, act: Act) -> Option<Vec<(Code, Item)>> {
    let acts = |i: &Item| names_firm(article, *i, told) && !is_seller(article, i.first);
    let firms: Vec<Item> = article.items_in(told.clone(), PLACES).filter(acts).collect();
    let by = |i: &&Item| {
        let lead = i.first.saturating_sub(6).max(told.start);
        let by = (lead..i.first).rev().find(|&w| article.is(w, "by"));
        by.is_some_and(|by| (by + 1..i.first).all(|w| article.tokens[w].capital || article.is_any(w, &["the", "a", "an", "of"])))
    };
    let first = match act.passive {
        true => firms
            .iter()
            .find(by)
            .or_else(|| firms.iter().find(|i| i.end <= act.first && article.has_any(act.first..act.first + 1, &["awarded"]))),
        false => firms.iter().find(|i| i.first < act.first),
    }
    .or_else(|| {
        firms
            .first()
            .filter(|i| act.passive && article.is_any(act.first, &["awarded", "commissioned", "contracted"]) && i.first < act.first)
    })?;
    let and = |i: &Item| (first.end..i.first).any(|w| article.is(w, "and") || article.sign(w, ','));
    let joined = |i: &&Item| i.first > first.end && i.first - first.end <= 3 && and(i) || i.first == first.first;
    let code = |i: &Item| Some((article.mention(*i).country?, *i));
    let all: Vec<(Code, Item)> = firms.iter().filter(joined).filter_map(code).chain(joined_before(article, *first)).collect();
    (!all.is_empty()).then_some(all)
}

/// "French and Emirati companies": the adjective before "and".
fn joined_before(article: &Article, firm: Item) -> Option<(Code, Item)> {
    let and = firm.first.checked_sub(1).filter(|&i| article.is(i, "and"))?;
    let other = article.item_at(and.checked_sub(1)?, PLACES).filter(|i| i.end == and && article.form(*i) == "adjective")?;
    Some((article.mention(other).country?, other))
}

/// Words behind which something else is told.
const PARTS: &[&str] = &["and", "at", "by", "for", "from", "in", "of", "on", "to", "with", "that", "which", "who"];

/// Whether an economy is told as that of a firm: "a Norwegian builder", "Norway's Norbio", "Norbio of Norway", "an Oslo-based group".
pub fn names_firm(article: &Article, item: Item, told: &Range<usize>) -> bool {
    const REACH: usize = 5;
    let city = article.mention(item).kind == MentionKind::City;
    let firm = |i: usize| is_firm(article, i);
    let near = |from: usize| {
        (from..(from + REACH).min(told.end))
            .take_while(|&i| (article.tokens[i].is_word() || article.sign(i, '-')) && !article.is_any(i, PARTS))
            .any(firm)
    };
    if article.sign(item.end, '-') && article.is(item.end + 1, "based") {
        return near(item.end + 2) || article.tokens.get(item.end + 2).is_some_and(|t| t.capital);
    }
    if article.possessive(item.end) {
        let name = item.end + 1;
        return article.tokens.get(name).is_some_and(|t| t.capital && t.is_word()) || near(name);
    }
    if city {
        return false;
    }
    if article.form(item) == "adjective" {
        return near(item.end) || article.is(item.end, "side");
    }
    // "a UAE developer"
    if firm(item.end) && article.tokens.get(item.end).is_some_and(|t| !t.capital) {
        return true;
    }
    let the = usize::from(article.is(item.first.saturating_sub(1), "the"));
    let of = item.first.checked_sub(1 + the).filter(|&i| article.is(i, "of") && i > told.start);
    of.is_some_and(|of| {
        let office = article.item_at(of - 1, &[MentionKind::Role]).is_some() || article.is_word(of - 1, ClauseWord::Office);
        (article.tokens[of - 1].capital || firm(of - 1))
            && !office
            && !article.is_any(of - 1, &["government", "republic", "kingdom", "bank"])
    })
}

/// Where it is built, or whose it is that is bought: "in Kenya", "near Nairobi", "on the Kenyan coast", "a Kenyan brewery".
fn host(article: &Article, told: &Range<usize>, act: Act, actors: &[(Code, Item)]) -> Option<Code> {
    let of_actor = |i: &Item| actors.iter().any(|(code, item)| item.first == i.first || article.mention(*i).country == Some(*code));
    let others: Vec<Item> = article.items_in(told.clone(), PLACES).filter(|i| !of_actor(i) && !is_seller(article, i.first)).collect();
    let placed = |i: &&Item| {
        let lead = lead_of(article, i.first, told.start);
        lead > told.start && article.is_any(lead - 1, &["in", "into", "near", "on", "across", "outside", "at", "within", "inside"])
    };
    let owned = |i: &&Item| {
        let owns = article.form(**i) == "adjective" || article.possessive(i.end);
        let object =
            |w: usize| is_object(article, w) || article.is_word(w, ClauseWord::CompanyKind) || article.is_word(w, ClauseWord::Firm);
        owns && i.first > act.first && (i.end..(i.end + 5).min(told.end)).take_while(|&w| !article.sign(w, ',')).any(object)
    };
    let of = |i: &&Item| {
        let lead = lead_of(article, i.first, told.start);
        lead > told.start + 1 && article.is(lead - 1, "of") && i.first > act.first && !article.possessive(i.end)
    };
    let code = |i: &Item| article.mention(*i).country;
    let behind = others.iter().filter(|i| i.first > act.first).find(placed);
    behind
        .or_else(|| others.iter().find(placed))
        .or_else(|| others.iter().find(owned))
        .or_else(|| others.iter().find(of))
        .or_else(|| alone(article, &others, told.start))
        .and_then(code)
}

/// The first token of a place with what describes it: "the southern", "the coastal town of".
fn lead_of(article: &Article, first: usize, from: usize) -> usize {
    const SIDES: &[&str] = &[
        "the",
        "its",
        "north",
        "south",
        "east",
        "west",
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "neighbouring",
        "neighboring",
        "coastal",
        "rural",
        "republic",
        "kingdom",
        "of",
        "state",
        "city",
        "town",
        "port",
        "region",
        "province",
    ];
    let mut lead = first;
    while lead > from && article.is_any(lead - 1, SIDES) {
        lead -= 1;
    }
    lead
}

/// "Dhaka has cleared a Norwegian firm's plan", "Kenya has opened a mill owned by a Peruvian group": the one other economy, where it acts.
fn alone<'i>(article: &Article, others: &'i [Item], from: usize) -> Option<&'i Item> {
    let one = others.first()?;
    let code = article.mention(*one).country;
    let acts = article.form(*one) == "name" || article.form(*one) == "capital";
    let opens = one.first <= from + 1 && acts && article.tokens.get(one.end).is_some_and(|t| t.is_word() && !t.capital);
    (opens && others.iter().all(|i| article.mention(*i).country == code)).then_some(one)
}

/// "from an American fund": who sells.
fn is_seller(article: &Article, place: usize) -> bool {
    let the = usize::from(article.is_any(place.saturating_sub(1), &["a", "an", "the"]));
    article.is(place.saturating_sub(1 + the), "from")
}
