//! What a figure is compared with: "than in 2023", "against $1.3 billion a year earlier", and what that says of its time.

use super::ANY_TIME;
use super::clause::right_behind;
use crate::calendar;
use crate::extract::article::{Article, Item};
use crate::extract::figures::{Amount, PeriodSlot, Reader};
use crate::lexicon::TimeWord;
use crate::model::{MentionKind, SlotBasis};

/// Whether the period is told of a figure itself, not of what it is compared with.
pub fn is_own(article: &Article, item: Item) -> bool {
    !is_base(article, item.first) && !is_base_period(article, item) && !is_year_before(article, item)
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

/// "a far cry from September last year, when a deficit of $183 million was logged": what follows tells of the period.
fn is_told_of(article: &Article, item: Item) -> bool {
    article.is(item.end, "when") || article.sign(item.end, ',') && article.is(item.end + 1, "when")
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

/// "in April-June 2023 ... a decline of 7 per cent over April-June 2022": the same months of the year before.
fn is_year_before(article: &Article, item: Item) -> bool {
    let sentence = article.sentences[article.sentence_of(item.first)];
    let days = |i: Item| article.mention(i).period_start.zip(article.mention(i).period_end);
    let base = days(item).and_then(|d| calendar::shift_years(d, 1));
    article.is_any(item.first.saturating_sub(1), &["over", "on", "from"])
        && base.is_some()
        && article.items_in(sentence.first..item.first, ANY_TIME).any(|i| days(i) == base)
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

/// "to $34.4 billion from $29.2 billion in June": June is that of the second amount alone.
pub fn is_of_compared(article: &Article, no: usize, amounts: &[Amount], item: Item) -> bool {
    let before = amounts[..amounts.partition_point(|a| a.end <= item.first)].last();
    before.is_some_and(|a| {
        right_behind(article, a.end, article.sentences[no].last).is_some_and(|p| p.mention == item.mention)
            && is_compared(article, article.sentences[no].first, a.item.first)
    })
}

/// "US$ 501 million in three months of this year from US$ 559 million last year": the same months of last year.
pub fn same_part(reader: &Reader, no: usize, amount: Amount, slot: PeriodSlot) -> PeriodSlot {
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

/// "Compared to 2021, imports increased" pins the year 2022.
pub fn year_after(article: &Article, base: Item) -> Option<PeriodSlot> {
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
