//! Whether tables fit a page: upright, else on its side, else in smaller type, else with words broken anywhere, else
//! not at all.
//!
//! Widths are reckoned from letters, on the wide side: the template measures what there is to place, and must never
//! find that it has less room than it was told.

use crate::annex::{Annex, Block, Cell, Content, Inline, Table, Text};

/// How the pages of an annex are laid out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pages {
    pub landscape: bool,
    /// Of the type in tables, in points.
    pub size: f64,
    /// Letters of a word past which it may be broken anywhere.
    pub longest_word: usize,
}

/// A4 less two margins of 2 cm, in points.
const UPRIGHT: f64 = 481.0;
const SIDEWAYS: f64 = 728.0;
/// Type in tables, from the usual size down to the smallest that print may have.
const SIZES: [f64; 5] = [10.0, 9.0, 8.0, 7.0, 6.0];
/// Words are kept whole up to so many letters; where tables don't fit so, up to fewer.
const LONGEST_WORDS: [usize; 2] = [24, 8];
/// Both sides of a cell, in ems.
const INSETS: f64 = 1.0;
/// The narrowest column of texts, and the widest that a note makes a column of amounts, in ems.
const NARROWEST: f64 = 4.0;
const WIDEST_NOTE: f64 = 14.0;

/// The first layout that all tables of an annex fit, or `None`.
pub fn pages(annex: &Annex) -> Option<Pages> {
    let layouts = LONGEST_WORDS.into_iter().flat_map(|longest_word| {
        let upright = Pages { landscape: false, size: SIZES[0], longest_word };
        let sideways = SIZES.map(|size| Pages { landscape: true, size, longest_word });
        std::iter::once(upright).chain(sideways)
    });
    layouts.into_iter().find(|pages| annex.tables.iter().all(|table| fits_on(table, pages)))
}

/// Whether there is a layout that the table fits.
pub fn fits(table: &Table) -> bool {
    let [.., smallest] = SIZES;
    let [.., longest_word] = LONGEST_WORDS;
    fits_on(table, &Pages { landscape: true, size: smallest, longest_word })
}

fn fits_on(table: &Table, pages: &Pages) -> bool {
    let least = |column| words_width(table, column, pages.longest_word).max(amounts_width(table, column)) + INSETS;
    let width: f64 = (0..table.columns.len()).map(least).sum();
    width * pages.size <= if pages.landscape { SIDEWAYS } else { UPRIGHT }
}

/// What a column needs for its words in ems: its longest one, in headings, texts and notes alike.
pub fn words_width(table: &Table, column: usize, longest_word: usize) -> f64 {
    let cells = table.grid.cells().iter().filter(|cell| cell.columns.start == column && cell.columns.len() == 1);
    let least = if table.columns[column].is_amount() { 0.0 } else { NARROWEST };
    cells.map(|cell| cell_width(cell, longest_word)).fold(least, f64::max)
}

fn cell_width(cell: &Cell, longest_word: usize) -> f64 {
    let mut width = match &cell.content {
        Content::Text(text) => text_width(text, longest_word),
        Content::Amount(_) | Content::Absent(_) => 0.0,
    };
    if let Some(note) = &cell.note {
        width = width.max(text_width(note, longest_word));
        if !matches!(cell.content, Content::Text(_)) {
            // A long note makes its column wider, or it would stand there letter by letter.
            width = width.max((note.to_plain().chars().count() as f64).sqrt() * 1.3).min(WIDEST_NOTE.max(width));
        }
    }
    width
}

fn amounts_width(table: &Table, column: usize) -> f64 {
    let cells = table.grid.cells().iter().filter(|cell| cell.columns.start == column);
    let width = |cell: &Cell| match &cell.content {
        Content::Amount(figure) => figure.printed.chars().map(letter).sum(),
        Content::Absent(mark) => mark.chars().map(letter).sum(),
        Content::Text(_) => 0.0,
    };
    cells.map(width).fold(0.0, f64::max)
}

fn text_width(text: &Text, longest_word: usize) -> f64 {
    let block = |block: &Block| match block {
        Block::Paragraph(inlines) => word_width(inlines, longest_word),
        // Before an item stands its bullet or number.
        Block::List(list) => list.items().map(|item| 2.0 + text_width(item, longest_word)).fold(0.0, f64::max),
    };
    text.blocks.iter().map(block).fold(0.0, f64::max)
}

/// The longest word of inlines, as far as it is not broken. A word may run on from one inline into the next.
fn word_width(inlines: &[Inline], longest_word: usize) -> f64 {
    let mut words = String::new();
    collect(inlines, &mut words);
    let words = words.split(|c: char| c.is_whitespace() && c != '\u{A0}' || matches!(c, '/' | '-'));
    words.map(|word| word.chars().take(longest_word + 1).map(letter).sum::<f64>()).fold(0.0, f64::max)
}

fn collect(inlines: &[Inline], words: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => words.push_str(text),
            // Wider letters than the others.
            Inline::Code(code) => words.push_str(&code.replace(|c: char| c.is_alphanumeric(), "n")),
            Inline::Emphasis(content) | Inline::Strong(content) | Inline::Link { content, .. } => {
                collect(content, words)
            }
            Inline::Break => words.push(' '),
        }
    }
}

/// The width of a letter in bold type, in ems, rather too wide than too narrow.
fn letter(c: char) -> f64 {
    match c {
        '.' | ',' | ';' | ':' | '\'' | '\u{A0}' | '\u{202F}' => 0.28,
        'i' | 'j' | 'l' | 't' | 'f' | 'r' | 's' | '(' | ')' | '-' | 'I' | 'ì' | 'í' => 0.44,
        'm' | 'w' | 'M' | 'W' => 0.96,
        c if c.is_ascii_digit() => 0.52,
        c if c.is_lowercase() => 0.58,
        c if c.is_uppercase() => 0.78,
        _ => 0.66,
    }
}
