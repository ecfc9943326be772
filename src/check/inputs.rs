//! What a figure follows from directly, and which written figures follow from it.

use std::collections::BTreeMap;

use super::cells::State;
use super::figures::{At, Figures, Rule};
use super::formula::Name;

/// For each written figure, the written figures that follow from it.
pub type Dependents = BTreeMap<At, Vec<At>>;

impl Figures<'_, '_> {
    /// The cells that a figure follows from by a rule.
    pub fn inputs(&self, at: At, rule: Rule) -> Vec<At> {
        match rule {
            Rule::Sum | Rule::Average => {
                self.addends(at).map(|cell| At { board: at.board, cell }).collect()
            }
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

    /// Whether a written figure is what all its rules give; `None` where one of them gives none.
    pub fn agrees(&self, at: At) -> Option<bool> {
        let declared = self.value(at).ok()??;
        self.rules(at).try_fold(true, |agrees, rule| {
            Some(agrees && self.expected(at, rule).ok()?.unwrap_or_default() == declared)
        })
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
