//! Goods that a sentence lists: those that are traded, carried across a border, or shown at a fair are no fields of cooperation.

use crate::extract::article::{Article, Item};
use crate::lexicon::{ClauseWord, Cue, CueSet};
use crate::model::MentionKind;

/// "Gas, steel, construction material and food were sent to Kenya": all of the list are goods, and nothing speaks of fields.
pub(super) fn are_all(article: &Article, list: &[Item], no: usize) -> bool {
    let s = article.sentences[no];
    let goods = |i: &Item| (i.first..i.end).any(|t| article.lexicon.goods.has(&article.tokens[t]));
    let fields = article.has_cue(s.first..s.last, Cue::Cooperation) || article.has_word(s.first..s.last, ClauseWord::FieldTalk);
    !fields && list.iter().all(goods)
}

/// "Readymade garments, jute goods and edible oil are the main things that India buys": goods traded, no fields.
pub(super) fn are_listed(article: &Article, no: usize) -> bool {
    let s = article.sentences[no];
    let trade = CueSet::of(&[Cue::Export, Cue::Import, Cue::ExportVerb, Cue::ImportVerb, Cue::Fdi]);
    let traded = article.cues_in(s.first..s.last, trade).any(|c| !article.is_any(c.first, &["took", "deliveries"]));
    (traded && !works_in(article, no) || goes_across(article, no) || are_shown(article, no))
        && !article.has_word(s.first..s.last, ClauseWord::FieldTalk)
}

/// "159 of the firms with foreign capital are Peruvian ones, working in industry, construction and transport"
fn works_in(article: &Article, no: usize) -> bool {
    let s = article.sentences[no];
    let works = |i: usize| article.is_any(i, &["working", "work", "operating", "operate", "active", "engaged"]) && article.is(i + 1, "in");
    article.has_cue(s.first..s.last, Cue::Company) && (s.first..s.last).any(works)
}

/// "Cement, fertilizers and mineral waters go mainly from Peru to Chile"
fn goes_across(article: &Article, no: usize) -> bool {
    const REACH: usize = 12;
    let s = article.sentences[no];
    let goes = |i: &usize| article.is_any(*i, &["go", "goes", "went", "flow", "flows", "flowed"]);
    let behind = |word: &str, at: usize| {
        let led = |i: Item| article.is(i.first.saturating_sub(1), word) || article.starts(i.first.saturating_sub(2), &[word, "the"]);
        article.items_in(at..(at + REACH).min(s.last), &[MentionKind::Country]).any(led)
    };
    (s.first..s.last).filter(goes).any(|verb| behind("from", verb) && behind("to", verb))
}

/// "products like iron and steel, construction materials", "trade in rice, jute, machinery": goods are listed, not fields.
pub(super) fn governs(article: &Article, item: Item, first: usize) -> bool {
    const REACH: usize = 30;
    const GOODS: &[&str] = &["products", "goods", "commodities", "items", "exports", "imports"];
    const LISTS: &[&str] =
        &["like", "such", "including", "include", "includes", "comprise", "comprised", "comprising", "consist", "consisted", "namely"];
    let leads = |i: usize| {
        article.is_any(i, GOODS) && article.has_any(i + 1..(i + 6).min(item.first), LISTS)
            || article.is(i, "trade") && article.is(i + 1, "in") && i + 2 < item.first
    };
    let ends = |i: usize| article.is_word(i, ClauseWord::FieldNoun) || article.sign(i, ';');
    (item.first.saturating_sub(REACH).max(first)..item.first).rev().find(|&i| ends(i) || leads(i)).is_some_and(|i| !ends(i))
}

/// "More than 70 companies show there food, textiles and building materials": the exhibits of a fair told here or in the two sentences before.
fn are_shown(article: &Article, no: usize) -> bool {
    const SHOWS: &[&str] = &["show", "showed", "exhibit", "exhibited", "display", "displayed", "showcased", "showcase"];
    const EXHIBITIONS: &[&str] = &["exhibition", "expo", "fair", "exhibitions"];
    let s = article.sentences[no];
    let firms = article.cues_in(s.first..s.last, CueSet::of(&[Cue::Company])).next().is_some();
    let from = article.sentences[no.saturating_sub(2)].first;
    firms && article.has_any(s.first..s.last, SHOWS) && article.has_any(from..s.last, EXHIBITIONS)
}
