//! Exact fractions: what a formula or a share is before it is rounded, once. The room of num-rational.

use std::cmp::Ordering;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};
use serde::{Serialize, Serializer};

use super::amount::Amount;

/// An exact fraction of any size.
#[derive(Debug, Clone, Serialize)]
pub struct Exact(Form);

/// Whoever checks a plan reckons with thousands of fractions, nearly all of them small. Which form a fraction has says
/// nothing of its value.
#[derive(Debug, Clone, Serialize)]
enum Form {
    /// Not in lowest terms: to find them takes longer than all else that is done with a fraction.
    Short(Short),
    /// What machine numbers have no room for.
    #[serde(serialize_with = "as_text")]
    Long(Box<BigRational>),
}

fn as_text<S: Serializer>(fraction: &BigRational, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(fraction)
}

/// A numerator over a denominator above zero. Every step is refused where it does not fit.
#[derive(Debug, Clone, Copy, Serialize)]
struct Short {
    numerator: i128,
    denominator: i128,
}

/// How a fraction becomes a decimal number where it lies between two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub enum Rounding {
    /// To the nearest; from the middle away from zero, as in commerce.
    #[default]
    HalfUp,
    /// To the nearest; from the middle to the even digit (IEEE 754, `roundTiesToEven`).
    HalfEven,
    /// To the nearest; from the middle towards zero.
    HalfDown,
    /// Away from zero.
    Up,
    /// Towards zero: what is beyond is cut off.
    Down,
}

impl Rounding {
    /// Whether a number is rounded away from zero: by how what would be cut off compares to one half, whether there is
    /// nothing to cut off, and whether what would be left is odd.
    fn is_away(self, to_half: Ordering, is_whole: bool, odd: bool) -> bool {
        match self {
            Rounding::HalfUp => to_half.is_ge(),
            Rounding::HalfDown => to_half.is_gt(),
            Rounding::HalfEven => to_half.is_gt() || to_half.is_eq() && odd,
            Rounding::Up => !is_whole,
            Rounding::Down => false,
        }
    }
}

impl Short {
    fn new(numerator: i128, denominator: i128) -> Option<Self> {
        match denominator.signum() {
            1 => Some(Self { numerator, denominator }),
            -1 => Some(Self { numerator: numerator.checked_neg()?, denominator: denominator.checked_neg()? }),
            _ => None,
        }
    }

    fn plus(self, other: Self) -> Option<Self> {
        if self.denominator == other.denominator {
            return Self::new(self.numerator.checked_add(other.numerator)?, self.denominator);
        }
        let (left, right) = self.side_by_side(other)?;
        Self::new(left.checked_add(right)?, self.denominator.checked_mul(other.denominator)?)
    }

    fn times(self, other: Self) -> Option<Self> {
        Self::new(self.numerator.checked_mul(other.numerator)?, self.denominator.checked_mul(other.denominator)?)
    }

    /// `None` also where the divisor is zero.
    fn over(self, other: Self) -> Option<Self> {
        Self::new(self.numerator.checked_mul(other.denominator)?, self.denominator.checked_mul(other.numerator)?)
    }

    fn negated(self) -> Option<Self> {
        Self::new(self.numerator.checked_neg()?, self.denominator)
    }

    fn cmp(self, other: Self) -> Option<Ordering> {
        if self.denominator == other.denominator {
            return Some(self.numerator.cmp(&other.numerator));
        }
        let (left, right) = self.side_by_side(other)?;
        Some(left.cmp(&right))
    }

    /// The numerators that both have over their common denominator.
    fn side_by_side(self, other: Self) -> Option<(i128, i128)> {
        Some((self.numerator.checked_mul(other.denominator)?, other.numerator.checked_mul(self.denominator)?))
    }

    fn is_whole(self) -> bool {
        self.denominator == 1 || self.numerator % self.denominator == 0
    }

    fn to_whole(self, rounding: Rounding) -> Option<i128> {
        let (cut, rest) = (self.numerator / self.denominator, (self.numerator % self.denominator).checked_abs()?);
        let to_half = rest.checked_mul(2)?.cmp(&self.denominator);
        let away = rounding.is_away(to_half, rest == 0, cut % 2 != 0);
        if away { cut.checked_add(self.numerator.signum()) } else { Some(cut) }
    }
}

impl Exact {
    pub fn ratio(numerator: i64, denominator: i64) -> Self {
        let short = Short::new(numerator.into(), denominator.into());
        Self(Form::Short(short.expect("a denominator that is not zero")))
    }

    pub fn zero() -> Self {
        Self::ratio(0, 1)
    }

    pub fn is_zero(&self) -> bool {
        match &self.0 {
            Form::Short(short) => short.numerator == 0,
            Form::Long(long) => long.is_zero(),
        }
    }

    pub fn plus(self, other: &Self) -> Self {
        self.combined(other, Short::plus, |long, other| long + other)
    }

    pub fn minus(self, other: &Self) -> Self {
        self.plus(&other.clone().negated())
    }

    pub fn times(self, other: &Self) -> Self {
        self.combined(other, Short::times, |long, other| long * other)
    }

    /// `None` where the divisor is zero.
    pub fn over(self, other: &Self) -> Option<Self> {
        (!other.is_zero()).then(|| self.combined(other, Short::over, |long, other| long / other))
    }

    pub fn negated(self) -> Self {
        match self.short().and_then(Short::negated) {
            Some(short) => Self(Form::Short(short)),
            None => Self::long(-self.to_long()),
        }
    }

    /// The decimal number that it is, if it is one of at most so many decimals within the bounds of an amount.
    pub fn exactly(&self, decimals: u32) -> Option<Amount> {
        let units = self.clone().times(&power_of_ten(decimals));
        let is_whole = match &units.0 {
            Form::Short(short) => short.is_whole(),
            Form::Long(long) => long.is_integer(),
        };
        is_whole.then(|| units.as_units(decimals, Rounding::Down))?
    }

    pub fn abs(self) -> Self {
        if self < Self::zero() { self.negated() } else { self }
    }

    /// Rounded, once, to a multiple of a step above zero.
    pub fn to_step(self, step: &Self, rounding: Rounding) -> Self {
        let steps = self.combined(step, Short::over, |long, step| long / step).to_whole(rounding);
        Self::long(BigRational::from_integer(steps)).times(step)
    }

    /// Rounded, once, to so many decimals; `None` past the bounds of an amount.
    pub fn round(&self, decimals: u32, rounding: Rounding) -> Option<Amount> {
        self.clone().times(&power_of_ten(decimals)).as_units(decimals, rounding)
    }

    /// The amount of so many units of the last of some decimals.
    fn as_units(&self, decimals: u32, rounding: Rounding) -> Option<Amount> {
        let short = self.short().and_then(|short| short.to_whole(rounding));
        let units = short.or_else(|| i128::try_from(self.to_whole(rounding)).ok())?;
        Amount::from_units(units, decimals)
    }

    fn to_whole(&self, rounding: Rounding) -> BigInt {
        if let Some(whole) = self.short().and_then(|short| short.to_whole(rounding)) {
            return whole.into();
        }
        let long = self.to_long();
        let (cut, rest) = (long.trunc().to_integer(), long.fract().abs());
        let half = BigRational::new(BigInt::one(), BigInt::from(2));
        let step = if long.is_negative() { -BigInt::one() } else { BigInt::one() };
        let away = rounding.is_away(rest.cmp(&half), rest.is_zero(), (&cut % 2) != BigInt::zero());
        if away { cut + step } else { cut }
    }

    /// Two fractions made one: in machine numbers, or where these have no room, without them.
    fn combined(
        self,
        other: &Self,
        short: impl FnOnce(Short, Short) -> Option<Short>,
        long: impl FnOnce(BigRational, BigRational) -> BigRational,
    ) -> Self {
        match self.short().zip(other.short()).and_then(|(left, right)| short(left, right)) {
            Some(short) => Self(Form::Short(short)),
            None => Self::long(long(self.to_long(), other.to_long())),
        }
    }

    /// In lowest terms it may well fit into machine numbers again.
    fn long(fraction: BigRational) -> Self {
        let part = |part: &BigInt| i128::try_from(part).ok();
        let short = part(fraction.numer()).zip(part(fraction.denom()));
        match short.and_then(|(numerator, denominator)| Short::new(numerator, denominator)) {
            Some(short) => Self(Form::Short(short)),
            None => Self(Form::Long(Box::new(fraction))),
        }
    }

    fn short(&self) -> Option<Short> {
        match &self.0 {
            Form::Short(short) => Some(*short),
            Form::Long(_) => None,
        }
    }

    fn to_long(&self) -> BigRational {
        match &self.0 {
            Form::Short(Short { numerator, denominator }) => {
                BigRational::new((*numerator).into(), (*denominator).into())
            }
            Form::Long(long) => (**long).clone(),
        }
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        let short = self.short().zip(other.short()).and_then(|(left, right)| left.cmp(right));
        short.unwrap_or_else(|| self.to_long().cmp(&other.to_long()))
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Exact {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Exact {}

impl From<Amount> for Exact {
    fn from(amount: Amount) -> Self {
        let (units, decimals) = amount.units();
        Self(Form::Short(Short { numerator: units, denominator: 10_i64.pow(decimals).into() }))
    }
}

fn power_of_ten(exponent: u32) -> Exact {
    match 10_i64.checked_pow(exponent) {
        Some(power) => Exact::ratio(power, 1),
        None => Exact::long(BigRational::from_integer(BigInt::from(10).pow(exponent))),
    }
}
