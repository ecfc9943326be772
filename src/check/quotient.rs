//! What formulas are made of while they are worked out: exact numbers that know whether they are money.

use super::figures::Failure;
use super::formula::{Expression, Name, Operator};
use crate::annex::{Currency, Exact};

/// What a formula comes to: a sum of money, or a number of any other kind.
#[derive(Debug, Clone)]
pub struct Quotient {
    pub value: Exact,
    pub currency: Option<&'static Currency>,
}

impl Quotient {
    pub fn number(value: Exact) -> Self {
        Self { value, currency: None }
    }
}

/// What a formula comes to, with what its names stand for.
pub fn evaluate(
    expression: &Expression,
    figure: &dyn Fn(&Name) -> Result<Option<Quotient>, Failure>,
) -> Result<Option<Quotient>, Failure> {
    match expression {
        Expression::Number(number) => Ok(Some(Quotient::number(number.clone()))),
        Expression::Name(name) => figure(name),
        Expression::Negated(inner) => {
            let inner = evaluate(inner, figure)?;
            Ok(inner.map(|inner| Quotient { value: inner.value.negated(), ..inner }))
        }
        Expression::Binary(left, operator, right) => {
            combine(evaluate(left, figure)?, *operator, evaluate(right, figure)?)
        }
    }
}

/// One step of a formula. What is not there is neutral in sums and differences; products and quotients of it are not
/// there either.
fn combine(left: Option<Quotient>, operator: Operator, right: Option<Quotient>) -> Result<Option<Quotient>, Failure> {
    let (left, right) = match (operator, left, right) {
        (Operator::Plus | Operator::Minus, None, None) => return Ok(None),
        (Operator::Plus | Operator::Minus, left, right) => {
            let zero = || Quotient::number(Exact::zero());
            (left.unwrap_or_else(zero), right.unwrap_or_else(zero))
        }
        (Operator::Times | Operator::Over, Some(left), Some(right)) => (left, right),
        (Operator::Times | Operator::Over, ..) => return Ok(None),
    };
    let both = left.currency.is_some() && right.currency.is_some();
    let currency = match operator {
        Operator::Plus | Operator::Minus if both && left.currency != right.currency => {
            return Err(Failure::MixedCurrencies);
        }
        // Money over money is a number; times money it is nothing at all, and of two currencies neither.
        Operator::Times if both => return Err(Failure::MixedCurrencies),
        Operator::Over if both && left.currency != right.currency => return Err(Failure::MixedCurrencies),
        Operator::Over if right.currency.is_some() => None,
        _ => left.currency.or(right.currency),
    };
    let value = match operator {
        Operator::Plus => left.value.plus(&right.value),
        Operator::Minus => left.value.minus(&right.value),
        Operator::Times => left.value.times(&right.value),
        Operator::Over => left.value.over(&right.value).ok_or(Failure::DividesByZero)?,
    };
    Ok(Some(Quotient { value, currency }))
}
