//! Who gets and who gives, as the verb of an investment says: "Kenya attracted $2 billion", "Norway lent Kenya $2 billion".

use super::places::{Place, Relation};
use super::{PLACES, Reach};
use crate::extract::article::Article;
use crate::extract::figures::head::Head;
use crate::lexicon::ClauseWord;
use crate::model::{Code, MentionKind};

/// The economy that a verb of getting has for its subject, with the token of the verb.
pub(super) fn getter(article: &Article, reach: &Reach, places: &[Place]) -> Option<(Code, usize)> {
    let verb = nearest(article, reach, ClauseWord::Attracts)?;
    // "the investments received by Kenya"
    if article.is(verb + 1, "by") {
        let taker = places.iter().find(|p| p.at > verb && p.relation == Relation::By)?;
        return Some((taker.code, verb));
    }
    if is_passive(article, verb) {
        return None;
    }
    // "Turkish contractors secured projects": who gets work does not take capital in
    let works = |p: &Place| p.adjective && reach.head.head == Head::Project;
    // "data of Kenya's ministry show that the country has received": whatever it is to its own clause
    let spoken_of = article.has_phrase(verb.saturating_sub(3)..verb, &["the", "country"]);
    let subject = places.iter().rev().find(|p| {
        let owns = spoken_of && p.relation == Relation::By && article.possessive(p.at + 1);
        let relation = owns || matches!(p.relation, Relation::Subject | Relation::Owner | Relation::Of);
        p.at < verb && verb - p.at <= 16 && relation && !works(p)
    })?;
    Some((subject.code, verb))
}

/// The economy that a verb of giving has for its object: "lent Kenya", "provided Kenya with", "was granted".
pub(super) fn receiver(article: &Article, reach: &Reach, places: &[Place]) -> Option<Code> {
    let verb = nearest(article, reach, ClauseWord::Gives)?;
    // "Norway is to lend Kenya" acts
    if is_passive(article, verb) && !article.is(verb - 1, "to") {
        // "Kenya was granted $2 billion"; "$2 billion was granted" names nobody
        let subject = places.iter().rev().find(|p| p.at < verb && verb - p.at <= 8 && p.relation == Relation::Subject)?;
        return Some(subject.code);
    }
    let object = places.iter().find(|p| p.at > verb)?;
    let named = matches!(object.relation, Relation::Subject | Relation::Label);
    let direct = object.at - verb <= 2 && !object.adjective && named;
    (direct && !article.possessive(object.at + 1)).then_some(object.code)
}

/// A bank or fund of several states gives, and no economy does.
pub(super) fn is_from_body(article: &Article, reach: &Reach, places: &[Place]) -> bool {
    let sentence = article.sentences[reach.sentence];
    let Some(verb) = nearest(article, reach, ClauseWord::Gives) else { return false };
    if article.has_any(verb..sentence.last, &["donor", "donors"]) {
        return true;
    }
    let body = article
        .items_in(sentence.first..verb, &[MentionKind::Organisation])
        .any(|i| article.mention(i).country.is_some() && verb - i.end <= 6);
    body && !places.iter().any(|p| p.at < verb)
}

/// "in Africa", "to the countries of the region": money that goes to nobody who has a code.
pub(super) fn goes_to_unnamed(article: &Article, reach: &Reach, places: &[Place]) -> bool {
    let Some((_, head)) = reach.head.tokens else { return false };
    if places.iter().any(|p| matches!(p.relation, Relation::In | Relation::To) && p.at >= head) {
        return false;
    }
    let stop = reach.until.min(head + 16);
    // "humanitarian assistance for Africa"
    let lent = reach.head.head == Head::Financing;
    let part = |i: usize| article.is_word(i + 1 + usize::from(article.is(i + 1, "the")), ClauseWord::PartOfWorld);
    let leads = |i: usize| article.is_any(i, &["in", "into", "to", "across"]) || lent && article.is(i, "for") && part(i);
    (head..stop).filter(|&i| leads(i)).any(|i| {
        let noun = (i + 1..(i + 5).min(stop)).take_while(|&w| article.tokens[w].is_word()).find(|&w| {
            article.is_word(w, ClauseWord::Several) && !article.is(w, "partners") || article.is_word(w, ClauseWord::PartOfWorld)
        });
        noun.is_some_and(|n| {
            // "in Central Asia's largest economy" is one country
            let pair = article.has_any(i + 1..n, &["two", "both", "these", "its", "their"]) || article.possessive(n + 1);
            !pair && article.item_at(n, PLACES).is_none() && article.items_in(i + 1..(n + 3).min(stop), PLACES).next().is_none()
        })
    })
}

/// "other countries - $457 million", "the rest of the world with $333 million", "investments from other countries": what stands for
/// all who have no name.
pub(super) fn is_of_others(article: &Article, reach: &Reach) -> bool {
    const WHO: &[&str] = &["countries", "states", "investors", "nations"];
    if let Some((_, end)) = reach.head.tokens {
        let end = end + usize::from(article.is_any(end, &["flow", "flows"]));
        let other = end + 1 + usize::from(article.is_any(end + 1, &["all", "the"]));
        return article.is_any(end, &["of", "from", "by"]) && article.is_any(other, &["other", "others"]) && article.is_any(other + 1, WHO);
    }
    let Some(amount) = reach.amount.map(|a| a.item.first) else { return false };
    let end = reach.amount.map_or(amount, |a| a.end);
    // "and $7 million from other countries"
    if article.is(end, "from") && article.is_any(end + 1, &["other", "others"]) {
        return true;
    }
    // "and $138 million belonged to Asian investors"
    let regional = |i: usize| article.is_any(i, &["asian", "african", "european", "arab", "american"]) && article.is_any(i + 1, WHO);
    if reach.head.tokens.is_none() && (end..end + 4).any(regional) {
        return true;
    }
    let led = |i: usize| !article.tokens[i].is_word() || article.is_any(i, &["with", "at", "for"]);
    let Some(end) = (amount.saturating_sub(3)..amount).rev().find(|&i| !led(i)) else { return false };
    let others = article.is_any(end, WHO) && article.is_any(end.saturating_sub(1), &["other", "remaining"]);
    let rest = article.is_any(end, &["world", "others"]) && article.has_any(end.saturating_sub(4)..end + 1, &["rest", "others"]);
    others || rest
}

/// "investments of foreign and Filipino nationals", "foreign and domestic investment": of those at home as well.
pub(super) fn is_of_home_too(article: &Article, reach: &Reach) -> bool {
    const REACH: usize = 6;
    let Some((first, end)) = reach.head.tokens else { return false };
    let own =
        |i: usize| article.is_any(i, &["domestic", "local"]) || article.item_at(i, PLACES).is_some_and(|p| article.form(p) == "adjective");
    let near = first.saturating_sub(REACH / 2).max(reach.from)..(end + REACH).min(reach.until);
    let joined = |i: usize| {
        article.is(i, "and")
            && (article.is(i - 1, "foreign") && own(i + 1) || article.is(i + 1, "foreign") && article.is_any(i - 1, &["domestic", "local"]))
    };
    near.skip(1).any(joined)
}

/// Three economies or more that do it together: none of them alone.
pub(super) fn is_crowd(article: &Article, places: &[Place]) -> bool {
    let acting: Vec<&Place> =
        places.iter().filter(|p| matches!(p.relation, Relation::Subject | Relation::Of | Relation::Between) && !p.adjective).collect();
    let listed = |a: &Place, b: &Place| {
        b.at - a.at <= 5 && (a.at + 1..b.at).any(|i| article.sign(i, ',') || article.is(i, "and")) && a.code != b.code
    };
    acting.windows(3).any(|w| listed(w[0], w[1]) && listed(w[1], w[2]))
}

/// The nearest such verb before the amount, else right behind it.
fn nearest(article: &Article, reach: &Reach, part: ClauseWord) -> Option<usize> {
    let first = article.sentences[reach.sentence].first;
    let (at, end) = reach.amount.map_or((reach.until, reach.until), |a| (a.item.first, a.end));
    let from = if reach.head.tokens.is_some_and(|t| t.0 < reach.from) { first } else { reach.from };
    // "is financed by a grant of": a noun
    let noun = |i: usize| article.is_any(i, &["grant", "grants"]) && !article.is_any(i - 1, &["and", "to", "will", "would"]);
    let plays = |i: &usize| article.is_word(*i, part) && !(part == ClauseWord::Gives && *i > 0 && noun(*i));
    let before = (from..at).rev().find(plays);
    before.or_else(|| (end..reach.until.min(end + 8)).find(plays))
}

fn is_passive(article: &Article, verb: usize) -> bool {
    article.has_any(verb.saturating_sub(2)..verb, &["was", "were", "been", "be", "being", "is", "are"])
}
