//! The inverted index as the page loads it: files of stems that follow each other, small enough to be fetched for one word.
//!
//! A shard is a text: stems parted by `|`, each followed by what turns it into a word that is shown and by its postings,
//! with spaces between: `sportell i AHBqGC`. A stem of so many documents that its list fills a shard goes on in the next.

use std::borrow::Cow;

use super::postings::{List, Posting, postings};

/// Bytes from which on a shard ends before the next stem, and those from which on it ends within one.
#[derive(Debug, Clone, Copy)]
pub struct ShardLimits {
    pub between: usize,
    pub within: usize,
}

/// Cuts a stream of postings into shards.
pub struct Shards {
    limits: ShardLimits,
    text: String,
    stem: String,
    list: List,
    /// What the list's text begins with in the shard: stem and word.
    head: String,
    /// The beginning of each shard's first stem, as much of it as tells it from the one before.
    firsts: Vec<String>,
}

impl Shards {
    pub fn new(limits: ShardLimits) -> Self {
        let empty = String::new;
        Self { limits, text: empty(), stem: empty(), list: List::default(), head: empty(), firsts: vec![] }
    }

    /// Takes a posting, and gives the shard that was full before it.
    pub fn push(&mut self, stem: &str, shown: &str, posting: Posting) -> Option<String> {
        let is_new = self.firsts.is_empty() || stem != self.stem;
        let (size, limit) = if is_new {
            self.close_list();
            (self.text.len(), self.limits.between)
        } else {
            (self.text.len() + self.list.text().len(), self.limits.within)
        };
        let full = (size >= limit).then(|| self.take());
        if full.is_some() || self.firsts.is_empty() {
            let first = if is_new { distinct(&self.stem, stem) } else { stem };
            self.firsts.push(first.to_owned());
        }
        if is_new {
            stem.clone_into(&mut self.stem);
            self.head = format!("{stem} {} ", tail(stem, shown));
        }
        self.list.push(posting);
        full
    }

    /// Takes all postings of a stem as they are written, and hands on the shards that were full before their end.
    pub fn push_list(&mut self, stem: &str, shown: &str, list: &str, full: &mut Vec<String>) {
        let mut postings = postings(list);
        let Some(first) = postings.next() else { return };
        full.extend(self.push(stem, shown, first));
        // Where it fits in whole there is nothing to be worked out.
        if self.text.len() + list.len() < self.limits.within {
            self.list = List::whole(list);
        } else {
            postings.for_each(|posting| full.extend(self.push(stem, shown, posting)));
        }
    }

    /// What the next shard begins with, if the one at hand ends before a stem that is another than the last.
    pub fn ends_before(&mut self, stem: &str) -> Option<String> {
        self.close_list();
        (self.text.len() >= self.limits.between).then(|| distinct(&self.stem, stem).to_owned())
    }

    /// The last shard, and where each begins.
    pub fn finish(mut self) -> (Option<String>, Vec<String>) {
        let last = self.take();
        ((!last.is_empty()).then_some(last), self.firsts)
    }

    fn close_list(&mut self) {
        let list = std::mem::take(&mut self.list);
        if !list.text().is_empty() {
            if !self.text.is_empty() {
                self.text.push('|');
            }
            self.text.push_str(&self.head);
            self.text.push_str(list.text());
        }
    }

    fn take(&mut self) -> String {
        self.close_list();
        std::mem::take(&mut self.text)
    }
}

/// A stem of a shard, a word of it, and its postings as they are written.
pub struct Written<'a> {
    pub stem: &'a str,
    pub shown: Cow<'a, str>,
    pub postings: &'a str,
}

/// Reads a shard back: its stems in order, `None` for one that can't be read.
pub fn parted(shard: &str) -> impl Iterator<Item = Option<Written<'_>>> {
    shard.split('|').map(|line| {
        let mut fields = line.splitn(3, ' ');
        let (stem, tail, postings) = (fields.next()?, fields.next()?, fields.next()?);
        let shown = match tail.strip_prefix('=') {
            Some(whole) => Cow::Borrowed(whole),
            None => Cow::Owned(format!("{stem}{tail}")),
        };
        Some(Written { stem, shown, postings })
    })
}

/// As much of the beginning of `next` as comes after `last`, which comes before it.
fn distinct<'a>(last: &str, next: &'a str) -> &'a str {
    let common = last.chars().zip(next.chars()).take_while(|(one, other)| one == other).count();
    let end = next.char_indices().nth(common + 1).map_or(next.len(), |(end, _)| end);
    &next[..end]
}

/// What a stem lacks to be the word; the whole word, marked, where it does not begin with its stem.
fn tail(stem: &str, shown: &str) -> String {
    shown.strip_prefix(stem).map_or_else(|| format!("={shown}"), str::to_owned)
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// Reads a shard back as the script does.
    pub fn read(shard: &str) -> Vec<(String, String, Vec<Posting>)> {
        let written = parted(shard).map(Option::unwrap);
        written.map(|line| (line.stem.to_owned(), line.shown.into_owned(), postings(line.postings).collect())).collect()
    }

    fn shards(limits: ShardLimits, stems: &[(&str, u32)]) -> (Vec<String>, Vec<String>) {
        let mut shards = Shards::new(limits);
        let mut files = vec![];
        for (stem, documents) in stems {
            for entry in 0..*documents {
                files.extend(shards.push(stem, &format!("{stem}e"), Posting { entry, strength: 1, row: 0 }));
            }
        }
        let (last, firsts) = shards.finish();
        files.extend(last);
        (files, firsts)
    }

    #[test]
    fn a_shard_begins_with_what_tells_its_first_stem_from_the_last() {
        let (files, firsts) =
            shards(ShardLimits { between: 10, within: 1000 }, &[("banc", 2), ("bandier", 9), ("zon", 1)]);
        assert_eq!(firsts, ["b", "band", "z"]);
        assert_eq!(files.len(), 3);
        assert_eq!(read(&files[1])[0].1, "bandiere");
    }

    #[test]
    fn a_long_list_goes_on_in_the_next_shard() {
        let (files, firsts) = shards(ShardLimits { between: 50, within: 100 }, &[("a", 1), ("region", 100), ("z", 1)]);
        assert_eq!(firsts, ["a", "region", "region", "region"]);
        assert_eq!(read(&files[3]).last().unwrap().0, "z");
        let entries: Vec<u32> = files
            .iter()
            .flat_map(|file| read(file))
            .filter(|line| line.0 == "region")
            .flat_map(|line| line.2)
            .map(|posting| posting.entry)
            .collect();
        assert_eq!(entries, (0..100).collect::<Vec<_>>());
        assert!(files.iter().all(|file| file.len() < 120));
    }

    #[test]
    fn nothing_makes_no_shard() {
        assert_eq!(shards(ShardLimits { between: 1, within: 1 }, &[]), (vec![], vec![]));
    }

    #[test]
    fn a_word_that_does_not_begin_with_its_stem_is_kept_whole() {
        assert_eq!(tail("city", "cities"), "=cities");
        assert_eq!(tail("citt", "città"), "à");
    }
}
