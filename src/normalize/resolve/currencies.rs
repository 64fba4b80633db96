//! Which currency an ambiguous name or sign means here ("Rs", "pounds", "Sh"), given the countries of the document.

use crate::lexicon::Currency;
use crate::model::Code;
use std::collections::BTreeMap;

/// The currency, given how often each country is named; `None` when nothing decides.
pub fn resolve(candidates: &[Currency], countries: &BTreeMap<Code, usize>) -> Option<Code> {
    if let [only] = candidates {
        return Some(only.code);
    }
    let named = |c: &Currency| c.countries.iter().map(|country| countries.get(country).copied().unwrap_or(0)).max().unwrap_or(0);
    let best = candidates.iter().map(named).max().filter(|&n| n > 0);
    if let Some(best) = best {
        let mut fitting = candidates.iter().filter(|c| named(c) == best);
        if let (Some(only), None) = (fitting.next(), fitting.next()) {
            return Some(only.code);
        }
    }
    candidates.iter().find(|c| c.default).map(|c| c.code)
}
