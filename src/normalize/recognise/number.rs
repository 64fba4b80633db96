//! Numbers: digits with separators and scales, number words, and mixtures of them.
//!
//! "2.92 billion", "2 920 000 000", "1.234,5 million", "1 billion and 242 million", "two billion two hundred million",
//! "one and a half billion", "8.36 lakh crore", "half a billion".

use super::Page;
use crate::lexicon::NumberWord;
use crate::text::Token;
use rust_decimal::Decimal;
use std::borrow::Cow;

/// A number and how it was written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    /// One past the last token.
    pub end: usize,
    /// The value, scales multiplied out.
    pub value: Decimal,
    /// The unit of the last stated digit.
    pub step: Decimal,
    /// A scale word was among it.
    pub scaled: bool,
    /// It was written in words.
    pub in_words: bool,
}

/// Whether numbers are written "381,5" here: such a number stands in the text, and none with a decimal stop.
pub fn has_decimal_commas(text: &str, tokens: &[Token]) -> bool {
    let (mut with_comma, mut with_stop) = (false, false);
    for number in tokens.iter().filter(|t| t.is_number()).map(|t| t.span.of(text).as_bytes()) {
        let mut marks = number.iter().enumerate().filter(|(_, byte)| !byte.is_ascii_digit());
        if let (Some((at, mark)), None) = (marks.next(), marks.next())
            && number.len() <= at + 3
        {
            with_comma |= *mark == b',';
            with_stop |= *mark == b'.';
        }
    }
    with_comma && !with_stop
}

/// The numbers of a page: several recognisers ask for each of them.
#[derive(Default)]
pub struct Numbers {
    found: Vec<Number>,
    /// For each token how many numbers start before it, itself included.
    until: Vec<u32>,
}

impl Numbers {
    /// Reads them all.
    pub fn of(page: &Page) -> Numbers {
        let mut numbers = Numbers { found: Vec::new(), until: Vec::with_capacity(page.tokens.len()) };
        for at in 0..page.tokens.len() {
            numbers.found.extend(read(page, at));
            numbers.until.push(numbers.found.len() as u32);
        }
        numbers
    }

    fn at(&self, at: usize) -> Option<Number> {
        let before = if at == 0 { 0 } else { *self.until.get(at - 1)? };
        (*self.until.get(at)? > before).then(|| self.found[before as usize])
    }
}

/// The number that starts at token `at`.
#[inline]
pub fn number(page: &Page, at: usize) -> Option<Number> {
    page.numbers.at(at)
}

fn read(page: &Page, at: usize) -> Option<Number> {
    let token = page.tokens.get(at)?;
    let may_open = token.is_number() || token.is_word() && (page.lexicon.numbers.begins(token) || opens_scale(page, at));
    if !may_open {
        return None;
    }
    let mut total = group(page, at)?;
    while total.scaled {
        let link = usize::from(page.is(total.end, "and") || stops_abbreviation(page, total.end));
        let Some(next) = group(page, total.end + link) else { break };
        // "three thousand 444.7 million": one scale over both
        if next.scaled && next.step_of_scale > total.step_of_scale && total.step_of_scale == Decimal::ONE_THOUSAND && link == 0 {
            let value = total.value.checked_mul(next.step_of_scale)?.checked_add(next.value)?;
            total = Group { value, ..next };
            continue;
        }
        // "64 million 278,348", "6 thousand 627": all figures below the scale
        let figures =
            if next.end - total.end - link == 1 { page.word(total.end + link).bytes().filter(u8::is_ascii_digit).count() } else { 0 };
        let places = total.step_of_scale.trunc().to_string().len() - 1;
        let written_out = figures == places && next.step == Decimal::ONE && total.step == total.step_of_scale && link == 0;
        let smaller = next.value < total.step_of_scale && (next.scaled || written_out && !next.in_words);
        let spelled_rest = total.in_words && next.in_words && next.value < total.step_of_scale;
        if !(smaller || spelled_rest) || page.tokens[total.end..next.end].iter().any(|t| t.is(',')) {
            break;
        }
        total = Group { value: total.value + next.value, end: next.end, step: next.step, ..total };
        if written_out {
            break;
        }
    }
    // "a billion and a half dollars"
    if total.in_words && total.scaled && page.starts(total.end, &["and", "a", "half"]) {
        let half = total.step_of_scale / Decimal::TWO;
        total = Group { end: total.end + 3, value: total.value + half, step: half, ..total };
    }
    Some(Number { end: total.end, value: total.value, step: total.step, scaled: total.scaled, in_words: total.in_words })
}

/// "a million", "half a billion"
fn opens_scale(page: &Page, at: usize) -> bool {
    page.is(at, "a") || page.is(at, "an") || page.is(at, "half")
}

/// The stop at `at` ends a short word for a scale: "1 bln. 245.3 mln. dollars".
pub fn stops_abbreviation(page: &Page, at: usize) -> bool {
    let is_short = |before: usize| page.word(before).len() <= "mlrd".len() && is_scale(page, before);
    page.sign(at, '.') && !page.tokens[at].spaced && at.checked_sub(1).is_some_and(is_short)
}

struct Group {
    end: usize,
    value: Decimal,
    step: Decimal,
    step_of_scale: Decimal,
    scaled: bool,
    in_words: bool,
}

/// Digits or words with the scales behind them: "1.57 billion", "two hundred million", "lakh crore" multiplied.
fn group(page: &Page, at: usize) -> Option<Group> {
    let (mut end, base, step, in_words) = base(page, at)?;
    let mut scale = Decimal::ONE;
    let mut scaled = false;
    while let Some((next, factor)) = scale_at(page, end, in_words) {
        scale = scale.checked_mul(factor)?;
        end = next;
        scaled = true;
    }
    if !scaled {
        return Some(Group { end, value: base, step, step_of_scale: scale, scaled, in_words });
    }
    Some(Group { end, value: base.checked_mul(scale)?, step: step.checked_mul(scale)?, step_of_scale: scale, scaled, in_words })
}

fn base(page: &Page, at: usize) -> Option<(usize, Decimal, Decimal, bool)> {
    let (end, value, step, in_words) = whole(page, at)?;
    match spoken_decimal(page, end).filter(|_| step == Decimal::ONE) {
        Some(tenths) => Some((end + 4, value.checked_add(tenths)?, Decimal::new(1, 1), in_words)),
        None => Some((end, value, step, in_words)),
    }
}

/// "49-point-seven", "nine-point-two": the tenths behind a number as it is spoken.
fn spoken_decimal(page: &Page, end: usize) -> Option<Decimal> {
    let hyphen = |at: usize| page.sign(at, '-') && !page.tokens[at].spaced;
    let digit = match word_at(page, end + 3).filter(|_| hyphen(end) && page.is(end + 1, "point") && hyphen(end + 2))? {
        NumberWord::Unit(digit) if digit < 10 => digit,
        _ => return None,
    };
    Some(Decimal::new(digit, 1))
}

fn whole(page: &Page, at: usize) -> Option<(usize, Decimal, Decimal, bool)> {
    if page.tokens.get(at)?.is_number() {
        let (end, value, step) = digits(page, at)?;
        return Some((end, value, step, false));
    }
    let (end, value) = words(page, at)?;
    let step = if value.fract().is_zero() { Decimal::ONE } else { Decimal::new(1, 1) };
    Some((end, value, step, true))
}

/// A scale at `at`, a hyphen before it allowed: "million", "bn", and "m" directly behind digits or before a currency.
fn scale_at(page: &Page, at: usize, in_words: bool) -> Option<(usize, Decimal)> {
    let hyphen = usize::from(page.sign(at, '-') && !page.tokens[at].spaced);
    let at = at + hyphen;
    let token = page.tokens.get(at)?;
    match page.lexicon.numbers.find(page.tokens, at)? {
        (end, NumberWord::Scale(factor)) => Some((end, *factor)),
        (end, NumberWord::Abbreviation(factor)) if hyphen == 0 && !in_words => {
            // "a 20mm pipe": millimetres, unless a currency stands beside
            let sized = page.is(at, "mm") && !signed(page, at) && !names_currency(page, end);
            (!sized && !token.spaced || names_currency(page, end)).then_some((end, *factor))
        }
        _ => None,
    }
}

/// "$17mm", "USD 17mm": a currency before the number whose unit stands at `unit`.
fn signed(page: &Page, unit: usize) -> bool {
    const DIGITS: usize = 4;
    let first = (unit.saturating_sub(DIGITS)..unit).rev().take_while(|&i| page.tokens[i].is_number() || !page.tokens[i].is_word()).last();
    first.is_some_and(|first| {
        (first.saturating_sub(1)..unit).any(|i| page.sign(i, '$') || page.lexicon.currencies.symbol(page.word(i)).is_some())
    })
}

/// "378 M€", "12 M USD": what a letter that stands apart from its digits must be followed by to be a scale.
fn names_currency(page: &Page, at: usize) -> bool {
    let word = page.word(at);
    let letter = word.len() == 1 && word.bytes().all(|b| b.is_ascii_alphabetic());
    let symbol = || page.lexicon.currencies.symbol(word).is_some();
    !letter && (symbol() || page.lexicon.currencies.words.find(page.tokens, at).is_some())
}

/// Digits at `at` with their separators, groups of three parted by spaces included: one past the end, value, step.
pub fn digits(page: &Page, at: usize) -> Option<(usize, Decimal, Decimal)> {
    let mut text = Cow::Borrowed(page.word(at));
    let mut end = at + 1;
    let starts_group = text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit()) && text != "0";
    if starts_group {
        while let Some(more) = space_group(page, end) {
            // no figure has so many digits: a row of numbers, which would be read from each of them to its end
            if text.len() > 21 {
                return None;
            }
            text.to_mut().push_str(more);
            end += 1;
            if more.len() > 3 {
                break;
            }
        }
    }
    let (value, decimals) = parse_digits(&text, page.decimal_comma)?;
    match vulgar_fraction(page, end) {
        Some(part) => Some((end + 1, value.checked_add(part)?, Decimal::new(1, part.scale()))),
        None => Some((end, value, Decimal::new(1, decimals))),
    }
}

/// The sign of a fraction directly behind digits: "1½".
fn vulgar_fraction(page: &Page, at: usize) -> Option<Decimal> {
    page.tokens.get(at).filter(|token| !token.spaced)?;
    match page.word(at) {
        "½" => Some(Decimal::new(5, 1)),
        "¼" => Some(Decimal::new(25, 2)),
        "¾" => Some(Decimal::new(75, 2)),
        _ => None,
    }
}

/// A group of three digits behind one space; the last may have decimals.
fn space_group<'a>(page: &Page<'a>, at: usize) -> Option<&'a str> {
    let token = page.tokens.get(at)?;
    let before = page.tokens[at - 1].span.end;
    let text = page.word(at);
    let whole = text.split(['.', ',']).next()?;
    let one_space = token.spaced && page.text[before as usize..token.span.start as usize].chars().count() == 1;
    (token.is_number() && one_space && whole.len() == 3).then_some(text)
}

/// Reads "1,234.5", "1.234,5", "48,1", "510.522": value and number of decimals.
///
/// A single separator with three digits behind it is a thousands mark when it is a comma, a decimal mark when it is a stop;
/// in a text with decimal commas, the other way round.
fn parse_digits(text: &str, decimal_comma: bool) -> Option<(Decimal, u32)> {
    let count = |mark: u8| text.bytes().filter(|b| *b == mark).count();
    let (commas, stops) = (count(b','), count(b'.'));
    if text.len() < 10 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some((text.parse::<u32>().ok()?.into(), 0));
    }
    let last_comma = text.rfind(',');
    let last_stop = text.rfind('.');
    let grouped = |mark: char| text.split(mark).skip(1).all(|g| g.split(['.', ',']).next().is_some_and(|g| g.len() == 3));
    let decimal_mark = match (commas, stops) {
        (0, 0) => None,
        (1, 0) => (!grouped(',') || (decimal_comma && last_comma <= Some(3))).then_some(','),
        (0, 1) => (!(decimal_comma && grouped('.'))).then_some('.'),
        (_, 0) | (0, _) => None,
        _ if last_comma > last_stop => Some(','),
        _ => Some('.'),
    };
    let (whole, part) = match decimal_mark.and_then(|mark| text.rsplit_once(mark)) {
        Some((whole, part)) => (whole, part),
        None => (text, ""),
    };
    let digits = || whole.bytes().chain(part.bytes()).filter(u8::is_ascii_digit);
    if digits().count() > 24 {
        return None;
    }
    let value = digits().fold(0, |sum, digit| sum * 10 + i128::from(digit - b'0'));
    let decimals = part.len() as u32;
    Some((Decimal::from_i128_with_scale(value, decimals), decimals))
}

/// Number words at `at`, scales left out: "twenty-five", "two hundred and fifty", "one and a half", "half a", "a" before a scale.
fn words(page: &Page, at: usize) -> Option<(usize, Decimal)> {
    if page.starts(at, &["half", "a"]) && is_scale(page, at + 2) {
        return Some((at + 2, Decimal::new(5, 1)));
    }
    if let Some((end, part)) = part_of_one(page, at).filter(|(end, _)| is_scale(page, *end)) {
        return Some((end, part));
    }
    if page.is_any(at, &["a", "an"]) && is_scale(page, at + 1) {
        return Some((at + 1, Decimal::ONE));
    }
    let (mut end, mut value) = small(page, at)?;
    if page.starts(end, &["and", "a", "half"]) {
        end += 3;
        value += Decimal::new(5, 1);
    }
    Some((end, value))
}

/// "a quarter of a", "three quarters of a" before a scale.
fn part_of_one(page: &Page, at: usize) -> Option<(usize, Decimal)> {
    const PARTS: &[(&[&str], i64)] = &[
        (&["a", "quarter", "of", "a"], 25),
        (&["one", "quarter", "of", "a"], 25),
        (&["half", "of", "a"], 50),
        (&["three", "quarters", "of", "a"], 75),
    ];
    let (words, hundredths) = PARTS.iter().find(|(words, _)| page.starts(at, words))?;
    Some((at + words.len(), Decimal::new(*hundredths, 2)))
}

fn is_scale(page: &Page, at: usize) -> bool {
    matches!(page.lexicon.numbers.find(page.tokens, at), Some((_, NumberWord::Scale(_) | NumberWord::Hundred)))
}

fn word_at(page: &Page, at: usize) -> Option<NumberWord> {
    page.lexicon.numbers.find(page.tokens, at).map(|(_, w)| *w)
}

/// 1 to 999 in words.
fn small(page: &Page, at: usize) -> Option<(usize, Decimal)> {
    let (mut end, mut value) = below_hundred(page, at)
        .or_else(|| (page.is(at, "a") && word_at(page, at + 1) == Some(NumberWord::Hundred)).then_some((at + 1, 1)))?;
    if word_at(page, end) == Some(NumberWord::Hundred) {
        value *= 100;
        end += 1;
        let and = usize::from(page.is(end, "and"));
        if let Some((next, rest)) = below_hundred(page, end + and) {
            value += rest;
            end = next;
        }
    }
    Some((end, Decimal::from(value)))
}

fn below_hundred(page: &Page, at: usize) -> Option<(usize, i64)> {
    match word_at(page, at)? {
        NumberWord::Unit(n) => Some((at + 1, n)),
        NumberWord::Tens(n) => {
            let hyphen = usize::from(page.sign(at + 1, '-') && !page.tokens[at + 1].spaced);
            match word_at(page, at + 1 + hyphen) {
                Some(NumberWord::Unit(m)) if m < 10 => Some((at + 2 + hyphen, n + m)),
                _ => Some((at + 1, n)),
            }
        }
        _ => None,
    }
}

/// The ordinal at `at`: "8th", "eleventh", "first-ever".
pub fn ordinal(page: &Page, at: usize) -> Option<(usize, i64)> {
    let token = page.tokens.get(at)?;
    if token.is_number() {
        let suffix = page.tokens.get(at + 1)?;
        let is_suffix = !suffix.spaced && page.is_any(at + 1, &["st", "nd", "rd", "th"]);
        return is_suffix.then(|| page.word(at).parse().ok().map(|n| (at + 2, n))).flatten();
    }
    if let Some(n) = roman(page.word(at)).filter(|_| page.is_any(at + 1, ROUNDS)) {
        return Some((at + 1, n));
    }
    page.lexicon.ordinals.find(page.tokens, at).map(|(end, n)| (end, *n))
}

/// What is numbered with Roman figures: "the VII session".
const ROUNDS: &[&str] = &[
    "meeting",
    "session",
    "round",
    "sitting",
    "edition",
    "summit",
    "forum",
    "congress",
    "conference",
    "consultations",
    "plenary",
    "intergovernmental",
    "joint",
    "international",
    "ministerial",
    "business",
    "economic",
    "political",
    "bilateral",
    "consultative",
    "global",
    "world",
];

/// "VII", "XIV", "XLI": a Roman number below ninety.
fn roman(word: &str) -> Option<i64> {
    const ONES: &[&str] = &["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    const TENS: &[&str] = &["", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX"];
    let split = word.find(['I', 'V']).unwrap_or(word.len());
    // "IX", "XIX": the ten behind a one is the one's
    let (tens, ones) = word.split_at(split);
    let tens = TENS.iter().position(|t| *t == tens)?;
    let ones = ONES.iter().position(|o| *o == ones)?;
    Some((tens * 10 + ones) as i64).filter(|n| *n > 0)
}
