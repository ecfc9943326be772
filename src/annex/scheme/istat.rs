//! ISTAT's code of a municipality, checked by form only: it has no control digit.
//!
//! In: its characters. Out: nothing, or what is wrong. A code whose leading zeros a spreadsheet ate is too short.

use super::{Fault, form};

/// Three digits of the province, three of the municipality in it; both are counted from 001.
const PART: usize = 3;

pub fn check(code: &[char]) -> Result<(), Fault> {
    form::length(code, &[2 * PART])?;
    form::characters(code, |_, c| form::is_digit(c))?;
    form::not_zeros(code, 0, PART)?;
    form::not_zeros(code, PART, PART)
}
