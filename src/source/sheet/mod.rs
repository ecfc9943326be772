//! Tables that lie in files of their own: CSV, and the workbooks of spreadsheets.
//!
//! In: the bytes of a file. Out: rows of cells, each with its place in a text that diagnostics can draw.

mod csv;
mod range;
mod workbook;

use std::sync::Arc;

pub use self::workbook::{address, shown};
use crate::source::{SourceFile, Span};

/// More than any table of an annex has; a file that asks for more is broken, or means harm.
const MOST_CELLS: usize = 5_000_000;

#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// The decoded text of a CSV file; of a workbook, a text made for messages: line 812 is row 812, with a tab between
    /// one column and the next.
    pub file: Arc<SourceFile>,
    pub rows: Vec<SheetRow>,
}

/// The cells of one record. Wholly blank rows are left out; spans know which ones they were.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetRow {
    pub span: Span,
    pub cells: Vec<SheetCell>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct SheetCell {
    /// Of the field as it is written, with its quotes.
    pub span: Span,
    pub content: SheetContent,
}

#[derive(Debug, Clone, PartialEq)]
pub enum SheetContent {
    /// Empty for a cell without content. In a workbook's merged cells, `<` and `^` say that the one to the left or
    /// above goes on.
    Text(String),
    /// What a workbook stores, which may differ from what it shows; see [`shown`].
    Number(f64),
    Other(OtherKind),
}

/// What a workbook may hold that is neither text nor number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OtherKind {
    Boolean,
    /// Also times and durations.
    Date,
    /// As the spreadsheet names it: `#REF!`.
    Error(String),
    /// A formula whose result the program that wrote the file did not work out.
    Uncalculated,
}

/// What a plan may say of a file; what it does not say is found out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// Workbooks only.
    pub sheet: Option<String>,
    /// The cells that the table has: `B4:F20`, or the name that the workbook gives them. Workbooks only.
    pub range: Option<String>,
    /// CSV only.
    pub delimiter: Option<Delimiter>,
    /// CSV only.
    pub encoding: Option<Encoding>,
}

/// What parts the fields of a CSV file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delimiter {
    Semicolon,
    Comma,
    Tab,
    Bar,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    Windows1252,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SheetError {
    /// The ending of the file's name is none of those that are read.
    UnknownKind,
    /// More than [`MOST_CELLS`].
    TooLarge,
    /// A character that the encoding does not know, or a null character.
    NotText {
        file: Arc<SourceFile>,
        span: Span,
    },
    /// The span is that of the opening quote.
    UnclosedQuote {
        file: Arc<SourceFile>,
        span: Span,
    },
    /// A quoted field with quotes inside that are not doubled.
    StrayQuote {
        file: Arc<SourceFile>,
        span: Span,
    },
    /// A value under merged cells, or two merged regions over each other: the address of the first such cell.
    Hidden(String),
    /// Merged cells in a kind of workbook of which they can't be read.
    Merged,
    /// A workbook that can't be read, and why: words of calamine, in English.
    Unreadable(String),
    /// A workbook without sheets.
    NoSheet,
    UnknownSheet {
        possible: Vec<String>,
    },
    /// A range that is neither written as one nor a name of the workbook's for cells of a sheet.
    UnknownRange {
        possible: Vec<String>,
    },
}

impl Delimiter {
    /// The likeliest first.
    const ALL: [Delimiter; 4] = [Delimiter::Semicolon, Delimiter::Comma, Delimiter::Tab, Delimiter::Bar];

    fn byte(self) -> u8 {
        match self {
            Delimiter::Semicolon => b';',
            Delimiter::Comma => b',',
            Delimiter::Tab => b'\t',
            Delimiter::Bar => b'|',
        }
    }
}

impl SheetCell {
    fn is_blank(&self) -> bool {
        matches!(&self.content, SheetContent::Text(text) if text.trim().is_empty())
    }
}

/// Reads the table in a file. `name` is its path for people, whose ending decides how it is read; `keys` are the names
/// of the columns that are looked for, by which the delimiter of a CSV file is known.
///
/// # Errors
/// If there is no telling what the cells are. What the cells say is not looked at.
pub fn read(bytes: &[u8], name: &str, options: &Options, keys: &[&str]) -> Result<Sheet, SheetError> {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    match ending.as_str() {
        "csv" | "tsv" | "txt" => csv::read(bytes, name, options, keys),
        ending => workbook::read(bytes, name, ending, options),
    }
}
