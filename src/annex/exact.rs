//! Exact fractions: what a formula or a share is before it is rounded, once. The room of num-rational.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};

use super::amount::Amount;

/// An exact fraction of any size.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Exact(BigRational);

/// How a fraction becomes a decimal number where it lies between two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
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

impl Exact {
    pub fn ratio(numerator: i64, denominator: i64) -> Self {
        Self(BigRational::new(numerator.into(), denominator.into()))
    }

    pub fn zero() -> Self {
        Self(BigRational::zero())
    }

    pub fn is_zero(&self) -> bool {
        self.0.is_zero()
    }

    pub fn plus(self, other: &Self) -> Self {
        Self(self.0 + &other.0)
    }

    pub fn minus(self, other: &Self) -> Self {
        Self(self.0 - &other.0)
    }

    pub fn times(self, other: &Self) -> Self {
        Self(self.0 * &other.0)
    }

    /// `None` where the divisor is zero.
    pub fn over(self, other: &Self) -> Option<Self> {
        (!other.is_zero()).then(|| Self(self.0 / &other.0))
    }

    pub fn negated(self) -> Self {
        Self(-self.0)
    }

    /// The decimal number that it is, if it is one of at most so many decimals within the bounds of an amount.
    pub fn exactly(&self, decimals: u32) -> Option<Amount> {
        (&self.0 * BigInt::from(10).pow(decimals)).is_integer().then(|| self.round(decimals, Rounding::Down))?
    }

    pub fn abs(self) -> Self {
        Self(self.0.abs())
    }

    /// Rounded, once, to a multiple of a step above zero.
    pub fn to_step(self, step: Amount, rounding: Rounding) -> Self {
        let step = Self::from(step);
        let steps = Self(Self(&self.0 / &step.0).to_whole(rounding).into());
        steps.times(&step)
    }

    /// Rounded, once, to so many decimals; `None` past the bounds of an amount.
    pub fn round(&self, decimals: u32, rounding: Rounding) -> Option<Amount> {
        let units = Self(&self.0 * BigInt::from(10).pow(decimals)).to_whole(rounding);
        Amount::from_units(i128::try_from(units).ok()?, decimals)
    }

    fn to_whole(&self, rounding: Rounding) -> BigInt {
        let (cut, rest) = (self.0.trunc().to_integer(), self.0.fract().abs());
        let half = BigRational::new(BigInt::one(), BigInt::from(2));
        let away = match rounding {
            Rounding::HalfUp => rest >= half,
            Rounding::HalfDown => rest > half,
            Rounding::HalfEven => rest > half || rest == half && (&cut % 2) != BigInt::zero(),
            Rounding::Up => !rest.is_zero(),
            Rounding::Down => false,
        };
        let step = if self.0.is_negative() { -BigInt::one() } else { BigInt::one() };
        if away { cut + step } else { cut }
    }
}

impl From<Amount> for Exact {
    fn from(amount: Amount) -> Self {
        let (units, decimals) = amount.units();
        Self(BigRational::new(BigInt::from(units), BigInt::from(10).pow(decimals)))
    }
}
