//! Who the article is about: the two economies that "the two countries" are, and the one whose side it takes.

use super::article::{Article, Item};
use super::figures::parties::direction::Direction;
use super::offices::counting_country;
use super::tour;
use super::traders::Traders;
use crate::lexicon::{Cue, CueSet};
use crate::model::{Code, MentionKind};
use std::collections::{BTreeMap, BTreeSet};

/// The economies of an article.
#[derive(Clone, Debug, Default)]
pub struct Discourse {
    /// The economy whose perspective the article takes: the one named first of its pair.
    pub home: Option<Code>,
    /// The two economies that it is about, home first; `None` when no two stand out.
    pub pair: Option<(Code, Code)>,
    /// The article's figures are about its pair, not about one economy's trade with the world: as its first figure is told.
    pub bilateral: bool,
    /// Three or more economies whose trade is told one after the other; empty when one or two stand out.
    pub peers: Vec<Code>,
    /// Two or more economies that one visits or whose envoys one receives; empty when nobody does.
    pub hosts: Vec<Code>,
    /// Every economy by weight, heaviest first.
    pub ranked: Vec<(Code, u32)>,
    /// Who gives capital to whom.
    pub direction: Direction,
}

/// Weighs every economy that the article names, and settles whose article it is.
pub fn read(article: &Article) -> Discourse {
    let named = Named::read(article);
    let ranked = &named.ranked;
    let traders = Traders::read(article);
    let payer = currency_country(article, ranked);
    let peers = peers(&traders, ranked);
    let hosts = tour::hosts(article);
    let guest = named.guest(article, &hosts);
    let are_hosts = |(a, b): &(Code, Code)| guest.is_some() && hosts.contains(a) && hosts.contains(b);
    let pair = pair(article, ranked, &traders).filter(|p| peers.is_empty() && !are_hosts(p)).map(|p| named.ordered(&traders, p));
    // figures in rupees or shillings are told from the side of the one that pays in them
    let pair = told_by(pair, payer);
    let counter = counter(article, ranked, &traders, pair).filter(|_| payer.is_none());
    let pair = told_by(pair, counter).map(|(a, b)| if guest == Some(b) { (b, a) } else { (a, b) });
    let first_of_top = || named.first_of_top(article);
    let home = payer.or(pair.map(|p| p.0)).or(counter).or(traders.main()).or(guest).or_else(first_of_top);
    let bilateral = pair.is_some_and(|(a, b)| {
        let told = is_bilateral(article) && stand_out(article, ranked, a, b) || are_alone(article, ranked, a, b);
        told && !traders.has_many_partners()
    });
    let direction = Direction::read(article);
    Discourse { home, pair, bilateral, peers, hosts, ranked: named.ranked, direction }
}

/// The economies that an article names.
#[derive(Default)]
struct Named {
    /// By weight, heaviest first.
    ranked: Vec<(Code, u32)>,
    /// Those named other than as somebody's partner, in order.
    first: Vec<Code>,
    /// Those named as somebody's partner: "exports to India".
    partners: BTreeSet<Code>,
    /// Those named by more than a city.
    by_name: BTreeSet<Code>,
}

impl Named {
    /// Weighs every economy: the head of an article weighs more than its tail.
    fn read(article: &Article) -> Named {
        let mut named = Named::default();
        let mut weight: BTreeMap<Code, u32> = BTreeMap::new();
        let mut partner_end: Option<usize> = None;
        for item in article.items_in(0..article.tokens.len(), &[MentionKind::Country, MentionKind::Group, MentionKind::City]) {
            let mention = article.mention(item);
            let Some(code) = mention.country else { continue };
            let is_city = mention.kind == MentionKind::City;
            if article.is_dateline(item) || is_city && article.form(item) == "city" {
                continue;
            }
            let partner = is_partner(article, item, partner_end);
            partner_end = partner.then_some(item.end);
            if partner {
                named.partners.insert(code);
            }
            if !is_city {
                named.by_name.insert(code);
            }
            if !is_city && !partner && !named.first.contains(&code) {
                named.first.push(code);
            }
            let head = if mention.sentence_no < 4 { 3 } else { 2 };
            *weight.entry(code).or_default() += if is_city { 1 } else { head };
        }
        let mut ranked: Vec<(Code, u32)> = weight.into_iter().collect();
        ranked.sort_by_key(|(code, w)| (std::cmp::Reverse(*w), named.order(*code)));
        named.ranked = ranked;
        named
    }

    /// The place of an economy among those named first.
    fn order(&self, code: Code) -> usize {
        self.first.iter().position(|c| *c == code).unwrap_or(usize::MAX)
    }

    /// Who visits the hosts of a tour or receives their envoys: an economy that is named itself, and not by chance.
    fn guest(&self, article: &Article, hosts: &[Code]) -> Option<Code> {
        let most = self.ranked.iter().filter(|(c, _)| hosts.contains(c)).map(|(_, w)| *w).max()?;
        let (guest, weight) = self.ranked.iter().find(|(c, _)| !hosts.contains(c) && !is_group(article, *c))?;
        (weight * 4 >= most && self.by_name.contains(guest)).then_some(*guest)
    }

    /// The one named first comes first, but for the one whose trade is told: "China is the main market of Peru, Peruvian exports ...".
    fn ordered(&self, traders: &Traders, (a, b): (Code, Code)) -> (Code, Code) {
        let (a, b) = if self.order(a) <= self.order(b) { (a, b) } else { (b, a) };
        if traders.are_turned((a, b)) { (b, a) } else { (a, b) }
    }

    /// The one named first of the three heaviest.
    fn first_of_top(&self, article: &Article) -> Option<Code> {
        let top = self.ranked.iter().take(3).map(|r| r.0);
        let own = top.filter(|c| !self.partners.contains(c) || self.order(*c) != usize::MAX);
        own.min_by_key(|c| (is_group(article, *c), self.order(*c)))
    }
}

/// "exports to India", "to India and Nepal": a partner, not the one whose side the article takes.
fn is_partner(article: &Article, item: Item, partner_end: Option<usize>) -> bool {
    let before = item.first.wrapping_sub(1);
    let led = article.is_any(before, &["to", "from", "with", "in"]);
    let the = usize::from(article.is(before, "the"));
    let listed = item.first > 0 && article.is_any(item.first.saturating_sub(1 + the), &["and", ","]);
    led || listed && partner_end.is_some_and(|end| item.first - end <= 3)
}

pub fn is_group(article: &Article, code: Code) -> bool {
    article.lexicon.geography.members.contains_key(&code)
}

/// The pair as it is told by one of the two; none when a third tells his own figures.
fn told_by(pair: Option<(Code, Code)>, teller: Option<Code>) -> Option<(Code, Code)> {
    let (a, b) = pair?;
    match teller {
        Some(teller) if teller == b => Some((b, a)),
        Some(teller) if teller != a => None,
        _ => Some((a, b)),
    }
}

/// Who counts tells whose figures they are, unless the article is about two others.
fn counter(article: &Article, ranked: &[(Code, u32)], traders: &Traders, pair: Option<(Code, Code)>) -> Option<Code> {
    // "Nepal's deficit with India is three times that with China": about neither of these two
    let apart = |c: Code| {
        pair.is_some_and(|p| {
            let told = || traders.owned(c) >= 2 || is_often_named(ranked, c) || traders.are_sides(p);
            traders.owner_beside(p) == Some(c) && traders.are_partners(p) && told()
        })
    };
    let counter = counting_country(article).or_else(|| traders.owner_beside(pair?));
    counter.filter(|c| apart(*c) || !is_bilateral(article))
}

/// Not much less than the one that is named most.
fn is_often_named(ranked: &[(Code, u32)], code: Code) -> bool {
    let weight = ranked.iter().find(|(c, _)| *c == code).map_or(0, |(_, w)| *w);
    ranked.first().is_some_and(|(_, most)| weight * 2 >= *most)
}

/// Whether the first sentence with a figure of trade names two economies or speaks of "the two countries".
fn is_bilateral(article: &Article) -> bool {
    let heads =
        CueSet::of(&[Cue::Turnover, Cue::Export, Cue::Import, Cue::Surplus, Cue::Deficit, Cue::Balance, Cue::ExportVerb, Cue::ImportVerb]);
    for (no, s) in article.sentences.iter().enumerate() {
        let range = s.first..s.last;
        let figure = article.items_in(range.clone(), &[MentionKind::Money, MentionKind::Percent]).next().is_some();
        if article.is_noise_sentence(no) || !figure || article.cues_in(range.clone(), heads).next().is_none() {
            continue;
        }
        let mut named: Vec<Code> = article
            .items_in(range.clone(), &[MentionKind::Country, MentionKind::Group])
            .filter(|i| !article.is_dateline(*i))
            .filter_map(|i| article.party(i))
            .collect();
        named.sort_unstable();
        named.dedup();
        // "with countries outside the bloc" are not the two
        let together =
            |i: usize| article.is_any(i, &["countries", "sides"]) && article.is_any(i.saturating_sub(1), &["the", "our", "these"]);
        let joint = article.has_any(range.clone(), &["bilateral", "mutual", "two", "both", "between"])
            || range.clone().any(together)
            || range.clone().any(|i| article.is(i, "with") && joins_party(article, i));
        let partner = article
            .items_in(range.clone(), &[MentionKind::Country, MentionKind::Group])
            .any(|i| article.is_any(i.first.saturating_sub(1), &["to", "from", "with"]));
        if named.len() == 1 && partner {
            return true;
        }
        let foreign = article.has_phrase(range.clone(), &["foreign", "trade"]) || article.has_phrase(range.clone(), &["external", "trade"]);
        let turnover = article.has_cue(range, Cue::Turnover) && !foreign;
        // "Trade with Italy has known ups and downs. $13.2 billion was posted in 2018": the sentence before says whose it is
        let opened = no > 0 && {
            let before = article.sentences[no - 1].first..article.sentences[no - 1].last;
            article.has_cue(before.clone(), Cue::Turnover) && before.into_iter().any(|i| article.is(i, "with") && joins_party(article, i))
        };
        return named.len() >= 2 || joint || named.is_empty() && (turnover || opened);
    }
    true
}

/// Three economies or more whose trade is told one after the other, none of them much more than the others.
fn peers(traders: &Traders, ranked: &[(Code, u32)]) -> Vec<Code> {
    let most = ranked.first().map_or(0, |(_, weight)| *weight);
    let peers: Vec<Code> = ranked.iter().filter(|(code, w)| w * 2 >= most && traders.owned(*code) > 0).map(|(code, _)| *code).collect();
    if peers.len() < 3 { Vec::new() } else { peers }
}

/// Neither of the two is a chance mention, nor lost among others: those are not named more often than twice as much.
fn stand_out(article: &Article, ranked: &[(Code, u32)], a: Code, b: Code) -> bool {
    let weight = |code: Code| ranked.iter().find(|(c, _)| *c == code).map_or(0, |(_, w)| *w);
    let (less, more) = (weight(a).min(weight(b)), weight(a).max(weight(b)));
    let geography = &article.lexicon.geography;
    let belongs = |c: Code| [a, b].iter().any(|of| *of == c || geography.is_member(c, *of) || geography.is_member(*of, c));
    let others: u32 = ranked.iter().filter(|(c, _)| !belongs(*c)).map(|(_, w)| *w).sum();
    less * 4 >= more && others <= less * 2
}

/// The two are spoken of together, named about as often as one another, and nobody else by far.
fn are_alone(article: &Article, ranked: &[(Code, u32)], a: Code, b: Code) -> bool {
    let weight = |code: Code| ranked.iter().find(|(c, _)| *c == code).map_or(0, |(_, w)| *w);
    let (less, more) = (weight(a).min(weight(b)), weight(a).max(weight(b)));
    let third = ranked.iter().filter(|(c, _)| *c != a && *c != b).map(|(_, w)| *w).max().unwrap_or_default();
    let words = 0..article.tokens.len();
    let joint = article.has_any(words.clone(), &["bilateral", "mutual", "both"])
        || words.into_iter().any(|i| article.is(i, "two") && article.is_any(i + 1, &["countries", "sides", "nations", "states"]));
    joint && less * 2 >= more && third * 3 <= less
}

/// "with Italy", "with the country", "with it"; not "compared with the same month".
fn joins_party(article: &Article, with: usize) -> bool {
    let party = article.items_in(with + 1..with + 4, &[MentionKind::Country, MentionKind::Group]).next().is_some();
    party || article.is_any(with + 1, &["it", "them", "this"]) || article.starts(with + 1, &["the", "country"])
}

/// The one named economy whose own currency most amounts are in; the dollar and the euro tell nothing.
fn currency_country(article: &Article, ranked: &[(Code, u32)]) -> Option<Code> {
    let mut counts: BTreeMap<Code, usize> = BTreeMap::new();
    let mut items: Vec<_> = article.items_in(0..article.tokens.len(), &[MentionKind::Money]).collect();
    items.retain(|item| !article.is_same_amount(*item));
    for item in &items {
        let Some(currency) = article.mention(*item).currency.filter(|c| !matches!(c.as_str(), "USD" | "EUR")) else { continue };
        let users = article.lexicon.currencies.countries.get(&currency)?;
        for (code, _) in ranked.iter().filter(|(c, _)| users.contains(c)) {
            *counts.entry(*code).or_default() += 1;
        }
    }
    let (best, count) = counts.into_iter().max_by_key(|(_, n)| *n)?;
    (count * 2 >= items.len() && count >= 2).then_some(best)
}

/// The two heaviest, when the second is no chance mention and the third is lighter.
fn pair(article: &Article, ranked: &[(Code, u32)], traders: &Traders) -> Option<(Code, Code)> {
    let geography = &article.lexicon.geography;
    let ranked = without_common_group(article, ranked, traders);
    let [(a, wa), (b, wb), rest @ ..] = &ranked[..] else { return None };
    // "Kazakhstan, the EU, Romania": a group hardly heavier than a member of it may be meant or not
    let of_third = |(c, w): &(Code, u32)| geography.is_member(*b, *c) && !geography.is_member(*b, *a) && w * 10 >= wb * 9;
    if rest.first().is_some_and(of_third) {
        return None;
    }
    let third = rest
        .iter()
        // a group that one of the two belongs to is background ("Kazakhstan ... Romania ... the European Union")
        .find(|(c, _)| !geography.is_member(*c, *a) && !geography.is_member(*c, *b))
        .map_or(0, |(_, w)| *w);
    (wb * 6 >= *wa && *wb > third).then_some((*a, *b))
}

/// "Brunei, ASEAN, Vietnam": a group of the first is background or where it meets the third, unless trade with it is told.
fn without_common_group(article: &Article, ranked: &[(Code, u32)], traders: &Traders) -> Vec<(Code, u32)> {
    let geography = &article.lexicon.geography;
    let mut ranked = ranked.to_vec();
    if let [(a, _), (group, wg), (b, wb), ..] = ranked[..]
        && geography.is_member(group, a)
        && (geography.is_member(group, b) || !is_group(article, b) && wb * 2 >= wg)
        && !traders.deals(group)
    {
        ranked.remove(1);
    }
    ranked
}

impl Discourse {
    /// Three or more economies of about the same weight, when the article is about no two of them alone.
    pub fn trio(&self) -> Option<Vec<Code>> {
        let [(_, first), ..] = self.ranked[..] else { return None };
        let equal: Vec<Code> = self.ranked.iter().take_while(|(_, w)| w * 10 >= first * 7).map(|(c, _)| *c).collect();
        ((3..=5).contains(&equal.len()) && first >= 6).then_some(equal)
    }

    /// The other of the two economies.
    pub fn other(&self, code: Code) -> Option<Code> {
        match self.pair {
            Some((a, b)) if a == code => Some(b),
            Some((a, b)) if b == code => Some(a),
            _ => None,
        }
    }

    /// Home first, where the two are the article's pair; else as given.
    pub fn ordered(&self, a: Code, b: Code) -> (Code, Code) {
        if self.home == Some(b) { (b, a) } else { (a, b) }
    }
}
