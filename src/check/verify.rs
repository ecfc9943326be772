//! Figures that are written though they follow from others: each is compared, to the last cent.

use std::collections::{BTreeMap, BTreeSet};

use super::cells::State;
use super::columns::Rules;
use super::figures::{At, Failure, Figures, Rule};
use super::hints::{Hints, Mismatch};
use super::table::Draft;
use crate::annex::{Amount, NumberStyle};
use crate::plan::{AsPublished, Role, TotalRule};
use crate::source::{Code, Context, Diagnostic, Place, SourceFile};

/// Line numbers named in a message; of a longer list, the first ones.
const MOST_LINES: usize = 8;

/// Compares all figures of all tables with what they follow from; and gives back those that were left out.
pub fn check(context: &Context, figures: &Figures) -> Vec<(At, Option<Amount>)> {
    let mut found = vec![];
    let boards = 0..figures.boards.len();
    let exceeding: BTreeSet<At> = boards.flat_map(|board| of_which(context, figures, board)).collect();
    // A formula that is wrong is so wherever it holds, and is reported the first time.
    let mut reported: BTreeSet<usize> = BTreeSet::new();
    let hints = Hints::new(figures);
    for (board, on) in figures.boards.iter().enumerate() {
        for cell in 0..on.cells.len() {
            let at = At { board, cell };
            let verifier = Verifier { context, figures, hints: &hints, at, exceeds: exceeding.contains(&at) };
            match on.cells[cell].state {
                State::LeftOut => found.extend(verifier.work_out(&mut reported)),
                State::Number(_) | State::Absent(_) => verifier.verify(&mut reported),
                State::Words | State::Label | State::Wrong => {}
            }
        }
    }
    found
}

struct Verifier<'a, 'b, 'p> {
    context: &'a Context,
    figures: &'a Figures<'b, 'p>,
    hints: &'a Hints<'a, 'b, 'p>,
    at: At,
    /// Whether it is a part that is more than its whole.
    exceeds: bool,
}

impl<'b> Verifier<'_, 'b, '_> {
    fn work_out(&self, reported: &mut BTreeSet<usize>) -> Option<(At, Option<Amount>)> {
        if let Some(published) = self.published() {
            self.agrees(published);
        }
        match self.figures.value(self.at) {
            Ok(amount) => {
                // What one rule gives the others have to give too, as if it were written.
                let others = self.figures.rules(self.at).skip(1);
                for (rule, style) in others.zip(self.style()) {
                    let found = amount.unwrap_or(Amount::ZERO);
                    match self.figures.expected(self.at, rule) {
                        Ok(expected)
                            if expected.unwrap_or(Amount::ZERO) == found
                                || self.figures.starts_wrong(self.at, rule) => {}
                        Ok(expected) => self.mismatch(style, rule, found, expected.unwrap_or(Amount::ZERO)),
                        Err(failure) => self.fail(rule, failure, reported),
                    }
                }
                Some((self.at, amount))
            }
            Err(_) => {
                let rule = self.figures.rules(self.at).next();
                if let Some((rule, failure)) = rule.zip(self.figures.failure(self.at)) {
                    self.fail(rule, failure, reported);
                }
                None
            }
        }
    }

    fn verify(&self, reported: &mut BTreeSet<usize>) {
        let (style, published) = (self.style(), self.published());
        let Some(style) = style else { return };
        let (declared, absent) = match &self.draft().state {
            State::Number(written) => (written.figure.amount, false),
            // A dash says that there is nothing: so much as zero, and not the same as a figure left out.
            _ => (Amount::ZERO, true),
        };
        if absent && matches!(self.role(), Role::Memo | Role::Derived | Role::OfWhich) {
            return;
        }
        let total = self.figures.board(self.at).total_rule(self.draft().rows.start, self.draft().columns.start);
        if total == Some(TotalRule::None) && !absent {
            let problem = Diagnostic::new(Code::AmountNotExpected, self.draft().place.clone());
            return self.context.report(problem.arg("reason", "none"));
        }
        let (mut agrees, mut differs, mut unsure) = (false, false, false);
        for rule in self.figures.rules(self.at) {
            match self.figures.expected(self.at, rule) {
                Ok(expected) if expected.unwrap_or(Amount::ZERO) == declared => agrees = true,
                // What one rule confirms is not wrong for another that starts from a wrong figure, reported there.
                Ok(_) if agrees && self.figures.starts_wrong(self.at, rule) => {}
                Ok(expected) => {
                    // A figure that is wrong is so once; how it was published is told in full.
                    if !differs || published.is_some() {
                        self.mismatch(style, rule, declared, expected.unwrap_or(Amount::ZERO));
                    }
                    differs = true;
                }
                Err(Failure::DividesByZero) if absent => {}
                Err(failure) => {
                    unsure = true;
                    self.fail(rule, failure, reported);
                }
            }
        }
        if let Some(published) = published.filter(|_| !differs && !unsure && !self.exceeds) {
            self.agrees(published);
        }
    }

    fn agrees(&self, published: &AsPublished) {
        let place = Place::new(&self.draft().place.file, published.span.clone());
        self.context.report(Diagnostic::new(Code::AsPublishedAgrees, place));
    }

    fn draft(&self) -> &Draft<'_> {
        &self.figures.board(self.at).cells[self.at.cell]
    }

    fn rules(&self) -> &Rules<'_> {
        &self.figures.board(self.at).columns[self.draft().columns.start]
    }

    fn style(&self) -> Option<&NumberStyle> {
        self.rules().style()
    }

    fn published(&self) -> Option<&AsPublished> {
        self.draft().published()
    }

    fn role(&self) -> Role {
        self.figures.board(self.at).role(self.draft().rows.start)
    }

    fn fail(&self, rule: Rule, failure: Failure, reported: &mut BTreeSet<usize>) {
        if failure == Failure::Wrong {
            return;
        }
        let of_formula = matches!(
            failure,
            Failure::UnknownName(_) | Failure::NotNumber(_) | Failure::NeedsRounding | Failure::MixedCurrencies
        );
        let formula = self.figures.formula_place(self.at, rule).filter(|_| of_formula);
        if formula.is_none_or(|(_, place)| reported.insert(place.span.start)) {
            self.figures.report(self.context, self.at, rule, failure);
        }
    }

    /// Reports a figure that is not what it follows to be: as a warning where it stands as it was published.
    fn mismatch(&self, style: &NumberStyle, rule: Rule<'b>, declared: Amount, expected: Amount) {
        let place = self.draft().place.clone();
        // Both are within bounds, but their difference may not be.
        let Some(difference) = declared.checked_sub(expected) else {
            return self.context.report(Diagnostic::new(Code::SumTooLarge, place));
        };
        let tolerance = self.rules().tolerance.filter(|tolerance| difference.abs() <= *tolerance);
        let code = match rule {
            _ if self.published().is_some() => Code::AsPublished,
            _ if tolerance.is_some() => Code::WithinTolerance,
            Rule::Sum if self.role() == Role::Subtotal => Code::SubtotalMismatch,
            Rule::Sum => Code::TotalMismatch,
            Rule::Average => Code::AverageMismatch,
            Rule::Column(_) | Rule::Row(_) => Code::FormulaMismatch,
            Rule::Share(_) => Code::ShareMismatch,
        };
        let problem = Diagnostic::new(code, place)
            .arg("declared", self.written(style, declared))
            .arg("sum", style.print(expected))
            .arg("difference", style.print(difference.abs()));
        let mut problem = self.explain(problem, style, rule, declared);
        problem = problem.note(if difference.is_negative() { "under" } else { "over" });
        if let Some(published) = self.published() {
            problem = problem.arg("reason", published.reason.value.trim()).note("reason");
        } else if let Some(tolerance) = tolerance {
            problem = problem.arg("tolerance", style.print(tolerance)).note("tolerance");
        } else {
            problem.hints = self.hints.of(Mismatch { at: self.at, rule, style, declared, expected });
        }
        self.context.report(problem);
    }

    /// The figure as it stands in the plan.
    fn written(&self, style: &NumberStyle, declared: Amount) -> String {
        match &self.draft().state {
            State::Absent(absence) => format!("\"{}\"", absence.mark),
            _ => style.print(declared),
        }
    }

    /// Adds how the right figure comes about.
    fn explain(&self, problem: Diagnostic, style: &NumberStyle, rule: Rule, declared: Amount) -> Diagnostic {
        match rule {
            Rule::Sum | Rule::Average => {
                let board = self.figures.board(self.at);
                let counts = |cell: &usize| {
                    self.figures.value(At { board: self.at.board, cell: *cell }).is_ok_and(|value| value.is_some())
                };
                let addends = self.figures.addends(self.at).filter(counts);
                let places: Vec<Place> = addends.map(|cell| board.cells[cell].place.clone()).collect();
                let problem = problem
                    .arg("count", places.len())
                    .arg("lines", lines(&places, &board.plan))
                    .over(places, "addend")
                    .note(if matches!(rule, Rule::Sum) { "sum" } else { "average" });
                // Where subtotals are wrong in print, a total has a second sum to differ from.
                let of_subtotals = self.figures.of_subtotals(self.at);
                let apart = of_subtotals.and_then(|sum| Some((sum, declared.checked_sub(sum)?)));
                match apart {
                    Some((subtotals, difference)) => {
                        let problem = problem.arg("subtotals", style.print(subtotals));
                        let problem = problem.arg("apart", style.print(difference.abs()));
                        problem.note(match difference {
                            difference if difference.is_zero() => "subtotals-agree",
                            difference if difference.is_negative() => "subtotals-under",
                            _ => "subtotals-over",
                        })
                    }
                    None => problem,
                }
            }
            Rule::Column(_) | Rule::Row(_) => {
                let formula = self.figures.formula_place(self.at, rule);
                let problem = problem.arg("formula", formula.map_or("", |(text, _)| text.trim())).note("formula");
                let values = self.figures.values(self.at, rule);
                if values.is_empty() { problem } else { problem.arg("values", values).note("values") }
            }
            Rule::Share(of) => {
                let whole = self.figures.whole(self.at.board, of);
                let style = self.figures.board(self.at).columns[of].style();
                let whole = whole.ok().zip(style).map_or(String::new(), |(whole, style)| style.print(whole));
                problem.arg("whole", whole).note("share")
            }
        }
    }
}

/// `17, 62, 69`, of a long list the beginning; with the file where it is not the plan itself.
pub fn lines(places: &[Place], plan: &SourceFile) -> String {
    let elsewhere = places.first().filter(|place| place.file.name != plan.name);
    let file = elsewhere.map_or(String::new(), |place| format!("; {}", place.file.name));
    let named: Vec<String> = places.iter().take(MOST_LINES).map(|place| place.line().to_string()).collect();
    named.join(", ") + if places.len() > MOST_LINES { " …" } else { "" } + &file
}

/// The cells of a whole and of its parts, for every row that has parts and every column that is summed: a part of a rate
/// or an average need not be less than the whole.
pub fn parts(figures: &Figures, board: usize) -> Vec<(usize, Vec<usize>)> {
    let on = &figures.boards[board];
    let mut wholes: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (part, whole) in on.groups.wholes.iter().enumerate() {
        whole.iter().for_each(|whole| wholes.entry(*whole).or_default().push(part));
    }
    let summed = |column: &usize| on.columns[*column].is_number() && on.columns[*column].total == TotalRule::Sum;
    let columns: Vec<usize> = (0..on.width()).filter(summed).collect();
    let of_column = |whole: usize, parts: &[usize], column: usize| {
        let mut cells: Vec<usize> = parts.iter().map(|row| on.at(*row, column)).collect();
        cells.dedup();
        (on.at(whole, column), cells)
    };
    let of_row = |(whole, parts): (usize, Vec<usize>)| {
        columns.iter().map(|column| of_column(whole, &parts, *column)).collect::<Vec<_>>()
    };
    wholes.into_iter().flat_map(of_row).collect()
}

/// Whether parts are more than their whole.
pub fn exceeds(parts: Amount, whole: Amount) -> bool {
    if whole.is_negative() { parts < whole } else { parts > whole }
}

/// Parts may not be more than the whole that they are parts of. Those that are.
fn of_which(context: &Context, figures: &Figures, board: usize) -> Vec<At> {
    let mut exceeding = vec![];
    let on = &figures.boards[board];
    for (whole_cell, cells) in parts(figures, board) {
        let rules = &on.columns[on.cells[whole_cell].columns.start];
        let Some(style) = rules.style() else { continue };
        let (Ok(sum), Ok(amount)) =
            (figures.sum(board, cells.iter().copied()), figures.value(At { board, cell: whole_cell }))
        else {
            continue;
        };
        let amount = amount.unwrap_or(Amount::ZERO);
        if exceeds(sum, amount) {
            let over = sum.abs().checked_sub(amount.abs());
            let tolerance = rules.tolerance.filter(|tolerance| over.is_some_and(|over| over <= *tolerance));
            let whole = &on.cells[whole_cell];
            let published = cells.iter().find_map(|cell| Some((&on.cells[*cell], on.cells[*cell].published()?)));
            let place = published.map_or(&on.cells[cells[0]], |(draft, _)| draft).place.clone();
            let code = match (published, tolerance) {
                (Some(_), _) => Code::AsPublished,
                (None, Some(_)) => Code::WithinTolerance,
                (None, None) => Code::OfWhichExceeds,
            };
            let mut problem = Diagnostic::new(code, place)
                .arg("declared", style.print(sum))
                .arg("parts", style.print(sum))
                .arg("whole", style.print(amount))
                .arg("count", cells.len())
                .over(cells.iter().map(|cell| on.cells[*cell].place.clone()), "part")
                .related(whole.place.clone(), "whole");
            if let Some((_, published)) = published {
                problem = problem.arg("reason", published.reason.value.trim()).note("reason");
            } else if let Some(tolerance) = tolerance {
                problem = problem.arg("tolerance", style.print(tolerance)).note("tolerance");
            }
            context.report(problem);
            exceeding.extend(cells.iter().map(|cell| At { board, cell: *cell }));
        }
    }
    exceeding
}
