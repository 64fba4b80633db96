//! Where a fact stands, and the figure that money facts share.

use super::article::Article;
use super::figures::Statement;
use crate::model::{Evidence, Figure, MentionKind, Period, SlotBasis};
use rust_decimal::Decimal;

/// The evidence of a fact over a run of tokens. The confidence is given when all slots are known.
pub fn evidence(article: &Article, table: &str, first: usize, end: usize, rule: &'static str) -> Evidence {
    let span = article.span(first, end);
    let no = article.sentence_of(first);
    // a row of a flattened table is several lines
    let last = article.sentence_of(end.saturating_sub(1).max(first));
    let sentence = article.sentences[no].span.join(article.sentences[last].span);
    Evidence {
        fact_id: format!("{}-{table}-{}-{}", article.document.doc_id, span.start, span.end),
        span,
        sentence,
        sentence_no: no as u32,
        rule,
        confidence: 0.0,
        period_basis: SlotBasis::None,
        parties_basis: SlotBasis::None,
        attributed_to: attribution(article, no),
    }
}

/// "according to the National Bank": the source that the sentence names.
fn attribution(article: &Article, no: usize) -> Option<String> {
    let sentence = article.sentences[no];
    let at = (sentence.first..sentence.last).find(|&i| article.starts(i, &["according", "to"]))?;
    let first = at + 2;
    let end = (first..sentence.last)
        .find(|&i| {
            !(article.tokens[i].is_word() || article.possessive(i) || article.sign(i, '-'))
                || article.is_any(i, &["said", "says", "that", "in", "is", "was"])
        })
        .unwrap_or(sentence.last);
    (end > first && end - first <= 12 && !article.is_any(first, &["him", "her", "them", "it"]))
        .then(|| article.text(first, end).to_string())
}

/// The evidence of a figure, with where its period and parties came from.
pub fn of_statement(article: &Article, table: &str, s: &Statement) -> Evidence {
    let mut evidence = evidence(article, table, s.first.min(s.end - 1), s.end, s.rule);
    evidence.period_basis = s.period.basis.unwrap_or(SlotBasis::None);
    evidence.parties_basis = s.parties_basis;
    evidence
}

/// The figure of a statement, its value turned by `sign`.
pub fn figure(article: &Article, s: &Statement, sign: i64) -> Figure {
    let amount = s.amount.map(|a| article.mention(a));
    let alt = s.alt.map(|a| article.mention(a));
    let turn = |d: Decimal| d * Decimal::from(sign);
    let changed = s.change_value.map(|(_, item)| article.mention(item));
    let change_value = s.change_value.and_then(|(falls, item)| article.mention(item).value.map(|v| if falls { -v } else { v }));
    Figure {
        value: amount.and_then(|m| m.value).map(turn),
        value_high: amount.and_then(|m| m.value_high).map(turn),
        currency: amount.or(changed).and_then(|m| m.currency),
        alt_value: alt.and_then(|m| m.value).map(turn),
        alt_currency: alt.and_then(|m| m.currency),
        value_step: amount.and_then(|m| m.value_step),
        qualifier: s.qualifier,
        status: s.status,
        period: Period { start: s.period.start, end: s.period.end, text: s.period.text.clone() },
        change_pct: s.change.map(|c| c.0),
        change_value,
        share_pct: s.share.map(|c| c.0),
    }
}

/// The mentions that a statement rests on, to be marked as used.
pub fn mentions_of(s: &Statement) -> Vec<usize> {
    let items = [s.amount, s.alt, s.change.map(|c| c.1), s.change_value.map(|c| c.1), s.share.map(|c| c.1)];
    items.into_iter().flatten().map(|i| i.mention).collect()
}

/// Whether an amount is the other one or differs from it by less than the `n`th part.
pub fn is_near(amount: Decimal, other: Decimal, n: i64) -> bool {
    let apart = amount.checked_sub(other).and_then(|apart| apart.abs().checked_mul(Decimal::from(n)));
    amount == other || apart.is_some_and(|apart| apart < other.abs())
}

/// Whether a headline says itself what period its figure is of, that has no day in common with the body's, and the figure is another.
pub fn is_of_another_period(title: (&Evidence, &Figure), body: &Figure) -> bool {
    let ends_before = |a: &Period, b: &Period| a.end.zip(b.start).is_some_and(|(end, start)| end < start);
    let (told, figure) = (title.0.period_basis, title.1);
    let is_said = matches!(told, SlotBasis::Stated | SlotBasis::Resolved);
    let is_same =
        figure.value == body.value && figure.value.is_some() || figure.change_pct == body.change_pct && figure.change_pct.is_some();
    is_said && !is_same && (ends_before(&figure.period, &body.period) || ends_before(&body.period, &figure.period))
}

/// Kinds that carry a number.
pub const NUMERIC: &[MentionKind] =
    &[MentionKind::Money, MentionKind::Number, MentionKind::Percent, MentionKind::Change, MentionKind::Ordinal, MentionKind::Count];

/// Adds a row with the mentions it used, or joins it with one that tells the same fact.
pub fn join<T>(rows: &mut Vec<(T, Vec<usize>)>, row: T, used: Vec<usize>, is_same: impl Fn(&T, &T) -> bool, merge: impl FnOnce(&mut T, T)) {
    match rows.iter_mut().find(|(old, _)| is_same(old, &row)) {
        Some((old, mentions)) => {
            merge(old, row);
            mentions.extend(used);
        }
        None => rows.push((row, used)),
    }
}
