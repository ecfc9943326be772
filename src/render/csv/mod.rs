//! The tables of an annex as one CSV file (RFC 4180): for spreadsheets and programs, not for reading as a document.
//!
//! In: an annex. Out: UTF-8 without a byte order mark, lines ended by CR LF, one header row, the same columns in each row:
//!
//! - `table` (its id, or its number), `row` (its number among the rows of that table that stand here), `role` and `group`
//!   (the titles of its groups, outermost first, parted by ` > `);
//! - the columns of the tables under their keys, in order, each key once;
//! - beside those of figures, where there is something to say: `…_rows`, the rows that a merged amount covers (`2..6`; the
//!   amount itself stands on the first of them alone, so that a sum counts it once), `…_mark`, what stands in place of a
//!   figure and is no mere dash, and `…_unit`, where that is not the euro (`thousand EUR`);
//! - `note`: notes and footnotes of the row.
//!
//! Headings, titles of groups, subtotals and totals are no rows here. Figures have a decimal point and all decimals of
//! their column; percentages are in hundredths, as they are printed. A text over several rows or columns stands in each.

mod columns;
mod file;
mod harmless;

pub use self::columns::{Column, Field, columns, fields};

use self::file::File;
use self::harmless::harmless;
use crate::annex::{Annex, Cell, ColumnKind, Content, EURO, Quantity, Role, Table, Text, Unit};

/// The roles of the rows that stand in these files.
pub const ROLES: [Role; 4] = [Role::Item, Role::OfWhich, Role::Memo, Role::Derived];

/// The file of an annex.
pub fn render(annex: &Annex) -> Vec<u8> {
    let columns = columns(annex);
    let fields = fields(&columns);
    let mut file = File::default();
    let names: Vec<String> = fields.iter().map(|field| field.name()).collect();
    file.row(names.iter().map(String::as_str));
    for number in 0..annex.tables.len() {
        let view = View::new(annex, number);
        for row in &view.rows {
            let values: Vec<String> = fields.iter().map(|field| view.field(*field, *row)).collect();
            file.row(values.iter().map(String::as_str));
        }
    }
    file.bytes
}

/// A table as rows of the file.
struct View<'a> {
    annex: &'a Annex,
    /// Which one it is, from 0.
    number: usize,
    table: &'a Table,
    /// The rows of the grid that stand in the file.
    rows: Vec<usize>,
    /// How many of them come before each row of the grid, and before its end.
    before: Vec<usize>,
}

/// Whether a row of the grid is one of the file: headings, titles of groups, subtotals and totals say only what these
/// do.
fn is_row(table: &Table, row: usize) -> bool {
    ROLES.contains(&table.grid.rows()[row].role)
}

impl<'a> View<'a> {
    fn new(annex: &'a Annex, number: usize) -> Self {
        let table = &annex.tables[number];
        let (mut rows, mut before) = (vec![], vec![0]);
        for row in 0..table.grid.rows().len() {
            if is_row(table, row) {
                rows.push(row);
            }
            before.push(rows.len());
        }
        Self { annex, number, table, rows, before }
    }

    /// What stands in a field of a row; nothing in the columns of other tables.
    fn field(&self, field: Field, row: usize) -> String {
        let of = |column: &Column, field: &dyn Fn(usize) -> String| {
            column.in_table(self.number).map_or(String::new(), field)
        };
        match field {
            Field::Table => self.table.id.clone().unwrap_or_else(|| (self.number + 1).to_string()),
            Field::Row => self.before[row + 1].to_string(),
            Field::Role => self.table.grid.rows()[row].role.name().to_owned(),
            Field::Group => self.group(row),
            Field::Value(column) => of(column, &|column| self.value(row, column)),
            Field::Rows(column) => of(column, &|column| self.covered(row, column)),
            Field::Mark(column) => of(column, &|column| self.mark(row, column)),
            Field::Unit(column) => of(column, &|column| self.unit(column)),
            Field::Note => self.note(row),
        }
    }

    fn group(&self, row: usize) -> String {
        let title = |group: &usize| match &self.table.grid.cell(*group, 0).content {
            Content::Text(text) => words(text),
            Content::Amount(_) | Content::Absent(_) => String::new(),
        };
        harmless(self.table.grid.groups(row).iter().map(title).collect::<Vec<_>>().join(" > "))
    }

    fn value(&self, row: usize, column: usize) -> String {
        let cell = self.table.grid.cell(row, column);
        let style = self.table.columns[column].style();
        match &cell.content {
            Content::Amount(figure) if cell.columns.start == column && self.is_first(cell, row) => {
                figure.amount.plain(style.map_or(0, |style| style.decimals))
            }
            // Where figures stand there is nothing else.
            Content::Text(text) if style.is_none() => harmless(words(text)),
            Content::Absent(mark) if style.is_none() => harmless(mark.clone()),
            _ => String::new(),
        }
    }

    /// Whether a row is the first of those that a cell covers and that stand here.
    fn is_first(&self, cell: &Cell, row: usize) -> bool {
        self.rows.get(self.before[cell.rows.start]) == Some(&row)
    }

    fn covered(&self, row: usize, column: usize) -> String {
        let cell = self.table.grid.cell(row, column);
        let (first, last) = (self.before[cell.rows.start] + 1, self.before[cell.rows.end]);
        let merged = self.table.columns[column].is_number() && first < last;
        if merged { format!("{first}..{last}") } else { String::new() }
    }

    fn mark(&self, row: usize, column: usize) -> String {
        match &self.table.grid.cell(row, column).content {
            Content::Absent(mark) if self.table.columns[column].is_number() && says_something(mark) => {
                harmless(mark.clone())
            }
            _ => String::new(),
        }
    }

    fn unit(&self, column: usize) -> String {
        let kind = &self.table.columns[column].kind;
        match (unit(kind), kind) {
            (Some(unit), _) => unit,
            (None, ColumnKind::Number(style)) => {
                style.quantity.currency().map_or("", |currency| currency.code).to_owned()
            }
            (None, _) => String::new(),
        }
    }

    /// Notes and footnotes of the cells of a row, each once, where they first stand.
    fn note(&self, row: usize) -> String {
        let mark = |index: usize| self.annex.footnotes[index].mark.clone();
        let footnote = |index: &usize| {
            let footnote = &self.annex.footnotes[*index];
            format!("{} {}", footnote.mark, footnote.text.to_line(&mark))
        };
        let mut notes: Vec<String> = vec![];
        for cell in self.table.grid.starting_in(row) {
            let of_text = |text: &Text| text.footnotes();
            let footnotes = match &cell.content {
                Content::Text(text) => of_text(text),
                Content::Amount(_) | Content::Absent(_) => cell.footnotes.clone(),
            };
            let of_note = cell.note.as_ref().map(of_text).unwrap_or_default();
            let all =
                cell.note.iter().map(|note| note.to_line(&mark)).chain(footnotes.iter().chain(&of_note).map(footnote));
            for note in all {
                if !notes.contains(&note) {
                    notes.push(note);
                }
            }
        }
        harmless(notes.join("; "))
    }
}

/// The unit of a column of amounts, where it is not the euro.
fn unit(kind: &ColumnKind) -> Option<String> {
    let ColumnKind::Number(style) = kind else { return None };
    match style.quantity {
        Quantity::Money { currency, unit: Unit::One } => (currency.code != EURO.code).then(|| currency.code.to_owned()),
        Quantity::Money { currency, unit } => Some(format!("{} {}", unit.name(), currency.code)),
        Quantity::Percent | Quantity::Count => None,
    }
}

/// The words of a text without the marks of footnotes, so that the same words are the same field.
pub fn words(text: &Text) -> String {
    text.to_line(&|_| String::new())
}

/// Whether what stands in place of a figure says more than that there is none, as a dash or nothing at all do.
fn says_something(mark: &str) -> bool {
    !matches!(mark.trim(), "" | "-" | "–" | "—")
}
