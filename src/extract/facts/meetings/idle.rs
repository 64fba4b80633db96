//! Words of meeting that mean something else here: "received goods", "met the needs", "called on firms to invest".

use super::people::office_of_several;
use crate::extract::article::{Article, CueHit, Item};
use crate::lexicon::{Cue, CueSet, MeetingWord};
use crate::model::{MeetingKind, MentionKind};

/// Whether a word of meeting is not one where it stands.
pub(super) fn is_idle(article: &Article, hit: CueHit, kind: MeetingKind) -> bool {
    let set = hit.set;
    let plain = |words: &[&str]| hit.end - hit.first == 1 && article.is_any(hit.first, words);
    let weak = |sense| hit.end - hit.first == 1 && article.tells(hit.first, sense);
    // "received goods", "met the needs", "tour operators", "fair conditions", "the club of"
    let idle = plain(&["met"])
        && article.is_any(hit.end, &["the", "with"])
        && article.is_any(hit.end + 1, &["needs", "demand", "requirements", "target", "resistance"])
        || plain(&["met"]) && is_fulfilled(article, hit.end)
        || plain(&["met"])
            && article.has_any(hit.first.saturating_sub(4)..hit.first, &["target", "targets", "goal", "goals", "demand", "needs"])
        || plain(&["trip", "tour", "tours", "visits"]) && article.is_any(hit.end, &["operators", "operator", "agency"])
        || plain(&["visiting"]) && is_guest(article, hit.end)
        || weak(MeetingWord::Weak) && !has_person_near(article, hit) && kind != MeetingKind::Forum
        || plain(&["fair"]) && is_adjective(article, hit)
        // "a delegation of the Peruvian Congress": a parliament
        || plain(&["congress"]) && is_of_one_country(article, hit.first)
        // "to see each other face to face"
        || article.is(hit.first, "face") && article.is(hit.first.saturating_sub(1), "other")
        // "was welcomed as if he were a king"
        || set.has(Cue::Received) && article.is(hit.end, "as") && article.is_any(hit.end + 1, &["if", "though"])
        // "the 10th conference of ambassadors": one country's own
        || kind == MeetingKind::Forum && article.starts(hit.end, &["of", "ambassadors"])
        || weak(MeetingWord::HallEvent) && article.is_any(hit.end, &["room", "hall", "platform"])
        || kind == MeetingKind::Forum && article.is_any(hit.end, &["centre", "center"])
        || plain(&["conference", "conferences", "club", "clubs"])
            && article.is_any(hit.first.saturating_sub(1), &["press", "news", "media", "video"]);
    // "conferred an order on the ambassador"
    let idle = idle
        || plain(&["conferred"])
            && article
                .has_any(hit.end..hit.end + 6, &["order", "medal", "award", "title", "degree", "honour", "honor", "honorary", "doctorate"]);
    // "the first prime ministerial visit", "at ministerial level"
    let of_rank = plain(&["ministerial"])
        && (article.is(hit.first.saturating_sub(1), "prime")
            || article.is(hit.first.saturating_sub(2), "inter") && article.sign(hit.first - 1, '-')
            || article.is_any(hit.end, &["visit", "visits", "level", "delegation", "delegations", "officials", "team", "post", "posts"]));
    // "the summit came to its end"
    let ends = set.has(Cue::VisitVerb) && article.is(hit.end - 1, "to") && article.is_any(hit.end, &["its", "an", "a"]);
    // "the welcoming ceremony", "laying a wreath" belong to the visit
    let welcome = plain(&["ceremony"])
        && (article.is_any(hit.first.saturating_sub(1), &["welcome", "welcoming", "greeting", "reception"])
            || article.starts(hit.end, &["of", "the", "official", "meeting"])
            || article.starts(hit.end, &["of", "official", "meeting"]));
    // "received money" is no reception: a person or office follows, or "was received by"
    let infinitive = article.is(hit.end - 1, "receive");
    let ahead = infinitive && hit.end - hit.first > 1;
    // "refused to receive the envoy", "will receive scholarships from President X"
    let refused = infinitive
        && article.has_any(hit.first.saturating_sub(4)..hit.first, &["not", "refused", "declined", "unable", "refuses", "declines"]);
    let from = (hit.end..hit.end + 4).find(|&i| article.is(i, "from"));
    // "will receive a delegation from Peru"
    let guest = |from: usize| {
        article.items_in(hit.end..from, &[MentionKind::Role, MentionKind::Person]).next().is_some()
            || article.has_any(hit.end..from, &["delegation", "delegations", "envoy", "guests", "leader", "mission", "representatives"])
    };
    let things = infinitive && from.is_some_and(|from| !guest(from));
    let active = weak(MeetingWord::Receives) || ahead;
    // "received today, Wednesday 8 May, in Lima, the president"
    let dated = article.items_in(hit.end..hit.end + 2, &[MentionKind::Date]).next().is_some();
    // "received in Lima on Monday, in separate meetings, the ambassadors"
    let aside = article.is_any(hit.end, &["in", "at", "on", "today", "yesterday"]);
    let reach = if dated || aside { 20 } else { 7 };
    let object = article.items_in(hit.end..hit.end + reach, &[MentionKind::Person, MentionKind::Role]).next().is_some()
        || article.tells(hit.first, MeetingWord::AtHome) && article.has_any(hit.end..hit.end + 4, &["delegation"]);
    let passive = article.is(hit.end, "by") || aside && object || is_received_by(article, hit);
    // "came to 1 billion dollars" is no arrival
    let amount = set.has(Cue::VisitVerb)
        && article
            .items_in(hit.end..hit.end + 3, &[MentionKind::Money, MentionKind::Number, MentionKind::Percent])
            .any(|i| article.items_in(hit.end..i.first, &[MentionKind::City, MentionKind::Country]).next().is_none());
    // "was hosted by Lima" tells the place of what was hosted
    let venue = set.has(Cue::Received)
        && article.is(hit.end - 1, "by")
        && article.item_at(hit.end, &[MentionKind::City, MentionKind::Country]).is_some_and(|i| article.form(i) != "adjective")
        && article.items_in(hit.end..hit.end + 4, &[MentionKind::Person, MentionKind::Role]).next().is_none();
    // "reached agreement"
    let reaches = plain(&["reached", "reaches"])
        && article.item_at(hit.end, &[MentionKind::City, MentionKind::Country]).is_none_or(|i| article.form(i) == "adjective");
    // "called on firms to invest"
    let asks = || {
        (hit.end..hit.end + 8)
            .any(|i| article.is(i, "to") && !article.is_any(i + 1, &["discuss", "review", "exchange", "convey", "congratulate"]))
    };
    let appeals = article.is(hit.end - 1, "on")
        && hit.end - hit.first == 2
        && article.is_any(hit.first, &["called", "call", "calls", "calling"])
        && (!object || asks());
    let alone = set.has(Cue::Discussed) && !converses(article, hit);
    // "prior to meeting with X": told elsewhere
    let aside =
        plain(&["meeting"]) && article.is(hit.end, "with") && article.is_any(hit.first.saturating_sub(1), &["to", "after", "before", "of"]);
    idle || of_rank
        || kind == MeetingKind::Commission && is_in_office(article, hit)
        || refused
        || things
        || goes_nowhere(article, hit)
        || is_interview(article, hit)
        || reaches
        || sees_sights(article, hit)
        || meets_compatriots(article, hit)
        || welcome
        || ends
        || amount
        || alone
        || aside
        || venue
        || appeals
        || active && !object && !passive
}

/// "met EU quality standards": what is met is no person.
fn is_fulfilled(article: &Article, at: usize) -> bool {
    const NEAR: usize = 6;
    const NORMS: &[&str] = &[
        "standards",
        "standard",
        "criteria",
        "criterion",
        "conditions",
        "deadline",
        "deadlines",
        "obligations",
        "expectations",
        "needs",
        "requirements",
        "commitments",
        "quota",
        "quotas",
        "targets",
        "challenges",
        "norms",
        "rules",
    ];
    let last = (at + NEAR).min(article.sentences[article.sentence_of(at.saturating_sub(1))].last);
    let norm = (at..last).find(|&i| article.is_any(i, NORMS));
    norm.is_some_and(|i| article.items_in(at..i, &[MentionKind::Person, MentionKind::Role]).next().is_none())
}

/// "the Peruvian Congress", "Peru's Congress"; not "the Kenyan-Peruvian congress".
fn is_of_one_country(article: &Article, at: usize) -> bool {
    let owned = usize::from(at > 0 && article.possessive(at - 1));
    let country = article.items_in(at.saturating_sub(2 + owned)..at, &[MentionKind::Country]).find(|c| c.end + owned == at);
    let capital = article.tokens[at].capital;
    capital && country.is_some_and(|c| (owned == 1 || article.form(c) == "adjective") && !article.sign(c.first.saturating_sub(1), '-'))
}

/// "was received in Lima on Monday by President X": when and where stand between the verb and the host.
fn is_received_by(article: &Article, hit: CueHit) -> bool {
    const NEAR: usize = 3;
    const FAR: usize = 16;
    const OFFICE: usize = 7;
    let be = article.has_any(hit.first.saturating_sub(NEAR)..hit.first, &["was", "were", "been", "is", "be"]);
    let last = article.sentences[article.sentence_of(hit.first)].last;
    let by = (hit.end..(hit.end + FAR).min(last)).find(|&i| article.is(i, "by")).filter(|_| be);
    by.is_some_and(|by| article.items_in(by..(by + OFFICE).min(last), &[MentionKind::Person, MentionKind::Role]).next().is_some())
}

/// "Co-Chairman of the Intergovernmental Commission John Adams": part of somebody's office.
fn is_in_office(article: &Article, hit: CueHit) -> bool {
    const NEAR: usize = 6;
    const HEADS: &[&str] = &["chairman", "chairwoman", "chairperson", "chair", "chairs", "head", "cochairman", "secretary"];
    let from = hit.first.saturating_sub(NEAR);
    let of = |i: usize| article.is_any(i, HEADS) && article.is_any(i + 1, &["of", "in"]);
    let head = (from..hit.first).rev().find(|&i| of(i));
    let name = |i: usize| article.tokens[i].capital || article.sign(i, '-') || article.is_any(i, &["the", "bilateral", "joint"]);
    let numbered = head.is_some_and(|h| article.items_in(h..hit.end, &[MentionKind::Ordinal]).next().is_some());
    !numbered && head.is_some_and(|h| (h + 2..hit.first).all(name))
}

/// "in a fair manner", "a fair and open market": no fair.
fn is_adjective(article: &Article, hit: CueHit) -> bool {
    let next = &article.tokens[hit.end.min(article.tokens.len() - 1)];
    let plain = !article.tokens[hit.first].capital && next.is_word() && !next.capital;
    let verb = article.tells(hit.end, MeetingWord::Occurs) || article.tells(hit.end, MeetingWord::Preposition);
    const BEHIND: &[&str] = &[
        "was", "is", "will", "has", "had", "which", "that", "where", "took", "opened", "opens", "held", "from", "with", "this", "last",
        "next", "to",
    ];
    plain && !verb && !article.is_any(hit.end, BEHIND) && article.is_any(hit.first.saturating_sub(1), &["a", "the", "more", "and", "this"])
}

/// "the visiting Kenyan minister", "visiting President Adams": a guest, not the trip.
fn is_guest(article: &Article, at: usize) -> bool {
    let country = article.item_at(at, &[MentionKind::Country]).filter(|i| article.form(*i) == "adjective");
    let office = country.map_or(at, |c| c.end);
    let counterpart = article.is_any(office, &["counterpart", "colleague", "peer", "homologue"]);
    article.item_at(office, &[MentionKind::Role]).is_some() && !counterpart
        || country.is_some() && article.is_any(office, &["delegation", "leader"])
        || article.is_any(office, &["guest", "guests", "dignitary", "dignitaries", "side"])
}

/// "said in a conversation with the paper": none that officials had.
fn is_interview(article: &Article, hit: CueHit) -> bool {
    const NEAR: usize = 8;
    const ASKS: &[&str] = &["reporter", "correspondent", "journalist", "columnist", "editor", "interviewer"];
    // "our reporter talked with the ambassador"
    let talked = article.starts(hit.first, &["talked", "with"]) || article.starts(hit.first, &["talk", "with"]);
    if talked && article.has_any(hit.first.saturating_sub(NEAR)..hit.first, ASKS) {
        return true;
    }
    let conversation = article.is(hit.first, "conversation") && article.is(hit.end - 1, "with");
    conversation && !article.has_any(hit.first.saturating_sub(NEAR)..hit.first, &["had", "held", "has", "holds", "have", "hold"])
}

/// "exports went to Kenya", "the prize goes to Peru": nobody travels, unless a person stands right before.
fn goes_nowhere(article: &Article, hit: CueHit) -> bool {
    const WHO: &[MentionKind] = &[MentionKind::Person, MentionKind::Role];
    let goes = article.is(hit.end - 1, "to") && article.is_any(hit.end - 2, &["went", "goes", "gone", "go", "going"]);
    // "went on to Lima", not "went on to say"; "lands in Lima" of somebody, not "the lands in the north"
    let on = article.is(hit.end - 1, "to") && article.is_any(hit.end.saturating_sub(2), &["on", "continued", "continues", "continue"]);
    let lands = article.starts(hit.first, &["lands", "in"]);
    let before = hit.first.saturating_sub(1);
    let person = on
        || article.item_at(before, WHO).is_some()
        || article.is_any(before, &["he", "she", "who", "delegation", "leader", "minister", "president", "envoy"]);
    let the = usize::from(article.is(hit.end, "the"));
    let place = article.item_at(hit.end + the, &[MentionKind::City, MentionKind::Country]).is_some_and(|i| article.form(i) != "adjective");
    (goes || on || lands) && !(person && place)
}

/// "visited the Kenyan embassy in Lima", "visits the old mosque": a house, not a country.
fn sees_sights(article: &Article, hit: CueHit) -> bool {
    const NEAR: usize = 8;
    const ARTICLES: &[&str] = &["the", "a", "an", "his", "her", "its", "our"];
    let verb = article.is_any(hit.end - 1, &["visited", "visit", "visits"]) && hit.set.has(Cue::VisitVerb);
    let last = (hit.end + NEAR).min(article.sentences[article.sentence_of(hit.first)].last);
    let phrase = (hit.end..last).take_while(|&i| article.tokens[i].is_word() && !article.tells(i, MeetingWord::Preposition));
    // "visited the port city of Lima"
    let town = phrase.clone().any(|i| article.is_any(i, &["city", "town"]));
    verb && article.is_any(hit.end, ARTICLES)
        && !town
        && phrase.into_iter().any(|i| article.tells(i, MeetingWord::Sight) || article.tells(i, MeetingWord::Opened))
}

/// "met members of the Kenyan community": who meets his own people meets no other economy.
fn meets_compatriots(article: &Article, hit: CueHit) -> bool {
    const NEAR: usize = 12;
    const OWN: &[&str] = &["community", "diaspora", "compatriots", "expatriates", "nationals", "countrymen"];
    if !hit.set.has_any(CueSet::of(&[Cue::Met, Cue::Talks])) {
        return false;
    }
    let last = (hit.end + NEAR).min(article.sentences[article.sentence_of(hit.first)].last);
    let at = (hit.end..last).find(|&i| article.is_any(i, OWN));
    let others = |at: usize| article.items_in(hit.end..at, &[MentionKind::Person, MentionKind::Date, MentionKind::Role]).next().is_some();
    at.is_some_and(|at| !others(at) && !article.has_any(hit.end..at, &["business", "international", "european"]))
}

/// "X discussed trade with Y", "X and Y discussed", "was discussed by X and Y": two people talk.
fn converses(article: &Article, hit: CueHit) -> bool {
    const PEOPLE: &[MentionKind] = &[MentionKind::Person];
    let s = article.sentences[article.sentence_of(hit.first)];
    let before: Vec<Item> = article.items_in(hit.first.saturating_sub(40).max(s.first)..hit.first, PEOPLE).collect();
    let joined = |a: &Item, b: &Item| b.first - a.end <= 12 && article.is(a.end, "and");
    let pair = before.windows(2).any(|w| joined(&w[0], &w[1]));
    // "the Kenyan and Peruvian ministers discussed"
    let plural = |i: &Item| article.mention(*i).name.as_deref() == Some("plural");
    let several = article.items_in(hit.first.saturating_sub(12).max(s.first)..hit.first, &[MentionKind::Role]).filter(plural).last();
    let pair = pair || several.is_some_and(|role| office_of_several(article, s.first, role, hit.first));
    let behind: Vec<Item> = article.items_in(hit.end..(hit.end + 40).min(s.last), PEOPLE).collect();
    let with = behind.first().is_some_and(|p| {
        let mut lead = p.first.saturating_sub(14).max(hit.end)..p.first;
        lead.any(|i| article.is(i, "with") && !article.any_tells(i + 1..p.first, MeetingWord::Speech))
    });
    let by = article.is(hit.end, "by") && behind.len() >= 2 && joined(&behind[0], &behind[1]);
    let subject = !before.is_empty() || article.items_in(s.first..hit.first, &[MentionKind::Role]).next().is_some();
    pair || by || with && subject
}

fn has_person_near(article: &Article, hit: CueHit) -> bool {
    let no = article.sentence_of(hit.first);
    let s = article.sentences[no];
    let near = hit.first.saturating_sub(14).max(s.first)..(hit.end + 16).min(s.last);
    article.items_in(near, &[MentionKind::Person, MentionKind::Role]).next().is_some()
}
