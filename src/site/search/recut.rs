//! The shards of an index in which some stems have changed.
//!
//! Cut anew are only those from the first that a change can reach up to where a cut is at its place again and all other changes
//! are further on: what is in a shard depends on where it begins and what follows, not on what is before.

use std::collections::{BTreeMap, VecDeque};
use std::ops::Range;

use super::Failure;
use super::document::Finding;
use super::postings::{Posting, postings};
use super::shards::{ShardLimits, Shards, parted};
use super::update::{Asked, Stop, read};

/// What has changed, by stem; of each by document, how that has it now.
pub type Changes = BTreeMap<String, BTreeMap<u32, Option<Finding>>>;

/// A shard as it is to be.
pub enum Shard {
    /// As that of a number was.
    Same(usize),
    New(String),
}

/// The shards with all changes, and what each begins with; given what each began with.
pub fn recut<E>(
    firsts: Vec<String>,
    changes: Changes,
    asked: &Asked<E>,
    limits: ShardLimits,
) -> Result<(Vec<Shard>, Vec<String>), Stop<E>> {
    let mut recut = Recut { earlier: firsts, changes, asked, limits, shards: vec![], firsts: vec![] };
    let mut next = 0;
    while let Some(begin) = recut.begin() {
        recut.keep(next..begin);
        next = recut.cut(begin)?;
    }
    recut.keep(next..recut.earlier.len());
    Ok((recut.shards, recut.firsts))
}

struct Recut<'a, E> {
    /// What each shard begins with of those that are not in their places yet.
    earlier: Vec<String>,
    /// Those that are still to come.
    changes: Changes,
    asked: &'a Asked<'a, E>,
    limits: ShardLimits,
    shards: Vec<Shard>,
    firsts: Vec<String>,
}

impl<E> Recut<'_, E> {
    /// The shard from which on the next change counts; nothing where there is none. Unless it is the first of all, what it
    /// begins with comes before the stem that changes, and stays.
    fn begin(&self) -> Option<usize> {
        let (stem, _) = self.changes.first_key_value()?;
        // The last of them may begin with that stem, which is told from the end of the one before.
        let before_it = self.earlier.partition_point(|first| first < stem);
        Some(before_it.saturating_sub(2))
    }

    fn keep(&mut self, shards: Range<usize>) {
        self.firsts.extend_from_slice(&self.earlier[shards.clone()]);
        self.shards.extend(shards.map(Shard::Same));
    }

    /// Cuts anew from the beginning of a shard up to that of the one that is given, or the end.
    fn cut(&mut self, begin: usize) -> Result<usize, Stop<E>> {
        let mut stems = Stems { shards: begin..self.earlier.len(), waiting: VecDeque::new() };
        let (mut shards, mut full) = (Shards::new(self.limits), vec![]);
        let mut end = self.earlier.len();
        while let Some(Stem { begins, stem, shown, lists }) = stems.next(self.asked)? {
            if let Some(number) = begins
                && self.begin().is_none_or(|begin| begin >= number)
                && let Some(first) = shards.ends_before(&stem)
            {
                self.earlier[number] = first;
                end = number;
                break;
            }
            // Before it those that no document had.
            let later = self.changes.split_off(&stem);
            for (new, found) in std::mem::replace(&mut self.changes, later) {
                self.push(&mut shards, &mut full, &new, None, vec![], found)?;
            }
            match (self.changes.remove(&stem), &lists[..]) {
                (None, [list]) => shards.push_list(&stem, &shown, list, &mut full),
                (found, lists) => {
                    let all = lists.iter().flat_map(|list| postings(list)).collect();
                    self.push(&mut shards, &mut full, &stem, Some(&shown), all, found.unwrap_or_default())?;
                }
            }
        }
        if end == self.earlier.len() {
            for (new, found) in std::mem::take(&mut self.changes) {
                self.push(&mut shards, &mut full, &new, None, vec![], found)?;
            }
        }
        let (last, mut firsts) = shards.finish();
        if let (1.., Some(first)) = (begin, firsts.first_mut()) {
            first.clone_from(&self.earlier[begin]);
        }
        self.shards.extend(full.into_iter().chain(last).map(Shard::New));
        self.firsts.append(&mut firsts);
        Ok(end)
    }

    /// Adds a stem, given its postings as they were and what has changed of it.
    fn push(
        &self,
        shards: &mut Shards,
        full: &mut Vec<String>,
        stem: &str,
        shown: Option<&str>,
        earlier: Vec<Posting>,
        found: BTreeMap<u32, Option<Finding>>,
    ) -> Result<(), Stop<E>> {
        let first_before = earlier.first().map(|posting| posting.entry);
        let mut all: BTreeMap<u32, Posting> = earlier.into_iter().map(|posting| (posting.entry, posting)).collect();
        for (entry, finding) in &found {
            match finding {
                Some(Finding { strength, row, .. }) => {
                    all.insert(*entry, Posting { entry: *entry, strength: *strength, row: *row });
                }
                None => drop(all.remove(entry)),
            }
        }
        let Some(first) = all.keys().next().copied() else { return Ok(()) };
        // The word is that of the first document.
        let shown = match (found.get(&first), shown) {
            (Some(Some(finding)), _) => finding.shown.clone(),
            (_, Some(shown)) if Some(first) == first_before => shown.to_owned(),
            _ => (self.asked.shown)(first, stem).map_err(Failure::Sink)?.ok_or(Stop::Damaged)?,
        };
        for posting in all.into_values() {
            full.extend(shards.push(stem, &shown, posting));
        }
        Ok(())
    }
}

/// A stem as the shards have it.
struct Stem {
    /// The shard that it begins.
    begins: Option<usize>,
    stem: String,
    shown: String,
    /// Its postings as they are written: one for each shard through which it goes.
    lists: Vec<String>,
}

/// Reads the stems of shards one after the other.
struct Stems {
    /// Those that are not read yet.
    shards: Range<usize>,
    /// What was read and not given.
    waiting: VecDeque<Stem>,
}

impl Stems {
    fn next<E>(&mut self, asked: &Asked<E>) -> Result<Option<Stem>, Stop<E>> {
        self.fill(asked)?;
        let Some(mut stem) = self.waiting.pop_front() else { return Ok(None) };
        loop {
            self.fill(asked)?;
            match self.waiting.front_mut().filter(|next| next.stem == stem.stem) {
                Some(more) => stem.lists.append(&mut more.lists),
                None => return Ok(Some(stem)),
            }
            self.waiting.pop_front();
        }
    }

    /// Reads a shard if nothing is waiting.
    fn fill<E>(&mut self, asked: &Asked<E>) -> Result<(), Stop<E>> {
        if !self.waiting.is_empty() {
            return Ok(());
        }
        let Some(number) = self.shards.next() else { return Ok(()) };
        let text: String = shard(asked, number)?;
        for (place, written) in parted(&text).enumerate() {
            let written = written.ok_or(Stop::Damaged)?;
            self.waiting.push_back(Stem {
                begins: (place == 0).then_some(number),
                stem: written.stem.to_owned(),
                shown: written.shown.into_owned(),
                lists: vec![written.postings.to_owned()],
            });
        }
        Ok(())
    }
}

/// A shard as it was.
pub fn shard<E>(asked: &Asked<E>, number: usize) -> Result<String, Stop<E>> {
    read(asked, &format!("words-{number}"))
}
