//! The cells of an annex's tables as a PDF of it has them.

use crate::annex::{Annex, Block, Cell, Content, Grid, Inline, List, Scope, Table, Text};

/// A cell that has words.
pub struct Expected<'a> {
    pub cell: &'a Cell,
    /// What it says, without blanks.
    pub words: String,
}

/// All cells of a table that have words, row by row.
pub fn cells<'a>(annex: &Annex, table: &'a Table) -> Vec<Expected<'a>> {
    let expected = |cell: &'a Cell| Expected { cell, words: without_blanks(&words(annex, cell)) };
    table.grid.cells().iter().map(expected).filter(|expected| !expected.words.is_empty()).collect()
}

/// What is read of a text: no blanks, since where lines end is the layout's affair, and no signs that break words.
pub fn without_blanks(words: &str) -> String {
    words
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '\u{200B}' | '\u{AD}' | '\u{2060}' | '\u{FEFF}'))
        .collect()
}

/// A cell in one line, as a person reads it.
pub fn line(annex: &Annex, cell: &Cell) -> String {
    let mark = |footnote: usize| annex.footnotes.get(footnote).map(|note| note.mark.clone()).unwrap_or_default();
    match &cell.content {
        Content::Text(text) => text.to_line(&mark),
        Content::Amount(figure) => figure.printed.clone(),
        Content::Absent(mark) => mark.clone(),
    }
}

/// The label of a cell's row: of the first that it covers.
pub fn row_label(grid: &Grid, cell: &Cell) -> String {
    let headers = grid.headers(cell);
    let label = headers.into_iter().find(|header| header.heads == Some(Scope::Row));
    label_of(label.unwrap_or_else(|| grid.cell(cell.rows.start, 0)))
}

/// The headings of a cell's column, from the top.
pub fn column_heading(grid: &Grid, cell: &Cell) -> String {
    let headings = grid.headers(cell).into_iter();
    let headings = headings.filter(|header| header.rows.start < grid.heading_rows()).map(label_of);
    headings.filter(|heading| !heading.is_empty()).collect::<Vec<_>>().join(" / ")
}

/// A header by its words, without the marks of footnotes.
fn label_of(cell: &Cell) -> String {
    match &cell.content {
        Content::Text(text) => text.to_line(&|_| String::new()),
        Content::Amount(figure) => figure.printed.clone(),
        Content::Absent(mark) => mark.clone(),
    }
}

fn words(annex: &Annex, cell: &Cell) -> String {
    let mut words = String::new();
    match &cell.content {
        Content::Text(text) => push_text(&mut words, text, annex),
        Content::Amount(figure) => words.push_str(&figure.printed),
        Content::Absent(mark) => words.push_str(mark),
    }
    // A text has the marks inside.
    if !matches!(cell.content, Content::Text(_)) {
        cell.footnotes.iter().for_each(|footnote| push_mark(&mut words, *footnote, annex));
    }
    if let Some(note) = &cell.note {
        push_text(&mut words, note, annex);
    }
    words
}

fn push_mark(words: &mut String, footnote: usize, annex: &Annex) {
    words.push_str(annex.footnotes.get(footnote).map_or("", |footnote| &footnote.mark));
}

fn push_text(words: &mut String, text: &Text, annex: &Annex) {
    for block in &text.blocks {
        match block {
            Block::Paragraph(inlines) => push_inlines(words, inlines, annex),
            Block::List(List::Bullets(items)) => {
                for item in items {
                    words.push('•');
                    push_text(words, item, annex);
                }
            }
            Block::List(List::Numbered { mark, items }) => {
                for (number, item) in items {
                    words.push_str(&format!("{number}{mark}"));
                    push_text(words, item, annex);
                }
            }
        }
    }
}

fn push_inlines(words: &mut String, inlines: &[Inline], annex: &Annex) {
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Code(text) => words.push_str(text),
            Inline::Emphasis(content) | Inline::Strong(content) | Inline::Link { content, .. } => {
                push_inlines(words, content, annex);
            }
            Inline::Break => {}
            Inline::Footnote(footnote) => push_mark(words, *footnote, annex),
        }
    }
}
