//! Lists of lines below a line that says what they are of: "Main exports to Peru in 2024:", then "1. Tea, worth $5 million" and
//! "2. Coffee - $3 million", or "Norway - $9 million".

use super::change::{Pair, flow_named};
use super::head::Found;
use super::parties::{self, Reach};
use super::{PeriodSlot, Reader, Statement, period};
use crate::extract::article::Article;
use crate::lexicon::{ClauseWord, Cue, CueSet};
use crate::model::{Code, MentionKind, SlotBasis};

/// Lines of the longest list.
const LINES: usize = 12;

/// Tokens of the longest line of a list.
const LONGEST: usize = 30;

/// The rules of figures that are lines of a list.
const RULES: &[&str] = &["listed_good", "listed_partner"];

/// The line above the list that the line `no` is in, and the exports or imports that it names.
pub(super) fn heading(article: &Article, no: usize) -> Option<(usize, Found)> {
    article.sentences[no].opens_line.then_some(())?;
    let above = (no.saturating_sub(LINES)..no).rev().find(|&n| !is_item(article, n))?;
    let s = article.sentences[above];
    let last = (s.first..s.last).rev().find(|&i| !article.is_noise(i))?;
    let opens = s.opens_line && (article.sign(last, ':') || !article.sign(last, '.') && !is_told(article, above));
    let flows = CueSet::of(&[Cue::Export, Cue::Import, Cue::ExportVerb, Cue::ImportVerb]);
    opens.then(|| flow_named(article, s.first..s.last, flows)).flatten().map(|found| (above, found))
}

/// Whether a line tells a figure itself.
fn is_told(article: &Article, no: usize) -> bool {
    let s = article.sentences[no];
    article.items_in(s.first..s.last, &[MentionKind::Money, MentionKind::Percent]).next().is_some()
}

/// A short line with an amount or a percentage; what stands before it may be its number.
fn is_item(article: &Article, no: usize) -> bool {
    let s = article.sentences[no];
    let number = s.last - s.first == 2 && article.tokens[s.first].is_number();
    s.opens_line && s.last - s.first <= LONGEST && (number || is_told(article, no))
}

/// The economy that a line of a list of partners begins with, when nothing but what joins the two stands before its amount.
pub(super) fn partner(article: &Article, no: usize, amount: usize) -> Option<Code> {
    let s = article.sentences[no];
    let label = article.items_in(s.first..amount, &[MentionKind::Country, MentionKind::Group]).next()?;
    let joins = |i: usize| {
        !article.tokens[i].is_word()
            || article.is_word(i, ClauseWord::GoodsWorth)
            || article.is_word(i, ClauseWord::GoodsReach)
            || article.is_word(i, ClauseWord::MoneyNoun)
            || article.is_word(i, ClauseWord::Hedge)
            || article.is_any(i, &["a", "an", "of", "the", "to", "again"])
    };
    let alone = (s.first..label.first).all(|i| !article.tokens[i].is_word()) && (label.end..amount).all(joins);
    (s.opens_line && alone && article.form(label) == "name").then(|| article.party(label)).flatten()
}

/// Gives a figure that is a line of a list what the line above says of all: whose trade it is, and of what time.
pub(super) fn settle(reader: &Reader, statement: &mut Statement) {
    let no = statement.sentence;
    let Some((parties, period)) = RULES.contains(&statement.rule).then(|| common(reader, no)).flatten() else { return };
    match (parties, partner(reader.article, no, statement.first)) {
        ((Some(owner), _), Some(partner)) if owner != partner => statement.parties = (Some(owner), Some(partner)),
        ((Some(_), Some(_)), None) => statement.parties = parties,
        _ => {}
    }
    statement.parties_basis = SlotBasis::Inferred;
    if !is_dated(reader.article, no) && period.said {
        statement.period = PeriodSlot { basis: Some(SlotBasis::Inferred), ..period };
    }
}

/// What all lines of a list have in common, as its first line took it.
fn common(reader: &Reader, no: usize) -> Option<(Pair, PeriodSlot)> {
    let article = reader.article;
    let (above, found) = heading(article, no)?;
    let listed = |s: &&Statement| RULES.contains(&s.rule) && !is_dated(article, s.sentence);
    if let Some(s) = reader.out.iter().rev().take_while(|s| s.sentence > above).find(listed) {
        return Some((s.parties, s.period.clone()));
    }
    let s = article.sentences[above];
    let reach = Reach { sentence: above, from: s.first, until: s.last, amount: None, head: found };
    let period = period::find_without_amount(reader, above, s.first, s.last, s.last, found.head);
    Some((parties::find(reader, &reach).0, period))
}

/// Whether a line tells its own time.
fn is_dated(article: &Article, no: usize) -> bool {
    let s = article.sentences[no];
    article.items_in(s.first..s.last, &[MentionKind::Period]).any(|i| period::base::is_own(article, i) && article.form(i) != "comparison")
}
