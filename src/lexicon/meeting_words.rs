//! Single words that tell how a word of meeting beside them is meant.

use super::word_roles::WordRole;
use crate::model::codes;

codes! {
    /// What a word tells of an event.
    MeetingWord {
        /// "held", "chaired", "opened": it took place.
        Occurs = "occurs",
        /// "held", "visited", "was": the clause is in the past.
        Past = "past",
        /// Verbs of telling that make an open date a past one.
        Told = "told",
        /// "had", "holding": before "meetings", those of the day.
        Holding = "holding",
        /// "began", "paid": before the word of meeting, it is under way or over.
        Begun = "begun",
        /// "goes", "leaves": a trip that lies ahead.
        SetsOut = "sets_out",
        /// "holds", "opens": ahead, when a weekday stands by.
        WeekdayVerb = "weekday_verb",
        /// "planned", "upcoming": beside the word of meeting, it lies ahead.
        Upcoming = "upcoming",
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
        /// "received", "audience": done at home by the one who receives.
        AtHome = "at_home",
        /// "online", "video": held at a distance.
        Remote = "remote",
        /// "airport", "arrival": who is received there only arrives.
        Arriving = "arriving",
        /// "ended", "concluded": before or behind a visit, its last day.
        Ending = "ending",
        /// "planned", "meeting": "in" a country behind it is the venue.
        BeforeIn = "before_in",
        /// "embassy", "refinery": opened with a ceremony.
        Opened = "opened",
        /// "ministry", "parliament": what is held there is in the country whose it is.
        House = "house",
        /// "museum", "temple": who visits one visits no country by that.
        Sight = "sight",
        /// "margins", "sidelines": what is held on them is not held at home.
        Margins = "margins",
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
        /// "during", "on": opens the phrase of a second event behind the first.
        Leading = "leading",
        /// "and", "while": parts the clauses of two events.
        Parting = "parting",
        /// "visiting", "visited": what stands right behind it is visited.
        Visiting = "visiting",
        /// "visit", "tour": behind "to" or "of", what is visited.
        Trip = "trip",
        /// "ambassadors": behind "of", whose envoys they are.
        Envoys = "envoys",
        /// "expected", "likely": before "to", what is to come.
        Foreseen = "foreseen",
        /// "make", "pay": behind "is to", a visit is to be made.
        Undertaken = "undertaken",
    }
}

impl WordRole for MeetingWord {
    #[inline]
    fn bit(self) -> u128 {
        1 << self as u32
    }
}
