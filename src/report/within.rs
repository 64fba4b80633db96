//! Keeping what is shown small: the best so many, and so many bytes of JSON.

use serde_json::Value;

/// The greatest so many of what passes by, in little memory.
pub struct Top<T> {
    most: usize,
    kept: Vec<T>,
    /// The first `most` are sorted: the last of them is the floor.
    floored: bool,
}

impl<T: Ord> Top<T> {
    /// Keeps so many.
    pub fn new(most: usize) -> Top<T> {
        Top { most, kept: Vec::new(), floored: false }
    }

    /// Looks at one more.
    pub fn push(&mut self, item: T) {
        self.kept.push(item);
        if self.kept.len() > 2 * self.most + 64 {
            self.cut();
        }
    }

    /// What is not greater than this is not kept; nothing before so many have passed by.
    pub fn floor(&self) -> Option<&T> {
        self.floored.then(|| self.most.checked_sub(1).and_then(|last| self.kept.get(last))).flatten()
    }

    fn cut(&mut self) {
        self.kept.sort_by(|a, b| b.cmp(a));
        self.kept.truncate(self.most);
        self.floored = self.kept.len() == self.most;
    }

    /// The greatest, greatest first.
    pub fn into_vec(mut self) -> Vec<T> {
        self.cut();
        self.kept
    }
}

/// The first of these values, as many as fit into so many bytes of JSON; at least one.
pub fn bytes(most: usize, values: impl IntoIterator<Item = Value>) -> Vec<Value> {
    let mut left = most;
    let mut kept = Vec::new();
    for value in values {
        let size = value.to_string().len();
        if size > left && !kept.is_empty() {
            break;
        }
        left = left.saturating_sub(size);
        kept.push(value);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_greatest_come_first_whatever_the_order() {
        let mut top = Top::new(3);
        assert_eq!(top.floor(), None);
        for n in (0..1_000).map(|n| (n * 7_919) % 1_000) {
            let floor = top.floor().copied();
            assert!(floor.is_none_or(|floor| (0..1_000).contains(&floor)));
            if floor.is_none_or(|floor| n > floor) {
                top.push(n);
            }
        }
        assert!(top.floor().is_some());
        assert_eq!(top.into_vec(), [999, 998, 997]);
    }

    #[test]
    fn bytes_bound_what_is_kept() {
        let values = || (0..100).map(|_| Value::from("x".repeat(98)));
        assert_eq!(bytes(1_000, values()).len(), 10);
        assert_eq!(bytes(10, values()).len(), 1, "something is always shown");
    }
}
