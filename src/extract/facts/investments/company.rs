//! Capital that one company puts in is a project; that of a country, or of companies in general, is capital to flow.

use crate::extract::article::Article;
use crate::extract::figures::Statement;
use crate::extract::figures::head::Head;
use crate::lexicon::{ClauseWord, Cue, CueSet};
use crate::model::{MentionKind, Status};

const PLACES: &[MentionKind] = &[MentionKind::Country, MentionKind::Group, MentionKind::City];

/// Names that are no company's.
const OTHERS: &[MentionKind] =
    &[MentionKind::Country, MentionKind::Group, MentionKind::City, MentionKind::Person, MentionKind::Role, MentionKind::Period];

/// Words for one company.
const ONE: &[&str] =
    &["company", "group", "holding", "firm", "conglomerate", "corporation", "giant", "chain", "carmaker", "automaker", "manufacturer"];

/// "the Norwegian firm Norbio plans to invest $300 million in Kenya": one company's plan is a project, a country's is capital to
/// flow; so is that of companies in general.
pub(super) fn is_plan(article: &Article, s: &Statement) -> bool {
    let Some((head, end)) = s.head_tokens.filter(|_| s.status == Status::Target && s.head == Head::Investment) else { return false };
    // "into which the Norwegian partner is to put in $3 million"
    let partner = article.cues_in(head..end, CueSet::of(&[Cue::InvestVerb])).next().is_some()
        && article.has_any(head.saturating_sub(4).max(article.sentences[s.sentence].first)..head, &["partner"]);
    partner || article.is_any(end - 1, &["invest", "investing"]) && acts(article, s, head)
}

/// "Kenya's Norbio has invested $3 million in a plant", "the Metro chain's investments of $5 million": what one company has put in.
pub(super) fn is_deal(article: &Article, s: &Statement) -> bool {
    let Some((head, end)) = s.head_tokens.filter(|_| s.status == Status::Actual && s.head == Head::Investment) else { return false };
    if article.has_cue(head..end, Cue::InvestVerb) {
        // "Four Norwegian enterprises are investing $3 million"
        let under_way = article.is(end - 1, "investing") && article.is_any(end - 2, &["is", "are"]);
        let first = article.sentences[s.sentence].first;
        if under_way && article.cues_in(first..head, CueSet::of(&[Cue::Company])).next().is_some() {
            return true;
        }
        let last = article.sentences[s.sentence].last;
        let plant = article.has_word(end..last, ClauseWord::Asset) || article.has_any(end..last, &["project", "projects"]);
        return plant && is_of_one(article, s, head) && acts(article, s, head);
    }
    let owner = head.checked_sub(2).filter(|&i| article.possessive(i + 1));
    owner.is_some_and(|i| {
        let named = article.tokens[i].capital && article.item_at(i, OTHERS).is_none() && i > article.sentences[s.sentence].first;
        named || article.is_any(i, ONE)
    })
}

/// A company that is called one, or a name right behind its country: "the Norwegian group", "Norway's Norbio".
pub(super) fn is_of_one(article: &Article, s: &Statement, head: usize) -> bool {
    let lead = head.saturating_sub(8).max(article.sentences[s.sentence].first)..head;
    let name = |i: usize| article.tokens[i].capital && article.possessive(i - 1) && article.item_at(i - 2, PLACES).is_some();
    article.has_any(lead.clone(), ONE) || lead.skip(2).any(name)
}

/// Whether the subject of the verb at `head` is one company.
fn acts(article: &Article, s: &Statement, head: usize) -> bool {
    let sentence = article.sentences[s.sentence];
    let clause = (sentence.first..head).rev().find(|&i| article.sign(i, ';') || article.sign(i, ':')).map_or(sentence.first, |i| i + 1);
    let lead = head.saturating_sub(10).max(clause)..head;
    let many = article
        .has_any(lead.clone(), &["companies", "investors", "businesses", "firms", "entrepreneurs", "businessmen", "countries", "sides"]);
    let pronoun = article.has_any(lead.clone(), &["they", "we", "it", "he"]);
    let place = article.items_in(lead.clone(), &[MentionKind::Country, MentionKind::Group, MentionKind::City]).last();
    // "Norway will invest", "the Norwegian government will invest"
    let named = |range: std::ops::Range<usize>| {
        let range = range.start..range.end.min(head);
        range.clone().any(|i| article.tokens[i].capital && article.tokens[i].is_word() && i > clause)
            || article.cues_in(range.clone(), CueSet::of(&[Cue::Company])).next().is_some()
            || article.has_any(range, &["company", "group", "holding", "firm", "conglomerate", "corporation", "giant"])
    };
    let company = match place {
        Some(p)
            if article.form(p) == "name"
                && !article.possessive(p.end)
                && !article.is_any(p.first.saturating_sub(1), &["the", "of", "in"]) =>
        {
            head - p.end > 3 && named(p.end..head)
        }
        Some(p) if article.is_any(p.first.saturating_sub(1), &["of", "the"]) && article.form(p) == "name" => named(lead.start..p.first),
        Some(p) => named(p.end..head),
        // "Equinor will invest": a name that is no country's and no word of the language that opens a sentence
        None => named(lead.clone()) || head == clause + 1 && article.tokens[clause].capital && !article.is_word(clause, ClauseWord::State),
    };
    let office = article.items_in(lead, &[MentionKind::Role, MentionKind::Person]).next().is_some();
    company && !many && !pronoun && !office
}
