//! What a text has in common with others, told without the others at hand: a sketch of 56 bytes.
//!
//! Near-identical reports of one release share most runs of three words; so many of the bins of two sketches agree as runs of two
//! texts do (MinHash, Broder 1997; with one permutation cut into bins, Li, Owen and Zhang 2012). A ministry's release of this
//! month shares its wording with that of last month, but not its numbers, so that numbers have bins of their own.

use crate::text::fold_hash;

/// Bins for runs of words.
const BINS: usize = 24;
/// Runs of so many words.
const RUN: usize = 3;
/// Bins for numbers.
const NUMBERS: usize = 8;
/// Shorter lines are menus, headlines of other articles, captions.
const WORDS_OF_A_LINE: usize = 8;
/// Of fewer words no sketch is made: they may be alike by chance.
const WORDS_OF_A_TEXT: usize = 40;
/// Texts are near one another when so many bins agree...
const NEAR: usize = 13;
/// ...and so many of the numbers' bins...
const NEAR_NUMBERS: usize = 5;
/// ...or so many bins, where neither has a number.
const NEAR_WITHOUT_NUMBERS: usize = 19;
/// Bins of one band.
const ROWS: usize = 3;

/// The number of bands: two texts that are near one another have all bins of one band in common, or nearly always.
pub const BANDS: usize = BINS / ROWS;
/// Bytes of a sketch.
pub const BYTES: usize = 2 * BINS + NUMBERS;

/// A sketch of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sketch(pub [u8; BYTES]);

impl Sketch {
    /// The sketch of a text; `None` for one that is too short to tell.
    pub fn of(text: &str) -> Option<Sketch> {
        let (mut words, mut numbers) = (Words::default(), [u64::MAX; NUMBERS]);
        let mut line = Vec::new();
        for text in text.lines() {
            line.clear();
            line.extend(text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(fold_hash));
            if line.len() < WORDS_OF_A_LINE {
                continue;
            }
            line.iter().for_each(|word| words.push(*word));
            for number in numbers_of(text) {
                let hash = fold_hash(number);
                for (seed, least) in (1..).zip(&mut numbers) {
                    *least = (*least).min(mixed(hash ^ mixed(seed)));
                }
            }
        }
        let bins = words.bins()?;
        let mut sketch = [0; BYTES];
        for (bytes, bin) in sketch.chunks_exact_mut(2).zip(bins) {
            bytes.copy_from_slice(&bin.to_le_bytes());
        }
        for (byte, least) in sketch[2 * BINS..].iter_mut().zip(numbers) {
            *byte = least as u8;
        }
        Some(Sketch(sketch))
    }

    /// What the bins of a band hold: texts that are near one another share it in one of the bands.
    pub fn band(&self, band: usize) -> u64 {
        let bytes = &self.0[2 * ROWS * band..][..2 * ROWS];
        bytes.iter().fold(0, |key, byte| key << 8 | u64::from(*byte))
    }

    /// Whether the texts are near-identical reports.
    pub fn is_near(&self, other: &Sketch) -> bool {
        let (words, numbers) = self.0.split_at(2 * BINS);
        let (other_words, other_numbers) = other.0.split_at(2 * BINS);
        let alike = words.chunks(2).zip(other_words.chunks(2)).filter(|(a, b)| a == b).count();
        let alike_numbers = numbers.iter().zip(other_numbers).filter(|(a, b)| a == b).count();
        let needed = if numbers.iter().chain(other_numbers).all(|bin| *bin == u8::MAX) { NEAR_WITHOUT_NUMBERS } else { NEAR };
        alike >= needed && alike_numbers >= NEAR_NUMBERS
    }
}

/// Numbers of a line as they are written: "1,200", "2024", "5.7".
fn numbers_of(line: &str) -> impl Iterator<Item = &str> {
    let runs = line.split(|c: char| !c.is_ascii_digit() && c != ',' && c != '.');
    runs.map(|run| run.trim_matches([',', '.'])).filter(|number| !number.is_empty())
}

/// The runs of words that were pushed, a bin each for a part of them.
struct Words {
    count: usize,
    last: [u64; RUN],
    least: [u64; BINS],
}

impl Default for Words {
    fn default() -> Words {
        Words { count: 0, last: [0; RUN], least: [u64::MAX; BINS] }
    }
}

impl Words {
    fn push(&mut self, word: u64) {
        self.last.rotate_left(1);
        self.last[RUN - 1] = word;
        self.count += 1;
        if self.count >= RUN {
            let run = self.last.iter().fold(0, |run, word| mixed(run ^ word));
            let bin = &mut self.least[(run % BINS as u64) as usize];
            *bin = (*bin).min(run / BINS as u64);
        }
    }

    /// The bins; an empty one has what the next one has that is not.
    fn bins(&self) -> Option<[u16; BINS]> {
        let filled = |bin: usize| (0..BINS).map(move |step| (step, (bin + step) % BINS)).find(|(_, at)| self.least[*at] != u64::MAX);
        let mut bins = [0; BINS];
        for (number, bin) in bins.iter_mut().enumerate() {
            let (step, at) = filled(number)?;
            *bin = mixed(self.least[at].wrapping_add(step as u64)) as u16;
        }
        (self.count >= WORDS_OF_A_TEXT).then_some(bins)
    }
}

/// Bits mixed so that each depends on all (the finaliser of SplitMix64, Steele, Lea and Flood 2014).
fn mixed(bits: u64) -> u64 {
    let bits = bits.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let bits = (bits ^ bits >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let bits = (bits ^ bits >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ bits >> 31
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// Releases, and what others make of them: edited, they are the same release; with other numbers or a third of the text in
    /// common, they are not.
    fn labelled() -> (Vec<String>, Vec<(String, usize, bool)>) {
        let mut files: Vec<_> = std::fs::read_dir("seeds").expect("seeds").flatten().map(|file| file.path()).collect();
        files.sort();
        let releases: Vec<String> = files.iter().map(|path| std::fs::read_to_string(path).expect("an article")).collect();
        let mut others = Vec::new();
        for (number, text) in releases.iter().enumerate() {
            let paragraphs: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
            let joined = |range: std::ops::Range<usize>| paragraphs[range].join("\n");
            let count = paragraphs.len();
            let edited = [
                format!("(Agency) Another headline for it\n\n{text}\nRead also\nMore news of the day"),
                format!("The agency reports, citing the press service of the ministry in the capital.\n{text}"),
                joined(0..count - 1),
                joined(1..count),
                text.replace(" percent", "%").replace(" the ", " The "),
                text.replace("million", "mln").replace(" said", " noted"),
            ];
            others.extend(edited.into_iter().map(|text| (text, number, true)));
            let next_month: String =
                text.chars().map(|c| c.to_digit(10).map_or(c, |digit| char::from(b'0' + (digit as u8 * 7 + 3) % 10))).collect();
            let other = &releases[(number + 1) % releases.len()];
            let quoted = format!("{}\n{other}", joined(0..count / 4));
            others.extend([next_month, quoted].into_iter().map(|text| (text, number, false)));
        }
        (releases, others)
    }

    #[test]
    fn edited_reports_are_near_and_others_are_not() {
        let (releases, others) = labelled();
        let sketches: Vec<Sketch> = releases.iter().map(|text| Sketch::of(text).expect("a long text")).collect();
        let (mut found, mut wrong, mut all) = (0, BTreeSet::new(), 0);
        for (text, of, same) in &others {
            let sketch = Sketch::of(text).expect("a long text");
            let meets = |other: &Sketch| (0..BANDS).any(|band| sketch.band(band) == other.band(band)) && sketch.is_near(other);
            all += usize::from(*same);
            for (number, release) in sketches.iter().enumerate() {
                match (meets(release), *same && number == *of) {
                    (true, true) => found += 1,
                    // what quotes a release in full besides its own beginning is near that one
                    (true, false) if !*same && number == (of + 1) % sketches.len() => {}
                    (true, false) => drop(wrong.insert((number, *of))),
                    (false, _) => {}
                }
            }
        }
        let recall = found as f64 / all as f64;
        let precision = found as f64 / (found + wrong.len()) as f64;
        assert!(all > 50 && recall >= 0.95 && precision >= 0.98, "precision {precision}, recall {recall}: {wrong:?}");
        let unlike = |a: usize| (0..a).all(|b| !sketches[a].is_near(&sketches[b]));
        assert!((0..sketches.len()).all(unlike));
    }

    #[test]
    fn short_texts_have_no_sketch() {
        assert_eq!(Sketch::of("Trade grew.\nMenu\nRead also"), None);
        assert_eq!(Sketch::of(&"Home | News\n".repeat(100)), None);
        assert!(Sketch::of(&"one two three four five six seven eight nine\n".repeat(9)).is_some());
    }
}
