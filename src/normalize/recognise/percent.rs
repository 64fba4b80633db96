//! Percentages and changes: "39%", "8,37 per cent", "(-50,3%)", "a third", "2.5-fold", "nearly 1.5 times", "doubled".

use super::Page;
use super::number::number;
use crate::lexicon::Change;
use rust_decimal::prelude::ToPrimitive;

/// A percentage or a change.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Percent {
    /// First token, its sign included.
    pub first: usize,
    /// One past the last token.
    pub end: usize,
    /// Percent: 39.0 = 39 %; for a factor what it adds ("2.5 times" = 150).
    pub number: f64,
    /// Told as a factor.
    pub is_factor: bool,
    /// Written with its sign ("+48,1%").
    pub signed: bool,
}

/// The percentage or change that starts at token `at`.
pub fn percent(page: &Page, at: usize) -> Option<Percent> {
    if !may_open(page, at) {
        return None;
    }
    sign_before(page, at)
        .or_else(|| with_unit(page, at))
        .or_else(|| listed(page, at))
        .or_else(|| factor(page, at))
        .or_else(|| fraction(page, at))
}

/// Whether a percentage or change may open with this token: most words can be passed over.
fn may_open(page: &Page, at: usize) -> bool {
    let (Some(token), lexicon) = (page.tokens.get(at), page.lexicon) else { return false };
    if !token.is_word() {
        return token.is_number() || token.is('+') || token.is('-') || token.is('%');
    }
    let in_words = lexicon.numbers.begins(token) || lexicon.changes.begins(token);
    in_words || page.is_any(at, &["a", "an", "one", "two", "half", "twice"]) || word_fold(page, at).is_some()
}

/// "%42", as it is written in Turkish.
fn sign_before(page: &Page, at: usize) -> Option<Percent> {
    let touches = |i: usize| page.tokens.get(i).is_some_and(|t| t.is_number() && !t.spaced);
    let opens = page.sign(at, '%') && touches(at + 1) && page.tokens[at].spaced;
    let n = number(page, at + 1).filter(|n| opens && !n.scaled && percent_unit(page, n.end).is_none())?;
    Some(Percent { first: at, end: n.end, number: n.value.to_f64()?, is_factor: false, signed: false })
}

fn with_unit(page: &Page, at: usize) -> Option<Percent> {
    let signed = page.sign(at, '+') || (page.sign(at, '-') && is_minus(page, at));
    let digits = at + usize::from(signed);
    let n = number(page, digits)?;
    // "a 7.2-percent rise"
    let hyphen = usize::from(page.sign(n.end, '-') && page.tokens.get(n.end + 1).is_some_and(|t| t.is_word() && !t.spaced));
    let mut end = percent_unit(page, n.end + hyphen)?;
    if page.is_any(end, &["points", "point"]) {
        return None;
    }
    if page.is(end, "age") {
        end += 1;
    }
    let value = n.value.to_f64()?;
    let value = if page.sign(at, '-') { -value } else { value };
    Some(Percent { first: at, end, number: value, is_factor: false, signed })
}

/// "15.3, 23.2 and 11 percent": a number of a list whose unit stands behind the last; not "between 5 and 10 percent", "in 2019 and
/// 5 percent".
fn listed(page: &Page, at: usize) -> Option<Percent> {
    const LONGEST: usize = 8;
    let n = number(page, at).filter(|n| !n.scaled && page.tokens[at].is_number())?;
    let led = at > 0 && page.is_any(at - 1, &["between", "from"]);
    let money = at > 0 && matches!(page.tokens[at - 1].kind, crate::text::TokenKind::Punct('$' | '€' | '£' | '¥'));
    if led || money || super::period::year(page, at).is_some() {
        return None;
    }
    let mut end = n.end;
    for _ in 0..LONGEST {
        let comma = usize::from(page.sign(end, ','));
        let and = usize::from(page.is(end + comma, "and"));
        let next = number(page, end + comma + and).filter(|next| comma + and > 0 && !next.scaled)?;
        if and == 1 {
            percent_unit(page, next.end).filter(|unit| !page.is_any(*unit, &["points", "point"]))?;
            return Some(Percent { first: at, end: n.end, number: n.value.to_f64()?, is_factor: false, signed: false });
        }
        end = next.end;
    }
    None
}

/// One past "%", "percent", "per cent", "pct", "pc" at `at`.
pub fn percent_unit(page: &Page, at: usize) -> Option<usize> {
    if page.sign(at, '%') || page.is_any(at, &["percent", "pct", "percents", "pc"]) {
        return Some(at + 1);
    }
    page.starts(at, &["per", "cent"]).then_some(at + 2)
}

/// A dash is a minus when it touches the digits and nothing but a bracket or a space stands before it.
fn is_minus(page: &Page, at: usize) -> bool {
    let touches = page.tokens.get(at + 1).is_some_and(|t| t.is_number() && !t.spaced);
    let free = at == 0 || page.tokens[at].spaced || page.sign(at - 1, '(');
    let behind_number = at > 0 && page.tokens[at - 1].is_number();
    touches && free && !behind_number
}

fn factor(page: &Page, at: usize) -> Option<Percent> {
    if let Some((end, Change::Factor(pct))) = page.lexicon.changes.find(page.tokens, at) {
        // "a double-digit growth"
        if page.is_any(end + usize::from(page.sign(end, '-')), &["digit", "digits"]) {
            return None;
        }
        return Some(Percent { first: at, end, number: *pct, is_factor: true, signed: false });
    }
    if page.is(at, "twice") || page.is(at, "twofold") {
        return Some(Percent { first: at, end: at + 1, number: 100.0, is_factor: true, signed: false });
    }
    if let Some(times) = word_fold(page, at) {
        return Some(Percent { first: at, end: at + 1, number: (times - 1.0) * 100.0, is_factor: true, signed: false });
    }
    let n = number(page, at).filter(|n| !n.scaled)?;
    let hyphen = usize::from(page.sign(n.end, '-'));
    let end = n.end + hyphen;
    let is_fold = page.is(end, "fold") || (page.is(end, "times") && hyphen == 0);
    let times = n.value.to_f64()?;
    (is_fold && times > 1.0).then_some(Percent { first: at, end: end + 1, number: (times - 1.0) * 100.0, is_factor: true, signed: false })
}

/// "three quarters of 2023", "three quarters of the year"
fn of_time(page: &Page, at: usize) -> bool {
    let noun = at + usize::from(page.is_any(at, &["the", "this", "last"]));
    page.tokens.get(noun).is_some_and(|t| t.is_number()) || page.is_any(noun, &["year", "fiscal", "financial", "fy"])
}

/// "sevenfold"
fn word_fold(page: &Page, at: usize) -> Option<f64> {
    const WORDS: &[&str] = &["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let word = page.word(at);
    if !word.ends_with(['d', 'D']) {
        return None;
    }
    let stem = word.len().checked_sub(4).filter(|&end| word.get(end..).is_some_and(|fold| fold.eq_ignore_ascii_case("fold")))?;
    WORDS.iter().position(|w| word[..stem].eq_ignore_ascii_case(w)).map(|n| (n + 2) as f64)
}

/// "half", "a third", "two-thirds", "nine tenths": how much of a hundred; "three quarters of 2023" are time.
fn parts(page: &Page, at: usize) -> Option<(usize, f64)> {
    const WHOLE: &[(&str, f64)] = &[
        ("third", 3.0),
        ("quarter", 4.0),
        ("fifth", 5.0),
        ("sixth", 6.0),
        ("seventh", 7.0),
        ("eighth", 8.0),
        ("ninth", 9.0),
        ("tenth", 10.0),
    ];
    const COUNTS: &[&str] = &["two", "three", "four", "five", "six", "seven", "eight", "nine"];
    if page.is(at, "half") {
        return Some((at + 1, 50.0));
    }
    let noun = at + 1 + usize::from(page.sign(at + 1, '-') && !page.tokens[at + 1].spaced);
    let lower = page.lower(noun);
    let word = lower.as_str();
    let part = |name: &str| WHOLE.iter().find(|(whole, _)| *whole == name).map(|(_, parts)| *parts);
    let round = |number: f64| (number * 10.0).round() / 10.0;
    if page.is_any(at, &["a", "an", "one"]) {
        return part(word).map(|parts| (noun + 1, round(100.0 / parts)));
    }
    let count = COUNTS.iter().position(|count| page.is(at, count))? as f64 + 2.0;
    let parts = part(word.strip_suffix('s')?).filter(|parts| count < *parts)?;
    let of_time = parts == 4.0 && !(page.is(noun + 1, "of") && !of_time(page, noun + 2));
    (!of_time).then_some((noun + 1, round(100.0 * count / parts)))
}

/// "a third", "two thirds", "half" before "of", behind "by" or compared with: "a fifth lower".
fn fraction(page: &Page, at: usize) -> Option<Percent> {
    let (end, number) = parts(page, at)?;
    let behind_by = (at.saturating_sub(3)..at).any(|i| page.is(i, "by"));
    // "gained almost a third": that much more
    let grown = || {
        let hedge = |i: usize| page.is_any(i, &["about", "almost", "around", "by", "nearly", "roughly", "some"]);
        let verb = (at.saturating_sub(3)..at).rev().find(|&i| !hedge(i));
        verb.is_some_and(|i| {
            page.is_any(i, &["gained", "lost", "rose", "grew", "fell", "dropped", "declined", "increased", "decreased", "shrank"])
        })
    };
    let behind_by = behind_by || number < 50.0 && grown();
    let compares = page.is_any(end, &["higher", "larger", "less", "lower", "more", "smaller"]);
    (page.is(end, "of") || behind_by || compares).then_some(Percent { first: at, end, number, is_factor: false, signed: false })
}
