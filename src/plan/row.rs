//! A row as it is written: what it is to the sums of its table, and its cells by column.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use schemars::{JsonSchema, Schema, SchemaGenerator};

use super::{Cell, Over, Role, Text};
use crate::source::{Context, Field, FromValue, Reader, SourceFile, Span, Spanned, Value};

/// A row.
#[derive(Debug, JsonSchema)]
pub struct Row {
    /// The file that it was read from: the plan, or one that it takes rows from.
    #[schemars(skip)]
    pub file: Arc<SourceFile>,
    #[schemars(skip)]
    pub span: Span,
    /// Name by which formulas and texts refer to the row. The only total is called "total" by itself.
    pub id: Option<Text>,
    /// What the row is to the sums of its table. Without it, an item.
    pub role: Option<Spanned<Role>>,
    /// How deep a heading, subtotal or part nests, from 1 (without it), the outermost.
    pub level: Option<Spanned<i64>>,
    /// The rows that a subtotal or total sums.
    pub over: Option<Spanned<Over>>,
    /// Formula of its figures over rows (ceiling - total), columns of rows (total.a) and tables (budget.total.a).
    pub formula: Option<Text>,
    /// Its cells, by column key.
    #[schemars(flatten)]
    pub cells: Cells,
}

/// Cells by column key. A row has few: they lie side by side, in the order of their keys.
#[derive(Debug, Default)]
pub struct Cells(Vec<(String, Cell)>);

impl Cells {
    pub fn get(&self, key: &str) -> Option<&Cell> {
        let index = self.0.binary_search_by(|(other, _)| other.as_str().cmp(key)).ok()?;
        Some(&self.0[index].1)
    }

    /// The same, looked for at an index first.
    pub fn get_near(&self, index: usize, key: &str) -> Option<&Cell> {
        let found = self.0.get(index).filter(|(other, _)| other == key);
        found.map(|(_, cell)| cell).or_else(|| self.get(key))
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &Cell)> {
        self.0.iter().map(|(key, cell)| (key.as_str(), cell))
    }
}

impl FromIterator<(String, Cell)> for Cells {
    /// The keys have to differ from each other.
    fn from_iter<T: IntoIterator<Item = (String, Cell)>>(cells: T) -> Self {
        let mut cells: Vec<_> = cells.into_iter().collect();
        cells.sort_by(|(one, _), (other, _)| one.cmp(other));
        Self(cells)
    }
}

impl JsonSchema for Cells {
    fn schema_name() -> Cow<'static, str> {
        "Cells".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        BTreeMap::<String, Cell>::json_schema(generator)
    }
}

impl Row {
    /// The keys of a row that are not cells. A column can't have one of these as its key.
    pub const KEYS: &[&str] = &["id", "role", "level", "over", "formula"];

    pub fn role(&self) -> Role {
        self.role.as_ref().map(|role| role.value).unwrap_or_default()
    }

    fn read(reader: Reader) -> Self {
        let row = Self {
            file: Arc::clone(&reader.context.file),
            span: reader.span(),
            id: Field::read(&reader, "id"),
            role: Field::read(&reader, "role"),
            level: Field::read(&reader, "level"),
            over: Field::read(&reader, "over"),
            formula: Field::read(&reader, "formula"),
            // Which of them are columns, check knows.
            cells: reader.others().map(|(key, value)| Cell::read(reader.context, key, value)).collect(),
        };
        reader.finish();
        row
    }
}

impl FromValue for Row {
    fn from_value<'a>(context: &'a Context, key: &str, value: &Value<'a>) -> Option<Self> {
        context.reader(key, value).map(Self::read)
    }
}
