//! Files, places in them, and what is wrong at a place. Knows nothing of plans.
//!
//! In: the text of a file. Out: spans, spanned TOML values, diagnostics and their drawing.

mod code;
mod diagnostic;
mod emit;
mod message;
mod sarif;
mod schema;
mod shape;
pub mod sheet;
mod text;
mod toml;

pub use self::code::{Code, Policy, Severity};
pub use self::diagnostic::{Diagnostic, Hint, Related};
pub use self::emit::draw;
pub use self::message::{Message, Position, Region};
pub use self::sarif::Sarif;
pub use self::schema::without_null;
pub use self::shape::{CalendarDate, Choice, Field, FromValue, Named, Required};
pub(crate) use self::shape::{choices, inline_schema, shape};
pub use self::text::{is_forbidden, is_invisible, is_plain, shown};
pub use self::toml::{Context, DeValue, Kind, Reader, Value, nearest, with_nearest};

use std::fmt;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// Byte range in the text of one file.
pub type Span = Range<usize>;

const BYTE_ORDER_MARK: char = '\u{FEFF}';

/// A text file as it was read, under the name that messages give it.
#[derive(PartialEq, Eq)]
pub struct SourceFile {
    /// Path for people: relative to the project where it lies inside, with `/`.
    pub name: String,
    pub text: String,
    /// Whether a byte order mark stood before the text, as some editors write it.
    marked: bool,
    /// The sheet of a spreadsheet that the text was made of: a line for each of its rows, with tabs between the cells.
    pub sheet: Option<String>,
    /// Where its lines begin, once somebody has asked.
    lines: OnceLock<Vec<usize>>,
}

/// Its name alone: a diagnostic printed while one looks for a fault shall not have the whole file in it.
impl fmt::Debug for SourceFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SourceFile({})", self.name)
    }
}

impl SourceFile {
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Arc<Self> {
        Arc::new(Self { name: name.into(), text: text.into(), marked: false, sheet: None, lines: OnceLock::new() })
    }

    /// A file of UTF-8. A byte order mark at its beginning is no part of the text, but of the file.
    pub fn as_read(name: impl Into<String>, read: &str) -> Arc<Self> {
        let text = read.strip_prefix(BYTE_ORDER_MARK);
        let (marked, text) = (text.is_some(), text.unwrap_or(read).to_owned());
        Arc::new(Self { name: name.into(), text, marked, sheet: None, lines: OnceLock::new() })
    }

    /// The bytes of the file, to the letter.
    pub fn bytes(&self) -> Vec<u8> {
        let mark = if self.marked { BYTE_ORDER_MARK.to_string() } else { String::new() };
        [mark.as_bytes(), self.text.as_bytes()].concat()
    }

    /// The text of a sheet; people know it as `comuni.xlsx [Riparto]`.
    pub fn of_sheet(path: &str, sheet: &str, text: impl Into<String>) -> Arc<Self> {
        let name = format!("{path} [{sheet}]");
        Arc::new(Self { name, text: text.into(), marked: false, sheet: Some(sheet.to_owned()), lines: OnceLock::new() })
    }

    /// Its path, as messages have it.
    pub fn path(&self) -> &str {
        let sheet = self.sheet.as_ref().and_then(|sheet| self.name.strip_suffix(&format!(" [{sheet}]")));
        sheet.unwrap_or(&self.name)
    }

    /// How messages call a file that this one names by a relative path.
    pub fn beside(&self, path: &str) -> String {
        let folder = self.name.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
        for part in path.split('/') {
            match part {
                "" | "." => {}
                ".." if !parts.is_empty() => drop(parts.pop()),
                part => parts.push(part),
            }
        }
        let root = if self.name.starts_with('/') { "/" } else { "" };
        format!("{root}{}", parts.join("/"))
    }

    /// Line and column of a byte offset, both from 1, the column counted in characters.
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        let offset = self.text.floor_char_boundary(offset);
        let lines = self.lines.get_or_init(|| {
            std::iter::once(0).chain(self.text.match_indices('\n').map(|(newline, _)| newline + 1)).collect()
        });
        let line = lines.partition_point(|start| *start <= offset);
        (line, self.text[lines[line - 1]..offset].chars().count() + 1)
    }
}

/// A span in a known file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub file: Arc<SourceFile>,
    pub span: Span,
}

impl Place {
    pub fn new(file: &Arc<SourceFile>, span: Span) -> Self {
        Self { file: Arc::clone(file), span }
    }

    /// The place of a character in a text that stands here; the whole of it where the character was written as an escape.
    pub fn of_character(&self, c: char) -> Self {
        let found = self.file.text.get(self.span.clone()).and_then(|raw| raw.find(c)).map(|at| self.span.start + at);
        let span = found.map_or(self.span.clone(), |start| start..start + c.len_utf8());
        Self::new(&self.file, span)
    }

    /// The place of a part of a text that stands here; the whole of it where the text was not written to the letter.
    pub fn of_part(&self, text: &str, part: Range<usize>) -> Self {
        let raw = self.file.text.get(self.span.clone()).unwrap_or_default();
        let written = &text[part.clone()];
        // After no quote, one or three of them, and a line end.
        let begins = |at: &usize| raw.get(*at..).is_some_and(|rest| rest.starts_with(text));
        let found = (0..=5).find(begins).map(|at| at + part.start);
        let found = found.or_else(|| raw.find(written).filter(|_| !written.is_empty()));
        let start = found.map(|at| self.span.start + at);
        let span = start.map_or(self.span.clone(), |start| start..start + part.len());
        Self::new(&self.file, span)
    }

    /// The line on which the span ends, up to there and the rest of the word.
    pub fn before(&self) -> &str {
        let text = &self.file.text;
        let end = text.floor_char_boundary(self.span.end);
        let word = text[end..]
            .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',')))
            .map_or(text.len(), |at| end + at);
        let start = text[..end].rfind('\n').map_or(0, |at| at + 1);
        &text[start.min(word)..word]
    }

    /// The cell of a spreadsheet that this is: `C812`.
    pub fn address(&self) -> Option<String> {
        self.cell().map(|(row, column)| sheet::address(row, column - 1))
    }

    /// Row and column of that cell, from 1.
    pub fn cell(&self) -> Option<(usize, usize)> {
        let line = self.file.text.get(..self.span.start)?.rsplit('\n').next()?;
        self.file.sheet.is_some().then(|| (self.line(), line.matches('\t').count() + 1))
    }

    /// Line of the start of the span, from 1.
    pub fn line(&self) -> usize {
        self.file.line_column(self.span.start).0
    }
}

/// A value together with where it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spanned<T> {
    pub value: T,
    pub span: Span,
}

impl<T> Spanned<T> {
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}
