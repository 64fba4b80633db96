//! What the words before a date say it is the day of: "Published:", "Last updated on", "Дата публикации".

use crate::lexicon::{CalendarWord, DateWord, Lexicon};
use crate::text::Token;

/// What a day is the day of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// Of publication.
    Published,
    /// Of a change.
    Changed,
    /// Of somebody's look at the page, of an event.
    Other,
}

/// So many words before a date may hold its label.
const WORDS: usize = 3;

/// What the words before the token `at`, from `first` on, say of the date that begins there.
pub fn before(text: &str, tokens: &[Token], lexicon: &Lexicon, first: usize, at: usize) -> Option<Label> {
    let (words, mut seen) = (&lexicon.date_words, 0);
    for i in (first..at).rev() {
        let token = &tokens[i];
        let word = token.span.of(text);
        if token.is_number() && is_end_of_date(word) || is_month(lexicon, tokens, i) {
            return None;
        }
        if !token.is_word() || lexicon.calendar.find(tokens, i).is_some() || words.has(token, DateWord::Link) {
            continue;
        }
        // "Today is Tuesday, 18 June 2024", but "Kenya Today, 18 June 2024"
        let is_today = i == first && token.reads_any(text, &["today"]);
        let is_clock = token.reads_any(text, &["local"]) && tokens.get(i + 1).is_some_and(|next| next.reads_any(text, &["time"]));
        if is_today || is_clock || words.has(token, DateWord::Other) {
            return Some(Label::Other);
        }
        if words.has(token, DateWord::Changed) {
            return Some(Label::Changed);
        }
        if words.has(token, DateWord::Published) {
            return Some(Label::Published);
        }
        seen += 1;
        if seen == WORDS {
            return None;
        }
    }
    None
}

/// A year, or a date in figures.
fn is_end_of_date(word: &str) -> bool {
    word.len() == 4 && (word.starts_with("19") || word.starts_with("20")) || word.split('.').count() == 3
}

fn is_month(lexicon: &Lexicon, tokens: &[Token], at: usize) -> bool {
    let found = lexicon.calendar.find(tokens, at).map(|(_, word)| *word);
    tokens[at].capital && matches!(found, Some(CalendarWord::Month(_))) || matches!(found, Some(CalendarWord::MonthAbroad(_)))
}
