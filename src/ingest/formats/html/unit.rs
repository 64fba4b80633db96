//! The unit that the heading of a column states for the figures below it: "Exports, USD mln".

use crate::lexicon::{Lexicon, NumberWord, TableWord};
use crate::text::Token;

/// What stands beside each figure of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Of the whole.
    Percent,
    /// A sign or code, and how it is scaled: "USD", "million".
    Sign(String, String),
    /// A name, and how it is scaled: "US dollars", "thousand".
    Name(String, String),
}

/// What a text says of the figures that it stands above or before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Money in this unit, or shares of a whole.
    Unit(Unit),
    /// Something else: tonnes, people.
    Other,
    /// Nothing.
    Unsaid,
}

impl Measure {
    /// A heading without the unit that it ends in, and what it says.
    pub fn of<'a>(heading: &'a str, lexicon: &Lexicon) -> (&'a str, Measure) {
        match Unit::of(heading, lexicon) {
            Some((rest, unit)) => (rest, Measure::Unit(unit)),
            None if counts_things(heading, lexicon) => (heading, Measure::Other),
            None => (heading, Measure::Unsaid),
        }
    }
}

/// "Volume, thousand tonnes", "Flights (units)", "tonnes".
fn counts_things(heading: &str, lexicon: &Lexicon) -> bool {
    let heading = heading.trim();
    let in_brackets = heading.strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    let told = in_brackets.or_else(|| heading.rsplit_once(',')).map_or(heading, |(_, told)| told);
    let words: Vec<&str> = told.split_whitespace().map(|word| word.trim_end_matches('.')).collect();
    words.len() <= 3 && words.iter().any(|word| lexicon.table_words.has_word(word, TableWord::Thing))
}

impl Unit {
    /// A heading without the unit that stands at its end, behind a comma or in brackets, and that unit; or a heading that is no
    /// more than a unit.
    pub fn of<'a>(heading: &'a str, lexicon: &Lexicon) -> Option<(&'a str, Unit)> {
        let heading = heading.trim();
        let in_brackets = heading.strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
        let (before, told) = in_brackets.or_else(|| heading.rsplit_once(',')).unwrap_or(("", heading));
        let unit = Unit::parse(told, lexicon)?;
        // "Won" above a column may be anything
        let is_word = before.is_empty() && matches!(&unit, Unit::Name(_, scale) if scale.is_empty());
        (!is_word).then_some((before.trim_end_matches([' ', ',']), unit))
    }

    fn parse(text: &str, lexicon: &Lexicon) -> Option<Unit> {
        if lexicon.table_words.has_word(text.trim(), TableWord::Percent) {
            return Some(Unit::Percent);
        }
        let (mut scale, mut currency) = (String::new(), Vec::new());
        for word in text.split_whitespace().map(|word| word.trim_end_matches(['.', ','])) {
            match is_scale(word, lexicon) {
                true if scale.is_empty() => scale = word.to_string(),
                true => return None,
                false if lexicon.table_words.has_word(word, TableWord::Link) => {}
                false => currency.push(word),
            }
        }
        let currency = currency.join(" ");
        if lexicon.currencies.symbol(&currency).is_some() {
            return Some(Unit::Sign(currency, scale));
        }
        let tokens = lexicon.tokens(&currency);
        let known = lexicon.currencies.words.find(&tokens, 0);
        known.filter(|(end, _)| *end == tokens.len()).map(|_| Unit::Name(currency, scale))
    }

    /// A figure with the unit, as prose has it; anything else than a bare figure stays as it is.
    pub fn beside(&self, cell: &str) -> String {
        let is_bare = cell.contains(|c: char| c.is_ascii_digit())
            && cell.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '.' | ',' | '-' | '−' | '–'));
        let parts = match self {
            _ if !is_bare => return cell.to_string(),
            Unit::Percent => return format!("{cell}%"),
            Unit::Sign(sign, scale) => [sign.as_str(), cell, scale],
            Unit::Name(name, scale) => [cell, scale, name],
        };
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }
}

fn is_scale(word: &str, lexicon: &Lexicon) -> bool {
    let tokens: Vec<Token> = lexicon.tokens(word);
    let found = lexicon.numbers.find(&tokens, 0).filter(|(end, _)| *end == tokens.len());
    matches!(found, Some((_, NumberWord::Scale(_) | NumberWord::Abbreviation(_))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_that_count_things_state_no_money() {
        let lexicon = Lexicon::builtin();
        for heading in ["Volume, thousand tonnes", "Containers (thousand TEU)", "Exports, vehicles", "people"] {
            assert_eq!(Measure::of(heading, &lexicon), (heading, Measure::Other));
        }
        assert_eq!(Measure::of("Exports", &lexicon), ("Exports", Measure::Unsaid));
    }

    #[test]
    fn units_of_headings_stand_beside_figures() {
        let lexicon = Lexicon::builtin();
        let shown = |heading: &str, cell: &str| {
            let (rest, unit) = Unit::of(heading, &lexicon)?;
            Some(format!("{rest}: {}", unit.beside(cell)))
        };
        for (heading, line) in [
            ("Exports, USD mln", "Exports: USD 14.1 mln"),
            ("Exports, mln. USD", "Exports: USD 14.1 mln"),
            ("Exports (US$ million)", "Exports: US$ 14.1 million"),
            ("Exports (in thousands of US dollars)", "Exports: 14.1 thousands US dollars"),
            ("Exports, million euros", "Exports: 14.1 million euros"),
            ("€ bn", ": € 14.1 bn"),
            ("Change (%)", "Change: 14.1%"),
            ("Change, Per cent", "Change: 14.1%"),
        ] {
            assert_eq!(shown(heading, "14.1").as_deref(), Some(line));
        }
        assert_eq!(shown("Exports, USD mln", "n/a").as_deref(), Some("Exports: n/a"));
        for heading in ["Exports", "Won", "Exports, total", "Exports (million tonnes)", "Exports, 2023", ""] {
            assert_eq!(shown(heading, "14.1"), None, "{heading}");
        }
    }
}
