//! Who is who in the article: each person once, with the office and country that any sentence tells.

use super::beside::{
    are_listed, in_role, leads_side, leads_side_met, led_delegation, listed_country, listed_side, of_country, own_side, owned_by,
    travel_together,
};
use super::names::{are_of_one_family, are_of_one_house, are_spelt_alike, is_part, surname};
use super::{home, inviting, same_rank};
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
        let counterparts = people.counterparts(article);
        inviting::infer(article, &mut people);
        home::infer(article, discourse, &mut people);
        people.of_pair(discourse, &counterparts);
        people
    }

    /// "the Australian and Vietnamese prime ministers, A and B": the office for each, and one country each, in order.
    fn listed(&mut self, article: &Article) {
        let plural = |i: &Item| article.mention(*i).name.as_deref() == Some("plural");
        for role in article.items_in(0..article.tokens.len(), &[MentionKind::Role]).filter(plural) {
            let sentence = article.sentences[article.sentence_of(role.first)];
            let Some(names) = list_of_names(article, role.end, sentence.last) else { continue };
            let countries = countries_of(article, role, &names);
            let sole = countries.first().filter(|_| countries.len() == 1 && article.mention(role).country.is_some());
            let opens = role.first == sentence.first && article.tokens.get(role.first + 1).is_some_and(|t| t.is_word() && !t.capital);
            let text = article.mention(role).role.as_deref().map(singular);
            // "Prime ministers A and B" opens the sentence
            let text = text.map(|t| if opens && role.end > role.first + 1 { t.to_lowercase() } else { t });
            let rank = article.mention(role).code.and_then(|c| Rank::parse(c.as_str()));
            for (k, name) in names.iter().enumerate() {
                let Some(known) = self.of_item(article, *name).and_then(|i| self.all.get_mut(i)) else { continue };
                // "the Kenyan deputy ministers A and B" are of the one
                let own = if countries.len() == names.len() { Some(countries[k]) } else { sole.copied() };
                known.country = known.country.or(own);
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
                side = if leads_side_met(article, item) || travel_together(article, item) { vec![person] } else { Vec::new() };
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
            .or_else(|| own_side(article, item))
            .or_else(|| listed_side(article, item))
            .or_else(|| leads_side(article, item))
            .or_else(|| led_delegation(article, item))
            .or_else(|| of_country(article, item))
            .or_else(|| owned_by(article, item))
            .or_else(|| in_role(article, item));
        let rank = mention.code.and_then(|c| Rank::parse(c.as_str()));
        let words: Vec<u64> = name.split([' ', '-']).map(fold_hash).collect();
        let index = self.find(&name, surname, &words).filter(|&i| !is_other_king(&self.all[i], rank, &words)).unwrap_or(self.all.len());
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

    /// "his Turkish counterpart" has the office of the one he is counterpart of: who is whose.
    fn counterparts(&mut self, article: &Article) -> Vec<(usize, usize)> {
        let mut out = Vec::new();
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
                .or_else(|| in_sentence.iter().copied().find(ranked))
                .or_else(|| in_sentence[..at].iter().copied().rev().find(|&j| self.all[j].role.is_some()));
            // "the ASEAN foreign ministers met with their Japanese counterpart X"
            let plural = |r: &Item| r.end <= self.all[i].told && article.mention(*r).name.as_deref() == Some("plural");
            let s = article.sentences[no];
            if let Some(office) = article.items_in(s.first..s.last, &[MentionKind::Role]).filter(plural).last().filter(|_| other.is_none())
            {
                self.all[i].rank = article.mention(office).code.and_then(|c| Rank::parse(c.as_str()));
                self.all[i].role = article.mention(office).role.as_deref().map(singular);
            }
            if let Some(j) = other {
                self.all[i].rank = self.all[j].rank;
                self.all[i].role = self.all[j].role.clone();
                out.push((i, j));
            }
        }
        out
    }

    /// A counterpart without a country has the pair's other.
    fn of_pair(&mut self, discourse: &Discourse, counterparts: &[(usize, usize)]) {
        for &(i, j) in counterparts {
            self.all[i].country = self.all[i].country.or_else(|| self.all[j].country.and_then(|c| discourse.other(c)));
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

/// "King Omar" and the minister "Salim bin Said bin Omar": a head of state by one name is no minister of a longer one.
fn is_other_king(known: &Known, rank: Option<Rank>, words: &[u64]) -> bool {
    use Rank::{Ambassador, DeputyMinister, ForeignMinister, HeadOfState, Minister};
    let minister = |r: Option<Rank>| matches!(r, Some(ForeignMinister | Minister | DeputyMinister | Ambassador));
    let (one, other) = (words.len() == 1, known.words.len() == 1);
    one && !other && rank == Some(HeadOfState) && minister(known.rank) || other && !one && known.rank == Some(HeadOfState) && minister(rank)
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

/// The countries whose office of several it is: "the Omani and Iraqi ministers", "prime ministers of Kazakhstan and Russia", "presidents
/// of Peru, A, and of Chile, B".
fn countries_of(article: &Article, role: Item, names: &[Item]) -> Vec<Code> {
    const PLACES: &[MentionKind] = &[MentionKind::Country, MentionKind::Group];
    let named = |range: std::ops::Range<usize>| -> Vec<Code> { article.items_in(range, PLACES).filter_map(|i| article.party(i)).collect() };
    let behind = named(role.first..names[0].first);
    if behind.len() == 1 {
        return named(role.first..names[names.len() - 1].first);
    }
    if !behind.is_empty() {
        return behind;
    }
    let joins = |i: usize| article.is(i, "and") || article.sign(i, ',') || article.possessive(i) || article.item_at(i, PLACES).is_some();
    let from = (0..role.first).rev().take_while(|&i| joins(i)).last().unwrap_or(role.first);
    named(from..role.first)
}

/// "the foreign ministers of Kenya and Peru", "the Kenyan and Peruvian ministers": an office that two economies have, told up to a token.
pub(super) fn office_of_several(article: &Article, first: usize, role: Item, last: usize) -> bool {
    const REACH: usize = 6;
    let named = |range: std::ops::Range<usize>, form: &str| {
        article.items_in(range, &[MentionKind::Country]).filter(|i| article.form(*i) == form).count()
    };
    named(role.first..(role.end + REACH).min(last), "name") >= 2
        || named(role.first.saturating_sub(REACH).max(first)..role.end, "adjective") >= 2
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
            article.is_any(i, &["and", "of", "the", "from"])
                || article.sign(i, ',')
                || article.sign(i, '-')
                || article.possessive(i)
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
