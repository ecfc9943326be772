//! Two editions of an annex, and what differs between them: what was added, removed and renamed, and by how much each
//! amount changed. Nothing here says it in words, and nothing is rounded but percentages.
//!
//! In: two annexes. Out: a [`Difference`]. The other way round it is the inverse: whatever is paired is so by rules that
//! know no before and after.

mod cells;
mod columns;
mod figures;
mod likeness;
mod matching;
mod measure;
mod model;
mod outline;
mod rows;
mod tables;
mod texts;
mod totals;

pub use self::measure::Measure;
pub use self::model::{
    CellDifference, CellPart, ColumnDifference, ColumnFigures, ColumnName, FigureDifference, Held, Place,
    Reconciliation, RowChange, RowDifference, RowName, Said, TableDifference, TableName, TextDifference,
};

use crate::annex::{Annex, slug};
use crate::catalogue::Language;

/// What something is in the old edition and in the new one; in one of them it may not be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sides<T> {
    pub old: Option<T>,
    pub new: Option<T>,
}

impl<T> Sides<T> {
    pub fn both(old: T, new: T) -> Self {
        Self { old: Some(old), new: Some(new) }
    }

    /// As it now is; else as it was.
    pub fn latest(&self) -> Option<&T> {
        self.new.as_ref().or(self.old.as_ref())
    }

    pub fn as_ref(&self) -> Sides<&T> {
        Sides { old: self.old.as_ref(), new: self.new.as_ref() }
    }

    pub fn map<U>(self, mut f: impl FnMut(T) -> U) -> Sides<U> {
        Sides { old: self.old.map(&mut f), new: self.new.map(&mut f) }
    }

    /// What it is in both, where it is in both.
    pub fn pair(&self) -> Option<(&T, &T)> {
        self.old.as_ref().zip(self.new.as_ref())
    }
}

/// What differs between several annexes of two plans.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// Of the annexes that both have, in the order of the new plan.
    pub annexes: Vec<Difference>,
    /// Annexes that only one of them has.
    pub alone: Vec<Sides<Edition>>,
}

impl Comparison {
    pub fn is_empty(&self) -> bool {
        self.alone.is_empty() && self.annexes.iter().all(Difference::is_empty)
    }
}

/// What differs between two editions of an annex.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    pub old: Edition,
    pub new: Edition,
    /// Around the tables, and what is said of the act.
    pub texts: Vec<TextDifference>,
    /// Tables in which anything differs, those that only one edition has included.
    pub tables: Vec<TableDifference>,
}

impl Difference {
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty() && self.tables.is_empty()
    }
}

/// What an edition is called by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    pub label: String,
    pub heading: Option<String>,
    /// Title of the act.
    pub act: String,
    pub year: u16,
    /// Number of its version, from 1.
    pub version: usize,
    pub language: Language,
}

impl Edition {
    pub fn of(annex: &Annex) -> Self {
        Self {
            label: annex.label.clone(),
            heading: annex.heading.clone(),
            act: annex.act.title.clone(),
            year: annex.act.year,
            version: annex.version(),
            language: annex.act.language,
        }
    }
}

/// What differs between two editions of an annex.
pub fn diff(old: &Annex, new: &Annex) -> Difference {
    Difference {
        old: Edition::of(old),
        new: Edition::of(new),
        texts: texts::of_annex(old, new),
        tables: tables::of_annex(old, new),
    }
}

/// The same for all annexes of two plans: those of one label are one; so are two that are alone in their plans.
pub fn compare(old: &[&Annex], new: &[&Annex]) -> Comparison {
    let only = |annexes: &[&Annex]| annexes.len() == 1;
    let is_same = |a: &Annex, b: &Annex| slug(&a.label) == slug(&b.label) || only(old) && only(new);
    let mut comparison = Comparison { annexes: vec![], alone: vec![] };
    for annex in old.iter().filter(|annex| !new.iter().any(|other| is_same(annex, other))) {
        comparison.alone.push(Sides { old: Some(Edition::of(annex)), new: None });
    }
    for annex in new {
        match old.iter().find(|other| is_same(other, annex)) {
            Some(other) => comparison.annexes.push(diff(other, annex)),
            None => comparison.alone.push(Sides { old: None, new: Some(Edition::of(annex)) }),
        }
    }
    comparison
}
