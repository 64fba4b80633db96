//! Offices, honorifics and names.

use super::phrases::Phrases;
use super::source;
use super::table::rows;
use super::vocabulary::Table;
use crate::model::codes;

codes! {
    /// How high an office is: who counts as "of the same rank".
    Rank {
        HeadOfState = "head_of_state",
        HeadOfGovernment = "head_of_government",
        DeputyHeadOfGovernment = "deputy_head_of_government",
        ForeignMinister = "foreign_minister",
        Minister = "minister",
        DeputyMinister = "deputy_minister",
        ParliamentSpeaker = "parliament_speaker",
        Ambassador = "ambassador",
        Envoy = "envoy",
        InternationalOfficial = "international_official",
        Official = "official",
        Business = "business",
        Clergy = "clergy",
        Military = "military",
    }
}

codes! {
    /// Whose office it is.
    RoleKind {
        Office = "office",
        Body = "body",
        Company = "company",
        Plural = "plural",
    }
}

/// An office.
#[derive(Clone, Copy, Debug)]
pub struct Role {
    /// How high.
    pub rank: Rank,
    /// Whose.
    pub kind: RoleKind,
}

pub(super) fn roles() -> Phrases<Role> {
    let mut table = Phrases::new(Table::Roles);
    for row in rows(source("roles"), 3) {
        let rank = Rank::parse(&row[1]).unwrap_or(Rank::Official);
        let kind = RoleKind::parse(&row[2]).unwrap_or(RoleKind::Office);
        table.insert(&row[0], Role { rank, kind });
    }
    table
}

pub(super) fn honorifics() -> Phrases<()> {
    let mut table = Phrases::new(Table::Honorifics);
    for row in rows(source("honorifics"), 1) {
        table.insert(&row[0], ());
    }
    table
}
