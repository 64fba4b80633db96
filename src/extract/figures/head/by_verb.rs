//! What the verb of a clause says of an amount that its nouns leave alone, or call something else: what is undertaken, what is given.

use super::{FLOWS, Found, Head};
use crate::extract::figures::undertaking::{self, Link};
use crate::extract::figures::{Amount, Reader, giving};
use crate::lexicon::{Cue, CueSet};
use crate::model::RejectReason;

/// The head of an amount of which its nouns have told this much.
pub(in crate::extract::figures) fn settled(
    reader: &Reader,
    no: usize,
    amount: Amount,
    told: Result<Found, RejectReason>,
) -> Result<Found, RejectReason> {
    if undertaking::is_managed(reader.article, amount.item.first) {
        return Err(RejectReason::NotBilateral);
    }
    let single = |found: &&Found| {
        let invested = found.tokens.filter(|_| found.head == Head::Investment && found.cue.has(Cue::InvestVerb));
        invested.is_some_and(|(verb, _)| undertaking::goes_into_one(reader.article, verb, amount.end))
    };
    if told.as_ref().is_ok_and(|found| super::capital::is_threshold(reader.article, found, amount)) {
        return Err(RejectReason::NotBilateral);
    }
    // "will launch in Kenya a mill with the investment volume of $5 million"
    let noun = |found: &&Found| {
        let told = found.tokens.filter(|_| found.head == Head::Investment && found.cue.has(Cue::Investment) && !found.cue.has_any(FLOWS));
        told.is_some_and(|(first, end)| undertaking::is_beside(reader.article, no, first, end, amount))
    };
    if let Some(found) = told.as_ref().ok().filter(noun)
        && undertaking::find(reader.article, no, amount, Link::Noun).is_some()
    {
        return Ok(Found { head: Head::Project, ..*found });
    }
    if let Some(found) = told.as_ref().ok().filter(single) {
        return Ok(Found { head: Head::Project, ..*found });
    }
    let Err(RejectReason::NoHead | RejectReason::Contract | RejectReason::NotBilateral) = told else { return told };
    // the noun of the price says nothing: what the money is for may
    let undertaken = || {
        let found = match told {
            Err(RejectReason::Contract) if !undertaking::constructs(reader.article, no, amount) => return None,
            Err(RejectReason::NotBilateral) => undertaking::find(reader.article, no, amount, Link::Describes)?,
            _ => undertaking::find(reader.article, no, amount, Link::Price)?,
        };
        Some(Found { head: Head::Project, tokens: Some((found.at, found.at + 1)), cue: CueSet::default(), rule: undertaking::RULE })
    };
    let given = || {
        let found = giving::find(reader.article, no, amount).filter(|_| matches!(told, Err(RejectReason::NoHead)))?;
        Some(Found { head: Head::Financing, tokens: Some((found.verb, found.verb + 1)), cue: CueSet::default(), rule: giving::RULE })
    };
    undertaken().or_else(given).map_or(told, Ok)
}
