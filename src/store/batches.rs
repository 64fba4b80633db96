//! Which documents' rows make one batch: it bounds the memory of a table in the making, and where batches are cut shows in the
//! bytes of a file, so that all writers of a part cut alike.

use std::ops::Range;

/// Bytes of documents whose rows make one batch.
const BATCH_BYTES: usize = 32 << 20;

/// Runs of documents of these sizes, each with at most so many bytes as a batch takes, or one document.
pub fn batches(sizes: &[usize]) -> Vec<Range<usize>> {
    runs(sizes, BATCH_BYTES)
}

fn runs(sizes: &[usize], limit: usize) -> Vec<Range<usize>> {
    let (mut runs, mut start, mut bytes) = (Vec::new(), 0, 0);
    for (i, size) in sizes.iter().enumerate() {
        if bytes > 0 && bytes + size > limit {
            runs.push(start..i);
            (start, bytes) = (i, 0);
        }
        bytes += size;
    }
    runs.push(start..sizes.len());
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_batch_is_full_or_one_document() {
        assert_eq!(runs(&[], 10), vec![0..0; 1]);
        assert_eq!(runs(&[4, 6, 1], 10), [0..2, 2..3]);
        assert_eq!(runs(&[20, 3, 20], 10), [0..1, 1..2, 2..3]);
    }
}
