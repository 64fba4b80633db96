//! How much of an earlier figure is left: "which is 88 percent of the January-April 2016 level", "102 percent of the level of 2016".

use super::head::TRADE;
use super::{ANY_TIME, Reader, Statement};
use crate::extract::article::{Article, Item};
use crate::lexicon::ClauseWord;
use crate::model::MentionKind;

const LEVEL: &[&str] = &["amount", "figure", "indicator", "indicators", "level", "levels", "value", "volume"];

/// The time whose level a percentage is a part of.
pub(super) fn base(article: &Article, percent: Item) -> Option<Item> {
    const REACH: usize = 4;
    if let Some(time) = of_same_time(article, percent) {
        return Some(time);
    }
    let of = article.is(percent.end, "of").then_some(percent.end + 1)?;
    let noun = of + usize::from(article.is(of, "the"));
    let time = article.items_in(of..noun + REACH, ANY_TIME).next()?;
    let before = article.is_any(noun, LEVEL) && article.is_any(noun + 1, &["of", "for", "in"]);
    let that = article.starts(of, &["that", "in"]) || article.starts(of, &["that", "of"]);
    let behind = article.is_any(time.end + usize::from(article.possessive(time.end)), LEVEL);
    (before || behind || that).then_some(time)
}

/// "made up 94.1% to the corresponding period of 2021", "or 118% compared to 2020": as much of what it was then.
fn of_same_time(article: &Article, percent: Item) -> Option<Item> {
    const REACH: usize = 3;
    let end = percent.end + usize::from(article.is(percent.end, "as"));
    let led = article.is_any(end, &["to", "against"]) || article.is(end, "compared") && article.is_any(end + 1, &["to", "with"]);
    let time = article.items_in(end + 1..end + 1 + REACH + 1, ANY_TIME).next().filter(|_| led)?;
    let same = article.has_any(end + 1..time.end, &["corresponding", "same"]);
    let lead = percent.first.checked_sub(1)?;
    let lead = (0..=lead).rev().find(|&i| !article.is_word(i, ClauseWord::Hedge))?;
    let makes = article.is_any(lead, &["was", "were", "is", "or", "constituted", "comprised", "totaled", "totalled"])
        || article.is_any(lead, &["up", "to", "at"])
            && article.is_any(lead.wrapping_sub(1), &["made", "makes", "amounted", "amounts", "stood"])
        || article.sign(lead, '(')
        || article.sign(lead, '-') && article.tokens[lead].spaced;
    // "the growth was 18.2% compared to 2020", "or 5 percent compared to 2020" may be what was added
    let whole = article.mention(percent).number.is_some_and(|n| n > 50.0) && (same || article.is(end, "compared") || article.is(end, "to"));
    (makes && whole).then_some(time)
}

/// Whether a time is that of such a level.
pub(super) fn is_base(article: &Article, time: usize) -> bool {
    const REACH: usize = 6;
    let percents = article.items_in(time.saturating_sub(REACH)..time, &[MentionKind::Percent]);
    percents.filter_map(|percent| base(article, percent)).any(|base| base.first == time)
}

/// What became of a percentage that tells how much of an earlier figure there is.
pub(super) enum Level {
    /// It tells of no level.
    None,
    /// It is the change of a figure that was told, or of none.
    Given,
    /// It is the change of a flow that has no amount.
    Alone(f64),
}

/// Gives the change that a percentage of a level tells to the figure that it stands behind.
pub(super) fn give(reader: &mut Reader, no: usize, percent: Item) -> Level {
    let article = reader.article;
    if base(article, percent).is_none() {
        return Level::None;
    }
    let sentence = article.sentences[no];
    let points = article.is_any(sentence.first, &["this", "it", "that"]);
    let own = |s: &Statement| {
        let told = s.head.is_trade() && !s.is_comparison && s.amount.is_some() && s.change.is_none();
        told && (s.sentence == no && s.end <= percent.first || points && s.sentence + 1 == no)
    };
    let last = reader.out.iter().rposition(own);
    let Some(number) = article.mention(percent).number else { return Level::Given };
    // what is left of 100
    let change = ((number - 100.0) * 1e4).round() / 1e4;
    if let Some(i) = last {
        reader.out[i].change = Some((change, percent));
        return Level::Given;
    }
    let named = article.cues_in(sentence.first..percent.first, TRADE).next().is_some();
    let told = article.items_in(sentence.first..percent.first, &[MentionKind::Money]).next().is_some();
    if named && !told { Level::Alone(change) } else { Level::Given }
}
