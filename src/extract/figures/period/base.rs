//! What a figure is compared with: "than in 2023", "against $1.3 billion a year earlier", and what that says of its time.

use super::clause::right_behind;
use super::{ANY_TIME, times};
use crate::calendar;
use crate::extract::article::{Article, Item};
use crate::extract::figures::change::sign_at;
use crate::extract::figures::head::{Found, Head};
use crate::extract::figures::of_level;
use crate::extract::figures::{Amount, PeriodSlot, Reader};
use crate::lexicon::{ClauseWord, Cue, CueSet, TimeWord};
use crate::model::{MentionKind, SlotBasis};

/// What "more than" bounds.
const DEGREES: &[MentionKind] = &[MentionKind::Percent, MentionKind::Change, MentionKind::Number];

/// Whether the period is told of a figure itself, not of what it is compared with.
pub fn is_own(article: &Article, item: Item) -> bool {
    !is_base(article, item.first)
        && !is_base_period(article, item)
        && !is_year_before(article, item)
        && !is_after_change(article, item.first)
}

/// Whether the period at `first` is what a figure is compared with: "than in 2023", "compared to 2021", "against the same period".
pub fn is_base(article: &Article, first: usize) -> bool {
    if article.item_at(first, &[MentionKind::Period]).is_some_and(|item| is_told_of(article, item)) {
        return false;
    }
    if of_level::is_base(article, first)
        || is_of_compared_share(article, first)
        || compared_change(article, first).is_some()
        || is_risen_over(article, first)
    {
        return true;
    }
    if is_up_on(article, first) {
        return true;
    }
    let no = article.sentence_of(first);
    let from = article.sentences[no].first.max(first.saturating_sub(7));
    (from..first).rev().take_while(|&i| article.tokens[i].is_word() || article.possessive(i)).any(|i| {
        let near = first - i <= 4 || article.is_any(i, &["compared", "comparison"]);
        near && article.says(i, TimeWord::Base) && !is_bound(article, i)
            || article.is(i, "over") && article.is_any(i + 1, &["that", "those"])
            || first - i <= 4 && article.is(i, "from") && is_from_time(article, i, first)
    })
}

/// "were 5% up on 2021", "3 million euros lower than in 2020": what is up or down on a time is not told of it.
fn is_up_on(article: &Article, first: usize) -> bool {
    let on = first.checked_sub(1).filter(|&i| i > 0 && article.is(i, "on"));
    on.is_some_and(|on| article.is_any(on - 1, &["up", "down"]) || article.is_word(on - 1, ClauseWord::Comparative))
}

/// "rose by more than 10 percent in 2021": no comparison with that.
fn is_bound(article: &Article, than: usize) -> bool {
    article.is(than, "than")
        && article.is_any(than.saturating_sub(1), &["more", "less", "fewer"])
        && article.items_in(than + 1..than + 2, DEGREES).next().is_some()
}

/// "a far cry from September last year, when a deficit of $183 million was logged": what follows tells of the period.
pub fn is_told_of(article: &Article, item: Item) -> bool {
    let next = item.end + usize::from(article.sign(item.end, ','));
    const TELLS: &[&str] = &["had", "posted", "recorded", "registered", "saw", "witnessed"];
    article.is(next, "when")
        || article.is_any(next, &["for", "in", "during"]) && article.is(next + 1, "which")
        || article.is(next, "which") && article.is_any(next + 1, TELLS)
}

/// "from 50.8% in January-August 2005 to 43.1%": the share is what another is compared with, and its time with it.
fn is_of_compared_share(article: &Article, first: usize) -> bool {
    let from = first.saturating_sub(5);
    let Some(share) = article.items_in(from..first, &[MentionKind::Percent]).last() else { return false };
    (share.end..first).all(|i| article.is_any(i, &["in", "for", "during", "recorded", "registered", "the"]))
        && article.is_any(share.first.saturating_sub(1), &["from", "with", "against", "than", "versus"])
        && !is_bound(article, share.first - 1)
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

/// "in April-June 2023 ... a decline of 7 per cent over April-June 2022": the same months of the year before, told in the sentence or the one
/// before it.
fn is_year_before(article: &Article, item: Item) -> bool {
    if is_told_of(article, item) {
        return false;
    }
    let sentence = article.sentences[article.sentence_of(item.first).saturating_sub(1)];
    let days = |i: Item| article.mention(i).period_start.zip(article.mention(i).period_end);
    let base = days(item).and_then(|d| calendar::shift_years(d, 1));
    article.is_any(item.first.saturating_sub(1), &["over", "on", "from"])
        && base.is_some()
        && article.items_in(sentence.first..item.first, ANY_TIME).any(|i| days(i) == base)
}

/// "rose 5.6%, after an increase of 11.5% in June", ", in contrast to a rise of 4.9% in August": the change before the one that
/// is told.
fn is_after_change(article: &Article, first: usize) -> bool {
    const REACH: usize = 14;
    let sentence = article.sentences[article.sentence_of(first)].first.max(first.saturating_sub(REACH));
    const CONTRASTED: &[&str] = &["after", "following", "offsetting", "reversing"];
    let contrasts = |i: usize| article.is_any(i, CONTRASTED) || article.starts(i, &["in", "contrast", "to"]);
    // "after a 12.3 percent gain in April", ", after gaining 12.3 percent in April"
    let opens = |i: &usize| contrasts(*i) && (article.sign(i.saturating_sub(1), ',') || article.is_any(i + 1, &["a", "an", "the"]));
    let told = |i: usize| article.items_in(i..first, &[MentionKind::Percent, MentionKind::Money]).next().is_some();
    // "following April's 6.4 percent increase"
    let owner = article.possessive(first + 1) && contrasts(first.saturating_sub(1));
    owner || (sentence..first).rev().find(opens).is_some_and(told)
}

/// Where the words stand that compare a change with another, at the time told from `first` on: "up from a 0.7 percent fall in June",
/// "compared with growth of 6% registered in April".
pub fn compared_change(article: &Article, first: usize) -> Option<usize> {
    const REACH: usize = 12;
    const BETWEEN: &[&str] =
        &["in", "for", "during", "of", "the", "recorded", "registered", "seen", "reported", "posted", "logged", "noted"];
    const LEADS: &[&str] = &["from", "than", "against", "versus", "after", "following"];
    const COMPARED: &[&str] = &["compared", "comparison", "contrast", "contrasted"];
    let from = article.sentences[article.sentence_of(first)].first.max(first.saturating_sub(REACH));
    let percent = article.items_in(from..first, &[MentionKind::Percent]).last()?;
    let noun = |i: usize| article.is_word(i, ClauseWord::ChangeNoun);
    if let Some(lead) = joined_to_compared(article, percent, first) {
        return Some(lead);
    }
    let adjective = |i: usize| article.is_any(i, &["on", "year", "month", "annual", "sharp"]) || article.sign(i, '-');
    let behind = (percent.end..first).all(|i| noun(i) || article.is_any(i, BETWEEN) || adjective(i));
    // "compared with", not "with a 5 percent growth in June"
    let leads = |i: usize| {
        article.is_any(i, LEADS) && !is_bound(article, i)
            || i > from && article.is_any(i, &["to", "with"]) && article.is_any(i - 1, COMPARED)
    };
    let lead = (from..percent.first).rev().find(|&i| leads(i))?;
    let beside = (lead + 1..percent.first).all(|i| article.tokens[i].is_word() && sign_at(article, i).is_none() || noun(i));
    (behind && beside && (lead + 1..first).any(noun) && percent.first - lead <= 5).then_some(lead)
}

/// "compared with a 0.4 percent fall in exports and a 2 percent rise in imports in the third quarter": the second of what is compared.
fn joined_to_compared(article: &Article, percent: Item, time: usize) -> Option<usize> {
    const APART: usize = 12;
    const LEADS: &[&str] = &["with", "to", "against", "versus", "from"];
    let noun = |i: usize| article.is_word(i, ClauseWord::ChangeNoun);
    let broken = |range: std::ops::Range<usize>| range.into_iter().any(|i| article.sign(i, ',') || article.sign(i, ';'));
    let from = article.sentences[article.sentence_of(time)].first.max(percent.first.saturating_sub(APART));
    let before = article.items_in(from..percent.first, &[MentionKind::Percent]).last()?;
    let joined = article.has_any(percent.first.saturating_sub(3)..percent.first, &["and"]);
    let nouns = (before.end..percent.first).any(noun) && (percent.end..time).any(noun);
    let lead = before.first.saturating_sub(1 + usize::from(article.is_any(before.first.saturating_sub(1), &["a", "an", "the"])));
    let compared = article.is_any(lead, LEADS) && article.is_any(lead.saturating_sub(1), &["compared", "comparison", "contrast"]);
    (joined && nouns && compared && !broken(before.end..time)).then_some(lead)
}

/// "up 38.2 percent over the previous year, $5 million for exports"
pub fn is_risen_over(article: &Article, first: usize) -> bool {
    let over = first.saturating_sub(1);
    let risen = || article.items_in(over.saturating_sub(3)..over, &[MentionKind::Percent]).any(|p| p.end == over);
    let the = first + usize::from(article.is(first, "the"));
    article.is_any(over, &["over", "on"])
        && article.is_any(the, &["last", "preceding", "previous", "prior"])
        && article.is(the + 1, "year")
        && risen()
}

/// "from the level of 2022", "from 2022": a time is compared with, not "from the country during June" or "from Poland in 2023".
fn is_from_time(article: &Article, from: usize, time: usize) -> bool {
    !article.starts(time, &["from"])
        && !leads_to_place(article, from + 1)
        && !(from + 1..time).any(|i| article.is_any(i, &["in", "during", "for", "over"]) || article.is(i, "the") && i > from + 1)
}

/// "imports from Poland doubled in 2023": where they came from, not what 2023 is compared with.
fn leads_to_place(article: &Article, at: usize) -> bool {
    let from = at + usize::from(article.is(at, "the"));
    article.items_in(from..from + 1, &[MentionKind::Country, MentionKind::Group, MentionKind::City]).next().is_some()
}

/// Whether a figure is told only to compare another with. Behind an amount a head of its own makes two figures of them ("$14
/// billion in exports against $11 billion in imports"), unless it measures the same ("compared with the $9 billion deficit").
pub fn is_comparison(reader: &Reader, no: usize, from: usize, amount: usize, found: &Found) -> bool {
    let balance = |h: Head| matches!(h, Head::Balance | Head::Deficit | Head::Surplus);
    let same = |h: Head| h == found.head || balance(h) && balance(found.head);
    let own = found.rule == "head_behind" && !reader.last(no, 0).is_some_and(|s| same(s.head));
    !own && (is_compared(reader.article, from, amount) || joins_base(reader, no, amount))
}

/// "from $6 million in August and $5 million a year earlier": the second of what a figure is compared with.
fn joins_base(reader: &Reader, no: usize, amount: usize) -> bool {
    let article = reader.article;
    let Some(base) = reader.last(no, 0).filter(|s| s.sentence == no && s.is_comparison).and_then(|s| s.amount) else { return false };
    let and = (base.end..amount).rev().find(|&i| !article.is_word(i, ClauseWord::Hedge));
    let timed = |i: usize| {
        article.items_in(base.end..amount, ANY_TIME).any(|p| (p.first..p.end).contains(&i))
            || article.is_any(i, &["in", "for", "during", "the"])
    };
    let end = article.item_at(amount, &[MentionKind::Money]).map_or(amount, |i| i.end);
    let dated = super::clause::right_behind(article, end, article.sentences[no].last).is_some();
    dated && and.is_some_and(|and| article.is(and, "and") && (base.end..and).all(timed))
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
    // "from last year's figure of"
    const FIGURE: usize = 7;
    // "rose by $100 million in a month, since it was $508 million in June"
    if amount >= 3 && article.starts(amount - 3, &["since", "it", "was"]) {
        return true;
    }
    if is_outdone(article, amount) || is_recalled_record(article, amount) || is_over_another(article, amount) {
        return true;
    }
    let start = from.max(amount.saturating_sub(12));
    let goes_on = |i: &usize| {
        !matches!(article.tokens[*i].kind, crate::text::TokenKind::Punct(',' | ';' | '.'))
            && !(article.is_any(*i, FINITE) && !article.is_any(i.saturating_sub(1), &["which"]))
    };
    let told = |i: &usize| !is_hedge(article, *i, amount) && !has_its_base(article, *i, amount) && !is_than_expected(article, *i);
    (start..amount).rev().take_while(goes_on).filter(told).any(|i| {
        let base = article.is_any(i, &["compared", "against", "versus", "vs", "than", "comparison"]) && !is_other_way(article, i);
        let base = base || is_percent_above(article, i);
        let from_amount = article.is(i, "from")
            && !article.is_any(i + 1, &["there", "them", "it", "abroad"])
            && article.items_in(i..amount, &[MentionKind::Country, MentionKind::Group, MentionKind::City]).next().is_none()
            && (amount - i <= 4 || amount - i <= FIGURE && article.starts(amount - 2, &["figure", "of"]));
        // "($1.4 billion after $1.1 billion)"
        let after = article.is(i, "after") && amount - i <= 2;
        base || from_amount || after
    })
}

/// "more than $5 billion", "dropped more than 21 per cent to $5 billion": no comparison with the amount.
fn is_hedge(article: &Article, than: usize, amount: usize) -> bool {
    article.is(than, "than")
        && article.is_any(than.saturating_sub(1), &["more", "less", "fewer", "higher", "lower"])
        && (amount - than <= 2
            || article.items_in(than + 1..than + 2, DEGREES).next().is_some()
            || article.is_any(than + 1, &["doubled", "tripled", "quadrupled", "halved", "twice", "double", "triple"]))
}

/// "a worse than expected $15 billion": told of the amount itself.
fn is_than_expected(article: &Article, than: usize) -> bool {
    article.is(than, "than") && article.is_any(than + 1, &["anticipated", "expected", "forecasted", "predicted"])
}

/// "compared to the same period last year to $15 billion": what it is compared with is told, and the amount is led in anew.
fn has_its_base(article: &Article, base: usize, amount: usize) -> bool {
    let time = article.items_in(base + 1..amount, ANY_TIME).next().filter(|t| t.first - base <= 3);
    let hedge = |i: usize| article.is_word(i, ClauseWord::Hedge) || article.is_any(i, &["an", "estimated"]);
    let lead = (base..amount).rev().find(|&i| !hedge(i));
    time.is_some_and(|t| {
        lead.is_some_and(|l| {
            l >= t.end && article.is_any(l, &["to", "at", "exceed", "reach", "surpass", "reaching", "totalling", "totaling"])
        })
    })
}

/// Whether the words before an amount compare it, and bound nothing.
pub fn says_no_bound(article: &Article, amount: usize) -> bool {
    is_outdone(article, amount) || is_over_another(article, amount)
}

/// "Only in 2016 were the receipts higher, $4 billion": what the figure of the passage falls short of.
fn is_recalled_record(article: &Article, amount: usize) -> bool {
    const LONGEST: usize = 16;
    let first = article.sentences[article.sentence_of(amount)].first;
    let opens = article.is_any(first, &["only", "never"]) && amount - first <= LONGEST;
    opens && (first + 1..amount).any(|i| article.is_any(i, &["higher", "more", "larger", "bigger", "lower", "less", "smaller"]))
}

/// "amounting to 5.42 million euros over 3.62 million euros in 2022": what an amount is set over.
fn is_over_another(article: &Article, amount: usize) -> bool {
    let over = amount.checked_sub(1).filter(|&i| article.is(i, "over"));
    over.is_some_and(|over| article.items_in(over.saturating_sub(8)..over, &[MentionKind::Money]).any(|m| m.end == over))
}

/// "surpassing the $6 billion reported in the first quarter", "beyond the $6 billion of today", "20 percent more than the $6 billion
/// of the same period of 2022"; not "surpassing the $6 billion mark".
pub fn is_outdone(article: &Article, amount: usize) -> bool {
    const TOLD: &[&str] = &["achieved", "earned", "in", "logged", "posted", "recorded", "registered", "reported", "seen"];
    const OUTDOES: &[&str] = &["above", "beating", "below", "beyond", "exceeding", "outpacing", "over", "surpassing", "than", "under"];
    let end = article.item_at(amount, &[MentionKind::Money]).map_or(amount, |i| i.end);
    let hedged = amount > 0 && article.is_word(amount - 1, ClauseWord::Hedge);
    let the = amount.saturating_sub(1 + usize::from(hedged));
    let time = end + 1 + usize::from(article.is(end + 1, "the"));
    let of_time = article.is(end, "of") && (article.is(time, "today") || article.item_at(time, ANY_TIME).is_some());
    the > 0 && article.is_any(the - 1, OUTDOES) && article.is(the, "the") && (article.is_any(end, TOLD) || of_time)
}

/// "10.9 percent above the $410 million of 2022"; not "above the $4 billion mark".
fn is_percent_above(article: &Article, at: usize) -> bool {
    let percent = || article.items_in(at.saturating_sub(3)..at, &[MentionKind::Percent]).any(|p| p.end == at);
    article.is_any(at, &["above", "below"]) && percent()
}

/// "imports of $2 billion against exports of $1 billion": two figures of one time.
fn is_other_way(article: &Article, base: usize) -> bool {
    const EXPORT: CueSet = CueSet::of(&[Cue::Export, Cue::ExportVerb]);
    const IMPORT: CueSet = CueSet::of(&[Cue::Import, Cue::ImportVerb]);
    let first = article.sentences[article.sentence_of(base)].first;
    let said = |set: CueSet, range: std::ops::Range<usize>| article.cues_in(range, set).next().is_some();
    let opposed = |a: CueSet, b: CueSet| said(a, base + 1..base + 3) && said(b, first..base) && !said(a, first..base);
    opposed(EXPORT, IMPORT) || opposed(IMPORT, EXPORT)
}

/// "to $34.4 billion from $29.2 billion in June", "against a $29.2 billion surplus in June": that of the second amount alone.
pub fn is_of_compared(article: &Article, no: usize, amounts: &[Amount], item: Item) -> bool {
    let before = amounts[..amounts.partition_point(|a| a.end <= item.first)].last();
    before.is_some_and(|a| {
        let noun =
            usize::from(article.tokens.get(a.end).is_some_and(|t| t.is_word()) && article.is_any(a.end + 1, &["in", "for", "during"]));
        right_behind(article, a.end + noun, article.sentences[no].last).is_some_and(|p| p.mention == item.mention)
            && is_compared(article, article.sentences[no].first, a.item.first)
    })
}

/// "rose to $24.9 billion from $22.2 billion in the previous month": the one before the month that it is compared with.
pub fn month_before(reader: &Reader, no: usize, slot: PeriodSlot) -> PeriodSlot {
    const TOLD: &[&str] = &["previous month", "prior month", "preceding month"];
    let told = slot.text.as_deref().is_some_and(|text| TOLD.iter().any(|t| text.to_lowercase().ends_with(t)));
    let beside = reader.last(no, 0).filter(|s| told && s.sentence == no && !s.is_comparison);
    let month = beside.and_then(|s| s.period.start.zip(s.period.end)).filter(|(a, b)| a.first_of_month() == *a && a.last_of_month() == *b);
    match month.and_then(|(first, _)| calendar::plus_months(first, -1)) {
        Some(first) => PeriodSlot { start: Some(first), end: Some(first.last_of_month()), ..slot },
        None => slot,
    }
}

/// "Re-exports stood at $472 million, up on the same period of 2021" behind a figure of that period: the year after it.
pub fn later_than_base(article: &Article, range: std::ops::Range<usize>, carried: PeriodSlot) -> PeriodSlot {
    let days = |i: Item| article.mention(i).period_start.zip(article.mention(i).period_end);
    let Some(told) = carried.start.zip(carried.end) else { return carried };
    let base = |i: &Item| is_base(article, i.first) || is_told_of(article, *i);
    let same = |i: &Item| article.form(*i) == "comparison" && base(i) && days(*i) == Some(told);
    match times(article, range).find(same).and_then(|_| calendar::shift_years(told, 1)) {
        Some((start, end)) => PeriodSlot { start: Some(start), end: Some(end), text: None, basis: Some(SlotBasis::Resolved), ..carried },
        None => carried,
    }
}

/// "Compared to 2021, imports increased" pins the year 2022, "in comparison with the first eight months of 2021" those of 2022; a quarter
/// or a half may be compared with the next one.
pub fn year_after(article: &Article, base: Item) -> Option<PeriodSlot> {
    let mention = article.mention(base);
    let (start, end) = (mention.period_start?, mention.period_end?);
    let next = calendar::shift_years((start, end), 1)?;
    let text = Some(mention.span.of(&article.document.text).to_string());
    let from_january = start.month() == 1 && start.day() == 1 && start.year() == end.year() && end.month() > 3 && end.month() != 6;
    (calendar::is_whole_years((start, end)) || from_january).then_some(PeriodSlot {
        start: Some(next.0),
        end: Some(next.1),
        text,
        said: true,
        basis: Some(SlotBasis::Resolved),
        ..PeriodSlot::default()
    })
}
