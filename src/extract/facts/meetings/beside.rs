//! For whom a person stands, by the words beside his name: "the Kenyan side was led by X", "X of Kenya", "EIB President X".

use crate::extract::article::{Article, Item};
use crate::lexicon::{Cue, MeetingWord};
use crate::model::{Code, MentionKind};

/// "Delegation from Bulgaria was led by X", "The Kazakh side was represented by X".
pub(super) fn led_delegation(article: &Article, item: Item) -> Option<Code> {
    let no = article.sentence_of(item.first);
    let sentence = article.sentences[no];
    let from = article.items_in(sentence.first..item.first, &[MentionKind::Person]).last().map_or(sentence.first, |p| p.end);
    // "X spoke for the Kenyan side and Y": the side is X's
    let of_other = from > sentence.first && article.has_any(from..item.first, &["and"]) && !article.has_any(from..item.first, &["by"]);
    if of_other {
        return None;
    }
    let country = |at: usize| article.items_in(at..item.first, &[MentionKind::Country, MentionKind::Group]).next();
    let sides = (from..item.first).filter(|&i| article.is_any(i, SIDES));
    // "delegation of Bulgaria", "the Kazakh side"; what only stands somewhere before is another's
    let named = sides.filter_map(|i| side_of(article, i, country)).next_back();
    let present = article.items_in(from..item.first, &[MentionKind::Country]).filter(|c| {
        article.is_any(c.end, &["was", "is", "were", "will"]) && article.has_any(c.end..(c.end + 4).min(item.first), &["represented"])
    });
    named.or(present.last()).and_then(|i| article.party(i))
}

/// "from the Kenyan side took part X, Minister of Trade, and Y, Ambassador": the economy of everybody up to the next side.
pub(super) fn listed_side(article: &Article, item: Item) -> Option<Code> {
    let from = article.sentences[article.sentence_of(item.first)].first;
    let at = (from..item.first).rev().find(|&i| article.is(i, "side") && article.has_any(i.saturating_sub(4).max(from)..i, &["from"]))?;
    // "X from Kenya's side and Y": the side is X's
    let of_other = article.items_in(from..at, &[MentionKind::Person]).any(|p| side_behind(article, p).is_some_and(|s| s.1 == at));
    if of_other {
        return None;
    }
    side_of(article, at, |_| None).and_then(|i| article.party(i))
}

/// "X from Kenya's side", "X on behalf of the Kenyan side": the economy, and where the word for a side stands.
fn side_behind(article: &Article, item: Item) -> Option<(Code, usize)> {
    const NEAR: usize = 4;
    let led = article.is_any(item.end, &["from", "for"]) || article.starts(item.end, &["on", "behalf", "of"]);
    // "X attended the meeting from the Kenyan side"
    let attends = article.is_any(item.end, &["attended", "took", "participated", "spoke"]);
    let far = (item.end + 1..item.end + 6).find(|&i| attends && article.is(i, "from"));
    let led = led || far.is_some();
    let from = far.unwrap_or(item.end) + 1;
    let at = (from..from + 2 + NEAR).find(|&i| article.is_any(i, &["side", "part"])).filter(|_| led)?;
    let country = article.items_in(from..at, &[MentionKind::Country]).last()?;
    let beside = (country.end..at).all(|i| article.possessive(i));
    article.party(country).filter(|_| beside).map(|code| (code, at))
}

/// "X from Kenya's side and Y from Peru's side"
pub(super) fn own_side(article: &Article, item: Item) -> Option<Code> {
    side_behind(article, item).map(|(code, _)| code)
}

/// "met President A", "received by Minister A", "represented by Minister A": the list of those met begins with him.
pub(super) fn leads_side_met(article: &Article, item: Item) -> bool {
    const NEAR: usize = 12;
    let from = article.sentences[article.sentence_of(item.first)].first.max(item.first.saturating_sub(NEAR));
    let office = |i: &Item| i.end <= item.first && (i.end == item.first || article.sign(i.end, ','));
    let first = article.items_in(from..item.first, &[MentionKind::Role]).find(office).map_or(item.first, |r| r.first);
    let glue = |i: usize| {
        article.tokens[i].capital
            || article.possessive(i)
            || article.is_any(i, &["the", "with", "of", "both"])
            || article.item_at(i, &[MentionKind::Country]).is_some()
    };
    let verb = |i: usize| {
        article.is_any(i, &["met", "meet", "meets", "meeting", "meetings", "talks", "discussions", "audiences"])
            && (!article.is_any(i, &["meeting", "meetings", "talks", "discussions", "audiences"]) || article.is(i + 1, "with"))
            || article.is(i, "by") && article.is_any(i - 1, &["received", "represented", "welcomed", "hosted"])
            || article.is(i, "on") && article.is_any(i - 1, &["call", "called", "calls"])
    };
    (from.max(1)..first).rev().find(|&i| !glue(i) || verb(i)).is_some_and(verb)
}

/// "Peruvian Minister A and Energy Minister B landed in Lima": the first of those who travel together.
pub(super) fn travel_together(article: &Article, item: Item) -> bool {
    const NEAR: usize = 2;
    let last = article.sentences[article.sentence_of(item.first)].last;
    let mut end = item;
    for next in article.items_in(item.end..last, &[MentionKind::Person]) {
        if !are_listed(article, end, next) {
            break;
        }
        end = next;
    }
    end.first != item.first && article.has_cue(end.end..end.end + NEAR, Cue::VisitVerb)
}

/// Only offices, "and", and commas stand between two names.
pub(super) fn are_listed(article: &Article, a: Item, b: Item) -> bool {
    const LONGEST_GAP: usize = 16;
    let gap = a.end..b.first;
    let office = |i: usize| article.items_in(gap.clone(), &[MentionKind::Role]).any(|r| r.first <= i && i < r.end);
    let link = |i: usize| {
        article.sign(i, ',') || article.is_any(i, &["and", "the", "his", "her", "as", "well", "with"]) || article.tokens[i].capital
    };
    let own = || article.items_in(gap.clone(), &[MentionKind::Country, MentionKind::Group]).next().is_some();
    gap.len() <= LONGEST_GAP && !gap.is_empty() && gap.clone().all(|i| office(i) || link(i)) && !own()
}

/// Words for those who come for one economy.
const SIDES: &[&str] = &["side", "delegation", "team", "part"];

/// The country or group that the word for a side at `at` stands beside.
fn side_of(article: &Article, at: usize, behind: impl Fn(usize) -> Option<Item>) -> Option<Item> {
    const PLACES: &[MentionKind] = &[MentionKind::Country, MentionKind::Group];
    // "the Kazakh side", "Russia's State Duma delegation"
    let glued = |i: usize| article.tokens[i].capital || article.possessive(i);
    let before = article.items_in(at.saturating_sub(6)..at, PLACES).last();
    let before = before.filter(|c| (c.end..at).all(glued) || at - c.end == 1);
    let of = article.is_any(at + 1, &["of", "from"]).then(|| behind(at + 2)).flatten().filter(|c| c.first - at <= 4);
    before.or(of)
}

/// "X spoke for the Uzbek side and Y, State Secretary, for the Latvian one"
pub(super) fn leads_side(article: &Article, item: Item) -> Option<Code> {
    const REACH: usize = 24;
    let last = article.sentences[article.sentence_of(item.first)].last.min(item.end + REACH);
    let last = article.items_in(item.end..last, &[MentionKind::Person]).next().map_or(last, |p| p.first);
    let verb = |i: usize| {
        article.is_any(i, &["for", "represented", "led", "headed", "leads", "heads", "chaired"])
            || article.is(i, "of") && article.is_any(i - 1, &["head", "leader"])
    };
    let at = (item.end..last).find(|&i| verb(i))?;
    let the = usize::from(article.is(at + 1, "the"));
    let country = article.items_in(at + 1 + the..at + 2 + the, &[MentionKind::Country]).next()?;
    let side = country.end + usize::from(article.possessive(country.end));
    // "chaired by X for Peru and Y for Kenya"
    let chairs = || article.any_tells(article.sentences[article.sentence_of(item.first)].first..item.first, MeetingWord::Presence);
    let bare = at == item.end
        && article.is(at, "for")
        && article.form(country) == "name"
        && (article.is(country.end, "and") || article.sign(country.end, ',') || article.sign(country.end, '.'));
    if bare && chairs() {
        return article.party(country);
    }
    let is_side = article.is_any(side, SIDES) || article.is(side, "one");
    if is_side { article.party(country) } else { None }
}

/// "European Commission President Anna Maier": the office's own words name the body.
pub(super) fn in_role(article: &Article, item: Item) -> Option<Code> {
    let role = article.items_in(item.first.saturating_sub(12)..item.first, &[MentionKind::Role]).last()?;
    // an honorific may stand between
    let beside = item.first.checked_sub(role.end).is_some_and(|gap| gap <= 2)
        && !(role.end..item.first).any(|i| article.sign(i, ',') || !article.tokens[i].capital && article.tokens[i].is_word());
    // "EIB President": a body is a party like a group
    let body = article.items_in(role.first..role.end, &[MentionKind::Group, MentionKind::Organisation]).next()?;
    if beside { article.mention(body).country } else { None }
}

/// "Kenya's John Adams": no office stands between.
pub(super) fn owned_by(article: &Article, item: Item) -> Option<Code> {
    let owner = item.first.checked_sub(1).filter(|&i| article.possessive(i))?;
    let country = article.items_in(owner.saturating_sub(4)..owner, &[MentionKind::Country]).find(|c| c.end == owner)?;
    article.party(country).filter(|_| article.form(country) == "name")
}

/// "John Adams of Kenya", "John Adams, of Kenya", "John Adams of the League of Arab States"
pub(super) fn of_country(article: &Article, item: Item) -> Option<Code> {
    const WHOSE: &[MentionKind] = &[MentionKind::Country, MentionKind::Group, MentionKind::Organisation];
    let of = item.end + usize::from(article.sign(item.end, ','));
    if !article.is(of, "of") {
        return None;
    }
    let first = of + 1 + usize::from(article.is(of + 1, "the"));
    let whose = article.item_at(first, WHOSE).filter(|i| i.first == first)?;
    article.party(whose).or(article.mention(whose).country)
}

/// "ambassadors of several states - the Czech Republic Jan Novak, Cuba Carlos Diaz": the country right before each name.
pub(super) fn listed_country(article: &Article, item: Item) -> Option<Code> {
    let country = article.items_in(item.first.saturating_sub(6)..item.first, &[MentionKind::Country]).last()?;
    let first = country.first - usize::from(article.is(country.first.saturating_sub(1), "the"));
    let before = first.checked_sub(1)?;
    let listed = article.sign(before, ',') || article.sign(before, '-') || article.sign(before, ':') || article.is(before, "and");
    // "heads of government of Kenya - John Adams, Peru - Ana Quispe"
    let dash = usize::from(article.sign(country.end, '-'));
    let listed = listed || dash == 1 && article.is(before, "of");
    // "Minister X and Peru's Y"
    let dash = dash.max(usize::from(article.possessive(country.end)));
    let listed = listed || article.possessive(country.end);
    let adjacent = country.end + dash == item.first && article.form(country) == "name";
    if listed && adjacent { article.party(country) } else { None }
}
