//! A table while it is checked: its rows and columns resolved into cells, `^` and `<` into spans. `settled.rs` makes the
//! grid of it.

mod settled;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::cells::{self, State};
use super::columns::{self, Rules};
use super::formula::Expression;
use super::groups::{self, Groups};
use super::{Document, check_ids};
use crate::plan::{self, Role, TotalRule};
use crate::source::{Code, Diagnostic, Place, SourceFile};

/// A table of the plan while it is checked: which cell each slot belongs to, and what the cells hold.
pub struct Board<'p> {
    /// The plan that the table is written in; its rows may come from other files.
    pub plan: Arc<SourceFile>,
    pub table: &'p plan::Table,
    pub columns: Vec<Rules<'p>>,
    /// Columns in the order of their keys, as the cells of a row lie.
    by_key: Vec<usize>,
    /// The place of each column in that order.
    ranks: Vec<usize>,
    pub groups: Groups,
    /// Of the rows that have one.
    pub formulas: Vec<Option<Expression>>,
    /// Rows by their names, the only total as `total`.
    names: BTreeMap<&'p str, usize>,
    /// In the order of their first slot.
    pub cells: Vec<Draft<'p>>,
    /// Row by row; without the heading rows.
    slots: Vec<usize>,
}

/// A cell while it is checked. Rows count from 0, without the heading rows.
pub struct Draft<'p> {
    pub rows: Range<usize>,
    pub columns: Range<usize>,
    /// Of the value that was written, or of the row where none was.
    pub place: Place,
    pub written: Option<&'p plan::Cell>,
    pub state: State,
}

impl<'p> Draft<'p> {
    /// Why it stands as it was published, if it does.
    pub fn published(&self) -> Option<&'p plan::AsPublished> {
        self.written?.details.as_ref()?.as_published.as_ref()
    }
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

impl<'p> Board<'p> {
    pub fn check(document: &Document, table: &'p plan::Table) -> Self {
        let context = document.context;
        let columns = columns::check(document, table);
        check_ids(context, table.row.iter().filter_map(|row| Some((row.id.as_ref()?, &row.file))));
        if table.row.is_empty() && table.rows_from.is_none() {
            context.report(Diagnostic::new(Code::NoRow, context.place(table.span.clone())));
        }
        let groups = groups::check(context, &table.row);
        let formulas = table.row.iter().map(|row| row_formula(document, row)).collect();
        let plan = Arc::clone(&context.file);
        let names = row_names(&table.row);
        let mut by_key: Vec<usize> = (0..columns.len()).collect();
        by_key.sort_by_key(|column| columns[*column].column.key.as_str());
        let mut ranks = vec![0; columns.len()];
        by_key.iter().enumerate().for_each(|(rank, column)| ranks[*column] = rank);
        let size = table.row.len() * columns.len();
        let (cells, slots) = (Vec::with_capacity(size), Vec::with_capacity(size));
        let mut board = Self { plan, table, columns, by_key, ranks, groups, formulas, names, cells, slots };
        board.check_keys(document);
        board.resolve(document);
        board.check_rows(document);
        board
    }

    pub fn width(&self) -> usize {
        self.columns.len()
    }

    /// Whether a text is one of the codes that the table has for what is not there.
    pub fn is_absence(&self, text: &str) -> bool {
        self.table.absences.0.iter().any(|(code, _)| code.value.trim() == text)
    }

    pub fn role(&self, row: usize) -> Role {
        self.table.row[row].role()
    }

    /// The index of the cell over a slot.
    pub fn at(&self, row: usize, column: usize) -> usize {
        self.slots[row * self.width() + column]
    }

    /// The cells of a column in some rows, each once, in order.
    pub fn in_column(&self, column: usize, rows: Range<usize>) -> impl Iterator<Item = usize> {
        once_each(rows.map(move |row| self.at(row, column)))
    }

    /// The row of that name: by its id, or `total` for the only total.
    pub fn row_named(&self, name: &str) -> Option<usize> {
        self.names.get(name).copied()
    }

    pub fn column_named(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.column.key == name)
    }

    /// Reports the keys of rows that are no columns, and details that have no place in their column.
    fn check_keys(&self, document: &Document) {
        for row in &self.table.row {
            for (index, (key, cell)) in row.cells.iter().enumerate() {
                // Where it is if the row has a cell for each column, as nearly all have.
                let expected = self.by_key.get(index).copied();
                let column = expected.filter(|column| self.columns[*column].column.key == key);
                let Some(column) = column.or_else(|| self.column_named(key)) else {
                    let problem = Diagnostic::new(Code::UnknownKey, Place::new(&row.file, cell.key_span.clone()));
                    let known = self.columns.iter().map(|column| column.column.key.as_str());
                    let known = known.chain(plan::Row::KEYS.iter().copied()).filter(|key| row.cells.get(key).is_none());
                    document.context.report(crate::source::with_nearest(problem.arg("key", key), key, known));
                    continue;
                };
                let column = &self.columns[column];
                if let Some((key, span)) = cell.misplaced(column.is_number(), column.written.scheme.is_some()) {
                    let kind = column.written.kind_word();
                    let problem = Diagnostic::new(Code::KeyNotForKind, Place::new(&row.file, span));
                    document.context.report(problem.arg("key", key).arg("kind", kind));
                }
            }
        }
    }

    fn resolve(&mut self, document: &Document) {
        for (row, written) in self.table.row.iter().enumerate() {
            for column in 0..self.width() {
                let cell = written.cells.get_near(self.ranks[column], &self.columns[column].column.key);
                let state = match self.slot(document, row, column, cell) {
                    Slot::Continues(index) => {
                        self.slots.push(index);
                        continue;
                    }
                    Slot::Wrong => State::Wrong,
                    Slot::Begins => cells::check(document, self, row, column, cell),
                };
                let is_number = self.columns[column].is_number();
                let span = cell.map_or(written.span.clone(), |cell| cell.content_span(is_number));
                let place = Place::new(&written.file, span);
                self.slots.push(self.cells.len());
                let (rows, columns) = (row..row + 1, column..column + 1);
                self.cells.push(Draft { rows, columns, place, written: cell, state });
            }
        }
        let width = self.width();
        for (index, &cell) in self.slots.iter().enumerate() {
            let draft = &mut self.cells[cell];
            draft.rows.end = draft.rows.end.max(index / width + 1);
            draft.columns.end = draft.columns.end.max(index % width + 1);
        }
    }

    /// A row in which no cell begins is none: no format could show where it is.
    fn check_rows(&self, document: &Document) {
        let mut begun = vec![self.width() == 0; self.table.row.len()];
        self.cells.iter().for_each(|cell| begun[cell.rows.start] = true);
        for (row, _) in self.table.row.iter().zip(begun).filter(|(_, begun)| !begun) {
            document.context.report(Diagnostic::new(Code::RowWithoutCells, Place::new(&row.file, row.span.clone())));
        }
    }

    fn slot(&self, document: &Document, row: usize, column: usize, cell: Option<&plan::Cell>) -> Slot {
        let written = &self.table.row[row];
        let key = self.columns[column].column.key.as_str();
        let Some(cell) = cell else {
            if written.role() == Role::Heading && column > 0 {
                return Slot::Continues(self.at(row, column - 1));
            }
            if self.may_be_left_out(row, column) {
                return Slot::Begins;
            }
            if !key.is_empty() && !plan::Row::KEYS.contains(&key) {
                let place = Place::new(&written.file, written.span.clone());
                document.context.report(Diagnostic::new(Code::MissingCell, place).arg("key", key));
            }
            return Slot::Wrong;
        };
        let refuse = |code| {
            let place = Place::new(&written.file, cell.span.clone());
            document.context.report(Diagnostic::new(code, place).arg("key", key));
            Slot::Wrong
        };
        let is_number = |column: usize| self.columns[column].is_number();
        match cell.plain {
            Some(plan::Content::Above) if row == 0 => refuse(Code::SpanAboveFirstRow),
            Some(plan::Content::Above) if !self.may_join(row, column) => refuse(Code::SpanCrossesTotal),
            Some(plan::Content::Above) => Slot::Continues(self.at(row - 1, column)),
            Some(plan::Content::Left) if column == 0 => refuse(Code::SpanLeftOfFirstColumn),
            // An amount belongs to one column: over two, nobody could say where it counts.
            Some(plan::Content::Left)
                if written.role() != Role::Heading && (is_number(column) || is_number(column - 1)) =>
            {
                refuse(Code::SpanCrossesAmountColumn)
            }
            Some(plan::Content::Left) => Slot::Continues(self.at(row, column - 1)),
            _ => Slot::Begins,
        }
    }

    /// Whether a cell of the row above may go on in a row: not into or out of what is summed, and figures only among
    /// rows that count alike.
    fn may_join(&self, row: usize, column: usize) -> bool {
        let (above, role) = (self.role(row - 1), self.role(row));
        let counted = |role| matches!(role, Role::Item | Role::OfWhich | Role::Memo | Role::Derived);
        match self.columns[column].is_number() {
            true => above == role && counted(role),
            false => above == role && role != Role::Subtotal || counted(above) && counted(role),
        }
    }

    /// Whether a cell that is not written is worked out.
    pub fn may_be_left_out(&self, row: usize, column: usize) -> bool {
        let (role, rules) = (self.role(row), &self.columns[column]);
        // Also by a formula that is wrong, which was reported.
        let by_column = rules.written.formula.is_some() || rules.written.share_of.is_some();
        let summed = matches!(role, Role::Subtotal | Role::Total);
        match rules.is_number() {
            true => summed || role != Role::Heading && (by_column || self.table.row[row].formula.is_some()),
            false => summed && plan::label_column(&self.table.columns) == Some(column),
        }
    }

    /// What a subtotal or total of a column is worked out by.
    pub fn total_rule(&self, row: usize, column: usize) -> Option<TotalRule> {
        matches!(self.role(row), Role::Subtotal | Role::Total).then(|| self.columns[column].total)
    }
}

/// Cells without those that come again right after themselves, as a merged one does.
pub fn once_each(cells: impl Iterator<Item = usize>) -> impl Iterator<Item = usize> {
    let mut last = None;
    cells.filter(move |cell| last.replace(*cell) != Some(*cell))
}

/// Rows by their ids; and the only total by that word, unless another row has it.
fn row_names(rows: &[plan::Row]) -> BTreeMap<&str, usize> {
    let mut totals = (0..rows.len()).filter(|row| rows[*row].role() == Role::Total);
    let only = totals.next().filter(|_| totals.next().is_none());
    let ids = rows.iter().enumerate().filter_map(|(row, written)| Some((written.id.as_ref()?.value.as_str(), row)));
    // Of two rows of one name, which was reported, the first; what comes later replaces what came before.
    only.map(|row| ("total", row)).into_iter().chain(ids.rev()).collect()
}

/// The formula of a row, where it may have one.
fn row_formula(document: &Document, row: &plan::Row) -> Option<Expression> {
    let place = |span: &crate::source::Span| Place::new(&row.file, span.clone());
    let Some(formula) = &row.formula else {
        if row.role() == Role::Derived {
            document.context.report(Diagnostic::new(Code::MissingKey, place(&row.span)).arg("key", "formula"));
        }
        return None;
    };
    if matches!(row.role(), Role::Heading | Role::Subtotal | Role::Total) {
        document.context.report(groups::not_for_role(row, "formula", place(&formula.span)));
        return None;
    }
    columns::parse(document, formula, place(&formula.span))
}
