//! Amounts of money: a number with a currency before or behind it, ranges, and amounts that inherit both from a list.
//!
//! "US$ 3bn", "USD34.6 million", "Rs 8.36 lakh crore", "2.92 billion US dollars", "$3-4 billion",
//! "between $3 billion and $5 billion"; "exports - 2.78 billion" after an amount in dollars.

use super::Page;
use super::hedge;
use super::number::{self, Number, number};
use crate::lexicon::{Currency, NumberWord};
use crate::model::Qualifier;
use rust_decimal::Decimal;

/// An amount before its currency is settled.
#[derive(Clone, Debug)]
pub struct Amount<'a> {
    /// First token, currency sign included.
    pub first: usize,
    /// One past the last token.
    pub end: usize,
    /// Low end or the value.
    pub value: Decimal,
    /// High end of a range.
    pub value_high: Option<Decimal>,
    /// Unit of the last stated digit.
    pub step: Decimal,
    /// What the sign or name may mean; empty when the amount has none.
    pub currencies: &'a [Currency],
    /// The hedge.
    pub qualifier: Option<Qualifier>,
}

/// The amount whose number starts at token `at`.
pub fn money<'a>(page: &Page<'a>, at: usize) -> Option<Amount<'a>> {
    let low = number(page, at)?;
    let (first, before) = sign_before(page, at);
    if let Some(amount) = with_unit_before(page, at, low).filter(|_| before.is_empty()) {
        return Some(amount);
    }
    let single = with_currency(page, first, before, low).map(|amount| with_rest(page, amount, low));
    let ranged = range(page, low, first, before);
    let is_scaled = |a: &Amount| a.step != low.step || low.scaled;
    let carried = || single.map(|a| if is_scaled(&a) { a } else { with_scale_beside(page, a) });
    let mut amount = ranged.or_else(carried)?;
    let (qualifier, _) = hedge::around(page, amount.first, amount.end);
    amount.qualifier = qualifier;
    Some(amount)
}

/// The amount without a currency of its own at `at`, if its surroundings let it be one: a scaled number that counts nothing.
pub fn bare<'a>(page: &Page<'a>, at: usize) -> Option<Amount<'a>> {
    let n = number(page, at).filter(|n| n.scaled && n.value >= Decimal::ONE_THOUSAND)?;
    if !counts_nothing(page, n.end) {
        return None;
    }
    let (qualifier, _) = hedge::around(page, at, n.end);
    Some(Amount { first: at, end: n.end, value: n.value, value_high: None, step: n.step, currencies: &[], qualifier })
}

/// Behind a number that is an amount stands no noun that it could count.
fn counts_nothing(page: &Page, end: usize) -> bool {
    const FOLLOWERS: &[&str] = &[
        "in",
        "from",
        "to",
        "and",
        "was",
        "were",
        "is",
        "as",
        "by",
        "for",
        "compared",
        "against",
        "while",
        "last",
        "over",
        "during",
        "respectively",
        "at",
        "with",
        "on",
        "than",
        "or",
        "which",
        "the",
        "this",
        "came",
        "accounted",
        "went",
        "but",
        "up",
        "down",
        "between",
        "through",
        "worth",
        "since",
        "a",
        "more",
        "less",
        "annually",
        "per",
        "only",
        "of",
        "had",
        "has",
        // "of which 1.6 billion fell on exports", "7.1 billion imports"
        "fell",
        "falls",
        "falling",
        "goes",
        "going",
        "coming",
        "comes",
        "exports",
        "imports",
        "export",
        "import",
        "turnover",
        "surplus",
        "deficit",
        "made",
        "makes",
        "belonged",
        "belongs",
        "accounting",
        "accounts",
        "representing",
        "earlier",
        "recorded",
        "registered",
        "yearly",
        "being",
        "until",
        "according",
    ];
    match page.tokens.get(end) {
        None => true,
        Some(t) if t.is_word() => FOLLOWERS.iter().any(|w| page.is(end, w)) && !page.starts(end, &["of", "tonnes"]),
        Some(t) => !t.is('%'),
    }
}

/// A unit without a number at `at`: "mln USD", "million US dollars", "USD million". Its scale and what the currency may be.
pub fn unit<'a>(page: &Page<'a>, at: usize) -> Option<(Decimal, &'a [Currency])> {
    let scale_at = |i: usize| scale_at(page, i);
    let no_number_before = at == 0 || !page.tokens[at - 1].is_number();
    if let Some((end, factor)) = scale_at(at).filter(|_| no_number_before) {
        let end = end + usize::from(page.sign(end, '.'));
        let (_, currencies) = currency_behind(page, end);
        return (!currencies.is_empty()).then_some((factor, currencies));
    }
    let (end, currencies) = currency_behind(page, at);
    let (_, factor) = scale_at(end).filter(|_| end > at)?;
    (no_number_before && !currencies.is_empty()).then_some((factor, currencies))
}

fn scale_at(page: &Page, at: usize) -> Option<(usize, Decimal)> {
    match page.lexicon.numbers.find(page.tokens, at) {
        Some((end, NumberWord::Scale(factor))) => Some((end, *factor)),
        _ => None,
    }
}

/// "all figures are in Canadian dollars" at `at`: the currency that signs and names without a country then mean.
pub fn note<'a>(page: &Page<'a>, at: usize) -> Option<&'a [Currency]> {
    const SUBJECTS: &[&str] = &["figures", "amounts", "values", "sums", "prices", "dollars", "currency"];
    const LINKS: &[&str] = &["are", "is", "given", "expressed", "quoted", "reported", "stated", "shown", "all"];
    if !page.is_any(at, SUBJECTS) {
        return None;
    }
    let links = (at + 1..at + 4).take_while(|&i| page.is_any(i, LINKS)).count();
    let within = at + 1 + links;
    let (end, found) = page.is(within, "in").then(|| page.lexicon.currencies.words.find(page.tokens, within + 1)).flatten()?;
    page.is(end - 1, "dollars").then_some(found)
}

/// "expressed in dollars" at `at`, "In euros," where a sentence begins: the currency of the amounts behind that have none.
pub fn said_in<'a>(page: &Page<'a>, at: usize) -> Option<&'a [Currency]> {
    const SAYS: &[&str] = &["calculated", "converted", "denominated", "expressed"];
    if !page.is_any(at, &["in", "into"]) {
        return None;
    }
    let (end, found) = page.lexicon.currencies.words.find(page.tokens, at + 1)?;
    let said = at > 0 && page.is_any(at - 1, SAYS) || page.tokens[at].capital && page.sign(end, ',');
    (said || page.is(end, "terms")).then_some(found)
}

/// The amount is written with a name or sign that several countries' currencies share ("$", "dollars"), no country with it.
pub fn is_bare(page: &Page, amount: &Amount) -> bool {
    let words = page.span(amount.first, amount.end).of(page.text).to_ascii_lowercase();
    let marks = words.contains('$') || words.contains("dollar");
    marks && !words.contains("us") && !words.contains("u.s") && !words.contains("american") && !words.contains("united")
}

fn with_currency<'a>(page: &Page<'a>, first: usize, before: &'a [Currency], n: Number) -> Option<Amount<'a>> {
    let (end, behind) = currency_behind(page, n.end);
    let (currencies, end) = match (before.is_empty(), behind.is_empty()) {
        (true, true) => return None,
        (true, false) => (behind, end),
        (false, true) => (before, n.end),
        (false, false) if shares_currency(before, behind) => (before, end),
        // "$2.3 billion Canadian dollars": whose dollars the sign stands for
        (false, false) if is_dollar_sign(page, first) && names_dollars(page, end) => (behind, end),
        (false, false) => (before, n.end),
    };
    let amount = Amount { first, end, value: n.value, value_high: None, step: n.step, currencies, qualifier: None };
    Some(if end > n.end && !n.scaled { with_scale_behind(page, amount) } else { amount })
}

/// "1 billion dollars 477 million 4 thousand": what is smaller than the last digit goes on behind the currency.
fn with_rest<'a>(page: &Page<'a>, amount: Amount<'a>, n: Number) -> Amount<'a> {
    let rest = number(page, amount.end).filter(|r| r.scaled && r.value < n.step && n.scaled && amount.end > n.end);
    let rest = rest.filter(|r| currency_behind(page, r.end).1.is_empty());
    match rest.and_then(|r| Some((r, amount.value.checked_add(r.value)?))) {
        Some((r, value)) => Amount { end: r.end, value, step: r.step, ..amount },
        None => amount,
    }
}

/// "US$m 11.78", "EUR million 5": currency and scale before the number, as in tables.
fn with_unit_before<'a>(page: &Page<'a>, at: usize, n: Number) -> Option<Amount<'a>> {
    let unit = at.checked_sub(1).filter(|_| !n.scaled)?;
    let glued = !page.tokens[unit].spaced;
    let scale = match page.lexicon.numbers.find(page.tokens, unit).filter(|(end, _)| *end == at)?.1 {
        NumberWord::Scale(scale) => *scale,
        NumberWord::Abbreviation(scale) if glued => *scale,
        _ => return None,
    };
    let (first, currencies) = sign_before(page, unit);
    let value = n.value.checked_mul(scale).filter(|_| !currencies.is_empty())?;
    let (qualifier, _) = hedge::around(page, first, n.end);
    Some(Amount { first, end: n.end, value, value_high: None, step: n.step.checked_mul(scale)?, currencies, qualifier })
}

/// "12.5 USD million", "3 $ bn": the scale behind the currency.
fn with_scale_behind<'a>(page: &Page<'a>, amount: Amount<'a>) -> Amount<'a> {
    let Some((end, scale)) = scale_at(page, amount.end) else { return amount };
    match (amount.value.checked_mul(scale), amount.step.checked_mul(scale)) {
        (Some(value), Some(step)) => Amount { end, value, step, ..amount },
        _ => amount,
    }
}

/// "rose to $57.1 million from $52.8", "from $4.3 to $5.8 billion": the scale of the amount that it is told against.
fn with_scale_beside<'a>(page: &Page<'a>, amount: Amount<'a>) -> Amount<'a> {
    let scaled = |at: usize| {
        let n = number(page, at).filter(|n| n.scaled)?;
        let scale = n.step.checked_div(unit_step(page, at)?)?;
        let alike = n.value < amount.value.checked_mul(scale)?.checked_mul(Decimal::TEN)?
            && amount.value.checked_mul(scale)? < n.value.checked_mul(Decimal::TEN)?;
        alike.then_some((n.end, scale))
    };
    let joins = |at: usize| page.is_any(at, &["against", "from", "to", "versus"]);
    let lead = amount.first.checked_sub(1).filter(|&i| joins(i));
    let before = lead.and_then(|lead| (lead.saturating_sub(4)..lead).find_map(|i| scaled(i).filter(|(end, _)| *end == lead)));
    let led_from = lead.is_some_and(|i| page.is(i, "from")) && page.is(amount.end, "to");
    let behind = || led_from.then(|| scaled(next_sign(page, amount.end + 1).0)).flatten();
    let Some((_, scale)) = before.or_else(behind) else { return amount };
    match (amount.value.checked_mul(scale), amount.step.checked_mul(scale)) {
        (Some(value), Some(step)) => Amount { value, step, ..amount },
        _ => amount,
    }
}

/// A "$" that no letters make one country's.
fn is_dollar_sign(page: &Page, first: usize) -> bool {
    page.sign(first, '$') && page.tokens.get(first + 1).is_some_and(|t| t.is_number())
}

fn names_dollars(page: &Page, end: usize) -> bool {
    end > 0 && page.is_any(end - 1, &["dollar", "dollars"])
}

fn shares_currency(a: &[Currency], b: &[Currency]) -> bool {
    a.iter().any(|x| b.iter().any(|y| x.code == y.code))
}

/// Verbs that say between which bounds something lies.
const RANGES: &[&str] = &["range", "ranged", "ranges", "ranging", "varied", "varies", "vary", "varying"];

/// "$3-4 billion", "3 to 4 billion dollars", "between $3 billion and $5 billion".
fn range<'a>(page: &Page<'a>, low: Number, first: usize, before: &'a [Currency]) -> Option<Amount<'a>> {
    let between = first > 0 && page.is(first - 1, "between");
    let dash = page.sign(low.end, '-') && !page.tokens.get(low.end + 1)?.spaced;
    let to = page.is(low.end, "to") && !(first > 0 && page.is(first - 1, "from")) && !low.scaled;
    // "ranges from $3 billion to $4 billion"
    let ranges = first > 1 && page.is(first - 1, "from") && page.is_any(first - 2, RANGES) && page.is(low.end, "to");
    let joined = if between { dash || page.is(low.end, "and") } else { dash || to || ranges };
    if !joined {
        return None;
    }
    let (high_first, high_before) = next_sign(page, low.end + 1);
    let high = number(page, high_first)?;
    let (end, behind) = currency_behind(page, high.end);
    let currencies = [before, high_before, behind].into_iter().find(|c| !c.is_empty())?;
    let scale = if low.scaled || !high.scaled { Decimal::ONE } else { high.step.checked_div(unit_step(page, high_first)?)? };
    let value = low.value.checked_mul(scale)?;
    let plausible = value < high.value;
    let step = low.step.checked_mul(scale)?;
    plausible.then_some(Amount { first, end, value, value_high: Some(high.value), step, currencies, qualifier: None })
}

/// The step that the digits at `at` have by themselves, without a scale.
fn unit_step(page: &Page, at: usize) -> Option<Decimal> {
    super::number::digits(page, at).map(|(_, _, step)| step)
}

/// A sign at `at` and where its number begins; or no sign.
fn next_sign<'a>(page: &Page<'a>, at: usize) -> (usize, &'a [Currency]) {
    for number_at in at..(at + 4).min(page.tokens.len()) {
        if page.tokens[number_at].is_number() {
            let (first, currencies) = sign_before(page, number_at);
            return if first == at { (number_at, currencies) } else { (at, &[]) };
        }
    }
    (at, &[])
}

/// The currency sign that ends right before token `at`: its first token and what it may mean.
///
/// Signs are matched by their text ("US$", "Rs.", "Sh"), one space allowed, a letter before them not.
fn sign_before<'a>(page: &Page<'a>, at: usize) -> (usize, &'a [Currency]) {
    let symbols = &page.lexicon.currencies;
    for first in at.saturating_sub(4)..at {
        let start = page.tokens[first].span.start as usize;
        let end = page.tokens[at - 1].span.end as usize;
        if end - start > symbols.longest_symbol || page.tokens[first..at].iter().skip(1).any(|t| t.spaced) {
            continue;
        }
        let glued = first > 0 && !page.tokens[first].spaced && page.tokens[first - 1].is_word() && page.tokens[first].is_word();
        let too_far = page.text[end..page.tokens[at].span.start as usize].chars().count() > 1;
        if glued || too_far {
            continue;
        }
        if let Some(found) = symbols.symbol(&page.text[start..end]) {
            return (set_apart(page, first, end).unwrap_or(first), found);
        }
    }
    match words_before(page, at) {
        Some(found) => found,
        None => (at, &[]),
    }
}

/// "US $ 5 million": the letters of a sign that a space parts from it; one letter alone is a word ("A $5 million deal").
fn set_apart(page: &Page, sign: usize, end: usize) -> Option<usize> {
    let letters = sign.checked_sub(1).filter(|&i| page.word(i).len() > 1 && page.tokens[sign].spaced)?;
    let joined = format!("{}{}", page.word(letters), &page.text[page.tokens[sign].span.start as usize..end]);
    page.lexicon.currencies.symbol(&joined).map(|_| letters)
}

/// A currency's name before the number: "dollars 5 million" is rare, "euro 5 million" is not.
fn words_before<'a>(page: &Page<'a>, at: usize) -> Option<(usize, &'a [Currency])> {
    let first = at.checked_sub(1)?;
    if !page.is_any(first, &["euro", "euros", "tenge", "rupees", "yuan", "ringgit", "naira", "yen", "taka", "birr"]) {
        return None;
    }
    let (_, found) = page.lexicon.currencies.words.find_where(page.tokens, first, |end, _| end == at)?;
    Some((first, found))
}

/// The currency behind the number: a name ("US dollars", "of euros") or a sign ("€").
fn currency_behind<'a>(page: &Page<'a>, at: usize) -> (usize, &'a [Currency]) {
    let hyphen = usize::from(page.sign(at, '-') && page.tokens.get(at + 1).is_some_and(|t| !t.spaced && t.is_word()));
    let of = usize::from(page.is(at, "of") && !page.is(at + 1, "the"));
    let stop = usize::from(hyphen + of == 0 && number::stops_abbreviation(page, at));
    let from = at + hyphen + of + stop;
    if let Some((end, found)) = page.lexicon.currencies.words.find(page.tokens, from) {
        return (end, found);
    }
    for last in (from + 1..=(from + 3).min(page.tokens.len())).rev() {
        let span = page.span(from, last);
        let whole_word = page.tokens.get(last).is_none_or(|t| t.spaced || !(t.is_word() || t.is_number()));
        if of == 0
            && whole_word
            && !page.tokens[from..last].iter().skip(1).any(|t| t.spaced)
            && let Some(found) = page.lexicon.currencies.symbol(span.of(page.text))
        {
            let ambiguous_letter = span.end - span.start == 1 && page.tokens[from].is_word();
            if !ambiguous_letter {
                return (last, found);
            }
        }
    }
    (at, &[])
}
