//! The figures that an archived PDF prints, against those of the annex that is drawn from the archived plan.
//!
//! Once another version of the typesetter is there, an archived PDF can't be compared byte by byte with one that is drawn
//! again. What it says can. The tags (ISO 32000-1, 14.8) give the cells of each table, row by row; so do the annex's grids,
//! and the two have to say the same in the same order. Cells without words are left out of both, and so is everything
//! outside of cells (running totals, headings that are repeated on each page, which are artifacts): how a table is turned,
//! parted or tagged may differ from engine to engine, the order of its words not. Where the two part ways, the longest
//! common sequence tells what stands in the place of what.
//!
//! **What is proved:** each table says the annex's words in all cells, so each figure stands beside its label. The words
//! are those that the document gives to whoever searches, copies or hears it (ToUnicode, ActualText), not the shapes that
//! it draws: that these are the same is what the digest of an archived file is for.
//!
//! **What is not:** texts outside of tables; looks. A PDF without tags for tables is read as it is drawn: there each figure
//! of the annex has to come after the one before it, and that it stands beside its label is not proved.

mod difference;
mod expected;
mod tags;
mod unicode;
mod words;

use std::collections::BTreeMap;

use serde::Serialize;

use self::difference::differences;
use self::expected::{Expected, without_blanks};
use self::tags::Tagged;
use self::words::Words;
use super::syntax::{Document, Unreadable};
use crate::annex::{Annex, Content, Table};

/// Where an archived PDF and the annex say different things.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Discrepancy {
    pub kind: Kind,
    /// Of the annex, counted from 1.
    pub table: usize,
    /// The label of the row.
    pub row: String,
    /// The headings of the column, from the top: `Anno 2009 / Euro`. Empty for what only the PDF has.
    pub column: String,
    /// What the annex says there; nothing where the PDF has something more.
    pub annex: Option<String>,
    /// What the PDF says there; nothing where it is not there.
    pub pdf: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A figure is another one, is missing, or stands where there is none.
    Figure,
    /// Only words beside figures differ: a label, a heading, a footnote's mark.
    Words,
}

/// Compares the tables of an annex with those of a PDF, which may have been signed since.
///
/// # Errors
/// If the PDF can't be read to the letter, or asks for more memory or depth than any of ours.
pub fn compare(annex: &Annex, pdf: &[u8]) -> Result<Vec<Discrepancy>, Unreadable> {
    let document = Document::read(pdf)?;
    let view = document.present();
    let words = Words::read(view)?;
    let tagged = tags::tables(view, &words)?;
    if tagged.is_empty() {
        return Ok(in_reading_order(annex, &words));
    }
    let count = annex.tables.len().max(tagged.len());
    let of_table = |index: usize| match annex.tables.get(index) {
        Some(table) => compare_table(annex, index + 1, table, tagged.get(index).unwrap_or(&Tagged::default())),
        None => additional(index + 1, &tagged[index]),
    };
    Ok((0..count).flat_map(of_table).collect())
}

/// A cell of the PDF that has words.
struct Printed<'t> {
    row: &'t [String],
    words: &'t str,
}

fn printed(tagged: &Tagged) -> Vec<Printed<'_>> {
    let cells = tagged.rows.iter().flat_map(|row| row.iter().map(move |words| Printed { row, words }));
    cells.filter(|cell| !without_blanks(cell.words).is_empty()).collect()
}

fn compare_table(annex: &Annex, number: usize, table: &Table, tagged: &Tagged) -> Vec<Discrepancy> {
    let (expected, printed) = (expected::cells(annex, table), printed(tagged));
    // Words as numbers, so that long ones cost no more than short ones however often they are compared.
    let mut known = BTreeMap::new();
    let mut number_of = |words: String| {
        let next = known.len();
        *known.entry(words).or_insert(next)
    };
    let left: Vec<usize> = expected.iter().map(|cell| number_of(cell.words.clone())).collect();
    let right: Vec<usize> = printed.iter().map(|cell| number_of(without_blanks(cell.words))).collect();
    let differences = differences(&left, &right).into_iter();
    let tell = |(left, right): (Option<usize>, Option<usize>)| {
        let (expected, printed) = (left.map(|index| &expected[index]), right.map(|index| &printed[index]));
        match expected {
            Some(expected) => Some(differs(annex, number, table, expected, printed.map(|cell| cell.words))),
            None => printed.map(|printed| more(number, printed)),
        }
    };
    differences.filter_map(tell).collect()
}

fn differs(annex: &Annex, number: usize, table: &Table, expected: &Expected, pdf: Option<&str>) -> Discrepancy {
    let cell = expected.cell;
    let is_figure = match &cell.content {
        Content::Amount(figure) => {
            let figure = without_blanks(&figure.printed);
            !pdf.is_some_and(|pdf| begins_with(&without_blanks(pdf), &figure))
        }
        Content::Absent(_) => pdf.is_some_and(has_digit),
        Content::Text(_) => false,
    };
    Discrepancy {
        kind: if is_figure { Kind::Figure } else { Kind::Words },
        table: number,
        row: expected::row_label(&table.grid, cell),
        column: expected::column_heading(&table.grid, cell),
        annex: Some(expected::line(annex, cell)),
        pdf: pdf.map(one_line),
    }
}

/// What stands in the PDF alone.
fn more(table: usize, printed: &Printed) -> Discrepancy {
    let kind = if has_digit(printed.words) { Kind::Figure } else { Kind::Words };
    let row = printed.row.iter().map(|words| one_line(words)).find(|words| !words.is_empty()).unwrap_or_default();
    Discrepancy { kind, table, row, column: String::new(), annex: None, pdf: Some(one_line(printed.words)) }
}

fn additional(number: usize, tagged: &Tagged) -> Vec<Discrepancy> {
    printed(tagged).iter().map(|printed| more(number, printed)).collect()
}

/// Whether what a PDF says is this figure, with nothing after it that would make it another one.
fn begins_with(pdf: &str, figure: &str) -> bool {
    let rest = pdf.strip_prefix(figure);
    rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_numeric() || matches!(c, '.' | ',' | '%' | '\'' | '’')))
}

fn has_digit(words: &str) -> bool {
    words.contains(char::is_numeric)
}

fn one_line(words: &str) -> String {
    let words = words.replace(['\u{200B}', '\u{AD}'], "");
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Pieces that may stand between a figure and the next.
const MOST_BETWEEN: usize = 5_000;

/// For a PDF that does not tell its tables: every figure has to come, one after the other.
fn in_reading_order(annex: &Annex, words: &Words) -> Vec<Discrepancy> {
    let mut found = vec![];
    let pieces: Vec<String> = words.pieces.iter().map(|piece| without_blanks(piece)).collect();
    let mut pieces = pieces.iter();
    for (index, table) in annex.tables.iter().enumerate() {
        for expected in expected::cells(annex, table) {
            let Content::Amount(figure) = &expected.cell.content else { continue };
            let (before, printed) = (pieces.clone(), without_blanks(&figure.printed));
            if !pieces.by_ref().take(MOST_BETWEEN).any(|piece| begins_with(piece, &printed)) {
                pieces = before;
                found.push(differs(annex, index + 1, table, &expected, None));
            }
        }
    }
    found
}
