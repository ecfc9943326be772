//! Which row of a table is which in its other edition.

use super::likeness::likeness;
use super::matching::{Matching, Run};
use super::outline::{Outline, OutlineRow};
use super::{RowChange, RowDifference, Sides};
use crate::annex::Role;

/// Pairs of labels that are compared at most in one place of the table; more than that were not renamed one by one.
const MOST_COMPARED: usize = 400;

/// The innermost group of a row as both editions know it: by its place in the new one, or in the old one alone.
type Home = Option<(bool, usize)>;

/// Two outlines and what is paired in them.
struct Pairing<'a> {
    old: &'a Outline<'a>,
    new: &'a Outline<'a>,
    matching: Matching,
}

/// Pairs the rows of two tables. First what has the same id, then groups from the outermost, by their titles; in groups that
/// are one, what is called alike, the same figures first; then what is called so only once, in another group; and what is
/// left at the same place with the same figures or similar words was renamed.
pub fn pair(old: &Outline, new: &Outline) -> Matching {
    let matching = Matching::new(old.rows.len(), new.rows.len());
    let mut pairing = Pairing { old, new, matching };
    pairing.matching.by(|row| old.rows[row].id, |row| new.rows[row].id);
    pairing.groups();
    pairing.labels();
    pairing.renamed(&|row| row.role != Role::Group);
    pairing.matching
}

impl Pairing<'_> {
    fn old_home(&self, row: usize) -> Home {
        let group = *self.old.rows[row].groups.last()?;
        Some(self.matching.of_old(group).map_or((false, group), |new| (true, new)))
    }

    fn new_home(&self, row: usize) -> Home {
        self.new.rows[row].groups.last().map(|group| (true, *group))
    }

    /// Titles of groups, by what groups they stand in themselves: the outer ones are settled first.
    fn groups(&mut self) {
        let groups = |outline: &Outline| outline.rows.iter().filter(|row| row.role == Role::Group).count();
        if groups(self.old) + groups(self.new) == 0 {
            return;
        }
        let deepest = |outline: &Outline| outline.rows.iter().map(|row| row.groups.len()).max().unwrap_or_default();
        for depth in 0..=deepest(self.old).min(deepest(self.new)) {
            let is_group = |row: &OutlineRow| row.role == Role::Group && row.groups.len() == depth;
            self.alike(|row| is_group(row).then_some(()));
            self.renamed(&is_group);
        }
    }

    fn labels(&mut self) {
        let is_row = |row: &OutlineRow| row.role != Role::Group;
        self.alike(|row| is_row(row).then_some(row.contents.clone()));
        self.alike(|row| is_row(row).then_some(row.evidence.clone()));
        self.alike(|row| is_row(row).then_some(()));
        // A sum is that of its group, whatever it is called.
        let is_sum = |row: &OutlineRow| matches!(row.role, Role::Total | Role::Subtotal);
        self.within_groups(|row| is_sum(row).then_some((row.role.name(), row.level)));
        let called = |row: &OutlineRow| (!row.words.is_empty()).then(|| (row.words.clone(), row.role == Role::Group));
        let (old, new) = (self.old, self.new);
        self.matching.by_unique(|row| called(&old.rows[row]), |row| called(&new.rows[row]));
    }

    /// Pairs rows of the same label in the same group, where something else is the same, too.
    fn alike<K: Eq + std::hash::Hash>(&mut self, key: impl Fn(&OutlineRow) -> Option<K>) {
        self.within_groups(|row| Some((row.words.clone(), key(row)?)));
    }

    fn within_groups<K: Eq + std::hash::Hash>(&mut self, key: impl Fn(&OutlineRow) -> Option<K>) {
        let (old, new) = (self.old, self.new);
        let old_homes: Vec<Home> = (0..old.rows.len()).map(|row| self.old_home(row)).collect();
        let new_homes: Vec<Home> = (0..new.rows.len()).map(|row| self.new_home(row)).collect();
        self.matching
            .by(|row| Some((old_homes[row], key(&old.rows[row])?)), |row| Some((new_homes[row], key(&new.rows[row])?)));
    }

    /// Pairs what is alone at the same place and was renamed.
    fn renamed(&mut self, wanted: &dyn Fn(&OutlineRow) -> bool) {
        for run in self.matching.runs() {
            let evidence =
                |row: &OutlineRow| if wanted(row) { Some((row.role.name(), row.evidence.clone()?)) } else { None };
            let (old, new) = (self.old, self.new);
            self.matching.by_within(run.clone(), |row| evidence(&old.rows[row]), |row| evidence(&new.rows[row]));
            for (old, new) in self.similar(&run, wanted) {
                if self.matching.of_old(old).is_none() && self.matching.of_new(new).is_none() {
                    self.matching.join(old, new);
                }
            }
        }
    }

    /// Rows of a run with similar labels, those first that are most alike.
    fn similar(&self, (olds, news): &Run, wanted: &dyn Fn(&OutlineRow) -> bool) -> Vec<(usize, usize)> {
        let alone = |row: &OutlineRow, other: Option<usize>| other.is_none() && wanted(row);
        let olds: Vec<usize> =
            olds.clone().filter(|row| alone(&self.old.rows[*row], self.matching.of_old(*row))).collect();
        let news: Vec<usize> =
            news.clone().filter(|row| alone(&self.new.rows[*row], self.matching.of_new(*row))).collect();
        let all = olds.len() * news.len() <= MOST_COMPARED;
        let mut found: Vec<(f64, usize, usize)> = vec![];
        for (old_place, old) in olds.iter().enumerate() {
            let places = if all { 0..news.len() } else { old_place..(old_place + 1).min(news.len()).max(old_place) };
            for place in places {
                let (before, after) = (&self.old.rows[*old], &self.new.rows[news[place]]);
                if before.role == after.role
                    && let Some(likeness) = likeness(&before.words, &after.words)
                {
                    found.push((likeness, old_place, place));
                }
            }
        }
        // Of two that are alike, the one that stands nearer.
        found.sort_by(|a, b| {
            b.0.total_cmp(&a.0).then_with(|| (a.1.abs_diff(a.2), a.1 + a.2).cmp(&(b.1.abs_diff(b.2), b.1 + b.2)))
        });
        found.into_iter().map(|(_, old, new)| (olds[old], news[new])).collect()
    }
}

/// The rows of both tables as they are told.
pub fn differences(old: &Outline, new: &Outline, matching: &Matching) -> Vec<RowDifference> {
    let row = |(before, after): (Option<usize>, Option<usize>)| {
        let rows = Sides { old: before.map(|row| old.name(row)), new: after.map(|row| new.name(row)) };
        let (change, regrouped) = match (before, after) {
            (Some(before), Some(after)) => {
                let groups = || old.rows[before].groups.iter().map(|group| matching.of_old(*group));
                let same = groups().eq(new.rows[after].groups.iter().map(|group| Some(*group)));
                (change(&old.rows[before], &new.rows[after]), !same)
            }
            (None, _) => (RowChange::Added, false),
            (_, None) => (RowChange::Removed, false),
        };
        RowDifference { rows, change, regrouped }
    };
    matching.merged().into_iter().map(row).collect()
}

fn change(old: &OutlineRow, new: &OutlineRow) -> RowChange {
    match (old.label == new.label, old.words == new.words) {
        (true, _) => RowChange::Same,
        (_, true) => RowChange::Respelled,
        _ => RowChange::Renamed,
    }
}
