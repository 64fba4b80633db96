//! The date of a thing that was built is not the time of its cost.

use super::times;
use crate::extract::article::{Article, Item};
use crate::extract::figures::PeriodSlot;
use crate::extract::figures::head::{Found, Head};

/// "the plant launched in 2019, whose cost was $3 million": a project's year is that of its opening; not "30 projects worth $3 million were
/// launched in 2019", of which the sum is.
pub(super) fn is_dated(article: &Article, no: usize, found: &Found, slot: &PeriodSlot) -> bool {
    const REACH: usize = 8;
    const OPENS: &[&str] = &["launched", "opened", "commissioned", "inaugurated", "built", "completed", "founded", "established"];
    let Some(text) = slot.text.as_deref().filter(|_| found.head == Head::Project) else { return false };
    let s = article.sentences[no];
    if article.has_any(s.first..s.last, &["projects", "plants", "factories", "facilities", "agreements"]) {
        return false;
    }
    let opened = |item: Item| {
        let led = article.is_any(item.first.saturating_sub(1), &["in", "on", "since"]);
        let verb = (item.first.saturating_sub(REACH).max(s.first)..item.first).any(|i| article.is_any(i, OPENS));
        led && verb && article.text(item.first, item.end) == text
    };
    times(article, s.first..s.last).any(opened)
}
