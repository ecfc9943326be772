//! The sheet of a table.

use std::collections::BTreeMap;

use rust_xlsxwriter::utility::worksheet_range_absolute;
use rust_xlsxwriter::{Format, Formula, Note, Worksheet, XlsxError};

use super::cells::{self, Pen};
use super::formulas::{At, Spot, Written};
use super::looks::{self, Look, Looks};
use super::numbers;
use super::text::Runs;
use crate::annex::{
    Align, Annex, Cell, Column, ColumnKind, Content, Derivation, Figure, Footnote, Grid, NBSP, NumberStyle,
    Orientation, Role, Scope, Table, Term,
};
use crate::render::{Words, rows};

/// Number of the paper (ECMA-376, part 1, 18.3.1.63).
pub const A4: u8 = 9;
/// Letters of the narrowest and the widest column, and of the widest heading that makes one wide.
const NARROW: usize = 6;
const WIDE: usize = 50;
const WIDE_HEADING: usize = 18;
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
pub fn spot(table: &Table, name: &str, words: Words) -> Spot {
    let headings = table.grid.heading_rows();
    let above = 1 + usize::from(table.caption.is_some()) + usize::from(words.unit(table).is_some());
    let head = u32::try_from(above).unwrap_or_default();
    // Below the headings there is the row of keys.
    let body = head + u32::try_from(headings).unwrap_or(u32::MAX).saturating_add(1);
    Spot { sheet: format!("'{}'", name.replace('\'', "''")), headings, head, body }
}

/// A footnote with its mark.
pub fn footnote(annex: &Annex, footnote: &Footnote) -> Runs {
    let mut text = footnote.text.clone();
    let mark = crate::annex::Inline::Text(format!("{} ", footnote.mark));
    match text.blocks.first_mut() {
        Some(crate::annex::Block::Paragraph(inlines)) => inlines.insert(0, mark),
        _ => text.blocks.insert(0, crate::annex::Block::Paragraph(vec![mark])),
    }
    Runs::of(&text, &annex.footnotes)
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

    /// Title, caption and unit.
    fn above(&self, sheet: &mut Worksheet, pen: &mut Pen, widths: &[f64]) -> Result<(), XlsxError> {
        let title = Runs::of(&pen.words.full_title(self.annex), &self.annex.footnotes);
        let caption = self.table.caption.as_ref().map(|caption| Runs::of(caption, &self.annex.footnotes));
        let unit = pen.words.unit(self.table).map(|unit| Runs::plain(&unit));
        let lines = [(Some(title), looks::line()), (caption, looks::title()), (unit, looks::line())];
        let lines = lines.into_iter().filter_map(|(runs, format)| Some((runs?, format)));
        for (row, (runs, format)) in (0..).zip(lines) {
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
        let look = Look::new(role, cell.align.unwrap_or(usual)).merged(cell.is_merged());
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

    /// What there is to say of a figure that its number can't: notes, footnotes, how it was printed, what it should be.
    fn comment(&self, sheet: &mut Worksheet, words: Words, at: (u32, u16), cell: &Cell) -> Result<(), XlsxError> {
        let mut lines: Vec<String> = self.notes(cell).iter().map(Runs::text).collect();
        lines.extend(cell.footnotes.iter().map(|index| footnote(self.annex, &self.annex.footnotes[*index]).text()));
        if let (Content::Amount(figure), Some(style)) = (&cell.content, self.column(cell).style()) {
            if figure.printed != style.print_with(figure.amount, decimals(style, figure)) {
                lines.push(words.with("figure-printed", &[("printed", figure.printed.as_str().into())]));
            }
            if let Some(Written::Differs(amount)) = self.written.get(&self.key(cell)) {
                lines.push(words.with("figure-follows", &[("figure", style.print(*amount).into())]));
            }
        }
        if lines.is_empty() {
            return Ok(());
        }
        let text = lines.join("\n");
        let text = cells::parts(&text)[0];
        let height = u32::try_from(cells::lines(text, 38.0)).unwrap_or(u32::MAX).clamp(2, 20) * 20;
        let note = Note::new(text).add_author_prefix(false).set_author("").set_width(260).set_height(height);
        sheet.insert_note(at.0, at.1, &note)?;
        Ok(())
    }

    /// Notes of a figure; those of a text stand with it.
    fn notes(&self, cell: &Cell) -> Option<Runs> {
        let note = cell.note.as_ref().filter(|_| !matches!(cell.content, Content::Text(_)))?;
        Some(Runs::of(note, &self.annex.footnotes))
    }

    /// The hidden row of keys, and hidden columns of what the plan says of rows. Tells the last column of all.
    fn keys(&self, sheet: &mut Worksheet) -> Result<u16, XlsxError> {
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
        Ok(next)
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

    /// What stands below a table on its sheet: its legend, the notes of its figures, its footnotes.
    fn below(&self, sheet: &mut Worksheet, pen: &mut Pen, widths: &[f64], mut row: u32) -> Result<(), XlsxError> {
        let meaning = |(mark, meaning): &(String, crate::annex::Text)| {
            Runs::plain(&format!("{mark} = {}", Runs::of(meaning, &self.annex.footnotes).text()))
        };
        let mut lines: Vec<Runs> = self.table.legend.iter().map(meaning).collect();
        for cell in self.grid().cells() {
            lines.extend(self.notes(cell).map(|note| Runs::plain(&format!("{}: {}", self.name(cell), note.text()))));
        }
        let footnotes = self.footnotes().into_iter();
        lines.extend(footnotes.map(|index| footnote(self.annex, &self.annex.footnotes[index])));
        for runs in lines {
            self.wide_line(sheet, pen, row, &runs, &looks::line(), widths)?;
            row += 1;
        }
        Ok(())
    }

    /// What a reader calls a figure: by the headers of its rows, and the heading right above it.
    fn name(&self, cell: &Cell) -> String {
        let headers = self.grid().headers(cell).into_iter().filter(|header| header.heads == Some(Scope::Row));
        let heading = self.grid().heading_rows().checked_sub(1).map(|row| self.grid().cell(row, cell.columns.start));
        let words = headers.chain(heading).map(|header| match &header.content {
            Content::Text(text) => text.to_plain(),
            _ => String::new(),
        });
        words.filter(|words| !words.is_empty()).collect::<Vec<_>>().join(", ")
    }

    /// The footnotes that the table refers to, and those that these refer to, in their order.
    fn footnotes(&self) -> Vec<usize> {
        let of_cell = |cell: &Cell| {
            let text = if let Content::Text(text) = &cell.content { text.footnotes() } else { vec![] };
            [cell.footnotes.clone(), text, cell.note.as_ref().map(|note| note.footnotes()).unwrap_or_default()].concat()
        };
        let mut found: Vec<usize> = self.grid().cells().iter().flat_map(of_cell).collect();
        found.extend(self.annex.title.iter().chain(&self.table.caption).flat_map(|line| line.footnotes()));
        found.extend(self.table.legend.iter().flat_map(|(_, meaning)| meaning.footnotes()));
        let mut known = vec![];
        while let Some(next) = found.pop() {
            if !known.contains(&next) {
                known.push(next);
                found.extend(self.annex.footnotes[next].text.footnotes());
            }
        }
        known.sort_unstable();
        known
    }

    /// Sets and tells the widths of the columns, in letters.
    fn widths(&self, sheet: &mut Worksheet) -> Result<Vec<f64>, XlsxError> {
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
    fn heights(&self, sheet: &mut Worksheet, widths: &[f64]) -> Result<(), XlsxError> {
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
