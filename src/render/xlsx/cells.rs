//! What is written into cells: texts as texts whatever they begin with, and none longer than a cell can be.

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use super::text::Runs;
use crate::render::Words;

/// UTF-16 units of a text in one cell at most (Excel's own limit is 32,767).
pub const LONGEST: usize = 32_000;

/// What did not fit into its cell, for the sheet of texts: where it goes on, and what of it is left.
pub struct Rest {
    pub from: String,
    pub parts: Vec<String>,
}

/// Writes texts, and keeps what is left of those that are too long.
pub struct Pen<'a> {
    pub words: Words<'a>,
    /// The name of the sheet of texts.
    pub texts: &'a str,
    pub rests: Vec<Rest>,
}

impl Pen<'_> {
    /// Writes a text into a cell; `strong` says that the format makes all of it heavy.
    pub fn write(
        &mut self,
        sheet: &mut Worksheet,
        (row, column): (u32, u16),
        runs: &Runs,
        format: &Format,
        strong: bool,
    ) -> Result<(), XlsxError> {
        let text = runs.text();
        let mut parts = parts(&text).into_iter();
        let first = parts.next().unwrap_or_default();
        let rest: Vec<String> = parts.map(str::to_owned).collect();
        if !rest.is_empty() {
            let more = self.words.with("text-goes-on", &[("sheet", self.texts.into())]);
            let from = format!("{}!{}", sheet.name(), rust_xlsxwriter::utility::row_col_to_cell(row, column));
            self.rests.push(Rest { from, parts: rest });
            sheet.write_string_with_format(row, column, format!("{first} {more}"), format)?;
            return Ok(());
        }
        // Runs are written without the escapes that such a text needs.
        let Some(mixed) = runs.mixed().filter(|_| !text.contains("_x")) else {
            sheet.write_string_with_format(row, column, first, format)?;
            return Ok(());
        };
        let formats: Vec<Format> = mixed.iter().map(|run| letters(run.strong || strong, run.emphasis)).collect();
        let segments: Vec<(&Format, &str)> =
            formats.iter().zip(mixed).map(|(format, run)| (format, run.text.as_str())).collect();
        sheet.write_rich_string_with_format(row, column, &segments, format)?;
        Ok(())
    }
}

fn letters(strong: bool, emphasis: bool) -> Format {
    let format = if strong { Format::new().set_bold() } else { Format::new() };
    if emphasis { format.set_italic() } else { format }
}

/// A text in parts that each fit into a cell, the only one of most texts.
pub fn parts(text: &str) -> Vec<&str> {
    let (mut parts, mut start, mut length) = (vec![], 0, 0);
    for (at, c) in text.char_indices() {
        length += c.len_utf16();
        if length > LONGEST {
            parts.push(&text[start..at]);
            (start, length) = (at, c.len_utf16());
        }
    }
    parts.push(&text[start..]);
    parts
}

/// The lines that a text makes in a column of so many letters.
pub fn lines(text: &str, width: f64) -> usize {
    let lines = |line: &str| (line.chars().count() as f64 / width.max(1.0)).ceil().max(1.0);
    text.split('\n').map(lines).sum::<f64>() as usize
}
