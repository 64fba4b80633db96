//! Whether a text is in English, the one language that the engine reads.

use crate::lexicon::Lexicon;
use crate::text::KnownTo;

/// Texts with fewer words are believed to be English: too short to tell.
const ENOUGH: usize = 25;
/// So many words are looked at, in so many runs spread over the text: a text may be in two languages.
const SAMPLE: usize = 240;
const RUNS: usize = 6;
/// Of English running text a third are such words; of a table with captions still more than this.
const SURELY_ENGLISH: f64 = 0.15;
/// Of other languages in Latin letters a word in twenty may read like an English one.
const HARDLY_ENGLISH: f64 = 0.05;
/// Of lists of names more words begin with a capital than of prose in any language.
const LIST: f64 = 0.6;
/// Of English without function words, such as a list of goods, more words are known than of any other language.
const KNOWN: f64 = 0.15;
/// Letters of another script that are more than a name in brackets.
const FOREIGN_LETTERS: usize = 20;
/// English words between others that are an article of their own.
const ARTICLE: usize = 100;

/// The name of the language of a text, in English, when it is surely another one than English.
///
/// The letters settle it where most are not Latin ones, unless there is an English article among them. Else the share of function
/// words settles nearly every text; a statistical guess is asked where it leaves doubt, and believed only where it is sure of
/// itself. What no guess knows is other than English when hardly a word of its prose is known.
pub fn of(text: &str, lexicon: &Lexicon) -> Option<&'static str> {
    let (latin, foreign) = letters(text);
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphabetic() && c != '\'').filter(|w| w.len() > 1 && w.chars().all(is_latin)).collect();
    let sample = spread(&words);
    let share = |is: &dyn Fn(&str) -> bool| sample.iter().filter(|word| is(word)).count() as f64 / sample.len().max(1) as f64;
    let english = share(&|word| lexicon.function_words.has_word(word));
    if foreign >= FOREIGN_LETTERS && foreign > latin {
        let holds_article = english >= SURELY_ENGLISH && (words.len() >= ARTICLE || words.len() >= ENOUGH && 2 * latin >= foreign);
        return (!holds_article).then(|| guess(text).unwrap_or_else(|| script(text)));
    }
    if words.len() < ENOUGH || english >= SURELY_ENGLISH || share(&|word| word.starts_with(char::is_uppercase)) > LIST {
        return None;
    }
    let sample = sample.join(" ");
    let unknown = || english < HARDLY_ENGLISH && known(&sample, lexicon) < KNOWN;
    guess(&sample).or_else(|| unknown().then_some("another language than English"))
}

fn is_latin(letter: char) -> bool {
    matches!(letter, '\'' | 'A'..='Z' | 'a'..='z' | '\u{AA}'..='\u{2FF}' | '\u{1E00}'..='\u{1EFF}')
}

/// How many letters are Latin, and how many are not.
fn letters(text: &str) -> (usize, usize) {
    let letters = text.chars().filter(|c| c.is_ascii_alphabetic() || !c.is_ascii() && c.is_alphabetic());
    letters.fold((0, 0), |(latin, foreign), letter| if is_latin(letter) { (latin + 1, foreign) } else { (latin, foreign + 1) })
}

/// Words from all over a text.
fn spread<'a>(words: &[&'a str]) -> Vec<&'a str> {
    if words.len() <= SAMPLE {
        return words.to_vec();
    }
    let run = SAMPLE / RUNS;
    let starts = (0..RUNS).map(|n| n * (words.len() - run) / (RUNS - 1));
    starts.flat_map(|start| &words[start..start + run]).copied().collect()
}

fn guess(text: &str) -> Option<&'static str> {
    let guess = whatlang::detect(text)?;
    (guess.lang() != whatlang::Lang::Eng && guess.is_reliable()).then(|| guess.lang().eng_name())
}

fn script(text: &str) -> &'static str {
    match whatlang::detect_script(text) {
        Some(whatlang::Script::Cyrillic) => "Cyrillic letters",
        Some(whatlang::Script::Arabic) => "Arabic letters",
        Some(whatlang::Script::Mandarin) => "Chinese characters",
        _ => "letters that are not Latin",
    }
}

/// The share of the longer words in lower case that any table knows.
fn known(text: &str, lexicon: &Lexicon) -> f64 {
    let tokens = lexicon.tokens(text);
    let words = || tokens.iter().filter(|token| token.is_word() && !token.capital && token.span.of(text).len() > 3);
    words().filter(|token| token.known != KnownTo::NONE).count() as f64 / words().count().max(1) as f64
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Lexicon;

    fn of(text: &str) -> Option<&'static str> {
        super::of(text, &Lexicon::builtin())
    }

    #[test]
    fn function_words_are_known() {
        assert!(["the", "and", "With"].iter().all(|word| Lexicon::builtin().function_words.has_word(word)));
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

    #[test]
    fn letters_tell_what_no_guess_knows() {
        for text in [
            "Товарооборот Норвегии и Кении достиг $300 million в 2023 году.",
            "Гардиши мол байни Норвегия ва Перу дар соли гузашта даҳ фоиз афзуд, хабар дод хадамоти матбуоти вазорат.",
            "د ناروې او پیرو ترمنځ سوداګري تېر کال لس سلنه زیاته شوې او درې سوه میلیونه ډالرو ته رسېدلې.",
            "ມູນຄ່າການຄ້າລະຫວ່າງນໍເວ ແລະ ເປຣູ ເພີ່ມຂຶ້ນສິບສ່ວນຮ້ອຍໃນປີກາຍ.",
            "挪威与秘鲁去年贸易额增长百分之十，达到三亿美元。双方同意扩大能源领域的合作。",
        ] {
            assert!(of(text).is_some(), "{text}");
        }
        let somali = "Ganacsiga u dhexeeya dalalka iyo shirkadaha ayaa sannadkii hore kordhay boqolkiiba toban wuxuuna gaaray saddex boqol oo \
                      milyan oo doolar, sida uu sheegay adeegga saxaafadda ee wasaaradda, labada dhinacna waxay isku raaceen iskaashi.";
        assert!(of(somali).is_some());
    }

    #[test]
    fn english_beside_another_language_is_english() {
        let english = "Trade between Kenya and Norway grew by ten percent last year and reached three billion euros, the ministry said, as \
                       exports rose faster than imports for the second year and the two sides agreed to go on with their talks.";
        let russian = "Товарооборот между двумя странами вырос за прошлый год на десять процентов и достиг трёх миллиардов долларов.";
        let mixed = [english, english, &[russian; 9].join("\n"), english, english].join("\n");
        assert_eq!(of(&mixed), None);
        assert!(of(&[&[russian; 9].join("\n"), english].join("\n")).is_some());
    }

    #[test]
    fn lists_of_names_and_goods_are_english() {
        let names = "Members of the council: Ahmet Yılmaz, Koç Holding; Mehmet Öztürk, Sabancı Holding; Ayşe Demir, Anadolu Efes; Mustafa \
                     Şahin, Türk Hava Yolları; Fatma Çelik, Yapı Kredi; Hüseyin Aydın, Ziraat Bankası; Emine Arslan, Eczacıbaşı.";
        assert_eq!(of(names), None);
        let goods = "exports: crude oil 12.5; natural gas 3.1; copper ore 2.2; wheat flour 1.9; iron ore 1.1; frozen fish 0.9; coffee 0.8; tea \
                     0.7; cotton yarn 0.5; steel pipes 0.4; machinery 0.3; medicines 0.2; cut flowers 0.2; aluminium 0.1; timber 0.1";
        assert_eq!(of(goods), None);
    }
}
