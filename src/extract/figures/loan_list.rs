//! Loans told line by line below a line that says who gives them: "The World Bank signed loans of $90 million. The new loans are:", then
//! "Kenya: $26 million for a road" and "2. Peru, $50 million; two projects".

use super::head::{Found, Head};
use super::{Reader, Statement, line_list};
use crate::extract::article::Article;
use crate::lexicon::{Cue, CueSet};
use crate::model::{Code, MentionKind, SlotBasis};

/// Lines of the longest list.
const LINES: usize = 40;

/// Sentences from the line above a list back to the sum of its loans.
const NEAR: usize = 6;

/// The name of the rule.
pub const RULE: &str = "listed_loan";

/// What an amount measures that is the first of its line in a list of loans.
pub(super) fn find(reader: &Reader, no: usize, amount: usize) -> Option<Found> {
    let whole = whole(reader, no, amount)?;
    Some(Found { head: whole.head, tokens: None, cue: CueSet::default(), rule: RULE })
}

/// Gives a loan of a list what was told of all of them: who lends, whether it has been agreed, and when.
pub(super) fn settle(reader: &Reader, statement: &mut Statement) {
    if statement.rule != RULE {
        return;
    }
    let (Some(whole), Some(borrower)) =
        (whole(reader, statement.sentence, statement.first), borrower(reader.article, statement.sentence, statement.first))
    else {
        return;
    };
    statement.parties = (whole.parties.0.filter(|lender| *lender != borrower), Some(borrower));
    statement.parties_basis = SlotBasis::Inferred;
    statement.status = whole.status;
    statement.period = whole.period.clone();
}

/// The sum of the loans of the list that a line is in.
fn whole<'r>(reader: &'r Reader, no: usize, amount: usize) -> Option<&'r Statement> {
    let article = reader.article;
    borrower(article, no, amount)?;
    let above = (no.saturating_sub(LINES)..no).rev().find(|&n| article.sentences[n].opens_line && !is_item(article, n))?;
    // the line above may be of several sentences
    let last = (above..no).rev().find(|&n| n == above || !is_within_item(article, n))?;
    let told = reader.out.iter().rev().find(|s| s.rule != RULE && s.sentence <= last).filter(|s| last - s.sentence <= NEAR)?;
    (told.head == Head::Financing && told.parties.0.is_some() && opens_list(article, last)).then_some(told)
}

/// "The details of the agreements are as follows:", "Of these:", "New loans"
fn opens_list(article: &Article, no: usize) -> bool {
    let s = article.sentences[no];
    let last = (s.first..s.last).rev().find(|&i| !article.is_noise(i) && article.tokens[i].kind != crate::text::TokenKind::Newline);
    last.is_some_and(|i| article.sign(i, ':') || !article.sign(i, '.') && article.has_cue(s.first..s.last, Cue::Financing))
}

fn is_item(article: &Article, no: usize) -> bool {
    let s = article.sentences[no];
    article.items_in(s.first..s.last, &[MentionKind::Money]).next().is_some_and(|m| borrower(article, no, m.first).is_some())
}

/// Whether a sentence goes on within a line of the list.
fn is_within_item(article: &Article, no: usize) -> bool {
    (0..=no).rev().find(|&n| article.sentences[n].opens_line).is_some_and(|n| is_item(article, n))
}

/// The economy that a line begins with.
fn borrower(article: &Article, no: usize, amount: usize) -> Option<Code> {
    line_list::partner(article, no, amount)
}
