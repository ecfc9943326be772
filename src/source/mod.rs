//! Files, places in them, and what is wrong at a place. Knows nothing of plans.
//!
//! In: the text of a file. Out: spans, spanned TOML values, diagnostics and their drawing.

mod code;
mod diagnostic;
mod emit;
mod shape;
pub mod sheet;
mod text;
mod toml;

pub use self::code::{Code, Severity};
pub use self::diagnostic::{Diagnostic, Related};
pub use self::emit::draw;
pub use self::shape::{CalendarDate, Choice, Field, FromValue, Named, Required};
pub(crate) use self::shape::{choices, inline_schema, shape};
pub use self::text::{is_forbidden, is_invisible};
pub use self::toml::{Context, DeValue, Kind, Reader, Value, with_nearest};

use std::ops::Range;
use std::sync::Arc;

/// Byte range in the text of one file.
pub type Span = Range<usize>;

/// A text file as it was read, under the name that messages give it.
#[derive(Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Path for people: relative to the project where it lies inside, with `/`.
    pub name: String,
    pub text: String,
    /// Whether the text was made of a spreadsheet: a line for each of its rows, with tabs between the cells.
    pub is_sheet: bool,
}

impl SourceFile {
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Arc<Self> {
        Arc::new(Self { name: name.into(), text: text.into(), is_sheet: false })
    }

    pub fn of_sheet(name: impl Into<String>, text: impl Into<String>) -> Arc<Self> {
        Arc::new(Self { name: name.into(), text: text.into(), is_sheet: true })
    }

    /// Line and column of a byte offset, both from 1, the column counted in characters.
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        let before = &self.text[..self.text.floor_char_boundary(offset)];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
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
        let line = self.file.text.get(..self.span.start)?.rsplit('\n').next()?;
        self.file.is_sheet.then(|| sheet::address(self.line(), line.matches('\t').count()))
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
