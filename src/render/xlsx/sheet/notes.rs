//! What there is to say of figures beside the figures: in notes of their cells, and in lines below the table.

use rust_xlsxwriter::{Note, Worksheet, XlsxError};

use super::{Sheet, Written, decimals, footnote};
use crate::annex::{Cell, Content, Scope};
use crate::render::Words;
use crate::render::xlsx::cells::{self, Pen};
use crate::render::xlsx::looks;
use crate::render::xlsx::text::Runs;

impl Sheet<'_> {
    /// What there is to say of a figure that its number can't: notes, footnotes, how it was printed, what it should be.
    pub fn comment(&self, sheet: &mut Worksheet, words: Words, at: (u32, u16), cell: &Cell) -> Result<(), XlsxError> {
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

    /// What stands below a table on its sheet: its legend, the notes of its figures, its footnotes.
    pub fn below(&self, sheet: &mut Worksheet, pen: &mut Pen, widths: &[f64], mut row: u32) -> Result<(), XlsxError> {
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
}
