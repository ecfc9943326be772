//! From the text of a plan file to the [`Plan`] as written.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Annex, Bulletin, Cell, Column, ColumnKind, Content, NotationName, Plan, Role, Row, Table, Text};
use crate::catalogue::Language;
use crate::source::{Context, DeValue, Diagnostic, Kind, Reader, SourceFile, Spanned, Value};

/// The keys of a row that are not cells. A column can't have one of these as its key.
pub const ROW_KEYS: &[&str] = &["id", "role"];

const LANGUAGES: &[(&str, Language)] = &[
    ("it", Language::Italian),
    ("en", Language::English),
    ("de", Language::German),
    ("fr", Language::French),
    ("es", Language::Spanish),
];
const NOTATIONS: &[(&str, NotationName)] = &[
    ("it", NotationName::Of(Language::Italian)),
    ("en", NotationName::Of(Language::English)),
    ("de", NotationName::Of(Language::German)),
    ("fr", NotationName::Of(Language::French)),
    ("es", NotationName::Of(Language::Spanish)),
    ("plain", NotationName::Plain),
];
const KINDS: &[(&str, ColumnKind)] = &[("text", ColumnKind::Text), ("money", ColumnKind::Money)];
const ROLES: &[(&str, Role)] = &[("item", Role::Item), ("total", Role::Total)];

/// Reads a plan. Where its syntax is broken there is none; otherwise there is one, with what was wrong in its shape
/// beside it, and stand-ins in the places of what was reported.
pub fn load(file: &Arc<SourceFile>) -> (Option<Plan>, Vec<Diagnostic>) {
    let context = Context::new(file);
    let mut plan = None;
    context.parse(|root| plan = Some(read_plan(root)));
    (plan, context.into_problems())
}

fn read_plan(root: Reader) -> Plan {
    let file = Arc::clone(&root.context.file);
    let format = root.integer("format");
    let annexes = root.tables("annex").into_iter().map(read_annex).collect();
    let head = root.table("plan");
    let plan = match head {
        Some(head) => {
            if head.value("year").is_none() {
                head.missing("year");
            }
            let plan = Plan {
                file,
                format,
                span: head.span(),
                title: head.required_text("title"),
                year: head.integer("year").unwrap_or(Spanned::new(0, head.span())),
                authority: optional_text(&head, "authority"),
                language: head.choice("language", LANGUAGES),
                notation: head.choice("notation", NOTATIONS),
                date: head.date("date"),
                bulletin: head.table("bulletin").and_then(read_bulletin),
                annexes,
            };
            head.finish();
            plan
        }
        None => {
            if root.value("plan").is_none() {
                root.missing("plan");
            }
            Plan {
                file,
                format,
                span: 0..0,
                title: Spanned::new(String::new(), 0..0),
                year: Spanned::new(0, 0..0),
                authority: None,
                language: None,
                notation: None,
                date: None,
                bulletin: None,
                annexes,
            }
        }
    };
    root.finish();
    plan
}

fn read_bulletin(reader: Reader) -> Option<Bulletin> {
    if reader.value("date").is_none() {
        reader.missing("date");
    }
    let bulletin = Bulletin {
        name: optional_text(&reader, "name"),
        number: number_text(&reader, "number"),
        part: optional_text(&reader, "part"),
        date: reader.date("date").unwrap_or(Spanned::new((0, 0, 0), reader.span())),
    };
    reader.finish();
    (bulletin.date.value.0 > 0).then_some(bulletin)
}

fn read_annex(reader: Reader) -> Annex {
    let annex = Annex {
        span: reader.span(),
        label: reader.required_text("label"),
        title: optional_text(&reader, "title"),
        tables: reader.tables("table").into_iter().map(read_table).collect(),
    };
    reader.finish();
    annex
}

fn read_table(reader: Reader) -> Table {
    let columns: Vec<Column> = reader.tables("columns").into_iter().map(read_column).collect();
    let table = Table {
        span: reader.span(),
        id: optional_text(&reader, "id"),
        caption: optional_text(&reader, "caption"),
        currency: optional_text(&reader, "currency"),
        rows: reader.tables("row").into_iter().map(|row| read_row(row, &columns)).collect(),
        columns,
    };
    reader.finish();
    table
}

fn read_column(reader: Reader) -> Column {
    let column = Column {
        span: reader.span(),
        key: reader.required_text("key"),
        heading: reader.required_text("heading"),
        header: reader.flag("header"),
        kind: reader.choice("kind", KINDS).map(|kind| kind.value).unwrap_or_default(),
        decimals: reader.integer("decimals"),
    };
    reader.finish();
    column
}

fn read_row(reader: Reader, columns: &[Column]) -> Row {
    let id = optional_text(&reader, "id");
    let role = reader.choice("role", ROLES).map(|role| role.value).unwrap_or_default();
    let mut cells = BTreeMap::new();
    // A reserved or repeated column key is reported by the check of the columns.
    for column in columns.iter().filter(|column| !ROW_KEYS.contains(&column.key.value.as_str())) {
        if let Some(value) = reader.value(&column.key.value) {
            cells.insert(column.key.value.clone(), read_cell(&reader, column, value));
        }
    }
    let row = Row { span: reader.span(), id, role, cells };
    reader.finish();
    row
}

fn read_cell<'a, 't>(row: &Reader<'a, 't>, column: &Column, value: &'t Value<'a>) -> Cell {
    let key = column.key.value.as_str();
    match row.nested(value) {
        None => {
            let mark = match value.get_ref().as_str().map(str::trim) {
                Some("^") => Some(Content::Above),
                Some("<") => Some(Content::Left),
                _ => None,
            };
            let content = mark.unwrap_or_else(|| read_content(row.context, key, value));
            Cell { span: value.span(), content, note: None }
        }
        // Here "^" is a circumflex: what has a text or note of its own goes on from nowhere.
        Some(nested) => {
            let word = match column.kind {
                ColumnKind::Text => "text",
                ColumnKind::Money => "amount",
            };
            let inner = nested.value(word);
            if inner.is_none() {
                nested.missing(word);
            }
            let content = inner.map_or(Content::Unreadable, |inner| read_content(row.context, key, inner));
            let cell = Cell { span: value.span(), content, note: optional_text(&nested, "note") };
            nested.finish();
            cell
        }
    }
}

fn read_content(context: &Context, key: &str, value: &Value) -> Content {
    let span = value.span();
    match value.get_ref() {
        DeValue::String(text) => Content::Text(context.text(text, span)),
        DeValue::Integer(integer) => {
            // Underscores are for the eye only; 0x1F would be no way to write an amount, and fails as one.
            Content::Integer(Spanned::new(integer.to_string().replace('_', ""), span))
        }
        DeValue::Float(float) => Content::Float(Spanned::new(float.as_str().to_owned(), span)),
        _ => {
            context.wrong_type(key, Kind::Cell, value);
            Content::Unreadable
        }
    }
}

/// A text that may be absent, but where it is there, says something.
fn optional_text(reader: &Reader, key: &str) -> Option<Text> {
    reader.key_span(key)?;
    Some(reader.required_text(key)).filter(|text| !text.value.is_empty())
}

/// A number of a bulletin or an act: `27`, `"27"`, `"27 bis"`.
fn number_text(reader: &Reader, key: &str) -> Text {
    match reader.value(key).map(|value| (value.get_ref(), value.span())) {
        Some((DeValue::Integer(number), span)) => Spanned::new(number.to_string(), span),
        _ => reader.required_text(key),
    }
}
