//! What a figure follows from, for renderings in which it stays alive.

use std::ops::Range;

use serde::Serialize;

use super::exact::{Exact, Rounding};

/// By what a figure follows from others of the same annex: a formula whose result is rounded once, to the decimals of the
/// figure's column.
///
/// Figures count what they are worth in it ([`super::Quantity::worth`]): 5 % is 0.05, and 10 in thousands is 10,000. So
/// does the result, which is put back into what the figure's own column is in.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Derivation {
    pub term: Term,
    pub rounding: Rounding,
}

/// A formula. What is not there, or is no figure, is neutral in sums and averages.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum Term {
    Number(Exact),
    /// What a column of the same table has in the rows of the figure, together. All figures of a column that follow by the
    /// same formula share one.
    Beside(usize),
    /// The figures of some cells, together; an amount of several rows counts once.
    Sum(Vec<Block>),
    /// Their average.
    Average(Vec<Block>),
    Negated(Box<Term>),
    Binary(Box<Term>, Operator, Box<Term>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Operator {
    Plus,
    Minus,
    Times,
    Over,
}

/// Cells of a column, one below the other: by the table's index in the annex, the column's there, and rows of its grid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Block {
    pub table: usize,
    pub column: usize,
    pub rows: Range<usize>,
}
