//! Words that themselves name the economies that hold an event: "the Kenyan-Polish forum", "the ministers of Kenya and Poland".

use super::clause::Clause;
use crate::extract::article::Item;
use crate::lexicon::Rank;
use crate::model::{Code, MeetingKind, MentionKind};
use std::collections::BTreeSet;

impl Clause<'_> {
    /// Whether the words themselves name the economies that hold the event.
    pub(super) fn is_between(&self) -> bool {
        match self.kind {
            MeetingKind::Talks => self.officers().is_some(),
            MeetingKind::Commission => self.is_the_session(),
            MeetingKind::Forum | MeetingKind::Summit => self.is_of_pair() && !self.is_prepared(),
            _ => false,
        }
    }

    /// "the Kenyan-Polish business forum"
    pub(super) fn is_of_pair(&self) -> bool {
        self.pair_in_name().is_some()
    }

    /// The two of "the Kenyan-Polish consultations".
    pub(super) fn pair_in_name(&self) -> Option<(Code, Code)> {
        let article = self.article;
        let from = self.hit.first.saturating_sub(6).max(self.range.start);
        let named: Vec<_> = article.items_in(from..self.hit.first, &[MentionKind::Country]).collect();
        let joined = named.windows(2).find(|w| w[1].first - w[0].end == 1 && article.sign(w[0].end, '-'))?;
        article.party(joined[0]).zip(article.party(joined[1]))
    }

    /// "the EU-India summit", "the first Canada-CARICOM summit", "a summit of Kenya and the EU": two sides, a body perhaps among them.
    pub(super) fn is_of_two_sides(&self) -> bool {
        const NEAR: usize = 8;
        const SIDES: &[MentionKind] = &[MentionKind::Country, MentionKind::Group, MentionKind::Organisation];
        let article = self.article;
        let from = self.hit.first.saturating_sub(NEAR).max(article.sentences[self.no].first);
        let named: Vec<_> = article.items_in(from..(self.hit.end + NEAR).min(self.range.end), SIDES).collect();
        let joined = |i: usize| article.sign(i, '-') || article.sign(i, '+') || article.is_any(i, &["and", "with", "the"]);
        named.windows(2).any(|w| w[0].end < w[1].first && (w[0].end..w[1].first).all(joined))
    }

    /// "their summit", "the previous summit": of the two that the article is about.
    pub(super) fn is_of_both(&self, parties: &BTreeSet<Code>) -> bool {
        let own = ["their", "bilateral", "previous", "last", "next"];
        let pair = self.discourse.pair.is_some_and(|(a, b)| parties.contains(&a) && parties.contains(&b));
        pair && self.article.is_any(self.hit.first.saturating_sub(1), &own)
    }

    /// "paid attention to the holding of a forum"
    fn is_prepared(&self) -> bool {
        const NEAR: usize = 8;
        let lead = self.hit.first.saturating_sub(NEAR).max(self.range.start)..self.hit.first;
        self.article.has_any(lead, &["holding", "organization", "organisation", "organizing", "organising"])
    }

    /// "the foreign ministers of Peru and Chile", "the Kenyan and Finnish ministers": the office that those of several economies hold.
    pub(super) fn officers(&self) -> Option<Rank> {
        let article = self.article;
        let listed = |i: usize| article.is_any(i, &["of", "and", "the", "from"]) || article.sign(i, ',') || article.sign(i, '-');
        let countries = |run: std::ops::Range<usize>, form: &str| {
            let named = |i: usize| article.item_at(i, &[MentionKind::Country]).is_some_and(|c| article.form(c) == form);
            run.filter(|&i| named(i)).count()
        };
        let of_several = |role: &Item| {
            let inside = |i: usize| listed(i) || article.items_in(i..i + 1, &[MentionKind::Country]).next().is_some();
            let from = self.behind_field(role.end);
            let behind = (from..self.range.end).take_while(|&i| inside(i)).last().map_or(from, |last| last + 1);
            let before = (self.range.start..role.first).rev().take_while(|&i| inside(i)).last().unwrap_or(role.first);
            countries(role.first..behind, "name") >= 2 || countries(before..role.end, "adjective") >= 2
        };
        let plural = |i: &Item| article.mention(*i).name.as_deref() == Some("plural");
        let role = article.items_in(self.range.clone(), &[MentionKind::Role]).filter(plural).find(of_several)?;
        article.mention(role).code.and_then(|c| Rank::parse(c.as_str()))
    }

    /// "governors of the central banks of Kenya and Peru": behind what the office is of.
    fn behind_field(&self, at: usize) -> usize {
        const LONGEST: usize = 4;
        let article = self.article;
        let from = at + 1 + usize::from(article.is(at + 1, "the"));
        let of = (from..(from + LONGEST).min(self.range.end)).find(|&i| article.is(i, "of")).filter(|_| article.is(at, "of"));
        let field = |i: usize| article.tokens[i].is_word() && article.item_at(i, &[MentionKind::Country]).is_none();
        of.filter(|&of| of > from && (from..of).all(field)).unwrap_or(at)
    }
}
