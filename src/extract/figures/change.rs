//! Changes: which figure they belong to, and those that are figures by themselves.
//!
//! "rose by 27 percent up to $14.7 billion", "60.9 million USD (+48,1%)", "a 54% increase", "exports rising 27% and imports
//! 45%", "fell 2.1-fold".

use super::against;
use super::by_industry;
use super::goods;
use super::goods_list;
use super::head::{self, Found, Head};
use super::host_change;
use super::inflow_share;
use super::level;
use super::of_level::Level;
use super::parties::{self, Reach};
use super::{
    Amount, Reader, Statement, difference, labelled_change, listed_change, of_level, period, respective, share, share_beside, share_listed,
    status,
};
use crate::extract::article::{Article, CueHit, Item};
use crate::lexicon::{Change, ClauseWord, Cue, CueSet};
use crate::model::{Code, MentionKind, Qualifier, SlotBasis};

/// Percentages and factors.
pub(super) const PERCENTS: &[MentionKind] = &[MentionKind::Percent, MentionKind::Change];

/// Words that lead to what a change is counted from.
pub(super) const COMPARES: &[&str] = &["above", "against", "compared", "from", "on", "over", "than", "versus"];

/// The sign that the word at `at` gives to a change; "up" of "made up" tells of none.
pub(super) fn sign_at(article: &Article, at: usize) -> Option<f64> {
    // "the main share of deliveries fell on": rises and falls no more than "made up" does
    let made_up = article.is_any(at, &["fell", "fall", "falls"])
        && (article.is(at + 1, "on") || article.is_any(at, &["fall", "falls"]) && article.is_any(at + 1, &["at", "upon"]))
        && (article.has_any(
            at.saturating_sub(8)..at,
            &["share", "bulk", "part", "half", "majority", "most", "third", "quarter", "volume", "volumes"],
        ) || article.has_phrase(at.saturating_sub(8)..at, &["percent", "of"])
            || (at.saturating_sub(8)..at).any(|i| article.sign(i, '%') && article.is(i + 1, "of")))
        && article.items_in(at + 2..at + 3, &[MentionKind::Period]).next().is_none()
        // "fell on weaker demand by 8 percent"
        && !article.items_in(at + 3..at + 7, PERCENTS).any(|p| article.is(p.first - 1, "by"));
    let made_up = made_up || article.is(at, "up") && at > 0 && article.is_any(at - 1, &["make", "makes", "made", "making"]);
    match article.lexicon.changes.find(article.tokens, at).filter(|_| !made_up) {
        // "a negative growth of 3 percent"
        Some((_, Change::Rise)) => Some(if at > 0 && article.is(at - 1, "negative") { -1.0 } else { 1.0 }),
        Some((_, Change::Fall)) => Some(-1.0),
        _ => None,
    }
}

/// The sign of a change told near a percentage: the nearest word of change before it in its clause, else right behind.
pub(super) fn direction(article: &Article, no: usize, first: usize, end: usize) -> Option<f64> {
    let sentence = article.sentences[no];
    let change_at = |i: usize| sign_at(article, i);
    let is_hedge = |i: usize| {
        article.is(i, "more") && article.is_any(i.saturating_sub(1), &["once", "no"])
            || article.is_any(i, &["more", "less"]) && article.is(i + 1, "than") && article.items_in(i..i + 3, PERCENTS).next().is_some()
            || is_against_expectation(article, i)
            // "declined more deeply by 6.6 percent"
            || article.is_any(i, &["more", "less"]) && article.tokens.get(i + 1).is_some_and(|t| t.is_word()) && article.word(i + 1).ends_with("ly")
    };
    // "3.9 percent year-on-year increase"
    let measure = if article.is_any(end, &["year", "month", "quarter"]) && article.sign(end + 1, '-') { 5 } else { 0 };
    let behind = (end + measure..(end + measure + 4).min(sentence.last))
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

/// "fell a more-than-expected 17.7%", "less than the 8.3% forecast": not the change itself.
fn is_against_expectation(article: &Article, at: usize) -> bool {
    let skip = |i: usize| i + usize::from(article.sign(i, '-'));
    let than = skip(at + 1);
    article.is(than, "than")
        && article.is_any(skip(than + 1), &["expected", "forecast", "forecasted", "anticipated", "predicted", "projected"])
}

/// Gives the changes and shares of a sentence to its figures, or makes them figures of their own.
pub fn attach(reader: &mut Reader, no: usize, amounts: &[Amount], from: usize) {
    let sentence = reader.article.sentences[no];
    let percents: Vec<Item> = reader.article.items_in(sentence.first..sentence.last, PERCENTS).collect();
    let mut last_direction: Option<f64> = None;
    for (k, percent) in percents.iter().enumerate() {
        let floor = if k == 0 { sentence.first } else { percents[k - 1].end };
        let led = k.checked_sub(1).and_then(|j| share_beside::leads_to(reader.article, no, &percents, j)).is_some();
        if led || level::is_of_something_else(reader.article, no, *percent) || is_of_bracket(reader.article, no, *percent) {
            continue;
        }
        match of_level::give(reader, no, *percent) {
            Level::None => {}
            Level::Given => continue,
            Level::Alone(change) => {
                alone(reader, no, *percent, floor, change, None);
                continue;
            }
        }
        if let Some(change) = labelled_change::signed(reader.article, &percents, k) {
            let listed = labelled_change::head(reader, no, &percents, k);
            alone(reader, no, *percent, floor, change, listed);
        } else if let Some(statement) = host_change::find(reader, no, &percents, k) {
            reader.out.push(statement);
        } else if let Some(i) = inflow_share::of_figure(reader, amounts, from, *percent) {
            reader.out[i].share = reader.article.mention(*percent).number.map(|n| (n, *percent));
        } else if let Some(statement) = inflow_share::alone(reader, no, *percent, floor) {
            reader.out.push(statement);
        } else if share::leads_to_amount(reader, no, from, *percent) || share::in_brackets(reader, no, &percents, from, *percent) {
            continue;
        } else if respective::give(reader, no, amounts, from, &percents, k) {
            last_direction = change(reader.article, no, *percent, last_direction).map(f64::signum).or(last_direction);
        } else if let Some(statement) = respective::share(reader, no, &percents, k)
            .or_else(|| goods_list::respective(reader, no, &percents, k))
            .or_else(|| goods_list::share(reader, no, &percents, k))
        {
            reader.out.push(statement);
        } else if let Some(next) = share_beside::leads_to(reader.article, no, &percents, k) {
            share_beside::rise(reader, no, amounts, from, (*percent, next), floor);
        } else if let Some(statement) = share_beside::find(reader, no, &percents, k, floor) {
            reader.out.push(statement);
        } else if share::is_share(reader.article, no, *percent) {
            share::share(reader, no, amounts, from, *percent, floor);
        } else if let Some(statement) = share_listed::share(reader, no, &percents, k, floor) {
            reader.out.push(statement);
        } else if level::is_level(reader.article, no, *percent) {
            continue;
        } else if let Some(change) = change(reader.article, no, *percent, last_direction) {
            if change.abs() > 0.0 {
                last_direction = Some(change.signum());
            }
            if let Some(i) = of_base(reader, no, *percent) {
                reader.out[i].change = Some((change, *percent));
            } else if let Some(i) = against::of_sentence_before(reader, no, *percent) {
                reader.out[i].change = Some((change, *percent));
            } else if !against::is_of_another_base(reader.article, &percents, k) && !give_change(reader, amounts, from, *percent, change) {
                let listed = labelled_change::head(reader, no, &percents, k);
                alone(reader, no, *percent, floor, change, listed);
            }
        }
    }
}

/// "from $13 million in 2021 (an increase of 37 percent) to $15 million": the bracket tells of the amount that it stands behind, though
/// another is compared with it.
fn of_base(reader: &Reader, no: usize, item: Item) -> Option<usize> {
    const LONGEST: usize = 9;
    const TIME: usize = 4;
    let article = reader.article;
    let open = (item.first.saturating_sub(LONGEST)..item.first).rev().find(|&i| article.sign(i, '('))?;
    let worded = (open..item.end + 3).any(|i| article.is_word(i, ClauseWord::ChangeNoun));
    let closed = (item.end..item.end + TIME).any(|i| article.sign(i, ')'));
    let beside = |s: &Statement| {
        let base = s.amount.filter(|a| s.sentence == no && s.is_comparison && s.change.is_none() && a.end <= open && open - a.end <= TIME);
        base.is_some_and(|a| open == a.end || article.items_in(a.end..open, &[MentionKind::Period]).any(|p| p.end == open))
    };
    reader.out.iter().rposition(beside).filter(|_| worded && closed)
}

/// The signed percent of a change; `None` when nothing says that it is one.
pub(super) fn change(article: &Article, no: usize, item: Item, last: Option<f64>) -> Option<f64> {
    let mention = article.mention(item);
    let number = mention.number?;
    // "by 3-10 percent": of several, each another
    let range = item.first > 1 && article.sign(item.first - 1, '-') && article.tokens[item.first - 2].is_number();
    if range {
        return None;
    }
    if mention.code.is_some_and(|c| c.as_str() == "signed") {
        return Some(number);
    }
    if mention.kind == MentionKind::Change {
        let falls = direction(article, no, item.first, item.end) == Some(-1.0) && number > 0.0;
        // "reduced 2.1-fold" leaves 1/2.1 of what was
        return Some(if falls { -(100.0 - 100.0 / (1.0 + number / 100.0)) } else { number }).map(|n| (n * 10.0).round() / 10.0);
    }
    let sign = direction(article, no, item.first, item.end)
        .or_else(|| listed_change::sign_of_percent(article, no, item))
        .or_else(|| told_again(article, no, item))
        .or(last)?;
    Some(number * sign)
}

/// "dropped from $5 million in January to $3 million in February, or by 40 percent": the sign of the verb whose amounts were told.
fn told_again(article: &Article, no: usize, item: Item) -> Option<f64> {
    const REACH: usize = 40;
    let or = item.first.saturating_sub(1 + usize::from(article.is(item.first.saturating_sub(1), "by")));
    let behind_amount = article.is(or, "or") && article.items_in(or.saturating_sub(5)..or, &[MentionKind::Money]).next().is_some();
    let clause = article.sentences[no].first.max(or.saturating_sub(REACH))..or;
    let verb = || clause.rev().take_while(|&i| !article.sign(i, ';')).find_map(|i| sign_at(article, i));
    behind_amount.then(verb).flatten()
}

/// The kind of trade that a cue names.
pub(super) fn trade_head(hit: CueHit) -> Option<Found> {
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
    Some(Found { head, tokens: Some((hit.first, hit.end)), cue: set, rule: "head_before" })
}

/// The first kind of trade that these cues name in a run of tokens.
pub(super) fn flow_named(article: &Article, range: std::ops::Range<usize>, flows: CueSet) -> Option<Found> {
    article.cues_in(range, flows).find_map(trade_head)
}

pub(super) type Pair = (Option<Code>, Option<Code>);

/// The first comma, semicolon or full stop.
pub(super) fn next_stop(article: &Article, from: usize, last: usize) -> usize {
    (from..last).find(|&i| article.sign(i, ',') || article.sign(i, ';') || article.sign(i, '.')).unwrap_or(last)
}

/// Gives a change to the amount it leads to, else to the one before it; whether there is one.
fn give_change(reader: &mut Reader, amounts: &[Amount], from: usize, item: Item, change: f64) -> bool {
    let article = reader.article;
    let target = bracketed(article, amounts, item)
        .or_else(|| opens_sentence(reader, amounts, item, from))
        .or_else(|| trailing(reader, amounts, item, from))
        .or_else(|| growth_of(reader, amounts, item, from))
        .or_else(|| led_to(article, amounts, item))
        .or_else(|| told_behind(reader, amounts, item, from));
    let Some(amount) = target else { return false };
    let hit = (from..reader.out.len()).find(|&i| reader.out[i].amount.is_some_and(|a| a.mention == amount.mention));
    if let Some(i) = hit {
        let (change, item) = told_first(reader, item).unwrap_or((change, item));
        let factor_gives_way = reader.out[i].change.is_none_or(|(_, old)| article.mention(old).kind == MentionKind::Change);
        if factor_gives_way {
            reader.out[i].change = Some((change, item));
        }
    }
    true
}

/// "rose 5 percent year-on-year and 2 percent month-on-month to $3 million": the first of them, which stood alone so far.
fn told_first(reader: &mut Reader, item: Item) -> Option<(f64, Item)> {
    const NEAR: usize = 10;
    let article = reader.article;
    let last =
        reader.out.last().filter(|s| s.sentence == article.sentence_of(item.first) && s.rule == "change_alone" && s.share.is_none())?;
    let (change, first) = last.change?;
    let gap = first.end..item.first;
    let joined = first.end < item.first
        && gap.len() <= NEAR
        && article.has_any(gap.clone(), &["and"])
        && gap.clone().all(|i| article.tokens[i].is_word() || article.sign(i, '-'))
        && article.cues_in(gap.clone(), head::HEADS).next().is_none()
        && article.items_in(gap, &[MentionKind::Country, MentionKind::Group]).next().is_none();
    joined.then(|| reader.out.pop()).flatten()?;
    Some((change, first))
}

/// "Up 5%, trade reached $3 million", "With growth of 5%, exports came to $2 million": a change that opens its sentence is that of the
/// figure behind the comma.
fn opens_sentence(reader: &Reader, amounts: &[Amount], item: Item, from: usize) -> Option<Item> {
    const LEAD: usize = 6;
    const NEAR: usize = 6;
    let article = reader.article;
    let first = article.sentences[article.sentence_of(item.first)].first;
    let led =
        article.is_any(first, &["up", "down", "with", "after", "following", "growing", "rising", "falling"]) && item.first - first <= LEAD;
    let comma = (item.end..item.end + NEAR).find(|&i| article.sign(i, ',')).filter(|_| led)?;
    let next = amounts.first().filter(|a| a.item.first > comma)?;
    let own = reader.out[from..].iter().find(|s| s.amount.is_some_and(|a| a.mention == next.item.mention))?;
    let told = article.cues_in(first..comma, head::HEADS).next().is_none();
    (told && own.head_tokens.is_some_and(|t| t.0 > comma)).then_some(next.item)
}

/// "60.9 million USD (+48,1%)"
fn bracketed(article: &Article, amounts: &[Amount], item: Item) -> Option<Item> {
    let opened = item.first > 0 && article.sign(item.first - 1, '(');
    amounts.iter().find(|a| opened && a.end == item.first - 1).map(|a| a.item)
}

/// "rose by 27 percent up to $14.7 billion", "increased by 27% and reached 5.7 billion", "39.1% less, 7.6 billion euros"
fn led_to(article: &Article, amounts: &[Amount], item: Item) -> Option<Item> {
    let next = amounts.iter().find(|a| a.item.first >= item.end)?;
    let gap = item.end + usize::from(difference::is_bracketed_percent(article, item))..next.item.first;
    // "dropped 10.8 per cent in eight months compared with the same period of last year, decreasing from A to B"
    let retold = article.is(next.item.first - 1, "from")
        && article.sign(next.item.first.saturating_sub(3), ',')
        && sign_at(article, next.item.first - 2).is_some();
    if gap.len() > if retold { 32 } else { 14 }
        || article.cues_in(gap.clone(), head::HEADS).next().is_some()
        || article.items_in(gap.clone(), PERCENTS).next().is_some()
    {
        return None;
    }
    // "48 percent up on 2020, when it stood at $3 billion"
    let told_of_base = (gap.start..gap.end).any(|i| article.is(i, "when") && article.has_any(gap.start..i, COMPARES));
    // "rose 4 percent ($577 million), to $13 billion": a bracket that opens and closes between breaks nothing
    let closes = |i: usize| article.sign(i, ')') && !(gap.start..i).any(|open| article.sign(open, '('));
    // "$9 million in the first seven months, up 3%, while imports came to $4 million"
    let other = (gap.start..gap.end).any(|i| article.is_word(i, ClauseWord::Contrast) && i > gap.start && article.sign(i - 1, ','));
    let breaks = other || told_of_base || gap.clone().any(|i| article.sign(i, ';') || closes(i) || article.is_any(i, &["which", "who"]));
    // "doubled, from one billion in 2014 to two billion in 2020", "rising from $35 million to $36 million": goes to the second
    let from = article.has_any(next.item.first.saturating_sub(2).max(item.end)..next.item.first, &["from"]);
    if breaks || from || period::base::is_compared(article, item.end, next.item.first) {
        let after = amounts.iter().find(|a| a.item.first >= next.end)?;
        let to = article.has_any(next.end..after.item.first, &["to"]) && after.item.first - next.end <= 6;
        return (!breaks && to && article.has_any(gap, &["from"])).then_some(after.item);
    }
    let gap_is_short = gap.len() <= 5;
    let links = article.has_word(gap.clone(), ClauseWord::LeadsTo);
    let bracket = gap.len() == 1 && article.sign(item.end, '(');
    let only_comma = gap.len() <= 6
        && gap.clone().any(|i| article.sign(i, ','))
        && article.has_any(gap.clone(), &["less", "more", "from", "up", "down"])
        // "$10 billion to Peru, 8.4 percent less, and $9 billion to Chile"
        && !article.has_any(gap.clone(), &["and"])
        || gap.len() == 1 && article.sign(item.end, ',');
    // "a 35 percent rise in value with $3 million"
    let rise_with = article.is_word(item.end, ClauseWord::ChangeNoun) && article.is(next.item.first - 1, "with") && gap_is_short;
    (links || only_comma || bracket || rise_with).then_some(next.item)
}

/// "$952 million (in January 2020, the growth was 22 percent)": the growth of another time than the amount's.
fn is_of_bracket(article: &Article, no: usize, item: Item) -> bool {
    const LONGEST: usize = 12;
    let first = article.sentences[no].first.max(item.first.saturating_sub(LONGEST));
    let open = (first..item.first).rev().take_while(|&i| !article.sign(i, ')')).find(|&i| article.sign(i, '('));
    open.is_some_and(|open| {
        let dated = article.items_in(open + 1..open + 3, &[MentionKind::Period, MentionKind::Date]).next();
        dated.is_some_and(|time| article.has_any(time.end..item.first, &["was", "were"]))
            && article.items_in(open..item.first, &[MentionKind::Money]).next().is_none()
    })
}

/// "$14.9 billion, marking a 54% increase": right behind its amount.
fn trailing(reader: &Reader, amounts: &[Amount], item: Item, from: usize) -> Option<Item> {
    let article = reader.article;
    let before = amounts.iter().rev().find(|a| a.end <= item.first && may_own(article, amounts, a, item))?;
    // "$9 million in the first seven months of 2024, up 3%": the time of the amount stands between
    let dated = article.items_in(before.end..item.first, &[MentionKind::Period]).next().filter(|p| p.first <= before.end + 2);
    let gap = dated.map_or(before.end, |p| p.end)..item.first;
    let own = reader.out[from..].iter().find(|s| s.amount.is_some_and(|x| x.mention == before.item.mention)).and_then(|s| s.head_tokens);
    // "to $22 million reflecting 29 percent rise, and to $19 million"
    let said = article.is_any(gap.start, &["reflecting", "marking", "representing", "registering", "showing"]);
    let comma = said || gap.clone().any(|i| article.sign(i, ','));
    let words =
        said || article.has_any(gap.clone(), &["marking", "a", "an", "which", "representing", "up", "down", "or"]) || gap.len() <= 3;
    let near = gap.len() <= 5 && comma && words && article.cues_in(gap, head::HEADS).all(|c| own.is_some_and(|o| o.0 == c.first));
    let leads_on = article.is_any(item.end, &["to"]) || article.is(item.end + 1, "to");
    let told = reader.out[from..].iter().any(|s| s.amount.is_some_and(|x| x.mention == before.item.mention) && !s.is_comparison);
    (near && told && !leads_on).then_some(before.item)
}

/// Whether a change outside of a bracket may be that of an amount: not of one inside, save where all stand in brackets: "6 percent of
/// exports ($1.3 million), decreasing 24 percent".
fn may_own(article: &Article, amounts: &[Amount], amount: &Amount, change: Item) -> bool {
    let inside = |a: &Amount| article.bracketed(a.item.first, article.sentence_of(a.item.first));
    article.bracketed(change.first, article.sentence_of(change.first)) || !inside(amount) || amounts.iter().all(inside)
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
    let to = article.has_any(next.item.first.saturating_sub(4)..next.item.first, &["to", "reached", "reaching", "at"]);
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
    let level = |a: &&Amount| may_own(article, amounts, a, item);
    let before = amounts.iter().rev().filter(|a| a.end <= item.first).filter(level).find(main)?;
    let own = reader.out[from..].iter().find(|s| s.amount.is_some_and(|x| x.mention == before.item.mention));
    let own_head = own.and_then(|s| s.head_tokens);
    let gap = before.end..item.first;
    // "earned $24 billion from exporting goods to Peru, up 12.6%"
    let same = |c: CueHit| {
        let plain = !(before.end..c.first).any(|i| article.sign(i, ','));
        plain && trade_head(c).is_some_and(|f| own.is_some_and(|s| s.head == f.head))
    };
    let other_head = article.cues_in(gap.clone(), head::HEADS).any(|c| {
        (open || !article.bracketed(c.first, no)) && own_head.is_none_or(|h| h.0 != c.first) && is_other_head(article, c, item) && !same(c)
    });
    // ", and in the first quarter of 2015 it shot up by 80%": told of a time of its own
    let told = own.and_then(|s| s.period.start.zip(s.period.end));
    let other_time =
        |p: Item| article.mention(p).period_start.zip(article.mention(p).period_end).is_some_and(|d| told.is_some_and(|t| t != d));
    let joined = |p: Item| {
        article.has_any(before.end..p.first, &["while", "but", "whereas"])
            || article.has_any(before.end..p.first, &["and"]) && other_time(p)
    };
    let new_period = article.items_in(gap.clone(), &[MentionKind::Period]).any(|p| !period::base::is_base(article, p.first) && joined(p));
    let stops = new_period || gap.clone().any(|i| article.sign(i, ';'));
    (!other_head && !stops && gap.len() <= 40).then_some(before.item)
}

/// A head between an amount and a change takes the change to itself, unless it only ends a comparison.
fn is_other_head(article: &Article, cue: CueHit, item: Item) -> bool {
    // "exports accounted for $4 million out of the total trade - a 23 percent increase"
    let compared = article.has_any(cue.first.saturating_sub(3)..cue.first, &["than", "compared", "against"])
        || article.has_phrase(cue.first.saturating_sub(5)..cue.first, &["out", "of"]);
    cue.end <= item.first && !compared
}

/// A change without an amount: "exports rising 27% and imports 45%", "turnover with Kazakhstan fell by nearly 20%".
fn alone(reader: &mut Reader, no: usize, item: Item, floor: usize, change: f64, listed: Option<Found>) {
    let article = reader.article;
    if is_of_outsiders(article, item) {
        return;
    }
    let sentence = article.sentences[no];
    let clause_end = next_stop(article, item.end, sentence.last);
    // "a 19% drop in imports and a 13% decrease in exports": each goes to the head behind it
    // "A 12% drop was seen in exports"
    let seen = |i: usize| {
        let be = i + if article.is_any(i, &["has", "had"]) && article.is(i + 1, "been") { 1 } else { 0 };
        let told = article.is_any(be, &["was", "is", "been"])
            && article.is_any(be + 1, &["seen", "recorded", "registered", "noted", "observed", "posted", "reported"]);
        if told { be + 2 } else { i }
    };
    let drop_in = article.is_word(item.end, ClauseWord::ChangeNoun) && article.is_any(seen(item.end + 1), &["in", "of"]);
    let own = || article.cues_in(item.end..(item.end + 7).min(clause_end), head::HEADS).next();
    // "a rise of 0.3 percent for exports and a fall of 2.9 percent in imports"
    let noun_before =
        || article.is(item.first.saturating_sub(1), "of") && article.is_word(item.first.saturating_sub(2), ClauseWord::ChangeNoun);
    let leads_on = || article.is(item.end, "for") || article.is(item.end, "in") && noun_before();
    let adjoins = || article.cues_in(item.end + 1..(item.end + 4).min(clause_end), head::HEADS).next();
    let drop_in = drop_in || leads_on() && adjoins().is_some();
    let before = drop_in.then(own).flatten().or_else(|| head_before(article, floor, item.first));
    // "double trade" is one cue
    let behind = || article.cues_in(item.first..(item.end + 5).min(clause_end), head::HEADS).next();
    let hit = before.or_else(|| behind().filter(|_| listed.is_none()));
    let found = match hit {
        Some(hit) => {
            trade_head(hit).map(|found| head::as_one(article, found)).or_else(|| balance_head(reader, no, hit)).or_else(|| fdi_head(hit))
        }
        None if listed.is_some() => goes_on(reader, no, item, floor).filter(|_| reader.last(no, 0).is_some()).or(listed),
        None => goes_on(reader, no, item, floor).or_else(|| of_goods(reader, no, item, floor)),
    };
    let Some(found) = found else { return };
    // "FDI into the chemical industry grew 8 times": nobody's
    if by_industry::is_of_industry(article, no, Amount { item, alt: None, end: item.end }, &found) {
        return;
    }
    let behind = found.tokens.is_some_and(|t| drop_in && t.0 >= item.end);
    // "exports to Peru fell by 3 percent, whereas those to Chile rose by 5 percent"
    let opens = (floor..item.first).rev().find(|&i| article.is_word(i, ClauseWord::Contrast)).filter(|_| found.tokens.is_none());
    let from = if behind { item.first } else { opens.map_or(floor.max(sentence.first), |contrast| contrast + 1) };
    // "grew with Poland (5 percent), Chile (4 percent)": each has its label
    let amount = labelled_change::labelled(article, item, floor);
    // "exports to Russia slid 5.4% and imports from Russia 33.1%": the head behind has partners of its own
    let flows = CueSet::of(&[Cue::Export, Cue::Import, Cue::ExportVerb, Cue::ImportVerb]);
    let other = article
        .cues_in(item.end..clause_end.max(item.end), flows)
        .find(|c| found.tokens.is_some_and(|t| t.1 <= item.first && t.0 != c.first));
    // "from Peru (-44.2%) and Chile (-33.4%)": what stands behind its bracket is not its partner
    let closed = item.first > 0 && article.sign(item.first - 1, '(') && article.sign(item.end, ')');
    let until = if closed { item.end } else { other.map_or(clause_end.max(item.end), |c| c.first) };
    let reach = Reach { sentence: no, from, until, amount, head: found };
    let (parties, parties_basis) = parties::find(reader, &reach);
    let period = period::find_without_amount(reader, no, floor, item.first, sentence.last, found.head);
    let mut statement = bare(no, found, item, parties, parties_basis, period, "change_alone");
    statement.qualifier = article.mention(item).qualifier.unwrap_or(Qualifier::Exact);
    let named = || goods::product(article, &found, no, None);
    // "exports of machines, equipment and vehicles fell": all of them
    let of_head = found.tokens.filter(|t| article.is(t.1, "of") && t.1 < item.first).and_then(|_| named());
    statement.product =
        of_head.or_else(|| goods_label(article, item, found.tokens.map_or(floor, |t| t.1.max(floor)).min(item.first))).or_else(named);
    let amount = Amount { item, alt: None, end: item.end };
    statement.status = status::find(reader, no, floor, amount, clause_end, &found);
    // "the goal of doubling trade, from $100 billion in 2018": what is aimed at is of no time that is over
    let past = statement.period.end.zip(article.document.published_on).is_some_and(|(end, today)| end < today);
    if statement.status == crate::model::Status::Target && past {
        return;
    }
    statement.change = Some((change, item));
    reader.out.push(statement);
}

/// "non EU countries (+7 percent)", "+3 percent for non-EU countries": nobody who has a code.
fn is_of_outsiders(article: &Article, item: Item) -> bool {
    let open = item.first.checked_sub(1).filter(|&i| article.sign(i, '('));
    open.is_some_and(|open| article.has_any(open.saturating_sub(4)..open, &["non"]))
        || article.is_any(item.end, &["for", "to", "from"]) && article.is(item.end + 1, "non")
}

/// The last head before a change, or the balance that it belongs to: "the deficit in trade with Peru grew by 3%".
fn head_before(article: &Article, floor: usize, change: usize) -> Option<CueHit> {
    let last = article.cues_in(floor..change, head::HEADS).last()?;
    let balance = article.cues_in(floor..last.first, head::HEADS).last().filter(|hit| head::is_of_trade(article, *hit, last));
    Some(balance.unwrap_or(last))
}

/// "Machinery added 38.7%, chemical products 20.9%": goods of the exports or imports spoken of.
fn of_goods(reader: &Reader, no: usize, item: Item, floor: usize) -> Option<Found> {
    let last = reader.last(no, 2).filter(|s| matches!(s.head, Head::Export | Head::Import))?;
    goods_label(reader.article, item, floor)?;
    Some(Found { head: last.head, tokens: None, cue: CueSet::default(), rule: "goods_carried_over" })
}

/// The goods that a change is told of: before its bracket, before its verb, or right before it in a list.
fn goods_label(article: &Article, item: Item, floor: usize) -> Option<String> {
    // "milk - by 28 percent"
    let by = usize::from(item.first > floor && article.is(item.first - 1, "by"));
    goods::of_those(article, floor..item.first)
        .or_else(|| goods::labelled_goods(article, item.first - by))
        .or_else(|| goods::subject_goods(article, floor, item.end))
        .or_else(|| goods::between(article, floor, item.first - by))
}

/// "The trade gap with Peru narrowed by 6 percent": a balance tells by how much it changed as trade does.
fn balance_head(reader: &Reader, no: usize, hit: CueHit) -> Option<Found> {
    let article = reader.article;
    const NEAR: usize = 4;
    const KINDS: &[&str] = &["account", "budget", "electricity", "energy", "fiscal", "government", "primary", "public", "state"];
    let lead = hit.first.saturating_sub(NEAR)..hit.first;
    let own =
        article.has_any(hit.first..hit.end, &["trade", "gap", "commercial"]) || article.has_any(lead.clone(), &["trade", "commercial"]);
    // "The deficit in trade with Peru", "Kenya's surplus with Peru"; not "the budget deficit"
    let with = article.is(hit.end, "with") || article.is_any(hit.end, &["in", "of"]) && article.has_any(hit.end..hit.end + 4, &["trade"]);
    let told = reader.last(no, 1).is_some_and(|s| matches!(s.head, Head::Surplus | Head::Deficit | Head::Balance));
    if !(own || with || told) || article.has_any(lead, KINDS) || article.has_any(hit.first..hit.end, KINDS) {
        return None;
    }
    const BALANCES: CueSet = CueSet::of(&[Cue::Surplus, Cue::Deficit, Cue::Balance]);
    let head = head::head_of(hit.set).filter(|_| hit.set.has_any(BALANCES))?;
    Some(Found { head, tokens: Some((hit.first, hit.end)), cue: hit.set, rule: "change_alone" })
}

fn fdi_head(hit: CueHit) -> Option<Found> {
    let fdi = hit.set.has(Cue::Fdi);
    fdi.then_some(Found { head: Head::Fdi, tokens: Some((hit.first, hit.end)), cue: hit.set, rule: "change_alone" })
}

/// "With Moldova it rose by 30%", "Machinery added 38.7%, chemical products 20.9%"
fn goes_on(reader: &Reader, no: usize, item: Item, floor: usize) -> Option<Found> {
    let article = reader.article;
    let last = reader.topic(no, 1)?;
    let lead = floor..item.first;
    // "those from Peru rose by 3 percent", "those of chemicals by 3 percent"
    let of_partner = lead.clone().any(|i| article.is(i, "those") && article.is_any(i + 1, &["to", "from", "with"]));
    let those = of_partner || goods::of_those(article, lead.clone()).is_some();
    // "want to double that figure"
    let figure = article.is_any(item.end, &["that", "this", "the", "these"])
        && article.is_any(item.end + 1, &["amount", "figure", "figures", "indicator", "number", "sum", "trade", "turnover", "volume"]);
    let points_back = figure || those || article.has_any(lead, &["it", "they", "figure", "this", "volume", "indicator"]);
    let partner = article.items_in(floor..item.first, &[MentionKind::Country, MentionKind::Group]).next().is_some();
    let list = last.sentence == no && last.amount.is_none() && partner;
    (last.head.is_trade() && (points_back || list)).then_some(Found {
        head: last.head,
        tokens: None,
        cue: CueSet::default(),
        rule: "change_carried_over",
    })
}

/// A figure without an amount.
pub(super) fn bare(
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
