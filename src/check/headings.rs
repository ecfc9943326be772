//! The heading rows of a table: levels from the top down, where equal neighbours are one cell.

use super::Document;
use super::columns::Rules;
use super::texts::Texts;
use crate::annex::{Cell, Content, Quantity, Scope, Text, Unit};
use crate::plan;

/// Cells of heading rows, and for each slot, row by row, the cell that it belongs to.
pub struct Headings {
    pub cells: Vec<Cell>,
    pub slots: Vec<usize>,
}

/// How many rows of headings a table has.
pub fn depth(columns: &[Rules]) -> usize {
    let same = |above: &plan::Text, below: &plan::Text| above.value.trim() == below.value.trim();
    let levels = |column: &Rules| {
        let levels = column.written.heading.as_ref().map_or([].as_slice(), |heading| heading.0.as_slice());
        levels.len() - levels.windows(2).filter(|pair| same(&pair[0], &pair[1])).count()
    };
    columns.iter().map(levels).max().unwrap_or(1).max(1)
}

/// The levels of a column's heading, the same one below itself but once.
fn levels(column: &Rules) -> Vec<plan::Text> {
    let mut levels = column.written.heading.as_ref().map_or(vec![], |heading| heading.0.clone());
    levels.dedup_by(|below, above| below.value.trim() == above.value.trim());
    levels
}

/// The heading cells of a table, and how many rows they make. A column with fewer levels than others has its last one
/// down to the bottom.
pub fn cells(document: &Document, texts: &mut Texts, columns: &[Rules], with_units: bool) -> (Headings, usize) {
    let depth = depth(columns);
    let columns: Vec<(&Rules, Vec<plan::Text>)> = columns.iter().map(|column| (column, levels(column))).collect();
    let text = |row: usize, column: usize| {
        let levels = &columns[column].1;
        levels.get(row).or(levels.last())
    };
    let words = |row: usize, column: usize| text(row, column).map_or("", |text| text.value.trim());
    let units: Vec<Option<Text>> =
        columns.iter().map(|(rules, _)| unit(document, rules).filter(|_| with_units)).collect();
    let width = columns.len();
    let mut headings = Headings { cells: vec![], slots: vec![usize::MAX; depth * width] };
    for (row, column) in (0..depth).flat_map(|row| (0..width).map(move |column| (row, column))) {
        if headings.slots[row * width + column] != usize::MAX {
            continue;
        }
        // Neighbours are one heading if they say the same under the same heading above.
        let above = |column: usize| row.checked_sub(1).map(|above| headings.slots[above * width + column]);
        let same = |other: &usize| {
            words(row, *other) == words(row, column)
                && above(*other) == above(column)
                // At the bottom, what the figures are in has to be the same too.
                && (row + 1 < columns[*other].1.len() || units[*other] == units[column])
                && headings.slots[row * width + other] == usize::MAX
        };
        let right =
            (column..width).take_while(|other| *other == column || same(other)).last().map_or(column, |c| c) + 1;
        // Downwards it goes on where all columns below say the same again, and none of them begins a level of its own.
        let goes_on = |below: &usize| (column..right).all(|other| *below >= columns[other].1.len());
        let bottom = (row + 1..depth).take_while(goes_on).last().map_or(row, |below| below) + 1;
        for slot in (row..bottom).flat_map(|row| (column..right).map(move |column| row * width + column)) {
            headings.slots[slot] = headings.cells.len();
        }
        headings.cells.push(Cell {
            rows: row..bottom,
            columns: column..right,
            heads: Some(Scope::Column),
            content: Content::Text(text(row, column).map_or(Text::default(), |text| texts.line(text))),
            note: units[column].clone().filter(|_| bottom == depth),
            footnotes: vec![],
            align: None,
            derivation: None,
        });
    }
    (headings, depth)
}

/// What the amounts of a column are in, where the table as a whole does not say it.
fn unit(document: &Document, rules: &Rules) -> Option<Text> {
    match rules.style()?.quantity {
        Quantity::Money { unit: Unit::One, .. } | Quantity::Percent | Quantity::Count => None,
        Quantity::Money { unit, currency } => Some(Text::plain(&document.unit("unit-of-column", unit, currency))),
    }
}
