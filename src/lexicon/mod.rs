//! Typed look-up over `lexicon/*.csv`, compiled in: one file per kind of word, no rules.

pub mod boilerplate;
pub mod clause_words;
pub mod confidence;
pub mod cues;
pub mod currencies;
pub mod date_words;
pub mod geography;
pub mod hashed;
pub mod meeting_words;
pub mod numbers;
pub mod people;
pub mod phrases;
pub mod sectors;
mod table;
pub mod table_words;
pub mod time_words;
pub mod vocabulary;
pub mod word_roles;
pub mod word_set;

pub use boilerplate::{Noise, NoiseScope};
pub use clause_words::ClauseWord;
pub use cues::{Cue, CueSet};
pub use currencies::Currency;
pub use date_words::DateWord;
pub use geography::{Geo, GeoKind};
pub use hashed::{HashedMap, HashedSet};
pub use meeting_words::MeetingWord;
pub use numbers::{CalendarWord, Change, Hedge, HedgeSide, NumberWord};
pub use people::{Rank, Role, RoleKind};
pub use phrases::Phrases;
pub use sectors::{SectorTerm, Strength};
pub use table_words::TableWord;
pub use time_words::TimeWord;
pub use vocabulary::{Table, Vocabulary};
pub use word_roles::WordRoles;
pub use word_set::WordSet;

use crate::text::{Cut, Token, tokenize};

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
    /// Words around a day that say what it is the day of.
    pub date_words: WordRoles<DateWord>,
    /// Fields of cooperation.
    pub sectors: Phrases<SectorTerm>,
    /// Offices that people hold.
    pub roles: Phrases<Role>,
    /// Words dropped before a name ("H.E.").
    pub honorifics: Phrases<()>,
    /// Lower-case words inside names ("bin").
    pub name_particles: WordSet,
    /// Given names.
    pub given_names: WordSet,
    /// Capitalised words of offices ("Foreign", "Affairs").
    pub portfolios: WordSet,
    /// Words that make a capitalised run no person ("Bank").
    pub organisation_words: WordSet,
    /// Capitalised words that are no part of a name ("During").
    pub not_names: WordSet,
    /// Words that tell English from other languages ("the").
    pub function_words: WordSet,
    /// Words of goods.
    pub goods: WordSet,
    /// Words by the part they play in the clause of a figure.
    pub clause_words: WordRoles<ClauseWord>,
    /// Words that announce facts.
    pub cues: Phrases<CueSet>,
    /// Words that tell how a word of meeting is meant.
    pub meeting_words: WordRoles<MeetingWord>,
    /// Words by what they do in tables.
    pub table_words: WordRoles<TableWord>,
    /// Words that mark page noise.
    pub noise: Phrases<Noise>,
    /// How often each rule was right.
    pub confidence: confidence::Tallies,
    vocabulary: Vocabulary,
}

impl Lexicon {
    /// The tables that the program was built with.
    pub fn builtin() -> Lexicon {
        let mut lexicon = Lexicon {
            geography: geography::builtin(),
            currencies: currencies::builtin(),
            numbers: numbers::numbers(),
            ordinals: numbers::ordinals(),
            hedges: numbers::hedges(),
            changes: numbers::changes(),
            calendar: numbers::calendar(),
            time_words: word_roles::builtin("time_words", Table::TimeWords, TimeWord::parse),
            date_words: word_roles::builtin("date_words", Table::DateWords, DateWord::parse),
            sectors: sectors::terms(),
            roles: people::roles(),
            honorifics: people::honorifics(),
            name_particles: word_set::builtin("name_particles", Table::NameParticles),
            given_names: word_set::builtin("given_names", Table::GivenNames),
            portfolios: word_set::builtin("portfolios", Table::Portfolios),
            organisation_words: word_set::builtin("organisation_words", Table::OrganisationWords),
            not_names: word_set::builtin("not_names", Table::NotNames),
            function_words: word_set::builtin("function_words", Table::FunctionWords),
            goods: word_set::builtin("goods", Table::Goods),
            clause_words: word_roles::builtin("clause_words", Table::ClauseWords, ClauseWord::parse),
            cues: cues::builtin(),
            meeting_words: word_roles::builtin("meeting_words", Table::MeetingWords, MeetingWord::parse),
            table_words: word_roles::builtin("table_words", Table::TableWords, TableWord::parse),
            noise: boilerplate::builtin(),
            confidence: confidence::builtin(),
            vocabulary: Vocabulary::default(),
        };
        lexicon.vocabulary = lexicon.known_words();
        lexicon
    }

    /// Cuts a text into tokens and looks each of them up.
    pub fn tokens(&self, text: &str) -> Vec<Token> {
        let mut tokens = tokenize(text);
        self.vocabulary.mark(&mut tokens);
        tokens
    }

    /// Cuts a text into tokens and sentences, every token looked up.
    pub fn cut(&self, text: &str) -> Cut {
        Cut::new(text, self.tokens(text))
    }

    fn known_words(&self) -> Vocabulary {
        let mut known = Vocabulary::default();
        known.add(Table::Calendar, self.calendar.firsts());
        known.add(Table::Changes, self.changes.firsts());
        known.add(Table::ClauseWords, self.clause_words.words());
        known.add(Table::Cues, self.cues.firsts());
        known.add(Table::Currencies, self.currencies.words.firsts());
        known.add(Table::DateWords, self.date_words.words());
        known.add(Table::FunctionWords, self.function_words.words());
        known.add(Table::Geography, self.geography.forms.firsts());
        known.add(Table::GivenNames, self.given_names.words());
        known.add(Table::Goods, self.goods.words());
        known.add(Table::Hedges, self.hedges.firsts());
        known.add(Table::Honorifics, self.honorifics.firsts());
        known.add(Table::MeetingWords, self.meeting_words.words());
        known.add(Table::NameParticles, self.name_particles.words());
        known.add(Table::Noise, self.noise.firsts());
        known.add(Table::NotNames, self.not_names.words());
        known.add(Table::Numbers, self.numbers.firsts());
        known.add(Table::Ordinals, self.ordinals.firsts());
        known.add(Table::OrganisationWords, self.organisation_words.words());
        known.add(Table::Portfolios, self.portfolios.words());
        known.add(Table::Roles, self.roles.firsts());
        known.add(Table::Sectors, self.sectors.firsts());
        known.add(Table::TableWords, self.table_words.words());
        known.add(Table::TimeWords, self.time_words.words());
        known
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
    ("date_words", include_str!("../../lexicon/date_words.csv")),
    ("epithets", include_str!("../../lexicon/epithets.csv")),
    ("function_words", include_str!("../../lexicon/function_words.csv")),
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
    ("table_words", include_str!("../../lexicon/table_words.csv")),
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
