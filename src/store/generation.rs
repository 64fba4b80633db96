//! Generations: complete sets of tables, published by one atomic swap of the link `current`.
//!
//! Tables are never written in place: a reader that opens one meanwhile would see half of it. A generation is built in a
//! hidden folder, synced, checked, renamed, and only then does `current` point to it. A run that dies leaves a hidden folder
//! that the next one removes, and nothing else.

use super::state::{StageRecord, read_json};
use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// The file that describes a generation.
pub const MANIFEST_FILE: &str = "manifest.json";
const CURRENT: &str = "current";
const GENERATIONS: &str = "generations";

/// What a generation holds and how it came about.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// Its id; also that of the run that made it.
    pub id: String,
    /// UTC, RFC 3339.
    pub created_at: String,
    /// Version of the program.
    pub program: String,
    /// Version of the tables.
    pub schema_version: u32,
    /// What its tables depend on, hashed: two generations with the same one have the same bytes.
    pub fingerprint: String,
    /// Set when only the first documents were read.
    pub limit: Option<usize>,
    /// Set when it is a share of the documents: `2/8`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub shard: Option<String>,
    /// The checks that its tables passed, as they were configured.
    #[serde(default)]
    pub checks: String,
    /// Files, documents, duplicates, quarantined.
    pub counts: BTreeMap<String, u64>,
    /// Files that could not be read as articles, by reason.
    #[serde(default)]
    pub quarantined: BTreeMap<String, u64>,
    /// Tables by name.
    pub tables: BTreeMap<String, TableFiles>,
    /// What each stage's tables were computed from.
    pub stages: Vec<StageRecord>,
    /// Seconds per stage of the run that made it.
    pub seconds: BTreeMap<String, f64>,
}

/// The files of one table.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TableFiles {
    pub rows: u64,
    pub bytes: u64,
    /// Relative to the generation.
    pub files: Vec<String>,
}

/// The output directory.
#[derive(Clone, Debug)]
pub struct OutputDir {
    root: PathBuf,
}

impl OutputDir {
    /// The output directory at `root`, which need not exist.
    pub fn at(root: &Path) -> OutputDir {
        OutputDir { root: root.to_path_buf() }
    }

    /// Where it is.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Where generations are.
    pub fn generations(&self) -> PathBuf {
        self.root.join(GENERATIONS)
    }

    /// Where a generation is.
    pub fn generation(&self, id: &str) -> PathBuf {
        self.generations().join(id)
    }

    /// Where the stage tables are.
    pub fn stages(&self) -> PathBuf {
        self.root.join("stages")
    }

    /// Where the records of all runs are.
    pub fn runs(&self) -> PathBuf {
        self.root.join("runs")
    }

    /// Where a run's records are.
    pub fn run(&self, id: &str) -> PathBuf {
        self.runs().join(id)
    }

    /// The id of the published generation.
    pub fn current(&self) -> Option<String> {
        let target = fs::read_link(self.root.join(CURRENT)).ok()?;
        let id = target.file_name()?.to_str()?.to_string();
        self.generation(&id).join(MANIFEST_FILE).is_file().then_some(id)
    }

    /// Ids of the finished generations, newest first.
    pub fn list(&self) -> Result<Vec<String>> {
        let mut ids: Vec<String> = names(&self.generations())?.into_iter().filter(|name| !name.starts_with('.')).collect();
        ids.sort_by(|a, b| b.cmp(a));
        Ok(ids)
    }

    /// The manifest of a generation.
    pub fn manifest(&self, id: &str) -> Result<Manifest> {
        read_json(&self.generation(id).join(MANIFEST_FILE))
    }

    /// Hidden folders that died runs left, and outputs that were rejected.
    pub fn leftovers(&self) -> Result<Vec<PathBuf>> {
        let mut found = Vec::new();
        for folder in [self.generations(), self.stages()] {
            let hidden = names(&folder)?.into_iter().filter(|name| name.starts_with('.'));
            found.extend(hidden.map(|name| folder.join(name)));
        }
        found.sort();
        Ok(found)
    }

    /// Removes what died runs left; a rejected output stays for inspection until the next one takes its place.
    pub fn clear_leftovers(&self) -> Result<()> {
        let staging = |path: &PathBuf| path.extension().is_some_and(|end| end == "staging");
        self.leftovers()?.iter().filter(|path| staging(path)).try_for_each(|path| remove(path))
    }

    /// Points `current` at a finished generation, in one step.
    pub fn swap(&self, id: &str) -> Result<()> {
        let link = self.root.join(CURRENT);
        let new = self.root.join(format!(".{CURRENT}.new"));
        let failed = |e| Error::on("swap the link", &link, e).stage("publish");
        if new.symlink_metadata().is_ok() {
            fs::remove_file(&new).map_err(failed)?;
        }
        symlink(&Path::new(GENERATIONS).join(id), &new).map_err(failed)?;
        fs::rename(&new, &link).map_err(failed)?;
        sync_dir(&self.root)
    }

    /// Removes the oldest generations beyond `keep`, never the current one; gives their paths.
    pub fn prune(&self, keep: usize) -> Result<Vec<PathBuf>> {
        let current = self.current();
        let others = self.list()?.into_iter().filter(|id| Some(id) != current.as_ref());
        let spare = keep.saturating_sub(usize::from(current.is_some()));
        let paths: Vec<PathBuf> = others.skip(spare).map(|id| self.generation(&id)).collect();
        paths.iter().try_for_each(|path| remove(path))?;
        Ok(paths)
    }
}

#[cfg(unix)]
fn symlink(target: &Path, link: &Path) -> std::io::Result<()> {
    std::os::unix::fs::symlink(target, link)
}

#[cfg(not(unix))]
fn symlink(_target: &Path, _link: &Path) -> std::io::Result<()> {
    Err(std::io::Error::other("needs a file system with symbolic links"))
}

/// A folder in the making, hidden until [`Staging::finish`]; removed when it is dropped before.
#[derive(Debug)]
pub struct Staging {
    dir: PathBuf,
    finished: bool,
}

impl Staging {
    /// A new hidden folder in `parent`, for what will be called `id`.
    pub fn begin(parent: &Path, id: &str) -> Result<Staging> {
        let dir = parent.join(format!(".{id}.staging"));
        fs::create_dir_all(&dir).map_err(|e| Error::on("create the folder", &dir, e))?;
        Ok(Staging { dir, finished: false })
    }

    /// Where it is now.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// The path of a file in it; makes the folder it stands in.
    pub fn file(&self, name: &str) -> Result<PathBuf> {
        let path = self.dir.join(name);
        let parent = path.parent().unwrap_or(&self.dir);
        fs::create_dir_all(parent).map_err(|e| Error::on("create the folder", parent, e))?;
        Ok(path)
    }

    /// Takes a finished file of another folder under `name`, without copying where the file system can.
    pub fn take(&self, from: &Path, name: &str) -> Result<()> {
        let to = self.file(name)?;
        if fs::hard_link(from, &to).is_ok() {
            return Ok(());
        }
        let copied = fs::copy(from, &to).and_then(|_| File::open(&to)?.sync_all());
        copied.map_err(|e| Error::on("copy the file", from, e))
    }

    /// Gives it its name `to`, durably; what stood there is replaced.
    pub fn finish(mut self, to: &Path) -> Result<()> {
        for folder in names(&self.dir)? {
            let folder = self.dir.join(folder);
            if folder.is_dir() {
                sync_dir(&folder)?;
            }
        }
        sync_dir(&self.dir)?;
        let parent = to.parent().unwrap_or(Path::new(""));
        fs::create_dir_all(parent).map_err(|e| Error::on("create the folder", parent, e))?;
        if to.exists() {
            remove(to)?;
        }
        fs::rename(&self.dir, to).map_err(|e| Error::on("name the folder", to, e))?;
        self.finished = true;
        sync_dir(parent)
    }

    /// Keeps it, hidden, for inspection; gives where. An earlier rejected output goes.
    pub fn reject(mut self) -> Result<PathBuf> {
        let to = self.dir.with_extension("rejected");
        let parent = self.dir.parent().unwrap_or(Path::new("")).to_path_buf();
        let rejected = |name: &String| name.starts_with('.') && name.ends_with(".rejected");
        names(&parent)?.iter().filter(|name| rejected(name)).try_for_each(|name| remove(&parent.join(name)))?;
        fs::rename(&self.dir, &to).map_err(|e| Error::on("name the folder", &to, e))?;
        self.finished = true;
        Ok(to)
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        if !self.finished {
            // The next run removes what cannot be removed now.
            let _ = fs::remove_dir_all(&self.dir);
        }
    }
}

/// Which file on disk a path names: generations share what did not change.
#[cfg(unix)]
pub fn identity(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    path.metadata().ok().map(|metadata| (metadata.dev(), metadata.ino()))
}

/// Which file on disk a path names: this cannot be told here.
#[cfg(not(unix))]
pub fn identity(_path: &Path) -> Option<(u64, u64)> {
    None
}

/// Names in a folder, sorted; none when it does not exist.
pub fn names(folder: &Path) -> Result<Vec<String>> {
    let failed = |e| Error::on("list the folder", folder, e);
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(e) => return Err(failed(e)),
    };
    let mut names = Vec::new();
    for entry in entries {
        names.extend(entry.map_err(failed)?.file_name().into_string());
    }
    names.sort();
    Ok(names)
}

/// Removes a folder and all in it.
pub fn remove(path: &Path) -> Result<()> {
    fs::remove_dir_all(path).map_err(|e| Error::on("remove the folder", path, e))
}

/// A rename is durable once the folder is synced.
pub fn sync_dir(path: &Path) -> Result<()> {
    File::open(path).and_then(|dir| dir.sync_all()).map_err(|e| Error::on("sync the folder", path, e))
}
