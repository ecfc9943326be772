//! Which of some things in one list are which in another one. Every rule here is the same the other way round.

use std::collections::{HashMap, VecDeque};
use std::hash::Hash;
use std::ops::Range;

/// Pairs of two lists, by index.
#[derive(Debug)]
pub struct Matching {
    of_old: Vec<Option<usize>>,
    of_new: Vec<Option<usize>>,
}

/// What is paired with nothing between two neighbours, in both lists.
pub type Run = (Range<usize>, Range<usize>);

impl Matching {
    pub fn new(old: usize, new: usize) -> Self {
        Self { of_old: vec![None; old], of_new: vec![None; new] }
    }

    pub fn of_old(&self, old: usize) -> Option<usize> {
        self.of_old[old]
    }

    pub fn of_new(&self, new: usize) -> Option<usize> {
        self.of_new[new]
    }

    pub fn join(&mut self, old: usize, new: usize) {
        self.of_old[old] = Some(new);
        self.of_new[new] = Some(old);
    }

    /// Pairs what is alone and has the same key, in order: the second with the second.
    pub fn by<K: Eq + Hash>(&mut self, old: impl Fn(usize) -> Option<K>, new: impl Fn(usize) -> Option<K>) {
        self.by_within((0..self.of_old.len(), 0..self.of_new.len()), old, new);
    }

    /// The same among a part of both lists.
    pub fn by_within<K: Eq + Hash>(
        &mut self,
        (olds, news): Run,
        old: impl Fn(usize) -> Option<K>,
        new: impl Fn(usize) -> Option<K>,
    ) {
        let mut waiting: HashMap<K, VecDeque<usize>> = HashMap::new();
        for index in olds.filter(|index| self.of_old[*index].is_none()) {
            if let Some(key) = old(index) {
                waiting.entry(key).or_default().push_back(index);
            }
        }
        for index in news {
            if self.of_new[index].is_none()
                && let Some(key) = new(index)
                && let Some(found) = waiting.get_mut(&key).and_then(VecDeque::pop_front)
            {
                self.join(found, index);
            }
        }
    }

    /// Pairs what is alone and has a key that nothing else which is alone in its list has.
    pub fn by_unique<K: Eq + Hash>(&mut self, old: impl Fn(usize) -> Option<K>, new: impl Fn(usize) -> Option<K>) {
        let olds = unique((0..self.of_old.len()).filter(|index| self.of_old[*index].is_none()), old);
        let news = unique((0..self.of_new.len()).filter(|index| self.of_new[*index].is_none()), &new);
        for index in 0..self.of_new.len() {
            if self.of_new[index].is_none()
                && let Some(key) = new(index)
                && let (Some(Some(old)), Some(Some(_))) = (olds.get(&key), news.get(&key))
            {
                self.join(*old, index);
            }
        }
    }

    /// What is alone at the same place of both lists: after things that are one, or before such.
    pub fn runs(&self) -> Vec<Run> {
        let (olds, news) = (alone(&self.of_old), alone(&self.of_new));
        let mut runs = vec![];
        let mut taken = vec![false; olds.len()];
        let mut rest = vec![];
        // By what comes before: the beginnings of both lists are one place.
        let after: HashMap<Option<usize>, usize> =
            olds.iter().enumerate().map(|(index, run)| (run.start.checked_sub(1), index)).collect();
        for run in news {
            // What comes before a run is paired, or it would be part of it.
            match after.get(&run.start.checked_sub(1).and_then(|before| self.of_new[before])) {
                Some(index) => {
                    taken[*index] = true;
                    runs.push((olds[*index].clone(), run));
                }
                None => rest.push(run),
            }
        }
        let left = olds.iter().zip(&taken).filter(|(_, taken)| !**taken).map(|(run, _)| run);
        let before: HashMap<Option<usize>, &Range<usize>> =
            left.map(|run| (Some(run.end).filter(|end| *end < self.of_old.len()), run)).collect();
        for run in rest {
            let next = self.of_new.get(run.end).copied().flatten();
            if let Some(old) = before.get(&next) {
                runs.push(((*old).clone(), run));
            }
        }
        runs
    }

    /// Both lists in one: in the order of the new one, what only the old one has after what it stood after there.
    pub fn merged(&self) -> Vec<(Option<usize>, Option<usize>)> {
        let mut merged = vec![];
        let removed_after = |old: usize, merged: &mut Vec<_>| {
            let gone = (old..self.of_old.len()).take_while(|index| self.of_old[*index].is_none());
            merged.extend(gone.map(|index| (Some(index), None)));
        };
        removed_after(0, &mut merged);
        for (new, old) in self.of_new.iter().enumerate() {
            merged.push((*old, Some(new)));
            if let Some(old) = old {
                removed_after(old + 1, &mut merged);
            }
        }
        merged
    }

    /// How many pairs do not stand in the longest series of those that are in the same order in both lists (by patience
    /// sorting).
    pub fn moved(&self) -> usize {
        let olds: Vec<usize> = self.of_new.iter().copied().flatten().collect();
        let mut piles: Vec<usize> = vec![];
        for old in &olds {
            let at = piles.partition_point(|top| top < old);
            match piles.get_mut(at) {
                Some(top) => *top = *old,
                None => piles.push(*old),
            }
        }
        olds.len() - piles.len()
    }
}

/// By key, its only place; `None` where there are several.
fn unique<K: Eq + Hash>(
    indices: impl Iterator<Item = usize>,
    key: impl Fn(usize) -> Option<K>,
) -> HashMap<K, Option<usize>> {
    let mut places = HashMap::new();
    for index in indices {
        if let Some(key) = key(index) {
            places.entry(key).and_modify(|place| *place = None).or_insert(Some(index));
        }
    }
    places
}

/// Runs of what is paired with nothing.
fn alone(paired: &[Option<usize>]) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = vec![];
    for index in (0..paired.len()).filter(|index| paired[*index].is_none()) {
        match runs.last_mut() {
            Some(run) if run.end == index => run.end += 1,
            _ => runs.push(index..index + 1),
        }
    }
    runs
}
