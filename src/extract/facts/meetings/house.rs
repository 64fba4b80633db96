//! Events at an institution whose country its name tells: "in the Ministry of Finance of Peru", "at Peru's Senate".

use super::clause::Clause;
use crate::extract::article::Item;
use crate::lexicon::MeetingWord;
use crate::model::MentionKind;
use std::ops::Range;

/// No institution's name is longer.
const LONGEST_NAME: usize = 10;

impl Clause<'_> {
    /// Whether a country is the one whose institution the event is held at.
    pub(super) fn is_of_house(&self, country: Item) -> bool {
        let article = self.article;
        let before = country.first.saturating_sub(LONGEST_NAME).max(self.range.start)..country.first;
        let behind = country.end..(country.end + LONGEST_NAME).min(self.range.end);
        let owner = article.form(country) == "adjective" || article.possessive(country.end);
        // "the British Parliament of Kenya": the country that it is told to be of comes first
        let own = |name: &Range<usize>| !owner || !self.is_of_another(country, name.clone());
        let name = if owner { self.name_behind(country.first, behind) } else { self.name_before(before) }.filter(own);
        let led = |first: usize| article.is_any(first.saturating_sub(1), &["in", "at"]);
        let the = |first: usize| first.saturating_sub(usize::from(article.is(first.saturating_sub(1), "the")));
        // "Secretary of State at the Ministry of Finance of Peru": where he holds his office
        let office = |at: usize| article.item_at(at.saturating_sub(1), &[MentionKind::Role]).is_some();
        let at_office = |first: usize| office(first) || office(first.saturating_sub(1));
        name.is_some_and(|name| led(the(name.start)) && !at_office(the(name.start)) && article.any_tells(name, MeetingWord::House))
    }

    /// "at the American University of Peru": a house is called after the one and stands in the other.
    pub(super) fn is_name_of_house_abroad(&self, country: Item) -> bool {
        let behind = country.end..(country.end + LONGEST_NAME).min(self.range.end);
        let adjective = self.article.form(country) == "adjective";
        adjective && self.name_behind(country.first, behind).is_some_and(|name| self.is_of_another(country, name))
    }

    /// "Peru's Ministry of Finance", "the Peruvian foreign ministry"
    fn name_behind(&self, first: usize, behind: Range<usize>) -> Option<Range<usize>> {
        let named = |i: &usize| self.is_of_name(*i) || self.article.possessive(*i);
        let last = behind.take_while(named).last()?;
        Some(first..last + 1)
    }

    /// Whether a name says "of" a country that is not the one it begins with.
    fn is_of_another(&self, country: Item, name: Range<usize>) -> bool {
        let article = self.article;
        let of = |i: &Item| {
            let the = usize::from(article.is(i.first - 1, "the"));
            article.is(i.first - 1 - the, "of") && article.party(*i) != article.party(country)
        };
        article.items_in(country.end..name.end, &[MentionKind::Country]).any(|i| of(&i))
    }

    /// "the Ministry of Finance of the Republic of" before the country
    fn name_before(&self, before: Range<usize>) -> Option<Range<usize>> {
        let of = |i: usize| self.article.is(i, "of") || self.article.is(i, "the") && self.article.is(i - 1, "of");
        let end = before.end;
        let first = before.rev().take_while(|&i| self.is_of_name(i)).last()?;
        of(end - 1).then_some(first..end)
    }

    fn is_of_name(&self, at: usize) -> bool {
        let article = self.article;
        let link = article.is_any(at, &["of", "and", "for", "the", "foreign"]);
        (link || article.tokens[at].capital || article.tells(at, MeetingWord::House)) && !article.is_any(at, &["in", "at"])
    }
}
