//! Words of meeting: which of them announce an event, and of what kind.

use super::clause::TIMES;
use super::goal::is_goal;
use super::idle::is_idle;
use super::rounds::{format_before, is_neighbour, is_of_body, numbered};
use super::way::drop_ways_to;
use super::{gathering, joint, opening, stay, verbs};
use crate::extract::article::{Article, CueHit, Item};
use crate::lexicon::{Cue, CueSet, MeetingWord};
use crate::model::{MeetingKind, MentionKind};

const TRIGGERS: CueSet = CueSet::of(&[
    Cue::Visit,
    Cue::VisitVerb,
    Cue::Talks,
    Cue::Met,
    Cue::Received,
    Cue::Discussed,
    Cue::Consultations,
    Cue::Call,
    Cue::Summit,
    Cue::Commission,
    Cue::Forum,
    Cue::Ceremony,
]);

/// The triggers of a sentence; what only repeats its neighbour's event is dropped ("the 8th meeting of the commission").
pub(super) fn triggers(article: &Article, no: usize) -> Vec<(CueHit, MeetingKind)> {
    let sentence = article.sentences[no];
    let mut out: Vec<(CueHit, MeetingKind)> = Vec::new();
    let ordinals: Vec<usize> = article.items_in(sentence.first..sentence.last, &[MentionKind::Ordinal]).map(|i| i.end).collect();
    for hit in article.cues_in(sentence.first..sentence.last, TRIGGERS) {
        let Some(kind) = kind_of(article, hit) else { continue };
        if is_background(article, no, hit, &out) {
            continue;
        }
        // "the ninth meeting was in Doha": of the format that the article is about
        let kind = if kind == MeetingKind::Talks && is_of_club(article, hit.end) {
            MeetingKind::Forum
        } else if kind == MeetingKind::Talks && (ordinals.contains(&hit.first) || is_neighbour(article, hit.first)) {
            // "the next meeting will be in Lima, it was agreed at the third session of the commission"
            let behind = || format_before(article, sentence.last).filter(|_| is_neighbour(article, hit.first));
            format_before(article, hit.first).or_else(behind).unwrap_or(kind)
        } else {
            kind
        };
        match out.last().copied() {
            Some((last, last_kind)) if absorbs(article, last, last_kind, hit, kind) => {
                let attended = last_kind == MeetingKind::Visit && is_of_several(article, hit);
                let beside = is_met_at_forum(article, last, last_kind, hit, kind);
                let stronger = weight(kind) > weight(last_kind) || weight(kind) == 2 && kind != last_kind || attended;
                if let (true, Some(slot)) = (stronger && !beside, out.last_mut()) {
                    // of a trip to an event only the event is told
                    let first = if last_kind == MeetingKind::Visit { hit.first } else { last.first };
                    *slot = (CueHit { first, end: hit.end, set: hit.set }, kind);
                    if let Some(received) = reception_in(article, last).filter(|_| last_kind == MeetingKind::Visit) {
                        out.insert(out.len() - 1, (received, MeetingKind::Talks));
                    }
                }
            }
            _ => out.push((hit, kind)),
        }
    }
    numbered(article, no, &mut out);
    stay::find(article, no, &mut out);
    verbs::find(article, no, &mut out);
    opening::find(article, no, &mut out);
    joint::find(article, no, &mut out);
    gathering::find(article, no, &mut out);
    drop_ways_to(article, &mut out);
    out
}

/// "travels to Lima on Thursday for the summit of", "departs for Lima, to the meeting of": a trip made for what stands behind.
fn is_trip_for(article: &Article, trip: CueHit, event: CueHit, kind: MeetingKind) -> bool {
    const NEAR: usize = 4;
    const FAR: usize = 10;
    let verb = trip.set.has(Cue::VisitVerb) && !trip.set.has(Cue::Visit) && event.first - trip.end <= FAR;
    let lead = event.first.saturating_sub(NEAR).max(trip.end)..event.first;
    let purpose = |i: usize| article.is(i, "for") && article.is_any(i + 1, &["the", "a"]);
    kind == MeetingKind::Summit && verb && lead.into_iter().any(purpose)
}

/// "Minister X called on President Y during his visit": of different offices, so no host of the visit.
fn is_unequal(article: &Article, hit: CueHit) -> bool {
    let s = article.sentences[article.sentence_of(hit.first)];
    let rank = |i: Item| article.mention(i).code;
    let before = article.items_in(s.first..hit.first, &[MentionKind::Role]).last().and_then(rank);
    let behind = article.items_in(hit.end..s.last, &[MentionKind::Role]).next().and_then(rank);
    before.zip(behind).is_some_and(|(a, b)| a != b)
}

/// "the 43rd meeting of the Berlin Eurasian Club": of a club or forum by its name.
fn is_of_club(article: &Article, at: usize) -> bool {
    const LONGEST: usize = 6;
    let from = at + 2;
    let named = (from..from + LONGEST).take_while(|&i| article.tokens.get(i).is_some_and(|t| t.is_word() && t.capital));
    article.starts(at, &["of", "the"]) && named.into_iter().any(|i| article.is_any(i, &["club", "forum", "congress"]))
}

/// "the tripartite meeting of the ministers": talks of more than two.
fn is_of_several(article: &Article, hit: CueHit) -> bool {
    const SEVERAL: &[&str] = &["trilateral", "tripartite", "quadrilateral", "multilateral"];
    hit.set.has(Cue::Talks) && article.has_any(hit.first.saturating_sub(2)..hit.end, SEVERAL)
}

/// "received X, who had arrived in Lima to attend the session": the reception that the trip was joined to.
fn reception_in(article: &Article, trip: CueHit) -> Option<CueHit> {
    article.cues_in(trip.first..trip.end, CueSet::of(&[Cue::Received])).next()
}

/// "Even before the consultations", "on the sidelines of the General Assembly", "the results of the talks": no event is told here.
fn is_background(article: &Article, no: usize, hit: CueHit, told: &[(CueHit, MeetingKind)]) -> bool {
    let from = article.sentences[no].first;
    let margins = hit.first.saturating_sub(9).max(from)..hit.first;
    // "on the sidelines of the summit, the ministers met": a clause of its own
    let opens = |i: usize| article.sign(i, ',') || article.is(i, "there");
    // "on the margins of the session Adams had meetings with"
    let verbs = |i: usize| {
        article.is_any(
            i,
            &[
                "had",
                "has",
                "held",
                "holds",
                "hosted",
                "conducted",
                "also",
                "a",
                "bilateral",
                "separate",
                "of",
                "series",
                "number",
                "several",
                "is",
                "was",
                "will",
                "expected",
                "due",
                "scheduled",
                "to",
            ],
        )
    };
    let acts = |who: Item| !hit.set.has_any(CueSet::of(&[Cue::Summit, Cue::Forum])) && (who.end..hit.first).all(verbs);
    let acting = |m: usize| article.items_in(m..hit.first, &[MentionKind::Person]).any(acts);
    // "on the sidelines of the session a business forum was held too"
    let another = |m: usize| {
        let event = article.cues_in(m..hit.first, TRIGGERS).last();
        let a = (hit.first.saturating_sub(6).max(m)..hit.first).rev().find(|&i| article.is_any(i, &["a", "an"]));
        event.zip(a).is_some_and(|(e, a)| e.end <= a)
    };
    let apart = |m: usize| acting(m) || (m..hit.first).any(opens) || another(m);
    // "Within the framework of the UN General Assembly, the ministers met"
    let gathering = hit.set.has_any(CueSet::of(&[Cue::Forum, Cue::Summit])) && margins.start == from;
    let framed = gathering && (margins.clone()).any(|i| article.starts(i, &["framework", "of"]) && !(i..hit.first).any(opens));
    let on_margins = framed || margins.clone().rev().find(|&i| article.tells(i, MeetingWord::Margins)).is_some_and(|m| !apart(m));
    let his = hit.first > from && article.is_any(hit.first - 1, &["his", "her", "their"]) && !article.is(hit.end, "to");
    let the = his || hit.first > from && article.is_any(hit.first - 1, &["the", "these", "those"]);
    let led = the
        && hit.first > from + 1
        && article.is_any(hit.first - 2, &["before", "after", "following", "results", "outcomes", "outcome", "framework"]);
    let of_results = the
        && hit.first > from + 2
        && article.is(hit.first - 2, "of")
        && article.is_any(hit.first - 3, &["results", "outcomes", "outcome", "framework", "margins", "eve", "wake", "launch"]);
    let after = hit.first >= 2 && article.is_any(hit.first - 2, &["before", "after"]);
    // "the roadmap agreed after the visit made on April 7"
    let at_once = article.items_in(hit.end..(hit.end + 4).min(article.sentences[no].last), TIMES).next();
    let own_day = at_once.is_some_and(|t| !(hit.end..t.first).any(|i| article.sign(i, ',')));
    let dated = own_day || !after && article.items_in(hit.end..(hit.end + 18).min(article.sentences[no].last), TIMES).next().is_some();
    let told_here = article.is_any(hit.end, &["with", "between", "in", "on"]) && !led || dated || is_told_in_full(article, no, hit);
    // "on the sidelines of the summit, which is held in Lima on May 3": told of itself
    let which = hit.end + usize::from(article.sign(hit.end, ','));
    let of_itself = dated && article.is_any(which, &["which", "that"]) && article.is_any(which + 1, &["is", "was", "takes", "took"]);
    // "after the African trip"
    let past_trip = hit.first > from + 2
        && article.is_any(hit.first - 3, &["after", "before"])
        && article.is(hit.first - 2, "the")
        && article.is(hit.first, "trip")
        && article.item_at(hit.first - 1, &[MentionKind::Country]).is_none();
    // "On the fringes of the conference in Lima (May 3-5), Minister X met Y": when and where are those of the talks
    let talks = CueSet::of(&[Cue::Talks, Cue::Met, Cue::Received, Cue::Discussed]);
    let goes_on = || article.cues_in(hit.end..article.sentences[no].last, talks).next().is_some();
    let of_other = told.iter().any(|(_, kind)| matches!(kind, MeetingKind::Talks | MeetingKind::Call)) || goes_on();
    on_margins && !of_itself && (of_other || !dated || article.is_any(hit.first.saturating_sub(1), &["the", "general", "un", "session"]))
        || (led || of_results) && !told_here
        || past_trip
        || is_since(article, hit)
        || opens_as_past(article, from, hit)
}

/// "Following the top diplomats' meeting, X said", "After their talks, ...": told of elsewhere, with no day or person of its own.
fn opens_as_past(article: &Article, first: usize, hit: CueHit) -> bool {
    const NEAR: usize = 8;
    const TOLD: &[MentionKind] = &[MentionKind::Person, MentionKind::Date, MentionKind::Period, MentionKind::City, MentionKind::Country];
    let opens = article.is_any(first, &["after", "following"]) && hit.first > first && hit.first - first <= NEAR;
    opens && article.sign(hit.end, ',') && article.items_in(first..hit.end, TOLD).next().is_none()
}

/// "the first one since the 12th national congress": from when something is counted.
fn is_since(article: &Article, hit: CueHit) -> bool {
    const NEAR: usize = 6;
    let since = (hit.first.saturating_sub(NEAR)..hit.first).rev().find(|&i| article.is(i, "since"));
    let named = |i: usize| {
        article.tokens[i].capital
            || article.is_any(i, &["the", "last", "its", "their"])
            || article.item_at(i, &[MentionKind::Ordinal]).is_some()
    };
    let trip = hit.set.has_any(CueSet::of(&[Cue::Visit, Cue::VisitVerb]));
    // "since last year's meeting of the commission": of a time that is told
    let dated = hit.first > 1 && article.possessive(hit.first - 1) && article.items_in(hit.first - 2..hit.first, TIMES).next().is_some();
    !trip && !dated && since.is_some_and(|at| at + 1 < hit.first && (at + 1..hit.first).all(named))
}

/// "following the visit that President X made to Peru": who went where is told at once.
fn is_told_in_full(article: &Article, no: usize, hit: CueHit) -> bool {
    const REACH: usize = 22;
    let last = (hit.end + REACH).min(article.sentences[no].last);
    let who = article.items_in(hit.end..(hit.end + 9).min(last), &[MentionKind::Person]).next();
    let made = |p: Item| {
        let goal = |i: &Item| article.is_any(i.first - 1, &["to", "visited"]);
        article.items_in(p.end..last, &[MentionKind::Country, MentionKind::City]).any(|i| goal(&i))
    };
    // "after the talks with President X in Lima on May 3"
    let placed = |i: usize| article.tokens[i].capital || article.is_any(i, &["in", "on", "the", "at"]) || article.sign(i, ',');
    let dated = |p: Item| article.items_in(p.end..last, &[MentionKind::Date]).next().is_some_and(|t| (p.end..t.first).all(placed));
    let talks = hit.set.has(Cue::Talks) && (hit.end - 1..hit.end + 1).any(|i| article.is(i, "with"));
    if talks && who.is_some_and(dated) {
        return true;
    }
    hit.set.has(Cue::Visit) && article.is_any(hit.end, &["of", "by", "which", "that", "made", "paid"]) && who.is_some_and(made)
}

fn kind_of(article: &Article, hit: CueHit) -> Option<MeetingKind> {
    let set = hit.set;
    let table = [
        (Cue::Call, MeetingKind::Call),
        (Cue::Consultations, MeetingKind::Consultations),
        (Cue::Commission, MeetingKind::Commission),
        (Cue::Summit, MeetingKind::Summit),
        (Cue::Forum, MeetingKind::Forum),
        (Cue::Ceremony, MeetingKind::Ceremony),
        (Cue::Visit, MeetingKind::Visit),
        (Cue::VisitVerb, MeetingKind::Visit),
        (Cue::Received, MeetingKind::Talks),
        (Cue::Met, MeetingKind::Talks),
        (Cue::Talks, MeetingKind::Talks),
        (Cue::Discussed, MeetingKind::Talks),
    ];
    let kind = table.iter().find(|(cue, _)| set.has(*cue)).map(|(_, kind)| *kind)?;
    let kind = match kind {
        // "the first leaders' meeting of the strategic council"
        MeetingKind::Talks | MeetingKind::Forum | MeetingKind::Summit if is_of_body(article, hit) => MeetingKind::Commission,
        MeetingKind::Ceremony if is_for_guest(article, hit) => MeetingKind::Talks,
        MeetingKind::Forum if is_of_two(article, hit) => MeetingKind::Talks,
        // "preceded by a ministerial session": of the commission that the article is about
        MeetingKind::Forum if article.is(hit.end - 1, "ministerial") && article.is_any(hit.end, &["session", "segment"]) => {
            format_before(article, hit.first).unwrap_or(kind)
        }
        kind => kind,
    };
    (!is_idle(article, hit, kind)).then_some(kind)
}

/// "Kenyan and Peruvian foreign ministers meet": no gathering of many.
fn is_of_two(article: &Article, hit: CueHit) -> bool {
    const NEAR: usize = 6;
    let lead = hit.first.saturating_sub(NEAR)..hit.first;
    let listed = |i: usize| article.is_any(i, &["and", "the"]) || article.item_at(i, &[MentionKind::Country]).is_some();
    let first = lead.clone().rev().take_while(|&i| listed(i)).last().unwrap_or(hit.first);
    let ministers = article.is_any(hit.end - 1, &["meet", "meeting"]) && article.is(hit.end.saturating_sub(2), "ministers");
    ministers && article.items_in(first..hit.first, &[MentionKind::Country]).filter(|i| article.form(*i) == "adjective").count() == 2
}

/// "a reception for the outgoing Kenyan ambassador": he was received.
fn is_for_guest(article: &Article, hit: CueHit) -> bool {
    const NEAR: usize = 10;
    let guest = article.items_in(hit.end..hit.end + NEAR, &[MentionKind::Person, MentionKind::Role]).next();
    let plural = |i: Item| article.mention(i).name.as_deref() == Some("plural");
    article.is(hit.end - 1, "reception") && article.is(hit.end, "for") && guest.is_some_and(|i| !plural(i))
}

/// "President X's state visit": the name with its possessive stands right before.
fn owned(article: &Article, hit: CueHit) -> bool {
    let from = hit.first.saturating_sub(3);
    article
        .items_in(hit.first.saturating_sub(8)..hit.first, &[MentionKind::Person])
        .last()
        .is_some_and(|p| p.end >= from && article.possessive(p.end))
}

/// "began his tour in Kenya and will visit Uganda": a trip to another country than the one told before.
fn is_next_stop(article: &Article, a: CueHit, b: CueHit) -> bool {
    const NEAR: usize = 3;
    let goal = |i: &Item| article.form(*i) != "adjective" && is_goal(article, *i);
    const PLACES: &[MentionKind] = &[MentionKind::Country, MentionKind::City];
    let country = |i: Item| article.mention(i).country;
    let first = article.items_in(a.end..b.first, PLACES).filter(goal).last().and_then(country);
    let second = article.items_in(b.end..b.end + NEAR, PLACES).find(goal).and_then(country);
    first.zip(second).is_some_and(|(first, second)| first != second)
}

fn weight(kind: MeetingKind) -> u8 {
    match kind {
        MeetingKind::Talks => 0,
        MeetingKind::Visit => 1,
        _ => 2,
    }
}

/// "met with the Polish president at the economic forum": talks of two, whatever gathering they came to.
fn is_met_at_forum(article: &Article, a: CueHit, ka: MeetingKind, b: CueHit, kb: MeetingKind) -> bool {
    let gap = a.end..b.first;
    let forum = ka == MeetingKind::Talks && kb == MeetingKind::Forum;
    let met = a.set.has_any(CueSet::of(&[Cue::Met, Cue::Talks])) && article.is(a.end - 1, "with");
    let whom = article.items_in(gap.clone(), &[MentionKind::Role, MentionKind::Person]).next().is_some();
    // "at the 10th Kenyan-Peruvian business forum": an event of its own
    let own = article.items_in(gap.clone(), &[MentionKind::Ordinal]).next().is_some()
        || (b.first.saturating_sub(6).max(a.end)..b.first)
            .any(|i| article.sign(i, '-') && article.item_at(i + 1, &[MentionKind::Country]).is_some());
    forum && met && whom && !own && article.has_phrase(gap, &["at", "the"])
}

/// Whether two triggers tell one event: "meeting of the commission", "held talks during an official visit", "summit meeting".
fn absorbs(article: &Article, a: CueHit, ka: MeetingKind, b: CueHit, kb: MeetingKind) -> bool {
    let gap = a.end..b.first;
    let has_person = article.items_in(gap.clone(), &[MentionKind::Person]).next().is_some();
    let near = gap.len() <= 7 && !has_person;
    let of = gap.len() <= 4 && article.has_any(gap.clone(), &["of", "at", "during", "for", "the"]);
    let verb_of_body = weight(ka) == 2
        && kb == MeetingKind::Talks
        && article.is_any(b.first, &["met", "meets", "held", "meeting", "sitting"])
        && gap.len() <= 18
        && !has_person
        && article.items_in(b.end..b.end + 5, &[MentionKind::Person]).next().is_none();
    let during = article.has_any(b.first.saturating_sub(4).max(a.end)..b.first, &["during"]);
    let same_trip = ka == MeetingKind::Talks
        && kb == MeetingKind::Visit
        && a.set.has(Cue::Received)
        && gap.len() <= 16
        && !(during && is_unequal(article, a));
    // "arrived in X to attend the summit": a trip made only for it
    let to_attend = (weight(kb) == 2 && kb != MeetingKind::Ceremony || is_of_several(article, b))
        && (a.set.has(Cue::VisitVerb) && !a.set.has(Cue::Visit) || article.is(a.end - 1, "visiting"))
        && gap.len() <= 20
        && article.any_tells(gap.clone(), MeetingWord::Attends)
        && article.cues_in(gap.clone(), CueSet::of(&[Cue::Visit])).next().is_none();
    let to_attend = to_attend || is_trip_for(article, a, b, kb);
    // "A and B discussed trade during the second session of the commission"
    let told_at = ka == MeetingKind::Talks
        && weight(kb) == 2
        && kb != MeetingKind::Forum
        && a.set.has(Cue::Discussed)
        && !has_person
        && article.has_any(b.first.saturating_sub(8).max(a.end)..b.first, &["during", "at"]);
    // "X met Y for the third session of the commission"
    let met_at = ka == MeetingKind::Talks
        && matches!(kb, MeetingKind::Commission | MeetingKind::Consultations)
        && article.has_any(b.first.saturating_sub(8).max(a.end)..b.first, &["during", "at", "for"])
        && !article.has_any(gap.clone(), &["then", "also", "after", "before", "later"]);
    // "the Ministerial Session of the third Joint Commission", "the closing ceremony of the 3rd session of the Commission"
    let part_of_it = matches!(ka, MeetingKind::Forum | MeetingKind::Ceremony)
        && matches!(kb, MeetingKind::Commission | MeetingKind::Consultations)
        && gap.len() <= 12
        && !has_person
        && article.has_any(gap.clone(), &["of"])
        && !article.has_any(gap.clone(), &["and", "with", "at", "during"]);
    // "received X and Y for the convening of the 10th summit"
    let received_for = kb == MeetingKind::Summit
        && a.set.has(Cue::Received)
        && ["the", "a", "an"].iter().any(|the| article.has_phrase(b.first.saturating_sub(8).max(a.end)..b.first, &["for", the]));
    // "At a ceremony on May 3, X presented her credentials", "was awarded the medal by X at a ceremony in Lima"
    let occasion = |h: CueHit| {
        (h.first.saturating_sub(4)..h.first)
            .any(|i| article.is_any(i, &["at", "in", "during"]) && article.is_any(i + 1, &["a", "an", "the"]))
    };
    let at_ceremony = ka == MeetingKind::Ceremony && kb == ka && (occasion(a) || occasion(b)) && !gap.clone().any(|i| article.sign(i, ';'));
    // "a reception in Lima on Friday, hosted by Minister X"
    let hosted =
        weight(ka) == 2 && kb == MeetingKind::Talks && article.is_any(b.first, &["hosted", "welcomed"]) && article.is(b.end - 1, "by");
    let hosted = hosted && gap.len() <= 18 && !has_person;
    if hosted || at_ceremony || received_for || verb_of_body || same_trip || to_attend || told_at || met_at || part_of_it {
        return true;
    }
    let breaks = gap.clone().any(|i| article.sign(i, ';'))
        || article.has_any(gap.clone(), &["then", "also", "after", "before", "later", "following"]);
    if breaks {
        return false;
    }
    if is_met_at_forum(article, a, ka, b, kb) {
        return true;
    }
    match (weight(ka), weight(kb)) {
        (0, 2) | (2, 0) => near || of,
        (2, 2) => ka == kb && near,
        // "the visit of X in June and Y's visit in August", "... and President Y's state visit"
        // "will end his visit and leave for Lima"
        (1, 1) if a.set.has(Cue::Visit) && article.is(b.end - 1, "for") => false,
        // "announced the visit as he arrived in Lima"
        (1, 1) if gap.clone().any(|i| article.is_any(i, &["as", "when", "while"]) && article.is_any(i + 1, &["he", "she"])) => false,
        // "arrives in Lima amid talk about a visit"
        (1, 1) if article.has_any(gap.clone(), &["talk", "possibility", "speculation", "prospect", "hopes"]) => false,
        // "a 2013 visit by X and an earlier visit by Y"
        (1, 1) if article.has_any(b.first.saturating_sub(3).max(a.end)..b.first, &["earlier", "another", "follows", "followed"]) => false,
        (1, 1) => !(article.possessive(b.first - 1) && gap.len() >= 4 || has_person && owned(article, b) || is_next_stop(article, a, b)),
        (0, 0) => near,
        _ => false,
    }
}
