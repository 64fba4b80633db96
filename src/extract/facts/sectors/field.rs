//! Whether a term names a field of cooperation, or an office, a company, goods, a figure of statistics.

use super::{attendees, goods, statistics};
use crate::extract::article::{Article, Item};
use crate::lexicon::{ClauseWord, Cue, CueSet};
use crate::model::MentionKind;
use crate::text::TokenKind;

/// Whether the `k`th term of the article, in sentence `no`, is named as a field of cooperation.
pub fn is_named(article: &Article, items: &[Item], k: usize, no: usize) -> bool {
    let item = items[k];
    let of_year = is_of_year(article, item, no);
    if article.is_noise_sentence(no) || is_verb(article, item) || is_in_title(article, item) || is_in_name(article, item) && !of_year {
        return false;
    }
    let sentence = article.sentences[no];
    if is_in_list_of_offices(article, item, sentence.first) {
        return false;
    }
    let range = sentence.first..sentence.last;
    if article.has_cue(range.clone(), Cue::Goods) || statistics::is_measured(article, item, no) {
        return false;
    }
    if goods::are_listed(article, no)
        || goods::governs(article, item, sentence.first)
        || is_left_out(article, item)
        || is_of_company(article, item)
        || statistics::is_share(article, item, no)
        || statistics::is_of_breakdown(article, items, no)
        || attendees::are_from(article, item, no)
    {
        return false;
    }
    if is_in_commission_name(article, item, sentence.first) || statistics::beside_amount(article, item, no) {
        return false;
    }
    let strong = article.mention(item).name.as_deref() == Some("strong");
    let listed = is_listed(article, items, k) || beside_cross_cutting(article, item);
    let nearby = article
        .cues_in(item.first.saturating_sub(9).max(sentence.first)..(item.end + 6).min(sentence.last), CueSet::of(&[Cue::Cooperation]))
        .any(|c| !(c.first >= item.first && c.end <= item.end));
    let in_sentence =
        article.cues_in(range.clone(), CueSet::of(&[Cue::Cooperation])).any(|c| !(c.first >= item.first && c.end <= item.end));
    let joint = article.has_word(range.clone(), ClauseWord::Joint);
    let praised = article.has_cue(range, Cue::Praise) && !joint;
    if praised {
        return false;
    }
    let heading =
        is_heading(article, item, no) || strong && is_under_heading(article, items, item, no) || opens(article, item, no) || of_year;
    if enumerated(article, items, k, no) {
        return true;
    }
    if strong {
        in_sentence
            || heading
            || names_cooperation(article, item)
            || is_of_project(article, item, no)
            || is_built_abroad(article, item, no)
            || listed && cooperation_before(article, no)
    } else {
        nearby && (listed || adjacent(article, item, sentence.first, sentence.last))
            || heading
            || listed && (in_sentence || cooperation_before(article, no))
    }
}

/// "will finance projects", "to transport goods": no field.
fn is_verb(article: &Article, item: Item) -> bool {
    let modal = article.is_any(item.first.saturating_sub(1), &["will", "would", "can", "could", "may", "to"]);
    let object = article.tokens.get(item.end).is_some_and(|t| t.is_word()) && !article.is_any(item.end, &["and", "or", "in", "with"]);
    modal && object && item.end == item.first + 1 && article.is_any(item.first, &["finance", "transport", "water", "train"])
}

/// "agricultural cooperation", "cultural exchanges": the term says itself that it is a field of cooperation.
fn names_cooperation(article: &Article, item: Item) -> bool {
    article.has_word(item.first + 1..item.end, ClauseWord::Joint)
}

/// "the ministers of agriculture, health and environment, and the deputy ministers of culture": who came, not what was spoken of.
fn is_in_list_of_offices(article: &Article, item: Item, first: usize) -> bool {
    const REACH: usize = 40;
    const OFFICES: &[&str] = &["ministers", "ministries"];
    const ENDS: &[&str] = &[
        "in",
        "on",
        "with",
        "to",
        "that",
        "who",
        "which",
        "met",
        "said",
        "will",
        "was",
        "were",
        "is",
        "are",
        "discussed",
        "agreed",
        "signed",
    ];
    let of = |i: usize| article.is(i, "of") && article.is_any(i - 1, OFFICES);
    let listed = |i: usize| article.tokens[i].is_word() && !article.tokens[i].capital && !article.is_any(i, ENDS) || article.sign(i, ',');
    let head = (item.first.saturating_sub(REACH).max(first + 1)..item.first).rev().take_while(|&i| listed(i)).find(|&i| of(i));
    head.is_some()
}

/// "Minister of Energy", "Energy Ministry": the word belongs to an office.
fn is_in_title(article: &Article, item: Item) -> bool {
    // "Natural Resources and Environmental Sustainability Minister"
    const LONGEST: usize = 6;
    let name = |i: usize| article.tokens[i].is_word() && article.tokens[i].capital || article.is(i, "and") || article.sign(i, ',');
    let run = (item.end..item.end + LONGEST).take_while(|&i| i < article.tokens.len() && name(i));
    if article.tokens[item.first].capital && run.into_iter().any(|i| article.is_any(i, &["minister", "ministry"])) {
        return true;
    }
    article
        .item_at(item.first, &[MentionKind::Role, MentionKind::Person])
        .is_some_and(|r| r.end - r.first > item.end - item.first || r.first < item.first)
}

/// A capitalised run with a word for a body: "Ministry of Energy", "Oil and Gas Company", "Commission on Economic Cooperation".
pub fn is_in_name(article: &Article, item: Item) -> bool {
    let capital = |i: usize| article.tokens.get(i).is_some_and(|t| t.is_word() && t.capital);
    if !capital(item.first) {
        let before = item.first.saturating_sub(1);
        return article.is_any(before, &["ministry", "minister"])
            || article.is(before, "of") && article.is_word(before.saturating_sub(1), ClauseWord::Office);
    }
    let joins = |i: usize| {
        article.is_any(i, &["of", "and", "for", "on", "the", "&"]) || article.sign(i, '-') || article.sign(i, ',') || article.sign(i, '&')
    };
    let no = article.sentence_of(item.first);
    let sentence = article.sentences[no];
    // "the Defence Cooperation Agreement": a paper is no body
    let paper = |i: usize| article.is_word(i, ClauseWord::Agreed) || article.is_word(i, ClauseWord::Joint);
    // "the United States, Kenya and Peru" are no body
    let place = |i: usize| article.item_at(i, &[MentionKind::Country, MentionKind::Group]).is_some();
    let body = |i: usize| capital(i) && !paper(i) && !place(i) && article.lexicon.organisation_words.has(&article.tokens[i]);
    let mut named = false;
    let mut at = item.first;
    while at > sentence.first && (capital(at - 1) || joins(at - 1) && at >= 2 && capital(at.saturating_sub(2))) {
        at -= 1;
        named |= body(at) && at + 9 > item.first;
    }
    // "in the areas of Security and Defence, Migration and Development": fields in capitals
    if article.has_word(at.saturating_sub(3).max(sentence.first)..at, ClauseWord::FieldList) {
        return false;
    }
    if named {
        return true;
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
    last - first >= 2 && !priced && !goods::are_all(article, &items[first..=last], no)
}

/// "intergovernmental committee on economic and technical-scientific collaboration": the name of a body.
fn is_in_commission_name(article: &Article, item: Item, first: usize) -> bool {
    let from = item.first.saturating_sub(12).max(first);
    article.cues_in(from..item.first, CueSet::of(&[Cue::Commission])).last().is_some_and(|c| {
        let gap = c.end..item.first;
        article.is_any(c.end, &["on", "for"])
            && !gap.clone().skip(1).any(|i| article.sign(i, ';') || article.sign(i, '.'))
            && !article.has_any(gap.clone(), &["discussed", "was", "were", "agreed", "considered"])
            && !article.has_word(gap, ClauseWord::FieldList)
    })
}

/// "Outside oil and gas, ...": a field that is named to be left out.
fn is_left_out(article: &Article, item: Item) -> bool {
    article.is_word(item.first.saturating_sub(1), ClauseWord::LeavesOut)
        || article.is_any(item.first.saturating_sub(1), &["of", "from", "for", "the"])
            && article.is_word(item.first.saturating_sub(2), ClauseWord::LeavesOut)
        || article.sign(item.first.saturating_sub(1), '-') && article.is(item.first.saturating_sub(2), "non")
}

/// "oil and gas group MOL", "the tyre producer Linglong": what a company does for a living.
fn is_of_company(article: &Article, item: Item) -> bool {
    const DOERS: &[&str] = &["operator", "producer", "manufacturer", "developer", "supplier", "provider", "maker", "exporter"];
    let name = |i: usize| article.tokens.get(i).is_some_and(|t| t.is_word() && t.capital);
    // "an operator of power and water plants"
    if (item.first.saturating_sub(8)..item.first).any(|i| article.is_any(i, DOERS) && article.is(i + 1, "of")) {
        return true;
    }
    article.is_word(item.end, ClauseWord::CompanyKind) && (name(item.end + 1) || article.sign(item.end + 1, ','))
}

/// "the railway between A and B, for which the bank lends EUR 50 mln": a field that a project or an investor's money is for.
fn is_of_project(article: &Article, item: Item, no: usize) -> bool {
    const MONEY: CueSet = CueSet::of(&[Cue::Project, Cue::InvestVerb, Cue::Investment, Cue::Financing, Cue::FinancingVerb]);
    let sentence = article.sentences[no];
    article.cues_in(sentence.first..sentence.last, MONEY).any(|c| c.end <= item.first || c.first >= item.end)
}

/// "A Peruvian company will build a solar power plant near Nairobi", "Norway takes part in the enlargement of a refinery in Kenya": what those of
/// one economy build in another.
fn is_built_abroad(article: &Article, item: Item, no: usize) -> bool {
    const PLACES: &[MentionKind] = &[MentionKind::Country, MentionKind::Group, MentionKind::City];
    let s = article.sentences[no];
    let range = s.first..s.last;
    let acts = range.clone().any(|i| article.is_word(i, ClauseWord::Constructs) && !(item.first..item.end).contains(&i));
    let acts = acts && !article.has_word(range.clone(), ClauseWord::NoDeal);
    let mut named: Vec<_> = article.items_in(range.clone(), PLACES).filter_map(|i| article.mention(i).country).collect();
    named.sort_unstable();
    named.dedup();
    let firm = article.cues_in(range, CueSet::of(&[Cue::Company])).next().is_some();
    acts && firm && named.len() == 2
}

/// Another term stands right beside: "energy, transport and tourism".
fn is_listed(article: &Article, items: &[Item], k: usize) -> bool {
    let item = items[k];
    let close = |a: usize, b: usize| {
        b >= a
            && b - a <= 4
            && (a..b).all(|i| !matches!(article.tokens[i].kind, TokenKind::Newline | TokenKind::Punct('.')))
            && (a..b).any(|i| {
                article.sign(i, ',') || article.is_any(i, &["and", "or", "to", "well"]) || article.sign(i, '-') || article.sign(i, ';')
            })
    };
    k > 0 && close(items[k - 1].end, item.first) || items.get(k + 1).is_some_and(|next| close(item.end, next.first))
}

/// "trade and finance", "security, economic and cultural links": the other field of the list is none of the table's.
fn beside_cross_cutting(article: &Article, item: Item) -> bool {
    let joins = |i: usize| article.is(i, "and") || article.sign(i, ',');
    item.first >= 2 && joins(item.first - 1) && article.is_word(item.first - 2, ClauseWord::CrossCutting)
        || joins(item.end) && article.is_word(item.end + 1, ClauseWord::CrossCutting)
}

fn adjacent(article: &Article, item: Item, first: usize, last: usize) -> bool {
    article.has_word(item.first.saturating_sub(4).max(first)..item.first, ClauseWord::FieldBeside)
        || article.has_word(item.end..(item.end + 3).min(last), ClauseWord::FieldBeside)
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

/// "In higher education, the Peruvian government offers scholarships": the field of what is told.
fn opens(article: &Article, item: Item, no: usize) -> bool {
    let s = article.sentences[no];
    let first = s.first + 1 + usize::from(article.is(s.first + 1, "the"));
    let placed = article.items_in(item.end..s.last, &[MentionKind::Country, MentionKind::Group]).next().is_some();
    article.is(s.first, "in") && item.first == first && article.sign(item.end, ',') && placed
}

/// "2025 is declared the Year of Chilean Tourism"
fn is_of_year(article: &Article, item: Item, no: usize) -> bool {
    const NEAR: usize = 4;
    let from = item.first.saturating_sub(NEAR).max(article.sentences[no].first);
    let year = |i: usize| article.is(i, "year") && article.tokens[i].capital && article.is(i + 1, "of");
    article.tokens[item.first].capital && (from..item.first).any(year)
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
        article.has_word(s.first..s.last, ClauseWord::Agenda)
    })
}
