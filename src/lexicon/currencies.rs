//! Currency names and signs.

use super::hashed::HashedMap;
use super::phrases::Phrases;
use super::source;
use super::table::{list, rows};
use super::vocabulary::Table;
use crate::model::Code;
use crate::text::exact_hash;
use std::collections::HashMap;

/// One currency that a name or sign may mean.
#[derive(Clone, Debug)]
pub struct Currency {
    /// ISO 4217.
    pub code: Code,
    /// Countries that use it.
    pub countries: Vec<Code>,
    /// It is meant when no country in the document decides.
    pub default: bool,
}

/// Names and signs of currencies; one form may belong to several.
pub struct Currencies {
    /// Names ("tenge", "US dollars") in any case.
    pub words: Phrases<Vec<Currency>>,
    /// Signs and abbreviations by the hash of their exact text ("$", "US$", "Rs").
    symbols: HashedMap<Vec<Currency>>,
    /// Countries that use a currency.
    pub countries: HashMap<Code, Vec<Code>>,
    /// Length in bytes of the longest sign.
    pub longest_symbol: usize,
}

impl Currencies {
    /// What a sign or abbreviation may mean.
    pub fn symbol(&self, text: &str) -> Option<&[Currency]> {
        if text.len() > self.longest_symbol {
            return None;
        }
        self.symbols.get(&exact_hash(text)).map(Vec::as_slice)
    }
}

/// The compiled-in table.
pub fn builtin() -> Currencies {
    let mut words: HashMap<String, Vec<Currency>> = HashMap::new();
    let mut symbols: HashMap<String, Vec<Currency>> = HashMap::new();
    let mut by_code: HashMap<Code, Vec<Code>> = HashMap::new();
    for row in rows(source("currencies"), 8) {
        let Some(code) = Code::new(&row[0]) else { continue };
        let countries: Vec<Code> = list(&row[6]).filter_map(Code::new).collect();
        by_code.insert(code, countries.clone());
        let defaults: Vec<&str> = list(&row[7]).collect();
        let currency = |form: &str| Currency { code, countries: countries.clone(), default: defaults.contains(&form) };
        for form in list(&row[3]) {
            words.entry(form.to_lowercase()).or_default().push(currency(form));
        }
        // "FJD$5 million": the code of what has a dollar sign, with the sign
        let coded = list(&row[4]).any(|form| form.ends_with('$')).then(|| format!("{}$", row[0]));
        for form in list(&row[4]).chain([row[0].as_str()]).chain(coded.as_deref()) {
            let entry = symbols.entry(form.to_string()).or_default();
            if !entry.iter().any(|c| c.code == code) {
                entry.push(currency(form));
            }
        }
    }
    let longest_symbol = symbols.keys().map(String::len).max().unwrap_or(0);
    let mut phrases = Phrases::new(Table::Currencies);
    let mut sorted: Vec<_> = words.into_iter().collect();
    sorted.sort_by(|a, b| a.0.cmp(&b.0));
    for (form, currencies) in sorted {
        phrases.insert(&form, currencies);
    }
    let symbols = symbols.into_iter().map(|(text, currencies)| (exact_hash(&text), currencies)).collect();
    Currencies { words: phrases, symbols, countries: by_code, longest_symbol }
}
