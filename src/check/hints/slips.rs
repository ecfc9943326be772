//! The slips of a hand that writes a number: what it wrote, what it should have written, and by which slip the one became
//! the other. Pure arithmetic on amounts.

use crate::annex::{Amount, NumberStyle};

/// Powers of ten by which a misplaced separator changes a number.
const FACTORS: std::ops::RangeInclusive<u32> = 1..=3;

/// How one number became another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slip {
    /// Two neighbouring digits were swapped: the second of them is that many digits before the last one.
    Transposed { at: usize },
    /// A separator at the wrong place made it that many powers of ten larger, or smaller where that is negative.
    Separator { power: i32 },
    /// It lost or got a sign.
    Sign,
}

/// By which slip a number that should have been written became the one that was, both with that many decimals.
pub fn between(right: Amount, written: Amount, decimals: u32) -> Option<Slip> {
    if right.is_zero() || written.is_zero() || right == written {
        return None;
    }
    if right.abs() == written.abs() {
        return Some(Slip::Sign);
    }
    if right.is_negative() != written.is_negative() {
        return None;
    }
    separator(right, written).or_else(|| transposed(right, written, decimals))
}

/// Everything that a number may have been before one slip.
pub fn before(written: Amount, decimals: u32) -> Vec<Amount> {
    let (units, own) = written.units();
    let Some(units) = 10_i128.checked_pow(decimals.saturating_sub(own)).and_then(|power| units.checked_mul(power))
    else {
        return vec![];
    };
    let digits = digits(written, decimals);
    let swaps = (0..digits.len().saturating_sub(1)).map(|at| {
        let place = 10_i128.pow(u32::try_from(at).unwrap_or_default());
        let (low, high) = (i128::from(digits[at]), i128::from(digits[at + 1]));
        units + units.signum() * (low - high) * 9 * place
    });
    let factors = FACTORS.flat_map(|power| {
        let factor = 10_i128.pow(power);
        [units.checked_mul(factor), (units % factor == 0).then_some(units / factor)]
    });
    let candidates = swaps.chain(factors.flatten()).chain(std::iter::once(-units));
    let amounts = candidates.filter_map(|units| Amount::from_units(units, decimals));
    amounts.filter(|right| between(*right, written, decimals).is_some()).collect()
}

fn separator(right: Amount, written: Amount) -> Option<Slip> {
    let (right, written) = common(right, written)?;
    FACTORS.map(|power| (power.cast_signed(), 10_i128.pow(power))).find_map(|(power, factor)| {
        if right.checked_mul(factor) == Some(written) {
            return Some(Slip::Separator { power });
        }
        (written.checked_mul(factor) == Some(right)).then_some(Slip::Separator { power: -power })
    })
}

/// Both in units of the same decimal.
fn common(one: Amount, other: Amount) -> Option<(i128, i128)> {
    let ((one, decimals), (other, others)) = (one.units(), other.units());
    let raise = |units: i128, by: u32| units.checked_mul(10_i128.checked_pow(by)?);
    let most = decimals.max(others);
    Some((raise(one, most - decimals)?, raise(other, most - others)?))
}

fn transposed(right: Amount, written: Amount, decimals: u32) -> Option<Slip> {
    let (right, written) = (digits(right, decimals), digits(written, decimals));
    // Nobody begins a number with nought, so that none comes to the front by a swap.
    if right.len() != written.len() {
        return None;
    }
    let mut apart = (0..right.len()).filter(|at| right[*at] != written[*at]);
    let (first, second) = (apart.next()?, apart.next()?);
    let swapped = second == first + 1 && right[first] == written[second] && right[second] == written[first];
    (swapped && apart.next().is_none()).then_some(Slip::Transposed { at: first })
}

/// The digits of an amount from the last to the first.
fn digits(amount: Amount, decimals: u32) -> Vec<u8> {
    if !amount.is_decimal_of(decimals) {
        return vec![];
    }
    let (whole, fraction) = amount.digits(decimals);
    let digits = whole.trim_start_matches('0').bytes().chain(fraction.bytes());
    let mut digits: Vec<u8> = digits.map(|byte| byte - b'0').collect();
    digits.reverse();
    digits
}

/// A printed number with parentheses around two neighbouring digits: `€ 906.9(24),00`.
pub fn mark(style: &NumberStyle, amount: Amount, at: usize) -> String {
    let printed = style.print(amount);
    let mut digits = printed.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(index, _)| index).rev().skip(at);
    match (digits.next(), digits.next()) {
        (Some(second), Some(first)) => {
            format!("{}({}){}", &printed[..first], &printed[first..=second], &printed[second + 1..])
        }
        _ => printed,
    }
}
