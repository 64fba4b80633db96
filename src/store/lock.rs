//! One run at a time in an output directory.
//!
//! The kernel's file lock decides, and frees itself when its holder dies; a lock directory or pid file would outlive a kill.
//! What the file says (pid, start) is for people only.

use crate::error::{Error, Kind, Result};
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::Path;

const FILE: &str = ".lock";

/// The lock, held until dropped.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock of `output`, or says who holds it.
    pub fn acquire(output: &Path) -> Result<Lock> {
        let path = output.join(FILE);
        let mut file = open(&path)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(held(&path, &mut file)),
            Err(TryLockError::Error(e)) => return Err(Error::on("lock the output directory", &path, e)),
        }
        let holder = format!("pid {} since {}", std::process::id(), jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ"));
        let written = file.set_len(0).and_then(|()| file.rewind()).and_then(|()| file.write_all(holder.as_bytes()));
        written.map_err(|e| Error::on("write the lock file", &path, e))?;
        Ok(Lock { _file: file })
    }
}

/// Who holds the lock of `output`, if somebody does.
pub fn holder(output: &Path) -> Option<String> {
    let path = output.join(FILE);
    let mut file = File::open(&path).ok()?;
    match file.try_lock_shared() {
        Err(TryLockError::WouldBlock) => Some(read_holder(&mut file)),
        _ => None,
    }
}

fn open(path: &Path) -> Result<File> {
    let options = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path);
    options.map_err(|e| Error::on("open the lock file", path, e))
}

fn held(path: &Path, file: &mut File) -> Error {
    let message = format!("another run holds the lock: {}", read_holder(file));
    Error::new(Kind::Locked, message).path(path).hint("wait for it, or give this run its own --output")
}

fn read_holder(file: &mut File) -> String {
    let mut text = String::new();
    match file.read_to_string(&mut text) {
        Ok(_) if !text.is_empty() => text,
        _ => "holder unknown".to_string(),
    }
}
