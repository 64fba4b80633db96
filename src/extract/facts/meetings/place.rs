//! Where the event of a clause is.

use super::clause::{Clause, PLACES};
use crate::extract::article::Item;
use crate::lexicon::MeetingWord;
use crate::model::{Code, MeetingKind, MentionKind};

impl Clause<'_> {
    /// The city and country of the event.
    pub(super) fn place(&self) -> (Option<String>, Option<Code>) {
        let article = self.article;
        let at_place = |i: &Item| {
            let before = i.first.checked_sub(1);
            let led = before.is_some_and(|b| article.tells(b, MeetingWord::BeforePlace) || article.sign(b, '(') || article.sign(b, ','))
                || i.first == article.sentences[self.no].first;
            let the = before.is_some_and(|b| article.is(b, "the") && article.is_any(b.saturating_sub(1), &["in", "at", "to"]));
            let venue = article.is_any(i.end, &["was", "is", "became"]) && article.is_any(i.end + 2, &["venue", "scene", "place", "host"]);
            let hosts = venue
                || article.is_any(i.end, &["hosted", "hosts", "will", "became"])
                || (i.first.saturating_sub(2)..i.first).any(|w| article.is(w, "by"))
                    && article.has_any(self.hit.first..i.first, &["hosted"]);
            let numbered = article.items_in(self.hit.first..self.hit.first + 1, &[MentionKind::Ordinal]).next().is_some();
            (led || the || hosts || numbered && i.first >= self.hit.end) && !self.is_actor(*i) && !self.is_dateline(*i)
        };
        let distance = |i: &Item| if i.first >= self.hit.end { i.first - self.hit.end } else { self.hit.first.saturating_sub(i.end) + 3 };
        let city = article
            .items_in(self.range.clone(), &[MentionKind::City])
            .filter(|i| article.form(*i) != "region")
            .filter(at_place)
            .min_by_key(distance);
        if let Some(item) = city {
            let mention = article.mention(item);
            return (mention.name.clone(), mention.country);
        }
        if let Some((capital, country)) = self.capital_city() {
            return (Some(capital), Some(country));
        }
        if self.kind == MeetingKind::Visit {
            return (None, self.destination());
        }
        let inside = article.items_in(self.range.clone(), &[MentionKind::Country]).find(|i| {
            let p = i.first.saturating_sub(1);
            article.form(*i) == "name"
                && (article.is(p, "in") || article.is(p, "the") && article.is(p.saturating_sub(1), "in"))
                && !article.is_any(p.saturating_sub(1), &["interests", "companies", "investments", "interest", "situation"])
        });
        (None, inside.and_then(|i| article.party(i)))
    }

    /// "in the Kazakh capital"
    fn capital_city(&self) -> Option<(String, Code)> {
        let article = self.article;
        let at = self.range.clone().find(|&i| article.is(i, "capital") && !article.is_any(i + 1, &["of", "in"]))?;
        let item = article.items_in(at.saturating_sub(2)..at, &[MentionKind::Country]).last()?;
        let code = article.party(item)?;
        Some((article.lexicon.geography.capitals.get(&code)?.clone(), code))
    }

    /// "Bucharest is interested": a capital that acts is no place.
    fn is_actor(&self, item: Item) -> bool {
        let venue = self.article.is_any(item.end + 2, &["venue", "scene", "place", "host"]);
        self.article.is_any(item.end, &["is", "was", "has", "welcomed", "and"])
            && !venue
            && !self.article.is_any(item.first.saturating_sub(1), &["in", "at", "to"])
    }

    /// "ASTANA – Kazakh Deputy Prime Minister ..."
    fn is_dateline(&self, item: Item) -> bool {
        let article = self.article;
        let sentence = article.sentences[self.no];
        let shouted =
            article.word(item.first).chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase) && article.word(item.first).len() > 3;
        let opens = item.first <= sentence.first + 3;
        let dash = (item.end..(item.end + 10).min(sentence.last))
            .any(|i| article.sign(i, '-') || article.sign(i, ':') || article.sign(i, '.') || article.sign(i, ')') || article.sign(i, '/'));
        opens && dash && (shouted || sentence.opens_line && (article.sign(item.end, ':') || article.sign(item.end, '(')))
    }

    /// "an official visit to Kazakhstan", "arrives in Kazakhstan", "the country received"
    fn destination(&self) -> Option<Code> {
        let article = self.article;
        let behind = article.items_in(self.hit.first..self.range.end, PLACES).find(|i| {
            let p = i.first.saturating_sub(1);
            let led = |w: usize| article.is_any(w, &["to", "in", "for", "visited", "visiting", "visits", "visit"]);
            // "the visit the Russian delegates ..." goes nowhere
            article.form(*i) != "adjective" && (led(p) || article.is(p, "the") && led(p.saturating_sub(1)))
        });
        // "is expected in Kenya for a state visit"
        let before = article.items_in(self.range.start..self.hit.first, &[MentionKind::Country]).filter(|i| {
            let led = (i.first.saturating_sub(2)..i.first).find(|&w| article.is(w, "in"));
            article.form(*i) == "name"
                && self.hit.first - i.end <= 8
                && led.is_some_and(|w| w > 0 && article.tells(w - 1, MeetingWord::BeingThere))
        });
        behind
            .or(before.last())
            .and_then(|i| article.party(i))
            .or_else(|| article.has_phrase(self.range.clone(), &["the", "country", "received"]).then_some(self.discourse.home).flatten())
    }
}
