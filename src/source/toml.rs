//! Reading TOML with the place of every value kept and every problem collected. The room of toml.
//!
//! A [`Reader`] stands on one TOML table. It is asked for the keys that may be there, and says at the end what nobody
//! asked for. What the values have to be is said by types (see [`super::shape`]).

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use toml::Spanned as TomlSpanned;
pub use toml::de::DeValue;
use toml::de::{DeString, DeTable};

use super::{Choice, Code, Diagnostic, Place, SourceFile, Span, Spanned, is_forbidden, is_plain};

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
            let reason = if is_bare_amount(place.before()) { "bare-amount" } else { syntax_reason(reason) };
            self.report(Diagnostic::new(Code::TomlSyntax, place).arg("reason", reason));
        }
    }

    /// Whether nothing was reported so far.
    pub fn is_good(&self) -> bool {
        self.problems.borrow().is_empty()
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

    /// Reports a text that holds nothing but blanks.
    pub fn empty_text(&self, key: &str, span: Span) {
        self.report(Diagnostic::new(Code::EmptyText, self.place(span)).arg("key", key));
    }

    /// A reader of the table that a value is, which is reported where it is none.
    pub fn reader<'a, 't>(&'a self, key: &str, value: &'t Value<'a>) -> Option<Reader<'a, 't>> {
        let table = value.get_ref().as_table();
        if table.is_none() {
            self.wrong_type(key, Kind::Table, value);
        }
        table.map(|table| Reader::new(self, table, value.span()))
    }

    /// What a word stands for; one that is none of the possible ones is reported.
    pub fn choose<T: Choice>(&self, key: &str, word: &Spanned<String>) -> Option<Spanned<T>> {
        let found = T::CHOICES.iter().find(|(name, _)| *name == word.value);
        if found.is_none() {
            let names: Vec<&str> = T::CHOICES.iter().map(|(name, _)| *name).collect();
            self.report(self.unknown_value(key, word, &names));
        }
        found.map(|(_, choice)| Spanned::new(*choice, word.span.clone()))
    }

    /// What there is to say of a word that is none of the possible ones.
    pub fn unknown_value(&self, key: &str, word: &Spanned<String>, possible: &[&str]) -> Diagnostic {
        let problem = Diagnostic::new(Code::UnknownValue, self.place(word.span.clone()))
            .arg("key", key)
            .arg("value", word.value.as_str())
            .arg("possible", possible.join(", "))
            .note("possible");
        with_nearest(problem, &word.value, possible.iter().copied())
    }

    /// A text as it stands in the file, its line ends made one kind; a character that can't be there is reported.
    pub fn text(&self, text: &str, span: Span) -> Spanned<String> {
        if is_plain(text) {
            return Spanned::new(text.to_owned(), span);
        }
        if let Some(found) = text.chars().find(|&c| is_forbidden(c) && c != '\r') {
            let place = self.place(span.clone()).of_character(found);
            let code_point = format!("U+{:04X}", found as u32);
            self.report(Diagnostic::new(Code::ForbiddenCharacter, place).arg("character", code_point));
        }
        let text = if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() };
        Spanned::new(text, span)
    }
}

/// Keys that most tables can have: a column has the most, and every row is a table.
const USUAL_KEYS: usize = 16;
/// Past so many the file is no TOML at all.
const MOST_SYNTAX_ERRORS: usize = 100;

/// Whether what comes last before a slip of syntax is an amount without quotes: `importo = 12.500,`.
fn is_bare_amount(line: &str) -> bool {
    let Some((_, value)) = line.rsplit_once('=') else { return false };
    let value = value.trim();
    let digits = value.trim_start_matches(['€', '-', '+', ' ']);
    digits.starts_with(|c: char| c.is_ascii_digit())
        && value.chars().all(|c| c.is_ascii_digit() || "€-+ .,".contains(c))
        && (value.contains([',', '€']) || value.matches('.').count() > 1)
}

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
    known: RefCell<Vec<&'static str>>,
    /// Whether all keys that nobody had asked for were given out.
    all_known: Cell<bool>,
}

impl<'a, 't> Reader<'a, 't> {
    fn new(context: &'a Context, table: &'t DeTable<'a>, span: Span) -> Self {
        let known = RefCell::new(Vec::with_capacity(USUAL_KEYS));
        Self { context, table, span, known, all_known: Cell::default() }
    }

    /// Where the table begins: its header, or its opening brace.
    pub fn span(&self) -> Span {
        self.span.clone()
    }

    pub fn place(&self) -> Place {
        self.context.place(self.span())
    }

    /// The value under a key, if it is there; from now on the key is a known one.
    pub fn value(&self, key: &'static str) -> Option<&'t Value<'a>> {
        self.known.borrow_mut().push(key);
        self.table.get(key)
    }

    /// The place of a key itself.
    pub fn key_span(&self, key: &str) -> Option<Span> {
        self.table.get_key_value(key).map(|(key, _)| key.span())
    }

    /// The keys that nobody has asked for so far, with their values; from now on they are known.
    pub fn others(&self) -> impl Iterator<Item = (Spanned<String>, &'t Value<'a>)> {
        self.all_known.set(true);
        self.unknown().map(|(key, value)| (Spanned::new(key.get_ref().to_string(), key.span()), value))
    }

    fn unknown(&self) -> impl Iterator<Item = (&'t TomlSpanned<DeString<'a>>, &'t Value<'a>)> {
        self.table.iter().filter(|(key, _)| !self.known.borrow().contains(&key.get_ref().as_ref()))
    }

    /// Reports a key that has to be there and is not.
    pub fn missing(&self, key: &str) {
        self.context.report(Diagnostic::new(Code::MissingKey, self.place()).arg("key", key));
    }

    /// Reports every key that nobody asked for, with the nearest known one.
    pub fn finish(self) {
        if self.all_known.get() {
            return;
        }
        for (key, _) in self.unknown() {
            let problem =
                Diagnostic::new(Code::UnknownKey, self.context.place(key.span())).arg("key", key.get_ref().as_ref());
            let known = self.known.borrow();
            let absent = known.iter().copied().filter(|known| !self.table.contains_key(*known));
            self.context.report(with_nearest(problem, key.get_ref(), absent));
        }
    }
}

/// Adds the nearest of the candidates as a help, if one is near enough to be a slip of the hand.
pub fn with_nearest<'c>(problem: Diagnostic, written: &str, candidates: impl Iterator<Item = &'c str>) -> Diagnostic {
    match nearest(written, candidates) {
        Some(nearest) => problem.arg("nearest", nearest).help("nearest"),
        None => problem,
    }
}

/// The candidate nearest to what was written, if it is near enough for a slip of the hand.
pub fn nearest<'c>(written: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    let written = written.to_lowercase();
    let limit = (written.chars().count() / 3).max(1);
    let distance = |candidate: &&str| strsim::damerau_levenshtein(&written, &candidate.to_lowercase());
    let near = candidates.map(|c| (distance(&c), c)).filter(|(distance, _)| *distance <= limit);
    near.min().map(|(_, nearest)| nearest)
}
