//! Placeholder until written.
use crate::extract::article::Article;
use crate::extract::discourse::Discourse;
use crate::model::Sector;
/// Rows.
pub fn rows(_article: &Article, _discourse: &Discourse) -> Vec<(Sector, Vec<usize>)> {
    Vec::new()
}
