//! The way to an event: no event of its own.

use super::clause::Trigger;
use crate::extract::article::Article;
use crate::lexicon::Cue;
use crate::model::MeetingKind;

/// "flew to Lima on Thursday for the fourth session of the commission", "is in Lima to chair the consultations": the way to an event is no
/// event of its own.
pub(super) fn drop_ways_to(article: &Article, out: &mut Vec<Trigger>) {
    const REACH: usize = 18;
    const NAME: usize = 12;
    const FORMATS: &[MeetingKind] = &[MeetingKind::Commission, MeetingKind::Consultations, MeetingKind::Summit, MeetingKind::Forum];
    let made_for = |(trip, kind): Trigger, (event, of): Trigger| {
        let way = kind == MeetingKind::Visit && trip.set.has(Cue::VisitVerb) && !trip.set.has(Cue::Visit);
        let near = event.first >= trip.end && event.first - trip.end <= REACH && FORMATS.contains(&of);
        let lead = event.first.saturating_sub(NAME).max(trip.end)..event.first.max(trip.end);
        let purpose = |i: usize| {
            article.is(i, "for") && !article.is_any(i + 1, &["talks", "meetings"])
                || article.is(i, "to") && article.is_any(i + 1, &["attend", "chair", "co", "cochair", "address", "join", "open", "lead"])
                || article.is(i, "to") && article.is_any(i + 1, &["take", "participate"])
        };
        let parts = |i: usize| article.sign(i, ';') || article.is_any(i, &["then", "after", "before"]);
        way && near && lead.clone().any(purpose) && !(trip.end..event.first).any(parts)
    };
    let mut at = 0;
    while at + 1 < out.len() {
        if out[at + 1..].iter().any(|&event| made_for(out[at], event)) {
            out.remove(at);
        } else {
            at += 1;
        }
    }
}
