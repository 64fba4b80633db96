//! How much of an earlier figure is left: "which is 88 percent of the January-April 2016 level", "102 percent of the level of 2016".

use super::{ANY_TIME, Reader, Statement};
use crate::extract::article::{Article, Item};
use crate::model::MentionKind;

const LEVEL: &[&str] = &["level", "levels"];

/// The time whose level a percentage is a part of.
pub(super) fn base(article: &Article, percent: Item) -> Option<Item> {
    const REACH: usize = 4;
    let of = article.is(percent.end, "of").then_some(percent.end + 1)?;
    let noun = of + usize::from(article.is(of, "the"));
    let time = article.items_in(of..noun + REACH, ANY_TIME).next()?;
    let before = article.is_any(noun, LEVEL) && article.is(noun + 1, "of");
    let behind = article.is_any(time.end + usize::from(article.possessive(time.end)), LEVEL);
    (before || behind).then_some(time)
}

/// Whether a time is that of such a level.
pub(super) fn is_base(article: &Article, time: usize) -> bool {
    const REACH: usize = 6;
    let percents = article.items_in(time.saturating_sub(REACH)..time, &[MentionKind::Percent]);
    percents.filter_map(|percent| base(article, percent)).any(|base| base.first == time)
}

/// Gives the change that a percentage of a level tells to the figure that it stands behind; whether it is one.
pub(super) fn give(reader: &mut Reader, no: usize, percent: Item) -> bool {
    let article = reader.article;
    if base(article, percent).is_none() {
        return false;
    }
    let first = article.sentences[no].first;
    let points = article.is_any(first, &["this", "it", "that"]);
    let own = |s: &Statement| {
        let told = s.head.is_trade() && !s.is_comparison && s.amount.is_some() && s.change.is_none();
        told && (s.sentence == no && s.end <= percent.first || points && s.sentence + 1 == no)
    };
    let last = reader.out.iter().rposition(own);
    if let (Some(i), Some(number)) = (last, article.mention(percent).number) {
        // what is left of 100
        reader.out[i].change = Some((((number - 100.0) * 1e4).round() / 1e4, percent));
    }
    true
}
