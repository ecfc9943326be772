//! From the text of a plan file to the [`Plan`] as written.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Annex, Bulletin, Cell, Column, ColumnKind, Content, NotationName, Plan, Role, Row, Table, Text};
use crate::catalogue::Language;
use crate::source::{Context, DeValue, Diagnostic, Kind, Reader, SourceFile, Spanned, Value};

/// The keys of a row that are not cells. A column can't have one of these as its key.
pub const ROW_KEYS: &[&str] = &["id", "role"];

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
    let mut plan = Plan {
        file: Arc::clone(&root.context.file),
        format: root.integer("format"),
        span: 0..0,
        title: Spanned::new(String::new(), 0..0),
        year: None,
        authority: None,
        language: None,
        notation: None,
        date: None,
        bulletin: None,
        annexes: root.tables("annex").into_iter().map(read_annex).collect(),
    };
    match root.table("plan") {
        Some(head) => read_head(&mut plan, head),
        None if root.key_span("plan").is_none() => root.missing("plan"),
        None => {}
    }
    root.finish();
    plan
}

fn read_head(plan: &mut Plan, head: Reader) {
    plan.span = head.span();
    plan.title = head.required_text("title");
    plan.year = head.integer("year");
    if head.key_span("year").is_none() {
        head.missing("year");
    }
    plan.authority = head.optional_text("authority");
    plan.language = head.choice("language", &languages());
    let mut notations = languages().map(|(tag, language)| (tag, NotationName::Of(language))).to_vec();
    notations.push(("plain", NotationName::Plain));
    plan.notation = head.choice("notation", &notations);
    plan.date = head.date("date");
    plan.bulletin = head.table("bulletin").map(read_bulletin);
    head.finish();
}

fn languages() -> [(&'static str, Language); Language::ALL.len()] {
    Language::ALL.map(|language| (language.tag(), language))
}

fn read_bulletin(reader: Reader) -> Bulletin {
    if reader.key_span("date").is_none() {
        reader.missing("date");
    }
    let bulletin = Bulletin {
        name: reader.optional_text("name"),
        number: number_text(&reader, "number"),
        part: reader.optional_text("part"),
        date: reader.date("date"),
    };
    reader.finish();
    bulletin
}

fn read_annex(reader: Reader) -> Annex {
    let annex = Annex {
        span: reader.span(),
        label: reader.required_text("label"),
        title: reader.optional_text("title"),
        tables: reader.tables("table").into_iter().map(read_table).collect(),
    };
    reader.finish();
    annex
}

fn read_table(reader: Reader) -> Table {
    let columns: Vec<Column> = reader.tables("columns").into_iter().map(read_column).collect();
    let table = Table {
        span: reader.span(),
        id: reader.optional_text("id"),
        caption: reader.optional_text("caption"),
        currency: reader.optional_text("currency"),
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
    let id = reader.optional_text("id");
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
            let cell = Cell { span: value.span(), content, note: nested.optional_text("note") };
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

/// A number of a bulletin or an act: `27`, `"27"`, `"27 bis"`.
fn number_text(reader: &Reader, key: &str) -> Text {
    match reader.value(key).map(|value| (value.get_ref(), value.span())) {
        Some((DeValue::Integer(number), span)) => Spanned::new(number.to_string(), span),
        _ => reader.required_text(key),
    }
}
