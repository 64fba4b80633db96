//! Whose matters the article's other rows say that a sentence speaks of: the investor and the host of a deal, those who meet.

use crate::extract::article::Article;
use crate::extract::discourse::is_group;
use crate::model::{Code, Investment, Meeting, MeetingKind};

/// Sentences at the top of an article in which its own event is told.
const OPENING: u32 = 3;
/// Sentences of a paragraph behind an event that still speak of it.
const REACH: usize = 5;

/// Deals and events by the sentence that tells them.
pub struct Told {
    deals: Vec<(usize, Vec<Code>)>,
    events: Vec<(usize, Vec<Code>)>,
    gathering: Option<Vec<Code>>,
}

impl Told {
    /// What the rows of one article tell.
    pub fn of(article: &Article, investments: &[Investment], meetings: &[Meeting]) -> Self {
        let sides = |i: &Investment| {
            let mut sides = vec![i.investor?, i.host?];
            sides.sort_unstable();
            Some((i.evidence.sentence_no as usize, sides))
        };
        let events = meetings.iter().map(|m| (m.evidence.sentence_no as usize, m.parties.clone())).collect();
        Self { deals: investments.iter().filter_map(sides).collect(), events, gathering: gathering(article, meetings) }
    }

    /// The two of the deal that the sentence tells; none where it tells several.
    pub fn deal(&self, no: usize) -> Option<&[Code]> {
        one(self.deals.iter().filter(|(at, _)| *at == no))
    }

    /// The two who meet in the sentence that tells an event last, in the same paragraph.
    pub fn event(&self, article: &Article, no: usize) -> Option<&[Code]> {
        let mut at = no;
        loop {
            if self.events.iter().any(|(n, _)| *n == at) {
                return one(self.events.iter().filter(|(n, _)| *n == at)).filter(|p| p.len() == 2);
            }
            if at == 0 || article.sentences[at].opens_line || no - at >= REACH {
                return None;
            }
            at -= 1;
        }
    }

    /// The economies whose summit the article is about, where they are many or speak as a group.
    pub fn gathering(&self) -> Option<&[Code]> {
        self.gathering.as_deref()
    }
}

/// What all of them agree on.
fn one<'a>(mut told: impl Iterator<Item = &'a (usize, Vec<Code>)>) -> Option<&'a [Code]> {
    let (_, first) = told.next()?;
    told.all(|(_, other)| other == first).then_some(first)
}

/// The parties of the summit that opens the article, unless two meet there.
fn gathering(article: &Article, meetings: &[Meeting]) -> Option<Vec<Code>> {
    const MANY: usize = 4;
    let top = || meetings.iter().filter(|m| m.evidence.sentence_no < OPENING);
    let summit = top().find(|m| m.kind == MeetingKind::Summit)?;
    let group = summit.parties.iter().any(|c| is_group(article, *c));
    let alone = top().all(|m| m.parties.len() > 2 || m.parties == summit.parties);
    (alone && (summit.parties.len() >= MANY || group && summit.parties.len() == 2)).then(|| summit.parties.clone())
}
