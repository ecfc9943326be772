//! Partita IVA, and the same 11 digits as a codice fiscale.
//!
//! In: its characters. Out: nothing, or what is wrong.

use super::{Fault, form};

/// Seven digits of the subject, three of the office, one of control.
const SUBJECT: usize = 7;
const OFFICE: usize = 3;
const CONTROL: usize = SUBJECT + OFFICE;

pub fn check(code: &[char]) -> Result<(), Fault> {
    check_number(code)?;
    // Offices that give numbers out count from 001; 000 is of provisional codici fiscali. Which others there are is not
    // asked: the Agenzia delle Entrate may add some.
    form::not_zeros(code, SUBJECT, OFFICE)
}

/// What holds for a codice fiscale of 11 digits as well (DM 23 December 1976).
pub fn check_number(code: &[char]) -> Result<(), Fault> {
    form::length(code, &[CONTROL + 1])?;
    form::characters(code, |_, c| form::is_digit(c))?;
    form::not_zeros(code, 0, SUBJECT)?;
    form::control(code, CONTROL, control_digit(&code[..CONTROL]).to_string())
}

/// The Luhn digit: each second digit is doubled and its own digits are added.
fn control_digit(digits: &[char]) -> u32 {
    let sum: u32 = digits
        .iter()
        .filter_map(|c| c.to_digit(10))
        .enumerate()
        .map(|(at, digit)| if at.is_multiple_of(2) { digit } else { digit * 2 / 10 + digit * 2 % 10 })
        .sum();
    (10 - sum % 10) % 10
}
