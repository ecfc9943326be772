//! How the figures of a column are written and read: notation, decimals, and what stands beside the number.

use serde::Serialize;

use super::amount::Amount;
use super::currency::Currency;
use super::exact::Exact;
use super::notation::{AmountError, MINUS, NBSP, Notation, is_blank, trim};

/// Bytes of a number with its sign: `−231.924.000,00`.
const USUAL_NUMBER: usize = 24;

/// How a column writes its figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NumberStyle {
    pub notation: Notation,
    pub quantity: Quantity,
    pub decimals: u32,
    pub display: Display,
    /// Whether what is above zero has a plus sign, as variations have.
    pub plus: bool,
}

/// What a column's figures count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Quantity {
    Money { currency: &'static Currency, unit: Unit },
    Percent,
    Count,
}

/// How much one of a column's figures is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub enum Unit {
    #[default]
    One,
    Thousand,
    Million,
}

impl Unit {
    /// The name by which plans and catalogues know it.
    pub fn name(self) -> &'static str {
        match self {
            Unit::One => "one",
            Unit::Thousand => "thousand",
            Unit::Million => "million",
        }
    }
}

/// What stands before or after a number, with the blank between: `€ `, ` %`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Display {
    before: String,
    after: String,
}

impl Display {
    /// From a pattern in which `#` stands for the number: `€ #`, `#%`, `#`. `None` where it has not exactly one, or words
    /// on both sides, or a digit or sign, with which a number would not read back.
    pub fn from_pattern(pattern: &str) -> Option<Self> {
        let (before, after) = pattern.split_once('#')?;
        let (before, after) = (before.trim_start(), after.trim_end());
        let one_sided = before.is_empty() || after.is_empty();
        let clear = |c: char| !c.is_numeric() && !matches!(c, '#' | '+' | '-' | '–' | '—' | MINUS);
        let readable = before.chars().chain(after.chars()).all(clear);
        let held = |text: &str| text.chars().map(|c| if is_blank(c) { NBSP } else { c }).collect();
        (one_sided && readable).then(|| Self { before: held(before), after: held(after) })
    }

    /// What stands before the number and after it, blanks included; one of them is empty.
    pub fn sides(&self) -> (&str, &str) {
        (&self.before, &self.after)
    }

    /// The word or sign beside the number, where there is one.
    pub fn word(&self) -> &str {
        trim(if self.before.is_empty() { &self.after } else { &self.before })
    }
}

impl Quantity {
    /// The display of a quantity where a plan says nothing: `€ #`, `# €`, `#%`, as the notation's language has it.
    pub fn usual_display(self, notation: Notation) -> Display {
        let (sign, before, spaced) = match self {
            Quantity::Money { currency, .. } => {
                let (before, spaced) = notation.currency_before();
                // A word needs its space in any language: "CHF 5", not "CHF5".
                (currency.sign, before, spaced || currency.sign.ends_with(char::is_alphanumeric))
            }
            Quantity::Percent => ("%", false, notation.percent_is_spaced()),
            Quantity::Count => return Display::default(),
        };
        let space = if spaced { NBSP.to_string() } else { String::new() };
        match before {
            true => Display { before: format!("{sign}{space}"), after: String::new() },
            false => Display { before: String::new(), after: format!("{space}{sign}") },
        }
    }

    /// The currency of amounts.
    pub fn currency(self) -> Option<&'static Currency> {
        match self {
            Quantity::Money { currency, .. } => Some(currency),
            Quantity::Percent | Quantity::Count => None,
        }
    }

    /// Decimals where a plan says nothing.
    pub fn usual_decimals(self) -> u32 {
        match self {
            Quantity::Money { currency, unit: Unit::One } => currency.decimals,
            Quantity::Money { .. } | Quantity::Count => 0,
            Quantity::Percent => 2,
        }
    }

    /// Whether a word beside a number may stand there.
    pub fn is_called(self, word: &str) -> bool {
        match self {
            Quantity::Money { currency, .. } => currency.is_called(word),
            Quantity::Percent => word == "%",
            Quantity::Count => false,
        }
    }

    /// What one of the figures is worth: 1,000 in a column of thousands, a hundredth in one of percents.
    pub fn worth(self) -> Exact {
        match self {
            Quantity::Money { unit: Unit::Thousand, .. } => Exact::ratio(1_000, 1),
            Quantity::Money { unit: Unit::Million, .. } => Exact::ratio(1_000_000, 1),
            Quantity::Money { unit: Unit::One, .. } | Quantity::Count => Exact::ratio(1, 1),
            Quantity::Percent => Exact::ratio(1, 100),
        }
    }
}

impl NumberStyle {
    /// A figure with what stands beside it, held together by no-break spaces: `€ 231.924,00`, `−€ 5,00`, `4,69 %`.
    pub fn print(&self, amount: Amount) -> String {
        self.print_with(amount, self.decimals)
    }

    /// The style as a document of another notation would have it.
    pub fn written_in(&self, notation: Notation) -> Self {
        match notation == self.notation {
            true => self.clone(),
            false => Self { notation, display: self.quantity.usual_display(notation), ..self.clone() },
        }
    }

    /// The style of the same quantity in units of its currency, with all its decimals.
    pub fn in_units(&self) -> Self {
        let quantity = match self.quantity {
            Quantity::Money { currency, .. } => Quantity::Money { currency, unit: Unit::One },
            quantity => quantity,
        };
        Self { quantity, decimals: quantity.usual_decimals().max(self.decimals), ..self.clone() }
    }

    /// The same style without what stands beside the number.
    pub fn bare(&self) -> Self {
        Self { display: Display::default(), plus: false, ..self.clone() }
    }

    /// The same with other decimals than the column's.
    pub fn print_with(&self, amount: Amount, decimals: u32) -> String {
        let Display { before, after } = &self.display;
        // Room for a number of any usual size, so that there is one allocation for it all.
        let mut text = String::with_capacity(before.len() + after.len() + USUAL_NUMBER);
        match amount {
            amount if amount.is_negative() => text.push(MINUS),
            amount if self.plus && !amount.is_zero() => text.push('+'),
            _ => {}
        }
        text.push_str(before);
        self.notation.push_size(&mut text, amount, decimals);
        text.push_str(after);
        text
    }

    /// Reads a figure as a document writes it: an optional sign and an optional word, in either order before the number,
    /// or the word after it.
    ///
    /// # Errors
    /// Where the text is no figure of this style, or has too many decimals.
    pub fn parse(&self, text: &str) -> Result<Amount, AmountError> {
        let (negative, word, number) = split(text).ok_or(AmountError::Malformed)?;
        let amount = self.notation.read(number, negative)?;
        if !self.knows(word) {
            let other = Currency::called(word).ok_or(AmountError::Malformed)?;
            return Err(AmountError::OtherCurrency(other.code));
        }
        if amount.decimals() > self.decimals {
            return Err(AmountError::TooManyDecimals);
        }
        Ok(amount)
    }

    /// Whether a text says that there is no figure: nothing at all, or a dash, which may have the column's word beside it.
    pub fn is_absence(&self, text: &str) -> bool {
        let is_dash = |text: &str| matches!(trim(text), "-" | "–" | "—");
        let text = trim(text);
        let beside =
            text.char_indices().filter(|(_, c)| matches!(c, '-' | '–' | '—')).map(|(at, c)| (at, c.len_utf8()));
        text.is_empty()
            || is_dash(text)
            || beside.into_iter().any(|(at, length)| {
                let (before, after) = (trim(&text[..at]), trim(&text[at + length..]));
                before.is_empty() && self.knows(after) || after.is_empty() && self.knows(before)
            })
    }

    fn knows(&self, word: &str) -> bool {
        let shown = self.display.word();
        word.is_empty()
            || self.quantity.is_called(word)
            || !shown.is_empty() && shown.to_lowercase() == word.to_lowercase()
    }
}

/// Parts of a figure: whether it is negative, the word beside it (or nothing), the number. `None` where there are two
/// signs, two words or no number.
fn split(text: &str) -> Option<(bool, &str, &str)> {
    let (sign, rest) = take_sign(trim(text));
    let first_digit = rest.find(|c: char| c.is_ascii_digit())?;
    let after_digits = rest.rfind(|c: char| c.is_ascii_digit())? + 1;
    let (before, number, after) = (&rest[..first_digit], &rest[first_digit..after_digits], trim(&rest[after_digits..]));
    let (word, inner_sign) = take_end_sign(before);
    if sign.is_some() && inner_sign.is_some() || !word.is_empty() && !after.is_empty() {
        return None;
    }
    Some((sign.or(inner_sign) == Some('-'), if word.is_empty() { after } else { word }, number))
}

/// A sign at the start and what follows it.
fn take_sign(text: &str) -> (Option<char>, &str) {
    match text.chars().next() {
        Some(sign @ ('+' | '-')) => (Some(sign), trim(&text[1..])),
        Some(MINUS) => (Some('-'), trim(&text[MINUS.len_utf8()..])),
        _ => (None, text),
    }
}

/// What stands before the digits, parted into the word and a sign right before the number.
fn take_end_sign(before: &str) -> (&str, Option<char>) {
    let before = trim(before);
    match before.chars().next_back() {
        Some(sign @ ('+' | '-')) => (trim(&before[..before.len() - 1]), Some(sign)),
        Some(MINUS) => (trim(&before[..before.len() - MINUS.len_utf8()]), Some('-')),
        _ => (before, None),
    }
}
