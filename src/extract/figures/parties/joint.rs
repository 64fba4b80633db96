//! Capital of two economies together: "Kazakh-Turkish joint projects", "their mutual investments".

use super::places::{Place, Relation};
use super::{NEAR_HEAD, Reach};
use crate::extract::article::Article;
use crate::extract::figures::Reader;
use crate::extract::figures::head::Head;
use crate::lexicon::{ClauseWord, Cue, CueSet};
use crate::model::{Code, MentionKind};

/// "deals worth $3 million were agreed by the Kenyan energy ministry with the Norwegian firm Norbio": a firm invests where an office signs.
pub(super) fn firm_and_office(article: &Article, reach: &Reach, places: &[Place]) -> Option<(Code, Code)> {
    const NEAR: usize = 4;
    const OFFICES: &[&str] = &["ministry", "government", "cabinet"];
    let office = |p: &&Place| {
        let before = p.at.saturating_sub(NEAR)..p.at;
        let of = OFFICES.iter().any(|noun| article.has_phrase(before.clone(), &[noun, "of"]));
        of || article.has_any(p.at + 1..p.at + 1 + NEAR, OFFICES)
    };
    let firm = |p: &&Place| {
        let behind = p.at + 1..p.at + 1 + NEAR;
        let company = article.cues_in(behind.clone(), CueSet::of(&[Cue::Company])).next().is_some();
        // "the Kenyan government and Norwegian companies signed", "Norwegian companies and the Kenyan government signed"
        let next =
            (p.at + 2..p.at + 1 + NEAR).any(|i| article.is(i, "and") && places.iter().any(|o| o.at > i && o.at <= i + 2 && office(&o)));
        let with = article.has_any(p.at.saturating_sub(2)..p.at, &["with", "and"]) || next;
        with && p.adjective && (company || article.has_any(behind, &["giant", "developer", "operator"]))
    };
    let deal = matches!(reach.head.head, Head::Project | Head::Investment);
    let host = places.iter().find(office).filter(|_| deal)?.code;
    // "signed an agreement on a project in Kenya": there, whoever signs
    if places.iter().any(|p| p.relation == Relation::In && p.code != host) {
        return None;
    }
    let investor = places.iter().find(|p| p.code != host && firm(p) && !office(p))?.code;
    Some((investor, host))
}

/// "Kazakh-Turkish joint projects", "between A and B": the foreign one, as seen from the article's own, invests.
pub(super) fn joined_pair(reader: &Reader, reach: &Reach, places: &[Place]) -> Option<(Option<Code>, Option<Code>)> {
    // "joint projects of Norway and Vietnam" joins them as "between" does
    let between: Vec<&Place> = places.iter().filter(|p| p.relation == Relation::Between).collect();
    let of: Vec<&Place> = places.iter().filter(|p| p.relation == Relation::Of && !p.adjective).collect();
    // "Uzbekistan and Saudi Arabia have a portfolio of joint projects"
    let mut doers: Vec<&Place> = Vec::new();
    for place in places.iter().filter(|p| matches!(p.relation, Relation::Subject | Relation::Owner) && !p.adjective) {
        if doers.iter().all(|d| d.code != place.code) {
            doers.push(place);
        }
    }
    let (a, b) = match (&between[..], &of[..], &doers[..]) {
        ([a, b, ..], _, _) => (a.code, b.code),
        (_, _, [a, b])
            if (reach.head.head == Head::Project || is_mutual(reader.article, reach))
                && a.code != b.code
                && are_joined(reader.article, a, b) =>
        {
            (a.code, b.code)
        }
        (_, [a, b, ..], _) if reach.head.head == Head::Project && b.at - a.at <= 3 => (a.code, b.code),
        (_, _, [one]) if has_partner(reader.article, reach, places, one) => (one.code, reader.discourse.other(one.code)?),
        _ => return None,
    };
    let inside = places.iter().rev().find(|p| p.relation == Relation::In && (p.code == a || p.code == b)).map(|p| p.code);
    let joint = reader.article.has_any(reach.from..reach.until, &["joint"]);
    let inside = inside.or_else(|| city_of(reader, reach, a, b).filter(|_| joint));
    let inside = inside.or_else(|| of_firms(reader.article, &between));
    let told = || reader.discourse.direction.of(a, b).map(|(_, host)| host).filter(|_| !is_mutual(reader.article, reach));
    let host = inside.or_else(told).or_else(|| paid_to(reader, reach, a, b)).or_else(|| seen_from(reader, a, b)).unwrap_or(b);
    let investor = if host == a { b } else { a };
    (reach.head.head != Head::Fdi && a != b).then_some((Some(investor), Some(host)))
}

/// "agreements between Kenya and the Norwegian companies": whose companies deal with another economy invests in it.
fn of_firms(article: &Article, between: &[&Place]) -> Option<Code> {
    const NEAR: usize = 3;
    let firms = |p: &Place| p.adjective && article.has_cue(p.at + 1..p.at + 1 + NEAR, Cue::Company);
    match between {
        [a, b] if firms(a) && !b.adjective => Some(b.code),
        [a, b] if firms(b) && !a.adjective => Some(a.code),
        _ => None,
    }
}

/// "Kenya has carried out 11 joint projects worth $4 million", "Kenya's minister signed agreements worth $4 million": of the one that is
/// named and its partner, though nobody says which of them invests.
fn has_partner(article: &Article, reach: &Reach, places: &[Place], one: &Place) -> bool {
    let Some((head, end)) = reach.head.tokens.filter(|t| reach.head.head == Head::Project && one.at < t.0) else { return false };
    let joint = article.has_any(head.saturating_sub(1)..end, &["joint"]);
    let office = article.possessive(one.at + 1) && article.item_at(one.at + 2, &[MentionKind::Role]).is_some();
    let signed = office && article.has_word(one.at..head, ClauseWord::Signs);
    let placed = places.iter().any(|p| matches!(p.relation, Relation::In | Relation::To | Relation::From | Relation::By));
    (joint || signed) && !placed
}

/// "joint projects of A and B are under way in Hanoi", "to build a station in Dakar": where the project is; not "after their talks in
/// Hanoi".
pub(super) fn city_of(reader: &Reader, reach: &Reach, a: Code, b: Code) -> Option<Code> {
    let article = reader.article;
    let sentence = article.sentences[reach.sentence];
    let first = reach.head.tokens.filter(|_| reach.head.head == Head::Project)?.0;
    let until = reach.amount.map_or(sentence.last, |a| a.end + NEAR_HEAD).min(sentence.last);
    article
        .items_in(first.min(until)..until, &[MentionKind::City])
        .find(|i| article.is(i.first.saturating_sub(1), "in"))
        .and_then(|i| article.mention(i).country)
        .filter(|c| *c == a || *c == b)
}

/// "a fund of 60 million kroner": who pays in its own currency invests in the other.
fn paid_to(reader: &Reader, reach: &Reach, a: Code, b: Code) -> Option<Code> {
    let currency = reader.article.mention(reach.amount?.item).currency?;
    let users = reader.article.lexicon.currencies.countries.get(&currency)?;
    match (users.contains(&a), users.contains(&b)) {
        (true, false) => Some(b),
        (false, true) => Some(a),
        _ => None,
    }
}

/// Which of two economies the article is of: the one where the news comes from, else the one that it names first.
pub(super) fn seen_from(reader: &Reader, a: Code, b: Code) -> Option<Code> {
    let one_of = |code: &Code| *code == a || *code == b;
    reader.article.dateline_country().filter(one_of).or(reader.discourse.home.filter(one_of))
}

/// "mutual investments", "their bilateral investment": of both in each other.
fn is_mutual(article: &Article, reach: &Reach) -> bool {
    reach.head.head == Head::Investment && reach.head.tokens.is_some_and(|t| says_mutual(article, t))
}

/// Whether a head of investment is said to be that of two economies in each other.
pub fn says_mutual(article: &Article, (first, end): (usize, usize)) -> bool {
    article.has_any(first.saturating_sub(1)..end, &["bilateral", "mutual", "reciprocal"])
}

/// "A and B", "A, the Republic of B", "A, B agree on"
fn are_joined(article: &Article, a: &Place, b: &Place) -> bool {
    b.at - a.at <= 4 && article.has_any(a.at..b.at, &["and"]) || b.at - a.at == 2 && article.sign(a.at + 1, ',')
}
