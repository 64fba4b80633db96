//! Which files there are below the input paths: sorted by path, with what does not fit into a little memory laid aside on disk, so
//! that a million of them weigh on a run no more than a hundred thousand.

use super::files::{hash, to_hex};
use super::{formats, io_rejection, rejection};
use crate::config::Input;
use crate::error::{Error, Result};
use crate::model::Rejection;
use crate::store::packed;
use crate::store::sorter::Sorter;
use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs::{self, FileType, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::UNIX_EPOCH;

/// Bytes of paths that are held to be sorted.
const HELD: usize = 8 << 20;

/// The files that were found.
pub struct Listing {
    roots: Vec<PathBuf>,
    /// By `source_path`.
    files: Sorter,
    sum: [u64; 3],
}

/// A file that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedFile {
    /// Relative to its input folder, `/` as separator.
    pub source_path: String,
    /// Where to open it.
    pub path: PathBuf,
    /// In bytes.
    pub size: u64,
    /// Nanoseconds since 1970, 0 where the file system does not tell.
    pub modified: i64,
    /// Set when it was found but cannot be looked at.
    pub problem: Option<Rejection>,
}

impl Listing {
    fn new(roots: &[PathBuf], scratch: &Path) -> Listing {
        Listing { roots: roots.to_vec(), files: Sorter::in_dir(scratch, HELD), sum: [0; 3] }
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.count()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Every file's path, size and time as one sum, whatever the order in which they were found.
    pub fn sum(&self) -> String {
        [self.len() as u64].iter().chain(&self.sum).map(|number| format!("{number:016x}")).collect()
    }

    /// The files in the order of their `source_path`.
    pub fn sorted(self) -> Result<impl Iterator<Item = Result<ListedFile>>> {
        let (files, roots) = (self.files.sorted().map_err(unsorted)?, self.roots);
        Ok(files.map(move |pair| pair.and_then(|(name, rest)| unpack(&roots, &name, &rest)).map_err(unsorted)))
    }

    /// Those whose `source_path` is wanted; what is not held of them is laid aside in `scratch`.
    pub fn keep(self, scratch: &Path, is_wanted: impl Fn(&str) -> bool) -> Result<Listing> {
        let mut kept = Listing::new(&self.roots, scratch);
        for file in self.sorted()? {
            let file = file?;
            if is_wanted(&file.source_path) {
                kept.push(&file)?;
            }
        }
        Ok(kept)
    }

    fn push(&mut self, file: &ListedFile) -> Result<()> {
        let ListedFile { source_path, path, size, modified, problem } = file;
        let mut hasher = blake3::Hasher::new();
        hasher.update(&size.to_le_bytes()).update(&modified.to_le_bytes()).update(source_path.as_bytes());
        for (sum, eight) in self.sum.iter_mut().zip(hasher.finalize().as_bytes().chunks_exact(8)) {
            *sum = sum.wrapping_add(eight.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)));
        }
        // a path that an input folder and the name tell is not kept
        let root = self.roots.iter().position(|root| *path == root.join(source_path));
        let mut rest = Vec::new();
        packed::put_number(&mut rest, root.unwrap_or(self.roots.len()) as u64);
        if root.is_none() {
            packed::put_path(&mut rest, path);
        }
        packed::put_number(&mut rest, *size);
        packed::put_number(&mut rest, modified.cast_unsigned());
        if let Some(problem) = problem {
            packed::put(&mut rest, problem.reason.as_bytes());
            packed::put(&mut rest, problem.detail.as_bytes());
        }
        self.files.push(source_path.as_bytes(), &rest).map_err(unsorted)
    }
}

fn unpack(roots: &[PathBuf], source_path: &[u8], mut rest: &[u8]) -> io::Result<ListedFile> {
    let source_path = String::from_utf8(source_path.to_vec()).map_err(io::Error::other)?;
    let root = roots.get(packed::number(&mut rest)? as usize);
    let path = root.map_or_else(|| packed::path(&mut rest), |root| Ok(root.join(&source_path)))?;
    let size = packed::number(&mut rest)?;
    let modified = packed::number(&mut rest)?.cast_signed();
    let problem = match rest.is_empty() {
        true => None,
        false => Some(Rejection { reason: packed::text(&mut rest)?, detail: packed::text(&mut rest)? }),
    };
    Ok(ListedFile { source_path, path, size, modified, problem })
}

fn unsorted(e: io::Error) -> Error {
    Error::failed("cannot sort the list of files").stage("ingest").cause(e)
}

/// Every file below the input paths; `output` is not descended into.
pub fn find(input: &Input, output: &Path) -> Result<Listing> {
    let mut listing = Listing::new(&input.paths, output);
    let mut apart = (input.paths.len() > 1).then(Apart::default);
    for root in &input.paths {
        let mut kept = Ok(());
        below(root, input, output, &mut |file| {
            let file = match &mut apart {
                Some(apart) => apart.told(root, file),
                None => Some(file),
            };
            if let (Some(file), Ok(())) = (file, &kept) {
                kept = listing.push(&file);
            }
        })?;
        kept?;
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
    fn told(&mut self, root: &Path, mut file: ListedFile) -> Option<ListedFile> {
        if !self.opened.insert(key(file.path.as_os_str())) {
            return None;
        }
        let name = &mut file.source_path;
        if self.taken.contains(&key(OsStr::new(name))) {
            // Two input folders hold the same relative path: the later one is told apart by its folder's name.
            *name = format!("{}/{name}", root.file_name().unwrap_or_default().to_string_lossy());
        }
        if self.taken.contains(&key(OsStr::new(name))) {
            *name = told_apart(name, root.as_os_str());
        }
        self.taken.insert(key(OsStr::new(name)));
        Some(file)
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

fn below(root: &Path, input: &Input, output: &Path, take: &mut dyn FnMut(ListedFile)) -> Result<()> {
    let metadata = fs::metadata(root).map_err(|e| {
        Error::on("find the input", root, e).stage("ingest").hint("name folders or files in `input.paths`, or give --input")
    })?;
    if metadata.is_file() {
        let name = root.file_name().unwrap_or_default().to_string_lossy().into_owned();
        take(listed(name, root.to_path_buf(), Ok(metadata)));
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
    fn list(&self, folder: &Folder, ahead: &mut Vec<Folder>, take: &mut dyn FnMut(ListedFile)) {
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

    fn look(&self, folder: &Folder, kind: FileType, entry: &fs::DirEntry, ahead: &mut Vec<Folder>, take: &mut dyn FnMut(ListedFile)) {
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
    fn follow(&self, folder: &Folder, entry: &fs::DirEntry, ahead: &mut Vec<Folder>, take: &mut dyn FnMut(ListedFile)) {
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

    fn file(&self, folder: &Folder, entry: &fs::DirEntry, metadata: io::Result<Metadata>) -> ListedFile {
        let (own, path) = (entry.file_name(), entry.path());
        let name = folder.name.as_deref().zip(own.to_str()).map(|(outer, own)| format!("{outer}{own}"));
        listed(name.unwrap_or_else(|| relative(self.root, &path)), path, metadata)
    }

    /// A folder that cannot be listed, a link that leads nowhere.
    fn unreadable(&self, path: &Path, error: &io::Error) -> ListedFile {
        let problem = Some(rejection("unreadable", error.to_string()));
        ListedFile { source_path: relative(self.root, path), path: path.to_path_buf(), size: 0, modified: 0, problem }
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

fn listed(source_path: String, path: PathBuf, metadata: io::Result<Metadata>) -> ListedFile {
    match metadata {
        Ok(metadata) => {
            let since = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
            let modified = since.and_then(|time| i64::try_from(time.as_nanos()).ok()).unwrap_or(0);
            ListedFile { source_path, path, size: metadata.len(), modified, problem: None }
        }
        Err(e) => ListedFile { source_path, path, size: 0, modified: 0, problem: Some(io_rejection(&e)) },
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
