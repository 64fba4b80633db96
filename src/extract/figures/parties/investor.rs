//! Who invests, by the words around its name: "projects with Norwegian capital", "by Norway", "Norway topped the list of investors".

use super::places::{Place, Relation, last_of, near_head};
use super::{NEAR_HEAD, Reach, WORLD, hosts};
use crate::extract::article::Article;
use crate::extract::figures::Reader;
use crate::extract::figures::head::Head;
use crate::lexicon::{ClauseWord, Cue, CueSet};
use crate::model::{Code, MentionKind};

/// Who invests by the words around its name: "projects with Chinese capital", "by Norway", "from Norway".
pub(super) fn investor_named(article: &Article, reach: &Reach, places: &[Place]) -> Option<Code> {
    let with_capital = |p: &&Place| p.relation == Relation::With && article.has_any(p.at..p.at + 3, &["capital", "participation", "money"]);
    // "investments of Chinese companies"
    let firms = |p: &Place| article.cues_in(p.at + 1..p.at + 2, CueSet::of(&[Cue::Company])).next().is_some();
    let of_adjective = |p: &&Place| p.relation == Relation::Of && p.adjective && (reach.head.head == Head::Project || firms(p));
    // "the FDI of Norway in Kenya"; "the investment of Kenya" may be what it takes in
    let elsewhere = |p: &Place| places.iter().any(|h| matches!(h.relation, Relation::In | Relation::To) && h.code != p.code);
    let head_end = reach.head.tokens.map_or(0, |t| t.1);
    let of_name = |p: &&Place| p.relation == Relation::Of && p.at > head_end && p.at - head_end <= NEAR_HEAD && elsewhere(p);
    places
        .iter()
        .find(of_adjective)
        .or_else(|| places.iter().find(of_name).filter(|_| matches!(reach.head.head, Head::Fdi | Head::Investment)))
        .map(|p| p.code)
        .or_else(|| places.iter().find(with_capital).map(|p| p.code))
        .or_else(|| builder(article, reach, places))
        .or_else(|| last_of(places, &[Relation::By]))
        .or_else(|| {
            places.iter().find(|p| p.adjective && firms(p) && article.has_any(p.at.saturating_sub(5)..p.at, &["by"])).map(|p| p.code)
        })
        .or_else(|| near_head(reach, places, &[Relation::From]).map(|p| p.code).or_else(|| last_of(places, &[Relation::From])))
}

/// "signed a contract with Norway's Norbio to build a plant": whose firm is to build it invests.
fn builder(article: &Article, reach: &Reach, places: &[Place]) -> Option<Code> {
    let at = reach.amount?.item.first;
    let first = article.sentences[reach.sentence].first;
    let signed = |p: &Place| article.has_word(first..p.at, ClauseWord::Signs) || article.has_any(first..p.at, &["agreement"]);
    let firm = |p: &Place| p.adjective || article.possessive(p.at + 1) || article.possessive(p.at + 2);
    let builds = |p: &Place| {
        (p.at..at).any(|i| {
            article.is_any(i, &["to", "for"]) && (i + 1..i + 4).any(|w| article.is_word(w, ClauseWord::Builds))
                || article.starts(i, &["for", "the"]) && article.is_any(i + 2, &["construction", "establishment"])
        })
    };
    places.iter().find(|p| p.relation == Relation::With && signed(p) && firm(p) && builds(p)).map(|p| p.code)
}

/// "Russian media report that Norway will invest": who stands right before the verb.
pub(super) fn subject_of_verb(article: &Article, reach: &Reach, places: &[Place]) -> Option<Code> {
    let (verb, _) = reach.head.tokens.filter(|_| reach.head.cue.has(Cue::InvestVerb))?;
    let beside = |p: &&Place| article.item_at(p.at, &[MentionKind::Country, MentionKind::Group]).is_some_and(|i| i.end == verb);
    // "the Norwegian partner is to put in $3 million"
    const ACTORS: &[&str] = &["partner", "partners", "side", "party", "investor", "investors", "government"];
    const NEAR: usize = 6;
    let acts = |p: &&Place| p.adjective && p.at < verb && verb - p.at <= NEAR && article.is_any(p.at + 1, ACTORS);
    let subjects = || places.iter().filter(|p| matches!(p.relation, Relation::Subject | Relation::Owner));
    let named = subjects().filter(|p| !p.adjective).find(beside).or_else(|| subjects().rfind(acts));
    named.map(|p| p.code)
}

/// "Kenya recorded $4 million of Norwegian investments": whose they are stands right before the word.
pub(super) fn owner_of_head(reach: &Reach, places: &[Place]) -> Option<Code> {
    let (head, _) = reach.head.tokens.filter(|_| matches!(reach.head.head, Head::Fdi | Head::Investment))?;
    places.iter().find(|p| p.adjective && p.relation == Relation::Owner && p.at < head && head - p.at <= 3).map(|p| p.code)
}

/// "the Holding of Norway will invest", "firms of Norway invested"; not "the largest investors of Norway, investing".
pub(super) fn acts_for(article: &Article, reach: &Reach, place: usize) -> bool {
    let Some((head, _)) = reach.head.tokens.filter(|t| reach.head.cue.has(Cue::InvestVerb) && place < t.0) else { return false };
    let Some(noun) = (place.saturating_sub(4)..place).rev().find(|&i| article.is(i, "of")).and_then(|of| of.checked_sub(1)) else {
        return false;
    };
    let company = article.cues_in(noun.saturating_sub(1)..noun + 1, CueSet::of(&[Cue::Company])).any(|c| c.end > noun);
    // "will sign a deal with the government of Kenya": who deals with it invests
    let counterpart = article.has_any(noun.saturating_sub(2)..noun, &["with"]);
    let named = article.tokens[noun].capital || company || article.is(noun, "government");
    named && !counterpart && !(place..head).any(|i| article.sign(i, ','))
}

/// "they have invested ...": whom the sentence before opens with, else who invests in it.
pub(super) fn antecedent(reader: &Reader, reach: &Reach) -> Option<Code> {
    let article = reader.article;
    let no = reach.sentence.checked_sub(1)?;
    let clause = reach.from..reach.amount?.item.first;
    let pronoun = clause.clone().find(|&i| article.is_any(i, &["they", "it"]))?;
    let subject = article.cues_in(pronoun..pronoun + 4, CueSet::of(&[Cue::InvestVerb])).next().is_some();
    let s = article.sentences[no];
    let item = article.items_in(s.first..(s.first + 4).min(s.last), &[MentionKind::Country, MentionKind::Group]).next();
    let told = || reader.last(reach.sentence, 1).filter(|s| !s.head.is_trade()).and_then(|s| s.parties.0).filter(|c| *c != WORLD);
    if !subject { None } else { item.and_then(|i| article.party(i)).or_else(told) }
}

/// "came from Norway", "Norway was the largest investor", "Norway topped the list": it gives, though nothing says whom.
pub(super) fn invests(article: &Article, reach: &Reach, places: &[Place], code: Code) -> bool {
    let given = places.iter().any(|p| p.code == code && matches!(p.relation, Relation::From | Relation::By));
    // "Norway was the source of the largest inflow"
    let told = |t: (usize, usize)| reach.from.min(t.0)..reach.amount.map_or(t.0, |a| a.item.first.max(t.0));
    let source = |t: (usize, usize)| article.has_any(told(t), &["source", "sources", "contributing", "contributor"]);
    let named = reach.head.tokens.is_some_and(|t| article.has_any(t.0..t.1, &["investor", "investors", "source"]) || source(t));
    given || named || places.iter().any(|p| p.code == code && leads_investors(article, reach, p.at))
}

/// "Norway topped the FDI list with $5 million", "Norway leads the list of investors": not who takes most of it in.
fn leads_investors(article: &Article, reach: &Reach, place: usize) -> bool {
    let until = reach.amount.map_or(reach.until, |a| a.item.first);
    let verb = (place..until.min(place + 4)).find(|&i| article.is_word(i, ClauseWord::Tops));
    verb.is_some_and(|v| article.is(v + 1, "the") && !article.has_any(v..until, hosts::TAKERS))
}

/// "Norway is by now the largest investor in Peru", "the largest investor in Peru was Norway": who invests where, as the sentence
/// itself says.
pub fn named_investor(article: &Article, no: usize) -> Option<(Code, Code)> {
    const IS: &[&str] = &["is", "was", "became", "become", "ranks", "ranked", "remains", "remained"];
    const REACH: usize = 13;
    let s = article.sentences[no];
    // "topped the list of 70 countries investing in Peru"
    let ranked = |i: usize| {
        article.is_any(i, &["investors", "investing"]) && article.has_word(i.saturating_sub(REACH).max(s.first)..i, ClauseWord::Rank)
    };
    if let Some(found) = investor_of(article, no) {
        return Some(found);
    }
    let word = (s.first..s.last).find(|&i| (article.is(i, "investor") || ranked(i)) && article.is_any(i + 1, &["in", "into", "of"]))?;
    let countries = |range| article.items_in(range, &[MentionKind::Country]).filter(|i| article.form(*i) == "name");
    let host = countries(word + 2..(word + 5).min(s.last)).next()?;
    let subject = countries(word.saturating_sub(REACH).max(s.first)..word).last().filter(|i| {
        !article.is_any(i.first.saturating_sub(1), &["in", "of", "to", "from", "by", "for", "with"])
            && (article.has_any(i.end..i.end + 3, IS) || (article.is_word(i.end, ClauseWord::Tops) || article.is(i.end, "stayed")))
    });
    let behind = || countries(host.end + 1..(host.end + 3).min(s.last)).next().filter(|_| article.is_any(host.end, IS));
    let (investor, host) = (article.party(subject.or_else(behind)?)?, article.party(host)?);
    (investor != host).then_some((investor, host))
}

/// "Norway remained Peru's top foreign investor": whose investor it is stands before the noun.
fn investor_of(article: &Article, no: usize) -> Option<(Code, Code)> {
    const IS: &[&str] = &["is", "was", "became", "becomes", "remains", "remained", "stayed", "stays"];
    const REACH: usize = 6;
    let s = article.sentences[no];
    let word = (s.first..s.last).find(|&i| article.is(i, "investor"))?;
    let owner =
        article.items_in(word.saturating_sub(REACH).max(s.first)..word, &[MentionKind::Country]).find(|i| article.possessive(i.end))?;
    let is = owner.first.checked_sub(1).filter(|&i| article.is_any(i, IS))?;
    let subject =
        article.items_in(s.first..is, &[MentionKind::Country]).last().filter(|i| i.end + 1 >= is && article.form(*i) == "name")?;
    let (investor, host) = (article.party(subject)?, article.party(owner)?);
    (investor != host).then_some((investor, host))
}
