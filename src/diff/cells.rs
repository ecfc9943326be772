//! Which cell of a column is which in the other edition, however many rows they cover; and what texts say in them.

use std::collections::BTreeSet;

use super::matching::Matching;
use super::outline::{Outline, line};
use super::{CellDifference, CellPart, Sides};
use crate::annex::{Cell, Content, NumberStyle};

/// A column below its headings. A cell that covers several columns stands in the first of them.
pub struct ColumnCells<'a> {
    pub cells: Vec<&'a Cell>,
    /// By row of the outline, the place of its cell among them.
    at: Vec<Option<usize>>,
    depth: usize,
}

impl<'a> ColumnCells<'a> {
    /// Of a column that may not be there.
    pub fn new(outline: &Outline<'a>, column: Option<usize>) -> Self {
        let mut column_cells = Self { cells: vec![], at: vec![None; outline.rows.len()], depth: outline.depth };
        let Some((grid, column)) = outline.grid.zip(column) else { return column_cells };
        for row in 0..outline.rows.len() {
            let cell = grid.cell(row + outline.depth, column);
            if cell.columns.start != column {
                continue;
            }
            if cell.rows.start == row + outline.depth {
                column_cells.cells.push(cell);
            }
            column_cells.at[row] = column_cells.cells.len().checked_sub(1);
        }
        column_cells
    }

    /// The place of the cell over a row of the grid.
    pub fn at_grid_row(&self, row: usize) -> Option<usize> {
        self.at.get(row.checked_sub(self.depth)?).copied()?
    }

    /// The rows of the outline that a cell covers.
    pub fn rows(&self, place: usize) -> std::ops::Range<usize> {
        let rows = &self.cells[place].rows;
        rows.start - self.depth..rows.end - self.depth
    }
}

/// Where rows of both tables stand in the list of all.
pub struct RowPlaces {
    old: Vec<usize>,
    new: Vec<usize>,
}

impl RowPlaces {
    pub fn new(matching: &Matching) -> Self {
        let (mut old, mut new) = (vec![], vec![]);
        for (place, (before, after)) in matching.merged().into_iter().enumerate() {
            old.extend(before.map(|row| (row, place)));
            new.extend(after.map(|row| (row, place)));
        }
        // The old rows may have been moved about.
        let in_order = |mut rows: Vec<(usize, usize)>| {
            rows.sort_unstable();
            rows.into_iter().map(|(_, place)| place).collect()
        };
        Self { old: in_order(old), new: in_order(new) }
    }

    fn covered(places: &[usize], rows: std::ops::Range<usize>) -> Vec<usize> {
        let mut covered: Vec<usize> = places[rows].to_vec();
        covered.sort_unstable();
        covered
    }
}

/// The cells of a column in both tables: paired, or alone.
pub struct CellPairs<'a> {
    pub old: ColumnCells<'a>,
    pub new: ColumnCells<'a>,
    /// In the order of rows.
    pub pairs: Vec<Sides<usize>>,
    /// The rows that each pair covers, in the list of all.
    pub covered: Vec<Sides<Vec<usize>>>,
}

impl<'a> CellPairs<'a> {
    /// Pairs cells that cover rows which are one: those first that share most of them, then those that hold the same.
    pub fn new(old: ColumnCells<'a>, new: ColumnCells<'a>, rows: &Matching, places: &RowPlaces) -> Self {
        let mut matching = Matching::new(old.cells.len(), new.cells.len());
        for (before, after) in candidates(&old, &new, rows) {
            if matching.of_old(before).is_none() && matching.of_new(after).is_none() {
                matching.join(before, after);
            }
        }
        let pairs = matching.merged().into_iter().map(|(old, new)| Sides { old, new });
        let mut placed: Vec<(Sides<usize>, Sides<Vec<usize>>)> = pairs
            .map(|pair| {
                let covered = Sides {
                    old: pair.old.map(|cell| RowPlaces::covered(&places.old, old.rows(cell))),
                    new: pair.new.map(|cell| RowPlaces::covered(&places.new, new.rows(cell))),
                };
                (pair, covered)
            })
            .collect();
        placed.sort_by_key(|(_, covered)| covered.latest().and_then(|rows| rows.first()).copied());
        let (pairs, covered) = placed.into_iter().unzip();
        Self { old, new, pairs, covered }
    }

    pub fn cells(&self, pair: &Sides<usize>) -> Sides<&'a Cell> {
        Sides { old: pair.old.map(|cell| self.old.cells[cell]), new: pair.new.map(|cell| self.new.cells[cell]) }
    }
}

/// Cells of both that share rows, best first. What ties can't concern the same cell, so that they may stand in any order.
fn candidates(old: &ColumnCells, new: &ColumnCells, rows: &Matching) -> Vec<(usize, usize)> {
    let shared = old.at.iter().enumerate().filter_map(|(row, cell)| {
        let other = rows.of_old(row)?;
        Some(((*cell)?, new.at[other]?))
    });
    let mut shared: Vec<(usize, usize)> = shared.collect();
    shared.sort_unstable();
    let mut counted: Vec<(usize, bool, (usize, usize))> = shared
        .chunk_by(|one, other| one == other)
        .map(|same| (same.len(), holds_same(old.cells[same[0].0], new.cells[same[0].1]), same[0]))
        .collect();
    counted.sort_by_key(|(rows, same, (before, after))| {
        (std::cmp::Reverse(*rows), !same, old.cells[*before].rows.start + new.cells[*after].rows.start)
    });
    counted.into_iter().map(|(_, _, cells)| cells).collect()
}

fn holds_same(old: &Cell, new: &Cell) -> bool {
    match (&old.content, &new.content) {
        (Content::Amount(old), Content::Amount(new)) => old.amount == new.amount,
        (Content::Text(old), Content::Text(new)) => line(old) == line(new),
        (Content::Absent(old), Content::Absent(new)) => old == new,
        _ => false,
    }
}

/// Texts of a column that both tables have, row by row: each two cells are compared once, however many rows they cover. Rows
/// that only one table has say all by being there.
pub fn texts(old: &ColumnCells, new: &ColumnCells, rows: &Matching, column: usize) -> Vec<CellDifference> {
    let text = |cell: &Cell| match &cell.content {
        Content::Text(text) if cell.heads.is_none() => Some(line(text)).filter(|line| !line.is_empty()),
        _ => None,
    };
    let (mut found, mut compared) = (vec![], BTreeSet::new());
    for (row, (before, after)) in rows.merged().into_iter().enumerate() {
        let places = before.zip(after).and_then(|(before, after)| old.at[before].zip(new.at[after]));
        if let Some((before, after)) = places.filter(|places| compared.insert(*places)) {
            let texts = Sides { old: text(old.cells[before]), new: text(new.cells[after]) };
            if texts.old != texts.new {
                found.push(CellDifference { row, column, part: CellPart::Text, texts });
            }
        }
    }
    found
}

/// What stands beside values, and how figures are printed that are the same.
pub fn notes(pairs: &CellPairs, column: usize, styles: &Sides<&NumberStyle>) -> Vec<CellDifference> {
    let mut found = vec![];
    for (pair, covered) in pairs.pairs.iter().zip(&pairs.covered) {
        let cells = pairs.cells(pair);
        let Some((old, new)) = cells.pair() else { continue };
        let row = covered.latest().and_then(|rows| rows.first()).copied().unwrap_or_default();
        let mut compare = |part: CellPart, texts: Sides<String>| {
            if texts.old != texts.new {
                found.push(CellDifference { row, column, part, texts });
            }
        };
        let note = |cell: &Cell| cell.note.as_ref().map(line);
        compare(CellPart::Note, Sides { old: note(old), new: note(new) });
        if let (Content::Amount(old), Content::Amount(new)) = (&old.content, &new.content)
            && styles.old == styles.new
            && old.amount == new.amount
        {
            compare(CellPart::Print, Sides::both(old.printed.clone(), new.printed.clone()));
        }
    }
    found
}
