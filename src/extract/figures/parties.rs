//! Which two economies a figure is about, and in which direction.
//!
//! "trade between A and B", "A's exports to B", "B's imports of A goods", "invested by A in B", "turnover with B" after A was
//! spoken of, "the two countries", "Kazakhstan (USD 2.49 billion)" in a ranking of partners.

use super::head::{self, Found, Head};
use super::{Amount, Reader};
use crate::extract::article::{Article, Item};
use crate::lexicon::{Cue, CueSet};
use crate::model::{Code, MentionKind, SlotBasis};
use crate::text::TokenKind;

/// The whole world as a partner.
pub const WORLD: Code = Code::of("WLD");

const PLACES: &[MentionKind] = &[MentionKind::Country, MentionKind::Group, MentionKind::City];

/// Where the parties of a figure are looked for.
#[derive(Clone, Copy)]
pub struct Reach {
    /// The sentence.
    pub sentence: usize,
    /// First token of the figure's part of the sentence.
    pub from: usize,
    /// One past its last.
    pub until: usize,
    /// The amount, when there is one.
    pub amount: Option<Amount>,
    /// The head.
    pub head: Found,
}

/// What a place is to its head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Relation {
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
struct Place {
    code: Code,
    relation: Relation,
    at: usize,
    adjective: bool,
}

/// Reporter and partner of a trade figure, investor and host of an investment.
pub fn find(reader: &Reader, reach: &Reach) -> ((Option<Code>, Option<Code>), SlotBasis) {
    let places = places(reader, reach);
    let found = if reach.head.head.is_trade() { trade(reader, reach, &places) } else { investment(reader, reach, &places) };
    let ((a, b), basis) = found;
    if a == b && a.is_some() {
        return ((None, None), SlotBasis::Unresolved);
    }
    ((a, b), basis)
}

/// The places of the figure's clause with what they are to the head, in order.
fn places(reader: &Reader, reach: &Reach) -> Vec<Place> {
    let article = reader.article;
    let sentence = article.sentences[reach.sentence];
    // a head that stands in the figure's own part looks from there on; before it, the part of the sentence that leads to it
    let from = clause_from(article, reach, sentence.first);
    let until = tail_end(article, reach);
    let mut out: Vec<Place> = Vec::new();
    for item in article.items_in(from..until, PLACES) {
        if article.is_noise(item.first) || is_within_office(article, item) {
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
    out
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
    (from..at.min(head_first.unwrap_or(at))).rev().find(|&i| cut(i)).map_or(from, |i| i + 1)
}

/// Places behind the amount count up to the end of its part, the next head excluded.
fn tail_end(article: &Article, reach: &Reach) -> usize {
    let Some(amount) = reach.amount else { return reach.until };
    let head_end = reach.head.tokens.map_or(0, |t| t.1);
    let from = amount.end.max(head_end);
    let stop = article.cues_in(from..reach.until, head::HEADS).map(|c| c.first).next().unwrap_or(reach.until);
    let cut = (from..stop).find(|&i| {
        article.sign(i, ';')
            || article.sign(i, ',') && article.is_any(i + 1, &["while", "whereas", "but", "and", "which", "up", "down"])
            || article.is_any(i, &["than", "compared", "against"])
            || article.sign(i, ',') && opens_next_item(article, i + 1)
    });
    cut.unwrap_or(stop).max(amount.end)
}

/// "the UAE, by Rs 5.55 billion, Ukraine, by ...": a country that a mark or "by" parts from its own amount.
fn opens_next_item(article: &Article, at: usize) -> bool {
    let from = at + usize::from(article.is(at, "the"));
    let place = article.items_in(from..from + 1, &[MentionKind::Country, MentionKind::Group]).find(|p| p.first == from);
    place.is_some_and(|p| {
        let mark = article.sign(p.end, ',') || article.sign(p.end, '(') || article.sign(p.end, '-') || article.sign(p.end, ':');
        let amount = p.end + usize::from(mark) + usize::from(article.is_any(p.end + usize::from(mark), &["by", "with", "at"]));
        amount > p.end && (amount..amount + 3).any(|i| article.items_in(i..i + 1, &[MentionKind::Money]).any(|m| m.first == i))
    })
}

/// "President of Kazakhstan" names an office, not a party of the trade.
fn is_within_office(article: &Article, item: Item) -> bool {
    article.item_at(item.first, &[MentionKind::Role]).is_some_and(|r| r.first < item.first || r.end > item.end)
        || article.items_in(item.end..item.end + 2, &[MentionKind::Role]).any(|r| r.first == item.end && article.form(item) != "name")
}

fn relation(article: &Article, reach: &Reach, item: Item, before: Option<Place>) -> Relation {
    let head = reach.head.tokens;
    let mut prev = item.first;
    while prev > 0
        && (article.is_any(
            prev - 1,
            &[
                "the",
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
                "of",
                "economy",
            ],
        ) && !article.is(prev - 1, "of")
            || is_rest_of(article, prev))
    {
        prev -= 1;
    }
    let word = prev.checked_sub(1).map_or("", |p| article.word(p)).to_lowercase();
    let joins = matches!(word.as_str(), "and" | ",")
        || prev.checked_sub(1).is_some_and(|p| article.sign(p, '-') || article.sign(p, ',') || article.sign(p, '/'));
    let hyphened_before = prev.checked_sub(1).is_some_and(|p| article.sign(p, '-')) && before.is_some_and(|b| item.first - b.at <= 5);
    let hyphened_behind = article.sign(item.end, '-') && article.items_in(item.end + 1..item.end + 3, PLACES).next().is_some();
    if hyphened_before || hyphened_behind {
        return Relation::Between;
    }
    // "with Argentina buying for US$ 15 billion"
    let acts = head.is_some_and(|h| h.0 == item.end) && (reach.head.cue.has(Cue::ImportVerb) || reach.head.cue.has(Cue::ExportVerb));
    if acts && article.form(item) == "name" {
        return Relation::Subject;
    }
    match word.as_str() {
        "with" => return Relation::With,
        "between" => return Relation::Between,
        "to" | "into" | "towards" => return Relation::To,
        "from" => return Relation::From,
        "by" => return Relation::By,
        "in" | "inside" | "for" => return Relation::In,
        "of" if article.form(item) == "adjective" && head.is_some_and(|h| h.0 >= item.end && h.0 - item.end <= 3) => {
            return Relation::Owner;
        }
        "of" => return Relation::Of,
        "around" | "than" | "like" | "without" | "excluding" | "except" | "behind" | "after" | "before" | "via" | "through" | "against"
        | "over" | "across" => return Relation::Other,
        _ => {}
    }
    if joins
        && let Some(b) = before.filter(|b| {
            item.first - b.at <= 6
                && matches!(b.relation, Relation::Between | Relation::Of | Relation::With | Relation::Subject | Relation::Owner)
        })
    {
        return b.relation;
    }
    if let Some(amount) = reach.amount
        && head::label_before(article, amount.item.first).is_some_and(|l| l.first == item.first)
    {
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

/// "the rest of the European Union"
fn is_rest_of(article: &Article, prev: usize) -> bool {
    prev >= 2 && article.is(prev - 1, "of") && article.is_any(prev - 2, &["rest", "economy", "territory", "republic", "kingdom"])
}

fn is_total(article: &Article, reach: &Reach) -> bool {
    let Some((first, end)) = reach.head.tokens else { return false };
    let around = first.saturating_sub(5).max(reach.from.min(first))..(end + 9).min(reach.until.max(end));
    article.is(article.sentences[reach.sentence].first, "overall")
        || article.cues_in(around.clone(), CueSet::of(&[Cue::Total])).next().is_some()
        || article.has_phrase(around.clone(), &["as", "a", "whole"])
        || article.has_phrase(first..end + 1, &["foreign", "trade"])
        || article.has_any(first.saturating_sub(2)..first, &["overall", "total", "global", "worldwide", "external", "foreign"])
}

type Parties = ((Option<Code>, Option<Code>), SlotBasis);

fn trade(reader: &Reader, reach: &Reach, places: &[Place]) -> Parties {
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

/// The economy that a figure "with B" belongs to: the one spoken of before, else the article's own.
fn context_reporter(reader: &Reader, reach: &Reach, partner: Code) -> Option<Code> {
    if !reader.discourse.bilateral
        && let Some(home) = reader.discourse.home.filter(|h| *h != partner)
    {
        return Some(home);
    }
    let last = reader.last(reach.sentence, 6).filter(|s| s.head.is_trade() == reach.head.head.is_trade());
    // "Russia took less from Germany" told Germany's exports: the article's own side stays the reporter
    let mirrored = last.and_then(|s| s.parties.1).filter(|p| reader.discourse.home == Some(*p));
    let before = mirrored.or(last.and_then(|s| s.parties.0));
    before.filter(|c| *c != partner).or(reader.discourse.home.filter(|c| *c != partner)).or_else(|| reader.discourse.other(partner))
}

fn context_other(reader: &Reader, reach: &Reach, one: Code) -> Option<Code> {
    if let Some(other) = reader.discourse.other(one) {
        return Some(other);
    }
    let (a, b) = reader.last(reach.sentence, 2)?.parties;
    match (a, b) {
        (Some(a), Some(b)) if a == one => Some(b),
        (Some(a), Some(b)) if b == one => Some(a),
        _ => None,
    }
}

/// Nobody named: the two spoken of before, else the article's pair.
fn context_pair(reader: &Reader, reach: &Reach) -> Parties {
    let same_kind =
        |s: &&super::Statement| s.head.is_trade() == reach.head.head.is_trade() && s.parties.0.is_some() && s.parties.1.is_some();
    if let Some(last) = reader.out.iter().rev().find(same_kind).filter(|s| reach.sentence - s.sentence <= 3) {
        return (last.parties, SlotBasis::Inferred);
    }
    match reader.discourse.pair {
        Some((a, b)) => ((Some(a), Some(b)), SlotBasis::Inferred),
        None => ((None, None), SlotBasis::Unresolved),
    }
}

/// "Exports fell 6 percent to $54 billion" in an article about one economy's trade: with the world, unless it points back.
fn with_world(reader: &Reader, reach: &Reach) -> bool {
    let article = reader.article;
    // "Nepal's deficit for them": for those months
    let them = (reach.from..reach.until).any(|i| article.is(i, "them") && !article.is(i.saturating_sub(1), "for"));
    let refers = them
        || article
            .has_any(reach.from..reach.until, &["there", "it", "both", "bilateral", "mutual", "each", "which", "neighbour", "neighbor"])
        || article.has_phrase(reach.from..reach.until, &["that", "country"])
        || article.has_phrase(reach.from..reach.until, &["two", "countries"]);
    !reader.discourse.bilateral && reach.head.tokens.is_some() && !refers
}

/// Exports, imports and balances: who sells and who buys.
fn directed(reader: &Reader, reach: &Reach, places: &[Place]) -> Parties {
    let article = reader.article;
    let export = reach.head.head != Head::Import;
    let last_of = |relations: &[Relation]| places.iter().rev().find(|p| relations.contains(&p.relation)).copied();
    let first_of = |relations: &[Relation]| places.iter().find(|p| relations.contains(&p.relation)).copied();
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
    let mut owner = near_head(reach, places, &[Relation::Owner, Relation::Of]).or_else(|| first_of(&[Relation::Subject, Relation::By]));
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
    let led = article.is_any(end, &["to", "from", "with"]);
    let noun = (end + 1..end + 4)
        .find(|&i| article.is_any(i, &["countries", "region", "regions", "markets", "states", "nations", "partners", "continent"]));
    led && noun.is_some_and(|n| {
        article.items_in(end + 1..n, PLACES).next().is_none()
            && !article.is_any(n.saturating_sub(1), &["two", "both", "these"])
            && article.items_in(n..n + 4, &[MentionKind::Group]).next().is_none()
    })
}

/// The place of these relations that stands nearest to the head.
fn near_head(reach: &Reach, places: &[Place], relations: &[Relation]) -> Option<Place> {
    let at = reach.head.tokens?.0;
    places.iter().filter(|p| relations.contains(&p.relation)).min_by_key(|p| p.at.abs_diff(at)).copied()
}

/// Investor and host.
fn investment(reader: &Reader, reach: &Reach, places: &[Place]) -> Parties {
    let article = reader.article;
    let sentence = article.sentences[reach.sentence];
    let clause = reach.from..reach.until;
    let last_of = |relations: &[Relation]| places.iter().rev().find(|p| relations.contains(&p.relation)).map(|p| p.code);
    let first_of = |relations: &[Relation]| places.iter().find(|p| relations.contains(&p.relation)).map(|p| p.code);
    let outward = reach.head.cue.has(Cue::Outflow) || article.has_cue(clause.clone(), Cue::Outflow);
    if outward {
        let source = last_of(&[Relation::From, Relation::Of]).or(first_of(&[Relation::Owner, Relation::Subject]));
        return ((source, Some(WORLD)), SlotBasis::Stated);
    }
    if article.has_phrase(clause.clone(), &["the", "other", "way"]) || article.has_phrase(clause.clone(), &["opposite", "direction"]) {
        return reversed(reader, reach, first_of(&[Relation::Subject, Relation::Owner, Relation::Of]));
    }
    let label = last_of(&[Relation::Label]);
    if let Some(parties) = joined_pair(reader, reach, places) {
        return (parties, SlotBasis::Inferred);
    }
    // "projects with Chinese capital"
    let with_capital = places
        .iter()
        .find(|p| p.relation == Relation::With && article.has_any(p.at..p.at + 3, &["capital", "participation", "money"]))
        .map(|p| p.code);
    let of_adjective = places.iter().find(|p| p.relation == Relation::Of && p.adjective).map(|p| p.code);
    let investor = of_adjective
        .filter(|_| reach.head.head == Head::Project)
        .or(with_capital)
        .or_else(|| last_of(&[Relation::By]))
        .or_else(|| near_head(reach, places, &[Relation::From]).map(|p| p.code).or_else(|| last_of(&[Relation::From])));
    let investor = investor.or_else(|| first_of(&[Relation::Owner, Relation::Subject])).or_else(|| antecedent(reader, reach));
    let host = last_of(&[Relation::In, Relation::To]).or_else(|| economy_of(article, places));
    let foreign = article.has_any(sentence.first..sentence.last, &["foreign"])
        && article.has_any(clause.clone(), &["investors", "investment", "investments", "capital", "fdi"])
        || article.has_phrase(clause.clone(), &["fdi"]);
    // "those of the Netherlands doubled to $13.4 million": a list of investors goes on
    let amount_at = reach.amount.map_or(reach.until, |a| a.item.first);
    let carried = places
        .iter()
        .find(|p| reach.head.tokens.is_none() && p.at < amount_at && !p.adjective && p.relation != Relation::In)
        .map(|p| p.code);
    if let Some(label) = label.or(carried) {
        return labelled(reader, reach, label);
    }
    let investor = investor.filter(|i| Some(*i) != host);
    match (investor, host) {
        (Some(i), Some(h)) => ((Some(i), Some(h)), SlotBasis::Stated),
        (None, Some(h))
            if foreign
                && reader.discourse.other(h).is_none_or(|_| !article.has_any(clause.clone(), &["there"]))
                && reach.head.head == Head::Fdi
                && !mentions_partner(reader, reach, h) =>
        {
            ((Some(WORLD), Some(h)), SlotBasis::Stated)
        }
        (None, Some(h)) => ((partner_of(reader, reach, h), Some(h)), SlotBasis::Inferred),
        (Some(i), None) if foreign && reach.head.head == Head::Fdi && reader.discourse.pair.is_none() => {
            ((Some(WORLD), Some(i)), SlotBasis::Inferred)
        }
        (Some(i), None) => ((Some(i), partner_of(reader, reach, i)), SlotBasis::Inferred),
        (None, None) => nobody(reader, reach, foreign),
    }
}

/// "they have invested ...": whom the sentence before opens with.
fn antecedent(reader: &Reader, reach: &Reach) -> Option<Code> {
    let article = reader.article;
    let no = reach.sentence.checked_sub(1)?;
    let clause = reach.from..reach.amount?.item.first;
    let pronoun = clause.clone().find(|&i| article.is_any(i, &["they", "it"]))?;
    let subject = article.cues_in(pronoun..pronoun + 4, CueSet::of(&[Cue::InvestVerb])).next().is_some();
    let s = article.sentences[no];
    let item = article.items_in(s.first..(s.first + 4).min(s.last), &[MentionKind::Country, MentionKind::Group]).next()?;
    subject.then(|| article.party(item)).flatten()
}

/// "Kazakh-Turkish joint projects", "between A and B": the foreign one, as seen from the article's own, invests.
fn joined_pair(reader: &Reader, reach: &Reach, places: &[Place]) -> Option<(Option<Code>, Option<Code>)> {
    // "joint projects of Norway and Vietnam" joins them as "between" does
    let between: Vec<&Place> = places.iter().filter(|p| p.relation == Relation::Between).collect();
    let of: Vec<&Place> = places.iter().filter(|p| p.relation == Relation::Of && !p.adjective).collect();
    let (a, b) = match (&between[..], &of[..]) {
        ([a, b, ..], _) => (a.code, b.code),
        (_, [a, b, ..]) if reach.head.head == Head::Project && b.at - a.at <= 3 => (a.code, b.code),
        _ => return None,
    };
    let inside = places.iter().rev().find(|p| p.relation == Relation::In && (p.code == a || p.code == b)).map(|p| p.code);
    // "joint projects of A and B are under way in Hanoi"
    let sentence = reader.article.sentences[reach.sentence];
    let city = reader
        .article
        .items_in(sentence.first..sentence.last, &[MentionKind::City])
        .find(|i| reader.article.is(i.first.saturating_sub(1), "in"))
        .and_then(|i| reader.article.mention(i).country)
        .filter(|c| *c == a || *c == b);
    let joint = reader.article.has_any(reach.from..reach.until, &["joint"]);
    let inside = inside.or(city.filter(|_| joint));
    // who pays in its own currency invests
    let payer = reach
        .amount
        .and_then(|x| reader.article.mention(x.item).currency)
        .and_then(|c| reader.article.lexicon.currencies.countries.get(&c));
    let paying = |c: &Code| payer.is_some_and(|users| users.contains(c));
    if paying(&a) != paying(&b) && inside.is_none() && a != b && reach.head.head != Head::Fdi {
        let (investor, host) = if paying(&a) { (a, b) } else { (b, a) };
        return Some((Some(investor), Some(host)));
    }
    let host = inside.or(reader.discourse.home.filter(|h| *h == a || *h == b)).unwrap_or(b);
    let investor = if host == a { b } else { a };
    (reach.head.head != Head::Fdi && a != b).then_some((Some(investor), Some(host)))
}

/// The figure's sentence or the one before names another economy as the source.
fn mentions_partner(reader: &Reader, reach: &Reach, host: Code) -> bool {
    reader
        .last(reach.sentence, 1)
        .is_some_and(|s| !s.head.is_trade() && s.parties.1 == Some(host) && s.parties.0 != Some(WORLD) && s.parties.0.is_some())
}

/// "the economy of Kazakhstan"
fn economy_of(article: &Article, places: &[Place]) -> Option<Code> {
    places
        .iter()
        .rev()
        .find(|p| {
            p.relation == Relation::Of && p.at >= 3 && article.has_any(p.at.saturating_sub(4)..p.at, &["economy", "territory", "market"])
        })
        .map(|p| p.code)
}

fn partner_of(reader: &Reader, reach: &Reach, one: Code) -> Option<Code> {
    let before = reader.last(reach.sentence, 2).filter(|s| !s.head.is_trade());
    let carried = before.and_then(|s| match s.parties {
        (Some(a), Some(b)) if a == one => Some(b),
        (Some(a), Some(b)) if b == one => Some(a),
        _ => None,
    });
    carried.or_else(|| reader.discourse.other(one)).or(reader.discourse.home.filter(|h| *h != one))
}

fn reversed(reader: &Reader, reach: &Reach, subject: Option<Code>) -> Parties {
    let last = reader.out.iter().rev().find(|s| !s.head.is_trade()).map(|s| s.parties);
    match (last, subject) {
        (Some((Some(i), Some(h))), None) => ((Some(h), Some(i)), SlotBasis::Inferred),
        (Some((Some(i), Some(h))), Some(s)) if s == h => ((Some(h), Some(i)), SlotBasis::Stated),
        (_, Some(s)) => ((Some(s), partner_of(reader, reach, s).or(Some(WORLD))), SlotBasis::Inferred),
        _ => ((None, None), SlotBasis::Unresolved),
    }
}

/// "Türkiye - $1.8 billion" in a list of investors or of destinations: the list's other side is carried over.
fn labelled(reader: &Reader, reach: &Reach, label: Code) -> Parties {
    let last = reader.out.iter().rev().find(|s| !s.head.is_trade() && reach.sentence - s.sentence <= 30).map(|s| s.parties);
    match last {
        Some((Some(investor), Some(WORLD))) if investor != WORLD => ((Some(investor), Some(label)), SlotBasis::Inferred),
        Some((Some(investor), Some(_))) if reach.head.tokens.is_none() && investor_list(reader, investor) => {
            ((Some(investor), Some(label)), SlotBasis::Inferred)
        }
        Some((_, Some(host))) if host != label => ((Some(label), Some(host)), SlotBasis::Inferred),
        _ => ((Some(label), reader.discourse.home.filter(|h| *h != label)), SlotBasis::Inferred),
    }
}

/// Whether the list before went out from one investor.
fn investor_list(reader: &Reader, investor: Code) -> bool {
    reader.out.iter().rev().filter(|s| !s.head.is_trade()).take_while(|s| s.parties.0 == Some(investor)).any(|s| s.parties.1 == Some(WORLD))
}

fn nobody(reader: &Reader, reach: &Reach, foreign: bool) -> Parties {
    let before = reader.out.iter().rev().find(|s| !s.head.is_trade() && s.parties.1.is_some()).filter(|s| reach.sentence - s.sentence <= 2);
    if let Some(last) = before {
        return (last.parties, SlotBasis::Inferred);
    }
    let home = reader.discourse.home;
    if foreign && reach.head.head == Head::Fdi && home.is_some() {
        return ((Some(WORLD), home), SlotBasis::Inferred);
    }
    match reader.discourse.pair {
        Some((home, other)) => ((Some(other), Some(home)), SlotBasis::Inferred),
        None => ((None, None), SlotBasis::Unresolved),
    }
}
