//! One cell as it is written: its words, or its figure in the style of its column.

use super::Document;
use super::codes;
use super::columns::Rules;
use super::table::Board;
use super::texts::split_marks;
use crate::annex::{Amount, AmountError, ColumnKind, Figure, Notation, NumberStyle, Quantity, Scheme};
use crate::plan::{self, Role};
use crate::source::sheet;
use crate::source::{Code, Diagnostic, Place, Span, Spanned};

/// What a cell holds.
pub enum State {
    /// Words; which ones, the grid will ask.
    Words,
    /// The label that a total has where the plan gives none.
    Label,
    Number(Written),
    /// There is no figure.
    Absent(Absence),
    /// A figure that the plan leaves to be worked out.
    LeftOut,
    /// Reported.
    Wrong,
}

/// The mark that says that there is no figure, with the footnotes that it refers to.
#[derive(Default)]
pub struct Absence {
    pub mark: String,
    pub marks: Vec<(String, Place)>,
}

/// A figure, with the footnotes that it refers to.
pub struct Written {
    pub figure: Figure,
    /// Names of footnotes, each with its place.
    pub marks: Vec<(String, Place)>,
}

/// Reads a cell of its own.
pub fn check(document: &Document, board: &Board, row: usize, column: usize, cell: Option<&plan::Cell>) -> State {
    let (rules, role) = (&board.columns[column], board.role(row));
    let content = cell.and_then(|cell| cell.content(rules.is_number()));
    let file = &board.table.row[row].file;
    let place = |span: &Span| Place::new(file, span.clone());
    // Of the whole cell; where none is written, nothing is asked of it.
    let whole = || place(&cell.map_or(0..0, |cell| cell.span.clone()));
    let printed = cell.and_then(|cell| cell.details.as_ref()?.printed.as_ref());
    let Some(style) = rules.style() else {
        return match content {
            None if cell.is_none() => State::Label,
            None => missing(document, whole(), "text"),
            Some(content) => {
                let published = cell.and_then(|cell| cell.details.as_ref()?.as_published.as_ref());
                if let (Some(scheme), ColumnKind::Code) = (&rules.written.scheme, &rules.column.kind) {
                    check_code(document, board, scheme.value, content, published, &place);
                }
                words(document, content, rules, place)
            }
        };
    };
    let reader = Reader { document, board, style, place: &place };
    let state = match content {
        None if role == Role::Heading => State::Absent(Absence::default()),
        None if cell.is_none() || board.may_be_left_out(row, column) => State::LeftOut,
        None => return missing(document, whole(), "amount"),
        Some(content) => reader.read(content),
    };
    match state {
        State::Number(_) if role == Role::Heading => {
            let problem = Diagnostic::new(Code::AmountNotExpected, whole());
            document.context.report(problem.arg("reason", "heading"));
            State::Wrong
        }
        State::Number(mut written) => {
            if let Some(printed) = printed {
                let (bare, marks) = split_marks(&printed.value, &place(&printed.span));
                reader.check_printed(&written.figure, bare.trim(), printed);
                bare.trim().clone_into(&mut written.figure.printed);
                written.marks.extend(marks);
            }
            State::Number(written)
        }
        state => {
            if let Some(printed) = printed {
                document.context.report(Diagnostic::new(Code::PrintedWithoutAmount, place(&printed.span)));
            }
            state
        }
    }
}

fn missing(document: &Document, place: Place, key: &str) -> State {
    document.context.report(Diagnostic::new(Code::MissingKey, place).arg("key", key));
    State::Wrong
}

/// Checks a code; where it stands as it was published though it is wrong, that is a warning.
fn check_code(
    document: &Document,
    board: &Board,
    scheme: Scheme,
    content: &plan::Content,
    published: Option<&plan::AsPublished>,
    place: &dyn Fn(&Span) -> Place,
) {
    let (text, span) = match content {
        plan::Content::Text(text) => (text.value.as_str(), &text.span),
        plan::Content::Integer(number) => (number.value.as_str(), &number.span),
        _ => return,
    };
    let place_of_text = place(span);
    let (bare, _) = split_marks(text, &place_of_text);
    let code = bare.trim();
    let absent = matches!(code, "" | "-" | "–" | "—") || board.is_absence(code);
    let problem = if absent { None } else { codes::check(scheme, code, document.date, &place_of_text) };
    let problem = match (problem, published) {
        (None, None) => return,
        (None, Some(published)) => Diagnostic::new(Code::AsPublishedAgrees, place(&published.span)),
        (Some(problem), None) => problem,
        (Some(problem), Some(published)) => Diagnostic::new(Code::AsPublished, problem.place)
            .arg("declared", code)
            .arg("reason", published.reason.value.trim())
            .note("reason"),
    };
    document.context.report(problem);
}

fn words(document: &Document, content: &plan::Content, rules: &Rules, place: impl Fn(&Span) -> Place) -> State {
    match content {
        plan::Content::Text(_) | plan::Content::Integer(_) => State::Words,
        plan::Content::Stored(number) if number.value.fract() == 0.0 && number.value.abs() < 1e15 => State::Words,
        plan::Content::Stored(number) => {
            let problem = Diagnostic::new(Code::RowsFileCell, place(&number.span)).arg("reason", "number");
            document.context.report(problem.arg("key", rules.column.key.as_str()));
            State::Wrong
        }
        plan::Content::Float(number) => {
            let problem = Diagnostic::new(Code::NumberNeedsQuotes, place(&number.span));
            document.context.report(problem.arg("number", number.value.as_str()));
            State::Wrong
        }
        plan::Content::Above | plan::Content::Left | plan::Content::Unreadable => State::Wrong,
    }
}

/// Reads the figures of one column.
struct Reader<'a> {
    document: &'a Document<'a>,
    board: &'a Board<'a>,
    style: &'a NumberStyle,
    place: &'a dyn Fn(&Span) -> Place,
}

impl Reader<'_> {
    fn read(&self, content: &plan::Content) -> State {
        match content {
            plan::Content::Text(text) => self.read_text(text),
            plan::Content::Integer(number) => {
                let plain = number.value.strip_prefix('+').unwrap_or(&number.value);
                if !plain.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') {
                    return self.refuse(AmountError::Malformed, plain, (self.place)(&number.span));
                }
                match Amount::from_plain(plain) {
                    Some(amount) => figure(amount, self.style.print(amount)),
                    None => self.refuse(AmountError::TooLarge, plain, (self.place)(&number.span)),
                }
            }
            plan::Content::Stored(number) => self.read_stored(number),
            plan::Content::Float(number) => self.refuse_float(number),
            plan::Content::Above | plan::Content::Left | plan::Content::Unreadable => State::Wrong,
        }
    }

    fn read_text(&self, text: &plan::Text) -> State {
        let place = (self.place)(&text.span);
        let (bare, marks) = split_marks(&text.value, &place);
        let written = bare.trim();
        // What reads as a figure is one, whatever codes the table has.
        let parsed = self.style.parse(written);
        let code = self.board.is_absence(written);
        if parsed.is_err() && (code || self.style.is_absence(written)) {
            let mark = written.split_whitespace().collect::<Vec<_>>().join("\u{A0}");
            // A footnote needs something that it belongs to.
            return match marks.is_empty() || !mark.is_empty() {
                true => State::Absent(Absence { mark, marks }),
                false => self.refuse(AmountError::Malformed, &text.value, place),
            };
        }
        match parsed {
            Ok(amount) => {
                // Nought is printed as it was written: "0" is not "0,00".
                let decimals = if amount.is_zero() { amount.decimals() } else { self.style.decimals };
                let printed = self.style.print_with(amount, decimals);
                State::Number(Written { figure: Figure { amount, printed }, marks })
            }
            Err(error) => self.refuse(error, written, place),
        }
    }

    fn read_stored(&self, number: &Spanned<f64>) -> State {
        let shown = sheet::shown(number.value, self.style.decimals).and_then(|plain| Amount::from_plain(&plain));
        match shown {
            Some(amount) => figure(amount, self.style.print(amount)),
            None => {
                let problem = Diagnostic::new(Code::NumberInexact, (self.place)(&number.span));
                let problem = problem.arg("number", number.value.to_string());
                self.document.context.report(problem.arg("decimals", self.style.decimals as usize));
                State::Wrong
            }
        }
    }

    /// What is printed may differ from the figure in its form, not in its digits, its sign or where its decimals begin.
    fn check_printed(&self, figure: &Figure, bare: &str, printed: &plan::Text) {
        let digits: String = bare.chars().filter(char::is_ascii_digit).collect();
        // Three digits after the last mark may be a group; fewer or more are decimals.
        let last = bare.rfind(['.', ',']).map(|at| bare[at..].chars().filter(char::is_ascii_digit).count());
        let decimals = 0..=self.style.decimals;
        let decimals = decimals.filter(|decimals| last.is_none_or(|last| last == 3 || last == *decimals as usize));
        let same = |decimals: u32| {
            let exact = figure.amount.is_decimal_of(decimals).then(|| figure.amount.digits(decimals));
            exact.is_some_and(|(whole, fraction)| whole + &fraction == digits)
        };
        let before = bare.split(|c: char| c.is_ascii_digit()).next().unwrap_or_default();
        let negative = before.contains(['-', '−', '–', '(']);
        if !decimals.into_iter().any(same) || negative != figure.amount.is_negative() {
            let problem = Diagnostic::new(Code::PrintedDiffers, (self.place)(&printed.span));
            let problem = problem.arg("printed", bare).arg("amount", figure.printed.as_str());
            self.document.context.report(problem.help("help"));
        }
    }

    fn refuse(&self, error: AmountError, written: &str, place: Place) -> State {
        let problem = |code| Diagnostic::new(code, place.clone()).arg("written", written);
        let example = self.style.print(EXAMPLE);
        self.document.context.report(match error {
            AmountError::Malformed => problem(Code::AmountMalformed).arg("example", example).help("help"),
            AmountError::OtherNotation(amount) => {
                let problem = problem(Code::AmountOtherNotation).arg("example", example);
                if amount.decimals() <= self.style.decimals {
                    problem.arg("suggestion", self.style.print(amount)).help("suggestion")
                } else {
                    problem.help("help")
                }
            }
            AmountError::OtherCurrency(code) => {
                let problem = problem(Code::AmountOtherCurrency).arg("found", code);
                problem.arg("expected", self.currency_code())
            }
            AmountError::TooManyDecimals => {
                problem(Code::AmountTooManyDecimals).arg("decimals", self.style.decimals as usize)
            }
            AmountError::TooLarge => problem(Code::AmountTooLarge),
        });
        State::Wrong
    }

    fn currency_code(&self) -> &'static str {
        match self.style.quantity {
            Quantity::Money { currency, .. } => currency.code,
            Quantity::Percent => "%",
            Quantity::Count => "#",
        }
    }

    /// A float has already lost its cents where it was read by others; the digits in the file show what was meant,
    /// by the plan's own notation or as a plain decimal number.
    fn refuse_float(&self, number: &Spanned<String>) -> State {
        let problem = Diagnostic::new(Code::AmountIsFloat, (self.place)(&number.span));
        let problem = problem.arg("written", number.value.as_str());
        let digits = number.value.replace('_', "");
        // As a number, 250.500 is 250.5: zeros at its end are no decimals too many.
        let number_of = || Some(digits.trim_end_matches('0').trim_end_matches('.')).filter(|_| digits.contains('.'));
        let readings = [(self.style.notation, Some(digits.as_str())), (Notation::Plain, number_of())];
        let mut meant: Vec<Amount> = readings
            .into_iter()
            .filter_map(|(notation, digits)| NumberStyle { notation, ..self.style.clone() }.parse(digits?).ok())
            .collect();
        meant.dedup();
        let quoted = |amount: &Amount| format!("\"{}\"", self.style.notation.number(*amount, self.style.decimals));
        self.document.context.report(match meant.as_slice() {
            [] => problem,
            [only] => problem.arg("suggestion", quoted(only)).help("suggestion"),
            [first, second, ..] => problem.arg("first", quoted(first)).arg("second", quoted(second)).help("either"),
        });
        State::Wrong
    }
}

fn figure(amount: Amount, printed: String) -> State {
    State::Number(Written { figure: Figure { amount, printed }, marks: vec![] })
}

/// Shows how a figure is written: 231924, for no reason but that the first annex begins with it.
const EXAMPLE: Amount = Amount::whole(231_924);
