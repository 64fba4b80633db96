//! The interval that a figure covers.
//!
//! Nearest first: right behind the amount ("5.9 million USD in 2021"), else before it in the sentence ("In 2022 - 181.3
//! million"), else behind it in its part of the sentence ("$13.2 billion was posted in 2018"), else what the figure before
//! had (`carried.rs`). What something is compared with ("more than in 2023", `base.rs`) is no interval of the figure itself.

pub mod base;
mod carried;
mod clause;
mod thing;
mod within;

use super::head::{Found, HEADS, Head};
use super::{ANY_TIME, Amount, PeriodSlot, Reader};
use crate::calendar;
use crate::extract::article::{Article, CueHit, Item};
use crate::lexicon::{ClauseWord, TimeWord};
use crate::model::{Basis, MentionKind, SlotBasis, Status};
use base::{is_base, is_own, is_told_of};
use jiff::civil::Date;

/// The interval of the `k`th amount of a sentence.
pub fn find(reader: &Reader, no: usize, amounts: &[Amount], k: usize, found: &Found, status: Status) -> PeriodSlot {
    let slot = within::end_of_span(reader.article, amounts, k, stated(reader, no, amounts, k, found, status));
    let slot = if thing::is_dated(reader.article, no, found, &slot) { PeriodSlot::default() } else { slot };
    if status == Status::Actual {
        return within::part_spoken_of(reader, no, amounts[k], base::month_before(reader, no, slot));
    }
    let slot = looking_ahead(reader.article, no, slot);
    if is_ahead(reader.article, no, &slot, status) { slot } else { PeriodSlot::default() }
}

/// A target or forecast is for a time that was still to come: "had named $5 billion as the goal in October 2017" is for none;
/// what economists had expected is compared with what came, and for the same time.
fn is_ahead(article: &Article, no: usize, slot: &PeriodSlot, status: Status) -> bool {
    let sentence = article.sentences[no];
    let run = sentence.first..sentence.last;
    let looked_back = || [["was", "expected"], ["were", "expected"]].iter().any(|p| article.has_phrase(run.clone(), p));
    if status == Status::Forecast && (article.has_word(run.clone(), ClauseWord::Forecaster) || looked_back()) {
        return true;
    }
    match (slot.end, article.document.published_on) {
        (Some(end), Some(published)) => end >= published,
        (Some(_), None) => slot.by || status == Status::Forecast || slot.start.zip(slot.end).is_some_and(calendar::is_whole_years),
        (None, _) => true,
    }
}

/// "is expected to reach $1.5 billion by the end of December": the December to come.
fn looking_ahead(article: &Article, no: usize, slot: PeriodSlot) -> PeriodSlot {
    let names_year = slot.text.as_deref().is_none_or(|t| t.bytes().any(|b| b.is_ascii_digit()) || t.to_lowercase().contains("last"));
    let open = slot.by && !names_year && slot.basis == Some(SlotBasis::Resolved) && !is_ahead(article, no, &slot, Status::Target);
    match slot.start.zip(slot.end).filter(|_| open).and_then(|i| calendar::shift_years(i, 1)) {
        Some((start, end)) => PeriodSlot { start: Some(start), end: Some(end), ..slot },
        None => slot,
    }
}

fn stated(reader: &Reader, no: usize, amounts: &[Amount], k: usize, found: &Found, status: Status) -> PeriodSlot {
    let article = reader.article;
    let sentence = article.sentences[no];
    let amount = amounts[k];
    if let Some(item) = clause::in_order(article, no, amounts, k) {
        return slot(article, item, SlotBasis::Stated);
    }
    let from = if k == 0 { sentence.first } else { amounts[k - 1].end };
    let until = amounts.get(k + 1).map_or(sentence.last, |a| a.item.first);
    let head_end = found.tokens.map(|t| t.1).filter(|&e| e > amount.end && e <= amount.end + 8);
    if let Some(item) = clause::right_behind(article, amount.end, until).or_else(|| clause::right_behind(article, head_end?, until)) {
        return slot(article, item, SlotBasis::Stated);
    }
    let compared_here = base::is_comparison(reader, no, from, amount.item.first, found);
    // "the $36.8 billion tallied a year earlier"
    let near = |i: &Item| i.first - amount.end <= 5 && !(amount.end..i.first).any(|t| article.sign(t, ','));
    let carried = k > 0 && found.tokens.is_none();
    // "compared to the second quarter of 2023 (6.4 trillion) and to the corresponding quarter of 2022"
    let told_before = times(article, from..amount.item.first).next().is_some();
    let base_behind = times(article, amount.end..until)
        .find(|i| article.form(*i) == "comparison" && (compared_here && !told_before || carried && near(i)));
    if let Some(item) = base_behind {
        return slot(article, item, SlotBasis::Resolved);
    }
    // "meaning 30.5% of imports (33.2% in January-August 2005)": a bracket keeps its time to itself
    let own_bracket = |i: &Item| !article.bracketed(i.first, no) || article.bracketed(amount.item.first, no);
    let behind = times(article, amount.end..until)
        .find(|i| own_bracket(i) && is_own(article, *i) && !clause::leads_next(article, amounts, k, *i))
        .filter(|i| k + 1 == amounts.len() || !is_told_of(article, *i))
        .filter(|i| found.head.is_trade() || !clause::is_of_change_beside(article, amount.end, *i))
        .filter(|i| !clause::is_of_next_clause(article, amount.end, *i));
    let may_be = |i: &Item| {
        status == Status::Actual || article.mention(*i).period_end.zip(article.document.published_on).is_none_or(|(e, p)| e >= p)
    };
    // "to $30 billion by 2015 and then to $50 billion": the year of the first goal alone
    let taken = |i: &Item| k > 0 && clause::right_behind(article, amounts[k - 1].end, until).is_some_and(|p| p.mention == i.mention);
    let before = clause::before(article, no, amounts, k, compared_here, found)
        .filter(|i| behind.is_none() || may_be(i))
        .filter(|i| status == Status::Actual || !taken(i))
        .filter(|i| found.head.is_trade() || !is_of_contrast(article, *i, amount.item.first))
        .filter(|i| !(found.head.is_agreed() && carried && is_of_sum_before(amounts, k, *i)));
    // ", and $3 billion in the first 11 months": its own period, not the one that the sentence opened with
    let other_clause = k > 0
        && before.is_some_and(|b| b.end <= amounts[k - 1].item.first)
        && found.tokens.is_none()
        && article.has_any(amount.end..until, &["was", "were"]);
    let narrowed = before.zip(behind).is_some_and(|(b, part)| within::is_narrower(article, b, part));
    if let Some(item) = before.filter(|_| !narrowed && !(other_clause && behind.is_some())) {
        return slot(article, item, SlotBasis::Stated);
    }
    if let Some(item) = behind.filter(|_| !compared_here) {
        return slot(article, item, SlotBasis::Stated);
    }
    if let Some(slot) = as_of_day(article, no, found).filter(|_| !compared_here) {
        return slot;
    }
    if status != Status::Actual {
        return PeriodSlot::default();
    }
    // "With $14 billion in exports ..., Indonesia booked a surplus in September 2020": the one period of the sentence
    // "trade of $1 billion is expected to reach $2 billion by 2027": the time of the next
    let of_next = |i: &Item| {
        let ahead = article.mention(*i).period_start.zip(article.document.published_on).is_some_and(|(start, today)| start > today);
        ahead && amounts.get(k + 1).is_some_and(|next| i.first >= next.end)
    };
    let own: Vec<Item> = times(article, sentence.first..sentence.last)
        .filter(|i| !of_next(i) && own_bracket(i) && is_own(article, *i) && !base::is_of_compared(article, no, amounts, *i))
        .filter(|i| {
            i.first < amount.end || !clause::leads_next(article, amounts, k, *i) && !(k + 1 < amounts.len() && is_told_of(article, *i))
        })
        .collect();
    let capital = matches!(found.head, Head::Fdi | Head::Investment);
    let flows = found.head.is_trade() || capital && own.first().is_some_and(|item| ends_list(article, amounts, k, *item));
    if let ([only], true, false) = (&own[..], flows, compared_here) {
        return slot(article, *only, SlotBasis::Stated);
    }
    let carried = carried::inherited(reader, no, k, amount.item.first, compared_here, found);
    if compared_here { carried } else { base::later_than_base(article, amount.end..until, carried) }
}

/// "Trade reached $4 million in 2022, while Norwegian investment in Peru stands at $3 million": what stands now has no time of another clause.
fn is_of_contrast(article: &Article, period: Item, amount: usize) -> bool {
    const NOW: &[&str] = &["amounts", "are", "equals", "exceeds", "is", "makes", "stands", "totals"];
    let contrast = (period.end..amount).find(|&i| article.is_word(i, ClauseWord::Contrast) && article.sign(i - 1, ','));
    contrast.is_some_and(|contrast| article.has_any(contrast..amount, NOW))
}

/// "invested $12 million in Kenya and $5 million in Peru in 2022": the time behind the last amount of a list is that of all.
fn ends_list(article: &Article, amounts: &[Amount], k: usize, period: Item) -> bool {
    const APART: usize = 6;
    let joined = |pair: &[Amount]| {
        let gap = pair[0].end..pair[1].item.first;
        gap.len() <= APART && !article.has_any(gap, &["which", "with", "while", "whose", "from", "than"])
    };
    let last = amounts[amounts.len() - 1].end;
    let of_part = article.has_any(last..period.first.max(last), &["which", "whom", "that"]);
    !of_part && k + 1 < amounts.len() && amounts[k..].windows(2).all(joined) && period.first >= last && period.first - last <= APART
}

/// "$36 million for 2025-2027, $17 million for water and $5 million for schools": the time right behind one sum is that sum's.
fn is_of_sum_before(amounts: &[Amount], k: usize, period: Item) -> bool {
    const NEAR: usize = 4;
    amounts[..k].iter().any(|a| period.first >= a.end && period.first - a.end <= NEAR)
}

/// The period for a change or share without an amount: within its clause, else its sentence, else carried over.
pub fn find_without_amount(reader: &Reader, no: usize, from: usize, at: usize, until: usize, head: Head) -> PeriodSlot {
    let article = reader.article;
    let sentence = article.sentences[no];
    let amounts = super::amounts(article, no);
    // "up from 8.6 billion in the corresponding month in 2012, as exports rose by 1 percent"
    // "compared with a 5 percent fall in exports in May": the time of that fall
    let of_base = |i: &Item| i.first > at && base::compared_change(article, i.first).is_some_and(|lead| lead < at);
    let fits = |i: &Item| {
        (is_own(article, *i) || of_base(i))
            && (article.form(*i) != "comparison" || i.first <= sentence.first + 1)
            && !base::is_of_compared(article, no, &amounts, *i)
    };
    let own = times(article, from..at).filter(fits).last().or_else(|| times(article, at..until).find(fits));
    let earlier = || times(article, sentence.first..at).filter(fits).last();
    if let Some(item) = own.or_else(earlier) {
        return slot(article, item, SlotBasis::Stated);
    }
    // "13% went to China and 7% to Peru in 2022": the one time that the list ends with
    let mut all = times(article, sentence.first..sentence.last).filter(fits);
    if let (Some(only), None) = (all.next(), all.next())
        && head.is_trade()
        && is_of_list(article, at, only.first)
    {
        return slot(article, only, SlotBasis::Stated);
    }
    let is_base = |i: &Item| is_base(article, i.first) || base::is_of_compared(article, no, &amounts, *i);
    if let Some(base) = times(article, sentence.first..until).find(is_base)
        && let Some(slot) = base::year_after(article, base)
    {
        return slot;
    }
    let found = Found { head, tokens: None, cue: Default::default(), rule: "" };
    base::later_than_base(article, at..until, carried::inherited(reader, no, 0, at, false, &found))
}

/// Whether nothing but the items of a list of percentages stands between one of them and a time.
fn is_of_list(article: &Article, at: usize, time: usize) -> bool {
    const LONGEST: usize = 30;
    let parts = |i: usize| article.sign(i, ';') || article.sign(i, '.') || article.is_word(i, ClauseWord::Contrast);
    let verb = |i: usize| {
        article.is_word(i, ClauseWord::Moved) || article.is_word(i, ClauseWord::Posted) || article.is_any(i, &["is", "are", "has", "have"])
    };
    time > at && time - at <= LONGEST && !(at..time).any(|i| parts(i) || verb(i))
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
    let start = up_to_month(article, item).or(mention.period_start);
    PeriodSlot { start, end: mention.period_end, text: Some(text), said: true, by, opens, basis: Some(basis) }
}

/// "$225 million at the end of April", "up to July 2022", "imports to July", "till July", "through July", "by end-July", "as of July": counted from January, unless the text
/// reckons in fiscal years.
fn up_to_month(article: &Article, month: Item) -> Option<Date> {
    const LOOKED_AT: usize = 400;
    let at = month.first;
    let the_end = at >= 2 && article.is(at - 1, "of") && article.is(at - 2, "end");
    let up_to = at >= 2 && (article.is(at - 1, "through") || article.is(at - 1, "to") && article.is(at - 2, "up"));
    let past = || article.mention(month).period_end.zip(article.document.published_on).is_some_and(|(end, today)| end <= today);
    let up_to = up_to || at >= 1 && article.is_any(at - 1, &["till", "until"]) && past();
    // "total imports to July", "imports of Kenya to July"
    let whose = |c: CueHit| (c.end..at - 1).all(|i| article.is(i, "of") || article.tokens[i].capital);
    let up_to = up_to || at >= 2 && article.is(at - 1, "to") && article.cues_in(at.saturating_sub(5)..at - 1, HEADS).any(whose);
    let up_to = up_to || at >= 2 && article.sign(at - 1, '-') && article.is(at - 2, "end");
    let up_to = up_to || at >= 2 && article.is(at - 1, "of") && article.is(at - 2, "as");
    let fiscal = || times(article, at.saturating_sub(LOOKED_AT)..at).any(|i| article.form(i) == "fiscal");
    let counted = (the_end || up_to) && article.form(month) == "month" && !fiscal();
    let first = article.mention(month).period_start.filter(|_| counted)?;
    calendar::date(i32::from(first.year()), 1, 1)
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

/// The periods in a run of tokens: months, quarters, years, and spans of days that are no single event's.
fn times<'a>(article: &'a Article, range: std::ops::Range<usize>) -> impl Iterator<Item = Item> + 'a {
    article
        .items_in(range, ANY_TIME)
        .filter(|i| article.mention(*i).kind == MentionKind::Period || is_span(article, *i))
        .filter(|i| !is_record(article, *i) && !is_of_name(article, *i) && !is_since_event(article, i.first) && !is_of_telling(article, *i))
}

/// "announced this month that", "published last week showed that", "reported by the bank last year was": when something was told.
fn is_of_telling(article: &Article, item: Item) -> bool {
    const TELLS: &[&str] = &["announced", "disclosed", "published", "released", "reported", "revealed", "said", "stated"];
    const OFFICE: usize = 4;
    let lead = item.first - usize::from(item.first > 0 && article.is_any(item.first - 1, &["earlier", "in"]));
    let told = lead > 0 && article.is_any(lead - 1, TELLS);
    let by = (lead.saturating_sub(OFFICE)..lead).any(|i| article.is(i, "by") && i > 0 && article.is_any(i - 1, TELLS));
    // "reported by the customs in April were": what was entered then
    let recorded = article.has_any(lead.saturating_sub(OFFICE)..lead, &["customs", "statistics"]);
    told && article.is(item.end, "that") || by && !recorded && article.is_any(item.end, &["was", "were"])
}

/// "at the 2024 Annual Meetings": a year within a name.
fn is_of_name(article: &Article, item: Item) -> bool {
    let capital = |i: usize| article.tokens.get(i).is_some_and(|t| t.is_word() && t.capital && t.spaced);
    let named = capital(item.end) && capital(item.end + 1) && article.item_at(item.end, super::PLACES).is_none();
    named && item.first > 0 && article.is(item.first - 1, "the") && item.end == item.first + 1
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

/// "since the treaty came into force in 2016, trade has grown to": when something began, not what the figure is of.
fn is_since_event(article: &Article, first: usize) -> bool {
    const REACH: usize = 16;
    const TOLD: &[MentionKind] = &[MentionKind::Money, MentionKind::Percent, MentionKind::Number];
    let sentence = article.sentences[article.sentence_of(first)].first.max(first.saturating_sub(REACH));
    let Some(since) = (sentence..first).rev().take_while(|&i| article.tokens[i].is_word()).find(|&i| article.is(i, "since")) else {
        return false;
    };
    first - since > 4
        && !article.has_any(since..first, &["beginning", "start", "end", "early", "until", "to"])
        && article.items_in(since..first, TOLD).next().is_none()
}

/// "July 1-20", "from 21 March to 21 June"
fn is_span(article: &Article, item: Item) -> bool {
    let mention = article.mention(item);
    let days = mention.period_start.zip(mention.period_end).and_then(|(a, b)| b.since(a).ok()).map_or(0, |s| s.get_days());
    days >= 9
}
