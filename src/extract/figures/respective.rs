//! Percentages told in the order of something else, changes and shares: "fell 15 percent and 48 percent to $2 million and $3 million, respectively",
//! "trade with Brazil and Vietnam rose by 26.8 percent and 5.7 percent respectively".

use super::change::{bare, change, trade_head};
use super::goods;
use super::head::{self, Found, Head};
use super::parties::{self, Reach};
use super::{Amount, Reader, Statement, difference, list, period};
use crate::extract::article::Item;
use crate::lexicon::{Cue, CueSet};
use crate::model::{MentionKind, Qualifier, SlotBasis};

/// What may stand before a list of partners that opens its clause: "Among these, Japan".
const LEADS: &[&str] = &["among", "and", "but", "of", "the", "them", "these", "those", "whereas", "while"];

/// Gives the `k`th percentage of a sentence to what stands at its place in the order; whether it did.
pub(super) fn give(reader: &mut Reader, no: usize, amounts: &[Amount], from: usize, percents: &[Item], k: usize) -> bool {
    let article = reader.article;
    let sentence = article.sentences[no];
    // "exports to Peru and Chile grew by 5 percent and 6 percent" need no "respectively"
    let run = list::run(article, percents, k);
    let (first, count) = (run.start, run.len());
    if count < 2 {
        return false;
    }
    // "32 and 42 per cent, tea excluded by, respectively, 27 and 41 per cent": that of the next list is not theirs
    let until = percents.get(run.end).map_or(sentence.last, |next| next.first - 2);
    let said = (percents[k].end..until).find(|&i| article.is(i, "respectively"));
    let last = percents[first + count - 1];
    // "showed 5 percent, 6 percent and 7 percent growth": the noun stands behind the last
    let told = change(article, no, percents[first], None).or_else(|| change(article, no, percents[run.end - 1], None));
    let Some(number) = told.map(f64::signum).zip(article.mention(percents[k]).number) else {
        return false;
    };
    let number = number.0 * number.1.abs();
    let place = k - first;
    // as many amounts behind them, before "respectively"
    let end = said.unwrap_or(last.end);
    let behind: Vec<&Amount> = amounts.iter().filter(|a| a.item.first >= last.end && a.end <= end).collect();
    let compared = |a: &Amount| reader.out[from..].iter().any(|s| s.is_comparison && s.amount.is_some_and(|i| i.mention == a.item.mention));
    if behind.len() == count && behind.first().is_some_and(|a| compared(a)) {
        // "rose by 7 percent and 10 percent against $5 million in May and $4 million a year before, respectively"
        if place == 0 {
            give_to_told(reader, no, from, (number, percents[k]));
        }
        return true;
    }
    if behind.len() == count {
        let amount = behind[place].item.mention;
        let Some(i) = (from..reader.out.len()).find(|&i| reader.out[i].amount.is_some_and(|a| a.mention == amount)) else { return false };
        reader.out[i].change = Some((number, percents[k]));
        return true;
    }
    // "$96 million of exports and $50 million of imports, respectively up 9 percent and 18 percent"
    let lead = percents[first].first;
    let told_before = said.is_some() || article.has_any(lead.saturating_sub(3)..lead, &["respectively"]);
    let all: Vec<usize> = (from..reader.out.len()).filter(|&i| reader.out[i].amount.is_some_and(|a| a.end <= lead)).collect();
    // "$9 million, up 5 percent, $5 million for exports and $4 million for imports, up 6 percent and 4 percent respectively"
    let floor = first.checked_sub(1).map_or(sentence.first, |i| percents[i].end);
    if told_before && count == 2 && behind.is_empty() && is_of_volume(reader, no, lead) {
        // "4 million tons worth $2 million, up 19 percent and 17 percent, respectively": of the tons and of the dollars
        if let Some(&value) = all.last().filter(|_| place == 1) {
            reader.out[value].change = Some((number, percents[k]));
        }
        return true;
    }
    let own: Vec<usize> = all.iter().copied().filter(|&i| reader.out[i].amount.is_some_and(|a| a.first >= floor)).collect();
    let before = if own.len() == count { own } else { all };
    if told_before && before.len() == count && behind.is_empty() {
        reader.out[before[place]].change = Some((number, percents[k]));
        return true;
    }
    if !behind.is_empty() || end > last.end + 6 {
        return false;
    }
    partner(reader, no, percents, (first, count), place, number) || flow(reader, no, percents, (first, count), place, number)
}

/// Whether the last amount before `lead` stands behind what was moved for it: "4 million tons worth $2 million", "the volume and value
/// were 4 million tons and $2 million".
fn is_of_volume(reader: &Reader, no: usize, lead: usize) -> bool {
    const REACH: usize = 8;
    let article = reader.article;
    let first = article.sentences[no].first;
    let Some(amount) = article.items_in(first..lead, &[MentionKind::Money]).last() else { return false };
    article.cues_in(amount.first.saturating_sub(REACH).max(first)..amount.first, CueSet::of(&[Cue::Physical])).next().is_some()
}

/// Gives a change to the figure told before of what the sentence from `from` on compares.
fn give_to_told(reader: &mut Reader, no: usize, from: usize, change: (f64, Item)) {
    const NEAR: usize = 3;
    let Some(compared) = reader.out.get(from).map(|s| (s.head, s.parties)) else { return };
    let told = |s: &Statement| !s.is_comparison && (s.head, s.parties) == compared && no - s.sentence <= NEAR && s.change.is_none();
    if let Some(i) = reader.out[..from].iter().rposition(told) {
        reader.out[i].change = Some(change);
    }
}

/// As many partners before them: "trade with Brazil and Vietnam rose by 26.8 percent and 5.7 percent".
fn partner(reader: &mut Reader, no: usize, percents: &[Item], (first, count): (usize, usize), place: usize, number: f64) -> bool {
    let article = reader.article;
    let floor = if first == 0 { article.sentences[no].first } else { percents[first - 1].end };
    let named: Vec<Item> = article.items_in(floor..percents[first].first, &[MentionKind::Country, MentionKind::Group]).collect();
    let Some(start) = named.len().checked_sub(count) else { return false };
    let list = &named[start..];
    let together = list.windows(2).all(|w| w[1].first - w[0].end <= 3);
    let Some(partner) = article.party(list[place]).filter(|_| together) else { return false };
    let Some(hit) = article.cues_in(floor..list[0].first, head::HEADS).last().and_then(trade_head) else {
        return next_partners(reader, no, percents[place + first], (floor, list), place, number);
    };
    let reach = Reach { sentence: no, from: floor, until: percents[first].first, amount: None, head: hit };
    let (pair, _) = parties::find(reader, &reach);
    let all: Vec<_> = list.iter().filter_map(|i| article.party(*i)).collect();
    let reporter = [pair.0, pair.1, reader.discourse.home].into_iter().flatten().find(|c| !all.contains(c) && *c != parties::WORLD);
    let Some(reporter) = reporter else { return false };
    let product = goods::product(article, &hit, no, None);
    push(reader, no, hit, percents[place + first], (floor, (Some(reporter), Some(partner))), number);
    if let Some(last) = reader.out.last_mut() {
        last.product = product;
    }
    true
}

/// "Exports to new markets grew by 9 percent. Among these, Japan, Peru and Chile increased by 5 percent, 6 percent and 7 percent": the
/// partners of the exports told right before.
fn next_partners(reader: &mut Reader, no: usize, item: Item, (floor, list): (usize, &[Item]), place: usize, number: f64) -> bool {
    const LEAD: usize = 4;
    const REACH: usize = 4;
    let article = reader.article;
    let opens = (floor..list[0].first).all(|i| article.sign(i, ',') || article.is_any(i, LEADS)) && list[0].first - floor <= LEAD;
    let told = reader.last(no, 1).filter(|s| opens && matches!(s.head, Head::Export | Head::Import));
    let Some((head, product)) = told.map(|s| (s.head, s.product.clone())) else { return false };
    // those of "other markets" have nobody's name
    let before = reader.out.iter().rev().take_while(|s| no - s.sentence <= REACH).find(|s| s.head == head && s.parties.0.is_some());
    let Some(reporter) = before.map(|s| s.parties.0) else { return false };
    let names = list.iter().all(|i| article.form(*i) == "name" && article.party(*i) != reporter);
    let Some(partner) = article.party(list[place]).filter(|_| names) else { return false };
    let found = Found { head, tokens: None, cue: CueSet::default(), rule: "respectively" };
    push(reader, no, found, item, (floor, (reporter, Some(partner))), number);
    if let Some(last) = reader.out.last_mut() {
        last.product = product;
    }
    true
}

/// As many flows before them: "exports and imports grew by 6 percent and 2 percent".
fn flow(reader: &mut Reader, no: usize, percents: &[Item], (first, count): (usize, usize), place: usize, number: f64) -> bool {
    let article = reader.article;
    let floor = if first == 0 { article.sentences[no].first } else { percents[first - 1].end };
    let heads: Vec<Found> = article.cues_in(floor..percents[first].first, head::HEADS).filter_map(trade_head).collect();
    let joined = heads.windows(2).all(|w| match (w[0].tokens, w[1].tokens) {
        (Some(a), Some(b)) => b.0 - a.1 <= 3 && (a.1..b.0).any(|i| article.is(i, "and") || article.sign(i, ',')),
        _ => false,
    });
    if heads.len() != count || !joined {
        return false;
    }
    let found = Found { cue: CueSet::default(), ..heads[place] };
    let reach = Reach { sentence: no, from: floor, until: percents[first].first, amount: None, head: found };
    let (pair, _) = parties::find(reader, &reach);
    push(reader, no, found, percents[place + first], (floor, pair), number);
    true
}

/// "The top destinations were Spain, India and France accounting for 9, 7 and 5 percent, respectively, of total exports": the share of
/// the partner at its place.
pub(super) fn share(reader: &Reader, no: usize, percents: &[Item], k: usize) -> Option<Statement> {
    const SAID: usize = 4;
    let article = reader.article;
    let sentence = article.sentences[no];
    let run = list::run(article, percents, k);
    let (first, last) = (percents[run.start], percents[run.end - 1]);
    let said = (last.end..(last.end + SAID).min(sentence.last)).any(|i| article.is(i, "respectively"));
    let plain =
        run.clone().all(|i| article.mention(percents[i]).kind == MentionKind::Percent && article.mention(percents[i]).code.is_none());
    if run.len() < 2 || !said || !plain || (sentence.first..sentence.last).any(|i| difference::moves(article, i)) {
        return None;
    }
    let places: Vec<Item> = article
        .items_in(sentence.first..first.first, &[MentionKind::Country, MentionKind::Group])
        .filter(|i| article.form(*i) == "name" && article.party(*i).is_some())
        .collect();
    let listed = &places[list::run(article, &places, places.len().checked_sub(1)?)];
    let partner = article.party(*listed.get(k - run.start).filter(|_| listed.len() == run.len())?)?;
    let flow = |range| article.cues_in(range, CueSet::of(&[Cue::Export, Cue::Import])).filter_map(trade_head).last();
    let told = reader.last(no, 1).filter(|s| s.share.is_some() && s.head.is_trade());
    let head = flow(last.end..sentence.last).or_else(|| flow(sentence.first..first.first)).map(|f| f.head).or(told.map(|s| s.head))?;
    let among = |code| listed.iter().any(|i| article.party(*i) == Some(code));
    let owner =
        article.items_in(sentence.first..sentence.last, &[MentionKind::Country, MentionKind::Group]).find(|i| article.possessive(i.end));
    let reporter = [owner.and_then(|i| article.party(i)), told.and_then(|s| s.parties.0), reader.discourse.home].into_iter().flatten();
    let reporter = reporter.into_iter().find(|code| !among(*code))?;
    let found = Found { head, tokens: None, cue: CueSet::default(), rule: "share_respective" };
    let period = period::find_without_amount(reader, no, sentence.first, first.first, sentence.last, head);
    let statement = bare(no, found, percents[k], (Some(reporter), Some(partner)), SlotBasis::Inferred, period, "share_respective");
    let qualifier = article.mention(percents[k]).qualifier.unwrap_or(Qualifier::Exact);
    Some(Statement { share: article.mention(percents[k]).number.map(|n| (n, percents[k])), qualifier, ..statement })
}

fn push(reader: &mut Reader, no: usize, found: Found, item: Item, (floor, pair): (usize, super::change::Pair), number: f64) {
    let article = reader.article;
    let period = period::find_without_amount(reader, no, floor, item.first, article.sentences[no].last, found.head);
    let mut statement = bare(no, Found { tokens: None, ..found }, item, pair, SlotBasis::Stated, period, "respectively");
    statement.qualifier = article.mention(item).qualifier.unwrap_or(Qualifier::Exact);
    statement.change = Some((number, item));
    reader.out.push(statement);
}
