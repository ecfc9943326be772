//! How wide columns and how high rows are.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::{Sheet, height};
use crate::annex::{Cell, Content, Role};
use crate::render::xlsx::cells;
use crate::render::xlsx::text::Runs;

/// Letters of the narrowest and the widest column, and of the widest heading that makes one wide.
const NARROW: usize = 6;
const WIDE: usize = 50;
const WIDE_HEADING: usize = 18;

impl Sheet<'_> {
    /// Sets and tells the widths of the columns, in letters.
    pub fn widths(&self, sheet: &mut Worksheet) -> Result<Vec<f64>, XlsxError> {
        let longest = |cell: &Cell| {
            let of_text = |text: String| text.split('\n').map(|line| line.chars().count()).max().unwrap_or_default();
            let is_heading = self.grid().rows()[cell.rows.start].role == Role::Heading;
            match &cell.content {
                Content::Text(text) if is_heading => {
                    let text = text.to_plain();
                    let word = text.split(' ').map(|word| word.chars().count() + 1).max().unwrap_or_default();
                    text.chars().count().min(WIDE_HEADING).max(word)
                }
                Content::Text(text) => of_text(Runs::of(text, &self.annex.footnotes).text()),
                Content::Amount(figure) => figure.printed.chars().count() + 6 * cell.footnotes.len(),
                Content::Absent(mark) => mark.chars().count(),
            }
        };
        let mut widths = vec![NARROW; self.grid().width()];
        for cell in self.grid().cells().iter().filter(|cell| cell.columns.len() == 1) {
            let width = &mut widths[cell.columns.start];
            // Some letters are wider than figures, and heavy ones are.
            *width = (*width).max(longest(cell) * 115 / 100 + 2).min(WIDE);
        }
        let widths: Vec<f64> = widths.into_iter().map(|width| width as f64).collect();
        for (column, width) in (0..).zip(&widths) {
            sheet.set_column_width(column, *width)?;
        }
        Ok(widths)
    }

    /// Rows are as high as their texts need. Not every program finds that by itself when it opens a file, and none for what
    /// is merged.
    pub fn heights(&self, sheet: &mut Worksheet, widths: &[f64]) -> Result<(), XlsxError> {
        let lines = |cell: &Cell| match &cell.content {
            Content::Text(text) => {
                let strong = self.grid().rows()[cell.rows.start].role == Role::Heading;
                let room: f64 = widths[cell.columns.clone()].iter().sum::<f64>() * if strong { 0.9 } else { 0.95 };
                let note = cell
                    .note
                    .as_ref()
                    .map_or(0, |note| cells::lines(&Runs::of(note, &self.annex.footnotes).text(), room));
                cells::lines(&Runs::of(text, &self.annex.footnotes).text(), room) + note
            }
            Content::Amount(_) | Content::Absent(_) => 1,
        };
        let count = self.grid().rows().len();
        let mut needed = vec![1; count];
        for cell in self.grid().cells().iter().filter(|cell| cell.rows.len() == 1) {
            needed[cell.rows.start] = needed[cell.rows.start].max(lines(cell));
        }
        for cell in self.grid().cells().iter().filter(|cell| cell.rows.len() > 1) {
            let there: usize = needed[cell.rows.clone()].iter().sum();
            needed[cell.rows.end - 1] += lines(cell).saturating_sub(there);
        }
        for row in (0..count).filter(|row| needed[*row] > 1) {
            sheet.set_row_height(self.spot.row(row), height(needed[row]))?;
        }
        Ok(())
    }
}
