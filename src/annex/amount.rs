//! Exact amounts. The room of rust_decimal.

use std::fmt;

use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

/// An exact decimal number below 10^20 in size with at most [`Amount::MAX_DECIMALS`] decimals.
///
/// The bound is what makes sums exact: two such numbers add up to fewer than 29 digits, so that the 96 bits of
/// `Decimal` never have to round, which they would do without a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Amount(Decimal);

impl Amount {
    pub const ZERO: Amount = Amount(Decimal::ZERO);
    pub const MAX_DECIMALS: u32 = 8;

    /// A whole number, for constants.
    pub const fn whole(value: u32) -> Self {
        Self(Decimal::from_parts(value, 0, 0, false, 0))
    }

    /// One unit of the last of so many decimals, at most [`Amount::MAX_DECIMALS`]: 0.01.
    pub const fn least(decimals: u32) -> Self {
        Self(Decimal::from_parts(1, 0, 0, false, decimals))
    }

    fn bounded(value: Decimal) -> Option<Self> {
        let limit = Decimal::from_i128_with_scale(10_i128.pow(20), 0);
        (value.abs() < limit && value.scale() <= Self::MAX_DECIMALS).then_some(Self(value))
    }

    /// From digits with at most one point, as in `231924.00`; `None` past the bounds.
    pub fn from_plain(text: &str) -> Option<Self> {
        // An explicit plus, underscores and exponents are not plain digits.
        let digits = text.strip_prefix('-').unwrap_or(text);
        let plain = digits.starts_with(|c: char| c.is_ascii_digit())
            && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
            && digits.matches('.').count() <= 1;
        Self::bounded(if plain { Decimal::from_str_exact(text).ok()? } else { return None })
    }

    /// So many units of the last of `decimals` decimals; `None` past the bounds.
    pub fn from_units(units: i128, decimals: u32) -> Option<Self> {
        Self::bounded(Decimal::try_from_i128_with_scale(units, decimals).ok()?)
    }

    /// Its size in units of its last decimal, and how many decimals it has.
    pub fn units(self) -> (i128, u32) {
        (self.0.mantissa(), self.0.scale())
    }

    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// The exact sum; `None` where it leaves the bounds.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        Self::bounded(self.0.checked_add(other.0)?)
    }

    /// The exact difference; `None` where it leaves the bounds.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        Self::bounded(self.0.checked_sub(other.0)?)
    }

    pub fn is_negative(self) -> bool {
        self.0.is_sign_negative() && !self.0.is_zero()
    }

    pub fn abs(self) -> Self {
        Self(self.0.abs())
    }

    /// How many decimals it needs: 2 for 0.50 as it was written, trailing zeros counted.
    pub fn decimals(self) -> u32 {
        self.0.scale()
    }

    /// Whether so many decimals say it in full.
    pub fn is_decimal_of(self, decimals: u32) -> bool {
        self.0.normalize().scale() <= decimals
    }

    /// Digits of the whole part and exactly `decimals` digits of the fraction, without sign. `decimals` is never less
    /// than what the amount needs: a column refuses an amount with more.
    pub fn digits(self, decimals: u32) -> (String, String) {
        let mut whole = self.all_digits(decimals);
        let fraction = whole.split_off(whole.len() - decimals as usize);
        (whole, fraction)
    }

    /// Sign, digits and a decimal point, with as many decimals as are asked for, or as it needs: `-231924.00`.
    pub fn plain(self, decimals: u32) -> String {
        let (whole, fraction) = self.digits(decimals.max(self.0.normalize().scale()));
        let (sign, point) = (if self.is_negative() { "-" } else { "" }, if fraction.is_empty() { "" } else { "." });
        format!("{sign}{whole}{point}{fraction}")
    }

    /// The same in one, the digits of the whole part first.
    pub fn all_digits(self, decimals: u32) -> String {
        let (units, own) = self.units();
        let units = units.unsigned_abs();
        let units = match decimals.checked_sub(own) {
            Some(more) => units * 10_u128.pow(more),
            None => units / 10_u128.pow(own - decimals),
        };
        format!("{units:0width$}", width = decimals as usize + 1)
    }
}

/// By [`Amount::units`].
impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.units().serialize(serializer)
    }
}

/// The plain form with a decimal point: `-27704918`, `0.50`.
impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
