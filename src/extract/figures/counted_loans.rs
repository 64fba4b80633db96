//! Loans and projects told by their number behind a sentence about all of them: "The first loan, $155m, goes to a terminal. With the
//! second, $210m, power companies become more efficient".

use super::head::{Found, Head};
use super::parties::Reach;
use super::{Reader, Statement, parties};
use crate::extract::article::{Article, Item};
use crate::lexicon::{ClauseWord, CueSet};
use crate::model::{MentionKind, SlotBasis};

/// Sentences from an amount back to the one that tells of all of them.
const NEAR: usize = 5;

/// What may be named beside a loan.
const PLACES: &[MentionKind] = &[MentionKind::Country, MentionKind::Group, MentionKind::City];

/// The name of the rule.
pub const RULE: &str = "counted_loan";

/// What an amount measures that is told of "the second".
pub(super) fn find(reader: &Reader, no: usize, amount: usize) -> Option<Found> {
    let number = number_of(reader.article, no, amount)?;
    let head = match whole(reader, no, number) {
        Some(whole) => whole.head,
        None => announced(reader, no, number).map(|_| Head::Financing)?,
    };
    Some(Found { head, tokens: None, cue: CueSet::default(), rule: RULE })
}

/// Gives one of several loans what was told of all of them: who lends to whom, whether it has been agreed, and when.
pub(super) fn settle(reader: &Reader, statement: &mut Statement) {
    let Some(amount) = statement.amount.filter(|_| !statement.head.is_trade()) else { return };
    let no = statement.sentence;
    let Some(number) = number_of(reader.article, no, amount.first) else { return };
    let Some(whole) = whole(reader, no, number) else {
        if let Some(loans) = announced(reader, no, number).filter(|_| statement.rule == RULE) {
            let s = reader.article.sentences[no - 1];
            let head = Found { head: Head::Financing, tokens: Some(loans), cue: CueSet::default(), rule: RULE };
            let reach = Reach { sentence: no - 1, from: s.first, until: s.last, amount: None, head };
            (statement.parties, statement.parties_basis) = (parties::find(reader, &reach).0, SlotBasis::Inferred);
        }
        return;
    };
    if whole.head != statement.head {
        return;
    }
    statement.status = whole.status;
    let s = reader.article.sentences[no];
    let sides = [whole.parties.0, whole.parties.1];
    // "The first project, $200 million, is a Chinese plant": of another
    let other = |i: Item| reader.article.party(i).or(reader.article.mention(i).country).is_some_and(|code| !sides.contains(&Some(code)));
    if statement.rule == RULE && reader.article.items_in(s.first..s.last, PLACES).any(other) {
        (statement.parties, statement.parties_basis) = ((None, None), SlotBasis::Unresolved);
    } else if statement.rule == RULE {
        statement.parties = whole.parties;
        statement.parties_basis = SlotBasis::Inferred;
        statement.period = whole.period.clone();
    }
}

/// "With the second, of $5 million", "The first loan, $3 million": the place of the number of the loan that an amount is told of.
fn number_of(article: &Article, no: usize, amount: usize) -> Option<usize> {
    const LONGEST: usize = 6;
    let s = article.sentences[no];
    let link = |i: usize| {
        article.sign(i, ',')
            || article.sign(i, '-')
            || article.is_any(
                i,
                &["about", "amounting", "credit", "for", "is", "loan", "of", "one", "project", "to", "totalling", "was", "worth"],
            )
    };
    let first = (s.first..amount).rev().take(LONGEST).take_while(|&i| link(i)).last().filter(|first| *first < amount)?;
    let number = first.checked_sub(1).filter(|&n| n > s.first && article.is_word(n, ClauseWord::Ordinal) && article.is(n - 1, "the"))?;
    let opens = |i: usize| i == s.first || article.is_any(i - 1, &["and", "under", "while", "with"]) || article.sign(i - 1, ';');
    opens(number - 1).then_some(number)
}

/// The figure of all loans, or of the one before, of which that at `number` is the next.
fn whole<'r>(reader: &'r Reader, no: usize, number: usize) -> Option<&'r Statement> {
    let article = reader.article;
    let several = |s: &Statement| {
        let noun = |i: usize| article.is_any(i, &["agreements", "credits", "loans", "projects"]);
        s.head_tokens.is_some_and(|t| (t.0..t.1).any(noun))
    };
    let told = reader.out.iter().rev().find(|s| s.sentence <= no)?;
    let before = || article.is(number, "first") || number_of(article, told.sentence, told.amount.map_or(0, |a| a.first)).is_some();
    let near = |s: &&Statement| matches!(s.head, Head::Financing | Head::Project) && no - s.sentence <= NEAR && s.parties.0.is_some();
    Some(told).filter(near).filter(|s| several(s) || before() && !article.is(number, "first"))
}

/// "The bank gives Uganda two loans.": the noun in the sentence before the first one, which tells no sum.
fn announced(reader: &Reader, no: usize, number: usize) -> Option<(usize, usize)> {
    let article = reader.article;
    let before = article.sentences[no.checked_sub(1).filter(|_| article.is(number, "first"))?];
    let noun = (before.first..before.last).find(|&i| article.is_any(i, &["credits", "loans"]))?;
    article.items_in(before.first..before.last, &[MentionKind::Money]).next().is_none().then_some((noun, noun + 1))
}
