//! Formulas: sums, differences, products and quotients of names and exact numbers.

use std::cmp::Ordering;
use std::ops::Range;

pub use crate::annex::Operator;
use crate::annex::{Exact, Notation};

/// A formula as a tree.
#[derive(Debug, Clone, PartialEq)]
pub enum Expression {
    Number(Exact),
    Name(Name),
    Negated(Box<Expression>),
    Binary(Box<Expression>, Operator, Box<Expression>),
}

/// Two formulas, and what has to hold between them.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    pub left: Expression,
    pub relation: Relation,
    pub right: Expression,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    Equal,
    Less,
    Greater,
    AtMost,
    AtLeast,
}

impl Relation {
    pub fn sign(self) -> &'static str {
        match self {
            Relation::Equal => "=",
            Relation::Less => "<",
            Relation::Greater => ">",
            Relation::AtMost => "≤",
            Relation::AtLeast => "≥",
        }
    }

    /// Whether two numbers in that order are so related.
    pub fn holds(self, order: Ordering) -> bool {
        match self {
            Relation::Equal => order.is_eq(),
            Relation::Less => order.is_lt(),
            Relation::Greater => order.is_gt(),
            Relation::AtMost => order.is_le(),
            Relation::AtLeast => order.is_ge(),
        }
    }
}

impl Comparison {
    /// Reads a comparison whose numbers are in that notation.
    ///
    /// # Errors
    /// Where it is none: the first part of the text that does not fit.
    pub fn parse(text: &str, notation: Notation) -> Result<Self, Range<usize>> {
        let mut parser = Parser::new(text, notation)?;
        let left = parser.sum()?;
        let relation = parser.relation()?;
        let right = parser.sum()?;
        parser.end()?;
        Ok(Self { left, relation, right })
    }
}

/// One to four names joined by points: `a`, `total.a`, `budget.total.a`, `last_year.budget.total.a`; or all items of a
/// column, `sum(budget.a)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    pub parts: Vec<String>,
    /// Whether it stands for the sum of all items of a column.
    pub summed: bool,
    /// In the text of the formula.
    pub range: Range<usize>,
}

impl Name {
    pub fn text(&self) -> String {
        let name = self.parts.join(".");
        if self.summed { format!("{SUM}({name})") } else { name }
    }
}

/// The only function.
const SUM: &str = "sum";
/// How deep parentheses may nest. Nobody writes deeper, and a formula is worked out by recursion.
const DEEPEST: usize = 32;
/// Bytes of a formula, for the same reason.
const LONGEST: usize = 2000;

impl Expression {
    /// Reads a formula whose numbers are in that notation.
    ///
    /// # Errors
    /// Where it is none: the first part of the text that does not fit.
    pub fn parse(text: &str, notation: Notation) -> Result<Self, Range<usize>> {
        let mut parser = Parser::new(text, notation)?;
        let expression = parser.sum()?;
        parser.end()?;
        Ok(expression)
    }

    pub fn names(&self) -> Vec<&Name> {
        match self {
            Expression::Number(_) => vec![],
            Expression::Name(name) => vec![name],
            Expression::Negated(inner) => inner.names(),
            Expression::Binary(left, _, right) => [left.names(), right.names()].concat(),
        }
    }

    /// Whether there are numbers in it, beside names.
    pub fn has_numbers(&self) -> bool {
        match self {
            Expression::Number(_) => true,
            Expression::Name(_) => false,
            Expression::Negated(inner) => inner.has_numbers(),
            Expression::Binary(left, _, right) => left.has_numbers() || right.has_numbers(),
        }
    }

    /// Whether the formula of sums is the sum of formulas: a column of such a formula adds up to that of its sums.
    pub fn is_linear(&self) -> bool {
        match self {
            // A constant is added in each row, and so more than once in the sum.
            Expression::Number(_) => false,
            // Figures of other rows or tables are the same in each row, too.
            Expression::Name(name) => name.parts.len() == 1 && !name.summed,
            Expression::Negated(inner) => inner.is_linear(),
            Expression::Binary(left, Operator::Plus | Operator::Minus, right) => left.is_linear() && right.is_linear(),
            Expression::Binary(left, Operator::Times, right) => {
                left.is_linear() && right.names().is_empty() || left.names().is_empty() && right.is_linear()
            }
            Expression::Binary(left, Operator::Over, right) => left.is_linear() && right.names().is_empty(),
        }
    }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    notation: Notation,
    depth: usize,
}

impl<'a> Parser<'a> {
    fn new(text: &'a str, notation: Notation) -> Result<Self, Range<usize>> {
        if text.len() > LONGEST {
            return Err(text.floor_char_boundary(LONGEST)..text.len());
        }
        Ok(Self { text, at: 0, notation, depth: 0 })
    }

    fn end(&mut self) -> Result<(), Range<usize>> {
        if self.peek().is_some() { Err(self.here()) } else { Ok(()) }
    }

    fn relation(&mut self) -> Result<Relation, Range<usize>> {
        let here = self.here();
        let first = self.peek();
        self.skip();
        let or_equal = matches!(first, Some('<' | '>')) && self.text[self.at..].starts_with('=');
        if or_equal {
            self.skip();
        }
        match first {
            Some('=') => Ok(Relation::Equal),
            Some('<') if or_equal => Ok(Relation::AtMost),
            Some('>') if or_equal => Ok(Relation::AtLeast),
            Some('≤') => Ok(Relation::AtMost),
            Some('≥') => Ok(Relation::AtLeast),
            Some('<') => Ok(Relation::Less),
            Some('>') => Ok(Relation::Greater),
            _ => Err(here),
        }
    }

    fn peek(&mut self) -> Option<char> {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start().len();
        self.text[self.at..].chars().next()
    }

    /// The word or sign that comes next, or the end of the text.
    fn here(&mut self) -> Range<usize> {
        let start = self.at;
        let Some(first) = self.peek() else { return start.min(self.text.len())..self.text.len() };
        let rest = &self.text[self.at..];
        let word = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
        self.at..self.at + word.max(first.len_utf8())
    }

    fn sum(&mut self) -> Result<Expression, Range<usize>> {
        let mut left = self.product()?;
        loop {
            let operator = match self.peek() {
                Some('+') => Operator::Plus,
                Some('-' | '−' | '–') => Operator::Minus,
                _ => return Ok(left),
            };
            self.skip();
            left = Expression::Binary(Box::new(left), operator, Box::new(self.product()?));
        }
    }

    fn product(&mut self) -> Result<Expression, Range<usize>> {
        let mut left = self.factor()?;
        loop {
            let operator = match self.peek() {
                Some('*' | '×' | '·') => Operator::Times,
                Some('/' | '÷' | ':') => Operator::Over,
                _ => return Ok(left),
            };
            self.skip();
            left = Expression::Binary(Box::new(left), operator, Box::new(self.factor()?));
        }
    }

    fn factor(&mut self) -> Result<Expression, Range<usize>> {
        let here = self.here();
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(here);
        }
        let factor = match self.peek() {
            Some('-' | '−' | '–') => {
                self.skip();
                Expression::Negated(Box::new(self.factor()?))
            }
            Some('(') => {
                self.skip();
                let inner = self.sum()?;
                if self.peek() != Some(')') {
                    return Err(self.here());
                }
                self.skip();
                inner
            }
            // An amount may be written as elsewhere: € 231.924,00.
            Some('€')
                if self.text[self.at + '€'.len_utf8()..].trim_start().starts_with(|c: char| c.is_ascii_digit()) =>
            {
                self.skip();
                self.peek();
                self.number()?
            }
            Some(c) if c.is_ascii_digit() => self.number()?,
            Some(c) if c.is_ascii_alphabetic() => self.name()?,
            _ => return Err(here),
        };
        self.depth -= 1;
        Ok(factor)
    }

    fn skip(&mut self) {
        self.at += self.text[self.at..].chars().next().map_or(0, char::len_utf8);
    }

    fn number(&mut self) -> Result<Expression, Range<usize>> {
        let start = self.at;
        let length = self.text[start..].find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',')));
        self.at = length.map_or(self.text.len(), |length| start + length);
        let amount = self.notation.read(&self.text[start..self.at], false).map_err(|_| start..self.at)?;
        let number = Exact::from(amount);
        if self.peek() != Some('%') {
            return Ok(Expression::Number(number));
        }
        self.skip();
        Ok(Expression::Number(number.times(&Exact::ratio(1, 100))))
    }

    fn name(&mut self) -> Result<Expression, Range<usize>> {
        let start = self.at;
        let name = self.dotted()?;
        if name.parts != [SUM] || self.peek() != Some('(') {
            return Ok(Expression::Name(name));
        }
        self.skip();
        let here = self.here();
        let column = match self.peek() {
            Some(c) if c.is_ascii_alphabetic() => self.dotted()?,
            _ => return Err(here),
        };
        if self.peek() != Some(')') {
            return Err(self.here());
        }
        self.skip();
        Ok(Expression::Name(Name { summed: true, range: start..self.at, ..column }))
    }

    fn dotted(&mut self) -> Result<Name, Range<usize>> {
        let start = self.at;
        let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.');
        let length = self.text[start..].find(|c: char| !is_part(c));
        self.at = length.map_or(self.text.len(), |length| start + length);
        let range = start..self.at;
        let parts: Vec<String> = self.text[range.clone()].split('.').map(str::to_owned).collect();
        let well_formed = parts.len() <= 4 && parts.iter().all(|part| super::is_name(part));
        if well_formed { Ok(Name { parts, summed: false, range }) } else { Err(range) }
    }
}
