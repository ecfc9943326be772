//! What figures follow from, in the terms of the annex: for renderings in which sums stay alive.

use std::ops::Range;
use std::sync::Arc;

use super::cells::State;
use super::columns::Formula;
use super::figures::{At, Figures, Rule};
use super::formula::{Expression, Name, Operator};
use super::headings;
use crate::annex::{CellBlock, Derivation, Rounding, Term};
use crate::plan::Role;

/// The tables of an annex: what follows from figures of another document can't follow them.
pub struct Tables {
    /// The index of the first among those of the plan.
    first: usize,
    /// Rows of headings of each.
    depths: Vec<usize>,
}

impl Tables {
    pub fn new(figures: &Figures, boards: Range<usize>) -> Self {
        let first = boards.start;
        Self { first, depths: figures.boards[boards].iter().map(|board| headings::depth(&board.columns)).collect() }
    }
}

/// The derivations of one table.
pub struct Derivations<'a, 'b, 'p> {
    figures: &'a Figures<'b, 'p>,
    board: usize,
    annex: &'a Tables,
    /// Of each column that has a formula; the same for all its figures.
    columns: Vec<Option<Arc<Derivation>>>,
}

impl<'a, 'b, 'p> Derivations<'a, 'b, 'p> {
    pub fn new(figures: &'a Figures<'b, 'p>, board: usize, annex: &'a Tables) -> Self {
        let mut derivations = Self { figures, board, annex, columns: vec![] };
        let columns = 0..figures.boards[board].width();
        derivations.columns = columns.map(|column| derivations.of_column(column)).collect();
        derivations
    }

    /// What the figure of a cell follows from: by the rule by which it would be worked out if it were left out.
    pub fn of(&self, cell: usize) -> Option<Arc<Derivation>> {
        let at = At { board: self.board, cell };
        let board = self.figures.board(at);
        let draft = &board.cells[cell];
        if !matches!(draft.state, State::Number(_)) {
            return None;
        }
        let column = draft.columns.start;
        let term = match self.figures.rules(at).next()? {
            Rule::Column(_) | Rule::Share(_) => return self.columns[column].clone(),
            Rule::Sum => self.items(self.board, column, board.groups.sums[draft.rows.start].clone()).map(Term::Sum),
            Rule::Average => {
                self.items(self.board, column, board.groups.sums[draft.rows.start].clone()).map(Term::Average)
            }
            Rule::Row(expression) => self.term(at, expression, true),
        };
        self.rounded(term?, column)
    }

    fn of_column(&self, column: usize) -> Option<Arc<Derivation>> {
        let board = &self.figures.boards[self.board];
        let term = match board.columns[column].formula.as_ref()? {
            Formula::Expression(_, expression) if !board.table.row.is_empty() => {
                // Names of figures in other rows mean the same in each row.
                let at = At { board: self.board, cell: board.at(0, column) };
                self.term(at, expression, false)?
            }
            Formula::Expression(..) => return None,
            Formula::Share(_, of) => {
                let whole = match self.figures.whole_cell(self.board, *of) {
                    Some(total) => vec![self.cell(total)?],
                    None => self.items(self.board, *of, 0..board.table.row.len())?,
                };
                Term::Binary(Box::new(Term::Beside(*of)), Operator::Over, Box::new(Term::Sum(whole)))
            }
        };
        self.rounded(term, column)
    }

    fn rounded(&self, term: Term, column: usize) -> Option<Arc<Derivation>> {
        let rounding = self.figures.boards[self.board].columns[column].rounding.unwrap_or(Rounding::HalfUp);
        Some(Arc::new(Derivation { term, rounding }))
    }

    fn term(&self, at: At, expression: &Expression, over_rows: bool) -> Option<Term> {
        Some(match expression {
            Expression::Number(number) => Term::Number(number.clone()),
            Expression::Name(name) => self.named(at, name, over_rows)?,
            Expression::Negated(inner) => Term::Negated(Box::new(self.term(at, inner, over_rows)?)),
            Expression::Binary(left, operator, right) => {
                let (left, right) = (self.term(at, left, over_rows)?, self.term(at, right, over_rows)?);
                Term::Binary(Box::new(left), *operator, Box::new(right))
            }
        })
    }

    fn named(&self, at: At, name: &Name, over_rows: bool) -> Option<Term> {
        if name.summed {
            let (board, key) = match name.parts.as_slice() {
                [key] => (self.board, key),
                [table, key] => (self.figures.table_named(table)?, key),
                _ => return None,
            };
            let on = &self.figures.boards[board];
            return self.items(board, on.column_named(key)?, 0..on.table.row.len()).map(Term::Sum);
        }
        match self.figures.resolve(at, name, over_rows).ok()? {
            (_, column, None) => Some(Term::Beside(column)),
            (board, _, Some(cell)) => Some(Term::Sum(vec![self.cell(At { board, cell })?])),
        }
    }

    /// The items of a column among some rows, in as few blocks as there are runs of them; `None` where there are none, or
    /// they stand in another annex.
    fn items(&self, board: usize, column: usize, rows: Range<usize>) -> Option<Vec<CellBlock>> {
        let mut blocks: Vec<CellBlock> = vec![];
        for row in rows.filter(|row| self.figures.boards[board].role(*row) == Role::Item) {
            let block = self.block(board, column, row..row + 1)?;
            match blocks.last_mut() {
                Some(last) if last.rows.end == block.rows.start => last.rows.end = block.rows.end,
                _ => blocks.push(block),
            }
        }
        (!blocks.is_empty()).then_some(blocks)
    }

    fn cell(&self, at: At) -> Option<CellBlock> {
        let draft = &self.figures.board(at).cells[at.cell];
        self.block(at.board, draft.columns.start, draft.rows.clone())
    }

    /// Rows of a table as those of its grid.
    fn block(&self, board: usize, column: usize, rows: Range<usize>) -> Option<CellBlock> {
        let table = board.checked_sub(self.annex.first)?;
        let depth = self.annex.depths.get(table)?;
        Some(CellBlock { table, column, rows: rows.start + depth..rows.end + depth })
    }
}
