//! Values as bytes, one behind the other: what a run lays aside on disk for itself and takes up again.

use std::io;
use std::path::{Path, PathBuf};

/// Adds a number.
pub fn put_number(out: &mut Vec<u8>, number: u64) {
    out.extend(number.to_le_bytes());
}

/// Adds bytes behind their length.
pub fn put(out: &mut Vec<u8>, bytes: &[u8]) {
    put_number(out, bytes.len() as u64);
    out.extend(bytes);
}

/// Adds a path, be it text or not.
pub fn put_path(out: &mut Vec<u8>, path: &Path) {
    put(out, path.as_os_str().as_encoded_bytes());
}

/// Takes so many bytes off the front.
pub fn take<'a>(rest: &mut &'a [u8], length: usize) -> io::Result<&'a [u8]> {
    let (taken, behind) = rest.split_at_checked(length).ok_or(io::ErrorKind::UnexpectedEof)?;
    *rest = behind;
    Ok(taken)
}

/// Takes bytes whose number is known before.
pub fn array<const N: usize>(rest: &mut &[u8]) -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    bytes.copy_from_slice(take(rest, N)?);
    Ok(bytes)
}

/// Takes a number.
pub fn number(rest: &mut &[u8]) -> io::Result<u64> {
    array(rest).map(u64::from_le_bytes)
}

/// Takes bytes with their length.
pub fn bytes<'a>(rest: &mut &'a [u8]) -> io::Result<&'a [u8]> {
    let length = usize::try_from(number(rest)?).map_err(io::Error::other)?;
    take(rest, length)
}

/// Takes a text.
pub fn text(rest: &mut &[u8]) -> io::Result<String> {
    String::from_utf8(bytes(rest)?.to_vec()).map_err(io::Error::other)
}

/// Takes a path.
#[cfg(unix)]
pub fn path(rest: &mut &[u8]) -> io::Result<PathBuf> {
    use std::os::unix::ffi::OsStringExt;
    Ok(std::ffi::OsString::from_vec(bytes(rest)?.to_vec()).into())
}

/// Takes a path.
#[cfg(not(unix))]
pub fn path(rest: &mut &[u8]) -> io::Result<PathBuf> {
    Ok(String::from_utf8_lossy(bytes(rest)?).into_owned().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_is_taken_and_what_is_torn_is_an_error() {
        let mut packed = Vec::new();
        put_number(&mut packed, 7);
        put(&mut packed, "Perú".as_bytes());
        put_path(&mut packed, Path::new("a/b"));
        let read = |mut rest: &[u8]| Ok::<_, io::Error>((number(&mut rest)?, text(&mut rest)?, path(&mut rest)?, rest.len()));
        assert_eq!(read(&packed).expect("whole"), (7, "Perú".to_string(), PathBuf::from("a/b"), 0));
        assert!((0..packed.len()).all(|length| read(&packed[..length]).is_err()));
    }
}
