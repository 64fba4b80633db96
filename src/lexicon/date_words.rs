//! Words around a day that say what it is the day of ("published", "updated", "venue"), and those within one.

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
        /// "since", "until": right before a day, it is one that a sentence tells...
        Lead = "lead",
        /// ...but not behind "issued" or "uploaded", with "on" or "at"...
        Stamp = "stamp",
        /// ...nor behind "bulletin", with "of" or "from".
        Paper = "paper",
        /// "at", "UTC": no word of its own beside a day.
        Aside = "aside",
        /// "de": stands within a day, between its parts.
        Joint = "joint",
        /// "th": the ending of an ordinal.
        Suffix = "suffix",
        /// "жылғы": stands behind the year of a day that begins with it.
        Year = "year",
        /// "am": half of a day, behind a time.
        Half = "half",
        /// "EST": a time zone of places that write the month first.
        MonthFirst = "month_first",
    }
}

impl DateWord {
    /// What labels are made of.
    pub const LABELS: &[DateWord] = &[
        DateWord::Published,
        DateWord::Changed,
        DateWord::Other,
        DateWord::Link,
        DateWord::Event,
        DateWord::Release,
        DateWord::Place,
        DateWord::Rates,
    ];
}

impl WordRole for DateWord {
    fn bit(self) -> u128 {
        1 << self as u32
    }
}
