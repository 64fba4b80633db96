//! The period that the clause of an amount tells: right behind it, before it, or further behind.

use super::base::{is_base, is_of_compared, is_own, is_risen_over};
use super::times;
use crate::extract::article::{Article, Item};
use crate::extract::figures::Amount;
use crate::extract::figures::head::Found;
use crate::model::MentionKind;

/// Tokens of a bracket that tells what a figure was before: "(in 2020, it was about $907 million)".
const BRACKET: usize = 14;

/// A period directly behind the amount, a preposition or bracket between allowed: "5.9 million USD in 2021".
pub fn right_behind(article: &Article, end: usize, until: usize) -> Option<Item> {
    let mut at = end;
    let skip = |at: usize| {
        article.is_any(
            at,
            &[
                "recorded",
                "registered",
                "posted",
                "tallied",
                "logged",
                "seen",
                "reported",
                "achieved",
                "in",
                "for",
                "during",
                "over",
                "at",
                "by",
                "within",
                "as",
                "of",
                "the",
                "on",
                "after",
                "whole",
                "entire",
                "set",
            ],
        ) || article.sign(at, '(')
            || at == end && article.sign(at, ')')
            || article.possessive(at)
            // "of which $100 million fell on 2022 alone"
            || article.is_any(at, &["fell", "falls"]) && article.is(at + 1, "on")
    };
    while at < until && at - end < 5 {
        if let Some(item) = times(article, at..at + 1).next() {
            // "Sh452 billion (2021: Sh441 billion)": the year of the amount in the bracket
            // "$952 million (in 2020 - $907 million)", "$952 million (in 2020, it was $907 million)"
            let open = (end..at).any(|i| article.sign(i, '('));
            let last = article.sentences[article.sentence_of(end)].last;
            let reach = item.end..last.min(item.end + BRACKET);
            let close = || reach.clone().find(|&i| article.sign(i, ')')).unwrap_or(last.min(item.end + 2));
            let money = || article.items_in(item.end..close(), &[MentionKind::Money]).next().is_some();
            // "$952 million (in January 2020, the growth was 22 percent)"
            let growth = || {
                let percent = article.items_in(item.end..close(), &[MentionKind::Percent]).next();
                percent.is_some_and(|p| article.has_any(item.end..p.first, &["was", "were"]))
            };
            let leads = article.sign(item.end, ':') || open && (money() || growth());
            let of_bracket = leads && open;
            return (!is_base(article, item.first) && !of_bracket).then_some(item);
        }
        if !skip(at) {
            break;
        }
        at += 1;
    }
    None
}

/// "$3 million and $4 million in 2020 and 2021, respectively": the time at the amount's place in the order.
pub fn in_order(article: &Article, no: usize, amounts: &[Amount], k: usize) -> Option<Item> {
    let sentence = article.sentences[no];
    let told = (amounts[k].end..sentence.last).find(|&i| article.is(i, "respectively"))?;
    let joins = |i: usize| article.sign(i, ',') || article.is(i, "and");
    let joined = |end: usize, first: usize| (end + 1..=end + 2).contains(&first) && (end..first).all(joins);
    let first = (0..k).rev().take_while(|&i| joined(amounts[i].end, amounts[i + 1].item.first)).last().unwrap_or(k);
    let last = (k + 1..amounts.len()).take_while(|&i| joined(amounts[i - 1].end, amounts[i].item.first)).last().unwrap_or(k);
    let count = last - first + 1;
    let listed = |items: &[Item]| count > 1 && items.windows(2).all(|w| joined(w[0].end, w[1].first));
    let before: Vec<Item> = times(article, sentence.first..amounts[first].item.first).collect();
    let behind: Vec<Item> = times(article, amounts[last].end..told).collect();
    let lists = [before.len().checked_sub(count).map(|from| &before[from..]), behind.get(..count)];
    lists.into_iter().flatten().find(|items| listed(items)).map(|items| items[k - first])
}

/// The nearest period before the amount that no earlier amount has for itself.
pub fn before(article: &Article, no: usize, amounts: &[Amount], k: usize, compared_here: bool, found: &Found) -> Option<Item> {
    let sentence = article.sentences[no];
    let amount = amounts[k].item.first;
    let floor = if k == 0 { sentence.first } else { amounts[k - 1].end };
    let items: Vec<Item> = times(article, sentence.first..amount).collect();
    for item in items.into_iter().rev() {
        // "(89.7 billion in August 2021)": a bracket keeps its time to itself
        if article.bracketed(item.first, no) && !article.bracketed(amount, no) {
            continue;
        }
        // "to $4.8 billion from $5.3 billion in 2015, as exports earned $0.7 billion"
        if !compared_here && is_of_compared(article, no, &amounts[..k], item) {
            continue;
        }
        let base = !is_own(article, item);
        let leads_here = item.first >= floor
            && leads_to(article, item.end, amount)
            && !is_risen_over(article, item.first)
            && !is_left_behind(article, item.end);
        if base && !(compared_here || leads_here) {
            continue;
        }
        if base && item.first < floor {
            continue;
        }
        let parted = (item.end..amount).any(|i| article.sign(i, ';'));
        if !found.head.is_trade() && found.tokens.is_some() && (parted || item.first < floor) {
            return None;
        }
        let taken = amounts[..k].iter().any(|a| right_behind(article, a.end, amount).is_some_and(|p| p.mention == item.mention));
        let same_list = found.tokens.is_none() || !taken;
        if taken && (compared_here || !same_list || k > 0 && found.tokens.is_none()) {
            // "$478 million from $123 million in 2017": the 2017 is the second's alone
            // not "$144 million this year from $106 million": that is the first's
            let led_on = (item.end..amount).any(|i| article.is_any(i, &["from", "against", "versus", "compared"]));
            if item.first >= floor && !led_on {
                return Some(item);
            }
            if compared_here {
                return None;
            }
        }
        if compared_here && item.first < floor {
            return None;
        }
        return Some(item);
    }
    None
}

/// "37 percent higher than in the same period last year, at $39 million": behind the comma the figure itself is told, not what it was.
fn is_left_behind(article: &Article, end: usize) -> bool {
    article.sign(end, ',') && article.is(end + 1, "at")
}

/// Nothing but a bracket, "which was" or a hedge parts the period from the amount.
fn leads_to(article: &Article, from: usize, amount: usize) -> bool {
    from <= amount
        && amount - from <= 5
        && (from..amount).all(|i| {
            !article.tokens[i].is_word() && !article.sign(i, ';')
                || article.is_any(
                    i,
                    &[
                        "which",
                        "was",
                        "were",
                        "stood",
                        "at",
                        "about",
                        "around",
                        "approximately",
                        "over",
                        "nearly",
                        "almost",
                        "some",
                        "more",
                        "than",
                        "with",
                        "when",
                        "it",
                        "of",
                        "a",
                        "the",
                    ],
                )
        })
}

/// "exceeded $62 billion, with investments growing by 58.8 percent in the first half": the time of the change alone.
pub fn is_of_change_beside(article: &Article, end: usize, item: Item) -> bool {
    let opens = (end..item.first).find(|&i| article.sign(i, ',') && article.is_any(i + 1, &["with", "while", "whereas", "as"]));
    opens.is_some_and(|o| article.items_in(o..item.first, &[MentionKind::Percent]).next().is_some())
}

/// "totaled $2 billion, and Kenya was last year its tenth partner": the time of a clause with a subject and a verb of its own.
pub fn is_of_next_clause(article: &Article, end: usize, item: Item) -> bool {
    const VERBS: &[&str] = &["is", "was", "became", "becomes", "remained", "remains", "ranked", "ranks", "took", "rose", "held"];
    let joined = |i: &usize| article.sign(*i, ',') && article.is_any(i + 1, &["and", "while", "whereas", "but"]);
    (end..item.first).find(joined).is_some_and(|comma| {
        let subject = article.items_in(comma + 2..item.first, &[MentionKind::Country]).next();
        subject.is_some_and(|s| s.first <= comma + 3 && s.end < item.first && article.is_any(s.end, VERBS))
    })
}

/// Whether the period at `first` opens the part of the sentence that belongs to the next amount.
pub fn leads_next(article: &Article, amounts: &[Amount], k: usize, item: Item) -> bool {
    let Some(next) = amounts.get(k + 1) else { return false };
    let opened = (amounts[k].end..item.first).any(|i| matches!(article.tokens[i].kind, crate::text::TokenKind::Punct(',' | ';')))
        || article.has_any(amounts[k].end..item.first, &["and", "while", "but"]);
    let adjacent = next.item.first.checked_sub(item.end).is_some_and(|gap| gap <= 4);
    let verb_between = article.has_any(amounts[k].end..item.first, &["was", "were", "posted", "recorded", "registered", "reached"]);
    // "in the first four months of this year, compared to $338 million"
    let compared = article.has_any(item.end..next.item.first, &["compared", "against", "from", "than", "versus", "vs"]);
    opened && adjacent && !verb_between && !compared
}
