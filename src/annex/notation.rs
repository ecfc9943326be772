//! How numbers are written and read: digits, groups and decimals, by language.

use serde::Serialize;

use super::amount::Amount;
use crate::catalogue::Language;

/// No-break space (U+00A0), between an amount and its currency.
pub const NBSP: char = '\u{A0}';
/// Narrow no-break space (U+202F), between the groups of French figures.
const NNBSP: char = '\u{202F}';
/// The minus sign proper (U+2212), which screen readers speak and lines don't break after.
pub const MINUS: char = '\u{2212}';

/// A way to write decimal numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
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

    /// What parts the whole part from the decimals.
    pub fn decimal_mark(self) -> char {
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
    pub fn currency_before(self) -> (bool, bool) {
        match self {
            Notation::Italian | Notation::Plain => (true, true),
            Notation::English => (true, false),
            Notation::German | Notation::Spanish | Notation::French => (false, true),
        }
    }

    /// Whether a space parts a number from its percent sign.
    pub fn percent_is_spaced(self) -> bool {
        matches!(self, Notation::German | Notation::Spanish | Notation::French)
    }

    /// Reads a number without anything beside it.
    ///
    /// # Errors
    /// Where it is none in this notation, or past the bounds.
    pub fn read(self, number: &str, negative: bool) -> Result<Amount, AmountError> {
        let Some(plain) = self.to_plain(number, negative) else {
            let mut others = Self::ALL.iter().filter_map(|other| other.to_plain(number, negative));
            let other = others.find_map(|plain| Amount::from_plain(&plain));
            return Err(other.map_or(AmountError::Malformed, AmountError::OtherNotation));
        };
        Amount::from_plain(&plain).ok_or_else(|| {
            let decimals = plain.split_once('.').map_or(0, |(_, fraction)| fraction.len());
            let too_many = decimals > Amount::MAX_DECIMALS as usize;
            if too_many { AmountError::TooManyDecimals } else { AmountError::TooLarge }
        })
    }

    /// Digits in groups of this notation to plain digits with a sign and a point, or `None` where they are not in order.
    fn to_plain(self, number: &str, negative: bool) -> Option<String> {
        let (whole, fraction) = match number.split_once(self.decimal_mark()) {
            Some((whole, fraction)) => (whole, Some(fraction)),
            None => (number, None),
        };
        if fraction.is_some_and(|fraction| !is_digits(fraction)) {
            return None;
        }
        let mut plain = String::with_capacity(number.len() + 1);
        if negative {
            plain.push('-');
        }
        let start = plain.len();
        match whole.chars().find(|&c| self.is_group_mark(c)) {
            None => plain.push_str(Some(whole).filter(|whole| is_digits(whole))?),
            Some(mark) => {
                let mut groups = whole.split(mark);
                plain.push_str(groups.next().filter(|first| (1..=3).contains(&first.len()) && is_digits(first))?);
                for group in groups {
                    plain.push_str(Some(group).filter(|group| group.len() == 3 && is_digits(group))?);
                }
            }
        }
        if plain.len() > start + 1 && plain[start..].starts_with('0') {
            return None;
        }
        if let Some(fraction) = fraction {
            plain.push('.');
            plain.push_str(fraction);
        }
        Some(plain)
    }

    /// The number alone: `231.924,00`, `−27.704.918`.
    pub fn number(self, amount: Amount, decimals: u32) -> String {
        let mut text = String::new();
        if amount.is_negative() {
            text.push(MINUS);
        }
        self.push_size(&mut text, amount, decimals);
        text
    }

    /// Adds the number without its sign.
    pub fn push_size(self, text: &mut String, amount: Amount, decimals: u32) {
        let decimals = decimals.max(amount.decimals());
        let digits = amount.all_digits(decimals);
        let (whole, fraction) = digits.split_at(digits.len() - decimals as usize);
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
            text.push_str(fraction);
        }
    }
}

pub fn trim(text: &str) -> &str {
    text.trim_matches(is_blank)
}

/// The blanks that typesetters put into figures.
pub fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}')
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
