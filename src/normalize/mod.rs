//! Stage 2, documents -> mentions: what the words say, in ISO terms.
//!
//! Recognisers report what an expression says at its place (`recognise/`); what it means in this document is settled
//! afterwards (`resolve/`). Overlaps go to the more specific kind: period, money, percent, place, person, sector, number.

pub mod recognise;
pub mod resolve;

use crate::lexicon::{GeoKind, Lexicon};
use crate::model::{Basis, Code, Document, Mention, MentionKind, RejectReason, Span};
use crate::text::{Cut, Sentence, TokenKind};
use recognise::money::Amount;
use recognise::{Page, country, money, number, office, percent, period, person, sector};
use resolve::dates::Resolved;
use resolve::dollars::Dollars;
use rust_decimal::prelude::ToPrimitive;
use std::collections::BTreeMap;

/// Every recognised expression of the document, sorted by position.
pub fn mentions(document: &Document, lexicon: &Lexicon) -> Vec<Mention> {
    mentions_of(document, &lexicon.cut(&document.text), lexicon)
}

/// The same for a document whose text is cut already.
pub fn mentions_of(document: &Document, cut: &Cut, lexicon: &Lexicon) -> Vec<Mention> {
    let page = Page::new(&document.text, cut, lexicon);
    let mut finder = Finder { page, document, taken: vec![false; cut.tokens.len()], mentions: Vec::with_capacity(cut.tokens.len() / 4) };
    finder.periods();
    finder.amounts();
    finder.percents();
    finder.people();
    finder.places();
    finder.epithets();
    finder.sectors();
    finder.numbers();
    let mut mentions = finder.mentions;
    mentions.sort_by_cached_key(|m| (m.span, m.kind));
    mentions
}

fn found_periods(page: &Page, document: &Document) -> Vec<period::Found> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < page.tokens.len() {
        match period::period(page, at) {
            Some(f) => {
                at = f.end.max(at + 1);
                if !in_noise(document, page.tokens[f.first].span) {
                    found.push(f);
                }
            }
            None => at += 1,
        }
    }
    found
}

fn in_noise(document: &Document, span: Span) -> bool {
    document.boilerplate.iter().any(|b| b.span.overlaps(span))
}

/// The unit of a table and the tokens that it holds for.
struct TableUnit {
    line_after: usize,
    until: usize,
    scale: rust_decimal::Decimal,
    currency: Code,
}

struct Finder<'a> {
    page: Page<'a>,
    document: &'a Document,
    taken: Vec<bool>,
    mentions: Vec<Mention>,
}

impl Finder<'_> {
    fn free(&self, first: usize, end: usize) -> bool {
        self.taken[first..end].iter().all(|t| !t)
    }

    /// Takes the tokens and adds a mention of them.
    fn add(&mut self, kind: MentionKind, first: usize, end: usize) -> &mut Mention {
        self.taken[first..end].iter_mut().for_each(|t| *t = true);
        let span = self.page.span(first, end);
        let mut mention = Mention::new(kind, span, sentence_no(self.page.sentences, first));
        if in_noise(self.document, span) {
            mention.reject_reason = Some(RejectReason::Boilerplate);
        }
        let at = self.mentions.len();
        self.mentions.push(mention);
        &mut self.mentions[at]
    }

    fn periods(&mut self) {
        let found = found_periods(&self.page, self.document);
        let (resolved, _) = resolve::dates::resolve(&self.page, &found, self.document.published_on);
        for r in resolved {
            // "in ten months" of no year that has been spoken of
            if matches!(r.found.when, period::When::SomeMonths(_)) && r.start.is_none() {
                continue;
            }
            self.period(r);
        }
    }

    fn period(&mut self, r: Resolved) {
        let kind = if r.found.is_date { MentionKind::Date } else { MentionKind::Period };
        let mention = self.add(kind, r.found.first, r.found.end);
        mention.period_start = r.start;
        mention.period_end = r.end;
        mention.basis = r.basis;
        mention.code = Code::new(r.shape);
        mention.number = r.open.map(f64::from);
    }

    fn amounts(&mut self) {
        let countries = self.country_counts();
        let units = self.table_units(&countries);
        let dollars = Dollars::of(&self.page, &countries);
        let mut previous: Option<(usize, Option<Code>)> = None;
        let mut several = false;
        let mut at = 0;
        while at < self.page.tokens.len() {
            if let Some(currency) = money::said_in(&self.page, at) {
                previous = Some((at, resolve::currencies::resolve(currency, &countries)));
            }
            let starts = self.page.tokens[at].is_number() || number::number(&self.page, at).is_some();
            if !starts || self.taken[at] {
                at += 1;
                continue;
            }
            if let Some(unit) = units.iter().rev().find(|u| u.line_after <= at && at < u.until)
                && let Some(end) = self.cell(at)
                && self.free(at, end)
            {
                self.table_amount(at, end, unit);
                at = end;
                continue;
            }
            let amount = money::money(&self.page, at).filter(|a| self.free(a.first, a.end) && self.is_amount(a));
            let bare = if amount.is_none() { money::bare(&self.page, at).filter(|a| self.free(a.first, a.end)) } else { None };
            let Some(amount) = amount.or(bare) else {
                at += 1;
                continue;
            };
            at = amount.end;
            if amount.currencies.is_empty() {
                if let Some((before, currency)) = previous.filter(|&(before, _)| self.inherits(before, amount.first, several)) {
                    previous = Some((before.max(amount.first), currency));
                    self.amount(&amount, currency, Basis::Inherited);
                } else if let Some(currency) = self.currency_ahead(amount.end, &countries) {
                    self.amount(&amount, currency, Basis::Inherited);
                }
                continue;
            }
            let bare = dollars.filter(|_| money::is_bare(&self.page, &amount)).and_then(|d| d.at(&self.page, amount.first));
            let currency = bare.or_else(|| resolve::currencies::resolve(amount.currencies, &countries));
            several |= previous.is_some_and(|(_, before)| before != currency);
            previous = Some((amount.first, currency));
            self.amount(&amount, currency, Basis::Stated);
        }
    }

    /// "exports amounted to 2.5 billion, while imports to $1.6 billion": the currency that the next amount of the sentence tells.
    fn currency_ahead(&self, from: usize, countries: &BTreeMap<Code, usize>) -> Option<Option<Code>> {
        const REACH: usize = 8;
        let last = self.page.sentences[sentence_no(self.page.sentences, from.saturating_sub(1)) as usize].last.min(from + REACH);
        // "66 million subscribers and exports of $3 billion": each has a noun of its own
        let joined = self.page.sign(from, ',') || self.page.is_any(from, &["while", "whereas"]);
        let next = (from..last).filter(|_| joined).find_map(|i| money::money(&self.page, i)).filter(|a| !a.currencies.is_empty())?;
        Some(resolve::currencies::resolve(next.currencies, countries))
    }

    /// The lines that give a table its unit: "mln USD", "million US dollars", a scale and a currency without a number.
    fn table_units(&self, countries: &BTreeMap<Code, usize>) -> Vec<TableUnit> {
        let mut units = Vec::new();
        for (no, s) in self.page.sentences.iter().enumerate() {
            let row = |s: &Sentence| (s.first..s.last).any(|i| self.page.sign(i, '|'));
            if !s.opens_line || s.last - s.first > 20 && !row(s) || in_noise(self.document, s.span) {
                continue;
            }
            let Some((value, currency)) = (s.first..s.last).find_map(|at| money::unit(&self.page, at)) else { continue };
            let Some(currency) = resolve::currencies::resolve(currency, countries) else { continue };
            // the table ends with the next line of prose
            let after = self.page.sentences[no + 1..].iter();
            let until = after.clone().find(|s| s.last - s.first > 12 && !row(s)).map_or(self.page.tokens.len(), |s| s.first);
            units.push(TableUnit { line_after: s.last, until, scale: value, currency });
        }
        units
    }

    /// A line, or what two bars enclose, that is a number and nothing else: one past its last token.
    fn cell(&self, at: usize) -> Option<usize> {
        let opens = at == 0 || self.page.tokens[at - 1].kind == TokenKind::Newline || self.page.sign(at - 1, '|');
        let labelled = !opens && self.is_labelled_cell(at);
        let (end, _, _) = (opens || labelled).then(|| number::digits(&self.page, at)).flatten()?;
        let closes = self.page.tokens.get(end).is_none_or(|t| t.kind == TokenKind::Newline) || self.page.sign(end, '|');
        let closes = closes || labelled && self.page.sign(end, ';');
        (self.page.tokens[at].is_number() && closes).then_some(end)
    }

    /// "Republic of Korea -- 528.46": words in capitals and a dash lead to a cell.
    fn is_labelled_cell(&self, at: usize) -> bool {
        const LONGEST: usize = 6;
        let tokens = self.page.tokens;
        let is_dash = |i: usize| self.page.sign(i, '-');
        let Some(label) = (0..at).rev().find(|&i| !is_dash(i)).filter(|&i| i + 1 < at && tokens[i + 1].spaced && tokens[at].spaced) else {
            return false;
        };
        let first = (0..=label).rev().take_while(|&i| tokens[i].kind != TokenKind::Newline).last().unwrap_or(label);
        let named = |i: usize| tokens[i].is_word() && (tokens[i].capital || self.page.is_any(i, &["of", "the", "and"]));
        label - first < LONGEST && (first..=label).all(named)
    }

    fn table_amount(&mut self, at: usize, end: usize, unit: &TableUnit) {
        let Some((_, value, step)) = number::digits(&self.page, at) else { return };
        let (scale, currency) = (unit.scale, unit.currency);
        let (Some(value), Some(step)) = (value.checked_mul(scale), step.checked_mul(scale)) else { return };
        let mention = self.add(MentionKind::Money, at, end);
        mention.value = Some(value);
        mention.value_step = Some(step);
        mention.currency = Some(currency);
        mention.basis = Basis::Inherited;
    }

    /// A rate of exchange ("$1 = 0.92 euros", "$59.3 a barrel" is a price and stays) is no amount.
    fn is_amount(&self, amount: &Amount) -> bool {
        !self.page.sign(amount.end, '=')
    }

    /// An amount without a currency takes that of an amount before it in the same sentence, or in the one before; in an article that has
    /// told one currency alone, two sentences later too, beside a country: "Norway was the first with 52 million".
    fn inherits(&self, before: usize, at: usize, several: bool) -> bool {
        const NEAR: usize = 8;
        let (a, b) = (sentence_no(self.page.sentences, before), sentence_no(self.page.sentences, at));
        let beside = || (at.saturating_sub(NEAR)..at).any(|i| country::geo(&self.page, i).is_some());
        let lines = || self.page.tokens[before..at].iter().filter(|t| t.kind == TokenKind::Newline).count();
        let negative = at > 0 && self.page.sign(at - 1, '-') && !self.page.tokens[at].spaced;
        b - a <= 1 && lines() <= 1 || !several && b - a <= 2 && !negative && beside()
    }

    fn amount(&mut self, amount: &Amount, currency: Option<Code>, basis: Basis) {
        let mention = self.add(MentionKind::Money, amount.first, amount.end);
        mention.value = Some(amount.value);
        mention.value_high = amount.value_high;
        mention.value_step = Some(amount.step);
        mention.currency = currency;
        mention.qualifier = amount.qualifier;
        mention.basis = if currency.is_some() { basis } else { Basis::Unresolved };
    }

    /// How often each country is named; one that trade is told to be with weighs less than those that pay in their own money.
    fn country_counts(&self) -> BTreeMap<Code, usize> {
        const NAMED: usize = 4;
        let led = |at: usize| {
            let at = at - usize::from(at > 0 && self.page.is(at - 1, "the"));
            at > 0 && self.page.is_any(at - 1, &["to", "from", "with"])
        };
        let mut counts = BTreeMap::new();
        let mut at = 0;
        while at < self.page.tokens.len() {
            match country::geo(&self.page, at) {
                Some((end, geo)) => {
                    if geo.kind != GeoKind::Continent && !in_noise(self.document, self.page.tokens[at].span) {
                        *counts.entry(geo.code).or_default() += if led(at) { 1 } else { NAMED };
                    }
                    at = end;
                }
                None => at += 1,
            }
        }
        counts
    }

    fn percents(&mut self) {
        let mut at = 0;
        while at < self.page.tokens.len() {
            let Some(p) = percent::percent(&self.page, at).filter(|p| self.free(p.first, p.end)) else {
                at += 1;
                continue;
            };
            let (qualifier, _) = recognise::hedge::around(&self.page, p.first, p.end);
            let kind = if p.is_factor { MentionKind::Change } else { MentionKind::Percent };
            let mention = self.add(kind, p.first, p.end);
            mention.number = Some(p.number);
            mention.qualifier = qualifier;
            mention.code = p.signed.then(|| Code::of("signed"));
            at = p.end;
        }
    }

    fn people(&mut self) {
        let offices = office::offices(&self.page);
        for person in person::people(&self.page, &offices) {
            if !self.free(person.first, person.end) {
                continue;
            }
            let mention = self.add(MentionKind::Person, person.first, person.end);
            mention.name = Some(person.name);
            if let Some(office) = person.office {
                mention.role = Some(office.text);
                mention.country = office.country;
                mention.code = Code::new(office.rank.as_str());
            }
        }
        for office in offices {
            let span = self.page.span(office.first, office.end);
            let mut mention = Mention::new(MentionKind::Role, span, sentence_no(self.page.sentences, office.first));
            mention.role = Some(office.text);
            mention.country = office.country;
            mention.code = Code::new(office.rank.as_str());
            mention.name = Some(office.kind.as_str().to_string());
            if in_noise(self.document, span) {
                mention.reject_reason = Some(RejectReason::Boilerplate);
            }
            self.mentions.push(mention);
        }
    }

    fn places(&mut self) {
        let mut at = 0;
        while at < self.page.tokens.len() {
            let Some((end, geo)) = country::geo(&self.page, at).filter(|(end, _)| self.free(at, *end)) else {
                at += 1;
                continue;
            };
            // "in US dollars", "the Swiss franc": money, not a country
            let money = self.page.lexicon.currencies.words.find(self.page.tokens, at).map(|(end, _)| end);
            let money = money.filter(|&money| money > end && self.is_money(at, money));
            if geo.kind == GeoKind::Continent || money.is_some() || country::is_of_superlative(&self.page, end, geo) {
                at = money.unwrap_or(end);
                continue;
            }
            let kind = match geo.kind {
                GeoKind::Capital | GeoKind::City | GeoKind::Seat => MentionKind::City,
                GeoKind::Group | GeoKind::GroupAdjective => MentionKind::Group,
                GeoKind::Body => MentionKind::Organisation,
                _ => MentionKind::Country,
            };
            let form = match geo.kind {
                GeoKind::Adjective | GeoKind::GroupAdjective => "adjective",
                GeoKind::People => "people",
                GeoKind::Prefix => "prefix",
                GeoKind::Region => "region",
                GeoKind::Capital => "capital",
                GeoKind::City => "city",
                GeoKind::Seat => "seat",
                _ => "name",
            };
            let city = geo.city.as_ref().map(ToString::to_string);
            let code = geo.code;
            let mention = self.add(kind, at, end);
            mention.country = Some(code);
            mention.code = Code::new(form);
            mention.name = city;
            at = end;
        }
    }

    /// Whether the name of a currency is no other word there: "the South Korean won strengthened", "5 Brazilian reals"; not "South Korean won
    /// praise", "Brazilian real estate".
    fn is_money(&self, first: usize, end: usize) -> bool {
        let other = self.page.is_any(end - 1, &["real", "won"]);
        let led = first > 0
            && (self.page.tokens[first - 1].is_number()
                || self.page.lexicon.numbers.begins(&self.page.tokens[first - 1])
                || self.page.is_any(first - 1, &["in", "into", "of", "the"]));
        !other || led && !self.page.is_any(end, &["estate", "economy", "sector"])
    }

    /// "the Kingdom", where the document names one.
    fn epithets(&mut self) {
        let mut words = resolve::epithets::words(&self.page);
        words.retain(|&at| !self.taken[at]);
        if words.is_empty() {
            return;
        }
        let geographic = |m: &&Mention| matches!(m.kind, MentionKind::Country | MentionKind::City) && m.reject_reason.is_none();
        let mut named: Vec<Mention> = self.mentions.iter().filter(geographic).cloned().collect();
        named.sort_by_key(|m| m.span);
        for at in words {
            if let Some(state) = resolve::epithets::state(&self.page, at, &named) {
                let mention = self.add(MentionKind::Country, at, at + 1);
                mention.country = Some(state);
                mention.code = Code::new("name");
            }
        }
    }

    fn sectors(&mut self) {
        let mut at = 0;
        while at < self.page.tokens.len() {
            let Some((end, term)) = sector::sector(&self.page, at) else {
                at += 1;
                continue;
            };
            if let Some(code) = term.sector {
                let span = self.page.span(at, end);
                let mut mention = Mention::new(MentionKind::Sector, span, sentence_no(self.page.sentences, at));
                mention.code = Some(code);
                mention.name = Some(if term.strength == crate::lexicon::Strength::Strong { "strong" } else { "weak" }.to_string());
                if in_noise(self.document, span) {
                    mention.reject_reason = Some(RejectReason::Boilerplate);
                }
                self.mentions.push(mention);
            }
            at = end;
        }
    }

    fn numbers(&mut self) {
        let mut at = 0;
        while at < self.page.tokens.len() {
            if self.taken[at] {
                at += 1;
                continue;
            }
            if let Some((end, n)) = number::ordinal(&self.page, at).filter(|(end, _)| self.free(at, *end)) {
                let mention = self.add(MentionKind::Ordinal, at, end);
                mention.number = Some(n as f64);
                at = end;
                continue;
            }
            match number::number(&self.page, at)
                .filter(|n| self.free(at, n.end) && (self.page.tokens[at].is_number() || n.value > rust_decimal::Decimal::ONE))
            {
                Some(n) => {
                    let (qualifier, _) = recognise::hedge::around(&self.page, at, n.end);
                    let mention = self.add(MentionKind::Number, at, n.end);
                    mention.number = n.value.to_f64();
                    mention.qualifier = qualifier;
                    at = n.end;
                }
                None => at += 1,
            }
        }
    }
}

/// The number of the sentence that holds the token.
fn sentence_no(sentences: &[Sentence], token: usize) -> u32 {
    sentences.partition_point(|s| s.last <= token) as u32
}
