//! How amounts are written and read: separators by language, sign and currency on either side.

use super::amount::Amount;
use super::currency::Currency;
use crate::catalogue::Language;

/// No-break space (U+00A0), between an amount and its currency.
pub const NBSP: char = '\u{A0}';
/// Narrow no-break space (U+202F), between the groups of French figures.
const NNBSP: char = '\u{202F}';
/// The minus sign proper (U+2212), which screen readers speak and lines don't break after.
const MINUS: char = '\u{2212}';

/// A way to write decimal numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notation {
    /// `231.924,00`
    Italian,
    /// `231.924,00`
    German,
    /// `231.924,00`; read also with blanks between the groups
    Spanish,
    /// `231 924,00` with narrow no-break spaces; read with any blank
    French,
    /// `231,924.00`
    English,
    /// `231924.00`
    Plain,
}

/// Why a text is no amount of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AmountError {
    Malformed,
    /// Not this notation, though another one reads it as the given amount.
    OtherNotation(Amount),
    OtherCurrency(&'static str),
    TooManyDecimals,
    TooLarge,
}

impl Notation {
    pub const ALL: &[Notation] =
        &[Notation::Italian, Notation::German, Notation::Spanish, Notation::French, Notation::English, Notation::Plain];

    pub fn of(language: Language) -> Self {
        match language {
            Language::Italian => Notation::Italian,
            Language::German => Notation::German,
            Language::Spanish => Notation::Spanish,
            Language::French => Notation::French,
            Language::English => Notation::English,
        }
    }

    fn decimal_mark(self) -> char {
        match self {
            Notation::English | Notation::Plain => '.',
            _ => ',',
        }
    }

    /// What stands between groups of three when writing.
    fn group_mark(self) -> Option<char> {
        match self {
            Notation::Italian | Notation::German | Notation::Spanish => Some('.'),
            Notation::French => Some(NNBSP),
            Notation::English => Some(','),
            Notation::Plain => None,
        }
    }

    /// The marks that may stand between groups when reading; in one number, always the same.
    fn is_group_mark(self, mark: char) -> bool {
        match self {
            Notation::Italian | Notation::German => mark == '.',
            Notation::Spanish => mark == '.' || is_blank(mark),
            Notation::French => is_blank(mark),
            Notation::English => mark == ',',
            Notation::Plain => false,
        }
    }

    /// Whether the currency stands before the number, and whether a space parts them.
    fn currency_before(self) -> (bool, bool) {
        match self {
            Notation::Italian | Notation::Plain => (true, true),
            Notation::English => (true, false),
            Notation::German | Notation::Spanish | Notation::French => (false, true),
        }
    }

    /// Reads an amount as a document writes it: an optional sign and an optional currency, in either order before the
    /// number, or the currency after it.
    ///
    /// # Errors
    /// Where the text is no amount in this notation and currency, or has more than `decimals` decimals.
    pub fn parse(self, text: &str, currency: &Currency, decimals: u32) -> Result<Amount, AmountError> {
        let (negative, word, number) = split(text).ok_or(AmountError::Malformed)?;
        let sign = if negative { "-" } else { "" };
        let amount = |plain: &str| Amount::from_plain(&format!("{sign}{plain}"));
        let Some(plain) = self.to_plain(number) else {
            let other = Self::ALL.iter().filter_map(|other| other.to_plain(number)).find_map(|plain| amount(&plain));
            return Err(other.map_or(AmountError::Malformed, AmountError::OtherNotation));
        };
        if !word.is_empty() && !currency.is_called(word) {
            let other = Currency::called(word).ok_or(AmountError::Malformed)?;
            return Err(AmountError::OtherCurrency(other.code));
        }
        let fraction = plain.split_once('.').map_or(0, |(_, fraction)| fraction.len());
        if fraction > decimals as usize {
            return Err(AmountError::TooManyDecimals);
        }
        amount(&plain).ok_or(AmountError::TooLarge)
    }

    /// Digits in groups of this notation to plain digits with a point, or `None` where they are not in order.
    fn to_plain(self, number: &str) -> Option<String> {
        let (whole, fraction) = match number.split_once(self.decimal_mark()) {
            Some((whole, fraction)) => (whole, Some(fraction)),
            None => (number, None),
        };
        if fraction.is_some_and(|fraction| !is_digits(fraction)) {
            return None;
        }
        let whole = match whole.chars().find(|&c| self.is_group_mark(c)) {
            None => whole.to_owned(),
            Some(mark) => {
                let mut groups = whole.split(mark);
                let first = groups.next().filter(|first| (1..=3).contains(&first.len()) && is_digits(first))?;
                let mut digits = first.to_owned();
                for group in groups {
                    digits.push_str(Some(group).filter(|group| group.len() == 3 && is_digits(group))?);
                }
                digits
            }
        };
        if !is_digits(&whole) || (whole.len() > 1 && whole.starts_with('0')) {
            return None;
        }
        Some(match fraction {
            Some(fraction) => format!("{whole}.{fraction}"),
            None => whole,
        })
    }

    /// The number alone: `231.924,00`, `−27.704.918`.
    pub fn number(self, amount: Amount, decimals: u32) -> String {
        let (whole, fraction) = amount.digits(decimals.max(amount.decimals()));
        let mut text = String::with_capacity(whole.len() * 2 + fraction.len() + 2);
        if amount.is_negative() {
            text.push(MINUS);
        }
        for (index, digit) in whole.chars().enumerate() {
            if let Some(mark) = self.group_mark()
                && index > 0
                && (whole.len() - index) % 3 == 0
            {
                text.push(mark);
            }
            text.push(digit);
        }
        if !fraction.is_empty() {
            text.push(self.decimal_mark());
            text.push_str(&fraction);
        }
        text
    }

    /// The number with its currency, held together by no-break spaces: `€ 231.924,00`, `−€ 5,00`, `5,00 €`.
    pub fn money(self, amount: Amount, currency: &Currency, decimals: u32) -> String {
        let number = self.number(amount.abs(), decimals);
        let minus = if amount.is_negative() { MINUS.to_string() } else { String::new() };
        let (before, spaced) = self.currency_before();
        // A word needs its space in any language: "CHF 5", not "CHF5".
        let spaced = spaced || currency.sign.chars().next_back().is_some_and(char::is_alphanumeric);
        let space = if spaced { NBSP.to_string() } else { String::new() };
        match before {
            true => format!("{minus}{}{space}{number}", currency.sign),
            false => format!("{minus}{number}{space}{}", currency.sign),
        }
    }
}

/// Parts of an amount: whether it is negative, the currency's word (or nothing), the number. `None` where there are
/// two signs, two currencies or no number.
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

/// What stands before the digits, parted into the currency's word and a sign right before the number.
fn take_end_sign(before: &str) -> (&str, Option<char>) {
    let before = trim(before);
    match before.chars().next_back() {
        Some(sign @ ('+' | '-')) => (trim(&before[..before.len() - 1]), Some(sign)),
        Some(MINUS) => (trim(&before[..before.len() - MINUS.len_utf8()]), Some('-')),
        _ => (before, None),
    }
}

fn trim(text: &str) -> &str {
    text.trim_matches(is_blank)
}

/// The blanks that typesetters put into figures.
fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}')
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
