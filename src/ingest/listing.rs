//! Which files there are below the input paths, held small: a million of them must not weigh on a run.
//!
//! All paths stand one behind the other in one text, and a file is a range of it with a size and a time. What is rare (a name
//! that is no text, a file that cannot be looked at) has a place of its own.

use super::files::{hash, to_hex};
use super::{formats, io_rejection, rejection};
use crate::config::Input;
use crate::error::{Error, Result};
use crate::model::Rejection;
use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs::{self, FileType, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::UNIX_EPOCH;

/// What was found, in the order of [`Listing::sort`].
#[derive(Default)]
pub struct Listing {
    roots: Vec<PathBuf>,
    /// Every `source_path`, one behind the other.
    names: String,
    files: Vec<File>,
}

struct File {
    start: u64,
    length: u32,
    root: u32,
    size: u64,
    modified: i64,
    odd: Option<Box<Odd>>,
}

/// What is rare.
struct Odd {
    /// Where to open it, when that is not its `source_path` below its root.
    path: PathBuf,
    problem: Option<Rejection>,
}

impl Listing {
    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Relative to its input folder, `/` as separator.
    pub fn source_path(&self, number: usize) -> &str {
        self.files.get(number).map_or("", |file| self.name(file))
    }

    fn name(&self, file: &File) -> &str {
        let start = usize::try_from(file.start).unwrap_or(usize::MAX);
        self.names.get(start..start.saturating_add(file.length as usize)).unwrap_or_default()
    }

    /// Where to open it.
    pub fn path(&self, number: usize) -> PathBuf {
        let Some(file) = self.files.get(number) else { return PathBuf::new() };
        match &file.odd {
            Some(odd) => odd.path.clone(),
            None => self.roots.get(file.root as usize).map(|root| root.join(self.name(file))).unwrap_or_default(),
        }
    }

    /// Its size.
    pub fn size(&self, number: usize) -> u64 {
        self.files.get(number).map_or(0, |file| file.size)
    }

    /// Nanoseconds since 1970, 0 where the file system does not tell.
    pub fn modified(&self, number: usize) -> i64 {
        self.files.get(number).map_or(0, |file| file.modified)
    }

    /// Set when it was found but cannot be looked at.
    pub fn problem(&self, number: usize) -> Option<&Rejection> {
        self.files.get(number)?.odd.as_ref()?.problem.as_ref()
    }

    /// Notes that its time tells nothing.
    pub fn forget_time(&mut self, number: usize) {
        if let Some(file) = self.files.get_mut(number) {
            file.modified = 0;
        }
    }

    /// Every file's path, size and time as one sum, whatever the order in which they were found.
    pub fn sum(&self) -> String {
        let mut sum = [self.len() as u64, 0, 0, 0];
        for file in &self.files {
            let mut hasher = blake3::Hasher::new();
            hasher.update(&file.size.to_le_bytes()).update(&file.modified.to_le_bytes()).update(self.name(file).as_bytes());
            let hash = hasher.finalize();
            for (sum, eight) in sum.iter_mut().zip(hash.as_bytes().chunks_exact(8)) {
                *sum = sum.wrapping_add(eight.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)));
            }
        }
        sum.map(|number| format!("{number:016x}")).concat()
    }

    /// Sorts by `source_path` and keeps the first so many.
    pub fn sort(&mut self, limit: Option<usize>) {
        let mut files = std::mem::take(&mut self.files);
        files.sort_unstable_by(|a, b| self.name(a).cmp(self.name(b)));
        files.truncate(limit.unwrap_or(usize::MAX));
        self.files = files;
    }

    fn push(&mut self, root: u32, found: Found) {
        let Found { source_path, size, modified, odd } = found;
        let (start, length) = (self.names.len() as u64, u32::try_from(source_path.len()).unwrap_or(u32::MAX));
        self.names.push_str(&source_path);
        self.files.push(File { start, length, root, size, modified, odd });
    }
}

/// One file, on its way into the listing.
struct Found {
    source_path: String,
    size: u64,
    modified: i64,
    odd: Option<Box<Odd>>,
}

/// Every file below the input paths; `output` is not descended into.
pub fn find(input: &Input, output: &Path) -> Result<Listing> {
    let mut listing = Listing { roots: input.paths.clone(), ..Listing::default() };
    let mut apart = (input.paths.len() > 1).then(Apart::default);
    for (number, root) in input.paths.iter().enumerate() {
        let root_number = u32::try_from(number).unwrap_or(u32::MAX);
        below(root, input, output, &mut |found| {
            let found = match &mut apart {
                Some(apart) => apart.told(root, found),
                None => Some(found),
            };
            found.into_iter().for_each(|found| listing.push(root_number, found));
        })?;
    }
    Ok(listing)
}

/// Several input folders may lie in one another, or hold the same relative path.
#[derive(Default)]
struct Apart {
    opened: HashSet<[u8; 16]>,
    taken: HashSet<[u8; 16]>,
}

impl Apart {
    /// The file under a path that no other has; none when another folder had the file itself.
    fn told(&mut self, root: &Path, mut found: Found) -> Option<Found> {
        let path = found.odd.as_ref().map_or_else(|| root.join(&found.source_path), |odd| odd.path.clone());
        if !self.opened.insert(key(path.as_os_str())) {
            return None;
        }
        let mut name = found.source_path.clone();
        if self.taken.contains(&key(OsStr::new(&name))) {
            // Two input folders hold the same relative path: the later one is told apart by its folder's name.
            name = format!("{}/{name}", root.file_name().unwrap_or_default().to_string_lossy());
        }
        if self.taken.contains(&key(OsStr::new(&name))) {
            name = told_apart(&name, root.as_os_str());
        }
        self.taken.insert(key(OsStr::new(&name)));
        if name != found.source_path {
            found.source_path = name;
            found.odd.get_or_insert_with(|| Box::new(Odd { path, problem: None }));
        }
        Some(found)
    }
}

fn key(text: &OsStr) -> [u8; 16] {
    hash(text.as_encoded_bytes())
}

/// A folder that is to be listed.
struct Folder {
    path: PathBuf,
    /// The path relative to the input folder with a slash behind it, where that is text.
    name: Option<String>,
    /// Which folders it lies in, where links are followed: one of them may lead back.
    within: Option<Rc<Within>>,
}

struct Within {
    identity: (u64, u64),
    outer: Option<Rc<Within>>,
}

impl Within {
    fn has(&self, identity: (u64, u64)) -> bool {
        let outer = std::iter::successors(Some(self), |within| within.outer.as_deref());
        outer.into_iter().any(|within| within.identity == identity)
    }
}

fn below(root: &Path, input: &Input, output: &Path, take: &mut dyn FnMut(Found)) -> Result<()> {
    let metadata = fs::metadata(root).map_err(|e| {
        Error::on("find the input", root, e).stage("ingest").hint("name folders or files in `input.paths`, or give --input")
    })?;
    if metadata.is_file() {
        let name = root.file_name().unwrap_or_default().to_string_lossy().into_owned();
        take(found(name, Some(root), Ok(metadata)));
        return Ok(());
    }
    let walk = Walk { root, input, output };
    let within = input.follow_links.then(|| Rc::new(Within { identity: identity(&metadata), outer: None }));
    let mut ahead = vec![Folder { path: root.to_path_buf(), name: Some(String::new()), within }];
    while let Some(folder) = ahead.pop() {
        walk.list(&folder, &mut ahead, take);
    }
    Ok(())
}

struct Walk<'a> {
    root: &'a Path,
    input: &'a Input,
    output: &'a Path,
}

impl Walk<'_> {
    /// The files of one folder; its folders are listed later.
    fn list(&self, folder: &Folder, ahead: &mut Vec<Folder>, take: &mut dyn FnMut(Found)) {
        let entries = match fs::read_dir(&folder.path) {
            Ok(entries) => entries,
            Err(e) => return take(self.unreadable(&folder.path, &e)),
        };
        for entry in entries {
            match entry.and_then(|entry| Ok((entry.file_type()?, entry))) {
                Ok((kind, entry)) => self.look(folder, kind, &entry, ahead, take),
                Err(e) => take(self.unreadable(&folder.path, &e)),
            }
        }
    }

    fn look(&self, folder: &Folder, kind: FileType, entry: &fs::DirEntry, ahead: &mut Vec<Folder>, take: &mut dyn FnMut(Found)) {
        if kind.is_symlink() {
            if self.input.follow_links {
                self.follow(folder, entry, ahead, take);
            }
        } else if kind.is_dir() {
            let within = folder.within.as_ref().and_then(|within| Some((within, entry.metadata().ok()?)));
            let within = within.map(|(outer, own)| Rc::new(Within { identity: identity(&own), outer: Some(outer.clone()) }));
            self.descend(folder, entry, within, ahead);
        } else if kind.is_file() && self.is_wanted(&entry.file_name()) {
            take(self.file(folder, entry, entry.metadata()));
        }
    }

    /// What a link leads to, unless that is a folder around the link.
    fn follow(&self, folder: &Folder, entry: &fs::DirEntry, ahead: &mut Vec<Folder>, take: &mut dyn FnMut(Found)) {
        let path = entry.path();
        match fs::metadata(&path) {
            Ok(metadata) if metadata.is_dir() => {
                let identity = identity(&metadata);
                match &folder.within {
                    Some(outer) if outer.has(identity) => {
                        take(self.unreadable(&path, &io::Error::other("the link leads back to a folder that it lies in")));
                    }
                    outer => self.descend(folder, entry, Some(Rc::new(Within { identity, outer: outer.clone() })), ahead),
                }
            }
            Ok(metadata) if metadata.is_file() && self.is_wanted(&entry.file_name()) => take(self.file(folder, entry, Ok(metadata))),
            Ok(_) => {}
            Err(e) => take(self.unreadable(&path, &e)),
        }
    }

    fn descend(&self, folder: &Folder, entry: &fs::DirEntry, within: Option<Rc<Within>>, ahead: &mut Vec<Folder>) {
        let path = entry.path();
        if path != self.output {
            let own = entry.file_name();
            let name = folder.name.as_deref().zip(own.to_str()).map(|(outer, own)| format!("{outer}{own}/"));
            ahead.push(Folder { path, name, within });
        }
    }

    fn is_wanted(&self, name: &OsStr) -> bool {
        let ending = formats::ending(&name.to_string_lossy());
        self.input.extensions.contains(&ending)
    }

    fn file(&self, folder: &Folder, entry: &fs::DirEntry, metadata: io::Result<Metadata>) -> Found {
        let own = entry.file_name();
        match folder.name.as_deref().zip(own.to_str()) {
            Some((outer, own)) if metadata.is_ok() => found(format!("{outer}{own}"), None, metadata),
            _ => found(relative(self.root, &entry.path()), Some(&entry.path()), metadata),
        }
    }

    /// A folder that cannot be listed, a link that leads nowhere.
    fn unreadable(&self, path: &Path, error: &io::Error) -> Found {
        let problem = Some(rejection("unreadable", error.to_string()));
        let odd = Odd { path: path.to_path_buf(), problem };
        Found { source_path: relative(self.root, path), size: 0, modified: 0, odd: Some(Box::new(odd)) }
    }
}

fn relative(root: &Path, path: &Path) -> String {
    let path = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    let name = parts.join("/");
    // bytes that are no text all read alike, so that two names might become one
    if path.to_str().is_some() { name } else { told_apart(&name, path.as_os_str()) }
}

/// A path with the beginning of a hash of what tells it from others that read like it.
fn told_apart(name: &str, by: &OsStr) -> String {
    format!("{name}~{}", to_hex(&hash(by.as_encoded_bytes())[..4]))
}

fn found(source_path: String, path: Option<&Path>, metadata: io::Result<Metadata>) -> Found {
    let odd = |problem| path.map(|path| Box::new(Odd { path: path.to_path_buf(), problem }));
    match metadata {
        Ok(metadata) => {
            let since = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
            let modified = since.and_then(|time| i64::try_from(time.as_nanos()).ok()).unwrap_or(0);
            Found { source_path, size: metadata.len(), modified, odd: odd(None) }
        }
        Err(e) => Found { source_path, size: 0, modified: 0, odd: odd(Some(io_rejection(&e))) },
    }
}

#[cfg(unix)]
fn identity(metadata: &Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt;
    (metadata.dev(), metadata.ino())
}

#[cfg(not(unix))]
fn identity(_metadata: &Metadata) -> (u64, u64) {
    (0, 0)
}
