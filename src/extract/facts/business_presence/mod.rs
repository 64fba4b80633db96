//! How many companies of one economy work in another.
//!
//! "About 70 firms with Norwegian capital work in Peru" is a row; "60 companies attended the forum" is none:
//! those are participants of an event.

mod joint;
mod listed;
mod number_of;
mod parts;

use crate::extract::article::{Article, CueHit, Item};
use crate::extract::discourse::Discourse;
use crate::extract::evidence;
use crate::extract::figures::parties::WORLD;
use crate::lexicon::{Cue, CueSet};
use crate::model::{BusinessPresence, Code, MentionKind, PresenceKind, Qualifier, SlotBasis};
use jiff::civil::Date;
use rust_decimal::prelude::ToPrimitive;

const COUNTED: CueSet = CueSet::of(&[Cue::Company, Cue::JointVenture, Cue::Branch]);
const PLACES: &[MentionKind] = &[MentionKind::Country, MentionKind::Group];

/// A row and the mentions that it rests on.
pub type Row = (BusinessPresence, Vec<usize>);

/// The counts of companies in the article.
pub fn rows(article: &Article, discourse: &Discourse) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for item in article.items_in(0..article.tokens.len(), &[MentionKind::Number]) {
        let before = rows.last().map(|r| &r.0);
        if let Some(row) = row(article, discourse, item, before)
            .or_else(|| listed::below(article, discourse, item, before))
            .or_else(|| listed::ranked(article, item, before))
            .or_else(|| parts::part(article, item, rows.iter().map(|r| &r.0)))
        {
            let repeated =
                rows.iter().any(|(old, _)| (old.home, old.host, old.count, old.kind) == (row.home, row.host, row.count, row.kind));
            if !repeated {
                rows.push((row, vec![item.mention]));
            }
        }
    }
    rows
}

fn row(article: &Article, discourse: &Discourse, number: Item, before: Option<&BusinessPresence>) -> Option<BusinessPresence> {
    let no = article.sentence_of(number.first);
    let sentence = article.sentences[no];
    let counted = counted_noun(article, number, sentence.last)?;
    if is_attendance(article, number, counted, sentence.first, sentence.last) || is_change(article, number, counted) {
        return None;
    }
    let count = count(article, number)?;
    let led = |i: usize| article.is(i, "including") || is_of_them(article, i - 1);
    let including = (sentence.first + 1..number.first).rev().take(3).any(led) || is_of_them(article, number.end);
    let carried = before.filter(|b| including && b.evidence.sentence_no == no as u32).map(|b| (b.home, b.host));
    // "5,670 firms with Peruvian capital operate in Kenya, 4,000 of these being active": a part of those told before
    let part = is_of_them(article, number.end);
    let carried = carried.or_else(|| before.filter(|b| part && b.evidence.sentence_no == no as u32).map(|b| (b.home, b.host)));
    let told_apart = || part && carried.is_some() && origin_behind(article, counted, sentence.last).is_none();
    let joint = joint::parties(article, discourse, number, counted, before);
    let own_home = match joint {
        Some(sides) => sides.map(|(home, _)| (home, counted.end)),
        None => home(article, number, counted, sentence.last).filter(|_| !told_apart()),
    };
    let (home, stated_host, end) = match own_home {
        Some((home, end)) => (home, host(article, sentence.first, end, sentence.last, home), end),
        None => (carried?.0, Some(carried?.1), counted.end),
    };
    let stated_host = joint.flatten().map(|(_, host)| host).or(stated_host);
    if !works_there(article, number, counted, sentence.first, sentence.last, home) && carried.is_none() {
        return None;
    }
    // "Kenya has 876 firms owned by Norwegians. The country also has 173 owned by Peruvians"
    let host_before = || before.filter(|b| no as u32 - b.evidence.sentence_no <= 2).map(|b| b.host).filter(|h| *h != home);
    let host = stated_host.or_else(host_before).or_else(|| host_from_discourse(article, discourse, no, home)).filter(|h| *h != home)?;
    let end = host_end(article, end, sentence.last, host).unwrap_or(end);
    let mut evidence = evidence::evidence(article, "b", number.first, end, "counted_companies");
    evidence.parties_basis = SlotBasis::Stated;
    let (first, qualifier) = hedge_start(article, number);
    // "the number of Norwegian firms ... had reached 160": the noun stands before its count
    evidence.span = article.span(first.min(counted.first), end.max(number.end));
    evidence.fact_id = format!("{}-b-{}-{}", article.document.doc_id, evidence.span.start, evidence.span.end);
    Some(BusinessPresence {
        evidence,
        home,
        host,
        count,
        qualifier,
        kind: kind(article, counted),
        as_of: as_of(article, sentence.first, sentence.last),
    })
}

/// How many: nobody counts parts of companies, so that "1,600" is a thousand and more where "1,5 million" is one and a half.
fn count(article: &Article, number: Item) -> Option<i64> {
    const GROUP: usize = 3;
    let mention = article.mention(number);
    let value = mention.number?;
    let grouped = mention.span.of(&article.document.text).split_once([',', '.']).filter(|(_, group)| group.len() == GROUP);
    if let Some(count) = grouped.and_then(|(lead, group)| format!("{lead}{group}").parse().ok()).filter(|n| *n > 0) {
        return Some(count);
    }
    (value.fract() == 0.0).then(|| value.to_i64()).flatten().filter(|n| *n > 0)
}

/// The first token of the hedge before a number, and what it says.
fn hedge_start(article: &Article, number: Item) -> (usize, Qualifier) {
    let before = number.first.saturating_sub(2);
    // nobody has counted them
    if article.starts(before, &["an", "estimated"]) {
        return (before, Qualifier::Approx);
    }
    let qualifier = article.mention(number).qualifier.unwrap_or(Qualifier::Exact);
    let first = (number.first.saturating_sub(4)..number.first)
        .find(|&i| article.lexicon.hedges.find(article.tokens, i).is_some_and(|(end, _)| end == number.first));
    (first.unwrap_or(number.first), qualifier)
}

/// "of them", "of which": a part of those told before.
fn is_of_them(article: &Article, at: usize) -> bool {
    article.is(at, "of") && article.is_any(at + 1, &["these", "them", "those", "which"])
}

/// The noun that the number counts, a few adjectives between allowed: "60 active Bulgarian companies".
fn counted_noun(article: &Article, number: Item, last: usize) -> Option<CueHit> {
    // "South African companies, more than 100 of which are registered in Ghana"
    if is_of_them(article, number.end) {
        let first = article.sentences[article.sentence_of(number.first)].first;
        let before = article.cues_in(first..number.first, COUNTED).last()?;
        // "100 of which are representative offices": what kind these are
        let are = article.is_any(number.end + 2, &["are", "were"]);
        let own = article.cues_in(number.end + 3..(number.end + 5).min(last), COUNTED).next().filter(|_| are);
        return Some(CueHit { first: number.end + 2, end: number.end + 2, set: own.unwrap_or(before).set });
    }
    let first = article.sentences[article.sentence_of(number.first)].first;
    // "of the companies with foreign capital, 159 are with Norwegian capital"
    if article.starts(number.end, &["are", "with"])
        && let Some(before) = article.cues_in(first..number.first, COUNTED).last()
    {
        return Some(CueHit { first: number.end, end: number.end + 1, set: before.set });
    }
    if let Some(noun) = number_of::noun(article, number, first) {
        return Some(noun);
    }
    // "200 Norwegian companies in Kenya, and 771 Kenyan ones are active in Norway"
    if let Some(ones) = (number.end + 1..(number.end + 3).min(last)).find(|&i| article.is(i, "ones"))
        && article.items_in(number.end..ones, PLACES).next().is_some()
        && let Some(before) = article.cues_in(first..number.first, COUNTED).last()
    {
        return Some(CueHit { first: ones, end: ones + 1, set: before.set });
    }
    let hit = article.cues_in(number.end..(number.end + 7).min(last), COUNTED).next()?;
    let clear = (number.end..hit.first).all(|i| article.tokens[i].is_word() || article.sign(i, '-') || article.possessive(i));
    let cut =
        article.has_any(number.end..hit.first, &["in", "of", "percent", "per", "to", "with", "million", "billion", "by", "from", "for"]);
    // "23,000 Russian and joint ventures"
    let and = (number.end..hit.first).find(|&i| article.is(i, "and"));
    let cut = cut || and.is_some_and(|i| i + 1 != hit.first || !hit.set.has(Cue::JointVenture));
    (clear && !cut).then_some(hit)
}

/// "2,960 new companies were set up", "by 14 companies less than": how many more or fewer, or who did something, not how many there are.
fn is_change(article: &Article, number: Item, noun: CueHit) -> bool {
    let near = number.end..noun.first.max(number.end);
    // "the number of newly set up firms ... reached 3,612": the noun stands before its count
    let named = noun.first.saturating_sub(3)..noun.first;
    let new = [near, named].into_iter().any(|range| article.has_any(range, &["new", "newly"]))
        || article.is_any(number.first.saturating_sub(1), &["new", "newly"]);
    // "built by two companies from Norway", "by 14 companies less"
    let done_by = article.is(hedge_start(article, number).0.saturating_sub(1), "by");
    // "Istanbul is home to 12,278 foreign businesses": those of a city
    let city = article.has_phrase(number.first.saturating_sub(4)..number.first, &["home", "to"])
        && article.items_in(number.first.saturating_sub(7)..number.first, &[MentionKind::City]).next().is_some();
    new || done_by || city || is_set_up_then(article, noun.end)
}

/// "16 companies were established since the beginning of the year": those of a time.
fn is_set_up_then(article: &Article, from: usize) -> bool {
    const SET_UP: &[&str] = &["created", "established", "founded", "opened", "registered"];
    const NEAR: usize = 4;
    let verb = (from..from + NEAR).find(|&i| article.is_any(i, SET_UP));
    verb.is_some_and(|verb| article.is(verb + 1, "since") || article.item_at(verb + 1, &[MentionKind::Period]).is_some())
}

/// Companies that attend, visit or sign are participants, not presence.
fn is_attendance(article: &Article, number: Item, noun: CueHit, first: usize, last: usize) -> bool {
    let near = number.first.saturating_sub(6).max(first)..(noun.end + 10).min(last);
    // "attended by representatives of more than 20 Norwegian companies operating here"
    let lead = number.first.saturating_sub(6).max(first);
    let people =
        (lead..number.first).any(|i| article.is_any(i, &["heads", "leaders", "managers", "representatives"]) && article.is(i + 1, "of"));
    if people {
        return true;
    }
    is_event(article, near) && !article.has_any(first..last, &["operate", "operating", "registered", "capital"])
}

/// Words of who attends something.
fn is_event(article: &Article, range: std::ops::Range<usize>) -> bool {
    const EVENTS: &[&str] = &[
        "attended",
        "attend",
        "attending",
        "participated",
        "participate",
        "participating",
        "took",
        "participants",
        "delegation",
        "represented",
        "representing",
        "visited",
        "exhibited",
        "exhibitors",
        "signed",
        "mission",
        "accompanied",
        "joined",
        "forum",
        "brought",
        "gathered",
        "stands",
        "fair",
        "expo",
        "exhibition",
    ];
    article.has_any(range, EVENTS)
}

/// The origin of the capital: "Bulgarian companies", "with Bulgarian capital", "companies from Italy", "UAE-owned".
fn home(article: &Article, number: Item, noun: CueHit, last: usize) -> Option<(Code, usize)> {
    if noun.first == noun.end {
        // "147 of them with capital of residents of Norway", "22,145 of them from Norway"
        if let Some(own) = origin_behind(article, noun, last) {
            return Some(own);
        }
        let item = article.items_in(number.first.saturating_sub(10)..number.first, PLACES).last()?;
        return Some((article.party(item)?, noun.end));
    }
    // "the number of Norwegian firms ... had reached 160": the origin stands before the noun, wherever the number is
    let lead = if noun.end <= number.first { noun.first.saturating_sub(3) } else { number.end };
    let before = article.items_in(lead..noun.first, PLACES).last().and_then(|i| article.party(i));
    if noun.end <= number.first && before.is_none() || noun.first >= number.end {
        const ABROAD: &[&str] = &["foreign", "international"];
        if noun.end <= number.first && article.has_any(noun.first.saturating_sub(3)..noun.end, ABROAD) {
            return Some((WORLD, noun.end));
        }
        let foreign = |range: std::ops::Range<usize>| ABROAD.iter().any(|word| article.has_phrase(range.clone(), &["with", word]));
        let behind = noun.end..(noun.end + 5).min(last);
        if foreign(behind.clone()) || article.has_phrase(behind, &["participation", "of", "foreign"]) {
            return Some((WORLD, noun.end + 3));
        }
    }
    if let Some(code) =
        owner_before(article, number, article.sentences[article.sentence_of(number.first)].first).filter(|_| before.is_none())
    {
        return Some((code, noun.end));
    }
    // "Kenyan businesses using Norwegian money"
    if let Some(code) = money_behind(article, noun.end) {
        return Some((code, noun.end + 3));
    }
    if let Some(code) = before.or_else(|| capital_before(article, number)) {
        return Some((code, noun.end));
    }
    // "1,245 foreign companies, including 38 from Norway"
    if article.has_any(number.end..noun.first.max(number.end), &["foreign"]) {
        return Some((WORLD, noun.end));
    }
    // "more than 10 thousand enterprises with Russian capital" has it above; "300 companies of the country" has none
    origin_behind(article, noun, last)
}

/// "Norwegian banks maintain 14 branches", "Kenyan entrepreneurs run about 1,400 firms", "Danish companies own more than 450 firms there":
/// whose firms those are that the verb right before the number has for its subject.
fn owner_before(article: &Article, number: Item, first: usize) -> Option<Code> {
    const VERBS: &[&str] =
        &["has", "have", "keep", "keeps", "maintain", "maintains", "opened", "operate", "operates", "own", "owns", "run", "runs", "up"];
    const WHO: &[&str] = &["banks", "businessmen", "entrepreneurs", "groups", "insurers", "investors", "retailers", "lenders", "capital"];
    let verb = hedge_start(article, number).0.checked_sub(1).filter(|&i| i > first && article.is_any(i, VERBS))?;
    let up = article.is(verb, "up");
    if up && !article.is(verb - 1, "set") {
        return None;
    }
    let lead = verb.saturating_sub(if up { 6 } else { 5 }).max(first)..verb;
    let owner = article.items_in(lead, PLACES).filter(|i| article.form(*i) == "adjective").last()?;
    let who = owner.end..verb;
    let firms = article.has_any(who.clone(), WHO) || article.cues_in(who, CueSet::of(&[Cue::Company])).next().is_some();
    firms.then(|| article.party(owner)).flatten()
}

/// "companies from Norway", "with the participation of Norwegian capital": the origin behind the noun.
fn origin_behind(article: &Article, noun: CueHit, last: usize) -> Option<(Code, usize)> {
    let stop = (noun.end + 14).min(last);
    let stop = (noun.end..stop).find(|&i| article.is(i, "including")).unwrap_or(stop);
    for at in noun.end..stop {
        let founded = article.is(at, "on") && article.is_any(at - 1, &["based", "established", "founded"]);
        let led = founded || article.is_any(at, &["with", "from", "of", "by", "involving", "to"]);
        if !led {
            continue;
        }
        if let Some(item) = article.items_in(at + 1..(at + 4).min(stop), PLACES).next() {
            let capital = article.is_any(
                item.end,
                &[
                    "capital",
                    "participation",
                    "investment",
                    "investments",
                    "partners",
                    "partner",
                    "shareholders",
                    "ownership",
                    "involvement",
                    "funds",
                    "origin",
                    "share",
                    "founders",
                    "shares",
                    "equity",
                    "businessmen",
                    "companies",
                    "owners",
                    "investors",
                ],
            );
            let of_capital = article.is_any(
                at.saturating_sub(1),
                &["participation", "capital", "involvement", "owned", "founded", "established", "share", "residents"],
            );
            let joint = noun.set.has(Cue::JointVenture) && article.is(at, "with");
            if joint || article.is(at, "from") || capital || of_capital {
                return Some((article.party(item)?, item.end + usize::from(capital)));
            }
        }
    }
    None
}

/// "using Norwegian money", "with Norwegian capital" right behind the noun: whose the capital is, wherever the companies are.
fn money_behind(article: &Article, at: usize) -> Option<Code> {
    let led = article.is_any(at, &["using", "with", "based"]);
    let place = article.item_at(at + 1, PLACES).filter(|i| led && i.first == at + 1 && article.form(*i) == "adjective")?;
    article.is_any(place.end, &["money", "capital"]).then(|| article.party(place)).flatten()
}

/// "With the participation of Norwegian capital 215 enterprises": the origin of the capital right before the number.
fn capital_before(article: &Article, number: Item) -> Option<Code> {
    let (first, _) = hedge_start(article, number);
    let at = first.checked_sub(2)?;
    let capital = article.is_any(at + 1, &["capital", "participation", "investment", "investments"]);
    article.item_at(at, PLACES).filter(|_| capital).and_then(|i| article.party(i))
}

/// Where they work: "in Kazakhstan", "operate in the country" is left to the discourse.
fn host(article: &Article, first: usize, from: usize, last: usize, home: Code) -> Option<Code> {
    let in_country =
        |i: &Item| (i.first.saturating_sub(3)..i.first).any(|w| article.is_any(w, &["in", "throughout", "across", "within", "inside"]));
    let behind = article.items_in(from..last, PLACES).filter(|i| article.party(*i) != Some(home)).find(in_country);
    // "companies with capital from Norway were 90, those with capital from Peru 80": another origin is no host
    let origin =
        |i: &Item| article.is_any(i.first.saturating_sub(1 + usize::from(article.is(i.first - 1, "the"))), &["from", "by", "with"]);
    let before = || {
        let others = article.items_in(first..from, PLACES).filter(|i| article.party(*i) != Some(home) && article.form(*i) != "adjective");
        others.filter(|i| i.first == 0 || !origin(i)).last()
    };
    let city = || {
        article.items_in(from..last, &[MentionKind::City]).find(in_country).and_then(|i| article.mention(i).country).filter(|c| *c != home)
    };
    behind.or_else(before).and_then(|i| article.party(i)).or_else(city)
}

/// Nobody named as host: "operate there", "in the republic", "in the country".
fn host_from_discourse(article: &Article, discourse: &Discourse, no: usize, home: Code) -> Option<Code> {
    if let Some(other) = discourse.other(home) {
        return Some(other);
    }
    // "Norway set up most companies in Kenya. The number of companies with foreign capital reached 13,700": in the one named right before
    let before = article.sentences[no.saturating_sub(1)];
    let of_companies = no > 0 && article.has_cue(before.first..before.last, Cue::Company);
    let near = if of_companies { before.first } else { article.sentences[no].first }..article.sentences[no].last;
    let inside = |i: &Item| i.first > 0 && article.is(i.first - 1, "in") && article.form(*i) == "name";
    if let Some(told) = article.items_in(near, PLACES).filter(inside).last().and_then(|i| article.party(i)).filter(|_| home == WORLD) {
        return Some(told);
    }
    // "companies with international capital": in the country that the article is of
    if let Some(own) = discourse.home.filter(|_| home == WORLD) {
        return Some(own);
    }
    let before = article
        .items_in(article.sentences[no.saturating_sub(2)].first..article.sentences[no].first, PLACES)
        .filter_map(|i| article.party(i))
        .filter(|c| *c != home)
        .last();
    before.or(discourse.home.filter(|h| *h != home))
}

fn host_end(article: &Article, from: usize, last: usize, host: Code) -> Option<usize> {
    article.items_in(from..last.min(from + 14), PLACES).find(|i| article.party(*i) == Some(host)).map(|i| i.end)
}

/// The clause says that they work, are registered or simply are there.
fn works_there(article: &Article, number: Item, noun: CueHit, first: usize, last: usize, _home: Code) -> bool {
    // "the number of firms with foreign investments reached 13,353"
    if noun.end <= number.first && number_of::noun(article, number, first).is_some() {
        return true;
    }
    let around = number.first.saturating_sub(8).max(first)..(noun.end + 18).min(last);
    let operate = article.has_cue(around.clone(), Cue::Operate);
    let exist = article.has_phrase(around.clone(), &["there", "are"])
        || article.has_phrase(around.clone(), &["there", "were"])
        || article.has_any(around.clone(), &["home", "hosts"])
        || article.has_any(around.start..number.first, &["number", "total"])
        || article.has_phrase(noun.end..(noun.end + 6).min(last), &["formed", "to", "date"])
        || has(article, around.start, number);
    let capital =
        article.has_any(noun.end..(noun.end + 8).min(last), &["owners", "belong", "capital", "participation", "ownership", "partners"]);
    // "1,500 Norwegian companies invest in Kenya"; with an amount it is what they have put in
    let invest = article.has_any(noun.end..(noun.end + 4).min(last), &["invest", "invested"])
        && article.items_in(first..last, &[MentionKind::Money]).next().is_none();
    let that_is = article.has_phrase(around, &["that", "is"]);
    let are = are_in(article, number, noun) || are_told_of(article, number, noun);
    // "3,000 Norwegian-owned businesses"
    let owned = article.has_any(number.end..noun.first.max(number.end), &["owned", "invested"]) && !article.has_any(first..last, LEFT);
    are || owned || owner_before(article, number, first).is_some() || operate || exist || capital || invest || that_is
}

/// Words of companies that are there no longer, or of which something else is told.
const LEFT: &[&str] = &[
    "close",
    "closed",
    "closing",
    "hit",
    "leave",
    "leaving",
    "left",
    "list",
    "sanctions",
    "sanctioned",
    "survey",
    "surveyed",
    "seek",
    "sued",
];

/// "behind it are 83 Norwegian firms in Brazil"
fn are_in(article: &Article, number: Item, noun: CueHit) -> bool {
    let (first, _) = hedge_start(article, number);
    let inside = article.item_at(noun.end + 1, PLACES).or_else(|| article.item_at(noun.end + 2, PLACES));
    article.is_any(first.saturating_sub(1), &["are", "were"]) && article.is(noun.end, "in") && inside.is_some()
}

/// "spoke of 15 Norwegian companies in Brazil": where they are stands right behind, whose they are right before.
fn are_told_of(article: &Article, number: Item, noun: CueHit) -> bool {
    const FEW: i64 = 5;
    let whose =
        article.items_in(number.end..noun.first.max(number.end), PLACES).any(|i| i.end == noun.first && article.form(i) == "adjective");
    let inside = article.is(noun.end, "in") && article.item_at(noun.end + 1, PLACES).is_some_and(|i| article.form(i) == "name");
    let spoken =
        article.is(number.first.saturating_sub(1), "of") && article.is_any(number.first.saturating_sub(2), &["spoke", "speaks", "told"]);
    // "1,300 Norwegian firms in Brazil, says envoy", "The 60 or so Norwegian firms in Brazil are found in": nothing is told before
    let sentence = article.sentences[article.sentence_of(number.first)].first;
    let lead = hedge_start(article, number).0;
    let opens = (sentence..lead).all(|i| !article.tokens[i].is_word() || article.is_any(i, &["the", "some", "today", "now", "currently"]));
    // "70 Norwegian firms in Libya seek payment": a part of them does something
    let place = article.item_at(noun.end + 1, PLACES).map_or(noun.end, |i| i.end);
    let s = article.sentences[article.sentence_of(number.first)];
    let plain = place >= s.last
        || !article.tokens[place].is_word()
        || article.is_any(place, &["are", "were", "employ", "provide", "and", "today", "now"]);
    let opens = opens && plain && !article.has_any(s.first..s.last, LEFT);
    whose && inside && (spoken || opens) && count(article, number).is_some_and(|n| n >= FEW)
}

/// "Kenya has 876 firms"; not "Kenya has secured $5 million from seven firms", "we have 120 firms at the fair".
fn has(article: &Article, from: usize, number: Item) -> bool {
    const BETWEEN: &[&str] = &["already", "also", "now", "currently", "today"];
    let verb = (from..number.first).rev().find(|&i| article.is_any(i, &["has", "have"]));
    // "has helped four firms onto the market"
    let of_verb = |verb: &usize| (verb + 1..hedge_start(article, number).0).all(|i| article.is_any(i, BETWEEN));
    verb.filter(of_verb).is_some_and(|verb| {
        let priced = article.items_in(verb..number.first, &[MentionKind::Money]).next().is_some();
        !priced && !article.is(verb.saturating_sub(1), "we")
    })
}

fn kind(article: &Article, noun: CueHit) -> PresenceKind {
    // "Russian and joint ventures" are companies of both kinds
    let both = article.is(noun.first.saturating_sub(1), "and");
    if !both && (noun.set.has(Cue::JointVenture) || joint::is_joint(article, noun)) {
        PresenceKind::JointVenture
    } else if noun.set.has(Cue::Branch) {
        PresenceKind::Branch
    } else {
        PresenceKind::Company
    }
}

/// "as of 1 January 2024", "by the data of April 30, 2018", "at the end of last year", "were on the books on 30 June 2019"
fn as_of(article: &Article, first: usize, last: usize) -> Option<Date> {
    let led = |i: &Item| {
        let lead = i.first.saturating_sub(5).max(first)..i.first;
        article.has_phrase(lead.clone(), &["as", "of"])
            || article.has_phrase(lead.clone(), &["as", "at"])
            || article.has_any(lead, &["data", "by"])
    };
    // not "on 30 June 2019 the minister said": the day of what the count is told beside
    let told_of = |i: &Item| {
        let behind_noun = article.cues_in(first..i.first, COUNTED).next().is_some();
        let counted = article.has_any(first..i.first, &["was", "were", "stood", "totalled", "totaled", "numbered", "operated", "had"]);
        let said = article.has_any(first..i.first, &["said", "told", "met", "noted", "signed", "announced", "visited"]);
        article.is(i.first.saturating_sub(1), "on") && behind_noun && counted && !said
    };
    let date = article.items_in(first..last, &[MentionKind::Date]).find(|i| led(i) || told_of(i));
    if let Some(item) = date {
        return article.mention(item).period_start;
    }
    // "at the beginning of the current year", "by the end of 2021"
    article.items_in(first..last, &[MentionKind::Period]).find_map(|i| {
        let lead = i.first.saturating_sub(4).max(first)..i.first + 3;
        let side = |words: &[&str]| {
            let word = lead.clone().find(|&w| article.is_any(w, words) && article.is(w + 1, "of"))?;
            let at = word - usize::from(article.is(word - 1, "the"));
            article.is_any(at.checked_sub(1)?, &["at", "by", "of", "towards", "since"]).then_some(())
        };
        let mention = article.mention(i);
        match (side(&["beginning", "start"]), side(&["end", "close"])) {
            (Some(()), _) => mention.period_start,
            (_, Some(())) => mention.period_end,
            _ => None,
        }
    })
}
