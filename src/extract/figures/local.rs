//! Lists of amounts that places inside an economy share: "border trade came to $845 million in Kisumu, $72 million in Busia". They are
//! told of no two economies.

use super::{Amount, PLACES};
use crate::extract::article::Article;
use crate::model::MentionKind;

/// Names that are no town's.
const OTHERS: &[MentionKind] = &[MentionKind::Country, MentionKind::Group, MentionKind::Period, MentionKind::Date, MentionKind::Sector];

/// Whether an amount and another of its sentence are each told to be of a place that is no economy.
pub fn is_of_town(article: &Article, amounts: &[Amount], k: usize) -> bool {
    is_in_town(article, amounts[k]) && amounts.iter().enumerate().any(|(other, amount)| other != k && is_in_town(article, *amount))
}

/// "$72 million in Busia"
fn is_in_town(article: &Article, amount: Amount) -> bool {
    let at = amount.end + 1;
    let Some(token) = article.tokens.get(at).filter(|t| t.is_word() && t.capital && article.is(amount.end, "in")) else { return false };
    // "in FOB terms", "in Tea" of a headline
    let other = article.word(at).chars().all(char::is_uppercase) || article.lexicon.goods.has(token);
    let title = article.is_title(article.sentence_of(at));
    let city = article.item_at(at, PLACES).is_some_and(|i| article.mention(i).kind == MentionKind::City);
    city || !other && !title && article.item_at(at, OTHERS).is_none()
}
