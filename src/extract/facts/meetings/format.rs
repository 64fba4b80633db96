//! The number and the name of a format: "38th meeting of the Berlin Eurasian Club".

use super::clause::Clause;
use crate::extract::article::Item;
use crate::lexicon::MeetingWord;
use crate::model::{MeetingKind, MentionKind};

/// No format's name has more words.
const LONGEST_NAME: usize = 40;

impl Clause<'_> {
    pub(super) fn ordinal(&self) -> Option<i64> {
        let unnumbered = matches!(self.kind, MeetingKind::Visit | MeetingKind::Talks | MeetingKind::Call | MeetingKind::Ceremony);
        if unnumbered && !self.is_round() { None } else { self.number() }
    }

    /// "the third round of negotiations"
    pub(super) fn is_round(&self) -> bool {
        let (article, first) = (self.article, self.hit.first);
        let of = article.is(first.saturating_sub(1), "of") && article.is(first.saturating_sub(2), "round");
        self.kind == MeetingKind::Talks && (of || article.starts(first, &["round", "of"])) && self.number().is_some()
    }

    /// The number beside the words of meeting.
    pub(super) fn number(&self) -> Option<i64> {
        let article = self.article;
        // "the twenty-second session of the Kenyan-Finnish Joint Committee"
        let from = self.hit.first.saturating_sub(10).max(self.range.start);
        if let Some(own) = article.items_in(self.hit.first..self.hit.first + 1, &[MentionKind::Ordinal]).next() {
            return article.mention(own).number.map(|n| n as i64);
        }
        // "the summit returned to Lima in its seventh session"
        let reach = if article.has_phrase(self.hit.end..self.hit.end + 6, &["in", "its"]) { 7 } else { 5 };
        // "will be convened in Lima for its eighth session"
        let its = |i: &Item| {
            const ROUNDS: &[&str] =
                &["session", "meeting", "round", "sitting", "edition", "plenary", "conference", "summit", "consultations"];
            article.is_any(i.first.saturating_sub(1), &["its", "their"]) && article.is_any(i.end, ROUNDS)
        };
        let own = || article.items_in(self.hit.end..self.range.end, &[MentionKind::Ordinal]).find(its);
        let item = article.items_in(from..(self.hit.end + reach).min(self.range.end), &[MentionKind::Ordinal]).find(|i| {
            let gap = if i.first < self.hit.first { i.end..self.hit.first } else { self.hit.end..i.first };
            let first = article.mention(*i).number.is_some_and(|n| n == 1.0);
            !(first && self.is_adverb(*i))
                && !(first && article.is_any(i.end, &["hand", "face", "physical", "virtual", "online"]))
                && !(first && article.starts(i.end, &["in", "-", "person"]))
                && !gap.clone().any(|w| article.sign(w, ';'))
                && !article.has_any(
                    i.end..i.end + 1,
                    &["from", "place", "quarter", "half", "largest", "time", "session", "week", "day", "month", "year", "anniversary"],
                )
                || article.is(i.end, "session") && !article.has_phrase(i.end..i.end + 4, &["session", "of", "the", "un"])
        });
        let item = item.or_else(own)?;
        article.mention(item).number.map(|n| n as i64)
    }

    /// "first exchanged data at a conference": of what was done, not of the format.
    fn is_adverb(&self, item: Item) -> bool {
        let article = self.article;
        let verb = article.tells(item.end, MeetingWord::Told) || article.word(item.end).ends_with("ed");
        verb && !article.is_any(item.first.saturating_sub(1), &["the", "its", "their"])
    }

    /// "38th meeting of the Berlin Eurasian Club": the capitalised words of the trigger.
    pub(super) fn format_name(&self) -> Option<String> {
        if !matches!(self.kind, MeetingKind::Forum | MeetingKind::Commission | MeetingKind::Summit) {
            return None;
        }
        let article = self.article;
        let capital = |i: usize| article.tokens[i].is_word() && article.tokens[i].capital;
        let mut last = self.hit.end;
        if !capital(last - 1) {
            return None;
        }
        let mut first = last - 1;
        while first > 0 && last - first < LONGEST_NAME && (capital(first - 1) || article.sign(first - 1, '-')) {
            first -= 1;
        }
        while last - first < LONGEST_NAME && article.tokens.get(last).is_some_and(|t| t.is_word() && t.capital) {
            last += 1;
        }
        (last - first >= 2).then(|| article.text(first, last).to_string())
    }
}
