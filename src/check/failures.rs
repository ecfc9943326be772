//! Why a figure can't be worked out, and what a message says of the formula that it follows from.

use super::columns::{Formula, unknown_name};
use super::figures::{At, Failure, Figures, Rule};
use super::formula::Name;
use crate::source::{Code, Context, Diagnostic, Place};

impl<'p> Figures<'_, 'p> {
    /// The names that can stand in a formula, for finding the nearest.
    fn known_names(&self, at: At, rule: Rule) -> Vec<String> {
        let board = self.board(at);
        if let Rule::Row(_) = rule {
            let rows = board.table.row.iter().filter_map(|row| row.id.as_ref().map(|id| id.value.clone()));
            return rows.chain(board.row_named("total").map(|_| "total".to_owned())).collect();
        }
        board.columns.iter().filter(|rules| rules.is_number()).map(|rules| rules.column.key.clone()).collect()
    }

    /// Reports why there is no figure. What was reported already, or will be at its own cell, is passed over.
    pub fn report(&self, context: &Context, at: At, rule: Rule, failure: Failure) {
        let draft = &self.board(at).cells[at.cell];
        let place = draft.place.clone();
        let key = self.board(at).columns[draft.columns.start].column.key.as_str();
        let formula = |name: &Name| {
            self.formula_place(at, rule)
                .map_or(place.clone(), |(text, formula)| formula.of_part(text, name.range.clone()))
        };
        let problem = match failure {
            Failure::Wrong => return,
            Failure::Cycle => Diagnostic::new(Code::FormulaCycle, place).arg("key", key),
            Failure::DividesByZero => Diagnostic::new(Code::DividesByZero, place).arg("key", key),
            Failure::MixedCurrencies => Diagnostic::new(Code::MixedCurrencies, place).arg("key", key),
            Failure::NeedsRounding => {
                let place = self.formula_place(at, rule).map_or(place, |(_, formula)| formula);
                Diagnostic::new(Code::NeedsRounding, place)
            }
            Failure::OverMerged(merged) => {
                Diagnostic::new(Code::FormulaOverMerged, place).related(merged, "merged").help("help")
            }
            Failure::UnknownName(name) => {
                let known = self.known_names(at, rule);
                unknown_name(formula(&name), &name.text(), known.iter().map(String::as_str))
            }
            Failure::NotNumber(name) => Diagnostic::new(Code::NotANumber, formula(&name)).arg("name", name.text()),
            Failure::TooLarge => Diagnostic::new(Code::SumTooLarge, place),
        };
        context.report(problem);
    }

    /// The figures that a formula names, for a message: `a = € 5,00; total.b = € 7,00`.
    pub fn values(&self, at: At, rule: Rule) -> String {
        let (expression, over_rows) = match rule {
            Rule::Column(expression) => (expression, false),
            Rule::Row(expression) => (expression, true),
            Rule::Sum | Rule::Average | Rule::Share(_) => return String::new(),
        };
        let mut values: Vec<String> = vec![];
        for name in expression.names() {
            let Ok(Some(value)) = self.named(at, name, over_rows) else { continue };
            let Ok((board, column, _)) = self.resolve(at, name, over_rows) else { continue };
            let Some(style) = self.boards[board].columns[column].style() else { continue };
            let amount = value.value.over(&style.quantity.worth()).and_then(|value| value.exactly(style.decimals));
            let value = amount.map(|amount| format!("{} = {}", name.text(), style.print(amount)));
            values.extend(value.filter(|value| !values.contains(value)));
        }
        values.join("; ")
    }

    /// The formula that a rule was written as, and where.
    pub fn formula_place(&self, at: At, rule: Rule) -> Option<(&'p str, Place)> {
        let board = self.board(at);
        let draft = &board.cells[at.cell];
        let (text, file) = match rule {
            Rule::Column(_) | Rule::Share(_) => match board.columns[draft.columns.start].formula.as_ref()? {
                Formula::Expression(text, _) | Formula::Share(text, _) => (*text, &board.plan),
            },
            Rule::Row(_) => {
                let row = &board.table.row[draft.rows.start];
                (row.formula.as_ref()?, &row.file)
            }
            Rule::Sum | Rule::Average => return None,
        };
        Some((text.value.as_str(), Place::new(file, text.span.clone())))
    }
}
