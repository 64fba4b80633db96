//! The kind of an event, as those who hold it and the words beside it make it.

use super::clause::Clause;
use crate::lexicon::Cue;
use crate::model::{Code, MeetingKind};
use std::collections::BTreeSet;

impl Clause<'_> {
    /// The kind of event, as those who hold it and the words beside it make it.
    pub(super) fn kind_held(&self, remote: bool, definite: bool, parties: &BTreeSet<Code>, people: &[usize]) -> MeetingKind {
        match self.kind {
            // "had separate meetings with Presidents A and B": no summit of three
            MeetingKind::Talks
                if self.is_summit(parties, people) && !self.is_held_apart() && !self.is_with_each() && !self.is_beside_summit() =>
            {
                MeetingKind::Summit
            }
            // "the two leaders held a virtual summit"
            MeetingKind::Summit if remote && parties.len() == 2 && !self.is_of_group(parties) => MeetingKind::Call,
            MeetingKind::Talks if !self.is_held_apart() && !self.is_beside_summit() && self.group_of_officers().is_some() => {
                if self.leaders_of_group() { MeetingKind::Summit } else { MeetingKind::Forum }
            }
            MeetingKind::Talks if remote && !definite => MeetingKind::Call,
            MeetingKind::Talks if self.takes_credentials() => MeetingKind::Ceremony,
            // "the Eurasian Intergovernmental Council": of heads of government
            MeetingKind::Commission if self.is_of_heads(parties) => MeetingKind::Summit,
            // "the consultative meeting of the ministries": of two, and not of leaders
            MeetingKind::Summit if parties.len() == 2 && self.is_consultative() => MeetingKind::Consultations,
            // "the sixth Kenya-Poland summit": of two
            MeetingKind::Summit if (self.is_between() || self.is_of_both(parties)) && parties.len() == 2 && !self.is_of_body(parties) => {
                MeetingKind::Talks
            }
            kind => kind,
        }
    }

    /// "received the ambassadors of Kenya and Peru, who presented their credentials"
    fn takes_credentials(&self) -> bool {
        let article = self.article;
        let paper = |i: usize| article.is_any(i, &["credentials", "credence"]);
        self.hit.set.has(Cue::Received) && (self.hit.end..article.sentences[self.no].last).any(paper)
    }

    /// "the Eurasian Intergovernmental Council", "the Supreme Council of the EAEU"
    fn is_of_heads(&self, parties: &BTreeSet<Code>) -> bool {
        let article = self.article;
        let council = article.is(self.hit.end - 1, "council") && article.is_any(self.hit.end - 2, &["intergovernmental", "supreme"]);
        council && parties.iter().any(|c| matches!(c.as_str(), "EAEU" | "CIS" | "OTS"))
    }

    /// "the consultative meeting"
    fn is_consultative(&self) -> bool {
        self.article.starts(self.hit.first, &["consultative", "meeting"]) && !self.leaders()
    }
}
