//! Whether tables fit a page: upright, else on its side, else in smaller type, else with words broken anywhere, else
//! not at all. A table that says how its pages are turned gets them so.
//!
//! Widths are reckoned from the letters of the font, on the wide side: the template measures what there is to place, and
//! must never find that it has less room than it was told.

use std::borrow::Cow;
use std::ops::Range;

use crate::annex::{Annex, Block, Cell, Column, ColumnKind, Content, Footnote, Inline, Orientation, Role, Table, Text};

/// How far a character reaches, in ems: in the widest of the styles that texts are set in.
pub type Advance<'a> = &'a dyn Fn(char) -> f64;

/// What is to be known of letters.
#[derive(Clone, Copy)]
pub struct Letters<'a> {
    pub advance: Advance<'a>,
    /// Whether a line of such is as high as any other; nothing where that is not known, or a project's own
    /// template may set them as it likes.
    pub is_own: Option<&'a dyn Fn(char) -> bool>,
}

/// How pages are laid out.
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
/// By which the label of a part is indented, for each level, in ems; the template has the same.
const INDENT: f64 = 1.2;
/// The narrowest column of texts, and the widest that a note makes a column of amounts, in ems.
const NARROWEST: f64 = 4.0;
const WIDEST_NOTE: f64 = 14.0;

/// No letter is as wide for each byte that it is written with, in ems.
const WIDEST_LETTER: f64 = 1.5;
/// Letters beside each other may be set a little further apart than each alone would be.
const KERNING: f64 = 1.02;
/// Stands for each letter of code, which is set in type of another family: all are as wide, in ems of the table.
const CODE: char = '\u{F0002}';
const CODE_LETTER: f64 = 0.5;
/// A mark of a footnote whose letters are not known yet.
const MARK: &str = "(99)";
/// The share of a figure's reckoned width that it surely takes.
const SURE: f64 = 0.75;

/// Tables of an annex that follow each other on pages of one layout.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    pub pages: Pages,
    pub tables: Range<usize>,
}

/// The tables of an annex in sections, or `None` where one of them fits no page. A table is turned only if it has to be;
/// those that lie the same way side by side are set in the same type.
pub fn sections(annex: &Annex, advance: Advance) -> Option<Vec<Section>> {
    let mut sections: Vec<Section> = vec![];
    for (index, table) in annex.tables.iter().enumerate() {
        let pages = pages(table, &annex.footnotes, advance)?;
        match sections.last_mut() {
            Some(last) if last.pages.landscape == pages.landscape => {
                last.pages.size = last.pages.size.min(pages.size);
                last.pages.longest_word = last.pages.longest_word.min(pages.longest_word);
                last.tables.end = index + 1;
            }
            _ => sections.push(Section { pages, tables: index..index + 1 }),
        }
    }
    Some(sections)
}

/// Whether there is a layout that the table fits.
pub fn fits(table: &Table, advance: Advance) -> bool {
    pages(table, &[], advance).is_some()
}

/// The first layout that a table fits.
fn pages(table: &Table, footnotes: &[Footnote], advance: Advance) -> Option<Pages> {
    let fit = |footnotes: &[Footnote]| {
        layouts(table.orientation).into_iter().find(|pages: &Pages| fits_on(table, footnotes, pages, advance))
    };
    // Marks longer than was reckoned when the table was checked alone may reach into the margin.
    fit(footnotes).or_else(|| fit(&[]))
}

/// The layouts to try, from the best to the tightest.
fn layouts(orientation: Option<Orientation>) -> Vec<Pages> {
    let turns: Vec<(bool, f64)> = match orientation {
        Some(Orientation::Portrait) => SIZES.map(|size| (false, size)).to_vec(),
        Some(Orientation::Landscape) => SIZES.map(|size| (true, size)).to_vec(),
        None => std::iter::once((false, SIZES[0])).chain(SIZES.map(|size| (true, size))).collect(),
    };
    let layouts = LONGEST_WORDS
        .into_iter()
        .flat_map(|longest_word| turns.iter().map(move |&(landscape, size)| Pages { landscape, size, longest_word }));
    layouts.collect()
}

fn fits_on(table: &Table, footnotes: &[Footnote], pages: &Pages, advance: Advance) -> bool {
    let letters = Letters { advance, is_own: None };
    let measure = Measure { table, footnotes, longest_word: pages.longest_word, letters };
    let figures = measure.figures();
    let width: f64 =
        measure.least_over(&figures).into_iter().zip(figures).map(|(least, own)| least.max(own) + INSETS).sum();
    width * pages.size <= if pages.landscape { SIDEWAYS } else { UPRIGHT }
}

/// What columns need, in ems.
pub struct Measure<'a> {
    pub table: &'a Table,
    /// Those of the annex, or none while they are not known.
    pub footnotes: &'a [Footnote],
    /// Letters of a word past which it may be broken anywhere.
    pub longest_word: usize,
    pub letters: Letters<'a>,
}

impl Measure<'_> {
    /// What each column needs for its words, and its share of what cells over several columns need; not for its figures and codes,
    /// which the template measures.
    pub fn least_widths(&self) -> Vec<f64> {
        self.least_over(&self.figures())
    }

    /// The same, with the widths of the columns' figures.
    fn least_over(&self, figures: &[f64]) -> Vec<f64> {
        let mut least = self.words();
        let mut wide: Vec<&Cell> = self.table.grid.cells().iter().filter(|cell| cell.columns.len() > 1).collect();
        wide.sort_by_key(|cell| cell.columns.len());
        for cell in wide {
            let columns = cell.columns.clone();
            let sure: Vec<f64> = columns.clone().map(|column| least[column].max(SURE * figures[column])).collect();
            let there = sure.iter().sum::<f64>() + INSETS * (columns.len() - 1) as f64;
            let missing = self.cell(cell).max(self.figure(cell)) - there;
            if missing > 0.0 {
                let share = missing / columns.len() as f64;
                columns.zip(sure).for_each(|(column, sure)| least[column] = sure + share);
            }
        }
        least
    }

    /// Each column's longest word, in headings, texts and notes alike.
    fn words(&self) -> Vec<f64> {
        let least = |column: &Column| if column.is_number() { 0.0 } else { NARROWEST };
        self.widest(self.table.columns.iter().map(least).collect(), |cell| self.cell(cell))
    }

    /// Each column's widest figure or code, which no line may break.
    fn figures(&self) -> Vec<f64> {
        self.widest(vec![0.0; self.table.columns.len()], |cell| self.figure(cell))
    }

    /// The widest of the cells of each column only, or the given width where that is wider.
    fn widest(&self, mut widths: Vec<f64>, width: impl Fn(&Cell) -> f64) -> Vec<f64> {
        for cell in self.table.grid.cells().iter().filter(|cell| cell.columns.len() == 1) {
            let widest = &mut widths[cell.columns.start];
            *widest = widest.max(width(cell));
        }
        widths
    }

    fn figure(&self, cell: &Cell) -> f64 {
        let printed = match &cell.content {
            Content::Amount(figure) => &figure.printed,
            Content::Absent(mark) => mark,
            Content::Text(text) if is_code(self.table, cell) => return self.unbroken(text),
            Content::Text(_) => return 0.0,
        };
        self.width(printed) + cell.footnotes.iter().map(|mark| self.mark(*mark)).sum::<f64>()
    }

    fn cell(&self, cell: &Cell) -> f64 {
        let indent = f64::from(super::super::rows::indent(&self.table.grid, cell)) * INDENT;
        let mut width = match &cell.content {
            Content::Text(_) if is_code(self.table, cell) => 0.0,
            Content::Text(text) => indent + self.text(text),
            Content::Amount(_) | Content::Absent(_) => 0.0,
        };
        if let Some(note) = &cell.note {
            width = width.max(self.text(note));
            if !matches!(cell.content, Content::Text(_)) {
                // A long note makes its column wider, or it would stand there letter by letter.
                width = width.max((note.to_plain().chars().count() as f64).sqrt() * 1.3).min(WIDEST_NOTE.max(width));
            }
        }
        width
    }

    fn text(&self, text: &Text) -> f64 {
        let block = |block: &Block| match block {
            Block::Paragraph(inlines) => self.longest(inlines),
            // Before an item stands its bullet or number.
            Block::List(list) => list.items().map(|item| 2.0 + self.text(item)).fold(0.0, f64::max),
        };
        text.blocks.iter().map(block).fold(0.0, f64::max)
    }

    /// The longest word of inlines, as far as it is not broken. A word may run on from one inline into the next.
    fn longest(&self, inlines: &[Inline]) -> f64 {
        let text = self.collected(inlines);
        // A bar or hyphen stays with what is before it.
        let words = text.split_inclusive(ends_line).map(|word| word.trim_end_matches(is_blank));
        let width = |word: &str| word.chars().take(self.longest_word + 1).map(|c| self.letter(c)).sum::<f64>();
        words.fold(0.0, |longest, word| match word.len() as f64 * WIDEST_LETTER > longest {
            true => width(word).max(longest),
            // Nobody need look at its letters.
            false => longest,
        })
    }

    /// The longest line of a text that is never broken.
    fn unbroken(&self, text: &Text) -> f64 {
        let block = |block: &Block| match block {
            Block::Paragraph(inlines) => self.width(&self.collected(inlines)),
            Block::List(list) => list.items().map(|item| 2.0 + self.unbroken(item)).fold(0.0, f64::max),
        };
        text.blocks.iter().map(block).fold(0.0, f64::max)
    }

    /// Inlines as letters: those of code and of footnotes' marks stand for what is set.
    pub fn collected<'t>(&self, inlines: &'t [Inline]) -> Cow<'t, str> {
        if let [Inline::Text(text)] = inlines {
            return Cow::from(text);
        }
        let mut words = String::new();
        self.collect(inlines, &mut words);
        Cow::from(words)
    }

    fn collect(&self, inlines: &[Inline], words: &mut String) {
        for inline in inlines {
            match inline {
                Inline::Text(text) => words.push_str(text),
                Inline::Code(code) => {
                    words.extend(code.chars().map(|c| if ends_line(c) { c } else { CODE }));
                }
                Inline::Emphasis(content) | Inline::Strong(content) | Inline::Link { content, .. } => {
                    self.collect(content, words);
                }
                Inline::Break => words.push(' '),
                Inline::Footnote(footnote) => {
                    words.push('\u{A0}');
                    words.push_str(self.footnotes.get(*footnote).map_or(MARK, |footnote| &footnote.mark));
                }
            }
        }
    }

    /// A mark after a figure, with the blank before it.
    fn mark(&self, footnote: usize) -> f64 {
        let mark = self.footnotes.get(footnote).map_or(MARK, |footnote| &footnote.mark);
        self.letter('\u{A0}') + self.width(mark)
    }

    /// The width of words in one line, in the widest style, in ems.
    pub fn width(&self, words: &str) -> f64 {
        words.chars().map(|c| self.letter(c)).sum()
    }

    fn letter(&self, c: char) -> f64 {
        if c == CODE { CODE_LETTER } else { KERNING * (self.letters.advance)(c) }
    }
}

/// The width of words without code in one line, in ems.
pub fn width(words: &str, advance: Advance) -> f64 {
    words.chars().map(|c| KERNING * advance(c)).sum()
}

/// Whether a line may end after a character.
pub fn ends_line(c: char) -> bool {
    is_blank(c) || matches!(c, '/' | '-')
}

/// Whether it is a blank that does not hold its neighbours together.
fn is_blank(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{A0}' | '\u{2007}' | '\u{202F}')
}

/// Whether a cell holds words that are never broken.
pub fn is_code(table: &Table, cell: &Cell) -> bool {
    let row = &table.grid.rows()[cell.rows.start];
    let column: &Column = &table.columns[cell.columns.start];
    column.kind == ColumnKind::Code && cell.columns.len() == 1 && row.role != Role::Heading
}
