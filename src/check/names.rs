//! What names in formulas stand for: columns of the own row, cells of other rows and tables, whole columns.

use super::figures::{At, Failure, Figures};
use super::formula::{Expression, Name};
use super::quotient::{Quotient, evaluate};

impl Figures<'_, '_> {
    /// The sum of all items of a column, by the names of its table and its own: `budget.a`. The table can be left out where
    /// there is an own one.
    pub fn summed(&self, own: Option<usize>, name: &Name) -> Result<Option<Quotient>, Failure> {
        let unknown = || Failure::UnknownName(name.clone());
        let (board, key) = match name.parts.as_slice() {
            [key] => (own, key),
            [table, key] => (self.table_named(table), key),
            _ => return Err(unknown()),
        };
        let board = board.ok_or_else(unknown)?;
        let column = self.boards[board].column_named(key).ok_or_else(unknown)?;
        if !self.boards[board].columns[column].is_number() {
            return Err(Failure::NotNumber(name.clone()));
        }
        let items = self.items(board, column, 0..self.boards[board].table.row.len());
        Ok(Some(self.worth(board, column, self.sum(board, items)?)))
    }

    pub fn evaluate(&self, at: At, expression: &Expression, over_rows: bool) -> Result<Option<Quotient>, Failure> {
        evaluate(expression, &|name| self.named(at, name, over_rows))
    }

    /// The figure that a name in the formula of a cell stands for.
    pub fn named(&self, at: At, name: &Name, over_rows: bool) -> Result<Option<Quotient>, Failure> {
        if name.summed {
            return self.summed(Some(at.board), name);
        }
        let (board, column, cell) = self.resolve(at, name, over_rows)?;
        if !self.boards[board].columns[column].is_number() {
            return Err(Failure::NotNumber(name.clone()));
        }
        let Some(cell) = cell else {
            return self.over_rows(board, column, self.board(at).cells[at.cell].rows.clone());
        };
        // The amount of several rows is that of none of them.
        let named = &self.boards[board].cells[cell];
        if named.rows.len() > 1 {
            return Err(Failure::OverMerged(named.place.clone()));
        }
        Ok(self.value(At { board, cell })?.map(|amount| self.worth(board, column, amount)))
    }

    /// The table and column that a name means, and the cell if it is not that of the same rows.
    pub fn resolve(&self, at: At, name: &Name, over_rows: bool) -> Result<(usize, usize, Option<usize>), Failure> {
        let unknown = || Failure::UnknownName(name.clone());
        let own = self.board(at);
        let (board, row, key) = match name.parts.as_slice() {
            [key] if !over_rows => return Ok((at.board, own.column_named(key).ok_or_else(unknown)?, None)),
            [row] => (Some(at.board), row, &own.columns[own.cells[at.cell].columns.start].column.key),
            [row, key] => (Some(at.board), row, key),
            [table, row, key] => (self.table_named(table), row, key),
            _ => return Err(unknown()),
        };
        let found = board.and_then(|board| self.cell_named(board, row, key)).ok_or_else(unknown)?;
        Ok((found.board, self.board(found).cells[found.cell].columns.start, Some(found.cell)))
    }

    pub fn table_named(&self, name: &str) -> Option<usize> {
        self.boards.iter().position(|board| board.table.id.as_ref().is_some_and(|id| id.value == name))
    }

    /// The cell of a row and column, by their names.
    pub fn cell_named(&self, board: usize, row: &str, key: &str) -> Option<At> {
        let on = &self.boards[board];
        Some(At { board, cell: on.at(on.row_named(row)?, on.column_named(key)?) })
    }
}
