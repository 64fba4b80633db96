//! Percentages that are neither the change of a figure of trade nor its share.
//!
//! "the coverage of imports by exports was 69.5%", "from 42.7% to 44.5%", "down 7% in terms of weight", "exports of the
//! domestic sector rose by 4%".

use crate::extract::article::{Article, Item};
use crate::lexicon::{ClauseWord, Cue, CueSet};
use crate::model::MentionKind;

use super::change::sign_at;
use super::head::TRADE;
use super::weighed::is_of_weight;

/// Whether a percentage tells of something else than trade in money.
pub(super) fn is_of_something_else(article: &Article, no: usize, item: Item) -> bool {
    let before = article.sentences[no].first..item.first;
    is_ratio(article, before.clone(), item)
        || is_times_of(article, item)
        || is_than_of_another(article, item)
        || is_of_that_value(article, item)
        || is_average(article, no, item)
        || is_of_output(article, item)
        || is_physical(article, no, item)
        || is_of_weight(article, no, item)
        || article.has_cue(before, Cue::Owners)
}

/// "the coverage of imports by exports was 69.5%, less than a year before, when it was 76.9%"
fn is_ratio(article: &Article, before: std::ops::Range<usize>, item: Item) -> bool {
    let Some(word) = before.rev().find(|&i| article.is_word(i, ClauseWord::Ratio)) else { return false };
    // "of imports by exports" belongs to the ratio; another head has a change of its own
    let own = (word + 6).min(item.first);
    article.cues_in(own..item.first, TRADE).next().is_none()
}

/// "imports from Peru were 4 times those from Chile", "$10 million, about fourfold of what they have now": two figures beside each other.
fn is_times_of(article: &Article, item: Item) -> bool {
    let fold = article.mention(item).kind == MentionKind::Change && article.starts(item.end, &["of", "what"]);
    // "imports from Peru exceeded exports three times"
    let exceeds = (item.first.saturating_sub(5)..item.first).any(|i| article.is_any(i, &["exceed", "exceeded", "exceeds"]));
    let exceeds = exceeds
        && article.mention(item).kind == MentionKind::Change
        && article.cues_in(item.first.saturating_sub(4)..item.first, TRADE).next().is_some();
    // "more than twice those from Peru", "twice as much to Kenya as to Peru"
    let beside = article.mention(item).kind == MentionKind::Change
        && (article.is_any(item.end, &["that", "those"]) && article.is_any(item.end + 1, &["from", "to", "with", "of"])
            || article.is(item.end, "as")
                && article.is_any(item.end + 1, &["many", "much"])
                && !article.is_any(item.end + 3, &["in", "last", "a"]));
    fold || exceeds || beside || article.is(item.end - 1, "times") && article.is_any(item.end, &["the", "that", "those", "as", "what"])
}

/// "exports to Peru were 100 times more than to Chile", "20 percent higher than those of Chile": two figures beside each other.
fn is_than_of_another(article: &Article, item: Item) -> bool {
    const LEADS: &[&str] = &["exports", "from", "imports", "in", "of", "that", "the", "those", "to", "trade", "with"];
    let than = item.end + 1;
    if !article.is_word(item.end, ClauseWord::Comparative) || !article.is(than, "than") {
        return false;
    }
    // "exports were 3 times higher than imports"
    let its = than + 1 + usize::from(article.is_any(than + 1, &["its", "their", "the"]));
    if article.is_any(its, &["exports", "imports"]) && article.tokens.get(its + 1).is_none_or(|t| !t.is_word()) {
        return true;
    }
    let other = (than + 1..than + 5).find(|&i| !article.is_any(i, LEADS));
    other.is_some_and(|i| article.item_at(i, &[MentionKind::Country, MentionKind::Group]).is_some())
}

/// "imports come to 10 percent of that value": a part of a figure, not of a flow.
fn is_of_that_value(article: &Article, item: Item) -> bool {
    article.is(item.end, "of")
        && article.is_any(item.end + 1, &["that", "this"])
        && article.is_any(item.end + 2, &["amount", "figure", "sum", "value"])
}

/// "contributed 20 percent to Kenya's GDP", "are 40 percent of its gross domestic product": a part of what an economy makes.
fn is_of_output(article: &Article, item: Item) -> bool {
    const REACH: usize = 7;
    let led = article.is_any(item.end, &["of", "to"]);
    let of = (item.end + 1..item.end + REACH).take_while(|&i| article.tokens.get(i).is_some_and(|t| t.is_word()) || article.possessive(i));
    led && of.into_iter().any(|i| article.is(i, "gdp") || article.starts(i, &["gross", "domestic", "product"]))
}

/// "by an average of 18 percent annually": of many years.
fn is_average(article: &Article, no: usize, item: Item) -> bool {
    let lead = item.first.saturating_sub(6).max(article.sentences[no].first)..item.first;
    let averaged = lead.clone().any(|i| article.is_any(i, &["average", "averaged", "averaging"]));
    let yearly = article.is_any(item.end, &["annually", "yearly"])
        || article.is_any(item.end, &["per", "a", "each", "every"])
            && article.is_any(item.end + 1, &["year", "annum"])
            && !article.is_any(item.end + 2, &["ago", "earlier", "before"]);
    // "the daily average reached $3 million, up 2 percent", "$3 million per business day, an 11 percent drop"
    let told = article.sentences[no].first.max(item.first.saturating_sub(DAY))..item.first;
    if told.clone().any(|i| is_daily(article, i)) {
        return true;
    }
    // "at an annualised rate of 23 percent"
    lead.clone().any(|i| article.is_any(i, &["annualised", "annualized", "compound"]))
        || averaged && article.items_in(lead, &[MentionKind::Money]).next().is_none()
        || yearly && !is_of_one_time(article, no, item)
        || is_of_many_years(article, no, item)
}

/// Tokens from what is told of one day to its change.
const DAY: usize = 20;

/// "daily average", "per business day"
pub(super) fn is_daily(article: &Article, at: usize) -> bool {
    article.starts(at, &["daily", "average"])
        || article.starts(at, &["average", "daily"])
        || article.is(at, "per") && article.is_any(at + 1, &["business", "working"]) && article.is(at + 2, "day")
}

/// "in June 2020, exports decreased by 1.4% annually": against the year before.
fn is_of_one_time(article: &Article, no: usize, item: Item) -> bool {
    let sentence = article.sentences[no];
    let within_year = |p: Item| {
        let days = article.mention(p).period_start.zip(article.mention(p).period_end);
        days.is_some_and(|(a, b)| a.year() == b.year() && (a.month() > 1 || b.month() < 12))
    };
    article.items_in(sentence.first..item.first, &[MentionKind::Period]).any(within_year)
}

/// "an annual growth of around 17% since 2005": of every one of those years.
fn is_of_many_years(article: &Article, no: usize, item: Item) -> bool {
    let sentence = article.sentences[no];
    let lead = item.first.saturating_sub(7).max(sentence.first)..item.first;
    let annual =
        lead.into_iter().any(|i| article.is_any(i, &["annual", "yearly"]) && (i + 1..i + 4).any(|j| sign_at(article, j).is_some()));
    let years = |p: Item| {
        let days = article.mention(p).period_start.zip(article.mention(p).period_end);
        days.is_some_and(|(a, b)| b.year() > a.year() + 1)
    };
    annual && article.items_in(item.end..(item.end + 6).min(sentence.last), &[MentionKind::Period]).any(years)
}

/// "7% in terms of weight", "1.2% in volume terms", "70% of the 4,000 tonnes"
fn is_physical(article: &Article, no: usize, item: Item) -> bool {
    let tail = item.end..(item.end + 6).min(article.sentences[no].last);
    let of_tons = article.is(item.end, "of")
        && article.cues_in(tail.clone(), CueSet::of(&[Cue::Physical])).any(|c| has_number_before(article, item.end, c.first));
    if is_in_real_terms(article, article.sentences[no].first, item.first) || is_of_volume(article, no, item) {
        return true;
    }
    // "with an increase in volume of three percent"
    let measure = item.first.saturating_sub(2);
    if article.is(measure + 1, "of") && article.is_word(measure, ClauseWord::PhysicalMeasure) && article.is(measure.saturating_sub(1), "in")
    {
        return true;
    }
    let words: Vec<usize> = tail.take_while(|&i| article.tokens[i].is_word()).collect();
    of_tons
        || words.iter().any(|&i| {
            article.is_word(i, ClauseWord::PhysicalMeasure)
                && article.is_any(i - 1, &["in", "by", "of"])
                && !article.is(i + 1, "of")
                && !(article.is(i + 1, "and") && article.is(i + 2, "value"))
                && (article.is_any(i - 1, &["in", "by"]) || article.is(i - 2, "terms"))
        })
}

/// "decreased 2.7 percent to 6 million tonnes", "export volume fell by 5 percent while its value rose", "18 percent more in export
/// volume": of what was moved, not of what was paid for it.
fn is_of_volume(article: &Article, no: usize, item: Item) -> bool {
    const REACH: usize = 5;
    let sentence = article.sentences[no];
    let valued = |range: std::ops::Range<usize>| article.has_any(range, &["earnings", "value"]);
    // "The export value rose by 45 percent. The volume was 9 percent larger"
    let before = article.sentences[no.saturating_sub(1)];
    let beside = |at: usize| valued(at..sentence.last) || no > 0 && valued(before.first..before.last);
    // "trade volume" is turnover
    let turnover = |i: usize| article.cues_in(i.saturating_sub(REACH)..i + 1, CueSet::of(&[Cue::Turnover])).any(|c| c.end > i);
    let own = |i: usize| article.is(i, "volume") && !article.is_any(i.saturating_sub(1), &["in", "and"]) && !turnover(i);
    let told = (item.first.saturating_sub(REACH).max(sentence.first)..item.first).rev().take_while(|&i| !article.tokens[i].is_number());
    let measure = told.into_iter().find(|&i| own(i)).is_some_and(beside) && !article.starts(item.end, &["in", "value"]);
    let near = item.end..(item.end + 2 * REACH).min(sentence.last);
    let behind = near.clone().find(|&i| article.is(i, "volume") && article.has_any(i - 2..i, &["in"]) && !article.is(i + 1, "of"));
    let in_volume = behind.is_some_and(|i| !valued(item.end..i) && valued(i..sentence.last));
    // "a 7% smaller export volume"
    let named = article.is_word(item.end, ClauseWord::Comparative) && near.take(3).any(|i| own(i) && beside(item.end));
    is_of_quantity(article, no) || measure || in_volume || named
}

/// "rose by 15 percent from 25 million kilograms, though they were down 2 percent from 2019": a sentence in which what has changed is
/// counted in weights, and no money is told.
fn is_of_quantity(article: &Article, no: usize) -> bool {
    const REACH: usize = 6;
    const FAR: usize = 3;
    let s = article.sentences[no];
    let led = |p: &Item| (p.end..p.end + FAR).find(|&i| article.is_any(i, &["to", "from", "at", "against"]));
    let weighed = |i: usize| {
        let quantity = article.cues_in(i + 1..(i + 1 + REACH).min(s.last), CueSet::of(&[Cue::Physical])).next();
        quantity.is_some_and(|c| has_number_before(article, i + 1, c.first))
    };
    let percents = || article.items_in(s.first..s.last, &[MentionKind::Percent]);
    article.items_in(s.first..s.last, &[MentionKind::Money]).next().is_none() && percents().filter_map(|p| led(&p)).any(weighed)
}

/// "In volume terms, exports rose by 3.3%, imports by 2.9%": whatever the sentence goes on to tell, until it comes to values.
fn is_in_real_terms(article: &Article, from: usize, until: usize) -> bool {
    const REACH: usize = 60;
    let measured = |i: usize| article.is(i + 1, "terms") && (article.is_word(i, ClauseWord::PhysicalMeasure) || article.is(i, "real"));
    let told = (from.max(until.saturating_sub(REACH))..until).rev().find(|&i| article.is(i, "in") && article.is(i + 2, "terms"));
    told.is_some_and(|i| measured(i + 1) && article.items_in(from..i, &[MentionKind::Percent]).next().is_none())
}

fn has_number_before(article: &Article, from: usize, until: usize) -> bool {
    article.items_in(from..until, &[MentionKind::Number]).next().is_some()
}

/// "from 42.7% to 44.5%", "rose to 44.5%": how high something is, not by how much it changed.
pub(super) fn is_level(article: &Article, no: usize, item: Item) -> bool {
    if article.mention(item).kind != MentionKind::Percent {
        return false;
    }
    let from = article.sentences[no].first;
    if is_share_before(article, from, item) || is_share_of_base(article, from, item) {
        return true;
    }
    let aside =
        |i: usize| article.possessive(i) || article.is_word(i, ClauseWord::Hedge) || article.is_any(i, &["just", "the", "last", "year"]);
    let Some(lead) = (from..item.first).rev().find(|&i| !aside(i)) else { return false };
    let cause = lead > from && article.is_any(lead - 1, &["due", "thanks", "owing", "up", "equivalent", "equal", "amounted", "amounting"]);
    // "8.8 percent of sales, down from 10 percent"
    let moved = lead > from && sign_at(article, lead - 1).is_some();
    // "the share declined, to finish at only 11.5 percent"
    const ENDS: &[&str] = &["end", "ended", "ending", "finish", "finished", "settle", "settled", "stand", "standing", "stood"];
    let ends =
        article.is(lead, "at") && lead > from && article.is_any(lead - 1, ENDS) && article.has_any(from..lead, &["share", "proportion"]);
    ends || article.is(lead, "to") && !cause || article.is(lead, "from") && (moved || leads_to_percent(article, no, item))
}

/// "fell by 0.5 percentage points (8.2 percent a year before)": the share that was.
fn is_share_before(article: &Article, from: usize, item: Item) -> bool {
    const REACH: usize = 6;
    let open = item.first.checked_sub(1).filter(|&i| article.sign(i, '('));
    open.is_some_and(|open| article.has_any(open.saturating_sub(REACH).max(from)..open, &["points", "point"]))
}

/// "the share of wine decreased compared to the same period of 2021 (4.7 percent)": the share that was.
fn is_share_of_base(article: &Article, from: usize, item: Item) -> bool {
    let open = item.first.checked_sub(1).filter(|&i| i > from && article.sign(i, '('));
    let time = open.and_then(|open| article.item_at(open - 1, &[MentionKind::Period]));
    time.is_some_and(|time| article.has_any(from..time.first, &["share", "proportion"]))
}

fn leads_to_percent(article: &Article, no: usize, item: Item) -> bool {
    let tail = item.end..(item.end + 9).min(article.sentences[no].last);
    tail.into_iter().any(|i| article.is(i, "to") && article.items_in(i + 1..i + 3, super::change::PERCENTS).next().is_some())
}
