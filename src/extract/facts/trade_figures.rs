//! Trade between two economies.
//!
//! "In 2024 the trade turnover of Norway with Peru came to $2.9 billion" is a row;
//! "Kazakhstan's GDP stood at 2.92 billion dollars" and "30 tonnes of copper were sold" are none.

use crate::extract::article::Article;
use crate::extract::evidence;
use crate::extract::figures::head::Head;
use crate::extract::figures::parties::WORLD;
use crate::extract::figures::{Statement, share};
use crate::model::{Code, Flow, Qualifier, SlotBasis, Status, TradeFigure};
use rust_decimal::Decimal;

/// A row and the mentions that it rests on.
pub type Row = (TradeFigure, Vec<usize>);

/// The trade figures among the statements, repeated ones merged.
pub fn rows(article: &Article, statements: &[Statement]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let all: Vec<(&Statement, TradeFigure)> =
        statements.iter().filter(|s| s.head.is_trade()).filter_map(|s| Some((s, row(article, s)?))).collect();
    for (i, (statement, row)) in all.iter().enumerate() {
        let behind = || all[i + 1..].iter().map(|(_, body)| body);
        let joined = || row.figure.value.is_none() && behind().any(|body| is_change_of(row, body) && is_same(row, body));
        let retold = article.is_title(statement.sentence) && behind().any(|body| retells(body, row)) && !joined();
        if retold {
            continue;
        }
        let row = row.clone();
        let used = evidence::mentions_of(statement);
        evidence::join(&mut rows, row, used, is_same, merge);
    }
    rows
}

fn row(article: &Article, s: &Statement) -> Option<TradeFigure> {
    let (Some(reporter), Some(partner)) = s.parties else { return None };
    if reporter == partner && article.lexicon.geography.capitals.contains_key(&reporter) {
        return None;
    }
    let (flow, sign) = match s.head {
        Head::Turnover => (Flow::Turnover, 1),
        Head::Export => (Flow::Export, 1),
        Head::Import => (Flow::Import, 1),
        Head::Balance | Head::Surplus => (Flow::Balance, balance_sign(article, s, reporter)),
        Head::Deficit => (Flow::Balance, deficit_sign(article, s, reporter)),
        _ => return None,
    };
    let mut figure = evidence::figure(article, s, sign);
    if partner == WORLD && s.product.is_none() {
        if is_of_part(article, s) || is_with_neighbours(article, s) {
            return None;
        }
        figure.share_pct = None;
    }
    let empty = figure.value.is_none() && figure.change_pct.is_none() && figure.change_value.is_none() && figure.share_pct.is_none();
    // "the deficit fell by $3 million": whether the balance rose or fell by it, two readers would tell differently
    let change_of_balance = flow == Flow::Balance && figure.value.is_none() && figure.change_pct.is_none();
    if empty || change_of_balance {
        return None;
    }
    Some(TradeFigure { evidence: evidence::of_statement(article, "t", s), flow, reporter, partner, figure, product: s.product.clone() })
}

/// Whether a figure that was taken for all trade is a part of it, of goods or economies that have no name here: "trade with the region
/// was $3 million, 40 percent of the total", "a third of it, or $2 million, fell on the capital".
fn is_of_part(article: &Article, s: &Statement) -> bool {
    s.share.is_some_and(|(_, share)| s.head == Head::Turnover || share::is_of_flow(article, share))
}

/// "border trade came to $3 million", "cross-border trade", "transit trade": with neighbours, not with the world.
fn is_with_neighbours(article: &Article, s: &Statement) -> bool {
    let Some((first, _)) = s.head_tokens else { return false };
    let near = first.saturating_sub(2)..first + 1;
    article.has_any(near, &["border", "frontier", "transit", "transborder"])
}

/// "189.97 million in favour of Romania", "a gap of 483 million for Kazakhstan": whose plus it is.
fn balance_sign(article: &Article, s: &Statement, reporter: Code) -> i64 {
    match beneficiary(article, s) {
        Some(code) if code != reporter => -1,
        _ if is_negative(article, s) => -1,
        _ => 1,
    }
}

/// "the negative international trade balance", "minus EUR 2 million in Kenya"
fn is_negative(article: &Article, s: &Statement) -> bool {
    let sentence = article.sentences[s.sentence].first;
    let from = s.head_tokens.map_or(s.first, |t| t.0.min(s.first).saturating_sub(3)).max(sentence);
    s.amount.is_some_and(|a| {
        article.has_any(from.min(a.first)..s.end, &["negative", "unfavourable", "unfavorable"])
            || a.first > sentence && (article.is(a.first - 1, "minus") || s.head == Head::Balance && has_minus(article, a.first))
    })
}

/// "a balance of -1.1 bn", "(-37 bn": a dash that touches the amount and nothing before it; behind "surplus" it parts the items of a list.
fn has_minus(article: &Article, amount: usize) -> bool {
    let dash = amount - 1;
    let free = article.tokens[dash].spaced || dash > 0 && article.sign(dash - 1, '(');
    article.sign(dash, '-') && free && !article.tokens[amount].spaced
}

/// "a gap of 3 million for Kenya", "a deficit of 3 million in favour of Kenya" are that one's plus; "the deficit of Kenya",
/// "a deficit of 3 million for Kenya" its minus.
fn deficit_sign(article: &Article, s: &Statement, reporter: Code) -> i64 {
    let until = article.sentences[s.sentence].last.min(s.end + 6);
    let favoured = article.has_any(s.end..until, &["favour", "favor"]);
    let gap = s.head_tokens.is_some_and(|t| article.is_any(t.1 - 1, &["gap", "imbalance"]));
    match beneficiary(article, s) {
        Some(code) if code == reporter && (favoured || gap) => 1,
        _ => -1,
    }
}

/// The economy that a balance is said to favour.
fn beneficiary(article: &Article, s: &Statement) -> Option<Code> {
    let sentence = article.sentences[s.sentence];
    let until = sentence.last.min(s.end + 6);
    let item = article
        .items_in(
            s.head_tokens.map_or(s.end.saturating_sub(1), |t| t.1.min(s.end))..until,
            &[crate::model::MentionKind::Country, crate::model::MentionKind::Group],
        )
        .next()?;
    let led = article.is_any(item.first.saturating_sub(1), &["for", "of"]);
    // "has long been in Kenya's favour, rising from $3 million"
    let owns = article.possessive(item.end) && article.is_any(item.end + 1, &["favour", "favor"]);
    (led || owns).then(|| article.party(item)).flatten()
}

/// Whether the body tells what the headline told: the same figure, or one that the headline rounds or bounds.
fn retells(body: &TradeFigure, title: &TradeFigure) -> bool {
    let parties = [body.reporter, body.partner].iter().all(|c| [title.reporter, title.partner].contains(c));
    let same = body.flow == title.flow && parties && !evidence::is_of_another_period((&title.evidence, &title.figure), &body.figure);
    match (body.figure.value, title.figure.value) {
        (Some(b), Some(t)) => {
            let again = body.figure.alt_value == Some(t) && body.figure.alt_currency == title.figure.currency;
            let near = evidence::is_near(t, b, 3);
            same && (again || body.figure.currency == title.figure.currency && near)
        }
        (_, None) => same,
        (None, Some(_)) => false,
    }
}

/// Whether two rows tell the same figure.
fn is_same(a: &TradeFigure, b: &TradeFigure) -> bool {
    let pair = (a.reporter, a.partner) == (b.reporter, b.partner)
        || a.flow == Flow::Turnover && (a.reporter, a.partner) == (b.partner, b.reporter);
    // a share is of the total of the one that reports
    let mirrored = matches!((a.flow, b.flow), (Flow::Export, Flow::Import) | (Flow::Import, Flow::Export))
        && (a.reporter, a.partner) == (b.partner, b.reporter)
        && a.figure.share_pct.or(b.figure.share_pct).is_none();
    let flow = a.flow == b.flow && pair || mirrored;
    if !flow
        || a.product.is_some() != b.product.is_some()
        || a.figure.status == Status::Actual && b.figure.status != Status::Actual
        || b.figure.status == Status::Actual && a.figure.status != Status::Actual
    {
        return false;
    }
    let same_product = match (&a.product, &b.product) {
        (Some(x), Some(y)) => x.eq_ignore_ascii_case(y),
        _ => true,
    };
    same_product && same_period(a, b) && same_value(a, b)
}

/// Periods agree, or one of the two figures has none of its own.
fn same_period(a: &TradeFigure, b: &TradeFigure) -> bool {
    let (pa, pb) = (&a.figure.period, &b.figure.period);
    let both_valued = a.figure.value.is_some() && b.figure.value.is_some();
    let one_unsaid = pa.text.is_none() || pb.text.is_none();
    (pa.start, pa.end) == (pb.start, pb.end)
        || one_unsaid && both_valued && a.figure.value == b.figure.value
        || is_change_of(a, b)
        || is_change_of(b, a)
}

/// "Exports grew by 30 percent" over an article that tells what they came to: a change without days of its own is that of an amount which
/// is told to have changed by as much, or of one right behind or before that has no change.
fn is_change_of(bare: &TradeFigure, told: &TradeFigure) -> bool {
    const REACH: u32 = 3;
    let near = bare.evidence.sentence_no.abs_diff(told.evidence.sentence_no) <= REACH;
    let untimed = matches!(bare.evidence.period_basis, SlotBasis::None | SlotBasis::Inferred);
    let listed = told.evidence.rule.starts_with("head_carried");
    let days = |f: &TradeFigure| (f.figure.period.start, f.figure.period.end);
    let same_days = days(bare) == days(told);
    let fits = match told.figure.change_pct {
        Some(change) => bare.figure.change_pct == Some(change) && bare.figure.period.start.is_none(),
        None => untimed && near && !listed && (bare.figure.period.start.is_none() || same_days),
    };
    bare.figure.value.is_none() && bare.figure.change_pct.is_some() && told.figure.value.is_some() && fits
}

/// Values agree within the unit of their last digit; a row without a value fits one that lacks what it tells.
fn same_value(a: &TradeFigure, b: &TradeFigure) -> bool {
    let (fa, fb) = (&a.figure, &b.figure);
    match (fa.value, fb.value) {
        (Some(x), Some(y)) => {
            fa.currency == fb.currency && (x - y).abs() < rounding(a, b) && fits(fa.qualifier, x, y) && fits(fb.qualifier, y, x)
        }
        (None, None) | (Some(_), None) | (None, Some(_)) => {
            let hedged = fa.qualifier == Qualifier::Approx || fb.qualifier == Qualifier::Approx;
            let tolerance = if hedged { 2.0 } else { 0.05 };
            let clash = |p: Option<f64>, q: Option<f64>| matches!((p, q), (Some(p), Some(q)) if (p - q).abs() > tolerance);
            let other_amount = matches!((fa.change_value, fb.change_value), (Some(p), Some(q)) if p != q);
            let period_known = fa.period.start.is_some() || fa.period.text == fb.period.text || is_change_of(a, b) || is_change_of(b, a);
            !clash(fa.change_pct, fb.change_pct) && !clash(fa.share_pct, fb.share_pct) && !other_amount && period_known
        }
    }
}

/// Whether a value that is a bound allows the other: "over $3 billion" is not $2.7 billion.
fn fits(qualifier: Qualifier, bound: Decimal, other: Decimal) -> bool {
    match qualifier {
        Qualifier::AtLeast => other >= bound,
        Qualifier::AtMost => other <= bound,
        _ => true,
    }
}

/// Below this difference two values are one: the coarser one's last digit, when a hedge allows it.
fn rounding(a: &TradeFigure, b: &TradeFigure) -> Decimal {
    let (fa, fb) = (&a.figure, &b.figure);
    let hedged = fa.qualifier != Qualifier::Exact || fb.qualifier != Qualifier::Exact;
    let step = |s: Option<Decimal>| s.unwrap_or(Decimal::ONE);
    let coarser = step(fa.value_step).max(step(fb.value_step));
    let same_step = fa.value_step == fb.value_step;
    if hedged && !same_step { coarser } else { Decimal::new(1, 2) }
}

/// Keeps the more specific row and fills its gaps from the other.
fn merge(old: &mut TradeFigure, new: TradeFigure) {
    let finer = match (old.figure.value, new.figure.value) {
        (None, Some(_)) => true,
        (Some(_), Some(_)) => {
            new.figure.value_step < old.figure.value_step || old.figure.period.text.is_none() && new.figure.period.text.is_some()
        }
        _ => false,
    };
    let other = if finer { std::mem::replace(old, new) } else { new };
    let retold =
        old.figure.value == other.figure.value && old.figure.qualifier == Qualifier::Exact && old.evidence.rule.starts_with("head_carried");
    if retold {
        old.figure.qualifier = other.figure.qualifier;
    }
    let both_bare = old.figure.value.is_none() && other.figure.value.is_none();
    let figure = &mut old.figure;
    figure.change_pct = figure.change_pct.or(other.figure.change_pct);
    if figure.change_value.is_none() && other.figure.change_value.is_some() {
        figure.change_value = other.figure.change_value;
        figure.currency = figure.currency.or(other.figure.currency);
    }
    figure.share_pct = figure.share_pct.or(other.figure.share_pct);
    if figure.alt_value.is_none() {
        (figure.alt_value, figure.alt_currency) = (other.figure.alt_value, other.figure.alt_currency);
    }
    if both_bare && figure.qualifier == Qualifier::Exact {
        figure.qualifier = other.figure.qualifier;
    }
    if figure.period.text.is_none() {
        figure.period = other.figure.period;
    }
}
