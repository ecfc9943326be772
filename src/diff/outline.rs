//! A table as its rows are told apart: by the words of their headers and the groups that they stand in.

use std::fmt::Write;

use super::likeness::words;
use super::{RowName, TableName};
use crate::annex::{Cell, Content, Grid, Role, Scope, Table, Text};

/// Characters of what tells a row from others under one header, at most.
const LONGEST_DETAIL: usize = 60;

/// The rows of a table below its headings; of no table, none.
#[derive(Default)]
pub struct Outline<'a> {
    pub grid: Option<&'a Grid>,
    /// Rows of headings, which rows of the grid count in.
    pub depth: usize,
    pub rows: Vec<OutlineRow<'a>>,
    /// The column that rows are called by where none of their cells is a header.
    label_column: Option<usize>,
}

pub struct OutlineRow<'a> {
    pub id: Option<&'a str>,
    pub role: Role,
    pub level: u8,
    pub label: String,
    pub detail: Option<String>,
    /// The label in any spelling.
    pub words: String,
    /// The titles of its groups, outermost first, as rows of the outline.
    pub groups: Vec<usize>,
    /// All that its cells hold.
    pub contents: String,
    /// What speaks for it under another name: its amounts that are not zero, or of a group the first row in it.
    pub evidence: Option<String>,
}

impl<'a> Outline<'a> {
    pub fn new(table: Option<&'a Table>) -> Self {
        let Some(table) = table else { return Self::default() };
        let grid = &table.grid;
        let depth = grid.heading_rows();
        let headed = grid.cells().iter().any(|cell| cell.heads == Some(Scope::Row));
        let label_column = table.columns.iter().position(|column| !column.is_number()).filter(|_| !headed);
        let mut outline = Self { grid: Some(grid), depth, rows: vec![], label_column };
        let mut open: Vec<usize> = vec![];
        for row in depth..grid.rows().len() {
            let row = outline.row(grid, row, &mut open);
            outline.rows.push(row);
        }
        for index in 0..outline.rows.len().saturating_sub(1) {
            if outline.rows[index].role == Role::Group {
                outline.rows[index].evidence = Some(outline.rows[index + 1].words.clone());
            }
        }
        outline
    }

    fn row(&self, grid: &'a Grid, row: usize, open: &mut Vec<usize>) -> OutlineRow<'a> {
        let about = &grid.rows()[row];
        if about.role == Role::Total {
            open.clear();
        } else if about.role == Role::Group {
            open.retain(|group| self.rows[*group].level < about.level);
        }
        let groups = open.clone();
        match about.role {
            Role::Group => open.push(row - self.depth),
            // What it closes does not reach further down.
            Role::Subtotal => open.retain(|group| self.rows[*group].level < about.level),
            _ => {}
        }
        let (label, detail) = self.label(grid, row);
        let words = words(&label);
        let (contents, evidence) = contents(grid, row);
        OutlineRow {
            id: about.id.as_deref(),
            role: about.role,
            level: about.level,
            label,
            detail,
            words,
            groups,
            contents,
            evidence,
        }
    }

    /// What a row is called: by its headers, else by its first text. Where a header covers several rows, a text beside it
    /// tells them apart.
    fn label(&self, grid: &Grid, row: usize) -> (String, Option<String>) {
        let slots = || (0..grid.width()).map(|column| grid.cell(row, column));
        let is_label = |cell: &Cell| match self.label_column {
            Some(column) => cell.columns.contains(&column),
            None => cell.heads.is_some(),
        };
        let mut label = String::new();
        let (mut shared, mut last) = (false, None);
        for cell in slots().filter(|cell| is_label(cell)) {
            if last.is_some_and(|last| std::ptr::eq(last, cell)) {
                continue;
            }
            last = Some(cell);
            shared |= cell.rows.len() > 1;
            let part = printed(cell);
            if !label.is_empty() && !part.is_empty() {
                label.push_str(", ");
            }
            label.push_str(&part);
        }
        let other = |cell: &&Cell| !is_label(cell) && cell.rows.len() == 1 && matches!(cell.content, Content::Text(_));
        let detail = || slots().find(other).map(printed).filter(|detail| !detail.is_empty());
        (label, if shared { detail().map(|detail| shorten(&detail)) } else { None })
    }

    /// Whether rows are called by the texts of a column that are no headers.
    pub fn is_label(&self, column: Option<usize>) -> bool {
        self.label_column.is_some() && self.label_column == column
    }

    /// What a row of the outline is called.
    pub fn name(&self, row: usize) -> RowName {
        let row = &self.rows[row];
        RowName {
            label: row.label.clone(),
            detail: row.detail.clone(),
            groups: row.groups.iter().map(|group| self.rows[*group].label.clone()).collect(),
            role: row.role,
        }
    }
}

/// What the cells hold that begin in a row, and its amounts that are not zero.
fn contents(grid: &Grid, row: usize) -> (String, Option<String>) {
    let (mut contents, mut amounts) = (String::new(), String::new());
    for cell in grid.starting_in(row) {
        match &cell.content {
            Content::Amount(figure) => {
                // Nothing here can fail: it is written to memory.
                let _ = write!(contents, "{}", figure.amount.plain(0));
                if !figure.amount.is_zero() {
                    let _ = write!(amounts, "{}\t", figure.amount.plain(0));
                }
            }
            Content::Text(text) => contents.push_str(&words(&line(text))),
            Content::Absent(mark) => contents.push_str(mark),
        }
        contents.push('\t');
    }
    (contents, Some(amounts).filter(|amounts| !amounts.is_empty()))
}

/// The words of a text in one line, without the marks of footnotes: those count anew in each edition.
pub fn line(text: &Text) -> String {
    let line = text.to_line(&|_| String::new());
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn printed(cell: &Cell) -> String {
    match &cell.content {
        Content::Text(text) => line(text),
        Content::Amount(figure) => figure.printed.clone(),
        Content::Absent(mark) => mark.clone(),
    }
}

fn shorten(text: &str) -> String {
    match text.char_indices().nth(LONGEST_DETAIL) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

/// What a table is called.
pub fn table_name(table: &Table, index: usize) -> TableName {
    TableName { number: index + 1, id: table.id.clone(), caption: table.caption.as_ref().map(line) }
}
