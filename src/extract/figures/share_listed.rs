//! Shares told one after the other, each beside its economy: "to Japan (20.7 percent), the United States (15.4 percent)", "the main
//! partners were Norway (16%) and Peru (12%)".

use super::change::{bare, direction, trade_head};
use super::head::{self, Found};
use super::share::is_share;
use super::{ECONOMIES, Reader, Statement, goods, parties, period};
use crate::extract::article::{Article, CueHit, Item};
use crate::lexicon::{Cue, CueSet};
use crate::model::{MentionKind, Qualifier, SlotBasis};

/// "China attained 20.7 percent, the US stood at 8.8 percent while the UAE followed with 6.8 percent of the total": one of
/// several partners' shares, told beside one that says what it is a share of.
pub(super) fn share(reader: &Reader, no: usize, percents: &[Item], k: usize, floor: usize) -> Option<Statement> {
    let article = reader.article;
    let item = percents[k];
    let sentence = article.sentences[no];
    let plain = article.mention(item).kind == MentionKind::Percent && article.mention(item).code.is_none();
    let changes = direction(article, no, item.first, item.end).is_some() && !article.has_any(floor..item.first, &["share", "shares"]);
    let until = percents.get(k + 1).map_or(sentence.last, |p| p.first);
    let in_brackets = bracketed_list(article, no, percents);
    if in_brackets && is_of_trade_with(article, sentence.last, percents[percents.len() - 1].end) {
        return None;
    }
    let of_volume = in_brackets && is_of_volume(article, sentence.first, percents[0].first);
    let of_partners = in_brackets && partners_before(article, no, percents).is_some_and(|noun| noun < item.first);
    if !plain || changes && !of_volume && !of_partners {
        return None;
    }
    let last = reader.last(no, 1).filter(|s| s.share.is_some() && s.amount.is_none());
    let told_here = percents.iter().any(|p| is_share(article, no, *p));
    // "as for imports, China attained 21 percent": what the sentence speaks of comes before what the one before did
    let here = article.cues_in(sentence.first..item.first, head::HEADS).filter_map(trade_head).last();
    let above = || in_brackets.then(|| spoken_of(article, no)).flatten();
    // "food imports came from Peru (34 percent), Chile (27 percent)": of what all partners sell of these goods
    if in_brackets && here.is_some_and(|found| goods::product(article, &found, no, None).is_some()) {
        return None;
    }
    let head = here
        .filter(|_| last.is_some() || told_here || in_brackets)
        .map(|f| f.head)
        .or(last.map(|s| s.head))
        .or_else(|| {
            let hit = article.cues_in(item.first..sentence.last, head::HEADS).find_map(trade_head)?;
            told_here.then_some(hit.head)
        })
        .or_else(above)?;
    let head = if of_volume { only_flow(article, no).unwrap_or(head::Head::Turnover) } else { head };
    let behind = article
        .items_in(item.end..(item.end + 5).min(until), ECONOMIES)
        .find(|i| article.is_any(i.first.saturating_sub(1), &["from", "to", "in", "for", "the"]));
    let before = article.items_in(floor..item.first, ECONOMIES).last();
    // "and 12 percent to Estonia": the partner that the share runs into
    let adjoins = article.is_any(item.end, &["to", "from", "with"]);
    let before = before.filter(|_| !adjoins || behind.is_none());
    if in_brackets && before.is_none_or(|b| b.end + 1 != item.first) {
        return None;
    }
    let named = before.or(behind)?;
    if parties::is_continent(article, sentence.first..sentence.last, named.first) {
        return None;
    }
    let partner = article.party(named)?;
    let reporter = || last.and_then(|s| s.parties.0).or(reader.discourse.home);
    // "Norway is followed by Peru (12 percent)" behind a share of inward capital: the next investor
    let other = if head.is_trade() { reporter() } else { last.and_then(|s| s.parties.1) }.filter(|code| *code != partner)?;
    let parties = if head.is_trade() { (Some(other), Some(partner)) } else { (Some(partner), Some(other)) };
    let period = period::find_without_amount(reader, no, floor, item.first, until, head);
    let found = Found { head, tokens: None, cue: CueSet::default(), rule: "share_listed" };
    let mut statement = bare(no, found, item, parties, SlotBasis::Inferred, period, "share_listed");
    statement.qualifier = article.mention(item).qualifier.unwrap_or(Qualifier::Exact);
    statement.share = Some((article.mention(item).number?, item));
    Some(statement)
}

/// "to Japan (20.7 percent), the United States (15.4 percent) and China (11 percent)": two or more bare percentages in brackets
/// behind economies, in a sentence that tells of no rise or fall, or behind the noun of partners.
fn bracketed_list(article: &Article, no: usize, percents: &[Item]) -> bool {
    let sentence = article.sentences[no];
    // "imports rose, with the highest volumes recorded with Norway (52%)": what rose before is not told of those
    let volume = is_of_volume(article, sentence.first, percents[0].first);
    let partners = partners_before(article, no, percents);
    let from = partners.unwrap_or(if volume { percents[0].first } else { sentence.first });
    let listed = || percents.iter().filter(|p| partners.is_none_or(|noun| p.first > noun));
    let moves = (from..sentence.last).any(|i| super::difference::moves(article, i) && !article.is_any(i, &["more", "less"]));
    let labelled = listed().filter(|p| is_in_bracket_of_economy(article, **p)).count();
    labelled >= 2 && labelled == listed().count() && !moves
}

/// "Peru (65%)"
fn is_in_bracket_of_economy(article: &Article, percent: Item) -> bool {
    let plain = article.mention(percent).kind == MentionKind::Percent && article.mention(percent).code.is_none();
    plain && percent.first > 1 && article.sign(percent.first - 1, '(') && article.item_at(percent.first - 2, ECONOMIES).is_some()
}

/// "Exports fell 5 percent; the main partners were Norway (16%), Peru (12%)": the noun of those who are listed behind it.
fn partners_before(article: &Article, no: usize, percents: &[Item]) -> Option<usize> {
    const NOUNS: &[&str] = &["partners", "buyers", "customers", "destinations", "markets", "suppliers", "sources"];
    const REACH: usize = 8;
    let first = percents.iter().find(|p| is_in_bracket_of_economy(article, **p))?.first;
    let near = first.saturating_sub(REACH).max(article.sentences[no].first)..first;
    let noun = near.rev().find(|&i| article.is_any(i, NOUNS))?;
    let leads =
        article.sign(noun + 1, ':') || article.is_any(noun + 1, &["are", "were", "include", "included", "being", "remain", "remained"]);
    // "the fastest-growing markets were Peru (16%)": by how much they grew
    let grows = article.has_any(noun.saturating_sub(3)..noun, &["growing", "rising", "falling"]);
    (leads && !grows).then_some(noun)
}

/// "Peru (65%) and Chile (33%) accounted for the largest share of the trade with the EU": of a part of what is traded.
fn is_of_trade_with(article: &Article, last: usize, end: usize) -> bool {
    const REACH: usize = 16;
    let behind = end..last.min(end + REACH);
    let whole = article.cues_in(behind.clone(), head::TRADE).next();
    let led =
        |i: usize| article.is_any(i, &["with", "to", "from"]) && article.items_in(i + 1..i + 7, &[MentionKind::Group]).next().is_some();
    whole.is_some_and(|w| (w.first..behind.end).any(led)) && article.cues_in(behind, CueSet::of(&[Cue::Share])).next().is_some()
}

/// "imports were $8 million, with the highest volumes recorded with Norway (52%)": what is done with partners is trade both ways.
fn is_of_volume(article: &Article, first: usize, percent: usize) -> bool {
    const REACH: usize = 8;
    let near = percent.saturating_sub(REACH).max(first)..percent;
    let led = near.clone().rev().find(|&i| article.is_any(i, &["with", "to", "from"])).is_some_and(|i| article.is(i, "with"));
    let noun = near.rev().find(|&i| article.is_any(i, &["volume", "volumes"]));
    let flows = CueSet::of(&[Cue::Export, Cue::Import]);
    led && noun.is_some_and(|n| {
        article.has_any(n.saturating_sub(2)..n, &["highest", "largest"]) && article.cues_in(n..percent, flows).next().is_none()
    })
}

/// The one flow that this sentence and the one before speak of: "Exports rose, with the highest volumes recorded with Norway (16%)".
fn only_flow(article: &Article, no: usize) -> Option<head::Head> {
    let near = article.sentences[no.saturating_sub(1)].first..article.sentences[no].last;
    let mut flows = article.cues_in(near, head::HEADS).filter_map(trade_head).map(|found| found.head);
    let first = flows.next()?;
    flows.all(|flow| flow == first).then_some(first)
}

/// The exports or imports that the sentence before speaks of.
pub(super) fn spoken_of(article: &Article, no: usize) -> Option<head::Head> {
    let before = article.sentences[no.checked_sub(1)?];
    let mut told = article.cues_in(before.first..before.last, head::HEADS).filter_map(|c| Some((c, trade_head(c)?.head)));
    let (_, first) = told.next()?;
    // "exports made up the bulk of the turnover": of the turnover is what the subject is a part of
    let subject = |(c, head): (CueHit, head::Head)| {
        let whole = head == head::Head::Turnover && article.has_any(c.first.saturating_sub(3).max(before.first)..c.first, &["of"]);
        (!(whole && matches!(first, head::Head::Export | head::Head::Import))).then_some(head)
    };
    told.filter_map(subject).last().or(Some(first))
}
