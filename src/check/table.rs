//! A table: its rows and columns resolved into the grid, `^` and `<` into spans.

use std::collections::BTreeSet;

use super::cells::{self, Money};
use super::{check_ids, columns, totals};
use crate::annex::{
    Cell, Column, ColumnKind, Content, Grid, NotRectangular, Notation, Role, Row, Scope, Table, Text, one_line,
};
use crate::plan;
use crate::source::{Code, Context, Diagnostic, Span};

/// A table as checked, or `None` where something was reported that leaves no table to speak of.
pub fn check(context: &Context, table: &plan::Table, notation: Notation) -> Option<Table> {
    let columns = columns::check(context, table);
    check_ids(context, table.rows.iter().filter_map(|row| row.id.as_ref()));
    if table.rows.is_empty() {
        context.report(Diagnostic::new(Code::NoRow, context.place(table.span.clone())));
    }
    let mut body = Body::resolve(context, table, &columns, notation);
    body.check_rows(context, table);
    totals::check(context, table, &mut body, &columns, notation);
    let grid = body.into_grid(context, table, &columns)?;
    Some(Table {
        id: table.id.as_ref().map(|id| id.value.clone()),
        caption: table.caption.as_ref().map(|caption| one_line(&caption.value)),
        columns: columns.into_iter().map(|(column, _)| column).collect(),
        grid,
    })
}

/// The rows of a plan's table while they are checked: which cell each slot belongs to, and what the cells hold.
pub struct Body {
    /// Cells in the order of their first slot.
    pub cells: Vec<Draft>,
    /// Row by row; without the heading rows.
    slots: Vec<usize>,
    width: usize,
}

/// A cell while it is checked.
pub struct Draft {
    pub row: usize,
    pub column: usize,
    /// Of the value that was written, or of the row where none was.
    pub span: Span,
    pub state: State,
    pub note: Option<Text>,
}

/// What is at one place of the table.
enum Slot {
    /// The cell of that index goes on.
    Continues(usize),
    /// A cell of its own.
    Begins,
    /// Something wrong, which was reported.
    Wrong,
}

pub enum State {
    Holds(Content),
    /// A total that the plan leaves to be computed.
    LeftOut,
    /// Reported.
    Wrong,
}

impl Body {
    fn resolve(context: &Context, table: &plan::Table, columns: &[(Column, bool)], notation: Notation) -> Self {
        let width = columns.len();
        let mut body = Self { cells: vec![], slots: Vec::with_capacity(table.rows.len() * width), width };
        for (row, written) in table.rows.iter().enumerate() {
            for (column, (checked, _)) in columns.iter().enumerate() {
                let cell = written.cells.get(&checked.key);
                let state = match body.slot(context, table, columns, row, column) {
                    Slot::Continues(index) => {
                        body.slots.push(index);
                        continue;
                    }
                    Slot::Wrong => State::Wrong,
                    Slot::Begins => cell.map_or(State::LeftOut, |cell| {
                        cells::check(context, cell, checked.kind, notation).map_or(State::Wrong, State::Holds)
                    }),
                };
                let span = cell.map_or(written.span.clone(), |cell| cell.span.clone());
                let note = cell.and_then(|cell| cell.note.as_ref()).map(|note| Text::markdown(&note.value));
                body.slots.push(body.cells.len());
                body.cells.push(Draft { row, column, span, state, note });
            }
        }
        body
    }

    /// A row in which no cell begins is none: no format could show where it is.
    fn check_rows(&self, context: &Context, table: &plan::Table) {
        let begun: BTreeSet<usize> = self.cells.iter().map(|cell| cell.row).collect();
        let empty = table.rows.iter().enumerate().filter(|(row, _)| self.width > 0 && !begun.contains(row));
        for (_, row) in empty {
            context.report(Diagnostic::new(Code::RowWithoutCells, context.place(row.span.clone())));
        }
    }

    fn slot(
        &self,
        context: &Context,
        table: &plan::Table,
        columns: &[(Column, bool)],
        row: usize,
        column: usize,
    ) -> Slot {
        let written = &table.rows[row];
        let (checked, _) = &columns[column];
        let is_amount = |column: usize| columns[column].0.is_amount();
        let Some(cell) = written.cells.get(&checked.key) else {
            if written.role == plan::Role::Total && is_amount(column) {
                return Slot::Begins;
            }
            if !checked.key.is_empty() && !plan::ROW_KEYS.contains(&checked.key.as_str()) {
                let place = context.place(written.span.clone());
                context.report(Diagnostic::new(Code::MissingCell, place).arg("key", checked.key.as_str()));
            }
            return Slot::Wrong;
        };
        let refuse = |code| {
            context.report(Diagnostic::new(code, context.place(cell.span.clone())).arg("key", checked.key.as_str()));
            Slot::Wrong
        };
        match cell.content {
            plan::Content::Above if row == 0 => refuse(Code::SpanAboveFirstRow),
            plan::Content::Above if table.rows[row - 1].role != written.role => refuse(Code::SpanCrossesTotal),
            plan::Content::Above => Slot::Continues(self.slots[(row - 1) * self.width + column]),
            plan::Content::Left if column == 0 => refuse(Code::SpanLeftOfFirstColumn),
            // An amount belongs to one column: over two, nobody could say where it counts.
            plan::Content::Left if is_amount(column) || is_amount(column - 1) => refuse(Code::SpanCrossesAmountColumn),
            plan::Content::Left => Slot::Continues(self.slots[row * self.width + column - 1]),
            _ => Slot::Begins,
        }
    }

    fn into_grid(self, context: &Context, table: &plan::Table, columns: &[(Column, bool)]) -> Option<Grid> {
        let complete = self.cells.iter().all(|cell| matches!(cell.state, State::Holds(_)));
        let (headings, mut rows) = (heading_cells(table), vec![Row { role: Role::Heading, id: None }]);
        rows.extend(
            table.rows.iter().map(|row| Row { role: role(row.role), id: row.id.as_ref().map(|id| id.value.clone()) }),
        );
        let offset = headings.len();
        let spans: Vec<Span> = self.cells.iter().map(|cell| cell.span.clone()).collect();
        let corners = self.extents();
        let body = self.cells.into_iter().zip(corners).map(|(draft, (last_row, last_column))| Cell {
            rows: draft.row + 1..last_row + 2,
            columns: draft.column..last_column + 1,
            heads: columns[draft.column].1.then_some(Scope::Row),
            content: match draft.state {
                State::Holds(content) => content,
                // Never drawn: what is wrong was reported.
                State::LeftOut | State::Wrong => Content::Absent(String::new()),
            },
            note: draft.note,
        });
        let cells: Vec<Cell> = headings.into_iter().chain(body).collect();
        let slots = (0..offset).chain(self.slots.into_iter().map(|slot| slot + offset)).collect();
        match Grid::new(self.width, rows, cells, slots) {
            Ok(grid) => complete.then_some(grid),
            Err(wrong) => {
                for NotRectangular { cell, slot: (row, column) } in wrong {
                    let offending = &table.rows[row - 1].cells.get(&columns[column].0.key);
                    let place =
                        context.place(offending.map_or(table.rows[row - 1].span.clone(), |cell| cell.span.clone()));
                    let problem = Diagnostic::new(Code::SpanNotRectangular, place);
                    context.report(problem.related(context.place(spans[cell - offset].clone()), "begins"));
                }
                None
            }
        }
    }

    /// Last row and last column of each cell.
    fn extents(&self) -> Vec<(usize, usize)> {
        let mut extents: Vec<(usize, usize)> = self.cells.iter().map(|cell| (cell.row, cell.column)).collect();
        for (index, &cell) in self.slots.iter().enumerate() {
            let extent = &mut extents[cell];
            *extent = (extent.0.max(index / self.width), extent.1.max(index % self.width));
        }
        extents
    }
}

fn role(role: plan::Role) -> Role {
    match role {
        plan::Role::Item => Role::Item,
        plan::Role::Total => Role::Total,
    }
}

fn heading_cells(table: &plan::Table) -> Vec<Cell> {
    let heading = |(index, column): (usize, &plan::Column)| Cell {
        rows: 0..1,
        columns: index..index + 1,
        heads: Some(Scope::Column),
        content: Content::Text(Text::plain(&one_line(&column.heading.value))),
        note: None,
    };
    table.columns.iter().enumerate().map(heading).collect()
}

/// The figures of a money column as they are to be written; `None` for a column of another kind.
pub fn money<'a>(context: &'a Context, column: &Column, notation: Notation) -> Option<Money<'a>> {
    match column.kind {
        ColumnKind::Money { currency, decimals } => Some(Money { context, notation, currency, decimals }),
        ColumnKind::Text => None,
    }
}
