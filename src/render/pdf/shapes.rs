//! What the template has to measure so that the figures of a column stand under each other by their decimals.
//!
//! In tables all digits are equally wide, so figures that differ in their digits alone are of one shape: however long a
//! column is, it has few.

use std::collections::HashMap;

use serde::Serialize;

use crate::annex::Notation;

/// Codes of a column that are measured: those with the most letters, as the widest may not be the longest.
const CODES: usize = 8;

/// The shapes of a column.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Shapes {
    /// Of figures up to the decimal mark.
    heads: Pieces,
    /// From the decimal mark on, with what follows: `,00 € (1)`.
    tails: Pieces,
    /// Of what is aligned as a whole: marks that stand for no figure, codes.
    wholes: Pieces,
}

/// A figure as it is printed, with its place among the heads and tails of its column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FigureData {
    text: String,
    /// Index of its head, where it stands by its decimals.
    head: Option<usize>,
    tail: Option<usize>,
}

impl FigureData {
    /// A figure that stands for itself.
    pub fn unaligned(text: &str) -> Self {
        Self { text: text.to_owned(), head: None, tail: None }
    }
}

impl Shapes {
    /// A figure of the column, with the marks that follow it.
    pub fn figure(&mut self, printed: &str, notation: Notation, marks: &str, bold: bool) -> FigureData {
        let (head, tail) = printed.split_at(split(printed, notation));
        let head = self.heads.index(Piece::new(head, bold));
        let tail = self.tails.index(Piece::new(&format!("{tail}{marks}"), bold));
        FigureData { text: printed.to_owned(), head: Some(head), tail: Some(tail) }
    }

    /// A mark that stands for no figure.
    pub fn whole(&mut self, text: &str, bold: bool) {
        self.wholes.index(Piece::new(text, bold));
    }

    /// A code, of which only the longest are kept.
    pub fn code(&mut self, text: &str, bold: bool) {
        let piece = Piece { text: text.to_owned(), bold };
        let length = |piece: &Piece| piece.text.chars().count();
        if self.wholes.pieces.len() < CODES {
            self.wholes.index(piece);
        } else if let Some(shortest) = self.wholes.pieces.iter_mut().min_by_key(|piece| length(piece))
            && length(shortest) < length(&piece)
        {
            *shortest = piece;
        }
    }
}

/// Where the decimals of a figure begin; where it has none, where its digits end.
fn split(printed: &str, notation: Notation) -> usize {
    let digits_end = printed.rfind(|c: char| c.is_ascii_digit()).map_or(printed.len(), |last| last + 1);
    let mark = printed[..digits_end].find(notation.decimal_mark());
    mark.filter(|at| printed[..*at].ends_with(|c: char| c.is_ascii_digit())).unwrap_or(digits_end)
}

/// Different pieces in the order in which they were found.
#[derive(Debug, Clone, Default)]
struct Pieces {
    pieces: Vec<Piece>,
    known: HashMap<Piece, usize>,
}

impl Serialize for Pieces {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.pieces.serialize(serializer)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
struct Piece {
    text: String,
    bold: bool,
}

impl Piece {
    /// With each digit a zero.
    fn new(text: &str, bold: bool) -> Self {
        Self { text: text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect(), bold }
    }
}

impl Pieces {
    fn index(&mut self, piece: Piece) -> usize {
        let next = self.pieces.len();
        *self.known.entry(piece).or_insert_with_key(|piece| {
            self.pieces.push(piece.clone());
            next
        })
    }
}
