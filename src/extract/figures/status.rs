//! Whether a figure is reported, aimed at or expected.

use super::head::{Found, Head, cost_to_come};
use super::{Amount, PLACES, Reader, Statement, undertaking};
use crate::extract::article::{Article, CueHit};
use crate::lexicon::{ClauseWord, Cue, CueSet};
use crate::model::{MentionKind, Status};
use crate::text::TokenKind;

/// The status of an amount in the clause from `from` to `until`.
pub fn find(reader: &Reader, no: usize, from: usize, amount: Amount, until: usize, found: &Found) -> Status {
    let article = reader.article;
    let at = amount.item.first;
    let lead = clause_start(article, from, at)..at;
    let tail = amount.end..clause_end(article, amount.end, until);
    // "of the approved investments, $30 million has arrived"
    let let_in = found.tokens.filter(|head| says_approved(article, *head));
    if let_in.is_some_and(|head| has_arrived(article, no, head, amount, until)) {
        return Status::Actual;
    }
    if found.rule == undertaking::RULE {
        return undertaking::status(article, no, amount);
    }
    let at_cost = found.head == Head::Project && article.has_phrase(at.saturating_sub(6)..at, &["at", "a", "cost", "of"]);
    if at_cost && undertaking::find(article, no, amount, undertaking::Link::Noun).is_some() {
        return undertaking::status(article, no, amount);
    }
    let agreed = found.head.is_agreed() && is_under_agreement(article, lead.clone());
    if agreed || is_done(article, lead.clone()) || is_told_behind(article, amount, found) {
        return Status::Actual;
    }
    if let Some(status) = announced(article, lead.clone(), found).or_else(|| announced_behind(article, tail, found)) {
        return status;
    }
    // "the goal is to double trade, bringing it from $1 billion a year to $2 billion"
    let near = |end: usize| at - end <= 6 || article.sign(at.saturating_sub(2), ')') && (end..at).any(|i| article.sign(i, '('));
    let compared = reader.last(no, 0).filter(|s| s.sentence == no && s.is_comparison && s.end <= at && near(s.end));
    if let Some(s) = compared.filter(|_| article.has_any(at.saturating_sub(2)..at, &["to"])) {
        let start = article.sentences[no].first;
        if let Some(status) = announced(article, start..s.first, found) {
            return status;
        }
    }
    // "is to cost $5 million, and $3 million has been spent on it so far"
    let paid = !found.head.is_trade() && article.is_any(amount.end, &["has", "have", "had", "was", "were"]);
    // "promised $3 billion of support: $1 billion in loans and up to $2 billion in grants"
    let to_come = reader.last(no, 0).filter(|s| s.status != Status::Actual);
    if let Some(whole) = to_come.filter(|_| !paid && !has_finite(article, lead.clone())) {
        return whole.status;
    }
    // "to $5 billion at first and to $10 billion later on"; not "whereas in 2021 it was $3 billion"
    let told = paid || article.has_any(lead.clone(), &["was", "were", "came"]) || article.has_any(lead.clone(), DONE);
    let carried = to_come.filter(|_| found.tokens.is_none() && !told);
    let planned = || found.head == Head::Project && undertaking::find(article, no, amount, undertaking::Link::Noun).is_some();
    match carried {
        Some(statement) => statement.status,
        None if planned() => undertaking::status(article, no, amount),
        None => Status::Actual,
    }
}

/// "Three loans totalling $460m will finance projects. They are to be finalised during the visit": what a sentence says of the loans that
/// the one before told.
pub fn settle_before(reader: &mut Reader, no: usize) {
    let article = reader.article;
    let first = article.sentences[no].first;
    let noun = article.is_any(first, &["the", "these", "this", "both"])
        && article.is_any(
            first + 1,
            &["agreement", "agreements", "contract", "contracts", "credit", "credits", "deal", "deals", "loan", "loans"],
        );
    let verb = first + if noun { 2 } else { 1 };
    let subject = noun || article.is_any(first, &["it", "they"]);
    let be = if article.is_any(verb, &["are", "is"]) && article.is_any(verb + 1, &["due", "expected"]) { verb + 2 } else { verb + 1 };
    let to_come = article.is_any(verb, &["are", "is"]) && article.starts(be, &["to", "be"]) || article.starts(verb, &["will", "be"]);
    let end = if article.is_any(verb, &["will"]) { verb + 2 } else { be + 2 };
    let agreed = article.is_any(end, &["agreed", "approved", "concluded", "finalised", "finalized", "signed"]);
    if !(subject && to_come && agreed) {
        return;
    }
    // "Norway lent $460 million in 2023. The contracts are to be signed with builders": of others
    let over = |s: &Statement| s.period.end.zip(article.document.published_on).is_some_and(|(end, today)| end < today);
    let other = article.is_any(end + 1, &["by", "for", "on", "with"]);
    let given = |s: &Statement| {
        let told = article.sentences[s.sentence];
        article.has_any(told.first..told.last, &["completed", "disbursed", "received"])
    };
    let told =
        |s: &&mut Statement| s.sentence + 1 == no && matches!(s.head, Head::Financing | Head::Project) && !other && !over(s) && !given(s);
    for statement in reader.out.iter_mut().rev().take_while(|s| s.sentence + 1 >= no).filter(told) {
        statement.status = Status::Target;
    }
}

/// "total approved foreign investments amounted to $5 million compared to $3 million", "the FDI approved by the authority": capital that an
/// office has let in and that has still to come, told of the time when it did.
pub fn is_only_approved(reader: &Reader, no: usize, amount: Amount, until: usize, found: &Found) -> bool {
    let article = reader.article;
    // "Foreign investment approvals fell to $3 million. Norway was the top source with $2 million"
    const NEAR: usize = 3;
    let listed = || reader.out.iter().rev().take_while(|s| no - s.sentence <= NEAR).find_map(|s| s.head_tokens);
    let Some(head) = found.tokens.or_else(listed).filter(|_| matches!(found.head, Head::Fdi | Head::Investment)) else { return false };
    says_approved(article, head) && !has_arrived(article, no, head, amount, until)
}

/// Whether the noun of capital at `head` speaks of what an office has let in.
pub fn says_approved(article: &Article, head: (usize, usize)) -> bool {
    const NEAR: usize = 3;
    let before = head.0.saturating_sub(NEAR).max(article.sentences[article.sentence_of(head.0)].first)..head.0;
    let nouns = article.is_any(head.1, &["applications", "approvals", "commitments", "pledges"]);
    // "applications for foreign direct investment"
    let applied = head.0 >= NEAR && article.starts(head.0 - 2, &["applications", "for"]);
    nouns || applied || article.has_any(before, &["approved"]) || article.starts(head.1, &["approved", "by"])
}

/// "Of the approved investments, $30 million has arrived": a part that has come.
fn has_arrived(article: &Article, no: usize, head: (usize, usize), amount: Amount, until: usize) -> bool {
    let first = article.sentences[no].first;
    let part = article.starts(first, &["of", "the"]) && article.has_any(first + 2..head.0, &["approved"]);
    let between = head.1.min(amount.item.first)..amount.item.first;
    let own = amount.end..clause_end(article, amount.end, until);
    part || article.has_word(between, ClauseWord::Arrives) || article.has_word(own, ClauseWord::Arrives)
}

/// The status of what a figure is compared with: "compared to market expectations of a $3 billion surplus".
pub fn of_base(article: &Article, from: usize, at: usize) -> Status {
    const REACH: usize = 8;
    let lead = from.max(at.saturating_sub(REACH))..at;
    // "against a target of $1 billion", "far from the goal of $500 million"
    if article.has_any(lead.clone(), &["goal", "target", "targeted", "planned"]) {
        return Status::Target;
    }
    if article.has_word(lead, ClauseWord::Expectation) { Status::Forecast } else { Status::Actual }
}

/// "it should be noted"
const SAYS: &[&str] =
    &["added", "emphasised", "emphasized", "mentioned", "noted", "recalled", "remembered", "reminded", "said", "stressed"];

/// The first token of the clause: behind the last semicolon, bracket, ", while" or "it should be noted".
fn clause_start(article: &Article, from: usize, at: usize) -> usize {
    (from..at)
        .rev()
        .find(|&i| {
            article.sign(i, ';')
                || article.is_any(i, SAYS)
                    && i > from + 1
                    && article.is(i - 1, "be")
                    && article.has_any(i.saturating_sub(4)..i, &["should", "must"])
                || article.sign(i, ',') && article.is_any(i + 1, &["while", "whereas", "but", "compared"])
                || article.sign(i, ',') && article.is(i + 1, "and") && has_verb(article, i + 2)
        })
        .map_or(from, |i| i + 1)
}

fn has_finite(article: &Article, range: std::ops::Range<usize>) -> bool {
    range.len() > 9
        || article.has_any(
            range,
            &[
                "was", "were", "is", "are", "has", "have", "had", "made", "reached", "amounted", "stood", "totaled", "grew", "rose",
                "invested", "came", "fell",
            ],
        )
}

fn has_verb(article: &Article, at: usize) -> bool {
    article.has_any(at..at + 4, &["has", "have", "is", "was", "are", "were", "had"])
}

fn clause_end(article: &Article, from: usize, until: usize) -> usize {
    // "in foreign direct investment (FDI) is what Kenya aims at": a word's short form parts nothing
    let short_form = |i: usize| article.sign(i, '(') && article.sign(i + 2, ')') && article.tokens[i + 1].is_word();
    let cut = |i: usize| {
        matches!(article.tokens[i].kind, TokenKind::Punct(',' | ';' | ':' | '(' | '.')) && !short_form(i)
            || article.is(i, "and") && article.is_any(i + 1, &["is", "are", "has", "have"])
    };
    let end = (from..until).find(|&i| cut(i)).unwrap_or(until);
    end.min(from + 12)
}

/// "would dwarf the $53 million that Norway has invested": the verb behind the amount says that it has been done.
fn is_told_behind(article: &Article, amount: Amount, found: &Found) -> bool {
    let behind = found.tokens.filter(|t| t.0 >= amount.end && !found.head.is_trade());
    behind.is_some_and(|(first, _)| article.is_any(first, &["has", "have", "had"]))
}

/// Verbs of what was reached.
const DONE: &[&str] = &[
    "reached",
    "amounted",
    "amounts",
    "totals",
    "totaled",
    "totalled",
    "stood",
    "made",
    "exceeded",
    "surpassed",
    "hit",
    "passed",
    "topped",
    "invested",
    "averaged",
    "comes",
    "stands",
];

/// A past tense right before the amount says that it was reached, whatever was aimed at: "already exceeded", "amounted to",
/// "jumped 30 percent to"; not "to be made".
fn is_done(article: &Article, lead: std::ops::Range<usize>) -> bool {
    const CHANGED: &[&str] =
        &["rose", "grew", "jumped", "climbed", "soared", "surged", "fell", "dropped", "declined", "dipped", "plunged", "shrank"];
    const TO_COME: &[&str] = &["will", "would", "could", "should", "be", "may", "might"];
    // "exports to Kenya averaged": no infinitive
    let infinitive = |i: usize| article.is(i, "to") && article.item_at(i + 1 + usize::from(article.is(i + 1, "the")), PLACES).is_none();
    let to_come = |i: usize| article.is_any(i, TO_COME) || infinitive(i);
    let near = lead.end.saturating_sub(5).max(lead.start)..lead.end;
    let led_in = article.has_any(lead.end.saturating_sub(2).max(lead.start)..lead.end, &["to"]);
    near.rev()
        .find(|&i| article.is_any(i, DONE) || led_in && article.is_any(i, CHANGED))
        .is_some_and(|verb| !(verb.saturating_sub(4).max(lead.start)..verb).any(to_come))
}

fn announced(article: &Article, lead: std::ops::Range<usize>, found: &Found) -> Option<Status> {
    if found.head == Head::Project && cost_to_come(article, lead.clone()).is_some() {
        return Some(Status::Forecast);
    }
    if matches!(found.head, Head::Financing)
        && article.has_any(lead.clone(), &["will", "lend", "get"])
        && !article.has_any(lead.clone(), &["gave", "received", "lent", "provided"])
    {
        return Some(Status::Target);
    }
    if !found.head.is_trade() && (is_headline_future(article, lead.clone()) || is_to_come(article, lead.clone(), found)) {
        return Some(Status::Target);
    }
    // "276 lines of credit with commitments of $27 billion": a lender's commitments are made
    let lenders = |c: &CueHit| matches!(found.head, Head::Financing) && article.is(c.first, "commitments") && article.is(c.end, "of");
    let targets = article
        .cues_in(lead.clone(), CueSet::of(&[Cue::Target]))
        .filter(|c| !lenders(c) && !is_office(article, c) && !is_approved_already(article, c))
        .filter(|c| !has_come_about(article, c.first, lead.start) && !is_result(article, c.first))
        .last();
    // "investments are estimated at $15 billion" tells how large they are; only a cost is estimated beforehand
    let costs = matches!(found.head, Head::Project | Head::Financing);
    let estimate =
        |c: &CueHit| article.has_any(c.first..c.end, &["estimated"]) && !article.has_any(c.first.saturating_sub(2)..c.end, &["be", "will"]);
    let forecasts = article
        .cues_in(lead.clone(), CueSet::of(&[Cue::Forecast]))
        .filter(|c| (costs || !estimate(c)) && !is_compared_with(article, c.first))
        .last();
    let planned = targets.is_some_and(|c| article.is_any(c.first, &["planned", "plan", "plans"]));
    match (targets, forecasts) {
        // "whose cost is estimated at": an estimate nearer than the goal is one, save of what is planned
        (t, Some(f))
            if !planned
                && article.is_any(f.end - 1, &["estimated", "at"])
                && article.has_any(f.first..f.end, &["estimated"])
                && t.is_none_or(|t| t.end < f.first)
                && applies(article, f, &lead, found) =>
        {
            Some(Status::Forecast)
        }
        // a plan with an estimate is a plan; an expectation within a goal stays a goal
        (Some(t), _) if applies(article, t, &lead, found) => Some(Status::Target),
        // what a lender or donor is to give is promised, not foretold
        (_, Some(f)) if matches!(found.head, Head::Financing) && applies(article, f, &lead, found) => Some(Status::Target),
        (_, Some(f)) if !planned && applies(article, f, &lead, found) => Some(Status::Forecast),
        _ => is_to_be_raised(article, &lead, found).then_some(Status::Target),
    }
}

/// "third with 162 approved investment projects": those that an economy has.
fn is_approved_already(article: &Article, cue: &CueHit) -> bool {
    let counted = article.items_in(cue.first.saturating_sub(1)..cue.first, &[MentionKind::Number]).next().is_some();
    counted && article.is(cue.first, "approved") && article.has_any(cue.end..cue.end + 2, &["project", "projects"])
}

/// "the Ministry of Planning": an office, not a plan.
fn is_office(article: &Article, cue: &CueHit) -> bool {
    article.is(cue.first, "planning")
        && article.tokens[cue.first].capital
        && article.is_any(cue.first.saturating_sub(1), &["of", "and", "for"])
}

/// "their resolve to take the bilateral trade to $5 million": an infinitive that raises trade to an amount; not "helped to raise it to".
fn is_to_be_raised(article: &Article, lead: &std::ops::Range<usize>, found: &Found) -> bool {
    const REACH: usize = 4;
    let Some((head, end)) = found.tokens.filter(|t| found.head.is_trade() && t.0 >= lead.start && t.1 <= lead.end) else { return false };
    let to = (end..lead.end).rev().take(REACH).find(|&i| article.is(i, "to"));
    let verb = (lead.start + 1..head).rev().take(REACH + 1).find(|&i| article.is_word(i, ClauseWord::Raises));
    to.is_some() && verb.is_some_and(|verb| article.is(verb - 1, "to") && !has_come_about(article, verb, lead.start))
}

/// "exports came to $3 million in May, bringing the figure since January to $9 million": what follows from an amount that is told.
fn is_result(article: &Article, verb: usize) -> bool {
    const TO_COME: &[&str] = &["could", "may", "should", "will", "would"];
    let told = article.sentences[article.sentence_of(verb)].first..verb;
    let goals = CueSet::of(&[Cue::Target]);
    article.is(verb, "bringing")
        && article.items_in(told.clone(), &[MentionKind::Money]).next().is_some()
        && article.cues_in(told.clone(), goals).next().is_none()
        && !article.has_any(told, TO_COME)
}

/// "helped to raise trade": what the infinitive at `verb` says was done.
fn has_come_about(article: &Article, verb: usize, from: usize) -> bool {
    const REACH: usize = 5;
    // "helped bring this indicator to"
    let led = verb > from && (article.is(verb - 1, "to") || article.is_word(verb - 1, ClauseWord::BringsAbout));
    led && article.has_word(verb.saturating_sub(REACH).max(from)..verb, ClauseWord::BringsAbout)
}

/// "signed an agreement under which the bank will provide $5 million": what was signed.
fn is_under_agreement(article: &Article, lead: std::ops::Range<usize>) -> bool {
    let led = |i: usize| article.is(i, "whereby") || article.is_any(i, &["under", "by", "to"]) && article.is(i + 1, "which");
    let signed = lead.clone().find(|&i| article.is_word(i, ClauseWord::Signs));
    // "signed memorandums by which it pledges $3 million"
    let pledges = article.has_any(lead.clone(), &["pledge", "pledged", "pledges", "promises"]);
    // "Under the agreements Norway will lend $3 million"
    const PAPERS: &[&str] = &["agreement", "agreements", "contract", "contracts", "deal", "deals"];
    let opens = lead.clone().find(|&i| article.is(i, "under") && article.is_any(i + 1, &["the", "this", "these"]));
    let under = opens.is_some_and(|i| article.has_any(i + 2..i + 5, PAPERS) && i <= lead.start + 1);
    !pledges && (under || signed.is_some_and(|signed| (signed..lead.end).any(led)))
}

/// "fell a more-than-expected 17.7%", "higher than forecast": the word at `at` is what the figure is compared with, and the figure no forecast.
fn is_compared_with(article: &Article, at: usize) -> bool {
    let before = |i: usize| if i > 0 && article.sign(i - 1, '-') { i.saturating_sub(2) } else { i.saturating_sub(1) };
    article.is_any(before(at), &["than", "as"])
}

/// "Norway's Eximbank to lend $200m": a name and an infinitive, as headlines tell what is to come.
fn is_headline_future(article: &Article, lead: std::ops::Range<usize>) -> bool {
    let gives = |i: usize| {
        [ClauseWord::Gives, ClauseWord::Invests, ClauseWord::Builds, ClauseWord::Acquires, ClauseWord::Undertakes]
            .iter()
            .any(|w| article.is_word(i, *w))
    };
    // "Kenya has signed an agreement with Norway's Norbio Group to build"
    let signed = |i: usize| article.has_word(lead.start..i, ClauseWord::Signs);
    lead.clone().skip(1).any(|i| {
        // "Norwegian builder to open a factory"
        let named = article.tokens[i - 1].capital || undertaking::is_firm(article, i - 1);
        article.is(i, "to") && named && gives(i + 1) && !has_verb(article, i.saturating_sub(4)) && !signed(i)
    })
}

/// "will put $5 million into a plant", "announced an investment of $3 million", "is to rise to $4 billion": capital promised.
fn is_to_come(article: &Article, lead: std::ops::Range<usize>, found: &Found) -> bool {
    const REACH: usize = 12;
    let near = lead.end.saturating_sub(REACH).max(lead.start)..lead.end;
    let governs = |i: usize| {
        !(i..lead.end).any(|w| matches!(article.tokens[w].kind, TokenKind::Punct(',' | ':')) || article.is_any(w, &["that", "which"]))
    };
    let auxiliary = |i: usize| {
        article.is(i, "will") && article.tokens[i + 1].is_word()
            || article.is(i, "to") && article.is_any(i - 1, &["is", "are", "set"]) && article.tokens[i + 1].is_word()
    };
    // "signed a memorandum to set up a $10 million park", "decided in July to come with a $3 million project"
    let papers = &["memorandum", "understanding", "mou", "intent", "decided"];
    let undertakes = |i: usize| {
        article.is(i, "to") && article.tokens[i + 1].is_word() && article.has_any(i.saturating_sub(6).max(lead.start)..i, papers)
    };
    // "announced the implementation of projects worth $5 billion", "announced signing a loan agreement": under way, or done
    let under_way = |i: usize| {
        let noun = article.is(i, "the") && article.is_any(i + 1, &["implementation", "completion", "launch", "start"]);
        noun || article.has_any(i..i + 3, &["signing"])
    };
    let announces = |i: usize| article.is_word(i, ClauseWord::Announces) && !article.is(i.saturating_sub(1), "as") && !under_way(i + 1);
    let single = matches!(found.head, Head::Investment | Head::Project | Head::Financing);
    near.skip(1).any(|i| (auxiliary(i) || single && (announces(i) || undertakes(i))) && governs(i))
}

/// The announcing word governs the amount: no finished verb stands between.
fn applies(article: &Article, cue: crate::extract::article::CueHit, lead: &std::ops::Range<usize>, found: &Found) -> bool {
    let between = cue.end..lead.end;
    // "is to be increased to": the participle belongs to the cue
    // "is planned to be brought to"
    let passive = article.is(cue.end - 1, "be") || article.starts(cue.end, &["to", "be"]);
    let finite = ["was", "were", "has", "had"];
    let changed = ["grew", "rose", "fell", "increased", "decreased"];
    let told = article.has_any(between.clone(), &finite) || !passive && article.has_any(between.clone(), &changed);
    // "the talks will focus on trade, which is worth $12 million"
    let topic = article.is(cue.end - 1, "on") && article.has_any(between.clone(), &["is", "are", "which", "worth", "currently"]);
    let finished = topic || told && !article.has_any(between, &["will", "be", "set"]);
    let project = matches!(found.head, Head::Project | Head::Financing)
        && article.is_any(cue.first, &["potential", "possible", "task", "aimed", "aim"]);
    !(finished || project)
}

/// "trade of $1 billion is expected to reach $2 billion": another amount is.
fn leads_on(article: &Article, end: usize) -> bool {
    const NEAR: usize = 8;
    let to = (end.saturating_sub(1)..end + 2).any(|i| article.is(i, "to"));
    to && article.items_in(end..end + NEAR, &[MentionKind::Money]).next().is_some()
}

/// "with $3 billion to $5 billion as the goal", "$24 billion is planned", "are planned for 2023"
fn announced_behind(article: &Article, tail: std::ops::Range<usize>, found: &Found) -> Option<Status> {
    // "new investments of over $2 billion have been announced", "projects worth $5 million will be carried out", "$3 million over the
    // next five years"
    let to_come: &[&[&str]] = &[
        &["been", "announced"],
        &["will", "be"],
        &["are", "to", "be"],
        &["is", "to", "be"],
        &["over", "the", "next"],
        &["in", "the", "next"],
        &["the", "coming"],
    ];
    let capital = matches!(found.head, Head::Investment | Head::Project | Head::Financing);
    if capital && to_come.iter().any(|phrase| article.has_phrase(tail.clone(), phrase)) {
        return Some(Status::Target);
    }
    let target = article.cues_in(tail.clone(), CueSet::of(&[Cue::Target])).any(|c| {
        article.is_any(
            c.first,
            &[
                "goal",
                "target",
                "planned",
                "is",
                "aim",
                "pledged",
                "earmarked",
                "want",
                "wants",
                "mark",
                "as",
                "aims",
                "under",
                "being",
                "targeted",
            ],
        )
    });
    if target {
        return Some(Status::Target);
    }
    article
        .cues_in(tail, CueSet::of(&[Cue::Forecast]))
        .any(|c| article.is_any(c.first, &["is", "are", "expected", "projected"]) && !leads_on(article, c.end))
        .then_some(Status::Forecast)
}
