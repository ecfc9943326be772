//! One cell: its text, or its amount in the notation, currency and decimals of its column.

use crate::annex::{Amount, AmountError, ColumnKind, Content, Currency, Figure, Notation, Text};
use crate::plan;
use crate::source::{Code, Context, Diagnostic, Place, Spanned};

/// What a cell of that kind of column holds, or `None` where it was reported.
pub fn check(context: &Context, cell: &plan::Cell, kind: ColumnKind, notation: Notation) -> Option<Content> {
    match kind {
        ColumnKind::Text => check_text(context, cell),
        ColumnKind::Money { currency, decimals } => Money { context, notation, currency, decimals }.check(cell),
    }
}

fn check_text(context: &Context, cell: &plan::Cell) -> Option<Content> {
    match &cell.content {
        plan::Content::Text(text) => Some(Content::Text(Text::markdown(&text.value))),
        plan::Content::Integer(number) => Some(Content::Text(Text::plain(&number.value))),
        plan::Content::Float(number) => {
            let place = context.place(number.span.clone());
            context.report(Diagnostic::new(Code::NumberNeedsQuotes, place).arg("number", number.value.as_str()));
            None
        }
        plan::Content::Above | plan::Content::Left | plan::Content::Unreadable => None,
    }
}

/// How the amounts of a column are written.
pub struct Money<'a> {
    pub context: &'a Context,
    pub notation: Notation,
    pub currency: &'static Currency,
    pub decimals: u32,
}

impl Money<'_> {
    pub fn figure(&self, amount: Amount) -> Figure {
        Figure { amount, printed: self.print(amount) }
    }

    pub fn print(&self, amount: Amount) -> String {
        self.notation.money(amount, self.currency, self.decimals)
    }

    fn check(&self, cell: &plan::Cell) -> Option<Content> {
        match &cell.content {
            plan::Content::Text(text) => match text.value.trim() {
                absent @ ("" | "-" | "–" | "—") => Some(Content::Absent(absent.to_owned())),
                written => match self.notation.parse(written, self.currency, self.decimals) {
                    Ok(amount) => Some(Content::Amount(self.figure(amount))),
                    Err(error) => self.refuse(error, written, self.context.place(text.span.clone())),
                },
            },
            plan::Content::Integer(number) => {
                let place = self.context.place(number.span.clone());
                match number.value.strip_prefix('+').unwrap_or(&number.value) {
                    plain if !plain.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') => {
                        self.refuse(AmountError::Malformed, plain, place)
                    }
                    plain => match Amount::from_plain(plain) {
                        Some(amount) => Some(Content::Amount(self.figure(amount))),
                        None => self.refuse(AmountError::TooLarge, plain, place),
                    },
                }
            }
            plan::Content::Float(number) => self.refuse_float(number),
            plan::Content::Above | plan::Content::Left | plan::Content::Unreadable => None,
        }
    }

    fn refuse(&self, error: AmountError, written: &str, place: Place) -> Option<Content> {
        let problem = |code| Diagnostic::new(code, place.clone()).arg("written", written);
        let example = self.notation.money(EXAMPLE, self.currency, self.decimals);
        self.context.report(match error {
            AmountError::Malformed => problem(Code::AmountMalformed).arg("example", example).help("help"),
            AmountError::OtherNotation(amount) => {
                let problem = problem(Code::AmountOtherNotation).arg("example", example);
                if amount.decimals() <= self.decimals {
                    problem.arg("suggestion", self.print(amount)).help("suggestion")
                } else {
                    problem.help("help")
                }
            }
            AmountError::OtherCurrency(code) => {
                problem(Code::AmountOtherCurrency).arg("found", code).arg("expected", self.currency.code)
            }
            AmountError::TooManyDecimals => {
                problem(Code::AmountTooManyDecimals).arg("decimals", self.decimals as usize)
            }
            AmountError::TooLarge => problem(Code::AmountTooLarge),
        });
        None
    }

    /// A float has already lost its cents where it was read by others; the digits in the file show what was meant,
    /// by the plan's own notation or as a plain decimal number.
    fn refuse_float(&self, number: &Spanned<String>) -> Option<Content> {
        let place = self.context.place(number.span.clone());
        let problem = Diagnostic::new(Code::AmountIsFloat, place).arg("written", number.value.as_str());
        let digits = number.value.replace('_', "");
        // As a number, 250.500 is 250.5: zeros at its end are no decimals too many.
        let number_of = || Some(digits.trim_end_matches('0').trim_end_matches('.')).filter(|_| digits.contains('.'));
        let readings = [(self.notation, Some(digits.as_str())), (Notation::Plain, number_of())];
        let mut meant: Vec<Amount> = readings
            .into_iter()
            .filter_map(|(notation, digits)| notation.parse(digits?, self.currency, self.decimals).ok())
            .collect();
        meant.dedup();
        let quoted = |amount: &Amount| format!("\"{}\"", self.notation.number(*amount, self.decimals));
        self.context.report(match meant.as_slice() {
            [] => problem,
            [only] => problem.arg("suggestion", quoted(only)).help("suggestion"),
            [first, second, ..] => problem.arg("first", quoted(first)).arg("second", quoted(second)).help("either"),
        });
        None
    }
}

/// Shows how an amount is written: 231924, for no reason but that the first annex begins with it.
const EXAMPLE: Amount = Amount::whole(231_924);
