//! What an Arrow file says of its own lengths, held against its size: the library that reads it takes the memory that is claimed.

use crate::ingest::rejection;
use crate::model::Rejection;
use arrow::ipc::{Block, BodyCompression, Message, root_as_footer, root_as_message};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

/// The first bytes of an Arrow file, which are its last too; a stream has none.
const ARROW_FILE: &[u8] = b"ARROW1";
/// The first bytes of Feather as it was before it became Arrow.
const FEATHER_1: &[u8] = b"FEA1";
/// What stands before the length of a message, since Arrow 0.15.
const CONTINUED: [u8; 4] = [0xFF; 4];
/// The length of the footer and the name of the format behind it.
const TAIL: u64 = 10;

/// What may be read of a file.
pub enum Sound {
    /// A file whose messages are found by its footer.
    File,
    /// A stream of messages: so many bytes of it, and what is wrong behind them.
    Stream(u64, Option<Rejection>),
}

/// What of a file holds as much as it says.
pub fn sound(file: &mut File) -> Result<Sound, Rejection> {
    let failed = |e: io::Error| super::unpack::unpacking(&e);
    let size = file.seek(SeekFrom::End(0)).map_err(failed)?;
    let start = bytes(file, 0, size.min(ARROW_FILE.len() as u64))?;
    if start.starts_with(FEATHER_1) {
        return Err(rejection("malformed", "it is Feather of version 1, which is not read: Arrow files came after it"));
    }
    let sound = match start == ARROW_FILE {
        true => footer(file, size).map(|()| Sound::File),
        false => stream(file, size),
    };
    file.seek(SeekFrom::Start(0)).map_err(failed)?;
    sound
}

fn malformed(what: &str) -> Rejection {
    rejection("malformed", format!("no Arrow data that can be read: {what}"))
}

/// So many bytes, which the file is known to have.
fn bytes(file: &mut File, at: u64, length: u64) -> Result<Vec<u8>, Rejection> {
    let failed = |e: io::Error| super::unpack::unpacking(&e);
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(at)).map_err(failed)?;
    file.take(length).read_to_end(&mut bytes).map_err(failed)?;
    match bytes.len() as u64 == length {
        true => Ok(bytes),
        false => Err(malformed("it ends before its time")),
    }
}

/// The four bytes of a length.
fn length(bytes: &[u8]) -> Option<u64> {
    u64::try_from(i32::from_le_bytes(bytes.get(..4)?.try_into().ok()?)).ok()
}

/// Every message that the footer names lies within the file, and no part of the file is named twice.
fn footer(file: &mut File, size: u64) -> Result<(), Rejection> {
    let Some(end) = size.checked_sub(TAIL) else { return Err(malformed("it ends before its time")) };
    let tail = bytes(file, end, TAIL)?;
    let length = length(&tail).filter(|length| tail.ends_with(ARROW_FILE) && *length <= end);
    let Some(length) = length else { return Err(malformed("it has no footer; it may be cut off")) };
    let footer = bytes(file, end - length, length)?;
    let footer = root_as_footer(&footer).map_err(|e| malformed(&format!("its footer: {e}")))?;
    let blocks = || footer.dictionaries().into_iter().flatten().chain(footer.recordBatches().into_iter().flatten());
    let mut left = end;
    for block in blocks() {
        let taken = within(block, end).and_then(|taken| left.checked_sub(taken));
        left = taken.ok_or_else(|| malformed("it says that it is longer than it is"))?;
    }
    if let Some(block) = blocks().next() {
        let head = bytes(file, block.offset() as u64, block.metaDataLength() as u64)?;
        let prefix = if head.starts_with(&CONTINUED) { 8 } else { 4 };
        if let Some(message) = head.get(prefix..).and_then(|message| root_as_message(message).ok()) {
            refuse_packed(&message)?;
        }
    }
    Ok(())
}

/// The bytes that a block takes, when they lie before `end`.
fn within(block: &Block, end: u64) -> Option<u64> {
    let (head, body) = (u64::try_from(block.metaDataLength()).ok()?, u64::try_from(block.bodyLength()).ok()?);
    let taken = head.checked_add(body)?;
    (u64::try_from(block.offset()).ok()?.checked_add(taken)? <= end).then_some(taken)
}

/// Follows the messages of a stream from one to the next.
fn stream(file: &mut File, size: u64) -> Result<Sound, Rejection> {
    let mut at = 0;
    loop {
        match message(file, at, size) {
            Ok(Some(next)) => at = next,
            Ok(None) => return Ok(Sound::Stream(size, None)),
            Err(rejection) if at == 0 => return Err(rejection),
            Err(rejection) => return Ok(Sound::Stream(at, Some(rejection))),
        }
    }
}

/// Where the message at `at` ends; none when there are no more.
fn message(file: &mut File, at: u64, size: u64) -> Result<Option<u64>, Rejection> {
    if size - at < 4 {
        return Ok(None);
    }
    let start = bytes(file, at, (size - at).min(8))?;
    let (said, prefix) = if start.starts_with(&CONTINUED) { (start.get(4..8), 8) } else { (start.get(..4), 4) };
    let Some(head) = said.and_then(length) else { return Err(malformed("a message has no length")) };
    if head == 0 {
        return Ok(None);
    }
    let from = at + prefix;
    let too_long = || malformed(&format!("the message at byte {at} says that it is longer than the file"));
    if from + head > size {
        return Err(too_long());
    }
    let head_bytes = bytes(file, from, head)?;
    let message = root_as_message(&head_bytes).map_err(|e| malformed(&format!("the message at byte {at}: {e}")))?;
    refuse_packed(&message)?;
    let end = u64::try_from(message.bodyLength()).ok().and_then(|body| (from + head).checked_add(body));
    end.filter(|end| *end <= size).map(Some).ok_or_else(too_long)
}

/// Columns may be packed in a file that is not: no way to unpack them is built in.
fn refuse_packed(message: &Message) -> Result<(), Rejection> {
    let batch = message.header_as_record_batch().or_else(|| message.header_as_dictionary_batch()?.data());
    let Some(packed) = batch.and_then(|batch| batch.compression()) else { return Ok(()) };
    let name = |packed: BodyCompression| packed.codec().variant_name().unwrap_or("something unknown").to_lowercase();
    Err(rejection("malformed", format!("its columns are packed with {}, which is not read: write it uncompressed", name(packed))))
}
