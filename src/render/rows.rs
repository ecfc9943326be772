//! What every format needs to know of rows.

use crate::annex::{Cell, Content, Grid, Role};

/// How many groups with a title a row belongs to.
pub fn groups(grid: &Grid, row: usize) -> usize {
    let is_title = |cell: &Cell| grid.rows()[cell.rows.start].role == Role::Group;
    if !grid.rows().iter().any(|row| row.role == Role::Group) {
        return 0;
    }
    grid.headers(grid.cell(row, 0)).into_iter().filter(|header| is_title(header)).count()
}

/// How far a cell is indented: the label of a part, by how deep it nests.
pub fn indent(grid: &Grid, cell: &Cell) -> u8 {
    let row = &grid.rows()[cell.rows.start];
    if row.role != Role::OfWhich {
        return 0;
    }
    let in_row = || grid.starting_in(cell.rows.start);
    let label = in_row().find(|cell| cell.heads.is_some());
    let label = label.or_else(|| in_row().find(|cell| matches!(cell.content, Content::Text(_))));
    if label.is_some_and(|label| std::ptr::eq(label, cell)) { row.level.max(1) } else { 0 }
}
