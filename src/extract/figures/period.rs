//! The interval that a figure covers.
//!
//! Nearest first: right behind the amount ("5.9 million USD in 2021"), else before it in the sentence ("In 2022 - 181.3
//! million"), else behind it in its part of the sentence ("$13.2 billion was posted in 2018"), else what the figure before
//! had. What something is compared with ("more than in 2023") is no interval of the figure itself.

use super::head::{Found, Head};
use super::{Amount, PeriodSlot, Reader};
use crate::calendar;
use crate::extract::article::{Article, Item};
use crate::lexicon::TimeWord;
use crate::model::{Basis, MentionKind, SlotBasis, Status};

const ANY_TIME: &[MentionKind] = &[MentionKind::Period, MentionKind::Date];

/// The periods in a run of tokens: months, quarters, years, and spans of days that are no single event's.
fn times<'a>(article: &'a Article, range: std::ops::Range<usize>) -> impl Iterator<Item = Item> + 'a {
    article
        .items_in(range, ANY_TIME)
        .filter(|i| article.mention(*i).kind == MentionKind::Period || is_span(article, *i))
        .filter(|i| !is_record(article, *i))
}

/// "the largest surplus since June": how rare a figure is, not when it was.
fn is_record(article: &Article, item: Item) -> bool {
    let from = article.sentences[article.sentence_of(item.first)].first.max(item.first.saturating_sub(7));
    article.form(item) == "since"
        && (from..item.first)
            .rev()
            .take_while(|&i| article.tokens[i].is_word() || article.possessive(i))
            .any(|i| article.says(i, TimeWord::Superlative))
}

/// "July 1-20", "from 21 March to 21 June"
fn is_span(article: &Article, item: Item) -> bool {
    let mention = article.mention(item);
    let days = mention.period_start.zip(mention.period_end).and_then(|(a, b)| b.since(a).ok()).map_or(0, |s| s.get_days());
    days >= 9
}

/// The interval of the `k`th amount of a sentence.
pub fn find(reader: &Reader, no: usize, amounts: &[Amount], k: usize, found: &Found, status: Status) -> PeriodSlot {
    let slot = same_part(reader, no, amounts[k], stated(reader, no, amounts, k, found, status));
    if status == Status::Actual || is_ahead(reader.article, &slot) { slot } else { PeriodSlot::default() }
}

/// "US$ 501 million in three months of this year from US$ 559 million last year": the same months of last year.
fn same_part(reader: &Reader, no: usize, amount: Amount, slot: PeriodSlot) -> PeriodSlot {
    let article = reader.article;
    let from = article.sentences[no].first;
    let whole = slot.start.zip(slot.end).filter(|i| calendar::is_whole_years(*i));
    let relative = slot.text.as_deref().is_some_and(|t| {
        ["last year", "the last year", "previous year", "the previous year", "a year earlier", "a year ago", "the year before"]
            .contains(&t.to_lowercase().as_str())
    });
    let main = reader.out.last().filter(|s| no - s.sentence <= 1 && s.head.is_trade()).and_then(|s| s.period.start.zip(s.period.end));
    let (Some(whole), true, Some(main), true) = (whole, relative, main, is_compared(article, from, amount.item.first)) else { return slot };
    let part = !calendar::is_whole_years(main) && i32::from(main.0.year()) == i32::from(whole.0.year()) + 1;
    match calendar::shift_years(main, -1).filter(|_| part) {
        Some((start, end)) => PeriodSlot { start: Some(start), end: Some(end), ..slot },
        None => slot,
    }
}

/// A target or forecast is for a time that was still to come: "had named $5 billion as the goal in October 2017" is for none.
fn is_ahead(article: &Article, slot: &PeriodSlot) -> bool {
    match (slot.end, article.document.published_on) {
        (Some(end), Some(published)) => end >= published,
        (Some(_), None) => slot.by,
        (None, _) => true,
    }
}

fn stated(reader: &Reader, no: usize, amounts: &[Amount], k: usize, found: &Found, status: Status) -> PeriodSlot {
    let article = reader.article;
    let sentence = article.sentences[no];
    let amount = amounts[k];
    let from = if k == 0 { sentence.first } else { amounts[k - 1].end };
    let until = amounts.get(k + 1).map_or(sentence.last, |a| a.item.first);
    let head_end = found.tokens.map(|t| t.1).filter(|&e| e > amount.end && e <= amount.end + 8);
    if let Some(item) = right_behind(article, amount.end, until).or_else(|| right_behind(article, head_end?, until)) {
        return slot(article, item, SlotBasis::Stated);
    }
    let compared_here = found.rule != "head_behind" && is_compared(article, from, amount.item.first);
    // "the $36.8 billion tallied a year earlier"
    let base_behind = times(article, amount.end..until)
        .find(|i| article.form(*i) == "comparison" && i.first - amount.end <= 5 && !(amount.end..i.first).any(|t| article.sign(t, ',')));
    if let Some(item) = base_behind.filter(|_| k > 0 && found.tokens.is_none()) {
        return slot(article, item, SlotBasis::Resolved);
    }
    let behind = times(article, amount.end..until).find(|i| is_own(article, *i) && !leads_next(article, amounts, k, *i));
    let before = before(article, no, amounts, k, compared_here, found);
    // ", and $3 billion in the first 11 months": its own period, not the one that the sentence opened with
    let other_clause = k > 0
        && before.is_some_and(|b| b.end <= amounts[k - 1].item.first)
        && found.tokens.is_none()
        && article.has_any(amount.end..until, &["was", "were"]);
    if let Some(item) = before.filter(|_| !(other_clause && behind.is_some())) {
        return slot(article, item, SlotBasis::Stated);
    }
    if let Some(item) = behind.filter(|_| !compared_here) {
        return slot(article, item, SlotBasis::Stated);
    }
    if let Some(slot) = as_of_day(article, no, found) {
        return slot;
    }
    if status != Status::Actual {
        return PeriodSlot::default();
    }
    // "With $14 billion in exports ..., Indonesia booked a surplus in September 2020": the one period of the sentence
    let own: Vec<Item> = times(article, sentence.first..sentence.last)
        .filter(|i| is_own(article, *i) && !is_of_compared(article, no, amounts, *i))
        .collect();
    if let ([only], true, false) = (&own[..], found.head.is_trade(), compared_here) {
        return slot(article, *only, SlotBasis::Stated);
    }
    inherited(reader, no, k, compared_here, found)
}

/// "to $34.4 billion from $29.2 billion in June": June is that of the second amount alone.
fn is_of_compared(article: &Article, no: usize, amounts: &[Amount], item: Item) -> bool {
    let before = amounts[..amounts.partition_point(|a| a.end <= item.first)].last();
    before.is_some_and(|a| {
        right_behind(article, a.end, article.sentences[no].last).is_some_and(|p| p.mention == item.mention)
            && is_compared(article, article.sentences[no].first, a.item.first)
    })
}

/// The period for a change or share without an amount: within its clause, else its sentence, else carried over.
pub fn find_without_amount(reader: &Reader, no: usize, from: usize, at: usize, until: usize, head: Head) -> PeriodSlot {
    let article = reader.article;
    let sentence = article.sentences[no];
    let fits = |i: &Item| is_own(article, *i);
    let own = times(article, from..at).filter(fits).last().or_else(|| times(article, at..until).find(fits));
    let earlier = || times(article, sentence.first..at).filter(fits).last();
    if let Some(item) = own.or_else(earlier) {
        return slot(article, item, SlotBasis::Stated);
    }
    if let Some(base) = times(article, sentence.first..until).find(|i| is_base(article, i.first))
        && let Some(slot) = year_after(article, base)
    {
        return slot;
    }
    let found = Found { head, tokens: None, cue: Default::default(), rule: "" };
    inherited(reader, no, 0, false, &found)
}

/// "Compared to 2021, imports increased" pins the year 2022.
fn year_after(article: &Article, base: Item) -> Option<PeriodSlot> {
    let mention = article.mention(base);
    let (start, end) = (mention.period_start?, mention.period_end?);
    let next = calendar::shift_years((start, end), 1)?;
    let text = Some(mention.span.of(&article.document.text).to_string());
    calendar::is_whole_years((start, end)).then_some(PeriodSlot {
        start: Some(next.0),
        end: Some(next.1),
        text,
        said: true,
        basis: Some(SlotBasis::Resolved),
        ..PeriodSlot::default()
    })
}

/// A period directly behind the amount, a preposition or bracket between allowed: "5.9 million USD in 2021".
fn right_behind(article: &Article, end: usize, until: usize) -> Option<Item> {
    let mut at = end;
    let skip = |at: usize| {
        article.is_any(
            at,
            &[
                "recorded",
                "registered",
                "posted",
                "tallied",
                "logged",
                "seen",
                "reported",
                "achieved",
                "in",
                "for",
                "during",
                "over",
                "at",
                "by",
                "within",
                "as",
                "of",
                "the",
                "on",
            ],
        ) || article.sign(at, '(')
            || article.possessive(at)
    };
    while at < until && at - end < 3 {
        if let Some(item) = times(article, at..at + 1).next() {
            return (!is_base(article, item.first)).then_some(item);
        }
        if !skip(at) {
            break;
        }
        at += 1;
    }
    None
}

/// The nearest period before the amount that no earlier amount has for itself.
fn before(article: &Article, no: usize, amounts: &[Amount], k: usize, compared_here: bool, found: &Found) -> Option<Item> {
    let sentence = article.sentences[no];
    let amount = amounts[k].item.first;
    let floor = if k == 0 { sentence.first } else { amounts[k - 1].end };
    let items: Vec<Item> = times(article, sentence.first..amount).collect();
    for item in items.into_iter().rev() {
        // "(89.7 billion in August 2021)": a bracket keeps its time to itself
        if article.bracketed(item.first, no) && !article.bracketed(amount, no) {
            continue;
        }
        // "to $4.8 billion from $5.3 billion in 2015, as exports earned $0.7 billion"
        if !compared_here && is_of_compared(article, no, &amounts[..k], item) {
            continue;
        }
        let base = !is_own(article, item);
        let leads_here = item.first >= floor && leads_to(article, item.end, amount);
        if base && !(compared_here || leads_here) {
            continue;
        }
        if base && item.first < floor {
            continue;
        }
        let parted = (item.end..amount).any(|i| article.sign(i, ';'));
        if !found.head.is_trade() && found.tokens.is_some() && (parted || item.first < floor) {
            return None;
        }
        let taken = amounts[..k].iter().any(|a| right_behind(article, a.end, amount).is_some_and(|p| p.mention == item.mention));
        let same_list = found.tokens.is_none() || !taken;
        if taken && (compared_here || !same_list || k > 0 && found.tokens.is_none()) {
            // "$478 million from $123 million in 2017": the 2017 is the second's alone
            if item.first >= floor {
                return Some(item);
            }
            if compared_here {
                return None;
            }
        }
        if compared_here && item.first < floor {
            return None;
        }
        return Some(item);
    }
    None
}

/// Whether the period is told of a figure itself, not of what it is compared with.
fn is_own(article: &Article, item: Item) -> bool {
    !is_base(article, item.first) && !is_base_period(article, item) && !is_year_before(article, item)
}

/// "in April-June 2023 ... a decline of 7 per cent over April-June 2022": the same months of the year before.
fn is_year_before(article: &Article, item: Item) -> bool {
    let sentence = article.sentences[article.sentence_of(item.first)];
    let days = |i: Item| article.mention(i).period_start.zip(article.mention(i).period_end);
    let base = days(item).and_then(|d| calendar::shift_years(d, 1));
    article.is_any(item.first.saturating_sub(1), &["over", "on", "from"])
        && base.is_some()
        && article.items_in(sentence.first..item.first, ANY_TIME).any(|i| days(i) == base)
}

/// "the same period of 2022" is a base for comparison unless it opens a statement of its own ("In the same period ... stood at").
fn is_base_period(article: &Article, item: Item) -> bool {
    if is_told_of(article, item) {
        return false;
    }
    let no = article.sentence_of(item.first);
    let opens = item.first <= article.sentences[no].first + 1 || article.sign(item.first.saturating_sub(1), ';');
    article.form(item) == "comparison"
        && !(opens
            || article.is_any(item.first - 1, &["in", "during", "for"])
                && !article.is_any(item.first.saturating_sub(2), &["than", "with", "to"]))
}

/// Nothing but a bracket, "which was" or a hedge parts the period from the amount.
fn leads_to(article: &Article, from: usize, amount: usize) -> bool {
    from <= amount
        && amount - from <= 5
        && (from..amount).all(|i| {
            !article.tokens[i].is_word() && !article.sign(i, ';')
                || article.is_any(
                    i,
                    &[
                        "which",
                        "was",
                        "were",
                        "stood",
                        "at",
                        "about",
                        "around",
                        "approximately",
                        "over",
                        "nearly",
                        "almost",
                        "some",
                        "more",
                        "than",
                        "with",
                        "when",
                        "it",
                        "of",
                        "a",
                        "the",
                    ],
                )
        })
}

/// Whether the period at `first` opens the part of the sentence that belongs to the next amount.
fn leads_next(article: &Article, amounts: &[Amount], k: usize, item: Item) -> bool {
    let Some(next) = amounts.get(k + 1) else { return false };
    let opened = (amounts[k].end..item.first).any(|i| matches!(article.tokens[i].kind, crate::text::TokenKind::Punct(',' | ';')))
        || article.has_any(amounts[k].end..item.first, &["and", "while", "but"]);
    let adjacent = next.item.first - item.end <= 4;
    let verb_between = article.has_any(amounts[k].end..item.first, &["was", "were", "posted", "recorded", "registered", "reached"]);
    opened && adjacent && !verb_between
}

/// "a far cry from September last year, when a deficit of $183 million was logged": what follows tells of the period.
fn is_told_of(article: &Article, item: Item) -> bool {
    article.is(item.end, "when") || article.sign(item.end, ',') && article.is(item.end + 1, "when")
}

/// Whether the period at `first` is what a figure is compared with: "than in 2023", "compared to 2021", "against the same period".
pub fn is_base(article: &Article, first: usize) -> bool {
    if article.item_at(first, &[MentionKind::Period]).is_some_and(|item| is_told_of(article, item)) {
        return false;
    }
    let no = article.sentence_of(first);
    let from = article.sentences[no].first.max(first.saturating_sub(7));
    (from..first).rev().take_while(|&i| article.tokens[i].is_word() || article.possessive(i)).any(|i| {
        let near = first - i <= 4 || article.is_any(i, &["compared", "comparison"]);
        near && article.says(i, TimeWord::Base) || first - i <= 4 && article.is(i, "from") && is_from_time(article, i, first)
    })
}

/// "from the level of 2022", "from 2022": a time is compared with, not "from the country during June" or "from Poland in 2023".
fn is_from_time(article: &Article, from: usize, time: usize) -> bool {
    !article.starts(time, &["from"])
        && !leads_to_place(article, from + 1)
        && !(from + 1..time).any(|i| article.is_any(i, &["in", "during", "for", "over", "the"]) && i > from + 1)
}

/// "imports from Poland doubled in 2023": where they came from, not what 2023 is compared with.
fn leads_to_place(article: &Article, at: usize) -> bool {
    let from = at + usize::from(article.is(at, "the"));
    article.items_in(from..from + 1, &[MentionKind::Country, MentionKind::Group, MentionKind::City]).next().is_some()
}

/// Whether the amount is told only to compare another with: "compared to 4.2 billion", "against $1.3 bn", "from $123 million".
pub fn is_compared(article: &Article, from: usize, amount: usize) -> bool {
    const FINITE: &[&str] = &[
        "and",
        "reached",
        "surpassed",
        "made",
        "exceeded",
        "amounted",
        "totaled",
        "totalled",
        "hit",
        "passed",
        "stood",
        "was",
        "were",
        "reaching",
        "came",
        "constituted",
    ];
    let start = from.max(amount.saturating_sub(12));
    let goes_on = |i: &usize| {
        !matches!(article.tokens[*i].kind, crate::text::TokenKind::Punct(',' | ';' | '.'))
            && !(article.is_any(*i, FINITE) && !article.is_any(i.saturating_sub(1), &["which"]))
    };
    let is_hedge = |i: usize| {
        article.is(i, "than") && article.is_any(i.saturating_sub(1), &["more", "less", "fewer", "higher", "lower"]) && amount - i <= 2
    };
    (start..amount).rev().take_while(goes_on).filter(|&i| !is_hedge(i)).any(|i| {
        let base = article.is_any(i, &["compared", "against", "versus", "vs", "than", "comparison"]);
        let from_amount = article.is(i, "from")
            && !article.is(i + 1, "there")
            && article.items_in(i..amount, &[MentionKind::Country, MentionKind::Group, MentionKind::City]).next().is_none()
            && amount - i <= 4;
        base || from_amount
    })
}

/// "As of 31 March 2021": from the beginning of that year.
fn as_of_day(article: &Article, no: usize, found: &Found) -> Option<PeriodSlot> {
    let sentence = article.sentences[no];
    let item = article.items_in(sentence.first..sentence.last, &[MentionKind::Date]).next()?;
    let as_of = item.first >= 2 && article.is(item.first - 1, "of") && article.is(item.first - 2, "as");
    let mention = article.mention(item);
    let day = mention.period_start?;
    let from_january = day.month() > 1 || day.day() > 1;
    if !as_of || !from_january || !found.head.is_trade() {
        return None;
    }
    let text = Some(format!("As of {}", mention.span.of(&article.document.text)));
    Some(PeriodSlot {
        start: calendar::date(i32::from(day.year()), 1, 1),
        end: Some(day),
        text,
        said: true,
        basis: Some(SlotBasis::Resolved),
        ..PeriodSlot::default()
    })
}

/// What the figure before had: trade goes on with the period spoken of, an investment only within its sentence.
fn inherited(reader: &Reader, no: usize, k: usize, compared_here: bool, found: &Found) -> PeriodSlot {
    let trade = found.head.is_trade();
    let deal = matches!(found.head, Head::Project | Head::Financing);
    if !trade && found.tokens.is_some() && (deal || k == 0) {
        return PeriodSlot::default();
    }
    let reach = if trade { 9 } else { 0 };
    // "the largest surplus this year": a year that was still running is not what the figures are of
    let published = reader.article.document.published_on;
    let running = |s: &super::Statement| published.is_some_and(|p| s.period.end.is_some_and(|e| e > p));
    let before = || {
        reader.out.iter().rev().filter(|s| {
            !running(s) && s.head.is_trade() == trade && !s.is_comparison && s.status == Status::Actual && no - s.sentence <= reach
        })
    };
    // an earlier time told in passing ("at the end of 2022 it had exceeded ...") does not become what the passage is about
    let latest = before().filter_map(|s| s.period.end).max();
    let Some(last) = before().find(|s| s.sentence == no || s.period.opens || s.period.end >= latest) else {
        return if trade && k == 0 { spoken_of(reader, no) } else { PeriodSlot::default() };
    };
    if no - last.sentence > reach || compared_here && k == 0 {
        return PeriodSlot::default();
    }
    if compared_here {
        return year_before(reader, last);
    }
    PeriodSlot { basis: Some(SlotBasis::Inferred), ..last.period.clone() }
}

/// The year that the sentences right before speak of, when no figure has told one yet: "according to the data for 2022".
fn spoken_of(reader: &Reader, no: usize) -> PeriodSlot {
    let article = reader.article;
    let from = article.sentences[no.saturating_sub(2)].first;
    let past = |i: &Item| article.document.published_on.is_none_or(|p| article.mention(*i).period_end.is_some_and(|e| e <= p));
    let known = |i: &Item| {
        past(i)
            && article.mention(*i).period_start.is_some()
            && matches!(article.form(*i), "year" | "part" | "month")
            && !is_base(article, i.first)
    };
    match times(article, from..article.sentences[no].first).filter(known).last() {
        Some(item) => slot(article, item, SlotBasis::Inferred),
        None => PeriodSlot::default(),
    }
}

/// "compared to Dh993.9 million" with no period of its own: the year before, when the article compares with that throughout.
fn year_before(reader: &Reader, last: &super::Statement) -> PeriodSlot {
    let article = reader.article;
    let yearly = |i: usize| {
        article.starts(i, &["last", "year"])
            || article.starts(i, &["previous", "year"])
            || article.starts(i, &["year", "earlier"])
            || article.starts(i, &["previous", "fiscal"])
    };
    let compares =
        times(article, 0..article.tokens.len()).any(|i| article.form(i) == "comparison") || (0..article.tokens.len()).any(yearly);
    let shifted = last.period.start.zip(last.period.end).and_then(|i| calendar::shift_years(i, -1)).filter(|_| compares);
    match shifted {
        Some((start, end)) => PeriodSlot { start: Some(start), end: Some(end), basis: Some(SlotBasis::Inferred), ..PeriodSlot::default() },
        None => PeriodSlot::default(),
    }
}

/// A slot filled from a mention.
pub fn slot(article: &Article, item: Item, basis: SlotBasis) -> PeriodSlot {
    let mention = article.mention(item);
    let basis = match mention.basis {
        Basis::Unresolved => SlotBasis::Unresolved,
        Basis::Resolved => SlotBasis::Resolved,
        _ => basis,
    };
    let text = mention.span.of(&article.document.text).split_whitespace().collect::<Vec<_>>().join(" ");
    let by = item.first > 0
        && (article.is_any(item.first - 1, &["by", "until", "till", "before", "within", "over"])
            || article.is_any(item.first, &["by", "next", "coming"])
            || article.is(item.first - 1, "of") && article.is(item.first - 2.min(item.first), "end"));
    let opens = opens_passage(article, item);
    PeriodSlot { start: mention.period_start, end: mention.period_end, text: Some(text), said: true, by, opens, basis: Some(basis) }
}

/// "In 2023, trade was ...": what follows goes on with that year, unless it is told as earlier than something ("had been").
fn opens_passage(article: &Article, item: Item) -> bool {
    let sentence = article.sentences[article.sentence_of(item.first)];
    item.first <= sentence.first + 2 && !article.has_any(item.end..(item.end + 12).min(sentence.last), &["had"])
}

/// Whether any word of time stands in the run.
pub fn has_time(article: &Article, range: std::ops::Range<usize>) -> bool {
    times(article, range).next().is_some()
}
