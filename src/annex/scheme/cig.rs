//! CIG: ten characters, of which three or two are of control.
//!
//! In: its characters and the day of the act. Out: nothing, or what is wrong. The three forms and their control
//! digits are those that ANAC publishes (anticorruzione/npa, "Algoritmo di validazione CIG").

use super::super::Date;
use super::{Fault, date, form};

/// President of AVCP, communication of 2 May 2011: from that day on.
const SMART: Date = date(2011, 5, 2);
/// SIMOG's first form had seven digits, and in December 2022 their number was at 9.5 million. The letters came when
/// it ran out in 2023; the Piattaforma contratti pubblici goes on with them since 1 January 2024 (ANAC 582/2023).
const LETTERED: Date = date(2023, 1, 1);

pub fn check(code: &[char], on: Date) -> Result<(), Fault> {
    form::length(code, &[10])?;
    match code[0] {
        '0'..='9' => ordinary(code),
        'A'..='U' => lettered(code).and_then(|()| not_before(LETTERED, on)),
        'X'..='Z' => smart(code).and_then(|()| not_before(SMART, on)),
        'a'..='u' | 'x'..='z' => Err(Fault::Lowercase { at: 0 }),
        _ => Err(Fault::Character { at: 0 }),
    }
}

/// SIMOG: a number of seven decimal digits, three of control.
fn ordinary(code: &[char]) -> Result<(), Fault> {
    form::characters(code, |at, c| if at < 7 { form::is_digit(c) } else { form::is_hex(c) })?;
    form::not_zeros(code, 0, 7)?;
    form::control(code, 7, format!("{:03X}", form::number(&code[..7], 10) * 211 % 4091))
}

/// SIMOG since 2023 and the Piattaforma contratti pubblici: a letter, a number of six hexadecimal digits, three of
/// control. The letter counts by its place in the alphabet, from 1.
fn lettered(code: &[char]) -> Result<(), Fault> {
    form::characters(code, |at, c| at == 0 || form::is_hex(c))?;
    let letter = u32::from(code[0]) - u32::from('A') + 1;
    let number = form::number(&code[1..7], 16) + letter;
    form::control(code, 7, format!("{:03X}", number % 4091 * 211 % 4091))
}

/// SmartCIG: a letter, two digits of control, a number of seven hexadecimal digits.
fn smart(code: &[char]) -> Result<(), Fault> {
    form::characters(code, |at, c| at == 0 || form::is_hex(c))?;
    form::not_zeros(code, 3, 7)?;
    form::control(code, 1, format!("{:02X}", form::number(&code[3..], 16) % 251 * 211 % 251))
}

fn not_before(first: Date, on: Date) -> Result<(), Fault> {
    if on < first { Err(Fault::TooEarly { before: first }) } else { Ok(()) }
}
