//! Who gives what to whom, by the verb alone: "Oslo has offered Kenya $5 million for its rivers", "Ghana secured $3 million from Korea
//! Eximbank", "Peru will be granted $2 million by Norway". The verb tells the two sides, whatever noun stands beside the amount.

use super::{Amount, PLACES};
use crate::extract::article::{Article, Item};
use crate::lexicon::{ClauseWord, Cue, CueSet};
use crate::model::{Code, MentionKind};
use std::ops::Range;

/// The name of the rule.
pub const RULE: &str = "given_to";

/// A verb of giving or getting with its two sides.
#[derive(Clone, Copy, Debug)]
pub struct Giving {
    pub verb: usize,
    pub giver: Code,
    pub taker: Code,
}

/// How the verb is used.
#[derive(Clone, Copy, PartialEq)]
enum Voice {
    /// "Norway lends Kenya"
    Gives,
    /// "Kenya gets from Norway", "Kenya was granted by Norway"
    Gets,
}

/// Places and bodies that may lend.
const SIDES: &[MentionKind] = &[MentionKind::Country, MentionKind::Group, MentionKind::City, MentionKind::Organisation];

/// The verb of giving or getting that an amount is the object of, where the clause names both sides and no other economy.
pub fn find(article: &Article, no: usize, amount: Amount) -> Option<Giving> {
    let s = article.sentences[no];
    let sentence = s.first..s.last;
    let trade = CueSet::of(&[Cue::Turnover, Cue::Export, Cue::Import, Cue::InvestVerb, Cue::Fdi]);
    if article.cues_in(sentence.clone(), trade).next().is_some() || article.has_word(sentence.clone(), ClauseWord::NoDeal) {
        return None;
    }
    // "$5 million less", "$3 million in goods"
    if article.is_any(amount.end, &["less", "fewer", "worth"]) {
        return None;
    }
    let (verb, voice) = verb(article, &sentence, amount)?;
    let (giver, taker) = match voice {
        Voice::Gives => (subject(article, &sentence, verb)?, object(article, &sentence, verb, amount)?),
        Voice::Gets if verb > amount.item.first => (source(article, &sentence, verb, amount)?, object(article, &sentence, verb, amount)?),
        Voice::Gets => {
            let source = source(article, &sentence, verb, amount)?;
            // "gets $5 million from Norway for gas" is no loan: who lends is told as one who does
            let lender = source.kind == MentionKind::Organisation
                || lends(article, source.end, sentence.end)
                || lends(article, source.first.saturating_sub(6).max(verb), source.first)
                || article.has_cue(sentence.clone(), Cue::Financing);
            let granted = !gets(article, verb);
            (Some(source).filter(|_| lender || granted)?, subject(article, &sentence, verb)?)
        }
    };
    let (from, to) = (code(article, giver)?, code(article, taker)?);
    let known = |i: &Item| code(article, *i).is_none_or(|c| c == from || c == to);
    let all_known = article.items_in(sentence, PLACES).filter(|i| article.form(*i) != "region").all(|i| known(&i));
    (from != to && all_known && taker.kind != MentionKind::Organisation).then_some(Giving { verb, giver: from, taker: to })
}

fn code(article: &Article, item: Item) -> Option<Code> {
    article.mention(item).country
}

/// The verb whose object the amount is: nothing but who gets it, a hedge and a noun of money stand between.
fn verb(article: &Article, sentence: &Range<usize>, amount: Amount) -> Option<(usize, Voice)> {
    const REACH: usize = 9;
    let at = amount.item.first;
    let near = at.saturating_sub(REACH).max(sentence.start)..at;
    let is_verb = |i: usize| article.is_word(i, ClauseWord::Gives) || article.is_word(i, ClauseWord::Lends) || gets(article, i);
    let noun = |i: usize| {
        article.is_any(i, &["grant", "grants", "loan"]) && !article.is_any(i.saturating_sub(1), &["and", "to", "will", "would", "not"])
    };
    // "$5 million was granted to Kenya by Norway"
    let behind = || {
        let be = |i: usize| article.is_any(i, &["was", "were", "been", "be"]);
        (amount.end..(amount.end + 5).min(sentence.end)).find(|&i| is_verb(i) && be(i - 1) && !gets(article, i))
    };
    // "financed the construction of a hospital in Ghana with $7 million"
    let with = || {
        let from = at.saturating_sub(2 * REACH).max(sentence.start);
        let led = article.is(at.saturating_sub(1), "with");
        (from..at).rev().find(|&i| led && article.is_any(i, &["financed", "finances", "funded", "supported", "backed", "financing"]))
    };
    let verb = near.rev().find(|&i| is_verb(i) && !noun(i));
    let Some(verb) = verb else {
        return with().map(|verb| (verb, Voice::Gives)).or_else(|| behind().map(|verb| (verb, Voice::Gets)));
    };
    let parts = (verb + 1..at).any(|i| article.sign(i, ',') || article.sign(i, ';') || article.is_any(i, &["that", "which", "who", "and"]));
    let joined =
        article.items_in(verb + 1..at, PLACES).any(|i| article.mention(i).name.is_none() && (i.first..i.end).any(|w| article.is(w, "and")));
    if parts && !joined {
        return None;
    }
    let between = |i: usize| {
        const PLAIN: &[&str] = &[
            "the",
            "a",
            "an",
            "another",
            "some",
            "about",
            "up",
            "to",
            "nearly",
            "extra",
            "further",
            "additional",
            "more",
            "than",
            "over",
            "at",
            "least",
            "almost",
            "of",
            "its",
            "neighbouring",
            "five",
            "states",
            "countries",
            "government",
            "republic",
            "total",
            "loan",
            "loans",
            "grant",
            "grants",
            "aid",
            "assistance",
            "credit",
            "around",
            "roughly",
            "s",
            "and",
            "approximately",
            "state",
            "company",
            "energy",
        ];
        article.is_any(i, PLAIN) || article.item_at(i, PLACES).is_some() || article.possessive(i) || article.is_word(i, ClauseWord::Hedge)
    };
    if !(verb + 1..at).all(between) {
        return None;
    }
    if gets(article, verb) {
        return (!is_passive(article, verb)).then_some((verb, Voice::Gets));
    }
    Some((verb, if is_passive(article, verb) { Voice::Gets } else { Voice::Gives }))
}

fn gets(article: &Article, at: usize) -> bool {
    article.is_word(at, ClauseWord::Attracts) || article.is_any(at, &["took", "take", "takes", "taken", "borrow", "borrows", "borrowing"])
}

fn is_passive(article: &Article, verb: usize) -> bool {
    article.is_any(verb.saturating_sub(1), &["was", "were", "been", "be", "being", "is", "are"])
}

/// Who acts: the place or bank that stands before the verb and its auxiliaries, led in by no preposition.
fn subject(article: &Article, sentence: &Range<usize>, verb: usize) -> Option<Item> {
    const LED: &[&str] =
        &["in", "to", "for", "from", "with", "by", "of", "at", "on", "near", "against", "between", "into", "than", "after"];
    let free = |i: &Item| {
        let the = usize::from(article.is(i.first.saturating_sub(1), "the"));
        let lead = i.first.checked_sub(1 + the).filter(|l| *l >= sentence.start);
        let of_office = lead
            .is_some_and(|l| article.is(l, "of") && article.is_any(l.saturating_sub(1), &["government", "republic", "kingdom", "bank"]));
        // "a group of Norwegian banks"
        let of_group =
            lead.is_some_and(|l| article.is(l, "of") && article.is_any(l.saturating_sub(1), &["group", "consortium", "pool", "syndicate"]));
        lead.is_none_or(|l| !article.is_any(l, LED)) || of_office || of_group
    };
    let acts = |i: &Item| match article.mention(*i).kind {
        MentionKind::City => {
            article.form(*i) == "capital"
                && (leads_to(article, i.end, verb) || article.possessive(i.end) && lends(article, i.end + 1, verb))
        }
        MentionKind::Organisation => article.has_word(i.first..i.end, ClauseWord::Lender),
        _ if article.form(*i) == "adjective" || article.possessive(i.end) => lends(article, i.end, verb),
        _ => leads_to(article, i.end, verb) || article.sign(i.end, ',') || lends(article, i.end, verb),
    };
    let before: Vec<Item> = article.items_in(sentence.start..verb, SIDES).filter(|i| code(article, *i).is_some() && free(i)).collect();
    before.into_iter().rev().find(acts)
}

/// Whether nothing but auxiliaries, adverbs and names stands between a subject and its verb.
fn leads_to(article: &Article, from: usize, verb: usize) -> bool {
    const LONGEST: usize = 7;
    const AUXILIARIES: &[&str] = &[
        "has",
        "have",
        "had",
        "will",
        "would",
        "is",
        "are",
        "was",
        "were",
        "to",
        "be",
        "been",
        "also",
        "already",
        "again",
        "each",
        "then",
        "ready",
        "agreed",
        "going",
        "set",
        "plans",
        "promised",
        "decided",
        "offered",
        "recently",
        "jointly",
        "thus",
        "government",
        "on",
        "today",
        "said",
        "says",
        "it",
        "announced",
        "that",
        "yesterday",
        "now",
        "just",
        "may",
        "can",
        "could",
        "intends",
    ];
    let dated = |i: usize| article.item_at(i, &[MentionKind::Period, MentionKind::Date]).is_some();
    verb - from <= LONGEST && (from..verb).all(|i| article.is_any(i, AUXILIARIES) || article.word(i).ends_with("ly") || dated(i))
}

/// Whether a bank, a fund, an agency or the government of a place stands between it and the verb.
fn lends(article: &Article, from: usize, verb: usize) -> bool {
    const LONGEST: usize = 12;
    const OFFICES: &[&str] = &["government", "agency", "ministry", "eximbank", "treasury", "authorities", "embassy"];
    let noun = |i: usize| {
        article.is_word(i, ClauseWord::Lender) || article.is_any(i, OFFICES) || article.is_any(i, &["banks", "lenders", "funds"])
    };
    verb.saturating_sub(from) <= LONGEST && (from..(from + 6).min(verb)).any(noun)
}

/// "a $5 million loan to help Kenya modernise its grid": who is helped.
pub fn helped(article: &Article, no: usize, amount: Amount) -> Option<Code> {
    let s = article.sentences[no];
    helped_item(article, &(s.first..s.last), amount).and_then(|item| code(article, item))
}

fn helped_item(article: &Article, sentence: &Range<usize>, amount: Amount) -> Option<Item> {
    article.items_in(amount.end..sentence.end, PLACES).find(|i| {
        let named = code(article, *i).is_some() && article.form(*i) != "adjective" && !article.possessive(i.end);
        named && article.is_any(i.first - 1, &["help", "helping", "assist", "support"]) && article.is_any(i.first - 2, &["to", "for"])
    })
}

/// To whom something is given: right behind the verb, or behind the amount with "to".
fn object(article: &Article, sentence: &Range<usize>, verb: usize, amount: Amount) -> Option<Item> {
    let named = |i: &Item| code(article, *i).is_some() && article.form(*i) != "adjective" && !article.possessive(i.end);
    if let Some(item) = helped_item(article, sentence, amount) {
        return Some(item);
    }
    // "has granted Kenya's energy company"
    let owner = article.items_in(verb + 1..amount.item.first, PLACES).find(|i| i.first == verb + 1 && article.possessive(i.end));
    if owner.is_some() {
        return owner;
    }
    let direct = article.items_in(verb + 1..amount.item.first, PLACES).find(|i| {
        let lead =
            (verb + 1..i.first).all(|w| article.is_any(w, &["the", "to", "its", "neighbouring", "five", "government", "republic", "of"]));
        named(i) && lead
    });
    // "has released $5 million to finance a stretch of the pipeline in Peru"
    let purpose = || {
        const SIDES: &[&str] =
            &["the", "south", "north", "east", "west", "southern", "northern", "eastern", "western", "of", "neighbouring"];
        let inside = |i: &Item| {
            let lead = (sentence.start..i.first).rev().find(|&w| !article.is_any(w, SIDES));
            lead.is_some_and(|lead| article.is(lead, "in")) && i.first > verb + 2
        };
        let from = if article.is(amount.item.first - 1, "with") { verb } else { amount.end };
        let behind = article.items_in(from..sentence.end, PLACES).find(|i| named(i) && inside(i))?;
        let aims = from == verb || (amount.end..behind.first).any(|i| article.is_any(i, &["for", "to", "on"]));
        aims.then_some(behind)
    };
    direct
        .or_else(|| {
            let behind = article.items_in(amount.end..sentence.end, PLACES).find(named)?;
            let the = usize::from(article.is(behind.first - 1, "the"));
            let lead = behind.first - 1 - the;
            let of_government = article.is(lead, "of") && article.is_any(lead - 1, &["government", "republic"]);
            let to = if of_government { lead.saturating_sub(2) - usize::from(article.is(lead - 2, "the")) } else { lead };
            let near = article.is(to, "to") && to >= amount.end;
            near.then_some(behind)
        })
        .or_else(purpose)
}

/// From whom something is got: "from Norway", "from the Kuwait Fund", "by the Netherlands", behind the amount or before it.
fn source(article: &Article, sentence: &Range<usize>, verb: usize, amount: Amount) -> Option<Item> {
    let led = |i: &Item| {
        let the = usize::from(article.is(i.first.saturating_sub(1), "the"));
        let lead = i.first.saturating_sub(1 + the);
        let of_office = article.is(lead, "of") && article.is_any(lead.saturating_sub(1), &["government", "bank"]);
        let lead = if of_office { lead.saturating_sub(2 + usize::from(article.is(lead.saturating_sub(2), "the"))) } else { lead };
        article.is(lead, "from") || is_passive(article, verb) && article.is(lead, "by")
    };
    article.items_in(amount.end..sentence.end, SIDES).find(|i| code(article, *i).is_some() && led(i))
}
