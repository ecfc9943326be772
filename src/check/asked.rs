//! What a plan asks to be checked beside its tables: relations between figures of any tables, annexes and plans.

use std::collections::BTreeMap;

use super::columns::{self, unknown_name};
use super::figures::{At, Failure, Figures};
use super::formula::{Comparison, Expression, Name, Relation};
use super::hints;
use super::quotient::{Quotient, evaluate};
use super::{Document, others, texts};
use crate::annex::{Amount, Display, Exact, NumberStyle, Quantity, Rounding};
use crate::plan::{Check, Designation, Plan, TotalRule};
use crate::source::{Code, Diagnostic, Place};

/// Decimals of a number that no column says how to write.
const USUAL_DECIMALS: u32 = 2;

/// Figures that checks can name: those of the plan itself, and those of others by the names that it gives them.
pub struct Reach<'a, 'b, 'p> {
    pub own: &'a Figures<'b, 'p>,
    /// `None` for a plan that can't be used, which was reported.
    pub others: BTreeMap<&'a str, Option<Figures<'b, 'p>>>,
}

/// A check that was made: both sides, each rounded as the check says.
pub struct Asked<'c> {
    pub check: &'c Check,
    pub comparison: Comparison,
    pub left: Exact,
    pub right: Exact,
    pub verdict: Verdict,
    /// How the first figure in it is written.
    pub style: Option<NumberStyle>,
}

impl Asked<'_> {
    /// The sign that truly stands between the sides.
    pub fn sign(&self) -> &'static str {
        match (self.verdict, self.comparison.relation) {
            (Verdict::Holds, relation) => relation.sign(),
            (_, Relation::Equal) => "≠",
            (_, Relation::Less) => "≥",
            (_, Relation::Greater) => "≤",
            (_, Relation::AtMost) => ">",
            (_, Relation::AtLeast) => "<",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Holds,
    WithinTolerance,
    AsPublished,
    Fails,
}

/// Makes all checks that a plan asks for.
pub fn check<'p>(document: &Document, plan: &'p Plan, reach: &Reach) -> Vec<Asked<'p>> {
    plan.checks.iter().filter_map(|check| Asking { document, plan, check, reach }.make()).collect()
}

struct Asking<'a, 'b, 'c, 'p, 'f, 'q> {
    document: &'a Document<'b>,
    plan: &'c Plan,
    check: &'c Check,
    reach: &'a Reach<'p, 'f, 'q>,
}

impl<'c> Asking<'_, '_, 'c, '_, '_, '_> {
    fn make(&self) -> Option<Asked<'c>> {
        let (context, that) = (self.document.context, &self.check.that);
        let place = context.place(that.span.clone());
        if self.check.rounding.is_some() && self.check.precision.is_none() {
            let problem = Diagnostic::new(Code::MissingKey, context.place(self.check.span.clone()));
            context.report(problem.arg("key", "precision"));
        }
        if that.value.is_empty() {
            return None;
        }
        let comparison = match Comparison::parse(&that.value, self.document.notation) {
            Ok(comparison) => comparison,
            Err(range) => {
                let place = place.of_part(&that.value, range);
                context.report(Diagnostic::new(Code::FormulaSyntax, place).arg("of", "check"));
                return None;
            }
        };
        if comparison.left.names().is_empty() && comparison.right.names().is_empty() {
            context.report(Diagnostic::new(Code::FormulaSyntax, place).arg("of", "check"));
            return None;
        }
        let (left, right) = (self.side(&comparison.left), self.side(&comparison.right));
        let (left, right) = (left?, right?);
        if left.currency.is_some() && right.currency.is_some() && left.currency != right.currency {
            context.report(Diagnostic::new(Code::MixedCurrencies, place).arg("key", "that"));
            return None;
        }
        let rounding = self.check.rounding.as_ref().map_or(Rounding::default(), |rounding| rounding.value);
        let style = self.style(&comparison);
        let percents = style.as_ref().is_some_and(|style| style.quantity == Quantity::Percent);
        let of_percents = percents && left.currency.or(right.currency).is_none();
        // Of one that is wrong, which is reported, nothing can be said.
        let step = |text: &Option<Designation>| match text {
            Some(text) => self.step(text, of_percents).map(Some),
            None => Some(None),
        };
        let (tolerance, precision) = (step(&self.check.tolerance), step(&self.check.precision));
        let (tolerance, precision) = (tolerance?, precision?);
        let rounded = |side: &Expression, value: Exact| match &precision {
            Some(step) if !is_number(side) => value.to_step(step, rounding),
            _ => value,
        };
        let (left, right) = (rounded(&comparison.left, left.value), rounded(&comparison.right, right.value));
        let gap = left.clone().minus(&right).abs();
        let holds = comparison.relation.holds(left.cmp(&right));
        let near = || tolerance.as_ref().is_some_and(|tolerance| gap <= *tolerance);
        let published = self.check.as_published.is_some();
        let verdict = match holds {
            true => Verdict::Holds,
            false if published => Verdict::AsPublished,
            false if near() => Verdict::WithinTolerance,
            false => Verdict::Fails,
        };
        let asked = Asked { check: self.check, comparison, left, right, verdict, style };
        self.report(&asked, tolerance, &gap);
        Some(asked)
    }

    /// A tolerance or precision: of percentages in percent, of all else in units of the currency or of what is counted.
    fn step(&self, text: &Designation, of_percents: bool) -> Option<Exact> {
        let notation = self.document.notation;
        let least = notation.number(Amount::least(USUAL_DECIMALS), USUAL_DECIMALS);
        let (example, hundredth) = match of_percents {
            true => (format!("{least}%"), Exact::ratio(1, 100)),
            false => (least, Exact::ratio(1, 1)),
        };
        let read = |text: &str| {
            let number = match of_percents {
                true => text.strip_suffix('%')?,
                false => text.strip_prefix('€').or(text.strip_suffix('€')).unwrap_or(text),
            };
            notation.read(number.trim(), false).ok()
        };
        let step = columns::step(self.document.context, &text.0, &example, read)?;
        Some(Exact::from(step).times(&hundredth))
    }

    fn report(&self, asked: &Asked, tolerance: Option<Exact>, gap: &Exact) {
        let (context, that) = (self.document.context, &self.check.that);
        let code = match asked.verdict {
            Verdict::Fails => Code::CheckMismatch,
            Verdict::WithinTolerance => Code::WithinTolerance,
            Verdict::AsPublished => Code::AsPublished,
            Verdict::Holds => {
                if let Some(published) = &self.check.as_published {
                    context.report(Diagnostic::new(Code::AsPublishedAgrees, context.place(published.span.clone())));
                }
                return;
            }
        };
        let style = asked.style.as_ref();
        let print = |value: &Exact| self.document.exact(value, style);
        let mut problem = Diagnostic::new(code, context.place(that.span.clone()))
            .arg("declared", format!("{} {} {}", print(&asked.left), asked.sign(), print(&asked.right)))
            .arg("left", print(&asked.left))
            .arg("right", print(&asked.right))
            .arg("difference", print(gap))
            .note("apart");
        let names = [asked.comparison.left.names(), asked.comparison.right.names()].concat();
        let mut values: Vec<String> = vec![];
        for name in &names {
            let Ok(Some(value)) = self.figure(name) else { continue };
            let value =
                format!("{} = {}", name.text(), self.document.exact(&value.value, self.style_of(name).as_ref()));
            if !values.contains(&value) {
                values.push(value);
            }
        }
        if !values.is_empty() {
            problem = problem.arg("values", values.join("; ")).note("values");
        }
        let reasons = self.check.reason.iter().chain(&self.check.as_published).map(|reason| reason.value.trim());
        let reasons: Vec<&str> = reasons.collect();
        if !reasons.is_empty() {
            problem = problem.arg("reason", reasons.join("; ")).note("reason");
        }
        if let Some(tolerance) = tolerance.filter(|_| asked.verdict == Verdict::WithinTolerance) {
            problem = problem.arg("tolerance", print(&tolerance)).note("tolerance");
        }
        if asked.verdict == Verdict::Fails
            && asked.comparison.relation == Relation::Equal
            && let Some(style) = style
        {
            // What stands there as a number is what was declared; else the left side is.
            let declared_right = is_number(&asked.comparison.right);
            let (declared, right) =
                if declared_right { (&asked.right, &asked.left) } else { (&asked.left, &asked.right) };
            problem.hints.extend(hints::between(style, right, declared));
        }
        let places = names.iter().filter_map(|name| self.place(name));
        context.report(problem.over(places, "figure"));
    }

    fn side(&self, side: &Expression) -> Option<Quotient> {
        let zero = || Quotient::number(Exact::zero());
        match evaluate(side, &|name| self.figure(name)) {
            // A dash says that there is nothing: as much as zero.
            Ok(quotient) => Some(quotient.unwrap_or_else(zero)),
            Err(failure) => {
                self.fail(failure);
                None
            }
        }
    }

    /// The figures among which a name is looked for, and the name there.
    fn among(&self, name: &Name) -> Result<(&Figures<'_, '_>, Name), Failure> {
        let parts = if name.summed { 2 } else { 3 };
        match name.parts.split_first() {
            Some((plan, rest)) if rest.len() == parts => match self.reach.others.get(plan.as_str()) {
                Some(Some(figures)) => Ok((figures, Name { parts: rest.to_vec(), ..name.clone() })),
                Some(None) => Err(Failure::Wrong),
                None => Err(Failure::UnknownName(name.clone())),
            },
            _ if name.parts.len() == parts => Ok((self.reach.own, name.clone())),
            _ => Err(Failure::UnknownName(name.clone())),
        }
    }

    fn figure(&self, name: &Name) -> Result<Option<Quotient>, Failure> {
        let (figures, inside) = self.among(name)?;
        let is_own = std::ptr::eq(figures, self.reach.own);
        self.figure_of(figures, &inside).map_err(|failure| match failure {
            // A message is about the name as it stands in this plan.
            Failure::UnknownName(_) => Failure::UnknownName(name.clone()),
            Failure::NotNumber(_) => Failure::NotNumber(name.clone()),
            Failure::OverMerged(place) => Failure::OverMerged(place),
            // In this plan it was reported at its own place; of another one nobody is told but here.
            failure if is_own => failure,
            _ => {
                others::report_wrong(self.document.context, self.plan, &name.parts[0]);
                Failure::Wrong
            }
        })
    }

    fn figure_of(&self, figures: &Figures, name: &Name) -> Result<Option<Quotient>, Failure> {
        if name.summed {
            return figures.summed(None, name);
        }
        let at = cell(figures, name).ok_or_else(|| Failure::UnknownName(name.clone()))?;
        let (board, draft) = (figures.board(at), &figures.board(at).cells[at.cell]);
        let column = draft.columns.start;
        let never = board.total_rule(draft.rows.start, column) == Some(TotalRule::None);
        if !board.columns[column].is_number() || never {
            return Err(Failure::NotNumber(name.clone()));
        }
        // One amount of several rows is called by the first of them, or it could be counted for each.
        let row = name.parts.get(1).and_then(|row| board.row_named(row));
        if row.is_some_and(|row| row != draft.rows.start) {
            return Err(Failure::OverMerged(draft.place.clone()));
        }
        // A figure that its own plan has to mend first.
        let is_own = std::ptr::eq(figures, self.reach.own);
        if !is_own && figures.is_written(at) && draft.published().is_none() && figures.agrees(at) == Some(false) {
            return Err(Failure::Wrong);
        }
        Ok(figures.value(at)?.map(|amount| figures.worth(at.board, column, amount)))
    }

    fn place(&self, name: &Name) -> Option<Place> {
        let (figures, inside) = self.among(name).ok()?;
        let at = cell(figures, &inside).filter(|_| !inside.summed)?;
        Some(figures.board(at).cells[at.cell].place.clone())
    }

    /// How the figures of a column are written, in the notation of this plan.
    fn style_of(&self, name: &Name) -> Option<NumberStyle> {
        let (figures, inside) = self.among(name).ok()?;
        let (board, column) = match inside.parts.as_slice() {
            [table, column] => (figures.table_named(table)?, column),
            [table, _, column] => (figures.table_named(table)?, column),
            _ => return None,
        };
        let column = figures.boards[board].column_named(column)?;
        figures.boards[board].columns[column].style().map(|style| style.written_in(self.document.notation))
    }

    /// How the sides of a comparison are written: as the first figure in it is.
    fn style(&self, comparison: &Comparison) -> Option<NumberStyle> {
        let names = [comparison.left.names(), comparison.right.names()].concat();
        names.into_iter().find_map(|name| self.style_of(name))
    }

    fn fail(&self, failure: Failure) {
        let (context, that) = (self.document.context, &self.check.that);
        let place = context.place(that.span.clone());
        let part = |name: &Name| place.of_part(&that.value, name.range.clone());
        let problem = match failure {
            // Reported at its own place.
            Failure::Wrong => return,
            Failure::Cycle => Diagnostic::new(Code::FormulaCycle, place).arg("key", "that"),
            Failure::NeedsRounding => Diagnostic::new(Code::NeedsRounding, place),
            Failure::OverMerged(merged) => {
                Diagnostic::new(Code::FormulaOverMerged, place).related(merged, "merged").help("help")
            }
            Failure::DividesByZero => Diagnostic::new(Code::DividesByZero, place).arg("key", "that"),
            Failure::MixedCurrencies => Diagnostic::new(Code::MixedCurrencies, place).arg("key", "that"),
            Failure::NotNumber(name) => Diagnostic::new(Code::NotANumber, part(&name)).arg("name", name.text()),
            Failure::TooLarge => Diagnostic::new(Code::SumTooLarge, place),
            Failure::UnknownName(name) => {
                let mut known = texts::known_figures(self.reach.own);
                for (plan, figures) in &self.reach.others {
                    let figures = figures.iter().flat_map(texts::known_figures);
                    known.extend(figures.map(|figure| format!("{plan}.{figure}")));
                }
                unknown_name(part(&name), &name.parts.join("."), known.iter().map(String::as_str))
            }
        };
        context.report(problem);
    }
}

impl Document<'_> {
    /// An exact value as a column writes its figures, or where none does, or it does not fit, as a plain number.
    pub fn exact(&self, value: &Exact, style: Option<&NumberStyle>) -> String {
        let plain = NumberStyle {
            notation: self.notation,
            quantity: Quantity::Count,
            decimals: USUAL_DECIMALS,
            display: Display::default(),
            plus: false,
        };
        let in_units = style.map(NumberStyle::in_units);
        let styles = || style.into_iter().chain(in_units.as_ref()).chain([&plain]);
        let figure = |style: &NumberStyle| value.clone().over(&style.quantity.worth());
        let printed = styles().find_map(|style| {
            let figure = figure(style)?.exactly(style.decimals)?;
            Some(self.amount(figure, style))
        });
        // With more decimals than the column's figures have; of those that never end, as many as an amount may have.
        let longer = || {
            let style = in_units.as_ref().unwrap_or(&plain);
            let (most, figure) = (Amount::MAX_DECIMALS, figure(style)?);
            let exact = (style.decimals..=most).find_map(|decimals| Some((figure.exactly(decimals)?, decimals)));
            let about = if exact.is_some() { "" } else { "≈ " };
            let (amount, decimals) = exact.or_else(|| Some((figure.round(most, Rounding::HalfUp)?, most)))?;
            Some(format!("{about}{}", style.print_with(amount, decimals)))
        };
        printed.or_else(longer).unwrap_or_default()
    }
}

/// Whether a side is a number alone, as something declares it.
fn is_number(side: &Expression) -> bool {
    match side {
        Expression::Number(_) => true,
        Expression::Negated(inner) => is_number(inner),
        Expression::Name(_) | Expression::Binary(..) => false,
    }
}

fn cell(figures: &Figures, name: &Name) -> Option<At> {
    let [table, row, column] = name.parts.as_slice() else { return None };
    figures.cell_named(figures.table_named(table)?, row, column)
}
