//! Words around a day that say what it is the day of: "published", "updated", "venue".

use super::word_roles::WordRole;
use crate::model::codes;

codes! {
    /// What a word says of the day beside it.
    DateWord {
        /// "posted": it is the day of publication.
        Published = "published",
        /// "updated": that of a change.
        Changed = "changed",
        /// "accessed", "deadline": that of something else.
        Other = "other",
        /// "on", "at": stands between a label and its day.
        Link = "link",
        /// "visit", "decree": an event or a paper, whose day a headline tells.
        Event = "event",
        /// "statement": what is published, whatever it is about.
        Release = "release",
        /// "venue": names the place of an event beside its day.
        Place = "place",
        /// "currency", "weather": the line is on something else.
        Rates = "rates",
    }
}

impl WordRole for DateWord {
    fn bit(self) -> u128 {
        1 << self as u32
    }
}
