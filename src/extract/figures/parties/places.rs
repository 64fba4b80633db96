//! The places of a figure's clause and what each is to its head: "trade *with* Italy", "*Italian* exports", "invested *in* Italy".

use super::{PLACES, Reach};
use crate::extract::article::{Article, CueHit, Item};
use crate::extract::figures::head::Head;
use crate::extract::figures::{Reader, goods, head, list, undertaking};
use crate::extract::offices::opens_office;
use crate::lexicon::{ClauseWord, Cue, CueSet};
use crate::model::{Code, MentionKind};
use crate::text::TokenKind;

/// What a place is to its head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relation {
    Owner,
    Of,
    Between,
    With,
    To,
    From,
    In,
    By,
    Subject,
    Label,
    Other,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) code: Code,
    pub(super) relation: Relation,
    pub(super) at: usize,
    pub(super) adjective: bool,
}

/// The places of the figure's clause with what they are to the head, in order.
pub(super) fn places(reader: &Reader, reach: &Reach) -> Vec<Place> {
    let article = reader.article;
    let sentence = article.sentences[reach.sentence];
    // a head that stands in the figure's own part looks from there on; before it, the part of the sentence that leads to it
    let from = clause_from(article, reach, sentence.first);
    let until = tail_end(article, reach);
    let mut out: Vec<Place> = Vec::new();
    let row = respective(article, reach);
    // "Uganda and Peru bought goods worth $9 million and $5 million from Kenya": of each of them
    let listed = |i: Item| row.as_ref().is_some_and(|(_, list)| list.contains(&i.first));
    let before = reach.amount.map_or(from, |a| a.item.first);
    let alone = row.is_some() && article.items_in(from..before, PLACES).all(listed);
    let until = if alone { behind_all(article, until, sentence.last) } else { until };
    if let Some((own, list)) = row.clone() {
        // its place in the sentence stands for that of the whole list
        let first = article.items_in(list.clone(), PLACES).next().unwrap_or(own);
        let relation = relation(article, reach, first, None);
        if let Some(code) = article.mention(own).country {
            out.push(Place { code, relation, at: own.first, adjective: false });
        }
    }
    for item in article.items_in(from..until, PLACES) {
        if article.is_noise(item.first)
            || article.is_dateline(item)
            || is_beside_dateline(article, item, sentence.first)
            || is_within_office(article, item)
            || is_source_of_data(article, item)
            || row.as_ref().is_some_and(|r| r.1.contains(&item.first) || is_before_own(reach, item, &r.1))
        {
            continue;
        }
        // "$833 million in US currency"
        if article.is_any(item.end, &["currency", "money"]) {
            continue;
        }
        // "in Dakar, the Senegalese capital": where the city is, not whose money
        if article.is(item.end, "capital")
            && article.is(item.first.saturating_sub(1), "the")
            && article.sign(item.first.saturating_sub(2), ',')
        {
            continue;
        }
        if is_favoured(article, reach, item) || is_for_the_most(article, reach, item) || has_largest_share(article, reach, item) {
            continue;
        }
        // "at the SCO summit"
        let meeting = item.end + 3 * usize::from(article.sign(item.end, '(') && article.sign(item.end + 2, ')'));
        let of_trade = reach.head.head.is_trade() && article.mention(item).kind == MentionKind::Group;
        if of_trade && article.is_any(meeting, &["summit", "meeting", "session"]) {
            continue;
        }
        // "the Norwegian-led union"
        if article.sign(item.end, '-') && article.is_any(item.end + 1, &["dominated", "led"]) {
            continue;
        }
        // "the current Iranian calendar year"
        if article.is_any(item.end, &["calendar", "fiscal", "financial"]) && article.is(item.end + 1, "year") {
            continue;
        }
        // "non-EU countries"
        if item.first >= 2 && (article.is(item.first - 1, "non") || article.sign(item.first - 1, '-') && article.is(item.first - 2, "non"))
        {
            continue;
        }
        let mention = article.mention(item);
        let form = article.form(item);
        let Some(code) = mention.country else { continue };
        if mention.kind == MentionKind::City && form != "capital" {
            continue;
        }
        let relation = relation(article, reach, item, out.last().copied());
        let acts = mention.kind == MentionKind::City
            && article.is_any(
                item.end,
                &[
                    "could", "can", "would", "will", "has", "is", "exported", "imported", "sold", "bought", "may", "plans", "intends",
                    "wants", "had",
                ],
            )
            && !article.is_any(item.first.saturating_sub(1), &["in", "at", "to", "from"]);
        if acts {
            out.push(Place { code, relation: Relation::Subject, at: item.first, adjective: false });
            continue;
        }
        // "Lisbon's ports group has bought", "a Lisbon-based oil company"
        let based = article.sign(item.end, '-') && article.is(item.end + 1, "based");
        let owns = (article.possessive(item.end) || based) && undertaking::names_firm(article, item, &(item.first..reach.until));
        if mention.kind == MentionKind::City && !reach.head.head.is_trade() && owns {
            out.push(Place { code, relation: Relation::Owner, at: item.first, adjective: false });
            continue;
        }
        if mention.kind == MentionKind::City && is_seat_of_fund(article, reach, item) {
            out.push(Place { code, relation: Relation::Owner, at: item.first, adjective: false });
            continue;
        }
        if mention.kind == MentionKind::City && !matches!(relation, Relation::With | Relation::Between | Relation::From | Relation::To) {
            continue;
        }
        if mention.kind == MentionKind::City
            && matches!(relation, Relation::To | Relation::From | Relation::With)
            && reach.head.tokens.is_none_or(|t| item.first.abs_diff(t.1) > 4)
        {
            continue;
        }
        out.push(Place { code, relation, at: item.first, adjective: form == "adjective" || form == "prefix" || form == "people" });
    }
    without_offices(article, reach, out)
}

/// Where the words end behind the last amount of a list that is told in order: "$9 million and $5 million from Kenya in 2022".
fn behind_all(article: &Article, until: usize, last: usize) -> usize {
    let Some(end) = article.items_in(until..last, &[MentionKind::Money]).last().map(|m| m.end) else { return until };
    let stop =
        (end..last).find(|&i| article.sign(i, ',') || article.sign(i, ';') || article.is_word(i, ClauseWord::Contrast)).unwrap_or(last);
    if article.is_any(end, &["from", "to", "with"]) { stop } else { until }
}

/// "imports at $8 million, with the highest volumes recorded with Norway (52%) and Peru (17%)": whose share it is, not whose amount.
fn has_largest_share(article: &Article, reach: &Reach, item: Item) -> bool {
    let Some(end) = reach.amount.map(|a| a.end).filter(|end| *end <= item.first) else { return false };
    let share = article.sign(item.end, '(') && article.item_at(item.end + 1, &[MentionKind::Percent]).is_some();
    // "imported goods worth $8 million, mostly from Norway (52%)"
    const MOST: &[&str] = &["highest", "largest", "biggest", "main", "mainly", "mostly", "chiefly", "primarily", "largely"];
    share && article.has_any(end..item.first, MOST)
}

/// "US Census Bureau data show that Kenya bought goods for $3 million": who counts is no side, unless nobody else acts.
fn without_offices(article: &Article, reach: &Reach, mut places: Vec<Place>) -> Vec<Place> {
    let counts = |p: &Place| article.item_at(p.at, &[MentionKind::Country]).is_some_and(|item| opens_office(article, item));
    let acts = |p: &Place| matches!(p.relation, Relation::Subject | Relation::Owner) && !counts(p);
    if reach.head.head.is_trade() && places.iter().any(acts) {
        places.retain(|p| !counts(p));
    }
    places
}

/// "$3 million from Chile and $2 million and $1 million from Peru and Ghana respectively": a place of the amount before.
fn is_before_own(reach: &Reach, item: Item, list: &std::ops::Range<usize>) -> bool {
    reach.amount.is_some_and(|a| list.start >= a.end && item.first < a.item.first && reach.head.tokens.is_none())
}

/// "the Lisbon wealth fund": a capital city that capital is called after; not "the Kyoto hotel, which the fund owns".
fn is_seat_of_fund(article: &Article, reach: &Reach, city: Item) -> bool {
    const LONGEST: usize = 3;
    const KINDS: &[&str] = &["development", "investment", "sovereign", "wealth"];
    let noun = (city.end..city.end + LONGEST).find(|&i| !article.is_any(i, KINDS));
    !reach.head.head.is_trade() && noun.is_some_and(|i| article.is(i, "fund"))
}

fn clause_from(article: &Article, reach: &Reach, sentence_first: usize) -> usize {
    let at = reach.amount.map_or(reach.until, |a| a.item.first);
    let cut = |i: usize| {
        article.sign(i, ';')
            || article.sign(i, ',') && article.is_any(i + 1, &["while", "whereas", "but"])
            || article.is_any(i, &["whereas", "while"])
    };
    let head_first = reach.head.tokens.map(|t| t.0);
    let from = match head_first {
        Some(first) if first < reach.from => sentence_first,
        Some(_) if reach.from == sentence_first => sentence_first,
        Some(_) => reach.from,
        None => reach.from,
    };
    // "$97 million in exports from Kenya and $50 million in imports": what stands before "and" is the amount's before
    let behind = reach.amount.is_some_and(|a| head_first.is_some_and(|h| h >= a.end)) && from > sentence_first;
    let from = if behind { (from..at).rev().find(|&i| article.is(i, "and")).map_or(from, |i| i + 1) } else { from };
    (from..at.min(head_first.unwrap_or(at))).rev().find(|&i| cut(i)).map_or(from, |i| i + 1)
}

/// Places behind the amount count up to the end of its part, the next head excluded.
fn tail_end(article: &Article, reach: &Reach) -> usize {
    let head_end = reach.head.tokens.map_or(0, |t| t.1);
    let Some(amount) = reach.amount else {
        return (head_end.max(reach.from)..reach.until).find(|&i| article.is_word(i, ClauseWord::Contrast)).unwrap_or(reach.until);
    };
    let from = amount.end.max(head_end);
    // "will invest $3 billion to build plants in Kenya": what the money is for goes on about it
    let goes_on = !reach.head.head.is_trade();
    // "a surplus of $197 million was recorded in trade with Peru"
    let says_where = |c: &CueHit| article.is(c.first - 1, "in") && article.is(c.end, "with");
    let parts = |c: &CueHit| {
        !says_where(c) && !(goes_on && c.set.has_any(CueSet::of(&[Cue::Project, Cue::Outflow])) && !c.set.has_any(head::TRADE))
    };
    let stop = article.cues_in(from..reach.until, head::HEADS).find(parts).map_or(reach.until, |c| c.first);
    // "or 20 percent of Kenyan exports": whose those are
    let adjective = article.items_in(stop.saturating_sub(3).max(from)..stop, PLACES).find(|i| i.end == stop && stop < reach.until);
    let stop = adjective.filter(|i| article.form(*i) == "adjective" && article.is(i.first - 1, "of")).map_or(stop, |i| i.first);
    // "$3 billion to Poland, Italy ($2 billion)": the economy that labels the amount behind
    let adjoins = |label: &Item| label.first <= amount.end + 2 && article.is_any(amount.end, &["to", "from", "with", "of", "in"]);
    // "$3 million worth of goods to Poland, $2 million to Italy": the next amount has a partner of its own
    let has_own = article.item_at(reach.until, &[MentionKind::Money]).is_some_and(|m| article.is_any(m.end, &["to", "from", "with"]));
    let is_led =
        |label: &Item| has_own && article.has_any(led_from(article, label.first).saturating_sub(1)..label.first, &["to", "from", "with"]);
    let next = head::label_before(article, reach.until).filter(|l| !adjoins(l) && !is_led(l)).map(|l| l.first);
    let cut = (from..stop).find(|&i| {
        article.sign(i, ';')
            || article.sign(i, ',') && article.is_any(i + 1, &["and", "which", "up", "down", "followed", "then"])
            || article.sign(i, ',') && (is_participle(article, i + 1) || article.is_any(i + 1, TELLS))
            || article.is_any(i, &["than", "compared", "against"])
            || goes_on && article.sign(i, ',') && article.starts(i + 1, &["of", "which"])
            || article.is_word(i, ClauseWord::Contrast)
            || next == Some(i)
    });
    cut.unwrap_or(stop).max(amount.end)
}

/// ", said the minister after his return from Russia": who tells it, and where.
const TELLS: &[&str] = &["said", "says", "stated", "according", "noted", "reported", "reports", "told"];

/// ", making the US its largest market", ", showing that ...": says what follows from the figure.
fn is_participle(article: &Article, at: usize) -> bool {
    article.tokens.get(at).is_some_and(|t| t.is_word() && !t.capital) && article.word(at).len() > 4 && article.word(at).ends_with("ing")
}

/// The place that belongs to this amount of "from Peru and Chile came to $4 billion and $3 billion", and the tokens of the
/// whole list of places.
pub(super) fn respective(article: &Article, reach: &Reach) -> Option<(Item, std::ops::Range<usize>)> {
    let sentence = article.sentences[reach.sentence];
    let amount = reach.amount?;
    let word = (amount.end..sentence.last).find(|&i| article.is(i, "respectively"));
    let mut amounts: Vec<Item> = article.items_in(sentence.first..word.unwrap_or(sentence.last), &[MentionKind::Money]).collect();
    amounts.retain(|i| !article.is_same_amount(*i));
    let own = amounts.iter().position(|i| i.first == amount.item.first)?;
    let run = list::run(article, &amounts, own);
    let run = if run.len() < 2 { with_changes(article, &amounts, own, word).unwrap_or(run) } else { run };
    // "to Peru and Chile were $3 million and $2 million, while those to Kenya and Spain were $1 million and $4 million respectively"
    let of_others = || (run.end..amounts.len()).any(|k| list::run(article, &amounts, k).len() > 1);
    if run.len() < 2 || word.is_some_and(|word| word - amounts[run.end - 1].end > 6) && !of_others() {
        return None;
    }
    if let Some(behind) = listed_behind(article, amounts[run.end - 1].end, run.len(), sentence.last) {
        return Some((behind[own - run.start], behind[0].first..behind[behind.len() - 1].end));
    }
    let mut places: Vec<Item> = Vec::new();
    for item in article.items_in(sentence.first..amounts[run.start].first, &[MentionKind::Country, MentionKind::Group]) {
        match places.last_mut() {
            // "the United Arab Emirates (UAE)"
            Some(last) if article.party(*last) == article.party(item) => last.end = item.end,
            _ if article.form(item) == "name" => places.push(item),
            _ => {}
        }
    }
    // the nearest list of as many places as there are amounts
    let list = (0..places.len()).rev().map(|last| &places[list::run(article, &places, last)]).find(|list| list.len() > 1)?;
    let place = *list.get(own - run.start).filter(|_| list.len() == run.len())?;
    Some((place, list[0].first..list[list.len() - 1].end))
}

/// "$19 million and $2 million from Peru and Chile respectively": as many places as amounts, right behind them.
fn listed_behind(article: &Article, end: usize, amounts: usize, last: usize) -> Option<Vec<Item>> {
    let led = article.is_any(end, &["from", "to", "in", "by", "for"]);
    let places: Vec<Item> = article
        .items_in(end..last, &[MentionKind::Country, MentionKind::Group])
        .filter(|i| article.form(*i) == "name")
        .take(amounts)
        .collect();
    let word = places.last().map(|i| i.end + usize::from(article.sign(i.end, ',')))?;
    let first = places.first().is_some_and(|i| i.first - end <= 2);
    let alone = list::run(article, &places, 0).len() == amounts;
    (led && first && alone && places.len() == amounts && article.is(word, "respectively")).then_some(places)
}

/// "(by 28 percent to $1 billion and 27 percent to $4 billion respectively)": the amounts of a list that percentages part.
fn with_changes(article: &Article, amounts: &[Item], own: usize, word: Option<usize>) -> Option<std::ops::Range<usize>> {
    const APART: usize = 8;
    let word = word?;
    let parted = |a: &Item, b: &Item| {
        let gap = a.end..b.first;
        let percent = article.items_in(gap.clone(), &[MentionKind::Percent]).next();
        let lead = percent.map_or(a.end, |p| p.first);
        gap.len() <= APART && percent.is_some() && (a.end..lead).all(|i| article.is_any(i, &["and", "by"]) || article.sign(i, ','))
    };
    let run = list::run_by(amounts, own, parted);
    (run.len() > 1 && word - amounts[run.end - 1].end <= 2).then_some(run)
}

/// "trade is skewed in Peru's favour, as it exports goods worth", "in favour of Peru": no side of what is told besides.
fn is_favoured(article: &Article, reach: &Reach, item: Item) -> bool {
    const FAVOUR: &[&str] = &["favor", "favour"];
    let flow = matches!(reach.head.head, Head::Export | Head::Import | Head::Turnover);
    let own = article.possessive(item.end) && article.is_any(item.end + 1, FAVOUR);
    let of = item.first > 1 && article.is(item.first - 1, "of") && article.is_any(item.first - 2, FAVOUR);
    let balance = matches!(reach.head.head, Head::Balance | Head::Surplus | Head::Deficit);
    // of two that are named besides, one is favoured; alone it is the partner: "the balance has long been in Peru's favour"
    let no = article.sentence_of(item.first);
    let sentence = article.sentences[no];
    let others = article.items_in(sentence.first..sentence.last, &[MentionKind::Country]).filter(|p| p.first != item.first).count();
    flow && (own || of) || balance && own && others > 1
}

/// "outward investment was $3 million, mostly in Peru", "$3 million of FDI, mainly from Peru": where most of it is, not all.
fn is_for_the_most(article: &Article, reach: &Reach, item: Item) -> bool {
    const MOST: &[&str] = &["chiefly", "especially", "mainly", "mostly", "notably", "particularly", "primarily"];
    let capital = matches!(reach.head.head, Head::Fdi | Head::Investment);
    let led = led_from(article, item.first).saturating_sub(1);
    let behind = reach.amount.is_some_and(|a| item.first > a.end);
    capital && behind && article.is_any(led, &["in", "from", "by"]) && article.is_any(led.saturating_sub(1), MOST)
}

/// "Vienna, Austria, October 29, 2024 -- ": the country of the city that the news comes from.
fn is_beside_dateline(article: &Article, item: Item, first: usize) -> bool {
    const LONGEST: usize = 20;
    let dash = |i: usize| matches!(article.tokens[i].kind, TokenKind::Punct('-' | '–')) && article.tokens[i].spaced;
    let first = (first..item.first).find(|&i| article.tokens[i].is_word() && !article.is_noise(i)).unwrap_or(first);
    let opens = item.first >= 2 && item.first - first <= 5 && article.sentences[article.sentence_of(first)].opens_line;
    let city = opens && article.sign(item.first - 1, ',') && article.item_at(item.first - 2, &[MentionKind::City]).is_some();
    let until = (item.end + LONGEST).min(article.tokens.len());
    let dated = |i: usize| (item.end..i).any(|w| article.tokens[w].is_number());
    city && article.sign(item.end, ',') && (item.end..until).find(|&i| dash(i)).is_some_and(dated)
}

/// "data from Kenya National Bureau of Statistics": where numbers come from, not goods.
fn is_source_of_data(article: &Article, item: Item) -> bool {
    let lead = item.first.saturating_sub(1);
    let lead = lead.saturating_sub(usize::from(article.is(lead, "the")));
    article.is(lead, "from") && opens_office(article, item)
}

/// "President of Kazakhstan" names an office, not a party of the trade.
fn is_within_office(article: &Article, item: Item) -> bool {
    article.item_at(item.first, &[MentionKind::Role]).is_some_and(|r| r.first < item.first || r.end > item.end)
        || article.items_in(item.end..item.end + 2, &[MentionKind::Role]).any(|r| r.first == item.end && article.form(item) != "name")
}

/// Whether exports or imports stand right behind a place, a word of what kind they are between.
fn leads_to_flow(reach: &Reach, item: Item) -> bool {
    const APART: usize = 1;
    let flow = matches!(reach.head.head, Head::Export | Head::Import);
    flow && reach.head.tokens.is_some_and(|h| h.0 >= item.end && h.0 - item.end <= APART)
}

/// Tokens from a place between which and another something is, to that other: "between the Kuwait Fund for Arab Economic Development
/// (KFAED) and the Republic of Mali".
const LONGEST_NAME: usize = 14;

fn relation(article: &Article, reach: &Reach, item: Item, before: Option<Place>) -> Relation {
    let head = reach.head.tokens;
    let prev = led_from(article, item.first);
    let word = prev.checked_sub(1).map_or("", |p| article.word(p)).to_lowercase();
    let joins = matches!(word.as_str(), "and" | ",")
        || prev.checked_sub(1).is_some_and(|p| article.sign(p, '-') || article.sign(p, ',') || article.sign(p, '/'));
    let hyphened_before = prev.checked_sub(1).is_some_and(|p| article.sign(p, '-')) && before.is_some_and(|b| item.first - b.at <= 5);
    let hyphened_behind = article.sign(item.end, '-') && article.items_in(item.end + 1..item.end + 3, PLACES).next().is_some();
    if hyphened_before || hyphened_behind {
        return Relation::Between;
    }
    if is_behind_city(article, item) {
        return Relation::In;
    }
    // "with Argentina buying for US$ 15 billion"
    let acts = head.is_some_and(|h| h.0 == item.end) && (reach.head.cue.has(Cue::ImportVerb) || reach.head.cue.has(Cue::ExportVerb));
    if acts && article.form(item) == "name" {
        return Relation::Subject;
    }
    if is_sold_to(article, item, prev) {
        return Relation::To;
    }
    // "Uganda replaced Pakistan as Kenya's biggest customer": who had been it before
    const REPLACES: &[&str] = &[
        "replaced",
        "replacing",
        "overtook",
        "overtaking",
        "overtaken",
        "displaced",
        "displacing",
        "ousted",
        "dethroned",
        "outstripped",
        "surpassed",
        "surpassing",
        "toppled",
        "outpaced",
        "leapfrogged",
        "unseated",
        "supplanted",
    ];
    if prev > 0 && article.is_any(prev - 1, REPLACES) && !article.possessive(item.end) && article.form(item) == "name" {
        return Relation::Other;
    }
    // "Cocoa exports brought Ghana $3 million"
    let earned = prev > 1 && article.is_word(prev - 1, ClauseWord::GoodsEarn) && head.is_some_and(|h| h.1 < prev);
    if earned && reach.head.head == Head::Export && article.form(item) == "name" {
        return Relation::Owner;
    }
    // "granted licences to Peru's projects worth"
    let owns_head = article.possessive(item.end) && reach.head.head == Head::Project && head.is_some_and(|h| h.0 == item.end + 1);
    match word.as_str() {
        "to" if owns_head => return Relation::Owner,
        // "with Peruvian merchandise exports at $3 million": whose they are
        "with" if article.form(item) == "adjective" && leads_to_flow(reach, item) => return Relation::Owner,
        "with" => return Relation::With,
        "between" => return Relation::Between,
        // "the second place in turnover was left to Peru - $3 million"
        // "the largest share of exports to the EU belonged to Peru - $3 million"
        "to" if (reach.head.head == Head::Turnover || prev >= 2 && article.is_any(prev - 2, &["belonged", "belongs"]))
            && labels(article, reach, item) =>
        {
            return Relation::Label;
        }
        "to" | "into" | "towards" => return Relation::To,
        "from" => return Relation::From,
        // "the goods most demanded by Peru": whoever asks for exports is who buys
        "by" if is_wanted(article, reach, prev) => return Relation::To,
        // "followed by Russia with $3 billion"
        "by" if !labels(article, reach, item) => return Relation::By,
        // "the exports of Peruvian gold", "a jump in Peru's exports", "an agreement for Peruvian investments"
        "of" | "in" | "for"
            if (word == "in" && article.possessive(item.end) || article.form(item) == "adjective")
                && !article.is(item.end, "capital")
                && head.is_some_and(|h| h.0 >= item.end && h.0 - item.end <= 3) =>
        {
            return Relation::Owner;
        }
        // "the negative balance in Kenya's trade with China": whose it is
        "in" if article.possessive(item.end) && is_in_own_trade(article, reach, item) => return Relation::Owner,
        // "ahead of Peru with $9 billion" labels what follows
        "of" if article.is(prev.saturating_sub(2), "ahead") => {}
        // "imports of Turkish flour": who has grown or made them sells them
        "of" if reach.head.head == Head::Import && head.is_some_and(|h| h.1 + 1 == prev && goods::of_adjective(article, h.1).is_some()) => {
            return Relation::From;
        }
        "of" => return Relation::Of,
        "in" | "inside" | "within" | "for" => return Relation::In,
        "among" | "amongst" | "around" | "as" | "besides" | "than" | "like" | "without" | "excluding" | "except" | "behind" | "after"
        | "before" | "via" | "through" | "against" | "over" | "across" => return Relation::Other,
        _ => {}
    }
    if is_followed(article, item.first) {
        return Relation::Other;
    }
    // "After Peru and Chile, Norway announced"
    if word == "and" && before.is_some_and(|b| b.relation == Relation::Other && item.first - b.at <= 3) {
        return Relation::Other;
    }
    if joins
        && let Some(b) = before.filter(|b| {
            let named = b.relation == Relation::Between && !(b.at + 1..prev - 1).any(|i| article.is_any(i, &["and", "with", "from"]));
            item.first - b.at <= if named { LONGEST_NAME } else { 6 }
                && !is_parted(article, *b, item)
                && matches!(b.relation, Relation::Between | Relation::Of | Relation::With | Relation::Subject | Relation::Owner)
        })
    {
        return b.relation;
    }
    if labels(article, reach, item) || is_apposed_to_balance(article, reach, item) {
        return Relation::Label;
    }
    let owns = article.possessive(item.end) || article.form(item) == "adjective" || article.form(item) == "name";
    if let Some((first, _)) = head.filter(|h| h.0 >= item.end) {
        let near = first - item.end <= 5 && !(item.end..first).any(|i| matches!(article.tokens[i].kind, TokenKind::Punct(',' | ';' | '(')));
        if owns && near && (article.possessive(item.end) || article.form(item) != "name" || first == item.end) {
            return Relation::Owner;
        }
    }
    if article.form(item) == "name" || article.possessive(item.end) || article.form(item) == "people" {
        return Relation::Subject;
    }
    if article.form(item) == "adjective" { Relation::Owner } else { Relation::Other }
}

/// "in Abidjan, Ivory Coast", "near Sohar, Oman": the country of a town where something is.
fn is_behind_city(article: &Article, item: Item) -> bool {
    let comma = item.first.checked_sub(1).filter(|&i| article.sign(i, ','));
    let city = comma.and_then(|comma| article.item_at(comma.checked_sub(1)?, &[MentionKind::City]).filter(|city| city.end == comma));
    // "in Abidjan, Norway's Norbio has put" opens a clause
    let same = |city: Item| article.mention(city).country.is_none_or(|code| article.mention(item).country == Some(code));
    let led = |city: Item| same(city) && article.is_any(city.first.saturating_sub(1), &["in", "near", "at", "outside"]);
    article.form(item) == "name" && !article.possessive(item.end) && city.is_some_and(led)
}

/// "following Vietnam, Singapore and Malaysia": whether the place at `at` stands in a list of those that come before.
pub(super) fn is_followed(article: &Article, at: usize) -> bool {
    const LONGEST: usize = 14;
    let listed = |i: usize| article.sign(i, ',') || article.tokens[i].capital || article.is_any(i, &["and", "the"]);
    let lead = (at.saturating_sub(LONGEST)..at).rev().find(|&i| !listed(i));
    // "following Germany, Italy and France, Poland was the largest buyer": the last behind a comma is who follows them
    let ends = |i: usize| article.sign(i, ',') || article.tokens[i].capital || article.is_any(i, &["and", "the"]);
    let last = (at..at + LONGEST).take_while(|&i| i < article.tokens.len() && ends(i)).filter(|&i| article.sign(i, ',')).last();
    let follows = |lead: usize| {
        let opens = lead == article.sentences[article.sentence_of(at)].first;
        opens && last.map_or(at > lead + 1 && article.sign(at - 1, ','), |comma| comma < at)
    };
    lead.is_some_and(|i| article.is(i, "following") && !follows(i))
}

/// "It sold Turkey goods worth", "supplied Uganda with", "sold the Philippines $3 million more": whom the verb has for its object.
fn is_sold_to(article: &Article, item: Item, first: usize) -> bool {
    const VERBS: &[&str] = &["sell", "selling", "sells", "sold", "supplied", "supplies", "supply", "supplying"];
    let verb = first.checked_sub(1).filter(|&i| article.is_any(i, VERBS));
    // "the goods that were sold Kenya earned", "suppliers supplied, Kenya said"
    let active = |verb: usize| verb > 0 && !article.is_any(verb - 1, &["was", "were", "been", "being", "are", "is", "goods", "products"]);
    let object = article.form(item) == "name" && !article.possessive(item.end);
    let goes_on = article.tokens.get(item.end).is_some_and(|t| t.is_number() || !t.is_word())
        || article.is_any(item.end, &["goods", "products", "with", "about", "some", "over", "nearly", "more", "almost", "around"])
        || article.lexicon.goods.has(&article.tokens[item.end.min(article.tokens.len() - 1)]);
    object && goes_on && verb.is_some_and(active)
}

/// Whether a balance is told of "Kenya's trade", which stands behind it.
fn is_in_own_trade(article: &Article, reach: &Reach, item: Item) -> bool {
    const NEAR: usize = 3;
    let balance = matches!(reach.head.head, Head::Balance | Head::Surplus | Head::Deficit);
    let behind = reach.head.tokens.is_some_and(|h| h.1 <= item.first);
    balance && behind && article.cues_in(item.end..item.end + NEAR, CueSet::of(&[Cue::Turnover])).next().is_some()
}

/// "demanded by", "most sought by": told of exports.
fn is_wanted(article: &Article, reach: &Reach, behind: usize) -> bool {
    reach.head.head == Head::Export && behind > 1 && article.is_word(behind - 2, ClauseWord::Demanded)
}

/// "With Norway alone, Kenya had", "with Norway, the Philippines had": who acts behind the comma is no second partner.
fn is_parted(article: &Article, before: Place, item: Item) -> bool {
    let lower = |i: usize| article.tokens[i].is_word() && !article.tokens[i].capital && !article.is_any(i, &["the", "of", "and"]);
    let the = usize::from(article.is(item.first - 1, "the"));
    let acts = article.sign(item.first - 1 - the, ',')
        && article.form(item) == "name"
        && article.tokens.get(item.end).is_some_and(|t| t.is_word() && !t.capital)
        && !article.is_any(item.end, &["and", "or", "to", "in", "with", "at", "for", "by", "as", "reached", "amounted"]);
    // "In trade with Uganda, Kenya's exports", "Kenyan exports"
    let owns = article.sign(item.first - 1 - the, ',') && (article.possessive(item.end) || article.form(item) == "adjective");
    before.relation == Relation::With && (acts || owns || (before.at + 1..item.first).any(lower))
}

/// "Kenya was in the red with two of them: Peru, a deficit of $3 million, and Chile, $2 million": what the balance behind the comma is with.
fn is_apposed_to_balance(article: &Article, reach: &Reach, item: Item) -> bool {
    const NOUN: usize = 3;
    let balance = matches!(reach.head.head, Head::Balance | Head::Surplus | Head::Deficit);
    let opens = article.sign(item.first.saturating_sub(1), ':') || article.sign(item.first.saturating_sub(1), ';');
    let apposed = article.sign(item.end, ',') && article.is_any(item.end + 1, &["a", "an"]);
    balance && opens && apposed && reach.head.tokens.is_some_and(|h| h.0 > item.end && h.0 - item.end <= NOUN)
}

/// Whether a place labels the figure's amount: "Russia ($3 billion)".
fn labels(article: &Article, reach: &Reach, item: Item) -> bool {
    reach.amount.is_some_and(|a| head::label_before(article, a.item.first).is_some_and(|l| l.first == item.first))
}

/// The first token of a place with what describes it: "the neighbouring", "the rest of the", "the member states of the".
fn led_from(article: &Article, first: usize) -> usize {
    const DESCRIBING: &[&str] = &[
        "the",
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "fellow",
        "neighboring",
        "neighbouring",
        "neighbour",
        "neighbor",
        "brotherly",
        "friendly",
        "republic",
        "its",
        "whole",
        "rest",
        "economy",
    ];
    const COLLECTIVE: &[&str] = &[
        "rest",
        "economy",
        "government",
        "territory",
        "republic",
        "kingdom",
        "states",
        "countries",
        "nations",
        "members",
        "market",
        "markets",
        "republics",
    ];
    let mut prev = first;
    let mut collective = false;
    while prev > 0 {
        // "to cash-strapped Peru"
        let lower = |i: usize| article.tokens[i].is_word() && !article.tokens[i].capital;
        let compound = prev >= 4
            && article.sign(prev - 2, '-')
            && !article.tokens[prev - 2].spaced
            && lower(prev - 1)
            && lower(prev - 3)
            && article.is_any(prev - 4, &["to", "in", "for", "from", "with"]);
        if compound {
            prev -= 3;
        } else if article.is_any(prev - 1, DESCRIBING) || collective && article.is_any(prev - 1, &["member", "other", "all", "five"]) {
            prev -= 1;
        } else if prev >= 2 && article.is(prev - 1, "of") && article.is_any(prev - 2, COLLECTIVE) {
            prev -= 2;
            collective = true;
        } else {
            break;
        }
    }
    prev
}

/// The place of these relations that stands nearest to the head.
pub(super) fn near_head(reach: &Reach, places: &[Place], relations: &[Relation]) -> Option<Place> {
    let at = reach.head.tokens?.0;
    places.iter().filter(|p| relations.contains(&p.relation)).min_by_key(|p| p.at.abs_diff(at)).copied()
}

/// The first of these places that stands in one of these relations.
pub(super) fn first_of(places: &[Place], relations: &[Relation]) -> Option<Code> {
    places.iter().find(|p| relations.contains(&p.relation)).map(|p| p.code)
}

/// The last of these places that stands in one of these relations.
pub(super) fn last_of(places: &[Place], relations: &[Relation]) -> Option<Code> {
    places.iter().rev().find(|p| relations.contains(&p.relation)).map(|p| p.code)
}
