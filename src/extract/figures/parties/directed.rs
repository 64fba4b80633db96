//! Exports, imports and balances: who sells and who buys.
//!
//! What the clause says of the two comes first; a side that it leaves out is the one that the sentence, the passage or the
//! article speaks of.

use super::antecedent::antecedent;
use super::context::{context_other, context_pair, context_reporter, is_total, with_world};
use super::places::{Place, Relation, near_head, respective};
use super::{PLACES, Parties, Reach, WORLD, partial};
use crate::extract::article::{Article, Item};
use crate::extract::figures::head::{self, Head};
use crate::extract::figures::{Reader, Statement};
use crate::lexicon::{ClauseWord, Cue, CueSet};
use crate::model::{Code, MentionKind, SlotBasis};

/// The sides of a clause, as its words name them.
struct Sides {
    owner: Option<Place>,
    partner: Option<Place>,
}

pub(super) fn directed(reader: &Reader, reach: &Reach, places: &[Place]) -> Parties {
    let (context, basis) = context_pair(reader, reach);
    if is_opposite(reader.article, reach) {
        return (context, basis);
    }
    // "the United States 7.3 percent to $5.76 billion": a list goes on with its partners
    if let Some(parties) = listed_partner(reader, reach, places, context) {
        return (parties, SlotBasis::Inferred);
    }
    if let Some(parties) = same_subject(reader, reach, places) {
        return (parties, SlotBasis::Inferred);
    }
    if let Some(owner) = measured_in(reader, reach, places) {
        return ((Some(owner), Some(WORLD)), SlotBasis::Inferred);
    }
    if let Some(partner) = part_of_total(reader, reach, places) {
        return ((reader.discourse.home, Some(partner)), SlotBasis::Inferred);
    }
    if let Some(parties) = of_two_before(reader, reach, places) {
        return (parties, SlotBasis::Inferred);
    }
    let sides = sides(reader, reach, places);
    if let Some(parties) = of_market(reader.article, reach, places, &sides) {
        return (parties, SlotBasis::Inferred);
    }
    if let Some(parties) = dealer(reader, reach, places, &sides) {
        return (parties, SlotBasis::Inferred);
    }
    // "imports from there": from whom the words before name
    let reporter = sides.owner.map(|o| o.code).or_else(|| reader.discourse.home.filter(|_| !reader.discourse.bilateral)).or(context.0);
    let there = antecedent(reader, reach, reporter).filter(|_| sides.partner.is_none());
    if let (Some(reporter), Some(there)) = (reporter, there) {
        return ((Some(reporter), Some(there)), SlotBasis::Inferred);
    }
    let owner = sides.owner.map(|o| o.code);
    if sides.partner.is_none()
        && !reader.discourse.bilateral
        && let Some(parties) = partial::parties(reader, reach, owner)
    {
        return parties;
    }
    let partner = sides.partner.or_else(|| accounting(reader.article, reach, places, sides.owner));
    match (sides.owner, partner.map(|p| p.code).filter(|p| Some(*p) != owner)) {
        (Some(a), Some(b)) => ((Some(a.code), Some(b)), SlotBasis::Stated),
        (None, Some(b)) => partner_alone(reader, reach, b),
        (Some(a), None) => owner_alone(reader, reach, a, context),
        (None, None) => nobody_named(reader, reach, places, (context, basis)),
    }
}

/// "Exports fell by 7 percent to $18 million in Lithuania, by 6 percent to $8 million in Estonia": those of each, in an article about
/// one of them.
fn measured_in(reader: &Reader, reach: &Reach, places: &[Place]) -> Option<Code> {
    let article = reader.article;
    let sentence = article.sentences[reach.sentence];
    let behind = |end: usize| {
        let item = article.item_at(end + 1, &[MentionKind::Country]).filter(|i| article.is(end, "in") && article.form(*i) == "name")?;
        article.party(item)
    };
    let amounts = article.items_in(sentence.first..sentence.last, &[MentionKind::Money]);
    let all: Vec<Code> = amounts.filter_map(|a| behind(a.end)).collect();
    let own = behind(reach.amount?.end)?;
    let led = |p: &Place| {
        p.at < reach.until && matches!(p.relation, Relation::To | Relation::From | Relation::With | Relation::Owner | Relation::Subject)
    };
    let named = places.iter().any(|p| led(p) && p.code != own);
    let among = reader.discourse.home.is_some_and(|h| all.contains(&h));
    (all.len() > 1 && among && !named).then_some(own)
}

/// "Kenya sold goods worth $3 million to Peru and bought goods worth $2 million from that country": the second verb has the subject
/// of the first.
fn same_subject(reader: &Reader, reach: &Reach, places: &[Place]) -> Option<(Option<Code>, Option<Code>)> {
    const VERBS: CueSet = CueSet::of(&[Cue::ImportVerb, Cue::ExportVerb]);
    let article = reader.article;
    let (verb, _) = reach.head.tokens.filter(|t| takes(reach) && article.is_any(t.0.saturating_sub(1), &["and", "also", "but"]))?;
    let last = reader.out.last().filter(|s| s.sentence == reach.sentence)?;
    let before = last.head_tokens.filter(|t| t.1 <= verb && article.cues_in(t.0..t.1, VERBS).any(|c| c.first == t.0))?;
    let active = !article.is_any(before.0.saturating_sub(1), &["was", "were", "been", "is", "are", "of"]);
    let (Some(reporter), told) = last.parties else { return None };
    let other = |p: &&Place| p.code != reporter && p.at > verb && matches!(p.relation, Relation::To | Relation::From | Relation::With);
    let partner = places.iter().find(other).map(|p| p.code).or(told);
    active.then_some((Some(reporter), partner))
}

/// Who the words of the clause say is the reporter, and who the partner; "data of Kenya show that exports to Kenya grew" names the
/// partner alone.
fn sides(reader: &Reader, reach: &Reach, places: &[Place]) -> Sides {
    let sides = named_sides(reader, reach, places);
    let led = |p: &Place| matches!(p.relation, Relation::To | Relation::From) && reach.head.tokens.is_some_and(|t| p.at > t.0);
    let one = sides.partner.filter(led).is_some_and(|p| sides.owner.is_some_and(|o| o.code == p.code && o.at != p.at));
    if one { Sides { owner: None, ..sides } } else { sides }
}

fn named_sides(reader: &Reader, reach: &Reach, places: &[Place]) -> Sides {
    let article = reader.article;
    let export = reach.head.head != Head::Import;
    let last_of = |relations: &[Relation]| places.iter().rev().find(|p| relations.contains(&p.relation)).copied();
    let near = |relations: &[Relation]| near_head(reach, places, relations).or_else(|| last_of(relations));
    // "imports from China rose, which shows its reliance on Chinese goods": who sells is not who buys
    let other_side = if export { Relation::To } else { Relation::From };
    let opposite: Vec<Code> = places.iter().filter(|p| p.relation == other_side).map(|p| p.code).collect();
    let own: Vec<Place> = places.iter().filter(|p| p.relation == other_side || !opposite.contains(&p.code)).copied().collect();
    // "The five AU countries Kenya imported from": who stands right before the verb
    let acts = |p: &&Place| {
        let item = article.item_at(p.at, PLACES).filter(|i| article.form(*i) == "name");
        takes(reach) && reach.head.tokens.is_some_and(|t| item.is_some_and(|i| i.end == t.0 || is_told_by_which(article, i.end, t.0)))
    };
    let actor = own.iter().find(acts).copied();
    // "Japanese goods worth $3 million were imported by Peru"
    let passive = takes(reach) && reach.head.tokens.is_some_and(|t| article.is_any(t.0, &["was", "were", "been"]));
    let agent = own.iter().find(|p| passive && p.relation == Relation::By).copied();
    if let (Some(agent), false) = (agent, export)
        && let Some(seller) =
            own.iter().find(|p| p.code != agent.code && matches!(p.relation, Relation::Owner | Relation::Of | Relation::From))
    {
        return Sides { owner: Some(agent), partner: Some(*seller) };
    }
    let mut owner = actor
        .or_else(|| near_head(reach, &own, &[Relation::Owner, Relation::Of]))
        .or_else(|| own.iter().find(|p| matches!(p.relation, Relation::Subject | Relation::By)).copied());
    // "in the red for Argentina, with a deficit of US$ 176 million", "a gap of $4 billion for Argentina"
    let balance = matches!(reach.head.head, Head::Deficit | Head::Surplus | Head::Balance);
    let red_for = |p: &&Place| p.relation == Relation::In && article.is(p.at.saturating_sub(1), "for");
    let sufferer = places.iter().rev().find(red_for).copied().filter(|_| balance);
    owner = owner.or(sufferer).or_else(|| own.iter().find(|p| speaks_for(reader, reach, p)).copied());
    let is_owner = |p: &Place| owner.is_some_and(|o| o.at == p.at);
    let label = last_of(&[Relation::Label]);
    // "the largest share of exports to the EU belonged to Peru - $3 million"
    let belongs = |p: &Place| p.at >= 2 && article.is_any(led(article, p).saturating_sub(1), &["belonged", "belongs"]);
    if let Some(partner) = label.filter(belongs) {
        return Sides { owner: owner.filter(|o| o.code != partner.code && o.relation != Relation::Subject), partner: Some(partner) };
    }
    if export {
        let partner = near(&[Relation::To])
            .or_else(|| near(&[Relation::With, Relation::In]).filter(|p| !is_owner(p)))
            // "a profit of 33 million rupees from Norway"
            .or_else(|| near(&[Relation::From]).filter(|_| balance))
            .filter(|p| sufferer.is_none_or(|s| s.at != p.at))
            .or_else(|| label.filter(|l| owner.is_none_or(|o| o.code != l.code)));
        // "goods bought from Kenya outpaced the growth of exports": where the others came from
        let bought = |p: &Place| article.is_any(p.at.saturating_sub(2), &["bought", "imported", "imports", "purchased", "sourced"]);
        let from = last_of(&[Relation::From]).filter(|p| reach.head.head == Head::Export && !bought(p));
        // "export earnings from Uganda": who pays is who buys
        if earns(article, reach) {
            return Sides { owner, partner: from.or(partner) };
        }
        return Sides { owner: from.or(owner), partner };
    }
    // "the imports for Kenya", told by another: from there
    let home = reader.discourse.home;
    let meant =
        |p: &Place| article.is(p.at - 1, "for") && reach.head.tokens.is_some_and(|t| t.1 + 1 == p.at) && home.is_some_and(|h| h != p.code);
    let partner = near(&[Relation::From, Relation::With]).or(label).or_else(|| last_of(&[Relation::In]).filter(meant));
    let is_partner = |p: &Place| partner.is_some_and(|partner| partner.code == p.code);
    // "Kenya bought goods for $3 million in Peru"
    let subject = owner.filter(|o| takes(reach) && o.relation == Relation::Subject && partner.is_none());
    if let Some(there) = last_of(&[Relation::In]).filter(|p| subject.is_some_and(|s| s.code != p.code) && article.is(led(article, p), "in"))
    {
        return Sides { owner, partner: Some(there) };
    }
    if let Some(to) = last_of(&[Relation::To, Relation::In]).filter(|to| !is_partner(to)) {
        owner = owner.filter(|o| !is_partner(o)).or(Some(to));
    }
    Sides { owner, partner }
}

/// "Paraguay, which sold", "Kenya, which last year bought": who stands before the relative clause does what its verb says.
pub(super) fn is_told_by_which(article: &Article, end: usize, verb: usize) -> bool {
    const LONGEST: usize = 4;
    let which = end + usize::from(article.sign(end, ','));
    let time =
        |i: usize| article.items_in(i..i + 1, &[MentionKind::Period]).next().is_some() || article.is_any(i, &["has", "had", "in", "also"]);
    article.is_any(which, &["which", "that"]) && which < verb && verb - which <= LONGEST && (which + 1..verb).all(time)
}

/// The token that leads to a place: "in", "in the".
fn led(article: &Article, place: &Place) -> usize {
    place.at.saturating_sub(1 + usize::from(article.is(place.at.saturating_sub(1), "the")))
}

/// "For Norway, exports amounted to $3 million", "of which for Norway $3 million were exports": in an article about two, whose side is
/// taken.
fn speaks_for(reader: &Reader, reach: &Reach, place: &Place) -> bool {
    let article = reader.article;
    let Some(lead) = place.at.checked_sub(1).filter(|&i| article.is(i, "for") && reader.discourse.bilateral) else { return false };
    let opens = lead == article.sentences[reach.sentence].first
        || article.is_any(lead - 1, &["and", "as", "which", "while", "whereas"])
        || [',', ';', ':'].iter().any(|sign| article.sign(lead - 1, *sign));
    opens && reach.head.tokens.is_some_and(|t| t.0 > place.at)
}

/// "Ghana accounted for the largest part of Kenya's exports": whose part it is, is the partner.
fn accounting(article: &Article, reach: &Reach, places: &[Place], owner: Option<Place>) -> Option<Place> {
    let head = reach.head.tokens?.0;
    let owner = owner.filter(|o| matches!(o.relation, Relation::Owner | Relation::Of))?;
    let subject = places.iter().find(|p| p.relation == Relation::Subject && p.code != owner.code && p.at < owner.at.min(head))?;
    let told = article.has_any(subject.at..head, &["accounted", "accounts", "took", "received"]);
    // "Ghana took 35 percent of Kenya's exports of $9 million": those are the whole
    let part = article.items_in(subject.at..head, &[MentionKind::Percent]).next().is_none() && !is_total(article, reach);
    (told && part).then_some(*subject)
}

/// "The US accounted for 26 per cent or $2 million of total exports", "the EU took $5 million of the exports": a partner of the economy
/// that the article is of.
fn part_of_total(reader: &Reader, reach: &Reach, places: &[Place]) -> Option<Code> {
    const REACH: usize = 8;
    let article = reader.article;
    let home = reader.discourse.home.filter(|_| !reader.discourse.bilateral)?;
    let (amount, head) = (reach.amount?, reach.head.tokens?.0);
    let of = head.checked_sub(amount.end).is_some_and(|gap| gap <= REACH) && article.has_any(amount.end..head, &["of"]);
    let verb = (reach.from..amount.item.first).rev().find(|&i| article.is_word(i, ClauseWord::Takes)).filter(|_| of)?;
    let subject = places.iter().rev().find(|p| p.at < verb && p.relation == Relation::Subject)?;
    // "accounted for $5 million of Peruvian exports": whose exports they are is told
    let elsewhere = places.iter().any(|p| p.code != home && p.at >= amount.end && p.at < head);
    (subject.code != home && !elsewhere).then_some(subject.code)
}

/// Whether exports are told as the money that they bring in.
fn earns(article: &Article, reach: &Reach) -> bool {
    reach.head.tokens.is_some_and(|(_, end)| article.is_any(end - 1, &["earnings", "proceeds", "receipts", "revenue", "revenues"]))
}

/// "exports in the opposite direction" to "imports from Russia": the same two, the same reporter.
fn is_opposite(article: &Article, reach: &Reach) -> bool {
    let clause = reach.from..reach.until;
    article.has_phrase(clause.clone(), &["opposite", "direction"]) || article.has_phrase(clause, &["other", "way"])
}

/// "Kenya is a major supplier of tea to Egypt. In 2022 its deliveries reached $2 million", "Egypt is one of Kenya's markets. It bought tea for":
/// the two that the sentence before names as partners, which has no figure.
fn of_two_before(reader: &Reader, reach: &Reach, places: &[Place]) -> Option<(Option<Code>, Option<Code>)> {
    let article = reader.article;
    let (head, _) = reach.head.tokens.filter(|_| places.is_empty())?;
    let before = reach.sentence.checked_sub(1).map(|n| article.sentences[n])?;
    // "Its exports totalled": to whomever
    let bare = article.is(head.saturating_sub(1), "its") && article.is_any(head, &["exports", "imports", "export", "import"]);
    let points =
        !bare && article.is_any(head.saturating_sub(1), &["its", "it"]) || takes(reach) && article.is(head.saturating_sub(2), "it");
    if !points || reader.last(reach.sentence, 2).is_some() || is_total(article, reach) {
        return None;
    }
    let partners = (before.first..before.last).any(|i| {
        let noun = [ClauseWord::Counterpart, ClauseWord::Sells, ClauseWord::Buys].iter().any(|part| article.is_word(i, *part));
        noun || article.is_any(i, &["customer", "supplier"])
    });
    let mut named: Vec<(Code, Item)> = Vec::new();
    for item in article.items_in(before.first..before.last, &[MentionKind::Country, MentionKind::Group]) {
        if let Some(code) = article.party(item).filter(|code| named.iter().all(|(other, _)| other != code)) {
            named.push((code, item));
        }
    }
    let [(first, item), (second, _)] = named[..] else { return None };
    let subject = article.form(item) == "name" && !article.possessive(item.end) && item.first <= before.first + 1;
    (partners && subject).then_some((Some(first), Some(second)))
}

/// "Brazil is the main market for Paraguay, which sold it products worth $3 million", "which delivered goods there": "it" is the other.
fn of_market(article: &Article, reach: &Reach, places: &[Place], sides: &Sides) -> Option<(Option<Code>, Option<Code>)> {
    const NEAR: usize = 12;
    let owner = sides.owner.filter(|_| takes(reach))?;
    let verb = reach.head.tokens?;
    let own = article.item_at(owner.at, PLACES)?;
    let points = |i: usize| article.is(i, "there") || article.is_any(i, &["it", "them"]);
    let last = article.sentences[reach.sentence].last.min(verb.1 + 2 * NEAR);
    let told = is_told_by_which(article, own.end, verb.0) && (verb.1..last).any(points);
    let mut others = places.iter().filter(|p| p.code != owner.code && p.at < owner.at);
    let other = others.next().filter(|_| told && sides.partner.is_none_or(|p| p.at < owner.at))?;
    Some((Some(owner.code), Some(other.code)))
}

/// "Countries that supplied most to Ukraine: China - USD 10.4 billion", "that bought most: Poland - ...": the label deals with
/// the article's own economy.
fn dealer(reader: &Reader, reach: &Reach, places: &[Place], sides: &Sides) -> Option<(Option<Code>, Option<Code>)> {
    let home = reader.discourse.home?;
    let label = places.iter().rev().find(|p| p.relation == Relation::Label).filter(|_| takes(reach))?;
    let fits = sides.owner.is_none_or(|o| o.code == label.code) && home != label.code;
    let told = sides.partner.is_none_or(|p| p.code == home || p.code == label.code);
    (fits && told).then_some((Some(label.code), Some(home)))
}

/// "to Italy": a partner whose reporter the clause leaves out.
fn partner_alone(reader: &Reader, reach: &Reach, partner: Code) -> Parties {
    match context_reporter(reader, reach, partner) {
        Some(reporter) => ((Some(reporter), Some(partner)), SlotBasis::Stated),
        None => ((None, Some(partner)), SlotBasis::Unresolved),
    }
}

/// "Italian exports": a reporter whose partner the clause leaves out.
fn owner_alone(reader: &Reader, reach: &Reach, owner: Place, context: (Option<Code>, Option<Code>)) -> Parties {
    let discourse = reader.discourse;
    let a = owner.code;
    let world = ((Some(a), Some(WORLD)), SlotBasis::Inferred);
    // "Chinese imports" where China is the partner spoken of: imports from there
    if reach.head.head == Head::Import && owner.adjective && context.1 == Some(a) {
        return (context, SlotBasis::Inferred);
    }
    if is_total(reader.article, reach) {
        return ((Some(a), Some(WORLD)), SlotBasis::Stated);
    }
    if let Some(parties) = next_in_rank(reader, reach, owner) {
        return (parties, SlotBasis::Inferred);
    }
    if let Some(parties) = ranked_market(reader, reach, owner) {
        return (parties, SlotBasis::Inferred);
    }
    if let Some(partner) = clause_before(reader, reach, a) {
        return ((Some(a), Some(partner)), SlotBasis::Inferred);
    }
    // "exports to Kazakhstan were $2 million, while imports to Tajikistan were $8 million"
    if let Some((Some(_), Some(partner))) = joined_pair(reader, reach).filter(|pair| pair.0 == Some(a)) {
        return ((Some(a), Some(partner)), SlotBasis::Inferred);
    }
    if discourse.peers.contains(&a) {
        return world;
    }
    let home = discourse.home.filter(|h| *h != a && !discourse.bilateral);
    // "Vietnam took 22.6 percent less": a partner buys or sells
    if home.is_some() && takes(reach) {
        return ((Some(a), home), SlotBasis::Inferred);
    }
    // "The Netherlands was first with N1,910 billion of the exports": a partner of the economy that the article is of
    let own = reach.head.tokens.is_some_and(|t| reader.article.has_any(t.0.saturating_sub(2)..t.0, &["its", "their"]));
    if home.is_some() && owner.relation == Relation::Subject && !own {
        return ((home, Some(a)), SlotBasis::Inferred);
    }
    if with_world(reader, reach) && Some(a) == discourse.home {
        return world;
    }
    // an article about one economy: its exports are those to the world
    if discourse.pair.is_none() && context.0 != Some(a) && context.1 != Some(a) {
        return world;
    }
    let recent = match context {
        (Some(r), b) if r == a => b,
        (r, Some(b)) if b == a => r,
        _ => None,
    };
    match recent.or_else(|| context_other(reader, reach, a)) {
        Some(b) => ((Some(a), Some(b)), SlotBasis::Inferred),
        None => ((Some(a), None), SlotBasis::Unresolved),
    }
}

/// "Tanzania's exports to Kenya were $8 million, while Rwanda exported goods worth $4 million": the partner of the clause before.
fn clause_before(reader: &Reader, reach: &Reach, owner: Code) -> Option<Code> {
    let last = reader.out.last().filter(|s| s.sentence == reach.sentence && s.head == reach.head.head)?;
    let (Some(reporter), Some(partner)) = last.parties else { return None };
    (reporter != owner && partner != owner && partner != WORLD && reach.head.tokens.is_some()).then_some(partner)
}

/// "Peru ranked first in steel exports with $8 million", "Peru led in tea exports" where markets of one economy are ranked: who buys most.
fn ranked_market(reader: &Reader, reach: &Reach, owner: Place) -> Option<(Option<Code>, Option<Code>)> {
    const NEAR: usize = 8;
    const MARKETS: &[&str] = &["destination", "destinations", "market", "markets"];
    let article = reader.article;
    let (head, _) = reach.head.tokens.filter(|_| matches!(reach.head.head, Head::Export) && !takes(reach))?;
    let of_one = |s: &&Statement| s.head == Head::Export && s.parties.0 != Some(owner.code) && s.parties.1.is_some_and(|p| p != WORLD);
    let reporter = reader.out.iter().find(of_one)?.parties.0?;
    let ranks = owner.relation == Relation::Subject && article.has_word(owner.at..head, ClauseWord::Rank);
    let inside = article.has_any(head.saturating_sub(NEAR).max(owner.at)..head, &["in"]);
    // markets that this sentence or the one before ranks; not "its largest market", told of one
    let near = article.sentences[reach.sentence.saturating_sub(2)].first..head;
    let markets = near.clone().any(|i| article.is_any(i, MARKETS) && !article.has_any(i.saturating_sub(3)..i, &["its", "their"]));
    (ranks && inside && markets).then_some((Some(reporter), Some(owner.code)))
}

/// "Ukraine ranked second with exports worth $2 million", "Next comes Turkey, which imported $3 million": who takes the place of
/// the one told before.
fn next_in_rank(reader: &Reader, reach: &Reach, owner: Place) -> Option<(Option<Code>, Option<Code>)> {
    let article = reader.article;
    let (head, _) = reach.head.tokens?;
    let last = reader.last(reach.sentence, 1).filter(|s| s.head == reach.head.head)?;
    let (Some(reporter), Some(partner)) = last.parties else { return None };
    let ranks = owner.relation == Relation::Subject && article.has_word(article.sentences[reach.sentence].first..head, ClauseWord::Rank);
    if !ranks || partner == WORLD || [reporter, partner].contains(&owner.code) {
        return None;
    }
    let verb = takes(reach) && !reach.head.cue.has(Cue::Import) && !article.is_any(head - 1, &["with", "a", "an", "its", "the", "total"]);
    match reader.discourse.home {
        Some(home) if home == reporter && !verb => Some((Some(reporter), Some(owner.code))),
        Some(home) if home == partner || verb => Some((Some(owner.code), Some(partner))),
        _ => None,
    }
}

/// "Exports to Russia were $3 million, while imports were $5 million": the one pair that the sentence told of before.
fn joined_pair(reader: &Reader, reach: &Reach) -> Option<(Option<Code>, Option<Code>)> {
    let told = || reader.out.iter().rev().take_while(|s| s.sentence == reach.sentence);
    let last = told().next()?.parties;
    let named = last.0.is_some() && last.1.is_some_and(|p| p != WORLD) && reach.head.tokens.is_some();
    (named && told().all(|s| s.parties == last) && !is_total(reader.article, reach)).then_some(last)
}

/// "Exports rose to $3 billion": nobody is named.
fn nobody_named(reader: &Reader, reach: &Reach, places: &[Place], context: Parties) -> Parties {
    let discourse = reader.discourse;
    let between: Vec<Code> = places.iter().filter(|p| p.relation == Relation::Between).map(|p| p.code).collect();
    if let [a, b, ..] = between[..]
        && a != b
    {
        let (a, b) = discourse.ordered(a, b);
        return ((Some(a), Some(b)), SlotBasis::Stated);
    }
    if let Some(parties) = joined_pair(reader, reach) {
        return (parties, SlotBasis::Inferred);
    }
    if let Some(parties) = of_turnover_before(reader, reach) {
        return (parties, SlotBasis::Inferred);
    }
    if with_world(reader, reach) && discourse.home.is_some() {
        return ((discourse.home, Some(WORLD)), SlotBasis::Inferred);
    }
    let before = context.0.0;
    // "Ghana imported goods worth $9 million from Nigeria, while oil exports were ...": those of the article's own economy
    if let ((Some(other), Some(own)), _) = context
        && !discourse.bilateral
        && discourse.home == Some(own)
        && reach.head.tokens.is_some()
    {
        return ((Some(own), Some(other)), SlotBasis::Inferred);
    }
    match is_total(reader.article, reach) {
        true if !discourse.bilateral => ((discourse.home.or(before), Some(WORLD)), SlotBasis::Inferred),
        true => ((before.or(discourse.home), Some(WORLD)), SlotBasis::Inferred),
        false => context,
    }
}

/// "Trade with the EU was $3 million. At the same time, exports decreased by 15% and imports by 12%": the two flows of what the sentence
/// before tells alone.
fn of_turnover_before(reader: &Reader, reach: &Reach) -> Option<(Option<Code>, Option<Code>)> {
    let article = reader.article;
    let s = article.sentences[reach.sentence];
    let opens = article.starts(s.first, &["at", "the", "same", "time"]) || article.starts(s.first, &["of", "this"]);
    let last = reader.last(reach.sentence, 1).filter(|l| l.sentence + 1 == reach.sentence && l.head == Head::Turnover)?;
    let alone = reader.out.iter().filter(|o| o.sentence == last.sentence).all(|o| o.parties == last.parties && o.head == Head::Turnover);
    let flow = |cue| article.cues_in(s.first..s.last, CueSet::of(&[cue])).next().is_some();
    let named = article.items_in(s.first..s.last, PLACES).next().is_some();
    let partner = last.parties.1.is_some_and(|p| p != WORLD);
    // "at the same time, the country's total exports decreased": with all
    let total = article.has_any(s.first..s.last, &["total", "overall", "whole", "country's", "country"]);
    (opens && alone && partner && !named && !total && flow(Cue::Export) && flow(Cue::Import)).then_some(last.parties)
}

/// A figure is told by a verb of buying or selling.
pub(super) fn takes(reach: &Reach) -> bool {
    reach.head.cue.has(Cue::ImportVerb) || reach.head.cue.has(Cue::ExportVerb)
}

/// The partner that labels an item of a list whose head and reporter are carried on.
fn listed_partner(
    reader: &Reader,
    reach: &Reach,
    places: &[Place],
    context: (Option<Code>, Option<Code>),
) -> Option<(Option<Code>, Option<Code>)> {
    let article = reader.article;
    let amount = reach.amount?.item.first;
    let reporter = context.0?;
    // "Uganda and Peru bought goods worth $9 million and $5 million from Kenya": each buys from the same
    let same = |p: &Place| p.at > amount && matches!(p.relation, Relation::To | Relation::From);
    let in_order = places.first().is_some_and(|p| p.relation == Relation::Subject) && respective(article, reach).is_some();
    if in_order && places.iter().skip(1).any(same) {
        return None;
    }
    let behind = |p: &&Place| p.at > amount && matches!(p.relation, Relation::To | Relation::From | Relation::With) && p.at - amount <= 8;
    let ahead = places.iter().rev().find(|p| p.at < amount && !p.adjective && p.code != reporter);
    // "SR23.5 billion to China, 13.2 billion to Japan": the partner that the amount runs into
    let end = reach.amount?.end;
    let end = end + 2 * usize::from(head::is_part(article, end));
    let adjoins = article.is_any(end, &["to", "from", "with"]);
    let follows = |p: &&Place| adjoins && (p.at == end + 1 || p.at == end + 2 && article.is(end + 1, "the"));
    // "goods were sourced from Peru, ... $3 million of it to Peru": the other way round
    if places.iter().find(follows).is_some_and(|p| p.code == reporter) {
        return None;
    }
    let adjoining = places.iter().filter(behind).find(follows);
    let place = adjoining.or(ahead).or_else(|| places.iter().find(behind)).filter(|p| p.code != reporter)?;
    // "Latvia imported goods worth $3 billion, Estonia $4 billion": another reporter
    if context.1 == Some(WORLD) && reader.discourse.peers.contains(&reporter) && reader.discourse.peers.contains(&place.code) {
        return Some((Some(place.code), context.1));
    }
    if next_balance(reader, reach, place, context) {
        return Some((Some(place.code), context.1));
    }
    // "China's exports to Kenya were $4 million, the UAE's $3 million", "more than the UAE ($3 million)": another that sells as much to the same
    let end = article.item_at(place.at, PLACES).map_or(place.at + 1, |i| i.end);
    let lead = led(article, place);
    let owns = article.possessive(end) && end + 1 == amount && reach.head.tokens.is_none();
    let supplied = article.is(end, "with") && told_with(reader, reach);
    let than = article.is(lead, "than") && reach.head.tokens.is_none() && !place.adjective;
    if (owns || supplied || than) && context.1 != Some(WORLD) && context.1 != Some(place.code) {
        return Some((Some(place.code), context.1));
    }
    // "Kazakhstan's imports from the EU reached $10 million, while Kyrgyzstan saw a rise to $9 million"
    let opens_clause = article.is_word(place.at.wrapping_sub(1), ClauseWord::Contrast) && place.relation == Relation::Subject;
    if opens_clause && reader.discourse.home.is_some_and(|h| h != reporter && context.1 != Some(h)) && context.1 != Some(WORLD) {
        return Some((Some(place.code), context.1));
    }
    let carried = reach.head.tokens.is_none() && reader.out.last().is_some_and(|s| reach.sentence - s.sentence <= 1);
    if !carried {
        return None;
    }
    // "Iraq purchased goods from Iran worth $10 bn, Turkey was next with ...": the buyer changes, not the seller
    let by_verb = reader
        .out
        .last()
        .and_then(|s| s.head_tokens)
        .is_some_and(|t| reader.article.cues_in(t.0..t.1, CueSet::of(&[Cue::ImportVerb, Cue::ExportVerb])).next().is_some())
        || reader.out.last().is_some_and(|s| {
            // "China topped the list of suppliers to Kenya": the next are suppliers too
            let of_partners = s.rule == "head_of_partners";
            (s.head_tokens.is_none() && !of_partners || is_buyer_with(article, s)) && s.parties.0 != reader.discourse.home
        });
    if reporters_rank(reader, reach) && context.1 != Some(place.code) {
        return Some((Some(place.code), context.1));
    }
    // "surpluses of the EU with China ($5 million), Russia ($4 million) and Norway ($3 million)" in an article about Russia
    let told = reader.out.iter().rev().take_while(|s| s.sentence == reach.sentence);
    let varies = told.into_iter().any(|s| s.parties.0 == Some(reporter) && s.parties.1 != context.1);
    let home = reader.discourse.home.filter(|h| by_verb && !varies && context.1 == Some(*h) && *h != place.code);
    // "exports of Latvia were X, those of Estonia Y"
    if place.relation == Relation::Of && reader.article.is_any(place.at.saturating_sub(2), &["those", "that"]) {
        return Some((Some(place.code), context.1));
    }
    Some(if home.is_some() { (Some(place.code), home) } else { (Some(reporter), Some(place.code)) })
}

/// "China supplied Kenya with goods worth $4 million", the figure before: whom it supplied stands before "with".
fn told_with(reader: &Reader, reach: &Reach) -> bool {
    let article = reader.article;
    let told = reader.out.iter().find(|s| s.sentence == reach.sentence && s.head == Head::Export).and_then(|s| s.head_tokens.zip(s.amount));
    told.is_some_and(|(head, amount)| {
        article.is_any(head.0, &["supplied", "provided", "supplies"]) && article.has_any(head.1..amount.first, &["with"])
    })
}

/// "Iraq with 2 million tons of imports from Iran worth $5 million": the buyer labels what it buys.
fn is_buyer_with(article: &Article, s: &Statement) -> bool {
    let Some((head, _)) = s.head_tokens.filter(|_| s.amount.is_some()) else { return false };
    let first = article.sentences[s.sentence].first;
    let buyer = article.items_in(first..head, &[MentionKind::Country]).filter(|i| article.party(*i) == s.parties.0).last();
    buyer.is_some_and(|b| article.is(b.end, "with"))
}

/// "Latvia had the largest deficit at $3 million, followed by Estonia with $2 million": the next in a rank of those whose balance with
/// the world is told.
fn next_balance(reader: &Reader, reach: &Reach, place: &Place, context: (Option<Code>, Option<Code>)) -> bool {
    let article = reader.article;
    let balance = matches!(reach.head.head, Head::Deficit | Head::Surplus | Head::Balance);
    let sentence = article.sentences[reach.sentence];
    let followed = article.has_phrase(sentence.first..place.at, &["followed", "by"]);
    let here = reader.last(reach.sentence, 0).is_some_and(|s| s.sentence == reach.sentence);
    let subject = article.items_in(sentence.first..place.at, &[MentionKind::Country]).next();
    let first = subject.filter(|i| article.form(*i) == "name" && !article.possessive(i.end)).and_then(|i| article.party(i));
    let reporters: Vec<_> = reader.out.iter().rev().take_while(|s| s.sentence == reach.sentence).filter_map(|s| s.parties.0).collect();
    balance && followed && here && context.1 == Some(WORLD) && first.is_some_and(|f| reporters.contains(&f))
}

/// Whether the list so far goes from reporter to reporter: "Kenya imported goods worth $9 million from Peru, Ghana came second with
/// $7 million", "Kenya leads with exports of $9 million, followed by Ghana with $7 million".
fn reporters_rank(reader: &Reader, reach: &Reach) -> bool {
    let article = reader.article;
    let Some(last) = reader.last(reach.sentence, 1).filter(|s| s.parties.1 != Some(WORLD)) else { return false };
    let before = reader.out.iter().rev().nth(1);
    let told_so = before.is_some_and(|s| {
        s.head == last.head && last.sentence - s.sentence <= 1 && s.parties.1 == last.parties.1 && s.parties.0 != last.parties.0
    });
    let first = article.sentences[reach.sentence].first;
    let leads = || {
        let (head, _) = last.head_tokens.filter(|t| t.0 > first && article.is(t.0 - 1, "with"))?;
        let subject = article.items_in(first..head, &[MentionKind::Country]).find(|i| article.party(*i) == last.parties.0)?;
        article.has_word(subject.end..head, ClauseWord::Rank).then_some(())
    };
    told_so || leads().is_some()
}
