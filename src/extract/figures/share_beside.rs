//! Shares told beside a share: of the other flow, of the time before, of the next goods.
//!
//! "Peru's share in trade was 2 percent, including 3 percent in exports and 1 percent in imports", "17 percent of exports
//! (19 percent a year earlier)", "led by machinery, 40 percent, and fuel, 14 percent of all imports".

use super::change::{PERCENTS, bare, next_stop, trade_head};
use super::head::{self, Found, Head};
use super::parties::{self, Reach};
use super::{Amount, ECONOMIES, PeriodSlot, Reader, Statement, difference, goods, period, share};
use crate::extract::article::{Article, Item};
use crate::lexicon::CueSet;
use crate::model::{MentionKind, Qualifier, SlotBasis};

/// The share of the `k`th percentage of a sentence, when it goes on from one told before, or names the goods that it is of.
pub(super) fn find(reader: &Reader, no: usize, percents: &[Item], k: usize, floor: usize) -> Option<Statement> {
    let item = percents[k];
    let mention = reader.article.mention(item);
    if mention.kind != MentionKind::Percent || mention.code.is_some() {
        return None;
    }
    of_other_flow(reader, no, item, floor)
        .or_else(|| of_time_before(reader, no, item))
        .or_else(|| of_next_goods(reader, no, percents, k, floor))
}

/// The share that the sentence told last.
fn told<'a>(reader: &'a Reader, no: usize, before: usize) -> Option<(&'a Statement, Item)> {
    let last = reader.last(no, 0).filter(|s| s.sentence == no && s.head.is_trade())?;
    let item = last.share.map(|(_, item)| item).filter(|item| item.end <= before)?;
    Some((last, item))
}

/// "3 percent in exports", "in imports - 1 percent" behind a share in another flow of the same two.
fn of_other_flow(reader: &Reader, no: usize, item: Item, floor: usize) -> Option<Statement> {
    let article = reader.article;
    let (last, _) = told(reader, no, item.first)?;
    let stop = next_stop(article, item.end, article.sentences[no].last).min(item.end + 4);
    let behind = || article.cues_in(item.end + 1..stop, head::HEADS).next().filter(|_| article.is_any(item.end, &["in", "of"]));
    let near = floor.max(item.first.saturating_sub(6))..item.first;
    let before = || article.cues_in(near, head::HEADS).last().filter(|c| article.is(c.first - 1, "in"));
    let found = behind().or_else(before).and_then(trade_head).filter(|f| f.head != last.head)?;
    let elsewhere = article.items_in(floor..stop, ECONOMIES).next().is_some();
    (!elsewhere).then(|| beside(reader, no, item, (found.head, last), last.period.clone(), "share_of_flow"))
}

/// "(19 percent a year earlier)", "compared with 19 percent in 2020", "and 19 percent in 2020" behind the share of a later time.
fn of_time_before(reader: &Reader, no: usize, item: Item) -> Option<Statement> {
    let article = reader.article;
    let (last, share) = told(reader, no, item.first)?;
    let opens = article.sign(item.first - 1, '(')
        || article.has_any(item.first.saturating_sub(3)..item.first, &["against", "compared", "from", "than", "versus"])
        || article.is(item.first - 1, "and");
    let between = share.end..item.first;
    let parts = |i: &usize| article.sign(*i, '(') || article.sign(*i, ',') || *i + 1 == item.first && article.is(*i, "and");
    let part = between.clone().rev().find(parts).unwrap_or(share.end);
    let other =
        article.items_in(part..item.first, ECONOMIES).next().is_some() || article.cues_in(part..item.first, head::HEADS).next().is_some();
    let time = article.items_in(item.end..(item.end + 3).min(article.sentences[no].last), &[MentionKind::Period]).next()?;
    // "the UAE (16%) and India (10%) in 2022": the label of the bracket, and the time of all
    let labelled = article.sign(item.first - 1, '(') && article.sign(item.end, ')');
    if !opens || other || labelled || between.len() > 16 {
        return None;
    }
    let statement = beside(reader, no, item, (last.head, last), period::slot(article, time, SlotBasis::Stated), "share_before");
    Some(Statement { product: last.product.clone(), ..statement })
}

/// "machinery, 40 percent, and fuel, 14 percent of all imports": where one is told to be a share of exports or imports, so are
/// those that stand right behind goods.
fn of_next_goods(reader: &Reader, no: usize, percents: &[Item], k: usize, floor: usize) -> Option<Statement> {
    let article = reader.article;
    let sentence = article.sentences[no];
    let item = percents[k];
    let moves = (sentence.first..sentence.last).any(|i| difference::moves(article, i));
    let others = || percents.iter().enumerate().filter(|(j, _)| *j != k).map(|(_, p)| *p);
    if moves || !others().any(|p| share::is_share(article, no, p)) {
        return None;
    }
    let heads: Vec<Found> = article.cues_in(sentence.first..sentence.last, head::HEADS).filter_map(trade_head).collect();
    let one = |f: &Found| matches!(f.head, Head::Export | Head::Import) && heads.iter().all(|other| other.head == f.head);
    let found = Found { rule: "share_of_goods", ..*heads.first().filter(|f| one(f))? };
    let product = goods::of_share(article, floor.max(sentence.first), item.first)?;
    let until = percents.get(k + 1).map_or(sentence.last, |p| p.first);
    let reach = Reach { sentence: no, from: sentence.first, until, amount: None, head: found };
    let (parties, basis) = parties::find(reader, &reach);
    let period = period::find_without_amount(reader, no, floor, item.first, until, found.head);
    let mut statement = bare(no, Found { tokens: None, ..found }, item, parties, basis, period, "share_of_goods");
    statement.product = Some(product);
    Some(with_share(article, statement, item))
}

/// A share of the same two as the one told before.
fn beside(reader: &Reader, no: usize, item: Item, (head, last): (Head, &Statement), period: PeriodSlot, rule: &'static str) -> Statement {
    let found = Found { head, tokens: None, cue: CueSet::default(), rule };
    with_share(reader.article, bare(no, found, item, last.parties, SlotBasis::Inferred, period, rule), item)
}

fn with_share(article: &Article, statement: Statement, item: Item) -> Statement {
    let mention = article.mention(item);
    Statement { share: mention.number.map(|n| (n, item)), qualifier: mention.qualifier.unwrap_or(Qualifier::Exact), ..statement }
}

/// "the share rose from 19 percent in 2020 to 17 percent": the percentage that `k` leads to, when a share is spoken of.
pub(super) fn leads_to(article: &Article, no: usize, percents: &[Item], k: usize) -> Option<Item> {
    let (item, next) = (*percents.get(k)?, *percents.get(k + 1)?);
    let plain = [item, next].iter().all(|p| article.mention(*p).kind == MentionKind::Percent && article.mention(*p).code.is_none());
    let from = item.first.saturating_sub(20).max(article.sentences[no].first);
    let spoken = (from..item.first).any(|i| article.is_any(i, &["share", "participation", "proportion"]));
    let led = article.is(item.first.saturating_sub(1), "from") && article.is(next.first - 1, "to") && next.first - item.end <= 8;
    (plain && spoken && led && article.items_in(item.end..next.first, PERCENTS).next().is_none()).then_some(next)
}

/// Gives the share that another leads to, and that one, each with the time that stands behind it.
pub(super) fn rise(reader: &mut Reader, no: usize, amounts: &[Amount], from: usize, (item, next): (Item, Item), floor: usize) {
    share::share(reader, no, amounts, from, next, floor);
    let article = reader.article;
    let time = |range| article.items_in(range, &[MentionKind::Period]).next().map(|time| period::slot(article, time, SlotBasis::Stated));
    let told = |s: &Statement| s.share.is_some_and(|(_, p)| p.mention == next.mention);
    let Some(at) = (from..reader.out.len()).rev().find(|&i| told(&reader.out[i])) else { return };
    if let Some(period) = time(next.end..(next.end + 3).min(article.sentences[no].last)).filter(|_| reader.out[at].amount.is_none()) {
        reader.out[at].period = period;
    }
    if let Some(period) = time(item.end..next.first) {
        let last = &reader.out[at];
        let statement = beside(reader, no, item, (last.head, last), period, "share_before");
        let statement = Statement { product: last.product.clone(), ..statement };
        reader.out.push(statement);
    }
}
