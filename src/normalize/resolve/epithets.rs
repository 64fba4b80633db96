//! Which state "the Kingdom" or "the Sultanate" is: the one of its kind that the document names.

use crate::model::{Code, Mention, MentionKind};
use crate::normalize::recognise::Page;

/// The words of the page that may stand for a state: "kingdom" behind "the", unless a name goes on behind it.
pub fn words(page: &Page) -> Vec<usize> {
    let behind_the = (1..page.tokens.len()).filter(|&at| page.is(at - 1, "the"));
    // "the Kingdom of Spain", "the Kingdom Holding"
    let goes_on = |at: usize| page.is(at + 1, "of") || page.tokens.get(at + 1).is_some_and(|t| t.is_word() && t.capital);
    behind_the.filter(|&at| states(page, at).is_some() && !goes_on(at)).collect()
}

/// The state that the word at `at` stands for, given the places that are named, in the order of the text.
///
/// Of two kingdoms it is the one whose capital opens the text: "RIYADH: Bahrain and the Kingdom ...".
pub fn state(page: &Page, at: usize, named: &[Mention]) -> Option<Code> {
    let states = states(page, at)?;
    let mut found = named.iter().filter_map(|m| m.country).filter(|c| states.contains(c));
    let first = found.next()?;
    if found.all(|c| c == first) {
        return Some(first);
    }
    let opening = named.first().filter(|m| m.kind == MentionKind::City)?;
    opening.country.filter(|c| states.contains(c))
}

fn states<'a>(page: &Page<'a>, at: usize) -> Option<&'a Vec<Code>> {
    page.lexicon.geography.epithets.get(page.lower(at).as_str())
}
