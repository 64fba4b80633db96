//! How far along a cooperation is.

use crate::extract::article::Article;
use crate::lexicon::ClauseWord;
use crate::model::Stance;

/// By the words of the sentence.
pub fn of(article: &Article, no: usize) -> Stance {
    let s = article.sentences[no];
    let by_word = [
        (ClauseWord::Agreed, Stance::Agreed),
        (ClauseWord::Ongoing, Stance::Ongoing),
        (ClauseWord::Interest, Stance::Interest),
        (ClauseWord::Potential, Stance::Potential),
    ];
    by_word.into_iter().find(|(word, _)| article.has_word(s.first..s.last, *word)).map_or(Stance::Discussed, |(_, stance)| stance)
}
