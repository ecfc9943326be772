//! Columns: unique usable keys, how their figures are written, by what rules they are worked out.

use super::formula::Expression;
use super::{Document, check_ids};
use crate::annex::{Align, Amount, Column, ColumnKind, Currency, Display, EURO, NumberStyle, Quantity, Rounding, Unit};
use crate::plan::{self, Row, Table, Text, TotalRule};
use crate::source::{Code, Context, Diagnostic, Place, Spanned};

/// A column with what is needed while its cells are checked.
pub struct Rules<'p> {
    pub written: &'p plan::Column,
    pub column: Column,
    /// Whether its cells head their rows.
    pub heads: bool,
    pub formula: Option<Formula<'p>>,
    pub rounding: Option<Rounding>,
    pub total: TotalRule,
    /// How far a written figure may be from what it follows from.
    pub tolerance: Option<Amount>,
}

/// How the figures of a column follow from others.
pub enum Formula<'p> {
    Expression(&'p Text, Expression),
    /// The share that each figure of a column is of its total.
    Share(&'p Text, usize),
}

impl Rules<'_> {
    pub fn style(&self) -> Option<&NumberStyle> {
        self.column.style()
    }

    pub fn is_number(&self) -> bool {
        self.column.is_number()
    }
}

/// The columns of a table.
pub fn check<'p>(document: &Document, table: &'p Table) -> Vec<Rules<'p>> {
    let context = document.context;
    if table.columns.is_empty() {
        context.report(Diagnostic::new(Code::NoColumn, context.place(table.span.clone())));
    }
    let keys = table.columns.iter().map(|column| &column.key).filter(|key| !key.value.is_empty());
    check_ids(context, keys.map(|key| (key, &context.file)));
    let currency = table.currency.as_ref().map_or(EURO, |code| check_currency(context, code));
    if let Some(display) = &table.display {
        check_display(context, display, Quantity::Money { currency, unit: Unit::One });
    }
    for key in table.columns.iter().map(|column| &column.key).filter(|key| Row::KEYS.contains(&key.value.as_str())) {
        let problem =
            Diagnostic::new(Code::ReservedKey, context.place(key.span.clone())).arg("key", key.value.as_str());
        context.report(problem.arg("reserved", Row::KEYS.join(", ")));
    }
    (0..table.columns.len()).map(|index| rules(document, table, index, currency)).collect()
}

/// The rules of a column of a table whose amounts are in some currency, where the column does not say otherwise.
fn rules<'p>(document: &Document, table: &'p Table, index: usize, currency: &'static Currency) -> Rules<'p> {
    let column = &table.columns[index];
    check_keys(document.context, column);
    let currency = || column.currency.as_ref().map_or(currency, |code| check_currency(document.context, code));
    let unit = || column.unit.as_ref().or(table.unit.as_ref()).map_or(Unit::One, |unit| unit.value);
    let number = |quantity| ColumnKind::Number(style(document, table, column, quantity));
    let checked = match column.kind() {
        plan::ColumnKind::Text => ColumnKind::Text,
        plan::ColumnKind::Code => ColumnKind::Code,
        plan::ColumnKind::Money => number(Quantity::Money { currency: currency(), unit: unit() }),
        plan::ColumnKind::Percent => number(Quantity::Percent),
        plan::ColumnKind::Count => number(Quantity::Count),
    };
    let is_percent = column.kind() == plan::ColumnKind::Percent;
    let usual = if matches!(checked, ColumnKind::Number(_)) { Align::Right } else { Align::Left };
    let align = column.align.as_ref().map_or(usual, |align| align.value);
    let formula = formula(document, table, column);
    // Amounts add up, whatever they follow from; shares and rates do not.
    let usual_rule = match &formula {
        Some(Formula::Expression(_, expression)) if is_percent && !expression.is_linear() => TotalRule::Formula,
        Some(Formula::Share(..)) => TotalRule::Formula,
        _ => TotalRule::Sum,
    };
    let total = column.total.as_ref().map_or(usual_rule, |total| total.value);
    if column.total.is_some() && total == TotalRule::Formula && formula.is_none() {
        let place = document.context.place(column.span.clone());
        document.context.report(Diagnostic::new(Code::MissingKey, place).arg("key", "formula"));
    }
    let style = if let ColumnKind::Number(style) = &checked { Some(style) } else { None };
    let tolerance = column.tolerance.as_ref().zip(style);
    let tolerance = tolerance.and_then(|(text, style)| {
        let example = style.bare().print(Amount::least(style.decimals));
        step(document.context, &text.0, &example, |text| style.parse(text).ok())
    });
    Rules {
        written: column,
        tolerance,
        column: Column { key: column.key.value.clone(), kind: checked, align },
        heads: plan::heads(&table.columns, index),
        formula,
        rounding: column.rounding.as_ref().map(|rounding| rounding.value),
        total,
    }
}

/// A tolerance or a step of rounding, which has to be above zero.
pub fn step(context: &Context, text: &Text, example: &str, read: impl Fn(&str) -> Option<Amount>) -> Option<Amount> {
    let amount = read(text.value.trim()).filter(|amount| !amount.is_zero() && !amount.is_negative());
    if amount.is_none() {
        let problem = Diagnostic::new(Code::UnusableTolerance, context.place(text.span.clone()));
        context.report(problem.arg("written", text.value.as_str()).arg("example", example));
    }
    amount
}

/// Reports keys that mean nothing in a column of that kind.
fn check_keys(context: &Context, column: &plan::Column) {
    fn span<T>(key: &'static str, value: &Option<Spanned<T>>) -> Option<(&'static str, crate::source::Span)> {
        value.as_ref().map(|value| (key, value.span.clone()))
    }
    let of_money = [span("currency", &column.currency), span("unit", &column.unit)];
    let of_numbers = [
        span("decimals", &column.decimals),
        span("display", &column.display),
        span("plus", &column.plus),
        span("total", &column.total),
        span("formula", &column.formula),
        span("share_of", &column.share_of),
        span("rounding", &column.rounding),
        column.tolerance.as_ref().map(|tolerance| ("tolerance", tolerance.0.span.clone())),
    ];
    let kind = column.kind();
    if let Some(scheme) = column.scheme.as_ref().filter(|_| kind != plan::ColumnKind::Code) {
        let problem = Diagnostic::new(Code::KeyNotForKind, context.place(scheme.span.clone()));
        context.report(problem.arg("key", "scheme").arg("kind", column.kind_word()));
    }
    let (money, number) = (kind == plan::ColumnKind::Money, kind.is_number());
    let wrong = of_money.iter().filter(|_| !money).chain(of_numbers.iter().filter(|_| !number));
    let name = column.kind_word();
    for (key, span) in wrong.flatten() {
        let problem = Diagnostic::new(Code::KeyNotForKind, context.place(span.clone()));
        context.report(problem.arg("key", *key).arg("kind", name));
    }
    if let Some(share) = column.share_of.as_ref().filter(|_| number && kind != plan::ColumnKind::Percent) {
        let problem = Diagnostic::new(Code::KeyNotForKind, context.place(share.span.clone()));
        context.report(problem.arg("key", "share_of").arg("kind", name));
    }
    if let (Some(_), Some(share)) = (&column.formula, &column.share_of) {
        let problem = Diagnostic::new(Code::KeyNotForKind, context.place(share.span.clone()));
        context.report(problem.arg("key", "share_of").arg("kind", "formula"));
    }
}

/// The currency of that code; the euro where there is none, which is reported.
pub fn check_currency(context: &Context, code: &Text) -> &'static Currency {
    Currency::from_code(&code.value).unwrap_or_else(|| {
        let problem = Diagnostic::new(Code::UnknownCurrency, context.place(code.span.clone()));
        let problem = problem.arg("code", code.value.as_str());
        context.report(match Currency::called(&code.value) {
            Some(meant) => problem.arg("nearest", meant.code).help("nearest"),
            None => crate::source::with_nearest(problem, &code.value, Currency::codes()),
        });
        EURO
    })
}

fn style(document: &Document, table: &Table, column: &plan::Column, quantity: Quantity) -> NumberStyle {
    let context = document.context;
    let money = matches!(quantity, Quantity::Money { .. });
    let decimals = column.decimals.as_ref().map(|decimals| {
        let wanted = u32::try_from(decimals.value).ok().filter(|wanted| *wanted <= Amount::MAX_DECIMALS);
        wanted.unwrap_or_else(|| {
            let problem = Diagnostic::new(Code::TooManyDecimals, context.place(decimals.span.clone()));
            context.report(problem.arg("most", Amount::MAX_DECIMALS as usize));
            Amount::MAX_DECIMALS
        })
    });
    let of_table = || table.display.as_ref().filter(|_| money).and_then(|text| Display::from_pattern(&text.value));
    let display = match &column.display {
        Some(display) => check_display(context, display, quantity),
        None => of_table(),
    };
    NumberStyle {
        notation: document.notation,
        quantity,
        decimals: decimals.unwrap_or(quantity.usual_decimals()),
        display: display.unwrap_or_else(|| quantity.usual_display(document.notation)),
        plus: column.plus.as_ref().is_some_and(|plus| plus.value),
    }
}

/// The display of a pattern, if the number can be read back out of it.
fn check_display(context: &Context, pattern: &Text, quantity: Quantity) -> Option<Display> {
    let place = || context.place(pattern.span.clone());
    let display = Display::from_pattern(&pattern.value);
    // A percentage is no amount, and what is counted is not money.
    let fits = |display: &Display| match quantity {
        Quantity::Money { .. } => true,
        Quantity::Percent => matches!(display.word(), "" | "%"),
        Quantity::Count => Currency::called(display.word()).is_none(),
    };
    let Some(display) = display.filter(fits) else {
        context.report(Diagnostic::new(Code::UnusableDisplay, place()).arg("display", pattern.value.as_str()));
        return None;
    };
    let word = display.word();
    if let Quantity::Money { currency, .. } = quantity
        && let Some(other) = Currency::called(word).filter(|_| !currency.is_called(word))
    {
        let problem = Diagnostic::new(Code::AmountOtherCurrency, place()).arg("found", other.code);
        context.report(problem.arg("expected", currency.code));
    }
    Some(display)
}

fn formula<'p>(document: &Document, table: &Table, column: &'p plan::Column) -> Option<Formula<'p>> {
    if let Some(text) = &column.formula {
        return parse(document, text, document.context.place(text.span.clone()))
            .map(|expression| Formula::Expression(text, expression));
    }
    let share = column.share_of.as_ref()?;
    let named = table.columns.iter().position(|other| other.key.value == share.value);
    let index = named.filter(|index| table.columns[*index].kind().is_number());
    let place = document.context.place(share.span.clone());
    if named.is_some() && index.is_none() {
        let problem = Diagnostic::new(Code::NotANumber, place).arg("name", share.value.as_str());
        document.context.report(problem);
    } else if index.is_none() {
        let known = table.columns.iter().filter(|other| other.kind().is_number()).map(|other| other.key.value.as_str());
        document.context.report(unknown_name(place, &share.value, known));
    }
    index.map(|index| Formula::Share(share, index))
}

/// Reads a formula; a slip is reported at its own place.
pub fn parse(document: &Document, text: &Text, place: Place) -> Option<Expression> {
    match Expression::parse(&text.value, document.notation) {
        Ok(expression) => Some(expression),
        Err(range) => {
            let place = place.of_part(&text.value, range);
            document.context.report(Diagnostic::new(Code::FormulaSyntax, place).arg("of", "formula"));
            None
        }
    }
}

/// A name in a formula or text that nothing has, with the nearest that something has.
pub fn unknown_name<'c>(place: Place, name: &str, known: impl Iterator<Item = &'c str>) -> Diagnostic {
    // What is there already under that name can't be used here.
    let known = known.filter(|other| *other != name);
    crate::source::with_nearest(Diagnostic::new(Code::UnknownName, place).arg("name", name), name, known)
}
