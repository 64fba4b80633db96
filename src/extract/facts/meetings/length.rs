//! How long the event of a clause lasts: its last day, its length in days, whether its beginning or its end is told.

use super::clause::Clause;
use crate::extract::article::Item;
use crate::lexicon::MeetingWord;
use crate::model::MentionKind;
use jiff::civil::Date;

impl Clause<'_> {
    /// "which will last till June 12": the last day.
    pub(super) fn until(&self) -> Option<Date> {
        let article = self.article;
        let item = article
            .items_in(self.range.clone(), &[MentionKind::Date])
            .find(|i| article.is_any(i.first.saturating_sub(1), &["till", "until"]) || self.is_continued_on(*i))?;
        let mention = article.mention(item);
        match (mention.number, article.document.published_on) {
            (Some(open), Some(published)) => self.ahead(item, open as i32, published).0,
            _ => mention.period_end,
        }
    }

    /// "the work will be continued on May 4": on the day after the first.
    fn is_continued_on(&self, item: Item) -> bool {
        let article = self.article;
        article.is(item.first.saturating_sub(1), "on")
            && article.is_any(item.first.saturating_sub(2), &["continued", "continue", "continues", "concluded", "conclude", "concludes"])
            && article.has_any(item.first.saturating_sub(5)..item.first, &["will", "continues", "concludes"])
    }

    /// "a two-day visit", "for three days"
    pub(super) fn duration(&self) -> Option<i64> {
        let article = self.article;
        let lasts = |i: usize| {
            let of_stay = article.is(i.saturating_sub(2), "of") && article.is_any(i.saturating_sub(3), &["visit", "trip", "stay", "tour"]);
            let told = of_stay || article.is_any(i.saturating_sub(2), &["for", "lasts", "last", "lasting"]);
            // "wrapped up two days of consultations"
            let of = article.is(i + 1, "of") && i < self.hit.first && self.hit.first - i <= 6;
            article.is(i, "day") || article.is(i, "days") && (told || of)
        };
        self.range.clone().filter(|&i| i >= 1 && lasts(i)).find_map(|at| self.days_before(at))
    }

    /// "begins his visit on Friday", "a visit starting on July 26": only the first day is told.
    pub(super) fn is_beginning(&self, time: Item) -> bool {
        let article = self.article;
        let begins = |i: usize| {
            article.is_any(
                i,
                &["begin", "begins", "began", "begun", "beginning", "start", "starts", "started", "starting", "kicks", "embarks"],
            )
        };
        let on = time.first.saturating_sub(1 + usize::from(article.is_any(time.first.saturating_sub(1), &["on", "from"])));
        // "the visit which the president starts on Monday"
        let which = article.is_any(self.hit.end, &["which", "that"]) && (self.hit.end..time.first.max(self.hit.end)).any(begins);
        which || (self.hit.first.saturating_sub(5).max(self.range.start)..self.hit.first).any(begins) || begins(on)
    }

    /// "the two-day visit ended today", "concluded his visit on Friday": only the last day is told.
    pub(super) fn is_ending(&self) -> bool {
        let article = self.article;
        let near = self.hit.first.saturating_sub(8).max(self.range.start)..(self.hit.end + 14).min(self.range.end);
        // "came to its end"
        let end = |i: usize| article.is(i, "to") && article.is_any(i + 1, &["its", "an", "a"]) && article.is_any(i + 2, &["end", "close"]);
        // not "behind closed doors"
        let closed = |i: usize| {
            article.is_any(i, &["closed", "closes"]) && !article.is_any(i + 1, &["door", "doors", "session", "format", "meeting"])
        };
        near.clone().any(closed)
            || article.any_tells(near.clone(), MeetingWord::Ending)
            || near.clone().any(end)
            || article.has_phrase(near, &["will", "end"])
    }

    /// The number before "-day".
    pub(super) fn days_before(&self, at: usize) -> Option<i64> {
        let article = self.article;
        let word = article.word(if article.sign(at - 1, '-') { at - 2 } else { at - 1 }).to_lowercase();
        ["zero", "one", "two", "three", "four", "five", "six", "seven"]
            .iter()
            .position(|w| *w == word)
            .map(|n| n as i64)
            .or_else(|| word.parse().ok())
            .filter(|n| (1..=10).contains(n))
    }
}
