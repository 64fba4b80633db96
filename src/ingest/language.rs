//! Whether a text is in English, the one language that the engine reads.

use crate::lexicon::Lexicon;

/// Texts with fewer words are believed to be English: too short to tell.
const ENOUGH: usize = 25;
/// So many words from the middle of a text are looked at.
const SAMPLE: usize = 240;
/// Of English running text a third are such words; of a table with captions still more than this.
const SURELY_ENGLISH: f64 = 0.15;

/// The name of the language of a text, in English, when it is surely another one than English.
///
/// The share of function words settles nearly every text; a statistical guess is asked where it leaves doubt, and believed only
/// where it is sure of itself.
pub fn of(text: &str, lexicon: &Lexicon) -> Option<&'static str> {
    let words: Vec<&str> = text.split(|c: char| !c.is_alphabetic() && c != '\'').filter(|word| word.len() > 1).collect();
    if words.len() < ENOUGH {
        return None;
    }
    let start = (words.len() - words.len().min(SAMPLE)) / 2;
    let sample = &words[start..words.len().min(start + SAMPLE)];
    let english = sample.iter().filter(|word| lexicon.function_words.has_word(word)).count();
    if english as f64 / sample.len() as f64 >= SURELY_ENGLISH {
        return None;
    }
    let guess = whatlang::detect(&sample.join(" "))?;
    (guess.lang() != whatlang::Lang::Eng && guess.is_reliable()).then(|| guess.lang().eng_name())
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Lexicon;

    fn of(text: &str) -> Option<&'static str> {
        super::of(text, &Lexicon::builtin())
    }

    #[test]
    fn other_languages_are_told() {
        let german = "Der Handel zwischen den beiden Ländern ist im vergangenen Jahr um zehn Prozent gewachsen und erreichte nach Angaben \
                      des Ministeriums drei Milliarden Euro, wobei die Ausfuhren stärker zunahmen als die Einfuhren.";
        assert_eq!(of(german), Some("German"));
        let russian = "Товарооборот между двумя странами вырос за прошлый год на десять процентов и достиг, по данным министерства, трёх \
                       миллиардов долларов, при этом экспорт увеличился больше, чем импорт, сообщили журналистам в ведомстве.";
        assert_eq!(of(russian), Some("Russian"));
    }

    #[test]
    fn english_is_english_also_in_tables_and_short() {
        assert_eq!(of("Handel wächst"), None);
        let prose = "Trade between the two countries grew by ten percent last year and reached three billion euros, the ministry said, as \
                     exports rose faster than imports for the second year.";
        assert_eq!(of(prose), None);
        let table = "Exports to Poland, 2023: 12.5. Imports from Poland, 2023: 11.0. Exports to Kenya, 2023: 3.5. Imports from Kenya, 2023: \
                     1.0. Exports to Peru, 2023: 2.5. Imports from Peru, 2023: 0.7. Exports to Norway, 2023: 8.1.";
        assert_eq!(of(table), None);
    }
}
