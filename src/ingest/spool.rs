//! Articles that are no files of their own: kept on disk between the look at the input, which has to unpack and parse them to know
//! them, and the stage that reads them, which asks for them one by one.

use super::article::Article;
use super::files;
use super::formats::{self, Context};
use super::{io_rejection, rejection};
use crate::error::{Error, Result};
use crate::model::Rejection;
use crate::store::packed;
use crate::store::scratch::Scratch;
use std::collections::HashMap;
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{PoisonError, RwLock};

/// Articles, on disk.
#[derive(Default)]
pub struct Spool {
    /// Many articles are read side by side; one is kept, or one file unpacked, at a time.
    inner: RwLock<Inner>,
}

/// By the hash of its name, where each article of a file stands; sorted.
type Index = Vec<(u64, u64)>;

#[derive(Default)]
struct Inner {
    kept: Option<Scratch>,
    /// Files that were unpacked when one of their articles was asked for. None where that failed: it is not tried again for each of
    /// their articles.
    unpacked: HashMap<PathBuf, Option<Index>>,
}

impl Spool {
    /// Keeps an article; gives where it is.
    pub fn put(&self, article: &Article, scratch: &Path) -> Result<u64> {
        let mut inner = self.inner.write().unwrap_or_else(PoisonError::into_inner);
        inner.put("", article, scratch).map_err(|e| Error::on("keep unpacked articles", scratch, e).stage("ingest"))
    }

    /// An article that was kept.
    pub fn article(&self, kept: u64) -> std::result::Result<Article, Rejection> {
        let inner = self.inner.read().unwrap_or_else(PoisonError::into_inner);
        inner.get(kept).map(|(_, article)| article).map_err(|e| io_rejection(&e))
    }

    /// The article of this name in a file, which is unpacked when it is asked for the first time.
    pub fn article_of(&self, name: &str, path: &Path, context: &Context) -> std::result::Result<Article, Rejection> {
        let article = self.find(name, path, context).map_err(|e| io_rejection(&e))?;
        article.ok_or_else(|| rejection("changed_while_read", "its file changed between two looks at it; the next run reads it"))
    }

    fn find(&self, name: &str, path: &Path, context: &Context) -> io::Result<Option<Article>> {
        let inner = self.inner.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(articles) = inner.unpacked.get(path) {
            return inner.find(name, articles.as_ref());
        }
        drop(inner);
        let mut inner = self.inner.write().unwrap_or_else(PoisonError::into_inner);
        // others may have waited for the same file
        if !inner.unpacked.contains_key(path) {
            let articles = inner.unpack(path, context);
            let (index, failed) = match articles {
                Ok(articles) => (Some(articles), None),
                Err(e) => (None, Some(e)),
            };
            inner.unpacked.insert(path.to_path_buf(), index);
            if let Some(e) = failed {
                return Err(e);
            }
        }
        inner.find(name, inner.unpacked.get(path).and_then(Option::as_ref))
    }
}

fn key(name: &str) -> u64 {
    files::id_of(&files::hash(name.as_bytes()))
}

impl Inner {
    fn put(&mut self, name: &str, article: &Article, scratch: &Path) -> io::Result<u64> {
        let mut bytes = Vec::new();
        packed::put(&mut bytes, name.as_bytes());
        packed::put(&mut bytes, &serde_json::to_vec(article)?);
        let mut framed = Vec::with_capacity(bytes.len() + size_of::<u64>());
        packed::put(&mut framed, &bytes);
        self.kept.get_or_insert_with(|| Scratch::in_dir(scratch)).append(&framed)
    }

    fn get(&self, at: u64) -> io::Result<(String, Article)> {
        let kept = self.kept.as_ref().ok_or(io::ErrorKind::NotFound)?;
        let length = kept.bytes(at, size_of::<u64>())?;
        let length = usize::try_from(packed::number(&mut length.as_slice())?).map_err(io::Error::other)?;
        let bytes = kept.bytes(at + size_of::<u64>() as u64, length)?;
        let rest = &mut bytes.as_slice();
        Ok((packed::text(rest)?, serde_json::from_slice(packed::bytes(rest)?)?))
    }

    /// The article of this name in a file that was unpacked.
    fn find(&self, name: &str, articles: Option<&Index>) -> io::Result<Option<Article>> {
        let articles = articles.ok_or_else(|| io::Error::other("its file could not be unpacked"))?;
        let key = key(name);
        let first = articles.partition_point(|(other, _)| *other < key);
        for (_, at) in articles[first..].iter().take_while(|(other, _)| *other == key) {
            let (found, article) = self.get(*at)?;
            if found == name {
                return Ok(Some(article));
            }
        }
        Ok(None)
    }

    /// Keeps every article of a file.
    fn unpack(&mut self, path: &Path, context: &Context) -> io::Result<Index> {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let (mut articles, mut outcome) = (Vec::new(), Ok(()));
        formats::read(path, &name, context, &mut |record| {
            if let Ok(article) = &record.article {
                outcome = self.put(&record.id, article, context.scratch).map(|at| articles.push((key(&record.id), at)));
            }
            if outcome.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        articles.sort_unstable();
        outcome.map(|()| articles)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Fields, Input};
    use crate::lexicon::Lexicon;

    #[test]
    fn articles_are_had_by_their_names_or_where_they_were_kept() {
        let scratch = tempfile::tempdir().expect("a folder");
        let (input, fields, lexicon) = (Input::default(), Fields::default(), Lexicon::builtin());
        let context = Context { input: &input, fields: &fields, lexicon: &lexicon, scratch: scratch.path() };
        let path = scratch.path().join("two.jsonl");
        let text = |n: usize| format!("Kenya and Peru have agreed on the trade of {n} ships in the year that is to come.");
        let lines: Vec<String> = (1..=2).map(|n| serde_json::json!({ "title": "Ships", "text": text(n) }).to_string()).collect();
        std::fs::write(&path, lines.join("\n")).expect("written");
        let spool = Spool::default();
        let article = |name: &str| spool.article_of(name, &path, &context).map(|article| article.text);
        assert!(article("#2").is_ok_and(|found| found.ends_with(&text(2))));
        assert!(article("#1").is_ok_and(|found| found.ends_with(&text(1))));
        assert_eq!(article("#3").map_err(|rejection| rejection.reason), Err("changed_while_read".to_string()));
        let kept: Vec<u64> = [1, 2].map(|n| spool.put(&Article::plain(text(n)), scratch.path()).expect("kept")).into();
        assert!(spool.article(kept[1]).is_ok_and(|article| article.text == text(2)));
        assert!(spool.article(kept[0]).is_ok_and(|article| article.text == text(1)));
    }
}
