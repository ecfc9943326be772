//! Reading TOML with the place of every value kept and every problem collected. The room of toml.
//!
//! A [`Reader`] stands on one TOML table. It is asked for the keys that may be there, says what is missing or of the
//! wrong type, and at the end what nobody asked for.

use std::cell::RefCell;
use std::sync::Arc;

use toml::Spanned as TomlSpanned;
use toml::de::DeTable;
pub use toml::de::DeValue;

use super::{Code, Diagnostic, Place, SourceFile, Span, Spanned, is_forbidden};

/// One file while it is read: where it is, and what was found wrong so far.
pub struct Context {
    pub file: Arc<SourceFile>,
    problems: RefCell<Vec<Diagnostic>>,
}

/// A TOML value at its place.
pub type Value<'a> = TomlSpanned<DeValue<'a>>;

/// The TOML types, as messages name them (`locales/*/diagnostics.ftl`, `wrong-type`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Text,
    Integer,
    Boolean,
    Date,
    Table,
    Tables,
    Cell,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Kind::Text => "text",
            Kind::Integer => "integer",
            Kind::Boolean => "boolean",
            Kind::Date => "date",
            Kind::Table => "table",
            Kind::Tables => "tables",
            Kind::Cell => "cell",
        }
    }
}

impl Context {
    pub fn new(file: &Arc<SourceFile>) -> Self {
        Self { file: Arc::clone(file), problems: RefCell::default() }
    }

    pub fn place(&self, span: Span) -> Place {
        Place::new(&self.file, span)
    }

    pub fn report(&self, problem: Diagnostic) {
        self.problems.borrow_mut().push(problem);
    }

    /// Parses the file's text and reads it. Where its syntax is broken that is reported, and nothing is read: what was
    /// understood of the rest would lead to problems that are none.
    pub fn parse<'a>(&'a self, then: impl FnOnce(Reader<'a, '_>)) {
        let (document, errors) = DeTable::parse_recoverable(&self.file.text);
        if !errors.is_empty() {
            self.report_syntax(&errors);
            return;
        }
        then(Reader::new(self, document.get_ref(), 0..0));
    }

    /// One problem for each line with an error: after a slip the parser may stumble more than once on the same line.
    fn report_syntax(&self, errors: &[toml::de::Error]) {
        let end = self.file.text.len();
        let mut last_line = 0;
        for error in errors.iter().take(MOST_SYNTAX_ERRORS) {
            let span = error.span().map_or(end..end, |span| span.start.min(end)..span.end.min(end));
            let place = self.place(span);
            if place.line() == last_line {
                continue;
            }
            last_line = place.line();
            let reason = error.message().split(", expected ").next().unwrap_or_default();
            self.report(Diagnostic::new(Code::TomlSyntax, place).arg("reason", syntax_reason(reason)));
        }
    }

    /// Everything reported, in the order of reports.
    pub fn into_problems(self) -> Vec<Diagnostic> {
        self.problems.into_inner()
    }

    /// Reports that a value is of another type than the expected one.
    pub fn wrong_type(&self, key: &str, expected: Kind, value: &Value) {
        let problem = Diagnostic::new(Code::WrongType, self.place(value.span()))
            .arg("key", key)
            .arg("expected", expected.name())
            .arg("found", value.get_ref().type_str());
        self.report(problem);
    }

    /// A text as it stands in the file, its line ends made one kind; a character that can't be there is reported.
    pub fn text(&self, text: &str, span: Span) -> Spanned<String> {
        if let Some(found) = text.chars().find(|&c| is_forbidden(c) && c != '\r') {
            let place = self.place(span.clone()).of_character(found);
            let code_point = format!("U+{:04X}", found as u32);
            self.report(Diagnostic::new(Code::ForbiddenCharacter, place).arg("character", code_point));
        }
        let text = if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() };
        Spanned::new(text, span)
    }
}

/// Past so many the file is no TOML at all.
const MOST_SYNTAX_ERRORS: usize = 100;

/// The parser's reasons that a slip of a clerk's hand leads to; the others share one sentence.
fn syntax_reason(reason: &str) -> &'static str {
    match reason {
        "duplicate key" => "duplicate-key",
        "string values must be quoted" | "missing opening quote" => "unquoted",
        "missing comma between key-value pairs" | "missing comma between array elements" => "missing-comma",
        "missing assignment between key-value pairs" | "key with no value" => "missing-equals",
        "missing value" | "missing value for key" => "missing-value",
        "unclosed table" | "unclosed array table" | "unclosed array" | "unclosed inline table" => "unclosed-bracket",
        "invalid basic string" | "invalid literal string" => "unclosed-quote",
        "unexpected leading zero" => "leading-zero",
        _ => "other",
    }
}

/// The keys of one TOML table: `'a` is the text of the file, `'t` the tree made of it.
pub struct Reader<'a, 't> {
    pub context: &'a Context,
    table: &'t DeTable<'a>,
    span: Span,
    known: RefCell<Vec<String>>,
}

impl<'a, 't> Reader<'a, 't> {
    fn new(context: &'a Context, table: &'t DeTable<'a>, span: Span) -> Self {
        Self { context, table, span, known: RefCell::default() }
    }

    /// Where the table begins: its header, or its opening brace.
    pub fn span(&self) -> Span {
        self.span.clone()
    }

    pub fn place(&self) -> Place {
        self.context.place(self.span())
    }

    /// The value under a key, if it is there; from now on the key is a known one.
    pub fn value(&self, key: &str) -> Option<&'t Value<'a>> {
        self.known.borrow_mut().push(key.to_owned());
        self.table.get(key)
    }

    /// The place of a key itself.
    pub fn key_span(&self, key: &str) -> Option<Span> {
        self.table.get_key_value(key).map(|(key, _)| key.span())
    }

    pub fn text(&self, key: &str) -> Option<Spanned<String>> {
        let value = self.value(key)?;
        let DeValue::String(text) = value.get_ref() else {
            self.context.wrong_type(key, Kind::Text, value);
            return None;
        };
        Some(self.context.text(text, value.span()))
    }

    /// A text that has to be there and hold more than blanks. Where it isn't, an empty one stands in for it: it is
    /// reported, so nothing is made of it.
    pub fn required_text(&self, key: &str) -> Spanned<String> {
        if !self.table.contains_key(key) {
            self.missing(key);
        }
        let text = self.text(key).unwrap_or_else(|| Spanned::new(String::new(), self.span()));
        if text.value.trim().is_empty() && self.value(key).is_some_and(|value| value.get_ref().is_str()) {
            self.context
                .report(Diagnostic::new(Code::EmptyText, self.context.place(text.span.clone())).arg("key", key));
        }
        text
    }

    /// A text that may be absent, but where it is there, says something.
    pub fn optional_text(&self, key: &str) -> Option<Spanned<String>> {
        self.value(key)?;
        Some(self.required_text(key)).filter(|text| !text.value.trim().is_empty())
    }

    pub fn flag(&self, key: &str) -> Option<Spanned<bool>> {
        let value = self.value(key)?;
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            self.context.wrong_type(key, Kind::Boolean, value);
        }
        Some(Spanned::new(flag?, value.span()))
    }

    pub fn integer(&self, key: &str) -> Option<Spanned<i64>> {
        let value = self.value(key)?;
        let integer = value.get_ref().as_integer().and_then(|i| i64::from_str_radix(i.as_str(), i.radix()).ok());
        if integer.is_none() {
            self.context.wrong_type(key, Kind::Integer, value);
        }
        Some(Spanned::new(integer?, value.span()))
    }

    /// A calendar date, written without quotes (`2009-06-16`), as year, month and day.
    pub fn date(&self, key: &str) -> Option<Spanned<(u16, u8, u8)>> {
        let value = self.value(key)?;
        let date = value.get_ref().as_datetime().filter(|moment| moment.time.is_none()).and_then(|moment| moment.date);
        if date.is_none() {
            self.context.wrong_type(key, Kind::Date, value);
        }
        date.map(|date| Spanned::new((date.year, date.month, date.day), value.span()))
    }

    /// A text that is one of a few words.
    pub fn choice<T: Copy>(&self, key: &str, choices: &[(&str, T)]) -> Option<Spanned<T>> {
        let word = self.text(key)?;
        if let Some((_, choice)) = choices.iter().find(|(name, _)| *name == word.value) {
            return Some(Spanned::new(*choice, word.span));
        }
        let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
        self.unknown_value(key, &word, &names);
        None
    }

    /// Texts in an array, each with its place.
    pub fn texts(&self, key: &str) -> Option<Vec<Spanned<String>>> {
        let value = self.value(key)?;
        let Some(array) = value.get_ref().as_array() else {
            self.context.wrong_type(key, Kind::Tables, value);
            return None;
        };
        let text = |item: &Value<'a>| match item.get_ref() {
            DeValue::String(text) => Some(self.context.text(text, item.span())),
            _ => {
                self.context.wrong_type(key, Kind::Text, item);
                None
            }
        };
        Some(array.iter().filter_map(text).collect())
    }

    /// A table inside this one.
    pub fn table(&self, key: &str) -> Option<Reader<'a, 't>> {
        let value = self.value(key)?;
        let table = value.get_ref().as_table();
        if table.is_none() {
            self.context.wrong_type(key, Kind::Table, value);
        }
        table.map(|table| Reader::new(self.context, table, value.span()))
    }

    /// The tables of an array (`[[annex]]`, or written inline); none where the key is absent.
    pub fn tables(&self, key: &str) -> Vec<Reader<'a, 't>> {
        let Some(value) = self.value(key) else { return vec![] };
        let Some(array) = value.get_ref().as_array() else {
            self.context.wrong_type(key, Kind::Tables, value);
            return vec![];
        };
        let reader = |item: &'t Value<'a>| match item.get_ref().as_table() {
            Some(table) => Some(Reader::new(self.context, table, item.span())),
            None => {
                self.context.wrong_type(key, Kind::Table, item);
                None
            }
        };
        array.iter().filter_map(reader).collect()
    }

    /// A table given as a value, as in `resources = { amount = "...", note = "..." }`.
    pub fn nested(&self, value: &'t Value<'a>) -> Option<Reader<'a, 't>> {
        value.get_ref().as_table().map(|table| Reader::new(self.context, table, value.span()))
    }

    /// Reports a key that has to be there and is not.
    pub fn missing(&self, key: &str) {
        self.context.report(Diagnostic::new(Code::MissingKey, self.place()).arg("key", key));
    }

    /// Reports a word that is none of the possible ones.
    pub fn unknown_value(&self, key: &str, word: &Spanned<String>, possible: &[&str]) {
        let problem = Diagnostic::new(Code::UnknownValue, self.context.place(word.span.clone()))
            .arg("key", key)
            .arg("value", word.value.as_str())
            .arg("possible", possible.join(", "))
            .note("possible");
        self.context.report(with_nearest(problem, &word.value, possible.iter().copied()));
    }

    /// Reports every key that nobody asked for, with the nearest known one.
    pub fn finish(self) {
        let known = self.known.into_inner();
        for key in self.table.keys().filter(|key| !known.iter().any(|known| known == key.get_ref())) {
            let problem =
                Diagnostic::new(Code::UnknownKey, self.context.place(key.span())).arg("key", key.get_ref().as_ref());
            let absent = known.iter().map(String::as_str).filter(|known| !self.table.contains_key(*known));
            self.context.report(with_nearest(problem, key.get_ref(), absent));
        }
    }
}

/// Adds the nearest of the candidates as a help, if one is near enough to be a slip of the hand.
fn with_nearest<'c>(problem: Diagnostic, written: &str, candidates: impl Iterator<Item = &'c str>) -> Diagnostic {
    let written = written.to_lowercase();
    let limit = (written.chars().count() / 3).max(1);
    let distance = |candidate: &&str| strsim::damerau_levenshtein(&written, &candidate.to_lowercase());
    match candidates.map(|c| (distance(&c), c)).filter(|(distance, _)| *distance <= limit).min() {
        Some((_, nearest)) => problem.arg("nearest", nearest).help("nearest"),
        None => problem,
    }
}
