//! Who is who in the article: each person once, with the office and country that any sentence tells.

use super::{home, same_rank};
use crate::extract::article::{Article, Item};
use crate::extract::discourse::Discourse;
use crate::lexicon::Rank;
use crate::model::{Code, MentionKind, Span};
use crate::text::fold_hash;
use std::collections::HashMap;

/// A person of the article.
#[derive(Clone, Debug)]
pub struct Known {
    /// The fullest form of the name.
    pub name: String,
    /// The office as first told.
    pub role: Option<String>,
    /// How high.
    pub rank: Option<Rank>,
    /// For whom.
    pub country: Option<Code>,
    /// Where first named.
    pub span: Span,
    /// The first token of the name beside which the office is told.
    told: usize,
    surname: u64,
    words: Vec<u64>,
}

impl Known {
    /// Whether two hold the same office, each for his country: a deputy prime minister who is foreign minister too is a foreign
    /// minister's counterpart.
    pub fn same_office(&self, other: &Known) -> bool {
        same_rank(self.rank, other.rank) || self.is_foreign_minister() && other.is_foreign_minister()
    }

    /// Whether his office is to tell the news: a spokesperson, an analyst.
    pub fn tells_news(&self) -> bool {
        const TELLERS: &[&str] = &["spokes", "press secretary", "analyst", "expert", "correspondent"];
        let role = self.role.as_deref().unwrap_or("").to_lowercase();
        TELLERS.iter().any(|teller| role.contains(teller))
    }

    /// Whether foreign affairs are his, alone or with another office.
    pub fn is_foreign_minister(&self) -> bool {
        let role = self.role.as_deref().unwrap_or("").to_lowercase();
        let also = matches!(self.rank, Some(Rank::HeadOfGovernment | Rank::DeputyHeadOfGovernment | Rank::Minister));
        self.rank == Some(Rank::ForeignMinister) || also && role.contains("foreign") && role.contains("minister")
    }
}

/// Everybody in the article.
#[derive(Default)]
pub struct People {
    /// In order of first mention.
    pub all: Vec<Known>,
    /// Where each is named: the first token of the mention and the index, by position.
    pub seen: Vec<(usize, usize)>,
    /// By mention.
    by_mention: HashMap<usize, usize>,
    /// Those who have a word in their name, by its hash.
    by_word: HashMap<u64, Vec<usize>>,
}

impl People {
    /// Reads everybody off the article.
    pub fn read(article: &Article, discourse: &Discourse) -> People {
        let mut people = People::default();
        for item in article.items_in(0..article.tokens.len(), &[MentionKind::Person]) {
            people.add(article, item);
        }
        people.listed(article);
        people.of_countries(article);
        people.of_one_side(article);
        home::infer(article, discourse, &mut people);
        people.counterparts(article, discourse);
        people
    }

    /// "the Australian and Vietnamese prime ministers, A and B": the office for each, and one country each, in order.
    fn listed(&mut self, article: &Article) {
        let plural = |i: &Item| article.mention(*i).name.as_deref() == Some("plural");
        for role in article.items_in(0..article.tokens.len(), &[MentionKind::Role]).filter(plural) {
            let sentence = article.sentences[article.sentence_of(role.first)];
            let Some(names) = list_of_names(article, role.end, sentence.last) else { continue };
            let countries = countries_of(article, role, names[0].first);
            let text = article.mention(role).role.as_deref().map(singular);
            let rank = article.mention(role).code.and_then(|c| Rank::parse(c.as_str()));
            for (k, name) in names.iter().enumerate() {
                let Some(known) = self.of_item(article, *name).and_then(|i| self.all.get_mut(i)) else { continue };
                if countries.len() == names.len() {
                    known.country = known.country.or(Some(countries[k]));
                }
                if known.role.is_none() {
                    (known.role, known.rank) = (text.clone(), rank);
                }
            }
        }
    }

    /// "the Czech Republic Jan Novak, Cuba Carlos Diaz": whom no office ties to an economy.
    fn of_countries(&mut self, article: &Article) {
        for item in article.items_in(0..article.tokens.len(), &[MentionKind::Person]) {
            if let Some(known) = self.of_item(article, item).and_then(|i| self.all.get_mut(i)) {
                known.country = known.country.or_else(|| listed_country(article, item));
            }
        }
    }

    /// "met President A of Peru, Prime Minister B and Minister C", "represented by Peruvian Minister A and his deputy B": those met
    /// one behind the other are of one side, unless two hold one office.
    fn of_one_side(&mut self, article: &Article) {
        let mut side: Vec<usize> = Vec::new();
        let mut last: Option<Item> = None;
        for item in article.items_in(0..article.tokens.len(), &[MentionKind::Person]) {
            let joined = last.is_some_and(|l| are_listed(article, l, item));
            last = Some(item);
            let Some(person) = self.of_item(article, item) else { continue };
            if !joined {
                side = if leads_side_met(article, item) { vec![person] } else { Vec::new() };
                continue;
            }
            let Some(country) = side.first().and_then(|&first| self.all[first].country) else { continue };
            let known = &self.all[person];
            let own = known.rank.is_some_and(|r| !matches!(r, Rank::Business | Rank::InternationalOfficial));
            if known.country.is_none() && own && !side.iter().any(|&other| self.all[other].same_office(known)) {
                self.all[person].country = Some(country);
            }
            side.push(person);
        }
    }

    fn add(&mut self, article: &Article, item: Item) {
        let mention = article.mention(item);
        let Some(name) = mention.name.clone() else { return };
        let surname = surname(&name);
        let country = mention
            .country
            .or_else(|| listed_side(article, item))
            .or_else(|| leads_side(article, item))
            .or_else(|| led_delegation(article, item))
            .or_else(|| of_country(article, item))
            .or_else(|| in_role(article, item));
        let rank = mention.code.and_then(|c| Rank::parse(c.as_str()));
        let words: Vec<u64> = name.split([' ', '-']).map(fold_hash).collect();
        let index = self.find(&name, surname, &words).unwrap_or(self.all.len());
        self.seen.push((item.first, index));
        self.by_mention.insert(item.mention, index);
        for &word in &words {
            let known = self.by_word.entry(word).or_default();
            if !known.contains(&index) {
                known.push(index);
            }
        }
        match self.all.get_mut(index) {
            Some(known) => {
                let fuller = surname == known.surname || words.len() > known.words.len();
                if name.len() > known.name.len() && fuller {
                    (known.name, known.words, known.surname) = (name, words, surname);
                }
                let told = mention.role.as_deref();
                if known.role.as_deref().is_none_or(|role| told.is_some_and(|told| is_fuller(role, told))) {
                    known.role = mention.role.clone().or(known.role.take());
                    known.rank = rank.or(known.rank);
                    known.told = item.first;
                }
                known.country = known.country.or(country);
            }
            None => self.all.push(Known {
                name,
                role: mention.role.clone(),
                rank,
                country,
                span: mention.span,
                told: item.first,
                surname,
                words,
            }),
        }
    }

    /// The one that a name is of: of the same surname, or one form is a part of the other.
    fn find(&self, name: &str, surname: u64, words: &[u64]) -> Option<usize> {
        // more people of one name than any article has
        const NAMESAKES: usize = 200;
        let alike = |i: &usize| {
            let known = &self.all[*i];
            let other = || are_of_one_house(&known.words, words) || are_of_one_family(&known.name, name);
            known.surname == surname && !other() || is_part(&known.words, words) || are_spelt_alike(&known.name, name)
        };
        let namesakes = words.iter().filter_map(|w| self.by_word.get(w)).flat_map(|known| known.iter().take(NAMESAKES));
        namesakes.copied().filter(alike).min()
    }

    /// "his Turkish counterpart" has the office of the one he is counterpart of; one without a country has the pair's other.
    fn counterparts(&mut self, article: &Article, discourse: &Discourse) {
        for i in 0..self.all.len() {
            let is_counterpart = self.all[i].role.as_deref().is_some_and(|r| r.ends_with("counterpart") || r.ends_with("colleague"));
            if !is_counterpart {
                continue;
            }
            let no = article.sentence_of(self.all[i].told);
            let ranked = |j: &usize| *j != i && self.all[*j].rank.is_some_and(|r| r != Rank::Official);
            let in_sentence = self.in_sentence(article, no);
            // the one named before is meant, not one of those behind
            let at = in_sentence.iter().position(|&j| j == i).unwrap_or(0);
            let other = in_sentence[..at]
                .iter()
                .copied()
                .find(ranked)
                .or_else(|| (0..i).rev().find(ranked))
                .or_else(|| in_sentence.iter().copied().find(ranked));
            if let Some(j) = other {
                self.all[i].rank = self.all[j].rank;
                self.all[i].role = self.all[j].role.clone();
                if self.all[i].country.is_none() {
                    self.all[i].country = self.all[j].country.and_then(|c| discourse.other(c));
                }
            }
        }
    }

    /// The person that an item names.
    pub fn of_item(&self, article: &Article, item: Item) -> Option<usize> {
        let _ = article;
        self.by_mention.get(&item.mention).copied()
    }

    /// Those named before a token and not very far from it, each once, by index.
    pub fn before(&self, token: usize) -> Vec<usize> {
        const REACH: usize = 200;
        let until = self.seen.partition_point(|(at, _)| *at < token);
        let mut out: Vec<usize> = self.seen[until.saturating_sub(REACH)..until].iter().map(|(_, i)| *i).collect();
        out.sort_unstable();
        out.dedup();
        out
    }

    /// Those named in a sentence, in order, each once.
    pub fn in_sentence(&self, article: &Article, no: usize) -> Vec<usize> {
        let s = article.sentences[no];
        self.in_range(article, s.first..s.last)
    }

    /// Those named in a run of tokens, in order, each once.
    pub fn in_range(&self, article: &Article, range: std::ops::Range<usize>) -> Vec<usize> {
        let mut out = Vec::new();
        for item in article.items_in(range, &[MentionKind::Person]) {
            if let Some(i) = self.of_item(article, item)
                && !out.contains(&i)
            {
                out.push(i);
            }
        }
        out
    }
}

/// "Foreign Minister" tells more than "Minister", any office more than "counterpart", "Prime Minister" than "PM".
fn is_fuller(known: &str, told: &str) -> bool {
    let (known, told) = (known.to_lowercase(), told.to_lowercase());
    match known.as_str() {
        "counterpart" | "colleague" => true,
        "pm" => told == "prime minister",
        "fm" => told.starts_with("minister of foreign") || told.ends_with("foreign minister"),
        word => !word.contains(' ') && told.len() > word.len() && (told.ends_with(word) || told.starts_with(word)),
    }
}

fn surname(name: &str) -> u64 {
    fold_hash(name.rsplit([' ', '-']).next().unwrap_or(name))
}

/// "Hamad bin Isa Al Khalifa" and "Khalid bin Ahmed Al Khalifa": a house is the last word of many names.
fn are_of_one_house(a: &[u64], b: &[u64]) -> bool {
    let links = ["bin", "bint", "ibn", "al"].map(fold_hash);
    let full = |words: &[u64]| words.len() >= 3 && words.iter().any(|w| links.contains(w));
    full(a) && full(b) && a.first() != b.first()
}

/// "Mahmud Karimov" and "Temur Karimov": not one of the names before the surname begins alike.
fn are_of_one_family(a: &str, b: &str) -> bool {
    let given = |name: &str| -> Vec<char> {
        let words: Vec<&str> = name.split([' ', '-']).collect();
        words[..words.len() - 1].iter().filter_map(|w| w.chars().next()).flat_map(char::to_lowercase).collect()
    };
    let (a, b) = (given(a), given(b));
    !a.is_empty() && !b.is_empty() && !a.iter().any(|initial| b.contains(initial))
}

/// "Osman Saleh" and "Osman Salih": one letter apart in one of two words or more.
fn are_spelt_alike(a: &str, b: &str) -> bool {
    const SHORTEST: usize = 5;
    let words = |name: &str| name.to_lowercase().split([' ', '-']).map(str::to_string).collect::<Vec<String>>();
    let (a, b) = (words(a), words(b));
    let apart: Vec<(&String, &String)> = a.iter().zip(&b).filter(|(a, b)| a != b).collect();
    let one = |a: &str, b: &str| {
        let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
        let same = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
        let (a, b) = (&a[same..], &b[same..]);
        a.len().max(b.len()) + same >= SHORTEST && (a.get(1..) == b.get(1..) || a.get(1..) == Some(b) || Some(a) == b.get(1..))
    };
    a.len() == b.len() && a.len() >= 2 && matches!(apart[..], [(a, b)] if one(a, b))
}

/// "Tokayev" is part of "Kassym-Jomart Tokayev", "Sheikh Abdullah" of "Sheikh Abdullah bin Zayed Al Nahyan".
fn is_part(a: &[u64], b: &[u64]) -> bool {
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    short.iter().all(|w| long.contains(w))
}

/// "Delegation from Bulgaria was led by X", "The Kazakh side was represented by X".
fn led_delegation(article: &Article, item: Item) -> Option<Code> {
    let no = article.sentence_of(item.first);
    let sentence = article.sentences[no];
    let from = article.items_in(sentence.first..item.first, &[MentionKind::Person]).last().map_or(sentence.first, |p| p.end);
    // "X spoke for the Kenyan side and Y": the side is X's
    let of_other = from > sentence.first && article.has_any(from..item.first, &["and"]) && !article.has_any(from..item.first, &["by"]);
    if of_other {
        return None;
    }
    let country = |at: usize| article.items_in(at..item.first, &[MentionKind::Country, MentionKind::Group]).next();
    let sides = (from..item.first).filter(|&i| article.is_any(i, SIDES));
    // "delegation of Bulgaria", "the Kazakh side"; what only stands somewhere before is another's
    let named = sides.filter_map(|i| side_of(article, i, country)).next_back();
    let present = article.items_in(from..item.first, &[MentionKind::Country]).filter(|c| {
        article.is_any(c.end, &["was", "is", "were", "will"]) && article.has_any(c.end..(c.end + 4).min(item.first), &["represented"])
    });
    named.or(present.last()).and_then(|i| article.party(i))
}

/// "from the Kenyan side took part X, Minister of Trade, and Y, Ambassador": the economy of everybody up to the next side.
fn listed_side(article: &Article, item: Item) -> Option<Code> {
    let from = article.sentences[article.sentence_of(item.first)].first;
    let at = (from..item.first).rev().find(|&i| article.is(i, "side") && article.has_any(i.saturating_sub(4).max(from)..i, &["from"]))?;
    side_of(article, at, |_| None).and_then(|i| article.party(i))
}

/// "met President A", "received by Minister A", "represented by Minister A": the list of those met begins with him.
fn leads_side_met(article: &Article, item: Item) -> bool {
    const NEAR: usize = 12;
    let from = article.sentences[article.sentence_of(item.first)].first.max(item.first.saturating_sub(NEAR));
    let office = |i: &Item| i.end <= item.first && (i.end == item.first || article.sign(i.end, ','));
    let first = article.items_in(from..item.first, &[MentionKind::Role]).find(office).map_or(item.first, |r| r.first);
    let glue = |i: usize| {
        article.tokens[i].capital
            || article.possessive(i)
            || article.is_any(i, &["the", "with", "of", "both"])
            || article.item_at(i, &[MentionKind::Country]).is_some()
    };
    let verb = |i: usize| {
        article.is_any(i, &["met", "meet", "meets", "meeting", "meetings", "talks", "discussions", "audiences"])
            && (!article.is_any(i, &["meeting", "meetings", "talks", "discussions", "audiences"]) || article.is(i + 1, "with"))
            || article.is(i, "by") && article.is_any(i - 1, &["received", "represented", "welcomed", "hosted"])
            || article.is(i, "on") && article.is_any(i - 1, &["call", "called", "calls"])
    };
    (from.max(1)..first).rev().find(|&i| !glue(i) || verb(i)).is_some_and(verb)
}

/// Only offices, "and", and commas stand between two names.
fn are_listed(article: &Article, a: Item, b: Item) -> bool {
    const LONGEST_GAP: usize = 16;
    let gap = a.end..b.first;
    let office = |i: usize| article.items_in(gap.clone(), &[MentionKind::Role]).any(|r| r.first <= i && i < r.end);
    let link = |i: usize| {
        article.sign(i, ',') || article.is_any(i, &["and", "the", "his", "her", "as", "well", "with"]) || article.tokens[i].capital
    };
    let own = || article.items_in(gap.clone(), &[MentionKind::Country, MentionKind::Group]).next().is_some();
    gap.len() <= LONGEST_GAP && !gap.is_empty() && gap.clone().all(|i| office(i) || link(i)) && !own()
}

/// Words for those who come for one economy.
const SIDES: &[&str] = &["side", "delegation", "team", "part"];

/// The country or group that the word for a side at `at` stands beside.
fn side_of(article: &Article, at: usize, behind: impl Fn(usize) -> Option<Item>) -> Option<Item> {
    const PLACES: &[MentionKind] = &[MentionKind::Country, MentionKind::Group];
    // "the Kazakh side", "Russia's State Duma delegation"
    let glued = |i: usize| article.tokens[i].capital || article.possessive(i);
    let before = article.items_in(at.saturating_sub(6)..at, PLACES).last();
    let before = before.filter(|c| (c.end..at).all(glued) || at - c.end == 1);
    let of = article.is_any(at + 1, &["of", "from"]).then(|| behind(at + 2)).flatten().filter(|c| c.first - at <= 4);
    before.or(of)
}

/// "X spoke for the Uzbek side and Y, State Secretary, for the Latvian one"
fn leads_side(article: &Article, item: Item) -> Option<Code> {
    const REACH: usize = 24;
    let last = article.sentences[article.sentence_of(item.first)].last.min(item.end + REACH);
    let last = article.items_in(item.end..last, &[MentionKind::Person]).next().map_or(last, |p| p.first);
    let verb = |i: usize| {
        article.is_any(i, &["for", "represented", "led", "headed", "leads", "heads", "chaired"])
            || article.is(i, "of") && article.is_any(i - 1, &["head", "leader"])
    };
    let at = (item.end..last).find(|&i| verb(i))?;
    let the = usize::from(article.is(at + 1, "the"));
    let country = article.items_in(at + 1 + the..at + 2 + the, &[MentionKind::Country]).next()?;
    let side = country.end + usize::from(article.possessive(country.end));
    let is_side = article.is_any(side, SIDES) || article.is(side, "one");
    if is_side { article.party(country) } else { None }
}

/// "European Commission President Ursula von der Leyen": the office's own words name the body.
fn in_role(article: &Article, item: Item) -> Option<Code> {
    let role = article.items_in(item.first.saturating_sub(12)..item.first, &[MentionKind::Role]).last()?;
    // an honorific may stand between
    let beside = item.first.checked_sub(role.end).is_some_and(|gap| gap <= 2)
        && !(role.end..item.first).any(|i| article.sign(i, ',') || !article.tokens[i].capital && article.tokens[i].is_word());
    // "EIB President": a body is a party like a group
    let body = article.items_in(role.first..role.end, &[MentionKind::Group, MentionKind::Organisation]).next()?;
    if beside { article.mention(body).country } else { None }
}

/// The countries whose office of several it is: "the Omani and Iraqi ministers", "prime ministers of Kazakhstan and Russia".
fn countries_of(article: &Article, role: Item, names: usize) -> Vec<Code> {
    const PLACES: &[MentionKind] = &[MentionKind::Country, MentionKind::Group];
    let named = |range: std::ops::Range<usize>| -> Vec<Code> { article.items_in(range, PLACES).filter_map(|i| article.party(i)).collect() };
    let behind = named(role.first..names);
    if !behind.is_empty() {
        return behind;
    }
    let joins = |i: usize| article.is(i, "and") || article.sign(i, ',') || article.possessive(i) || article.item_at(i, PLACES).is_some();
    let from = (0..role.first).rev().take_while(|&i| joins(i)).last().unwrap_or(role.first);
    named(from..role.first)
}

/// The names that stand right behind an office of several: "ministers of X and Y, A and B", "- A of X, B of Y and C of Z".
fn list_of_names(article: &Article, from: usize, last: usize) -> Option<Vec<Item>> {
    // "and", commas, and whose they are stand between
    const LONGEST_GAP: usize = 6;
    const BOTH: &[&str] = &[
        "two",
        "three",
        "both",
        "four",
        "five",
        "countries",
        "states",
        "sides",
        "nations",
        "republics",
        "a",
        "number",
        "several",
        "foreign",
    ];
    let mut names: Vec<Item> = Vec::new();
    for item in article.items_in(from..last, &[MentionKind::Person]) {
        let gap = names.last().map_or(from, |n| n.end)..item.first;
        let joined = gap.clone().all(|i| {
            article.is_any(i, &["and", "of", "the"])
                || article.sign(i, ',')
                || article.sign(i, '-')
                || names.is_empty() && article.is_any(i, BOTH)
                || article.item_at(i, &[MentionKind::Country, MentionKind::Group]).is_some()
        });
        let near = if names.is_empty() { gap.len() <= 16 } else { gap.len() <= LONGEST_GAP };
        if !(joined && near) {
            break;
        }
        names.push(item);
    }
    (names.len() >= 2).then_some(names)
}

/// "prime ministers" -> "prime minister", "ministers of finance" -> "minister of finance".
fn singular(role: &str) -> String {
    let single = |w: &str| match w.strip_suffix("ies") {
        Some(stem) => format!("{stem}y"),
        None => w.strip_suffix('s').filter(|s| !s.ends_with('s')).unwrap_or(w).to_string(),
    };
    let words: Vec<&str> = role.split(' ').collect();
    let head = words.iter().position(|w| matches!(*w, "of" | "for")).unwrap_or(words.len());
    let mut out: Vec<String> = words.iter().map(|w| w.to_string()).collect();
    if let Some(word) = head.checked_sub(1).and_then(|i| out.get_mut(i)) {
        *word = single(word);
    }
    out.join(" ")
}

/// "Kassym-Jomart Tokayev of Kazakhstan"
fn of_country(article: &Article, item: Item) -> Option<Code> {
    if !article.is(item.end, "of") {
        return None;
    }
    let the = usize::from(article.is(item.end + 1, "the"));
    article.items_in(item.end + 1 + the..item.end + 2 + the, &[MentionKind::Country]).next().and_then(|i| article.party(i))
}

/// "ambassadors of several states - the Czech Republic Jan Novak, Cuba Carlos Diaz": the country right before each name.
fn listed_country(article: &Article, item: Item) -> Option<Code> {
    let country = article.items_in(item.first.saturating_sub(6)..item.first, &[MentionKind::Country]).last()?;
    let first = country.first - usize::from(article.is(country.first.saturating_sub(1), "the"));
    let before = first.checked_sub(1)?;
    let listed = article.sign(before, ',') || article.sign(before, '-') || article.sign(before, ':') || article.is(before, "and");
    let adjacent = country.end == item.first && article.form(country) == "name";
    if listed && adjacent { article.party(country) } else { None }
}
