//! Parts of formulas, each with what it comes to in binary numbers.

use crate::annex::Operator;

/// A part of a formula with what it comes to.
pub struct Part {
    pub text: String,
    pub value: f64,
    /// Whether it is a sum or difference, which products put into parentheses.
    pub loose: bool,
}

/// Two parts made one.
pub fn binary(left: Part, operator: Operator, right: Part) -> Part {
    let (sign, value) = match operator {
        Operator::Plus => ("+", left.value + right.value),
        Operator::Minus => ("-", left.value - right.value),
        Operator::Times => ("*", left.value * right.value),
        Operator::Over => ("/", left.value / right.value),
    };
    let loose = matches!(operator, Operator::Plus | Operator::Minus);
    let left = if loose { left.text } else { in_parentheses(left).text };
    // A product is no sum, but what is divided by it is not divided by its first factor alone.
    let right = match operator {
        Operator::Plus => right.text,
        Operator::Over if right.text.contains(['*', '/']) && !right.loose => format!("({})", right.text),
        _ => in_parentheses(right).text,
    };
    Part { text: format!("{left}{sign}{right}"), value, loose }
}

/// A part times a power of ten.
pub fn times(part: Part, factor: f64) -> Part {
    if factor == 1.0 {
        return part;
    }
    let Part { text, value, .. } = in_parentheses(part);
    match factor > 1.0 {
        true => Part { text: format!("{text}*{factor}"), value: value * factor, loose: false },
        false => {
            let divisor = (1.0 / factor).round();
            Part { text: format!("{text}/{divisor}"), value: value / divisor, loose: false }
        }
    }
}

pub fn in_parentheses(part: Part) -> Part {
    match part.loose {
        true => Part { text: format!("({})", part.text), loose: false, ..part },
        false => part,
    }
}
