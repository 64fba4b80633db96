//! Fields of cooperation between the article's parties.
//!
//! "They discussed cooperation in energy, transport and tourism" gives three rows; "Minister of Energy", "Oil and Gas Company",
//! "exports consist of grain and oil" give none.

use crate::extract::article::{Article, Item};
use crate::extract::discourse::Discourse;
use crate::extract::evidence;
use crate::lexicon::{Cue, CueSet};
use crate::model::{Code, MentionKind, Sector, SlotBasis, Stance};
use crate::text::TokenKind;

const PLACES: &[MentionKind] = &[MentionKind::Country, MentionKind::Group];

/// A row and the mentions that it rests on.
pub type Row = (Sector, Vec<usize>);

/// The fields that the article names, each once for the same parties.
pub fn rows(article: &Article, discourse: &Discourse) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let items: Vec<Item> = article.items_in(0..article.tokens.len(), &[MentionKind::Sector]).collect();
    for (k, item) in items.iter().enumerate() {
        let no = article.sentence_of(item.first);
        if !is_named_as_field(article, &items, k, no) {
            continue;
        }
        let Some(sector) = article.mention(*item).code else { continue };
        let (parties, basis) = parties(article, discourse, no);
        if let Some((_, mentions)) = rows.iter_mut().find(|(r, _)| r.sector == sector && (r.parties == parties || parties.is_none())) {
            mentions.push(item.mention);
            continue;
        }
        let mut evidence = evidence::evidence(article, "s", item.first, item.end, "named_field");
        evidence.parties_basis = basis;
        let stance = stance(article, no);
        rows.push((Sector { evidence, sector, parties, stance, proponent: None }, vec![item.mention]));
    }
    rows
}

fn is_named_as_field(article: &Article, items: &[Item], k: usize, no: usize) -> bool {
    let item = items[k];
    if article.is_noise_sentence(no) || is_in_title(article, item) || is_in_name(article, item) {
        return false;
    }
    let sentence = article.sentences[no];
    let range = sentence.first..sentence.last;
    if article.has_cue(range.clone(), Cue::Goods) || is_statistic(article, item, no) {
        return false;
    }
    if is_goods_list(article, no) {
        return false;
    }
    if is_in_commission_name(article, item, sentence.first) || beside_amount(article, item, sentence.last) {
        return false;
    }
    let strong = article.mention(item).name.as_deref() == Some("strong");
    let listed = is_listed(article, items, k);
    let nearby = article
        .cues_in(item.first.saturating_sub(9).max(sentence.first)..(item.end + 6).min(sentence.last), CueSet::of(&[Cue::Cooperation]))
        .any(|c| !(c.first >= item.first && c.end <= item.end));
    let in_sentence =
        article.cues_in(range.clone(), CueSet::of(&[Cue::Cooperation])).any(|c| !(c.first >= item.first && c.end <= item.end));
    let joint = article.has_any(range.clone(), &["cooperation", "collaboration", "partnership", "joint", "bilateral", "between", "mutual"]);
    let praised = article.has_cue(range, Cue::Praise) && !joint;
    if praised {
        return false;
    }
    let heading = is_heading(article, item, no) || strong && is_under_heading(article, items, item, no);
    if enumerated(article, items, k, no) {
        return true;
    }
    if strong {
        in_sentence || heading || listed && cooperation_before(article, no)
    } else {
        nearby && (listed || adjacent(article, item, sentence.first, sentence.last))
            || heading
            || listed && (in_sentence || cooperation_before(article, no))
    }
}

/// "Minister of Energy", "Energy Ministry": the word belongs to an office.
fn is_in_title(article: &Article, item: Item) -> bool {
    article
        .item_at(item.first, &[MentionKind::Role, MentionKind::Person])
        .is_some_and(|r| r.end - r.first > item.end - item.first || r.first < item.first)
}

/// A capitalised run with a word for a body: "Ministry of Energy", "Oil and Gas Company", "Commission on Economic Cooperation".
fn is_in_name(article: &Article, item: Item) -> bool {
    let capital = |i: usize| article.tokens.get(i).is_some_and(|t| t.is_word() && t.capital);
    if !capital(item.first) {
        return article.is_any(item.first.saturating_sub(1), &["ministry", "minister"])
            || article.is(item.first.saturating_sub(1), "of")
                && article.is_any(
                    item.first.saturating_sub(2),
                    &["ministry", "minister", "ministers", "faculty", "institute", "department", "university"],
                );
    }
    let joins = |i: usize| {
        article.is_any(i, &["of", "and", "for", "on", "the", "&"]) || article.sign(i, '-') || article.sign(i, ',') || article.sign(i, '&')
    };
    let no = article.sentence_of(item.first);
    let sentence = article.sentences[no];
    let body = |i: usize| capital(i) && article.lexicon.organisation_words.contains(&article.tokens[i].hash);
    let mut at = item.first;
    while at > sentence.first && (capital(at - 1) || joins(at - 1) && at >= 2 && capital(at.saturating_sub(2))) {
        at -= 1;
        if body(at) && at + 9 > item.first {
            return true;
        }
    }
    let mut at = item.end;
    while at < sentence.last && (capital(at) || joins(at) && capital(at + 1)) {
        if body(at) && at < item.end + 6 {
            return !starts_line(article, item);
        }
        at += 1;
    }
    false
}

/// A list of three fields or more that nothing counts or prices is a list of fields.
fn enumerated(article: &Article, items: &[Item], k: usize, no: usize) -> bool {
    let sentence = article.sentences[no];
    let mut first = k;
    while first > 0 && items[first - 1].first >= sentence.first && is_listed(article, &items[first - 1..=first], 1) {
        first -= 1;
    }
    let mut last = k;
    while last + 1 < items.len() && items[last + 1].first < sentence.last && is_listed(article, &items[last..=last + 1], 0) {
        last += 1;
    }
    let priced = article.items_in(sentence.first..sentence.last, &[MentionKind::Money, MentionKind::Percent]).next().is_some();
    last - first >= 2 && !priced
}

/// "Readymade garments, jute goods and edible oil are the main things that India buys": goods traded, no fields.
fn is_goods_list(article: &Article, no: usize) -> bool {
    let s = article.sentences[no];
    let trade = CueSet::of(&[Cue::Export, Cue::Import, Cue::ExportVerb, Cue::ImportVerb, Cue::Fdi]);
    let fields = [
        "cooperation",
        "co-operation",
        "field",
        "fields",
        "sphere",
        "spheres",
        "area",
        "areas",
        "sectors",
        "projects",
        "partnership",
        "collaboration",
        "cooperate",
        "agenda",
        "discussed",
        "interested",
        "joint",
        "interaction",
        "together",
        "dynamics",
    ];
    article.cues_in(s.first..s.last, trade).any(|c| !article.is_any(c.first, &["took", "deliveries"]))
        && !article.has_any(s.first..s.last, &fields)
}

/// "intergovernmental committee on economic and technical-scientific collaboration": the name of a body.
fn is_in_commission_name(article: &Article, item: Item, first: usize) -> bool {
    let from = item.first.saturating_sub(12).max(first);
    article.cues_in(from..item.first, CueSet::of(&[Cue::Commission])).last().is_some_and(|c| {
        let gap = c.end..item.first;
        article.is_any(c.end, &["on", "for"])
            && !gap.clone().skip(1).any(|i| article.sign(i, ';') || article.sign(i, '.'))
            && !article.has_any(gap, &["discussed", "was", "were", "agreed", "considered"])
    })
}

/// "mining, $9.7 billion", "Electricity: $79.6 million": a branch with its figure.
fn beside_amount(article: &Article, item: Item, last: usize) -> bool {
    let behind = item.end..(item.end + 4).min(last);
    article
        .items_in(behind, &[MentionKind::Money])
        .next()
        .is_some_and(|m| (item.end..m.first).all(|i| !article.tokens[i].is_word() || article.is_any(i, &["with", "for", "by", "at"])))
}

/// Growth or trade of a branch told in figures is a statistic, not a field of cooperation.
fn is_statistic(article: &Article, item: Item, no: usize) -> bool {
    let sentence = article.sentences[no];
    let near = item.first.saturating_sub(7).max(sentence.first)..(item.end + 7).min(sentence.last);
    let figure = article.items_in(near.clone(), &[MentionKind::Money, MentionKind::Percent]).next().is_some();
    let measured =
        article.cues_in(near, CueSet::of(&[Cue::Export, Cue::Import, Cue::Turnover, Cue::Physical, Cue::Blocker])).next().is_some();
    let cooperation = article.has_any(
        sentence.first..sentence.last,
        &["cooperation", "field", "fields", "sphere", "spheres", "sector", "sectors", "area", "areas"],
    );
    figure && measured && !cooperation
}

/// Another term stands right beside: "energy, transport and tourism".
fn is_listed(article: &Article, items: &[Item], k: usize) -> bool {
    let item = items[k];
    let close = |a: usize, b: usize| {
        b >= a
            && b - a <= 4
            && (a..b).all(|i| !matches!(article.tokens[i].kind, TokenKind::Newline | TokenKind::Punct('.')))
            && (a..b)
                .any(|i| article.sign(i, ',') || article.is_any(i, &["and", "or", "to"]) || article.sign(i, '-') || article.sign(i, ';'))
    };
    k > 0 && close(items[k - 1].end, item.first) || items.get(k + 1).is_some_and(|next| close(item.end, next.first))
}

fn adjacent(article: &Article, item: Item, first: usize, last: usize) -> bool {
    const WORDS: &[&str] = &[
        "cooperation",
        "field",
        "fields",
        "sphere",
        "spheres",
        "sector",
        "sectors",
        "area",
        "areas",
        "industry",
        "industries",
        "partnership",
        "collaboration",
        "co-operation",
        "projects",
        "project",
        "realm",
        "domain",
    ];
    article.has_any(item.first.saturating_sub(4).max(first)..item.first, WORDS)
        || article.has_any(item.end..(item.end + 3).min(last), WORDS)
}

fn starts_line(article: &Article, item: Item) -> bool {
    let no = article.sentence_of(item.first);
    let sentence = article.sentences[no];
    sentence.opens_line && item.first - sentence.first <= 3
}

/// "- Energy and Renewable Energy: ...", "Energy and transport projects: ..."
fn is_heading(article: &Article, item: Item, no: usize) -> bool {
    let sentence = article.sentences[no];
    let colon = (item.end..sentence.last.min(item.end + 8)).find(|&i| article.sign(i, ':'));
    sentence.opens_line && colon.is_some() && item.first - sentence.first <= 6
}

/// "- Energy: Kazakhstan is pursuing nuclear power": the line is about the field that its heading names.
fn is_under_heading(article: &Article, items: &[Item], item: Item, no: usize) -> bool {
    let sentence = article.sentences[no];
    let colon = (sentence.first..(sentence.first + 9).min(sentence.last)).find(|&i| article.sign(i, ':'));
    let listed = article.sign(sentence.first, '-') || article.sign(sentence.first, '•');
    colon.is_some_and(|c| listed && c < item.first && items.iter().any(|i| i.first >= sentence.first && i.end <= c))
}

/// The sentence before speaks of cooperation and this one goes on with its list.
fn cooperation_before(article: &Article, no: usize) -> bool {
    let from = no.saturating_sub(1);
    (from..=no).any(|n| {
        let s = article.sentences[n];
        article.has_any(
            s.first..s.last,
            &[
                "cooperation",
                "agenda",
                "issues",
                "interaction",
                "discussed",
                "priority",
                "pillars",
                "collaboration",
                "partnership",
                "projects",
            ],
        )
    })
}

/// Whose cooperation: the two that the sentence joins, else the article's two.
fn parties(article: &Article, discourse: &Discourse, no: usize) -> (Option<Vec<Code>>, SlotBasis) {
    let sentence = article.sentences[no];
    let mut named: Vec<Code> = Vec::new();
    for item in article.items_in(sentence.first..sentence.last, PLACES) {
        let in_name = is_in_name(article, item) && article.form(item) != "adjective";
        let office = article.item_at(item.first, &[MentionKind::Role]).is_some();
        if let Some(code) = article.party(item).filter(|_| !in_name || office)
            && !named.contains(&code)
        {
            named.push(code);
        }
    }
    let sorted = |mut v: Vec<Code>| {
        v.sort_unstable();
        Some(v)
    };
    if named.len() < 2
        && let Some(pair) = paragraph_pair(article, discourse, no)
    {
        return (Some(pair), SlotBasis::Inferred);
    }
    if let (Some(trio), true) = (discourse.trio(), named.len() != 2) {
        return (sorted(trio), SlotBasis::Inferred);
    }
    if let Some((a, b)) = discourse.pair {
        let both_foreign =
            named.len() == 2 && named.iter().filter(|c| **c == a || **c == b).count() < 2 && is_joined(article, no, named[0], named[1]);
        if !both_foreign {
            return (sorted(vec![a, b]), SlotBasis::Inferred);
        }
    }
    match named.len() {
        2 => (sorted(named), SlotBasis::Stated),
        0 | 1 => recent_pair(article, discourse, no, named.first().copied()),
        _ => (sorted(named), SlotBasis::Stated),
    }
}

/// Two economies, not the article's two, that an earlier sentence of the same paragraph joins.
fn paragraph_pair(article: &Article, discourse: &Discourse, no: usize) -> Option<Vec<Code>> {
    let mut n = no;
    while n > 0 && !article.sentences[n].opens_line && no - n < 5 {
        n -= 1;
        let s = article.sentences[n];
        let mut named: Vec<Code> = article.items_in(s.first..s.last, PLACES).filter_map(|i| article.party(i)).collect();
        named.dedup();
        named.sort_unstable();
        named.dedup();
        if let [a, b] = named[..] {
            let main = discourse.pair.is_some_and(|(x, y)| (a == x && b == y) || (a == y && b == x));
            return (!main && is_joined(article, n, a, b)).then_some(named);
        }
        if !named.is_empty() {
            return None;
        }
    }
    None
}

/// "A and B", "A-B", "between A and B", "A's ... with B"
fn is_joined(article: &Article, no: usize, a: Code, b: Code) -> bool {
    let sentence = article.sentences[no];
    let items: Vec<Item> =
        article.items_in(sentence.first..sentence.last, PLACES).filter(|i| article.party(*i).is_some_and(|c| c == a || c == b)).collect();
    items.windows(2).any(|w| {
        let gap = w[0].end..w[1].first;
        article.party(w[0]) != article.party(w[1])
            && (gap.len() <= 3 && (article.has_any(gap.clone(), &["and"]) || gap.clone().any(|i| article.sign(i, '-')))
                || article.has_any(gap, &["with"]))
    })
}

/// The last two economies named together before this sentence.
fn recent_pair(article: &Article, discourse: &Discourse, no: usize, one: Option<Code>) -> (Option<Vec<Code>>, SlotBasis) {
    for n in (no.saturating_sub(4)..no).rev() {
        let s = article.sentences[n];
        let mut named: Vec<Code> = article.items_in(s.first..s.last, PLACES).filter_map(|i| article.party(i)).collect();
        if let Some(one) = one {
            named.push(one);
        }
        named.sort_unstable();
        named.dedup();
        if named.len() == 2 {
            return (Some(named), SlotBasis::Inferred);
        }
    }
    let top: Vec<Code> = discourse.ranked.iter().take(2).map(|r| r.0).collect();
    match (one, &top[..]) {
        (Some(one), [a, ..]) if *a != one => {
            let mut pair = vec![one, *a];
            pair.sort_unstable();
            (Some(pair), SlotBasis::Inferred)
        }
        _ => (None, SlotBasis::Unresolved),
    }
}

/// How far along it is, by the sentence's words.
fn stance(article: &Article, no: usize) -> Stance {
    let s = article.sentences[no];
    let has = |words: &[&str]| article.has_any(s.first..s.last, words);
    if has(&["agreed", "signed", "agreement", "memorandum", "accord"]) {
        Stance::Agreed
    } else if has(&["underway", "implementing", "implemented", "ongoing", "operating", "runs", "launched"]) {
        Stance::Ongoing
    } else if has(&["interested", "interest", "ready", "readiness", "keen", "like"]) {
        Stance::Interest
    } else if has(&["potential", "prospects", "opportunities", "could", "promising"]) {
        Stance::Potential
    } else {
        Stance::Discussed
    }
}
