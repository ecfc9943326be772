//! Texts of an annex: Markdown, references to footnotes (`[^name]`) and figures put into sentences
//! (`{{ amount("table.row.column") }}`).

use std::borrow::Cow;
use std::sync::Arc;

use super::Document;
use super::columns::unknown_name;
use super::figures::Figures;
use crate::annex::{Amount, Footnote, Insert, NumberStyle, Quantity, Text, Unit, one_line, whole_in_words};
use crate::plan::{self, Role};
use crate::source::{Code, Diagnostic, Place, SourceFile};

/// Bytes of a footnote's name, and of a call in a text: what is further away belongs to something else.
const LONGEST_NAME: usize = 100;
const LONGEST_CALL: usize = 500;
/// Footnotes of one figure whose places are told apart.
const MOST_PLACES: usize = 20;
/// Characters of a footnote's own mark: it stands beside figures.
const LONGEST_MARK: usize = 10;

/// The texts of one annex, while they are read in the order of the document.
pub struct Texts<'a, 'b, 'p> {
    pub document: &'a Document<'a>,
    annex: &'p plan::Annex,
    figures: &'a Figures<'b, 'p>,
    /// The footnotes referred to so far, as indices into those of the plan.
    order: Vec<usize>,
}

impl<'a, 'b, 'p> Texts<'a, 'b, 'p> {
    pub fn new(document: &'a Document<'a>, annex: &'p plan::Annex, figures: &'a Figures<'b, 'p>) -> Self {
        check_names(document, annex);
        Self { document, annex, figures, order: vec![] }
    }

    pub fn optional(&mut self, text: &Option<plan::Text>) -> Option<Text> {
        text.as_ref().map(|text| self.markdown(text))
    }

    /// A text of the plan itself, with its markup.
    pub fn markdown(&mut self, text: &plan::Text) -> Text {
        self.markdown_at(text, &self.document.context.file)
    }

    pub fn markdown_at(&mut self, text: &plan::Text, file: &Arc<SourceFile>) -> Text {
        let (prepared, inserts) = self.prepare(text, file);
        Text::markdown(&prepared).insert(&inserts)
    }

    /// A title, caption or heading of the plan: one line without markup.
    pub fn line(&mut self, text: &plan::Text) -> Text {
        self.line_at(text, &self.document.context.file)
    }

    pub fn line_at(&mut self, text: &plan::Text, file: &Arc<SourceFile>) -> Text {
        let (prepared, inserts) = self.prepare(text, file);
        Text::plain(&one_line(&prepared)).insert(&inserts)
    }

    /// The footnotes that a figure refers to, as indices into those of the annex.
    pub fn marks(&mut self, marks: &[(String, Place)]) -> Vec<usize> {
        marks.iter().filter_map(|(name, place)| self.footnote(name, || place.clone())).collect()
    }

    /// All footnotes in the order in which they were first referred to; one that nothing refers to is reported.
    pub fn footnotes(mut self) -> Vec<Footnote> {
        let mut footnotes = vec![];
        // A note may refer to another one, which then comes after it.
        while let Some(index) = self.order.get(footnotes.len()).copied() {
            let (_, footnote) = &self.annex.footnotes.0[index];
            let mark = footnote.mark.as_ref().map(|mark| one_line(&mark.value));
            footnotes.push((mark, self.markdown(&footnote.text)));
        }
        for (index, (name, _)) in self.annex.footnotes.0.iter().enumerate() {
            if !self.order.contains(&index) {
                let place = self.document.context.place(name.span.clone());
                let problem = Diagnostic::new(Code::UnusedFootnote, place).arg("name", name.value.as_str());
                self.document.context.report(problem);
            }
        }
        let mut number = 0;
        let mut numbered = |mark: Option<String>| {
            mark.unwrap_or_else(|| {
                number += 1;
                format!("({number})")
            })
        };
        footnotes.into_iter().map(|(mark, text)| Footnote { mark: numbered(mark), text }).collect()
    }

    fn footnote(&mut self, name: &str, place: impl FnOnce() -> Place) -> Option<usize> {
        let notes = &self.annex.footnotes.0;
        let Some(index) = notes.iter().position(|(other, _)| other.value == name) else {
            let problem = Diagnostic::new(Code::UnknownFootnote, place()).arg("name", name);
            let known = notes.iter().map(|(name, _)| name.value.as_str());
            self.document.context.report(crate::source::with_nearest(problem, name, known));
            return None;
        };
        Some(self.order.iter().position(|known| *known == index).unwrap_or_else(|| {
            self.order.push(index);
            self.order.len() - 1
        }))
    }

    /// The text with stand-ins for what is to be put into it, each with what was written there.
    fn prepare<'t>(&mut self, text: &'t plan::Text, file: &Arc<SourceFile>) -> (Cow<'t, str>, Vec<(Insert, String)>) {
        if !text.value.contains(['[', '{']) {
            return (Cow::from(text.value.as_str()), vec![]);
        }
        let (mut prepared, mut inserts) = (String::new(), vec![]);
        let mut rest = text.value.as_str();
        while let Some(at) = rest.find(['[', '{']) {
            let (before, mark) = rest.split_at(at);
            prepared.push_str(before);
            let place = |length: usize| {
                let start = text.value.len() - mark.len();
                Place::new(file, text.span.clone()).of_part(&text.value, start..start + length)
            };
            let (length, insert) = match (footnote_mark(mark), call(mark)) {
                (Some((length, name)), _) => (length, self.footnote(name, || place(length)).map(Insert::Footnote)),
                (_, Some((length, call))) => (length, self.figure(call, || place(length)).map(Insert::Words)),
                (None, None) => (1, None),
            };
            let written = &mark[..length];
            match insert.zip(Insert::stand_in(inserts.len())) {
                Some((insert, stand_in)) => {
                    prepared.push(stand_in);
                    inserts.push((insert, written.to_owned()));
                }
                None => prepared.push_str(written),
            }
            rest = &mark[length..];
        }
        prepared.push_str(rest);
        (Cow::from(prepared), inserts)
    }

    /// The words for a figure in a sentence; `None` where the call is wrong, which is reported.
    fn figure(&self, call: Call, place: impl Fn() -> Place) -> Option<String> {
        let report = |problem| {
            self.document.context.report(problem);
            None
        };
        let malformed = || report(Diagnostic::new(Code::TextReference, place()));
        let Call::Of(function @ ("amount" | "in_words"), reference) = call else { return malformed() };
        let parts: Vec<&str> = reference.split('.').collect();
        let [table, row, key] = parts.as_slice() else { return malformed() };
        let found = self.figures.table_named(table).and_then(|board| self.figures.cell_named(board, row, key));
        let style = found.and_then(|at| {
            let board = self.figures.board(at);
            board.columns[board.cells[at.cell].columns.start].style()
        });
        if found.is_some() && style.is_none() {
            return report(Diagnostic::new(Code::NotANumber, place()).arg("name", reference));
        }
        let (Some(at), Some(style)) = (found, style) else {
            let known = known_figures(self.figures);
            return report(unknown_name(place(), reference, known.iter().map(String::as_str)));
        };
        // Where the figure is wrong, that was reported at its own place.
        let amount = self.figures.value(at).ok()?;
        let words = match (function, amount) {
            (_, None) => None,
            ("amount", Some(amount)) => Some(self.document.amount(amount, style)),
            (_, Some(amount)) => self.document.in_words(amount, style),
        };
        if words.is_none() {
            let problem = Diagnostic::new(Code::NoFigureToSay, place());
            return report(problem.arg("name", reference).arg("function", function));
        }
        words
    }
}

/// Every figure that can be named: `budget.total.a`.
pub fn known_figures(figures: &Figures) -> Vec<String> {
    let mut known = vec![];
    for board in figures.boards {
        let Some(table) = &board.table.id else { continue };
        let rows = board.table.row.iter().filter_map(|row| row.id.as_ref().map(|id| id.value.as_str()));
        for row in rows.chain(board.row_named("total").map(|_| "total")) {
            let numbers = board.columns.iter().filter(|rules| rules.is_number());
            known.extend(numbers.map(|rules| format!("{}.{row}.{}", table.value, rules.column.key)));
        }
    }
    known
}

/// Reports names of footnotes that no text could refer to, and marks that two of them would have.
fn check_names(document: &Document, annex: &plan::Annex) {
    let numbered = annex.footnotes.0.iter().any(|(_, footnote)| footnote.mark.is_none());
    let mut marks: Vec<(&str, Place)> = vec![];
    for (name, footnote) in &annex.footnotes.0 {
        if footnote_mark(&format!("[^{}]", name.value)).is_none() {
            let problem = Diagnostic::new(Code::UnusableName, document.context.place(name.span.clone()));
            document.context.report(problem.arg("name", name.value.as_str()));
        }
        let Some(text) = &footnote.mark else { continue };
        let (mark, place) = (text.value.trim(), document.context.place(text.span.clone()));
        if mark.chars().count() > LONGEST_MARK {
            let problem = Diagnostic::new(Code::UnusableMark, place.clone()).arg("mark", mark);
            document.context.report(problem.arg("reason", "long").arg("most", LONGEST_MARK));
        }
        let inside = mark.strip_prefix('(').and_then(|mark| mark.strip_suffix(')')).unwrap_or_default();
        let taken = numbered && !inside.is_empty() && inside.bytes().all(|byte| byte.is_ascii_digit());
        let first = marks.iter().find(|(known, _)| *known == mark).map(|(_, place)| place.clone());
        if first.is_some() || taken {
            let problem = Diagnostic::new(Code::UnusableMark, place.clone()).arg("mark", mark);
            let problem = problem.arg("reason", "taken").arg("most", LONGEST_MARK);
            document.context.report(first.into_iter().fold(problem, |problem, first| problem.related(first, "first")));
        }
        marks.push((mark, place));
    }
}

/// What stands between `{{` and `}}`.
enum Call<'t> {
    /// A function of a name in quotes.
    Of(&'t str, &'t str),
    /// Meant as one, but not well formed.
    Malformed,
}

/// A text without its references to footnotes, and their names.
pub fn split_marks<'t>(text: &'t str, place: &Place) -> (Cow<'t, str>, Vec<(String, Place)>) {
    if !text.contains('[') {
        return (Cow::from(text), vec![]);
    }
    let (mut bare, mut marks) = (String::new(), vec![]);
    let mut rest = text;
    while let Some(at) = rest.find("[^") {
        let (before, mark) = rest.split_at(at);
        bare.push_str(before);
        let (length, name) = footnote_mark(mark).unwrap_or((2, ""));
        let start = text.len() - mark.len();
        match name {
            "" => bare.push_str(&mark[..length]),
            // Nobody has so many; and to find each one's place takes the longer, the more there are.
            name if marks.len() < MOST_PLACES => {
                marks.push((name.to_owned(), place.of_part(text, start..start + length)));
            }
            name => marks.push((name.to_owned(), place.clone())),
        }
        rest = &mark[length..];
    }
    bare.push_str(rest);
    (Cow::from(bare), marks)
}

/// The reference to a footnote that a text begins with: its length, and the name.
fn footnote_mark(text: &str) -> Option<(usize, &str)> {
    let inside = text.strip_prefix("[^")?;
    let name = &inside[..inside.bytes().take(LONGEST_NAME).position(|byte| byte == b']')?];
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
    is_name.then_some((name.len() + "[^]".len(), name))
}

/// The call that a text begins with, and its length. Two braces that are not followed by a word and a parenthesis are
/// the clerk's own.
fn call(text: &str) -> Option<(usize, Call<'_>)> {
    let inside = text.strip_prefix("{{")?;
    let trimmed = inside.trim_start();
    let length = trimmed.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(trimmed.len());
    let (function, after) = trimmed.split_at(length);
    if function.is_empty() || !after.trim_start().starts_with('(') {
        return None;
    }
    let near = &text[..text.floor_char_boundary(LONGEST_CALL)];
    let Some(end) = near.find("}}") else { return Some((2, Call::Malformed)) };
    let argument = text[..end].trim_end().strip_suffix(')').and_then(|call| call.split_once('('));
    let quoted = argument.map(|(_, argument)| argument.trim()).and_then(|argument| {
        let unquoted = |quote: char| argument.strip_prefix(quote)?.strip_suffix(quote);
        unquoted('"').or_else(|| unquoted('\''))
    });
    let call = quoted.map_or(Call::Malformed, |reference| Call::Of(function, reference.trim()));
    Some((end + 2, call))
}

impl Document<'_> {
    /// The label of a total or subtotal that the plan gives none.
    pub fn total_label(&self, role: Role) -> String {
        self.words.text(if role == Role::Total { "total-label" } else { "subtotal-label" }, &[])
    }

    /// A figure in a sentence, as its column prints it; with its unit where that is not the currency itself.
    pub fn amount(&self, amount: Amount, style: &NumberStyle) -> String {
        match style.quantity {
            Quantity::Money { unit: Unit::One, .. } | Quantity::Percent | Quantity::Count => style.print(amount),
            Quantity::Money { unit, currency } => {
                let number = style.notation.number(amount, style.decimals);
                let args = [("number", number.into()), ("currency", self.currency(currency, "many").into())];
                self.words.text(&format!("amount-{}", unit.name()), &args)
            }
        }
    }

    /// A figure in words: "euro novecentoseimilanovecentoventiquattro/00". `None` for what has no such words.
    fn in_words(&self, amount: Amount, style: &NumberStyle) -> Option<String> {
        let currency = match style.quantity {
            Quantity::Money { currency, .. } => Some(currency),
            Quantity::Count if style.decimals == 0 => None,
            Quantity::Count | Quantity::Percent => return None,
        };
        let least = currency.map_or(0, |currency| currency.decimals);
        let exact = crate::annex::Exact::from(amount).times(&style.quantity.worth());
        let decimals = (least..=Amount::MAX_DECIMALS).find(|decimals| exact.exactly(*decimals).is_some())?;
        let (whole, fraction) = exact.exactly(decimals)?.digits(decimals);
        let minus = if amount.is_negative() { format!("{} ", self.words.text("minus", &[])) } else { String::new() };
        let words = format!("{minus}{}", whole_in_words(&whole, self.language));
        let Some(currency) = currency else { return Some(words) };
        // "un million d'euros", but "un million cinq euros".
        let round = if whole.len() > 6 && whole.ends_with("000000") { "yes" } else { "no" };
        let name = if whole == "1" { "one" } else { "many" };
        let args = [
            ("words", words.into()),
            ("round", round.into()),
            ("currency", self.currency(currency, name).into()),
            ("fraction", fraction.as_str().into()),
            ("denominator", format!("1{}", "0".repeat(fraction.len())).into()),
        ];
        Some(self.words.text(if fraction.is_empty() { "in-words-whole" } else { "in-words" }, &args))
    }

    /// A currency's name in the document's language, or its code.
    fn currency(&self, currency: &crate::annex::Currency, form: &str) -> String {
        let key = format!("currency-{}", currency.code);
        let named = |form: &str| self.words.attribute(&key, form, &[]);
        named(form).or_else(|| named("many")).unwrap_or_else(|| currency.code.to_owned())
    }

    /// "in migliaia di euro"
    pub fn unit(&self, key: &str, unit: Unit, currency: &crate::annex::Currency) -> String {
        let args = [("unit", unit.name().into()), ("currency", self.currency(currency, "many").into())];
        self.words.text(key, &args)
    }
}
