//! Placeholder until written.
use crate::extract::article::Article;
use crate::extract::discourse::Discourse;
use crate::model::Meeting;
/// Rows.
pub fn rows(_article: &Article, _discourse: &Discourse) -> Vec<(Meeting, Vec<usize>)> {
    Vec::new()
}
