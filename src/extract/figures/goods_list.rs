//! Shares of goods in brackets: "The main exports to Peru are tea (40%) and coffee (20%)", and lists of lines below "Main exports
//! to Peru in 2024:". Nothing rises or falls there.

use super::change::{bare, flow_named};
use super::head::Found;
use super::parties::{self, Reach};
use super::{Reader, Statement, difference, goods, line_list, list, period};
use crate::extract::article::{Article, Item};
use crate::lexicon::{ClauseWord, Cue, CueSet};
use crate::model::{MentionKind, Qualifier};

/// What goods are listed of.
const FLOWS: CueSet = CueSet::of(&[Cue::Export, Cue::Import]);

/// Tokens from the last percentage to "respectively".
const SAID: usize = 20;

/// The share of one of several goods that a sentence or a list of lines names.
pub(super) fn share(reader: &Reader, no: usize, percents: &[Item], k: usize) -> Option<Statement> {
    let article = reader.article;
    let item = percents[k];
    let in_line = || line_label(article, no, item).filter(|_| percents.len() == 1);
    let product = label(article, item).or_else(in_line)?;
    let labelled = |i: usize| percents.get(i).is_some_and(|p| label(article, *p).is_some());
    let alone = !labelled(k + 1) && !(k > 0 && labelled(k - 1));
    let above = || line_list::heading(article, no).filter(|_| percents.len() == 1);
    let (told_in, found) =
        if alone { above()? } else { flow_named(article, article.sentences[no].first..item.first, FLOWS).map(|found| (no, found))? };
    if moves(article, no, item.first) || moves(article, told_in, article.sentences[told_in].last) {
        return None;
    }
    let sentence = article.sentences[told_in];
    let until = if told_in == no { percents[0].first } else { sentence.last };
    let reach = Reach { sentence: told_in, from: sentence.first, until, amount: None, head: found };
    // the lines behind the first have what it has
    let of_list = |s: &&Statement| told_in < no && s.sentence > told_in && s.head == found.head && s.share.is_some();
    let (parties, basis, period) = match reader.out.last().filter(of_list) {
        Some(first) => (first.parties, first.parties_basis, first.period.clone()),
        None => {
            let (parties, basis) = parties::find(reader, &reach);
            (parties, basis, period::find_without_amount(reader, told_in, sentence.first, until, until, found.head))
        }
    };
    let statement = bare(no, Found { tokens: None, ..found }, item, parties, basis, period, "share_of_goods");
    Some(with_share(article, statement, item, product))
}

fn with_share(article: &Article, statement: Statement, item: Item, product: String) -> Statement {
    let qualifier = article.mention(item).qualifier.unwrap_or(Qualifier::Exact);
    Statement { share: article.mention(item).number.map(|n| (n, item)), product: Some(product), qualifier, ..statement }
}

/// "Machinery; fuel; and vehicles constituted 15, 23 and 11 percent of imports, respectively": the share of the goods at its place.
pub(super) fn respective(reader: &Reader, no: usize, percents: &[Item], k: usize) -> Option<Statement> {
    let article = reader.article;
    let sentence = article.sentences[no];
    let run = list::run(article, percents, k);
    let (first, last) = (percents[run.start], percents[run.end - 1]);
    let said = (last.end..sentence.last.min(last.end + SAID)).any(|i| article.is(i, "respectively"));
    if run.len() < 2 || !said {
        return None;
    }
    let verb = article.cues_in(sentence.first..first.first, CueSet::of(&[Cue::Share])).last()?;
    let direct = verb.end == first.first && article.is(last.end, "of");
    if !direct {
        return None;
    }
    let goods = parts(article, sentence.first, verb.first);
    let (from, until) = goods.get(k - run.start).copied().filter(|_| goods.len() == run.len())?;
    let found = flow_named(article, last.end..sentence.last, FLOWS)?;
    let reach = Reach { sentence: no, from: last.end, until: sentence.last, amount: None, head: found };
    let (parties, basis) = parties::find(reader, &reach);
    let period = period::find_without_amount(reader, no, sentence.first, last.end, sentence.last, found.head);
    let statement = bare(no, Found { tokens: None, ..found }, percents[k], parties, basis, period, "share_of_goods");
    Some(with_share(article, statement, percents[k], article.text(from, until).to_string()))
}

/// The names of a list of goods: between semicolons, else between commas and "and".
fn parts(article: &Article, from: usize, until: usize) -> Vec<(usize, usize)> {
    let semicolons = (from..until).any(|i| article.sign(i, ';'));
    let parts = |i: usize| if semicolons { article.sign(i, ';') } else { article.sign(i, ',') || article.is(i, "and") };
    let mut out = Vec::new();
    let mut first = from;
    for at in from..=until {
        if at < until && !parts(at) {
            continue;
        }
        let lead = (first..at).find(|&i| article.tokens[i].is_word() && !article.is_any(i, &["and", "the"]));
        out.extend(lead.map(|lead| (lead, at)));
        first = at + 1;
    }
    let named = |range: std::ops::Range<usize>| article.items_in(range, &[MentionKind::Country, MentionKind::Group]).next().is_some();
    if named(from..until) { Vec::new() } else { out }
}

/// "Chemical products - 9.44%;": the goods that a line of a list begins with.
fn line_label(article: &Article, no: usize, item: Item) -> Option<String> {
    const LONGEST: usize = 12;
    const BEHIND: usize = 2;
    let s = article.sentences[no];
    let dash = item.first.checked_sub(1).filter(|&i| article.sign(i, '-') && article.tokens[i].spaced || article.sign(i, ':'))?;
    let first = (s.first..dash).find(|&i| article.tokens[i].is_word())?;
    let plain = article.items_in(first..dash, &[MentionKind::Country, MentionKind::Group, MentionKind::Period]).next().is_none();
    let ends = s.last <= item.end + BEHIND && article.mention(item).kind == MentionKind::Percent && article.mention(item).code.is_none();
    let ware = (first..dash).any(|i| article.lexicon.goods.has(&article.tokens[i]) || article.is_word(i, ClauseWord::GoodsGeneral));
    let short = ware && s.opens_line && dash - first <= LONGEST && plain && ends;
    short.then(|| article.text(first, dash).to_string())
}

/// The goods before a percentage that is alone in its bracket.
fn label(article: &Article, item: Item) -> Option<String> {
    let mention = article.mention(item);
    let plain = mention.kind == MentionKind::Percent && mention.code.is_none() && article.sign(item.end, ')');
    if !plain || !article.sign(item.first.checked_sub(1)?, '(') {
        return None;
    }
    goods::labelled_goods(article, item.first)
}

/// Whether anything rises or falls in the sentence, near `at`.
fn moves(article: &Article, no: usize, at: usize) -> bool {
    const NEAR: usize = 150;
    let sentence = article.sentences[no];
    // "imports show a greater variation and consist mainly of fuels (40%)"
    const CONSIST: &[&str] = &["comprise", "comprised", "comprises", "composed", "consist", "consisted", "consists"];
    let from = (sentence.first..at).rev().find(|&i| article.is_any(i, CONSIST)).unwrap_or(sentence.first);
    (from.max(at.saturating_sub(NEAR))..sentence.last.min(at + NEAR)).any(|i| difference::moves(article, i))
}
