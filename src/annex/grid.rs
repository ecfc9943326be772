//! The table as resolved once and drawn by every format: rows, columns and cells with their spans.

use std::ops::Range;
use std::sync::Arc;

use serde::Serialize;

use super::amount::Amount;
use super::derivation::Derivation;
use super::text::Text;

/// A table of `width` columns whose slots are all covered, each by exactly one cell.
///
/// Rows count from 0 and begin with the heading rows. `slots` maps each (row, column), row by row, to its cell.
#[derive(Debug, Clone, Serialize)]
pub struct Grid {
    width: usize,
    rows: Vec<Row>,
    cells: Vec<Cell>,
    slots: Vec<usize>,
    /// Whether any rows have a title.
    grouped: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    pub role: Role,
    /// The name by which text and checks refer to the row.
    pub id: Option<String>,
    /// How deep a group, subtotal or part nests, from 1.
    pub level: u8,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Role {
    /// A row of column headings.
    Heading,
    /// The title of the rows that follow it.
    Group,
    Item,
    Subtotal,
    Total,
    /// A part of the row above it, counted there.
    OfWhich,
    /// Printed, not counted: a ceiling.
    Memo,
    /// Worked out from other rows: what a ceiling leaves.
    Derived,
}

impl Role {
    /// The name by which templates know it.
    pub fn name(self) -> &'static str {
        match self {
            Role::Heading => "heading",
            Role::Group => "group",
            Role::Item => "item",
            Role::Subtotal => "subtotal",
            Role::Total => "total",
            Role::OfWhich => "of-which",
            Role::Memo => "memo",
            Role::Derived => "derived",
        }
    }
}

/// A cell, at the row and column of its upper left corner, over one or more rows and columns.
#[derive(Debug, Clone, Serialize)]
pub struct Cell {
    pub rows: Range<usize>,
    pub columns: Range<usize>,
    /// What the cell heads, where it is a header.
    pub heads: Option<Scope>,
    pub content: Content,
    /// Words that belong to the cell without being its value.
    pub note: Option<Text>,
    /// Footnotes that the figure refers to, as indices into those of the annex; a text has its own inside.
    pub footnotes: Vec<usize>,
    /// Where the column's alignment does not hold.
    pub align: Option<Align>,
    /// What its figure follows from, or would if it were not as it was published.
    pub derivation: Option<Arc<Derivation>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Align {
    Left,
    Center,
    Right,
}

impl Align {
    /// The name by which plans and templates know it.
    pub fn name(self) -> &'static str {
        match self {
            Align::Left => "left",
            Align::Center => "center",
            Align::Right => "right",
        }
    }
}

/// What a header cell applies to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Scope {
    Column,
    Row,
}

#[derive(Debug, Clone, Serialize)]
pub enum Content {
    Text(Text),
    Amount(Figure),
    /// No figure, as the plan writes it: nothing, a dash, or a code of the table's legend. Neutral in sums.
    Absent(String),
}

/// An amount and how it is printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Figure {
    pub amount: Amount,
    /// In the column's style, with no-break spaces; or as the plan says that it was printed.
    pub printed: String,
}

impl Cell {
    pub fn is_merged(&self) -> bool {
        self.rows.len() > 1 || self.columns.len() > 1
    }
}

/// Where cells don't tile the grid: the cell (index as given) whose slots are no rectangle, and the first slot, row and
/// column, that is missing or too many.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NotRectangular {
    pub cell: usize,
    pub slot: (usize, usize),
}

impl Grid {
    /// Joins rows, cells and the map of slots.
    ///
    /// # Errors
    /// Every cell whose slots are not exactly the rectangle of its rows and columns.
    ///
    /// # Panics
    /// If `slots` has not `rows.len() * width` entries, or names a cell that is not there: a slip of the caller.
    pub fn new(width: usize, rows: Vec<Row>, cells: Vec<Cell>, slots: Vec<usize>) -> Result<Self, Vec<NotRectangular>> {
        assert_eq!(slots.len(), rows.len() * width, "one entry for each slot");
        let mut wrong: Vec<NotRectangular> = vec![];
        for (index, &cell) in slots.iter().enumerate() {
            let (row, column) = (index / width, index % width);
            if !(cells[cell].rows.contains(&row) && cells[cell].columns.contains(&column)) {
                wrong.push(NotRectangular { cell, slot: (row, column) });
            }
        }
        for (index, cell) in cells.iter().enumerate() {
            let hole = cell.rows.clone().flat_map(|row| cell.columns.clone().map(move |column| (row, column)));
            if let Some(slot) = hole.into_iter().find(|(row, column)| slots[row * width + column] != index) {
                wrong.push(NotRectangular { cell: index, slot });
            }
        }
        wrong.sort_by_key(|problem| (problem.cell, problem.slot));
        wrong.dedup_by_key(|problem| problem.cell);
        let grouped = rows.iter().any(|row| row.role == Role::Group);
        if wrong.is_empty() { Ok(Self { width, rows, cells, slots, grouped }) } else { Err(wrong) }
    }

    pub fn width(&self) -> usize {
        self.width
    }

    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// All cells, in the order of their upper left corners, row by row.
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// The cell over a slot.
    pub fn cell(&self, row: usize, column: usize) -> &Cell {
        &self.cells[self.slots[row * self.width + column]]
    }

    /// The cells whose upper left corner is in a row, from left to right.
    pub fn starting_in(&self, row: usize) -> impl Iterator<Item = &Cell> {
        let slots = &self.slots[row * self.width..(row + 1) * self.width];
        let cells = slots.iter().enumerate().map(|(column, &cell)| (column, &self.cells[cell]));
        cells
            .filter(move |(column, cell)| cell.rows.start == row && cell.columns.start == *column)
            .map(|(_, cell)| cell)
    }

    /// How many rows of headings there are.
    pub fn heading_rows(&self) -> usize {
        self.rows.iter().take_while(|row| row.role == Role::Heading).count()
    }

    /// The titles of the groups that a row belongs to, outermost first. A total belongs to none.
    pub fn groups(&self, row: usize) -> Vec<usize> {
        let mut groups: Vec<usize> = vec![];
        if !self.grouped {
            return groups;
        }
        let mut open = u8::MAX;
        if matches!(self.rows[row].role, Role::Heading | Role::Total | Role::Group) {
            open = if self.rows[row].role == Role::Group { self.rows[row].level } else { 0 };
        }
        for above in (0..row).rev() {
            // Nothing is outside of the outermost.
            if open <= 1 {
                break;
            }
            let Row { role, level, .. } = self.rows[above];
            match role {
                Role::Group if level < open => {
                    groups.insert(0, above);
                    open = level;
                }
                // What was closed by a subtotal does not reach further down.
                Role::Subtotal => open = open.min(level),
                Role::Total | Role::Heading => break,
                _ => {}
            }
        }
        groups
    }

    /// The headers of a cell: those of its columns, the titles of its groups, then those of all the rows it covers, each
    /// once. A header is headed only by what stands above it and to its left: two of them can't head each other (HTML,
    /// 4.9.12).
    pub fn headers(&self, cell: &Cell) -> Vec<&Cell> {
        let mut headers: Vec<&Cell> = vec![];
        let groups = self.groups(cell.rows.start);
        let columns = cell.columns.clone().flat_map(|column| (0..self.heading_rows()).map(move |row| (row, column)));
        let columns = columns.chain(groups.into_iter().map(|row| (row, 0)));
        let rows = cell.rows.clone().flat_map(|row| (0..self.width).map(move |column| (row, column)));
        let candidates = columns.map(|slot| (slot, Scope::Column)).chain(rows.map(|slot| (slot, Scope::Row)));
        for ((row, column), scope) in candidates {
            let header = self.cell(row, column);
            let comes_before = match cell.heads {
                Some(Scope::Row) => header.columns.end <= cell.columns.start || scope == Scope::Column,
                Some(Scope::Column) => header.rows.end <= cell.rows.start,
                None => true,
            };
            if header.heads == Some(scope) && comes_before && !headers.iter().any(|known| std::ptr::eq(*known, header))
            {
                headers.push(header);
            }
        }
        headers
    }

    /// Every amount, each once, with the cell that holds it.
    pub fn figures(&self) -> impl Iterator<Item = (&Cell, &Figure)> {
        self.cells.iter().filter_map(|cell| match &cell.content {
            Content::Amount(figure) => Some((cell, figure)),
            _ => None,
        })
    }
}
