//! What a figure that names no economy, or one, takes from the figures before and from the article.

use super::{Parties, Reach, WORLD};
use crate::extract::article::{Article, Item};
use crate::extract::figures::head::{Head, points_to_sentence_before};
use crate::extract::figures::{Reader, Statement};
use crate::lexicon::{Cue, CueSet};
use crate::model::{Code, MentionKind, SlotBasis};
use std::ops::Range;

pub(super) fn is_total(article: &Article, reach: &Reach) -> bool {
    let Some((first, end)) = reach.head.tokens else { return false };
    // "exports of $7 million, 11 percent of the total": what the figure is a part of
    let part = article.items_in(end..end + 9, &[MentionKind::Percent]).find(|p| article.is(p.end, "of")).map_or(end + 9, |p| p.first);
    let around = first.saturating_sub(5).max(reach.from.min(first))..part.min(reach.until.max(end));
    // "of the total turnover, exports made up": a part of what was told before
    let opens = article.sentences[reach.sentence].first;
    if article.starts(opens, &["out", "of"])
        || article.starts(opens, &["of", "the"])
        || article.starts(opens, &["of", "this"])
        || article.starts(opens, &["of", "that"])
    {
        return false;
    }
    // "accounted for 11 percent of total trade or $2 million"
    let share = article.items_in(first.saturating_sub(4)..first, &[MentionKind::Percent]).any(|p| article.is(p.end, "of"));
    if share {
        return false;
    }
    article.is_any(article.sentences[reach.sentence].first, &["altogether", "overall"])
        || article.cues_in(around.clone(), CueSet::of(&[Cue::Total])).next().is_some()
        || article.has_phrase(around.clone(), &["as", "a", "whole"])
        || article.has_phrase(around.clone(), &["with", "the", "world"])
        || article.has_phrase(around.clone(), &["to", "the", "world"])
        || article.has_phrase(around.clone(), &["from", "the", "world"])
        || article.has_phrase(around.clone(), &["rest", "of", "the", "world"])
        || article.has_phrase(first..end + 1, &["foreign", "trade"])
        || article.has_any(first.saturating_sub(2)..end, &["overall", "total", "global", "worldwide", "external", "foreign", "overseas"])
}

/// The economy that a figure "with B" belongs to: the one spoken of before, else the article's own.
pub(super) fn context_reporter(reader: &Reader, reach: &Reach, partner: Code) -> Option<Code> {
    if !reader.discourse.bilateral
        && let Some(home) = reader.discourse.home.filter(|h| *h != partner)
    {
        return Some(home);
    }
    let last = reader.last(reach.sentence, 6).filter(|s| s.head.is_trade() == reach.head.head.is_trade());
    // "Russia took less from Germany" told Germany's exports: the article's own side stays the reporter
    let mirrored = last.and_then(|s| s.parties.1).filter(|p| reader.discourse.home == Some(*p));
    let before = mirrored.or(last.and_then(|s| s.parties.0));
    before.filter(|c| *c != partner).or(reader.discourse.home.filter(|c| *c != partner)).or_else(|| reader.discourse.other(partner))
}

pub(super) fn context_other(reader: &Reader, reach: &Reach, one: Code) -> Option<Code> {
    if let Some(other) = reader.discourse.other(one) {
        return Some(other);
    }
    let (a, b) = reader.last(reach.sentence, 2)?.parties;
    match (a, b) {
        (Some(a), Some(b)) if a == one => Some(b),
        (Some(a), Some(b)) if b == one => Some(a),
        _ => None,
    }
}

/// Nobody named: the two spoken of before, else the article's pair.
pub(super) fn context_pair(reader: &Reader, reach: &Reach) -> Parties {
    // "On the export side tea brought $3 million": of all that the economy exports, where no two are spoken of
    if reach.head.rule == "head_of_side" && !reader.discourse.bilateral {
        let reporter = reader.out.iter().rev().find(|s| s.head.is_trade()).and_then(|s| s.parties.0);
        return ((reporter.or(reader.discourse.home), Some(WORLD)), SlotBasis::Inferred);
    }
    if let Some((a, b)) = spoken_pair(reader, reach) {
        return ((Some(a), Some(b)), SlotBasis::Inferred);
    }
    if let Some(host) = host_spoken_of(reader, reach) {
        return ((reader.discourse.home, Some(host)), SlotBasis::Inferred);
    }
    let same_kind = |s: &&Statement| s.head.is_trade() == reach.head.head.is_trade() && s.parties.0.is_some() && s.parties.1.is_some();
    // "The total trade of Kenya was $7 billion. The two countries traded for $1 million": not with the world
    let of_two = || speaks_of_two(reader.article, reach.from..reach.until);
    let last = reader.out.iter().rev().find(same_kind).filter(|s| reach.sentence - s.sentence <= 3);
    let last = last.filter(|s| !(s.parties.1 == Some(WORLD) && reader.discourse.pair.is_some() && of_two()));
    if let Some(last) = last {
        return (behind_list(reader, reach, last).unwrap_or(told_by(reader, last)), SlotBasis::Inferred);
    }
    match reader.discourse.pair {
        Some((a, b)) => ((Some(a), Some(b)), SlotBasis::Inferred),
        None => ((None, None), SlotBasis::Unresolved),
    }
}

/// The economy named last before a figure, of those that one visits or whose envoys one receives.
fn host_spoken_of(reader: &Reader, reach: &Reach) -> Option<Code> {
    let (article, hosts) = (reader.article, &reader.discourse.hosts);
    let at = reach.amount.map_or(reach.until, |a| a.item.first);
    let away = reader.discourse.home.is_some_and(|home| !hosts.contains(&home));
    let named = |i: Item| article.party(i).filter(|c| hosts.contains(c));
    (away && !hosts.is_empty()).then(|| article.items_in(0..at, &[MentionKind::Country]).filter_map(named).last()).flatten()
}

/// "China was second in trade with Tajikistan. It amounted to $7 million": the two of the sentence before, which has no figure.
fn spoken_pair(reader: &Reader, reach: &Reach) -> Option<(Code, Code)> {
    let article = reader.article;
    // "Orders from Chile have lifted the exports of Kenya. Traders earned $3 million": those
    let earned = reach.head.tokens.is_some_and(|t| article.is(t.1 - 1, "earned"));
    let no = reach.sentence.checked_sub(1).filter(|_| reach.head.tokens.is_none() || earned)?;
    let at = reach.amount.map_or(reach.from, |a| a.item.first);
    let points_back =
        earned || article.is(article.sentences[reach.sentence].first, "this") || points_to_sentence_before(article, reach.sentence, at);
    if !points_back || reader.last(reach.sentence, 1).is_some() {
        return None;
    }
    let before = article.sentences[no];
    let trade = CueSet::of(&[Cue::Turnover, Cue::Export, Cue::Import]);
    article.cues_in(before.first..before.last, trade).next()?;
    let mut named: Vec<Code> =
        article.items_in(before.first..before.last, &[MentionKind::Country, MentionKind::Group]).filter_map(|i| article.party(i)).collect();
    named.dedup();
    match named[..] {
        [a, b] => Some(reader.discourse.ordered(a, b)),
        _ => None,
    }
}

/// Whose side a figure was told from. A gap "of $3 million for Poland" in the middle of the other's exports and imports does
/// not change sides.
fn told_by(reader: &Reader, last: &Statement) -> (Option<Code>, Option<Code>) {
    if !matches!(last.head, Head::Balance | Head::Surplus | Head::Deficit) {
        return last.parties;
    }
    let turned = (last.parties.1, last.parties.0);
    let flow =
        |s: &&Statement| matches!(s.head, Head::Export | Head::Import) && last.sentence.checked_sub(s.sentence).is_some_and(|n| n <= 2);
    let before = reader.out.iter().rev().filter(flow).find(|s| s.parties == last.parties || s.parties == turned);
    before.map_or(last.parties, |s| s.parties)
}

/// Behind a list of partners a bare figure is not that of the last of them: it is of trade with the world, when that was told, or when
/// each of them was told with its share of it; so is one behind a single partner with its share.
fn behind_list(reader: &Reader, reach: &Reach, last: &Statement) -> Option<(Option<Code>, Option<Code>)> {
    let of_list = |s: &&Statement| s.sentence == last.sentence && s.head == last.head && s.parties.0 == last.parties.0;
    let listed: Vec<&Statement> = reader.out.iter().rev().filter(of_list).collect();
    let mut partners: Vec<Code> = listed.iter().filter_map(|s| s.parties.1).collect();
    partners.sort_unstable();
    partners.dedup();
    let shares = !reader.discourse.bilateral && listed.iter().all(|s| s.share.is_some() && s.parties.1 != Some(WORLD));
    if reach.sentence == last.sentence || partners.len() < 2 && !shares || reach.head.tokens.is_none() {
        return None;
    }
    let world = |s: &&Statement| s.head.is_trade() && s.parties.1 == Some(WORLD) && s.parties.0 == last.parties.0;
    let of_shares = || (shares && partners.len() > 1).then_some((last.parties.0, Some(WORLD)));
    reader.out.iter().rev().find(world).map(|s| s.parties).or_else(of_shares)
}

/// "Exports fell 6 percent to $54 billion" in an article about one economy's trade: with the world, unless it points back.
pub(super) fn with_world(reader: &Reader, reach: &Reach) -> bool {
    !reader.discourse.bilateral
        && reader.discourse.hosts.is_empty()
        && reach.head.tokens.is_some()
        && !speaks_of_partner(reader.article, reach.from..reach.until)
}

/// Whether a clause points to a partner without naming it: "trade with it", "imports from there", "both countries".
pub(super) fn speaks_of_partner(article: &Article, range: Range<usize>) -> bool {
    // "Kenya's deficit for them": for those months
    let them = range.clone().any(|i| article.is(i, "them") && !article.is(i.saturating_sub(1), "for"));
    // "This leaves a gap of ...", not "This year"
    let first = article.sentences[article.sentence_of(range.start)].first;
    let this =
        range.start == first && article.is(first, "this") && article.items_in(first..first + 2, &[MentionKind::Period]).next().is_none();
    // "trade with it", "imports from there"; not "motor vehicles did it", "there were exports", "exports, which"
    let led =
        range.clone().any(|i| article.is_any(i, &["it", "which"]) && article.is_any(i.saturating_sub(1), &["with", "to", "from", "what"]))
            || range.clone().any(|i| article.is(i, "there") && !article.is_any(i + 1, &["is", "are", "was", "were", "has", "have", "had"]));
    them || this
        || led
        || article.has_any(range.clone(), &["both", "bilateral", "mutual", "each", "neighbour", "neighbor"])
        || article.has_phrase(range.clone(), &["two", "-", "way"])
        || article.has_phrase(range.clone(), &["that", "country"])
        || article.has_phrase(range.clone(), &["these", "countries"])
        || article.has_phrase(range.clone(), &["those", "countries"])
        || speaks_of_two(article, range)
}

/// "the two countries", "between the two": the pair of the article.
pub(super) fn speaks_of_two(article: &Article, range: Range<usize>) -> bool {
    let two = |i: usize| article.is(i, "two") && article.is_any(i + 1, &["countries", "nations", "sides", "states"]);
    let between = |words: &[&str]| article.has_phrase(range.clone(), words);
    range.clone().any(two) || between(&["between", "the", "two"]) || between(&["between", "the", "countries"])
}
