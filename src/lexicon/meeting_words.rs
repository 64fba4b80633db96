//! Single words that tell how a word of meeting beside them is meant.

use super::source;
use super::table::rows;
use crate::model::codes;
use crate::text::fold_hash;
use std::collections::HashMap;

codes! {
    /// What a word tells of an event.
    MeetingWord {
        /// "held", "chaired", "opened": it took place.
        Occurs = "occurs",
        /// "held", "visited", "was": the clause is in the past.
        Past = "past",
        /// Verbs of telling that make an open date a past one.
        Told = "told",
        /// "began", "paid": before the word of meeting, it is under way or over.
        Begun = "begun",
        /// "goes", "leaves": a trip that lies ahead.
        SetsOut = "sets_out",
        /// "holds", "opens": ahead, when a weekday stands by.
        WeekdayVerb = "weekday_verb",
        /// "arrived", "left": only one end of the trip is told.
        Arrival = "arrival",
        /// "arriving" behind "is": ahead, when a weekday stands by.
        Travelling = "travelling",
        /// "said", "announced": a day behind it is that of the news.
        Reporting = "reporting",
        /// "established", "signed": a date behind it is another event's.
        OtherEvent = "other_event",
        /// "in", "near", "visited": a city behind it is a place.
        BeforePlace = "before_place",
        /// "is", "expected": "in" a country behind it is where the trip goes.
        BeingThere = "being_there",
        /// "situation", "regarding": a country behind it is talked about.
        Topic = "topic",
        /// "separate", "then": not the event just told.
        SetApart = "set_apart",
        /// "joint", "working": before "group" or "council", a standing body of governments.
        StandingBody = "standing_body",
        /// "fair", "hosted": an event only where a person or office stands by.
        Weak = "weak",
        /// "forum", "exhibition": none before "hall" or "room".
        HallEvent = "hall_event",
        /// "received", "hosted": an event only with somebody received.
        Receives = "receives",
        /// "attend", "participate": a trip is made for the event that follows.
        Attends = "attends",
        /// "accompanied", "chaired": the sentence names those who take part.
        Presence = "presence",
        /// "meeting", "talks": a sentence about the event told before begins so.
        EventNoun = "event_noun",
        /// "with", "of": what stands behind it is no subject.
        Preposition = "preposition",
        /// "mausoleum", "message": who stands beside it is not there.
        Absent = "absent",
        /// "said", "told": who stands before it tells the news.
        Speech = "speech",
        /// "and", "while": parts the clauses of two events.
        Parting = "parting",
    }
}

/// The senses of every word.
#[derive(Default)]
pub struct MeetingWords {
    by_hash: HashMap<u64, u32>,
}

impl MeetingWords {
    /// Whether the word of this hash has the sense.
    pub fn has(&self, hash: u64, sense: MeetingWord) -> bool {
        self.by_hash.get(&hash).is_some_and(|bits| bits & (1 << sense as u32) != 0)
    }
}

pub(super) fn builtin() -> MeetingWords {
    let mut words = MeetingWords::default();
    for row in rows(source("meeting_words"), 2) {
        if let Some(sense) = MeetingWord::parse(&row[1]) {
            *words.by_hash.entry(fold_hash(&row[0])).or_default() |= 1 << sense as u32;
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sense_of_the_table_is_known() {
        let unknown: Vec<_> = rows(source("meeting_words"), 2).filter(|row| MeetingWord::parse(&row[1]).is_none()).collect();
        assert!(unknown.is_empty(), "{unknown:?}");
    }
}
