//! The inverted index while it is made: for each stem the documents that have it, more than fit into memory. What was
//! gathered is written as a sorted run whenever it has grown to a limit; in the end the runs are merged.
//!
//! A run is text, a line for each stem: the stem, a word of it as it is shown, its postings as [`vlq`] has them.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Seek, Write};

use super::vlq;

/// That a document has a stem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Posting {
    /// The document's number among entries (see [`super::entries`]).
    pub entry: u32,
    pub strength: u32,
    /// From 1; 0 for none.
    pub row: u32,
}

/// The postings of one stem in the order of documents, as text: each number of a document by its distance to the one before.
#[derive(Debug, Default)]
pub struct List {
    text: String,
    last: u32,
}

impl List {
    pub fn push(&mut self, posting: Posting) {
        vlq::push(&mut self.text, posting.entry - self.last);
        vlq::push(&mut self.text, posting.strength);
        vlq::push(&mut self.text, posting.row);
        self.last = posting.entry;
    }

    /// A list as it is written, to which nothing is added.
    pub fn whole(text: &str) -> Self {
        Self { text: text.to_owned(), last: 0 }
    }

    pub fn text(&self) -> &str {
        &self.text
    }
}

/// Reads a list back.
pub fn postings(text: &str) -> impl Iterator<Item = Posting> {
    let mut numbers = vlq::numbers(text);
    let mut entry = 0;
    std::iter::from_fn(move || {
        entry += numbers.next()?;
        Some(Posting { entry, strength: numbers.next()?, row: numbers.next()? })
    })
}

/// What a run holds in memory beside the texts of a stem, roughly.
const STEM_COST: usize = 120;
/// The most that a posting takes.
const POSTING_COST: usize = 9;

/// Postings, in memory and in runs.
pub struct Gathering<F> {
    lists: HashMap<String, (String, List)>,
    /// What these take, roughly.
    bytes: usize,
    runs: Vec<F>,
    limits: Limits,
}

/// What is held at once.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes gathered in memory.
    pub bytes: usize,
    /// Runs that are open, at least 2.
    pub runs: usize,
}

impl<F: Read + Write + Seek> Gathering<F> {
    pub fn new(limits: Limits) -> Self {
        Self { lists: HashMap::new(), bytes: 0, runs: vec![], limits }
    }

    /// Takes up a posting; those of a stem come in the order of documents. `shown` stays with the first.
    pub fn push(&mut self, stem: String, shown: String, posting: Posting) {
        let new = stem.len() + shown.len() + STEM_COST;
        let (_, list) = self.lists.entry(stem).or_insert_with(|| {
            self.bytes += new;
            (shown, List::default())
        });
        list.push(posting);
        self.bytes += POSTING_COST;
    }

    /// Writes a run if memory is full. To be called between documents.
    pub fn relieve(&mut self, scratch: &mut dyn FnMut() -> io::Result<F>) -> io::Result<()> {
        if self.bytes < self.limits.bytes {
            return Ok(());
        }
        self.spill(scratch)?;
        if self.runs.len() >= self.limits.runs {
            let merged = self.join(scratch)?;
            self.runs.push(merged);
        }
        Ok(())
    }

    fn spill(&mut self, scratch: &mut dyn FnMut() -> io::Result<F>) -> io::Result<()> {
        let mut run = BufWriter::new(scratch()?);
        let mut lists: Vec<(String, (String, List))> = std::mem::take(&mut self.lists).into_iter().collect();
        lists.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
        for (stem, (shown, list)) in lists {
            writeln!(run, "{stem} {shown} {}", list.text())?;
        }
        self.bytes = 0;
        self.runs.push(run.into_inner()?);
        Ok(())
    }

    /// All runs as one.
    fn join(&mut self, scratch: &mut dyn FnMut() -> io::Result<F>) -> io::Result<F> {
        let mut joined = BufWriter::new(scratch()?);
        let mut current: Option<(String, String, List)> = None;
        let write = |joined: &mut BufWriter<F>, line: Option<(String, String, List)>| match line {
            Some((stem, shown, list)) => writeln!(joined, "{stem} {shown} {}", list.text()),
            None => Ok(()),
        };
        merge(std::mem::take(&mut self.runs), &mut |stem, shown, posting| {
            if current.as_ref().is_none_or(|(current, ..)| current != stem) {
                write(&mut joined, current.replace((stem.to_owned(), shown.to_owned(), List::default())))?;
            }
            if let Some((.., list)) = &mut current {
                list.push(posting);
            }
            Ok::<(), io::Error>(())
        })?;
        write(&mut joined, current)?;
        Ok(joined.into_inner()?)
    }

    /// Gives all postings: stems in the order of their bytes, the postings of each in that of documents.
    pub fn finish<E: From<io::Error>>(
        mut self,
        scratch: &mut dyn FnMut() -> io::Result<F>,
        each: &mut dyn FnMut(&str, &str, Posting) -> Result<(), E>,
    ) -> Result<(), E> {
        if !self.lists.is_empty() {
            self.spill(scratch)?;
        }
        merge(self.runs, each)
    }
}

/// A line of a run.
struct Line {
    stem: String,
    shown: String,
    postings: String,
}

fn merge<F: Read + Seek, E: From<io::Error>>(
    runs: Vec<F>,
    each: &mut dyn FnMut(&str, &str, Posting) -> Result<(), E>,
) -> Result<(), E> {
    let mut readers = vec![];
    for mut run in runs {
        run.rewind()?;
        readers.push(BufReader::new(run));
    }
    // The least stem first; of equal ones that of the earliest run, whose documents are the earliest.
    let mut heap = BinaryHeap::new();
    for (number, reader) in readers.iter_mut().enumerate() {
        heap.extend(next(reader)?.map(|line| Reverse((line.stem, number, line.shown, line.postings))));
    }
    while let Some(Reverse((stem, number, shown, list))) = heap.pop() {
        for posting in postings(&list) {
            each(&stem, &shown, posting)?;
        }
        heap.extend(next(&mut readers[number])?.map(|line| Reverse((line.stem, number, line.shown, line.postings))));
    }
    Ok(())
}

fn next(run: &mut impl BufRead) -> io::Result<Option<Line>> {
    let mut line = String::new();
    if run.read_line(&mut line)? == 0 {
        return Ok(None);
    }
    let mut fields = line.trim_end().split(' ').map(str::to_owned);
    let (Some(stem), Some(shown), Some(postings)) = (fields.next(), fields.next(), fields.next()) else {
        return Err(io::ErrorKind::InvalidData.into());
    };
    Ok(Some(Line { stem, shown, postings }))
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use proptest::prelude::*;

    use super::*;

    type Found = Vec<(String, u32, u32, u32)>;

    /// Gathers the stems of documents, each a list of numbers, and gives what comes out.
    fn gathered(documents: &[Vec<u16>], limits: Limits, runs: &mut usize) -> Found {
        let mut scratch = || {
            *runs += 1;
            Ok(Cursor::new(vec![]))
        };
        let mut gathering = Gathering::new(limits);
        for (document, entry) in documents.iter().zip(0..) {
            for (stem, row) in document.iter().zip(1..) {
                gathering.push(format!("s{stem}"), "x".into(), Posting { entry, strength: 7, row });
            }
            gathering.relieve(&mut scratch).unwrap();
        }
        let mut found = vec![];
        let mut each = |stem: &str, _: &str, posting: Posting| {
            found.push((stem.to_owned(), posting.entry, posting.strength, posting.row));
            Ok::<(), io::Error>(())
        };
        gathering.finish(&mut scratch, &mut each).unwrap();
        found
    }

    fn sorted(documents: &[Vec<u16>]) -> Found {
        let all = documents.iter().zip(0..).flat_map(|(document, entry)| {
            document.iter().zip(1..).map(move |(stem, row)| (format!("s{stem}"), entry, 7, row))
        });
        let mut all: Found = all.collect();
        all.sort();
        all
    }

    proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn runs_merge_to_what_sorting_gives(
            documents in proptest::collection::vec(proptest::collection::btree_set(0u16..300, 0..12), 0..60),
            bytes in 1usize..4000,
            runs in 2usize..5,
        ) {
            let documents: Vec<Vec<u16>> = documents.into_iter().map(|stems| stems.into_iter().collect()).collect();
            prop_assert_eq!(gathered(&documents, Limits { bytes, runs }, &mut 0), sorted(&documents));
        }
    }

    #[test]
    fn a_thousand_runs_are_merged_few_at_a_time() {
        let documents: Vec<Vec<u16>> =
            (0..1000).map(|number| vec![number % 7, 10 + number % 11, 30 + number]).collect();
        let mut runs = 0;
        assert_eq!(gathered(&documents, Limits { bytes: 1, runs: 8 }, &mut runs), sorted(&documents));
        assert!(runs > 1000, "{runs}");
    }

    #[test]
    fn a_scratch_that_fails_is_told() {
        let mut gathering: Gathering<Cursor<Vec<u8>>> = Gathering::new(Limits { bytes: 1, runs: 2 });
        gathering.push("a".into(), "a".into(), Posting { entry: 0, strength: 1, row: 0 });
        assert!(gathering.relieve(&mut || Err(io::ErrorKind::StorageFull.into())).is_err());
    }
}
