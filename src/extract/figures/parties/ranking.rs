//! Economies ranked as the partners of another: "Turkey was Georgia's largest partner with $2 billion, followed by Russia with
//! $1 billion", "the main suppliers to Serbia were Russia ($8 million) and Italy ($4 million)".
//!
//! The noun says whose partners they are, else they are those of the economy that the article is of. The partner is the one that
//! labels the amount, else the one that the noun is told of.

use super::directed::{is_told_by_which, takes};
use super::places::{Place, Relation, is_followed};
use super::{PLACES, Parties, Reach};
use crate::extract::article::{Article, Item};
use crate::extract::figures::Reader;
use crate::extract::figures::head::{self, Head};
use crate::lexicon::ClauseWord;
use crate::model::{Code, MentionKind, SlotBasis};

/// Tokens between whose partner it is and the noun: "Georgia's third largest export".
const NEAR: usize = 8;

/// Tokens between a subject and what it is told to be.
const LONGEST: usize = 30;

/// Reporter and partner of an amount in a sentence that ranks partners.
pub(super) fn ranked(reader: &Reader, reach: &Reach, places: &[Place]) -> Option<Parties> {
    let article = reader.article;
    if reach.head.rule == head::RANKED_BEHIND {
        let (subject, noun) = head::ranked_behind(article, reach.sentence, reach.amount?)?;
        let owner = owner(article, noun, article.sentences[reach.sentence].last).and_then(|o| article.party(o));
        let whose = owner.or(reader.discourse.home).filter(|code| Some(*code) != article.party(subject))?;
        return Some(((Some(whose), article.party(subject)), SlotBasis::Stated));
    }
    if reach.head.rule == head::LIST_RANKED {
        let last = article.items_in(0..article.sentences[reach.sentence].last, &[MentionKind::Money]).last()?;
        let noun = head::ranked_list(article, reach.sentence, last.end)?;
        let owner = owner(article, noun, article.sentences[reach.sentence].last).and_then(|o| article.party(o));
        let label = head::label_before(article, reach.amount?.item.first).and_then(|l| article.party(l));
        let whose = owner.or(reader.discourse.home).filter(|code| Some(*code) != label)?;
        return Some(((Some(whose), label), SlotBasis::Stated));
    }
    let amount = reach.amount?.item.first;
    let noun = counterpart(article, article.sentences[reach.sentence].first, amount).or_else(|| counterpart_behind(article, reach))?;
    let owner = owner(article, noun, amount);
    let whose = owner.and_then(|o| article.party(o)).or(reader.discourse.home)?;
    // "among the export markets of Kenya with $3 million": whose they are labels nothing
    let label = head::label_before(article, amount).filter(|l| owner.is_none_or(|o| o.first != l.first)).and_then(|l| article.party(l));
    // "China was the largest supplier": nobody says whose
    let says_whose = owner.is_some() || article.has_any(noun.saturating_sub(NEAR)..noun, &["country", "its", "our"]);
    if label.is_none() && !says_whose {
        return None;
    }
    let partner = label.or_else(|| own_subject(reach, places)).or_else(|| told_of(article, reach, noun, owner)).filter(|p| *p != whose)?;
    let led = |relations: &[Relation]| {
        let other = |p: &&Place| p.at > noun && p.code != partner && p.code != whose && relations.contains(&p.relation);
        places.iter().find(other).map(|p| p.code)
    };
    // "Spain is Kenya's main partner, and exports to Chile reached ...": another partner of the same economy
    if let Some(other) = led(&[Relation::To, Relation::From, Relation::With]) {
        return label.is_none().then_some(((Some(whose), Some(other)), SlotBasis::Stated));
    }
    if led(&[Relation::Owner, Relation::Between]).is_some() {
        return None;
    }
    // "suppliers of Iran: China with exporting $9 million, the UAE with $8 million"
    let told = reader.out.last().filter(|s| reach.head.tokens.is_none() && s.sentence == reach.sentence && s.head == reach.head.head);
    let acts = told.is_some_and(|s| s.parties.1 == Some(whose))
        || takes(reach) && !is_participle(article, reach)
        || match reach.head.head {
            Head::Export => article.is_word(noun, ClauseWord::Sells),
            Head::Import => article.is_word(noun, ClauseWord::Buys),
            _ => false,
        };
    // "Brazil is the main market for Paraguay, which sold it goods worth $3 million"
    let which = owner.zip(reach.head.tokens).is_some_and(|(o, head)| takes(reach) && is_told_by_which(article, o.end, head.0));
    let (reporter, partner) = if acts && !which { (partner, whose) } else { (whose, partner) };
    Some(((Some(reporter), Some(partner)), SlotBasis::Stated))
}

/// The noun before the amount that makes partners of economies: "the largest export market", "main suppliers".
fn counterpart(article: &Article, from: usize, amount: usize) -> Option<usize> {
    let names = |i: &usize| {
        let noun = [ClauseWord::Counterpart, ClauseWord::Sells, ClauseWord::Buys].iter().any(|part| article.is_word(*i, *part));
        // "among the buyers of Kenyan goods", "the list of suppliers"
        let listed =
            |w: usize| article.is_any(w, &["among", "amongst"]) || article.is_any(w, &["list", "ranking"]) && article.is(w + 1, "of");
        noun && (i.saturating_sub(3).max(from)..*i).any(|w| article.is_word(w, ClauseWord::Ranked) || listed(w))
    };
    let noun = (from..amount).rev().find(names)?;
    let cut = (noun..amount).any(|i| article.sign(i, ';') || article.is_word(i, ClauseWord::Contrast));
    (!cut).then_some(noun)
}

/// The noun behind an amount whose label it ranks: "Turkey ($7 million) ranks first among Georgia's trade partners".
fn counterpart_behind(article: &Article, reach: &Reach) -> Option<usize> {
    let amount = reach.amount?;
    head::label_before(article, amount.item.first)?;
    let last = article.sentences[reach.sentence].last.min(amount.end + LONGEST);
    let next = article.items_in(amount.end..last, &[MentionKind::Money]).next().map_or(last, |m| m.first);
    let ranks = (amount.end..next).find(|&i| article.is_word(i, ClauseWord::Rank))?;
    let noun = (ranks..next).find(|&i| article.is_word(i, ClauseWord::Counterpart))?;
    (!(amount.end..noun).any(|i| article.sign(i, ',') || article.sign(i, ';'))).then_some(noun)
}

/// "the biggest supplier of imported goods": the verb is none.
fn is_participle(article: &Article, reach: &Reach) -> bool {
    reach.head.tokens.is_some_and(|(first, _)| article.is_any(first.saturating_sub(1), &["of", "the", "for"]))
}

/// Whose partner it is: "Georgia's largest partner", "the top market of the Philippines", "importers of Serbian goods".
fn owner(article: &Article, noun: usize, amount: usize) -> Option<Item> {
    let first = article.sentences[article.sentence_of(noun)].first;
    let before = article.items_in(noun.saturating_sub(NEAR).max(first)..noun, PLACES).filter(|i| article.party(*i).is_some()).last();
    let owns = |i: &Item| {
        article.possessive(i.end) || article.form(*i) == "adjective" && (i.end..noun).all(|w| article.is_word(w, ClauseWord::Ranked))
    };
    if let Some(item) = before.filter(owns) {
        return Some(item);
    }
    let behind = article.items_in(noun + 1..(noun + NEAR).min(amount), PLACES).find(|i| article.party(*i).is_some())?;
    let led = (noun + 1..behind.first).find(|&w| article.is_any(w, &["of", "for", "to", "from"]))?;
    let plain =
        (led + 1..behind.first).all(|w| article.is_any(w, &["the", "goods", "products", "imports", "exports", "for", "to", "from"]));
    plain.then_some(behind)
}

/// "Iraq was the second with importing $7 million": who the verb of an item is told of.
fn own_subject(reach: &Reach, places: &[Place]) -> Option<Code> {
    let head = reach.head.tokens?.0;
    let subject = places.iter().rev().find(|p| p.relation == Relation::Subject && p.at >= reach.from && p.at < head)?;
    takes(reach).then_some(subject.code)
}

/// The economy that the noun is told of, when no other amount stands between: "Turkey was ...", "... was Turkey, with".
fn told_of(article: &Article, reach: &Reach, noun: usize, owner: Option<Item>) -> Option<Code> {
    let amount = reach.amount?.item.first;
    if article.items_in(noun..amount, &[MentionKind::Money]).next().is_some() {
        return None;
    }
    let first = article.sentences[reach.sentence].first;
    let alone = |i: &Item| {
        let led = article.is_any(i.first.saturating_sub(1), &["in", "among", "after", "behind", "than", "for", "of", "to", "from", "by"])
            || article.is(i.first.saturating_sub(1), "the")
                && article.is_any(i.first.saturating_sub(2), &["in", "among", "after", "behind", "than", "for", "of", "to", "from", "by"]);
        article.form(*i) == "name"
            && !article.possessive(i.end)
            && !led
            && !is_followed(article, i.first)
            && owner.is_none_or(|o| o.first != i.first)
    };
    let named = |range| article.items_in(range, &[MentionKind::Country, MentionKind::Group]).filter(alone);
    let subject = named(noun.saturating_sub(LONGEST).max(first)..noun).next();
    subject.or_else(|| named(noun + 1..amount).next()).and_then(|i| article.party(i))
}
