//! Which table of an annex is which in its other edition, and what differs in it.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::cells::{self, CellPairs, ColumnCells, RowPlaces};
use super::figures::Figures;
use super::likeness::words;
use super::matching::Matching;
use super::outline::{Outline, line, table_name};
use super::totals::{self, Column};
use super::{ColumnFigures, Sides, TableDifference, columns, rows, texts};
use crate::annex::{Annex, Table};

/// Pairs of tables whose rows are compared at most.
const MOST_COMPARED: usize = 400;

/// What differs in the tables of two annexes: those of one id are one, those of one caption, those with most
/// rows of one label, then those that are left, in order.
pub fn of_annex(old: &Annex, new: &Annex) -> Vec<TableDifference> {
    let mut matching = Matching::new(old.tables.len(), new.tables.len());
    matching.by(|at| old.tables[at].id.as_deref(), |at| new.tables[at].id.as_deref());
    let caption = |table: &Table| table.caption.as_ref().map(|caption| words(&line(caption)));
    matching.by(|at| caption(&old.tables[at]), |at| caption(&new.tables[at]));
    alike(&mut matching, old, new);
    matching.by(|_| Some(()), |_| Some(()));
    let derived = (totals::has_derivations(old), totals::has_derivations(new));
    let table = |(before, after): (Option<usize>, Option<usize>)| {
        of_table(&Sides {
            old: before.map(|index| Side { table: &old.tables[index], index, derived: derived.0 }),
            new: after.map(|index| Side { table: &new.tables[index], index, derived: derived.1 }),
        })
    };
    matching.merged().into_iter().map(table).filter(|table| !table.is_empty()).collect()
}

/// Pairs tables that are alone and have at least half of their rows in common.
fn alike(matching: &mut Matching, old: &Annex, new: &Annex) {
    let labels = |table: &Table| -> BTreeSet<String> {
        Outline::new(Some(table)).rows.into_iter().map(|row| row.words).collect()
    };
    let olds: Vec<usize> = (0..old.tables.len()).filter(|at| matching.of_old(*at).is_none()).collect();
    let news: Vec<usize> = (0..new.tables.len()).filter(|at| matching.of_new(*at).is_none()).collect();
    if olds.len() * news.len() > MOST_COMPARED {
        return;
    }
    let (old_labels, new_labels): (Vec<_>, Vec<_>) = (
        olds.iter().map(|at| labels(&old.tables[*at])).collect(),
        news.iter().map(|at| labels(&new.tables[*at])).collect(),
    );
    let mut found = vec![];
    for (one, before) in old_labels.iter().enumerate() {
        for (other, after) in new_labels.iter().enumerate() {
            let shared = before.intersection(after).count();
            if shared > 0 && shared * 2 >= before.len().min(after.len()) {
                found.push((Reverse(shared), one + other, olds[one], news[other]));
            }
        }
    }
    found.sort_unstable();
    for (_, _, before, after) in found {
        if matching.of_old(before).is_none() && matching.of_new(after).is_none() {
            matching.join(before, after);
        }
    }
}

/// A table in its annex.
#[derive(Clone, Copy)]
struct Side<'a> {
    table: &'a Table,
    index: usize,
    /// Whether the annex knows what figures follow from.
    derived: bool,
}

impl<'a> Side<'a> {
    fn column(self, column: usize) -> Column<'a> {
        Column { grid: &self.table.grid, table: self.index, column, has_derivations: self.derived }
    }
}

fn of_table(sides: &Sides<Side>) -> TableDifference {
    let tables = sides.as_ref().map(|side| side.table);
    let names = |table: Option<&Table>| table.map(columns::names).unwrap_or_default();
    let (old_columns, new_columns) = (names(tables.old), names(tables.new));
    let matching = columns::pair(&old_columns, &new_columns);
    let (columns, column_places) = columns::differences(&old_columns, &new_columns, &matching);
    let (old, new) = (Outline::new(tables.old), Outline::new(tables.new));
    let matching = rows::pair(&old, &new);
    let places = RowPlaces::new(&matching);
    let mut found = TableDifference {
        names: sides.as_ref().map(|side| table_name(side.table, side.index)),
        texts: texts::of_table(&tables),
        columns,
        rows: rows::differences(&old, &new, &matching),
        moved: matching.moved(),
        figures: vec![],
        cells: vec![],
    };
    for (index, at) in column_places.iter().enumerate() {
        let cells = (ColumnCells::new(&old, at.old), ColumnCells::new(&new, at.new));
        let pairs = CellPairs::new(cells.0, cells.1, &matching, &places);
        let styles = Sides {
            old: tables.old.zip(at.old).and_then(|(table, column)| table.columns[column].style()),
            new: tables.new.zip(at.new).and_then(|(table, column)| table.columns[column].style()),
        };
        // What rows are called is told of the rows.
        if styles.latest().is_none() && !old.is_label(at.old) && !new.is_label(at.new) {
            found.cells.extend(cells::texts(&pairs.old, &pairs.new, &matching, index));
        }
        found.cells.extend(cells::notes(&pairs, index, &styles));
        let Some(figures) = Figures::new(&pairs, &found.columns[index], styles) else { continue };
        let differences = figures.differences();
        if !differences.is_empty() {
            let columns = Sides {
                old: sides.old.zip(at.old).map(|(side, column)| side.column(column)),
                new: sides.new.zip(at.new).map(|(side, column)| side.column(column)),
            };
            let totals = totals::reconcile(&figures, &columns);
            found.figures.push(ColumnFigures { column: index, measure: figures.measure, figures: differences, totals });
        }
    }
    found
}
