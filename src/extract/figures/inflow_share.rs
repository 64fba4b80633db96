//! A country's share of what another takes in: "Spain, with 13.7% of the foreign direct investment", "Canada (6.5%)",
//! "China put in $75.1 million (44.4 percent)".

use super::change::bare;
use super::head::{Found, Head, label_before};
use super::parties::WORLD;
use super::{Amount, Reader, Statement, period};
use crate::extract::article::{Article, Item};
use crate::lexicon::{ClauseWord, Cue, CueSet};
use crate::model::{Code, MentionKind, Qualifier, SlotBasis};

const TRADE: CueSet = CueSet::of(&[Cue::Export, Cue::Import, Cue::Turnover, Cue::ExportVerb, Cue::ImportVerb]);

/// The figure, from `from` on, that a percent in brackets right behind it is the share of.
pub(super) fn of_figure(reader: &Reader, amounts: &[Amount], from: usize, item: Item) -> Option<usize> {
    let article = reader.article;
    let bracketed = item.first > 0 && article.sign(item.first - 1, '(');
    let paired = |s: &Statement| {
        let Some(amount) = s.amount else { return false };
        let end = amounts.iter().find(|a| a.item.mention == amount.mention).map_or(amount.end, |a| a.end);
        // "$75.1 million (44.4 percent)", "13.8 percent ($23.3 million)"
        // "Peru ($3 million, 16%)" behind "Kenya ($5 million, 21% of the total)"
        let inside = article.sign(amount.first - 1, '(') && article.sign(end, ',') && end + 1 == item.first && article.sign(item.end, ')');
        let of_total = || reader.out[from..].iter().any(|s| s.share.is_some());
        bracketed && end + 1 == item.first || article.sign(item.end, '(') && item.end + 1 == amount.first || inside && of_total()
    };
    // "$28 million (0.1 percent of GDP)"
    let of_output = article.is(item.end, "of") && article.has_any(item.end + 1..item.end + 4, &["gdp", "gross"]);
    let plain = !of_output && article.mention(item).code.is_none_or(|c| c.as_str() != "signed");
    (from..reader.out.len()).rev().find(|&i| {
        let s = &reader.out[i];
        plain && matches!(s.head, Head::Fdi | Head::Investment) && paired(s)
    })
}

/// A share without an amount, of a country in the inward capital that the article is about.
pub(super) fn alone(reader: &Reader, no: usize, item: Item, floor: usize) -> Option<Statement> {
    let article = reader.article;
    let sentence = article.sentences[no];
    let all = sentence.first..sentence.last;
    let capital = article.has_cue(all.clone(), Cue::Fdi)
        || article.has_cue(all.clone(), Cue::Investment)
        || article.has_any(all.clone(), &["investor", "investors"]);
    if !(capital || goes_on(reader, no))
        || article.cues_in(all, TRADE).next().is_some()
        || article.mention(item).kind != MentionKind::Percent
    {
        return None;
    }
    let host = stated_host(article, item).or_else(|| reader.discourse.direction.main_host()).or_else(|| told_host(reader, no))?;
    let investor = labelled(article, item)
        .or_else(|| source(article, item))
        .or_else(|| owner(article, item, floor.max(sentence.first)))
        .or_else(|| holder(article, item, floor.max(sentence.first), host))
        .filter(|i| *i != host)?;
    let period = period::find_without_amount(reader, no, floor, item.first, item.end, Head::Fdi);
    let found = Found { head: Head::Fdi, tokens: None, cue: CueSet::default(), rule: "inflow_share" };
    let mut statement = bare(no, found, item, (Some(investor), Some(host)), SlotBasis::Inferred, period, "inflow_share");
    statement.qualifier = article.mention(item).qualifier.unwrap_or(Qualifier::Exact);
    statement.share = Some((article.mention(item).number?, item));
    Some(statement)
}

/// "It is followed by the Netherlands - 11.4 percent", "The lion's share, 19.4%, came from Qatar" behind a figure of inward capital.
fn goes_on(reader: &Reader, no: usize) -> bool {
    let s = reader.article.sentences[no];
    let told = reader.last(no, 1).is_some_and(|s| s.head == Head::Fdi && s.parties.1.is_some_and(|host| host != WORLD));
    told && reader.article.has_any(s.first..s.last, &["followed", "share", "origin", "source", "sources"])
}

/// "19.4%, came from Qatar"
fn source(article: &Article, item: Item) -> Option<Code> {
    let verb = item.end + usize::from(article.sign(item.end, ','));
    let from = article.is_any(verb, &["came", "comes", "come", "originated"]) && article.is(verb + 1, "from");
    let at = verb + 2 + usize::from(article.is(verb + 2, "the"));
    let place = article.item_at(at, &[MentionKind::Country, MentionKind::Group]).filter(|i| from && i.first == at)?;
    article.party(place)
}

/// "The EU was the main origin of the inflow with a share of 50.2%"
fn owner(article: &Article, item: Item, floor: usize) -> Option<Code> {
    let of = item.first.checked_sub(2).filter(|&i| article.starts(i, &["share", "of"]))?;
    let with = article.is_any(of.saturating_sub(1), &["a", "its"]) && article.is(of.saturating_sub(2), "with");
    let mut places = article.items_in(floor..of, &[MentionKind::Country, MentionKind::Group]);
    let (first, second) = (places.next().filter(|i| article.form(*i) == "name")?, places.next());
    let s = article.sentences[article.sentence_of(item.first)];
    let of_capital = article.has_any(s.first..s.last, &["inflow", "inflows", "investment", "investments", "investor", "capital", "fdi"]);
    article.party(first).filter(|_| with && of_capital && second.is_none())
}

/// "18 percent of all foreign direct investment in Kenya", "of the FDI that entered Kenya".
fn stated_host(article: &Article, item: Item) -> Option<Code> {
    const REACH: usize = 12;
    const LEADS: &[&str] = &["in", "into", "entered", "entering", "reached", "to"];
    let noun = (item.end..item.end + 8).find(|&i| article.has_cue(i..i + 1, Cue::Fdi))?;
    let s = article.sentences[article.sentence_of(item.first)];
    let behind = noun..(noun + REACH).min(s.last);
    let place =
        article.items_in(behind, &[MentionKind::Country]).find(|i| article.form(*i) == "name" && article.is_any(i.first - 1, LEADS))?;
    article.party(place)
}

/// Whose inflow was told in the sentences before.
fn told_host(reader: &Reader, no: usize) -> Option<Code> {
    const REACH: usize = 3;
    let near = reader.out.iter().rev().take_while(|s| no - s.sentence <= REACH);
    near.filter(|s| s.head == Head::Fdi && s.parties.0 == Some(WORLD)).find_map(|s| s.parties.1)
}

/// "Canada (6.5%)", "Qatar – 2.8 percent", "the UK with 18.7% and Turkey with 17.5%"
fn labelled(article: &Article, item: Item) -> Option<Code> {
    let s = article.sentences[article.sentence_of(item.first)];
    let with = article.is(item.first.saturating_sub(1), "with") && article.has_any(s.first..item.first, &["followed", "share"]);
    let marked = item.first > 0 && (article.sign(item.first - 1, '(') || article.sign(item.first - 1, '-') || with);
    let label = label_before(article, item.first).filter(|_| marked)?;
    article.party(label)
}

/// "Spain ... with 13.7% of the foreign direct investment": the nearest economy before it that is not where the capital goes.
fn holder(article: &Article, item: Item, floor: usize, host: Code) -> Option<Code> {
    let noun = item.end..item.end + 5;
    let (fdi, capital) = (article.has_cue(noun.clone(), Cue::Fdi), article.has_cue(noun.clone(), Cue::Investment));
    if !article.is(item.end, "of") || !(fdi || capital) {
        return None;
    }
    let told = article.has_phrase(floor..item.first, &["share", "of"]);
    if !told && !article.is_word(item.first.saturating_sub(1), ClauseWord::HoldsShare) {
        return falls_on(article, item).filter(|c| *c != host);
    }
    if !fdi && !article.has_any(noun, &["total", "all"]) {
        return None;
    }
    let named = |i: &Item| article.form(*i) == "name" || article.has_cue(i.end..i.end + 2, Cue::Investment);
    let places = article.items_in(floor..item.first, &[MentionKind::Country]).filter(named);
    places.filter_map(|i| article.party(i)).filter(|c| *c != host).last()
}

/// "36.6% of the investments made in Peru fell to the share of Norway"
fn falls_on(article: &Article, item: Item) -> Option<Code> {
    const REACH: usize = 14;
    let s = article.sentences[article.sentence_of(item.first)];
    let behind = item.end..(item.end + REACH).min(s.last);
    let verb = behind.clone().find(|&i| {
        article.is_any(i, &["fell", "falls", "fall", "came", "come", "comes"]) && article.is_any(i + 1, &["to", "on", "from"])
    })?;
    article.items_in(verb + 1..verb + 7, &[MentionKind::Country]).next().and_then(|i| article.party(i))
}
