//! Events between representatives of economies.
//!
//! "Oslo was host today to political consultations of the ministries of Norway and Peru" is a row, and so is
//! "the first official visit of Minister Adams to Bucharest (December 2023)" that the same article recalls; "the commission meets
//! every year" and a bare invitation are none.
//!
//! Words of meeting (`trigger`, `rounds` of a format and `series` of them among them, but for `idle` ones and the `way` to an event; trips, openings,
//! commissions and gatherings told without one: `stay`, `verbs`, `opening`, `joint`, `gathering`), each with its part of the sentence
//! (`clause`), become candidates (`candidate`) when they tell of an event (`occurrence`, not of a `paper` or a `wish`) or of several (`several`, `apart`, `aside`), with its day
//! (`time`, `length`, `arrival`, `telling`, `told_of`, `plan`), place (`place`, `town`, `at_home`, `house`), sides (`sides`, `between`, `count`,
//! `subject`, `object`, `teller`) and format (`format`, `kind`). Candidates that tell of one event (`same`) are joined (`join`) and settled (`finish`), with
//! who else was there (`present`, `host`) and where those are who travel (`whereabouts`). Who stands for which country is known
//! from the whole article (`people`, by the words `beside` a name), follows from where a trip goes (`goal`, `inviting`) or where one
//! receives guests (`receiving`), is the article's own (`home`) or is left by the events (`standing`); who travels without a name,
//! how they are welcomed and go home: `journey`.

mod apart;
mod arrival;
mod aside;
mod at_home;
mod beside;
mod between;
mod candidate;
mod clause;
mod count;
mod finish;
mod format;
mod gathering;
mod goal;
mod home;
mod host;
mod house;
mod idle;
mod inviting;
mod join;
mod joint;
mod journey;
mod kind;
mod length;
mod names;
mod object;
mod occurrence;
mod opening;
mod paper;
mod people;
mod place;
mod plan;
mod present;
mod receiving;
mod rounds;
mod same;
mod series;
mod several;
mod sides;
mod standing;
mod stay;
mod subject;
mod teller;
mod telling;
mod time;
mod told_of;
mod town;
mod trigger;
mod verbs;
mod way;
mod whereabouts;
mod wish;

use crate::extract::article::Article;
use crate::extract::discourse::Discourse;
use crate::extract::evidence;
use crate::lexicon::Rank;
use crate::model::{Meeting, MeetingKind, MeetingStatus, Participant, SlotBasis};
use candidate::Candidate;
use people::{Known, People};

/// A row and the mentions that it rests on.
pub type Row = (Meeting, Vec<usize>);

/// The events of the article, in order of first mention.
pub fn rows(article: &Article, discourse: &Discourse) -> Vec<Row> {
    let mut people = People::read(article, discourse);
    let candidates = candidate::find(article, discourse, &people);
    standing::infer(article, discourse, &mut people, &candidates);
    let events = join::join(article, discourse, &mut people, candidates);
    events.into_iter().filter_map(|event| row(article, &people, event)).collect()
}

fn row(article: &Article, people: &People, event: Candidate) -> Option<Row> {
    if event.parties.len() < 2 && !is_of_body(article, &event) {
        return None;
    }
    let mut evidence = evidence::evidence(article, "m", event.first, event.end, event.rule);
    evidence.period_basis = event.date_basis;
    evidence.parties_basis = SlotBasis::Stated;
    let mut parties: Vec<_> = event.parties.iter().copied().collect();
    parties.sort_unstable();
    let participants = event.people.iter().map(|&p| participant(&people.all[p])).collect();
    let is_call = event.kind == MeetingKind::Call;
    let meeting = Meeting {
        evidence,
        kind: event.kind,
        date_start: event.start,
        date_end: event.end_date,
        date_text: event.date_text,
        city: if is_call { None } else { event.city },
        country: if is_call { None } else { event.country },
        status: if event.planned { MeetingStatus::Planned } else { MeetingStatus::Held },
        ordinal: event.ordinal,
        parties,
        name: event.name,
        cameo_code: cameo(event.kind, event.planned),
        participants,
    };
    Some((meeting, event.mentions))
}

/// A summit or session of one body whose members the clause does not name: "the 20th meeting of ... of the CIS".
fn is_of_body(article: &Article, event: &Candidate) -> bool {
    let group = event.parties.iter().any(|p| article.lexicon.geography.members.contains_key(p));
    let numbered = event.kind == MeetingKind::Forum && event.ordinal.is_some() && event.start.is_some();
    // "CICA held its sixth summit in Astana": of a body whose members no table has
    let body = event.parties.iter().any(|p| !article.lexicon.geography.capitals.contains_key(p));
    let told = event.start.is_some() && event.country.is_some() || event.ordinal.is_some();
    body && event.kind == MeetingKind::Summit && told
        || group && (event.kind == MeetingKind::Summit || numbered)
        || event.of_officers && event.start.is_some()
}

fn participant(person: &Known) -> Participant {
    Participant {
        name: person.name.clone(),
        role: person.role.clone().filter(|r| !matches!(r.as_str(), "counterpart" | "colleague")),
        organisation: None,
        country: person.country,
        span: person.span,
    }
}

/// CAMEO: 040 consult, 041 telephone, 042 visit, 046 negotiate, 036 express intent to meet.
fn cameo(kind: MeetingKind, planned: bool) -> Option<&'static str> {
    if planned {
        return Some("036");
    }
    match kind {
        MeetingKind::Visit => Some("042"),
        MeetingKind::Call => Some("041"),
        MeetingKind::Talks => Some("046"),
        MeetingKind::Consultations | MeetingKind::Commission | MeetingKind::Summit => Some("040"),
        MeetingKind::Forum | MeetingKind::Ceremony => None,
    }
}

/// Whether two offices are of one rank, so that the one is the other's host.
pub(crate) fn same_rank(a: Option<Rank>, b: Option<Rank>) -> bool {
    let class = |r: Rank| match r {
        Rank::HeadOfState => 0,
        Rank::HeadOfGovernment => 1,
        Rank::DeputyHeadOfGovernment => 2,
        Rank::ForeignMinister => 3,
        Rank::Minister => 4,
        Rank::DeputyMinister => 5,
        Rank::ParliamentSpeaker => 6,
        other => 10 + other as i32,
    };
    matches!((a, b), (Some(a), Some(b)) if class(a) == class(b))
}
