//! What the plan calls columns and rows, hidden beside the table: by it the table can be read back.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::{Sheet, decimals};
use crate::annex::{Cell, Content, Derivation, Role, Term};
use crate::render::markdown_text;
use crate::render::xlsx::cells;

impl Sheet<'_> {
    /// The hidden row of keys, and hidden columns of what the plan says of rows. Tells the last column of all.
    pub fn keys(&self, sheet: &mut Worksheet) -> Result<u16, XlsxError> {
        let row = self.spot.body - 1;
        for (index, column) in (0..).zip(&self.table.columns) {
            sheet.write_string(row, index, &column.key)?;
        }
        sheet.set_row_hidden(row)?;
        let mut next = self.last_column();
        let body = self.grid().heading_rows()..self.grid().rows().len();
        for (key, of) in [
            ("id", Self::id as fn(&Self, usize) -> String),
            ("role", Self::role),
            ("level", Self::level),
            ("over", Self::over),
        ] {
            let values: Vec<(usize, String)> =
                body.clone().map(|row| (row, of(self, row))).filter(|(_, value)| !value.is_empty()).collect();
            if values.is_empty() {
                continue;
            }
            next += 1;
            sheet.write_string(row, next, key)?;
            for (row, value) in values {
                sheet.write_string(self.spot.row(row), next, value)?;
            }
            sheet.set_column_hidden(next)?;
        }
        self.details(sheet, next)
    }

    /// Hidden columns of what there is to say of figures, `importo.note`, which the cells themselves can't. Tells the last.
    fn details(&self, sheet: &mut Worksheet, mut next: u16) -> Result<u16, XlsxError> {
        let grid = self.grid();
        for (index, column) in self.table.columns.iter().enumerate() {
            for (key, of) in [("note", Self::note as fn(&Self, &Cell) -> Option<String>), ("printed", Self::printed)] {
                let body = grid.cells().iter().filter(|cell| cell.rows.start >= grid.heading_rows());
                let values: Vec<(usize, String)> = body
                    .filter(|cell| cell.columns.start == index)
                    .filter_map(|cell| Some((cell.rows.start, of(self, cell)?)))
                    .collect();
                if values.is_empty() {
                    continue;
                }
                next += 1;
                sheet.write_string(self.spot.body - 1, next, format!("{}.{key}", column.key))?;
                for (row, value) in values {
                    sheet.write_string(self.spot.row(row), next, value)?;
                }
                sheet.set_column_hidden(next)?;
            }
        }
        Ok(next)
    }

    /// As the plan has it; that of a text stands with the text.
    fn note(&self, cell: &Cell) -> Option<String> {
        let note = cell.note.as_ref().filter(|_| !matches!(cell.content, Content::Text(_)))?;
        Some(markdown_text(note, &self.annex.footnotes)).filter(|note| cells::parts(note).len() == 1)
    }

    /// What is printed in place of the figure's own form.
    fn printed(&self, cell: &Cell) -> Option<String> {
        let (Content::Amount(figure), Some(style)) = (&cell.content, self.column(cell).style()) else { return None };
        let usual = style.print_with(figure.amount, decimals(style, figure));
        (figure.printed != usual).then(|| figure.printed.clone())
    }

    fn id(&self, row: usize) -> String {
        self.grid().rows()[row].id.clone().unwrap_or_default()
    }

    /// The role as plans have it. A row that is worked out from others is read back as one that is not counted: by what it
    /// was worked out, no cell tells.
    fn role(&self, row: usize) -> String {
        match self.grid().rows()[row].role {
            Role::Item => "",
            Role::Group => "heading",
            Role::Derived => "memo",
            role => role.name(),
        }
        .to_owned()
    }

    fn level(&self, row: usize) -> String {
        let row = &self.grid().rows()[row];
        if row.level > 1 { row.level.to_string() } else { String::new() }
    }

    /// Which rows a sum is over, where that is not those that it would be over by itself.
    fn over(&self, row: usize) -> String {
        let role = self.grid().rows()[row].role;
        let sums = |cell: &Cell| match cell.derivation.as_deref() {
            Some(Derivation { term: Term::Sum(blocks) | Term::Average(blocks), .. }) => Some(blocks.clone()),
            _ => None,
        };
        let Some(blocks) = self.grid().starting_in(row).find_map(sums) else { return String::new() };
        let summed = |item: usize| blocks.iter().any(|block| block.rows.contains(&item));
        let items = |mut rows: std::ops::Range<usize>| rows.find(|row| self.grid().rows()[*row].role == Role::Item);
        let (above, below) = (items(0..row), items(row + 1..self.grid().rows().len()));
        let is_below = blocks.iter().all(|block| block.rows.start > row);
        match role {
            Role::Subtotal if is_below => "below",
            Role::Total if is_below && above.is_some() => "below",
            Role::Total if below.is_some_and(|item| !summed(item)) => "above",
            _ => "",
        }
        .to_owned()
    }
}
