//! Growth of inward capital told of one host after another: "foreign investment rose 24 percent in Kenya, 17 percent in Ghana
//! and 12 percent in the Maldives".

use super::change::{bare, sign_at};
use super::head::{Found, Head};
use super::parties::WORLD;
use super::{Reader, Statement, period};
use crate::extract::article::{Article, Item};
use crate::lexicon::{Cue, CueSet};
use crate::model::{Code, MentionKind, Qualifier, SlotBasis};

const RULE: &str = "hosts_grow";
const TRADE: CueSet = CueSet::of(&[Cue::Export, Cue::Import, Cue::Turnover, Cue::ExportVerb, Cue::ImportVerb]);

/// The figure of the `k`th percentage of a sentence that lists hosts.
pub(super) fn find(reader: &Reader, no: usize, percents: &[Item], k: usize) -> Option<Statement> {
    let article = reader.article;
    let item = percents[k];
    let host = host_behind(article, item)?;
    let others = percents.iter().filter(|p| p.first != item.first && host_behind(article, **p).is_some()).count();
    let before = reader.out.last().filter(|s| s.rule == RULE && s.sentence == no).and_then(|s| s.change);
    let sign = near_sign(article, item).or_else(|| before.map(|(change, _)| change.signum()))?;
    if others == 0 || !is_of_capital(reader, no) {
        return None;
    }
    let sentence = article.sentences[no];
    let period = period::find_without_amount(reader, no, sentence.first, item.first, sentence.last, Head::Fdi);
    let found = Found { head: Head::Fdi, tokens: None, cue: CueSet::default(), rule: RULE };
    let mut statement = bare(no, found, item, (Some(WORLD), Some(host)), SlotBasis::Inferred, period, RULE);
    statement.qualifier = article.mention(item).qualifier.unwrap_or(Qualifier::Exact);
    statement.change = Some((sign * article.mention(item).number?.abs(), item));
    Some(statement)
}

/// "24 percent in Kenya": the country that the percentage runs into.
fn host_behind(article: &Article, item: Item) -> Option<Code> {
    let at = item.end + 1 + usize::from(article.is(item.end + 1, "the"));
    let place = article.item_at(at, &[MentionKind::Country]).filter(|i| i.first == at && article.form(*i) == "name")?;
    (article.is(item.end, "in") && article.mention(item).kind == MentionKind::Percent).then(|| article.party(place)).flatten()
}

/// "increased 24 percent", "fell by 27 percent": the verb right before.
fn near_sign(article: &Article, item: Item) -> Option<f64> {
    (item.first.saturating_sub(3)..item.first).rev().find_map(|i| sign_at(article, i))
}

/// The sentence or the one before speaks of inward capital, and of no trade.
fn is_of_capital(reader: &Reader, no: usize) -> bool {
    let article = reader.article;
    let range = |no: usize| article.sentences[no].first..article.sentences[no].last;
    let goes_on = reader.last(no, 1).is_some_and(|s| s.rule == RULE);
    let capital = (no.saturating_sub(1)..=no).any(|n| article.has_cue(range(n), Cue::Fdi));
    (goes_on || capital) && article.cues_in(range(no), TRADE).next().is_none()
}
