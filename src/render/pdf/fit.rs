//! Whether tables fit a page: upright, else on its side, else in smaller type, else not at all.
//!
//! Widths are reckoned from numbers of letters, on the wide side: the template measures what there is to place, and
//! must never find that it has less room than it was told.

use crate::annex::{Annex, Column, Content, Table};

/// How the pages of an annex are laid out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pages {
    pub landscape: bool,
    /// Of the type in tables, in points.
    pub size: f64,
}

/// A4 less two margins of 2 cm, in points.
const UPRIGHT: f64 = 482.0;
const SIDEWAYS: f64 = 728.0;
/// Type in tables, from the usual size down to the smallest that print may have.
const SIZES: [f64; 5] = [10.0, 9.0, 8.0, 7.0, 6.0];
/// A capital of a heading, in ems.
const CAPITAL: f64 = 0.78;
/// A letter of a text, in ems.
const LETTER: f64 = 0.5;
/// Letters that a column of texts has room for at least.
const TEXT_COLUMN: f64 = 12.0;
/// Both sides of a cell, in ems.
const INSETS: f64 = 1.0;

/// The first layout that all tables of an annex fit, or `None`.
pub fn pages(annex: &Annex) -> Option<Pages> {
    let widest = |size: f64| annex.tables.iter().map(|table| width(table, size)).fold(0.0, f64::max);
    if widest(SIZES[0]) <= UPRIGHT {
        return Some(Pages { landscape: false, size: SIZES[0] });
    }
    SIZES.into_iter().find(|size| widest(*size) <= SIDEWAYS).map(|size| Pages { landscape: true, size })
}

/// The least width of a table in points, at a size of type.
fn width(table: &Table, size: f64) -> f64 {
    let columns = table.columns.iter().enumerate();
    let ems = |(index, column): (usize, &Column)| match column.is_amount() {
        true => amounts(table, index),
        false => TEXT_COLUMN * LETTER,
    };
    columns.map(|column| (ems(column) + INSETS) * size).sum()
}

/// The width of a column's widest amount or of the longest word of its heading, in ems.
fn amounts(table: &Table, column: usize) -> f64 {
    let cells = table.grid.cells().iter().filter(|cell| cell.columns.contains(&column));
    let width = |content: &Content| match content {
        Content::Amount(figure) => figure.printed.chars().map(bold).sum(),
        Content::Absent(mark) => mark.chars().count() as f64,
        Content::Text(text) => {
            let longest = text.to_plain().split_whitespace().map(|word| word.chars().count()).max().unwrap_or(0);
            (longest as f64).min(LONGEST_HEADING) * CAPITAL
        }
    };
    cells.map(|cell| width(&cell.content)).fold(0.0, f64::max)
}

/// The width of a character of a bold amount, in ems.
fn bold(c: char) -> f64 {
    match c {
        '.' | ',' | '\u{A0}' | '\u{202F}' => 0.27,
        c if c.is_ascii_digit() => 0.52,
        _ => 0.65,
    }
}

/// Letters of a heading's word past which the template breaks it.
const LONGEST_HEADING: f64 = 16.0;
