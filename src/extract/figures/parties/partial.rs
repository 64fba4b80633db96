//! Bare figures that are not the whole trade of an economy, though nobody is named in their clause: "Exports to the bloc were
//! $7 million. The imports were $9 million, or 27 percent of total imports", and flows whose total has been told before.

use super::{PLACES, Parties, Reach, WORLD};
use crate::extract::article::{Article, Item};
use crate::extract::figures::head::Head;
use crate::extract::figures::{Reader, Statement, share};
use crate::lexicon::ClauseWord;
use crate::model::{Code, MentionKind, SlotBasis};

/// Tokens from an amount to the share that it makes of the total.
const SHARE: usize = 14;

/// Sentences back to the partner that is spoken of.
const NEAR: usize = 2;

/// Reporter and partner of a bare figure that is a part of its flow.
pub(super) fn parties(reader: &Reader, reach: &Reach, owner: Option<Code>) -> Option<Parties> {
    let home = owner.or(reader.discourse.home)?;
    if !is_plain(reader.article, reach) {
        return None;
    }
    if !is_share_of_total(reader.article, reach) && !is_told_again(reader, reach, home) {
        return None;
    }
    let partner = partner_before(reader, reach, home)?;
    Some(((Some(home), Some(partner)), SlotBasis::Inferred))
}

/// "The imports in that period amounted to $3 million": nothing else is said of them, no goods above all.
fn is_plain(article: &Article, reach: &Reach) -> bool {
    let (Some((_, end)), Some(amount)) = (reach.head.tokens, reach.amount) else { return false };
    let plain = |i: usize| {
        article.is_word(i, ClauseWord::Posted)
            || article.is_word(i, ClauseWord::Moved)
            || article.item_at(i, &[MentionKind::Period]).is_some()
            || article.is_word(i, ClauseWord::Filler)
    };
    (end..amount.item.first).all(plain)
}

/// "or 27 percent of total imports"
fn is_share_of_total(article: &Article, reach: &Reach) -> bool {
    let Some(amount) = reach.amount else { return false };
    let until = reach.until.min(amount.end + SHARE);
    let whole = |share: &Item| article.has_any(share.end..share.end + 6, &["total", "all", "whole", "overall"]);
    article.items_in(amount.end..until, &[MentionKind::Percent]).any(|share| whole(&share) && share::is_of_flow(article, share))
}

/// Whether the same flow with the world has been told for the same time.
fn is_told_again(reader: &Reader, reach: &Reach, home: Code) -> bool {
    let article = reader.article;
    let Some(amount) = reach.amount else { return false };
    let balance = |head: Head| matches!(head, Head::Surplus | Head::Deficit | Head::Balance);
    let same = |head: Head| head == reach.head.head || balance(head) && balance(reach.head.head);
    let value = |item: Item| (article.mention(item).value, article.mention(item).currency);
    let time = article.items_in(reach.from..reach.until, &[MentionKind::Period]).next().map(|i| article.mention(i));
    let fits = |s: &Statement| time.is_none_or(|t| (t.period_start, t.period_end) == (s.period.start, s.period.end));
    let told = |s: &&Statement| {
        s.parties == (Some(home), Some(WORLD))
            && same(s.head)
            && s.product.is_none()
            && !s.is_comparison
            && s.amount.is_some_and(|a| value(a) != value(amount.item))
            && fits(s)
    };
    reach.head.tokens.is_some() && reader.out.iter().any(|s| told(&s))
}

/// The partner of the last figure, or the one that the sentence before tells to be a partner.
fn partner_before(reader: &Reader, reach: &Reach, home: Code) -> Option<Code> {
    let article = reader.article;
    let last = reader.last(reach.sentence, NEAR).filter(|s| s.head.is_trade() && s.parties.0 == Some(home));
    if let Some(partner) = last.and_then(|s| s.parties.1).filter(|p| *p != WORLD) {
        let told = last.map(|s| s.sentence);
        let alone = reader.out.iter().rev().take_while(|s| Some(s.sentence) == told).all(|s| s.parties == (Some(home), Some(partner)));
        return Some(partner).filter(|_| alone && last.is_some_and(|s| s.head != reach.head.head));
    }
    let before = article.sentences[reach.sentence.checked_sub(1)?];
    (before.first..before.last).find(|&i| article.is_word(i, ClauseWord::Counterpart))?;
    let mut named: Vec<Code> =
        article.items_in(before.first..before.last, PLACES).filter_map(|i| article.party(i)).filter(|c| *c != home).collect();
    named.dedup();
    match named[..] {
        [one] => Some(one),
        _ => None,
    }
}
