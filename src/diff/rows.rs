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

/// Of all rows, old and new.
type Homes = (Vec<Home>, Vec<Home>);

/// Two outlines and what is paired in them.
struct Pairing<'a> {
    old: &'a Outline<'a>,
    new: &'a Outline<'a>,
    matching: Matching,
}

/// Pairs the rows of two tables. First what has the same id, then groups from the outermost, by their titles; in groups that
/// are one, what is called alike, the same figures first; then what is called so only once, in another group; and what is
/// left with the same figures at the same place, or with similar words, was renamed.
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
    fn homes(&self) -> Homes {
        let old = |row: &OutlineRow| {
            let group = *row.groups.last()?;
            Some(self.matching.of_old(group).map_or((false, group), |new| (true, new)))
        };
        let new = |row: &OutlineRow| row.groups.last().map(|group| (true, *group));
        (self.old.rows.iter().map(old).collect(), self.new.rows.iter().map(new).collect())
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
        let (old, new, homes) = (self.old, self.new, self.homes());
        self.matching
            .by(|row| Some((homes.0[row], key(&old.rows[row])?)), |row| Some((homes.1[row], key(&new.rows[row])?)));
    }

    /// Pairs what is alone in groups that are one and was renamed: at the same place what has the same figures, or similar
    /// words; then what has similar words anywhere.
    fn renamed(&mut self, wanted: &dyn Fn(&OutlineRow) -> bool) {
        let homes = self.homes();
        for run in self.matching.runs() {
            let evidence =
                |row: &OutlineRow| if wanted(row) { Some((row.role.name(), row.evidence.clone()?)) } else { None };
            let (old, new) = (self.old, self.new);
            self.matching.by_within(
                run.clone(),
                |row| Some((homes.0[row], evidence(&old.rows[row])?)),
                |row| Some((homes.1[row], evidence(&new.rows[row])?)),
            );
            self.similar(run, &homes, wanted);
        }
        self.similar((0..self.old.rows.len(), 0..self.new.rows.len()), &homes, wanted);
    }

    /// Pairs rows of two parts of the tables by similar labels, those first that are most alike.
    fn similar(&mut self, (olds, news): Run, homes: &Homes, wanted: &dyn Fn(&OutlineRow) -> bool) {
        let (old, new) = (self.old, self.new);
        let olds: Vec<usize> =
            olds.filter(|row| self.matching.of_old(*row).is_none() && wanted(&old.rows[*row])).collect();
        let news: Vec<usize> =
            news.filter(|row| self.matching.of_new(*row).is_none() && wanted(&new.rows[*row])).collect();
        let all = olds.len() * news.len() <= MOST_COMPARED;
        let mut found: Vec<(f64, usize, usize)> = vec![];
        for (old_place, before) in olds.iter().enumerate() {
            let same_place = old_place.min(news.len())..(old_place + 1).min(news.len());
            for new_place in if all { 0..news.len() } else { same_place } {
                let (one, other) = (&old.rows[*before], &new.rows[news[new_place]]);
                if one.role == other.role
                    && homes.0[*before] == homes.1[news[new_place]]
                    && let Some(likeness) = likeness(&one.words, &other.words)
                {
                    found.push((likeness, old_place, new_place));
                }
            }
        }
        // Of two that are as much alike, the one that stands nearer. What still ties has no row in common.
        let nearness = |(_, old, new): &(f64, usize, usize)| (old.abs_diff(*new), old + new);
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| nearness(a).cmp(&nearness(b))));
        for (_, before, after) in found {
            if self.matching.of_old(olds[before]).is_none() && self.matching.of_new(news[after]).is_none() {
                self.matching.join(olds[before], news[after]);
            }
        }
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
