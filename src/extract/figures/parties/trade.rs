//! Reporter and partner of a trade figure.

use super::context::{antecedent, context_other, context_pair, context_reporter, is_total, with_world};
use super::places::{Place, Relation, near_head};
use super::{CONTINENTS, PLACES, Parties, Reach, UNNAMED, WORLD};
use crate::extract::article::Article;
use crate::extract::figures::Reader;
use crate::extract::figures::head::Head;
use crate::lexicon::{Cue, CueSet};
use crate::model::{Code, MentionKind, SlotBasis};
use crate::text::TokenKind;

pub(super) fn trade(reader: &Reader, reach: &Reach, places: &[Place]) -> Parties {
    match reach.head.head {
        Head::Turnover => turnover(reader, reach, places),
        _ => directed(reader, reach, places),
    }
}

fn turnover(reader: &Reader, reach: &Reach, places: &[Place]) -> Parties {
    let pick = |relations: &[Relation]| places.iter().filter(|p| relations.contains(&p.relation)).map(|p| p.code).collect::<Vec<_>>();
    let mut sides = pick(&[Relation::Between, Relation::Of, Relation::Owner, Relation::Subject]);
    sides.dedup();
    let partners = pick(&[Relation::With, Relation::Label]);
    let stated = |a, b| ((Some(a), Some(b)), SlotBasis::Stated);
    let between = pick(&[Relation::Between]);
    if let [a, b, ..] = between[..]
        && a != b
    {
        let (a, b) = reader.discourse.ordered(a, b);
        return stated(a, b);
    }
    let label = places.iter().find(|p| p.relation == Relation::Label).map(|p| p.code);
    if let (Some(partner), None) = (label, reach.head.tokens)
        && let Some(owner) = context_reporter(reader, reach, partner)
    {
        return ((Some(owner), Some(partner)), SlotBasis::Inferred);
    }
    let with = near_head(reach, places, &[Relation::With]).map(|p| p.code);
    if let Some(partner) = with.or(partners.last().copied()) {
        let owner = sides.iter().rev().find(|s| **s != partner).copied().or_else(|| context_reporter(reader, reach, partner));
        return match owner {
            Some(owner) => ((Some(owner), Some(partner)), SlotBasis::Stated),
            None => ((None, Some(partner)), SlotBasis::Unresolved),
        };
    }
    let mut distinct: Vec<Code> = Vec::new();
    sides.iter().for_each(|s| {
        if !distinct.contains(s) {
            distinct.push(*s)
        }
    });
    let world = is_total(reader.article, reach);
    match distinct[..] {
        [one] if world => stated(one, WORLD),
        [a, b] => {
            let (a, b) = reader.discourse.ordered(a, b);
            stated(a, b)
        }
        [one] => match context_other(reader, reach, one) {
            Some(other) => ((Some(one), Some(other)), SlotBasis::Inferred),
            // "China is on top with ...": a partner of the economy spoken of
            None => match context_reporter(reader, reach, one) {
                Some(owner) => ((Some(owner), Some(one)), SlotBasis::Inferred),
                None => ((Some(one), None), SlotBasis::Unresolved),
            },
        },
        [] if with_world(reader, reach) && (world || reader.discourse.pair.is_none()) && reader.discourse.home.is_some() => {
            ((reader.discourse.home, Some(WORLD)), SlotBasis::Inferred)
        }
        [] if reader.discourse.pair.is_none() && (world || reader.last(reach.sentence, 4).is_none()) => {
            ((reader.discourse.home, Some(WORLD)), SlotBasis::Inferred)
        }
        _ => context_pair(reader, reach),
    }
}

/// Exports, imports and balances: who sells and who buys.
fn directed(reader: &Reader, reach: &Reach, places: &[Place]) -> Parties {
    let article = reader.article;
    let export = reach.head.head != Head::Import;
    let last_of = |relations: &[Relation]| places.iter().rev().find(|p| relations.contains(&p.relation)).copied();
    let (context, basis) = context_pair(reader, reach);
    let clause = reach.from..reach.until;
    if to_unnamed(article, reach) {
        return ((None, None), SlotBasis::Unresolved);
    }
    if article.has_phrase(clause.clone(), &["opposite", "direction"]) || article.has_phrase(clause.clone(), &["other", "way"]) {
        // "exports in the opposite direction" to "imports from Russia": the same two, the same reporter
        return (context, basis);
    }
    let between: Vec<Code> = places.iter().filter(|p| p.relation == Relation::Between).map(|p| p.code).collect();
    // "imports from China rose, which shows its reliance on Chinese goods": who sells is not who buys
    let other_side = if export { Relation::To } else { Relation::From };
    let opposite: Vec<Code> = places.iter().filter(|p| p.relation == other_side).map(|p| p.code).collect();
    let sides: Vec<Place> = places.iter().filter(|p| p.relation == other_side || !opposite.contains(&p.code)).copied().collect();
    let mut owner = near_head(reach, &sides, &[Relation::Owner, Relation::Of])
        .or_else(|| sides.iter().find(|p| matches!(p.relation, Relation::Subject | Relation::By)).copied());
    // "the United States 7.3 percent to $5.76 billion": a list goes on with its partners
    if let Some(parties) = listed_partner(reader, reach, places, context) {
        return (parties, SlotBasis::Inferred);
    }
    // "in the red for Argentina, with a deficit of US$ 176 million"
    if matches!(reach.head.head, Head::Deficit | Head::Surplus | Head::Balance) && owner.is_none() {
        let head_at = reach.head.tokens.map_or(reach.until, |t| t.0);
        owner = places
            .iter()
            .rev()
            .find(|p| p.relation == Relation::In && p.at < head_at && article.is(p.at.saturating_sub(1), "for"))
            .copied();
    }
    let near = |relations: &[Relation]| near_head(reach, places, relations).or_else(|| last_of(relations));
    let mut partner = if export {
        near(&[Relation::To]).or_else(|| near(&[Relation::With, Relation::In]))
    } else {
        near(&[Relation::From, Relation::With])
    };
    // "Countries that supplied most to Ukraine: China - USD 10.4 billion", "that bought most: Poland - ...": the label deals with the article's own
    let label = last_of(&[Relation::Label]);
    let dealer =
        label.filter(|l| takes(reach) && owner.is_none_or(|o| o.code == l.code) && reader.discourse.home.is_some_and(|h| h != l.code));
    if let (Some(dealer), Some(home)) = (dealer, reader.discourse.home)
        && partner.is_none_or(|p| p.code == home || p.code == dealer.code)
    {
        return ((Some(dealer.code), Some(home)), SlotBasis::Inferred);
    }
    if export && partner.is_none() {
        partner = last_of(&[Relation::Label]).filter(|l| owner.is_none_or(|o| o.code != l.code));
    }
    if !export && partner.is_none() {
        partner = last_of(&[Relation::Label]);
    }
    if let (true, Some(from)) = (export, last_of(&[Relation::From]).filter(|_| reach.head.head == Head::Export)) {
        owner = Some(from);
    }
    if let (false, Some(to)) = (export, last_of(&[Relation::To, Relation::In]).filter(|t| partner.is_none_or(|p| p.code != t.code))) {
        owner = owner.filter(|o| partner.is_none_or(|p| p.code != o.code)).or(Some(to));
    }
    // "imports from there": from whom the words before name
    let reporter = owner.map(|o| o.code).or_else(|| reader.discourse.home.filter(|_| !reader.discourse.bilateral)).or(context.0);
    if let Some(there) = antecedent(reader, reach, reporter).filter(|_| partner.is_none())
        && let Some(reporter) = reporter
    {
        return ((Some(reporter), Some(there)), SlotBasis::Inferred);
    }
    // "Chinese imports" where China is the partner spoken of: imports from there
    if let (false, Some(o)) = (export, owner)
        && o.adjective
        && partner.is_none()
        && context.1 == Some(o.code)
    {
        return (context, SlotBasis::Inferred);
    }
    let owner_code = owner.map(|o| o.code);
    let partner_code = partner.map(|p| p.code).filter(|p| Some(*p) != owner_code);
    match (owner_code, partner_code) {
        (Some(a), Some(b)) => ((Some(a), Some(b)), SlotBasis::Stated),
        (None, Some(b)) => match context_reporter(reader, reach, b) {
            Some(a) => ((Some(a), Some(b)), SlotBasis::Stated),
            None => ((None, Some(b)), SlotBasis::Unresolved),
        },
        (Some(a), None) if is_total(article, reach) => ((Some(a), Some(WORLD)), SlotBasis::Stated),
        // "Vietnam took 22.6 percent less": a partner buys or sells
        (Some(a), None) if takes(reach) && reader.discourse.home.is_some_and(|h| h != a) && !reader.discourse.bilateral => {
            ((Some(a), reader.discourse.home), SlotBasis::Inferred)
        }
        // "The Netherlands was first with N1,910 billion of the exports": a partner of the economy that the article is of
        (Some(a), None)
            if !reader.discourse.bilateral
                && owner.is_some_and(|o| o.relation == Relation::Subject)
                && reader.discourse.home.is_some_and(|h| h != a) =>
        {
            ((reader.discourse.home, Some(a)), SlotBasis::Inferred)
        }
        (Some(a), None) if with_world(reader, reach) && Some(a) == reader.discourse.home => ((Some(a), Some(WORLD)), SlotBasis::Inferred),
        // an article about one economy: its exports are those to the world
        (Some(a), None) if reader.discourse.pair.is_none() && context.0 != Some(a) && context.1 != Some(a) => {
            ((Some(a), Some(WORLD)), SlotBasis::Inferred)
        }
        (Some(a), None) => {
            let recent = if context.0 == Some(a) {
                context.1
            } else if context.1 == Some(a) {
                context.0
            } else {
                None
            };
            match recent.or_else(|| context_other(reader, reach, a)) {
                Some(b) => ((Some(a), Some(b)), SlotBasis::Inferred),
                None => ((Some(a), None), SlotBasis::Unresolved),
            }
        }
        (None, None) => match between[..] {
            [a, b, ..] if a != b => {
                let (a, b) = reader.discourse.ordered(a, b);
                ((Some(a), Some(b)), SlotBasis::Stated)
            }
            _ if with_world(reader, reach) && reader.discourse.home.is_some() => {
                ((reader.discourse.home, Some(WORLD)), SlotBasis::Inferred)
            }
            _ if is_total(article, reach) && !reader.discourse.bilateral => {
                ((reader.discourse.home.or(context.0), Some(WORLD)), SlotBasis::Inferred)
            }
            _ if is_total(article, reach) => ((context.0.or(reader.discourse.home), Some(WORLD)), SlotBasis::Inferred),
            _ => (context, basis),
        },
    }
}

/// A figure is told by a verb of buying or selling.
fn takes(reach: &Reach) -> bool {
    reach.head.cue.has(Cue::ImportVerb) || reach.head.cue.has(Cue::ExportVerb)
}

/// The partner that labels an item of a list whose head and reporter are carried on.
fn listed_partner(
    reader: &Reader,
    reach: &Reach,
    places: &[Place],
    context: (Option<Code>, Option<Code>),
) -> Option<(Option<Code>, Option<Code>)> {
    let amount = reach.amount?.item.first;
    let reporter = context.0?;
    let behind = |p: &&Place| p.at > amount && matches!(p.relation, Relation::To | Relation::From | Relation::With) && p.at - amount <= 8;
    let ahead = places.iter().rev().find(|p| p.at < amount && !p.adjective && p.code != reporter);
    // "SR23.5 billion to China, 13.2 billion to Japan": the partner that the amount runs into
    let end = reach.amount?.end;
    let adjoins = reader.article.is_any(end, &["to", "from", "with"]);
    let adjoining =
        places.iter().filter(behind).find(|p| adjoins && (p.at == end + 1 || p.at == end + 2 && reader.article.is(end + 1, "the")));
    let place = adjoining.or(ahead).or_else(|| places.iter().find(behind)).filter(|p| p.code != reporter)?;
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
        || reader.out.last().is_some_and(|s| s.head_tokens.is_none() && s.parties.0 != reader.discourse.home);
    let home = reader.discourse.home.filter(|h| by_verb && context.1 == Some(*h) && *h != place.code);
    // "exports of Latvia were X, those of Estonia Y"
    if place.relation == Relation::Of && reader.article.is_any(place.at.saturating_sub(2), &["those", "that"]) {
        return Some((Some(place.code), context.1));
    }
    Some(if home.is_some() { (Some(place.code), home) } else { (Some(reporter), Some(place.code)) })
}

/// "exports to the countries around Russia", "to other markets": partners that have no code.
fn to_unnamed(article: &Article, reach: &Reach) -> bool {
    let Some((_, end)) = reach.head.tokens else { return false };
    let of_goods =
        article.starts(end, &["of", "goods", "and", "services"]) as usize * 2 + article.starts(end, &["of", "goods"]) as usize * 2;
    let end = end + of_goods;
    if !article.is_any(end, &["to", "from", "with"]) {
        return false;
    }
    // the words up to the noun may describe it: "the seven regional countries", "9 neighbouring states"
    let noun = (end + 1..end + 7)
        .take_while(|&i| !matches!(article.tokens.get(i).map(|t| t.kind), None | Some(TokenKind::Punct(_))))
        .find(|&i| article.is_any(i, UNNAMED) || article.is_any(i, CONTINENTS) && article.item_at(i, PLACES).is_none());
    noun.is_some_and(|n| {
        let outside = article.is_any(n + 1, &["outside", "beyond"]);
        outside
            || article.items_in(end + 1..n, PLACES).next().is_none()
                && !article.is_any(n.saturating_sub(1), &["two", "both", "these"])
                && article.items_in(n..n + 4, &[MentionKind::Group]).next().is_none()
    })
}
