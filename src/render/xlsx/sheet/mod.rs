//! The sheet of a table.

mod keys;
mod notes;
mod sizes;

use std::collections::BTreeMap;

use rust_xlsxwriter::utility::worksheet_range_absolute;
use rust_xlsxwriter::{Format, Formula, IgnoreError, Worksheet, XlsxError};

use super::cells::{self, Pen};
use super::formulas::{At, Spot, Written};
use super::looks::{self, Look, Looks};
use super::numbers;
use super::text::Runs;
use crate::annex::{
    Align, Annex, Cell, Column, ColumnKind, Content, Figure, Footnote, Grid, NBSP, NumberStyle, Orientation, Role,
    Scope, Table,
};
use crate::render::{Words, rows};

/// Number of the paper (ECMA-376, part 1, 18.3.1.63).
pub const A4: u8 = 9;
/// Letters of a page in portrait at a size that reads well.
const PORTRAIT: f64 = 100.0;
/// Points of a line of the usual letters.
const LINE: f64 = 15.0;
/// The highest row there can be, in points.
const HIGHEST: f64 = 409.0;

/// What is written to the sheet of a table.
pub struct Sheet<'a> {
    pub annex: &'a Annex,
    pub table: &'a Table,
    pub index: usize,
    pub spot: &'a Spot,
    pub written: &'a BTreeMap<At, Written>,
}

/// Where a table stands on a sheet of that name.
pub fn spot(annex: &Annex, table: &Table, name: &str, words: Words) -> Spot {
    let headings = table.grid.heading_rows();
    let head = u32::try_from(lines_above(annex, table, words).len()).unwrap_or_default();
    // Below the headings there is the row of keys.
    let body = head + u32::try_from(headings).unwrap_or(u32::MAX).saturating_add(1);
    Spot { sheet: format!("'{}'", name.replace('\'', "''")), headings, head, body }
}

/// What stands above the headings of a table, and whether it is a title: title of the annex, its corrections, caption and
/// unit.
fn lines_above(annex: &Annex, table: &Table, words: Words) -> Vec<(Runs, bool)> {
    let mut lines = vec![(Runs::of(&words.full_title(annex), &annex.footnotes), false)];
    lines.extend(corrections(annex, words));
    lines.extend(table.caption.as_ref().map(|caption| (Runs::of(caption, &annex.footnotes), true)));
    lines.extend(words.unit(table).map(|unit| (Runs::plain(&unit), false)));
    lines
}

/// What an annex says of its corrections, the latest first; an annulment as a title would be.
pub fn corrections(annex: &Annex, words: Words) -> impl Iterator<Item = (Runs, bool)> {
    let corrections = annex.corrections.iter().rev();
    corrections.map(move |correction| (Runs::plain(&words.corrected(correction)), correction.annuls()))
}

/// A footnote with its mark.
pub fn footnote(annex: &Annex, footnote: &Footnote) -> Runs {
    Runs::of(&footnote.marked(), &annex.footnotes)
}

impl Sheet<'_> {
    /// Writes it, and tells the range of its rows with their keys.
    pub fn write(&self, sheet: &mut Worksheet, pen: &mut Pen, looks: &mut Looks) -> Result<String, XlsxError> {
        let widths = self.widths(sheet)?;
        self.above(sheet, pen, &widths)?;
        for cell in self.grid().cells() {
            self.cell(sheet, pen, looks, cell)?;
        }
        self.heights(sheet, &widths)?;
        let last_column = self.keys(sheet)?;
        let last = self.spot.row(self.grid().rows().len()) - 1;
        self.below(sheet, pen, &widths, last + 2)?;
        self.page(sheet, &widths)?;
        Ok(format!("={}", worksheet_range_absolute(&sheet.name(), self.spot.body - 1, 0, last, last_column)))
    }

    fn grid(&self) -> &Grid {
        &self.table.grid
    }

    fn last_column(&self) -> u16 {
        u16::try_from(self.grid().width() - 1).unwrap_or(u16::MAX)
    }

    fn above(&self, sheet: &mut Worksheet, pen: &mut Pen, widths: &[f64]) -> Result<(), XlsxError> {
        for (row, (runs, is_title)) in (0..).zip(lines_above(self.annex, self.table, pen.words)) {
            let format = if is_title { looks::title() } else { looks::line() };
            self.wide_line(sheet, pen, row, &runs, &format, widths)?;
        }
        Ok(())
    }

    /// A line over all columns, as high as its text needs.
    fn wide_line(
        &self,
        sheet: &mut Worksheet,
        pen: &mut Pen,
        row: u32,
        runs: &Runs,
        format: &Format,
        widths: &[f64],
    ) -> Result<(), XlsxError> {
        if self.last_column() > 0 {
            sheet.merge_range(row, 0, row, self.last_column(), "", format)?;
        }
        sheet.set_row_height(row, height(cells::lines(&runs.text(), widths.iter().sum())))?;
        pen.write(sheet, (row, 0), runs, format, false)
    }

    fn cell(&self, sheet: &mut Worksheet, pen: &mut Pen, looks: &mut Looks, cell: &Cell) -> Result<(), XlsxError> {
        let column = u16::try_from(cell.columns.start).map_err(|_| XlsxError::RowColumnLimitError)?;
        let at = (self.spot.row(cell.rows.start), column);
        let (look, runs) = self.look(looks, cell);
        let format = looks.format(&look);
        if cell.is_merged() {
            let last = u16::try_from(cell.columns.end - 1).map_err(|_| XlsxError::RowColumnLimitError)?;
            sheet.merge_range(at.0, at.1, self.spot.row(cell.rows.end - 1), last, "", format)?;
        }
        match (&cell.content, self.number(cell)) {
            (_, Some(number)) => match self.written.get(&self.key(cell)) {
                Some(Written::Formula { text, result }) => {
                    let formula = Formula::new(format!("={text}")).set_result(result.to_string());
                    sheet.write_formula_with_format(at.0, at.1, formula, format)?;
                }
                _ => {
                    sheet.write_number_with_format(at.0, at.1, number, format)?;
                }
            },
            (Content::Absent(mark), None) if mark.is_empty() => {
                sheet.write_blank(at.0, at.1, format)?;
            }
            _ => pen.write(sheet, at, &runs, format, look.is_strong())?,
        }
        self.comment(sheet, pen.words, at, cell)
    }

    fn key(&self, cell: &Cell) -> At {
        (self.index, cell.rows.start, cell.columns.start)
    }

    /// What the cell keeps as a number.
    fn number(&self, cell: &Cell) -> Option<f64> {
        let Content::Amount(figure) = &cell.content else { return None };
        numbers::kept(self.column(cell).style()?, figure.amount)
    }

    fn column(&self, cell: &Cell) -> &Column {
        &self.table.columns[cell.columns.start]
    }

    /// How a cell looks, and the words that it shows if it holds no number.
    fn look(&self, looks: &mut Looks, cell: &Cell) -> (Look, Runs) {
        let (column, role) = (self.column(cell), self.grid().rows()[cell.rows.start].role);
        let usual = match role {
            Role::Heading if cell.columns.len() > 1 => Align::Center,
            Role::Group => Align::Left,
            _ => column.align,
        };
        let look = Look::new(role, cell.align.unwrap_or(usual)).merged(cell.is_merged() && column.is_number());
        let look = look.indented(rows::indent(self.grid(), cell));
        let marks = cell.footnotes.iter().map(|footnote| format!("{NBSP}{}", self.annex.footnotes[*footnote].mark));
        let marks: String = marks.collect();
        match (&cell.content, column.style()) {
            (Content::Text(text), _) => {
                let note = cell.note.as_ref().map(|note| Runs::of(note, &self.annex.footnotes)).unwrap_or_default();
                let runs = Runs::of(text, &self.annex.footnotes).below(note);
                let look = if column.kind == ColumnKind::Code { look.code("@".to_owned()) } else { look };
                (look.text(&runs.text()), runs)
            }
            (Content::Amount(figure), Some(style)) if self.number(cell).is_some() => {
                let decimals = decimals(style, figure);
                let (beside, plain) = (numbers::format(style, decimals, &marks), numbers::format(style, decimals, ""));
                (look.code(looks.code(beside, plain)), Runs::default())
            }
            // Digits that no number of a spreadsheet has room for.
            (Content::Amount(figure), _) => {
                let text = format!("{}{marks}", figure.printed);
                (look.text(&text), Runs::plain(&text))
            }
            (Content::Absent(mark), _) => {
                let code = match marks.is_empty() {
                    true => String::new(),
                    false => looks.code(numbers::text_format(&marks), String::new()),
                };
                (look.text(mark).code(code), Runs::plain(mark))
            }
        }
    }

    /// What is frozen, and how it is printed.
    fn page(&self, sheet: &mut Worksheet, widths: &[f64]) -> Result<(), XlsxError> {
        let labels = self.table.columns.iter().take_while(|column| !column.is_number()).count();
        let heads = self.grid().cells().iter().any(|cell| cell.heads == Some(Scope::Row) && cell.columns.start == 0);
        // The labels of rows stay in sight where there are many columns beside them.
        let frozen =
            u16::from(heads && labels > 0 && widths.iter().sum::<f64>() > PORTRAIT && widths[0] < PORTRAIT / 2.0);
        sheet.set_freeze_panes(self.spot.body, frozen)?;
        sheet.set_repeat_rows(self.spot.head, self.spot.body - 1)?;
        sheet.set_paper_size(A4);
        let wide = widths.iter().sum::<f64>() > PORTRAIT;
        match self.table.orientation {
            Some(Orientation::Landscape) => sheet.set_landscape(),
            None if wide => sheet.set_landscape(),
            _ => sheet.set_portrait(),
        };
        sheet.set_print_fit_to_pages(1, 0);
        // Codes are texts on purpose, also where they are digits alone.
        let (last, column) = (self.spot.row(self.grid().rows().len()) - 1, self.last_column());
        sheet.ignore_error_range(self.spot.head, 0, last, column, IgnoreError::NumberStoredAsText)?;
        sheet.set_footer("&C&P / &N");
        Ok(())
    }
}

/// The height of a row of so many lines, in points.
pub fn height(lines: usize) -> f64 {
    (lines as f64 * LINE).min(HIGHEST)
}

/// Decimals with which a figure is printed: nought has those it was written with.
fn decimals(style: &NumberStyle, figure: &Figure) -> u32 {
    let own = figure.amount.decimals().min(style.decimals);
    let as_written = figure.amount.is_zero() && figure.printed == style.print_with(figure.amount, own);
    if as_written { own } else { style.decimals }
}
