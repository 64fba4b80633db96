//! Fields of cooperation between the article's parties.
//!
//! "They discussed cooperation in energy, transport and tourism" gives three rows; "Minister of Energy", "Oil and Gas Company",
//! "exports consist of grain and oil" give none.

mod attendees;
mod field;
mod goods;
mod parties;
mod stance;
mod statistics;
mod told;

use crate::extract::article::{Article, Item};
use crate::extract::discourse::Discourse;
use crate::extract::evidence;
use crate::model::{Investment, Meeting, MentionKind, Sector};
use told::Told;

/// A row and the mentions that it rests on.
pub type Row = (Sector, Vec<usize>);

/// The fields that the article names, each once for the same parties; its deals and events tell whose they are.
pub fn rows(article: &Article, discourse: &Discourse, investments: &[Investment], meetings: &[Meeting]) -> Vec<Row> {
    let told = Told::of(article, investments, meetings);
    let together = parties::together(article);
    let mut rows: Vec<Row> = Vec::new();
    let items: Vec<Item> = article.items_in(0..article.tokens.len(), &[MentionKind::Sector]).collect();
    for (k, item) in items.iter().enumerate() {
        let no = article.sentence_of(item.first);
        if !field::is_named(article, &items, k, no) {
            continue;
        }
        let Some(sector) = article.mention(*item).code else { continue };
        let (parties, basis) = parties::of(article, discourse, &told, together.as_deref(), *item);
        if let Some((_, mentions)) = rows.iter_mut().find(|(r, _)| r.sector == sector && (r.parties == parties || parties.is_none())) {
            mentions.push(item.mention);
            continue;
        }
        let mut evidence = evidence::evidence(article, "s", item.first, item.end, "named_field");
        evidence.parties_basis = basis;
        let stance = stance::of(article, no);
        rows.push((Sector { evidence, sector, parties, stance, proponent: None }, vec![item.mention]));
    }
    rows
}
