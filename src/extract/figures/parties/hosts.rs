//! Lists of economies that take capital in: "FDI in Kenya reached $3 billion, $2 billion in Peru", "ahead of Ghana with $1 billion".

use super::investor::invests;
use super::places::{Place, Relation};
use super::{Reach, WORLD};
use crate::extract::article::{Article, Item};
use crate::extract::figures::head::{Head, cost_to_come, label_before};
use crate::extract::figures::{Reader, Statement};
use crate::lexicon::{ClauseWord, Cue};
use crate::model::{Code, MentionKind};

const ECONOMIES: &[MentionKind] = &[MentionKind::Country, MentionKind::Group];

/// Investor and host of an item of a list that goes on with the next host.
pub(super) fn listed(reader: &Reader, reach: &Reach) -> Option<(Option<Code>, Option<Code>)> {
    let article = reader.article;
    let amount = reach.amount?;
    let placed = |s: &&Statement| !s.head.is_trade() && s.parties.1.is_some();
    let before = reader.out.iter().rev().find(placed).filter(|s| reach.sentence - s.sentence <= 5)?;
    let carried = reach.head.tokens.is_none() && before.sentence == reach.sentence;
    let inflow = matches!(before.head, Head::Fdi | Head::Investment) && before.parties.0 == Some(WORLD);
    let label = label_before(article, amount.item.first);
    let led = label.is_some_and(|l| article.is_any(l.first.saturating_sub(1), &["in", "into"]));
    // "Norway leads in Peru ($2 billion) and in Kenya ($1 billion)"
    if carried && led && article.sign(amount.item.first - 1, '(') {
        return before.parties.0.map(|investor| (Some(investor), label.and_then(|l| article.party(l))));
    }
    if carried && inflow && (label.is_none() || led) {
        // "$529 million each in Albania and Kenya"
        if article.is(amount.end, "each") {
            return Some((None, None));
        }
        return behind(article, amount.end).map(|next| (Some(WORLD), article.party(next)));
    }
    // "will grant $2 billion to Serbia and $11 billion to Bulgaria"
    let next = behind(article, amount.end).filter(|_| carried && label.is_none()).and_then(|next| article.party(next));
    if let Some(host) = next.filter(|host| before.parties.0.is_some_and(|investor| investor != *host)) {
        return Some((before.parties.0, Some(host)));
    }
    let ranked = label.filter(|_| inflow && ranks_host(reader, reach))?;
    Some((Some(WORLD), article.party(ranked)))
}

/// "$1.1 billion in Albania": the economy right behind the amount.
fn behind(article: &Article, end: usize) -> Option<Item> {
    let at = end + 1 + usize::from(article.is(end + 1, "the"));
    article.item_at(at, ECONOMIES).filter(|i| i.first == at && article.is_any(end, &["in", "into", "to"]))
}

/// "52 foreign investment projects valued at $131 million were approved": the host of projects whose investors nobody names.
pub(super) fn of_foreign_projects(reader: &Reader, reach: &Reach, places: &[Place]) -> Option<Code> {
    let article = reader.article;
    let (first, end) = reach.head.tokens.filter(|_| reach.head.head == Head::Project)?;
    let foreign = article.has_any(first.saturating_sub(2)..end, &["foreign"]) && article.is_any(end - 1, &["project", "projects"]);
    let inside = |p: &Place| matches!(p.relation, Relation::In | Relation::To) || article.has_any(p.at.saturating_sub(1)..p.at, &["in"]);
    let host = places.iter().find(|p| inside(p)).map(|p| p.code).or_else(|| own_economy(reader))?;
    (foreign && places.iter().all(|p| p.code == host)).then_some(host)
}

/// "The line is estimated to cost $9 million", "the cost of the project is $9 million, of which the bank lends $2 million": where it is
/// built, by what the clause or else the whole article says; who pays all of it is not told unless the clause names somebody.
pub(super) fn of_costs(reader: &Reader, reach: &Reach, places: &[Place]) -> Option<Option<Code>> {
    let amount = reach.amount.filter(|_| reach.head.head == Head::Project)?;
    let at = amount.item.first;
    if cost_to_come(reader.article, reach.from..at).is_none() && !is_partly_lent(reader, reach, at) {
        return None;
    }
    let inside = |p: &&Place| {
        matches!(p.relation, Relation::In | Relation::To | Relation::With | Relation::Between | Relation::From)
            || p.at >= amount.end && p.relation != Relation::By
    };
    let host = places.iter().find(|p| p.relation == Relation::In).map(|p| p.code);
    let lent = || reader.last(reach.sentence, 2).filter(|s| s.head == Head::Financing).and_then(|s| s.parties.1);
    let told = || reader.discourse.pair.and_then(|(a, b)| reader.discourse.direction.of(a, b)).map(|(_, host)| host);
    places.iter().all(|p| inside(&p)).then(|| host.or_else(lent).or_else(told))
}

/// Whether the cost of a project is told beside a loan for it.
fn is_partly_lent(reader: &Reader, reach: &Reach, amount: usize) -> bool {
    let article = reader.article;
    let lent = || reader.last(reach.sentence, 2).is_some_and(|s| s.head == Head::Financing);
    let lends = || article.has_word(amount..article.sentences[reach.sentence].last, ClauseWord::Lender);
    article.has_any(reach.from..amount, &["cost", "costs"]) && (lent() || lends())
}

/// The economy whose inward capital an article tells of when its clause names none: the main host, the one where the news comes from if
/// it is spoken of, the only one that is told to take any, else the one that the article is of.
pub(super) fn own_economy(reader: &Reader) -> Option<Code> {
    let discourse = reader.discourse;
    let spoken_of = |code: &Code| discourse.ranked.iter().any(|(c, _)| c == code);
    let placed = || reader.article.dateline_country().filter(|code| discourse.pair.is_none() && spoken_of(code));
    discourse.direction.main_host().or_else(placed).or_else(|| discourse.direction.only_host()).or(discourse.home)
}

/// The economy that "the country" is: the one that took in what was told last, else the one that the article is of.
fn spoken_host(reader: &Reader) -> Option<Code> {
    let told = reader.out.iter().rev().find(|s| !s.head.is_trade()).and_then(|s| s.parties.1);
    told.filter(|host| *host != WORLD).or_else(|| own_economy(reader))
}

/// "The realised investment in Kenya came to $5 million" where many invest in Kenya: nothing says that it is of one of them, nor that none
/// of it is Kenya's own.
pub(super) fn takes_from_many(reader: &Reader, reach: &Reach, places: &[Place], host: Code) -> bool {
    let discourse = reader.discourse;
    let named = reach.head.head == Head::Investment && reach.head.tokens.is_some() && !reach.head.cue.has(Cue::InvestVerb);
    let alone = places.iter().all(|p| p.code == host) && discourse.direction.main_host() == Some(host);
    let weights: Vec<u32> = discourse.ranked.iter().filter(|(code, _)| *code != host).map(|(_, w)| *w).collect();
    let many = weights.len() > 2 && weights[2] * 2 >= weights[0];
    named && alone && many && !discourse.bilateral
}

/// Nouns of economies that take capital in.
pub(super) const TAKERS: &[&str] = &["recipient", "recipients", "destination", "destinations", "receiver", "receivers"];

/// "Kenya topped the recipients of foreign investment with $5 million", "Peru is the main destination of Norwegian investments": who
/// takes capital in, and from whom.
pub(super) fn recipient(article: &Article, reach: &Reach, places: &[Place]) -> Option<(Code, Code)> {
    let until = reach.amount.map_or(reach.until, |a| a.item.first);
    let noun = (reach.from..until).find(|&i| article.is_any(i, TAKERS) && article.is_any(i + 1, &["of", "for"]))?;
    let host = places.iter().rev().find(|p| p.at < noun && p.relation == Relation::Subject && !p.adjective)?;
    let investor = places.iter().find(|p| p.at > noun && p.at < until && p.relation == Relation::Owner && p.code != host.code);
    Some((investor.map_or(WORLD, |p| p.code), host.code))
}

/// "the top recipients of Norwegian capital are Kenya ($5 million) and Peru ($3 million)": whose capital it is, and who is told with the
/// amount.
pub(super) fn taker_behind(article: &Article, reach: &Reach) -> Option<(Code, Code)> {
    const LONGEST: usize = 3;
    let s = article.sentences[reach.sentence];
    let label = label_before(article, reach.amount?.item.first)?;
    let noun = (s.first..label.first).find(|&i| article.is_any(i, TAKERS) && article.is_any(i + 1, &["of", "for"]))?;
    let owns = |i: &Item| article.form(*i) == "adjective" || article.possessive(i.end);
    let owner = article.items_in(noun + 2..noun + 2 + LONGEST, ECONOMIES).find(owns)?;
    let be = article.has_any(s.first..label.first, &["are", "include", "included", "is", "was", "were"]);
    let capital = article.has_any(owner.end..label.first, &["capital", "fdi", "investment", "investments", "money"]);
    let (investor, host) = (article.party(owner)?, article.party(label)?);
    (be && capital && investor != host).then_some((investor, host))
}

/// "Kenya ranked third by inflow, ahead of Ghana with $1 billion": the subject takes capital in, and so do those beside it.
fn ranks_host(reader: &Reader, reach: &Reach) -> bool {
    let article = reader.article;
    let s = article.sentences[reach.sentence];
    let lead = s.first..reach.until;
    let subject = article.items_in(lead.clone(), ECONOMIES).find(|i| article.form(*i) == "name");
    let acts = |i: &Item| !article.is_any(i.first.saturating_sub(1), &["in", "into", "of", "to", "from", "the"]);
    let Some(code) = subject.filter(acts).and_then(|i| article.party(i)) else { return false };
    let near = reader.out.iter().rev().take_while(|b| reach.sentence - b.sentence <= 5);
    let takes = near.filter(|b| !b.head.is_trade()).any(|b| b.parties == (Some(WORLD), Some(code)));
    takes && article.has_word(lead.clone(), ClauseWord::Rank) && !article.has_any(lead, &["investor", "investors"])
}

/// "The inflow to Kenya was $3 billion. Peru's FDI fell to $2 billion": one economy after another is told to take capital in,
/// so that the one named is the host, unless it is told to give.
pub(super) fn told_next(reader: &Reader, reach: &Reach, places: &[Place]) -> Option<Code> {
    let [place] = places else { return None };
    let own = reach.head.tokens.is_some() && reach.head.head == Head::Fdi && !invests(reader.article, reach, places, place.code);
    let taken = matches!(place.relation, Relation::Owner | Relation::Of | Relation::Subject | Relation::In) && !place.adjective;
    let topic = reader.out.iter().rev().find(|s| !s.head.is_trade()).filter(|s| reach.sentence - s.sentence <= 3)?;
    let inflows = topic.head == Head::Fdi && topic.parties.0 == Some(WORLD);
    (own && taken && inflows && reader.discourse.other(place.code).is_none()).then_some(place.code)
}

/// "The Kenyan government has approved investments worth $3 million", "the Kenya Investment Authority registered 49 projects", "the
/// country granted licences to Norwegian projects": who lets capital in, and from whom.
pub(super) fn licenser(reader: &Reader, reach: &Reach, places: &[Place]) -> Option<(Option<Code>, Code)> {
    const REACH: usize = 6;
    let article = reader.article;
    let (head, _) = reach.head.tokens.filter(|_| matches!(reach.head.head, Head::Fdi | Head::Investment | Head::Project))?;
    let until = reach.amount.map_or(head, |a| a.item.first.min(head)).max(reach.from);
    let verb = (reach.from..until).rev().take(2 * REACH).find(|&i| article.is_word(i, ClauseWord::LetsIn))?;
    let office = |p: &&Place| {
        let name = p.at + 1..(p.at + 1 + REACH).min(verb);
        let agency = article.has_any(name.clone(), &["investment"]) && article.has_any(name.clone(), AGENCIES);
        p.at < verb && (agency || article.has_any(name, &["government", "cabinet"]))
    };
    let country = || article.has_phrase(verb.saturating_sub(REACH).max(reach.from)..verb, &["the", "country"]);
    let most = article.has_any(verb..until.max(verb), &["highest", "largest", "biggest"]);
    let foreign = reach.head.tokens.is_some_and(|t| article.has_any(t.0..t.1, &["foreign"])) && !most;
    let itself = |p: &&Place| foreign && p.relation == Relation::Subject && p.at < verb && verb - p.at <= 2;
    let host = places
        .iter()
        .find(office)
        .or_else(|| places.iter().find(itself))
        .map(|p| p.code)
        .or_else(|| country().then(|| spoken_host(reader)).flatten())?;
    let investor = places.iter().find(|p| p.at > verb && p.code != host && p.relation != Relation::In);
    let led_by = places.iter().all(|p| p.code == host) || investor.is_some();
    // projects that an office registers may be of its own country's investors
    let foreigners = reach.head.head != Head::Project || article.has_any(reach.from..reach.until, &["foreign", "fdi", "overseas"]);
    led_by.then(|| (investor.map(|p| p.code).or(foreigners.then_some(WORLD)), host))
}

/// What an office that lets investors in is called.
const AGENCIES: &[&str] = &["agency", "authority", "board", "center", "centre", "commission", "council", "office"];

/// "the country received foreign investment of $3 million": the economy that the article is of, with the token of the verb.
pub(super) fn country_that_gets(reader: &Reader, reach: &Reach, places: &[Place]) -> Option<(Code, usize)> {
    let article = reader.article;
    let (head, _) = reach.head.tokens.filter(|_| matches!(reach.head.head, Head::Fdi | Head::Investment))?;
    let until = reach.amount.map_or(head, |a| a.item.first.min(head));
    let verb = (reach.from..until).rev().take(6).find(|&i| article.is_word(i, ClauseWord::Attracts))?;
    let country = article.has_phrase(verb.saturating_sub(3).max(reach.from)..verb, &["the", "country"]);
    let host = spoken_host(reader).filter(|_| country && places.iter().all(|p| p.at > verb))?;
    Some((host, verb))
}
