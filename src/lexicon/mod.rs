//! Typed look-up over `lexicon/*.csv`, compiled in: one file per kind of word, no rules.

pub mod boilerplate;
pub mod clause_words;
pub mod confidence;
pub mod cues;
pub mod currencies;
pub mod geography;
pub mod hashed;
pub mod meeting_words;
pub mod numbers;
pub mod people;
pub mod phrases;
pub mod sectors;
mod table;
pub mod time_words;
pub mod word_roles;

pub use boilerplate::{Noise, NoiseScope};
pub use clause_words::ClauseWord;
pub use cues::{Cue, CueSet};
pub use currencies::Currency;
pub use geography::{Geo, GeoKind};
pub use hashed::{HashedMap, HashedSet};
pub use meeting_words::MeetingWord;
pub use numbers::{CalendarWord, Change, Hedge, HedgeSide, NumberWord};
pub use people::{Rank, Role, RoleKind};
pub use phrases::Phrases;
pub use sectors::{SectorTerm, Strength};
pub use time_words::TimeWord;
pub use word_roles::WordRoles;

/// All tables, parsed once.
pub struct Lexicon {
    /// Countries, groups, cities and seats of government, in all their forms.
    pub geography: geography::Geography,
    /// Currency names and signs.
    pub currencies: currencies::Currencies,
    /// "million", "twenty".
    pub numbers: Phrases<NumberWord>,
    /// "eighth", "first-ever".
    pub ordinals: Phrases<i64>,
    /// "over", "nearly".
    pub hedges: Phrases<Hedge>,
    /// "rose", "doubled".
    pub changes: Phrases<Change>,
    /// Months and weekdays.
    pub calendar: Phrases<CalendarWord>,
    /// Words of expressions of time.
    pub time_words: WordRoles<TimeWord>,
    /// Fields of cooperation.
    pub sectors: Phrases<SectorTerm>,
    /// Offices that people hold.
    pub roles: Phrases<Role>,
    /// Words dropped before a name ("H.E.").
    pub honorifics: Phrases<()>,
    /// Lower-case words inside names ("bin"), hashed.
    pub name_particles: HashedSet,
    /// Given names, hashed.
    pub given_names: HashedSet,
    /// Capitalised words of offices ("Foreign", "Affairs"), hashed.
    pub portfolios: HashedSet,
    /// Words that make a capitalised run no person ("Bank"), hashed.
    pub organisation_words: HashedSet,
    /// Capitalised words that are no part of a name ("During"), hashed.
    pub not_names: HashedSet,
    /// Words of goods, hashed.
    pub goods: HashedSet,
    /// Words by the part they play in the clause of a figure.
    pub clause_words: WordRoles<ClauseWord>,
    /// Words that announce facts.
    pub cues: Phrases<CueSet>,
    /// Words that tell how a word of meeting is meant.
    pub meeting_words: WordRoles<MeetingWord>,
    /// Words that mark page noise.
    pub noise: Phrases<Noise>,
    /// How often each rule was right.
    pub confidence: confidence::Tallies,
}

impl Lexicon {
    /// The tables that the program was built with.
    pub fn builtin() -> Lexicon {
        Lexicon {
            geography: geography::builtin(),
            currencies: currencies::builtin(),
            numbers: numbers::numbers(),
            ordinals: numbers::ordinals(),
            hedges: numbers::hedges(),
            changes: numbers::changes(),
            calendar: numbers::calendar(),
            time_words: word_roles::builtin("time_words", TimeWord::parse),
            sectors: sectors::terms(),
            roles: people::roles(),
            honorifics: people::honorifics(),
            name_particles: people::hashed("name_particles"),
            given_names: people::hashed("given_names"),
            portfolios: people::hashed("portfolios"),
            organisation_words: people::hashed("organisation_words"),
            not_names: people::hashed("not_names"),
            goods: people::hashed("goods"),
            clause_words: word_roles::builtin("clause_words", ClauseWord::parse),
            cues: cues::builtin(),
            meeting_words: word_roles::builtin("meeting_words", MeetingWord::parse),
            noise: boilerplate::builtin(),
            confidence: confidence::builtin(),
        }
    }
}

/// The text of every table, in a fixed order: what a change of words changes.
pub const SOURCES: &[(&str, &str)] = &[
    ("boilerplate", include_str!("../../lexicon/boilerplate.csv")),
    ("calendar", include_str!("../../lexicon/calendar.csv")),
    ("changes", include_str!("../../lexicon/changes.csv")),
    ("clause_words", include_str!("../../lexicon/clause_words.csv")),
    ("confidence", include_str!("../../lexicon/confidence.csv")),
    ("countries", include_str!("../../lexicon/countries.csv")),
    ("cues", include_str!("../../lexicon/cues.csv")),
    ("currencies", include_str!("../../lexicon/currencies.csv")),
    ("given_names", include_str!("../../lexicon/given_names.csv")),
    ("goods", include_str!("../../lexicon/goods.csv")),
    ("group_members", include_str!("../../lexicon/group_members.csv")),
    ("groups", include_str!("../../lexicon/groups.csv")),
    ("hedges", include_str!("../../lexicon/hedges.csv")),
    ("honorifics", include_str!("../../lexicon/honorifics.csv")),
    ("meeting_words", include_str!("../../lexicon/meeting_words.csv")),
    ("name_particles", include_str!("../../lexicon/name_particles.csv")),
    ("not_names", include_str!("../../lexicon/not_names.csv")),
    ("numbers", include_str!("../../lexicon/numbers.csv")),
    ("ordinals", include_str!("../../lexicon/ordinals.csv")),
    ("organisation_words", include_str!("../../lexicon/organisation_words.csv")),
    ("places", include_str!("../../lexicon/places.csv")),
    ("portfolios", include_str!("../../lexicon/portfolios.csv")),
    ("roles", include_str!("../../lexicon/roles.csv")),
    ("sector_terms", include_str!("../../lexicon/sector_terms.csv")),
    ("sectors", include_str!("../../lexicon/sectors.csv")),
    ("time_words", include_str!("../../lexicon/time_words.csv")),
];

/// BLAKE3 over all tables.
pub fn fingerprint() -> String {
    let mut hasher = blake3::Hasher::new();
    for (name, text) in SOURCES {
        hasher.update(name.as_bytes()).update(&[0]).update(text.as_bytes()).update(&[0]);
    }
    hasher.finalize().to_hex().to_string()
}

/// The text of one table.
pub(crate) fn source(name: &str) -> &'static str {
    SOURCES.iter().find(|(n, _)| *n == name).map_or("", |(_, text)| text)
}
