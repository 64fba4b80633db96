//! Maps and sets whose keys are hashes already: a second hash would cost more than the look-up.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A map by the hashes of [`fold_hash`](crate::text::fold_hash).
pub type HashedMap<V> = HashMap<u64, V, BuildHasherDefault<Given>>;
/// A set of the hashes of [`fold_hash`](crate::text::fold_hash).
pub type HashedSet = HashSet<u64, BuildHasherDefault<Given>>;

/// Takes a key as its own hash.
#[derive(Clone, Copy, Default)]
pub struct Given(u64);

impl Hasher for Given {
    #[inline]
    fn finish(&self) -> u64 {
        self.0
    }

    // only keys of eight bytes come here; others would still give a hash, a poor one
    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |sum, byte| sum.rotate_left(8) ^ u64::from(*byte));
    }

    #[inline]
    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}
