//! How far rows are indented, the same in every format.

use crate::annex::{Cell, Content, Grid, Role};

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
