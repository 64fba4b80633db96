//! Articles that are no files of their own: kept on disk between the look at the input, which has to unpack and parse them to know
//! them, and the stage that reads them, which asks for them one by one.

use super::article::Article;
use super::files::{self, Hash};
use super::formats::{self, Context};
use super::{io_rejection, rejection};
use crate::error::{Error, Result};
use crate::model::Rejection;
use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Articles by their places, in a file without a name that is gone when the run ends, however it ends.
#[derive(Default)]
pub struct Spool {
    inner: Mutex<Inner>,
}

#[derive(Default)]
struct Inner {
    file: Option<File>,
    end: u64,
    /// Where each article stands, and its length, by the hash of its place.
    known: HashMap<Hash, (u64, usize)>,
    /// Files whose every record is in it.
    unpacked: HashSet<PathBuf>,
}

impl Spool {
    /// Keeps the article at a place: the `source_path` of its file with the name of the record.
    pub fn put(&self, place: &str, article: &Article, scratch: &Path) -> Result<()> {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        inner.put(place, article, scratch).map_err(|e| Error::on("keep unpacked articles", scratch, e).stage("ingest"))
    }

    /// The article at `place` in a file; unpacks the file when it is not known yet.
    pub fn article(&self, place: &str, source_path: &str, path: &Path, context: &Context) -> std::result::Result<Article, Rejection> {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        if !inner.known.contains_key(&key(place)) && inner.unpacked.insert(path.to_path_buf()) {
            inner.unpack(source_path, path, context).map_err(|e| io_rejection(&e))?;
        }
        let article = inner.get(place).map_err(|e| io_rejection(&e))?;
        article.ok_or_else(|| rejection("changed_while_read", "its file changed between two looks at it; the next run reads it"))
    }
}

fn key(place: &str) -> Hash {
    files::hash(place.as_bytes())
}

impl Inner {
    fn put(&mut self, place: &str, article: &Article, scratch: &Path) -> io::Result<()> {
        let bytes = serde_json::to_vec(article)?;
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(tempfile::tempfile_in(scratch)?),
        };
        file.seek(SeekFrom::Start(self.end))?;
        file.write_all(&bytes)?;
        self.known.insert(key(place), (self.end, bytes.len()));
        self.end += bytes.len() as u64;
        Ok(())
    }

    fn get(&mut self, place: &str) -> io::Result<Option<Article>> {
        let (Some(file), Some((start, length))) = (&mut self.file, self.known.get(&key(place))) else { return Ok(None) };
        let mut bytes = vec![0; *length];
        file.seek(SeekFrom::Start(*start))?;
        file.read_exact(&mut bytes)?;
        Ok(Some(serde_json::from_slice(&bytes)?))
    }

    fn unpack(&mut self, source_path: &str, path: &Path, context: &Context) -> io::Result<()> {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut outcome = Ok(());
        formats::read(path, &name, context, &mut |record| {
            if let Ok(article) = &record.article {
                outcome = self.put(&format!("{source_path}{}", record.id), article, context.scratch);
            }
            if outcome.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        outcome
    }
}
