//! The columns of an annex's CSV: what its header names, and what each of its fields holds.

use super::{is_row, says_something, unit};
use crate::annex::{Annex, Content, Table};

/// What one field of each row holds.
#[derive(Debug, Clone, Copy)]
pub enum Field<'a> {
    Table,
    Row,
    Role,
    Group,
    /// What stands in a column of the tables.
    Value(&'a Column),
    /// The rows that a merged amount covers.
    Rows(&'a Column),
    /// What stands in place of a figure.
    Mark(&'a Column),
    /// The unit of the figures.
    Unit(&'a Column),
    Note,
}

impl Field<'_> {
    /// Its name in the header.
    pub fn name(self) -> String {
        match self {
            Field::Table => "table".to_owned(),
            Field::Row => "row".to_owned(),
            Field::Role => "role".to_owned(),
            Field::Group => "group".to_owned(),
            Field::Value(column) => column.name.clone(),
            Field::Rows(column) => format!("{}_rows", column.name),
            Field::Mark(column) => format!("{}_mark", column.name),
            Field::Unit(column) => format!("{}_unit", column.name),
            Field::Note => "note".to_owned(),
        }
    }
}

/// A column that the tables of an annex share by its key, and what has to stand beside it.
#[derive(Debug)]
pub struct Column {
    /// The key in plans.
    key: String,
    /// Its name here.
    name: String,
    /// Where it stands: the numbers of tables, and of its column in each.
    pub places: Vec<(usize, usize)>,
    rows: bool,
    mark: bool,
    unit: bool,
}

impl Column {
    fn new(key: &str) -> Self {
        Self { key: key.to_owned(), name: key.to_owned(), places: vec![], rows: false, mark: false, unit: false }
    }

    /// Which column it is in a table, where it is there.
    pub fn in_table(&self, table: usize) -> Option<usize> {
        self.places.iter().find(|(at, _)| *at == table).map(|(_, column)| *column)
    }

    /// Its own field, and those beside it.
    fn fields(&self) -> Vec<Field<'_>> {
        let mut fields = vec![Field::Value(self)];
        fields.extend(self.rows.then_some(Field::Rows(self)));
        fields.extend(self.mark.then_some(Field::Mark(self)));
        fields.extend(self.unit.then_some(Field::Unit(self)));
        fields
    }

    /// Takes up what one of the tables has in it.
    fn add(&mut self, table: &Table, place: (usize, usize)) {
        let column = &table.columns[place.1];
        self.places.push(place);
        self.unit |= unit(&column.kind).is_some();
        for cell in table.grid.cells().iter().filter(|cell| column.is_number() && cell.columns.start == place.1) {
            let rows = cell.rows.clone().filter(|row| is_row(table, *row)).count();
            self.rows |= rows > 1;
            self.mark |= rows > 0 && matches!(&cell.content, Content::Absent(mark) if says_something(mark));
        }
    }
}

/// The columns of all tables, each key once, in the order in which they first appear.
pub fn columns(annex: &Annex) -> Vec<Column> {
    let mut columns: Vec<Column> = vec![];
    for (number, table) in annex.tables.iter().enumerate() {
        for (index, column) in table.columns.iter().enumerate() {
            let known = columns.iter().position(|known| known.key == column.key).unwrap_or_else(|| {
                columns.push(Column::new(&column.key));
                columns.len() - 1
            });
            columns[known].add(table, (number, index));
        }
    }
    name_apart(&mut columns);
    columns
}

/// The fields of each row, in order.
pub fn fields(columns: &[Column]) -> Vec<Field<'_>> {
    let of_columns = columns.iter().flat_map(Column::fields);
    FIRST.into_iter().chain(of_columns).chain([LAST]).collect()
}

/// What every file has, before and after the columns of its tables.
const FIRST: [Field; 4] = [Field::Table, Field::Row, Field::Role, Field::Group];
const LAST: Field = Field::Note;

/// Gives columns whose names would be those of others a name of their own. Upper and lower case are the same to many
/// programs.
fn name_apart(columns: &mut [Column]) {
    let names = |fields: Vec<Field>| fields.into_iter().map(|field| field.name().to_lowercase()).collect::<Vec<_>>();
    let mut taken = names(FIRST.into_iter().chain([LAST]).collect());
    for column in columns {
        while names(column.fields()).iter().any(|name| taken.contains(name)) {
            column.name.push('_');
        }
        taken.extend(names(column.fields()));
    }
}
