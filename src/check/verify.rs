//! Figures that are written though they follow from others: each is compared, to the last cent.

use std::collections::BTreeSet;

use super::cells::State;
use super::figures::{At, Failure, Figures, Rule};
use crate::annex::{Amount, NumberStyle};
use crate::plan::{AsPublished, Role};
use crate::source::{Code, Context, Diagnostic, Place};

/// Line numbers named in a message; of a longer list, the first ones.
const MOST_LINES: usize = 8;

/// Compares all figures of all tables with what they follow from; and gives back those that were left out.
pub fn check(context: &Context, figures: &Figures) -> Vec<(At, Option<Amount>)> {
    let mut found = vec![];
    // A formula that is wrong is so in each of its rows, and is reported in the first.
    let mut reported: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (board, on) in figures.boards.iter().enumerate() {
        for cell in 0..on.cells.len() {
            let verifier = Verifier { context, figures, at: At { board, cell } };
            match on.cells[cell].state {
                State::LeftOut => found.extend(verifier.work_out(&mut reported)),
                State::Number(_) | State::Absent(_) => verifier.verify(&mut reported),
                State::Words | State::Label | State::Wrong => {}
            }
        }
        of_which(context, figures, board);
    }
    found
}

struct Verifier<'a, 'b, 'p> {
    context: &'a Context,
    figures: &'a Figures<'b, 'p>,
    at: At,
}

impl Verifier<'_, '_, '_> {
    fn work_out(&self, reported: &mut BTreeSet<(usize, usize)>) -> Option<(At, Option<Amount>)> {
        if let Some(published) = self.published() {
            self.agrees(published);
        }
        match self.figures.value(self.at) {
            Ok(amount) => Some((self.at, amount)),
            Err(failure) => {
                if let Some(rule) = self.figures.rules(self.at).first() {
                    self.fail(*rule, failure, reported);
                }
                None
            }
        }
    }

    fn verify(&self, reported: &mut BTreeSet<(usize, usize)>) {
        let (style, published) = (self.style(), self.published());
        let Some(style) = style else { return };
        let declared = match &self.draft().state {
            State::Number(written) => written.figure.amount,
            // A dash says that there is nothing: so much as zero, and not the same as a figure left out.
            _ => Amount::ZERO,
        };
        let (mut differs, mut unsure) = (false, false);
        for rule in self.figures.rules(self.at) {
            match self.figures.expected(self.at, rule) {
                Ok(expected) if expected.unwrap_or(Amount::ZERO) == declared => {}
                Ok(expected) => {
                    differs = true;
                    self.mismatch(style, rule, declared, expected.unwrap_or(Amount::ZERO));
                }
                Err(failure) => {
                    unsure = true;
                    self.fail(rule, failure, reported);
                }
            }
        }
        if let Some(published) = published.filter(|_| !differs && !unsure) {
            self.agrees(published);
        }
    }

    fn agrees(&self, published: &AsPublished) {
        let place = Place::new(&self.draft().place.file, published.span.clone());
        self.context.report(Diagnostic::new(Code::AsPublishedAgrees, place));
    }

    fn draft(&self) -> &super::table::Draft<'_> {
        &self.figures.board(self.at).cells[self.at.cell]
    }

    fn style(&self) -> Option<&NumberStyle> {
        self.figures.board(self.at).columns[self.draft().columns.start].style()
    }

    fn published(&self) -> Option<&AsPublished> {
        self.draft().written?.details.as_ref()?.as_published.as_ref()
    }

    fn role(&self) -> Role {
        self.figures.board(self.at).role(self.draft().rows.start)
    }

    fn fail(&self, rule: Rule, failure: Failure, reported: &mut BTreeSet<(usize, usize)>) {
        if failure == Failure::Wrong {
            return;
        }
        let of_column = matches!(rule, Rule::Column(_));
        let of_formula = matches!(failure, Failure::UnknownName(_) | Failure::NotNumber(_) | Failure::NeedsRounding);
        if !(of_column && of_formula) || reported.insert((self.at.board, self.draft().columns.start)) {
            self.figures.report(self.context, self.at, rule, failure);
        }
    }

    /// Reports a figure that is not what it follows to be: as a warning where it stands as it was published.
    fn mismatch(&self, style: &NumberStyle, rule: Rule, declared: Amount, expected: Amount) {
        let place = self.draft().place.clone();
        // Both are within bounds, but their difference may not be.
        let Some(difference) = declared.checked_sub(expected) else {
            return self.context.report(Diagnostic::new(Code::SumTooLarge, place));
        };
        let code = match rule {
            _ if self.published().is_some() => Code::AsPublished,
            Rule::Sum if self.role() == Role::Subtotal => Code::SubtotalMismatch,
            Rule::Sum => Code::TotalMismatch,
            Rule::Average => Code::AverageMismatch,
            Rule::Column(_) | Rule::Row(_) => Code::FormulaMismatch,
            Rule::Share(_) => Code::ShareMismatch,
        };
        let problem = Diagnostic::new(code, place)
            .arg("declared", style.print(declared))
            .arg("sum", style.print(expected))
            .arg("difference", style.print(difference.abs()));
        let mut problem = self.explain(problem, style, rule, declared);
        problem = problem.note(if difference.is_negative() { "under" } else { "over" });
        if let Some(published) = self.published() {
            problem = problem.arg("reason", published.reason.value.trim()).note("reason");
        }
        self.context.report(problem);
    }

    /// Adds how the right figure comes about.
    fn explain(&self, problem: Diagnostic, style: &NumberStyle, rule: Rule, declared: Amount) -> Diagnostic {
        match rule {
            Rule::Sum | Rule::Average => {
                let board = self.figures.board(self.at);
                let counts = |cell: &&usize| matches!(board.cells[**cell].state, State::Number(_) | State::LeftOut);
                let addends = self.figures.addends(self.at);
                let places: Vec<Place> =
                    addends.iter().filter(counts).map(|cell| board.cells[*cell].place.clone()).collect();
                let problem = problem
                    .arg("count", places.len())
                    .arg("lines", lines(&places))
                    .over(places)
                    .note(if matches!(rule, Rule::Sum) { "sum" } else { "average" });
                match self.printed_subtotals(declared) {
                    Some((subtotals, difference)) => problem
                        .arg("subtotals", style.print(subtotals))
                        .arg("apart", style.print(difference))
                        .note("subtotals"),
                    None => problem,
                }
            }
            Rule::Column(_) | Rule::Row(_) => {
                let formula = self.figures.formula_place(self.at, rule);
                problem
                    .arg("formula", formula.map_or(String::new(), |(text, _)| text.trim().to_owned()))
                    .note("formula")
            }
            Rule::Share(_) => problem.note("share"),
        }
    }

    /// Where subtotals stand in print as they are wrong, a total has a second sum to differ from: that of the subtotals
    /// as printed. The sum, and how far the total is from it.
    fn printed_subtotals(&self, declared: Amount) -> Option<(Amount, Amount)> {
        let board = self.figures.board(self.at);
        let draft = self.draft();
        if self.role() != Role::Total {
            return None;
        }
        let (column, rows) = (draft.columns.start, board.groups.sums[draft.rows.start].clone());
        let outermost = |row: &usize| board.role(*row) == Role::Subtotal && board.groups.levels[*row] == 1;
        let subtotals: Vec<usize> = rows.clone().filter(outermost).collect();
        let covered = |row: &usize| subtotals.iter().any(|subtotal| board.groups.sums[*subtotal].contains(row));
        let alone = rows.clone().filter(|row| board.role(*row) == Role::Item && !covered(row));
        let mut cells: Vec<usize> = alone.chain(subtotals.iter().copied()).map(|row| board.at(row, column)).collect();
        cells.sort_unstable();
        cells.dedup();
        let sum = self.figures.sum(self.at.board, &cells).ok()?;
        let of_items = self.figures.sum(self.at.board, &self.figures.addends(self.at)).ok()?;
        let difference = declared.checked_sub(sum)?;
        (!subtotals.is_empty() && sum != of_items && sum != declared).then_some((sum, difference))
    }
}

/// `17, 62, 69`, of a long list the beginning.
fn lines(places: &[Place]) -> String {
    let named: Vec<String> = places.iter().take(MOST_LINES).map(|place| place.line().to_string()).collect();
    named.join(", ") + if places.len() > MOST_LINES { " …" } else { "" }
}

/// Parts may not be more than the whole that they are parts of.
fn of_which(context: &Context, figures: &Figures, board: usize) {
    let on = &figures.boards[board];
    let wholes: BTreeSet<usize> = on.groups.wholes.iter().flatten().copied().collect();
    for whole in wholes {
        let parts: Vec<usize> = (0..on.table.row.len()).filter(|row| on.groups.wholes[*row] == Some(whole)).collect();
        for (column, rules) in on.columns.iter().enumerate() {
            let Some(style) = rules.style() else { continue };
            let whole_cell = on.at(whole, column);
            let mut cells: Vec<usize> = parts.iter().map(|row| on.at(*row, column)).collect();
            cells.dedup();
            let (Ok(sum), Ok(amount)) = (figures.sum(board, &cells), figures.value(At { board, cell: whole_cell }))
            else {
                continue;
            };
            let amount = amount.unwrap_or(Amount::ZERO);
            // A merged amount is the whole of more than one row.
            let exceeds = if amount.is_negative() { sum < amount } else { sum > amount };
            if on.cells[whole_cell].rows.len() == 1 && exceeds {
                let (first, whole) = (&on.cells[cells[0]], &on.cells[whole_cell]);
                let problem = Diagnostic::new(Code::OfWhichExceeds, first.place.clone())
                    .arg("parts", style.print(sum))
                    .arg("whole", style.print(amount))
                    .arg("count", cells.len());
                context.report(problem.related(whole.place.clone(), "whole"));
            }
        }
    }
}
