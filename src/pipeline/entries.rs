//! Which records there are in the files of a listing: one in each, but for files that hold several. Held small: a file that is one
//! record costs nothing here.

/// The records of all files, numbered in the order of files and, within a file, of their names.
#[derive(Default)]
pub struct Entries {
    /// Files that are not one record under their own name, in order.
    several: Vec<Several>,
    len: usize,
    files: usize,
}

/// The records of one file.
struct Several {
    file: usize,
    /// The number of the first.
    first: usize,
    /// What tells each from the others, one behind the other, and where each ends.
    names: String,
    ends: Vec<u32>,
}

impl Several {
    fn name(&self, record: usize) -> &str {
        let start = record.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let end = self.ends.get(record).copied().unwrap_or(start);
        self.names.get(start as usize..end as usize).unwrap_or_default()
    }
}

impl Entries {
    /// How many records there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// The next file is one record, under its own name.
    pub fn push_file(&mut self) {
        self.len += 1;
        self.files += 1;
    }

    /// The next file holds the records of these names.
    pub fn push_records<'a>(&mut self, names: impl Iterator<Item = &'a str>) {
        let mut several = Several { file: self.files, first: self.len, names: String::new(), ends: Vec::new() };
        for name in names {
            several.names.push_str(name);
            several.ends.push(u32::try_from(several.names.len()).unwrap_or(u32::MAX));
        }
        self.len += several.ends.len();
        self.files += 1;
        self.several.push(several);
    }

    /// How many records are in the file of this one.
    pub fn beside(&self, number: usize) -> usize {
        let before = self.several.partition_point(|several| several.first <= number);
        let last = before.checked_sub(1).and_then(|last| self.several.get(last));
        last.filter(|several| number - several.first < several.ends.len()).map_or(1, |several| several.ends.len())
    }

    /// The number of the file that a record is in, and what tells it from others of the file.
    pub fn file_and_name(&self, number: usize) -> (usize, &str) {
        let before = self.several.partition_point(|several| several.first <= number);
        let Some(several) = before.checked_sub(1).and_then(|last| self.several.get(last)) else { return (number, "") };
        let record = number - several.first;
        match record.checked_sub(several.ends.len()) {
            None => (several.file, several.name(record)),
            Some(behind) => (several.file + 1 + behind, ""),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Entries;

    #[test]
    fn records_have_their_files() {
        let mut entries = Entries::default();
        entries.push_file();
        entries.push_records(["#1", "#10", "#2"].into_iter());
        entries.push_records([].into_iter());
        entries.push_file();
        entries.push_records(["#a.txt"].into_iter());
        let all: Vec<(usize, &str)> = (0..entries.len()).map(|number| entries.file_and_name(number)).collect();
        assert_eq!((0..entries.len()).map(|number| entries.beside(number)).collect::<Vec<_>>(), [1, 3, 3, 3, 1, 1]);
        assert_eq!(all, [(0, ""), (1, "#1"), (1, "#10"), (1, "#2"), (3, ""), (4, "#a.txt")]);
    }
}
