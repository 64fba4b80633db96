//! Placeholder until written.
use crate::extract::article::Article;
use crate::extract::discourse::Discourse;
use crate::model::BusinessPresence;
/// Rows.
pub fn rows(_article: &Article, _discourse: &Discourse) -> Vec<(BusinessPresence, Vec<usize>)> {
    Vec::new()
}
