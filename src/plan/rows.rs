//! Rows from a CSV file or a spreadsheet beside the plan: its first line names columns, every other line is a row.

use std::collections::BTreeMap;
use std::sync::Arc;

use schemars::json_schema;

use super::{AsPublished, Cell, Cells, Column, ColumnKind, Content, Details, Role, Row, Text, cells, label_column};
use crate::source::sheet::{
    self, Delimiter, Encoding, OtherKind, Sheet, SheetCell, SheetContent, SheetError, SheetRow,
};
use crate::source::{
    Code, Context, Diagnostic, FromValue, Place, Span, Spanned, Value, choices, inline_schema, shape, with_nearest,
};

/// Reads a file by its path relative to the plan.
pub type Files<'a> = dyn Fn(&str) -> Result<Vec<u8>, FileProblem> + Sync + 'a;

/// Why there is no file to take rows from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileProblem {
    /// It is not there, or can't be read.
    Missing,
    /// Its path leads out of the project.
    Outside,
}

shape! {
    /// A file whose rows a table takes.
    pub struct RowsFile {
        /// Path relative to the plan: "comuni.csv". The ending says what it is: csv, tsv, txt, xlsx, ods.
        pub file: Text,
        /// The sheet of a spreadsheet, by name. Without it, the first.
        pub sheet: Option<Text>,
        /// The cells of a spreadsheet that the table has, the line with its keys first: "B4:F20", or the name that the
        /// workbook gives them. Without it, all of the sheet.
        pub range: Option<Text>,
        /// What parts the fields of a CSV file. Without it, what its first line has.
        pub delimiter: Option<Spanned<Delimiter>>,
        /// How the characters of a CSV file are written. Without it, UTF-8, or Windows-1252 where it is not that.
        pub encoding: Option<Spanned<Encoding>>,
        /// What a number is in a column of percentages of a spreadsheet, which does not tell it: 0.12, or 12 for 12 %.
        pub percents: Option<Spanned<Percents>>,
    }
}

/// How a spreadsheet stores percentages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Percents {
    Fractions,
    Hundredths,
}

choices! {
    Percents {
        "fractions" => Percents::Fractions, "0.12 is 12 %: the cells have the format of percentages.";
        "hundredths" => Percents::Hundredths, "12 is 12 %.";
    }
    Delimiter {
        ";" => Delimiter::Semicolon, "A semicolon.";
        "," => Delimiter::Comma, "A comma.";
        "\t" => Delimiter::Tab, "A tab.";
        "|" => Delimiter::Bar, "A bar.";
    }
    Encoding {
        "utf-8" => Encoding::Utf8, "UTF-8.";
        "windows-1252" => Encoding::Windows1252, "Windows-1252, as older programs write.";
    }
}

/// A [`RowsFile`], or its path alone.
#[derive(Debug)]
pub struct RowsFrom(RowsFile);

impl FromValue for RowsFrom {
    fn from_value<'a>(context: &'a Context, key: &str, value: &Value<'a>) -> Option<Self> {
        if value.get_ref().is_table() {
            return RowsFile::from_value(context, key, value).map(Self);
        }
        let file = Text::from_value(context, key, value)?;
        Some(Self(RowsFile {
            span: value.span(),
            file,
            sheet: None,
            range: None,
            delimiter: None,
            encoding: None,
            percents: None,
        }))
    }
}

inline_schema!(RowsFrom, generator => json_schema!({ "anyOf": [{ "type": "string" }, generator.subschema_for::<RowsFile>()] }));

/// The rows of the file that a table names; what is wrong with it is reported, in the plan or at its own place.
pub fn read(context: &Context, RowsFrom(from): &RowsFrom, columns: &[Column], files: &Files) -> Vec<Row> {
    let path = from.file.value.as_str();
    let unreadable = |reason: &'static str| {
        let problem = Diagnostic::new(Code::RowsFileUnreadable, context.place(from.file.span.clone()));
        problem.arg("file", path).arg("reason", reason)
    };
    let bytes = match files(path) {
        Ok(bytes) => bytes,
        Err(problem) => {
            context.report(unreadable(if problem == FileProblem::Outside { "outside" } else { "missing" }));
            return vec![];
        }
    };
    let options = sheet::Options {
        sheet: from.sheet.as_ref().map(|sheet| sheet.value.clone()),
        range: from.range.as_ref().map(|range| range.value.trim().to_owned()),
        delimiter: from.delimiter.as_ref().map(|delimiter| delimiter.value),
        encoding: from.encoding.as_ref().map(|encoding| encoding.value),
    };
    let keys: Vec<&str> =
        columns.iter().map(|column| column.key.value.as_str()).chain(Row::KEYS.iter().copied()).collect();
    match sheet::read(&bytes, &context.file.beside(path), &options, &keys) {
        Ok(sheet) => rows_of(context, from, columns, &sheet),
        Err(error) => {
            context.report(explain(error, from, context, unreadable));
            vec![]
        }
    }
}

fn explain(
    error: SheetError,
    from: &RowsFile,
    context: &Context,
    unreadable: impl Fn(&'static str) -> Diagnostic,
) -> Diagnostic {
    match error {
        SheetError::UnknownSheet { possible } => {
            let sheet = from.sheet.clone().unwrap_or_else(|| from.file.clone());
            let possible: Vec<&str> = possible.iter().map(String::as_str).collect();
            context.unknown_value("sheet", &sheet, &possible)
        }
        SheetError::UnknownRange { possible } => {
            let range = from.range.clone().unwrap_or_else(|| from.file.clone());
            let possible: Vec<&str> = possible.iter().map(String::as_str).collect();
            context.unknown_value("range", &range, &possible)
        }
        SheetError::UnknownKind => unreadable("unknown-kind"),
        SheetError::NoSheet => unreadable("no-sheet"),
        SheetError::TooLarge => unreadable("too-large"),
        SheetError::Merged => unreadable("merged"),
        SheetError::Hidden(cell) => unreadable("hidden").arg("cell", cell),
        SheetError::Unreadable(detail) => unreadable("broken").arg("detail", detail).note("detail"),
        SheetError::NotText { file, span } => Diagnostic::new(Code::NotUtf8, Place::new(&file, span)),
        SheetError::UnclosedQuote { file, span } => {
            Diagnostic::new(Code::RowsFileCell, Place::new(&file, span)).arg("reason", "unclosed-quote")
        }
        SheetError::StrayQuote { file, span } => {
            Diagnostic::new(Code::RowsFileCell, Place::new(&file, span)).arg("reason", "stray-quote")
        }
    }
}

/// What a column of the file is for.
#[derive(Clone)]
enum Target<'a> {
    Column(&'a Column),
    /// What there is to say of the cells of a column: `importo.note`.
    Detail(&'a Column, &'static str),
    RowKey(&'static str),
    /// Reported.
    Unknown,
}

fn rows_of(context: &Context, from: &RowsFile, columns: &[Column], sheet: &Sheet) -> Vec<Row> {
    let inside = Context::new(&sheet.file);
    let Some((header, records)) = sheet.rows.split_first() else {
        let problem = Diagnostic::new(Code::RowsFileUnreadable, context.place(from.file.span.clone()));
        context.report(problem.arg("file", from.file.value.as_str()).arg("reason", "empty"));
        return vec![];
    };
    let targets = targets(&inside, columns, header);
    let usable = inside.is_good();
    if usable && records.is_empty() {
        inside.report(
            Diagnostic::new(Code::RowsFileUnreadable, inside.place(header.span.clone()))
                .arg("file", from.file.value.as_str())
                .arg("reason", "no-rows"),
        );
    }
    // With a first line that is wrong each row would be.
    let records = if usable { records } else { &[] };
    let percents = from.percents.as_ref().map(|percents| percents.value);
    let label = label_column(columns).map(|index| columns[index].key.value.as_str());
    let rows = records.iter().map(|record| row(&inside, &targets, record, percents, label)).collect();
    inside.into_problems().into_iter().for_each(|problem| context.report(problem));
    rows
}

/// The keys of details that files can have, each in a column of its own.
const DETAILS: [&str; 3] = ["note", "printed", "as_published"];

/// What each field of the first line names.
fn targets<'a>(context: &Context, columns: &'a [Column], header: &SheetRow) -> Vec<Target<'a>> {
    let mut seen: BTreeMap<String, Place> = BTreeMap::new();
    let target = |cell: &SheetCell| {
        let place = context.place(cell.span.clone());
        let name = match &cell.content {
            SheetContent::Text(name) => name.trim().to_owned(),
            _ => String::new(),
        };
        if let Some(first) = seen.get(&name).filter(|_| !name.is_empty()) {
            let problem = Diagnostic::new(Code::DuplicateId, place).arg("id", name);
            context.report(problem.related(first.clone(), "first"));
            return Target::Unknown;
        }
        seen.insert(name.clone(), place.clone());
        if let Some(column) = columns.iter().find(|column| column.key.value == name) {
            return Target::Column(column);
        }
        if let Some((key, detail)) = name.rsplit_once('.')
            && let Some(column) = columns.iter().find(|column| column.key.value == key)
            && let Some(detail) = DETAILS.iter().find(|known| **known == detail)
        {
            return Target::Detail(column, detail);
        }
        if let Some(key) = Row::KEYS.iter().find(|key| **key == name) {
            return Target::RowKey(key);
        }
        context.report(unknown_column(&name, columns, place));
        Target::Unknown
    };
    let targets: Vec<Target> = header.cells.iter().map(target).collect();
    let has = |column: &Column| {
        targets.iter().any(|target| matches!(target, Target::Column(other) if other.key.value == column.key.value))
    };
    for column in columns.iter().filter(|column| column.formula.is_none() && column.share_of.is_none()) {
        if !has(column) {
            let problem = Diagnostic::new(Code::MissingKey, context.place(header.span.clone()));
            context.report(problem.arg("key", column.key.value.as_str()));
        }
    }
    targets
}

/// The first line of files that other programs wrote has headings more often than keys.
fn unknown_column(name: &str, columns: &[Column], place: Place) -> Diagnostic {
    let headed = columns.iter().find(|column| {
        let heading = column.heading.as_ref().and_then(|heading| heading.0.last());
        heading.is_some_and(|heading| heading.value.trim().eq_ignore_ascii_case(name))
    });
    let problem = Diagnostic::new(Code::UnknownKey, place).arg("key", name);
    match headed {
        Some(column) => problem.arg("nearest", column.key.value.as_str()).help("nearest"),
        None => with_nearest(problem, name, columns.iter().map(|column| column.key.value.as_str())),
    }
}

/// A row of the file; `label` is the key of the column of labels.
fn row(
    context: &Context,
    targets: &[Target],
    record: &SheetRow,
    percents: Option<Percents>,
    label: Option<&str>,
) -> Row {
    let mut row = Row {
        file: Arc::clone(&context.file),
        span: record.span.clone(),
        id: None,
        role: None,
        level: None,
        over: None,
        formula: None,
        cells: Cells::default(),
    };
    for (cell, target) in record.cells.iter().zip(targets) {
        if let Target::RowKey(key) = target {
            read_row_key(context, &mut row, key, cell);
        }
    }
    let detailed = targets.iter().any(|target| matches!(target, Target::Detail(..)));
    let mut cells = vec![];
    for (index, cell) in record.cells.iter().enumerate() {
        match targets.get(index) {
            Some(Target::Column(column)) => {
                let is_label = label == Some(column.key.value.as_str());
                let left_out = is_blank(cell) && may_be_left_out(&row, column, is_label);
                let plain = (!left_out).then(|| content(context, column, cell, percents));
                let details = if detailed { details(context, targets, record, column, cell) } else { None };
                if let Some(details) = &details
                    && matches!(plain, Some(Content::Above | Content::Left))
                {
                    report(context, details.span.clone(), "continued");
                }
                if plain.is_some() || details.is_some() {
                    let details = details.map(Box::new);
                    let cell = Cell { key_span: cell.span.clone(), span: cell.span.clone(), plain, details };
                    cells.push((column.key.value.clone(), cell));
                }
            }
            None if !is_blank(cell) => report(context, cell.span.clone(), "beyond"),
            _ => {}
        }
    }
    row.cells = cells.into_iter().collect();
    row
}

/// What the other columns say of a cell.
fn details(
    context: &Context,
    targets: &[Target],
    record: &SheetRow,
    column: &Column,
    cell: &SheetCell,
) -> Option<Details> {
    let detail = |detail: &str| {
        let is_it =
            |target: &Target| matches!(target, Target::Detail(of, key) if std::ptr::eq(*of, column) && *key == detail);
        let cell = record.cells.get(targets.iter().position(is_it)?).filter(|cell| !is_blank(cell))?;
        match &cell.content {
            SheetContent::Text(text) => Some(context.text(text, cell.span.clone())),
            SheetContent::Number(number) => Some(context.text(&number.to_string(), cell.span.clone())),
            SheetContent::Other(kind) => {
                report(context, cell.span.clone(), reason(kind));
                None
            }
        }
    };
    let [note, printed, as_published] = DETAILS.map(detail);
    let as_published = as_published.map(|reason| AsPublished { span: reason.span.clone(), reason, shown: false });
    let is_some = note.is_some() || printed.is_some() || as_published.is_some();
    let (text, amount, align) = (None, None, None);
    is_some.then(|| Details { span: cell.span.clone(), text, amount, printed, note, align, as_published })
}

fn is_blank(cell: &SheetCell) -> bool {
    matches!(&cell.content, SheetContent::Text(text) if text.trim().is_empty())
}

/// A line of a file can't lack a field: what the plan could leave out to be worked out, the file leaves empty.
fn may_be_left_out(row: &Row, column: &Column, is_label: bool) -> bool {
    let role = row.role();
    let computed = column.formula.is_some() || column.share_of.is_some();
    let number = column.kind().is_number();
    let summed = matches!(role, Role::Subtotal | Role::Total);
    computed || role == Role::Heading || number && (summed || row.formula.is_some()) || is_label && summed
}

fn content(context: &Context, column: &Column, cell: &SheetCell, percents: Option<Percents>) -> Content {
    let of_percents = column.kind() == ColumnKind::Percent;
    let span = cell.span.clone();
    match &cell.content {
        SheetContent::Text(text) => cells::mark(text).unwrap_or_else(|| Content::Text(context.text(text, span))),
        SheetContent::Number(number) => match percents {
            Some(Percents::Fractions) if of_percents => Content::Stored(Spanned::new(*number * 100.0, span)),
            None if of_percents => {
                report(context, span, "percent");
                Content::Unreadable
            }
            _ => Content::Stored(Spanned::new(*number, span)),
        },
        SheetContent::Other(kind) => {
            report(context, span, reason(kind));
            Content::Unreadable
        }
    }
}

fn reason(kind: &OtherKind) -> &'static str {
    match kind {
        OtherKind::Boolean => "boolean",
        OtherKind::Date => "date",
        OtherKind::Error(_) => "error",
        OtherKind::Uncalculated => "uncalculated",
    }
}

fn report(context: &Context, span: Span, reason: &'static str) {
    context.report(Diagnostic::new(Code::RowsFileCell, context.place(span)).arg("reason", reason));
}

fn read_row_key(context: &Context, row: &mut Row, key: &str, cell: &SheetCell) {
    let text = match &cell.content {
        SheetContent::Text(text) => text.trim().to_owned(),
        SheetContent::Number(number) => number.to_string(),
        SheetContent::Other(kind) => return report(context, cell.span.clone(), reason(kind)),
    };
    if text.is_empty() {
        return;
    }
    let word = context.text(&text, cell.span.clone());
    match key {
        "id" => row.id = Some(word),
        "role" => row.role = context.choose(key, &word),
        "over" => row.over = context.choose(key, &word),
        "formula" => row.formula = Some(word),
        _ => match text.parse() {
            Ok(level) => row.level = Some(Spanned::new(level, word.span)),
            Err(_) => report(context, word.span, "level"),
        },
    }
}
