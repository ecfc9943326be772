//! How much room the texts of a cell take at most, whatever width it comes to have: what is surely low enough the template
//! need not measure, which is to set it twice.
//!
//! A line and the word that the next one begins with are together wider than the cell, so lines are half full on average:
//! a text of a given width in one line makes no more than twice as many lines as that has of the cell's width. Widths are
//! reckoned on the wide side.

use serde::Serialize;

use super::fit::Measure;
use crate::annex::{Block, Cell, Content, Inline, List, Text};

/// What a bullet or number has after it, and the hyphen that may end a line, in ems.
const BESIDE_ITEM: f64 = 0.5;
const HYPHEN: f64 = 1.0;

/// Letters that a line of the narrowest column holds at least: with a word too long for the rest of it, half of what fits.
const FEWEST_LETTERS: usize = 4;

#[derive(Serialize, Default)]
pub struct Extent {
    /// Lines that there are however wide the cell is.
    lines: usize,
    /// Of all words in one line, in ems.
    words: f64,
    /// What lines lack of the cell's width, in ems.
    lost: f64,
}

impl Extent {
    /// That of a cell's content and its note.
    pub fn of(cell: &Cell, measure: &Measure) -> Self {
        let mut extent = Self::default();
        match &cell.content {
            Content::Text(text) => extent.add(text, HYPHEN, measure),
            Content::Amount(_) | Content::Absent(_) => extent.lines += 1,
        }
        if let Some(note) = &cell.note {
            extent.add(note, HYPHEN, measure);
        }
        extent
    }

    fn add(&mut self, text: &Text, lost: f64, measure: &Measure) {
        self.lost = self.lost.max(lost);
        for block in &text.blocks {
            match block {
                Block::Paragraph(inlines) => {
                    self.lines += 1 + breaks(inlines);
                    self.words += measure.width(&measure.collected(inlines));
                }
                Block::List(list) => {
                    let lost = lost + BESIDE_ITEM + widest_mark(list, measure);
                    for item in list.items() {
                        // A line of its own even where there is nothing in it.
                        self.lines += usize::from(item.blocks.is_empty());
                        self.add(item, lost, measure);
                    }
                }
            }
        }
    }
}

fn widest_mark(list: &List, measure: &Measure) -> f64 {
    match list {
        List::Bullets(_) => measure.width("•"),
        List::Numbered { mark, items } => {
            let widths = items.iter().map(|(number, _)| measure.width(&format!("{number}{mark}")));
            widths.fold(0.0, f64::max)
        }
    }
}

fn breaks(inlines: &[Inline]) -> usize {
    let count = |inline: &Inline| match inline {
        Inline::Break => 1,
        Inline::Emphasis(content) | Inline::Strong(content) | Inline::Link { content, .. } => breaks(content),
        Inline::Text(_) | Inline::Code(_) | Inline::Footnote(_) => 0,
    };
    inlines.iter().map(count).sum()
}

/// An upper bound of a cell's lines, for a column of few letters.
pub fn most_lines(cell: &Cell) -> usize {
    let content = match &cell.content {
        Content::Text(text) => text_lines(text),
        Content::Amount(_) | Content::Absent(_) => 1,
    };
    content + cell.note.as_ref().map_or(0, text_lines)
}

fn text_lines(text: &Text) -> usize {
    let lines = |block: &Block| match block {
        Block::Paragraph(inlines) => 1 + inline_length(inlines).div_ceil(FEWEST_LETTERS),
        Block::List(list) => list.items().map(|item| text_lines(item).max(1)).sum(),
    };
    text.blocks.iter().map(lines).sum()
}

/// Characters of a line, with a whole line for each break and each mark.
fn inline_length(inlines: &[Inline]) -> usize {
    let length = |inline: &Inline| match inline {
        Inline::Text(text) | Inline::Code(text) => text.chars().count(),
        Inline::Emphasis(content) | Inline::Strong(content) | Inline::Link { content, .. } => inline_length(content),
        Inline::Break | Inline::Footnote(_) => FEWEST_LETTERS,
    };
    inlines.iter().map(length).sum()
}
