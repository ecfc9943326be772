//! What was verified, as equations: `231.924,00 + 600.000,00 + 75.000,00 = 906.924,00`. Made only for who asks for it.

use std::collections::BTreeSet;

use super::Document;
use super::asked::{Asked, Verdict};
use super::cells::State;
use super::figures::{At, Figures, Rule};
use super::formula::{Expression, Name, Operator};
use super::table::Draft;
use crate::annex::{Amount, Exact, NumberStyle, Quantity, one_line};
use crate::plan::{self, Annex, Plan, label_column};
use crate::source::Place;

/// An equation that a figure or a check was verified by.
#[derive(Debug, Clone)]
pub struct Equation {
    /// Where its result is written, or the row that it is worked out for.
    pub place: Place,
    /// Label of the annex; `None` for a check over several.
    pub annex: Option<String>,
    /// What its table is called: its name, or else its number in the annex.
    pub table: Option<String>,
    /// Label of the row, or else its number in the table.
    pub row: Option<String>,
    /// Heading of the column.
    pub column: Option<String>,
    pub kind: Kind,
    /// Both sides in the plan's notation.
    pub text: String,
    /// Whether the left side was rounded to the right one.
    pub rounded: bool,
    pub outcome: Outcome,
    /// How far the sides are apart.
    pub gap: Option<String>,
    /// Why, or what for.
    pub reason: Option<String>,
}

/// By what kind of rule it was verified.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Sum,
    Average,
    Formula,
    Share,
    Parts,
    Check,
}

impl Kind {
    pub fn name(self) -> &'static str {
        match self {
            Kind::Sum => "sum",
            Kind::Average => "average",
            Kind::Formula => "formula",
            Kind::Share => "share",
            Kind::Parts => "parts",
            Kind::Check => "check",
        }
    }
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// What is written is what it has to be.
    Agrees,
    /// It was left out, and worked out.
    Computed,
    /// It is off by no more than was allowed.
    WithinTolerance,
    /// It is wrong, and stands as it was published.
    AsPublished,
}

impl Outcome {
    pub fn name(self) -> &'static str {
        match self {
            Outcome::Agrees => "agrees",
            Outcome::Computed => "computed",
            Outcome::WithinTolerance => "within-tolerance",
            Outcome::AsPublished => "as-published",
        }
    }
}

/// All equations of a plan without an error, in the order of its annexes, tables and cells; then the checks it asks for.
pub fn of(
    document: &Document,
    plan: &Plan,
    left_out: &BTreeSet<At>,
    figures: &Figures,
    asked: &[Asked],
) -> Vec<Equation> {
    let mut equations = vec![];
    let mut board = 0;
    for annex in &plan.annexes {
        for table in 0..annex.table.len() {
            let teller = Teller { document, annex, table, board, left_out, figures };
            for cell in 0..figures.boards[board].cells.len() {
                equations.extend(teller.of_cell(At { board, cell }));
            }
            equations.extend(teller.of_parts());
            board += 1;
        }
    }
    equations.extend(asked.iter().map(|asked| of_check(document, plan, asked)));
    equations
}

/// Tells the equations of one table.
struct Teller<'a, 'b, 'p> {
    document: &'a Document<'a>,
    annex: &'a Annex,
    table: usize,
    board: usize,
    /// The figures that were worked out.
    left_out: &'a BTreeSet<At>,
    figures: &'a Figures<'b, 'p>,
}

impl<'b> Teller<'_, 'b, '_> {
    fn of_cell(&self, at: At) -> Vec<Equation> {
        let draft = self.draft(at);
        let Some(style) = self.style(at) else { return vec![] };
        let declared = match &draft.state {
            State::Number(written) => written.figure.amount,
            _ => return vec![],
        };
        let equation = |rule: Rule<'b>| {
            // Where nothing is to be worked out, nought may be written.
            let exact = self.figures.exact(at, rule).ok()?.unwrap_or_else(Exact::zero);
            let expected = self.figures.expected(at, rule).ok()?.unwrap_or_default();
            let gap = declared.checked_sub(expected).filter(|gap| !gap.is_zero());
            let tolerance = self.figures.board(at).columns[draft.columns.start].tolerance.unwrap_or_default();
            let outcome = match gap {
                None if self.left_out.contains(&at) => Outcome::Computed,
                None => Outcome::Agrees,
                Some(_) if draft.published().is_some() => Outcome::AsPublished,
                Some(gap) if gap.abs() <= tolerance => Outcome::WithinTolerance,
                // Not verified by this rule, since that starts from a figure which is wrong itself.
                Some(_) => return None,
            };
            let relation = if gap.is_some() { "≠" } else { "=" };
            let (kind, left, in_units) = self.left_side(at, rule, style);
            let right = match (in_units, style.quantity.worth().exactly(0)) {
                (true, Some(worth)) => format!("{} × {}", number(style, declared), style.notation.number(worth, 0)),
                _ => number(style, declared),
            };
            let mut equation = self.named(at, kind, format!("{left} {relation} {right}"));
            equation.rounded = exact.exactly(style.decimals).is_none();
            equation.outcome = outcome;
            equation.gap = gap.map(|gap| number(style, gap));
            equation.reason = draft.published().filter(|_| gap.is_some()).map(|p| p.reason.value.trim().to_owned());
            Some(equation)
        };
        self.figures.rules(at).filter_map(equation).collect()
    }

    /// The left side of an equation, and whether it reckons in units of the currency though its result does not.
    fn left_side(&self, at: At, rule: Rule<'b>, style: &NumberStyle) -> (Kind, String, bool) {
        let values = || {
            let inputs = self.figures.inputs(at, rule).into_iter();
            inputs.filter_map(|input| self.figures.value(input).ok().flatten()).collect::<Vec<Amount>>()
        };
        match rule {
            Rule::Sum => (Kind::Sum, sum(style, &values()), false),
            Rule::Average => {
                let values = values();
                (Kind::Average, format!("({}) / {}", sum(style, &values), values.len()), false)
            }
            Rule::Column(expression) => self.formula(at, expression, false, style),
            Rule::Row(expression) => self.formula(at, expression, true, style),
            Rule::Share(of) => {
                let board = self.figures.board(at);
                let rows = board.cells[at.cell].rows.clone();
                let parts = board.in_column(of, rows);
                let parts = parts.filter_map(|cell| self.figures.value(At { board: at.board, cell }).ok().flatten());
                let parts: Vec<Amount> = parts.collect();
                let style = board.columns[of].style().unwrap_or(style);
                let whole = self.figures.whole(at.board, of).unwrap_or_default();
                let part = sum(style, &parts);
                let part = if parts.len() > 1 { format!("({part})") } else { part };
                (Kind::Share, format!("{part} / {}", number(style, whole)), false)
            }
        }
    }

    /// A formula with its values. Figures that are all in the same thousands stand as they are; else all are in units of
    /// the currency, as formulas reckon.
    fn formula(&self, at: At, expression: &Expression, over_rows: bool, style: &NumberStyle) -> (Kind, String, bool) {
        let is_unit = |style: &NumberStyle| style.quantity.worth() == Exact::ratio(1, 1);
        let styles: Vec<Option<&NumberStyle>> =
            expression.names().into_iter().map(|name| self.name_style(at, name, over_rows)).collect();
        let money = |style: &NumberStyle| matches!(style.quantity, Quantity::Money { .. });
        let amounts = || styles.iter().flatten().filter(|style| money(style));
        let alike = money(style)
            && amounts().all(|other| other.quantity.worth() == style.quantity.worth())
            && (is_unit(style) || !expression.has_numbers() && amounts().count() == styles.len());
        let value = |name: &Name| {
            // What is not there is neutral where a figure comes of it at all.
            let quotient = self.figures.named(at, name, over_rows).ok().flatten();
            let own = self.name_style(at, name, over_rows).unwrap_or(style);
            let own = if alike || !money(own) { own.clone() } else { own.in_units() };
            let value = quotient.map_or_else(Exact::zero, |quotient| quotient.value);
            let figure = value.clone().over(&own.quantity.worth()).and_then(|figure| figure.exactly(own.decimals));
            figure.map_or_else(|| plain(&value, &own), |figure| number(&own, figure))
        };
        (Kind::Formula, substituted(expression, style, &value), !alike && money(style) && !is_unit(style))
    }

    fn name_style(&self, at: At, name: &Name, over_rows: bool) -> Option<&NumberStyle> {
        let (board, column, _) = self.figures.resolve(at, name, over_rows).ok()?;
        self.figures.boards[board].columns[column].style()
    }

    /// Parts that do not exceed their whole.
    fn of_parts(&self) -> Vec<Equation> {
        let equation = |(whole, parts): (usize, Vec<usize>)| {
            let at = |cell| At { board: self.board, cell };
            let style = self.style(at(whole))?;
            let values: Vec<Amount> =
                parts.iter().filter_map(|cell| self.figures.value(at(*cell)).ok().flatten()).collect();
            let amount = self.figures.value(at(whole)).ok().flatten().unwrap_or_default();
            let total = values.iter().try_fold(Amount::ZERO, |sum, value| sum.checked_add(*value))?;
            let exceeds = super::verify::exceeds(total, amount);
            let sign = match (exceeds, amount.is_negative()) {
                (false, false) => "≤",
                (false, true) => "≥",
                (true, false) => ">",
                (true, true) => "<",
            };
            let mut equation = self.named(
                at(parts[0]),
                Kind::Parts,
                format!("{} {sign} {}", sum(style, &values), number(style, amount)),
            );
            if exceeds {
                let published = parts.iter().find_map(|cell| self.draft(at(*cell)).published());
                equation.outcome = published.map_or(Outcome::WithinTolerance, |_| Outcome::AsPublished);
                equation.gap = total.checked_sub(amount).map(|gap| number(style, gap));
                equation.reason = published.map(|published| published.reason.value.trim().to_owned());
            }
            (!values.is_empty()).then_some(equation)
        };
        super::verify::parts(self.figures, self.board).into_iter().filter_map(equation).collect()
    }

    fn named(&self, at: At, kind: Kind, text: String) -> Equation {
        let board = self.figures.board(at);
        let draft = self.draft(at);
        let row = &board.table.row[draft.rows.start];
        let label = label_column(&board.table.columns).and_then(|column| {
            let cell = &board.cells[board.at(draft.rows.start, column)];
            match (&cell.state, cell.written.and_then(|written| written.content(false))) {
                (State::Label, _) => Some(self.document.total_label(board.role(draft.rows.start))),
                (_, Some(plan::Content::Text(text))) => Some(one_line(&text.value)),
                _ => None,
            }
        });
        let name = row.id.as_ref().map(|id| id.value.clone());
        let row = label.or(name).unwrap_or_else(|| (draft.rows.start + 1).to_string());
        let column = &board.table.columns[draft.columns.start];
        let heading = column
            .heading
            .as_ref()
            .map(|heading| heading.0.iter().map(|level| one_line(&level.value)).collect::<Vec<_>>().join(", "));
        let table = board.table.id.as_ref().map_or_else(|| (self.table + 1).to_string(), |id| id.value.clone());
        Equation {
            place: draft.place.clone(),
            annex: Some(one_line(&self.annex.label.value)),
            table: Some(table),
            row: Some(row),
            column: heading,
            kind,
            text,
            rounded: false,
            outcome: Outcome::Agrees,
            gap: None,
            reason: None,
        }
    }

    fn draft(&self, at: At) -> &Draft<'_> {
        &self.figures.board(at).cells[at.cell]
    }

    fn style(&self, at: At) -> Option<&NumberStyle> {
        self.figures.board(at).columns[self.draft(at).columns.start].style()
    }
}

fn of_check(document: &Document, plan: &Plan, asked: &Asked) -> Equation {
    let place = Place::new(&plan.file, asked.check.that.span.clone());
    let outcome = match asked.verdict {
        Verdict::Holds => Outcome::Agrees,
        Verdict::WithinTolerance => Outcome::WithinTolerance,
        Verdict::AsPublished | Verdict::Fails => Outcome::AsPublished,
    };
    let print = |value: &Exact| document.exact(value, asked.style.as_ref());
    let reasons = asked.check.reason.iter().chain(&asked.check.as_published).map(|reason| one_line(&reason.value));
    let reasons: Vec<String> = reasons.collect();
    let gap = (outcome != Outcome::Agrees).then(|| print(&asked.left.clone().minus(&asked.right)));
    Equation {
        place,
        annex: None,
        table: None,
        row: None,
        column: None,
        kind: Kind::Check,
        text: format!(
            "{}: {} {} {}",
            one_line(&asked.check.that.value),
            print(&asked.left),
            asked.sign(),
            print(&asked.right)
        ),
        rounded: asked.check.precision.is_some(),
        outcome,
        gap,
        reason: (!reasons.is_empty()).then(|| reasons.join("; ")),
    }
}

/// A number without what stands beside it in the document; of percentages one has to be told.
fn number(style: &NumberStyle, amount: Amount) -> String {
    let sign = if style.quantity == Quantity::Percent { "%" } else { "" };
    format!("{}{sign}", style.bare().print(amount))
}

/// `1,00 + 2,00 − 3,00`; of nothing, nought.
fn sum(style: &NumberStyle, amounts: &[Amount]) -> String {
    let mut sum = String::new();
    for amount in amounts {
        match (sum.is_empty(), amount.is_negative()) {
            (true, _) => sum.push_str(&number(style, *amount)),
            (false, true) => sum.push_str(&format!(" − {}", number(style, amount.abs()))),
            (false, false) => sum.push_str(&format!(" + {}", number(style, *amount))),
        }
    }
    if sum.is_empty() { number(style, Amount::ZERO) } else { sum }
}

/// A formula with its values in the places of its names.
fn substituted(expression: &Expression, style: &NumberStyle, value: &dyn Fn(&Name) -> String) -> String {
    let inner = |inner: &Expression| substituted(inner, style, value);
    let in_parentheses = |part: &Expression, tight: bool| {
        let text = inner(part);
        let loose = matches!(part, Expression::Binary(_, Operator::Plus | Operator::Minus, _) | Expression::Negated(_));
        let negative = !matches!(part, Expression::Binary(..)) && text.starts_with('−');
        if tight && loose || negative || matches!(part, Expression::Negated(_)) { format!("({text})") } else { text }
    };
    match expression {
        Expression::Number(number) => plain(number, style),
        Expression::Name(name) => value(name),
        Expression::Negated(part) => format!("−{}", in_parentheses(part, true)),
        Expression::Binary(left, operator, right) => {
            let (sign, tight_left, tight_right) = match operator {
                Operator::Plus => ("+", false, false),
                Operator::Minus => ("−", false, true),
                Operator::Times => ("×", true, true),
                Operator::Over => ("/", true, true),
            };
            let tight_product = matches!(operator, Operator::Over) && matches!(**right, Expression::Binary(..));
            let right = match tight_product {
                true => format!("({})", inner(right)),
                false => in_parentheses(right, tight_right),
            };
            let left = if tight_left { in_parentheses(left, true) } else { inner(left) };
            format!("{left} {sign} {right}")
        }
    }
}

/// A number that no column has, with as many decimals as it needs.
fn plain(value: &Exact, style: &NumberStyle) -> String {
    let exact = (0..=Amount::MAX_DECIMALS).find_map(|decimals| Some((value.exactly(decimals)?, decimals)));
    exact.map_or_else(String::new, |(amount, decimals)| style.bare().print_with(amount, decimals))
}
