//! What a figure follows from directly, and which written figures follow from it.

use std::collections::BTreeMap;

use super::cells::State;
use super::figures::{At, Figures, Rule};
use super::formula::Name;
use crate::annex::Amount;
use crate::plan::Role;

/// For each written figure, the written figures that follow from it.
pub type Dependents = BTreeMap<At, Vec<At>>;

impl Figures<'_, '_> {
    /// The cells that a figure follows from by a rule.
    pub fn inputs(&self, at: At, rule: Rule) -> Vec<At> {
        match rule {
            Rule::Sum | Rule::Average => self.addends(at).map(|cell| At { board: at.board, cell }).collect(),
            Rule::Column(expression) => {
                expression.names().into_iter().flat_map(|name| self.named_cells(at, name, false)).collect()
            }
            Rule::Row(expression) => {
                expression.names().into_iter().flat_map(|name| self.named_cells(at, name, true)).collect()
            }
            Rule::Share(of) => {
                let board = self.board(at);
                let rows = board.cells[at.cell].rows.clone();
                let parts = board.in_column(of, rows).map(|cell| At { board: at.board, cell });
                parts.chain(self.whole_cell(at.board, of)).collect()
            }
        }
    }

    /// The cells that a name stands for; those of a whole column are none of them in particular.
    fn named_cells(&self, at: At, name: &Name, over_rows: bool) -> Vec<At> {
        if name.summed {
            return vec![];
        }
        match self.resolve(at, name, over_rows) {
            Ok((board, _, Some(cell))) => vec![At { board, cell }],
            Ok((board, column, None)) => {
                let rows = self.board(at).cells[at.cell].rows.clone();
                self.boards[board].in_column(column, rows).map(|cell| At { board, cell }).collect()
            }
            Err(_) => vec![],
        }
    }

    pub fn is_written(&self, at: At) -> bool {
        matches!(self.board(at).cells[at.cell].state, State::Number(_))
    }

    /// Whether a written figure is what all its rules give, or is off by no more than its column allows; `None` where one
    /// of them gives none.
    pub fn agrees(&self, at: At) -> Option<bool> {
        let declared = self.value(at).ok()??;
        let mut rules = self.rules(at);
        let tolerance = self.board(at).columns[self.board(at).cells[at.cell].columns.start].tolerance;
        rules.try_fold(true, |agrees, rule| {
            let gap = declared.checked_sub(self.expected(at, rule).ok()?.unwrap_or_default())?;
            Some(agrees && gap.abs() <= tolerance.unwrap_or_default())
        })
    }

    /// Whether a rule starts from a written figure that is wrong itself.
    pub fn starts_wrong(&self, at: At, rule: Rule) -> bool {
        let inputs = self.inputs(at, rule);
        inputs.into_iter().any(|input| self.is_written(input) && self.agrees(input) == Some(false))
    }

    /// What a total would be if its subtotals were summed as they are written, where that is not what it should be.
    pub fn of_subtotals(&self, at: At) -> Option<Amount> {
        let (board, draft) = (self.board(at), &self.board(at).cells[at.cell]);
        if board.role(draft.rows.start) != Role::Total {
            return None;
        }
        let (column, rows) = (draft.columns.start, board.groups.sums[draft.rows.start].clone());
        let outermost = |row: &usize| board.role(*row) == Role::Subtotal && board.groups.levels[*row] == 1;
        let subtotals: Vec<usize> = rows.clone().filter(outermost).collect();
        let covered = |row: &usize| subtotals.iter().any(|subtotal| board.groups.sums[*subtotal].contains(row));
        let alone = rows.filter(|row| board.role(*row) == Role::Item && !covered(row));
        let mut cells: Vec<usize> = alone.chain(subtotals.iter().copied()).map(|row| board.at(row, column)).collect();
        cells.sort_unstable();
        cells.dedup();
        let sum = self.sum(at.board, cells).ok()?;
        let of_items = self.sum(at.board, self.addends(at)).ok()?;
        (!subtotals.is_empty() && sum != of_items).then_some(sum)
    }

    /// Whether a written total is the sum of its subtotals as they are written, and not that of its items.
    pub fn is_of_subtotals(&self, at: At) -> bool {
        let declared = self.value(at).ok().flatten();
        declared.is_some() && self.of_subtotals(at) == declared
    }

    /// All written figures that follow from others, by those: through figures that are worked out, too.
    pub fn dependents(&self) -> Dependents {
        let mut dependents = Dependents::new();
        for (board, on) in self.boards.iter().enumerate() {
            for cell in 0..on.cells.len() {
                let at = At { board, cell };
                if self.is_written(at) {
                    let mut inputs = vec![];
                    self.written_inputs(at, DEEPEST, &mut inputs);
                    inputs.sort_unstable();
                    inputs.dedup();
                    inputs.into_iter().for_each(|input| dependents.entry(input).or_default().push(at));
                }
            }
        }
        dependents
    }

    fn written_inputs(&self, at: At, depth: usize, found: &mut Vec<At>) {
        for input in self.rules(at).flat_map(|rule| self.inputs(at, rule)) {
            match &self.board(input).cells[input.cell].state {
                State::Number(_) => found.push(input),
                State::LeftOut if depth > 0 => self.written_inputs(input, depth - 1, found),
                _ => {}
            }
        }
    }
}

/// Steps through figures that are worked out. What is further away says little of a figure.
const DEEPEST: usize = 3;
