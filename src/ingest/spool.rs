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
use std::sync::{Mutex, PoisonError};

/// Articles, on disk.
#[derive(Default)]
pub struct Spool {
    inner: Mutex<Inner>,
}

#[derive(Default)]
struct Inner {
    kept: Option<Scratch>,
    /// Files that were unpacked when one of their articles was asked for: by the hash of its name, where each article stands; sorted.
    unpacked: HashMap<PathBuf, Vec<(u64, u64)>>,
}

impl Spool {
    /// Keeps an article; gives where it is.
    pub fn put(&self, article: &Article, scratch: &Path) -> Result<u64> {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        inner.put("", article, scratch).map_err(|e| Error::on("keep unpacked articles", scratch, e).stage("ingest"))
    }

    /// An article that was kept.
    pub fn article(&self, kept: u64) -> std::result::Result<Article, Rejection> {
        let inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        inner.get(kept).map(|(_, article)| article).map_err(|e| io_rejection(&e))
    }

    /// The article of this name in a file, which is unpacked when it is asked for the first time.
    pub fn article_of(&self, name: &str, path: &Path, context: &Context) -> std::result::Result<Article, Rejection> {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        let article = inner.find(name, path, context).map_err(|e| io_rejection(&e))?;
        article.ok_or_else(|| rejection("changed_while_read", "its file changed between two looks at it; the next run reads it"))
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

    fn find(&mut self, name: &str, path: &Path, context: &Context) -> io::Result<Option<Article>> {
        if !self.unpacked.contains_key(path) {
            let articles = self.unpack(path, context)?;
            self.unpacked.insert(path.to_path_buf(), articles);
        }
        let articles = self.unpacked.get(path).map(Vec::as_slice).unwrap_or_default();
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
    fn unpack(&mut self, path: &Path, context: &Context) -> io::Result<Vec<(u64, u64)>> {
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
