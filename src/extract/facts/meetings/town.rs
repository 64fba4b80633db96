//! Towns of a clause: those that no table has, and capitals that act instead of being a place.

use super::clause::Clause;
use crate::extract::article::Item;
use crate::lexicon::MeetingWord;
use crate::model::{Code, MeetingKind, MentionKind};

/// What is no town of its own.
const NAMED: &[MentionKind] =
    &[MentionKind::Country, MentionKind::Group, MentionKind::City, MentionKind::Person, MentionKind::Organisation];

impl Clause<'_> {
    /// "in Arequipa, Peru", "in the Arequipa region (Peru)": behind a town that no table has.
    pub(super) fn is_behind_town(&self, item: Item) -> bool {
        const LONGEST_TOWN: usize = 3;
        let article = self.article;
        let comma = item.first.saturating_sub(1);
        let region = usize::from(article.is_any(comma.saturating_sub(1), &["region", "province", "city", "district", "resort"]));
        let last = comma.saturating_sub(region);
        let named = |i: usize| article.tokens[i].is_word() && article.tokens[i].capital && article.item_at(i, NAMED).is_none();
        let town = (last.saturating_sub(LONGEST_TOWN)..last).rev().take_while(|&i| named(i)).count();
        let lead = (last - town).saturating_sub(1);
        let prep = lead.saturating_sub(usize::from(article.is(lead, "the")));
        (article.sign(comma, ',') || article.sign(comma, '(')) && town > 0 && article.is_any(prep, &["in", "at"])
    }

    /// "in Arequipa, Peru": the name of a town that no table has, right before its country.
    pub(super) fn town_by_country(&self) -> Option<(String, Code)> {
        const LONGEST_TOWN: usize = 3;
        let article = self.article;
        let named = |i: usize| {
            article.tokens[i].is_word() && article.tokens[i].capital && article.item_at(i, NAMED).is_none() || article.sign(i, '-')
        };
        article.items_in(self.range.clone(), &[MentionKind::Country]).find_map(|country| {
            let comma = country.first.checked_sub(1).filter(|&i| article.sign(i, ',') && article.form(country) == "name")?;
            let town = (comma.saturating_sub(LONGEST_TOWN)..comma).rev().take_while(|&i| named(i)).last()?;
            let led = town > 0 && article.is_any(town - 1, &["in", "at"]);
            let closed = !article.possessive(country.end) && !self.is_of_other_event(country);
            (led && closed && article.tokens[town].capital)
                .then(|| article.party(country).map(|code| (article.text(town, comma).to_string(), code)))?
        })
    }

    /// "Kyiv and Vilnius will hold talks", "Manila, Ankara to hold talks": two capitals that act together stand for their countries.
    pub(super) fn acts_beside(&self, item: Item) -> bool {
        let article = self.article;
        let joins = |i: usize| article.is(i, "and") || article.sign(i, ',') || article.sign(i, '-') || article.sign(i, '/');
        let free =
            |i: Item| !article.tells(i.first.saturating_sub(1), MeetingWord::BeforePlace) || i.first == article.sentences[self.no].first;
        let before = || article.items_in(item.first.saturating_sub(2)..item.first, &[MentionKind::City]).last();
        let behind = || article.item_at(item.end + 1, &[MentionKind::City]);
        let first =
            before().filter(|b| b.end + 1 == item.first && joins(b.end)).or_else(|| behind().filter(|_| joins(item.end)).map(|_| item));
        let second = first.and_then(|f| article.item_at(f.end + 1, &[MentionKind::City]));
        let apart = first.zip(second).is_some_and(|(a, b)| article.mention(a).country != article.mention(b).country);
        let verb = second.is_some_and(|s| {
            article.is_any(s.end, &["will", "to", "have", "are", "were", "had", "hold", "held", "plan", "agreed", "agree", "concluded"])
        });
        apart && verb && first.is_some_and(free)
    }

    /// "Lima received the delegates of the twelfth session", "Lima played host to a forum": the event behind the verb is what it takes in.
    pub(super) fn is_round_of(&self, verb: usize) -> bool {
        const NEAR: usize = 12;
        let format = !matches!(self.kind, MeetingKind::Visit | MeetingKind::Talks | MeetingKind::Call);
        format && verb < self.hit.end && self.hit.first - verb.min(self.hit.first) <= NEAR
    }
}
