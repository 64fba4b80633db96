//! Changes and shares: which figure they belong to, and those that are figures by themselves.
//!
//! "rose by 27 percent up to $14.7 billion", "60.9 million USD (+48,1%)", "a 54% increase", "exports rising 27% and imports
//! 45%", "or 19.7% of the total", "fell 2.1-fold".

use super::goods;
use super::head::{self, Found, Head};
use super::parties::{self, Reach};
use super::{Amount, Reader, Statement, period, status};
use crate::extract::article::{Article, CueHit, Item};
use crate::lexicon::{Change, ClauseWord, Cue, CueSet};
use crate::model::{MentionKind, Qualifier, SlotBasis};

const PERCENTS: &[MentionKind] = &[MentionKind::Percent, MentionKind::Change];
const PLACES: &[MentionKind] = &[MentionKind::Country, MentionKind::Group];

/// Whether an amount tells by how much something changed: "5.8 percent, or by $388 million", "6.4 percent ($83.4 million)".
pub fn is_change_value(article: &Article, no: usize, amount: Amount) -> bool {
    let first = amount.item.first;
    let sentence = article.sentences[no];
    let mut at = first;
    let mut by = false;
    let mut joined = false;
    while at > sentence.first && first - at < 4 {
        let word = at - 1;
        if article.is(word, "by") {
            by = true;
        } else if article.is(word, "or") || article.sign(word, '(') {
            joined = true;
        } else if !(article.sign(word, ',')
            || article.is_any(word, &["about", "nearly", "almost", "over", "some", "around", "more", "than"]))
        {
            break;
        }
        at = word;
    }
    let behind_percent = article.items_in(at.saturating_sub(4).max(sentence.first)..at, PERCENTS).any(|p| p.end == at);
    let changes = (sentence.first.max(at.saturating_sub(5))..at).any(|i| moves(article, i));
    let told_by = by && changes && (!joined && !article.is(amount.end, "to") || article.is(amount.end, "to"));
    let beside_percent = joined && behind_percent && direction(article, no, at.saturating_sub(2), amount.end).is_some();
    beside_percent || told_by || is_difference(article, sentence.first, amount)
}

/// Whether the word at `at` tells of a rise or a fall.
fn moves(article: &Article, at: usize) -> bool {
    matches!(article.lexicon.changes.find(&article.tokens, at), Some((_, Change::Rise | Change::Fall)))
}

/// "dropped $2.1 billion", "down $3 million from May", "an increase of $4 billion", "a $2 billion decrease", "$5 million less than".
fn is_difference(article: &Article, from: usize, amount: Amount) -> bool {
    let compared = article.is_word(amount.end, ClauseWord::Comparative)
        && (article.is_any(amount.end + 1, &["at", "compared"])
            || article.is(amount.end + 1, "than")
                && article.items_in(amount.end + 2..amount.end + 4, PERCENTS).next().is_none()
                && !article.is_any(amount.end + 2, &["half", "twice", "double"]));
    let hedged = |i: usize| article.is_any(i, &["about", "nearly", "almost", "some", "around", "roughly", "approximately", "only"]);
    let Some(before) = (from..amount.item.first).rev().find(|&i| !hedged(i)) else { return compared };
    let grown = moves(article, before)
        && !article.is_word(before, ClauseWord::Comparative)
        && !article.is_word(before, ClauseWord::ChangeNoun)
        && !article.is_any(before, &["minus", "plus", "off", "raised", "lost"])
        && (!article.is_any(before, &["up", "down"]) || is_adverb(article, from, before));
    let of_noun = article.is(before, "of") && before > from && article.is_word(before - 1, ClauseWord::ChangeNoun);
    // "a $1.9 billion or 7-percent decrease"
    let joined = article.items_in(amount.end..amount.end + 2, PERCENTS).find(|p| article.is(p.first - 1, "or"));
    let noun_behind = article.is_any(before, &["a", "an", "the"])
        && article.is_word(joined.map_or(amount.end, |p| p.end), ClauseWord::ChangeNoun)
        && !article.is(amount.end, "in");
    compared || grown || of_noun || noun_behind
}

/// "down" by itself, not as a part of a verb: ", down $3 billion", "was up $1 billion"; not "made up $3 billion".
fn is_adverb(article: &Article, from: usize, at: usize) -> bool {
    at == from
        || matches!(article.tokens[at - 1].kind, crate::text::TokenKind::Punct(',' | '(' | '-' | ';' | ':'))
        || article.is_any(at - 1, &["was", "were", "is", "are", "been", "and", "or"])
}

/// The sign of a change told near a percentage: the nearest word of change before it in its clause, else right behind.
fn direction(article: &Article, no: usize, first: usize, end: usize) -> Option<f64> {
    let sentence = article.sentences[no];
    let change_at = |i: usize| match article.lexicon.changes.find(&article.tokens, i) {
        Some((_, Change::Rise)) => Some(1.0),
        Some((_, Change::Fall)) => Some(-1.0),
        _ => None,
    };
    let is_hedge = |i: usize| {
        article.is(i, "more") && article.is_any(i.saturating_sub(1), &["once", "no"])
            || article.is_any(i, &["more", "less"]) && article.is(i + 1, "than") && article.items_in(i..i + 3, PERCENTS).next().is_some()
    };
    let behind = (end..(end + 4).min(sentence.last))
        .take_while(|&i| article.tokens[i].is_word())
        .filter(|&i| !is_hedge(i))
        .find_map(|i| change_at(i).or_else(|| article.is(i, "above").then_some(1.0)).or_else(|| article.is(i, "below").then_some(-1.0)));
    let before = (sentence.first.max(first.saturating_sub(14))..first)
        .rev()
        .take_while(|&i| !article.sign(i, ';'))
        .filter(|&i| !is_hedge(i) && !(article.is_any(i, &["more", "less", "off"]) && article.is_any(i + 1, &["than", "the"])))
        .find_map(|i| change_at(i).map(|d| (d, first - i)));
    let far_behind = || {
        (end..(end + 12).min(sentence.last)).filter(|&i| !is_hedge(i)).take_while(|&i| !article.sign(i, ';')).find_map(|i| {
            article.is_any(i, &["less", "more", "higher", "lower"]).then(|| if article.is_any(i, &["more", "higher"]) { 1.0 } else { -1.0 })
        })
    };
    match (before, behind) {
        (Some((d, near)), None) if near <= 8 => Some(d),
        (Some((d, near)), Some(b)) => Some(if near <= 3 { d } else { b }),
        (_, Some(b)) => Some(b),
        (Some((d, _)), None) => Some(d),
        _ => far_behind(),
    }
}

/// Gives the changes and shares of a sentence to its figures, or makes them figures of their own.
pub fn attach(reader: &mut Reader, no: usize, amounts: &[Amount], from: usize) {
    let sentence = reader.article.sentences[no];
    let percents: Vec<Item> = reader.article.items_in(sentence.first..sentence.last, PERCENTS).collect();
    let mut last_direction: Option<f64> = None;
    for (k, percent) in percents.iter().enumerate() {
        let floor = if k == 0 { sentence.first } else { percents[k - 1].end };
        if is_share(reader.article, no, *percent) {
            share(reader, no, amounts, from, *percent, floor);
        } else if let Some(statement) = listed_share(reader, no, &percents, k, floor) {
            reader.out.push(statement);
        } else if let Some(change) = change(reader.article, no, *percent, last_direction) {
            if change.abs() > 0.0 {
                last_direction = Some(change.signum());
            }
            give_change(reader, no, amounts, from, *percent, floor, change);
        }
    }
}

/// The signed percent of a change; `None` when nothing says that it is one.
fn change(article: &Article, no: usize, item: Item, last: Option<f64>) -> Option<f64> {
    let mention = article.mention(item);
    let number = mention.number?;
    if mention.code.is_some_and(|c| c.as_str() == "signed") {
        return Some(number);
    }
    if mention.kind == MentionKind::Change {
        let falls = direction(article, no, item.first, item.end) == Some(-1.0) && number > 0.0;
        // "reduced 2.1-fold" leaves 1/2.1 of what was
        return Some(if falls { -(100.0 - 100.0 / (1.0 + number / 100.0)) } else { number }).map(|n| (n * 10.0).round() / 10.0);
    }
    let sign = direction(article, no, item.first, item.end).or(last)?;
    Some(number * sign)
}

/// "or 19.7% of the total", "share was 13.6%", "accounted for 13.8% of", "80% of the overall turnover"
fn is_share(article: &Article, no: usize, item: Item) -> bool {
    let sentence = article.sentences[no];
    let of = article.is(item.end, "of") || article.is(item.end, "share");
    let signed = article.mention(item).code.is_some_and(|c| c.as_str() == "signed");
    let lead = sentence.first.max(item.first.saturating_sub(12))..item.first;
    let says_share = article.cues_in(lead.clone(), CueSet::of(&[Cue::Share])).any(|c| {
        item.first - c.end <= 5 || article.is_any(c.first, &["share", "part", "proportion"]) && article.is_any(c.end, &["of", "in"])
    });
    let by = item.first > sentence.first
        && (article.is(item.first - 1, "by")
            || matches!(article.lexicon.changes.find(&article.tokens, item.first - 1), Some((_, Change::Rise | Change::Fall)))
                && !article.is(item.end, "of"));
    // "N1,101.47 billion or 8.68 per cent": a part of what was told
    let beside = item.first > sentence.first
        && article.is(item.first - 1, "or")
        && article
            .items_in(item.first.saturating_sub(7).max(sentence.first)..item.first, &[MentionKind::Money])
            .any(|m| item.first - m.end <= 4)
        && !article.is_any(item.end, &["more", "less", "higher", "lower", "up", "down", "above", "below"])
        && !article.is_word(item.end, ClauseWord::ChangeNoun);
    let changes = article.is_word(item.end, ClauseWord::ChangeNoun);
    beside || !signed && !by && !changes && (of || says_share) && article.mention(item).kind == MentionKind::Percent
}

/// A share counts when it is of the reporter's own total, not of a region's or a subset's.
fn share(reader: &mut Reader, no: usize, amounts: &[Amount], from: usize, item: Item, floor: usize) {
    let article = reader.article;
    let sentence = article.sentences[no];
    let Some(number) = article.mention(item).number else { return };
    let qualifier = article.mention(item).qualifier.unwrap_or(Qualifier::Exact);
    // "€5bn, or 19.7% of the total"
    let beside = (from..reader.out.len()).rev().find(|&i| {
        let s = &reader.out[i];
        let Some(amount) = s.amount else { return false };
        let end = amounts.iter().find(|a| a.item.mention == amount.mention).map_or(amount.end, |a| a.end);
        end <= item.first && item.first - end <= 12 && article.cues_in(end..item.first, head::HEADS).next().is_none()
    });
    if let Some(i) = beside {
        let statement = &reader.out[i];
        if of_own_total(article, item, statement) {
            reader.out[i].share = Some((number, item));
        }
        return;
    }
    let clause_end = next_stop(article, item.end, sentence.last);
    if let Some(product) = goods::of_share(article, floor.max(sentence.first), item.first) {
        goods_share(reader, no, item, (floor, clause_end), product);
        return;
    }
    let many = article.items_in(sentence.first..item.first, &[MentionKind::Country]).count() >= 3;
    if many {
        return;
    }
    let Some(head) = share_head(reader, no, item, floor, clause_end) else { return };
    let reach = Reach { sentence: no, from: floor.max(sentence.first), until: clause_end, amount: None, head };
    let (parties, parties_basis) = share_parties(reader, &reach, item);
    let (Some(a), Some(b)) = parties else { return };
    if b == parties::WORLD {
        return;
    }
    let period = period::find_without_amount(reader, no, floor, item.first, clause_end, head.head);
    let mut statement = bare(no, head, item, (Some(a), Some(b)), parties_basis, period, "share_alone");
    statement.qualifier = qualifier;
    statement.share = Some((number, item));
    if of_own_total(article, item, &statement) {
        reader.out.push(statement);
    }
}

/// "Gold contributed 37.5 percent to total exports": the share of goods in what the pair, or the country, trades.
fn goods_share(reader: &mut Reader, no: usize, item: Item, (floor, clause_end): (usize, usize), product: String) {
    let article = reader.article;
    let mention = article.mention(item);
    let Some(head) = share_head(reader, no, item, floor, clause_end).or_else(|| listed_head(reader, no, item.first)) else { return };
    // "46 percent of the exports to Asia": a share of something that has no row
    let other_total = (item.end..clause_end).any(|i| {
        article.is_any(i, &["to", "from"])
            && article.tokens.get(i + 1).is_some_and(|t| t.capital)
            && article.item_at(i + 1, PLACES).is_none()
    });
    if other_total {
        return;
    }
    let reach = Reach { sentence: no, from: floor.max(article.sentences[no].first), until: clause_end, amount: None, head };
    let (parties, parties_basis) = parties::find(reader, &reach);
    let period = period::find_without_amount(reader, no, floor, item.first, clause_end, head.head);
    let mut statement = bare(no, head, item, parties, parties_basis, period, "share_of_goods");
    statement.qualifier = mention.qualifier.unwrap_or(Qualifier::Exact);
    statement.share = mention.number.map(|n| (n, item));
    statement.product = Some(product);
    reader.out.push(statement);
}

/// The exports or imports that a share in a list is of: those spoken of in its sentence, else those of the share before.
fn listed_head(reader: &Reader, no: usize, before: usize) -> Option<Found> {
    let article = reader.article;
    let here = article.cues_in(article.sentences[no].first..before, head::HEADS).filter_map(|c| trade_head(article, c)).last();
    let last = reader.last(no, 1).filter(|s| s.share.is_some() && s.head.is_trade()).map(|s| s.head);
    let head = here.map(|f| f.head).or(last)?;
    Some(Found { head, tokens: None, cue: CueSet::default(), rule: "share_listed" })
}

/// "China attained 20.7 percent, the US stood at 8.8 percent while the UAE followed with 6.8 percent of the total": one of
/// several partners' shares, told beside one that says what it is a share of.
fn listed_share(reader: &Reader, no: usize, percents: &[Item], k: usize, floor: usize) -> Option<Statement> {
    let article = reader.article;
    let item = percents[k];
    let sentence = article.sentences[no];
    let plain = article.mention(item).kind == MentionKind::Percent && article.mention(item).code.is_none();
    let changes = direction(article, no, item.first, item.end).is_some() && !article.has_any(floor..item.first, &["share", "shares"]);
    let until = percents.get(k + 1).map_or(sentence.last, |p| p.first);
    if !plain || changes {
        return None;
    }
    let last = reader.last(no, 1).filter(|s| s.share.is_some() && s.amount.is_none());
    let told_here = percents.iter().any(|p| is_share(article, no, *p));
    let head = last.map(|s| s.head).or_else(|| {
        let hit = article.cues_in(sentence.first..sentence.last, head::HEADS).find_map(|c| trade_head(article, c))?;
        told_here.then_some(hit.head)
    })?;
    let behind = article
        .items_in(item.end..(item.end + 5).min(until), &[MentionKind::Country, MentionKind::Group])
        .find(|i| article.is_any(i.first.saturating_sub(1), &["from", "to", "in", "for", "the"]));
    let before = article.items_in(floor..item.first, &[MentionKind::Country, MentionKind::Group]).last();
    let partner = article.party(before.or(behind)?)?;
    let reporter = last.and_then(|s| s.parties.0).or(reader.discourse.home).filter(|r| *r != partner)?;
    let period = period::find_without_amount(reader, no, floor, item.first, until, head);
    let found = Found { head, tokens: None, cue: CueSet::default(), rule: "share_listed" };
    let mut statement = bare(no, found, item, (Some(reporter), Some(partner)), SlotBasis::Inferred, period, "share_listed");
    statement.qualifier = article.mention(item).qualifier.unwrap_or(Qualifier::Exact);
    statement.share = Some((article.mention(item).number?, item));
    Some(statement)
}

/// What a share without an amount is a share of: "of Tajikistan's overall trade", "share of total imports", "all that Georgia imports".
fn share_head(reader: &Reader, no: usize, item: Item, floor: usize, clause_end: usize) -> Option<Found> {
    let article = reader.article;
    let behind = article.cues_in(item.end..clause_end, head::HEADS).next();
    let before = article.cues_in(floor..item.first, head::HEADS).last();
    let hit = before.or(behind);
    if let Some(found) = hit.and_then(|h| trade_head(article, h)) {
        return Some(found);
    }
    let last = reader.topic(no, 1).filter(|s| s.head.is_trade())?;
    article.has_any(floor..clause_end, &["total", "overall", "all"]).then_some(Found {
        head: last.head,
        tokens: None,
        cue: CueSet::default(),
        rule: "share_alone",
    })
}

fn trade_head(article: &Article, hit: CueHit) -> Option<Found> {
    let set = hit.set;
    let head = if set.has(Cue::Export) || set.has(Cue::ExportVerb) {
        Head::Export
    } else if set.has(Cue::Import) || set.has(Cue::ImportVerb) {
        Head::Import
    } else if set.has(Cue::Turnover) {
        Head::Turnover
    } else {
        return None;
    };
    // "Georgia imports": a verb of its subject
    let _ = article;
    Some(Found { head, tokens: Some((hit.first, hit.end)), cue: set, rule: "head_before" })
}

type Pair = (Option<crate::model::Code>, Option<crate::model::Code>);

/// The partner whose share it is, and the reporter whose total it is of.
fn share_parties(reader: &Reader, reach: &Reach, item: Item) -> (Pair, SlotBasis) {
    let article = reader.article;
    let sentence = article.sentences[reach.sentence];
    let named: Vec<_> = article
        .items_in(sentence.first..reach.until, &[MentionKind::Country, MentionKind::Group])
        .filter_map(|i| article.party(i).map(|c| (c, i)))
        .collect();
    let of_whom = named.iter().find(|(_, i)| i.first >= item.end).map(|(c, _)| *c);
    let around = |group: crate::model::Code| {
        let context = reader.last(reach.sentence, 6).map_or((None, None), |s| s.parties);
        [context.0, context.1, reader.discourse.home].into_iter().flatten().any(|c| article.lexicon.geography.is_member(group, c))
    };
    if of_whom.is_some_and(around) {
        // "80% of the overall turnover in Central Asia": a share of the region's total
        return ((None, None), SlotBasis::Unresolved);
    }
    let owner = of_whom.or(reader.last(reach.sentence, 6).and_then(|s| s.parties.0)).or(reader.discourse.home);
    let aside = |i: &Item| {
        article.is_any(i.first.saturating_sub(1), &["behind", "after", "among", "than", "like", "the"])
            && article.is_any(i.first.saturating_sub(2), &["among", "behind", "after"])
            || article.is_any(i.first.saturating_sub(1), &["behind", "after", "among", "than"])
    };
    let refers =
        article.has_any(sentence.first..reach.until, &["their", "its", "it", "this", "that", "which", "there", "country", "republic"]);
    let partner = named.iter().filter(|(_, i)| !aside(i)).map(|(c, _)| *c).find(|c| Some(*c) != owner).or_else(|| {
        if !refers {
            return None;
        }
        let last = reader.last(reach.sentence, 2)?;
        [last.parties.1, last.parties.0].into_iter().flatten().find(|c| Some(*c) != owner)
    });
    ((owner, partner), SlotBasis::Inferred)
}

/// "80% of the overall trade turnover in Central Asia", "of the exports to the EU", are shares of something else.
fn of_own_total(article: &Article, item: Item, statement: &Statement) -> bool {
    if !article.is(item.end, "of") {
        return true;
    }
    let no = article.sentence_of(item.first);
    let stop = next_stop(article, item.end, article.sentences[no].last);
    let fits = |i: Item| {
        let code = article.party(i);
        code.is_none()
            || code == statement.parties.0
            || code == statement.parties.1 && (!statement.head.is_trade() || article.is_any(i.first.saturating_sub(1), &["in", "into"]))
    };
    let others = article.items_in(item.end..stop, &[MentionKind::Country, MentionKind::Group]).all(fits);
    let general = article.has_any(
        item.end..stop,
        &[
            "total", "overall", "all", "entire", "whole", "country", "imports", "exports", "turnover", "trade", "inflow", "inflows", "its",
            "that",
        ],
    );
    others && general
}

fn next_stop(article: &Article, from: usize, last: usize) -> usize {
    (from..last).find(|&i| article.sign(i, ',') || article.sign(i, ';') || article.sign(i, '.')).unwrap_or(last)
}

/// A change goes to the amount it leads to, else to the one before it, else it is a figure without a value.
fn give_change(reader: &mut Reader, no: usize, amounts: &[Amount], from: usize, item: Item, floor: usize, change: f64) {
    let article = reader.article;
    let target = bracketed(article, amounts, item)
        .or_else(|| trailing(reader, amounts, item, from))
        .or_else(|| growth_of(reader, amounts, item, from))
        .or_else(|| led_to(article, amounts, item))
        .or_else(|| told_behind(reader, amounts, item, from));
    if let Some(amount) = target {
        let hit = (from..reader.out.len()).find(|&i| reader.out[i].amount.is_some_and(|a| a.mention == amount.mention));
        if let Some(i) = hit {
            let factor_gives_way = reader.out[i].change.is_none_or(|(_, old)| article.mention(old).kind == MentionKind::Change);
            if factor_gives_way {
                reader.out[i].change = Some((change, item));
            }
        }
        return;
    }
    alone(reader, no, item, floor, change);
}

/// "60.9 million USD (+48,1%)"
fn bracketed(article: &Article, amounts: &[Amount], item: Item) -> Option<Item> {
    let opened = item.first > 0 && article.sign(item.first - 1, '(');
    amounts.iter().find(|a| opened && a.end == item.first - 1).map(|a| a.item)
}

/// "rose by 27 percent up to $14.7 billion", "increased by 27% and reached 5.7 billion", "39.1% less, 7.6 billion euros"
fn led_to(article: &Article, amounts: &[Amount], item: Item) -> Option<Item> {
    let next = amounts.iter().find(|a| a.item.first >= item.end)?;
    let gap = item.end..next.item.first;
    if gap.len() > 14
        || article.cues_in(gap.clone(), head::HEADS).next().is_some()
        || article.items_in(gap.clone(), PERCENTS).next().is_some()
    {
        return None;
    }
    let breaks = gap.clone().any(|i| article.sign(i, ';') || article.sign(i, ')') || article.is_any(i, &["which", "who"]));
    // "doubled, from one billion in 2014 to two billion in 2020", "rising from $35 million to $36 million": goes to the second
    let from = article.has_any(next.item.first.saturating_sub(2).max(item.end)..next.item.first, &["from"]);
    if breaks || from || period::is_compared(article, item.end, next.item.first) {
        let after = amounts.iter().find(|a| a.item.first >= next.end)?;
        let to = article.has_any(next.end..after.item.first, &["to"]) && after.item.first - next.end <= 6;
        return (!breaks && to && article.has_any(gap, &["from"])).then_some(after.item);
    }
    let links = article.has_word(gap.clone(), ClauseWord::LeadsTo);
    let only_comma = gap.len() <= 6
        && gap.clone().any(|i| article.sign(i, ','))
        && article.has_any(gap.clone(), &["less", "more", "from", "up", "down"])
        || gap.len() == 1 && article.sign(item.end, ',');
    (links || only_comma).then_some(next.item)
}

/// "$14.9 billion, marking a 54% increase": right behind its amount.
fn trailing(reader: &Reader, amounts: &[Amount], item: Item, from: usize) -> Option<Item> {
    let article = reader.article;
    let no = article.sentence_of(item.first);
    let open = article.bracketed(item.first, no);
    let before = amounts.iter().rev().find(|a| a.end <= item.first && (open || !article.bracketed(a.item.first, no)))?;
    let gap = before.end..item.first;
    let own = reader.out[from..].iter().find(|s| s.amount.is_some_and(|x| x.mention == before.item.mention)).and_then(|s| s.head_tokens);
    let comma = gap.clone().any(|i| article.sign(i, ','));
    let words = article.has_any(gap.clone(), &["marking", "a", "an", "which", "representing", "up", "down", "or"]) || gap.len() <= 3;
    let near = gap.len() <= 5 && comma && words && article.cues_in(gap, head::HEADS).all(|c| own.is_some_and(|o| o.0 == c.first));
    let leads_on = article.is_any(item.end, &["to"]) || article.is(item.end + 1, "to");
    let told = reader.out[from..].iter().any(|s| s.amount.is_some_and(|x| x.mention == before.item.mention) && !s.is_comparison);
    (near && told && !leads_on).then_some(before.item)
}

/// "a 39% increase in trade turnover between A and B to over $40 billion": the head stands between.
fn growth_of(reader: &Reader, amounts: &[Amount], item: Item, from: usize) -> Option<Item> {
    let article = reader.article;
    let next = amounts.iter().find(|a| a.item.first >= item.end)?;
    let grows = article.has_any(
        item.end..item.end + 2,
        &["increase", "growth", "rise", "decrease", "decline", "drop", "jump", "surge", "fall", "reduction"],
    ) && article.is_any(item.end + 1, &["in", "of"]);
    let head = reader.out[from..].iter().find(|s| s.amount.is_some_and(|a| a.mention == next.item.mention)).and_then(|s| s.head_tokens)?;
    let only_head = article.cues_in(item.end..next.item.first, head::HEADS).all(|c| c.first == head.0);
    let to = article.has_any(next.item.first.saturating_sub(4)..next.item.first, &["to", "reaching", "at"]);
    (grows && only_head && to && head.0 > item.first && next.item.first - item.end <= 24).then_some(next.item)
}

/// "reached $14.9 billion, marking a 54% increase", "2.92 billion ..., which is 1.6% more than in 2023"
fn told_behind(reader: &Reader, amounts: &[Amount], item: Item, from: usize) -> Option<Item> {
    let article = reader.article;
    let main = |a: &&Amount| {
        reader.out[from.min(reader.out.len())..].iter().any(|s| s.amount.is_some_and(|x| x.mention == a.item.mention) && !s.is_comparison)
    };
    let no = article.sentence_of(item.first);
    let open = article.bracketed(item.first, no);
    let level = |a: &&Amount| open || !article.bracketed(a.item.first, no);
    let before = amounts.iter().rev().filter(|a| a.end <= item.first).filter(level).find(main)?;
    let own_head =
        reader.out[from..].iter().find(|s| s.amount.is_some_and(|x| x.mention == before.item.mention)).and_then(|s| s.head_tokens);
    let gap = before.end..item.first;
    let other_head = article
        .cues_in(gap.clone(), head::HEADS)
        .any(|c| (open || !article.bracketed(c.first, no)) && own_head.is_none_or(|h| h.0 != c.first) && is_other_head(article, c, item));
    let new_period = article
        .items_in(gap.clone(), &[MentionKind::Period])
        .any(|p| !period::is_base(article, p.first) && article.has_any(before.end..p.first, &["while", "but", "whereas"]));
    let stops = new_period || gap.clone().any(|i| article.sign(i, ';'));
    (!other_head && !stops && gap.len() <= 40).then_some(before.item)
}

/// A head between an amount and a change takes the change to itself, unless it only ends a comparison.
fn is_other_head(article: &Article, cue: CueHit, item: Item) -> bool {
    let compared = article.has_any(cue.first.saturating_sub(3)..cue.first, &["than", "compared", "against"]);
    cue.end <= item.first && !compared
}

/// A change without an amount: "exports rising 27% and imports 45%", "turnover with Kazakhstan fell by nearly 20%".
fn alone(reader: &mut Reader, no: usize, item: Item, floor: usize, change: f64) {
    let article = reader.article;
    let sentence = article.sentences[no];
    let clause_end = next_stop(article, item.end, sentence.last);
    let hit = article
        .cues_in(floor..item.first, head::HEADS)
        .last()
        .or_else(|| article.cues_in(item.end..(item.end + 5).min(clause_end), head::HEADS).next());
    let found = match hit {
        Some(hit) => trade_head(article, hit).or_else(|| fdi_head(hit)),
        None => goes_on(reader, no, item, floor).or_else(|| of_goods(reader, no, item, floor)),
    };
    let Some(found) = found else { return };
    let reach = Reach { sentence: no, from: floor.max(sentence.first), until: clause_end.max(item.end), amount: None, head: found };
    let (parties, parties_basis) = parties::find(reader, &reach);
    let period = period::find_without_amount(reader, no, floor, item.first, sentence.last, found.head);
    let mut statement = bare(no, found, item, parties, parties_basis, period, "change_alone");
    statement.qualifier = article.mention(item).qualifier.unwrap_or(Qualifier::Exact);
    statement.product = goods_label(article, item, found.tokens.map_or(floor, |t| t.1.max(floor)).min(item.first))
        .or_else(|| goods::product(article, &found, no, None));
    let amount = Amount { item, alt: None, end: item.end };
    statement.status = status::find(reader, no, floor, amount, clause_end, &found);
    statement.change = Some((change, item));
    reader.out.push(statement);
}

/// "Machinery added 38.7%, chemical products 20.9%": goods of the exports or imports spoken of.
fn of_goods(reader: &Reader, no: usize, item: Item, floor: usize) -> Option<Found> {
    let last = reader.last(no, 2).filter(|s| matches!(s.head, Head::Export | Head::Import))?;
    goods_label(reader.article, item, floor)?;
    Some(Found { head: last.head, tokens: None, cue: CueSet::default(), rule: "goods_carried_over" })
}

/// The goods that a change is told of: before its bracket, before its verb, or right before it in a list.
fn goods_label(article: &Article, item: Item, floor: usize) -> Option<String> {
    goods::labelled_goods(article, item.first).or_else(|| goods::subject_goods(article, floor, item.end))
}

fn fdi_head(hit: CueHit) -> Option<Found> {
    let fdi = hit.set.has(Cue::Fdi);
    fdi.then_some(Found { head: Head::Fdi, tokens: Some((hit.first, hit.end)), cue: hit.set, rule: "change_alone" })
}

/// "With Moldova it rose by 30%", "Machinery added 38.7%, chemical products 20.9%"
fn goes_on(reader: &Reader, no: usize, item: Item, floor: usize) -> Option<Found> {
    let article = reader.article;
    let last = reader.topic(no, 1)?;
    let points_back = article.has_any(floor..item.first, &["it", "they", "figure", "this", "volume", "indicator"]);
    let partner = article.items_in(floor..item.first, &[MentionKind::Country, MentionKind::Group]).next().is_some();
    let list = last.sentence == no && last.amount.is_none() && partner;
    (last.head.is_trade() && (points_back || list)).then_some(Found {
        head: last.head,
        tokens: None,
        cue: CueSet::default(),
        rule: "change_carried_over",
    })
}

fn bare(
    no: usize,
    found: Found,
    item: Item,
    parties: Pair,
    parties_basis: SlotBasis,
    period: super::PeriodSlot,
    rule: &'static str,
) -> Statement {
    let first = found.tokens.map_or(item.first, |t| t.0.min(item.first));
    let first = if item.first - first > 30 { item.first } else { first };
    Statement {
        head: found.head,
        head_tokens: found.tokens,
        sentence: no,
        first,
        end: item.end.max(found.tokens.map_or(0, |t| if t.0 >= item.end { t.1 } else { 0 })),
        amount: None,
        alt: None,
        change: None,
        change_value: None,
        share: None,
        qualifier: Qualifier::Exact,
        status: crate::model::Status::Actual,
        period,
        parties,
        parties_basis,
        product: None,
        is_comparison: false,
        rule,
    }
}

/// "by $388 million": goes to the figure whose change it tells.
pub fn values(reader: &mut Reader, no: usize, amounts: &[Amount], from: usize) {
    let article = reader.article;
    for amount in amounts.iter().filter(|a| is_change_value(article, no, **a)) {
        let falls = direction(article, no, amount.item.first, amount.end) == Some(-1.0);
        let nearest = (from..reader.out.len()).min_by_key(|&i| {
            let s = &reader.out[i];
            let at = s.change.map_or(s.amount.map_or(s.first, |a| a.first), |c| c.1.first);
            at.abs_diff(amount.item.first)
        });
        if let Some(i) = nearest {
            reader.out[i].change_value = Some((falls, amount.item));
        }
    }
}
