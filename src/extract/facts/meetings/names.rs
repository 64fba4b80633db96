//! Whether two names are of one person: "Adams" and "John Quincy Adams", not two of one house or family.

use crate::text::fold_hash;

pub(super) fn surname(name: &str) -> u64 {
    fold_hash(name.rsplit([' ', '-']).next().unwrap_or(name))
}

/// "Hamad bin Isa Al Khalifa" and "Khalid bin Ahmed Al Khalifa": a house is the last word of many names.
pub(super) fn are_of_one_house(a: &[u64], b: &[u64]) -> bool {
    let links = ["bin", "bint", "ibn", "al"].map(fold_hash);
    let full = |words: &[u64]| words.len() >= 3 && words.iter().any(|w| links.contains(w));
    full(a) && full(b) && a.first() != b.first()
}

/// "Mahmud Karimov" and "Temur Karimov": not one of the names before the surname begins alike.
pub(super) fn are_of_one_family(a: &str, b: &str) -> bool {
    let given = |name: &str| -> Vec<char> {
        let words: Vec<&str> = name.split([' ', '-']).collect();
        words[..words.len() - 1].iter().filter_map(|w| w.chars().next()).flat_map(char::to_lowercase).collect()
    };
    let (a, b) = (given(a), given(b));
    !a.is_empty() && !b.is_empty() && !a.iter().any(|initial| b.contains(initial))
}

/// "Osman Saleh" and "Osman Salih": one letter apart in one of two words or more.
pub(super) fn are_spelt_alike(a: &str, b: &str) -> bool {
    const SHORTEST: usize = 5;
    let words = |name: &str| name.to_lowercase().split([' ', '-']).map(str::to_string).collect::<Vec<String>>();
    let (a, b) = (words(a), words(b));
    let apart: Vec<(&String, &String)> = a.iter().zip(&b).filter(|(a, b)| a != b).collect();
    let one = |a: &str, b: &str| {
        let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
        let same = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
        let (a, b) = (&a[same..], &b[same..]);
        a.len().max(b.len()) + same >= SHORTEST && (a.get(1..) == b.get(1..) || a.get(1..) == Some(b) || Some(a) == b.get(1..))
    };
    a.len() == b.len() && a.len() >= 2 && matches!(apart[..], [(a, b)] if one(a, b))
}

/// "Adams" is part of "John Quincy Adams", "Sheikh Omar" of "Sheikh Omar bin Salim Al Badri".
pub(super) fn is_part(a: &[u64], b: &[u64]) -> bool {
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    short.iter().all(|w| long.contains(w))
}
