//! Investor and host of an investment.

use super::places::{self, Place, Relation, first_of, last_of};
use super::{PLACES, Parties, Reach, WORLD, acquisition, behind, body, hosts, investor, joint, lending, outward, roles, several, unnamed};
use crate::extract::article::{Article, Item};
use crate::extract::figures::head::{Head, label_before};
use crate::extract::figures::{ECONOMIES, Reader, Statement, investor_list, period, undertaking};
use crate::lexicon::{ClauseWord, Cue, CueSet};
use crate::model::{Code, MentionKind, SlotBasis};

/// Investor and host: as the kind of clause says, else as its places do, else as the article does.
pub(super) fn investment(reader: &Reader, reach: &Reach, places: &[Place]) -> Parties {
    let found = by_kind_of_clause(reader, reach, places).unwrap_or_else(|| by_places(reader, reach, places));
    let found = by_undertaking(reader, reach, found);
    let found = if reach.head.head == Head::Financing { lending::settled(reader, reach, places, found) } else { found };
    body::as_lender(reader.article, found)
}

/// The sides of a project as the undertaking has them, whose price it is.
fn by_undertaking(reader: &Reader, reach: &Reach, found: Parties) -> Parties {
    let Some(amount) = reach.amount.filter(|_| reach.head.head == Head::Project && reach.head.rule != "acquisition") else { return found };
    let open = found.0.0.is_none() || found.0.1.is_none();
    let told = undertaking::find(reader.article, reach.sentence, amount, undertaking::Link::Price).or_else(|| {
        undertaking::find(reader.article, reach.sentence, amount, undertaking::Link::Noun).filter(|told| open && told.investor.is_some())
    });
    told.map_or(found, |told| ((told.investor, Some(told.host)), SlotBasis::Stated))
}

/// Clauses that say who invests where in a way of their own; the first that fits.
fn by_kind_of_clause(reader: &Reader, reach: &Reach, places: &[Place]) -> Option<Parties> {
    let article = reader.article;
    let clause = reach.from..reach.until;
    // "$5 million of it goes into a fund of Norbio": what becomes of a part does not say between whom it is
    if let Some(whole) = reader.out.last().filter(|_| reach.head.rule == "part_allotted") {
        return Some((whole.parties, SlotBasis::Inferred));
    }
    if let Some(found) = reach
        .amount
        .filter(|_| reach.head.rule == undertaking::RULE)
        .and_then(|a| undertaking::find(article, reach.sentence, a, undertaking::Link::Price))
    {
        return Some(((found.investor, Some(found.host)), SlotBasis::Stated));
    }
    if unnamed::is_of_part_of_world(article, reach) {
        return Some(((None, None), SlotBasis::Unresolved));
    }
    if let Some((investor, host)) = hosts::taker_behind(article, reach) {
        return Some(((Some(investor), Some(host)), SlotBasis::Stated));
    }
    if let Some(amount) = reach.amount.filter(|_| reach.head.rule == investor_list::RULE) {
        return investor_list::sides(reader, reach.sentence, reach.from, amount).map(|parties| (parties, SlotBasis::Inferred));
    }
    if let Some(parties) = next_host(reader, reach) {
        return Some((parties, SlotBasis::Stated));
    }
    if let Some(parties) = goes_on(reader, reach) {
        return Some((parties, SlotBasis::Inferred));
    }
    if let Some(parties) = behind::sides(reader, reach, places) {
        return Some(parties);
    }
    if let Some(parties) = acquisition::sides(article, reach, places) {
        return Some(parties);
    }
    if outward::is_of_the_world(article, reach) {
        return Some(((None, None), SlotBasis::Unresolved));
    }
    if let Some((investor, host)) =
        hosts::recipient(article, reach, places).filter(|_| matches!(reach.head.head, Head::Fdi | Head::Investment))
    {
        return Some(((Some(investor), Some(host)), SlotBasis::Stated));
    }
    if outward::is_outward(article, reach) {
        return Some(outward::sides(reader, reach, places));
    }
    if article.has_phrase(clause.clone(), &["the", "other", "way"]) || article.has_phrase(clause, &["opposite", "direction"]) {
        return Some(reversed(reader, reach, first_of(places, &[Relation::Subject, Relation::Owner, Relation::Of])));
    }
    if let Some(source) = from_which(article, reach, places) {
        let host = reader.discourse.direction.main_host().filter(|h| *h != source);
        return Some(((Some(source), host.or_else(|| partner_of(reader, reach, source))), SlotBasis::Inferred));
    }
    if is_nobodys(reader, reach, places) {
        return Some(((None, None), SlotBasis::Unresolved));
    }
    if let Some((investor, host)) = joint::firm_and_office(article, reach, places) {
        return Some(((Some(investor), Some(host)), SlotBasis::Stated));
    }
    if let Some(host) = hosts::of_costs(reader, reach, places) {
        return Some(((None, host), SlotBasis::Inferred));
    }
    if let Some(host) = hosts::of_foreign_projects(reader, reach, places) {
        return Some(((Some(WORLD), Some(host)), SlotBasis::Inferred));
    }
    if let Some((investor, host)) = hosts::licenser(reader, reach, places) {
        return Some(((investor, Some(host)), SlotBasis::Stated));
    }
    if let Some((host, verb)) = roles::getter(article, reach, places).or_else(|| hosts::country_that_gets(reader, reach, places)) {
        return Some((attracted(reader, reach, places, host, verb), SlotBasis::Stated));
    }
    // "Norway is the largest investor in Kenya with $5 million, followed by Peru with $3 million": the first amount is its own
    let own = reach.head.tokens.is_some();
    let label = || reach.amount.and_then(|a| label_before(article, a.item.first)).and_then(|l| article.party(l));
    let named =
        investor::named_investor(article, reach.sentence).filter(|named| own && label().is_none_or(|l| l == named.0 || l == named.1));
    if let Some((investor, host)) = named {
        return Some(((Some(investor), Some(host)), SlotBasis::Stated));
    }
    let stated = lending::sides(reader, reach, places).map(|parties| (parties, SlotBasis::Stated));
    let inferred = |parties| (parties, SlotBasis::Inferred);
    stated
        .or_else(|| hosts::listed(reader, reach).map(inferred))
        .or_else(|| joint::joined_pair(reader, reach, places).map(inferred))
        .or_else(|| received(reader, reach, places))
}

/// "invested $9 million in Kenya, $5 million in Ghana and $2 million in Peru", "$6 million went to Kenya, $3 million to Ghana": where the same
/// investor's next amount goes.
fn next_host(reader: &Reader, reach: &Reach) -> Option<(Option<Code>, Option<Code>)> {
    let article = reader.article;
    let amount = reach.amount.filter(|_| reach.head.tokens.is_none())?;
    let led = |end: usize| {
        // "$5 million went to Kenya"
        let verb = end + usize::from(article.is_any(end, &["went", "flowed", "goes"]));
        let the = verb + 1 + usize::from(article.is(verb + 1, "the"));
        let place =
            article.item_at(the, ECONOMIES).filter(|i| i.first == the && article.form(*i) == "name" && !article.possessive(i.end))?;
        article.is_any(verb, &["in", "into", "to"]).then(|| article.party(place)).flatten()
    };
    // "and Japan $2 million to Peru": another gives
    let (at, sentence) = (amount.item.first, article.sentences[reach.sentence].first);
    let acts = |i: &Item| {
        let lead = i.first.saturating_sub(1 + usize::from(article.is(i.first.saturating_sub(1), "the")));
        i.end + 1 >= at && !article.is_any(lead, &["for", "in", "into", "to"])
    };
    if article.items_in(at.saturating_sub(3).max(sentence)..at, ECONOMIES).any(|i| acts(&i)) {
        return None;
    }
    let host = led(amount.end)?;
    let last = reader.last(reach.sentence, 0).filter(|s| !s.head.is_trade() && s.head == reach.head.head)?;
    // "Of the $9 million that Norwegian firms invested abroad, $5 million went to Kenya"
    let abroad = last.parties.1 == Some(WORLD) && last.parties.0 != Some(WORLD);
    let before = last.amount.and_then(|a| led(a.end));
    let investor = last.parties.0.filter(|i| *i != host && (abroad || before.is_some() && last.parties.1 == before))?;
    Some((Some(investor), Some(host)))
}

/// "fell to $73 million from $143 million a year earlier", "though in the same period of last year it had put in $9 million": the two
/// that the amount before was between, where no place stands between them.
fn goes_on(reader: &Reader, reach: &Reach) -> Option<(Option<Code>, Option<Code>)> {
    let article = reader.article;
    let amount = reach.amount?;
    let last = reader.last(reach.sentence, 0).filter(|s| !s.head.is_trade() && s.parties.0.is_some() && s.parties.1.is_some())?;
    let from = last.amount.filter(|a| a.end <= amount.item.first)?.end;
    let placed = |range| article.items_in(range, PLACES).next().is_some();
    let it = reach.head.cue.has(Cue::InvestVerb) && article.has_any(from..amount.item.first, &["it"]);
    let against = reach.head.tokens.is_none()
        && amount.item.first - from <= 4
        && article.is_any(amount.item.first - 1, &["from", "against", "to", "than"])
        && period::has_time(article, amount.end..(amount.end + 6).min(article.sentences[reach.sentence].last));
    let named = placed(from..amount.item.first) || placed(amount.end..amount.end + 3);
    ((it || against) && !named).then_some(last.parties)
}

/// "the first place went to Norway, from which $85 million came": whom a clause of its own points back to.
fn from_which(article: &Article, reach: &Reach, places: &[Place]) -> Option<Code> {
    let at = reach.amount?.item.first;
    let from = (reach.from..at).rev().find(|&i| article.is(i, "from") && article.is_any(i + 1, &["which", "whom"]))?;
    places.iter().rev().find(|p| p.at < from && from - p.at <= 3 && !p.adjective).map(|p| p.code)
}

/// Capital of which neither side can be told: of others, of a crowd, to somebody unnamed.
fn is_nobodys(reader: &Reader, reach: &Reach, places: &[Place]) -> bool {
    let article = reader.article;
    roles::is_of_others(article, reach)
        || roles::is_of_home_too(article, reach)
        || follows_nobody(reader, reach)
        || lending::is_own_share(reader, reach, places)
        || roles::goes_to_unnamed(article, reach, places)
        || roles::is_crowd(article, places) && reach.head.head == Head::Project
}

/// "Kenya received $5 million from Norway": who receives, and who gives.
fn received(reader: &Reader, reach: &Reach, places: &[Place]) -> Option<Parties> {
    let host = roles::receiver(reader.article, reach, places)?;
    let named = first_of(places, &[Relation::By, Relation::From]).or_else(|| first_of(places, &[Relation::Subject, Relation::Owner]));
    let from_body = roles::is_from_body(reader.article, reach, places);
    let giver = named
        .filter(|giver| *giver != host)
        .or_else(|| if from_body { body::named(reader.article, reach) } else { partner_of(reader, reach, host) });
    Some(((giver, Some(host)), SlotBasis::Stated))
}

/// The places that the clause names, by the words before them; what they leave open, the article says.
fn by_places(reader: &Reader, reach: &Reach, places: &[Place]) -> Parties {
    let article = reader.article;
    let owner = investor::owner_of_head(reach, places);
    let named_host = last_of(places, &[Relation::In, Relation::To]);
    // "Kenya said that Norway's investment in Kenya": where it goes is not whose it is
    let others: Vec<Place> = places.iter().filter(|p| Some(p.code) != named_host).copied().collect();
    let investor = investor::investor_named(article, reach, places)
        .or_else(|| investor::subject_of_verb(article, reach, places))
        .or(owner)
        .or_else(|| first_of(&others, &[Relation::Owner, Relation::Subject]))
        .or_else(|| of_another(reader, reach, places))
        .or_else(|| places.iter().find(|p| p.relation == Relation::Of && investor::acts_for(article, reach, p.at)).map(|p| p.code))
        .or_else(|| investor::antecedent(reader, reach));
    let host = named_host.or_else(|| economy_of(article, places)).or_else(|| {
        // who has them when they are another's
        owner.and_then(|o| places.iter().find(|p| p.relation == Relation::Subject && p.code != o)).map(|p| p.code)
    });
    if let Some(parties) = those_of(reach, places) {
        return (parties, SlotBasis::Stated);
    }
    if let Some(label) = label(article, reach, places) {
        // "Norway $3 million in the Kenyan one"
        let whole = |p: &Place| !p.adjective || article.is_any(p.at + 1, &["one", "economy", "market"]);
        let place = |h: &Code| *h != label && places.iter().any(|p| p.code == *h && whole(p));
        if let Some(host) = named_host.filter(|h| investor.is_none() && place(h)) {
            return ((Some(label), Some(host)), SlotBasis::Stated);
        }
        return labelled(reader, reach, label);
    }
    if let Some(parties) = several::sides(article, places, investor, host).filter(|_| places::respective(article, reach).is_none()) {
        return (parties, SlotBasis::Stated);
    }
    let investor = investor.filter(|i| Some(*i) != host);
    if let Some(host) = hosts::told_next(reader, reach, places) {
        return ((Some(WORLD), Some(host)), SlotBasis::Inferred);
    }
    // "108 countries have invested in Kenya", "from 120 countries"
    let investor = if investor.is_none() && from_many(article, reach) { Some(WORLD) } else { investor };
    completed(reader, reach, places, investor, host)
}

/// "FDI of Norway rose to $5 billion" where another economy's inward capital is told of.
fn of_another(reader: &Reader, reach: &Reach, places: &[Place]) -> Option<Code> {
    const NEAR: usize = 2;
    let (_, end) = reach.head.tokens.filter(|_| reach.head.head == Head::Fdi)?;
    let host = reader.discourse.direction.main_host()?;
    let owner = places.iter().find(|p| p.relation == Relation::Of && p.at >= end && p.at - end <= NEAR && p.code != host)?;
    let told = reader.out.iter().rev().take_while(|s| reach.sentence - s.sentence <= 8).filter(|s| s.parties.1 == Some(host));
    let from_others = told.filter_map(|s| s.parties.0).any(|i| i != WORLD && i != owner.code);
    (from_others && places.iter().all(|p| p.code == owner.code || p.code == host)).then_some(owner.code)
}

/// "those of Norway in Kenya $5 billion": an item that names both sides.
fn those_of(reach: &Reach, places: &[Place]) -> Option<(Option<Code>, Option<Code>)> {
    let amount = reach.amount.filter(|_| reach.head.tokens.is_none())?.item.first;
    let named = |relations: &[Relation]| places.iter().find(|p| p.at < amount && relations.contains(&p.relation)).map(|p| p.code);
    let (investor, host) = (named(&[Relation::Of, Relation::From])?, named(&[Relation::In, Relation::To])?);
    (investor != host).then_some((Some(investor), Some(host)))
}

/// The economy that an item of a list is labelled with: "Norway - $5 million", "those of the Netherlands doubled to $13.4 million".
fn label(article: &Article, reach: &Reach, places: &[Place]) -> Option<Code> {
    let goes_on = reach.head.tokens.is_none();
    let amount_at = reach.amount.map_or(reach.until, |a| a.item.first);
    let carried = || places.iter().find(|p| p.at < amount_at && !p.adjective && p.relation != Relation::In).map(|p| p.code);
    // "a credit line of $9 million for Kenya, $5 million of which": the economy belongs to the amount before
    let before = |l: &Item| article.is_any(l.first.saturating_sub(1), &["for", "in", "into", "to"]) && article.sign(l.end, ',');
    let beside = || reach.amount.and_then(|a| label_before(article, a.item.first)).filter(|l| !before(l)).and_then(|l| article.party(l));
    // "$23 billion from the GCC, including $5 billion from Bahrain": the amount has a source of its own
    if goes_on && places.iter().any(|p| is_right_behind(article, reach, p)) {
        return None;
    }
    // "the largest FDI in Kenya was that of Norway ($5 million)"
    let that_of = |l: &Item| article.is(l.first.saturating_sub(1), "of") && article.is_any(l.first.saturating_sub(2), &["that", "those"]);
    let own = || reach.amount.and_then(|a| label_before(article, a.item.first)).filter(that_of).and_then(|l| article.party(l));
    last_of(places, &[Relation::Label]).or_else(own).or_else(|| if goes_on { beside().or_else(carried) } else { None })
}

/// "$5 billion from Bahrain": the place that the amount runs into.
fn is_right_behind(article: &Article, reach: &Reach, place: &Place) -> bool {
    let Some(end) = reach.amount.map(|a| a.end) else { return false };
    place.relation == Relation::From && place.at > end && place.at - end <= 2 && article.is(end, "from")
}

/// Words for capital that comes from abroad: "net international direct investment in Kenya".
const FOREIGN: &[&str] = &["foreign", "international"];
const FROM_ABROAD: &[&str] = &["foreign", "international", "fdi"];

/// The two sides when the clause names one of them or none.
fn completed(reader: &Reader, reach: &Reach, places: &[Place], investor: Option<Code>, host: Option<Code>) -> Parties {
    let article = reader.article;
    let (clause, sentence) = (reach.from..reach.until, article.sentences[reach.sentence]);
    let foreign = article.has_any(sentence.first..sentence.last, FOREIGN)
        && article.has_any(clause.clone(), &["investors", "investment", "investments", "capital", "fdi"])
        || article.has_any(clause.clone(), &["fdi", "fdis"]);
    let said_foreign = foreign && reach.head.tokens.is_some_and(|t| article.has_any(t.0.saturating_sub(1)..t.1, FROM_ABROAD));
    let is_fdi = reach.head.head == Head::Fdi;
    let main = reader.discourse.direction.main_host();
    // "Serbia saw 4 billion euros in FDI" where Serbia's inward capital is the topic
    let sees = |i: Code| {
        let subject = places.iter().any(|p| p.code == i && p.relation == Relation::Subject);
        // "Serbia saw a strong FDI inflow"
        let inflow = reach.head.tokens.is_some_and(|t| article.has_any(t.0..t.1, &["inflow", "inflows"]))
            && !places.iter().any(|p| p.relation == Relation::From);
        let gives = investor::invests(article, reach, places, i);
        (Some(i) == main || inflow) && subject && !gives && !reach.head.cue.has(Cue::InvestVerb) && is_fdi
    };
    let there = |h: Code| reader.discourse.other(h).is_some() && article.has_any(clause.clone(), &["there"]);
    let of_world = |h: Code| foreign && is_fdi && !there(h) && !mentions_partner(reader, reach, h);
    let takes_in = |i: Code| foreign && is_fdi && reader.discourse.pair.is_none() && !investor::invests(article, reach, places, i);
    match (investor, host) {
        (Some(i), Some(h)) => ((Some(i), Some(h)), SlotBasis::Stated),
        (Some(i), None) if is_fdi && is_to_raise(article, reach, places, i) => ((Some(WORLD), Some(i)), SlotBasis::Inferred),
        (Some(i), None) if sees(i) => ((Some(WORLD), Some(i)), SlotBasis::Inferred),
        (Some(i), None) if main.is_some_and(|m| m != i) && !reach.head.head.is_trade() => {
            ((Some(i), host_of_sentence(reader, reach, i).or(main)), SlotBasis::Inferred)
        }
        (Some(i), None) if takes_in(i) => ((Some(WORLD), Some(i)), SlotBasis::Inferred),
        (Some(i), None) => ((Some(i), host_of_sentence(reader, reach, i).or_else(|| partner_of(reader, reach, i))), SlotBasis::Inferred),
        (None, Some(h))
            if said_foreign && Some(h) == main || of_world(h) || is_of_all(article, reach) || is_of_foreigners(article, reach) =>
        {
            ((Some(WORLD), Some(h)), SlotBasis::Stated)
        }
        (None, Some(h)) if hosts::takes_from_many(reader, reach, places, h) => ((None, None), SlotBasis::Unresolved),
        (None, Some(h)) => ((partner_of(reader, reach, h), Some(h)), SlotBasis::Inferred),
        (None, None) => nobody(reader, reach, foreign),
    }
}

/// "tasked the Kenyan government with bringing foreign direct investment up to $4 billion": what is to come in.
fn is_to_raise(article: &Article, reach: &Reach, places: &[Place], code: Code) -> bool {
    let Some((head, _)) = reach.head.tokens else { return false };
    let verb = head.saturating_sub(1 + usize::from(article.is_any(head.saturating_sub(1), &["the", "its"])));
    let wants = is_foreign_goal(article, reach);
    let governs = |p: &Place| p.code == code && p.at < verb && (wants || article.is(p.at + 1, "government"));
    article.is_word(verb, ClauseWord::Raises) && places.iter().any(governs)
}

/// "foreign investors put $24 million into Kenya": whoever they are.
fn is_of_foreigners(article: &Article, reach: &Reach) -> bool {
    const NEAR: usize = 4;
    let Some((verb, _)) = reach.head.tokens.filter(|_| reach.head.cue.has(Cue::InvestVerb)) else { return false };
    let lead = verb.saturating_sub(NEAR).max(article.sentences[reach.sentence].first)..verb;
    article.cues_in(lead, CueSet::of(&[Cue::Company])).any(|c| article.is_any(c.first.saturating_sub(1), &["foreign", "overseas"]))
}

/// "... and Peru $2 million. In 2020 foreign direct investment came to $9 million": behind investors of one host it is that of all.
fn ends_list(reader: &Reader, reach: &Reach, host: Code) -> bool {
    let Some((first, _)) = reach.head.tokens.filter(|_| reach.head.head == Head::Fdi) else { return false };
    let mut investors = reader.out.iter().filter(|s| !s.head.is_trade() && s.parties.1 == Some(host)).filter_map(|s| s.parties.0);
    let one = investors.next();
    let near = || reader.out.iter().rev().take_while(|s| reach.sentence - s.sentence <= 6);
    let ranks = |s: &Statement| {
        let told = reader.article.sentences[s.sentence];
        reader.article.has_any(told.first..told.last, &["highest", "largest", "biggest", "topped", "leading"])
    };
    let several = investors.any(|investor| Some(investor) != one) || near().any(ranks);
    let opens = reader.last(reach.sentence, 0).is_none();
    several && opens && !reader.article.has_any(first.saturating_sub(3)..first, POINTS_BACK)
}

/// "... Peru ($4 million) and Chile ($3 million). Half of the investments, $6 million, went into land": not of the investor told last.
fn is_behind_list(reader: &Reader, reach: &Reach, last: &Statement) -> bool {
    let capital = matches!(reach.head.head, Head::Fdi | Head::Investment) && reach.head.tokens.is_some();
    let beside = reader.out.iter().rev().take_while(|s| s.sentence == last.sentence);
    let investors = || beside.clone().filter(|s| s.parties.1 == last.parties.1).filter_map(|s| s.parties.0);
    let several = investors().any(|i| Some(i) != last.parties.0);
    capital && several && last.sentence < reach.sentence && last.parties.0 != Some(WORLD)
}

/// Words before capital that was spoken of.
const POINTS_BACK: &[&str] = &["its", "their", "this", "these", "such", "whose"];

/// "wants to double foreign investment to $8 million": what is aimed at is from wherever it comes.
fn is_foreign_goal(article: &Article, reach: &Reach) -> bool {
    let foreign = reach.head.tokens.is_some_and(|t| article.has_any(t.0..t.1, &["foreign"]));
    foreign && article.has_cue(reach.from..reach.until, Cue::Target)
}

/// "... to $740 billion from $1.2 trillion" behind a figure that belongs to no two economies.
fn follows_nobody(reader: &Reader, reach: &Reach) -> bool {
    let Some(last) = reader.last(reach.sentence, 0).filter(|s| !s.head.is_trade() && s.parties == (None, None)) else { return false };
    let article = reader.article;
    let labelled = reach.amount.is_some_and(|a| label_before(article, a.item.first).is_some());
    // "inflows in the Western Balkans were $78 billion, while net FDI amounted to $72 billion"
    let plain = article.items_in(reach.from..reach.until, &[MentionKind::Country, MentionKind::Group]).next().is_none();
    (reach.head.tokens.is_none() || plain) && reach.head.head == last.head && !labelled
}

/// "108 countries and territories have invested", "from more than 120 countries".
fn from_many(article: &Article, reach: &Reach) -> bool {
    let sentence = article.sentences[reach.sentence];
    matches!(reach.head.head, Head::Fdi | Head::Investment)
        && article
            .items_in(sentence.first..reach.until, &[MentionKind::Number, MentionKind::Count])
            .any(|i| article.is_any(i.end, &["countries", "states", "nations"]) && article.mention(i).number.is_some_and(|n| n > 5.into()))
}

/// "Norway was first with $3 billion, followed by Poland, among those who invest in Kenya": the one place with "in".
fn host_of_sentence(reader: &Reader, reach: &Reach, investor: Code) -> Option<Code> {
    let article = reader.article;
    let sentence = article.sentences[reach.sentence];
    let mut inside = article
        .items_in(sentence.first..sentence.last, &[MentionKind::Country, MentionKind::Group])
        .filter(|i| article.form(*i) == "name")
        .filter(|i| {
            let the = usize::from(i.first > 0 && article.is(i.first - 1, "the"));
            i.first > the && article.is_any(i.first - the - 1, &["in", "into"])
        })
        .filter_map(|i| article.party(i));
    let host = inside.next()?;
    (host != investor && inside.all(|c| c == host)).then_some(host)
}

/// "Kenya attracted $2 billion from Norway", "of Norwegian investment", "of foreign investment": who gets, and from whom.
fn attracted(reader: &Reader, reach: &Reach, places: &[Place], host: Code, verb: usize) -> (Option<Code>, Option<Code>) {
    let article = reader.article;
    // each amount has its own
    let others = || places.iter().filter(|p| p.code != host);
    let source = others()
        .find(|p| is_right_behind(article, reach, p))
        .or_else(|| {
            others().find(|p| {
                matches!(p.relation, Relation::From | Relation::By) && !is_aside(article, p.at)
                    || p.at > verb && matches!(p.relation, Relation::Owner | Relation::Of)
            })
        })
        .map(|p| p.code);
    let sentence = article.sentences[reach.sentence];
    let foreign = reach.head.head == Head::Fdi || article.has_any(sentence.first..sentence.last, FROM_ABROAD);
    if source.is_none() && reach.head.head == Head::Financing && lending::is_of_body(article, reach) {
        return (body::named(article, reach), Some(host));
    }
    let alone = matches!(reach.head.head, Head::Fdi | Head::Investment) && (foreign || reader.discourse.pair.is_none());
    let many = || from_many(article, reach).then_some(WORLD);
    // "investment from 90 countries, Norway leading the pack with $3 billion"
    let leader = || reach.amount.and_then(|a| label_before(article, a.item.first)).and_then(|l| article.party(l)).filter(|l| *l != host);
    let led = many().and_then(|_| leader());
    let investor = source.or(led).or_else(many).or_else(|| if alone { Some(WORLD) } else { partner_of(reader, reach, host) });
    (investor, Some(host))
}

/// "Kenya took in $2 billion, followed by Peru", "most of it from Norway": another in the ranking or of a part, not who gives it all.
fn is_aside(article: &Article, place: usize) -> bool {
    let lead = place.saturating_sub(3)..place;
    article.has_phrase(lead.clone(), &["followed", "by"])
        || article.has_phrase(lead.clone(), &["it", "from"])
        || article.has_phrase(lead, &["which", "from"])
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

/// The capital told last; one with an amount before a change told of a neighbour in passing ("it rose by 24% in Ghana").
fn amount_before<'r>(reader: &'r Reader, reach: &Reach, sentences: usize) -> Option<&'r Statement> {
    let near = || reader.out.iter().rev().take_while(|s| reach.sentence - s.sentence <= sentences).filter(|s| !s.head.is_trade());
    let between = |s: &&Statement| s.amount.is_some() && s.parties != (None, None);
    near().find(between).or_else(|| near().next())
}

/// The other side of a figure that names one economy: as the figures before have it, else the article.
pub(super) fn partner_of(reader: &Reader, reach: &Reach, one: Code) -> Option<Code> {
    let before = amount_before(reader, reach, 2);
    let carried = before.filter(|_| !is_of_donors(reader.article, reach)).and_then(|s| match s.parties {
        (Some(a), Some(b)) if a == one => Some(b),
        (Some(a), Some(b)) if b == one => Some(a),
        _ => None,
    });
    // "FDI in Kenya was $2 billion ... Most of it came from Norway": where the whole went, its parts go
    let told = amount_before(reader, reach, 4).and_then(|s| s.parties.1).filter(|h| *h != one);
    let hosted = told.filter(|h| {
        let mut investors = reader.out.iter().filter(|s| !s.head.is_trade() && s.parties.1 == Some(*h)).filter_map(|s| s.parties.0);
        let first = investors.next();
        // or one investor after another in the same host
        first == Some(WORLD) || investors.any(|i| i == WORLD || first.is_some_and(|f| f != i && f != one && i != one))
    });
    // "Norway is the largest investor in Kenya. $5 million has been invested by Norwegian companies"
    let ranked = || {
        let near = reach.sentence.saturating_sub(2)..reach.sentence;
        near.rev()
            .find_map(|no| investor::named_investor(reader.article, no))
            .filter(|(investor, _)| *investor == one)
            .map(|(_, host)| host)
    };
    // "Norway has invested in Kenya. Peruvian investments have grown": in the same place, not in Norway
    let home = reader.discourse.home.filter(|h| *h != one);
    let invested = matches!(reach.head.head, Head::Fdi | Head::Investment);
    let rival = told.filter(|_| invested && home.is_some() && home == before.and_then(|s| s.parties.0));
    carried.or(hosted).or_else(ranked).or_else(|| reader.discourse.other(one)).or(rival).or(home)
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
    let last = amount_before(reader, reach, 30).map(|s| s.parties);
    let main = reader.discourse.direction.main_host().filter(|m| *m != label);
    // "Kenya drew $9 million and Ghana $8 million": the next that takes capital in
    let taken = reader.last(reach.sentence, 0).filter(|s| s.head == Head::Fdi && s.parties.0 == Some(WORLD));
    let first = reader.article.sentences[reach.sentence].first;
    if taken.and_then(|s| s.amount).is_some_and(|a| reader.article.has_word(first..a.first, ClauseWord::Attracts)) {
        return ((Some(WORLD), Some(label)), SlotBasis::Inferred);
    }
    if let Some(host) = main.filter(|m| last.is_none_or(|(investor, _)| investor != Some(*m))) {
        return ((Some(label), Some(host)), SlotBasis::Inferred);
    }
    match last {
        Some((Some(investor), Some(WORLD))) if investor != WORLD => ((Some(investor), Some(label)), SlotBasis::Inferred),
        Some((Some(investor), Some(_))) if reach.head.tokens.is_none() && investor_list(reader, investor) => {
            ((Some(investor), Some(label)), SlotBasis::Inferred)
        }
        Some((Some(investor), _)) if investor != label && is_list_of_hosts(reader, reach, investor) => {
            ((Some(investor), Some(label)), SlotBasis::Inferred)
        }
        Some((_, Some(host))) if host != label => ((Some(label), Some(host)), SlotBasis::Inferred),
        _ => ((Some(label), reader.discourse.home.filter(|h| *h != label)), SlotBasis::Inferred),
    }
}

/// "Norwegian firms carried out projects worth $9 million in Peru and $7 million in Chile. Ghana came third": where one builds next.
fn is_list_of_hosts(reader: &Reader, reach: &Reach, investor: Code) -> bool {
    let near = reader.out.iter().rev().take_while(|s| reach.sentence - s.sentence <= 6).filter(|s| s.head == Head::Project);
    let mut hosts: Vec<Option<Code>> = near.filter(|s| s.parties.0 == Some(investor)).map(|s| s.parties.1).collect();
    hosts.sort_unstable();
    hosts.dedup();
    reach.head.head == Head::Project && hosts.len() > 1
}

/// Whether the list before went out from one investor.
fn investor_list(reader: &Reader, investor: Code) -> bool {
    reader.out.iter().rev().filter(|s| !s.head.is_trade()).take_while(|s| s.parties.0 == Some(investor)).any(|s| s.parties.1 == Some(WORLD))
}

/// "The total FDI inflow to the country hit $14 billion", "of which $4 billion in domestic and $9 billion in foreign investment": that of
/// all investors, whoever was told of before.
fn is_of_all(article: &Article, reach: &Reach) -> bool {
    let Some((first, _)) = reach.head.tokens.filter(|_| reach.head.head == Head::Fdi) else { return false };
    let lead = first.saturating_sub(3)..first;
    let points_back = article.has_any(lead.clone(), POINTS_BACK);
    let s = article.sentences[reach.sentence];
    let divided = article.has_phrase(s.first..s.last, &["domestic", "investment"]);
    // "In the third quarter the inflow into the country was $9 million" behind a list of investors
    let end = reach.head.tokens.map_or(first, |t| t.1);
    let into = article.is_any(end, &["into", "to"]) && article.starts(end + 1, &["the", "country"]);
    (article.has_any(lead, &["total", "overall"]) || divided || into || is_foreign_goal(article, reach)) && !points_back
}

/// "a grant of $3 million from several donors"
fn is_of_donors(article: &Article, reach: &Reach) -> bool {
    let s = article.sentences[reach.sentence];
    article.has_any(s.first..s.last, &["donor", "donors"])
}

fn nobody(reader: &Reader, reach: &Reach, foreign: bool) -> Parties {
    let before = reader.out.iter().rev().find(|s| !s.head.is_trade() && s.parties.1.is_some()).filter(|s| reach.sentence - s.sentence <= 2);
    if let Some(last) = before {
        // "is to be financed by a grant from several donors": not by who lent before
        if is_of_donors(reader.article, reach) {
            return ((None, last.parties.1), SlotBasis::Inferred);
        }
        let of_all = last.parties.1.is_some_and(|h| {
            h != WORLD && (is_of_all(reader.article, reach) || ends_list(reader, reach, h) || is_behind_list(reader, reach, last))
        });
        return (if of_all { (Some(WORLD), last.parties.1) } else { last.parties }, SlotBasis::Inferred);
    }
    let home = hosts::own_economy(reader);
    if foreign && matches!(reach.head.head, Head::Fdi | Head::Investment) && home.is_some() {
        return ((Some(WORLD), home), SlotBasis::Inferred);
    }
    // Kenya's inward capital is the topic, though two that invest in it are named more often
    let main = reader.discourse.direction.main_host();
    if let Some(host) = main.filter(|h| reader.discourse.pair.is_some_and(|(a, b)| *h != a && *h != b)) {
        let flows = matches!(reach.head.head, Head::Fdi | Head::Investment);
        return ((flows.then_some(WORLD), Some(host)), SlotBasis::Inferred);
    }
    match reader.discourse.pair {
        Some((a, b)) => {
            let told = reader.discourse.direction.of(a, b).map(|(_, host)| host);
            let host = joint::city_of(reader, reach, a, b).or(told).or_else(|| joint::seen_from(reader, a, b)).unwrap_or(a);
            ((Some(if host == a { b } else { a }), Some(host)), SlotBasis::Inferred)
        }
        None => ((None, None), SlotBasis::Unresolved),
    }
}
