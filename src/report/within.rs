//! Keeping what is shown small: the best so many, and so many bytes of JSON.

use serde_json::Value;

/// The greatest so many of what passes by, in little memory.
pub struct Top<T> {
    most: usize,
    kept: Vec<T>,
}

impl<T: Ord> Top<T> {
    /// Keeps so many.
    pub fn new(most: usize) -> Top<T> {
        Top { most, kept: Vec::new() }
    }

    /// Looks at one more.
    pub fn push(&mut self, item: T) {
        self.kept.push(item);
        if self.kept.len() > 2 * self.most + 64 {
            self.cut();
        }
    }

    fn cut(&mut self) {
        self.kept.sort_by(|a, b| b.cmp(a));
        self.kept.truncate(self.most);
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
        (0..1_000).map(|n| (n * 7_919) % 1_000).for_each(|n| top.push(n));
        assert_eq!(top.into_vec(), [999, 998, 997]);
    }

    #[test]
    fn bytes_bound_what_is_kept() {
        let values = || (0..100).map(|_| Value::from("x".repeat(98)));
        assert_eq!(bytes(1_000, values()).len(), 10);
        assert_eq!(bytes(10, values()).len(), 1, "something is always shown");
    }
}
