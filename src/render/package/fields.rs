//! The table schema of an annex's CSV: what each of its fields is called, and what it may hold.

use serde::Serialize;

use crate::annex::{Annex, Column, ColumnKind, Content, NumberStyle, Quantity};
use crate::render::Words;
use crate::render::csv::{self, Field, ROLES};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TableSchema {
    fields: Vec<FieldData>,
    missing_values: [&'static str; 1],
    primary_key: [String; 2],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FieldData {
    name: String,
    #[serde(rename = "type")]
    kind: &'static str,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    decimal_char: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    constraints: Option<Constraints>,
}

/// What holds for every row.
#[derive(Default, Serialize)]
struct Constraints {
    #[serde(skip_serializing_if = "Option::is_none")]
    required: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    minimum: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pattern: Option<&'static str>,
    #[serde(rename = "enum", skip_serializing_if = "Vec::is_empty")]
    one_of: Vec<&'static str>,
}

const STRING: &str = "string";
const INTEGER: &str = "integer";
const NUMBER: &str = "number";

impl TableSchema {
    pub fn new(annex: &Annex, words: Words) -> Self {
        let columns = csv::columns(annex);
        let of = Fields { annex, words };
        Self {
            fields: csv::fields(&columns).into_iter().map(|field| of.field(field)).collect(),
            missing_values: [""],
            primary_key: [Field::Table, Field::Row].map(Field::name),
        }
    }
}

/// What fields need to be told.
#[derive(Clone, Copy)]
struct Fields<'a> {
    annex: &'a Annex,
    words: Words<'a>,
}

impl<'a> Fields<'a> {
    fn field(self, field: Field) -> FieldData {
        match field {
            Field::Table => self.fixed(field, "field-table", STRING, Some(Constraints::required())),
            Field::Row => {
                let constraints = Constraints { minimum: Some(1), ..Constraints::required() };
                self.fixed(field, "field-row", INTEGER, Some(constraints))
            }
            Field::Role => {
                let roles = ROLES.map(|role| role.name()).to_vec();
                self.fixed(field, "field-role", STRING, Some(Constraints { one_of: roles, ..Constraints::required() }))
            }
            Field::Group => self.fixed(field, "field-group", STRING, None),
            Field::Value(column) => self.value(field, column),
            Field::Rows(column) => {
                let constraints = Constraints { pattern: Some(r"[0-9]+\.\.[0-9]+"), ..Constraints::default() };
                FieldData { constraints: Some(constraints), ..self.beside(field, "field-rows", column) }
            }
            Field::Mark(column) => self.beside(field, "field-mark", column),
            Field::Unit(column) => self.beside(field, "field-unit", column),
            Field::Note => self.fixed(field, "field-note", STRING, None),
        }
    }

    /// A field that every file has.
    fn fixed(self, field: Field, key: &str, kind: &'static str, constraints: Option<Constraints>) -> FieldData {
        let (title, description) = (self.words.get(key), self.words.about(key));
        FieldData { name: field.name(), kind, title, description, decimal_char: None, constraints }
    }

    /// What stands beside a column.
    fn beside(self, field: Field, key: &str, column: &csv::Column) -> FieldData {
        let title = self.words.with(key, &[("column", self.heading(column).into())]);
        FieldData { title, ..self.fixed(field, key, STRING, None) }
    }

    fn value(self, field: Field, column: &csv::Column) -> FieldData {
        let kind = kind(self.columns(column));
        let described = self.columns(column).filter_map(|column| self.unit(column.style()?));
        let description = Some(distinct(described).join("; ")).filter(|text| !text.is_empty());
        FieldData {
            name: field.name(),
            kind,
            title: self.heading(column),
            description,
            decimal_char: (kind == NUMBER).then_some("."),
            constraints: None,
        }
    }

    /// The columns of tables that a column of the file was made of.
    fn columns(self, column: &csv::Column) -> impl Iterator<Item = &'a Column> {
        column.places.iter().map(move |(table, column)| &self.annex.tables[*table].columns[*column])
    }

    /// What one of its figures is worth.
    fn unit(self, style: &NumberStyle) -> Option<String> {
        match style.quantity {
            Quantity::Money { currency, unit } => Some(self.words.amounts_in(unit, currency)),
            Quantity::Percent => Some(self.words.get("field-percent")),
            Quantity::Count => None,
        }
    }

    /// Its headings from top to bottom, those of each table once.
    fn heading(self, column: &csv::Column) -> String {
        let heading = |(table, column): &(usize, usize)| {
            let grid = &self.annex.tables[*table].grid;
            let lines = (0..grid.heading_rows()).map(|row| match &grid.cell(row, *column).content {
                Content::Text(text) => csv::words(text),
                Content::Amount(_) | Content::Absent(_) => String::new(),
            });
            distinct(lines.filter(|line| !line.is_empty())).join(": ")
        };
        distinct(column.places.iter().map(heading)).join(" / ")
    }
}

impl Constraints {
    fn required() -> Self {
        Self { required: Some(true), ..Self::default() }
    }
}

/// What all values of some columns are: numbers and words together are words.
fn kind<'c>(mut columns: impl Iterator<Item = &'c Column>) -> &'static str {
    let kind = |column: &Column| match &column.kind {
        ColumnKind::Number(NumberStyle { quantity: Quantity::Count, decimals: 0, .. }) => INTEGER,
        ColumnKind::Number(_) => NUMBER,
        ColumnKind::Text | ColumnKind::Code => STRING,
    };
    let first = columns.next().map_or(STRING, kind);
    columns.map(kind).fold(first, |all, kind| match (all, kind) {
        (all, kind) if all == kind => all,
        (STRING, _) | (_, STRING) => STRING,
        _ => NUMBER,
    })
}

/// Each once, in the order in which they first come.
fn distinct(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut distinct: Vec<String> = vec![];
    for text in texts {
        if !distinct.contains(&text) {
            distinct.push(text);
        }
    }
    distinct
}
