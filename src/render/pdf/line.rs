//! Which cells stand in one line. A row of nothing else is as high as the type says, so that the typesetter need not set it
//! once to learn that, and once more to place it.

use serde::Serialize;

use super::fit::{Measure, ends_line};
use crate::annex::{Block, Cell, Content, Inline, Text};

/// A text in one line: for the template, how wide it is.
#[derive(Serialize)]
#[serde(transparent)]
pub struct Line {
    /// In ems, on the wide side; 0 where it can't be broken.
    width: f64,
    /// Whether nothing stands there.
    #[serde(skip)]
    pub is_blank: bool,
}

/// The line that a cell of one row has where its column is wide enough; nothing where it may have more, or a line higher than
/// others: of letters that are not the family's own, with marks, links or emphasis. A figure or code (`whole`) has a column that is
/// wide enough.
pub fn line(cell: &Cell, whole: bool, measure: &Measure) -> Option<Line> {
    let is_own = measure.letters.is_own?;
    if cell.rows.len() > 1 || cell.note.is_some() || !cell.footnotes.is_empty() {
        return None;
    }
    let words = match &cell.content {
        Content::Amount(figure) => &figure.printed,
        Content::Absent(mark) => mark,
        Content::Text(text) => plain(text)?,
    };
    // What ends a line, ends one.
    let is_own = |c: char| !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}') && is_own(c);
    if !words.chars().all(is_own) {
        return None;
    }
    let is_whole = whole && !words.chars().skip(1).any(ends_line);
    Some(Line { width: if is_whole { 0.0 } else { measure.width(words) }, is_blank: words.trim().is_empty() })
}

/// A text that is nothing but words.
fn plain(text: &Text) -> Option<&str> {
    match text.blocks.as_slice() {
        [] => Some(""),
        [Block::Paragraph(inlines)] => match inlines.as_slice() {
            [] => Some(""),
            [Inline::Text(words)] => Some(words),
            _ => None,
        },
        _ => None,
    }
}
