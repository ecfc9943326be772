//! What a plan asks to be checked beside its tables: relations between figures of any tables, annexes and plans.

use std::collections::BTreeMap;

use super::columns::{self, unknown_name};
use super::figures::{At, Failure, Figures};
use super::formula::{Comparison, Expression, Name, Relation};
use super::hints;
use super::quotient::{Quotient, evaluate};
use super::{Document, texts};
use crate::annex::{Amount, Exact, NumberStyle, Rounding};
use crate::plan::{Check, Designation, Plan};
use crate::source::{Code, Diagnostic, Place};

/// Decimals of a number that no column says how to write.
const USUAL_DECIMALS: u32 = 2;

/// Shows how a tolerance is written.
const CENT: Amount = Amount::least(USUAL_DECIMALS);

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
    plan.checks.iter().filter_map(|check| Asking { document, check, reach }.make()).collect()
}

struct Asking<'a, 'b, 'c, 'p, 'f, 'q> {
    document: &'a Document<'b>,
    check: &'c Check,
    reach: &'a Reach<'p, 'f, 'q>,
}

impl<'c> Asking<'_, '_, 'c, '_, '_, '_> {
    fn make(&self) -> Option<Asked<'c>> {
        let (context, that) = (self.document.context, &self.check.that);
        let place = context.place(that.span.clone());
        let amount = |text: &Designation| {
            let notation = self.document.notation;
            let read = |text: &str| notation.read(text.trim_start_matches('€').trim(), false).ok();
            columns::step(context, &text.0, &notation.number(CENT, USUAL_DECIMALS), read)
        };
        let tolerance = self.check.tolerance.as_ref().and_then(amount);
        let precision = self.check.precision.as_ref().and_then(amount);
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
        let (left, right) = (self.side(&comparison.left), self.side(&comparison.right));
        let (left, right) = (left?, right?);
        if left.currency.is_some() && right.currency.is_some() && left.currency != right.currency {
            context.report(Diagnostic::new(Code::MixedCurrencies, place).arg("key", "that"));
            return None;
        }
        let rounding = self.check.rounding.as_ref().map_or(Rounding::default(), |rounding| rounding.value);
        let rounded = |side: &Expression, value: Exact| match (precision, side) {
            (Some(step), side) if !matches!(side, Expression::Number(_)) => value.to_step(step, rounding),
            _ => value,
        };
        let (left, right) = (rounded(&comparison.left, left.value), rounded(&comparison.right, right.value));
        let gap = left.clone().minus(&right).abs();
        let holds = comparison.relation.holds(left.cmp(&right));
        let near = || tolerance.is_some_and(|tolerance| gap <= Exact::from(tolerance));
        let published = self.check.as_published.is_some();
        let verdict = match holds {
            true => Verdict::Holds,
            false if published => Verdict::AsPublished,
            false if near() => Verdict::WithinTolerance,
            false => Verdict::Fails,
        };
        let style = self.style(&comparison).cloned();
        let asked = Asked { check: self.check, comparison, left, right, verdict, style };
        self.report(&asked, tolerance, &gap);
        Some(asked)
    }

    fn report(&self, asked: &Asked, tolerance: Option<Amount>, gap: &Exact) {
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
        let print = |value: &Exact| self.print(value, style);
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
            let value = format!("{} = {}", name.text(), self.print(&value.value, self.style_of(name)));
            if !values.contains(&value) {
                values.push(value);
            }
        }
        if !values.is_empty() {
            problem = problem.arg("values", values.join("; ")).note("values");
        }
        let reason = self.check.as_published.as_ref().or(self.check.reason.as_ref());
        if let Some(reason) = reason {
            problem = problem.arg("reason", reason.value.trim()).note("reason");
        }
        if let Some(tolerance) = tolerance.filter(|_| asked.verdict == Verdict::WithinTolerance) {
            problem = problem.arg("tolerance", print(&Exact::from(tolerance))).note("tolerance");
        }
        if asked.verdict == Verdict::Fails
            && asked.comparison.relation == Relation::Equal
            && let Some(style) = style
        {
            let amount = |value: &Exact| value.clone().over(&style.quantity.worth())?.exactly(style.decimals);
            // What stands there as a number is what was declared; else the left side is.
            let literal = matches!(asked.comparison.right, Expression::Number(_));
            let (declared, right) = if literal { (&asked.right, &asked.left) } else { (&asked.left, &asked.right) };
            problem.hints.extend(
                amount(right)
                    .zip(amount(declared))
                    .and_then(|(right, declared)| hints::between(style, right, declared)),
            );
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
        // A message is about the name as it stands in this plan.
        let own = |failure| match failure {
            Failure::UnknownName(_) => Failure::UnknownName(name.clone()),
            Failure::NotNumber(_) => Failure::NotNumber(name.clone()),
            failure => failure,
        };
        if inside.summed {
            return figures.summed(None, &inside).map_err(own);
        }
        let at = cell(figures, &inside).ok_or_else(|| Failure::UnknownName(name.clone()))?;
        let column = figures.board(at).cells[at.cell].columns.start;
        if !figures.board(at).columns[column].is_number() {
            return Err(Failure::NotNumber(name.clone()));
        }
        Ok(figures.value(at)?.map(|amount| figures.worth(at.board, column, amount)))
    }

    fn place(&self, name: &Name) -> Option<Place> {
        let (figures, inside) = self.among(name).ok()?;
        let at = cell(figures, &inside).filter(|_| !inside.summed)?;
        Some(figures.board(at).cells[at.cell].place.clone())
    }

    fn style_of(&self, name: &Name) -> Option<&NumberStyle> {
        let (figures, inside) = self.among(name).ok()?;
        let (board, column) = match inside.parts.as_slice() {
            [table, column] => (figures.table_named(table)?, column),
            [table, _, column] => (figures.table_named(table)?, column),
            _ => return None,
        };
        let column = figures.boards[board].column_named(column)?;
        figures.boards[board].columns[column].style()
    }

    /// How the sides of a comparison are written: as the first figure in it is.
    fn style(&self, comparison: &Comparison) -> Option<&NumberStyle> {
        let names = [comparison.left.names(), comparison.right.names()].concat();
        names.into_iter().find_map(|name| self.style_of(name))
    }

    fn print(&self, value: &Exact, style: Option<&NumberStyle>) -> String {
        self.document.exact(value, style)
    }

    fn fail(&self, failure: Failure) {
        let (context, that) = (self.document.context, &self.check.that);
        let place = context.place(that.span.clone());
        let part = |name: &Name| place.of_part(&that.value, name.range.clone());
        let problem = match failure {
            // Reported at its own place.
            Failure::Wrong | Failure::Cycle | Failure::NeedsRounding => return,
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
        let in_units = style.map(NumberStyle::in_units);
        let fitting = style.into_iter().chain(in_units.as_ref()).find_map(|style| {
            let figure = value.clone().over(&style.quantity.worth())?.exactly(style.decimals)?;
            Some(self.amount(figure, style))
        });
        fitting.unwrap_or_else(|| {
            let exact =
                (USUAL_DECIMALS..=Amount::MAX_DECIMALS).find_map(|decimals| Some((value.exactly(decimals)?, decimals)));
            let rounded = || Some((value.round(Amount::MAX_DECIMALS, Rounding::HalfUp)?, Amount::MAX_DECIMALS));
            let (amount, decimals) = exact.or_else(rounded).unwrap_or_default();
            let sign = if amount.is_negative() { "−" } else { "" };
            format!("{sign}{}", self.notation.number(amount.abs(), decimals))
        })
    }
}

fn cell(figures: &Figures, name: &Name) -> Option<At> {
    let [table, row, column] = name.parts.as_slice() else { return None };
    figures.cell_named(figures.table_named(table)?, row, column)
}
