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

/// The undertaking that an amount is the price of, where one economy acts and another is where it does.
pub fn find(article: &Article, no: usize, amount: Amount) -> Option<Undertaking> {
    told(article, no, amount, false)
}

/// The same where the words around the amount belong to something else: its price alone, or what it describes.
pub fn find_described(article: &Article, no: usize, amount: Amount) -> Option<Undertaking> {
    told(article, no, amount, true)
}

fn told(article: &Article, no: usize, amount: Amount, described: bool) -> Option<Undertaking> {
    let s = article.sentences[no];
    let sentence = s.first..s.last;
    let told = match is_price_alone(article, sentence.start..amount.item.first) {
        true => {
            let before = article.sentences[no.checked_sub(1)?];
            before.first..before.last
        }
        false => sentence.clone(),
    };
    let at = match told == sentence {
        true => priced(article, &sentence, amount).filter(|at| !described || *at >= amount.end)?,
        false => amount.item.first,
    };
    let trade = CueSet::of(&[Cue::Turnover, Cue::Export, Cue::Import, Cue::Financing]);
    if article.cues_in(told.clone(), trade).next().is_some()
        || article.has_any(told.clone(), &["supply", "deliver", "delivery", "supplies"])
    {
        return None;
    }
    let act = act(article, &told, at)?;
    let actors = actors(article, &told, act)?;
    let host = host(article, &told, act, &actors)?;
    let investor = Some(actors[0].0).filter(|first| actors.iter().all(|(code, _)| code == first));
    let known = |code: Code| code == host || actors.iter().any(|(actor, _)| *actor == code);
    // towns of many countries share a name
    let tells = |i: &Item| article.mention(*i).kind != MentionKind::City || article.form(*i) == "capital";
    let others = article.items_in(told, PLACES).filter(tells).filter_map(|i| article.mention(i).country).any(|code| !known(code));
    (!others).then_some(Undertaking { at, investor, host })
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
    let s = article.sentences[no];
    let sentence = s.first..s.last;
    if article.has_any(sentence.clone(), SETTLED) {
        return Status::Actual;
    }
    if cost_to_come(article, s.first..amount.item.first).is_some() {
        return Status::Forecast;
    }
    let acts = |i: usize| {
        [ClauseWord::Builds, ClauseWord::Acquires, ClauseWord::Undertakes].iter().any(|part| article.is_word(i, *part))
            || article.is_any(i, &["be", "begin", "buy", "invest", "lay", "make", "pay", "put", "take"])
    };
    let to_come = |i: usize| {
        let led = article.is(i, "to") && i > s.first && (article.is_any(i - 1, LEADS) || is_firm(article, i - 1));
        (article.is_any(i, &["will", "would"]) || led) && (acts(i + 1) || acts(i + 2))
    };
    if sentence.into_iter().any(to_come) { Status::Target } else { Status::Actual }
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
    const LONGEST: usize = 8;
    const PRICE: &[&str] = &["contract", "cost", "costs", "deal", "price", "transaction", "purchase"];
    let opens = article.is_any(lead.start, &["the", "its", "this"]) && article.has_any(lead.start + 1..lead.start + 3, PRICE);
    opens && lead.len() <= LONGEST && article.items_in(lead, PLACES).next().is_none()
}

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
    const PRICE: &[&str] = &["for", "worth", "valued", "cost", "costs", "costing", "spend", "spends", "spent", "spending", "price"];
    let valued = article.is(word, "at") && article.is_any(word.saturating_sub(1), &["valued", "estimated", "priced"]);
    let is = article.is_any(word, &["is", "was", "be"]) && article.has_any(word.saturating_sub(5)..word, &["price", "cost", "value"]);
    (article.is_any(word, PRICE) || valued || is).then_some(word)
}

/// "Norbio of Norway invested $5 million in a mill": whether a firm's capital goes into one thing that is built or bought.
pub fn goes_into_one(article: &Article, verb: usize, end: usize) -> bool {
    const REACH: usize = 7;
    let into = article.is_any(end, &["in", "into"]) && article.is_any(end + 1, &["a", "an", "its", "one", "the"]);
    let near = end + 2..(end + REACH).min(article.tokens.len());
    let object = near.into_iter().take_while(|&i| article.tokens[i].is_word()).find(|&i| is_object(article, i));
    let one = object.is_some_and(|i| !article.word(i).ends_with('s') || article.is_any(i, &["works", "premises"]));
    let s = article.sentences[article.sentence_of(verb)];
    // "the refinery, in which the Norwegian firm invested $5 million"
    let which = (s.first + 2..verb).rev().find(|&i| article.is(i, "which") && article.is_any(i - 1, &["in", "into"]));
    let relative = which.is_some_and(|i| (i.saturating_sub(4)..i - 1).any(|w| is_object(article, w)));
    (into && one || relative) && article.items_in(s.first..verb, PLACES).any(|i| names_firm(article, i, &(s.first..s.last)))
}

/// What is built or bought.
fn is_object(article: &Article, at: usize) -> bool {
    article.is_word(at, ClauseWord::Asset) || article.is_word(at, ClauseWord::Works) || article.has_cue(at..at + 1, Cue::Project)
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
    let first = nearest.unwrap_or(price);
    let passive = article.is_any(first.saturating_sub(1), &["was", "were", "been", "being", "be", "is", "are"])
        || article.has_any(first + 1..(first + 6).min(told.end), &["by"]);
    object.then_some(Act { first, passive: passive && nearest.is_some() })
}

/// Those who act: before the verb, or behind "by" where it is passive.
fn actors(article: &Article, told: &Range<usize>, act: Act) -> Option<Vec<(Code, Item)>> {
    let firms: Vec<Item> = article.items_in(told.clone(), PLACES).filter(|i| names_firm(article, *i, told)).collect();
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
    let joined = |i: &&Item| i.first >= first.first && i.first - first.end <= 3 || i.first == first.first;
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

/// Whether an economy is told as that of a firm: "a Norwegian builder", "Norway's Norbio", "Norbio of Norway", "an Oslo-based group".
pub fn names_firm(article: &Article, item: Item, told: &Range<usize>) -> bool {
    const REACH: usize = 5;
    let city = article.mention(item).kind == MentionKind::City;
    let firm = |i: usize| is_firm(article, i);
    let near =
        |from: usize| (from..(from + REACH).min(told.end)).take_while(|&i| article.tokens[i].is_word() || article.sign(i, '-')).any(firm);
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
    let others: Vec<Item> = article.items_in(told.clone(), PLACES).filter(|i| !of_actor(i)).collect();
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
    behind.or_else(|| others.iter().find(placed)).or_else(|| others.iter().find(owned)).or_else(|| others.iter().find(of)).and_then(code)
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
