//! Stage 3, mentions -> facts: what is being stated.
//!
//! The engine on one page: look at the article once (`article`), find out who it is about (`discourse`, by whose trade is told,
//! `traders`, who counts it, `offices`, and who is visited, `tour`), read its figures (`figures`), let each table take what is its
//! own (`facts`), with the words that show it (`evidence`) and how often such rows are right (`confidence`), and say of every
//! number why it was left alone (`rejects`).

pub mod article;
mod confidence;
pub mod discourse;
mod evidence;
pub mod facts;
pub mod figures;
mod offices;
mod rejects;
mod tour;
mod traders;

use crate::lexicon::Lexicon;
use crate::model::{Document, Facts, Mention, RejectReason};
use crate::text::Cut;
use article::Article;
use std::collections::HashMap;

/// The facts of one document. Marks each mention as used by a fact or with the reason why it was left alone.
pub fn facts(document: &Document, mentions: &mut [Mention], lexicon: &Lexicon) -> Facts {
    facts_of(document, &lexicon.cut(&document.text), mentions, lexicon)
}

/// The same for a document whose text is cut already.
pub fn facts_of(document: &Document, cut: &Cut, mentions: &mut [Mention], lexicon: &Lexicon) -> Facts {
    let (facts, used, rejected) = {
        let article = Article::new(document, cut, mentions, lexicon);
        let discourse = discourse::read(&article);
        let (statements, rejected) = figures::read(&article, &discourse);
        let mut marks = Marks::default();
        let trade_figures = marks.take(facts::trade_figures::rows(&article, &statements), |r| &mut r.evidence.fact_id);
        let investments = marks.take(facts::investments::rows(&article, &statements), |r| &mut r.evidence.fact_id);
        let business_presence = marks.take(facts::business_presence::rows(&article, &discourse), |r| &mut r.evidence.fact_id);
        let meetings = marks.take(facts::meetings::rows(&article, &discourse), |r| &mut r.evidence.fact_id);
        let sectors = facts::sectors::rows(&article, &discourse, &investments, &meetings);
        let mut facts = Facts {
            trade_figures,
            investments,
            business_presence,
            meetings,
            sectors: marks.take(sectors, |r| &mut r.evidence.fact_id),
            published_year_inferred: crate::extract::published_year(&article),
            sentence_count: article.sentences.len() as u32,
        };
        confidence::assign(&mut facts, lexicon);
        let mut rejected: Vec<(usize, RejectReason)> = rejected.into_iter().map(|(item, reason)| (item.mention, reason)).collect();
        rejected.extend(rejects::of_rest(&article, &marks.used, &rejected));
        (facts, marks.used, rejected)
    };
    for (mention, reason) in rejected {
        mentions[mention].reject_reason = mentions[mention].reject_reason.or(Some(reason));
    }
    for (mention, fact_id) in used {
        mentions[mention].used_by = Some(fact_id);
        mentions[mention].reject_reason = None;
    }
    facts
}

/// The year of publication that the text alone proves: a resolved "last year" or "this year" of an undated document.
pub(crate) fn published_year(article: &Article) -> Option<i32> {
    if article.document.published_on.is_some() {
        return None;
    }
    article.mentions.iter().filter(|m| m.basis == crate::model::Basis::Resolved).find_map(|m| {
        let text = m.span.of(&article.document.text).to_lowercase();
        let year = i32::from(m.period_start?.year());
        if text.contains("last year") {
            Some(year + 1)
        } else if text.contains("this year") || text.contains("current year") {
            Some(year)
        } else {
            None
        }
    })
}

/// Which mention each fact rests on.
#[derive(Default)]
struct Marks {
    used: Vec<(usize, String)>,
}

impl Marks {
    /// The rows of a table, each under an id of its own: several facts may be told by the same words ("met his counterparts
    /// from Peru and Chile"), and the second of them is `...-2`.
    fn take<T>(&mut self, rows: Vec<(T, Vec<usize>)>, id: impl Fn(&mut T) -> &mut String) -> Vec<T> {
        let mut out = Vec::with_capacity(rows.len());
        let mut told: HashMap<String, u32> = HashMap::new();
        for (mut row, mentions) in rows {
            let fact_id = id(&mut row);
            let times = told.entry(fact_id.clone()).or_default();
            *times += 1;
            if *times > 1 {
                fact_id.push_str(&format!("-{times}"));
            }
            self.used.extend(mentions.into_iter().map(|m| (m, fact_id.clone())));
            out.push(row);
        }
        out
    }
}
