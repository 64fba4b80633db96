//! Those who travel without a name, their welcome at the airport and their way home: "a Polish delegation flew to Lima", "the minister
//! was met at the airport on Tuesday", "he leaves for home on Friday".

use super::clause::Clause;
use crate::extract::article::{Article, Item};
use crate::lexicon::{Cue, MeetingWord};
use crate::model::{Code, MeetingKind, MentionKind};

/// Those who travel together.
const TRAVELLERS: &[&str] = &[
    "delegation",
    "mission",
    "team",
    "group",
    "businessmen",
    "entrepreneurs",
    "lawmakers",
    "parliamentarians",
    "mps",
    "senators",
    "deputies",
    "officials",
    "experts",
    "businesspeople",
    "investors",
    "exporters",
];

/// The economy of those who travel together, told before a token: "a delegation of the Kenyan parliament", "Peruvian businessmen".
pub(super) fn delegation(article: &Article, first: usize, at: usize) -> Option<Code> {
    const REACH: usize = 16;
    const BESIDE: usize = 6;
    let from = at.saturating_sub(REACH).max(first);
    let who = (from..at).rev().find(|&i| article.is_any(i, TRAVELLERS))?;
    // "the plane with the delegation", "talks with a delegation"
    let led = (who.saturating_sub(BESIDE).max(from)..who).any(|i| article.is_any(i, &["with", "by", "for", "to"]));
    const WHOSE: &[MentionKind] = &[MentionKind::Country, MentionKind::Group, MentionKind::Organisation];
    let whose = |range: std::ops::Range<usize>| article.items_in(range, WHOSE).next().and_then(|i| article.mention(i).country);
    let adjective = |i: Item| article.form(i) == "adjective" || article.possessive(i.end);
    let before = article.items_in(who.saturating_sub(BESIDE).max(from)..who, &[MentionKind::Country]).filter(|i| adjective(*i)).last();
    let of = article.is_any(who + 1, &["of", "from", "representing"]);
    let behind = || whose(who + 1..(who + 1 + BESIDE).min(at)).filter(|_| of);
    before.and_then(|i| article.party(i)).or_else(behind).filter(|_| !led)
}

impl Clause<'_> {
    /// "A Polish trade delegation will travel to Lima": of another economy than the place that they go to.
    pub(super) fn is_of_delegation(&self) -> bool {
        let goal = self.place().1;
        let home = delegation(self.article, self.article.sentences[self.no].first, self.hit.first);
        self.hit.set.has(Cue::VisitVerb) && home.is_some() && goal.is_some() && home != goal
    }

    /// "A delegation of the World Bank visited Lima": the body, which no country's name tells.
    pub(super) fn delegation_of_body(&self) -> Option<Code> {
        let travels = self.kind == MeetingKind::Visit && self.hit.set.has(Cue::VisitVerb);
        let home = delegation(self.article, self.article.sentences[self.no].first, self.hit.first).filter(|_| travels)?;
        (!self.article.lexicon.geography.capitals.contains_key(&home)).then_some(home)
    }

    /// "The Kenyan minister, who was in Lima, went on to Quito", "During a visit to Lima, the Kenyan minister met": the office of one
    /// country that the words of the trip leave to the clause beside them.
    pub(super) fn office_beside(&self) -> Option<Item> {
        const NEAR: usize = 8;
        const WHO: &[MentionKind] = &[MentionKind::Role, MentionKind::Person];
        let article = self.article;
        let s = article.sentences[self.no];
        if self.kind != MeetingKind::Visit || article.items_in(self.range.clone(), WHO).next().is_some() {
            return None;
        }
        let before = article.items_in(s.first..self.range.start, WHO).next();
        let during =
            !self.hit.set.has(Cue::VisitVerb) && article.has_any(s.first..(s.first + 4).min(self.hit.first), &["during", "on", "course"]);
        let comma = (self.range.end..(self.range.end + 2).min(s.last)).any(|i| article.sign(i, ','));
        let behind = || article.items_in(self.range.end..(self.range.end + NEAR).min(s.last), WHO).next().filter(|_| during && comma);
        let office = before.or_else(behind).filter(|i| i.kind == MentionKind::Role && self.is_bare_office(*i))?;
        article.mention(office).country.map(|_| office)
    }

    /// "was met at the airport by the vice president", "On his arrival on Tuesday she was greeted by": a welcome, and no talks.
    pub(super) fn is_welcome(&self) -> bool {
        const NEAR: usize = 24;
        const BY: usize = 10;
        let article = self.article;
        let verb = self.hit.set.has(Cue::Received) || article.is(self.hit.first, "met");
        let s = article.sentences[self.no];
        let lead = self.hit.first.saturating_sub(NEAR).max(s.first)..self.hit.first;
        let near = article.any_tells(self.hit.end..(self.hit.end + NEAR).min(self.range.end), MeetingWord::Arriving);
        let be = article.has_any(self.hit.first.saturating_sub(2)..self.hit.end, &["was", "were", "been", "is"]);
        let by = (self.hit.end - 1..(self.hit.end + BY).min(s.last)).any(|i| article.is(i, "by"));
        verb && (near || be && by && article.any_tells(lead, MeetingWord::Arriving))
    }

    /// "leaves for home on Friday", "flew home two days later": the end of a trip.
    pub(super) fn is_homeward(&self) -> bool {
        is_way_home(self.article, self.hit.first)
    }
}

/// "leaves for home", "returned home", "will leave the country"; not "returned home from a visit to Lima", which tells of it anew.
pub(super) fn is_way_home(article: &Article, at: usize) -> bool {
    const NEAR: usize = 10;
    const LEAVES: &[&str] =
        &["leave", "leaves", "left", "depart", "departs", "departed", "fly", "flies", "flew", "return", "returns", "returned", "headed"];
    let to = at + 1 + usize::from(article.is_any(at + 1, &["for", "back"]));
    let home = article.is(to, "home") || article.starts(to, &["the", "country"]);
    let anew = article.has_cue(at + 1..at + 1 + NEAR, Cue::Visit);
    // "Tourists flew home", "The team left for home": others than who travelled
    const SUBJECT: usize = 6;
    const WHO: &[&str] =
        &["he", "she", "they", "delegation", "guest", "guests", "leader", "minister", "president", "premier", "and", "then"];
    let lead = at.saturating_sub(SUBJECT)..at;
    let traveller =
        article.has_any(lead.clone(), WHO) || article.items_in(lead, &[MentionKind::Person, MentionKind::Role]).next().is_some();
    article.is_any(at, LEAVES) && home && !anew && traveller
}
