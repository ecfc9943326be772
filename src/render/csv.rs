//! The tables of an annex as one CSV file (RFC 4180): for spreadsheets and programs, not for reading as a document.
//!
//! In: an annex. Out: UTF-8 without a byte order mark, lines ended by CR LF, one header row, the same columns in each row:
//!
//! - `table` (its id, or its number), `row` (its number among the rows of that table that stand here), `role` and `group`
//!   (the titles of its groups, outermost first, parted by ` > `);
//! - the columns of the tables under their keys, in order, each key once;
//! - beside those of figures, where there is something to say: `…_rows`, the rows that a merged amount covers (`2-6`; the
//!   amount itself stands on the first of them alone, so that a sum counts it once), `…_mark`, what stands in place of a
//!   figure and is no mere dash, and `…_unit`, where that is not the euro (`thousand EUR`);
//! - `note`: notes and footnotes of the row.
//!
//! Headings, titles of groups, subtotals and totals are no rows here. Figures have a decimal point and all decimals of
//! their column; percentages are in hundredths, as they are printed. A text over several rows or columns stands in each.

use csv_core::{WriteResult, Writer};

use crate::annex::{Annex, Cell, ColumnKind, Content, EURO, Quantity, Role, Table, Text, Unit};

/// The file of an annex.
pub fn render(annex: &Annex) -> Vec<u8> {
    let columns = columns(annex);
    let mut file = File::default();
    let of_columns = columns.iter().flat_map(Column::names);
    let names: Vec<String> =
        FIRST.iter().map(|name| (*name).to_owned()).chain(of_columns).chain([LAST.to_owned()]).collect();
    file.row(names.iter().map(String::as_str));
    for (index, table) in annex.tables.iter().enumerate() {
        let name = table.id.clone().unwrap_or_else(|| (index + 1).to_string());
        let view = View::new(annex, table);
        for (number, row) in view.rows.iter().enumerate() {
            let role = table.grid.rows()[*row].role.name();
            let mut fields = vec![name.clone(), (number + 1).to_string(), role.to_owned(), view.group(*row)];
            fields.extend(columns.iter().flat_map(|column| column.fields(&view, *row)));
            fields.push(view.note(*row));
            file.row(fields.iter().map(String::as_str));
        }
    }
    file.bytes
}

/// What every file has, before and after the columns of its tables.
const FIRST: [&str; 4] = ["table", "row", "role", "group"];
const LAST: &str = "note";

/// A column of the file, with those beside it.
struct Column {
    /// The key in plans.
    key: String,
    /// Its name here.
    name: String,
    rows: bool,
    mark: bool,
    unit: bool,
}

/// The columns of all tables, each key once, in the order in which they first appear.
fn columns(annex: &Annex) -> Vec<Column> {
    let mut columns: Vec<Column> = vec![];
    for table in &annex.tables {
        for (index, column) in table.columns.iter().enumerate() {
            let known = columns.iter().position(|known| known.key == column.key).unwrap_or_else(|| {
                let key = column.key.clone();
                columns.push(Column { name: key.clone(), key, rows: false, mark: false, unit: false });
                columns.len() - 1
            });
            let cells =
                table.grid.cells().iter().filter(|cell| cell.columns.start == index && is_row(table, cell.rows.start));
            for cell in cells.filter(|_| column.is_number()) {
                columns[known].rows |= cell.rows.len() > 1;
                columns[known].mark |= matches!(&cell.content, Content::Absent(mark) if says_something(mark));
            }
            columns[known].unit |= unit(&column.kind).is_some();
        }
    }
    name_apart(&mut columns);
    columns
}

/// Gives columns whose names would be those of others a name of their own.
fn name_apart(columns: &mut [Column]) {
    let mut taken: Vec<String> = FIRST.iter().chain([&LAST]).map(|name| (*name).to_owned()).collect();
    for column in columns {
        while column.names().iter().any(|name| taken.contains(name)) {
            column.name.push('_');
        }
        taken.extend(column.names());
    }
}

impl Column {
    fn names(&self) -> Vec<String> {
        let beside = [(self.rows, "rows"), (self.mark, "mark"), (self.unit, "unit")];
        let beside = beside.into_iter().filter(|(there, _)| *there).map(|(_, what)| format!("{}_{what}", self.name));
        std::iter::once(self.name.clone()).chain(beside).collect()
    }

    /// Its fields in a row, as many as it has names.
    fn fields(&self, view: &View, row: usize) -> Vec<String> {
        let index = view.table.columns.iter().position(|column| column.key == self.key);
        let of = |field: &dyn Fn(usize) -> String| index.map_or(String::new(), field);
        let beside = [
            (self.rows, of(&|column| view.covered(row, column))),
            (self.mark, of(&|column| view.mark(row, column))),
            (self.unit, of(&|column| view.unit(column))),
        ];
        let beside = beside.into_iter().filter(|(there, _)| *there).map(|(_, field)| field);
        std::iter::once(of(&|column| view.value(row, column))).chain(beside).collect()
    }
}

/// A table as rows of the file.
struct View<'a> {
    annex: &'a Annex,
    table: &'a Table,
    /// The rows of the grid that stand in the file.
    rows: Vec<usize>,
    /// How many of them come before each row of the grid, and before its end.
    before: Vec<usize>,
}

/// Whether a row of the grid is one of the file: the others say only what these do.
fn is_row(table: &Table, row: usize) -> bool {
    !matches!(table.grid.rows()[row].role, Role::Heading | Role::Group | Role::Subtotal | Role::Total)
}

impl<'a> View<'a> {
    fn new(annex: &'a Annex, table: &'a Table) -> Self {
        let (mut rows, mut before) = (vec![], vec![0]);
        for row in 0..table.grid.rows().len() {
            if is_row(table, row) {
                rows.push(row);
            }
            before.push(rows.len());
        }
        Self { annex, table, rows, before }
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
        if merged { format!("{first}-{last}") } else { String::new() }
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
fn words(text: &Text) -> String {
    text.to_line(&|_| String::new())
}

/// Whether what stands in place of a figure says more than that there is none, as a dash or nothing at all do.
fn says_something(mark: &str) -> bool {
    !matches!(mark.trim(), "" | "-" | "–" | "—")
}

/// A text that no spreadsheet takes for a formula: an apostrophe before what could begin one. Numbers never come here,
/// so that a negative one stays a number.
fn harmless(text: String) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) { format!("'{text}") } else { text }
}

/// The file while it is written.
#[derive(Default)]
struct File {
    bytes: Vec<u8>,
}

impl File {
    fn row<'f>(&mut self, fields: impl Iterator<Item = &'f str>) {
        let mut writer = csv_core::WriterBuilder::new().terminator(csv_core::Terminator::CRLF).build();
        for (index, field) in fields.enumerate() {
            if index > 0 {
                self.push(|room| writer.delimiter(room));
            }
            self.field(&mut writer, field.as_bytes());
        }
        self.push(|room| writer.terminator(room));
    }

    fn field(&mut self, writer: &mut Writer, mut field: &[u8]) {
        self.push(|room| {
            let (result, read, written) = writer.field(field, room);
            field = &field[read..];
            (result, written)
        });
    }

    /// Asks for output until there is no more of it.
    fn push(&mut self, mut write: impl FnMut(&mut [u8]) -> (WriteResult, usize)) {
        let mut room = [0; 256];
        loop {
            let (result, written) = write(&mut room);
            self.bytes.extend_from_slice(&room[..written]);
            if matches!(result, WriteResult::InputEmpty) {
                break;
            }
        }
    }
}
