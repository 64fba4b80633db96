//! How many hold an event: "the previous meeting of the three countries", "the trilateral format", a group as one of the sides.

use super::clause::Clause;
use super::rounds::{is_neighbour, trilateral_before};
use crate::extract::article::Item;
use crate::lexicon::Rank;
use crate::model::{Code, MeetingKind, MentionKind};
use std::collections::BTreeSet;

impl Clause<'_> {
    /// "the previous meeting of the three countries", "the foreign ministers of the five states": how many hold it.
    fn told_number(&self) -> Option<usize> {
        const NUMBERS: &[&str] = &["three", "four", "five", "six"];
        const SIDES: &[&str] = &["countries", "states", "nations", "sides", "parties"];
        let article = self.article;
        let near = self.hit.first.saturating_sub(8).max(self.range.start)..(self.hit.end + 5).min(self.range.end);
        let heads =
            |i: usize| article.item_at(i, &[MentionKind::Role]).is_some_and(|r| article.mention(r).name.as_deref() == Some("plural"));
        let at = near.into_iter().find(|&i| article.is_any(i, NUMBERS) && (article.is_any(i + 1, SIDES) || heads(i + 1)))?;
        NUMBERS.iter().position(|n| article.is(at, n)).map(|n| n + 3)
    }

    /// How many economies hold it, where it is told by their number or as of three.
    pub(super) fn how_many(&self) -> Option<usize> {
        self.told_number().or(self.is_of_three().then_some(3))
    }

    /// "the first meeting in this format", "the tripartite talks", a round of the trilateral format.
    fn is_of_three(&self) -> bool {
        let article = self.article;
        let near = self.hit.first.saturating_sub(8).max(self.range.start)..(self.hit.end + 5).min(self.range.end);
        let format = |i: usize| article.is_any(i, &["in", "of"]) && article.is(i + 1, "this") && article.is(i + 2, "format");
        self.told_number() == Some(3)
            || near.into_iter().any(format)
            || article.has_any(self.hit.first.saturating_sub(2)..self.hit.end, &["trilateral", "tripartite"])
            || self.kind == MeetingKind::Talks
                && (self.is_numbered() || is_neighbour(article, self.hit.first))
                && trilateral_before(article, self.hit.first)
    }

    /// "met the countries of Central Asia", "talks with ASEAN"; not "met the head of the ASEAN mission", "EU officials".
    pub(super) fn is_with_group(&self) -> bool {
        const NEAR: usize = 4;
        let article = self.article;
        let member = |i: &Item| article.party(*i).is_some_and(|c| article.lexicon.geography.members.contains_key(&c));
        let single = |r: Item| article.mention(r).name.as_deref() != Some("plural");
        let officials = |i: &Item| {
            let near = i.first.saturating_sub(NEAR).max(self.range.start)..(i.end + NEAR).min(self.range.end);
            article.items_in(near.clone(), &[MentionKind::Role]).any(single)
                || article.has_any(near, &["delegation", "mission", "representatives", "officials", "commission", "summit"])
        };
        article.items_in(self.range.clone(), &[MentionKind::Group]).any(|i| member(&i) && !officials(&i))
    }

    /// Whether one of the sides is no country.
    pub(super) fn is_of_body(&self, parties: &BTreeSet<Code>) -> bool {
        parties.iter().any(|c| !self.article.lexicon.geography.capitals.contains_key(c))
    }

    /// "the leaders of ASEAN": not its ministers.
    pub(super) fn leaders_of_group(&self) -> bool {
        let plural = |i: &Item| self.article.mention(*i).name.as_deref() == Some("plural");
        let rank = |i: Item| self.article.mention(i).code.and_then(|c| Rank::parse(c.as_str()));
        let head = |i: Item| matches!(rank(i), Some(Rank::HeadOfState | Rank::HeadOfGovernment));
        self.article.items_in(self.range.clone(), &[MentionKind::Role]).filter(plural).any(head)
    }

    /// "the CIS foreign ministers met", "the leaders of ASEAN", "a meeting of G20 trade ministers": the body whose officers meet.
    pub(super) fn group_of_officers(&self) -> Option<Code> {
        const REACH: usize = 8;
        const BODIES: &[MentionKind] = &[MentionKind::Group, MentionKind::Organisation];
        let article = self.article;
        let plural = |i: &Item| article.mention(*i).name.as_deref() == Some("plural");
        let rank = |i: &Item| article.mention(*i).code.and_then(|c| Rank::parse(c.as_str()));
        let govern = |r: Rank| {
            matches!(
                r,
                Rank::HeadOfState
                    | Rank::HeadOfGovernment
                    | Rank::ForeignMinister
                    | Rank::Minister
                    | Rank::DeputyMinister
                    | Rank::ParliamentSpeaker
            )
        };
        // not "met the foreign ministers of the EU"
        let with = |i: &Item| i.first >= self.hit.end && !article.is_any(self.hit.end, &["of", "between", "among"]);
        let officers =
            article.items_in(self.range.clone(), &[MentionKind::Role]).filter(|i| plural(i) && rank(i).is_some_and(govern) && !with(i));
        officers.into_iter().find_map(|role| {
            // "the African Union's foreign ministers"
            let beside = |i: &Item| i.end + 1 >= role.first || i.end + 2 == role.first && article.possessive(i.end);
            let before = article.items_in(role.first.saturating_sub(6)..role.end, BODIES).filter(beside).last();
            // "finance ministers and central bank governors of the G20"
            let word = |i: usize| {
                article.is_any(i, &["and", "of", "from", "central", "bank"])
                    || article.items_in(i..i + 1, &[MentionKind::Role]).next().is_some()
            };
            let of = (role.end..role.end + REACH).take_while(|&i| word(i)).find(|&i| article.is_any(i, &["of", "from"]));
            let behind = || of.and_then(|of| article.item_at(of + 1 + usize::from(article.is(of + 1, "the")), BODIES));
            before.or_else(behind).and_then(|i| article.mention(i).country)
        })
    }

    /// "the second meeting", "the third in Lima": the number stands right before the word of meeting or for it.
    fn is_numbered(&self) -> bool {
        let at = self.hit.first;
        [at, at.saturating_sub(1)].into_iter().any(|i| self.article.item_at(i, &[MentionKind::Ordinal]).is_some())
    }
}
